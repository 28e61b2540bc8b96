/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-platform-mastodon.h"
#include "platforms/sotong-mastodon-private.h"
#include "platforms/sotong-post-html.h"
#include "platforms/sotong-reply-private.h"
#include "platforms/sotong-token.h"
#include "util/sotong-json.h"

#define NEAR_S       (5 * 60 + 30)  /* the server refuses less than five minutes; the call takes its time too */
#define TOLERANCE_S  600            /* for a post that was sent by another run of the program */
#define MAX_LETTERS  1000000        /* of a post; a server that names more is not believed */
#define SAME_RUN_S   60             /* for one that this very connector has sent */
#define UNKNOWN_TIME_S (12 * 60 * 60) /* for one of which it is not known when it was sent */

/**
 * SotongPlatformMastodon:
 *
 * An account on a Mastodon server, by an access token that does not end by itself. For an hour the server
 * itself keeps a post from being made twice: the key goes with it as Idempotency-Key. After that, and to find out
 * what became of a post, the account's own posts are gone through; see sotong-mastodon-find.c.
 */
struct _SotongPlatformMastodon
{
  SotongPlatform  parent_instance;
  GHashTable     *account_ids;  /* (owned) (element-type utf8 utf8): ids on their servers, by address and sign-in */
  GHashTable     *sent;         /* (owned) (element-type utf8 gint64): when a key was sent first, by this machine's clock */
  GHashTable     *made;         /* (owned) (element-type utf8 utf8): keys by the ids that came of them */
  GHashTable     *taken;        /* (owned) (element-type utf8 gint64): what waited there and was to be taken back, by its route: when it was due */
};

G_DEFINE_FINAL_TYPE (SotongPlatformMastodon, sotong_platform_mastodon, SOTONG_TYPE_PLATFORM)

static void
sotong_platform_mastodon_finalize (GObject *object)
{
  SotongPlatformMastodon *self = SOTONG_PLATFORM_MASTODON (object);

  g_hash_table_unref (self->account_ids);
  g_hash_table_unref (self->sent);
  g_hash_table_unref (self->made);
  g_hash_table_unref (self->taken);
  G_OBJECT_CLASS (sotong_platform_mastodon_parent_class)->finalize (object);
}

static gint64
get_machine_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
has_secret (const SotongAccount *account)
{
  g_autoptr(SotongToken) token = sotong_token_parse (account->secret);

  return token->access_token != NULL && token->access_token[0] != '\0';
}

static char *
make_account_key (const SotongAccount *account)
{
  g_autofree char *both = g_strconcat (account->url, "\n", account->secret, NULL);
  char *key = g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);

  explicit_bzero (both, strlen (both));
  return key;
}

static char *
find_name (JsonObject *object)
{
  g_autofree char *name = sotong_json_dup_string (object, "display_name");

  return name != NULL && name[0] != '\0' ? g_steal_pointer (&name) : sotong_json_dup_string (object, "acct");
}

/* On its own server an account is known without the server's name, elsewhere with it. */
static char **
list_names (const SotongAccount *account,
            JsonObject          *object)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  g_autofree char *base = sotong_account_dup_base (account);
  g_autoptr(GUri) uri = g_uri_parse (base, G_URI_FLAGS_PARSE_RELAXED, NULL);
  g_autofree char *acct = sotong_json_dup_string (object, "acct");
  g_autofree char *id = sotong_json_dup_id (object, "id");

  if (acct != NULL && acct[0] != '\0')
    {
      g_autofree char *whole = uri != NULL ? g_strconcat (acct, "@", g_uri_get_host (uri), NULL) : NULL;

      g_strv_builder_add (names, acct);
      if (whole != NULL)
        g_strv_builder_add (names, whole);
    }
  if (id != NULL)
    g_strv_builder_add (names, id);
  return g_strv_builder_end (names);
}

/* Who the account is. Returns NULL with the answer in @call, or why not. */
static SotongReply *
verify (SotongCall          *call,
        SotongPlatform      *platform,
        const SotongAccount *account,
        GCancellable        *cancellable)
{
  SotongPlatformMastodon *self = SOTONG_PLATFORM_MASTODON (platform);
  g_autofree char *id = NULL;

  if (!has_secret (account))
    return sotong_reply_new_no_secret (account);
  sotong_mastodon_begin (call, platform, account, "GET", "/api/v1/accounts/verify_credentials");
  sotong_call_run (call, cancellable);
  id = sotong_json_dup_id (call->body, "id");
  if (!sotong_call_has_status (call, 200) || id == NULL)
    return sotong_mastodon_fail (call, FALSE);
  g_hash_table_insert (self->account_ids, make_account_key (account), g_steal_pointer (&id));
  return NULL;
}

/* The account's id on its server; NULL with @out_reply set. */
static const char *
get_account_id (SotongPlatform       *platform,
                const SotongAccount  *account,
                GCancellable         *cancellable,
                SotongReply         **out_reply)
{
  SotongPlatformMastodon *self = SOTONG_PLATFORM_MASTODON (platform);
  g_auto(SotongCall) call = { 0 };
  g_autofree char *key = make_account_key (account);
  const char *known = g_hash_table_lookup (self->account_ids, key);

  if (known != NULL)
    return known;
  *out_reply = verify (&call, platform, account, cancellable);
  return *out_reply == NULL ? g_hash_table_lookup (self->account_ids, key) : NULL;
}

/* How long a post may be is up to the server. One that takes less than others do says so before it matters; one that
 * does not answer this says nothing. */
static char *
describe_limits (SotongPlatform      *platform,
                 const SotongAccount *account,
                 GCancellable        *cancellable,
                 gint64              *out_letters)
{
  const SotongCapabilities *can = sotong_capabilities_get ("mastodon");
  g_auto(SotongCall) call = { 0 };
  JsonObject *statuses;
  gint64 letters = 0;
  gint64 files = 0;

  sotong_mastodon_begin (&call, platform, account, "GET", "/api/v2/instance");
  sotong_call_run (&call, cancellable);
  if (!sotong_call_has_status (&call, 200))
    return NULL;
  statuses = sotong_json_get_object (sotong_json_get_object (call.body, "configuration"), "statuses");
  if (sotong_json_get_int64 (statuses, "max_characters", &letters) && letters > 0 && letters <= MAX_LETTERS)
    *out_letters = letters;
  if (*out_letters > 0 && letters < (gint64) can->text_limit)
    return g_strdup_printf (_("The server of “%s” takes %d letters only. It refuses longer posts."), account->name,
                            (int) letters);
  if (sotong_json_get_int64 (statuses, "max_media_attachments", &files) && files > 0 && files < (gint64) can->max_media)
    return g_strdup_printf (_("The server of “%s” takes %d files a post only. It refuses posts with more."), account->name,
                            (int) files);
  return NULL;
}

static SotongReply *
sotong_platform_mastodon_check (SotongPlatform      *platform,
                                const SotongAccount *account,
                                GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  SotongReply *reply = verify (&call, platform, account, cancellable);
  g_autofree char *message = NULL;
  gint64 letters = 0;

  if (reply != NULL)
    return reply;
  message = describe_limits (platform, account, cancellable, &letters);
  reply = sotong_reply_new (SOTONG_OUTCOME_OK, message);
  reply->sent = TRUE;
  reply->http_status = 200;
  reply->text_limit = letters;
  reply->remote_id = sotong_json_dup_id (call.body, "id");
  reply->account_name = find_name (call.body);
  reply->names = list_names (account, call.body);
  return reply;
}

static void
add_media_ids (JsonBuilder     *builder,
               const GPtrArray *ids)
{
  json_builder_set_member_name (builder, "media_ids");
  json_builder_begin_array (builder);
  for (guint i = 0; i < ids->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (ids, i));
  json_builder_end_array (builder);
}

static GBytes *
build_post (const SotongPost *post,
            const GPtrArray  *ids,
            gboolean          waits)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autofree char *at = waits ? sotong_mastodon_format (post->publish_at) : NULL;

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "status", post->text);
  if (ids->len > 0)
    add_media_ids (builder, ids);
  sotong_json_add_string (builder, "visibility", "public");
  sotong_json_add_string (builder, "language", "ko");
  if (post->reply_to != NULL)
    sotong_json_add_string (builder, "in_reply_to_id", post->reply_to);
  if (at != NULL)
    sotong_json_add_string (builder, "scheduled_at", at);
  json_builder_end_object (builder);
  return sotong_json_end (builder);
}

static void
note_sent (SotongPlatformMastodon *self,
           const SotongPost       *post)
{
  gint64 *at;

  if (g_hash_table_contains (self->sent, post->client_key))
    return;
  at = g_new (gint64, 1);
  *at = get_machine_now ();
  g_hash_table_insert (self->sent, g_strdup (post->client_key), at);
}

static gboolean
has_files (JsonObject      *object,
           const GPtrArray *ids)
{
  JsonArray *media = sotong_json_get_array (object, "media_attachments");
  guint n = media != NULL ? json_array_get_length (media) : 0;

  for (guint i = 0; i < MIN (n, ids->len); i++)
    {
      g_autofree char *id = sotong_json_dup_id (sotong_json_array_get_object (media, i), "id");

      if (g_strcmp0 (id, g_ptr_array_index (ids, i)) != 0)
        return FALSE;
    }
  return n == ids->len;
}

static gboolean
is_same_html (const char *ours,
              const char *theirs)
{
  return sotong_post_html_says (theirs, ours);
}

/* The key is the copy's, whatever becomes of its words and files: else a late first attempt would make two posts of it. So within
 * the hour the server may answer with what that attempt left there, and that is told. */
static void
note_kept (const SotongPost *post,
           JsonObject       *object,
           const GPtrArray  *ids)
{
  g_autofree char *content = sotong_json_dup_string (object, "content");
  g_autofree char *text = sotong_json_dup_string (sotong_json_get_object (object, "params"), "text"); /* of one that waits */
  const char *words = content != NULL ? sotong_post_find_words (post, is_same_html, content)
                      : text != NULL ? sotong_post_find_words (post, sotong_post_text_is_same, text) : NULL;

  if (words != NULL && (words != post->text || (post->files_changed && !has_files (object, ids))))
    sotong_post_note_words (post, words);
}

static SotongReply *
send_post (SotongPlatform      *platform,
           const SotongAccount *account,
           const SotongPost    *post,
           const GPtrArray     *ids,
           GCancellable        *cancellable)
{
  SotongPlatformMastodon *self = SOTONG_PLATFORM_MASTODON (platform);
  gboolean waits = post->schedule_on_platform && post->publish_at > sotong_call_get_now (platform);
  g_autoptr(GBytes) body = build_post (post, ids, waits);
  g_auto(SotongCall) call = { 0 };
  SotongReply *reply = NULL;

  sotong_mastodon_begin (&call, platform, account, "POST", "/api/v1/statuses");
  sotong_call_set_json (&call, body);
  sotong_http_request_set_header (call.request, "Idempotency-Key", post->client_key);
  note_sent (self, post);
  sotong_call_run (&call, cancellable);
  if (sotong_call_has_status (&call, 200))
    reply = sotong_mastodon_read_post (&call, call.body);
  if (reply == NULL)
    return sotong_mastodon_fail (&call, TRUE);
  note_kept (post, call.body, ids);
  g_hash_table_insert (self->made, g_strdup (reply->remote_id), g_strdup (post->client_key));
  return reply;
}

static SotongReply *
sotong_platform_mastodon_publish (SotongPlatform         *platform,
                                  const SotongAccount    *account,
                                  const SotongPost       *post,
                                  SotongPlatformStepFunc  step,
                                  gpointer                step_data,
                                  GCancellable           *cancellable)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  gint64 now = sotong_call_get_now (platform);
  SotongReply *reply = NULL;

  if (!has_secret (account))
    return sotong_reply_new_no_secret (account);
  if (post->repeated && sotong_reply_settle_look_up (sotong_platform_look_up (platform, account, post, cancellable, &reply),
                                                     &reply))
    return reply;
  if (post->schedule_on_platform && post->publish_at > now && post->publish_at - now < NEAR_S)
    return sotong_reply_new_too_near (account, post->publish_at);
  reply = sotong_mastodon_put_media (platform, account, post, NULL, step, step_data, cancellable, ids);
  return reply != NULL ? reply : send_post (platform, account, post, ids, cancellable);
}

/* What this connector itself knows to be other posts. */
static GHashTable *
collect_others (SotongPlatformMastodon *self,
                const SotongPost       *post)
{
  GHashTable *others = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id, key;

  g_hash_table_iter_init (&iter, self->made);
  while (g_hash_table_iter_next (&iter, &id, &key))
    if (g_strcmp0 (key, post->client_key) != 0)
      g_hash_table_add (others, id);
  return others;
}

static SotongLookUp
sotong_platform_mastodon_look_up (SotongPlatform       *platform,
                                  const SotongAccount  *account,
                                  const SotongPost     *post,
                                  GCancellable         *cancellable,
                                  SotongReply         **out_reply)
{
  SotongPlatformMastodon *self = SOTONG_PLATFORM_MASTODON (platform);
  g_autoptr(GHashTable) others = collect_others (self, post);
  const gint64 *sent_at = g_hash_table_lookup (self->sent, post->client_key);
  SotongMastodonSearch search = { NULL, post, post->first_sent_at, TOLERANCE_S, others };

  if (search.sent_at <= 0)
    {
      search.sent_at = sent_at != NULL ? *sent_at : get_machine_now ();
      search.tolerance = sent_at != NULL ? SAME_RUN_S : TOLERANCE_S;
    }
  else if (search.sent_at > get_machine_now ()) /* the clock was set back since */
    {
      search.sent_at = get_machine_now ();
      search.tolerance = UNKNOWN_TIME_S;
    }
  search.account_id = get_account_id (platform, account, cancellable, out_reply);
  if (search.account_id == NULL)
    return SOTONG_LOOK_UP_CANNOT_TELL;
  return sotong_mastodon_find (platform, account, &search, cancellable, out_reply);
}

static char *
make_route (const char *remote_id)
{
  gboolean waits = g_str_has_prefix (remote_id, SOTONG_MASTODON_SCHEDULED);
  const char *id = waits ? remote_id + strlen (SOTONG_MASTODON_SCHEDULED) : remote_id;
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return g_strconcat (waits ? "/api/v1/scheduled_statuses/" : "/api/v1/statuses/", escaped, NULL);
}

static gboolean
is_gone (const SotongCall *call)
{
  return call->body != NULL && (sotong_call_has_status (call, 404) || sotong_call_has_status (call, 410));
}

static SotongReply *
reply_no_longer_waits (const SotongAccount *account,
                       guint                status)
{
  g_autofree char *message = g_strdup_printf (_("The post does not wait on “%s” any more: it has gone out, or somebody removed "
                                                "it there. "
                                                "Let it be looked up, then try again."), account->name);
  SotongReply *reply = sotong_reply_new (SOTONG_OUTCOME_REFUSED, message);

  reply->sent = TRUE;
  reply->http_status = status;
  return reply;
}

static SotongReply *
reply_taken_back (const SotongAccount *account,
                  guint                status)
{
  g_autofree char *message = g_strdup_printf (_("“%s” changes neither text nor files of a post that waits there, so it was taken back. It is handed over "
                                                "anew, as it is here, at the next publishing."), account->name);
  SotongReply *reply = sotong_reply_new (SOTONG_OUTCOME_OK, message);

  reply->sent = TRUE;
  reply->http_status = status;
  reply->remote_state = g_strdup (SOTONG_REPLY_TAKEN_BACK);
  return reply;
}

/* Whether what waits there cannot have gone out yet. Its time is kept by the server's clock. */
static gboolean
is_to_come (SotongCall *call,
            gint64      at)
{
  SotongClock *clock = sotong_http_get_clock (sotong_platform_get_http (call->platform));
  gint64 now = sotong_clock_is_set (clock) ? sotong_clock_now (clock) : sotong_call_get_server_now (call);

  return now > 0 && at - now > SAME_RUN_S;
}

/* Only what is surely not there any more goes there anew. */
static SotongReply *
take_back (SotongPlatform      *platform,
           const SotongAccount *account,
           const char          *route,
           JsonObject          *waiting,
           GCancellable        *cancellable)
{
  SotongPlatformMastodon *self = SOTONG_PLATFORM_MASTODON (platform);
  g_autofree char *at = sotong_json_dup_string (waiting, "scheduled_at");
  gint64 due = sotong_mastodon_parse_time (at);
  g_auto(SotongCall) call = { 0 };

  sotong_mastodon_begin (&call, platform, account, "DELETE", route);
  g_hash_table_replace (self->taken, g_strdup (route), g_memdup2 (&due, sizeof due));
  sotong_call_run (&call, cancellable);
  if (is_gone (&call))
    return reply_no_longer_waits (account, call.response->status);
  return sotong_call_has_status (&call, 200) && call.body != NULL ? reply_taken_back (account, 200) : sotong_mastodon_fail (&call, TRUE);
}

/* It was to be taken back a moment ago, and no answer came; or it is out. */
static SotongReply *
settle_gone (SotongCall *now,
             const char *route)
{
  const gint64 *due = g_hash_table_lookup (SOTONG_PLATFORM_MASTODON (now->platform)->taken, route);

  return due != NULL && is_to_come (now, *due) ? reply_taken_back (now->account, now->response->status)
                                               : reply_no_longer_waits (now->account, now->response->status);
}

static gboolean
has_media (JsonObject       *object,
           const SotongPost *post)
{
  JsonArray *media = sotong_json_get_array (object, "media_attachments");
  guint n = media != NULL ? json_array_get_length (media) : 0;

  for (guint i = 0; i < MIN (n, post->media->len); i++)
    {
      const SotongMedia *ours = g_ptr_array_index (post->media, i);
      g_autofree char *id = sotong_json_dup_id (sotong_json_array_get_object (media, i), "id");
      g_autofree char *words = sotong_json_dup_string (sotong_json_array_get_object (media, i), "description");

      if (g_strcmp0 (id, ours->remote_id) != 0 || g_strcmp0 (words != NULL ? words : "", ours->alt_text) != 0)
        return FALSE;
    }
  return n == post->media->len;
}

static SotongReply *
put (SotongPlatform      *platform,
     const SotongAccount *account,
     const char          *route,
     GBytes              *body,
     GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  SotongReply *reply = NULL;

  sotong_mastodon_begin (&call, platform, account, "PUT", route);
  sotong_call_set_json (&call, body);
  sotong_call_run (&call, cancellable);
  if (sotong_call_has_status (&call, 200))
    reply = sotong_mastodon_read_post (&call, call.body);
  return reply != NULL ? reply : sotong_mastodon_fail (&call, TRUE);
}

static SotongReply *
move_waiting (SotongPlatform      *platform,
              const SotongAccount *account,
              const char          *route,
              const SotongPost    *post,
              GCancellable        *cancellable)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GBytes) body = NULL;
  g_autofree char *at = sotong_mastodon_format (post->publish_at);

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "scheduled_at", at);
  json_builder_end_object (builder);
  body = sotong_json_end (builder);
  return put (platform, account, route, body, cancellable);
}

/* Of a post that waits the server changes nothing but the time. */
static SotongReply *
update_waiting (SotongPlatform      *platform,
                const SotongAccount *account,
                const char          *route,
                const SotongPost    *post,
                GCancellable        *cancellable)
{
  g_auto(SotongCall) now = { 0 };
  g_autofree char *text = NULL;

  sotong_mastodon_begin (&now, platform, account, "GET", route);
  sotong_call_run (&now, cancellable);
  if (is_gone (&now))
    return settle_gone (&now, route);
  text = sotong_json_dup_string (sotong_json_get_object (now.body, "params"), "text");
  if (!sotong_call_has_status (&now, 200) || text == NULL)
    return sotong_mastodon_fail (&now, FALSE);
  if (!sotong_post_text_is_same (text, post->text) || (post->files_changed && !has_media (now.body, post)))
    return take_back (platform, account, route, now.body, cancellable);
  if (!post->schedule_on_platform || post->publish_at - sotong_call_get_now (platform) < NEAR_S)
    return sotong_mastodon_read_post (&now, now.body);
  return move_waiting (platform, account, route, post, cancellable);
}

static GHashTable *
read_attached (JsonObject *status)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *media = sotong_json_get_array (status, "media_attachments");

  for (guint i = 0; media != NULL && i < json_array_get_length (media); i++)
    {
      char *id = sotong_json_dup_id (sotong_json_array_get_object (media, i), "id");

      if (id != NULL)
        g_hash_table_add (ids, id);
    }
  return ids;
}

static GBytes *
build_edit (const SotongPost *post,
            const GPtrArray  *ids)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "status", post->text);
  sotong_json_add_string (builder, "language", "ko");
  add_media_ids (builder, ids);  /* what is not named is taken off the post */
  json_builder_set_member_name (builder, "media_attributes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < ids->len; i++)
    {
      json_builder_begin_object (builder);
      sotong_json_add_string (builder, "id", g_ptr_array_index (ids, i));
      sotong_json_add_string (builder, "description", ((const SotongMedia *) g_ptr_array_index (post->media, i))->alt_text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return sotong_json_end (builder);
}

static SotongReply *
sotong_platform_mastodon_update (SotongPlatform      *platform,
                                 const SotongAccount *account,
                                 const char          *remote_id,
                                 const SotongPost    *post,
                                 GCancellable        *cancellable)
{
  g_auto(SotongCall) now = { 0 };
  g_autofree char *route = make_route (remote_id);
  g_autoptr(GHashTable) attached = NULL;
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GBytes) body = NULL;
  SotongReply *reply = NULL;

  if (!has_secret (account))
    return sotong_reply_new_no_secret (account);
  if (g_str_has_prefix (remote_id, SOTONG_MASTODON_SCHEDULED))
    return update_waiting (platform, account, route, post, cancellable);
  sotong_mastodon_begin (&now, platform, account, "GET", route);
  sotong_call_run (&now, cancellable);
  if (!sotong_call_has_status (&now, 200) || now.body == NULL)
    return sotong_mastodon_fail (&now, FALSE);
  attached = read_attached (now.body);
  reply = sotong_mastodon_put_media (platform, account, post, attached, NULL, NULL, cancellable, ids);
  if (reply != NULL)
    return reply;
  body = build_edit (post, ids);
  return put (platform, account, route, body, cancellable);
}

static SotongReply *
sotong_platform_mastodon_remove (SotongPlatform      *platform,
                                 const SotongAccount *account,
                                 const char          *remote_id,
                                 GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *route = make_route (remote_id);
  gboolean waits = g_str_has_prefix (remote_id, SOTONG_MASTODON_SCHEDULED);

  if (!has_secret (account))
    return sotong_reply_new_no_secret (account);
  sotong_mastodon_begin (&call, platform, account, "DELETE", route);
  sotong_call_run (&call, cancellable);
  if (is_gone (&call))
    return waits ? reply_no_longer_waits (account, call.response->status)
                 : sotong_reply_new_gone (remote_id, call.response->status);
  if (sotong_call_has_status (&call, 200) && call.body != NULL)
    return sotong_reply_new_gone (remote_id, 200);
  return sotong_mastodon_fail (&call, TRUE);
}

static void
add_figure (GPtrArray  *metrics,
            const char *remote_id,
            const char *name,
            JsonObject *object,
            const char *member)
{
  gint64 value;

  if (sotong_json_get_int64 (object, member, &value) && value >= 0)
    sotong_metric_add (metrics, remote_id, name, value);
}

static void
read_figures (JsonObject *status,
              const char *remote_id,
              GPtrArray  *metrics)
{
  gint64 boosts = 0, quotes = 0;
  gboolean boosted = sotong_json_get_int64 (status, "reblogs_count", &boosts);
  gboolean quoted = sotong_json_get_int64 (status, "quotes_count", &quotes);

  add_figure (metrics, remote_id, SOTONG_METRIC_REACTIONS, status, "favourites_count");
  add_figure (metrics, remote_id, SOTONG_METRIC_COMMENTS, status, "replies_count");
  if (boosted || quoted)
    sotong_metric_add (metrics, remote_id, SOTONG_METRIC_SHARES, MAX (boosts, 0) + MAX (quotes, 0));
}

static SotongReply *
sotong_platform_mastodon_metrics (SotongPlatform      *platform,
                                  const SotongAccount *account,
                                  const char * const  *remote_ids,
                                  GPtrArray           *metrics,
                                  GCancellable        *cancellable)
{
  g_auto(SotongCall) who = { 0 };
  SotongReply *reply = verify (&who, platform, account, cancellable);

  if (reply != NULL)
    return reply;
  add_figure (metrics, NULL, SOTONG_METRIC_FOLLOWERS, who.body, "followers_count");
  add_figure (metrics, NULL, SOTONG_METRIC_POSTS, who.body, "statuses_count");
  for (guint i = 0; remote_ids != NULL && remote_ids[i] != NULL; i++)
    {
      g_auto(SotongCall) call = { 0 };
      g_autofree char *route = make_route (remote_ids[i]);
      g_autofree char *id = NULL;

      if (g_str_has_prefix (remote_ids[i], SOTONG_MASTODON_SCHEDULED))
        continue;
      sotong_mastodon_begin (&call, platform, account, "GET", route);
      sotong_call_run (&call, cancellable);
      if (is_gone (&call))
        continue;
      id = sotong_json_dup_id (call.body, "id");
      if (!sotong_call_has_status (&call, 200) || g_strcmp0 (id, remote_ids[i]) != 0)
        return sotong_mastodon_fail (&call, FALSE);
      read_figures (call.body, remote_ids[i], metrics);
    }
  reply = sotong_reply_new (SOTONG_OUTCOME_OK, NULL);
  reply->sent = TRUE;
  reply->http_status = 200;
  return reply;
}

static void
sotong_platform_mastodon_class_init (SotongPlatformMastodonClass *klass)
{
  SotongPlatformClass *platform_class = SOTONG_PLATFORM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sotong_platform_mastodon_finalize;
  platform_class->check = sotong_platform_mastodon_check;
  platform_class->publish = sotong_platform_mastodon_publish;
  platform_class->look_up = sotong_platform_mastodon_look_up;
  platform_class->update = sotong_platform_mastodon_update;
  platform_class->remove = sotong_platform_mastodon_remove;
  platform_class->metrics = sotong_platform_mastodon_metrics;
}

static void
sotong_platform_mastodon_init (SotongPlatformMastodon *self)
{
  self->account_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->sent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}
