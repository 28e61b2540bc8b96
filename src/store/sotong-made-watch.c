/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a watched year left behind: rules, what they found, and what citizens brought. */
#include "config.h"

#include "store/sotong-db-private.h"
#include "store/sotong-made.h"
#include "store/sotong-mention.h"

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/**
 * sotong_made_alert_rule:
 * @db: the connection of a write job
 * @rule: what is watched for
 * @error: return location
 *
 * Returns: the rule's id, or 0 with @error set
 */
gint64
sotong_made_alert_rule (SotongDb               *db,
                        const SotongAlertRule  *rule,
                        GError                **error)
{
  return sotong_db_insert (db, error, "INSERT INTO alert_rule (name, kind, topic_id, sigma, least, share, words, cadence_hours, reach)"
                           " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", "ttididtii", rule->name, sotong_alert_kind_get_name (rule->kind),
                           rule->topic_id, rule->sigma, rule->least, rule->share, or_empty (rule->words), (gint64) rule->cadence_hours, rule->reach);
}

/**
 * sotong_made_alert_event:
 * @db: the connection of a write job
 * @event: what was found and when, or which stage a person set
 * @error: return location
 *
 * Returns: its place in the log, or 0 with @error set
 */
gint64
sotong_made_alert_event (SotongDb                *db,
                         const SotongAlertEvent  *event,
                         GError                 **error)
{
  return sotong_db_insert (db, error, "INSERT INTO alert_event (rule_id, topic_id, hour, found_at, stage, value, threshold, reason, told, mention_id)"
                           " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", "iiiiiddtti", event->rule_id, event->topic_id, event->hour_start / 3600,
                           event->found_at, (gint64) event->stage, event->value, event->threshold, or_empty (event->reason), or_empty (event->told),
                           event->mention_id);
}

/**
 * sotong_made_find_mention:
 * @db: the connection of a write job
 * @topic: a topic's name
 * @from: a time
 * @sentiment: what the mention is to say
 * @out_published_at: (out): when it was written
 * @error: return location
 *
 * Returns: the first mention of the topic from then on that is no copy and no case yet; 0 if there is none, or with @error set
 */
gint64
sotong_made_find_mention (SotongDb         *db,
                          const char       *topic,
                          gint64            from,
                          SotongSentiment   sentiment,
                          gint64           *out_published_at,
                          GError          **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT m.id, m.published_at FROM topic_hit AS h CROSS JOIN mention AS m ON m.id = h.mention_id"
                                                " WHERE h.topic_id = (SELECT id FROM topic WHERE name = $1) AND h.removed = 0 AND h.mention_id >= $2"
                                                " AND m.sentiment = $3 AND m.duplicate_of IS NULL"
                                                " AND NOT EXISTS (SELECT 1 FROM citizen_case AS c WHERE c.mention_id = m.id) ORDER BY h.mention_id LIMIT 1",
                                                "tii", topic, sotong_mention_id_first (from), (gint64) sentiment);
  GError *local = NULL;
  gint64 id = 0;

  if (stmt == NULL)
    return 0;
  if (sotong_stmt_next (stmt, &local))
    {
      id = sotong_stmt_int (stmt, 0);
      *out_published_at = sotong_stmt_int (stmt, 1);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return id;
}

/**
 * sotong_made_case:
 * @db: the connection of a write job
 * @made: the case; its number and text are not read
 * @error: return location
 *
 * Returns: the case's number, or 0 with @error set
 */
gint64
sotong_made_case (SotongDb          *db,
                  const SotongCase  *made,
                  GError           **error)
{
  return sotong_db_insert (db, error, "INSERT INTO citizen_case (mention_id, kind, department, state, opened_at, due_at, closed_at, answer_url, note)"
                           " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", "itttiiitt", made->mention_id, made->kind, made->department, made->state,
                           made->opened_at, made->due_at, made->closed_at, or_empty (made->answer_url), or_empty (made->note));
}
