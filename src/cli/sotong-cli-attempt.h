/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"
#include "store/sotong-attempt.h"

G_BEGIN_DECLS
void sotong_cli_json_attempt  (JsonBuilder         *builder,
                               const SotongAttempt *attempt,
                               GTimeZone           *zone);
void sotong_cli_print_attempt (const SotongAttempt *attempt,
                               GTimeZone           *zone);
G_END_DECLS
