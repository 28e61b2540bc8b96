/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <libpanel.h>

G_BEGIN_DECLS
#define SOTONG_TYPE_COLUMN_SHARES (sotong_column_shares_get_type ())
G_DECLARE_FINAL_TYPE (SotongColumnShares, sotong_column_shares, SOTONG, COLUMN_SHARES, GtkLayoutManager)

GtkLayoutManager *sotong_column_shares_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void              sotong_column_shares_give (SotongColumnShares *self,
                                             GArray             *widths);
GArray           *sotong_column_shares_dup  (SotongColumnShares *self) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
