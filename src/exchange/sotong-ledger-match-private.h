/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "exchange/sotong-ledger-import.h"

G_BEGIN_DECLS
/* An entry of the ledger, as far as an extract would tell it. */
typedef struct {
  gint64   id;
  gint64   line_id;
  char    *line;        /* (owned) its name */
  char    *day;         /* (owned) */
  gint64   amount;      /* won */
  char    *document;    /* (owned) */
  gboolean commitment;
  gboolean matched;     /* a row of the extract is it */
} SotongLedgerMatch;

typedef struct _SotongLedgerNear SotongLedgerNear;

void               sotong_ledger_match_free              (SotongLedgerMatch           *self);
guint              sotong_ledger_match_same              (GPtrArray                   *entries,
                                                          GPtrArray                   *rows);
guint              sotong_ledger_match_without_documents (GPtrArray                   *entries,
                                                          GPtrArray                   *rows);
guint              sotong_ledger_match_unclear           (GPtrArray                   *entries,
                                                          GPtrArray                   *rows);
SotongLedgerNear  *sotong_ledger_near_new                (GPtrArray                   *entries) G_GNUC_WARN_UNUSED_RESULT;
void               sotong_ledger_near_free               (SotongLedgerNear            *self);
SotongLedgerMatch *sotong_ledger_near_take               (SotongLedgerNear            *self,
                                                          const SotongLedgerImportRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongLedgerMatch, sotong_ledger_match_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongLedgerNear, sotong_ledger_near_free)
G_END_DECLS
