/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what is asked for of the mentions to the SQL that finds it. */
#include "config.h"

#include "store/sotong-mention-private.h"
#include "store/sotong-search-private.h"
#include "store/sotong-topic.h"
#include "store/sotong-word-code-private.h"
#include "util/sotong-name-mask.h"
#include "util/sotong-text.h"

#define FIRST_NEEDLE 12 /* of a query's parameters */
#define NOUN "$noun%u"

void
sotong_mention_plan_free (SotongMentionPlan *plan)
{
  g_string_free (plan->from, TRUE);
  g_free (plan->match);
  g_ptr_array_unref (plan->needles);
  g_ptr_array_unref (plan->words);
  g_strfreev (plan->nouns);
  g_free (plan);
}

/* @scan: whether the texts are read instead of the index. */
static void
read_words (SotongMentionPlan *plan,
            const char        *words,
            gboolean           scan,
            gboolean           once)
{
  g_autofree char *lines = sotong_topic_words_from_text (words);
  g_auto(GStrv) all = g_strsplit (lines, "\n", -1);
  char *none[] = { NULL };

  plan->impossible = lines[0] == '\0';
  plan->match = plan->impossible || scan ? NULL : sotong_search_match_words (none, all);
  for (guint i = 0; all[i] != NULL; i++)
    {
      if (scan || !sotong_search_is_exact (all[i]))
        g_ptr_array_add (plan->needles, sotong_text_fold (all[i]));
      if (once)
        g_ptr_array_add (plan->words, sotong_text_fold (all[i]));
    }
}

/* The index leads to the texts with the letters of one of them, unless it is asked for words already. */
static void
read_nouns (SotongMentionPlan *plan,
            const char        *nouns,
            gboolean           scan)
{
  char *none[] = { NULL };

  plan->nouns = g_strsplit (nouns, ", ", -1);
  if (plan->nouns[0] == NULL)
    plan->impossible = TRUE;
  else if (!scan && plan->match == NULL)
    plan->match = sotong_search_match_words (plan->nouns, none);
}

gboolean
sotong_mention_query_has_range (const SotongMentionQuery *query)
{
  return query->range.start != 0 || query->range.end != 0;
}

gboolean
sotong_mention_query_is_everything (const SotongMentionQuery *query)
{
  return query->words == NULL && query->nouns == NULL && query->author == NULL && query->topic_id == 0 && query->source_id == 0
         && query->sentiment < 0 && !sotong_mention_query_has_range (query) && query->group_id == 0 && query->week_hour == 0
         && !query->open && !query->once;
}

/*
 * The parameters are always the same: $1 topic, $2 source, $3 sentiment, $4 and $5 ids of the
 * range, $6 and $7 times of the range, $8 author, $9 search expression, $10 the id to start at, $11 limit,
 * from $12 on needles, after them the words for copies, $noun0 and so on the nouns, $997 the oldest id of a scan, $998 the hour of the week, $999 the group. What a query does not use is left out of its SQL.
 */

/* Which mentions were counted for one of the nouns. */
static void
append_nouns (SotongMentionPlan *plan)
{
  g_string_append_printf (plan->from, " AND EXISTS (SELECT 1 FROM mention_word AS w WHERE w.mention_id = %s AND (", plan->id);
  for (guint i = 0; plan->nouns[i] != NULL; i++)
    g_string_append_printf (plan->from, "%ssotong_holds_word (w.words, (SELECT id FROM word WHERE text = " NOUN "))", i > 0 ? " OR " : "", i);
  g_string_append (plan->from, "))");
}

/* What a copy @o has to fit, as @m does: the first of the copies that fit stands for them. Where nouns are counted, it stands for them
 * whatever nouns it has. */
static void
append_once (SotongMentionPlan        *plan,
             const SotongMentionQuery *query)
{
  g_autoptr(GString) fits = g_string_new (NULL);

  if (query->topic_id != 0)
    g_string_append (fits, " AND EXISTS (SELECT 1 FROM topic_hit AS oh WHERE oh.topic_id = $1 AND oh.mention_id = o.id AND oh.removed = 0)");
  if (query->source_id != 0)
    g_string_append (fits, " AND EXISTS (SELECT 1 FROM sighting AS os WHERE os.mention_id = o.id AND os.source_id = $2)");
  if (query->sentiment >= 0)
    g_string_append (fits, " AND o.sentiment = $3");
  if (sotong_mention_query_has_range (query))
    g_string_append (fits, " AND o.published_at >= $6 AND o.published_at < $7");
  if (query->week_hour != 0)
    g_string_append (fits, " AND sotong_week_hour (o.published_at) = $998");
  if (query->author != NULL)
    g_string_append (fits, " AND o.author = $8");
  for (guint i = 0; i < plan->words->len; i++)
    g_string_append_printf (fits, " AND sotong_contains (o.text, $%u)", FIRST_NEEDLE + plan->needles->len + i);
  g_string_append_printf (plan->from, " AND (m.duplicate_of IS NULL OR (NOT EXISTS (SELECT 1 FROM mention AS o WHERE o.id = m.duplicate_of%s)"
                          " AND NOT EXISTS (SELECT 1 FROM mention AS o WHERE o.duplicate_of = m.duplicate_of AND o.id < m.id%s)))", fits->str, fits->str);
}

static void
append_narrowing (SotongMentionPlan        *plan,
                  const SotongMentionQuery *query)
{
  if (query->source_id != 0)
    g_string_append (plan->from, " AND EXISTS (SELECT 1 FROM sighting WHERE sighting.mention_id = m.id AND sighting.source_id = $2)");
  if (query->sentiment >= 0)
    g_string_append (plan->from, " AND m.sentiment = $3");
  if (query->open)
    g_string_append_printf (plan->from, " AND m.sentiment IN (%d, %d)", SOTONG_SENTIMENT_NONE, SOTONG_SENTIMENT_UNCERTAIN);
  if (sotong_mention_query_has_range (query))
    g_string_append_printf (plan->from, " AND %s >= $4 AND %s < $5 AND m.published_at >= $6 AND m.published_at < $7", plan->id, plan->id);
  if (query->week_hour != 0)
    g_string_append (plan->from, " AND sotong_week_hour (m.published_at) = $998");
  if (query->author != NULL)
    g_string_append (plan->from, " AND m.author = $8");
  if (plan->nouns != NULL && plan->nouns[0] != NULL)
    append_nouns (plan);
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

static SotongMentionPlan *
plan_new (const SotongMentionQuery *query,
          gboolean                  with_row,
          gboolean                  scan)
{
  SotongMentionPlan *plan = g_new0 (SotongMentionPlan, 1);
  gboolean needs_row;

  plan->from = g_string_new (NULL);
  plan->needles = g_ptr_array_new_with_free_func (g_free);
  plan->words = g_ptr_array_new_with_free_func (g_free);
  if (query->words != NULL)
    read_words (plan, query->words, scan, query->once);
  if (query->nouns != NULL)
    read_nouns (plan, query->nouns, scan);
  needs_row = with_row || query->source_id != 0 || query->sentiment >= 0 || sotong_mention_query_has_range (query) || query->author != NULL
              || plan->needles->len > 0 || query->group_id != 0 || query->week_hour != 0
              || query->open || query->once;
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
  else if (!with_row && sotong_mention_query_is_everything (query))
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

/* @with_row: whether what is selected needs the mention's row, as m. */
SotongMentionPlan *
sotong_mention_plan_new (const SotongMentionQuery *query,
                         gboolean                  with_row)
{
  return plan_new (query, with_row, FALSE);
}

/* Reads the texts of mentions from @oldest on, instead of the index; the mention's row is m. */
SotongMentionPlan *
sotong_mention_plan_new_scan (const SotongMentionQuery *query,
                              gint64                    oldest)
{
  SotongMentionPlan *plan = plan_new (query, TRUE, TRUE);

  plan->oldest = oldest;
  g_string_append_printf (plan->from, " AND %s >= $997", plan->id);
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

/* (transfer full) (nullable): the statement with what is bound to it; it is not cached. */
sqlite3_stmt *
sotong_mention_plan_prepare (SotongDb                  *db,
                             const SotongMentionPlan   *plan,
                             const SotongMentionQuery  *query,
                             const char                *select,
                             const char                *tail,
                             GError                   **error)
{
  g_autofree char *sql = g_strconcat ("SELECT ", select, plan->from->str, tail, NULL), *author = NULL;
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2 (db->handle, sql, -1, &stmt, NULL);

  if (rc != SQLITE_OK)
    {
      sotong_db_set_error (db, rc, error);
      return NULL;
    }
  author = sotong_name_clean (query->author);
  bind_int (stmt, "$1", query->topic_id);
  bind_int (stmt, "$2", query->source_id);
  bind_int (stmt, "$3", query->sentiment);
  /* An id may have moved on into the next seconds where one second was full. */
  bind_int (stmt, "$4", sotong_mention_id_first (query->range.start));
  bind_int (stmt, "$5", query->range.end >= SOTONG_MENTION_ID_LAST - 60 ? G_MAXINT64 : sotong_mention_id_first (query->range.end + 60));
  bind_int (stmt, "$6", query->range.start);
  bind_int (stmt, "$7", query->range.end);
  bind_text (stmt, "$8", author);
  bind_text (stmt, "$9", plan->match);
  bind_int (stmt, "$10", query->at_id != 0 ? query->at_id : query->before_id);
  bind_int (stmt, "$11", query->limit > 0 ? query->limit : -1);
  bind_int (stmt, "$997", plan->oldest);
  bind_int (stmt, "$998", query->week_hour - 1);
  bind_int (stmt, "$999", query->group_id);
  for (guint i = 0; i < plan->needles->len + plan->words->len; i++)
    {
      const char *word = i < plan->needles->len ? g_ptr_array_index (plan->needles, i) : g_ptr_array_index (plan->words, i - plan->needles->len);
      char name[16];

      g_snprintf (name, sizeof name, "$%u", FIRST_NEEDLE + i);
      bind_text (stmt, name, word);
    }
  for (guint i = 0; plan->nouns != NULL && plan->nouns[i] != NULL; i++)
    {
      char name[20];

      g_snprintf (name, sizeof name, NOUN, i);
      bind_text (stmt, name, plan->nouns[i]);
    }
  return stmt;
}

/* ---- hours of the week ---- */

static void
week_hour_cb (sqlite3_context  *context,
              int               n_args,
              sqlite3_value   **args)
{
  const SotongDb *db = sqlite3_user_data (context);

  if (db->zone != NULL && sqlite3_value_type (args[0]) == SQLITE_INTEGER)
    sqlite3_result_int (context, sotong_time_week_hour (sqlite3_value_int64 (args[0]), db->zone));
}

/* ---- a mention's nouns ---- */

/* Whether the words of a mention, rising ids, hold one. */
static void
holds_word_cb (sqlite3_context  *context,
               int               n_args,
               sqlite3_value   **args)
{
  const guint8 *at = sqlite3_value_blob (args[0]), *end = at != NULL ? at + sqlite3_value_bytes (args[0]) : NULL;
  gint64 wanted = sqlite3_value_type (args[1]) == SQLITE_INTEGER ? sqlite3_value_int64 (args[1]) : -1;
  gint64 id = 0;
  guint32 step;

  while (at < end && id < wanted && sotong_word_code_next (&at, end, &step))
    id += step;
  sqlite3_result_int (context, wanted > 0 && id == wanted);
}

/* The function that knows in which hour of the office's week a time is: the offset of a zone changes with the year; and the one that knows a
 * mention's nouns. */
gboolean
sotong_mention_register (SotongDb  *db,
                         GError   **error)
{
  int rc = sqlite3_create_function_v2 (db->handle, "sotong_week_hour", 1, SQLITE_UTF8, db, week_hour_cb, NULL, NULL, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_create_function_v2 (db->handle, "sotong_holds_word", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, holds_word_cb, NULL, NULL, NULL);
  return rc == SQLITE_OK || sotong_db_set_error (db, rc, error);
}
