/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-axis-text.h"
#include "chart/sotong-chart-theme.h"
#include <cairo.h>

G_BEGIN_DECLS
typedef enum {
  SOTONG_LABEL_BODY,
  SOTONG_LABEL_STRONG,
  SOTONG_LABEL_TITLE,
} SotongLabelStyle;

/* Writes texts in the theme's font. Belongs to the thread that made it. */
typedef struct _SotongLabel SotongLabel;

SotongLabel *sotong_label_new        (const SotongChartTheme *theme,
                                      SotongLanguage          language) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_label_free       (SotongLabel            *self);
double       sotong_label_get_width  (SotongLabel            *self,
                                      SotongLabelStyle        style,
                                      const char             *text);
double       sotong_label_get_height (SotongLabel            *self,
                                      SotongLabelStyle        style);
double       sotong_label_draw       (SotongLabel            *self,
                                      cairo_t                *cr,
                                      SotongLabelStyle        style,
                                      const SotongColor      *color,
                                      const char             *text,
                                      double                  x,
                                      double                  y,
                                      double                  align,
                                      double                  max_width);
int          sotong_label_count_lines (SotongLabel            *self,
                                      SotongLabelStyle        style,
                                      const char             *text,
                                      double                  width,
                                      int                     most);
void         sotong_label_draw_lines (SotongLabel            *self,
                                      cairo_t                *cr,
                                      SotongLabelStyle        style,
                                      const SotongColor      *color,
                                      const char             *text,
                                      double                  x,
                                      double                  y,
                                      double                  width,
                                      int                     most);
void         sotong_label_draw_halo  (SotongLabel            *self,
                                      cairo_t                *cr,
                                      SotongLabelStyle        style,
                                      const SotongColor      *color,
                                      const SotongColor      *halo,
                                      const char             *text,
                                      double                  x,
                                      double                  y,
                                      double                  align,
                                      double                  max_width);
void         sotong_label_draw_boxed (SotongLabel            *self,
                                      cairo_t                *cr,
                                      SotongLabelStyle        style,
                                      const SotongColor      *color,
                                      const SotongColor      *box,
                                      const char             *text,
                                      double                  x,
                                      double                  y,
                                      double                  align);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongLabel, sotong_label_free)
G_END_DECLS
