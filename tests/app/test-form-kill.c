/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/dialogs/sotong-add-dialogs.h"
#include "app/dialogs/sotong-alert-form.h"
#include "app/dialogs/sotong-alert-settings.h"
#include "app/dialogs/sotong-caldav-dialog.h"
#include "app/dialogs/sotong-campaign-form.h"
#include "app/dialogs/sotong-case-dialog.h"
#include "app/dialogs/sotong-channel-dialog.h"
#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-office-lists.h"
#include "app/dialogs/sotong-promise-form.h"
#include "app/dialogs/sotong-source-dialog.h"
#include "app/dialogs/sotong-topic-dialog.h"
#include "app/panes/sotong-ledger-back.h"
#include "app/panes/sotong-ledger-dialog.h"
#include "app/panes/sotong-ledger-forms.h"
#include "app/panes/sotong-ledger-year.h"
#include "plan-fixture.h"
#include "store/sotong-budget.h"
#include "store/sotong-campaign.h"
#include "store/sotong-deliverable.h"
#include "store/sotong-source.h"
#include "store/sotong-topic.h"
#include "util/sotong-i18n.h"

/* A window that is killed while somebody fills in a form: another process opens the same workspace and the form, fills in every row, and
 * ends by SIGKILL straight after the last key. It must stand there when the form is opened again: all but secrets, of which no byte is on the disk. */

#define SECRET "열쇠-a1b2c3d4"

static char *program;

/* ---- the forms ---- */

typedef struct {
  const char *name;
  gint64    (*about) (PlanFixture *f);  /* (nullable): the number of what it is about */
  void      (*open)  (GtkWindow *window, SotongContext *context, SotongPane *pane, gint64 about);
  guint       n_rows;                   /* that are filled in */
} Form;

static gint64
line_of (PlanFixture *f)
{
  return f->line;
}

/* It has a payment that can be taken back. */
static gint64
paid_line_of (PlanFixture *f)
{
  return f->empty_line;
}

static gpointer
first_topic_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(GPtrArray) list = sotong_topic_list (db, error);

  return g_memdup2 (&((const SotongTopic *) g_ptr_array_index (list, 0))->id, sizeof (gint64));
}

static gpointer
first_source_job (SotongDb      *db,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr(GPtrArray) list = sotong_source_list (db, error);

  return g_memdup2 (&((const SotongSource *) g_ptr_array_index (list, 0))->id, sizeof (gint64));
}

static gpointer
promise_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  SotongDeliverable target = { .type = (char *) "sns", .unit = (char *) "건", .campaign_id = SOTONG_NONE, .line_id = SOTONG_NONE, .quantity = 40 };
  gint64 id = sotong_deliverable_set (db, 2016, &target, "SNS", error);

  return g_memdup2 (&id, sizeof id);
}

static gint64
topic_of (PlanFixture *f)
{
  g_autofree gint64 *id = sotong_store_read (f->store, first_topic_job, NULL, NULL, NULL);

  return *id;
}

static gint64
source_of (PlanFixture *f)
{
  g_autofree gint64 *id = sotong_store_read (f->store, first_source_job, NULL, NULL, NULL);

  return *id;
}

static gint64
promise_of (PlanFixture *f)
{
  g_autofree gint64 *id = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, promise_job, NULL, NULL, NULL);

  return *id;
}

static gint64
campaign_of (PlanFixture *f)
{
  return f->campaigns[0];
}

/* One signs in there through the city's own app. */
static gint64
channel_of (PlanFixture *f)
{
  return f->channels[3];
}

/* It fetches pictures itself. */
static gint64
fetching_channel_of (PlanFixture *f)
{
  return f->channels[5];
}

static gint64
any_number (PlanFixture *f)
{
  return 7;
}

static SotongLedgerItem *
item_of (gint64 line)
{
  SotongLedgerMoney money = { .remaining = 75000000 };

  return sotong_ledger_item_new (SOTONG_LEDGER_ITEM_LINE, line, "블로그 원고료", "", 1, &money);
}

/* (nullable): the first button with a picture. */
static GtkWidget *
find_icon_button (GtkWidget  *around,
                  const char *icon)
{
  if (GTK_IS_BUTTON (around) && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (around)), icon) == 0)
    return around;
  for (GtkWidget *child = gtk_widget_get_first_child (around); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_icon_button (child, icon);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
open_promise (GtkWindow     *window,
              SotongContext *context,
              SotongPane    *pane,
              gint64         about)
{
  sotong_promise_form_present (pane, 2016, about);
}

static void
open_topic (GtkWindow     *window,
            SotongContext *context,
            SotongPane    *pane,
            gint64         about)
{
  if (about != 0)
    sotong_topic_dialog_present (window, context, about);
  else
    sotong_add_topic_present (window, context);
}

static void
open_source (GtkWindow     *window,
             SotongContext *context,
             SotongPane    *pane,
             gint64         about)
{
  if (about != 0)
    sotong_source_dialog_edit (window, context, about);
  else
    sotong_source_dialog_present (window, context);
}

static void
open_channel (GtkWindow     *window,
              SotongContext *context,
              SotongPane    *pane,
              gint64         about)
{
  if (about != 0)
    sotong_channel_dialog_present (pane, about);
  else
    sotong_add_channel_present (window, context);
}

static void
open_caldav (GtkWindow     *window,
             SotongContext *context,
             SotongPane    *pane,
             gint64         about)
{
  g_autoptr(SotongCalendarTarget) target = sotong_calendar_target_new ("", "", FALSE);

  sotong_caldav_dialog_present (SOTONG_WINDOW (window), target);
}

static void
open_mention (GtkWindow     *window,
              SotongContext *context,
              SotongPane    *pane,
              gint64         about)
{
  SotongMention mention = { .id = about, .text = (char *) "가로등이 꺼져 있어요" };

  sotong_case_dialog_present (window, context, &mention);
}

static void
open_case (GtkWindow     *window,
           SotongContext *context,
           SotongPane    *pane,
           gint64         about)
{
  SotongCase one = { .id = about, .due_at = SOTONG_NONE, .text = (char *) "가로등이 꺼져 있어요", .department = (char *) "도로과" };

  sotong_case_dialog_edit (window, context, &one);
}

static void
open_case_end (GtkWindow     *window,
               SotongContext *context,
               SotongPane    *pane,
               gint64         about)
{
  SotongCase one = { .id = about, .due_at = SOTONG_NONE, .text = (char *) "가로등이 꺼져 있어요" };

  sotong_case_dialog_close (window, context, &one);
}

static void
open_commitment (GtkWindow     *window,
                 SotongContext *context,
                 SotongPane    *pane,
                 gint64         about)
{
  g_autoptr(SotongLedgerItem) line = item_of (about);

  sotong_ledger_present_commit (pane, line);
}

static void
open_change (GtkWindow     *window,
             SotongContext *context,
             SotongPane    *pane,
             gint64         about)
{
  g_autoptr(SotongLedgerItem) line = item_of (about), other = item_of (about + 1);
  g_autoptr(GListStore) lines = g_list_store_new (SOTONG_TYPE_LEDGER_ITEM);

  g_list_store_append (lines, line);
  g_list_store_append (lines, other);
  sotong_ledger_present_change (pane, line, G_LIST_MODEL (lines));
}

static void
open_carry_over (GtkWindow     *window,
                 SotongContext *context,
                 SotongPane    *pane,
                 gint64         about)
{
  g_autoptr(SotongLedgerItem) line = item_of (about);

  sotong_ledger_present_carry (pane, line);
}

static void
open_take_back (GtkWindow     *window,
                SotongContext *context,
                SotongPane    *pane,
                gint64         about)
{
  g_autoptr(SotongLedgerItem) line = item_of (about);

  sotong_ledger_present_take_back (pane, line, 2016, 0);
}

static void
open_close (GtkWindow     *window,
            SotongContext *context,
            SotongPane    *pane,
            gint64         about)
{
  sotong_ledger_present_close (pane, 2016);
}

static void
open_payment (GtkWindow     *window,
              SotongContext *context,
              SotongPane    *pane,
              gint64         about)
{
  g_autoptr(SotongLedgerItem) line = item_of (about);

  gtk_window_present (GTK_WINDOW (sotong_ledger_dialog_new (pane, line, 2016)));
}

static void
open_campaign (GtkWindow     *window,
               SotongContext *context,
               SotongPane    *pane,
               gint64         about)
{
  sotong_campaign_form_present (pane, about);
}

static void
open_rule (GtkWindow     *window,
           SotongContext *context,
           SotongPane    *pane,
           gint64         about)
{
  SotongAlertRule rule = { .id = about, .name = (char *) "물난리", .words = (char *) "침수", .cadence_hours = 24, .snoozed_until = SOTONG_NONE };

  sotong_alert_form_present (window, context, about != 0 ? &rule : NULL);
}

/* That of a workspace which has none of its own is no new one. */
static void
open_usual_rule (GtkWindow     *window,
                 SotongContext *context,
                 SotongPane    *pane,
                 gint64         about)
{
  SotongAlertRule rule = { .name = (char *) "평소보다 많음", .words = (char *) "", .cadence_hours = 24, .snoozed_until = SOTONG_NONE };

  sotong_alert_form_present (window, context, &rule);
}

static void
open_stage (GtkWindow     *window,
            SotongContext *context,
            SotongPane    *pane,
            gint64         about)
{
  SotongAlertEvent event = { .topic_id = about, .stage = SOTONG_STAGE_CAUTION };

  sotong_alert_stage_form_present (window, context, &event);
}

static void
open_mail (GtkWindow     *window,
           SotongContext *context,
           SotongPane    *pane,
           gint64         about)
{
  sotong_alert_mail_form_present (SOTONG_WINDOW (window));
}

static void
open_names (GtkWindow     *window,
            SotongContext *context,
            SotongPane    *pane,
            gint64         about)
{
  sotong_alert_names_form_present (SOTONG_WINDOW (window));
}

/* By the first button of a list with @icon, or the one that adds; the list goes with the form. */
static void
open_in_list (SotongListDialog *list,
              const char       *icon)
{
  GtkWidget *button;

  gtk_window_present (GTK_WINDOW (list));
  while ((button = icon != NULL ? find_icon_button (GTK_WIDGET (list), icon) : find_labelled_button (GTK_WIDGET (list), "추가(_A)…")) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (button, "clicked");
  while (find_shown_window (SOTONG_TYPE_FORM) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_signal_connect_object (find_shown_window (SOTONG_TYPE_FORM), "destroy", G_CALLBACK (gtk_window_destroy), list, G_CONNECT_SWAPPED);
}

static void
open_template (GtkWindow     *window,
               SotongContext *context,
               SotongPane    *pane,
               gint64         about)
{
  open_in_list (sotong_templates_dialog_new (SOTONG_WINDOW (window)), "sotong-edit-symbolic");
}

static void
open_indicator (GtkWindow     *window,
                SotongContext *context,
                SotongPane    *pane,
                gint64         about)
{
  open_in_list (sotong_kpis_dialog_new (SOTONG_WINDOW (window)), NULL);
}

static const Form forms[] = {
  { "rule", NULL, open_rule, 10 },
  { "stored-rule", any_number, open_rule, 10 },
  { "usual-rule", NULL, open_usual_rule, 10 },
  { "stage", NULL, open_stage, 4 },
  { "mail", NULL, open_mail, 7 },
  { "stage-names", NULL, open_names, 4 },
  { "template", NULL, open_template, 2 },
  { "indicator", NULL, open_indicator, 9 },
  { "promise", NULL, open_promise, 5 },
  { "stored-promise", promise_of, open_promise, 3 },
  { "topic", NULL, open_topic, 4 },
  { "stored-topic", topic_of, open_topic, 7 },
  { "source", NULL, open_source, 7 },
  { "stored-source", source_of, open_source, 6 },
  { "channel", NULL, open_channel, 4 },
  { "stored-channel", channel_of, open_channel, 6 },
  { "stored-fetching-channel", fetching_channel_of, open_channel, 6 },
  { "caldav", NULL, open_caldav, 3 },
  { "mention", any_number, open_mention, 4 },
  { "case", any_number, open_case, 4 },
  { "case-end", any_number, open_case_end, 2 },
  { "commitment", line_of, open_commitment, 6 },
  { "change", line_of, open_change, 5 },
  { "carry-over", line_of, open_carry_over, 4 },
  { "take-back", paid_line_of, open_take_back, 3 }, /* its one choice stays */
  { "close-year", NULL, open_close, 2 },
  { "payment", line_of, open_payment, 10 },
  { "campaign", campaign_of, open_campaign, 0 }, /* by the tests below */
};

static const Form *
find_form (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_equal (forms[i].name, name))
      return &forms[i];
  g_assert_not_reached ();
}

/* ---- its rows ---- */

static GtkWidget *
shown_form (void)
{
  GtkWidget *form = find_shown_window (SOTONG_TYPE_FORM);

  return form != NULL ? form : find_shown_window (SOTONG_TYPE_LEDGER_DIALOG);
}

/* What is typed in it is kept from now on. */
static gboolean
is_ready (void)
{
  return shown_form () != NULL && g_object_get_data (G_OBJECT (shown_form ()), "sotong-journal") != NULL;
}

static GtkWidget *
open_form (const Form    *form,
           GtkWindow     *window,
           SotongContext *context,
           gint64         about)
{
  SotongPane *pane = sotong_workbench_show_pane (sotong_window_get_workbench (SOTONG_WINDOW (window)), "content");

  while (!sotong_pane_get_attached (pane))
    wait_for_frames (GTK_WIDGET (window), 1);
  form->open (window, context, pane, about);
  while (!is_ready ())
    g_main_context_iteration (NULL, TRUE);
  return shown_form ();
}

static gboolean
is_choice (GtkWidget *widget)
{
  return ADW_IS_COMBO_ROW (widget) && gtk_widget_get_sensitive (widget)
         && g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (widget))) > 1;
}

static void
collect (GtkWidget *around,
         GPtrArray *rows)
{
  if (ADW_IS_ENTRY_ROW (around) || GTK_IS_TEXT_VIEW (around) || GTK_IS_CHECK_BUTTON (around) || is_choice (around) || GTK_IS_ENTRY (around))
    g_ptr_array_add (rows, around);
  if (ADW_IS_ENTRY_ROW (around) || GTK_IS_ENTRY (around) || GTK_IS_TEXT_VIEW (around))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (around); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_POPOVER (child))
      collect (child, rows);
}

static GPtrArray *
rows_of (GtkWidget *form)
{
  GPtrArray *rows = g_ptr_array_new ();

  collect (form, rows);
  for (guint i = rows->len; i > 0; i--)
    if (ADW_IS_PASSWORD_ENTRY_ROW (g_ptr_array_index (rows, i - 1)))
      g_ptr_array_remove_index (rows, i - 1);
  return rows;
}

/* What hides what is typed in it. (transfer container) */
static GPtrArray *
secrets_of (GtkWidget *form)
{
  GPtrArray *rows = g_ptr_array_new ();

  collect (form, rows);
  for (guint i = rows->len; i > 0; i--)
    if (!ADW_IS_PASSWORD_ENTRY_ROW (g_ptr_array_index (rows, i - 1)))
      g_ptr_array_remove_index (rows, i - 1);
  return rows;
}

/* (transfer full) */
static char *
value_of (GtkWidget *row)
{
  if (GTK_IS_TEXT_VIEW (row))
    return sotong_form_dup_lines (row);
  if (GTK_IS_CHECK_BUTTON (row))
    return g_strdup (gtk_check_button_get_active (GTK_CHECK_BUTTON (row)) ? "x" : "-");
  if (ADW_IS_COMBO_ROW (row))
    return g_strdup_printf ("%u", adw_combo_row_get_selected (ADW_COMBO_ROW (row)));
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));
}

/* Something else than what stands there, and another text in each. */
static void
fill_in (GtkWidget *row,
         guint      n)
{
  g_autofree char *text = g_strdup_printf ("쓰다 만 %u", n);

  if (GTK_IS_TEXT_VIEW (row))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (row)), text, -1);
  else if (GTK_IS_CHECK_BUTTON (row))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (row), !gtk_check_button_get_active (GTK_CHECK_BUTTON (row)));
  else if (ADW_IS_COMBO_ROW (row))
    adw_combo_row_set_selected (ADW_COMBO_ROW (row), adw_combo_row_get_selected (ADW_COMBO_ROW (row)) == 1 ? 0 : 1);
  else
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* ---- the one that is killed ---- */

static void G_GNUC_NORETURN
die (void)
{
  kill (getpid (), SIGKILL);
  _exit (1);
}

/* As a person who records a payment. */
static void
fill_payment (GtkWidget *form)
{
  g_autoptr(GPtrArray) rows = rows_of (form);

  gtk_editable_set_text (GTK_EDITABLE (g_ptr_array_index (rows, 0)), "150,000");
  gtk_editable_set_text (GTK_EDITABLE (find_titled_row (form, "지출 내용(필수)")), "10월 원고료");
}

static void G_GNUC_NORETURN
be_killed (const char *path,
           const Form *form,
           gint64      about,
           const char *how)
{
  PlanFixture f = { 0 };
  g_autoptr(GPtrArray) rows = NULL, secrets = NULL;
  GtkWidget *shown;

  plan_fixture_open_as_child (&f, path);
  shown = open_form (form, GTK_WINDOW (f.window.window), f.context, about);
  if (g_str_equal (how, "port"))
    {
      adw_combo_row_set_selected (ADW_COMBO_ROW (find_titled_row (shown, "암호화")), 1);
      gtk_editable_set_text (GTK_EDITABLE (find_titled_row (shown, "포트")), "587");
      die ();
    }
  if (g_str_equal (how, "address"))
    {
      gtk_editable_set_text (GTK_EDITABLE (find_titled_row (shown, "계정")), "kim");
      gtk_editable_set_text (GTK_EDITABLE (find_titled_row (shown, "캘린더 주소(https://…)")), " https://kim:" SECRET "@cal.example.org/a/ ");
      die ();
    }
  if (!g_str_equal (how, "all"))
    {
      fill_payment (shown);
      if (g_str_equal (how, "saving"))
        g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (shown)), "clicked");
      die ();
    }
  secrets = secrets_of (shown);
  for (guint i = 0; i < secrets->len; i++)
    gtk_editable_set_text (GTK_EDITABLE (g_ptr_array_index (secrets, i)), SECRET);
  rows = rows_of (shown);
  for (guint i = 0; i < rows->len; i++)
    fill_in (g_ptr_array_index (rows, i), i);
  die ();
}

/* ---- the one that finds it ---- */

static void
kill_in (PlanFixture *f,
         const Form  *form,
         gint64       about,
         const char  *how)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, about);
  g_autoptr(GSubprocess) child = plan_fixture_start_child (f, program, form->name, number, how, NULL);

  plan_fixture_wait_for_kill (child);
}

static char *
read_journals (PlanFixture *f,
               guint       *out_n)
{
  g_autofree char *folder = sotong_form_journal_folder (f->store);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  GString *all = g_string_new (NULL);
  const char *name;

  *out_n = 0;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL), *text = NULL;
      g_autoptr(GError) error = NULL;
      gsize length;

      if (!g_file_get_contents (path, &text, &length, &error)) /* another thread took it away meanwhile */
        {
          g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
          continue;
        }
      g_string_append_len (all, text, (gssize) length);
      (*out_n)++;
    }
  return g_string_free (all, FALSE);
}

static guint
n_left (PlanFixture *f)
{
  guint n;
  g_autofree char *text = read_journals (f, &n);

  return n;
}

static gboolean
is_closed (PlanFixture *f)
{
  return shown_form () == NULL;
}

static gboolean
is_told (PlanFixture *f)
{
  return find_label_with (shown_form (), "작성하던 내용을 되살렸") != NULL;
}

static GPtrArray *
values_of (GtkWidget *form)
{
  g_autoptr(GPtrArray) rows = rows_of (form);
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (values, value_of (g_ptr_array_index (rows, i)));
  return values;
}

/* Nothing of what is typed is kept twice, or kept when it was given up. */
static void
close_form (PlanFixture *f)
{
  gtk_window_close (GTK_WINDOW (shown_form ()));
  plan_fixture_wait (f, is_closed);
  g_assert_cmpuint (n_left (f), ==, 0);
}

static void
check_form (PlanFixture *f,
            const Form  *form)
{
  gint64 about = form->about != NULL ? form->about (f) : 0;
  g_autoptr(GPtrArray) before = values_of (open_form (form, GTK_WINDOW (f->window.window), f->context, about)), now = NULL, secrets = NULL;
  g_autofree char *kept = NULL;
  GtkWidget *shown;
  guint n;

  g_test_message ("%s", form->name);
  g_assert_cmpuint (before->len, ==, form->n_rows);
  close_form (f);
  kill_in (f, form, about, "all");
  kept = read_journals (f, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_null (strstr (kept, SECRET));
  shown = open_form (form, GTK_WINDOW (f->window.window), f->context, about);
  plan_fixture_wait (f, is_told);
  now = values_of (shown);
  g_assert_cmpuint (now->len, ==, before->len);
  for (guint i = 0; i < now->len; i++)
    {
      const char *is = g_ptr_array_index (now, i), *was = g_ptr_array_index (before, i);
      g_autofree char *typed = g_strdup_printf ("쓰다 만 %u", i);

      if (strlen (was) == 1 && strchr ("-x012", *was) != NULL) /* a box or a choice: the other one */
        g_assert_cmpstr (is, !=, was);
      else
        g_assert_cmpstr (is, ==, typed);
    }
  secrets = secrets_of (shown);
  for (guint i = 0; i < secrets->len; i++)
    g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (g_ptr_array_index (secrets, i))), ==, "");
  g_assert_cmpuint (count_unnamed (shown), ==, 0);
  g_assert_cmpuint (n_left (f), ==, 1);
  close_form (f);
}

static void
test_form (PlanFixture   *f,
           gconstpointer  data)
{
  check_form (f, data);
}

/* A password that stands in an address is a secret like any other. */
static void
test_address (PlanFixture   *f,
              gconstpointer  data)
{
  const Form *form = find_form ("caldav");
  g_autofree char *kept = NULL;
  GtkWidget *shown;
  guint n;

  kill_in (f, form, 0, "address");
  kept = read_journals (f, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_null (strstr (kept, SECRET));
  shown = open_form (form, GTK_WINDOW (f->window.window), f->context, 0);
  plan_fixture_wait (f, is_told);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_titled_row (shown, "계정"))), ==, "kim");
  close_form (f);
}

/* What was typed about a stage of all mentions is not about a topic's. */
static void
test_stage_of_another (PlanFixture   *f,
                       gconstpointer  data)
{
  const Form *form = find_form ("stage");

  kill_in (f, form, 0, "all");
  open_form (form, GTK_WINDOW (f->window.window), f->context, 7);
  for (guint i = 0; i < 200; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_false (is_told (f));
  gtk_window_close (GTK_WINDOW (shown_form ()));
  plan_fixture_wait (f, is_closed);
  g_assert_cmpuint (n_left (f), ==, 1);
  open_form (form, GTK_WINDOW (f->window.window), f->context, 0);
  plan_fixture_wait (f, is_told);
  close_form (f);
}

/* Another encryption brings its usual port along; a person has put back the one before. */
static void
test_port (PlanFixture   *f,
           gconstpointer  data)
{
  const Form *form = find_form ("mail");
  GtkWidget *shown;

  kill_in (f, form, 0, "port");
  shown = open_form (form, GTK_WINDOW (f->window.window), f->context, 0);
  plan_fixture_wait (f, is_told);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (find_titled_row (shown, "암호화"))), ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_titled_row (shown, "포트"))), ==, "587");
  close_form (f);
}

/* ---- a payment ---- */

static gpointer
payments_job (SotongDb      *db,
              gpointer       line,
              GCancellable  *cancellable,
              GError       **error)
{
  SotongRange any = { 0, 0 };

  return sotong_payment_list (db, *(const gint64 *) line, any, 0, error);
}

/* It is recorded once, and nothing is left. */
static void
test_payment (PlanFixture   *f,
              gconstpointer  data)
{
  const Form *form = find_form ("payment");
  g_autoptr(GPtrArray) payments = NULL;

  kill_in (f, form, f->line, "typed");
  open_form (form, GTK_WINDOW (f->window.window), f->context, f->line);
  plan_fixture_wait (f, is_told);
  g_assert_null (find_label_with (shown_form (), "이미 저장되었는지"));
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (shown_form ())), "clicked");
  plan_fixture_wait (f, is_closed);
  g_assert_cmpuint (n_left (f), ==, 0);
  payments = sotong_store_read (f->store, payments_job, &f->line, NULL, NULL);
  g_assert_cmpuint (payments->len, ==, 1);
  g_assert_cmpint (((const SotongPayment *) g_ptr_array_index (payments, 0))->amount, ==, 150000);
  g_assert_cmpstr (((const SotongPayment *) g_ptr_array_index (payments, 0))->description, ==, "10월 원고료");
}

/* It was being recorded when the program ended: who finds it is told, lest it is recorded twice. */
static void
test_saving (PlanFixture   *f,
             gconstpointer  data)
{
  const Form *form = find_form ("payment");

  kill_in (f, form, f->line, "saving");
  open_form (form, GTK_WINDOW (f->window.window), f->context, f->line);
  plan_fixture_wait (f, is_told);
  g_assert_nonnull (find_label_with (shown_form (), "이미 저장되었는지"));
  close_form (f);
}

/* ---- closed while it is being saved ---- */

static int gate;

static gpointer
wait_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  while (g_atomic_int_get (&gate) == 0)
    g_usleep (1000);
  return data;
}

/* What is saved waits for something else that is written. */
static void
save_behind (PlanFixture *f)
{
  g_atomic_int_set (&gate, 0);
  sotong_store_write_async (f->store, SOTONG_WRITE_DEFAULT, wait_job, f, NULL, NULL, NULL, NULL, NULL);
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (shown_form ())), "clicked");
  g_assert_cmpuint (n_left (f), ==, 1);
}

/* A person has no patience. */
static void
save_and_close (PlanFixture *f)
{
  GtkWidget *form = shown_form ();

  save_behind (f);
  gtk_widget_activate_action (form, "window.close", NULL);
  g_assert_true (shown_form () == form);
  g_assert_nonnull (find_label_with (form, "지금 저장하고 있습니다"));
  g_assert_cmpuint (n_left (f), ==, 1);
  g_atomic_int_set (&gate, 1);
}

static gboolean
is_refused (PlanFixture *f)
{
  return gtk_widget_get_sensitive (gtk_window_get_default_widget (GTK_WINDOW (shown_form ())));
}

/* It could not be saved: the form says why, and all that was typed is there; then it can be closed. */
static void
test_closed_refused (PlanFixture   *f,
                     gconstpointer  data)
{
  const Form *form = find_form (data);
  g_autoptr(GPtrArray) typed = NULL, now = NULL;
  GtkWidget *shown = open_form (form, GTK_WINDOW (f->window.window), f->context, form->about (f));

  if (g_str_equal (form->name, "payment"))
    {
      fill_payment (shown);
      gtk_editable_set_text (GTK_EDITABLE (find_titled_row (shown, "금액(원, 필수)")), "99,000,000,000");
    }
  else
    fill_in (find_widget (shown, "AdwEntryRow"), 1);
  typed = values_of (shown);
  save_and_close (f);
  plan_fixture_wait (f, is_refused);
  g_assert_true (shown_form () == shown);
  now = values_of (shown);
  for (guint i = 0; i < typed->len; i++)
    g_assert_cmpstr (g_ptr_array_index (now, i), ==, g_ptr_array_index (typed, i));
  g_assert_cmpuint (n_left (f), ==, 1);
  close_form (f);
}

/* It is saved: the form goes by itself, and nothing is left of it. */
static void
test_closed_saved (PlanFixture   *f,
                   gconstpointer  data)
{
  g_autoptr(GPtrArray) payments = NULL;

  fill_payment (open_form (find_form ("payment"), GTK_WINDOW (f->window.window), f->context, f->line));
  save_and_close (f);
  plan_fixture_wait (f, is_closed);
  g_assert_cmpuint (n_left (f), ==, 0);
  payments = sotong_store_read (f->store, payments_job, &f->line, NULL, NULL);
  g_assert_cmpuint (payments->len, ==, 1);
}

/* The window went away with the form while it was being saved, and it could not be: it is offered again. */
static void
test_gone_refused (PlanFixture   *f,
                   gconstpointer  data)
{
  GtkWidget *shown = open_form (find_form ("payment"), GTK_WINDOW (f->window.window), f->context, f->line);

  fill_payment (shown);
  gtk_editable_set_text (GTK_EDITABLE (find_titled_row (shown, "금액(원, 필수)")), "99,000,000,000");
  save_behind (f);
  gtk_window_destroy (GTK_WINDOW (shown));
  g_atomic_int_set (&gate, 1);
  plan_fixture_wait (f, is_closed);
  for (guint i = 0; i < 50; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
  g_assert_cmpuint (n_left (f), ==, 1);
  shown = open_form (find_form ("payment"), GTK_WINDOW (f->window.window), f->context, f->line);
  plan_fixture_wait (f, is_told);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_titled_row (shown, "금액(원, 필수)"))), ==, "99,000,000,000");
  close_form (f);
}

/* ---- of what was removed ---- */

static gpointer
remove_job (SotongDb      *db,
            gpointer       id,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_campaign_remove (db, *(const gint64 *) id, TRUE, error) ? id : NULL;
}

static gboolean
nothing_is_left (PlanFixture *f)
{
  return n_left (f) == 0;
}

static gboolean
waited (PlanFixture *f)
{
  static guint n;

  return n++ > 20;
}

/* What was typed of a campaign that was removed waits a month for an undo; then it is gone from the disk. */
static void
test_removed (PlanFixture   *f,
              gconstpointer  data)
{
  kill_in (f, find_form ("campaign"), f->campaigns[0], "all");
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, remove_job, &f->campaigns[0], NULL, NULL));
  plan_fixture_start_again (f, plan_time (10, 20, 10));
  plan_fixture_wait (f, waited);
  g_assert_cmpuint (n_left (f), ==, 1);
  plan_fixture_start_again (f, plan_time (11, 14, 10));
  plan_fixture_wait (f, nothing_is_left);
}

/* Nor is it kept of a mention that is not there at all; what was typed of a campaign that is stays. */
static void
test_never_there (PlanFixture   *f,
                  gconstpointer  data)
{
  kill_in (f, find_form ("campaign"), f->campaigns[1], "all");
  kill_in (f, find_form ("mention"), 7, "all");
  g_assert_cmpuint (n_left (f), ==, 2);
  plan_fixture_start_again (f, plan_time (12, 14, 10));
  while (n_left (f) == 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_left (f), ==, 1);
  open_form (find_form ("campaign"), GTK_WINDOW (f->window.window), f->context, f->campaigns[1]);
  plan_fixture_wait (f, is_told);
  close_form (f);
}

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("ko");
  if (argc == 6 && g_str_equal (argv[1], "--child"))
    {
      gtk_disable_setlocale ();
      gtk_init ();
      be_killed (argv[2], find_form (argv[3]), g_ascii_strtoll (argv[4], NULL, 10), argv[5]);
    }
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (forms[i].n_rows > 0)
      {
        g_autofree char *path = g_strconcat ("/app/form-kill/", forms[i].name, NULL);

        g_test_add (path, PlanFixture, &forms[i], plan_fixture_set_up, test_form, plan_fixture_tear_down);
      }
#define ADD(path, func) g_test_add (path, PlanFixture, NULL, plan_fixture_set_up, func, plan_fixture_tear_down)
  ADD ("/app/form-kill/stage-of-another", test_stage_of_another);
  ADD ("/app/form-kill/port", test_port);
  ADD ("/app/form-kill/address-with-password", test_address);
  ADD ("/app/form-kill/payment-recorded", test_payment);
  ADD ("/app/form-kill/payment-being-recorded", test_saving);
  g_test_add ("/app/form-kill/closed-payment-refused", PlanFixture, "payment", plan_fixture_set_up, test_closed_refused, plan_fixture_tear_down);
  g_test_add ("/app/form-kill/closed-case-refused", PlanFixture, "case", plan_fixture_set_up, test_closed_refused, plan_fixture_tear_down);
  ADD ("/app/form-kill/closed-saved", test_closed_saved);
  ADD ("/app/form-kill/gone-refused", test_gone_refused);
  ADD ("/app/form-kill/removed", test_removed);
  ADD ("/app/form-kill/never-there", test_never_there);
  return g_test_run ();
}
