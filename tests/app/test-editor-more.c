/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/panes/sotong-editor-conflict.h"
#include "app/panes/sotong-editor-copy-private.h"
#include "app/panes/sotong-editor-history.h"
#include "app/panes/sotong-editor-page-private.h"
#include "app/panes/sotong-editor-pane.h"
#include "app/sotong-browser.h"
#include "app/sotong-window-private.h"
#include "fake-im.h"
#include "plan-fixture.h"
#include "store/sotong-checklist.h"
#include "store/sotong-content-owner.h"
#include "store/sotong-db-private.h"
#include "store/sotong-person.h"
#include "store/sotong-undo.h"
#include "util/sotong-i18n.h"

/* What stands beside the text in the editor. */

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

static SotongEditorVersions *
versions (PlanFixture *f)
{
  return SOTONG_EDITOR_VERSIONS (sotong_editor_sections_get_part (page (f)->sections, SOTONG_EDITOR_SECTION_VERSIONS));
}

static GtkWidget *
part (PlanFixture             *f,
      SotongEditorSectionKind  kind)
{
  return sotong_editor_sections_get_part (page (f)->sections, kind);
}

static const char *
summary (PlanFixture             *f,
         SotongEditorSectionKind  kind)
{
  sotong_editor_sections_flush (page (f)->sections);
  return sotong_editor_section_get_summary (sotong_editor_sections_get (page (f)->sections, kind));
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
is_saved (PlanFixture *f)
{
  return is_idle (f) && !sotong_editor_page_is_dirty (page (f));
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

static void
save (PlanFixture *f)
{
  sotong_editor_page_save (page (f));
  plan_fixture_wait (f, is_saved);
}

static void
unfold (PlanFixture             *f,
        SotongEditorSectionKind  kind)
{
  sotong_editor_section_set_expanded (sotong_editor_sections_get (page (f)->sections, kind), TRUE);
}

static void
undo (PlanFixture *f)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongChangeInfo) info = sotong_store_undo (f->store, FALSE, NULL, &error);

  g_assert_no_error (error);
}

/* ---- versions ---- */

static gboolean
has_three (PlanFixture *f)
{
  return is_idle (f) && !sotong_editor_versions_is_busy (versions (f)) && sotong_editor_versions_get_n (versions (f)) == 3;
}

static gboolean
has_four (PlanFixture *f)
{
  return is_idle (f) && !sotong_editor_versions_is_busy (versions (f)) && sotong_editor_versions_get_n (versions (f)) == 4;
}

static void
test_versions (PlanFixture   *f,
               gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->draft);
  g_autofree char *first = sotong_editor_text_dup (p->text), *diff = NULL, *now = NULL;

  sotong_editor_text_set (p->text, "오늘 축제가 열립니다");
  save (f);
  sotong_editor_page_new_session (p);
  sotong_editor_text_set (p->text, "내일 축제가 열립니다");
  save (f);
  unfold (f, SOTONG_EDITOR_SECTION_VERSIONS);
  plan_fixture_wait (f, has_three);
  diff = sotong_editor_versions_dup_diff (versions (f));
  g_assert_nonnull (strstr (diff, "오늘"));               /* both stand there, struck through and underlined */
  g_assert_nonnull (strstr (diff, "내일"));

  /* What is not saved would be lost: it is asked to be saved first. */
  sotong_editor_versions_choose (versions (f), 1);
  sotong_editor_text_set (p->text, "아직 저장하지 않은 글");
  sotong_editor_versions_restore (versions (f));
  g_assert_cmpint (p->bar_kind, ==, SOTONG_EDITOR_BAR_ERROR);
  sotong_editor_page_show_bar (p, SOTONG_EDITOR_BAR_NONE, NULL);
  sotong_editor_text_set (p->text, "내일 축제가 열립니다");
  g_assert_false (sotong_editor_page_is_dirty (p));
  sotong_editor_versions_restore (versions (f));
  plan_fixture_wait (f, has_four);
  now = sotong_editor_text_dup (p->text);
  g_assert_cmpstr (now, ==, first);
  undo (f);
  plan_fixture_wait (f, is_idle);
}

/* ---- previews ---- */

static void
test_preview (PlanFixture   *f,
              gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->draft);
  SotongEditorPreview *preview = SOTONG_EDITOR_PREVIEW (part (f, SOTONG_EDITOR_SECTION_PREVIEW));
  SotongEditorCopy *twitter = sotong_editor_page_get_copy (p, f->channels[3]);

  sotong_editor_text_set (p->text, "<b>축제</b> https://www.seoul.go.kr/news #서울");
  sotong_editor_copy_set_chosen (sotong_editor_page_get_copy (p, f->channels[0]), TRUE);
  sotong_editor_copy_set_chosen (twitter, TRUE);
  g_assert_cmpuint (sotong_editor_preview_get_n (preview), ==, 0);  /* nothing is drawn while it is folded */
  unfold (f, SOTONG_EDITOR_SECTION_PREVIEW);
  sotong_editor_sections_flush (p->sections);
  g_assert_cmpuint (sotong_editor_preview_get_n (preview), ==, 2);
  g_assert_cmpstr (sotong_editor_preview_get_text (preview, 0), ==, "<b>축제</b> https://www.seoul.go.kr/news #서울");
  g_assert_cmpstr (sotong_editor_preview_get_text (preview, 1), ==, "<b>축제</b> seoul.go.kr/news #서울");
  sotong_editor_copy_set_own (twitter, TRUE);
  sotong_editor_text_set (sotong_editor_copy_get_text (twitter), "트위터에만");
  sotong_editor_sections_flush (p->sections);
  g_assert_cmpstr (sotong_editor_preview_get_text (preview, 1), ==, "트위터에만");
  sotong_editor_copy_set_chosen (twitter, FALSE);
  sotong_editor_sections_flush (p->sections);
  g_assert_cmpuint (sotong_editor_preview_get_n (preview), ==, 1);
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (editor (f))), ==, 0);
}

/* Twenty channels are not in the way of the three that a content goes to. */
static void
test_channels (PlanFixture   *f,
               gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->draft);
  GtkWidget *first = GTK_WIDGET (sotong_editor_page_get_copy (p, f->channels[0])), *other = GTK_WIDGET (sotong_editor_page_get_copy (p, f->channels[4]));

  g_assert_true (gtk_widget_get_visible (other));         /* it goes nowhere yet: all are offered */
  sotong_editor_copy_set_chosen (SOTONG_EDITOR_COPY (first), TRUE);
  g_assert_true (gtk_widget_get_visible (other));         /* no row goes away under the pointer */
  save (f);
  sotong_editor_page_read (p);
  plan_fixture_wait (f, is_idle);
  g_assert_true (gtk_widget_get_visible (other));         /* neither when it was saved by itself meanwhile */
  sotong_editor_page_close (p);
  plan_fixture_wait (f, has_no_page);

  p = open_content (f, f->draft);
  first = GTK_WIDGET (sotong_editor_page_get_copy (p, f->channels[0]));
  other = GTK_WIDGET (sotong_editor_page_get_copy (p, f->channels[4]));
  g_assert_true (gtk_widget_get_visible (first));
  g_assert_false (gtk_widget_get_visible (other));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (p->all_channels)));
  gtk_toggle_button_set_active (p->all_channels, TRUE);
  g_assert_true (gtk_widget_get_visible (other));
  sotong_editor_copy_set_chosen (SOTONG_EDITOR_COPY (other), TRUE);
  gtk_toggle_button_set_active (p->all_channels, FALSE);
  g_assert_true (gtk_widget_get_visible (other));
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (editor (f))), ==, 0);
}

/* ---- what keeps it from going out ---- */

static gboolean
has_file (PlanFixture *f)
{
  return is_idle (f) && page (f)->data->content->attachments->len == 1;
}

static gboolean
has_bar (PlanFixture *f)
{
  return page (f)->bar_kind == SOTONG_EDITOR_BAR_ERROR;
}

static void
test_problems (PlanFixture   *f,
               gconstpointer  data)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 8, 0, 0, 0, 8, 8, 2, 0, 0, 0,
                                0, 0, 0, 0, 0, 0, 0, 0, 'I', 'E', 'N', 'D', 0, 0, 0, 0 };
  SotongEditorPage *p = open_content (f, f->draft);
  g_autofree char *path = g_build_filename (f->directory, "사진.png", NULL);
  SotongEditorCopy *twitter = sotong_editor_page_get_copy (p, f->channels[3]), *instagram = sotong_editor_page_get_copy (p, f->channels[5]);
  g_autoptr(GString) hangul = g_string_new (NULL);

  g_assert_cmpuint (sotong_editor_sections_n_problems (p->sections), ==, 0);
  sotong_editor_copy_set_chosen (instagram, TRUE);        /* a text alone is no post there */
  g_assert_cmpuint (sotong_editor_sections_n_problems (p->sections), ==, 1);
  g_assert_true (g_file_set_contents (path, (const char *) png, sizeof png, NULL));
  sotong_editor_page_add_file (p, path);
  plan_fixture_wait (f, has_file);
  g_assert_cmpuint (sotong_editor_sections_n_problems (p->sections), ==, 2);  /* it takes JPEG alone, and fetches it itself */
  sotong_editor_copy_set_chosen (instagram, FALSE);
  g_assert_cmpuint (sotong_editor_sections_n_problems (p->sections), ==, 0);
  for (int i = 0; i < 141; i++)
    g_string_append (hangul, "가");
  sotong_editor_copy_set_chosen (twitter, TRUE);
  sotong_editor_text_set (p->text, hangul->str);
  g_assert_cmpuint (sotong_editor_sections_n_problems (p->sections), ==, 1);
  g_unlink (path);
  sotong_editor_page_add_file (p, path);                  /* deleted before it was read */
  plan_fixture_wait (f, has_bar);
  g_assert_nonnull (strstr (gtk_label_get_text (p->bar_label), "사진.png"));
}

/* ---- checklist, notes, event ---- */

static gboolean
has_item (PlanFixture *f)
{
  return is_idle (f) && page (f)->data->checklist->len == 1;
}

static gboolean
is_ticked (PlanFixture *f)
{
  return has_item (f) && sotong_checklist_n_done (page (f)->data->checklist) == 1;
}

static gboolean
is_unticked (PlanFixture *f)
{
  return has_item (f) && sotong_checklist_n_done (page (f)->data->checklist) == 0;
}

static void
test_checklist (PlanFixture   *f,
                gconstpointer  data)
{
  SotongEditorChecklist *list;
  GtkWidget *entry;

  open_content (f, f->draft);
  list = SOTONG_EDITOR_CHECKLIST (part (f, SOTONG_EDITOR_SECTION_CHECKLIST));
  unfold (f, SOTONG_EDITOR_SECTION_CHECKLIST);
  entry = find_widget (GTK_WIDGET (list), "GtkEntry");
  gtk_editable_set_text (GTK_EDITABLE (entry), "담당과 확인");
  g_signal_emit_by_name (entry, "activate");
  plan_fixture_wait (f, has_item);
  sotong_editor_checklist_set_done (list, 0, TRUE);
  plan_fixture_wait (f, is_ticked);
  g_assert_nonnull (strstr (summary (f, SOTONG_EDITOR_SECTION_CHECKLIST), "1"));
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (editor (f))), ==, 0);
  undo (f);
  plan_fixture_wait (f, is_unticked);
}

/* Saved with the content, with the syllable that is being composed. */
static void
test_notes (PlanFixture   *f,
            gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->draft);
  SotongEditorText *text = sotong_editor_notes_get_text (SOTONG_EDITOR_NOTES (part (f, SOTONG_EDITOR_SECTION_NOTES)));
  g_autoptr(SotongContent) content = NULL;

  unfold (f, SOTONG_EDITOR_SECTION_NOTES);
  fake_im_set_answer (FAKE_IM_AT_ONCE);
  gtk_widget_grab_focus (GTK_WIDGET (text));
  fake_im_commit ("담당과에 물어");
  fake_im_compose ("봄");
  g_assert_true (sotong_editor_page_is_dirty (p));
  save (f);
  content = plan_fixture_content (f, f->draft);
  g_assert_cmpstr (content->notes, ==, "담당과에 물어봄");
  g_assert_nonnull (strstr (summary (f, SOTONG_EDITOR_SECTION_NOTES), "담당과"));
}

static gboolean
has_event (PlanFixture *f)
{
  return is_idle (f) && page (f)->data->event->participants == 300;
}

static gpointer
add_people_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  SotongPerson kim = { .name = (char *) "김주무관", .role = (char *) "주무관", .deputy_id = SOTONG_NONE };
  SotongPerson lee = { .name = (char *) "이주무관", .role = (char *) "주무관", .deputy_id = SOTONG_NONE };

  return sotong_person_add (db, &kim, error) != 0 && sotong_person_add (db, &lee, error) != 0 ? data : NULL;
}

typedef struct {
  gint64  content;
  char   *owner;
} Owner;

static gpointer
owner_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Owner *owner = data;
  gint64 id;

  g_clear_pointer (&owner->owner, g_free);
  return sotong_content_get_owner (db, owner->content, &id, &owner->owner, error) ? data : NULL;
}

static void
assert_owner (PlanFixture *f,
              const char  *name)
{
  Owner owner = { f->scheduled, NULL };

  g_assert_nonnull (sotong_store_read (f->store, owner_job, &owner, NULL, NULL));
  g_assert_cmpstr (owner.owner, ==, name);
  g_free (owner.owner);
}

static gboolean
is_in_charge_again (PlanFixture *f)
{
  Owner owner = { f->scheduled, NULL };
  gboolean again;

  sotong_store_read (f->store, owner_job, &owner, NULL, NULL);
  again = g_strcmp0 (owner.owner, "이주무관") == 0;
  g_free (owner.owner);
  return again;
}

/* Who is in charge and what it cost in the end are written at once, each a step of undo, and what is written of the text meanwhile
 * takes neither back. */
static void
test_charge (PlanFixture   *f,
             gconstpointer  data)
{
  SotongEditorPage *p;
  GtkDropDown *people;
  GtkEditable *cost;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, add_people_job, f, NULL, NULL));
  p = open_content (f, f->scheduled);
  unfold (f, SOTONG_EDITOR_SECTION_CHARGE);
  people = GTK_DROP_DOWN (find_widget (part (f, SOTONG_EDITOR_SECTION_CHARGE), "GtkDropDown"));
  cost = GTK_EDITABLE (find_widget (part (f, SOTONG_EDITOR_SECTION_CHARGE), "GtkEntry"));
  g_assert_cmpuint (gtk_drop_down_get_selected (people), ==, 0);
  gtk_drop_down_set_selected (people, 2);
  plan_fixture_wait (f, is_idle);
  assert_owner (f, "이주무관");
  g_assert_nonnull (strstr (summary (f, SOTONG_EDITOR_SECTION_CHARGE), "이주무관"));
  sotong_editor_text_set (p->text, "쓰는 중인 글");
  sotong_editor_page_changed (p);
  gtk_editable_set_text (cost, "28만원");
  g_signal_emit_by_name (cost, "activate");
  save (f);
  {
    g_autoptr(SotongContent) content = plan_fixture_content (f, f->scheduled);

    g_assert_cmpint (content->cost_final, ==, 280000);
    g_assert_cmpstr (content->body, ==, "쓰는 중인 글");
  }
  assert_owner (f, "이주무관");
  g_assert_nonnull (strstr (summary (f, SOTONG_EDITOR_SECTION_CHARGE), "280,000"));
  gtk_editable_set_text (cost, "이십팔만");
  g_signal_emit_by_name (cost, "activate");
  plan_fixture_wait (f, is_idle);
  g_assert_cmpstr (gtk_editable_get_text (cost), ==, "이십팔만"); /* it stays, and is not stored */
  gtk_editable_set_text (cost, "");
  g_signal_emit_by_name (cost, "activate");
  plan_fixture_wait (f, is_idle);
  {
    g_autoptr(SotongContent) content = plan_fixture_content (f, f->scheduled);

    g_assert_cmpint (content->cost_final, ==, SOTONG_NONE);
  }
  gtk_drop_down_set_selected (people, 0);
  plan_fixture_wait (f, is_idle);
  assert_owner (f, NULL);
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  plan_fixture_wait (f, is_in_charge_again);
  plan_fixture_wait (f, is_idle);
  g_assert_cmpuint (gtk_drop_down_get_selected (people), ==, 2);
}

static void
test_event (PlanFixture   *f,
            gconstpointer  data)
{
  SotongEditorEvent *event;

  open_content (f, f->draft);
  event = SOTONG_EDITOR_EVENT (part (f, SOTONG_EDITOR_SECTION_EVENT));
  unfold (f, SOTONG_EDITOR_SECTION_EVENT);
  sotong_editor_event_type (event, "서울광장", "2016-10-22", "2016-10-23", "300");
  plan_fixture_wait (f, has_event);
  g_assert_cmpstr (page (f)->data->event->place, ==, "서울광장");
  g_assert_nonnull (strstr (summary (f, SOTONG_EDITOR_SECTION_EVENT), "서울광장"));
  sotong_editor_event_type (event, "서울광장", "2016-10-22", "2016-10-23", "삼백");
  g_assert_cmpint (page (f)->bar_kind, ==, SOTONG_EDITOR_BAR_ERROR);
  /* Taken back to what is stored, there is nothing more to complain of. */
  sotong_editor_event_type (event, "서울광장", "2016-10-22", "2016-10-23", "300");
  g_assert_cmpint (page (f)->bar_kind, ==, SOTONG_EDITOR_BAR_NONE);
  plan_fixture_wait (f, has_event);
}

static gboolean
is_refused (PlanFixture *f)
{
  return is_idle (f) && page (f)->bar_kind == SOTONG_EDITOR_BAR_ERROR;
}

static gboolean
is_at_city_hall (PlanFixture *f)
{
  return is_idle (f) && g_strcmp0 (page (f)->data->event->place, "광화문광장") == 0;
}

/* The entries in a part, in their order. */
static void
add_entries (GtkWidget *around,
             GPtrArray *entries)
{
  for (GtkWidget *child = gtk_widget_get_first_child (around); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_ENTRY (child))
        g_ptr_array_add (entries, child);
      add_entries (child, entries);
    }
}

/* What could not be written stays where it was typed, marked, until it is put right. */
static void
test_event_refused (PlanFixture   *f,
                    gconstpointer  data)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new ();
  SotongEditorEvent *event;
  GtkWidget *place;

  open_content (f, f->draft);
  event = SOTONG_EDITOR_EVENT (part (f, SOTONG_EDITOR_SECTION_EVENT));
  unfold (f, SOTONG_EDITOR_SECTION_EVENT);
  add_entries (GTK_WIDGET (event), entries);
  place = g_ptr_array_index (entries, 0);
  sotong_editor_event_type (event, "광화문광장", "2016-10-25", "2016-10-20", "300");
  plan_fixture_wait (f, is_refused);
  sotong_editor_page_read (page (f));
  plan_fixture_wait (f, is_idle);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (place)), ==, "광화문광장");
  g_assert_true (gtk_widget_has_css_class (place, "error"));
  sotong_editor_event_type (event, "광화문광장", "2016-10-25", "2016-10-25", "300");
  plan_fixture_wait (f, is_at_city_hall);
  g_assert_false (gtk_widget_has_css_class (place, "error"));
}

static void
type_day (GPtrArray  *entries,
          guint       index,
          const char *text)
{
  gtk_editable_set_text (g_ptr_array_index (entries, index), text);
}

static gboolean
has_moved (PlanFixture *f)
{
  return is_idle (f) && g_strcmp0 (page (f)->data->event->starts_on, "2016-11-01") == 0;
}

static gboolean
has_last (PlanFixture *f)
{
  return is_saved (f) && g_strcmp0 (page (f)->data->event->ends_on, "2016-11-03") == 0;
}

static gpointer
event_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_content_event_get (db, *(gint64 *) data, error);
}

/* Days are typed as an office writes them, one after the other, and saved though the field was not left. */
static void
test_event_days (PlanFixture   *f,
                 gconstpointer  data)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new ();
  SotongContentEvent *stored;

  open_content (f, f->draft);
  unfold (f, SOTONG_EDITOR_SECTION_EVENT);
  sotong_editor_event_type (SOTONG_EDITOR_EVENT (part (f, SOTONG_EDITOR_SECTION_EVENT)), "서울광장", "2016-10-22", "2016-10-23", "300");
  plan_fixture_wait (f, has_event);
  add_entries (part (f, SOTONG_EDITOR_SECTION_EVENT), entries);
  g_assert_cmpuint (entries->len, ==, 4);
  type_day (entries, 2, "2016. 11. 1.");
  g_signal_emit_by_name (g_ptr_array_index (entries, 2), "activate");
  plan_fixture_wait (f, has_moved);
  g_assert_cmpint (page (f)->bar_kind, ==, SOTONG_EDITOR_BAR_NONE);
  g_assert_cmpstr (page (f)->data->event->ends_on, ==, "2016-11-01");
  g_assert_cmpstr (gtk_editable_get_text (g_ptr_array_index (entries, 2)), ==, "2016-11-01");
  type_day (entries, 3, "2016년 11월 3일");
  save (f);
  plan_fixture_wait (f, has_last);
  type_day (entries, 1, "450");
  sotong_editor_page_close (page (f));
  plan_fixture_wait (f, has_no_page);
  stored = sotong_store_read (f->store, event_job, &f->draft, NULL, NULL);
  while (stored->participants != 450)
    {
      sotong_content_event_free (stored);
      g_main_context_iteration (NULL, FALSE);
      stored = sotong_store_read (f->store, event_job, &f->draft, NULL, NULL);
    }
  sotong_content_event_free (stored);
}

/* ---- the wheel ---- */

/* A notch over @scroller; whether it was taken there before the area's own scrolling. */
static gboolean
turn_wheel (GtkWidget *scroller,
            double     dy)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (scroller);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean taken = FALSE;

      if (g_strcmp0 (gtk_event_controller_get_name (controller), "scroll-on") != 0)
        continue;
      g_signal_emit_by_name (controller, "scroll", 0.0, dy, &taken);
      return taken;
    }
  g_assert_not_reached ();
}

/* A long text has the wheel until its end; there the page goes on. */
static void
test_wheel (PlanFixture   *f,
            gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->draft);
  GtkWidget *inner = gtk_widget_get_ancestor (GTK_WIDGET (p->text), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *text = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (inner)), *all = gtk_scrolled_window_get_vadjustment (p->scrolled);
  g_autoptr(GString) long_text = g_string_new (NULL);

  for (int i = 0; i < 100; i++)
    g_string_append (long_text, "한 줄\n");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (p->text)), long_text->str, -1);
  while (gtk_adjustment_get_upper (text) <= gtk_adjustment_get_page_size (text) || gtk_adjustment_get_upper (all) <= gtk_adjustment_get_page_size (all))
    g_main_context_iteration (NULL, TRUE);
  wait_for_frames (GTK_WIDGET (f->window.window), 5);
  gtk_adjustment_set_value (text, 0);
  gtk_adjustment_set_value (all, 0);
  g_assert_false (turn_wheel (inner, 1));
  g_assert_cmpfloat (gtk_adjustment_get_value (all), ==, 0);
  for (gtk_adjustment_set_value (text, gtk_adjustment_get_upper (text)); !turn_wheel (inner, 1); g_main_context_iteration (NULL, TRUE))
    gtk_adjustment_set_value (text, gtk_adjustment_get_upper (text)); /* a text view learns its height by and by */
  g_assert_cmpfloat (gtk_adjustment_get_value (all), >, 0);
  g_assert_false (turn_wheel (inner, -1)); /* back through the text first */
}

/* ---- contributors and advertisements ---- */

static gpointer
add_contributor_job (SotongDb      *db,
                     gpointer       data,
                     GCancellable  *cancellable,
                     GError       **error)
{
  SotongContributor contributor = { .pen_name = (char *) "골목산책", .fee = 150000 };
  gint64 id = sotong_contributor_add (db, &contributor, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static void
choose_type (SotongEditorPage *p,
             const char       *type)
{
  for (guint i = 0; i < p->type_ids->len; i++)
    if (g_str_equal (g_ptr_array_index (p->type_ids, i), type))
      gtk_drop_down_set_selected (p->type_list, i);
}

static void
test_contributor (PlanFixture   *f,
                  gconstpointer  data)
{
  g_autofree gint64 *id = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, add_contributor_job, NULL, NULL, NULL);
  SotongEditorPage *p = open_content (f, f->draft);
  GtkWidget *section = GTK_WIDGET (sotong_editor_sections_get (p->sections, SOTONG_EDITOR_SECTION_CONTRIBUTOR));
  g_autoptr(SotongContent) content = NULL;

  g_assert_false (gtk_widget_get_visible (section));
  choose_type (p, "joint");
  g_assert_true (gtk_widget_get_visible (section));
  gtk_editable_set_text (GTK_EDITABLE (p->cost_entry), "");
  sotong_editor_contributor_choose (SOTONG_EDITOR_CONTRIBUTOR (part (f, SOTONG_EDITOR_SECTION_CONTRIBUTOR)), *id);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (p->cost_entry)), ==, "150,000");  /* the fee is the cost */
  save (f);
  content = plan_fixture_content (f, f->draft);
  g_assert_cmpint (content->contributor_id, ==, *id);
  g_assert_cmpint (content->cost_planned, ==, 150000);
  g_assert_nonnull (strstr (summary (f, SOTONG_EDITOR_SECTION_CONTRIBUTOR), "골목산책"));
}

/* An address that is typed before the contributors are read does not take away who is chosen. */
static void
test_proof_early (PlanFixture   *f,
                  gconstpointer  data)
{
  g_autoptr(GtkWidget) section = g_object_ref_sink (sotong_editor_contributor_new ());
  g_autoptr(SotongContent) content = sotong_content_new ();

  content->contributor_id = 7;
  sotong_editor_contributor_put (SOTONG_EDITOR_CONTRIBUTOR (section), content);
  gtk_editable_set_text (GTK_EDITABLE (find_widget (section, "GtkEntry")), "https://blog.example.org/7");
  sotong_editor_contributor_collect (SOTONG_EDITOR_CONTRIBUTOR (section), content);
  g_assert_cmpint (content->contributor_id, ==, 7);
  g_assert_cmpstr (content->proof_url, ==, "https://blog.example.org/7");
}

/* Whoever changed the citizen of a content elsewhere is told of it by name. */
static void
test_conflict_names (PlanFixture   *f,
                     gconstpointer  data)
{
  g_autoptr(SotongContent) base = sotong_content_new (), now = sotong_content_new ();
  g_autofree char *same = sotong_editor_conflict_what (base, now), *what = NULL;

  now->contributor_id = 7;
  now->tags = g_strdup ("봄");
  now->proof_url = g_strdup ("https://blog.example.org/7");
  what = sotong_editor_conflict_what (base, now);
  g_assert_cmpstr (same, ==, "");
  g_assert_cmpstr (what, ==, "태그, 기고자, 공동 콘텐츠 주소");
}

static gboolean
has_spend (PlanFixture *f)
{
  return is_idle (f) && page (f)->data->ad != NULL && page (f)->data->ad->spend == 300000;
}

static gboolean
has_ad (PlanFixture *f)
{
  return is_saved (f) && page (f)->data->ad != NULL;
}

static void
test_advertisement (PlanFixture   *f,
                    gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->draft);

  choose_type (p, "advertisement");
  save (f);
  plan_fixture_wait (f, has_ad);
  unfold (f, SOTONG_EDITOR_SECTION_AD);
  sotong_editor_ad_type (SOTONG_EDITOR_AD (part (f, SOTONG_EDITOR_SECTION_AD)), "300,000", "340");
  plan_fixture_wait (f, has_spend);
  g_assert_cmpint (p->data->ad->clicks, ==, 340);
  g_assert_nonnull (strstr (summary (f, SOTONG_EDITOR_SECTION_AD), "300,000"));
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (editor (f))), ==, 0);
}

/* ---- groups of channels ---- */

/* Another of the office publishes on the group's channels. */
static gpointer
group_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  PlanFixture *f = data;
  SotongPerson other = { .name = (char *) "박과장", .role = (char *) "과장", .login = (char *) "park", .deputy_id = SOTONG_NONE };
  g_autoptr(SotongChannelGroup) group = sotong_channel_group_new ();
  gint64 person = sotong_person_add (db, &other, error);

  g_free (group->name);
  g_free (group->tags);
  group->name = g_strdup ("도시재생본부");
  group->tags = g_strdup ("재생");
  g_array_append_vals (group->channel_ids, f->channels, 2);
  g_array_append_val (group->person_ids, person);
  return person != 0 && sotong_channel_group_add (db, group, error) != 0 ? data : NULL;
}

static gboolean
has_group (PlanFixture *f)
{
  return is_idle (f) && page (f)->data->groups->len == 1;
}

static gpointer
schedule_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return sotong_copy_set_state (db, *(gint64 *) data, SOTONG_STATE_SCHEDULED, plan_time (10, 20, 10), error) ? data : NULL;
}

/* One choice takes all of its channels and its tags; where others publish that is said, and nobody else schedules there. */
static void
test_group (PlanFixture   *f,
            gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->draft);
  g_autoptr(SotongContent) content = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (p->groups)));
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, group_job, f, NULL, NULL));
  plan_fixture_wait (f, has_group);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (p->groups)));
  gtk_drop_down_set_selected (p->groups, 1);
  g_assert_cmpuint (gtk_drop_down_get_selected (p->groups), ==, 0);
  g_assert_true (sotong_editor_copy_get_chosen (sotong_editor_page_get_copy (p, f->channels[0])));
  g_assert_true (sotong_editor_copy_get_chosen (sotong_editor_page_get_copy (p, f->channels[1])));
  g_assert_false (sotong_editor_copy_get_chosen (sotong_editor_page_get_copy (p, f->channels[2])));
  g_assert_nonnull (strstr (summary (f, SOTONG_EDITOR_SECTION_NOTES), "재생"));
  g_assert_nonnull (find_label_with (GTK_WIDGET (p->sections), "채널 묶음에 정해진 사람만"));
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (editor (f))), ==, 0);
  save (f);
  content = plan_fixture_content (f, f->draft);
  g_assert_cmpuint (content->copies->len, ==, 2);
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, schedule_job, &((SotongCopy *) g_ptr_array_index (content->copies, 0))->id, NULL, &error);
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  undo (f);
  g_clear_pointer (&content, sotong_content_free);
  content = plan_fixture_content (f, f->draft);
  g_assert_cmpuint (content->copies->len, ==, 0);
}

/* ---- what waits on its platform ---- */

static gpointer
hand_over_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return sotong_db_exec (db, error, "UPDATE copy SET remote_id = '77', on_platform = 1 WHERE content_id = $1", "i", *(gint64 *) data) ? data : NULL;
}

static gpointer
move_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_content_move (db, *(gint64 *) data, 0, plan_time (10, 19, 10), error) ? data : NULL;
}

/* It is not moved behind the platform's back; the refusal names what can be done, and the editor offers that. */
static void
test_handed_over (PlanFixture   *f,
                  gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->scheduled);
  g_autoptr(GError) error = NULL;

  g_assert_false (gtk_widget_get_visible (p->out_box));
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, hand_over_job, &f->scheduled, NULL, NULL));
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, move_job, &f->scheduled, NULL, &error);
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_LEFT_HOUSE);
  g_assert_nonnull (strstr (error->message, "내린 뒤"));
  sotong_editor_page_read (p);
  plan_fixture_wait (f, is_idle);
  g_assert_true (gtk_widget_get_visible (p->out_box));
}

/* ---- marks of links ---- */

static gpointer
rule_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  SotongLinkRule rule = { .campaign_id = SOTONG_NONE, .channel_id = SOTONG_NONE, .domains = (char *) "seoul.go.kr", .campaign = (char *) "autumn" };

  return GINT_TO_POINTER (sotong_link_rule_set (db, &rule, error));
}

static gboolean
has_rule (PlanFixture *f)
{
  return is_idle (f) && page (f)->data->link_rules->len == 1;
}

/* What is sent is what is counted and shown; the text stays as it was written. */
static void
test_links (PlanFixture   *f,
            gconstpointer  data)
{
  static const char text[] = "신청 https://www.seoul.go.kr/a";
  SotongEditorPage *p = open_content (f, f->draft);
  SotongEditorCopy *practice = sotong_editor_page_get_copy (p, f->channels[0]);
  SotongEditorPreview *preview = SOTONG_EDITOR_PREVIEW (part (f, SOTONG_EDITOR_SECTION_PREVIEW));
  g_autofree char *before = NULL, *kept = NULL;

  sotong_editor_text_set (p->text, text);
  sotong_editor_copy_set_chosen (practice, TRUE);
  before = g_strdup (sotong_editor_copy_get_count (practice));
  save (f);
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, rule_job, NULL, NULL, NULL));
  plan_fixture_wait (f, has_rule);
  g_assert_cmpstr (sotong_editor_copy_get_count (practice), !=, before);
  unfold (f, SOTONG_EDITOR_SECTION_PREVIEW);
  sotong_editor_sections_flush (p->sections);
  g_assert_cmpstr (sotong_editor_preview_get_text (preview, 0), ==,
                   "신청 https://www.seoul.go.kr/a?utm_source=practice&utm_medium=social&utm_campaign=autumn");
  g_assert_nonnull (strstr (summary (f, SOTONG_EDITOR_SECTION_LINKS), "1"));
  kept = sotong_editor_text_dup (p->text);
  g_assert_cmpstr (kept, ==, text);
  g_assert_false (sotong_editor_page_is_dirty (p));
}

static gboolean
no_browser_cb (GtkWindow   *window,
               const char  *url,
               GError     **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Nothing opens %s", url);
  return FALSE;
}

/* Where no browser can be opened, the window says so, why, and that the post's address can be pasted. */
static void
test_no_browser (PlanFixture   *f,
                 gconstpointer  data)
{
  SotongEditorPage *p = open_content (f, f->published);
  SotongEditorCopy *row = sotong_editor_page_get_copy (p, f->channels[0]);
  gboolean followed = FALSE;
  AdwToast *toast;

  sotong_browser_set_opener (no_browser_cb);
  gtk_link_button_set_uri (GTK_LINK_BUTTON (row->link), "https://example.org/2016/10/post");
  g_signal_emit_by_name (row->link, "activate-link", &followed);
  g_assert_true (followed); /* the desktop is not asked once more */
  toast = f->window.window->toast;
  g_assert_nonnull (toast);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (adw_toast_get_custom_title (toast))), "Nothing opens https://example.org/2016/10/post"));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (adw_toast_get_custom_title (toast))), "브라우저"));
  sotong_browser_set_opener (NULL);
}

static gpointer
failed_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const SotongEntryQuery query = { .state = SOTONG_STATE_FAILED };

  return sotong_content_entries (db, &query, error);
}

static gboolean
shows_error (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "error") && gtk_widget_get_visible (widget)
      && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows_error (child))
      return TRUE;
  return FALSE;
}

/* What took three milliseconds did not take 0.00 seconds. */
static void
test_call (PlanFixture   *f,
           gconstpointer  data)
{
  static const struct { guint status; gint64 ms; const char *text; } calls[] = {
    { 200, 3, "HTTP 200, 3밀리초" }, { 429, 999, "HTTP 429, 999밀리초" }, { 200, 1000, "HTTP 200, 1.00초" }, { 0, 12345, "응답 없음, 12.35초" },
    { 0, 250, "응답 없음, 250밀리초" }, { 0, 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      SotongAttempt attempt = { .http_status = calls[i].status, .duration_ms = calls[i].ms };
      g_autofree char *text = sotong_editor_history_describe_call (&attempt);

      g_assert_cmpstr (text, ==, calls[i].text);
    }
}

/* A row says why its post did not go out and what to do, until it waits again. */
static void
test_failure (PlanFixture   *f,
              gconstpointer  data)
{
  SotongAttempt other = { .copy_id = 7, .message = (char *) "Not this one.", .http_status = 500 };
  SotongAttempt old = { .copy_id = 3, .message = (char *) "Older." }, newest = { .copy_id = 3, .message = (char *) "The 2nd picture is too large.", .http_status = 413 };
  SotongCopy copy = { .id = 3, .state = SOTONG_STATE_FAILED };
  g_autoptr(GPtrArray) attempts = g_ptr_array_new ();
  g_autofree char *failed = NULL, *unknown = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  const SotongEntry *entry;

  g_ptr_array_add (attempts, &other);
  g_ptr_array_add (attempts, &newest);
  g_ptr_array_add (attempts, &old);
  failed = sotong_editor_history_describe_failure (attempts, &copy);
  g_assert_true (g_str_has_prefix (failed, "The 2nd picture is too large. (HTTP 413) "));
  copy.state = SOTONG_STATE_UNKNOWN;
  unknown = sotong_editor_history_describe_failure (attempts, &copy);
  g_assert_cmpstr (unknown, !=, failed);
  newest.part = 2;
  newest.n_parts = 4;
  g_free (unknown);
  unknown = sotong_editor_history_describe_failure (attempts, &copy);
  g_assert_nonnull (strstr (unknown, "게시물 2개는 보내지 않습니다."));
  copy.state = SOTONG_STATE_SCHEDULED;
  g_assert_null (sotong_editor_history_describe_failure (attempts, &copy));
  entries = sotong_store_read (f->store, failed_job, NULL, NULL, NULL);
  g_assert_cmpuint (entries->len, >, 0);
  entry = g_ptr_array_index (entries, 0);
  g_assert_true (shows_error (GTK_WIDGET (sotong_editor_page_get_copy (open_content (f, entry->content_id), entry->channel_id))));
}

/* A correction and a deletion are no publishing. */
static void
test_attempts (void)
{
  static const struct { const char *kind, *outcome, *text; } lines[] = {
    { "publish", "ok", ": 발행됨." }, { "update", "ok", ": 플랫폼에서 정정함." }, { "update", "refused", ": 정정하지 못함." },
    { "delete", "ok", ": 플랫폼에서 내림." }, { "delete", "unknown", ": 내려졌는지 알 수 없음." },
  };
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      SotongAttempt attempt = { .kind = (char *) lines[i].kind, .outcome = (char *) lines[i].outcome, .channel = (char *) "블로그" };
      g_autofree char *text = sotong_editor_history_describe_attempt (&attempt, zone);

      g_assert_true (g_str_has_suffix (text, lines[i].text));
    }
}

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
#define ADD(path, func) g_test_add (path, PlanFixture, NULL, plan_fixture_set_up, func, plan_fixture_tear_down)
  g_test_add_func ("/app/editor-more/attempts", test_attempts);
  ADD ("/app/editor/beside/versions", test_versions);
  ADD ("/app/editor/beside/preview", test_preview);
  ADD ("/app/editor/beside/channels", test_channels);
  ADD ("/app/editor/beside/problems", test_problems);
  ADD ("/app/editor/beside/checklist", test_checklist);
  ADD ("/app/editor/beside/notes", test_notes);
  ADD ("/app/editor/beside/event", test_event);
  ADD ("/app/editor/beside/event-refused", test_event_refused);
  ADD ("/app/editor/beside/event-days", test_event_days);
  ADD ("/app/editor/beside/contributor", test_contributor);
  ADD ("/app/editor/beside/charge", test_charge);
  ADD ("/app/editor/beside/proof-early", test_proof_early);
  ADD ("/app/editor/beside/conflict-names", test_conflict_names);
  ADD ("/app/editor/wheel", test_wheel);
  ADD ("/app/editor/beside/advertisement", test_advertisement);
  ADD ("/app/editor/beside/group", test_group);
  ADD ("/app/editor/beside/handed-over", test_handed_over);
  ADD ("/app/editor/beside/links", test_links);
  ADD ("/app/editor/beside/no-browser", test_no_browser);
  ADD ("/app/editor/beside/failure", test_failure);
  ADD ("/app/editor/beside/call", test_call);
  return g_test_run ();
}
