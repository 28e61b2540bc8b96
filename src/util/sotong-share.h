/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
void sotong_share_interval (gint64   n_right,
                            gint64   n,
                            double  *out_low,
                            double  *out_high);
gboolean sotong_share_tenths (const gint64 *counts,
                              guint         n,
                              gint64       *tenths);
G_END_DECLS
