/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's commands for panes before an audience. */
#include "config.h"

#include "app/sotong-window-private.h"

#include "app/dialogs/sotong-presentation-dialog.h"

static void
ended_cb (SotongWindow *self)
{
  g_clear_object (&self->presentation);
  sotong_window_watch_range (self);
}

static void
presentation_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);
  g_autoptr(SotongPresentationPlan) plan = NULL;

  if (self->presentation != NULL)
    {
      sotong_presentation_end (self->presentation);
      return;
    }
  plan = sotong_presentation_plan_read (self->settings);
  self->presentation = sotong_presentation_new (self, plan);
  g_signal_connect_object (self->presentation, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
}

static void
presentation_setup_action (GSimpleAction *action,
                           GVariant      *parameter,
                           gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);

  sotong_window_end_presentation (self);
  sotong_presentation_dialog_present (self);
}

void
sotong_window_add_presentation (SotongWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "presentation", .activate = presentation_action },
    { .name = "presentation-setup", .activate = presentation_setup_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

void
sotong_window_end_presentation (SotongWindow *self)
{
  if (self->presentation != NULL)
    sotong_presentation_end (self->presentation);
}
