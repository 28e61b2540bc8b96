/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-day.h"

#include <string.h>
#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-symbol.h"
#include "app/panes/sotong-calendar-text.h"
#include "plan/sotong-month.h"

/* Narrower than this, a chip says time and channel as shortly as can be. */
#define WIDE_CHIP 150
#define MIN_CHIP 64

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
  int                     band_room;  /* pixels below the number that the grid draws into */
  SotongCalendarItem     *selected;   /* (owned) (nullable) */
  GPtrArray              *layouts;    /* (owned) (nullable) (element-type PangoLayout): of the chips shown */
  PangoLayout            *number;     /* (owned) (nullable) */
  int                     laid_out;   /* the width for which @layouts are */
  gboolean                target;     /* something is held over it that it would take */
};

G_DEFINE_FINAL_TYPE (SotongCalendarDay, sotong_calendar_day, GTK_TYPE_WIDGET)

static void
forget_layouts (SotongCalendarDay *self)
{
  g_clear_pointer (&self->layouts, g_ptr_array_unref);
  g_clear_object (&self->number);
  g_clear_object (&self->holiday_layout);
}

static int
top (SotongCalendarDay *self)
{
  return SOTONG_CALENDAR_NUMBER_HEIGHT + self->band_room;
}

/* Below so many lines, “+N” stands beside the number, so that no chip gives way to it. */
#define FEW_LINES 3

static int
n_lines (SotongCalendarDay *self)
{
  return MAX ((gtk_widget_get_height (GTK_WIDGET (self)) - top (self)) / SOTONG_CALENDAR_CHIP_HEIGHT, 0);
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

static PangoLayout *
small_layout (SotongCalendarDay *self,
              const char        *text,
              double             scale)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attrs = pango_attr_list_new ();

  pango_attr_list_insert (attrs, pango_attr_scale_new (scale));
  pango_layout_set_attributes (layout, attrs);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_attr_list_unref (attrs);
  return layout;
}

static char *
chip_time (SotongCalendarDay  *self,
           SotongCalendarItem *item,
           gboolean            wide)
{
  int year, month, day, hour, minute, second;

  if (wide)
    return sotong_calendar_text_time (item->at, self->zone);
  sotong_time_to_civil (item->at, self->zone, &year, &month, &day, &hour, &minute, &second);
  if (minute != 0)
    return g_strdup_printf ("%d:%02d", hour, minute);
  /* Translators: a full hour, as shortly as can be: 9 o’clock. */
  return g_strdup_printf (C_("full hour", "%dh"), hour);
}

/* Time, channel and title; where the channel stands is told for its weight. */
static char *
chip_text (SotongCalendarDay  *self,
           SotongCalendarItem *item,
           int                 width,
           guint              *out_start,
           guint              *out_end)
{
  gboolean wide = width >= WIDE_CHIP;
  GString *text = g_string_new (NULL);

  if (item->at != SOTONG_NONE && width >= MIN_CHIP)
    {
      g_autofree char *time = chip_time (self, item, wide);

      g_string_append_printf (text, "%s ", time);
    }
  *out_start = (guint) text->len;
  if (item->channel != NULL && width >= MIN_CHIP)
    {
      const char *end = g_utf8_next_char (item->channel);

      g_string_append_len (text, item->channel, wide ? -1 : end - item->channel);
      g_string_append_c (text, ' ');
    }
  *out_end = (guint) text->len;
  g_string_append (text, item->title);
  return g_string_free (text, FALSE);
}

static PangoLayout *
chip_layout (SotongCalendarDay  *self,
             SotongCalendarItem *item,
             int                 width)
{
  guint start, end;
  g_autofree char *text = chip_text (self, item, width, &start, &end);
  PangoLayout *layout = small_layout (self, text, 0.78);
  PangoAttrList *attrs = pango_attr_list_copy (pango_layout_get_attributes (layout));
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  PangoAttribute *pale = pango_attr_foreground_alpha_new (45000);

  bold->start_index = start;
  bold->end_index = end;
  pale->end_index = start;
  pango_attr_list_insert (attrs, bold);
  pango_attr_list_insert (attrs, pale);
  pango_layout_set_attributes (layout, attrs);
  pango_attr_list_unref (attrs);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, MAX (width - 22, 10) * PANGO_SCALE);
  return layout;
}

static void
ensure_layouts (SotongCalendarDay *self,
                guint              n_shown)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (self->number == NULL)
    {
      g_autofree char *number = NULL;
      int year, month, day;

      sotong_time_civil_from_days (self->day, &year, &month, &day);
      if (day == 1)
        /* Translators: the first day of a month in a calendar: 1 the month, 2 the day. */
        number = g_strdup_printf (_("%1$d/%2$d"), month, day);
      else
        number = g_strdup_printf ("%d", day);
      self->number = small_layout (self, number, 0.85);
    }
  if (self->layouts != NULL && self->laid_out == width && self->layouts->len >= n_shown)
    return;
  g_clear_pointer (&self->layouts, g_ptr_array_unref);
  self->layouts = g_ptr_array_new_with_free_func (g_object_unref);
  self->laid_out = width;
  for (guint i = 0; i < n_shown; i++)
    g_ptr_array_add (self->layouts, chip_layout (self, g_ptr_array_index (self->items, i), width));
}

static void
draw_text (GtkSnapshot   *snapshot,
           PangoLayout   *layout,
           double         x,
           double         y,
           const GdkRGBA *color)
{
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, (float) y);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &point);
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_chip (SotongCalendarDay  *self,
           GtkSnapshot        *snapshot,
           SotongCalendarItem *item,
           PangoLayout        *layout,
           double              y,
           double              width)
{
  graphene_rect_t box = GRAPHENE_RECT_INIT (2, (float) y, (float) width - 4, SOTONG_CALENDAR_CHIP_HEIGHT - 2);
  graphene_rect_t symbol = GRAPHENE_RECT_INIT (5, (float) y + 2, SOTONG_CALENDAR_SYMBOL_SIZE, SOTONG_CALENDAR_SYMBOL_SIZE);
  GdkRGBA color, text, tint, paper;
  GskRoundedRect shape;
  int height;
  cairo_t *cr;

  sotong_calendar_symbol_get_color (GTK_WIDGET (self), item->state, &color);
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &text);
  sotong_calendar_color (GTK_WIDGET (self), "view_bg_color", &paper);
  tint = color;
  tint.alpha *= self->selected == item ? 0.34f : 0.14f;

  gsk_rounded_rect_init_from_rect (&shape, &box, 4);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &tint, &box);
  gtk_snapshot_pop (snapshot);
  if (self->selected == item)
    {
      float widths[4] = { 1.5f, 1.5f, 1.5f, 1.5f };
      GdkRGBA colors[4] = { color, color, color, color };

      gtk_snapshot_append_border (snapshot, &shape, widths, colors);
    }
  cr = gtk_snapshot_append_cairo (snapshot, &symbol);
  cairo_translate (cr, symbol.origin.x, symbol.origin.y);
  sotong_calendar_symbol_draw (cr, item->state, &color, &paper);
  cairo_destroy (cr);
  pango_layout_get_pixel_size (layout, NULL, &height);
  draw_text (snapshot, layout, 20, y + (SOTONG_CALENDAR_CHIP_HEIGHT - 2 - height) / 2.0, &text);
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
      self->holiday_layout = small_layout (self, self->holiday, 0.75);
      pango_layout_set_ellipsize (self->holiday_layout, PANGO_ELLIPSIZE_END);
    }
  pango_layout_set_width (self->holiday_layout, room * PANGO_SCALE);
  pango_layout_get_pixel_size (self->holiday_layout, NULL, &height);
  number_color (self, &color);
  draw_text (snapshot, self->holiday_layout, x, 1 + (18 - height) / 2.0, &color);
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
      graphene_rect_t box = GRAPHENE_RECT_INIT (2, 1, (float) MAX (width + 10, 18), 18);
      GskRoundedRect shape;

      sotong_calendar_color (GTK_WIDGET (self), "accent_bg_color", &accent);
      sotong_calendar_color (GTK_WIDGET (self), "accent_fg_color", &color);
      gsk_rounded_rect_init_from_rect (&shape, &box, 9);
      gtk_snapshot_push_rounded_clip (snapshot, &shape);
      gtk_snapshot_append_color (snapshot, &accent, &box);
      gtk_snapshot_pop (snapshot);
      draw_text (snapshot, self->number, 2 + (box.size.width - (float) width) / 2, 1 + (18 - height) / 2.0, &color);
      draw_holiday (self, snapshot, box.size.width + 6);
      return;
    }
  draw_text (snapshot, self->number, 7, 1 + (18 - height) / 2.0, &color);
  draw_holiday (self, snapshot, width + 12);
}

static void
draw_more (SotongCalendarDay *self,
           GtkSnapshot       *snapshot,
           guint              n_shown,
           double             y)
{
  guint n = self->items->len - n_shown;
  /* Translators: in a calendar's day where not all contents have room. */
  g_autofree char *text = y < 0 ? g_strdup_printf ("+%u", n) : g_strdup_printf (ngettext ("+%u more", "+%u more", n), n);
  g_autoptr(PangoLayout) layout = small_layout (self, text, 0.78);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  color.alpha *= 0.75f;
  if (y < 0)
    {
      int width;

      pango_layout_get_pixel_size (layout, &width, NULL);
      draw_text (snapshot, layout, gtk_widget_get_width (GTK_WIDGET (self)) - width - 4, 2, &color);
      return;
    }
  draw_text (snapshot, layout, 7, y, &color);
}

static void
draw_ground (SotongCalendarDay *self,
             GtkSnapshot       *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  graphene_rect_t box = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                            (float) gtk_widget_get_height (widget));
  GdkRGBA color;

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
sotong_calendar_day_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  SotongCalendarDay *self = SOTONG_CALENDAR_DAY (widget);
  guint n_shown = n_visible (self);
  double y = top (self);

  ensure_layouts (self, n_shown);
  draw_ground (self, snapshot);
  draw_number (self, snapshot);
  for (guint i = 0; i < n_shown; i++, y += SOTONG_CALENDAR_CHIP_HEIGHT)
    draw_chip (self, snapshot, g_ptr_array_index (self->items, i), g_ptr_array_index (self->layouts, i),
               y, gtk_widget_get_width (widget));
  if (self->items != NULL && n_shown < self->items->len)
    draw_more (self, snapshot, n_shown, n_lines (self) < FEW_LINES ? -1 : y);
  if (gtk_widget_has_focus (widget))
    draw_focus (self, snapshot);
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

static gboolean
sotong_calendar_day_query_tooltip (GtkWidget  *widget,
                                   int         x,
                                   int         y,
                                   gboolean    keyboard,
                                   GtkTooltip *tooltip)
{
  SotongCalendarDay *self = SOTONG_CALENDAR_DAY (widget);
  SotongCalendarItem *item = keyboard ? self->selected : sotong_calendar_day_pick (self, y, NULL);
  g_autofree char *text = NULL;

  if (item == NULL && self->holiday != NULL && (keyboard || y < top (self)))
    {
      gtk_tooltip_set_text (tooltip, self->holiday);
      return TRUE;
    }
  if (item == NULL)
    return FALSE;
  text = sotong_calendar_item_describe (item, self->zone);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
sotong_calendar_day_dispose (GObject *object)
{
  SotongCalendarDay *self = SOTONG_CALENDAR_DAY (object);

  forget_layouts (self);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_object (&self->selected);
  g_clear_pointer (&self->holiday, g_free);
  G_OBJECT_CLASS (sotong_calendar_day_parent_class)->dispose (object);
}

static void
sotong_calendar_day_class_init (SotongCalendarDayClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_calendar_day_dispose;
  widget_class->snapshot = sotong_calendar_day_snapshot;
  widget_class->measure = sotong_calendar_day_measure;
  widget_class->css_changed = sotong_calendar_day_css_changed;
  widget_class->query_tooltip = sotong_calendar_day_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "sotongday");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
sotong_calendar_day_init (SotongCalendarDay *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
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
  /* Translators: a day and the names of its holidays, for screen readers. */
  g_autofree char *label = self->holiday != NULL ? g_strdup_printf (_("%1$s, %2$s"), day, self->holiday) : g_strdup (day);

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

static void
describe (SotongCalendarDay *self,
          const char        *bands)
{
  guint n = self->items->len;
  GString *text = g_string_new (NULL);

  if (n == 0)
    g_string_append (text, _("Nothing is planned. Type to add a content."));
  else
    g_string_append_printf (text, ngettext ("%u content: ", "%u contents: ", n), n);
  for (guint i = 0; i < n && i < 10; i++)
    {
      g_autofree char *item = sotong_calendar_item_describe (g_ptr_array_index (self->items, i), self->zone);

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", item);
    }
  if (bands != NULL && *bands != '\0')
    /* Translators: %s is a list of names. */
    g_string_append_printf (text, _(" — campaigns: %s"), bands);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
  g_string_free (text, TRUE);
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

  forget_layouts (self);
  g_ptr_array_ref (items);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = items;
  g_time_zone_ref (zone);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = zone;
  describe (self, bands);
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
 * sotong_calendar_day_is_holiday:
 * @self: a day
 *
 * Returns: whether the name of a holiday stands beside its number
 */
gboolean
sotong_calendar_day_is_holiday (SotongCalendarDay *self)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_DAY (self), FALSE);
  return self->holiday != NULL;
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
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sotong_calendar_day_set_selected:
 * @self: a day
 * @item: (nullable): the item that is selected, of this day or not
 */
void
sotong_calendar_day_set_selected (SotongCalendarDay  *self,
                                  SotongCalendarItem *item)
{
  SotongCalendarItem *found = NULL;

  g_return_if_fail (SOTONG_IS_CALENDAR_DAY (self));

  for (guint i = 0; item != NULL && self->items != NULL && i < self->items->len && found == NULL; i++)
    if (sotong_calendar_item_is_same (g_ptr_array_index (self->items, i), item))
      found = g_ptr_array_index (self->items, i);
  if (g_set_object (&self->selected, found))
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
        *out_more = n_lines (self) < FEW_LINES && n_shown < self->items->len && y < SOTONG_CALENDAR_NUMBER_HEIGHT;
      return NULL;
    }
  index = (guint) ((y - top (self)) / SOTONG_CALENDAR_CHIP_HEIGHT);
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
 * sotong_calendar_day_paint:
 * @self: a day
 * @item: one of its items
 *
 * Returns: (transfer full) (nullable): a picture of its chip, to be dragged along
 */
GdkPaintable *
sotong_calendar_day_paint (SotongCalendarDay  *self,
                           SotongCalendarItem *item)
{
  int width = MAX (gtk_widget_get_width (GTK_WIDGET (self)), 90);
  g_autoptr(PangoLayout) layout = chip_layout (self, item, width);
  graphene_size_t size = GRAPHENE_SIZE_INIT ((float) width, SOTONG_CALENDAR_CHIP_HEIGHT);
  graphene_rect_t box = GRAPHENE_RECT_INIT (0, 0, (float) width, SOTONG_CALENDAR_CHIP_HEIGHT);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GdkRGBA paper;

  sotong_calendar_color (GTK_WIDGET (self), "view_bg_color", &paper);
  gtk_snapshot_append_color (snapshot, &paper, &box);
  draw_chip (self, snapshot, item, layout, 1, width);
  return gtk_snapshot_free_to_paintable (snapshot, &size);
}
