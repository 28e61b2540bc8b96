/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/sotong-chart-export.h"

#define WIDTH 1200
#define HEIGHT 500

/**
 * sotong_chart_export_label:
 * @chart: a chart that is to leave the program
 * @topic: what it is about
 * @range: what it shows
 * @context: the workspace
 *
 * Writes on the picture what the window says around it, and marks a demo's figures as made up.
 */
void
sotong_chart_export_label (SotongChart       *chart,
                           const char        *topic,
                           const SotongRange *range,
                           SotongContext     *context)
{
  SotongStore *store = sotong_context_get_store (context);
  g_autofree char *from = sotong_time_format_date (range->start, sotong_context_get_zone (context));
  g_autofree char *to = sotong_time_format_date (range->end - 1, sotong_context_get_zone (context));
  /* Translators: the line below a chart's title: topic, first day, last day */
  g_autofree char *subtitle = g_strdup_printf (_("%s, %s to %s"), topic, from, to);

  sotong_chart_set_subtitle (chart, subtitle);
  if (store != NULL && sotong_store_is_demo (store))
    sotong_chart_set_foot (chart, _("Made data of the demo workspace"));
}

typedef struct {
  SotongChart *chart;  /* (owned) */
  char        *path;   /* (owned) */
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->chart);
  g_free (save->path);
  g_free (save);
}

static void
save_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Save *save = task_data;
  GError *error = NULL;

  if (sotong_chart_save (save->chart, save->path, WIDTH, HEIGHT, sotong_chart_theme_get (SOTONG_CHART_LIGHT), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SotongPane) pane = user_data;
  Save *save = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autofree char *name = NULL, *text = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      sotong_pane_show_error (pane, _("The chart was not saved"), error);
      return;
    }
  name = g_filename_display_basename (save->path);
  text = g_strdup_printf (_("The chart was saved as “%s”"), name);
  sotong_pane_toast (pane, text, FALSE);
}

static gboolean
has_format (const char *path)
{
  static const char *const endings[] = { ".png", ".svg", ".pdf", ".csv" };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

/**
 * sotong_chart_export_to:
 * @pane: whose window says how it went
 * @chart: a chart; it does not change any more
 * @path: a file's name that ends in .png, .svg, .pdf or .csv; .png is added when it does not
 *
 * Draws in a thread of its own.
 */
void
sotong_chart_export_to (SotongPane  *pane,
                        SotongChart *chart,
                        const char  *path)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, saved_cb, g_object_ref (pane)); /* no widget is let go of in a thread */
  Save *save = g_new0 (Save, 1);

  save->chart = g_object_ref (chart);
  save->path = has_format (path) ? g_strdup (path) : g_strconcat (path, ".png", NULL);
  g_task_set_task_data (task, save, (GDestroyNotify) save_free);
  g_task_run_in_thread (task, save_thread);
}

static void
add_filter (GtkFileChooser *chooser,
            const char     *name,
            const char     *pattern)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             SotongPane      *pane)
{
  SotongChart *chart = g_object_get_data (G_OBJECT (dialog), "chart");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        sotong_chart_export_to (pane, chart, path);
    }
  g_object_unref (dialog);
}

/**
 * sotong_chart_export_ask:
 * @pane: the pane it stands in
 * @chart: a chart
 *
 * Asks for a file and saves @chart there.
 */
void
sotong_chart_export_ask (SotongPane  *pane,
                         SotongChart *chart)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (pane));
  GtkFileChooserNative *dialog;
  g_autofree char *name = NULL;

  dialog = gtk_file_chooser_native_new (_("Save Chart"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, GTK_FILE_CHOOSER_ACTION_SAVE,
                                        _("_Save"), _("_Cancel"));
  name = g_strconcat (sotong_chart_get_title (chart), ".png", NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  add_filter (GTK_FILE_CHOOSER (dialog), _("Picture (PNG)"), "*.png");
  add_filter (GTK_FILE_CHOOSER (dialog), _("Drawing (SVG)"), "*.svg");
  add_filter (GTK_FILE_CHOOSER (dialog), _("Document (PDF)"), "*.pdf");
  add_filter (GTK_FILE_CHOOSER (dialog), _("Table (CSV)"), "*.csv");
  g_object_set_data_full (G_OBJECT (dialog), "chart", g_object_ref (chart), g_object_unref);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), pane, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
