/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "platforms/sotong-call-refresh-private.h"
#include "platforms/sotong-platform-x-private.h"
#include "platforms/sotong-reply-private.h"
#include "util/sotong-json.h"

#define SLACK_S     (30 * 60)  /* so far the clock here may be wrong */
#define PAGE_POSTS  "20"
#define MAX_PAGES   5
#define MAX_IDS     100        /* of one question for figures */

/* What is looked for, and what came of it. */
typedef struct {
  const SotongPost *post;
  gint64            since;   /* seconds since 1970 UTC; what is older cannot be it */
  char             *found;   /* (owned) (nullable): its number */
  const char       *words;   /* (nullable): and which of the post's texts it has */
  gboolean          doubt;   /* an older post of nobody we know has the same words */
  gboolean          past;    /* the list has come to posts that are older */
} Search;

/* @theirs: as sotong_x_fold_text() has it */
static gboolean
is_same (const char *ours,
         const char *theirs)
{
  g_autofree char *folded = sotong_x_fold_text (ours, NULL);

  return g_str_equal (folded, theirs);
}

/* -1 if X does not say. */
static gint64
read_time (JsonObject *object)
{
  g_autofree char *text = sotong_json_dup_string (object, "created_at");
  g_autoptr(GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  return time != NULL ? g_date_time_to_unix (time) : -1;
}

static void
compare (Search     *search,
         JsonObject *object)
{
  static JsonObject *none;
  g_autofree char *id = sotong_x_dup_id (object);
  g_autofree char *text = sotong_json_dup_string (object, "text");
  g_autofree char *folded = NULL;
  JsonObject *entities = sotong_json_get_object (object, "entities");
  gint64 time = read_time (object);
  gboolean older = time >= 0 && time < search->since;
  const char *words;

  if (g_once_init_enter (&none))
    g_once_init_leave (&none, json_object_new ());
  search->past = search->past || older;
  if (id == NULL || text == NULL || search->found != NULL)
    return;
  folded = sotong_x_fold_text (text, entities != NULL ? entities : none);
  words = sotong_post_find_words (search->post, is_same, folded);
  if (words == NULL || sotong_post_is_other (search->post, id))
    return;
  search->doubt = search->doubt || older;
  if (older)
    return;
  search->found = g_steal_pointer (&id);
  search->words = words;
}

/* One page of the account's own posts, the newest first. */
static SotongReply *
read_page (Search               *search,
           SotongPlatform       *platform,
           const SotongAccount  *account,
           const char           *user_id,
           GCancellable         *cancellable,
           char                **next)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *token = *next != NULL ? g_uri_escape_string (*next, NULL, FALSE) : NULL;
  g_autofree char *path = g_strdup_printf ("/2/users/%s/tweets?max_results=" PAGE_POSTS "&tweet.fields=created_at,entities%s%s", user_id,
                                           token != NULL ? "&pagination_token=" : "", token != NULL ? token : "");
  JsonArray *list;
  gint64 count = -1;

  sotong_x_begin (&call, platform, account, "GET", path);
  sotong_call_run (&call, cancellable);
  list = sotong_json_get_array (call.body, "data");
  sotong_json_get_int64 (sotong_json_get_object (call.body, "meta"), "result_count", &count);
  if (!sotong_call_has_status (&call, 200) || (list == NULL && count != 0))
    return sotong_x_fail (&call, FALSE);
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    compare (search, sotong_json_array_get_object (list, i));
  g_free (*next);
  *next = sotong_json_dup_string (sotong_json_get_object (call.body, "meta"), "next_token");
  return NULL;
}

/* Under a set clock the posts' times may be those of either clock. */
static gint64
find_since (SotongPlatform   *platform,
            const SotongPost *post)
{
  gint64 real = post->first_sent_at > 0 ? post->first_sent_at : g_get_real_time () / G_USEC_PER_SEC;

  return MIN (real, sotong_call_get_now (platform)) - SLACK_S;
}

/*< private >
 * sotong_x_look_up:
 *
 * Looks among the account's own newest posts for one with the same words, made since the first attempt, that is
 * no other post of ours.
 */
SotongLookUp
sotong_x_look_up (SotongPlatform       *platform,
                  const SotongAccount  *account,
                  const SotongPost     *post,
                  GCancellable         *cancellable,
                  SotongReply         **out_reply)
{
  g_autofree char *user_id = NULL;
  g_autofree char *next = NULL;
  g_autofree char *found = NULL;
  Search search = { post, find_since (platform, post) };
  guint n = 0;

  *out_reply = sotong_x_ask_user (platform, account, cancellable, &user_id);
  for (n = 0; *out_reply == NULL && n < MAX_PAGES && search.found == NULL && !search.past && (n == 0 || next != NULL); n++)
    *out_reply = read_page (&search, platform, account, user_id, cancellable, &next);
  found = search.found;
  if (*out_reply != NULL)
    return SOTONG_LOOK_UP_CANNOT_TELL;
  if (found != NULL)
    {
      *out_reply = sotong_reply_new (SOTONG_OUTCOME_OK, NULL);
      (*out_reply)->sent = TRUE;
      (*out_reply)->http_status = 200;
      (*out_reply)->remote_id = g_strdup (found);
      sotong_post_note_words (post, search.words);
      (*out_reply)->remote_url = sotong_x_make_url (platform, account, found);
      return SOTONG_LOOK_UP_FOUND;
    }
  if (search.doubt || (next != NULL && !search.past))
    {
      *out_reply = sotong_reply_new_doubt (account);
      return SOTONG_LOOK_UP_CANNOT_TELL;
    }
  *out_reply = sotong_reply_new_absent (account, 200);
  return SOTONG_LOOK_UP_ABSENT;
}

/* X changes its words: what was a tweet is a post. -1 for neither. */
static gint64
get_either (JsonObject *object,
            const char *old,
            const char *new)
{
  gint64 value = -1;

  if (!sotong_json_get_int64 (object, old, &value) && new != NULL)
    sotong_json_get_int64 (object, new, &value);
  return value;
}

static void
read_figures (JsonObject *object,
              GPtrArray  *metrics,
              GHashTable *open)
{
  g_autofree char *id = sotong_x_dup_id (object);
  JsonObject *public = sotong_json_get_object (object, "public_metrics");
  JsonObject *own = sotong_json_get_object (object, "non_public_metrics");
  gint64 shares = get_either (public, "retweet_count", "repost_count");
  gint64 quotes = get_either (public, "quote_count", NULL);

  if (id == NULL || public == NULL || !g_hash_table_remove (open, id))
    return;
  sotong_metric_add (metrics, id, SOTONG_METRIC_VIEWS, get_either (public, "impression_count", NULL));
  sotong_metric_add (metrics, id, SOTONG_METRIC_REACTIONS, get_either (public, "like_count", NULL));
  sotong_metric_add (metrics, id, SOTONG_METRIC_COMMENTS, get_either (public, "reply_count", NULL));
  sotong_metric_add (metrics, id, SOTONG_METRIC_SHARES, shares >= 0 ? shares + MAX (quotes, 0) : quotes);
  sotong_metric_add (metrics, id, SOTONG_METRIC_SAVES, get_either (public, "bookmark_count", NULL));
  sotong_metric_add (metrics, id, SOTONG_METRIC_CLICKS, get_either (own, "url_link_clicks", NULL));
}

/* @open: (element-type utf8): the numbers not answered yet; those that are leave it. */
static SotongReply *
ask_figures (SotongPlatform      *platform,
             const SotongAccount *account,
             GHashTable          *open,
             const char          *fields,
             GPtrArray           *metrics,
             GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  guint n = 0;
  g_autofree char **ids = (char **) g_hash_table_get_keys_as_array (open, &n);
  g_autofree char *joined = g_strjoinv (",", ids);
  g_autofree char *path = g_strdup_printf ("/2/tweets?ids=%s&tweet.fields=%s", joined, fields);
  JsonArray *list;

  sotong_x_begin (&call, platform, account, "GET", path);
  sotong_call_run (&call, cancellable);
  list = sotong_json_get_array (call.body, "data");
  if (!sotong_call_has_status (&call, 200) || (list == NULL && sotong_json_get_array (call.body, "errors") == NULL))
    return sotong_x_fail (&call, FALSE);
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    read_figures (sotong_json_array_get_object (list, i), metrics, open);
  return NULL;
}

/* The owner's own figures are for 30 days and not for every token: what they are not given for is asked without. */
static SotongReply *
ask_some (SotongPlatform      *platform,
          const SotongAccount *account,
          GHashTable          *open,
          GPtrArray           *metrics,
          GCancellable        *cancellable)
{
  SotongReply *reply = ask_figures (platform, account, open, "public_metrics,non_public_metrics", metrics, cancellable);

  if (reply != NULL && reply->http_status != 400 && reply->http_status != 403)
    return reply;
  g_clear_pointer (&reply, sotong_reply_free);
  return g_hash_table_size (open) > 0 ? ask_figures (platform, account, open, "public_metrics", metrics, cancellable) : NULL;
}

static SotongReply *
ask_account (SotongPlatform      *platform,
             const SotongAccount *account,
             GPtrArray           *metrics,
             GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  JsonObject *public;
  SotongReply *reply;

  sotong_x_begin (&call, platform, account, "GET", "/2/users/me?user.fields=public_metrics");
  sotong_call_run (&call, cancellable);
  public = sotong_json_get_object (sotong_json_get_object (call.body, "data"), "public_metrics");
  if (!sotong_call_has_status (&call, 200) || public == NULL)
    return sotong_x_fail (&call, FALSE);
  sotong_metric_add (metrics, NULL, SOTONG_METRIC_FOLLOWERS, get_either (public, "followers_count", NULL));
  sotong_metric_add (metrics, NULL, SOTONG_METRIC_POSTS, get_either (public, "tweet_count", "post_count"));
  reply = sotong_reply_new (SOTONG_OUTCOME_OK, NULL);
  reply->sent = TRUE;
  reply->http_status = 200;
  return reply;
}

/*< private >
 * sotong_x_metrics:
 *
 * As sotong_platform_metrics().
 */
SotongReply *
sotong_x_metrics (SotongPlatform      *platform,
                  const SotongAccount *account,
                  const char * const  *remote_ids,
                  GPtrArray           *metrics,
                  GCancellable        *cancellable)
{
  SotongReply *reply = NULL;

  for (guint i = 0; remote_ids != NULL && remote_ids[i] != NULL && reply == NULL;)
    {
      g_autoptr(GHashTable) open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (; remote_ids[i] != NULL && g_hash_table_size (open) < MAX_IDS; i++)
        if (g_ascii_string_to_unsigned (remote_ids[i], 10, 1, G_MAXINT64, NULL, NULL))
          g_hash_table_add (open, g_strdup (remote_ids[i]));
      if (g_hash_table_size (open) > 0)
        reply = ask_some (platform, account, open, metrics, cancellable);
    }
  return reply != NULL ? reply : ask_account (platform, account, metrics, cancellable);
}
