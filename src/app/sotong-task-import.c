/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form.h"
#include "app/sotong-task-commands.h"
#include "monitor/sotong-import.h"
#include "store/sotong-source.h"
#include "util/sotong-won.h"

/* ---- the import ---- */

static void
progress_cb (int      checked,
             int      written,
             gpointer user_data)
{
  SotongTaskCall *call = user_data;

  sotong_task_set_detail (call->task, written > 0 ? _("Writing") : _("Checking the rows"));
  sotong_task_set_fraction (call->task, (checked + written) / 2000.0);
}

static void
end_import (SotongTaskCall           *call,
            const SotongImportReport *report)
{
  g_autofree char *rows = sotong_number_group (report->n_rows), *new_rows = sotong_number_group (report->n_new);
  g_autofree char *problems = sotong_number_group (report->n_problems), *note = sotong_import_report_tell (report);
  g_autofree char *text = NULL, *whole = NULL;
  GError *error = NULL;

  if (report->n_problems == 0)
    {
      text = g_strdup_printf (ngettext ("%s mention read, %s of them new.", "%s mentions read, %s of them new.", (gulong) report->n_rows), rows, new_rows);
      whole = note != NULL ? g_strdup_printf ("%s %s", text, note) : g_strdup (text);
      sotong_task_call_end (call, whole, NULL);
      return;
    }
  /* Translators: how many rows are wrong, then what is wrong with the first */
  g_set_error (&error, SOTONG_IMPORT_ERROR, SOTONG_IMPORT_ERROR_FORMAT,
               ngettext ("Nothing was imported: %s row is wrong. %s", "Nothing was imported: %s rows are wrong. The first: %s", (gulong) report->n_problems),
               problems, report->problems->len > 0 ? (const char *) g_ptr_array_index (report->problems, 0) : "");
  sotong_task_call_end (call, NULL, error);
  g_error_free (error);
}

static void
imported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongImportReport) report = sotong_import_run_finish (SOTONG_STORE (object), result, &error);

  if (report != NULL)
    end_import (user_data, report);
  else
    sotong_task_call_end (user_data, NULL, error);
}

/**
 * sotong_task_import_file:
 * @window: a window with a workspace
 * @path: a file of mentions, CSV or JSON lines
 * @source_id: the source they count as coming from, or 0
 * @new_source: (nullable): with 0, the name of the source to be made
 *
 * Imports the whole file, or nothing if a row is wrong: no source either.
 */
void
sotong_task_import_file (SotongWindow *window,
                         const char   *path,
                         gint64        source_id,
                         const char   *new_source)
{
  SotongTaskCall *call;
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *title = NULL;

  g_return_if_fail (sotong_window_get_context (window) != NULL);
  title = g_strdup_printf (_("Importing “%s”"), name);
  call = sotong_task_call_new (window, title);
  sotong_import_run_async (sotong_context_get_store (call->context), path, source_id, new_source, progress_cb, call,
                           sotong_task_get_cancellable (call->task), imported_cb, call);
}

/* ---- which file, which source ---- */

typedef struct {
  SotongWindow *window;    /* (weak) (nullable) */
  char         *path;      /* (owned) */
  GPtrArray    *sources;   /* (owned) (element-type SotongSource) */
  SotongForm   *form;      /* (unowned) */
  GtkWidget    *source_row;
  GtkWidget    *name_row;
} Question;

static void
question_free (Question *question)
{
  g_clear_weak_pointer (&question->window);
  g_clear_pointer (&question->sources, g_ptr_array_unref);
  g_free (question->path);
  g_free (question);
}

/* Whether the name is free, to be told while the person can still choose another. */
static gpointer
free_name_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  GError *local = NULL;

  if (sotong_source_find (db, data, &local) != 0)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS, _("There is a source “%s” already. Choose another name."), (const char *) data);
  else if (!g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local));
  else
    {
      g_clear_error (&local);
      return g_strdup (data);
    }
  return NULL;
}

static void
name_free_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(SotongForm) form = user_data;
  Question *question = g_object_get_data (G_OBJECT (form), "question");
  g_autoptr(GError) error = NULL;
  g_autofree char *name = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      sotong_form_stopped (form);
      return;
    }
  if (name == NULL)
    {
      sotong_form_fail (form, error->message);
      return;
    }
  if (question->window != NULL && sotong_window_get_context (question->window) != NULL)
    sotong_task_import_file (question->window, question->path, 0, name);
  gtk_window_destroy (GTK_WINDOW (form));
}

static void
accepted_cb (SotongForm *form,
             Question   *question)
{
  guint chosen = question->source_row != NULL ? adw_combo_row_get_selected (ADW_COMBO_ROW (question->source_row)) : 0;
  SotongContext *context = question->window != NULL ? sotong_window_get_context (question->window) : NULL;
  const char *name = sotong_form_get_text (question->name_row);
  g_autoptr(GCancellable) asking = NULL;

  if (context == NULL)
    return;
  if (chosen > 0)
    {
      sotong_task_import_file (question->window, question->path, ((const SotongSource *) g_ptr_array_index (question->sources, chosen - 1))->id,
                               NULL);
      gtk_window_destroy (GTK_WINDOW (form));
      return;
    }
  if (*name == '\0')
    {
      sotong_form_fail (form, _("The new source needs a name, such as the place where these were written."));
      return;
    }
  asking = g_cancellable_new ();
  sotong_form_begin_work (form, _("Looking whether the name is free…"), asking);
  sotong_store_read_async (sotong_context_get_store (context), free_name_job, g_strdup (name), g_free, g_free, asking,
                           name_free_cb, g_object_ref (form));
}

static void
ask_source (Question *question)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  g_autofree char *file = g_filename_display_basename (question->path);
  g_auto(GStrv) choices = NULL;

  question->form = sotong_form_new (GTK_WINDOW (question->window), _("Import Mentions"), _("_Import"));
  g_object_set_data_full (G_OBJECT (question->form), "question", question, (GDestroyNotify) question_free);
  sotong_form_add_group (question->form, file, _("Mentions that are known already are not taken twice. If a row is wrong, nothing is imported."));
  g_strv_builder_add (names, _("A new source"));
  for (guint i = 0; i < question->sources->len; i++)
    g_strv_builder_add (names, ((const SotongSource *) g_ptr_array_index (question->sources, i))->name);
  choices = g_strv_builder_end (names);
  if (question->sources->len > 0)
    question->source_row = sotong_form_add_choice (question->form, _("They come from"), (const char * const *) choices, 0);
  question->name_row = sotong_form_add_entry (question->form, _("Name of the new source"), file);
  g_signal_connect (question->form, "accepted", G_CALLBACK (accepted_cb), question);
  gtk_window_present (GTK_WINDOW (question->form));
}

static gpointer
sources_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  GPtrArray *sources = sotong_source_list (db, error);

  for (guint i = sources != NULL ? sources->len : 0; i-- > 0;)
    if (!g_str_equal (((const SotongSource *) g_ptr_array_index (sources, i))->kind, "import"))
      g_ptr_array_remove_index (sources, i);
  return sources;
}

static void
sources_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Question *question = user_data;
  g_autoptr(GError) error = NULL;

  question->sources = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  if (question->window == NULL || sotong_window_get_context (question->window) == NULL)
    question_free (question);
  else if (question->sources == NULL)
    {
      sotong_window_show_error (question->window, _("The sources could not be read"), error);
      question_free (question);
    }
  else
    ask_source (question);
}

static void
file_chosen_cb (GtkNativeDialog *dialog,
                int              response,
                SotongWindow    *window)
{
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  SotongContext *context = sotong_window_get_context (window);
  Question *question;

  g_object_unref (dialog);
  if (path == NULL || context == NULL)
    return;
  question = g_new0 (Question, 1);
  question->path = g_steal_pointer (&path);
  g_set_weak_pointer (&question->window, window);
  sotong_store_read_async (sotong_context_get_store (context), sources_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL, sources_cb, question);
}

/**
 * sotong_task_import:
 * @window: a window with a workspace
 *
 * Asks for a file and a source and imports the mentions in it.
 */
void
sotong_task_import (SotongWindow *window)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Import Mentions"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_OPEN,
                                                              _("C_hoose"), _("_Cancel"));
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Mentions (CSV, JSON lines)"));
  gtk_file_filter_add_pattern (filter, "*.csv");
  gtk_file_filter_add_pattern (filter, "*.jsonl");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen_cb), window, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
