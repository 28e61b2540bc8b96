/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "report/sotong-document-private.h"
#include "report/sotong-pages-private.h"
#include "util/sotong-time.h"

#define A4_SHORT (210 * SOTONG_MM)
#define A4_LONG (297 * SOTONG_MM)
#define MARGIN_SIDE (20 * SOTONG_MM)
#define MARGIN_END (15 * SOTONG_MM)
#define RUNNING (10 * SOTONG_MM)  /* the running lines, between the margin and the text */

struct _SotongPages
{
  GObject         parent_instance;
  SotongDocument *document;  /* (owned) */
  SotongFlow      flow;      /* (owned) its pages are the result */
  GPtrArray      *headings;  /* (owned) (element-type SotongBlock) those that a place was made for */
};

G_DEFINE_FINAL_TYPE (SotongPages, sotong_pages, G_TYPE_OBJECT)

static void
sotong_pages_finalize (GObject *object)
{
  SotongPages *self = SOTONG_PAGES (object);

  g_clear_pointer (&self->flow.pages, g_ptr_array_unref);
  g_clear_pointer (&self->flow.drawable, g_hash_table_unref);
  g_clear_pointer (&self->flow.layouts, g_hash_table_unref);
  g_clear_pointer (&self->flow.contents, g_array_unref);
  for (guint i = 0; i < SOTONG_N_STYLES; i++)
    g_clear_pointer (&self->flow.fonts[i], pango_font_description_free);
  g_clear_object (&self->flow.context);
  g_clear_pointer (&self->headings, g_ptr_array_unref);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sotong_pages_parent_class)->finalize (object);
}

static void
sotong_pages_class_init (SotongPagesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_pages_finalize;
}

static void
sotong_pages_init (SotongPages *self)
{
}

static char *
format_date (SotongDocument *document)
{
  int year, month, day;

  sotong_time_to_civil (sotong_document_get_created (document), sotong_document_get_zone (document),
                        &year, &month, &day, NULL, NULL, NULL);
  return g_strdup_printf ("%d. %d. %d.", year, month, day);
}

static void
put_line (SotongFlow  *flow,
          SotongStyle  style,
          SotongAlign  align,
          const char  *tag,
          const char  *text)
{
  g_autoptr(PangoLayout) layout = sotong_flow_layout (flow, style, text, flow->width, align);

  sotong_flow_paragraph (flow, layout, tag, flow->left);
}

/* The title between a thick and a thin rule; under it the period, and who made it when. */
static void
put_title (SotongPages       *self,
           const SotongBlock *block)
{
  SotongFlow *flow = &self->flow;
  const char *period = sotong_document_get_period (self->document);
  const char *author = sotong_document_get_author (self->document);
  g_autofree char *date = format_date (self->document);
  g_autofree char *line = author != NULL ? g_strdup_printf ("%s  |  %s", date, author) : g_strdup (date);

  sotong_flow_line (flow, flow->left, flow->y, flow->width, 1.6);
  flow->y += 4 * SOTONG_MM;
  put_line (flow, SOTONG_STYLE_TITLE, SOTONG_ALIGN_CENTER, SOTONG_TAG_P, block->text);
  flow->y += 1.5 * SOTONG_MM;
  if (period != NULL)
    put_line (flow, SOTONG_STYLE_SUBTITLE, SOTONG_ALIGN_CENTER, SOTONG_TAG_P, period);
  flow->y += 3.5 * SOTONG_MM;
  sotong_flow_line (flow, flow->left, flow->y, flow->width, 0.5);
  flow->y += 2 * SOTONG_MM;
  put_line (flow, SOTONG_STYLE_SUBTITLE, SOTONG_ALIGN_RIGHT, SOTONG_TAG_P, line);
  flow->y += 3 * SOTONG_MM;
}

static void
put_in_box (SotongFlow *flow,
            const char *text,
            double      x,
            double      y,
            double      width,
            double      height,
            gboolean    shaded)
{
  g_autoptr(PangoLayout) layout = sotong_flow_layout (flow, SOTONG_STYLE_CELL, text, width, SOTONG_ALIGN_CENTER);

  sotong_flow_open (flow, shaded ? SOTONG_TAG_TH : SOTONG_TAG_TD);
  if (shaded)
    sotong_flow_fill (flow, x, y, width, height, 0xe3e8f0);
  sotong_flow_box (flow, x, y, width, height);
  sotong_flow_text (flow, layout, 0, pango_layout_get_line_count (layout),
                    x, y + (height - sotong_layout_height (layout)) / 2);
  sotong_flow_close (flow, shaded ? SOTONG_TAG_TH : SOTONG_TAG_TD);
}

/* The box that a document is signed in, at the right. */
static void
put_approval (SotongFlow        *flow,
              const SotongBlock *block)
{
  /* Translators: the name of the box that a document is signed in; in Korean one syllable a line, as offices draw it */
  const char *name = C_("approval box", "Approval");
  g_autoptr(PangoLayout) layout = sotong_flow_layout (flow, SOTONG_STYLE_CELL, name, 0, SOTONG_ALIGN_CENTER);
  guint n = g_strv_length (block->roles);
  double label = MAX (8 * SOTONG_MM, sotong_layout_width (layout) + 3 * SOTONG_MM), width = 22 * SOTONG_MM, head = 6.5 * SOTONG_MM, body = 15 * SOTONG_MM;
  double x = flow->left + flow->width - n * width - label;

  sotong_flow_need (flow, head + body);
  sotong_flow_open (flow, SOTONG_TAG_TABLE);
  sotong_flow_open (flow, SOTONG_TAG_TR);
  put_in_box (flow, name, x, flow->y, label, head + body, TRUE);
  for (guint i = 0; i < n; i++)
    put_in_box (flow, block->roles[i], x + label + i * width, flow->y, width, head, TRUE);
  sotong_flow_close (flow, SOTONG_TAG_TR);
  for (guint i = 0; i < n; i++)
    sotong_flow_box (flow, x + label + i * width, flow->y + head, width, body);
  sotong_flow_close (flow, SOTONG_TAG_TABLE);
  flow->y += head + body + 4 * SOTONG_MM;
}

static void
put_heading (SotongPages       *self,
             const SotongBlock *block)
{
  SotongFlow *flow = &self->flow;
  gboolean section = block->level == 1;
  const char *tag = section ? SOTONG_TAG_H1 : SOTONG_TAG_H2;
  g_autofree char *text = g_strdup_printf ("%s %s", block->number, block->text);
  g_autoptr(PangoLayout) layout = sotong_flow_layout (flow, section ? SOTONG_STYLE_H1 : SOTONG_STYLE_H2,
                                                      text, flow->width, SOTONG_ALIGN_LEFT);
  double height = sotong_layout_height (layout);
  int n_lines = pango_layout_get_line_count (layout);

  if (!sotong_flow_is_fresh (flow))
    flow->y += (section ? 6 : 4) * SOTONG_MM;
  sotong_flow_need (flow, MIN (height, 100));
  sotong_flow_keep (flow);
  while (height > flow->bottom - flow->y && n_lines > 1)  /* nobody's heading; cut, for it is in the outline */
    n_lines = sotong_layout_count_lines (layout, 0, flow->bottom - flow->y, &height);
  sotong_flow_dest (flow, block, flow->y);
  sotong_flow_open (flow, tag);
  sotong_flow_text (flow, layout, 0, n_lines, flow->left, flow->y);
  sotong_flow_close (flow, tag);
  flow->y += height + 1.5 * SOTONG_MM;
  flow->heading = block->text;
  g_ptr_array_add (self->headings, (gpointer) block);
}

static double
find_indent (SotongMark mark)
{
  switch (mark)
    {
    case SOTONG_MARK_NONE:
    case SOTONG_MARK_SQUARE:
    case SOTONG_MARK_ATTACHED:
      return 0;
    case SOTONG_MARK_CIRCLE:
      return 2.5 * SOTONG_MM;
    case SOTONG_MARK_DASH:
      return 6 * SOTONG_MM;
    case SOTONG_MARK_DOT:
      return 9.5 * SOTONG_MM;
    case SOTONG_MARK_NOTE:
      return 1.5 * SOTONG_MM;
    }
  g_return_val_if_reached (0);
}

/* The mark hangs to the left of the lines. */
static PangoLayout *
lay_out_paragraph (SotongFlow        *flow,
                   const SotongBlock *block)
{
  SotongStyle style = sotong_mark_is_small (block->mark) ? SOTONG_STYLE_NOTE : SOTONG_STYLE_BODY;
  double indent = find_indent (block->mark);
  g_auto(GStrv) lines = g_strsplit (block->text, "\n", -1);
  g_autofree char *joined = g_strjoinv ("\xe2\x80\xa8", lines);  /* line separators: still one paragraph */
  g_autofree char *text = NULL;
  g_autofree char *mark = NULL;
  g_autoptr(PangoLayout) layout = NULL;

  if (block->mark != SOTONG_MARK_NONE)
    {
      g_autoptr(PangoLayout) measure = NULL;

      mark = g_strconcat (sotong_mark_get_text (block->mark), " ", NULL);
      measure = sotong_flow_layout (flow, style, mark, 0, SOTONG_ALIGN_LEFT);
      text = g_strconcat (mark, joined, NULL);
      layout = sotong_flow_layout (flow, style, text, flow->width - indent, SOTONG_ALIGN_LEFT);
      pango_layout_set_indent (layout, (int) (-sotong_layout_width (measure) * PANGO_SCALE));
    }
  else
    layout = sotong_flow_layout (flow, style, joined, flow->width - indent, SOTONG_ALIGN_LEFT);
  return g_steal_pointer (&layout);
}

static void
put_paragraph (SotongFlow        *flow,
               const SotongBlock *block)
{
  g_autoptr(PangoLayout) layout = lay_out_paragraph (flow, block);

  sotong_flow_paragraph (flow, layout, SOTONG_TAG_P, flow->left + find_indent (block->mark));
  flow->y += (sotong_mark_is_small (block->mark) ? 0.8 : 1.6) * SOTONG_MM;
}

/* What is said below a table does not go to the next page alone. */
static void
put_table (SotongFlow        *flow,
           const SotongBlock *block,
           const SotongBlock *next)
{
  gboolean noted = next != NULL && next->kind == SOTONG_BLOCK_PARAGRAPH && next->mark == SOTONG_MARK_NOTE;
  g_autoptr(PangoLayout) note = noted ? lay_out_paragraph (flow, next) : NULL;

  flow->note_below = note != NULL ? sotong_layout_height (note) + 2 * SOTONG_MM : 0;
  sotong_flow_table (flow, block->table);
  flow->note_below = 0;
}

/* Goes to the next page with what follows it: a line that says what the table below it is, or the last but one of a page's texts. */
static void
put_lead (SotongFlow        *flow,
          const SotongBlock *block,
          gboolean           after_note)
{
  SotongFlow before;

  if (after_note && !sotong_flow_is_fresh (flow))
    flow->y += 1.2 * SOTONG_MM;
  sotong_flow_keep (flow);
  before = *flow;
  put_paragraph (flow, block);
  if (flow->page == before.page && flow->y - before.keep_y < (flow->bottom - flow->top) / 2) /* what is longer has no page to go to */
    flow->keep_from = before.keep_from, flow->keep_y = before.keep_y;
}

static void
put_pairs (SotongFlow        *flow,
           const SotongBlock *block)
{
  g_autoptr(SotongTable) table = sotong_table_new (NULL, NULL);

  sotong_table_add_column (table, "", NULL, 30, SOTONG_ALIGN_CENTER);
  sotong_table_add_column (table, "", NULL, flow->width / SOTONG_MM - 30, SOTONG_ALIGN_LEFT);
  for (guint i = 0; i + 1 < block->pairs->len; i += 2)
    {
      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, g_ptr_array_index (block->pairs, i));
      sotong_table_set_head (table);
      sotong_table_set_bold (table, TRUE);
      sotong_table_add_text (table, g_ptr_array_index (block->pairs, i + 1));
    }
  sotong_flow_table (flow, table);
}

static void
put_picture (SotongFlow        *flow,
             const SotongBlock *block)
{
  double factor = MIN (1, flow->width / (block->width * SOTONG_MM));
  double width = block->width * SOTONG_MM * factor;
  double wanted = block == flow->lowered ? flow->lowered_to : block->height * SOTONG_MM;
  double height = MIN (wanted * factor, flow->bottom - flow->top - 60);

  sotong_flow_keep (flow);
  sotong_flow_need (flow, height + 20);
  sotong_flow_open (flow, SOTONG_TAG_FIGURE);
  sotong_flow_picture (flow, block, flow->left + (flow->width - width) / 2, flow->y, width, height);
  sotong_flow_close (flow, SOTONG_TAG_FIGURE);
  flow->y += height + 1 * SOTONG_MM;
  flow->keep_from = -1;
  if (block->text != NULL && *block->text != '\0')
    put_line (flow, SOTONG_STYLE_CAPTION, SOTONG_ALIGN_CENTER, SOTONG_TAG_P, block->text);
  flow->y += 2 * SOTONG_MM;
}

/* Whether the text after block @n is the last before a page that is begun on purpose, or of all: alone it would have a page to itself. */
static gboolean
is_last_but_one (SotongDocument *document,
                 guint           n)
{
  guint n_blocks = sotong_document_get_n_blocks (document);

  return n + 1 < n_blocks && sotong_document_get_block (document, n + 1)->kind == SOTONG_BLOCK_PARAGRAPH
         && (n + 2 == n_blocks || sotong_document_get_block (document, n + 2)->kind == SOTONG_BLOCK_PAGE_BREAK);
}

static void
put_block (SotongPages *self,
           guint        n)
{
  const SotongBlock *block = sotong_document_get_block (self->document, n);
  const SotongBlock *before = n > 0 ? sotong_document_get_block (self->document, n - 1) : NULL;
  const SotongBlock *next = n + 1 < sotong_document_get_n_blocks (self->document) ? sotong_document_get_block (self->document, n + 1) : NULL;

  switch (block->kind)
    {
    case SOTONG_BLOCK_TITLE:
      put_title (self, block);
      break;
    case SOTONG_BLOCK_APPROVAL:
      put_approval (&self->flow, block);
      break;
    case SOTONG_BLOCK_HEADING:
      put_heading (self, block);
      break;
    case SOTONG_BLOCK_PARAGRAPH:
      if (sotong_document_leads_next (self->document, n))
        put_lead (&self->flow, block, next->kind == SOTONG_BLOCK_TABLE && before != NULL && before->mark == SOTONG_MARK_NOTE);
      else if (is_last_but_one (self->document, n) && (before == NULL || before->kind != SOTONG_BLOCK_TABLE))
        put_lead (&self->flow, block, FALSE);
      else
        put_paragraph (&self->flow, block);
      break;
    case SOTONG_BLOCK_KEY_VALUE:
      put_pairs (&self->flow, block);
      break;
    case SOTONG_BLOCK_TABLE:
      put_table (&self->flow, block, next);
      break;
    case SOTONG_BLOCK_PICTURE:
      put_picture (&self->flow, block);
      break;
    case SOTONG_BLOCK_PAGE_BREAK:
      if (!sotong_flow_is_fresh (&self->flow))
        sotong_flow_new_page (&self->flow);
      break;
    case SOTONG_BLOCK_CONTENTS:
      sotong_flow_contents (&self->flow, self->document);
      break;
    default:
      g_assert_not_reached ();
    }
}

static SotongPages *
begin (SotongDocument  *document,
       GError         **error)
{
  g_autoptr(SotongPages) self = g_object_new (SOTONG_TYPE_PAGES, NULL);

  self->document = g_object_ref (document);
  self->headings = g_ptr_array_new ();
  self->flow.context = sotong_pages_context_new ();
  self->flow.drawable = g_hash_table_new (NULL, NULL);
  if (!sotong_pages_have_hangul (self->flow.context))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _("The pages could not be laid out: no font with Hangul is installed. Install fonts-nanum and try again, or save the report "
                             "as .hwpx, .xlsx or .csv, which need none."));
      return NULL;
    }
  self->flow.page_width = sotong_document_get_landscape (document) ? A4_LONG : A4_SHORT;
  self->flow.page_height = sotong_document_get_landscape (document) ? A4_SHORT : A4_LONG;
  self->flow.left = MARGIN_SIDE;
  self->flow.width = self->flow.page_width - 2 * MARGIN_SIDE;
  self->flow.top = MARGIN_END + RUNNING;
  self->flow.bottom = self->flow.page_height - MARGIN_END - RUNNING;
  self->flow.keep_from = -1;
  sotong_flow_new_page (&self->flow);
  return g_steal_pointer (&self);
}

/* What stands before the attachments is to have one page: how much lower the picture in it must be for that. It keeps its height
 * where even the least would not do. */
static void
find_room (SotongPages *self)
{
  guint end;
  const SotongBlock *picture = sotong_document_find_lowered (self->document, &end);
  g_autoptr(SotongPages) trial = picture != NULL ? begin (self->document, NULL) : NULL;

  if (trial == NULL)
    return;
  trial->flow.lowered = picture;
  trial->flow.lowered_to = picture->least * SOTONG_MM;
  for (guint i = 0; i < end && trial->flow.pages->len == 1; i++)
    put_block (trial, i);
  if (trial->flow.pages->len > 1)
    return;
  self->flow.lowered = picture;
  self->flow.lowered_to = MIN (picture->height * SOTONG_MM, trial->flow.lowered_to + trial->flow.bottom - trial->flow.y - 1);
}

/**
 * sotong_pages_new:
 * @document: (transfer none): a document that is not changed any more
 * @progress: (nullable) (scope call): told after each block
 * @progress_data: for @progress
 * @cancellable: (nullable): asked before each block
 * @error: return location; `G_IO_ERROR_CANCELLED`, or `G_IO_ERROR_NOT_FOUND` where no font has Hangul
 *
 * Lays the document out on A4 pages. What comes out is drawn by preview, print
 * and PDF alike, in the thread that it was made in.
 *
 * Returns: (transfer full) (nullable): the pages, at least one
 */
SotongPages *
sotong_pages_new (SotongDocument       *document,
                  SotongPagesProgress   progress,
                  gpointer              progress_data,
                  GCancellable         *cancellable,
                  GError              **error)
{
  g_autoptr(SotongPages) self = NULL;
  guint n;

  g_return_val_if_fail (SOTONG_IS_DOCUMENT (document), NULL);

  self = begin (document, error);
  if (self == NULL)
    return NULL;
  find_room (self);
  n = sotong_document_get_n_blocks (document);
  for (guint i = 0; i < n; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      put_block (self, i);
      if (progress != NULL)
        progress ((double) (i + 1) / n, progress_data);
    }
  sotong_flow_number_contents (&self->flow);
  return g_steal_pointer (&self);
}

guint
sotong_pages_get_n_pages (SotongPages *self)
{
  g_return_val_if_fail (SOTONG_IS_PAGES (self), 0);
  return self->flow.pages->len;
}

/**
 * sotong_pages_get_size:
 * @self: pages
 * @width: (out): in points
 * @height: (out): in points
 */
void
sotong_pages_get_size (SotongPages *self,
                       double      *width,
                       double      *height)
{
  g_return_if_fail (SOTONG_IS_PAGES (self));
  *width = self->flow.page_width;
  *height = self->flow.page_height;
}

/* The headings that draw_tagged makes places "h0", "h1" … for, in this order. */
GPtrArray *
sotong_pages_get_headings (SotongPages *self)
{
  return self->headings;
}

void
sotong_pages_set_colour (cairo_t *cr,
                         guint32  colour)
{
  cairo_set_source_rgb (cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0, (colour & 0xff) / 255.0);
}

static void
draw_lines (cairo_t          *cr,
            const SotongItem *item)
{
  PangoLayoutIter *iter = pango_layout_get_iter (item->layout);
  double up = 0;
  int line = 0;

  sotong_pages_set_colour (cr, item->colour);
  do
    {
      PangoRectangle logical;

      if (line >= item->first_line + item->n_lines)
        break;
      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      if (line == item->first_line)
        up = (double) logical.y / PANGO_SCALE;
      if (line++ < item->first_line)
        continue;
      cairo_move_to (cr, item->x + (double) logical.x / PANGO_SCALE,
                     item->y - up + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE);
      pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

static void
draw_picture (cairo_t          *cr,
              const SotongItem *item)
{
  cairo_save (cr);
  cairo_translate (cr, item->x, item->y);
  cairo_rectangle (cr, 0, 0, item->width, item->height);
  cairo_clip (cr);
  item->block->draw (cr, item->width, item->height, item->block->data);
  cairo_restore (cr);
}

static void
draw_dest (SotongPages      *self,
           cairo_t          *cr,
           const SotongItem *item)
{
  guint position;
  g_autofree char *attributes = NULL;

  if (!g_ptr_array_find (self->headings, item->block, &position))
    return;
  attributes = g_strdup_printf ("name='h%u' x=%d y=%d", position, (int) item->x, (int) MAX (item->y - 8, 0));
  cairo_tag_begin (cr, CAIRO_TAG_DEST, attributes);
  cairo_tag_end (cr, CAIRO_TAG_DEST);
}

/* A link leads to a heading, whose place is named by its number. */
static void
open_tag (SotongPages      *self,
          cairo_t          *cr,
          const SotongItem *item)
{
  g_autofree char *attributes = NULL;
  guint position;

  if (item->block != NULL && g_ptr_array_find (self->headings, item->block, &position))
    attributes = g_strdup_printf ("dest='h%u'", position);
  cairo_tag_begin (cr, item->tag, attributes);
}

static void
draw_item (SotongPages      *self,
           cairo_t          *cr,
           const SotongItem *item,
           gboolean          tagged,
           GPtrArray        *boxes)
{
  switch (item->kind)
    {
    case SOTONG_ITEM_OPEN:
      if (tagged)
        open_tag (self, cr, item);
      break;
    case SOTONG_ITEM_CLOSE:
      if (g_str_equal (item->tag, SOTONG_TAG_TABLE))
        sotong_pages_draw_boxes (cr, boxes);
      if (tagged)
        cairo_tag_end (cr, item->tag);
      break;
    case SOTONG_ITEM_DEST:
      if (tagged)
        draw_dest (self, cr, item);
      break;
    case SOTONG_ITEM_TEXT:
      draw_lines (cr, item);
      break;
    case SOTONG_ITEM_FILL:
      sotong_pages_set_colour (cr, item->colour);
      cairo_rectangle (cr, item->x, item->y, item->width, item->height);
      cairo_fill (cr);
      break;
    case SOTONG_ITEM_BOX:
      g_ptr_array_add (boxes, (gpointer) item);
      break;
    case SOTONG_ITEM_LINE:
      sotong_pages_set_colour (cr, item->colour);
      cairo_set_line_width (cr, item->line_width);
      cairo_move_to (cr, item->x, item->y);
      cairo_line_to (cr, item->x + item->width, item->y);
      cairo_stroke (cr);
      break;
    case SOTONG_ITEM_PICTURE:
      draw_picture (cr, item);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
draw_running (SotongPages *self,
              cairo_t     *cr,
              SotongStyle  style,
              SotongAlign  align,
              double       y,
              const char  *text)
{
  g_autoptr(PangoLayout) layout = sotong_flow_layout (&self->flow, style, text, self->flow.width, align);
  SotongItem item = { .kind = SOTONG_ITEM_TEXT, .layout = layout, .n_lines = 1, .x = self->flow.left, .y = y,
                      .colour = 0x3a3f47 };

  draw_lines (cr, &item);
}

/* The lines that run over and under the text of every page. */
static void
draw_frame (SotongPages *self,
            guint        page,
            cairo_t     *cr)
{
  double head = MARGIN_END + 1 * SOTONG_MM;
  g_autofree char *number = g_strdup_printf ("- %u / %u -", page + 1, self->flow.pages->len);

  if (page > 0)
    draw_running (self, cr, SOTONG_STYLE_SMALL, SOTONG_ALIGN_LEFT, head, sotong_document_get_title (self->document));
  if (sotong_document_get_made_data (self->document))
    draw_running (self, cr, SOTONG_STYLE_SMALL, SOTONG_ALIGN_RIGHT, head,
                  _("※ This report contains data made for the demonstration."));
  draw_running (self, cr, SOTONG_STYLE_CAPTION, SOTONG_ALIGN_CENTER,
                self->flow.bottom + 4 * SOTONG_MM, number);
}

static void
draw_page (SotongPages *self,
           guint        page,
           cairo_t     *cr,
           gboolean     tagged)
{
  SotongPage *content = g_ptr_array_index (self->flow.pages, page);
  g_autoptr(GPtrArray) boxes = g_ptr_array_new ();

  for (guint i = 0; i < content->items->len; i++)
    draw_item (self, cr, &g_array_index (content->items, SotongItem, i), tagged, boxes);
  sotong_pages_draw_boxes (cr, boxes);
  draw_frame (self, page, cr);
}

/**
 * sotong_pages_draw:
 * @self: pages
 * @page: which, from 0
 * @cr: where to draw; its unit must be a point
 */
void
sotong_pages_draw (SotongPages *self,
                   guint        page,
                   cairo_t     *cr)
{
  g_return_if_fail (SOTONG_IS_PAGES (self));
  g_return_if_fail (page < self->flow.pages->len);
  draw_page (self, page, cr, FALSE);
}

/* The same with structure elements and the places that the outline points at. */
void
sotong_pages_draw_tagged (SotongPages *self,
                          guint        page,
                          cairo_t     *cr)
{
  draw_page (self, page, cr, TRUE);
}
