/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-holiday-rules.h"

#include <glib/gi18n-lib.h>

#include "util/sotong-election.h"
#include "util/sotong-lunar.h"
#include "util/sotong-time.h"

#define N_YEARS (SOTONG_HOLIDAY_LAST_YEAR - SOTONG_HOLIDAY_FIRST_YEAR + 1)
#define MAX_DAYS 48   /* of a year; some 25 are used */
#define MAX_SUBSTITUTES 17  /* of a year: one for each day of article 2 that may earn one */
#define SATURDAY 5
#define SUNDAY 6
#define NEVER 99999999

/*
 * 관공서의 공휴일에 관한 규정 (a presidential decree; since 2022 beside 공휴일에 관한 법률, law 18291 of
 * 2021-07-07), article 2: the days. Each is a holiday from and until the dates given, YYYYMMDD:
 *
 *   한글날   again by decree 24273 of 2012-12-28, so from 2013
 *   노동절   by the law of 2026 and decree 36290 of 2026-04-30, in force 2026-05-01
 *   제헌절   no more from 2008; again by the same decree, in force 2026-05-11
 *
 * Article 3: substitutes. A holiday earns one from the date in the last column, and when it falls:
 *
 *   decree 24828 of 2013-11-05   설날 and 추석, any of the three days: on another holiday, which a
 *                                Sunday is and a Saturday is not; 어린이날: on a Saturday or
 *                                another holiday
 *   decree 31930 of 2021-08-04   besides 삼일절, 광복절, 개천절, 한글날: on a Saturday, a Sunday or
 *                                another holiday
 *   decree 33448 of 2023-05-04   besides 부처님오신날 and 기독탄신일, likewise
 *   decree 36290 of 2026-04-30   besides 노동절 and 제헌절, likewise
 *
 * 1 January and 현충일 never do. The substitute is the first day after that is no holiday; one that
 * two holidays would share goes on to the next as well (paragraph 2), and from a Saturday
 * it moves on (paragraph 3).
 */
typedef struct {
  const char *name;
  int         month;
  int         day;
  gboolean    lunar;
  const char *around;        /* (nullable): what the day before and the day after are called, holidays too */
  int         from;
  int         substitute_from;
  gboolean    sunday_only;   /* a Saturday earns it nothing */
} Rule;

static const Rule rules[] = {
  { N_("New Year’s Day"), 1, 1, FALSE, NULL, 0, NEVER, FALSE },
  { N_("Seollal"), 1, 1, TRUE, N_("Seollal holiday"), 0, 20131105, TRUE },
  { N_("Independence Movement Day"), 3, 1, FALSE, NULL, 0, 20210804, FALSE },
  { N_("Buddha’s Birthday"), 4, 8, TRUE, NULL, 0, 20230504, FALSE },
  { N_("Labour Day"), 5, 1, FALSE, NULL, 20260501, 20260501, FALSE },
  { N_("Children’s Day"), 5, 5, FALSE, NULL, 0, 20131105, FALSE },
  { N_("Memorial Day"), 6, 6, FALSE, NULL, 0, NEVER, FALSE },
  { N_("Constitution Day"), 7, 17, FALSE, NULL, 20260511, 20260511, FALSE },
  { N_("Liberation Day"), 8, 15, FALSE, NULL, 0, 20210804, FALSE },
  { N_("Chuseok"), 8, 15, TRUE, N_("Chuseok holiday"), 0, 20131105, TRUE },
  { N_("National Foundation Day"), 10, 3, FALSE, NULL, 0, 20210804, FALSE },
  { N_("Hangeul Day"), 10, 9, FALSE, NULL, 20121228, 20210804, FALSE },
  { N_("Christmas Day"), 12, 25, FALSE, NULL, 0, 20230504, FALSE },
};

/* Article 2, number 11: the days the government declared holidays for once. */
static const struct { int year, month, day; } temporary[] = {
  { 2015, 8, 14 },  /* 70 years of liberation */
  { 2016, 5, 6 },
  { 2017, 10, 2 },
  { 2020, 8, 17 },
  { 2023, 10, 2 },
  { 2024, 10, 1 },  /* 국군의 날 */
  { 2025, 1, 27 },
};

typedef struct {
  const Rule        *rule;        /* NULL: of no rule, so that nothing stands in for it */
  SotongHolidayRuleDay day;
} Entry;

/* A year in the making, by day; those of one day in the order of the rules. */
typedef struct {
  Entry entries[MAX_DAYS];
  guint n;
} Year;

static int
date_of (gint64 day)
{
  int year, month, day_of_month;

  sotong_time_civil_from_days (day, &year, &month, &day_of_month);
  return year * 10000 + month * 100 + day_of_month;
}

static void
add (Year              *self,
     const Rule        *rule,
     gint64             day,
     const char        *name,
     SotongHolidayKind  kind,
     gboolean           lunar)
{
  guint at = self->n;

  g_assert (self->n < MAX_DAYS);
  while (at > 0 && self->entries[at - 1].day.day > day)
    {
      self->entries[at] = self->entries[at - 1];
      at--;
    }
  self->entries[at] = (Entry) { rule, { day, name, kind, lunar } };
  self->n++;
}

static void
add_rule (Year       *self,
          const Rule *rule,
          int         year)
{
  gint64 day;

  if (!rule->lunar)
    day = sotong_time_days_from_civil (year, rule->month, rule->day);
  else if (!sotong_lunar_to_day (year, rule->month, rule->day, &day))
    return;
  if (date_of (day) < rule->from)
    return;
  add (self, rule, day, rule->name, SOTONG_HOLIDAY_REGULAR, rule->lunar);
  if (rule->around == NULL)
    return;
  add (self, rule, day - 1, rule->around, SOTONG_HOLIDAY_REGULAR, rule->lunar);
  add (self, rule, day + 1, rule->around, SOTONG_HOLIDAY_REGULAR, rule->lunar);
}

static guint
count_on (const Year *self,
          gint64      day)
{
  guint n = 0;

  for (guint i = 0; i < self->n; i++)
    n += self->entries[i].day.day == day && self->entries[i].day.kind != SOTONG_HOLIDAY_SUBSTITUTE;
  return n;
}

static gboolean
is_free (const Year *self,
         gint64      day)
{
  int weekday = sotong_time_weekday (day);

  if (weekday == SATURDAY || weekday == SUNDAY)
    return FALSE;
  for (guint i = 0; i < self->n; i++)
    if (self->entries[i].day.day == day)
      return FALSE;
  return TRUE;
}

/* Whether the holiday of @rule earns a substitute on @day by itself, for the weekday. */
static gboolean
falls_on_weekend (const Rule *rule,
                  gint64      day)
{
  int weekday = sotong_time_weekday (day);

  return weekday == SUNDAY || (weekday == SATURDAY && !rule->sunday_only);
}

static void
add_substitute (Year       *self,
                const Rule *rule,
                gint64      day)
{
  do
    day++;
  while (!is_free (self, day));
  add (self, NULL, day, rule->name, SOTONG_HOLIDAY_SUBSTITUTE, FALSE);
}

/* Goes through the days as they were before substitutes. Where two holidays share a working day,
 * one of them is made up for: the lunar one gives the name, as the yearly almanac (월력요항) has it. */
static void
add_substitutes (Year *self)
{
  const Year base = *self;

  for (guint i = 0; i < base.n; )
    {
      gint64 day = base.entries[i].day.day;
      guint n = count_on (&base, day);
      gboolean weekend = sotong_time_weekday (day) >= SATURDAY;
      const Rule *shared = NULL;

      for (guint j = i; j < i + n; j++)
        {
          const Rule *rule = base.entries[j].rule;

          if (rule == NULL || date_of (day) < rule->substitute_from)
            continue;
          if (weekend && falls_on_weekend (rule, day))
            add_substitute (self, rule, day);
          if (!weekend && n > 1 && (shared == NULL || rule->lunar))
            shared = rule;
        }
      if (shared != NULL)
        add_substitute (self, shared, day);
      i += n;
    }
}

static void
make_year (Year         *self,
           int           year,
           const gint64 *declared,
           guint         n_declared)
{
  g_autoptr(GArray) elections = sotong_election_list (year, year);

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    add_rule (self, &rules[i], year);
  for (gsize i = 0; i < G_N_ELEMENTS (temporary); i++)
    if (temporary[i].year == year)
      add (self, NULL, sotong_time_days_from_civil (year, temporary[i].month, temporary[i].day), N_("Temporary holiday"),
           SOTONG_HOLIDAY_TEMPORARY, FALSE);
  for (guint i = 0; i < elections->len; i++)
    {
      const SotongElection *election = &g_array_index (elections, SotongElection, i);

      add (self, NULL, election->day, sotong_election_get_name (election->kind), SOTONG_HOLIDAY_ELECTION, FALSE);
    }
  for (guint i = 0; i < n_declared && self->n + MAX_SUBSTITUTES < MAX_DAYS; i++)
    add (self, NULL, declared[i], NULL, SOTONG_HOLIDAY_TEMPORARY, FALSE);
  add_substitutes (self);
}

/**
 * sotong_holiday_rules_list:
 * @year: a year
 * @out_n: (out): how many
 *
 * The holidays of Korea's public offices by the rules in force on each day. Computed once a year
 * asked for; safe from any thread.
 *
 * Returns: (transfer none) (array length=out_n) (nullable): in the order of days; %NULL of a year
 *   before 2010 or after 2050
 */
const SotongHolidayRuleDay *
sotong_holiday_rules_list (int    year,
                           guint *out_n)
{
  static SotongHolidayRuleDay *years[N_YEARS];
  static guint lengths[N_YEARS];
  static GMutex mutex;
  int index = year - SOTONG_HOLIDAY_FIRST_YEAR;

  *out_n = 0;
  if (year < SOTONG_HOLIDAY_FIRST_YEAR || year > SOTONG_HOLIDAY_LAST_YEAR)
    return NULL;
  g_mutex_lock (&mutex);
  if (years[index] == NULL)
    {
      Year *made = g_new0 (Year, 1);

      make_year (made, year, NULL, 0);
      years[index] = g_new (SotongHolidayRuleDay, made->n);
      lengths[index] = made->n;
      for (guint i = 0; i < made->n; i++)
        years[index][i] = made->entries[i].day;
      g_free (made);
    }
  *out_n = lengths[index];
  g_mutex_unlock (&mutex);
  return years[index];
}

/**
 * sotong_holiday_rules_list_with:
 * @year: a year
 * @declared: (array length=n_declared): days counted from 1970-01-01 that were declared holidays besides those known
 * @n_declared: how many; what is more than a year can hold is left out
 * @out_n: (out): how many
 *
 * As sotong_holiday_rules_list(), with days that were made holidays later: temporary ones and elections.
 * They are holidays like any other (article 2, numbers 10-2 and 11): a substitute is the first day after that
 * is none, so it moves on from them, and a holiday that falls on one of them earns its own. They
 * themselves are not listed.
 *
 * Returns: (transfer full) (array length=out_n) (nullable): in the order of days; %NULL of a year before 2010 or after 2050
 */
SotongHolidayRuleDay *
sotong_holiday_rules_list_with (int           year,
                                const gint64 *declared,
                                guint         n_declared,
                                guint        *out_n)
{
  g_autofree Year *made = NULL;
  SotongHolidayRuleDay *days;

  *out_n = 0;
  if (year < SOTONG_HOLIDAY_FIRST_YEAR || year > SOTONG_HOLIDAY_LAST_YEAR)
    return NULL;
  made = g_new0 (Year, 1);
  make_year (made, year, declared, n_declared);
  days = g_new (SotongHolidayRuleDay, made->n);
  for (guint i = 0; i < made->n; i++)
    if (made->entries[i].day.name != NULL)
      days[(*out_n)++] = made->entries[i].day;
  return days;
}
