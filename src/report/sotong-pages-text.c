/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "chart/sotong-words.h"
#include "report/sotong-pages-private.h"

#define GOTHIC "NanumGothic, Noto Sans CJK KR, Symbola, Sans"
#define SERIF "NanumMyeongjo, Noto Serif CJK KR, NanumGothic, Symbola, Serif"

#define SHARED_LENGTH 40 /* bytes: longer texts seldom come twice */

/* Sizes are points; @spacing multiplies the height that the font asks for. */
static const struct {
  const char *font;
  double      spacing;
} styles[] = {
  [SOTONG_STYLE_TITLE]     = { GOTHIC " Bold 20", 1.15 },
  [SOTONG_STYLE_SUBTITLE]  = { GOTHIC " 10.5", 1.2 },
  [SOTONG_STYLE_H1]        = { GOTHIC " Bold 14", 1.2 },
  [SOTONG_STYLE_H2]        = { GOTHIC " Bold 12", 1.2 },
  [SOTONG_STYLE_BODY]      = { SERIF " 11", 1.4 },
  [SOTONG_STYLE_NOTE]      = { GOTHIC " 9", 1.25 },
  [SOTONG_STYLE_CAPTION]   = { GOTHIC " 9", 1.15 },
  [SOTONG_STYLE_CELL]      = { GOTHIC " 9", 1.15 },
  [SOTONG_STYLE_CELL_HEAD] = { GOTHIC " Bold 8.5", 1.1 },
  [SOTONG_STYLE_CELL_BOLD] = { GOTHIC " Bold 9", 1.15 },
  [SOTONG_STYLE_CELL_LARGE] = { GOTHIC " Bold 14", 1.3 },
  [SOTONG_STYLE_SMALL]     = { GOTHIC " 8", 1.0 },
};

/* Characters below the emoji planes that are drawn in colour unless told otherwise, in pairs. */
static const gunichar coloured[] = {
  0x231a, 0x231b, 0x23e9, 0x23ec, 0x23f0, 0x23f0, 0x23f3, 0x23f3, 0x25fd, 0x25fe, 0x2614, 0x2615,
  0x2648, 0x2653, 0x267f, 0x267f, 0x2693, 0x2693, 0x26a1, 0x26a1, 0x26aa, 0x26ab, 0x26bd, 0x26be,
  0x26c4, 0x26c5, 0x26ce, 0x26ce, 0x26d4, 0x26d4, 0x26ea, 0x26ea, 0x26f2, 0x26f3, 0x26f5, 0x26f5,
  0x26fa, 0x26fa, 0x26fd, 0x26fd, 0x2705, 0x2705, 0x270a, 0x270b, 0x2728, 0x2728, 0x274c, 0x274c,
  0x274e, 0x274e, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797, 0x27b0, 0x27b0, 0x27bf, 0x27bf,
  0x2b1b, 0x2b1c, 0x2b50, 0x2b50, 0x2b55, 0x2b55,
};

static gboolean
is_emoji (gunichar c)
{
  if (c >= 0x1f000)
    return c <= 0x1faff;
  for (gsize i = 0; i < G_N_ELEMENTS (coloured); i += 2)
    {
      if (c >= coloured[i] && c <= coloured[i + 1])
        return TRUE;
    }
  return FALSE;
}

/* Whether an outline font has @c. A colour font would put a small bitmap on the page, without text. */
static gboolean
can_draw (SotongFlow           *flow,
          PangoFontDescription *font,
          gunichar              c)
{
  PangoFontset *fonts;
  g_autoptr(PangoFont) found = NULL;
  g_autoptr(PangoFontDescription) description = NULL;
  gpointer known;
  gboolean drawable;

  if (g_hash_table_lookup_extended (flow->drawable, GUINT_TO_POINTER (c), NULL, &known))
    return GPOINTER_TO_INT (known);
  fonts = pango_context_load_fontset (flow->context, font, pango_context_get_language (flow->context));
  found = pango_fontset_get_font (fonts, c);
  g_object_unref (fonts);
  description = found != NULL ? pango_font_describe (found) : NULL;
  drawable = found != NULL && pango_font_has_char (found, c)
             && strstr (pango_font_description_get_family (description), "Emoji") == NULL;
  g_hash_table_insert (flow->drawable, GUINT_TO_POINTER (c), GINT_TO_POINTER (drawable));
  return drawable;
}

/* Whether any font of the pages has Hangul: without one every syllable would be a box, and nobody could read them. */
gboolean
sotong_pages_have_hangul (PangoContext *context)
{
  g_autoptr(PangoFontDescription) description = pango_font_description_from_string (styles[SOTONG_STYLE_CELL].font);
  PangoFontset *fonts = pango_context_load_fontset (context, description, pango_context_get_language (context));
  g_autoptr(PangoFont) found = fonts != NULL ? pango_fontset_get_font (fonts, 0xac00) : NULL;
  gboolean have = found != NULL && pango_font_has_char (found, 0xac00);

  g_clear_object (&fonts);
  return have;
}

static gboolean
needs_care (const char *text)
{
  for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
    {
      if (*p >= 0xf0 || *p == 0xe2 || *p == 0xee || *p == 0xef || *p == '\t')
        return TRUE;
    }
  return FALSE;
}

/* Marks that would turn the order of all that follows, in a text that somebody else wrote. */
static gboolean
is_direction_mark (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static gboolean
is_private (gunichar c)
{
  return (c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000;
}

/*
 * Emoji are asked for as outlines (U+FE0E); one that no outline font has is named,
 * not dropped, as are characters that mean something in one font only.
 */
static char *
prepare_text (SotongFlow           *flow,
              PangoFontDescription *font,
              const char           *text)
{
  GString *out = g_string_sized_new (strlen (text) + 16);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\t')
        g_string_append (out, "    ");
      else if (c == 0xfe0e || c == 0xfe0f || c == 0x200d || is_direction_mark (c))
        continue;
      else if (c == 0xfffd)  /* a byte that was no text */
        g_string_append_c (out, '?');
      else if (is_private (c))
        g_string_append_printf (out, "[U+%04X]", c);
      else if (!is_emoji (c))
        g_string_append_unichar (out, c);
      else if (can_draw (flow, font, c))
        {
          g_string_append_unichar (out, c);
          g_string_append_unichar (out, 0xfe0e);
        }
      else
        g_string_append_printf (out, "[U+%04X]", c);
    }
  return g_string_free (out, FALSE);
}

/* A context whose unit is a point and whose glyphs are where the printer will put them. */
PangoContext *
sotong_pages_context_new (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("ko"));
  cairo_font_options_destroy (options);
  return context;
}

/* Whether a line begins within a word. Where none does, keeping words whole would change nothing, and a layout is not made twice. */
static gboolean
breaks_word (PangoLayout *layout)
{
  const char *text = pango_layout_get_text (layout);

  for (GSList *lines = pango_layout_get_lines_readonly (layout)->next; lines != NULL; lines = lines->next)
    {
      const char *start = text + ((PangoLayoutLine *) lines->data)->start_index;

      if (!g_unichar_isspace (g_utf8_get_char (start)) && !g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (start))))
        return TRUE;
    }
  return FALSE;
}

PangoLayout *
sotong_flow_layout (SotongFlow  *flow,
                    SotongStyle  style,
                    const char  *text,
                    double       width,
                    SotongAlign  align)
{
  static const PangoAlignment alignments[] = { PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT };
  PangoLayout *layout = pango_layout_new (flow->context);
  PangoFontDescription *font = flow->fonts[style];
  g_autofree char *prepared = NULL;
  int longest;

  if (font == NULL)
    font = flow->fonts[style] = pango_font_description_from_string (styles[style].font);
  prepared = needs_care (text) ? prepare_text (flow, font, text) : NULL;

  pango_layout_set_font_description (layout, font);
  pango_layout_set_line_spacing (layout, (float) styles[style].spacing);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_alignment (layout, alignments[align]);
  if (width > 0)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_text (layout, prepared != NULL ? prepared : text, -1);
  longest = (int) (width * 0.6 * PANGO_SCALE / pango_font_description_get_size (font));
  if (longest > 1 && pango_layout_get_line_count (layout) > 1 && breaks_word (layout))
    {
      g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

      sotong_words_keep (attributes, prepared != NULL ? prepared : text, longest);
      pango_layout_set_attributes (layout, attributes);
    }
  return layout;
}

/*
 * The same for a text that comes again and again, a channel's name or a small number: laid out once, and drawn wherever
 * it stands. Whoever gets it must not change it.
 */
PangoLayout *
sotong_flow_layout_shared (SotongFlow  *flow,
                           SotongStyle  style,
                           const char  *text,
                           double       width,
                           SotongAlign  align)
{
  char key[SHARED_LENGTH + 48];
  PangoLayout *layout;

  if (strlen (text) > SHARED_LENGTH)
    return sotong_flow_layout (flow, style, text, width, align);
  if (flow->layouts == NULL)
    flow->layouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_snprintf (key, sizeof key, "%d %d %d %s", style, align, (int) (width * PANGO_SCALE), text);
  layout = g_hash_table_lookup (flow->layouts, key);
  if (layout == NULL)
    {
      layout = sotong_flow_layout (flow, style, text, width, align);
      g_hash_table_insert (flow->layouts, g_strdup (key), layout);
    }
  return g_object_ref (layout);
}

double
sotong_layout_height (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  return (double) logical.height / PANGO_SCALE;
}

double
sotong_layout_width (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}

/* How many lines from @first on fit into @height; at least one. */
int
sotong_layout_count_lines (PangoLayout *layout,
                           int          first,
                           double       height,
                           double      *out_height)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  double start = 0;
  int line = 0, n = 0;

  *out_height = 0;
  do
    {
      PangoRectangle logical;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      if (line == first)
        start = (double) logical.y / PANGO_SCALE;
      if (line >= first)
        {
          double end = (double) (logical.y + logical.height) / PANGO_SCALE - start;

          if (n > 0 && end > height + 0.01)
            break;
          *out_height = end;
          n++;
        }
      line++;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return n;
}

/* The ends of a word that may not be broken: ASCII, two letters or more, between blanks, line ends, "-" and "/"; %NULL when
 * there is none from @p on. */
const char *
sotong_layout_find_word (const char  *p,
                         const char **end)
{
  static const char dividers[] = " \n-/";

  while (*p != '\0')
    {
      const char *start = p + strspn (p, dividers);
      gsize length = strcspn (start, dividers);

      p = start + length;
      for (gsize i = 0; i < length; i++)
        if ((guchar) start[i] >= 0x80)
          length = 0;
      if (length < 2)
        continue;
      *end = p;
      return start;
    }
  return NULL;
}
