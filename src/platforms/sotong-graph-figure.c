/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "platforms/sotong-graph-private.h"
#include "util/sotong-json.h"

#define MAX_FIGURES 16

/* The latest figure of one entry; an entry without values is none, never a 0. */
static gboolean
read_insight (JsonObject *insight,
              gint64     *out_value)
{
  JsonArray *values = sotong_json_get_array (insight, "values");
  JsonObject *total = sotong_json_get_object (insight, "total_value");

  if (total != NULL)
    return sotong_json_get_int64 (total, "value", out_value);
  return values != NULL && json_array_get_length (values) > 0
         && sotong_json_get_int64 (sotong_json_array_get_object (values, json_array_get_length (values) - 1), "value", out_value);
}

/* Puts what an answer tells into @values; -1 stays where it tells nothing. */
static void
read_answer (const SotongCall        *call,
             const SotongGraphFigure *figures,
             gint64                  *values)
{
  JsonArray *data = sotong_json_get_array (call->body, "data");

  for (guint i = 0; data != NULL && i < json_array_get_length (data); i++)
    {
      JsonObject *insight = sotong_json_array_get_object (data, i);
      g_autofree char *name = sotong_json_dup_string (insight, "name");

      for (guint j = 0; figures[j].metric != NULL; j++)
        if (g_strcmp0 (name, figures[j].metric) == 0)
          read_insight (insight, &values[j]);
    }
}

/* A figure that is not given, to this account or at all, is a gap; only what concerns all that follows ends the
 * reading. */
static SotongReply *
ask (SotongGraph             *self,
     const char              *path,
     const char              *names,
     const SotongGraphFigure *figures,
     gint64                  *values,
     GCancellable            *cancellable,
     gboolean                *out_refused)
{
  g_auto(SotongCall) call = { 0 };
  g_autoptr(GPtrArray) query = sotong_graph_fields_new ();
  SotongReply *reply;

  sotong_graph_fields_add (query, "metric", names);
  sotong_graph_get (self, &call, path, query, cancellable);
  *out_refused = FALSE;
  if (sotong_graph_is_well (&call))
    {
      read_answer (&call, figures, values);
      return NULL;
    }
  reply = sotong_graph_fail (self, &call, FALSE);
  *out_refused = reply->outcome == SOTONG_OUTCOME_REFUSED;
  if (!*out_refused)
    return reply;
  sotong_reply_free (reply);
  return NULL;
}

static void
add_up (const SotongGraphFigure *figures,
        const gint64            *values,
        const char              *remote_id,
        GPtrArray               *metrics)
{
  for (guint i = 0; figures[i].metric != NULL; i++)
    {
      gint64 sum = -1;
      gboolean first = TRUE;

      for (guint j = 0; figures[j].metric != NULL; j++)
        if (g_str_equal (figures[i].name, figures[j].name))
          {
            first = first && j >= i;
            if (values[j] >= 0)
              sum = MAX (sum, 0) + values[j];
          }
      if (first)
        sotong_metric_add (metrics, remote_id, figures[i].name, sum);
    }
}

/*< private >
 * sotong_graph_read_figures:
 * @self: an open API
 * @id: of what
 * @edge: "insights"
 * @figures: (array zero-terminated=1): which
 * @together: ask for all at once, and one by one only if the platform refuses that
 * @metrics: (element-type SotongMetric): what is told is added here; the account's own if @id is the account's
 * @cancellable: (nullable): to stop it
 *
 * Returns: (transfer full) (nullable): %NULL, or why nothing more can be asked
 */
SotongReply *
sotong_graph_read_figures (SotongGraph             *self,
                           const char              *id,
                           const char              *edge,
                           const SotongGraphFigure *figures,
                           gboolean                 together,
                           GPtrArray               *metrics,
                           GCancellable            *cancellable)
{
  g_autofree char *path = sotong_graph_make_path (id, edge);
  g_autoptr(GString) all = g_string_new (NULL);
  gint64 values[MAX_FIGURES];
  gboolean refused = !together;
  SotongReply *reply = sotong_graph_new_slow (self);

  if (reply != NULL)
    return reply;

  for (guint i = 0; i < MAX_FIGURES; i++)
    values[i] = -1;
  for (guint i = 0; figures[i].metric != NULL; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? "," : "", figures[i].metric);
  if (together)
    reply = ask (self, path, all->str, figures, values, cancellable, &refused);
  for (guint i = 0; reply == NULL && refused && figures[i].metric != NULL; i++)
    {
      gboolean gap;

      reply = ask (self, path, figures[i].metric, figures, values, cancellable, &gap);
    }
  add_up (figures, values, g_str_equal (id, self->account->user) ? NULL : id, metrics);
  return reply;
}

/*< private >
 * sotong_graph_read_quota:
 * @self: an open API
 * @edge: "content_publishing_limit"
 * @cancellable: (nullable): to stop the call
 * @out_left: (out): how many posts more the platform takes today; -1: not told
 *
 * Returns: (transfer full) (nullable): %NULL, or that the sign-in is over
 */
SotongReply *
sotong_graph_read_quota (SotongGraph   *self,
                         const char    *edge,
                         GCancellable  *cancellable,
                         gint64        *out_left)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *path = sotong_graph_make_path (self->account->user, edge);
  JsonArray *data;
  JsonObject *limit;
  gint64 used = 0, total = 0;

  *out_left = -1;
  sotong_graph_get_fields (self, &call, path, "quota_usage,config", cancellable);
  if (!sotong_graph_is_well (&call))
    {
      SotongReply *reply = sotong_graph_fail (self, &call, FALSE);

      if (reply->outcome == SOTONG_OUTCOME_RENEW)
        return reply;
      sotong_reply_free (reply);
      return NULL;
    }
  data = sotong_json_get_array (call.body, "data");
  limit = data != NULL ? sotong_json_array_get_object (data, 0) : NULL;
  if (sotong_json_get_int64 (limit, "quota_usage", &used)
      && sotong_json_get_int64 (sotong_json_get_object (limit, "config"), "quota_total", &total))
    *out_left = MAX (total - used, 0);
  return NULL;
}
