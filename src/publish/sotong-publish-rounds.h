/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "publish/sotong-publisher.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PUBLISH_ROUNDS (sotong_publish_rounds_get_type ())
G_DECLARE_FINAL_TYPE (SotongPublishRounds, sotong_publish_rounds, SOTONG, PUBLISH_ROUNDS, GObject)

SotongPublishRounds *sotong_publish_rounds_new        (SotongStore         *store,
                                                       SotongPublisher     *publisher) G_GNUC_WARN_UNUSED_RESULT;
void                 sotong_publish_rounds_set_pause  (SotongPublishRounds *self,
                                                       guint                seconds);
GPtrArray           *sotong_publish_rounds_run        (SotongPublishRounds *self,
                                                       SotongPublishFlags   flags,
                                                       GCancellable        *cancellable,
                                                       GError             **error);
void                 sotong_publish_rounds_run_async  (SotongPublishRounds *self,
                                                       SotongPublishFlags   flags,
                                                       GCancellable        *cancellable,
                                                       GAsyncReadyCallback  callback,
                                                       gpointer             user_data);
GPtrArray           *sotong_publish_rounds_run_finish (SotongPublishRounds *self,
                                                       GAsyncResult        *result,
                                                       GError             **error);
G_END_DECLS
