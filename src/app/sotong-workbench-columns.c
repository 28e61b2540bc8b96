/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Widths of the centre's columns.
 *
 * libpanel 1.0 keeps them in a private widget around each column, with no way to set them but
 * its drag gesture. The gesture is told of a drag from the present to the wanted width, which
 * leaves the very state that dragging with the mouse does. */
#include "config.h"

#include "app/sotong-workbench-private.h"

static GtkGesture *
resizer_gesture (GtkWidget *resizer)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (resizer);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller))
        return GTK_GESTURE (controller);   /* the widget owns it */
    }
  return NULL;
}

static int
column_width (PanelGridColumn *column)
{
  GtkWidget *resizer = gtk_widget_get_parent (GTK_WIDGET (column));

  return resizer != NULL ? gtk_widget_get_width (resizer) : 0;
}

/* The handle is the column's only sibling. It is measured on top of the width dragged to. */
static int
handle_width (PanelGridColumn *column)
{
  GtkWidget *handle = gtk_widget_get_next_sibling (GTK_WIDGET (column));
  int width = 0;

  if (handle != NULL)
    gtk_widget_measure (handle, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  return width;
}

static void
set_column_width (PanelGridColumn *column,
                  int              width)
{
  GtkWidget *resizer = gtk_widget_get_parent (GTK_WIDGET (column));
  GtkGesture *drag = resizer != NULL ? resizer_gesture (resizer) : NULL;
  double from, offset;

  if (drag == NULL)
    return;
  from = gtk_widget_get_width (resizer);
  offset = width - handle_width (column) - from;
  g_signal_emit_by_name (drag, "drag-begin", from, 1.0);
  g_signal_emit_by_name (drag, "drag-update", offset, 0.0);
  g_signal_emit_by_name (drag, "drag-end", offset, 0.0);
}

GVariant *
sotong_workbench_save_columns (SotongWorkbench *self)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("ai"));

  for (guint i = 0; i < panel_grid_get_n_columns (self->grid); i++)
    g_variant_builder_add (&builder, "i", column_width (panel_grid_get_column (self->grid, i)));
  return g_variant_builder_end (&builder);
}

/* @widths: (element-type gint32): in pixels; the last column has what the others leave. */
void
sotong_workbench_restore_columns (SotongWorkbench *self,
                                  GArray          *widths,
                                  double           scale)
{
  for (guint i = 0; i + 1 < MIN (widths->len, panel_grid_get_n_columns (self->grid)); i++)
    {
      gint32 width = g_array_index (widths, gint32, i);

      if (width > 0)
        set_column_width (panel_grid_get_column (self->grid, i), (int) (width * scale + 0.5));
    }
}
