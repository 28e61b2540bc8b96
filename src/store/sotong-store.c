/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/sotong-migrate-private.h"
#include "store/sotong-presence-private.h"
#include "store/sotong-store-private.h"
#include "store/sotong-office.h"
#include "store/sotong-store.h"
#include "store/sotong-turn-private.h"
#include "store/sotong-workspace.h"
#include "util/sotong-file-why.h"
#include "util/sotong-time.h"

#define WATCH_INTERVAL_MS 1000

/**
 * SotongStore:
 *
 * A workspace file that is open. One writer thread keeps writes in their order; a
 * small pool of readers answers beside it. Public functions may be called from any
 * thread; callbacks come in the caller's main context.
 */
G_DEFINE_FINAL_TYPE (SotongStore, sotong_store, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static gboolean
emit_changed_cb (gpointer user_data)
{
  SotongStore *self = user_data;
  guint areas = (guint) g_atomic_int_and ((guint *) &self->changed, 0);

  if (areas != 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, areas);
  return G_SOURCE_REMOVE;
}

void
sotong_store_note_changed (SotongStore *self,
                           guint        areas)
{
  if (areas == 0 || self->watcher == NULL)
    return;
  if (g_atomic_int_or ((guint *) &self->changed, areas) == 0)
    {
      /* Not g_main_context_invoke(): that would run it here while nobody iterates the context. */
      g_autoptr(GSource) source = g_idle_source_new ();

      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, emit_changed_cb, g_object_ref (self), g_object_unref);
      g_source_attach (source, self->watcher);
    }
}

void
sotong_store_adopt (SotongStore *self,
                    SotongDb    *db)
{
  db->zone = g_time_zone_ref (self->zone);
  db->clock = g_object_ref (self->clock);
  db->actor = g_strdup (g_get_user_name ());
}

static void
sotong_store_finalize (GObject *object)
{
  SotongStore *self = SOTONG_STORE (object);

  sotong_store_close (self);
  g_async_queue_unref (self->idle);
  g_mutex_clear (&self->answering);
  g_mutex_clear (&self->writes_mutex);
  g_mutex_clear (&self->closing);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->watcher, g_main_context_unref);
  g_free (self->uuid);
  g_free (self->path);
  G_OBJECT_CLASS (sotong_store_parent_class)->finalize (object);
}

static void
sotong_store_class_init (SotongStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_store_finalize;

  /**
   * SotongStore::changed:
   * @self: the store
   * @areas: SotongStoreArea flags
   *
   * Something was written, by this program or another. Only after
   * sotong_store_watch(), in the context that called it.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
sotong_store_init (SotongStore *self)
{
  self->presence = -1;
  self->idle = g_async_queue_new_full ((GDestroyNotify) sotong_db_close);
  g_mutex_init (&self->answering);
  g_queue_init (&self->writes);
  g_mutex_init (&self->writes_mutex);
  g_mutex_init (&self->closing);
}

/* What citizens wrote and what the office plans is nobody else's to read, also where a copy came with wider rights. */
static void
keep_to_owner (const char *path)
{
  static const char * const ends[] = { "", "-wal", "-shm" };
  struct stat info;

  if (stat (path, &info) != 0 || (info.st_mode & 0077) == 0 || info.st_uid != geteuid ())
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (path, ends[i], NULL);

      /* Those beside it may not be there; of a disk that keeps no rights sotong_store_is_open_to_others() tells. */
      if (chmod (name, info.st_mode & 0700) != 0)
        g_debug ("%s: %s", name, g_strerror (errno));
    }
}

/* With @alone one connection holds the file for itself, which takes no room beside it: on a full disk the plan can still be read. */
static gboolean
connect_writer (SotongStore  *self,
                gboolean      create,
                gboolean      alone,
                GError      **error)
{
  g_clear_pointer (&self->writer, sotong_db_close);
  self->writer = sotong_db_open (self->path, SQLITE_OPEN_READWRITE | (alone ? SQLITE_OPEN_EXCLUSIVE : 0), error);
  if (self->writer == NULL)
    return FALSE;
  self->writer->turn = sotong_turn_new (self->device, self->inode);
  if (create && !sotong_db_script (self->writer,
                                   "PRAGMA page_size = 4096; PRAGMA application_id = 0x53544e47;", error))
    return FALSE;
  self->alone = alone;
  return sotong_db_script (self->writer, "PRAGMA journal_mode = WAL;"
                           "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = " G_STRINGIFY (SOTONG_DB_CHECKPOINT) ";"
                           "PRAGMA journal_size_limit = 67108864;", error);
}

/* An older workspace is brought to the program's version in one transaction, which may be called off. */
static gboolean
bring_to_newest (SotongStore   *self,
                 GCancellable  *cancellable,
                 GError       **error)
{
  gboolean done;

  self->writer->cancellable = cancellable;
  done = sotong_migrate_to_newest (self->writer, error);
  self->writer->cancellable = NULL;
  return done;
}

static gboolean
open_writer (SotongStore   *self,
             gboolean       create,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(GError) full = NULL;
  struct stat info;

  if (stat (self->path, &info) != 0)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                   _("There is no workspace “%s”. Check the name, or make one with “New workspace”."), self->path);
      return FALSE;
    }
  self->device = info.st_dev;
  self->inode = info.st_ino;
  if (connect_writer (self, create, FALSE, &full) && bring_to_newest (self, cancellable, &full))
    return TRUE;
  if (self->brief && g_error_matches (full, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_FULL))
    return connect_writer (self, create, TRUE, error) && bring_to_newest (self, cancellable, error);
  g_propagate_error (error, g_steal_pointer (&full));
  return FALSE;
}

static gboolean
read_settings (SotongStore  *self,
               SotongClock  *clock,
               GError      **error)
{
  GError *local = NULL;
  g_autofree char *zone_name = NULL;
  g_autofree char *demo_now = NULL;
  g_autofree char *demo = NULL;
  gint64 now;

  self->uuid = sotong_workspace_get (self->writer, "uuid", &local);
  if (local == NULL)
    zone_name = sotong_office_get_zone (self->writer, &local);
  if (local == NULL)
    demo = sotong_workspace_get (self->writer, "demo", &local);
  if (local == NULL) /* without its clock, made posts would be due on real platforms */
    demo_now = sotong_workspace_get (self->writer, "now", &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (self->uuid == NULL) /* without its name no secret of it can be found */
    return sotong_db_set_error (self->writer, SQLITE_CORRUPT, error);
  self->zone = sotong_time_zone_new (zone_name != NULL ? zone_name : "Asia/Seoul", NULL);
  if (self->zone == NULL)
    self->zone = g_time_zone_new_utc ();
  self->is_demo = demo != NULL;
  if (clock != NULL)
    self->clock = g_object_ref (clock);
  else if (demo_now != NULL && sotong_time_parse (demo_now, self->zone, &now, NULL))
    self->clock = sotong_clock_new_set (now);
  else
    self->clock = sotong_clock_new_system ();
  sotong_store_adopt (self, self->writer);
  return TRUE;
}

static gboolean
has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  struct stat info;

  return stat (log, &info) == 0 && info.st_size > 0;
}

/* What is refused is left as it is. What a program that was ended left in the log alone, as a newer one its version, is not brought
 * into the file either. */
static void
leave_log (SotongStore *self)
{
  if (self->writer != NULL)
    sqlite3_db_config (self->writer->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
}

static gpointer
found_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_workspace_found (db, error) ? db : NULL;
}

static SotongStore *
store_new (const char    *path,
           gboolean       create,
           gboolean       brief,
           SotongClock   *clock,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(SotongStore) self = g_object_new (SOTONG_TYPE_STORE, NULL);
  gboolean had_log;

  self->brief = brief;
  self->path = g_canonicalize_filename (path, NULL);
  had_log = has_log (self->path);
  if (!open_writer (self, create, cancellable, error))
    {
      if (had_log)
        leave_log (self);
      return NULL;
    }
  self->presence = sotong_presence_enter (self->path);
  if (create)
    {
      self->zone = sotong_time_zone_new ("Asia/Seoul", NULL);
      if (self->zone == NULL)
        self->zone = g_time_zone_new_utc ();
      self->clock = clock != NULL ? g_object_ref (clock) : sotong_clock_new_system ();
      sotong_store_adopt (self, self->writer);
      if (!sotong_db_script (self->writer, "BEGIN IMMEDIATE", error)
          || found_job (self->writer, NULL, NULL, error) == NULL
          || !sotong_db_script (self->writer, "COMMIT", error))
        return NULL;
      g_clear_pointer (&self->zone, g_time_zone_unref);
      g_clear_object (&self->clock);
      g_clear_pointer (&self->writer->zone, g_time_zone_unref);
      g_clear_object (&self->writer->clock);
      g_clear_pointer (&self->writer->actor, g_free);
    }
  if (!read_settings (self, clock, error))
    {
      if (had_log)
        leave_log (self);
      return NULL;
    }
  keep_to_owner (self->path); /* not before it is known to be sound: what is refused is left as it is */
  sotong_store_start_jobs (self);
  return g_steal_pointer (&self);
}

/**
 * sotong_store_open:
 * @path: a workspace
 * @clock: (nullable): what to take for now; %NULL for the workspace's own, which is
 *   the machine's unless it is a demo
 * @cancellable: (nullable): a cancellable; what it calls off leaves an older workspace as it was
 * @error: return location; a code for each way in which a file can be wrong
 *
 * Opens a workspace, bringing an older one to the program's version. A file that
 * is refused is not touched. Blocks: for sotongctl and workers.
 *
 * Returns: (transfer full) (nullable): the store
 */
SotongStore *
sotong_store_open (const char    *path,
                   SotongClock   *clock,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !sotong_migrate_inspect (path, error))
    return NULL;
  return store_new (path, FALSE, FALSE, clock, cancellable, error);
}

/**
 * sotong_store_open_brief:
 * @path: a workspace
 * @clock: (nullable): as for sotong_store_open()
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * As sotong_store_open(), for a program that closes it in a moment: on a full disk it has the file to itself until then, so that
 * what is in it can still be read.
 *
 * Returns: (transfer full) (nullable): the store
 */
SotongStore *
sotong_store_open_brief (const char    *path,
                         SotongClock   *clock,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !sotong_migrate_inspect (path, error))
    return NULL;
  return store_new (path, FALSE, TRUE, clock, cancellable, error);
}

/*
 * sotong_store_refuse_making:
 * @path: where a workspace was to be made
 * @number: what the system said
 * @error: return location
 *
 * Returns: %FALSE
 */
gboolean
sotong_store_refuse_making (const char  *path,
                            int          number,
                            GError     **error)
{
  g_autofree char *name = g_filename_display_name (path), *why = sotong_file_why_not_written (number);

  if (number == EEXIST)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS,
                 _("“%s” exists already and was left as it is. Choose another name."), name);
  else
    g_set_error (error, SOTONG_STORE_ERROR,
                 number == ENOSPC ? SOTONG_STORE_ERROR_FULL
                 : number == ENOENT ? SOTONG_STORE_ERROR_NOT_FOUND : SOTONG_STORE_ERROR_READ_ONLY,
                 _("“%s” cannot be made: %s. Choose another folder."), name, why);
  return FALSE;
}

/*
 * sotong_store_create_part:
 * @path: where there is no file yet
 * @shown: the path that is told when it cannot be made
 * @clock: (nullable): as for sotong_store_open()
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Makes an empty workspace that only its owner may read. A kill in the middle leaves a part of it: for sotong_store_make() alone.
 *
 * Returns: (transfer full) (nullable): the store; on failure there may be a file
 */
SotongStore *
sotong_store_create_part (const char    *path,
                          const char    *shown,
                          SotongClock   *clock,
                          GCancellable  *cancellable,
                          GError       **error)
{
  int fd;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      sotong_store_refuse_making (shown, errno, error);
      return NULL;
    }
  close (fd);
  return store_new (path, TRUE, FALSE, clock, cancellable, error);
}

typedef struct {
  char        *path;
  gboolean     create;
  SotongClock *clock;
} OpenData;

static void
open_data_free (OpenData *data)
{
  g_free (data->path);
  g_clear_object (&data->clock);
  g_free (data);
}

static void
open_thread_cb (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  OpenData *data = task_data;
  GError *error = NULL;
  SotongStore *store;

  if (data->create)
    store = sotong_store_create (data->path, data->clock, cancellable, &error);
  else
    store = sotong_store_open (data->path, data->clock, cancellable, &error);
  if (store == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, store, g_object_unref);
}

/**
 * sotong_store_open_async:
 * @path: a workspace
 * @create: whether to make it
 * @clock: (nullable): as for sotong_store_open()
 * @cancellable: (nullable): a cancellable
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * As sotong_store_open() or sotong_store_create(), in a thread.
 */
void
sotong_store_open_async (const char          *path,
                         gboolean             create,
                         SotongClock         *clock,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  OpenData *data = g_new0 (OpenData, 1);

  data->path = g_strdup (path);
  data->create = create;
  g_set_object (&data->clock, clock);
  g_task_set_source_tag (task, sotong_store_open_async);
  g_task_set_task_data (task, data, (GDestroyNotify) open_data_free);
  g_task_run_in_thread (task, open_thread_cb);
}

SotongStore *
sotong_store_open_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sotong_store_close:
 * @self: a store
 *
 * Waits for the jobs that are under way and closes the file. Calling it again does
 * nothing but wait until it is closed. Blocks. From any thread.
 */
void
sotong_store_close (SotongStore *self)
{
  SotongDb *db;
  int keep;

  g_return_if_fail (SOTONG_IS_STORE (self));

  g_mutex_lock (&self->closing);
  g_clear_handle_id (&self->watch_id, g_source_remove);
  sotong_store_end_jobs (self);
  /* A log that another has brought into the file and deleted is older than what the file may have had since. */
  if (self->writer != NULL && sotong_presence_is_lost (self->presence))
    sqlite3_db_config (self->writer->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  while ((db = g_async_queue_try_pop (self->idle)) != NULL)
    sotong_db_close (db);
  keep = sotong_presence_leave (self->presence);
  self->presence = -1;
  if (keep && self->writer != NULL) /* the writer is the last to close */
    sqlite3_file_control (self->writer->handle, "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
  g_clear_pointer (&self->writer, sotong_db_close);
  g_mutex_unlock (&self->closing);
}

static gpointer
data_version_job (SotongDb      *db,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  gint64 *version = g_new0 (gint64, 1);

  if (sotong_db_get_int (db, version, error, "PRAGMA data_version", ""))
    return version;
  g_free (version);
  return NULL;
}

static void
data_version_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  SotongStore *self = SOTONG_STORE (object);
  g_autofree gint64 *version = sotong_store_write_finish (self, result, NULL);

  if (version == NULL)
    return;
  if (self->data_version != 0 && *version != self->data_version)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, (guint) SOTONG_AREA_ALL);
  self->data_version = *version;
}

/* The writer's own commits leave its data_version as it is: what moves it came from another program. */
static gboolean
watch_cb (gpointer user_data)
{
  SotongStore *self = user_data;

  if (sotong_store_is_idle (self))
    sotong_store_write_async (self, SOTONG_WRITE_PEEK, data_version_job, NULL, NULL, g_free, NULL, data_version_cb, NULL);
  return G_SOURCE_CONTINUE;
}

/**
 * sotong_store_watch:
 * @self: a store
 *
 * From now on [signal@Sotong.Store::changed] tells of every write, our own and those
 * of other programs, in the calling thread's default main context. Call it once, in
 * the main thread.
 */
void
sotong_store_watch (SotongStore *self)
{
  g_return_if_fail (SOTONG_IS_STORE (self));
  g_return_if_fail (self->watcher == NULL);

  self->watcher = g_main_context_ref_thread_default ();
  self->watch_id = g_timeout_add (WATCH_INTERVAL_MS, watch_cb, self);
}

const char *
sotong_store_get_path (SotongStore *self)
{
  g_return_val_if_fail (SOTONG_IS_STORE (self), NULL);
  return self->path;
}

/**
 * sotong_store_get_uuid:
 * @self: a store
 *
 * Returns: (transfer none): the workspace's own name, by which its secrets are kept
 */
const char *
sotong_store_get_uuid (SotongStore *self)
{
  g_return_val_if_fail (SOTONG_IS_STORE (self), NULL);
  return self->uuid;
}

SotongClock *
sotong_store_get_clock (SotongStore *self)
{
  g_return_val_if_fail (SOTONG_IS_STORE (self), NULL);
  return self->clock;
}

/**
 * sotong_store_get_zone:
 * @self: a store
 *
 * Returns: (transfer none): the office's time zone
 */
GTimeZone *
sotong_store_get_zone (SotongStore *self)
{
  g_return_val_if_fail (SOTONG_IS_STORE (self), NULL);
  return self->zone;
}

/**
 * sotong_store_is_demo:
 * @self: a store
 *
 * Returns: %TRUE if the workspace holds the demo's made data
 */
gboolean
sotong_store_is_demo (SotongStore *self)
{
  g_return_val_if_fail (SOTONG_IS_STORE (self), FALSE);
  return self->is_demo;
}

/**
 * sotong_store_is_reading:
 * @self: a store
 *
 * For those who measure how long it takes until a window shows all it has to.
 *
 * Returns: whether sotong_store_read_async() was called and its job has not ended yet
 */
gboolean
sotong_store_is_reading (SotongStore *self)
{
  g_return_val_if_fail (SOTONG_IS_STORE (self), FALSE);
  return g_atomic_int_get (&self->reading) > 0;
}

/**
 * sotong_store_is_open_to_others:
 * @self: a store
 *
 * A file that its owner opens is kept to the owner; another's, or one on a disk without rights, stays as it is.
 *
 * Returns: %TRUE if other people of this machine may read or change the file
 */
gboolean
sotong_store_is_open_to_others (SotongStore *self)
{
  struct stat info;

  g_return_val_if_fail (SOTONG_IS_STORE (self), FALSE);
  return stat (self->path, &info) == 0 && (info.st_mode & 0077) != 0;
}
