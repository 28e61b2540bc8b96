/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "app/sotong-chart-picture.h"
#include "app/sotong-sparkline.h"
#include "app/sotong-type-scale.h"

#define WIDTH 52  /* in a window's usual type */
#define HEIGHT 16

/**
 * SotongSparkline:
 *
 * A chart of the size of a word, in a line of a list. What it shows is told in a sentence; there is nothing in it to choose.
 */
struct _SotongSparkline
{
  GtkWidget    parent_instance;
  SotongChart *chart;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (SotongSparkline, sotong_sparkline, GTK_TYPE_WIDGET)

/* A few dozen points in a thousand pixels, and only when the row itself is drawn anew. */
static void
sotong_sparkline_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  SotongSparkline *self = SOTONG_SPARKLINE (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  SotongChartTheme theme;
  cairo_t *cr;

  if (width < 1 || height < 1)
    return;
  sotong_chart_picture_get_theme (widget, &theme);
  theme.background.alpha = 0; /* a chosen row shines through */
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  sotong_chart_draw (self->chart, cr, width, height, &theme);
  cairo_destroy (cr);
}

static void
sotong_sparkline_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  *minimum = *natural = sotong_type_scaled (widget, orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT);
  *minimum_baseline = *natural_baseline = -1;
}

/* Before an audience it grows with the words beside it. */
static void
sotong_sparkline_css_changed (GtkWidget         *widget,
                              GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sotong_sparkline_parent_class)->css_changed (widget, change);
  gtk_widget_queue_resize (widget);
}

static void
sotong_sparkline_finalize (GObject *object)
{
  g_clear_object (&SOTONG_SPARKLINE (object)->chart);
  G_OBJECT_CLASS (sotong_sparkline_parent_class)->finalize (object);
}

static void
sotong_sparkline_class_init (SotongSparklineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sotong_sparkline_finalize;
  widget_class->snapshot = sotong_sparkline_snapshot;
  widget_class->measure = sotong_sparkline_measure;
  widget_class->css_changed = sotong_sparkline_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sotong_sparkline_init (SotongSparkline *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * sotong_sparkline_new:
 * @chart: a chart without axes; it does not change any more
 * @sentence: what it shows, for who does not see it; translated
 *
 * Main thread.
 *
 * Returns: (transfer floating): the picture
 */
GtkWidget *
sotong_sparkline_new (SotongChart *chart,
                      const char  *sentence)
{
  SotongSparkline *self;

  g_return_val_if_fail (SOTONG_IS_CHART (chart), NULL);
  g_return_val_if_fail (sentence != NULL, NULL);

  self = g_object_new (SOTONG_TYPE_SPARKLINE, NULL);
  self->chart = g_object_ref (chart);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  return GTK_WIDGET (self);
}
