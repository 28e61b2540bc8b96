/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "platforms/sotong-platform-youtube-private.h"
#include "util/sotong-json.h"

#define ANALYTICS "https://youtubeanalytics.googleapis.com"
#define MAX_IDS   50  /* of one question for figures */
#define DAYS      14  /* one question tells them all; what is told of a day may come three days late */

/* How often films and their channel were seen: in all, and of the channel by days. */

/* Google sends its figures as text; what is hidden is left out. */
static void
add_figure (GPtrArray  *metrics,
            const char *id,
            const char *name,
            JsonObject *statistics,
            const char *member)
{
  g_autofree char *text = sotong_json_dup_string (statistics, member);
  gint64 value = -1;

  if (text != NULL && g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &value, NULL))
    sotong_metric_add (metrics, id, name, value);
}

static SotongReply *
ask_films (SotongPlatform      *platform,
           const SotongAccount *account,
           GPtrArray           *ids,
           GPtrArray           *metrics,
           GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *joined = g_strjoinv (",", (char **) ids->pdata);
  g_autofree char *escaped = g_uri_escape_string (joined, ",", FALSE);
  g_autofree char *path = g_strconcat ("/youtube/v3/videos?part=statistics&maxResults=50&id=", escaped, NULL);
  JsonArray *items;

  sotong_youtube_begin (&call, platform, account, "GET", path);
  sotong_call_run (&call, cancellable);
  items = sotong_json_get_array (call.body, "items");
  if (!sotong_call_has_status (&call, 200) || items == NULL)
    return sotong_youtube_fail (&call, FALSE);
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *video = sotong_json_array_get_object (items, i);
      JsonObject *statistics = sotong_json_get_object (video, "statistics");
      g_autofree char *id = sotong_json_dup_string (video, "id");

      if (id == NULL)
        continue;
      add_figure (metrics, id, SOTONG_METRIC_VIEWS, statistics, "viewCount");
      add_figure (metrics, id, SOTONG_METRIC_REACTIONS, statistics, "likeCount");
      add_figure (metrics, id, SOTONG_METRIC_COMMENTS, statistics, "commentCount");
    }
  return NULL;
}

static SotongReply *
ask_channel (SotongPlatform      *platform,
             const SotongAccount *account,
             GPtrArray           *metrics,
             GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  JsonArray *items;
  JsonObject *statistics;

  sotong_youtube_begin (&call, platform, account, "GET", "/youtube/v3/channels?part=statistics&mine=true");
  sotong_call_run (&call, cancellable);
  items = sotong_json_get_array (call.body, "items");
  if (!sotong_call_has_status (&call, 200) || items == NULL || json_array_get_length (items) == 0)
    return sotong_youtube_fail (&call, FALSE);
  statistics = sotong_json_get_object (sotong_json_array_get_object (items, 0), "statistics");
  if (!sotong_json_get_boolean (statistics, "hiddenSubscriberCount", FALSE))
    add_figure (metrics, NULL, SOTONG_METRIC_FOLLOWERS, statistics, "subscriberCount");
  add_figure (metrics, NULL, SOTONG_METRIC_POSTS, statistics, "videoCount");
  add_figure (metrics, NULL, SOTONG_METRIC_VIEWS, statistics, "viewCount");
  return sotong_call_succeed (&call);
}

/*< private >
 * sotong_youtube_metrics:
 *
 * As sotong_platform_metrics().
 */
SotongReply *
sotong_youtube_metrics (SotongPlatform      *platform,
                        const SotongAccount *account,
                        const char * const  *remote_ids,
                        GPtrArray           *metrics,
                        GCancellable        *cancellable)
{
  SotongReply *reply = sotong_youtube_check_secret (account);

  for (guint i = 0; remote_ids != NULL && remote_ids[i] != NULL && reply == NULL;)
    {
      g_autoptr(GPtrArray) ids = g_ptr_array_new ();

      for (; remote_ids[i] != NULL && ids->len < MAX_IDS; i++)
        g_ptr_array_add (ids, (gpointer) remote_ids[i]);
      g_ptr_array_add (ids, NULL);
      reply = ask_films (platform, account, ids, metrics, cancellable);
    }
  return reply != NULL ? reply : ask_channel (platform, account, metrics, cancellable);
}

/* Where the answer has each figure, by the names that it gives its columns. */
static const struct {
  const char *column;
  const char *name;
} columns[] = {
  { "views", SOTONG_METRIC_DAY_VIEWS }, { "estimatedMinutesWatched", SOTONG_METRIC_DAY_MINUTES },
  { "subscribersGained", SOTONG_METRIC_DAY_FOLLOWS }, { "subscribersLost", SOTONG_METRIC_DAY_UNFOLLOWS },
  { "likes", SOTONG_METRIC_DAY_REACTIONS },
};

static const char *
find_name (const char *column)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_strcmp0 (column, columns[i].column) == 0)
      return columns[i].name;
  return NULL;
}

static char *
dup_cell (JsonArray *row,
          guint      column)
{
  JsonNode *node = column < json_array_get_length (row) ? json_array_get_element (row, column) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_dup_string (node) : NULL;
}

static gint64
get_cell (JsonArray *row,
          guint      column)
{
  JsonNode *node = column < json_array_get_length (row) ? json_array_get_element (row, column) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || (json_node_get_value_type (node) != G_TYPE_INT64 && json_node_get_value_type (node) != G_TYPE_DOUBLE))
    return -1;
  return json_node_get_int (node);
}

/* %FALSE if the answer has no column of days. */
static gboolean
read_rows (JsonArray *heads,
           JsonArray *rows,
           GPtrArray *metrics)
{
  guint day_column = G_MAXUINT;

  for (guint i = 0; i < json_array_get_length (heads); i++)
    {
      g_autofree char *head = sotong_json_dup_string (sotong_json_array_get_object (heads, i), "name");

      if (g_strcmp0 (head, "day") == 0)
        day_column = i;
    }
  for (guint i = 0; day_column != G_MAXUINT && rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonNode *node = json_array_get_element (rows, i);
      JsonArray *row = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
      g_autofree char *day = row != NULL ? dup_cell (row, day_column) : NULL;

      for (guint k = 0; day != NULL && k < json_array_get_length (heads); k++)
        {
          g_autofree char *head = sotong_json_dup_string (sotong_json_array_get_object (heads, k), "name");
          const char *name = find_name (head);

          if (name != NULL)
            sotong_metric_add_day (metrics, name, day, get_cell (row, k));
        }
    }
  return day_column != G_MAXUINT;
}

static char *
make_question (gint64 now)
{
  g_autofree char *from = sotong_metric_day_name (sotong_metric_day_start (now, DAYS));
  g_autofree char *to = sotong_metric_day_name (sotong_metric_day_start (now, 1));
  GString *out = g_string_new ("/v2/reports?ids=channel%3D%3DMINE");

  g_string_append_printf (out, "&startDate=%s&endDate=%s&metrics=", from, to);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "," : "", columns[i].column);
  g_string_append (out, "&dimensions=day&sort=day");
  return g_string_free (out, FALSE);
}

/*< private >
 * sotong_youtube_days:
 *
 * As sotong_platform_days(), of YouTube Analytics. A day without a row is not told yet: a gap.
 */
SotongReply *
sotong_youtube_days (SotongPlatform      *platform,
                     const SotongAccount *account,
                     GPtrArray           *metrics,
                     GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *own = sotong_account_dup_base (account);
  g_autofree char *question = make_question (sotong_call_get_now (platform));
  g_autofree char *url = g_strconcat (own[0] != '\0' ? own : ANALYTICS, question, NULL);
  SotongReply *reply = sotong_youtube_check_secret (account);
  JsonArray *heads;

  if (reply != NULL)
    return reply;
  sotong_youtube_begin_at (&call, platform, account, "GET", url);
  sotong_call_run (&call, cancellable);
  heads = sotong_json_get_array (call.body, "columnHeaders");
  if (!sotong_call_has_status (&call, 200) || heads == NULL || !read_rows (heads, sotong_json_get_array (call.body, "rows"), metrics))
    return sotong_youtube_fail (&call, FALSE);
  return sotong_call_succeed (&call);
}
