/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-workbench-private.h"

/* --- Panes behind other tabs ---
 *
 * They are made once the window has drawn what is in front: with all of them the first frame
 * would take half as long again. Until then they count as shown, and whoever asks for one has
 * it made. */

typedef struct {
  char       *id;      /* (owned) */
  SotongPane *front;   /* (owned): the one in front of it */
  gboolean    before;  /* its tab stands before that of @front */
} LatePane;

static void
late_pane_free (LatePane *late)
{
  g_free (late->id);
  g_object_unref (late->front);
  g_free (late);
}

static guint
find_late (SotongWorkbench *self,
           const char      *id)
{
  for (guint i = 0; i < self->late->len; i++)
    if (g_str_equal (((const LatePane *) g_ptr_array_index (self->late, i))->id, id))
      return i;
  return G_MAXUINT;
}

static void
place_late (SotongWorkbench *self,
            guint            index)
{
  LatePane *late = g_ptr_array_steal_index (self->late, index);
  PanelFrame *frame = sotong_workbench_pane_frame (late->front);
  SotongPane *pane = sotong_workbench_ensure_pane (self, late->id);

  if (frame == NULL) /* what was in front of it has been hidden */
    frame = sotong_workbench_area_frame (self, PANEL_AREA_CENTER, 0, 0);
  if (late->before && sotong_workbench_pane_frame (late->front) == frame)
    panel_frame_add_before (frame, PANEL_WIDGET (pane), PANEL_WIDGET (late->front));
  else
    panel_frame_add (frame, PANEL_WIDGET (pane));
  late_pane_free (late);
}

/* One a turn: the window answers between them. */
static gboolean
place_next_cb (gpointer user_data)
{
  SotongWorkbench *self = SOTONG_WORKBENCH (user_data);

  if (self->late->len > 0)
    place_late (self, 0);
  if (self->late->len > 0)
    return G_SOURCE_CONTINUE;
  self->late_id = 0;
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
    self->late_id = g_idle_add (place_next_cb, self);
  return G_SOURCE_REMOVE;
}

/* Places pane @id behind @front, or just before it among the tabs, after the next frame. */
void
sotong_workbench_add_late (SotongWorkbench *self,
                           const char      *id,
                           SotongPane      *front,
                           gboolean         before)
{
  LatePane *late = g_new0 (LatePane, 1);

  late->id = g_strdup (id);
  late->front = g_object_ref (front);
  late->before = before;
  g_ptr_array_add (self->late, late);
  self->late_ticks = 0;
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

gboolean
sotong_workbench_is_late (SotongWorkbench *self,
                          const char      *id)
{
  return find_late (self, id) != G_MAXUINT;
}

/* Makes pane @id now, if it still waits. */
void
sotong_workbench_hurry (SotongWorkbench *self,
                        const char      *id)
{
  guint index = find_late (self, id);

  if (index != G_MAXUINT)
    place_late (self, index);
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
