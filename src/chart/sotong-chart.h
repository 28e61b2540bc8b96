/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-layer.h"
#include <gio/gio.h>

G_BEGIN_DECLS
#define SOTONG_CHART_ERROR (sotong_chart_error_quark ())
typedef enum {
  SOTONG_CHART_ERROR_FORMAT,  /* the file name does not end in .png, .svg or .pdf */
  SOTONG_CHART_ERROR_SIZE,    /* too small or too large to draw */
  SOTONG_CHART_ERROR_DATA,    /* the figures do not suit what is to be drawn */
} SotongChartError;
GQuark sotong_chart_error_quark (void);

/* What stands around the values. */
typedef enum {
  SOTONG_AXES_BOTH,   /* an axis below and one at the left */
  SOTONG_AXES_BARE,   /* both are there but not written: a line in a list */
  SOTONG_AXES_NONE,   /* the layer has the whole place and writes what there is to write */
} SotongAxes;

typedef enum {
  SOTONG_VALUES_PLAIN       = 0,
  SOTONG_VALUES_LOGARITHMIC = 1 << 0,
  SOTONG_VALUES_LOOSE       = 1 << 1,  /* the axis need not hold zero */
  SOTONG_VALUES_FRACTIONS   = 1 << 2,  /* they are not counts: ticks may have decimals */
  SOTONG_VALUES_ABSOLUTE    = 1 << 3,  /* what goes down is not negative: its sign is not written */
  SOTONG_VALUES_RELATIVE    = 1 << 4,  /* parts of the largest one: a sum of them says nothing */
  SOTONG_VALUES_MEANS       = 1 << 5,  /* likewise */
} SotongValueFlags;

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
const char  *sotong_chart_get_foot          (SotongChart            *self);
void         sotong_chart_set_corner        (SotongChart            *self,
                                             double                  width);
gboolean     sotong_chart_shows_foot        (SotongChart            *self,
                                             double                  width,
                                             double                  height,
                                             const SotongChartTheme *theme);
void         sotong_chart_set_language      (SotongChart            *self,
                                             SotongLanguage          language);
SotongChart *sotong_chart_dup               (SotongChart            *self) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_chart_set_axes          (SotongChart            *self,
                                             SotongAxes              axes);
SotongAxes   sotong_chart_get_axes          (SotongChart            *self);
void         sotong_chart_set_values        (SotongChart            *self,
                                             SotongValueFlags        flags,
                                             const char             *unit);
void         sotong_chart_set_hidden        (SotongChart            *self,
                                             guint32                 roles);
guint32      sotong_chart_get_hidden        (SotongChart            *self);
void         sotong_chart_set_visible_range (SotongChart            *self,
                                             double                  start,
                                             double                  end);
void         sotong_chart_add_layer         (SotongChart            *self,
                                             SotongLayer            *layer);
void         sotong_chart_add_figure        (SotongChart            *self,
                                             SotongSeries           *series);
SotongSlots *sotong_chart_get_slots         (SotongChart            *self);
void         sotong_chart_get_visible_range (SotongChart            *self,
                                             double                 *out_start,
                                             double                 *out_end);
const char  *sotong_chart_get_title         (SotongChart            *self);
const char  *sotong_chart_get_subtitle      (SotongChart            *self);

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
gboolean     sotong_chart_locate            (SotongChart            *self,
                                             double                  width,
                                             double                  height,
                                             const SotongChartTheme *theme,
                                             gsize                   index,
                                             SotongRect             *out_rect);
gboolean     sotong_chart_pick_legend       (SotongChart            *self,
                                             double                  width,
                                             double                  height,
                                             const SotongChartTheme *theme,
                                             double                  x,
                                             double                  y,
                                             SotongRole             *out_role);
GPtrArray   *sotong_chart_list_keys         (SotongChart            *self) G_GNUC_WARN_UNUSED_RESULT;
double       sotong_chart_value_at_x        (SotongChart            *self,
                                             double                  width,
                                             double                  height,
                                             const SotongChartTheme *theme,
                                             double                  x);
GPtrArray   *sotong_chart_list_figures      (SotongChart            *self) G_GNUC_WARN_UNUSED_RESULT;
char        *sotong_chart_name_slot         (SotongChart            *self,
                                             gsize                   index) G_GNUC_WARN_UNUSED_RESULT;
char        *sotong_chart_name_marks        (SotongChart            *self,
                                             gsize                   index) G_GNUC_WARN_UNUSED_RESULT;
char        *sotong_chart_name_other        (SotongChart            *self,
                                             SotongSeries           *series,
                                             gsize                   index) G_GNUC_WARN_UNUSED_RESULT;
char        *sotong_chart_name_others       (SotongChart            *self,
                                             SotongSeries           *series) G_GNUC_WARN_UNUSED_RESULT;
char        *sotong_chart_name_figure       (SotongChart            *self,
                                             SotongSeries           *series,
                                             gsize                   index) G_GNUC_WARN_UNUSED_RESULT;
char        *sotong_chart_describe_point    (SotongChart            *self,
                                             gsize                   index) G_GNUC_WARN_UNUSED_RESULT;
char        *sotong_chart_describe_gaps     (SotongChart            *self) G_GNUC_WARN_UNUSED_RESULT;
char        *sotong_chart_describe          (SotongChart            *self) G_GNUC_WARN_UNUSED_RESULT;
char        *sotong_chart_to_table          (SotongChart            *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean     sotong_chart_save_table        (SotongChart            *self,
                                             const char             *path,
                                             gboolean                csv,
                                             GError                **error);
gboolean     sotong_chart_save              (SotongChart            *self,
                                             const char             *path,
                                             double                  width,
                                             double                  height,
                                             const SotongChartTheme *theme,
                                             GError                **error);
G_END_DECLS
