/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* Whether a copy is what was approved. */
typedef enum {
  SOTONG_SEAL_NONE,    /* never approved as it is to go out */
  SOTONG_SEAL_WHOLE,
  SOTONG_SEAL_BROKEN,  /* approved, and changed since */
} SotongSeal;

const char *sotong_seal_get_name  (SotongSeal   seal);
char       *sotong_seal_compute   (SotongDb    *db,
                                   gint64       copy_id,
                                   GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    sotong_seal_check     (SotongDb    *db,
                                   gint64       copy_id,
                                   SotongSeal  *out_seal,
                                   GError     **error);
char       *sotong_seal_list_media (SotongDb   *db,
                                    gint64      content_id,
                                    GError    **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
