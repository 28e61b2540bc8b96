/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/dialogs/sotong-form.h"
#include "plan/sotong-journal-entry.h"

G_BEGIN_DECLS
/* A property of a widget that holds several values: what was typed in it, in words; it is put back by setting it. */
#define SOTONG_FORM_JOURNAL_TYPED "typed"

/* What is typed in a form and not saved is in a journal beside the workspace, too: the fields of a content that there is none of.
 * Where they belong stands among them. */
#define SOTONG_FORM_JOURNAL_WHICH "form"

/* Says in @window what is back from the journal, or what is wrong with it. */
typedef void (*SotongFormJournalSay) (GtkWindow  *window,
                                      const char *message,
                                      gboolean    problem);

char       *sotong_form_journal_folder (SotongStore              *store) G_GNUC_WARN_UNUSED_RESULT;
const char *sotong_form_journal_which  (const SotongJournalEntry *entry);
void        sotong_form_journal_find_async (SotongStore          *store,
                                            const char           *which,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
SotongJournalEntry *sotong_form_journal_find_finish (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;
void        sotong_form_journal_watch  (SotongForm               *form,
                                        SotongStore              *store,
                                        const char               *which,
                                        GtkWidget * const        *rows,
                                        const char * const       *keys,
                                        const SotongJournalEntry *left);
void        sotong_form_journal_watch_window (GtkWindow            *window,
                                              SotongStore          *store,
                                              const char           *which,
                                              GtkWidget * const    *rows,
                                              const char * const   *keys,
                                              const char * const   *before,
                                              SotongFormJournalSay  say);
void        sotong_form_journal_set_saving   (GtkWindow            *window,
                                              gboolean              saving);
void        sotong_form_journal_saved        (GtkWindow            *window);
void        sotong_form_journal_set_which    (GtkWindow            *window,
                                              const char           *which);
G_END_DECLS
