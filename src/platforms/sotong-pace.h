/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
guint sotong_pace_take_turn (const char *url,
                             gint64      now,
                             guint       least_ms);
G_END_DECLS
