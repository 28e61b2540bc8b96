/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/panes/sotong-cloud-view.h"
#include "app/sotong-chart-picture.h"

#define MIN_WIDTH 200
#define MIN_HEIGHT 90
#define ROUND 4

/**
 * SotongCloudView:
 *
 * A word cloud on the screen. Its picture is drawn in another thread; a click on a word activates it, and the word
 * that is chosen in the list below has a frame. Who has no pointer has the list.
 */
struct _SotongCloudView
{
  GtkWidget         parent_instance;
  SotongChart      *chart;        /* (owned) (nullable) */
  GdkTexture       *picture;      /* (owned) (nullable): as it was drawn last */
  GCancellable     *drawing;      /* (owned) (nullable): of the picture that is being drawn */
  SotongChartTheme  theme;
  gboolean          stale;        /* @picture is to be drawn anew */
  int               drawn_width;
  int               drawn_height;
  int               drawn_scale;
  int               marked;       /* -1: none */
};

G_DEFINE_FINAL_TYPE (SotongCloudView, sotong_cloud_view, GTK_TYPE_WIDGET)

enum {
  SIGNAL_ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
update_theme (SotongCloudView *self)
{
  sotong_chart_picture_get_theme (GTK_WIDGET (self), &self->theme);
  self->stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drawn_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SotongCloudView) self = user_data;
  g_autoptr(GdkTexture) picture = sotong_chart_picture_draw_finish (result);

  if (picture == NULL)
    return; /* a newer one is being drawn */
  g_set_object (&self->picture, picture);
  g_clear_object (&self->drawing);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Where the words are is asked only of a picture that is there: to place them anew takes long. */
static gboolean
is_drawn (SotongCloudView *self)
{
  return self->chart != NULL && self->picture != NULL && self->drawing == NULL && !self->stale;
}

static void
append_mark (SotongCloudView *self,
             GtkSnapshot     *snapshot)
{
  const float widths[4] = { 1.5f, 1.5f, 1.5f, 1.5f };
  GdkRGBA colors[4];
  GskRoundedRect frame;
  graphene_rect_t rect;

  if (self->marked < 0 || !sotong_cloud_view_locate (self, (guint) self->marked, &rect))
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colors[0]);
  for (int i = 1; i < 4; i++)
    colors[i] = colors[0];
  gsk_rounded_rect_init_from_rect (&frame, &rect, ROUND);
  gtk_snapshot_append_border (snapshot, &frame, widths, colors);
}

static void
sotong_cloud_view_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  SotongCloudView *self = SOTONG_CLOUD_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int scale = gtk_widget_get_scale_factor (widget);

  if (self->chart == NULL || width < MIN_WIDTH / 2 || height < MIN_HEIGHT / 2)
    return;
  if (self->stale || self->drawn_width != width || self->drawn_height != height || self->drawn_scale != scale)
    {
      g_cancellable_cancel (self->drawing);
      g_clear_object (&self->drawing);
      self->drawing = g_cancellable_new ();
      self->drawn_width = width;
      self->drawn_height = height;
      self->drawn_scale = scale;
      self->stale = FALSE;
      sotong_chart_picture_draw_async (widget, self->chart, &self->theme, width, height, scale, self->drawing, drawn_cb);
    }
  if (self->picture == NULL)
    return;
  gtk_snapshot_append_texture (snapshot, self->picture, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  append_mark (self, snapshot);
}

static void
sotong_cloud_view_measure (GtkWidget      *widget,
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

static gboolean
pick (SotongCloudView *self,
      double           x,
      double           y,
      gsize           *out_index)
{
  return is_drawn (self) && sotong_chart_pick (self->chart, self->drawn_width, self->drawn_height, &self->theme, x, y, out_index, NULL);
}

/**
 * sotong_cloud_view_click:
 * @self: a view
 * @x: in the widget
 * @y: likewise
 *
 * Returns: whether a word is there; it was activated
 */
gboolean
sotong_cloud_view_click (SotongCloudView *self,
                         double           x,
                         double           y)
{
  gsize index;

  g_return_val_if_fail (SOTONG_IS_CLOUD_VIEW (self), FALSE);

  if (!pick (self, x, y, &index))
    return FALSE;
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, (int) index);
  return TRUE;
}

static void
released_cb (SotongCloudView *self,
             int              n_press,
             double           x,
             double           y)
{
  if (n_press == 1)
    sotong_cloud_view_click (self, x, y);
}

/* Over a word the pointer says that it can be clicked. */
static void
motion_cb (SotongCloudView *self,
           double           x,
           double           y)
{
  gsize index;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), pick (self, x, y, &index) ? "pointer" : NULL);
}

static void
sotong_cloud_view_css_changed (GtkWidget         *widget,
                               GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sotong_cloud_view_parent_class)->css_changed (widget, change);
  update_theme (SOTONG_CLOUD_VIEW (widget));
}

static void
sotong_cloud_view_dispose (GObject *object)
{
  SotongCloudView *self = SOTONG_CLOUD_VIEW (object);

  g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
  g_clear_object (&self->chart);
  g_clear_object (&self->picture);
  G_OBJECT_CLASS (sotong_cloud_view_parent_class)->dispose (object);
}

static void
sotong_cloud_view_class_init (SotongCloudViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_cloud_view_dispose;
  widget_class->snapshot = sotong_cloud_view_snapshot;
  widget_class->measure = sotong_cloud_view_measure;
  widget_class->css_changed = sotong_cloud_view_css_changed;
  gtk_widget_class_set_css_name (widget_class, "cloudview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  /**
   * SotongCloudView::activated:
   * @index: the word's place in the chart
   *
   * A word was clicked.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
sotong_cloud_view_init (SotongCloudView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->marked = -1;
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (update_theme), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Word cloud"), -1);
  update_theme (self);
}

/**
 * sotong_cloud_view_set_chart:
 * @self: a view
 * @chart: (nullable): a word cloud, which is not changed any more
 */
void
sotong_cloud_view_set_chart (SotongCloudView *self,
                             SotongChart     *chart)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SOTONG_IS_CLOUD_VIEW (self));

  g_set_object (&self->chart, chart);
  self->marked = -1;
  self->stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  text = chart != NULL ? sotong_chart_describe (chart) : NULL;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "", -1);
}

/* (transfer none) (nullable): what is shown. */
SotongChart *
sotong_cloud_view_get_chart (SotongCloudView *self)
{
  g_return_val_if_fail (SOTONG_IS_CLOUD_VIEW (self), NULL);
  return self->chart;
}

/* Puts a frame around a word; -1 for none. */
void
sotong_cloud_view_set_marked (SotongCloudView *self,
                              int              index)
{
  g_return_if_fail (SOTONG_IS_CLOUD_VIEW (self));
  self->marked = index;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sotong_cloud_view_locate:
 * @self: a view
 * @index: a word's place in the chart
 * @out_rect: (out): where it is, in the widget
 *
 * Returns: whether it had room, and the picture is there
 */
gboolean
sotong_cloud_view_locate (SotongCloudView *self,
                          guint            index,
                          graphene_rect_t *out_rect)
{
  SotongRect rect;

  g_return_val_if_fail (SOTONG_IS_CLOUD_VIEW (self), FALSE);

  if (!is_drawn (self) || !sotong_chart_locate (self->chart, self->drawn_width, self->drawn_height, &self->theme, index, &rect))
    return FALSE;
  graphene_rect_init (out_rect, (float) rect.x, (float) rect.y, (float) rect.width, (float) rect.height);
  return TRUE;
}
