/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

G_BEGIN_DECLS
#define SOTONG_TYPE_LEDGER_PARTS (sotong_ledger_parts_get_type ())
G_DECLARE_FINAL_TYPE (SotongLedgerParts, sotong_ledger_parts, SOTONG, LEDGER_PARTS, AdwPreferencesGroup)

void     sotong_ledger_parts_offer  (SotongLedgerParts  *self,
                                     GPtrArray          *contents);
void     sotong_ledger_parts_divide (SotongLedgerParts  *self,
                                     gint64              amount);
char    *sotong_ledger_parts_take   (SotongLedgerParts  *self,
                                     gint64              amount,
                                     GArray            **out_ids,
                                     GArray            **out_amounts,
                                     GtkWidget         **out_wrong);
G_END_DECLS
