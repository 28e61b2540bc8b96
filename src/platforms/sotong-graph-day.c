/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-graph-private.h"
#include "util/sotong-json.h"

#define DAY_S        G_GINT64_CONSTANT (86400)
#define SERIES_DAYS  7  /* one question tells them all, so days on which nobody asked are made up for */
#define TOTAL_DAYS   3  /* a question each; what is told of a day may come two days late */
#define MAX_FIGURES  16

/* What happened on an account on each day, as Facebook, Instagram and Threads tell it. */

typedef struct {
  SotongGraph           *graph;
  const SotongGraphDays *what;
  const char            *path;
  GPtrArray             *metrics;      /* (element-type SotongMetric) */
  GCancellable          *cancellable;
  SotongReply           *refused;      /* (owned) (nullable): the last figure that the account is not told */
  gboolean               told;         /* any was answered */
} Days;

static void
days_clear (Days *self)
{
  g_clear_pointer (&self->refused, sotong_reply_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Days, days_clear)

/* Asks for @names of the time from @start up to before @end. Refused is no failure here, unless it concerns the account. */
static SotongReply *
ask (Days       *self,
     SotongCall *call,
     const char *names,
     gboolean    total,
     gint64      start,
     gint64      end,
     gboolean   *out_refused)
{
  g_autoptr(GPtrArray) query = sotong_graph_fields_new ();
  g_autofree char *since = g_strdup_printf ("%" G_GINT64_FORMAT, start);
  g_autofree char *until = g_strdup_printf ("%" G_GINT64_FORMAT, total ? end - 1 : end);
  SotongReply *reply = sotong_graph_new_slow (self->graph);

  *out_refused = FALSE;
  if (reply != NULL)
    return reply;
  sotong_graph_fields_add (query, "metric", names);
  if (self->what->says_period)
    sotong_graph_fields_add (query, "period", "day");
  if (self->what->says_type && total)
    sotong_graph_fields_add (query, "metric_type", "total_value");
  sotong_graph_fields_add (query, "since", since);
  sotong_graph_fields_add (query, "until", until);
  sotong_graph_get (self->graph, call, self->path, query, self->cancellable);
  if (sotong_graph_is_well (call))
    {
      self->told = TRUE;
      return NULL;
    }
  reply = sotong_graph_fail (self->graph, call, FALSE);
  if (reply->outcome != SOTONG_OUTCOME_REFUSED || reply->shut_out)
    return reply;
  *out_refused = TRUE;
  g_clear_pointer (&self->refused, sotong_reply_free);
  self->refused = reply;
  return NULL;
}

/* A value bears the moment at which its day ends. One that is not over is not told yet, and what has no value is a gap. */
static void
take_value (Days                    *self,
            const SotongGraphFigure *figure,
            JsonObject              *value,
            gint64                   start,
            gint64                   end)
{
  g_autofree char *text = sotong_json_dup_string (value, "end_time");
  g_autoptr(GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
  g_autofree char *day = NULL;
  gint64 over = time != NULL ? g_date_time_to_unix (time) : 0;
  gint64 number;

  if (over <= start || over > end || !sotong_json_get_int64 (value, "value", &number))
    return;
  day = sotong_metric_day_name (over - DAY_S / 2);
  sotong_metric_add_day (self->metrics, figure->name, day, number);
}

static SotongReply *
read_series (Days                    *self,
             const SotongGraphFigure *figure,
             gint64                   now)
{
  g_auto(SotongCall) call = { 0 };
  gint64 start = MAX (sotong_metric_day_start (now, SERIES_DAYS), self->what->oldest);
  gint64 end = sotong_metric_day_start (now, 0);
  JsonArray *data;
  gboolean refused;
  SotongReply *reply;

  if (start >= end)
    return NULL;
  reply = ask (self, &call, figure->metric, FALSE, start, end, &refused);
  data = reply == NULL && !refused ? sotong_json_get_array (call.body, "data") : NULL;
  for (guint i = 0; data != NULL && i < json_array_get_length (data); i++)
    {
      JsonObject *insight = sotong_json_array_get_object (data, i);
      JsonArray *values = sotong_json_get_array (insight, "values");
      g_autofree char *name = sotong_json_dup_string (insight, "name");

      for (guint k = 0; values != NULL && g_strcmp0 (name, figure->metric) == 0 && k < json_array_get_length (values); k++)
        take_value (self, figure, sotong_json_array_get_object (values, k), start, end);
    }
  return reply;
}

/* Of one day; those of the same name are added up. */
static void
take_totals (Days             *self,
             const SotongCall *call,
             gint64            start,
             gint64           *sums)
{
  const SotongGraphFigure *totals = self->what->totals;
  JsonArray *data = sotong_json_get_array (call->body, "data");

  for (guint i = 0; data != NULL && i < json_array_get_length (data); i++)
    {
      JsonObject *insight = sotong_json_array_get_object (data, i);
      g_autofree char *name = sotong_json_dup_string (insight, "name");
      gint64 value;

      if (!sotong_json_get_int64 (sotong_json_get_object (insight, "total_value"), "value", &value) || value < 0)
        continue;
      for (guint k = 0; totals[k].metric != NULL; k++)
        if (g_strcmp0 (name, totals[k].metric) == 0)
          for (guint j = 0; j <= k; j++)
            if (g_str_equal (totals[j].name, totals[k].name))
              {
                sums[j] = MAX (sums[j], 0) + value;
                break;
              }
    }
}

/* All that are not refused at once; if one of them is, each by itself, and it is not asked for on the days that follow. */
static SotongReply *
read_day (Days     *self,
          gint64    start,
          gint64    end,
          gboolean *refused)
{
  const SotongGraphFigure *totals = self->what->totals;
  g_auto(SotongCall) call = { 0 };
  g_autoptr(GString) names = g_string_new (NULL);
  g_autofree char *day = sotong_metric_day_name (start);
  gint64 sums[MAX_FIGURES];
  gboolean together = FALSE;
  SotongReply *reply = NULL;

  for (guint i = 0; totals[i].metric != NULL; i++)
    {
      sums[i] = -1;
      if (!refused[i])
        g_string_append_printf (names, "%s%s", names->len > 0 ? "," : "", totals[i].metric);
    }
  if (names->len > 0)
    reply = ask (self, &call, names->str, TRUE, start, end, &together);
  if (reply == NULL && !together)
    take_totals (self, &call, start, sums);
  for (guint i = 0; together && reply == NULL && totals[i].metric != NULL; i++)
    {
      g_auto(SotongCall) one = { 0 };

      if (refused[i])
        continue;
      reply = ask (self, &one, totals[i].metric, TRUE, start, end, &refused[i]);
      if (reply == NULL && !refused[i])
        take_totals (self, &one, start, sums);
    }
  for (guint i = 0; totals[i].metric != NULL; i++)
    sotong_metric_add_day (self->metrics, totals[i].name, day, sums[i]);
  return reply;
}

/*< private >
 * sotong_graph_read_days:
 * @self: an open API
 * @what: which figures, and how they are asked for
 * @metrics: (element-type SotongMetric): what is told is added here
 * @cancellable: (nullable): to stop it
 *
 * A figure that is not given is a gap. Only what concerns the account or all that follows ends the reading.
 *
 * Returns: (transfer full): OK; REFUSED, if the account is told none of it; or why nothing more can be asked
 */
SotongReply *
sotong_graph_read_days (SotongGraph           *self,
                        const SotongGraphDays *what,
                        GPtrArray             *metrics,
                        GCancellable          *cancellable)
{
  g_autofree char *path = sotong_graph_make_path (self->account->user, what->edge);
  g_auto(Days) days = { self, what, path, metrics, cancellable, NULL, FALSE };
  gint64 now = sotong_call_get_now (self->platform);
  gboolean refused[MAX_FIGURES] = { FALSE };
  SotongReply *reply = NULL;

  for (guint i = 0; reply == NULL && what->series[i].metric != NULL; i++)
    reply = read_series (&days, &what->series[i], now);
  for (int back = 1; reply == NULL && what->totals != NULL && back <= TOTAL_DAYS; back++)
    if (sotong_metric_day_start (now, back) >= what->oldest)
      reply = read_day (&days, sotong_metric_day_start (now, back), sotong_metric_day_start (now, back - 1), refused);
  if (reply != NULL)
    return reply;
  if (days.refused != NULL && !days.told)
    return g_steal_pointer (&days.refused);
  reply = sotong_reply_new (SOTONG_OUTCOME_OK, NULL);
  reply->sent = TRUE;
  reply->http_status = 200;
  return reply;
}
