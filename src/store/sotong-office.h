/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
char     *sotong_office_get_zone (SotongDb    *db,
                                  GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sotong_office_set_zone (SotongDb    *db,
                                  const char  *zone,
                                  GError     **error);
G_END_DECLS
