/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-http.h"

G_BEGIN_DECLS
#define SOTONG_BY_HAND_ERROR (sotong_by_hand_error_quark ())
typedef enum {
  SOTONG_BY_HAND_ERROR_FORM,     /* no address of a post on that platform */
  SOTONG_BY_HAND_ERROR_NO_PAGE,  /* nothing answers there, or it could not be asked */
} SotongByHandError;
GQuark sotong_by_hand_error_quark (void);

char    *sotong_by_hand_normalize (const char    *platform,
                                   const char    *base,
                                   const char    *user,
                                   const char    *url,
                                   GError       **error) G_GNUC_WARN_UNUSED_RESULT;
char    *sotong_by_hand_dup_page  (const char    *platform,
                                   const char    *base,
                                   const char    *user) G_GNUC_WARN_UNUSED_RESULT;
gboolean sotong_by_hand_ask       (SotongHttp    *http,
                                   const char    *url,
                                   GCancellable  *cancellable,
                                   GError       **error);
G_END_DECLS
