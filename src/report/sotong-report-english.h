/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-document.h"

G_BEGIN_DECLS
void        sotong_report_english_apply      (SotongDocument *document);
void        sotong_report_english_apply_from (SotongDocument *document,
                                              guint           block,
                                              guint           data_table);
const char *sotong_report_english_word       (const char     *korean);
G_END_DECLS
