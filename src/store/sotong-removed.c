/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-removed.h"

#include "store/sotong-db-private.h"

/* When what is asked for was removed, 0 if it was not. */
static const char *
select_of (SotongRemovedKind kind)
{
  switch (kind)
    {
    case SOTONG_REMOVED_CAMPAIGN: return "SELECT coalesce(removed_at, 0) FROM campaign WHERE id = $1";
    case SOTONG_REMOVED_CASE: return "SELECT coalesce(removed_at, 0) FROM citizen_case WHERE id = $1";
    case SOTONG_REMOVED_CHANNEL: return "SELECT coalesce(removed_at, 0) FROM channel WHERE id = $1";
    case SOTONG_REMOVED_CONTENT: return "SELECT coalesce(removed_at, 0) FROM content WHERE id = $1";
    case SOTONG_REMOVED_KPI: return "SELECT coalesce(removed_at, 0) FROM kpi WHERE id = $1";
    case SOTONG_REMOVED_LINE: return "SELECT coalesce(removed_at, 0) FROM budget_line WHERE id = $1";
    case SOTONG_REMOVED_MENTION: return "SELECT 0 FROM mention WHERE id = $1";
    case SOTONG_REMOVED_PERIOD: return "SELECT coalesce(removed_at, 0) FROM restricted_period WHERE id = $1";
    case SOTONG_REMOVED_PERSON: return "SELECT coalesce(removed_at, 0) FROM person WHERE id = $1";
    case SOTONG_REMOVED_PROMISE: return "SELECT coalesce(removed_at, 0) FROM deliverable_target WHERE id = $1";
    case SOTONG_REMOVED_RULE: return "SELECT coalesce(removed_at, 0) FROM alert_rule WHERE id = $1";
    case SOTONG_REMOVED_SOURCE: return "SELECT coalesce(removed_at, 0) FROM source WHERE id = $1";
    case SOTONG_REMOVED_TOPIC: return "SELECT coalesce(removed_at, 0) FROM topic WHERE id = $1";
    default: g_assert_not_reached ();
    }
}

/**
 * sotong_removed_is_gone:
 * @db: a connection
 * @kind: of what
 * @id: its number
 * @for_s: how many seconds it has been removed at least: till then an undo, perhaps, brings it back
 * @out_gone: (out): whether it has been removed for so long, or the workspace does not know it at all
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
sotong_removed_is_gone (SotongDb           *db,
                        SotongRemovedKind   kind,
                        gint64              id,
                        gint64              for_s,
                        gboolean           *out_gone,
                        GError            **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, select_of (kind), "i", id);
  GError *local = NULL;
  gint64 at;

  if (stmt == NULL)
    return FALSE;
  if (!sotong_stmt_next (stmt, &local))
    {
      *out_gone = local == NULL;
      if (local != NULL)
        g_propagate_error (error, local);
      return *out_gone;
    }
  at = sotong_stmt_int (stmt, 0);
  *out_gone = at != 0 && sotong_db_now (db) - at >= for_s;
  return TRUE;
}
