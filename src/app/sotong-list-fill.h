/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
void sotong_list_fill      (GListStore *store,
                            GPtrArray  *items,
                            GEqualFunc  same);
void sotong_list_fill_stop (GListStore *store);
G_END_DECLS
