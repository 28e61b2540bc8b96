/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-ledger-extract.h"
#include "exchange/sotong-ledger-import.h"

G_BEGIN_DECLS
/* A file and what came of it: the paths must last as long. */
typedef struct {
  SotongLedgerImport  import;
  char               *path;       /* (owned) */
  char               *mapping;    /* (owned) (nullable): what a person says of its columns */
  char               *unknown;    /* (owned) (nullable): why its columns were not understood */
  gboolean            importing;  /* else it is compared */
} SotongLedgerExtract;

SotongLedgerExtract *sotong_ledger_extract_new  (int                         year,
                                                 const char                 *path,
                                                 const char                 *mapping) G_GNUC_WARN_UNUSED_RESULT;
void                 sotong_ledger_extract_free (SotongLedgerExtract        *extract);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongLedgerExtract, sotong_ledger_extract_free)
gpointer             sotong_ledger_extract_job  (SotongDb                   *db,
                                                 gpointer                    data,
                                                 GCancellable               *cancellable,
                                                 GError                    **error);
void                 sotong_ledger_extract_append_problems (GString         *text,
                                                 const SotongLedgerImport   *import);
void                 sotong_ledger_extract_show (SotongPane                 *pane,
                                                 const SotongLedgerExtract  *extract);
void                 sotong_ledger_import_form_present (SotongPane          *pane,
                                                 const SotongLedgerExtract  *extract);
G_END_DECLS
