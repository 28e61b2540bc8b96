/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-graph-private.h"
#include "platforms/sotong-reply-private.h"
#include "util/sotong-json.h"

#define PAGE_POSTS  "10"
#define MAX_PAGES   50
#define SLACK_S     (10 * 60)  /* how much two clocks may differ, and a post be late */
#define JUST_NOW_S  (15 * 60)  /* how long ago a call may have begun whose answer was lost just now */
#define DOUBT_S     (12 * 60 * 60) /* by which the clock here may have been wrong then, as where it was set to the time of the place */

/* A look through one list. */
typedef struct {
  const SotongGraphList *list;
  const SotongPost      *post;
  gboolean               is_out;     /* it surely is there */
  gint64                 since;      /* by the server's clock: the post cannot be older */
  gboolean               doubt;      /* one is there with the same words that is older, but not by more than a clock may be wrong */
  gint64                 set_since;  /* by the workspace's clock if it is set; else 0 */
  gint64                 set_until;
  gboolean               past;       /* the posts seen are older by now */
} Search;

/* One blank for each stretch of them, composed letters: what platforms change without changing the text. */
static char *
normalize (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  GString *out = g_string_new (NULL);
  gboolean blank = FALSE;

  for (const char *p = composed != NULL ? composed : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || c == 0x200b || c == 0xfeff)
        {
          blank = TRUE;
          continue;
        }
      if (blank && out->len > 0)
        g_string_append_c (out, ' ');
      blank = FALSE;
      g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/*< private >
 * sotong_graph_is_same_text:
 * @ours: a text as it was sent
 * @theirs: (nullable): a text as the platform returns it
 *
 * Returns: whether they are the same but for blanks and the composition of letters
 */
gboolean
sotong_graph_is_same_text (const char *ours,
                           const char *theirs)
{
  g_autofree char *a = normalize (ours);
  g_autofree char *b = normalize (theirs != NULL ? theirs : "");

  return g_str_equal (a, b);
}

/* The server's own time decides how old its posts are: the clock here may be wrong. */
static gint64
find_since (const SotongCall *call,
            const SotongPost *post)
{
  gint64 there = sotong_call_get_server_now (call);
  gint64 here = g_get_real_time () / G_USEC_PER_SEC;
  gint64 age = post->first_sent_at > 0 ? here - post->first_sent_at : JUST_NOW_S;

  if (age < 0) /* the clock was set back since: nothing is known of when that was */
    age = DOUBT_S;
  return (there > 0 ? there : here) - age - SLACK_S;
}

static gboolean
read_time (JsonObject *object,
           const char *member,
           gint64     *out_time)
{
  g_autofree char *text = sotong_json_dup_string (object, member);
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  if (time != NULL)
    *out_time = g_date_time_to_unix (time);
  return time != NULL || sotong_json_get_int64 (object, member, out_time);
}

/* A post without a time is taken for young: a post too few can be sent yet, one too many stays. @out_near: it is a little older. */
static gboolean
is_young (Search     *search,
          JsonObject *object,
          gboolean   *out_near)
{
  gint64 time = 0;

  *out_near = FALSE;
  if (!read_time (object, search->list->time_member, &time) || time >= search->since)
    return TRUE;
  if (time >= search->set_since && time <= search->set_until)
    return TRUE;
  *out_near = search->set_until == 0 && time >= search->since - DOUBT_S;
  search->past = search->list->newest_first && (search->set_until == 0 || time < search->set_since) && !(search->is_out && *out_near);
  return FALSE;
}

/* The same words may wait there for other days. */
static gboolean
is_for_another_time (Search     *search,
                     JsonObject *object)
{
  gint64 due = 0;

  return search->list->due_member != NULL && search->post->schedule_on_platform && search->post->publish_at > 0
         && read_time (object, search->list->due_member, &due) && due != search->post->publish_at;
}

/* (nullable): which of the post's texts it has, if it is that post. */
static const char *
find_words (Search     *search,
            JsonObject *object)
{
  g_autofree char *id = sotong_json_dup_id (object, "id");
  g_autofree char *text = sotong_json_dup_string (object, search->list->text_member);
  gboolean near, young = is_young (search, object, &near);
  const char *words = NULL;

  if (id != NULL && (young || near) && !is_for_another_time (search, object))
    words = sotong_post_find_words (search->post, sotong_graph_is_same_text, text);
  if (words == NULL || sotong_post_is_other (search->post, id))
    return NULL;
  if (young || search->is_out)
    return words;
  search->doubt = TRUE;
  return NULL;
}

static SotongReply *
search_page (Search     *search,
             SotongCall *call,
             JsonArray  *data)
{
  for (guint i = 0; i < json_array_get_length (data); i++)
    {
      JsonObject *object = sotong_json_array_get_object (data, i);
      const char *words = object != NULL ? find_words (search, object) : NULL;

      if (words != NULL)
        {
          g_autofree char *id = sotong_json_dup_id (object, "id");
          const char *member = search->list->url_member;
          g_autofree char *url = member != NULL ? sotong_json_dup_string (object, member) : NULL;
          gboolean out = sotong_json_get_boolean (object, "published", TRUE);
          SotongReply *reply = sotong_graph_new_ok (call, id, url, out ? search->list->state : "scheduled");

          sotong_post_note_words (search->post, words);
          return reply;
        }
    }
  return NULL;
}

static SotongReply *
reply_too_many (const SotongAccount *account,
                guint                status)
{
  g_autofree char *message = NULL;
  SotongReply *reply;

  message = g_strdup_printf (_("“%s” has so many posts of the same time that this one could not be looked for among all of "
                               "them. Look there yourself."),
                             account->name);
  reply = sotong_reply_new (SOTONG_OUTCOME_WAIT, message);
  reply->sent = TRUE;
  reply->http_status = status;
  return reply;
}

static char *
dup_next (const SotongCall *call)
{
  JsonObject *paging = sotong_json_get_object (call->body, "paging");

  if (paging == NULL || !json_object_has_member (paging, "next"))
    return NULL;
  return sotong_json_dup_string (sotong_json_get_object (paging, "cursors"), "after");
}

/*< private >
 * sotong_graph_find:
 * @self: an open API
 * @list: where to look
 * @post: what for
 * @cancellable: (nullable): to stop the call
 * @out_reply: (out) (transfer full): the post when found, else why not
 *
 * Looks for a post of the same text among those that are not older than the attempt to send it and are no other
 * post of ours.
 *
 * Returns: whether it is there
 */
SotongLookUp
sotong_graph_find (SotongGraph           *self,
                   const SotongGraphList *list,
                   const SotongPost      *post,
                   GCancellable          *cancellable,
                   SotongReply          **out_reply)
{
  SotongClock *clock = sotong_http_get_clock (sotong_platform_get_http (self->platform));
  g_autofree char *path = sotong_graph_make_path (self->account->user, list->edge);
  g_autofree char *after = NULL;
  Search search = { list, post, self->is_out };
  guint status = 0;

  if (sotong_clock_is_set (clock))
    {
      search.set_since = sotong_clock_now (clock) - SOTONG_CALL_SET_SLACK_S;
      search.set_until = sotong_clock_now (clock) + SLACK_S;
    }
  for (guint n = 0; n < MAX_PAGES; n++)
    {
      g_auto(SotongCall) call = { 0 };
      g_autoptr(GPtrArray) query = sotong_graph_fields_new ();
      JsonArray *data;

      sotong_graph_fields_add (query, "fields", list->fields);
      sotong_graph_fields_add (query, "limit", PAGE_POSTS);
      sotong_graph_fields_add (query, "after", after);
      sotong_graph_get (self, &call, path, query, cancellable);
      data = sotong_graph_is_well (&call) ? sotong_json_get_array (call.body, "data") : NULL;
      if (data == NULL)
        {
          *out_reply = sotong_graph_fail (self, &call, FALSE);
          return SOTONG_LOOK_UP_CANNOT_TELL;
        }
      status = call.response->status;
      search.since = find_since (&call, post);
      *out_reply = search_page (&search, &call, data);
      if (*out_reply != NULL)
        return SOTONG_LOOK_UP_FOUND;
      g_free (after);
      after = search.past ? NULL : dup_next (&call);
      if (after == NULL && search.doubt)
        {
          *out_reply = sotong_reply_new_doubt (self->account);
          return SOTONG_LOOK_UP_CANNOT_TELL;
        }
      if (after == NULL)
        {
          *out_reply = sotong_reply_new_absent (self->account, status);
          return SOTONG_LOOK_UP_ABSENT;
        }
    }
  *out_reply = reply_too_many (self->account, status);
  return SOTONG_LOOK_UP_CANNOT_TELL;
}
