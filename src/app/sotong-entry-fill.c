/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-entry-fill.h"

/**
 * sotong_entry_fill:
 * @editable: an entry
 * @text: what the program puts there
 *
 * Replaces an entry's text as a new beginning: Ctrl+Z takes back what a person typed after it, but not the text itself,
 * which would leave the entry empty. Where nothing was typed, Ctrl+Z goes on to the window's undo.
 */
void
sotong_entry_fill (GtkEditable *editable,
                   const char  *text)
{
  gboolean undo;

  g_return_if_fail (GTK_IS_EDITABLE (editable));
  g_return_if_fail (text != NULL);

  undo = gtk_editable_get_enable_undo (editable);
  gtk_editable_set_enable_undo (editable, FALSE);
  gtk_editable_set_text (editable, text);
  gtk_editable_set_enable_undo (editable, undo);
}

/**
 * sotong_entry_fill_before:
 * @editable: an entry
 * @n: how many of its first characters the program put there before
 * @text: what it puts there instead
 *
 * As sotong_entry_fill(), keeping what stands behind it.
 */
void
sotong_entry_fill_before (GtkEditable *editable,
                          int          n,
                          const char  *text)
{
  gboolean undo;
  int at = 0;

  g_return_if_fail (GTK_IS_EDITABLE (editable));
  g_return_if_fail (text != NULL);

  undo = gtk_editable_get_enable_undo (editable);
  gtk_editable_set_enable_undo (editable, FALSE);
  gtk_editable_delete_text (editable, 0, n);
  gtk_editable_insert_text (editable, text, -1, &at);
  gtk_editable_set_enable_undo (editable, undo);
}
