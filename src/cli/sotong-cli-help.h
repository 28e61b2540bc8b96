/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS
void sotong_cli_help_overview (FILE  *out);
int  sotong_cli_help          (int    argc,
                               char **argv);
gboolean sotong_cli_help_has   (const char *words);
G_END_DECLS
