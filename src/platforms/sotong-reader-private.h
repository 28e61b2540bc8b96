/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-reader.h"

G_BEGIN_DECLS
char             *sotong_reader_dup_host          (const char               *url) G_GNUC_WARN_UNUSED_RESULT;
SotongFetchReply *sotong_fetch_reply_new_error    (const SotongFetchRequest *request,
                                                   const GError             *error) G_GNUC_WARN_UNUSED_RESULT;
SotongFetchReply *sotong_fetch_reply_new_status   (const SotongFetchRequest *request,
                                                   SotongHttpResponse       *response) G_GNUC_WARN_UNUSED_RESULT;
void              sotong_fetch_reply_set_interval (SotongFetchReply         *self,
                                                   SotongHttpResponse       *response,
                                                   gint64                    ttl);
G_END_DECLS
