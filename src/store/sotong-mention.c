/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "store/sotong-change-private.h"
#include "store/sotong-mention.h"
#include "store/sotong-person.h"
#include "store/sotong-rollup-private.h"
#include "store/sotong-search-private.h"
#include "store/sotong-topic.h"
#include "util/sotong-text.h"

#define FIRST_NEEDLE 12 /* of a query's parameters */
#define ID_LOW_BITS 15
#define ID_EPOCH G_GINT64_CONSTANT (-2209075200) /* 1899-12-31T00:00:00Z: in every zone before 1900 */
#define ID_LAST G_GINT64_CONSTANT (253402300799) /* 9999-12-31T23:59:59Z */

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
  return (CLAMP (time, ID_EPOCH, ID_LAST) - ID_EPOCH) << ID_LOW_BITS;
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
  copy->author = g_strdup (query->author);
  return copy;
}

void
sotong_mention_query_free (SotongMentionQuery *query)
{
  if (query == NULL)
    return;
  g_free (query->words);
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

/* A query made ready: the SQL after SELECT, and what is bound to it. */
typedef struct {
  GString *from;               /* FROM ... WHERE ... */
  const char *id;              /* the column that orders the answer */
  char *match;                 /* for the search index */
  GPtrArray *needles;          /* (element-type utf8): folded words that have to be compared with the text */
  GPtrArray *words;            /* (element-type utf8): all of them, folded; where copies are compared too */
  gboolean impossible;         /* nothing can be found */
} Plan;

static void
plan_free (Plan *plan)
{
  g_string_free (plan->from, TRUE);
  g_free (plan->match);
  g_ptr_array_unref (plan->needles);
  g_ptr_array_unref (plan->words);
  g_free (plan);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Plan, plan_free)

static void
read_words (Plan       *plan,
            const char *words,
            gboolean    once)
{
  g_autofree char *lines = sotong_topic_words_from_text (words);
  g_auto(GStrv) all = g_strsplit (lines, "\n", -1);
  char *none[] = { NULL };

  plan->impossible = lines[0] == '\0';
  plan->match = plan->impossible ? NULL : sotong_search_match_words (none, all);
  for (guint i = 0; all[i] != NULL; i++)
    {
      if (!sotong_search_is_exact (all[i]))
        g_ptr_array_add (plan->needles, sotong_text_fold (all[i]));
      if (once)
        g_ptr_array_add (plan->words, sotong_text_fold (all[i]));
    }
}

static gboolean
has_range (const SotongMentionQuery *query)
{
  return query->range.start != 0 || query->range.end != 0;
}

static gboolean
is_everything (const SotongMentionQuery *query)
{
  return query->words == NULL && query->author == NULL && query->topic_id == 0 && query->source_id == 0
         && query->sentiment < 0 && !has_range (query) && query->group_id == 0 && !query->open && !query->once;
}

/*
 * The parameters are always the same: $1 topic, $2 source, $3 sentiment, $4 and $5 ids of the
 * range, $6 and $7 times of the range, $8 author, $9 search expression, $10 the id to start at, $11 limit,
 * from $12 on needles, after them the words for copies, $999 the group. What a query does not use is left out of its SQL.
 */

/* What a copy @o has to fit, as @m does: the first of the copies that fit stands for them. */
static void
append_once (Plan                     *plan,
             const SotongMentionQuery *query)
{
  g_autoptr(GString) fits = g_string_new (NULL);

  if (query->topic_id != 0)
    g_string_append (fits, " AND EXISTS (SELECT 1 FROM topic_hit AS oh WHERE oh.topic_id = $1 AND oh.mention_id = o.id AND oh.removed = 0)");
  if (query->source_id != 0)
    g_string_append (fits, " AND EXISTS (SELECT 1 FROM sighting AS os WHERE os.mention_id = o.id AND os.source_id = $2)");
  if (query->sentiment >= 0)
    g_string_append (fits, " AND o.sentiment = $3");
  if (has_range (query))
    g_string_append (fits, " AND o.published_at >= $6 AND o.published_at < $7");
  if (query->author != NULL)
    g_string_append (fits, " AND o.author = $8");
  for (guint i = 0; i < plan->words->len; i++)
    g_string_append_printf (fits, " AND sotong_contains (o.text, $%u)", FIRST_NEEDLE + plan->needles->len + i);
  g_string_append_printf (plan->from, " AND (m.duplicate_of IS NULL OR (NOT EXISTS (SELECT 1 FROM mention AS o WHERE o.id = m.duplicate_of%s)"
                          " AND NOT EXISTS (SELECT 1 FROM mention AS o WHERE o.duplicate_of = m.duplicate_of AND o.id < m.id%s)))", fits->str, fits->str);
}

static void
append_narrowing (Plan                     *plan,
                  const SotongMentionQuery *query)
{
  if (query->source_id != 0)
    g_string_append (plan->from, " AND EXISTS (SELECT 1 FROM sighting WHERE sighting.mention_id = m.id AND sighting.source_id = $2)");
  if (query->sentiment >= 0)
    g_string_append (plan->from, " AND m.sentiment = $3");
  if (query->open)
    g_string_append_printf (plan->from, " AND m.sentiment IN (%d, %d)", SOTONG_SENTIMENT_NONE, SOTONG_SENTIMENT_UNCERTAIN);
  if (has_range (query))
    g_string_append_printf (plan->from, " AND %s >= $4 AND %s < $5 AND m.published_at >= $6 AND m.published_at < $7", plan->id, plan->id);
  if (query->author != NULL)
    g_string_append (plan->from, " AND m.author = $8");
  for (guint i = 0; i < plan->needles->len; i++)
    g_string_append_printf (plan->from, " AND sotong_contains (m.text, $%u)", FIRST_NEEDLE + i);
  if (query->group_id != 0)
    g_string_append (plan->from, " AND (m.id = $999 OR m.duplicate_of = $999)");
  if (query->once)
    append_once (plan, query);
  if (query->at_id != 0)
    g_string_append_printf (plan->from, " AND %s <= $10", plan->id);
  else if (query->before_id != 0)
    g_string_append_printf (plan->from, " AND %s < $10", plan->id);
  if (plan->impossible)
    g_string_append (plan->from, " AND 0");
}
static Plan *
plan_new (const SotongMentionQuery *query,
          gboolean                  with_row)
{
  Plan *plan = g_new0 (Plan, 1);
  gboolean needs_row;

  plan->from = g_string_new (NULL);
  plan->needles = g_ptr_array_new_with_free_func (g_free);
  plan->words = g_ptr_array_new_with_free_func (g_free);
  if (query->words != NULL)
    read_words (plan, query->words, query->once);
  needs_row = with_row || query->source_id != 0 || query->sentiment >= 0 || has_range (query) || query->author != NULL
              || plan->needles->len > 0 || query->group_id != 0 || query->open || query->once;
  if (plan->match != NULL)
    {
      plan->id = "s.rowid";
      g_string_append (plan->from, " FROM mention_search AS s");
      if (needs_row)
        g_string_append (plan->from, " CROSS JOIN mention AS m ON m.id = s.rowid");
      g_string_append (plan->from, " WHERE mention_search MATCH $9");
      if (query->topic_id != 0)
        g_string_append (plan->from, " AND EXISTS (SELECT 1 FROM topic_hit AS h WHERE h.topic_id = $1 AND h.mention_id = s.rowid AND h.removed = 0)");
    }
  else if (query->topic_id != 0)
    {
      plan->id = "h.mention_id";
      g_string_append (plan->from, " FROM topic_hit AS h");
      if (needs_row)
        g_string_append (plan->from, " CROSS JOIN mention AS m ON m.id = h.mention_id");
      g_string_append (plan->from, " WHERE h.topic_id = $1 AND h.removed = 0");
    }
  else if (!with_row && is_everything (query))
    {
      /* Every mention has a sighting, and their index is a tenth of the mentions' rows. One that
       * several sources saw comes several times in a row. */
      plan->id = "g.mention_id";
      g_string_append (plan->from, " FROM sighting AS g WHERE 1");
    }
  else
    {
      plan->id = "m.id";
      g_string_append (plan->from, " FROM mention AS m WHERE 1");
    }
  append_narrowing (plan, query);
  return plan;
}

static void
bind_int (sqlite3_stmt *stmt,
          const char   *name,
          gint64        value)
{
  int index = sqlite3_bind_parameter_index (stmt, name);

  if (index > 0)
    sqlite3_bind_int64 (stmt, index, value);
}

static void
bind_text (sqlite3_stmt *stmt,
           const char   *name,
           const char   *value)
{
  int index = sqlite3_bind_parameter_index (stmt, name);

  if (index > 0)
    sqlite3_bind_text (stmt, index, value, -1, SQLITE_TRANSIENT);
}

static sqlite3_stmt *
plan_prepare (SotongDb                  *db,
              const Plan                *plan,
              const SotongMentionQuery  *query,
              const char                *select,
              const char                *tail,
              GError                   **error)
{
  g_autofree char *sql = g_strconcat ("SELECT ", select, plan->from->str, tail, NULL);
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2 (db->handle, sql, -1, &stmt, NULL);

  if (rc != SQLITE_OK)
    {
      sotong_db_set_error (db, rc, error);
      return NULL;
    }
  bind_int (stmt, "$1", query->topic_id);
  bind_int (stmt, "$2", query->source_id);
  bind_int (stmt, "$3", query->sentiment);
  /* An id may have moved on into the next seconds where one second was full. */
  bind_int (stmt, "$4", sotong_mention_id_first (query->range.start));
  bind_int (stmt, "$5", query->range.end >= ID_LAST - 60 ? G_MAXINT64 : sotong_mention_id_first (query->range.end + 60));
  bind_int (stmt, "$6", query->range.start);
  bind_int (stmt, "$7", query->range.end);
  bind_text (stmt, "$8", query->author);
  bind_text (stmt, "$9", plan->match);
  bind_int (stmt, "$10", query->at_id != 0 ? query->at_id : query->before_id);
  bind_int (stmt, "$11", query->limit > 0 ? query->limit : -1);
  bind_int (stmt, "$999", query->group_id);
  for (guint i = 0; i < plan->needles->len + plan->words->len; i++)
    {
      const char *word = i < plan->needles->len ? g_ptr_array_index (plan->needles, i) : g_ptr_array_index (plan->words, i - plan->needles->len);
      char name[16];

      g_snprintf (name, sizeof name, "$%u", FIRST_NEEDLE + i);
      bind_text (stmt, name, word);
    }
  return stmt;
}

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

#define ROW_COLUMNS "m.id, m.author, m.published_at, m.published_precision, m.first_seen, m.url, m.text, m.sentiment, m.sentiment_source, m.copy_id, m.made, m.duplicate_of"

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

static gboolean
add_names (SotongDb       *db,
           SotongMention  *mention,
           GError        **error)
{
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
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_mention_free);
  g_autoptr(Plan) plan = plan_new (query, TRUE);
  g_autofree char *tail = g_strdup_printf (" ORDER BY %s DESC LIMIT $11", plan->id);
  g_autoptr(sqlite3_stmt) stmt = plan_prepare (db, plan, query, ROW_COLUMNS, tail, error);
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (step (db, stmt, &local))
    g_ptr_array_add (list, mention_from (stmt));
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
  g_autoptr(Plan) plan = NULL;
  g_autoptr(sqlite3_stmt) stmt = NULL;

  if (query->words == NULL && query->author == NULL && query->source_id == 0 && !has_range (query) && query->group_id == 0
      && !query->open && !query->once)
    return count_all (db, query, out_n, error);
  all.before_id = all.at_id = 0;
  plan = plan_new (&all, FALSE);
  stmt = plan_prepare (db, plan, &all, "count(*)", "", error);
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
  g_autoptr(Plan) plan = NULL;
  g_autoptr(sqlite3_stmt) stmt = NULL;
  gint64 n_copies = 0;

  all.before_id = all.at_id = 0;
  all.once = FALSE;
  if (is_everything (&all))
    {
      if (!sotong_db_get_int (db, &n_copies, error, "SELECT count(*) FROM mention WHERE duplicate_of IS NOT NULL", "")
          || !count_all (db, &all, out_n, error))
        return FALSE;
      *out_n -= n_copies;
      return TRUE;
    }
  plan = plan_new (&all, TRUE);
  stmt = plan_prepare (db, plan, &all, "count(DISTINCT coalesce(m.duplicate_of, m.id))", "", error);
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
  g_autoptr(Plan) plan = NULL;
  g_autoptr(sqlite3_stmt) stmt = NULL;
  g_autofree char *tail = NULL;
  gint64 previous = -1;
  GError *local = NULL;

  g_return_val_if_fail (page > 0, NULL);

  pages->page = page;
  pages->first_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  all.before_id = all.at_id = 0;
  plan = plan_new (&all, FALSE);
  tail = g_strdup_printf (" ORDER BY %s DESC", plan->id);
  stmt = plan_prepare (db, plan, &all, plan->id, tail, error);
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
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no mention %" PRId64 "."), id);
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
