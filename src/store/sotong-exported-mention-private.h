/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
char     *sotong_exported_mention_make_words (const char  *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sotong_exported_mention_find       (SotongDb    *db,
                                              const char  *space,
                                              const char  *external_id,
                                              const char  *text,
                                              gint64      *out_id,
                                              gboolean    *out_purged,
                                              GError     **error);
gboolean  sotong_exported_mention_is_another (SotongDb    *db,
                                              gint64       mention_id,
                                              const char  *external_id,
                                              gboolean    *out_is,
                                              GError     **error);
G_END_DECLS
