/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-task-commands.h"

G_BEGIN_DECLS
/* What can be chosen in the report dialog. */

#define SOTONG_REPORT_N_FORMATS 4

GStrv       sotong_report_list_periods    (SotongContext    *context,
                                           SotongTaskReport  kind,
                                           guint            *out_chosen) G_GNUC_WARN_UNUSED_RESULT;
char       *sotong_report_period_label    (const char       *period,
                                           GTimeZone        *zone) G_GNUC_WARN_UNUSED_RESULT;
char       *sotong_report_period_file     (const char       *period,
                                           GTimeZone        *zone) G_GNUC_WARN_UNUSED_RESULT;
gboolean    sotong_report_has_topic       (SotongTaskReport  kind);
const char *sotong_report_table_label     (const char       *id);
const char *sotong_report_format_label    (guint             format);
const char *sotong_report_format_extension (guint            format);
G_END_DECLS
