/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"
#include "store/sotong-approval.h"

G_BEGIN_DECLS
gboolean sotong_cli_approval_is_sealed (const SotongApproval *approval);
gint64   sotong_cli_approval_count     (SotongCli            *cli,
                                        GArray               *contents);
GArray  *sotong_cli_approval_list      (SotongCli            *cli);
void     sotong_cli_approval_note_lost (SotongCli            *cli,
                                        GArray               *contents,
                                        gint64                before);
void     sotong_cli_approval_note_number (SotongCli          *cli,
                                          gint64              lost);
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
