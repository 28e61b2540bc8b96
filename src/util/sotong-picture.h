/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
const char *sotong_picture_sniff (const guint8 *p,
                                  gsize         n,
                                  guint32      *width,
                                  guint32      *height);
gboolean    sotong_picture_is_whole (const char *type,
                                  const guint8 *p,
                                  gsize         n);
G_END_DECLS
