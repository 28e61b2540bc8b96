/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-pane-private.h"

#include <glib/gi18n.h>

#include "plan/sotong-day-jump.h"

/* Going to a date that is typed. */

/* Goes where the entry says, or says what was not understood. */
void
sotong_calendar_pane_jump (SotongCalendarPane *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->jump_entry));
  gint64 day;

  if (!sotong_day_jump_parse (text, self->model->cursor, self->model->today, &day))
    {
      /* Its lines are broken by hand: a popover reckons the height of a text that wraps with more width than it has. */
      gtk_label_set_text (self->jump_problem, _("That is not a date.\nType one like 2016-10-14,\n10/14 or 14, or +7 for a week on."));
      gtk_widget_set_visible (GTK_WIDGET (self->jump_problem), TRUE);
      return;
    }
  gtk_popover_popdown (self->jump_popover);
  sotong_calendar_model_go (self->model, day, TRUE);
}

static void
closed_cb (SotongCalendarPane *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->jump_entry), "");
  gtk_widget_set_visible (GTK_WIDGET (self->jump_problem), FALSE);
}

static gboolean
jump_key_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  gtk_menu_button_popup (SOTONG_CALENDAR_PANE (widget)->title_button);
  return TRUE;
}

/* Wherever the focus is, but for an entry. The views have these keys themselves. */
static gboolean
page_key_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   step)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root != NULL && GTK_IS_EDITABLE (gtk_root_get_focus (root)))
    return FALSE;
  sotong_calendar_model_page (SOTONG_CALENDAR_PANE (widget)->model, GPOINTER_TO_INT (step), FALSE);
  return TRUE;
}

/* Today, likewise. */
static gboolean
today_key_cb (GtkWidget *widget,
              GVariant  *args,
              gpointer   user_data)
{
  SotongCalendarModel *model = SOTONG_CALENDAR_PANE (widget)->model;

  sotong_calendar_model_go (model, model->today, TRUE);
  return TRUE;
}

static void
add_page_key (GtkEventController *shortcuts,
              guint               keyval,
              int                 step)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (keyval, GDK_ALT_MASK),
                                                          gtk_callback_action_new (page_key_cb, GINT_TO_POINTER (step), NULL)));
}

/* Ctrl+G opens the entry, Ctrl+T goes to today, Alt+Left and Alt+Right page. */
void
sotong_calendar_pane_set_up_jump (SotongCalendarPane *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_g, GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (jump_key_cb, NULL, NULL)));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_t, GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (today_key_cb, NULL, NULL)));
  add_page_key (shortcuts, GDK_KEY_Left, -1);
  add_page_key (shortcuts, GDK_KEY_KP_Left, -1);
  add_page_key (shortcuts, GDK_KEY_Right, 1);
  add_page_key (shortcuts, GDK_KEY_KP_Right, 1);
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);
  g_signal_connect_swapped (self->jump_popover, "closed", G_CALLBACK (closed_cb), self);
}
