/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-workbench-private.h"

/* --- Panes that are made late ---
 *
 * The window draws its dock first and then makes the panes in slices: the first frame would take
 * half as long again with them. Those in front come next, those behind other tabs when the ones
 * that can be seen have been filled. Until then they count as shown, and whoever asks for one has
 * it made. */

/* How often it is asked whether those in front are filled, and for how long, in ms. */
#define FILLED_POLL_MS 30
#define FILLED_LIMIT_MS 3000
#define SLICE_US 1500
#define FRONT_PRIORITY (GDK_PRIORITY_REDRAW - 10) /* a turn each, and no frame between them: it would lay out all again */

typedef struct {
  char       *id;      /* (owned) */
  PanelFrame *frame;   /* (owned): where it goes, unless that has left the dock */
  char       *front;   /* (owned) (nullable): the one in front of it; %NULL when it is that itself */
  gboolean    before;  /* its tab stands before that of @front */
} LatePane;

static void
late_pane_free (LatePane *late)
{
  g_free (late->id);
  g_free (late->front);
  g_object_unref (late->frame);
  g_free (late);
}

static const LatePane *
late_at (SotongWorkbench *self,
         guint            index)
{
  return g_ptr_array_index (self->late, index);
}

static guint
find_late (SotongWorkbench *self,
           const char      *id)
{
  for (guint i = 0; i < self->late->len; i++)
    if (g_str_equal (late_at (self, i)->id, id))
      return i;
  return G_MAXUINT;
}

static PanelFrame *
frame_for (SotongWorkbench *self,
           const LatePane  *late,
           SotongPane      *front)
{
  PanelFrame *frame = front != NULL ? sotong_workbench_pane_frame (front) : late->frame;

  if (frame != NULL && gtk_widget_is_ancestor (GTK_WIDGET (frame), GTK_WIDGET (self)))
    return frame;
  return sotong_workbench_area_frame (self, PANEL_AREA_CENTER, 0, 0); /* what was in front of it has been hidden */
}

static void
place_late (SotongWorkbench *self,
            guint            index)
{
  g_autoptr(GObject) keep = g_object_ref (G_OBJECT (self));
  LatePane *late = g_ptr_array_steal_index (self->late, index);
  SotongPane *front = NULL, *pane;
  PanelFrame *frame;

  if (late->front != NULL)
    {
      sotong_workbench_hurry (self, late->front);
      front = sotong_workbench_ensure_pane (self, late->front);
    }
  pane = sotong_workbench_ensure_pane (self, late->id);
  frame = frame_for (self, late, front);
  if (late->before && sotong_workbench_pane_frame (front) == frame)
    panel_frame_add_before (frame, PANEL_WIDGET (pane), PANEL_WIDGET (front));
  else
    panel_frame_add (frame, PANEL_WIDGET (pane));
  if (late->front == NULL)
    panel_frame_set_visible_child (frame, PANEL_WIDGET (pane));
  late_pane_free (late);
}

static guint
find_front (SotongWorkbench *self)
{
  for (guint i = 0; i < self->late->len; i++)
    if (late_at (self, i)->front == NULL)
      return i;
  return G_MAXUINT;
}

static gboolean
is_filled (SotongWorkbench *self)
{
  SotongStore *store = self->context != NULL ? sotong_context_get_store (self->context) : NULL;

  return store == NULL || (sotong_workbench_is_attached (self) && !sotong_store_is_reading (store));
}

static gboolean place_next_cb (gpointer user_data);

static gboolean
poll_cb (gpointer user_data)
{
  SotongWorkbench *self = SOTONG_WORKBENCH (user_data);

  self->late_waited_ms += FILLED_POLL_MS;
  if (self->late_waited_ms < FILLED_LIMIT_MS && !is_filled (self))
    return G_SOURCE_CONTINUE;
  self->late_id = g_idle_add_full (G_PRIORITY_LOW, place_next_cb, self, NULL);
  return G_SOURCE_REMOVE;
}

/* Makes what @late waits for, without showing it. Returns whether there was anything to make: that
 * takes most of the time of placing a pane, and a turn of its own. */
static gboolean
make_late (SotongWorkbench *self,
           const LatePane  *late)
{
  if (g_hash_table_contains (self->panes, late->id))
    return FALSE;
  return sotong_workbench_ensure_pane (self, late->id) != NULL;
}

/* As many of those that will be seen as fit into a slice: each frame between them lays out all again. */
static gboolean
place_fronts (SotongWorkbench *self)
{
  gint64 until = g_get_monotonic_time () + SLICE_US;
  guint front;

  while ((front = find_front (self)) != G_MAXUINT && g_get_monotonic_time () < until)
    {
      if (make_late (self, late_at (self, front)))
        return G_SOURCE_CONTINUE;
      place_late (self, front);
    }
  if (front != G_MAXUINT)
    return G_SOURCE_CONTINUE;
  self->late_id = g_timeout_add (FILLED_POLL_MS, poll_cb, self);
  sotong_workbench_fit (self);
  sotong_workbench_changed (self);
  return G_SOURCE_REMOVE;
}

/* Those behind come one a turn: the window answers between them. */
static gboolean
place_next_cb (gpointer user_data)
{
  SotongWorkbench *self = SOTONG_WORKBENCH (user_data);

  if (find_front (self) != G_MAXUINT)
    return place_fronts (self);
  if (self->late->len > 0 && make_late (self, late_at (self, 0)))
    return G_SOURCE_CONTINUE;
  if (self->late->len > 0)
    place_late (self, 0);
  if (self->late->len > 0)
    return G_SOURCE_CONTINUE;
  self->late_id = 0;
  sotong_workbench_fit (self);
  sotong_workbench_changed (self);
  return G_SOURCE_REMOVE;
}

/* The second tick: the first frame has been drawn. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  SotongWorkbench *self = SOTONG_WORKBENCH (widget);

  if (self->late_ticks++ == 0)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  if (self->late->len > 0 && self->late_id == 0)
    self->late_id = g_idle_add_full (FRONT_PRIORITY, place_next_cb, self, NULL);
  return G_SOURCE_REMOVE;
}

/* Places pane @id in @frame after the next frame is drawn: in front, or behind @front, just
 * before it among the tabs or after it. */
void
sotong_workbench_add_late (SotongWorkbench *self,
                           const char      *id,
                           PanelFrame      *frame,
                           const char      *front,
                           gboolean         before)
{
  LatePane *late = g_new0 (LatePane, 1);

  late->id = g_strdup (id);
  late->frame = g_object_ref (frame);
  late->front = g_strdup (front);
  late->before = before;
  g_ptr_array_add (self->late, late);
  self->late_ticks = 0;
  self->late_waited_ms = 0;
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

gboolean
sotong_workbench_is_late (SotongWorkbench *self,
                          const char      *id)
{
  return find_late (self, id) != G_MAXUINT;
}

/**
 * sotong_workbench_is_building:
 * @self: the workbench
 *
 * Returns: whether panes that count as shown have not been made yet
 */
gboolean
sotong_workbench_is_building (SotongWorkbench *self)
{
  g_return_val_if_fail (SOTONG_IS_WORKBENCH (self), FALSE);
  return self->late->len > 0;
}

/* Whether a pane that will be seen still waits. */
gboolean
sotong_workbench_has_late_front (SotongWorkbench *self)
{
  return find_front (self) != G_MAXUINT;
}

/* Whether no pane is in @frame, and none will be. */
gboolean
sotong_workbench_frame_is_free (SotongWorkbench *self,
                                PanelFrame      *frame)
{
  for (guint i = 0; i < self->late->len; i++)
    if (late_at (self, i)->frame == frame)
      return FALSE;
  return panel_frame_get_empty (frame);
}

/* The first that waits behind the same pane as the one at @index: tabs keep their order. */
static guint
find_first_beside (SotongWorkbench *self,
                   guint            index)
{
  const char *front = late_at (self, index)->front;

  for (guint i = 0; front != NULL && i < index; i++)
    if (g_strcmp0 (late_at (self, i)->front, front) == 0)
      return i;
  return index;
}

/* Makes pane @id now, if it still waits. */
void
sotong_workbench_hurry (SotongWorkbench *self,
                        const char      *id)
{
  guint index;

  while ((index = find_late (self, id)) != G_MAXUINT)
    place_late (self, find_first_beside (self, index));
}

/* Makes all that still wait, before the dock is looked at as a whole. */
void
sotong_workbench_hurry_all (SotongWorkbench *self)
{
  while (self->late->len > 0)
    place_late (self, 0);
}

/* Forgets all that still wait: the panes get other places. */
void
sotong_workbench_forget_late (SotongWorkbench *self)
{
  g_ptr_array_set_size (self->late, 0);
  g_clear_handle_id (&self->late_id, g_source_remove);
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
}

void
sotong_workbench_init_late (SotongWorkbench *self)
{
  self->late = g_ptr_array_new_with_free_func ((GDestroyNotify) late_pane_free);
}
