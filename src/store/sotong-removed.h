/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* What a person may remove. */
typedef enum {
  SOTONG_REMOVED_CAMPAIGN,
  SOTONG_REMOVED_CASE,
  SOTONG_REMOVED_CHANNEL,
  SOTONG_REMOVED_CONTENT,
  SOTONG_REMOVED_KPI,
  SOTONG_REMOVED_LINE,        /* of the budget */
  SOTONG_REMOVED_MENTION,
  SOTONG_REMOVED_PERIOD,      /* a restricted one */
  SOTONG_REMOVED_PERSON,
  SOTONG_REMOVED_PROMISE,
  SOTONG_REMOVED_RULE,        /* of alerts */
  SOTONG_REMOVED_SOURCE,
  SOTONG_REMOVED_TOPIC,
} SotongRemovedKind;

gboolean sotong_removed_is_gone (SotongDb           *db,
                                 SotongRemovedKind   kind,
                                 gint64              id,
                                 gint64              for_s,
                                 gboolean           *out_gone,
                                 GError            **error);
G_END_DECLS
