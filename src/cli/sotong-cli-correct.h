/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"

G_BEGIN_DECLS
int      sotong_cli_correct  (SotongCli   *cli,
                              gint64       content_id,
                              gint64       person_id,
                              gboolean     real);
void     sotong_cli_note_files (SotongCli  *cli,
                              gint64       content_id);
void     sotong_cli_move_waiting (SotongCli *cli,
                              GPtrArray   *picks,
                              const char  *channel_name,
                              gint64       time,
                              gboolean     real);
gboolean sotong_cli_withdraw (SotongCli   *cli,
                              gint64       content_id,
                              gboolean     real,
                              gboolean     gone,
                              gboolean    *out_was_out);
void     sotong_cli_take_back (SotongCli  *cli,
                              gboolean     real);
G_END_DECLS
