/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "locked-keyring.h"

#include "platforms/sotong-secrets.h"

typedef struct {
  GObject parent_instance;
} Locked;

typedef struct {
  GObjectClass parent_class;
} LockedClass;

static gboolean
locked_store (SotongSecrets       *secrets,
              const char          *workspace,
              SotongSecretsOwner   owner,
              const char          *id,
              const char          *name,
              const char          *secret,
              GCancellable        *cancellable,
              GError             **error)
{
  while (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_usleep (1000);
  return FALSE;
}

static char *
locked_lookup (SotongSecrets       *secrets,
               const char          *workspace,
               SotongSecretsOwner   owner,
               const char          *id,
               const char          *name,
               GCancellable        *cancellable,
               GError             **error)
{
  while (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_usleep (1000);
  return NULL;
}

static void
locked_iface_init (SotongSecretsInterface *iface)
{
  iface->store = locked_store;
  iface->lookup = locked_lookup;
}

static GType locked_get_type (void);
G_DEFINE_TYPE_WITH_CODE (Locked, locked, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (SOTONG_TYPE_SECRETS, locked_iface_init))

static void
locked_class_init (LockedClass *klass)
{
}

static void
locked_init (Locked *self)
{
}

void
lock_keyring (SotongContext *context)
{
  g_autoptr(SotongSecrets) secrets = g_object_new (locked_get_type (), NULL);

  sotong_context_set_secrets (context, secrets);
}
