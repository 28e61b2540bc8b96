/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-editor-details.h"
#include "app/panes/sotong-editor-field.h"
#include "app/sotong-entry-fill.h"
#include "app/sotong-scroll-on.h"

/**
 * SotongEditorNotes:
 *
 * What the office writes for itself about a content: never published. Its signal “changed” comes
 * when a person typed something.
 */
struct _SotongEditorNotes
{
  GtkWidget         parent_instance;
  GtkWidget        *box;      /* (unowned): child */
  SotongEditorText *text;     /* (unowned) */
  GtkWidget        *tags;     /* (unowned) */
  gboolean          updating;
};

G_DEFINE_FINAL_TYPE (SotongEditorNotes, sotong_editor_notes, GTK_TYPE_WIDGET)

static guint changed_signal;

static void
changed_cb (SotongEditorNotes *self)
{
  if (!self->updating)
    g_signal_emit (self, changed_signal, 0);
}

static void
sotong_editor_notes_dispose (GObject *object)
{
  g_clear_pointer (&SOTONG_EDITOR_NOTES (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (sotong_editor_notes_parent_class)->dispose (object);
}

static void
sotong_editor_notes_class_init (SotongEditorNotesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_editor_notes_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sotong_editor_notes_init (SotongEditorNotes *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *grid = gtk_grid_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->text = SOTONG_EDITOR_TEXT (sotong_editor_text_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Internal notes, never published"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 70);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 200);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->text));
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  self->tags = sotong_editor_field_entry (GTK_GRID (grid), 0, 0, _("Tags"), _("Separated by commas"), NULL, NULL);
  sotong_scroll_on (scroller);
  gtk_box_append (GTK_BOX (self->box), scroller);
  gtk_box_append (GTK_BOX (self->box), grid);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->text, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->tags, "changed", G_CALLBACK (changed_cb), self);
}

GtkWidget *
sotong_editor_notes_new (void)
{
  return g_object_new (SOTONG_TYPE_EDITOR_NOTES, NULL);
}

/* Shows what was read; %NULL is a new content. */
void
sotong_editor_notes_show (SotongEditorNotes   *self,
                          const SotongContent *content)
{
  g_return_if_fail (SOTONG_IS_EDITOR_NOTES (self));

  self->updating = TRUE;
  sotong_editor_text_set (self->text, content != NULL && content->notes != NULL ? content->notes : "");
  sotong_editor_field_put (GTK_EDITABLE (self->tags), content != NULL ? content->tags : NULL);
  self->updating = FALSE;
}

/* Writes what the person has into @content. */
void
sotong_editor_notes_collect (SotongEditorNotes *self,
                             SotongContent     *content)
{
  g_return_if_fail (SOTONG_IS_EDITOR_NOTES (self));

  g_free (content->notes);
  content->notes = sotong_editor_text_dup (self->text);
  g_free (content->tags);
  content->tags = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->tags)));
}

/* Tags to begin with: what was typed stays. */
void
sotong_editor_notes_begin_tags (SotongEditorNotes *self,
                                const char        *tags)
{
  g_return_if_fail (SOTONG_IS_EDITOR_NOTES (self));

  if (*gtk_editable_get_text (GTK_EDITABLE (self->tags)) == '\0')
    sotong_entry_fill (GTK_EDITABLE (self->tags), tags);
}

SotongEditorText *
sotong_editor_notes_get_text (SotongEditorNotes *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_NOTES (self), NULL);
  return self->text;
}
