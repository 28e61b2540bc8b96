/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

#include "store/sotong-mention.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_MENTION_ROW (sotong_mention_row_get_type ())
G_DECLARE_FINAL_TYPE (SotongMentionRow, sotong_mention_row, SOTONG, MENTION_ROW, GObject)

SotongMentionRow    *sotong_mention_row_new         (void) G_GNUC_WARN_UNUSED_RESULT;
const SotongMention *sotong_mention_row_get_mention (SotongMentionRow *self);
void                 sotong_mention_row_take        (SotongMentionRow *self,
                                                     SotongMention    *mention);
G_END_DECLS
