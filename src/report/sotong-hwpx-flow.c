/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "report/sotong-document-private.h"
#include "report/sotong-hwpx-private.h"

/*
 * Where blocks come to stand. Hangul lays a document out when it opens it; but the height of lines and rows follows from the
 * format, and its fonts have few widths. That is enough to say on which page a heading is, and to begin a new page where the
 * head of a table would else stay behind alone.
 */

/* How wide the letters of Hangul's own fonts are, in thousandths of their height. */
#define SYLLABLE_WIDTH 970
#define DIGIT_WIDTH    550
#define SPACE_WIDTH    500
#define POINT_WIDTH    320
#define UPPER_WIDTH    600
#define LOWER_WIDTH    450

#define ROWS_TOGETHER 2  /* with the head of a table */
#define NEAR_ENOUGH   SOTONG_HWPX_MM (10) /* what seems too much for a page by so little may find room in Hangul, whose tables are a little lower */

typedef struct {
  SotongDocument  *document;  /* (unowned) */
  SotongHwpxPlace *places;    /* (unowned) */
  int              width;
  int              height;
  int              y;
  guint            page;
  guint            table_of;  /* the block whose table is at hand, or the number of blocks */
  SotongTable     *table;     /* (owned) (nullable) */
  int             *heights;   /* (owned) (nullable) of its rows */
  const SotongBlock *lowered; /* (unowned) (nullable): a picture that is drawn lower than it might be */
  double           lowered_to; /* how high, mm */
  gboolean        *kept;       /* (unowned): of each block, whether it stays with what follows it */
} Flow;

static gboolean
is_wide (gunichar c)
{
  return g_unichar_iswide_cjk (c);
}

static int
letter_width (gunichar c)
{
  if (c >= 0xac00 && c <= 0xd7a3)
    return SYLLABLE_WIDTH;
  if (is_wide (c))
    return 1000;
  if (c == ' ')
    return SPACE_WIDTH;
  if (c < 0x80 && strchr (",.()'\"", (int) c) != NULL)
    return POINT_WIDTH;
  if (g_unichar_isdigit (c) || c == '-' || c == '~')
    return DIGIT_WIDTH;
  return g_unichar_isupper (c) ? UPPER_WIDTH : LOWER_WIDTH;
}

/*
 * sotong_hwpx_count_lines:
 * @text: a paragraph; line ends begin a new line
 * @para: its shape
 * @characters: that of its letters
 * @width: of the column or the cell, in units
 *
 * Hangul is broken between any two letters, anything else between words, or within one that is wider than a line.
 *
 * Returns: the lines that it takes, at least 1
 */
guint
sotong_hwpx_count_lines (const char     *text,
                         SotongHwpxPara  para,
                         SotongHwpxChar  characters,
                         int             width)
{
  int height = sotong_hwpx_get_height (characters);
  SotongHwpxShape shape;
  gint64 room, rest, x = 0, piece = 0;
  guint n = 1;

  sotong_hwpx_get_shape (para, &shape);
  room = (gint64) (width - shape.left - MAX (shape.indent, 0)) * 1000;
  rest = (gint64) (width - shape.left + MIN (shape.indent, 0)) * 1000;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gint64 letter = (gint64) letter_width (c) * height;
      gboolean apart = c == ' ' || is_wide (c);

      if (c == '\n')
        {
          n++;
          room = rest;
          x = piece = 0;
          continue;
        }
      if (x > 0 && x + letter > room && c != ' ')
        {
          n++;
          room = rest;
          x = !apart && piece < rest && piece < x ? piece : 0;
        }
      x += letter;
      piece = apart ? 0 : piece + letter;
    }
  return n;
}

static int
text_height (Flow           *flow,
             SotongHwpxPara  para,
             SotongHwpxChar  characters,
             const char     *text,
             guint           at_most)
{
  SotongHwpxShape shape;
  guint lines;

  sotong_hwpx_get_shape (para, &shape);
  lines = MIN (sotong_hwpx_count_lines (text, para, characters, flow->width), at_most);
  return shape.before + (int) lines * sotong_hwpx_get_height (characters) * shape.spacing / 100 + shape.after;
}

static char *
paragraph_text (const SotongBlock *block)
{
  if (block->mark == SOTONG_MARK_NONE)
    return g_strdup (block->text);
  return g_strconcat (sotong_mark_get_text (block->mark), " ", block->text, NULL);
}

static int
paragraph_height (Flow              *flow,
                  const SotongBlock *block,
                  guint              at_most)
{
  g_autofree char *text = paragraph_text (block);

  return text_height (flow, sotong_hwpx_get_para (block->mark), sotong_mark_is_small (block->mark) ? SOTONG_HWPX_CHAR_NOTE : SOTONG_HWPX_CHAR_BODY, text,
                      at_most);
}

static SotongHwpxPara
heading_para (const SotongBlock *block)
{
  return block->level == 1 ? SOTONG_HWPX_PARA_H1 : SOTONG_HWPX_PARA_H2;
}

static SotongHwpxChar
heading_characters (const SotongBlock *block)
{
  return block->level == 1 ? SOTONG_HWPX_CHAR_H1 : SOTONG_HWPX_CHAR_H2;
}

static int
heading_height (Flow              *flow,
                const SotongBlock *block)
{
  g_autofree char *text = g_strdup_printf ("%s %s", block->number, block->text);

  return text_height (flow, heading_para (block), heading_characters (block), text, G_MAXUINT);
}

/* The table of a block, with the heights of its rows. */
static void
take_table (Flow  *flow,
            guint  n)
{
  const SotongBlock *block = sotong_document_get_block (flow->document, n);
  SotongHwpxTable kind = SOTONG_HWPX_TABLE_DATA;

  if (flow->table_of == n)
    return;
  g_clear_object (&flow->table);
  g_clear_pointer (&flow->heights, g_free);
  flow->table_of = n;
  if (block->kind == SOTONG_BLOCK_TITLE)
    {
      kind = SOTONG_HWPX_TABLE_TITLE;
      flow->table = sotong_hwpx_make_title (block);
    }
  else if (block->kind == SOTONG_BLOCK_APPROVAL)
    {
      kind = SOTONG_HWPX_TABLE_APPROVAL;
      flow->table = sotong_hwpx_make_approval (block);
    }
  else if (block->kind == SOTONG_BLOCK_CONTENTS)
    {
      kind = SOTONG_HWPX_TABLE_CONTENTS;
      flow->table = sotong_hwpx_make_contents (flow->document, NULL);
    }
  else
    flow->table = block->kind == SOTONG_BLOCK_KEY_VALUE ? sotong_hwpx_make_pairs (block) : g_object_ref (block->table);
  flow->heights = sotong_hwpx_get_row_heights (kind, flow->table, flow->width);
}

/* The lines above a table. */
static int
lead_height (Flow *flow)
{
  const char *caption = sotong_table_get_caption (flow->table), *unit = sotong_table_get_unit (flow->table);
  int height = 0;

  if (sotong_table_get_n_rows (flow->table) == 0 || sotong_table_get_n_columns (flow->table) == 0)
    return 0;
  if (caption != NULL)
    height += text_height (flow, SOTONG_HWPX_PARA_CAPTION, SOTONG_HWPX_CHAR_CELL_BOLD, caption, G_MAXUINT);
  if (unit != NULL)
    height += text_height (flow, SOTONG_HWPX_PARA_UNIT, SOTONG_HWPX_CHAR_NOTE, unit, G_MAXUINT);
  return height;
}

static int
sum_rows (Flow  *flow,
          guint  first,
          guint  n)
{
  int sum = 0;

  for (guint y = first; y < first + n && y < sotong_table_get_n_rows (flow->table); y++)
    sum += flow->heights[y];
  return sum;
}

static int
picture_height (Flow              *flow,
                const SotongBlock *block)
{
  SotongBlock drawn = *block;
  SotongHwpxShape shape;
  int height;

  if (block == flow->lowered)
    drawn.height = flow->lowered_to;
  sotong_hwpx_get_shape (SOTONG_HWPX_PARA_CENTER, &shape);
  sotong_hwpx_fit_picture (&drawn, flow->width, &height);
  height += shape.before + sotong_hwpx_get_height (SOTONG_HWPX_CHAR_BODY) * (shape.spacing - 100) / 100 + shape.after;
  if (block->text != NULL && *block->text != '\0')
    height += text_height (flow, SOTONG_HWPX_PARA_CENTER, SOTONG_HWPX_CHAR_NOTE, block->text, G_MAXUINT);
  return height;
}

/* Finds the texts that stay with what follows them; what is longer than half a page together has none to go to, and is torn there. */
static void
find_kept (Flow  *flow,
           guint  n_blocks)
{
  int height = 0;

  for (guint i = 0; i < n_blocks; i++)
    {
      if (sotong_document_leads_next (flow->document, i))
        height += paragraph_height (flow, sotong_document_get_block (flow->document, i), G_MAXUINT);
      else
        height = 0;
      flow->kept[i] = height > 0 && height < flow->height / 2;
      height = flow->kept[i] ? height : 0;
    }
}

/* What must stand on one page from the beginning of a block on. */
static int
find_together (Flow  *flow,
               guint  n)
{
  const SotongBlock *block;

  if (n >= sotong_document_get_n_blocks (flow->document))
    return 0;
  block = sotong_document_get_block (flow->document, n);
  switch (block->kind)
    {
    case SOTONG_BLOCK_HEADING:
      return heading_height (flow, block) + find_together (flow, n + 1);
    case SOTONG_BLOCK_PARAGRAPH:
      return flow->kept[n] ? paragraph_height (flow, block, G_MAXUINT) + find_together (flow, n + 1) : paragraph_height (flow, block, 2);
    case SOTONG_BLOCK_PICTURE:
      return picture_height (flow, block);
    case SOTONG_BLOCK_PAGE_BREAK:
      return 0;
    case SOTONG_BLOCK_TITLE:
    case SOTONG_BLOCK_APPROVAL:
    case SOTONG_BLOCK_KEY_VALUE:
    case SOTONG_BLOCK_TABLE:
    case SOTONG_BLOCK_CONTENTS:
      take_table (flow, n);
      return lead_height (flow) + sum_rows (flow, 0, sotong_table_get_n_heads (flow->table) + ROWS_TOGETHER);
    default:
      g_assert_not_reached ();
    }
}

static void
new_page (Flow *flow)
{
  flow->page++;
  flow->y = 0;
}

/* A line or a row, on the next page if this one has no room for it. Whether it has not. */
static gboolean
advance (Flow *flow,
         int   height)
{
  gboolean turned = flow->y > 0 && flow->y + height > flow->height;

  if (turned)
    new_page (flow);
  flow->y += height;
  return turned;
}

static void
place_text (Flow           *flow,
            SotongHwpxPara  para,
            SotongHwpxChar  characters,
            const char     *text)
{
  guint lines = sotong_hwpx_count_lines (text, para, characters, flow->width);
  SotongHwpxShape shape;

  sotong_hwpx_get_shape (para, &shape);
  if (flow->y > 0)
    flow->y += shape.before;
  for (guint i = 0; i < lines; i++)
    advance (flow, sotong_hwpx_get_height (characters) * shape.spacing / 100);
  flow->y += shape.after;
}

static void
place_heading (Flow              *flow,
               const SotongBlock *block)
{
  g_autofree char *text = g_strdup_printf ("%s %s", block->number, block->text);

  place_text (flow, heading_para (block), heading_characters (block), text);
}

static void
place_table (Flow  *flow,
             guint  n)
{
  guint heads;

  take_table (flow, n);
  heads = sotong_table_get_n_heads (flow->table);
  flow->y += lead_height (flow);
  for (guint y = 0; y < sotong_table_get_n_rows (flow->table); y++)
    if (advance (flow, flow->heights[y]) && y >= heads)
      flow->y += sum_rows (flow, 0, heads);
  flow->y += SOTONG_HWPX_TABLE_GAP;
}

static void
place_title (Flow  *flow,
             guint  n)
{
  const char *period = sotong_document_get_period (flow->document);

  place_table (flow, n);
  if (period != NULL)
    place_text (flow, SOTONG_HWPX_PARA_SUBTITLE, SOTONG_HWPX_CHAR_SUBTITLE, period);
  place_text (flow, SOTONG_HWPX_PARA_RIGHT, SOTONG_HWPX_CHAR_SUBTITLE, ""); /* who wrote it when: one line */
}

static void
place_paragraph (Flow              *flow,
                 const SotongBlock *block)
{
  g_autofree char *text = paragraph_text (block);

  place_text (flow, sotong_hwpx_get_para (block->mark), sotong_mark_is_small (block->mark) ? SOTONG_HWPX_CHAR_NOTE : SOTONG_HWPX_CHAR_BODY, text);
}

static void
place_block (Flow  *flow,
             guint  n)
{
  const SotongBlock *block = sotong_document_get_block (flow->document, n);

  switch (block->kind)
    {
    case SOTONG_BLOCK_TITLE:
      place_title (flow, n);
      break;
    case SOTONG_BLOCK_HEADING:
      place_heading (flow, block);
      break;
    case SOTONG_BLOCK_PARAGRAPH:
      place_paragraph (flow, block);
      break;
    case SOTONG_BLOCK_PICTURE:
      advance (flow, picture_height (flow, block));
      break;
    case SOTONG_BLOCK_PAGE_BREAK:
      if (flow->y > 0)
        new_page (flow);
      break;
    case SOTONG_BLOCK_CONTENTS:
      place_table (flow, n);
      place_text (flow, SOTONG_HWPX_PARA_NOTE, SOTONG_HWPX_CHAR_NOTE, sotong_hwpx_contents_note ());
      break;
    case SOTONG_BLOCK_APPROVAL:
    case SOTONG_BLOCK_KEY_VALUE:
    case SOTONG_BLOCK_TABLE:
      place_table (flow, n);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Whether a block begins something that must not be torn apart: a heading and what is below it, the head of a table, a picture and its caption. */
static gboolean
must_stay (Flow  *flow,
           guint  n)
{
  SotongBlockKind kind = sotong_document_get_block (flow->document, n)->kind;

  return kind == SOTONG_BLOCK_HEADING || kind == SOTONG_BLOCK_TABLE || kind == SOTONG_BLOCK_KEY_VALUE || kind == SOTONG_BLOCK_PICTURE || flow->kept[n];
}

/* A text that leads texts goes with them by its shape alone; where a table or a picture follows, the page is turned. */
static gboolean
is_turned (Flow  *flow,
           guint  n)
{
  while (flow->kept[n])
    n++;
  return sotong_document_get_block (flow->document, n)->kind != SOTONG_BLOCK_PARAGRAPH;
}

static void
lay_out (Flow   *flow,
         guint   n_blocks)
{
  for (guint i = 0; i < n_blocks; i++)
    {
      const SotongBlock *block = sotong_document_get_block (flow->document, i);

      if (flow->y > 0 && must_stay (flow, i) && flow->y + MIN (find_together (flow, i), flow->height) > flow->height)
        {
          flow->places[i].break_page = is_turned (flow, i);
          new_page (flow);
        }
      flow->places[i].page = flow->page;
      flow->places[i].keep_next = flow->kept[i];
      flow->places[i].height = block == flow->lowered ? flow->lowered_to : block->height;
      place_block (flow, i);
    }
  g_clear_object (&flow->table);
  g_clear_pointer (&flow->heights, g_free);
}

/* What stands before the attachments is to have one page: how low the picture in it must be for that. It keeps its height where even
 * the least would not do by far. */
static void
find_room (Flow *flow)
{
  guint n = sotong_document_get_n_blocks (flow->document), end;
  const SotongBlock *picture = sotong_document_find_lowered (flow->document, &end);
  g_autofree SotongHwpxPlace *places = g_new0 (SotongHwpxPlace, n + 1);
  Flow trial = *flow;
  int room;

  if (picture == NULL)
    return;
  trial.places = places;
  trial.lowered = picture;
  trial.lowered_to = picture->least;
  lay_out (&trial, end);
  room = trial.page == 1 ? trial.height - trial.y : -trial.y;
  if (trial.page > 2 || room < -NEAR_ENOUGH)
    return;
  flow->lowered = picture;
  flow->lowered_to = MIN (picture->height, picture->least + MAX (room, 0) * 25.4 / 7200);
}

/*
 * sotong_hwpx_find_places:
 * @document: a document
 * @width: of the column of text, in units
 * @height: of it
 *
 * Returns: (transfer full) (array): where each block begins
 */
SotongHwpxPlace *
sotong_hwpx_find_places (SotongDocument *document,
                         int             width,
                         int             height)
{
  guint n = sotong_document_get_n_blocks (document);
  g_autofree gboolean *kept = g_new0 (gboolean, n + 1);
  Flow flow = { .document = document, .places = g_new0 (SotongHwpxPlace, n + 1), .width = width, .height = height, .page = 1, .table_of = n,
                .kept = kept };

  find_kept (&flow, n);
  find_room (&flow);
  lay_out (&flow, n);
  return flow.places;
}
