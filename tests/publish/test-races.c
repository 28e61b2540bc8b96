/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "publish-fixture.h"
#include "store/sotong-approval.h"
#include "store/sotong-approval-line.h"
#include "store/sotong-correction.h"
#include "store/sotong-db-private.h"
#include "store/sotong-hold.h"
#include "store/sotong-person.h"

/* Two posts of one channel are due, and at each marked point of the first somebody edits, moves, deletes, unseals or holds the
 * second, or the first, or a second program publishes too. What is claimed goes out as it was claimed, and nobody may
 * change it meanwhile; what is not goes out as it stands then, or not at all; and nothing goes out twice. */

#define FIXED "고친 본문입니다."

typedef enum {
  ACT_EDIT,
  ACT_MOVE,
  ACT_REMOVE,
  ACT_HOLD,
  ACT_PUBLISH,
  ACT_UNSEAL,  /* an edit of what was approved, where approval is on */
  N_ACTS
} Act;

#define BEFORE (-1) /* else a SotongPublishStage */

typedef struct {
  PublishFixture *f;
  Act             act;
  int             stage;
  gint64          first;     /* contents */
  gint64          second;
  gint64          target;
  gboolean        done;
  gboolean        taken;     /* the act was let through */
  GThread        *thread;    /* (nullable): the second program */
} Race;

static gpointer
act_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Race *race = data;
  g_autoptr(SotongContent) content = NULL;

  switch (race->act)
    {
    case ACT_EDIT:
    case ACT_UNSEAL:
      content = sotong_content_get (db, race->target, error);
      if (content == NULL)
        return NULL;
      g_free (content->body);
      content->body = g_strdup (FIXED);
      return sotong_content_save (db, content, error) ? data : NULL;
    case ACT_MOVE:
      return sotong_content_move (db, race->target, 0, publish_fixture_now () + 3600, error) ? data : NULL;
    case ACT_REMOVE:
      return sotong_content_remove (db, race->target, error) ? data : NULL;
    case ACT_HOLD:
      return sotong_hold_start (db, "race", error) >= 0 ? data : NULL;
    case ACT_PUBLISH:
    case N_ACTS:
    default:
      g_assert_not_reached ();
    }
}

/* ---- approval: one person drafts, another decides ---- */

static gpointer
approval_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  SotongPerson drafter = { .name = (char *) "김주무", .role = (char *) "주무관", .login = (char *) "kim", .deputy_id = SOTONG_NONE };
  SotongPerson head = { .name = (char *) "최과장", .role = (char *) "과장", .login = (char *) "choi", .deputy_id = SOTONG_NONE };
  g_autoptr(SotongApprovalLine) line = sotong_approval_line_new ("");

  return sotong_person_add (db, &drafter, error) != 0 && sotong_person_add (db, &head, error) != 0
         && sotong_approval_line_parse (db, line, "decision:과장", error) && sotong_approval_line_set (db, line, error)
         && sotong_approval_set_on (db, TRUE, error) ? data : NULL;
}

static gpointer
approve_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  SotongApprovalAct *act = data;

  g_free (db->actor);
  db->actor = g_strdup (act->kind == SOTONG_ACT_SUBMIT ? "kim" : "choi");
  return sotong_approval_act (db, act, error) ? data : NULL;
}

static void
write_well (PublishFixture *f,
            SotongStoreJob  job,
            gpointer        data)
{
  g_autoptr(GError) error = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, job, data, NULL, &error);
  g_assert_no_error (error);
}

/* Both posts are approved before their time, and then it comes. */
static void
approve_both (Race *race)
{
  PublishFixture *f = race->f;
  SotongApprovalAct acts[] = { { SOTONG_ACT_SUBMIT, race->first }, { SOTONG_ACT_SUBMIT, race->second },
                               { SOTONG_ACT_APPROVE, race->first }, { SOTONG_ACT_APPROVE, race->second } };
  g_autoptr(SotongClock) later = sotong_clock_new_set (publish_fixture_now () + 660);
  g_autoptr(GError) error = NULL;

  write_well (f, approval_job, race);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    write_well (f, approve_job, &acts[i]);
  g_clear_object (&f->publisher);
  sotong_store_close (f->store);
  g_clear_object (&f->store);
  f->store = sotong_store_open (f->path, later, NULL, &error);
  g_assert_no_error (error);
  f->publisher = sotong_publisher_new (f->store, f->secrets);
  sotong_publisher_set_patience (f->publisher, 1, 0);
}

/* Another program: with the file opened by itself. */
static gpointer
second_program (gpointer data)
{
  Race *race = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongStore) store = sotong_store_open (race->f->path, NULL, NULL, &error);
  g_autoptr(SotongPublisher) publisher = sotong_publisher_new (store, race->f->secrets);
  g_autoptr(GPtrArray) results = sotong_publisher_publish_due (publisher, SOTONG_PUBLISH_DEFAULT, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (results);
  g_clear_object (&publisher);
  sotong_store_close (store);
  return NULL;
}

static void
act (Race *race)
{
  g_autoptr(GError) error = NULL;

  race->done = TRUE;
  if (race->act == ACT_PUBLISH)
    {
      race->taken = TRUE;
      race->thread = g_thread_new ("second-program", second_program, race);
      return;
    }
  race->taken = sotong_store_write (race->f->store, SOTONG_WRITE_DEFAULT, act_job, race, NULL, &error) != NULL;
  g_assert_true (race->taken == (error == NULL));
  g_assert_true (error == NULL || g_utf8_strlen (error->message, -1) > 20);
}

static void
progress_cb (const SotongPublishProgress *progress,
             gpointer                     user_data)
{
  Race *race = user_data;

  if (!race->done && progress->content_id == race->first && (int) progress->stage == race->stage)
    act (race);
}

static gpointer
count_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Race *race = data;
  gint64 *n = g_new0 (gint64, 1);

  g_assert_true (sotong_db_get_int (db, n, error, "SELECT count(*) FROM attempt JOIN copy ON copy.id = copy_id"
                                    " WHERE content_id = $1 AND kind = 'publish' AND attempt.body = $2", "it", race->target, FIXED));
  return n;
}

static gpointer
outs_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_correction_list (db, ((Race *) data)->target, error);
}

static gint64
count_fixed (Race *race)
{
  g_autofree gint64 *n = sotong_store_read (race->f->store, count_job, race, NULL, NULL);

  return *n;
}

/* What is claimed is not deleted, and a move of its content leaves it where it is. Its text here may be changed: that is not what goes out, and
 * is told from it afterwards. */
static void
assert_let_through (Race *race)
{
  if (race->act == ACT_REMOVE)
    g_assert_false (race->taken);
  g_assert_cmpint ((int) publish_fixture_get_state (race->f, race->target), ==, race->act == ACT_HOLD && race->target == race->second
                   && race->stage != SOTONG_STAGE_NOTED ? SOTONG_STATE_HELD : SOTONG_STATE_PUBLISHED);
  if (race->act == ACT_EDIT && race->taken)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) outs = sotong_store_read (race->f->store, outs_job, race, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (outs->len, ==, 1);
      g_assert_true (((SotongOut *) g_ptr_array_index (outs, 0))->differs);
    }
}

static void
check_second (Race *race)
{
  guint posts = publish_fixture_count_posts (race->f);

  if (race->act == ACT_PUBLISH)
    {
      g_assert_cmpuint (posts, ==, 2);
      return;
    }
  /* From the note of the first on the second is claimed. */
  if (race->stage == SOTONG_STAGE_NOTED)
    {
      assert_let_through (race);
      g_assert_cmpuint (posts, ==, 2);
      g_assert_cmpint (count_fixed (race), ==, 0);
      return;
    }
  g_assert_true (race->taken);
  if (race->act == ACT_EDIT)
    {
      g_assert_cmpuint (posts, ==, 2);
      g_assert_cmpint (count_fixed (race), ==, 1);
    }
  else /* moved, deleted, held: it stays in the house; and the first too where all was held before */
    g_assert_cmpuint (posts, ==, race->act == ACT_HOLD && race->stage == BEFORE ? 0 : 1);
}

static void
check_first (Race *race)
{
  guint posts = publish_fixture_count_posts (race->f);

  if (race->stage == BEFORE)
    return;
  g_assert_cmpuint (posts, ==, race->act == ACT_HOLD && race->stage != SOTONG_STAGE_NOTED ? 1 : 2);
  if (race->stage == SOTONG_STAGE_NOTED)
    return;
  assert_let_through (race);
  g_assert_cmpint (count_fixed (race), ==, 0);
}

/* What nobody has claimed yet loses its seal and stays, a draft; what is claimed goes out as it was approved. Never do the
 * new words go out, which nobody approved. */
static void
check_unsealed (Race     *race,
                gboolean  on_second)
{
  gboolean in_time = race->stage == BEFORE || (on_second && race->stage != SOTONG_STAGE_NOTED);

  g_assert_true (race->taken || !in_time);
  g_assert_cmpuint (publish_fixture_count_posts (race->f), ==, in_time ? 1 : 2);
  g_assert_cmpint (count_fixed (race), ==, 0);
  g_assert_cmpint ((int) publish_fixture_get_state (race->f, race->target), ==, in_time ? SOTONG_STATE_DRAFT : SOTONG_STATE_PUBLISHED);
}

static void
run (Race     *race,
     gboolean  on_second)
{
  PublishFixture *f = race->f;
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GPtrArray) again = NULL;
  g_autoptr(GError) error = NULL;
  gint64 due = publish_fixture_now () + (race->act == ACT_UNSEAL ? 600 : -60);

  race->first = publish_fixture_add_post (f, f->channel, "첫째", SOTONG_STATE_SCHEDULED, due);
  race->second = publish_fixture_add_post (f, f->channel, "둘째", SOTONG_STATE_SCHEDULED, due + 10);
  if (race->act == ACT_UNSEAL)
    approve_both (race);
  race->target = on_second ? race->second : race->first;
  if (race->stage == BEFORE)
    act (race);
  results = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_DEFAULT, progress_cb, race, NULL, &error);
  g_assert_no_error (error);
  if (race->thread != NULL)
    g_thread_join (g_steal_pointer (&race->thread));
  g_assert_true (race->done);
  if (race->act == ACT_UNSEAL)
    check_unsealed (race, on_second);
  else if (on_second)
    check_second (race);
  else
    check_first (race);
  /* And nothing more comes of it: no claim is left, nothing is of unknown outcome. */
  again = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_DEFAULT, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < again->len; i++)
    g_assert_cmpint (((SotongPublishResult *) g_ptr_array_index (again, i))->state, !=, SOTONG_PUBLISH_UNKNOWN);
  if (race->act == ACT_REMOVE && race->taken) /* it is not there to be asked */
    return;
  g_assert_cmpint ((int) publish_fixture_get_state (f, race->first), !=, SOTONG_STATE_PUBLISHING);
  g_assert_cmpint ((int) publish_fixture_get_state (f, race->second), !=, SOTONG_STATE_PUBLISHING);
}

static void
test_race (PublishFixture *f,
           gconstpointer   data)
{
  int code = GPOINTER_TO_INT (data);
  Race race = { .f = f, .act = (Act) (code / 100), .stage = code / 10 % 10 - 1 };

  run (&race, code % 10 == 1);
}

/* ---- what takes long ---- */

static gpointer
hold_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_hold_start (db, "emergency", error) >= 0 ? data : NULL;
}

static void
hold_at_claim_cb (const SotongPublishProgress *progress,
                  gpointer                     user_data)
{
  PublishFixture *f = user_data;

  if (progress->stage == SOTONG_STAGE_CLAIMED)
    g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, hold_job, f, NULL, NULL));
}

/* While the files of a post go up everything is put on hold: it does not go out a while later, but for one that a person has asked for. */
static void
test_hold_while_files (PublishFixture *f,
                       gconstpointer   data)
{
  static const guint8 png[] = {
    0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 'I', 'H', 'D', 'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0,
    0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 0x0a, 'I', 'D', 'A', 'T', 0x78, 0x9c, 0x63, 0, 0, 0, 2, 0, 1, 0xe5, 0x27, 0xde, 0xfc,
    0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82,
  };
  gboolean asked = GPOINTER_TO_INT (data);
  gint64 content = publish_fixture_add_due (f, "축제 영상");
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GError) error = NULL;

  publish_fixture_attach (f, content, "a.png", png, sizeof png);
  publish_fixture_attach (f, content, "b.png", png, sizeof png - 4);
  results = asked ? sotong_publisher_publish_content (f->publisher, content, 0, SOTONG_PUBLISH_DEFAULT, hold_at_claim_cb, f, NULL, &error)
                  : sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_DEFAULT, hold_at_claim_cb, f, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, asked ? 1 : 0);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, asked ? SOTONG_STATE_PUBLISHED : SOTONG_STATE_HELD);
  if (!asked)
    g_assert_nonnull (strstr (((SotongPublishResult *) g_ptr_array_index (results, 0))->message, "on hold"));
}

static void
sleep_at_look_cb (const SotongPublishProgress *progress,
                  gpointer                     user_data)
{
  if (progress->stage == SOTONG_STAGE_LOOKED_UP)
    g_assert_true (publish_fixture_run_sql (user_data, "UPDATE copy SET publish_at = publish_at - 259200, scheduled_at = NULL"));
}

/* The machine sleeps for three days while a post is looked for: what is not there then does not go out by itself so late. */
static void
test_sleep_while_looked_for (PublishFixture *f,
                             gconstpointer   data)
{
  SotongPracticeFault fault = { SOTONG_PRACTICE_FAULT_DROP_BEFORE_STORE, 1, 0, 0, 0, NULL };
  gint64 content = publish_fixture_add_due (f, "글");
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GError) error = NULL;

  sotong_practice_server_add_fault (f->server, &fault);
  g_ptr_array_unref (publish_fixture_run_due (f, 1));
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_UNKNOWN);
  results = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_DEFAULT, sleep_at_look_cb, f, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_MISSED);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 0);
}

enum {
  MEANWHILE_SENT,
  MEANWHILE_SETTLED,
  MEANWHILE_GIVEN_UP,
};

static const char * const meanwhile[] = {
  "INSERT INTO attempt (copy_id, kind, started_at, machine, boot, process, process_start, lease_until, client_key, title, body)"
  " SELECT id, 'publish', 1, 'other', 'other', 1, 1, 0, client_key, '', '' FROM copy;"
  "INSERT INTO attempt_outcome (attempt_id, at, outcome) VALUES (last_insert_rowid (), 1, 'unknown')",
  "UPDATE copy SET state = 'published', remote_id = '77', published_at = 1 WHERE state = 'unknown'",
  "UPDATE copy SET state = 'failed' WHERE state = 'unknown'",
};

static void
send_at_look_cb (const SotongPublishProgress *progress,
                 gpointer                     user_data)
{
  PublishFixture *f = user_data;

  if (progress->stage == SOTONG_STAGE_LOOKED_UP)
    g_assert_true (publish_fixture_run_sql (f, meanwhile[GPOINTER_TO_INT (g_object_get_data (G_OBJECT (f->store), "meanwhile"))]));
}

/* Another program sends the post, or settles it, while it is looked for here: what was found here decides nothing and is not told as if it did. */
static void
test_sent_while_looked_for (PublishFixture *f,
                            gconstpointer   data)
{
  gboolean settled = GPOINTER_TO_INT (data) == MEANWHILE_SETTLED;
  SotongPracticeFault fault = { SOTONG_PRACTICE_FAULT_DROP_BEFORE_STORE, 1, 0, 0, 0, NULL };
  gint64 content = publish_fixture_add_due (f, "글");
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GError) error = NULL;

  sotong_practice_server_add_fault (f->server, &fault);
  g_ptr_array_unref (publish_fixture_run_due (f, 1));
  g_object_set_data (G_OBJECT (f->store), "meanwhile", (gpointer) data);
  results = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_LOOK, send_at_look_cb, f, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 1);
  g_assert_cmpint (((SotongPublishResult *) g_ptr_array_index (results, 0))->state, ==, SOTONG_PUBLISH_ELSEWHERE);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, settled ? SOTONG_STATE_PUBLISHED : SOTONG_STATE_UNKNOWN);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 0);
}

/* What is known by nobody to be out, although it is. */
static gint64
add_lost (PublishFixture *f)
{
  SotongPracticeFault faults[] = { { SOTONG_PRACTICE_FAULT_DROP_AFTER_STORE, 1, 0, 0, 0, NULL },
                                   { SOTONG_PRACTICE_FAULT_STATUS, 1, 500, -1, 0, "look-up" } };
  gint64 content = publish_fixture_add_due (f, "글");

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    sotong_practice_server_add_fault (f->server, &faults[i]);
  g_ptr_array_unref (publish_fixture_run_due (f, 1));
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_UNKNOWN);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 1);
  return content;
}

/* It is found here, when the other program has given it up or knows it as another post: that is out, and there perhaps twice. */
static void
test_found_meanwhile (PublishFixture *f,
                      gconstpointer   data)
{
  gboolean twice = GPOINTER_TO_INT (data) == MEANWHILE_SETTLED;
  gint64 content = add_lost (f);
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GError) error = NULL;
  const SotongPublishResult *result;

  g_object_set_data (G_OBJECT (f->store), "meanwhile", (gpointer) data);
  results = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_DEFAULT, send_at_look_cb, f, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 1);
  result = g_ptr_array_index (results, 0);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  g_assert_nonnull (result->remote_url);
  g_assert_true (result->twice == twice);
  g_assert_true (twice == (strstr (result->message, "whether it is out twice") != NULL));
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_PUBLISHED);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 1);
}

/* It cannot be found out here, or is not there yet, and the other program has sent it once more and has had no answer either: what is behind it
 * does not overtake it. */
static void
test_behind_sent (PublishFixture *f,
                  gconstpointer   data)
{
  SotongPracticeFault fault = { SOTONG_PRACTICE_FAULT_DROP_BEFORE_STORE, 1, 0, 0, 0, NULL };
  SotongPracticeFault away = { SOTONG_PRACTICE_FAULT_STATUS, 1, 500, -1, 0, "look-up" };
  gint64 content = publish_fixture_add_due (f, "글");
  gint64 behind;
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GError) error = NULL;

  sotong_practice_server_add_fault (f->server, &fault);
  g_ptr_array_unref (publish_fixture_run_due (f, 1));
  if (data != NULL)
    sotong_practice_server_add_fault (f->server, &away);
  behind = publish_fixture_add_post (f, f->channel, "다음 글", SOTONG_STATE_SCHEDULED, publish_fixture_now () - 1);
  results = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_DEFAULT, send_at_look_cb, f, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 2);
  g_assert_cmpint (((SotongPublishResult *) g_ptr_array_index (results, 0))->state, ==, SOTONG_PUBLISH_ELSEWHERE);
  g_assert_cmpint (((SotongPublishResult *) g_ptr_array_index (results, 1))->state, ==, SOTONG_PUBLISH_WAITING);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_UNKNOWN);
  g_assert_cmpint (publish_fixture_get_state (f, behind), ==, SOTONG_STATE_SCHEDULED);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  static const char * const acts[] = { "edit", "move", "delete", "hold", "second-program", "unseal" };
  static const char * const stages[] = { "before", "claimed", "answered", "noted" };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (int a = 0; a < N_ACTS; a++)
    for (int s = 0; s < (int) G_N_ELEMENTS (stages); s++)
      for (int second = 0; second < 2; second++)
        {
          g_autofree char *path = g_strdup_printf ("/publish/race/%s/%s/%s", acts[a], stages[s], second ? "the-next" : "itself");

          if (a == ACT_REMOVE && !second && s == 0)
            continue; /* nothing is left of it to race with */
          g_test_add (path, PublishFixture, GINT_TO_POINTER (a * 100 + s * 10 + second), publish_fixture_set_up, test_race, publish_fixture_tear_down);
        }
  g_test_add ("/publish/races/hold-while-files", PublishFixture, GINT_TO_POINTER (FALSE), publish_fixture_set_up, test_hold_while_files, publish_fixture_tear_down);
  g_test_add ("/publish/races/hold-while-files/asked", PublishFixture, GINT_TO_POINTER (TRUE), publish_fixture_set_up, test_hold_while_files,
              publish_fixture_tear_down);
  g_test_add ("/publish/races/sleep-while-looked-for", PublishFixture, NULL, publish_fixture_set_up, test_sleep_while_looked_for, publish_fixture_tear_down);
  g_test_add ("/publish/races/sent-while-looked-for", PublishFixture, GINT_TO_POINTER (MEANWHILE_SENT), publish_fixture_set_up, test_sent_while_looked_for,
              publish_fixture_tear_down);
  g_test_add ("/publish/races/settled-while-looked-for", PublishFixture, GINT_TO_POINTER (MEANWHILE_SETTLED), publish_fixture_set_up, test_sent_while_looked_for,
              publish_fixture_tear_down);
  g_test_add ("/publish/races/found/given-up", PublishFixture, GINT_TO_POINTER (MEANWHILE_GIVEN_UP), publish_fixture_set_up, test_found_meanwhile,
              publish_fixture_tear_down);
  g_test_add ("/publish/races/found/twice", PublishFixture, GINT_TO_POINTER (MEANWHILE_SETTLED), publish_fixture_set_up, test_found_meanwhile,
              publish_fixture_tear_down);
  g_test_add ("/publish/races/behind-sent", PublishFixture, NULL, publish_fixture_set_up, test_behind_sent, publish_fixture_tear_down);
  g_test_add ("/publish/races/behind-sent/away", PublishFixture, "away", publish_fixture_set_up, test_behind_sent, publish_fixture_tear_down);
  return g_test_run ();
}
