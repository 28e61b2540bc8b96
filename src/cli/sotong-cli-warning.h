/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"
#include "plan/sotong-warning.h"

G_BEGIN_DECLS
GPtrArray *sotong_cli_warnings_of    (SotongDb     *db,
                                      gint64        content_id,
                                      GError      **error);
void       sotong_cli_note_warnings  (SotongCli    *cli,
                                      const char   *where,
                                      GPtrArray    *warnings);
void       sotong_cli_json_warnings  (SotongCli    *cli,
                                      JsonBuilder  *builder,
                                      GPtrArray    *warnings);
int        sotong_cli_done           (SotongCli    *cli,
                                      gint64        id,
                                      gboolean      print_id,
                                      GPtrArray    *warnings);
G_END_DECLS
