/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/sotong-ledger-status-private.h"
#include "util/sotong-time.h"

/* Until which day a sheet of sums counts, as its title says. */

#define YEAR "(?:(?<year>\\d{4})|['‘’](?<short>\\d{2}))\\s*(?:년도?|[.\\-/])\\s*"
#define MONTH "(?<month>\\d{1,2})\\s*(?:월|[.\\-/])\\s*"
#define DAY "(?:(?<day>\\d{1,2})\\s*[일.]?(?!\\d)|말일?)"
#define NOW "(?:기준|현재)"
#define WEEKDAY "\\s*(?:\\([월화수목금토일]\\))?\\s*"

static int
get_number (GMatchInfo *match,
            const char *name)
{
  g_autofree char *text = g_match_info_fetch_named (match, name);

  return text != NULL && *text != '\0' ? atoi (text) : 0;
}

static gboolean
read_cell (const char *cell,
           int         year,
           int         out_day[3])
{
  static const char * const patterns[] = {
    YEAR MONTH DAY "\\s*자?" WEEKDAY NOW,             /* “2016. 9. 30. 기준”, “2016년 9월말 현재” */
    "기준\\s*일?자?\\s*[:：)]?\\s*" YEAR MONTH DAY,   /* “기준일 : 2016-09-30” */
    "[(（\\[]\\s*" YEAR MONTH DAY WEEKDAY "[)）\\]]", /* “(2016.9.30.)” */
    "(?<![\\d.])(?<month>\\d{1,2})\\s*[월.]\\s*(?:(?<day>\\d{1,2})\\s*[일.]|말일?)\\s*자?" WEEKDAY NOW, /* “9. 30. 현재” */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr(GRegex) pattern = g_regex_new (patterns[i], 0, 0, NULL);
      g_autoptr(GMatchInfo) match = NULL;
      int shortened;

      if (!g_regex_match (pattern, cell, 0, &match))
        continue;
      shortened = get_number (match, "short");
      out_day[0] = shortened != 0 ? 2000 + shortened : get_number (match, "year");
      out_day[0] = out_day[0] != 0 ? out_day[0] : year;
      out_day[1] = get_number (match, "month");
      out_day[2] = get_number (match, "day");
      if (out_day[1] >= 1 && out_day[1] <= 12 && out_day[2] == 0)
        out_day[2] = sotong_time_days_in_month (out_day[0], out_day[1]);
      if (out_day[0] > 0 && g_date_valid_dmy ((GDateDay) out_day[2], (GDateMonth) out_day[1], (GDateYear) out_day[0]))
        return TRUE;
    }
  return FALSE;
}

/*
 * sotong_ledger_until_read:
 * @grid: a sheet
 * @n_rows: how many of its rows stand above its headings
 * @year: of which it is where it says a day without one
 *
 * Returns: (transfer full) (nullable): YYYY-MM-DD, inclusive; %NULL where no cell there says it
 */
char *
sotong_ledger_until_read (const SotongGrid *grid,
                          guint             n_rows,
                          int               year)
{
  int day[3];

  for (guint r = 0; r < MIN (n_rows, grid->rows->len); r++)
    {
      const SotongGridRow *row = g_ptr_array_index (grid->rows, r);

      for (guint i = 0; row->cells[i] != NULL; i++)
        if (read_cell (row->cells[i], year, day))
          return g_strdup_printf ("%04d-%02d-%02d", day[0], day[1], day[2]);
    }
  return NULL;
}
