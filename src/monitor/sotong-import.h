/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-store.h"

G_BEGIN_DECLS
#define SOTONG_IMPORT_ERROR (sotong_import_error_quark ())
typedef enum {
  SOTONG_IMPORT_ERROR_UNREADABLE,  /* the file cannot be opened or read */
  SOTONG_IMPORT_ERROR_FORMAT,      /* neither JSON lines nor CSV with the columns that are needed */
  SOTONG_IMPORT_ERROR_EMPTY,       /* there is no mention in it */
  SOTONG_IMPORT_ERROR_CHANGED,     /* the file was changed while it was read; nothing was kept */
} SotongImportError;
GQuark sotong_import_error_quark (void);

#define SOTONG_IMPORT_MAX_PROBLEMS 20  /* that are told in words; the others are counted */

/**
 * SotongImportReport:
 * @n_rows: mentions in the file
 * @n_new: those that the workspace did not know; the others were there already
 * @n_future: those that are dated in the future, and count as seen when they were imported
 * @n_epoch: those whose time is a number, and was read as seconds or milliseconds since 1970
 * @n_purged: those that were purged here, and stay out
 * @n_nameless: new ones whose author the file hides
 * @n_problems: rows that are wrong; if there is any, nothing was written
 * @problems: (element-type utf8): a sentence each for the first of them, with the line
 *
 * How an import ended.
 */
typedef struct {
  gint64     n_rows;
  gint64     n_new;
  gint64     n_future;
  gint64     n_epoch;
  gint64     n_purged;
  gint64     n_nameless;
  gint64     n_problems;
  GPtrArray *problems;
} SotongImportReport;

/* What the import is at: @checked of 1000 parts of the file, then @written. In the thread of the caller. */
typedef void (*SotongImportProgress) (int       checked,
                                      int       written,
                                      gpointer  user_data);

void                sotong_import_report_free    (SotongImportReport    *report);
char               *sotong_import_report_tell    (const SotongImportReport *report) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongImportReport, sotong_import_report_free)

SotongImportReport *sotong_import_run            (SotongStore           *store,
                                                  const char            *path,
                                                  gint64                 source_id,
                                                  const char            *new_source,
                                                  SotongImportProgress   progress,
                                                  gpointer               progress_data,
                                                  GCancellable          *cancellable,
                                                  GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_import_run_async      (SotongStore           *store,
                                                  const char            *path,
                                                  gint64                 source_id,
                                                  const char            *new_source,
                                                  SotongImportProgress   progress,
                                                  gpointer               progress_data,
                                                  GCancellable          *cancellable,
                                                  GAsyncReadyCallback    callback,
                                                  gpointer               user_data);
SotongImportReport *sotong_import_run_finish     (SotongStore           *store,
                                                  GAsyncResult          *result,
                                                  GError               **error) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray          *sotong_import_recover        (SotongStore           *store,
                                                  GCancellable          *cancellable,
                                                  GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_import_recover_async  (SotongStore           *store,
                                                  GCancellable          *cancellable,
                                                  GAsyncReadyCallback    callback,
                                                  gpointer               user_data);
GPtrArray          *sotong_import_recover_finish (SotongStore           *store,
                                                  GAsyncResult          *result,
                                                  GError               **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
