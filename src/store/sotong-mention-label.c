/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change-private.h"
#include "store/sotong-mention.h"
#include "store/sotong-person.h"
#include "store/sotong-rollup-private.h"
#include "util/sotong-text.h"

/* What an officer says of mentions: what they mean, and that they do not belong to a topic. */

/* An officer's word is signed by whom the desktop account acts for; an account that nobody has signs nothing. */
static gboolean
get_signer (SotongDb  *db,
            gint64    *out_person,
            GError   **error)
{
  GError *local = NULL;
  g_autoptr(SotongPerson) person = sotong_person_get_actor (db, &local);

  *out_person = person != NULL ? person->id : SOTONG_NONE;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Whether the officer said the same before: saying it again is no step of undo. */
static gboolean
says_so_already (SotongDb         *db,
                 gint64            id,
                 SotongSentiment   sentiment,
                 gint64            person,
                 gboolean         *out_says,
                 GError          **error)
{
  gint64 says = 0;

  if (!(sentiment == SOTONG_SENTIMENT_NONE
        ? sotong_db_get_int (db, &says, error, "SELECT NOT EXISTS (SELECT 1 FROM mention_sentiment WHERE mention_id = $1 AND source = 'person')", "i", id)
        : sotong_db_get_int (db, &says, error, "SELECT EXISTS (SELECT 1 FROM mention_sentiment WHERE mention_id = $1 AND source = 'person'"
                             " AND value = $2 AND coalesce (person_id, 0) = coalesce ($3, 0))", "iii", id, (gint64) sentiment, person)))
    return FALSE;
  *out_says = says != 0;
  return TRUE;
}

static gboolean
write_judgement (SotongDb         *db,
                 gint64            id,
                 SotongSentiment   sentiment,
                 gint64            person,
                 GError          **error)
{
  return sotong_db_exec (db, error, "INSERT INTO mention_sentiment (mention_id, source, value, person_id, at) VALUES ($1, 'person', $2, $3, $4)"
                         " ON CONFLICT (mention_id, source) DO UPDATE SET value = excluded.value, person_id = excluded.person_id, at = excluded.at",
                         "iiii", id, (gint64) sentiment, person, sotong_db_now (db));
}

/**
 * sotong_mention_label:
 * @db: the connection of a write job
 * @id: a mention
 * @sentiment: what the officer says it is; none takes the officer's word back
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * A person's judgement: it is in force from now on, whatever a machine says, and signed by the
 * person of the list for whom the desktop account acts, if there is one. Needs no
 * open change: it is one step of undo, and several in one open change are one together. The same
 * said once more is none.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_mention_label (SotongDb         *db,
                      gint64            id,
                      SotongSentiment   sentiment,
                      GError          **error)
{
  g_autoptr(SotongMention) mention = sotong_mention_get (db, id, error);
  g_autofree char *subject = NULL;
  gint64 in_force = sentiment, person = SOTONG_NONE;
  gboolean says = FALSE;
  const char *source = "person";

  if (mention == NULL || !get_signer (db, &person, error) || !says_so_already (db, id, sentiment, person, &says, error))
    return FALSE;
  if (says)
    return TRUE;
  subject = sotong_text_single_line (mention->text, 40);
  if ((db->change == NULL && !sotong_change_begin (db, "mention.label", "mention", id, subject, error))
      || !sotong_change_touch (db, "mention", id, error)
      || !sotong_change_touch_text (db, "mention_sentiment", id, "person", error))
    return FALSE;
  if (sentiment == SOTONG_SENTIMENT_NONE)
    {
      GError *local = NULL;
      g_autoptr(SotongStmt) stmt = NULL;

      if (!sotong_db_exec (db, error, "DELETE FROM mention_sentiment WHERE mention_id = $1 AND source = 'person'", "i", id))
        return FALSE;
      stmt = sotong_db_query (db, error, "SELECT value, source FROM mention_sentiment WHERE mention_id = $1 ORDER BY source DESC LIMIT 1", "i", id);
      if (stmt == NULL)
        return FALSE;
      source = "";
      if (sotong_stmt_next (stmt, &local))
        {
          in_force = sotong_stmt_int (stmt, 0);
          source = g_str_equal (sotong_stmt_text (stmt, 1), "machine") ? "machine" : "demo";
        }
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
    }
  else if (!write_judgement (db, id, sentiment, person, error))
    return FALSE;
  return sotong_db_exec (db, error, "UPDATE mention SET sentiment = $1, sentiment_source = $2 WHERE id = $3", "iti", in_force, source, id)
         && sotong_rollup_relabel (db, id, (int) mention->sentiment, (int) in_force, error);
}

/**
 * sotong_mention_take_out:
 * @db: the connection of a write job
 * @id: a mention
 * @topic_id: a topic that found it
 * @error: return location
 *
 * Says that the mention does not belong to the topic; it stays out when the topic is
 * found anew. One step of undo, or part of the open change.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_mention_take_out (SotongDb  *db,
                         gint64     id,
                         gint64     topic_id,
                         GError   **error)
{
  g_autoptr(SotongMention) mention = sotong_mention_get (db, id, error);
  g_autofree char *subject = NULL;

  if (mention == NULL)
    return FALSE;
  subject = sotong_text_single_line (mention->text, 40);
  if ((db->change == NULL && !sotong_change_begin (db, "mention.remove", "mention", id, subject, error))
      || !sotong_change_touch_pair (db, "topic_hit", topic_id, id, error)
      || !sotong_db_exec (db, error, "UPDATE topic_hit SET removed = 1 WHERE topic_id = $1 AND mention_id = $2 AND removed = 0", "ii", topic_id, id))
    return FALSE;
  return sotong_db_n_changes (db) == 0 || sotong_rollup_add_mention (db, topic_id, id, -1, error);
}

/* One alone begins its own change. */
static gboolean
begin_for_all (SotongDb    *db,
               const char  *action,
               GArray      *ids,
               GError     **error)
{
  g_autofree char *subject = g_strdup_printf (ngettext ("%u mention", "%u mentions", ids->len), ids->len);

  return ids->len < 2 || db->change != NULL || sotong_change_begin (db, action, "mention", g_array_index (ids, gint64, 0), subject, error);
}

/**
 * sotong_mention_label_all:
 * @db: the connection of a write job
 * @ids: (element-type gint64): mentions
 * @sentiment: as for sotong_mention_label()
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * One step of undo for all together, or part of the open change.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_mention_label_all (SotongDb         *db,
                          GArray           *ids,
                          SotongSentiment   sentiment,
                          GError          **error)
{
  if (!begin_for_all (db, "mention.label", ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      if (!sotong_mention_label (db, g_array_index (ids, gint64, i), sentiment, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * sotong_mention_take_out_all:
 * @db: the connection of a write job
 * @ids: (element-type gint64): mentions
 * @topic_id: a topic
 * @error: return location
 *
 * One step of undo for all together; see sotong_mention_take_out().
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_mention_take_out_all (SotongDb  *db,
                             GArray    *ids,
                             gint64     topic_id,
                             GError   **error)
{
  if (!begin_for_all (db, "mention.remove", ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      if (!sotong_mention_take_out (db, g_array_index (ids, gint64, i), topic_id, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * sotong_mention_list_corrected:
 * @db: a workspace, in a job of the store
 * @topic_id: a topic, or 0 for all mentions
 * @range: a time, seconds since 1970 UTC
 * @error: return location
 *
 * A mention is corrected where a person said of it what no machine had said; one that was judged as the machine had it is not.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): when the corrected mentions of @range were published, seconds since 1970
 *   UTC, the first first
 */
GArray *
sotong_mention_list_corrected (SotongDb     *db,
                               gint64        topic_id,
                               SotongRange   range,
                               GError      **error)
{
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT m.published_at FROM mention_sentiment AS j JOIN mention AS m ON m.id = j.mention_id"
                          " WHERE j.source = 'person' AND m.published_at >= $1 AND m.published_at < $2"
                          " AND ($3 = 0 OR EXISTS (SELECT 1 FROM topic_hit AS h WHERE h.topic_id = $3 AND h.mention_id = m.id AND h.removed = 0))"
                          " AND j.value <> coalesce ((SELECT value FROM mention_sentiment AS o WHERE o.mention_id = j.mention_id AND o.source <> 'person'"
                          "  ORDER BY o.source DESC LIMIT 1), 0) ORDER BY 1", "iii", range.start, range.end, topic_id);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 time = sotong_stmt_int (stmt, 0);

      g_array_append_val (times, time);
    }
  if (local == NULL)
    return g_steal_pointer (&times);
  g_propagate_error (error, local);
  return NULL;
}
