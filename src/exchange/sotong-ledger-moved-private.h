/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "exchange/sotong-ledger-import-private.h"

G_BEGIN_DECLS
gboolean sotong_ledger_moved_binds    (const char                 *heading);
gboolean sotong_ledger_moved_pays     (const char                 *heading);
gboolean sotong_ledger_moved_is_entry (const char                 *heading);
gboolean sotong_ledger_moved_is_state (const char                 *heading);
gboolean sotong_ledger_moved_is_back  (const char                 *heading);
gboolean sotong_ledger_moved_is_bound (const SotongGridRow        *row,
                                       const SotongLedgerMapping  *mapping);
gboolean sotong_ledger_moved_read     (SotongLedgerImport         *self,
                                       const SotongGridRow        *row,
                                       const SotongLedgerMapping  *mapping,
                                       gint64                     *out_won,
                                       gboolean                   *out_commitment,
                                       gboolean                   *out_turned);
G_END_DECLS
