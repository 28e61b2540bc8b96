/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "words/sotong-spans.h"

/*
 * Which words a negation turns round. Korean negates behind what it negates: 불편이 없다, 걱정할 일이 아니다, 어렵지 않다, 소음이 사라졌다;
 * only 안 and 못 stand before it. What stands further before within the clause belongs to it as often as not (짜증 내는 직원이 없다), so
 * that a noun that is not there takes up to three words with it. Twice negated is not negated: 사라지지 않았다, 없는 게 아니다.
 */

#define FAR 3  /* words before a negation of a thing */
#define NEAR 1 /* and before one of a verb: -지 않다, -지 못하다 */

void
sotong_spans_init (SotongSpans *self)
{
  memset (self, 0, sizeof *self);
}

void
sotong_spans_clear (SotongSpans *self)
{
  g_clear_pointer (&self->spans, g_free);
  self->n = self->room = 0;
}

static inline gboolean
is_sign (guint32 c)
{
  return c < 0x80 && !g_ascii_isalnum ((char) c);
}

/*
 * sotong_span_last_letter:
 * @span: a word of @norm
 * @norm: a text
 * @out_at: (out): where it is
 *
 * Returns: the last character of a word before its commas and stops; 0 if there is none
 */
guint32
sotong_span_last_letter (const SotongSpan *span,
                         const SotongNorm *norm,
                         guint            *out_at)
{
  guint i = span->end;

  while (i > span->first && is_sign (norm->chars[i - 1]))
    i--;
  *out_at = i > span->first ? i - 1 : span->first;
  return i > span->first ? norm->chars[i - 1] : 0;
}

/* A syllable that ends with ㄴ. */
static gboolean
ends_with_n (guint32 c)
{
  return c >= 0xac00 && c < 0xd7a4 && (c - 0xac00) % 28 == 4;
}

/*
 * sotong_span_turns_round:
 * @span: a word of @norm
 * @norm: a text
 *
 * Returns: whether it ends a clause that the next one stands against: -지만, -는데 and their like, 다만, 반면
 */
gboolean
sotong_span_turns_round (const SotongSpan *span,
                         const SotongNorm *norm)
{
  guint at;
  guint32 last = sotong_span_last_letter (span, norm, &at), before = at > span->first ? norm->chars[at - 1] : 0;

  switch (last)
    {
    case U'만': /* 지만, 다만; and 합니다만 */
      return before == U'지' || before == U'다';
    case U'데':
      return ends_with_n (before);
    case U'나': /* 으나, 러나 */
      return before == U'으' || before == U'러';
    case U'면': /* 반면 */
      return before == U'반';
    default:
      return FALSE;
    }
}

static gboolean
is_one_of (guint32        c,
           const guint32 *all)
{
  while (*all != 0 && *all != c)
    all++;
  return *all != 0;
}

/* Whether a clause ends with the word, so that no negation reaches back over it. */
static gboolean
ends_clause (const SotongSpan *span,
             const SotongNorm *norm)
{
  guint at;

  return is_one_of (sotong_span_last_letter (span, norm, &at), U"고서며니다요죠네면") || is_sign (norm->chars[span->end - 1])
         || sotong_span_turns_round (span, norm);
}

/* How many words before it the word turns round: 0 if it is no negation. */
static guint
find_reach (const SotongSpan *span,
            const SotongNorm *norm)
{
  const guint32 *c = norm->chars + span->first;
  guint32 length = span->end - span->first, second = length > 1 ? c[1] : 0, third = length > 2 ? c[2] : 0;

  switch (c[0])
    {
    case U'없':
      return FAR;
    case U'않':
      return NEAR;
    case U'아': /* 아니다, 아닌, 아닙니다 */
      return is_one_of (second, U"니닌닙님닐") ? FAR : 0;
    case U'못': /* -지 못하다 */
      return is_one_of (second, U"하한할했해합") ? NEAR : 0;
    case U'사': /* 사라지다 */
      return second == U'라' && is_one_of (third, U"지진졌져질") ? FAR : 0;
    case U'줄': /* 줄다, 줄어들다 */
      return is_one_of (second, U"어었지고은") ? FAR : 0;
    default:
      return 0;
    }
}

/* 밖에 없다 says that something is there, and behind a comma another thing is negated. */
static gboolean
is_out_of_reach (const SotongSpan *span,
                 const SotongNorm *norm)
{
  guint at;

  return is_sign (norm->chars[span->end - 1])
         || (sotong_span_last_letter (span, norm, &at) == U'에' && at > span->first && norm->chars[at - 1] == U'밖');
}

static void
turn_before (SotongSpans      *self,
             const SotongNorm *norm,
             guint             at,
             guint             reach)
{
  for (guint far = 1; far <= MIN (reach, at); far++)
    {
      SotongSpan *span = &self->spans[at - far];

      if (far == 1 ? is_out_of_reach (span, norm) : ends_clause (span, norm))
        return;
      span->turned = !span->turned;
      if (reach == NEAR) /* a verb that negates itself: what it turned is turned back */
        turn_before (self, norm, at - far, find_reach (span, norm));
    }
}

/* 안 and 못 alone turn what follows. */
static gboolean
is_adverb (const SotongSpan *span,
           const SotongNorm *norm)
{
  return span->end - span->first == 1 && (norm->chars[span->first] == U'안' || norm->chars[span->first] == U'못');
}

static void
find_turned (SotongSpans      *self,
             const SotongNorm *norm)
{
  for (guint i = 0; i < self->n; i++)
    {
      guint reach = find_reach (&self->spans[i], norm);

      if (reach > 0)
        turn_before (self, norm, i, reach);
      else if (i + 1 < self->n && is_adverb (&self->spans[i], norm))
        self->spans[i + 1].turned = !self->spans[i + 1].turned;
    }
}

/**
 * sotong_spans_set:
 * @self: where to; what it held is gone
 * @norm: a normalised text
 *
 * Its words, and which of them a negation turns round. The classifier's weights are made with this: when it changes, the model's format does.
 */
void
sotong_spans_set (SotongSpans      *self,
                  const SotongNorm *norm)
{
  guint i = 1;

  if (self->room < norm->n)
    {
      self->room = norm->n + norm->n / 2 + 64;
      g_free (self->spans);
      self->spans = g_new (SotongSpan, self->room);
    }
  self->n = 0;
  while (i < norm->n)
    {
      SotongSpan *span = &self->spans[self->n];

      span->first = i;
      while (i < norm->n && norm->chars[i] != ' ')
        i++;
      span->end = i++;
      span->turned = FALSE;
      if (span->end > span->first)
        self->n++;
    }
  find_turned (self, norm);
}
