/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-people-dialog-private.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "util/sotong-content-type.h"

/**
 * SotongPeopleDialog:
 *
 * The workspace's people and the lines that contents take to their approval, and whether
 * they need one at all. A choice takes effect as it is made.
 */
G_DEFINE_FINAL_TYPE (SotongPeopleDialog, sotong_people_dialog, ADW_TYPE_PREFERENCES_WINDOW)

static void
people_free (SotongPeople *people)
{
  if (people == NULL)
    return;
  g_clear_pointer (&people->people, g_ptr_array_unref);
  g_clear_pointer (&people->lines, g_ptr_array_unref);
  g_free (people);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongPeople, people_free)

/* ---- writing ---- */

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SotongPeopleDialog) self = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;

  sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  if (error != NULL && self != NULL)
    sotong_dialog_show_problem (ADW_PREFERENCES_WINDOW (self), error);
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_person_remove (db, *(gint64 *) data, error) ? data : NULL;
}

static gpointer
on_job (SotongDb      *db,
        gpointer       data,
        GCancellable  *cancellable,
        GError       **error)
{
  return sotong_approval_set_on (db, GPOINTER_TO_INT (data) != 0, error) ? db : NULL;
}

static void
remove_cb (GtkWidget          *button,
           SotongPeopleDialog *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), "id");

  sotong_store_write_async (sotong_context_get_store (self->context), SOTONG_WRITE_DEFAULT, remove_job, g_memdup2 (id, sizeof *id), g_free, NULL,
                            NULL, written_cb, sotong_dialog_to_weak (self));
}

static void
on_cb (SotongPeopleDialog *self)
{
  if (self->updating || self->context == NULL)
    return;
  sotong_store_write_async (sotong_context_get_store (self->context), SOTONG_WRITE_DEFAULT, on_job,
                            GINT_TO_POINTER (gtk_switch_get_active (self->on_switch)), NULL, NULL, NULL, written_cb, sotong_dialog_to_weak (self));
}

/* ---- rows ---- */

static void
edit_person_cb (GtkWidget          *row,
                SotongPeopleDialog *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "id");

  for (guint i = 0; i < self->people->people->len; i++)
    {
      const SotongPerson *person = g_ptr_array_index (self->people->people, i);

      if (person->id == *id)
        sotong_people_dialog_edit_person (self, person);
    }
}

static void
add_person_cb (SotongPeopleDialog *self)
{
  if (self->people != NULL)
    sotong_people_dialog_edit_person (self, NULL);
}

static void
edit_line_cb (GtkWidget          *row,
              SotongPeopleDialog *self)
{
  sotong_people_dialog_edit_line (self, g_object_get_data (G_OBJECT (row), "type"));
}

static char *
describe_person (const SotongPerson *person)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (person->login != NULL)
    g_string_append_printf (text, _("Account %s"), person->login);
  else
    g_string_append (text, _("No account: anybody at the desk may act"));
  if (person->deputy != NULL)
    g_string_append_printf (text, " · %s %s", _("Deputy:"), person->deputy);
  if (person->away)
    g_string_append_printf (text, " · %s", _("Away"));
  return g_strdup (text->str);
}

static void
add_person_row (SotongPeopleDialog *self,
                const SotongPerson *person)
{
  g_autofree char *title = sotong_person_describe (person), *subtitle = describe_person (person);
  /* Translators: %s is a person */
  g_autofree char *label = g_strdup_printf (_("Remove %s"), person->name);
  GtkWidget *row = sotong_dialog_new_row (title, subtitle), *button = sotong_dialog_new_button ("sotong-remove-symbolic", label);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "id", g_memdup2 (&person->id, sizeof person->id), g_free);
  g_object_set_data_full (G_OBJECT (button), "id", g_memdup2 (&person->id, sizeof person->id), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (edit_person_cb), self);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->people_group, row);
  g_ptr_array_add (self->rows, row);
}

static char *
describe_line (SotongPeopleDialog *self,
               const char         *type)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->people->lines->len; i++)
    {
      const SotongApprovalLine *line = g_ptr_array_index (self->people->lines, i);

      for (guint j = 0; g_str_equal (line->type, type) && j < line->steps->len; j++)
        {
          const SotongLineStep *step = g_ptr_array_index (line->steps, j);

          g_string_append_printf (text, "%s%s %s", j > 0 ? " → " : "", sotong_step_kind_get_label (step->kind), step->person);
        }
    }
  if (text->len == 0)
    g_string_append (text, *type != '\0' ? _("As the other types") : _("No line yet"));
  return g_strdup (text->str);
}

static void
add_line_row (SotongPeopleDialog *self,
              const char         *type)
{
  g_autofree char *subtitle = describe_line (self, type);
  GtkWidget *row = sotong_dialog_new_row (*type != '\0' ? sotong_content_type_get_label (type) : _("All types without a line of their own"), subtitle);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "type", g_strdup (type), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (edit_line_cb), self);
  adw_preferences_group_add (self->lines_group, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_people (SotongPeopleDialog *self)
{
  const char * const *types = sotong_content_type_list ();
  g_autofree char *unsealed = g_strdup_printf (ngettext ("%d post on the schedule is not approved.", "%d posts on the schedule are not approved.",
                                                         (gulong) self->people->unsealed), (int) self->people->unsealed);

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      gboolean is_line = g_object_get_data (G_OBJECT (row), "type") != NULL;

      adw_preferences_group_remove (is_line ? self->lines_group : self->people_group, row);
    }
  g_ptr_array_set_size (self->rows, 0);
  self->updating = TRUE;
  gtk_switch_set_active (self->on_switch, self->people->on);
  adw_action_row_set_subtitle (self->on_row, self->people->on && self->people->unsealed > 0 ? unsealed
                               : _("Only what was approved goes out, as it was approved."));
  self->updating = FALSE;
  for (guint i = 0; i < self->people->people->len; i++)
    add_person_row (self, g_ptr_array_index (self->people->people, i));
  add_line_row (self, "");
  for (guint i = 0; types[i] != NULL; i++)
    add_line_row (self, types[i]);
}

/* ---- reading ---- */

static gpointer
read_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(SotongPeople) people = g_new0 (SotongPeople, 1);

  if (!sotong_approval_is_on (db, &people->on, error)
      || (people->people = sotong_person_list (db, error)) == NULL
      || (people->lines = sotong_approval_line_list (db, error)) == NULL)
    return NULL;
  people->unsealed = people->on ? sotong_approval_count_unsealed (db, error) : 0;
  return people->unsealed >= 0 ? g_steal_pointer (&people) : NULL;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongPeopleDialog) self = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;
  SotongPeople *people = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (people == NULL || self == NULL)
    {
      if (people == NULL && self != NULL)
        sotong_dialog_show_problem (ADW_PREFERENCES_WINDOW (self), error);
      people_free (people);
      return;
    }
  people_free (self->people);
  self->people = people;
  show_people (self);
}

static void
ask (SotongPeopleDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->context == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (self->context), read_job, NULL, NULL, (GDestroyNotify) people_free, self->cancellable, read_cb,
                           sotong_dialog_to_weak (self));
}

static void
store_changed_cb (SotongPeopleDialog *self,
                  guint               areas)
{
  if ((areas & (SOTONG_AREA_SETTINGS | SOTONG_AREA_PLAN)) != 0)
    ask (self);
}

/* ---- the dialog ---- */

static void
sotong_people_dialog_dispose (GObject *object)
{
  SotongPeopleDialog *self = SOTONG_PEOPLE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_clear_object (&self->context);
  g_clear_pointer (&self->people, people_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (sotong_people_dialog_parent_class)->dispose (object);
}

static void
sotong_people_dialog_class_init (SotongPeopleDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_people_dialog_dispose;
}

static AdwPreferencesPage *
add_page (SotongPeopleDialog *self,
          const char         *name,
          const char         *title,
          const char         *icon)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  adw_preferences_page_set_name (page, name);
  adw_preferences_page_set_title (page, title);
  adw_preferences_page_set_icon_name (page, icon);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), page);
  return page;
}

static void
add_switch (SotongPeopleDialog  *self,
            AdwPreferencesGroup *group)
{
  self->on_row = ADW_ACTION_ROW (adw_action_row_new ());
  self->on_switch = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->on_switch), GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->on_row), _("Contents need approval"));
  adw_action_row_add_suffix (self->on_row, GTK_WIDGET (self->on_switch));
  adw_action_row_set_activatable_widget (self->on_row, GTK_WIDGET (self->on_switch));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->on_switch), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Contents need approval"), -1);
  g_signal_connect_swapped (self->on_switch, "notify::active", G_CALLBACK (on_cb), self);
  adw_preferences_group_add (group, GTK_WIDGET (self->on_row));
}

static void
sotong_people_dialog_init (SotongPeopleDialog *self)
{
  GtkWidget *add = sotong_dialog_new_button ("sotong-add-symbolic", _("Add person"));
  AdwPreferencesPage *page;

  self->rows = g_ptr_array_new ();
  self->people_group = sotong_dialog_add_group (add_page (self, "people", _("People"), "sotong-navigator-symbolic"), NULL,
                                  _("Who drafts, reviews and decides, and the desktop account that acts for each."));
  page = add_page (self, "approval", _("Approval"), "sotong-approval-symbolic");
  add_switch (self, sotong_dialog_add_group (page, NULL, NULL));
  self->lines_group = sotong_dialog_add_group (page, NULL, _("The people whom contents go through, by type. What was submitted before goes on along its old line."));
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_person_cb), self);
  adw_preferences_group_set_header_suffix (self->people_group, add);
  self->store = g_signal_group_new (SOTONG_TYPE_STORE);
  g_signal_group_connect_swapped (self->store, "changed", G_CALLBACK (store_changed_cb), self);
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (self), FALSE);
  gtk_window_set_title (GTK_WINDOW (self), _("People and Lines"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 620, 560);
}

/**
 * sotong_people_dialog_new:
 * @parent: (nullable): the window it belongs to
 * @context: an open workspace
 *
 * Returns: (transfer floating): the dialog
 */
GtkWidget *
sotong_people_dialog_new (GtkWindow     *parent,
                          SotongContext *context)
{
  SotongPeopleDialog *self = g_object_new (SOTONG_TYPE_PEOPLE_DIALOG, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  g_signal_group_set_target (self->store, sotong_context_get_store (context));
  ask (self);
  return GTK_WIDGET (self);
}
