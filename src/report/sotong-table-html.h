/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-table.h"

G_BEGIN_DECLS
char *sotong_table_to_html  (SotongTable *table) G_GNUC_WARN_UNUSED_RESULT;
char *sotong_table_to_plain (SotongTable *table) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
