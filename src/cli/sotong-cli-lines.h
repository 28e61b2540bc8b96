/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"

G_BEGIN_DECLS
/* Writes what a line of standard input comes out as, its end with it. */
typedef void (*SotongCliLineFunc) (const char *line,
                                   gsize       length,
                                   GString    *out,
                                   gpointer    user_data);

int  sotong_cli_filter_lines (SotongCli         *cli,
                              SotongCliLineFunc  func,
                              gpointer           user_data);
void sotong_cli_append_json  (GString           *out,
                              const char        *text,
                              gsize              length);
G_END_DECLS
