/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-content.h"

G_BEGIN_DECLS
#define SOTONG_JOURNAL_SUFFIX ".journal"

/* What somebody was writing when the program ended. */
typedef struct {
  char          *path;      /* (nullable): its file */
  gint64         at;        /* seconds since 1970 UTC, by the machine's own clock */
  SotongContent *content;   /* id 0 if it was not stored yet; with the revision that was read */
  GVariant      *fields;    /* (nullable): what was typed in fields beside it, a{ss} by their keys */
} SotongJournalEntry;

void                sotong_journal_entry_free    (SotongJournalEntry   *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongJournalEntry, sotong_journal_entry_free)

char               *sotong_journal_entry_head    (void) G_GNUC_WARN_UNUSED_RESULT;
SotongJournalEntry *sotong_journal_entry_parse   (const char           *text,
                                                  gsize                 length,
                                                  gboolean             *out_owned);
GPtrArray          *sotong_journal_find          (const char           *folder);
char               *sotong_journal_folder        (const char           *workspace) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
