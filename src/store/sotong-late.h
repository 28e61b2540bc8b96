/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* How long after its time a post still goes out by itself, where a workspace says nothing else. */
#define SOTONG_LATE_DEFAULT_S 900

gboolean   sotong_late_get_grace  (SotongDb    *db,
                                   gint64      *out_seconds,
                                   GError     **error);
gboolean   sotong_late_set_grace  (SotongDb    *db,
                                   gint64       seconds,
                                   GError     **error);
GArray    *sotong_late_list       (SotongDb    *db,
                                   GError     **error);
GArray    *sotong_late_miss       (SotongDb    *db,
                                   GError     **error);
gboolean   sotong_late_is_late    (SotongDb    *db,
                                   gint64       copy_id,
                                   gboolean    *out_late,
                                   GError     **error);
char      *sotong_late_describe   (SotongDb    *db,
                                   gint64       copy_id,
                                   gint64       publish_at,
                                   GError     **error);
G_END_DECLS
