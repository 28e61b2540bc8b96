/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "app/dialogs/sotong-emergency-dialog-private.h"
#include "app/dialogs/sotong-form-journal.h"
#include "app/sotong-window-private.h"
#include "plan/sotong-emergency-wording.h"
#include "plan-fixture.h"
#include "store/sotong-approval-line.h"
#include "store/sotong-approval.h"
#include "store/sotong-channel.h"
#include "store/sotong-db-private.h"
#include "store/sotong-emergency.h"
#include "store/sotong-person.h"
#include "util/sotong-i18n.h"

/* ---- what stands in the window ---- */

static GtkWidget *
find_dialog (void)
{
  return find_shown_window (SOTONG_TYPE_EMERGENCY_DIALOG);
}

static GtkWidget *
row_of (const char *title)
{
  GtkWidget *row = find_titled_row (find_dialog (), title);

  g_assert_nonnull (row);
  return row;
}

static void
fill (const char *title,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row_of (title)), text);
}

static GtkWidget *
button (const char *label)
{
  GtkWidget *found = find_labelled_button (find_dialog (), label);

  g_assert_nonnull (found);
  return found;
}

static gboolean
can_press (const char *label)
{
  return gtk_widget_get_visible (button (label)) && gtk_widget_is_sensitive (button (label));
}

static void
press (const char *label)
{
  g_assert_true (can_press (label));
  g_signal_emit_by_name (button (label), "clicked");
}

static gboolean
tells (const char *text)
{
  return find_label_with (find_dialog (), text) != NULL;
}

static gboolean
is_filled (PlanFixture *f)
{
  return find_dialog () != NULL && find_widget (find_dialog (), "SotongEmergencyRow") != NULL && SOTONG_EMERGENCY_DIALOG (find_dialog ())->journal != NULL;
}

static gboolean
has_started (PlanFixture *f)
{
  return gtk_widget_get_visible (button ("_Publish…"));
}

static gboolean
has_not_started (PlanFixture *f)
{
  return !has_started (f);
}

static gboolean
asks (PlanFixture *f)
{
  return find_shown_window (ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

static void
answer (PlanFixture *f,
        const char  *response)
{
  plan_fixture_wait (f, asks);
  g_assert_cmpuint (count_unnamed (find_shown_window (ADW_TYPE_MESSAGE_DIALOG)), ==, 0);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_shown_window (ADW_TYPE_MESSAGE_DIALOG)), response);
}

static void
open_dialog (PlanFixture *f)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "emergency", NULL);
  plan_fixture_wait (f, is_filled);
}

static void
fill_all (void)
{
  fill ("What happened", "시간당 50mm 폭우");
  fill ("Where", "중앙동 일대");
  fill ("When", "14일 10시부터");
  fill ("What to do", "외출을 삼가 주십시오");
  fill ("Shelter", "중앙초등학교 강당");
}

static void
start (PlanFixture *f)
{
  fill ("Detected, as 09:50 (empty: now)", "2016-10-14 09:58");
  press ("_Start and Hold Everything");
  plan_fixture_wait (f, has_started);
}

/* Only the channel of that name stays. */
static void
choose_only (const char *name)
{
  GtkWidget *list = gtk_widget_get_ancestor (find_widget (find_dialog (), "SotongEmergencyRow"), GTK_TYPE_LIST_BOX);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (find_widget (row, "GtkCheckButton")), find_label_with (row, name) != NULL);
}

/* The keyboard comes to a row as a whole. */
static void
assert_row_named (const char *channel,
                  const char *name)
{
  GtkWidget *row = gtk_widget_get_ancestor (find_label_with (find_dialog (), channel), GTK_TYPE_LIST_BOX_ROW);
  g_autofree char *wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name);

  g_assert_cmpstr (wrong, ==, NULL);
}

static gpointer
get_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_emergency_get (db, 0, error);
}

static SotongEmergency *
get_emergency (PlanFixture *f)
{
  return sotong_store_read (f->store, get_job, NULL, NULL, NULL);
}

/* ---- the wordings ---- */

/* What is typed stands at once in the form of each channel, with its count; what is missing is named. */
static void
test_wordings (PlanFixture   *f,
               gconstpointer  data)
{
  g_autofree char *much = g_strnfill (280, 'x');
  g_autofree char *flood = g_strnfill (1001, 'x');

  open_dialog (f);
  g_assert_cmpuint (count_unnamed (find_dialog ()), ==, 0);
  g_assert_true (tells ("No emergency is open"));
  g_assert_true (tells ("Still needed: What happened, Where, When, What to do, Shelter"));
  fill_all ();
  g_assert_false (tells ("Still needed"));
  g_assert_true (tells ("시간당 50mm 폭우"));
  g_assert_true (tells ("long form"));
  g_assert_true (tells ("253/280")); /* two for each Hangul syllable */
  assert_row_named ("서울시 트위터", "서울시 트위터, long form, 253/280");
  g_assert_true (tells ("takes no text alone")); /* Instagram */
  g_assert_false (tells ("short form"));
  fill ("What to do", "외출을 삼가 주시고 지하차도와 하천변에는 절대로 가까이 가지 마십시오");
  g_assert_true (tells ("short form"));
  fill ("What to do", much);
  g_assert_true (tells ("Too long for “서울시 트위터”"));
  fill ("What to do", flood); /* it is not cut in silence */
  g_assert_true (tells ("“What to do” is too long"));
  /* Snow needs no shelter. */
  fill ("Shelter", "");
  fill ("What to do", "대중교통 이용");
  g_assert_true (tells ("Still needed: Shelter"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row_of ("Kind")), 1);
  g_assert_false (tells ("Still needed"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row_of ("Language")), 1);
  g_assert_true (tells ("[Emergency] Heavy snow"));
}

/* What was composed is found again in its text. */
static void
test_read (void)
{
  static const char *const filled[] = { "폭우", "중앙동: 1·2통", "10시", "대피\n하십시오", NULL };
  char *found[SOTONG_N_EMERGENCY_FIELDS];
  const SotongEmergencyWording *wording = sotong_emergency_wording_get ("heavy-snow");

  for (int korean = 0; korean < 2; korean++)
    {
      g_autofree char *text = sotong_emergency_wording_write (wording, korean, FALSE, filled);
      gboolean is_korean;

      g_assert_true (sotong_emergency_wording_read (text, &is_korean, found));
      g_assert_cmpint (is_korean, ==, korean);
      for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
        {
          g_assert_cmpstr (found[i], ==, filled[i]);
          g_free (found[i]);
        }
    }
  g_assert_false (sotong_emergency_wording_read ("주말 행사 안내", &(gboolean) { FALSE }, found));
}

/* ---- start, compose, undo ---- */

static gboolean
is_kept (PlanFixture *f)
{
  g_autoptr(SotongEmergency) emergency = get_emergency (f);

  return emergency != NULL && emergency->content_id != SOTONG_NONE && gtk_widget_is_sensitive (button ("_End the Emergency…"));
}

static gboolean
is_not_kept (PlanFixture *f)
{
  return gtk_widget_is_sensitive (button ("_Keep as Composed"));
}

static gboolean
is_ended (PlanFixture *f)
{
  g_autoptr(SotongEmergency) emergency = get_emergency (f);

  return emergency != NULL && emergency->ended_at != SOTONG_NONE && find_dialog () == NULL;
}

static gboolean
may_undo (PlanFixture *f)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "undo");
}

static void
undo (PlanFixture *f)
{
  plan_fixture_wait (f, may_undo);
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
}

static void
test_compose (PlanFixture   *f,
              gconstpointer  data)
{
  g_autoptr(SotongContent) held = NULL;

  open_dialog (f);
  fill ("Detected, as 09:50 (empty: now)", "gestern");
  press ("_Start and Hold Everything");
  g_assert_true (gtk_info_bar_get_revealed (GTK_INFO_BAR (find_widget (find_dialog (), "GtkInfoBar"))));
  start (f);
  g_assert_true (tells ("0:02:00")); /* the stopwatch */
  held = plan_fixture_content (f, f->scheduled);
  g_assert_cmpint (((SotongCopy *) g_ptr_array_index (held->copies, 0))->state, ==, SOTONG_STATE_HELD);
  g_assert_false (can_press ("_Publish…"));
  fill_all ();
  press ("_Keep as Composed");
  plan_fixture_wait (f, is_kept);
  g_assert_false (can_press ("_Keep as Composed"));
  /* Closed and opened again it stands there as it was composed. */
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  g_assert_null (find_dialog ());
  sotong_emergency_dialog_destroy (f->window.window);
  open_dialog (f);
  plan_fixture_wait (f, has_started);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row_of ("Shelter"))), ==, "중앙초등학교 강당");
  undo (f);
  plan_fixture_wait (f, is_not_kept);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row_of ("Shelter"))), ==, "중앙초등학교 강당");
  undo (f);
  plan_fixture_wait (f, has_not_started);
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "redo", NULL);
  plan_fixture_wait (f, has_started);
  press ("_End the Emergency…");
  plan_fixture_wait (f, asks);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_shown_window (ADW_TYPE_MESSAGE_DIALOG))), "held."));
  answer (f, "shift");
  plan_fixture_wait (f, is_ended); /* and the screen is gone, so that the window can tell what became of what was held */
  while (find_label_with (GTK_WIDGET (f->window.window), "The hold has ended: ") == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* The words of an emergency that is over are not taken for those of the next; its undo brings them back. */
static void
test_next (PlanFixture   *f,
           gconstpointer  data)
{
  open_dialog (f);
  start (f);
  g_assert_true (gtk_widget_has_focus (find_widget (row_of ("What happened"), "GtkText")));
  fill_all ();
  press ("_Keep as Composed");
  plan_fixture_wait (f, is_kept);
  press ("_End the Emergency…");
  answer (f, "release");
  plan_fixture_wait (f, is_ended);
  open_dialog (f);
  plan_fixture_wait (f, has_not_started);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row_of ("Shelter"))), ==, "");
  undo (f);
  plan_fixture_wait (f, has_started);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row_of ("Shelter"))), ==, "중앙초등학교 강당");
}

/* ---- publishing and what follows ---- */

static gpointer
line_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  SotongPerson officer = { .name = (char *) "김주무", .role = (char *) "주무관", .deputy_id = SOTONG_NONE };
  SotongPerson head = { .name = (char *) "박과장", .role = (char *) "과장", .deputy_id = SOTONG_NONE };
  g_autoptr(SotongApprovalLine) line = sotong_approval_line_new ("sns");
  gint64 first = sotong_person_add (db, &officer, error), last = first != 0 ? sotong_person_add (db, &head, error) : 0;

  if (last == 0)
    return NULL;
  sotong_approval_line_add (line, SOTONG_STEP_DRAFT, first, NULL);
  sotong_approval_line_add (line, SOTONG_STEP_DECISION, last, NULL);
  return sotong_approval_line_set (db, line, error) && sotong_approval_set_on (db, TRUE, error) ? data : NULL;
}

static gboolean
is_out (PlanFixture *f)
{
  g_autoptr(SotongEmergency) emergency = get_emergency (f);

  return emergency != NULL && emergency->all_out_at != SOTONG_NONE && tells ("The message is out on all channels.");
}

static gboolean
has_failed (PlanFixture *f)
{
  return tells ("Published on 0 of 1") || tells ("Published on 1 of 2");
}

static gboolean
can_publish (PlanFixture *f)
{
  return can_press ("_Publish…");
}

/* The row with the reason is in sight, and what the keyboard comes to. */
static gboolean
failed_row_has_focus (PlanFixture *f)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (find_dialog ()));

  return focus != NULL && GTK_IS_LIST_BOX_ROW (focus) && find_label_with (focus, "연습 블로그") != NULL;
}

/* By keyboard or button: asked once, sent past the hold; what failed says why below its channel and is tried again. */
static void
test_publish (PlanFixture   *f,
              gconstpointer  data)
{
  g_autoptr(SotongPracticeServer) server = plan_fixture_serve (f);
  SotongPracticeFault fault = { SOTONG_PRACTICE_FAULT_STATUS, .times = 1, .status = 400, .retry_after_s = -1 };
  SotongPracticeCounts counts;

  open_dialog (f);
  start (f);
  fill_all ();
  choose_only ("연습 블로그");
  sotong_practice_server_add_fault (server, &fault);
  plan_fixture_wait (f, can_publish); /* what was written has been counted */
  gtk_widget_activate_action (find_dialog (), "emergency.publish", NULL);
  answer (f, "cancel");
  sotong_practice_server_get_counts (server, &counts);
  g_assert_cmpuint (counts.posts, ==, 0);
  press ("_Publish…");
  answer (f, "publish");
  plan_fixture_wait (f, has_failed);
  plan_fixture_wait (f, failed_row_has_focus);
  sotong_practice_server_get_counts (server, &counts);
  g_assert_cmpuint (counts.posts, ==, 0);
  while (!can_press ("_Publish…") && find_labelled_button (find_dialog (), "_Try Again…") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (find_labelled_button (find_dialog (), "_Publish…") != NULL ? button ("_Publish…") : button ("_Try Again…"), "clicked");
  answer (f, "publish");
  plan_fixture_wait (f, is_out);
  sotong_practice_server_get_counts (server, &counts);
  g_assert_cmpuint (counts.posts, ==, 1);
  g_assert_true (tells ("+0:02:00")); /* published, so long after detection */
}

/* As another program or person would: the post was given up, and another one stands for it. */
static gpointer
settle_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_db_exec (db, error, "UPDATE copy SET claim_id = NULL, state = 'published', published_at = $1, remote_id = 'other', remote_url = 'http://127.0.0.1/other'"
                         " WHERE claim_id IS NOT NULL", "i", sotong_db_now (db)) ? data : NULL;
}

static gboolean
tells_twice (PlanFixture *f)
{
  return tells ("look there whether it is out twice") && failed_row_has_focus (f);
}

/* What is perhaps out twice is said below its channel, which the keyboard comes to, as the ordinary publishing says it. */
static void
test_twice (PlanFixture   *f,
            gconstpointer  data)
{
  g_autoptr(SotongPracticeServer) server = plan_fixture_serve (f);
  SotongPracticeFault fault = { SOTONG_PRACTICE_FAULT_LATE, .times = 1, .delay_ms = 1500 };
  SotongPracticeCounts counts = { 0 };

  open_dialog (f);
  start (f);
  fill_all ();
  choose_only ("연습 블로그");
  sotong_practice_server_add_fault (server, &fault);
  plan_fixture_wait (f, can_publish);
  press ("_Publish…");
  answer (f, "publish");
  while (counts.posts == 0)
    {
      g_main_context_iteration (NULL, FALSE);
      sotong_practice_server_get_counts (server, &counts);
    }
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, settle_job, f, NULL, NULL));
  plan_fixture_wait (f, tells_twice);
  g_assert_true (tells ("+0:02:0"));
}

static gboolean
waits_for_ratification (PlanFixture *f)
{
  GtkWidget *found = find_labelled_button (GTK_WIDGET (f->window.window->outbox_bar), "_Ratify…");

  return gtk_info_bar_get_revealed (GTK_INFO_BAR (gtk_widget_get_ancestor (found, GTK_TYPE_INFO_BAR)));
}

static gboolean
is_ratified (PlanFixture *f)
{
  return !waits_for_ratification (f);
}

static gboolean
has_actors (PlanFixture *f)
{
  return gtk_widget_get_visible (row_of ("Acting person"));
}

/* Where approval is on it is shortened; the bar says that it waits, and somebody else who decides ratifies. */
static void
test_ratify (PlanFixture   *f,
             gconstpointer  data)
{
  g_autoptr(SotongPracticeServer) server = plan_fixture_serve (f);
  g_autoptr(SotongEmergency) emergency = NULL;
  g_autoptr(GError) error = NULL;
  GtkDropDown *who;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, line_job, f, NULL, &error);
  g_assert_no_error (error);
  open_dialog (f);
  plan_fixture_wait (f, has_actors);
  start (f);
  fill_all ();
  choose_only ("연습 블로그");
  press ("_Publish…");
  plan_fixture_wait (f, asks);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_shown_window (ADW_TYPE_MESSAGE_DIALOG))), "shortened approval"));
  answer (f, "publish");
  plan_fixture_wait (f, is_out);
  plan_fixture_wait (f, waits_for_ratification);
  /* Nobody ratifies their own act, and whoever does not decide is not offered either. */
  press ("_Ratify…");
  plan_fixture_wait (f, asks);
  who = GTK_DROP_DOWN (find_widget (find_shown_window (ADW_TYPE_MESSAGE_DIALOG), "GtkDropDown"));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (who)), ==, 1);
  answer (f, "ratify");
  plan_fixture_wait (f, is_ratified);
  emergency = get_emergency (f);
  g_assert_cmpstr (emergency->ratifier, ==, "박과장");
  undo (f);
  plan_fixture_wait (f, waits_for_ratification);
}

/* ---- groups ---- */

static gpointer
group_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  PlanFixture *f = data;
  g_autoptr(SotongChannelGroup) group = sotong_channel_group_new ();

  g_free (group->name);
  group->name = g_strdup ("재난 채널");
  g_array_append_vals (group->channel_ids, f->channels, 2);
  return sotong_channel_group_add (db, group, error) != 0 ? data : NULL;
}

static guint
count_chosen (void)
{
  GtkWidget *list = gtk_widget_get_ancestor (find_widget (find_dialog (), "SotongEmergencyRow"), GTK_TYPE_LIST_BOX);
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    n += gtk_check_button_get_active (GTK_CHECK_BUTTON (find_widget (row, "GtkCheckButton"))) ? 1 : 0;
  return n;
}

static void
test_group (PlanFixture   *f,
            gconstpointer  data)
{
  GtkDropDown *group;
  g_autoptr(GError) error = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, group_job, f, NULL, &error);
  g_assert_no_error (error);
  open_dialog (f);
  g_assert_cmpuint (count_chosen (), ==, PLAN_N_CHANNELS - 1); /* Instagram takes no text alone */
  group = GTK_DROP_DOWN (gtk_widget_get_next_sibling (find_label_with (find_dialog (), "Where it goes")));
  gtk_drop_down_set_selected (group, 1);
  g_assert_cmpuint (count_chosen (), ==, 2);
  gtk_drop_down_set_selected (group, 0);
  g_assert_cmpuint (count_chosen (), ==, PLAN_N_CHANNELS - 1);
}

/* ---- killed ---- */

static char *program;

static gboolean
may_be_kept (PlanFixture *f)
{
  return can_press ("_Keep as Composed");
}

/* Another process opens the same workspace, fills in the screen, and ends by SIGKILL straight after the last key. */
static void G_GNUC_NORETURN
be_killed (const char *path,
           const char *how)
{
  PlanFixture f = { 0 };

  plan_fixture_open_as_child (&f, path);
  sotong_store_watch (f.store);
  open_dialog (&f);
  if (!g_str_equal (how, "before"))
    start (&f);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row_of ("Language")), 1);
  choose_only ("연습 블로그");
  fill_all ();
  if (g_str_equal (how, "composed"))
    {
      press ("_Keep as Composed");
      plan_fixture_wait (&f, is_kept);
    }
  kill (getpid (), SIGKILL);
  _exit (1);
}

static void
open_at (PlanFixture *f,
         gint64       now)
{
  plan_fixture_start_again (f, now);
  sotong_store_watch (f->store);
}

static void
open_again (PlanFixture *f)
{
  open_at (f, plan_time (10, 14, 11));
}

static void
kill_in (PlanFixture *f,
         const char  *how)
{
  g_autoptr(GSubprocess) child = plan_fixture_start_child (f, program, how, NULL);

  plan_fixture_wait_for_kill (child);
  open_again (f);
}

static guint
n_left (PlanFixture *f)
{
  g_autofree char *folder = sotong_form_journal_folder (f->store);

  return count_files (folder);
}

static gboolean
is_back (PlanFixture *f)
{
  return tells ("What was written here until 2016-10-14 10:00 is back");
}

static void
assert_back (PlanFixture *f)
{
  static const char *const rows[][2] = {
    { "What happened", "시간당 50mm 폭우" }, { "Where", "중앙동 일대" }, { "When", "14일 10시부터" }, { "What to do", "외출을 삼가 주십시오" },
    { "Shelter", "중앙초등학교 강당" },
  };

  open_dialog (f);
  plan_fixture_wait (f, is_back);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row_of (rows[i][0]))), ==, rows[i][1]);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row_of ("Language"))), ==, 1);
  g_assert_cmpuint (count_chosen (), ==, 1);
  g_assert_cmpuint (count_unnamed (find_dialog ()), ==, 0);
  g_assert_cmpuint (n_left (f), ==, 1);
}

/* It is as it was, and nothing is sent by itself: till a person keeps it there is no message at all. */
static void
keep_back (PlanFixture *f)
{
  g_autoptr(SotongEmergency) emergency = get_emergency (f);

  g_assert_cmpint (emergency->content_id, ==, SOTONG_NONE);
  g_assert_cmpint (emergency->published_at, ==, SOTONG_NONE);
  plan_fixture_wait (f, may_be_kept);
  press ("_Keep as Composed");
  plan_fixture_wait (f, is_kept);
  g_assert_cmpuint (n_left (f), ==, 0);
  g_assert_false (gtk_info_bar_get_revealed (GTK_INFO_BAR (gtk_widget_get_ancestor (find_label_with (find_dialog (), "What was written here"), GTK_TYPE_INFO_BAR))));
}

/* Before it was started: it was detected when the person began to write, and not when the program runs again. */
static void
test_killed_before (PlanFixture   *f,
                    gconstpointer  data)
{
  kill_in (f, "before");
  assert_back (f);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row_of ("Detected, as 09:50 (empty: now)"))), ==, "2016-10-14 10:00");
  /* The screen is taken away with the workspace, which is opened again: still there. */
  open_again (f);
  assert_back (f);
  press ("_Start and Hold Everything");
  plan_fixture_wait (f, has_started);
  g_assert_true (tells ("1:00:00")); /* the stopwatch */
  keep_back (f);
}

/* After it was started: the stopwatch has gone on. */
static void
test_killed_after (PlanFixture   *f,
                   gconstpointer  data)
{
  kill_in (f, "after");
  assert_back (f);
  g_assert_true (has_started (f));
  g_assert_true (tells ("1:02:00"));
  keep_back (f);
}

/* What is composed stands in the workspace, and is not told to be back. */
static void
test_killed_composed (PlanFixture   *f,
                      gconstpointer  data)
{
  kill_in (f, "composed");
  g_assert_cmpuint (n_left (f), ==, 0);
  open_dialog (f);
  plan_fixture_wait (f, has_started);
  for (guint i = 0; i < 50; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
  g_assert_false (is_back (f));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row_of ("Shelter"))), ==, "중앙초등학교 강당");
}

static const char *
get_detected (void)
{
  return gtk_editable_get_text (GTK_EDITABLE (row_of ("Detected, as 09:50 (empty: now)")));
}

static const char *
get_shelter (void)
{
  return gtk_editable_get_text (GTK_EDITABLE (row_of ("Shelter")));
}

/* What was written the day before says nothing of when this one was detected. */
static void
test_killed_days_ago (PlanFixture   *f,
                      gconstpointer  data)
{
  kill_in (f, "before");
  open_at (f, plan_time (10, 15, 10));
  open_dialog (f);
  plan_fixture_wait (f, is_back);
  g_assert_true (tells ("without a time of detection"));
  g_assert_cmpstr (get_detected (), ==, "");
  g_assert_cmpstr (get_shelter (), ==, "중앙초등학교 강당");
}

static gpointer
end_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autoptr(GPtrArray) ended = sotong_emergency_end (db, SOTONG_CHOICE_AS_PLANNED, 0, error);

  return ended != NULL ? data : NULL;
}

static gpointer
compose_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  static const char *const fields[] = { "폭우", "중앙동", "11시", "대피하십시오", "시청 강당", NULL };
  const SotongEmergencyWording *wording = sotong_emergency_wording_get ("heavy-rain");
  g_autoptr(GPtrArray) channels = sotong_channel_list (db, error), texts = NULL;

  if (channels == NULL)
    return NULL;
  texts = sotong_emergency_texts (wording, TRUE, fields, channels);
  return sotong_emergency_compose (db, wording, TRUE, fields, texts, error) != 0 ? data : NULL;
}

static void
do_elsewhere (PlanFixture    *f,
              SotongStoreJob  job)
{
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, job, f, NULL, &error));
  g_assert_no_error (error);
}

static gboolean
is_shown (PlanFixture *f)
{
  return *get_shelter () != '\0';
}

/* It is over meanwhile: the screen is empty for the next one, and the words are there for whoever wants them. */
static void
test_killed_over (PlanFixture   *f,
                  gconstpointer  data)
{
  kill_in (f, "after");
  do_elsewhere (f, end_job);
  open_dialog (f);
  g_assert_true (tells ("The emergency of which something was written here until 2016-10-14 10:00 is over."));
  g_assert_cmpstr (get_shelter (), ==, "");
  g_assert_cmpstr (get_detected (), ==, "");
  g_assert_cmpuint (n_left (f), ==, 1);
  g_assert_cmpuint (count_unnamed (find_dialog ()), ==, 0);
  press ("_Discard…");
  answer (f, "cancel");
  g_assert_cmpuint (n_left (f), ==, 1);
  press ("Put _Back");
  plan_fixture_wait (f, is_shown);
  g_assert_cmpstr (get_detected (), ==, "");
  g_assert_cmpuint (n_left (f), ==, 1);
}

/* The message was composed by somebody else since: older words are not laid over it, and can be discarded. */
static void
test_killed_older (PlanFixture   *f,
                   gconstpointer  data)
{
  kill_in (f, "after");
  do_elsewhere (f, compose_job);
  open_dialog (f);
  g_assert_true (tells ("is older than the message, which was composed since"));
  g_assert_cmpstr (get_shelter (), ==, "시청 강당");
  g_assert_false (can_press ("_Keep as Composed"));
  press ("_Discard…");
  answer (f, "discard");
  g_assert_cmpuint (n_left (f), ==, 0);
  g_assert_false (gtk_widget_get_visible (button ("Put _Back")));
  g_assert_cmpstr (get_shelter (), ==, "시청 강당");
}

/* Until it is known what stands there nothing can be typed that would be written over. */
static void
test_unread (PlanFixture   *f,
             gconstpointer  data)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "emergency", NULL);
  g_assert_nonnull (find_dialog ());
  g_assert_false (gtk_widget_is_sensitive (row_of ("Shelter")));
  plan_fixture_wait (f, is_filled);
  g_assert_true (gtk_widget_is_sensitive (row_of ("Shelter")));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (find_dialog ())), row_of ("Kind")) ||
                 gtk_window_get_focus (GTK_WINDOW (find_dialog ())) == row_of ("Kind"));
}

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--child"))
    {
      sotong_i18n_init ("en");
      gtk_disable_setlocale ();
      gtk_init ();
      be_killed (argv[2], argv[3]);
    }
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL); /* nobody shows notifications here, which is a warning */
  sotong_i18n_init ("en");
  gtk_disable_setlocale ();
  g_test_add ("/app/emergency/wordings", PlanFixture, NULL, plan_fixture_set_up, test_wordings, plan_fixture_tear_down);
  g_test_add_func ("/app/emergency/read", test_read);
  g_test_add ("/app/emergency/compose", PlanFixture, NULL, plan_fixture_set_up, test_compose, plan_fixture_tear_down);
  g_test_add ("/app/emergency/next", PlanFixture, NULL, plan_fixture_set_up, test_next, plan_fixture_tear_down);
  g_test_add ("/app/emergency/publish", PlanFixture, NULL, plan_fixture_set_up, test_publish, plan_fixture_tear_down);
  g_test_add ("/app/emergency/twice", PlanFixture, NULL, plan_fixture_set_up, test_twice, plan_fixture_tear_down);
  g_test_add ("/app/emergency/ratify", PlanFixture, NULL, plan_fixture_set_up, test_ratify, plan_fixture_tear_down);
  g_test_add ("/app/emergency/group", PlanFixture, NULL, plan_fixture_set_up, test_group, plan_fixture_tear_down);
  g_test_add ("/app/emergency/killed-before", PlanFixture, NULL, plan_fixture_set_up, test_killed_before, plan_fixture_tear_down);
  g_test_add ("/app/emergency/killed-after", PlanFixture, NULL, plan_fixture_set_up, test_killed_after, plan_fixture_tear_down);
  g_test_add ("/app/emergency/killed-composed", PlanFixture, NULL, plan_fixture_set_up, test_killed_composed, plan_fixture_tear_down);
  g_test_add ("/app/emergency/killed-days-ago", PlanFixture, NULL, plan_fixture_set_up, test_killed_days_ago, plan_fixture_tear_down);
  g_test_add ("/app/emergency/killed-over", PlanFixture, NULL, plan_fixture_set_up, test_killed_over, plan_fixture_tear_down);
  g_test_add ("/app/emergency/killed-older", PlanFixture, NULL, plan_fixture_set_up, test_killed_older, plan_fixture_tear_down);
  g_test_add ("/app/emergency/unread", PlanFixture, NULL, plan_fixture_set_up, test_unread, plan_fixture_tear_down);
  return g_test_run ();
}
