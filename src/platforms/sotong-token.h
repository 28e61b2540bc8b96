/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
#define SOTONG_TOKEN_EARLY_S 300  /* a token is renewed so long before its end */

/* A secret of several parts, one JSON object in the Secret Service. A secret that is no object is one part: what
 * the platform takes for its only secret. */
typedef struct {
  char   *client_id;      /* (nullable) */
  char   *client_secret;  /* (nullable) */
  char   *access_token;   /* (nullable): also the whole of a secret of one part */
  char   *refresh_token;  /* (nullable) */
  char   *account_id;     /* (nullable): whose tokens they are, where that is told with them */
  char   *password;       /* (nullable): an application password, where tokens are got with one */
  gint64  expires_at;     /* of the access token, seconds since 1970 UTC; 0: not known */
} SotongToken;

SotongToken *sotong_token_new       (void) G_GNUC_WARN_UNUSED_RESULT;
SotongToken *sotong_token_parse     (const char         *secret) G_GNUC_WARN_UNUSED_RESULT;
char        *sotong_token_to_secret (const SotongToken  *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean     sotong_token_is_over   (const SotongToken  *self,
                                     gint64              now);
gboolean     sotong_token_is_quoted (const char         *secret,
                                     const char         *text);
void         sotong_token_set       (char              **field,
                                     const char         *value);
void         sotong_token_free      (SotongToken        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongToken, sotong_token_free)
G_END_DECLS
