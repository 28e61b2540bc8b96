/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
/* What is said above a table of the units that its amounts are in. */
typedef struct _SotongLedgerSaid SotongLedgerSaid;

typedef enum {
  SOTONG_LEDGER_SAID_NOTHING,
  SOTONG_LEDGER_SAID_UNIT,
  SOTONG_LEDGER_SAID_UNCLEAR, /* of other columns, of several units, or of money that is no won */
} SotongLedgerSaidAnswer;

SotongLedgerSaid *sotong_ledger_said_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void              sotong_ledger_said_free    (SotongLedgerSaid        *self);
void              sotong_ledger_said_add_row (SotongLedgerSaid        *self,
                                              const char * const      *cells,
                                              gboolean                 beside,
                                              guint                    row);
SotongLedgerSaidAnswer sotong_ledger_said_of (const SotongLedgerSaid  *self,
                                              const char              *heading,
                                              int                      column,
                                              gint64                  *out_won,
                                              const char             **out_cell,
                                              guint                   *out_row);
gboolean          sotong_ledger_said_is_of_several (const char        *cell);
gboolean          sotong_ledger_said_heads_units (const char          *heading);
gboolean          sotong_ledger_said_is_money (const char             *cell);
gboolean          sotong_ledger_said_heading_is_unknown (const char   *heading);
gboolean          sotong_ledger_said_has_money (const char * const    *cells);
char             *sotong_ledger_said_note    (const char              *cell) G_GNUC_WARN_UNUSED_RESULT;
char             *sotong_ledger_said_refuse_heading (const char       *heading) G_GNUC_WARN_UNUSED_RESULT;
char             *sotong_ledger_said_refuse_above (const char         *cell,
                                                  const char          *heading) G_GNUC_WARN_UNUSED_RESULT;
char             *sotong_ledger_said_refuse_name (const char          *file) G_GNUC_WARN_UNUSED_RESULT;
char             *sotong_ledger_said_refuse_apart (const char         *cell) G_GNUC_WARN_UNUSED_RESULT;
char             *sotong_ledger_said_refuse_cell (const char          *heading,
                                                  const char          *cell) G_GNUC_WARN_UNUSED_RESULT;
char             *sotong_ledger_said_refuse_empty (const char         *heading) G_GNUC_WARN_UNUSED_RESULT;
char             *sotong_ledger_said_refuse_both (const char          *heading,
                                                  const char          *cell) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongLedgerSaid, sotong_ledger_said_free)
G_END_DECLS
