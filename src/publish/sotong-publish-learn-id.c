/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/sotong-publish-learn-id.h"

#include <glib/gi18n-lib.h>

#include "platforms/sotong-post-address.h"
#include "publish/sotong-publish-rules.h"
#include "publish/sotong-publish-session.h"
#include "store/sotong-channel.h"
#include "store/sotong-content.h"
#include "store/sotong-copy-part.h"
#include "store/sotong-outbox-hand.h"

#define IDLE_S 10

/* What a person found on a site of articles is known by its address, and a finished article's says nothing but its
 * slug. The site is asked once which post has it, so that it can be corrected and deleted like one whose answer came. */

typedef struct {
  gint64         copy_id;
  SotongChannel *channel;  /* (owned) (nullable): %NULL where there is nothing to learn */
  char          *url;      /* (owned) */
  char          *slug;     /* (owned) */
  char          *id;       /* (owned) (nullable): what was learnt */
} Found;

static void
found_clear (Found *self)
{
  sotong_channel_free (self->channel);
  g_free (self->url);
  g_free (self->slug);
  g_free (self->id);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

static gpointer
read_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Found *self = data;
  g_autoptr(SotongCopy) copy = sotong_copy_get (db, self->copy_id, error);
  g_autoptr(SotongChannel) channel = copy != NULL ? sotong_channel_get (db, copy->channel_id, error) : NULL;
  g_autoptr(GPtrArray) parts = channel != NULL ? sotong_copy_part_list (db, self->copy_id, error) : NULL;
  g_autoptr(SotongAccount) account = NULL;

  if (parts == NULL)
    return NULL;
  if (copy->state != SOTONG_STATE_PUBLISHED || copy->remote_id != NULL || copy->remote_url == NULL || parts->len > 0)
    return self;
  account = sotong_account_new (channel->name, channel->platform, channel->url, channel->user, channel->handle, "");
  self->slug = sotong_post_address_dup_slug (account, copy->remote_url);
  if (self->slug == NULL)
    return self;
  self->url = g_strdup (copy->remote_url);
  self->channel = g_steal_pointer (&channel);
  return self;
}

static gpointer
write_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Found *self = data;

  return sotong_outbox_learn_id (db, self->copy_id, self->id, error) ? data : NULL;
}

/* Asks the site. What it finds must stand at the very address that the person saw. */
static gboolean
ask (SotongStore    *store,
     SotongSecrets  *secrets,
     Found          *found,
     GCancellable   *cancellable,
     GError        **error)
{
  g_autoptr(SotongPublishSession) session = sotong_publish_session_open (store, secrets, found->channel, IDLE_S, cancellable, error);
  g_autoptr(SotongPost) post = NULL;
  g_autoptr(SotongReply) reply = NULL;

  if (session == NULL)
    return FALSE;
  post = sotong_post_new (found->slug, "", "");
  if (sotong_publish_session_look_up (session, post, cancellable, &reply) == SOTONG_LOOK_UP_FOUND && reply->remote_id != NULL
      && sotong_post_address_is_same (reply->remote_url, found->url))
    found->id = g_strdup (reply->remote_id);
  else if (reply->outcome != SOTONG_OUTCOME_OK && reply->message[0] != '\0')
    g_set_error_literal (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_SETTINGS, reply->message);
  else
    g_set_error (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_SETTINGS, _("“%s” knows no post at this address."), found->channel->name);
  return found->id != NULL;
}

/**
 * sotong_publish_learn_id:
 * @store: a workspace
 * @secrets: where the channel's secret is
 * @copy_id: a copy that a person has settled as published
 * @cancellable: (nullable): a cancellable
 * @error: return location: that it cannot be corrected or deleted from here, and why
 *
 * Learns the platform's own id of a post of which only the address is known, where the platform has addresses that do
 * not tell it. Reads only, over the network. Blocks.
 *
 * Returns: %TRUE if it is known now, or if there was nothing to learn
 */
gboolean
sotong_publish_learn_id (SotongStore    *store,
                         SotongSecrets  *secrets,
                         gint64          copy_id,
                         GCancellable   *cancellable,
                         GError        **error)
{
  g_auto(Found) found = { .copy_id = copy_id };
  g_autoptr(GError) local = NULL;

  if (sotong_store_read (store, read_job, &found, cancellable, error) == NULL)
    return FALSE;
  if (found.channel == NULL)
    return TRUE;
  if (ask (store, secrets, &found, cancellable, &local))
    return sotong_store_write (store, SOTONG_WRITE_DEFAULT, write_job, &found, cancellable, error) != NULL;
  g_set_error (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_SETTINGS,
               _("It is noted as published, but “%1$s” did not tell which of its posts it is, so it cannot be corrected or deleted from here: %2$s"),
               found.channel->name, local->message);
  return FALSE;
}

typedef struct {
  SotongSecrets *secrets;  /* (owned) */
  gint64         copy_id;
} Learn;

static void
learn_free (Learn *self)
{
  g_object_unref (self->secrets);
  g_free (self);
}

static void
thread_cb (GTask        *task,
           gpointer      source,
           gpointer      task_data,
           GCancellable *cancellable)
{
  const Learn *learn = task_data;
  GError *error = NULL;

  if (sotong_publish_learn_id (source, learn->secrets, learn->copy_id, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * sotong_publish_learn_id_async:
 * @store: a workspace
 * @secrets: where the channel's secret is
 * @copy_id: a copy that a person has settled as published
 * @cancellable: (nullable): a cancellable
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * As sotong_publish_learn_id(), in a thread.
 */
void
sotong_publish_learn_id_async (SotongStore          *store,
                               SotongSecrets        *secrets,
                               gint64                copy_id,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data)
{
  g_autoptr(GTask) task = g_task_new (store, cancellable, callback, user_data);
  Learn *learn = g_new0 (Learn, 1);

  learn->secrets = g_object_ref (secrets);
  learn->copy_id = copy_id;
  g_task_set_source_tag (task, sotong_publish_learn_id_async);
  g_task_set_task_data (task, learn, (GDestroyNotify) learn_free);
  g_task_run_in_thread (task, thread_cb);
}

gboolean
sotong_publish_learn_id_finish (SotongStore   *store,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
