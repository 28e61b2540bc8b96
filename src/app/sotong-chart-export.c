/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/sotong-chart-export.h"
#include "app/sotong-chart-picture.h"
#include "app/sotong-save-format.h"

#define WIDTH 1200
#define HEIGHT 500
#define LONGEST_NAME 240 /* bytes: with an ending it fits into what file systems take */
#define COPY_SCALE 2 /* of a copied picture: what it is put into may be printed */

/* The first is what is suggested. */
static const SotongSaveFormat formats[] = {
  { N_("Picture (PNG)"), ".png" }, { N_("Drawing (SVG)"), ".svg" }, { N_("Document (PDF)"), ".pdf" }, { N_("Table (CSV)"), ".csv" },
};

/**
 * sotong_chart_export_label:
 * @chart: a chart that is to leave the program
 * @topic: what it is about
 * @range: what it shows
 * @foot: (nullable): what must stand below it
 * @context: the workspace
 *
 * Writes on the picture what the window says around it, and marks a demo's figures as made up.
 */
void
sotong_chart_export_label (SotongChart       *chart,
                           const char        *topic,
                           const SotongRange *range,
                           const char        *foot,
                           SotongContext     *context)
{
  SotongStore *store = sotong_context_get_store (context);
  g_autofree char *from = sotong_time_format_date (range->start, sotong_context_get_zone (context));
  g_autofree char *to = sotong_time_format_date (range->end - 1, sotong_context_get_zone (context));
  /* Translators: the line below a chart's title: topic, first day, last day */
  g_autofree char *subtitle = g_strdup_printf (_("%s, %s to %s"), topic, from, to);

  sotong_chart_set_subtitle (chart, subtitle);
  if (store != NULL && sotong_store_is_demo (store))
    {
      const char *made = _("Made data of the demo workspace");
      g_autofree char *both = foot != NULL ? g_strdup_printf ("%s · %s", foot, made) : g_strdup (made);

      sotong_chart_set_foot (chart, both);
    }
  else
    sotong_chart_set_foot (chart, foot);
}

typedef struct {
  SotongChart *chart;    /* (owned) */
  char        *path;     /* (owned) */
  gboolean     replace;  /* a file that is there already: a person said so */
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

  if (!save->replace && g_file_test (save->path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *name = g_filename_display_basename (save->path);

      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_EXISTS,
                               _("There is a file “%s” already. To replace it, choose that name itself; else take another one."), name);
    }
  else if (sotong_chart_save (save->chart, save->path, WIDTH, HEIGHT, sotong_chart_theme_get (SOTONG_CHART_LIGHT), &error))
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

/**
 * sotong_chart_export_name:
 * @name: a file's name or path, as a person left it
 * @suggested: the format whose ending was suggested: 0 PNG, 1 SVG, 2 PDF, 3 CSV
 * @chosen: the one that was chosen in the list of formats, or -1
 *
 * An ending that was typed says the format; one that was only suggested gives way to what was chosen.
 *
 * Returns: (transfer full): @name with the ending of its format
 */
char *
sotong_chart_export_name (const char *name,
                          int         suggested,
                          int         chosen)
{
  return sotong_save_format_name (formats, G_N_ELEMENTS (formats), name, suggested, chosen);
}

/**
 * sotong_chart_export_suggest:
 * @chart: a chart that is to be saved
 *
 * Returns: (transfer full): a name for the file, without its ending: what it is, of what and when, as any system can store it
 */
char *
sotong_chart_export_suggest (SotongChart *chart)
{
  const char *title = sotong_chart_get_title (chart), *subtitle = sotong_chart_get_subtitle (chart);
  g_autoptr(GString) name = g_string_new (title != NULL ? title : _("Chart"));
  gsize length;

  if (subtitle != NULL)
    g_string_append_printf (name, " %s", subtitle);
  g_strdelimit (name->str, "/\\:*?\"<>|\t\r\n", '-');
  if (*name->str == '.') /* it would be hidden */
    *name->str = '-';
  length = MIN (name->len, LONGEST_NAME);
  while (length < name->len && (name->str[length] & 0xc0) == 0x80) /* no character is cut in two */
    length--;
  g_string_truncate (name, length);
  return g_strdup (g_strchomp (name->str));
}

static void
save_chart (SotongPane  *pane,
            SotongChart *chart,
            const char  *path,
            gboolean     replace)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, saved_cb, g_object_ref (pane)); /* no widget is let go of in a thread */
  Save *save = g_new0 (Save, 1);

  save->chart = g_object_ref (chart);
  save->path = g_strdup (path);
  save->replace = replace;
  g_task_set_task_data (task, save, (GDestroyNotify) save_free);
  g_task_run_in_thread (task, save_thread);
}

/**
 * sotong_chart_export_to:
 * @pane: whose window says how it went
 * @chart: a chart; it does not change any more
 * @path: a file's name that ends in .png, .svg, .pdf or .csv; .png is added when it does not
 *
 * Draws in a thread of its own. What has the name that was given is replaced; with an ending that was added it is not.
 */
void
sotong_chart_export_to (SotongPane  *pane,
                        SotongChart *chart,
                        const char  *path)
{
  g_autofree char *whole = sotong_chart_export_name (path, 0, -1);

  save_chart (pane, chart, whole, g_str_equal (path, whole));
}

/* ---- asking for a file ---- */

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             SotongPane      *pane)
{
  gboolean asked = FALSE;
  g_autofree char *path = response == GTK_RESPONSE_ACCEPT ? sotong_save_format_finish (GTK_FILE_CHOOSER (dialog), &asked) : NULL;

  if (path != NULL)
    save_chart (pane, g_object_get_data (G_OBJECT (dialog), "chart"), path, asked);
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
  g_autofree char *name = sotong_chart_export_suggest (chart);

  dialog = gtk_file_chooser_native_new (_("Save Chart"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, GTK_FILE_CHOOSER_ACTION_SAVE,
                                        _("_Save"), _("_Cancel"));
  sotong_save_format_offer (formats, G_N_ELEMENTS (formats), GTK_FILE_CHOOSER (dialog), name);
  g_object_set_data_full (G_OBJECT (dialog), "chart", g_object_ref (chart), g_object_unref);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), pane, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ---- the clipboard ---- */

static void
copied_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SotongPane) pane = user_data;
  g_autoptr(GdkTexture) picture = sotong_chart_picture_draw_finish (result);

  if (picture == NULL)
    return;
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (pane)), picture);
  sotong_pane_toast (pane, _("The picture was copied"), FALSE);
}

/**
 * sotong_chart_export_copy:
 * @pane: whose window says how it went
 * @chart: a chart; it does not change any more
 *
 * Puts the picture that would be saved on the clipboard: for light paper, whatever the window looks like.
 */
void
sotong_chart_export_copy (SotongPane  *pane,
                          SotongChart *chart)
{
  sotong_chart_picture_draw_async (GTK_WIDGET (pane), chart, sotong_chart_theme_get (SOTONG_CHART_LIGHT), WIDTH, HEIGHT, COPY_SCALE, NULL, copied_cb);
}
