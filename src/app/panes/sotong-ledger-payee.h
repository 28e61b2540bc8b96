/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/dialogs/sotong-form.h"
#include "app/sotong-pane.h"
#include "store/sotong-budget.h"

G_BEGIN_DECLS
char       *sotong_ledger_payee_describe   (const SotongPayment *payment) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget  *sotong_ledger_payee_add_choice (SotongForm          *form,
                                            const char          *kind);
const char *sotong_ledger_payee_get_choice (GtkWidget           *choice);
void        sotong_ledger_present_payee    (SotongPane          *pane,
                                            const SotongPayment *payment);
G_END_DECLS
