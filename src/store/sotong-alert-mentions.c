/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-alert-look-private.h"
#include "store/sotong-mention.h"
#include "store/sotong-search-private.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

/* A single mention: one that holds a word, and one that many read. */

#define LINE_LENGTH 60

/* Of the mention m those of topic $1, with 0 all. */
#define OF_TOPIC " ($1 = 0 OR EXISTS (SELECT 1 FROM topic_hit AS h WHERE h.topic_id = $1 AND h.mention_id = m.id AND h.removed = 0))"
/* Those that came in: $2 to $3 are their ids, $4 since when, $5 behind which sighting. What another source shows again is not new. */
#define CAME_IN " m.id >= $2 AND m.id <= $3 AND m.first_seen >= $4 AND EXISTS (SELECT 1 FROM sighting AS g WHERE g.mention_id = m.id AND g.id > $5" \
                " AND g.first_seen = m.first_seen)"
#define IS_ONE " m.id >= $2 AND m.id <= $3 AND m.first_seen >= $4 AND m.first_seen <= $5"
#define PUBLISHED " m.id >= $2 AND m.id < $3 AND m.published_at >= $4 AND m.published_at < $5"

/* ---- a word ---- */

#define HOLDING "SELECT m.published_at, m.text, m.id, m.first_seen FROM mention_search AS s CROSS JOIN mention AS m ON m.id = s.rowid" \
                " WHERE mention_search MATCH $6 AND s.rowid >= $2 AND s.rowid <= $3 AND sotong_contains (m.text, $7) AND" OF_TOPIC " AND"

/* What a word is looked for with. */
typedef struct {
  const char *word;    /* (unowned) */
  char       *match;   /* (owned) (nullable): for the index; nothing that it knows, no letters */
  char       *folded;  /* (owned) */
} Word;

static void
word_clear (Word *word)
{
  g_free (word->match);
  g_free (word->folded);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Word, word_clear)

/* Of many that hold it only those are read that are told. */
static gboolean
look_word (SotongDb          *db,
           SotongAlertWatch  *watch,
           const Word        *word,
           SotongRange        range,
           GError           **error)
{
  GError *local = NULL;

  while (range.start < range.end)
    {
      g_autofree char *line = NULL;
      g_autoptr(SotongStmt) stmt = NULL;
      gint64 hour;

      stmt = sotong_db_query (db, error, HOLDING PUBLISHED " ORDER BY s.rowid LIMIT 1", "iiiiitt", watch->topic_id,
                              sotong_mention_id_first (range.start), sotong_mention_id_first (range.end + SLACK), range.start, range.end,
                              word->match, word->folded);
      if (stmt == NULL)
        return FALSE;
      if (!sotong_stmt_next (stmt, &local))
        break;
      hour = sotong_alert_hour_of (sotong_stmt_int (stmt, 0));
      line = sotong_text_single_line (sotong_stmt_text (stmt, 1), LINE_LENGTH);
      /* Translators: a word; the beginning of a text that holds it */
      sotong_alert_report (watch, hour, SOTONG_STAGE_ATTENTION, 1, 1, sotong_stmt_int (stmt, 2), word->word,
                           g_strdup_printf (_("“%s” was seen: “%s”"), word->word, line));
      range.start = (hour + MAX (watch->rule->cadence_hours, 1)) * HOUR_SECONDS;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* @n texts came in that hold the word, of which @text is the newest. */
static void
report_seen (SotongDb          *db,
             SotongAlertWatch  *watch,
             const char        *word,
             const char        *text,
             gint64             published_at,
             gint64             seen_at,
             gint64             mention_id,
             gint64             n)
{
  g_autofree char *line = sotong_text_single_line (text, LINE_LENGTH);
  g_autofree char *day = sotong_time_format_date (published_at, sotong_db_get_zone (db));
  g_autofree char *number = sotong_number_group (n);
  char *reason;

  if (n > 1)
    /* Translators: a word; how many texts hold it, at least 2; a date; the beginning of one of them */
    reason = g_strdup_printf (_("“%s” was seen in %s texts, the newest of %s: “%s”"), word, number, day, line);
  else
    /* Translators: a word; a date; the beginning of a text that holds it */
    reason = g_strdup_printf (_("“%s” was seen in a text of %s: “%s”"), word, day, line);
  sotong_alert_report (watch, sotong_alert_hour_of (seen_at), SOTONG_STAGE_ATTENTION, (double) n, 1, mention_id, word, reason);
}

/* What came in late is old by its own time and news all the same; an archive that came in at once is one piece of it. */
static gboolean
look_word_seen (SotongDb          *db,
                SotongAlertWatch  *watch,
                const Word        *word,
                GError           **error)
{
  const SotongAlertSeen *seen = watch->seen;
  g_autoptr(SotongStmt) stmt = NULL;
  g_autofree char *text = NULL;
  gint64 n = 0, published_at = 0, seen_at = 0, mention_id = 0;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, HOLDING CAME_IN " ORDER BY s.rowid DESC", "iiiiitt", watch->topic_id, seen->first_id, seen->last_id,
                          seen->since, seen->after, word->match, word->folded);
  if (stmt == NULL)
    return FALSE;
  for (; sotong_stmt_next (stmt, &local); n++)
    {
      if (n > 0)
        continue;
      published_at = sotong_stmt_int (stmt, 0);
      text = sotong_stmt_dup (stmt, 1);
      mention_id = sotong_stmt_int (stmt, 2);
      seen_at = sotong_stmt_int (stmt, 3);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (n > 0)
    report_seen (db, watch, word->word, text, published_at, seen_at, mention_id, n);
  return TRUE;
}

gboolean
sotong_alert_look_words (SotongDb          *db,
                         SotongAlertWatch  *watch,
                         SotongRange        range,
                         GError           **error)
{
  g_auto(GStrv) words = g_strsplit (watch->rule->words, "\n", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *text = g_strstrip (words[i]);
      const char * const any[] = { text, NULL }, * const none[] = { NULL };
      g_auto(Word) word = { text, sotong_search_match_words ((char * const *) any, (char * const *) none), sotong_text_fold (text) };

      watch->last = G_MININT64 / 2; /* each word for itself */
      watch->last_stage = SOTONG_STAGE_NONE;
      if (word.match == NULL || sotong_text_is_blank (text))
        continue;
      if (!(watch->seen != NULL ? look_word_seen (db, watch, &word, error) : look_word (db, watch, &word, range, error)))
        return FALSE;
    }
  return TRUE;
}

/* ---- a mention that many read ---- */

#define READ_BY_MANY "SELECT m.id, m.published_at, m.text, m.reach, m.first_seen FROM mention AS m WHERE" OF_TOPIC \
                     " AND m.reach >= $6 AND m.purged_at IS NULL AND"

/* @hour: in which it is told; G_MININT64: that of its own time, in @column. */
static gboolean
report_read (SotongAlertWatch  *watch,
             SotongStmt        *stmt,
             int                column,
             gint64             hour,
             GError           **error)
{
  double least = (double) watch->rule->reach;
  GError *local = NULL;

  while (stmt != NULL && sotong_stmt_next (stmt, &local))
    {
      g_autofree char *line = sotong_text_single_line (sotong_stmt_text (stmt, 2), LINE_LENGTH);
      gint64 reach = sotong_stmt_int (stmt, 3), at = hour != G_MININT64 ? hour : sotong_alert_hour_of (sotong_stmt_int (stmt, column));
      g_autofree char *people = sotong_number_group (reach);
      /* Translators: how many people; the beginning of a text */
      char *reason = g_strdup_printf (_("A mention reaches %s people: “%s”"), people, line);

      watch->last = G_MININT64 / 2; /* each mention for itself */
      sotong_alert_report (watch, at, sotong_alert_stage_of ((double) reach / least), (double) reach, least, sotong_stmt_int (stmt, 0), NULL, reason);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return stmt != NULL && local == NULL;
}

/* What came in, and what was known and is read by so many only now. */
static gboolean
look_reach_seen (SotongDb          *db,
                 SotongAlertWatch  *watch,
                 GError           **error)
{
  const SotongAlertSeen *seen = watch->seen;
  g_autoptr(SotongStmt) stmt = NULL;
  gint64 hour = sotong_alert_hour_of (sotong_db_now (db));

  stmt = sotong_db_query (db, error, READ_BY_MANY CAME_IN " ORDER BY m.id", "iiiiii", watch->topic_id, seen->first_id, seen->last_id, seen->since,
                          seen->after, watch->rule->reach);
  if (!report_read (watch, stmt, 4, G_MININT64, error))
    return FALSE;
  for (guint i = 0; seen->grown != NULL && seen->grown[i] != NULL; i++)
    {
      gint64 id = g_ascii_strtoll (seen->grown[i], NULL, 10);
      g_autoptr(SotongStmt) one = sotong_db_query (db, error, READ_BY_MANY IS_ONE, "iiiiii", watch->topic_id, id, id, (gint64) 0, G_MAXINT64,
                                                   watch->rule->reach);

      if (!report_read (watch, one, 4, hour, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sotong_alert_look_reach (SotongDb          *db,
                         SotongAlertWatch  *watch,
                         SotongRange        range,
                         GError           **error)
{
  g_autoptr(SotongStmt) stmt = NULL;

  if (watch->seen != NULL)
    return look_reach_seen (db, watch, error);
  stmt = sotong_db_query (db, error, READ_BY_MANY PUBLISHED " ORDER BY m.published_at, m.id", "iiiiii", watch->topic_id,
                          sotong_mention_id_first (range.start), sotong_mention_id_first (range.end + SLACK), range.start, range.end,
                          watch->rule->reach);
  return report_read (watch, stmt, 1, G_MININT64, error);
}
