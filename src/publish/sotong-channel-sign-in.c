/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/sotong-channel-sign-in.h"

#include "platforms/sotong-sign-in.h"
#include "platforms/sotong-token.h"
#include "store/sotong-channel.h"

#define TIMEOUT_S 300

/* The window's side of a sign-in through the browser: it waits in a thread. What the browser brings goes to the keyring. */

typedef struct {
  SotongSecrets        *secrets;        /* (owned) */
  gint64                channel_id;
  char                 *client_id;      /* (owned) (nullable) */
  char                 *client_secret;  /* (owned) (nullable) */
  guint                 port;
  SotongSignInPageFunc  page;
  gpointer              page_data;
  GMainContext         *context;        /* (owned): the caller's */
} SignIn;

static void
sign_in_free (SignIn *self)
{
  g_object_unref (self->secrets);
  g_free (self->client_id);
  sotong_secrets_free (self->client_secret);
  g_main_context_unref (self->context);
  g_free (self);
}

static gpointer
get_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_channel_get (db, *(const gint64 *) data, error);
}

/**
 * sotong_channel_sign_in_open_account:
 * @store: a workspace
 * @secrets: where its secrets are
 * @channel: a channel
 * @client_id: (nullable): the city's app, if it is another than is known
 * @client_secret: (nullable): its secret, if it is told anew
 * @cancellable: (nullable): a cancellable
 * @error: return location; a code of %SOTONG_SECRETS_ERROR
 *
 * The account to be signed in, with what is known of the city's app. Blocks while the keyring is asked.
 *
 * Returns: (transfer full): the account, or %NULL if the keyring could not be asked
 */
SotongAccount *
sotong_channel_sign_in_open_account (SotongStore         *store,
                                     SotongSecrets       *secrets,
                                     const SotongChannel *channel,
                                     const char          *client_id,
                                     const char          *client_secret,
                                     GCancellable        *cancellable,
                                     GError             **error)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, channel->id);
  g_autoptr(GError) local = NULL;
  char *known = sotong_secrets_lookup (secrets, sotong_store_get_uuid (store), SOTONG_SECRETS_CHANNEL, key, channel->name, cancellable, &local);
  g_autoptr(SotongToken) token = known != NULL && known[0] == '{' ? sotong_token_parse (known) : sotong_token_new ();
  SotongAccount *account;
  char *secret;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (client_id != NULL && g_strcmp0 (token->client_id, client_id) != 0)
    {
      sotong_token_set (&token->client_id, client_id);
      sotong_token_set (&token->client_secret, NULL);
    }
  if (client_secret != NULL)
    sotong_token_set (&token->client_secret, client_secret);
  secret = sotong_token_to_secret (token);
  account = sotong_account_new (channel->name, channel->platform, channel->url, channel->user, channel->handle, secret);
  sotong_secrets_free (known);
  sotong_secrets_free (secret);
  return account;
}

/* ---- the page, on its way to the window ---- */

typedef struct {
  GTask *task;  /* (owned): keeps its data alive */
  char  *url;   /* (owned) */
} Page;

static void
page_free (Page *page)
{
  g_object_unref (page->task);
  g_free (page->url);
  g_free (page);
}

static gboolean
page_cb (gpointer user_data)
{
  Page *page = user_data;
  SignIn *self = g_task_get_task_data (page->task);

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (page->task)))
    self->page (page->url, self->page_data);
  return G_SOURCE_REMOVE;
}

static void
show_page (GTask      *task,
           const char *url)
{
  SignIn *self = g_task_get_task_data (task);
  Page *page = g_new0 (Page, 1);
  g_autoptr(GSource) source = g_idle_source_new ();

  page->task = g_object_ref (task);
  page->url = g_strdup (url);
  g_source_set_priority (source, G_PRIORITY_DEFAULT); /* before the end of the task, which comes after it */
  g_source_set_callback (source, page_cb, page, (GDestroyNotify) page_free);
  g_source_attach (source, self->context);
}

/* ---- the work ---- */

static gboolean
run (GTask         *task,
     SotongStore   *store,
     GCancellable  *cancellable,
     GError       **error)
{
  SignIn *self = g_task_get_task_data (task);
  g_autoptr(SotongChannel) channel = sotong_store_read (store, get_job, &self->channel_id, cancellable, error);
  g_autoptr(SotongHttp) http = NULL;
  g_autoptr(SotongAccount) account = NULL;
  g_autoptr(SotongSignIn) under_way = NULL;
  g_autofree char *user = NULL;
  char *secret;
  gboolean kept;

  if (channel == NULL)
    return FALSE;
  http = sotong_http_new (sotong_store_get_clock (store));
  account = sotong_channel_sign_in_open_account (store, self->secrets, channel, self->client_id, self->client_secret, cancellable, error);
  if (account == NULL)
    return FALSE;
  under_way = sotong_sign_in_begin (http, account, self->port, cancellable, error);
  if (under_way == NULL)
    return FALSE;
  show_page (task, sotong_sign_in_get_url (under_way));
  secret = sotong_sign_in_finish (under_way, TIMEOUT_S, cancellable, &user, error);
  if (secret == NULL)
    return FALSE;
  kept = sotong_channel_sign_in_take (store, self->secrets, channel, secret, user, cancellable, error);
  sotong_secrets_free (secret);
  return kept;
}

static void
thread_cb (GTask        *task,
           gpointer      source,
           gpointer      task_data,
           GCancellable *cancellable)
{
  GError *error = NULL;

  if (run (task, source, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * sotong_channel_sign_in_async:
 * @store: the open workspace
 * @secrets: where the secret is kept
 * @channel_id: a channel whose platform is signed in to through the browser
 * @client_id: (nullable): the city's own app there, or %NULL for the one that is known
 * @client_secret: (nullable): its secret
 * @port: the port that was registered for the app, or 0 for any
 * @page: told what to open in a browser; not when it was cancelled before
 * @page_data: for @page, alive until @callback
 * @cancellable: (nullable): to stop waiting; then nothing is kept
 * @callback: called in this main context
 * @user_data: for @callback
 *
 * Signs a channel in: waits five minutes for the browser to come back, keeps what it brings in the keyring, and the
 * account's name in the workspace where it has none yet; another account than the channel's is refused. Whether the account may publish is to be asked after.
 */
void
sotong_channel_sign_in_async (SotongStore          *store,
                              SotongSecrets        *secrets,
                              gint64                channel_id,
                              const char           *client_id,
                              const char           *client_secret,
                              guint                 port,
                              SotongSignInPageFunc  page,
                              gpointer              page_data,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data)
{
  g_autoptr(GTask) task = g_task_new (store, cancellable, callback, user_data);
  SignIn *self = g_new0 (SignIn, 1);

  self->secrets = g_object_ref (secrets);
  self->channel_id = channel_id;
  self->client_id = g_strdup (client_id);
  self->client_secret = g_strdup (client_secret);
  self->port = port;
  self->page = page;
  self->page_data = page_data;
  self->context = g_main_context_ref_thread_default ();
  g_task_set_source_tag (task, sotong_channel_sign_in_async);
  g_task_set_check_cancellable (task, FALSE); /* what was kept is not called cancelled */
  g_task_set_task_data (task, self, (GDestroyNotify) sign_in_free);
  g_task_run_in_thread (task, thread_cb);
}

/**
 * sotong_channel_sign_in_finish:
 * @store: the workspace
 * @result: from the callback
 * @error: return location; a code of %SOTONG_SIGN_IN_ERROR or of %SOTONG_SECRETS_ERROR, or `G_IO_ERROR_CANCELLED`
 *
 * Returns: %TRUE if the channel is signed in
 */
gboolean
sotong_channel_sign_in_finish (SotongStore   *store,
                               GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
