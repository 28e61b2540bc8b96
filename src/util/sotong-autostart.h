/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
char     *sotong_autostart_dup_workspace (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sotong_autostart_set           (const char           *workspace,
                                          GCancellable         *cancellable,
                                          GError              **error);
void      sotong_autostart_set_async     (const char           *workspace,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean  sotong_autostart_set_finish    (GAsyncResult         *result,
                                          GError              **error);
G_END_DECLS
