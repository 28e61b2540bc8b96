/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/panes/sotong-editor-count.h"
#include "app/panes/sotong-editor-page-private.h"
#include "app/panes/sotong-editor-pane.h"
#include "fake-im.h"
#include "platforms/sotong-practice-server.h"
#include "plan-fixture.h"
#include "util/sotong-i18n.h"
#include "store/sotong-correction.h"

static SotongEditorPane *
editor (PlanFixture *f)
{
  return SOTONG_EDITOR_PANE (sotong_workbench_get_pane (sotong_window_get_workbench (f->window.window), "content"));
}

static SotongEditorPage *
page (PlanFixture *f)
{
  return sotong_editor_pane_get_page (editor (f));
}

static gboolean
is_idle (PlanFixture *f)
{
  return page (f) != NULL && page (f)->data != NULL && !sotong_editor_page_is_busy (page (f));
}

static gboolean
has_page (PlanFixture *f)
{
  return sotong_editor_pane_get_n_pages (editor (f)) > 0;
}

static gboolean
has_no_page (PlanFixture *f)
{
  return sotong_editor_pane_get_n_pages (editor (f)) == 0;
}

static SotongEditorPage *
open_content (PlanFixture *f,
              gint64       content)
{
  sotong_context_open_content (f->context, content);
  plan_fixture_pane (f, "content");
  plan_fixture_wait (f, has_page);
  plan_fixture_wait (f, is_idle);
  return page (f);
}

static SotongEditorPage *
open_new (PlanFixture *f)
{
  sotong_context_new_content (f->context, plan_time (10, 27, 10));
  plan_fixture_pane (f, "content");
  plan_fixture_wait (f, has_page);
  plan_fixture_wait (f, is_idle);
  return page (f);
}

static gboolean
is_saved (PlanFixture *f)
{
  return is_idle (f) && !sotong_editor_page_is_dirty (page (f));
}

static void
save (PlanFixture *f)
{
  sotong_editor_page_save (page (f));
  plan_fixture_wait (f, is_saved);
}

static gboolean
bar_shown (PlanFixture *f)
{
  return page (f)->bar_kind != SOTONG_EDITOR_BAR_NONE && !sotong_editor_page_is_busy (page (f));
}

static void
test_load (PlanFixture   *f,
           gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->scheduled);
  g_autofree char *text = sotong_editor_text_dup (sotong_editor_page_get_text (p));

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (p->title_entry)), ==, "주말 행사 안내");
  g_assert_nonnull (strstr (text, "주말 행사 안내"));
  g_assert_false (sotong_editor_page_is_dirty (p));
  g_assert_true (sotong_editor_copy_get_chosen (sotong_editor_page_get_copy (p, f->channels[0])));
  g_assert_false (sotong_editor_copy_get_chosen (sotong_editor_page_get_copy (p, f->channels[4])));
  g_assert_cmpint (sotong_editor_schedule_get_time (sotong_editor_copy_get_schedule (sotong_editor_page_get_copy (p, f->channels[1]))),
                   ==, plan_time (10, 18, 10));
  /* Lines without money are not offered. */
  g_assert_cmpuint (p->data->lines->len, ==, 1);
  g_assert_cmpint (((SotongBudgetLine *) g_ptr_array_index (p->data->lines, 0))->id, ==, f->line);
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (editor (f))), ==, 0);

  /* Opened again it is the same tab; another is another. */
  open_content (f, f->draft);
  open_content (f, f->scheduled);
  g_assert_cmpuint (sotong_editor_pane_get_n_pages (editor (f)), ==, 2);
  g_assert_true (page (f) == p);
}

static void
test_save (PlanFixture   *f,
           gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->draft);
  SotongEditorCopy *copy = sotong_editor_page_get_copy (p, f->channels[3]);
  guint before = plan_fixture_n_changes (f);
  g_autoptr(SotongContent) content = NULL;
  const SotongCopy *stored;

  gtk_editable_set_text (GTK_EDITABLE (p->title_entry), "새 제목");
  sotong_editor_text_set (p->text, "본문입니다");
  gtk_editable_set_text (GTK_EDITABLE (p->cost_entry), "1,200,000");
  gtk_drop_down_set_selected (p->line_list, 1);
  sotong_editor_copy_set_chosen (copy, TRUE);
  sotong_editor_copy_set_own (copy, TRUE);
  sotong_editor_text_set (sotong_editor_copy_get_text (copy), "트위터에만");
  g_assert_false (sotong_editor_schedule_choose (sotong_editor_copy_get_schedule (copy), plan_time (10, 14, 9)));
  g_assert_true (sotong_editor_schedule_choose (sotong_editor_copy_get_schedule (copy), plan_time (10, 21, 15)));
  g_assert_true (sotong_editor_page_is_dirty (p));
  save (f);

  content = plan_fixture_content (f, f->draft);
  g_assert_cmpstr (content->title, ==, "새 제목");
  g_assert_cmpstr (content->body, ==, "본문입니다");
  g_assert_cmpint (content->cost_planned, ==, 1200000);
  g_assert_cmpint (content->line_id, ==, f->line);
  g_assert_cmpuint (content->copies->len, ==, 1);
  stored = g_ptr_array_index (content->copies, 0);
  g_assert_cmpint (stored->channel_id, ==, f->channels[3]);
  g_assert_cmpstr (stored->body, ==, "트위터에만");
  g_assert_cmpint (stored->publish_at, ==, plan_time (10, 21, 15));
  g_assert_cmpint (stored->state, ==, SOTONG_STATE_SCHEDULED);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, before + 1);

  /* Off the schedule, and not on the channel at all. */
  sotong_editor_schedule_choose (sotong_editor_copy_get_schedule (copy), SOTONG_NONE);
  save (f);
  sotong_content_free (g_steal_pointer (&content));
  content = plan_fixture_content (f, f->draft);
  g_assert_cmpint (((SotongCopy *) g_ptr_array_index (content->copies, 0))->state, ==, SOTONG_STATE_DRAFT);
  sotong_editor_copy_set_chosen (copy, FALSE);
  save (f);
  sotong_content_free (g_steal_pointer (&content));
  content = plan_fixture_content (f, f->draft);
  g_assert_cmpuint (content->copies->len, ==, 0);
}

/* A content of a type of the office's own, or 0. */
static gpointer
own_type_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr(SotongContent) content = sotong_content_new ();
  gint64 id;

  if (!sotong_type_add (db, "카드뉴스", error))
    return NULL;
  content->title = g_strdup ("한 장");
  g_free (content->type);
  content->type = g_strdup ("카드뉴스");
  id = sotong_content_add (db, content, error);
  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static gpointer
remove_type_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  return sotong_type_remove (db, "카드뉴스", error) ? data : NULL;
}

/* It stays of its type when it is saved, also when the type is no longer offered. */
static void
test_own_type (PlanFixture   *f,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *id = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, own_type_job, NULL, NULL, &error);
  g_autoptr(SotongContent) first = NULL, second = NULL;
  SotongEditorPage *p;

  g_assert_no_error (error);
  p = open_content (f, *id);
  g_assert_cmpuint (gtk_drop_down_get_selected (p->type_list), ==, 7);
  sotong_editor_text_set (p->text, "글");
  save (f);
  first = plan_fixture_content (f, *id);
  g_assert_cmpstr (first->type, ==, "카드뉴스");
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, remove_type_job, f, NULL, &error);
  g_assert_no_error (error);
  plan_fixture_wait (f, is_saved);
  sotong_editor_text_set (p->text, "다른 글");
  save (f);
  second = plan_fixture_content (f, *id);
  g_assert_cmpstr (second->type, ==, "카드뉴스");
  g_assert_cmpstr (second->body, ==, "다른 글");
}

static void
test_new (PlanFixture   *f,
          gconstpointer  data)
{
  SotongEditorPage *p = open_new (f);
  g_autoptr(SotongContent) content = NULL;

  g_assert_cmpint (sotong_editor_page_get_id (p), ==, 0);
  g_assert_false (sotong_editor_page_is_dirty (p));
  sotong_editor_text_set (p->text, "제목 없는 글");
  sotong_editor_page_save (p);
  plan_fixture_wait (f, bar_shown);                       /* a title is needed, and the text stays */
  g_assert_true (sotong_editor_page_is_dirty (p));
  gtk_editable_set_text (GTK_EDITABLE (p->title_entry), "이제 제목");
  save (f);
  g_assert_cmpint (sotong_editor_page_get_id (p), >, 0);
  g_assert_cmpint (sotong_context_get_content (f->context), ==, sotong_editor_page_get_id (p));
  content = plan_fixture_content (f, sotong_editor_page_get_id (p));
  g_assert_cmpstr (content->body, ==, "제목 없는 글");
  g_assert_cmpint (content->planned_at, ==, plan_time (10, 27, 10));
  g_assert_cmpint (p->bar_kind, ==, SOTONG_EDITOR_BAR_NONE);
}

/* Who types into a new content faster than the workspace is read loses nothing. */
static void
test_at_once (PlanFixture   *f,
              gconstpointer  data)
{
  SotongEditorPage *p;
  g_autofree char *text = NULL;

  open_content (f, f->scheduled);                          /* so that the pane is there */
  sotong_context_new_content (f->context, plan_time (10, 27, 10));
  p = page (f);
  g_assert_cmpint (sotong_editor_page_get_id (p), ==, 0);
  g_assert_null (p->data);
  gtk_editable_set_text (GTK_EDITABLE (p->title_entry), "바로 친 제목");
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (p->text)), "바로 친 글", -1);
  plan_fixture_wait (f, is_idle);
  text = sotong_editor_text_dup (p->text);
  g_assert_cmpstr (text, ==, "바로 친 글");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (p->title_entry)), ==, "바로 친 제목");
  g_assert_true (sotong_editor_page_is_dirty (p));
  save (f);
  g_assert_cmpint (sotong_editor_page_get_id (p), >, 0);

  sotong_context_open_content (f->context, f->draft);
  p = page (f);
  g_assert_null (p->data);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (p->save_button)));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (p->publish_button)));
  plan_fixture_wait (f, is_idle);
}

static void
type_at_once (SotongEditorPage *p,
              const char       *title,
              const char       *text)
{
  int at = -1;

  g_assert_null (p->data);
  gtk_editable_insert_text (GTK_EDITABLE (p->title_entry), title, -1, &at);
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (p->text)), text, -1);
}

static AdwTabPage *
tab_of (SotongEditorPage *p)
{
  GtkWidget *tabs = gtk_widget_get_ancestor (GTK_WIDGET (p), ADW_TYPE_TAB_VIEW);

  return adw_tab_view_get_page (ADW_TAB_VIEW (tabs), GTK_WIDGET (p));
}

/* What is typed into a content before it was read stands where the cursor would have been, and is not saved over it. */
static void
test_at_once_existing (PlanFixture   *f,
                       gconstpointer  data)
{
  GtkTextBuffer *buffer;
  SotongEditorPage *p;
  g_autofree char *text = NULL;
  g_autoptr(SotongContent) before = plan_fixture_content (f, f->undated), content = NULL;
  g_autofree char *whole = g_strconcat (before->title, "제목", NULL), *body = g_strconcat (before->body, "바로친글", NULL);
  GtkTextIter iter;

  open_content (f, f->scheduled);
  sotong_context_open_content (f->context, f->undated);
  p = page (f);
  g_assert_true (adw_tab_page_get_loading (tab_of (p)));  /* and does not pretend to be a new one */
  g_assert_cmpstr (adw_tab_page_get_title (tab_of (p)), ==, "여는 중…");
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (p->text));
  type_at_once (p, "제목", "바로글");
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 2);
  gtk_text_buffer_place_cursor (buffer, &iter);          /* somebody who corrects it at once */
  g_assert_false (gtk_widget_get_can_focus (GTK_WIDGET (p->cost_entry)));
  plan_fixture_wait (f, is_idle);
  g_assert_true (gtk_widget_get_can_focus (GTK_WIDGET (p->cost_entry)));
  g_assert_false (adw_tab_page_get_loading (tab_of (p)));
  g_assert_cmpstr (adw_tab_page_get_title (tab_of (p)), ==, whole);
  gtk_text_buffer_insert_at_cursor (buffer, "친", -1);
  text = sotong_editor_text_dup (p->text);
  g_assert_cmpstr (text, ==, body);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (p->title_entry)), ==, whole);
  g_assert_true (sotong_editor_page_is_dirty (p));
  save (f);
  content = plan_fixture_content (f, f->undated);
  g_assert_cmpstr (content->title, ==, whole);
  g_assert_cmpstr (content->body, ==, body);
}

/* (nullable): what a list shows as chosen. */
static const char *
chosen_name (GtkDropDown *list)
{
  gpointer chosen = gtk_drop_down_get_selected_item (list);

  return chosen != NULL ? gtk_string_object_get_string (chosen) : NULL;
}

/* Before it was read a content's campaign is not said to be none. */
static void
test_lists_early (PlanFixture   *f,
                  gconstpointer  data)
{
  SotongEditorPage *p;

  open_content (f, f->scheduled);
  sotong_context_open_content (f->context, f->undated);
  p = page (f);
  g_assert_cmpstr (chosen_name (p->type_list), ==, "읽는 중…");
  g_assert_cmpstr (chosen_name (p->campaign_list), ==, "읽는 중…");
  g_assert_cmpstr (chosen_name (p->line_list), ==, "읽는 중…");
  plan_fixture_wait (f, is_idle);
  g_assert_cmpstr (chosen_name (p->type_list), !=, "읽는 중…");
  g_assert_cmpstr (chosen_name (p->campaign_list), !=, "읽는 중…");
  g_assert_cmpstr (chosen_name (p->line_list), !=, "읽는 중…");
  g_assert_false (sotong_editor_page_is_dirty (p));
}

/* Whoever writes on a content and closes it before it was read saves what was typed, and of the rest what was there. */
static void
test_lists_early_saved (PlanFixture   *f,
                        gconstpointer  data)
{
  g_autoptr(SotongContent) before = NULL, after = NULL;
  SotongEditorPage *p = open_content (f, f->undated);

  gtk_drop_down_set_selected (p->type_list, gtk_drop_down_get_selected (p->type_list) == 2 ? 3 : 2);
  gtk_drop_down_set_selected (p->campaign_list, 1);
  gtk_drop_down_set_selected (p->line_list, 1);
  save (f);
  before = plan_fixture_content (f, f->undated);
  g_assert_true (before->campaign_id != SOTONG_NONE && before->line_id != SOTONG_NONE);
  open_content (f, f->scheduled);
  sotong_context_open_content (f->context, f->undated);
  sotong_editor_page_close (page (f));
  while (sotong_editor_pane_get_n_pages (editor (f)) > 1)
    g_main_context_iteration (NULL, TRUE);

  sotong_context_open_content (f->context, f->undated);
  p = page (f);
  g_assert_null (p->data);
  type_at_once (p, "!", "");
  sotong_editor_page_save (p);
  sotong_editor_page_close (p);
  while (sotong_editor_pane_get_n_pages (editor (f)) > 1)
    g_main_context_iteration (NULL, TRUE);
  after = plan_fixture_content (f, f->undated);
  g_assert_true (g_str_has_suffix (after->title, "!"));
  g_assert_cmpstr (after->type, ==, before->type);
  g_assert_cmpint (after->campaign_id, ==, before->campaign_id);
  g_assert_cmpint (after->line_id, ==, before->line_id);
}

/* A syllable that is being composed when the reading arrives is in the text once, behind what was read. */
static void
test_at_once_preedit (PlanFixture   *f,
                      gconstpointer  data)
{
  SotongEditorPage *p;
  g_autofree char *text = NULL;
  g_autoptr(SotongContent) before = plan_fixture_content (f, f->undated);
  g_autofree char *body = g_strconcat (before->body, "시민청", NULL);

  fake_im_set_answer (FAKE_IM_LATER);
  open_content (f, f->scheduled);
  sotong_context_open_content (f->context, f->undated);
  p = page (f);
  gtk_widget_grab_focus (GTK_WIDGET (p->text));
  g_assert_null (p->data);
  fake_im_commit ("시민");
  fake_im_compose ("청");
  plan_fixture_wait (f, is_idle);
  g_assert_true (sotong_editor_preedit_is_open (sotong_editor_text_get_preedit (p->text)));
  fake_im_commit ("청");
  text = sotong_editor_text_dup (p->text);
  g_assert_cmpstr (text, ==, body);
}

/* What is out cannot be written on, not even by somebody who is fast; closing at once saves what was typed, and what
 * belongs to a workspace that is closed at once is in the journal. */
static void
test_at_once_and_gone (PlanFixture   *f,
                       gconstpointer  data)
{
  g_autoptr(SotongContent) before = plan_fixture_content (f, f->undated), content = NULL;
  g_autofree char *whole = g_strconcat (before->title, "!", NULL), *folder = NULL;
  g_autoptr(GPtrArray) left = NULL;
  const SotongContent *kept;
  SotongEditorPage *p;

  open_content (f, f->scheduled);
  sotong_context_open_content (f->context, f->published);
  p = page (f);
  type_at_once (p, "!", "!");
  plan_fixture_wait (f, is_idle);
  g_assert_false (sotong_editor_page_is_dirty (p));
  g_assert_null (strchr (gtk_editable_get_text (GTK_EDITABLE (p->title_entry)), '!'));

  sotong_context_open_content (f->context, f->undated);
  p = page (f);
  type_at_once (p, "!", "");
  sotong_editor_page_close (p);
  while (sotong_editor_pane_get_n_pages (editor (f)) > 2)
    g_main_context_iteration (NULL, TRUE);
  content = plan_fixture_content (f, f->undated);
  g_assert_cmpstr (content->title, ==, whole);

  sotong_context_open_content (f->context, f->draft);
  p = g_object_ref (page (f));
  type_at_once (p, "", "닫기 직전에 친 글");
  sotong_editor_page_shut (p);
  folder = sotong_journal_folder (sotong_store_get_uuid (f->store));
  left = sotong_journal_find (folder);
  g_assert_cmpuint (left->len, ==, 1);
  kept = ((const SotongJournalEntry *) g_ptr_array_index (left, 0))->content;
  g_assert_cmpint (kept->id, ==, 0); /* it would else stand in the place of what was never read */
  g_assert_cmpstr (kept->body, ==, "닫기 직전에 친 글");
  sotong_journal_drop (p->journal);
  g_object_unref (p);
}

/* The syllable in the making is saved with the rest, exactly once, whatever the input method does. */
static void
test_preedit (PlanFixture   *f,
              gconstpointer  how)
{
  SotongEditorPage *p = open_content (f, f->draft);
  g_autoptr(SotongContent) content = NULL;

  fake_im_set_answer ((FakeImAnswer) GPOINTER_TO_INT (how));
  sotong_editor_text_set (p->text, "");
  gtk_widget_grab_focus (GTK_WIDGET (p->text));
  fake_im_commit ("시민");
  fake_im_compose ("청");
  g_assert_true (sotong_editor_preedit_is_open (sotong_editor_text_get_preedit (p->text)));
  save (f);
  content = plan_fixture_content (f, f->draft);
  g_assert_cmpstr (content->body, ==, "시민청");
  g_assert_false (sotong_editor_preedit_is_open (sotong_editor_text_get_preedit (p->text)));
}

static void
test_title_preedit (PlanFixture   *f,
                    gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->draft);
  g_autoptr(SotongContent) content = NULL;

  fake_im_set_answer (FAKE_IM_AT_ONCE);
  gtk_editable_set_text (GTK_EDITABLE (p->title_entry), "");
  gtk_entry_grab_focus_without_selecting (p->title_entry);
  fake_im_commit ("한");
  fake_im_compose ("글");
  sotong_editor_page_close (p);                           /* closing saves as well */
  plan_fixture_wait (f, has_no_page);
  content = plan_fixture_content (f, f->draft);
  g_assert_cmpstr (content->title, ==, "한글");
}

/* By X's rule a Hangul syllable counts two: 140 fit. */
static void
test_counter (PlanFixture   *f,
              gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->draft);
  SotongEditorCopy *copy = sotong_editor_page_get_copy (p, f->channels[3]);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (p->text));
  g_autoptr(GString) text = g_string_new (NULL);
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "overflow");
  GtkTextIter iter;

  for (int i = 0; i < 143; i++)
    g_string_append (text, "가");
  sotong_editor_copy_set_chosen (copy, TRUE);
  sotong_editor_text_set (p->text, text->str);
  g_assert_cmpstr (sotong_editor_copy_get_count (copy), ==, "286 / 280 · 6 초과(한글은 2로 셈)"); /* three letters: no “6자” */
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 139);
  g_assert_false (gtk_text_iter_has_tag (&iter, tag));
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 140);
  g_assert_true (gtk_text_iter_has_tag (&iter, tag));

  /* With a text of its own the channel says nothing of the main one. */
  sotong_editor_copy_set_own (copy, TRUE);
  sotong_editor_text_set (sotong_editor_copy_get_text (copy), "짧게");
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 140);
  g_assert_false (gtk_text_iter_has_tag (&iter, tag));
  g_assert_nonnull (strstr (sotong_editor_copy_get_count (copy), "4 / 280"));
}

/* What a platform counts is called what it is: bytes are no letters. */
static void
test_counter_bytes (void)
{
  const SotongCapabilities *can = sotong_capabilities_get ("youtube");
  SotongCount count = { .used = 5030, .limit = 5000, .overflow_at = 4999 };
  gboolean over = FALSE;
  g_autofree char *text = sotong_editor_count_describe (can, &count, 0, &over);

  g_assert_true (over);
  g_assert_cmpstr (text, ==, "5,030 / 5,000바이트 · 30바이트 초과(한글은 3바이트)");
}

static gpointer
edit_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, *(gint64 *) data, error);

  g_free (content->body);
  content->body = g_strdup_printf ("다른 사람의 글 %" G_GINT64_FORMAT, content->revision); /* another each time */
  return GINT_TO_POINTER (sotong_content_save (db, content, error));
}

static void
edit_elsewhere (PlanFixture *f,
                gint64       content)
{
  g_autoptr(GError) error = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, edit_job, &content, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
shows_theirs (PlanFixture *f)
{
  g_autofree char *text = sotong_editor_text_dup (page (f)->text);

  return g_str_has_prefix (text, "다른 사람의 글");
}

static void
assert_journal (SotongJournal *journal,
                const char    *body)
{
  g_autofree char *text = NULL;
  g_autoptr(SotongJournalEntry) entry = NULL;
  gboolean owned = FALSE;
  gsize length = 0;

  g_assert_true (g_file_get_contents (sotong_journal_get_path (journal), &text, &length, NULL));
  entry = sotong_journal_entry_parse (text, length, &owned);
  g_assert_cmpstr (entry->content->body, ==, body);
}

static void
test_conflict (PlanFixture   *f,
               gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->draft);
  g_autoptr(SotongContent) theirs = NULL, mine = NULL, restored = NULL;
  g_autofree char *text = NULL;
  gint64 campaign, line;

  /* What nobody touched here is simply shown. */
  edit_elsewhere (f, f->draft);
  plan_fixture_wait (f, shows_theirs);

  sotong_editor_text_set (p->text, "내가 쓰던 글");
  edit_elsewhere (f, f->draft);
  plan_fixture_wait (f, bar_shown);
  g_assert_cmpint (p->bar_kind, ==, SOTONG_EDITOR_BAR_CONFLICT);
  text = sotong_editor_text_dup (p->text);
  g_assert_cmpstr (text, ==, "내가 쓰던 글");
  sotong_editor_page_save (p);
  plan_fixture_wait (f, bar_shown);
  theirs = plan_fixture_content (f, f->draft);
  g_assert_true (g_str_has_prefix (theirs->body, "다른 사람의 글"));

  sotong_editor_page_keep_mine (p);
  plan_fixture_wait (f, is_saved);
  mine = plan_fixture_content (f, f->draft);
  g_assert_cmpstr (mine->body, ==, "내가 쓰던 글");
  g_assert_cmpint (p->bar_kind, ==, SOTONG_EDITOR_BAR_NONE);

  /* And the other way round. */
  sotong_editor_text_set (p->text, "또 쓰던 글");
  gtk_drop_down_set_selected (p->campaign_list, 1);
  gtk_drop_down_set_selected (p->line_list, 1);
  campaign = sotong_editor_page_chosen_campaign (p);
  line = sotong_editor_page_chosen_line (p);
  g_assert_true (campaign != SOTONG_NONE && line != SOTONG_NONE);
  edit_elsewhere (f, f->draft);
  plan_fixture_wait (f, bar_shown);
  /* It says who changed what. */
  g_assert_nonnull (strstr (gtk_label_get_text (p->bar_label), "본문"));
  g_assert_null (strstr (gtk_label_get_text (p->bar_label), "제목"));
  sotong_editor_page_take_theirs (p);
  plan_fixture_wait (f, shows_theirs);
  g_assert_false (sotong_editor_page_is_dirty (p));

  /* And mine is not lost before the person says so, nor is what is written on theirs meanwhile. */
  g_assert_cmpint (p->bar_kind, ==, SOTONG_EDITOR_BAR_TAKEN);
  assert_journal (p->kept_journal, "또 쓰던 글");
  sotong_editor_text_set (p->text, "그 글에 이어서");
  assert_journal (p->journal, "그 글에 이어서");
  assert_journal (p->kept_journal, "또 쓰던 글");
  sotong_editor_page_keep_mine (p);
  g_free (text);
  text = sotong_editor_text_dup (p->text);
  g_assert_cmpstr (text, ==, "또 쓰던 글");
  g_assert_null (p->kept_journal);
  assert_journal (p->journal, "또 쓰던 글");
  g_assert_true (sotong_editor_page_is_dirty (p));
  save (f);
  restored = plan_fixture_content (f, f->draft);
  g_assert_cmpint (restored->campaign_id, ==, campaign);
  g_assert_cmpint (restored->line_id, ==, line);
}

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  sotong_change_info_free (sotong_change_undo (db, error));
  return data;
}

/* A draft is saved by itself, and what is saved while somebody writes is one step of undo. */
static void
test_autosave (PlanFixture   *f,
               gconstpointer  data)
{
  static const char *const texts[] = { "첫째 줄", "첫째 줄\n둘째 줄", "첫째 줄\n둘째 줄\n셋째 줄" };
  SotongEditorPage *p = open_content (f, f->draft);
  g_autofree char *before = sotong_editor_text_dup (p->text);
  guint n = plan_fixture_n_changes (f);
  g_autoptr(SotongContent) last = NULL, undone = NULL;
  g_autoptr(GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      sotong_editor_text_set (p->text, texts[i]);
      g_assert_true (sotong_editor_page_is_dirty (p));
      plan_fixture_wait (f, is_saved);
    }
  last = plan_fixture_content (f, f->draft);
  g_assert_cmpstr (last->body, ==, texts[2]);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, n + 1);
  /* What the person saves ends it. */
  save (f);
  sotong_editor_text_set (p->text, "넷째");
  plan_fixture_wait (f, is_saved);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, n + 2);
  for (int i = 0; i < 2; i++)
    {
      sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, undo_job, f, NULL, &error);
      g_assert_no_error (error);
    }
  undone = plan_fixture_content (f, f->draft);
  g_assert_cmpstr (undone->body, ==, before);
}

static gboolean
is_quiet (PlanFixture *f)
{
  return is_idle (f) && page (f)->autosave_id == 0;
}

static void
assert_cost (PlanFixture *f,
             gint64       won)
{
  g_autoptr(SotongContent) content = plan_fixture_content (f, f->draft);

  g_assert_cmpint (content->cost_planned, ==, won);
}

/* A planned cost that is no amount does not take away the one that is stored, and is not called saved: it stays, with a sentence. */
static void
test_bad_cost (PlanFixture   *f,
               gconstpointer  data)
{
  static const char *const texts[] = { "십오만원", "99999999999999999999", "1,50", "-5", "△5" };
  SotongEditorPage *p = open_content (f, f->draft);
  GtkEditable *cost = GTK_EDITABLE (p->cost_entry);
  g_autoptr(SotongContent) content = NULL;
  guint n;

  gtk_editable_set_text (cost, "150,000");
  save (f);
  n = plan_fixture_n_changes (f);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gtk_editable_set_text (cost, texts[i]);
      g_assert_true (gtk_widget_get_visible (p->cost_note));
      plan_fixture_wait (f, is_quiet);
      g_assert_cmpstr (gtk_editable_get_text (cost), ==, texts[i]);
      g_assert_true (sotong_editor_page_is_dirty (p));
      g_assert_null (strstr (gtk_label_get_text (p->status), "저장됨"));
      assert_cost (f, 150000);
    }
  /* Nor with a text, by the person; the tab stays open. */
  sotong_editor_text_set (p->text, "본문과 함께");
  sotong_editor_page_close (p);
  plan_fixture_wait (f, bar_shown);
  g_assert_nonnull (strstr (gtk_label_get_text (p->bar_label), "원 단위"));
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, n);
  assert_cost (f, 150000);
  g_assert_cmpuint (sotong_editor_pane_get_n_pages (editor (f)), ==, 1);

  gtk_editable_set_text (cost, "200,000");
  g_assert_false (gtk_widget_get_visible (p->cost_note));
  g_assert_cmpint (p->bar_kind, ==, SOTONG_EDITOR_BAR_NONE);
  plan_fixture_wait (f, is_saved);
  content = plan_fixture_content (f, f->draft);
  g_assert_cmpint (content->cost_planned, ==, 200000);
  g_assert_cmpstr (content->body, ==, "본문과 함께");
}

/* The window goes: the text is saved, the amount that is stored stays, and what was typed is there again. */
static void
test_bad_cost_left (PlanFixture   *f,
                    gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->draft);

  gtk_editable_set_text (GTK_EDITABLE (p->cost_entry), "150,000");
  save (f);
  gtk_editable_set_text (GTK_EDITABLE (p->cost_entry), "십오만원");
  plan_fixture_start_again (f, 0);
  p = open_content (f, f->draft);
  plan_fixture_wait (f, bar_shown);
  g_assert_cmpint (p->bar_kind, ==, SOTONG_EDITOR_BAR_LEFT);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (p->cost_entry)), ==, "십오만원");
  assert_cost (f, 150000);
  sotong_editor_page_take_theirs (p); /* discards it */
  plan_fixture_wait (f, is_saved);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (page (f)->cost_entry)), ==, "150,000");
}

/* What waits for its time is not saved half written, and without a title nothing is. */
static void
test_no_autosave (PlanFixture   *f,
                  gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->scheduled);

  sotong_editor_text_set (p->text, "반쯤 고친 글");
  g_assert_true (g_file_test (sotong_journal_get_path (p->journal), G_FILE_TEST_EXISTS)); /* at once */
  while (p->autosave_id != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (sotong_editor_page_is_dirty (p));
  assert_journal (p->journal, "반쯤 고친 글");
  save (f);
  g_assert_false (g_file_test (sotong_journal_get_path (p->journal), G_FILE_TEST_EXISTS));
}

/* The text that is handed out is the one that stands there, wherever it is changed. */
static void
test_text_in_step (PlanFixture   *f,
                   gconstpointer  data)
{
  static const char *const pieces[] = { "가", "a", "😀", "둘째\n줄", "é" };
  g_autoptr(GtkWidget) widget = g_object_ref_sink (sotong_editor_text_new ());
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));

  for (int i = 0; i < 2000; i++)
    {
      int n = gtk_text_buffer_get_char_count (buffer);
      g_autofree char *given = NULL, *there = NULL;
      GtkTextIter start, end;

      gtk_text_buffer_get_iter_at_offset (buffer, &start, g_test_rand_int_range (0, n + 1));
      gtk_text_buffer_get_iter_at_offset (buffer, &end, g_test_rand_int_range (0, n + 1));
      if (i % 500 == 499)
        gtk_text_buffer_set_text (buffer, "처음부터", -1);
      else if (i % 3 == 0 && ABS (gtk_text_iter_get_offset (&start) - gtk_text_iter_get_offset (&end)) < 8)
        gtk_text_buffer_delete (buffer, &start, &end);
      else
        gtk_text_buffer_insert (buffer, &start, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))], -1);
      if (i % 2 == 0)
        continue;
      gtk_text_buffer_get_bounds (buffer, &start, &end);
      given = sotong_editor_text_dup (SOTONG_EDITOR_TEXT (widget));
      there = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
      g_assert_cmpstr (given, ==, there);
    }
}

/* Where no journal can be written that is said, and everything goes on. */
static void
test_no_journal (PlanFixture   *f,
                 gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->scheduled);
  g_autofree char *folder = sotong_journal_folder (sotong_store_get_uuid (f->store)), *parent = g_path_get_dirname (folder), *text = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_rmdir (folder);
  g_assert_true (g_file_set_contents (folder, "", -1, NULL));
  sotong_editor_text_set (p->text, "자리가 없어도");
  g_assert_nonnull (strstr (gtk_label_get_text (p->status), "프로그램이 강제로 종료되면"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (GTK_WIDGET (p->status)), ==, gtk_label_get_text (p->status));
  sotong_editor_text_set (p->text, "자리가 없어도 쓴다");
  text = sotong_editor_text_dup (p->text);
  g_assert_cmpstr (text, ==, "자리가 없어도 쓴다");
  g_unlink (folder);
  sotong_editor_text_set (p->text, "자리가 났다");
  g_assert_null (strstr (gtk_label_get_text (p->status), "프로그램이 강제로 종료되면"));
  g_assert_true (g_file_test (sotong_journal_get_path (p->journal), G_FILE_TEST_EXISTS));
  g_unlink (sotong_journal_get_path (p->journal));
  g_rmdir (folder);
  g_assert_true (g_file_set_contents (folder, "", -1, NULL));
  sotong_editor_text_set (p->text, "저장하면 없어진다");
  save (f);
  g_assert_null (strstr (gtk_label_get_text (p->status), "프로그램이 강제로 종료되면"));
  g_unlink (folder);
}

static gpointer
move_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return GINT_TO_POINTER (sotong_content_move (db, *(gint64 *) data, 0, plan_time (11, 3, 10), error));
}

/* The calendar moves what is being written: neither is lost. */
static void
test_moved_meanwhile (PlanFixture   *f,
                      gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->scheduled);
  g_autoptr(SotongContent) content = NULL;
  g_autoptr(GError) error = NULL;

  sotong_editor_text_set (p->text, "고친 글");
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, move_job, &f->scheduled, NULL, &error);
  g_assert_no_error (error);
  save (f);
  content = plan_fixture_content (f, f->scheduled);
  g_assert_cmpstr (content->body, ==, "고친 글");
  g_assert_cmpint (((SotongCopy *) g_ptr_array_index (content->copies, 0))->publish_at, ==, plan_time (11, 3, 10));
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return GINT_TO_POINTER (sotong_content_remove (db, *(gint64 *) data, error));
}

static gboolean
is_stored_anew (PlanFixture *f)
{
  return is_saved (f) && sotong_editor_page_get_id (page (f)) != f->draft;
}

static void
test_deleted_meanwhile (PlanFixture   *f,
                        gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->draft);
  g_autoptr(SotongContent) content = NULL;
  g_autoptr(GError) error = NULL;

  sotong_editor_text_set (p->text, "지워진 글에 쓰던 것");
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, remove_job, &f->draft, NULL, &error);
  g_assert_no_error (error);
  plan_fixture_wait (f, bar_shown);
  g_assert_cmpint (p->bar_kind, ==, SOTONG_EDITOR_BAR_GONE);
  sotong_editor_page_keep_mine (p);
  plan_fixture_wait (f, is_stored_anew);
  content = plan_fixture_content (f, sotong_editor_page_get_id (p));
  g_assert_cmpstr (content->body, ==, "지워진 글에 쓰던 것");
}

static gpointer
body_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, *(gint64 *) data, error);

  return content != NULL ? g_strdup (content->body) : NULL;
}

/* What was being written is in the file when the window has let go of it, which it does in a
 * thread of its own. */
static void
test_window_closed (PlanFixture   *f,
                    gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->draft);
  g_autofree char *path = g_strdup (sotong_store_get_path (f->store));
  g_autoptr(SotongClock) clock = g_object_ref (sotong_store_get_clock (f->store));
  gboolean found = FALSE;

  sotong_editor_text_set (p->text, "창을 닫는다");
  sotong_window_set_context (f->window.window, NULL, NULL);
  while (!found)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(SotongStore) again = sotong_store_open (path, clock, NULL, &error);
      g_autofree char *body = NULL;

      g_assert_no_error (error);
      body = sotong_store_read (again, body_job, &f->draft, NULL, &error);
      g_assert_no_error (error);
      found = g_str_equal (body, "창을 닫는다");
      sotong_store_close (again);
      g_main_context_iteration (NULL, FALSE);
    }
}

/* What is out is shown, and cannot be changed. */
static void
test_out (PlanFixture   *f,
          gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->published);
  SotongEditorCopy *copy = sotong_editor_page_get_copy (p, f->channels[0]);

  g_assert_true (sotong_editor_copy_get_chosen (copy));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (sotong_editor_copy_get_schedule (copy))));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (p->publish_button)));
  sotong_editor_text_set (p->text, "뒤늦게 고친 본문");
  save (f);
  g_assert_cmpint (p->bar_kind, ==, SOTONG_EDITOR_BAR_NONE);
}

/* ---- publishing ---- */

/* (nullable): the question that is open. */
static AdwMessageDialog *
find_dialog (void)
{
  GListModel *tops = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (tops); i++)
    {
      g_autoptr(GtkWidget) top = g_list_model_get_item (tops, i);

      if (ADW_IS_MESSAGE_DIALOG (top))
        return ADW_MESSAGE_DIALOG (top);
    }
  return NULL;
}

static void
answer (const char *response)
{
  AdwMessageDialog *dialog = find_dialog ();

  g_assert_nonnull (dialog);
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_null (find_dialog ());
}

static gboolean
is_out (PlanFixture *f)
{
  g_autoptr(SotongContent) content = plan_fixture_content (f, f->draft);

  return is_idle (f) && content->copies->len == 1
    && ((SotongCopy *) g_ptr_array_index (content->copies, 0))->state == SOTONG_STATE_PUBLISHED;
}

static void
test_publish (PlanFixture   *f,
              gconstpointer  data)
{
  g_autofree char *token = sotong_practice_server_make_token ();
  g_autoptr(SotongPracticeServer) server = sotong_practice_server_new (token, sotong_store_get_clock (f->store));
  g_autoptr(GError) error = NULL;
  SotongPracticeCounts counts;
  SotongEditorPage *p;

  sotong_practice_server_start (server, 0, &error);
  g_assert_no_error (error);
  plan_fixture_connect (f, sotong_practice_server_get_url (server), token);
  p = open_content (f, f->draft);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (p->publish_button)));
  sotong_editor_copy_set_chosen (sotong_editor_page_get_copy (p, f->channels[0]), TRUE);
  sotong_editor_text_set (p->text, "지금 내보내는 글");
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (p->publish_button)));

  /* Asked first, and no means no. */
  sotong_editor_page_ask_publish (p);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (find_dialog ()), "연습 블로그"));
  answer ("cancel");
  sotong_practice_server_get_counts (server, &counts);
  g_assert_cmpuint (counts.received, ==, 0);

  sotong_editor_page_ask_publish (p);
  answer ("publish");
  plan_fixture_wait (f, is_out);
  sotong_practice_server_get_counts (server, &counts);
  g_assert_cmpuint (counts.posts, ==, 1);
  g_assert_cmpint (p->bar_kind, ==, SOTONG_EDITOR_BAR_NONE);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (p->publish_button)));
  sotong_practice_server_stop (server);
}

static gpointer
outs_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_correction_list (db, *(gint64 *) data, error);
}

static gboolean
is_corrected (PlanFixture *f)
{
  g_autoptr(GPtrArray) outs = sotong_store_read (f->store, outs_job, &f->draft, NULL, NULL);

  return is_idle (f) && outs->len == 1 && g_strcmp0 (((SotongOut *) g_ptr_array_index (outs, 0))->sent_body, "바로잡은 글") == 0;
}

static gboolean
is_withdrawn (PlanFixture *f)
{
  g_autoptr(SotongContent) content = plan_fixture_content (f, f->draft);

  return is_idle (f) && ((SotongCopy *) g_ptr_array_index (content->copies, 0))->withdrawn_at != SOTONG_NONE;
}

static gboolean
is_asked (PlanFixture *f)
{
  return find_dialog () != NULL;
}

/* What is out is opened by a button, sent to where it stands, and taken off there; each is asked first. */
static void
test_correct (PlanFixture   *f,
              gconstpointer  data)
{
  g_autofree char *token = sotong_practice_server_make_token ();
  g_autoptr(SotongPracticeServer) server = sotong_practice_server_new (token, sotong_store_get_clock (f->store));
  g_autofree char *note = NULL;
  g_autoptr(GError) error = NULL;
  SotongEditorPage *p;

  sotong_practice_server_start (server, 0, &error);
  g_assert_no_error (error);
  plan_fixture_connect (f, sotong_practice_server_get_url (server), token);
  p = open_content (f, f->draft);
  g_assert_false (gtk_widget_get_visible (p->out_box));
  sotong_editor_copy_set_chosen (sotong_editor_page_get_copy (p, f->channels[0]), TRUE);
  sotong_editor_text_set (p->text, "지금 내보내는 글");
  sotong_editor_page_ask_publish (p);
  answer ("publish");
  plan_fixture_wait (f, is_out);

  g_assert_true (gtk_widget_get_visible (p->out_box));
  g_assert_false (gtk_text_view_get_editable (GTK_TEXT_VIEW (p->text)));
  g_assert_true (gtk_widget_get_visible (p->fixed_note));
  note = g_strdup (gtk_label_get_text (GTK_LABEL (p->fixed_note)));
  sotong_editor_page_correct (p);
  g_assert_true (gtk_text_view_get_editable (GTK_TEXT_VIEW (p->text)));
  sotong_editor_text_set (p->text, "바로잡은 글");
  sotong_editor_page_correct (p);
  plan_fixture_wait (f, is_asked);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (find_dialog ()), "연습 블로그"));
  answer ("correct");
  plan_fixture_wait (f, is_corrected);
  g_assert_false (gtk_text_view_get_editable (GTK_TEXT_VIEW (p->text)));
  g_assert_cmpint (p->bar_kind, ==, SOTONG_EDITOR_BAR_NONE);

  sotong_editor_page_ask_withdraw (p);
  plan_fixture_wait (f, is_asked);
  answer ("cancel");
  sotong_editor_page_ask_withdraw (p);
  plan_fixture_wait (f, is_asked);
  answer ("withdraw");
  plan_fixture_wait (f, is_withdrawn);
  g_assert_false (gtk_widget_get_visible (p->out_box));
  g_assert_true (gtk_widget_get_visible (p->fixed_note)); /* and it is not said to be out */
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (p->fixed_note)), !=, note);
  sotong_practice_server_stop (server);
}

/* With nobody there it says so, and the text stays. */
static void
test_publish_fails (PlanFixture   *f,
                    gconstpointer  data)
{
  SotongEditorPage *p;
  g_autofree char *text = NULL;

  plan_fixture_connect (f, "http://127.0.0.1:1/", "token");
  p = open_content (f, f->draft);
  sotong_editor_copy_set_chosen (sotong_editor_page_get_copy (p, f->channels[0]), TRUE);
  sotong_editor_text_set (p->text, "나가지 못하는 글");
  sotong_editor_page_ask_publish (p);
  answer ("publish");
  plan_fixture_wait (f, bar_shown);
  text = sotong_editor_text_dup (p->text);
  g_assert_cmpstr (text, ==, "나가지 못하는 글");
  g_assert_nonnull (strstr (gtk_label_get_text (p->bar_label), "연습 블로그"));
}

/* Under a set clock a real channel is named as such in the question. */
static void
test_publish_real (PlanFixture   *f,
                   gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->draft);

  sotong_editor_copy_set_chosen (sotong_editor_page_get_copy (p, f->channels[2]), TRUE);
  sotong_editor_page_ask_publish (p);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (find_dialog ()), "\n\n"));
  g_assert_cmpint (adw_message_dialog_get_response_appearance (find_dialog (), "publish"), ==, ADW_RESPONSE_DESTRUCTIVE);
  answer ("cancel");
}

/* What the program put into an entry is not taken out of it by Ctrl+Z, which would leave it empty; what a person typed is. */
static void
test_entry_undo (PlanFixture   *f,
                 gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->draft);
  GtkEditable *title = GTK_EDITABLE (p->title_entry);
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (title));
  int at = 0;

  gtk_widget_grab_focus (GTK_WIDGET (p->title_entry));
  gtk_widget_activate_action (text, "text.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (title), ==, "인터뷰 초안");
  gtk_editable_insert_text (title, "새 ", -1, &at);
  g_assert_cmpstr (gtk_editable_get_text (title), ==, "새 인터뷰 초안");
  gtk_widget_activate_action (text, "text.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (title), ==, "인터뷰 초안");
  gtk_widget_activate_action (text, "text.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (title), ==, "인터뷰 초안");
}

#define ADD(path, function) \
  g_test_add (path, PlanFixture, NULL, plan_fixture_set_up, function, plan_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("ko");
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  fake_im_install ();
  gtk_init ();
  fake_im_choose ();
  ADD ("/app/editor/load", test_load);
  ADD ("/app/editor/save", test_save);
  ADD ("/app/editor/own-type", test_own_type);
  ADD ("/app/editor/new", test_new);
  ADD ("/app/editor/at-once", test_at_once);
  ADD ("/app/editor/early/existing", test_at_once_existing);
  ADD ("/app/editor/early/lists", test_lists_early);
  ADD ("/app/editor/early/lists/saved", test_lists_early_saved);
  ADD ("/app/editor/early/preedit", test_at_once_preedit);
  ADD ("/app/editor/early/gone", test_at_once_and_gone);
  g_test_add ("/app/editor/preedit/at-once", PlanFixture, GINT_TO_POINTER (FAKE_IM_AT_ONCE),
              plan_fixture_set_up, test_preedit, plan_fixture_tear_down);
  g_test_add ("/app/editor/preedit/later", PlanFixture, GINT_TO_POINTER (FAKE_IM_LATER),
              plan_fixture_set_up, test_preedit, plan_fixture_tear_down);
  g_test_add ("/app/editor/preedit/never", PlanFixture, GINT_TO_POINTER (FAKE_IM_NEVER),
              plan_fixture_set_up, test_preedit, plan_fixture_tear_down);
  ADD ("/app/editor/preedit/title", test_title_preedit);
  ADD ("/app/editor/entry-undo", test_entry_undo);
  ADD ("/app/editor/counter", test_counter);
  g_test_add_func ("/app/editor/counter-bytes", test_counter_bytes);
  ADD ("/app/editor/conflict", test_conflict);
  ADD ("/app/editor/autosave", test_autosave);
  ADD ("/app/editor/bad-cost", test_bad_cost);
  ADD ("/app/editor/bad-cost/left", test_bad_cost_left);
  ADD ("/app/editor/no-autosave", test_no_autosave);
  ADD ("/app/editor/no-journal", test_no_journal);
  ADD ("/app/editor/text-in-step", test_text_in_step);
  ADD ("/app/editor/moved-meanwhile", test_moved_meanwhile);
  ADD ("/app/editor/deleted-meanwhile", test_deleted_meanwhile);
  ADD ("/app/editor/window-closed", test_window_closed);
  ADD ("/app/editor/out", test_out);
  ADD ("/app/editor/publish", test_publish);
  ADD ("/app/editor/correct", test_correct);
  ADD ("/app/editor/publish/fails", test_publish_fails);
  ADD ("/app/editor/publish/real", test_publish_real);
  return g_test_run ();
}
