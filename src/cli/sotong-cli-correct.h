/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"

G_BEGIN_DECLS
int      sotong_cli_correct  (SotongCli   *cli,
                              gint64       content_id,
                              gint64       person_id,
                              gboolean     real);
gboolean sotong_cli_withdraw (SotongCli   *cli,
                              gint64       content_id,
                              gboolean     real,
                              gboolean     gone,
                              gboolean    *out_was_out);
G_END_DECLS
