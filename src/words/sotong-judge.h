/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "words/sotong-lesson.h"
#include "words/sotong-model.h"

G_BEGIN_DECLS
/* The first three are the places of their probabilities as well. */
typedef enum {
  SOTONG_TONE_NEGATIVE,
  SOTONG_TONE_NEUTRAL,
  SOTONG_TONE_POSITIVE,
  SOTONG_TONE_UNCERTAIN,
} SotongTone;

#define SOTONG_MOST_DECIDING 3

/* A part of the text that was judged, in bytes. */
typedef struct {
  guint32 start;
  guint32 length;
} SotongDeciding;

typedef struct {
  SotongTone     tone;
  SotongTone     forced;         /* the likeliest, never uncertain */
  float          p[3];           /* negative, neutral, positive; their sum is 1 */
  guint          n_deciding;
  SotongDeciding deciding[SOTONG_MOST_DECIDING]; /* words that speak for @forced, the strongest first */
} SotongJudgement;

/* Judges texts, one at a time: for one thread. */
typedef struct _SotongJudge SotongJudge;

SotongJudge *sotong_judge_new  (SotongModel     *model) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_judge_free (SotongJudge     *judge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongJudge, sotong_judge_free)

void         sotong_judge_set_lesson (SotongJudge        *judge,
                                      const SotongLesson *lesson);
const SotongGrams *sotong_judge_get_grams (SotongJudge   *judge);
void         sotong_judge_text (SotongJudge     *judge,
                                const char      *text,
                                gsize            length,
                                SotongJudgement *judgement);
const char  *sotong_tone_get_name (SotongTone tone);
G_END_DECLS
