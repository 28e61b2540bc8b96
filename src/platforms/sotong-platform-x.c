/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-call-refresh-private.h"
#include "platforms/sotong-platform-x-private.h"
#include "platforms/sotong-reply-private.h"
#include "util/sotong-json.h"

#define BASE          "https://api.x.com"
#define MAX_ID_DIGITS 19
#define CREDITS_S     3600               /* how long to leave X alone when the credits are used up */
#define LIMIT_S       (15 * 60)          /* X counts calls by quarters of an hour */
#define MAX_LIMIT_S   (25 * 3600)        /* and some by the day */

/**
 * SotongPlatformX:
 *
 * An account on X, by version 2 of its API and an OAuth 2 token. X has no key that keeps a repeated call from
 * making a second post: what may have arrived is looked for among the account's own newest posts. Every
 * call costs the office money, so nothing is asked that is not needed.
 */
struct _SotongPlatformX
{
  SotongPlatform  parent_instance;
  char           *user_id;    /* (owned) (nullable): once asked for, of the account @asked_by */
  char           *user_name;  /* (owned) (nullable) */
  char           *asked_by;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SotongPlatformX, sotong_platform_x, SOTONG_TYPE_PLATFORM)

static void
sotong_platform_x_finalize (GObject *object)
{
  SotongPlatformX *self = SOTONG_PLATFORM_X (object);

  g_free (self->user_id);
  g_free (self->user_name);
  g_free (self->asked_by);
  G_OBJECT_CLASS (sotong_platform_x_parent_class)->finalize (object);
}

/*< private >
 * sotong_x_begin:
 * @call: a call, all zeroes
 * @path: below the base address, with its query
 *
 * Makes the request, with the account's token.
 */
void
sotong_x_begin (SotongCall          *call,
                SotongPlatform      *platform,
                const SotongAccount *account,
                const char          *method,
                const char          *path)
{
  g_autofree char *base = sotong_call_dup_base (account, BASE);
  g_autofree char *url = g_strconcat (base, path, NULL);
  g_autoptr(SotongToken) token = sotong_token_parse (account->secret);

  sotong_call_begin (call, platform, account, method, url);
  sotong_http_request_set_bearer (call->request, token->access_token != NULL ? token->access_token : "");
}

static SotongReply *
check_secret (const SotongAccount *account)
{
  g_autoptr(SotongToken) token = sotong_token_parse (account->secret);

  return token->access_token == NULL || token->access_token[0] == '\0' ? sotong_reply_new_no_secret (account) : NULL;
}

/*< private >
 * sotong_x_dup_id:
 * @object: (nullable): what X sends
 *
 * Returns: (transfer full) (nullable): its id, if it has the form of one
 */
char *
sotong_x_dup_id (JsonObject *object)
{
  g_autofree char *id = sotong_json_dup_id (object, "id");
  gsize n = id != NULL ? strlen (id) : 0;

  if (n == 0 || n > MAX_ID_DIGITS || strspn (id, "0123456789") != n)
    return NULL;
  return g_steal_pointer (&id);
}

/* X keeps its words in "detail", or in a list. */
static char *
dup_reason (SotongCall *call)
{
  JsonArray *errors = sotong_json_get_array (call->body, "errors");
  JsonObject *first = errors != NULL ? sotong_json_array_get_object (errors, 0) : NULL;
  char *reason = sotong_json_dup_string (call->body, "detail");

  if (reason == NULL)
    reason = sotong_json_dup_string (first, "message");
  if (reason == NULL)
    reason = sotong_json_dup_string (first, "detail");
  if (reason == NULL)
    reason = sotong_json_dup_string (call->body, "title");
  return reason;
}

static gboolean
has_problem (SotongCall *call,
             const char *name)
{
  g_autofree char *type = sotong_json_dup_string (call->body, "type");

  return type != NULL && g_str_has_suffix (type, name);
}

/* When the count of calls begins anew. The header is seconds since 1970 by X's clock: its own date says how far
 * that is, whatever the time here. */
static gint64
find_reset (SotongCall *call,
            gint64      now)
{
  const char *reset = sotong_http_response_get_header (call->response, "x-rate-limit-reset");
  gint64 there = sotong_call_get_server_now (call);
  gint64 at = 0, retry_at;

  if (reset == NULL || !g_ascii_string_to_signed (reset, 10, 1, G_MAXINT64 / 2, &at, NULL))
    {
      retry_at = sotong_http_response_get_retry_after (call->response, now);
      return retry_at > 0 ? retry_at : now + LIMIT_S;
    }
  if (there > 0 && at >= there && at - there <= MAX_LIMIT_S)
    return now + (at - there) + 1;
  if (at >= now && at - now <= MAX_LIMIT_S)
    return at + 1;
  return now + LIMIT_S;
}

static SotongReply *
wait_until (SotongCall *call,
            gint64      retry_at,
            char       *message)
{
  SotongReply *reply = sotong_reply_new (SOTONG_OUTCOME_WAIT, message);

  g_free (message);
  reply->sent = TRUE;
  reply->http_status = call->response->status;
  reply->retry_at = retry_at;
  return reply;
}

/*< private >
 * sotong_x_fail:
 * @call: a call that did not bring the documented success
 * @changes: whether it could make a post
 *
 * Returns: (transfer full): what X's own codes say beyond the status
 */
SotongReply *
sotong_x_fail (SotongCall *call,
               gboolean    changes)
{
  g_autofree char *reason = dup_reason (call);
  gint64 now = sotong_call_get_now (call->platform);
  const char *name = call->account->name;
  SotongReply *reply;

  if (sotong_call_has_status (call, 402))
    return wait_until (call, now + CREDITS_S,
                       g_strdup_printf (_("The credits of “%s” for calls to X are used up. Buy new ones at X’s developer page; "
                                          "what is due is then sent by itself."), name));
  if (has_problem (call, "/usage-capped") && (sotong_call_has_status (call, 403) || sotong_call_has_status (call, 429)))
    return wait_until (call, MAX (find_reset (call, now), now + CREDITS_S),
                       g_strdup_printf (_("“%s” has made as many calls as its contract with X allows. Raise the limit at X’s developer page; "
                                          "what is due is then sent by itself."), name));
  if (sotong_call_has_status (call, 429))
    return wait_until (call, find_reset (call, now),
                       g_strdup_printf (_("X takes no more calls of “%s” for the moment (status 429). It will be tried again."), name));
  reply = sotong_call_fail_because (call, reason, changes);
  return sotong_call_has_status (call, 403) && has_problem (call, "/client-forbidden") ? sotong_reply_shut_out (reply) : reply;
}

/*< private >
 * sotong_x_ask_user:
 * @out_id: (out) (transfer full) (optional): the account's number
 *
 * Asks X once who the account is.
 *
 * Returns: (transfer full) (nullable): why it is not known; %NULL when it is
 */
SotongReply *
sotong_x_ask_user (SotongPlatform       *platform,
                   const SotongAccount  *account,
                   GCancellable         *cancellable,
                   char                **out_id)
{
  SotongPlatformX *self = SOTONG_PLATFORM_X (platform);
  g_auto(SotongCall) call = { 0 };
  JsonObject *data;
  g_autofree char *id = NULL;

  if (self->user_id == NULL || g_strcmp0 (self->asked_by, account->name) != 0)
    {
      sotong_x_begin (&call, platform, account, "GET", "/2/users/me");
      sotong_call_run (&call, cancellable);
      data = sotong_json_get_object (call.body, "data");
      id = sotong_x_dup_id (data);
      if (!sotong_call_has_status (&call, 200) || id == NULL)
        return sotong_x_fail (&call, FALSE);
      g_free (self->user_id);
      self->user_id = g_steal_pointer (&id);
      g_free (self->user_name);
      self->user_name = sotong_json_dup_string (data, "username");
      g_free (self->asked_by);
      self->asked_by = g_strdup (account->name);
    }
  if (out_id != NULL)
    *out_id = g_strdup (self->user_id);
  return NULL;
}

static gboolean
is_user_name (const char *name)
{
  gsize n = strlen (name);

  return n > 0 && n <= 15 && strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == n;
}

/*< private >
 * sotong_x_make_url:
 * @id: a post's number
 *
 * Returns: (transfer full): its public address
 */
char *
sotong_x_make_url (SotongPlatform      *platform,
                   const SotongAccount *account,
                   const char          *id)
{
  SotongPlatformX *self = SOTONG_PLATFORM_X (platform);
  const char *handle = account->handle[0] == '@' ? account->handle + 1 : account->handle;
  const char *name = is_user_name (handle) ? handle : "i"; /* X shows the post under any name */

  if (self->user_name != NULL && is_user_name (self->user_name) && g_strcmp0 (self->asked_by, account->name) == 0)
    name = self->user_name;
  return g_strdup_printf ("https://x.com/%s/status/%s", name, id);
}

static SotongReply *
sotong_platform_x_check (SotongPlatform      *platform,
                         const SotongAccount *account,
                         GCancellable        *cancellable)
{
  SotongPlatformX *self = SOTONG_PLATFORM_X (platform);
  SotongReply *reply = check_secret (account);

  g_clear_pointer (&self->user_id, g_free); /* asked anew */
  if (reply == NULL)
    reply = sotong_x_ask_user (platform, account, cancellable, NULL);
  if (reply != NULL)
    return reply;
  reply = sotong_reply_new (SOTONG_OUTCOME_OK, NULL);
  reply->sent = TRUE;
  reply->http_status = 200;
  reply->remote_id = g_strdup (self->user_id);
  reply->account_name = g_strdup (self->user_name);
  reply->names = g_strdupv ((char *[]) { self->user_name != NULL ? self->user_name : self->user_id, self->user_id, NULL });
  return reply;
}

static GBytes *
build_post (const SotongPost *post,
            GPtrArray        *media_ids)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  if (post->text[0] != '\0')
    sotong_json_add_string (builder, "text", post->text);
  if (media_ids->len > 0)
    {
      json_builder_set_member_name (builder, "media");
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "media_ids");
      json_builder_begin_array (builder);
      for (guint i = 0; i < media_ids->len; i++)
        json_builder_add_string_value (builder, g_ptr_array_index (media_ids, i));
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  if (post->reply_to != NULL)
    {
      json_builder_set_member_name (builder, "reply");
      json_builder_begin_object (builder);
      sotong_json_add_string (builder, "in_reply_to_tweet_id", post->reply_to);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  return sotong_json_end (builder);
}

static gboolean
is_duplicate (SotongCall *call)
{
  g_autofree char *reason = dup_reason (call);

  return sotong_call_has_status (call, 403) && reason != NULL && strstr (reason, "duplicate") != NULL;
}

/* X has these words already. They are ours if they came up just now; else somebody else's post. */
static SotongReply *
settle_duplicate (SotongPlatform      *platform,
                  const SotongAccount *account,
                  const SotongPost    *post,
                  GCancellable        *cancellable)
{
  g_autoptr(SotongReply) found = NULL;
  g_autofree char *message = NULL;
  SotongLookUp look_up = sotong_platform_look_up (SOTONG_PLATFORM (platform), account, post, cancellable, &found);
  SotongReply *reply;

  if (look_up == SOTONG_LOOK_UP_FOUND)
    return g_steal_pointer (&found);
  if (look_up == SOTONG_LOOK_UP_CANNOT_TELL && post->repeated)
    {
      found->outcome = SOTONG_OUTCOME_UNKNOWN;
      return g_steal_pointer (&found);
    }
  if (post->repeated) /* the words are there, and an earlier attempt may have brought them: the list is behind */
    message = g_strdup_printf (_("“%s” says that it has a post with exactly these words, but does not list it yet, so whether it is this one cannot be "
                                 "told. It is looked up again at the next publishing."), account->name);
  else
    message = g_strdup_printf (_("“%s” has a post with exactly these words already, and X takes none twice. Change the text and publish again."),
                             account->name);
  reply = sotong_reply_new (post->repeated ? SOTONG_OUTCOME_UNKNOWN : SOTONG_OUTCOME_REFUSED, message);
  reply->sent = TRUE;
  reply->http_status = 403;
  return reply;
}

/* What X bills is written beside the post, as its price list stood in 2026. */
static SotongReply *
reply_published (SotongCall       *call,
                 const SotongPost *post,
                 const char       *id)
{
  SotongReply *reply;
  SotongCount count;

  sotong_count (SOTONG_COUNT_X, post->text, 0, &count);
  reply = sotong_reply_new (SOTONG_OUTCOME_OK, count.n_links > 0 ? _("X bills a post with a link at about 0.20 US dollars.")
                                                                    : _("X bills a post without a link at about 0.015 US dollars."));

  reply->sent = TRUE;
  reply->http_status = call->response->status;
  reply->remote_id = g_strdup (id);
  reply->remote_url = sotong_x_make_url (call->platform, call->account, id);
  return reply;
}

static SotongReply *
create (SotongPlatform      *platform,
        const SotongAccount *account,
        const SotongPost    *post,
        GPtrArray           *media_ids,
        GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autoptr(GBytes) body = build_post (post, media_ids);
  g_autofree char *id = NULL;

  sotong_x_begin (&call, platform, account, "POST", "/2/tweets");
  sotong_call_set_json (&call, body);
  sotong_call_run (&call, cancellable);
  id = sotong_x_dup_id (sotong_json_get_object (call.body, "data"));
  if (sotong_call_has_status (&call, 201) && id != NULL)
    return reply_published (&call, post, id);
  return is_duplicate (&call) ? settle_duplicate (platform, account, post, cancellable) : sotong_x_fail (&call, TRUE);
}

static SotongReply *
sotong_platform_x_publish (SotongPlatform         *platform,
                           const SotongAccount    *account,
                           const SotongPost       *post,
                           SotongPlatformStepFunc  step,
                           gpointer                step_data,
                           GCancellable           *cancellable)
{
  g_autoptr(GPtrArray) media_ids = g_ptr_array_new_with_free_func (g_free);
  SotongReply *reply = check_secret (account);

  if (reply != NULL)
    return reply;
  if (post->repeated && sotong_reply_settle_look_up (sotong_platform_look_up (platform, account, post, cancellable, &reply), &reply))
    return reply;
  if (account->handle[0] == '\0')
    reply = sotong_x_ask_user (platform, account, cancellable, NULL); /* for the post's address, before anything is sent */
  if (reply == NULL)
    reply = sotong_x_put_media (platform, account, post, step, step_data, cancellable, media_ids);
  return reply != NULL ? reply : create (platform, account, post, media_ids, cancellable);
}

static SotongReply *
sotong_platform_x_remove (SotongPlatform      *platform,
                          const SotongAccount *account,
                          const char          *remote_id,
                          GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *escaped = g_uri_escape_string (remote_id, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/2/tweets/", escaped, NULL);
  SotongReply *reply = check_secret (account);

  if (reply != NULL)
    return reply;
  sotong_x_begin (&call, platform, account, "DELETE", path);
  sotong_call_run (&call, cancellable);
  if ((sotong_call_has_status (&call, 404) && call.body != NULL) /* no page of somebody on the way */
      || (sotong_call_has_status (&call, 200)
          && sotong_json_get_boolean (sotong_json_get_object (call.body, "data"), "deleted", FALSE)))
    return sotong_reply_new_gone (remote_id, call.response->status);
  return sotong_x_fail (&call, TRUE);
}

static SotongReply *
sotong_platform_x_refresh (SotongPlatform       *platform,
                           const SotongAccount  *account,
                           GCancellable         *cancellable,
                           char                **out_secret)
{
  g_autofree char *base = sotong_call_dup_base (account, BASE);
  g_autofree char *url = g_strconcat (base, "/2/oauth2/token", NULL);

  return sotong_call_refresh (platform, account, url, TRUE, cancellable, out_secret);
}

static void
sotong_platform_x_class_init (SotongPlatformXClass *klass)
{
  SotongPlatformClass *platform_class = SOTONG_PLATFORM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sotong_platform_x_finalize;
  platform_class->check = sotong_platform_x_check;
  platform_class->publish = sotong_platform_x_publish;
  platform_class->look_up = sotong_x_look_up;
  platform_class->remove = sotong_platform_x_remove;
  platform_class->refresh = sotong_platform_x_refresh;
  platform_class->metrics = sotong_x_metrics;
}

static void
sotong_platform_x_init (SotongPlatformX *self)
{
}
