/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

#include "words/sotong-grams.h"

G_BEGIN_DECLS
/* What an office's own corrections taught beside the model. Never changed once made; may be used by any number of threads. */
typedef struct _SotongLesson SotongLesson;

/* A text and what a person said of it. */
typedef struct {
  const char *text;   /* (unowned) */
  guint       label;  /* 0 negative, 1 neutral, 2 positive */
} SotongLessonText;

SotongLesson *sotong_lesson_learn      (const SotongLessonText  *texts,
                                        guint                    n,
                                        GCancellable            *cancellable,
                                        GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
SotongLesson *sotong_lesson_from_bytes (const guint8            *data,
                                        gsize                    length) G_GNUC_WARN_UNUSED_RESULT;
GBytes       *sotong_lesson_to_bytes   (const SotongLesson      *lesson) G_GNUC_WARN_UNUSED_RESULT;
void          sotong_lesson_free       (SotongLesson            *lesson);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongLesson, sotong_lesson_free)

guint         sotong_lesson_shift      (const SotongLesson      *lesson,
                                        const SotongGrams       *grams,
                                        float                    p[3]);
G_END_DECLS
