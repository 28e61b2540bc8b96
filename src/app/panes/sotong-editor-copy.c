/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-copy.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-symbol.h"
#include "app/panes/sotong-editor-count.h"
#include "platforms/sotong-capabilities.h"

/**
 * SotongEditorCopy:
 *
 * A content on one channel: whether it goes there, with which text and when, and how much of
 * the channel's room it takes. Its signal “changed” comes when a person changed something;
 * “by-hand” and “settle” (with whether it is there) when a person says what became of a post.
 */
struct _SotongEditorCopy
{
  GtkWidget                 parent_instance;
  gint64                    channel_id;
  const SotongCapabilities *can;         /* (nullable): of its platform */
  gint64                    text_limit;  /* of its server; 0 or less: its platform's */
  SotongCopy               *copy;        /* (owned) (nullable): as it was read */
  char                     *main_text;   /* (owned) */
  gboolean              has_files;
  SotongLinkMarks           marks;       /* (owned): what its links get when it is sent */
  GTimeZone                *zone;        /* (owned) */
  gboolean                  updating;    /* the program sets what a person could */
  gboolean                  held_back;   /* its time does not schedule it before a ground is written */
  gboolean                  released;    /* held back until a ground was written just now */

  /* (unowned): template children */
  GtkWidget                *box;
  GtkCheckButton           *check;
  GtkLabel                 *name;
  GtkLabel                 *platform;
  SotongCalendarSymbol     *symbol;
  GtkLabel                 *state;
  GtkLabel                 *count;
  SotongEditorSchedule     *schedule;
  GtkToggleButton          *expand;
  GtkRevealer              *revealer;
  GtkSwitch                *same;
  GtkWidget                *thread_row;
  GtkSwitch                *thread;
  GtkWidget                *text_frame;
  SotongEditorText         *text;
  GtkLabel                 *failure;
  GtkWidget                *what_became;
  GtkEntry                 *url_entry;
  GtkWidget                *there_button;
  GtkWidget                *not_there_button;
  GtkWidget                *link;
};

G_DEFINE_FINAL_TYPE (SotongEditorCopy, sotong_editor_copy, GTK_TYPE_WIDGET)

enum {
  SIGNAL_ASK_SLOT,
  SIGNAL_BY_HAND,
  SIGNAL_CHANGED,
  SIGNAL_EDIT_SLOTS,
  SIGNAL_SETTLE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_fixed (SotongEditorCopy *self)
{
  return self->copy != NULL && !sotong_state_can_move (self->copy->state);
}

static gboolean
has_own_text (SotongEditorCopy *self)
{
  return !gtk_switch_get_active (self->same);
}

static void
emit_changed (SotongEditorCopy *self)
{
  if (!self->updating)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* ---- what is shown ---- */

static void
show_count (SotongEditorCopy  *self,
            const SotongCount *count,
            guint              n_posts)
{
  gboolean over = FALSE;
  g_autofree char *text = sotong_editor_count_describe (self->can, count, n_posts, &over);

  gtk_label_set_text (self->count, text);
  if (over)
    gtk_widget_add_css_class (GTK_WIDGET (self->count), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->count), "error");
}

/* How many posts of a thread the text takes; 0 when it is one, or when it may not be a thread. */
static guint
count_posts (SotongEditorCopy *self,
             const char       *text)
{
  g_auto(GStrv) posts = gtk_switch_get_active (self->thread) ? sotong_capabilities_split (self->can, self->text_limit, text) : NULL;

  return posts != NULL ? g_strv_length (posts) : 0;
}

/* Counts by the channel's rule. Returns the first byte of the main text that has no room. */
static gssize
recount (SotongEditorCopy *self)
{
  g_autofree char *own = has_own_text (self) ? sotong_editor_text_dup (self->text) : NULL;
  SotongCount count = { .overflow_at = -1 };
  g_autoptr(SotongMarkedText) marked = NULL;
  guint n_posts;

  if (self->can == NULL || !gtk_check_button_get_active (self->check)) /* choosing it counts */
    return -1;
  marked = sotong_link_marks_apply (&self->marks, own != NULL ? own : self->main_text);
  sotong_capabilities_count_beside (self->can, self->text_limit, marked->text, self->has_files, &count);
  n_posts = count.overflow_at >= 0 ? count_posts (self, marked->text) : 0;
  if (n_posts > 0)
    count.overflow_at = -1;
  count.overflow_at = sotong_marked_text_unmap (marked, count.overflow_at);
  show_count (self, &count, n_posts);
  sotong_editor_text_set_overflow (self->text, own != NULL ? count.overflow_at : -1);
  return own == NULL ? count.overflow_at : -1;
}

static void
show_state (SotongEditorCopy *self)
{
  gboolean chosen = gtk_check_button_get_active (self->check);
  SotongState state = self->copy != NULL ? self->copy->state : SOTONG_STATE_DRAFT;
  gint64 time = sotong_editor_schedule_get_time (self->schedule);

  if (!is_fixed (self) && time != SOTONG_NONE && state == SOTONG_STATE_DRAFT && !self->held_back)
    state = SOTONG_STATE_SCHEDULED;
  else if (!is_fixed (self) && state == SOTONG_STATE_SCHEDULED && self->held_back && time != self->copy->publish_at)
    state = SOTONG_STATE_DRAFT;
  else if (!is_fixed (self) && time == SOTONG_NONE && state == SOTONG_STATE_SCHEDULED)
    state = SOTONG_STATE_DRAFT;
  gtk_widget_set_visible (GTK_WIDGET (self->symbol), chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->state), chosen);
  sotong_calendar_symbol_set_state (self->symbol, state);
  gtk_label_set_text (self->state, sotong_state_get_label (state));
}

static void
update (SotongEditorCopy *self)
{
  gboolean chosen = gtk_check_button_get_active (self->check), fixed = is_fixed (self);
  gboolean unknown = self->copy != NULL && self->copy->state == SOTONG_STATE_UNKNOWN;
  gboolean by_hand = self->can != NULL && self->can->by_hand && self->copy != NULL && !fixed;

  gtk_widget_set_sensitive (GTK_WIDGET (self->check), !fixed);
  gtk_widget_set_visible (GTK_WIDGET (self->schedule), chosen);
  gtk_widget_set_sensitive (GTK_WIDGET (self->schedule), !fixed);
  gtk_widget_set_visible (GTK_WIDGET (self->count), chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->expand), chosen);
  gtk_revealer_set_reveal_child (self->revealer, chosen && gtk_toggle_button_get_active (self->expand));
  gtk_widget_set_sensitive (GTK_WIDGET (self->same), !fixed);
  gtk_widget_set_visible (self->thread_row, self->can != NULL && self->can->can_thread);
  gtk_widget_set_sensitive (self->thread_row, !fixed);
  gtk_widget_set_visible (self->text_frame, has_own_text (self));
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->text), !fixed);
  gtk_widget_set_visible (self->what_became, chosen && (unknown || by_hand));
  gtk_widget_set_visible (self->not_there_button, unknown);
  gtk_button_set_label (GTK_BUTTON (self->there_button), unknown ? _("It Is There") : _("Posted by Hand"));
  show_state (self);
}

/* ---- what a person does ---- */

static void
check_cb (SotongEditorCopy *self)
{
  update (self);
  recount (self);
  emit_changed (self);
}

static void
schedule_cb (SotongEditorCopy *self)
{
  show_state (self);
  emit_changed (self);
}

static void
ask_slot_cb (SotongEditorCopy *self)
{
  g_signal_emit (self, signals[SIGNAL_ASK_SLOT], 0);
}

static void
edit_slots_cb (SotongEditorCopy *self)
{
  g_signal_emit (self, signals[SIGNAL_EDIT_SLOTS], 0);
}

static void
expand_cb (SotongEditorCopy *self)
{
  update (self);
}

/* A text of its own begins with the main one. */
static void
same_cb (SotongEditorCopy *self)
{
  if (!self->updating && has_own_text (self))
    {
      g_autofree char *own = sotong_editor_text_dup (self->text);

      if (*own == '\0')
        sotong_editor_text_set (self->text, self->main_text);
    }
  update (self);
  recount (self);
  emit_changed (self);
}

static void
thread_cb (SotongEditorCopy *self)
{
  recount (self);
  emit_changed (self);
}

static void
text_cb (SotongEditorCopy *self)
{
  recount (self);
  emit_changed (self);
}

static void
there_cb (SotongEditorCopy *self)
{
  const char *url = gtk_editable_get_text (GTK_EDITABLE (self->url_entry));

  if (self->copy == NULL)
    return;
  if (self->copy->state == SOTONG_STATE_UNKNOWN)
    g_signal_emit (self, signals[SIGNAL_SETTLE], 0, TRUE, url);
  else
    g_signal_emit (self, signals[SIGNAL_BY_HAND], 0, url);
}

static void
not_there_cb (SotongEditorCopy *self)
{
  g_signal_emit (self, signals[SIGNAL_SETTLE], 0, FALSE, "");
}

/* ---- the class ---- */

static void
sotong_editor_copy_dispose (GObject *object)
{
  SotongEditorCopy *self = SOTONG_EDITOR_COPY (object);

  g_clear_pointer (&self->copy, sotong_copy_free);
  g_clear_pointer (&self->main_text, g_free);
  sotong_link_marks_clear (&self->marks);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), SOTONG_TYPE_EDITOR_COPY);
  G_OBJECT_CLASS (sotong_editor_copy_parent_class)->dispose (object);
}

static void
sotong_editor_copy_class_init (SotongEditorCopyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_editor_copy_dispose;
  signals[SIGNAL_ASK_SLOT] = g_signal_new ("ask-slot", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_EDIT_SLOTS] = g_signal_new ("edit-slots", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_BY_HAND] = g_signal_new ("by-hand", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SETTLE] = g_signal_new ("settle", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_STRING);

  g_type_ensure (SOTONG_TYPE_CALENDAR_SYMBOL);
  g_type_ensure (SOTONG_TYPE_EDITOR_SCHEDULE);
  g_type_ensure (SOTONG_TYPE_EDITOR_TEXT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sotong/Sotong/sotong-editor-copy.ui");
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, box);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, check);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, name);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, platform);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, symbol);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, state);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, count);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, schedule);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, expand);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, revealer);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, same);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, thread_row);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, thread);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, text_frame);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, text);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, failure);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, what_became);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, url_entry);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, there_button);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, not_there_button);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, link);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, schedule_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_slot_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_slots_cb);
  gtk_widget_class_bind_template_callback (widget_class, expand_cb);
  gtk_widget_class_bind_template_callback (widget_class, same_cb);
  gtk_widget_class_bind_template_callback (widget_class, thread_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_cb);
  gtk_widget_class_bind_template_callback (widget_class, there_cb);
  gtk_widget_class_bind_template_callback (widget_class, not_there_cb);
}

static void
sotong_editor_copy_init (SotongEditorCopy *self)
{
  self->main_text = g_strdup ("");
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->updating = FALSE;
}

static void
name_controls (SotongEditorCopy *self,
               const char       *channel)
{
  g_autofree char *text = g_strdup_printf (_("Text for “%s”"), channel);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, channel, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/**
 * sotong_editor_copy_new:
 * @channel: a channel
 * @now: the workspace's time, seconds since 1970 UTC
 * @zone: the office's time zone
 *
 * Returns: (transfer floating): its row, not chosen
 */
GtkWidget *
sotong_editor_copy_new (const SotongChannel *channel,
                        gint64               now,
                        GTimeZone           *zone)
{
  SotongEditorCopy *self = g_object_new (SOTONG_TYPE_EDITOR_COPY, NULL);

  self->channel_id = channel->id;
  self->can = sotong_capabilities_get (channel->platform);
  self->text_limit = channel->text_limit;
  self->zone = g_time_zone_ref (zone);
  sotong_editor_schedule_set_clock (self->schedule, now, zone);
  gtk_label_set_text (self->name, channel->name);
  gtk_label_set_text (self->platform, self->can != NULL ? sotong_capabilities_get_title (self->can) : channel->platform);
  name_controls (self, channel->name);
  self->updating = TRUE;
  gtk_switch_set_active (self->same, TRUE);
  sotong_editor_schedule_set_time (self->schedule, SOTONG_NONE);
  gtk_widget_set_visible (self->link, FALSE);
  update (self);
  self->updating = FALSE;
  return GTK_WIDGET (self);
}

/* The channel's name. */
const char *
sotong_editor_copy_get_name (SotongEditorCopy *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_COPY (self), NULL);
  return gtk_label_get_text (self->name);
}

gint64
sotong_editor_copy_get_channel (SotongEditorCopy *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_COPY (self), 0);
  return self->channel_id;
}

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
  out = taken != NULL && sotong_state_is_out (taken->state);
  self->updating = TRUE;
  gtk_check_button_set_active (self->check, taken != NULL);
  gtk_switch_set_active (self->same, taken == NULL || taken->body == NULL);
  gtk_switch_set_active (self->thread, taken != NULL && taken->thread);
  sotong_editor_text_set (self->text, taken != NULL && taken->body != NULL ? taken->body : "");
  sotong_editor_schedule_set_time (self->schedule, taken == NULL ? SOTONG_NONE
                                   : out && taken->published_at != SOTONG_NONE ? taken->published_at : taken->publish_at);
  gtk_widget_set_visible (self->link, taken != NULL && taken->remote_url != NULL);
  if (taken != NULL && taken->remote_url != NULL)
    gtk_link_button_set_uri (GTK_LINK_BUTTON (self->link), taken->remote_url);
  update (self);
  recount (self);
  self->updating = FALSE;
}

/**
 * sotong_editor_copy_show_failure:
 * @self: a row
 * @failure: (nullable): why its post did not go out, and what to do about it
 */
void
sotong_editor_copy_show_failure (SotongEditorCopy *self,
                                 const char       *failure)
{
  g_return_if_fail (SOTONG_IS_EDITOR_COPY (self));

  gtk_label_set_text (self->failure, failure != NULL ? failure : "");
  gtk_widget_set_visible (GTK_WIDGET (self->failure), failure != NULL);
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
  show_state (self);
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

  if (is_fixed (self))
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
  update (self);
  recount (self);
  self->updating = FALSE;
}

/* The time a person gave schedules what was a draft; what failed or was missed waits again. */
static SotongState
state_of (SotongEditorCopy *self,
          gint64            time)
{
  SotongState state = self->copy != NULL ? self->copy->state : SOTONG_STATE_DRAFT;
  gboolean moved = self->copy == NULL ? time != SOTONG_NONE : time != self->copy->publish_at;

  if (!moved && !(self->released && state == SOTONG_STATE_DRAFT && time != SOTONG_NONE))
    return state;
  if (time == SOTONG_NONE)
    return state == SOTONG_STATE_SCHEDULED || state == SOTONG_STATE_FAILED || state == SOTONG_STATE_MISSED
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
  if (is_fixed (self))
    return copy;
  g_clear_pointer (&copy->body, g_free);
  if (has_own_text (self))
    copy->body = sotong_editor_text_dup (self->text);
  copy->thread = gtk_switch_get_active (self->thread);
  copy->publish_at = sotong_editor_schedule_get_time (self->schedule);
  copy->state = state_of (self, copy->publish_at);
  return copy;
}

/**
 * sotong_editor_copy_set_main_text:
 * @self: a row
 * @text: the text of all channels that have none of their own
 *
 * Returns: the first byte of @text that the channel has no room for; -1 when all of it fits,
 *   or when the content does not go there with this text
 */
gssize
sotong_editor_copy_set_main_text (SotongEditorCopy *self,
                                  const char       *text)
{
  char *old;

  g_return_val_if_fail (SOTONG_IS_EDITOR_COPY (self), -1);

  old = self->main_text;
  self->main_text = g_strdup (text);
  g_free (old);
  return recount (self);
}

gboolean
sotong_editor_copy_get_chosen (SotongEditorCopy *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_COPY (self), FALSE);
  return gtk_check_button_get_active (self->check);
}

/**
 * sotong_editor_copy_set_chosen:
 * @self: a row
 * @chosen: whether the content goes to this channel
 */
void
sotong_editor_copy_set_chosen (SotongEditorCopy *self,
                               gboolean          chosen)
{
  g_return_if_fail (SOTONG_IS_EDITOR_COPY (self));
  gtk_check_button_set_active (self->check, chosen);
}

/**
 * sotong_editor_copy_set_own:
 * @self: a row
 * @own: whether the channel has a text of its own
 */
void
sotong_editor_copy_set_own (SotongEditorCopy *self,
                            gboolean          own)
{
  g_return_if_fail (SOTONG_IS_EDITOR_COPY (self));

  gtk_toggle_button_set_active (self->expand, TRUE);
  gtk_switch_set_active (self->same, !own);
}

const char *
sotong_editor_copy_get_count (SotongEditorCopy *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_COPY (self), NULL);
  return gtk_label_get_text (self->count);
}

SotongEditorText *
sotong_editor_copy_get_text (SotongEditorCopy *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_COPY (self), NULL);
  return self->text;
}

SotongEditorSchedule *
sotong_editor_copy_get_schedule (SotongEditorCopy *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_COPY (self), NULL);
  return self->schedule;
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
  update (self);
}

/**
 * sotong_editor_copy_take_marks:
 * @self: a row
 * @marks: (transfer full): what the links of its text get when it is sent, which counts
 */
void
sotong_editor_copy_take_marks (SotongEditorCopy *self,
                               SotongLinkMarks  *marks)
{
  g_return_if_fail (SOTONG_IS_EDITOR_COPY (self));

  sotong_link_marks_clear (&self->marks);
  self->marks = *marks;
}

/* Whether files go with the text, beside which a platform may take less of it; counts at the next text. */
void
sotong_editor_copy_set_has_files (SotongEditorCopy *self,
                                  gboolean          has_files)
{
  g_return_if_fail (SOTONG_IS_EDITOR_COPY (self));
  self->has_files = has_files;
}
