/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "platforms/sotong-secrets-private.h"
#include "util/sotong-i18n.h"

/**
 * SotongSecretsKeyring:
 *
 * Secrets in the Secret Service of the desktop, one item for each channel and
 * source of a workspace.
 */
#define SOTONG_TYPE_SECRETS_KEYRING (sotong_secrets_keyring_get_type ())
G_DECLARE_FINAL_TYPE (SotongSecretsKeyring, sotong_secrets_keyring, SOTONG, SECRETS_KEYRING, GObject)

struct _SotongSecretsKeyring
{
  GObject parent_instance;
  guint   limit;           /* seconds a question of the keyring's may wait for its answer; 0: as long as it takes */
};

static void sotong_secrets_keyring_iface_init (SotongSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SotongSecretsKeyring, sotong_secrets_keyring, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SOTONG_TYPE_SECRETS, sotong_secrets_keyring_iface_init))

static const SecretSchema schema = {
  .name = SOTONG_APP_ID ".Secret",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "workspace", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "owner", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "id", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

/* libsecret shares one connection among all threads and is not made for two that use it at
 * once: channels that are published on side by side ask one after another. */
static GMutex one_at_a_time;

/* ---- how long the keyring may ask ---- */

/* A locked keyring asks a person. Where there is none, it would wait for ever: a thread of its own calls it off. */
typedef struct {
  GCancellable *cancellable;  /* (owned): of what is asked of the keyring */
  GCancellable *outer;        /* (unowned) (nullable): the caller's */
  gulong        handler;      /* of @outer */
  GThread      *thread;       /* (owned) (nullable) */
  GMutex        mutex;
  GCond         cond;
  gint64        until;        /* of the monotonic clock */
  gboolean      done;         /* guarded by the mutex */
  gboolean      ran_out;      /* guarded by the mutex */
} Limit;

static gpointer
watch_thread (gpointer data)
{
  Limit *limit = data;

  g_mutex_lock (&limit->mutex);
  while (!limit->done && !limit->ran_out)
    limit->ran_out = !g_cond_wait_until (&limit->cond, &limit->mutex, limit->until) && !limit->done;
  g_mutex_unlock (&limit->mutex);
  if (limit->ran_out)
    g_cancellable_cancel (limit->cancellable);
  return NULL;
}

static void
outer_cancelled_cb (GCancellable *outer,
                    GCancellable *own)
{
  g_cancellable_cancel (own);
}

static Limit *
limit_begin (SotongSecrets *secrets,
             GCancellable  *outer)
{
  const SotongSecretsKeyring *self = (SotongSecretsKeyring *) secrets;
  Limit *limit = g_new0 (Limit, 1);

  limit->cancellable = g_cancellable_new ();
  limit->outer = outer;
  g_mutex_init (&limit->mutex);
  g_cond_init (&limit->cond);
  if (outer != NULL)
    limit->handler = g_cancellable_connect (outer, G_CALLBACK (outer_cancelled_cb), g_object_ref (limit->cancellable), g_object_unref);
  if (self->limit == 0)
    return limit;
  limit->until = g_get_monotonic_time () + (gint64) self->limit * G_TIME_SPAN_SECOND;
  limit->thread = g_thread_new ("keyring limit", watch_thread, limit);
  return limit;
}

/* Ends it, and says of what was called off that nobody answered. */
static void
limit_end (Limit       *limit,
           const char  *name,
           GError     **error)
{
  gboolean ran_out;

  g_mutex_lock (&limit->mutex);
  limit->done = TRUE;
  ran_out = limit->ran_out;
  g_cond_signal (&limit->cond);
  g_mutex_unlock (&limit->mutex);
  if (limit->thread != NULL)
    g_thread_join (limit->thread);
  g_cancellable_disconnect (limit->outer, limit->handler);
  if (ran_out && error != NULL && g_error_matches (*error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_CANCELLED))
    {
      g_clear_error (error);
      g_set_error (error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_LOCKED,
                   SOTONG_SAY (_("The keyring is locked and asked for its password, but nobody answered, so the secret of “%s” cannot be reached. "
                                 "Unlock the keyring at the desktop and try again, or give secrets with --secrets-stdin."),
                               _("The keyring is locked and asked for its password, but nobody answered, so the secret of “%s” cannot be reached. "
                                 "Unlock the keyring and try again.")), name);
    }
  g_mutex_clear (&limit->mutex);
  g_cond_clear (&limit->cond);
  g_object_unref (limit->cancellable);
  g_free (limit);
}

/* ---- the keyring's answers ---- */

static gboolean
is_missing_service (const GError *error)
{
  if (error->domain == G_DBUS_ERROR)
    return error->code == G_DBUS_ERROR_SERVICE_UNKNOWN || error->code == G_DBUS_ERROR_NAME_HAS_NO_OWNER
           || error->code == G_DBUS_ERROR_NO_SERVER || error->code == G_DBUS_ERROR_NO_REPLY
           || error->code == G_DBUS_ERROR_DISCONNECTED || error->code == G_DBUS_ERROR_SPAWN_CHILD_EXITED
           || error->code == G_DBUS_ERROR_SPAWN_EXEC_FAILED || error->code == G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND;
  /* No bus at all: its address leads nowhere, or it cannot be started. */
  return error->domain == G_IO_ERROR && error->code != G_IO_ERROR_CANCELLED && error->code != G_IO_ERROR_DBUS_ERROR;
}

static gboolean
is_locked (const GError *error)
{
  return g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED)
         || (error->domain == G_DBUS_ERROR && error->message != NULL && g_strrstr (error->message, "locked") != NULL)
         || (error->domain == G_IO_ERROR && error->code == G_IO_ERROR_DBUS_ERROR && g_strrstr (error->message, "IsLocked") != NULL);
}

/* Takes @cause and says it so that a person knows what to do; what was looked for is named, never the secret. */
static void
set_error (GError     **error,
           const char  *name,
           GError      *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error (error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_CANCELLED,
                 _("The question for the secret of “%s” was cancelled. Try again when the keyring can be unlocked."), name);
  else if (is_locked (cause))
    g_set_error (error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_LOCKED,
                 _("The keyring is locked, so the secret of “%s” cannot be reached. Unlock the keyring and try again."), name);
  else if (is_missing_service (cause))
    g_set_error (error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_NO_SERVICE,
                 _("No keyring is running, so the secret of “%s” cannot be reached. Start one, for example GNOME Keyring, and try again."), name);
  else
    g_set_error (error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_FAILED,
                 _("The keyring did not do what was asked for “%s”: %s. Look at the keyring’s own program."), name, cause->message);
  g_error_free (cause);
}

/* What a person sees in the keyring's own program. */
static char *
label_of (SotongSecretsOwner  owner,
          const char         *name)
{
  if (owner == SOTONG_SECRETS_MAIL)
    return g_strdup_printf (_("Sotong mail server “%s”"), name);
  if (owner == SOTONG_SECRETS_CALENDAR)
    return g_strdup_printf (_("Sotong calendar “%s”"), name);
  return g_strdup_printf (owner == SOTONG_SECRETS_CHANNEL ? _("Sotong channel “%s”") : _("Sotong source “%s”"), name);
}

static gboolean
sotong_secrets_keyring_store (SotongSecrets       *secrets,
                              const char          *workspace,
                              SotongSecretsOwner   owner,
                              const char          *id,
                              const char          *name,
                              const char          *secret,
                              GCancellable        *cancellable,
                              GError             **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&one_at_a_time);
  g_autofree char *label = label_of (owner, name);
  Limit *limit = limit_begin (secrets, cancellable);
  GError *cause = NULL, *local = NULL;

  if (!secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, secret, limit->cancellable, &cause,
                                   "workspace", workspace, "owner", sotong_secrets_owner_name (owner), "id", id, NULL))
    set_error (&local, name, cause);
  limit_end (limit, name, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
unlock_all (GList         *items,
            const char    *name,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(SecretService) service = NULL;
  g_autolist(GDBusProxy) unlocked = NULL;
  GError *cause = NULL;
  int n;

  service = secret_service_get_sync (SECRET_SERVICE_NONE, cancellable, &cause);
  n = service != NULL ? secret_service_unlock_sync (service, items, cancellable, &unlocked, &cause) : -1;
  if (cause != NULL)
    {
      set_error (error, name, cause);
      return FALSE;
    }
  if (n > 0)
    return TRUE;
  g_set_error (error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_LOCKED,
               _("The keyring is locked, so the secret of “%s” cannot be reached. Unlock the keyring and try again."), name);
  return FALSE;
}

/* libsecret gives nothing, without an error, for a secret that is there but locked: that must not read as "none". */
static gboolean
find_item (SotongSecretsOwner    owner,
           const char           *workspace,
           const char           *id,
           const char           *name,
           SecretItem          **out_item,
           GCancellable         *cancellable,
           GError              **error)
{
  g_autoptr(SecretService) service = NULL;
  g_autoptr(GHashTable) attributes = NULL;
  g_autolist(SecretItem) items = NULL;
  GError *cause = NULL;

  *out_item = NULL;
  attributes = secret_attributes_build (&schema, "workspace", workspace, "owner", sotong_secrets_owner_name (owner), "id", id, NULL);
  service = secret_service_get_sync (SECRET_SERVICE_OPEN_SESSION, cancellable, &cause);
  if (service != NULL)
    items = secret_service_search_sync (service, &schema, attributes, SECRET_SEARCH_NONE, cancellable, &cause);
  if (cause != NULL)
    {
      set_error (error, name, cause);
      return FALSE;
    }
  if (items != NULL && secret_item_get_locked (items->data) && !unlock_all (items, name, cancellable, error))
    return FALSE;
  if (items != NULL)
    *out_item = g_object_ref (items->data);
  return TRUE;
}

static char *
read_item (SotongSecretsOwner    owner,
           const char           *workspace,
           const char           *id,
           const char           *name,
           GCancellable         *cancellable,
           GError              **error)
{
  g_autoptr(SecretItem) item = NULL;
  g_autoptr(SecretValue) value = NULL;
  GError *cause = NULL;
  const char *text;
  gsize length;

  if (!find_item (owner, workspace, id, name, &item, cancellable, error) || item == NULL)
    return NULL;
  if (!secret_item_load_secret_sync (item, cancellable, &cause))
    {
      set_error (error, name, cause);
      return NULL;
    }
  value = secret_item_get_secret (item);
  if (value == NULL)
    return NULL;
  text = secret_value_get (value, &length);
  return g_strndup (text, length);
}

static char *
sotong_secrets_keyring_lookup (SotongSecrets       *secrets,
                               const char          *workspace,
                               SotongSecretsOwner   owner,
                               const char          *id,
                               const char          *name,
                               GCancellable        *cancellable,
                               GError             **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&one_at_a_time);
  Limit *limit = limit_begin (secrets, cancellable);
  GError *local = NULL;
  char *secret = read_item (owner, workspace, id, name, limit->cancellable, &local);

  limit_end (limit, name, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return secret;
}

static gboolean
sotong_secrets_keyring_clear (SotongSecrets       *secrets,
                              const char          *workspace,
                              SotongSecretsOwner   owner,
                              const char          *id,
                              const char          *name,
                              GCancellable        *cancellable,
                              GError             **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&one_at_a_time);
  g_autoptr(SecretItem) item = NULL;
  Limit *limit = limit_begin (secrets, cancellable);
  GError *cause = NULL, *local = NULL;

  if (find_item (owner, workspace, id, name, &item, limit->cancellable, &local) && item != NULL
      && !secret_item_delete_sync (item, limit->cancellable, &cause))
    set_error (&local, name, cause);
  limit_end (limit, name, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static void
sotong_secrets_keyring_iface_init (SotongSecretsInterface *iface)
{
  iface->store = sotong_secrets_keyring_store;
  iface->lookup = sotong_secrets_keyring_lookup;
  iface->clear = sotong_secrets_keyring_clear;
}

static void
sotong_secrets_keyring_class_init (SotongSecretsKeyringClass *klass)
{
}

static void
sotong_secrets_keyring_init (SotongSecretsKeyring *self)
{
}

/**
 * sotong_secrets_new_keyring:
 * @limit: seconds for which the keyring may ask a person for its password; 0 for as long as it takes
 *
 * Returns: (transfer full): the Secret Service of the desktop; it is reached
 *   only when something is asked of it
 */
SotongSecrets *
sotong_secrets_new_keyring (guint limit)
{
  SotongSecretsKeyring *self = g_object_new (SOTONG_TYPE_SECRETS_KEYRING, NULL);

  self->limit = limit;
  return SOTONG_SECRETS (self);
}
