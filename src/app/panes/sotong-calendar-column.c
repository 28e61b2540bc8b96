/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-column.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-band.h"
#include "app/panes/sotong-calendar-chip.h"
#include "app/panes/sotong-calendar-more.h"
#include "app/panes/sotong-calendar-share.h"
#include "app/panes/sotong-calendar-symbol.h"
#include "app/panes/sotong-calendar-text.h"
#include "plan/sotong-day-lanes.h"
#include "plan/sotong-day-shift.h"

#define HOURS 24
#define CHIP_MINUTES 24   /* what a chip is high */
#define MIN_LANE 46       /* pixels: narrower, nothing can be read */
#define MORE_WIDTH 40     /* pixels: of “⚠ +12” */

/**
 * SotongCalendarColumn:
 *
 * A day with its hours. Contents are drawn where they go out, beside one another when they would
 * cover each other; where there is no room for all the last place says how many more there are.
 */
struct _SotongCalendarColumn
{
  GtkWidget            parent_instance;
  SotongCalendarModel *model;      /* (owned) */
  gint64               day;
  GPtrArray           *items;      /* (owned) (nullable) (element-type SotongCalendarItem) */
  SotongDayLane       *lanes;      /* (owned) (nullable) (array length=items) */
  GPtrArray           *layouts;    /* (owned) (nullable) (element-type PangoLayout): for @laid_out; some are NULL */
  int                  laid_out;   /* a width */
  int                  target;     /* the minute over which something is held, or -1 */
  GtkWidget           *more;       /* (unowned): child: “+N” for the keyboard; drawn by the column, and clicked there */
};

/* Contents that have no place, side by side in one “+N”. */
typedef struct {
  guint     first;   /* of the items */
  guint     n;
  gboolean  marked;  /* one of them would have a mark */
} Hidden;

G_DEFINE_FINAL_TYPE (SotongCalendarColumn, sotong_calendar_column, GTK_TYPE_WIDGET)

static guint more_signal;

static double
y_of_minute (SotongCalendarColumn *self,
             int                   minute)
{
  return minute * SOTONG_CALENDAR_HOUR_HEIGHT (self) / 60.0;
}

/* How many of a cluster's lanes have room. When not all have, the last is for “+N”. */
static int
n_lanes_shown (SotongCalendarColumn *self,
               const SotongDayLane  *lane)
{
  int room = MAX (gtk_widget_get_width (GTK_WIDGET (self)) / MIN_LANE, 1);

  return MIN (lane->n_lanes, room);
}

static gboolean
is_shown (SotongCalendarColumn *self,
          const SotongDayLane  *lane)
{
  int shown = n_lanes_shown (self, lane);

  return shown == lane->n_lanes || lane->lane < MAX (shown - 1, 1);
}

static void
get_chip_box (SotongCalendarColumn *self,
              const SotongDayLane  *lane,
              graphene_rect_t      *out_box)
{
  double width = (gtk_widget_get_width (GTK_WIDGET (self)) - 4.0) / n_lanes_shown (self, lane);

  /* With room for one only, “+N” lies on its right end. */
  *out_box = GRAPHENE_RECT_INIT ((float) (2 + lane->lane * width), (float) y_of_minute (self, lane->minute),
                                 (float) width - 1, SOTONG_CALENDAR_CHIP_HEIGHT (self) - 1);
  if (n_lanes_shown (self, lane) == 1 && lane->n_lanes > 1)
    out_box->size.width -= 22;
}

/* (transfer full) (element-type Hidden): by time */
static GArray *
list_hidden (SotongCalendarColumn *self)
{
  GArray *groups = g_array_new (FALSE, TRUE, sizeof (Hidden));
  Hidden *group = NULL;

  for (guint i = 0; self->items != NULL && i < self->items->len; i++)
    {
      if (is_shown (self, &self->lanes[i]))
        continue;
      if (group == NULL || self->lanes[i].minute >= self->lanes[group->first].minute + CHIP_MINUTES)
        {
          g_array_set_size (groups, groups->len + 1);
          group = &g_array_index (groups, Hidden, groups->len - 1);
          group->first = i;
        }
      group->n++;
      group->marked = group->marked || sotong_calendar_item_has_mark (g_ptr_array_index (self->items, i));
    }
  return groups;
}

/* ---- drawing ---- */

static void
forget_layouts (SotongCalendarColumn *self)
{
  g_clear_pointer (&self->layouts, g_ptr_array_unref);
}

static void
unref_layout (gpointer layout)
{
  g_clear_object (&layout);
}

static gboolean
has_layouts (SotongCalendarColumn *self)
{
  return self->layouts != NULL && self->laid_out == gtk_widget_get_width (GTK_WIDGET (self));
}

static void
ensure_layouts (SotongCalendarColumn *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (has_layouts (self))
    return;
  forget_layouts (self);
  self->layouts = g_ptr_array_new_with_free_func (unref_layout);
  self->laid_out = width;
  for (guint i = 0; i < self->items->len; i++)
    {
      graphene_rect_t box;
      PangoLayout *layout = NULL;

      get_chip_box (self, &self->lanes[i], &box);
      if (is_shown (self, &self->lanes[i]))
        layout = sotong_calendar_chip_layout (GTK_WIDGET (self), g_ptr_array_index (self->items, i), self->model->zone,
                                              (int) box.size.width);
      g_ptr_array_add (self->layouts, layout);
    }
}

static void
draw_ground (SotongCalendarColumn *self,
             GtkSnapshot          *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  guint n_restricted;
  g_autofree char *restricted = sotong_calendar_model_name_restricted (self->model, self->day, &n_restricted);
  GdkRGBA color, line;

  if (restricted != NULL)
    sotong_calendar_chip_draw_restricted (widget, snapshot, n_restricted);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &line);
  color = line;
  color.alpha = 0.04f;
  if (self->day < self->model->today)
    gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, 0, width, height));
  else if (self->day == self->model->today)
    {
      int minute = sotong_day_shift_minute_of (self->model->now, self->model->zone);

      gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, 0, width, (float) y_of_minute (self, minute)));
    }
  line.alpha = 0.13f;
  for (int hour = 0; hour < HOURS; hour++)
    gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (0, (float) y_of_minute (self, 60 * hour), width, 1));
  gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (0, 0, 1, height));
}

static void
draw_slot (SotongCalendarColumn *self,
           GtkSnapshot          *snapshot,
           int                   minute,
           gboolean              filled)
{
  graphene_rect_t box = GRAPHENE_RECT_INIT (1, (float) y_of_minute (self, minute), (float) gtk_widget_get_width (GTK_WIDGET (self)) - 2,
                                            SOTONG_CALENDAR_HOUR_HEIGHT (self) / 2.0f);
  GdkRGBA color;
  GskRoundedRect shape;

  sotong_calendar_color (GTK_WIDGET (self), "accent_bg_color", &color);
  gsk_rounded_rect_init_from_rect (&shape, &box, 4);
  if (filled)
    {
      color.alpha = 0.25f;
      gtk_snapshot_append_color (snapshot, &color, &box);
      return;
    }
  gtk_snapshot_append_border (snapshot, &shape, (float[4]) { 2, 2, 2, 2 }, (GdkRGBA[4]) { color, color, color, color });
}

static void
draw_now (SotongCalendarColumn *self,
          GtkSnapshot          *snapshot)
{
  int minute = sotong_day_shift_minute_of (self->model->now, self->model->zone);
  GdkRGBA color;

  if (self->day != self->model->today)
    return;
  sotong_calendar_color (GTK_WIDGET (self), "error_color", &color);
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, (float) y_of_minute (self, minute) - 1,
                                                                    (float) gtk_widget_get_width (GTK_WIDGET (self)), 2));
}

/* “+N” in the last place of a cluster that is too wide, at its first content that has no place. */
static void
draw_more (SotongCalendarColumn *self,
           GtkSnapshot          *snapshot,
           const Hidden         *hidden)
{
  g_autofree char *text = g_strdup_printf ("%s+%u", hidden->marked ? "⚠ " : "", hidden->n);
  g_autoptr(PangoLayout) layout = sotong_calendar_chip_text_layout (GTK_WIDGET (self), text, 0.78);
  GdkRGBA color;
  int width;

  sotong_calendar_chip_more_color (GTK_WIDGET (self), hidden->marked, &color);
  pango_layout_get_pixel_size (layout, &width, NULL);
  sotong_calendar_chip_draw_text (snapshot, layout, gtk_widget_get_width (GTK_WIDGET (self)) - width - 4,
                                  y_of_minute (self, self->lanes[hidden->first].minute) + 1, &color);
}

static void
draw_items (SotongCalendarColumn *self,
            GtkSnapshot          *snapshot)
{
  g_autoptr(GArray) hidden = list_hidden (self);

  ensure_layouts (self);
  for (guint i = 0; i < self->items->len; i++)
    {
      SotongCalendarItem *item = g_ptr_array_index (self->items, i);
      graphene_rect_t box;

      if (!is_shown (self, &self->lanes[i]))
        continue;
      get_chip_box (self, &self->lanes[i], &box);
      sotong_calendar_chip_draw (GTK_WIDGET (self), snapshot, item, g_ptr_array_index (self->layouts, i), &box,
                                 sotong_calendar_model_is_selected (self->model, item));
    }
  for (guint i = 0; i < hidden->len; i++)
    draw_more (self, snapshot, &g_array_index (hidden, Hidden, i));
}

static void
sotong_calendar_column_snapshot (GtkWidget   *widget,
                                 GtkSnapshot *snapshot)
{
  SotongCalendarColumn *self = SOTONG_CALENDAR_COLUMN (widget);
  gboolean is_new = !has_layouts (self);

  draw_ground (self, snapshot);
  if (self->target >= 0)
    draw_slot (self, snapshot, self->target, TRUE);
  if (self->items != NULL && (!is_new || sotong_calendar_share_begin (widget)))
    {
      draw_items (self, snapshot);
      if (is_new)
        sotong_calendar_share_end ();
    }
  draw_now (self, snapshot);
  if (gtk_widget_has_focus (widget))
    draw_slot (self, snapshot, self->model->minute, FALSE);
  gtk_widget_snapshot_child (widget, self->more, snapshot);
}

/* ---- the widget ---- */

static void
sotong_calendar_column_measure (GtkWidget      *widget,
                                GtkOrientation  orientation,
                                int             for_size,
                                int            *minimum,
                                int            *natural,
                                int            *minimum_baseline,
                                int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 40 : HOURS * SOTONG_CALENDAR_HOUR_HEIGHT (widget);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 110 : HOURS * SOTONG_CALENDAR_HOUR_HEIGHT (widget);
}

/* How many contents have no place, as soon as it is known how wide the column is. */
static guint
count_hidden (SotongCalendarColumn *self)
{
  guint n = 0;

  for (guint i = 0; self->items != NULL && gtk_widget_get_width (GTK_WIDGET (self)) > 0 && i < self->items->len; i++)
    n += !is_shown (self, &self->lanes[i]);
  return n;
}

/* What “+N” stands for: all of the day, as the list has it. */
static void
name_more (SotongCalendarColumn *self)
{
  sotong_calendar_more_show (self->more, self->day, count_hidden (self), self->items != NULL ? self->items->len : 0);
}

static void
place_more (SotongCalendarColumn *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  GtkAllocation place = { MAX (width - MORE_WIDTH, 0), 0, MIN (width, MORE_WIDTH), SOTONG_CALENDAR_CHIP_HEIGHT (self) - 1 };

  place.y = (int) y_of_minute (self, sotong_calendar_column_get_more (self));
  sotong_calendar_more_place (self->more, &place);
}

static void
sotong_calendar_column_size_allocate (GtkWidget *widget,
                                      int        width,
                                      int        height,
                                      int        baseline)
{
  name_more (SOTONG_CALENDAR_COLUMN (widget));
  place_more (SOTONG_CALENDAR_COLUMN (widget));
}

static void
sotong_calendar_column_css_changed (GtkWidget         *widget,
                                    GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sotong_calendar_column_parent_class)->css_changed (widget, change);
  forget_layouts (SOTONG_CALENDAR_COLUMN (widget));
}

static gboolean
sotong_calendar_column_query_tooltip (GtkWidget  *widget,
                                      int         x,
                                      int         y,
                                      gboolean    keyboard,
                                      GtkTooltip *tooltip)
{
  SotongCalendarColumn *self = SOTONG_CALENDAR_COLUMN (widget);
  SotongCalendarItem *item = keyboard ? sotong_calendar_model_get_selected (self->model)
                             : sotong_calendar_column_pick (self, x, y, NULL);
  g_autofree char *text = NULL;

  if (item == NULL)
    return FALSE;
  text = sotong_calendar_item_describe (item, self->model->zone);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
sotong_calendar_column_dispose (GObject *object)
{
  SotongCalendarColumn *self = SOTONG_CALENDAR_COLUMN (object);

  forget_layouts (self);
  g_clear_pointer (&self->more, gtk_widget_unparent);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->lanes, g_free);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (sotong_calendar_column_parent_class)->dispose (object);
}

static void
sotong_calendar_column_class_init (SotongCalendarColumnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_calendar_column_dispose;
  widget_class->snapshot = sotong_calendar_column_snapshot;
  widget_class->measure = sotong_calendar_column_measure;
  widget_class->size_allocate = sotong_calendar_column_size_allocate;
  widget_class->css_changed = sotong_calendar_column_css_changed;
  widget_class->query_tooltip = sotong_calendar_column_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "sotongday");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
  /**
   * SotongCalendarColumn::more:
   *
   * A person wants to see all contents of the day, by “+N” and the keyboard.
   */
  more_signal = g_signal_new ("more", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
more_cb (SotongCalendarColumn *self)
{
  g_signal_emit (self, more_signal, 0);
}

static void
sotong_calendar_column_init (SotongCalendarColumn *self)
{
  self->target = -1;
  self->more = sotong_calendar_more_new (GTK_WIDGET (self), G_CALLBACK (more_cb));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
}

GtkWidget *
sotong_calendar_column_new (SotongCalendarModel *model)
{
  SotongCalendarColumn *self = g_object_new (SOTONG_TYPE_CALENDAR_COLUMN, NULL);

  self->model = g_object_ref (model);
  return GTK_WIDGET (self);
}

gint64
sotong_calendar_column_get_day (SotongCalendarColumn *self)
{
  return self->day;
}

/**
 * sotong_calendar_column_name:
 * @self: a column
 *
 * Tells screen readers the day, and the time at which the cursor stands.
 */
void
sotong_calendar_column_name (SotongCalendarColumn *self)
{
  g_autofree char *date = sotong_calendar_text_day (self->day), *label = NULL, *day = NULL;
  g_autofree char *holiday = sotong_calendar_model_describe_rest (self->model, self->day);

  day = holiday != NULL ? g_strconcat (date, ", ", holiday, NULL) : g_steal_pointer (&date);
  if (self->day == self->model->cursor)
    /* Translators: where the cursor of a calendar stands: 1 a date, 2 hour, 3 minute. */
    label = g_strdup_printf (_("%1$s, %2$02d:%3$02d"), day, self->model->minute / 60, self->model->minute % 60);
  else
    label = self->day == self->model->today ? g_strdup_printf (_("Today, %s"), day) : g_steal_pointer (&day);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* Whether the chips that are laid out say of @items, in @lanes, what they said of those before. */
static gboolean
are_laid_out (SotongCalendarColumn *self,
              GPtrArray            *items,
              const SotongDayLane  *lanes)
{
  if (self->layouts == NULL || self->layouts->len != items->len)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      PangoLayout *layout = g_ptr_array_index (self->layouts, i);
      graphene_rect_t box;

      get_chip_box (self, &lanes[i], &box);
      if (layout == NULL ? is_shown (self, &lanes[i])
          : !sotong_calendar_chip_is_laid_out (GTK_WIDGET (self), layout, g_ptr_array_index (self->items, i), g_ptr_array_index (items, i),
                                               (int) box.size.width))
        return FALSE;
    }
  return TRUE;
}

static SotongDayLane *
assign_lanes (SotongCalendarColumn *self,
              GPtrArray            *items)
{
  SotongDayLane *lanes = g_new0 (SotongDayLane, items->len + 1);

  for (guint i = 0; i < items->len; i++)
    lanes[i].minute = sotong_day_shift_minute_of (((SotongCalendarItem *) g_ptr_array_index (items, i))->at, self->model->zone);
  sotong_day_lanes_assign (lanes, items->len, CHIP_MINUTES);
  return lanes;
}

/**
 * sotong_calendar_column_set_day:
 * @self: a column
 * @day: which day, counted from 1970-01-01
 *
 * Shows what the model has read of the day.
 */
void
sotong_calendar_column_set_day (SotongCalendarColumn *self,
                                gint64                day)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autofree char *bands = NULL, *text = NULL;
  GPtrArray *items = sotong_calendar_model_get_items (self->model, day);
  SotongDayLane *lanes;

  self->day = day;
  if (items == NULL)
    items = none;
  lanes = assign_lanes (self, items);
  if (!are_laid_out (self, items, lanes))
    forget_layouts (self);
  g_ptr_array_ref (items);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = items;
  g_free (self->lanes);
  self->lanes = lanes;
  sotong_calendar_column_name (self);
  name_more (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  bands = self->model->data != NULL ? sotong_calendar_band_names (self->model->data->campaigns, day) : NULL;
  text = sotong_calendar_item_describe_all (self->items, self->model->zone, bands);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sotong_calendar_column_set_target:
 * @self: a column
 * @minute: over which something is held, or -1
 */
void
sotong_calendar_column_set_target (SotongCalendarColumn *self,
                                   int                   minute)
{
  if (self->target == minute)
    return;
  self->target = minute;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sotong_calendar_column_pick:
 * @self: a column
 * @x: pixels
 * @y: pixels
 * @out_more: (out) (optional): whether “+N” is there
 *
 * Returns: (transfer none) (nullable): the content that is there
 */
SotongCalendarItem *
sotong_calendar_column_pick (SotongCalendarColumn *self,
                             double                x,
                             double                y,
                             gboolean             *out_more)
{
  if (out_more != NULL)
    *out_more = FALSE;
  for (guint i = 0; self->items != NULL && i < self->items->len; i++)
    {
      const SotongDayLane *lane = &self->lanes[i];
      graphene_rect_t box;

      get_chip_box (self, lane, &box);
      if (is_shown (self, lane))
        {
          if (graphene_rect_contains_point (&box, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
            return g_ptr_array_index (self->items, i);
        }
      else if (out_more != NULL && x >= gtk_widget_get_width (GTK_WIDGET (self)) - 24 && y >= box.origin.y
               && y < box.origin.y + box.size.height)
        *out_more = TRUE;
    }
  return NULL;
}

/**
 * sotong_calendar_column_get_more:
 * @self: a column
 *
 * Returns: the minute of the day at which the “+N” stands that the Tab key leads to: the next one for the cursor, or the last; 0
 *   without any
 */
int
sotong_calendar_column_get_more (SotongCalendarColumn *self)
{
  g_autoptr(GArray) hidden = NULL;
  int from, minute = 0;

  g_return_val_if_fail (SOTONG_IS_CALENDAR_COLUMN (self), 0);

  hidden = list_hidden (self);
  from = self->day == self->model->cursor ? self->model->minute : 0;
  for (guint i = 0; i < hidden->len && (i == 0 || minute + CHIP_MINUTES <= from); i++)
    minute = self->lanes[g_array_index (hidden, Hidden, i).first].minute;
  return minute;
}

/**
 * sotong_calendar_column_walk:
 * @self: a column that has the focus
 * @direction: where the focus is to go
 *
 * Walks between the hours and the next “+N”, when not all contents have a place.
 *
 * Returns: whether the focus moved; else it leaves the column
 */
gboolean
sotong_calendar_column_walk (SotongCalendarColumn *self,
                             GtkDirectionType      direction)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_COLUMN (self), FALSE);

  place_more (self); /* the cursor may have moved since */
  return sotong_calendar_more_walk (self->more, direction);
}
