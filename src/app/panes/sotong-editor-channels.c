/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-page-private.h"

#include <glib/gi18n.h>

/* An office has twenty channels and a content goes to three of them: the others are folded away. */

#define FEW 3 /* so many others are shown all the same */

static gboolean
is_chosen (GtkWidget *row)
{
  return sotong_editor_copy_get_chosen (SOTONG_EDITOR_COPY (row));
}

/* Shows the channels that the content goes to, and the others when there are few of them, when it
 * goes nowhere yet, or when the person asked for them. */
void
sotong_editor_page_fold_channels (SotongEditorPage *self)
{
  gboolean all = gtk_toggle_button_get_active (self->all_channels), fold;
  g_autofree char *label = NULL;
  guint n_chosen = 0, n_others = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->copies)); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      n_chosen += is_chosen (row);
      n_others += !is_chosen (row);
    }
  fold = n_chosen > 0 && n_others > FEW;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->copies)); row != NULL; row = gtk_widget_get_next_sibling (row))
    gtk_widget_set_visible (row, !fold || all || is_chosen (row) || (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0);
  label = g_strdup_printf (ngettext ("%u Other Channel", "%u Other Channels", n_others), n_others);
  gtk_button_set_label (GTK_BUTTON (self->all_channels), label);
  gtk_widget_set_visible (GTK_WIDGET (self->all_channels), fold);
}

/* Folds the others away when the page is opened. Later it reads what it saved itself: a person who chooses one channel after
 * another must not find the next one gone from under the pointer. */
void
sotong_editor_page_show_channels (SotongEditorPage *self,
                                  gboolean          opened)
{
  if (opened)
    {
      sotong_editor_page_fold_channels (self);
      return;
    }
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->copies)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (is_chosen (row))
      gtk_widget_set_visible (row, TRUE);
}

/* “Publish to a group”: the groups there are, below what the button is for. */
void
sotong_editor_page_fill_groups (SotongEditorPage *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("Publish to a Group…"));
  for (guint i = 0; i < self->data->groups->len; i++)
    gtk_string_list_append (names, ((const SotongChannelGroup *) g_ptr_array_index (self->data->groups, i))->name);
  gtk_drop_down_set_model (self->groups, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->groups), self->data->groups->len > 0);
}

/* What a content begins with that goes to the group: only where nothing was chosen or typed yet. */
static void
take_defaults (SotongEditorPage         *self,
               const SotongChannelGroup *group)
{
  if (self->id == 0 && group->type[0] != '\0')
    sotong_editor_page_choose_type (self, group->type);
  if (group->tags[0] != '\0')
    sotong_editor_notes_begin_tags (SOTONG_EDITOR_NOTES (sotong_editor_sections_get_part (self->sections, SOTONG_EDITOR_SECTION_NOTES)), group->tags);
}

/* A group was chosen: the content goes to its channels too, and the list stands ready for another. */
void
sotong_editor_page_take_group (SotongEditorPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->groups);
  const SotongChannelGroup *group;

  if (self->updating || self->data == NULL || selected == 0 || selected > self->data->groups->len)
    return;
  group = g_ptr_array_index (self->data->groups, selected - 1);
  for (guint i = 0; i < group->channel_ids->len; i++)
    {
      SotongEditorCopy *row = sotong_editor_page_get_copy (self, g_array_index (group->channel_ids, gint64, i));

      if (row == NULL || sotong_editor_copy_get_chosen (row))
        continue;
      sotong_editor_copy_set_chosen (row, TRUE);
      gtk_widget_set_visible (GTK_WIDGET (row), TRUE);
    }
  take_defaults (self, group);
  gtk_drop_down_set_selected (self->groups, 0);
  sotong_editor_page_changed (self);
}

/* ---- going to a row ---- */

#define ABOVE_PX 6 /* left free above the row that is gone to */

/* What was read has its places after a frame; before, all rows stand at the top. The row goes there, whatever is above it:
 * what comes in beside it later does not push it out again. */
static gboolean
go_cb (GtkWidget     *widget,
       GdkFrameClock *clock,
       gpointer       user_data)
{
  SotongEditorPage *self = SOTONG_EDITOR_PAGE (widget);
  SotongEditorCopy *row = sotong_editor_page_get_copy (self, self->wanted_channel);
  GtkWidget *all = gtk_viewport_get_child (GTK_VIEWPORT (gtk_scrolled_window_get_child (self->scrolled)));
  double y;

  if (row != NULL && gtk_widget_get_height (GTK_WIDGET (row)) == 0)
    return G_SOURCE_CONTINUE;
  self->wanted_channel = 0;
  self->go_id = 0;
  if (row == NULL)
    return G_SOURCE_REMOVE;
  sotong_editor_copy_focus (row);
  if (gtk_widget_translate_coordinates (GTK_WIDGET (row), all, 0, 0, NULL, &y)) /* whatever it is scrolled to */
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), y - ABOVE_PX);
  return G_SOURCE_REMOVE;
}

/* Goes to the row that was asked for, once the page shows what was read. */
void
sotong_editor_page_go_to_wanted (SotongEditorPage *self)
{
  SotongEditorCopy *row = self->wanted_channel != 0 && self->data != NULL ? sotong_editor_page_get_copy (self, self->wanted_channel) : NULL;

  if (row == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (row), TRUE);
  if (self->go_id == 0)
    self->go_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), go_cb, NULL, NULL);
}

/**
 * sotong_editor_page_show_channel:
 * @self: a page
 * @channel: a channel's id, or 0: the page stays where it is
 *
 * Scrolls to the channel's row and puts the cursor there, onto why its post did not go out if it did not; as soon
 * as the page has read.
 */
void
sotong_editor_page_show_channel (SotongEditorPage *self,
                                 gint64            channel)
{
  g_return_if_fail (SOTONG_IS_EDITOR_PAGE (self));

  self->wanted_channel = channel;
  sotong_editor_page_go_to_wanted (self);
}
