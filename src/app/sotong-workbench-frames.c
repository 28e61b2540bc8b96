/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-workbench-private.h"

#include "app/sotong-frame-header.h"

/* A frame keeps its panes in an AdwTabView, whose shortcuts would take Ctrl+Home, Ctrl+End and
 * Alt+1 … away from the whole window, from the text that is being written too. */
static void
drop_tab_shortcuts (GtkWidget *widget)
{
  if (ADW_IS_TAB_VIEW (widget))
    adw_tab_view_remove_shortcuts (ADW_TAB_VIEW (widget), ADW_TAB_VIEW_SHORTCUT_ALL_SHORTCUTS);
  else
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      drop_tab_shortcuts (child);
}

PanelFrame *
sotong_workbench_new_frame (void)
{
  PanelFrame *frame = PANEL_FRAME (panel_frame_new ());

  drop_tab_shortcuts (GTK_WIDGET (frame));
  panel_frame_set_header (frame, PANEL_FRAME_HEADER (sotong_frame_header_new ()));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (frame), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_hexpand (GTK_WIDGET (frame), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (frame), TRUE);
  return frame;
}

/* The divided area that holds @area's frames; %NULL for the centre, which is a grid. */
PanelPaned *
sotong_workbench_area_paned (SotongWorkbench *self,
                             PanelArea        area)
{
  switch (area)
    {
    case PANEL_AREA_START:
      return self->start;
    case PANEL_AREA_END:
      return self->end;
    case PANEL_AREA_TOP:
      return self->top;
    case PANEL_AREA_BOTTOM:
      return self->bottom;
    case PANEL_AREA_CENTER:
    default:
      return NULL;
    }
}

PanelArea
sotong_workbench_frame_area (SotongWorkbench *self,
                             PanelFrame      *frame)
{
  for (int area = 0; area < SOTONG_N_AREAS; area++)
    {
      PanelPaned *paned = sotong_workbench_area_paned (self, area);

      if (paned != NULL && gtk_widget_is_ancestor (GTK_WIDGET (frame), GTK_WIDGET (paned)))
        return area;
    }
  return PANEL_AREA_CENTER;
}

PanelFrame *
sotong_workbench_pane_frame (SotongPane *pane)
{
  return PANEL_FRAME (gtk_widget_get_ancestor (GTK_WIDGET (pane), PANEL_TYPE_FRAME));
}

static void
collect_frame_cb (PanelFrame *frame,
                  gpointer    user_data)
{
  g_ptr_array_add (user_data, frame);
}

/* The frames of @area, columns first, from left to right and top to bottom. */
GPtrArray *
sotong_workbench_list_frames (SotongWorkbench *self,
                              PanelArea        area)
{
  PanelPaned *paned = sotong_workbench_area_paned (self, area);
  GPtrArray *frames = g_ptr_array_new ();

  if (paned == NULL)
    {
      guint n_columns = panel_grid_get_n_columns (self->grid);

      for (guint i = 0; i < n_columns; i++)
        panel_grid_column_foreach_frame (panel_grid_get_column (self->grid, i),
                                         collect_frame_cb, frames);
      return frames;
    }
  for (guint i = 0; i < panel_paned_get_n_children (paned); i++)
    {
      GtkWidget *child = panel_paned_get_nth_child (paned, i);

      if (PANEL_IS_FRAME (child))
        g_ptr_array_add (frames, child);
    }
  return frames;
}

/* The frame at a place, made with those before it when it is not there yet. */
PanelFrame *
sotong_workbench_area_frame (SotongWorkbench *self,
                             PanelArea        area,
                             guint            column,
                             guint            row)
{
  PanelPaned *paned = sotong_workbench_area_paned (self, area);
  guint index = area == PANEL_AREA_START || area == PANEL_AREA_END ? row : column;

  if (paned == NULL)
    return panel_grid_column_get_row (panel_grid_get_column (self->grid, column), row);
  while (panel_paned_get_n_children (paned) <= index)
    panel_paned_append (paned, GTK_WIDGET (sotong_workbench_new_frame ()));
  return PANEL_FRAME (panel_paned_get_nth_child (paned, index));
}

static void
remove_frame (PanelFrame *frame)
{
  GtkWidget *paned = gtk_widget_get_ancestor (GTK_WIDGET (frame), PANEL_TYPE_PANED);

  if (paned == NULL)
    return;
  g_object_ref (frame);
  panel_frame_set_header (frame, NULL);
  panel_paned_remove (PANEL_PANED (paned), GTK_WIDGET (frame));
  g_object_unref (frame);
}

/* Drops empty frames, but for one in each area. */
static void
prune_frames (SotongWorkbench *self,
              PanelArea        area)
{
  g_autoptr(GPtrArray) frames = sotong_workbench_list_frames (self, area);
  guint n_left = frames->len;

  for (guint i = frames->len; i > 0 && n_left > 1; i--)
    {
      PanelFrame *frame = g_ptr_array_index (frames, i - 1);

      if (sotong_workbench_frame_is_free (self, frame))
        {
          remove_frame (frame);
          n_left--;
        }
    }
}

static void
prune_columns (SotongWorkbench *self)
{
  for (guint i = panel_grid_get_n_columns (self->grid); i > 0; i--)
    {
      PanelGridColumn *column = panel_grid_get_column (self->grid, i - 1);
      GtkWidget *paned = gtk_widget_get_ancestor (GTK_WIDGET (column), PANEL_TYPE_PANED);

      if (panel_grid_get_n_columns (self->grid) > 1 && panel_grid_column_get_n_rows (column) == 0)
        panel_paned_remove (PANEL_PANED (paned), GTK_WIDGET (column));
    }
}

/* Frames that libpanel made itself while a tab was dragged have its own header. */
static void
adopt_frame_cb (PanelFrame *frame,
                gpointer    user_data)
{
  if (SOTONG_IS_FRAME_HEADER (panel_frame_get_header (frame)))
    return;
  panel_frame_set_header (frame, PANEL_FRAME_HEADER (sotong_frame_header_new ()));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (frame), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_hexpand (GTK_WIDGET (frame), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (frame), TRUE);
}

/* Brings the frames in order after panes came, went or were dragged. */
void
sotong_workbench_tidy (SotongWorkbench *self)
{
  g_clear_handle_id (&self->tidy_id, g_source_remove);
  panel_dock_foreach_frame (self->dock, adopt_frame_cb, NULL);
  for (int area = 0; area < SOTONG_N_AREAS; area++)
    {
      PanelPaned *paned = sotong_workbench_area_paned (self, area);

      prune_frames (self, area);
      if (paned != NULL && area != PANEL_AREA_TOP && panel_paned_get_n_children (paned) == 0)
        panel_paned_append (paned, GTK_WIDGET (sotong_workbench_new_frame ()));
      if (paned != NULL && !sotong_workbench_area_has_panes (self, area))
        panel_dock_set_reveal_area (self->dock, area, FALSE);
    }
  prune_columns (self);
}
