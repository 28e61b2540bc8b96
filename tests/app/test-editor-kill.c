/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/dialogs/sotong-campaign-form.h"
#include "app/dialogs/sotong-contributor-dialog.h"
#include "app/dialogs/sotong-form-journal.h"
#include "app/panes/sotong-calendar-grid-private.h"
#include "app/panes/sotong-calendar-pane.h"
#include "app/panes/sotong-editor-page-private.h"
#include "app/panes/sotong-editor-pane.h"
#include "plan-fixture.h"
#include "store/sotong-campaign.h"
#include "store/sotong-change.h"
#include "store/sotong-checklist.h"
#include "store/sotong-content-event.h"
#include "store/sotong-db-private.h"
#include "store/sotong-store.h"
#include "util/sotong-i18n.h"

/* A window that is killed while somebody writes: another process opens the same workspace, types
 * into its editor, and ends by SIGKILL straight after a key, its own or ours. What it typed must be here afterwards. */

#define TYPED "쓰다 만 글 😀\n둘째 줄"

/* In the form of a contributor. */
#define CONSENT "출처 표시에 동의, 10월 14일"

/* Beside the content, from FIELD_PICTURE on. */
static const char *const beside[] = { "불 켜진 등", "담당과 확인", "광장", "2016-11-20", "300,000", "280,000" };

static char *program;

static SotongEditorPane *
editor_of (SotongWindow *window)
{
  return SOTONG_EDITOR_PANE (sotong_workbench_get_pane (sotong_window_get_workbench (window), "content"));
}

static SotongEditorPage *
page (PlanFixture *f)
{
  return sotong_editor_pane_get_page (editor_of (f->window.window));
}

/* ---- the one that is killed ---- */

static void
turn_until_read (SotongWindow *window)
{
  SotongEditorPage *p;

  do
    {
      g_main_context_iteration (NULL, TRUE);
      p = sotong_editor_pane_get_page (editor_of (window));
    }
  while (p == NULL || p->data == NULL || sotong_editor_page_is_busy (p));
}

/* Where it types. */
typedef enum {
  FIELD_TEXT,
  FIELD_OWN_TEXT,  /* of the second channel */
  FIELD_TITLE,
  FIELD_NOTES,
  FIELD_TAGS,
  FIELD_GROUND,
  FIELD_PROOF,
  N_FIELDS,        /* in all of them, one after the other */
  FIELD_QUICK,     /* in the calendar, on 2016-10-25 */
  FIELD_PICTURE,   /* what it shows */
  FIELD_LINE,      /* of the checklist */
  FIELD_PLACE,
  FIELD_DAY,       /* the event's last */
  FIELD_SPEND,
  FIELD_FINAL,     /* what it cost in the end */
  FIELD_BESIDE,    /* in all of these, one after the other */
  FIELD_PEN_NAME,  /* of a contributor, in the form of a new one, or of the content's */
  FIELD_CAMPAIGN,  /* in the form of a new one */
} Field;

/* How it ends. */
typedef enum {
  END_AT_LAST,   /* by itself, with the last key */
  END_EARLY,     /* likewise, and it types before it has read the content */
  END_ANY_TIME,  /* it types on, and says so with each key */
  END_HELD,      /* with the last key it says so, and turns no more */
  END_STORED,    /* by itself, once the content that its form was opened in is stored */
} End;

static GtkWidget *
nth_entry (GtkWidget *around,
           guint      n)
{
  GtkWidget *grid = find_widget (around, "GtkGrid");

  for (GtkWidget *child = gtk_widget_get_first_child (grid); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_ENTRY (child) && n-- == 0)
      return child;
  g_assert_not_reached ();
}

static GtkWidget *
part_of (SotongEditorPage        *p,
         SotongEditorSectionKind  kind)
{
  sotong_editor_section_set_expanded (sotong_editor_sections_get (p->sections, kind), TRUE);
  return sotong_editor_sections_get_part (p->sections, kind);
}

/* Where one types that is written beside the content. */
static GtkWidget *
widget_beside (SotongEditorPage *p,
               Field             field)
{
  switch ((int) field)
    {
    case FIELD_LINE: return find_widget (part_of (p, SOTONG_EDITOR_SECTION_CHECKLIST), "GtkEntry");
    case FIELD_PLACE: return nth_entry (part_of (p, SOTONG_EDITOR_SECTION_EVENT), 0);
    case FIELD_DAY: return nth_entry (part_of (p, SOTONG_EDITOR_SECTION_EVENT), 3);
    case FIELD_SPEND: return nth_entry (part_of (p, SOTONG_EDITOR_SECTION_AD), 3);
    case FIELD_FINAL: return nth_entry (part_of (p, SOTONG_EDITOR_SECTION_CHARGE), 0);
    default: return find_widget (GTK_WIDGET (p->files), "GtkEntry");
    }
}

static GtkWidget *
widget_of (SotongEditorPage *p,
           Field             field,
           gint64            channel)
{
  GtkWidget *notes = sotong_editor_sections_get_part (p->sections, SOTONG_EDITOR_SECTION_NOTES);

  switch (field)
    {
    case FIELD_OWN_TEXT:
      sotong_editor_copy_set_own (sotong_editor_page_get_copy (p, channel), TRUE);
      return GTK_WIDGET (sotong_editor_copy_get_text (sotong_editor_page_get_copy (p, channel)));
    case FIELD_TITLE:
      return GTK_WIDGET (p->title_entry);
    case FIELD_NOTES:
      return GTK_WIDGET (sotong_editor_notes_get_text (SOTONG_EDITOR_NOTES (notes)));
    case FIELD_TAGS:
      return find_widget (notes, "GtkEntry");
    case FIELD_GROUND:
      return GTK_WIDGET (sotong_editor_restriction_get_entry (p->restriction));
    case FIELD_PROOF:
      return find_widget (sotong_editor_sections_get_part (p->sections, SOTONG_EDITOR_SECTION_CONTRIBUTOR), "GtkEntry");
    case FIELD_PICTURE:
    case FIELD_LINE:
    case FIELD_PLACE:
    case FIELD_DAY:
    case FIELD_SPEND:
    case FIELD_FINAL:
    case FIELD_BESIDE:
    case FIELD_PEN_NAME:
    case FIELD_CAMPAIGN:
      return widget_beside (p, field);
    case FIELD_TEXT:
    case N_FIELDS:
    case FIELD_QUICK:
    default:
      return GTK_WIDGET (p->text);
    }
}

/* The entry in which the title of a draft is typed. */
static GtkWidget *
quick_entry (SotongWindow *window)
{
  SotongPane *pane = sotong_workbench_show_pane (sotong_window_get_workbench (window), "calendar");
  SotongCalendarGrid *grid;

  while (!sotong_pane_get_attached (pane))
    wait_for_frames (GTK_WIDGET (window), 1);
  grid = sotong_calendar_pane_get_grid (SOTONG_CALENDAR_PANE (pane));
  sotong_calendar_grid_quick_add (grid, sotong_time_days_from_civil (2016, 10, 25), NULL);
  return grid->entry;
}

/* The form of a contributor; %NULL when it is not open. */
static GtkWindow *
contributor_form (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(GtkWindow) one = g_list_model_get_item (all, i);

      if (SOTONG_IS_FORM (one) && gtk_widget_get_visible (GTK_WIDGET (one)))
        return one;
    }
  return NULL;
}

static GtkWidget *
find_row (GtkWidget  *around,
          const char *title)
{
  if (ADW_IS_ENTRY_ROW (around) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (around)), title))
    return around;
  for (GtkWidget *child = gtk_widget_get_first_child (around); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
form_row (const char *title)
{
  GtkWidget *row = find_row (GTK_WIDGET (contributor_form ()), title);

  g_assert_nonnull (row);
  return row;
}

/* As an input method does: it is in the field when this is back. */
static void
type_at_end (GtkWidget  *widget,
             const char *letter,
             int         length)
{
  if (GTK_IS_TEXT_VIEW (widget))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
      GtkTextIter end;

      gtk_text_buffer_get_end_iter (buffer, &end);
      gtk_text_buffer_insert_interactive (buffer, &end, letter, length, TRUE);
    }
  else
    {
      int end = (int) g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (widget)), -1);

      gtk_editable_insert_text (GTK_EDITABLE (widget), letter, length, &end);
    }
}

static void
empty (GtkWidget *widget)
{
  if (GTK_IS_TEXT_VIEW (widget))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "", -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (widget), "");
}

static void
type (GtkWidget *widget)
{
  for (const char *at = TYPED; *at != '\0'; at = g_utf8_next_char (at))
    type_at_end (widget, at, (int) (g_utf8_next_char (at) - at));
}

/* No turn of the main loop comes between the last letter and this. */
static void G_GNUC_NORETURN
die (void)
{
  kill (getpid (), SIGKILL);
  _exit (1);
}

/* The letters are in the order of the alphabet, so that whoever finds them knows how many there should be. */
static void G_GNUC_NORETURN
type_for_ever (GtkWidget *widget)
{
  for (gunichar letter = 0xac00; ; letter = letter < 0xd7a3 ? letter + 1 : letter)
    {
      char utf8[8];

      type_at_end (widget, utf8, g_unichar_to_utf8 (letter, utf8));
      if (write (STDOUT_FILENO, ".", 1) != 1)
        _exit (1);
      for (int n = g_random_int_range (0, 4); n > 0; n--)
        g_main_context_iteration (NULL, FALSE);
    }
}

static GtkWindow *
campaign_form (SotongWindow *window)
{
  sotong_campaign_form_present (SOTONG_PANE (editor_of (window)), 0);
  while (contributor_form () == NULL)
    g_main_context_iteration (NULL, TRUE);
  return contributor_form ();
}

static void G_GNUC_NORETURN
type_campaign (SotongWindow *window)
{
  GtkWidget *form = GTK_WIDGET (campaign_form (window));

  type_at_end (form_row ("이름"), "첫눈", -1);
  type_at_end (find_widget (form, "GtkTextView"), TYPED, -1);
  type_at_end (form_row ("SNS 콘텐츠"), "12", -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_widget (form, "GtkCheckButton")), TRUE);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_widget (form, "AdwComboRow")), 0);
  die ();
}

/* In the form of a contributor who is stored, or 0 for a new one. A content that is not stored yet has a text. */
static void G_GNUC_NORETURN
type_contributor (SotongWindow     *window,
                  SotongEditorPage *p,
                  gint64            contributor,
                  End               end)
{
  SotongContributor stored = { .id = contributor, .pen_name = (char *) "은행나무", .channel_url = (char *) "", .consent = (char *) "",
                               .rights = (char *) "", .fee = 150000 };

  if (p->id == 0)
    type (GTK_WIDGET (p->text));
  sotong_contributor_dialog_present (GTK_WINDOW (window), p->context, contributor != 0 ? &stored : NULL, p->id,
                                     sotong_editor_page_get_draft (p), NULL, NULL);
  type_at_end (form_row ("필명"), "은행나무", -1);
  type_at_end (form_row ("동의: 무엇에, 언제"), CONSENT, -1);
  if (end == END_STORED)
    {
      gtk_editable_set_text (GTK_EDITABLE (p->title_entry), "새 공동 콘텐츠");
      sotong_editor_page_save (p);
      while (p->id == 0)
        g_main_context_iteration (NULL, TRUE);
    }
  die ();
}

static void G_GNUC_NORETURN
be_killed (const char *path,
           gint64      content,
           gint64      channel,
           Field       field,
           End         end)
{
  PlanFixture f = { 0 };
  SotongEditorPage *p;

  plan_fixture_open_as_child (&f, path);
  if (content == 0 || end == END_EARLY)
    sotong_context_new_content (f.context, plan_time (10, 27, 10));
  if (content != 0 && end != END_EARLY)
    sotong_context_open_content (f.context, content);
  turn_until_read (f.window.window);
  if (end == END_EARLY) /* with the pane there, its page is at once */
    sotong_context_open_content (f.context, content);
  p = sotong_editor_pane_get_page (editor_of (f.window.window));
  if (field == FIELD_PEN_NAME)
    type_contributor (f.window.window, p, channel, end);
  if (field == FIELD_CAMPAIGN)
    type_campaign (f.window.window);
  g_assert_true ((p->data == NULL) == (end == END_EARLY));
  if (field == FIELD_QUICK)
    {
      type (quick_entry (f.window.window));
      die ();
    }
  for (Field one = FIELD_PICTURE; field == FIELD_BESIDE && one < FIELD_BESIDE; one++)
    type_at_end (widget_beside (p, one), beside[one - FIELD_PICTURE], -1);
  for (Field one = field == N_FIELDS ? 0 : field; one < MIN (field + 1, N_FIELDS); one++)
    {
      GtkWidget *widget = widget_of (p, one, channel);

      empty (widget);
      if (end == END_ANY_TIME)
        type_for_ever (widget);
      type (widget);
    }
  if (end == END_HELD && write (STDOUT_FILENO, ".", 1) == 1)
    for (;;)
      pause ();
  die ();
}

/* ---- the one that finds it ---- */

static GSubprocess *
start_typing_at (PlanFixture *f,
                 gint64       content,
                 gint64       at,
                 Field        field,
                 End          end)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, content), *where = g_strdup_printf ("%" G_GINT64_FORMAT, at);
  g_autofree char *what = g_strdup_printf ("%d", field), *how = g_strdup_printf ("%d", end);

  return plan_fixture_start_child (f, program, id, where, what, how, NULL);
}

static GSubprocess *
start_typing (PlanFixture *f,
              gint64       content,
              Field        field,
              End          end)
{
  return start_typing_at (f, content, f->channels[1], field, end);
}

static void
kill_while_typing (PlanFixture *f,
                   gint64       content,
                   Field        field,
                   End          end)
{
  g_autoptr(GSubprocess) child = start_typing (f, content, field, end);

  plan_fixture_wait_for_kill (child);
  plan_fixture_start_again (f, 0);
}

static gboolean
is_back (PlanFixture *f)
{
  return page (f) != NULL && page (f)->bar_kind == SOTONG_EDITOR_BAR_LEFT && !sotong_editor_page_is_busy (page (f));
}

static gboolean
is_read (PlanFixture *f)
{
  return page (f) != NULL && page (f)->data != NULL && !sotong_editor_page_is_busy (page (f));
}

static gboolean
is_saved (PlanFixture *f)
{
  return !sotong_editor_page_is_busy (page (f)) && !sotong_editor_page_is_dirty (page (f));
}

/* Nothing may be left for the next time. */
static guint
n_left (PlanFixture *f)
{
  g_autofree char *folder = sotong_journal_folder (sotong_store_get_uuid (f->store));

  return count_files (folder);
}

/* What waits for its time is not saved by itself: it must not go out half written. */
static void
test_scheduled (PlanFixture   *f,
                gconstpointer  data)
{
  g_autoptr(SotongContent) before = NULL, after = NULL;
  g_autofree char *text = NULL;

  kill_while_typing (f, f->scheduled, FIELD_TEXT, END_AT_LAST);
  plan_fixture_wait (f, is_back);
  text = sotong_editor_text_dup (page (f)->text);
  g_assert_cmpstr (text, ==, TYPED);
  g_assert_cmpint (sotong_editor_page_get_id (page (f)), ==, f->scheduled);
  before = plan_fixture_content (f, f->scheduled);
  g_assert_cmpstr (before->body, !=, TYPED);
  g_assert_cmpuint (n_left (f), ==, 1);

  sotong_editor_page_keep_mine (page (f));
  plan_fixture_wait (f, is_saved);
  after = plan_fixture_content (f, f->scheduled);
  g_assert_cmpstr (after->body, ==, TYPED);
  g_assert_cmpuint (after->copies->len, ==, before->copies->len);
  g_assert_cmpuint (n_left (f), ==, 0);
}

static void
test_own_text_discarded (PlanFixture   *f,
                         gconstpointer  data)
{
  SotongEditorCopy *row;
  g_autofree char *text = NULL;

  kill_while_typing (f, f->scheduled, FIELD_OWN_TEXT, END_AT_LAST);
  plan_fixture_wait (f, is_back);
  row = sotong_editor_page_get_copy (page (f), f->channels[1]);
  text = sotong_editor_text_dup (sotong_editor_copy_get_text (row));
  g_assert_cmpstr (text, ==, TYPED);
  sotong_editor_page_take_theirs (page (f));
  plan_fixture_wait (f, is_saved);
  g_assert_cmpint (page (f)->bar_kind, ==, SOTONG_EDITOR_BAR_NONE);
  g_assert_cmpuint (n_left (f), ==, 0);
}

static void
test_without_a_title (PlanFixture   *f,
                      gconstpointer  data)
{
  g_autofree char *text = NULL;
  g_autoptr(SotongContent) stored = NULL;

  kill_while_typing (f, 0, FIELD_TEXT, END_AT_LAST);
  plan_fixture_wait (f, is_back);
  text = sotong_editor_text_dup (page (f)->text);
  g_assert_cmpstr (text, ==, TYPED);
  g_assert_cmpint (sotong_editor_page_get_id (page (f)), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (page (f)->title_entry), "이제 제목");
  sotong_editor_page_keep_mine (page (f));
  plan_fixture_wait (f, is_saved);
  stored = plan_fixture_content (f, sotong_editor_page_get_id (page (f)));
  g_assert_cmpstr (stored->body, ==, TYPED);
  g_assert_cmpint (stored->planned_at, ==, plan_time (10, 27, 10));
  g_assert_cmpuint (n_left (f), ==, 0);
}

/* What is typed before the content has been read: to what it was meant is not known. */
static void
test_early (PlanFixture   *f,
            gconstpointer  data)
{
  g_autofree char *text = NULL;

  kill_while_typing (f, f->scheduled, FIELD_TEXT, END_EARLY);
  plan_fixture_wait (f, is_back);
  text = sotong_editor_text_dup (page (f)->text);
  g_assert_cmpstr (text, ==, TYPED);
  g_assert_cmpint (sotong_editor_page_get_id (page (f)), ==, 0);
  sotong_editor_page_take_theirs (page (f));
  plan_fixture_wait (f, is_saved);
  g_assert_cmpuint (n_left (f), ==, 0);
}

static void
test_quick (PlanFixture   *f,
            gconstpointer  data)
{
  g_autoptr(SotongContent) stored = NULL;

  kill_while_typing (f, f->draft, FIELD_QUICK, END_AT_LAST);
  plan_fixture_wait (f, is_back);
  g_assert_cmpint (sotong_editor_page_get_id (page (f)), ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (page (f)->title_entry)), ==, TYPED);
  gtk_editable_set_text (GTK_EDITABLE (page (f)->title_entry), "이제 제목");
  sotong_editor_page_keep_mine (page (f));
  plan_fixture_wait (f, is_saved);
  stored = plan_fixture_content (f, sotong_editor_page_get_id (page (f)));
  g_assert_cmpint (stored->planned_at, ==, plan_time (10, 25, 10));
  g_assert_cmpuint (n_left (f), ==, 0);
}

/* ---- beside the content ---- */

static gpointer picture_job (SotongDb *db, gpointer content, GCancellable *cancellable, GError **error);
static gpointer event_job (SotongDb *db, gpointer content, GCancellable *cancellable, GError **error);
static gpointer checklist_job (SotongDb *db, gpointer content, GCancellable *cancellable, GError **error);

static gpointer
update_job (SotongDb      *db,
            gpointer       content,
            GCancellable  *cancellable,
            GError       **error)
{
  return GINT_TO_POINTER (sotong_content_save (db, content, error));
}

static void
fill_content (PlanFixture *f,
              const char  *title)
{
  g_autoptr(SotongContent) content = plan_fixture_content (f, f->draft);
  GError *error = NULL;

  g_free (content->title);
  content->title = g_strdup (title);
  g_free (content->type);
  content->type = g_strdup ("advertisement");
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, update_job, content, NULL, &error));
}

static void
kill_beside (PlanFixture *f)
{
  GError *error = NULL;

  fill_content (f, "광고");
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, picture_job, &f->draft, NULL, &error));
  kill_while_typing (f, f->draft, FIELD_BESIDE, END_AT_LAST);
}

static void
assert_beside (PlanFixture *f,
               gboolean     there)
{
  for (Field one = FIELD_PICTURE; one < FIELD_BESIDE; one++)
    g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (widget_beside (page (f), one))), ==, there ? beside[one - FIELD_PICTURE] : "");
}

static gboolean
nothing_is_left (PlanFixture *f)
{
  return !sotong_editor_page_is_busy (page (f)) && n_left (f) == 0;
}

/* What is written when its field is left: it is back in its field, and stored when the person says so, a step of undo each. */
static void
test_beside (PlanFixture   *f,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(SotongContentEvent) event = NULL, none = NULL;
  g_autoptr(SotongContent) content = NULL;
  guint before;

  kill_beside (f);
  none = sotong_store_read (f->store, event_job, &f->draft, NULL, NULL);
  g_assert_cmpstr (none->place, ==, "");
  before = plan_fixture_n_changes (f);
  plan_fixture_wait (f, is_back);
  g_assert_true (sotong_editor_section_get_expanded (sotong_editor_sections_get (page (f)->sections, SOTONG_EDITOR_SECTION_EVENT)));
  assert_beside (f, TRUE);
  sotong_editor_page_read (page (f)); /* somebody wrote something else: it stays */
  plan_fixture_wait (f, is_back);
  assert_beside (f, TRUE);
  g_assert_cmpuint (n_left (f), ==, 1);

  sotong_editor_page_keep_mine (page (f));
  plan_fixture_wait (f, nothing_is_left);
  event = sotong_store_read (f->store, event_job, &f->draft, NULL, NULL);
  g_assert_cmpstr (event->place, ==, "광장");
  g_assert_cmpstr (event->ends_on, ==, "2016-11-20");
  items = sotong_store_read (f->store, checklist_job, &f->draft, NULL, NULL);
  g_assert_cmpuint (items->len, ==, 1);
  content = plan_fixture_content (f, f->draft);
  g_assert_cmpstr (((SotongAttachment *) g_ptr_array_index (content->attachments, 0))->alt_text, ==, "불 켜진 등");
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, before + 5); /* picture, final cost, event, advertisement, checklist */
  g_assert_cmpint (content->cost_final, ==, 280000);
  g_assert_cmpint (page (f)->bar_kind, ==, SOTONG_EDITOR_BAR_NONE);
}

/* Given up, it is gone. What somebody else wrote into the content meanwhile stays in either case. */
static void
test_beside_discarded (PlanFixture   *f,
                       gconstpointer  data)
{
  g_autoptr(SotongContentEvent) event = NULL;

  kill_beside (f);
  plan_fixture_wait (f, is_back);
  fill_content (f, "새 제목");
  plan_fixture_wait (f, is_back);
  assert_beside (f, TRUE);
  sotong_editor_page_take_theirs (page (f));
  plan_fixture_wait (f, nothing_is_left);
  plan_fixture_wait (f, is_saved);
  assert_beside (f, FALSE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (page (f)->title_entry)), ==, "새 제목");
  event = sotong_store_read (f->store, event_job, &f->draft, NULL, NULL);
  g_assert_cmpstr (event->place, ==, "");
}

/* The content was changed between the kill and the next start: its fields alone come back, not its old text. */
static void
test_beside_changed (PlanFixture   *f,
                     gconstpointer  data)
{
  GError *error = NULL;
  g_autoptr(GSubprocess) child = NULL;

  fill_content (f, "광고");
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, picture_job, &f->draft, NULL, &error));
  child = start_typing (f, f->draft, FIELD_BESIDE, END_AT_LAST);
  plan_fixture_wait_for_kill (child);
  fill_content (f, "새 제목");
  plan_fixture_start_again (f, 0);
  plan_fixture_wait (f, is_back);
  assert_beside (f, TRUE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (page (f)->title_entry)), ==, "새 제목");
  g_assert_false (sotong_editor_page_is_dirty (page (f)));
}

/* The store is busy until somebody says that it may go on. */
static gpointer
wait_job (SotongDb      *db,
          gpointer       gate,
          GCancellable  *cancellable,
          GError       **error)
{
  g_mutex_lock (gate); /* which the one who waits for the answer holds */
  g_mutex_unlock (gate);
  return gate;
}

/* What no disk does so readily: the next line is refused. */
static gpointer
refuse_job (SotongDb      *db,
            gpointer       refuse,
            GCancellable  *cancellable,
            GError       **error)
{
  return GINT_TO_POINTER (sotong_db_exec (db, error, refuse != NULL
                                         ? "CREATE TRIGGER refuse BEFORE INSERT ON checklist_item BEGIN SELECT raise(ABORT, 'no'); END"
                                         : "DROP TRIGGER refuse", ""));
}

static void
set_refusing (PlanFixture *f,
              gboolean     refuse)
{
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, refuse_job, GINT_TO_POINTER (refuse), NULL, NULL));
}

static gboolean
is_answered (PlanFixture *f)
{
  return page (f)->reading == NULL;
}

static GtkWidget *
enter_line (PlanFixture *f)
{
  GtkWidget *entry;

  plan_fixture_pane (f, "content");
  sotong_context_open_content (f->context, f->draft);
  plan_fixture_wait (f, is_read);
  entry = widget_beside (page (f), FIELD_LINE);
  type_at_end (entry, "담당과 확인", -1);
  g_signal_emit_by_name (entry, "activate");
  return entry;
}

/* A line of the checklist waits behind another act: what is read meanwhile does not take it out of the journal. */
static void
test_line_waits (PlanFixture   *f,
                 gconstpointer  data)
{
  GMutex gate;
  GtkWidget *entry;
  g_autoptr(GPtrArray) items = NULL;

  g_mutex_init (&gate);
  g_mutex_lock (&gate);
  sotong_store_write_async (f->store, SOTONG_WRITE_DEFAULT, wait_job, &gate, NULL, NULL, NULL, NULL, NULL);
  entry = enter_line (f);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  sotong_editor_page_read (page (f));
  plan_fixture_wait (f, is_answered);
  g_assert_true (sotong_editor_page_is_busy (page (f)));
  g_assert_cmpuint (n_left (f), ==, 1);

  g_mutex_unlock (&gate);
  plan_fixture_wait (f, nothing_is_left);
  g_mutex_clear (&gate);
  items = sotong_store_read (f->store, checklist_job, &f->draft, NULL, NULL);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

/* Not stored, it is back in the entry and in the journal, and can be entered once more. */
static void
test_line_refused (PlanFixture   *f,
                   gconstpointer  data)
{
  GtkWidget *entry;
  g_autoptr(GPtrArray) items = NULL;

  set_refusing (f, TRUE);
  entry = enter_line (f);
  plan_fixture_wait (f, is_read);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "담당과 확인");
  g_assert_cmpint (page (f)->bar_kind, ==, SOTONG_EDITOR_BAR_ERROR);
  g_assert_cmpuint (n_left (f), ==, 1);

  set_refusing (f, FALSE);
  g_signal_emit_by_name (entry, "activate");
  plan_fixture_wait (f, nothing_is_left);
  items = sotong_store_read (f->store, checklist_job, &f->draft, NULL, NULL);
  g_assert_cmpuint (items->len, ==, 1);
}

/* ---- a window that closes ---- */

static gpointer
picture_job (SotongDb      *db,
             gpointer       content,
             GCancellable  *cancellable,
             GError       **error)
{
  SotongAttachment file = { .file_name = (char *) "사진.png", .media_type = (char *) "image/png", .width = 8, .height = 8 };
  g_autoptr(GBytes) bytes = g_bytes_new_static ("png", 3);

  return GINT_TO_POINTER (sotong_attachment_add (db, *(gint64 *) content, &file, bytes, error) != 0);
}

static gboolean
has_picture (PlanFixture *f)
{
  return page (f) != NULL && page (f)->data != NULL && !sotong_editor_page_is_busy (page (f)) && page (f)->data->content->attachments->len == 1;
}

static void
open_with_picture (PlanFixture *f)
{
  GError *error = NULL;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, picture_job, &f->draft, NULL, &error));
  plan_fixture_pane (f, "content");
  sotong_context_open_content (f->context, f->draft);
  plan_fixture_wait (f, has_picture);
}

static gboolean
is_described (PlanFixture *f)
{
  g_autoptr(SotongContent) content = plan_fixture_content (f, f->draft);

  return g_strcmp0 (((SotongAttachment *) g_ptr_array_index (content->attachments, 0))->alt_text, TYPED) == 0;
}

/* What a picture shows is stored while the cursor still stands behind it, and it stays there. In one go it is one step of undo. */
static void
test_description (PlanFixture   *f,
                  gconstpointer  data)
{
  GtkWidget *entry;
  guint before;

  open_with_picture (f);
  before = plan_fixture_n_changes (f);
  entry = find_widget (GTK_WIDGET (page (f)->files), "GtkEntry");
  gtk_widget_grab_focus (entry);
  type (entry);
  plan_fixture_wait (f, is_described);
  plan_fixture_wait (f, has_picture);
  g_assert_true (find_widget (GTK_WIDGET (page (f)->files), "GtkEntry") == entry);
  g_assert_true ((gtk_widget_get_state_flags (entry) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "다른 말");
  gtk_editable_set_text (GTK_EDITABLE (entry), TYPED " ");
  g_signal_emit_by_name (entry, "activate");
  gtk_editable_set_text (GTK_EDITABLE (entry), TYPED);
  g_signal_emit_by_name (entry, "activate");
  plan_fixture_wait (f, is_described);
  plan_fixture_wait (f, has_picture);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, TYPED);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, before + 1);
}

static gboolean
stay_cb (GtkWindow *window)
{
  return GDK_EVENT_STOP;
}

static gpointer
event_job (SotongDb      *db,
           gpointer       content,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_content_event_get (db, *(gint64 *) content, error);
}

static gpointer
checklist_job (SotongDb      *db,
               gpointer       content,
               GCancellable  *cancellable,
               GError       **error)
{
  return sotong_checklist_list (db, *(gint64 *) content, error);
}

/* The X, with something typed in fields that are written when they are left. */
static void
test_close (PlanFixture   *f,
            gconstpointer  data)
{
  GtkWidget *quick, *item, *place;
  g_autoptr(GPtrArray) items = NULL, drafts = NULL;
  g_autoptr(SotongContentEvent) event = NULL;

  open_with_picture (f);
  sotong_editor_section_set_expanded (sotong_editor_sections_get (page (f)->sections, SOTONG_EDITOR_SECTION_EVENT), TRUE);
  item = find_widget (sotong_editor_sections_get_part (page (f)->sections, SOTONG_EDITOR_SECTION_CHECKLIST), "GtkEntry");
  place = find_widget (sotong_editor_sections_get_part (page (f)->sections, SOTONG_EDITOR_SECTION_EVENT), "GtkEntry");
  quick = quick_entry (f->window.window);
  type (find_widget (GTK_WIDGET (page (f)->files), "GtkEntry"));
  type_at_end (item, "담당과 확인", -1);
  type_at_end (place, "광장", -1);
  type_at_end (quick, "닫기 전에 쓴 제목", -1);
  g_signal_connect_after (f->window.window, "close-request", G_CALLBACK (stay_cb), NULL);
  gtk_window_close (GTK_WINDOW (f->window.window));
  plan_fixture_start_again (f, 0);
  g_assert_true (is_described (f));
  items = sotong_store_read (f->store, checklist_job, &f->draft, NULL, NULL);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (((SotongChecklistItem *) g_ptr_array_index (items, 0))->text, ==, "담당과 확인");
  event = sotong_store_read (f->store, event_job, &f->draft, NULL, NULL);
  g_assert_cmpstr (event->place, ==, "광장");
  drafts = plan_fixture_entries (f, "닫기 전에");
  g_assert_cmpuint (drafts->len, ==, 1);
}

/* ---- the form of a contributor ---- */

static gpointer
add_contributor_job (SotongDb      *db,
                     gpointer       consent,
                     GCancellable  *cancellable,
                     GError       **error)
{
  SotongContributor contributor = { .pen_name = (char *) "은행나무", .consent = consent, .fee = 150000 };
  gint64 id = sotong_contributor_add (db, &contributor, error);

  return g_memdup2 (&id, sizeof id);
}

static gpointer
contributors_job (SotongDb      *db,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  return sotong_contributor_list (db, error);
}

static gboolean
form_is_open (PlanFixture *f)
{
  return contributor_form () != NULL;
}

static gboolean
form_is_gone (PlanFixture *f)
{
  return contributor_form () == NULL;
}

static guint
n_forms_left (PlanFixture *f)
{
  g_autofree char *folder = sotong_form_journal_folder (f->store);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
kill_in_form (PlanFixture *f,
              gint64       contributor)
{
  g_autoptr(GSubprocess) child = start_typing_at (f, f->draft, contributor, FIELD_PEN_NAME, END_AT_LAST);

  plan_fixture_wait_for_kill (child);
  g_assert_cmpuint (n_forms_left (f), ==, 1);
}

static gboolean
is_chosen (PlanFixture *f)
{
  g_autoptr(SotongContent) content = plan_fixture_content (f, f->draft);

  return content->contributor_id != SOTONG_NONE;
}

/* The content that the form was opened in is open again, with a text that is not saved: both are stored. */
static void
test_form_chosen (PlanFixture   *f,
                  gconstpointer  data)
{
  g_autoptr(SotongContent) content = NULL;
  const SotongContributor *chosen;
  guint n_changes;

  kill_in_form (f, 0);
  plan_fixture_start_again (f, 0);
  plan_fixture_wait (f, form_is_open);
  sotong_context_open_content (f->context, f->draft);
  plan_fixture_wait (f, is_read);
  gtk_editable_set_text (GTK_EDITABLE (page (f)->title_entry), "새 제목");
  n_changes = plan_fixture_n_changes (f);
  g_signal_emit_by_name (contributor_form (), "accepted");
  plan_fixture_wait (f, form_is_gone);
  plan_fixture_wait (f, is_chosen);
  plan_fixture_wait (f, is_saved);
  g_assert_cmpint (page (f)->bar_kind, ==, SOTONG_EDITOR_BAR_NONE);
  content = plan_fixture_content (f, f->draft);
  g_assert_cmpstr (content->title, ==, "새 제목");
  chosen = sotong_editor_contributor_get_chosen (sotong_editor_contributor_unfold (GTK_WIDGET (f->window.window), f->draft, NULL));
  g_assert_nonnull (chosen);
  g_assert_cmpint (chosen->id, ==, content->contributor_id);
  g_assert_cmpstr (chosen->pen_name, ==, "은행나무");
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, n_changes + 2); /* the contributor, and the content */
}

/* A new one: the form is open again at the next start, and stored once; the content that it was opened in has it. */
static void
test_form (PlanFixture   *f,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) list = NULL;

  kill_in_form (f, 0);
  plan_fixture_start_again (f, 0);
  plan_fixture_wait (f, form_is_open);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (form_row ("필명"))), ==, "은행나무");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (form_row ("동의: 무엇에, 언제"))), ==, CONSENT);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (form_row ("콘텐츠 한 건의 원고료 (원)"))), ==, "150,000");
  g_assert_cmpuint (n_forms_left (f), ==, 1);
  g_signal_emit_by_name (contributor_form (), "accepted");
  plan_fixture_wait (f, form_is_gone);
  list = sotong_store_read (f->store, contributors_job, NULL, NULL, NULL);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (((const SotongContributor *) g_ptr_array_index (list, 0))->consent, ==, CONSENT);
  g_assert_true (is_chosen (f));
  g_assert_cmpuint (n_forms_left (f), ==, 0);
}

static gpointer
no_cost_job (SotongDb      *db,
             gpointer       id,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, *(const gint64 *) id, error);

  content->cost_planned = SOTONG_NONE;
  return sotong_content_save (db, content, error) ? id : NULL;
}

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(SotongChangeInfo) info = sotong_change_undo (db, error);

  return info != NULL ? data : NULL;
}

/* The citizen's fee is what the content will cost, where nobody said otherwise; one undo takes back both. */
static void
test_form_fee (PlanFixture   *f,
               gconstpointer  data)
{
  g_autoptr(SotongContent) after = NULL, undone = NULL;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, no_cost_job, &f->draft, NULL, NULL));
  kill_in_form (f, 0);
  plan_fixture_start_again (f, 0);
  plan_fixture_wait (f, form_is_open);
  g_signal_emit_by_name (contributor_form (), "accepted");
  plan_fixture_wait (f, form_is_gone);
  after = plan_fixture_content (f, f->draft);
  g_assert_cmpint (after->contributor_id, !=, SOTONG_NONE);
  g_assert_cmpint (after->cost_planned, ==, 150000);
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, undo_job, f, NULL, NULL));
  undone = plan_fixture_content (f, f->draft);
  g_assert_cmpint (undone->contributor_id, ==, SOTONG_NONE);
  g_assert_cmpint (undone->cost_planned, ==, SOTONG_NONE);
}

static void
kill_in_form_of_new (PlanFixture *f,
                     End          end)
{
  g_autoptr(GSubprocess) child = start_typing_at (f, 0, 0, FIELD_PEN_NAME, end);

  plan_fixture_wait_for_kill (child);
  g_assert_cmpuint (n_forms_left (f), ==, 1);
  plan_fixture_start_again (f, 0);
}

static gboolean
both_are_back (PlanFixture *f)
{
  return form_is_open (f) && is_back (f);
}

/* The content was not stored: it is back with its text, and gets the citizen and the fee. */
static void
test_form_of_new (PlanFixture   *f,
                  gconstpointer  data)
{
  g_autoptr(SotongContent) stored = NULL;
  g_autofree char *text = NULL;

  kill_in_form_of_new (f, END_AT_LAST);
  plan_fixture_wait (f, both_are_back);
  text = sotong_editor_text_dup (page (f)->text);
  g_assert_cmpstr (text, ==, TYPED);
  g_signal_emit_by_name (contributor_form (), "accepted");
  plan_fixture_wait (f, form_is_gone);
  g_assert_cmpuint (n_forms_left (f), ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (page (f)->cost_entry)), ==, "150,000");
  gtk_editable_set_text (GTK_EDITABLE (page (f)->title_entry), "새 공동 콘텐츠");
  sotong_editor_page_save (page (f));
  plan_fixture_wait (f, is_saved);
  g_assert_cmpint (page (f)->id, !=, 0);
  stored = plan_fixture_content (f, page (f)->id);
  g_assert_cmpint (stored->contributor_id, !=, SOTONG_NONE);
  g_assert_cmpint (stored->cost_planned, ==, 150000);
}

/* It was stored while the form was open, as a draft is by itself: the form knows that. */
static void
test_form_of_stored (PlanFixture   *f,
                     gconstpointer  data)
{
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(SotongContent) content = NULL;

  kill_in_form_of_new (f, END_STORED);
  plan_fixture_wait (f, form_is_open);
  g_signal_emit_by_name (contributor_form (), "accepted");
  plan_fixture_wait (f, form_is_gone);
  entries = plan_fixture_entries (f, "새 공동 콘텐츠");
  g_assert_cmpuint (entries->len, ==, 1);
  content = plan_fixture_content (f, ((const SotongEntry *) g_ptr_array_index (entries, 0))->content_id);
  g_assert_cmpint (content->contributor_id, !=, SOTONG_NONE);
  g_assert_cmpint (content->cost_planned, ==, 150000);
}

/* One that is changed: what was not typed in is as it is now. Given up, it does not come back. */
static void
test_form_cancelled (PlanFixture   *f,
                     gconstpointer  data)
{
  g_autofree gint64 *id = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, add_contributor_job, NULL, NULL, NULL);
  g_autoptr(GPtrArray) list = NULL;

  kill_in_form (f, *id);
  plan_fixture_start_again (f, 0);
  plan_fixture_wait (f, form_is_open);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (form_row ("필명"))), ==, "은행나무은행나무");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (form_row ("동의: 무엇에, 언제"))), ==, CONSENT);
  gtk_window_close (contributor_form ());
  plan_fixture_wait (f, form_is_gone);
  g_assert_cmpuint (n_forms_left (f), ==, 0);
  list = sotong_store_read (f->store, contributors_job, NULL, NULL, NULL);
  g_assert_cmpstr (((const SotongContributor *) g_ptr_array_index (list, 0))->pen_name, ==, "은행나무");
}

static gboolean
no_form_is_left (PlanFixture *f)
{
  return n_forms_left (f) == 0;
}

/* The program ended after it had been saved: nobody is asked once more. */
static void
test_form_stored (PlanFixture   *f,
                  gconstpointer  data)
{
  g_autofree gint64 *id = NULL;

  kill_in_form (f, 0);
  id = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, add_contributor_job, (gpointer) CONSENT, NULL, NULL);
  g_assert_cmpint (*id, >, 0);
  plan_fixture_start_again (f, 0);
  plan_fixture_wait (f, no_form_is_left);
  g_assert_null (contributor_form ());
}

/* ---- the form of a campaign ---- */

static gboolean
name_is_back (PlanFixture *f)
{
  return *gtk_editable_get_text (GTK_EDITABLE (form_row ("이름"))) != '\0';
}

static gpointer
campaign_job (SotongDb      *db,
              gpointer       name,
              GCancellable  *cancellable,
              GError       **error)
{
  return sotong_campaign_get (db, sotong_campaign_find (db, name, NULL), error);
}

static void
kill_in_campaign (PlanFixture *f)
{
  g_autoptr(GSubprocess) child = start_typing (f, f->draft, FIELD_CAMPAIGN, END_AT_LAST);

  plan_fixture_wait_for_kill (child);
  g_assert_cmpuint (n_forms_left (f), ==, 1);
  plan_fixture_start_again (f, 0);
  sotong_context_open_content (f->context, f->draft);
  plan_fixture_wait (f, is_read);
}

/* What was typed stands there when the form is opened again, is stored once, and is gone then. */
static void
test_campaign (PlanFixture   *f,
               gconstpointer  data)
{
  g_autoptr(SotongCampaign) campaign = NULL;
  GtkWidget *form;

  kill_in_campaign (f);
  form = GTK_WIDGET (campaign_form (f->window.window));
  plan_fixture_wait (f, name_is_back);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (form_row ("이름"))), ==, "첫눈");
  g_assert_nonnull (find_label_with (form, "작성하던 내용을 되살렸으며"));
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  g_assert_cmpuint (n_forms_left (f), ==, 1);
  g_signal_emit_by_name (form, "accepted");
  plan_fixture_wait (f, form_is_gone);
  g_assert_cmpuint (n_forms_left (f), ==, 0);
  campaign = sotong_store_read (f->store, campaign_job, (gpointer) "첫눈", NULL, NULL);
  g_assert_nonnull (campaign);
  g_assert_cmpstr (campaign->key_messages, ==, TYPED);
  g_assert_cmpuint (campaign->lines->len, ==, 1);
  g_assert_cmpint (((const SotongDeliverable *) g_ptr_array_index (campaign->targets, 0))->quantity, ==, 12);
}

static gboolean
waited (PlanFixture *f)
{
  static guint n;

  return n++ > 20;
}

/* Given up, it does not come back. */
static void
test_campaign_cancelled (PlanFixture   *f,
                         gconstpointer  data)
{
  kill_in_campaign (f);
  campaign_form (f->window.window);
  plan_fixture_wait (f, name_is_back);
  gtk_window_close (contributor_form ());
  plan_fixture_wait (f, form_is_gone);
  g_assert_cmpuint (n_forms_left (f), ==, 0);
  campaign_form (f->window.window);
  plan_fixture_wait (f, waited);
  g_assert_false (name_is_back (f));
  gtk_window_close (contributor_form ());
}

/* ---- what was found ---- */

static const char *
typed_in (const SotongContent *content,
          Field                field,
          gint64               channel)
{
  const SotongCopy *copy = plan_fixture_copy_on (content, channel);

  switch (field)
    {
    case FIELD_OWN_TEXT: return copy != NULL ? copy->body : NULL;
    case FIELD_TITLE: return content->title;
    case FIELD_NOTES: return content->notes;
    case FIELD_TAGS: return content->tags;
    case FIELD_GROUND: return content->restriction_ground;
    case FIELD_PROOF: return content->proof_url;
    case FIELD_TEXT:
    case N_FIELDS:
    case FIELD_QUICK:
    case FIELD_PICTURE:
    case FIELD_LINE:
    case FIELD_PLACE:
    case FIELD_DAY:
    case FIELD_SPEND:
    case FIELD_FINAL:
    case FIELD_BESIDE:
    case FIELD_PEN_NAME:
    case FIELD_CAMPAIGN:
    default: return content->body;
    }
}

static GPtrArray *
find_left (PlanFixture *f)
{
  g_autofree char *folder = sotong_journal_folder (sotong_store_get_uuid (f->store));

  return sotong_journal_find (folder);
}

static void
forget (GPtrArray *left)
{
  for (guint i = 0; i < left->len; i++)
    g_assert_cmpint (g_unlink (((const SotongJournalEntry *) g_ptr_array_index (left, i))->path), ==, 0);
}

static void
test_each_field (PlanFixture   *f,
                 gconstpointer  data)
{
  g_autoptr(GSubprocess) child = start_typing (f, f->scheduled, N_FIELDS, END_AT_LAST);
  g_autoptr(GPtrArray) left = NULL;

  plan_fixture_wait_for_kill (child);
  left = find_left (f);
  g_assert_cmpuint (left->len, ==, 1);
  for (Field field = 0; field < N_FIELDS; field++)
    g_assert_cmpstr (typed_in (((const SotongJournalEntry *) g_ptr_array_index (left, 0))->content, field, f->channels[1]), ==, TYPED);
  forget (left);
}

/* Reads until the other has typed @n letters, kills it, and returns how many it had said that it typed by then. */
static gsize
kill_after (GSubprocess *child,
            gsize        n)
{
  GInputStream *said = g_subprocess_get_stdout_pipe (child);
  char dots[512];
  gsize letters = 0;
  gssize got;

  while ((got = g_input_stream_read (said, dots, letters < n ? MIN (n - letters, sizeof dots) : sizeof dots, NULL, NULL)) > 0)
    {
      letters += (gsize) got;
      if (letters >= n)
        g_subprocess_force_exit (child);
    }
  plan_fixture_wait_for_kill (child);
  return letters;
}

/* It is killed by somebody else, at any moment: all that it said it had typed is there, and at most one letter more. */
static void
test_any_time (PlanFixture   *f,
               gconstpointer  data)
{
  for (Field field = 0; field < FIELD_TAGS; field++)
    {
      g_autoptr(GSubprocess) child = start_typing (f, f->scheduled, field, END_ANY_TIME);
      gsize said = kill_after (child, (gsize) g_test_rand_int_range (1, 120)), found;
      g_autoptr(GPtrArray) left = find_left (f);
      const char *text;
      gunichar letter = 0xac00;

      g_assert_cmpuint (left->len, ==, 1);
      text = typed_in (((const SotongJournalEntry *) g_ptr_array_index (left, 0))->content, field, f->channels[1]);
      found = (gsize) g_utf8_strlen (text, -1);
      g_assert_cmpuint (found, >=, said);
      g_assert_cmpuint (found, <=, said + 1);
      for (; *text != '\0'; text = g_utf8_next_char (text))
        g_assert_cmpuint (g_utf8_get_char (text), ==, letter++);
      forget (left);
    }
}

static void
wait_for_letter (GSubprocess *child)
{
  char dot;

  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stdout_pipe (child), &dot, 1, NULL, NULL), ==, 1);
}

static gboolean
has_two_pages (PlanFixture *f)
{
  return sotong_editor_pane_get_n_pages (editor_of (f->window.window)) == 2 && is_back (f);
}

static void
test_two_windows (PlanFixture   *f,
                  gconstpointer  data)
{
  g_autoptr(GSubprocess) one = start_typing (f, f->scheduled, FIELD_TEXT, END_ANY_TIME);
  g_autoptr(GSubprocess) two = start_typing (f, f->draft, FIELD_NOTES, END_ANY_TIME);

  wait_for_letter (two); /* a window that starts when the other has ended takes on what that left */
  kill_after (one, 20);
  kill_after (two, 20);
  plan_fixture_start_again (f, 0);
  plan_fixture_wait (f, has_two_pages);
  g_assert_cmpuint (n_left (f), ==, 2);
}

/* One content in both: what is not shown stays for the next time. */
static void
test_two_of_one (PlanFixture   *f,
                 gconstpointer  data)
{
  g_autoptr(GSubprocess) one = start_typing (f, f->scheduled, FIELD_TEXT, END_HELD);
  g_autoptr(GSubprocess) two = start_typing (f, f->scheduled, FIELD_TITLE, END_HELD);
  g_autofree char *first = NULL, *second = NULL;

  wait_for_letter (one); /* a window that starts when the other has ended takes on what that left */
  wait_for_letter (two);
  g_subprocess_force_exit (one);
  g_subprocess_force_exit (two);
  plan_fixture_wait_for_kill (one);
  plan_fixture_wait_for_kill (two);
  plan_fixture_start_again (f, 0);
  plan_fixture_wait (f, is_back);
  g_assert_cmpuint (n_left (f), ==, 2);
  first = sotong_editor_text_dup (page (f)->text);
  sotong_editor_page_take_theirs (page (f));
  plan_fixture_wait (f, is_saved);
  g_assert_cmpuint (n_left (f), ==, 1);
  plan_fixture_start_again (f, 0);
  plan_fixture_wait (f, is_back);
  second = sotong_editor_text_dup (page (f)->text);
  g_assert_true (g_str_equal (first, TYPED) != g_str_equal (second, TYPED));
}

/* The last record of a journal is torn, as by a kill in the middle of it: the letters before it are back. */
static void
test_torn (PlanFixture   *f,
           gconstpointer  data)
{
  g_autoptr(GSubprocess) child = start_typing (f, f->scheduled, FIELD_TEXT, END_AT_LAST);
  g_autoptr(GPtrArray) left = NULL;
  const char *path;
  g_autofree char *text = NULL;
  GStatBuf info;

  plan_fixture_wait_for_kill (child);
  left = find_left (f);
  path = ((const SotongJournalEntry *) g_ptr_array_index (left, 0))->path;
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (truncate (path, info.st_size - 3), ==, 0);
  plan_fixture_start_again (f, 0);
  plan_fixture_wait (f, is_back);
  text = sotong_editor_text_dup (page (f)->text);
  g_assert_true (g_str_has_prefix (TYPED, text));
  g_assert_cmpuint (g_utf8_strlen (text, -1), ==, g_utf8_strlen (TYPED, -1) - 1);
}

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("ko");
  if (argc == 7 && g_str_equal (argv[1], "--child"))
    {
      gtk_disable_setlocale ();
      gtk_init ();
      be_killed (argv[2], g_ascii_strtoll (argv[3], NULL, 10), g_ascii_strtoll (argv[4], NULL, 10), (Field) atoi (argv[5]), (End) atoi (argv[6]));
    }
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
#define ADD(path, func) g_test_add (path, PlanFixture, NULL, plan_fixture_set_up, func, plan_fixture_tear_down)
  ADD ("/app/editor-kill/scheduled", test_scheduled);
  ADD ("/app/editor-kill/own-text-discarded", test_own_text_discarded);
  ADD ("/app/editor-kill/without-a-title", test_without_a_title);
  ADD ("/app/editor-kill/early", test_early);
  ADD ("/app/editor-kill/each-field", test_each_field);
  ADD ("/app/editor-kill/any-time", test_any_time);
  ADD ("/app/editor-kill/two-windows", test_two_windows);
  ADD ("/app/editor-kill/two-of-one", test_two_of_one);
  ADD ("/app/editor-kill/torn", test_torn);
  ADD ("/app/editor-kill/quick", test_quick);
  ADD ("/app/editor-kill/beside", test_beside);
  ADD ("/app/editor-kill/beside-discarded", test_beside_discarded);
  ADD ("/app/editor-kill/beside-changed", test_beside_changed);
  ADD ("/app/editor-kill/line-waits", test_line_waits);
  ADD ("/app/editor-kill/line-refused", test_line_refused);
  ADD ("/app/editor-kill/description", test_description);
  ADD ("/app/editor-kill/close", test_close);
  ADD ("/app/editor-kill/form", test_form);
  ADD ("/app/editor-kill/form-chosen", test_form_chosen);
  ADD ("/app/editor-kill/form-fee", test_form_fee);
  ADD ("/app/editor-kill/form-of-new", test_form_of_new);
  ADD ("/app/editor-kill/form-of-stored", test_form_of_stored);
  ADD ("/app/editor-kill/form-cancelled", test_form_cancelled);
  ADD ("/app/editor-kill/campaign", test_campaign);
  ADD ("/app/editor-kill/campaign-cancelled", test_campaign_cancelled);
  ADD ("/app/editor-kill/form-stored", test_form_stored);
  return g_test_run ();
}
