/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "budget/sotong-ledger.h"

#include <gio/gio.h>

G_BEGIN_DECLS
typedef enum {
  SOTONG_LEDGER_ITEM_TOTAL,    /* of the year */
  SOTONG_LEDGER_ITEM_ACCOUNT,  /* of an account */
  SOTONG_LEDGER_ITEM_HEADING,  /* of its lines, to whom it is not added */
  SOTONG_LEDGER_ITEM_LINE,     /* where money moves */
} SotongLedgerItemKind;

#define SOTONG_TYPE_LEDGER_ITEM (sotong_ledger_item_get_type ())
G_DECLARE_FINAL_TYPE (SotongLedgerItem, sotong_ledger_item, SOTONG, LEDGER_ITEM, GObject)

SotongLedgerItem        *sotong_ledger_item_new       (SotongLedgerItemKind     kind,
                                                       gint64                   id,
                                                       const char              *name,
                                                       const char              *formula,
                                                       int                      depth,
                                                       const SotongLedgerMoney *money) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray               *sotong_ledger_item_list      (const SotongLedger      *ledger) G_GNUC_WARN_UNUSED_RESULT;
SotongLedgerItemKind     sotong_ledger_item_get_kind  (SotongLedgerItem        *self);
gint64                   sotong_ledger_item_get_id    (SotongLedgerItem        *self);
const char              *sotong_ledger_item_get_name  (SotongLedgerItem        *self);
const SotongLedgerMoney *sotong_ledger_item_get_money (SotongLedgerItem        *self);
char                    *sotong_ledger_item_text      (SotongLedgerItem        *self,
                                                       int                      column) G_GNUC_WARN_UNUSED_RESULT;
char                    *sotong_ledger_item_tooltip   (SotongLedgerItem        *self,
                                                       int                      column) G_GNUC_WARN_UNUSED_RESULT;

/* Of the list. */
enum {
  SOTONG_LEDGER_NAME,
  SOTONG_LEDGER_FORMULA,
  SOTONG_LEDGER_AVAILABLE,
  SOTONG_LEDGER_COMMITTED,
  SOTONG_LEDGER_EXECUTED,
  SOTONG_LEDGER_UNSPENT,
  SOTONG_LEDGER_CARRIED_OUT,
  SOTONG_LEDGER_REMAINING,
  SOTONG_LEDGER_RATE,
  SOTONG_LEDGER_N_COLUMNS,
};
G_END_DECLS
