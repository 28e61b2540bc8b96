/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* Files that lie in a channel's library, once each, so that other platforms can fetch them from there. */
char     *sotong_public_media_find (SotongDb     *db,
                                    gint64        channel_id,
                                    const char   *sha256,
                                    GError      **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sotong_public_media_put  (SotongDb     *db,
                                    gint64        channel_id,
                                    const char   *sha256,
                                    const char   *remote_id,
                                    const char   *url,
                                    GError      **error);
G_END_DECLS
