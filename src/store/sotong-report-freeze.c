/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-campaign.h"
#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-report-freeze.h"

#define WHERE " FROM report_freeze WHERE kind = $1 AND starts_at = $2 AND ends_at = $3 AND topic_id = $4 AND (campaign = $5 OR campaign = $6) AND removed_at IS NULL"
#define OF(which, key) (which)->kind, (which)->period.start, (which)->period.end, (which)->topic_id, (key).number, (key).name

/* Of which campaign a report is: people call it by its name or its number, and may rename it. What an older version closed has what it
 * was called then. */
typedef struct {
  char *number; /* (owned): "" of none */
  char *name;   /* (owned) */
} Key;

static void
key_clear (Key *key)
{
  g_free (key->number);
  g_free (key->name);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Key, key_clear)

static Key
key_of (SotongDb                *db,
        const SotongReportWhich *which)
{
  const char *called = which->campaign != NULL ? which->campaign : "";
  gint64 id = *called != '\0' ? sotong_campaign_find (db, called, NULL) : 0;
  g_autoptr(SotongCampaign) campaign = id != 0 ? sotong_campaign_get (db, id, NULL) : NULL;

  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  if (campaign == NULL)
    return (Key) { g_strdup (called), g_strdup (called) };
  if (sotong_campaign_find (db, campaign->name, NULL) != id) /* the name is another's number, under which that one's is kept */
    return (Key) { g_strdup (number), g_steal_pointer (&number) };
  return (Key) { g_steal_pointer (&number), g_strdup (campaign->name) };
}

/**
 * sotong_report_freeze_get:
 * @db: a connection
 * @which: a report
 * @out_body: (out) (transfer full) (nullable): what was frozen; %NULL if nothing was
 * @out_at: (out): when, seconds since 1970 UTC
 * @error: return location
 *
 * Returns: %TRUE unless it could not be read
 */
gboolean
sotong_report_freeze_get (SotongDb                 *db,
                          const SotongReportWhich  *which,
                          char                    **out_body,
                          gint64                   *out_at,
                          GError                  **error)
{
  g_auto(Key) key = key_of (db, which);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT body, frozen_at" WHERE " ORDER BY id DESC LIMIT 1", "tiiitt", OF (which, key));
  GError *local = NULL;

  *out_body = NULL;
  *out_at = 0;
  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    {
      *out_body = sotong_stmt_dup (stmt, 0);
      *out_at = sotong_stmt_int (stmt, 1);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_report_freeze_set:
 * @db: the connection of a write job
 * @which: a report
 * @title: its title, for the history
 * @body: the document
 * @error: return location; `SOTONG_STORE_ERROR_CONFLICT` when it is frozen already
 *
 * Part of the change that is open, else a step of undo of its own.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_report_freeze_set (SotongDb                 *db,
                          const SotongReportWhich  *which,
                          const char               *title,
                          const char               *body,
                          GError                  **error)
{
  g_autofree char *old = NULL;
  g_auto(Key) key = key_of (db, which);
  gint64 at, id;

  if (!sotong_report_freeze_get (db, which, &old, &at, error))
    return FALSE;
  if (old != NULL)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("“%s” of this period is closed already: what has changed since stands in it as corrections. Open it first to close it anew."), title);
      return FALSE;
    }
  if (!sotong_change_is_open (db) && !sotong_change_begin (db, "report.freeze", "report_freeze", 0, title, error))
    return FALSE;
  id = sotong_db_insert (db, error, "INSERT INTO report_freeze (kind, starts_at, ends_at, topic_id, campaign, frozen_at, body)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7)", "tiiitit", which->kind, which->period.start, which->period.end, which->topic_id, key.number,
                         sotong_db_now (db), body);
  return id != 0 && sotong_change_added (db, "report_freeze", id, error);
}

/**
 * sotong_report_freeze_remove:
 * @db: the connection of a write job
 * @which: a report
 * @title: what a person calls it
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND` when it is not frozen
 *
 * An older version closed a campaign's report by its name and by its number: both are opened. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_report_freeze_remove (SotongDb                 *db,
                             const SotongReportWhich  *which,
                             const char               *title,
                             GError                  **error)
{
  g_auto(Key) key = key_of (db, which);
  gint64 id = 0;
  gboolean begun = FALSE;
  GError *local = NULL;

  while (sotong_db_get_int (db, &id, &local, "SELECT id" WHERE " ORDER BY id DESC LIMIT 1", "tiiitt", OF (which, key)))
    {
      if ((!begun && !sotong_change_begin (db, "report.thaw", "report_freeze", id, title, error)) || !sotong_change_touch (db, "report_freeze", id, error)
          || !sotong_db_exec (db, error, "UPDATE report_freeze SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id))
        return FALSE;
      begun = TRUE;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  else if (!begun)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("“%s” of this period is not closed."), title);
  return begun && local == NULL;
}
