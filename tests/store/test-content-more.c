/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store-fixture.h"
#include "store/sotong-advertisement.h"
#include "store/sotong-attempt.h"
#include "store/sotong-checklist.h"
#include "store/sotong-content-event.h"
#include "store/sotong-content-version.h"
#include "store/sotong-contributor.h"
#include "store/sotong-link-rule.h"
#include "store/sotong-undo.h"

/* What stands beside a content's text: versions, checklist, event, advertisement, contributor, marks. */

static void
undo (StoreFixture *f,
      gboolean      redo,
      const char   *action)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongChangeInfo) info = sotong_store_undo (f->store, redo, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (info->action, ==, action);
}

/* An action without words would show its name to a person. */
static void
assert_described (StoreFixture *f)
{
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM change WHERE subject_kind = ''"), ==, 0);
}

/* ---- versions ---- */

typedef struct {
  gint64      content;
  const char *title;
  const char *body;
  const char *copy_body;  /* (nullable) */
  int         number;
} Edit;

static gpointer
edit_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Edit *edit = data;
  g_autoptr(SotongContent) content = sotong_content_get (db, edit->content, error);
  SotongCopy *copy = g_ptr_array_index (content->copies, 0);

  g_free (content->title);
  content->title = g_strdup (edit->title);
  g_free (content->body);
  content->body = g_strdup (edit->body);
  if (sotong_state_can_move (copy->state))
    {
      g_free (copy->body);
      copy->body = g_strdup (edit->copy_body);
    }
  return sotong_content_save (db, content, error) ? data : NULL;
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_version_list (db, ((const Edit *) data)->content, error);
}

static gpointer
restore_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const Edit *edit = data;

  return sotong_version_restore (db, edit->content, edit->number, error) ? data : NULL;
}

static GPtrArray *
versions (StoreFixture *f,
          gint64        content)
{
  Edit edit = { .content = content };
  g_autoptr(GError) error = NULL;
  GPtrArray *list = sotong_store_read (f->store, list_job, &edit, NULL, &error);

  g_assert_no_error (error);
  return list;
}

static void
assert_version (GPtrArray  *list,
                guint       index,
                const char *title,
                const char *body,
                const char *copy_body,
                const char *action)
{
  const SotongVersion *version = g_ptr_array_index (list, index);

  g_assert_cmpint (version->number, ==, (int) index + 1);
  g_assert_cmpstr (version->title, ==, title);
  g_assert_cmpstr (version->body, ==, body);
  g_assert_cmpstr (version->action, ==, action);
  g_assert_cmpuint (version->copies->len, ==, copy_body != NULL ? 1 : 0);
  if (copy_body != NULL)
    g_assert_cmpstr (((const SotongVersionCopy *) g_ptr_array_index (version->copies, 0))->body, ==, copy_body);
}

static void
test_versions (StoreFixture  *f,
               gconstpointer  data)
{
  gint64 channel = store_fixture_add_channel (f, "블로그");
  gint64 id = store_fixture_add_content (f, channel, "처음", SOTONG_STATE_DRAFT, SOTONG_NONE);
  Edit edits[] = {
    { id, "처음", "둘째 본문", NULL, 0 },
    { id, "처음", "둘째 본문", "블로그만", 0 },
    { id, "셋째", "둘째 본문", "블로그만", 0 },
  };
  Edit back = { .content = id, .number = 1 };
  g_autoptr(GPtrArray) list = NULL;
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    store_fixture_write (f, edit_job, &edits[i]);
  /* What does not change a text makes no version. */
  store_fixture_write (f, edit_job, &edits[2]);
  list = versions (f, id);
  g_assert_cmpuint (list->len, ==, 4);
  assert_version (list, 0, "처음", "본문", NULL, "content.add");
  assert_version (list, 1, "처음", "둘째 본문", NULL, "content.edit");
  assert_version (list, 2, "처음", "둘째 본문", "블로그만", "content.edit");
  assert_version (list, 3, "셋째", "둘째 본문", "블로그만", "content.edit");
  g_assert_cmpint (((SotongVersion *) g_ptr_array_index (list, 3))->at, >, 0);
  g_assert_cmpstr (((SotongVersion *) g_ptr_array_index (list, 3))->actor, !=, "");
  text = sotong_version_to_text (g_ptr_array_index (list, 2));
  g_assert_cmpstr (text, ==, "처음\n\n둘째 본문\n\n[블로그]\n블로그만");

  /* Brought back, and that taken back: one step each, and the numbers stay. */
  store_fixture_write (f, restore_job, &back);
  g_ptr_array_unref (list);
  list = versions (f, id);
  g_assert_cmpuint (list->len, ==, 5);
  assert_version (list, 4, "처음", "본문", NULL, "content.restore");
  undo (f, FALSE, "content.restore");
  g_ptr_array_unref (list);
  list = versions (f, id);
  g_assert_cmpuint (list->len, ==, 6);
  assert_version (list, 5, "셋째", "둘째 본문", "블로그만", "undo");
  undo (f, TRUE, "content.restore");
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM copy WHERE body IS NOT NULL"), ==, 0);
  assert_described (f);
}

/* What the history does not know begins with what is there, and a text that went out stays. */
static void
test_versions_without_history (StoreFixture  *f,
                               gconstpointer  data)
{
  gint64 channel = store_fixture_add_channel (f, "블로그");
  gint64 id = store_fixture_add_content (f, channel, "처음", SOTONG_STATE_DRAFT, SOTONG_NONE);
  Edit edit = { id, "처음", "고친 본문", NULL, 0 }, back = { .content = id, .number = 1 }, none = { .content = id, .number = 9 };
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GError) error = NULL;

  store_fixture_sql (f, "DELETE FROM change_row; DELETE FROM change; UPDATE copy SET state = 'published', body = '나간 글'");
  list = versions (f, id);
  g_assert_cmpuint (list->len, ==, 1);
  assert_version (list, 0, "처음", "본문", "나간 글", "");
  store_fixture_write (f, edit_job, &edit);
  g_ptr_array_unref (list);
  list = versions (f, id);
  g_assert_cmpuint (list->len, ==, 2);
  assert_version (list, 0, "처음", "본문", "나간 글", "");
  store_fixture_write (f, restore_job, &back);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT body = '나간 글' FROM copy"), ==, 1);
  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, restore_job, &none, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  none.content = 4711;
  g_assert_null (sotong_store_read (f->store, list_job, &none, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
}

/* ---- checklist ---- */

static gpointer
check_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  gint64 content = *(gint64 *) data;
  g_autoptr(GPtrArray) items = NULL;
  gint64 id;
  g_autoptr(GError) local = NULL;

  g_assert_cmpint (sotong_checklist_add (db, content, " ", &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_clear_error (&local);
  g_assert_cmpint (sotong_checklist_add (db, 4711, "없는 콘텐츠", &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&local);
  g_assert_true (sotong_checklist_add_usual (db, content, error));
  id = sotong_checklist_add (db, content, "담당과 확인\n두 번째 줄", error);
  g_assert_cmpint (id, >, 0);
  g_assert_true (sotong_checklist_set_done (db, id, TRUE, error));
  g_assert_true (sotong_checklist_set_text (db, id, "교통과 확인", error));
  items = sotong_checklist_list (db, content, error);
  g_assert_cmpuint (items->len, ==, 7);
  g_assert_cmpuint (sotong_checklist_n_done (items), ==, 1);
  g_assert_cmpstr (((SotongChecklistItem *) g_ptr_array_index (items, 6))->text, ==, "교통과 확인");
  g_assert_cmpstr (((SotongChecklistItem *) g_ptr_array_index (items, 6))->done_by, !=, "");
  g_assert_true (sotong_checklist_remove (db, id, error));
  g_assert_false (sotong_checklist_set_done (db, id, TRUE, &local));
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
  return data;
}

static void
test_checklist (StoreFixture  *f,
                gconstpointer  data)
{
  gint64 id = store_fixture_add_content (f, 0, "글", SOTONG_STATE_DRAFT, SOTONG_NONE);

  store_fixture_write (f, check_job, &id);
  undo (f, FALSE, "checklist.remove");
  undo (f, FALSE, "checklist.edit");
  undo (f, FALSE, "checklist.check");
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM checklist_item WHERE removed_at IS NULL AND done_at IS NULL"), ==, 7);
  undo (f, FALSE, "checklist.add");
  undo (f, FALSE, "checklist.add");
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM checklist_item WHERE removed_at IS NULL"), ==, 0);
  undo (f, TRUE, "checklist.add");
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM checklist_item WHERE removed_at IS NULL"), ==, 6);
  assert_described (f);
}

/* ---- contributors, events, advertisements ---- */

static gpointer
contributor_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  SotongContributor one = { .pen_name = (char *) "골목산책", .channel_url = (char *) "https://blog.example.org/walk", .fee = 150000 };
  SotongContributor bad = { .pen_name = (char *) "나", .channel_url = (char *) "javascript:alert(1)", .fee = SOTONG_NONE };
  g_autoptr(SotongContent) content = sotong_content_get (db, *(gint64 *) data, error);
  g_autoptr(SotongContributor) read = NULL;
  g_autoptr(GError) local = NULL;

  one.id = sotong_contributor_add (db, &one, error);
  g_assert_cmpint (one.id, >, 0);
  g_assert_cmpint (sotong_contributor_add (db, &one, &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS);
  g_clear_error (&local);
  g_assert_cmpint (sotong_contributor_add (db, &bad, &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_clear_error (&local);
  bad.channel_url = NULL;
  bad.fee = -1;
  g_assert_cmpint (sotong_contributor_add (db, &bad, &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  /* Each is a step of its own: it ends with the next begin. */
  g_assert_true (sotong_change_begin (db, "content.edit", "content", content->id, content->title, error));
  content->contributor_id = one.id;
  g_free (content->proof_url);
  content->proof_url = g_strdup ("https://blog.example.org/walk/1");
  g_assert_true (sotong_content_save (db, content, error));
  one.consent = (char *) "2016-03-02 동의서";
  one.rights = (char *) "글·사진 이용 허락";
  g_assert_true (sotong_contributor_edit (db, &one, error));
  read = sotong_contributor_get (db, one.id, error);
  g_assert_cmpstr (read->rights, ==, "글·사진 이용 허락");
  g_assert_cmpint (read->n_contents, ==, 1);
  g_assert_cmpint (read->n_proven, ==, 1);
  return data;
}

static gpointer
get_content_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  return sotong_content_get (db, *(gint64 *) data, error);
}

static void
test_contributor (StoreFixture  *f,
                  gconstpointer  data)
{
  gint64 id = store_fixture_add_content (f, 0, "함께 쓴 글", SOTONG_STATE_DRAFT, SOTONG_NONE);
  g_autoptr(SotongContent) content = NULL;

  store_fixture_write (f, contributor_job, &id);
  content = sotong_store_read (f->store, get_content_job, &id, NULL, NULL);
  g_assert_cmpstr (content->contributor, ==, "골목산책");
  g_assert_cmpstr (content->proof_url, ==, "https://blog.example.org/walk/1");
  undo (f, FALSE, "contributor.edit");
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM contributor WHERE rights = ''"), ==, 1);
  undo (f, FALSE, "content.edit");
  undo (f, FALSE, "contributor.add");
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM contributor WHERE removed_at IS NULL"), ==, 0);
  assert_described (f);
}

static gpointer
event_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  gint64 content = *(gint64 *) data;
  SotongContentEvent event = { content, (char *) "서울광장", (char *) "2016-10-22", (char *) "", 300 };
  SotongContentEvent wrong = { content, (char *) "", (char *) "2016-10-22", (char *) "2016-10-20", SOTONG_NONE };
  SotongContentEvent none = { content, (char *) "", NULL, NULL, SOTONG_NONE };
  g_autoptr(SotongContentEvent) read = NULL;
  g_autoptr(GError) local = NULL;

  g_assert_true (sotong_content_event_set (db, &event, error));
  read = sotong_content_event_get (db, content, error);
  g_assert_cmpstr (read->place, ==, "서울광장");
  g_assert_cmpstr (read->ends_on, ==, "2016-10-22");
  g_assert_cmpint (read->participants, ==, 300);
  g_assert_false (sotong_content_event_set (db, &wrong, &local));
  g_assert_nonnull (local);
  g_clear_error (&local);
  wrong.ends_on = NULL;
  wrong.participants = -3;
  g_assert_false (sotong_content_event_set (db, &wrong, &local));
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_assert_true (sotong_content_event_set (db, &none, error));
  return data;
}

static void
test_event (StoreFixture  *f,
            gconstpointer  data)
{
  gint64 id = store_fixture_add_content (f, 0, "행사", SOTONG_STATE_DRAFT, SOTONG_NONE);

  store_fixture_write (f, event_job, &id);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM content_event"), ==, 0);
  undo (f, FALSE, "event.edit");
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT participants FROM content_event"), ==, 300);
  undo (f, FALSE, "event.edit");
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM content_event"), ==, 0);
  undo (f, TRUE, "event.edit");
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM content_event WHERE place = '서울광장'"), ==, 1);
  assert_described (f);
}

static gpointer
ad_job (SotongDb      *db,
        gpointer       data,
        GCancellable  *cancellable,
        GError       **error)
{
  gint64 boosted = *(gint64 *) data;
  g_autoptr(SotongAdvertisement) ad = sotong_advertisement_new (0);
  g_autoptr(SotongAdvertisement) ordinary = sotong_advertisement_new (boosted);
  g_autoptr(SotongAdvertisement) read = NULL;
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GError) local = NULL;

  ad->platform = g_strdup ("facebook");
  ad->boosted_id = boosted;
  ad->starts_on = g_strdup ("2016-10-01");
  ad->ends_on = g_strdup ("2016-10-07");
  ad->spend = 300000;
  g_assert_true (sotong_change_begin (db, "advertisement.import", "content", 0, "ads.csv", error));
  g_assert_cmpint (sotong_advertisement_add (db, "축제 광고", ad, error), >, 0);
  ad->reach = 12000;
  ad->clicks = 340;
  g_assert_true (sotong_advertisement_set (db, ad, error));
  read = sotong_advertisement_get (db, ad->content_id, error);
  g_assert_cmpstr (read->title, ==, "축제 광고");
  g_assert_cmpstr (read->boosted, ==, "알릴 글");
  g_assert_cmpint (read->clicks, ==, 340);
  g_assert_cmpint (sotong_advertisement_find (db, "축제 광고", "2016-10-01", " 페이스 북", NULL, error), ==, ad->content_id);
  g_assert_cmpint (sotong_advertisement_find (db, "축제 광고", "2016-10-01", NULL, NULL, error), ==, ad->content_id);
  g_assert_cmpint (sotong_advertisement_find (db, "축제 광고", "2016-10-01", "instagram", NULL, error), ==, 0);
  g_assert_cmpint (sotong_advertisement_find (db, "축제 광고", "2016-11-01", "facebook", NULL, error), ==, 0);
  list = sotong_advertisement_list (db, 2016, error);
  g_assert_cmpuint (list->len, ==, 1);
  g_ptr_array_unref (list);
  list = sotong_advertisement_list (db, 2015, error);
  g_assert_cmpuint (list->len, ==, 0);
  ordinary->spend = 1;
  g_assert_false (sotong_advertisement_set (db, ordinary, &local)); /* it would stand in no list */
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_clear_error (&local);
  ad->spend = -1;
  g_assert_false (sotong_advertisement_set (db, ad, &local));
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_clear_error (&local);
  ad->spend = SOTONG_NONE;
  ad->boosted_id = ad->content_id;
  g_assert_false (sotong_advertisement_set (db, ad, &local));
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  return data;
}

static void
test_advertisement (StoreFixture  *f,
                    gconstpointer  data)
{
  gint64 id = store_fixture_add_content (f, 0, "알릴 글", SOTONG_STATE_DRAFT, SOTONG_NONE);

  store_fixture_write (f, ad_job, &id);
  undo (f, FALSE, "advertisement.import");                /* content and figures: one step */
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM advertisement"), ==, 0);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM content WHERE removed_at IS NULL"), ==, 1);
  undo (f, TRUE, "advertisement.import");
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT clicks FROM advertisement"), ==, 340);
  assert_described (f);
}

/* ---- marks of links, and notes: what is sent ---- */

typedef struct {
  gint64      copy;
  gint64      channel;
  const char *domains;
} Sent;

static gpointer
rule_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Sent *sent = data;
  SotongLinkRule wide = { .campaign_id = SOTONG_NONE, .channel_id = SOTONG_NONE, .domains = (char *) "seoul.go.kr", .campaign = (char *) "가을" };
  SotongLinkRule narrow = { .campaign_id = SOTONG_NONE, .channel_id = sent->channel, .source = (char *) "blog" };
  SotongLinkRule bad = { .campaign_id = SOTONG_NONE, .channel_id = SOTONG_NONE, .domains = (char *) "https://seoul.go.kr/" };
  g_autoptr(GError) local = NULL;

  g_assert_true (sotong_link_rule_set (db, &wide, error));
  g_assert_true (sotong_link_rule_set (db, &narrow, error));
  g_assert_false (sotong_link_rule_set (db, &bad, &local));
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  return data;
}

static gpointer
claim_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_attempt_claim (db, ((Sent *) data)->copy, SOTONG_CLAIM_ASKED, 0, error);
}

static void
test_marks_are_sent (StoreFixture  *f,
                     gconstpointer  data)
{
  static const char sent_text[] = "신청은 https://www.seoul.go.kr/a?utm_source=blog&utm_medium=social&utm_campaign=%EA%B0%80%EC%9D%84 에서,"
                                  " 지도는 https://map.example/";
  Sent sent = { 0, store_fixture_add_channel (f, "블로그"), NULL };
  gint64 id = store_fixture_add_content (f, sent.channel, "글", SOTONG_STATE_SCHEDULED, 1476400000);
  g_autoptr(SotongClaim) claim = NULL;
  g_autofree char *same = NULL;

  sent.copy = store_fixture_copy_of (f, id);
  store_fixture_sql (f, "UPDATE content SET body = '신청은 https://www.seoul.go.kr/a 에서, 지도는 https://map.example/'");
  store_fixture_write (f, rule_job, &sent);
  claim = store_fixture_write (f, claim_job, &sent);
  g_assert_cmpstr (claim->body, ==, sent_text);
  /* The log has word for word what was sent; the stored text is clean. */
  same = g_strdup_printf ("SELECT count(*) FROM attempt WHERE body = '%s'", sent_text);
  g_assert_cmpint (store_fixture_sql_int (f, same), ==, 1);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM content WHERE instr(body, 'utm_') > 0"), ==, 0);
  undo (f, FALSE, "link-rule.edit");
  undo (f, FALSE, "link-rule.edit");
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM link_rule WHERE removed_at IS NULL"), ==, 0);
  assert_described (f);
}

/* Notes are for the office: nothing that is sent, logged or looked up holds a word of them. */
static void
test_notes_are_not_sent (StoreFixture  *f,
                         gconstpointer  data)
{
  Sent sent = { 0, store_fixture_add_channel (f, "블로그"), NULL };
  gint64 id = store_fixture_add_content (f, sent.channel, "글", SOTONG_STATE_SCHEDULED, 1476400000);
  g_autoptr(SotongClaim) claim = NULL;

  sent.copy = store_fixture_copy_of (f, id);
  store_fixture_sql (f, "UPDATE content SET notes = '비밀-메모', tags = '비밀-태그'; "
                     "INSERT INTO checklist_item (content_id, position, text) SELECT id, 0, '비밀-점검' FROM content");
  claim = store_fixture_write (f, claim_job, &sent);
  g_assert_null (strstr (claim->body, "비밀"));
  g_assert_null (strstr (claim->title, "비밀"));
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM attempt WHERE instr(title || body || client_key, '비밀') > 0"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)
  ADD ("/store/content/versions", test_versions);
  ADD ("/store/content/versions-without-history", test_versions_without_history);
  ADD ("/store/content/checklist", test_checklist);
  ADD ("/store/content/contributor", test_contributor);
  ADD ("/store/content/event", test_event);
  ADD ("/store/content/advertisement", test_advertisement);
  ADD ("/store/content/marks-are-sent", test_marks_are_sent);
  ADD ("/store/content/notes-are-not-sent", test_notes_are_not_sent);
  return g_test_run ();
}
