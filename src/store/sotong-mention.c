/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "store/sotong-change-private.h"
#include "store/sotong-mention-private.h"
#include "store/sotong-person.h"
#include "store/sotong-rollup-private.h"
#include "store/sotong-search-private.h"
#include "store/sotong-topic.h"
#include "util/sotong-text.h"

#define ID_LOW_BITS 15
#define FIRST_SCANNED 256   /* of the newest mentions whose texts are looked through for a word of one character */
#define SCANNED_MORE  16    /* times as many when the first promise enough: more than that and the index is faster */
#define MOST_SCANNED  (FIRST_SCANNED * SCANNED_MORE)

/**
 * sotong_mention_id_first:
 * @time: seconds since 1970 UTC
 *
 * Ids sort by publication time: the seconds since the last day of 1899 stand above 15 bits that
 * tell apart the mentions of one second. They stay below 2^53, so that programs
 * that read numbers as double keep them whole.
 *
 * Returns: the smallest id of a mention published at @time
 */
gint64
sotong_mention_id_first (gint64 time)
{
  return (CLAMP (time, SOTONG_MENTION_ID_EPOCH, SOTONG_MENTION_ID_LAST) - SOTONG_MENTION_ID_EPOCH) << ID_LOW_BITS;
}

SotongMentionQuery *
sotong_mention_query_new (void)
{
  SotongMentionQuery *query = g_new0 (SotongMentionQuery, 1);

  query->sentiment = -1;
  return query;
}

SotongMentionQuery *
sotong_mention_query_copy (const SotongMentionQuery *query)
{
  SotongMentionQuery *copy = g_memdup2 (query, sizeof *query);

  copy->words = g_strdup (query->words);
  copy->nouns = g_strdup (query->nouns);
  copy->author = g_strdup (query->author);
  return copy;
}

void
sotong_mention_query_free (SotongMentionQuery *query)
{
  if (query == NULL)
    return;
  g_free (query->words);
  g_free (query->nouns);
  g_free (query->author);
  g_free (query);
}

void
sotong_mention_free (SotongMention *mention)
{
  if (mention == NULL)
    return;
  g_free (mention->author);
  g_free (mention->url);
  g_free (mention->text);
  g_free (mention->sentiment_source);
  g_strfreev (mention->sources);
  g_strfreev (mention->topics);
  g_free (mention->content);
  g_free (mention);
}

void
sotong_mention_pages_free (SotongMentionPages *pages)
{
  if (pages == NULL)
    return;
  g_array_unref (pages->first_ids);
  g_free (pages);
}

/* ---- asking ---- */

/* Steps a statement that is not cached; %FALSE at the end, and with @error set on failure. */
static gboolean
step (SotongDb      *db,
      sqlite3_stmt  *stmt,
      GError       **error)
{
  int rc = sqlite3_step (stmt);

  if (rc == SQLITE_ROW)
    return TRUE;
  if (rc != SQLITE_DONE)
    sotong_db_set_error (db, rc, error);
  return FALSE;
}

static char *
column_dup (sqlite3_stmt *stmt,
            int           column)
{
  const char *text = (const char *) sqlite3_column_text (stmt, column);

  return g_strdup (text != NULL ? text : "");
}

#define ROW_COLUMNS "m.id, m.author, m.published_at, m.published_precision, m.first_seen, m.url, m.text, m.sentiment, m.sentiment_source, m.copy_id, m.made, m.duplicate_of, m.purged_at"

static SotongMention *
mention_from (sqlite3_stmt *stmt)
{
  SotongMention *mention = g_new0 (SotongMention, 1);

  mention->id = sqlite3_column_int64 (stmt, 0);
  mention->author = column_dup (stmt, 1);
  mention->published_at = sqlite3_column_int64 (stmt, 2);
  mention->precision = sqlite3_column_int (stmt, 3);
  mention->first_seen = sqlite3_column_int64 (stmt, 4);
  mention->url = column_dup (stmt, 5);
  mention->text = column_dup (stmt, 6);
  mention->sentiment = (SotongSentiment) CLAMP (sqlite3_column_int (stmt, 7), 0, SOTONG_N_SENTIMENTS - 1);
  mention->sentiment_source = column_dup (stmt, 8);
  mention->copy_id = sqlite3_column_type (stmt, 9) == SQLITE_NULL ? SOTONG_NONE : sqlite3_column_int64 (stmt, 9);
  mention->made = sqlite3_column_int (stmt, 10) != 0;
  mention->duplicate_of = sqlite3_column_type (stmt, 11) == SQLITE_NULL ? SOTONG_NONE : sqlite3_column_int64 (stmt, 11);
  mention->purged = sqlite3_column_type (stmt, 12) != SQLITE_NULL;
  return mention;
}

static GStrv
names_of (SotongDb    *db,
          const char  *sql,
          gint64       mention_id,
          GError     **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, sql, "i", mention_id);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_strv_builder_add (builder, sotong_stmt_text (stmt, 0));
  if (local == NULL)
    return g_strv_builder_end (builder);
  g_propagate_error (error, local);
  return NULL;
}

/* What it answers. Most answer nothing of ours. */
static gboolean
add_content (SotongDb       *db,
             SotongMention  *mention,
             GError        **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  if (mention->copy_id == SOTONG_NONE)
    return TRUE;
  stmt = sotong_db_query (db, error, "SELECT content.id, content.title FROM copy JOIN content ON content.id = copy.content_id WHERE copy.id = $1",
                          "i", mention->copy_id);
  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    {
      mention->content_id = sotong_stmt_int (stmt, 0);
      mention->content = sotong_stmt_dup (stmt, 1);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
add_names (SotongDb       *db,
           SotongMention  *mention,
           GError        **error)
{
  if (!add_content (db, mention, error))
    return FALSE;
  mention->sources = names_of (db, "SELECT source.name FROM sighting JOIN source ON source.id = sighting.source_id"
                               " WHERE sighting.mention_id = $1 GROUP BY source.name ORDER BY min (sighting.id)", mention->id, error);
  if (mention->sources == NULL)
    return FALSE;
  mention->topics = names_of (db, "SELECT topic.name FROM topic_hit JOIN topic ON topic.id = topic_hit.topic_id"
                              " WHERE topic_hit.mention_id = $1 AND topic_hit.removed = 0 AND topic.removed_at IS NULL"
                              " ORDER BY topic.position, topic.id", mention->id, error);
  return mention->topics != NULL;
}

/* The copies of one article are counted once for all rows that are copies of it: in a flood that is most of them. */
static gboolean
count_copies (SotongDb       *db,
              SotongMention  *mention,
              GHashTable     *known,
              GError        **error)
{
  const gint64 *group = mention->duplicate_of != SOTONG_NONE ? &mention->duplicate_of : &mention->id;
  const gint64 *n = known != NULL ? g_hash_table_lookup (known, group) : NULL;

  if (n != NULL)
    {
      mention->n_copies = *n;
      return TRUE;
    }
  if (!sotong_db_get_int (db, &mention->n_copies, error, "SELECT count(*) FROM mention WHERE duplicate_of = $1", "i", *group))
    return FALSE;
  if (known != NULL)
    g_hash_table_insert (known, g_memdup2 (group, sizeof *group), g_memdup2 (&mention->n_copies, sizeof mention->n_copies));
  return TRUE;
}

/* Reads what a plan finds, without what belongs to it. */
static GPtrArray *
read_rows (SotongDb                  *db,
           const SotongMentionPlan   *plan,
           const SotongMentionQuery  *query,
           GError                   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_mention_free);
  g_autofree char *tail = g_strdup_printf (" ORDER BY %s DESC LIMIT $11", plan->id);
  g_autoptr(sqlite3_stmt) stmt = sotong_mention_plan_prepare (db, plan, query, ROW_COLUMNS, tail, error);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (step (db, stmt, &local))
    g_ptr_array_add (list, mention_from (stmt));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/* Words of one character: the index has them as the beginning of hundreds of pairs, whose places it puts in order before it shows
 * the first. One that is frequent stands in the newest texts anyway. */
static gboolean
is_quickly_scanned (const SotongMentionQuery *query)
{
  g_autofree char *lines = query->words != NULL ? sotong_topic_words_from_text (query->words) : NULL;
  g_auto(GStrv) words = lines != NULL && lines[0] != '\0' ? g_strsplit (lines, "\n", -1) : NULL;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (g_utf8_strlen (words[i], -1) != 1 || !sotong_search_is_exact (words[i]))
      return FALSE;
  return words != NULL && query->limit > 0 && query->limit <= FIRST_SCANNED && !query->once && query->group_id == 0;
}

/* Looks through the newest texts alone. @out_list: %NULL if they do not hold all that is asked for. */
static gboolean
scan_newest (SotongDb                  *db,
             const SotongMentionQuery  *query,
             GPtrArray                **out_list,
             GError                   **error)
{
  gint64 from = query->at_id != 0 ? query->at_id : query->before_id != 0 ? query->before_id : G_MAXINT64;

  if (sotong_mention_query_has_range (query))
    from = MIN (from, sotong_mention_id_first (query->range.end + 60)); /* see the plan's $5 */
  for (gint64 n = FIRST_SCANNED; n <= MOST_SCANNED; n *= SCANNED_MORE)
    {
      g_autoptr(SotongMentionPlan) plan = NULL;
      g_autoptr(GPtrArray) list = NULL;
      gint64 oldest;

      if (!sotong_db_get_int (db, &oldest, error, "SELECT coalesce((SELECT id FROM mention WHERE id <= $1 ORDER BY id DESC LIMIT 1 OFFSET $2), 0)",
                              "ii", from, n))
        return FALSE;
      plan = sotong_mention_plan_new_scan (query, oldest);
      list = read_rows (db, plan, query, error);
      if (list == NULL)
        return FALSE;
      if (oldest == 0 || list->len == (guint) query->limit)
        {
          *out_list = g_steal_pointer (&list);
          return TRUE;
        }
      if (list->len * SCANNED_MORE < (guint) query->limit)
        break;
    }
  return TRUE;
}

/**
 * sotong_mention_list:
 * @db: a connection
 * @query: which
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongMention): the newest first
 */
GPtrArray *
sotong_mention_list (SotongDb                  *db,
                     const SotongMentionQuery  *query,
                     GError                   **error)
{
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  GError *local = NULL;

  if (is_quickly_scanned (query) && !scan_newest (db, query, &list, error))
    return NULL;
  if (list == NULL)
    {
      g_autoptr(SotongMentionPlan) plan = sotong_mention_plan_new (query, TRUE);

      list = read_rows (db, plan, query, error);
    }
  if (list == NULL)
    return NULL;
  for (guint i = 0; local == NULL && i < list->len; i++)
    {
      if (add_names (db, g_ptr_array_index (list, i), &local))
        count_copies (db, g_ptr_array_index (list, i), known, &local);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/* The hourly counts know it already. */
static gboolean
count_all (SotongDb                  *db,
           const SotongMentionQuery  *query,
           gint64                    *out_n,
           GError                   **error)
{
  return sotong_db_get_int (db, out_n, error, "SELECT coalesce(sum(n), 0) FROM rollup_total WHERE topic_id = $1 AND ($2 < 0 OR sentiment = $2)",
                            "ii", query->topic_id, (gint64) query->sentiment);
}

/**
 * sotong_mention_count:
 * @db: a connection
 * @query: which; limit and start are not looked at
 * @out_n: (out): how many there are
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_mention_count (SotongDb                  *db,
                      const SotongMentionQuery  *query,
                      gint64                    *out_n,
                      GError                   **error)
{
  SotongMentionQuery all = *query;
  g_autoptr(SotongMentionPlan) plan = NULL;
  g_autoptr(sqlite3_stmt) stmt = NULL;

  if (query->words == NULL && query->nouns == NULL && query->author == NULL && query->source_id == 0 && !sotong_mention_query_has_range (query)
      && query->group_id == 0 && query->week_hour == 0
      && !query->open && !query->once)
    return count_all (db, query, out_n, error);
  all.before_id = all.at_id = 0;
  plan = sotong_mention_plan_new (&all, FALSE);
  stmt = sotong_mention_plan_prepare (db, plan, &all, "count(*)", "", error);
  if (stmt == NULL || !step (db, stmt, error))
    return FALSE;
  *out_n = sqlite3_column_int64 (stmt, 0);
  return TRUE;
}

/**
 * sotong_mention_count_groups:
 * @db: a connection
 * @query: which; limit and start are not looked at
 * @out_n: (out): how many there are, copies of one article counted once
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_mention_count_groups (SotongDb                  *db,
                             const SotongMentionQuery  *query,
                             gint64                    *out_n,
                             GError                   **error)
{
  SotongMentionQuery all = *query;
  g_autoptr(SotongMentionPlan) plan = NULL;
  g_autoptr(sqlite3_stmt) stmt = NULL;
  gint64 n_copies = 0;

  all.before_id = all.at_id = 0;
  all.once = FALSE;
  if (sotong_mention_query_is_everything (&all))
    {
      if (!sotong_db_get_int (db, &n_copies, error, "SELECT count(*) FROM mention WHERE duplicate_of IS NOT NULL", "")
          || !count_all (db, &all, out_n, error))
        return FALSE;
      *out_n -= n_copies;
      return TRUE;
    }
  plan = sotong_mention_plan_new (&all, TRUE);
  stmt = sotong_mention_plan_prepare (db, plan, &all, "count(DISTINCT coalesce(m.duplicate_of, m.id))", "", error);
  if (stmt == NULL || !step (db, stmt, error))
    return FALSE;
  *out_n = sqlite3_column_int64 (stmt, 0);
  return TRUE;
}

/**
 * sotong_mention_find_pages:
 * @db: a connection
 * @query: which; limit and start are not looked at
 * @page: rows a page, more than 0
 * @error: return location
 *
 * Walks the ids once, newest first, and keeps the first of each page: a page is then
 * read with @query's at_id set to it. Reads no texts where the query does not need them.
 *
 * Returns: (transfer full) (nullable): the pages
 */
SotongMentionPages *
sotong_mention_find_pages (SotongDb                  *db,
                           const SotongMentionQuery  *query,
                           int                        page,
                           GError                   **error)
{
  SotongMentionQuery all = *query;
  g_autoptr(SotongMentionPages) pages = g_new0 (SotongMentionPages, 1);
  g_autoptr(SotongMentionPlan) plan = NULL;
  g_autoptr(sqlite3_stmt) stmt = NULL;
  g_autofree char *tail = NULL;
  gint64 previous = -1;
  GError *local = NULL;

  g_return_val_if_fail (page > 0, NULL);

  pages->page = page;
  pages->first_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  all.before_id = all.at_id = 0;
  plan = sotong_mention_plan_new (&all, FALSE);
  tail = g_strdup_printf (" ORDER BY %s DESC", plan->id);
  stmt = sotong_mention_plan_prepare (db, plan, &all, plan->id, tail, error);
  if (stmt == NULL)
    return NULL;
  while (step (db, stmt, &local))
    {
      gint64 id = sqlite3_column_int64 (stmt, 0);

      if (id == previous)
        continue;
      if (pages->n++ % page == 0)
        g_array_append_val (pages->first_ids, id);
      previous = id;
    }
  if (local == NULL)
    return g_steal_pointer (&pages);
  g_propagate_error (error, local);
  return NULL;
}

static gboolean
no_such_mention (gint64   id,
                 GError **error)
{
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no mention %" PRId64 ". Check the number in the list of mentions."), id);
  return FALSE;
}

/**
 * sotong_mention_get:
 * @db: a connection
 * @id: a mention
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): the mention
 */
SotongMention *
sotong_mention_get (SotongDb  *db,
                    gint64     id,
                    GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT " ROW_COLUMNS " FROM mention AS m WHERE m.id = $1", "i", id);
  g_autoptr(SotongMention) mention = NULL;
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      else
        no_such_mention (id, error);
      return NULL;
    }
  mention = mention_from (stmt->stmt);
  return add_names (db, mention, error) && count_copies (db, mention, NULL, error) ? g_steal_pointer (&mention) : NULL;
}
