/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"

G_BEGIN_DECLS
int sotong_cli_channel_login (SotongCli  *cli,
                              int         argc,
                              char      **argv);

int sotong_cli_channel_group (SotongCli  *cli,
                              int         argc,
                              char      **argv);

extern const SotongCliVerb sotong_cli_account_verbs[];
G_END_DECLS
