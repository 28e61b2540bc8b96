/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-problems.h"

#include "plan/sotong-media-check.h"

static GtkWidget *
new_row (const SotongProblem *problem)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("sotong-warning-symbolic"), *label = gtk_label_new (problem->message);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (row, problem->is_warning ? "dim-label" : "error");
  /* A note has no sign: what keeps the post back stands out. */
  gtk_widget_set_opacity (icon, problem->is_warning ? 0 : 1);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);
  return row;
}

static gboolean
shows_already (GtkBox    *box,
               GPtrArray *problems)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (box));

  for (guint i = 0; i < problems->len; i++, row = gtk_widget_get_next_sibling (row))
    {
      const SotongProblem *problem = g_ptr_array_index (problems, i);

      if (row == NULL || !g_str_equal (gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (row))), problem->message))
        return FALSE;
    }
  return row == NULL;
}

/**
 * sotong_editor_problems_fill:
 * @box: where the lines go; what it had is removed
 * @problems: (element-type SotongProblem): what keeps a content from going out, and what is worth a look
 *
 * Says each in a line.
 */
void
sotong_editor_problems_fill (GtkBox    *box,
                             GPtrArray *problems)
{
  GtkWidget *child;

  if (shows_already (box, problems))
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (guint i = 0; i < problems->len; i++)
    gtk_box_append (box, new_row (g_ptr_array_index (problems, i)));
  gtk_widget_set_visible (GTK_WIDGET (box), problems->len > 0);
}
