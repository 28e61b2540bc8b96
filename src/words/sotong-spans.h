/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "words/sotong-norm.h"

G_BEGIN_DECLS
/* A word of a normalised text. */
typedef struct {
  guint32  first;   /* from this character */
  guint32  end;     /* up to before this one, a blank */
  gboolean turned;  /* a negation turns round what it says */
} SotongSpan;

/* The words of a text, in its order. Filled anew by each sotong_spans_set(). */
typedef struct {
  SotongSpan *spans;  /* (owned) */
  guint       n;
  guint       room;
} SotongSpans;

void     sotong_spans_init       (SotongSpans       *self);
void     sotong_spans_clear      (SotongSpans       *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SotongSpans, sotong_spans_clear)

void     sotong_spans_set        (SotongSpans       *self,
                                  const SotongNorm  *norm);
guint32  sotong_span_last_letter (const SotongSpan  *span,
                                  const SotongNorm  *norm,
                                  guint             *out_at);
gboolean sotong_span_turns_round (const SotongSpan  *span,
                                  const SotongNorm  *norm);
G_END_DECLS
