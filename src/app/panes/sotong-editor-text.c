/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/panes/sotong-calendar-symbol.h"
#include "util/sotong-text.h"

/**
 * SotongEditorText:
 *
 * A text to be published: it marks what a channel has no room for. Its signal “changed” comes
 * when a person or the program changed the text.
 */
struct _SotongEditorText
{
  GtkTextView          parent_instance;
  SotongEditorPreedit *preedit;   /* (owned) */
  GtkTextTag          *overflow;  /* (unowned): of the buffer */
  gssize               offset;    /* bytes, or -1 */
  GString             *whole;     /* (owned) (nullable): the text, once somebody asked: a key asks many times, and a long one is slow to gather */
  int                  letter;    /* where something was changed last, in letters */
  gsize                byte;      /* and in bytes of @whole */
};

G_DEFINE_FINAL_TYPE (SotongEditorText, sotong_editor_text, GTK_TYPE_TEXT_VIEW)

static guint changed_signal;

static void
mark (SotongEditorText *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, self->overflow, &start, &end);
  if (self->offset < 0)
    return;
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  if ((gsize) self->offset > strlen (text))
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) g_utf8_pointer_to_offset (text, text + self->offset));
  gtk_text_buffer_apply_tag (buffer, self->overflow, &start, &end);
}

/* Where a letter is in the whole text: near the place before, since people write on. */
static gsize
byte_of (SotongEditorText  *self,
         const GtkTextIter *iter)
{
  int letter = gtk_text_iter_get_offset (iter);

  if (letter < self->letter / 2)
    {
      self->letter = 0;
      self->byte = 0;
    }
  self->byte = (gsize) (g_utf8_offset_to_pointer (self->whole->str + self->byte, letter - self->letter) - self->whole->str);
  self->letter = letter;
  return self->byte;
}

/* Before it is inserted. */
static void
insert_text_cb (SotongEditorText  *self,
                const GtkTextIter *iter,
                const char        *text,
                int                length)
{
  if (self->whole != NULL)
    g_string_insert_len (self->whole, (gssize) byte_of (self, iter), text, length);
}

/* Before it is deleted. */
static void
delete_range_cb (SotongEditorText  *self,
                 const GtkTextIter *start,
                 const GtkTextIter *end)
{
  gsize first, last;

  if (self->whole == NULL)
    return;
  last = byte_of (self, end);
  first = byte_of (self, start);
  g_string_erase (self->whole, (gssize) first, (gssize) (last - first));
}

static void
buffer_changed_cb (SotongEditorText *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
sotong_editor_text_css_changed (GtkWidget         *widget,
                                GtkCssStyleChange *change)
{
  SotongEditorText *self = SOTONG_EDITOR_TEXT (widget);
  GdkRGBA ground;

  GTK_WIDGET_CLASS (sotong_editor_text_parent_class)->css_changed (widget, change);
  if (self->overflow == NULL)
    return;
  sotong_calendar_color (widget, "error_color", &ground);
  ground.alpha = 0.28f;
  g_object_set (self->overflow, "background-rgba", &ground, "underline", PANGO_UNDERLINE_SINGLE, NULL);
}

static void
sotong_editor_text_dispose (GObject *object)
{
  g_clear_object (&SOTONG_EDITOR_TEXT (object)->preedit);
  G_OBJECT_CLASS (sotong_editor_text_parent_class)->dispose (object);
}

static void
sotong_editor_text_finalize (GObject *object)
{
  SotongEditorText *self = SOTONG_EDITOR_TEXT (object);

  if (self->whole != NULL)
    g_string_free (self->whole, TRUE);
  G_OBJECT_CLASS (sotong_editor_text_parent_class)->finalize (object);
}

static void
sotong_editor_text_class_init (SotongEditorTextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_editor_text_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_editor_text_finalize;
  GTK_WIDGET_CLASS (klass)->css_changed = sotong_editor_text_css_changed;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sotong_editor_text_init (SotongEditorText *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  self->offset = -1;
  self->overflow = gtk_text_buffer_create_tag (buffer, "overflow", NULL);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_left_margin (view, 10);
  gtk_text_view_set_right_margin (view, 10);
  gtk_text_view_set_top_margin (view, 8);
  gtk_text_view_set_bottom_margin (view, 8);
  gtk_text_view_set_pixels_below_lines (view, 3);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (insert_text_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "delete-range", G_CALLBACK (delete_range_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (buffer_changed_cb), self, G_CONNECT_SWAPPED);
  self->preedit = sotong_editor_preedit_new (GTK_WIDGET (self));
}

GtkWidget *
sotong_editor_text_new (void)
{
  return g_object_new (SOTONG_TYPE_EDITOR_TEXT, NULL);
}

/**
 * sotong_editor_text_dup:
 * @self: a text
 *
 * Returns: (transfer full): what stands there, without what is still being composed
 */
char *
sotong_editor_text_dup (SotongEditorText *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  g_return_val_if_fail (SOTONG_IS_EDITOR_TEXT (self), NULL);

  if (self->whole == NULL)
    {
      buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
      gtk_text_buffer_get_bounds (buffer, &start, &end);
      text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
      self->whole = g_string_new (text);
      self->letter = 0;
      self->byte = 0;
    }
  return g_strndup (self->whole->str, self->whole->len);
}

/**
 * sotong_editor_text_set:
 * @self: a text
 * @text: what is to stand there
 *
 * Replaces the text, unless it is the same: the cursor then stays where it is. It cannot be
 * taken back by typing Ctrl+Z in the text.
 */
void
sotong_editor_text_set (SotongEditorText *self,
                        const char       *text)
{
  g_autofree char *now = NULL;
  GtkTextBuffer *buffer;

  g_return_if_fail (SOTONG_IS_EDITOR_TEXT (self));

  now = sotong_editor_text_dup (self);
  if (g_str_equal (now, text))
    return;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
}

/**
 * sotong_editor_text_set_before:
 * @self: a text
 * @n_letters: how many letters at its beginning are replaced
 * @text: what is to stand there instead
 *
 * As sotong_editor_text_set(), but what stands behind these letters stays, with the cursor in it and the syllable
 * that is being composed there.
 */
void
sotong_editor_text_set_before (SotongEditorText *self,
                               int               n_letters,
                               const char       *text)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_if_fail (SOTONG_IS_EDITOR_TEXT (self));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, n_letters);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
}

/* Said to people who do not see the mark. */
static void
describe (SotongEditorText *self)
{
  g_autofree char *text = sotong_editor_text_dup (self), *rest = NULL, *description = NULL;

  if (self->offset >= 0 && (gsize) self->offset < strlen (text))
    {
      rest = sotong_text_single_line (text + self->offset, 40);
      description = g_strdup_printf (_("No room from here on: “%s”"), rest);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description != NULL ? description : "", -1);
}

/**
 * sotong_editor_text_set_overflow:
 * @self: a text
 * @byte_offset: where the first letter stands that no longer fits, or -1
 */
void
sotong_editor_text_set_overflow (SotongEditorText *self,
                                 gssize            byte_offset)
{
  g_return_if_fail (SOTONG_IS_EDITOR_TEXT (self));

  if (byte_offset < 0 && self->offset < 0)
    return;
  self->offset = byte_offset;
  mark (self);
  describe (self);
}

/**
 * sotong_editor_text_get_preedit:
 * @self: a text
 *
 * Returns: (transfer none): what watches its input method
 */
SotongEditorPreedit *
sotong_editor_text_get_preedit (SotongEditorText *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_TEXT (self), NULL);
  return self->preedit;
}
