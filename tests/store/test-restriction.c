/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/sotong-attempt.h"
#include "store/sotong-restriction.h"
#include "store/store-fixture.h"
#include "util/sotong-time.h"

#define GROUND "「재난 및 안전관리 기본법」에 따른 안내"

typedef struct {
  StoreFixture  f;
  gint64        channel;
} Fixture;

static gint64
at (const char *text)
{
  g_autoptr(GTimeZone) zone = sotong_time_zone_new ("Asia/Seoul", NULL);
  gint64 time = 0;

  g_assert_true (sotong_time_parse (text, zone, &time, NULL));
  return time;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_set (at ("2017-11-01T10:00"));

  store_fixture_set_up (&fixture->f, NULL);
  store_fixture_reopen (&fixture->f, clock);
  fixture->channel = store_fixture_add_channel (&fixture->f, "서울마니아");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  store_fixture_tear_down (&fixture->f, NULL);
}

/* A step of a test: what it is about, how it ended. */
typedef struct {
  Fixture     *fixture;
  const char  *type;
  gboolean     publicity;
  const char  *ground;
  SotongState  state;
  const char  *time;
  gint64       id;
  GError      *error;
} Step;

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Step *step = data;
  g_autoptr(SotongContent) content = sotong_content_new ();
  SotongCopy *copy = sotong_copy_new (step->fixture->channel);

  content->title = g_strdup ("시정 성과");
  content->type = g_strdup (step->type);
  content->body = g_strdup ("글");
  content->publicity = step->publicity;
  content->restriction_ground = g_strdup (step->ground);
  copy->state = step->state;
  copy->publish_at = at (step->time);
  g_ptr_array_add (content->copies, copy);
  step->id = sotong_content_add (db, content, error);
  return step->id != 0 ? step : NULL;
}

/* The id, or 0 when it was refused, and then for the restriction. */
static gint64
add (Fixture     *fixture,
     const char  *type,
     gboolean     publicity,
     const char  *ground,
     SotongState  state,
     const char  *time)
{
  Step step = { fixture, type, publicity, ground, state, time, 0, NULL };

  if (sotong_store_write (fixture->f.store, SOTONG_WRITE_DEFAULT, add_job, &step, NULL, &step.error) == NULL)
    {
      g_assert_error (step.error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
      g_assert_nonnull (strstr (step.error->message, "does not judge"));
      g_error_free (step.error);
    }
  return step.id;
}

/* The 180th day before 2018-06-13 is 2017-12-15, as the election commission announced it. */
static void
test_election (Fixture       *fixture,
               gconstpointer  data)
{
  g_assert_cmpint (add (fixture, "advertisement", FALSE, NULL, SOTONG_STATE_SCHEDULED, "2017-12-14T23:59:59"), !=, 0);
  g_assert_cmpint (add (fixture, "advertisement", FALSE, NULL, SOTONG_STATE_SCHEDULED, "2017-12-15T00:00"), ==, 0);
  g_assert_cmpint (add (fixture, "white-paper", FALSE, "  ", SOTONG_STATE_SCHEDULED, "2018-06-13T23:59:59"), ==, 0);
  g_assert_cmpint (add (fixture, "white-paper", FALSE, NULL, SOTONG_STATE_SCHEDULED, "2018-06-14T00:00"), !=, 0);
  g_assert_cmpint (add (fixture, "blog-post", FALSE, NULL, SOTONG_STATE_SCHEDULED, "2018-03-01T10:00"), !=, 0);
  g_assert_cmpint (add (fixture, "blog-post", TRUE, NULL, SOTONG_STATE_SCHEDULED, "2018-03-01T10:00"), ==, 0);
  g_assert_cmpint (add (fixture, "blog-post", TRUE, GROUND, SOTONG_STATE_SCHEDULED, "2018-03-01T10:00"), !=, 0);
  /* A draft may be written at any time. */
  g_assert_cmpint (add (fixture, "blog-post", TRUE, NULL, SOTONG_STATE_DRAFT, "2018-03-02T10:00"), !=, 0);
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GPtrArray) list = sotong_restricted_list (db, error);
  static const char * const first_days[] = { "2009-12-04", "2013-12-06", "2017-12-15", "2021-12-03", "2025-12-05", "2029-12-14" };

  g_assert_nonnull (list);
  g_assert_cmpuint (list->len, ==, 11);
  for (guint i = 0; i < G_N_ELEMENTS (first_days); i++)
    {
      const SotongRestrictedPeriod *period = g_ptr_array_index (list, i);

      g_assert_cmpstr (period->starts_on, ==, first_days[i]);
      g_assert_true (period->built_in);
      g_assert_false (period->all);
      g_assert_nonnull (strstr (period->legal_ground, "86"));
    }
  return data;
}

static void
test_periods (Fixture       *fixture,
              gconstpointer  data)
{
  store_fixture_write (&fixture->f, list_job, fixture);
}

static GPtrArray *
find (SotongDb *db,
      gint64    id)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongContent) content = sotong_content_get (db, id, &error);
  g_autoptr(SotongRestrictionRules) rules = NULL;

  g_assert_no_error (error);
  rules = sotong_restriction_rules_load (db, &error);
  g_assert_no_error (error);
  return sotong_restriction_find_content (rules, content);
}

static gpointer
kinds_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GPtrArray) found = find (db, *(gint64 *) data);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", ((SotongRestriction *) g_ptr_array_index (found, i))->kind);
  return g_string_free (text, FALSE);
}

static void
assert_kinds (Fixture    *fixture,
              gint64      id,
              const char *kinds)
{
  g_autofree char *found = store_fixture_write (&fixture->f, kinds_job, &id);

  g_assert_cmpstr (found, ==, kinds);
}

/* Outside of the 180 days: one a quarter. */
static void
test_quarter (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 first = add (fixture, "sns", TRUE, NULL, SOTONG_STATE_SCHEDULED, "2018-07-02T10:00");
  gint64 other = add (fixture, "sns", FALSE, NULL, SOTONG_STATE_SCHEDULED, "2018-08-02T10:00");
  gint64 second, next, earlier;

  g_assert_cmpint (add (fixture, "sns", TRUE, NULL, SOTONG_STATE_SCHEDULED, "2018-09-30T23:59"), ==, 0);
  second = add (fixture, "sns", TRUE, GROUND, SOTONG_STATE_SCHEDULED, "2018-09-30T23:59");
  next = add (fixture, "sns", TRUE, NULL, SOTONG_STATE_SCHEDULED, "2018-10-01T00:00");
  assert_kinds (fixture, first, "");
  assert_kinds (fixture, other, "");
  assert_kinds (fixture, second, "quarter");
  assert_kinds (fixture, next, "");
  /* One that is put before the others makes the first the second. */
  earlier = add (fixture, "sns", TRUE, NULL, SOTONG_STATE_DRAFT, "2018-07-01T10:00");
  assert_kinds (fixture, earlier, "");
  assert_kinds (fixture, first, "quarter");
  /* In an election's period the election's rule stands alone. */
  assert_kinds (fixture, add (fixture, "sns", TRUE, GROUND, SOTONG_STATE_SCHEDULED, "2018-05-01T10:00"), "election");
  assert_kinds (fixture, add (fixture, "sns", TRUE, GROUND, SOTONG_STATE_SCHEDULED, "2018-05-02T10:00"), "election");
}

static gpointer
move_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Step *step = data;

  if (!sotong_content_move (db, step->id, 0, at (step->time), &step->error))
    return NULL;
  return step;
}

static gpointer
schedule_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  Step *step = data;
  gint64 copy = 0;

  g_assert_true (sotong_db_get_int (db, &copy, error, "SELECT id FROM copy WHERE content_id = $1", "i", step->id));
  if (!sotong_copy_set_state (db, copy, SOTONG_STATE_SCHEDULED, at (step->time), &step->error))
    return NULL;
  return step;
}

static void
refuse (Fixture        *fixture,
        SotongStoreJob  job,
        gint64          id,
        const char     *time)
{
  Step step = { .fixture = fixture, .id = id, .time = time };
  GError *error = NULL;

  g_assert_null (sotong_store_write (fixture->f.store, SOTONG_WRITE_DEFAULT, job, &step, NULL, &error));
  g_assert_error (step.error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_error_free (step.error);
  g_clear_error (&error);
}

static void
test_schedule_and_move (Fixture       *fixture,
                        gconstpointer  data)
{
  gint64 draft = add (fixture, "advertisement", FALSE, NULL, SOTONG_STATE_DRAFT, "2017-12-01T10:00");
  gint64 scheduled = add (fixture, "advertisement", FALSE, NULL, SOTONG_STATE_SCHEDULED, "2017-12-01T10:00");
  Step step = { .fixture = fixture, .id = draft, .time = "2018-01-10T10:00" };

  refuse (fixture, schedule_job, draft, "2018-01-10T10:00");
  refuse (fixture, move_job, scheduled, "2018-01-10T10:00");
  store_fixture_write (&fixture->f, move_job, &step); /* a draft moves */
  store_fixture_sql (&fixture->f, "UPDATE content SET restriction_ground = '법령에 따른 고지'");
  store_fixture_write (&fixture->f, schedule_job, &step);
  step.id = scheduled;
  store_fixture_write (&fixture->f, move_job, &step);
}

/* ---- periods of the workspace ---- */

static gpointer
save_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  gint64 id = sotong_restricted_save (db, data, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_restricted_remove (db, data, error) ? data : NULL;
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

static char *
save (Fixture                *fixture,
      SotongRestrictedPeriod  period)
{
  g_autofree gint64 *id = store_fixture_write (&fixture->f, save_job, &period);

  return g_strdup_printf ("%" G_GINT64_FORMAT, *id);
}

static SotongRestrictedPeriod
mourning (void)
{
  return (SotongRestrictedPeriod) { .kind = SOTONG_RESTRICTED_MOURNING, .name = (char *) "국가애도기간", .starts_on = (char *) "2017-11-10",
                                    .ends_on = (char *) "2017-11-16", .legal_ground = (char *) "국무회의 의결", .all = TRUE };
}

static void
test_own (Fixture       *fixture,
          gconstpointer  data)
{
  gint64 before = add (fixture, "sns", FALSE, NULL, SOTONG_STATE_SCHEDULED, "2017-11-12T10:00");
  g_autofree char *key = save (fixture, mourning ());
  SotongRestrictedPeriod edited = mourning ();

  assert_kinds (fixture, before, "mourning");
  g_assert_cmpint (add (fixture, "sns", FALSE, NULL, SOTONG_STATE_SCHEDULED, "2017-11-16T23:00"), ==, 0);
  edited.key = key;
  edited.ends_on = (char *) "2017-11-11";
  g_free (save (fixture, edited));
  assert_kinds (fixture, before, "");
  store_fixture_write (&fixture->f, undo_job, NULL);
  assert_kinds (fixture, before, "mourning");
  store_fixture_write (&fixture->f, remove_job, key);
  assert_kinds (fixture, before, "");
  store_fixture_write (&fixture->f, undo_job, NULL);
  assert_kinds (fixture, before, "mourning");
  store_fixture_write (&fixture->f, undo_job, NULL); /* the addition */
  assert_kinds (fixture, before, "");
  store_fixture_write (&fixture->f, undo_job, fixture);
  assert_kinds (fixture, before, "mourning");
}

static gpointer
find_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_restricted_find (db, data, error);
}

/* An election's period can be edited and taken away as well, and both be undone. */
static void
test_built_in (Fixture       *fixture,
               gconstpointer  data)
{
  char *key = (char *) "local-2018-06-13";
  g_autoptr(SotongRestrictedPeriod) period = store_fixture_write (&fixture->f, find_job, key);
  gint64 id = add (fixture, "advertisement", FALSE, GROUND, SOTONG_STATE_SCHEDULED, "2018-01-10T10:00");
  GError *error = NULL;

  g_free (period->starts_on);
  period->starts_on = g_strdup ("2018-02-01");
  g_free (save (fixture, *period));
  assert_kinds (fixture, id, "");
  store_fixture_write (&fixture->f, undo_job, NULL);
  assert_kinds (fixture, id, "election");
  store_fixture_write (&fixture->f, undo_job, fixture);
  store_fixture_write (&fixture->f, remove_job, key);
  g_assert_null (sotong_store_write (fixture->f.store, SOTONG_WRITE_DEFAULT, remove_job, key, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  store_fixture_write (&fixture->f, undo_job, NULL);
  g_clear_pointer (&period, sotong_restricted_period_free);
  period = store_fixture_write (&fixture->f, find_job, key);
  g_assert_cmpstr (period->starts_on, ==, "2018-02-01");
}

static void
refuse_period (Fixture                *fixture,
               SotongRestrictedPeriod  period,
               GQuark                  domain)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (sotong_store_write (fixture->f.store, SOTONG_WRITE_DEFAULT, save_job, &period, NULL, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == domain);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  SotongRestrictedPeriod period = mourning ();

  period.name = (char *) " ";
  refuse_period (fixture, period, SOTONG_STORE_ERROR);
  period = mourning ();
  period.legal_ground = NULL;
  refuse_period (fixture, period, SOTONG_STORE_ERROR);
  period = mourning ();
  period.ends_on = NULL;
  refuse_period (fixture, period, SOTONG_STORE_ERROR);
  period = mourning ();
  period.ends_on = (char *) "2017-11-09";
  refuse_period (fixture, period, SOTONG_TIME_ERROR);
  period = mourning ();
  period.key = (char *) "4711";
  refuse_period (fixture, period, SOTONG_STORE_ERROR);
}

/* ---- going out ---- */

static gpointer
claim_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_attempt_claim (db, *(gint64 *) data, SOTONG_CLAIM_DUE, 0, error);
}

/* Mourning begins after the post was put on the schedule: it waits for a ground. */
static void
test_publish (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 id = add (fixture, "sns", FALSE, NULL, SOTONG_STATE_SCHEDULED, "2017-11-12T10:00");
  gint64 copy = store_fixture_copy_of (&fixture->f, id);
  g_autoptr(SotongClock) clock = sotong_clock_new_set (at ("2017-11-12T10:01"));
  g_autoptr(SotongClaim) claim = NULL;
  GError *error = NULL;

  g_free (save (fixture, mourning ()));
  store_fixture_reopen (&fixture->f, clock);
  g_assert_null (sotong_store_write (fixture->f.store, SOTONG_WRITE_DEFAULT, claim_job, &copy, NULL, &error));
  g_assert_error (error, SOTONG_ATTEMPT_ERROR, SOTONG_ATTEMPT_ERROR_NOT_ALLOWED);
  g_assert_nonnull (strstr (error->message, "국가애도기간"));
  g_clear_error (&error);
  g_assert_cmpint (store_fixture_sql_int (&fixture->f, "SELECT count(*) FROM copy WHERE state = 'scheduled'"), ==, 1);
  store_fixture_sql (&fixture->f, "UPDATE content SET restriction_ground = '추모 안내'");
  claim = store_fixture_write (&fixture->f, claim_job, &copy);
  g_assert_nonnull (claim);
}

/* The days are the office's: in another zone the same moment is another day. */
static void
test_zone (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 id = add (fixture, "advertisement", FALSE, NULL, SOTONG_STATE_SCHEDULED, "2017-12-14T23:00");
  g_autoptr(SotongClock) clock = sotong_clock_new_set (at ("2017-11-01T10:00"));

  assert_kinds (fixture, id, "");
  store_fixture_sql (&fixture->f, "UPDATE workspace SET value = 'Pacific/Auckland' WHERE name = 'zone'");
  store_fixture_reopen (&fixture->f, clock);
  assert_kinds (fixture, id, "election");
}

#define ADD(path, function) g_test_add ("/store/restriction/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("election", test_election);
  ADD ("periods", test_periods);
  ADD ("quarter", test_quarter);
  ADD ("schedule-and-move", test_schedule_and_move);
  ADD ("own", test_own);
  ADD ("built-in", test_built_in);
  ADD ("refused", test_refused);
  ADD ("publish", test_publish);
  ADD ("zone", test_zone);
  return g_test_run ();
}
