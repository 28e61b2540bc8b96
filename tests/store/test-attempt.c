/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store-fixture.h"
#include "store/sotong-attempt-past.h"
#include "store/sotong-correction.h"
#include "store/sotong-outbox.h"
#include "store/sotong-workspace.h"
#include "util/sotong-machine.h"

#define NOW 1476406800

typedef struct {
  StoreFixture base;
  gint64       channel;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_set (NOW);

  store_fixture_set_up (&f->base, NULL);
  store_fixture_reopen (&f->base, clock);
  f->channel = store_fixture_add_channel (&f->base, "블로그");
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  store_fixture_tear_down (&f->base, NULL);
}

typedef struct {
  gint64          copy;
  SotongClaimKind kind;
  gint64          after;
} Claim;

static gpointer
claim_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Claim *claim = data;

  return sotong_attempt_claim (db, claim->copy, claim->kind, claim->after, error);
}

static SotongClaim *
claim_copy (Fixture         *f,
            gint64           copy,
            SotongClaimKind  kind)
{
  Claim claim = { copy, kind, 0 };

  return store_fixture_write (&f->base, claim_job, &claim);
}

static void
assert_not_claimed (Fixture         *f,
                    gint64           copy,
                    SotongClaimKind  kind,
                    int              code)
{
  Claim claim = { copy, kind, 0 };
  g_autoptr(GError) error = NULL;

  g_assert_null (sotong_store_write (f->base.store, SOTONG_WRITE_DEFAULT, claim_job, &claim, NULL, &error));
  g_assert_error (error, SOTONG_ATTEMPT_ERROR, code);
  g_assert_cmpuint (strlen (error->message), >, 10);
}

static gint64
add_copy (Fixture     *f,
          const char  *title,
          SotongState  state,
          gint64       publish_at)
{
  return store_fixture_copy_of (&f->base, store_fixture_add_content (&f->base, f->channel, title, state, publish_at));
}

typedef struct {
  SotongClaim      *claim;
  SotongAttemptEnd  end;
  gboolean          late;
} Finish;

static gpointer
finish_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Finish *finish = data;

  return sotong_attempt_finish (db, finish->claim, &finish->end, &finish->late, error) ? data : NULL;
}

static gboolean
finish (Fixture     *f,
        SotongClaim *claim,
        const char  *outcome,
        const char  *state,
        const char  *remote_id)
{
  Finish job = { claim, { outcome, 201, 12, "", state, SOTONG_NONE, remote_id, NULL, SOTONG_NONE, NULL }, FALSE };

  store_fixture_write (&f->base, finish_job, &job);
  return job.late;
}

static gpointer
recover_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  int n = sotong_attempt_recover (db, data, NULL, error);

  return n >= 0 ? GINT_TO_POINTER (n + 1) : NULL;
}

static int
recover (Fixture                 *f,
         SotongAttemptActiveFunc  is_active)
{
  return GPOINTER_TO_INT (store_fixture_write (&f->base, recover_job, (gpointer) is_active)) - 1;
}

static gboolean
active_cb (gint64   attempt_id,
           gpointer user_data)
{
  return TRUE;
}

static void
assert_state (Fixture    *f,
              const char *state)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM copy WHERE state = '%s'", state);

  g_assert_cmpint (store_fixture_sql_int (&f->base, sql), ==, 1);
}

static void
test_claim (Fixture       *f,
            gconstpointer  data)
{
  gint64 copy = add_copy (f, "글", SOTONG_STATE_SCHEDULED, NOW);
  g_autoptr(SotongClaim) claim = claim_copy (f, copy, SOTONG_CLAIM_DUE);

  g_assert_cmpstr (claim->title, ==, "글");
  g_assert_cmpstr (claim->body, ==, "본문");
  g_assert_cmpstr (claim->from_state, ==, "scheduled");
  g_assert_false (claim->repeated);
  assert_state (f, "publishing");
  /* What was sent stands in the log, word for word, with its owner. */
  g_assert_cmpint (store_fixture_sql_int (&f->base, "SELECT count(*) FROM attempt JOIN copy ON claim_id = attempt.id"
                                          " WHERE attempt.title = '글' AND attempt.body = '본문' AND attempt.client_key = copy.client_key AND process > 0"), ==, 1);
  assert_not_claimed (f, copy, SOTONG_CLAIM_DUE, SOTONG_ATTEMPT_ERROR_TAKEN);
  assert_not_claimed (f, copy, SOTONG_CLAIM_ASKED, SOTONG_ATTEMPT_ERROR_TAKEN);
  g_assert_false (finish (f, claim, "ok", "published", "17"));
  assert_state (f, "published");
  assert_not_claimed (f, copy, SOTONG_CLAIM_DUE, SOTONG_ATTEMPT_ERROR_CHANGED);
  assert_not_claimed (f, copy, SOTONG_CLAIM_ASKED, SOTONG_ATTEMPT_ERROR_CHANGED);
}

typedef struct {
  SotongClaim *claim;
  const char  *remote_id;
} Step;

static gpointer
step_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Step *step = data;

  return sotong_attempt_store_post_step (db, step->claim, step->remote_id, error) ? data : NULL;
}

/* An unfinished post on the platform is gone on with, unless what it was made of has changed. */
static void
test_post_step (Fixture       *f,
                gconstpointer  data)
{
  gint64 copy = add_copy (f, "글", SOTONG_STATE_SCHEDULED, NOW);
  g_autoptr(SotongClaim) first = claim_copy (f, copy, SOTONG_CLAIM_DUE);
  g_autoptr(SotongClaim) second = NULL;
  g_autoptr(SotongClaim) third = NULL;
  g_autoptr(SotongClaim) fourth = NULL;
  Step step = { first, "container-1" };

  g_assert_null (first->step_id);
  g_assert_cmpint (first->first_sent_at, ==, 0);
  store_fixture_write (&f->base, step_job, &step);
  finish (f, first, "wait", "scheduled", NULL);

  second = claim_copy (f, copy, SOTONG_CLAIM_DUE);
  g_assert_cmpstr (second->step_id, ==, "container-1");
  step = (Step) { second, "container-2" };
  store_fixture_write (&f->base, step_job, &step);
  finish (f, second, "wait", "scheduled", NULL);

  store_fixture_sql (&f->base, "UPDATE content SET body = '다른 본문'");
  third = claim_copy (f, copy, SOTONG_CLAIM_DUE);
  g_assert_null (third->step_id);
  finish (f, third, "wait", "scheduled", NULL);
  store_fixture_sql (&f->base, "UPDATE content SET body = '본문'");
  fourth = claim_copy (f, copy, SOTONG_CLAIM_DUE);
  g_assert_cmpstr (fourth->step_id, ==, "container-2");
}

typedef struct {
  const SotongClaim *claim;
  const char        *id;
  gboolean           other;
} Other;

static gpointer
other_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Other *job = data;

  return sotong_attempt_is_other (db, job->claim, job->id, &job->other, error) ? data : NULL;
}

static void
assert_other (Fixture           *f,
              const SotongClaim *claim,
              const char        *id,
              gboolean           other)
{
  Other job = { claim, id, !other };

  store_fixture_write (&f->base, other_job, &job);
  g_assert_cmpint (job.other, ==, other);
}

static gpointer
earlier_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_attempt_list_earlier_texts (db, data, error);
}

static gpointer
out_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_correction_list (db, *(gint64 *) data, error);
}

static gpointer
found_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  SotongAttemptEnd end = { "ok", 200, 5, "그 앞의 글로 있음", "published", SOTONG_NONE, "17", NULL, SOTONG_NONE, NULL, "고친 본문" };

  return sotong_attempt_finish (db, data, &end, NULL, error) ? data : NULL;
}

/* It stands there with the words before: the attempt keeps its own, and the copy is known to differ from what is out. */
static void
assert_found (Fixture     *f,
              SotongClaim *again)
{
  g_autoptr(GPtrArray) out = NULL;
  SotongOut *one;

  store_fixture_write (&f->base, found_job, again);
  g_assert_cmpint (store_fixture_sql_int (&f->base, "SELECT count(*) FROM attempt WHERE body = '또 고친 본문' AND kind = 'publish'"), ==, 1);
  g_assert_cmpint (store_fixture_sql_int (&f->base, "SELECT count(*) FROM attempt WHERE body = '고친 본문' AND kind = 'look-up'"), ==, 1);
  out = store_fixture_write (&f->base, out_job, &again->content_id);
  g_assert_cmpuint (out->len, ==, 1);
  one = g_ptr_array_index (out, 0);
  g_assert_cmpstr (one->sent_body, ==, "고친 본문");
  g_assert_true (one->words_differ);
}

/* Words that an attempt may have left there are known after the text was changed; those of one that surely did not arrive are not. */
static void
test_earlier_texts (Fixture       *f,
                    gconstpointer  data)
{
  gint64 copy = add_copy (f, "고친 글", SOTONG_STATE_SCHEDULED, NOW);
  g_autoptr(SotongClaim) lost = claim_copy (f, copy, SOTONG_CLAIM_DUE);
  g_autoptr(SotongClaim) sent = NULL;
  g_autoptr(SotongClaim) again = NULL;
  g_auto(GStrv) none = NULL;
  g_auto(GStrv) one = NULL;

  finish (f, lost, "not-sent", "scheduled", NULL);
  store_fixture_sql (&f->base, "UPDATE content SET body = '고친 본문'");
  sent = claim_copy (f, copy, SOTONG_CLAIM_DUE);
  none = store_fixture_write (&f->base, earlier_job, sent);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  finish (f, sent, "unknown", "unknown", NULL);
  store_fixture_sql (&f->base, "UPDATE content SET body = '또 고친 본문'");

  {
    Claim job = { copy, SOTONG_CLAIM_AGAIN, sent->attempt_id };

    again = store_fixture_write (&f->base, claim_job, &job);
  }
  g_assert_cmpstr (again->body, ==, "또 고친 본문");
  one = store_fixture_write (&f->base, earlier_job, again);
  g_assert_cmpuint (g_strv_length (one), ==, 1);
  g_assert_cmpstr (one[0], ==, "고친 본문");
  assert_found (f, again);
}

static gpointer
round_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_outbox_list_round (db, error);
}

static gpointer
given_up_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  gboolean given_up;

  if (!sotong_outbox_is_given_up (db, *(gint64 *) data, &given_up, error))
    return NULL;
  return g_memdup2 (&given_up, sizeof given_up);
}

/* One more look in vain, answered with @status; the last attempt began @ago_s ago. */
static void
look_in_vain (Fixture *f,
              gint64   copy,
              guint    status,
              gint64   ago_s)
{
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("INSERT INTO attempt (copy_id, kind, started_at, machine, boot, process, process_start, lease_until, client_key, title, body)"
                         " VALUES (%" G_GINT64_FORMAT ", 'look-up', 1, '', '', 0, 0, 0, '', '', '');"
                         "INSERT INTO attempt_outcome (attempt_id, at, outcome, http_status) VALUES (last_insert_rowid (), 1, 'unknown', %u);"
                         "UPDATE attempt SET lease_until = %" G_GINT64_FORMAT, copy, status,
                         g_get_real_time () / G_USEC_PER_SEC + SOTONG_ATTEMPT_LEASE_S - ago_s);
  store_fixture_sql (&f->base, sql);
}

static void
assert_round (Fixture  *f,
              gint64    copy,
              guint     n,
              gboolean  given_up)
{
  g_autoptr(GPtrArray) due = store_fixture_write (&f->base, round_job, NULL);
  g_autofree gboolean *over = store_fixture_write (&f->base, given_up_job, &copy);

  g_assert_cmpuint (due->len, ==, n);
  g_assert_cmpint (*over, ==, given_up);
}

/* What is looked for in vain is looked for ever more rarely by the clock, and in the end not at all. */
static void
test_looks (Fixture       *f,
            gconstpointer  data)
{
  gint64 copy = add_copy (f, "목록에 안 나오는 글", SOTONG_STATE_SCHEDULED, NOW);
  g_autoptr(SotongClaim) sent = claim_copy (f, copy, SOTONG_CLAIM_DUE);

  finish (f, sent, "unknown", "unknown", NULL);
  assert_round (f, copy, 1, FALSE);
  look_in_vain (f, copy, 0, 5); /* nobody answered, and the sign-in was over: these are no looks */
  look_in_vain (f, copy, 401, 5);
  assert_round (f, copy, 1, FALSE);
  look_in_vain (f, copy, 200, 30);
  assert_round (f, copy, 0, FALSE);
  look_in_vain (f, copy, 200, 90);
  assert_round (f, copy, 0, FALSE);
  store_fixture_sql (&f->base, "UPDATE attempt SET lease_until = lease_until - 60");
  assert_round (f, copy, 1, FALSE);
  for (int i = 0; i < 20; i++) /* a server in trouble: it comes back */
    look_in_vain (f, copy, 503, 200);
  assert_round (f, copy, 0, FALSE);
  store_fixture_sql (&f->base, "UPDATE attempt SET lease_until = lease_until - 60");
  assert_round (f, copy, 1, FALSE);
  for (int i = 0; i < 8; i++)
    look_in_vain (f, copy, 200, 4000);
  assert_round (f, copy, 0, TRUE);
}

/* What may be there already is told when it was sent, and which posts there are others. */
static void
test_known_ids (Fixture       *f,
                gconstpointer  data)
{
  gint64 other = add_copy (f, "같은 글", SOTONG_STATE_SCHEDULED, NOW - 1);
  g_autoptr(SotongClaim) out = claim_copy (f, other, SOTONG_CLAIM_DUE);
  g_autoptr(SotongClaim) first = NULL;
  g_autoptr(SotongClaim) second = NULL;
  gint64 copy, before, after;

  finish (f, out, "ok", "published", "17");
  copy = add_copy (f, "같은 글", SOTONG_STATE_SCHEDULED, NOW);
  before = g_get_real_time () / G_USEC_PER_SEC;
  first = claim_copy (f, copy, SOTONG_CLAIM_DUE);
  after = g_get_real_time () / G_USEC_PER_SEC;
  g_assert_null (first->known_ids); /* sent for the first time: nothing is looked for */
  finish (f, first, "unknown", "unknown", NULL);

  {
    Claim again = { copy, SOTONG_CLAIM_AGAIN, first->attempt_id };

    second = store_fixture_write (&f->base, claim_job, &again);
  }
  g_assert_true (second->repeated);
  g_assert_cmpint (second->first_sent_at, >=, before);
  g_assert_cmpint (second->first_sent_at, <=, after);
  g_assert_cmpuint (g_strv_length (second->known_ids), ==, 1);
  g_assert_cmpstr (second->known_ids[0], ==, "17");
  assert_other (f, first, "17", TRUE); /* can be asked the first time too */
  assert_other (f, first, "18", FALSE);
  assert_other (f, out, "17", FALSE); /* that is itself */
}

static void
test_channel_order (Fixture       *f,
                    gconstpointer  data)
{
  gint64 first = add_copy (f, "하나", SOTONG_STATE_SCHEDULED, NOW - 2);
  gint64 second = add_copy (f, "둘", SOTONG_STATE_SCHEDULED, NOW - 1);
  g_autoptr(SotongClaim) claim = claim_copy (f, first, SOTONG_CLAIM_DUE);

  assert_not_claimed (f, second, SOTONG_CLAIM_DUE, SOTONG_ATTEMPT_ERROR_CHANNEL_BUSY);
  finish (f, claim, "ok", "published", "1");
  g_clear_pointer (&claim, sotong_claim_free);
  claim = claim_copy (f, second, SOTONG_CLAIM_DUE);
}

/* The row is read again at the moment of firing. */
static void
test_changed_since (Fixture       *f,
                    gconstpointer  data)
{
  gint64 copy = add_copy (f, "글", SOTONG_STATE_SCHEDULED, NOW);
  g_autoptr(SotongClaim) claim = NULL;

  store_fixture_sql (&f->base, "UPDATE copy SET publish_at = publish_at + 60");
  assert_not_claimed (f, copy, SOTONG_CLAIM_DUE, SOTONG_ATTEMPT_ERROR_CHANGED);
  store_fixture_sql (&f->base, "UPDATE copy SET publish_at = publish_at - 60, state = 'draft'");
  assert_not_claimed (f, copy, SOTONG_CLAIM_DUE, SOTONG_ATTEMPT_ERROR_CHANGED);
  store_fixture_sql (&f->base, "UPDATE copy SET state = 'scheduled'; UPDATE content SET removed_at = 1");
  assert_not_claimed (f, copy, SOTONG_CLAIM_DUE, SOTONG_ATTEMPT_ERROR_CHANGED);
  store_fixture_sql (&f->base, "UPDATE content SET removed_at = NULL; UPDATE channel SET removed_at = 1");
  assert_not_claimed (f, copy, SOTONG_CLAIM_DUE, SOTONG_ATTEMPT_ERROR_CHANGED);
  store_fixture_sql (&f->base, "UPDATE channel SET removed_at = NULL; UPDATE content SET title = ' ', body = ''");
  assert_not_claimed (f, copy, SOTONG_CLAIM_DUE, SOTONG_ATTEMPT_ERROR_NOT_ALLOWED);
  store_fixture_sql (&f->base, "UPDATE content SET title = '고친 글'; UPDATE copy SET body = '이 통로의 글'");
  claim = claim_copy (f, copy, SOTONG_CLAIM_DUE);
  g_assert_cmpstr (claim->title, ==, "고친 글");
  g_assert_cmpstr (claim->body, ==, "이 통로의 글");
}

static void
test_asked (Fixture       *f,
            gconstpointer  data)
{
  static const char * const no[] = { "in_review", "returned", "held", "unknown" };
  gint64 copy = add_copy (f, "글", SOTONG_STATE_DRAFT, SOTONG_NONE);
  g_autoptr(SotongClaim) claim = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE copy SET state = '%s'", no[i]);

      store_fixture_sql (&f->base, sql);
      assert_not_claimed (f, copy, SOTONG_CLAIM_ASKED, SOTONG_ATTEMPT_ERROR_NOT_ALLOWED);
    }
  store_fixture_sql (&f->base, "UPDATE copy SET state = 'draft'; UPDATE workspace SET value = 'on' WHERE name = 'approval'");
  assert_not_claimed (f, copy, SOTONG_CLAIM_ASKED, SOTONG_ATTEMPT_ERROR_NOT_ALLOWED);
  store_fixture_sql (&f->base, "UPDATE workspace SET value = 'off' WHERE name = 'approval'");
  claim = claim_copy (f, copy, SOTONG_CLAIM_ASKED);
  g_assert_cmpstr (claim->from_state, ==, "draft");
}

static void
test_wait (Fixture       *f,
           gconstpointer  data)
{
  gint64 copy = add_copy (f, "글", SOTONG_STATE_SCHEDULED, NOW);
  g_autofree char *sql = NULL;
  g_autoptr(SotongClaim) claim = NULL;

  sql = g_strdup_printf ("INSERT INTO channel_state (channel_id, wait_until) VALUES (1, %d)", NOW + 60);
  store_fixture_sql (&f->base, sql);
  assert_not_claimed (f, copy, SOTONG_CLAIM_DUE, SOTONG_ATTEMPT_ERROR_WAITING);
  store_fixture_sql (&f->base, "UPDATE channel_state SET wait_until = wait_until - 60");
  claim = claim_copy (f, copy, SOTONG_CLAIM_DUE);
}

static void
set_owner (Fixture    *f,
           const char *what)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE attempt SET %s", what);

  store_fixture_sql (&f->base, sql);
}

static void
test_recover_dead (Fixture       *f,
                   gconstpointer  what)
{
  gint64 copy = add_copy (f, "글", SOTONG_STATE_SCHEDULED, NOW);
  g_autoptr(SotongClaim) claim = claim_copy (f, copy, SOTONG_CLAIM_DUE);

  g_assert_cmpint (recover (f, active_cb), ==, 0); /* our own, and at work */
  set_owner (f, what);
  g_assert_cmpint (recover (f, active_cb), ==, 1);
  assert_state (f, "unknown");
  g_assert_cmpint (store_fixture_sql_int (&f->base, "SELECT count(*) FROM copy WHERE claim_id IS NULL"), ==, 1);
  g_assert_cmpint (recover (f, active_cb), ==, 0);
}

/* Ours, and no thread works on it: the outcome could not be noted. */
static void
test_recover_own (Fixture       *f,
                  gconstpointer  data)
{
  gint64 copy = add_copy (f, "글", SOTONG_STATE_SCHEDULED, NOW);
  g_autoptr(SotongClaim) claim = claim_copy (f, copy, SOTONG_CLAIM_DUE);

  g_assert_cmpint (recover (f, NULL), ==, 1);
  assert_state (f, "unknown");
}

static void
test_recover_other_machine (Fixture       *f,
                            gconstpointer  data)
{
  gint64 copy = add_copy (f, "글", SOTONG_STATE_SCHEDULED, NOW);
  g_autoptr(SotongClaim) claim = claim_copy (f, copy, SOTONG_CLAIM_DUE);

  set_owner (f, "machine = 'other'");
  g_assert_cmpint (recover (f, active_cb), ==, 0); /* nothing is known of it but its lease */
  set_owner (f, "lease_until = 1000");
  g_assert_cmpint (recover (f, active_cb), ==, 1);
  assert_state (f, "unknown");

  /* Its answer comes all the same. */
  g_assert_true (finish (f, claim, "ok", "published", "17"));
  assert_state (f, "published");
  g_assert_cmpint (store_fixture_sql_int (&f->base, "SELECT count(*) FROM attempt_outcome WHERE outcome = 'ok'"), ==, 1);
}

static gpointer
take_over_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return sotong_workspace_claim_publisher (db, error) ? db : NULL;
}

/* A clock was wrong: twenty minutes are waited for, a year is not, in which nothing went out on the channel. But it may be this one's, and the other
 * machine at work, until it is this one that publishes. */
static void
test_recover_wrong_clock (Fixture       *f,
                          gconstpointer  data)
{
  gint64 copy = add_copy (f, "글", SOTONG_STATE_SCHEDULED, NOW);
  g_autoptr(SotongClaim) claim = claim_copy (f, copy, SOTONG_CLAIM_DUE);

  store_fixture_sql (&f->base, "INSERT OR REPLACE INTO workspace (name, value) VALUES ('publisher', 'other')");
  set_owner (f, "machine = 'other', lease_until = lease_until + 365 * 86400");
  g_assert_cmpint (recover (f, active_cb), ==, 0);
  store_fixture_write (&f->base, take_over_job, NULL);
  set_owner (f, "lease_until = lease_until - 365 * 86400 + 20 * 60");
  g_assert_cmpint (recover (f, active_cb), ==, 0);
  set_owner (f, "lease_until = lease_until + 365 * 86400");
  g_assert_cmpint (recover (f, active_cb), ==, 1);
  assert_state (f, "unknown");
}

/* A late failure changes nothing but the log; a late success does not touch what another claimed. */
static void
test_late (Fixture       *f,
           gconstpointer  data)
{
  gint64 copy = add_copy (f, "글", SOTONG_STATE_SCHEDULED, NOW);
  g_autoptr(SotongClaim) first = claim_copy (f, copy, SOTONG_CLAIM_DUE);
  g_autoptr(SotongClaim) second = NULL;
  Claim again = { copy, SOTONG_CLAIM_AGAIN, first->attempt_id };

  set_owner (f, "machine = 'other', lease_until = 1000");
  g_assert_cmpint (recover (f, active_cb), ==, 1);
  second = store_fixture_write (&f->base, claim_job, &again);
  g_assert_true (second->repeated);
  g_assert_true (finish (f, first, "refused", "failed", NULL));
  assert_state (f, "publishing");
  g_assert_false (finish (f, second, "ok", "published", "18"));
  assert_state (f, "published");
  g_assert_cmpint (store_fixture_sql_int (&f->base, "SELECT count(*) FROM attempt_outcome"), ==, 2);
}

static void
test_again (Fixture       *f,
            gconstpointer  data)
{
  gint64 copy = add_copy (f, "글", SOTONG_STATE_SCHEDULED, NOW);
  g_autoptr(SotongClaim) claim = claim_copy (f, copy, SOTONG_CLAIM_DUE);

  finish (f, claim, "unknown", "unknown", NULL);
  assert_state (f, "unknown");
  assert_not_claimed (f, copy, SOTONG_CLAIM_DUE, SOTONG_ATTEMPT_ERROR_CHANGED);
  assert_not_claimed (f, copy, SOTONG_CLAIM_AGAIN, SOTONG_ATTEMPT_ERROR_CHANGED); /* of another attempt */
}

static gpointer
read_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_attempt_read (db, *(gint64 *) data, error);
}

typedef struct {
  SotongClaim      *claim;
  SotongAttemptEnd  end;
  SotongLooked      what;
} Looked;

static gpointer
look_up_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Looked *looked = data;

  g_clear_pointer (&looked->what.twice, g_free);
  return sotong_attempt_note_look_up (db, looked->claim, &looked->end, &looked->what, error) ? data : NULL;
}

#define LOOK(found, id) \
  { NULL, { (found) ? "ok" : "not-sent", 200, 12, "", (found) ? "published" : "failed", SOTONG_NONE, (found) ? (id) : NULL, NULL, SOTONG_NONE, NULL }, { 0 } }

/* Two programs look for one post: what the slower one did not find says nothing of what the other has sent since; what it found does. */
static void
test_looked_before (Fixture       *f,
                    gconstpointer  data)
{
  gboolean found = GPOINTER_TO_INT (data);
  gint64 copy = add_copy (f, "글", SOTONG_STATE_SCHEDULED, NOW);
  g_autoptr(SotongClaim) first = claim_copy (f, copy, SOTONG_CLAIM_DUE);
  g_autoptr(SotongClaim) known = NULL;
  g_autoptr(SotongClaim) second = NULL;
  Claim again = { copy, SOTONG_CLAIM_AGAIN, first->attempt_id };
  Looked looked = LOOK (found, "18");

  finish (f, first, "unknown", "unknown", NULL);
  known = sotong_store_read (f->base.store, read_job, &copy, NULL, NULL);
  second = store_fixture_write (&f->base, claim_job, &again);
  finish (f, second, "unknown", "unknown", NULL);
  looked.claim = known;
  store_fixture_write (&f->base, look_up_job, &looked);
  g_assert_cmpint (looked.what.late, ==, !found);
  g_assert_cmpint (looked.what.open, ==, !found);
  assert_state (f, found ? "published" : "unknown");
  if (!found)
    return;
  store_fixture_write (&f->base, look_up_job, &looked); /* and once more, by a third one */
  g_assert_true (looked.what.late);
  g_assert_null (looked.what.twice);
  assert_state (f, "published");
}

/* What another program did not find, and gave up for that, is out all the same: what was found is taken. */
static void
test_found_after (Fixture       *f,
                  gconstpointer  data)
{
  const char *state = data;
  gint64 copy = add_copy (f, "글", SOTONG_STATE_SCHEDULED, NOW);
  g_autoptr(SotongClaim) claim = claim_copy (f, copy, SOTONG_CLAIM_DUE);
  g_autoptr(SotongClaim) known = NULL;
  g_autofree char *sql = g_strdup_printf ("UPDATE copy SET state = '%s'", state);
  Looked absent = LOOK (FALSE, NULL);
  Looked looked = LOOK (TRUE, "18");

  finish (f, claim, "unknown", "unknown", NULL);
  known = sotong_store_read (f->base.store, read_job, &copy, NULL, NULL);
  store_fixture_sql (&f->base, sql);
  absent.claim = looked.claim = known;
  store_fixture_write (&f->base, look_up_job, &absent);
  g_assert_true (absent.what.late);
  g_assert_false (absent.what.open);
  assert_state (f, state);
  store_fixture_write (&f->base, look_up_job, &looked);
  g_assert_false (looked.what.late);
  assert_state (f, "published");
  g_assert_cmpint (store_fixture_sql_int (&f->base, "SELECT count(*) FROM copy WHERE remote_id = '18' AND published_at > 0"), ==, 1);
  g_assert_cmpint (store_fixture_sql_int (&f->base, "SELECT count(*) FROM change WHERE action = 'content.publish'"), ==, 1);
}

/* It was sent once more and is out, and now the first one is found as well: that is told, and what is known of it stays. */
static void
test_found_twice (Fixture       *f,
                  gconstpointer  data)
{
  gint64 copy = add_copy (f, "글", SOTONG_STATE_SCHEDULED, NOW);
  g_autoptr(SotongClaim) first = claim_copy (f, copy, SOTONG_CLAIM_DUE);
  g_autoptr(SotongClaim) known = NULL;
  g_autoptr(SotongClaim) second = NULL;
  Claim again = { copy, SOTONG_CLAIM_AGAIN, first->attempt_id };
  Looked looked = LOOK (TRUE, "18");

  finish (f, first, "unknown", "unknown", NULL);
  known = sotong_store_read (f->base.store, read_job, &copy, NULL, NULL);
  second = store_fixture_write (&f->base, claim_job, &again);
  looked.claim = known;
  store_fixture_write (&f->base, look_up_job, &looked); /* while it is being sent */
  g_assert_true (looked.what.late && looked.what.open);
  g_assert_null (looked.what.twice);
  finish (f, second, "ok", "published", "19");
  store_fixture_write (&f->base, look_up_job, &looked);
  g_assert_true (looked.what.late && !looked.what.open);
  g_assert_nonnull (strstr (looked.what.twice, ": 18. Meanwhile"));
  g_assert_nonnull (strstr (looked.what.twice, ": 19. Look there whether it is out twice."));
  g_assert_cmpint (store_fixture_sql_int (&f->base, "SELECT count(*) FROM copy WHERE remote_id = '19'"), ==, 1);
  g_assert_cmpint (store_fixture_sql_int (&f->base, "SELECT count(*) FROM attempt_outcome WHERE message LIKE '%twice%'"), ==, 1);
  g_free (looked.what.twice);
}

typedef struct {
  gint64      copy;
  gboolean    published;
  const char *url;
  const char *remote_id;
} Settle;

static gpointer
settle_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Settle *settle = data;

  return sotong_attempt_settle (db, settle->copy, settle->published, settle->url, settle->remote_id, error) ? data : NULL;
}

static gpointer
by_hand_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Settle *settle = data;

  return sotong_attempt_by_hand (db, settle->copy, settle->url, error) ? data : NULL;
}

static void
assert_invalid (Fixture        *f,
                SotongStoreJob  job,
                Settle         *settle)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (sotong_store_write (f->base.store, SOTONG_WRITE_DEFAULT, job, settle, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
}

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_change_undo (db, error);
}

static void
test_settle (Fixture       *f,
             gconstpointer  published)
{
  gint64 copy = add_copy (f, "글", SOTONG_STATE_SCHEDULED, NOW);
  Settle settle = { copy, GPOINTER_TO_INT (published), "https://blog.example/1" };

  assert_invalid (f, settle_job, &settle); /* its outcome is known */
  store_fixture_sql (&f->base, "UPDATE copy SET state = 'unknown'");
  settle.url = "no address";
  assert_invalid (f, settle_job, &settle);
  settle.url = settle.published ? "https://blog.example/1" : NULL;
  settle.remote_id = "1";
  store_fixture_write (&f->base, settle_job, &settle);
  assert_state (f, settle.published ? "published" : "failed");
  g_assert_cmpint (store_fixture_sql_int (&f->base, "SELECT count(*) FROM copy WHERE remote_id = '1'"), ==, settle.published ? 1 : 0);
  g_assert_cmpint (store_fixture_sql_int (&f->base, "SELECT count(*) FROM change WHERE action = 'content.resolve' AND undo_state = 'done'"), ==, 1);
  sotong_change_info_free (store_fixture_write (&f->base, undo_job, NULL)); /* only what was said is taken back */
  assert_state (f, "unknown");
  g_assert_cmpint (store_fixture_sql_int (&f->base, "SELECT count(*) FROM copy WHERE remote_id IS NULL AND remote_url IS NULL"), ==, 1);
  g_assert_cmpint (store_fixture_sql_int (&f->base, "SELECT count(*) FROM attempt JOIN attempt_outcome ON attempt_id = attempt.id WHERE kind = 'settle'"), ==, 2);
}

static void
test_by_hand (Fixture       *f,
              gconstpointer  data)
{
  gint64 copy = add_copy (f, "글", SOTONG_STATE_SCHEDULED, NOW);
  Settle settle = { copy, TRUE, NULL };

  assert_invalid (f, by_hand_job, &settle);
  settle.url = "https://blog.naver.com/city/1";
  store_fixture_write (&f->base, by_hand_job, &settle);
  assert_state (f, "published_by_hand");
  assert_invalid (f, by_hand_job, &settle);
  sotong_change_info_free (store_fixture_write (&f->base, undo_job, NULL)); /* only a note is taken back */
  assert_state (f, "scheduled");
}

static gpointer
count_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_outbox_count (db, error);
}

static gpointer
due_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_outbox_list_due (db, error);
}

static void
test_outbox (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) counts = NULL;
  g_autoptr(GPtrArray) due = NULL;
  g_autoptr(GError) error = NULL;
  SotongOutboxCount *count;

  add_copy (f, "늦은 글", SOTONG_STATE_SCHEDULED, NOW - 3600);
  add_copy (f, "지금 글", SOTONG_STATE_SCHEDULED, NOW);
  add_copy (f, "나중 글", SOTONG_STATE_SCHEDULED, NOW + 3600);
  add_copy (f, "실패", SOTONG_STATE_FAILED, NOW - 10);
  add_copy (f, "모름", SOTONG_STATE_UNKNOWN, NOW - 20);
  add_copy (f, "초안", SOTONG_STATE_DRAFT, NOW - 20);
  store_fixture_add_channel (&f->base, "빈 통로");
  counts = sotong_store_read (f->base.store, count_job, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts->len, ==, 2);
  count = g_ptr_array_index (counts, 0);
  g_assert_cmpint (count->n_scheduled, ==, 3);
  g_assert_cmpint (count->n_due, ==, 2);
  g_assert_cmpint (count->n_overdue, ==, 1);
  g_assert_cmpint (count->n_failed, ==, 1);
  g_assert_cmpint (count->n_unknown, ==, 1);
  g_assert_cmpint (count->next_at, ==, NOW + 3600);
  g_assert_cmpint (count->oldest_due, ==, NOW - 3600);
  count = g_ptr_array_index (counts, 1);
  g_assert_cmpint (count->n_scheduled, ==, 0);
  g_assert_cmpint (count->next_at, ==, SOTONG_NONE);

  due = sotong_store_read (f->base.store, due_job, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (due->len, ==, 3);
  g_assert_cmpstr (((SotongDue *) g_ptr_array_index (due, 0))->title, ==, "늦은 글");
  g_assert_cmpstr (((SotongDue *) g_ptr_array_index (due, 1))->state, ==, "unknown");
}

#define ADD(path, data, function) g_test_add ("/store/attempt/" path, Fixture, data, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("claim", NULL, test_claim);
  ADD ("post-step", NULL, test_post_step);
  ADD ("known-ids", NULL, test_known_ids);
  ADD ("earlier-texts", NULL, test_earlier_texts);
  ADD ("looks", NULL, test_looks);
  ADD ("channel-order", NULL, test_channel_order);
  ADD ("changed-since", NULL, test_changed_since);
  ADD ("asked", NULL, test_asked);
  ADD ("wait", NULL, test_wait);
  ADD ("recover/process", "process = 999999999", test_recover_dead);
  ADD ("recover/number-used-again", "process_start = process_start - 1, process = 1", test_recover_dead);
  ADD ("recover/boot", "boot = 'earlier'", test_recover_dead);
  ADD ("recover/own", NULL, test_recover_own);
  ADD ("recover/other-machine", NULL, test_recover_other_machine);
  ADD ("recover/wrong-clock", NULL, test_recover_wrong_clock);
  ADD ("late", NULL, test_late);
  ADD ("again", NULL, test_again);
  ADD ("looked-before/absent", GINT_TO_POINTER (FALSE), test_looked_before);
  ADD ("looked-before/found", GINT_TO_POINTER (TRUE), test_looked_before);
  ADD ("found-after/failed", "failed", test_found_after);
  ADD ("found-after/missed", "missed", test_found_after);
  ADD ("found-after/held", "held", test_found_after);
  ADD ("found-twice", NULL, test_found_twice);
  ADD ("settle/published", GINT_TO_POINTER (TRUE), test_settle);
  ADD ("settle/not-published", GINT_TO_POINTER (FALSE), test_settle);
  ADD ("by-hand", NULL, test_by_hand);
  ADD ("outbox", NULL, test_outbox);
  return g_test_run ();
}
