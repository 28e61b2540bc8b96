/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-secrets-private.h"

G_DEFINE_QUARK (sotong-secrets-error-quark, sotong_secrets_error)
G_DEFINE_INTERFACE (SotongSecrets, sotong_secrets, G_TYPE_OBJECT)

/* One call, to be made in a thread. */
typedef struct {
  char               *workspace;
  SotongSecretsOwner  owner;
  char               *id;
  char               *name;
  char               *secret;  /* (nullable) */
} Call;

static void
call_free (Call *call)
{
  g_free (call->workspace);
  g_free (call->id);
  g_free (call->name);
  sotong_secrets_free (call->secret);
  g_free (call);
}

static void
sotong_secrets_default_init (SotongSecretsInterface *iface)
{
}

/**
 * sotong_secrets_free:
 * @secret: (nullable) (transfer full): a secret
 *
 * Overwrites and frees it.
 */
void
sotong_secrets_free (char *secret)
{
  if (secret == NULL)
    return;
  sotong_secrets_wipe (secret, strlen (secret));
  g_free (secret);
}

/* Overwrites memory in a way that the compiler may not leave out. */
void
sotong_secrets_wipe (gpointer memory,
                     gsize    length)
{
  explicit_bzero (memory, length);
}

const char *
sotong_secrets_owner_name (SotongSecretsOwner owner)
{
  if (owner == SOTONG_SECRETS_MAIL)
    return "mail";
  if (owner == SOTONG_SECRETS_CALENDAR)
    return "calendar";
  return owner == SOTONG_SECRETS_CHANNEL ? "channel" : "source";
}

/**
 * sotong_secrets_store:
 * @self: a place for secrets
 * @workspace: the workspace's own id
 * @owner: what the secret belongs to
 * @id: the channel's or source's own id
 * @name: its name in the office, for the label that a person sees
 * @secret: the secret
 * @cancellable: (nullable): stops it
 * @error: return location; any of `SOTONG_SECRETS_ERROR`
 *
 * Keeps a secret in place of the one that was there. May block, and may make
 * the keyring ask the person.
 *
 * Returns: %TRUE if it is kept
 */
gboolean
sotong_secrets_store (SotongSecrets       *self,
                      const char          *workspace,
                      SotongSecretsOwner   owner,
                      const char          *id,
                      const char          *name,
                      const char          *secret,
                      GCancellable        *cancellable,
                      GError             **error)
{
  g_return_val_if_fail (SOTONG_IS_SECRETS (self), FALSE);
  g_return_val_if_fail (workspace != NULL && id != NULL && name != NULL && secret != NULL, FALSE);

  return SOTONG_SECRETS_GET_IFACE (self)->store (self, workspace, owner, id, name, secret, cancellable, error);
}

/**
 * sotong_secrets_lookup:
 * @self: a place for secrets
 * @workspace: the workspace's own id
 * @owner: what the secret belongs to
 * @id: the channel's or source's own id
 * @name: its name in the office
 * @cancellable: (nullable): stops it
 * @error: return location; any of `SOTONG_SECRETS_ERROR`
 *
 * May block, and may make the keyring ask the person.
 *
 * Returns: (transfer full) (nullable): the secret, to be freed with
 *   sotong_secrets_free(); %NULL without an error if there is none
 */
char *
sotong_secrets_lookup (SotongSecrets       *self,
                       const char          *workspace,
                       SotongSecretsOwner   owner,
                       const char          *id,
                       const char          *name,
                       GCancellable        *cancellable,
                       GError             **error)
{
  g_return_val_if_fail (SOTONG_IS_SECRETS (self), NULL);
  g_return_val_if_fail (workspace != NULL && id != NULL && name != NULL, NULL);

  return SOTONG_SECRETS_GET_IFACE (self)->lookup (self, workspace, owner, id, name, cancellable, error);
}

/**
 * sotong_secrets_clear:
 * @self: a place for secrets
 * @workspace: the workspace's own id
 * @owner: what the secret belongs to
 * @id: the channel's or source's own id
 * @name: its name in the office
 * @cancellable: (nullable): stops it
 * @error: return location; any of `SOTONG_SECRETS_ERROR`
 *
 * Forgets a secret. May block, and may make the keyring ask the person.
 *
 * Returns: %TRUE if there is none any more
 */
gboolean
sotong_secrets_clear (SotongSecrets       *self,
                      const char          *workspace,
                      SotongSecretsOwner   owner,
                      const char          *id,
                      const char          *name,
                      GCancellable        *cancellable,
                      GError             **error)
{
  g_return_val_if_fail (SOTONG_IS_SECRETS (self), FALSE);
  g_return_val_if_fail (workspace != NULL && id != NULL && name != NULL, FALSE);

  return SOTONG_SECRETS_GET_IFACE (self)->clear (self, workspace, owner, id, name, cancellable, error);
}

static GTask *
make_task (SotongSecrets       *self,
           gpointer             tag,
           const char          *workspace,
           SotongSecretsOwner   owner,
           const char          *id,
           const char          *name,
           const char          *secret,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->workspace = g_strdup (workspace);
  call->owner = owner;
  call->id = g_strdup (id);
  call->name = g_strdup (name);
  call->secret = g_strdup (secret);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  return task;
}

static void
store_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Call *call = data;
  GError *error = NULL;

  if (sotong_secrets_store (source, call->workspace, call->owner, call->id, call->name, call->secret, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
lookup_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Call *call = data;
  GError *error = NULL;
  char *secret = sotong_secrets_lookup (source, call->workspace, call->owner, call->id, call->name, cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, secret, (GDestroyNotify) sotong_secrets_free);
}

static void
clear_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Call *call = data;
  GError *error = NULL;

  if (sotong_secrets_clear (source, call->workspace, call->owner, call->id, call->name, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * sotong_secrets_store_async:
 * @self: a place for secrets
 * @workspace: the workspace's own id
 * @owner: what the secret belongs to
 * @id: the channel's or source's own id
 * @name: its name in the office
 * @secret: the secret
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * sotong_secrets_store() in a thread.
 */
void
sotong_secrets_store_async (SotongSecrets       *self,
                            const char          *workspace,
                            SotongSecretsOwner   owner,
                            const char          *id,
                            const char          *name,
                            const char          *secret,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (SOTONG_IS_SECRETS (self));
  task = make_task (self, sotong_secrets_store_async, workspace, owner, id, name, secret, cancellable, callback, user_data);
  g_task_run_in_thread (task, store_thread);
}

/**
 * sotong_secrets_store_finish:
 * @self: a place for secrets
 * @result: what the callback got
 * @error: return location
 *
 * Returns: see sotong_secrets_store()
 */
gboolean
sotong_secrets_store_finish (SotongSecrets  *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, sotong_secrets_store_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sotong_secrets_lookup_async:
 * @self: a place for secrets
 * @workspace: the workspace's own id
 * @owner: what the secret belongs to
 * @id: the channel's or source's own id
 * @name: its name in the office
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * sotong_secrets_lookup() in a thread.
 */
void
sotong_secrets_lookup_async (SotongSecrets       *self,
                             const char          *workspace,
                             SotongSecretsOwner   owner,
                             const char          *id,
                             const char          *name,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (SOTONG_IS_SECRETS (self));
  task = make_task (self, sotong_secrets_lookup_async, workspace, owner, id, name, NULL, cancellable, callback, user_data);
  g_task_run_in_thread (task, lookup_thread);
}

/**
 * sotong_secrets_lookup_finish:
 * @self: a place for secrets
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): see sotong_secrets_lookup()
 */
char *
sotong_secrets_lookup_finish (SotongSecrets  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sotong_secrets_lookup_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sotong_secrets_clear_async:
 * @self: a place for secrets
 * @workspace: the workspace's own id
 * @owner: what the secret belongs to
 * @id: the channel's or source's own id
 * @name: its name in the office
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * sotong_secrets_clear() in a thread.
 */
void
sotong_secrets_clear_async (SotongSecrets       *self,
                            const char          *workspace,
                            SotongSecretsOwner   owner,
                            const char          *id,
                            const char          *name,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (SOTONG_IS_SECRETS (self));
  task = make_task (self, sotong_secrets_clear_async, workspace, owner, id, name, NULL, cancellable, callback, user_data);
  g_task_run_in_thread (task, clear_thread);
}

/**
 * sotong_secrets_clear_finish:
 * @self: a place for secrets
 * @result: what the callback got
 * @error: return location
 *
 * Returns: see sotong_secrets_clear()
 */
gboolean
sotong_secrets_clear_finish (SotongSecrets  *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, sotong_secrets_clear_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
