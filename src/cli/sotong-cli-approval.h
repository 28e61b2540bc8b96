/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"
#include "store/sotong-approval.h"

G_BEGIN_DECLS
gboolean sotong_cli_approval_is_sealed (const SotongApproval *approval);
void     sotong_cli_approval_mark      (SotongCli            *cli);
void     sotong_cli_approval_tell_lost (SotongCli            *cli);
void     sotong_cli_approval_json_lost (SotongCli            *cli,
                                        JsonBuilder          *builder);
void     sotong_cli_approval_note_would (SotongCli           *cli,
                                         gint64               n);
void     sotong_cli_json_approval      (JsonBuilder          *builder,
                                        const SotongApproval *approval,
                                        GTimeZone            *zone);
void     sotong_cli_json_changes       (JsonBuilder          *builder,
                                        const SotongApproval *approval,
                                        GTimeZone            *zone);
void     sotong_cli_print_changes      (const SotongApproval *approval,
                                        GTimeZone            *zone);
void     sotong_cli_print_approval     (const SotongApproval *approval,
                                        GTimeZone            *zone);
G_END_DECLS
