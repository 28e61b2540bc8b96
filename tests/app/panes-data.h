/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-store.h"

G_BEGIN_DECLS
/* 2016-10-14 10:00 +09:00 */
#define PANES_NOW G_GINT64_CONSTANT (1476406800)

SotongStore *panes_store_new     (char        **out_directory);
void         panes_store_free    (SotongStore  *store,
                                  char         *directory);
gint64       panes_add_topic     (SotongStore  *store,
                                  const char   *word);
void         panes_add_mentions  (SotongStore  *store,
                                  guint         n_mentions,
                                  gint64        step_s);
void         panes_add_budget    (SotongStore  *store);
G_END_DECLS
