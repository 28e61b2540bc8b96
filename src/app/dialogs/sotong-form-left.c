/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-form-left.h"

#include <glib/gstdio.h>

#include "app/dialogs/sotong-form-journal.h"
#include "store/sotong-removed.h"

/* What was typed in a form of something that was removed waits for a form that is not opened any more. */

/* So long an undo, perhaps, brings back what was removed. */
#define KEPT_S (30 * G_GINT64_CONSTANT (86400))

/* What forms are called that are about something with a number, which comes behind it; of a new one that is 0. */
static const struct {
  const char        *prefix;
  SotongRemovedKind  kind;
} forms[] = {
  { "alert-rule:", SOTONG_REMOVED_RULE },
  { "alert-stage:", SOTONG_REMOVED_TOPIC },
  { "budget-change:", SOTONG_REMOVED_LINE },
  { "campaign:", SOTONG_REMOVED_CAMPAIGN },
  { "carry-over:", SOTONG_REMOVED_LINE },
  { "case-close:", SOTONG_REMOVED_CASE },
  { "case-of:", SOTONG_REMOVED_MENTION },
  { "case:", SOTONG_REMOVED_CASE },
  { "channel:", SOTONG_REMOVED_CHANNEL },
  { "commitment:", SOTONG_REMOVED_LINE },
  { "kpi:", SOTONG_REMOVED_KPI },
  { "links:", SOTONG_REMOVED_CAMPAIGN },
  { "payment:", SOTONG_REMOVED_LINE },
  { "period:", SOTONG_REMOVED_PERIOD },
  { "person:", SOTONG_REMOVED_PERSON },
  { "promise:", SOTONG_REMOVED_PROMISE },
  { "return:", SOTONG_REMOVED_CONTENT },
  { "source:", SOTONG_REMOVED_SOURCE },
  { "take-back:", SOTONG_REMOVED_LINE },
  { "topic:", SOTONG_REMOVED_TOPIC },
};

/* What cannot be read, or has no number, is not gone. */
static gboolean
is_gone (SotongDb   *db,
         const char *which)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_has_prefix (which, forms[i].prefix))
      {
        gint64 id = g_ascii_strtoll (which + strlen (forms[i].prefix), NULL, 10);
        gboolean gone = FALSE;

        return id > 0 && sotong_removed_is_gone (db, forms[i].kind, id, KEPT_S, &gone, NULL) && gone;
      }
  return FALSE;
}

static gpointer
tidy_job (SotongDb      *db,
          gpointer       folder,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GPtrArray) entries = sotong_journal_find (folder);

  for (guint i = 0; i < entries->len; i++)
    {
      const SotongJournalEntry *entry = g_ptr_array_index (entries, i);
      const char *which = sotong_form_journal_which (entry);

      if (which != NULL && is_gone (db, which))
        g_unlink (entry->path);
    }
  return NULL;
}

/**
 * sotong_form_left_tidy:
 * @store: a workspace that was opened just now
 *
 * Forgets what was typed in the forms of what has been removed for a month, or is not there at all: nobody opens these
 * forms any more. Reads in another thread, and says nothing.
 */
void
sotong_form_left_tidy (SotongStore *store)
{
  g_return_if_fail (SOTONG_IS_STORE (store));

  sotong_store_read_async (store, tidy_job, sotong_form_journal_folder (store), g_free, NULL, NULL, NULL, NULL);
}
