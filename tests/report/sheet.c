/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <stdlib.h>
#include <string.h>

#include "plan/sotong-month.h"
#include "report/sotong-calendar-sheet.h"
#include "store/sotong-store.h"
#include "util/sotong-i18n.h"

typedef struct {
  SotongSheetKind kind;
  gint64          day;
} What;

static gpointer
load_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const SotongEntryQuery query = { .state = -1 };
  const What *what = data;

  return sotong_sheet_data_load (db, what->kind, what->day, &query, NULL, error);
}

/* Writes a calendar as a PDF, for people to look at: sheet WORKSPACE month|week|list YYYY-MM-DD OUT.pdf */
int
main (int    argc,
      char **argv)
{
  g_autoptr(SotongStore) store = NULL;
  g_autoptr(SotongSheetData) data = NULL;
  g_autoptr(SotongCalendarSheet) sheet = NULL;
  g_autoptr(GError) error = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  double width, height;
  What what;

  if (argc != 5 || !sotong_month_parse_day (argv[3], &what.day))
    return 2;
  sotong_i18n_init ("ko");
  what.kind = strcmp (argv[2], "week") == 0 ? SOTONG_SHEET_WEEK : strcmp (argv[2], "list") == 0 ? SOTONG_SHEET_LIST : SOTONG_SHEET_MONTH;
  store = sotong_store_open (argv[1], NULL, NULL, &error);
  data = store != NULL ? sotong_store_read (store, load_job, &what, NULL, &error) : NULL;
  if (data == NULL)
    g_error ("%s", error->message);
  sheet = sotong_calendar_sheet_new (data);
  sotong_calendar_sheet_get_size (sheet, &width, &height);
  surface = cairo_pdf_surface_create (argv[4], width, height);
  cr = cairo_create (surface);
  for (guint i = 0; i < sotong_calendar_sheet_get_n_pages (sheet); i++)
    {
      sotong_calendar_sheet_draw (sheet, cr, i);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return 0;
}
