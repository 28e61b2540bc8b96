/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
gboolean sotong_chart_number_read (const char *text,
                                   const char *end,
                                   double     *out_value);
const char *sotong_chart_number_scan (const char *text,
                                      const char *end,
                                      double     *out_value);
G_END_DECLS
