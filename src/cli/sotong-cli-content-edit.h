/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"

G_BEGIN_DECLS
int sotong_cli_content_edit (SotongCli  *cli,
                             int         argc,
                             char      **argv);
G_END_DECLS
