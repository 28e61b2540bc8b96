/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-page-private.h"
#include "app/sotong-entry-fill.h"

/* A page can be written on before its content was read, which takes as long as the machine lets it. What is typed
 * then stands behind what is read, where the cursor would have been. Everything but title and text waits. */

static void
hold_rest (SotongEditorPage *self,
           gboolean          held)
{
  GtkWidget *const rest[] = {
    GTK_WIDGET (self->type_list), GTK_WIDGET (self->campaign_list), GTK_WIDGET (self->line_list), GTK_WIDGET (self->cost_entry),
    GTK_WIDGET (self->all_channels), GTK_WIDGET (self->groups), GTK_WIDGET (self->restriction), GTK_WIDGET (self->files),
    GTK_WIDGET (self->sections),
  };

  for (guint i = 0; i < G_N_ELEMENTS (rest); i++)
    {
      gtk_widget_set_can_focus (rest[i], !held);
      gtk_widget_set_can_target (rest[i], !held);
    }
}

/* The page is new: nothing is saved or published, and only title and text can be written on, until it was read. */
void
sotong_editor_page_begin_early (SotongEditorPage *self)
{
  self->fresh = TRUE;
  self->n_title = self->n_text = 0;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->publish_button), FALSE);
  hold_rest (self, TRUE);
}

/* Whether something was typed before the content had been read. */
gboolean
sotong_editor_page_has_early (SotongEditorPage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));

  return self->fresh && (gtk_entry_get_text_length (GTK_ENTRY (self->title_entry)) > self->n_title
                         || gtk_text_buffer_get_char_count (buffer) > self->n_text);
}

/* Puts what was read before what was typed; what was put there before this is replaced. */
void
sotong_editor_page_put_early (SotongEditorPage *self,
                              const char       *title,
                              const char       *text)
{
  sotong_entry_fill_before (GTK_EDITABLE (self->title_entry), self->n_title, title);
  sotong_editor_text_set_before (self->text, self->n_text, text);
  self->n_title = (int) g_utf8_strlen (title, -1);
  self->n_text = (int) g_utf8_strlen (text, -1);
}

/* The content was read and shown, and what a program that ended had left of it. What is out everywhere cannot be written
 * on, and shows what went out. */
void
sotong_editor_page_end_early (SotongEditorPage *self)
{
  gboolean typed = sotong_editor_page_has_early (self);

  if (!self->fresh)
    return;
  self->fresh = FALSE;
  hold_rest (self, FALSE);
  if (typed && !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->text)))
    {
      self->updating = TRUE;
      sotong_editor_page_put_fields (self, self->base);
      self->updating = FALSE;
      sotong_editor_page_update_counts (self);
      sotong_editor_page_update (self);
    }
  else if (typed)
    sotong_editor_page_changed (self);
  if (self->closing)
    sotong_editor_page_save (self);
}
