/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <libsoup/soup.h>

G_BEGIN_DECLS
#define SOTONG_HTTP_MAX_BYTES    (8 * 1024 * 1024)  /* default cap of an unpacked body */
#define SOTONG_HTTP_DEADLINE_MS  60000              /* default for a whole call */

typedef struct _SotongHttpRequest SotongHttpRequest;

SotongHttpRequest *sotong_http_request_new                (const char        *method,
                                                           const char        *url) G_GNUC_WARN_UNUSED_RESULT;
void               sotong_http_request_free               (SotongHttpRequest *self);
void               sotong_http_request_set_header         (SotongHttpRequest *self,
                                                           const char        *name,
                                                           const char        *value);
void               sotong_http_request_set_secret_header  (SotongHttpRequest *self,
                                                           const char        *name,
                                                           const char        *value);
void               sotong_http_request_set_bearer         (SotongHttpRequest *self,
                                                           const char        *token);
void               sotong_http_request_set_basic          (SotongHttpRequest *self,
                                                           const char        *user,
                                                           const char        *password);
void               sotong_http_request_set_body           (SotongHttpRequest *self,
                                                           const char        *media_type,
                                                           GBytes            *body);
void               sotong_http_request_set_max_bytes      (SotongHttpRequest *self,
                                                           gsize              max_bytes);
void               sotong_http_request_set_deadline       (SotongHttpRequest *self,
                                                           guint              deadline_ms);
void               sotong_http_request_follow_redirects   (SotongHttpRequest *self);
gboolean           sotong_http_request_was_sent           (SotongHttpRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongHttpRequest, sotong_http_request_free)

/* A whole answer: whatever the status, its body has been read to the end. */
typedef struct {
  guint               status;         /* HTTP status; a connector may set what it stands for there */
  guint               came_as;        /* the status as it came, where a connector set another; else 0 */
  SoupMessageHeaders *headers;        /* (owned) */
  GBytes             *body;           /* (owned), unpacked; may be empty */
  char               *url;            /* (owned): the address that answered, without a password */
  char               *permanent_url;  /* (owned) (nullable): where 301 and 308 say the address has moved for good */
} SotongHttpResponse;

void        sotong_http_response_free            (SotongHttpResponse *self);
const char *sotong_http_response_get_header      (SotongHttpResponse *self,
                                                  const char         *name);
char       *sotong_http_response_get_media_type  (SotongHttpResponse *self,
                                                  char              **out_charset) G_GNUC_WARN_UNUSED_RESULT;
gint64      sotong_http_response_get_retry_after (SotongHttpResponse *self,
                                                  gint64              now);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongHttpResponse, sotong_http_response_free)
G_END_DECLS
