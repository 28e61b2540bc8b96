/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-calendar-sheet-private.h"

#include <glib/gi18n-lib.h>

#include "chart/sotong-chart-theme.h"
#include "chart/sotong-fill.h"
#include "chart/sotong-words.h"
#include "plan/sotong-month.h"
#include "report/sotong-calendar-sheet-mark.h"

#define A4_SHORT 595.28
#define A4_LONG 841.89
#define FONTS "NanumGothic, Noto Sans CJK KR, Sans"

typedef enum {
  OP_TEXT,
  OP_LINE,
  OP_BOX,
  OP_MARK,
  OP_BAND,
} OpKind;

/* One thing on a page, in points from its top left. */
typedef struct {
  OpKind       kind;
  double       x, y, width, height;  /* of a line: where it ends */
  double       strength;             /* of a box: its grey; of a line: how wide */
  gboolean     dim;
  int          pattern;              /* of a band */
  double       label_x;              /* of a band: where its name stands, within it or beside it */
  SotongState  state;
  PangoLayout *layout;               /* (owned) (nullable) */
} Op;

static void
op_free (Op *op)
{
  g_clear_object (&op->layout);
  g_free (op);
}

static Op *
add_op (SotongCalendarSheet *self,
        guint                page,
        OpKind               kind,
        double               x,
        double               y,
        double               width,
        double               height)
{
  Op *op = g_new0 (Op, 1);

  op->kind = kind;
  op->x = x;
  op->y = y;
  op->width = width;
  op->height = height;
  g_ptr_array_add (g_ptr_array_index (self->pages, page), op);
  return op;
}

double
sotong_sheet_left (const SotongCalendarSheet *self)
{
  return SOTONG_SHEET_MARGIN;
}

double
sotong_sheet_right (const SotongCalendarSheet *self)
{
  return self->width - SOTONG_SHEET_MARGIN;
}

double
sotong_sheet_top (const SotongCalendarSheet *self)
{
  return SOTONG_SHEET_MARGIN + SOTONG_SHEET_HEAD;
}

double
sotong_sheet_bottom (const SotongCalendarSheet *self)
{
  return self->height - SOTONG_SHEET_MARGIN - SOTONG_SHEET_FOOT;
}

/* ---- what stands on a page ---- */

/* Lines break between words, unless a word takes most of one. */
static void
keep_words (PangoLayout *layout,
            const char  *text,
            double       size,
            double       width)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  int longest = (int) (width * 0.6 / size);

  if (longest > 1 && sotong_words_keep (attributes, text, longest))
    pango_layout_set_attributes (layout, attributes);
}

static PangoLayout *
new_layout (SotongCalendarSheet  *self,
            const char           *text,
            double                size,
            double                width,
            SotongSheetTextFlags  flags)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_from_string (FONTS);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (flags & SOTONG_SHEET_TEXT_BOLD)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, (int) (MAX (width, 1) * PANGO_SCALE));
  pango_layout_set_alignment (layout, flags & SOTONG_SHEET_TEXT_CENTRE ? PANGO_ALIGN_CENTER
                              : flags & SOTONG_SHEET_TEXT_RIGHT ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  if (flags & SOTONG_SHEET_TEXT_ONE_LINE)
    {
      pango_layout_set_single_paragraph_mode (layout, TRUE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  else
    {
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      keep_words (layout, text, size, width);
    }
  return layout;
}

static double
layout_width (PangoLayout *layout)
{
  PangoRectangle extents;

  pango_layout_get_extents (layout, NULL, &extents);
  return (double) extents.width / PANGO_SCALE;
}

static double
layout_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

/* How high a text is in a width. */
double
sotong_sheet_measure (SotongCalendarSheet  *self,
                      const char           *text,
                      double                size,
                      double                width,
                      SotongSheetTextFlags  flags)
{
  g_autoptr(PangoLayout) layout = new_layout (self, text, size, width, flags);

  return layout_height (layout);
}

/* Returns how high it is. */
double
sotong_sheet_add_text (SotongCalendarSheet  *self,
                       guint                 page,
                       const char           *text,
                       double                size,
                       double                x,
                       double                y,
                       double                width,
                       SotongSheetTextFlags  flags)
{
  Op *op = add_op (self, page, OP_TEXT, x, y, width, 0);

  op->layout = new_layout (self, text, size, width, flags);
  op->dim = (flags & SOTONG_SHEET_TEXT_DIM) != 0;
  return layout_height (op->layout);
}

void
sotong_sheet_add_line (SotongCalendarSheet *self,
                       guint                page,
                       double               x,
                       double               y,
                       double               to_x,
                       double               to_y,
                       double               width)
{
  add_op (self, page, OP_LINE, x, y, to_x, to_y)->strength = width;
}

/* @grey: 0 black to 1 white. */
void
sotong_sheet_add_box (SotongCalendarSheet *self,
                      guint                page,
                      double               x,
                      double               y,
                      double               width,
                      double               height,
                      double               grey)
{
  add_op (self, page, OP_BOX, x, y, width, height)->strength = grey;
}

void
sotong_sheet_add_mark (SotongCalendarSheet *self,
                       guint                page,
                       SotongState          state,
                       double               x,
                       double               y,
                       double               size)
{
  add_op (self, page, OP_MARK, x, y, size, size)->state = state;
}

/* In a list, where no days stand above the campaigns, with its first and last day. */
static char *
band_name (const SotongCalendarSheet *self,
           const SotongCampaign      *campaign)
{
  gint64 first, last;
  int year, month, day, last_month, last_day;

  if (self->kind != SOTONG_SHEET_LIST || !sotong_month_parse_day (campaign->starts_on, &first)
      || !sotong_month_parse_day (campaign->ends_on, &last))
    return g_strdup (campaign->name);
  sotong_time_civil_from_days (first, &year, &month, &day);
  sotong_time_civil_from_days (last, &year, &last_month, &last_day);
  return g_strdup_printf ("%s (%d/%d – %d/%d)", campaign->name, month, day, last_month, last_day);
}

/* A campaign's stretch: a pattern of its own, and its name on white. */
void
sotong_sheet_add_band (SotongCalendarSheet  *self,
                       guint                 page,
                       const SotongCampaign *campaign,
                       double                x,
                       double                y,
                       double                width,
                       double                height)
{
  Op *op = add_op (self, page, OP_BAND, x, y, width, height);
  double before = x - sotong_sheet_left (self), behind = sotong_sheet_right (self) - x - width;
  g_autofree char *name = band_name (self, campaign);

  op->pattern = campaign->colour;
  op->label_x = x + 4;
  op->layout = new_layout (self, name, height * 0.72, width - 8, SOTONG_SHEET_TEXT_ONE_LINE);
  if (self->kind != SOTONG_SHEET_LIST || !pango_layout_is_ellipsized (op->layout) || MAX (before, behind) <= width)
    return;
  g_object_unref (op->layout);
  op->layout = new_layout (self, name, height * 0.72, MAX (before, behind) - 8, SOTONG_SHEET_TEXT_ONE_LINE);
  op->label_x = behind >= before ? x + width + 4 : x - 4 - layout_width (op->layout);
}

/* ---- pages ---- */

static void
add_legend (SotongCalendarSheet *self,
            guint                page)
{
  static const SotongState states[] = { SOTONG_STATE_DRAFT, SOTONG_STATE_IN_REVIEW, SOTONG_STATE_SCHEDULED,
                                        SOTONG_STATE_PUBLISHED, SOTONG_STATE_FAILED, SOTONG_STATE_HELD, SOTONG_STATE_WITHDRAWN };
  static const char *const texts[] = { N_("draft"), N_("in approval"), N_("scheduled"), N_("published"), N_("to be looked at"), N_("held"), N_("taken down") };
  double x = sotong_sheet_left (self), y = self->height - SOTONG_SHEET_MARGIN - 9;

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      PangoLayout *layout = new_layout (self, _(texts[i]), 6.5, 100, SOTONG_SHEET_TEXT_ONE_LINE);
      int width;

      pango_layout_get_size (layout, &width, NULL);
      g_object_unref (layout);
      sotong_sheet_add_mark (self, page, states[i], x, y + 1.5, 5.5);
      sotong_sheet_add_text (self, page, _(texts[i]), 6.5, x + 8, y, 100, SOTONG_SHEET_TEXT_ONE_LINE);
      x += 8 + (double) width / PANGO_SCALE + 9;
    }
  if (self->data->made)
    sotong_sheet_add_text (self, page, _("Data made for the demonstration"), 6.5, x + 6, y, sotong_sheet_right (self) - x - 60, SOTONG_SHEET_TEXT_ONE_LINE);
}

static void
add_frame (SotongCalendarSheet *self,
           guint                page)
{
  g_autofree char *printed = NULL, *time = NULL;
  double width = sotong_sheet_right (self) - sotong_sheet_left (self);

  sotong_sheet_add_text (self, page, self->title, 15, sotong_sheet_left (self), SOTONG_SHEET_MARGIN, width * 0.6,
                         SOTONG_SHEET_TEXT_BOLD | SOTONG_SHEET_TEXT_ONE_LINE);
  time = sotong_time_format_iso (self->data->now, self->data->zone);
  printed = g_strdup_printf ("%s%s%.10s %.5s", self->data->narrowed != NULL ? self->data->narrowed : "",
                             self->data->narrowed != NULL ? " · " : "", time, time + 11);
  sotong_sheet_add_text (self, page, printed, 7.5, sotong_sheet_left (self) + width * 0.6, SOTONG_SHEET_MARGIN + 8, width * 0.4,
                         SOTONG_SHEET_TEXT_RIGHT | SOTONG_SHEET_TEXT_ONE_LINE | SOTONG_SHEET_TEXT_DIM);
  add_legend (self, page);
}

/* Makes the pages up to @page. */
void
sotong_sheet_need_page (SotongCalendarSheet *self,
                        guint                page)
{
  while (self->pages->len <= page)
    {
      g_ptr_array_add (self->pages, g_ptr_array_new_with_free_func ((GDestroyNotify) op_free));
      add_frame (self, self->pages->len - 1);
    }
}

/* Known only when all is laid out. */
static void
number_pages (SotongCalendarSheet *self)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("- %u / %u -", i + 1, self->pages->len);

      sotong_sheet_add_text (self, i, number, 8, sotong_sheet_left (self), self->height - SOTONG_SHEET_MARGIN - 10,
                             sotong_sheet_right (self) - sotong_sheet_left (self), SOTONG_SHEET_TEXT_RIGHT);
    }
}

/**
 * sotong_calendar_sheet_get_title:
 * @self: a sheet
 *
 * Returns: what stands at the head of its pages, another for each kind: a file can be named by it
 */
const char *
sotong_calendar_sheet_get_title (const SotongCalendarSheet *self)
{
  return self->title;
}

/**
 * sotong_calendar_sheet_new:
 * @data: what it shows; may go afterwards
 *
 * Lays a calendar out on as many pages as it needs: nothing is left out, what has no room in its
 * day follows on a page of its own. Takes a second or so for thousands of contents, so call it from a thread that may; the
 * pages may then be used from another.
 *
 * Returns: (transfer full): the pages
 */
SotongCalendarSheet *
sotong_calendar_sheet_new (const SotongSheetData *data)
{
  SotongCalendarSheet *self = g_new0 (SotongCalendarSheet, 1);
  g_autoptr(PangoFontMap) fonts = pango_cairo_font_map_new (); /* no thread's own: the pages may go to another */
  gboolean wide = data->kind != SOTONG_SHEET_LIST;

  self->data = data;
  self->kind = data->kind;
  self->title = sotong_sheet_title (self);
  self->width = wide ? A4_LONG : A4_SHORT;
  self->height = wide ? A4_SHORT : A4_LONG;
  self->context = pango_font_map_create_context (fonts);
  pango_cairo_context_set_resolution (self->context, 72);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  sotong_sheet_need_page (self, 0);
  if (data->kind == SOTONG_SHEET_MONTH)
    sotong_sheet_lay_out_month (self);
  else if (data->kind == SOTONG_SHEET_WEEK)
    sotong_sheet_lay_out_week (self);
  else
    sotong_sheet_lay_out_list (self);
  number_pages (self);
  self->data = NULL;
  return self;
}

void
sotong_calendar_sheet_free (SotongCalendarSheet *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_object_unref (self->context);
  g_ptr_array_unref (self->pages);
  g_free (self);
}

guint
sotong_calendar_sheet_get_n_pages (const SotongCalendarSheet *self)
{
  return self->pages->len;
}

/**
 * sotong_calendar_sheet_get_size:
 * @self: a calendar on paper
 * @out_width: (out): of a page, points
 * @out_height: (out): of a page, points
 */
void
sotong_calendar_sheet_get_size (const SotongCalendarSheet *self,
                                double                    *out_width,
                                double                    *out_height)
{
  *out_width = self->width;
  *out_height = self->height;
}

/* ---- drawing ---- */

static void
draw_band (cairo_t  *cr,
           const Op *op)
{
  static const SotongFill fills[] = { SOTONG_FILL_PLAIN, SOTONG_FILL_RISING, SOTONG_FILL_DOTTED, SOTONG_FILL_FALLING,
                                      SOTONG_FILL_LEVEL, SOTONG_FILL_CROSSED };
  SotongPaint paint = { .color = { 0.86, 0.86, 0.86, 1 }, .hatch = { 0.55, 0.55, 0.55, 1 },
                        .fill = fills[ABS (op->pattern) % (int) G_N_ELEMENTS (fills)] };
  PangoRectangle extents;

  cairo_rectangle (cr, op->x, op->y, op->width, op->height);
  sotong_fill_path (cr, &paint);
  pango_layout_get_extents (op->layout, NULL, &extents);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, op->label_x - 4, op->y, (double) extents.width / PANGO_SCALE + 8, op->height);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.35, 0.35, 0.35);
  cairo_set_line_width (cr, 0.4);
  cairo_rectangle (cr, op->x, op->y, op->width, op->height);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_move_to (cr, op->label_x, op->y + (op->height - (double) extents.height / PANGO_SCALE) / 2);
  pango_cairo_show_layout (cr, op->layout);
}

static void
draw_op (cairo_t  *cr,
         const Op *op)
{
  switch (op->kind)
    {
    case OP_TEXT:
      cairo_set_source_rgb (cr, op->dim ? 0.3 : 0, op->dim ? 0.3 : 0, op->dim ? 0.3 : 0);
      cairo_move_to (cr, op->x, op->y);
      pango_cairo_show_layout (cr, op->layout);
      break;
    case OP_LINE:
      cairo_set_source_rgb (cr, 0.35, 0.35, 0.35);
      cairo_set_line_width (cr, op->strength);
      cairo_move_to (cr, op->x, op->y);
      cairo_line_to (cr, op->width, op->height);
      cairo_stroke (cr);
      break;
    case OP_BOX:
      cairo_set_source_rgb (cr, op->strength, op->strength, op->strength);
      cairo_rectangle (cr, op->x, op->y, op->width, op->height);
      cairo_fill (cr);
      break;
    case OP_MARK:
      sotong_sheet_mark_draw (cr, op->state, op->x, op->y, op->width);
      break;
    case OP_BAND:
      draw_band (cr, op);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * sotong_calendar_sheet_draw:
 * @self: a calendar on paper
 * @cr: a surface whose unit is the point
 * @page: from 0
 */
void
sotong_calendar_sheet_draw (const SotongCalendarSheet *self,
                            cairo_t                   *cr,
                            guint                      page)
{
  GPtrArray *ops;

  g_return_if_fail (page < self->pages->len);

  ops = g_ptr_array_index (self->pages, page);
  cairo_save (cr);
  for (guint i = 0; i < ops->len; i++)
    draw_op (cr, g_ptr_array_index (ops, i));
  cairo_restore (cr);
}
