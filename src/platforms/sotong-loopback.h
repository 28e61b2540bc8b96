/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
/* A listener on 127.0.0.1 for the one visit by which a browser comes back from a sign-in. */
typedef struct _SotongLoopback SotongLoopback;

SotongLoopback *sotong_loopback_new     (guint            port,
                                         GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void            sotong_loopback_free    (SotongLoopback  *self);
const char     *sotong_loopback_get_url (SotongLoopback  *self);
GHashTable     *sotong_loopback_wait    (SotongLoopback  *self,
                                         guint            timeout_s,
                                         GCancellable    *cancellable,
                                         GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void            sotong_loopback_answer  (SotongLoopback  *self,
                                         gboolean         well);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongLoopback, sotong_loopback_free)
G_END_DECLS
