/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "app/panes/sotong-ledger-item.h"
#include "app/sotong-pane.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_LEDGER_DIALOG (sotong_ledger_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SotongLedgerDialog, sotong_ledger_dialog, SOTONG, LEDGER_DIALOG, AdwWindow)

SotongLedgerDialog *sotong_ledger_dialog_new (SotongPane       *pane,
                                              SotongLedgerItem *line,
                                              int               year) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
