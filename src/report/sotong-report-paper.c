/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-report-figures.h"
#include "report/sotong-report-paper-private.h"
#include "report/sotong-table-formula.h"
#include "util/sotong-won.h"

/* What the offices' forms are put together from. Their words are Korean whatever language the program speaks. */

SotongTable *
sotong_paper_table (const char              *id,
                   const char              *unit,
                   const SotongPaperColumn  *columns,
                   gsize                    n_columns)
{
  SotongTable *table = sotong_table_new (id, NULL);

  if (unit != NULL)
    sotong_table_set_unit (table, unit);
  for (gsize i = 0; i < n_columns; i++)
    sotong_table_add_column (table, columns[i].title, columns[i].name, columns[i].width, columns[i].align);
  return table;
}

/* The head of a row. */
void
sotong_paper_label (SotongTable *table,
                   const char  *label)
{
  sotong_table_add_text (table, label);
  sotong_table_set_head (table);
}

/* Takes @table. */
void
sotong_paper_add (SotongDocument *document,
                 SotongTable    *table)
{
  sotong_document_add_table (document, table);
  g_object_unref (table);
}

/* Takes @table; that there is nothing in it is said, heads alone would look like a loss. */
void
sotong_paper_add_rows (SotongDocument *document,
                       SotongTable    *table)
{
  if (sotong_table_get_n_rows (table) > sotong_table_get_n_heads (table))
    sotong_document_add_table (document, table);
  else
    sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "해당 없음");
  g_object_unref (table);
}

void
sotong_paper_format (SotongDocument *document,
                    SotongMark      mark,
                    const char     *format,
                    ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  sotong_document_add_paragraph (document, mark, text);
}

/* The lines of a part of the statement's own words. */
void
sotong_paper_part (SotongDocument         *document,
                  const SotongProgramme  *programme,
                  const char             *part,
                  SotongMark              mark)
{
  for (guint i = 0; i < programme->texts->len; i++)
    {
      const SotongProgrammeText *text = g_ptr_array_index (programme->texts, i);

      if (g_str_equal (text->part, part))
        sotong_report_add_lines (document, mark, text->body);
    }
}

/* A campaign's key messages, one a line; nothing where there are none. */
void
sotong_paper_messages (SotongDocument *document,
                       const char     *messages)
{
  g_autofree char *text = g_strstrip (g_strdup (messages));

  if (*text == '\0')
    return;
  sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "핵심 메시지");
  sotong_report_add_lines (document, SOTONG_MARK_DASH, text);
}

/* What stands under a name, or under its other one; "" if nothing does. */
const char *
sotong_paper_fact (const SotongProgramme *programme,
                  const char            *label,
                  const char            *other)
{
  for (guint i = 0; i < programme->texts->len; i++)
    {
      const SotongProgrammeText *text = g_ptr_array_index (programme->texts, i);

      if (g_str_equal (text->part, "fact") && (g_str_equal (text->label, label) || g_str_equal (text->label, other)))
        return text->body;
    }
  return "";
}

char *
sotong_paper_thousand (gint64 won)
{
  return won == SOTONG_NONE || won == SOTONG_REPORT_BLANK ? g_strdup ("-") : sotong_won_format_thousand (won);
}

/* A document with its properties and title; the approval box of those who sign. */
SotongDocument *
sotong_paper_begin (SotongReportHead *head,
                   const char       *kind,
                   gboolean          with_approval)
{
  static const char * const roles[] = { "주무관", "팀장", "과장", NULL };
  SotongDocument *document = sotong_document_new (kind);
  g_autofree char *range = sotong_report_format_range (head->period, head->zone);
  g_autofree char *line = g_strdup_printf ("기간: %s", range);

  sotong_document_set_author (document, head->department);
  sotong_document_set_subject (document, head->programme);
  sotong_document_set_period (document, line);
  sotong_document_set_created (document, head->created, head->zone);
  sotong_document_set_made_data (document, head->made_data);
  if (with_approval)
    sotong_document_add_approval (document, roles);
  return document;
}

static void
draw_cb (cairo_t  *cr,
         double    width,
         double    height,
         gpointer  data)
{
  SotongChartTheme theme = *sotong_chart_theme_get (SOTONG_CHART_LIGHT);

  theme.background.alpha = 0;
  theme.font_family = "NanumGothic, Noto Sans CJK KR, Sans";
  theme.font_size = 7.5;
  sotong_chart_draw (data, cr, width, height, &theme);
}

/* Takes @chart, which is drawn as vectors over the width of the page, @height millimetres high; what it carries is kept with it. */
void
sotong_paper_add_chart (SotongDocument         *document,
                        SotongChart            *chart,
                        const SotongChartModel *notes,
                        const char             *caption,
                        double                  height)
{
  g_autofree char *words = NULL;

  sotong_chart_model_mark_chart (notes, chart);
  sotong_report_figures_set_notes (chart, notes);
  words = sotong_chart_describe (chart);
  sotong_chart_set_title (chart, NULL); /* the caption says it */
  sotong_document_add_picture (document, 170, height, caption, words, draw_cb, chart, g_object_unref);
  sotong_document_set_figures (document, sotong_report_figures_get (chart));
}

/* (nullable): how @year was settled. */
const SotongSettlement *
sotong_paper_find_settlement (const SotongProgramme *programme,
                              int                    year)
{
  for (guint i = 0; i < programme->settlements->len; i++)
    {
      const SotongSettlement *s = &g_array_index (programme->settlements, SotongSettlement, i);

      if (s->year == year)
        return s;
    }
  return NULL;
}

/* The newest year that was settled, not after @until; 0 if there is none. */
int
sotong_paper_last_settled (const SotongProgramme *programme,
                           int                    until)
{
  int last = 0;

  for (guint i = 0; i < programme->settlements->len; i++)
    {
      int year = g_array_index (programme->settlements, SotongSettlement, i).year;

      last = year <= until ? MAX (last, year) : last;
    }
  return last;
}

/* What follows from the thousands that are printed, where it follows to the won; figures that were recorded otherwise stay as they are. */
static void
cut_settlement (SotongSettlement *s)
{
  gint64 *given[] = { &s->original, &s->carried_in, &s->changed, &s->executed, &s->carried_out };
  gboolean available = s->available == sotong_report_sum (sotong_report_sum (s->original, s->carried_in), s->changed),
           remaining = s->remaining == sotong_report_difference (sotong_report_difference (s->available, s->executed), s->carried_out);

  for (gsize i = 0; i < G_N_ELEMENTS (given); i++)
    *given[i] -= *given[i] % 1000;
  if (available)
    s->available = sotong_report_sum (sotong_report_sum (s->original, s->carried_in), s->changed);
  if (available && remaining)
    s->remaining = sotong_report_difference (sotong_report_difference (s->available, s->executed), s->carried_out);
}

static void
add_settlement (SotongTable      *table,
                SotongSettlement  s)
{
  gint64 amounts[7];

  cut_settlement (&s);
  memcpy (amounts, (gint64[]) { s.original, s.carried_in, s.changed, s.available, s.executed, s.carried_out, s.remaining }, sizeof amounts);
  for (guint k = 0; k < G_N_ELEMENTS (amounts); k++)
    {
      sotong_report_add_thousand (table, amounts[k]);
      if (k == 3)
        sotong_table_follow_terms (table, "B+C+D");
      if (k == 6)
        sotong_table_follow_terms (table, "E-F-G");
    }
}

/* 최근 3년 결산현황: three years on end, the last of them the newest that was settled and not after @until. As the years were settled, each
 * figure data of its own; of a year that nobody told of there is a dash and a note. */
void
sotong_paper_settlements (SotongDocument         *document,
                         const SotongProgramme  *programme,
                         int                     until)
{
  static const SotongPaperColumn columns[] = {
    { "연도", "연도", 16, SOTONG_ALIGN_CENTER }, { "당초예산", "당초예산_천원", 22, SOTONG_ALIGN_RIGHT }, { "전년이월", "전년이월_천원", 22, SOTONG_ALIGN_RIGHT },
    { "예산변경", "예산변경_천원", 22, SOTONG_ALIGN_RIGHT }, { "예산현액", "예산현액_천원", 22, SOTONG_ALIGN_RIGHT }, { "집행액", "집행액_천원", 22, SOTONG_ALIGN_RIGHT },
    { "차년이월", "차년이월_천원", 22, SOTONG_ALIGN_RIGHT }, { "집행잔액", "집행잔액_천원", 22, SOTONG_ALIGN_RIGHT },
  };
  SotongTable *table = sotong_paper_table ("settlement", SOTONG_PAPER_THOUSAND, columns, G_N_ELEMENTS (columns));
  g_autoptr(GString) missing = g_string_new (NULL);
  int last = sotong_paper_last_settled (programme, until);

  for (int year = last - 2; last > 0 && year <= last; year++)
    {
      const SotongSettlement *s = sotong_paper_find_settlement (programme, year);
      g_autofree char *shown = g_strdup_printf ("%d", year);

      sotong_table_begin_row (table, 0);
      sotong_table_add_number (table, year, shown);
      if (s != NULL)
        {
          add_settlement (table, *s);
          continue;
        }
      for (gsize k = 1; k < G_N_ELEMENTS (columns); k++)
        sotong_table_add_shown (table, "-");
      g_string_append_printf (missing, "%s%d", missing->len > 0 ? ", " : "", year);
    }
  sotong_paper_add_rows (document, table);
  if (missing->len > 0)
    sotong_paper_format (document, SOTONG_MARK_NOTE, "%s년은 작업 공간에 결산 자료가 없음", missing->str);
}
