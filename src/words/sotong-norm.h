/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
/* Raised whenever the same text comes out otherwise: a model works only with the one it was trained with. */
#define SOTONG_NORM_VERSION 1

/* What stands for an address and for a person's name in a normalised text. */
#define SOTONG_NORM_URL  0xe000
#define SOTONG_NORM_USER 0xe001

/* A normalised text: characters, and where in the bytes each comes from. Filled anew by each sotong_norm_set(). */
typedef struct {
  guint32 *chars;   /* (owned): a blank before the first and after the last */
  guint32 *at;      /* (owned): byte offset of each in the source */
  guint    n;       /* with the two blanks; 2 for a text without anything */
  guint    room;
} SotongNorm;

void sotong_norm_init  (SotongNorm *norm);
void sotong_norm_clear (SotongNorm *norm);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SotongNorm, sotong_norm_clear)

void sotong_norm_set   (SotongNorm *norm,
                        const char *text,
                        gsize       length);
G_END_DECLS
