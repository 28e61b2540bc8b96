/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "exchange/sotong-grid.h"

G_BEGIN_DECLS
gint64      sotong_ledger_unit_of_heading (const char           *heading);
gint64      sotong_ledger_unit_alone      (const char           *cell);
gint64      sotong_ledger_unit_of_sheet   (const char           *cell);
gint64      sotong_ledger_unit_of_name    (const char           *name);
gboolean    sotong_ledger_unit_is_remark  (const char           *cell);
gint64      sotong_ledger_unit_of_title   (const char           *cell);
gint64      sotong_ledger_unit_behind     (const char           *part,
                                           char                **out_name);
gboolean    sotong_ledger_unit_is_foreign (const char           *part);
char       *sotong_ledger_unit_simplify   (const char           *text) G_GNUC_WARN_UNUSED_RESULT;
const char *sotong_ledger_unit_below      (const SotongGridRow  *row);
char       *sotong_ledger_unit_cut        (const char           *heading) G_GNUC_WARN_UNUSED_RESULT;
const char *sotong_ledger_unit_name       (gint64                won);
G_END_DECLS
