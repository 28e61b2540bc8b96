/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-sheet-dialog.h"
#include "app/panes/sotong-calendar-pane.h"
#include "app/sotong-task-commands.h"
#include "exchange/sotong-export.h"
#include "exchange/sotong-layer-refresh.h"
#include "util/sotong-won.h"

/* ---- in ---- */

/* Reading an event layer, which may take a while. */
typedef struct {
  SotongStore *store;   /* (owned) */
  char        *path;    /* (owned) */
} LayerData;

static void
layer_data_free (LayerData *data)
{
  g_object_unref (data->store);
  g_free (data->path);
  g_free (data);
}

static void
layer_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  const LayerData *data = task_data;
  GError *error = NULL;
  SotongLayerRefresh *refresh = sotong_layer_add (data->store, NULL, NULL, data->path, 0, cancellable, &error);

  if (refresh != NULL)
    g_task_return_pointer (task, refresh, (GDestroyNotify) sotong_layer_refresh_free);
  else
    g_task_return_error (task, error);
}

static void
layer_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongLayerRefresh) refresh = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *number = sotong_number_group (refresh != NULL ? refresh->counts.n_added : 0);
  g_autofree char *text = g_strdup_printf (ngettext ("%s event stands beside the contents now.", "%s events stand beside the contents now.",
                                                     (gulong) (refresh != NULL ? refresh->counts.n_added : 0)), number);
  g_autoptr(GString) sentence = g_string_new (text);

  if (refresh != NULL && refresh->notes->len > 0)
    g_string_append_printf (sentence, " %s", (const char *) g_ptr_array_index (refresh->notes, 0));
  sotong_task_call_end (user_data, sentence->str, error);
}

static void
import_layer (SotongWindow *window,
              const char   *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *title = g_strdup_printf (_("Importing “%s”"), name);
  SotongTaskCall *call = sotong_task_call_new (window, title);
  g_autoptr(GTask) task = g_task_new (NULL, sotong_task_get_cancellable (call->task), layer_cb, call);
  LayerData *data = g_new0 (LayerData, 1);

  data->store = g_object_ref (sotong_context_get_store (call->context));
  data->path = g_strdup (path);
  g_task_set_task_data (task, data, (GDestroyNotify) layer_data_free);
  g_task_run_in_thread (task, layer_thread);
}

static gboolean
is_calendar (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ".ics");
}

static void
import_chosen_cb (GtkNativeDialog *dialog,
                  int              response,
                  SotongWindow    *window)
{
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_object_unref (dialog);
  if (path == NULL || sotong_window_get_context (window) == NULL)
    return;
  if (is_calendar (path))
    import_layer (window, path);
  else
    gtk_window_present (GTK_WINDOW (sotong_sheet_dialog_new (window, path)));
}

static void
add_filter (GtkFileChooser *chooser,
            const char     *name,
            const char     *pattern)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  g_auto(GStrv) patterns = g_strsplit (pattern, " ", -1);

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

/**
 * sotong_task_import_contents:
 * @window: a window with a workspace
 *
 * Asks for a sheet of contents and shows what it would bring; a calendar becomes a layer of events.
 */
void
sotong_task_import_contents (SotongWindow *window)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Import Contents"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_OPEN,
                                                              _("C_hoose"), _("_Cancel"));

  add_filter (GTK_FILE_CHOOSER (dialog), _("Sheets and calendars (XLSX, CSV, TSV, ICS)"), "*.xlsx *.XLSX *.csv *.CSV *.tsv *.txt *.ics");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (import_chosen_cb), window, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ---- out ---- */

static const char * const endings[] = { "xlsx", "csv", "ics" };
static const char * const format_names[] = { N_("Workbook (XLSX)"), N_("Table (CSV)"), N_("Calendar (ICS)") };

typedef struct {
  SotongWindow    *window;      /* (weak) (nullable) */
  SotongEntryQuery shown;       /* its texts are owned */
  GtkWidget       *what_row;
  GtkWidget       *format_row;
  gboolean         all;         /* chosen */
  guint            format;      /* chosen */
} Question;

static void
question_free (Question *question)
{
  g_clear_weak_pointer (&question->window);
  g_free ((char *) question->shown.type);
  g_free ((char *) question->shown.words);
  g_free (question);
}

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  gint64 n = sotong_export_contents_finish (SOTONG_STORE (object), result, &error);
  g_autofree char *number = sotong_number_group (MAX (n, 0));
  g_autofree char *text = g_strdup_printf (ngettext ("%s entry written.", "%s entries written.", (gulong) MAX (n, 0)), number);

  sotong_task_call_end (user_data, text, error);
}

/**
 * sotong_task_export_contents_to:
 * @window: a window with a workspace
 * @query: which contents
 * @path: a file whose name ends in .xlsx, .csv or .ics
 *
 * Writes contents. An older file of the same name stays until the new one is whole.
 */
void
sotong_task_export_contents_to (SotongWindow           *window,
                                const SotongEntryQuery *query,
                                const char             *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *title = g_strdup_printf (_("Writing “%s”"), name);
  SotongTaskCall *call = sotong_task_call_new (window, title);

  sotong_export_contents_async (sotong_context_get_store (call->context), query, path, sotong_task_get_cancellable (call->task), exported_cb, call);
}

static void
export_chosen_cb (GtkNativeDialog *dialog,
                  int              response,
                  SotongWindow    *window)
{
  const Question *question = g_object_get_data (G_OBJECT (dialog), "question");
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  const SotongEntryQuery all = { .state = -1 };

  if (path != NULL && sotong_window_get_context (window) != NULL)
    sotong_task_export_contents_to (window, question->all ? &all : &question->shown, path);
  g_object_unref (dialog);
}

static void
ask_file (Question *question)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Export Contents"), GTK_WINDOW (question->window), GTK_FILE_CHOOSER_ACTION_SAVE,
                                                              _("_Save"), _("_Cancel"));
  SotongContext *context = sotong_window_get_context (question->window);
  g_autofree char *day = sotong_time_format_date (question->all || question->shown.range.end == 0 ? sotong_context_now (context)
                                                  : (question->shown.range.start + question->shown.range.end) / 2,
                                                  sotong_context_get_zone (context));
  g_autofree char *name = NULL;

  day[7] = '\0'; /* the month */
  name = g_strdup_printf ("%s %s.%s", _("Contents"), day, endings[question->format]);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_object_set_data_full (G_OBJECT (dialog), "question", question, (GDestroyNotify) question_free);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (export_chosen_cb), question->window, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
accepted_cb (SotongForm *form,
             gpointer    user_data)
{
  Question *question = g_object_get_data (G_OBJECT (form), "question");

  if (question->window == NULL || sotong_window_get_context (question->window) == NULL)
    return;
  question->all = question->what_row == NULL || adw_combo_row_get_selected (ADW_COMBO_ROW (question->what_row)) == 1;
  question->format = adw_combo_row_get_selected (ADW_COMBO_ROW (question->format_row));
  if (question->format >= G_N_ELEMENTS (endings))
    return;
  g_object_steal_data (G_OBJECT (form), "question");
  ask_file (question);
  gtk_window_destroy (GTK_WINDOW (form));
}

/**
 * sotong_task_export_contents:
 * @window: a window with a workspace
 *
 * Asks for a form and a file and writes the contents that the calendar shows, or all.
 */
void
sotong_task_export_contents (SotongWindow *window)
{
  SotongPane *calendar = sotong_workbench_get_pane (sotong_window_get_workbench (window), "calendar");
  const char *what[] = { _("What the calendar shows"), _("All contents"), NULL };
  const char *formats[G_N_ELEMENTS (format_names) + 1] = { NULL };
  Question *question = g_new0 (Question, 1);
  SotongForm *form;

  for (guint i = 0; i < G_N_ELEMENTS (format_names); i++)
    formats[i] = _(format_names[i]);
  form = sotong_form_new (GTK_WINDOW (window), _("Export Contents"), _("C_ontinue"));
  g_set_weak_pointer (&question->window, window);
  g_object_set_data_full (G_OBJECT (form), "question", question, (GDestroyNotify) question_free);
  if (SOTONG_IS_CALENDAR_PANE (calendar))
    {
      sotong_calendar_pane_get_shown (SOTONG_CALENDAR_PANE (calendar), &question->shown);
      question->what_row = sotong_form_add_choice (form, _("Which contents"), what, 0);
    }
  question->format_row = sotong_form_add_choice (form, _("Write as"), formats, 0);
  g_signal_connect (form, "accepted", G_CALLBACK (accepted_cb), NULL);
  gtk_window_present (GTK_WINDOW (form));
}
