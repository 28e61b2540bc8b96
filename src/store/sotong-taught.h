/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-rollup.h"

G_BEGIN_DECLS
/* A mention that a person judged. */
typedef struct {
  gint64           id;
  char            *text;       /* (owned) */
  SotongSentiment  sentiment;  /* negative, neutral or positive */
  gboolean         drawn;      /* it, or a copy of it, was drawn by lot to measure with: nothing is learnt from it */
} SotongTaught;

/* What was learnt from them once. */
typedef struct {
  gint64   id;
  gint64   made_at;
  gint64   n_learnt;
  gint64   n_held;
  gint64   n_before;  /* of @n_held, judged as the person did: by the model alone */
  gint64   n_after;   /* and with what was learnt */
  GBytes  *weights;   /* (owned) */
} SotongTaughtLesson;

void                sotong_taught_lesson_free (SotongTaughtLesson        *lesson);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongTaughtLesson, sotong_taught_lesson_free)

GPtrArray          *sotong_taught_list        (SotongDb                  *db,
                                               GError                   **error);
gint64              sotong_taught_add         (SotongDb                  *db,
                                               const SotongTaughtLesson  *lesson,
                                               gboolean                   use,
                                               GError                   **error);
gboolean            sotong_taught_use         (SotongDb                  *db,
                                               gint64                     lesson_id,
                                               GError                   **error);
gboolean            sotong_taught_get         (SotongDb                  *db,
                                               gboolean                   newest,
                                               SotongTaughtLesson       **out_lesson,
                                               GError                   **error);
G_END_DECLS
