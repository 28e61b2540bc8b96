/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"
#include "plan/sotong-promise.h"

G_BEGIN_DECLS
void sotong_cli_json_promise (JsonBuilder             *builder,
                              const SotongDeliverable *target,
                              const SotongPromise     *promise);
G_END_DECLS
