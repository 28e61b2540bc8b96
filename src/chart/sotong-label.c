/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "chart/sotong-label.h"

#define N_STYLES (SOTONG_LABEL_TITLE + 1)
#define MOST_LAYOUTS 512

/* A text that was set. To set a Korean one takes as long as to draw it, and an axis has the same ones again and again: each is
 * measured, placed and drawn, and drawn anew at each step of a zoom. */
typedef struct {
  SotongLabelStyle style;
  int              width;  /* in Pango's units; -1: no limit */
  int              lines;  /* at most so many; 1: it is not broken */
  char            *text;   /* (owned) */
} Key;

struct _SotongLabel
{
  PangoContext         *context;           /* (owned) */
  GHashTable           *layouts;           /* (owned): Key -> PangoLayout */
  PangoLayout          *layout;            /* (unowned) (nullable): the one that was set last */
  char                 *family;            /* (owned): of the theme */
  double                size;              /* likewise */
  SotongLanguage        language;
  PangoFontDescription *fonts[N_STYLES];   /* (owned) */
  double                heights[N_STYLES]; /* of a line; 0 until asked */
  double                baselines[N_STYLES];
};

static PangoFontDescription *
font_for_style (const SotongChartTheme *theme,
                SotongLabelStyle        style)
{
  PangoFontDescription *font = pango_font_description_new ();
  double size = theme->font_size * (style == SOTONG_LABEL_TITLE ? 1.25 : 1);

  pango_font_description_set_family (font, theme->font_family);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (style != SOTONG_LABEL_BODY)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  return font;
}

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;

  return g_str_hash (key->text) ^ (guint) key->width ^ (guint) key->style << 28 ^ (guint) key->lines << 24;
}

static gboolean
key_equal (gconstpointer a,
           gconstpointer b)
{
  const Key *x = a, *y = b;

  return x->style == y->style && x->width == y->width && x->lines == y->lines && g_str_equal (x->text, y->text);
}

static void
key_free (gpointer data)
{
  Key *key = data;

  g_free (key->text);
  g_free (key);
}

static PangoContext *
make_context (SotongLanguage language)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string (language == SOTONG_LANGUAGE_KOREAN ? "ko" : "en"));
  return context;
}

static void
label_free (gpointer data)
{
  SotongLabel *self = data;

  for (guint i = 0; i < N_STYLES; i++)
    pango_font_description_free (self->fonts[i]);
  g_hash_table_unref (self->layouts);
  g_object_unref (self->context);
  g_free (self->family);
  g_free (self);
}

/* The one that a thread used last is kept for its next chart. */
static GPrivate kept = G_PRIVATE_INIT (label_free);

/**
 * sotong_label_new:
 * @theme: says the font
 * @language: chooses between the forms that Chinese characters have
 *
 * Sizes do not depend on the surface: glyphs are not fitted to pixels, so that a picture in a window, on paper and in
 * a test breaks its lines at the same places.
 *
 * Returns: (transfer full): for the calling thread
 */
SotongLabel *
sotong_label_new (const SotongChartTheme *theme,
                  SotongLanguage          language)
{
  SotongLabel *self = g_private_get (&kept);

  language = sotong_language_resolve (language);
  if (self != NULL && self->language == language && self->size == theme->font_size && g_str_equal (self->family, theme->font_family))
    {
      g_private_set (&kept, NULL);
      return self;
    }
  self = g_new0 (SotongLabel, 1);
  self->context = make_context (language);
  self->layouts = g_hash_table_new_full (key_hash, key_equal, key_free, g_object_unref);
  self->family = g_strdup (theme->font_family);
  self->size = theme->font_size;
  self->language = language;
  for (guint i = 0; i < N_STYLES; i++)
    self->fonts[i] = font_for_style (theme, i);
  return self;
}

void
sotong_label_free (SotongLabel *self)
{
  self->layout = NULL;
  if (g_hash_table_size (self->layouts) > MOST_LAYOUTS)
    g_hash_table_remove_all (self->layouts);
  g_private_replace (&kept, self);
}

static void
set_lines (SotongLabel      *self,
           SotongLabelStyle  style,
           const char       *text,
           double            max_width,
           int               most)
{
  Key key = { style, max_width > 0 ? (int) ceil (max_width * PANGO_SCALE) : -1, most, (char *) text };
  Key *own;

  self->layout = g_hash_table_lookup (self->layouts, &key);
  if (self->layout != NULL)
    return;
  self->layout = pango_layout_new (self->context);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  pango_layout_set_auto_dir (self->layout, FALSE); /* a name that runs to the left stands where any other would */
  pango_layout_set_font_description (self->layout, self->fonts[style]);
  pango_layout_set_text (self->layout, text, -1);
  if (max_width > 0)
    {
      pango_layout_set_width (self->layout, key.width);
      pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_height (self->layout, -most);
    }
  own = g_memdup2 (&key, sizeof key);
  own->text = g_strdup (text);
  g_hash_table_insert (self->layouts, own, self->layout);
}

static void
set_text (SotongLabel      *self,
          SotongLabelStyle  style,
          const char       *text,
          double            max_width)
{
  set_lines (self, style, text, max_width, 1);
}

static double
layout_width (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}

/**
 * sotong_label_get_width:
 * @self: a label
 * @style: a style
 * @text: one line
 *
 * Returns: width of @text in units of the surface
 */
double
sotong_label_get_width (SotongLabel      *self,
                        SotongLabelStyle  style,
                        const char       *text)
{
  set_text (self, style, text, 0);
  return layout_width (self->layout);
}

/**
 * sotong_label_get_height:
 * @self: a label
 * @style: a style
 *
 * Returns: height of a line in units of the surface, tall enough for Hangul whatever the text
 */
double
sotong_label_get_height (SotongLabel      *self,
                         SotongLabelStyle  style)
{
  PangoRectangle logical;

  if (self->heights[style] > 0)
    return self->heights[style];
  set_text (self, style, "소Ag9", 0);
  pango_layout_get_extents (self->layout, NULL, &logical);
  self->heights[style] = (double) logical.height / PANGO_SCALE;
  self->baselines[style] = (double) pango_layout_get_baseline (self->layout) / PANGO_SCALE;
  return self->heights[style];
}

/* Sets a text and says how wide it is; the heights of its style are known then. */
static double
set_up (SotongLabel      *self,
        SotongLabelStyle  style,
        const char       *text,
        double            max_width,
        int               most)
{
  sotong_label_get_height (self, style);
  set_lines (self, style, text, max_width, most);
  return layout_width (self->layout);
}

/* A line has one baseline whatever is written in it: Latin and Hangul beside each other stand level. */
static void
place (SotongLabel      *self,
       cairo_t          *cr,
       SotongLabelStyle  style,
       double            x,
       double            y)
{
  double baseline = (double) pango_layout_get_baseline (self->layout) / PANGO_SCALE;

  cairo_move_to (cr, x, y + self->baselines[style] - baseline);
}

/* What was set, with its left end at @x. */
static void
show (SotongLabel       *self,
      cairo_t           *cr,
      SotongLabelStyle   style,
      const SotongColor *color,
      double             x,
      double             y)
{
  place (self, cr, style, x, y);
  sotong_color_set_source (color, cr);
  pango_cairo_show_layout (cr, self->layout);
}

/**
 * sotong_label_draw:
 * @self: a label
 * @cr: where to draw
 * @style: a style
 * @color: of the text
 * @text: one line
 * @x: where it is tied
 * @y: top of the line
 * @align: which part of the text is at @x: 0 its left end, 0.5 its middle, 1 its right end
 * @max_width: longer texts end in “…”; 0 for no limit
 *
 * Returns: the width drawn
 */
double
sotong_label_draw (SotongLabel       *self,
                   cairo_t           *cr,
                   SotongLabelStyle   style,
                   const SotongColor *color,
                   const char        *text,
                   double             x,
                   double             y,
                   double             align,
                   double             max_width)
{
  double width = set_up (self, style, text, max_width, 1);

  show (self, cr, style, color, x - width * align, y);
  return width;
}

/**
 * sotong_label_count_lines:
 * @self: a label
 * @style: a style
 * @text: a text
 * @width: where its lines are broken, in units of the surface
 * @most: at most so many lines, from 1
 *
 * Returns: how many lines sotong_label_draw_lines() needs, at most @most
 */
int
sotong_label_count_lines (SotongLabel      *self,
                          SotongLabelStyle  style,
                          const char       *text,
                          double            width,
                          int               most)
{
  set_lines (self, style, text, width, most);
  return MIN (pango_layout_get_line_count (self->layout), most);
}

/**
 * sotong_label_draw_lines:
 * @self: a label
 * @cr: where to draw
 * @style: a style
 * @color: of the text
 * @text: a text
 * @x: the left end of its lines
 * @y: top of the first line
 * @width: where they are broken, in units of the surface
 * @most: at most so many lines; what has no room in them ends in “…”
 *
 * Draws a text of several lines.
 */
void
sotong_label_draw_lines (SotongLabel       *self,
                         cairo_t           *cr,
                         SotongLabelStyle   style,
                         const SotongColor *color,
                         const char        *text,
                         double             x,
                         double             y,
                         double             width,
                         int                most)
{
  set_up (self, style, text, width, most);
  show (self, cr, style, color, x, y);
}

/**
 * sotong_label_draw_halo:
 * @self: a label
 * @cr: where to draw
 * @style: a style
 * @color: of the text
 * @halo: drawn around the letters, so that they can be read on top of lines
 * @text: one line
 * @x: where it is tied
 * @y: top of the line
 * @align: as for sotong_label_draw()
 * @max_width: likewise
 *
 * Draws a text over other things.
 */
void
sotong_label_draw_halo (SotongLabel       *self,
                        cairo_t           *cr,
                        SotongLabelStyle   style,
                        const SotongColor *color,
                        const SotongColor *halo,
                        const char        *text,
                        double             x,
                        double             y,
                        double             align,
                        double             max_width)
{
  double left = x - set_up (self, style, text, max_width, 1) * align;
  SotongColor solid = *halo;

  if (solid.alpha > 0)
    {
      cairo_save (cr);
      place (self, cr, style, left, y);
      pango_cairo_layout_path (cr, self->layout);
      solid.alpha = 0.85;
      sotong_color_set_source (&solid, cr);
      cairo_set_line_width (cr, 3);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_stroke (cr);
      cairo_restore (cr);
    }
  show (self, cr, style, color, left, y);
}

/**
 * sotong_label_draw_boxed:
 * @self: a label
 * @cr: where to draw
 * @style: a style
 * @color: of the text
 * @box: of a box behind it
 * @text: one line
 * @x: where it is tied
 * @y: top of the line
 * @align: as for sotong_label_draw()
 *
 * Draws a text over a pattern, which would make letters hard to tell apart.
 */
void
sotong_label_draw_boxed (SotongLabel       *self,
                         cairo_t           *cr,
                         SotongLabelStyle   style,
                         const SotongColor *color,
                         const SotongColor *box,
                         const char        *text,
                         double             x,
                         double             y,
                         double             align)
{
  double width = sotong_label_get_width (self, style, text);
  double height = sotong_label_get_height (self, style);
  SotongColor solid = *box;

  solid.alpha = 1;
  cairo_new_path (cr);
  cairo_rectangle (cr, x - width * align - 2, y + height * 0.1, width + 4, height * 0.85);
  sotong_color_set_source (&solid, cr);
  cairo_fill (cr);
  sotong_label_draw (self, cr, style, color, text, x, y, align, 0);
}
