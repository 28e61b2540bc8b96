/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-list-dialog.h"
#include "app/sotong-reminder.h"
#include "monitor/sotong-keywords.h"
#include "locked-keyring.h"
#include "panes-data.h"
#include "platforms/sotong-secrets.h"
#include "store/sotong-alert-mail.h"
#include "store/sotong-learnt-noun.h"
#include "store/sotong-own-noun.h"
#include "store/sotong-taught.h"
#include "util/sotong-i18n.h"

/* ---- a mail server on loopback ---- */

typedef struct {
  GThreadedSocketService *service;  /* (owned) */
  guint16                 port;
  GMutex                  mutex;
  GString                *heard;    /* (owned): what clients said */
  gboolean                refuses;  /* every address */
} Server;

static gboolean
talk_cb (GThreadedSocketService *service,
         GSocketConnection      *connection,
         GObject                *source,
         Server                 *server)
{
  g_autoptr(GDataInputStream) in = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  const char *answer = "220 here\r\n";
  gboolean letter = FALSE, signing = FALSE;

  g_data_input_stream_set_newline_type (in, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  for (;;)
    {
      g_autofree char *line = NULL;

      if (answer != NULL && !g_output_stream_write_all (out, answer, strlen (answer), NULL, NULL, NULL))
        return TRUE;
      line = g_data_input_stream_read_line (in, NULL, NULL, NULL);
      if (line == NULL)
        return TRUE;
      g_mutex_lock (&server->mutex);
      g_string_append_printf (server->heard, "%s\n", line);
      g_mutex_unlock (&server->mutex);
      answer = letter ? NULL : "250 ok\r\n";
      if (letter && g_str_equal (line, "."))
        letter = FALSE, answer = "250 taken\r\n";
      else if (!letter && g_str_has_prefix (line, "DATA"))
        letter = TRUE, answer = "354 go on\r\n";
      else if (!letter && g_str_has_prefix (line, "EHLO"))
        answer = "250-here\r\n250 AUTH PLAIN\r\n";
      else if (!letter && g_str_equal (line, "AUTH PLAIN"))
        signing = TRUE, answer = "334 \r\n";
      else if (signing)
        signing = FALSE, answer = "235 welcome\r\n";
      else if (!letter && server->refuses && g_str_has_prefix (line, "RCPT"))
        answer = "550 5.1.1 nobody of this name\r\n";
    }
}

static void
server_start (Server *server)
{
  g_autoptr(GError) error = NULL;

  *server = (Server) { G_THREADED_SOCKET_SERVICE (g_threaded_socket_service_new (4)) };
  server->heard = g_string_new (NULL);
  server->port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (server->service), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (server->service, "run", G_CALLBACK (talk_cb), server);
}

static void
server_stop (Server *server)
{
  g_socket_service_stop (G_SOCKET_SERVICE (server->service));
  g_socket_listener_close (G_SOCKET_LISTENER (server->service));
  g_object_unref (server->service);
  g_string_free (server->heard, TRUE);
}

static gboolean
server_heard (Server     *server,
              const char *text)
{
  gboolean heard;

  g_mutex_lock (&server->mutex);
  heard = strstr (server->heard->str, text) != NULL;
  g_mutex_unlock (&server->mutex);
  return heard;
}

/* ---- helpers ---- */

static GtkWidget *
show_form (PanesFixture *f,
           const char   *action)
{
  sotong_window_set_context (f->window.window, f->context, "2016");
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), action, NULL);
  panes_wait_until (find_shown_window (SOTONG_TYPE_FORM) != NULL);
  return find_shown_window (SOTONG_TYPE_FORM);
}

static void
type_into (GtkWidget  *form,
           const char *title,
           const char *text)
{
  GtkWidget *row = find_titled_row (form, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
accept_form (GtkWidget *form)
{
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (form)), "clicked");
}

static gpointer
mail_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_alert_mail_get (db, error);
}

static SotongAlertMail *
get_mail (PanesFixture *f)
{
  SotongAlertMail *mail = sotong_store_read (f->store, mail_job, NULL, NULL, NULL);

  g_assert_nonnull (mail);
  return mail;
}

static void
undo (PanesFixture *f)
{
  panes_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
}

static gboolean
host_is (PanesFixture *f,
         const char   *host)
{
  g_autoptr(SotongAlertMail) mail = get_mail (f);

  return g_str_equal (mail->host, host);
}

static void
fill_mail (GtkWidget *form,
           Server    *server,
           const char *to)
{
  g_autofree char *port = g_strdup_printf ("%d", server->port);
  GtkWidget *addresses = find_widget (form, "GtkTextView");

  type_into (form, "Mail server, as in mail.city.example", "127.0.0.1");
  type_into (form, "Port", port);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_titled_row (form, "Encryption")), 2);
  type_into (form, "Account, if the server asks for one", "office");
  type_into (form, "Password", "s3cret");
  type_into (form, "Sender’s address", "office@city.example");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (addresses)), to, -1);
}

/* ---- mail ---- */

/* What is typed is tried, then saved: the password into the keyring, the rest into the workspace, as one step of undo. */
static void
test_mail (PanesFixture  *f,
           gconstpointer  data)
{
  g_autoptr(SotongSecrets) secrets = sotong_secrets_new_memory ();
  g_autoptr(SotongAlertMail) mail = NULL;
  g_autoptr(GError) error = NULL;
  GtkWidget *form;
  Server server;
  char *password;

  server_start (&server);
  sotong_context_set_secrets (f->context, secrets);
  form = show_form (f, "alert-mail");
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  fill_mail (form, &server, "kim@city.example\n\nlee@city.example\n");
  panes_click (find_labelled_button (form, "Send a _Test"));
  panes_wait_until (find_label_with (form, "The server took the letters to 2 addresses.") != NULL);
  g_assert_true (server_heard (&server, "RCPT TO:<kim@city.example>"));
  g_assert_true (server_heard (&server, "RCPT TO:<lee@city.example>"));
  g_assert_true (server_heard (&server, "AUTH PLAIN"));
  g_assert_true (host_is (f, "")); /* tried, not saved */
  g_assert_null (sotong_secrets_lookup (secrets, sotong_store_get_uuid (f->store), SOTONG_SECRETS_MAIL, SOTONG_ALERT_MAIL_ID, "127.0.0.1", NULL, &error));
  g_assert_no_error (error);
  accept_form (form);
  panes_wait_until (find_shown_window (SOTONG_TYPE_FORM) == NULL);
  mail = get_mail (f);
  g_assert_cmpstr (mail->host, ==, "127.0.0.1");
  g_assert_cmpint (mail->port, ==, server.port);
  g_assert_cmpstr (mail->security, ==, "none");
  g_assert_cmpstr (mail->login, ==, "office");
  g_assert_cmpstr (mail->recipients, ==, "kim@city.example\nlee@city.example");
  password = sotong_secrets_lookup (secrets, sotong_store_get_uuid (f->store), SOTONG_SECRETS_MAIL, SOTONG_ALERT_MAIL_ID, "127.0.0.1", NULL, &error);
  g_assert_cmpstr (password, ==, "s3cret");
  sotong_secrets_free (password);
  undo (f);
  panes_wait_until (host_is (f, ""));
  server_stop (&server);
}

/* What cannot be so is said, and what was typed stays. */
static void
test_mail_wrong (PanesFixture  *f,
                 gconstpointer  data)
{
  g_autoptr(SotongSecrets) secrets = sotong_secrets_new_memory ();
  GtkWidget *form;
  Server server;

  server_start (&server);
  server.refuses = TRUE;
  sotong_context_set_secrets (f->context, secrets);
  form = show_form (f, "alert-mail");
  fill_mail (form, &server, "kim@city.example\nno address");
  accept_form (form);
  panes_wait_until (find_label_with (form, "“no” is no e-mail address.") != NULL);
  fill_mail (form, &server, "kim@city.example");
  type_into (form, "Port", "70000");
  accept_form (form);
  panes_wait_until (find_label_with (form, "a port from 1 to 65535") != NULL);
  fill_mail (form, &server, "kim@city.example");
  type_into (form, "Password", "");
  accept_form (form);
  panes_wait_until (find_label_with (form, "No password is kept for this account.") != NULL);
  g_assert_true (host_is (f, ""));
  fill_mail (form, &server, "kim@city.example");
  panes_click (find_labelled_button (form, "Send a _Test"));
  panes_wait_until (find_label_with (form, "nobody of this name") != NULL);
  gtk_window_destroy (GTK_WINDOW (form));
  server_stop (&server);
}

/* Who does not wait for the keyring has saved nothing, is told so, and can try again with what was typed. */
static void
test_mail_locked (PanesFixture  *f,
                  gconstpointer  data)
{
  const char *passwords[] = { "s3cret", "" };
  g_autoptr(SotongSecrets) secrets = sotong_secrets_new_memory ();
  GtkWidget *form;
  Server server;

  server_start (&server);
  lock_keyring (f->context);
  form = show_form (f, "alert-mail");
  fill_mail (form, &server, "kim@city.example");
  for (guint i = 0; i < G_N_ELEMENTS (passwords); i++)
    {
      type_into (form, "Password", passwords[i]);
      accept_form (form);
      panes_wait_until (find_label_with (form, "Waiting for the keyring…") != NULL);
      gtk_window_close (GTK_WINDOW (form));
      panes_wait_until (!sotong_form_get_busy (SOTONG_FORM (form)));
      g_assert_true (find_shown_window (SOTONG_TYPE_FORM) == form);
      g_assert_nonnull (find_label_with (form, "Nothing was saved, because the keyring was not waited for."));
      g_assert_true (host_is (f, ""));
    }
  sotong_context_set_secrets (f->context, secrets);
  type_into (form, "Password", "s3cret");
  accept_form (form);
  panes_wait_until (find_shown_window (SOTONG_TYPE_FORM) == NULL);
  g_assert_true (host_is (f, "127.0.0.1"));
  server_stop (&server);
}

static gboolean
port_is (GtkWidget  *form,
         const char *port)
{
  return g_str_equal (gtk_editable_get_text (GTK_EDITABLE (find_titled_row (form, "Port"))), port);
}

/* The port goes with the encryption, but for one that a person typed. */
static void
test_mail_port (PanesFixture  *f,
                gconstpointer  data)
{
  GtkWidget *form = show_form (f, "alert-mail");
  AdwComboRow *encryption = ADW_COMBO_ROW (find_titled_row (form, "Encryption"));

  g_assert_true (port_is (form, "587"));
  adw_combo_row_set_selected (encryption, 1);
  g_assert_true (port_is (form, "465"));
  adw_combo_row_set_selected (encryption, 2);
  g_assert_true (port_is (form, "25"));
  type_into (form, "Port", "2525");
  adw_combo_row_set_selected (encryption, 0);
  g_assert_true (port_is (form, "2525"));
  type_into (form, "Port", "");
  adw_combo_row_set_selected (encryption, 1);
  g_assert_true (port_is (form, "465"));
  gtk_window_destroy (GTK_WINDOW (form));
}

/* ---- stages ---- */

static void
test_names (PanesFixture  *f,
            gconstpointer  data)
{
  GtkWidget *form = show_form (f, "alert-names");

  panes_show (f, "alerts"); /* whoever reads alerts reads the names too */
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  type_into (form, "First stage", "Blue");
  type_into (form, "Second stage", "");
  accept_form (form);
  panes_wait_until (find_label_with (form, "Each of the four stages needs a name") != NULL);
  type_into (form, "Second stage", "Yellow <1>");
  accept_form (form);
  panes_wait_until (find_shown_window (SOTONG_TYPE_FORM) == NULL);
  g_assert_cmpstr (sotong_alert_stage_get_label (SOTONG_STAGE_ATTENTION), ==, "Blue");
  g_assert_cmpstr (sotong_alert_stage_get_label (SOTONG_STAGE_CAUTION), ==, "Yellow <1>");
  g_assert_cmpstr (sotong_alert_stage_get_label (SOTONG_STAGE_SERIOUS), ==, "Serious");
  undo (f);
  panes_wait_until (g_str_equal (sotong_alert_stage_get_label (SOTONG_STAGE_ATTENTION), "Attention"));
}

/* ---- the dictionary ---- */

static gpointer
nouns_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_own_noun_list (db, error);
}

static guint
count_nouns (PanesFixture *f)
{
  g_autoptr(GPtrArray) list = sotong_store_read (f->store, nouns_job, NULL, NULL, NULL);

  return list->len;
}

static void
test_dictionary (PanesFixture  *f,
                 gconstpointer  data)
{
  GtkWidget *dialog, *form;

  sotong_window_set_context (f->window.window, f->context, "2016");
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "dictionary", NULL);
  dialog = find_shown_window (SOTONG_TYPE_LIST_DIALOG);
  g_assert_nonnull (dialog);
  panes_wait_until (find_label_with (dialog, "There is none.") != NULL);
  panes_click (find_labelled_button (dialog, "_Add…"));
  panes_wait_until (find_shown_window (SOTONG_TYPE_FORM) != NULL);
  form = find_shown_window (SOTONG_TYPE_FORM);
  type_into (form, "Word", "두 낱말");
  accept_form (form);
  panes_wait_until (find_label_with (form, "cannot be a word of the dictionary") != NULL);
  type_into (form, "Word", "온통대전");
  accept_form (form);
  panes_wait_until (find_titled_row (dialog, "온통대전") != NULL);
  g_assert_cmpuint (count_nouns (f), ==, 1);
  g_assert_cmpuint (count_unnamed (dialog), ==, 0);
  undo (f);
  panes_wait_until (find_titled_row (dialog, "온통대전") == NULL);
  g_assert_cmpuint (count_nouns (f), ==, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gpointer
learnt_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const char *texts[] = { "뚜벅뚜롱", "하는것", "온통대전" };
  g_autoptr(GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_ptr_array_add (words, (gpointer) texts[i]);
  return sotong_learnt_noun_set (db, words, error) ? data : NULL;
}

static GtkWidget *
find_tipped (GtkWidget  *widget,
             const char *tooltip)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_tipped (child, tooltip);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* What the mentions taught stands below: a key drops what is no word, and what is one may be kept. */
static void
test_learnt (PanesFixture  *f,
             gconstpointer  data)
{
  GtkWidget *dialog;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, learnt_job, f, NULL, NULL));
  sotong_window_set_context (f->window.window, f->context, "2016");
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "dictionary", NULL);
  dialog = find_shown_window (SOTONG_TYPE_LIST_DIALOG);
  panes_wait_until (find_titled_row (dialog, "하는것") != NULL);
  g_assert_nonnull (find_label_with (find_titled_row (dialog, "하는것"), "Learnt from mentions"));
  g_assert_cmpuint (count_unnamed (dialog), ==, 0);
  gtk_widget_grab_focus (find_titled_row (dialog, "하는것"));
  g_assert_true (panes_press (find_titled_row (dialog, "하는것"), GDK_KEY_Delete));
  panes_wait_until (find_titled_row (dialog, "하는것") == NULL);
  g_assert_nonnull (find_titled_row (dialog, "뚜벅뚜롱"));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (dialog)) == find_titled_row (dialog, "온통대전")); /* the key goes on */
  undo (f);
  panes_wait_until (find_titled_row (dialog, "하는것") != NULL);
  panes_click (find_tipped (find_titled_row (dialog, "온통대전"), "Add 온통대전 to the dictionary"));
  panes_wait_until (count_nouns (f) == 1);
  panes_wait_until (find_titled_row (dialog, "온통대전") != NULL && find_label_with (find_titled_row (dialog, "온통대전"), "Learnt") == NULL);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* ---- learning from corrections ---- */

static gpointer
taught_job (SotongDb      *db,
            gpointer       newest,
            GCancellable  *cancellable,
            GError       **error)
{
  SotongTaughtLesson *lesson = NULL;

  return sotong_taught_get (db, GPOINTER_TO_INT (newest), &lesson, error) ? lesson : NULL;
}

static gboolean
has_lesson (PanesFixture *f,
            gboolean      newest)
{
  g_autoptr(SotongTaughtLesson) lesson = sotong_store_read (f->store, taught_job, GINT_TO_POINTER (newest), NULL, NULL);

  return lesson != NULL;
}

/* A person says of all about fine dust that they are neutral, and of the others that they are negative, as no machine would. */
static gpointer
judge_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  g_autoptr(GPtrArray) list = NULL;

  query->limit = 300;
  list = sotong_mention_list (db, query, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const SotongMention *mention = g_ptr_array_index (list, i);

      if (!sotong_mention_label (db, mention->id, strstr (mention->text, "미세먼지") != NULL ? SOTONG_SENTIMENT_NEUTRAL : SOTONG_SENTIMENT_NEGATIVE, error))
        return NULL;
    }
  return list != NULL ? data : NULL;
}

static void
test_lessons (PanesFixture  *f,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GtkWidget *dialog, *toggle;

  panes_add_mentions (f->store, 400, 3600);
  sotong_window_set_context (f->window.window, f->context, "2016");
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "lessons", NULL);
  dialog = find_shown_window (ADW_TYPE_PREFERENCES_WINDOW);
  g_assert_nonnull (dialog);
  g_assert_cmpuint (count_unnamed (dialog), ==, 0);
  panes_click (find_labelled_button (dialog, "_Learn"));
  panes_wait_until (find_label_with (GTK_WIDGET (f->window.window), "must have judged at least 50 mentions") != NULL);
  g_assert_false (has_lesson (f, TRUE));
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, judge_job, f, NULL, &error);
  g_assert_no_error (error);
  panes_wait_until (find_label_with (dialog, "300 mentions were judged by a person") != NULL);
  panes_click (find_labelled_button (dialog, "_Learn"));
  panes_wait_until (find_label_with (dialog, "as a person judged; the true rate lies between") != NULL);
  g_assert_true (has_lesson (f, TRUE));
  toggle = find_widget (find_titled_row (dialog, "Use what was learnt"), "GtkSwitch");
  panes_wait_until (gtk_switch_get_active (GTK_SWITCH (toggle)) == has_lesson (f, FALSE));
  gtk_switch_set_active (GTK_SWITCH (toggle), TRUE);
  panes_wait_until (has_lesson (f, FALSE));
  gtk_switch_set_active (GTK_SWITCH (toggle), FALSE);
  panes_wait_until (!has_lesson (f, FALSE));
  undo (f);
  panes_wait_until (has_lesson (f, FALSE));
  panes_wait_until (gtk_switch_get_active (GTK_SWITCH (toggle)));
  panes_click (find_labelled_button (dialog, "_Judge Anew"));
  panes_wait_until (find_label_with (GTK_WIDGET (f->window.window), "otherwise than before.") != NULL);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* ---- cases that are due ---- */

static void
add_case (GPtrArray *cases,
          gint64     id,
          gint64     due_at)
{
  SotongCase *one = g_new0 (SotongCase, 1);

  one->id = id;
  one->department = g_strdup ("교통과");
  one->due_at = due_at;
  one->text = g_strdup ("시민의 글");
  g_ptr_array_add (cases, one);
}

static char *
look (SotongReminder *reminder,
      GPtrArray      *cases,
      gint64          now,
      GTimeZone      *zone)
{
  g_autofree char *title = NULL, *body = NULL;
  gboolean told = sotong_reminder_look (reminder, cases, now, zone, &title, &body);

  g_assert_true (told == (title != NULL) && told == (body != NULL));
  return told ? g_strconcat (title, "\n", body, NULL) : g_strdup ("");
}

/* Once on its day, once when its time is over, and never what the citizen wrote. */
static void
test_reminder (void)
{
  g_autoptr(SotongReminder) reminder = sotong_reminder_new ();
  g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_case_free);
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Asia/Seoul");
  g_autofree char *first = NULL, *again = NULL, *late = NULL, *tomorrow = NULL;

  add_case (cases, 12, PANES_NOW + 5 * 3600);
  add_case (cases, 13, PANES_NOW + 20 * 3600); /* 06:00 of the next day */
  add_case (cases, 14, SOTONG_NONE);
  first = look (reminder, cases, PANES_NOW, zone);
  g_assert_cmpstr (first, ==, "1 case of a citizen is due today\nCase 12, 교통과, due 2016-10-14 15:00");
  again = look (reminder, cases, PANES_NOW + 60, zone);
  g_assert_cmpstr (again, ==, "");
  late = look (reminder, cases, PANES_NOW + 6 * 3600, zone);
  g_assert_cmpstr (late, ==, "1 case of a citizen is overdue\nCase 12, 교통과, due 2016-10-14 15:00");
  tomorrow = look (reminder, cases, PANES_NOW + 15 * 3600, zone);
  g_assert_cmpstr (tomorrow, ==, "1 case of a citizen is due today\nCase 13, 교통과, due 2016-10-15 06:00");
}

#define ADD(path, function) \
  g_test_add (path, PanesFixture, NULL, panes_set_up, function, panes_tear_down)

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
  ADD ("/app/monitor/mail", test_mail);
  ADD ("/app/monitor/mail-wrong", test_mail_wrong);
  ADD ("/app/monitor/mail-locked", test_mail_locked);
  ADD ("/app/monitor/mail-port", test_mail_port);
  ADD ("/app/monitor/names", test_names);
  ADD ("/app/monitor/dictionary", test_dictionary);
  ADD ("/app/monitor/learnt", test_learnt);
  ADD ("/app/monitor/lessons", test_lessons);
  g_test_add_func ("/app/monitor/reminder", test_reminder);
  return g_test_run ();
}
