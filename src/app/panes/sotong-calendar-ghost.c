/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-ghost.h"

/* What goes along with the pointer: a picture of the content, and under it where it would go. */

#define LABEL_KEY "sotong-calendar-ghost"

/**
 * sotong_calendar_ghost_begin:
 * @drag: a drag that has just begun
 * @picture: of what is dragged
 */
void
sotong_calendar_ghost_begin (GdkDrag      *drag,
                             GdkPaintable *picture)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *image = gtk_picture_new_for_paintable (picture), *label = gtk_label_new (NULL);

  gtk_picture_set_can_shrink (GTK_PICTURE (image), FALSE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (box, "calendar-ghost");
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), box);
  gdk_drag_set_hotspot (drag, -6, -6);
  g_object_set_data_full (G_OBJECT (drag), LABEL_KEY, g_object_ref (label), g_object_unref);
}

/**
 * sotong_calendar_ghost_say:
 * @drag: (nullable): a drag; one that began elsewhere has nothing to say it with
 * @text: where what is dragged would go, or why it cannot
 * @refused: whether it cannot
 */
void
sotong_calendar_ghost_say (GdkDrag    *drag,
                           const char *text,
                           gboolean    refused)
{
  GtkWidget *label = drag != NULL ? g_object_get_data (G_OBJECT (drag), LABEL_KEY) : NULL;

  if (label == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (label), text);
  if (refused)
    gtk_widget_add_css_class (label, "error");
  else
    gtk_widget_remove_css_class (label, "error");
}
