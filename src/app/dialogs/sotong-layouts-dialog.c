/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-layouts-dialog.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/sotong-toast.h"

/**
 * SotongLayoutsDialog:
 *
 * The layouts by their names: one is chosen by its row, a person's own are renamed and deleted.
 */
struct _SotongLayoutsDialog
{
  AdwPreferencesWindow  parent_instance;
  SotongWindow         *window;   /* (owned) (nullable) */
  SotongLayouts        *layouts;  /* (owned) (nullable) */
  AdwPreferencesGroup  *group;    /* (unowned) */
  GPtrArray            *rows;     /* (owned) (element-type GtkWidget, unowned) */
};

G_DEFINE_FINAL_TYPE (SotongLayoutsDialog, sotong_layouts_dialog, ADW_TYPE_PREFERENCES_WINDOW)

/* ---- saving and renaming ---- */

static void
save_accepted_cb (SotongForm *form)
{
  SotongLayouts *layouts = g_object_get_data (G_OBJECT (form), "layouts");
  SotongWindow *window = SOTONG_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (form)));
  const char *name = sotong_form_get_text (g_object_get_data (G_OBJECT (form), "name"));
  g_autoptr(GVariant) layout = sotong_workbench_save_layout (sotong_window_get_workbench (window));
  g_autoptr(GError) error = NULL;
  g_autofree char *id = sotong_layouts_save (layouts, name, layout, &error);
  g_autofree char *text = NULL;

  if (id == NULL)
    {
      sotong_form_fail (form, error->message);
      return;
    }
  sotong_workbench_set_chosen (sotong_window_get_workbench (window), id);
  text = g_strdup_printf (_("The layout “%s” was saved."), name);
  sotong_window_toast_button (window, text, _("_Undo"), "win.layout-undo");
  gtk_window_destroy (GTK_WINDOW (form));
}

/**
 * sotong_layouts_dialog_save:
 * @window: the window whose panes are to be kept where they stand
 * @layouts: where to
 * @name: (nullable): what is offered
 *
 * Asks for the name of a layout and saves it.
 *
 * Returns: (transfer none): the form
 */
SotongForm *
sotong_layouts_dialog_save (SotongWindow  *window,
                            SotongLayouts *layouts,
                            const char    *name)
{
  SotongForm *form = sotong_form_new (GTK_WINDOW (window), _("Save Layout"), _("_Save"));

  sotong_form_add_group (form, NULL, _("Where the panes stand, how large they are, and the topics and ranges they show "
                                       "are kept for you on this computer, for every workspace. A layout of yours with the same name is replaced."));
  g_object_set_data (G_OBJECT (form), "name", sotong_form_add_entry (form, _("Name"), name));
  g_object_set_data_full (G_OBJECT (form), "layouts", g_object_ref (layouts), g_object_unref);
  g_signal_connect (form, "accepted", G_CALLBACK (save_accepted_cb), NULL);
  gtk_window_set_default_size (GTK_WINDOW (form), 480, 280);
  gtk_window_present (GTK_WINDOW (form));
  return form;
}

static void
rename_accepted_cb (SotongForm          *form,
                    SotongLayoutsDialog *self)
{
  const char *id = g_object_get_data (G_OBJECT (form), "id");
  g_autoptr(GError) error = NULL;

  if (self->layouts == NULL)
    return;
  if (sotong_layouts_rename (self->layouts, id, sotong_form_get_text (g_object_get_data (G_OBJECT (form), "name")), &error))
    gtk_window_destroy (GTK_WINDOW (form));
  else
    sotong_form_fail (form, error->message);
}

static void
rename_cb (GtkWidget           *button,
           SotongLayoutsDialog *self)
{
  const SotongLayout *layout = g_object_get_data (G_OBJECT (button), "layout");
  SotongForm *form = sotong_form_new (GTK_WINDOW (self), _("Rename Layout"), _("_Rename"));

  g_object_set_data (G_OBJECT (form), "name", sotong_form_add_entry (form, _("Name"), layout->name));
  g_object_set_data_full (G_OBJECT (form), "id", g_strdup (layout->id), g_free);
  g_signal_connect_object (form, "accepted", G_CALLBACK (rename_accepted_cb), self, 0);
  gtk_window_set_default_size (GTK_WINDOW (form), 440, 220);
  gtk_window_present (GTK_WINDOW (form));
}

/* ---- deleting ---- */

static void
undo_cb (SotongLayoutsDialog *self)
{
  if (self->layouts != NULL)
    sotong_layouts_undo (self->layouts);
}

static void
delete_cb (GtkWidget           *button,
           SotongLayoutsDialog *self)
{
  const SotongLayout *layout = g_object_get_data (G_OBJECT (button), "layout");
  g_autofree char *text = g_strdup_printf (_("The layout “%s” was deleted."), layout->name);
  g_autofree char *id = g_strdup (layout->id);
  AdwToast *toast = sotong_toast_new (text);

  adw_toast_set_button_label (toast, _("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  sotong_layouts_remove (self->layouts, id);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), toast);
}

/* ---- the list ---- */

static void
activated_cb (AdwActionRow        *row,
              SotongLayoutsDialog *self)
{
  const SotongLayout *layout = g_object_get_data (G_OBJECT (row), "layout");
  g_autofree char *id = g_strdup (layout->id);
  SotongWindow *window = self->window;

  gtk_window_close (GTK_WINDOW (self));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.layout", "s", id);
}

static void
add_button (SotongLayoutsDialog *self,
            GtkWidget           *row,
            SotongLayout        *layout,
            const char          *icon,
            const char          *label,
            GCallback            callback)
{
  GtkWidget *button = sotong_dialog_new_button (icon, label);

  g_object_set_data (G_OBJECT (button), "layout", layout);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
make_row (SotongLayoutsDialog *self,
          SotongLayout        *layout,
          guint                number)
{
  g_autofree char *key = number <= 9 ? g_strdup_printf ("Ctrl+Alt+%u", number) : NULL;
  GtkWidget *row = sotong_dialog_new_row (layout->name, layout->own ? _("Saved by you") : _("Comes with Sotong"));

  g_object_set_data_full (G_OBJECT (row), "layout", layout, (GDestroyNotify) sotong_layout_free);
  if (key != NULL)
    {
      GtkWidget *label = gtk_label_new (key);

      gtk_widget_add_css_class (label, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  if (layout->own)
    {
      g_autofree char *rename = g_strdup_printf (_("Rename “%s”"), layout->name);
      g_autofree char *remove = g_strdup_printf (_("Delete “%s”"), layout->name);

      add_button (self, row, layout, "sotong-edit-symbolic", rename, G_CALLBACK (rename_cb));
      add_button (self, row, layout, "sotong-remove-symbolic", remove, G_CALLBACK (delete_cb));
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, 0);
  return row;
}

static void
show_layouts (SotongLayoutsDialog *self)
{
  g_autoptr(GPtrArray) list = sotong_layouts_list (self->layouts);

  sotong_dialog_clear_rows (self->group, self->rows);
  for (guint number = 1; list->len > 0; number++)
    {
      GtkWidget *row = make_row (self, g_ptr_array_steal_index (list, 0), number);

      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
sotong_layouts_dialog_dispose (GObject *object)
{
  SotongLayoutsDialog *self = SOTONG_LAYOUTS_DIALOG (object);

  if (self->layouts != NULL)
    g_signal_handlers_disconnect_by_data (self->layouts, self);
  g_clear_object (&self->layouts);
  g_clear_object (&self->window);
  G_OBJECT_CLASS (sotong_layouts_dialog_parent_class)->dispose (object);
}

static void
sotong_layouts_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (SOTONG_LAYOUTS_DIALOG (object)->rows);
  G_OBJECT_CLASS (sotong_layouts_dialog_parent_class)->finalize (object);
}

static void
sotong_layouts_dialog_class_init (SotongLayoutsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_layouts_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_layouts_dialog_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sotong_layouts_dialog_init (SotongLayoutsDialog *self)
{
  GtkWidget *page = adw_preferences_page_new ();

  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_description (self->group, _("Your own layouts are kept for you on this computer, for every workspace. "
                                                        "One with the name of a layout that comes with the program stands in its place until you delete it."));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->group);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), ADW_PREFERENCES_PAGE (page));
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (self), FALSE);
  gtk_window_set_title (GTK_WINDOW (self), _("Layouts"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 480);
}

/**
 * sotong_layouts_dialog_new:
 * @window: the window for whose panes layouts are chosen
 * @layouts: what there is
 *
 * Returns: (transfer floating): the dialog, not shown yet
 */
SotongLayoutsDialog *
sotong_layouts_dialog_new (SotongWindow  *window,
                           SotongLayouts *layouts)
{
  SotongLayoutsDialog *self = g_object_new (SOTONG_TYPE_LAYOUTS_DIALOG, "transient-for", window, NULL);

  self->window = g_object_ref (window);
  self->layouts = g_object_ref (layouts);
  g_signal_connect_swapped (layouts, "changed", G_CALLBACK (show_layouts), self);
  show_layouts (self);
  return self;
}

/* (nullable): the row of that number, counted from 0. */
GtkWidget *
sotong_layouts_dialog_get_row (SotongLayoutsDialog *self,
                               guint                n)
{
  g_return_val_if_fail (SOTONG_IS_LAYOUTS_DIALOG (self), NULL);
  return n < self->rows->len ? g_ptr_array_index (self->rows, n) : NULL;
}
