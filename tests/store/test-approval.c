/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store-fixture.h"
#include "store/sotong-approval.h"
#include "store/sotong-content-owner.h"
#include "store/sotong-link-rule.h"
#include "store/sotong-attempt.h"
#include "store/sotong-person.h"
#include "store/sotong-undo.h"

#define NOW 1476406800
#define SOON (NOW + 7200)

/* An office: 주무관 drafts, 팀장 reviews, 예산 cooperates, 과장 decides. Each has an account. */
typedef struct {
  StoreFixture base;
  gint64       blog;
  gint64       square;
  gint64       drafter;
  gint64       leader;
  gint64       budget;
  gint64       head;
} Fixture;

static gpointer
become_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  g_free (db->actor);
  db->actor = g_strdup (data);
  return data;
}

/* From here on another desktop account writes. */
static void
become (Fixture    *f,
        const char *account)
{
  store_fixture_write (&f->base, become_job, (gpointer) account);
}

static gpointer
person_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  gint64 id = sotong_person_add (db, data, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static gint64
add_person (Fixture    *f,
            const char *name,
            const char *role,
            const char *login)
{
  SotongPerson person = { .name = (char *) name, .role = (char *) role, .login = (char *) login, .deputy_id = SOTONG_NONE };
  g_autofree gint64 *id = store_fixture_write (&f->base, person_job, &person);

  return *id;
}

static gpointer
edit_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_person_edit (db, data, error) ? data : NULL;
}

typedef struct {
  const char *type;
  const char *steps;
} Line;

static gpointer
line_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Line *line = data;
  g_autoptr(SotongApprovalLine) parsed = sotong_approval_line_new (line->type);

  return sotong_approval_line_parse (db, parsed, line->steps, error) && sotong_approval_line_set (db, parsed, error) ? data : NULL;
}

static void
set_line (Fixture    *f,
          const char *type,
          const char *steps)
{
  Line line = { type, steps };

  store_fixture_write (&f->base, line_job, &line);
}

static gpointer
on_job (SotongDb      *db,
        gpointer       data,
        GCancellable  *cancellable,
        GError       **error)
{
  return sotong_approval_set_on (db, GPOINTER_TO_INT (data) == 1, error) ? db : NULL;
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_set (NOW);

  store_fixture_set_up (&f->base, NULL);
  store_fixture_reopen (&f->base, clock);
  f->blog = store_fixture_add_channel (&f->base, "블로그");
  f->square = store_fixture_add_channel (&f->base, "광장");
  f->drafter = add_person (f, "김주무", "주무관", "kim");
  f->leader = add_person (f, "이팀장", "팀장", "lee");
  f->budget = add_person (f, "박예산", "예산담당", "park");
  f->head = add_person (f, "최과장", "과장", "choi");
  set_line (f, "", "review:팀장,decision:과장");
  store_fixture_write (&f->base, on_job, GINT_TO_POINTER (1));
  become (f, "kim");
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  store_fixture_tear_down (&f->base, NULL);
}

/* ---- acts ---- */

static gpointer
act_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_approval_act (db, data, error) ? data : NULL;
}

/* -1 if it was done, else the error's code. */
static int
try_act (Fixture           *f,
         const char        *account,
         SotongApprovalAct  act)
{
  g_autoptr(GError) error = NULL;

  become (f, account);
  if (sotong_store_write (f->base.store, SOTONG_WRITE_DEFAULT, act_job, &act, NULL, &error) != NULL)
    return -1;
  g_assert_true (error->domain == SOTONG_STORE_ERROR);
  return error->code;
}

static int
act (Fixture               *f,
     const char            *account,
     SotongApprovalActKind  kind,
     gint64                 content)
{
  SotongApprovalAct wanted = { kind, content, .reason = kind == SOTONG_ACT_RETURN ? "사진 출처를 밝힐 것" : NULL, .other_id = f->budget };

  return try_act (f, account, wanted);
}

static void
done (Fixture               *f,
      const char            *account,
      SotongApprovalActKind  kind,
      gint64                 content)
{
  g_assert_cmpint (act (f, account, kind, content), ==, -1);
}

static gpointer
read_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_approval_read (db, *(gint64 *) data, error);
}

static SotongApproval *
read_approval (Fixture *f,
               gint64   content)
{
  g_autoptr(GError) error = NULL;
  SotongApproval *approval = sotong_store_read (f->base.store, read_job, &content, NULL, &error);

  g_assert_no_error (error);
  return approval;
}

static void
check_copy (Fixture     *f,
            gint64       content,
            SotongState  state,
            SotongSeal   seal)
{
  g_autoptr(SotongApproval) approval = read_approval (f, content);
  const SotongApprovalCopy *copy = g_ptr_array_index (approval->copies, 0);

  g_assert_cmpstr (sotong_state_get_name (copy->state), ==, sotong_state_get_name (state));
  g_assert_cmpstr (sotong_seal_get_name (copy->seal), ==, sotong_seal_get_name (seal));
}

static void
check_outcome (Fixture    *f,
               gint64      content,
               const char *outcome)
{
  g_autoptr(SotongApproval) approval = read_approval (f, content);

  g_assert_cmpstr (approval->round->outcome, ==, outcome);
}

static int
undo (Fixture  *f,
      gboolean  redo)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongChangeInfo) info = sotong_store_undo (f->base.store, redo, NULL, &error);

  return info != NULL ? -1 : error->code;
}

static gint64
add (Fixture     *f,
     SotongState  state,
     gint64       at)
{
  become (f, "kim");
  return store_fixture_add_content (&f->base, f->blog, "가을 축제", state, at);
}

static gint64
add_approved (Fixture     *f,
              SotongState  state,
              gint64       at)
{
  gint64 content = add (f, state, at);

  done (f, "kim", SOTONG_ACT_SUBMIT, content);
  done (f, "lee", SOTONG_ACT_APPROVE, content);
  done (f, "choi", SOTONG_ACT_APPROVE, content);
  return content;
}

static void
test_line (Fixture       *f,
           gconstpointer  data)
{
  gint64 content = add (f, SOTONG_STATE_DRAFT, SOON);
  g_autoptr(SotongApproval) approval = NULL;
  const SotongApprovalStep *step;

  done (f, "kim", SOTONG_ACT_SUBMIT, content);
  check_copy (f, content, SOTONG_STATE_IN_REVIEW, SOTONG_SEAL_NONE);
  done (f, "lee", SOTONG_ACT_APPROVE, content);
  check_copy (f, content, SOTONG_STATE_IN_REVIEW, SOTONG_SEAL_NONE);
  done (f, "choi", SOTONG_ACT_APPROVE, content);
  check_copy (f, content, SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);
  approval = read_approval (f, content);
  g_assert_cmpstr (approval->round->outcome, ==, "approved");
  g_assert_cmpstr (approval->round->drafter, ==, "김주무 주무관");
  g_assert_cmpuint (approval->round->steps->len, ==, 3);
  g_assert_null (sotong_approval_round_get_next (approval->round));
  step = g_ptr_array_index (approval->round->steps, 0);
  g_assert_cmpint (step->kind, ==, SOTONG_STEP_DRAFT);
  g_assert_cmpstr (step->account, ==, "kim");
  step = g_ptr_array_index (approval->round->steps, 2);
  g_assert_cmpint (step->kind, ==, SOTONG_STEP_DECISION);
  g_assert_cmpstr (step->person, ==, "최과장 과장");
  g_assert_cmpstr (step->decision, ==, "approved");
  g_assert_cmpstr (step->account, ==, "choi");
  g_assert_cmpint (step->at, ==, NOW);
  g_assert_cmpint (step->deputy_id, ==, SOTONG_NONE);
}

/* What has a time still to come goes onto the schedule, wherever it stood before. */
static void
test_schedule (Fixture       *f,
               gconstpointer  data)
{
  gint64 draft = add_approved (f, SOTONG_STATE_DRAFT, SOON);

  check_copy (f, draft, SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);
  g_assert_cmpint (undo (f, FALSE), ==, -1);
  check_copy (f, draft, SOTONG_STATE_IN_REVIEW, SOTONG_SEAL_NONE);
  g_assert_cmpint (undo (f, TRUE), ==, -1);
  check_copy (f, draft, SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);
  check_copy (f, add_approved (f, SOTONG_STATE_SCHEDULED, SOON), SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);
  check_copy (f, add_approved (f, SOTONG_STATE_SCHEDULED, NOW - 60), SOTONG_STATE_APPROVED, SOTONG_SEAL_WHOLE);
  check_copy (f, add_approved (f, SOTONG_STATE_DRAFT, SOTONG_NONE), SOTONG_STATE_APPROVED, SOTONG_SEAL_WHOLE);
}

/* Every act in every state a content may be in. */
static void
test_matrix (Fixture       *f,
             gconstpointer  data)
{
  static const struct {
    const char *account;
    gboolean    can[2][SOTONG_N_ACTS]; /* in review at the leader's; not in review */
  } who[] = {
    { "kim", { { FALSE, FALSE, FALSE, FALSE, TRUE }, { TRUE, FALSE, FALSE, FALSE, FALSE } } },
    { "lee", { { FALSE, TRUE, TRUE, TRUE, FALSE }, { TRUE, FALSE, FALSE, FALSE, FALSE } } },
    { "choi", { { FALSE, FALSE, FALSE, FALSE, FALSE }, { FALSE, FALSE, FALSE, FALSE, FALSE } } },
    { "park", { { FALSE, FALSE, FALSE, FALSE, FALSE }, { TRUE, FALSE, FALSE, FALSE, FALSE } } },
    { "stranger", { { FALSE, FALSE, FALSE, FALSE, FALSE }, { FALSE, FALSE, FALSE, FALSE, FALSE } } },
  };

  for (guint w = 0; w < G_N_ELEMENTS (who); w++)
    {
      for (int kind = 0; kind < SOTONG_N_ACTS; kind++)
        {
          for (int in_review = 0; in_review < 2; in_review++)
            {
              gint64 content = add (f, SOTONG_STATE_DRAFT, SOON);
              int code;

              if (in_review == 0)
                done (f, "kim", SOTONG_ACT_SUBMIT, content);
              code = act (f, who[w].account, (SotongApprovalActKind) kind, content);
              g_test_message ("%s, act %d, %s", who[w].account, kind, in_review == 0 ? "in review" : "draft");
              g_assert_cmpint (code, ==, who[w].can[in_review][kind] ? -1 : SOTONG_STORE_ERROR_INVALID);
            }
        }
    }
}

/* What is out, approved or on hold cannot be submitted; what came back can. */
static void
test_states (Fixture       *f,
             gconstpointer  data)
{
  static const struct {
    const char *state;
    gboolean    can;
  } states[] = {
    { "draft", TRUE }, { "returned", TRUE }, { "scheduled", TRUE }, { "approved", TRUE }, { "missed", TRUE }, { "failed", TRUE },
    { "held", FALSE }, { "publishing", FALSE }, { "published", FALSE }, { "published_by_hand", FALSE }, { "unknown", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      gint64 content = add (f, SOTONG_STATE_DRAFT, SOON);
      g_autofree char *sql = g_strdup_printf ("UPDATE copy SET state = '%s' WHERE content_id = %" G_GINT64_FORMAT, states[i].state, content);

      store_fixture_sql (&f->base, sql);
      g_test_message ("%s", states[i].state);
      g_assert_cmpint (act (f, "kim", SOTONG_ACT_SUBMIT, content), ==, states[i].can ? -1 : SOTONG_STORE_ERROR_INVALID);
    }
  g_assert_cmpint (act (f, "kim", SOTONG_ACT_SUBMIT, add_approved (f, SOTONG_STATE_DRAFT, SOON)), ==, SOTONG_STORE_ERROR_INVALID);
  g_assert_cmpint (act (f, "kim", SOTONG_ACT_SUBMIT, store_fixture_add_content (&f->base, 0, "통로 없음", SOTONG_STATE_DRAFT, SOON)), ==,
                   SOTONG_STORE_ERROR_INVALID);
  g_assert_cmpint (act (f, "kim", SOTONG_ACT_SUBMIT, 4711), ==, SOTONG_STORE_ERROR_NOT_FOUND);
}

static void
test_return (Fixture       *f,
             gconstpointer  data)
{
  gint64 content = add (f, SOTONG_STATE_SCHEDULED, SOON);
  SotongApprovalAct mute = { SOTONG_ACT_RETURN, content, .reason = "  " };
  g_autoptr(SotongApproval) approval = NULL;
  const SotongApprovalStep *step;

  done (f, "kim", SOTONG_ACT_SUBMIT, content);
  g_assert_cmpint (try_act (f, "lee", mute), ==, SOTONG_STORE_ERROR_INVALID);
  done (f, "lee", SOTONG_ACT_RETURN, content);
  check_copy (f, content, SOTONG_STATE_RETURNED, SOTONG_SEAL_NONE);
  approval = read_approval (f, content);
  step = g_ptr_array_index (approval->round->steps, 1);
  g_assert_cmpstr (step->decision, ==, "returned");
  g_assert_cmpstr (step->reason, ==, "사진 출처를 밝힐 것");
  /* The second round starts at the first step again, and goes back onto the schedule. */
  done (f, "kim", SOTONG_ACT_SUBMIT, content);
  done (f, "lee", SOTONG_ACT_APPROVE, content);
  done (f, "choi", SOTONG_ACT_APPROVE, content);
  check_copy (f, content, SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);
}

static void
test_recall (Fixture       *f,
             gconstpointer  data)
{
  gint64 content = add (f, SOTONG_STATE_DRAFT, SOON);

  done (f, "kim", SOTONG_ACT_SUBMIT, content);
  done (f, "lee", SOTONG_ACT_APPROVE, content);
  done (f, "kim", SOTONG_ACT_RECALL, content);
  check_copy (f, content, SOTONG_STATE_DRAFT, SOTONG_SEAL_NONE);
  check_outcome (f, content, "recalled");
  g_assert_cmpint (act (f, "choi", SOTONG_ACT_APPROVE, content), ==, SOTONG_STORE_ERROR_INVALID);
}

static void
test_cooperation (Fixture       *f,
                  gconstpointer  data)
{
  gint64 content = add (f, SOTONG_STATE_DRAFT, SOON);
  SotongApprovalAct own = { SOTONG_ACT_COOPERATE, content, .other_id = f->drafter };
  SotongApprovalAct twice = { SOTONG_ACT_COOPERATE, content, .other_id = f->head };
  g_autoptr(SotongApproval) approval = NULL;
  const SotongApprovalStep *step;

  done (f, "kim", SOTONG_ACT_SUBMIT, content);
  g_assert_cmpint (try_act (f, "lee", own), ==, SOTONG_STORE_ERROR_INVALID);
  g_assert_cmpint (try_act (f, "lee", twice), ==, SOTONG_STORE_ERROR_INVALID);
  done (f, "lee", SOTONG_ACT_COOPERATE, content);
  g_assert_cmpint (act (f, "lee", SOTONG_ACT_APPROVE, content), ==, SOTONG_STORE_ERROR_INVALID);
  approval = read_approval (f, content);
  step = sotong_approval_round_get_next (approval->round);
  g_assert_cmpint (step->kind, ==, SOTONG_STEP_COOPERATION);
  g_assert_cmpstr (step->person, ==, "박예산 예산담당");
  g_assert_cmpstr (step->asked_by, ==, "이팀장 팀장");
  done (f, "park", SOTONG_ACT_APPROVE, content);
  done (f, "lee", SOTONG_ACT_APPROVE, content);
  done (f, "choi", SOTONG_ACT_APPROVE, content);
  check_copy (f, content, SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);
}

/* 전결: who decides by delegation ends the line, and those after are shown as passed over. */
static void
test_delegated (Fixture       *f,
                gconstpointer  data)
{
  gint64 content;
  g_autoptr(SotongApproval) approval = NULL;

  set_line (f, "blog-post", "delegated:팀장,decision:과장");
  content = add (f, SOTONG_STATE_DRAFT, SOON);
  done (f, "kim", SOTONG_ACT_SUBMIT, content);
  done (f, "lee", SOTONG_ACT_APPROVE, content);
  check_copy (f, content, SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);
  approval = read_approval (f, content);
  g_assert_cmpstr (((SotongApprovalStep *) g_ptr_array_index (approval->round->steps, 2))->decision, ==, "skipped");
  g_assert_cmpint (act (f, "choi", SOTONG_ACT_APPROVE, content), ==, SOTONG_STORE_ERROR_INVALID);
}

/* 대결: the deputy acts while the person is away, and only then, and not on their own. */
static void
test_deputy (Fixture       *f,
             gconstpointer  data)
{
  SotongPerson head = { .id = f->head, .name = (char *) "최과장", .role = (char *) "과장", .login = (char *) "choi", .deputy_id = f->leader };
  gint64 content = add (f, SOTONG_STATE_DRAFT, SOON);
  gint64 own;
  g_autoptr(SotongApproval) approval = NULL;
  const SotongApprovalStep *step;

  store_fixture_write (&f->base, edit_job, &head);
  done (f, "kim", SOTONG_ACT_SUBMIT, content);
  done (f, "lee", SOTONG_ACT_APPROVE, content);
  g_assert_cmpint (act (f, "lee", SOTONG_ACT_APPROVE, content), ==, SOTONG_STORE_ERROR_INVALID);
  head.away = TRUE;
  store_fixture_write (&f->base, edit_job, &head);
  done (f, "lee", SOTONG_ACT_APPROVE, content);
  approval = read_approval (f, content);
  step = g_ptr_array_index (approval->round->steps, 2);
  g_assert_cmpstr (step->person, ==, "최과장 과장");
  g_assert_cmpstr (step->deputy, ==, "이팀장 팀장");
  g_assert_cmpstr (step->account, ==, "lee");
  check_copy (f, content, SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);

  become (f, "lee");
  own = store_fixture_add_content (&f->base, f->blog, "팀장의 글", SOTONG_STATE_DRAFT, SOON);
  done (f, "lee", SOTONG_ACT_SUBMIT, own);
  g_assert_cmpint (act (f, "lee", SOTONG_ACT_APPROVE, own), ==, SOTONG_STORE_ERROR_INVALID);
}

/* Who drafted it is passed over in the line, and cannot be the one who decides; neither can the
 * person whose content it is, whoever submitted it. */
static void
test_own (Fixture       *f,
          gconstpointer  data)
{
  gint64 content = add (f, SOTONG_STATE_DRAFT, SOON);
  g_autofree char *sql = NULL;

  done (f, "lee", SOTONG_ACT_SUBMIT, content);
  g_assert_cmpint (act (f, "lee", SOTONG_ACT_APPROVE, content), ==, SOTONG_STORE_ERROR_INVALID);
  done (f, "choi", SOTONG_ACT_APPROVE, content);
  check_copy (f, content, SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);

  content = add (f, SOTONG_STATE_DRAFT, SOON);
  g_assert_cmpint (act (f, "choi", SOTONG_ACT_SUBMIT, content), ==, SOTONG_STORE_ERROR_INVALID);
  check_copy (f, content, SOTONG_STATE_DRAFT, SOTONG_SEAL_NONE);
  sql = g_strdup_printf ("UPDATE content SET owner_id = %" G_GINT64_FORMAT " WHERE id = %" G_GINT64_FORMAT, f->head, content);
  store_fixture_sql (&f->base, sql);
  g_assert_cmpint (act (f, "kim", SOTONG_ACT_SUBMIT, content), ==, SOTONG_STORE_ERROR_INVALID);
}

/* An account acts for its own person; anybody for a person without one. */
static void
test_accounts (Fixture       *f,
               gconstpointer  data)
{
  gint64 content = add (f, SOTONG_STATE_DRAFT, SOON);
  gint64 guest = add_person (f, "손님", "", NULL);
  SotongPerson twice = { .name = (char *) "다른 이", .login = (char *) "kim", .deputy_id = SOTONG_NONE };
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (try_act (f, "kim", (SotongApprovalAct) { SOTONG_ACT_SUBMIT, content, f->leader }), ==, SOTONG_STORE_ERROR_INVALID);
  g_assert_cmpint (try_act (f, "kim", (SotongApprovalAct) { SOTONG_ACT_SUBMIT, content, guest }), ==, -1);
  g_assert_cmpint (try_act (f, "kim", (SotongApprovalAct) { SOTONG_ACT_APPROVE, content, f->leader }), ==, SOTONG_STORE_ERROR_INVALID);
  g_assert_cmpint (try_act (f, "kim", (SotongApprovalAct) { SOTONG_ACT_APPROVE, content, 4711 }), ==, SOTONG_STORE_ERROR_NOT_FOUND);
  g_assert_cmpint (try_act (f, "lee", (SotongApprovalAct) { SOTONG_ACT_APPROVE, content, f->leader }), ==, -1);
  g_assert_null (sotong_store_write (f->base.store, SOTONG_WRITE_DEFAULT, person_job, &twice, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
}

/* ---- what breaks a seal ---- */

typedef struct {
  Fixture *f;
  gint64   content;
  int      what;
} Break;

enum { TITLE, TEXT, OWN_TEXT, TIME, MOVE, ALT_TEXT, REMOVE_FILE, ADD_FILE, CHANNEL, ADD_CHANNEL, TYPE, UNRELATED, OWNER, FINAL_COST, N_BREAKS };

static gint64
add_file (SotongDb    *db,
          gint64       content,
          const char  *bytes,
          GError     **error)
{
  SotongAttachment file = { .file_name = (char *) "사진.png", .media_type = (char *) "image/png", .alt_text = (char *) "광장" };
  g_autoptr(GBytes) data = g_bytes_new_static (bytes, strlen (bytes));

  return sotong_attachment_add (db, content, &file, data, error);
}

static gboolean
break_save (SotongDb       *db,
            SotongContent  *content,
            int             what,
            GError        **error)
{
  SotongCopy *copy = g_ptr_array_index (content->copies, 0);

  switch (what)
    {
    case TITLE:
      g_free (content->title);
      content->title = g_strdup ("다른 제목");
      break;
    case TEXT:
      g_free (content->body);
      content->body = g_strdup ("다른 본문");
      break;
    case OWN_TEXT:
      copy->body = g_strdup ("이 통로만의 본문");
      break;
    case TYPE: /* another line decides about it */
      g_free (content->type);
      content->type = g_strdup ("sns");
      break;
    case UNRELATED:
      g_free (content->notes);
      content->notes = g_strdup ("내부 메모");
      content->cost_planned = 150000;
      break;
    default:
      copy->publish_at = SOON + 60;
      break;
    }
  return sotong_content_save (db, content, error);
}

static gpointer
break_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Break *job = data;
  g_autoptr(SotongContent) content = sotong_content_get (db, job->content, error);
  SotongAttachment *file = g_ptr_array_index (content->attachments, 0);
  g_autoptr(SotongChannel) channel = NULL;
  SotongCopy *copy;
  gboolean ok;

  switch (job->what)
    {
    case MOVE:
      ok = sotong_content_move (db, job->content, 0, SOON + 3600, error);
      break;
    case ALT_TEXT:
      ok = sotong_attachment_describe (db, file->id, "밤의 광장", error);
      break;
    case REMOVE_FILE:
      ok = sotong_attachment_remove (db, file->id, error);
      break;
    case ADD_FILE:
      ok = add_file (db, job->content, "other", error) != 0;
      break;
    case CHANNEL:
      channel = sotong_channel_get (db, job->f->blog, error);
      g_free (channel->url);
      channel->url = g_strdup ("http://127.0.0.1:2");
      ok = sotong_channel_edit (db, channel, error);
      break;
    case ADD_CHANNEL:
      copy = sotong_copy_new (job->f->square);
      copy->state = SOTONG_STATE_SCHEDULED;
      copy->publish_at = SOON;
      g_ptr_array_add (content->copies, copy);
      ok = sotong_content_save (db, content, error);
      break;
    case OWNER:
      ok = sotong_content_set_owner (db, job->content, job->f->leader, error);
      break;
    case FINAL_COST:
      ok = sotong_content_set_final_cost (db, job->content, 280000, error);
      break;
    default:
      ok = break_save (db, content, job->what, error);
      break;
    }
  return ok ? data : NULL;
}

static gpointer
file_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return add_file (db, *(gint64 *) data, "bytes", error) != 0 ? data : NULL;
}

static gint64
add_with_file (Fixture *f)
{
  gint64 content = add (f, SOTONG_STATE_SCHEDULED, SOON);

  store_fixture_write (&f->base, file_job, &content);
  done (f, "kim", SOTONG_ACT_SUBMIT, content);
  return content;
}

/* Each kind of change breaks the seal and brings the content back, in one step of undo. */
static void
test_seal (Fixture       *f,
           gconstpointer  data)
{
  for (int what = 0; what < N_BREAKS; what++)
    {
      Break job = { f, add_with_file (f), what };
      gboolean breaks = what < UNRELATED;
      SotongSeal seal = !breaks ? SOTONG_SEAL_WHOLE : what == ADD_CHANNEL ? SOTONG_SEAL_NONE : SOTONG_SEAL_BROKEN;

      done (f, "lee", SOTONG_ACT_APPROVE, job.content);
      done (f, "choi", SOTONG_ACT_APPROVE, job.content);
      check_copy (f, job.content, SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);
      become (f, "kim");
      g_test_message ("change %d", what);
      store_fixture_write (&f->base, break_job, &job);
      check_copy (f, job.content, breaks ? SOTONG_STATE_DRAFT : SOTONG_STATE_SCHEDULED, seal);
      g_assert_cmpint (undo (f, FALSE), ==, -1);
      check_copy (f, job.content, SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);
      g_assert_cmpint (undo (f, TRUE), ==, -1);
      check_copy (f, job.content, breaks ? SOTONG_STATE_DRAFT : SOTONG_STATE_SCHEDULED, seal);
      if (breaks)
        done (f, "kim", SOTONG_ACT_SUBMIT, job.content);
      g_assert_cmpint (undo (f, FALSE), ==, -1);
      if (what == CHANNEL)
        g_assert_cmpint (undo (f, FALSE), ==, -1);
    }
}

static gpointer
rule_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  SotongLinkRule rule = { .campaign_id = SOTONG_NONE, .channel_id = SOTONG_NONE, .domains = data };

  return sotong_link_rule_set (db, &rule, error) ? data : NULL;
}

/* What a rule adds to a link is sent as well: it was not approved. A rule for other links changes nothing. */
static void
test_seal_and_links (Fixture       *f,
                     gconstpointer  data)
{
  gint64 content = add (f, SOTONG_STATE_SCHEDULED, SOON);

  store_fixture_sql (&f->base, "UPDATE content SET body = '신청 https://www.seoul.go.kr/a'");
  done (f, "kim", SOTONG_ACT_SUBMIT, content);
  done (f, "lee", SOTONG_ACT_APPROVE, content);
  done (f, "choi", SOTONG_ACT_APPROVE, content);
  become (f, "kim");
  store_fixture_write (&f->base, rule_job, (gpointer) "other.example");
  check_copy (f, content, SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);
  store_fixture_write (&f->base, rule_job, (gpointer) "seoul.go.kr");
  check_copy (f, content, SOTONG_STATE_DRAFT, SOTONG_SEAL_BROKEN);
  g_assert_cmpint (undo (f, FALSE), ==, -1);
  check_copy (f, content, SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);
}

static void
check_copies (Fixture     *f,
              gint64       content,
              SotongState  state,
              SotongSeal   seal)
{
  g_autoptr(SotongApproval) approval = read_approval (f, content);

  g_assert_cmpuint (approval->copies->len, ==, 2);
  for (guint i = 0; i < approval->copies->len; i++)
    {
      const SotongApprovalCopy *copy = g_ptr_array_index (approval->copies, i);

      g_assert_cmpstr (sotong_state_get_name (copy->state), ==, sotong_state_get_name (state));
      g_assert_cmpstr (sotong_seal_get_name (copy->seal), ==, sotong_seal_get_name (seal));
    }
}

/* One channel more was not approved: all of it goes back, is submitted together, and goes out together. */
static void
test_one_channel_more (Fixture       *f,
                       gconstpointer  data)
{
  Break job = { f, add_with_file (f), ADD_CHANNEL };

  done (f, "lee", SOTONG_ACT_APPROVE, job.content);
  done (f, "choi", SOTONG_ACT_APPROVE, job.content);
  become (f, "kim");
  store_fixture_write (&f->base, break_job, &job);
  check_copies (f, job.content, SOTONG_STATE_DRAFT, SOTONG_SEAL_NONE);
  done (f, "kim", SOTONG_ACT_SUBMIT, job.content);
  check_copies (f, job.content, SOTONG_STATE_IN_REVIEW, SOTONG_SEAL_NONE);
  done (f, "lee", SOTONG_ACT_APPROVE, job.content);
  done (f, "choi", SOTONG_ACT_APPROVE, job.content);
  check_copies (f, job.content, SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);
}

/* A change in the middle of a review ends the round: nobody decides about what nobody saw. */
static void
test_changed_in_review (Fixture       *f,
                        gconstpointer  data)
{
  for (int what = 0; what < N_BREAKS; what++)
    {
      Break job = { f, add_with_file (f), what };
      gboolean breaks = what < UNRELATED;

      done (f, "lee", SOTONG_ACT_APPROVE, job.content);
      become (f, "kim");
      g_test_message ("change %d", what);
      store_fixture_write (&f->base, break_job, &job);
      check_copy (f, job.content, breaks ? SOTONG_STATE_DRAFT : SOTONG_STATE_IN_REVIEW, SOTONG_SEAL_NONE);
      check_outcome (f, job.content, breaks ? "changed" : NULL);
      g_assert_cmpint (act (f, "choi", SOTONG_ACT_APPROVE, job.content), ==, breaks ? SOTONG_STORE_ERROR_INVALID : -1);
      become (f, "kim");
      if (what == CHANNEL)
        g_assert_cmpint (undo (f, FALSE), ==, -1);
    }
}

static void
test_changed_behind (Fixture       *f,
                     gconstpointer  data)
{
  gint64 content = add_with_file (f);

  done (f, "lee", SOTONG_ACT_APPROVE, content);
  store_fixture_sql (&f->base, "UPDATE content SET body = '뒤에서 고친 본문'");
  g_assert_cmpint (act (f, "choi", SOTONG_ACT_APPROVE, content), ==, SOTONG_STORE_ERROR_CONFLICT);
}

/* ---- publishing ---- */

typedef struct {
  gint64          copy;
  SotongClaimKind kind;
} Claim;

static gpointer
claim_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Claim *claim = data;

  return sotong_attempt_claim (db, claim->copy, claim->kind, 0, error);
}

static gboolean
may_go_out (Fixture         *f,
            gint64           content,
            SotongClaimKind  kind)
{
  Claim job = { store_fixture_copy_of (&f->base, content), kind };
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongClaim) claim = sotong_store_write (f->base.store, SOTONG_WRITE_DEFAULT, claim_job, &job, NULL, &error);

  if (claim == NULL)
    g_assert_error (error, SOTONG_ATTEMPT_ERROR, SOTONG_ATTEMPT_ERROR_NOT_ALLOWED);
  store_fixture_sql (&f->base, "UPDATE copy SET state = 'draft', claim_id = NULL WHERE state = 'publishing'");
  return claim != NULL;
}

static void
test_publish (Fixture       *f,
              gconstpointer  data)
{
  gint64 unsealed = add (f, SOTONG_STATE_SCHEDULED, NOW);
  gint64 sealed = add_approved (f, SOTONG_STATE_SCHEDULED, NOW);
  gint64 broken = add_approved (f, SOTONG_STATE_SCHEDULED, NOW);
  g_autofree char *sql = g_strdup_printf ("UPDATE content SET body = '뒤에서' WHERE id = %" G_GINT64_FORMAT, broken);

  store_fixture_sql (&f->base, sql);
  g_assert_false (may_go_out (f, unsealed, SOTONG_CLAIM_DUE));
  check_copy (f, unsealed, SOTONG_STATE_SCHEDULED, SOTONG_SEAL_NONE);
  g_assert_false (may_go_out (f, unsealed, SOTONG_CLAIM_ASKED));
  check_copy (f, broken, SOTONG_STATE_SCHEDULED, SOTONG_SEAL_BROKEN);
  g_assert_false (may_go_out (f, broken, SOTONG_CLAIM_DUE));
  g_assert_false (may_go_out (f, broken, SOTONG_CLAIM_ASKED));
  check_copy (f, broken, SOTONG_STATE_SCHEDULED, SOTONG_SEAL_BROKEN);
  g_assert_true (may_go_out (f, sealed, SOTONG_CLAIM_DUE));
  /* Off again: everything goes out as before. */
  store_fixture_write (&f->base, on_job, GINT_TO_POINTER (2));
  g_assert_true (may_go_out (f, unsealed, SOTONG_CLAIM_DUE));
}

static gpointer
finish_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(SotongClaim) claim = sotong_attempt_claim (db, *(gint64 *) data, SOTONG_CLAIM_DUE, 0, error);
  SotongAttemptEnd end = { "wait", 429, 5, "바쁨", "scheduled", NOW + 600, NULL, NULL, SOTONG_NONE };

  return claim != NULL && sotong_attempt_finish (db, claim, &end, NULL, error) ? data : NULL;
}

/* When a platform asks to wait, the program puts the post off and it stays approved. */
static void
test_put_off (Fixture       *f,
              gconstpointer  data)
{
  gint64 content = add_approved (f, SOTONG_STATE_SCHEDULED, NOW);
  gint64 copy = store_fixture_copy_of (&f->base, content);

  store_fixture_write (&f->base, finish_job, &copy);
  check_copy (f, content, SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);
}

/* ---- undo ---- */

static void
test_undo (Fixture       *f,
           gconstpointer  data)
{
  gint64 content = add (f, SOTONG_STATE_SCHEDULED, SOON);

  done (f, "kim", SOTONG_ACT_SUBMIT, content);
  g_assert_cmpint (undo (f, FALSE), ==, -1);
  check_copy (f, content, SOTONG_STATE_SCHEDULED, SOTONG_SEAL_NONE);
  g_assert_cmpint (undo (f, TRUE), ==, -1);
  done (f, "lee", SOTONG_ACT_APPROVE, content);
  done (f, "choi", SOTONG_ACT_APPROVE, content);
  g_assert_cmpint (undo (f, FALSE), ==, -1);
  check_copy (f, content, SOTONG_STATE_IN_REVIEW, SOTONG_SEAL_NONE);
  check_outcome (f, content, NULL);
  /* Nobody else does again what was taken back, or takes back what others decided. */
  become (f, "kim");
  g_assert_cmpint (undo (f, TRUE), ==, SOTONG_STORE_ERROR_NOTHING);
  become (f, "choi");
  g_assert_cmpint (undo (f, TRUE), ==, -1);
  check_copy (f, content, SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);
  /* Until it is published. */
  store_fixture_sql (&f->base, "UPDATE copy SET state = 'published'");
  g_assert_cmpint (undo (f, FALSE), ==, SOTONG_STORE_ERROR_LEFT_HOUSE);
}

static void
test_undo_return (Fixture       *f,
                  gconstpointer  data)
{
  gint64 content = add (f, SOTONG_STATE_DRAFT, SOON);

  done (f, "kim", SOTONG_ACT_SUBMIT, content);
  done (f, "lee", SOTONG_ACT_RETURN, content);
  g_assert_cmpint (undo (f, FALSE), ==, -1);
  check_copy (f, content, SOTONG_STATE_IN_REVIEW, SOTONG_SEAL_NONE);
  done (f, "lee", SOTONG_ACT_COOPERATE, content);
  g_assert_cmpint (undo (f, FALSE), ==, -1);
  done (f, "lee", SOTONG_ACT_APPROVE, content);
  become (f, "choi");
  g_assert_cmpint (act (f, "choi", SOTONG_ACT_APPROVE, content), ==, -1);
}

static gpointer
several_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_approval_act_several (db, data);
}

/* Returns how many of the contents it was done to. */
static guint
act_several (Fixture               *f,
             const char            *account,
             SotongApprovalActKind  kind,
             const gint64          *contents,
             guint                  n)
{
  g_autoptr(GArray) acts = g_array_new (FALSE, TRUE, sizeof (SotongApprovalAct));
  g_autoptr(GPtrArray) problems = NULL;
  guint n_done = 0;

  for (guint i = 0; i < n; i++)
    {
      SotongApprovalAct act = { kind, contents[i] };

      g_array_append_val (acts, act);
    }
  become (f, account);
  problems = store_fixture_write (&f->base, several_job, acts);
  g_assert_cmpuint (problems->len, ==, n);
  for (guint i = 0; i < n; i++)
    n_done += g_ptr_array_index (problems, i) == NULL ? 1 : 0;
  return n_done;
}

static gpointer
count_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GPtrArray) list = sotong_change_list (db, "content", *(gint64 *) data, 100, error);

  return GUINT_TO_POINTER (list->len);
}

/* Several at once are one step of undo, with a record for each. */
static void
test_several (Fixture       *f,
              gconstpointer  data)
{
  gint64 contents[3], one;
  g_autoptr(SotongChangeInfo) info = NULL;
  g_autofree char *text = NULL;
  guint n_before;

  for (int i = 0; i < 3; i++)
    contents[i] = add (f, SOTONG_STATE_DRAFT, SOON);
  one = add (f, SOTONG_STATE_DRAFT, SOON);
  g_assert_cmpuint (act_several (f, "kim", SOTONG_ACT_SUBMIT, contents, 3), ==, 3);
  g_assert_cmpint (undo (f, FALSE), ==, -1);
  for (int i = 0; i < 3; i++)
    check_copy (f, contents[i], SOTONG_STATE_DRAFT, SOTONG_SEAL_NONE);
  g_assert_cmpint (undo (f, TRUE), ==, -1);
  for (int i = 0; i < 3; i++)
    check_copy (f, contents[i], SOTONG_STATE_IN_REVIEW, SOTONG_SEAL_NONE);
  /* One that cannot be leaves the others, and nothing of its own. */
  done (f, "lee", SOTONG_ACT_APPROVE, contents[1]);
  n_before = GPOINTER_TO_UINT (store_fixture_write (&f->base, count_job, &contents[1]));
  g_assert_cmpuint (act_several (f, "lee", SOTONG_ACT_APPROVE, contents, 3), ==, 2);
  g_assert_cmpuint (GPOINTER_TO_UINT (store_fixture_write (&f->base, count_job, &contents[1])), ==, n_before);
  g_assert_cmpuint (act_several (f, "choi", SOTONG_ACT_APPROVE, contents, 3), ==, 3);
  for (int i = 0; i < 3; i++)
    check_copy (f, contents[i], SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);
  info = sotong_store_undo (f->base.store, FALSE, NULL, NULL);
  g_assert_cmpint (info->n_more, ==, 2);
  text = sotong_change_describe (info);
  g_assert_true (g_str_has_suffix (text, " and 2 more"));
  for (int i = 0; i < 3; i++)
    check_copy (f, contents[i], SOTONG_STATE_IN_REVIEW, SOTONG_SEAL_NONE);
  /* What comes after is a step of its own again. */
  become (f, "lee");
  g_assert_cmpint (undo (f, FALSE), ==, -1);
  g_assert_cmpint (undo (f, TRUE), ==, -1);
  become (f, "choi");
  g_assert_cmpint (undo (f, TRUE), ==, -1);
  check_copy (f, contents[0], SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);
  done (f, "kim", SOTONG_ACT_SUBMIT, one);
  g_assert_cmpint (undo (f, FALSE), ==, -1);
  check_copy (f, one, SOTONG_STATE_DRAFT, SOTONG_SEAL_NONE);
  check_copy (f, contents[2], SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);
}

/* One of them has gone out: nothing is taken back, then the others are. */
static void
test_several_and_one_out (Fixture       *f,
                          gconstpointer  data)
{
  gint64 contents[3];
  g_autofree char *sql = NULL;

  for (int i = 0; i < 3; i++)
    contents[i] = add (f, SOTONG_STATE_DRAFT, SOON);
  g_assert_cmpuint (act_several (f, "kim", SOTONG_ACT_SUBMIT, contents, 3), ==, 3);
  g_assert_cmpuint (act_several (f, "lee", SOTONG_ACT_APPROVE, contents, 3), ==, 3);
  g_assert_cmpuint (act_several (f, "choi", SOTONG_ACT_APPROVE, contents, 3), ==, 3);
  sql = g_strdup_printf ("UPDATE copy SET state = 'published' WHERE content_id = %" G_GINT64_FORMAT, contents[1]);
  store_fixture_sql (&f->base, sql);
  g_assert_cmpint (undo (f, FALSE), ==, SOTONG_STORE_ERROR_LEFT_HOUSE);
  check_copy (f, contents[0], SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);
  check_copy (f, contents[2], SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);
  g_assert_cmpint (undo (f, FALSE), ==, -1);
  check_copy (f, contents[0], SOTONG_STATE_IN_REVIEW, SOTONG_SEAL_NONE);
  check_copy (f, contents[1], SOTONG_STATE_PUBLISHED, SOTONG_SEAL_WHOLE);
  check_copy (f, contents[2], SOTONG_STATE_IN_REVIEW, SOTONG_SEAL_NONE);
}

static gpointer
history_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_change_list (db, "content", *(gint64 *) data, 10, error);
}

static void
test_history (Fixture       *f,
              gconstpointer  data)
{
  gint64 content = add (f, SOTONG_STATE_DRAFT, SOON);
  g_autoptr(GPtrArray) list = NULL;
  const SotongChangeInfo *last, *first;

  done (f, "kim", SOTONG_ACT_SUBMIT, content);
  done (f, "lee", SOTONG_ACT_RETURN, content);
  list = store_fixture_write (&f->base, history_job, &content);
  last = g_ptr_array_index (list, 0);
  first = g_ptr_array_index (list, 1);
  g_assert_cmpstr (last->action, ==, "approval.return");
  g_assert_cmpstr (last->actor, ==, "lee");
  g_assert_cmpstr (last->reason, ==, "이팀장: 사진 출처를 밝힐 것");
  g_assert_cmpstr (first->action, ==, "approval.submit");
  g_assert_cmpstr (first->subject, ==, "가을 축제");
}

/* ---- several at a time ---- */

/* Another process with its own connection decides first; the step that this one saw is over. */
static void
test_two_windows (Fixture       *f,
                  gconstpointer  data)
{
  gint64 content = add (f, SOTONG_STATE_DRAFT, SOON);
  g_autoptr(SotongStore) other = NULL;
  g_autoptr(SotongApproval) seen = NULL;
  g_autoptr(GError) error = NULL;
  SotongApprovalAct mine = { SOTONG_ACT_APPROVE, content, f->leader };

  done (f, "kim", SOTONG_ACT_SUBMIT, content);
  seen = read_approval (f, content);
  mine.step_id = sotong_approval_round_get_next (seen->round)->id;
  other = sotong_store_open (f->base.path, NULL, NULL, &error);
  g_assert_no_error (error);
  sotong_store_write (other, SOTONG_WRITE_DEFAULT, become_job, (gpointer) "lee", NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (sotong_store_write (other, SOTONG_WRITE_DEFAULT, act_job, &mine, NULL, &error));
  g_assert_cmpint (try_act (f, "lee", mine), ==, SOTONG_STORE_ERROR_CONFLICT);
  /* Without what was seen it is the head's turn by now. */
  mine.step_id = 0;
  g_assert_cmpint (try_act (f, "lee", mine), ==, SOTONG_STORE_ERROR_INVALID);
  sotong_store_close (other);
}

static gpointer
box_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_approval_box (db, *(gint64 *) data, error);
}

static GPtrArray *
read_box (Fixture *f,
          gint64   person)
{
  return store_fixture_write (&f->base, box_job, &person);
}

static void
test_box (Fixture       *f,
          gconstpointer  data)
{
  gint64 late = add (f, SOTONG_STATE_DRAFT, SOON + 3600);
  gint64 never = add (f, SOTONG_STATE_DRAFT, SOTONG_NONE);
  gint64 soon = add (f, SOTONG_STATE_DRAFT, SOON);
  g_autoptr(GPtrArray) all = NULL, leader = NULL, head = NULL;
  const SotongApprovalItem *item;

  done (f, "kim", SOTONG_ACT_SUBMIT, never);
  done (f, "kim", SOTONG_ACT_SUBMIT, late);
  done (f, "kim", SOTONG_ACT_SUBMIT, soon);
  done (f, "lee", SOTONG_ACT_APPROVE, soon);
  all = read_box (f, 0);
  leader = read_box (f, f->leader);
  head = read_box (f, f->head);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpint (((SotongApprovalItem *) g_ptr_array_index (all, 0))->content_id, ==, soon);
  g_assert_cmpint (((SotongApprovalItem *) g_ptr_array_index (all, 1))->content_id, ==, late);
  g_assert_cmpint (((SotongApprovalItem *) g_ptr_array_index (all, 2))->content_id, ==, never);
  g_assert_cmpuint (leader->len, ==, 2);
  g_assert_cmpuint (head->len, ==, 1);
  item = g_ptr_array_index (head, 0);
  g_assert_cmpint (item->step, ==, SOTONG_STEP_DECISION);
  g_assert_cmpint (item->publish_at, ==, SOON);
  g_assert_cmpstr (item->channels, ==, "블로그");
  g_assert_cmpstr (item->drafter, ==, "김주무 주무관");
}

static void
test_before (Fixture       *f,
             gconstpointer  data)
{
  Break job = { f, add_with_file (f), TEXT };
  g_autoptr(SotongApproval) first = read_approval (f, job.content);
  g_autoptr(SotongApproval) second = NULL;
  const SotongApprovalCopy *copy = g_ptr_array_index (first->copies, 0);

  g_assert_false (copy->had_before);
  done (f, "lee", SOTONG_ACT_RETURN, job.content);
  become (f, "kim");
  store_fixture_write (&f->base, break_job, &job);
  done (f, "kim", SOTONG_ACT_SUBMIT, job.content);
  second = read_approval (f, job.content);
  copy = g_ptr_array_index (second->copies, 0);
  g_assert_true (copy->had_before);
  g_assert_cmpstr (copy->body_before, ==, "본문");
  g_assert_cmpstr (copy->body, ==, "다른 본문");
  g_assert_cmpint (second->round->round, ==, 2);
}

/* ---- lines and people ---- */

static void
refuse_line (Fixture          *f,
             const char       *steps,
             SotongStoreError  code)
{
  Line line = { "blog-post", steps };
  g_autoptr(GError) error = NULL;

  g_assert_null (sotong_store_write (f->base.store, SOTONG_WRITE_DEFAULT, line_job, &line, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, (int) code);
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_person_remove (db, *(gint64 *) data, error) ? data : NULL;
}

static void
test_lines (Fixture       *f,
            gconstpointer  data)
{
  gint64 content;
  g_autoptr(GError) error = NULL;

  refuse_line (f, "review:팀장", SOTONG_STORE_ERROR_INVALID);
  refuse_line (f, "decision:과장,review:팀장", SOTONG_STORE_ERROR_INVALID);
  refuse_line (f, "delegated:팀장,review:예산담당,decision:과장", SOTONG_STORE_ERROR_INVALID);
  refuse_line (f, "review:과장,decision:과장", SOTONG_STORE_ERROR_INVALID);
  refuse_line (f, "draft:팀장,decision:과장", SOTONG_STORE_ERROR_INVALID);
  refuse_line (f, "결재:과장", SOTONG_STORE_ERROR_INVALID);
  refuse_line (f, "decision:국장", SOTONG_STORE_ERROR_NOT_FOUND);
  g_assert_null (sotong_store_write (f->base.store, SOTONG_WRITE_DEFAULT, remove_job, &f->head, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  /* A type's own line comes before the general one, and undo brings the old one back. */
  set_line (f, "blog-post", "decision:예산담당");
  set_line (f, "blog-post", "decision:팀장");
  g_assert_cmpint (undo (f, FALSE), ==, -1);
  content = add (f, SOTONG_STATE_DRAFT, SOON);
  done (f, "kim", SOTONG_ACT_SUBMIT, content);
  done (f, "park", SOTONG_ACT_APPROVE, content);
  check_copy (f, content, SOTONG_STATE_SCHEDULED, SOTONG_SEAL_WHOLE);
}

int
main (int   argc,
      char *argv[])
{
  static const struct {
    const char *path;
    void      (*run) (Fixture *, gconstpointer);
  } tests[] = {
    { "/approval/line", test_line }, { "/approval/schedule", test_schedule }, { "/approval/matrix", test_matrix },
    { "/approval/states", test_states }, { "/approval/return", test_return }, { "/approval/recall", test_recall },
    { "/approval/cooperation", test_cooperation }, { "/approval/delegated", test_delegated }, { "/approval/deputy", test_deputy },
    { "/approval/own", test_own }, { "/approval/accounts", test_accounts }, { "/approval/seal", test_seal },
    { "/approval/seal-and-links", test_seal_and_links },
    { "/approval/changed-in-review", test_changed_in_review }, { "/approval/one-channel-more", test_one_channel_more },
    { "/approval/changed-behind", test_changed_behind },
    { "/approval/publish", test_publish }, { "/approval/put-off", test_put_off }, { "/approval/undo", test_undo },
    { "/approval/several", test_several }, { "/approval/several-and-one-out", test_several_and_one_out },
    { "/approval/undo-return", test_undo_return }, { "/approval/history", test_history }, { "/approval/two-windows", test_two_windows },
    { "/approval/box", test_box }, { "/approval/before", test_before }, { "/approval/lines", test_lines },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
