/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-layer.h"
#include <gio/gio.h>

G_BEGIN_DECLS
#define SOTONG_CHART_ERROR (sotong_chart_error_quark ())
typedef enum {
  SOTONG_CHART_ERROR_FORMAT,  /* the file name does not end in .png, .svg or .pdf */
  SOTONG_CHART_ERROR_SIZE,    /* too small or too large to draw */
} SotongChartError;
GQuark sotong_chart_error_quark (void);

#define SOTONG_TYPE_CHART (sotong_chart_get_type ())
G_DECLARE_FINAL_TYPE (SotongChart, sotong_chart, SOTONG, CHART, GObject)

/* Set up by one thread; from then on drawn and asked from any. Sizes and places are in units of the surface. */
SotongChart *sotong_chart_new               (SotongSlots            *slots) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_chart_set_title         (SotongChart            *self,
                                             const char             *title);
void         sotong_chart_set_subtitle      (SotongChart            *self,
                                             const char             *subtitle);
void         sotong_chart_set_foot          (SotongChart            *self,
                                             const char             *foot);
void         sotong_chart_set_language      (SotongChart            *self,
                                             SotongLanguage          language);
void         sotong_chart_set_visible_range (SotongChart            *self,
                                             double                  start,
                                             double                  end);
void         sotong_chart_add_layer         (SotongChart            *self,
                                             SotongLayer            *layer);
void         sotong_chart_add_figure        (SotongChart            *self,
                                             SotongSeries           *series);
SotongSlots *sotong_chart_get_slots         (SotongChart            *self);
const char  *sotong_chart_get_title         (SotongChart            *self);

void         sotong_chart_draw              (SotongChart            *self,
                                             cairo_t                *cr,
                                             double                  width,
                                             double                  height,
                                             const SotongChartTheme *theme);
void         sotong_chart_get_plot_rect     (SotongChart            *self,
                                             double                  width,
                                             double                  height,
                                             const SotongChartTheme *theme,
                                             SotongRect             *out_rect);
gboolean     sotong_chart_x_of_index        (SotongChart            *self,
                                             double                  width,
                                             double                  height,
                                             const SotongChartTheme *theme,
                                             gsize                   index,
                                             double                 *out_left,
                                             double                 *out_right);
gboolean     sotong_chart_pick              (SotongChart            *self,
                                             double                  width,
                                             double                  height,
                                             const SotongChartTheme *theme,
                                             double                  x,
                                             double                  y,
                                             gsize                  *out_index,
                                             SotongLayer           **out_layer);
char        *sotong_chart_describe_point    (SotongChart            *self,
                                             gsize                   index) G_GNUC_WARN_UNUSED_RESULT;
char        *sotong_chart_describe          (SotongChart            *self) G_GNUC_WARN_UNUSED_RESULT;
char        *sotong_chart_to_table          (SotongChart            *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean     sotong_chart_save              (SotongChart            *self,
                                             const char             *path,
                                             double                  width,
                                             double                  height,
                                             const SotongChartTheme *theme,
                                             GError                **error);
G_END_DECLS
