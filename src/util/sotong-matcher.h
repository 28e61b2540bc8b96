/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
/* What a person types to find a name: parts of it, or the first consonants of its syllables. */
typedef struct _SotongMatcher SotongMatcher;

/* How well a name fits, the best first. */
typedef enum {
  SOTONG_MATCH_START,  /* it begins so */
  SOTONG_MATCH_WORD,   /* one of its words does */
  SOTONG_MATCH_INSIDE,
  SOTONG_MATCH_NONE,
} SotongMatch;

SotongMatcher *sotong_matcher_new   (const char          *typed) G_GNUC_WARN_UNUSED_RESULT;
void           sotong_matcher_free  (SotongMatcher       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongMatcher, sotong_matcher_free)

SotongMatch    sotong_matcher_match (const SotongMatcher *self,
                                     const char          *text);
G_END_DECLS
