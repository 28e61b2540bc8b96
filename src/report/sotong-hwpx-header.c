/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-hwpx-private.h"

/* Contents/header.xml: the fonts and shapes that the body refers to by their numbers. */

/* The fonts that Hangul brings along; other programs take their own for them. */
static const char * const fonts[] = { "함초롬바탕", "함초롬돋움" };

enum { SERIF, GOTHIC };

/* Sizes are those of the printed page; see sotong-pages-text.c. */
static const struct {
  int      font;
  int      height;  /* 1/100 point */
  gboolean bold;
} characters[] = {
  [SOTONG_HWPX_CHAR_BODY]       = { SERIF, 1100, FALSE },
  [SOTONG_HWPX_CHAR_TITLE]      = { GOTHIC, 2000, TRUE },
  [SOTONG_HWPX_CHAR_SUBTITLE]   = { GOTHIC, 1050, FALSE },
  [SOTONG_HWPX_CHAR_H1]         = { GOTHIC, 1400, TRUE },
  [SOTONG_HWPX_CHAR_H2]         = { GOTHIC, 1200, TRUE },
  [SOTONG_HWPX_CHAR_NOTE]       = { GOTHIC, 900, FALSE },
  [SOTONG_HWPX_CHAR_CELL]       = { GOTHIC, 900, FALSE },
  [SOTONG_HWPX_CHAR_CELL_HEAD]  = { GOTHIC, 850, TRUE },
  [SOTONG_HWPX_CHAR_CELL_BOLD]  = { GOTHIC, 900, TRUE },
  [SOTONG_HWPX_CHAR_CELL_LARGE] = { GOTHIC, 1400, TRUE },
  [SOTONG_HWPX_CHAR_SMALL]      = { GOTHIC, 800, FALSE },
  [SOTONG_HWPX_CHAR_TINY]       = { GOTHIC, 100, FALSE },
};

static const struct {
  const char *align;
  int         left;     /* of the lines */
  int         indent;   /* of the first one from there: below 0 where a mark hangs */
  int         before;
  int         after;
  int         spacing;  /* percent */
  gboolean    keep;     /* with what follows */
} paragraphs[] = {
  [SOTONG_HWPX_PARA_BODY]        = { "JUSTIFY", 0, 0, 0, 400, 160, FALSE },
  [SOTONG_HWPX_PARA_SUBTITLE]    = { "CENTER", 0, 0, 200, 200, 130, TRUE },
  [SOTONG_HWPX_PARA_RIGHT]       = { "RIGHT", 0, 0, 200, 400, 130, FALSE },
  [SOTONG_HWPX_PARA_CENTER]      = { "CENTER", 0, 0, 200, 400, 130, FALSE },
  [SOTONG_HWPX_PARA_H1]          = { "LEFT", 0, 0, 1400, 400, 130, TRUE },
  [SOTONG_HWPX_PARA_H2]          = { "LEFT", 0, 0, 900, 300, 130, TRUE },
  [SOTONG_HWPX_PARA_SQUARE]      = { "JUSTIFY", 1500, -1500, 200, 200, 160, FALSE },
  [SOTONG_HWPX_PARA_CIRCLE]      = { "JUSTIFY", 2200, -1500, 0, 0, 160, FALSE },
  [SOTONG_HWPX_PARA_DASH]        = { "JUSTIFY", 2900, -1200, 0, 0, 160, FALSE },
  [SOTONG_HWPX_PARA_DOT]         = { "JUSTIFY", 3900, -1200, 0, 0, 160, FALSE },
  [SOTONG_HWPX_PARA_NOTE]        = { "LEFT", 1700, -1300, 100, 200, 140, FALSE },
  [SOTONG_HWPX_PARA_ATTACHED]    = { "LEFT", 2650, -2650, 400, 200, 140, FALSE },
  [SOTONG_HWPX_PARA_CAPTION]     = { "LEFT", 0, 0, 400, 100, 130, TRUE },
  [SOTONG_HWPX_PARA_UNIT]        = { "RIGHT", 0, 0, 0, 100, 130, TRUE },
  [SOTONG_HWPX_PARA_CELL_LEFT]   = { "LEFT", 0, 0, 0, 0, 130, FALSE },
  [SOTONG_HWPX_PARA_CELL_CENTER] = { "CENTER", 0, 0, 0, 0, 130, FALSE },
  [SOTONG_HWPX_PARA_CELL_RIGHT]  = { "RIGHT", 0, 0, 0, 0, 130, FALSE },
  [SOTONG_HWPX_PARA_CELL_INDENT] = { "LEFT", 3400, 0, 0, 0, 130, FALSE },
  [SOTONG_HWPX_PARA_TABLE]       = { "LEFT", 0, 0, 0, 0, 100, FALSE },
};

/* Sides are left, right, top, bottom: their width in mm, NULL for none. */
static const struct {
  const char *sides[4];
  const char *fill;  /* (nullable): "none" or a colour */
} fills[] = {
  [SOTONG_HWPX_FILL_NONE]  = { { NULL, NULL, NULL, NULL }, NULL },
  [SOTONG_HWPX_FILL_CLEAR] = { { NULL, NULL, NULL, NULL }, "none" },
  [SOTONG_HWPX_FILL_CELL]  = { { "0.12", "0.12", "0.12", "0.12" }, NULL },
  [SOTONG_HWPX_FILL_HEAD]  = { { "0.12", "0.12", "0.12", "0.12" }, "#E3E8F0" },
  [SOTONG_HWPX_FILL_TOTAL] = { { "0.12", "0.12", "0.12", "0.12" }, "#F4F6FA" },
  [SOTONG_HWPX_FILL_TITLE] = { { NULL, NULL, "0.5", "0.15" }, NULL },
  [SOTONG_HWPX_FILL_LINE]  = { { NULL, NULL, NULL, "0.12" }, NULL },
};

static const struct {
  const char *name;
  const char *english;
  int         para;
  int         characters;
} styles[] = {
  [SOTONG_HWPX_STYLE_NORMAL] = { "바탕글", "Normal", SOTONG_HWPX_PARA_BODY, SOTONG_HWPX_CHAR_BODY },
  [SOTONG_HWPX_STYLE_H1]     = { "개요 1", "Outline 1", SOTONG_HWPX_PARA_H1, SOTONG_HWPX_CHAR_H1 },
  [SOTONG_HWPX_STYLE_H2]     = { "개요 2", "Outline 2", SOTONG_HWPX_PARA_H2, SOTONG_HWPX_CHAR_H2 },
};

static void
append_fonts (GString *out)
{
  static const char * const languages[] = { "HANGUL", "LATIN", "HANJA", "JAPANESE", "OTHER", "SYMBOL", "USER" };

  g_string_append_printf (out, "<hh:fontfaces itemCnt=\"%u\">", (guint) G_N_ELEMENTS (languages));
  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      g_string_append_printf (out, "<hh:fontface lang=\"%s\" fontCnt=\"%u\">", languages[l], (guint) G_N_ELEMENTS (fonts));
      for (guint i = 0; i < G_N_ELEMENTS (fonts); i++)
        g_string_append_printf (out, "<hh:font id=\"%u\" face=\"%s\" type=\"TTF\" isEmbedded=\"0\"/>", i, fonts[i]);
      g_string_append (out, "</hh:fontface>");
    }
  g_string_append (out, "</hh:fontfaces>");
}

static void
append_fills (GString *out)
{
  static const char * const sides[] = { "left", "right", "top", "bottom" };

  g_string_append_printf (out, "<hh:borderFills itemCnt=\"%u\">", (guint) G_N_ELEMENTS (fills) - 1);
  for (guint i = 1; i < G_N_ELEMENTS (fills); i++)
    {
      g_string_append_printf (out, "<hh:borderFill id=\"%u\" threeD=\"0\" shadow=\"0\" centerLine=\"NONE\" breakCellSeparateLine=\"0\">"
                              "<hh:slash type=\"NONE\" Crooked=\"0\" isCounter=\"0\"/><hh:backSlash type=\"NONE\" Crooked=\"0\" isCounter=\"0\"/>", i);
      for (guint s = 0; s < G_N_ELEMENTS (sides); s++)
        g_string_append_printf (out, "<hh:%sBorder type=\"%s\" width=\"%s mm\" color=\"#%s\"/>", sides[s],
                                fills[i].sides[s] != NULL ? "SOLID" : "NONE", fills[i].sides[s] != NULL ? fills[i].sides[s] : "0.1",
                                fills[i].sides[s] != NULL ? "5A6270" : "000000");
      g_string_append (out, "<hh:diagonal type=\"SOLID\" width=\"0.1 mm\" color=\"#000000\"/>");
      if (fills[i].fill != NULL)
        g_string_append_printf (out, "<hc:fillBrush><hc:winBrush faceColor=\"%s\" hatchColor=\"#999999\" alpha=\"0\"/></hc:fillBrush>", fills[i].fill);
      g_string_append (out, "</hh:borderFill>");
    }
  g_string_append (out, "</hh:borderFills>");
}

static void
append_languages (GString    *out,
                  const char *element,
                  int         value)
{
  g_string_append_printf (out, "<hh:%1$s hangul=\"%2$d\" latin=\"%2$d\" hanja=\"%2$d\" japanese=\"%2$d\" other=\"%2$d\" symbol=\"%2$d\" user=\"%2$d\"/>",
                          element, value);
}

static void
append_characters (GString *out)
{
  g_string_append_printf (out, "<hh:charProperties itemCnt=\"%u\">", (guint) G_N_ELEMENTS (characters));
  for (guint i = 0; i < G_N_ELEMENTS (characters); i++)
    {
      g_string_append_printf (out, "<hh:charPr id=\"%u\" height=\"%d\" textColor=\"#000000\" shadeColor=\"none\" useFontSpace=\"0\""
                              " useKerning=\"0\" symMark=\"NONE\" borderFillIDRef=\"%d\">", i, characters[i].height, SOTONG_HWPX_FILL_CLEAR);
      append_languages (out, "fontRef", characters[i].font);
      append_languages (out, "ratio", 100);
      append_languages (out, "spacing", 0);
      append_languages (out, "relSz", 100);
      append_languages (out, "offset", 0);
      if (characters[i].bold)
        g_string_append (out, "<hh:bold/>");
      g_string_append (out, "<hh:underline type=\"NONE\" shape=\"SOLID\" color=\"#000000\"/><hh:strikeout shape=\"NONE\" color=\"#000000\"/>"
                       "<hh:outline type=\"NONE\"/><hh:shadow type=\"NONE\" color=\"#C0C0C0\" offsetX=\"10\" offsetY=\"10\"/></hh:charPr>");
    }
  g_string_append (out, "</hh:charProperties>");
}

/* Headings carry their numbers in the text: an outline of Hangul's own would print them twice. */
static void
append_numberings (GString *out)
{
  g_string_append (out, "<hh:tabProperties itemCnt=\"1\"><hh:tabPr id=\"0\" autoTabLeft=\"0\" autoTabRight=\"0\"/></hh:tabProperties>"
                   "<hh:numberings itemCnt=\"1\"><hh:numbering id=\"1\" start=\"0\">");
  for (int level = 1; level <= 7; level++)
    g_string_append_printf (out, "<hh:paraHead start=\"1\" level=\"%1$d\" align=\"LEFT\" useInstWidth=\"1\" autoIndent=\"1\" widthAdjust=\"0\""
                            " textOffsetType=\"PERCENT\" textOffset=\"50\" numFormat=\"DIGIT\" charPrIDRef=\"4294967295\" checkable=\"0\">^%1$d.</hh:paraHead>",
                            level);
  g_string_append (out, "</hh:numbering></hh:numberings>");
}

/* A text that may be broken leaves no line of it alone on a page; one that stays with what follows it is not broken. */
static void
append_paragraph (GString        *out,
                  guint           id,
                  SotongHwpxPara  para,
                  gboolean        kept)
{
  gboolean text = para <= SOTONG_HWPX_PARA_ATTACHED;

  g_string_append_printf (out, "<hh:paraPr id=\"%u\" tabPrIDRef=\"0\" condense=\"0\" fontLineHeight=\"0\" snapToGrid=\"1\" suppressLineNumbers=\"0\" checked=\"0\">"
                          "<hh:align horizontal=\"%s\" vertical=\"BASELINE\"/><hh:heading type=\"NONE\" idRef=\"0\" level=\"0\"/>"
                          "<hh:breakSetting breakLatinWord=\"KEEP_WORD\" breakNonLatinWord=\"KEEP_WORD\" widowOrphan=\"%d\" keepWithNext=\"%d\" keepLines=\"%d\""
                          " pageBreakBefore=\"0\" lineWrap=\"BREAK\"/><hh:autoSpacing eAsianEng=\"0\" eAsianNum=\"0\"/>",
                          id, paragraphs[para].align, text, kept || paragraphs[para].keep, kept);
  g_string_append_printf (out, "<hh:margin><hc:intent value=\"%d\" unit=\"HWPUNIT\"/><hc:left value=\"%d\" unit=\"HWPUNIT\"/><hc:right value=\"0\" unit=\"HWPUNIT\"/>"
                          "<hc:prev value=\"%d\" unit=\"HWPUNIT\"/><hc:next value=\"%d\" unit=\"HWPUNIT\"/></hh:margin>"
                          "<hh:lineSpacing type=\"PERCENT\" value=\"%d\" unit=\"HWPUNIT\"/>",
                          paragraphs[para].indent, paragraphs[para].left, paragraphs[para].before, paragraphs[para].after, paragraphs[para].spacing);
  g_string_append_printf (out, "<hh:border borderFillIDRef=\"%d\" offsetLeft=\"0\" offsetRight=\"0\" offsetTop=\"0\" offsetBottom=\"0\" connect=\"0\" ignoreMargin=\"0\"/></hh:paraPr>",
                          SOTONG_HWPX_FILL_CLEAR);
}

static void
append_paragraphs (GString *out)
{
  guint n = G_N_ELEMENTS (paragraphs);

  G_STATIC_ASSERT (G_N_ELEMENTS (paragraphs) == SOTONG_HWPX_PARA_KEPT);
  g_string_append_printf (out, "<hh:paraProperties itemCnt=\"%u\">", n + SOTONG_MARK_ATTACHED + 1);
  for (guint i = 0; i < n; i++)
    append_paragraph (out, i, (SotongHwpxPara) i, FALSE);
  for (guint i = 0; i <= SOTONG_MARK_ATTACHED; i++)
    append_paragraph (out, n + i, sotong_hwpx_get_para ((SotongMark) i), TRUE);
  g_string_append (out, "</hh:paraProperties>");
}

static void
append_styles (GString *out)
{
  g_string_append_printf (out, "<hh:styles itemCnt=\"%u\">", (guint) G_N_ELEMENTS (styles));
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    g_string_append_printf (out, "<hh:style id=\"%u\" type=\"PARA\" name=\"%s\" engName=\"%s\" paraPrIDRef=\"%d\" charPrIDRef=\"%d\" nextStyleIDRef=\"0\""
                            " langID=\"1042\" lockForm=\"0\"/>", i, styles[i].name, styles[i].english, styles[i].para, styles[i].characters);
  g_string_append (out, "</hh:styles>");
}

/* The height of characters of that shape, in units of the page: a point is a hundred of them. */
int
sotong_hwpx_get_height (SotongHwpxChar shape)
{
  return characters[shape].height;
}

/* Margins are written as twice what they are on the page. */
void
sotong_hwpx_get_shape (SotongHwpxPara   para,
                       SotongHwpxShape *out_shape)
{
  *out_shape = (SotongHwpxShape) { paragraphs[para].left / 2, paragraphs[para].indent / 2, paragraphs[para].before / 2,
                                   paragraphs[para].after / 2, paragraphs[para].spacing };
}

/* Appends the whole of Contents/header.xml. */
void
sotong_hwpx_append_header (GString *out)
{
  sotong_hwpx_append_root (out, "hh:head", " version=\"1.4\" secCnt=\"1\"");
  g_string_append (out, "<hh:beginNum page=\"1\" footnote=\"1\" endnote=\"1\" pic=\"1\" tbl=\"1\" equation=\"1\"/><hh:refList>");
  append_fonts (out);
  append_fills (out);
  append_characters (out);
  append_numberings (out);
  append_paragraphs (out);
  append_styles (out);
  g_string_append (out, "</hh:refList><hh:compatibleDocument targetProgram=\"HWP201X\"><hh:layoutCompatibility/></hh:compatibleDocument>"
                   "<hh:docOption><hh:linkinfo path=\"\" pageInherit=\"0\" footnoteInherit=\"0\"/></hh:docOption><hh:trackchageConfig flags=\"56\"/></hh:head>");
}
