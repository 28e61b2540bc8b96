/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "words/sotong-judge.h"
#include "words/sotong-model-private.h"

G_BEGIN_DECLS
void   sotong_judge_get_clues (SotongJudge *judge,
                               const char  *text,
                               gsize        length,
                               float        clues[SOTONG_N_CLUES]);
guint  sotong_judge_weigh_clues (const float  weights[SOTONG_N_CLASSES][SOTONG_N_CLUES],
                                 const float  clues[SOTONG_N_CLUES],
                                 float        p[SOTONG_N_CLASSES]);
G_END_DECLS
