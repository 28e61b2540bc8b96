/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-platform-telegram.h"
#include "platforms/sotong-post-html.h"
#include "platforms/sotong-reply-private.h"
#include "platforms/sotong-telegram-private.h"
#include "util/sotong-json.h"

#define BASE          "https://api.telegram.org"
#define CAPTION_LIMIT 1024             /* UTF-16 units, of a text that goes with files */
#define UPLOAD_MS     (10 * 60 * 1000)

/**
 * SotongPlatformTelegram:
 *
 * A channel on Telegram, written by a bot that is its administrator. The bot's token is a part of every address,
 * so no address of a call may ever stand in a log, a sentence or the history. A bot cannot read the channel: when
 * an answer was lost nobody but a person can tell whether the post is there, and it is never sent again by itself.
 */
struct _SotongPlatformTelegram
{
  SotongPlatform parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongPlatformTelegram, sotong_platform_telegram, SOTONG_TYPE_PLATFORM)

/* FALSE with @out_reply if nothing may be sent: the address holds the secret, whatever the request knows of it. */
static gboolean
begin (SotongCall           *call,
       SotongPlatform       *platform,
       const SotongAccount  *account,
       const char           *method,
       const char           *name,
       SotongReply         **out_reply)
{
  g_autofree char *base = sotong_call_dup_base (account, BASE);
  g_autofree char *token = sotong_telegram_dup_token (account);
  g_autofree char *escaped = g_uri_escape_string (token, ":", FALSE);
  g_autofree char *url = g_strconcat (base, "/bot", escaped, "/", name, NULL);

  *out_reply = NULL;
  if (token[0] == '\0')
    *out_reply = sotong_reply_new_no_secret (account);
  else if (!sotong_http_url_may_carry_secret (base))
    *out_reply = sotong_reply_new (SOTONG_OUTCOME_REFUSED,
                                   _("The channel’s address begins with http://, over which its password could be read on the way. "
                                     "Use the address with https://; http is for this machine alone."));
  else
    sotong_call_begin (call, platform, account, method, url);
  explicit_bzero (token, strlen (token));
  explicit_bzero (escaped, strlen (escaped));
  explicit_bzero (url, strlen (url));
  return *out_reply == NULL;
}

static gboolean
is_number (const char *text)
{
  return g_ascii_string_to_signed (text, 10, -(G_GINT64_CONSTANT (1) << 52), G_GINT64_CONSTANT (1) << 52, NULL, NULL);
}

/* "@name", or the number of a channel without one. */
static char *
dup_chat (const SotongAccount *account)
{
  g_autofree char *user = g_strstrip (g_strdup (account->user));

  return is_number (user) || user[0] == '@' ? g_steal_pointer (&user) : g_strconcat ("@", user, NULL);
}

/* Anybody's bot sees a public channel. Only an administrator that may post there is of use, and that is said before a post is due. */
static SotongReply *
check_right (SotongPlatform      *platform,
             const SotongAccount *account,
             gint64               bot_id,
             const char          *bot,
             GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *chat = dup_chat (account);
  g_autofree char *escaped = g_uri_escape_string (chat, NULL, FALSE);
  g_autofree char *name = g_strdup_printf ("getChatMember?chat_id=%s&user_id=%" G_GINT64_FORMAT, escaped, bot_id);
  g_autofree char *status = NULL;
  JsonObject *result;
  SotongReply *reply;

  if (!begin (&call, platform, account, "GET", name, &reply))
    return reply;
  sotong_call_run (&call, cancellable);
  result = sotong_json_get_object (call.body, "result");
  status = sotong_json_dup_string (result, "status");
  if (g_strcmp0 (status, "creator") == 0 || (g_strcmp0 (status, "administrator") == 0 && sotong_json_get_boolean (result, "can_post_messages", TRUE)))
    return NULL;
  if (sotong_call_has_status (&call, 404)) /* no such question there; the same token was known a moment ago */
    return NULL;
  if (!sotong_call_has_status (&call, 400) && (!sotong_telegram_is_well (&call) || status == NULL))
    return sotong_telegram_fail (&call, FALSE);
  return sotong_telegram_reply (&call, SOTONG_OUTCOME_REFUSED,
                                g_strdup_printf (_("The token of “%1$s” is that of the bot “%2$s”, which may not post in %3$s. Make that bot an administrator of the channel "
                                                   "with the right to post, or enter the token of the bot that is."), account->name, bot, chat));
}

static SotongReply *
sotong_platform_telegram_check (SotongPlatform      *platform,
                                const SotongAccount *account,
                                GCancellable        *cancellable)
{
  g_auto(SotongCall) me = { 0 };
  g_auto(SotongCall) call = { 0 };
  g_autofree char *chat = dup_chat (account);
  g_autofree char *escaped = g_uri_escape_string (chat, NULL, FALSE);
  g_autofree char *name = g_strconcat ("getChat?chat_id=", escaped, NULL);
  g_autofree char *bot = NULL, *type = NULL;
  JsonObject *result;
  gint64 bot_id = 0, id = 0;
  SotongReply *reply;

  if (!begin (&me, platform, account, "GET", "getMe", &reply))
    return reply;
  sotong_call_run (&me, cancellable);
  if (!sotong_telegram_is_well (&me) || !sotong_json_get_int64 (sotong_json_get_object (me.body, "result"), "id", &bot_id))
    return sotong_telegram_fail (&me, FALSE);
  if (!begin (&call, platform, account, "GET", name, &reply))
    return reply;
  sotong_call_run (&call, cancellable);
  result = sotong_json_get_object (call.body, "result");
  if (!sotong_telegram_is_well (&call) || !sotong_json_get_int64 (result, "id", &id))
    return sotong_telegram_fail (&call, FALSE);
  bot = sotong_json_dup_string (sotong_json_get_object (me.body, "result"), "username");
  type = sotong_json_dup_string (result, "type");
  reply = g_strcmp0 (type, "channel") == 0 ? check_right (platform, account, bot_id, bot != NULL ? bot : "bot", cancellable) : NULL;
  if (reply != NULL)
    return reply;
  reply = sotong_telegram_reply (&call, SOTONG_OUTCOME_OK, NULL);
  reply->remote_id = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  reply->account_name = sotong_json_dup_string (result, "title");
  return reply;
}

static void
add_chat (JsonBuilder         *builder,
          const SotongAccount *account)
{
  g_autofree char *chat = dup_chat (account);

  if (is_number (chat))
    sotong_json_add_int (builder, "chat_id", g_ascii_strtoll (chat, NULL, 10));
  else
    sotong_json_add_string (builder, "chat_id", chat);
}

static void
add_reply (JsonBuilder      *builder,
           const SotongPost *post)
{
  if (post->reply_to == NULL || !is_number (post->reply_to))
    return;
  json_builder_set_member_name (builder, "reply_parameters");
  json_builder_begin_object (builder);
  sotong_json_add_int (builder, "message_id", g_ascii_strtoll (post->reply_to, NULL, 10));
  json_builder_end_object (builder);
}

static void
set_text (SotongCall       *call,
          const SotongPost *post)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GBytes) body = NULL;

  json_builder_begin_object (builder);
  add_chat (builder, call->account);
  sotong_json_add_string (builder, "text", post->text);
  add_reply (builder, post);
  json_builder_end_object (builder);
  body = sotong_json_end (builder);
  sotong_call_set_json (call, body);
}

static gboolean
is_film (const SotongMedia *media)
{
  return g_str_has_prefix (media->media_type, "video/");
}

static char *
dup_json (JsonBuilder *builder)
{
  g_autoptr(GBytes) bytes = sotong_json_end (builder);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* The list of a group's files; the text stands below the first. */
static char *
describe_group (const SotongPost *post)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < post->media->len; i++)
    {
      g_autofree char *attached = g_strdup_printf ("attach://file%u", i);

      json_builder_begin_object (builder);
      sotong_json_add_string (builder, "type", is_film (g_ptr_array_index (post->media, i)) ? "video" : "photo");
      sotong_json_add_string (builder, "media", attached);
      if (i == 0 && post->text[0] != '\0')
        sotong_json_add_string (builder, "caption", post->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  return dup_json (builder);
}

static void
append_reply (SotongCall       *call,
              SoupMultipart    *form,
              const SotongPost *post)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autofree char *json = NULL;

  if (post->reply_to == NULL || !is_number (post->reply_to))
    return;
  json_builder_begin_object (builder);
  sotong_json_add_int (builder, "message_id", g_ascii_strtoll (post->reply_to, NULL, 10));
  json_builder_end_object (builder);
  json = dup_json (builder);
  soup_multipart_append_form_string (form, "reply_parameters", json);
}

static void
set_files (SotongCall       *call,
           const SotongPost *post)
{
  SoupMultipart *form = soup_multipart_new ("multipart/form-data");
  gboolean group = post->media->len > 1;
  g_autofree char *chat = dup_chat (call->account);

  soup_multipart_append_form_string (form, "chat_id", chat);
  if (group)
    {
      g_autofree char *media = describe_group (post);

      soup_multipart_append_form_string (form, "media", media);
    }
  else if (post->text[0] != '\0')
    soup_multipart_append_form_string (form, "caption", post->text);
  append_reply (call, form, post);
  for (guint i = 0; i < post->media->len; i++)
    {
      const SotongMedia *media = g_ptr_array_index (post->media, i);
      g_autofree char *part = group ? g_strdup_printf ("file%u", i) : g_strdup (is_film (media) ? "video" : "photo");
      g_autofree char *file = g_strdup_printf ("file%u.%s", i, sotong_post_html_get_extension (media->media_type));

      soup_multipart_append_form_file (form, part, file, media->media_type, media->bytes);
    }
  sotong_call_set_multipart (call, form);
  sotong_http_request_set_deadline (call->request, UPLOAD_MS);
}

/* Files take a shorter text with them: told before anything is sent. */
static SotongReply *
refuse_caption (const SotongAccount *account,
                const SotongPost    *post)
{
  SotongCount count;
  g_autofree char *message = NULL;

  sotong_count (SOTONG_COUNT_UTF16, post->text, CAPTION_LIMIT, &count);
  if (post->media->len == 0 || count.overflow_at < 0)
    return NULL;
  message = g_strdup_printf (_("With pictures or films “%s” takes a text of at most %u characters; this one has %u. "
                               "Shorten it for this channel, or remove the files, and publish again."),
                             account->name, CAPTION_LIMIT, (guint) count.used);
  return sotong_reply_new (SOTONG_OUTCOME_REFUSED, message);
}

static SotongReply *
sotong_platform_telegram_refuse (SotongPlatform      *platform,
                                 const SotongAccount *account,
                                 const SotongPost    *post)
{
  return refuse_caption (account, post);
}

static const char *
choose_method (const SotongPost *post)
{
  if (post->media->len == 0)
    return "sendMessage";
  if (post->media->len > 1)
    return "sendMediaGroup";
  return is_film (g_ptr_array_index (post->media, 0)) ? "sendVideo" : "sendPhoto";
}

/* Once it is under way it is not called back: half a call would leave open what nobody can look up. */
static SotongReply *
sotong_platform_telegram_publish (SotongPlatform         *platform,
                                  const SotongAccount    *account,
                                  const SotongPost       *post,
                                  SotongPlatformStepFunc  step,
                                  gpointer                step_data,
                                  GCancellable           *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  SotongReply *reply = NULL;

  if (post->repeated && sotong_reply_settle_look_up (sotong_platform_look_up (platform, account, post, cancellable, &reply), &reply))
    return reply;
  reply = refuse_caption (account, post);
  if (reply != NULL || !begin (&call, platform, account, "POST", choose_method (post), &reply))
    return reply;
  if (post->media->len == 0)
    set_text (&call, post);
  else
    set_files (&call, post);
  sotong_call_run (&call, NULL);
  reply = sotong_telegram_is_well (&call) ? sotong_telegram_read_messages (&call) : NULL;
  return reply != NULL ? reply : sotong_telegram_ask_person (account, sotong_telegram_fail (&call, TRUE));
}

static SotongLookUp
sotong_platform_telegram_look_up (SotongPlatform       *platform,
                                  const SotongAccount  *account,
                                  const SotongPost     *post,
                                  GCancellable         *cancellable,
                                  SotongReply         **out_reply)
{
  *out_reply = sotong_reply_new (SOTONG_OUTCOME_UNKNOWN, _("Telegram does not let a bot read what is on a channel."));
  return SOTONG_LOOK_UP_CANNOT_TELL;
}

/* The first of a post's messages: it carries the text. */
static gboolean
read_first_id (const char *remote_id,
               gint64     *out_id)
{
  g_auto(GStrv) ids = g_strsplit (remote_id, ",", -1);

  return ids[0] != NULL && g_ascii_string_to_signed (ids[0], 10, 1, G_MAXINT64, out_id, NULL);
}

static SotongReply *
refuse_id (const SotongAccount *account)
{
  g_autofree char *message = g_strdup_printf (_("The message’s number on “%s” is not known. Change it in Telegram itself."), account->name);

  return sotong_reply_new (SOTONG_OUTCOME_REFUSED, message);
}

static gboolean
says (SotongCall *call,
      const char *words)
{
  g_autofree char *reason = sotong_json_dup_string (call->body, "description");

  return reason != NULL && strstr (reason, words) != NULL;
}

static SotongReply *
sotong_platform_telegram_update (SotongPlatform      *platform,
                                 const SotongAccount *account,
                                 const char          *remote_id,
                                 const SotongPost    *post,
                                 GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GBytes) body = NULL;
  gboolean caption = post->media->len > 0;
  gint64 id;
  SotongReply *reply;

  if (!read_first_id (remote_id, &id))
    return refuse_id (account);
  reply = refuse_caption (account, post);
  if (reply != NULL || !begin (&call, platform, account, "POST", caption ? "editMessageCaption" : "editMessageText", &reply))
    return reply;
  json_builder_begin_object (builder);
  add_chat (builder, account);
  sotong_json_add_int (builder, "message_id", id);
  sotong_json_add_string (builder, caption ? "caption" : "text", post->text);
  json_builder_end_object (builder);
  body = sotong_json_end (builder);
  sotong_call_set_json (&call, body);
  sotong_call_run (&call, cancellable);
  if (sotong_telegram_is_well (&call))
    reply = sotong_telegram_read_messages (&call);
  else if (says (&call, "message is not modified"))
    reply = sotong_telegram_reply (&call, SOTONG_OUTCOME_OK, NULL);
  if (reply == NULL)
    return sotong_telegram_fail (&call, TRUE);
  g_free (reply->remote_id);
  reply->remote_id = g_strdup (remote_id); /* of a group only the first was changed */
  return reply;
}

static SotongReply *
remove_one (SotongPlatform      *platform,
            const SotongAccount *account,
            gint64               id,
            GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GBytes) body = NULL;
  SotongReply *reply;

  if (!begin (&call, platform, account, "POST", "deleteMessage", &reply))
    return reply;
  json_builder_begin_object (builder);
  add_chat (builder, account);
  sotong_json_add_int (builder, "message_id", id);
  json_builder_end_object (builder);
  body = sotong_json_end (builder);
  sotong_call_set_json (&call, body);
  sotong_call_run (&call, cancellable);
  if ((sotong_telegram_is_well (&call) && sotong_json_get_boolean (call.body, "result", FALSE)) || says (&call, "message to delete not found"))
    return NULL;
  if (says (&call, "message can't be deleted"))
    return sotong_telegram_reply (&call, SOTONG_OUTCOME_REFUSED,
                                  g_strdup_printf (_("A bot can delete a message for 48 hours only. Delete it in Telegram itself, on “%s”."), account->name));
  return sotong_telegram_fail (&call, TRUE);
}

static SotongReply *
sotong_platform_telegram_remove (SotongPlatform      *platform,
                                 const SotongAccount *account,
                                 const char          *remote_id,
                                 GCancellable        *cancellable)
{
  g_auto(GStrv) ids = g_strsplit (remote_id, ",", -1);

  for (char **p = ids; *p != NULL; p++)
    {
      gint64 id;
      SotongReply *reply;

      if (!g_ascii_string_to_signed (*p, 10, 1, G_MAXINT64, &id, NULL))
        return refuse_id (account);
      reply = remove_one (platform, account, id, cancellable);
      if (reply != NULL)
        return reply;
    }
  return ids[0] != NULL ? sotong_reply_new_gone (remote_id, 200) : refuse_id (account);
}

/* How many read the channel; of a single message a bot learns nothing. */
static SotongReply *
sotong_platform_telegram_metrics (SotongPlatform      *platform,
                                  const SotongAccount *account,
                                  const char * const  *remote_ids,
                                  GPtrArray           *metrics,
                                  GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *chat = dup_chat (account);
  g_autofree char *escaped = g_uri_escape_string (chat, NULL, FALSE);
  g_autofree char *name = g_strconcat ("getChatMemberCount?chat_id=", escaped, NULL);
  gint64 count;
  SotongReply *reply;

  if (!begin (&call, platform, account, "GET", name, &reply))
    return reply;
  sotong_call_run (&call, cancellable);
  if (!sotong_telegram_is_well (&call) || !sotong_json_get_int64 (call.body, "result", &count))
    return sotong_telegram_fail (&call, FALSE);
  sotong_metric_add (metrics, NULL, SOTONG_METRIC_FOLLOWERS, count);
  return sotong_telegram_reply (&call, SOTONG_OUTCOME_OK, NULL);
}

static void
sotong_platform_telegram_class_init (SotongPlatformTelegramClass *klass)
{
  SotongPlatformClass *platform_class = SOTONG_PLATFORM_CLASS (klass);

  platform_class->check = sotong_platform_telegram_check;
  platform_class->refuse = sotong_platform_telegram_refuse;
  platform_class->publish = sotong_platform_telegram_publish;
  platform_class->look_up = sotong_platform_telegram_look_up;
  platform_class->update = sotong_platform_telegram_update;
  platform_class->remove = sotong_platform_telegram_remove;
  platform_class->metrics = sotong_platform_telegram_metrics;
}

static void
sotong_platform_telegram_init (SotongPlatformTelegram *self)
{
}
