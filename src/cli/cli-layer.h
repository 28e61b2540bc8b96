/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"

G_BEGIN_DECLS
int sotong_cli_layer_import (SotongCli  *cli,
                             const char *name,
                             const char *path,
                             gboolean    dry_run);
G_END_DECLS
