/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
#define SOTONG_SECRETS_ERROR (sotong_secrets_error_quark ())
typedef enum {
  SOTONG_SECRETS_ERROR_NO_SERVICE,  /* no bus, or nobody on it who keeps secrets: start a keyring */
  SOTONG_SECRETS_ERROR_LOCKED,      /* the keyring is locked and was not opened: unlock it */
  SOTONG_SECRETS_ERROR_CANCELLED,   /* a person closed the keyring's question, or the caller cancelled */
  SOTONG_SECRETS_ERROR_FAILED,      /* the service answered with another error */
  SOTONG_SECRETS_ERROR_INVALID,     /* a line of a stream of secrets cannot be read */
  SOTONG_SECRETS_ERROR_NONE_GIVEN,  /* a stream that should bring a secret is empty */
} SotongSecretsError;
GQuark sotong_secrets_error_quark (void);

/* What a secret belongs to. */
typedef enum {
  SOTONG_SECRETS_CHANNEL,
  SOTONG_SECRETS_SOURCE,
  SOTONG_SECRETS_CALENDAR, /* the CalDAV collection */
  SOTONG_SECRETS_MAIL,     /* the server that mails alerts */
} SotongSecretsOwner;

#define SOTONG_TYPE_SECRETS (sotong_secrets_get_type ())
G_DECLARE_INTERFACE (SotongSecrets, sotong_secrets, SOTONG, SECRETS, GObject)

/**
 * SotongSecretsInterface:
 * @store: keeps a secret; may block
 * @lookup: (nullable return without error: there is none); may block
 * @clear: forgets a secret, %TRUE also if there was none; may block
 */
struct _SotongSecretsInterface
{
  GTypeInterface parent_iface;

  gboolean (*store)  (SotongSecrets       *self,
                      const char          *workspace,
                      SotongSecretsOwner   owner,
                      const char          *id,
                      const char          *name,
                      const char          *secret,
                      GCancellable        *cancellable,
                      GError             **error);
  char    *(*lookup) (SotongSecrets       *self,
                      const char          *workspace,
                      SotongSecretsOwner   owner,
                      const char          *id,
                      const char          *name,
                      GCancellable        *cancellable,
                      GError             **error);
  gboolean (*clear)  (SotongSecrets       *self,
                      const char          *workspace,
                      SotongSecretsOwner   owner,
                      const char          *id,
                      const char          *name,
                      GCancellable        *cancellable,
                      GError             **error);
};

/* The keyring of the desktop; memory that holds NAME⇥SECRET lines and forgets them. */
SotongSecrets *sotong_secrets_new_keyring     (guint                limit) G_GNUC_WARN_UNUSED_RESULT;
SotongSecrets *sotong_secrets_new_memory      (void) G_GNUC_WARN_UNUSED_RESULT;
SotongSecrets *sotong_secrets_new_from_stream (GInputStream         *stream,
                                               GCancellable         *cancellable,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;
char          *sotong_secrets_read_stream     (GInputStream         *stream,
                                               GCancellable         *cancellable,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void           sotong_secrets_free            (char                 *secret);
char          *sotong_secrets_describe_replaced (SotongSecrets      *self) G_GNUC_WARN_UNUSED_RESULT;
GHashTable    *sotong_secrets_list_unused     (SotongSecrets        *self) G_GNUC_WARN_UNUSED_RESULT;

/* Blocking: for worker threads and for sotongctl. */
gboolean       sotong_secrets_store           (SotongSecrets        *self,
                                               const char           *workspace,
                                               SotongSecretsOwner    owner,
                                               const char           *id,
                                               const char           *name,
                                               const char           *secret,
                                               GCancellable         *cancellable,
                                               GError              **error);
char          *sotong_secrets_lookup          (SotongSecrets        *self,
                                               const char           *workspace,
                                               SotongSecretsOwner    owner,
                                               const char           *id,
                                               const char           *name,
                                               GCancellable         *cancellable,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       sotong_secrets_clear           (SotongSecrets        *self,
                                               const char           *workspace,
                                               SotongSecretsOwner    owner,
                                               const char           *id,
                                               const char           *name,
                                               GCancellable         *cancellable,
                                               GError              **error);

/* The same for the window: the work is done in a thread. */
void           sotong_secrets_store_async     (SotongSecrets        *self,
                                               const char           *workspace,
                                               SotongSecretsOwner    owner,
                                               const char           *id,
                                               const char           *name,
                                               const char           *secret,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       sotong_secrets_store_finish    (SotongSecrets        *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void           sotong_secrets_lookup_async    (SotongSecrets        *self,
                                               const char           *workspace,
                                               SotongSecretsOwner    owner,
                                               const char           *id,
                                               const char           *name,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
char          *sotong_secrets_lookup_finish   (SotongSecrets        *self,
                                               GAsyncResult         *result,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void           sotong_secrets_clear_async     (SotongSecrets        *self,
                                               const char           *workspace,
                                               SotongSecretsOwner    owner,
                                               const char           *id,
                                               const char           *name,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       sotong_secrets_clear_finish    (SotongSecrets        *self,
                                               GAsyncResult         *result,
                                               GError              **error);
G_END_DECLS
