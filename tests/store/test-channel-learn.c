/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store-fixture.h"
#include "store/sotong-channel-learn.h"

/* What becomes of an account's health and of its pause, whatever is learnt of it: one row for each rule, and the corners between them. */

#define NOW  G_GINT64_CONSTANT (1476406800)
#define HOUR 3600
#define DAY  86400
#define POST    SOTONG_LEARNT_BY_POST
#define LOOK    SOTONG_LEARNT_BY_LOOK
#define CHECK   SOTONG_LEARNT_BY_CHECK
#define PERSON  SOTONG_LEARNT_BY_PERSON
#define FIGURES SOTONG_LEARNT_BY_FIGURES

/* Seconds from now; 0: none, or never. */
typedef struct {
  const char *health;
  gint64      checked_at, wait;
} Known;

static const struct {
  const char     *name;
  Known           before;
  SotongLearntBy  by;
  const char     *health;
  gint64          wait;
  Known           after;
} cases[] = {
  /* a post */
  { "post/well", { "wait", -60, 600 }, POST, "ok", 0, { "ok", 0, 0 } },
  { "post/well-and-slow", { "ok", -60, 0 }, POST, "ok", 300, { "ok", 0, 300 } },
  { "post/busy", { "ok", -60, 0 }, POST, "wait", 600, { "wait", 0, 600 } },
  { "post/busy-names-no-time", { "ok", -60, 300 }, POST, "wait", 0, { "wait", 0, 0 } },
  { "post/busy-week", { "ok", -60, 0 }, POST, "wait", 7 * DAY, { "wait", 0, 7 * DAY } },
  { "post/shut-out", { "ok", -60, 0 }, POST, "sign-in", 300, { "sign-in", 0, 300 } },
  { "post/shut-out-again", { "sign-in", -300, -1 }, POST, "sign-in", 300, { "sign-in", 0, 598 } },
  { "post/shut-out-often", { "sign-in", -HOUR, -1 }, POST, "sign-in", 300, { "sign-in", 0, HOUR } },
  { "post/shut-out-otherwise", { "sign-in", -HOUR, -1 }, POST, "refused", 300, { "refused", 0, 300 } },
  { "post/shut-out-no-rest", { "sign-in", -HOUR, -1 }, POST, "sign-in", 0, { "sign-in", 0, 0 } },
  { "post/shut-out-paused", { "wait", -60, 3 * DAY }, POST, "sign-in", 300, { "sign-in", 0, 3 * DAY } },
  { "post/says-nothing", { "wait", -60, 600 }, POST, NULL, 0, { "wait", -60, 600 } },
  { "post/says-nothing-but-slow", { "ok", -60, 0 }, POST, NULL, 300, { "ok", -60, 300 } },
  { "post/past", { "ok", -60, 600 }, POST, "ok", -1, { "ok", 0, 0 } },
  /* a look-up, a correction */
  { "look/well", { "", 0, 0 }, LOOK, "ok", 0, { "ok", 0, 0 } },
  { "look/well-paused", { "wait", -60, 600 }, LOOK, "ok", 0, { "wait", 0, 600 } },
  { "look/well-paused-week", { "wait", -60, 6 * DAY }, LOOK, "ok", 0, { "wait", 0, 6 * DAY } },
  { "look/well-and-slow", { "ok", -60, 300 }, LOOK, "ok", 900, { "ok", 0, 900 } },
  { "look/well-and-less-slow", { "ok", -60, 900 }, LOOK, "ok", 300, { "ok", 0, 900 } },
  { "look/busy", { "ok", -60, 0 }, LOOK, "wait", 600, { "wait", 0, 600 } },
  { "look/busy-longer", { "wait", -60, 900 }, LOOK, "wait", 600, { "wait", 0, 900 } },
  { "look/shut-out", { "ok", -60, 0 }, LOOK, "sign-in", 0, { "sign-in", 0, 0 } },
  { "look/says-nothing", { "ok", -60, 0 }, LOOK, NULL, 600, { "ok", -60, 600 } },
  /* the daily check */
  { "check/first", { "", 0, 0 }, CHECK, "ok", 0, { "ok", 0, 0 } },
  { "check/well-paused", { "wait", -60, 600 }, CHECK, "ok", 0, { "wait", 0, 600 } },
  { "check/well-paused-week", { "wait", -DAY, 6 * DAY }, CHECK, "ok", 0, { "wait", 0, 6 * DAY } },
  { "check/well-paused-year", { "wait", -DAY, 365 * DAY }, CHECK, "ok", 0, { "wait", 0, 365 * DAY } },
  { "check/well-pause-over", { "wait", -DAY, -1 }, CHECK, "ok", 0, { "ok", 0, -1 } },
  { "check/well-resting", { "ok", -60, 600 }, CHECK, "ok", 0, { "ok", 0, 600 } },
  { "check/busy", { "ok", -60, 0 }, CHECK, "wait", 0, { "wait", 0, 0 } },
  { "check/busy-resting", { "ok", -60, 600 }, CHECK, "wait", 0, { "ok", 0, 600 } },
  { "check/busy-paused", { "wait", -60, 3 * DAY }, CHECK, "wait", 0, { "wait", 0, 3 * DAY } },
  { "check/shut-out", { "ok", -60, 0 }, CHECK, "refused", 0, { "refused", 0, 0 } },
  { "check/shut-out-resting", { "sign-in", -60, 600 }, CHECK, "refused", 0, { "refused", 0, 600 } },
  { "check/let-in", { "sign-in", -60, 600 }, CHECK, "ok", 0, { "ok", 0, 0 } },
  { "check/let-in-paused", { "sign-in", -60, 3 * DAY }, CHECK, "ok", 0, { "wait", 0, 3 * DAY } },
  { "check/let-in-busy", { "sign-in", -60, 600 }, CHECK, "wait", 0, { "wait", 0, 0 } },
  { "check/changed-paused", { "", 0, 3 * DAY }, CHECK, "ok", 0, { "wait", 0, 3 * DAY } },
  { "check/changed-paused-short", { "", 0, 600 }, CHECK, "ok", 0, { "wait", 0, 600 } },
  { "check/unclear", { "ok", -60, 0 }, CHECK, "unknown", 0, { "unknown", 0, 0 } },
  { "check/unclear-paused", { "wait", -60, 600 }, CHECK, "unknown", 0, { "wait", 0, 600 } },
  { "check/unclear-resting", { "ok", -60, 600 }, CHECK, "unknown", 0, { "ok", 0, 600 } },
  { "check/unclear-pause-over", { "wait", -60, -1 }, CHECK, "unknown", 0, { "unknown", 0, -1 } },
  { "check/unclear-let-in", { "sign-in", -60, 600 }, CHECK, "unknown", 0, { "unknown", 0, 0 } },
  { "check/unclear-let-in-paused", { "sign-in", -60, 3 * DAY }, CHECK, "unknown", 0, { "unknown", 0, 3 * DAY } },
  { "check/well-after-unclear", { "unknown", -60, 600 }, CHECK, "ok", 0, { "wait", 0, 600 } },
  { "look/unclear-paused", { "wait", -60, 600 }, LOOK, "unknown", 0, { "wait", 0, 600 } },
  { "post/shut-out-after-unclear", { "unknown", -60, 900 }, POST, "sign-in", 300, { "sign-in", 0, 900 } },
  /* a person's test */
  { "person/unclear-paused", { "wait", -60, 600 }, PERSON, "unknown", 0, { "wait", 0, 600 } },
  { "person/unclear-paused-more", { "wait", -60, 3 * DAY }, PERSON, "unknown", 0, { "wait", 0, 3 * DAY } },
  { "person/well", { "sign-in", -60, 600 }, PERSON, "ok", 0, { "ok", 0, 0 } },
  { "person/well-paused", { "wait", -60, 600 }, PERSON, "ok", 0, { "wait", 0, 600 } },
  { "person/well-paused-day", { "wait", -60, DAY }, PERSON, "ok", 0, { "wait", 0, DAY } },
  { "person/changed-paused-short", { "", 0, 600 }, PERSON, "ok", 0, { "wait", 0, 600 } },
  { "person/well-paused-more", { "wait", -60, DAY + 1 }, PERSON, "ok", 0, { "ok", 0, 0 } },
  { "person/well-paused-more-and-slow", { "wait", -60, DAY + 1 }, PERSON, "ok", 300, { "ok", 0, 300 } },
  { "person/busy-paused-more", { "wait", -60, 3 * DAY }, PERSON, "wait", 0, { "wait", 0, 3 * DAY } },
  { "person/shut-out-paused-more", { "wait", -60, 3 * DAY }, PERSON, "sign-in", 0, { "sign-in", 0, 3 * DAY } },
  { "person/let-in-paused-more", { "sign-in", -60, 3 * DAY }, PERSON, "ok", 0, { "ok", 0, 0 } },
  /* figures */
  { "figures/nothing", { "ok", -60, 0 }, FIGURES, NULL, 0, { "ok", -60, 0 } },
  { "figures/slow", { "ok", -60, 300 }, FIGURES, NULL, 900, { "ok", -60, 900 } },
  { "figures/less-slow", { "wait", -60, 900 }, FIGURES, NULL, 300, { "wait", -60, 900 } },
  { "figures/said-more", { "ok", -60, 0 }, FIGURES, "sign-in", 300, { "ok", -60, 300 } },
  /* a clock that was set back */
  { "clock/post", { "wait", DAY, DAY + 600 }, POST, "wait", 600, { "wait", 0, 600 } },
  { "clock/check", { "wait", DAY, DAY + 600 }, CHECK, "ok", 0, { "ok", 0, 0 } },
  { "clock/check-busy", { "ok", DAY, DAY + 600 }, CHECK, "wait", 0, { "wait", 0, 0 } },
  { "clock/person", { "wait", HOUR, HOUR + 600 }, PERSON, "ok", 0, { "ok", 0, 0 } },
  { "clock/rest", { "sign-in", DAY, DAY + 600 }, POST, "sign-in", 300, { "sign-in", 0, 300 } },
  { "clock/figures", { "wait", DAY, DAY + 600 }, FIGURES, NULL, 300, { "wait", 1, 300 } },
};

typedef struct {
  gint64              id;
  const Known        *before;
  const SotongLearnt *learnt;
} LearnData;

static gint64
at (gint64 seconds)
{
  return seconds != 0 ? NOW + seconds : SOTONG_NONE;
}

static gpointer
learn_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const LearnData *job = data;

  if (!sotong_db_exec (db, error, "INSERT OR REPLACE INTO channel_state (channel_id, health, message, checked_at, wait_until, figures_message)"
                       " VALUES ($1, $2, 'before', $3, $4, 'no right')", "itii", job->id, job->before->health, at (job->before->checked_at),
                       at (job->before->wait)))
    return NULL;
  return job->learnt == NULL || sotong_channel_learn (db, job->id, job->learnt, error) ? data : NULL;
}

static gpointer
get_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_channel_get (db, *(gint64 *) data, error);
}

static SotongChannel *
get (StoreFixture *f,
     gint64        id)
{
  SotongChannel *channel = sotong_store_read (f->store, get_job, &id, NULL, NULL);

  g_assert_nonnull (channel);
  return channel;
}

static void
set_up (StoreFixture  *f,
        gconstpointer  data)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_set (NOW);

  store_fixture_set_up (f, data);
  store_fixture_reopen (f, clock);
}

static void
test_rule (StoreFixture  *f,
           gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data);
  const Known *after = &cases[i].after;
  SotongLearnt learnt = { cases[i].by, cases[i].health, "just learnt", at (cases[i].wait) };
  LearnData job = { store_fixture_add_channel (f, "블로그"), &cases[i].before, &learnt };
  gboolean stays = g_strcmp0 (after->health, cases[i].before.health) == 0;
  g_autoptr(SotongChannel) channel = NULL;

  store_fixture_write (f, learn_job, &job);
  channel = get (f, job.id);
  g_assert_cmpstr (channel->health, ==, after->health);
  g_assert_cmpint (channel->wait_until, ==, at (after->wait));
  if (after->checked_at == 1) /* by a clock that is not to be believed: to be asked anew */
    g_assert_cmpint (channel->checked_at, ==, SOTONG_NONE);
  else
    g_assert_cmpint (channel->checked_at, ==, NOW + after->checked_at);
  g_assert_cmpint (channel->good_at, ==, g_strcmp0 (cases[i].health, "ok") == 0 ? NOW : SOTONG_NONE);
  g_assert_cmpstr (channel->figures_message, ==, g_str_equal (cases[i].before.health, "sign-in") && g_strcmp0 (cases[i].health, "ok") == 0 ? "" : "no right");
  if (g_strcmp0 (after->health, cases[i].health) == 0 && !(stays && after->checked_at != 0))
    g_assert_cmpstr (channel->message, ==, "just learnt");
  else if (stays)
    g_assert_cmpstr (channel->message, ==, "before");
  else
    g_assert_nonnull (strstr (channel->message, "“블로그” asked for peace until 2016-10-"));
}

/* What was never heard of is no row, and what is learnt first makes one. */
static void
test_new (StoreFixture  *f,
          gconstpointer  data)
{
  SotongLearnt learnt = { SOTONG_LEARNT_BY_FIGURES, NULL, NULL, NOW + 300 };
  Known before = { "", 0, 0 };
  LearnData job = { store_fixture_add_channel (f, "블로그"), &before, &learnt };
  g_autoptr(SotongChannel) channel = NULL;

  store_fixture_sql (f, "DELETE FROM channel_state");
  store_fixture_write (f, learn_job, &job);
  channel = get (f, job.id);
  g_assert_cmpstr (channel->health, ==, "");
  g_assert_cmpint (channel->checked_at, ==, SOTONG_NONE);
  g_assert_cmpint (channel->wait_until, ==, NOW + 300);
}

/* A platform counts what an account does, whatever channels use it: a person's test ends the long pause of all of them, and no other's. */
static void
test_elsewhere (StoreFixture  *f,
                gconstpointer  data)
{
  static const Known paused = { "wait", -60, 3 * DAY };
  SotongLearnt well = { SOTONG_LEARNT_BY_CHECK, "ok", "", SOTONG_NONE };
  gint64 ids[] = { store_fixture_add_channel (f, "하나"), store_fixture_add_channel (f, "둘"), store_fixture_add_channel (f, "셋") };

  store_fixture_sql (f, "UPDATE channel SET platform = 'telegram', url = '', user_name = CASE name WHEN '셋' THEN '@other' ELSE '@city' END");
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    store_fixture_write (f, learn_job, &(LearnData) { ids[i], &paused, NULL });
  for (guint round = 0; round < 2; round++)
    {
      store_fixture_write (f, learn_job, &(LearnData) { ids[0], &paused, &well });
      for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
        {
          g_autoptr(SotongChannel) channel = get (f, ids[i]);

          g_assert_cmpstr (channel->health, ==, round == 0 || i == 2 ? "wait" : "ok");
          g_assert_cmpint (channel->wait_until, ==, round == 0 || i == 2 ? NOW + 3 * DAY : SOTONG_NONE);
        }
      well.by = SOTONG_LEARNT_BY_PERSON;
    }
}

static gpointer
forget_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_channel_forget (db, *(gint64 *) data, error) ? data : NULL;
}

/* Another password perhaps, but the same platform: its pause stays, the program's own rest does not. */
static void
test_forget (StoreFixture  *f,
             gconstpointer  data)
{
  static const struct {
    Known  before;
    gint64 wait;
  } forgotten[] = {
    { { "wait", -60, 3 * DAY }, 3 * DAY }, { { "ok", -60, 600 }, 0 }, { { "wait", -60, 600 }, 600 }, { { "ok", -60, 3 * DAY }, 0 }, { { "sign-in", -60, 600 }, 0 }, { { "refused", -60, 3 * DAY }, 3 * DAY },
    { { "wait", DAY, DAY + 600 }, 0 },
  };
  gint64 id = store_fixture_add_channel (f, "블로그");

  for (guint i = 0; i < G_N_ELEMENTS (forgotten); i++)
    {
      LearnData job = { id, &forgotten[i].before, NULL };
      g_autoptr(SotongChannel) channel = NULL;

      store_fixture_write (f, learn_job, &job);
      store_fixture_write (f, forget_job, &id);
      channel = get (f, id);
      g_assert_cmpstr (channel->health, ==, "");
      g_assert_cmpstr (channel->message, ==, "");
      g_assert_cmpstr (channel->figures_message, ==, "");
      g_assert_cmpint (channel->wait_until, ==, at (forgotten[i].wait));
    }
}

#define ADD(path, function) g_test_add ("/store/channel-learn/" path, StoreFixture, NULL, set_up, function, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/channel-learn/", cases[i].name, NULL);

      g_test_add (path, StoreFixture, GUINT_TO_POINTER (i), set_up, test_rule, store_fixture_tear_down);
    }
  ADD ("new", test_new);
  ADD ("elsewhere", test_elsewhere);
  ADD ("forget", test_forget);
  return g_test_run ();
}
