/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-copy-private.h"

#include "store/sotong-hold.h"

/* A channel's row and the copy that is stored: showing it, and building it again from what a person made of it. */

static SotongCopy *
take_copy (const SotongCopy *copy)
{
  SotongCopy *taken = sotong_copy_new (copy->channel_id);

  taken->id = copy->id;
  taken->content_id = copy->content_id;
  taken->title = g_strdup (copy->title);
  taken->body = g_strdup (copy->body);
  taken->state = copy->state;
  taken->publish_at = copy->publish_at;
  taken->on_platform = copy->on_platform;
  taken->thread = copy->thread;
  taken->begun = copy->begun;
  taken->published_at = copy->published_at;
  taken->remote_url = g_strdup (copy->remote_url);
  return taken;
}

/* As sotong_editor_copy_new() made it: an office has many channels, and a content goes to few of them. */
static gboolean
is_blank (SotongEditorCopy *self)
{
  return self->copy == NULL && !self->released && !gtk_check_button_get_active (self->check) && gtk_switch_get_active (self->same)
         && !gtk_switch_get_active (self->thread) && sotong_editor_schedule_get_time (self->schedule) == SOTONG_NONE
         && gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text))) == 0;
}

/**
 * sotong_editor_copy_show:
 * @self: a row
 * @copy: (nullable): the copy as it was read; %NULL when the content does not go there
 *
 * Shows what was read. There is no signal.
 */
void
sotong_editor_copy_show (SotongEditorCopy *self,
                         const SotongCopy *copy)
{
  SotongCopy *taken;
  gboolean out;

  g_return_if_fail (SOTONG_IS_EDITOR_COPY (self));

  if (copy == NULL && is_blank (self))
    return;
  taken = copy != NULL ? take_copy (copy) : NULL;
  g_clear_pointer (&self->copy, sotong_copy_free);
  self->copy = taken;
  self->released = FALSE;
  self->time_chosen = FALSE;
  out = taken != NULL && sotong_state_is_out (taken->state);
  self->updating = TRUE;
  gtk_check_button_set_active (self->check, taken != NULL);
  gtk_switch_set_active (self->same, taken == NULL || taken->body == NULL);
  gtk_switch_set_active (self->thread, taken != NULL && taken->thread);
  sotong_editor_text_set (self->text, taken != NULL && taken->body != NULL ? taken->body : "");
  sotong_editor_schedule_set_time (self->schedule, taken == NULL ? SOTONG_NONE
                                   : out && taken->published_at != SOTONG_NONE ? taken->published_at : taken->publish_at);
  gtk_widget_set_visible (self->link, taken != NULL && taken->remote_url != NULL && taken->withdrawn_at == SOTONG_NONE);
  if (taken != NULL && taken->remote_url != NULL)
    gtk_link_button_set_uri (GTK_LINK_BUTTON (self->link), taken->remote_url);
  sotong_editor_copy_update (self);
  sotong_editor_copy_recount (self);
  self->updating = FALSE;
}

/**
 * sotong_editor_copy_hold_back:
 * @self: a row
 * @held_back: whether its time falls under a restriction for which no ground is written
 *
 * A copy that is held back keeps its time and stays a draft; the ground schedules it. There is no signal.
 */
void
sotong_editor_copy_hold_back (SotongEditorCopy *self,
                              gboolean          held_back)
{
  g_return_if_fail (SOTONG_IS_EDITOR_COPY (self));

  if (self->held_back == held_back)
    return;
  self->released = self->held_back;
  self->held_back = held_back;
  sotong_editor_copy_show_state (self);
}

/**
 * sotong_editor_copy_restore:
 * @self: a row
 * @copy: (nullable): what a person had here; %NULL when the content was not to go there
 *
 * Shows it again over what is stored, which stays what it is compared with. What is out stays
 * as it is, and a time that has passed since is not taken. There is no signal.
 */
void
sotong_editor_copy_restore (SotongEditorCopy *self,
                            const SotongCopy *copy)
{
  g_return_if_fail (SOTONG_IS_EDITOR_COPY (self));

  if (sotong_editor_copy_is_fixed (self))
    return;
  self->updating = TRUE;
  gtk_check_button_set_active (self->check, copy != NULL);
  gtk_switch_set_active (self->same, copy == NULL || copy->body == NULL);
  gtk_switch_set_active (self->thread, copy != NULL && copy->thread);
  sotong_editor_text_set (self->text, copy != NULL && copy->body != NULL ? copy->body : "");
  if (copy == NULL || copy->publish_at == SOTONG_NONE)
    sotong_editor_schedule_set_time (self->schedule, SOTONG_NONE);
  else
    sotong_editor_schedule_choose (self->schedule, copy->publish_at);
  sotong_editor_copy_update (self);
  sotong_editor_copy_recount (self);
  self->updating = FALSE;
}

/* The time a person gave schedules what was a draft, also when it is the time that it was planned for; what failed
 * or was missed waits again. */
SotongState
sotong_editor_copy_state_at (SotongEditorCopy *self,
                             gint64            time)
{
  SotongState state = self->copy != NULL ? self->copy->state : SOTONG_STATE_DRAFT;
  gboolean moved = self->copy == NULL ? time != SOTONG_NONE : time != self->copy->publish_at;

  if (!moved && !((self->released || self->time_chosen) && state == SOTONG_STATE_DRAFT && time != SOTONG_NONE))
    return state;
  if (time == SOTONG_NONE)
    return sotong_state_is_planned (state) || state == SOTONG_STATE_FAILED || state == SOTONG_STATE_MISSED
           ? SOTONG_STATE_DRAFT : state;
  if (self->held_back && state == SOTONG_STATE_SCHEDULED)
    return SOTONG_STATE_DRAFT;
  return !self->held_back && (state == SOTONG_STATE_DRAFT || state == SOTONG_STATE_FAILED || state == SOTONG_STATE_MISSED)
         ? SOTONG_STATE_SCHEDULED : state;
}

/**
 * sotong_editor_copy_build:
 * @self: a row
 *
 * Returns: (transfer full) (nullable): the copy as the person has it; %NULL when the content
 *   does not go there
 */
SotongCopy *
sotong_editor_copy_build (SotongEditorCopy *self)
{
  SotongCopy *copy;

  g_return_val_if_fail (SOTONG_IS_EDITOR_COPY (self), NULL);

  if (!gtk_check_button_get_active (self->check))
    return NULL;
  copy = self->copy != NULL ? take_copy (self->copy) : sotong_copy_new (self->channel_id);
  if (sotong_editor_copy_is_fixed (self))
    return copy;
  g_clear_pointer (&copy->body, g_free);
  if (sotong_editor_copy_has_own_text (self))
    copy->body = sotong_editor_text_dup (self->text);
  copy->thread = gtk_switch_get_active (self->thread);
  copy->publish_at = sotong_editor_schedule_get_time (self->schedule);
  copy->state = sotong_editor_copy_state_at (self, copy->publish_at);
  return copy;
}

/**
 * sotong_editor_copy_get_copy_id:
 * @self: a row
 *
 * Returns: the stored copy's id, or 0
 */
gint64
sotong_editor_copy_get_copy_id (SotongEditorCopy *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_COPY (self), 0);
  return self->copy != NULL ? self->copy->id : 0;
}

/**
 * sotong_editor_copy_forget:
 * @self: a row
 *
 * Forgets the stored copy, which is no longer there, and keeps what the person wrote.
 */
void
sotong_editor_copy_forget (SotongEditorCopy *self)
{
  g_return_if_fail (SOTONG_IS_EDITOR_COPY (self));

  g_clear_pointer (&self->copy, sotong_copy_free);
  sotong_editor_copy_update (self);
}
