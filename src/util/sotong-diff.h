/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
/* The most words that may differ before a text counts as replaced as a whole. */
#define SOTONG_DIFF_MAX_CHANGES 1000

typedef enum {
  SOTONG_DIFF_EQUAL,
  SOTONG_DIFF_REMOVED,
  SOTONG_DIFF_ADDED,
} SotongDiffKind;

/* A piece of two texts that are compared. */
typedef struct {
  SotongDiffKind kind;
  char          *text;  /* never empty */
} SotongDiffRun;

void       sotong_diff_run_free (SotongDiffRun *run);
GPtrArray *sotong_diff_words    (const char    *before,
                                 const char    *after) G_GNUC_WARN_UNUSED_RESULT;
char      *sotong_diff_to_text  (GPtrArray     *runs) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
