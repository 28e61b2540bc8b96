/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-account.h"
#include "platforms/sotong-http.h"
#include "platforms/sotong-post.h"
#include "platforms/sotong-reply.h"

G_BEGIN_DECLS
/* What all connectors say alike. */
SotongReply *sotong_reply_new_for_error  (const SotongAccount *account,
                                          SotongHttpRequest   *request,
                                          const GError        *error,
                                          gboolean             changes) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_reply_new_for_status (const SotongAccount *account,
                                          SotongHttpResponse  *response,
                                          gint64               now,
                                          const char          *reason,
                                          gboolean             changes) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_reply_new_for_body   (const SotongAccount *account,
                                          SotongHttpResponse  *response,
                                          gboolean             changes) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_reply_new_no_secret  (const SotongAccount *account) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_reply_new_sign_in_over (const SotongAccount *account) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_reply_new_not_stored (const SotongAccount *account) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_reply_shut_out       (SotongReply         *self);
SotongReply *sotong_reply_new_absent     (const SotongAccount *account,
                                          guint                status) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_reply_new_gone       (const char          *remote_id,
                                          guint                status) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_reply_new_stopped    (const SotongAccount *account) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_reply_new_too_near   (const SotongAccount *account,
                                          gint64               publish_at) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_reply_new_doubt      (const SotongAccount *account) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_reply_name_file      (SotongReply         *self,
                                          const SotongAccount *account,
                                          const SotongMedia   *media);
gboolean     sotong_reply_settle_look_up (SotongLookUp         found,
                                          SotongReply        **reply);
G_END_DECLS
