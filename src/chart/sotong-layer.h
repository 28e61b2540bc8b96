/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-plot.h"
#include "chart/sotong-series.h"

G_BEGIN_DECLS
#define SOTONG_PARTIAL_DISTANCE 3.0 /* of the lines over what is not complete */

#define SOTONG_TYPE_LAYER (sotong_layer_get_type ())
G_DECLARE_DERIVABLE_TYPE (SotongLayer, sotong_layer, SOTONG, LAYER, GObject)

/**
 * SotongLayerClass:
 * @keyless: its series are not named in the legend: it names them itself
 * @fixed_key: (nullable): whether one of its series is named all the same, by @draw_key, and cannot be hidden
 * @draw: draws into the plot; the context is clipped to it and restored afterwards
 * @draw_labels: writes on what all layers have drawn
 * @pick: index of what is drawn under a point of the surface, or -1
 * @get_bounds: the values that must fit between the ends of the y axis; %FALSE when it has none in view
 * @get_headroom: height above the values that the layer would like to have for itself, in units of the surface; the
 *   plot that it draws into says what it was given
 * @draw_key: draws the sample beside a name in the legend
 * @locate: where a slot is on the surface, for a frame around it; without it the slot's column
 * @describe: (transfer full) (nullable): a sentence for people who cannot see it
 * @tell: (transfer full) (nullable): what it marks at a slot, for read-outs; the plot knows slots and language alone
 *
 * One mark on a chart. Layers do not change once they are in a chart.
 */
struct _SotongLayerClass
{
  GObjectClass parent_class;
  gboolean     keyless;
  gboolean (*fixed_key)    (SotongLayer      *self,
                            guint             nth_series);
  void     (*draw)         (SotongLayer      *self,
                            const SotongPlot *plot,
                            cairo_t          *cr);
  void     (*draw_labels)  (SotongLayer      *self,
                            const SotongPlot *plot,
                            cairo_t          *cr);
  gint64   (*pick)         (SotongLayer      *self,
                            const SotongPlot *plot,
                            double            x,
                            double            y);
  gboolean (*get_bounds)   (SotongLayer      *self,
                            const SotongPlot *plot,
                            double           *out_min,
                            double           *out_max);
  double   (*get_headroom) (SotongLayer      *self,
                            const SotongPlot *plot);
  void     (*draw_key)     (SotongLayer      *self,
                            guint             nth_series,
                            const SotongPlot *plot,
                            cairo_t          *cr,
                            const SotongRect *box);
  gboolean (*locate)       (SotongLayer      *self,
                            const SotongPlot *plot,
                            gsize             index,
                            SotongRect       *out_rect);
  char    *(*describe)     (SotongLayer      *self,
                            const SotongPlot *plot);
  char    *(*tell)         (SotongLayer      *self,
                            const SotongPlot *plot,
                            gsize             index);
};

guint         sotong_layer_get_n_series (SotongLayer      *self);
SotongSeries *sotong_layer_get_series   (SotongLayer      *self,
                                         guint             nth);
void          sotong_layer_add_series   (SotongLayer      *self,
                                         SotongSeries     *series);
void          sotong_layer_set_right    (SotongLayer      *self);
gboolean      sotong_layer_get_right    (SotongLayer      *self);
void          sotong_layer_set_whole    (SotongLayer      *self);
gboolean      sotong_layer_get_whole    (SotongLayer      *self);
void          sotong_layer_draw         (SotongLayer      *self,
                                         const SotongPlot *plot,
                                         cairo_t          *cr);
void          sotong_layer_draw_labels  (SotongLayer      *self,
                                         const SotongPlot *plot,
                                         cairo_t          *cr);
gint64        sotong_layer_pick         (SotongLayer      *self,
                                         const SotongPlot *plot,
                                         double            x,
                                         double            y);
gboolean      sotong_layer_get_bounds   (SotongLayer      *self,
                                         const SotongPlot *plot,
                                         double           *out_min,
                                         double           *out_max);
double        sotong_layer_get_headroom (SotongLayer      *self,
                                         const SotongPlot *plot);
void          sotong_layer_draw_key     (SotongLayer      *self,
                                         guint             nth_series,
                                         const SotongPlot *plot,
                                         cairo_t          *cr,
                                         const SotongRect *box);
gboolean      sotong_layer_locate       (SotongLayer      *self,
                                         const SotongPlot *plot,
                                         gsize             index,
                                         SotongRect       *out_rect);
gboolean      sotong_layer_has_keys     (SotongLayer      *self);
gboolean      sotong_layer_has_fixed_key (SotongLayer     *self,
                                          guint            nth_series);
gint64        sotong_layer_pick_row     (const SotongPlot *plot,
                                         double            row,
                                         gsize             n_rows,
                                         double            y);
gboolean      sotong_layer_locate_row   (const SotongPlot *plot,
                                         double            row,
                                         gsize             n_rows,
                                         gsize             index,
                                         SotongRect       *out_rect);
void          sotong_layer_draw_rest    (const SotongPlot *plot,
                                         cairo_t          *cr,
                                         gsize             n,
                                         double            x,
                                         double            y);
void          sotong_layer_draw_partial (const SotongPlot *plot,
                                         cairo_t          *cr);
char         *sotong_layer_describe     (SotongLayer      *self,
                                         const SotongPlot *plot) G_GNUC_WARN_UNUSED_RESULT;
char         *sotong_layer_tell         (SotongLayer      *self,
                                         const SotongPlot *plot,
                                         gsize             index) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
