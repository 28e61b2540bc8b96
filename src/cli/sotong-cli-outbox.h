/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"
#include "store/sotong-hold.h"

G_BEGIN_DECLS
gboolean sotong_cli_status_outbox (SotongCli    *cli,
                                   JsonBuilder  *builder,
                                   GError      **error);
void     sotong_cli_note_hold     (SotongCli   *cli);
void     sotong_cli_note_there    (SotongCli   *cli,
                                   const SotongHold *hold);
int      sotong_cli_print_run     (SotongCli   *cli,
                                   GPtrArray   *results);
int      sotong_cli_print_chosen  (SotongCli   *cli,
                                   GPtrArray   *list);
gint64   sotong_cli_parse_span    (const char  *text);
G_END_DECLS
