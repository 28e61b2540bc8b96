/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
char    *sotong_won_format          (gint64       won) G_GNUC_WARN_UNUSED_RESULT;
char    *sotong_won_format_thousand (gint64       won) G_GNUC_WARN_UNUSED_RESULT;
char    *sotong_number_group        (gint64       value) G_GNUC_WARN_UNUSED_RESULT;
gboolean sotong_won_percent         (gint64       part,
                                     gint64       whole,
                                     gint64      *out_percent);
gboolean sotong_won_parse           (const char  *text,
                                     gint64      *out_won);
gboolean sotong_won_is_too_large    (const char  *text);
gboolean sotong_won_parse_cell      (const char  *text,
                                     gint64       unit,
                                     gint64      *out_won);
gboolean sotong_won_add             (gint64       a,
                                     gint64       b,
                                     gint64      *out_sum);
gboolean sotong_won_subtract        (gint64       a,
                                     gint64       b,
                                     gint64      *out_difference);
gboolean sotong_won_multiply        (gint64       a,
                                     gint64       b,
                                     gint64      *out_product);
G_END_DECLS
