/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "plan/sotong-holiday.h"
#include "plan/sotong-month.h"
#include "store/sotong-change.h"
#include "store/store-fixture.h"
#include "util/sotong-election.h"
#include "util/sotong-lunar.h"

/* The table of the Korea Astronomy and Space Science Institute: 설날, 부처님오신날, 추석 of 2010 to 2050. */
static const char * const feasts[][3] = {
  { "2010-02-14", "2010-05-21", "2010-09-22" },
  { "2011-02-03", "2011-05-10", "2011-09-12" },
  { "2012-01-23", "2012-05-28", "2012-09-30" },
  { "2013-02-10", "2013-05-17", "2013-09-19" },
  { "2014-01-31", "2014-05-06", "2014-09-08" },
  { "2015-02-19", "2015-05-25", "2015-09-27" },
  { "2016-02-08", "2016-05-14", "2016-09-15" },
  { "2017-01-28", "2017-05-03", "2017-10-04" },
  { "2018-02-16", "2018-05-22", "2018-09-24" },
  { "2019-02-05", "2019-05-12", "2019-09-13" },
  { "2020-01-25", "2020-04-30", "2020-10-01" },
  { "2021-02-12", "2021-05-19", "2021-09-21" },
  { "2022-02-01", "2022-05-08", "2022-09-10" },
  { "2023-01-22", "2023-05-27", "2023-09-29" },
  { "2024-02-10", "2024-05-15", "2024-09-17" },
  { "2025-01-29", "2025-05-05", "2025-10-06" },
  { "2026-02-17", "2026-05-24", "2026-09-25" },
  { "2027-02-07", "2027-05-13", "2027-09-15" },
  { "2028-01-27", "2028-05-02", "2028-10-03" },
  { "2029-02-13", "2029-05-20", "2029-09-22" },
  { "2030-02-03", "2030-05-09", "2030-09-12" },
  { "2031-01-23", "2031-05-28", "2031-10-01" },
  { "2032-02-11", "2032-05-16", "2032-09-19" },
  { "2033-01-31", "2033-05-06", "2033-09-08" },
  { "2034-02-19", "2034-05-25", "2034-09-27" },
  { "2035-02-08", "2035-05-15", "2035-09-16" },
  { "2036-01-28", "2036-05-03", "2036-10-04" },
  { "2037-02-15", "2037-05-22", "2037-09-24" },
  { "2038-02-04", "2038-05-11", "2038-09-13" },
  { "2039-01-24", "2039-04-30", "2039-10-02" },
  { "2040-02-12", "2040-05-18", "2040-09-21" },
  { "2041-02-01", "2041-05-07", "2041-09-10" },
  { "2042-01-22", "2042-05-26", "2042-09-28" },
  { "2043-02-10", "2043-05-16", "2043-09-17" },
  { "2044-01-30", "2044-05-05", "2044-10-05" },
  { "2045-02-17", "2045-05-24", "2045-09-25" },
  { "2046-02-06", "2046-05-13", "2046-09-15" },
  { "2047-01-26", "2047-05-02", "2047-10-04" },
  { "2048-02-14", "2048-05-20", "2048-09-22" },
  { "2049-02-02", "2049-05-09", "2049-09-11" },
  { "2050-01-23", "2050-05-28", "2050-09-30" },
};

/* The yearly almanacs (월력요항), and the days that the government declared later: s substitute, t temporary, e election. */
static const struct { int year; const char *days; } almanacs[] = {
  { 2018, "01-01 02-15 02-16 02-17 03-01 05-05 05-07s 05-22 06-06 06-13e 08-15 09-23 09-24 09-25 09-26s 10-03 10-09 12-25" },
  { 2020, "01-01 01-24 01-25 01-26 01-27s 03-01 04-15e 04-30 05-05 06-06 08-15 08-17t 09-30 10-01 10-02 10-03 10-09 12-25" },
  { 2023, "01-01 01-21 01-22 01-23 01-24s 03-01 05-05 05-27 05-29s 06-06 08-15 09-28 09-29 09-30 10-02t 10-03 10-09 12-25" },
  { 2024, "01-01 02-09 02-10 02-11 02-12s 03-01 04-10e 05-05 05-06s 05-15 06-06 08-15 09-16 09-17 09-18 10-01t 10-03 10-09 12-25" },
  { 2025, "01-01 01-27t 01-28 01-29 01-30 03-01 03-03s 05-05 05-05 05-06s 06-03e 06-06 08-15 10-03 10-05 10-06 10-07 10-08s 10-09 12-25" },
  { 2026, "01-01 02-16 02-17 02-18 03-01 03-02s 05-01 05-05 05-24 05-25s 06-03e 06-06 07-17 08-15 08-17s 09-24 09-25 09-26 10-03 10-05s 10-09 12-25" },
  { 2027, "01-01 02-06 02-07 02-08 02-09s 03-01 05-01 05-03s 05-05 05-13 06-06 07-17 07-19s 08-15 08-16s 09-14 09-15 09-16 10-03 10-04s 10-09 10-11s 12-25 12-27s" },
};

static gint64
day_of (const char *text)
{
  gint64 day = 0;

  g_assert_true (sotong_month_parse_day (text, &day));
  return day;
}

static void
assert_day (gint64      day,
            const char *expected)
{
  g_autofree char *text = sotong_month_format_day (day);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_lunar (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (feasts); i++)
    {
      int year = SOTONG_HOLIDAY_FIRST_YEAR + (int) i;
      gint64 day;

      g_assert_true (sotong_lunar_to_day (year, 1, 1, &day));
      assert_day (day, feasts[i][0]);
      g_assert_true (sotong_lunar_to_day (year, 4, 8, &day));
      assert_day (day, feasts[i][1]);
      g_assert_true (sotong_lunar_to_day (year, 8, 15, &day));
      assert_day (day, feasts[i][2]);
    }
  g_assert_cmpint (G_N_ELEMENTS (feasts), ==, SOTONG_HOLIDAY_LAST_YEAR - SOTONG_HOLIDAY_FIRST_YEAR + 1);
}

static char *
list_year (int year)
{
  static const char marks[] = { 0, 's', 't', 'e' };
  guint n;
  const SotongHolidayRuleDay *days = sotong_holiday_rules_list (year, &n);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *day = sotong_month_format_day (days[i].day);

      g_assert_cmpint (days[i].kind, <, SOTONG_HOLIDAY_OWN);
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", day + 5);
      if (marks[days[i].kind] != 0)
        g_string_append_c (text, marks[days[i].kind]);
    }
  return g_string_free (text, FALSE);
}

static void
test_almanacs (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (almanacs); i++)
    {
      g_autofree char *days = list_year (almanacs[i].year);

      g_assert_cmpstr (days, ==, almanacs[i].days);
    }
}

static gboolean
has (const char        *date,
     SotongHolidayKind  kind,
     const char        *name)
{
  gint64 day = day_of (date);
  guint n;
  const SotongHolidayRuleDay *days = sotong_holiday_rules_list (atoi (date), &n);

  for (guint i = 0; i < n; i++)
    if (days[i].day == day && days[i].kind == kind && (name == NULL || g_str_equal (days[i].name, name)))
      return TRUE;
  return FALSE;
}

/* Of every change of the rules, a day that came with it and one that did not yet. */
static void
test_substitutes (void)
{
  static const char * const made_up_for[] = {
    "2014-09-10", "2015-09-29", "2016-02-10", "2017-01-30", "2017-10-06", "2018-05-07", "2018-09-26", "2019-05-06", "2020-01-27",
    "2021-08-16", "2021-10-04", "2021-10-11", "2022-09-12", "2022-10-10", "2023-01-24", "2023-05-29", "2024-02-12", "2024-05-06",
    "2025-03-03", "2025-05-06", "2025-10-08", "2026-03-02", "2026-05-25", "2026-08-17", "2026-10-05", "2027-05-03", "2027-07-19",
    "2027-12-27", "2028-10-05", "2036-10-06", "2036-10-07",
  };
  static const char * const lost[] = {
    "2010-10-04", "2012-10-02", "2013-02-12",  /* before 2014 */
    "2015-03-02", "2020-03-02", "2021-03-02",  /* 삼일절 before August 2021 */
    "2019-05-13", "2021-12-27", "2022-05-09", "2022-12-26",  /* 부처님오신날 and Christmas before May 2023 */
    "2015-09-30", "2022-09-13", "2023-10-04",  /* 추석 on a Saturday */
    "2023-01-02", "2027-06-07", "2026-06-08", "2022-01-03",  /* 1 January and 현충일 */
    "2021-05-03", "2022-07-18",  /* 노동절, 제헌절 before 2026 */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (made_up_for); i++)
    g_assert_true (has (made_up_for[i], SOTONG_HOLIDAY_SUBSTITUTE, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (lost); i++)
    g_assert_false (has (lost[i], SOTONG_HOLIDAY_SUBSTITUTE, NULL));
  for (int year = 2010; year < 2014; year++)
    {
      g_autofree char *days = list_year (year);

      g_assert_null (strchr (days, 's'));
    }
  g_assert_true (has ("2025-05-06", SOTONG_HOLIDAY_SUBSTITUTE, "Buddha’s Birthday"));
  g_assert_true (has ("2017-10-06", SOTONG_HOLIDAY_SUBSTITUTE, "Chuseok"));
}

static void
test_dated (void)
{
  static const char * const temporary[] = { "2015-08-14", "2016-05-06", "2017-10-02", "2020-08-17", "2023-10-02", "2024-10-01", "2025-01-27" };
  static const char * const elections[] = {
    "2010-06-02", "2012-04-11", "2012-12-19", "2014-06-04", "2016-04-13", "2017-05-09", "2018-06-13", "2020-04-15", "2022-03-09",
    "2022-06-01", "2024-04-10", "2025-06-03", "2026-06-03",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (temporary); i++)
    g_assert_true (has (temporary[i], SOTONG_HOLIDAY_TEMPORARY, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (elections); i++)
    g_assert_true (has (elections[i], SOTONG_HOLIDAY_ELECTION, NULL));
  g_assert_false (has ("2012-10-09", SOTONG_HOLIDAY_REGULAR, NULL));
  g_assert_true (has ("2013-10-09", SOTONG_HOLIDAY_REGULAR, "Hangeul Day"));
  g_assert_false (has ("2025-07-17", SOTONG_HOLIDAY_REGULAR, NULL));
  g_assert_false (has ("2025-05-01", SOTONG_HOLIDAY_REGULAR, NULL));
}

/* The rule gives every regular election that was held. */
static void
test_election_rule (void)
{
  g_autoptr(GArray) list = sotong_election_list (2010, 2050);
  guint n_by_rule = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const SotongElection *election = &g_array_index (list, SotongElection, i);
      int year, month, day;

      sotong_time_civil_from_days (election->day, &year, &month, &day);
      if (i > 0)
        g_assert_cmpint (election->day, >, g_array_index (list, SotongElection, i - 1).day);
      if (election->kind == SOTONG_ELECTION_PRESIDENT)
        continue;
      g_assert_cmpint (sotong_election_by_rule (election->kind, year), ==, election->day);
      g_assert_cmpint (sotong_time_weekday (election->day), ==, 2);
      n_by_rule++;
    }
  g_assert_cmpint (n_by_rule, ==, 21);  /* every second year of 2010 to 2050 */
  assert_day (sotong_election_by_rule (SOTONG_ELECTION_LOCAL, 2030), "2030-06-12");
  assert_day (sotong_election_by_rule (SOTONG_ELECTION_ASSEMBLY, 2028), "2028-04-12");
  g_assert_cmpint (sotong_election_by_rule (SOTONG_ELECTION_LOCAL, 2027), ==, -1);
  g_assert_cmpint (sotong_election_by_rule (SOTONG_ELECTION_LOCAL, 2028), ==, -1);
}

/* Every substitute is a working day that would else be one, and after what it stands for. */
static void
test_all_years (void)
{
  guint n;

  for (int year = SOTONG_HOLIDAY_FIRST_YEAR; year <= SOTONG_HOLIDAY_LAST_YEAR; year++)
    {
      const SotongHolidayRuleDay *days = sotong_holiday_rules_list (year, &n);

      g_assert_cmpuint (n, >=, 14);
      for (guint i = 0; i < n; i++)
        {
          if (i > 0)
            g_assert_cmpint (days[i].day, >=, days[i - 1].day);
          if (days[i].kind != SOTONG_HOLIDAY_SUBSTITUTE)
            continue;
          g_assert_cmpint (sotong_time_weekday (days[i].day), <, 5);
          g_assert_true (i + 1 == n || days[i + 1].day > days[i].day);
          g_assert_cmpint (days[i].day, >, days[i - 1].day);
        }
    }
  g_assert_null (sotong_holiday_rules_list (2009, &n));
  g_assert_cmpuint (n, ==, 0);
  g_assert_null (sotong_holiday_rules_list (2051, &n));
  g_assert_cmpuint (n, ==, 0);
}

/* ---- the workspace's own ---- */

static char *
names_on (SotongDb   *db,
          const char *date)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) list = sotong_holiday_list (db, day_of (date), day_of (date), &error);

  g_assert_no_error (error);
  return sotong_holiday_name_day (list, day_of (date));
}

static void
assert_names (SotongDb   *db,
              const char *date,
              const char *expected)
{
  g_autofree char *names = names_on (db, date);

  g_assert_cmpstr (names, ==, expected);
}

/* Each step is a job of its own, so that each is a change of its own. */
static gpointer
step_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  switch (GPOINTER_TO_INT (data))
    {
    case 1:
      g_assert_cmpint (sotong_holiday_add (db, day_of ("2016-10-28"), "\u1109\u1175\u1106\u1175\u11ab의 날", SOTONG_HOLIDAY_OWN, error), >, 0);
      break;
    case 2:
      assert_names (db, "2016-10-28", "시민의 날"); /* composed */
      g_assert_true (sotong_holiday_remove (db, day_of ("2016-10-28"), error));
      break;
    case 3:
      assert_names (db, "2016-10-28", NULL);
      g_assert_true (sotong_holiday_remove (db, day_of ("2016-10-03"), error));
      break;
    case 4:
      assert_names (db, "2016-10-03", NULL);
      assert_names (db, "2015-10-03", "National Foundation Day");
      g_assert_cmpint (sotong_holiday_add (db, day_of ("2016-10-03"), "National Foundation Day", SOTONG_HOLIDAY_REGULAR, error), >, 0);
      break;
    default:
      assert_names (db, "2016-10-03", "National Foundation Day");
      break;
    }
  return data;
}

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(SotongChangeInfo) info = data != NULL ? sotong_change_redo (db, error) : sotong_change_undo (db, error);

  g_assert_nonnull (info);
  return db;
}

static gpointer
check_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const char * const *pair = data;

  assert_names (db, pair[0], pair[1]);
  return data;
}

static void
check (StoreFixture *f,
       const char   *date,
       const char   *names)
{
  const char *pair[] = { date, names };

  store_fixture_write (f, check_job, pair);
}

static void
test_own (StoreFixture  *f,
          gconstpointer  data)
{
  for (int step = 1; step <= 5; step++)
    store_fixture_write (f, step_job, GINT_TO_POINTER (step));
  store_fixture_write (f, undo_job, NULL);
  check (f, "2016-10-03", NULL);
  store_fixture_write (f, undo_job, NULL);
  check (f, "2016-10-03", "National Foundation Day");
  check (f, "2016-10-28", NULL);
  store_fixture_write (f, undo_job, NULL);
  check (f, "2016-10-28", "시민의 날");
  store_fixture_write (f, undo_job, NULL);
  check (f, "2016-10-28", NULL);
  store_fixture_write (f, undo_job, f);
  check (f, "2016-10-28", "시민의 날");
}

static gpointer
refuse_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  GError *local = NULL;

  g_assert_cmpint (sotong_holiday_add (db, day_of ("2016-10-28"), " ", SOTONG_HOLIDAY_OWN, &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_clear_error (&local);
  g_assert_cmpint (sotong_holiday_add (db, day_of ("2016-10-03"), "National Foundation Day", SOTONG_HOLIDAY_OWN, &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS);
  g_clear_error (&local);
  g_assert_false (sotong_holiday_remove (db, day_of ("2016-10-04"), &local));
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&local);
  /* Own ones may be of any year. */
  g_assert_cmpint (sotong_holiday_add (db, day_of ("0001-01-01"), "가", SOTONG_HOLIDAY_OWN, error), >, 0);
  g_assert_cmpint (sotong_holiday_add (db, day_of ("9999-12-31"), "나", SOTONG_HOLIDAY_TEMPORARY, error), >, 0);
  assert_names (db, "9999-12-31", "나");
  return data;
}

static void
test_refused (StoreFixture  *f,
              gconstpointer  data)
{
  store_fixture_write (f, refuse_job, f);
}

static gpointer
declare_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const char * const *day = data;
  SotongHolidayKind kind = SOTONG_HOLIDAY_OWN;

  g_assert_true (sotong_holiday_kind_from_name (day[1], &kind));
  g_assert_cmpint (sotong_holiday_add (db, day_of (day[0]), "하루", kind, error), >, 0);
  return data;
}

/* A substitute is the first day that is no holiday: one that was declared later moves it on, an
 * office's own day off does not; and what falls on a declared day earns a substitute. */
static void
test_declared (StoreFixture  *f,
               gconstpointer  data)
{
  const char *own[] = { "2018-05-07", "own" }, *temporary[] = { "2018-05-07", "temporary" }, *election[] = { "2022-03-01", "election" };

  check (f, "2018-05-07", "Substitute holiday (Children’s Day)");
  store_fixture_write (f, declare_job, own);
  check (f, "2018-05-07", "Substitute holiday (Children’s Day), 하루");
  store_fixture_write (f, undo_job, NULL);
  store_fixture_write (f, declare_job, temporary);
  check (f, "2018-05-07", "하루");
  check (f, "2018-05-08", "Substitute holiday (Children’s Day)"); /* the day alone, without those before it */
  store_fixture_write (f, undo_job, NULL);
  check (f, "2018-05-08", NULL);
  check (f, "2022-03-02", NULL);
  store_fixture_write (f, declare_job, election);
  check (f, "2022-03-02", "Substitute holiday (Independence Movement Day)");
}

/* A holiday is a day of Korea's calendar: the office's zone does not shift it. */
static void
test_zone (StoreFixture  *f,
           gconstpointer  data)
{
  store_fixture_sql (f, "UPDATE workspace SET value = 'America/New_York' WHERE name = 'zone'");
  store_fixture_reopen (f, NULL);
  check (f, "2016-10-03", "National Foundation Day");
  check (f, "2016-10-02", NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/plan/holiday/lunar", test_lunar);
  g_test_add_func ("/plan/holiday/almanacs", test_almanacs);
  g_test_add_func ("/plan/holiday/substitutes", test_substitutes);
  g_test_add_func ("/plan/holiday/dated", test_dated);
  g_test_add_func ("/plan/holiday/election-rule", test_election_rule);
  g_test_add_func ("/plan/holiday/all-years", test_all_years);
  g_test_add ("/plan/holiday/own", StoreFixture, NULL, store_fixture_set_up, test_own, store_fixture_tear_down);
  g_test_add ("/plan/holiday/refused", StoreFixture, NULL, store_fixture_set_up, test_refused, store_fixture_tear_down);
  g_test_add ("/plan/holiday/declared", StoreFixture, NULL, store_fixture_set_up, test_declared, store_fixture_tear_down);
  g_test_add ("/plan/holiday/zone", StoreFixture, NULL, store_fixture_set_up, test_zone, store_fixture_tear_down);
  return g_test_run ();
}
