/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-history.h"
#include "app/panes/sotong-editor-page-private.h"

#define SLICE_US 5000

static void
copy_by_hand_cb (SotongEditorPage *self,
                 const char       *url,
                 SotongEditorCopy *row)
{
  sotong_editor_page_by_hand (self, sotong_editor_copy_get_copy_id (row), url);
}

static void
copy_settle_cb (SotongEditorPage *self,
                gboolean          published,
                const char       *url,
                SotongEditorCopy *row)
{
  sotong_editor_page_settle (self, sotong_editor_copy_get_copy_id (row), published, url);
}

static void
copy_look_cb (SotongEditorPage *self,
              SotongEditorCopy *row)
{
  sotong_editor_page_look (self, sotong_editor_copy_get_copy_id (row));
}

static void
copy_again_cb (SotongEditorPage *self,
               SotongEditorCopy *row)
{
  sotong_editor_page_ask_publish_copy (self, sotong_editor_copy_get_copy_id (row));
}

static GtkWidget *
add_copy_row (SotongEditorPage    *self,
              const SotongChannel *channel)
{
  GtkWidget *row = sotong_editor_copy_new (channel, sotong_context_now (self->context), sotong_context_get_zone (self->context));

  g_signal_connect_object (row, "changed", G_CALLBACK (sotong_editor_page_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "ask-slot", G_CALLBACK (sotong_editor_page_ask_slot), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "edit-slots", G_CALLBACK (sotong_editor_page_edit_slots), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "by-hand", G_CALLBACK (copy_by_hand_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "look", G_CALLBACK (copy_look_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "again", G_CALLBACK (copy_again_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "settle", G_CALLBACK (copy_settle_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->copies, row);
  return row;
}

/**
 * sotong_editor_page_get_copy:
 * @self: a page
 * @channel: a channel's id
 *
 * Returns: (transfer none) (nullable): the channel's row
 */
SotongEditorCopy *
sotong_editor_page_get_copy (SotongEditorPage *self,
                             gint64            channel)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_PAGE (self), NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->copies)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (sotong_editor_copy_get_channel (SOTONG_EDITOR_COPY (row)) == channel)
      return SOTONG_EDITOR_COPY (row);
  return NULL;
}

static const SotongCopy *
copy_on (const SotongContent *content,
         gint64               channel)
{
  for (guint i = 0; content != NULL && i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (copy->channel_id == channel)
        return copy;
    }
  return NULL;
}

/* Makes the rows of channels that have none, for as long as a slice of time goes: an office has a dozen. Those of a page
 * that shows nothing yet are not seen before it does. Returns: whether all were there: what is shown in them has a turn of its own */
gboolean
sotong_editor_page_make_copies (SotongEditorPage *self,
                                GPtrArray        *channels)
{
  gint64 until = g_get_monotonic_time () + SLICE_US;
  gboolean all = TRUE;

  for (guint i = 0; i < channels->len; i++)
    {
      const SotongChannel *channel = g_ptr_array_index (channels, i);

      if (sotong_editor_page_get_copy (self, channel->id) != NULL)
        continue;
      if (g_get_monotonic_time () >= until)
        return FALSE;
      gtk_widget_set_visible (add_copy_row (self, channel), self->data != NULL);
      all = FALSE;
    }
  return all;
}

/* A row for each channel, and for each copy on a channel that was removed since. */
void
sotong_editor_page_fill_copies (SotongEditorPage *self,
                                gboolean          keep)
{
  for (guint i = 0; i < self->data->channels->len; i++)
    {
      const SotongChannel *channel = g_ptr_array_index (self->data->channels, i);

      if (sotong_editor_page_get_copy (self, channel->id) == NULL)
        add_copy_row (self, channel);
    }
  for (guint i = 0; self->base != NULL && i < self->base->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (self->base->copies, i);
      SotongChannel channel = { .id = copy->channel_id, .name = copy->channel, .platform = copy->platform, .text_limit = copy->text_limit };

      if (sotong_editor_page_get_copy (self, copy->channel_id) == NULL)
        add_copy_row (self, &channel);
    }
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->copies)); row != NULL && !keep; row = gtk_widget_get_next_sibling (row))
    {
      const SotongCopy *copy = copy_on (self->base, sotong_editor_copy_get_channel (SOTONG_EDITOR_COPY (row)));
      g_autofree char *failure = copy != NULL ? sotong_editor_history_describe_failure (self->data->attempts, copy) : NULL;

      sotong_editor_copy_show (SOTONG_EDITOR_COPY (row), copy);
      sotong_editor_copy_show_failure (SOTONG_EDITOR_COPY (row), failure);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->no_channels), self->data->channels->len == 0);
}

gboolean
sotong_editor_page_can_publish (SotongEditorPage *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->copies)); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      g_autoptr(SotongCopy) copy = sotong_editor_copy_build (SOTONG_EDITOR_COPY (row));

      if (copy != NULL && sotong_state_can_move (copy->state))
        return TRUE;
    }
  return FALSE;
}

/* The copies as they stand in the widgets know their channels only by number. */
void
sotong_editor_page_name_copies (SotongEditorPage *self,
                                SotongContent    *mine)
{
  for (guint i = 0; i < mine->copies->len; i++)
    {
      SotongCopy *copy = g_ptr_array_index (mine->copies, i);
      const SotongChannel *channel = sotong_editor_page_find_channel (self, copy->channel_id);
      const SotongCopy *stored = copy_on (self->base, copy->channel_id);

      g_free (copy->channel);
      copy->channel = g_strdup (channel != NULL ? channel->name : stored != NULL ? stored->channel : "");
      g_free (copy->platform);
      copy->platform = g_strdup (channel != NULL ? channel->platform : stored != NULL ? stored->platform : "");
    }
  g_free (mine->campaign);
  mine->campaign = g_strdup (sotong_editor_page_campaign_name (self, mine->campaign_id));
}
