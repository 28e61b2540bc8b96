/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-section.h"

#include "app/panes/sotong-calendar-band.h"
#include "app/panes/sotong-calendar-chip.h"
#include "app/panes/sotong-calendar-symbol.h"
#include "app/panes/sotong-calendar-text.h"

#include <glib/gi18n.h>

#define HEAD_HEIGHT(widget) sotong_type_scaled (GTK_WIDGET (widget), 24)
#define ROW_HEIGHT(widget) (SOTONG_CALENDAR_CHIP_HEIGHT (widget) + 3)
#define BAND_WIDTH 5
#define MAX_LANES 6
#define INDENT (MAX_LANES * (BAND_WIDTH + 1) + 8)

/**
 * SotongCalendarSection:
 *
 * A day of the list: its date, and a line for each of its contents. The campaigns run down its
 * left side, and are named beside the date.
 */
struct _SotongCalendarSection
{
  GtkWidget            parent_instance;
  SotongCalendarModel *model;     /* (owned) */
  gint64               day;
  GPtrArray           *items;     /* (owned) (element-type SotongCalendarItem) */
  char                *bands;     /* (owned): the campaigns' names */
  char                *holiday;   /* (owned) (nullable) */
  guint                n_restricted; /* so many restricted periods have it */
  GPtrArray           *layouts;   /* (owned) (nullable) (element-type PangoLayout): for @laid_out */
  int                  laid_out;  /* a width */
  PangoLayout         *date;      /* (owned) (nullable) */
  PangoLayout         *names;     /* (owned) (nullable) */
  gboolean             target;    /* something is held over it that it would take */
};

G_DEFINE_FINAL_TYPE (SotongCalendarSection, sotong_calendar_section, GTK_TYPE_WIDGET)

static void
forget_layouts (SotongCalendarSection *self)
{
  g_clear_pointer (&self->layouts, g_ptr_array_unref);
  g_clear_object (&self->date);
  g_clear_object (&self->names);
}

static void
ensure_layouts (SotongCalendarSection *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int width = gtk_widget_get_width (widget), date_width;
  g_autofree char *date = NULL, *text = NULL, *events = NULL, *beside = NULL;

  if (self->layouts != NULL && self->laid_out == width)
    return;
  forget_layouts (self);
  self->laid_out = width;
  self->layouts = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (self->layouts, sotong_calendar_chip_layout (widget, g_ptr_array_index (self->items, i), self->model->zone,
                                                                 width - INDENT - 4));
  date = sotong_calendar_text_day_short (self->day);
  text = self->holiday != NULL ? g_strconcat (date, " ", self->holiday, NULL) : g_steal_pointer (&date);
  self->date = sotong_calendar_chip_text_layout (widget, text, 0.95);
  pango_layout_get_pixel_size (self->date, &date_width, NULL);
  events = sotong_calendar_model_name_events (self->model, self->day);
  /* Beside the campaigns, what others have on the day. */
  beside = g_strconcat (self->bands, *self->bands != '\0' && events != NULL ? " · " : "", events, NULL);
  self->names = sotong_calendar_chip_text_layout (widget, beside, 0.8);
  pango_layout_set_ellipsize (self->names, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (self->names, MAX (width - INDENT - date_width - 24, 10) * PANGO_SCALE);
}

/* ---- drawing ---- */

static void
draw_bands (SotongCalendarSection *self,
            GtkSnapshot           *snapshot)
{
  g_autoptr(GArray) bands = sotong_calendar_band_array_new ();

  if (self->model->data == NULL)
    return;
  /* Over the whole span, so that a campaign keeps its place from day to day. */
  sotong_calendar_band_lay_out (bands, self->model->data->campaigns, NULL, self->model->span.first, self->model->span.n_days, MAX_LANES);
  for (guint i = 0; i < bands->len; i++)
    {
      const SotongCalendarBand *band = &g_array_index (bands, SotongCalendarBand, i);
      gint64 column = self->day - self->model->span.first;
      GdkRGBA color;

      if (column < band->first || column > band->last)
        continue;
      sotong_calendar_palette (band->campaign->colour, &color);
      color.alpha = 0.75f;
      gtk_snapshot_append_color (snapshot, &color,
                                 &GRAPHENE_RECT_INIT (4 + (float) band->lane * (BAND_WIDTH + 1), 0, BAND_WIDTH,
                                                      (float) gtk_widget_get_height (GTK_WIDGET (self))));
    }
}

static void
date_color (SotongCalendarSection *self,
            GdkRGBA               *color)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int weekday = sotong_time_weekday (self->day);

  if (weekday == 6 || self->holiday != NULL)
    sotong_calendar_color (widget, "error_color", color);
  else if (weekday == 5 || self->day == self->model->today)
    sotong_calendar_color (widget, "accent_color", color);
  else
    gtk_style_context_get_color (gtk_widget_get_style_context (widget), color);
}

static void
draw_head (SotongCalendarSection *self,
           GtkSnapshot           *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int width, height, names_height;
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha = self->day == self->model->today ? 0.10f : 0.05f;
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (INDENT - 4, 1, (float) gtk_widget_get_width (widget) - INDENT,
                                                                    HEAD_HEIGHT (self) - 2));
  date_color (self, &color);
  pango_layout_get_pixel_size (self->date, &width, &height);
  sotong_calendar_chip_draw_text (snapshot, self->date, INDENT, (HEAD_HEIGHT (self) - height) / 2.0, &color);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha *= 0.7f;
  pango_layout_get_pixel_size (self->names, NULL, &names_height);
  sotong_calendar_chip_draw_text (snapshot, self->names, INDENT + width + 14, (HEAD_HEIGHT (self) - names_height) / 2.0, &color);
}

static void
draw_focus (SotongCalendarSection *self,
            GtkSnapshot           *snapshot)
{
  graphene_rect_t box = GRAPHENE_RECT_INIT (INDENT - 6, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)) - INDENT + 4,
                                            (float) gtk_widget_get_height (GTK_WIDGET (self)));
  GdkRGBA color;
  GskRoundedRect shape;

  sotong_calendar_color (GTK_WIDGET (self), "accent_color", &color);
  gsk_rounded_rect_init_from_rect (&shape, &box, 4);
  gtk_snapshot_append_border (snapshot, &shape, (float[4]) { 2, 2, 2, 2 }, (GdkRGBA[4]) { color, color, color, color });
}

static void
sotong_calendar_section_snapshot (GtkWidget   *widget,
                                  GtkSnapshot *snapshot)
{
  SotongCalendarSection *self = SOTONG_CALENDAR_SECTION (widget);
  int width = gtk_widget_get_width (widget);

  ensure_layouts (self);
  if (self->n_restricted > 0)
    sotong_calendar_chip_draw_restricted (widget, snapshot, self->n_restricted);
  if (self->target)
    {
      GdkRGBA color;

      sotong_calendar_color (widget, "accent_bg_color", &color);
      color.alpha = 0.22f;
      gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) gtk_widget_get_height (widget)));
    }
  draw_bands (self, snapshot);
  draw_head (self, snapshot);
  for (guint i = 0; i < self->items->len; i++)
    {
      SotongCalendarItem *item = g_ptr_array_index (self->items, i);
      graphene_rect_t box = GRAPHENE_RECT_INIT (INDENT, HEAD_HEIGHT (self) + 2 + (float) i * ROW_HEIGHT (self), (float) width - INDENT - 4,
                                                SOTONG_CALENDAR_CHIP_HEIGHT (self));

      sotong_calendar_chip_draw (widget, snapshot, item, g_ptr_array_index (self->layouts, i), &box,
                                 sotong_calendar_model_is_selected (self->model, item));
    }
  if (gtk_widget_has_focus (widget))
    draw_focus (self, snapshot);
}

/* ---- the widget ---- */

static void
sotong_calendar_section_measure (GtkWidget      *widget,
                                 GtkOrientation  orientation,
                                 int             for_size,
                                 int            *minimum,
                                 int            *natural,
                                 int            *minimum_baseline,
                                 int            *natural_baseline)
{
  SotongCalendarSection *self = SOTONG_CALENDAR_SECTION (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 200;
      *natural = 770;
    }
  else
    *minimum = *natural = HEAD_HEIGHT (self) + (int) self->items->len * ROW_HEIGHT (self) + 8;
}

static void
sotong_calendar_section_css_changed (GtkWidget         *widget,
                                     GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sotong_calendar_section_parent_class)->css_changed (widget, change);
  forget_layouts (SOTONG_CALENDAR_SECTION (widget));
}

static gboolean
sotong_calendar_section_query_tooltip (GtkWidget  *widget,
                                       int         x,
                                       int         y,
                                       gboolean    keyboard,
                                       GtkTooltip *tooltip)
{
  SotongCalendarSection *self = SOTONG_CALENDAR_SECTION (widget);
  SotongCalendarItem *item = keyboard ? sotong_calendar_model_get_selected (self->model) : sotong_calendar_section_pick (self, y);
  g_autofree char *text = item != NULL ? sotong_calendar_item_describe (item, self->model->zone) : NULL;

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
sotong_calendar_section_dispose (GObject *object)
{
  SotongCalendarSection *self = SOTONG_CALENDAR_SECTION (object);

  forget_layouts (self);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->bands, g_free);
  g_clear_pointer (&self->holiday, g_free);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (sotong_calendar_section_parent_class)->dispose (object);
}

static void
sotong_calendar_section_class_init (SotongCalendarSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_calendar_section_dispose;
  widget_class->snapshot = sotong_calendar_section_snapshot;
  widget_class->measure = sotong_calendar_section_measure;
  widget_class->css_changed = sotong_calendar_section_css_changed;
  widget_class->query_tooltip = sotong_calendar_section_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "sotongday");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
sotong_calendar_section_init (SotongCalendarSection *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
}

/**
 * sotong_calendar_section_new:
 * @model: whose day it is
 * @day: a day that has been read, counted from 1970-01-01
 *
 * Returns: (transfer floating): the day with what it holds now
 */
GtkWidget *
sotong_calendar_section_new (SotongCalendarModel *model,
                             gint64               day)
{
  SotongCalendarSection *self = g_object_new (SOTONG_TYPE_CALENDAR_SECTION, NULL);
  GPtrArray *items = sotong_calendar_model_get_items (model, day);
  g_autofree char *plain = sotong_calendar_text_day (day), *date = NULL, *label = NULL, *text = NULL, *rest = NULL, *names = NULL;

  self->model = g_object_ref (model);
  self->day = day;
  self->items = items != NULL ? g_ptr_array_ref (items) : g_ptr_array_new ();
  self->bands = model->data != NULL ? sotong_calendar_band_names (model->data->campaigns, day) : g_strdup ("");
  self->holiday = sotong_calendar_model_name_holiday (model, day);
  names = sotong_calendar_model_name_restricted (model, day, &self->n_restricted);
  rest = sotong_calendar_model_describe_rest (model, day);
  date = rest != NULL ? g_strconcat (plain, ", ", rest, NULL) : g_steal_pointer (&plain);
  label = day == model->today ? g_strdup_printf (_("Today, %s"), date) : g_steal_pointer (&date);
  text = sotong_calendar_item_describe_all (self->items, model->zone, self->bands);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  return GTK_WIDGET (self);
}

gint64
sotong_calendar_section_get_day (SotongCalendarSection *self)
{
  return self->day;
}

void
sotong_calendar_section_set_target (SotongCalendarSection *self,
                                    gboolean               target)
{
  if (self->target == target)
    return;
  self->target = target;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sotong_calendar_section_pick:
 * @self: a day
 * @y: pixels from its top
 *
 * Returns: (transfer none) (nullable): the content that is there
 */
SotongCalendarItem *
sotong_calendar_section_pick (SotongCalendarSection *self,
                              double                 y)
{
  guint i = (guint) ((y - HEAD_HEIGHT (self)) / ROW_HEIGHT (self));

  return y >= HEAD_HEIGHT (self) && i < self->items->len ? g_ptr_array_index (self->items, i) : NULL;
}

/**
 * sotong_calendar_section_y_of:
 * @self: a day
 * @item: (nullable): one of its contents
 *
 * Returns: where it is, pixels from the top; of any other the top
 */
int
sotong_calendar_section_y_of (SotongCalendarSection *self,
                              SotongCalendarItem    *item)
{
  guint i;

  return item != NULL && g_ptr_array_find (self->items, item, &i) ? HEAD_HEIGHT (self) + (int) i * ROW_HEIGHT (self) : 0;
}
