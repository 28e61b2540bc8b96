/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-call-refresh-private.h"

G_BEGIN_DECLS
/* What the answers of Telegram's Bot API mean. */
char        *sotong_telegram_dup_token     (const SotongAccount *account) G_GNUC_WARN_UNUSED_RESULT;
gboolean     sotong_telegram_is_well       (SotongCall          *call);
SotongReply *sotong_telegram_reply         (SotongCall          *call,
                                            SotongOutcome        outcome,
                                            char                *message) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_telegram_fail          (SotongCall          *call,
                                            gboolean             changes) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_telegram_ask_person    (const SotongAccount *account,
                                            SotongReply         *reply) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_telegram_read_messages (SotongCall          *call) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
