/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"
#include "store/sotong-channel.h"

G_BEGIN_DECLS
int sotong_cli_channel_add    (SotongCli  *cli,
                               int         argc,
                               char      **argv);
int sotong_cli_channel_list   (SotongCli  *cli,
                               int         argc,
                               char      **argv);
int sotong_cli_channel_test   (SotongCli  *cli,
                               int         argc,
                               char      **argv);
int sotong_cli_channel_remove (SotongCli  *cli,
                               int         argc,
                               char      **argv);
gboolean sotong_cli_channel_set_media (SotongCli     *cli,
                               SotongChannel *channel,
                               const char    *through);
void sotong_cli_json_channel  (SotongCli           *cli,
                               JsonBuilder         *builder,
                               const SotongChannel *channel);
int sotong_cli_practice_serve (SotongCli  *cli,
                               int         argc,
                               char      **argv);
G_END_DECLS
