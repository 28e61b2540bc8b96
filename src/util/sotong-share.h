/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
void sotong_share_interval (gint64   n_right,
                            gint64   n,
                            double  *out_low,
                            double  *out_high);
G_END_DECLS
