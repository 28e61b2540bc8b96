/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "mention-fixture.h"
#include "store/sotong-alert-edit.h"
#include "store/sotong-alert-find-private.h"
#include "store/sotong-db-private.h"
#include "util/sotong-random.h"

/* What is unusual: rules, what they find, and the log of it. */

#define HOUR 3600
#define DAY (24 * HOUR)
#define TODAY (NOW / DAY * DAY)

/* Counts of an hour, without the mentions themselves. */
static void
set_hour (SotongDb *db,
          gint64    topic,
          gint64    time,
          int       sentiment,
          gint64    n)
{
  g_autoptr(GError) error = NULL;

  sotong_db_exec (db, &error, "INSERT INTO rollup_hour (topic_id, hour, source_id, sentiment, n) VALUES ($1, $2, 1, $3, $4)"
                  " ON CONFLICT (topic_id, hour, source_id, sentiment) DO UPDATE SET n = excluded.n", "iiii", topic, time / HOUR, (gint64) sentiment, n);
  g_assert_no_error (error);
}

static GPtrArray *
look (SotongDb               *db,
      const SotongAlertRule  *rule,
      gint64                  start,
      gint64                  end)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *found = sotong_alert_look (db, rule, (SotongRange) { start, end }, &error);

  g_assert_no_error (error);
  return found;
}

static SotongAlertRule *
usual (SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rules = sotong_alert_rule_list (db, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rules->len, ==, 1);
  return g_ptr_array_steal_index (rules, 0);
}

/* ---- more than usual ---- */

/* What is drawn over the hours is what the alarm was measured by; before a week there is nothing, and a day's is more than an hour's. */
static void
check_threshold (SotongDb               *db,
                 const SotongAlertRule  *rule,
                 const SotongAlertEvent *event)
{
  const gint64 hours[] = { TODAY - 37 * DAY, event->hour_start }, days[] = { TODAY };
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) of_hours = sotong_alert_thresholds (db, rule, 0, hours, G_N_ELEMENTS (hours), 1, &error);
  g_autoptr(GArray) of_days = sotong_alert_thresholds (db, rule, 0, days, G_N_ELEMENTS (days), 24, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (of_hours->len, ==, 2);
  g_assert_true (isnan (g_array_index (of_hours, double, 0)));
  g_assert_cmpfloat_with_epsilon (g_array_index (of_hours, double, 1), event->threshold, 1e-9);
  g_assert_cmpfloat (g_array_index (of_days, double, 0), >, 10 * event->threshold);
}

static void
volume (Fixture  *f,
        SotongDb *db)
{
  g_autoptr(SotongAlertRule) rule = usual (db);
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GPtrArray) found = NULL;
  const SotongAlertEvent *event;

  for (int day = 0; day < 40; day++)
    {
      for (int hour = 0; hour < 24; hour++)
        set_hour (db, 0, TODAY - day * DAY + hour * HOUR, SOTONG_SENTIMENT_NEUTRAL, hour < 6 ? 2 : 20 + (day * hour) % 5);
    }
  none = look (db, rule, TODAY - 20 * DAY, TODAY + DAY);
  g_assert_cmpuint (none->len, ==, 0);
  set_hour (db, 0, TODAY + 3 * HOUR, SOTONG_SENTIMENT_NEUTRAL, 9);   /* many for the night, but fewer than ten */
  set_hour (db, 0, TODAY + 9 * HOUR, SOTONG_SENTIMENT_NEUTRAL, 40);  /* below the threshold */
  set_hour (db, 0, TODAY + 10 * HOUR, SOTONG_SENTIMENT_NEUTRAL, 50);
  set_hour (db, 0, TODAY + 11 * HOUR, SOTONG_SENTIMENT_NEUTRAL, 52); /* no news */
  set_hour (db, 0, TODAY + 12 * HOUR, SOTONG_SENTIMENT_NEUTRAL, 400);
  found = look (db, rule, TODAY, TODAY + DAY);
  g_assert_cmpuint (found->len, ==, 2);
  event = g_ptr_array_index (found, 0);
  check_threshold (db, rule, event);
  g_assert_cmpint (event->hour_start, ==, TODAY + 10 * HOUR);
  g_assert_cmpint (event->stage, ==, SOTONG_STAGE_ATTENTION);
  g_assert_cmpfloat (event->value, ==, 50);
  g_assert_cmpfloat (event->threshold, >, 42);
  g_assert_cmpfloat (event->threshold, <, 50);
  event = g_ptr_array_index (found, 1);
  g_assert_cmpint (event->hour_start, ==, TODAY + 12 * HOUR);
  g_assert_cmpint (event->stage, ==, SOTONG_STAGE_SERIOUS);
}

static void
test_volume (Fixture       *f,
             gconstpointer  data)
{
  fixture_write (f, volume);
}

static void
update (SotongDb   *db,
        const char *sql)
{
  g_autoptr(GError) error = NULL;

  sotong_db_exec (db, &error, sql, "");
  g_assert_no_error (error);
}

/* What one person wrote in an hour, and copies of one article, are one voice each; a café's name is no person. */
static void
voices (Fixture  *f,
        SotongDb *db)
{
  g_autoptr(SotongAlertRule) rule = usual (db);
  g_autoptr(GPtrArray) one = NULL, all = NULL, some = NULL, cafe = NULL;
  const SotongAlertEvent *event;

  for (int day = 1; day < 40; day++)
    set_hour (db, 0, TODAY - day * DAY, SOTONG_SENTIMENT_NEUTRAL, 20);
  for (int i = 0; i < 90; i++)
    {
      g_autofree char *key = g_strdup_printf ("id:%d", i);

      fixture_add (db, f->source, SOTONG_NONE, key, TODAY + i, key, NULL);
    }
  one = look (db, rule, TODAY, TODAY + HOUR); /* all by “시민” */
  g_assert_cmpuint (one->len, ==, 0);
  update (db, "UPDATE mention SET author = 'p' || (id % 1000000) WHERE canonical_key NOT IN ('id:0', 'id:1')");
  all = look (db, rule, TODAY, TODAY + HOUR);
  g_assert_cmpuint (all->len, ==, 1);
  event = g_ptr_array_index (all, 0);
  g_assert_cmpfloat (event->value, ==, 89);
  g_assert_nonnull (strstr (event->reason, "90 mentions in an hour, 89 if"));
  update (db, "UPDATE mention SET duplicate_of = (SELECT min(id) FROM mention) WHERE id > (SELECT min(id) FROM mention) AND canonical_key > 'id:3'");
  some = look (db, rule, TODAY, TODAY + HOUR);
  g_assert_cmpuint (some->len, ==, 0);
  update (db, "UPDATE mention SET duplicate_of = NULL, author = '동네 카페'");
  update (db, "UPDATE source SET kind = 'naver-cafe'");
  cafe = look (db, rule, TODAY, TODAY + HOUR);
  g_assert_cmpuint (cafe->len, ==, 1);
  g_assert_nonnull (strstr (((SotongAlertEvent *) g_ptr_array_index (cafe, 0))->reason, "90 mentions in an hour. Usual"));
}

static void
test_voices (Fixture       *f,
             gconstpointer  data)
{
  fixture_write (f, voices);
}

/* The share of negative counts voices too, either way; both counts are said. */
static void
negative_voices (Fixture  *f,
                 SotongDb *db)
{
  SotongAlertRule rule = { .name = (char *) "부정", .kind = SOTONG_ALERT_NEGATIVE, .topic_id = 0, .least = 10, .share = 0.5, .cadence_hours = 24, .words = (char *) "" };
  g_autoptr(GPtrArray) one = NULL, all = NULL, drowned = NULL;

  for (int i = 0; i < 60; i++)
    {
      g_autofree char *key = g_strdup_printf ("id:%d", i);

      fixture_add (db, f->source, SOTONG_NONE, key, TODAY + i, key, NULL);
    }
  update (db, "UPDATE rollup_hour SET n = 0");
  set_hour (db, 0, TODAY, SOTONG_SENTIMENT_NEGATIVE, 40);
  set_hour (db, 0, TODAY, SOTONG_SENTIMENT_NEUTRAL, 20);
  update (db, "UPDATE mention SET author = 'p' || (id % 1000000), sentiment = CASE WHEN CAST(substr (canonical_key, 4) AS INTEGER) < 40 THEN 1 ELSE 2 END");
  all = look (db, &rule, TODAY, TODAY + HOUR);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_nonnull (strstr (((SotongAlertEvent *) g_ptr_array_index (all, 0))->reason, "67 percent of 60 mentions within 24 hours are negative; the"));
  update (db, "UPDATE mention SET author = '민원왕' WHERE sentiment = 1 AND canonical_key <> 'id:0'"); /* one complains 39 times, 20 others do not */
  one = look (db, &rule, TODAY, TODAY + HOUR);
  g_assert_cmpuint (one->len, ==, 0);
  update (db, "UPDATE mention SET author = 'p' || (id % 1000000), sentiment = CASE WHEN sentiment = 1 AND canonical_key < 'id:2' THEN 1 ELSE 2 END");
  set_hour (db, 0, TODAY, SOTONG_SENTIMENT_NEGATIVE, 12);
  set_hour (db, 0, TODAY, SOTONG_SENTIMENT_NEUTRAL, 48);
  update (db, "UPDATE mention SET author = '홍보왕' WHERE sentiment = 2"); /* one drowns twelve others */
  drowned = look (db, &rule, TODAY, TODAY + HOUR);
  g_assert_cmpuint (drowned->len, ==, 1);
  g_assert_nonnull (strstr (((SotongAlertEvent *) g_ptr_array_index (drowned, 0))->reason, "92 percent of 13 mentions within 24 hours are negative, if copies"));
  g_assert_nonnull (strstr (((SotongAlertEvent *) g_ptr_array_index (drowned, 0))->reason, "of all 60 it is 20 percent"));
}

static void
test_negative_voices (Fixture       *f,
                      gconstpointer  data)
{
  fixture_write (f, negative_voices);
}

/* After a spammer's flood the same hour of the next days is as usual as before: what is drawn and what alarms. */
static void
after_flood (Fixture  *f,
             SotongDb *db)
{
  g_autoptr(SotongAlertRule) rule = usual (db);
  const gint64 hours[] = { TODAY + DAY };
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GArray) threshold = NULL;
  g_autoptr(GError) error = NULL;

  for (int day = 1; day < 40; day++)
    set_hour (db, 0, TODAY - day * DAY, SOTONG_SENTIMENT_NEUTRAL, 10);
  for (int i = 0; i < 500; i++)
    {
      g_autofree char *key = g_strdup_printf ("id:%d", i);

      fixture_add (db, f->source, SOTONG_NONE, key, TODAY + i, key, NULL);
    }
  set_hour (db, 0, TODAY + DAY, SOTONG_SENTIMENT_NEUTRAL, 40);
  found = look (db, rule, TODAY, TODAY + DAY + HOUR);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (((SotongAlertEvent *) g_ptr_array_index (found, 0))->hour_start, ==, TODAY + DAY);
  threshold = sotong_alert_thresholds (db, rule, 0, hours, 1, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (g_array_index (threshold, double, 0), ((SotongAlertEvent *) g_ptr_array_index (found, 0))->threshold, 1e-9);
}

static void
test_after_flood (Fixture       *f,
                  gconstpointer  data)
{
  fixture_write (f, after_flood);
}

/* The first week of a workspace is not unusual. */
static void
begin (Fixture  *f,
       SotongDb *db)
{
  g_autoptr(SotongAlertRule) rule = usual (db);
  g_autoptr(GPtrArray) found = NULL;

  for (int hour = 0; hour < 8 * 24; hour++)
    set_hour (db, 0, TODAY + hour * HOUR, SOTONG_SENTIMENT_NEUTRAL, 100);
  set_hour (db, 0, TODAY + 2 * DAY, SOTONG_SENTIMENT_NEUTRAL, 900);
  set_hour (db, 0, TODAY + 7 * DAY + HOUR, SOTONG_SENTIMENT_NEUTRAL, 900);
  found = look (db, rule, TODAY, TODAY + 8 * DAY);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (((SotongAlertEvent *) g_ptr_array_index (found, 0))->hour_start, ==, TODAY + 7 * DAY + HOUR);
}

static void
test_begin (Fixture       *f,
            gconstpointer  data)
{
  fixture_write (f, begin);
}

/* ---- noise ---- */

#define NOISE_MONTHS 3
#define NOISE_DAYS (NOISE_MONTHS * 31)
#define CRISIS_HOUR 15

/* What the rate of an hour is multiplied with: 1 on the average, with a deviation of 58 percent (gamma of shape 3). */
static double
draw_burst (SotongRandom *random)
{
  double sum = 0;

  for (int i = 0; i < 3; i++)
    sum -= log ((double) ((sotong_random_next (random) >> 11) + 1) / 9007199254740993.0);
  return sum / 3;
}

/* Four weeks and three months by day, night and weekend, about @mean an hour. */
static void
make_noise (SotongDb *db,
            guint     seed,
            guint     mean,
            gboolean  bursty)
{
  SotongRandom random;

  sotong_random_init (&random, seed);
  for (int hour = 0; hour < (NOISE_DAYS + 29) * 24; hour++)
    {
      double rate = mean * (1 - 0.8 * cos (2 * G_PI * (hour % 24) / 24)) * (hour / 24 % 7 < 5 ? 1.1 : 0.75);

      rate *= bursty ? draw_burst (&random) : 1;
      set_hour (db, 0, TODAY - (NOISE_DAYS + 29) * DAY + hour * HOUR, SOTONG_SENTIMENT_NEUTRAL, sotong_random_poisson (&random, (guint32) (1000 * rate)));
    }
}

/* On each of two days something happens, in other hours: neither is missed for the noise, nor the second for the first. */
static void
check_crises (SotongDb              *db,
              const SotongAlertRule *rule,
              guint                  mean)
{
  const gint64 at[] = { TODAY - 10 * DAY + CRISIS_HOUR * HOUR, TODAY - 3 * DAY + (CRISIS_HOUR - 4) * HOUR };

  for (guint i = 0; i < G_N_ELEMENTS (at); i++)
    {
      g_autoptr(GPtrArray) found = NULL;
      g_autoptr(GArray) threshold = NULL;
      g_autoptr(GError) error = NULL;
      const SotongAlertEvent *event;

      for (int hour = 0; hour < 30; hour++)
        set_hour (db, 0, at[i] + hour * HOUR, SOTONG_SENTIMENT_NEUTRAL, (gint64) (MAX (mean, 5) * 20 * exp (-hour / 12.0)));
      found = look (db, rule, at[i], at[i] + 2 * HOUR);
      threshold = sotong_alert_thresholds (db, rule, 0, &at[i], 1, 1, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (found->len, >=, 1);
      event = g_ptr_array_index (found, 0);
      g_assert_cmpint (event->hour_start, ==, at[i]);
      g_assert_cmpfloat_with_epsilon (g_array_index (threshold, double, 0), event->threshold, 1e-9); /* as it is drawn */
    }
}

/* Whether mentions come independently of each other or in bursts, as where articles are copied and posts are shared: one false alarm a
 * month at most of three topics together, whatever the seed. */
static void
bursts (Fixture  *f,
        SotongDb *db)
{
  g_autoptr(SotongAlertRule) rule = usual (db);
  const guint means[] = { 2, 10, 50 };

  for (guint bursty = 0; bursty < 2; bursty++)
    for (guint seed = 1; seed <= 4; seed++)
      {
        guint n = 0;

        for (guint i = 0; i < G_N_ELEMENTS (means); i++)
          {
            g_autoptr(GPtrArray) found = NULL;

            make_noise (db, 10 * seed + i, means[i], bursty != 0);
            found = look (db, rule, TODAY - NOISE_DAYS * DAY, TODAY);
            g_test_message ("%s, %u an hour, seed %u: %u in %d months", bursty ? "bursts" : "independent", means[i], seed, found->len, NOISE_MONTHS);
            n += found->len;
            check_crises (db, rule, means[i]);
          }
        g_assert_cmpuint (n, <=, NOISE_MONTHS);
      }
}

static void
test_bursts (Fixture       *f,
             gconstpointer  data)
{
  fixture_write (f, bursts);
}

/* A year of nothing in particular, by day, night and weekend: one false alarm a month at most, whatever the seed. */
static void
noise (Fixture  *f,
       SotongDb *db)
{
  g_autoptr(SotongAlertRule) rule = usual (db);

  for (guint seed = 1; seed <= 3; seed++)
    {
      SotongRandom random;
      g_autoptr(GPtrArray) found = NULL;

      sotong_random_init (&random, seed);
      for (int hour = 0; hour < 365 * 24; hour++)
        {
          double mean = 1 + 12 * (1 - cos (2 * G_PI * (hour % 24) / 24)) * (hour / 24 % 7 < 5 ? 1 : 0.6);

          set_hour (db, 0, TODAY - 365 * DAY + hour * HOUR, SOTONG_SENTIMENT_NEUTRAL, sotong_random_poisson (&random, (guint32) (1000 * mean)));
        }
      found = look (db, rule, TODAY - 337 * DAY, TODAY);
      g_test_message ("seed %u: %u in eleven months", seed, found->len);
      g_assert_cmpuint (found->len, <=, 11);
    }
}

static void
test_noise (Fixture       *f,
            gconstpointer  data)
{
  fixture_write (f, noise);
}

/* ---- shares and words ---- */

static void
share_and_word (Fixture  *f,
                SotongDb *db)
{
  g_autoptr(SotongAlertRule) rule = sotong_alert_rule_new ();
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GPtrArray) words = NULL;
  const SotongAlertEvent *event;

  rule->name = g_strdup ("x");
  rule->kind = SOTONG_ALERT_NEGATIVE;
  set_hour (db, 0, TODAY, SOTONG_SENTIMENT_POSITIVE, 12);
  set_hour (db, 0, TODAY + HOUR, SOTONG_SENTIMENT_NEGATIVE, 10);
  set_hour (db, 0, TODAY + 2 * HOUR, SOTONG_SENTIMENT_NEGATIVE, 3);
  set_hour (db, 0, TODAY + 2 * HOUR, SOTONG_SENTIMENT_UNCERTAIN, 90);
  found = look (db, rule, TODAY, TODAY + DAY);
  g_assert_cmpuint (found->len, ==, 1);
  event = g_ptr_array_index (found, 0);
  g_assert_cmpint (event->hour_start, ==, TODAY + 2 * HOUR);
  g_assert_cmpfloat (event->value, ==, 52);

  rule->kind = SOTONG_ALERT_WORD;
  rule->words = g_strdup ("붕괴\n싱크 홀\n");
  fixture_add (db, f->source, SOTONG_NONE, "id:1", TODAY + 100, "축대가 붕괴될까 걱정", NULL);
  fixture_add (db, f->source, SOTONG_NONE, "id:2", TODAY + 200, "또 붕괴", NULL);
  fixture_add (db, f->source, SOTONG_NONE, "id:3", TODAY + 300, "싱크홀", NULL);
  fixture_add (db, f->source, SOTONG_NONE, "id:4", TODAY + 400, "싱크 홀이 생겼다", NULL);
  words = look (db, rule, TODAY, TODAY + DAY);
  g_assert_cmpuint (words->len, ==, 2); /* the second 붕괴 is no news; a blank is part of a word */
  event = g_ptr_array_index (words, 0);
  g_assert_nonnull (strstr (event->reason, "축대"));
}

static void
test_share_and_word (Fixture       *f,
                     gconstpointer  data)
{
  fixture_write (f, share_and_word);
}

/* ---- rules and the log ---- */

static guint
raise_now (SotongDb   *db,
           const char *told)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) raised = sotong_alert_raise (db, "담당자", &error);

  g_assert_no_error (error);
  for (guint i = 0; i < raised->len; i++)
    g_assert_cmpstr (((SotongAlertEvent *) g_ptr_array_index (raised, i))->told, ==, told);
  return raised->len;
}

static gint64 rule_id;

static void
add_rule (Fixture  *f,
          SotongDb *db)
{
  g_autoptr(SotongAlertRule) rule = sotong_alert_rule_new ();
  g_autoptr(GError) error = NULL;

  rule->name = g_strdup ("위기 낱말");
  rule->kind = SOTONG_ALERT_WORD;
  g_assert_cmpint (sotong_alert_rule_add (db, rule, &error), ==, 0);
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_clear_error (&error);
  rule->words = g_strdup ("붕괴");
  rule->quiet_from = 23 * 60; /* over midnight until two past ten: now is ten */
  rule->quiet_to = 10 * 60 + 2;
  rule_id = sotong_alert_rule_add (db, rule, &error);
  g_assert_no_error (error);
}

static void
raise_it (Fixture  *f,
          SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (sotong_alert_rule_find (db, "위기 낱말", &error), ==, rule_id);
  fixture_add (db, f->source, SOTONG_NONE, "id:1", NOW - 60, "축대 붕괴", NULL);
  g_assert_cmpuint (raise_now (db, "quiet"), ==, 1);
  g_assert_cmpuint (raise_now (db, ""), ==, 0);
  g_assert_true (sotong_db_exec (db, &error, "DELETE FROM alert_event", ""));
}

static void
snooze (Fixture  *f,
        SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (sotong_alert_rule_snooze (db, rule_id, NOW + 60, &error));
  g_assert_no_error (error);
}

/* A key pressed twice is one step of undo. */
static void
snooze_again (Fixture  *f,
              SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (sotong_alert_rule_snooze (db, rule_id, NOW + 62, &error));
  g_assert_no_error (error);
  g_assert_null (db->change);
  g_assert_false (sotong_alert_rule_snooze (db, rule_id + 1000, NOW + 62, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
}

static void
raise_snoozed (Fixture  *f,
               SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) list = NULL;
  const SotongAlertEvent *event;

  g_assert_cmpuint (raise_now (db, "snoozed"), ==, 1);
  list = sotong_alert_list (db, (SotongRange) { 0, 0 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  event = g_ptr_array_index (list, 0);
  g_assert_cmpstr (event->rule, ==, "위기 낱말");
  g_assert_cmpint (event->found_at, ==, NOW);
}

static void
undo_to_usual (Fixture  *f,
               SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongChangeInfo) second = sotong_change_undo (db, &error);
  g_autoptr(SotongChangeInfo) first = NULL;
  g_autoptr(GPtrArray) rules = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (second->action, ==, "alert.snooze");
  first = sotong_change_undo (db, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first->action, ==, "alert.add");
  rules = sotong_alert_rule_list (db, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rules->len; i++)
    g_assert_cmpstr (((SotongAlertRule *) g_ptr_array_index (rules, i))->name, !=, "위기 낱말");
}

static void
add_loud (Fixture  *f,
          SotongDb *db)
{
  g_autoptr(SotongAlertRule) rule = sotong_alert_rule_new ();
  g_autoptr(GError) error = NULL;

  rule->name = g_strdup ("무너짐");
  rule->kind = SOTONG_ALERT_WORD;
  rule->words = g_strdup ("축대\n붕괴\n침수");
  rule->quiet_from = 22 * 60;
  rule->quiet_to = 10 * 60; /* over a minute ago */
  g_assert_cmpint (sotong_alert_rule_add (db, rule, &error), !=, 0);
  g_assert_no_error (error);
}

static void
raise_loud (Fixture  *f,
            SotongDb *db)
{
  g_assert_cmpuint (raise_now (db, "담당자"), ==, 1); /* one text with two of the words */
  g_assert_cmpuint (raise_now (db, ""), ==, 0);
  fixture_add (db, f->source, SOTONG_NONE, "id:2", NOW - 50, "붕괴 소식에 놀랐다", NULL);
  g_assert_cmpuint (raise_now (db, ""), ==, 0); /* told a moment ago */
  fixture_add (db, f->source, SOTONG_NONE, "id:3", NOW - 40, "지하차도 침수", NULL);
  g_assert_cmpuint (raise_now (db, "담당자"), ==, 1); /* another word is news, however soon */
  g_assert_cmpuint (raise_now (db, ""), ==, 0);
}

static void
test_log (Fixture       *f,
          gconstpointer  data)
{
  fixture_write (f, add_rule);
  fixture_write (f, raise_it);
  fixture_write (f, snooze);
  fixture_write (f, snooze_again);
  fixture_write (f, raise_snoozed);
  fixture_write (f, undo_to_usual);
  fixture_write (f, add_loud);
  fixture_write (f, raise_loud);
}

/* ---- a rule that is edited, a stage that a person sets ---- */

static void
edit_rule (Fixture  *f,
           SotongDb *db)
{
  g_autoptr(SotongAlertRule) rule = sotong_alert_rule_new ();
  g_autoptr(GError) error = NULL;

  rule->id = rule_id;
  rule->name = g_strdup ("위기 낱말"); /* its own name is no other's */
  rule->kind = SOTONG_ALERT_NEGATIVE;
  rule->share = 2;
  g_assert_false (sotong_alert_rule_edit (db, rule, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_clear_error (&error);
  rule->share = 0.7;
  rule->cadence_hours = 3;
  g_assert_true (sotong_alert_rule_edit (db, rule, &error));
  g_assert_no_error (error);
}

static const SotongAlertRule *
only_rule (GPtrArray *rules)
{
  g_assert_cmpuint (rules->len, ==, 1);
  return g_ptr_array_index (rules, 0);
}

static void
undo_edit (Fixture  *f,
           SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) after = sotong_alert_rule_list (db, &error), before = NULL;
  g_autoptr(SotongChangeInfo) undone = NULL;

  g_assert_cmpint (only_rule (after)->kind, ==, SOTONG_ALERT_NEGATIVE);
  g_assert_cmpint (only_rule (after)->cadence_hours, ==, 3);
  undone = sotong_change_undo (db, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (undone->action, ==, "alert.edit");
  before = sotong_alert_rule_list (db, &error);
  g_assert_cmpint (only_rule (before)->kind, ==, SOTONG_ALERT_WORD);
  g_assert_cmpint (only_rule (before)->cadence_hours, ==, 24);
}

static void
set_stage (Fixture  *f,
           SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  gboolean watched = TRUE;

  g_assert_true (sotong_alert_is_watched (db, 0, &watched, &error) && !watched);
  g_assert_cmpint (sotong_alert_set_stage (db, 0, SOTONG_STAGE_ALERT, " ", "과장", &error), ==, 0);
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (sotong_alert_set_stage (db, 0, SOTONG_STAGE_ALERT, "기자 문의가 이어짐", "과장, 대변인", &error), !=, 0);
  g_assert_true (sotong_alert_is_watched (db, 0, &watched, &error) && watched);
  g_assert_no_error (error);
}

static void
undo_stage (Fixture  *f,
            SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) log = sotong_alert_list (db, (SotongRange) { 0, 0 }, &error);
  g_autoptr(SotongChangeInfo) undone = NULL;
  const SotongAlertEvent *event;
  gboolean watched = TRUE;

  g_assert_cmpuint (log->len, ==, 1);
  event = g_ptr_array_index (log, 0);
  g_assert_cmpint (event->rule_id, ==, SOTONG_ALERT_BY_HAND);
  g_assert_cmpint (event->stage, ==, SOTONG_STAGE_ALERT);
  g_assert_cmpstr (event->told, ==, "과장, 대변인");
  g_assert_cmpint (event->found_at, ==, NOW);
  undone = sotong_change_undo (db, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (undone->action, ==, "alert.stage");
  g_assert_true (sotong_alert_is_watched (db, 0, &watched, &error) && !watched);
}

/* While a stage holds, the same is told again after an hour, whatever the rule's cadence. */
static void
watch_closely (Fixture  *f,
               SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  fixture_add (db, f->source, SOTONG_NONE, "id:1", NOW - 2 * HOUR, "축대 붕괴", NULL);
  update (db, "UPDATE mention SET first_seen = first_seen - 7200");
  update (db, "UPDATE sighting SET first_seen = first_seen - 7200");
  g_assert_cmpuint (raise_now (db, "quiet"), ==, 1);
  fixture_add (db, f->source, SOTONG_NONE, "id:2", NOW - 60, "또 붕괴", NULL);
  g_assert_cmpuint (raise_now (db, ""), ==, 0);
  g_assert_cmpint (sotong_alert_set_stage (db, 0, SOTONG_STAGE_CAUTION, "지켜본다", "", &error), !=, 0);
  g_assert_no_error (error);
  g_assert_cmpuint (raise_now (db, "quiet"), ==, 1);
  g_assert_cmpuint (raise_now (db, ""), ==, 0);
}

static void
test_by_hand (Fixture       *f,
              gconstpointer  data)
{
  fixture_write (f, add_rule);
  fixture_write (f, edit_rule);
  fixture_write (f, undo_edit);
  fixture_write (f, set_stage);
  fixture_write (f, undo_stage);
  fixture_write (f, watch_closely);
}

/* ---- looking first, writing then ---- */

static gpointer
find_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_alert_find (db, error);
}

static void
add_words (Fixture  *f,
           SotongDb *db)
{
  g_autoptr(SotongAlertRule) rule = sotong_alert_rule_new ();
  g_autoptr(GError) error = NULL;

  rule->name = g_strdup ("낱말");
  rule->kind = SOTONG_ALERT_WORD;
  rule->words = g_strdup ("붕괴\n침수\n화재");
  rule_id = sotong_alert_rule_add (db, rule, &error);
  g_assert_no_error (error);
  fixture_add (db, f->source, SOTONG_NONE, "id:1", NOW - 60, "축대 붕괴", NULL);
  fixture_add (db, f->source, SOTONG_NONE, "id:2", NOW - 50, "지하차도 침수", NULL);
}

static SotongAlertFinding *finding;

/* It is in the log, once; what was taken back or purged meanwhile is not. */
static void
log_it (Fixture  *f,
        SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) raised = NULL, again = NULL;
  const SotongAlertEvent *event;

  fixture_add (db, f->source, SOTONG_NONE, "id:3", NOW - 3 * DAY, "시장에 화재", NULL); /* came in since it was looked */
  update (db, "UPDATE mention SET text = '', purged_at = 1 WHERE text LIKE '%침수'");
  raised = sotong_alert_log (db, finding, "담당자", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (raised->len, ==, 1);
  event = g_ptr_array_index (raised, 0);
  g_assert_nonnull (strstr (event->reason, "붕괴"));
  again = sotong_alert_raise (db, "담당자", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 1);
  event = g_ptr_array_index (again, 0);
  g_assert_nonnull (strstr (event->reason, "화재"));
}

static void
remove_rule (Fixture  *f,
             SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  fixture_add (db, f->source, SOTONG_NONE, "id:4", NOW - 40, "다리 붕괴", NULL);
  g_assert_true (sotong_db_exec (db, &error, "DELETE FROM alert_event", ""));
  g_assert_no_error (error);
}

/* A rule that is gone by the time it is logged finds nothing. */
static void
log_without_rule (Fixture  *f,
                  SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) raised = NULL;

  g_assert_true (sotong_alert_rule_remove (db, rule_id, &error));
  raised = sotong_alert_log (db, finding, "담당자", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (raised->len, ==, 0);
}

static void
test_found_before (Fixture       *f,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) none = NULL;

  fixture_write (f, add_words);
  finding = sotong_store_read (f->store, find_job, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture_write (f, log_it);
  sotong_alert_finding_free (finding);
  none = sotong_alert_run (f->store, "담당자", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  fixture_write (f, remove_rule);
  finding = sotong_store_read (f->store, find_job, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture_write (f, log_without_rule);
  sotong_alert_finding_free (finding);
}

/* What more people read since it was looked stays for the next look. */
static void
grown (Fixture  *f,
       SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(SotongAlertFinding) first = NULL, second = NULL;
  gint64 id = 7;

  g_array_append_val (ids, id);
  g_assert_true (sotong_alert_note_grown (db, ids, &error));
  first = sotong_alert_find (db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (first->seen.grown), ==, 1);
  id = 8;
  g_array_append_val (ids, id);
  g_assert_true (sotong_alert_note_grown (db, ids, &error) && sotong_alert_note_found (db, first, &error));
  second = sotong_alert_find (db, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second->grown, ==, "8");
  g_assert_true (sotong_alert_note_found (db, second, &error));
  g_assert_no_error (error);
}

static void
test_grown (Fixture       *f,
            gconstpointer  data)
{
  fixture_write (f, grown);
}

/* ---- since when a rule looks ---- */

static void
edit_words (SotongDb   *db,
            const char *name,
            const char *words)
{
  g_autoptr(SotongAlertRule) rule = sotong_alert_rule_new ();
  g_autoptr(GError) error = NULL;

  rule->id = rule_id;
  rule->name = g_strdup (name);
  rule->kind = SOTONG_ALERT_WORD;
  rule->words = g_strdup (words);
  g_assert_true (sotong_alert_rule_edit (db, rule, &error));
  g_assert_no_error (error);
}

static gint64
since_of_rule (SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongAlertFinding) found = sotong_alert_find (db, &error);

  g_assert_no_error (error);
  return g_array_index (found->since, gint64, found->since->len - 1);
}

/* A rule that looks for something else is a new one; one that is only renamed is not. */
static void
changed (Fixture  *f,
         SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *old = NULL;
  g_autoptr(SotongAlertFinding) before = NULL;
  g_autoptr(GPtrArray) late = NULL;
  int n_written;

  g_assert_cmpint (since_of_rule (db), >, NOW - DAY);
  g_assert_cmpuint (raise_now (db, "담당자"), ==, 2);
  n_written = sqlite3_total_changes (db->handle);
  g_assert_cmpuint (raise_now (db, "담당자"), ==, 0);
  g_assert_cmpint (sqlite3_total_changes (db->handle), ==, n_written); /* what is not new wakes nobody each minute */
  old = g_strdup_printf ("UPDATE workspace SET value = '%" G_GINT64_FORMAT ":5' WHERE name = 'alerts-rules'", rule_id);
  update (db, old);
  g_assert_cmpint (since_of_rule (db), ==, 5);
  edit_words (db, "다른 이름", "붕괴\n침수\n화재");
  g_assert_cmpint (since_of_rule (db), ==, 5);
  edit_words (db, "다른 이름", "정전");
  g_assert_cmpint (since_of_rule (db), >, NOW - DAY);
  update (db, old);
  before = sotong_alert_find (db, &error); /* while this was looked for, the rule became another */
  g_assert_no_error (error);
  edit_words (db, "다른 이름", "정전\n단수");
  late = sotong_alert_log (db, before, "담당자", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (late->len, ==, 0);
  g_assert_cmpint (since_of_rule (db), >, NOW - DAY);
  update (db, "DELETE FROM workspace WHERE name = 'alerts-rules'"); /* as before Sotong noted it */
  g_assert_cmpint (since_of_rule (db), ==, 0);
}

static void
test_since (Fixture       *f,
            gconstpointer  data)
{
  fixture_write (f, add_words);
  fixture_write (f, changed);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/store/alert/volume", Fixture, NULL, fixture_set_up, test_volume, fixture_tear_down);
  g_test_add ("/store/alert/voices", Fixture, NULL, fixture_set_up, test_voices, fixture_tear_down);
  g_test_add ("/store/alert/voices/negative", Fixture, NULL, fixture_set_up, test_negative_voices, fixture_tear_down);
  g_test_add ("/store/alert/voices/after-flood", Fixture, NULL, fixture_set_up, test_after_flood, fixture_tear_down);
  g_test_add ("/store/alert/begin", Fixture, NULL, fixture_set_up, test_begin, fixture_tear_down);
  g_test_add ("/store/alert/noise", Fixture, NULL, fixture_set_up, test_noise, fixture_tear_down);
  g_test_add ("/store/alert/bursts", Fixture, NULL, fixture_set_up, test_bursts, fixture_tear_down);
  g_test_add ("/store/alert/share-and-word", Fixture, NULL, fixture_set_up, test_share_and_word, fixture_tear_down);
  g_test_add ("/store/alert/log", Fixture, NULL, fixture_set_up, test_log, fixture_tear_down);
  g_test_add ("/store/alert/by-hand", Fixture, NULL, fixture_set_up, test_by_hand, fixture_tear_down);
  g_test_add ("/store/alert/found-before", Fixture, NULL, fixture_set_up, test_found_before, fixture_tear_down);
  g_test_add ("/store/alert/grown", Fixture, NULL, fixture_set_up, test_grown, fixture_tear_down);
  g_test_add ("/store/alert/since", Fixture, NULL, fixture_set_up, test_since, fixture_tear_down);
  return g_test_run ();
}
