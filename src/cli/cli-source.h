/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"
#include "monitor/sotong-fetch.h"

G_BEGIN_DECLS
int sotong_cli_source_add (SotongCli *cli, int argc, char **argv);
int sotong_cli_source_list (SotongCli *cli, int argc, char **argv);
int sotong_cli_source_test (SotongCli *cli, int argc, char **argv);
int sotong_cli_source_trend (SotongCli *cli, int argc, char **argv);
int sotong_cli_source_remove (SotongCli *cli, int argc, char **argv);
void sotong_cli_note_progress (const SotongFetchProgress *progress,
                               gpointer                   user_data);
G_END_DECLS
