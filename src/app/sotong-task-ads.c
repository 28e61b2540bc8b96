/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/sotong-task-commands.h"
#include "plan/sotong-ad-import.h"

typedef struct {
  SotongStore *store;  /* (owned) */
  char        *path;   /* (owned) */
} Work;

static void
work_free (Work *work)
{
  g_object_unref (work->store);
  g_free (work->path);
  g_free (work);
}

static void
import_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const Work *work = task_data;
  GError *error = NULL;
  SotongAdImport *result = sotong_ad_import (work->store, work->path, cancellable, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) sotong_ad_import_free);
  else
    g_task_return_error (task, error);
}

static void
imported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongAdImport) import = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *text = NULL;
  SotongTaskCall *call = user_data;

  if (import != NULL && import->problems->len > 0)
    /* Translators: how many lines are wrong, then what is wrong with the first */
    g_set_error (&error, SOTONG_AD_IMPORT_ERROR, SOTONG_AD_IMPORT_ERROR_ROWS,
                 ngettext ("Nothing was imported: %u line is wrong. %s", "Nothing was imported: %u lines are wrong. The first: %s",
                           (gulong) import->problems->len), import->problems->len, (const char *) g_ptr_array_index (import->problems, 0));
  else if (import != NULL)
    {
      g_autofree char *done = g_strdup_printf (_("Advertisements: %u added, %u brought up to date."), import->n_added, import->n_changed);
      g_autofree char *unused = sotong_ad_import_describe_unused (import);

      text = unused != NULL ? g_strdup_printf ("%s %s", done, unused) : g_steal_pointer (&done);
      call->undoable = import->n_added + import->n_changed > 0;
    }
  sotong_task_call_end (call, text, error);
}

/**
 * sotong_task_import_ads_from:
 * @window: a window with a workspace
 * @path: a sheet (CSV) whose first line names its columns
 *
 * Imports figures of advertisements, all or nothing.
 */
void
sotong_task_import_ads_from (SotongWindow *window,
                             const char   *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *title = g_strdup_printf (_("Importing “%s”"), name);
  SotongTaskCall *call = sotong_task_call_new (window, title);
  g_autoptr(GTask) task = g_task_new (NULL, sotong_task_get_cancellable (call->task), imported_cb, call);
  Work *work = g_new0 (Work, 1);

  work->store = g_object_ref (sotong_context_get_store (call->context));
  work->path = g_strdup (path);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, import_thread);
}

static void
chosen_cb (GtkNativeDialog *dialog,
           int              response,
           SotongWindow    *window)
{
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_object_unref (dialog);
  if (path != NULL && sotong_window_get_context (window) != NULL)
    sotong_task_import_ads_from (window, path);
}

/**
 * sotong_task_import_ads:
 * @window: a window with a workspace
 *
 * Asks for a sheet with the figures of advertisements and imports it.
 */
void
sotong_task_import_ads (SotongWindow *window)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Import Advertisements"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_OPEN,
                                                              _("C_hoose"), _("_Cancel"));
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Sheets (CSV, TSV)"));
  gtk_file_filter_add_pattern (filter, "*.csv");
  gtk_file_filter_add_pattern (filter, "*.CSV");
  gtk_file_filter_add_pattern (filter, "*.tsv");
  gtk_file_filter_add_pattern (filter, "*.txt");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), window, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
