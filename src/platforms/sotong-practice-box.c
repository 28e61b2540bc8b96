/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-post.h"
#include "platforms/sotong-practice-box.h"
#include "platforms/sotong-practice-mentions.h"
#include "util/sotong-json.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

#define MENTION_SEED  20161014
#define DEFAULT_LIMIT 50
#define MAX_LIMIT     200
#define MAX_TEXT      (256 * 1024)
#define MAX_MEDIA     500  /* the oldest bytes go first; their counts stay */

typedef struct {
  char    *id;           /* (owned): long and random, so that its page needs no token */
  char    *client_key;   /* (owned) */
  char    *title;        /* (owned) */
  char    *text;         /* (owned) */
  char    *in_reply_to;  /* (owned) (nullable): the id of the post that it goes on from */
  gint64   publish_at;   /* 0: at once */
  gint64   received_at;
  GStrv    media;        /* (owned): ids */
  gboolean removed;
} Post;

typedef struct {
  char   *id;          /* (owned) */
  char   *media_type;  /* (owned) */
  GBytes *bytes;       /* (owned) */
} Media;

struct _SotongPracticeBox
{
  SotongClock            *clock;     /* (owned) */
  GPtrArray              *posts;     /* (element-type Post), oldest first */
  GHashTable             *received;  /* (element-type utf8 guint): how often each key came */
  GQueue                  media;     /* (element-type Media), oldest first */
  SotongPracticeMentions *mentions;  /* (owned) */
  SotongPracticeCounts    counts;
  gboolean                allow_doubles;
};

static void
post_free (Post *post)
{
  g_free (post->id);
  g_free (post->client_key);
  g_free (post->title);
  g_free (post->text);
  g_free (post->in_reply_to);
  g_strfreev (post->media);
  g_free (post);
}

static void
media_free (Media *media)
{
  g_free (media->id);
  g_free (media->media_type);
  g_bytes_unref (media->bytes);
  g_free (media);
}

static char *
make_id (void)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_auto(GStrv) parts = g_strsplit (uuid, "-", -1);

  return g_strjoinv (NULL, parts);
}

/*< private >
 * sotong_practice_box_new:
 * @clock: the platform's clock
 *
 * Returns: (transfer full): a platform with a week of mentions and no posts
 */
SotongPracticeBox *
sotong_practice_box_new (SotongClock *clock)
{
  SotongPracticeBox *self = g_new0 (SotongPracticeBox, 1);

  self->clock = g_object_ref (clock);
  self->posts = g_ptr_array_new_with_free_func ((GDestroyNotify) post_free);
  self->received = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&self->media);
  self->mentions = sotong_practice_mentions_new (MENTION_SEED, sotong_clock_now (clock), sotong_clock_is_set (clock));
  return self;
}

/*< private >
 * sotong_practice_box_free:
 * @self: (transfer full) (nullable): a platform's contents
 */
void
sotong_practice_box_free (SotongPracticeBox *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->clock);
  g_ptr_array_unref (self->posts);
  g_hash_table_unref (self->received);
  g_queue_clear_full (&self->media, (GDestroyNotify) media_free);
  sotong_practice_mentions_free (self->mentions);
  g_free (self);
}

/*< private >
 * sotong_practice_box_set_allow_doubles:
 * @self: a platform's contents
 * @allow: whether a key that has come before makes another post, as on platforms that know no keys
 */
void
sotong_practice_box_set_allow_doubles (SotongPracticeBox *self,
                                       gboolean           allow)
{
  self->allow_doubles = allow;
}

/*< private >
 * sotong_practice_box_get_counts:
 * @self: a platform's contents
 *
 * Returns: (transfer none): its counts
 */
SotongPracticeCounts *
sotong_practice_box_get_counts (SotongPracticeBox *self)
{
  return &self->counts;
}

/*< private >
 * sotong_practice_box_count_key:
 * @self: a platform's contents
 * @client_key: a key
 *
 * Returns: how often a post came under it
 */
guint
sotong_practice_box_count_key (SotongPracticeBox *self,
                               const char        *client_key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->received, client_key));
}

static SotongPracticeAnswer
answer_json (guint        status,
             JsonBuilder *builder)
{
  return (SotongPracticeAnswer) { status, "application/json; charset=utf-8", sotong_json_end (builder) };
}

/*< private >
 * sotong_practice_answer_error:
 * @status: an HTTP status
 * @code: a word for programs
 * @message: a sentence for people
 *
 * Returns: an answer that says what is wrong
 */
SotongPracticeAnswer
sotong_practice_answer_error (guint       status,
                              const char *code,
                              const char *message)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "error", code);
  sotong_json_add_string (builder, "message", message);
  json_builder_end_object (builder);
  return answer_json (status, builder);
}

/*< private >
 * sotong_practice_box_me:
 * @self: a platform's contents
 *
 * Returns: who the token's owner is
 */
SotongPracticeAnswer
sotong_practice_box_me (SotongPracticeBox *self)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "id", "practice");
  sotong_json_add_string (builder, "name", "연습 계정");
  sotong_json_add_boolean (builder, "can_publish", TRUE);
  sotong_json_add_boolean (builder, "practice", TRUE);
  json_builder_end_object (builder);
  return answer_json (200, builder);
}

static const char *
get_state (SotongPracticeBox *self,
           const Post        *post)
{
  if (post->removed)
    return "removed";
  return post->publish_at > sotong_clock_now (self->clock) ? "scheduled" : "published";
}

static void
build_post (SotongPracticeBox *self,
            JsonBuilder       *builder,
            const char        *base,
            const Post        *post)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *url = g_strdup_printf ("%s/posts/%s", base, post->id);
  g_autofree char *received = sotong_time_format_iso (post->received_at, utc);
  g_autofree char *publish = post->publish_at > 0 ? sotong_time_format_iso (post->publish_at, utc) : NULL;

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "id", post->id);
  sotong_json_add_string (builder, "url", url);
  sotong_json_add_string (builder, "state", get_state (self, post));
  sotong_json_add_boolean (builder, "practice", TRUE);
  sotong_json_add_string (builder, "client_key", post->client_key);
  sotong_json_add_string (builder, "title", post->title);
  sotong_json_add_string (builder, "text", post->text);
  sotong_json_add_string (builder, "in_reply_to", post->in_reply_to);
  sotong_json_add_string (builder, "received_at", received);
  sotong_json_add_string (builder, "publish_at", publish);
  json_builder_set_member_name (builder, "media");
  json_builder_begin_array (builder);
  for (guint i = 0; post->media[i] != NULL; i++)
    json_builder_add_string_value (builder, post->media[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static SotongPracticeAnswer
answer_post (SotongPracticeBox *self,
             guint              status,
             const char        *base,
             const Post        *post)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  build_post (self, builder, base, post);
  return answer_json (status, builder);
}

static SotongPracticeAnswer
answer_double (const char *base,
               const Post *post)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autofree char *url = g_strdup_printf ("%s/posts/%s", base, post->id);

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "error", "duplicate_key");
  sotong_json_add_string (builder, "message", "A post with this client_key is there already.");
  sotong_json_add_string (builder, "id", post->id);
  sotong_json_add_string (builder, "url", url);
  json_builder_end_object (builder);
  return answer_json (409, builder);
}

static Post *
find_post (SotongPracticeBox *self,
           const char        *id)
{
  for (guint i = 0; i < self->posts->len; i++)
    {
      Post *post = g_ptr_array_index (self->posts, i);

      if (g_str_equal (post->id, id))
        return post;
    }
  return NULL;
}

/*< private >
 * sotong_practice_box_get_now:
 * @self: a platform's contents
 *
 * Returns: what its clock shows
 */
gint64
sotong_practice_box_get_now (SotongPracticeBox *self)
{
  return sotong_clock_now (self->clock);
}

/*< private >
 * sotong_practice_box_get_published:
 * @self: a platform's contents
 * @id: a post
 * @out_since: (out): since when it is out
 *
 * Returns: (transfer none) (nullable): its title if it is out, else %NULL
 */
const char *
sotong_practice_box_get_published (SotongPracticeBox *self,
                                   const char        *id,
                                   gint64            *out_since)
{
  const Post *post = find_post (self, id);

  if (post == NULL || !g_str_equal (get_state (self, post), "published"))
    return NULL;
  *out_since = post->publish_at > 0 ? post->publish_at : post->received_at;
  return post->title;
}

static Post *
find_key (SotongPracticeBox *self,
          const char        *client_key)
{
  for (guint i = 0; i < self->posts->len; i++)
    {
      Post *post = g_ptr_array_index (self->posts, i);

      if (!post->removed && g_str_equal (post->client_key, client_key))
        return post;
    }
  return NULL;
}

static GStrv
read_media (JsonObject *in)
{
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();
  JsonArray *array = sotong_json_get_array (in, "media");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *id = sotong_json_array_dup_string (array, i);

      if (id != NULL)
        g_strv_builder_add (ids, id);
    }
  return g_strv_builder_end (ids);
}

/* Reads into @post what @in has. Returns what is wrong, or NULL. */
static const char *
read_post (Post       *post,
           JsonObject *in)
{
  g_autofree char *title = sotong_json_dup_string (in, "title");
  g_autofree char *text = sotong_json_dup_string (in, "text");
  g_autofree char *publish = sotong_json_dup_string (in, "publish_at");
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  gint64 publish_at = 0;

  if (text == NULL || sotong_text_is_blank (text))
    return "“text” is missing.";
  if (strlen (text) > MAX_TEXT)
    return "“text” is too long.";
  if (publish != NULL && !sotong_time_parse (publish, utc, &publish_at, NULL))
    return "“publish_at” is not an ISO 8601 time.";
  g_free (post->title);
  post->title = sotong_text_clean (title, -1, MAX_TEXT);
  g_free (post->text);
  post->text = sotong_text_clean (text, -1, MAX_TEXT);
  post->publish_at = publish_at;
  g_free (post->in_reply_to);
  post->in_reply_to = sotong_json_dup_string (in, "in_reply_to");
  g_strfreev (post->media);
  post->media = read_media (in);
  return NULL;
}

static void
count_received (SotongPracticeBox *self,
                const char        *client_key)
{
  guint n = sotong_practice_box_count_key (self, client_key) + 1;

  self->counts.received++;
  self->counts.doubles += n > 1;
  g_hash_table_insert (self->received, g_strdup (client_key), GUINT_TO_POINTER (n));
}

/*< private >
 * sotong_practice_box_add_post:
 * @self: a platform's contents
 * @base: the platform's address
 * @body: a post in JSON
 * @allow_double: whether the caller wants another one in spite of its key
 *
 * Counts what came, whether it is taken or not, so that no second send is ever hidden.
 *
 * Returns: 201; or 400, 409
 */
SotongPracticeAnswer
sotong_practice_box_add_post (SotongPracticeBox *self,
                              const char        *base,
                              GBytes            *body,
                              gboolean           allow_double)
{
  g_autoptr(JsonObject) in = sotong_json_parse_object (body, NULL);
  g_autofree char *key = sotong_json_dup_string (in, "client_key");
  const char *fault;
  Post *old;
  Post *post;

  if (in == NULL)
    return sotong_practice_answer_error (400, "invalid_json", "The body is not a JSON object.");
  if (!sotong_post_key_is_valid (key))
    return sotong_practice_answer_error (400, "invalid_key", "“client_key” must have 1 to 64 of a-z, 0-9 and “-”.");
  post = g_new0 (Post, 1);
  fault = read_post (post, in);
  if (fault == NULL && post->in_reply_to != NULL && find_post (self, post->in_reply_to) == NULL)
    fault = "“in_reply_to” is no post that is here.";
  if (fault != NULL)
    {
      post_free (post);
      return sotong_practice_answer_error (400, "invalid_post", fault);
    }
  count_received (self, key);
  old = find_key (self, key);
  if (old != NULL && !allow_double && !self->allow_doubles)
    {
      post_free (post);
      return answer_double (base, old);
    }
  post->id = make_id ();
  post->client_key = g_steal_pointer (&key);
  post->received_at = sotong_clock_now (self->clock);
  g_ptr_array_add (self->posts, post);
  self->counts.posts++;
  sotong_practice_mentions_add_post (self->mentions, post->id, post->title[0] != '\0' ? post->title : post->text,
                                     MAX (post->received_at, post->publish_at));
  return answer_post (self, 201, base, post);
}

/*< private >
 * sotong_practice_box_find_posts:
 * @self: a platform's contents
 * @base: the platform's address
 * @client_key: (nullable): a key; %NULL for all
 *
 * Returns: 200 with the posts that are there
 */
SotongPracticeAnswer
sotong_practice_box_find_posts (SotongPracticeBox *self,
                                const char        *base,
                                const char        *client_key)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "posts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->posts->len; i++)
    {
      const Post *post = g_ptr_array_index (self->posts, i);

      if (!post->removed && (client_key == NULL || g_str_equal (post->client_key, client_key)))
        build_post (self, builder, base, post);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return answer_json (200, builder);
}

static SotongPracticeAnswer
answer_no_post (void)
{
  return sotong_practice_answer_error (404, "no_such_post", "There is no such post.");
}

/*< private >
 * sotong_practice_box_get_post:
 * @self: a platform's contents
 * @base: the platform's address
 * @id: a post's id
 *
 * Returns: 200 with the post, also a removed one; or 404
 */
SotongPracticeAnswer
sotong_practice_box_get_post (SotongPracticeBox *self,
                              const char        *base,
                              const char        *id)
{
  const Post *post = find_post (self, id);

  return post != NULL ? answer_post (self, 200, base, post) : answer_no_post ();
}

/*< private >
 * sotong_practice_box_update_post:
 * @self: a platform's contents
 * @base: the platform's address
 * @id: a post's id
 * @body: what it shall be, in JSON
 *
 * Returns: 200 with the post; or 400, 404
 */
SotongPracticeAnswer
sotong_practice_box_update_post (SotongPracticeBox *self,
                                 const char        *base,
                                 const char        *id,
                                 GBytes            *body)
{
  g_autoptr(JsonObject) in = sotong_json_parse_object (body, NULL);
  Post *post = find_post (self, id);
  const char *fault;

  if (post == NULL || post->removed)
    return answer_no_post ();
  if (in == NULL)
    return sotong_practice_answer_error (400, "invalid_json", "The body is not a JSON object.");
  fault = read_post (post, in);
  if (fault != NULL)
    return sotong_practice_answer_error (400, "invalid_post", fault);
  return answer_post (self, 200, base, post);
}

/*< private >
 * sotong_practice_box_remove_post:
 * @self: a platform's contents
 * @base: the platform's address
 * @id: a post's id
 *
 * Returns: 200 with the post; or 404
 */
SotongPracticeAnswer
sotong_practice_box_remove_post (SotongPracticeBox *self,
                                 const char        *base,
                                 const char        *id)
{
  Post *post = find_post (self, id);

  if (post == NULL || post->removed)
    return answer_no_post ();
  post->removed = TRUE;
  return answer_post (self, 200, base, post);
}

/*< private >
 * sotong_practice_box_add_media:
 * @self: a platform's contents
 * @base: the platform's address
 * @media_type: (nullable): what @body is
 * @body: a picture
 *
 * Returns: 201 with its id and address; or 400, 415
 */
SotongPracticeAnswer
sotong_practice_box_add_media (SotongPracticeBox *self,
                               const char        *base,
                               const char        *media_type,
                               GBytes            *body)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autofree char *url = NULL;
  Media *media;

  if (media_type == NULL || !g_str_has_prefix (media_type, "image/") || g_str_has_prefix (media_type, "image/svg"))
    return sotong_practice_answer_error (415, "unsupported_media", "Only pictures are taken.");
  if (g_bytes_get_size (body) == 0)
    return sotong_practice_answer_error (400, "empty_media", "The picture is empty.");
  media = g_new0 (Media, 1);
  media->id = make_id ();
  media->media_type = g_strdup (media_type);
  media->bytes = g_bytes_ref (body);
  g_queue_push_tail (&self->media, media);
  if (self->media.length > MAX_MEDIA)
    media_free (g_queue_pop_head (&self->media));
  self->counts.media++;

  url = g_strdup_printf ("%s/media/%s", base, media->id);
  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "id", media->id);
  sotong_json_add_string (builder, "url", url);
  json_builder_end_object (builder);
  return answer_json (201, builder);
}

static gboolean
parse_count (const char *text,
             guint       fallback,
             guint      *out_value)
{
  guint64 value = fallback;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &value, NULL))
    return FALSE;
  *out_value = (guint) value;
  return TRUE;
}

/*< private >
 * sotong_practice_box_list_mentions:
 * @self: a platform's contents
 * @base: the platform's address
 * @cursor: (nullable): `next_cursor` of the page before; %NULL for the first
 * @limit: (nullable): how many at most
 *
 * Returns: 200 with a page, oldest first, and the cursor to go on with, also when there are no more now; or 400
 */
SotongPracticeAnswer
sotong_practice_box_list_mentions (SotongPracticeBox *self,
                                   const char        *base,
                                   const char        *cursor,
                                   const char        *limit)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autofree char *next = NULL;
  guint first;
  guint n;
  guint total = sotong_practice_mentions_advance (self->mentions, sotong_clock_now (self->clock));
  gboolean more;

  if (!parse_count (cursor, 0, &first) || first > total)
    return sotong_practice_answer_error (400, "invalid_cursor", "“cursor” is not one that was given out.");
  if (!parse_count (limit, DEFAULT_LIMIT, &n) || n == 0)
    return sotong_practice_answer_error (400, "invalid_limit", "“limit” must be 1 to 200.");
  n = MIN (n, MAX_LIMIT);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "mentions");
  json_builder_begin_array (builder);
  more = sotong_practice_mentions_add_page (self->mentions, builder, base, first, n);
  json_builder_end_array (builder);
  next = g_strdup_printf ("%u", MIN (first + n, total));
  sotong_json_add_string (builder, "next_cursor", next);
  sotong_json_add_boolean (builder, "has_more", more);
  json_builder_end_object (builder);
  return answer_json (200, builder);
}

/*< private >
 * sotong_practice_box_get_stats:
 * @self: a platform's contents
 *
 * Returns: 200 with the counts, in all and by key
 */
SotongPracticeAnswer
sotong_practice_box_get_stats (SotongPracticeBox *self)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  GHashTableIter iter;
  gpointer key;
  gpointer n;

  json_builder_begin_object (builder);
  sotong_json_add_int (builder, "requests", self->counts.requests);
  sotong_json_add_int (builder, "received", self->counts.received);
  sotong_json_add_int (builder, "posts", self->counts.posts);
  sotong_json_add_int (builder, "doubles", self->counts.doubles);
  sotong_json_add_int (builder, "media", self->counts.media);
  json_builder_set_member_name (builder, "keys");
  json_builder_begin_object (builder);
  g_hash_table_iter_init (&iter, self->received);
  while (g_hash_table_iter_next (&iter, &key, &n))
    sotong_json_add_int (builder, key, GPOINTER_TO_UINT (n));
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return answer_json (200, builder);
}

/* A page that nobody can take for a real post: the mark is in its title, in its head and in its colours. */
static SotongPracticeAnswer
answer_page (const char *title,
             const char *state,
             const char *text,
             const char *figures)
{
  g_autofree char *safe_title = g_markup_escape_text (title, -1);
  g_autofree char *safe_text = g_markup_escape_text (text, -1);
  char *page;

  page = g_strdup_printf ("<!DOCTYPE html><html lang=\"ko\"><head><meta charset=\"utf-8\"><title>[연습] %s</title>"
                          "<style>body{font-family:sans-serif;max-width:40em;margin:2em auto;padding:0 1em;border:6px dashed #c60}"
                          ".practice{background:#c60;color:#fff;padding:.5em;text-align:center}.text{white-space:pre-wrap}"
                          "img{max-width:100%%}</style></head><body>"
                          "<p class=\"practice\"><strong>[연습]</strong> 이 글은 연습용이며 실제로 게시되지 않았습니다. "
                          "(Practice: this was not published anywhere.)</p>"
                          "<h1>[연습] %s</h1><p>%s</p><div class=\"text\">%s</div>%s</body></html>\n",
                          safe_title, safe_title, state, safe_text, figures);
  return (SotongPracticeAnswer) { 200, "text/html; charset=utf-8", g_bytes_new_take (page, strlen (page)) };
}

/*< private >
 * sotong_practice_box_show_post:
 * @self: a platform's contents
 * @base: the platform's address
 * @id: a post's id
 *
 * Returns: 200 with a page for a browser; or 404
 */
SotongPracticeAnswer
sotong_practice_box_show_post (SotongPracticeBox *self,
                               const char        *base,
                               const char        *id)
{
  const Post *post = find_post (self, id);
  g_autoptr(GString) figures = g_string_new (NULL);

  if (post == NULL || post->removed)
    return answer_no_post ();
  for (guint i = 0; post->media[i] != NULL; i++)
    {
      g_autofree char *safe = g_markup_escape_text (post->media[i], -1);

      g_string_append_printf (figures, "<p><img src=\"%s/media/%s\" alt=\"\"></p>", base, safe);
    }
  return answer_page (post->title, get_state (self, post), post->text, figures->str);
}

/*< private >
 * sotong_practice_box_show_mention:
 * @self: a platform's contents
 * @id: a mention's id
 *
 * Returns: 200 with a page for a browser; or 404
 */
SotongPracticeAnswer
sotong_practice_box_show_mention (SotongPracticeBox *self,
                                  const char        *id)
{
  const char *text = sotong_practice_mentions_find_text (self->mentions, id);

  if (text == NULL)
    return sotong_practice_answer_error (404, "no_such_mention", "There is no such mention.");
  return answer_page (id, "", text, "");
}

/*< private >
 * sotong_practice_box_show_media:
 * @self: a platform's contents
 * @id: a picture's id
 *
 * Returns: 200 with the picture; or 404
 */
SotongPracticeAnswer
sotong_practice_box_show_media (SotongPracticeBox *self,
                                const char        *id)
{
  for (GList *l = self->media.head; l != NULL; l = l->next)
    {
      const Media *media = l->data;

      if (g_str_equal (media->id, id))
        return (SotongPracticeAnswer) { 200, g_intern_string (media->media_type), g_bytes_ref (media->bytes) };
    }
  return sotong_practice_answer_error (404, "no_such_media", "There is no such picture.");
}
