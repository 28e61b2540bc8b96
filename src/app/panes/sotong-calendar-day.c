/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-day.h"

#include <string.h>
#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-chip.h"
#include "app/panes/sotong-calendar-more.h"
#include "app/panes/sotong-calendar-share.h"
#include "app/panes/sotong-calendar-symbol.h"
#include "app/panes/sotong-calendar-text.h"
#include "plan/sotong-month.h"

#define NUMBER_LEFT 7 /* pixels */

/**
 * SotongCalendarDay:
 *
 * A day of the calendar with its contents as chips. Chips are drawn, not widgets: a month
 * of a busy office has some hundred of them. Their texts are laid out once per reading.
 */
struct _SotongCalendarDay
{
  GtkWidget               parent_instance;
  gint64                  day;
  SotongCalendarDayFlags  flags;
  GPtrArray              *items;      /* (owned) (element-type SotongCalendarItem) (nullable) */
  GTimeZone              *zone;       /* (owned) (nullable) */
  char                   *holiday;    /* (owned) (nullable): the names of its holidays */
  PangoLayout            *holiday_layout; /* (owned) (nullable) */
  char                   *restricted; /* (owned) (nullable): the restricted periods that have it */
  guint                   n_restricted; /* how many they are */
  guint                   n_hidden;   /* so many of @items are described as having no room */
  char                   *bands;      /* (owned) (nullable): the campaigns of the day */
  char                   *events;     /* (owned) (nullable): what others have on it */
  PangoLayout            *events_layout; /* (owned) (nullable) */
  int                     band_room;  /* pixels below the number that the grid draws into */
  GPtrArray              *selected;   /* (owned) (element-type SotongCalendarItem): of @items; the newest is the last */
  GPtrArray              *layouts;    /* (owned) (nullable) (element-type PangoLayout): of the chips shown */
  PangoLayout            *number;     /* (owned) (nullable) */
  int                     laid_out;   /* the width for which @layouts are */
  gboolean                target;     /* something is held over it that it would take */
  GtkWidget              *more;       /* (unowned): child: “+N” for the keyboard; drawn by the day, and clicked there */
};

G_DEFINE_FINAL_TYPE (SotongCalendarDay, sotong_calendar_day, GTK_TYPE_WIDGET)

static guint more_signal;

static void
forget_layouts (SotongCalendarDay *self)
{
  g_clear_pointer (&self->layouts, g_ptr_array_unref);
  g_clear_object (&self->number);
  g_clear_object (&self->holiday_layout);
  g_clear_object (&self->events_layout);
}

static int
top (SotongCalendarDay *self)
{
  return SOTONG_CALENDAR_NUMBER_HEIGHT (self) + self->band_room;
}

/* Below so many lines, “+N” stands beside the number, so that no chip gives way to it. */
#define FEW_LINES 3

#define TIGHT_HEIGHT(self) sotong_type_scaled (GTK_WIDGET (self), 15)

/* How tall a chip is here, with the gap below it: on a small screen closer, where that makes room for one more. */
static int
chip_height_in (SotongCalendarDay *self,
                int                room)
{
  int lines = MAX (room / SOTONG_CALENDAR_CHIP_HEIGHT (self), 0);
  int tight = room / (lines + 1);

  return lines > 0 && lines < FEW_LINES && tight >= TIGHT_HEIGHT (self) ? tight : SOTONG_CALENDAR_CHIP_HEIGHT (self);
}

static int
chip_height (SotongCalendarDay *self)
{
  return chip_height_in (self, gtk_widget_get_height (GTK_WIDGET (self)) - top (self));
}

/**
 * sotong_calendar_day_count_lines:
 * @self: a day
 * @band_room: pixels below the number
 *
 * Returns: how many chips would have room if the grid drew bands into @band_room
 */
int
sotong_calendar_day_count_lines (SotongCalendarDay *self,
                                 int                band_room)
{
  int room = gtk_widget_get_height (GTK_WIDGET (self)) - SOTONG_CALENDAR_NUMBER_HEIGHT (self) - band_room;

  return MAX (room / chip_height_in (self, room), 0);
}

static int
n_lines (SotongCalendarDay *self)
{
  return MAX ((gtk_widget_get_height (GTK_WIDGET (self)) - top (self)) / chip_height (self), 0);
}

/* How many chips have room. When not all have, and there are enough lines, one is left for
 * “+N more”. */
static guint
n_visible (SotongCalendarDay *self)
{
  int lines = n_lines (self);
  guint n = self->items != NULL ? self->items->len : 0;

  if (n <= (guint) lines)
    return n;
  return (guint) (lines < FEW_LINES ? lines : lines - 1);
}

static void
ensure_number (SotongCalendarDay *self)
{
  g_autofree char *number = NULL;
  int year, month, day;

  if (self->number != NULL)
    return;
  sotong_time_civil_from_days (self->day, &year, &month, &day);
  if (day == 1)
    /* Translators: the first day of a month in a calendar: 1 the month, 2 the day. */
    number = g_strdup_printf (_("%1$d/%2$d"), month, day);
  else
    number = g_strdup_printf ("%d", day);
  self->number = sotong_calendar_chip_text_layout (GTK_WIDGET (self), number, 0.85);
}

static gboolean
has_layouts (SotongCalendarDay *self,
             guint              n_shown)
{
  return n_shown == 0 || (self->layouts != NULL && self->laid_out == gtk_widget_get_width (GTK_WIDGET (self)) && self->layouts->len >= n_shown);
}

static void
ensure_layouts (SotongCalendarDay *self,
                guint              n_shown)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (has_layouts (self, n_shown))
    return;
  g_clear_pointer (&self->layouts, g_ptr_array_unref);
  self->layouts = g_ptr_array_new_with_free_func (g_object_unref);
  self->laid_out = width;
  for (guint i = 0; i < n_shown; i++)
    g_ptr_array_add (self->layouts, sotong_calendar_chip_layout (GTK_WIDGET (self), g_ptr_array_index (self->items, i), self->zone, width));
}

/* Sundays and holidays are red and Saturdays blue, as on the calendars on the walls. */
static void
number_color (SotongCalendarDay *self,
              GdkRGBA           *color)
{
  int weekday = sotong_time_weekday (self->day);

  if (weekday == 6 || self->holiday != NULL)
    sotong_calendar_color (GTK_WIDGET (self), "error_color", color);
  else if (weekday == 5)
    sotong_calendar_color (GTK_WIDGET (self), "accent_color", color);
  else
    gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), color);
  if (self->flags & SOTONG_CALENDAR_DAY_OTHER_MONTH)
    color->alpha *= 0.45f;
}

/* What a holiday is called, right of the number, as far as there is room. */
static void
draw_holiday (SotongCalendarDay *self,
              GtkSnapshot       *snapshot,
              double             x)
{
  gboolean crowded = self->items != NULL && n_lines (self) < FEW_LINES && n_visible (self) < self->items->len;
  int height, room = gtk_widget_get_width (GTK_WIDGET (self)) - (int) x - (crowded ? 28 : 4);
  GdkRGBA color;

  if (self->holiday == NULL || room < 16)
    return;
  if (self->holiday_layout == NULL)
    {
      self->holiday_layout = sotong_calendar_chip_text_layout (GTK_WIDGET (self), self->holiday, 0.75);
      pango_layout_set_ellipsize (self->holiday_layout, PANGO_ELLIPSIZE_END);
    }
  pango_layout_set_width (self->holiday_layout, room * PANGO_SCALE);
  pango_layout_get_pixel_size (self->holiday_layout, NULL, &height);
  number_color (self, &color);
  sotong_calendar_chip_draw_text (snapshot, self->holiday_layout, x, 1 + (SOTONG_CALENDAR_NUMBER_HEIGHT (self) - 2 - height) / 2.0, &color);
}

static void
draw_number (SotongCalendarDay *self,
             GtkSnapshot       *snapshot)
{
  GdkRGBA color, accent;
  int width, height;

  pango_layout_get_pixel_size (self->number, &width, &height);
  number_color (self, &color);
  if (self->flags & SOTONG_CALENDAR_DAY_TODAY)
    {
      int tall = SOTONG_CALENDAR_NUMBER_HEIGHT (self) - 2;
      graphene_rect_t box = GRAPHENE_RECT_INIT (2, 1, (float) MAX (width + 10, tall), (float) tall);
      GskRoundedRect shape;

      sotong_calendar_color (GTK_WIDGET (self), "accent_bg_color", &accent);
      sotong_calendar_color (GTK_WIDGET (self), "accent_fg_color", &color);
      gsk_rounded_rect_init_from_rect (&shape, &box, (float) tall / 2);
      gtk_snapshot_push_rounded_clip (snapshot, &shape);
      gtk_snapshot_append_color (snapshot, &accent, &box);
      gtk_snapshot_pop (snapshot);
      sotong_calendar_chip_draw_text (snapshot, self->number, 2 + (box.size.width - (float) width) / 2, 1 + (SOTONG_CALENDAR_NUMBER_HEIGHT (self) - 2 - height) / 2.0, &color);
      draw_holiday (self, snapshot, box.size.width + 6);
      return;
    }
  sotong_calendar_chip_draw_text (snapshot, self->number, NUMBER_LEFT, 1 + (SOTONG_CALENDAR_NUMBER_HEIGHT (self) - 2 - height) / 2.0, &color);
  draw_holiday (self, snapshot, width + 12);
}

/* Whether one of those that have no room would have a mark. */
static gboolean
hides_mark (SotongCalendarDay *self,
            guint              n_shown)
{
  for (guint i = n_shown; self->items != NULL && i < self->items->len; i++)
    if (sotong_calendar_item_has_mark (g_ptr_array_index (self->items, i)))
      return TRUE;
  return FALSE;
}

/* Whether one of those that have no room is selected, as by Ctrl+Down. */
static gboolean
hides_selected (SotongCalendarDay *self,
                guint              n_shown)
{
  guint position;

  for (guint i = 0; i < self->selected->len; i++)
    if (g_ptr_array_find (self->items, g_ptr_array_index (self->selected, i), &position) && position >= n_shown)
      return TRUE;
  return FALSE;
}

/* Behind “+N”, as behind a chip that is selected. */
static void
draw_more_selected (SotongCalendarDay *self,
                    GtkSnapshot       *snapshot,
                    PangoLayout       *layout,
                    double             x,
                    double             y)
{
  int width, height;
  GskRoundedRect shape;
  GdkRGBA color;

  pango_layout_get_pixel_size (layout, &width, &height);
  sotong_calendar_color (GTK_WIDGET (self), "accent_color", &color);
  color.alpha = 0.34f;
  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT ((float) x - 3, (float) y, (float) width + 6, (float) height), 4);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &color, &shape.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw_more (SotongCalendarDay *self,
           GtkSnapshot       *snapshot,
           guint              n_shown,
           double             y)
{
  guint n = self->items->len - n_shown;
  /* Translators: in a calendar's day where not all contents have room. */
  g_autofree char *more = y < 0 ? g_strdup_printf ("+%u", n) : g_strdup_printf (ngettext ("+%u more", "+%u more", n), n);
  gboolean marked = hides_mark (self, n_shown);
  /* Beside the number, where a campaign's name ends, there is room for a narrow sign only. */
  g_autofree char *text = g_strconcat (marked && y >= 0 ? "⚠ " : "", more, marked && y < 0 ? "!" : "", NULL);
  g_autoptr(PangoLayout) layout = sotong_calendar_chip_text_layout (GTK_WIDGET (self), text, 0.78);
  double x = 7;
  GdkRGBA color;

  sotong_calendar_chip_more_color (GTK_WIDGET (self), marked, &color);
  if (y < 0)
    {
      int width;

      pango_layout_get_pixel_size (layout, &width, NULL);
      x = gtk_widget_get_width (GTK_WIDGET (self)) - width - 4;
    }
  if (hides_selected (self, n_shown))
    draw_more_selected (self, snapshot, layout, x, MAX (y, 2));
  sotong_calendar_chip_draw_text (snapshot, layout, x, y < 0 ? 2 : y, &color);
}

/* What others have on the day, quietly below its contents, if a line is left. */
static void
draw_events (SotongCalendarDay *self,
             GtkSnapshot       *snapshot,
             guint              n_shown,
             double             y)
{
  int height, width = gtk_widget_get_width (GTK_WIDGET (self)) - 12;
  GdkRGBA color;

  if (self->events == NULL || (int) n_shown >= n_lines (self) || width < 16)
    return;
  if (self->events_layout == NULL)
    {
      self->events_layout = sotong_calendar_chip_text_layout (GTK_WIDGET (self), self->events, 0.78);
      pango_layout_set_ellipsize (self->events_layout, PANGO_ELLIPSIZE_END);
    }
  pango_layout_set_width (self->events_layout, width * PANGO_SCALE);
  pango_layout_get_pixel_size (self->events_layout, NULL, &height);
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  color.alpha *= self->flags & SOTONG_CALENDAR_DAY_OTHER_MONTH ? 0.45f : 0.75f;
  sotong_calendar_chip_draw_text (snapshot, self->events_layout, 7, y + (chip_height (self) - height) / 2.0, &color);
}

static void
draw_ground (SotongCalendarDay *self,
             GtkSnapshot       *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  graphene_rect_t box = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                            (float) gtk_widget_get_height (widget));
  GdkRGBA color;

  if (self->restricted != NULL)
    sotong_calendar_chip_draw_restricted (widget, snapshot, self->n_restricted);
  if (self->target)
    {
      sotong_calendar_color (widget, "accent_bg_color", &color);
      color.alpha = 0.22f;
    }
  else if (self->flags & SOTONG_CALENDAR_DAY_OTHER_MONTH)
    {
      gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
      color.alpha = 0.045f;
    }
  else
    return;
  gtk_snapshot_append_color (snapshot, &color, &box);
}

static void
draw_focus (SotongCalendarDay *self,
            GtkSnapshot       *snapshot)
{
  graphene_rect_t box = GRAPHENE_RECT_INIT (1, 1, (float) gtk_widget_get_width (GTK_WIDGET (self)) - 2,
                                            (float) gtk_widget_get_height (GTK_WIDGET (self)) - 2);
  float widths[4] = { 2, 2, 2, 2 };
  GdkRGBA color;
  GskRoundedRect shape;

  sotong_calendar_color (GTK_WIDGET (self), "accent_color", &color);
  gsk_rounded_rect_init_from_rect (&shape, &box, 4);
  gtk_snapshot_append_border (snapshot, &shape, widths, (GdkRGBA[4]) { color, color, color, color });
}

static void
draw_items (SotongCalendarDay *self,
            GtkSnapshot       *snapshot,
            guint              n_shown)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int height = chip_height (self);
  double y = top (self);

  ensure_layouts (self, n_shown);
  for (guint i = 0; i < n_shown; i++, y += height)
    {
      SotongCalendarItem *item = g_ptr_array_index (self->items, i);
      graphene_rect_t box = GRAPHENE_RECT_INIT (2, (float) y, (float) gtk_widget_get_width (widget) - 4, (float) height - 2);

      sotong_calendar_chip_draw (widget, snapshot, item, g_ptr_array_index (self->layouts, i), &box,
                                 g_ptr_array_find (self->selected, item, NULL));
    }
  if (self->items != NULL && n_shown < self->items->len)
    draw_more (self, snapshot, n_shown, n_lines (self) < FEW_LINES ? -1 : y);
  else
    draw_events (self, snapshot, n_shown, y);
}

static void
sotong_calendar_day_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  SotongCalendarDay *self = SOTONG_CALENDAR_DAY (widget);
  guint n_shown = n_visible (self);
  gboolean is_new = !has_layouts (self, n_shown);

  ensure_number (self);
  draw_ground (self, snapshot);
  draw_number (self, snapshot);
  if (!is_new || sotong_calendar_share_begin (widget))
    {
      draw_items (self, snapshot, n_shown);
      if (is_new)
        sotong_calendar_share_end ();
    }
  if (gtk_widget_has_focus (widget))
    draw_focus (self, snapshot);
  gtk_widget_snapshot_child (widget, self->more, snapshot);
}

static void
sotong_calendar_day_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 44 : 38;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 110 : 84;
}

static void
sotong_calendar_day_css_changed (GtkWidget         *widget,
                                 GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sotong_calendar_day_parent_class)->css_changed (widget, change);
  forget_layouts (SOTONG_CALENDAR_DAY (widget));
}

static SotongCalendarItem *
last_selected (SotongCalendarDay *self)
{
  return self->selected->len > 0 ? g_ptr_array_index (self->selected, self->selected->len - 1) : NULL;
}

/* The day, if @day is given, its holidays, the restricted periods that have it and what others have. */
static char *
describe_day (SotongCalendarDay *self,
              const char        *day)
{
  GString *text = g_string_new (day);

  if (self->holiday != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", self->holiday);
  if (self->restricted != NULL)
    {
      g_autofree char *restricted = sotong_calendar_text_restricted (self->restricted, self->n_restricted);

      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", restricted);
    }
  if (self->events != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", self->events);
  return g_string_free (text, FALSE);
}

static gboolean
sotong_calendar_day_query_tooltip (GtkWidget  *widget,
                                   int         x,
                                   int         y,
                                   gboolean    keyboard,
                                   GtkTooltip *tooltip)
{
  SotongCalendarDay *self = SOTONG_CALENDAR_DAY (widget);
  gboolean more = FALSE;
  SotongCalendarItem *item = keyboard ? last_selected (self) : sotong_calendar_day_pick (self, y, &more);
  g_autofree char *text = more ? sotong_calendar_item_describe_marked (self->items, n_visible (self), self->zone) : NULL;

  if (text != NULL)
    {
      gtk_tooltip_set_text (tooltip, text);
      return TRUE;
    }
  if (item == NULL && (self->holiday != NULL || self->restricted != NULL || self->events != NULL)
      && (keyboard || y < top (self) || self->restricted != NULL || self->events != NULL))
    {
      text = describe_day (self, NULL);
      gtk_tooltip_set_text (tooltip, text);
      return TRUE;
    }
  if (item == NULL)
    return FALSE;
  text = sotong_calendar_item_describe (item, self->zone);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static guint
count_hidden (SotongCalendarDay *self)
{
  return self->items != NULL && gtk_widget_get_height (GTK_WIDGET (self)) > 0 ? self->items->len - n_visible (self) : 0;
}

/* Where “+N” stands. */
static void
place_more (SotongCalendarDay *self,
            int                width)
{
  int number = SOTONG_CALENDAR_NUMBER_HEIGHT (self), y = top (self) + (int) n_visible (self) * chip_height (self);
  GtkAllocation place = { 2, y, MAX (width - 4, 1), chip_height (self) };

  if (n_lines (self) < FEW_LINES)
    place = (GtkAllocation) { MAX (width - 36, 0), 0, MIN (width, 36), number };
  sotong_calendar_more_place (self->more, &place);
}

/* What is on the day, and what “+N” stands for. */
static void
describe_cell (SotongCalendarDay *self)
{
  g_autofree char *text = NULL, *more = NULL, *all = NULL;

  if (self->items == NULL)
    return;
  self->n_hidden = count_hidden (self);
  sotong_calendar_more_show (self->more, self->day, self->n_hidden, self->items->len);
  text = sotong_calendar_item_describe_all (self->items, self->zone, self->bands);
  more = self->n_hidden == 0 ? NULL
         /* Translators: of the contents of a day in the month; “+2 more” stands below the others. */
         : g_strdup_printf (ngettext ("+%u more: not shown for want of room", "+%u more: not shown for want of room", self->n_hidden), self->n_hidden);
  all = more != NULL ? g_strconcat (text, " — ", more, NULL) : g_steal_pointer (&text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, all, -1);
}

/* Where there is more room or less. */
static void
describe_again (SotongCalendarDay *self)
{
  if (self->n_hidden != count_hidden (self))
    describe_cell (self);
}

static void
sotong_calendar_day_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  describe_again (SOTONG_CALENDAR_DAY (widget));
  place_more (SOTONG_CALENDAR_DAY (widget), width);
}

static void
sotong_calendar_day_dispose (GObject *object)
{
  SotongCalendarDay *self = SOTONG_CALENDAR_DAY (object);

  forget_layouts (self);
  g_clear_pointer (&self->more, gtk_widget_unparent);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->selected, g_ptr_array_unref);
  g_clear_pointer (&self->holiday, g_free);
  g_clear_pointer (&self->restricted, g_free);
  g_clear_pointer (&self->bands, g_free);
  g_clear_pointer (&self->events, g_free);
  G_OBJECT_CLASS (sotong_calendar_day_parent_class)->dispose (object);
}

static void
sotong_calendar_day_class_init (SotongCalendarDayClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_calendar_day_dispose;
  widget_class->snapshot = sotong_calendar_day_snapshot;
  widget_class->measure = sotong_calendar_day_measure;
  widget_class->size_allocate = sotong_calendar_day_size_allocate;
  widget_class->css_changed = sotong_calendar_day_css_changed;
  widget_class->query_tooltip = sotong_calendar_day_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "sotongday");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
  /**
   * SotongCalendarDay::more:
   *
   * A person wants to see all contents of the day, by “+N” and the keyboard.
   */
  more_signal = g_signal_new ("more", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
more_cb (SotongCalendarDay *self)
{
  g_signal_emit (self, more_signal, 0);
}

static void
sotong_calendar_day_init (SotongCalendarDay *self)
{
  self->selected = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->more = sotong_calendar_more_new (GTK_WIDGET (self), G_CALLBACK (more_cb));
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
}

GtkWidget *
sotong_calendar_day_new (void)
{
  return g_object_new (SOTONG_TYPE_CALENDAR_DAY, NULL);
}

/**
 * sotong_calendar_day_get_day:
 * @self: a day
 *
 * Returns: which, counted from 1970-01-01
 */
gint64
sotong_calendar_day_get_day (SotongCalendarDay *self)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_DAY (self), 0);
  return self->day;
}

static void
name_cell (SotongCalendarDay *self)
{
  g_autofree char *text = sotong_calendar_text_day (self->day);
  g_autofree char *today = self->flags & SOTONG_CALENDAR_DAY_TODAY ? g_strdup_printf (_("Today, %s"), text) : NULL;
  const char *day = today != NULL ? today : text;
  g_autofree char *label = describe_day (self, day);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * sotong_calendar_day_set_day:
 * @self: a day
 * @day: which, counted from 1970-01-01
 * @flags: how it stands to the month shown and to the clock
 */
void
sotong_calendar_day_set_day (SotongCalendarDay      *self,
                             gint64                  day,
                             SotongCalendarDayFlags  flags)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_DAY (self));

  self->day = day;
  self->flags = flags;
  g_clear_object (&self->number);
  name_cell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sotong_calendar_day_get_items:
 * @self: a day
 *
 * Returns: (transfer none) (nullable) (element-type SotongCalendarItem): its contents, by time
 */
GPtrArray *
sotong_calendar_day_get_items (SotongCalendarDay *self)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_DAY (self), NULL);
  return self->items;
}

/* Whether the chips that are laid out say of @items what they said of those before. */
static gboolean
are_laid_out (SotongCalendarDay *self,
              GPtrArray         *items,
              GTimeZone         *zone)
{
  if (self->layouts == NULL || self->layouts->len > items->len || self->zone != zone)
    return FALSE;
  for (guint i = 0; i < self->layouts->len; i++)
    if (!sotong_calendar_chip_is_laid_out (GTK_WIDGET (self), g_ptr_array_index (self->layouts, i), g_ptr_array_index (self->items, i),
                                           g_ptr_array_index (items, i), self->laid_out))
      return FALSE;
  return TRUE;
}

/**
 * sotong_calendar_day_set_items:
 * @self: a day
 * @items: (element-type SotongCalendarItem): its contents, by time
 * @zone: the office's time zone
 * @bands: (nullable): the campaigns of the day, for screen readers
 */
void
sotong_calendar_day_set_items (SotongCalendarDay *self,
                               GPtrArray         *items,
                               GTimeZone         *zone,
                               const char        *bands)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_DAY (self));

  if (!are_laid_out (self, items, zone))
    g_clear_pointer (&self->layouts, g_ptr_array_unref);
  g_ptr_array_ref (items);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = items;
  g_time_zone_ref (zone);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = zone;
  g_free (self->bands);
  self->bands = g_strdup (bands);
  describe_cell (self);
  if (self->n_hidden > 0)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sotong_calendar_day_set_holiday:
 * @self: a day
 * @names: (nullable): what its holidays are called; %NULL of a working day
 */
void
sotong_calendar_day_set_holiday (SotongCalendarDay *self,
                                 const char        *names)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_DAY (self));

  if (g_strcmp0 (self->holiday, names) == 0)
    return;
  g_free (self->holiday);
  self->holiday = g_strdup (names);
  g_clear_object (&self->holiday_layout);
  name_cell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sotong_calendar_day_set_restricted:
 * @self: a day
 * @names: (nullable): the restricted periods that have it
 * @n: how many they are
 */
void
sotong_calendar_day_set_restricted (SotongCalendarDay *self,
                                    const char        *names,
                                    guint              n)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_DAY (self));

  if (g_strcmp0 (self->restricted, names) == 0 && self->n_restricted == n)
    return;
  self->n_restricted = n;
  g_free (self->restricted);
  self->restricted = g_strdup (names);
  name_cell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sotong_calendar_day_set_events:
 * @self: a day
 * @names: (nullable): what others have on it
 */
void
sotong_calendar_day_set_events (SotongCalendarDay *self,
                                const char        *names)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_DAY (self));

  if (g_strcmp0 (self->events, names) == 0)
    return;
  g_free (self->events);
  self->events = g_strdup (names);
  g_clear_object (&self->events_layout);
  name_cell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sotong_calendar_day_has_room_beside:
 * @self: a day
 * @width: how much of the line its number may take, pixels
 *
 * Returns: whether the line of the number is free behind @width: no holiday is named there, and the number,
 *   which on the first of a month is long, does not reach so far
 */
gboolean
sotong_calendar_day_has_room_beside (SotongCalendarDay *self,
                                     int                width)
{
  int taken;

  g_return_val_if_fail (SOTONG_IS_CALENDAR_DAY (self), FALSE);
  if (self->holiday != NULL)
    return FALSE;
  ensure_number (self);
  pango_layout_get_pixel_size (self->number, &taken, NULL);
  return NUMBER_LEFT + taken < width;
}

/**
 * sotong_calendar_day_set_band_room:
 * @self: a day
 * @pixels: how much to leave free below the number, for campaigns
 */
void
sotong_calendar_day_set_band_room (SotongCalendarDay *self,
                                   int                pixels)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_DAY (self));

  if (self->band_room == pixels)
    return;
  self->band_room = pixels;
  describe_again (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sotong_calendar_day_set_selection:
 * @self: a day
 * @selection: (element-type SotongCalendarItem): what is selected, of this day or not
 */
void
sotong_calendar_day_set_selection (SotongCalendarDay *self,
                                   GPtrArray         *selection)
{
  gboolean had;

  g_return_if_fail (SOTONG_IS_CALENDAR_DAY (self));

  had = self->selected->len > 0;
  g_ptr_array_set_size (self->selected, 0);
  for (guint i = 0; i < selection->len && self->items != NULL; i++)
    if (g_ptr_array_find (self->items, g_ptr_array_index (selection, i), NULL))
      g_ptr_array_add (self->selected, g_object_ref (g_ptr_array_index (selection, i)));
  if (had || self->selected->len > 0)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sotong_calendar_day_set_target:
 * @self: a day
 * @target: whether something is held over it that it would take
 */
void
sotong_calendar_day_set_target (SotongCalendarDay *self,
                                gboolean           target)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_DAY (self));

  if (self->target == target)
    return;
  self->target = target;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sotong_calendar_day_pick:
 * @self: a day
 * @y: pixels from its top
 * @out_more: (out) (optional): whether “+N more” is there
 *
 * Returns: (transfer none) (nullable): the item whose chip is there
 */
SotongCalendarItem *
sotong_calendar_day_pick (SotongCalendarDay *self,
                          double             y,
                          gboolean          *out_more)
{
  guint n_shown, index;

  g_return_val_if_fail (SOTONG_IS_CALENDAR_DAY (self), NULL);

  if (out_more != NULL)
    *out_more = FALSE;
  if (self->items == NULL || self->items->len == 0)
    return NULL;
  n_shown = n_visible (self);
  if (y < top (self))
    {
      if (out_more != NULL)
        *out_more = n_lines (self) < FEW_LINES && n_shown < self->items->len && y < SOTONG_CALENDAR_NUMBER_HEIGHT (self);
      return NULL;
    }
  index = (guint) ((y - top (self)) / chip_height (self));
  if (index < n_shown)
    return g_ptr_array_index (self->items, index);
  if (out_more != NULL)
    *out_more = n_lines (self) >= FEW_LINES && index == n_shown && n_shown < self->items->len;
  return NULL;
}

/**
 * sotong_calendar_day_get_n_shown:
 * @self: a day
 *
 * Returns: how many of its contents have room for a chip
 */
guint
sotong_calendar_day_get_n_shown (SotongCalendarDay *self)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_DAY (self), 0);
  return n_visible (self);
}

/**
 * sotong_calendar_day_walk:
 * @self: a day that has the focus
 * @direction: where the focus is to go
 *
 * Walks between the day and its “+N”, when not all its contents have room.
 *
 * Returns: whether the focus moved; else it leaves the day
 */
gboolean
sotong_calendar_day_walk (SotongCalendarDay *self,
                          GtkDirectionType   direction)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_DAY (self), FALSE);

  gtk_widget_queue_allocate (GTK_WIDGET (self)); /* campaigns may have moved it since */
  return sotong_calendar_more_walk (self->more, direction);
}
