/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "util/sotong-portal.h"

/* org.freedesktop.portal.Background: where a desktop has it, a person is asked there whether a program may
 * run without a window. */

#define PORTAL     "org.freedesktop.portal.Desktop"
#define PATH       "/org/freedesktop/portal/desktop"
#define BACKGROUND "org.freedesktop.portal.Background"
#define REQUEST    "org.freedesktop.portal.Request"
#define QUICK_MS   5000
#define PERSON_S   120 /* somebody reads a question */

enum {
  RESPONSE_OK,
  RESPONSE_DENIED,
  RESPONSE_OTHER,
};

typedef struct {
  gboolean answered;
  gboolean timed_out;
  guint32  response;
  gboolean background; /* what the answer says, %TRUE when it says nothing */
} Answer;

/**
 * sotong_portal_is_sandboxed:
 *
 * Returns: whether the program runs in a sandbox, where only the portal can have it started with the session
 */
gboolean
sotong_portal_is_sandboxed (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

static void
response_cb (GDBusConnection *bus,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *signal,
             GVariant        *parameters,
             gpointer         user_data)
{
  Answer *answer = user_data;
  g_autoptr(GVariant) results = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;
  g_variant_get (parameters, "(u@a{sv})", &answer->response, &results);
  g_variant_lookup (results, "background", "b", &answer->background);
  answer->answered = TRUE;
}

static gboolean
timeout_cb (gpointer user_data)
{
  ((Answer *) user_data)->timed_out = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  return timeout_cb (user_data);
}

static gboolean
has_portal (GDBusConnection *bus,
            GCancellable    *cancellable)
{
  g_autoptr(GVariant) version = g_dbus_connection_call_sync (bus, PORTAL, PATH, "org.freedesktop.DBus.Properties", "Get",
                                                             g_variant_new ("(ss)", BACKGROUND, "version"), G_VARIANT_TYPE ("(v)"),
                                                             G_DBUS_CALL_FLAGS_NONE, QUICK_MS, cancellable, NULL);

  return version != NULL;
}

static GVariant *
make_options (const char         *token,
              const char         *reason,
              const char * const *command,
              gboolean            autostart)
{
  GVariantBuilder options;

  g_variant_builder_init (&options, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason", g_variant_new_string (reason));
  /* Outside a sandbox the portal does not know which program asks: there the program writes the file itself. */
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (autostart && sotong_portal_is_sandboxed ()));
  if (command != NULL)
    g_variant_builder_add (&options, "{sv}", "commandline", g_variant_new_strv (command, -1));
  g_variant_builder_add (&options, "{sv}", "dbus-activatable", g_variant_new_boolean (FALSE));
  return g_variant_new ("(sa{sv})", "", &options);
}

/* The place where the answer will come, known before it is asked for, so that none is missed. */
static char *
make_request_path (GDBusConnection *bus,
                   const char      *token)
{
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (bus) + 1);

  g_strdelimit (sender, ".", '_');
  return g_strconcat ("/org/freedesktop/portal/desktop/request/", sender, "/", token, NULL);
}

static void
wait_for_answer (GMainContext *context,
                 Answer       *answer,
                 GCancellable *cancellable)
{
  g_autoptr(GSource) timeout = g_timeout_source_new_seconds (PERSON_S);
  g_autoptr(GSource) cancelled = cancellable != NULL ? g_cancellable_source_new (cancellable) : NULL;

  g_source_set_callback (timeout, timeout_cb, answer, NULL);
  g_source_attach (timeout, context);
  if (cancelled != NULL)
    {
      g_source_set_callback (cancelled, G_SOURCE_FUNC (cancelled_cb), answer, NULL);
      g_source_attach (cancelled, context);
    }
  while (!answer->answered && !answer->timed_out)
    g_main_context_iteration (context, TRUE);
  g_source_destroy (timeout);
  if (cancelled != NULL)
    g_source_destroy (cancelled);
}

static gboolean
ask (GDBusConnection     *bus,
     const char          *reason,
     const char * const  *command,
     gboolean             autostart,
     GMainContext        *context,
     Answer              *answer,
     GCancellable        *cancellable)
{
  g_autofree char *token = g_strdup_printf ("sotong%u", g_random_int ());
  g_autofree char *path = make_request_path (bus, token);
  g_autoptr(GVariant) handle = NULL;
  guint id;

  id = g_dbus_connection_signal_subscribe (bus, PORTAL, REQUEST, "Response", path, NULL, G_DBUS_SIGNAL_FLAGS_NONE, response_cb, answer, NULL);
  handle = g_dbus_connection_call_sync (bus, PORTAL, PATH, BACKGROUND, "RequestBackground", make_options (token, reason, command, autostart),
                                        G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, QUICK_MS, cancellable, NULL);
  if (handle != NULL)
    wait_for_answer (context, answer, cancellable);
  g_dbus_connection_signal_unsubscribe (bus, id);
  return handle != NULL && answer->answered;
}

/**
 * sotong_portal_request_background:
 * @reason: why, in a sentence that is shown to the person
 * @command: (nullable): what is to be started with the session
 * @autostart: whether it is to be started with the session
 * @cancellable: (nullable): a cancellable
 * @error: return location; `G_IO_ERROR_PERMISSION_DENIED` when the person or the desktop does not want it
 *
 * Asks the desktop's portal, where there is one, whether the program may run without a window. A desktop without
 * the portal, or one that does not answer, forbids nothing. Blocks, perhaps while a person reads a question.
 *
 * Returns: %TRUE unless it was denied, or cancelled
 */
gboolean
sotong_portal_request_background (const char          *reason,
                                  const char * const  *command,
                                  gboolean             autostart,
                                  GCancellable        *cancellable,
                                  GError             **error)
{
  g_autoptr(GMainContext) context = g_main_context_new ();
  g_autoptr(GDBusConnection) bus = NULL;
  Answer answer = { FALSE, FALSE, RESPONSE_OK, TRUE };
  gboolean asked;

  g_main_context_push_thread_default (context);
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, NULL);
  asked = bus != NULL && has_portal (bus, cancellable) && ask (bus, reason, command, autostart, context, &answer, cancellable);
  g_main_context_pop_thread_default (context);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!asked || (answer.response != RESPONSE_DENIED && answer.background))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                       _("The desktop does not let Sotong run without a window, so nothing was changed. Allow it in the settings of the desktop, under Applications, then try again."));
  return FALSE;
}
