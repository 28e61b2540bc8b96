/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/dialogs/sotong-form.h"

#define CHOOSER "sotong-chooser" /* the key under which an entry keeps the one that is open */

/* An entry for a file's path with a button that lets the file be chosen. */

typedef struct {
  char   *title;     /* (owned): of the chooser */
  char   *kind;      /* (owned): what the files are called */
  char  **patterns;  /* (owned): which files are offered */
} Wanted;

static void
wanted_free (gpointer  data,
             GClosure *closure)
{
  Wanted *wanted = data;

  g_free (wanted->title);
  g_free (wanted->kind);
  g_strfreev (wanted->patterns);
  g_free (wanted);
}

/* The chooser belongs to its entry: it goes with it, whether somebody answers or not. */
static void
chooser_free (gpointer data)
{
  GtkNativeDialog *chooser = data;

  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

static void
entry_gone_cb (GtkWidget *entry)
{
  g_object_set_data (G_OBJECT (entry), CHOOSER, NULL);
}

static void
chosen_cb (GtkNativeDialog *chooser,
           int              response,
           GtkEditable     *entry)
{
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    gtk_editable_set_text (entry, path);
  g_object_set_data (G_OBJECT (entry), CHOOSER, NULL);
}

static void
choose_cb (GtkWidget *button,
           Wanted    *wanted)
{
  GtkWidget *entry = gtk_widget_get_ancestor (button, ADW_TYPE_ENTRY_ROW);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (wanted->title, GTK_WINDOW (gtk_widget_get_root (button)),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("C_hoose"), _("_Cancel"));
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, wanted->kind);
  for (guint i = 0; wanted->patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, wanted->patterns[i]);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), entry, 0);
  g_object_set_data_full (G_OBJECT (entry), CHOOSER, chooser, chooser_free);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * sotong_form_add_file:
 * @self: a form
 * @title: what to type: a path, or something a path may stand for
 * @choose: the title of the chooser, as in "Choose a Calendar"
 * @kind: what its files are called
 * @patterns: (array zero-terminated=1): the names of files that are offered, as in "*.ics"
 *
 * Returns: (transfer none): the row, for sotong_form_get_text(); the path of the file that was chosen stands in it
 */
GtkWidget *
sotong_form_add_file (SotongForm         *self,
                      const char         *title,
                      const char         *choose,
                      const char         *kind,
                      const char * const *patterns)
{
  GtkWidget *row, *button;
  Wanted *wanted;

  g_return_val_if_fail (SOTONG_IS_FORM (self), NULL);

  row = sotong_form_add_entry (self, title, "");
  button = sotong_dialog_new_button ("sotong-attach-symbolic", choose);
  wanted = g_new0 (Wanted, 1);
  wanted->title = g_strdup (choose);
  wanted->kind = g_strdup (kind);
  wanted->patterns = g_strdupv ((char **) patterns);
  g_signal_connect (row, "destroy", G_CALLBACK (entry_gone_cb), NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  g_signal_connect_data (button, "clicked", G_CALLBACK (choose_cb), wanted, wanted_free, 0);
  return row;
}
