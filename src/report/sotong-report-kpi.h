/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-document.h"
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
gboolean sotong_report_kpi_add (SotongDocument  *document,
                                SotongDb        *db,
                                int              year,
                                SotongRange      period,
                                guint            level,
                                GError         **error);
G_END_DECLS
