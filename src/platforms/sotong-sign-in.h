/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-account.h"
#include "platforms/sotong-http.h"

G_BEGIN_DECLS
#define SOTONG_SIGN_IN_ERROR (sotong_sign_in_error_quark ())
typedef enum {
  SOTONG_SIGN_IN_ERROR_NO_APP,   /* the city's own app on the platform is not known: its id must be entered first */
  SOTONG_SIGN_IN_ERROR_DENIED,   /* the person said no, or the platform did */
  SOTONG_SIGN_IN_ERROR_FORGED,   /* what came back does not belong to this sign-in */
  SOTONG_SIGN_IN_ERROR_TIMEOUT,  /* nobody came back in time */
  SOTONG_SIGN_IN_ERROR_FAILED,   /* the platform gave no token */
  SOTONG_SIGN_IN_ERROR_OTHER,    /* another account signed in than the channel's */
} SotongSignInError;
GQuark sotong_sign_in_error_quark (void);

/* A sign-in through the browser: OAuth with PKCE, and the browser comes back to this machine (RFC 8252). */
typedef struct _SotongSignIn SotongSignIn;

gboolean      sotong_sign_in_is_offered (const char           *platform);
SotongSignIn *sotong_sign_in_begin      (SotongHttp           *http,
                                         const SotongAccount  *account,
                                         guint                 port,
                                         GCancellable         *cancellable,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
const char   *sotong_sign_in_get_url    (SotongSignIn         *self);
char         *sotong_sign_in_finish     (SotongSignIn         *self,
                                         guint                 timeout_s,
                                         GCancellable         *cancellable,
                                         char                **out_user,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void          sotong_sign_in_free       (SotongSignIn         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongSignIn, sotong_sign_in_free)
G_END_DECLS
