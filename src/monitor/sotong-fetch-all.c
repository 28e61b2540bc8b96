/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "monitor/sotong-fetch.h"
#include "platforms/sotong-http.h"
#include "store/sotong-channel.h"
#include "store/sotong-likeness.h"
#include "store/sotong-source.h"

#define N_THREADS 8
#define SLICE     2000  /* old mentions that are compared in one transaction */

/* Several sources on their way. */
typedef struct {
  SotongStore             *store;         /* (unowned) */
  SotongSecrets           *secrets;       /* (unowned) (nullable) */
  GCancellable            *cancellable;   /* (unowned) (nullable) */
  GArray                  *wanted;        /* (unowned) (nullable): ids; null for those that are due */
  GPtrArray               *sources;       /* (owned) (element-type SotongSource) */
  GPtrArray               *channels;      /* (owned) (element-type SotongChannel) */
  GHashTable              *readers;       /* (owned): kind -> SotongReader: of sites, which are asked one call at a time */
  GAsyncQueue             *desks;         /* (owned) (element-type GHashTable): of feeds, each with connections of its own; one a thread */
  SotongFetchResult      **results;       /* (owned): by the place in @sources */
  gboolean                 probe;
  SotongFetchProgressFunc  progress;      /* (nullable) */
  gpointer                 progress_data;
  GMutex                   mutex;         /* of what is below, and of the progress */
  guint                    n_done;
} All;

static gboolean
is_wanted (const All          *all,
           const SotongSource *source,
           gint64              now)
{
  if (all->wanted == NULL)
    return sotong_source_is_due (source, now);
  for (guint i = 0; i < all->wanted->len; i++)
    {
      if (g_array_index (all->wanted, gint64, i) == source->id)
        return TRUE;
    }
  return FALSE;
}

static gpointer
find_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  All *all = data;

  all->sources = sotong_source_list (db, error);
  if (all->sources == NULL)
    return NULL;
  for (guint i = all->sources->len; i > 0; i--)
    {
      if (!is_wanted (all, g_ptr_array_index (all->sources, i - 1), sotong_db_now (db)))
        g_ptr_array_remove_index (all->sources, i - 1);
    }
  all->channels = sotong_channel_list (db, error);
  return all->channels != NULL ? all : NULL;
}

static void
make_readers (All *all)
{
  g_autoptr(SotongHttp) http = sotong_http_new (sotong_store_get_clock (all->store));

  all->readers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  for (guint i = 0; i < all->sources->len; i++)
    {
      const SotongSource *source = g_ptr_array_index (all->sources, i);
      SotongReader *reader;

      if (g_hash_table_contains (all->readers, source->kind))
        continue;
      reader = sotong_reader_new (source->kind, http);
      if (reader != NULL)
        g_hash_table_insert (all->readers, g_strdup (source->kind), reader);
    }
}

/* A feed's reader of a desk, made when it is first needed. */
static SotongReader *
reader_at (All        *all,
           GHashTable *desk,
           const char *kind)
{
  SotongReader *reader = g_hash_table_lookup (desk, kind);
  g_autoptr(SotongHttp) http = NULL;

  if (reader != NULL)
    return reader;
  http = sotong_http_new (sotong_store_get_clock (all->store));
  reader = sotong_reader_new (kind, http);
  if (reader != NULL)
    g_hash_table_insert (desk, g_strdup (kind), reader);
  return reader;
}

/* Feeds are of a thousand different places, and no place counts their calls. */
static gboolean
is_feed (const SotongSource *source)
{
  return g_str_equal (source->kind, "feed");
}

static void
make_desks (All *all)
{
  all->desks = g_async_queue_new_full ((GDestroyNotify) g_hash_table_unref);
  for (guint i = 0; i < N_THREADS; i++)
    g_async_queue_push (all->desks, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref));
}

/* The channel whose account the source reads with: the one it names, else one of the same
 * platform at the same place. */
static const SotongChannel *
channel_of (const All          *all,
            const SotongSource *source)
{
  for (guint i = 0; i < all->channels->len; i++)
    {
      const SotongChannel *channel = g_ptr_array_index (all->channels, i);

      if (source->channel_id == channel->id
          || (source->channel_id == SOTONG_NONE && g_str_equal (channel->platform, source->kind)
              && channel->url[0] != '\0' && g_str_has_prefix (source->url, channel->url)))
        return channel;
    }
  return NULL;
}

/* The source's own secret, else its channel's. %NULL without an error if there is none. */
static char *
find_secret (const All           *all,
             const SotongSource  *source,
             GError             **error)
{
  const char *workspace = sotong_store_get_uuid (all->store);
  const SotongChannel *channel = channel_of (all, source);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, source->id);
  g_autofree char *channel_id = NULL;
  GError *local = NULL;
  char *secret;

  if (all->secrets == NULL)
    return NULL;
  secret = sotong_secrets_lookup (all->secrets, workspace, SOTONG_SECRETS_SOURCE, id, source->name, all->cancellable, &local);
  if (secret == NULL && local == NULL && channel != NULL)
    {
      channel_id = g_strdup_printf ("%" G_GINT64_FORMAT, channel->id);
      secret = sotong_secrets_lookup (all->secrets, workspace, SOTONG_SECRETS_CHANNEL, channel_id, channel->name, all->cancellable, &local);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return secret;
}

/* Whether the source may have a secret: asking the keyring costs, and feeds seldom have one. */
static gboolean
may_have_secret (const SotongSource *source)
{
  gboolean takes = (sotong_reader_get_needs (source->kind) & SOTONG_READER_TAKES_SECRET) != 0 && !g_str_equal (source->kind, "feed");

  return takes || sotong_reader_needs_secret (source->kind) || source->channel_id != SOTONG_NONE
         || g_strstr_len (source->settings, -1, "\"secret\"") != NULL;
}

static SotongFetchResult *
result_new (const SotongSource *source,
            const char         *outcome,
            const char         *message)
{
  SotongFetchResult *result = g_new0 (SotongFetchResult, 1);

  result->source_id = source->id;
  result->source = g_strdup (source->name);
  result->outcome = g_strdup (outcome);
  result->next_due = source->next_due;
  result->message = g_strdup (message);
  return result;
}

static void
tell (All                     *all,
      const SotongSource      *source,
      const char              *notice,
      const SotongFetchResult *result)
{
  SotongFetchProgress progress = { source->id, source->name, notice, result, 0, all->sources->len };

  g_mutex_lock (&all->mutex);
  all->n_done += result != NULL;
  progress.n_done = all->n_done;
  if (all->progress != NULL)
    all->progress (&progress, all->progress_data);
  g_mutex_unlock (&all->mutex);
}

/* Whose fetch costs money. */
typedef struct {
  All                *all;
  const SotongSource *source;
} Noticed;

static void
notice_cb (const char *notice,
           gpointer    user_data)
{
  Noticed *told = user_data;

  tell (told->all, told->source, notice, NULL);
}

/* @error: (inout): why the secret could not be looked up, if it could not. */
static SotongFetchResult *
refuse_keyless (All                 *all,
                const SotongSource  *source,
                GError             **error)
{
  g_autofree char *sentence = g_strdup_printf (_("No password or token is known for “%s”, so it was not read. %s"), source->name,
                                               *error != NULL ? (*error)->message : _("Enter it in the settings of the source or of its channel."));

  g_clear_error (error);
  return sotong_fetch_run_unasked (all->store, source->id, sentence, all->probe, all->cancellable, error);
}

static SotongFetchResult *
fetch_one (All                *all,
           const SotongSource *source,
           SotongReader       *reader)
{
  Noticed told = { all, source };
  SotongFetchResult *result;
  g_autoptr(GError) local = NULL;
  char *secret = NULL;

  if (g_cancellable_is_cancelled (all->cancellable))
    return result_new (source, "cancelled", _("The fetch was stopped. It can be started again at any time."));
  if (g_str_equal (source->kind, "import"))
    return result_new (source, "refused", _("This source is filled from files, there is nothing to fetch. Import a file into it."));
  if (may_have_secret (source))
    secret = find_secret (all, source, &local);
  if (secret == NULL && sotong_reader_needs_secret (source->kind))
    result = refuse_keyless (all, source, &local);
  else
    {
      g_clear_error (&local);
      result = sotong_fetch_run_told (all->store, source->id, reader, secret, all->probe, notice_cb, &told, all->cancellable, &local);
    }
  sotong_secrets_free (secret);
  if (result != NULL)
    return result;
  if (g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT))
    return result_new (source, "busy", local->message);
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return result_new (source, "cancelled", _("The fetch was stopped. It can be started again at any time."));
  return result_new (source, "failed", local->message);
}

static void
fetch_thread_cb (gpointer data,
                 gpointer user_data)
{
  All *all = user_data;
  guint place = GPOINTER_TO_UINT (data) - 1;
  const SotongSource *source = g_ptr_array_index (all->sources, place);
  GHashTable *desk = is_feed (source) ? g_async_queue_pop (all->desks) : NULL;
  SotongReader *reader = desk != NULL ? reader_at (all, desk, source->kind) : g_hash_table_lookup (all->readers, source->kind);

  tell (all, source, NULL, NULL);
  all->results[place] = fetch_one (all, source, reader);
  if (desk != NULL)
    g_async_queue_push (all->desks, desk);
  tell (all, source, NULL, all->results[place]);
}

static void
fetch_each (All *all)
{
  guint n = all->sources->len;
  GThreadPool *pool = g_thread_pool_new (fetch_thread_cb, all, (int) CLAMP (n, 1, N_THREADS), FALSE, NULL);

  for (guint i = 0; i < n; i++)
    g_thread_pool_push (pool, GUINT_TO_POINTER (i + 1), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
}

static GPtrArray *
take_results (All *all)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_fetch_result_free);

  for (guint i = 0; i < all->sources->len; i++)
    g_ptr_array_add (list, g_steal_pointer (&all->results[i]));
  return list;
}

static gpointer
compare_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_likeness_some (db, SLICE, data, error) ? data : NULL;
}

/* Mentions from before copies of one article were told are compared bit by bit, as they come. */
static void
compare_old (All *all)
{
  gboolean more = TRUE;

  while (more && !g_cancellable_is_cancelled (all->cancellable)
         && sotong_store_write (all->store, SOTONG_WRITE_BULK, compare_job, &more, all->cancellable, NULL) != NULL)
    ;
}

static GPtrArray *
run_all (All     *all,
         GError **error)
{
  GPtrArray *list = NULL;

  g_mutex_init (&all->mutex);
  if (sotong_store_read (all->store, find_job, all, all->cancellable, error) != NULL)
    {
      make_readers (all);
      make_desks (all);
      all->results = g_new0 (SotongFetchResult *, all->sources->len + 1);
      fetch_each (all);
      list = take_results (all);
      compare_old (all);
    }
  g_clear_pointer (&all->readers, g_hash_table_unref);
  g_clear_pointer (&all->desks, g_async_queue_unref);
  g_clear_pointer (&all->sources, g_ptr_array_unref);
  g_clear_pointer (&all->channels, g_ptr_array_unref);
  g_free (all->results);
  g_mutex_clear (&all->mutex);
  return list;
}

/**
 * sotong_fetch_all:
 * @store: a workspace
 * @source_ids: (nullable) (element-type gint64): which sources, due or not; %NULL for all that are due
 * @secrets: (nullable): where their secrets are
 * @progress: (nullable): called in worker threads, one call at a time
 * @progress_data: for @progress
 * @cancellable: (nullable): stops what is under way; what was read to its end is kept
 * @error: return location; only if the workspace could not be read
 *
 * Reads sources once, several at a time. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type SotongFetchResult): a result for each
 *   source, in the order in which the sources were added
 */
GPtrArray *
sotong_fetch_all (SotongStore              *store,
                  GArray                   *source_ids,
                  SotongSecrets            *secrets,
                  SotongFetchProgressFunc   progress,
                  gpointer                  progress_data,
                  GCancellable             *cancellable,
                  GError                  **error)
{
  All all = { store, secrets, cancellable, source_ids };

  g_return_val_if_fail (SOTONG_IS_STORE (store), NULL);

  all.progress = progress;
  all.progress_data = progress_data;
  return run_all (&all, error);
}

/**
 * sotong_fetch_probe:
 * @store: a workspace
 * @source_id: a source
 * @secrets: (nullable): where its secret is
 * @progress: (nullable): told what it may cost, if it costs money
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @error: return location; only if the workspace could not be read
 *
 * Sees whether the source can be read: one call, of which nothing is kept but that it was made. Blocks.
 *
 * Returns: (transfer full) (nullable): how it ended
 */
SotongFetchResult *
sotong_fetch_probe (SotongStore              *store,
                    gint64                    source_id,
                    SotongSecrets            *secrets,
                    SotongFetchProgressFunc   progress,
                    gpointer                  progress_data,
                    GCancellable             *cancellable,
                    GError                  **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) list = NULL;
  All all = { store, secrets, cancellable, ids };

  g_return_val_if_fail (SOTONG_IS_STORE (store), NULL);

  g_array_append_val (ids, source_id);
  all.probe = TRUE;
  all.progress = progress;
  all.progress_data = progress_data;
  list = run_all (&all, error);
  if (list == NULL)
    return NULL;
  if (list->len > 0)
    return sotong_fetch_result_copy (g_ptr_array_index (list, 0));
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no such source any more."));
  return NULL;
}

/* ---- for the window ---- */

typedef struct {
  GArray                  *source_ids;    /* (owned) (nullable) */
  SotongSecrets           *secrets;       /* (owned) (nullable) */
  SotongFetchProgressFunc  progress;      /* (nullable) */
  gpointer                 progress_data;
} AllData;

/* A progress that waits for the caller's main loop. */
typedef struct {
  GTask               *task;    /* (owned) */
  SotongFetchProgress  progress;
  char                *source;  /* (owned) */
  char                *notice;  /* (owned) (nullable) */
  SotongFetchResult   *result;  /* (owned) (nullable) */
} Told;

static void
all_data_free (AllData *data)
{
  g_clear_pointer (&data->source_ids, g_array_unref);
  g_clear_object (&data->secrets);
  g_free (data);
}

static void
told_free (gpointer user_data)
{
  Told *told = user_data;

  g_object_unref (told->task);
  g_free (told->source);
  g_free (told->notice);
  sotong_fetch_result_free (told->result);
  g_free (told);
}

static gboolean
told_cb (gpointer user_data)
{
  Told *told = user_data;
  AllData *data = g_task_get_task_data (told->task);

  if (!g_task_get_completed (told->task))
    data->progress (&told->progress, data->progress_data);
  return G_SOURCE_REMOVE;
}

static void
tell_caller (const SotongFetchProgress *progress,
             gpointer                   user_data)
{
  g_autoptr(GSource) source = g_idle_source_new ();
  Told *told = g_new0 (Told, 1);

  told->task = g_object_ref (user_data);
  told->progress = *progress;
  told->progress.source = told->source = g_strdup (progress->source);
  told->progress.notice = told->notice = g_strdup (progress->notice);
  told->progress.result = told->result = progress->result != NULL ? sotong_fetch_result_copy (progress->result) : NULL;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, told_cb, told, told_free);
  g_source_attach (source, g_task_get_context (told->task));
}

static void
all_thread (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  AllData *data = task_data;
  GError *error = NULL;
  GPtrArray *list;

  list = sotong_fetch_all (source_object, data->source_ids, data->secrets, data->progress != NULL ? tell_caller : NULL, task, cancellable, &error);
  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * sotong_fetch_all_async:
 * @store: a workspace
 * @source_ids: (nullable) (element-type gint64): which sources; %NULL for all that are due
 * @secrets: (nullable): where their secrets are
 * @progress: (nullable): called in the caller's main context, until @callback is
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * As sotong_fetch_all(), in threads.
 */
void
sotong_fetch_all_async (SotongStore              *store,
                        GArray                   *source_ids,
                        SotongSecrets            *secrets,
                        SotongFetchProgressFunc   progress,
                        gpointer                  progress_data,
                        GCancellable             *cancellable,
                        GAsyncReadyCallback       callback,
                        gpointer                  user_data)
{
  g_autoptr(GTask) task = NULL;
  AllData *data;

  g_return_if_fail (SOTONG_IS_STORE (store));

  task = g_task_new (store, cancellable, callback, user_data);
  data = g_new0 (AllData, 1);
  data->source_ids = source_ids != NULL ? g_array_copy (source_ids) : NULL;
  g_set_object (&data->secrets, secrets);
  data->progress = progress;
  data->progress_data = progress_data;
  g_task_set_source_tag (task, sotong_fetch_all_async);
  g_task_set_check_cancellable (task, FALSE); /* each source's result says what was cancelled */
  g_task_set_task_data (task, data, (GDestroyNotify) all_data_free);
  g_task_run_in_thread (task, all_thread);
}

GPtrArray *
sotong_fetch_all_finish (SotongStore   *store,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sotong_fetch_all_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
