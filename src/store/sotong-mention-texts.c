/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-db-private.h"
#include "store/sotong-mention-texts.h"
#include "store/sotong-mention.h"

#define LOW_MASK 32767 /* of ids: spread evenly by the keys' hashes */

/**
 * sotong_mention_texts:
 * @db: a connection
 * @topic_id: a topic, or 0
 * @range: the time
 * @part: how many of 32,768 mentions to look at, picked evenly and always the same; the topic's are all looked at
 * @func: told each
 * @user_data: for @func
 * @error: return location
 *
 * Reads texts to count words in. What somebody took out of the topic is not in it.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_mention_texts (SotongDb               *db,
                      gint64                  topic_id,
                      SotongRange             range,
                      int                     part,
                      SotongMentionTextFunc   func,
                      gpointer                user_data,
                      GError                **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT m.id, m.text, m.sentiment, h.mention_id IS NOT NULL FROM mention AS m"
                          " LEFT JOIN topic_hit AS h ON h.topic_id = $1 AND h.mention_id = m.id AND h.removed = 0"
                          " WHERE m.id >= $2 AND m.id < $3 AND m.published_at >= $4 AND m.published_at < $5"
                          " AND ((m.id & $7) < $6 OR h.mention_id IS NOT NULL)", "iiiiiii", topic_id, sotong_mention_id_first (range.start),
                          sotong_mention_id_first (range.end + 60), range.start, range.end, (gint64) part, (gint64) LOW_MASK);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    func (sotong_stmt_int (stmt, 0), sotong_stmt_text (stmt, 1), (SotongSentiment) sotong_stmt_int (stmt, 2), sotong_stmt_int (stmt, 3) != 0,
          user_data);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_mention_texts_count:
 * @db: a connection
 * @topic_id: a topic, or 0 for all mentions
 * @range: the time
 * @out_n: (out): how many mentions its hours hold
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_mention_texts_count (SotongDb     *db,
                            gint64        topic_id,
                            SotongRange   range,
                            gint64       *out_n,
                            GError      **error)
{
  return sotong_db_get_int (db, out_n, error, "SELECT coalesce(sum(n), 0) FROM rollup_hour WHERE topic_id = $1 AND hour >= $2 AND hour <= $3", "iii",
                            topic_id, range.start / 3600, range.end / 3600);
}
