/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-document.h"
#include "store/sotong-db.h"

G_BEGIN_DECLS
SotongDocument *sotong_report_promise (SotongDb  *db,
                                       int        year,
                                       GError   **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
