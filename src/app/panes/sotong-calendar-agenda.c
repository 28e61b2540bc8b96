/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-agenda.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-chip.h"

#define EDGE 16   /* pixels from the ends of what is seen where something held turns the page */

/**
 * SotongCalendarAgenda:
 *
 * A month as a list: the days that have contents, today, and the day of the cursor, one below the
 * other. As high as they are together: it stands in a scrolled window, and draws what is seen.
 */
struct _SotongCalendarAgenda
{
  GtkWidget              parent_instance;
  SotongCalendarModel   *model;     /* (owned) */
  SotongCalendarInput   *input;     /* (owned) */
  GPtrArray             *sections;  /* (owned) (element-type SotongCalendarSection): children, by day */
  GtkAdjustment         *scroll;    /* (owned) (nullable): of the scrolled window around */
  SotongCalendarSection *target;    /* (unowned) (nullable): of @sections */
  gboolean               bring;     /* the cursor's day is to come into sight once all have their places */
  gboolean               placed;    /* they have */
};

static void view_init (SotongCalendarViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SotongCalendarAgenda, sotong_calendar_agenda, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (SOTONG_TYPE_CALENDAR_VIEW, view_init))

static gboolean
is_shown (SotongCalendarAgenda *self)
{
  return self->model->span.kind == SOTONG_CALENDAR_KIND_AGENDA;
}

static void
clear_sections (SotongCalendarAgenda *self)
{
  self->target = NULL;
  for (guint i = 0; i < self->sections->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->sections, i));
  g_ptr_array_set_size (self->sections, 0);
}

/* ---- the widget ---- */

static void
sotong_calendar_agenda_measure (GtkWidget      *widget,
                                GtkOrientation  orientation,
                                int             for_size,
                                int            *minimum,
                                int            *natural,
                                int            *minimum_baseline,
                                int            *natural_baseline)
{
  SotongCalendarAgenda *self = SOTONG_CALENDAR_AGENDA (widget);

  *minimum = *natural = 0;
  for (guint i = 0; i < self->sections->len; i++)
    {
      int size, wish;

      gtk_widget_measure (g_ptr_array_index (self->sections, i), orientation, -1, &size, &wish, NULL, NULL);
      *minimum = orientation == GTK_ORIENTATION_VERTICAL ? *minimum + size : MAX (*minimum, size);
      *natural = orientation == GTK_ORIENTATION_VERTICAL ? *minimum : MAX (*natural, wish);
    }
}

/* Brings the content that is selected, or the day of the cursor, into sight. */
static void
scroll_to_cursor (SotongCalendarAgenda *self)
{
  SotongCalendarSection *section = sotong_calendar_agenda_get_section (self, self->model->cursor);
  graphene_rect_t box;
  double y;

  if (section == NULL || self->scroll == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (section), GTK_WIDGET (self), &box))
    return;
  y = box.origin.y + sotong_calendar_section_y_of (section, sotong_calendar_model_get_selected (self->model));
  gtk_adjustment_clamp_page (self->scroll, y, MIN (y + 60, box.origin.y + box.size.height));
}

/* After the layout: how far one can scroll is known then. Days that came meanwhile wait for theirs. */
static gboolean
bring_cb (gpointer user_data)
{
  SotongCalendarAgenda *self = SOTONG_CALENDAR_AGENDA (user_data);

  if (self->model == NULL || !self->placed || !self->bring)
    return G_SOURCE_REMOVE;
  scroll_to_cursor (self);
  self->bring = FALSE;
  return G_SOURCE_REMOVE;
}

static void
sotong_calendar_agenda_size_allocate (GtkWidget *widget,
                                      int        width,
                                      int        height,
                                      int        baseline)
{
  SotongCalendarAgenda *self = SOTONG_CALENDAR_AGENDA (widget);
  int y = 0;

  for (guint i = 0; i < self->sections->len; i++)
    {
      int size;

      gtk_widget_measure (g_ptr_array_index (self->sections, i), GTK_ORIENTATION_VERTICAL, -1, &size, NULL, NULL, NULL);
      gtk_widget_size_allocate (g_ptr_array_index (self->sections, i), &(GtkAllocation) { 0, y, width, size }, -1);
      y += size;
    }
  self->placed = TRUE;
  if (self->bring)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, bring_cb, g_object_ref (self), g_object_unref);
  sotong_calendar_input_allocate (self->input, width, height);
}

static void
sotong_calendar_agenda_snapshot (GtkWidget   *widget,
                                 GtkSnapshot *snapshot)
{
  SotongCalendarAgenda *self = SOTONG_CALENDAR_AGENDA (widget);
  double top = self->scroll != NULL ? gtk_adjustment_get_value (self->scroll) : 0;
  double bottom = top + (self->scroll != NULL ? gtk_adjustment_get_page_size (self->scroll) : gtk_widget_get_height (widget));

  for (guint i = 0; i < self->sections->len; i++)
    {
      GtkWidget *section = g_ptr_array_index (self->sections, i);
      graphene_rect_t box;

      if (gtk_widget_compute_bounds (section, widget, &box) && box.origin.y < bottom && box.origin.y + box.size.height > top)
        gtk_widget_snapshot_child (widget, section, snapshot);
    }
  if (gtk_widget_get_visible (sotong_calendar_input_get_entry (self->input)))
    gtk_widget_snapshot_child (widget, sotong_calendar_input_get_entry (self->input), snapshot);
}

static void
sotong_calendar_agenda_root (GtkWidget *widget)
{
  SotongCalendarAgenda *self = SOTONG_CALENDAR_AGENDA (widget);
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);

  GTK_WIDGET_CLASS (sotong_calendar_agenda_parent_class)->root (widget);
  if (scroller == NULL || self->scroll != NULL)
    return;
  self->scroll = g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)));
  g_signal_connect_object (self->scroll, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scroll, "changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

static gboolean
sotong_calendar_agenda_focus (GtkWidget        *widget,
                              GtkDirectionType  direction)
{
  GtkWidget *inside = gtk_widget_get_focus_child (widget);

  /* One stop of the Tab key: inside, the arrows walk, and in the menu its lines. */
  if (inside != NULL)
    return GTK_IS_POPOVER (inside) && gtk_widget_child_focus (inside, direction);
  sotong_calendar_view_focus_cursor (SOTONG_CALENDAR_VIEW (widget));
  return gtk_widget_get_focus_child (widget) != NULL;
}

static void
sotong_calendar_agenda_dispose (GObject *object)
{
  SotongCalendarAgenda *self = SOTONG_CALENDAR_AGENDA (object);

  if (self->input != NULL)
    sotong_calendar_input_close (self->input);
  g_clear_object (&self->input);
  clear_sections (self);
  g_clear_object (&self->scroll);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (sotong_calendar_agenda_parent_class)->dispose (object);
}

static void
sotong_calendar_agenda_finalize (GObject *object)
{
  g_ptr_array_unref (SOTONG_CALENDAR_AGENDA (object)->sections);
  G_OBJECT_CLASS (sotong_calendar_agenda_parent_class)->finalize (object);
}

static void
sotong_calendar_agenda_class_init (SotongCalendarAgendaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_calendar_agenda_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_calendar_agenda_finalize;
  widget_class->measure = sotong_calendar_agenda_measure;
  widget_class->size_allocate = sotong_calendar_agenda_size_allocate;
  widget_class->snapshot = sotong_calendar_agenda_snapshot;
  widget_class->root = sotong_calendar_agenda_root;
  widget_class->focus = sotong_calendar_agenda_focus;
  gtk_widget_class_set_css_name (widget_class, "sotongagenda");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
sotong_calendar_agenda_init (SotongCalendarAgenda *self)
{
  self->sections = g_ptr_array_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("List of the month"), -1);
}

/* ---- what the model says ---- */

static gboolean
has_section (SotongCalendarAgenda *self,
             gint64                day)
{
  GPtrArray *items = sotong_calendar_model_get_items (self->model, day);

  return (items != NULL && items->len > 0) || day == self->model->today || day == self->model->cursor;
}

static void
changed_cb (SotongCalendarAgenda *self)
{
  gboolean focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  clear_sections (self);
  if (!is_shown (self))
    return;
  for (gint64 day = self->model->span.first; day < self->model->span.first + self->model->span.n_days; day++)
    if (has_section (self, day))
      {
        GtkWidget *section = sotong_calendar_section_new (self->model, day);

        gtk_widget_insert_before (section, GTK_WIDGET (self), sotong_calendar_input_get_entry (self->input));
        g_ptr_array_add (self->sections, section);
      }
  self->bring = TRUE;
  self->placed = FALSE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (focus)
    sotong_calendar_view_focus_cursor (SOTONG_CALENDAR_VIEW (self));
}

static void
selected_cb (SotongCalendarAgenda *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    gtk_widget_queue_draw (g_ptr_array_index (self->sections, i));
}

static void
moved_cb (SotongCalendarAgenda *self,
          gboolean              focus)
{
  if (!is_shown (self))
    return;
  if (sotong_calendar_agenda_get_section (self, self->model->cursor) == NULL)
    changed_cb (self);
  scroll_to_cursor (self);
  if (focus)
    sotong_calendar_view_focus_cursor (SOTONG_CALENDAR_VIEW (self));
}

/* ---- as a view ---- */

static SotongCalendarSection *
section_at (SotongCalendarAgenda *self,
            double                y,
            double               *out_y)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      graphene_rect_t box;

      if (gtk_widget_compute_bounds (g_ptr_array_index (self->sections, i), GTK_WIDGET (self), &box)
          && y >= box.origin.y && y < box.origin.y + box.size.height)
        {
          *out_y = y - box.origin.y;
          return g_ptr_array_index (self->sections, i);
        }
    }
  return NULL;
}

static SotongCalendarModel *
view_get_model (SotongCalendarView *view)
{
  return SOTONG_CALENDAR_AGENDA (view)->model;
}

static SotongCalendarItem *
view_pick (SotongCalendarView *view,
           double              x,
           double              y,
           gboolean           *out_more)
{
  double section_y;
  SotongCalendarSection *section = section_at (SOTONG_CALENDAR_AGENDA (view), y, &section_y);

  return section != NULL ? sotong_calendar_section_pick (section, section_y) : NULL;
}

static gboolean
view_get_place (SotongCalendarView *view,
                double              x,
                double              y,
                gint64             *out_day,
                int                *out_minute)
{
  double section_y;
  SotongCalendarSection *section = section_at (SOTONG_CALENDAR_AGENDA (view), y, &section_y);

  if (section == NULL)
    return FALSE;
  *out_day = sotong_calendar_section_get_day (section);
  return TRUE;
}

static gboolean
view_get_box (SotongCalendarView *view,
              gint64              day,
              int                 minute,
              graphene_rect_t    *out_box)
{
  SotongCalendarSection *section = sotong_calendar_agenda_get_section (SOTONG_CALENDAR_AGENDA (view), day);

  return section != NULL && gtk_widget_compute_bounds (GTK_WIDGET (section), GTK_WIDGET (view), out_box);
}

static void
view_set_target (SotongCalendarView *view,
                 gboolean            on,
                 gint64              day,
                 int                 minute)
{
  SotongCalendarAgenda *self = SOTONG_CALENDAR_AGENDA (view);
  SotongCalendarSection *target = on ? sotong_calendar_agenda_get_section (self, day) : NULL;

  if (self->target == target)
    return;
  if (self->target != NULL)
    sotong_calendar_section_set_target (self->target, FALSE);
  self->target = target;
  if (target != NULL)
    sotong_calendar_section_set_target (target, TRUE);
}

static int
view_get_edge (SotongCalendarView *view,
               double              x,
               double              y)
{
  GtkAdjustment *scroll = SOTONG_CALENDAR_AGENDA (view)->scroll;
  double top = scroll != NULL ? gtk_adjustment_get_value (scroll) : 0;
  double bottom = top + (scroll != NULL ? gtk_adjustment_get_page_size (scroll) : gtk_widget_get_height (GTK_WIDGET (view)));

  if (y < top + EDGE)
    return -1;
  return y >= bottom - EDGE ? 1 : 0;
}

static void
view_step (SotongCalendarView *view,
           int                 dx,
           int                 dy,
           gint64             *day,
           int                *minute)
{
  *day += dx + dy;
}

static GdkPaintable *
view_paint (SotongCalendarView *view,
            SotongCalendarItem *item)
{
  return sotong_calendar_chip_paint (GTK_WIDGET (view), item, SOTONG_CALENDAR_AGENDA (view)->model->zone);
}

static void
view_focus_cursor (SotongCalendarView *view)
{
  SotongCalendarAgenda *self = SOTONG_CALENDAR_AGENDA (view);
  SotongCalendarSection *section = sotong_calendar_agenda_get_section (self, self->model->cursor);

  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);

  if (section == NULL)
    return;
  if (viewport != NULL)
    gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), !self->model->pressed);
  gtk_widget_grab_focus (GTK_WIDGET (section));
  if (viewport != NULL)
    gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), TRUE);
}

static void
view_init (SotongCalendarViewInterface *iface)
{
  iface->get_model = view_get_model;
  iface->pick = view_pick;
  iface->get_place = view_get_place;
  iface->get_box = view_get_box;
  iface->set_target = view_set_target;
  iface->get_edge = view_get_edge;
  iface->step = view_step;
  iface->paint = view_paint;
  iface->focus_cursor = view_focus_cursor;
}

/**
 * sotong_calendar_agenda_new:
 * @model: what it shows, while that is a list
 *
 * Returns: (transfer floating): the list
 */
GtkWidget *
sotong_calendar_agenda_new (SotongCalendarModel *model)
{
  SotongCalendarAgenda *self = g_object_new (SOTONG_TYPE_CALENDAR_AGENDA, NULL);

  self->model = g_object_ref (model);
  self->input = sotong_calendar_input_new (SOTONG_CALENDAR_VIEW (self));
  g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * sotong_calendar_agenda_get_section:
 * @self: the list
 * @day: a day, counted from 1970-01-01
 *
 * Returns: (transfer none) (nullable): the day in the list; %NULL when it has nothing to show
 */
SotongCalendarSection *
sotong_calendar_agenda_get_section (SotongCalendarAgenda *self,
                                    gint64                day)
{
  for (guint i = 0; i < self->sections->len; i++)
    if (sotong_calendar_section_get_day (g_ptr_array_index (self->sections, i)) == day)
      return g_ptr_array_index (self->sections, i);
  return NULL;
}
