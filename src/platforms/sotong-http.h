/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-http-message.h"
#include "util/sotong-clock.h"

G_BEGIN_DECLS
#define SOTONG_HTTP_ERROR (sotong_http_error_quark ())
typedef enum {
  SOTONG_HTTP_ERROR_INVALID_URL,  /* not an http or https address */
  SOTONG_HTTP_ERROR_INSECURE,     /* a secret would have gone over plain http */
  SOTONG_HTTP_ERROR_UNREACHABLE,  /* no such host, connection refused, no network */
  SOTONG_HTTP_ERROR_TLS,          /* the server's certificate or TLS is not acceptable */
  SOTONG_HTTP_ERROR_TIMED_OUT,    /* no progress, or the whole call took too long */
  SOTONG_HTTP_ERROR_BROKEN,       /* connection lost, or an answer that is not whole */
  SOTONG_HTTP_ERROR_TOO_LARGE,    /* the unpacked answer is larger than the caller takes */
  SOTONG_HTTP_ERROR_REDIRECT,     /* too many redirects, or to where none may lead */
} SotongHttpError;
GQuark sotong_http_error_quark (void);

#define SOTONG_HTTP_IDLE_S       20                 /* without a byte from the server */

/* Waits @ms; returns %FALSE with @error set when cancelled. */
typedef gboolean (*SotongHttpWaitFunc) (guint          ms,
                                        GCancellable  *cancellable,
                                        gpointer       user_data,
                                        GError       **error);

#define SOTONG_TYPE_HTTP (sotong_http_get_type ())
G_DECLARE_FINAL_TYPE (SotongHttp, sotong_http, SOTONG, HTTP, GObject)

SotongHttp         *sotong_http_new           (SotongClock         *clock) G_GNUC_WARN_UNUSED_RESULT;
SotongClock        *sotong_http_get_clock     (SotongHttp          *self);
SotongHttpResponse *sotong_http_send          (SotongHttp          *self,
                                               SotongHttpRequest   *request,
                                               GCancellable        *cancellable,
                                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_http_set_idle      (SotongHttp          *self,
                                               guint                seconds);
void                sotong_http_set_wait_func (SotongHttp          *self,
                                               SotongHttpWaitFunc   func,
                                               gpointer             user_data);
gboolean            sotong_http_wait          (SotongHttp          *self,
                                               guint                ms,
                                               GCancellable        *cancellable,
                                               GError             **error);
void                sotong_http_error_add_next (GError             *error,
                                                const char         *next);
gboolean            sotong_http_url_is_local  (const char          *url);
gboolean            sotong_http_url_may_carry_secret (const char   *url);
G_END_DECLS
