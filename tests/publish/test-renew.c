/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-token.h"
#include "publish-fixture.h"
#include "publish/sotong-channel-sign-in.h"
#include "store/sotong-channel.h"

/* A sign-in that is over is renewed once, kept before it is used, and the call made once more. */

#define REFRESH "refresh-1"

static char *
make_secret (gint64 expires_at)
{
  g_autoptr(SotongToken) token = sotong_token_new ();

  sotong_token_set (&token->access_token, PUBLISH_TOKEN);
  sotong_token_set (&token->refresh_token, REFRESH);
  token->expires_at = expires_at;
  return sotong_token_to_secret (token);
}

static void
keep_secret (PublishFixture *f,
             gint64          channel,
             const char     *secret)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, channel);
  g_autoptr(GError) error = NULL;

  sotong_secrets_store (f->secrets, sotong_store_get_uuid (f->store), SOTONG_SECRETS_CHANNEL, key, "연습", secret, NULL, &error);
  g_assert_no_error (error);
}

static char *
get_secret (PublishFixture *f,
            gint64          channel)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, channel);

  return sotong_secrets_lookup (f->secrets, sotong_store_get_uuid (f->store), SOTONG_SECRETS_CHANNEL, key, "연습", NULL, NULL);
}

static void
sign_in (PublishFixture *f,
         gint64          channel,
         gint64          expires_at)
{
  char *secret = make_secret (expires_at);

  keep_secret (f, channel, secret);
  sotong_practice_server_set_refresh_token (f->server, REFRESH);
  sotong_secrets_free (secret);
}

static guint
count_renewals (PublishFixture *f)
{
  SotongPracticeCounts counts;

  sotong_practice_server_get_counts (f->server, &counts);
  return counts.renewals;
}

static gpointer
channel_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_channel_get (db, *(gint64 *) data, error);
}

static SotongChannel *
get_channel (PublishFixture *f,
             gint64          id)
{
  g_autoptr(GError) error = NULL;
  SotongChannel *channel = sotong_store_read (f->store, channel_job, &id, NULL, &error);

  g_assert_no_error (error);
  return channel;
}

static void
test_over_by_date (PublishFixture *f,
                   gconstpointer   data)
{
  g_autoptr(SotongPublishResult) result = NULL;
  g_autoptr(SotongToken) token = NULL;
  char *secret;

  sign_in (f, f->channel, publish_fixture_now () - 10);
  sotong_practice_server_end_token (f->server);
  publish_fixture_add_due (f, "가을 축제");
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  g_assert_cmpuint (count_renewals (f), ==, 1);
  secret = get_secret (f, f->channel);
  token = sotong_token_parse (secret);
  sotong_secrets_free (secret);
  g_assert_cmpstr (token->access_token, !=, PUBLISH_TOKEN);
  g_assert_cmpstr (token->refresh_token, !=, REFRESH);
  g_assert_cmpint (token->expires_at, >, publish_fixture_now () + 3600);

  g_clear_pointer (&result, sotong_publish_result_free);
  publish_fixture_add_due (f, "겨울 축제");
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  g_assert_cmpuint (count_renewals (f), ==, 1);
}

/* The platform says so first: renewed, and the same post goes out once, in the same attempt. */
static void
test_over_by_answer (PublishFixture *f,
                     gconstpointer   data)
{
  static const guchar picture[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0 };
  g_autoptr(SotongPublishResult) result = NULL;
  gint64 content;

  sign_in (f, f->channel, 0);
  sotong_practice_server_end_token (f->server);
  content = publish_fixture_add_due (f, "가을 축제");
  publish_fixture_attach (f, content, "a.png", picture, sizeof picture);
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  g_assert_cmpuint (count_renewals (f), ==, 1);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 1);
}

static void
test_check_renews (PublishFixture *f,
                   gconstpointer   data)
{
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongChannel) channel = NULL;
  g_autoptr(GError) error = NULL;

  sign_in (f, f->channel, 0);
  sotong_practice_server_end_token (f->server);
  reply = sotong_publisher_check_channel (f->publisher, f->channel, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (count_renewals (f), ==, 1);
  channel = get_channel (f, f->channel);
  g_assert_cmpstr (channel->health, ==, "ok");
  g_assert_cmpint (channel->good_at, !=, SOTONG_NONE);
  g_assert_cmpint (channel->expires_at, ==, SOTONG_NONE); /* it renews itself */
}

/* A post of unknown outcome is looked up with a sign-in that holds. */
static void
test_look_up_renews (PublishFixture *f,
                     gconstpointer   data)
{
  SotongPracticeFault lost = { SOTONG_PRACTICE_FAULT_DROP_AFTER_STORE, 1, 0, -1, 0, NULL };
  SotongPracticeFault blind = { SOTONG_PRACTICE_FAULT_STATUS, 1, 500, -1, 0, "look-up" };
  g_autoptr(SotongPublishResult) result = NULL;

  sign_in (f, f->channel, 0);
  publish_fixture_add_due (f, "가을 축제");
  sotong_practice_server_add_fault (f->server, &lost);
  sotong_practice_server_add_fault (f->server, &blind);
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_UNKNOWN);
  g_clear_pointer (&result, sotong_publish_result_free);
  sotong_practice_server_end_token (f->server);
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 1);
  g_assert_cmpuint (count_renewals (f), ==, 1);
}

/* Revoked while ten posts wait: one attempt, one cause, nine that stay as they are. */
static void
test_revoked (PublishFixture *f,
              gconstpointer   data)
{
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(SotongChannel) channel = NULL;
  g_autoptr(GError) error = NULL;
  SotongPracticeCounts before, after;
  guint n_attempts = 0;

  sign_in (f, f->channel, 0);
  sotong_practice_server_set_refresh_token (f->server, "another");
  sotong_practice_server_end_token (f->server);
  for (int i = 0; i < 10; i++)
    publish_fixture_add_due (f, "가을 축제");
  sotong_practice_server_get_counts (f->server, &before);
  results = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_DEFAULT, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  sotong_practice_server_get_counts (f->server, &after);
  g_assert_cmpuint (results->len, ==, 10);
  for (guint i = 0; i < results->len; i++)
    {
      const SotongPublishResult *result = g_ptr_array_index (results, i);

      g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_SIGN_IN);
      g_assert_cmpstr (result->message, ==, ((SotongPublishResult *) g_ptr_array_index (results, 0))->message);
      n_attempts += result->attempt_id != 0 ? 1 : 0;
    }
  g_assert_cmpuint (n_attempts, ==, 1);
  g_assert_cmpuint (after.requests - before.requests, <=, 1); /* the renewal; what has no token is turned away at the door */
  channel = get_channel (f, f->channel);
  g_assert_cmpstr (channel->health, ==, "sign-in");
  g_assert_cmpstr (channel->message, !=, "");
}

/* Two channels post with one sign-in, at the same moment: it is renewed once, and both have the new one. */
static void
test_two_channels (PublishFixture *f,
                   gconstpointer   data)
{
  gint64 other = publish_fixture_add_channel (f, "연습 2", "practice", f->url, NULL);
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GError) error = NULL;
  char *a, *b;

  sign_in (f, f->channel, 0);
  sign_in (f, other, 0);
  sotong_practice_server_end_token (f->server);
  publish_fixture_add_due (f, "가을 축제");
  publish_fixture_add_post (f, other, "가을 축제", SOTONG_STATE_SCHEDULED, publish_fixture_now () - 60);
  results = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_DEFAULT, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 2);
  for (guint i = 0; i < results->len; i++)
    g_assert_cmpint (((SotongPublishResult *) g_ptr_array_index (results, i))->state, ==, SOTONG_PUBLISH_PUBLISHED);
  g_assert_cmpuint (count_renewals (f), ==, 1);
  a = get_secret (f, f->channel);
  b = get_secret (f, other);
  g_assert_cmpstr (a, ==, b);
  sotong_secrets_free (a);
  sotong_secrets_free (b);
}

static gpointer
check_thread (gpointer data)
{
  PublishFixture *f = data;
  g_autoptr(SotongPublisher) publisher = sotong_publisher_new (f->store, f->secrets);
  g_autoptr(SotongReply) reply = sotong_publisher_check_channel (publisher, f->channel, NULL, NULL);

  return GINT_TO_POINTER (reply != NULL && reply->outcome == SOTONG_OUTCOME_OK);
}

static void
test_many_threads (PublishFixture *f,
                   gconstpointer   data)
{
  GThread *threads[8];

  sign_in (f, f->channel, publish_fixture_now () - 10);
  sotong_practice_server_end_token (f->server);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("check", check_thread, f);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (GPOINTER_TO_INT (g_thread_join (threads[i])));
  g_assert_cmpuint (count_renewals (f), ==, 1);
}

/* ---- a keyring that cannot be written ---- */

#define TYPE_CLOSED (closed_get_type ())
G_DECLARE_FINAL_TYPE (Closed, closed, TEST, CLOSED, GObject)

struct _Closed
{
  GObject        parent_instance;
  SotongSecrets *inner;     /* (owned) */
  int            n_stores;  /* so many more succeed */
  gboolean       unread;    /* nothing can be looked up either */
};

static gboolean
closed_store (SotongSecrets       *secrets,
              const char          *workspace,
              SotongSecretsOwner   owner,
              const char          *id,
              const char          *name,
              const char          *secret,
              GCancellable        *cancellable,
              GError             **error)
{
  Closed *self = TEST_CLOSED (secrets);

  if (self->n_stores-- > 0)
    return sotong_secrets_store (self->inner, workspace, owner, id, name, secret, cancellable, error);
  g_set_error_literal (error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_LOCKED, "The keyring is locked.");
  return FALSE;
}

static char *
closed_lookup (SotongSecrets       *secrets,
               const char          *workspace,
               SotongSecretsOwner   owner,
               const char          *id,
               const char          *name,
               GCancellable        *cancellable,
               GError             **error)
{
  if (TEST_CLOSED (secrets)->unread)
    {
      g_set_error_literal (error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_LOCKED, "The keyring is locked.");
      return NULL;
    }
  return sotong_secrets_lookup (TEST_CLOSED (secrets)->inner, workspace, owner, id, name, cancellable, error);
}

static void
closed_iface_init (SotongSecretsInterface *iface)
{
  iface->store = closed_store;
  iface->lookup = closed_lookup;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (Closed, closed, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (SOTONG_TYPE_SECRETS, closed_iface_init))

static void
closed_finalize (GObject *object)
{
  g_clear_object (&TEST_CLOSED (object)->inner);
  G_OBJECT_CLASS (closed_parent_class)->finalize (object);
}

static void
closed_class_init (ClosedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = closed_finalize;
}

static void
closed_init (Closed *self)
{
}

/* Nothing is used up that could not be replaced; what was used up all the same asks for a person. */
static void
test_closed_keyring (PublishFixture *f,
                     gconstpointer   data)
{
  g_autoptr(Closed) closed = g_object_new (TYPE_CLOSED, NULL);
  g_autoptr(SotongPublisher) publisher = NULL;
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(GError) error = NULL;

  sign_in (f, f->channel, 0);
  sotong_practice_server_end_token (f->server);
  closed->inner = g_object_ref (f->secrets);
  publisher = sotong_publisher_new (f->store, SOTONG_SECRETS (closed));
  reply = sotong_publisher_check_channel (publisher, f->channel, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_nonnull (strstr (reply->message, "The keyring is locked."));
  g_assert_cmpuint (count_renewals (f), ==, 0);

  g_clear_pointer (&reply, sotong_reply_free);
  closed->n_stores = 1;
  reply = sotong_publisher_check_channel (publisher, f->channel, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpuint (count_renewals (f), ==, 1);
}

/* Whose account it was until now is in the keyring: while that is closed no sign-in is taken for it, and the city's app is not forgotten. */
static void
test_unread_keyring (PublishFixture *f,
                     gconstpointer   data)
{
  g_autoptr(Closed) closed = g_object_new (TYPE_CLOSED, NULL);
  g_autoptr(SotongChannel) channel = sotong_channel_new ();
  g_autoptr(SotongAccount) account = NULL;
  g_autoptr(GError) error = NULL;
  char *secret;

  sign_in (f, f->channel, 0);
  closed->inner = g_object_ref (f->secrets);
  closed->unread = TRUE;
  closed->n_stores = 1;
  channel->id = f->channel;
  channel->name = g_strdup ("연습");
  channel->platform = g_strdup ("practice");
  channel->url = g_strdup (f->url);
  g_assert_false (sotong_channel_sign_in_take (f->store, SOTONG_SECRETS (closed), channel, "another", NULL, NULL, &error));
  g_assert_error (error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_LOCKED);
  g_clear_error (&error);
  account = sotong_channel_sign_in_open_account (f->store, SOTONG_SECRETS (closed), channel, NULL, NULL, NULL, &error);
  g_assert_error (error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_LOCKED);
  g_assert_null (account);
  secret = get_secret (f, f->channel);
  g_assert_nonnull (strstr (secret, REFRESH));
  sotong_secrets_free (secret);
}

static void
test_describe_health (void)
{
  g_autoptr(SotongChannel) channel = sotong_channel_new ();
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Asia/Seoul");
  const gint64 now = 1476406800;

  channel->name = g_strdup ("시청");
  channel->health = g_strdup ("ok");
  channel->message = g_strdup ("");
  g_assert_null (sotong_publish_describe_health (channel, now, zone));
  g_assert_true (sotong_publish_health_is_old (channel, now));
  channel->checked_at = now - 3600;
  g_assert_false (sotong_publish_health_is_old (channel, now));

  channel->expires_at = now + 8 * 86400;
  g_assert_null (sotong_publish_describe_health (channel, now, zone));
  channel->expires_at = now + 86400;
  {
    g_autofree char *text = sotong_publish_describe_health (channel, now, zone);

    g_assert_nonnull (strstr (text, "2016-10-15"));
  }
  channel->expires_at = SOTONG_NONE;
  channel->quota_left = 1;
  {
    g_autofree char *text = sotong_publish_describe_health (channel, now, zone);

    g_assert_nonnull (text);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, PublishFixture, NULL, publish_fixture_set_up, func, publish_fixture_tear_down)
  ADD ("/publish/renew/over-by-date", test_over_by_date);
  ADD ("/publish/renew/over-by-answer", test_over_by_answer);
  ADD ("/publish/renew/check", test_check_renews);
  ADD ("/publish/renew/look-up", test_look_up_renews);
  ADD ("/publish/renew/revoked", test_revoked);
  ADD ("/publish/renew/two-channels", test_two_channels);
  ADD ("/publish/renew/many-threads", test_many_threads);
  ADD ("/publish/renew/closed-keyring", test_closed_keyring);
  ADD ("/publish/renew/unread-keyring", test_unread_keyring);
#undef ADD
  g_test_add_func ("/publish/renew/describe-health", test_describe_health);
  return g_test_run ();
}
