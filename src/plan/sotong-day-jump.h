/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "plan/sotong-month.h"

G_BEGIN_DECLS
gboolean sotong_day_jump_parse (const char *text,
                                gint64      from,
                                gint64      today,
                                gint64     *out_day);
G_END_DECLS
