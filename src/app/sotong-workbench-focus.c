/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-workbench-private.h"

#include <string.h>

/**
 * sotong_workbench_get_focused:
 * @self: the workbench
 *
 * Returns: (transfer none) (nullable): the pane that has the focus or had it last, else the
 *   one in front in the centre
 */
SotongPane *
sotong_workbench_get_focused (SotongWorkbench *self)
{
  PanelWidget *front;

  g_return_val_if_fail (SOTONG_IS_WORKBENCH (self), NULL);

  if (self->focused != NULL && gtk_widget_get_mapped (self->focused))
    return SOTONG_PANE (self->focused);
  front = panel_frame_get_visible_child (panel_grid_get_most_recent_frame (self->grid));
  return SOTONG_IS_PANE (front) ? SOTONG_PANE (front) : NULL;
}

/**
 * sotong_workbench_go_to:
 * @self: the workbench
 * @id: a pane's id
 *
 * Shows a pane and puts the focus into it: the commands for panes are for this one then, also while there is nothing in it yet.
 */
void
sotong_workbench_go_to (SotongWorkbench *self,
                        const char      *id)
{
  SotongPane *pane = sotong_workbench_show_pane (self, id);

  if (pane == NULL)
    return;
  sotong_pane_take_focus (pane);
  g_set_weak_pointer (&self->focused, GTK_WIDGET (pane));
}

static guint
length_of (GtkWidget *text)
{
  return gtk_entry_buffer_get_length (gtk_text_get_buffer (GTK_TEXT (text)));
}

/* The end of what is selected that is not the cursor. */
static int
bound_of (GtkEditable *editable)
{
  int start, end;

  gtk_editable_get_selection_bounds (editable, &start, &end);
  return gtk_editable_get_position (editable) == start ? end : start;
}

/* (transfer full) (nullable): what has the focus in @pane, or had it before a menu or a button took it. It lets go of the focus before
 * @pane goes elsewhere: a syllable that is being composed is in its text then, and what moves panes does not think of it. */
GtkWidget *
sotong_workbench_lift_focus (SotongWorkbench *self,
                             SotongPane      *pane)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (pane));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean has_it = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (pane));

  if (!has_it)
    focus = self->worked_in;
  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (pane)))
    return NULL;
  if (GTK_IS_TEXT (focus))
    {
      self->cursor = gtk_editable_get_position (GTK_EDITABLE (focus));
      self->bound = bound_of (GTK_EDITABLE (focus));
      self->length = length_of (focus);
    }
  if (has_it)
    gtk_root_set_focus (root, NULL);
  return g_object_ref (focus);
}

/* With the cursor and what is selected as they were, unless a syllable came in: to give an entry the focus selects all that is in it,
 * and the next key would replace it, and an entry that leaves its window forgets what was selected. */
static gboolean
take_entry (SotongWorkbench *self,
            GtkWidget       *text)
{
  GtkEditable *editable = GTK_EDITABLE (text);

  if (!gtk_text_grab_focus_without_selecting (GTK_TEXT (text)))
    return FALSE;
  if (length_of (text) == self->length && (gtk_editable_get_position (editable) != self->cursor || bound_of (editable) != self->bound))
    gtk_editable_select_region (editable, self->bound, self->cursor);
  return TRUE;
}

/* What is in a popover is not seen any more. */
static gboolean
take_again (SotongWorkbench *self,
            GtkWidget       *focus,
            GtkRoot         *root)
{
  if (gtk_widget_get_native (focus) != GTK_NATIVE (root))
    return FALSE;
  return GTK_IS_TEXT (focus) ? take_entry (self, focus) : gtk_widget_grab_focus (focus);
}

/* To a pane that stands elsewhere now. To let the focus go forward into it would not do: a list that had it goes on to its next row,
 * and scrolls there. @focus: (nullable): what had it */
void
sotong_workbench_focus_again (SotongWorkbench *self,
                              SotongPane      *pane,
                              GtkWidget       *focus)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (pane));

  if (root == NULL) /* the window is closing */
    return;
  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (pane)) || !take_again (self, focus, root))
    sotong_pane_take_focus (pane);
}

GPtrArray *
sotong_workbench_list_visible_panes (SotongWorkbench *self)
{
  static const PanelArea order[] = {
    PANEL_AREA_START, PANEL_AREA_TOP, PANEL_AREA_CENTER, PANEL_AREA_BOTTOM, PANEL_AREA_END,
  };
  GPtrArray *panes = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autoptr(GPtrArray) frames = sotong_workbench_list_frames (self, order[i]);

      for (guint j = 0; j < frames->len; j++)
        {
          PanelWidget *pane = panel_frame_get_visible_child (g_ptr_array_index (frames, j));

          if (pane != NULL && gtk_widget_get_mapped (GTK_WIDGET (pane)))
            g_ptr_array_add (panes, pane);
        }
    }
  return panes;
}

static guint
focused_index (SotongWorkbench *self,
               GPtrArray       *panes)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  for (guint i = 0; focus != NULL && i < panes->len; i++)
    {
      PanelFrame *frame = sotong_workbench_pane_frame (g_ptr_array_index (panes, i));

      if (focus == GTK_WIDGET (frame) || gtk_widget_is_ancestor (focus, GTK_WIDGET (frame)))
        return i;
    }
  return G_MAXUINT;
}

/**
 * sotong_workbench_focus_next:
 * @self: the workbench
 * @backwards: to the one before
 *
 * Moves the focus to the next visible pane, from left to right and top to bottom, round and
 * round.
 *
 * Returns: %FALSE when there is nowhere to go
 */
gboolean
sotong_workbench_focus_next (SotongWorkbench *self,
                             gboolean         backwards)
{
  g_autoptr(GPtrArray) panes = NULL;
  guint from, to;

  g_return_val_if_fail (SOTONG_IS_WORKBENCH (self), FALSE);

  panes = sotong_workbench_list_visible_panes (self);
  if (panes->len == 0)
    return FALSE;
  from = focused_index (self, panes);
  if (from == G_MAXUINT)
    to = backwards ? panes->len - 1 : 0;
  else
    to = (from + (backwards ? panes->len - 1 : 1)) % panes->len;
  g_set_weak_pointer (&self->focused, g_ptr_array_index (panes, to));
  sotong_pane_take_focus (g_ptr_array_index (panes, to));
  return TRUE;
}

/**
 * sotong_workbench_list_seen:
 * @self: the workbench
 *
 * Returns: (transfer full): the ids of the panes that are seen in the centre, from left to right and top to bottom
 */
GStrv
sotong_workbench_list_seen (SotongWorkbench *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GPtrArray) panes = NULL;

  g_return_val_if_fail (SOTONG_IS_WORKBENCH (self), NULL);

  panes = sotong_workbench_list_visible_panes (self);
  for (guint i = 0; i < panes->len; i++)
    {
      SotongPane *pane = g_ptr_array_index (panes, i);
      PanelFrame *frame = sotong_workbench_pane_frame (pane);

      if (frame != NULL && sotong_workbench_frame_area (self, frame) == PANEL_AREA_CENTER)
        g_strv_builder_add (builder, panel_widget_get_id (PANEL_WIDGET (pane)));
    }
  return g_strv_builder_end (builder);
}

/**
 * sotong_workbench_list_copies:
 * @self: the workbench
 *
 * Returns: (transfer full): the ids of the second and further panes of a kind
 */
GStrv
sotong_workbench_list_copies (SotongWorkbench *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GList) ids = NULL;

  g_return_val_if_fail (SOTONG_IS_WORKBENCH (self), NULL);

  ids = g_list_sort (g_hash_table_get_keys (self->panes), (GCompareFunc) strcmp);
  for (GList *l = ids; l != NULL; l = l->next)
    if (strchr (l->data, '#') != NULL)
      g_strv_builder_add (builder, l->data);
  return g_strv_builder_end (builder);
}
