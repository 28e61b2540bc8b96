/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
gboolean  sotong_report_heading_is_same  (const char  *name,
                                          const char  *heading);
gboolean  sotong_report_heading_is_known (const char  *kind,
                                          const char  *name);
char     *sotong_report_heading_list     (const char  *kind) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
