/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-document.h"

G_BEGIN_DECLS
void sotong_report_attachments_settle (SotongDocument *document);
G_END_DECLS
