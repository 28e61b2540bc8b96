/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "platforms/sotong-platform.h"
#include "platforms/sotong-platform-bluesky.h"
#include "platforms/sotong-platform-facebook.h"
#include "platforms/sotong-platform-ghost.h"
#include "platforms/sotong-platform-instagram.h"
#include "platforms/sotong-platform-mastodon.h"
#include "platforms/sotong-platform-practice.h"
#include "platforms/sotong-platform-telegram.h"
#include "platforms/sotong-platform-threads.h"
#include "platforms/sotong-platform-wordpress.h"
#include "platforms/sotong-platform-x.h"
#include "platforms/sotong-platform-youtube.h"
#include "util/sotong-text.h"
#include "util/sotong-url.h"

#define NAME_MAX_CHARS 200

/**
 * SotongPlatform:
 *
 * One site that posts go to. An object belongs to one worker thread, like the
 * [class@Sotong.Http] that it calls through; every call blocks until the platform has answered,
 * the call's time is over or it is cancelled, and always gives a reply. What a call could not
 * find out it reports as unknown: it never repeats by itself what may have made a post.
 */
typedef struct {
  char       *name;  /* (owned) (not nullable) */
  SotongHttp *http;  /* (owned) (not nullable) */
  gint64      slow_until; /* seconds since 1970 UTC: before it nothing more is to be asked that can wait; 0: at once */
} SotongPlatformPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SotongPlatform, sotong_platform, G_TYPE_OBJECT)

typedef enum {
  PROP_HTTP = 1,
  PROP_NAME,
} SotongPlatformProperty;

static GParamSpec *properties[PROP_NAME + 1];

static void
sotong_platform_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SotongPlatformPrivate *priv = sotong_platform_get_instance_private (SOTONG_PLATFORM (object));

  switch ((SotongPlatformProperty) prop_id)
    {
    case PROP_HTTP:
      priv->http = g_value_dup_object (value);
      break;
    case PROP_NAME:
      priv->name = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sotong_platform_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SotongPlatformPrivate *priv = sotong_platform_get_instance_private (SOTONG_PLATFORM (object));

  switch ((SotongPlatformProperty) prop_id)
    {
    case PROP_HTTP:
      g_value_set_object (value, priv->http);
      break;
    case PROP_NAME:
      g_value_set_string (value, priv->name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sotong_platform_finalize (GObject *object)
{
  SotongPlatformPrivate *priv = sotong_platform_get_instance_private (SOTONG_PLATFORM (object));

  g_free (priv->name);
  g_clear_object (&priv->http);
  G_OBJECT_CLASS (sotong_platform_parent_class)->finalize (object);
}

static void
sotong_platform_class_init (SotongPlatformClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = sotong_platform_set_property;
  object_class->get_property = sotong_platform_get_property;
  object_class->finalize = sotong_platform_finalize;

  properties[PROP_HTTP] = g_param_spec_object ("http", NULL, NULL, SOTONG_TYPE_HTTP,
                                               G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL,
                                               G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sotong_platform_init (SotongPlatform *self)
{
}

/* The connectors there are. A new one is a file pair, an include and a row here. */
static const struct {
  const char *name;
  GType     (*get_type) (void);
} connectors[] = {
  { "bluesky", sotong_platform_bluesky_get_type },
  { "facebook", sotong_platform_facebook_get_type },
  { "ghost", sotong_platform_ghost_get_type },
  { "instagram", sotong_platform_instagram_get_type },
  { "mastodon", sotong_platform_mastodon_get_type },
  { "practice", sotong_platform_practice_get_type },
  { "telegram", sotong_platform_telegram_get_type },
  { "threads", sotong_platform_threads_get_type },
  { "wordpress", sotong_platform_wordpress_get_type },
  { "x", sotong_platform_x_get_type },
  { "youtube", sotong_platform_youtube_get_type },
  { NULL, NULL },
};

/**
 * sotong_platform_new:
 * @name: (nullable): a platform's name
 * @http: the caller's way to the network
 *
 * Returns: (transfer full) (nullable): its connector, or %NULL if this program has none
 */
SotongPlatform *
sotong_platform_new (const char *name,
                     SotongHttp *http)
{
  g_return_val_if_fail (SOTONG_IS_HTTP (http), NULL);

  for (guint i = 0; connectors[i].name != NULL; i++)
    if (g_strcmp0 (name, connectors[i].name) == 0)
      return g_object_new (connectors[i].get_type (), "name", name, "http", http, NULL);
  return NULL;
}

/**
 * sotong_platform_get_name:
 * @self: a platform
 *
 * Returns: (transfer none): its name, "wordpress"
 */
const char *
sotong_platform_get_name (SotongPlatform *self)
{
  SotongPlatformPrivate *priv = sotong_platform_get_instance_private (self);

  g_return_val_if_fail (SOTONG_IS_PLATFORM (self), NULL);
  return priv->name;
}

/**
 * sotong_platform_get_http:
 * @self: a platform
 *
 * Returns: (transfer none): what it calls through
 */
SotongHttp *
sotong_platform_get_http (SotongPlatform *self)
{
  SotongPlatformPrivate *priv = sotong_platform_get_instance_private (self);

  g_return_val_if_fail (SOTONG_IS_PLATFORM (self), NULL);
  return priv->http;
}

/**
 * sotong_platform_slow_down:
 * @self: a platform
 * @until: seconds since 1970 UTC
 *
 * For connectors, when the platform has said that little more may be asked of it. What was asked since is told with its reply.
 */
void
sotong_platform_slow_down (SotongPlatform *self,
                           gint64          until)
{
  SotongPlatformPrivate *priv = sotong_platform_get_instance_private (self);

  g_return_if_fail (SOTONG_IS_PLATFORM (self));
  priv->slow_until = MAX (priv->slow_until, until);
}

/**
 * sotong_platform_get_slow_until:
 * @self: a platform
 *
 * Returns: before when nothing more is to be asked that can wait, seconds since 1970 UTC; 0: at once
 */
gint64
sotong_platform_get_slow_until (SotongPlatform *self)
{
  SotongPlatformPrivate *priv = sotong_platform_get_instance_private (self);

  g_return_val_if_fail (SOTONG_IS_PLATFORM (self), 0);
  return priv->slow_until;
}

static SotongReply *
with_pace (SotongPlatform *self,
           SotongReply    *reply)
{
  if (reply != NULL)
    reply->slow_until = sotong_platform_get_slow_until (self);
  return reply;
}

static SotongReply *
reply_not_offered (SotongPlatform      *self,
                   const SotongAccount *account)
{
  g_autofree char *message = NULL;

  message = g_strdup_printf (_("“%s” cannot do this: its platform does not offer it. Do it on the platform’s own page."),
                             account->name);
  return sotong_reply_new (SOTONG_OUTCOME_REFUSED, message);
}

/* Names are other people's words: they come to stand in sentences, in settings and in the workspace. */
static void
make_name (char **name)
{
  g_autofree char *clean = *name != NULL ? sotong_text_clean (*name, -1, 4 * NAME_MAX_CHARS) : NULL;

  if (clean == NULL)
    return;
  g_free (*name);
  *name = sotong_text_single_line (clean, NAME_MAX_CHARS);
}

static SotongReply *
with_names (SotongReply *reply)
{
  make_name (&reply->account_name);
  for (guint i = 0; reply->names != NULL && reply->names[i] != NULL; i++)
    make_name (&reply->names[i]);
  return reply;
}

/**
 * sotong_platform_check:
 * @self: a platform
 * @account: the account
 * @cancellable: (nullable): to stop the call
 *
 * Asks who the account is and whether it may publish. Sends no post. Blocks.
 *
 * Returns: (transfer full): OK with the account's name, or why not
 */
SotongReply *
sotong_platform_check (SotongPlatform      *self,
                       const SotongAccount *account,
                       GCancellable        *cancellable)
{
  g_return_val_if_fail (SOTONG_IS_PLATFORM (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);
  return with_names (SOTONG_PLATFORM_GET_CLASS (self)->check (self, account, cancellable));
}

/* A person clicks the address of a post: one that is not of the web ("javascript:…") is none, whatever a server says. */
static SotongReply *
with_web_address (SotongReply *reply)
{
  if (reply != NULL && reply->remote_url != NULL && !sotong_url_is_web (reply->remote_url))
    g_clear_pointer (&reply->remote_url, g_free);
  return reply;
}

static char *
find_fault (SotongPlatform      *self,
            const SotongAccount *account,
            const SotongPost    *post)
{
  const SotongCapabilities *can = sotong_capabilities_get (sotong_platform_get_name (self));
  SotongCount count;

  if (can == NULL)
    return NULL;
  sotong_capabilities_count_beside (can, account->text_limit, post->text, FALSE, &count);
  if (count.overflow_at >= 0 && count.used <= count.limit)
    return g_strdup_printf (_("The text for “%s” has too many bytes, because of its emoji: %u of at most %u. Use fewer of them and publish again."),
                            account->name, (guint) count.used_bytes, (guint) can->byte_limit);
  if (count.overflow_at >= 0)
    return g_strdup_printf (_("The text for “%s” is too long: %u of at most %u. Shorten it and publish again."),
                            account->name, (guint) count.used, (guint) count.limit);
  if (post->media->len > can->max_media)
    return g_strdup_printf (_("“%s” takes at most %u files with a post, this one has %u. Remove some and publish again."),
                            account->name, can->max_media, post->media->len);
  for (guint i = 0; i < post->media->len; i++)
    {
      const SotongMedia *media = g_ptr_array_index (post->media, i);
      gsize limit = g_str_has_prefix (media->media_type, "video/") ? can->max_video_bytes : can->max_image_bytes;

      if (!sotong_capabilities_takes_type (can, media->media_type))
        return g_strdup_printf (_("“%s” does not take the file “%s” (%s). Use another format and publish again."),
                                account->name, media->file_name, media->media_type);
      if (limit > 0 && g_bytes_get_size (media->bytes) > limit)
        {
          g_autofree char *size = g_format_size (limit);

          return g_strdup_printf (_("The file “%s” is too large for “%s”, which takes up to %s. Make it smaller and publish again."),
                                  media->file_name, account->name, size);
        }
    }
  return NULL;
}

/**
 * sotong_platform_refuse:
 * @self: a platform
 * @account: the account
 * @post: what is to be published
 *
 * What sotong_platform_publish() would refuse before it sends anything. Asks nobody.
 *
 * Returns: (transfer full) (nullable): REFUSED, or %NULL if the platform is to say
 */
SotongReply *
sotong_platform_refuse (SotongPlatform      *self,
                        const SotongAccount *account,
                        const SotongPost    *post)
{
  g_autofree char *fault = NULL;

  g_return_val_if_fail (SOTONG_IS_PLATFORM (self), NULL);
  g_return_val_if_fail (account != NULL && post != NULL, NULL);

  fault = find_fault (self, account, post);
  if (fault != NULL)
    return sotong_reply_new (SOTONG_OUTCOME_REFUSED, fault);
  return SOTONG_PLATFORM_GET_CLASS (self)->refuse != NULL ? SOTONG_PLATFORM_GET_CLASS (self)->refuse (self, account, post) : NULL;
}

/**
 * sotong_platform_publish:
 * @self: a platform
 * @account: the account
 * @post: what to publish
 * @step: (nullable) (scope call): told of each medium stored on the platform, before the post is sent
 * @step_data: its data
 * @cancellable: (nullable): to stop the call
 *
 * Sends @post once. What the capabilities forbid is refused before anything is sent. When an earlier
 * attempt ended with `sent` set, @post must be `repeated`: then the platform is asked first, and a
 * post that is there already is the answer. Also a WAIT may hide a post (a gateway that gave up
 * on the server behind it), so this is not for UNKNOWN alone. Blocks.
 *
 * Returns: (transfer full): OK with id and address; or WAIT, RENEW, REFUSED when surely no post was
 *   made; or UNKNOWN when there may be one
 */
SotongReply *
sotong_platform_publish (SotongPlatform         *self,
                         const SotongAccount    *account,
                         const SotongPost       *post,
                         SotongPlatformStepFunc  step,
                         gpointer                step_data,
                         GCancellable           *cancellable)
{
  g_autofree char *fault = NULL;

  g_return_val_if_fail (SOTONG_IS_PLATFORM (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);
  g_return_val_if_fail (post != NULL && sotong_post_key_is_valid (post->client_key), NULL);

  fault = find_fault (self, account, post);
  if (fault != NULL)
    return sotong_reply_new (SOTONG_OUTCOME_REFUSED, fault);
  return with_pace (self, with_web_address (SOTONG_PLATFORM_GET_CLASS (self)->publish (self, account, post, step, step_data, cancellable)));
}

/**
 * sotong_platform_look_up:
 * @self: a platform
 * @account: the account
 * @post: what may have been published
 * @cancellable: (nullable): to stop the call
 * @out_reply: (out) (transfer full): the post's id, address and state when found; else why not
 *
 * Looks for @post by its key in every state the platform knows. Blocks.
 *
 * Returns: whether it is there; ABSENT only if the platform surely has none
 */
SotongLookUp
sotong_platform_look_up (SotongPlatform       *self,
                         const SotongAccount  *account,
                         const SotongPost     *post,
                         GCancellable         *cancellable,
                         SotongReply         **out_reply)
{
  SotongLookUp found;

  g_return_val_if_fail (SOTONG_IS_PLATFORM (self), SOTONG_LOOK_UP_CANNOT_TELL);
  g_return_val_if_fail (account != NULL && post != NULL && out_reply != NULL, SOTONG_LOOK_UP_CANNOT_TELL);

  *out_reply = NULL;
  if (SOTONG_PLATFORM_GET_CLASS (self)->look_up == NULL)
    {
      *out_reply = reply_not_offered (self, account);
      return SOTONG_LOOK_UP_CANNOT_TELL;
    }
  found = SOTONG_PLATFORM_GET_CLASS (self)->look_up (self, account, post, cancellable, out_reply);
  if (found == SOTONG_LOOK_UP_ABSENT && post->cannot_tell != NULL && *post->cannot_tell != NULL) /* it did not know all to look for */
    {
      sotong_reply_free (*out_reply);
      *out_reply = sotong_reply_new (SOTONG_OUTCOME_UNKNOWN, *post->cannot_tell);
      return SOTONG_LOOK_UP_CANNOT_TELL;
    }
  with_pace (self, with_web_address (*out_reply));
  return found;
}

/**
 * sotong_platform_update:
 * @self: a platform
 * @account: the account
 * @remote_id: the post's id on the platform
 * @post: what it shall be now
 * @cancellable: (nullable): to stop the call
 *
 * Replaces title, text and time of a post. Doing it twice does no harm. Blocks.
 *
 * Returns: (transfer full): OK, or why not
 */
SotongReply *
sotong_platform_update (SotongPlatform      *self,
                        const SotongAccount *account,
                        const char          *remote_id,
                        const SotongPost    *post,
                        GCancellable        *cancellable)
{
  g_autofree char *fault = NULL;

  g_return_val_if_fail (SOTONG_IS_PLATFORM (self), NULL);
  g_return_val_if_fail (account != NULL && remote_id != NULL && post != NULL, NULL);

  if (SOTONG_PLATFORM_GET_CLASS (self)->update == NULL)
    return reply_not_offered (self, account);
  fault = find_fault (self, account, post);
  if (fault != NULL)
    return sotong_reply_new (SOTONG_OUTCOME_REFUSED, fault);
  return with_web_address (SOTONG_PLATFORM_GET_CLASS (self)->update (self, account, remote_id, post, cancellable));
}

/**
 * sotong_platform_remove:
 * @self: a platform
 * @account: the account
 * @remote_id: the post's id on the platform
 * @cancellable: (nullable): to stop the call
 *
 * Takes a post off the platform. A post that is gone already counts as removed. Blocks.
 *
 * Returns: (transfer full): OK, or why not
 */
SotongReply *
sotong_platform_remove (SotongPlatform      *self,
                        const SotongAccount *account,
                        const char          *remote_id,
                        GCancellable        *cancellable)
{
  g_return_val_if_fail (SOTONG_IS_PLATFORM (self), NULL);
  g_return_val_if_fail (account != NULL && remote_id != NULL, NULL);

  if (SOTONG_PLATFORM_GET_CLASS (self)->remove == NULL)
    return reply_not_offered (self, account);
  return SOTONG_PLATFORM_GET_CLASS (self)->remove (self, account, remote_id, cancellable);
}

/**
 * sotong_platform_can_refresh:
 * @self: a platform
 *
 * Returns: whether a sign-in there can be renewed without a person
 */
gboolean
sotong_platform_can_refresh (SotongPlatform *self)
{
  g_return_val_if_fail (SOTONG_IS_PLATFORM (self), FALSE);
  return SOTONG_PLATFORM_GET_CLASS (self)->refresh != NULL;
}

/**
 * sotong_platform_refresh:
 * @self: a platform
 * @account: the account, with its present secret
 * @cancellable: (nullable): to stop the call
 * @out_secret: (out) (transfer full) (nullable): when the reply is OK, the account's secret from now on, for
 *   sotong_secrets_free()
 *
 * Renews the sign-in. What was needed for it may be used up by it, so the new secret is stored before
 * anything is done with it; one thread at a time does this for an account. Blocks.
 *
 * Returns: (transfer full): OK with expires_at, if the platform tells; RENEW when a person must sign in
 *   again; else why not
 */
SotongReply *
sotong_platform_refresh (SotongPlatform       *self,
                         const SotongAccount  *account,
                         GCancellable         *cancellable,
                         char                **out_secret)
{
  g_return_val_if_fail (SOTONG_IS_PLATFORM (self), NULL);
  g_return_val_if_fail (account != NULL && out_secret != NULL, NULL);

  *out_secret = NULL;
  if (!sotong_platform_can_refresh (self))
    return reply_not_offered (self, account);
  return SOTONG_PLATFORM_GET_CLASS (self)->refresh (self, account, cancellable, out_secret);
}

/**
 * sotong_platform_metrics:
 * @self: a platform
 * @account: the account
 * @remote_ids: (nullable) (array zero-terminated=1): posts there
 * @metrics: (element-type SotongMetric): what is read is added here, the account's own figures too
 * @cancellable: (nullable): to stop the call
 *
 * Asks how often the posts and the account were seen, liked and so on, as far as the platform tells. A
 * figure that it does not tell is not added; it is never taken for 0. A reply that is not OK may still come
 * with figures: those that were read before. Blocks.
 *
 * Returns: (transfer full): OK, or why not all of it
 */
SotongReply *
sotong_platform_metrics (SotongPlatform      *self,
                         const SotongAccount *account,
                         const char * const  *remote_ids,
                         GPtrArray           *metrics,
                         GCancellable        *cancellable)
{
  g_return_val_if_fail (SOTONG_IS_PLATFORM (self), NULL);
  g_return_val_if_fail (account != NULL && metrics != NULL, NULL);

  if (SOTONG_PLATFORM_GET_CLASS (self)->metrics == NULL)
    return reply_not_offered (self, account);
  return with_pace (self, SOTONG_PLATFORM_GET_CLASS (self)->metrics (self, account, remote_ids, metrics, cancellable));
}

/* What the account may not read is told, and asked for again tomorrow; what else was read is whole. */
static SotongReply *
forgive_days (const SotongAccount *account,
              SotongReply         *reply)
{
  g_autofree char *words = NULL;

  if (reply->outcome != SOTONG_OUTCOME_REFUSED)
    return reply;
  words = g_strdup_printf (_("The figures of “%s” were read, but not what happened on the whole channel by days: %s"), account->name,
                           reply->message);
  reply->outcome = SOTONG_OUTCOME_OK;
  reply->shut_out = reply->by_page = FALSE;
  g_free (reply->message);
  reply->message = g_steal_pointer (&words);
  return reply;
}

/**
 * sotong_platform_days:
 * @self: a platform
 * @account: the account
 * @metrics: (element-type SotongMetric): what is read is added here
 * @cancellable: (nullable): to stop the calls
 *
 * Asks what happened on the whole account on each of the last days that are over, as far as the platform tells. A
 * day that it does not tell is not added; it is never taken for 0. A reply that is not OK may still come with
 * figures. Blocks.
 *
 * Returns: (transfer full) (nullable): OK, with a sentence if the account may not read some of it; or why not all of it;
 *   %NULL if the platform tells nothing by days
 */
SotongReply *
sotong_platform_days (SotongPlatform      *self,
                      const SotongAccount *account,
                      GPtrArray           *metrics,
                      GCancellable        *cancellable)
{
  g_return_val_if_fail (SOTONG_IS_PLATFORM (self), NULL);
  g_return_val_if_fail (account != NULL && metrics != NULL, NULL);

  if (SOTONG_PLATFORM_GET_CLASS (self)->days == NULL)
    return NULL;
  return with_pace (self, forgive_days (account, SOTONG_PLATFORM_GET_CLASS (self)->days (self, account, metrics, cancellable)));
}

/**
 * sotong_platform_store_media:
 * @self: a platform
 * @account: the account
 * @media: a picture or film
 * @cancellable: (nullable): to stop the call
 *
 * Puts a file into the account's library, without a post: so it gets a public address, from which other
 * platforms fetch it. Blocks.
 *
 * Returns: (transfer full): OK with remote_id and remote_url, or why not
 */
SotongReply *
sotong_platform_store_media (SotongPlatform      *self,
                             const SotongAccount *account,
                             const SotongMedia   *media,
                             GCancellable        *cancellable)
{
  g_return_val_if_fail (SOTONG_IS_PLATFORM (self), NULL);
  g_return_val_if_fail (account != NULL && media != NULL, NULL);

  if (SOTONG_PLATFORM_GET_CLASS (self)->store_media == NULL)
    return reply_not_offered (self, account);
  return with_web_address (SOTONG_PLATFORM_GET_CLASS (self)->store_media (self, account, media, cancellable));
}
