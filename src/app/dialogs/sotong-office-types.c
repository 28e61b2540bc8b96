/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-office-lists.h"
#include "store/sotong-type.h"
#include "util/sotong-content-type.h"
#include "util/sotong-won.h"

/* The types that contents are of: the built-in ones, and the office's own, which are added and removed. */

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_type_list (db, TRUE, error);
}

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_type_add (db, data, error) ? data : NULL;
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_type_remove (db, data, error) ? data : NULL;
}

/* ---- adding ---- */

static void
accepted_cb (SotongForm       *form,
             SotongListDialog *dialog)
{
  GtkWidget *row = g_object_get_data (G_OBJECT (form), "name");

  sotong_form_write (form, sotong_context_get_store (sotong_list_dialog_get_context (dialog)), add_job, g_strdup (sotong_form_get_text (row)),
                     g_free, NULL);
}

static void
add (SotongListDialog *dialog)
{
  SotongForm *form = sotong_form_new (GTK_WINDOW (dialog), _("Add Type of Content"), _("_Add"));

  g_object_set_data (G_OBJECT (form), "name", sotong_form_add_entry (form, _("Name"), ""));
  g_signal_connect_object (form, "accepted", G_CALLBACK (accepted_cb), dialog, 0);
  gtk_window_present (GTK_WINDOW (form));
}

/* ---- rows ---- */

static void
remove_cb (GtkWidget        *button,
           SotongListDialog *dialog)
{
  sotong_list_dialog_write (dialog, remove_job, g_strdup (g_object_get_data (G_OBJECT (button), "type")), g_free);
}

static GtkWidget *
make_row (SotongListDialog *dialog,
          gconstpointer     data)
{
  const SotongType *type = data;
  GtkWidget *row = adw_action_row_new (), *button;
  g_autofree char *number = sotong_number_group (type->n_contents);
  g_autofree char *counted = g_strdup_printf (ngettext ("%s content", "%s contents", (gulong) type->n_contents), number);
  g_autofree char *subtitle = type->built_in ? g_strdup_printf ("%s · %s", counted, _("Comes with the program")) : g_strdup (counted);
  g_autofree char *label = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sotong_content_type_get_label (type->id));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (type->built_in)
    return row;
  label = g_strdup_printf (_("Remove %s"), type->id);
  button = sotong_list_dialog_new_button (dialog, "sotong-remove-symbolic", label, 0, G_CALLBACK (remove_cb));
  g_object_set_data_full (G_OBJECT (button), "type", g_strdup (type->id), g_free);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static const SotongListDialogInfo info = {
  N_("Types of Content"),
  N_("What contents are of, and what promises and approval lines are made for. Contents of a type that is removed stay of that type."),
  N_("There is none."),
  SOTONG_AREA_PLAN,
  list_job,
  make_row,
  add,
};

/**
 * sotong_types_dialog_new:
 * @window: a window with a workspace
 *
 * Returns: (transfer full): a dialog with the types of content
 */
SotongListDialog *
sotong_types_dialog_new (SotongWindow *window)
{
  return sotong_list_dialog_new (window, &info);
}
