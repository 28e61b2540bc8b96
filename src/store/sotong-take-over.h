/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
gboolean sotong_take_over       (SotongDb      *db,
                                 const GArray  *channels,
                                 GError       **error);
gboolean sotong_take_over_time  (SotongDb      *db,
                                 gint64        *out_time,
                                 gint64        *out_real,
                                 GError       **error);
G_END_DECLS
