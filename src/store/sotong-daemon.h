/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
gboolean   sotong_daemon_take     (SotongDb    *db,
                                   GError     **error);
gboolean   sotong_daemon_leave    (SotongDb    *db,
                                   GError     **error);
G_END_DECLS
