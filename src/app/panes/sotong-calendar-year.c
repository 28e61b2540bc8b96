/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-year.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-band.h"
#include "app/panes/sotong-calendar-cell.h"
#include "app/panes/sotong-calendar-chip.h"
#include "app/panes/sotong-calendar-symbol.h"
#include "app/panes/sotong-calendar-text.h"

#define MONTHS 12
#define COLUMNS 31
#define GUTTER 44        /* pixels: where the months are written */
#define HEAD 20
#define MIN_CELL 14      /* pixels */
#define MIN_ROW 24
#define MAX_LANES 6
#define USUAL_LANES 3 /* so high is a band where no more lie over one another */
#define EDGE 14          /* pixels from the top and bottom where something held turns the page */
#define MAX_COUNT 99     /* written as a number */

/**
 * SotongCalendarYear:
 *
 * A year at a glance: a row for each month, a cell for each day, the darker the more contents it
 * has, and the campaigns as bands below the days. It draws all itself; its children are there for
 * the focus and for screen readers only.
 */
struct _SotongCalendarYear
{
  GtkWidget            parent_instance;
  SotongCalendarModel *model;                   /* (owned) */
  SotongCalendarInput *input;                   /* (owned) */
  GtkWidget           *cells[MONTHS][COLUMNS];  /* (owned): children */
  GArray              *bands[MONTHS];           /* (owned) (element-type SotongCalendarBand) */
  PangoLayout         *names[MONTHS];           /* (owned) (nullable) */
  PangoLayout         *numbers[MAX_COUNT + 1];  /* (owned) (nullable) */
  gint64               target;                  /* a day over which something is held, if @targeted */
  gboolean             targeted;
};

static void view_init (SotongCalendarViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SotongCalendarYear, sotong_calendar_year, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (SOTONG_TYPE_CALENDAR_VIEW, view_init))

static gboolean
is_shown (SotongCalendarYear *self)
{
  return self->model->span.kind == SOTONG_CALENDAR_KIND_YEAR;
}

static int
year_of (SotongCalendarYear *self)
{
  int year, month, day;

  sotong_time_civil_from_days (self->model->span.first, &year, &month, &day);
  return year;
}

static double
x_of (SotongCalendarYear *self,
      int                 column)
{
  return GUTTER + (gtk_widget_get_width (GTK_WIDGET (self)) - GUTTER - 2.0) * column / COLUMNS;
}

static double
y_of (SotongCalendarYear *self,
      int                 row)
{
  return HEAD + (gtk_widget_get_height (GTK_WIDGET (self)) - HEAD - 2.0) * row / MONTHS;
}

/* The upper part of a row is for the days, the rest for the bands. */
static double
cell_height (SotongCalendarYear *self)
{
  double row = y_of (self, 1) - y_of (self, 0);

  return MAX (row * 0.5, MIN (row - 4.0, 16));
}

static void
get_cell_box (SotongCalendarYear *self,
              int                 row,
              int                 column,
              graphene_rect_t    *out_box)
{
  double left = x_of (self, column), right = x_of (self, column + 1);

  *out_box = GRAPHENE_RECT_INIT ((float) left, (float) y_of (self, row), (float) (right - left), (float) cell_height (self));
}

static guint
count_of (SotongCalendarYear *self,
          gint64              day)
{
  const SotongCalendarData *data = self->model->data;

  return data != NULL && sotong_calendar_span_has_day (&data->span, day) ? data->counts[day - data->span.first] : 0;
}

/* ---- drawing ---- */

static void
draw_centred (SotongCalendarYear *self,
              GtkSnapshot        *snapshot,
              PangoLayout        *layout,
              graphene_rect_t    *box,
              const GdkRGBA      *color)
{
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  sotong_calendar_chip_draw_text (snapshot, layout, box->origin.x + (box->size.width - (float) width) / 2,
                                  box->origin.y + (box->size.height - (float) height) / 2, color);
}

static PangoLayout *
number_layout (SotongCalendarYear *self,
               guint               number)
{
  guint index = MIN (number, MAX_COUNT);

  if (self->numbers[index] == NULL)
    {
      g_autofree char *text = g_strdup_printf (number >= MAX_COUNT ? "%d+" : "%d", (int) index);

      self->numbers[index] = sotong_calendar_chip_text_layout (GTK_WIDGET (self), text, 0.68);
    }
  return self->numbers[index];
}

/* Days of rest are marked by a ground of their own, where nothing is planned too. */
static void
draw_cell (SotongCalendarYear *self,
           GtkSnapshot        *snapshot,
           gint64              day,
           graphene_rect_t    *box,
           guint               most)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autofree char *holiday = sotong_calendar_model_name_holiday (self->model, day);
  g_autofree char *restricted = sotong_calendar_model_name_restricted (self->model, day, NULL);
  guint count = count_of (self, day);
  graphene_rect_t ground;
  GdkRGBA color, text;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &text);
  color = text;
  color.alpha = sotong_time_weekday (day) >= 5 ? 0.10f : 0.04f;
  if (holiday != NULL)
    {
      sotong_calendar_color (widget, "error_color", &color);
      color.alpha = 0.28f;
    }
  graphene_rect_inset (box, 0.5f, 0.5f);
  gtk_snapshot_append_color (snapshot, &color, box);
  if (restricted != NULL)
    {
      sotong_calendar_color (widget, "warning_color", &color);
      color.alpha = 0.8f;
      gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (box->origin.x, box->origin.y + box->size.height - 2, box->size.width, 2));
    }
  /* A holiday keeps a rim of its own. */
  ground = *box;
  if (holiday != NULL)
    graphene_rect_inset (&ground, 2, 2);
  if (count > 0)
    {
      sotong_calendar_color (widget, "accent_bg_color", &color);
      color.alpha = 0.18f + 0.72f * (float) count / (float) MAX (most, 1);
      gtk_snapshot_append_color (snapshot, &color, &ground);
      if (color.alpha > 0.6f)
        sotong_calendar_color (widget, "accent_fg_color", &text);
      draw_centred (self, snapshot, number_layout (self, count), box, &text);
    }
  if (day == self->model->today || (self->targeted && day == self->target))
    {
      GskRoundedRect shape;

      sotong_calendar_color (widget, self->targeted && day == self->target ? "accent_color" : "error_color", &color);
      gsk_rounded_rect_init_from_rect (&shape, box, 2);
      gtk_snapshot_append_border (snapshot, &shape, (float[4]) { 2, 2, 2, 2 }, (GdkRGBA[4]) { color, color, color, color });
    }
}

static void
draw_bands (SotongCalendarYear *self,
            GtkSnapshot        *snapshot,
            int                 row)
{
  double top = y_of (self, row) + cell_height (self) + 1;
  double height = (y_of (self, row + 1) - top - 2) / MAX (USUAL_LANES, (int) sotong_calendar_band_n_lanes (self->bands[row]));

  for (guint i = 0; i < self->bands[row]->len; i++)
    {
      SotongCalendarBand *band = &g_array_index (self->bands[row], SotongCalendarBand, i);
      double left = x_of (self, band->first) + (band->begins ? 1 : 0), right = x_of (self, band->last + 1) - (band->ends ? 1 : 0);
      graphene_rect_t box = GRAPHENE_RECT_INIT ((float) left, (float) (top + height * band->lane), (float) (right - left),
                                                (float) MAX (height - 1, 1.5));

      sotong_calendar_band_draw (GTK_WIDGET (self), snapshot, band, &box, 0.45f, 4, (int) box.size.width - 6);
    }
}

static void
draw_row (SotongCalendarYear *self,
          GtkSnapshot        *snapshot,
          int                 row,
          guint               most)
{
  int year = year_of (self), n_days = sotong_time_days_in_month (year, row + 1);
  gint64 first = sotong_time_days_from_civil (year, row + 1, 1);
  graphene_rect_t name_box = GRAPHENE_RECT_INIT (0, (float) y_of (self, row), GUTTER - 4, (float) cell_height (self));
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  if (self->names[row] == NULL)
    {
      self->names[row] = sotong_calendar_chip_text_layout (GTK_WIDGET (self), sotong_calendar_text_month (row + 1), 0.78);
      pango_layout_set_ellipsize (self->names[row], PANGO_ELLIPSIZE_END);
      pango_layout_set_width (self->names[row], (GUTTER - 6) * PANGO_SCALE);
    }
  draw_centred (self, snapshot, self->names[row], &name_box, &color);
  for (int column = 0; column < n_days; column++)
    {
      graphene_rect_t box;

      get_cell_box (self, row, column, &box);
      draw_cell (self, snapshot, first + column, &box, most);
    }
  draw_bands (self, snapshot, row);
}

static void
draw_focus (SotongCalendarYear *self,
            GtkSnapshot        *snapshot)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));
  graphene_rect_t box;
  GskRoundedRect shape;
  GdkRGBA color;

  if (focus == NULL || focus == sotong_calendar_input_get_entry (self->input)
      || !sotong_calendar_view_get_box (SOTONG_CALENDAR_VIEW (self), self->model->cursor, SOTONG_CALENDAR_SAME_TIME, &box))
    return;
  sotong_calendar_color (GTK_WIDGET (self), "accent_color", &color);
  graphene_rect_inset (&box, -1, -1);
  gsk_rounded_rect_init_from_rect (&shape, &box, 3);
  gtk_snapshot_append_border (snapshot, &shape, (float[4]) { 2, 2, 2, 2 }, (GdkRGBA[4]) { color, color, color, color });
}

static void
sotong_calendar_year_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  SotongCalendarYear *self = SOTONG_CALENDAR_YEAR (widget);
  GtkWidget *entry = sotong_calendar_input_get_entry (self->input);
  GdkRGBA color;
  guint most = 0;

  for (int i = 0; self->model->data != NULL && i < self->model->data->span.n_days; i++)
    most = MAX (most, self->model->data->counts[i]);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha *= 0.7f;
  for (int column = 0; column < COLUMNS; column++)
    {
      graphene_rect_t box = GRAPHENE_RECT_INIT ((float) x_of (self, column), 0, (float) (x_of (self, 1) - x_of (self, 0)), HEAD);

      draw_centred (self, snapshot, number_layout (self, (guint) column + 1), &box, &color);
    }
  for (int row = 0; row < MONTHS; row++)
    draw_row (self, snapshot, row, most);
  draw_focus (self, snapshot);
  if (gtk_widget_get_visible (entry))
    gtk_widget_snapshot_child (widget, entry, snapshot);
}

/* ---- the widget ---- */

static void
sotong_calendar_year_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? GUTTER + COLUMNS * MIN_CELL : HEAD + MONTHS * MIN_ROW;
  /* As wide as the other views like to be, so that nothing jumps when one is chosen. */
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MAX (*minimum, 770) : *minimum;
}

static void
sotong_calendar_year_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  SotongCalendarYear *self = SOTONG_CALENDAR_YEAR (widget);

  for (int row = 0; row < MONTHS; row++)
    for (int column = 0; column < COLUMNS; column++)
      {
        graphene_rect_t box;
        GtkAllocation cell;

        if (!gtk_widget_get_child_visible (self->cells[row][column]))
          continue;
        get_cell_box (self, row, column, &box);
        cell = (GtkAllocation) { (int) box.origin.x, (int) box.origin.y, (int) box.size.width, (int) box.size.height };
        gtk_widget_size_allocate (self->cells[row][column], &cell, -1);
      }
  sotong_calendar_input_allocate (self->input, width, height);
}

static void
sotong_calendar_year_css_changed (GtkWidget         *widget,
                                  GtkCssStyleChange *change)
{
  SotongCalendarYear *self = SOTONG_CALENDAR_YEAR (widget);

  GTK_WIDGET_CLASS (sotong_calendar_year_parent_class)->css_changed (widget, change);
  for (int i = 0; i <= MAX_COUNT; i++)
    g_clear_object (&self->numbers[i]);
  for (int row = 0; row < MONTHS; row++)
    {
      g_clear_object (&self->names[row]);
      for (guint i = 0; i < self->bands[row]->len; i++)
        g_clear_object (&g_array_index (self->bands[row], SotongCalendarBand, i).layout);
    }
}

static gboolean
sotong_calendar_year_focus (GtkWidget        *widget,
                            GtkDirectionType  direction)
{
  GtkWidget *inside = gtk_widget_get_focus_child (widget);

  /* One stop of the Tab key: inside, the arrows walk, and in the menu its lines. */
  if (inside != NULL)
    return GTK_IS_POPOVER (inside) && gtk_widget_child_focus (inside, direction);
  sotong_calendar_view_focus_cursor (SOTONG_CALENDAR_VIEW (widget));
  return gtk_widget_get_focus_child (widget) != NULL;
}

/* What a day holds: how many contents, and which campaigns. */
static char *
describe (SotongCalendarYear *self,
          gint64              day)
{
  guint n = count_of (self, day);
  g_autofree char *holiday = sotong_calendar_model_describe_rest (self->model, day);
  g_autofree char *bands = self->model->data != NULL ? sotong_calendar_band_names (self->model->data->campaigns, day) : NULL;
  g_autofree char *count = n == 0 ? g_strdup (_("Nothing is planned. Type to add a content."))
                           : g_strdup_printf (ngettext ("%u content", "%u contents", n), n);

  return g_strconcat (holiday != NULL ? holiday : "", holiday != NULL ? " · " : "", count,
                      bands != NULL && *bands != '\0' ? " · " : "", bands, NULL);
}

static gboolean
sotong_calendar_year_query_tooltip (GtkWidget  *widget,
                                    int         x,
                                    int         y,
                                    gboolean    keyboard,
                                    GtkTooltip *tooltip)
{
  SotongCalendarYear *self = SOTONG_CALENDAR_YEAR (widget);
  g_autofree char *date = NULL, *text = NULL, *both = NULL;
  gint64 day = self->model->cursor;
  int minute;

  if (!keyboard && !sotong_calendar_view_get_place (SOTONG_CALENDAR_VIEW (self), x, y, &day, &minute))
    return FALSE;
  date = sotong_calendar_text_day (day);
  text = describe (self, day);
  both = g_strdup_printf ("%s\n%s", date, text);
  gtk_tooltip_set_text (tooltip, both);
  return TRUE;
}

static void
sotong_calendar_year_dispose (GObject *object)
{
  SotongCalendarYear *self = SOTONG_CALENDAR_YEAR (object);

  if (self->input != NULL)
    sotong_calendar_input_close (self->input);
  g_clear_object (&self->input);
  for (int row = 0; row < MONTHS; row++)
    {
      for (int column = 0; column < COLUMNS; column++)
        g_clear_pointer (&self->cells[row][column], gtk_widget_unparent);
      g_clear_pointer (&self->bands[row], g_array_unref);
      g_clear_object (&self->names[row]);
    }
  for (int i = 0; i <= MAX_COUNT; i++)
    g_clear_object (&self->numbers[i]);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (sotong_calendar_year_parent_class)->dispose (object);
}

static void
sotong_calendar_year_class_init (SotongCalendarYearClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_calendar_year_dispose;
  widget_class->measure = sotong_calendar_year_measure;
  widget_class->size_allocate = sotong_calendar_year_size_allocate;
  widget_class->snapshot = sotong_calendar_year_snapshot;
  widget_class->css_changed = sotong_calendar_year_css_changed;
  widget_class->focus = sotong_calendar_year_focus;
  widget_class->query_tooltip = sotong_calendar_year_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "sotongyear");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
sotong_calendar_year_init (SotongCalendarYear *self)
{
  for (int row = 0; row < MONTHS; row++)
    {
      self->bands[row] = sotong_calendar_band_array_new ();
      for (int column = 0; column < COLUMNS; column++)
        {
          self->cells[row][column] = g_object_new (SOTONG_TYPE_CALENDAR_CELL, NULL);
          gtk_widget_set_parent (self->cells[row][column], GTK_WIDGET (self));
        }
    }
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Year"), -1);
}

/* ---- what the model says ---- */

static void
name_cell (SotongCalendarYear *self,
           GtkWidget          *cell,
           gint64              day)
{
  g_autofree char *date = sotong_calendar_text_day (day), *text = describe (self, day);
  g_autofree char *label = day == self->model->today ? g_strdup_printf (_("Today, %s"), date) : g_steal_pointer (&date);

  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
changed_cb (SotongCalendarYear *self)
{
  int year = year_of (self);

  for (int row = 0; row < MONTHS; row++)
    {
      gint64 first = sotong_time_days_from_civil (year, row + 1, 1);
      int n_days = sotong_time_days_in_month (year, row + 1);

      g_array_set_size (self->bands[row], 0);
      if (!is_shown (self))
        continue;
      if (self->model->data != NULL)
        sotong_calendar_band_lay_out (self->bands[row], self->model->data->campaigns, NULL, first, n_days, MAX_LANES);
      for (int column = 0; column < COLUMNS; column++)
        {
          gtk_widget_set_child_visible (self->cells[row][column], column < n_days);
          if (column < n_days)
            name_cell (self, self->cells[row][column], first + column);
        }
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
moved_cb (SotongCalendarYear *self,
          gboolean            focus)
{
  if (!is_shown (self))
    return;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (focus)
    sotong_calendar_view_focus_cursor (SOTONG_CALENDAR_VIEW (self));
}

/* ---- as a view ---- */

static SotongCalendarModel *
view_get_model (SotongCalendarView *view)
{
  return SOTONG_CALENDAR_YEAR (view)->model;
}

static SotongCalendarItem *
view_pick (SotongCalendarView *view,
           double              x,
           double              y,
           gboolean           *out_more)
{
  return NULL;
}

static gboolean
view_get_place (SotongCalendarView *view,
                double              x,
                double              y,
                gint64             *out_day,
                int                *out_minute)
{
  SotongCalendarYear *self = SOTONG_CALENDAR_YEAR (view);
  int year = year_of (self);

  for (int row = 0; row < MONTHS; row++)
    for (int column = 0; y >= y_of (self, row) && y < y_of (self, row + 1) && column < sotong_time_days_in_month (year, row + 1); column++)
      if (x >= x_of (self, column) && x < x_of (self, column + 1))
        {
          *out_day = sotong_time_days_from_civil (year, row + 1, 1) + column;
          return TRUE;
        }
  return FALSE;
}

static gboolean
view_get_box (SotongCalendarView *view,
              gint64              day,
              int                 minute,
              graphene_rect_t    *out_box)
{
  int year, month, day_of_month;

  if (!sotong_calendar_span_has_day (&SOTONG_CALENDAR_YEAR (view)->model->span, day))
    return FALSE;
  sotong_time_civil_from_days (day, &year, &month, &day_of_month);
  get_cell_box (SOTONG_CALENDAR_YEAR (view), month - 1, day_of_month - 1, out_box);
  return TRUE;
}

static void
view_set_target (SotongCalendarView *view,
                 gboolean            on,
                 gint64              day,
                 int                 minute)
{
  SotongCalendarYear *self = SOTONG_CALENDAR_YEAR (view);

  if (self->targeted == on && self->target == day)
    return;
  self->targeted = on;
  self->target = day;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static int
view_get_edge (SotongCalendarView *view,
               double              x,
               double              y)
{
  if (y < EDGE)
    return -1;
  return y >= gtk_widget_get_height (GTK_WIDGET (view)) - EDGE ? 1 : 0;
}

static void
view_step (SotongCalendarView *view,
           int                 dx,
           int                 dy,
           gint64             *day,
           int                *minute)
{
  *day = sotong_month_step_day (*day + dx, dy);
}

static GdkPaintable *
view_paint (SotongCalendarView *view,
            SotongCalendarItem *item)
{
  return sotong_calendar_chip_paint (GTK_WIDGET (view), item, SOTONG_CALENDAR_YEAR (view)->model->zone);
}

static void
view_focus_cursor (SotongCalendarView *view)
{
  GtkWidget *cell = sotong_calendar_year_get_cell (SOTONG_CALENDAR_YEAR (view), SOTONG_CALENDAR_YEAR (view)->model->cursor);

  if (cell != NULL)
    gtk_widget_grab_focus (cell);
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
 * sotong_calendar_year_new:
 * @model: what it shows, while that is a year
 *
 * Returns: (transfer floating): the year
 */
GtkWidget *
sotong_calendar_year_new (SotongCalendarModel *model)
{
  SotongCalendarYear *self = g_object_new (SOTONG_TYPE_CALENDAR_YEAR, NULL);

  self->model = g_object_ref (model);
  self->input = sotong_calendar_input_new (SOTONG_CALENDAR_VIEW (self));
  g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * sotong_calendar_year_get_cell:
 * @self: the year
 * @day: a day, counted from 1970-01-01
 *
 * Returns: (transfer none) (nullable): what has the focus when the cursor is there; %NULL when
 *   another year is shown
 */
GtkWidget *
sotong_calendar_year_get_cell (SotongCalendarYear *self,
                               gint64              day)
{
  int year, month, day_of_month;

  if (!is_shown (self) || !sotong_calendar_span_has_day (&self->model->span, day))
    return NULL;
  sotong_time_civil_from_days (day, &year, &month, &day_of_month);
  return self->cells[month - 1][day_of_month - 1];
}
