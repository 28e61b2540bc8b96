/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-content.h"
#include "store/sotong-db-private.h"

void
sotong_entry_free (SotongEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->title);
  g_free (entry->type);
  g_free (entry->channel);
  g_free (entry->campaign);
  g_free (entry->remote_url);
  g_free (entry);
}

static SotongEntry *
entry_from (SotongStmt *stmt)
{
  SotongEntry *entry = g_new0 (SotongEntry, 1);

  entry->content_id = sotong_stmt_int (stmt, 0);
  entry->copy_id = sotong_stmt_int (stmt, 1) == SOTONG_NONE ? 0 : sotong_stmt_int (stmt, 1);
  entry->channel_id = sotong_stmt_int (stmt, 2) == SOTONG_NONE ? 0 : sotong_stmt_int (stmt, 2);
  entry->campaign_id = sotong_stmt_int (stmt, 3);
  entry->at = sotong_stmt_int (stmt, 4);
  sotong_state_from_name (sotong_stmt_text (stmt, 5), &entry->state);
  entry->title = sotong_stmt_dup (stmt, 6);
  entry->type = sotong_stmt_dup (stmt, 7);
  entry->channel = sotong_stmt_dup (stmt, 8);
  entry->campaign = sotong_stmt_dup (stmt, 9);
  entry->remote_url = sotong_stmt_dup (stmt, 10);
  entry->publicity = sotong_stmt_int (stmt, 11) == 1;
  entry->has_ground = sotong_stmt_int (stmt, 12) == 1;
  return entry;
}

/* One row a copy, and one a content without copies. The time is given in both parts, so that each
 * can use its own index. CROSS JOIN: the copies of the time first, for words are looked for in the
 * texts of those contents, not of all. */
#define ENTRY_SQL \
  "SELECT t.id, y.id, y.channel_id, t.campaign_id, coalesce(y.published_at, y.publish_at, t.planned_at) AS at, y.state," \
  " coalesce(y.title, t.title), t.type_id, channel.name, coalesce(campaign.name, ''), y.remote_url," \
  " t.publicity, t.restriction_ground <> ''" \
  " FROM copy AS y CROSS JOIN content AS t ON t.id = y.content_id JOIN channel ON channel.id = y.channel_id" \
  " LEFT JOIN campaign ON campaign.id = t.campaign_id" \
  " WHERE y.removed_at IS NULL AND t.removed_at IS NULL%s" \
  " AND ($3 = '' OR y.state = $3) AND ($4 = 0 OR y.channel_id = $4) AND ($5 = 0 OR t.campaign_id = $5) AND ($6 = '' OR t.type_id = $6)" \
  " AND ($9 = 0 OR t.owner_id = $9)" \
  " AND ($7 = '' OR instr(t.title, $7) > 0 OR instr(t.body, $7) > 0)" \
  " UNION ALL SELECT t.id, NULL, NULL, t.campaign_id, t.planned_at, 'draft', t.title, t.type_id, '', coalesce(campaign.name, ''), NULL," \
  " t.publicity, t.restriction_ground <> ''" \
  " FROM content AS t LEFT JOIN campaign ON campaign.id = t.campaign_id" \
  " WHERE t.removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM copy WHERE copy.content_id = t.id AND copy.removed_at IS NULL)%s" \
  " AND ($3 = '' OR $3 = 'draft') AND $4 = 0 AND ($5 = 0 OR t.campaign_id = $5) AND ($6 = '' OR t.type_id = $6)" \
  " AND ($9 = 0 OR t.owner_id = $9)" \
  " AND ($7 = '' OR instr(t.title, $7) > 0 OR instr(t.body, $7) > 0)" \
  " ORDER BY 5, 1, 2 LIMIT $8"

/* Each of the three times has its index: a month is found without looking at the year. The plus
 * signs keep SQLite from looking for what is missing, which half of all copies share. */
#define COPY_IN_RANGE \
  " AND y.id IN (SELECT id FROM copy WHERE published_at >= $1 AND published_at < $2" \
  " UNION SELECT id FROM copy WHERE +published_at IS NULL AND publish_at >= $1 AND publish_at < $2" \
  " UNION SELECT p.id FROM copy AS p CROSS JOIN content AS q ON q.id = p.content_id" \
  " WHERE p.publish_at IS NULL AND +p.published_at IS NULL AND q.planned_at >= $1 AND q.planned_at < $2)"
#define COPY_UNDATED \
  " AND $1 = $2 AND t.planned_at IS NULL AND y.publish_at IS NULL AND +y.published_at IS NULL"

/**
 * sotong_content_entries:
 * @db: a connection
 * @query: which
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongEntry): in the order of time;
 *   those without a time come first
 */
GPtrArray *
sotong_content_entries (SotongDb                *db,
                        const SotongEntryQuery  *query,
                        GError                 **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_entry_free);
  gboolean ranged = !query->undated && (query->range.start != 0 || query->range.end != 0);
  /* Texts of our own only: what comes from outside is bound. */
  g_autofree char *sql = g_strdup_printf (ENTRY_SQL,
                                          query->undated ? COPY_UNDATED : ranged ? COPY_IN_RANGE : " AND $1 = $2",
                                          query->undated ? " AND t.planned_at IS NULL"
                                          : ranged ? " AND t.planned_at >= $1 AND t.planned_at < $2" : "");
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, sql, "iitiittii", query->range.start, query->range.end,
                          query->state >= 0 ? sotong_state_get_name ((SotongState) query->state) : "", query->channel_id,
                          query->campaign_id, query->type != NULL ? query->type : "", query->words != NULL ? query->words : "",
                          (gint64) (query->limit > 0 ? query->limit : -1), query->person_id);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, entry_from (stmt));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}
