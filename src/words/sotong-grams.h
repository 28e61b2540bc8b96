/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "words/sotong-norm.h"

G_BEGIN_DECLS
/* The hashed n-grams of a normalised text, in its order. Filled anew by each sotong_grams_set(). */
typedef struct {
  guint32     *hashes;  /* (owned) */
  guint32     *first;   /* (owned): for each character of the text, where those that end with it begin; and their end */
  guint        n;       /* hashes */
  guint        room;    /* for characters */
  const gint8 *table;   /* (unowned) (nullable): what the hashes will be looked up in, fetched while they are made */
  guint32      places;  /* of the table */
  guint        stride;  /* bytes from a place to the next */
} SotongGrams;

/* What a negation turns round counts a quarter as its opposite, and as features of their own, which learn the rest. */
#define SOTONG_GRAMS_TURNED_SHARE 4

/* The feature of its own of an n-gram that is turned round. */
static inline guint32
sotong_grams_turned (guint32 hash)
{
  return (hash ^ 0x5bd1e995u) * 0x9e3779b1u;
}

/* Where a hash stands in a table of @size places. */
static inline guint32
sotong_grams_place (guint32 hash,
                    guint32 size)
{
  return (guint32) (((guint64) hash * size) >> 32);
}

void sotong_grams_init  (SotongGrams      *grams);
void sotong_grams_clear (SotongGrams      *grams);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SotongGrams, sotong_grams_clear)

void sotong_grams_fetch (SotongGrams      *grams,
                         const gint8      *table,
                         guint32           places,
                         guint             stride);
void sotong_grams_set   (SotongGrams      *grams,
                         const SotongNorm *norm);
G_END_DECLS
