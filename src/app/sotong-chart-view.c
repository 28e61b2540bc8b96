/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <math.h>

#include "app/sotong-chart-view-private.h"
#include "app/sotong-chart-picture.h"
#include "chart/sotong-axis-text.h"

#define MIN_WIDTH 200
#define MIN_HEIGHT 110

/**
 * SotongChartView:
 *
 * Any chart on the screen: its picture is drawn in another thread for a size and a theme and kept; a
 * cursor with a read-out of the point under it is laid over the picture. The pointer moves the
 * cursor, and so do the arrow keys; a click or Enter activates the point. Where there is a time axis,
 * dragging, the wheel, two fingers and + and − choose what is in view; a double click shows all again.
 * Views that have a [class@Sotong.Period] in common have one cursor and one range in view.
 */
G_DEFINE_FINAL_TYPE (SotongChartView, sotong_chart_view, GTK_TYPE_WIDGET)

typedef enum {
  PROP_CURSOR = 1,
} SotongChartViewProperty;

static GParamSpec *properties[PROP_CURSOR + 1];

enum {
  SIGNAL_ACTIVATED,
  SIGNAL_ZOOMED,
  SIGNAL_NOTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

int
sotong_chart_view_n_slots (SotongChartView *self)
{
  return self->chart != NULL ? (int) sotong_slots_get_length (sotong_chart_get_slots (self->chart)) : 0;
}

/* ---- what it looks like ---- */

static void forget_picture (SotongChartView *self);

static void
drawn_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SotongChartView) self = user_data;
  g_autoptr(GdkTexture) picture = sotong_chart_picture_draw_finish (result);

  if (picture == NULL)
    return; /* a newer one is being drawn */
  g_set_object (&self->picture, picture);
  g_set_object (&self->shown, self->drawn);
  g_clear_object (&self->drawing);
  sotong_chart_view_update_foot (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->stale) /* more was asked for meanwhile */
    forget_picture (self);
}

/* One at a time: who zooms sees each picture that is ready, and no thread draws what nobody will see. */
static void
start_drawing (SotongChartView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (self->chart == NULL || width < MIN_WIDTH / 2 || height < MIN_HEIGHT / 2 || self->drawing != NULL
      || (!self->stale && self->drawn_width == width && self->drawn_height == height && self->drawn_scale == scale))
    return;
  self->drawing = g_cancellable_new ();
  g_set_object (&self->drawn, self->chart);
  self->drawn_width = width;
  self->drawn_height = height;
  self->drawn_scale = scale;
  self->stale = FALSE;
  sotong_chart_picture_draw_async (GTK_WIDGET (self), self->chart, &self->theme, width, height, scale, self->drawing, drawn_cb);
}

/* A view that is not seen yet begins with its first frame. */
static gboolean
start_cb (gpointer user_data)
{
  SotongChartView *self = user_data;

  self->start_id = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    start_drawing (self);
  if (self->stale)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* Once all is said that changes in this turn, the other thread begins: a frame that shows the old picture again is not waited for. */
static void
forget_picture (SotongChartView *self)
{
  self->stale = TRUE;
  if (self->start_id == 0)
    self->start_id = g_idle_add_full (G_PRIORITY_HIGH, start_cb, g_object_ref (self), g_object_unref);
}

static void
update_theme (SotongChartView *self)
{
  sotong_chart_picture_get_theme (GTK_WIDGET (self), &self->theme);
  forget_picture (self);
}

static void
sotong_chart_view_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  SotongChartView *self = SOTONG_CHART_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  start_drawing (self);
  if (self->chart == NULL || self->picture == NULL || width < MIN_WIDTH / 2 || height < MIN_HEIGHT / 2)
    return;
  sotong_chart_picture_append (self->picture, widget, snapshot, width, height);
  sotong_chart_view_append_cursor (self, snapshot, width, height);
  if (self->foot_mark != NULL)
    gtk_widget_snapshot_child (widget, self->foot_mark, snapshot);
}

static void
sotong_chart_view_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  SotongChartView *self = SOTONG_CHART_VIEW (widget);

  sotong_chart_view_place_foot (self, width);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
sotong_chart_view_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : MIN_HEIGHT;
  *natural = *minimum * 2;
  *minimum_baseline = *natural_baseline = -1;
}

/* Where there is no axis, places are asked only of a picture that is there: to place words anew takes long. */
gboolean
sotong_chart_view_is_drawn (SotongChartView *self)
{
  g_return_val_if_fail (SOTONG_IS_CHART_VIEW (self), FALSE);

  return self->chart != NULL && self->picture != NULL && self->drawing == NULL && !self->stale;
}

gboolean
sotong_chart_view_is_free (SotongChartView *self)
{
  return self->chart != NULL && sotong_chart_get_axes (self->chart) == SOTONG_AXES_NONE;
}

gboolean
sotong_chart_view_can_zoom (SotongChartView *self)
{
  return self->base != NULL && sotong_chart_get_axes (self->base) != SOTONG_AXES_NONE
         && !sotong_slots_has_names (sotong_chart_get_slots (self->base))
         && sotong_slots_get_length (sotong_chart_get_slots (self->base)) >= 2;
}

/* ---- the widget ---- */

static void
sotong_chart_view_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch ((SotongChartViewProperty) prop_id)
    {
    case PROP_CURSOR:
      g_value_set_int (value, SOTONG_CHART_VIEW (object)->cursor);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sotong_chart_view_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch ((SotongChartViewProperty) prop_id)
    {
    case PROP_CURSOR:
      sotong_chart_view_set_cursor (SOTONG_CHART_VIEW (object), g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sotong_chart_view_css_changed (GtkWidget         *widget,
                               GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sotong_chart_view_parent_class)->css_changed (widget, change);
  update_theme (SOTONG_CHART_VIEW (widget));
}

static void
sotong_chart_view_dispose (GObject *object)
{
  SotongChartView *self = SOTONG_CHART_VIEW (object);

  g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
  sotong_chart_view_set_period (self, NULL);
  g_clear_handle_id (&self->start_id, g_source_remove);
  g_clear_handle_id (&self->click_id, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->series);
  g_clear_pointer (&self->foot_mark, gtk_widget_unparent);
  g_clear_object (&self->base);
  g_clear_object (&self->chart);
  g_clear_object (&self->export);
  g_clear_object (&self->drawn);
  g_clear_object (&self->shown);
  g_clear_object (&self->picture);
  G_OBJECT_CLASS (sotong_chart_view_parent_class)->dispose (object);
}

static void
sotong_chart_view_finalize (GObject *object)
{
  g_hash_table_unref (SOTONG_CHART_VIEW (object)->hidden);
  G_OBJECT_CLASS (sotong_chart_view_parent_class)->finalize (object);
}

static void
sotong_chart_view_class_init (SotongChartViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sotong_chart_view_dispose;
  object_class->finalize = sotong_chart_view_finalize;
  object_class->get_property = sotong_chart_view_get_property;
  object_class->set_property = sotong_chart_view_set_property;
  widget_class->snapshot = sotong_chart_view_snapshot;
  widget_class->measure = sotong_chart_view_measure;
  widget_class->size_allocate = sotong_chart_view_size_allocate;
  widget_class->css_changed = sotong_chart_view_css_changed;
  sotong_chart_view_add_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "chartview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  /**
   * SotongChartView:cursor:
   *
   * The point whose figures are read out, or -1.
   */
  properties[PROP_CURSOR] = g_param_spec_int ("cursor", NULL, NULL, -1, G_MAXINT, -1,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * SotongChartView::activated:
   * @index: the point
   *
   * A point was clicked, or Enter was pressed on it.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_INT);

  /**
   * SotongChartView::zoomed:
   *
   * A person chose what is in view: sotong_chart_view_get_zoom() says what.
   */
  signals[SIGNAL_ZOOMED] = g_signal_new ("zoomed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * SotongChartView::noted:
   *
   * A person wants to note something at the cursor.
   */
  signals[SIGNAL_NOTED] = g_signal_new ("noted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sotong_chart_view_init (SotongChartView *self)
{
  self->cursor = self->marked = self->menu_at = self->pins[0] = self->pins[1] = -1;
  self->start = self->end = self->drag_from = self->drag_to = NAN;
  self->pointer_y = NAN;
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  sotong_chart_view_add_controllers (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (update_theme), self, G_CONNECT_SWAPPED);
  update_theme (self);
  sotong_chart_view_update_name (self);
}

GtkWidget *
sotong_chart_view_new (void)
{
  return g_object_new (SOTONG_TYPE_CHART_VIEW, NULL);
}

/* The chart as it is seen: another view of the one that was given, which may be being drawn. */
static void
update_chart (SotongChartView *self)
{
  g_clear_object (&self->chart);
  if (self->base != NULL)
    {
      self->chart = sotong_chart_dup (self->base);
      sotong_chart_set_visible_range (self->chart, self->start, self->end);
      sotong_chart_set_hidden (self->chart, sotong_chart_view_get_hidden (self));
      sotong_chart_view_leave_corner (self);
    }
  forget_picture (self);
}

/**
 * sotong_chart_view_get_zoom:
 * @self: a view
 * @out_start: (out): first second in view, or NAN for all
 * @out_end: (out): where the view ends
 */
void
sotong_chart_view_get_zoom (SotongChartView *self,
                            double          *out_start,
                            double          *out_end)
{
  g_return_if_fail (SOTONG_IS_CHART_VIEW (self));

  *out_start = self->start;
  *out_end = self->end;
}

/**
 * sotong_chart_view_set_zoom:
 * @self: a view
 * @start: first second in view, or NAN for all
 * @end: where the view ends
 *
 * Shows a part of the time. It is kept within what there is and never shorter than two points.
 */
void
sotong_chart_view_set_zoom (SotongChartView *self,
                            double           start,
                            double           end)
{
  SotongSlots *slots;
  double first, last, least;
  gsize n;

  g_return_if_fail (SOTONG_IS_CHART_VIEW (self));

  if (!sotong_chart_view_can_zoom (self))
    return;
  slots = sotong_chart_get_slots (self->base);
  n = sotong_slots_get_length (slots);
  first = sotong_slots_get_start (slots, 0);
  last = sotong_slots_get_end (slots, n - 1);
  least = (last - first) / (double) n * 2;
  if (!(end - start >= least)) /* too close, or NAN */
    {
      double middle = (start + end) / 2;

      start = middle - least / 2;
      end = middle + least / 2;
    }
  if (isnan (start) || end - start >= last - first)
    start = end = NAN;
  else if (start < first)
    {
      end += first - start;
      start = first;
    }
  else if (end > last)
    {
      start -= end - last;
      end = last;
    }
  if ((start == self->start || (isnan (start) && isnan (self->start))) && (end == self->end || (isnan (end) && isnan (self->end))))
    return;
  self->start = start;
  self->end = end;
  update_chart (self);
  if (self->period != NULL && !self->following && sotong_slots_is_time (slots))
    sotong_period_set_zoom (self->period, start, end);
  g_signal_emit (self, signals[SIGNAL_ZOOMED], 0);
}

/* Other series are hidden now: what is hidden stays in read-outs and the table. */
void
sotong_chart_view_show_hidden (SotongChartView *self)
{
  update_chart (self);
  sotong_chart_view_update_description (self);
}

void
sotong_chart_view_activate (SotongChartView *self)
{
  if (self->cursor >= 0)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, self->cursor);
}

void
sotong_chart_view_note (SotongChartView *self)
{
  g_signal_emit (self, signals[SIGNAL_NOTED], 0);
}

/* A cursor that was moved here is read out here; where it is out of view the view follows it. */
void
sotong_chart_view_lead (SotongChartView *self,
                        int              cursor)
{
  if (!self->leads)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  sotong_chart_view_set_cursor (self, cursor);
  self->leads = TRUE;
  if (cursor >= 0 && !isnan (self->start) && sotong_chart_view_can_zoom (self))
    {
      SotongSlots *slots = sotong_chart_get_slots (self->base);
      double from = sotong_slots_get_start (slots, (gsize) cursor), to = sotong_slots_get_end (slots, (gsize) cursor);

      if (from < self->start)
        sotong_chart_view_set_zoom (self, from, from + self->end - self->start);
      else if (to > self->end)
        sotong_chart_view_set_zoom (self, to - (self->end - self->start), to);
    }
}

/**
 * sotong_chart_view_set_chart:
 * @self: a view
 * @chart: (nullable) (transfer none): what to show; it does not change any more
 *
 * The cursor and the points that are compared stay at their days, or at their names, as far as @chart has them too.
 */
void
sotong_chart_view_set_chart (SotongChartView *self,
                             SotongChart     *chart)
{
  g_autoptr(SotongSlots) before = NULL;

  g_return_if_fail (SOTONG_IS_CHART_VIEW (self));

  before = self->base != NULL ? g_object_ref (sotong_chart_get_slots (self->base)) : NULL;
  g_set_object (&self->base, chart);
  g_clear_object (&self->export);
  self->marked = -1;
  if (chart == NULL)
    {
      g_clear_object (&self->picture);
      g_clear_object (&self->shown);
      sotong_chart_view_update_foot (self);
    }
  if (before == NULL || chart == NULL || sotong_slots_get_length (sotong_chart_get_slots (chart)) != sotong_slots_get_length (before))
    self->start = self->end = NAN;
  update_chart (self);
  sotong_chart_view_keep_points (self, before);
  sotong_chart_view_update_name (self);
  sotong_chart_view_update_description (self);
  if (self->period != NULL)
    sotong_chart_view_follow_zoom (self);
}

/**
 * sotong_chart_view_set_export:
 * @self: a view
 * @chart: (nullable) (transfer none): the same chart with what a file must say beside it
 *
 * What is saved instead of the chart that is shown, until another is set.
 */
void
sotong_chart_view_set_export (SotongChartView *self,
                              SotongChart     *chart)
{
  g_return_if_fail (SOTONG_IS_CHART_VIEW (self));
  g_set_object (&self->export, chart);
}

/* Puts a frame around a slot, which stays when the pointer goes elsewhere; -1 for none. */
void
sotong_chart_view_set_marked (SotongChartView *self,
                              int              index)
{
  g_return_if_fail (SOTONG_IS_CHART_VIEW (self));
  self->marked = index;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sotong_chart_view_locate:
 * @self: a view
 * @index: a slot
 * @out_rect: (out): where it is, in the widget
 *
 * Returns: whether it had room, and the picture is there
 */
gboolean
sotong_chart_view_locate (SotongChartView *self,
                          guint            index,
                          graphene_rect_t *out_rect)
{
  SotongRect rect;

  g_return_val_if_fail (SOTONG_IS_CHART_VIEW (self), FALSE);

  if (!sotong_chart_view_is_drawn (self) || (int) index >= sotong_chart_view_n_slots (self)
      || !sotong_chart_locate (self->chart, self->drawn_width, self->drawn_height, &self->theme, index, &rect))
    return FALSE;
  graphene_rect_init (out_rect, (float) rect.x, (float) rect.y, (float) rect.width, (float) rect.height);
  return TRUE;
}

/* What is at a place; without axes only of a picture that is there. */
gboolean
sotong_chart_view_pick (SotongChartView *self,
                        double           x,
                        double           y,
                        gsize           *out_index)
{
  if (self->chart == NULL || (sotong_chart_view_is_free (self) && !sotong_chart_view_is_drawn (self)))
    return FALSE;
  return sotong_chart_pick (self->chart, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)),
                            &self->theme, x, y, out_index, NULL);
}

/**
 * sotong_chart_view_click:
 * @self: a view
 * @x: in the widget
 * @y: likewise
 *
 * Returns: whether something is there; it was activated
 */
gboolean
sotong_chart_view_click (SotongChartView *self,
                         double           x,
                         double           y)
{
  gsize index;

  g_return_val_if_fail (SOTONG_IS_CHART_VIEW (self), FALSE);

  if (!sotong_chart_view_pick (self, x, y, &index))
    return FALSE;
  sotong_chart_view_lead (self, (int) index);
  sotong_chart_view_activate (self);
  return TRUE;
}

SotongChart *
sotong_chart_view_get_chart (SotongChartView *self)
{
  g_return_val_if_fail (SOTONG_IS_CHART_VIEW (self), NULL);
  return self->chart;
}

int
sotong_chart_view_get_cursor (SotongChartView *self)
{
  g_return_val_if_fail (SOTONG_IS_CHART_VIEW (self), -1);
  return self->cursor;
}

/**
 * sotong_chart_view_set_cursor:
 * @self: a view
 * @cursor: the point to mark, or -1 for none
 *
 * Only a view in which the pointer or a key moves the cursor reads out its figures.
 */
void
sotong_chart_view_set_cursor (SotongChartView *self,
                              int              cursor)
{
  g_return_if_fail (SOTONG_IS_CHART_VIEW (self));
  g_return_if_fail (cursor >= -1);

  if (self->cursor == cursor)
    return;
  self->cursor = cursor;
  self->leads = FALSE;
  sotong_chart_view_update_description (self);
  sotong_chart_view_lead_others (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURSOR]);
}
