/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pane alone in the window, and all of them back where they stood. */
#include "config.h"

#include "app/sotong-workbench-private.h"

static void
put_alone (SotongWorkbench *self,
           SotongPane      *pane)
{
  sotong_workbench_detach_all (self);
  sotong_workbench_tidy (self);
  sotong_workbench_put_pane (self, pane, sotong_workbench_area_frame (self, PANEL_AREA_CENTER, 0, 0));
  for (int area = 0; area < PANEL_AREA_CENTER; area++)
    panel_dock_set_reveal_area (self->dock, area, FALSE);
}

/**
 * sotong_workbench_show_alone:
 * @self: the workbench
 * @id: a pane's id
 *
 * Shows a pane alone, one that is hidden too; instead of the one that was alone before. What is saved as the layout stays as
 * it was, but for what was chosen meanwhile, and sotong_workbench_unmaximize() brings it back; so does showing another pane.
 *
 * Returns: %FALSE when there is no such pane
 */
gboolean
sotong_workbench_show_alone (SotongWorkbench *self,
                             const char      *id)
{
  g_autoptr(GVariant) layout = NULL;
  SotongPane *pane;

  g_return_val_if_fail (SOTONG_IS_WORKBENCH (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  if (self->whole == NULL)
    layout = sotong_workbench_save_layout (self);
  pane = sotong_workbench_ensure_pane (self, id);
  if (pane == NULL)
    return FALSE;
  put_alone (self, pane);
  if (layout != NULL)
    self->whole = g_steal_pointer (&layout);
  sotong_workbench_changed (self);
  return TRUE;
}

/**
 * sotong_workbench_maximize:
 * @self: the workbench
 * @id: a pane that is shown
 *
 * Shows a pane alone, as sotong_workbench_show_alone(), and puts the focus into it.
 */
void
sotong_workbench_maximize (SotongWorkbench *self,
                           const char      *id)
{
  g_autoptr(GtkWidget) focus = NULL;
  SotongPane *pane;

  g_return_if_fail (SOTONG_IS_WORKBENCH (self));

  pane = sotong_workbench_get_pane (self, id);
  if (pane == NULL || sotong_workbench_pane_frame (pane) == NULL || self->whole != NULL)
    return;
  focus = sotong_workbench_lift_focus (self, pane);
  sotong_workbench_show_alone (self, id);
  sotong_workbench_focus_again (self, pane, focus);
}

/**
 * sotong_workbench_unmaximize:
 * @self: the workbench
 *
 * Brings back what stood around the pane that is alone. The focus stays where it is in that pane.
 *
 * Returns: %FALSE when no pane was alone
 */
gboolean
sotong_workbench_unmaximize (SotongWorkbench *self)
{
  g_autoptr(GVariant) layout = NULL;
  g_autoptr(GtkWidget) focus = NULL;
  g_autoptr(SotongPane) pane = NULL;

  g_return_val_if_fail (SOTONG_IS_WORKBENCH (self), FALSE);

  if (self->whole == NULL)
    return FALSE;
  g_set_object (&pane, sotong_workbench_get_focused (self));
  focus = pane != NULL ? sotong_workbench_lift_focus (self, pane) : NULL;
  layout = sotong_workbench_update_whole (self);
  self->staying = pane != NULL && sotong_workbench_pane_frame (pane) != NULL ? pane : NULL;
  sotong_workbench_restore_layout (self, layout, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)));
  self->staying = NULL;
  if (focus != NULL && sotong_workbench_pane_frame (pane) != NULL)
    sotong_workbench_focus_again (self, pane, focus);
  return TRUE;
}

/* Whether a pane is shown alone. */
gboolean
sotong_workbench_is_maximized (SotongWorkbench *self)
{
  g_return_val_if_fail (SOTONG_IS_WORKBENCH (self), FALSE);
  return self->whole != NULL;
}
