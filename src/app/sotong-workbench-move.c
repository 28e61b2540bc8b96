/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-workbench-private.h"

/*
 * Where a column or row is to be made that stands before or behind (@after) the @nth of @n. What leaves nothing behind there (@lone)
 * would stand where it did: it goes past its neighbour.
 *
 * Returns: from 0; -1 when it has no neighbour to go past
 */
static int
place_of_new (guint    nth,
              guint    n,
              guint    after,
              gboolean lone)
{
  if (!lone)
    return (int) (nth + after);
  if (after)
    return nth + 1 < n ? (int) nth + 2 : -1;
  return (int) nth - 1;
}

static PanelFrame *
make_column (SotongWorkbench *self,
             PanelFrame      *frame,
             guint            after)
{
  guint n = panel_grid_get_n_columns (self->grid);

  for (guint i = 0; i < n; i++)
    {
      PanelGridColumn *column = panel_grid_get_column (self->grid, i);
      gboolean lone = panel_frame_get_n_pages (frame) < 2 && panel_grid_column_get_n_rows (column) < 2;
      int at;

      if (!gtk_widget_is_ancestor (GTK_WIDGET (frame), GTK_WIDGET (column)))
        continue;
      at = place_of_new (i, n, after, lone);
      if (at < 0)
        return NULL;
      panel_grid_insert_column (self->grid, (guint) at);
      return panel_grid_column_get_row (panel_grid_get_column (self->grid, (guint) at), 0);
    }
  return NULL;
}

static PanelFrame *
split_frame (SotongWorkbench *self,
             PanelFrame      *frame,
             SotongPlace      place)
{
  gboolean column = place == SOTONG_PLACE_COLUMN_BEFORE || place == SOTONG_PLACE_COLUMN_AFTER;
  guint after = place == SOTONG_PLACE_COLUMN_AFTER || place == SOTONG_PLACE_ROW_BELOW ? 1 : 0, n;
  PanelArea area = sotong_workbench_frame_area (self, frame);
  PanelPaned *paned = PANEL_PANED (gtk_widget_get_ancestor (GTK_WIDGET (frame), PANEL_TYPE_PANED));
  GtkOrientation direction = column ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL;

  if (area == PANEL_AREA_CENTER && column)
    return make_column (self, frame, after);
  /* A side area is divided one way only. */
  if (gtk_orientable_get_orientation (GTK_ORIENTABLE (paned)) != direction)
    return NULL;
  n = panel_paned_get_n_children (paned);
  for (guint i = 0; i < n; i++)
    if (panel_paned_get_nth_child (paned, i) == GTK_WIDGET (frame))
      {
        int at = place_of_new (i, n, after, panel_frame_get_n_pages (frame) < 2);
        PanelFrame *made = at >= 0 ? sotong_workbench_new_frame () : NULL;

        if (made != NULL)
          panel_paned_insert (paned, at, GTK_WIDGET (made));
        return made;
      }
  return NULL;
}

static PanelFrame *
frame_at (SotongWorkbench *self,
          PanelFrame      *from,
          SotongPlace      place)
{
  switch (place)
    {
    case SOTONG_PLACE_START:
      return sotong_workbench_area_frame (self, PANEL_AREA_START, 0, 0);
    case SOTONG_PLACE_CENTER:
      return panel_grid_get_most_recent_frame (self->grid);
    case SOTONG_PLACE_END:
      return sotong_workbench_area_frame (self, PANEL_AREA_END, 0, 0);
    case SOTONG_PLACE_BOTTOM:
      return sotong_workbench_area_frame (self, PANEL_AREA_BOTTOM, 0, 0);
    case SOTONG_PLACE_COLUMN_BEFORE:
    case SOTONG_PLACE_COLUMN_AFTER:
    case SOTONG_PLACE_ROW_ABOVE:
    case SOTONG_PLACE_ROW_BELOW:
      return split_frame (self, from, place);
    default:
      return NULL;
    }
}

/**
 * sotong_workbench_move_pane:
 * @self: the workbench
 * @id: a pane's id
 * @place: where to
 *
 * Moves a shown pane to another area, or into a column or row of its own beside the tabs it is
 * with now; one that has such a column or row already goes past the next one. Its focus goes with it.
 *
 * Returns: %FALSE when it is hidden, there already, or has nothing to go past
 */
gboolean
sotong_workbench_move_pane (SotongWorkbench *self,
                            const char      *id,
                            SotongPlace      place)
{
  g_autoptr(GtkWidget) focus = NULL;
  SotongPane *pane;
  PanelFrame *from, *to;

  g_return_val_if_fail (SOTONG_IS_WORKBENCH (self), FALSE);

  sotong_workbench_hurry_all (self);
  pane = sotong_workbench_get_pane (self, id);
  from = pane != NULL ? sotong_workbench_pane_frame (pane) : NULL;
  if (from == NULL)
    return FALSE;
  to = frame_at (self, from, place);
  if (to == NULL || to == from)
    return FALSE;
  focus = sotong_workbench_lift_focus (self, pane);
  sotong_workbench_put_pane (self, pane, to);
  sotong_workbench_focus_again (self, pane, focus);
  return TRUE;
}

/**
 * sotong_place_from_name:
 * @name: `start`, `center`, `end`, `bottom`, `column-before`, `column-after`, `row-above` or
 *   `row-below`, as menus and shortcuts name it
 * @out_place: (out): the place
 *
 * Returns: whether @name is one of them
 */
gboolean
sotong_place_from_name (const char  *name,
                        SotongPlace *out_place)
{
  static const char *const names[] = {
    "start", "center", "end", "bottom", "column-before", "column-after", "row-above", "row-below",
  };

  g_return_val_if_fail (name != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      {
        *out_place = (SotongPlace) i;
        return TRUE;
      }
  return FALSE;
}
