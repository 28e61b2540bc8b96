/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/sotong-core-resources.h"
#include "store/sotong-migrate-private.h"

#define N_STEPS 8
#define HEADER_SIZE 100

int
sotong_migrate_n_steps (void)
{
  return N_STEPS;
}

static guint32
read_be32 (const guchar *p)
{
  return (guint32) p[0] << 24 | (guint32) p[1] << 16 | (guint32) p[2] << 8 | p[3];
}

static gboolean
refuse (GError           **error,
        SotongStoreError   code,
        const char        *path,
        const char        *sentence)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr(GString) text = g_string_new (sentence);

  g_string_replace (text, "%s", name, 1);
  g_set_error_literal (error, SOTONG_STORE_ERROR, code, text->str);
  return FALSE;
}

/* Root may write anywhere: a file without any write bit is read-only for everybody. */
static gboolean
is_writable (const char        *path,
             const struct stat *info)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat folder_info;

  return (info->st_mode & 0222) != 0 && access (path, W_OK) == 0
         && access (folder, W_OK) == 0
         && stat (folder, &folder_info) == 0 && (folder_info.st_mode & 0222) != 0;
}

static gboolean
check_header (const char         *path,
              const guchar       *header,
              const struct stat  *info,
              GError            **error)
{
  guint32 page_size = (guint32) header[16] << 8 | header[17];
  guint32 n_pages = read_be32 (header + 28);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  struct stat wal_info;
  gboolean wal_empty = stat (wal, &wal_info) != 0 || wal_info.st_size == 0;

  if (page_size == 1)
    page_size = 65536;
  if (memcmp (header, "SQLite format 3", 16) != 0 || read_be32 (header + 68) != SOTONG_APPLICATION_ID)
    return refuse (error, SOTONG_STORE_ERROR_NOT_OURS, path, _("“%s” is not a workspace of Sotong. It was left as it is."));
  if (page_size < 512 || (page_size & (page_size - 1)) != 0
      || (wal_empty && (gint64) n_pages * page_size > (gint64) info->st_size))
    return refuse (error, SOTONG_STORE_ERROR_DAMAGED, path,
                   _("“%s” is damaged: a part of the file is missing. It was left as it is. Open a backup of it."));
  if (read_be32 (header + 60) > N_STEPS)
    return refuse (error, SOTONG_STORE_ERROR_NEWER, path,
                   _("“%s” was written by a newer version of Sotong. It was left as it is. Install the newer version to open it."));
  return TRUE;
}

/*
 * sotong_migrate_inspect:
 * @path: a file
 * @error: return location; says which of the ways a file can be wrong it is
 *
 * Looks at a file without touching it, before SQLite does.
 */
gboolean
sotong_migrate_inspect (const char  *path,
                        GError     **error)
{
  guchar header[HEADER_SIZE];
  struct stat info;
  ssize_t n;
  int fd;

  fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0); /* a pipe would keep us waiting */
  if (fd < 0 && errno == ENOENT)
    return refuse (error, SOTONG_STORE_ERROR_NOT_FOUND, path,
                   _("There is no workspace “%s”. Check the name, or make one with “New workspace”."));
  if (fd < 0)
    return refuse (error, SOTONG_STORE_ERROR_NOT_FOUND, path,
                   _("“%s” cannot be read. Ask the owner of the file for access, or open a copy."));
  n = read (fd, header, sizeof header);
  if (fstat (fd, &info) != 0)
    n = -1;
  close (fd);
  if (n != HEADER_SIZE || !S_ISREG (info.st_mode))
    return refuse (error, SOTONG_STORE_ERROR_NOT_OURS, path, _("“%s” is not a workspace of Sotong. It was left as it is."));
  if (!check_header (path, header, &info, error))
    return FALSE;
  if (!is_writable (path, &info))
    return refuse (error, SOTONG_STORE_ERROR_READ_ONLY, path,
                   _("“%s” cannot be written to, and Sotong keeps its notes in it. Copy it to a folder of your own and open the copy."));
  return TRUE;
}

static gboolean
apply_step (SotongDb    *db,
            const char  *sql,
            int          version,
            GError     **error)
{
  g_autofree char *pragma = g_strdup_printf ("PRAGMA user_version = %d", version);

  return sotong_db_script (db, sql, error) && sotong_db_script (db, pragma, error);
}

/*
 * sotong_migrate_run:
 * @db: a connection that may write
 * @steps: SQL texts
 * @n_steps: how many there are
 * @error: return location; `SOTONG_STORE_ERROR_NEWER` when the file is past the last step
 *
 * Brings the file to version @n_steps, all steps in one transaction: a kill at any
 * moment leaves the old version or the new one.
 */
gboolean
sotong_migrate_run (SotongDb            *db,
                    const char * const  *steps,
                    int                  n_steps,
                    GError             **error)
{
  gint64 version = 0;
  int code;

  if (!sotong_db_get_int (db, &version, error, "PRAGMA user_version", ""))
    return FALSE;
  if (version == n_steps)
    return TRUE;
  if (version > n_steps)
    return refuse (error, SOTONG_STORE_ERROR_NEWER, db->path,
                   _("“%s” was written by a newer version of Sotong. It was left as it is. Install the newer version to open it."));
  if (!sotong_db_script (db, "BEGIN EXCLUSIVE", error))
    return FALSE;
  /* Another program may have been faster. */
  if (!sotong_db_get_int (db, &version, error, "PRAGMA user_version", ""))
    goto fail;
  for (; version < n_steps; version++)
    {
      if (!apply_step (db, steps[version], (int) version + 1, error))
        goto fail;
    }
  if (sotong_db_script (db, "COMMIT", error))
    return TRUE;

fail:
  code = sqlite3_errcode (db->handle);
  sotong_db_script (db, "ROLLBACK", NULL);
  /* Tables that are not those of the version; a disk that cannot be read, or want of memory, is no damage and says so itself. */
  if ((code & 0xff) == SQLITE_ERROR && error != NULL && g_error_matches (*error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_FAILED))
    {
      g_clear_error (error);
      return refuse (error, SOTONG_STORE_ERROR_DAMAGED, db->path,
                     _("“%s” is damaged: its tables are not those of the version it says it has. It was left as it is. Open a backup of it."));
    }
  return FALSE;
}

/* The search index is made here and not in the SQL files, which another engine could serve. */
static const char search_index_sql[] =
  "CREATE VIRTUAL TABLE mention_search USING fts5 (text, content = 'mention', content_rowid = 'id', columnsize = 0, tokenize = 'sotong');";

/*
 * sotong_migrate_to_newest:
 * @db: a connection that may write
 * @error: return location
 *
 * Brings the file to the program's version.
 */
gboolean
sotong_migrate_to_newest (SotongDb  *db,
                          GError   **error)
{
  g_autoptr(GPtrArray) steps = g_ptr_array_new_with_free_func (g_free);

  for (int i = 1; i <= N_STEPS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/org/sotong/Sotong/core/migrations/%03d.sql", i);
      g_autoptr(GBytes) bytes = g_resource_lookup_data (sotong_core_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

      if (bytes == NULL)
        return FALSE;
      g_ptr_array_add (steps, g_strconcat (g_bytes_get_data (bytes, NULL), i == 1 ? search_index_sql : "", NULL));
    }
  return sotong_migrate_run (db, (const char * const *) steps->pdata, N_STEPS, error);
}
