/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

#include "store/sotong-content.h"

G_BEGIN_DECLS
#define SOTONG_MEDIA_MAX_BYTES ((gsize) 64 << 20)

#define SOTONG_MEDIA_ERROR (sotong_media_error_quark ())
typedef enum {
  SOTONG_MEDIA_ERROR_UNKNOWN_TYPE, /* neither a picture nor a video that the program knows */
  SOTONG_MEDIA_ERROR_TOO_LARGE,    /* in bytes or in pixels */
  SOTONG_MEDIA_ERROR_EMPTY,
  SOTONG_MEDIA_ERROR_CUT_SHORT,    /* its end is missing */
} SotongMediaError;
GQuark sotong_media_error_quark (void);

SotongAttachment *sotong_media_inspect (const char  *file_name,
                                        GBytes      *data,
                                        GError     **error) G_GNUC_WARN_UNUSED_RESULT;
SotongAttachment *sotong_media_load    (const char    *path,
                                        GBytes       **out_data,
                                        GCancellable  *cancellable,
                                        GError       **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
