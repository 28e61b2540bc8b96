/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-chart.h"
#include "monitor/sotong-keywords.h"
#include "store/sotong-office-word.h"
#include "util/sotong-span.h"

G_BEGIN_DECLS
/* What a words pane asks for. */
typedef struct {
  gint64       topic_id;   /* 0: all mentions */
  gboolean     has_range;
  SotongRange  range;      /* valid when @has_range, else all there is */
  gboolean     issues;     /* what is new, instead of words */
  gboolean     once;       /* copies of one text count once */
  SotongCompare compare;   /* with what; the time before unless it says otherwise */
} SotongWordsQuestion;

/* What was read. */
typedef struct {
  GPtrArray   *topics;   /* (owned) (element-type SotongTopic) */
  GPtrArray   *items;    /* (owned) (element-type SotongWordItem): the first stands out most */
  SotongChart *cloud;    /* (owned) (nullable): of the same words, in their order */
  SotongRange  range;
  SotongRange  other;    /* what it is compared with */
  gboolean     misses_other;  /* a comparison was asked for, and nothing was collected in that time */
  gboolean     silent;   /* nobody said anything yet, at any time */
} SotongWordsAnswer;

void               sotong_words_answer_free (SotongWordsAnswer  *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongWordsAnswer, sotong_words_answer_free)
gpointer           sotong_words_answer_job  (SotongDb           *db,
                                             gpointer            question,
                                             GCancellable       *cancellable,
                                             GError            **error);

/* Of which words the four weeks are asked for that end with a time. */
typedef struct {
  gint64       topic_id;
  gint64       end;      /* not beyond yesterday, whatever it is: today would look like a fall */
  gboolean     once;
  char       **words;    /* (owned) */
} SotongWordTrends;

void               sotong_word_trends_free  (SotongWordTrends   *question);
gpointer           sotong_word_trends_job   (SotongDb           *db,
                                             gpointer            question,
                                             GCancellable       *cancellable,
                                             GError            **error);

/* What a person says about a word. */
typedef enum {
  SOTONG_WORD_ACT_STOP,     /* it is left out of the words */
  SOTONG_WORD_ACT_SAY,      /* a text that holds it says something */
  SOTONG_WORD_ACT_UNSTOP,
  SOTONG_WORD_ACT_UNSAY,
} SotongWordActKind;

typedef struct {
  SotongWordActKind  kind;
  char              *text;       /* (owned) */
  SotongSentiment    sentiment;  /* of SOTONG_WORD_ACT_SAY */
} SotongWordAct;

SotongWordAct     *sotong_word_act_new      (SotongWordActKind   kind,
                                             const char         *text,
                                             SotongSentiment     sentiment) G_GNUC_WARN_UNUSED_RESULT;
void               sotong_word_act_free     (SotongWordAct      *act);
gpointer           sotong_word_act_job      (SotongDb           *db,
                                             gpointer            act,
                                             GCancellable       *cancellable,
                                             GError            **error);
G_END_DECLS
