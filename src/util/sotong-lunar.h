/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
gboolean sotong_lunar_to_day (int     year,
                              int     month,
                              int     day,
                              gint64 *out_day);
G_END_DECLS
