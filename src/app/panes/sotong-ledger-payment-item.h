/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-budget.h"

#include <gio/gio.h>

G_BEGIN_DECLS
#define SOTONG_TYPE_LEDGER_PAYMENT_ITEM (sotong_ledger_payment_item_get_type ())
G_DECLARE_FINAL_TYPE (SotongLedgerPaymentItem, sotong_ledger_payment_item, SOTONG, LEDGER_PAYMENT_ITEM, GObject)

SotongLedgerPaymentItem *sotong_ledger_payment_item_new_take (SotongPayment           *payment) G_GNUC_WARN_UNUSED_RESULT;
const SotongPayment     *sotong_ledger_payment_item_get      (SotongLedgerPaymentItem *self);
gboolean                 sotong_ledger_payment_item_same     (gconstpointer            a,
                                                              gconstpointer            b);
G_END_DECLS
