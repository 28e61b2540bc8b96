/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-document.h"
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
SotongDocument *sotong_report_statement_make  (SotongDb     *db,
                                               SotongRange   period,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;
SotongDocument *sotong_report_settlement_make (SotongDb     *db,
                                               SotongRange   period,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
