/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-form-mark.h"

/* What is wrong in a form is said above its rows; the row that it is about is marked until it is changed. */

static void
clear (GtkWidget *row)
{
  gtk_widget_remove_css_class (row, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID);
  g_signal_handlers_disconnect_by_func (row, clear, NULL);
}

/**
 * sotong_form_mark:
 * @marked: (inout): the place where the form keeps which row is marked, a weak pointer; the one that was is not any more
 * @row: the row that is wrong
 *
 * Shows that @row is wrong, for eyes and for screen readers, and brings the cursor to it, which scrolls there. What is then
 * typed takes the mark away.
 */
void
sotong_form_mark (GtkWidget **marked,
                  GtkWidget  *row)
{
  g_return_if_fail (marked != NULL);
  g_return_if_fail (GTK_IS_WIDGET (row));

  sotong_form_unmark (marked);
  g_set_weak_pointer (marked, row);
  gtk_widget_add_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  if (GTK_IS_EDITABLE (row))
    g_signal_connect (row, "changed", G_CALLBACK (clear), NULL);
  gtk_widget_grab_focus (row);
}

/**
 * sotong_form_unmark:
 * @marked: (inout): as for sotong_form_mark()
 *
 * No row is marked any more.
 */
void
sotong_form_unmark (GtkWidget **marked)
{
  g_return_if_fail (marked != NULL);

  if (*marked != NULL)
    clear (*marked);
  g_clear_weak_pointer (marked);
}
