/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-schedule.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-text.h"
#include "plan/sotong-month.h"

/**
 * SotongEditorSchedule:
 *
 * A button with a time, which opens a month and a clock. The month is our own: the toolkit's
 * would be in English where only the C.UTF-8 locale exists. Its signal “changed” comes when a
 * person chose a time or took it away; “ask-slot” when the next free slot is wanted, and “edit-slots”
 * when the slots are.
 */
struct _SotongEditorSchedule
{
  GtkWidget      parent_instance;
  GTimeZone     *zone;                      /* (owned) (nullable) */
  gint64         now;
  gint64         time;                      /* what is chosen, or SOTONG_NONE */
  gint64         day;                       /* what is chosen in the open popover */
  SotongMonth    month;                     /* shown there */
  GtkWidget     *button;                    /* (unowned): child */
  GtkWidget     *popover;                   /* (unowned): of the button */
  GtkWidget     *title;                     /* (unowned) */
  GtkWidget     *days[SOTONG_MONTH_CELLS];  /* (unowned) */
  GtkWidget     *hour;                      /* (unowned) */
  GtkWidget     *minute;                    /* (unowned) */
  GtkWidget     *note;                      /* (unowned): the zone, or what is wrong */
  GtkWidget     *remove;                    /* (unowned) */
};

G_DEFINE_FINAL_TYPE (SotongEditorSchedule, sotong_editor_schedule, GTK_TYPE_WIDGET)

static guint changed_signal, ask_slot_signal, edit_slots_signal;

static void
update_button (SotongEditorSchedule *self)
{
  g_autofree char *text = self->time != SOTONG_NONE && self->zone != NULL
                          ? sotong_calendar_text_moment (self->time, self->zone) : g_strdup (_("No time"));
  g_autofree char *label = g_strdup_printf (_("Time of publishing: %s"), text);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
update_month (SotongEditorSchedule *self)
{
  g_autofree char *title = sotong_calendar_text_month_title (self->month.year, self->month.month);
  gint64 today = sotong_month_day_of_time (self->now, self->zone);

  gtk_label_set_text (GTK_LABEL (self->title), title);
  for (int i = 0; i < SOTONG_MONTH_CELLS; i++)
    {
      gint64 day = self->month.first + i;
      int year, month, day_of_month;
      char number[12];
      g_autofree char *label = sotong_calendar_text_day (day);

      sotong_time_civil_from_days (day, &year, &month, &day_of_month);
      g_snprintf (number, sizeof number, "%d", day_of_month);
      gtk_button_set_label (GTK_BUTTON (self->days[i]), number);
      gtk_widget_set_sensitive (self->days[i], day >= today);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->days[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      if (day == self->day)
        gtk_widget_add_css_class (self->days[i], "chosen-day");
      else
        gtk_widget_remove_css_class (self->days[i], "chosen-day");
      if (sotong_month_has_day (&self->month, day))
        gtk_widget_remove_css_class (self->days[i], "dim-label");
      else
        gtk_widget_add_css_class (self->days[i], "dim-label");
    }
}

static void
show_note (SotongEditorSchedule *self,
           const char           *problem)
{
  g_autofree char *zone = NULL;

  if (problem == NULL)
    /* Translators: %s names a time zone, as Asia/Seoul. */
    zone = g_strdup_printf (_("Time of the office: %s"), g_time_zone_get_identifier (self->zone));
  gtk_label_set_text (GTK_LABEL (self->note), problem != NULL ? problem : zone);
  if (problem != NULL)
    gtk_widget_add_css_class (self->note, "error");
  else
    gtk_widget_remove_css_class (self->note, "error");
}

static void
step_month (SotongEditorSchedule *self,
            int                   months)
{
  if (sotong_month_step (&self->month, months))
    update_month (self);
}

static void
previous_cb (SotongEditorSchedule *self)
{
  step_month (self, -1);
}

static void
next_cb (SotongEditorSchedule *self)
{
  step_month (self, 1);
}

static void
day_cb (GtkWidget            *button,
        SotongEditorSchedule *self)
{
  for (int i = 0; i < SOTONG_MONTH_CELLS; i++)
    if (self->days[i] == button)
      self->day = self->month.first + i;
  update_month (self);
}

static void
choose_cb (SotongEditorSchedule *self)
{
  gint64 time = sotong_month_day_start (self->day, self->zone)
    + gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->hour)) * 3600
    + gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->minute)) * 60;

  sotong_editor_schedule_choose (self, time);
}

static void
remove_cb (SotongEditorSchedule *self)
{
  sotong_editor_schedule_choose (self, SOTONG_NONE);
}

static void
ask_slot_cb (SotongEditorSchedule *self)
{
  g_signal_emit (self, ask_slot_signal, 0);
}

static void
edit_slots_cb (SotongEditorSchedule *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, edit_slots_signal, 0);
}

/* On opening: the chosen time, or tomorrow at ten. */
static void
show_cb (SotongEditorSchedule *self)
{
  gint64 time = self->time;
  int year, month, day, hour, minute, second;

  if (self->zone == NULL)
    return;
  if (time == SOTONG_NONE)
    time = sotong_month_day_start (sotong_month_day_of_time (self->now, self->zone) + 1, self->zone) + 10 * 3600;
  sotong_time_to_civil (time, self->zone, &year, &month, &day, &hour, &minute, &second);
  self->day = sotong_time_days_from_civil (year, month, day);
  sotong_month_init (&self->month, year, month);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->hour), hour);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->minute), minute);
  gtk_widget_set_visible (self->remove, self->time != SOTONG_NONE);
  show_note (self, NULL);
  update_month (self);
}

/* ---- building ---- */

static gboolean
two_digits_cb (GtkSpinButton *spin)
{
  char text[8];

  g_snprintf (text, sizeof text, "%02d", gtk_spin_button_get_value_as_int (spin));
  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static GtkWidget *
new_spin (int         max,
          const char *label)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, max, 1);

  gtk_spin_button_set_wrap (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (spin), GTK_ORIENTATION_HORIZONTAL);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 2);
  g_signal_connect (spin, "output", G_CALLBACK (two_digits_cb), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return spin;
}

static GtkWidget *
new_button (SotongEditorSchedule *self,
            const char           *icon,
            const char           *label,
            GCallback             clicked)
{
  GtkWidget *button = icon != NULL ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_label (label);

  if (icon != NULL)
    {
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

static GtkWidget *
new_head (SotongEditorSchedule *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = gtk_label_new (NULL);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_box_append (GTK_BOX (box), new_button (self, "sotong-previous-symbolic", _("Previous month"), G_CALLBACK (previous_cb)));
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), new_button (self, "sotong-next-symbolic", _("Next month"), G_CALLBACK (next_cb)));
  return box;
}

static GtkWidget *
new_month (SotongEditorSchedule *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_widget_add_css_class (grid, "day-picker");
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (int i = 0; i < 7; i++)
    {
      GtkWidget *head = gtk_label_new (sotong_calendar_text_weekday_short (i));

      gtk_widget_add_css_class (head, "calendar-head");
      gtk_widget_add_css_class (head, i == 6 ? "sunday" : i == 5 ? "saturday" : "weekday");
      gtk_grid_attach (GTK_GRID (grid), head, i, 0, 1, 1);
    }
  for (int i = 0; i < SOTONG_MONTH_CELLS; i++)
    {
      self->days[i] = gtk_button_new ();
      gtk_widget_add_css_class (self->days[i], "flat");
      g_signal_connect (self->days[i], "clicked", G_CALLBACK (day_cb), self);
      gtk_grid_attach (GTK_GRID (grid), self->days[i], i % 7, 1 + i / 7, 1, 1);
    }
  return grid;
}

static GtkWidget *
new_foot (SotongEditorSchedule *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *choose = new_button (self, NULL, _("Schedule"), G_CALLBACK (choose_cb));

  self->hour = new_spin (23, _("Hour"));
  self->minute = new_spin (59, _("Minute"));
  gtk_widget_set_hexpand (choose, TRUE);
  gtk_widget_set_halign (choose, GTK_ALIGN_END);
  gtk_widget_add_css_class (choose, "suggested-action");
  gtk_box_append (GTK_BOX (box), self->hour);
  gtk_box_append (GTK_BOX (box), gtk_label_new (":"));
  gtk_box_append (GTK_BOX (box), self->minute);
  gtk_box_append (GTK_BOX (box), choose);
  return box;
}

static GtkWidget *
new_slots (SotongEditorSchedule *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *next = new_button (self, NULL, _("Next Free Slot"), G_CALLBACK (ask_slot_cb));

  gtk_widget_set_hexpand (next, TRUE);
  gtk_widget_set_tooltip_text (next, _("The next of the channel’s usual times with nothing of it within half an hour"));
  gtk_box_append (GTK_BOX (box), next);
  gtk_box_append (GTK_BOX (box), new_button (self, NULL, _("Slots…"), G_CALLBACK (edit_slots_cb)));
  return box;
}

static void
build_popover (SotongEditorSchedule *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->note = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->note), 0);
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->note), 34);
  gtk_widget_add_css_class (self->note, "caption");
  self->remove = new_button (self, NULL, _("Take Off the Schedule"), G_CALLBACK (remove_cb));
  gtk_box_append (GTK_BOX (box), new_head (self));
  gtk_box_append (GTK_BOX (box), new_month (self));
  gtk_box_append (GTK_BOX (box), new_foot (self));
  gtk_box_append (GTK_BOX (box), new_slots (self));
  gtk_box_append (GTK_BOX (box), self->note);
  gtk_box_append (GTK_BOX (box), self->remove);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
}

/* A month of buttons for each of a dozen channels would be built for nothing. */
static void
create_popover_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  SotongEditorSchedule *self = SOTONG_EDITOR_SCHEDULE (user_data);

  if (self->popover == NULL)
    {
      self->popover = gtk_popover_new ();
      build_popover (self);
      gtk_menu_button_set_popover (button, self->popover);
    }
  show_cb (self);
}

static void
sotong_editor_schedule_dispose (GObject *object)
{
  SotongEditorSchedule *self = SOTONG_EDITOR_SCHEDULE (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  G_OBJECT_CLASS (sotong_editor_schedule_parent_class)->dispose (object);
}

static void
sotong_editor_schedule_class_init (SotongEditorScheduleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_editor_schedule_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
  ask_slot_signal = g_signal_new ("ask-slot", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  edit_slots_signal = g_signal_new ("edit-slots", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sotong_editor_schedule_init (SotongEditorSchedule *self)
{
  self->time = SOTONG_NONE;
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_popover_cb, self, NULL);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  update_button (self);
}

GtkWidget *
sotong_editor_schedule_new (void)
{
  return g_object_new (SOTONG_TYPE_EDITOR_SCHEDULE, NULL);
}

/**
 * sotong_editor_schedule_set_clock:
 * @self: the button
 * @now: the workspace's time, seconds since 1970 UTC: nothing before it can be chosen
 * @zone: the office's time zone
 */
void
sotong_editor_schedule_set_clock (SotongEditorSchedule *self,
                                  gint64                now,
                                  GTimeZone            *zone)
{
  g_return_if_fail (SOTONG_IS_EDITOR_SCHEDULE (self));

  g_time_zone_ref (zone);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = zone;
  self->now = now;
  update_button (self);
}

/**
 * sotong_editor_schedule_get_time:
 * @self: the button
 *
 * Returns: what is chosen, in seconds since 1970 UTC, or `SOTONG_NONE`
 */
gint64
sotong_editor_schedule_get_time (SotongEditorSchedule *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_SCHEDULE (self), SOTONG_NONE);
  return self->time;
}

/**
 * sotong_editor_schedule_set_time:
 * @self: the button
 * @time: seconds since 1970 UTC, or `SOTONG_NONE`
 *
 * Shows a time that was read; there is no signal.
 */
void
sotong_editor_schedule_set_time (SotongEditorSchedule *self,
                                 gint64                time)
{
  g_return_if_fail (SOTONG_IS_EDITOR_SCHEDULE (self));

  self->time = time;
  update_button (self);
}

/**
 * sotong_editor_schedule_choose:
 * @self: the button
 * @time: seconds since 1970 UTC, or `SOTONG_NONE`
 *
 * Chooses a time, as a person does.
 *
 * Returns: %FALSE when @time is past: nothing has changed then, and the popover says why
 */
gboolean
sotong_editor_schedule_choose (SotongEditorSchedule *self,
                               gint64                time)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_SCHEDULE (self), FALSE);

  if (time != SOTONG_NONE && time < self->now)
    {
      if (self->popover != NULL)
        show_note (self, _("That time is past. Choose one that is still to come, or publish now."));
      return FALSE;
    }
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (time == self->time && time == SOTONG_NONE)
    return TRUE;
  if (time != self->time)
    sotong_editor_schedule_set_time (self, time);
  g_signal_emit (self, changed_signal, 0); /* also for the time a draft was planned for: it is scheduled by that */
  return TRUE;
}

/**
 * sotong_editor_schedule_say:
 * @self: the button
 * @problem: why what was asked for in the popover did not come about
 */
void
sotong_editor_schedule_say (SotongEditorSchedule *self,
                            const char           *problem)
{
  g_return_if_fail (SOTONG_IS_EDITOR_SCHEDULE (self));

  if (self->popover != NULL)
    show_note (self, problem);
}
