/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
int      sotong_presence_enter (const char *path);
gboolean sotong_presence_is_lost (int presence);
gboolean sotong_presence_leave (int presence);
G_END_DECLS
