/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "platforms/sotong-secrets-private.h"

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
  int     unanswered;      /* atomic: one has waited that long, so nobody is there */
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
                 _("The keyring did not do what was asked for “%s”. It says “%s”. Look at the keyring’s own program."), name, cause->message);
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

/* ---- a question, in a thread of its own ---- */

/* libsecret cannot be cancelled while the keyring asks a person for its password: it would wait for ever. So each question has
 * a thread, which is left behind with it when nobody answers. */
typedef struct _Question Question;
struct _Question
{
  gatomicrefcount      refs;
  gboolean           (*ask) (Question *question, GError **error);
  char                *workspace; /* (owned) */
  SotongSecretsOwner   owner;
  char                *id;        /* (owned) */
  char                *name;      /* (owned) */
  char                *secret;    /* (owned) (nullable): to be kept, or that was found */
  GMutex               mutex;
  GCond                cond;
  gboolean             done;      /* guarded by the mutex, as what follows */
  gboolean             ok;
  GError              *error;     /* (owned) (nullable) */
};

static Question *
question_new (gboolean           (*ask) (Question *, GError **),
              const char          *workspace,
              SotongSecretsOwner   owner,
              const char          *id,
              const char          *name,
              const char          *secret)
{
  Question *question = g_new0 (Question, 1);

  g_atomic_ref_count_init (&question->refs);
  question->ask = ask;
  question->workspace = g_strdup (workspace);
  question->owner = owner;
  question->id = g_strdup (id);
  question->name = g_strdup (name);
  question->secret = g_strdup (secret);
  g_mutex_init (&question->mutex);
  g_cond_init (&question->cond);
  return question;
}

static void
question_unref (Question *question)
{
  if (!g_atomic_ref_count_dec (&question->refs))
    return;
  g_free (question->workspace);
  g_free (question->id);
  g_free (question->name);
  sotong_secrets_free (question->secret);
  g_clear_error (&question->error);
  g_mutex_clear (&question->mutex);
  g_cond_clear (&question->cond);
  g_free (question);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_unref)

static gpointer
ask_thread (gpointer data)
{
  g_autoptr(Question) question = data;
  GError *error = NULL;
  gboolean ok;

  g_mutex_lock (&one_at_a_time);
  ok = question->ask (question, &error);
  g_mutex_unlock (&one_at_a_time);
  g_mutex_lock (&question->mutex);
  question->ok = ok;
  question->error = error;
  question->done = TRUE;
  g_cond_signal (&question->cond);
  g_mutex_unlock (&question->mutex);
  return NULL;
}

static void
cancelled_cb (GCancellable *cancellable,
              Question     *question)
{
  g_mutex_lock (&question->mutex);
  g_cond_signal (&question->cond);
  g_mutex_unlock (&question->mutex);
}

/* %FALSE when it was cancelled, or when the keyring has been asking a person for as long as it may. */
static gboolean
wait_for (Question     *question,
          guint         limit,
          GCancellable *cancellable)
{
  gint64 until = g_get_monotonic_time () + (gint64) limit * G_TIME_SPAN_SECOND;
  gulong handler = cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), question, NULL) : 0;
  gboolean in_time = TRUE, done;

  g_mutex_lock (&question->mutex);
  while (!question->done && in_time && !g_cancellable_is_cancelled (cancellable))
    {
      if (limit > 0)
        in_time = g_cond_wait_until (&question->cond, &question->mutex, until);
      else
        g_cond_wait (&question->cond, &question->mutex);
    }
  done = question->done;
  g_mutex_unlock (&question->mutex);
  g_cancellable_disconnect (cancellable, handler);
  return done;
}

static gboolean
set_unanswered (SotongSecretsKeyring  *self,
                const char            *name,
                GError               **error)
{
  g_atomic_int_set (&self->unanswered, TRUE);
  g_set_error (error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_LOCKED,
               _("The keyring is locked and asked for its password, but nobody answered, so the secret of “%s” cannot be reached. "
                 "Unlock the keyring and try again."), name);
  return FALSE;
}

static gboolean
put_question (SotongSecrets  *secrets,
              Question       *question,
              GCancellable   *cancellable,
              GError        **error)
{
  SotongSecretsKeyring *self = (SotongSecretsKeyring *) secrets;
  GError *cause = NULL;

  if (g_atomic_int_get (&self->unanswered))
    return set_unanswered (self, question->name, error);
  if (!g_cancellable_set_error_if_cancelled (cancellable, &cause))
    {
      g_atomic_ref_count_inc (&question->refs);
      g_thread_unref (g_thread_new ("keyring", ask_thread, question));
      if (wait_for (question, self->limit, cancellable))
        {
          if (question->error != NULL)
            g_propagate_error (error, g_steal_pointer (&question->error));
          return question->ok;
        }
      if (!g_cancellable_set_error_if_cancelled (cancellable, &cause))
        return set_unanswered (self, question->name, error);
    }
  set_error (error, question->name, cause);
  return FALSE;
}

static gboolean
ask_to_keep (Question  *question,
             GError   **error)
{
  g_autofree char *label = label_of (question->owner, question->name);
  GError *cause = NULL;

  if (secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, question->secret, NULL, &cause, "workspace", question->workspace,
                                  "owner", sotong_secrets_owner_name (question->owner), "id", question->id, NULL))
    return TRUE;
  set_error (error, question->name, cause);
  return FALSE;
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
  g_autoptr(Question) question = question_new (ask_to_keep, workspace, owner, id, name, secret);

  return put_question (secrets, question, cancellable, error);
}

static gboolean
unlock_all (GList         *items,
            const char    *name,
            GError       **error)
{
  g_autoptr(SecretService) service = NULL;
  g_autolist(GDBusProxy) unlocked = NULL;
  GError *cause = NULL;
  int n;

  service = secret_service_get_sync (SECRET_SERVICE_NONE, NULL, &cause);
  n = service != NULL ? secret_service_unlock_sync (service, items, NULL, &unlocked, &cause) : -1;
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
find_item (const Question  *question,
           SecretItem     **out_item,
           GError         **error)
{
  g_autoptr(SecretService) service = NULL;
  g_autoptr(GHashTable) attributes = NULL;
  g_autolist(SecretItem) items = NULL;
  GError *cause = NULL;

  *out_item = NULL;
  attributes = secret_attributes_build (&schema, "workspace", question->workspace, "owner", sotong_secrets_owner_name (question->owner), "id", question->id, NULL);
  service = secret_service_get_sync (SECRET_SERVICE_OPEN_SESSION, NULL, &cause);
  if (service != NULL)
    items = secret_service_search_sync (service, &schema, attributes, SECRET_SEARCH_NONE, NULL, &cause);
  if (cause != NULL)
    {
      set_error (error, question->name, cause);
      return FALSE;
    }
  if (items != NULL && secret_item_get_locked (items->data) && !unlock_all (items, question->name, error))
    return FALSE;
  if (items != NULL)
    *out_item = g_object_ref (items->data);
  return TRUE;
}

static gboolean
ask_for_secret (Question  *question,
                GError   **error)
{
  g_autoptr(SecretItem) item = NULL;
  g_autoptr(SecretValue) value = NULL;
  GError *cause = NULL;
  const char *text;
  gsize length;

  if (!find_item (question, &item, error))
    return FALSE;
  if (item == NULL)
    return TRUE;
  if (!secret_item_load_secret_sync (item, NULL, &cause))
    {
      set_error (error, question->name, cause);
      return FALSE;
    }
  value = secret_item_get_secret (item);
  text = value != NULL ? secret_value_get (value, &length) : NULL;
  question->secret = text != NULL ? g_strndup (text, length) : NULL;
  return TRUE;
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
  g_autoptr(Question) question = question_new (ask_for_secret, workspace, owner, id, name, NULL);

  return put_question (secrets, question, cancellable, error) ? g_steal_pointer (&question->secret) : NULL;
}

static gboolean
ask_to_forget (Question  *question,
               GError   **error)
{
  g_autoptr(SecretItem) item = NULL;
  GError *cause = NULL;

  if (!find_item (question, &item, error))
    return FALSE;
  if (item == NULL || secret_item_delete_sync (item, NULL, &cause))
    return TRUE;
  set_error (error, question->name, cause);
  return FALSE;
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
  g_autoptr(Question) question = question_new (ask_to_forget, workspace, owner, id, name, NULL);

  return put_question (secrets, question, cancellable, error);
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
