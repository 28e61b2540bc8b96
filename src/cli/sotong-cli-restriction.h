/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"
#include "store/sotong-restriction.h"

G_BEGIN_DECLS
void sotong_cli_json_restrictions (JsonBuilder                  *builder,
                                   const SotongRestrictionRules *rules,
                                   const SotongContent          *content);
GPtrArray *sotong_cli_flags_of    (SotongDb                     *db,
                                   GPtrArray                    *contents,
                                   GError                      **error) G_GNUC_WARN_UNUSED_RESULT;
void sotong_cli_note_bare         (SotongCli                    *cli,
                                   GPtrArray                    *bare);
G_END_DECLS
