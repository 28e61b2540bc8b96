/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies of one text among the mentions whose words are counted. */
#include "config.h"

#include <string.h>

#include "store/sotong-mention.h"
#include "store/sotong-word-count-private.h"
#include "store/sotong-word-private.h"

#define SLACK 60                                      /* seconds: ids of a crowded second reach into those behind it */
#define FAR_SECONDS (29 * G_GINT64_CONSTANT (86400))  /* copies are looked for in two stretches of two weeks */

#define MOST_COPIES 50 /* of a text on a day that weigh fully */

/* A text on a day. */
typedef struct {
  gint64 first;
  gint64 day;
  guint  n;      /* of its mentions so far */
} Copies;

static guint
copies_hash (gconstpointer key)
{
  const Copies *copies = key;

  return g_int64_hash (&copies->first) * 31 + (guint) copies->day;
}

static gboolean
copies_equal (gconstpointer a,
              gconstpointer b)
{
  const Copies *x = a, *y = b;

  return x->first == y->first && x->day == y->day;
}

/* For sotong_word_copies_stands(). */
GHashTable *
sotong_word_copies_new (void)
{
  return g_hash_table_new_full (copies_hash, copies_equal, g_free, NULL);
}

/*
 * sotong_word_copies_stands:
 * @copies: what was asked for so far
 * @first: the first of the copies that the next mention is one of; 0 or less if it is none
 * @day: its day
 *
 * To be asked for the mentions of a count by rising id. What a few repeat is what they say; a flood is not. Of the copies of a text
 * on a day fifty stand for it, and behind them the hundredth, the two hundredth, the four hundredth and so on: 200,000 weigh as
 * sixty-one, are still heard more than what one says, and drown nothing.
 *
 * Returns: whether the mention is weighed
 */
gboolean
sotong_word_copies_stands (GHashTable *copies,
                           gint64      first,
                           gint64      day)
{
  Copies key = { first, day, 0 }, *known;
  guint doubled;

  if (first <= 0)
    return TRUE;
  known = g_hash_table_lookup (copies, &key);
  if (known == NULL)
    {
      known = g_new (Copies, 1);
      *known = (Copies) { first, day, 1 };
      g_hash_table_add (copies, known);
    }
  known->n++;
  doubled = known->n / MOST_COPIES;
  return known->n <= MOST_COPIES || (known->n % MOST_COPIES == 0 && (doubled & (doubled - 1)) == 0);
}

/* Whether the kept counts tell which copies stand for their text: those of an older version of the program do not. */
gboolean
sotong_word_are_copies_weighed (SotongDb  *db,
                                gboolean  *out_weighed,
                                GError   **error)
{
  gint64 n = 0;

  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM word_state WHERE name = 'copies'", ""))
    return FALSE;
  *out_weighed = n > 0;
  return TRUE;
}

/*
 * sotong_word_weigh_copies:
 * @db: the connection of a write job
 * @error: return location
 *
 * Has the days that hold copies counted anew where that was not told apart when they were counted. To be called before counting.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_word_weigh_copies (SotongDb  *db,
                          GError   **error)
{
  gboolean weighed;

  if (!sotong_word_are_copies_weighed (db, &weighed, error))
    return FALSE;
  return weighed
         || (sotong_db_exec (db, error, "INSERT INTO word_stale (topic_id, day) SELECT DISTINCT t.topic_id, (m.published_at + 32400 -"
                             " ((m.published_at + 32400) % 86400 + 86400) % 86400) / 86400 FROM mention AS m CROSS JOIN"
                             " (SELECT 0 AS topic_id UNION SELECT topic_id FROM word_count) AS t WHERE m.duplicate_of IS NOT NULL"
                             " ON CONFLICT (topic_id, day) DO NOTHING", "")
             && sotong_db_exec (db, error, "INSERT INTO word_state (name, value) VALUES ('copies', 1) ON CONFLICT (name) DO NOTHING", ""));
}

/* ---- copies once ---- */

#define FITS "m.published_at >= $3 AND m.published_at < $4"
#define OTHER_FITS "o.published_at >= $3 AND o.published_at < $4"
#define OTHER_HIT " AND EXISTS (SELECT 1 FROM topic_hit AS h WHERE h.topic_id = $5 AND h.mention_id = o.id AND h.removed = 0)"
/* Whether another of its copies stands for a copy: the first if it is counted too, or the earliest that is. */
#define STOOD_FOR(hit) "(EXISTS (SELECT 1 FROM mention AS o WHERE o.id = m.duplicate_of AND " OTHER_FITS hit ")" \
                       " OR EXISTS (SELECT 1 FROM mention AS o WHERE o.duplicate_of = m.duplicate_of AND o.id < m.id AND " OTHER_FITS hit "))"

/*
 * sotong_word_count_repeats:
 * @db: a connection
 * @topic_id: a topic, or 0 for all mentions
 * @range: the time
 * @tally: (inout): the counts are added to it
 * @error: return location
 *
 * Counts the mentions that another of the topic and the range stands for, whose copies they are: what is to be taken from the
 * counts of all mentions where copies count once. Costs a look at each copy of the range.
 */
gboolean
sotong_word_count_repeats (SotongDb         *db,
                           gint64            topic_id,
                           SotongRange       range,
                           SotongWordTally  *tally,
                           GError          **error)
{
  static const char *const select = "SELECT w.words, m.sentiment FROM mention AS m INDEXED BY mention_duplicate"
    " CROSS JOIN mention_word AS w ON w.mention_id = m.id WHERE m.duplicate_of >= $6 AND m.duplicate_of < $7 AND m.id >= $1 AND m.id < $2 AND " FITS;
  g_autofree char *sql = topic_id == 0 ? g_strconcat (select, " AND $5 = 0 AND " STOOD_FOR (""), NULL)
                         : g_strconcat (select, " AND EXISTS (SELECT 1 FROM topic_hit AS h WHERE h.topic_id = $5 AND h.mention_id = m.id"
                                        " AND h.removed = 0) AND " STOOD_FOR (OTHER_HIT), NULL);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, sql, "iiiiiii", sotong_mention_id_first (range.start),
                                                sotong_mention_id_first (range.end + SLACK), range.start, range.end, topic_id,
                                                sotong_mention_id_first (range.start - FAR_SECONDS), sotong_mention_id_first (range.end + FAR_SECONDS));
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    sotong_word_tally_text (tally, sqlite3_column_blob (stmt->stmt, 0), (gsize) sqlite3_column_bytes (stmt->stmt, 0), (int) sotong_stmt_int (stmt, 1));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* The copies of one text, while those of each day are looked at by rising id. */
typedef struct {
  gint64    first;
  guint8   *stood;   /* (owned): of each day, whether one that is counted stands for the rest */
  const gint64 *starts;
  guint     n_days;
} Group;

/* Which of the days a time lies in; as many as there are days if in none. */
static guint
day_at (const Group *group,
        gint64       time)
{
  guint low = 0, high = group->n_days;

  if (time < group->starts[0] || time >= group->starts[group->n_days])
    return group->n_days;
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      *(time < group->starts[middle] ? &high : &low) = middle;
    }
  return low;
}

/* The first of them stands for those of its day, if it is of the topic. */
static gboolean
turn_to (Group     *group,
         SotongDb  *db,
         gint64     topic_id,
         gint64     first,
         GError   **error)
{
  GError *local = NULL;
  gint64 time;

  if (group->first == first)
    return TRUE;
  group->first = first;
  memset (group->stood, 0, group->n_days + 1);
  if (sotong_db_get_int (db, &time, &local, "SELECT published_at FROM mention WHERE id = $1 AND ($2 = 0 OR EXISTS (SELECT 1 FROM topic_hit AS h"
                         " WHERE h.topic_id = $2 AND h.mention_id = $1 AND h.removed = 0))", "ii", first, topic_id))
    group->stood[day_at (group, time)] = 1;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/*
 * sotong_word_walk_repeats:
 * @db: a connection
 * @topic_id: a topic, or 0 for all mentions
 * @starts: (array): when each day begins, rising, and behind them when the last one ends
 * @n_days: how many days there are
 * @repeat: told the words of each mention that another of the topic and its day stands for, whose copies they are
 * @user_data: for @repeat
 * @error: return location
 *
 * What sotong_word_count_repeats() counts of each of the days, with one look at each copy.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_word_walk_repeats (SotongDb          *db,
                          gint64             topic_id,
                          const gint64      *starts,
                          guint              n_days,
                          SotongWordRepeat   repeat,
                          gpointer           user_data,
                          GError           **error)
{
  static const char *const select = "SELECT m.duplicate_of, m.published_at, w.words FROM mention AS m INDEXED BY mention_duplicate"
    " LEFT JOIN mention_word AS w ON w.mention_id = m.id WHERE m.duplicate_of >= $5 AND m.duplicate_of < $6 AND m.id >= $1 AND m.id < $2"
    " AND m.published_at >= $3 AND m.published_at < $4 AND ";
  g_autofree char *sql = g_strconcat (select, topic_id == 0 ? "$7 = 0" : "EXISTS (SELECT 1 FROM topic_hit AS h WHERE h.topic_id = $7 AND h.mention_id = m.id"
                                      " AND h.removed = 0)", " ORDER BY m.duplicate_of, m.id", NULL);
  g_autofree guint8 *stood = g_new0 (guint8, n_days + 1);
  Group group = { 0, stood, starts, n_days };
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, sql, "iiiiiii", sotong_mention_id_first (starts[0]), sotong_mention_id_first (starts[n_days] + SLACK), starts[0],
                          starts[n_days], sotong_mention_id_first (starts[0] - FAR_SECONDS), sotong_mention_id_first (starts[n_days] + FAR_SECONDS), topic_id);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      guint day = day_at (&group, sotong_stmt_int (stmt, 1));
      const guint8 *words = sqlite3_column_blob (stmt->stmt, 2);

      if (!turn_to (&group, db, topic_id, sotong_stmt_int (stmt, 0), error))
        return FALSE;
      if (stood[day] != 0 && words != NULL)
        repeat (words, (gsize) sqlite3_column_bytes (stmt->stmt, 2), day, user_data);
      stood[day] = 1;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* The mentions of a topic, or all; with @once those alone that stand for their copies. */
static SotongStmt *
ask_mentions (SotongDb     *db,
              gint64        topic_id,
              SotongRange   range,
              gboolean      once,
              GError      **error)
{
  static const char *const all = "SELECT w.words, m.sentiment FROM mention_word AS w CROSS JOIN mention AS m ON m.id = w.mention_id"
    " WHERE w.mention_id >= $1 AND w.mention_id < $2 AND " FITS;
  static const char *const hits = "SELECT w.words, m.sentiment FROM topic_hit AS t CROSS JOIN mention_word AS w ON w.mention_id = t.mention_id"
    " CROSS JOIN mention AS m ON m.id = t.mention_id WHERE t.topic_id = $5 AND t.removed = 0 AND t.mention_id >= $1 AND t.mention_id < $2 AND " FITS;
  g_autofree char *sql = topic_id == 0 ? g_strconcat (all, once ? " AND (m.duplicate_of IS NULL OR NOT " STOOD_FOR ("") ")" : "", NULL)
                         : g_strconcat (hits, once ? " AND (m.duplicate_of IS NULL OR NOT " STOOD_FOR (OTHER_HIT) ")" : "", NULL);

  return sotong_db_query (db, error, sql, topic_id == 0 ? "iiii" : "iiiii", sotong_mention_id_first (range.start),
                          sotong_mention_id_first (range.end + SLACK), range.start, range.end, topic_id);
}

/**
 * sotong_word_walk:
 * @db: a connection
 * @topic_id: a topic, or 0 for all mentions
 * @range: the time
 * @once: of copies of one text, tell one alone
 * @walk: told each mention's words
 * @user_data: for @walk
 * @error: return location
 *
 * For what counts do not tell: which words stand in the same mentions.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_word_walk (SotongDb        *db,
                  gint64           topic_id,
                  SotongRange      range,
                  gboolean         once,
                  SotongWordWalk   walk,
                  gpointer         user_data,
                  GError         **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr(SotongStmt) stmt = ask_mentions (db, topic_id, range, once, error);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      const guint8 *at = sqlite3_column_blob (stmt->stmt, 0), *end = at + sqlite3_column_bytes (stmt->stmt, 0);
      guint32 id = 0, step;

      g_array_set_size (ids, 0);
      while (at < end && sotong_word_code_next (&at, end, &step))
        {
          id += step;
          g_array_append_val (ids, id);
        }
      walk ((const guint32 *) (void *) ids->data, ids->len, (int) sotong_stmt_int (stmt, 1), user_data);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}
