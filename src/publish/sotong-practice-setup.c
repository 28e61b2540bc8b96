/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "publish/sotong-practice-setup.h"
#include "publish/sotong-publish-rules.h"
#include "store/sotong-channel.h"
#include "store/sotong-source.h"

#define FETCH_INTERVAL_S 600

void
sotong_practice_setup_free (SotongPracticeSetup *setup)
{
  if (setup == NULL)
    return;
  g_free (setup->channel);
  g_free (setup->source);
  g_free (setup);
}

/* The workspace's practice channel, pointed at @url; made if there is none. */
static gboolean
set_up_channel (SotongDb             *db,
                SotongPracticeSetup  *setup,
                const char           *url,
                GError              **error)
{
  g_autoptr(GPtrArray) list = sotong_channel_list (db, error);
  g_autoptr(SotongChannel) fresh = NULL;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      SotongChannel *channel = g_ptr_array_index (list, i);

      if (!g_str_equal (channel->platform, "practice"))
        continue;
      setup->channel_id = channel->id;
      setup->channel = g_strdup (channel->name);
      if (g_str_equal (channel->url, url))
        return TRUE;
      g_free (channel->url);
      channel->url = g_strdup (url);
      return sotong_channel_edit (db, channel, error);
    }
  if (list == NULL)
    return FALSE;
  fresh = sotong_channel_new ();
  fresh->name = g_strdup (_("Practice channel"));
  fresh->platform = g_strdup ("practice");
  fresh->url = g_strdup (url);
  setup->channel = g_strdup (fresh->name);
  setup->channel_id = sotong_channel_add (db, fresh, error);
  return setup->channel_id != 0;
}

/* The same for the source; it reads with the channel's token. */
static gboolean
set_up_source (SotongDb             *db,
               SotongPracticeSetup  *setup,
               const char           *url,
               GError              **error)
{
  g_autoptr(GPtrArray) list = sotong_source_list (db, error);
  g_autoptr(SotongSource) fresh = NULL;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      SotongSource *source = g_ptr_array_index (list, i);

      if (!g_str_equal (source->kind, "practice"))
        continue;
      setup->source_id = source->id;
      setup->source = g_strdup (source->name);
      if (g_str_equal (source->url, url) && source->channel_id == setup->channel_id)
        return TRUE;
      return sotong_source_set_address (db, source->id, url, setup->channel_id, error);
    }
  if (list == NULL)
    return FALSE;
  fresh = sotong_source_new ();
  fresh->name = g_strdup (_("Practice platform"));
  fresh->kind = g_strdup ("practice");
  fresh->url = g_strdup (url);
  fresh->channel_id = setup->channel_id;
  fresh->interval_s = FETCH_INTERVAL_S;
  setup->source = g_strdup (fresh->name);
  setup->source_id = sotong_source_add (db, fresh, error);
  return setup->source_id != 0;
}

static gpointer
set_up_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const char *url = data;
  g_autoptr(SotongPracticeSetup) setup = g_new0 (SotongPracticeSetup, 1);

  if (!set_up_channel (db, setup, url, error) || !set_up_source (db, setup, url, error))
    return NULL;
  return g_steal_pointer (&setup);
}

/* The practice channel there is, or the name that one gets. */
static gpointer
find_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GPtrArray) list = sotong_channel_list (db, error);
  g_autoptr(SotongPracticeSetup) setup = g_new0 (SotongPracticeSetup, 1);

  for (guint i = 0; list != NULL && setup->channel == NULL && i < list->len; i++)
    {
      const SotongChannel *channel = g_ptr_array_index (list, i);

      if (!g_str_equal (channel->platform, "practice"))
        continue;
      setup->channel_id = channel->id;
      setup->channel = g_strdup (channel->name);
    }
  if (list == NULL)
    return NULL;
  if (setup->channel == NULL)
    setup->channel = g_strdup (_("Practice channel"));
  return g_steal_pointer (&setup);
}

/* A channel that is not there yet has a place for its token all the same, to see whether there is one. */
static char *
make_id (const SotongPracticeSetup *setup)
{
  return setup->channel_id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, setup->channel_id) : g_strdup ("new");
}

static gboolean
keep_token (SotongStore                *store,
            SotongSecrets              *secrets,
            const SotongPracticeSetup  *setup,
            const char                 *token,
            GCancellable               *cancellable,
            GError                    **error)
{
  g_autofree char *id = make_id (setup);

  return sotong_secrets_store (secrets, sotong_store_get_uuid (store), SOTONG_SECRETS_CHANNEL, id, setup->channel, token, cancellable, error);
}

static void
forget_token (SotongStore               *store,
              SotongSecrets             *secrets,
              const SotongPracticeSetup *setup)
{
  g_autofree char *id = make_id (setup);

  sotong_secrets_clear (secrets, sotong_store_get_uuid (store), SOTONG_SECRETS_CHANNEL, id, setup->channel, NULL, NULL);
}

/**
 * sotong_practice_connect:
 * @store: a workspace
 * @secrets: where the token is kept
 * @url: the address of a practice platform
 * @token: its token
 * @cancellable: (nullable): a cancellable
 * @error: return location; `SOTONG_PUBLISH_ERROR_SETTINGS` for an address that cannot be used
 *
 * Points the workspace's practice channel and practice source at a platform that runs, making
 * them if there are none. The token is kept first: where it cannot be, nothing is made or changed. Blocks.
 *
 * Returns: (transfer full) (nullable): what is connected now
 */
SotongPracticeSetup *
sotong_practice_connect (SotongStore    *store,
                         SotongSecrets  *secrets,
                         const char     *url,
                         const char     *token,
                         GCancellable   *cancellable,
                         GError        **error)
{
  g_autoptr(SotongPracticeSetup) setup = NULL, before = NULL;
  g_autofree char *copy = g_strdup (url);

  if (!sotong_publish_check_settings ("practice", url, NULL, error))
    return NULL;
  before = sotong_store_read (store, find_job, NULL, cancellable, error);
  if (before == NULL || !keep_token (store, secrets, before, token, cancellable, error))
    return NULL;
  setup = sotong_store_write (store, SOTONG_WRITE_DEFAULT, set_up_job, copy, cancellable, error);
  if (before->channel_id == 0)
    forget_token (store, secrets, before);
  if (setup == NULL)
    return NULL;
  if (setup->channel_id != before->channel_id && !keep_token (store, secrets, setup, token, cancellable, error))
    return NULL;
  return g_steal_pointer (&setup);
}

typedef struct {
  SotongSecrets *secrets;
  char          *url;
  char          *token;
} Connect;

static void
connect_free (Connect *data)
{
  g_object_unref (data->secrets);
  g_free (data->url);
  sotong_secrets_free (data->token);
  g_free (data);
}

static void
connect_thread_cb (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Connect *data = task_data;
  GError *error = NULL;
  SotongPracticeSetup *setup = sotong_practice_connect (source, data->secrets, data->url, data->token, cancellable, &error);

  if (setup == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, setup, (GDestroyNotify) sotong_practice_setup_free);
}

/**
 * sotong_practice_connect_async:
 * @store: a workspace
 * @secrets: where the token is kept
 * @url: the address of a practice platform
 * @token: its token
 * @cancellable: (nullable): a cancellable
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * As sotong_practice_connect(), in a thread.
 */
void
sotong_practice_connect_async (SotongStore          *store,
                               SotongSecrets        *secrets,
                               const char           *url,
                               const char           *token,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data)
{
  g_autoptr(GTask) task = g_task_new (store, cancellable, callback, user_data);
  Connect *data = g_new0 (Connect, 1);

  data->secrets = g_object_ref (secrets);
  data->url = g_strdup (url);
  data->token = g_strdup (token);
  g_task_set_source_tag (task, sotong_practice_connect_async);
  g_task_set_task_data (task, data, (GDestroyNotify) connect_free);
  g_task_run_in_thread (task, connect_thread_cb);
}

SotongPracticeSetup *
sotong_practice_connect_finish (SotongStore   *store,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
