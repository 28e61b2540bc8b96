/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-copy-private.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-text.h"
#include "app/panes/sotong-editor-count.h"
#include "app/sotong-browser.h"
#include "app/sotong-scroll-on.h"
#include "publish/sotong-channel-sign-in.h"
#include "store/sotong-hold.h"

/**
 * SotongEditorCopy:
 *
 * A content on one channel: whether it goes there, with which text and when, and how much of
 * the channel's room it takes. Its signal “changed” comes when a person changed something;
 * “by-hand” and “settle” (with whether it is there) when a person says what became of a post; “look” and
 * “again” when the platform is to be asked for it, or it is to be sent after all.
 */
G_DEFINE_FINAL_TYPE (SotongEditorCopy, sotong_editor_copy, GTK_TYPE_WIDGET)

enum {
  SIGNAL_AGAIN,
  SIGNAL_ASK_SLOT,
  SIGNAL_BY_HAND,
  SIGNAL_CHANGED,
  SIGNAL_EDIT_SLOTS,
  SIGNAL_LOOK,
  SIGNAL_SETTLE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

gboolean
sotong_editor_copy_is_fixed (SotongEditorCopy *self)
{
  return self->copy != NULL && !sotong_state_can_move (self->copy->state);
}

gboolean
sotong_editor_copy_has_own_text (SotongEditorCopy *self)
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
gssize
sotong_editor_copy_recount (SotongEditorCopy *self)
{
  g_autofree char *own = sotong_editor_copy_has_own_text (self) ? sotong_editor_text_dup (self->text) : NULL;
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

void
sotong_editor_copy_show_state (SotongEditorCopy *self)
{
  gboolean chosen = gtk_check_button_get_active (self->check);
  SotongState state = sotong_editor_copy_is_fixed (self) ? sotong_copy_get_shown (self->copy)
                      : sotong_editor_copy_state_at (self, sotong_editor_schedule_get_time (self->schedule));

  gtk_widget_set_visible (GTK_WIDGET (self->symbol), chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->state), chosen);
  sotong_calendar_symbol_set_state (self->symbol, state);
  if (state == SOTONG_STATE_WITHDRAWN)
    {
      g_autofree char *when = sotong_calendar_text_moment (self->copy->withdrawn_at, self->zone);
      g_autofree char *text = g_strdup_printf ("%s · %s", sotong_state_get_label (state), when);

      gtk_label_set_text (self->state, text);
    }
  else
    gtk_label_set_text (self->state, sotong_state_get_label (state));
}

/* What the sentence above it says to do next, where one press does it. */
static void
show_next_step (SotongEditorCopy *self,
                gboolean          chosen,
                gboolean          unknown)
{
  gboolean look = chosen && unknown && self->can != NULL && !self->can->by_hand && self->can->idempotency != SOTONG_IDEMPOTENCY_NONE;
  gboolean again = chosen && self->can != NULL && !self->can->by_hand && self->copy != NULL && self->copy->state == SOTONG_STATE_FAILED;

  gtk_widget_set_visible (self->look_button, look);
  gtk_widget_set_visible (self->again_button, again);
  gtk_widget_set_visible (self->next_step, look || again);
}

void
sotong_editor_copy_update (SotongEditorCopy *self)
{
  gboolean chosen = gtk_check_button_get_active (self->check), fixed = sotong_editor_copy_is_fixed (self);
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
  gtk_widget_set_visible (self->text_frame, sotong_editor_copy_has_own_text (self));
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->text), !fixed);
  show_next_step (self, chosen, unknown);
  gtk_widget_set_visible (self->what_became, chosen && (unknown || by_hand));
  gtk_widget_set_visible (self->not_there_button, unknown);
  gtk_button_set_label (GTK_BUTTON (self->there_button), unknown ? _("It Is There") : _("Posted by Hand"));
  sotong_editor_copy_show_state (self);
}

/* ---- what a person does ---- */

static void
check_cb (SotongEditorCopy *self)
{
  sotong_editor_copy_update (self);
  sotong_editor_copy_recount (self);
  emit_changed (self);
}

static void
schedule_cb (SotongEditorCopy *self)
{
  self->time_chosen = !self->updating;
  sotong_editor_copy_show_state (self);
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
  sotong_editor_copy_update (self);
}

/* A text of its own begins with the main one. */
static void
same_cb (SotongEditorCopy *self)
{
  if (!self->updating && sotong_editor_copy_has_own_text (self))
    {
      g_autofree char *own = sotong_editor_text_dup (self->text);

      if (*own == '\0')
        sotong_editor_text_set (self->text, self->main_text);
    }
  sotong_editor_copy_update (self);
  sotong_editor_copy_recount (self);
  emit_changed (self);
}

static void
thread_cb (SotongEditorCopy *self)
{
  sotong_editor_copy_recount (self);
  emit_changed (self);
}

static void
text_cb (SotongEditorCopy *self)
{
  sotong_editor_copy_recount (self);
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

static void
look_cb (SotongEditorCopy *self)
{
  g_signal_emit (self, signals[SIGNAL_LOOK], 0);
}

static void
again_cb (SotongEditorCopy *self)
{
  g_signal_emit (self, signals[SIGNAL_AGAIN], 0);
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
  signals[SIGNAL_AGAIN] = g_signal_new ("again", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LOOK] = g_signal_new ("look", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
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
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, next_step);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, look_button);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorCopy, again_button);
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
  gtk_widget_class_bind_template_callback (widget_class, look_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
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
  sotong_scroll_on (self->text_frame);
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
  g_autofree char *place = sotong_channel_describe_place (channel);

  self->channel_id = channel->id;
  self->can = sotong_capabilities_get (channel->platform);
  self->text_limit = channel->text_limit;
  self->zone = g_time_zone_ref (zone);
  sotong_editor_schedule_set_clock (self->schedule, now, zone);
  gtk_label_set_text (self->name, channel->name);
  gtk_label_set_text (self->platform, place);
  name_controls (self, channel->name);
  self->updating = TRUE;
  gtk_switch_set_active (self->same, TRUE);
  sotong_editor_schedule_set_time (self->schedule, SOTONG_NONE);
  gtk_widget_set_visible (self->link, FALSE);
  sotong_browser_follow (GTK_LINK_BUTTON (self->link));
  sotong_editor_copy_update (self);
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
 * sotong_editor_copy_focus:
 * @self: a row
 *
 * Puts the cursor onto why its post did not go out, from where Tab leads to what can be done; else to its first control.
 */
void
sotong_editor_copy_focus (SotongEditorCopy *self)
{
  g_return_if_fail (SOTONG_IS_EDITOR_COPY (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self->failure)))
    {
      gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
      return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->failure));
  gtk_label_select_region (self->failure, 0, 0); /* all of it marked would hide the text */
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
  return sotong_editor_copy_recount (self);
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
