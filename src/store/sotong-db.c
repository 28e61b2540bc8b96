/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdarg.h>
#include <string.h>

#include "store/sotong-budget-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-hour-counts-private.h"
#include "store/sotong-likeness-private.h"
#include "store/sotong-mention-private.h"
#include "store/sotong-search-private.h"
#include "store/sotong-store.h"
#include "store/sotong-turn-private.h"
#include "store/sotong-word-private.h"

G_DEFINE_QUARK (sotong-store-error-quark, sotong_store_error)

#define BUSY_TIMEOUT_MS 15000
#define LONGEST_NAP_MS  10
#define PROGRESS_OPCODES 20000 /* asked for cancellation about every millisecond */

static void
stmt_free (SotongStmt *self)
{
  sqlite3_finalize (self->stmt);
  g_free (self);
}

static int
progress_cb (void *user_data)
{
  SotongDb *db = user_data;

  return (db->cancellable != NULL && g_cancellable_is_cancelled (db->cancellable))
         || (db->stops != NULL && db->stops (db->stops_data));
}

/* Somebody else writes. That this one waits can be seen by those who write much. */
static int
busy_cb (void *user_data,
         int   n_before)
{
  SotongDb *db = user_data;

  if (n_before == 0)
    db->busy_since = g_get_monotonic_time ();
  if (g_get_monotonic_time () - db->busy_since > BUSY_TIMEOUT_MS * G_TIME_SPAN_MILLISECOND)
    return 0;
  sotong_turn_wait (db->turn);
  g_usleep ((gulong) MIN (1 + n_before, LONGEST_NAP_MS) * 1000);
  return 1;
}

/* Which panes a write concerns, by the table it touches. */
static guint
area_of_table (const char *table)
{
  static const struct {
    const char *prefix;
    guint area;
  } areas[] = {
    { "content", SOTONG_AREA_PLAN }, { "copy", SOTONG_AREA_PLAN }, { "campaign", SOTONG_AREA_PLAN },
    { "attachment", SOTONG_AREA_PLAN }, { "deliverable", SOTONG_AREA_PLAN }, { "approval", SOTONG_AREA_PLAN },
    { "event_layer", SOTONG_AREA_PLAN }, { "layer_event", SOTONG_AREA_PLAN },
    { "channel", SOTONG_AREA_CHANNELS }, { "attempt", SOTONG_AREA_OUTBOX }, { "remote_step", SOTONG_AREA_OUTBOX }, { "copy_part", SOTONG_AREA_OUTBOX },
    { "budget", SOTONG_AREA_BUDGET }, { "payment", SOTONG_AREA_BUDGET }, { "commitment", SOTONG_AREA_BUDGET },
    { "carry_over", SOTONG_AREA_BUDGET }, { "settlement", SOTONG_AREA_BUDGET }, { "programme", SOTONG_AREA_BUDGET },
    { "source", SOTONG_AREA_SOURCES }, { "fetch_run", SOTONG_AREA_SOURCES },
    { "topic_hit", SOTONG_AREA_MENTIONS }, { "topic", SOTONG_AREA_TOPICS },
    { "mention", SOTONG_AREA_MENTIONS }, { "sighting", SOTONG_AREA_MENTIONS }, { "rollup", SOTONG_AREA_MENTIONS },
    { "chart_mark", SOTONG_AREA_MENTIONS }, { "office_word", SOTONG_AREA_MENTIONS }, { "change", SOTONG_AREA_HISTORY }, { "workspace", SOTONG_AREA_SETTINGS },
    { "holiday_edit", SOTONG_AREA_PLAN }, { "restricted_period", SOTONG_AREA_PLAN },
    { "person", SOTONG_AREA_SETTINGS }, { "agency", SOTONG_AREA_SETTINGS },
    { "checklist", SOTONG_AREA_PLAN }, { "contributor", SOTONG_AREA_PLAN }, { "advertisement", SOTONG_AREA_PLAN },
    { "link_rule", SOTONG_AREA_PLAN }, { "office", SOTONG_AREA_SETTINGS },
    { "citizen_case", SOTONG_AREA_WATCH }, { "lesson", SOTONG_AREA_MENTIONS }, { "alert", SOTONG_AREA_WATCH }, { "sentiment_sample", SOTONG_AREA_WATCH },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      if (table[0] == areas[i].prefix[0] && g_str_has_prefix (table, areas[i].prefix)) /* asked of every row */
        return areas[i].area;
    }
  return 0;
}

static void
update_cb (void         *user_data,
           int           operation,
           const char   *database,
           const char   *table,
           sqlite3_int64 row)
{
  SotongDb *db = user_data;

  db->touched |= area_of_table (table);
}

/* What was remembered of the rows that are taken back is wrong. */
static void
rollback_cb (void *user_data)
{
  SotongDb *db = user_data;

  g_clear_pointer (&db->likeness, sotong_likeness_cache_free);
}

/* SQLite's count of all memory takes a lock at each piece, and nobody reads it. */
static void
set_up_sqlite (void)
{
  static gsize done;

  if (!g_once_init_enter (&done))
    return;
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0); /* without effect where another library of the program was first */
  g_once_init_leave (&done, 1);
}

/*
 * sotong_db_open:
 * @path: the file
 * @flags: SQLite's open flags; with %SQLITE_OPEN_EXCLUSIVE the connection has the file to itself
 * @error: return location
 *
 * Opens a connection with the settings that every one of ours has. The caller
 * sets zone, clock and actor.
 */
SotongDb *
sotong_db_open (const char  *path,
                int          flags,
                GError     **error)
{
  SotongDb *db = g_new0 (SotongDb, 1);
  int rc;

  db->path = g_strdup (path);
  db->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) stmt_free);
  set_up_sqlite ();
  rc = sqlite3_open_v2 (path, &db->handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, NULL);
  if (rc != SQLITE_OK)
    {
      sotong_db_set_error (db, rc, error);
      sotong_db_close (db);
      return NULL;
    }
  sqlite3_extended_result_codes (db->handle, 1);
  sqlite3_busy_handler (db->handle, busy_cb, db);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_progress_handler (db->handle, PROGRESS_OPCODES, progress_cb, db);
  sqlite3_update_hook (db->handle, update_cb, db);
  sqlite3_rollback_hook (db->handle, rollback_cb, db);
  if (((flags & SQLITE_OPEN_EXCLUSIVE) != 0 && !sotong_db_script (db, "PRAGMA locking_mode = EXCLUSIVE;", error)) /* before it is read */
      || !sotong_tokenizer_register (db->handle, error)
      || !sotong_search_register (db->handle, error)
      || !sotong_mention_register (db, error)
      || !sotong_budget_register (db->handle)
      || !sotong_contributor_register (db->handle)
      || !sotong_db_script (db, "PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY;", error))
    {
      sotong_db_close (db);
      return NULL;
    }
  return db;
}

void
sotong_db_close (SotongDb *db)
{
  if (db == NULL)
    return;
  sotong_word_cache_free (db->words);
  sotong_likeness_cache_free (db->likeness);
  sotong_hour_cache_free (db->hours);
  g_hash_table_unref (db->statements);
  sqlite3_close (db->handle);
  sotong_turn_free (db->turn);
  g_clear_pointer (&db->zone, g_time_zone_unref);
  g_clear_object (&db->clock);
  g_free (db->actor);
  g_free (db->path);
  g_free (db);
}

gint64
sotong_db_now (SotongDb *db)
{
  return sotong_clock_now (db->clock);
}

GTimeZone *
sotong_db_get_zone (SotongDb *db)
{
  return db->zone;
}

static SotongStoreError
code_of (int rc)
{
  switch (rc & 0xff)
    {
    case SQLITE_FULL:
      return SOTONG_STORE_ERROR_FULL;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return SOTONG_STORE_ERROR_BUSY;
    case SQLITE_CORRUPT:
      return SOTONG_STORE_ERROR_DAMAGED;
    case SQLITE_NOTADB:
      return SOTONG_STORE_ERROR_NOT_OURS;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return SOTONG_STORE_ERROR_READ_ONLY;
    case SQLITE_CANTOPEN:
      return SOTONG_STORE_ERROR_NOT_FOUND;
    case SQLITE_CONSTRAINT:
      return SOTONG_STORE_ERROR_INVALID;
    default:
      return SOTONG_STORE_ERROR_FAILED;
    }
}

static char *
sentence_of (SotongDb         *db,
             SotongStoreError  code)
{
  g_autofree char *name = g_filename_display_basename (db->path);

  if (code == SOTONG_STORE_ERROR_FULL)
    return g_strdup_printf (_("The disk that holds “%s” is full. Nothing was written. Make room and try again."), name);
  if (code == SOTONG_STORE_ERROR_BUSY)
    return g_strdup_printf (_("Another program is writing to “%s” and did not finish in time. Nothing was written. Try again in a moment."), name);
  if (code == SOTONG_STORE_ERROR_DAMAGED)
    return g_strdup_printf (_("“%s” is damaged. Nothing was written. Open a backup of it."), name);
  if (code == SOTONG_STORE_ERROR_NOT_OURS)
    return g_strdup_printf (_("“%s” is not a workspace of Sotong. It was left as it is."), name);
  if (code == SOTONG_STORE_ERROR_READ_ONLY)
    return g_strdup_printf (_("“%s” cannot be written to. Copy it to a folder of your own and open the copy."), name);
  if (code == SOTONG_STORE_ERROR_NOT_FOUND)
    return g_strdup_printf (_("“%s” cannot be opened. Check that the file and its folder exist."), name);
  return g_strdup_printf (_("The workspace “%s” could not be used: %s."), name, sqlite3_errmsg (db->handle));
}

static int
last_errno_of (sqlite3 *handle,
               int      which)
{
  sqlite3_file *file = NULL;
  int cause = 0;

  if (sqlite3_file_control (handle, "main", which, &file) == SQLITE_OK && file != NULL && file->pMethods != NULL)
    file->pMethods->xFileControl (file, SQLITE_FCNTL_LAST_ERRNO, &cause);
  return cause;
}

/* What the system said: SQLite forgets it where a commit fails, but the files know. */
static int
cause_of (SotongDb *db)
{
  int cause = sqlite3_system_errno (db->handle);

  if (cause == 0)
    cause = last_errno_of (db->handle, SQLITE_FCNTL_JOURNAL_POINTER);
  return cause != 0 ? cause : last_errno_of (db->handle, SQLITE_FCNTL_FILE_POINTER);
}

/* Makes an error of SQLite's result code; always returns %FALSE. */
gboolean
sotong_db_set_error (SotongDb  *db,
                     int        rc,
                     GError   **error)
{
  SotongStoreError code = code_of (rc);
  int cause = (rc & 0xff) == SQLITE_IOERR ? cause_of (db) : 0;
  g_autofree char *sentence = NULL;

  if ((rc & 0xff) == SQLITE_IOERR && (cause == ENOSPC || cause == EDQUOT || cause == EFBIG))
    code = SOTONG_STORE_ERROR_FULL;

  if ((rc & 0xff) == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled"));
      return FALSE;
    }
  if (code == SOTONG_STORE_ERROR_INVALID)
    sentence = g_strdup_printf (_("This cannot be saved because it breaks a rule of the workspace (%s)."),
                                sqlite3_errmsg (db->handle));
  else
    sentence = sentence_of (db, code);
  g_set_error_literal (error, SOTONG_STORE_ERROR, code, sentence);
  return FALSE;
}

gboolean
sotong_db_script (SotongDb    *db,
                  const char  *sql,
                  GError     **error)
{
  int rc = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);

  return rc == SQLITE_OK || sotong_db_set_error (db, rc, error);
}

static SotongStmtSlot *
slot_of (SotongDb   *db,
         const char *sql)
{
  guint64 address = (guint64) GPOINTER_TO_SIZE (sql) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return &db->slots[address >> 58];
}

/* Hashing a long text for every row of an import cost a twentieth of its time: comparing costs next to nothing. */
static SotongStmt *
find_statement (SotongDb   *db,
                const char *sql)
{
  SotongStmtSlot *slot = slot_of (db, sql);
  gpointer key, value;

  if (slot->at == sql && strcmp (slot->sql, sql) == 0)
    return slot->stmt;
  if (!g_hash_table_lookup_extended (db->statements, sql, &key, &value))
    return NULL;
  *slot = (SotongStmtSlot) { sql, key, value };
  return value;
}

static SotongStmt *
prepare (SotongDb    *db,
         const char  *sql,
         GError     **error)
{
  SotongStmt *self;
  gboolean single;
  int rc;

  self = find_statement (db, sql);
  if (self != NULL && !self->busy)
    return self;
  single = self != NULL;
  self = g_new0 (SotongStmt, 1);
  self->db = db;
  self->single = single;
  rc = sqlite3_prepare_v3 (db->handle, sql, -1, single ? 0 : SQLITE_PREPARE_PERSISTENT, &self->stmt, NULL);
  if (rc != SQLITE_OK)
    {
      g_debug ("%s: %s", sqlite3_errmsg (db->handle), sql);
      sotong_db_set_error (db, rc, error);
      stmt_free (self);
      return NULL;
    }
  for (int i = 1; i < (int) G_N_ELEMENTS (self->index); i++)
    {
      char name[8];
      int index;

      g_snprintf (name, sizeof name, "$%d", i);
      index = sqlite3_bind_parameter_index (self->stmt, name);
      if (index == 0)
        break;
      self->index[i - 1] = index;
      self->n_params = i;
    }
  if (!single)
    g_hash_table_insert (db->statements, g_strdup (sql), self);
  return self;
}

static void
bind_all (SotongStmt *self,
          const char *types,
          va_list     args)
{
  g_assert ((int) strlen (types) == self->n_params);
  for (int i = 0; types[i] != '\0'; i++)
    {
      int index = self->index[i];

      switch (types[i])
        {
        case 'i':
          {
            gint64 value = va_arg (args, gint64);

            if (value == SOTONG_NONE)
              sqlite3_bind_null (self->stmt, index);
            else
              sqlite3_bind_int64 (self->stmt, index, value);
          }
          break;
        case 'd':
          sqlite3_bind_double (self->stmt, index, va_arg (args, double));
          break;
        case 't':
          sqlite3_bind_text (self->stmt, index, va_arg (args, const char *), -1, SQLITE_STATIC);
          break;
        case 'b':
          {
            const void *data = va_arg (args, const void *);

            sqlite3_bind_blob64 (self->stmt, index, data, va_arg (args, gsize), SQLITE_STATIC);
          }
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

static SotongStmt *
query_valist (SotongDb    *db,
              GError     **error,
              const char  *sql,
              const char  *types,
              va_list      args)
{
  SotongStmt *self = prepare (db, sql, error);

  if (self == NULL)
    return NULL;
  bind_all (self, types, args);
  self->busy = TRUE;
  return self;
}

SotongStmt *
sotong_db_query (SotongDb    *db,
                 GError     **error,
                 const char  *sql,
                 const char  *types,
                 ...)
{
  SotongStmt *self;
  va_list args;

  va_start (args, types);
  self = query_valist (db, error, sql, types, args);
  va_end (args);
  return self;
}

static gboolean
step_done (SotongStmt  *self,
           GError     **error)
{
  int rc = sqlite3_step (self->stmt);
  gboolean done = rc == SQLITE_DONE || rc == SQLITE_ROW;

  if (!done)
    sotong_db_set_error (self->db, rc, error);
  sotong_stmt_reset (self);
  return done;
}

gboolean
sotong_db_exec (SotongDb    *db,
                GError     **error,
                const char  *sql,
                const char  *types,
                ...)
{
  SotongStmt *self;
  va_list args;

  va_start (args, types);
  self = query_valist (db, error, sql, types, args);
  va_end (args);
  return self != NULL && step_done (self, error);
}

/* Returns the new row's id, or 0 with @error set. */
gint64
sotong_db_insert (SotongDb    *db,
                  GError     **error,
                  const char  *sql,
                  const char  *types,
                  ...)
{
  SotongStmt *self;
  va_list args;

  va_start (args, types);
  self = query_valist (db, error, sql, types, args);
  va_end (args);
  if (self == NULL || !step_done (self, error))
    return 0;
  return sqlite3_last_insert_rowid (db->handle);
}

/* The first column of the first row; %FALSE without @error set when there is no row. */
gboolean
sotong_db_get_int (SotongDb    *db,
                   gint64      *out_value,
                   GError     **error,
                   const char  *sql,
                   const char  *types,
                   ...)
{
  g_autoptr(SotongStmt) self = NULL;
  va_list args;

  va_start (args, types);
  self = query_valist (db, error, sql, types, args);
  va_end (args);
  if (self == NULL || !sotong_stmt_next (self, error))
    return FALSE;
  *out_value = sotong_stmt_int (self, 0);
  return TRUE;
}

int
sotong_db_n_changes (SotongDb *db)
{
  return sqlite3_changes (db->handle);
}

/* %FALSE at the end, and with @error set when the query failed. */
gboolean
sotong_stmt_next (SotongStmt  *self,
                  GError     **error)
{
  int rc = sqlite3_step (self->stmt);

  if (rc == SQLITE_ROW)
    return TRUE;
  if (rc != SQLITE_DONE)
    sotong_db_set_error (self->db, rc, error);
  return FALSE;
}

/* Ends the use of a statement; it must not be touched after. */
void
sotong_stmt_reset (SotongStmt *self)
{
  if (self->single)
    {
      stmt_free (self);
      return;
    }
  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
  self->busy = FALSE;
}

gint64
sotong_stmt_int (SotongStmt *self,
                 int         column)
{
  if (sqlite3_column_type (self->stmt, column) == SQLITE_NULL)
    return SOTONG_NONE;
  return sqlite3_column_int64 (self->stmt, column);
}

double
sotong_stmt_double (SotongStmt *self,
                    int         column)
{
  return sqlite3_column_double (self->stmt, column);
}

/* Lent until the next step; %NULL for null. */
const char *
sotong_stmt_text (SotongStmt *self,
                  int         column)
{
  return (const char *) sqlite3_column_text (self->stmt, column);
}

char *
sotong_stmt_dup (SotongStmt *self,
                 int         column)
{
  return g_strdup (sotong_stmt_text (self, column));
}
