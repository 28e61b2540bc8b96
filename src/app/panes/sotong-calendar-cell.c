/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-cell.h"

/**
 * SotongCalendarCell:
 *
 * A day of the year: something that can have the focus, and that screen readers can name. The
 * year draws it.
 */
struct _SotongCalendarCell
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongCalendarCell, sotong_calendar_cell, GTK_TYPE_WIDGET)

static void
focus_cb (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (parent != NULL)
    gtk_widget_queue_draw (parent);
}

static void
sotong_calendar_cell_class_init (SotongCalendarCellClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "sotongday");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
sotong_calendar_cell_init (SotongCalendarCell *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (focus_cb), NULL);
}
