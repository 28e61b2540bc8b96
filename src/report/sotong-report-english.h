/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-document.h"

G_BEGIN_DECLS
void        sotong_report_english_apply (SotongDocument *document);
const char *sotong_report_english_word  (const char     *korean);
G_END_DECLS
