/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-http-message-private.h"

G_BEGIN_DECLS
GUri     *sotong_http_parse_url            (const char          *url,
                                            GError             **error);
gboolean  sotong_http_uri_is_local         (GUri                *uri);
gboolean  sotong_http_uri_is_private       (GUri                *uri);
gboolean  sotong_http_address_is_private   (GInetAddress        *address);
void      sotong_http_refuse_target        (GUri                *from,
                                            GError             **error);
gboolean  sotong_http_uri_may_carry_secret (GUri                *uri);
gboolean  sotong_http_same_origin          (GUri                *a,
                                            GUri                *b);
gboolean  sotong_http_is_redirect          (const SotongHttpResponse *response);
/* %NULL without an error: the answer leads nowhere and is the answer. */
GUri     *sotong_http_find_target          (SotongHttpResponse  *response,
                                            GUri                *from,
                                            GError             **error);
/* A name and password inside the address become a header of the request. */
GUri     *sotong_http_take_userinfo        (SotongHttpRequest   *request,
                                            GUri                *uri);
G_END_DECLS
