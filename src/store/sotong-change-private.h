/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-change.h"
#include "store/sotong-db-private.h"

G_BEGIN_DECLS
/* To be called before a row of a tracked table is changed, and right after one was
 * added. Outside a change they do nothing: what the program does by itself is not
 * a person's act. @second is the rest of a two-part key, else 0 or %NULL. */
gboolean sotong_change_touch      (SotongDb    *db,
                                   const char  *table,
                                   gint64       key,
                                   GError     **error);
gboolean sotong_change_touch_pair (SotongDb    *db,
                                   const char  *table,
                                   gint64       key,
                                   gint64       second,
                                   GError     **error);
gboolean sotong_change_touch_text (SotongDb    *db,
                                   const char  *table,
                                   gint64       key,
                                   const char  *second,
                                   GError     **error);
gboolean sotong_change_added      (SotongDb    *db,
                                   const char  *table,
                                   gint64       key,
                                   GError     **error);
gboolean sotong_change_end        (SotongDb    *db,
                                   GError     **error);
void     sotong_change_drop       (SotongDb    *db);
G_END_DECLS
