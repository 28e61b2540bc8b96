/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
GPtrArray *sotong_own_noun_list      (SotongDb    *db,
                                      GError     **error);
gint64     sotong_own_noun_add       (SotongDb    *db,
                                      const char  *text,
                                      GError     **error);
gboolean   sotong_own_noun_remove    (SotongDb    *db,
                                      const char  *text,
                                      GError     **error);
gboolean   sotong_own_noun_make_room (SotongDb    *db,
                                      const char  *text,
                                      GError     **error);
gboolean   sotong_own_noun_is_behind (SotongDb    *db,
                                      gboolean    *out_behind,
                                      GError     **error);
gboolean   sotong_own_noun_settle    (SotongDb    *db,
                                      GError     **error);
gboolean   sotong_own_noun_forget_learnt (SotongDb *db,
                                      GError     **error);
G_END_DECLS
