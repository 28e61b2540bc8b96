/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-office-lists.h"
#include "store/sotong-own-noun.h"

/* The office's dictionary: names of its policies and places, which are found in texts as words of their own. */

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_own_noun_list (db, error);
}

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_own_noun_add (db, data, error) > 0 ? data : NULL;
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_own_noun_remove (db, data, error) ? data : NULL;
}

static void
accepted_cb (SotongForm       *form,
             SotongListDialog *dialog)
{
  const char *text = sotong_form_get_text (g_object_get_data (G_OBJECT (form), "word"));

  sotong_form_write (form, sotong_context_get_store (sotong_list_dialog_get_context (dialog)), add_job, g_strdup (text), g_free, NULL);
}

static void
add (SotongListDialog *dialog)
{
  SotongForm *form = sotong_form_new (GTK_WINDOW (dialog), _("Add Word"), _("_Add"));

  g_object_set_data (G_OBJECT (form), "word", sotong_form_add_entry (form, _("Word"), ""));
  g_signal_connect_object (form, "accepted", G_CALLBACK (accepted_cb), dialog, 0);
  gtk_window_present (GTK_WINDOW (form));
}

static void
remove_cb (GtkWidget        *button,
           SotongListDialog *dialog)
{
  sotong_list_dialog_write (dialog, remove_job, g_strdup (g_object_get_data (G_OBJECT (button), "text")), g_free);
}

static GtkWidget *
make_row (SotongListDialog *dialog,
          gconstpointer     data)
{
  const char *word = data;
  GtkWidget *row = adw_action_row_new (), *button;
  g_autofree char *label = g_strdup_printf (_("Remove %s"), word);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), word);
  button = sotong_list_dialog_new_button (dialog, "sotong-remove-symbolic", label, 0, G_CALLBACK (remove_cb));
  g_object_set_data_full (G_OBJECT (button), "text", g_strdup (word), g_free);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static const SotongListDialogInfo info = {
  N_("Dictionary"),
  N_("Names of policies and places that the program does not know. They are found as words of their own; mentions from before are looked "
     "through again within a minute."),
  N_("There is none."),
  SOTONG_AREA_MENTIONS,
  list_job,
  make_row,
  add,
};

/**
 * sotong_nouns_dialog_new:
 * @window: a window with a workspace
 *
 * Returns: (transfer full): a dialog with the words of the office's dictionary
 */
SotongListDialog *
sotong_nouns_dialog_new (SotongWindow *window)
{
  return sotong_list_dialog_new (window, &info);
}
