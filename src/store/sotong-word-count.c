/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/sotong-mention.h"
#include "store/sotong-word-count-private.h"
#include "store/sotong-word-private.h"

#define MOST_DAYS 256 /* counted in one transaction, however few mentions they have */
#define SLACK 60      /* seconds: ids of a crowded second reach into those behind it */
#define MOST_HELD 100000 /* mentions of a day that are read once for all its topics: some ten MB */

/* A day of a topic. */
typedef struct {
  gint64 topic_id;
  gint64 day;
} Stale;

/* A mention of the day that is counted. */
typedef struct {
  gint64  id;
  gsize   at;        /* of its words */
  guint32 length;
  int     sentiment;
  gint64  first;     /* of the copies that it is one of; 0 if it is none */
} Held;

/* The mentions of a day, which are read once for all its topics. */
typedef struct {
  SotongRange  range;
  GArray      *mentions; /* (owned) (element-type Held): by rising id */
  GByteArray  *words;    /* (owned) */
} Day;

static gboolean
add_blob (SotongStmt       *stmt,
          SotongWordTally  *tally,
          GError          **error)
{
  if (sotong_word_tally_add (tally, sqlite3_column_blob (stmt->stmt, 0), (gsize) sqlite3_column_bytes (stmt->stmt, 0)))
    return TRUE;
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_DAMAGED,
                       _("The counts of words are damaged. Check the workspace, or open a backup of it."));
  return FALSE;
}

/* Adds what is kept of a stretch of days. */
static gboolean
add_block (SotongDb         *db,
           gint64            topic_id,
           int               level,
           gint64            block,
           SotongWordTally  *tally,
           GError          **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT counts FROM word_count WHERE topic_id = $1 AND level = $2 AND block = $3",
                                                "iii", topic_id, (gint64) level, block);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    return add_blob (stmt, tally, error);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* The mentions of a topic, or all, with their words, by rising id. */
static SotongStmt *
ask_mentions (SotongDb     *db,
              gint64        topic_id,
              SotongRange   range,
              GError      **error)
{
  gint64 first = sotong_mention_id_first (range.start), end = sotong_mention_id_first (range.end + SLACK);

  if (topic_id == 0)
    return sotong_db_query (db, error, "SELECT w.words, m.sentiment, m.id, coalesce(m.duplicate_of, 0), m.published_at FROM mention_word AS w CROSS JOIN mention AS m ON m.id = w.mention_id"
                            " WHERE w.mention_id >= $1 AND w.mention_id < $2 AND m.published_at >= $3 AND m.published_at < $4 ORDER BY w.mention_id", "iiii",
                            first, end, range.start, range.end);
  return sotong_db_query (db, error, "SELECT w.words, m.sentiment, m.id, coalesce(m.duplicate_of, 0), m.published_at FROM topic_hit AS h"
                          " CROSS JOIN mention_word AS w ON w.mention_id = h.mention_id CROSS JOIN mention AS m ON m.id = h.mention_id WHERE h.topic_id = $5 AND h.removed = 0"
                          " AND h.mention_id >= $1 AND h.mention_id < $2 AND m.published_at >= $3 AND m.published_at < $4 ORDER BY h.mention_id", "iiiii",
                          first, end, range.start, range.end, topic_id);
}

/* Counts the mentions themselves. @surplus, if given, gets the copies that do not stand for their text. */
gboolean
sotong_word_count_mentions (SotongDb         *db,
                            gint64            topic_id,
                            SotongRange       range,
                            SotongWordTally  *tally,
                            SotongWordTally  *surplus,
                            GError          **error)
{
  g_autoptr(GHashTable) copies = sotong_word_copies_new ();
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  if (range.start >= range.end)
    return TRUE;
  stmt = ask_mentions (db, topic_id, range, error);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      const guint8 *words = sqlite3_column_blob (stmt->stmt, 0);
      gsize length = (gsize) sqlite3_column_bytes (stmt->stmt, 0);

      sotong_word_tally_text (tally, words, length, (int) sotong_stmt_int (stmt, 1));
      if (surplus != NULL && !sotong_word_copies_stands (copies, sotong_stmt_int (stmt, 3), sotong_word_day (sotong_stmt_int (stmt, 4))))
        sotong_word_tally_text (surplus, words, length, (int) sotong_stmt_int (stmt, 1));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* ---- counting anew ---- */

static gboolean
write_block (SotongDb         *db,
             gint64            topic_id,
             int               level,
             gint64            block,
             SotongWordTally  *tally,
             GError          **error)
{
  g_autoptr(GByteArray) bytes = NULL;

  if (tally->n_texts == 0)
    return sotong_db_exec (db, error, "DELETE FROM word_count WHERE topic_id = $1 AND level = $2 AND block = $3", "iii", topic_id, (gint64) level,
                           block);
  bytes = g_byte_array_new ();
  sotong_word_tally_encode (tally, bytes);
  return sotong_db_exec (db, error, "INSERT INTO word_count (topic_id, level, block, counts) VALUES ($1, $2, $3, $4)"
                         " ON CONFLICT (topic_id, level, block) DO UPDATE SET counts = excluded.counts", "iiib", topic_id, (gint64) level, block,
                         (const char *) bytes->data, (gsize) bytes->len);
}

/* %FALSE in @out_held where the day has too many. */
static gboolean
hold_day (SotongDb  *db,
          Day       *day,
          gboolean  *out_held,
          GError   **error)
{
  g_autoptr(SotongStmt) stmt = ask_mentions (db, 0, day->range, error);
  GError *local = NULL;

  *out_held = FALSE;
  g_array_set_size (day->mentions, 0);
  g_byte_array_set_size (day->words, 0);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      Held one = { sotong_stmt_int (stmt, 2), day->words->len, (guint32) sqlite3_column_bytes (stmt->stmt, 0), (int) sotong_stmt_int (stmt, 1),
                   sotong_stmt_int (stmt, 3) };

      if (day->mentions->len == MOST_HELD)
        return TRUE;
      g_byte_array_append (day->words, sqlite3_column_blob (stmt->stmt, 0), one.length);
      g_array_append_val (day->mentions, one);
    }
  *out_held = local == NULL;
  if (local != NULL)
    g_propagate_error (error, local);
  return *out_held;
}

/* Counts of a day: of all its mentions, and of the copies that do not stand for their text. */
typedef struct {
  SotongWordTally  all;
  SotongWordTally  surplus;
} Counts;

static void
counts_clear (Counts *counts)
{
  sotong_word_tally_clear (&counts->all);
  sotong_word_tally_clear (&counts->surplus);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Counts, counts_clear)

static void
tally_held (const Day   *day,
            const Held  *one,
            GHashTable  *copies,
            Counts      *counts)
{
  sotong_word_tally_text (&counts->all, day->words->data + one->at, one->length, one->sentiment);
  if (!sotong_word_copies_stands (copies, one->first, 0))
    sotong_word_tally_text (&counts->surplus, day->words->data + one->at, one->length, one->sentiment);
}

/* Counts those of the mentions at hand that belong to a topic, or all. */
static gboolean
count_held (SotongDb   *db,
            const Day  *day,
            gint64      topic_id,
            Counts     *counts,
            GError    **error)
{
  g_autoptr(GHashTable) copies = sotong_word_copies_new ();
  const Held *mentions = (const Held *) (void *) day->mentions->data;
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;
  guint at = 0;

  for (; topic_id == 0 && at < day->mentions->len; at++)
    tally_held (day, &mentions[at], copies, counts);
  if (at == day->mentions->len)
    return TRUE;
  stmt = sotong_db_query (db, error, "SELECT mention_id FROM topic_hit WHERE topic_id = $1 AND mention_id >= $2 AND mention_id <= $3 AND removed = 0"
                          " ORDER BY mention_id", "iii", topic_id, mentions[0].id, mentions[day->mentions->len - 1].id);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 id = sotong_stmt_int (stmt, 0);

      while (at < day->mentions->len && mentions[at].id < id)
        at++;
      if (at < day->mentions->len && mentions[at].id == id)
        tally_held (day, &mentions[at], copies, counts);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* @held is the day of @one, or none. */
static gboolean
count_topic (SotongDb     *db,
             const Stale  *one,
             const Day    *held,
             Counts       *counts,
             GError      **error)
{
  SotongRange range = { sotong_word_day_start (one->day), sotong_word_day_start (one->day + 1) };

  sotong_word_tally_empty (&counts->all);
  sotong_word_tally_empty (&counts->surplus);
  return (held != NULL ? count_held (db, held, one->topic_id, counts, error)
          : sotong_word_count_mentions (db, one->topic_id, range, &counts->all, &counts->surplus, error))
         && write_block (db, one->topic_id, 0, one->day, &counts->all, error)
         && write_block (db, one->topic_id, SOTONG_WORD_SURPLUS, one->day, &counts->surplus, error)
         && sotong_db_exec (db, error, "DELETE FROM word_stale WHERE topic_id = $1 AND day = $2", "ii", one->topic_id, one->day);
}

/* Counts a day for the @n topics from @list on; a topic alone has few of its mentions, which are found by themselves. */
static gboolean
count_day (SotongDb     *db,
           const Stale  *list,
           guint         n,
           Day          *day,
           Counts       *counts,
           gint64       *out_n,
           GError      **error)
{
  gboolean held = FALSE;

  day->range = (SotongRange) { sotong_word_day_start (list->day), sotong_word_day_start (list->day + 1) };
  if (list->topic_id == 0 && n > 1 && !hold_day (db, day, &held, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (!count_topic (db, &list[i], held ? day : NULL, counts, error))
        return FALSE;
      *out_n += counts->all.n_texts;
    }
  return TRUE;
}

/* Sums up a stretch from its eight parts. @base: 0, or SOTONG_WORD_SURPLUS. */
static gboolean
sum_block (SotongDb         *db,
           gint64            topic_id,
           int               base,
           int               level,
           gint64            block,
           SotongWordTally  *tally,
           GError          **error)
{
  sotong_word_tally_empty (tally);
  for (gint64 part = block * (1 << SOTONG_WORD_SHIFT); part < (block + 1) * (1 << SOTONG_WORD_SHIFT); part++)
    {
      if (!add_block (db, topic_id, base + level - 1, part, tally, error))
        return FALSE;
    }
  return write_block (db, topic_id, base + level, block, tally, error);
}

/* Sums up the stretches that the first @n days lie in. */
static gboolean
sum_up (SotongDb         *db,
        GArray           *list,
        guint             n,
        SotongWordTally  *tally,
        GError          **error)
{
  for (int level = 1; level < SOTONG_WORD_LEVELS; level++)
    {
      for (guint i = 0; i < n; i++)
        {
          const Stale *one = &g_array_index (list, Stale, i), *last = i > 0 ? one - 1 : NULL;
          gint64 block = one->day >> (SOTONG_WORD_SHIFT * level);

          if (last != NULL && last->topic_id == one->topic_id && last->day >> (SOTONG_WORD_SHIFT * level) == block)
            continue;
          if (!sum_block (db, one->topic_id, 0, level, block, tally, error)
              || !sum_block (db, one->topic_id, SOTONG_WORD_SURPLUS, level, block, tally, error))
            return FALSE;
        }
    }
  return TRUE;
}

static int
compare_stale (gconstpointer a,
               gconstpointer b)
{
  const Stale *x = a, *y = b;

  if (x->topic_id != y->topic_id)
    return x->topic_id < y->topic_id ? -1 : 1;
  return x->day < y->day ? -1 : x->day > y->day;
}

static GArray *
read_stale (SotongDb  *db,
            GError   **error)
{
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (Stale));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT topic_id, day FROM word_stale ORDER BY day, topic_id LIMIT $1", "i",
                                                (gint64) MOST_DAYS);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      Stale one = { sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1) };

      g_array_append_val (list, one);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

gboolean
sotong_word_tally_open (SotongDb         *db,
                        SotongWordTally  *tally,
                        GError          **error)
{
  gint64 n;

  if (!sotong_db_get_int (db, &n, error, "SELECT coalesce(max(id), 0) FROM word", ""))
    return FALSE;
  sotong_word_tally_init (tally, (guint32) n);
  return TRUE;
}

/**
 * sotong_word_count_some:
 * @db: the connection of a write job
 * @limit: stop when so many mentions have been counted
 * @out_more: (out): whether other days wait
 * @error: return location
 *
 * Counts the words of days whose mentions changed, and sums up the longer stretches that they lie in. Whoever stops
 * between two calls leaves counts that are right: days that wait are counted from their mentions by whoever asks.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_word_count_some (SotongDb   *db,
                        gint64      limit,
                        gboolean   *out_more,
                        GError    **error)
{
  g_autoptr(GArray) list = sotong_word_weigh_copies (db, error) ? read_stale (db, error) : NULL;
  g_autoptr(GArray) mentions = g_array_new (FALSE, FALSE, sizeof (Held));
  g_autoptr(GByteArray) words = g_byte_array_new ();
  g_auto(Counts) counts = { { NULL } };
  Day day = { { 0, 0 }, mentions, words };
  gint64 counted = 0;
  guint n = 0;

  *out_more = FALSE;
  if (list == NULL || (list->len > 0 && (!sotong_word_tally_open (db, &counts.all, error) || !sotong_word_tally_open (db, &counts.surplus, error))))
    return FALSE;
  while (n < list->len && counted < limit)
    {
      guint first = n++;

      while (n < list->len && g_array_index (list, Stale, n).day == g_array_index (list, Stale, first).day)
        n++;
      if (!count_day (db, &g_array_index (list, Stale, first), n - first, &day, &counts, &counted, error))
        return FALSE;
    }
  *out_more = n < list->len || n == MOST_DAYS;
  g_array_set_size (list, n);
  g_array_sort (list, compare_stale);
  return sum_up (db, list, n, &counts.all, error);
}

/* ---- reading ---- */

/* The days of a topic that wait, rising, and those after them: for one walk. */
typedef struct {
  GArray *days;  /* (owned) (element-type gint64) */
  guint   at;
} Waiting;

static gboolean
read_waiting (SotongDb  *db,
              gint64     topic_id,
              gint64     from,
              gint64     to,
              Waiting   *waiting,
              GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT day FROM word_stale WHERE topic_id = $1 AND day >= $2 AND day < $3 ORDER BY day",
                                                "iii", topic_id, from, to);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 day = sotong_stmt_int (stmt, 0);

      g_array_append_val (waiting->days, day);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* The first day that waits, from @day on. */
static gint64
next_waiting (Waiting *waiting,
              gint64   day)
{
  while (waiting->at < waiting->days->len && g_array_index (waiting->days, gint64, waiting->at) < day)
    waiting->at++;
  return waiting->at < waiting->days->len ? g_array_index (waiting->days, gint64, waiting->at) : G_MAXINT64;
}

/* The longest stretch that begins at @day, ends by @end and has its counts. */
static int
level_at (gint64 day,
          gint64 end)
{
  int level = 0;

  while (level + 1 < SOTONG_WORD_LEVELS)
    {
      gint64 size = (gint64) 1 << (SOTONG_WORD_SHIFT * (level + 1));

      if ((day & (size - 1)) != 0 || day + size > end)
        break;
      level++;
    }
  return level;
}

static gboolean
add_days (SotongDb         *db,
          gint64            topic_id,
          gint64            from,
          gint64            to,
          SotongWordTally  *tally,
          SotongWordTally  *surplus,
          GError          **error)
{
  g_autoptr(GArray) days = g_array_new (FALSE, FALSE, sizeof (gint64));
  Waiting waiting = { days, 0 };

  if (!read_waiting (db, topic_id, from, to, &waiting, error))
    return FALSE;
  for (gint64 day = from; day < to;)
    {
      gint64 end = MIN (next_waiting (&waiting, day), to);

      if (end == day)
        {
          while (end < to && next_waiting (&waiting, end) == end)
            end++;
          if (!sotong_word_count_mentions (db, topic_id, (SotongRange) { sotong_word_day_start (day), sotong_word_day_start (end) }, tally, surplus,
                                           error))
            return FALSE;
          day = end;
          continue;
        }
      while (day < end)
        {
          int level = level_at (day, end);

          if (!add_block (db, topic_id, level, day >> (SOTONG_WORD_SHIFT * level), tally, error)
              || (surplus != NULL && !add_block (db, topic_id, SOTONG_WORD_SURPLUS + level, day >> (SOTONG_WORD_SHIFT * level), surplus, error)))
            return FALSE;
          day += (gint64) 1 << (SOTONG_WORD_SHIFT * level);
        }
    }
  return TRUE;
}

/*
 * sotong_word_count_range:
 * @db: a connection
 * @topic_id: a topic, or 0 for all mentions
 * @range: the time
 * @tally: (inout): the counts are added to it
 * @surplus: (inout) (nullable): those of copies that do not stand for their text are added to it
 * @error: return location
 *
 * Sums up the kept counts of whole days, and counts the mentions of the parts of days at both ends.
 */
gboolean
sotong_word_count_range (SotongDb         *db,
                         gint64            topic_id,
                         SotongRange       range,
                         SotongWordTally  *tally,
                         SotongWordTally  *surplus,
                         GError          **error)
{
  gint64 from = sotong_word_day (range.start - 1) + 1, to = sotong_word_day (range.end);

  if (from >= to)
    return sotong_word_count_mentions (db, topic_id, range, tally, surplus, error);
  return sotong_word_count_mentions (db, topic_id, (SotongRange) { range.start, sotong_word_day_start (from) }, tally, surplus, error)
         && add_days (db, topic_id, from, to, tally, surplus, error)
         && sotong_word_count_mentions (db, topic_id, (SotongRange) { sotong_word_day_start (to), range.end }, tally, surplus, error);
}
