/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"

G_BEGIN_DECLS
extern const SotongCliVerb sotong_cli_metrics_verbs[];
G_END_DECLS
