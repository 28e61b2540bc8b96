/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "app/dialogs/sotong-channel-dialog.h"
#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-sign-in-row.h"
#include "app/sotong-browser.h"
#include "locked-keyring.h"
#include "plan-fixture.h"
#include "platforms/sotong-secrets.h"
#include "store/sotong-channel-learn.h"
#include "store/sotong-channel.h"
#include "util/sotong-i18n.h"

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
row (const char *title)
{
  return find_titled_row (find_form (), title);
}

static void
type_into (const char *title,
           const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row (title)), text);
}

static const char *
text_of (const char *title)
{
  return gtk_editable_get_text (GTK_EDITABLE (row (title)));
}

static void
save (void)
{
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (find_form ())), "clicked");
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

static void
open_dialog (PlanFixture *f,
             gint64       channel)
{
  sotong_channel_dialog_present (plan_fixture_pane (f, "navigator"), channel);
  plan_fixture_wait (f, has_form);
}

/* The sentence that says why it could not be saved, or NULL. */
static const char *
problem (void)
{
  GtkInfoBar *bar = GTK_INFO_BAR (find_widget (find_form (), "GtkInfoBar"));

  return gtk_info_bar_get_revealed (bar) ? gtk_label_get_text (GTK_LABEL (find_widget (GTK_WIDGET (bar), "GtkLabel"))) : NULL;
}

static gpointer
get_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_channel_get (db, *(gint64 *) data, error);
}

static SotongChannel *
get_channel (PlanFixture *f,
             gint64       id)
{
  g_autoptr(GError) error = NULL;
  SotongChannel *channel = sotong_store_read (f->store, get_job, &id, NULL, &error);

  g_assert_no_error (error);
  return channel;
}

static char *
get_secret (PlanFixture *f,
            gint64       id)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autoptr(GError) error = NULL;
  char *secret = sotong_secrets_lookup (sotong_context_get_secrets (f->context), sotong_store_get_uuid (f->store), SOTONG_SECRETS_CHANNEL, key, "",
                                        NULL, &error);

  g_assert_no_error (error);
  return secret;
}

static SotongTask *
newest_task (PlanFixture *f)
{
  GListModel *tasks = sotong_context_get_tasks (f->context);
  g_autoptr(SotongTask) task = NULL;

  if (g_list_model_get_n_items (tasks) == 0)
    return NULL;
  task = g_list_model_get_item (tasks, 0);
  return task; /* the list holds it */
}

static gboolean
is_checked (PlanFixture *f)
{
  return newest_task (f) != NULL && sotong_task_is_over (newest_task (f));
}

/* ---- settings ---- */

static void
test_edit (PlanFixture   *f,
           gconstpointer  data)
{
  g_autoptr(SotongChannel) before = get_channel (f, f->channels[1]);
  g_autoptr(SotongChannel) after = NULL, undone = NULL;
  guint n = plan_fixture_n_changes (f);
  char *secret;

  open_dialog (f, f->channels[1]);
  g_assert_cmpstr (text_of ("Name"), ==, before->name);
  g_assert_cmpstr (text_of ("Address"), ==, "http://127.0.0.1:9/");
  g_assert_cmpstr (text_of ("Account"), ==, "office");
  g_assert_cmpuint (count_unnamed (find_form ()), ==, 0);
  type_into ("Name", "서울시 새 채널");
  type_into ("Account", "new-office");
  type_into ("Public name", "@seoul");
  type_into ("New application password or token", "p w-2");
  save ();
  plan_fixture_wait (f, no_form);
  after = get_channel (f, f->channels[1]);
  g_assert_cmpstr (after->name, ==, "서울시 새 채널");
  g_assert_cmpstr (after->user, ==, "new-office");
  g_assert_cmpstr (after->handle, ==, "@seoul");
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, n + 1);
  secret = get_secret (f, f->channels[1]);
  g_assert_cmpstr (secret, ==, "p w-2");
  sotong_secrets_free (secret);
  /* Nobody listens at the address: that is told at once. */
  plan_fixture_wait (f, is_checked);
  g_assert_nonnull (strstr (sotong_task_get_title (newest_task (f)), "서울시 새 채널"));
  g_assert_true (g_str_has_prefix (sotong_task_get_detail (newest_task (f)), "The channel was saved, but it cannot publish yet:"));
  while (!g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "undo"))
    g_main_context_iteration (NULL, TRUE);
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  while (plan_fixture_n_changes (f) == n + 1)
    g_main_context_iteration (NULL, TRUE);
  undone = get_channel (f, f->channels[1]);
  g_assert_cmpstr (undone->name, ==, before->name);
  g_assert_cmpstr (undone->user, ==, "office");
}

/* What cannot be is said, and stays to be put right; what was not changed is no step of undo and asks nobody. */
static void
test_refused (PlanFixture   *f,
              gconstpointer  data)
{
  g_autoptr(SotongChannel) other = get_channel (f, f->channels[2]);
  g_autofree char *name = NULL;
  guint n = plan_fixture_n_changes (f);

  open_dialog (f, f->channels[1]);
  name = g_strdup (text_of ("Name"));
  type_into ("Name", " ");
  save ();
  g_assert_cmpstr (problem (), ==, "The channel needs a name.");
  type_into ("Name", other->name);
  save ();
  while (problem () == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (problem (), other->name));
  type_into ("Name", name);
  type_into ("Address", "http://blog.example/");
  save ();
  g_assert_nonnull (strstr (problem (), "https://"));
  type_into ("Address", "http://127.0.0.1:9/");
  save ();
  plan_fixture_wait (f, no_form);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, n);
  g_assert_null (newest_task (f));
}

/* ---- pictures ---- */

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  const char *const *names = data;
  g_autoptr(SotongChannel) channel = sotong_channel_new ();
  gint64 id;

  channel->platform = g_strdup (names[0]);
  channel->name = g_strdup (names[1]);
  channel->url = g_strdup ("http://127.0.0.1:9/");
  channel->user = g_strdup ("office");
  id = sotong_channel_add (db, channel, error);
  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static gint64
add_channel (PlanFixture *f,
             const char  *platform,
             const char  *name)
{
  const char *names[] = { platform, name };
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *id = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, add_job, names, NULL, &error);

  g_assert_no_error (error);
  return *id;
}

static void
choose (const char *title,
        const char *choice)
{
  AdwComboRow *combo = ADW_COMBO_ROW (row (title));
  GListModel *model = adw_combo_row_get_model (combo);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (item), choice))
        {
          adw_combo_row_set_selected (combo, i);
          return;
        }
    }
  g_error ("%s is not offered", choice);
}

static gboolean
is_idle (PlanFixture *f)
{
  return !sotong_form_get_busy (SOTONG_FORM (find_form ()));
}

static gboolean
waits_for_keyring (PlanFixture *f)
{
  return g_strcmp0 (problem (), "Waiting for the keyring…") == 0;
}

/* The keyring is not waited for: what else was changed is saved, once, which is said; the password can be kept later. */
static void
test_locked (PlanFixture   *f,
             gconstpointer  data)
{
  g_autoptr(SotongSecrets) secrets = g_object_ref (sotong_context_get_secrets (f->context));
  guint n = plan_fixture_n_changes (f);
  char *secret;

  lock_keyring (f->context);
  open_dialog (f, f->channels[1]);
  type_into ("Name", "서울시 새 채널");
  type_into ("New application password or token", "p w-2");
  save ();
  plan_fixture_wait (f, waits_for_keyring);
  gtk_window_close (GTK_WINDOW (find_form ()));
  plan_fixture_wait (f, is_idle);
  g_assert_nonnull (strstr (problem (), "The new password was not kept, because the keyring was not waited for."));
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, n + 1);
  sotong_context_set_secrets (f->context, secrets);
  save ();
  plan_fixture_wait (f, no_form);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, n + 1);
  secret = get_secret (f, f->channels[1]);
  g_assert_cmpstr (secret, ==, "p w-2");
  sotong_secrets_free (secret);
}

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

/* It does not close before it is known whether it is saved. */
static void
test_while_saving (PlanFixture   *f,
                   gconstpointer  data)
{
  guint n = plan_fixture_n_changes (f);
  GtkWidget *form;

  g_atomic_int_set (&gate, 0);
  open_dialog (f, f->channels[1]);
  form = find_form ();
  type_into ("Name", "서울시 새 채널");
  sotong_store_write_async (f->store, SOTONG_WRITE_DEFAULT, wait_job, f, NULL, NULL, NULL, NULL, NULL);
  save ();
  gtk_widget_activate_action (form, "window.close", NULL);
  g_assert_true (find_form () == form);
  g_assert_nonnull (strstr (problem (), "It is being saved just now."));
  g_atomic_int_set (&gate, 1);
  plan_fixture_wait (f, no_form);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, n + 1);
}

static gboolean
asks_whose (PlanFixture *f)
{
  return g_strcmp0 (problem (), "Asking whose account it is…") == 0;
}

/* Who stops the question whose account it is has changed nothing, and what was typed stays. */
static void
test_not_waited (PlanFixture   *f,
                 gconstpointer  data)
{
  g_autoptr(GSocketListener) listener = g_socket_listener_new ();
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new (loopback, 0), bound = NULL;
  g_autofree char *url = NULL;
  gint64 id = add_channel (f, "mastodon", "시청 마스토돈");
  guint n = plan_fixture_n_changes (f);

  g_assert_true (g_socket_listener_add_address (listener, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &bound, NULL));
  url = g_strdup_printf ("http://127.0.0.1:%u/", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound))); /* nobody answers there */
  open_dialog (f, id);
  type_into ("Address", url);
  type_into ("New application password or token", "token-2");
  save ();
  plan_fixture_wait (f, asks_whose);
  gtk_window_close (GTK_WINDOW (find_form ()));
  plan_fixture_wait (f, is_idle);
  g_assert_null (problem ());
  g_assert_cmpstr (text_of ("Address"), ==, url);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, n);
  gtk_window_close (GTK_WINDOW (find_form ()));
  plan_fixture_wait (f, no_form);
}

static void
test_pictures (PlanFixture   *f,
               gconstpointer  data)
{
  gint64 library = add_channel (f, "wordpress", "시청 블로그 2");
  gint64 id = add_channel (f, "instagram", "시청 인스타그램 2");
  g_autoptr(SotongChannel) through = NULL, below = NULL, nowhere = NULL;

  open_dialog (f, library);
  g_assert_null (row ("Pictures go through")); /* it takes them itself */
  gtk_window_close (GTK_WINDOW (find_form ()));
  plan_fixture_wait (f, no_form);
  open_dialog (f, id);
  g_assert_false (gtk_widget_get_visible (row ("Public address")));
  choose ("Pictures go through", "시청 블로그 2");
  save ();
  plan_fixture_wait (f, no_form);
  through = get_channel (f, id);
  g_assert_cmpint (through->media_channel_id, ==, library);
  open_dialog (f, id);
  choose ("Pictures go through", "A public address");
  g_assert_true (gtk_widget_get_visible (row ("Public address")));
  type_into ("Public address", "pictures");
  save ();
  g_assert_nonnull (strstr (problem (), "https://"));
  type_into ("Public address", "https://www.seoul.example/pictures/");
  save ();
  plan_fixture_wait (f, no_form);
  below = get_channel (f, id);
  g_assert_cmpint (below->media_channel_id, ==, SOTONG_NONE);
  g_assert_cmpstr (below->media_url, ==, "https://www.seoul.example/pictures/");
  open_dialog (f, id);
  g_assert_cmpstr (text_of ("Public address"), ==, "https://www.seoul.example/pictures/");
  choose ("Pictures go through", "Nowhere");
  save ();
  plan_fixture_wait (f, no_form);
  nowhere = get_channel (f, id);
  g_assert_true (nowhere->media_url == NULL || nowhere->media_url[0] == '\0');
}

/* ---- where it is opened ---- */

static GtkWidget *
find_label_row (GtkWidget  *widget,
                const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label_row (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gpointer
over_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  SotongLearnt learnt = { SOTONG_LEARNT_BY_CHECK, "sign-in", "The token is over. Sign in again.", SOTONG_NONE };

  return sotong_channel_learn (db, *(gint64 *) data, &learnt, error) ? data : NULL;
}

/* The warning about an account leads to what mends it. */
static void
test_warning (PlanFixture   *f,
              gconstpointer  data)
{
  gint64 id = add_channel (f, "mastodon", "시청 마스토돈");
  GtkWidget *navigator = GTK_WIDGET (plan_fixture_pane (f, "navigator")), *line, *button = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, over_job, &id, NULL, &error));
  g_assert_no_error (error);
  while (button == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      line = find_label_row (navigator, "시청 마스토돈");
      button = line != NULL ? find_widget (line, "GtkButton") : NULL;
    }
  g_assert_cmpuint (count_unnamed (navigator), ==, 0);
  g_signal_emit_by_name (button, "clicked");
  plan_fixture_wait (f, has_form);
  g_assert_cmpstr (text_of ("Name"), ==, "시청 마스토돈");
  gtk_window_close (GTK_WINDOW (find_form ()));
  plan_fixture_wait (f, no_form);
}

/* ---- signing in ---- */

static char *page;     /* what was opened in the browser */
static guint n_opened;
static const char *signed_in_as = "office"; /* who is signed in in the browser */

static gboolean
open_cb (GtkWindow   *window,
         const char  *url,
         GError     **error)
{
  g_free (page);
  page = g_strdup (url);
  n_opened++;
  return TRUE;
}

static gboolean
no_browser_cb (GtkWindow   *window,
               const char  *url,
               GError     **error)
{
  open_cb (window, url, NULL);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Nothing opens pages here");
  return FALSE;
}

static gboolean
is_opened (PlanFixture *f)
{
  return page != NULL;
}

/* A Mastodon server that knows one app, one code and one token. */
static void
mastodon_cb (SoupServer        *server,
             SoupServerMessage *message,
             const char        *path,
             GHashTable        *query,
             gpointer           user_data)
{
  const char *authorization = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization");
  const char *body = soup_server_message_get_request_body (message)->data;
  const char *answer = "{\"error\":\"Not found\"}";
  g_autofree char *account = g_strdup_printf ("{\"id\":\"1\",\"acct\":\"%s\",\"display_name\":\"City\"}", signed_in_as);
  guint status = 404;

  if (g_str_equal (path, "/api/v1/apps"))
    {
      answer = "{\"client_id\":\"app-1\",\"client_secret\":\"app-secret\"}";
      status = 200;
    }
  else if (g_str_equal (path, "/oauth/token") && strstr (body, "code=code-1") != NULL && strstr (body, "client_id=app-1") != NULL)
    {
      answer = "{\"token_type\":\"Bearer\",\"access_token\":\"access-1\"}";
      status = 200;
    }
  else if (g_str_equal (path, "/api/v1/accounts/verify_credentials") && g_strcmp0 (authorization, "Bearer access-1") == 0)
    {
      answer = account;
      status = 200;
    }
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, answer, strlen (answer));
}

static SoupServer *
serve (PlanFixture *f,
       gint64      *out_channel)
{
  SoupServer *server = soup_server_new (NULL, NULL);
  g_autoptr(GError) error = NULL;
  GSList *uris;
  g_autofree char *url = NULL;

  soup_server_add_handler (server, NULL, mastodon_cb, NULL, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  url = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  *out_channel = add_channel (f, "mastodon", "시청 마스토돈");
  g_clear_pointer (&page, g_free);
  n_opened = 0;
  sotong_browser_set_opener (open_cb);
  open_dialog (f, *out_channel);
  type_into ("Address", url); /* is saved before */
  return server;
}

static void
press (const char *label)
{
  GtkWidget *button = find_labelled_button (row ("Sign in through the browser"), label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
take_result_cb (GObject       *object,
                GAsyncResult  *result,
                GAsyncResult **out_result)
{
  *out_result = g_object_ref (result);
}

/* The browser comes back from the page with what the person answered there. */
static void
come_back (const char *answer)
{
  g_autoptr(GHashTable) asked = soup_form_decode (strchr (page, '?') + 1);
  g_autofree char *url = g_strdup_printf ("%s?%s&state=%s", (const char *) g_hash_table_lookup (asked, "redirect_uri"), answer,
                                          (const char *) g_hash_table_lookup (asked, "state"));
  g_autoptr(SoupSession) session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  g_autoptr(SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, NULL, (GAsyncReadyCallback) take_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  stream = soup_session_send_finish (session, result, &error);
  g_assert_no_error (error);
}

static gboolean
waits (void)
{
  return find_labelled_button (row ("Sign in through the browser"), "_Cancel") != NULL;
}

static void
test_sign_in (PlanFixture   *f,
              gconstpointer  data)
{
  gint64 id;
  g_autoptr(SoupServer) server = serve (f, &id);
  char *secret;

  g_assert_null (row ("Id of the app (client id)")); /* the program registers itself there */
  press ("_Sign In…");
  plan_fixture_wait (f, is_opened);
  g_assert_true (waits ());
  g_assert_false (gtk_widget_get_sensitive (row ("Name")));
  g_assert_cmpuint (count_unnamed (find_form ()), ==, 0);
  come_back ("code=code-1");
  plan_fixture_wait (f, no_form);
  secret = get_secret (f, id);
  g_assert_nonnull (strstr (secret, "access-1"));
  sotong_secrets_free (secret);
  plan_fixture_wait (f, is_checked);
  g_assert_cmpstr (sotong_task_get_detail (newest_task (f)), ==, "The channel is ready: the platform knows the account as “City”.");
  sotong_browser_set_opener (NULL);
}

static void
read_text_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

/* Where no browser can be opened the row says so and why, the address is in the clipboard, and pasted elsewhere on this computer it signs in. */
static void
test_no_browser (PlanFixture   *f,
                 gconstpointer  data)
{
  gint64 id;
  g_autoptr(SoupServer) server = serve (f, &id);
  g_autofree char *copied = NULL;
  const char *said;

  sotong_browser_set_opener (no_browser_cb);
  press ("_Sign In…");
  plan_fixture_wait (f, is_opened);
  said = adw_action_row_get_subtitle (ADW_ACTION_ROW (row ("Sign in through the browser")));
  g_assert_cmpstr (said, ==, "No browser could be opened: Nothing opens pages here. The page’s address was copied: paste it into a browser on this computer.");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (find_form ())), NULL, read_text_cb, &copied);
  while (copied == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (copied, ==, page);
  g_assert_true (waits ());
  g_assert_cmpuint (n_opened, ==, 1);
  come_back ("code=code-1");
  plan_fixture_wait (f, no_form);
  sotong_browser_set_opener (NULL);
}

/* The browser was signed in as somebody else: both are named, and the next sign-in may be the right one. */
static void
test_other_account (PlanFixture   *f,
                    gconstpointer  data)
{
  gint64 id;
  g_autoptr(SoupServer) server = serve (f, &id);
  g_autofree char *key = NULL;

  signed_in_as = "mayor";
  press ("_Sign In…");
  plan_fixture_wait (f, is_opened);
  come_back ("code=code-1");
  while (waits ())
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (problem (), "“office”"));
  g_assert_nonnull (strstr (problem (), "“mayor”"));
  key = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_assert_null (sotong_secrets_lookup (sotong_context_get_secrets (f->context), sotong_store_get_uuid (f->store), SOTONG_SECRETS_CHANNEL, key, "", NULL, NULL));
  signed_in_as = "office";
  g_clear_pointer (&page, g_free);
  press ("_Sign In…");
  plan_fixture_wait (f, is_opened);
  come_back ("code=code-1");
  plan_fixture_wait (f, no_form);
  plan_fixture_wait (f, is_checked);
  sotong_browser_set_opener (NULL);
}

/* A token of another account is typed: both are named, nothing is saved, and what was kept before stays. */
static void
test_other_typed (PlanFixture   *f,
                  gconstpointer  data)
{
  gint64 id;
  g_autoptr(SoupServer) server = serve (f, &id);
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autoptr(SotongChannel) channel = NULL;
  g_autoptr(GError) error = NULL;
  char *secret;

  g_assert_true (sotong_secrets_store (sotong_context_get_secrets (f->context), sotong_store_get_uuid (f->store), SOTONG_SECRETS_CHANNEL, key, "", "access-0",
                                       NULL, &error));
  g_assert_no_error (error);
  signed_in_as = "mayor";
  type_into ("New application password or token", "access-1");
  save ();
  while (problem () == NULL || sotong_form_get_busy (SOTONG_FORM (find_form ())))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (problem (), "“office”"));
  g_assert_nonnull (strstr (problem (), "“mayor”"));
  channel = get_channel (f, id);
  g_assert_cmpstr (channel->url, ==, "http://127.0.0.1:9/");
  secret = get_secret (f, id);
  g_assert_cmpstr (secret, ==, "access-0");
  sotong_secrets_free (secret);
  signed_in_as = "office";
  save ();
  plan_fixture_wait (f, no_form);
  secret = get_secret (f, id);
  g_assert_cmpstr (secret, ==, "access-1");
  sotong_secrets_free (secret);
  plan_fixture_wait (f, is_checked);
  sotong_browser_set_opener (NULL);
}

/* Whoever says no on the page, or stops waiting, has the dialog again and nothing is kept. */
static void
test_not_signed_in (PlanFixture   *f,
                    gconstpointer  data)
{
  gint64 id;
  g_autoptr(SoupServer) server = serve (f, &id);

  press ("_Sign In…");
  plan_fixture_wait (f, is_opened);
  come_back ("error=access_denied");
  while (waits ())
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (problem (), "access was denied"));
  g_assert_true (gtk_widget_is_sensitive (row ("Name")));
  g_clear_pointer (&page, g_free);
  press ("_Sign In…");
  plan_fixture_wait (f, is_opened);
  g_assert_cmpuint (n_opened, ==, 2);
  press ("_Cancel");
  while (waits ())
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_is_sensitive (row ("Name")));
  g_assert_true (gtk_widget_get_sensitive (gtk_window_get_default_widget (GTK_WINDOW (find_form ()))));
  /* Closing it while it waits stops that too. */
  g_clear_pointer (&page, g_free);
  press ("_Sign In…");
  plan_fixture_wait (f, is_opened);
  gtk_window_close (GTK_WINDOW (find_form ()));
  plan_fixture_wait (f, no_form);
  g_assert_null (get_secret (f, id));
  sotong_browser_set_opener (NULL);
}

/* Without the city's own app one is told what to type. */
static void
test_no_app (PlanFixture   *f,
             gconstpointer  data)
{
  gint64 id = add_channel (f, "x", "시청 X 2");

  g_clear_pointer (&page, g_free);
  sotong_browser_set_opener (open_cb);
  open_dialog (f, id);
  type_into ("Port that was registered for the app", "70000");
  press ("_Sign In…");
  while (problem () == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (problem (), "1 to 65535"));
  type_into ("Port that was registered for the app", "");
  press ("_Sign In…");
  while (problem () == NULL || strstr (problem (), "own app") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (page);
  type_into ("Id of the app (client id)", "city-app");
  press ("_Sign In…");
  plan_fixture_wait (f, is_opened);
  g_assert_nonnull (strstr (page, "client_id=city-app"));
  gtk_window_close (GTK_WINDOW (find_form ()));
  plan_fixture_wait (f, no_form);
  sotong_browser_set_opener (NULL);
}

#define ADD(path, function) \
  g_test_add (path, PlanFixture, NULL, plan_fixture_set_up, function, plan_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  ADD ("/app/channel-dialog/edit", test_edit);
  ADD ("/app/channel-dialog/refused", test_refused);
  ADD ("/app/channel-dialog/locked", test_locked);
  ADD ("/app/channel-dialog/while-saving", test_while_saving);
  ADD ("/app/channel-dialog/not-waited", test_not_waited);
  ADD ("/app/channel-dialog/pictures", test_pictures);
  ADD ("/app/channel-dialog/warning", test_warning);
  ADD ("/app/channel-dialog/sign-in", test_sign_in);
  ADD ("/app/channel-dialog/sign-in/no-browser", test_no_browser);
  ADD ("/app/channel-dialog/other-account", test_other_account);
  ADD ("/app/channel-dialog/other-typed", test_other_typed);
  ADD ("/app/channel-dialog/not-signed-in", test_not_signed_in);
  ADD ("/app/channel-dialog/no-app", test_no_app);
  return g_test_run ();
}
