/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
char    *sotong_url_normalize         (const char *url) G_GNUC_WARN_UNUSED_RESULT;
gboolean sotong_url_append_normalized (GString    *out,
                                       const char *url);
gboolean sotong_url_is_root           (const char *normalized);
gboolean sotong_url_is_web            (const char *url);
char    *sotong_url_resolve           (const char *base,
                                       const char *reference) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
