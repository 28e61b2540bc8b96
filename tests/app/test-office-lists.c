/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-office-lists.h"
#include "app/panes/sotong-editor-page-private.h"
#include "app/sotong-preferences.h"
#include "app/sotong-task-commands.h"
#include "app/sotong-window-private.h"
#include "exchange/sotong-calendar-target.h"
#include "locked-keyring.h"
#include "plan-fixture.h"
#include "report/sotong-pdf.h"
#include "store/sotong-change.h"
#include "store/sotong-channel.h"
#include "store/sotong-contributor.h"
#include "store/sotong-db-private.h"
#include "store/sotong-event-layer.h"
#include "store/sotong-late.h"
#include "store/sotong-office.h"
#include "store/sotong-own-event.h"
#include "store/sotong-person.h"
#include "store/sotong-type.h"
#include "util/sotong-autostart.h"
#include "util/sotong-i18n.h"

#define N_READERS 3 /* of a store */

static SotongListDialog *dialog;

/* ---- what stands in the windows ---- */

static GtkWidget *
find_form (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (SOTONG_IS_FORM (l->data) && gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget) && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
type_into (const char *title,
           const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (find_form (), title)), text);
}

static void
accept_form (void)
{
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (find_form ())), "clicked");
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *tooltip)
{
  const char *text = GTK_IS_BUTTON (widget) ? gtk_widget_get_tooltip_text (widget) : NULL;

  if (g_strcmp0 (text, tooltip) == 0 && text != NULL)
    return widget;
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), tooltip) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, tooltip);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
click (const char *tooltip)
{
  GtkWidget *button = find_button (GTK_WIDGET (dialog), tooltip);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked"); /* activating waits for the picture of a pressed button */
}

static void
press_undo (PlanFixture *f)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
}

static gboolean
has_form (PlanFixture *f)
{
  return find_form () != NULL;
}

static gboolean
no_form (PlanFixture *f)
{
  return find_form () == NULL;
}

static const char *wanted;

static gboolean
is_listed (PlanFixture *f)
{
  return find_row (GTK_WIDGET (dialog), wanted) != NULL;
}

static gboolean
is_not_listed (PlanFixture *f)
{
  return !is_listed (f);
}

static void
wait_listed (PlanFixture *f,
             const char  *title,
             gboolean     listed)
{
  wanted = title;
  plan_fixture_wait (f, listed ? is_listed : is_not_listed);
}

/* ---- lists ---- */

static void
test_types (PlanFixture   *f,
            gconstpointer  data)
{
  guint before = plan_fixture_n_changes (f);

  dialog = sotong_types_dialog_new (f->window.window);
  gtk_window_present (GTK_WINDOW (dialog));
  wait_listed (f, "Blog post", TRUE);
  click ("_Add…");
  type_into ("Name", "카드 <뉴스>");
  accept_form ();
  wait_listed (f, "카드 <뉴스>", TRUE);
  plan_fixture_wait (f, no_form);
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (dialog)), ==, 0);
  click ("Remove 카드 <뉴스>");
  wait_listed (f, "카드 <뉴스>", FALSE);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, before + 2);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* What holds a reader of the store up, as a machine under load does. */
typedef struct {
  GMutex   mutex;
  GCond    cond;
  gboolean let_go;  /* guarded by the mutex */
} Load;

static gpointer
wait_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Load *load = data;

  g_mutex_lock (&load->mutex);
  while (!load->let_go)
    g_cond_wait (&load->cond, &load->mutex);
  g_mutex_unlock (&load->mutex);
  return load;
}

static gpointer
rename_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_db_script (db, data, error) ? data : NULL;
}

/* An indicator's list says that it is being read, rather than nothing, which would say that there is none; and what went wrong. */
static void
test_indicators (PlanFixture   *f,
                 gconstpointer  data)
{
  Load load = { 0 };
  GtkWidget *row;

  for (int i = 0; i < N_READERS; i++)
    sotong_store_read_async (f->store, wait_job, &load, NULL, NULL, NULL, NULL, NULL);
  dialog = sotong_kpis_dialog_new (f->window.window);
  gtk_window_present (GTK_WINDOW (dialog));
  row = find_row (GTK_WIDGET (dialog), "The list is being read…");
  g_assert_nonnull (row);
  g_assert_true (gtk_spinner_get_spinning (GTK_SPINNER (find_widget (row, "GtkSpinner"))));
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (dialog)), ==, 0);
  g_assert_null (find_row (GTK_WIDGET (dialog), "There is none."));
  g_mutex_lock (&load.mutex);
  load.let_go = TRUE;
  g_cond_broadcast (&load.cond);
  g_mutex_unlock (&load.mutex);
  wait_listed (f, "There is none.", TRUE);
  g_assert_null (find_row (GTK_WIDGET (dialog), "The list is being read…"));
  click ("_Add…");
  plan_fixture_wait (f, has_form);
  type_into ("Name", "블로그 <방문자>");
  type_into ("Target of a year", "2016=130,000");
  accept_form ();
  wait_listed (f, "블로그 <방문자>", TRUE);
  g_assert_null (find_row (GTK_WIDGET (dialog), "There is none."));
  plan_fixture_wait (f, no_form);
  gtk_window_destroy (GTK_WINDOW (dialog));
  /* What cannot be read is said in the list's place, and read once it can be. */
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, rename_job, (gpointer) "ALTER TABLE kpi RENAME TO lost", NULL, NULL));
  dialog = sotong_kpis_dialog_new (f->window.window);
  gtk_window_present (GTK_WINDOW (dialog));
  wait_listed (f, "The list could not be read", TRUE);
  /* The keyboard stays with what the button becomes: with what is being read, with the button when it fails again, and with the list. */
  g_assert_true (gtk_widget_grab_focus (find_button (GTK_WIDGET (dialog), "Try Again")));
  click ("Try Again");
  g_assert_true (gtk_widget_is_focus (find_row (GTK_WIDGET (dialog), "The list is being read…")));
  wait_listed (f, "The list could not be read", TRUE);
  g_assert_true (gtk_widget_is_focus (find_button (GTK_WIDGET (dialog), "Try Again")));
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, rename_job, (gpointer) "ALTER TABLE lost RENAME TO kpi", NULL, NULL));
  click ("Try Again");
  wait_listed (f, "블로그 <방문자>", TRUE);
  g_assert_true (gtk_widget_is_focus (find_row (GTK_WIDGET (dialog), "블로그 <방문자>")));
  g_assert_null (find_row (GTK_WIDGET (dialog), "The list could not be read"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gpointer
people_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  SotongPerson head = { .name = (char *) "박과장", .role = (char *) "과장", .login = (char *) "park", .deputy_id = SOTONG_NONE };

  return sotong_person_add (db, &head, error) != 0 ? data : NULL;
}

static void
tick (const char *title)
{
  GtkWidget *row = find_row (find_form (), title);

  g_assert_nonnull (row);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_widget (row, "GtkCheckButton")), TRUE);
}

static gpointer
groups_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_channel_group_list (db, error);
}

/* A group is added with its channels, defaults and people; edited, removed and brought back. */
static void
test_groups (PlanFixture   *f,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) groups = NULL;
  g_autoptr(GError) error = NULL;
  const SotongChannelGroup *group;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, people_job, f, NULL, &error);
  g_assert_no_error (error);
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "channel-groups", NULL);
  dialog = SOTONG_LIST_DIALOG (find_shown_window (SOTONG_TYPE_LIST_DIALOG));
  click ("_Add…");
  plan_fixture_wait (f, has_form);
  g_assert_cmpuint (count_unnamed (find_form ()), ==, 0);
  type_into ("Name", "도시재생본부");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (find_form (), "Type")), 1);
  type_into ("Tags", "재생,도시");
  tick ("연습 블로그");
  tick ("서울시 트위터");
  tick ("박과장");
  accept_form ();
  wait_listed (f, "도시재생본부", TRUE);
  plan_fixture_wait (f, no_form);
  g_assert_nonnull (find_label_with (GTK_WIDGET (dialog), "연습 블로그, 서울시 트위터"));
  g_assert_nonnull (find_label_with (GTK_WIDGET (dialog), "Only 박과장"));
  groups = sotong_store_read (f->store, groups_job, NULL, NULL, &error);
  g_assert_no_error (error);
  group = g_ptr_array_index (groups, 0);
  g_assert_cmpuint (group->channel_ids->len, ==, 2);
  g_assert_cmpuint (group->person_ids->len, ==, 1);
  g_assert_cmpstr (group->tags, ==, "재생,도시");
  g_assert_cmpstr (group->type, !=, "");
  click ("Edit 도시재생본부");
  plan_fixture_wait (f, has_form);
  type_into ("Name", "재생본부");
  accept_form ();
  wait_listed (f, "재생본부", TRUE);
  plan_fixture_wait (f, no_form);
  g_assert_nonnull (find_label_with (GTK_WIDGET (dialog), "연습 블로그, 서울시 트위터")); /* what was ticked stays */
  click ("Remove 재생본부");
  wait_listed (f, "재생본부", FALSE);
  press_undo (f);
  wait_listed (f, "재생본부", TRUE);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_events (PlanFixture   *f,
             gconstpointer  data)
{
  dialog = sotong_events_dialog_new (f->window.window);
  gtk_window_present (GTK_WINDOW (dialog));
  wait_listed (f, "There is none yet.", TRUE);
  click ("_Add…");
  type_into ("Title", "시민의 날");
  type_into ("From", "2016-02-30");
  accept_form ();
  while (!gtk_widget_get_sensitive (gtk_window_get_default_widget (GTK_WINDOW (find_form ()))))
    g_main_context_iteration (NULL, TRUE);
  type_into ("From", "2016-10-20");
  accept_form ();
  wait_listed (f, "시민의 날", TRUE);
  plan_fixture_wait (f, no_form);
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (dialog)), ==, 0);
  click ("Edit 시민의 날");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (find_form (), "To"))), ==, "2016-10-20");
  type_into ("Title", "시민의 밤");
  accept_form ();
  wait_listed (f, "시민의 밤", TRUE);
  plan_fixture_wait (f, no_form);
  click ("Remove 시민의 밤");
  wait_listed (f, "시민의 밤", FALSE);
  press_undo (f);
  wait_listed (f, "시민의 밤", TRUE);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gpointer
contribution_job (SotongDb      *db,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  SotongContributor contributor = { .pen_name = (char *) "은행나무", .fee = 150000 };
  g_autoptr(SotongContent) content = sotong_content_new ();

  content->contributor_id = sotong_contributor_add (db, &contributor, error);
  content->title = g_strdup ("함께 쓴 글");
  content->type = g_strdup ("joint");
  content->proof_url = g_strdup ("https://citizen.example/1");
  return sotong_content_add (db, content, error) != 0 ? db : NULL;
}

/* Each with the contents, and what is owed for them. */
static void
test_contributors (PlanFixture   *f,
                   gconstpointer  data)
{
  GtkWidget *row;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, contribution_job, NULL, NULL, NULL);
  dialog = sotong_contributors_dialog_new (f->window.window);
  gtk_window_present (GTK_WINDOW (dialog));
  wait_listed (f, "은행나무", TRUE);
  row = find_row (GTK_WIDGET (dialog), "은행나무");
  g_assert_nonnull (strstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), "150,000 won each, 150,000 won for those proven"));
  g_assert_nonnull (strstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), "No consent is noted · No rights are noted"));
  g_assert_nonnull (find_row (GTK_WIDGET (dialog), "함께 쓴 글"));
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (dialog)), ==, 0);
  click ("Edit 은행나무");
  type_into ("Pen name", "단풍나무");
  accept_form ();
  wait_listed (f, "단풍나무", TRUE);
  plan_fixture_wait (f, no_form);
  click ("Remove 단풍나무");
  wait_listed (f, "단풍나무", FALSE);
  press_undo (f);
  wait_listed (f, "단풍나무", TRUE);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gint64 joint;

static gpointer
joint_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  SotongContributor contributor = { .pen_name = (char *) "은행나무", .fee = 150000 };
  g_autoptr(SotongContent) content = sotong_content_new ();

  content->contributor_id = sotong_contributor_add (db, &contributor, error);
  content->title = g_strdup ("함께 쓴 글");
  content->type = g_strdup ("joint");
  joint = sotong_content_add (db, content, error);
  return joint != 0 && sotong_contributor_remove (db, content->contributor_id, error) ? db : NULL;
}

static gboolean
editor_is_filled (PlanFixture *f)
{
  GtkWidget *page = find_widget (GTK_WIDGET (f->window.window), "SotongEditorPage");

  return page != NULL && SOTONG_EDITOR_PAGE (page)->base != NULL;
}

/* Who was taken off the list since is still the contributor of what was written. */
static void
test_removed_contributor (PlanFixture   *f,
                          gconstpointer  data)
{
  SotongEditorPage *page;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, joint_job, NULL, NULL, NULL));
  sotong_context_open_content (f->context, joint);
  plan_fixture_wait (f, editor_is_filled);
  page = SOTONG_EDITOR_PAGE (find_widget (GTK_WIDGET (f->window.window), "SotongEditorPage"));
  g_assert_false (sotong_editor_page_is_dirty (page));
}

/* ---- files ---- */

static SotongTask *
last_task (PlanFixture *f)
{
  GListModel *tasks = sotong_context_get_tasks (f->context);
  SotongTask *newest = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr(SotongTask) task = g_list_model_get_item (tasks, i);

      if (newest == NULL || i == 0)
        newest = task;
    }
  return newest;
}

static gboolean
is_over (PlanFixture *f)
{
  return last_task (f) != NULL && sotong_task_is_over (last_task (f));
}

static void
test_ads (PlanFixture   *f,
          gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->directory, "ads.csv", NULL);
  guint before = plan_fixture_n_changes (f);

  g_file_set_contents (path, "제목,시작일,집행액\n가을 광고,2016-10-02,100000\n", -1, NULL);
  sotong_task_import_ads_from (f->window.window, path);
  plan_fixture_wait (f, is_over);
  g_assert_cmpint (sotong_task_get_state (last_task (f)), ==, SOTONG_TASK_DONE);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, before + 1);
  sotong_context_clear_tasks (f->context);
  g_file_set_contents (path, "제목,시작일,집행액\n가을 광고,2016-13-02,100000\n", -1, NULL);
  sotong_task_import_ads_from (f->window.window, path);
  plan_fixture_wait (f, is_over);
  g_assert_cmpint (sotong_task_get_state (last_task (f)), ==, SOTONG_TASK_FAILED);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, before + 1);
}

static void
test_promises (PlanFixture   *f,
               gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->directory, "promises.csv", NULL);
  SotongRange year = { plan_time (1, 1, 0), plan_time (12, 31, 0) };

  sotong_task_report_to (f->window.window, SOTONG_TASK_REPORT_PROMISE, year, 0, NULL, sotong_pdf_write, NULL, "/nowhere/at/all.pdf");
  plan_fixture_wait (f, is_over);
  g_assert_cmpint (sotong_task_get_state (last_task (f)), ==, SOTONG_TASK_FAILED);
  sotong_context_clear_tasks (f->context);
  sotong_task_report_to (f->window.window, SOTONG_TASK_REPORT_PROMISE, year, 0, NULL, NULL, "promise", path);
  plan_fixture_wait (f, is_over);
  g_assert_cmpint (sotong_task_get_state (last_task (f)), ==, SOTONG_TASK_DONE);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* ---- the calendar on a server ---- */

typedef struct {
  SoupServer *server;
  GHashTable *entries;  /* name -> text */
  char       *url;
  guint       n_puts;
} Caldav;

static void
caldav_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  Caldav *caldav = user_data;
  const char *method = soup_server_message_get_method (message);
  const char *authorization = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization");
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr(GString) text = g_string_new ("<?xml version='1.0'?><multistatus xmlns='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'><response><href>/cal/</href>"
                                          "<propstat><prop><resourcetype><collection/><C:calendar/></resourcetype></prop></propstat></response>");
  GHashTableIter iter;
  gpointer name;

  if (g_strcmp0 (authorization, "Basic cGxhbm5lcjpzZWNyZXQ=") != 0) /* planner:secret */
    {
      soup_server_message_set_status (message, 401, NULL);
      return;
    }
  if (g_str_equal (method, "PUT"))
    {
      g_autoptr(GBytes) bytes = soup_message_body_flatten (body);

      g_hash_table_replace (caldav->entries, g_path_get_basename (path), g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
      caldav->n_puts++;
      soup_message_headers_append (soup_server_message_get_response_headers (message), "ETag", "\"1\"");
      soup_server_message_set_status (message, 201, NULL);
      return;
    }
  if (g_str_equal (method, "DELETE"))
    {
      g_autofree char *gone = g_path_get_basename (path);

      g_hash_table_remove (caldav->entries, gone);
      soup_server_message_set_status (message, 204, NULL);
      return;
    }
  g_hash_table_iter_init (&iter, caldav->entries);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_string_append_printf (text, "<response><href>/cal/%s</href><propstat><prop><getetag>\"1\"</getetag><resourcetype/></prop></propstat></response>",
                            (char *) name);
  g_string_append (text, "</multistatus>");
  soup_server_message_set_response (message, "application/xml", SOUP_MEMORY_COPY, text->str, text->len);
  soup_server_message_set_status (message, 207, NULL);
}

static void
caldav_start (Caldav *caldav)
{
  g_autoptr(GError) error = NULL;
  g_autoslist(GUri) uris = NULL;
  g_autofree char *base = NULL;

  caldav->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  caldav->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (caldav->server, NULL, caldav_cb, caldav, NULL);
  soup_server_listen_local (caldav->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (caldav->server);
  base = g_uri_to_string (uris->data);
  caldav->url = g_strconcat (base, "cal/", NULL);
}

static void
caldav_stop (Caldav *caldav)
{
  soup_server_disconnect (caldav->server);
  g_object_unref (caldav->server);
  g_hash_table_unref (caldav->entries);
  g_free (caldav->url);
}

static gboolean
form_waits (PlanFixture *f)
{
  return find_form () != NULL && gtk_widget_get_sensitive (gtk_window_get_default_widget (GTK_WINDOW (find_form ())));
}

static void
publish (PlanFixture *f)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "publish-calendar", NULL);
  plan_fixture_wait (f, has_form);
}

static GtkWidget *
find_check (GtkWidget *widget)
{
  if (GTK_IS_CHECK_BUTTON (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_check (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint n_before;
static Caldav *there;

static gboolean
is_sent (PlanFixture *f)
{
  return there->n_puts > n_before;
}

static gpointer
retitle_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, *(gint64 *) data, error);

  g_free (content->title);
  content->title = g_strdup ("바뀐 제목");
  return sotong_content_save (db, content, error) ? data : NULL;
}

/* The collection and the password are remembered, and what is planned follows by itself. */
static void
test_caldav (PlanFixture   *f,
             gconstpointer  data)
{
  Caldav caldav = { NULL };
  g_autoptr(SotongSecrets) secrets = sotong_secrets_new_memory ();

  caldav_start (&caldav);
  there = &caldav;
  sotong_context_set_secrets (f->context, secrets);
  publish (f);
  type_into ("Address", "calendar.example");
  accept_form ();
  g_assert_true (form_waits (f));
  type_into ("Address", caldav.url);
  type_into ("Account", "planner");
  accept_form ();
  plan_fixture_wait (f, form_waits); /* no password is kept yet */
  type_into ("Password", "secret");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_check (find_form ())), TRUE);
  accept_form ();
  plan_fixture_wait (f, no_form);
  plan_fixture_wait (f, is_over);
  g_assert_cmpint (sotong_task_get_state (last_task (f)), ==, SOTONG_TASK_DONE);
  g_assert_cmpuint (g_hash_table_size (caldav.entries), >, 3);
  sotong_context_clear_tasks (f->context);

  publish (f);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (find_form (), "Address"))), ==, caldav.url);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (find_check (find_form ()))));
  accept_form ();
  plan_fixture_wait (f, no_form);
  plan_fixture_wait (f, is_over);
  g_assert_nonnull (strstr (sotong_task_get_detail (last_task (f)), "0 sent"));

  sotong_background_set_delay (SOTONG_WINDOW (f->window.window)->background, 10);
  n_before = caldav.n_puts;
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, retitle_job, &f->scheduled, NULL, NULL);
  plan_fixture_wait (f, is_sent);
  caldav_stop (&caldav);
}

static gboolean
waits_for_keyring (PlanFixture *f)
{
  return find_label_with (find_form (), "Waiting for the keyring…") != NULL;
}

static gpointer
target_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_calendar_target_load (db, error);
}

/* Who does not wait for the keyring has published nothing and changed nothing, is told so, and can try again with what was typed. */
static void
test_caldav_locked (PlanFixture   *f,
                    gconstpointer  data)
{
  const char *passwords[] = { "secret", "" };

  lock_keyring (f->context);
  publish (f);
  type_into ("Address", "https://calendar.example/cal/");
  type_into ("Account", "planner");
  for (guint i = 0; i < G_N_ELEMENTS (passwords); i++)
    {
      g_autoptr(SotongCalendarTarget) target = NULL;

      type_into ("Password", passwords[i]);
      accept_form ();
      plan_fixture_wait (f, waits_for_keyring);
      gtk_window_close (GTK_WINDOW (find_form ()));
      plan_fixture_wait (f, form_waits);
      g_assert_nonnull (find_label_with (find_form (), "Nothing was saved, because the keyring was not waited for."));
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (find_form (), "Account"))), ==, "planner");
      target = sotong_store_read (f->store, target_job, NULL, NULL, NULL);
      g_assert_cmpstr (target->url, ==, "");
    }
  gtk_window_close (GTK_WINDOW (find_form ()));
  g_assert_null (find_form ());
}

/* ---- subscribed layers ---- */

static void
layer_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  static const char text[] = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20161026\r\nSUMMARY:행사\r\n"
                             "END:VEVENT\r\nEND:VCALENDAR\r\n";

  if (!g_str_equal (path, "/a.ics"))
    {
      soup_server_message_set_status (message, 404, NULL);
      return;
    }
  soup_server_message_set_response (message, "text/calendar", SOUP_MEMORY_STATIC, text, strlen (text));
  soup_server_message_set_status (message, 200, NULL);
}

static gpointer
subscribe_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autofree char *good = g_strconcat (data, "a.ics", NULL), *gone = g_strconcat (data, "gone.ics", NULL);
  const SotongEventLayer layers[] = { { .name = (char *) "있는 일정", .kind = (char *) "subscribed", .address = good },
                                      { .name = (char *) "없는 일정", .kind = (char *) "subscribed", .address = gone } };

  return sotong_event_layer_add (db, &layers[0], error) != 0 && sotong_event_layer_add (db, &layers[1], error) != 0 ? data : NULL;
}

static gpointer
layers_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_event_layer_list (db, error);
}

static gboolean
are_looked_at (PlanFixture *f)
{
  g_autoptr(GPtrArray) layers = sotong_store_read (f->store, layers_job, NULL, NULL, NULL);
  const SotongEventLayer *good = g_ptr_array_index (layers, 0), *gone = g_ptr_array_index (layers, 1);

  return good->n_events == 1 && good->message[0] == '\0' && strstr (gone->message, "404") != NULL;
}

/* They are looked at while the window is open, and one that is not there says so. */
static void
test_subscribed (PlanFixture   *f,
                 gconstpointer  data)
{
  g_autoptr(SoupServer) server = soup_server_new (NULL, NULL);
  g_autoslist(GUri) uris = NULL;
  g_autofree char *base = NULL;
  g_autoptr(GError) error = NULL;

  soup_server_add_handler (server, NULL, layer_cb, NULL, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  base = g_uri_to_string (uris->data);
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, subscribe_job, base, NULL, &error);
  g_assert_no_error (error);
  sotong_background_set_delay (SOTONG_WINDOW (f->window.window)->background, 20);
  plan_fixture_wait (f, are_looked_at);
  soup_server_disconnect (server);
}

/* ---- the time zone ---- */

static gpointer
zone_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_office_set_zone (db, data, error) ? data : NULL;
}

static gboolean
is_berlin (PlanFixture *f)
{
  SotongContext *context = sotong_window_get_context (f->window.window);

  return context != NULL && g_str_equal (g_time_zone_get_identifier (sotong_context_get_zone (context)), "Europe/Berlin");
}

/* The window shows the new clocks when somebody, here or elsewhere, sets the zone. */
static void
test_zone (PlanFixture   *f,
           gconstpointer  data)
{
  SotongPreferences *preferences = sotong_preferences_new (GTK_WINDOW (f->window.window), f->window.settings);
  GtkWidget *row = find_row (GTK_WIDGET (preferences), "Time zone");

  gtk_window_present (GTK_WINDOW (preferences));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Asia/Seoul");
  gtk_window_destroy (GTK_WINDOW (preferences));
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, zone_job, (gpointer) "Europe/Berlin", NULL, NULL);
  plan_fixture_wait (f, is_berlin);
}

/* ---- how late a post may go out ---- */

static GtkWidget *late_row;

static gpointer
grace_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_late_get_grace (db, data, error) ? data : NULL;
}

static gint64
get_grace (PlanFixture *f)
{
  g_autoptr(GError) error = NULL;
  gint64 seconds = 0;

  sotong_store_read (f->store, grace_job, &seconds, NULL, &error);
  g_assert_no_error (error);
  return seconds;
}

static gboolean
is_read (PlanFixture *f)
{
  return gtk_widget_get_sensitive (late_row);
}

static gboolean
is_half_an_hour (PlanFixture *f)
{
  return get_grace (f) == 1800;
}

static gboolean
is_default (PlanFixture *f)
{
  return get_grace (f) == SOTONG_LATE_DEFAULT_S;
}

static gboolean
can_undo (PlanFixture *f)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "undo");
}

/* The minutes are set with one step of undo; what is no such number changes nothing. */
static void
test_late (PlanFixture   *f,
           gconstpointer  data)
{
  SotongPreferences *preferences = sotong_preferences_new (GTK_WINDOW (f->window.window), f->window.settings);
  guint before = plan_fixture_n_changes (f);

  gtk_window_present (GTK_WINDOW (preferences));
  late_row = find_row (GTK_WIDGET (preferences), "Minutes");
  plan_fixture_wait (f, is_read);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (late_row)), ==, "15");
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (preferences)), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (late_row), "1441");
  g_signal_emit_by_name (late_row, "apply");
  gtk_editable_set_text (GTK_EDITABLE (late_row), "30");
  g_signal_emit_by_name (late_row, "apply");
  plan_fixture_wait (f, is_half_an_hour);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, before + 1);
  gtk_window_destroy (GTK_WINDOW (preferences));
  plan_fixture_wait (f, can_undo);
  press_undo (f);
  plan_fixture_wait (f, is_default);
}

/* ---- publishing without a window ---- */

static GtkSwitch *background;

static GtkSwitch *
find_switch (GtkWidget *widget)
{
  if (GTK_IS_SWITCH (widget))
    return GTK_SWITCH (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkSwitch *found = find_switch (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
background_is_read (PlanFixture *f)
{
  return gtk_widget_is_sensitive (GTK_WIDGET (background));
}

static const char *
get_subtitle (SotongPreferences *preferences)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (find_row (GTK_WIDGET (preferences), "Publish in the background")));
}

/* The switch is the person's autostart file: of this workspace, or of another whose place it takes. */
static void
test_background (PlanFixture   *f,
                 gconstpointer  data)
{
  SotongPreferences *preferences;
  g_autofree char *other = NULL, *own = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (sotong_autostart_set ("/srv/other.sotong", NULL, &error));
  g_assert_no_error (error);
  preferences = sotong_preferences_new (GTK_WINDOW (f->window.window), f->window.settings);
  gtk_window_present (GTK_WINDOW (preferences));
  background = find_switch (find_row (GTK_WIDGET (preferences), "Publish in the background"));
  g_assert_nonnull (background);
  plan_fixture_wait (f, background_is_read);
  g_assert_false (gtk_switch_get_active (background));
  g_assert_nonnull (strstr (get_subtitle (preferences), "/srv/other.sotong"));
  gtk_switch_set_active (background, TRUE);
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (background)));
  plan_fixture_wait (f, background_is_read);
  other = sotong_autostart_dup_workspace ();
  g_assert_cmpstr (other, ==, sotong_store_get_path (f->store));
  g_assert_true (gtk_switch_get_active (background));
  g_assert_null (strstr (get_subtitle (preferences), "/srv/other.sotong"));
  gtk_switch_set_active (background, FALSE);
  plan_fixture_wait (f, background_is_read);
  own = sotong_autostart_dup_workspace ();
  g_assert_null (own);
  g_assert_false (gtk_switch_get_active (background));
  gtk_window_destroy (GTK_WINDOW (preferences));
}

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/office/types", PlanFixture, NULL, plan_fixture_set_up, test_types, plan_fixture_tear_down);
  g_test_add ("/office/indicators", PlanFixture, NULL, plan_fixture_set_up, test_indicators, plan_fixture_tear_down);
  g_test_add ("/office/groups", PlanFixture, NULL, plan_fixture_set_up, test_groups, plan_fixture_tear_down);
  g_test_add ("/office/events", PlanFixture, NULL, plan_fixture_set_up, test_events, plan_fixture_tear_down);
  g_test_add ("/office/contributors", PlanFixture, NULL, plan_fixture_set_up, test_contributors, plan_fixture_tear_down);
  g_test_add ("/office/removed-contributor", PlanFixture, NULL, plan_fixture_set_up, test_removed_contributor, plan_fixture_tear_down);
  g_test_add ("/office/ads", PlanFixture, NULL, plan_fixture_set_up, test_ads, plan_fixture_tear_down);
  g_test_add ("/office/background", PlanFixture, NULL, plan_fixture_set_up, test_background, plan_fixture_tear_down);
  g_test_add ("/office/promises", PlanFixture, NULL, plan_fixture_set_up, test_promises, plan_fixture_tear_down);
  g_test_add ("/office/caldav", PlanFixture, NULL, plan_fixture_set_up, test_caldav, plan_fixture_tear_down);
  g_test_add ("/office/caldav-locked", PlanFixture, NULL, plan_fixture_set_up, test_caldav_locked, plan_fixture_tear_down);
  g_test_add ("/office/subscribed", PlanFixture, NULL, plan_fixture_set_up, test_subscribed, plan_fixture_tear_down);
  g_test_add ("/office/zone", PlanFixture, NULL, plan_fixture_set_up, test_zone, plan_fixture_tear_down);
  g_test_add ("/office/late", PlanFixture, NULL, plan_fixture_set_up, test_late, plan_fixture_tear_down);
  return g_test_run ();
}
