/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast a sheet of contents comes in and a calendar goes out, each beside a floor in the same run: bare
 * SQLite that writes the same finished rows, and the bytes of the same file written once more; and beside
 * others that do the same where they are installed: LibreOffice, libical alone, python3-icalendar. GNOME
 * Calendar has no command for it.
 * bench-exchange [ROWS TO IMPORT] [CONTENTS TO EXPORT]; 5000 and 20000 by default. */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench-mentions.h"
#include "bench-peers.h"
#include "exchange/sotong-export.h"
#include "exchange/sotong-sheet-import.h"
#include "store/sotong-channel.h"

typedef struct {
  SotongSheet *sheet;
  gint64       n_added;
} Import;

static gpointer
channel_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(SotongChannel) channel = sotong_channel_new ();

  channel->name = g_strdup ("서울시 페이스북");
  channel->platform = g_strdup ("facebook");
  channel->url = g_strdup ("");
  return sotong_channel_add (db, channel, error) != 0 ? db : NULL;
}

static SotongStore *
make_workspace (const char *folder,
                const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;
  SotongStore *store = sotong_store_create (path, NULL, NULL, &error);

  if (store == NULL || sotong_store_write (store, SOTONG_WRITE_DEFAULT, channel_job, NULL, NULL, &error) == NULL)
    g_error ("%s", error->message);
  return store;
}

static char *
make_sheet (const char *folder,
            int         n)
{
  char *path = g_build_filename (folder, "sheet.csv", NULL);
  FILE *file = fopen (path, "w");

  fprintf (file, "관리번호,게시일,시간,매체,제목,내용,유형,원고료\n");
  for (int i = 0; i < n; i++)
    fprintf (file, "A-%d,2017.%d.%d.,%02d:%02d,서울시 페이스북,가을 축제 소식 %d,"
             "\"시민 여러분, 안녕하세요. %d번째 소식입니다. 이번 주말 한강에서 만나요.\",SNS,\"150,000원\"\n",
             i, i % 12 + 1, i % 28 + 1, i % 24, i % 60, i, i);
  fclose (file);
  return path;
}

static gpointer
import_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Import *import = data;
  SotongSheetChoice choice = { NULL };
  SotongSheetMapping mapping;
  g_autoptr(SotongSheetPlan) plan = NULL;

  if (!sotong_sheet_choose_mapping (db, import->sheet, &choice, &mapping, error))
    return NULL;
  plan = sotong_sheet_import (db, import->sheet, &mapping, NULL, cancellable, error);
  if (plan == NULL || plan->n_problems > 0)
    g_error ("%s", plan == NULL ? (*error)->message : ((SotongSheetProblem *) plan->problems->pdata[0])->message);
  import->n_added = plan->counts[SOTONG_SHEET_ADD];
  return import;
}

static void
import_sheet (SotongStore *store,
              const char  *path,
              int          n)
{
  Import import = { NULL, 0 };
  g_autoptr(GError) error = NULL;

  import.sheet = sotong_sheet_read (path, NULL, 0, NULL, &error);
  if (import.sheet == NULL || sotong_store_write (store, SOTONG_WRITE_DEFAULT, import_job, &import, NULL, &error) == NULL)
    g_error ("%s", error->message);
  g_assert (import.n_added == n);
  sotong_sheet_free (import.sheet);
}

static void
exec (sqlite3    *db,
      const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
}

/* The rows of the finished workspace, and the steps of their history, written once more into the
 * same tables with the same indexes, without looking at anything. */
static double
write_rows_again (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "floor.sotong", NULL);
  g_autofree char *attach = g_strdup_printf ("ATTACH DATABASE '%s/import.sotong' AS done", folder);
  sqlite3 *db = NULL;
  double begun;

  if (sqlite3_open (path, &db) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  exec (db, attach);
  begun = wall_s ();
  exec (db, "BEGIN");
  exec (db, "INSERT INTO main.content SELECT * FROM done.content");
  exec (db, "INSERT INTO main.copy SELECT * FROM done.copy");
  exec (db, "INSERT INTO main.change SELECT * FROM done.change WHERE id > 1");
  exec (db, "INSERT INTO main.change_row SELECT * FROM done.change_row WHERE change_id > 1");
  exec (db, "COMMIT");
  begun = wall_s () - begun;
  sqlite3_close (db);
  return begun;
}

static void
measure_import (const char *folder,
                int         n)
{
  g_autofree char *sheet = make_sheet (folder, n);
  SotongStore *store = make_workspace (folder, "import.sotong");
  double wall = wall_s (), cpu = cpu_s (), floor_wall, office, start = 0;

  import_sheet (store, sheet, n);
  wall = wall_s () - wall;
  cpu = cpu_s () - cpu;
  sotong_store_close (store);
  g_object_unref (store);
  store = make_workspace (folder, "floor.sotong");
  sotong_store_close (store);
  g_object_unref (store);
  floor_wall = write_rows_again (folder);
  printf ("import of %d rows: %.3f s (%.3f s of CPU), %.1f times the bare rows written once more (%.3f s)\n", n, wall, cpu, wall / floor_wall, floor_wall);
  office = bench_peer_libreoffice (folder, sheet, &start);
  if (office > 0)
    printf ("  LibreOffice reads the same sheet into a workbook: %.3f s of CPU, of which its start %.3f s; ours takes %.2f of all, %.2f of the rest\n",
            office, start, cpu / office, cpu / MAX (office - start, 0.001));
}

static double
write_bytes_again (const char *path)
{
  g_autofree char *data = NULL;
  g_autofree char *copy = g_strconcat (path, ".again", NULL);
  gsize length = 0;
  double begun;

  g_file_get_contents (path, &data, &length, NULL);
  begun = wall_s ();
  g_file_set_contents_full (copy, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, NULL);
  begun = wall_s () - begun;
  g_unlink (copy);
  return begun;
}

static void
print_peers (const char *folder,
             int         n,
             double      cpu)
{
  double libical = bench_peer_libical (folder, n), python = bench_peer_python (folder, n);

  printf ("  libical alone writes as many events: %.3f s of CPU; ours takes %.2f of that\n", libical, cpu / libical);
  if (python > 0)
    printf ("  python3-icalendar: %.3f s of CPU; ours takes %.2f of that\n", python, cpu / python);
}

static void
measure_export (const char *folder,
                int         n)
{
  static const char * const names[] = { "out.ics", "out.ics", "out.csv", "out.xlsx" };
  static const char * const words[] = { "calendar, the first time", "calendar, again", "table", "workbook" };
  g_autofree char *sheet = make_sheet (folder, n);
  SotongStore *store = make_workspace (folder, "export.sotong");

  import_sheet (store, sheet, n);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      SotongEntryQuery query = { .state = -1 };
      g_autoptr(GError) error = NULL;
      double wall = wall_s (), cpu = cpu_s (), floor_wall;

      if (sotong_export_contents (store, &query, path, NULL, &error) < n)
        g_error ("%s", error != NULL ? error->message : "too few");
      wall = wall_s () - wall;
      cpu = cpu_s () - cpu;
      floor_wall = write_bytes_again (path);
      printf ("export of %d contents, %s: %.3f s (%.3f s of CPU), %.1f times its bytes written once more (%.3f s)\n", n, words[i], wall, cpu,
              wall / floor_wall, floor_wall);
      g_unlink (path);
      if (i == 0)
        print_peers (folder, n, cpu);
    }
  sotong_store_close (store);
  g_object_unref (store);
}

/* The folder and all in it; LibreOffice leaves its profile there. */
static void
remove_all (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_all (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("sotong-bench-XXXXXX", NULL);

  measure_import (folder, argc > 1 ? atoi (argv[1]) : 5000);
  measure_export (folder, argc > 2 ? atoi (argv[2]) : 20000);
  remove_all (folder);
  return 0;
}
