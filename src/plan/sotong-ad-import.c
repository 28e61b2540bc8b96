/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "plan/sotong-ad-import.h"
#include "plan/sotong-month.h"
#include "store/sotong-advertisement.h"
#include "store/sotong-change.h"
#include "util/sotong-csv.h"
#include "util/sotong-file-why.h"
#include "util/sotong-text.h"
#include "util/sotong-time-office.h"
#include "util/sotong-time.h"
#include "util/sotong-won.h"

#define MAX_ROWS 20000
#define MAX_PROBLEMS 50
#define MAX_NAMED    8  /* so many columns are named */

G_DEFINE_QUARK (sotong-ad-import-error-quark, sotong_ad_import_error)

typedef enum {
  COLUMN_TITLE,
  COLUMN_PLATFORM,
  COLUMN_FROM,
  COLUMN_TO,
  COLUMN_SPEND,
  COLUMN_REACH,
  COLUMN_CLICKS,
  N_COLUMNS,
} Column;

/* As offices write them, and as the advertisement managers of the large networks do. */
static const char * const headings[N_COLUMNS][20] = {
  [COLUMN_TITLE] = { "title", "name", "ad name", "campaign name", "제목", "광고명", "광고 이름", "캠페인 이름", "캠페인명", NULL },
  [COLUMN_PLATFORM] = { "platform", "channel", "플랫폼", "매체", "채널", NULL },
  [COLUMN_FROM] = { "from", "start", "starts", "reporting starts", "시작", "시작일", "보고 시작", "게재 시작", "게재 시작일", "집행 시작일", "광고 시작일", NULL },
  [COLUMN_TO] = { "to", "end", "ends", "reporting ends", "종료", "종료일", "보고 종료", "게재 종료", "게재 종료일", "집행 종료일", "광고 종료일", NULL },
  [COLUMN_SPEND] = { "spend", "cost", "amount spent (krw)", "지출", "비용", "집행액", "집행금액", "집행 금액", "광고비", "소진액", "소진 금액", "총비용", "총 비용", "사용 금액",
                       "지출 금액", "지출 금액 (krw)", NULL },
  [COLUMN_REACH] = { "reach", "도달", "도달수", "도달 수", NULL },
  [COLUMN_CLICKS] = { "clicks", "link clicks", "클릭", "클릭수", "클릭 수", "링크 클릭", NULL },
};

typedef struct {
  int             at[N_COLUMNS];  /* which cell, or -1 */
  GPtrArray      *ads;            /* (element-type SotongAdvertisement): title in @title, days as the store has them */
  GHashTable     *lines;          /* title, first day and platform -> the line that has them */
  GHashTable     *taken;          /* contents that a line was written to */
  GTimeZone      *zone;           /* (unowned) */
  char           *name;           /* of the file */
  SotongAdImport *result;
} Import;

void
sotong_ad_import_free (SotongAdImport *result)
{
  if (result == NULL)
    return;
  g_ptr_array_unref (result->problems);
  g_ptr_array_unref (result->unused);
  g_free (result);
}

/**
 * sotong_ad_import_describe_unused:
 * @self: what a sheet brought
 *
 * Returns: (transfer full) (nullable): a sentence that names the columns that were left aside, of many the first; %NULL without any
 */
char *
sotong_ad_import_describe_unused (const SotongAdImport *self)
{
  g_autoptr(GString) names = g_string_new (NULL);

  if (self->unused->len == 0)
    return NULL;
  for (guint i = 0; i < MIN (self->unused->len, MAX_NAMED); i++)
    g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "", (const char *) g_ptr_array_index (self->unused, i));
  if (self->unused->len > MAX_NAMED)
    g_string_append (names, ", …");
  return g_strdup_printf (ngettext ("%u column is not used, because the program does not know what it is: %s.",
                                    "%u columns are not used, because the program does not know what they are: %s.", self->unused->len),
                          self->unused->len, names->str);
}

static void
import_clear (Import *import)
{
  g_clear_pointer (&import->ads, g_ptr_array_unref);
  g_clear_pointer (&import->lines, g_hash_table_unref);
  g_clear_pointer (&import->taken, g_hash_table_unref);
  g_clear_pointer (&import->name, g_free);
  g_clear_pointer (&import->result, sotong_ad_import_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* ---- columns ---- */

static gboolean
read_headings (Import             *import,
               const char * const *cells,
               guint               n_cells)
{
  for (int c = 0; c < N_COLUMNS; c++)
    import->at[c] = -1;
  for (guint i = 0; i < n_cells; i++)
    {
      g_autofree char *line = sotong_text_single_line (cells[i], 100);
      g_autofree char *name = g_utf8_strdown (g_strstrip (line), -1);
      gboolean used = *name == '\0';

      for (int c = 0; c < N_COLUMNS && !used; c++)
        if (import->at[c] < 0 && g_strv_contains (headings[c], name))
          {
            import->at[c] = (int) i;
            used = TRUE;
          }
      if (!used)
        g_ptr_array_add (import->result->unused, g_strdup (line));
    }
  return import->at[COLUMN_TITLE] >= 0
         && (import->at[COLUMN_SPEND] >= 0 || import->at[COLUMN_REACH] >= 0 || import->at[COLUMN_CLICKS] >= 0 || import->at[COLUMN_FROM] >= 0);
}

static char *
cell (const Import       *import,
      Column              column,
      const char * const *cells,
      guint               n_cells)
{
  char *line;

  if (import->at[column] < 0 || (guint) import->at[column] >= n_cells)
    return g_strdup ("");
  line = sotong_text_single_line (cells[import->at[column]], 500);
  return g_strstrip (line);
}

static void
problem (Import     *import,
         guint64     line,
         const char *what)
{
  if (import->result->problems->len < MAX_PROBLEMS)
    /* Translators: 1 a file, 2 a line of it, 3 what is wrong there. */
    g_ptr_array_add (import->result->problems, g_strdup_printf (_("“%1$s”, line %2$d: %3$s"), import->name, (int) line, what));
}

/* "2016. 10. 1.", "2016/10/01", "2016-10-01", "20161001" */
static char *
read_day (Import     *import,
          const char *text,
          guint64     line)
{
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC); /* full-width digits */
  g_autofree char *iso = sotong_time_office_to_iso (narrow);
  g_autofree char *message = NULL;
  gint64 time;

  if (*text == '\0')
    return NULL;
  if (sotong_time_parse (iso != NULL ? iso : narrow, import->zone, &time, NULL))
    {
      char *day = sotong_month_format_day (sotong_month_day_of_time (time, import->zone));

      if (strcmp (day, "1900") > 0)
        return day;
      g_free (day);
    }
  message = g_strdup_printf (sotong_time_has_short_year (narrow) ? _("“%s” has a year of two digits; write all four of them, as 2016-10-01.")
                             : _("“%s” is not a day; write it as 2016-10-01."), text);
  problem (import, line, message);
  return NULL;
}

static gint64
read_number (Import     *import,
             const char *text,
             guint64     line)
{
  g_autofree char *message = NULL;
  const char *point = strchr (text, '.');
  g_autofree char *whole = NULL;
  gint64 number;

  /* "300000.00", as some managers write won */
  whole = point != NULL && strspn (point + 1, "0") == strlen (point + 1) ? g_strndup (text, (gsize) (point - text)) : g_strdup (text);
  if (*whole == '\0' || g_str_equal (whole, "-"))
    return SOTONG_NONE;
  if (sotong_won_parse (whole, &number) && number >= 0)
    return number;
  message = g_strdup_printf (_("“%s” is not a whole number of 0 or more."), text);
  problem (import, line, message);
  return SOTONG_NONE;
}

/* Of two lines about the same advertisement the second would take the place of the first. */
static void
check_once (Import                    *import,
            const SotongAdvertisement *ad,
            guint64                    line)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s\n%s", ad->title, ad->starts_on != NULL ? ad->starts_on : "", ad->platform);
  gsize before = GPOINTER_TO_SIZE (g_hash_table_lookup (import->lines, key));
  g_autofree char *message = NULL;

  if (before == 0)
    {
      g_hash_table_insert (import->lines, g_steal_pointer (&key), GSIZE_TO_POINTER ((gsize) line));
      return;
    }
  message = g_strdup_printf (_("Line %" PRIu64 " has the same title, platform and first day. Take one of the two out, or add them up."), (guint64) before);
  problem (import, line, message);
}

static void
read_row (Import             *import,
          const char * const *cells,
          guint               n_cells,
          guint64             line)
{
  SotongAdvertisement *ad = sotong_advertisement_new (0);
  g_autofree char *from = cell (import, COLUMN_FROM, cells, n_cells), *to = cell (import, COLUMN_TO, cells, n_cells);
  g_autofree char *spend = cell (import, COLUMN_SPEND, cells, n_cells), *reach = cell (import, COLUMN_REACH, cells, n_cells);
  g_autofree char *clicks = cell (import, COLUMN_CLICKS, cells, n_cells);

  ad->title = cell (import, COLUMN_TITLE, cells, n_cells);
  ad->platform = cell (import, COLUMN_PLATFORM, cells, n_cells);
  ad->starts_on = read_day (import, from, line);
  ad->ends_on = read_day (import, to, line);
  ad->spend = read_number (import, spend, line);
  ad->reach = read_number (import, reach, line);
  ad->clicks = read_number (import, clicks, line);
  if (ad->starts_on != NULL && ad->ends_on != NULL && strcmp (ad->ends_on, ad->starts_on) < 0)
    problem (import, line, _("The last day is before the first."));
  if (sotong_text_is_blank (ad->title) && *from == '\0' && *spend == '\0')
    sotong_advertisement_free (ad);  /* an empty line */
  else
    {
      if (sotong_text_is_blank (ad->title))
        problem (import, line, _("There is no title."));
      else
        check_once (import, ad, line);
      g_ptr_array_add (import->ads, ad);
    }
}

/* A row with bytes that are no text is a wrong one. */
static gboolean
is_damaged (Import          *import,
            SotongCsvReader *reader)
{
  g_autofree char *damage = sotong_csv_reader_find_damage (reader);

  if (damage != NULL)
    problem (import, sotong_csv_reader_get_line (reader), damage);
  return damage != NULL;
}

static gboolean
read_file (Import        *import,
           GInputStream  *stream,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(SotongCsvReader) reader = sotong_csv_reader_new (stream, NULL, 0, cancellable, error);
  GError *local = NULL;
  const char * const *cells;
  guint n_cells;

  if (reader == NULL)
    return FALSE;
  cells = sotong_csv_reader_next (reader, &n_cells, cancellable, &local);
  if (cells != NULL && is_damaged (import, reader))
    return TRUE;
  if (local == NULL && (cells == NULL || !read_headings (import, cells, n_cells)))
    g_set_error (&local, SOTONG_AD_IMPORT_ERROR, SOTONG_AD_IMPORT_ERROR_COLUMNS,
                 _("The first line of “%s” does not name the columns. Name one “title” and others of: platform, from, to, spend, reach, clicks."),
                 import->name);
  while (local == NULL && (cells = sotong_csv_reader_next (reader, &n_cells, cancellable, &local)) != NULL)
    {
      if (import->ads->len >= MAX_ROWS)
        g_set_error (&local, SOTONG_AD_IMPORT_ERROR, SOTONG_AD_IMPORT_ERROR_ROWS,
                     _("“%s” has more than %d lines. Split it and import the parts."), import->name, MAX_ROWS);
      else if (!is_damaged (import, reader))
        read_row (import, cells, n_cells, sotong_csv_reader_get_line (reader));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* ---- writing ---- */

/* What the sheet does not say stays as it was. */
static void
merge (SotongAdvertisement       *stored,
       const SotongAdvertisement *read)
{
  if (*read->platform != '\0')
    {
      g_free (stored->platform);
      stored->platform = g_strdup (read->platform);
    }
  if (read->starts_on != NULL || read->ends_on != NULL)
    {
      g_free (stored->starts_on);
      g_free (stored->ends_on);
      stored->starts_on = g_strdup (read->starts_on);
      stored->ends_on = g_strdup (read->ends_on);
    }
  stored->spend = read->spend != SOTONG_NONE ? read->spend : stored->spend;
  stored->reach = read->reach != SOTONG_NONE ? read->reach : stored->reach;
  stored->clicks = read->clicks != SOTONG_NONE ? read->clicks : stored->clicks;
}

static gboolean
write_ad (SotongDb             *db,
          Import               *import,
          SotongAdvertisement  *ad,
          GError              **error)
{
  GError *local = NULL;
  gint64 id = sotong_advertisement_find (db, ad->title, ad->starts_on, ad->platform, import->taken, &local);
  g_autoptr(SotongAdvertisement) stored = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (id == 0)
    {
      import->result->n_added++;
      id = sotong_advertisement_add (db, ad->title, ad, error);
      return id != 0 && g_hash_table_add (import->taken, g_memdup2 (&id, sizeof id));
    }
  g_hash_table_add (import->taken, g_memdup2 (&id, sizeof id));
  stored = sotong_advertisement_get (db, id, error);
  if (stored == NULL)
    return FALSE;
  merge (stored, ad);
  import->result->n_changed++;
  return sotong_advertisement_set (db, stored, error);
}

static gpointer
write_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Import *import = data;

  import->result->n_added = import->result->n_changed = 0;
  g_hash_table_remove_all (import->taken);
  if (!sotong_change_begin (db, "advertisement.import", "content", 0, import->name, error))
    return NULL;
  for (guint i = 0; i < import->ads->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !write_ad (db, import, g_ptr_array_index (import->ads, i), error))
      return NULL;
  return import;
}

/**
 * sotong_ad_import:
 * @store: a workspace
 * @path: a CSV file whose first line names its columns; encoding and separator are found out
 * @cancellable: (nullable): a cancellable
 * @error: return location; `SOTONG_AD_IMPORT_ERROR`, `SOTONG_CSV_ERROR`, `G_IO_ERROR`
 *
 * Takes advertisements from a sheet, all or none; one with the title and first day of a line is
 * brought up to date instead of added again, of several the one of its platform. One step of undo. When lines are wrong nothing is
 * written and they are listed in the result. Blocks.
 *
 * Returns: (transfer full) (nullable): what came of it
 */
SotongAdImport *
sotong_ad_import (SotongStore   *store,
                  const char    *path,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_auto(Import) import = { { 0 } };
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInputStream) stream = NULL;
  g_autoptr(GError) local = NULL;

  import.name = g_filename_display_basename (path);
  import.zone = sotong_store_get_zone (store);
  import.ads = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_advertisement_free);
  import.lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  import.taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  import.result = g_new0 (SotongAdImport, 1);
  import.result->unused = g_ptr_array_new_with_free_func (g_free);
  import.result->problems = g_ptr_array_new_with_free_func (g_free);
  stream = g_file_read (file, cancellable, &local);
  if (stream == NULL)
    {
      g_autofree char *why = sotong_file_why (local);

      g_set_error (error, local->domain, local->code, _("“%s” cannot be read: %s. Nothing was imported. Check the file and try again."),
                   import.name, why);
      return NULL;
    }
  if (!read_file (&import, G_INPUT_STREAM (stream), cancellable, error))
    return NULL;
  if (import.result->problems->len > 0 || import.ads->len == 0)
    return g_steal_pointer (&import.result);
  if (sotong_store_write (store, SOTONG_WRITE_DEFAULT, write_job, &import, cancellable, error) == NULL)
    return NULL;
  return g_steal_pointer (&import.result);
}
