/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-input-private.h"

#include <glib/gi18n.h>

#include "app/sotong-entry-fill.h"
#include "util/sotong-text.h"

/* The entry that opens on a day, or at an hour, when something is typed there. */

static void
end_quick_add (SotongCalendarInput *self,
               gboolean             focus)
{
  gtk_widget_set_visible (self->entry, FALSE);
  if (focus)
    sotong_calendar_model_go (self->model, self->quick_day, TRUE);
}

/* What stands in the entry becomes a draft; only then it is no more in the journal, which is given up with an empty entry. */
static void
keep_typed (SotongCalendarInput *self,
            gboolean             focus)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (!sotong_text_is_blank (text))
    sotong_calendar_model_add (self->model, self->quick_day, self->quick_minute, text);
  sotong_entry_fill (GTK_EDITABLE (self->entry), "");
  end_quick_add (self, focus);
}

/* Called when the input method has put its last syllable into the entry. */
static void
settled_cb (gpointer user_data)
{
  SotongCalendarInput *self = SOTONG_CALENDAR_INPUT (user_data);

  if (self->entry != NULL && gtk_widget_get_visible (self->entry))
    keep_typed (self, TRUE);
}

static void
finish_cb (SotongCalendarInput *self)
{
  if (self->entry != NULL && gtk_widget_get_visible (self->entry))
    keep_typed (self, FALSE);
}

static void
activate_cb (SotongCalendarInput *self)
{
  sotong_editor_preedit_settle (self->preedit, settled_cb, self);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        SotongCalendarInput   *self)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  sotong_entry_fill (GTK_EDITABLE (self->entry), "");
  end_quick_add (self, TRUE);
  return GDK_EVENT_STOP;
}

static void
changed_cb (SotongCalendarInput *self)
{
  self->is_touched = TRUE;
  sotong_calendar_model_type (self->model, self->quick_day, self->quick_minute, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

/* In an entry in which nothing was typed there is nothing to take back: Ctrl+Z is the window's, and takes back the draft before. GTK's
 * entry would keep the key to itself. */
static gboolean
undo_key_cb (GtkEventControllerKey *controller,
             guint                  keyval,
             guint                  keycode,
             GdkModifierType        state,
             SotongCalendarInput   *self)
{
  if (self->is_touched || gdk_keyval_to_lower (keyval) != GDK_KEY_z || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  end_quick_add (self, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "win.undo", NULL);
  return GDK_EVENT_STOP;
}

/* A click elsewhere keeps what was typed: it becomes a draft, which can be undone. Another
 * window does not. */
static void
leave_cb (SotongCalendarInput *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->view));

  if (!gtk_widget_get_visible (self->entry) || !GTK_IS_WINDOW (root) || !gtk_window_is_active (GTK_WINDOW (root)))
    return;
  if (sotong_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->entry)))
      && !sotong_editor_preedit_is_open (self->preedit))
    end_quick_add (self, FALSE);
  else
    sotong_editor_preedit_settle (self->preedit, settled_cb, self);
}

/* Gives the view its entry. */
void
sotong_calendar_input_add_quick (SotongCalendarInput *self)
{
  GtkEventController *keys = gtk_event_controller_key_new (), *undo = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = gtk_entry_new ();
  gtk_widget_add_css_class (self->entry, "quick-add");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Title of a draft"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Title of a new draft on this day"), -1);
  gtk_widget_set_visible (self->entry, FALSE);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self->view));
  self->preedit = sotong_editor_preedit_new (self->entry);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_object (self->model, "finish", G_CALLBACK (finish_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (undo, GTK_PHASE_CAPTURE);
  g_signal_connect (undo, "key-pressed", G_CALLBACK (undo_key_cb), self);
  gtk_widget_add_controller (self->entry, undo);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (self->entry, focus);
}

GtkWidget *
sotong_calendar_input_get_entry (SotongCalendarInput *self)
{
  return self->entry;
}

/**
 * sotong_calendar_input_quick_add:
 * @self: an input
 * @day: a day that is shown, counted from 1970-01-01
 * @minute: of the day, or %SOTONG_CALENDAR_SAME_TIME for the usual hour
 * @text: (nullable): what stands in the entry at first
 *
 * Opens the entry on a day.
 */
void
sotong_calendar_input_quick_add (SotongCalendarInput *self,
                                 gint64               day,
                                 int                  minute,
                                 const char          *text)
{
  graphene_rect_t box;

  if (!sotong_calendar_view_get_box (self->view, day, minute, &box))
    return;
  self->quick_day = day;
  self->quick_minute = minute;
  sotong_entry_fill (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  self->is_touched = FALSE;
  gtk_widget_set_visible (self->entry, TRUE);
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self->view));
}

/* What is typed opens the entry and goes there as it is: with an input method it is the
 * beginning of a syllable, not a letter. */
void
sotong_calendar_input_type (SotongCalendarInput   *self,
                            GtkEventControllerKey *controller)
{
  int minute = self->model->span.kind == SOTONG_CALENDAR_KIND_WEEK || self->model->span.kind == SOTONG_CALENDAR_KIND_DAY
               ? self->model->minute : SOTONG_CALENDAR_SAME_TIME;

  sotong_calendar_input_quick_add (self, self->model->cursor, minute, NULL);
  gtk_event_controller_key_forward (controller, GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))));
}
