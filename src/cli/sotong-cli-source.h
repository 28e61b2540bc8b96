/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"
#include "store/sotong-source.h"

G_BEGIN_DECLS
void sotong_cli_json_source (JsonBuilder        *builder,
                             const SotongSource *source,
                             gint64              now,
                             GTimeZone          *zone,
                             const GPtrArray    *quotas);
G_END_DECLS
