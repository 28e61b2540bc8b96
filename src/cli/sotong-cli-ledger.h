/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"

G_BEGIN_DECLS
/* Which of the ledger's lists “budget show” shows instead of the lines. */
typedef struct {
  gboolean payments;
  gboolean commitments;
  gboolean changes;
  gboolean carry;
  gboolean costs;
} SotongCliLedgerLists;

int sotong_cli_show_ledger_list (SotongCli                  *cli,
                                 const SotongCliLedgerLists *which,
                                 int                         year);
void sotong_cli_ledger_print_int (gint64       value,
                                  gboolean     last);
void sotong_cli_ledger_json_bool (JsonBuilder *builder,
                                  const char  *member,
                                  gboolean     value);
G_END_DECLS
