/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-document.h"

G_BEGIN_DECLS
char           *sotong_report_frozen_store   (SotongDocument  *document) G_GNUC_WARN_UNUSED_RESULT;
SotongDocument *sotong_report_frozen_restore (const char      *stored,
                                              SotongDocument  *now,
                                              gint64           frozen_at,
                                              GError         **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
