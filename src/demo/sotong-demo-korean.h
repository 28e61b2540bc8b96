/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
/* How a writer ends sentences. The last three are ways of speaking outside the capital. */
typedef enum {
  SOTONG_DEMO_STYLE_POLITE,    /* 해요 */
  SOTONG_DEMO_STYLE_FORMAL,    /* 합니다 */
  SOTONG_DEMO_STYLE_CASUAL,    /* 해 */
  SOTONG_DEMO_STYLE_WRITTEN,   /* 한다 */
  SOTONG_DEMO_STYLE_NOTE,      /* 함 */
  SOTONG_DEMO_STYLE_GYEONGSANG,
  SOTONG_DEMO_STYLE_JEOLLA,
  SOTONG_DEMO_STYLE_CHUNGCHEONG,
} SotongDemoStyle;

/* What a predicate is, and so which ending it may take. */
typedef enum {
  SOTONG_DEMO_MOOD_VERB,
  SOTONG_DEMO_MOOD_ADJECTIVE,
  SOTONG_DEMO_MOOD_EXISTENCE,  /* 있다, 없다 */
  SOTONG_DEMO_MOOD_PAST,
  SOTONG_DEMO_MOOD_COPULA,
  SOTONG_DEMO_MOOD_REQUEST,
  SOTONG_DEMO_MOOD_WISH,
} SotongDemoMood;

/* The colour of a statement; a style without one uses the plain form. */
typedef enum {
  SOTONG_DEMO_TONE_PLAIN,
  SOTONG_DEMO_TONE_NOTICE,     /* 하네요 */
  SOTONG_DEMO_TONE_REPORT,     /* 하더라고요 */
  SOTONG_DEMO_TONE_REASON,     /* 하거든요 */
  SOTONG_DEMO_TONE_QUESTION,
} SotongDemoTone;

/* The three bases of a predicate that every ending is built on. */
typedef struct {
  char stem[64];      /* 어렵 */
  char euphonic[64];  /* 어려우: the base before ㄴ, ㅁ, ㅂ니다 where they join a vowel */
  char infinitive[64]; /* 어려워 */
} SotongDemoPredicate;

gboolean sotong_demo_predicate_parse    (const char                *text,
                                         SotongDemoPredicate       *out_predicate);
void     sotong_demo_append_predicate   (GString                   *text,
                                         const SotongDemoPredicate *predicate,
                                         SotongDemoMood             mood,
                                         SotongDemoTone             tone,
                                         SotongDemoStyle            style,
                                         guint                      variant);
gboolean sotong_demo_append_particle    (GString                   *text,
                                         const char                *particle);
G_END_DECLS
