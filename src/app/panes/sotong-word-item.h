/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-row-trend.h"
#include "monitor/sotong-keywords.h"
#include "store/sotong-office-word.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_WORD_ITEM (sotong_word_item_get_type ())
G_DECLARE_FINAL_TYPE (SotongWordItem, sotong_word_item, SOTONG, WORD_ITEM, GObject)

/* The columns of the table. */
enum {
  SOTONG_WORD_TEXT,
  SOTONG_WORD_MENTIONS,
  SOTONG_WORD_CHANGE,
  SOTONG_WORD_WEIGHT,
  SOTONG_WORD_NEGATIVE,
  SOTONG_WORD_NEUTRAL,
  SOTONG_WORD_POSITIVE,
  SOTONG_WORD_N_COLUMNS,
};

SotongWordItem      *sotong_word_item_new_take     (SotongKeyword   *keyword,
                                                    SotongSentiment  said,
                                                    gboolean         compared) G_GNUC_WARN_UNUSED_RESULT;
const SotongKeyword *sotong_word_item_get_keyword  (SotongWordItem  *self);
SotongSentiment      sotong_word_item_get_said     (SotongWordItem  *self);
gboolean             sotong_word_item_is_compared  (SotongWordItem  *self);
char                *sotong_word_item_dup_first    (SotongWordItem  *self) G_GNUC_WARN_UNUSED_RESULT;
SotongRowTrend      *sotong_word_item_get_trend    (SotongWordItem  *self);
void                 sotong_word_item_set_trend    (SotongWordItem  *self,
                                                    SotongRowTrend  *trend);
char                *sotong_word_item_dup_text     (SotongWordItem  *self,
                                                    int              column) G_GNUC_WARN_UNUSED_RESULT;
gboolean             sotong_word_item_same         (gconstpointer    a,
                                                    gconstpointer    b);
G_END_DECLS
