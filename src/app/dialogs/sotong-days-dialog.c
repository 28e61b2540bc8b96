/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-days-dialog-private.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/panes/sotong-calendar-text.h"
#include "plan/sotong-holiday.h"
#include "plan/sotong-month.h"
#include "store/sotong-holiday-edit.h"

/**
 * SotongDaysDialog:
 *
 * The days off of a year and the periods in which contents need a written ground, as this
 * workspace has them. What is added, edited or removed takes effect at once and is undone
 * like any other change.
 */
G_DEFINE_FINAL_TYPE (SotongDaysDialog, sotong_days_dialog, ADW_TYPE_PREFERENCES_WINDOW)

static void
days_free (SotongDays *days)
{
  if (days == NULL)
    return;
  g_clear_pointer (&days->holidays, g_ptr_array_unref);
  g_clear_pointer (&days->hidden, g_ptr_array_unref);
  g_clear_pointer (&days->periods, g_ptr_array_unref);
  g_clear_pointer (&days->removed, g_ptr_array_unref);
  g_free (days);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongDays, days_free)

/* ---- writing ---- */

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SotongDaysDialog) self = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;

  sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  if (error != NULL && self != NULL)
    sotong_dialog_show_problem (ADW_PREFERENCES_WINDOW (self), error);
}

static gpointer
remove_holiday_job (SotongDb      *db,
                    gpointer       data,
                    GCancellable  *cancellable,
                    GError       **error)
{
  gint64 day;

  return sotong_month_parse_day (data, &day) && sotong_holiday_remove (db, day, error) ? data : NULL;
}

static gpointer
restore_holiday_job (SotongDb      *db,
                     gpointer       data,
                     GCancellable  *cancellable,
                     GError       **error)
{
  const char *day = data;
  g_autoptr(GPtrArray) edits = sotong_holiday_edit_list (db, day, day, error);

  for (guint i = 0; edits != NULL && i < edits->len; i++)
    {
      const SotongHolidayEdit *edit = g_ptr_array_index (edits, i);

      if (edit->hidden)
        return sotong_holiday_edit_remove (db, day, edit->name, TRUE, error) ? data : NULL;
    }
  return edits != NULL ? data : NULL; /* somebody else brought it back */
}

static gpointer
remove_period_job (SotongDb      *db,
                   gpointer       data,
                   GCancellable  *cancellable,
                   GError       **error)
{
  return sotong_restricted_remove (db, data, error) ? data : NULL;
}

static gpointer
restore_period_job (SotongDb      *db,
                    gpointer       data,
                    GCancellable  *cancellable,
                    GError       **error)
{
  return sotong_restricted_restore (db, data, error) ? data : NULL;
}

static void
write_key (SotongDaysDialog *self,
           SotongStoreJob    job,
           const char       *key)
{
  sotong_store_write_async (sotong_context_get_store (self->context), SOTONG_WRITE_DEFAULT, job, g_strdup (key), g_free, NULL, NULL, written_cb,
                            sotong_dialog_to_weak (self));
}

static void
remove_holiday_cb (GtkWidget        *button,
                   SotongDaysDialog *self)
{
  write_key (self, remove_holiday_job, g_object_get_data (G_OBJECT (button), "key"));
}

static void
restore_holiday_cb (GtkWidget        *button,
                    SotongDaysDialog *self)
{
  write_key (self, restore_holiday_job, g_object_get_data (G_OBJECT (button), "key"));
}

static void
remove_period_cb (GtkWidget        *button,
                  SotongDaysDialog *self)
{
  write_key (self, remove_period_job, g_object_get_data (G_OBJECT (button), "key"));
}

static void
restore_period_cb (GtkWidget        *button,
                   SotongDaysDialog *self)
{
  write_key (self, restore_period_job, g_object_get_data (G_OBJECT (button), "key"));
}

static void
edit_period_cb (GtkWidget        *row,
                SotongDaysDialog *self)
{
  const char *key = g_object_get_data (G_OBJECT (row), "key");

  for (guint i = 0; i < self->days->periods->len; i++)
    {
      const SotongRestrictedPeriod *period = g_ptr_array_index (self->days->periods, i);

      if (g_str_equal (period->key, key))
        sotong_days_dialog_edit_period (self, period);
    }
}

static void
add_period_cb (SotongDaysDialog *self)
{
  sotong_days_dialog_edit_period (self, NULL);
}

/* ---- rows ---- */

/* A row with a button for what is named by @key. */
static void
add_row (SotongDaysDialog    *self,
         AdwPreferencesGroup *group,
         GPtrArray           *rows,
         GtkWidget           *row,
         GtkWidget           *button,
         const char          *key,
         GCallback            clicked)
{
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (key), g_free);
  g_object_set_data_full (G_OBJECT (button), "key", g_strdup (key), g_free);
  g_signal_connect (button, "clicked", clicked, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (rows, row);
}

static void
add_holiday_row (SotongDaysDialog    *self,
                 const SotongHoliday *holiday)
{
  g_autofree char *date = sotong_calendar_text_day_short (holiday->day), *key = sotong_month_format_day (holiday->day);
  g_autofree char *title = g_strdup_printf ("%s %s", date, holiday->name);
  /* Translators: %s is a holiday. */
  g_autofree char *label = g_strdup_printf (_("Make a working day of %s"), holiday->name);
  g_autofree char *subtitle = holiday->own ? g_strdup_printf ("%s · %s", sotong_holiday_kind_get_label (holiday->kind), _("added here"))
                              : g_strdup (sotong_holiday_kind_get_label (holiday->kind));

  add_row (self, self->holiday_group, self->holiday_rows, sotong_dialog_new_row (title, subtitle),
           sotong_dialog_new_button ("sotong-remove-symbolic", label), key, G_CALLBACK (remove_holiday_cb));
}

static void
add_hidden_row (SotongDaysDialog        *self,
                const SotongHolidayEdit *edit)
{
  gint64 day = 0;
  g_autofree char *date = sotong_month_parse_day (edit->day, &day) ? sotong_calendar_text_day_short (day) : g_strdup (edit->day);
  g_autofree char *title = g_strdup_printf ("%s %s", date, edit->name);
  /* Translators: %s is a holiday. */
  g_autofree char *label = g_strdup_printf (_("Bring back %s"), edit->name);

  add_row (self, self->holiday_group, self->holiday_rows, sotong_dialog_new_row (title, _("Removed: a working day here")),
           sotong_dialog_new_button ("sotong-add-symbolic", label), edit->day, G_CALLBACK (restore_holiday_cb));
}

static void
add_period_row (SotongDaysDialog             *self,
                const SotongRestrictedPeriod *period)
{
  /* Translators: %s is a restricted period. */
  g_autofree char *label = g_strdup_printf (_("Remove %s"), period->name);
  g_autofree char *subtitle = g_strdup_printf ("%s – %s · %s · %s\n%s", period->starts_on, period->ends_on,
                                               sotong_restricted_kind_get_label (period->kind),
                                               period->all ? _("Every content") : _("Publicity of the city"), period->legal_ground);
  GtkWidget *row = sotong_dialog_new_row (period->name, subtitle);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (edit_period_cb), self);
  add_row (self, self->period_group, self->period_rows, row, sotong_dialog_new_button ("sotong-remove-symbolic", label), period->key,
           G_CALLBACK (remove_period_cb));
}

static void
add_removed_row (SotongDaysDialog             *self,
                 const SotongRestrictedPeriod *period)
{
  g_autofree char *label = g_strdup_printf (_("Bring back %s"), period->name);
  g_autofree char *subtitle = g_strdup_printf ("%s – %s · %s", period->starts_on, period->ends_on, _("Removed: does not hold here"));

  add_row (self, self->period_group, self->period_rows, sotong_dialog_new_row (period->name, subtitle),
           sotong_dialog_new_button ("sotong-add-symbolic", label), period->key, G_CALLBACK (restore_period_cb));
}

static void
show_days (SotongDaysDialog *self)
{
  sotong_dialog_clear_rows (self->holiday_group, self->holiday_rows);
  sotong_dialog_clear_rows (self->period_group, self->period_rows);
  for (guint i = 0; i < self->days->holidays->len; i++)
    add_holiday_row (self, g_ptr_array_index (self->days->holidays, i));
  for (guint i = 0; i < self->days->hidden->len; i++)
    add_hidden_row (self, g_ptr_array_index (self->days->hidden, i));
  for (guint i = 0; i < self->days->periods->len; i++)
    add_period_row (self, g_ptr_array_index (self->days->periods, i));
  for (guint i = 0; i < self->days->removed->len; i++)
    add_removed_row (self, g_ptr_array_index (self->days->removed, i));
}

/* ---- reading ---- */

static gpointer
read_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(SotongDays) days = g_new0 (SotongDays, 1);
  g_autofree char *first = NULL, *last = NULL;

  days->year = GPOINTER_TO_INT (data);
  first = g_strdup_printf ("%04d-01-01", days->year);
  last = g_strdup_printf ("%04d-12-31", days->year);
  days->holidays = sotong_holiday_list (db, sotong_time_days_from_civil (days->year, 1, 1), sotong_time_days_from_civil (days->year, 12, 31), error);
  if (days->holidays == NULL || (days->hidden = sotong_holiday_edit_list (db, first, last, error)) == NULL
      || (days->periods = sotong_restricted_list (db, error)) == NULL
      || (days->removed = sotong_restricted_list_removed (db, error)) == NULL)
    return NULL;
  for (guint i = days->hidden->len; i > 0; i--)
    if (!((SotongHolidayEdit *) g_ptr_array_index (days->hidden, i - 1))->hidden)
      g_ptr_array_remove_index (days->hidden, i - 1);
  return g_steal_pointer (&days);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongDaysDialog) self = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;
  SotongDays *days = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (days == NULL || self == NULL)
    {
      if (days == NULL && self != NULL)
        sotong_dialog_show_problem (ADW_PREFERENCES_WINDOW (self), error);
      days_free (days);
      return;
    }
  days_free (self->days);
  self->days = days;
  show_days (self);
}

static void
ask (SotongDaysDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->context == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (self->context), read_job, GINT_TO_POINTER (gtk_spin_button_get_value_as_int (self->year)),
                           NULL, (GDestroyNotify) days_free, self->cancellable, read_cb, sotong_dialog_to_weak (self));
}

static void
store_changed_cb (SotongDaysDialog *self,
                  guint             areas)
{
  if ((areas & (SOTONG_AREA_SETTINGS | SOTONG_AREA_PLAN)) != 0)
    ask (self);
}

/* ---- the dialog ---- */

static void
sotong_days_dialog_dispose (GObject *object)
{
  SotongDaysDialog *self = SOTONG_DAYS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_clear_object (&self->context);
  g_clear_pointer (&self->days, days_free);
  g_clear_pointer (&self->holiday_rows, g_ptr_array_unref);
  g_clear_pointer (&self->period_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (sotong_days_dialog_parent_class)->dispose (object);
}

static void
sotong_days_dialog_class_init (SotongDaysDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_days_dialog_dispose;
}

static AdwPreferencesGroup *
add_group (SotongDaysDialog *self,
           const char       *title,
           const char       *icon,
           const char       *description)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_page_set_title (page, title);
  adw_preferences_page_set_icon_name (page, icon);
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (page, group);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), page);
  return group;
}

static void
sotong_days_dialog_init (SotongDaysDialog *self)
{
  GtkWidget *add_holiday = sotong_dialog_new_button ("sotong-add-symbolic", _("Add holiday"));
  GtkWidget *add_period = sotong_dialog_new_button ("sotong-add-symbolic", _("Add restricted period"));
  GtkWidget *suffix = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->holiday_rows = g_ptr_array_new ();
  self->period_rows = g_ptr_array_new ();
  self->year = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (SOTONG_HOLIDAY_FIRST_YEAR, SOTONG_HOLIDAY_LAST_YEAR, 1));
  gtk_widget_set_valign (GTK_WIDGET (self->year), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->year), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Year"), -1);
  gtk_box_append (GTK_BOX (suffix), GTK_WIDGET (self->year));
  gtk_box_append (GTK_BOX (suffix), add_holiday);
  self->holiday_group = add_group (self, _("Holidays"), "sotong-calendar-symbolic",
                                   _("Korea’s public holidays, with substitute holidays by the rule in force, and those of this workspace."));
  adw_preferences_group_set_header_suffix (self->holiday_group, suffix);
  self->period_group = add_group (self, _("Restricted Periods"), "sotong-warning-symbolic",
                                  _("Contents on these days need a written ground. Sotong flags them; whether a post is allowed is yours to decide."));
  adw_preferences_group_set_header_suffix (self->period_group, add_period);
  g_signal_connect_swapped (add_holiday, "clicked", G_CALLBACK (sotong_days_dialog_add_holiday), self);
  g_signal_connect_swapped (add_period, "clicked", G_CALLBACK (add_period_cb), self);
  g_signal_connect_swapped (self->year, "value-changed", G_CALLBACK (ask), self);
  self->store = g_signal_group_new (SOTONG_TYPE_STORE);
  g_signal_group_connect_swapped (self->store, "changed", G_CALLBACK (store_changed_cb), self);
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (self), FALSE);
  gtk_window_set_title (GTK_WINDOW (self), _("Holidays and Restricted Periods"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 660, 600);
}

/**
 * sotong_days_dialog_new:
 * @parent: (nullable): the window it belongs to
 * @context: an open workspace
 *
 * Returns: (transfer floating): the dialog, of the year of the workspace's clock
 */
GtkWidget *
sotong_days_dialog_new (GtkWindow     *parent,
                        SotongContext *context)
{
  SotongDaysDialog *self = g_object_new (SOTONG_TYPE_DAYS_DIALOG, "transient-for", parent, NULL);
  int year, month, day, hour, minute, second;

  sotong_time_to_civil (sotong_context_now (context), sotong_context_get_zone (context), &year, &month, &day, &hour, &minute, &second);
  gtk_spin_button_set_value (self->year, year);
  self->context = g_object_ref (context);
  g_signal_group_set_target (self->store, sotong_context_get_store (context));
  ask (self);
  return GTK_WIDGET (self);
}
