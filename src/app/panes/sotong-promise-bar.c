/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-promise-bar.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define HEIGHT 17
#define MIN_WIDTH 80
#define NATURAL_WIDTH 240
#define KEY_WIDTH 14
#define KEY_HEIGHT 12

/**
 * SotongPromiseBar:
 *
 * A promise as a bullet bar. A picture only: the row that it stands in says the same in words.
 */
struct _SotongPromiseBar
{
  GtkWidget    parent_instance;
  SotongBullet bullet;
};

G_DEFINE_FINAL_TYPE (SotongPromiseBar, sotong_promise_bar, GTK_TYPE_WIDGET)

static const SotongChartTheme *
theme_now (void)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  return sotong_chart_theme_get (dark ? SOTONG_CHART_DARK : SOTONG_CHART_LIGHT);
}

static void
sotong_promise_bar_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  SotongPromiseBar *self = SOTONG_PROMISE_BAR (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (width <= 0 || height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  sotong_bullet_draw (&self->bullet, cr, width, height, theme_now ());
  cairo_destroy (cr);
}

static void
sotong_promise_bar_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : HEIGHT;
}

static void
sotong_promise_bar_class_init (SotongPromiseBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = sotong_promise_bar_snapshot;
  widget_class->measure = sotong_promise_bar_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
sotong_promise_bar_init (SotongPromiseBar *self)
{
  self->bullet.pace = -1;
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
sotong_promise_bar_new (void)
{
  return g_object_new (SOTONG_TYPE_PROMISE_BAR, NULL);
}

void
sotong_promise_bar_set (SotongPromiseBar   *self,
                        const SotongBullet *bullet)
{
  g_return_if_fail (SOTONG_IS_PROMISE_BAR (self));

  self->bullet = *bullet;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What is drawn, lent until it changes. */
const SotongBullet *
sotong_promise_bar_get (SotongPromiseBar *self)
{
  g_return_val_if_fail (SOTONG_IS_PROMISE_BAR (self), NULL);
  return &self->bullet;
}

/* ---- the legend ---- */

static void
draw_key (GtkDrawingArea *area,
          cairo_t        *cr,
          int             width,
          int             height,
          gpointer        user_data)
{
  int part = GPOINTER_TO_INT (user_data);

  if (part < SOTONG_N_BULLET_PARTS)
    sotong_bullet_draw_part ((SotongBulletPart) part, cr, 0, 0, width, height, theme_now ());
  else
    sotong_bullet_draw_pace (cr, width / 2.0, height, theme_now ());
}

/**
 * sotong_promise_legend_new:
 *
 * Returns: (transfer floating): what the pieces of the bars mean
 */
GtkWidget *
sotong_promise_legend_new (void)
{
  static const char * const labels[] = { N_("Done"), N_("Scheduled"), N_("Draft"), N_("Pace") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);

  for (int i = 0; i < (int) G_N_ELEMENTS (labels); i++)
    {
      GtkWidget *key = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
      GtkWidget *area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      GtkWidget *label = gtk_label_new (_(labels[i]));

      gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), i < SOTONG_N_BULLET_PARTS ? KEY_WIDTH : 9);
      gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), KEY_HEIGHT);
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_key, GINT_TO_POINTER (i), NULL);
      g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), area, G_CONNECT_SWAPPED);
      gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, _(labels[i]), -1);
      gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (label, "caption");
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (key), area);
      gtk_box_append (GTK_BOX (key), label);
      gtk_box_append (GTK_BOX (box), key);
    }
  return box;
}
