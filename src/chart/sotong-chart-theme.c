/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart/sotong-chart-theme.h"

#define RGB(hex) { ((hex) >> 16) / 255.0, ((hex) >> 8 & 0xff) / 255.0, ((hex) & 0xff) / 255.0, 1 }
#define RGBA(hex, a) { ((hex) >> 16) / 255.0, ((hex) >> 8 & 0xff) / 255.0, ((hex) & 0xff) / 255.0, (a) }
#define LEAST_CONTRAST 3.0 /* of a line with the background */
#define FONTS "Noto Sans CJK KR, NanumGothic, Cantarell, sans"

/* Blue and orange stay apart for every common kind of colour blindness; in lightness they differ too. */
static const SotongChartTheme light = {
  .background = RGB (0xffffff),
  .ink = RGB (0x1f2328),
  .dim = RGB (0x5b626b),
  .grid = RGB (0xe4e7ea),
  .gap = RGB (0xc3c8cf),
  .band = RGBA (0x7a5fb5, 0.10),
  .mark = RGB (0x5e459b),
  .threshold = RGB (0xa3262e),
  .roles = {
    [SOTONG_ROLE_TOTAL] = { RGB (0x26547c), RGB (0xffffff), SOTONG_FILL_PLAIN },
    [SOTONG_ROLE_POSITIVE] = { RGB (0x2f7fc1), RGB (0xffffff), SOTONG_FILL_PLAIN },
    [SOTONG_ROLE_NEUTRAL] = { RGB (0xbcc3cc), RGB (0xffffff), SOTONG_FILL_PLAIN },
    [SOTONG_ROLE_NEGATIVE] = { RGB (0xd1560a), RGBA (0xffffff, 0.55), SOTONG_FILL_RISING },
    [SOTONG_ROLE_UNCERTAIN] = { RGB (0xdacdec), RGB (0x7a5fb5), SOTONG_FILL_DOTTED },
    [SOTONG_ROLE_UNLABELLED] = { RGB (0xe1e5ea), RGB (0xa2abb5), SOTONG_FILL_LEVEL },
    [SOTONG_ROLE_FIRST] = { RGB (0x26547c), RGB (0xffffff), SOTONG_FILL_PLAIN },
    [SOTONG_ROLE_SECOND] = { RGB (0xd1560a), RGBA (0xffffff, 0.55), SOTONG_FILL_RISING },
    [SOTONG_ROLE_THIRD] = { RGB (0x0f8a6d), RGBA (0xffffff, 0.55), SOTONG_FILL_FALLING },
    [SOTONG_ROLE_FOURTH] = { RGB (0xb5367a), RGBA (0xffffff, 0.6), SOTONG_FILL_LEVEL },
    [SOTONG_ROLE_FIFTH] = { RGB (0x8a6d00), RGBA (0xffffff, 0.6), SOTONG_FILL_DOTTED },
    [SOTONG_ROLE_SIXTH] = { RGB (0x5b9bd5), RGB (0xffffff), SOTONG_FILL_PLAIN },
    [SOTONG_ROLE_SEVENTH] = { RGB (0x5e459b), RGBA (0xffffff, 0.5), SOTONG_FILL_CROSSED },
    [SOTONG_ROLE_EIGHTH] = { RGB (0x5b626b), RGBA (0xffffff, 0.55), SOTONG_FILL_FALLING },
  },
  .font_family = FONTS,
  .font_size = 12,
};

static const SotongChartTheme dark = {
  .background = RGB (0x1e1e1e),
  .ink = RGB (0xf2f3f5),
  .dim = RGB (0xa9b0b8),
  .grid = RGB (0x363a3f),
  .gap = RGB (0x4d535a),
  .band = RGBA (0xb79df0, 0.14),
  .mark = RGB (0xc4b1f2),
  .threshold = RGB (0xff8f8a),
  .roles = {
    [SOTONG_ROLE_TOTAL] = { RGB (0x7db8ea), RGB (0x1e1e1e), SOTONG_FILL_PLAIN },
    [SOTONG_ROLE_POSITIVE] = { RGB (0x5aa9e6), RGB (0x1e1e1e), SOTONG_FILL_PLAIN },
    [SOTONG_ROLE_NEUTRAL] = { RGB (0x707982), RGB (0x1e1e1e), SOTONG_FILL_PLAIN },
    [SOTONG_ROLE_NEGATIVE] = { RGB (0xf08a3c), RGBA (0x1e1e1e, 0.55), SOTONG_FILL_RISING },
    [SOTONG_ROLE_UNCERTAIN] = { RGB (0x443b57), RGB (0xc4b1f2), SOTONG_FILL_DOTTED },
    [SOTONG_ROLE_UNLABELLED] = { RGB (0x2e3237), RGB (0x6d767f), SOTONG_FILL_LEVEL },
    [SOTONG_ROLE_FIRST] = { RGB (0x7db8ea), RGB (0x1e1e1e), SOTONG_FILL_PLAIN },
    [SOTONG_ROLE_SECOND] = { RGB (0xf08a3c), RGBA (0x1e1e1e, 0.55), SOTONG_FILL_RISING },
    [SOTONG_ROLE_THIRD] = { RGB (0x4fc9a6), RGBA (0x1e1e1e, 0.55), SOTONG_FILL_FALLING },
    [SOTONG_ROLE_FOURTH] = { RGB (0xe17bb0), RGBA (0x1e1e1e, 0.6), SOTONG_FILL_LEVEL },
    [SOTONG_ROLE_FIFTH] = { RGB (0xd9b93c), RGBA (0x1e1e1e, 0.6), SOTONG_FILL_DOTTED },
    [SOTONG_ROLE_SIXTH] = { RGB (0x3f7fb8), RGB (0x1e1e1e), SOTONG_FILL_PLAIN },
    [SOTONG_ROLE_SEVENTH] = { RGB (0xb79df0), RGBA (0x1e1e1e, 0.5), SOTONG_FILL_CROSSED },
    [SOTONG_ROLE_EIGHTH] = { RGB (0xa9b0b8), RGBA (0x1e1e1e, 0.55), SOTONG_FILL_FALLING },
  },
  .font_family = FONTS,
  .font_size = 12,
};

static const SotongChartTheme print = {
  .background = RGB (0xffffff),
  .ink = RGB (0x000000),
  .dim = RGB (0x404040),
  .grid = RGB (0xdcdcdc),
  .gap = RGB (0xb4b4b4),
  .band = RGBA (0x000000, 0.06),
  .mark = RGB (0x303030),
  .threshold = RGB (0x000000),
  .roles = {
    [SOTONG_ROLE_TOTAL] = { RGB (0x202020), RGB (0xffffff), SOTONG_FILL_PLAIN },
    [SOTONG_ROLE_POSITIVE] = { RGB (0x808080), RGB (0xffffff), SOTONG_FILL_PLAIN },
    [SOTONG_ROLE_NEUTRAL] = { RGB (0xd4d4d4), RGB (0xffffff), SOTONG_FILL_PLAIN },
    [SOTONG_ROLE_NEGATIVE] = { RGB (0x282828), RGBA (0xffffff, 0.6), SOTONG_FILL_RISING },
    [SOTONG_ROLE_UNCERTAIN] = { RGB (0xf4f4f4), RGB (0x505050), SOTONG_FILL_DOTTED },
    [SOTONG_ROLE_UNLABELLED] = { RGB (0xf4f4f4), RGB (0x9c9c9c), SOTONG_FILL_LEVEL },
    [SOTONG_ROLE_FIRST] = { RGB (0x202020), RGB (0xffffff), SOTONG_FILL_PLAIN },
    [SOTONG_ROLE_SECOND] = { RGB (0x707070), RGB (0x181818), SOTONG_FILL_RISING },
    [SOTONG_ROLE_THIRD] = { RGB (0xa8a8a8), RGB (0xffffff), SOTONG_FILL_FALLING },
    [SOTONG_ROLE_FOURTH] = { RGB (0x484848), RGB (0xffffff), SOTONG_FILL_LEVEL },
    [SOTONG_ROLE_FIFTH] = { RGB (0x8c8c8c), RGB (0xffffff), SOTONG_FILL_DOTTED },
    [SOTONG_ROLE_SIXTH] = { RGB (0xc4c4c4), RGB (0xffffff), SOTONG_FILL_PLAIN },
    [SOTONG_ROLE_SEVENTH] = { RGB (0x303030), RGB (0xffffff), SOTONG_FILL_CROSSED },
    [SOTONG_ROLE_EIGHTH] = { RGB (0xe0e0e0), RGB (0x202020), SOTONG_FILL_FALLING },
  },
  .font_family = FONTS,
  .font_size = 12,
};

/**
 * sotong_chart_theme_get:
 * @style: a style
 *
 * Returns: (transfer none): a built-in theme, the program's for good
 */
const SotongChartTheme *
sotong_chart_theme_get (SotongChartStyle style)
{
  switch (style)
    {
    case SOTONG_CHART_LIGHT:
      return &light;
    case SOTONG_CHART_DARK:
      return &dark;
    case SOTONG_CHART_PRINT:
      return &print;
    default:
      g_return_val_if_reached (&light);
    }
}

/**
 * sotong_role_nth:
 * @nth: from 0
 *
 * Returns: how the nth of several series without a meaning of their own is painted; after the last it begins anew
 */
SotongRole
sotong_role_nth (guint nth)
{
  return SOTONG_ROLE_FIRST + nth % SOTONG_N_PLAIN_ROLES;
}

/* How bright it is to the eye, 0 to 1, as WCAG 2 reckons it. */
static double
luminance (const SotongColor *color)
{
  const double parts[] = { color->red, color->green, color->blue }, weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    sum += weights[i] * (parts[i] <= 0.04045 ? parts[i] / 12.92 : pow ((parts[i] + 0.055) / 1.055, 2.4));
  return sum;
}

static double
contrast (const SotongColor *a,
          const SotongColor *b)
{
  double x = luminance (a), y = luminance (b);

  return (MAX (x, y) + 0.05) / (MIN (x, y) + 0.05);
}

/**
 * sotong_chart_theme_line_color:
 * @theme: a theme
 * @role: what the line stands for
 *
 * A thin line needs more than a bar in the same colour: it gets as much of the ink as it takes to stand out, three to one,
 * from the background.
 *
 * Returns: the colour of a line
 */
SotongColor
sotong_chart_theme_line_color (const SotongChartTheme *theme,
                               SotongRole              role)
{
  SotongColor color = theme->roles[role].color;

  for (guint i = 1; i <= 10 && contrast (&color, &theme->background) < LEAST_CONTRAST; i++)
    color = sotong_color_mix (&theme->roles[role].color, &theme->ink, i / 10.0);
  return color;
}

/**
 * sotong_color_mix:
 * @a: a colour
 * @b: another
 * @part: 0 for @a, 1 for @b
 *
 * Returns: a solid colour between them
 */
SotongColor
sotong_color_mix (const SotongColor *a,
                  const SotongColor *b,
                  double             part)
{
  return (SotongColor) { a->red + (b->red - a->red) * part, a->green + (b->green - a->green) * part,
                         a->blue + (b->blue - a->blue) * part, 1 };
}

/* Of a colour's part: what reaches the eye, as in WCAG 2. */
static double
linear (double part)
{
  return part <= 0.03928 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

/**
 * sotong_color_text_on:
 * @color: what a text stands on
 *
 * Returns: black or white, whichever is easier to read there
 */
SotongColor
sotong_color_text_on (const SotongColor *color)
{
  double luminance = 0.2126 * linear (color->red) + 0.7152 * linear (color->green) + 0.0722 * linear (color->blue);

  /* There black and white stand out from it alike. */
  return luminance > 0.179 ? (SotongColor) { 0, 0, 0, 1 } : (SotongColor) { 1, 1, 1, 1 };
}

/**
 * sotong_color_set_source:
 * @color: a colour
 * @cr: where to use it
 */
void
sotong_color_set_source (const SotongColor *color,
                         cairo_t           *cr)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
}
