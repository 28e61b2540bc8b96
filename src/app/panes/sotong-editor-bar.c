/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-page-private.h"

#include <glib/gi18n.h>

/* The bar above the text, and what its two buttons do. */

/* Says what is wrong above the text; the text stays. */
void
sotong_editor_page_show_bar (SotongEditorPage *self,
                             SotongEditorBar   kind,
                             const char       *text)
{
  self->bar_kind = kind;
  self->bar_of_field = self->bar_of_cost = FALSE;
  gtk_widget_set_visible (self->bar, kind != SOTONG_EDITOR_BAR_NONE);
  gtk_label_set_text (self->bar_label, text != NULL ? text : "");
  switch (kind)
    {
    case SOTONG_EDITOR_BAR_CONFLICT:
      gtk_button_set_label (self->bar_mine, _("Keep Mine"));
      gtk_button_set_label (self->bar_theirs, _("Take Theirs"));
      break;
    case SOTONG_EDITOR_BAR_GONE:
      gtk_button_set_label (self->bar_mine, _("Save as New"));
      gtk_button_set_label (self->bar_theirs, _("Close"));
      break;
    case SOTONG_EDITOR_BAR_ERROR:
      gtk_button_set_label (self->bar_mine, _("Try Again"));
      gtk_button_set_label (self->bar_theirs, _("Dismiss"));
      break;
    case SOTONG_EDITOR_BAR_LEFT:
      gtk_button_set_label (self->bar_mine, _("Save"));
      gtk_button_set_label (self->bar_theirs, _("Discard"));
      break;
    case SOTONG_EDITOR_BAR_TAKEN:
      gtk_button_set_label (self->bar_mine, _("Show Mine"));
      gtk_button_set_label (self->bar_theirs, _("Dismiss"));
      break;
    case SOTONG_EDITOR_BAR_NONE:
    default:
      break;
    }
}

/* The left button of the bar. */
void
sotong_editor_page_keep_mine (SotongEditorPage *self)
{
  SotongEditorBar kind = self->bar_kind;

  sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_NONE, NULL);
  if (kind == SOTONG_EDITOR_BAR_TAKEN)
    {
      sotong_editor_page_restore (self, self->kept);
      sotong_editor_page_forget_kept (self);
      return;
    }
  if (kind == SOTONG_EDITOR_BAR_CONFLICT && self->data != NULL && self->data->content != NULL && self->base != NULL)
    self->base->revision = self->data->content->revision;
  if (kind == SOTONG_EDITOR_BAR_GONE)
    {
      self->id = 0;
      g_clear_pointer (&self->base, sotong_content_free);
      for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->copies)); row != NULL; row = gtk_widget_get_next_sibling (row))
        sotong_editor_copy_forget (SOTONG_EDITOR_COPY (row));
    }
  if (self->data == NULL)
    sotong_editor_page_read (self);
  else
    {
      if (kind == SOTONG_EDITOR_BAR_LEFT)
        sotong_editor_page_finish_fields (self);
      sotong_editor_page_save (self);
    }
}

/* The right one. */
void
sotong_editor_page_take_theirs (SotongEditorPage *self)
{
  SotongEditorBar kind = self->bar_kind;

  sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_NONE, NULL);
  if (kind == SOTONG_EDITOR_BAR_GONE)
    {
      g_signal_emit_by_name (self, "closed");
      return;
    }
  if (kind == SOTONG_EDITOR_BAR_TAKEN)
    sotong_editor_page_forget_kept (self);
  if (kind != SOTONG_EDITOR_BAR_CONFLICT && kind != SOTONG_EDITOR_BAR_LEFT)
    return;
  if (kind == SOTONG_EDITOR_BAR_CONFLICT)
    sotong_editor_page_keep_apart (self);
  else
    {
      sotong_editor_page_forget_fields (self);
      sotong_journal_drop (self->journal);
    }
  g_clear_pointer (&self->data, sotong_editor_data_free);
  sotong_editor_page_read (self);
}
