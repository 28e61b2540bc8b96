/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"

G_BEGIN_DECLS
int sotong_cli_topic_add (SotongCli *cli, int argc, char **argv);
int sotong_cli_topic_edit (SotongCli *cli, int argc, char **argv);
int sotong_cli_topic_preview (SotongCli *cli, int argc, char **argv);
int sotong_cli_topic_list (SotongCli *cli, int argc, char **argv);
G_END_DECLS
