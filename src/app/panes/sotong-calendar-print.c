/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-pane-private.h"

#include <glib/gi18n.h>

#include "app/sotong-print.h"
#include "report/sotong-calendar-sheet.h"

/* Printing: the month, the week or the list that is shown, narrowed as it is. The pages are read
 * and laid out in a job of the store, as a full month takes its time, and drawn by the report, one after another. */

typedef struct {
  SotongSheetKind  kind;
  gint64           day;
  gint64           campaign_id;
  gint64           channel_id;
  gint64           person_id;
  int              state;
  char            *type;      /* (owned) (nullable) */
  char            *words;     /* (owned) (nullable) */
  char            *narrowed;  /* (owned) (nullable) */
} LoadData;

typedef struct {
  SotongCalendarPane *pane;  /* (owned) */
  char               *path;  /* (owned) (nullable): a file to write, or NULL to ask */
} PrintCall;

static void
load_data_free (LoadData *data)
{
  g_free (data->type);
  g_free (data->words);
  g_free (data->narrowed);
  g_free (data);
}

static gpointer
load_job (SotongDb      *db,
          gpointer       user_data,
          GCancellable  *cancellable,
          GError       **error)
{
  const LoadData *data = user_data;
  const SotongEntryQuery query = { .state = data->state, .campaign_id = data->campaign_id, .channel_id = data->channel_id,
                                   .person_id = data->person_id,
                                   .type = data->type, .words = data->words };
  g_autoptr(SotongSheetData) shown = sotong_sheet_data_load (db, data->kind, data->day, &query, data->narrowed, error);

  return shown != NULL ? sotong_calendar_sheet_new (shown) : NULL;
}

/* Whatever the paper, the whole page stands on it. */
static void
draw_page_cb (GtkPrintOperation   *operation,
              GtkPrintContext     *context,
              int                  page,
              SotongCalendarSheet *sheet)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width, height, factor;

  sotong_calendar_sheet_get_size (sheet, &width, &height);
  factor = MIN (gtk_print_context_get_width (context) / width, gtk_print_context_get_height (context) / height);
  cairo_scale (cr, factor, factor);
  sotong_calendar_sheet_draw (sheet, cr, (guint) page);
}

/* @sheet: (transfer full) */
static GtkPrintOperation *
new_operation (SotongCalendarSheet *sheet)
{
  GtkPrintOperation *operation;
  double width, height;

  sotong_calendar_sheet_get_size (sheet, &width, &height);
  operation = sotong_print_new (sotong_calendar_sheet_get_title (sheet), sotong_calendar_sheet_get_n_pages (sheet), width > height);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), sheet,
                         (GClosureNotify) (void (*) (void)) sotong_calendar_sheet_free, 0);
  return operation;
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  PrintCall *call = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (call->pane));
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongCalendarSheet) sheet = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  call->pane->n_printing--;
  if (sheet != NULL && sotong_pane_get_attached (SOTONG_PANE (call->pane)))
    {
      g_autoptr(GtkPrintOperation) operation = new_operation (g_steal_pointer (&sheet));

      if (call->path != NULL)
        gtk_print_operation_set_export_filename (operation, call->path);
      gtk_print_operation_set_allow_async (operation, call->path == NULL);
      gtk_print_operation_run (operation, call->path != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, &error);
    }
  if (error != NULL && sotong_pane_get_attached (SOTONG_PANE (call->pane)))
    sotong_pane_show_error (SOTONG_PANE (call->pane), _("The calendar was not printed"), error);
  g_object_unref (call->pane);
  g_free (call->path);
  g_free (call);
}

static SotongSheetKind
sheet_kind (SotongCalendarKind kind)
{
  switch (kind)
    {
    case SOTONG_CALENDAR_KIND_WEEK:
    case SOTONG_CALENDAR_KIND_DAY:
      return SOTONG_SHEET_WEEK;
    case SOTONG_CALENDAR_KIND_AGENDA:
      return SOTONG_SHEET_LIST;
    case SOTONG_CALENDAR_KIND_MONTH:
    case SOTONG_CALENDAR_KIND_YEAR:
    case SOTONG_CALENDAR_N_KINDS:
    default:
      return SOTONG_SHEET_MONTH;
    }
}

/**
 * sotong_calendar_pane_print_to:
 * @self: the calendar
 * @path: (nullable): a PDF to write; %NULL to ask for a printer
 *
 * Prints what is shown: of a day its week, of a year the month of the cursor.
 */
void
sotong_calendar_pane_print_to (SotongCalendarPane *self,
                               const char         *path)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  SotongCalendarQuery query;
  LoadData *data;
  PrintCall *call;

  if (context == NULL || sotong_context_get_store (context) == NULL)
    return;
  sotong_calendar_pane_get_query (self, &query);
  data = g_new0 (LoadData, 1);
  data->kind = sheet_kind (self->model->span.kind);
  data->day = self->model->cursor;
  data->campaign_id = query.campaign_id;
  data->channel_id = query.channel_id;
  data->person_id = query.person_id;
  data->state = query.state;
  data->type = query.type;
  data->words = query.words;
  data->narrowed = sotong_calendar_pane_name_filters (self);
  call = g_new0 (PrintCall, 1);
  call->pane = g_object_ref (self);
  call->path = g_strdup (path);
  self->n_printing++;
  sotong_store_read_async (sotong_context_get_store (context), load_job, data, (GDestroyNotify) load_data_free,
                           (GDestroyNotify) sotong_calendar_sheet_free, NULL, loaded_cb, call);
}

gboolean
sotong_calendar_pane_print (SotongPane *pane)
{
  sotong_calendar_pane_print_to (SOTONG_CALENDAR_PANE (pane), NULL);
  return sotong_pane_get_attached (pane);
}
