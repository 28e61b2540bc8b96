/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
char *sotong_file_why             (const GError *cause) G_GNUC_WARN_UNUSED_RESULT;
char *sotong_file_why_errno       (int           number) G_GNUC_WARN_UNUSED_RESULT;
char *sotong_file_why_not_written (int           number) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
