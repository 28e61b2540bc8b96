/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
char *sotong_cli_decode_text (const char    *name,
                              const char    *bytes,
                              gsize          length,
                              GError       **error) G_GNUC_WARN_UNUSED_RESULT;
char *sotong_cli_load_text   (const char    *path,
                              GCancellable  *cancellable,
                              GError       **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
