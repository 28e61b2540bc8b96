/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-content.h"
#include "store/sotong-store.h"
#include "words/sotong-judge.h"

G_BEGIN_DECLS
/* What was selected last in the window. */
typedef enum {
  SOTONG_INSPECTOR_NOTHING,
  SOTONG_INSPECTOR_CONTENT,
  SOTONG_INSPECTOR_CAMPAIGN,
  SOTONG_INSPECTOR_CHANNEL,
  SOTONG_INSPECTOR_TOPIC,
  SOTONG_INSPECTOR_MENTION,
} SotongInspectorKind;

/* A line: what it is, and what it is like. */
typedef struct {
  char *label;    /* (owned) */
  char *value;    /* (owned) */
  char *uri;      /* (owned) (nullable): where it leads */
  int   state;    /* a SotongState whose symbol it has, or -1 */
} SotongInspectorRow;

typedef struct {
  SotongInspectorKind  kind;
  gint64               id;
  char                *title;     /* (owned) */
  char                *subtitle;  /* (owned): what kind of thing it is */
  char                *body;      /* (owned) (nullable): a text of some length */
  SotongDeciding       marks[SOTONG_MOST_DECIDING]; /* parts of it that stand out */
  guint                n_marks;
  GPtrArray           *rows;      /* (owned) (element-type SotongInspectorRow) */
  GPtrArray           *copies;    /* (owned) (element-type SotongInspectorRow) */
  GPtrArray           *attempts;  /* (owned) (nullable) (element-type SotongAttempt) */
  GPtrArray           *changes;   /* (owned) (nullable) (element-type SotongChangeInfo) */
} SotongInspectorData;

typedef struct {
  SotongInspectorKind kind;
  gint64              id;
  gboolean            hides_author; /* of a mention only the first letter of who wrote it */
} SotongInspectorQuery;

void     sotong_inspector_data_free (SotongInspectorData  *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongInspectorData, sotong_inspector_data_free)
gpointer sotong_inspector_data_job  (SotongDb             *db,
                                     gpointer              query,
                                     GCancellable         *cancellable,
                                     GError              **error);
G_END_DECLS
