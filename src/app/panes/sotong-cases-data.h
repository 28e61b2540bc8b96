/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-table-pane.h"

G_BEGIN_DECLS
enum {
  SOTONG_CASES_VIEW_LIST,
  SOTONG_CASES_VIEW_MONTHS,
  SOTONG_CASES_N_VIEWS,
};

gpointer sotong_cases_read_job (SotongDb      *db,
                                gpointer       question,
                                GCancellable  *cancellable,
                                GError       **error);
G_END_DECLS
