/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "monitor/sotong-keywords.h"
#include "store/sotong-office-word.h"
#include "store/sotong-rollup.h"
#include "store/sotong-topic.h"
#include "store/sotong-word.h"

#define LEAST_TEXTS 3        /* that hold a word: what is rarer says nothing */
#define MOST_ISSUES 200      /* words that issues are made of */
#define MOST_WORDS 5         /* that name an issue */
#define TOGETHER 0.4         /* share of the rarer word's texts that hold both */

/* What words are looked for, and which are left out. */
typedef struct {
  GPtrArray *own;    /* (owned) (element-type utf8): words of the topic itself go with it by definition */
  GPtrArray *stops;  /* (owned) (element-type SotongOfficeWord) */
  gboolean   all;    /* no topic: every text is in it */
  gboolean   frequent; /* what is most often said stands first */
} Ask;

void
sotong_keyword_free (SotongKeyword *keyword)
{
  if (keyword == NULL)
    return;
  g_free (keyword->words);
  g_free (keyword);
}

static void
ask_clear (Ask *ask)
{
  g_clear_pointer (&ask->own, g_ptr_array_unref);
  g_clear_pointer (&ask->stops, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ask, ask_clear)

static gboolean
read_topic_words (SotongDb  *db,
                  gint64     topic_id,
                  Ask       *ask,
                  GError   **error)
{
  g_autoptr(GPtrArray) topics = topic_id != 0 ? sotong_topic_list (db, error) : NULL;

  ask->all = topic_id == 0;
  ask->own = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; topics != NULL && i < topics->len; i++)
    {
      const SotongTopic *topic = g_ptr_array_index (topics, i);
      g_autofree char *words = topic->id == topic_id ? g_strconcat (topic->any_words, "\n", topic->all_words, NULL) : NULL;
      g_auto(GStrv) lines = words != NULL ? g_strsplit (words, "\n", -1) : NULL;

      for (guint k = 0; lines != NULL && lines[k] != NULL; k++)
        {
          if (lines[k][0] != '\0')
            g_ptr_array_add (ask->own, g_strdup (lines[k]));
        }
    }
  return topic_id == 0 || topics != NULL;
}

/* ---- ranking ---- */

static double
part_of_likelihood (double found,
                    double expected)
{
  return found > 0 ? found * log (found / expected) : 0;
}

/* Dunning's log-likelihood ratio (1993) of a word's share among @n_a texts against that among @n_b; 0 where it is not higher. */
static double
likelihood (gint64 a,
            gint64 n_a,
            gint64 b,
            gint64 n_b)
{
  double both = (double) (a + b) / (double) (n_a + n_b);

  if (n_a == 0 || n_b == 0 || (double) a * (double) n_b <= (double) b * (double) n_a)
    return 0;
  return 2 * (part_of_likelihood ((double) a, both * (double) n_a) + part_of_likelihood ((double) b, both * (double) n_b));
}

/* How much a word stands out, by what its mentions weigh. Without anything to compare with, the most frequent do. */
static double
score_word (const SotongWordUse  *use,
            const SotongWordSums *sums,
            gpointer              user_data)
{
  const Ask *ask = user_data;
  gint64 against = ask->all ? sums->weight_before : sums->weight_rest;

  if (use->n < LEAST_TEXTS)
    return 0;
  if (ask->frequent)
    return (double) use->weight;
  return against > 0 ? likelihood (use->weight, sums->weight_topic, ask->all ? use->weight_before : use->weight_rest, against)
         : (double) use->weight;
}

static gboolean
keep_word (const SotongWordUse *use,
           gpointer             user_data)
{
  const Ask *ask = user_data;

  for (guint i = 0; i < ask->stops->len; i++)
    {
      if (g_str_equal (use->text, ((const SotongOfficeWord *) g_ptr_array_index (ask->stops, i))->text))
        return FALSE;
    }
  for (guint i = 0; i < ask->own->len; i++)
    {
      if (strstr (use->text, g_ptr_array_index (ask->own, i)) != NULL || strstr (g_ptr_array_index (ask->own, i), use->text) != NULL)
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
rank (SotongDb                  *db,
      const SotongKeywordQuery  *query,
      int                        limit,
      GError                   **error)
{
  const SotongWordAsk words = { query->topic_id, query->range, query->before, limit, query->once };
  g_auto(Ask) ask = { NULL };
  SotongWordSums sums;

  ask.stops = sotong_office_word_list (db, TRUE, error);
  ask.frequent = query->frequent && query->topic_id == 0;
  if (ask.stops == NULL || !read_topic_words (db, query->topic_id, &ask, error))
    return NULL;
  return sotong_word_rank (db, &words, score_word, keep_word, &ask, &sums, error);
}

/**
 * sotong_keywords_job:
 * @db: a connection
 * @query: (type SotongKeywordQuery*): what is asked for
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * The words that go with a topic: those that its mentions hold more often than others of the same time do; without
 * a topic, more often than those of the period before.
 *
 * Returns: (transfer full) (nullable) (element-type SotongKeyword): a GPtrArray
 */
gpointer
sotong_keywords_job (SotongDb      *db,
                     gpointer       query,
                     GCancellable  *cancellable,
                     GError       **error)
{
  const SotongKeywordQuery *asked = query;
  g_autoptr(GPtrArray) ranked = rank (db, asked, asked->limit, error);
  GPtrArray *list;

  if (ranked == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_keyword_free);
  for (guint i = 0; i < ranked->len; i++)
    {
      const SotongWordUse *use = g_ptr_array_index (ranked, i);
      SotongKeyword *keyword = g_new0 (SotongKeyword, 1);

      *keyword = (SotongKeyword) { g_strdup (use->text), use->n, use->n_before, use->weight, use->score, use->negative, use->neutral, use->positive };
      g_ptr_array_add (list, keyword);
    }
  return list;
}

/* ---- issues ---- */

/* A word that stands out, and the texts that hold it. */
typedef struct {
  const SotongWordUse *use;    /* (unowned) */
  GArray              *texts;  /* (owned) (element-type guint): rising */
} Term;

typedef struct {
  GPtrArray  *terms;  /* (owned) (element-type Term) */
  GHashTable *ids;    /* (owned): word's id -> its Term */
  GArray     *tones;  /* (owned) (element-type guint8): of each text that holds one of them */
} Texts;

static void
term_free (gpointer data)
{
  g_array_unref (((Term *) data)->texts);
  g_free (data);
}

static void
texts_init (Texts     *texts,
            GPtrArray *ranked)
{
  texts->terms = g_ptr_array_new_with_free_func (term_free);
  texts->ids = g_hash_table_new (NULL, NULL);
  texts->tones = g_array_new (FALSE, FALSE, 1);
  for (guint i = 0; i < ranked->len; i++)
    {
      Term *term = g_new0 (Term, 1);

      term->use = g_ptr_array_index (ranked, i);
      term->texts = g_array_new (FALSE, FALSE, sizeof (guint));
      g_ptr_array_add (texts->terms, term);
      g_hash_table_insert (texts->ids, GUINT_TO_POINTER ((guint) term->use->id), term);
    }
}

static void
texts_clear (Texts *texts)
{
  g_clear_pointer (&texts->terms, g_ptr_array_unref);
  g_clear_pointer (&texts->ids, g_hash_table_unref);
  g_clear_pointer (&texts->tones, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

static void
add_text (const guint32 *ids,
          guint          n,
          int            sentiment,
          gpointer       user_data)
{
  Texts *texts = user_data;
  guint8 tone = (guint8) CLAMP (sentiment, 0, SOTONG_N_SENTIMENTS - 1);
  guint index = texts->tones->len;
  gboolean held = FALSE;

  for (guint i = 0; i < n; i++)
    {
      Term *term = g_hash_table_lookup (texts->ids, GUINT_TO_POINTER (ids[i]));

      if (term != NULL)
        g_array_append_val (term->texts, index);
      held |= term != NULL;
    }
  if (held)
    g_array_append_val (texts->tones, tone);
}

/* How many texts hold both words: their lists rise. */
static guint
n_together (const Term *a,
            const Term *b)
{
  guint n = 0;

  for (guint i = 0, k = 0; i < a->texts->len && k < b->texts->len;)
    {
      guint x = g_array_index (a->texts, guint, i), y = g_array_index (b->texts, guint, k);

      n += x == y;
      i += x <= y;
      k += y <= x;
    }
  return n;
}

/* What all mentions with any of the issue's words say. */
static SotongKeyword *
sum_issue (const Texts *texts,
           GPtrArray   *terms)
{
  SotongKeyword *issue = g_new0 (SotongKeyword, 1);
  g_autofree guint8 *seen = g_new0 (guint8, texts->tones->len + 1);
  g_autoptr(GString) words = g_string_new (NULL);
  gint64 tones[SOTONG_N_SENTIMENTS] = { 0 };

  for (guint i = 0; i < terms->len; i++)
    {
      const Term *term = g_ptr_array_index (terms, i);

      g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", term->use->text);
      issue->n_before = MAX (issue->n_before, term->use->n_before);  /* of one word alone: see count_before() */
      issue->weight = MAX (issue->weight, term->use->weight);
      issue->score = MAX (issue->score, term->use->score);
      for (guint k = 0; k < term->texts->len; k++)
        {
          guint text = g_array_index (term->texts, guint, k);

          issue->n += !seen[text];
          tones[g_array_index (texts->tones, guint8, text)] += !seen[text];
          seen[text] = 1;
        }
    }
  issue->words = g_strdup (words->str);
  issue->negative = tones[SOTONG_SENTIMENT_NEGATIVE];
  issue->neutral = tones[SOTONG_SENTIMENT_NEUTRAL];
  issue->positive = tones[SOTONG_SENTIMENT_POSITIVE];
  return issue;
}

/* The word at @at and those after it that stand in the same mentions; none if it belongs to another already. */
static GPtrArray *
join_terms (GPtrArray *all,
            guint      at,
            gboolean  *taken)
{
  GPtrArray *terms = g_ptr_array_new ();
  Term *first = g_ptr_array_index (all, at);

  if (taken[at])
    return terms;
  g_ptr_array_add (terms, first);
  for (guint k = at + 1; k < all->len; k++)
    {
      Term *other = g_ptr_array_index (all, k);

      if (taken[k] || n_together (first, other) < TOGETHER * (double) MIN (first->use->n, other->use->n))
        continue;
      if (terms->len < MOST_WORDS)
        g_ptr_array_add (terms, other);
      taken[k] = TRUE;
    }
  return terms;
}

/* How many texts of another time hold any of an issue's words. */
typedef struct {
  GHashTable *places;  /* (owned): word's id -> its issue's place, from 1 on */
  GArray     *counts;  /* (owned) (element-type gint64) */
  GArray     *last;    /* (owned) (element-type gint64): the last text that was counted for it */
  gint64      text;
} Before;

static void
before_init (Before *before,
             guint   n)
{
  before->places = g_hash_table_new (NULL, NULL);
  before->counts = g_array_new (FALSE, TRUE, sizeof (gint64));
  before->last = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_array_set_size (before->counts, n);
  g_array_set_size (before->last, n);
}

static void
before_clear (Before *before)
{
  g_clear_pointer (&before->places, g_hash_table_unref);
  g_clear_pointer (&before->counts, g_array_unref);
  g_clear_pointer (&before->last, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Before, before_clear)

static void
add_text_before (const guint32 *ids,
                 guint          n,
                 int            sentiment,
                 gpointer       user_data)
{
  Before *before = user_data;

  before->text++;
  for (guint i = 0; i < n; i++)
    {
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (before->places, GUINT_TO_POINTER (ids[i])));

      if (place == 0 || g_array_index (before->last, gint64, place - 1) == before->text)
        continue;
      g_array_index (before->last, gint64, place - 1) = before->text;
      g_array_index (before->counts, gint64, place - 1)++;
    }
}

/* Whether the mentions of the time before are those of more than one of the words: else one word's count tells. */
static gboolean
is_split_before (GPtrArray *terms)
{
  guint n = 0;

  for (guint i = 0; i < terms->len; i++)
    n += ((const Term *) g_ptr_array_index (terms, i))->use->n_before > 0;
  return n > 1;
}

/* What is held against an issue's mentions is counted as they are: those with any of its words, each once. */
static gboolean
count_before (SotongDb                  *db,
              const SotongKeywordQuery  *query,
              GPtrArray                 *groups,
              GPtrArray                 *issues,
              GError                   **error)
{
  g_auto(Before) before = { NULL };
  gint64 length = query->range.end - query->range.start;
  SotongRange range = query->before.end != 0 ? query->before : (SotongRange) { query->range.start - length, query->range.start };

  before_init (&before, groups->len);
  for (guint i = 0; i < groups->len; i++)
    {
      GPtrArray *terms = g_ptr_array_index (groups, i);

      for (guint k = 0; is_split_before (terms) && k < terms->len; k++)
        g_hash_table_insert (before.places, GUINT_TO_POINTER ((guint) ((const Term *) g_ptr_array_index (terms, k))->use->id), GUINT_TO_POINTER (i + 1));
    }
  if (g_hash_table_size (before.places) == 0)
    return TRUE;
  if (!sotong_word_walk (db, query->topic_id, range, query->once, add_text_before, &before, error))
    return FALSE;
  for (guint i = 0; i < issues->len; i++)
    if (is_split_before (g_ptr_array_index (groups, i)))
      ((SotongKeyword *) g_ptr_array_index (issues, i))->n_before = g_array_index (before.counts, gint64, i);
  return TRUE;
}

/**
 * sotong_issues_job:
 * @db: a connection
 * @query: (type SotongKeywordQuery*): what is asked for; the topic may be 0
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * What is new in a period: the words that stand out against the period before, those together that stand in the
 * same mentions. The one that grew most comes first. An issue's numbers are those of the mentions with any of its words, of
 * the period as of the time before.
 *
 * Returns: (transfer full) (nullable) (element-type SotongKeyword): a GPtrArray
 */
gpointer
sotong_issues_job (SotongDb      *db,
                   gpointer       query,
                   GCancellable  *cancellable,
                   GError       **error)
{
  const SotongKeywordQuery *asked = query;
  gboolean taken[MOST_ISSUES] = { FALSE };
  g_auto(Texts) texts = { NULL };
  g_autoptr(GPtrArray) ranked = rank (db, asked, MOST_ISSUES, error);
  g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_keyword_free);

  if (ranked == NULL)
    return NULL;
  texts_init (&texts, ranked);
  if (!sotong_word_walk (db, asked->topic_id, asked->range, asked->once, add_text, &texts, error))
    return NULL;
  for (guint i = 0; i < texts.terms->len && list->len < (guint) asked->limit; i++)
    {
      g_autoptr(GPtrArray) terms = join_terms (texts.terms, i, taken);

      if (terms->len == 0)
        continue;
      g_ptr_array_add (list, sum_issue (&texts, terms));
      g_ptr_array_add (groups, g_steal_pointer (&terms));
    }
  return count_before (db, asked, groups, list, error) ? g_steal_pointer (&list) : NULL;
}
