/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-platform.h"
#include "platforms/sotong-secrets.h"
#include "store/sotong-channel.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
/* Told in the caller's main context, once: the address that a person opens in a browser. */
typedef void (*SotongSignInPageFunc) (const char *url,
                                      gpointer    user_data);

SotongAccount *sotong_channel_sign_in_open_account (SotongStore           *store,
                                                    SotongSecrets         *secrets,
                                                    const SotongChannel   *channel,
                                                    const char            *client_id,
                                                    const char            *client_secret,
                                                    GCancellable          *cancellable,
                                                    GError               **error);
gboolean sotong_channel_sign_in_take   (SotongStore           *store,
                                        SotongSecrets         *secrets,
                                        SotongChannel         *channel,
                                        const char            *secret,
                                        const char            *user,
                                        GCancellable          *cancellable,
                                        GError               **error);
char    *sotong_channel_describe_place (const SotongChannel  *channel) G_GNUC_WARN_UNUSED_RESULT;
gboolean sotong_channel_compare_secret (SotongStore           *store,
                                        SotongSecrets         *secrets,
                                        SotongChannel         *channel,
                                        const char            *secret,
                                        GCancellable          *cancellable,
                                        GError               **error);
void     sotong_channel_compare_secret_async (SotongStore         *store,
                                              SotongSecrets       *secrets,
                                              const SotongChannel *channel,
                                              const char          *secret,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
SotongChannel *sotong_channel_compare_secret_finish (SotongStore   *store,
                                                     GAsyncResult  *result,
                                                     GError       **error);
void     sotong_channel_sign_in_async  (SotongStore           *store,
                                        SotongSecrets         *secrets,
                                        gint64                 channel_id,
                                        const char            *client_id,
                                        const char            *client_secret,
                                        guint                  port,
                                        SotongSignInPageFunc   page,
                                        gpointer               page_data,
                                        GCancellable          *cancellable,
                                        GAsyncReadyCallback    callback,
                                        gpointer               user_data);
gboolean sotong_channel_sign_in_finish (SotongStore           *store,
                                        GAsyncResult          *result,
                                        GError               **error);
G_END_DECLS
