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
 * goes nowhere yet, or when the person asked for them. A row does not go away from under the
 * cursor, nor when its channel is taken off: this is asked when a content is shown. */
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
