/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
gboolean sotong_portal_is_sandboxed       (void);
gboolean sotong_portal_request_background (const char          *reason,
                                           const char * const  *command,
                                           gboolean             autostart,
                                           GCancellable        *cancellable,
                                           GError             **error);
G_END_DECLS
