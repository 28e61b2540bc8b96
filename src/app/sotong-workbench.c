/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-workbench-private.h"

#include "app/sotong-pane-registry.h"

/**
 * SotongWorkbench:
 *
 * The dock of a window and its panes: it makes a pane when it is first shown, keeps it for the
 * window's life, hides it and brings it back. Its frames are in `sotong-workbench-frames.c`, moving
 * panes in `sotong-workbench-move.c`; `sotong-workbench-layout.c` saves and restores where they stand.
 *
 * libpanel 1.0 opens a side area for a drop only when there is a frame in it, so every side
 * area has at least one, empty or not; the top is not offered and has none.
 */
#define MOST_COPIES 99 /* of a pane */

G_DEFINE_FINAL_TYPE (SotongWorkbench, sotong_workbench, GTK_TYPE_WIDGET)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static PanelFrame *
create_frame_cb (PanelGrid *grid)
{
  return sotong_workbench_new_frame ();
}

void
sotong_workbench_changed (SotongWorkbench *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* GTK 4.8 leaves a target that is hidden while it is dropped on in the belief that the drag goes
 * on, and complains of the next one. */
static void
forget_drops (GtkWidget *widget)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_DROP_TARGET (controller))
        continue;
      if (gtk_drop_target_get_current_drop (GTK_DROP_TARGET (controller)) != NULL)
        gtk_drop_target_reject (GTK_DROP_TARGET (controller));
      gtk_widget_unset_state_flags (widget, GTK_STATE_FLAG_DROP_ACTIVE);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!SOTONG_IS_PANE (child))
      forget_drops (child);
}

static gboolean
tidy_cb (gpointer user_data)
{
  SotongWorkbench *self = SOTONG_WORKBENCH (user_data);

  self->tidy_id = 0;
  forget_drops (GTK_WIDGET (self->dock));
  sotong_workbench_tidy (self);
  sotong_workbench_changed (self);
  return G_SOURCE_REMOVE;
}

/* Opens the areas that have nothing in them, so that a tab can be dropped there. They close
 * again in the end when nothing was. */
static void
drag_begin_cb (SotongWorkbench *self)
{
  static const PanelArea areas[] = { PANEL_AREA_START, PANEL_AREA_END, PANEL_AREA_BOTTOM };

  for (gsize i = 0; i < G_N_ELEMENTS (areas); i++)
    if (!sotong_workbench_area_has_panes (self, areas[i]))
      panel_dock_set_reveal_area (self->dock, areas[i], TRUE);
}

/* libpanel still works on its frames while it reports the end of a drag. */
static void
drag_end_cb (SotongWorkbench *self)
{
  if (self->tidy_id == 0)
    self->tidy_id = g_idle_add (tidy_cb, self);
}

static void
focus_changed_cb (SotongWorkbench *self)
{
  GtkWidget *focus = gtk_root_get_focus (self->watched);
  GtkWidget *pane = focus != NULL ? gtk_widget_get_ancestor (focus, SOTONG_TYPE_PANE) : NULL;

  if (pane != NULL && gtk_widget_is_ancestor (pane, GTK_WIDGET (self)))
    {
      g_set_weak_pointer (&self->focused, pane);
      g_set_weak_pointer (&self->worked_in, focus);
    }
}

static void
sotong_workbench_root (GtkWidget *widget)
{
  SotongWorkbench *self = SOTONG_WORKBENCH (widget);

  GTK_WIDGET_CLASS (sotong_workbench_parent_class)->root (widget);
  g_set_weak_pointer (&self->watched, gtk_widget_get_root (widget));
  self->focus_id = g_signal_connect_swapped (self->watched, "notify::focus-widget",
                                             G_CALLBACK (focus_changed_cb), self);
}

static void
sotong_workbench_unroot (GtkWidget *widget)
{
  SotongWorkbench *self = SOTONG_WORKBENCH (widget);

  if (self->watched != NULL)
    g_clear_signal_handler (&self->focus_id, self->watched);
  g_clear_weak_pointer (&self->watched);
  GTK_WIDGET_CLASS (sotong_workbench_parent_class)->unroot (widget);
}

static void
sotong_workbench_dispose (GObject *object)
{
  SotongWorkbench *self = SOTONG_WORKBENCH (object);

  g_clear_handle_id (&self->tidy_id, g_source_remove);
  if (self->late != NULL)
    sotong_workbench_forget_late (self);
  g_clear_pointer (&self->late, g_ptr_array_unref);
  g_clear_weak_pointer (&self->focused);
  g_clear_weak_pointer (&self->worked_in);
  if (self->panes != NULL)
    {
      GHashTableIter iter;
      gpointer pane;

      g_hash_table_iter_init (&iter, self->panes);
      while (g_hash_table_iter_next (&iter, NULL, &pane))
        sotong_pane_set_context (pane, NULL);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), SOTONG_TYPE_WORKBENCH);
  g_clear_pointer (&self->panes, g_hash_table_unref);
  g_clear_pointer (&self->whole, g_variant_unref);
  g_clear_pointer (&self->states, g_variant_unref);
  g_clear_pointer (&self->period, g_variant_unref);
  g_clear_object (&self->topic);
  sotong_workbench_forget_layout (self);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (sotong_workbench_parent_class)->dispose (object);
}

static void
sotong_workbench_class_init (SotongWorkbenchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sotong_workbench_dispose;
  widget_class->root = sotong_workbench_root;
  widget_class->unroot = sotong_workbench_unroot;

  /**
   * SotongWorkbench::changed:
   *
   * A pane was shown, hidden or moved.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", SOTONG_TYPE_WORKBENCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  /**
   * SotongWorkbench::topic-gone:
   * @self: the workbench
   * @name: what the topic was called; empty when an old layout does not say
   *
   * The topic of a layout is not there: all topics are shown instead.
   */
  g_signal_new ("topic-gone", SOTONG_TYPE_WORKBENCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PANEL_TYPE_DOCK);
  g_type_ensure (PANEL_TYPE_PANED);
  g_type_ensure (PANEL_TYPE_GRID);
  gtk_widget_class_set_css_name (widget_class, "sotongworkbench");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sotong/Sotong/sotong-workbench.ui");
  gtk_widget_class_bind_template_child (widget_class, SotongWorkbench, dock);
  gtk_widget_class_bind_template_child (widget_class, SotongWorkbench, grid);
  gtk_widget_class_bind_template_child (widget_class, SotongWorkbench, start);
  gtk_widget_class_bind_template_child (widget_class, SotongWorkbench, end);
  gtk_widget_class_bind_template_child (widget_class, SotongWorkbench, top);
  gtk_widget_class_bind_template_child (widget_class, SotongWorkbench, bottom);
  gtk_widget_class_bind_template_callback (widget_class, create_frame_cb);
}

static void
sotong_workbench_init (SotongWorkbench *self)
{
  self->panes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  sotong_workbench_init_topic (self);
  sotong_workbench_init_late (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  sotong_workbench_init_columns (self);
  g_signal_connect_object (self->dock, "panel-drag-begin", G_CALLBACK (drag_begin_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->dock, "panel-drag-end", G_CALLBACK (drag_end_cb), self,
                           G_CONNECT_SWAPPED);
  sotong_workbench_tidy (self);
}

/**
 * sotong_workbench_new:
 *
 * Returns: (transfer floating): an empty dock
 */
GtkWidget *
sotong_workbench_new (void)
{
  return g_object_new (SOTONG_TYPE_WORKBENCH, NULL);
}

/**
 * sotong_workbench_get_dock:
 * @self: the workbench
 *
 * Returns: (transfer none): the dock, whose `reveal-*` properties buttons bind to
 */
PanelDock *
sotong_workbench_get_dock (SotongWorkbench *self)
{
  g_return_val_if_fail (SOTONG_IS_WORKBENCH (self), NULL);
  return self->dock;
}

/**
 * sotong_workbench_set_context:
 * @self: the workbench
 * @context: (nullable): the open workspace's context
 *
 * Hands @context to the panes, to those made later too.
 */
void
sotong_workbench_set_context (SotongWorkbench *self,
                              SotongContext   *context)
{
  GHashTableIter iter;
  gpointer pane;

  g_return_if_fail (SOTONG_IS_WORKBENCH (self));

  if (self->context != NULL && self->context != context)
    g_signal_handlers_disconnect_by_data (self->context, self);
  if (!g_set_object (&self->context, context))
    return;
  sotong_workbench_watch_topic (self);
  sotong_workbench_load_shared (self);
  g_hash_table_iter_init (&iter, self->panes);
  while (g_hash_table_iter_next (&iter, NULL, &pane))
    sotong_pane_set_context (pane, context);
}

/* The pane, made at its first use; %NULL for an id nobody knows. */
SotongPane *
sotong_workbench_ensure_pane (SotongWorkbench *self,
                              const char      *id)
{
  SotongPane *pane = g_hash_table_lookup (self->panes, id);

  if (pane != NULL || (pane = sotong_pane_registry_create (id)) == NULL)
    return pane;
  /* A frame lets go of a pane that leaves it: our reference keeps it. */
  g_hash_table_insert (self->panes, g_strdup (id), g_object_ref_sink (pane));
  if (self->states != NULL)
    sotong_workbench_load_state (self, pane);
  sotong_pane_set_context (pane, self->context);
  return pane;
}

/**
 * sotong_workbench_get_pane:
 * @self: the workbench
 * @id: a pane's id
 *
 * Returns: (transfer none) (nullable): the pane, shown or hidden; %NULL when it has not been
 *   needed yet
 */
SotongPane *
sotong_workbench_get_pane (SotongWorkbench *self,
                           const char      *id)
{
  g_return_val_if_fail (SOTONG_IS_WORKBENCH (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);
  sotong_workbench_hurry (self, id);
  return g_hash_table_lookup (self->panes, id);
}

/**
 * sotong_workbench_get_pane_shown:
 * @self: the workbench
 * @id: a pane's id
 *
 * Returns: whether the pane stands in the dock, perhaps behind another tab
 */
gboolean
sotong_workbench_get_pane_shown (SotongWorkbench *self,
                                 const char      *id)
{
  SotongPane *pane;

  g_return_val_if_fail (SOTONG_IS_WORKBENCH (self), FALSE);

  if (sotong_workbench_is_late (self, id))
    return TRUE;
  pane = sotong_workbench_get_pane (self, id);
  return pane != NULL && sotong_workbench_pane_frame (pane) != NULL;
}

static void
detach_pane (SotongPane *pane)
{
  PanelFrame *frame = sotong_workbench_pane_frame (pane);

  if (frame != NULL)
    panel_frame_remove (frame, PANEL_WIDGET (pane));
}

void
sotong_workbench_detach_all (SotongWorkbench *self)
{
  GHashTableIter iter;
  gpointer pane;

  sotong_workbench_forget_late (self);
  g_hash_table_iter_init (&iter, self->panes);
  while (g_hash_table_iter_next (&iter, NULL, &pane))
    detach_pane (pane);
}

void
sotong_workbench_put_pane (SotongWorkbench *self,
                           SotongPane      *pane,
                           PanelFrame      *frame)
{
  PanelArea area = sotong_workbench_frame_area (self, frame);

  detach_pane (pane);
  panel_frame_add (frame, PANEL_WIDGET (pane));
  if (area != PANEL_AREA_CENTER)
    panel_dock_set_reveal_area (self->dock, area, TRUE);
  panel_widget_raise (PANEL_WIDGET (pane));
  sotong_workbench_tidy (self);
  sotong_workbench_changed (self);
}

/**
 * sotong_workbench_show_pane:
 * @self: the workbench
 * @id: a pane's id
 *
 * Brings a pane to the front: in its place, or in the area where it stood at first when it was
 * hidden.
 *
 * Returns: (transfer none) (nullable): the pane; %NULL when there is none with this id
 */
SotongPane *
sotong_workbench_show_pane (SotongWorkbench *self,
                            const char      *id)
{
  const SotongPaneInfo *info = sotong_pane_registry_lookup (id);
  SotongPane *pane;

  g_return_val_if_fail (SOTONG_IS_WORKBENCH (self), NULL);

  sotong_workbench_hurry (self, id);
  pane = sotong_workbench_ensure_pane (self, id);
  if (pane == NULL)
    return NULL;
  if (sotong_workbench_pane_frame (pane) == NULL && sotong_workbench_unmaximize (self))
    {
      sotong_workbench_hurry (self, id);
      pane = sotong_workbench_ensure_pane (self, id); /* a copy is made anew */
    }
  if (sotong_workbench_pane_frame (pane) == NULL)
    sotong_workbench_put_pane (self, pane, sotong_workbench_area_frame (self, info->area, 0, info->row));
  else
    {
      PanelArea area = sotong_workbench_frame_area (self, sotong_workbench_pane_frame (pane));

      if (area != PANEL_AREA_CENTER)
        panel_dock_set_reveal_area (self->dock, area, TRUE);
      panel_widget_raise (PANEL_WIDGET (pane));
    }
  return pane;
}

/**
 * sotong_workbench_hide_pane:
 * @self: the workbench
 * @id: a pane's id
 *
 * Takes a pane out of the dock. It keeps its contents and can be shown again.
 */
void
sotong_workbench_hide_pane (SotongWorkbench *self,
                            const char      *id)
{
  SotongPane *pane = sotong_workbench_get_pane (self, id);

  if (pane == NULL || sotong_workbench_pane_frame (pane) == NULL)
    return;
  detach_pane (pane);
  if (strchr (id, '#') != NULL) /* a copy that is closed is gone */
    {
      sotong_pane_set_context (pane, NULL);
      g_hash_table_remove (self->panes, id);
    }
  sotong_workbench_tidy (self);
  sotong_workbench_changed (self);
}

/**
 * sotong_workbench_copy_pane:
 * @self: the workbench
 * @id: a pane of a kind that may have copies
 *
 * Puts another one beside it as a tab, which shows the same until something else is chosen in it.
 *
 * Returns: (transfer none) (nullable): the copy; %NULL for a kind of which there is one alone
 */
SotongPane *
sotong_workbench_copy_pane (SotongWorkbench *self,
                            const char      *id)
{
  const SotongPaneInfo *info = sotong_pane_registry_lookup (id);
  SotongPane *pane, *copy = NULL;
  g_autoptr(GVariant) state = NULL;
  PanelFrame *frame;

  g_return_val_if_fail (SOTONG_IS_WORKBENCH (self), NULL);

  if (info == NULL || !(info->flags & SOTONG_PANE_COPIES))
    return NULL;
  pane = sotong_workbench_show_pane (self, id);
  state = sotong_pane_save_state (pane);
  frame = sotong_workbench_pane_frame (pane);
  for (int n = 2; n <= MOST_COPIES && copy == NULL; n++)
    {
      g_autofree char *own = g_strdup_printf ("%s#%d", info->id, n);

      if (!g_hash_table_contains (self->panes, own) && !sotong_workbench_is_late (self, own))
        copy = sotong_workbench_ensure_pane (self, own);
    }
  if (copy == NULL)
    return NULL;
  if (state != NULL)
    sotong_pane_load_state (copy, state);
  sotong_workbench_put_pane (self, copy, frame);
  return copy;
}

/* Has every pane fetch anew what it shows. */
void
sotong_workbench_refresh (SotongWorkbench *self)
{
  GHashTableIter iter;
  gpointer pane;

  g_return_if_fail (SOTONG_IS_WORKBENCH (self));

  g_hash_table_iter_init (&iter, self->panes);
  while (g_hash_table_iter_next (&iter, NULL, &pane))
    sotong_pane_refresh (pane);
}

/**
 * sotong_workbench_area_has_panes:
 * @self: the workbench
 * @area: an area of the dock
 *
 * Returns: whether a pane stands in @area, revealed or not
 */
gboolean
sotong_workbench_area_has_panes (SotongWorkbench *self,
                                 PanelArea        area)
{
  g_autoptr(GPtrArray) frames = NULL;

  g_return_val_if_fail (SOTONG_IS_WORKBENCH (self), FALSE);

  frames = sotong_workbench_list_frames (self, area);
  for (guint i = 0; i < frames->len; i++)
    if (!sotong_workbench_frame_is_free (self, g_ptr_array_index (frames, i)))
      return TRUE;
  return FALSE;
}

/**
 * sotong_workbench_is_attached:
 * @self: the workbench
 *
 * Returns: whether every pane that can be seen has been told of the open workspace
 */
gboolean
sotong_workbench_is_attached (SotongWorkbench *self)
{
  g_autoptr(GPtrArray) panes = NULL;

  g_return_val_if_fail (SOTONG_IS_WORKBENCH (self), FALSE);

  if (sotong_workbench_has_late_front (self))
    return FALSE;
  panes = sotong_workbench_list_visible_panes (self);
  for (guint i = 0; i < panes->len; i++)
    if (!sotong_pane_get_attached (g_ptr_array_index (panes, i)))
      return FALSE;
  return panes->len > 0;
}
