/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS
/* What a series stands for. The theme gives each role a colour and a fill, so that colour is never the only cue. */
typedef enum {
  SOTONG_ROLE_TOTAL,
  SOTONG_ROLE_POSITIVE,
  SOTONG_ROLE_NEUTRAL,
  SOTONG_ROLE_NEGATIVE,
  SOTONG_ROLE_UNCERTAIN,
  SOTONG_ROLE_UNLABELLED,
  SOTONG_ROLE_FIRST,       /* series without a meaning of their own: one, two, three, … */
  SOTONG_ROLE_SECOND,
  SOTONG_ROLE_THIRD,
  SOTONG_ROLE_FOURTH,
  SOTONG_ROLE_FIFTH,
  SOTONG_ROLE_SIXTH,
  SOTONG_ROLE_SEVENTH,
  SOTONG_ROLE_EIGHTH,
} SotongRole;
#define SOTONG_N_ROLES (SOTONG_ROLE_EIGHTH + 1)
#define SOTONG_N_PLAIN_ROLES (SOTONG_ROLE_EIGHTH - SOTONG_ROLE_FIRST + 1)

typedef enum {
  SOTONG_FILL_PLAIN,
  SOTONG_FILL_RISING,   /* hatched / / / */
  SOTONG_FILL_FALLING,  /* hatched \ \ \ */
  SOTONG_FILL_DOTTED,
  SOTONG_FILL_LEVEL,    /* lines from left to right */
  SOTONG_FILL_CROSSED,
} SotongFill;

typedef enum {
  SOTONG_CHART_LIGHT,
  SOTONG_CHART_DARK,
  SOTONG_CHART_PRINT,   /* greys on white */
} SotongChartStyle;

/* Channels from 0 to 1, not premultiplied. */
typedef struct {
  double red;
  double green;
  double blue;
  double alpha;
} SotongColor;

typedef struct {
  SotongColor color;
  SotongColor hatch;   /* of the lines of @fill */
  SotongFill  fill;
} SotongPaint;

/**
 * SotongChartTheme:
 * @background: behind everything; alpha 0 leaves what is there
 * @ink: titles, read-outs, the zero line
 * @dim: axis texts, foot note
 * @grid: grid lines
 * @gap: hatching of missing periods
 * @band: tint of campaign bands
 * @mark: event lines and flags
 * @threshold: threshold lines and their text
 * @roles: how each role is painted
 * @font_family: families in order of preference, Pango's syntax; lent, must outlive the theme
 * @font_size: of axis texts, in the units of the surface (pixels or points)
 *
 * Everything a chart takes from its surroundings. A plain value: copy one of the built-in ones and change what the
 * desktop says differently.
 */
typedef struct {
  SotongColor  background;
  SotongColor  ink;
  SotongColor  dim;
  SotongColor  grid;
  SotongColor  gap;
  SotongColor  band;
  SotongColor  mark;
  SotongColor  threshold;
  SotongPaint  roles[SOTONG_N_ROLES];
  const char  *font_family;
  double       font_size;
} SotongChartTheme;

const SotongChartTheme *sotong_chart_theme_get  (SotongChartStyle        style);
SotongRole              sotong_role_nth         (guint                   nth);
SotongColor             sotong_chart_theme_line_color (const SotongChartTheme *theme,
                                                       SotongRole              role);
SotongColor             sotong_color_mix        (const SotongColor      *a,
                                                 const SotongColor      *b,
                                                 double                  part);
SotongColor             sotong_color_text_on    (const SotongColor      *color);
void                    sotong_color_set_source (const SotongColor      *color,
                                                 cairo_t                *cr);
G_END_DECLS
