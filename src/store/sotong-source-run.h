/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* One reading of a source, or one import: what it covered and how it ended. */
typedef struct {
  gint64  id;
  gint64  source_id;
  char   *kind;           /* fetch, import */
  gint64  started_at;
  gint64  finished_at;    /* SOTONG_NONE while under way */
  gint64  covered_from;   /* SOTONG_NONE: it covered nothing */
  gint64  covered_to;
  char   *outcome;        /* "" while under way; ok, unchanged, wait, refused, failed, cancelled */
  int     http_status;
  gint64  n_items;
  gint64  n_new;
  char   *message;
} SotongSourceRun;

/* A time to come that never comes: a person must look first. */
#define SOTONG_SOURCE_NEVER G_GINT64_CONSTANT (253402300799)

/* What a source's reader wants to be told the next time. */
typedef struct {
  const char *cursor;
  const char *etag;
  const char *last_modified;
  const char *moved_to;   /* (nullable): the source's new address */
  gint64      next_due;   /* SOTONG_NONE: at once; SOTONG_SOURCE_NEVER: only when a person asks */
  gboolean    failed;     /* counts the failures in a row; else they begin anew */
} SotongSourceState;

SotongSourceRun *sotong_source_run_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void             sotong_source_run_free         (SotongSourceRun          *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongSourceRun, sotong_source_run_free)

gint64           sotong_source_run_begin        (SotongDb                 *db,
                                                 gint64                    source_id,
                                                 const char               *kind,
                                                 GError                  **error);
gboolean         sotong_source_run_end          (SotongDb                 *db,
                                                 const SotongSourceRun    *run,
                                                 const SotongSourceState  *state,
                                                 GError                  **error);
gint64           sotong_source_run_begin_new    (SotongDb                 *db,
                                                 const char               *name,
                                                 gint64                   *out_source_id,
                                                 GError                  **error);
void             sotong_source_run_release      (gint64                    run_id);
SotongSourceRun *sotong_source_run_last_covered (SotongDb                 *db,
                                                 gint64                    source_id,
                                                 GError                  **error);
GPtrArray       *sotong_source_run_list         (SotongDb                 *db,
                                                 gint64                    source_id,
                                                 int                       limit,
                                                 GError                  **error);
GPtrArray       *sotong_source_run_list_broken  (SotongDb                 *db,
                                                 GError                  **error);
G_END_DECLS
