/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-secrets.h"

#define WORKSPACE "5f0c6a4e-0000-4000-8000-000000000001"

/* For what is a mistake of the environment, not of the code under test. */
static GDBusConnection *
get_bus (void)
{
  g_autoptr(GError) error = NULL;
  GDBusConnection *bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);

  g_assert_no_error (error);
  return bus;
}

static void
lock_keyring (void)
{
  g_autoptr(GDBusConnection) bus = get_bus ();
  g_autoptr(GVariant) answer = NULL;
  g_autoptr(GError) error = NULL;
  const char *paths[] = { "/org/freedesktop/secrets/collection/login", NULL };

  answer = g_dbus_connection_call_sync (bus, "org.freedesktop.secrets", "/org/freedesktop/secrets",
                                        "org.freedesktop.Secret.Service", "Lock", g_variant_new ("(^ao)", paths),
                                        NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
check_lookup (SotongSecrets      *secrets,
              const char         *workspace,
              SotongSecretsOwner  owner,
              const char         *id,
              const char         *expected)
{
  g_autoptr(GError) error = NULL;
  char *found = sotong_secrets_lookup (secrets, workspace, owner, id, "시청 블로그", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);
  sotong_secrets_free (found);
}

static void
store (SotongSecrets      *secrets,
       SotongSecretsOwner  owner,
       const char         *id,
       const char         *secret)
{
  g_autoptr(GError) error = NULL;

  sotong_secrets_store (secrets, WORKSPACE, owner, id, "시청 블로그", secret, NULL, &error);
  g_assert_no_error (error);
}

static void
check_round_trip (SotongSecrets *secrets)
{
  g_autoptr(GError) error = NULL;

  check_lookup (secrets, WORKSPACE, SOTONG_SECRETS_CHANNEL, "1", NULL);
  store (secrets, SOTONG_SECRETS_CHANNEL, "1", "비밀 {\"access_token\":\"a b\"}\n둘째 줄");
  store (secrets, SOTONG_SECRETS_SOURCE, "1", "other");
  check_lookup (secrets, WORKSPACE, SOTONG_SECRETS_CHANNEL, "1", "비밀 {\"access_token\":\"a b\"}\n둘째 줄");
  check_lookup (secrets, WORKSPACE, SOTONG_SECRETS_SOURCE, "1", "other");
  check_lookup (secrets, "another workspace", SOTONG_SECRETS_CHANNEL, "1", NULL);
  store (secrets, SOTONG_SECRETS_CHANNEL, "1", "new");
  check_lookup (secrets, WORKSPACE, SOTONG_SECRETS_CHANNEL, "1", "new");
  g_assert_true (sotong_secrets_clear (secrets, WORKSPACE, SOTONG_SECRETS_CHANNEL, "1", "시청 블로그", NULL, &error));
  g_assert_no_error (error);
  check_lookup (secrets, WORKSPACE, SOTONG_SECRETS_CHANNEL, "1", NULL);
  check_lookup (secrets, WORKSPACE, SOTONG_SECRETS_SOURCE, "1", "other");
  g_assert_true (sotong_secrets_clear (secrets, WORKSPACE, SOTONG_SECRETS_CHANNEL, "1", "시청 블로그", NULL, &error));
  g_assert_true (sotong_secrets_clear (secrets, WORKSPACE, SOTONG_SECRETS_SOURCE, "1", "시청 블로그", NULL, &error));
  g_assert_no_error (error);
}

static void
test_keyring (void)
{
  g_autoptr(SotongSecrets) secrets = sotong_secrets_new_keyring (0);

  check_round_trip (secrets);
}

static gpointer
look_up_often (gpointer data)
{
  for (int i = 0; i < 20; i++)
    check_lookup (data, WORKSPACE, SOTONG_SECRETS_CHANNEL, "threads", "one for all");
  return NULL;
}

/* Channels are published on side by side, and each asks for its secret. */
static void
test_keyring_threads (void)
{
  g_autoptr(SotongSecrets) secrets = sotong_secrets_new_keyring (0);
  GThread *threads[8];

  store (secrets, SOTONG_SECRETS_CHANNEL, "threads", "one for all");
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("secrets", look_up_often, secrets);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
test_memory (void)
{
  g_autoptr(SotongSecrets) secrets = sotong_secrets_new_memory ();

  check_round_trip (secrets);
}

static void
quit_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
  g_main_context_wakeup (NULL);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (result);
}

static void
test_keyring_async (void)
{
  g_autoptr(SotongSecrets) secrets = sotong_secrets_new_keyring (0);
  g_autoptr(GError) error = NULL;
  GAsyncResult *pending = NULL;
  g_autoptr(GAsyncResult) stored = NULL, found = NULL, cleared = NULL;
  char *secret;

  sotong_secrets_store_async (secrets, WORKSPACE, SOTONG_SECRETS_CHANNEL, "2", "둘", "s2", NULL, quit_cb, &pending);
  stored = wait_for (&pending);
  g_assert_true (sotong_secrets_store_finish (secrets, stored, &error));
  g_assert_no_error (error);
  sotong_secrets_lookup_async (secrets, WORKSPACE, SOTONG_SECRETS_CHANNEL, "2", "둘", NULL, quit_cb, &pending);
  found = wait_for (&pending);
  secret = sotong_secrets_lookup_finish (secrets, found, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, "s2");
  sotong_secrets_free (secret);
  sotong_secrets_clear_async (secrets, WORKSPACE, SOTONG_SECRETS_CHANNEL, "2", "둘", NULL, quit_cb, &pending);
  cleared = wait_for (&pending);
  g_assert_true (sotong_secrets_clear_finish (secrets, cleared, &error));
  g_assert_no_error (error);
}

static void
test_keyring_cancelled (void)
{
  g_autoptr(SotongSecrets) secrets = sotong_secrets_new_keyring (0);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (sotong_secrets_store (secrets, WORKSPACE, SOTONG_SECRETS_CHANNEL, "3", "셋", "s3", cancellable, &error));
  g_assert_error (error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_CANCELLED);
  g_assert_nonnull (strstr (error->message, "셋"));
  g_assert_null (strstr (error->message, "s3"));
}

/* After those with an open keyring: nobody is there to unlock it again. */
static void
test_keyring_locked (void)
{
  g_autoptr(SotongSecrets) secrets = sotong_secrets_new_keyring (0);
  g_autoptr(GError) lookup_error = NULL, store_error = NULL, clear_error = NULL;

  store (secrets, SOTONG_SECRETS_CHANNEL, "4", "s4-hidden");
  lock_keyring ();
  g_assert_null (sotong_secrets_lookup (secrets, WORKSPACE, SOTONG_SECRETS_CHANNEL, "4", "넷", NULL, &lookup_error));
  g_test_message ("%s", lookup_error != NULL ? lookup_error->message : "no error");
  g_assert_error (lookup_error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_LOCKED);
  g_assert_nonnull (strstr (lookup_error->message, "넷"));
  g_assert_false (sotong_secrets_clear (secrets, WORKSPACE, SOTONG_SECRETS_CHANNEL, "4", "넷", NULL, &clear_error));
  g_assert_error (clear_error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_LOCKED);
  g_assert_false (sotong_secrets_store (secrets, WORKSPACE, SOTONG_SECRETS_CHANNEL, "5", "다섯", "s5-hidden", NULL, &store_error));
  g_test_message ("%s", store_error != NULL ? store_error->message : "no error");
  g_assert_error (store_error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_LOCKED);
  g_assert_null (strstr (store_error->message, "s5-hidden"));
}

static void
prompter_cb (GDBusConnection       *bus,
             const char            *sender,
             const char            *path,
             const char            *interface,
             const char            *method,
             GVariant              *arguments,
             GDBusMethodInvocation *invocation,
             gpointer               user_data)
{
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
named_cb (GDBusConnection *bus,
          const char      *name,
          gpointer         user_data)
{
  g_async_queue_push (user_data, user_data);
}

static GMainLoop *silent;

/* Asks nobody, and says that it does: a desktop whose person is not there. */
static gpointer
silent_prompter_thread (gpointer data)
{
  static const char xml[] = "<node><interface name='org.gnome.keyring.internal.Prompter'>"
                            "<method name='BeginPrompting'><arg type='o' direction='in'/></method>"
                            "<method name='PerformPrompt'><arg type='o' direction='in'/><arg type='s' direction='in'/>"
                            "<arg type='a{sv}' direction='in'/><arg type='s' direction='in'/></method>"
                            "<method name='StopPrompting'><arg type='o' direction='in'/></method></interface></node>";
  static const GDBusInterfaceVTable calls = { .method_call = prompter_cb };
  GMainContext *context = g_main_loop_get_context (silent);
  g_autoptr(GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);
  g_autoptr(GDBusConnection) bus = NULL;

  g_main_context_push_thread_default (context);
  bus = g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"), G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, NULL);
  g_assert_nonnull (bus);
  g_assert_cmpuint (g_dbus_connection_register_object (bus, "/org/gnome/keyring/Prompter", node->interfaces[0], &calls, NULL, NULL, NULL), >, 0);
  g_bus_own_name_on_connection (bus, "org.gnome.keyring.SystemPrompter", G_BUS_NAME_OWNER_FLAGS_NONE, named_cb, NULL, data, NULL);
  g_main_loop_run (silent);
  g_main_context_pop_thread_default (context);
  return NULL;
}

/* A keyring that asks and is not answered is not waited for longer than was said. Comes after the test that locks it. */
static void
test_keyring_unanswered (void)
{
  g_autoptr(SotongSecrets) secrets = sotong_secrets_new_keyring (1);
  g_autoptr(GError) lookup_error = NULL, store_error = NULL;
  g_autoptr(GAsyncQueue) named = g_async_queue_new ();
  g_autoptr(GMainContext) context = g_main_context_new ();
  GThread *thread;

  silent = g_main_loop_new (context, FALSE);
  thread = g_thread_new ("prompter", silent_prompter_thread, named);
  g_async_queue_pop (named);
  g_assert_null (sotong_secrets_lookup (secrets, WORKSPACE, SOTONG_SECRETS_CHANNEL, "4", "일곱", NULL, &lookup_error));
  g_assert_error (lookup_error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_LOCKED);
  g_assert_nonnull (strstr (lookup_error->message, "nobody answered, so the secret of “일곱”"));
  g_assert_false (sotong_secrets_store (secrets, WORKSPACE, SOTONG_SECRETS_CHANNEL, "8", "여덟", "s8-hidden", NULL, &store_error));
  g_assert_error (store_error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_LOCKED);
  g_assert_nonnull (strstr (store_error->message, "nobody answered"));
  g_assert_null (strstr (store_error->message, "s8-hidden"));
  g_main_loop_quit (silent);
  g_thread_join (thread);
  g_main_loop_unref (silent);
}

/* The bus that a process has used once stays; so this is asked in another one. */
static void
test_no_service (void)
{
  static const char * const addresses[] = { "unix:path=/nonexistent/bus", "disabled:" };

  if (g_test_subprocess ())
    {
      g_autoptr(SotongSecrets) secrets = sotong_secrets_new_keyring (0);
      g_autoptr(GError) store_error = NULL, lookup_error = NULL;

      g_assert_false (sotong_secrets_store (secrets, WORKSPACE, SOTONG_SECRETS_CHANNEL, "6", "여섯", "s6", NULL, &store_error));
      g_assert_error (store_error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_NO_SERVICE);
      g_assert_null (sotong_secrets_lookup (secrets, WORKSPACE, SOTONG_SECRETS_CHANNEL, "6", "여섯", NULL, &lookup_error));
      g_assert_error (lookup_error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_NO_SERVICE);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *before = g_strdup (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));

      g_setenv ("DBUS_SESSION_BUS_ADDRESS", addresses[i], TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", before, TRUE);
    }
}

static SotongSecrets *
read_lines (const char  *text,
            gssize       length,
            GError     **error)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (text, length, NULL);

  return sotong_secrets_new_from_stream (stream, NULL, error);
}

static void
check_named (SotongSecrets *secrets,
             const char    *name,
             const char    *expected)
{
  char *found = sotong_secrets_lookup (secrets, WORKSPACE, SOTONG_SECRETS_SOURCE, "77", name, NULL, NULL);

  g_assert_cmpstr (found, ==, expected);
  sotong_secrets_free (found);
}

static void
test_stream (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongSecrets) secrets = read_lines ("\xef\xbb\xbf시청 블로그\tabcd EFGH 1234\r\n\r\n둘\t{\"a\":\t\"b\"}\n셋\t= x", -1, &error);

  g_assert_no_error (error);
  check_named (secrets, "시청 블로그", "abcd EFGH 1234");
  check_named (secrets, "둘", "{\"a\":\t\"b\"}");
  check_named (secrets, "셋", "= x");
  check_named (secrets, "넷", NULL);
  /* Decomposed, as a Mac writes it. */
  check_named (secrets, "\xe1\x84\x83\xe1\x85\xae\xe1\x86\xaf", "{\"a\":\t\"b\"}");
}

static void
test_stream_wrong (void)
{
  static const struct {
    const char *text;
    gssize      length;
    const char *part;
  } cases[] = {
    { "a\tone\nsecret-word\n", -1, "Line 2" },
    { "\tsecret-word\n", -1, "Line 1" },
    { "a\t\n", -1, "Line 1" },
    { "a\tsecret-word\na\tother\n", -1, "Line 2" },
    { "\xff\tsecret-word\n", -1, "Line 1" },
    { "a\tsecret-word\0b\n", 15, "not text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(SotongSecrets) secrets = read_lines (cases[i].text, cases[i].length, &error);

      g_assert_null (secrets);
      g_assert_error (error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].part));
      g_assert_null (strstr (error->message, "secret-word"));
    }
}

static void
test_stream_empty (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongSecrets) secrets = read_lines ("", 0, &error);

  g_assert_no_error (error);
  check_named (secrets, "a", NULL);
}

static void
test_stream_too_long (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = g_strnfill (2 * 1024 * 1024, 'a');
  g_autoptr(SotongSecrets) secrets = read_lines (text, -1, &error);

  g_assert_null (secrets);
  g_assert_error (error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_INVALID);
}

static void
test_single (void)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data ("abcd EFGH \r\n\n", -1, NULL);
  g_autoptr(GInputStream) empty = g_memory_input_stream_new_from_data ("\n", -1, NULL);
  g_autoptr(GError) error = NULL;
  char *secret = sotong_secrets_read_stream (stream, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, "abcd EFGH ");
  sotong_secrets_free (secret);
  g_assert_null (sotong_secrets_read_stream (empty, NULL, &error));
  g_assert_error (error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_NONE_GIVEN);
  sotong_secrets_free (NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/platforms/secrets/memory", test_memory);
  g_test_add_func ("/platforms/secrets/stream", test_stream);
  g_test_add_func ("/platforms/secrets/stream-wrong", test_stream_wrong);
  g_test_add_func ("/platforms/secrets/stream-empty", test_stream_empty);
  g_test_add_func ("/platforms/secrets/stream-too-long", test_stream_too_long);
  g_test_add_func ("/platforms/secrets/single", test_single);
  g_test_add_func ("/platforms/secrets/keyring", test_keyring);
  g_test_add_func ("/platforms/secrets/keyring-async", test_keyring_async);
  g_test_add_func ("/platforms/secrets/keyring-threads", test_keyring_threads);
  g_test_add_func ("/platforms/secrets/keyring-cancelled", test_keyring_cancelled);
  g_test_add_func ("/platforms/secrets/no-service", test_no_service);
  g_test_add_func ("/platforms/secrets/keyring-locked", test_keyring_locked);
  g_test_add_func ("/platforms/secrets/keyring-unanswered", test_keyring_unanswered);
  return g_test_run ();
}
