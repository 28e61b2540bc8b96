/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "publish/sotong-publisher.h"

G_BEGIN_DECLS
/**
 * SotongPublishVigilFunc:
 * @sleeps: %TRUE before the machine sleeps, %FALSE when it has woken
 * @n_ahead: how many posts are due within a day; they wait while it sleeps
 * @news: (nullable) (element-type SotongPublishResult): what went out before it sleeps
 * @user_data: what was given with the function
 *
 * Called in a thread of the vigil's own.
 */
typedef void (*SotongPublishVigilFunc) (gboolean   sleeps,
                                        guint      n_ahead,
                                        GPtrArray *news,
                                        gpointer   user_data);

#define SOTONG_TYPE_PUBLISH_VIGIL (sotong_publish_vigil_get_type ())
G_DECLARE_FINAL_TYPE (SotongPublishVigil, sotong_publish_vigil, SOTONG, PUBLISH_VIGIL, GObject)

SotongPublishVigil *sotong_publish_vigil_new  (SotongPublisher         *publisher,
                                               SotongPublishFlags       flags,
                                               SotongPublishVigilFunc   func,
                                               gpointer                 user_data) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_publish_vigil_look (SotongPublishVigil      *self);
void                sotong_publish_vigil_stop (SotongPublishVigil      *self);
G_END_DECLS
