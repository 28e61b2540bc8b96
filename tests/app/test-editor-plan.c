/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/dialogs/sotong-slot-dialog.h"
#include "app/panes/sotong-calendar-pane-private.h"
#include "app/panes/sotong-editor-copy-private.h"
#include "app/panes/sotong-editor-page-private.h"
#include "app/panes/sotong-editor-pane.h"
#include "plan-fixture.h"
#include "plan/sotong-slot.h"
#include "store/sotong-change.h"
#include "store/sotong-content-series.h"
#include "util/sotong-i18n.h"

/* Slots, hints and series in the editor. */

static SotongEditorPage *
page (PlanFixture *f)
{
  return sotong_editor_pane_get_page (SOTONG_EDITOR_PANE (sotong_workbench_get_pane (sotong_window_get_workbench (f->window.window), "content")));
}

static gboolean
is_idle (PlanFixture *f)
{
  return page (f) != NULL && page (f)->data != NULL && !sotong_editor_page_is_busy (page (f)) && !sotong_editor_hints_is_busy (page (f)->hints);
}

static SotongEditorPage *
open_content (PlanFixture *f,
              gint64       content)
{
  sotong_context_open_content (f->context, content);
  plan_fixture_pane (f, "content");
  plan_fixture_wait (f, is_idle);
  return page (f);
}

static gboolean
is_saved (PlanFixture *f)
{
  return is_idle (f) && !sotong_editor_page_is_dirty (page (f));
}

static gpointer
add_slot_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return sotong_channel_slot_add (db, data, error) != 0 ? data : NULL;
}

static gint64
chosen (PlanFixture *f,
        guint        channel)
{
  return sotong_editor_schedule_get_time (sotong_editor_copy_get_schedule (sotong_editor_page_get_copy (page (f), f->channels[channel])));
}

static gboolean
is_in_slot (PlanFixture *f)
{
  return chosen (f, 3) == plan_time (10, 21, 10);
}

static gboolean
is_in_next_slot (PlanFixture *f)
{
  return chosen (f, 3) == plan_time (10, 28, 10);
}

/* “Next free slot”, and again the one after it. Fridays at ten; the 14th at ten is now. */
static void
test_next_slot (PlanFixture   *f,
                gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->draft);
  SotongEditorCopy *row = sotong_editor_page_get_copy (p, f->channels[3]);
  SotongSlot slot = { .channel_id = f->channels[3], .days = 1 << 4, .minute = 600 };
  g_autoptr(GError) error = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, add_slot_job, &slot, NULL, &error);
  g_assert_no_error (error);
  sotong_editor_copy_set_chosen (row, TRUE);
  sotong_editor_page_ask_slot (p, row);
  plan_fixture_wait (f, is_in_slot);
  sotong_editor_page_ask_slot (p, row);
  plan_fixture_wait (f, is_in_next_slot);
  g_assert_true (sotong_editor_page_is_dirty (p));
}

static gpointer
plan_draft_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  return sotong_copy_set_state (db, *(gint64 *) data, SOTONG_STATE_DRAFT, plan_time (10, 20, 10), error) ? data : NULL;
}

static SotongState
stored_state (PlanFixture *f)
{
  g_autoptr(SotongContent) content = plan_fixture_content (f, f->draft);

  return ((SotongCopy *) g_ptr_array_index (content->copies, 0))->state;
}

/* A draft with a planned time is shown as what it is, and other words leave it so; its own time, chosen, schedules it. */
static void
test_planned_draft (PlanFixture   *f,
                    gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->draft);
  SotongEditorCopy *row = sotong_editor_page_get_copy (p, f->channels[3]);
  gint64 copy;
  g_autoptr(GError) error = NULL;

  sotong_editor_copy_set_chosen (row, TRUE);
  g_assert_true (sotong_editor_schedule_choose (sotong_editor_copy_get_schedule (row), plan_time (10, 20, 10)));
  g_assert_cmpstr (gtk_label_get_text (row->state), ==, sotong_state_get_label (SOTONG_STATE_SCHEDULED));
  sotong_editor_page_save (p);
  plan_fixture_wait (f, is_saved);
  copy = sotong_editor_copy_get_copy_id (row);
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, plan_draft_job, &copy, NULL, &error);
  g_assert_no_error (error);
  sotong_editor_page_read (p);
  plan_fixture_wait (f, is_saved);
  g_assert_cmpstr (gtk_label_get_text (row->state), ==, sotong_state_get_label (SOTONG_STATE_DRAFT));

  sotong_editor_text_set (p->text, "아직 초안인 글");
  g_assert_cmpstr (gtk_label_get_text (row->state), ==, sotong_state_get_label (SOTONG_STATE_DRAFT));
  sotong_editor_page_save (p);
  plan_fixture_wait (f, is_saved);
  g_assert_cmpint (stored_state (f), ==, SOTONG_STATE_DRAFT);

  g_assert_true (sotong_editor_schedule_choose (sotong_editor_copy_get_schedule (row), plan_time (10, 20, 10)));
  g_assert_cmpstr (gtk_label_get_text (row->state), ==, sotong_state_get_label (SOTONG_STATE_SCHEDULED));
  g_assert_true (sotong_editor_page_is_dirty (p));
  sotong_editor_page_save (p);
  plan_fixture_wait (f, is_saved);
  g_assert_cmpint (stored_state (f), ==, SOTONG_STATE_SCHEDULED);
}

static SotongSlotDialog *dialog;

static gboolean
is_dialog_idle (PlanFixture *f)
{
  return !sotong_slot_dialog_is_busy (dialog);
}

static void
test_slot_dialog (PlanFixture   *f,
                  gconstpointer  data)
{
  guint n = plan_fixture_n_changes (f);

  dialog = sotong_slot_dialog_present (GTK_WINDOW (f->window.window), f->context, f->channels[0], "서울마니아");
  plan_fixture_wait (f, is_dialog_idle);
  g_assert_cmpuint (sotong_slot_dialog_get_n (dialog), ==, 0);
  sotong_slot_dialog_add (dialog);
  plan_fixture_wait (f, is_dialog_idle);
  g_assert_cmpuint (sotong_slot_dialog_get_n (dialog), ==, 1);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, n + 1);
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (dialog)), ==, 0);
  /* The same again is refused, and said. */
  sotong_slot_dialog_add (dialog);
  plan_fixture_wait (f, is_dialog_idle);
  g_assert_cmpuint (sotong_slot_dialog_get_n (dialog), ==, 1);
  sotong_slot_dialog_remove (dialog, 1);
  plan_fixture_wait (f, is_dialog_idle);
  g_assert_cmpuint (sotong_slot_dialog_get_n (dialog), ==, 0);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, n + 2);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* The draft stands for 10-20 at ten; a copy at the minute of another post is told, and only then. */
static void
test_warnings (PlanFixture   *f,
               gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->draft);
  SotongEditorCopy *row = sotong_editor_page_get_copy (p, f->channels[1]);

  sotong_editor_text_set (p->text, "아무 글과도 닮지 않은 몇 마디");
  sotong_editor_copy_set_chosen (row, TRUE);
  sotong_editor_schedule_choose (sotong_editor_copy_get_schedule (row), plan_time (10, 18, 10));
  plan_fixture_wait (f, is_idle);
  g_assert_cmpuint (sotong_editor_hints_n_warnings (p->hints), ==, 1);
  sotong_editor_schedule_choose (sotong_editor_copy_get_schedule (row), plan_time (10, 18, 23));
  plan_fixture_wait (f, is_idle);
  g_assert_cmpuint (sotong_editor_hints_n_warnings (p->hints), ==, 0);
}

static gboolean
has_series (PlanFixture *f)
{
  return is_idle (f) && sotong_editor_hints_get_series (page (f)->hints) != NULL;
}

typedef struct {
  gint64  content;
  GArray *ids;
} Following;

static gpointer
following_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  Following *following = data;

  following->ids = sotong_content_series_following (db, following->content, error);
  return following->ids != NULL ? data : NULL;
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

/* Repeats what is scheduled for Tuesday the 18th, until a month later: 18, 25, 1, 8, 15. */
static GArray *
repeat (PlanFixture *f)
{
  Following following = { f->scheduled, NULL };
  SotongEditorPage *p = open_content (f, f->scheduled);
  SotongForm *form = sotong_editor_page_ask_repeat (p);
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (form);
  g_signal_emit_by_name (form, "accepted");
  plan_fixture_wait (f, has_series);
  sotong_store_read (f->store, following_job, &following, NULL, &error);
  g_assert_no_error (error);
  return following.ids;
}

static GtkWidget *
row_of (SotongForm *form,
        const char *title)
{
  return find_titled_row (GTK_WIDGET (form), title);
}

/* The 18th is no last Tuesday: it stays, and the last one of the same month, the 25th, comes too. Which day comes next is said before. */
static void
test_series_other_day (PlanFixture   *f,
                       gconstpointer  data)
{
  Following following = { f->scheduled, NULL };
  SotongEditorPage *p = open_content (f, f->scheduled);
  SotongForm *form = sotong_editor_page_ask_repeat (p);
  const int months[] = { 10, 10, 11, 12 }, days[] = { 18, 25, 29, 27 };

  g_assert_nonnull (find_label_with (GTK_WIDGET (form), "4건이 더 생기며, 다음은 2016-10-25 (화)입니다."));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row_of (form, "반복 주기")), 5);
  gtk_editable_set_text (GTK_EDITABLE (row_of (form, "마지막 날")), "2016-12-31");
  g_assert_nonnull (find_label_with (GTK_WIDGET (form), "이 콘텐츠는 “매월 마지막 화요일”에 해당하지 않는 2016-10-18 (화)에 그대로 두고, 3건을 더 만듭니다. 다음은 2016-10-25 (화)입니다."));
  gtk_editable_set_text (GTK_EDITABLE (row_of (form, "마지막 날")), "2016-10-19");
  g_assert_nonnull (find_label_with (GTK_WIDGET (form), "마지막 날까지 반복되는 날짜가 없습니다."));
  gtk_editable_set_text (GTK_EDITABLE (row_of (form, "마지막 날")), "2099-12-31");
  g_assert_nonnull (find_label_with (GTK_WIDGET (form), "366번이 넘습니다."));
  gtk_editable_set_text (GTK_EDITABLE (row_of (form, "마지막 날")), "2016-12-31");
  g_signal_emit_by_name (form, "accepted");
  plan_fixture_wait (f, has_series);
  sotong_store_read (f->store, following_job, &following, NULL, NULL);
  g_assert_cmpuint (following.ids->len, ==, 4);
  for (guint i = 0; i < following.ids->len; i++)
    {
      g_autoptr(SotongContent) content = plan_fixture_content (f, g_array_index (following.ids, gint64, i));

      g_assert_cmpint (((SotongCopy *) g_ptr_array_index (content->copies, 0))->publish_at, ==, plan_time (months[i], days[i], 10));
    }
  g_array_unref (following.ids);
}

static void
give_repeat (PlanFixture *f)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "repeat", NULL);
}

static gboolean
has_repeat_form (PlanFixture *f)
{
  return find_shown_window (SOTONG_TYPE_FORM) != NULL;
}

/* From the palette: the content that is chosen is asked about; one that is not open is opened, and what cannot be repeated is not. */
static void
test_repeat_command (PlanFixture   *f,
                     gconstpointer  data)
{
  GtkWidget *form;

  open_content (f, f->undated);
  give_repeat (f);
  g_assert_null (find_shown_window (SOTONG_TYPE_FORM)); /* it has no time */
  g_assert_nonnull (find_label_with (GTK_WIDGET (f->window.window), "반복할 수 있습니다"));
  sotong_context_set_content (f->context, f->scheduled);
  give_repeat (f); /* it is opened first */
  plan_fixture_wait (f, has_repeat_form);
  form = find_shown_window (SOTONG_TYPE_FORM);
  g_assert_cmpint (sotong_editor_page_get_id (page (f)), ==, f->scheduled);
  g_signal_emit_by_name (form, "accepted");
  plan_fixture_wait (f, has_series);
  give_repeat (f);
  g_assert_true (find_shown_window (SOTONG_TYPE_FORM) == NULL || !gtk_widget_get_visible (find_shown_window (SOTONG_TYPE_FORM)));
}

static const char *
title_of (PlanFixture *f,
          GArray      *ids,
          guint        i,
          char       **keep)
{
  g_autoptr(SotongContent) content = plan_fixture_content (f, g_array_index (ids, gint64, i));

  g_free (*keep);
  *keep = g_strdup (content->title);
  return *keep;
}

static void
test_series (PlanFixture   *f,
             gconstpointer  data)
{
  guint n = plan_fixture_n_changes (f);
  g_autoptr(GArray) ids = repeat (f);
  g_autofree char *title = NULL;
  g_autoptr(SotongContent) later = NULL, moved = NULL;
  g_autoptr(GError) error = NULL;
  SotongEditorPage *p = page (f);

  g_assert_cmpuint (ids->len, ==, 5);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, n + 1);
  g_assert_nonnull (find_label_with (GTK_WIDGET (f->window.window), "콘텐츠 4건을 캘린더에 더 만들었습니다."));
  later = plan_fixture_content (f, g_array_index (ids, gint64, 2));
  g_assert_cmpint (((SotongCopy *) g_ptr_array_index (later->copies, 0))->publish_at, ==, plan_time (11, 1, 10));

  /* This one. */
  gtk_editable_set_text (GTK_EDITABLE (p->title_entry), "이번만");
  sotong_editor_page_save (p);
  g_assert_nonnull (p->asking_scope);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (p->asking_scope), "this");
  plan_fixture_wait (f, is_saved);
  g_assert_cmpstr (title_of (f, ids, 0, &title), ==, "이번만");
  g_assert_cmpstr (title_of (f, ids, 1, &title), ==, "주말 행사 안내");

  /* All following: the title, and an hour later on the next day. */
  gtk_editable_set_text (GTK_EDITABLE (p->title_entry), "모두");
  sotong_editor_schedule_choose (sotong_editor_copy_get_schedule (sotong_editor_page_get_copy (p, f->channels[0])), plan_time (10, 19, 11));
  n = plan_fixture_n_changes (f);
  sotong_editor_page_save (p);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (p->asking_scope), "following");
  plan_fixture_wait (f, is_saved);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, n + 1);
  for (guint i = 0; i < ids->len; i++)
    g_assert_cmpstr (title_of (f, ids, i, &title), ==, "모두");
  moved = plan_fixture_content (f, g_array_index (ids, gint64, 2));
  g_assert_cmpint (((SotongCopy *) g_ptr_array_index (moved->copies, 0))->publish_at, ==, plan_time (11, 2, 11));
  g_assert_cmpint (((SotongCopy *) g_ptr_array_index (moved->copies, 1))->publish_at, ==, plan_time (11, 1, 10));

  /* Cancelled it is neither saved nor lost. */
  gtk_editable_set_text (GTK_EDITABLE (p->title_entry), "아직");
  sotong_editor_page_save (p);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (p->asking_scope), "cancel");
  g_assert_true (sotong_editor_page_is_dirty (p));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (p->title_entry)), ==, "아직");
  gtk_editable_set_text (GTK_EDITABLE (p->title_entry), "모두");

  /* One step back for all. */
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, undo_job, f, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (title_of (f, ids, 4, &title), ==, "주말 행사 안내");
  g_assert_cmpstr (title_of (f, ids, 0, &title), ==, "이번만");
}

static GtkWidget *
find_question (void)
{
  GListModel *tops = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (tops); i++)
    {
      g_autoptr(GtkWidget) top = g_list_model_get_item (tops, i);

      if (ADW_IS_MESSAGE_DIALOG (top) && gtk_widget_get_visible (top))
        return top;
    }
  return NULL;
}

static gboolean
is_asked (PlanFixture *f)
{
  return find_question () != NULL;
}

static gboolean
are_gone (PlanFixture *f)
{
  g_autoptr(GPtrArray) entries = plan_fixture_entries (f, "주말 행사 안내");

  return entries->len == 3;
}

/* Deleted in the calendar: this one, or all following. One step of undo. */
static void
test_delete_following (PlanFixture   *f,
                       gconstpointer  data)
{
  g_autoptr(GArray) ids = repeat (f);
  SotongCalendarPane *pane = SOTONG_CALENDAR_PANE (plan_fixture_pane (f, "calendar"));
  const SotongEntry entry = { .content_id = g_array_index (ids, gint64, 1), .campaign_id = SOTONG_NONE, .at = plan_time (10, 25, 10),
                              .state = SOTONG_STATE_SCHEDULED, .title = (char *) "주말 행사 안내", .type = (char *) "sns",
                              .channel = (char *) "", .campaign = (char *) "" };
  g_autoptr(SotongCalendarItem) item = sotong_calendar_item_new (&entry);
  guint n = plan_fixture_n_changes (f);
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GError) error = NULL;

  sotong_calendar_pane_remove (pane, item);
  plan_fixture_wait (f, is_asked);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_question ()), "following");
  plan_fixture_wait (f, are_gone);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, n + 1);
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, undo_job, f, NULL, &error);
  g_assert_no_error (error);
  entries = plan_fixture_entries (f, "주말 행사 안내");
  g_assert_cmpuint (entries->len, ==, 15);
}

static gint64 last_time;

static gboolean
last_has_moved (PlanFixture *f)
{
  g_autoptr(GPtrArray) entries = plan_fixture_entries (f, "주말 행사 안내");

  last_time = ((SotongEntry *) g_ptr_array_index (entries, entries->len - 1))->at;
  return last_time == plan_time (11, 16, 11);
}

/* Dropped a day and an hour later in the calendar: all following go as far, as one step of undo. */
static void
test_move_following (PlanFixture   *f,
                     gconstpointer  data)
{
  g_autoptr(GArray) ids = repeat (f);
  SotongCalendarPane *pane = SOTONG_CALENDAR_PANE (plan_fixture_pane (f, "calendar"));
  g_autoptr(GPtrArray) entries = plan_fixture_entries (f, "주말 행사 안내");
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 time = plan_time (10, 26, 11);
  guint n = plan_fixture_n_changes (f);

  g_assert_cmpint (((SotongEntry *) g_ptr_array_index (entries, 3))->at, ==, plan_time (10, 25, 10));
  g_ptr_array_add (items, sotong_calendar_item_new (g_ptr_array_index (entries, 3)));
  g_array_append_val (times, time);
  sotong_calendar_pane_place (pane, items, times, FALSE);
  plan_fixture_wait (f, is_asked);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_question ()), "following");
  plan_fixture_wait (f, last_has_moved);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, n + 1);
}

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("ko");
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
#define ADD(path, func) g_test_add (path, PlanFixture, NULL, plan_fixture_set_up, func, plan_fixture_tear_down)
  ADD ("/app/editor-plan/next-slot", test_next_slot);
  ADD ("/app/editor-plan/planned-draft", test_planned_draft);
  ADD ("/app/editor-plan/slot-dialog", test_slot_dialog);
  ADD ("/app/editor-plan/warnings", test_warnings);
  ADD ("/app/editor-plan/series", test_series);
  ADD ("/app/editor-plan/series-other-day", test_series_other_day);
  ADD ("/app/editor-plan/repeat-command", test_repeat_command);
  ADD ("/app/editor-plan/move-following", test_move_following);
  ADD ("/app/editor-plan/delete-following", test_delete_following);
  return g_test_run ();
}
