/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/sotong-change-private.h"
#include "store/sotong-rollup-private.h"
#include "store/sotong-search-private.h"
#include "store/sotong-topic-private.h"
#include "util/sotong-grams.h"
#include "util/sotong-ids.h"
#include "util/sotong-text.h"
#include "util/sotong-url.h"

#define MAX_WORDS_BYTES 65536

/* Folded words, with that by which most texts are told that have them not. */
typedef struct {
  GStrv    texts;  /* (owned) */
  guint32 *marks;  /* (owned) (array): of each */
} Words;

/* A topic with its words folded. */
struct _SotongTopicPattern
{
  gint64      id;
  Words       any;
  Words       all;
  Words       not;
  GStrv       authors; /* whose words do not belong here */
  GStrv       sites;   /* nor what stands there */
  GHashTable *whole; /* (owned): sources all of whose mentions belong here */
  GHashTable *off;   /* (owned): sources none of whose mentions do */
};

typedef SotongTopicPattern Pattern;

/* The text at hand, and what stands in it. */
typedef struct {
  GString     *text; /* (owned) */
  SotongGrams  grams;
} Folded;

struct _SotongTopicMatcher
{
  GPtrArray *patterns; /* (owned) (element-type Pattern) */
  Folded     folded;
};

SotongTopic *
sotong_topic_new (void)
{
  return g_new0 (SotongTopic, 1);
}

void
sotong_topic_free (SotongTopic *topic)
{
  if (topic == NULL)
    return;
  g_free (topic->name);
  g_free (topic->any_words);
  g_free (topic->all_words);
  g_free (topic->not_words);
  g_free (topic->excluded_authors);
  g_free (topic->excluded_sites);
  g_clear_pointer (&topic->off, g_array_unref);
  g_free (topic);
}

/**
 * sotong_topic_words_from_text:
 * @text: words separated by blanks or commas; a phrase stands in double quotes
 *
 * Returns: (transfer full): the words one a line, as topics keep them
 */
char *
sotong_topic_words_from_text (const char *text)
{
  g_autofree char *composed = sotong_text_clean (text, -1, MAX_WORDS_BYTES);
  GString *out = g_string_new (NULL);
  g_autoptr(GString) word = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (const char *p = composed;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean quote = c == '"' || c == 0x201c || c == 0x201d;

      if (c == 0 || c == '\n' || quote || (!quoted && (c == ',' || g_unichar_isspace (c))))
        {
          g_autofree char *clean = sotong_text_single_line (word->str, 200);

          if (clean[0] != '\0')
            g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", clean);
          g_string_truncate (word, 0);
          if (quote)
            quoted = !quoted;
          if (c == 0)
            break;
        }
      else
        g_string_append_unichar (word, c);
    }
  return g_string_free (out, FALSE);
}

static GStrv
folded_words (const char *lines)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) words = g_strsplit (lines, "\n", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *folded = sotong_text_fold (words[i]);

      if (folded[0] != '\0')
        g_strv_builder_add (builder, folded);
    }
  return g_strv_builder_end (builder);
}

static void
words_init (Words      *words,
            const char *lines)
{
  words->texts = folded_words (lines);
  words->marks = g_new (guint32, g_strv_length (words->texts));
  for (guint i = 0; words->texts[i] != NULL; i++)
    words->marks[i] = sotong_grams_mark (words->texts[i]);
}

static void
words_clear (Words *words)
{
  g_strfreev (words->texts);
  g_free (words->marks);
}

void
sotong_topic_pattern_free (Pattern *pattern)
{
  if (pattern == NULL)
    return;
  words_clear (&pattern->any);
  words_clear (&pattern->all);
  words_clear (&pattern->not);
  g_strfreev (pattern->authors);
  g_strfreev (pattern->sites);
  g_hash_table_unref (pattern->whole);
  g_hash_table_unref (pattern->off);
  g_free (pattern);
}

static gboolean
read_sources (SotongDb  *db,
              Pattern   *pattern,
              GError   **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT source_id, mode FROM topic_source WHERE topic_id = $1", "i", pattern->id);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 id = sotong_stmt_int (stmt, 0);
      gboolean whole = g_str_equal (sotong_stmt_text (stmt, 1), "whole");

      g_hash_table_add (whole ? pattern->whole : pattern->off, g_memdup2 (&id, sizeof id));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

Pattern *
sotong_topic_pattern_new (SotongDb           *db,
                          const SotongTopic  *topic,
                          GError            **error)
{
  Pattern *pattern = g_new0 (Pattern, 1);

  pattern->id = topic->id;
  words_init (&pattern->any, or_empty (topic->any_words));
  words_init (&pattern->all, or_empty (topic->all_words));
  words_init (&pattern->not, or_empty (topic->not_words));
  pattern->authors = folded_words (or_empty (topic->excluded_authors));
  pattern->sites = folded_words (or_empty (topic->excluded_sites));
  pattern->whole = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  pattern->off = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (!read_sources (db, pattern, error))
    {
      sotong_topic_pattern_free (pattern);
      return NULL;
    }
  if (topic->off != NULL)
    g_hash_table_remove_all (pattern->off);
  for (guint i = 0; topic->off != NULL && i < topic->off->len; i++)
    g_hash_table_add (pattern->off, g_memdup2 (&g_array_index (topic->off, gint64, i), sizeof (gint64)));
  return pattern;
}

void
sotong_topic_matcher_free (SotongTopicMatcher *matcher)
{
  if (matcher == NULL)
    return;
  g_ptr_array_unref (matcher->patterns);
  g_string_free (matcher->folded.text, TRUE);
  g_free (matcher);
}

#define TOPIC_COLUMNS "id, name, any_words, all_words, not_words, excluded_authors, excluded_sites, colour, removed_at"

static SotongTopic *
topic_from (SotongStmt *stmt)
{
  SotongTopic *topic = sotong_topic_new ();

  topic->id = sotong_stmt_int (stmt, 0);
  topic->name = sotong_stmt_dup (stmt, 1);
  topic->any_words = sotong_stmt_dup (stmt, 2);
  topic->all_words = sotong_stmt_dup (stmt, 3);
  topic->not_words = sotong_stmt_dup (stmt, 4);
  topic->excluded_authors = sotong_stmt_dup (stmt, 5);
  topic->excluded_sites = sotong_stmt_dup (stmt, 6);
  topic->colour = (int) sotong_stmt_int (stmt, 7);
  return topic;
}

SotongTopicMatcher *
sotong_topic_matcher_new (SotongDb  *db,
                          GError   **error)
{
  g_autoptr(SotongTopicMatcher) matcher = g_new0 (SotongTopicMatcher, 1);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  matcher->patterns = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_topic_pattern_free);
  matcher->folded.text = g_string_new (NULL);
  stmt = sotong_db_query (db, error, "SELECT " TOPIC_COLUMNS " FROM topic WHERE removed_at IS NULL ORDER BY id", "");
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      g_autoptr(SotongTopic) topic = topic_from (stmt);
      Pattern *pattern = sotong_topic_pattern_new (db, topic, error);

      if (pattern == NULL)
        return NULL;
      g_ptr_array_add (matcher->patterns, pattern);
    }
  if (local == NULL)
    return g_steal_pointer (&matcher);
  g_propagate_error (error, local);
  return NULL;
}

/* Whether the word stands in the text. Korean words join what is before and behind them; a number that is only a part of a longer one is
 * another number: 16 is in “16일” and in “제16회”, not in 2016 or 160. */
static gboolean
has (const Folded *folded,
     const Words  *words,
     guint         index)
{
  const char *text = folded->text->str, *word = words->texts[index], *p;
  gsize length;
  gboolean begins, ends;

  if (!sotong_grams_may_hold (&folded->grams, words->marks[index]))
    return FALSE;
  p = strstr (text, word);
  length = strlen (word);
  begins = g_ascii_isdigit (word[0]);
  ends = g_ascii_isdigit (word[length - 1]);
  while (p != NULL && ((begins && p > text && g_ascii_isdigit (p[-1])) || (ends && g_ascii_isdigit (p[length]))))
    p = strstr (p + 1, word);
  return p != NULL;
}

static gboolean
pattern_matches (const Pattern *pattern,
                 gint64         source_id,
                 const Folded  *folded)
{
  gboolean any = pattern->any.texts[0] == NULL && pattern->all.texts[0] != NULL;

  if (g_hash_table_size (pattern->off) > 0 && g_hash_table_contains (pattern->off, &source_id))
    return FALSE;
  for (guint i = 0; pattern->not.texts[i] != NULL; i++)
    {
      if (has (folded, &pattern->not, i))
        return FALSE;
    }
  if (g_hash_table_size (pattern->whole) > 0 && g_hash_table_contains (pattern->whole, &source_id))
    return TRUE;
  for (guint i = 0; pattern->all.texts[i] != NULL; i++)
    {
      if (!has (folded, &pattern->all, i))
        return FALSE;
    }
  for (guint i = 0; !any && pattern->any.texts[i] != NULL; i++)
    any = has (folded, &pattern->any, i);
  return any;
}

/* Whether a character of clean text that begins at @p may have a small letter: not Hangul,
 * kana, Han, common signs and pictures, which are most of what is not ASCII. */
static gboolean
may_have_case (const guchar *p)
{
  switch (p[0])
    {
    case 0xe2:
      return p[1] > 0x83;
    case 0xe3:
    case 0xe4:
    case 0xe5:
    case 0xe6:
    case 0xe7:
    case 0xe8:
    case 0xe9:
    case 0xeb:
    case 0xec:
    case 0xed:
      return FALSE;
    case 0xea:
      return p[1] < 0xb0;
    case 0xf0:
      return p[1] < 0x9f;
    default:
      return p[0] >= 0x80;
    }
}

/* Clean text is composed already: folding it is only letter case, and Hangul has none. */
static void
fold_clean (Folded     *folded,
            const char *text)
{
  GString *out = folded->text;
  gsize length = strlen (text);
  const guchar *p = (const guchar *) text;
  char *to;

  g_string_set_size (out, length);
  to = out->str;
  for (; *p != '\0' && !(*p >= 0xc0 && may_have_case (p)); p++)
    *to++ = (char) (*p >= 'A' && *p <= 'Z' ? *p | 0x20 : *p);
  if (*p != '\0')
    {
      g_autofree char *small = sotong_text_fold (text);

      g_string_assign (out, small);
    }
  sotong_grams_read (&folded->grams, out->str, out->len);
}

/* Whether an address is on the site, "example.com" with all that is under it, or "blog.example/abc" alone. */
static gboolean
is_on_site (const char *url,
            const char *site)
{
  g_autofree char *normal = sotong_url_normalize (url);
  gsize n = strlen (site), host;

  if (normal == NULL)
    return FALSE;
  if (strchr (site, '/') != NULL)
    return g_str_has_prefix (normal, site) && (normal[n] == '\0' || strchr ("/?", normal[n]) != NULL);
  host = strcspn (normal, "/:?");
  return host >= n && g_ascii_strncasecmp (normal + host - n, site, n) == 0 && (host == n || normal[host - n - 1] == '.');
}

/* Whether the topic does not want what this person wrote, or what stands there. */
static gboolean
is_excluded (const Pattern *pattern,
             const char    *author,
             const char    *url)
{
  g_autofree char *name = NULL;

  if (pattern->authors[0] != NULL && author != NULL && author[0] != '\0')
    {
      name = sotong_text_fold (author);
      for (guint i = 0; pattern->authors[i] != NULL; i++)
        if (g_str_equal (pattern->authors[i], name))
          return TRUE;
    }
  for (guint i = 0; url != NULL && url[0] != '\0' && pattern->sites[i] != NULL; i++)
    if (is_on_site (url, pattern->sites[i]))
      return TRUE;
  return FALSE;
}

/* Appends the ids of the topics that the text belongs to. */
void
sotong_topic_matcher_match (SotongTopicMatcher *matcher,
                            gint64              source_id,
                            const char         *text,
                            const char         *author,
                            const char         *url,
                            GArray             *topic_ids)
{
  if (matcher->patterns->len == 0)
    return;
  fold_clean (&matcher->folded, text);
  for (guint i = 0; i < matcher->patterns->len; i++)
    {
      const Pattern *pattern = g_ptr_array_index (matcher->patterns, i);

      if (pattern_matches (pattern, source_id, &matcher->folded) && !is_excluded (pattern, author, url))
        g_array_append_val (topic_ids, pattern->id);
    }
}

/* Whether the text belongs to the topic through any of the sources that saw it. */
static gboolean
mention_matches (SotongDb       *db,
                 const Pattern  *pattern,
                 gint64          mention_id,
                 const Folded   *folded,
                 gboolean       *out_matches,
                 GError        **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  *out_matches = FALSE;
  if (g_hash_table_size (pattern->whole) == 0 && g_hash_table_size (pattern->off) == 0)
    {
      *out_matches = pattern_matches (pattern, 0, folded);
      return TRUE;
    }
  stmt = sotong_db_query (db, error, "SELECT source_id FROM sighting WHERE mention_id = $1", "i", mention_id);
  if (stmt == NULL)
    return FALSE;
  while (!*out_matches && sotong_stmt_next (stmt, &local))
    *out_matches = pattern_matches (pattern, sotong_stmt_int (stmt, 0), folded);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
hit (SotongDb  *db,
     gint64     mention_id,
     gpointer   user_data,
     GError   **error)
{
  gint64 topic_id = ((Pattern *) user_data)->id;

  return sotong_db_exec (db, error, "INSERT INTO topic_hit (topic_id, mention_id) VALUES ($1, $2)"
                         " ON CONFLICT (topic_id, mention_id) DO NOTHING", "ii", topic_id, mention_id);
}

/* Every mention that the topic's pattern finds; the search index narrows them down. */
gboolean
sotong_topic_pattern_walk (SotongDb              *db,
                           Pattern               *pattern,
                           SotongTopicFoundFunc   func,
                           gpointer               user_data,
                           GError               **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  g_autofree char *match = g_hash_table_size (pattern->whole) == 0 ? sotong_search_match_words (pattern->any.texts, pattern->all.texts) : NULL;
  g_autoptr(GString) text = g_string_new (NULL);
  Folded folded = { .text = text };
  GError *local = NULL;

  if (match != NULL)
    stmt = sotong_db_query (db, error, "SELECT m.id, m.text, m.author, m.url FROM mention_search AS s CROSS JOIN mention AS m ON m.id = s.rowid"
                            " WHERE mention_search MATCH $1 ORDER BY s.rowid", "t", match);
  else
    stmt = sotong_db_query (db, error, "SELECT id, text, author, url FROM mention ORDER BY id", "");
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 id = sotong_stmt_int (stmt, 0);
      gboolean matches;

      fold_clean (&folded, sotong_stmt_text (stmt, 1));
      if (!mention_matches (db, pattern, id, &folded, &matches, error))
        return FALSE;
      matches = matches && !is_excluded (pattern, sotong_stmt_text (stmt, 2), sotong_stmt_text (stmt, 3));
      if (matches && !func (db, id, user_data, error))
        return FALSE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Finds the topic's mentions anew and counts them. What a person took out stays out. */
gboolean
sotong_topic_rebuild (SotongDb  *db,
                      gint64     id,
                      GError   **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  g_autoptr(SotongTopicPattern) pattern = NULL;
  g_autoptr(SotongTopic) topic = NULL;

  stmt = sotong_db_query (db, error, "SELECT " TOPIC_COLUMNS " FROM topic WHERE id = $1", "i", id);
  if (stmt == NULL || !sotong_stmt_next (stmt, error))
    return FALSE;
  db->touched |= 1 << 6; /* topic_hit has no rowid: SQLite does not report it */
  if (!sotong_db_exec (db, error, "DELETE FROM topic_hit WHERE topic_id = $1 AND removed = 0"
                       " AND NOT EXISTS (SELECT 1 FROM mention AS m WHERE m.id = mention_id AND m.purged_at IS NOT NULL)", "i", id))
    return FALSE;
  if (sotong_stmt_int (stmt, 8) != SOTONG_NONE)
    return sotong_rollup_rebuild (db, id, error);
  topic = topic_from (stmt);
  pattern = sotong_topic_pattern_new (db, topic, error);
  return pattern != NULL && sotong_topic_pattern_walk (db, pattern, hit, pattern, error) && sotong_rollup_rebuild (db, id, error);
}

static gboolean
check_topic (SotongDb           *db,
             const SotongTopic  *topic,
             GError            **error)
{
  gint64 other = 0;
  GError *local = NULL;

  if (sotong_text_is_blank (topic->name))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A topic needs a name."));
      return FALSE;
    }
  other = sotong_topic_find (db, topic->name, &local);
  if (other != 0 && other != topic->id)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS, _("There is a topic “%s” already. Choose another name."), topic->name);
      return FALSE;
    }
  g_clear_error (&local);
  return TRUE;
}

/**
 * sotong_topic_add:
 * @db: the connection of a write job
 * @topic: name and words
 * @error: return location; `SOTONG_STORE_ERROR_EXISTS`, `SOTONG_STORE_ERROR_INVALID`
 *
 * Adds a topic and finds its mentions among those collected before. One step of undo.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_topic_add (SotongDb           *db,
                  const SotongTopic  *topic,
                  GError            **error)
{
  g_autofree char *name = sotong_text_name (topic->name);
  SotongTopic named = *topic;
  gint64 id;

  named.name = name;
  topic = &named;
  if (!check_topic (db, topic, error)
      || !sotong_change_begin (db, "topic.add", "topic", 0, topic->name, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO topic (name, any_words, all_words, not_words, colour, excluded_authors, excluded_sites, position)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7, (SELECT coalesce(max(position), 0) + 1 FROM topic))", "ttttitt",
                         topic->name, or_empty (topic->any_words), or_empty (topic->all_words), or_empty (topic->not_words),
                         (gint64) topic->colour, or_empty (topic->excluded_authors), or_empty (topic->excluded_sites));
  if (id == 0 || !sotong_change_added (db, "topic", id, error) || !sotong_topic_rebuild (db, id, error))
    return 0;
  sotong_change_set_subject (db, id, NULL);
  return id;
}

static gboolean
write_source (SotongDb  *db,
              gint64     topic_id,
              gint64     source_id,
              gboolean   on,
              GError   **error)
{
  if (!sotong_change_touch_pair (db, "topic_source", topic_id, source_id, error))
    return FALSE;
  if (on)
    return sotong_db_exec (db, error, "DELETE FROM topic_source WHERE topic_id = $1 AND source_id = $2 AND mode = 'off'", "ii", topic_id, source_id);
  return sotong_db_exec (db, error, "INSERT INTO topic_source (topic_id, source_id, mode) VALUES ($1, $2, 'off')"
                         " ON CONFLICT (topic_id, source_id) DO UPDATE SET mode = 'off'", "ii", topic_id, source_id);
}

/* Those that are switched otherwise than before. */
static gboolean
write_sources (SotongDb           *db,
               const SotongTopic  *topic,
               GError            **error)
{
  g_autoptr(GArray) before = topic->off != NULL ? sotong_topic_list_off (db, topic->id, error) : NULL;

  if (topic->off == NULL)
    return TRUE;
  if (before == NULL)
    return FALSE;
  for (guint i = 0; i < topic->off->len; i++)
    if (!sotong_ids_contain (before, g_array_index (topic->off, gint64, i)) && !write_source (db, topic->id, g_array_index (topic->off, gint64, i), FALSE, error))
      return FALSE;
  for (guint i = 0; i < before->len; i++)
    if (!sotong_ids_contain (topic->off, g_array_index (before, gint64, i)) && !write_source (db, topic->id, g_array_index (before, gint64, i), TRUE, error))
      return FALSE;
  return TRUE;
}

/**
 * sotong_topic_edit:
 * @db: the connection of a write job
 * @topic: the topic with its new name and words, and which sources it is switched off for
 * @error: return location
 *
 * Changes a topic and finds its mentions anew. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_topic_edit (SotongDb           *db,
                   const SotongTopic  *topic,
                   GError            **error)
{
  g_autofree char *name = sotong_text_name (topic->name);
  SotongTopic named = *topic;

  named.name = name;
  topic = &named;
  return check_topic (db, topic, error)
         && sotong_change_begin (db, "topic.edit", "topic", topic->id, topic->name, error)
         && sotong_change_touch (db, "topic", topic->id, error)
         && sotong_db_exec (db, error, "UPDATE topic SET name = $1, any_words = $2, all_words = $3, not_words = $4, colour = $5,"
                            " excluded_authors = $6, excluded_sites = $7 WHERE id = $8", "ttttitti", topic->name, or_empty (topic->any_words),
                            or_empty (topic->all_words), or_empty (topic->not_words), (gint64) topic->colour, or_empty (topic->excluded_authors),
                            or_empty (topic->excluded_sites), topic->id)
         && write_sources (db, topic, error)
         && sotong_topic_rebuild (db, topic->id, error);
}

/**
 * sotong_topic_remove:
 * @db: the connection of a write job
 * @id: a topic
 * @error: return location
 *
 * Removes a topic; its mentions stay. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_topic_remove (SotongDb  *db,
                     gint64     id,
                     GError   **error)
{
  return sotong_change_begin (db, "topic.remove", "topic", id, NULL, error)
         && sotong_change_touch (db, "topic", id, error)
         && sotong_db_exec (db, error, "UPDATE topic SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id)
         && sotong_topic_rebuild (db, id, error);
}

/**
 * sotong_topic_add_source:
 * @db: the connection of a write job
 * @topic_id: a topic
 * @source_id: a source
 * @error: return location
 *
 * From now on all that the source brings belongs to the topic, and what it brought
 * does too. Part of the change that is open.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_topic_add_source (SotongDb  *db,
                         gint64     topic_id,
                         gint64     source_id,
                         GError   **error)
{
  return sotong_change_touch_pair (db, "topic_source", topic_id, source_id, error)
         && sotong_db_exec (db, error, "INSERT INTO topic_source (topic_id, source_id, mode) VALUES ($1, $2, 'whole')"
                            " ON CONFLICT (topic_id, source_id) DO UPDATE SET mode = 'whole'", "ii", topic_id, source_id)
         && sotong_topic_rebuild (db, topic_id, error);
}

/**
 * sotong_topic_set_source:
 * @db: the connection of a write job
 * @topic_id: a topic
 * @source_id: a source
 * @on: whether what it brings may belong to the topic, as that of any other; else nothing of it does
 * @error: return location
 *
 * Part of the change that is open.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_topic_set_source (SotongDb  *db,
                         gint64     topic_id,
                         gint64     source_id,
                         gboolean   on,
                         GError   **error)
{
  return write_source (db, topic_id, source_id, on, error) && sotong_topic_rebuild (db, topic_id, error);
}

/**
 * sotong_topic_list_off:
 * @db: a connection
 * @id: a topic
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the sources that are switched off for it
 */
GArray *
sotong_topic_list_off (SotongDb  *db,
                       gint64     id,
                       GError   **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT t.source_id FROM topic_source AS t JOIN source AS s ON s.id = t.source_id"
                                                " WHERE t.topic_id = $1 AND t.mode = 'off' AND s.removed_at IS NULL ORDER BY t.source_id", "i", id);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 source = sotong_stmt_int (stmt, 0);

      g_array_append_val (ids, source);
    }
  if (local == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_topic_get:
 * @db: a connection
 * @id: a topic
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): the topic, without how many mentions it has
 */
SotongTopic *
sotong_topic_get (SotongDb  *db,
                  gint64     id,
                  GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT " TOPIC_COLUMNS " FROM topic WHERE id = $1 AND removed_at IS NULL", "i", id);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    return topic_from (stmt);
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no such topic any more."));
  return NULL;
}

/**
 * sotong_topic_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongTopic): the topics in their order
 */
GPtrArray *
sotong_topic_list (SotongDb  *db,
                   GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_topic_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT " TOPIC_COLUMNS ", (SELECT coalesce(sum(n), 0) FROM rollup_total WHERE topic_id = topic.id)"
                          " FROM topic WHERE removed_at IS NULL ORDER BY position, id", "");
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongTopic *topic = topic_from (stmt);

      topic->n_mentions = sotong_stmt_int (stmt, 9);
      g_ptr_array_add (list, topic);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_topic_find:
 * @db: a connection
 * @name: a topic's name
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_topic_find (SotongDb    *db,
                   const char  *name,
                   GError     **error)
{
  g_autofree char *clean = sotong_text_name (name);
  gint64 id = 0;
  GError *local = NULL;

  if (sotong_db_get_int (db, &id, &local, "SELECT id FROM topic WHERE name = $1 AND removed_at IS NULL", "t", clean))
    return id;
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no topic “%s”. Choose one of those there are, or add it first."), name);
  return 0;
}
