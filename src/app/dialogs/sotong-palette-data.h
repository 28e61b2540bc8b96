/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-matcher.h"

G_BEGIN_DECLS
/* In the order in which they stand when nothing else decides. */
typedef enum {
  SOTONG_PALETTE_COMMAND,
  SOTONG_PALETTE_PANE,
  SOTONG_PALETTE_CAMPAIGN,
  SOTONG_PALETTE_PROMISE,
  SOTONG_PALETTE_TOPIC,
  SOTONG_PALETTE_SEARCH,
  SOTONG_PALETTE_CONTENT,
} SotongPaletteKind;

/* Something that can be done from the palette. It does not change once it is made. */
typedef struct {
  SotongPaletteKind  kind;
  gint64             id;      /* of what stands in the workspace, else 0 */
  char              *action;  /* detailed, of a command; a pane's id; else NULL */
  char              *key;     /* by which it is remembered */
  char              *title;
  char              *folded;  /* the title, to be matched */
  char              *also;    /* (nullable): other words for it, to be matched where the title does not */
  char              *note;    /* what stands beside it, or "" */
  char              *accel;   /* its keys as a person reads them, or "" */
} SotongPaletteEntry;

/* What is looked for, and in what. */
typedef struct {
  GPtrArray *commands;  /* (owned) (element-type SotongPaletteEntry) */
  GPtrArray *things;    /* (owned) (element-type SotongPaletteEntry): of the workspace */
  GStrv      used;      /* (owned): keys, the last used first */
  char      *typed;     /* (owned) */
} SotongPaletteQuestion;

SotongPaletteEntry *sotong_palette_entry_new     (SotongPaletteKind             kind,
                                                  gint64                        id,
                                                  const char                   *action,
                                                  const char                   *title,
                                                  const char                   *note) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_palette_entry_set_also (SotongPaletteEntry          *entry,
                                                  const char                   *words);
void                sotong_palette_entry_free    (SotongPaletteEntry           *entry);
void                sotong_palette_question_free (SotongPaletteQuestion        *question);

GPtrArray          *sotong_palette_read          (SotongDb                     *db,
                                                  GError                      **error);
GPtrArray          *sotong_palette_find          (const SotongPaletteQuestion  *question,
                                                  guint                         limit,
                                                  GCancellable                 *cancellable) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
