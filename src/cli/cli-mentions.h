/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"

G_BEGIN_DECLS
int      sotong_cli_mentions_list   (SotongCli    *cli,
                                     int           argc,
                                     char        **argv);
int      sotong_cli_mentions_search (SotongCli    *cli,
                                     int           argc,
                                     char        **argv);
int      sotong_cli_mentions_import (SotongCli    *cli,
                                     int           argc,
                                     char        **argv);
int      sotong_cli_mentions_label  (SotongCli    *cli,
                                     int           argc,
                                     char        **argv);
gboolean sotong_cli_find_topic      (SotongCli    *cli,
                                     const char   *name,
                                     gint64       *out_id);
gboolean sotong_cli_find_source     (SotongCli    *cli,
                                     const char   *name,
                                     gint64       *out_id);
G_END_DECLS
