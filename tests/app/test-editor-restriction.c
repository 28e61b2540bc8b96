/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/panes/sotong-editor-page-private.h"
#include "app/panes/sotong-editor-pane.h"
#include "plan-fixture.h"
#include "store/sotong-restricted.h"
#include "util/sotong-i18n.h"

static SotongEditorPage *
page (PlanFixture *f)
{
  return sotong_editor_pane_get_page (SOTONG_EDITOR_PANE (sotong_workbench_get_pane (sotong_window_get_workbench (f->window.window), "content")));
}

static gboolean
is_idle (PlanFixture *f)
{
  return page (f) != NULL && page (f)->data != NULL && !sotong_editor_page_is_busy (page (f));
}

static gboolean
is_saved (PlanFixture *f)
{
  return is_idle (f) && !sotong_editor_page_is_dirty (page (f)) && page (f)->bar_kind == SOTONG_EDITOR_BAR_NONE;
}

static gboolean
is_flagged (PlanFixture *f)
{
  return is_idle (f) && sotong_editor_restriction_is_flagged (page (f)->restriction);
}

static gpointer
mourn_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const SotongRestrictedPeriod period = { .kind = SOTONG_RESTRICTED_MOURNING, .name = (char *) "추모 기간", .starts_on = (char *) "2016-10-21",
                                          .ends_on = (char *) "2016-10-24", .legal_ground = (char *) "국무회의 의결", .all = TRUE };

  return sotong_restricted_save (db, &period, error) != 0 ? data : NULL;
}

static SotongEditorPage *
open_draft (PlanFixture *f)
{
  sotong_context_open_content (f->context, f->draft);
  plan_fixture_pane (f, "content");
  plan_fixture_wait (f, is_idle);
  return page (f);
}

static void
mourn (PlanFixture *f)
{
  GError *error = NULL;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, mourn_job, f, NULL, &error));
  g_assert_no_error (error);
}

static SotongState
stored_state (PlanFixture *f,
              gint64       content_id,
              gint64      *out_time)
{
  g_autoptr(SotongContent) content = plan_fixture_content (f, content_id);
  const SotongCopy *copy;

  g_assert_cmpuint (content->copies->len, >, 0);
  copy = g_ptr_array_index (content->copies, 0);
  *out_time = copy->publish_at;
  return copy->state;
}

/* A time in the period leaves a draft, whose text is saved; the ground schedules it. */
static void
test_ground (PlanFixture   *f,
             gconstpointer  data)
{
  SotongEditorPage *p;
  SotongEditorCopy *copy;
  GtkEditable *ground;
  gint64 time;

  mourn (f);
  p = open_draft (f);
  copy = sotong_editor_page_get_copy (p, f->channels[1]);
  g_assert_false (sotong_editor_restriction_is_flagged (p->restriction));
  sotong_editor_text_set (p->text, "본문입니다");
  sotong_editor_copy_set_chosen (copy, TRUE);
  g_assert_true (sotong_editor_schedule_choose (sotong_editor_copy_get_schedule (copy), plan_time (10, 22, 10)));
  g_assert_true (sotong_editor_restriction_is_flagged (p->restriction));
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (p)), ==, 0);
  sotong_editor_page_save (p);
  plan_fixture_wait (f, is_saved);
  g_assert_cmpint (stored_state (f, f->draft, &time), ==, SOTONG_STATE_DRAFT);
  g_assert_cmpint (time, ==, plan_time (10, 22, 10));

  ground = GTK_EDITABLE (sotong_editor_restriction_get_entry (p->restriction));
  gtk_widget_grab_focus (GTK_WIDGET (ground));
  gtk_editable_set_text (ground, "추모 안내문 게시 지침 ");
  gtk_editable_set_position (ground, -1);
  g_assert_true (sotong_editor_page_is_dirty (p));
  sotong_editor_page_save (p);
  plan_fixture_wait (f, is_saved);
  g_assert_cmpint (gtk_editable_get_position (ground), ==, 12); /* who saves while writing goes on at the end */
  g_assert_cmpint (stored_state (f, f->draft, &time), ==, SOTONG_STATE_SCHEDULED);
  g_assert_true (sotong_editor_restriction_is_flagged (p->restriction));
  {
    g_autoptr(SotongContent) content = plan_fixture_content (f, f->draft);

    g_assert_cmpstr (content->restriction_ground, ==, "추모 안내문 게시 지침");
  }
}

/* Another day needs no ground. */
static void
test_other_day (PlanFixture   *f,
                gconstpointer  data)
{
  SotongEditorPage *p;
  SotongEditorCopy *copy;
  gint64 time;

  mourn (f);
  p = open_draft (f);
  copy = sotong_editor_page_get_copy (p, f->channels[1]);
  sotong_editor_copy_set_chosen (copy, TRUE);
  sotong_editor_schedule_choose (sotong_editor_copy_get_schedule (copy), plan_time (10, 22, 10));
  sotong_editor_schedule_choose (sotong_editor_copy_get_schedule (copy), plan_time (10, 25, 10));
  g_assert_false (sotong_editor_restriction_is_flagged (p->restriction));
  sotong_editor_page_save (p);
  plan_fixture_wait (f, is_saved);
  g_assert_cmpint (stored_state (f, f->draft, &time), ==, SOTONG_STATE_SCHEDULED);
}

/* A period that is added while the editor is open flags what it shows. */
static void
test_meanwhile (PlanFixture   *f,
                gconstpointer  data)
{
  SotongEditorPage *p = open_draft (f);
  SotongEditorCopy *copy = sotong_editor_page_get_copy (p, f->channels[1]);

  sotong_editor_copy_set_chosen (copy, TRUE);
  sotong_editor_schedule_choose (sotong_editor_copy_get_schedule (copy), plan_time (10, 22, 10));
  sotong_editor_page_save (p);
  plan_fixture_wait (f, is_saved);
  g_assert_false (sotong_editor_restriction_is_flagged (p->restriction));
  mourn (f);
  plan_fixture_wait (f, is_flagged);
  g_assert_false (sotong_editor_page_is_dirty (p));
}

/* The mark is saved with the rest. */
static void
test_publicity (PlanFixture   *f,
                gconstpointer  data)
{
  SotongEditorPage *p = open_draft (f);
  g_autoptr(SotongContent) content = NULL;

  sotong_editor_restriction_put (p->restriction, TRUE, NULL);
  g_assert_true (sotong_editor_page_is_dirty (p));
  sotong_editor_page_save (p);
  plan_fixture_wait (f, is_saved);
  content = plan_fixture_content (f, f->draft);
  g_assert_true (content->publicity);
}

#define ADD(path, function) g_test_add ("/app/editor/restriction/" path, PlanFixture, NULL, plan_fixture_set_up, function, plan_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("ko");
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
  ADD ("ground", test_ground);
  ADD ("other-day", test_other_day);
  ADD ("meanwhile", test_meanwhile);
  ADD ("publicity", test_publicity);
  return g_test_run ();
}
