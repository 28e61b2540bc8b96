/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "budget/sotong-formula.h"
#include "report/sotong-report-parts-private.h"
#include "report/sotong-table-formula.h"
#include "util/sotong-won.h"

/* The office's zone; never NULL. */
GTimeZone *
sotong_report_get_zone (const SotongReportHead *head)
{
  return head->zone != NULL ? g_time_zone_ref (head->zone) : g_time_zone_new_utc ();
}

char *
sotong_report_format_date (gint64     time,
                           GTimeZone *zone)
{
  int year, month, day;

  sotong_time_to_civil (time, zone, &year, &month, &day, NULL, NULL, NULL);
  /* Translators: a day: year, month, day */
  return g_strdup_printf (C_("date", "%d-%02d-%02d"), year, month, day);
}

/* First and last day of a range. */
char *
sotong_report_format_range (SotongRange  range,
                            GTimeZone   *zone)
{
  g_autofree char *first = sotong_report_format_date (range.start, zone);
  g_autofree char *last = sotong_report_format_date (MAX (range.end - 1, range.start), zone);

  return g_strdup_printf ("%s ~ %s", first, last);
}

/* "2016" or "February 2016" where the period is just that, else its first and last day. */
char *
sotong_report_format_period (const SotongReportHead *head)
{
  g_autoptr(GTimeZone) zone = sotong_report_get_zone (head);
  int year, month, day, end_year, end_month, end_day;

  sotong_time_to_civil (head->period.start, zone, &year, &month, &day, NULL, NULL, NULL);
  sotong_time_to_civil (head->period.end, zone, &end_year, &end_month, &end_day, NULL, NULL, NULL);
  if (month == 1 && day == 1 && end_month == 1 && end_day == 1 && end_year == year + 1)
    /* Translators: a period of one year */
    return g_strdup_printf (C_("period", "%d"), year);
  if (day == 1 && end_day == 1 && end_year * 12 + end_month == year * 12 + month + 1)
    /* Translators: a period of one month: year, month */
    return g_strdup_printf (C_("period", "%d-%02d"), year, month);
  return sotong_report_format_range (head->period, zone);
}

/* A document with properties, title and approval box. */
SotongDocument *
sotong_report_begin (const SotongReportHead *head,
                     const char             *kind)
{
  const char *roles[] = { C_("report", "Officer"), C_("report", "Team leader"), C_("report", "Manager"), NULL };
  g_autofree char *period = sotong_report_format_period (head);
  g_autofree char *name = g_strdup_printf ("%s %s", period, kind);
  g_autofree char *title = head->programme != NULL ? g_strdup_printf ("%s\n%s", head->programme, name)
                                                   : g_strdup (name);
  g_autoptr(GTimeZone) zone = sotong_report_get_zone (head);
  g_autofree char *range = sotong_report_format_range (head->period, zone);
  g_autofree char *line = NULL;
  SotongDocument *document = sotong_document_new (name);

  /* Translators: the period that a report is about, under its title */
  line = g_strdup_printf (_("Period: %s"), range);
  sotong_document_set_author (document, head->department);
  sotong_document_set_subject (document, head->programme);
  sotong_document_set_period (document, line);
  sotong_document_set_created (document, head->created, zone);
  sotong_document_set_made_data (document, head->made_data);
  sotong_document_add_approval (document, roles);
  sotong_document_add_title (document, title);
  return document;
}

/* An amount as budget tables show it, in thousands of won. */
void
sotong_report_add_thousand (SotongTable *table,
                            gint64       won)
{
  g_autofree char *text = NULL;

  if (won == SOTONG_REPORT_BLANK)
    {
      sotong_table_add_blank (table);
      return;
    }
  text = sotong_won_format_thousand (won);
  sotong_table_add_number (table, won / 1000, text);
}

/**
 * sotong_report_basis_text:
 * @depth: of a row of a basis of calculation, 0 at the top
 * @text: the row
 * @expression: (nullable): what it is calculated from, in a line of its own
 *
 * Returns: (transfer full): the row with the mark of its level, ○ - ㆍ, indented
 */
char *
sotong_report_basis_text (int         depth,
                          const char *text,
                          const char *expression)
{
  static const char * const marks[] = { "○", "   -", "      ㆍ" };
  int level = CLAMP (depth, 0, (int) G_N_ELEMENTS (marks) - 1);

  if (expression == NULL || *expression == '\0')
    return g_strdup_printf ("%s %s", marks[level], text);
  return g_strdup_printf ("%s %s\n%*s%s", marks[level], text, 5 + 3 * level, "", expression);
}

/* The amount that was added last, in thousands, as a workbook computes it from its 산출식: "=150000*500/1000". One that says something
 * else than its expression stays a figure of its own. */
void
sotong_report_follow_basis (SotongTable *table,
                            const char  *expression)
{
  g_autoptr(SotongFormula) basis = expression != NULL && *expression != '\0' ? sotong_formula_parse (expression, NULL) : NULL;
  const SotongRow *row = sotong_table_get_row (table, sotong_table_get_n_rows (table) - 1);
  const SotongCell *cell = g_ptr_array_index (row->cells, row->cells->len - 1);
  g_autoptr(GString) formula = g_string_new (NULL);

  if (basis == NULL || basis->factors->len == 0 || basis->amount % 1000 != 0 || !sotong_cell_is_number (cell) || cell->decimals != 0
      || cell->value != basis->amount / 1000)
    return;
  g_string_printf (formula, "=%" G_GINT64_FORMAT, basis->unit_price);
  for (guint i = 0; i < basis->factors->len; i++)
    g_string_append_printf (formula, "*%" G_GINT64_FORMAT, ((const SotongFactor *) g_ptr_array_index (basis->factors, i))->quantity);
  g_string_append (formula, "/1000");
  sotong_table_set_formula (table, formula->str);
}

void
sotong_report_add_count (SotongTable *table,
                         gint64       count)
{
  if (count == SOTONG_REPORT_BLANK)
    sotong_table_add_blank (table);
  else
    sotong_table_add_number (table, count, NULL);
}

/* "-" is not known, which is not nought. */
void
sotong_report_add_known (SotongTable *table,
                         gint64       count)
{
  if (count == SOTONG_REPORT_BLANK)
    sotong_table_add_shown (table, "-");
  else
    sotong_report_add_count (table, count);
}

/* Cut, not rounded; "-" where there is nothing to divide by. */
void
sotong_report_add_percent (SotongTable *table,
                           gint64       part,
                           gint64       whole)
{
  gint64 percent;

  if (part == SOTONG_REPORT_BLANK || whole == SOTONG_REPORT_BLANK)
    sotong_table_add_blank (table);
  else if (sotong_won_percent (part, whole, &percent))
    sotong_table_add_number (table, percent, NULL);
  else
    sotong_table_add_shown (table, "-");
}

/* A paragraph a line; marks that the lines bring along are not doubled. */
void
sotong_report_add_lines (SotongDocument *document,
                         SotongMark      mark,
                         const char     *text)
{
  g_auto(GStrv) lines = NULL;

  if (text == NULL)
    return;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);
      const char *known = sotong_mark_get_text (mark);

      if (known != NULL && g_str_has_prefix (line, known))
        line += strlen (known);
      while (*line == ' ')
        line++;
      if (*line != '\0')
        sotong_document_add_paragraph (document, mark, line);
    }
}

/* Sums that do not fit, or that hold an unknown part, are unknown. */
gint64
sotong_report_sum (gint64 a,
                   gint64 b)
{
  gint64 sum;

  if (a == SOTONG_REPORT_BLANK || b == SOTONG_REPORT_BLANK || !sotong_won_add (a, b, &sum))
    return SOTONG_REPORT_BLANK;
  return sum;
}

gint64
sotong_report_difference (gint64 a,
                          gint64 b)
{
  return b == SOTONG_REPORT_BLANK ? SOTONG_REPORT_BLANK : sotong_report_sum (a, -b);
}

/* The unit line over tables of money. */
const char *
sotong_report_thousand_won (void)
{
  return C_("report", "(unit: thousand won)");
}

/* @part of @whole in percent with one decimal, rounded; "-" where there is nothing to divide by. */
char *
sotong_report_format_tenths (gint64 part,
                             gint64 whole)
{
  gint64 tenths = whole > 0 ? (gint64) (((__int128) part * 2000 / whole + (part < 0 ? -1 : 1)) / 2) : 0;
  gint64 size = ABS (tenths);

  if (whole <= 0)
    return g_strdup ("-");
  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%d", tenths < 0 ? "△" : "", size / 10, (int) (size % 10));
}

void
sotong_report_add_tenths (SotongTable *table,
                          gint64       part,
                          gint64       whole)
{
  g_autofree char *text = sotong_report_format_tenths (part, whole);

  if (whole > 0)
    sotong_table_add_decimal (table, (gint64) (((__int128) part * 2000 / whole + (part < 0 ? -1 : 1)) / 2), 1, text);
  else
    sotong_table_add_shown (table, text);
}

/* A share of what was judged, with one decimal, as all reports have it; "-" where nothing was. */
char *
sotong_report_format_share (const SotongTrendPoint *point,
                            SotongShare             which)
{
  gint64 tenths[SOTONG_N_SHARES];

  if (!sotong_trend_point_get_shares (point, tenths))
    return g_strdup ("-");
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%d", tenths[which] / 10, (int) (tenths[which] % 10));
}

void
sotong_report_add_share (SotongTable            *table,
                         const SotongTrendPoint *point,
                         SotongShare             which)
{
  g_autofree char *text = sotong_report_format_share (point, which);
  gint64 tenths[SOTONG_N_SHARES];

  if (sotong_trend_point_get_shares (point, tenths))
    sotong_table_add_decimal (table, tenths[which], 1, text);
  else
    sotong_table_add_shown (table, text);
}

/* What posts reached: views, reactions, their rate, followers and how many more they are; what nobody counted is "-". */
void
sotong_report_add_reached (SotongTable               *table,
                           const SotongReportChannel *reached)
{
  sotong_report_add_known (table, reached->seen);
  sotong_report_add_known (table, reached->reactions);
  if (reached->seen != SOTONG_REPORT_BLANK && reached->seen > 0 && reached->reactions != SOTONG_REPORT_BLANK)
    {
      char name;

      sotong_report_add_tenths (table, reached->reactions, reached->seen);
      name = sotong_table_last_name (table);
      sotong_table_follow_rate (table, name - 1, (const char[]) { name - 2, '\0' });
    }
  else
    sotong_table_add_shown (table, "-");
  sotong_report_add_known (table, reached->followers);
  sotong_report_add_known (table, reached->gained);
}
