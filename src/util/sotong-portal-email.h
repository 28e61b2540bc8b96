/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
gboolean sotong_portal_compose_email (const char    *subject,
                                      const char    *body,
                                      const char    *path,
                                      GCancellable  *cancellable,
                                      GError       **error);
G_END_DECLS
