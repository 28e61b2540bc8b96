/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-call-private.h"

G_BEGIN_DECLS
gboolean     sotong_ghost_has_key   (const SotongAccount  *account);
char        *sotong_ghost_dup_key_id (const SotongAccount *account) G_GNUC_WARN_UNUSED_RESULT;
char        *sotong_ghost_make_jwt  (const char           *key,
                                     gint64                now) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_ghost_begin     (SotongCall           *call,
                                     SotongPlatform       *platform,
                                     const SotongAccount  *account,
                                     const char           *method,
                                     const char           *route);
void         sotong_ghost_run       (SotongCall           *call,
                                     gint64               *skew,
                                     GCancellable         *cancellable);
SotongReply *sotong_ghost_fail      (SotongCall           *call,
                                     gboolean              changes) G_GNUC_WARN_UNUSED_RESULT;
gboolean     sotong_ghost_is_absent (const SotongCall     *call);
JsonObject  *sotong_ghost_get_first (const SotongCall     *call,
                                     const char           *member);
SotongReply *sotong_ghost_read_post (SotongCall           *call) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_ghost_append_figure (GString          *out,
                                     const SotongMedia    *media,
                                     const char           *url);
G_END_DECLS
