/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-graph-private.h"
#include "util/sotong-json.h"

#define MOST_MINUTES (7 * 24 * 60)

/* How much of what Meta allows an account and its app in an hour is used up; every answer says so, and beyond 80 in a hundred one is to
 * go slower: developers.facebook.com/docs/graph-api/overview/rate-limiting. */
static const struct {
  gint64 percent;
  gint64 pause_s;
} steps[] = {
  { 100, SOTONG_GRAPH_FULL_S }, { 90, 5 * 60 }, { SOTONG_GRAPH_SLOW_PERCENT, 60 },
};

static JsonObject *
parse_header (const SotongCall *call,
              const char       *name)
{
  const char *text = call->response != NULL ? sotong_http_response_get_header (call->response, name) : NULL;
  g_autoptr(GBytes) bytes = text != NULL ? g_bytes_new_static (text, strlen (text)) : NULL;

  return bytes != NULL ? sotong_json_parse_object (bytes, NULL) : NULL;
}

static gint64
find_percent (JsonObject *usage)
{
  static const char * const members[] = { "call_count", "total_cputime", "total_time" };
  gint64 most = 0, percent;

  for (guint i = 0; usage != NULL && i < G_N_ELEMENTS (members); i++)
    if (sotong_json_get_int64 (usage, members[i], &percent))
      most = MAX (most, percent);
  return most;
}

/*< private >
 * sotong_graph_get_usage:
 * @call: a call that was made
 * @out_minutes: (out): the most minutes that any limit of the account asks for
 *
 * Returns: the highest of all limits that the answer tells, in hundredths of what is allowed; 0: it tells none
 */
gint64
sotong_graph_get_usage (const SotongCall *call,
                        gint64           *out_minutes)
{
  g_autoptr(JsonObject) account = parse_header (call, "X-Business-Use-Case-Usage");
  g_autoptr(JsonObject) app = parse_header (call, "X-App-Usage");
  g_autoptr(GList) members = account != NULL ? json_object_get_members (account) : NULL;
  gint64 most = find_percent (app);

  *out_minutes = 0;
  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonArray *list = sotong_json_get_array (account, l->data);

      for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
        {
          JsonObject *usage = sotong_json_array_get_object (list, i);
          gint64 minutes = 0;

          sotong_json_get_int64 (usage, "estimated_time_to_regain_access", &minutes);
          *out_minutes = CLAMP (minutes, *out_minutes, MOST_MINUTES);
          most = MAX (most, find_percent (usage));
        }
    }
  return most;
}

/*< private >
 * sotong_graph_note_usage:
 * @self: an open API
 * @call: a call that was made
 *
 * Has the account rest a while once little is left.
 */
void
sotong_graph_note_usage (SotongGraph      *self,
                         const SotongCall *call)
{
  gint64 minutes, percent = sotong_graph_get_usage (call, &minutes);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (percent >= steps[i].percent)
      {
        sotong_platform_slow_down (self->platform, sotong_call_get_now (self->platform) + MAX (steps[i].pause_s, minutes * 60));
        return;
      }
}

/*< private >
 * sotong_graph_new_slow:
 * @self: an open API
 *
 * Figures can wait; what is left of the hour is for posts.
 *
 * Returns: (transfer full) (nullable): WAIT, if little is left
 */
SotongReply *
sotong_graph_new_slow (SotongGraph *self)
{
  gint64 until = sotong_platform_get_slow_until (self->platform);
  g_autofree char *message = NULL;
  SotongReply *reply;

  if (until <= sotong_call_get_now (self->platform))
    return NULL;
  message = g_strdup_printf (_("Most of what Meta allows “%s” in an hour is used up, so the rest of its figures is left for later: posts go first."),
                             self->account->name);
  reply = sotong_reply_new (SOTONG_OUTCOME_WAIT, message);
  reply->sent = TRUE;
  reply->retry_at = until;
  return reply;
}
