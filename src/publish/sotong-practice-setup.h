/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-secrets.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
/* What of a workspace is connected to a practice platform. */
typedef struct {
  gint64  channel_id;
  gint64  source_id;
  char   *channel;    /* its name */
  char   *source;     /* its name */
} SotongPracticeSetup;

void                 sotong_practice_setup_free   (SotongPracticeSetup  *setup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongPracticeSetup, sotong_practice_setup_free)

SotongPracticeSetup *sotong_practice_connect        (SotongStore          *store,
                                                     SotongSecrets        *secrets,
                                                     const char           *url,
                                                     const char           *token,
                                                     GCancellable         *cancellable,
                                                     GError              **error);
void                 sotong_practice_connect_async  (SotongStore          *store,
                                                     SotongSecrets        *secrets,
                                                     const char           *url,
                                                     const char           *token,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
SotongPracticeSetup *sotong_practice_connect_finish (SotongStore          *store,
                                                     GAsyncResult         *result,
                                                     GError              **error);
G_END_DECLS
