/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
char *sotong_exported_mention_make_space (SotongDb    *db,
                                          GError     **error) G_GNUC_WARN_UNUSED_RESULT;
char *sotong_exported_mention_make_id    (const char  *space,
                                          gint64       mention_id) G_GNUC_WARN_UNUSED_RESULT;
gboolean sotong_exported_mention_is      (const char  *external_id);
G_END_DECLS
