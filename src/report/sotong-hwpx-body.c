/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "report/sotong-hwpx-private.h"
#include "report/sotong-png.h"
#include "util/sotong-time.h"

/* Contents/section0.xml: the document's blocks as paragraphs. */

#define PICTURE_SCALE 2   /* pixels for each at 96 dpi: charts are looked at enlarged */
#define PX            75  /* units of a pixel at 96 dpi */
#define MAX_PIXELS    4000
#define LONGEST       2000 /* letters of a cell's paragraph: the time in which one is laid out grows by their square */
#define A4_SHORT      59528
#define A4_LONG       84188

typedef struct {
  GString        *out;       /* (unowned) */
  SotongDocument *document;  /* (unowned) */
  GPtrArray      *pictures;  /* (unowned) (element-type GBytes): those of the package, PNG or JPEG */
  int             width;     /* of the column of text */
  SotongHwpxPlace *places;   /* (owned) of the blocks */
  guint           id;        /* of the last table or picture */
  gboolean        break_page;
  char           *section;   /* (owned) (nullable): what is to stand in the first run of the first paragraph */
} Body;

/* What XML cannot hold is left out, and marks that would turn the order of all that follows. */
static gboolean
is_allowed (gunichar c)
{
  if (c < 0x20)
    return c == '\t' || c == '\n';
  return c != 0x7f && !(c >= 0x80 && c < 0xa0) && !(c >= 0x202a && c <= 0x202e) && !(c >= 0x2066 && c <= 0x2069) && c != 0xfffe && c != 0xffff;
}

/* What stands for a character that XML or the format reads as something else; %NULL: itself. */
static const char *
replacement (gunichar c,
             gboolean attribute)
{
  switch (c)
    {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return attribute ? "&quot;" : NULL;
    case '\n':
      return attribute ? " " : "<hp:lineBreak/>";
    case '\t':
      return attribute ? " " : "<hp:tab width=\"4000\" leader=\"0\" type=\"1\"/>";
    default:
      return is_allowed (c) ? NULL : "";
    }
}

/* What needs no replacing is copied by the stretch. */
static void
append_escaped (GString    *out,
                const char *text,
                gboolean    attribute)
{
  const char *start = text;

  for (const char *p = text; *p != '\0';)
    {
      const char *next = g_utf8_next_char (p), *other = replacement (g_utf8_get_char (p), attribute);

      if (other != NULL)
        {
          g_string_append_len (out, start, p - start);
          g_string_append (out, other);
          start = next;
        }
      p = next;
    }
  g_string_append (out, start);
}

/*
 * sotong_hwpx_append_text:
 * @out: XML
 * @text: for an attribute
 */
void
sotong_hwpx_append_text (GString    *out,
                         const char *text)
{
  append_escaped (out, text, TRUE);
}

static void
begin_paragraph (GString         *out,
                 SotongHwpxPara   para,
                 SotongHwpxStyle  style,
                 gboolean         break_page)
{
  g_string_append_printf (out, "<hp:p id=\"0\" paraPrIDRef=\"%d\" styleIDRef=\"%d\" pageBreak=\"%d\" columnBreak=\"0\" merged=\"0\">",
                          para, style, break_page ? 1 : 0);
}

static void
append_run (GString        *out,
            SotongHwpxChar  characters,
            const char     *text)
{
  g_string_append_printf (out, "<hp:run charPrIDRef=\"%d\"><hp:t>", characters);
  append_escaped (out, text, FALSE);
  g_string_append (out, "</hp:t></hp:run>");
}

/* Two such side by side are two letters whatever stands around them. */
static gboolean
is_whole_letter (gunichar c)
{
  return (c < 0x80 && g_ascii_isalnum ((char) c)) || (c >= 0xac00 && c <= 0xd7a3) || (c >= 0x4e00 && c <= 0x9fff);
}

/* Where the first paragraph of a long text ends: at its end of a line, else after a word, else between two letters; *@out_next is where
 * the next one begins, at the end of @text where there is none. */
static const char *
find_part (const char  *text,
           const char **out_next)
{
  const char *line = NULL, *word = NULL, *letter = NULL, *p = text, *end;
  gunichar before = 0;

  for (guint n = 0; *p != '\0' && n < LONGEST; n++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n')
        line = p;
      if (before == ' ' && c != ' ')
        word = p;
      if (is_whole_letter (before) && is_whole_letter (c))
        letter = p;
      before = c;
    }
  end = line != NULL ? line : word != NULL ? word : letter;
  if (*p == '\0' || end == NULL)
    return *out_next = text + strlen (text);
  *out_next = end == line ? end + 1 : end;
  return end;
}

/*
 * sotong_hwpx_append_paragraph:
 * @out: XML
 * @para: the paragraph's shape
 * @style: its style
 * @characters: the shape of its text
 * @text: line ends break the line, not the paragraph, unless it is very long: that becomes several
 */
void
sotong_hwpx_append_paragraph (GString         *out,
                              SotongHwpxPara   para,
                              SotongHwpxStyle  style,
                              SotongHwpxChar   characters,
                              const char      *text)
{
  const char *next = text;

  do
    {
      const char *start = next, *end = find_part (start, &next);
      g_autofree char *part = g_strndup (start, (gsize) (end - start));

      begin_paragraph (out, para, style, FALSE);
      append_run (out, characters, part);
      g_string_append (out, "</hp:p>");
    }
  while (*next != '\0');
}

/* Begins a paragraph of the body: the first one carries the page's shape. */
static void
begin (Body            *body,
       SotongHwpxPara   para,
       SotongHwpxStyle  style)
{
  begin_paragraph (body->out, para, style, body->break_page);
  body->break_page = FALSE;
  if (body->section != NULL)
    g_string_append (body->out, body->section);
  g_clear_pointer (&body->section, g_free);
}

static void
put (Body            *body,
     SotongHwpxPara   para,
     SotongHwpxStyle  style,
     SotongHwpxChar   characters,
     const char      *text)
{
  begin (body, para, style);
  append_run (body->out, characters, text);
  g_string_append (body->out, "</hp:p>");
}

static void
append_notes (GString    *out,
              const char *element,
              const char *place)
{
  g_string_append_printf (out, "<hp:%s><hp:autoNumFormat type=\"DIGIT\" userChar=\"\" prefixChar=\"\" suffixChar=\")\" supscript=\"0\"/>"
                          "<hp:noteLine length=\"-1\" type=\"SOLID\" width=\"0.12 mm\" color=\"#000000\"/>"
                          "<hp:noteSpacing betweenNotes=\"283\" belowLine=\"567\" aboveLine=\"850\"/><hp:numbering type=\"CONTINUOUS\" newNum=\"1\"/>"
                          "<hp:placement place=\"%s\" beneathText=\"0\"/></hp:%s>", element, place, element);
}

static void
append_running_head (GString        *out,
                     SotongDocument *document)
{
  if (!sotong_document_get_made_data (document))
    return;
  g_string_append (out, "<hp:ctrl><hp:header id=\"1\" applyPageType=\"BOTH\"><hp:subList id=\"\" textDirection=\"HORIZONTAL\" lineWrap=\"BREAK\""
                   " vertAlign=\"TOP\" linkListIDRef=\"0\" linkListNextIDRef=\"0\" textWidth=\"0\" textHeight=\"0\" hasTextRef=\"0\" hasNumRef=\"0\">");
  sotong_hwpx_append_paragraph (out, SOTONG_HWPX_PARA_UNIT, SOTONG_HWPX_STYLE_NORMAL, SOTONG_HWPX_CHAR_SMALL,
                                _("※ This report contains data made for the demonstration."));
  g_string_append (out, "</hp:subList></hp:header></hp:ctrl>");
}

/* The page: A4, also of a landscape one, which is only said to be turned. */
static char *
make_section (SotongDocument *document)
{
  GString *out = g_string_new ("<hp:run charPrIDRef=\"0\"><hp:secPr id=\"\" textDirection=\"HORIZONTAL\" spaceColumns=\"1134\" tabStop=\"8000\" tabStopVal=\"4000\""
                               " tabStopUnit=\"HWPUNIT\" outlineShapeIDRef=\"1\" memoShapeIDRef=\"0\" textVerticalWidthHead=\"0\" masterPageCnt=\"0\">"
                               "<hp:grid lineGrid=\"0\" charGrid=\"0\" wonggojiFormat=\"0\"/><hp:startNum pageStartsOn=\"BOTH\" page=\"0\" pic=\"0\" tbl=\"0\" equation=\"0\"/>"
                               "<hp:visibility hideFirstHeader=\"0\" hideFirstFooter=\"0\" hideFirstMasterPage=\"0\" border=\"SHOW_ALL\" fill=\"SHOW_ALL\""
                               " hideFirstPageNum=\"0\" hideFirstEmptyLine=\"0\" showLineNumber=\"0\"/>"
                               "<hp:lineNumberShape restartType=\"0\" countBy=\"0\" distance=\"0\" startNumber=\"0\"/>");

  g_string_append_printf (out, "<hp:pagePr landscape=\"%s\" width=\"%d\" height=\"%d\" gutterType=\"LEFT_ONLY\">"
                          "<hp:margin header=\"%d\" footer=\"%d\" gutter=\"0\" left=\"%d\" right=\"%d\" top=\"%d\" bottom=\"%d\"/></hp:pagePr>",
                          sotong_document_get_landscape (document) ? "NARROWLY" : "WIDELY", A4_SHORT, A4_LONG,
                          SOTONG_HWPX_RUNNING, SOTONG_HWPX_RUNNING, SOTONG_HWPX_SIDE, SOTONG_HWPX_SIDE, SOTONG_HWPX_END, SOTONG_HWPX_END);
  append_notes (out, "footNotePr", "EACH_COLUMN");
  append_notes (out, "endNotePr", "END_OF_DOCUMENT");
  for (int i = 0; i < 3; i++)
    g_string_append_printf (out, "<hp:pageBorderFill type=\"%s\" borderFillIDRef=\"%d\" textBorder=\"PAPER\" headerInside=\"0\" footerInside=\"0\" fillArea=\"PAPER\">"
                            "<hp:offset left=\"1417\" right=\"1417\" top=\"1417\" bottom=\"1417\"/></hp:pageBorderFill>",
                            ((const char * const []) { "BOTH", "EVEN", "ODD" })[i], SOTONG_HWPX_FILL_NONE);
  g_string_append (out, "</hp:secPr><hp:ctrl><hp:colPr id=\"\" type=\"NEWSPAPER\" layout=\"LEFT\" colCount=\"1\" sameSz=\"1\" sameGap=\"0\"/></hp:ctrl>");
  append_running_head (out, document);
  g_string_append (out, "<hp:ctrl><hp:pageNum pos=\"BOTTOM_CENTER\" formatType=\"DIGIT\" sideChar=\"-\"/></hp:ctrl><hp:t/></hp:run>");
  return g_string_free (out, FALSE);
}

/* A paragraph that holds a table; the run ends with a text of nothing, as Hangul writes it. */
static void
put_table (Body            *body,
           SotongHwpxTable  kind,
           SotongTable     *table)
{
  const char *caption = sotong_table_get_caption (table);
  const char *unit = sotong_table_get_unit (table);

  if (sotong_table_get_n_rows (table) == 0 || sotong_table_get_n_columns (table) == 0)
    return;
  if (caption != NULL)
    put (body, SOTONG_HWPX_PARA_CAPTION, SOTONG_HWPX_STYLE_NORMAL, SOTONG_HWPX_CHAR_CELL_BOLD, caption);
  if (unit != NULL)
    put (body, SOTONG_HWPX_PARA_UNIT, SOTONG_HWPX_STYLE_NORMAL, SOTONG_HWPX_CHAR_NOTE, unit);
  begin (body, SOTONG_HWPX_PARA_TABLE, SOTONG_HWPX_STYLE_NORMAL);
  g_string_append_printf (body->out, "<hp:run charPrIDRef=\"%d\">", SOTONG_HWPX_CHAR_TINY);
  sotong_hwpx_append_table (body->out, kind, table, body->width, ++body->id);
  g_string_append (body->out, "<hp:t/></hp:run></hp:p>");
}

static void
put_title (Body              *body,
           const SotongBlock *block)
{
  const char *period = sotong_document_get_period (body->document);
  const char *author = sotong_document_get_author (body->document);
  g_autoptr(SotongTable) table = sotong_hwpx_make_title (block);
  g_autofree char *line = NULL;
  int year, month, day;

  sotong_time_to_civil (sotong_document_get_created (body->document), sotong_document_get_zone (body->document), &year, &month, &day, NULL, NULL, NULL);
  line = g_strdup_printf ("%d. %d. %d.%s%s", year, month, day, author != NULL ? "  |  " : "", author != NULL ? author : "");
  put_table (body, SOTONG_HWPX_TABLE_TITLE, table);
  if (period != NULL)
    put (body, SOTONG_HWPX_PARA_SUBTITLE, SOTONG_HWPX_STYLE_NORMAL, SOTONG_HWPX_CHAR_SUBTITLE, period);
  put (body, SOTONG_HWPX_PARA_RIGHT, SOTONG_HWPX_STYLE_NORMAL, SOTONG_HWPX_CHAR_SUBTITLE, line);
}

static void
put_approval (Body              *body,
              const SotongBlock *block)
{
  g_autoptr(SotongTable) table = sotong_hwpx_make_approval (block);

  put_table (body, SOTONG_HWPX_TABLE_APPROVAL, table);
}

static void
put_pairs (Body              *body,
           const SotongBlock *block)
{
  g_autoptr(SotongTable) table = sotong_hwpx_make_pairs (block);

  put_table (body, SOTONG_HWPX_TABLE_DATA, table);
}

static void
put_heading (Body              *body,
             const SotongBlock *block)
{
  g_autofree char *text = g_strdup_printf ("%s %s", block->number, block->text);

  put (body, block->level == 1 ? SOTONG_HWPX_PARA_H1 : SOTONG_HWPX_PARA_H2, block->level == 1 ? SOTONG_HWPX_STYLE_H1 : SOTONG_HWPX_STYLE_H2,
       block->level == 1 ? SOTONG_HWPX_CHAR_H1 : SOTONG_HWPX_CHAR_H2, text);
}

static void
put_paragraph (Body              *body,
               const SotongBlock *block,
               gboolean           keep_next)
{
  SotongHwpxPara para = keep_next ? sotong_hwpx_get_kept_para (block->mark) : sotong_hwpx_get_para (block->mark);
  g_autofree char *text = block->mark == SOTONG_MARK_NONE ? g_strdup (block->text)
                                                          : g_strconcat (sotong_mark_get_text (block->mark), " ", block->text, NULL);

  put (body, para, SOTONG_HWPX_STYLE_NORMAL, sotong_mark_is_small (block->mark) ? SOTONG_HWPX_CHAR_NOTE : SOTONG_HWPX_CHAR_BODY, text);
}

/* The picture as PNG, (transfer full) (nullable); *@out_w and *@out_h are its pixels at 96 dpi. */
static GBytes *
render (const SotongBlock *block,
        int               *out_w,
        int               *out_h)
{
  double points_w = block->width * 72 / 25.4, points_h = block->height * 72 / 25.4;
  int w = CLAMP ((int) (block->width * 96 / 25.4 * PICTURE_SCALE + 0.5), 1, MAX_PIXELS);
  int h = CLAMP ((int) (block->height * 96 / 25.4 * PICTURE_SCALE + 0.5), 1, MAX_PIXELS);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, w, h);
  cairo_t *cr = cairo_create (surface);
  GBytes *png;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, w / points_w, h / points_h);
  block->draw (cr, points_w, points_h, block->data);
  cairo_destroy (cr);
  png = cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS ? sotong_png_encode (surface) : NULL;
  cairo_surface_destroy (surface);
  *out_w = w;
  *out_h = h;
  return png;
}

static void
append_matrix (GString    *out,
               const char *element,
               double      x,
               double      y)
{
  char xs[G_ASCII_DTOSTR_BUF_SIZE], ys[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (out, "<hc:%s e1=\"%s\" e2=\"0\" e3=\"0\" e4=\"0\" e5=\"%s\" e6=\"0\"/>", element,
                          g_ascii_formatd (xs, sizeof xs, "%.6f", x), g_ascii_formatd (ys, sizeof ys, "%.6f", y));
}

static void
append_picture (Body              *body,
                const SotongBlock *block,
                guint              number,
                int                org_w,
                int                org_h,
                int                w,
                int                h)
{
  GString *out = body->out;

  g_string_append_printf (out, "<hp:pic id=\"%u\" zOrder=\"0\" numberingType=\"PICTURE\" textWrap=\"TOP_AND_BOTTOM\" textFlow=\"BOTH_SIDES\" lock=\"0\" dropcapstyle=\"None\""
                          " href=\"\" groupLevel=\"0\" instid=\"%u\" reverse=\"0\"><hp:offset x=\"0\" y=\"0\"/><hp:orgSz width=\"%d\" height=\"%d\"/>"
                          "<hp:curSz width=\"%d\" height=\"%d\"/><hp:flip horizontal=\"0\" vertical=\"0\"/>"
                          "<hp:rotationInfo angle=\"0\" centerX=\"%d\" centerY=\"%d\" rotateimage=\"1\"/><hp:renderingInfo>",
                          body->id, body->id, org_w, org_h, w, h, w / 2, h / 2);
  append_matrix (out, "transMatrix", 1, 1);
  append_matrix (out, "scaMatrix", (double) w / org_w, (double) h / org_h);
  append_matrix (out, "rotMatrix", 1, 1);
  g_string_append_printf (out, "</hp:renderingInfo><hp:imgRect><hc:pt0 x=\"0\" y=\"0\"/><hc:pt1 x=\"%d\" y=\"0\"/><hc:pt2 x=\"%d\" y=\"%d\"/><hc:pt3 x=\"0\" y=\"%d\"/></hp:imgRect>"
                          "<hp:imgClip left=\"0\" right=\"%d\" top=\"0\" bottom=\"%d\"/><hp:inMargin left=\"0\" right=\"0\" top=\"0\" bottom=\"0\"/>"
                          "<hp:imgDim dimwidth=\"%d\" dimheight=\"%d\"/>", org_w, org_w, org_h, org_h, org_w, org_h, org_w, org_h);
  g_string_append_printf (out, "<hc:img binaryItemIDRef=\"image%u\" bright=\"0\" contrast=\"0\" effect=\"REAL_PIC\" alpha=\"0\"/><hp:effects/>"
                          "<hp:sz width=\"%d\" widthRelTo=\"ABSOLUTE\" height=\"%d\" heightRelTo=\"ABSOLUTE\" protect=\"0\"/>"
                          "<hp:pos treatAsChar=\"1\" affectLSpacing=\"0\" flowWithText=\"1\" allowOverlap=\"0\" holdAnchorAndSO=\"0\" vertRelTo=\"PARA\" horzRelTo=\"COLUMN\""
                          " vertAlign=\"TOP\" horzAlign=\"LEFT\" vertOffset=\"0\" horzOffset=\"0\"/><hp:outMargin left=\"0\" right=\"0\" top=\"0\" bottom=\"0\"/><hp:shapeComment>",
                          number, w, h);
  append_escaped (out, block->alt != NULL ? block->alt : block->text != NULL ? block->text : "", FALSE);
  g_string_append (out, "</hp:shapeComment></hp:pic>");
}

static void
put_picture (Body              *body,
             const SotongBlock *block)
{
  int pixels_w = block->pixels_w, pixels_h = block->pixels_h, h, w = sotong_hwpx_fit_picture (block, body->width, &h);
  GBytes *bytes = block->jpeg != NULL ? g_bytes_ref (block->jpeg) : render (block, &pixels_w, &pixels_h);

  if (bytes == NULL)
    return;
  g_ptr_array_add (body->pictures, bytes);
  body->id++;
  begin (body, SOTONG_HWPX_PARA_CENTER, SOTONG_HWPX_STYLE_NORMAL);
  g_string_append_printf (body->out, "<hp:run charPrIDRef=\"%d\">", SOTONG_HWPX_CHAR_BODY);
  append_picture (body, block, body->pictures->len, pixels_w * PX, pixels_h * PX, MAX (w, 1), MAX (h, 1));
  g_string_append (body->out, "<hp:t/></hp:run></hp:p>");
  if (block->text != NULL && *block->text != '\0')
    put (body, SOTONG_HWPX_PARA_CENTER, SOTONG_HWPX_STYLE_NORMAL, SOTONG_HWPX_CHAR_NOTE, block->text);
}

/* The headings and where they are; what the office changes may move them, and then Hangul finds them by their styles. */
static void
put_contents (Body *body)
{
  g_autoptr(SotongTable) table = sotong_hwpx_make_contents (body->document, body->places);

  put_table (body, SOTONG_HWPX_TABLE_CONTENTS, table);
  put (body, SOTONG_HWPX_PARA_NOTE, SOTONG_HWPX_STYLE_NORMAL, SOTONG_HWPX_CHAR_NOTE, sotong_hwpx_contents_note ());
}

static void
put_block (Body  *body,
           guint  n)
{
  const SotongBlock *block = sotong_document_get_block (body->document, n);
  SotongBlock drawn;

  body->break_page = body->break_page || (body->places[n].break_page && body->section == NULL);
  switch (block->kind)
    {
    case SOTONG_BLOCK_TITLE:
      put_title (body, block);
      break;
    case SOTONG_BLOCK_APPROVAL:
      put_approval (body, block);
      break;
    case SOTONG_BLOCK_HEADING:
      put_heading (body, block);
      break;
    case SOTONG_BLOCK_PARAGRAPH:
      put_paragraph (body, block, body->places[n].keep_next);
      break;
    case SOTONG_BLOCK_KEY_VALUE:
      put_pairs (body, block);
      break;
    case SOTONG_BLOCK_TABLE:
      put_table (body, SOTONG_HWPX_TABLE_DATA, block->table);
      break;
    case SOTONG_BLOCK_PICTURE:
      drawn = *block;
      drawn.height = body->places[n].height;
      put_picture (body, &drawn);
      break;
    case SOTONG_BLOCK_PAGE_BREAK:
      body->break_page = body->section == NULL;
      break;
    case SOTONG_BLOCK_CONTENTS:
      put_contents (body);
      break;
    default:
      g_assert_not_reached ();
    }
}

/*
 * sotong_hwpx_append_body:
 * @out: where Contents/section0.xml goes
 * @document: a document
 * @pictures: (element-type GBytes): its pictures are added here, PNG or JPEG; the first is "image1"
 * @progress: (nullable): told after each block
 * @progress_data: its data
 * @cancellable: (nullable): asked before each block
 * @error: return location; `G_IO_ERROR_CANCELLED`
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_hwpx_append_body (GString              *out,
                         SotongDocument       *document,
                         GPtrArray            *pictures,
                         SotongPagesProgress   progress,
                         gpointer              progress_data,
                         GCancellable         *cancellable,
                         GError              **error)
{
  gboolean landscape = sotong_document_get_landscape (document);
  int width = (landscape ? A4_LONG : A4_SHORT) - 2 * SOTONG_HWPX_SIDE;
  int height = (landscape ? A4_SHORT : A4_LONG) - 2 * (SOTONG_HWPX_END + SOTONG_HWPX_RUNNING);
  Body body = { out, document, pictures, width, sotong_hwpx_find_places (document, width, height), 0, FALSE, make_section (document) };
  guint n = sotong_document_get_n_blocks (document);
  gboolean going = TRUE;

  sotong_hwpx_append_root (out, "hs:sec", "");
  for (guint i = 0; i < n && going; i++)
    {
      going = !g_cancellable_set_error_if_cancelled (cancellable, error);
      if (going)
        put_block (&body, i);
      if (progress != NULL)
        progress ((double) (i + 1) / n, progress_data);
    }
  if (body.section != NULL) /* a section without a paragraph is none */
    put (&body, SOTONG_HWPX_PARA_BODY, SOTONG_HWPX_STYLE_NORMAL, SOTONG_HWPX_CHAR_BODY, "");
  g_string_append (out, "</hs:sec>");
  g_free (body.places);
  return going;
}

static void
append_preview_table (GString     *out,
                      SotongTable *table)
{
  for (guint y = 0; y < sotong_table_get_n_rows (table); y++)
    {
      const SotongRow *row = sotong_table_get_row (table, y);

      for (guint i = 0; i < row->cells->len; i++)
        g_string_append_printf (out, "<%s>", ((const SotongCell *) g_ptr_array_index (row->cells, i))->text);
      g_string_append (out, "\r\n");
    }
}

/* The first of the text, for programs that list files: Preview/PrvText.txt. */
char *
sotong_hwpx_make_preview (SotongDocument *document)
{
  GString *out = g_string_new (NULL);
  g_autofree char *whole = NULL;
  guint n = sotong_document_get_n_blocks (document);

  for (guint i = 0; i < n && out->len < 3000; i++)
    {
      const SotongBlock *block = sotong_document_get_block (document, i);

      if (block->kind == SOTONG_BLOCK_TABLE)
        append_preview_table (out, block->table);
      else if (block->text != NULL)
        g_string_append_printf (out, "%s\r\n", block->text);
    }
  whole = g_string_free (out, FALSE);
  return g_utf8_substring (whole, 0, MIN (g_utf8_strlen (whole, -1), 1000));
}
