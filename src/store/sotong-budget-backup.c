/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "store/sotong-budget-close.h"
#include "store/sotong-db-private.h"
#include "store/sotong-store-error.h"
#include "store/sotong-store-private.h"

/* The copy of the workspace that is made and verified before a fiscal year is closed. */

#define PAGES_AT_ONCE    1000  /* then it is asked whether to stop */
#define PROGRESS_OPCODES 20000 /* likewise, while the copy is verified */

static gboolean
scalar (sqlite3     *handle,
        const char  *sql,
        char       **out_text)
{
  g_autoptr(sqlite3_stmt) stmt = NULL;

  if (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL) != SQLITE_OK || sqlite3_step (stmt) != SQLITE_ROW)
    return FALSE;
  *out_text = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  return TRUE;
}

/* The copy is whole, and says of the money and the history what the workspace says. */
static gboolean
verify (sqlite3 *source,
        sqlite3 *copy)
{
  static const char sums[] = "SELECT (SELECT count(*) || ' ' || coalesce(sum(amount), 0) FROM payment) || ' '"
                             " || (SELECT count(*) || ' ' || coalesce(sum(amount), 0) FROM commitment) || ' '"
                             " || (SELECT count(*) || ' ' || coalesce(sum(amount), 0) FROM budget_line) || ' ' || (SELECT count(*) FROM change)"
                             " || ' ' || (SELECT count(*) FROM content) || ' ' || (SELECT count(*) FROM mention)";
  g_autofree char *whole = NULL, *here = NULL, *there = NULL;

  return scalar (copy, "PRAGMA integrity_check", &whole) && g_strcmp0 (whole, "ok") == 0 && scalar (source, sums, &here) && scalar (copy, sums, &there)
         && g_strcmp0 (here, there) == 0;
}

static int
stop_cb (void *user_data)
{
  const SotongDb *db = user_data;

  return db->cancellable != NULL && g_cancellable_is_cancelled (db->cancellable);
}

static gboolean
copy_to (SotongDb   *db,
         const char *path)
{
  sqlite3 *copy = NULL;
  sqlite3_backup *backup;
  gboolean done = FALSE;

  /* From SQLite 3.44 on the search's table is looked into as well, which takes its tokenizer. */
  if (sqlite3_open_v2 (path, &copy, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK && sotong_tokenizer_register (copy, NULL)
      && (backup = sqlite3_backup_init (copy, "main", db->handle, "main")) != NULL)
    {
      int rc;

      do
        rc = sqlite3_backup_step (backup, PAGES_AT_ONCE); /* one picture of the workspace: a job that reads sees nothing newer */
      while (rc == SQLITE_OK && !stop_cb (db));
      sqlite3_progress_handler (copy, PROGRESS_OPCODES, stop_cb, db);
      done = sqlite3_backup_finish (backup) == SQLITE_OK && rc == SQLITE_DONE
             && sqlite3_exec (copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) == SQLITE_OK && verify (db->handle, copy);
    }
  return sqlite3_close (copy) == SQLITE_OK && done;
}

/* As the workspace itself: citizens' cases and messages are in it. */
static gboolean
make_private (const char *path)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  return fd >= 0 && g_close (fd, NULL);
}

/**
 * sotong_budget_backup_path:
 * @workspace: the workspace's path
 * @year: the fiscal year that is closed
 * @day: today, YYYY-MM-DD
 *
 * Returns: (transfer full): a path beside the workspace, with the year and the day in its name, where nothing is yet
 */
char *
sotong_budget_backup_path (const char *workspace,
                           int         year,
                           const char *day)
{
  gsize length = g_str_has_suffix (workspace, ".sotong") ? strlen (workspace) - strlen (".sotong") : strlen (workspace);
  char *path = NULL;

  for (int n = 1; n < 1000; n++)
    {
      g_free (path);
      path = n == 1 ? g_strdup_printf ("%.*s-%d-%s.sotong", (int) length, workspace, year, day)
                    : g_strdup_printf ("%.*s-%d-%s-%d.sotong", (int) length, workspace, year, day, n);
      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        break;
    }
  return path;
}

/**
 * sotong_budget_backup:
 * @db: a connection
 * @path: where; nothing may be there yet
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`
 *
 * Copies the workspace and holds the copy against it: its structure, its money and how much there is of the rest.
 * Where the job is cancelled it stops within some milliseconds, and nothing is left. Only its owner may read the copy. It stands at @path when it was verified, never before: a kill leaves nothing that looks like it.
 *
 * Returns: %TRUE if there is a copy that was verified
 */
gboolean
sotong_budget_backup (SotongDb    *db,
                      const char  *path,
                      GError     **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr(GError) local = NULL;
  gboolean exists = g_file_test (path, G_FILE_TEST_EXISTS);

  if (!exists)
    {
      sotong_store_remove_part (part);
      if (make_private (part) && copy_to (db, part) && sotong_store_put_in_place (part, path, &local))
        return TRUE;
      sotong_store_remove_part (part);
      exists = g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS);
    }
  if (exists)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("“%s” is there already. Choose another name for the backup."), shown);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                 _("The backup “%s” could not be written and verified. Nothing was closed. Look at the place and at the space that is left."), shown);
  return FALSE;
}
