/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-dialog-parts.h"

#include "app/sotong-toast.h"

/**
 * sotong_dialog_to_weak:
 * @dialog: (type GObject): a dialog that asks for something
 *
 * A dialog that is held by an answer still to come would outlive its parent.
 *
 * Returns: (transfer full): the data of the callback, for sotong_dialog_from_weak()
 */
gpointer
sotong_dialog_to_weak (gpointer dialog)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, dialog);
  return weak;
}

/**
 * sotong_dialog_from_weak:
 * @data: (transfer full): of sotong_dialog_to_weak()
 *
 * Returns: (transfer full) (nullable) (type GObject): the dialog; %NULL when it was closed meanwhile
 */
gpointer
sotong_dialog_from_weak (gpointer data)
{
  GWeakRef *weak = data;
  gpointer dialog = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  return dialog;
}

/**
 * sotong_dialog_show_problem:
 * @self: a dialog
 * @error: what went wrong; a cancelled request is not shown
 *
 * Says it in the dialog, for long enough to be read.
 */
void
sotong_dialog_show_problem (AdwPreferencesWindow *self,
                            const GError         *error)
{
  g_return_if_fail (ADW_IS_PREFERENCES_WINDOW (self));
  g_return_if_fail (error != NULL);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sotong_toast_show_in (self, error->message);
}

/**
 * sotong_dialog_new_button:
 * @icon: an icon's name
 * @label: what the button does, translated: for the tooltip and for who does not see the icon
 *
 * Returns: (transfer floating): a button for the end of a row
 */
GtkWidget *
sotong_dialog_new_button (const char *icon,
                          const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

/**
 * sotong_dialog_new_row:
 * @title: a text, not markup
 * @subtitle: a text, not markup
 *
 * Returns: (transfer floating): an AdwActionRow
 */
GtkWidget *
sotong_dialog_new_row (const char *title,
                       const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

/**
 * sotong_dialog_set_words:
 * @group: a group
 * @title: (nullable): a text, not markup
 * @description: (nullable): a text, not markup
 *
 * A group takes its words for markup, and would show nothing of a title with a "&" or a "<" in it.
 */
void
sotong_dialog_set_words (AdwPreferencesGroup *group,
                         const char          *title,
                         const char          *description)
{
  g_autofree char *title_markup = g_markup_escape_text (title != NULL ? title : "", -1);
  g_autofree char *description_markup = description != NULL ? g_markup_escape_text (description, -1) : NULL;

  adw_preferences_group_set_title (group, title_markup);
  adw_preferences_group_set_description (group, description_markup);
}

/**
 * sotong_dialog_add_group:
 * @page: a page
 * @title: (nullable): of the group, not markup
 * @description: (nullable): below the title, not markup
 *
 * Returns: (transfer none): a group, at the end of @page
 */
AdwPreferencesGroup *
sotong_dialog_add_group (AdwPreferencesPage *page,
                         const char         *title,
                         const char         *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  sotong_dialog_set_words (group, title, description);
  adw_preferences_page_add (page, group);
  return group;
}

/**
 * sotong_dialog_clear_rows:
 * @group: a group
 * @rows: (element-type GtkWidget): those of its rows that go; emptied
 */
void
sotong_dialog_clear_rows (AdwPreferencesGroup *group,
                          GPtrArray           *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}
