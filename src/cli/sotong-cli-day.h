/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"

G_BEGIN_DECLS
gboolean sotong_cli_is_day          (const char  *text);
gboolean sotong_cli_parse_plan_time (SotongCli   *cli,
                                     const char  *text,
                                     gint64      *out_time,
                                     GError     **error);
G_END_DECLS
