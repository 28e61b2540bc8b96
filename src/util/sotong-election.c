/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-election.h"

#include <glib/gi18n-lib.h>

#include "util/sotong-time.h"

#define WEDNESDAY 2

/* The days on which the whole country voted. The presidential elections of 2017 and 2025 followed a
 * vacancy, so that no rule gives their days. */
static const struct { int year, month, day; SotongElectionKind kind; } held[] = {
  { 2010, 6, 2, SOTONG_ELECTION_LOCAL },
  { 2012, 4, 11, SOTONG_ELECTION_ASSEMBLY },
  { 2012, 12, 19, SOTONG_ELECTION_PRESIDENT },
  { 2014, 6, 4, SOTONG_ELECTION_LOCAL },
  { 2016, 4, 13, SOTONG_ELECTION_ASSEMBLY },
  { 2017, 5, 9, SOTONG_ELECTION_PRESIDENT },
  { 2018, 6, 13, SOTONG_ELECTION_LOCAL },
  { 2020, 4, 15, SOTONG_ELECTION_ASSEMBLY },
  { 2022, 3, 9, SOTONG_ELECTION_PRESIDENT },
  { 2022, 6, 1, SOTONG_ELECTION_LOCAL },
  { 2024, 4, 10, SOTONG_ELECTION_ASSEMBLY },
  { 2025, 6, 3, SOTONG_ELECTION_PRESIDENT },
  { 2026, 6, 3, SOTONG_ELECTION_LOCAL },
};
#define LAST_HELD 2026

/**
 * sotong_election_by_rule:
 * @kind: of the National Assembly or of the local governments
 * @year: a year
 *
 * Computes a regular election day. 공직선거법 article 34 (1): the first Wednesday from the 50th day
 * before the Assembly's term ends (29 May, every four years, 2012 among them), or from the 30th
 * day before the local terms end (30 June, 2010 among them); (2): a week later when the
 * day, the one before or the one after is a holiday, which in those weeks only Memorial Day is.
 *
 * Returns: the day, counted from 1970-01-01, or -1 when there is no such election in @year
 */
gint64
sotong_election_by_rule (SotongElectionKind kind,
                         int                year)
{
  gint64 day, memorial = sotong_time_days_from_civil (year, 6, 6);

  if (kind == SOTONG_ELECTION_PRESIDENT || (year & 1) != 0 || (year % 4 == 0) != (kind == SOTONG_ELECTION_ASSEMBLY))
    return -1;
  if (kind == SOTONG_ELECTION_ASSEMBLY)
    day = sotong_time_days_from_civil (year, 5, 29) - 50;
  else
    day = sotong_time_days_from_civil (year, 6, 30) - 30;
  while (sotong_time_weekday (day) != WEDNESDAY)
    day++;
  return ABS (day - memorial) <= 1 ? day + 7 : day;
}

static void
add (GArray             *list,
     gint64              day,
     SotongElectionKind  kind)
{
  SotongElection election = { .day = day, .kind = kind };

  if (day >= 0)
    g_array_append_val (list, election);
}

/**
 * sotong_election_list:
 * @first_year: the first year asked for
 * @last_year: the last one
 *
 * The country's elections: those held, and from 2027 to 2050 those of the Assembly and the local
 * governments that article 34 of the election law fixes. A later president's is not
 * foretold: it is added as an own holiday once it is known.
 *
 * Returns: (transfer full) (element-type SotongElection): in the order of time
 */
GArray *
sotong_election_list (int first_year,
                      int last_year)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (SotongElection));

  for (gsize i = 0; i < G_N_ELEMENTS (held); i++)
    if (held[i].year >= first_year && held[i].year <= last_year)
      add (list, sotong_time_days_from_civil (held[i].year, held[i].month, held[i].day), held[i].kind);
  for (int year = MAX (first_year, LAST_HELD + 1); year <= MIN (last_year, SOTONG_ELECTION_LAST_YEAR); year++)
    {
      add (list, sotong_election_by_rule (SOTONG_ELECTION_ASSEMBLY, year), SOTONG_ELECTION_ASSEMBLY);
      add (list, sotong_election_by_rule (SOTONG_ELECTION_LOCAL, year), SOTONG_ELECTION_LOCAL);
    }
  return list;
}

/**
 * sotong_election_get_name:
 * @kind: an election's kind
 *
 * Returns: (translatable): its name, to be translated when shown
 */
const char *
sotong_election_get_name (SotongElectionKind kind)
{
  switch (kind)
    {
    case SOTONG_ELECTION_PRESIDENT:
      return N_("Presidential election");
    case SOTONG_ELECTION_ASSEMBLY:
      return N_("National Assembly election");
    case SOTONG_ELECTION_LOCAL:
    default:
      return N_("Local elections");
    }
}

/**
 * sotong_election_get_label:
 * @kind: an election's kind
 *
 * Returns: its name, in the user's language
 */
const char *
sotong_election_get_label (SotongElectionKind kind)
{
  return g_dgettext (GETTEXT_PACKAGE, sotong_election_get_name (kind));
}
