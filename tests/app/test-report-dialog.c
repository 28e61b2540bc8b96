/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gunixfdlist.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-report-choices.h"
#include "app/dialogs/sotong-report-dialog-private.h"
#include "plan-fixture.h"
#include "report/sotong-table-html.h"
#include "util/sotong-i18n.h"

#define PDF 1 /* in the list of formats */

static SotongReportDialog *dialog;

static gboolean
is_still (PlanFixture *f)
{
  return !sotong_report_dialog_is_busy (dialog);
}

static void
open_kind (PlanFixture      *f,
           SotongTaskReport  kind)
{
  dialog = sotong_report_dialog_present (f->window.window, kind);
  plan_fixture_wait (f, is_still);
}

static void
choose (const char *row,
        guint       at)
{
  GtkWidget *found = find_titled_row (GTK_WIDGET (dialog), row);

  g_assert_nonnull (found);
  adw_combo_row_set_selected (ADW_COMBO_ROW (found), at);
}

static gboolean
can_press (const char *label)
{
  GtkWidget *button = find_labelled_button (GTK_WIDGET (dialog), label);

  g_assert_nonnull (button);
  return gtk_widget_get_sensitive (button);
}

/* Each kind shows pages in one dialog, and its tables can be chosen. */
static void
test_kinds (PlanFixture   *f,
            gconstpointer  data)
{
  open_kind (f, SOTONG_TASK_REPORT_BUDGET);
  for (guint kind = 0; kind < SOTONG_TASK_N_REPORTS; kind++)
    {
      choose ("Report", kind);
      plan_fixture_wait (f, is_still);
      g_assert_cmpuint (sotong_report_dialog_get_n_pages (dialog), >, 0);
      g_assert_nonnull (find_label_with (GTK_WIDGET (dialog), "Page 1 of "));
      g_assert_true (can_press ("_Save…"));
      g_assert_true (can_press ("_Print…"));
    }
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (dialog)), ==, 0);
  gtk_window_close (GTK_WINDOW (dialog));
}

/* The results of one campaign alone, which can be closed and saved for itself; other kinds have no such choice. */
static void
test_campaign (PlanFixture   *f,
               gconstpointer  data)
{
  g_autofree char *all = NULL, *one = NULL, *other = NULL;
  GtkWidget *row;
  guint n;

  open_kind (f, SOTONG_TASK_REPORT_CAMPAIGN);
  row = find_titled_row (GTK_WIDGET (dialog), "Campaign");
  g_assert_nonnull (row);
  g_assert_true (gtk_widget_get_visible (row));
  n = sotong_report_dialog_get_n_pages (dialog);
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (row))), >, 2);
  all = sotong_report_dialog_name_file (dialog);
  choose ("Campaign", 2);
  plan_fixture_wait (f, is_still);
  one = sotong_report_dialog_name_file (dialog);
  g_assert_true (g_str_has_prefix (one, all));
  g_assert_cmpstr (one + strlen (all), ==, " 가을 독서 주간");
  g_assert_cmpuint (sotong_report_dialog_get_n_pages (dialog), >, 0);
  g_assert_cmpuint (sotong_report_dialog_get_n_pages (dialog), <, n);
  choose ("Report", SOTONG_TASK_REPORT_OPINION);
  plan_fixture_wait (f, is_still);
  g_assert_false (gtk_widget_get_visible (row));
  other = sotong_report_dialog_name_file (dialog);
  g_assert_null (strstr (other, "독서"));
  gtk_window_close (GTK_WINDOW (dialog));
}

/* The pages are turned by keys as by buttons, and end at the last. */
static void
test_pages (PlanFixture   *f,
            gconstpointer  data)
{
  AdwComboRow *period;
  guint n;

  open_kind (f, SOTONG_TASK_REPORT_WHITEPAPER);
  period = ADW_COMBO_ROW (find_titled_row (GTK_WIDGET (dialog), "Period"));
  g_assert_true (adw_combo_row_get_use_subtitle (period) && adw_combo_row_get_list_factory (period) != NULL); /* weeks are not cut */
  n = sotong_report_dialog_get_n_pages (dialog);
  g_assert_cmpuint (n, >, 1);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "report.page", "i", 2);
  plan_fixture_wait (f, is_still);
  g_assert_nonnull (find_label_with (GTK_WIDGET (dialog), "Page 2 of "));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "report.page", "i", 3);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "report.page", "i", 2);
  plan_fixture_wait (f, is_still);
  g_assert_null (find_label_with (GTK_WIDGET (dialog), "Page 2 of "));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "report.page", "i", 0);
  plan_fixture_wait (f, is_still);
  g_assert_nonnull (find_label_with (GTK_WIDGET (dialog), "Page 1 of "));
  gtk_window_close (GTK_WINDOW (dialog));
}

static void
check_begins (const char *path,
              const char *magic)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_cmpuint (length, >, strlen (magic));
  g_assert_cmpint (memcmp (text, magic, strlen (magic)), ==, 0);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* The pages keep their place and size while a file is written. */
static void
check_choices_keep_width (void)
{
  GtkWidget *progress = find_widget (GTK_WIDGET (dialog), "GtkProgressBar");

  g_assert_nonnull (progress);
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_parent (progress)));
  g_assert_false (gtk_widget_compute_expand (gtk_widget_get_ancestor (progress, GTK_TYPE_SCROLLED_WINDOW), GTK_ORIENTATION_HORIZONTAL));
}

/* All four formats are written; a place that cannot be written to is told, and the dialog goes on. */
static void
test_save (PlanFixture   *f,
           gconstpointer  data)
{
  static const char * const magic[] = { "PK", "%PDF", "PK", "\xef\xbb\xbf" };

  open_kind (f, SOTONG_TASK_REPORT_BUDGET);
  for (guint format = 0; format < G_N_ELEMENTS (magic); format++)
    {
      g_autofree char *path = g_strdup_printf ("%s/보고 %u.x", f->directory, format);

      choose ("Write as", format);
      sotong_report_dialog_save_to (dialog, path);
      g_assert_false (can_press ("_Save…"));
      check_choices_keep_width ();
      plan_fixture_wait (f, is_still);
      check_begins (path, magic[format]);
      g_assert_true (can_press ("_Save…"));
    }
  for (guint format = 0; format < G_N_ELEMENTS (magic); format++) /* an ending that was typed says more than what is chosen */
    {
      g_autofree char *path = g_strdup_printf ("%s/보고.%s", f->directory, sotong_report_format_extension (format));

      choose ("Write as", (format + 1) % G_N_ELEMENTS (magic));
      sotong_report_dialog_save_to (dialog, path);
      plan_fixture_wait (f, is_still);
      check_begins (path, magic[format]);
    }
  sotong_report_dialog_save_to (dialog, "/nowhere/at/all.csv");
  plan_fixture_wait (f, is_still);
  g_assert_nonnull (find_label_with (GTK_WIDGET (dialog), "/nowhere/at"));
  gtk_window_close (GTK_WINDOW (dialog));
}

/* What is printed are the pages of the preview, as many. */
static void
test_print (PlanFixture   *f,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->directory, "print.pdf", NULL);

  open_kind (f, SOTONG_TASK_REPORT_PERFORMANCE);
  sotong_report_dialog_print_to (dialog, path);
  check_begins (path, "%PDF");
  gtk_window_close (GTK_WINDOW (dialog));
}

typedef struct {
  char     *text;  /* (owned) (nullable) */
  gboolean  done;
} Pasted;

static Pasted pasted;

static gboolean
is_pasted (PlanFixture *f)
{
  return pasted.done;
}

static void
text_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  pasted.text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
  pasted.done = TRUE;
}

static gboolean
is_copied (PlanFixture *f)
{
  return find_label_with (GTK_WIDGET (dialog), "was copied") != NULL;
}

/* A table goes to the clipboard as HTML and as lines of cells. */
static void
test_copy (PlanFixture   *f,
           gconstpointer  data)
{
  GdkClipboard *clipboard;

  open_kind (f, SOTONG_TASK_REPORT_BUDGET);
  gtk_widget_activate (find_labelled_button (GTK_WIDGET (dialog), "_Copy Table"));
  plan_fixture_wait (f, is_copied);
  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (dialog));
  g_assert_true (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/html"));
  gdk_clipboard_read_text_async (clipboard, NULL, text_cb, NULL);
  plan_fixture_wait (f, is_pasted);
  g_assert_nonnull (pasted.text);
  g_assert_nonnull (strchr (pasted.text, '\t'));
  g_clear_pointer (&pasted.text, g_free);
  gtk_window_close (GTK_WINDOW (dialog));
}

/* Spans and heads are kept; what looks like markup is text. */
static void
test_html (void)
{
  g_autoptr(SotongTable) table = sotong_table_new ("t", NULL);
  g_autofree char *html = NULL;
  g_autofree char *plain = NULL;

  sotong_table_add_column (table, "가 <b>", NULL, 20, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, "나", NULL, 20, SOTONG_ALIGN_RIGHT);
  sotong_table_begin_row (table, SOTONG_ROW_TOTAL);
  sotong_table_add_text (table, "둘\n\t& <i>");
  sotong_table_span (table, 2, 1);
  html = sotong_table_to_html (table);
  plain = sotong_table_to_plain (table);
  g_assert_nonnull (strstr (html, "가 &lt;b&gt;</th>"));
  g_assert_nonnull (strstr (html, " colspan=\"2\"><b>둘<br>\t&amp; &lt;i&gt;</b></td></tr>"));
  g_assert_cmpstr (plain, ==, "가 <b>\t나\n둘  & <i>\t\n");
}

/* Of the months of a year back, which are the last periods, the one that is over. */
static void
choose_last_month (PlanFixture *f)
{
  AdwComboRow *row = ADW_COMBO_ROW (find_titled_row (GTK_WIDGET (dialog), "Period"));

  adw_combo_row_set_selected (row, g_list_model_get_n_items (adw_combo_row_get_model (row)) - 11);
  plan_fixture_wait (f, is_still);
}

/* What is reported weekly has its weeks first, and the one that is over is meant. */
static void
choose_week (PlanFixture *f)
{
  AdwComboRow *row = ADW_COMBO_ROW (find_titled_row (GTK_WIDGET (dialog), "Period"));

  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 1);
  adw_combo_row_set_selected (row, 0);
  plan_fixture_wait (f, is_still);
}

static gboolean
can_redo (PlanFixture *f)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "redo");
}

/* A report is closed where it is looked at, says so, and is opened again; undo takes either back. */
static void
test_close (PlanFixture   *f,
            gconstpointer  data)
{
  open_kind (f, SOTONG_TASK_REPORT_BUDGET);
  g_assert_null (find_label_with (GTK_WIDGET (dialog), "Closed: the figures are those of"));
  g_signal_emit_by_name (find_labelled_button (GTK_WIDGET (dialog), "Close the _Figures"), "clicked");
  plan_fixture_wait (f, is_still);
  g_assert_nonnull (find_label_with (GTK_WIDGET (dialog), "the period still runs")); /* the year */
  choose_last_month (f);
  g_signal_emit_by_name (find_labelled_button (GTK_WIDGET (dialog), "Close the _Figures"), "clicked");
  g_assert_false (can_press ("Close the _Figures"));
  plan_fixture_wait (f, is_still);
  g_assert_nonnull (find_label_with (GTK_WIDGET (dialog), "Closed: the figures are those of 2016-"));
  g_assert_null (find_labelled_button (GTK_WIDGET (dialog), "Close the _Figures"));
  choose ("Report", SOTONG_TASK_REPORT_PERFORMANCE); /* another report is not closed with it */
  plan_fixture_wait (f, is_still);
  g_assert_true (can_press ("Close the _Figures"));
  choose ("Report", SOTONG_TASK_REPORT_BUDGET);
  choose_last_month (f);
  g_signal_emit_by_name (find_labelled_button (GTK_WIDGET (dialog), "Open the _Figures Again"), "clicked");
  plan_fixture_wait (f, is_still);
  g_assert_true (can_press ("Close the _Figures"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  gtk_window_close (GTK_WINDOW (dialog));
}

static gboolean
asks_note (PlanFixture *f)
{
  return find_shown_window (SOTONG_TYPE_FORM) != NULL;
}

/* What is written of a report that is closed does not come into it, and who writes is told so before. */
static void
test_note_closed (PlanFixture   *f,
                  gconstpointer  data)
{
  open_kind (f, SOTONG_TASK_REPORT_OPINION); /* of the last week that is over */
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *form;

      g_signal_emit_by_name (find_labelled_button (GTK_WIDGET (dialog), "_Implications…"), "clicked");
      plan_fixture_wait (f, asks_note);
      form = GTK_WIDGET (find_shown_window (SOTONG_TYPE_FORM));
      g_assert_true ((find_label_with (form, "This report is closed") != NULL) == (i == 1));
      gtk_window_destroy (GTK_WINDOW (form));
      plan_fixture_wait (f, is_still);
      if (i == 0)
        g_signal_emit_by_name (find_labelled_button (GTK_WIDGET (dialog), "Close the _Figures"), "clicked");
      plan_fixture_wait (f, is_still);
    }
  gtk_window_close (GTK_WINDOW (dialog));
}

static GtkWidget *
find_question (void)
{
  return GTK_WIDGET (find_shown_window (ADW_TYPE_MESSAGE_DIALOG));
}

static void
close_all (PlanFixture *f,
           const char  *answer)
{
  g_signal_emit_by_name (find_labelled_button (GTK_WIDGET (dialog), "Close All Reports of the P_eriod…"), "clicked");
  g_assert_nonnull (find_label_with (find_question (), "Undo"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_question ()), answer);
  plan_fixture_wait (f, is_still);
}

/* The reports of every kind of a month are closed at once, after it was said what that means; a week has no such command, and of what
 * still runs it is said at once. */
static void
test_close_all (PlanFixture   *f,
                gconstpointer  data)
{
  open_kind (f, SOTONG_TASK_REPORT_BUDGET);
  g_signal_emit_by_name (find_labelled_button (GTK_WIDGET (dialog), "Close All Reports of the P_eriod…"), "clicked");
  g_assert_null (find_question ()); /* nobody is asked about a year that still runs */
  g_assert_nonnull (find_label_with (GTK_WIDGET (dialog), "the period still runs"));
  g_assert_nonnull (find_label_with (GTK_WIDGET (dialog), "from 2017-01-01 on"));
  g_assert_true (can_press ("Close the _Figures"));
  choose_last_month (f);
  close_all (f, "cancel");
  g_assert_true (can_press ("Close the _Figures"));
  close_all (f, "close");
  g_assert_nonnull (find_label_with (GTK_WIDGET (dialog), "Closed: the figures are those of 2016-"));
  choose ("Report", SOTONG_TASK_REPORT_DISCLOSURE);
  plan_fixture_wait (f, is_still);
  g_assert_nonnull (find_label_with (GTK_WIDGET (dialog), "Closed: the figures are those of 2016-"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  plan_fixture_wait (f, can_redo);
  choose ("Report", SOTONG_TASK_REPORT_BUDGET);
  choose_last_month (f);
  g_assert_true (can_press ("Close the _Figures"));
  choose ("Report", SOTONG_TASK_REPORT_OPINION);
  choose_week (f);
  g_assert_false (can_press ("Close All Reports of the P_eriod…"));
  gtk_window_close (GTK_WINDOW (dialog));
}

/* A dialog that is closed while its pages are made is never called back. */
static void
test_closed_early (PlanFixture   *f,
                   gconstpointer  data)
{
  SotongReportDialog *early = sotong_report_dialog_present (f->window.window, SOTONG_TASK_REPORT_WHITEPAPER);

  gtk_window_close (GTK_WINDOW (early));
  open_kind (f, SOTONG_TASK_REPORT_OPINION);
  gtk_window_close (GTK_WINDOW (dialog));
}

/* A file is on its way and the button beside it is pressed: what stood there before stays, and nothing else is left. */
static void
test_stop (PlanFixture   *f,
           gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (f->directory, "백서 폴더", NULL);
  g_autofree char *path = g_build_filename (folder, "백서.pdf", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GDir) left = NULL;
  GtkWidget *stop;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  open_kind (f, SOTONG_TASK_REPORT_WHITEPAPER);
  choose ("Write as", PDF);
  sotong_report_dialog_save_to (dialog, path);
  stop = find_labelled_button (gtk_widget_get_parent (find_widget (GTK_WIDGET (dialog), "GtkProgressBar")), "_Stop");
  g_assert_nonnull (stop);
  g_signal_emit_by_name (stop, "clicked");
  plan_fixture_wait (f, is_still);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
  left = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (left), ==, "백서.pdf");
  g_assert_null (g_dir_read_name (left));
  g_assert_true (can_press ("_Save…"));
  gtk_window_close (GTK_WINDOW (dialog));
}

/* ---- letters ---- */

/* A desktop that opens letters: what it was asked for. */
typedef struct {
  char     *subject;  /* (owned) (nullable) */
  char     *body;     /* (owned) (nullable) */
  char      file[5];  /* the attachment begins so */
  gboolean  named;
} Desktop;

static Desktop desktop;

static void
compose_cb (GDBusConnection       *bus,
            const char            *sender,
            const char            *path,
            const char            *interface,
            const char            *method,
            GVariant              *parameters,
            GDBusMethodInvocation *invocation,
            gpointer               data)
{
  GUnixFDList *files = g_dbus_message_get_unix_fd_list (g_dbus_method_invocation_get_message (invocation));
  g_autoptr(GVariant) options = g_variant_get_child_value (parameters, 1);
  g_autoptr(GVariantIter) attachments = NULL;
  int handle = -1, fd;

  g_assert_cmpstr (method, ==, "ComposeEmail");
  g_assert_true (g_variant_lookup (options, "subject", "s", &desktop.subject));
  g_assert_true (g_variant_lookup (options, "body", "s", &desktop.body));
  g_assert_true (g_variant_lookup (options, "attachment_fds", "ah", &attachments));
  g_assert_true (g_variant_iter_next (attachments, "h", &handle));
  fd = g_unix_fd_list_get (files, handle, NULL);
  g_assert_cmpint ((int) read (fd, desktop.file, 4), ==, 4);
  close (fd);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", "/org/freedesktop/portal/desktop/request/1/1"));
}

static void
named_cb (GDBusConnection *bus,
          const char      *name,
          gpointer         data)
{
  desktop.named = TRUE;
}

static gboolean
is_named (PlanFixture *f)
{
  return desktop.named;
}

static gboolean
is_told (PlanFixture *f)
{
  return is_still (f)
         && (find_label_with (GTK_WIDGET (dialog), "The letter was opened") != NULL || find_label_with (GTK_WIDGET (dialog), "did not open a letter") != NULL);
}

static guint
start_desktop (GDBusConnection *bus,
               guint           *out_object)
{
  static const GDBusInterfaceVTable table = { compose_cb };
  g_autoptr(GDBusNodeInfo) node = g_dbus_node_info_new_for_xml ("<node><interface name='org.freedesktop.portal.Email'><method name='ComposeEmail'>"
                                                                "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/><arg type='o' direction='out'/>"
                                                                "</method></interface></node>", NULL);

  *out_object = g_dbus_connection_register_object (bus, "/org/freedesktop/portal/desktop", node->interfaces[0], &table, NULL, NULL, NULL);
  g_assert_cmpuint (*out_object, !=, 0);
  return g_bus_own_name_on_connection (bus, "org.freedesktop.portal.Desktop", G_BUS_NAME_OWNER_FLAGS_REPLACE, named_cb, NULL, NULL, NULL);
}

/* The desktop gets the report with its name, for the person to address and send; one that opens no letters is told with the place of the file. */
static void
test_letter (PlanFixture   *f,
             gconstpointer  data)
{
  g_autoptr(GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  guint object, name;

  g_assert_nonnull (bus);
  name = start_desktop (bus, &object);
  plan_fixture_wait (f, is_named);
  open_kind (f, SOTONG_TASK_REPORT_BUDGET);
  choose ("Write as", PDF);
  g_signal_emit_by_name (find_labelled_button (GTK_WIDGET (dialog), "E-_Mail…"), "clicked");
  plan_fixture_wait (f, is_told);
  g_assert_nonnull (find_label_with (GTK_WIDGET (dialog), "The letter was opened"));
  g_assert_nonnull (strstr (desktop.subject, "2016"));
  g_assert_nonnull (strstr (desktop.body, desktop.subject));
  g_assert_cmpstr (desktop.file, ==, "%PDF");
  gtk_window_close (GTK_WINDOW (dialog));

  g_dbus_connection_unregister_object (bus, object);
  open_kind (f, SOTONG_TASK_REPORT_BUDGET);
  g_signal_emit_by_name (find_labelled_button (GTK_WIDGET (dialog), "E-_Mail…"), "clicked");
  plan_fixture_wait (f, is_told);
  g_assert_nonnull (find_label_with (GTK_WIDGET (dialog), "attach it in your mail program yourself"));
  g_bus_unown_name (name);
  g_free (desktop.subject);
  g_free (desktop.body);
  gtk_window_close (GTK_WINDOW (dialog));
}

/* Periods are called as in the office, those of the weekly report as well; what is asked for keeps its form. */
static void
test_periods (PlanFixture   *f,
              gconstpointer  data)
{
  static const struct {
    const char *period;
    const char *label;
    const char *file;
  } cases[] = {
    { "2016", "2016", "2016" },
    { "2016-08", "August 2016", "2016-08" },
    { "2016-W34", "August 2016, week 4 (08-22 – 08-28)", "2016-08-22_2016-08-28" },
    { "2016-W01", "January 2016, week 1 (01-04 – 01-10)", "2016-01-04_2016-01-10" },
    { "2015-W53", "December 2015, week 5 (12-28 – 01-03)", "2015-12-28_2016-01-03" },
  };
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Asia/Seoul");
  GListModel *shown;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *label = sotong_report_period_label (cases[i].period, zone), *file = sotong_report_period_file (cases[i].period, zone);

      g_assert_cmpstr (label, ==, cases[i].label);
      g_assert_cmpstr (file, ==, cases[i].file);
    }
  open_kind (f, SOTONG_TASK_REPORT_OPINION);
  shown = adw_combo_row_get_model (ADW_COMBO_ROW (find_titled_row (GTK_WIDGET (dialog), "Period")));
  g_assert_cmpuint (g_list_model_get_n_items (shown), >, 20);
  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr(GtkStringObject) name = g_list_model_get_item (shown, i);

      g_assert_null (strstr (gtk_string_object_get_string (name), "-W"));
    }
  choose ("Period", 2); /* a week: its report is read */
  plan_fixture_wait (f, is_still);
  gtk_window_close (GTK_WINDOW (dialog));
}

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/report-dialog/kinds", PlanFixture, NULL, plan_fixture_set_up, test_kinds, plan_fixture_tear_down);
  g_test_add ("/report-dialog/campaign", PlanFixture, NULL, plan_fixture_set_up, test_campaign, plan_fixture_tear_down);
  g_test_add ("/report-dialog/pages", PlanFixture, NULL, plan_fixture_set_up, test_pages, plan_fixture_tear_down);
  g_test_add ("/report-dialog/save", PlanFixture, NULL, plan_fixture_set_up, test_save, plan_fixture_tear_down);
  g_test_add ("/report-dialog/print", PlanFixture, NULL, plan_fixture_set_up, test_print, plan_fixture_tear_down);
  g_test_add ("/report-dialog/copy", PlanFixture, NULL, plan_fixture_set_up, test_copy, plan_fixture_tear_down);
  g_test_add_func ("/report-dialog/html", test_html);
  g_test_add ("/report-dialog/close", PlanFixture, NULL, plan_fixture_set_up, test_close, plan_fixture_tear_down);
  g_test_add ("/report-dialog/note-closed", PlanFixture, NULL, plan_fixture_set_up, test_note_closed, plan_fixture_tear_down);
  g_test_add ("/report-dialog/close-all", PlanFixture, NULL, plan_fixture_set_up, test_close_all, plan_fixture_tear_down);
  g_test_add ("/report-dialog/closed-early", PlanFixture, NULL, plan_fixture_set_up, test_closed_early, plan_fixture_tear_down);
  g_test_add ("/report-dialog/stop", PlanFixture, NULL, plan_fixture_set_up, test_stop, plan_fixture_tear_down);
  g_test_add ("/report-dialog/periods", PlanFixture, NULL, plan_fixture_set_up, test_periods, plan_fixture_tear_down);
  g_test_add ("/report-dialog/letter", PlanFixture, NULL, plan_fixture_set_up, test_letter, plan_fixture_tear_down);
  return g_test_run ();
}
