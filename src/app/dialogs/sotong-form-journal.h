/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/dialogs/sotong-form.h"
#include "plan/sotong-journal-entry.h"

G_BEGIN_DECLS
char       *sotong_form_journal_folder (SotongStore              *store) G_GNUC_WARN_UNUSED_RESULT;
const char *sotong_form_journal_which  (const SotongJournalEntry *entry);
void        sotong_form_journal_watch  (SotongForm               *form,
                                        SotongStore              *store,
                                        const char               *which,
                                        GtkWidget * const        *rows,
                                        const char * const       *keys,
                                        const SotongJournalEntry *left);
G_END_DECLS
