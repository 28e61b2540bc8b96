/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "monitor/sotong-keywords.h"
#include "store/sotong-mention-texts.h"
#include "store/sotong-topic.h"
#include "words/sotong-nouns.h"

#define MOST_TEXTS 40000     /* looked at in a period; of more, an even part */
#define PARTS 32768
#define LEAST_TEXTS 3        /* that hold a word: what is rarer says nothing */
#define MOST_ISSUES 200      /* words that issues are made of */
#define MOST_WORDS 5         /* that name an issue */
#define TOGETHER 0.4         /* share of the rarer word's texts that hold both */

/* A word, and how many texts of each kind hold it. */
typedef struct {
  char    *word;        /* (owned) */
  gint64   n;           /* of the topic, now */
  gint64   n_rest;      /* of the others, now */
  gint64   n_before;    /* of the topic, in the period before */
  gint64   tones[SOTONG_N_SENTIMENTS];
  guint    last_text;   /* which it was counted for last */
  double   score;
  GArray  *texts;       /* (owned) (nullable) (element-type guint): of now, for issues */
} Term;

typedef struct {
  const SotongNouns *nouns;
  GHashTable        *terms;     /* (owned): word -> Term */
  GPtrArray         *own;       /* (owned) (element-type utf8): words of the topic itself */
  GArray            *tones;     /* (owned) (element-type guint8): of each text of now */
  SotongSentiment    tone;      /* of the text at hand */
  guint              text;
  gboolean           all;       /* no topic: every text is in it */
  gboolean           in_topic;
  gboolean           before;    /* the period before is being read */
  gboolean           with_texts;
  gint64             n_topic;
  gint64             n_rest;
  gint64             n_before;
} Count;

void
sotong_keyword_free (SotongKeyword *keyword)
{
  if (keyword == NULL)
    return;
  g_free (keyword->words);
  g_free (keyword);
}

static void
term_free (gpointer data)
{
  Term *term = data;

  g_clear_pointer (&term->texts, g_array_unref);
  g_free (term->word);
  g_free (term);
}

static void
count_clear (Count *count)
{
  g_clear_pointer (&count->terms, g_hash_table_unref);
  g_clear_pointer (&count->own, g_ptr_array_unref);
  g_clear_pointer (&count->tones, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Count, count_clear)

/* ---- counting ---- */

static void
count_noun (const char *noun,
            gsize       length,
            gpointer    user_data)
{
  Count *count = user_data;
  g_autofree char *word = g_strndup (noun, length);
  Term *term = g_hash_table_lookup (count->terms, word);

  if (term == NULL)
    {
      if (length <= 3) /* one syllable */
        return;
      term = g_new0 (Term, 1);
      term->word = g_steal_pointer (&word);
      g_hash_table_insert (count->terms, term->word, term);
    }
  if (term->last_text == count->text)
    return;
  term->last_text = count->text;
  if (count->before)
    term->n_before += count->in_topic;
  else if (count->in_topic)
    {
      term->n++;
      term->tones[count->tone]++;
      if (count->with_texts)
        {
          guint index = count->tones->len - 1;

          if (term->texts == NULL)
            term->texts = g_array_new (FALSE, FALSE, sizeof (guint));
          g_array_append_val (term->texts, index);
        }
    }
  else
    term->n_rest++;
}

static void
count_text (gint64           id,
            const char      *text,
            SotongSentiment  sentiment,
            gboolean         in_topic,
            gpointer         user_data)
{
  Count *count = user_data;
  guint8 tone = (guint8) MIN (sentiment, SOTONG_N_SENTIMENTS - 1);

  count->in_topic = count->all || in_topic;
  count->tone = (SotongSentiment) tone;
  count->text++;
  if (count->before)
    count->n_before += count->in_topic;
  else if (count->in_topic)
    {
      count->n_topic++;
      g_array_append_val (count->tones, tone);
    }
  else
    count->n_rest++;
  sotong_nouns_extract (count->nouns, text, strlen (text), count_noun, count);
}

/* An even part of a crowded period. */
static gboolean
part_of (SotongDb                  *db,
         const SotongKeywordQuery  *query,
         int                       *out_part,
         GError                   **error)
{
  gint64 n;

  if (!sotong_mention_texts_count (db, 0, query->range, &n, error))
    return FALSE;
  *out_part = n <= MOST_TEXTS ? PARTS : (int) MAX (1, (gint64) PARTS * MOST_TEXTS / n);
  return TRUE;
}

/* The topic's own words go with it by definition. */
static gboolean
read_topic_words (SotongDb  *db,
                  gint64     topic_id,
                  Count     *count,
                  GError   **error)
{
  g_autoptr(GPtrArray) topics = topic_id != 0 ? sotong_topic_list (db, error) : NULL;

  count->own = g_ptr_array_new_with_free_func (g_free);
  if (topic_id == 0)
    return TRUE;
  for (guint i = 0; topics != NULL && i < topics->len; i++)
    {
      const SotongTopic *topic = g_ptr_array_index (topics, i);
      g_autofree char *words = topic->id == topic_id ? g_strconcat (topic->any_words, "\n", topic->all_words, NULL) : NULL;
      g_auto(GStrv) lines = words != NULL ? g_strsplit (words, "\n", -1) : NULL;

      for (guint k = 0; lines != NULL && lines[k] != NULL; k++)
        {
          if (lines[k][0] != '\0')
            g_ptr_array_add (count->own, g_strdup (lines[k]));
        }
    }
  return topics != NULL;
}

static gboolean
count_all (SotongDb                  *db,
           const SotongKeywordQuery  *query,
           Count                     *count,
           GError                   **error)
{
  SotongRange before = { query->range.start - (query->range.end - query->range.start), query->range.start };
  int part;

  count->nouns = sotong_nouns_get_default (error);
  if (count->nouns == NULL || !part_of (db, query, &part, error) || !read_topic_words (db, query->topic_id, count, error))
    return FALSE;
  count->terms = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, term_free);
  count->tones = g_array_new (FALSE, FALSE, 1);
  count->all = query->topic_id == 0;
  if (!sotong_mention_texts (db, query->topic_id, query->range, part, count_text, count, error))
    return FALSE;
  count->before = TRUE;
  return sotong_mention_texts (db, query->topic_id, before, count->all ? part : 0, count_text, count, error);
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

static gboolean
is_own (const Count *count,
        const char  *word)
{
  for (guint i = 0; i < count->own->len; i++)
    {
      if (strstr (word, g_ptr_array_index (count->own, i)) != NULL || strstr (g_ptr_array_index (count->own, i), word) != NULL)
        return TRUE;
    }
  return FALSE;
}

static int
compare_terms (gconstpointer a,
               gconstpointer b)
{
  const Term *x = *(Term * const *) a, *y = *(Term * const *) b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  if (x->n != y->n)
    return x->n > y->n ? -1 : 1;
  return strcmp (x->word, y->word);
}

/* The words that stand out, the most surprising first. Without anything to compare with, the most frequent. */
static GPtrArray *
rank (Count *count)
{
  GPtrArray *ranked = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;
  gint64 n_against = count->all ? count->n_before : count->n_rest;

  g_hash_table_iter_init (&iter, count->terms);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Term *term = value;

      if (term->n < LEAST_TEXTS || is_own (count, term->word))
        continue;
      term->score = n_against > 0 ? likelihood (term->n, count->n_topic, count->all ? term->n_before : term->n_rest, n_against) : (double) term->n;
      if (term->score > 0)
        g_ptr_array_add (ranked, term);
    }
  g_ptr_array_sort (ranked, compare_terms);
  return ranked;
}

/**
 * sotong_keywords_job:
 * @db: a connection
 * @query: (type SotongKeywordQuery*): what is asked for
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * The words that go with a topic: those that its mentions hold more often than others of the same time do; without
 * a topic, more often than those of the period before. Of a period with more than 40,000 mentions an even part is counted.
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
  g_auto(Count) count = { NULL };
  g_autoptr(GPtrArray) ranked = NULL;
  GPtrArray *list;

  if (!count_all (db, asked, &count, error))
    return NULL;
  ranked = rank (&count);
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_keyword_free);
  for (guint i = 0; i < ranked->len && i < (guint) asked->limit; i++)
    {
      const Term *term = g_ptr_array_index (ranked, i);
      SotongKeyword *keyword = g_new0 (SotongKeyword, 1);

      *keyword = (SotongKeyword) { g_strdup (term->word), term->n, term->n_before, term->score, term->tones[SOTONG_SENTIMENT_NEGATIVE],
                                   term->tones[SOTONG_SENTIMENT_NEUTRAL], term->tones[SOTONG_SENTIMENT_POSITIVE] };
      g_ptr_array_add (list, keyword);
    }
  return list;
}

/* ---- issues ---- */

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
static void
sum_issue (const Count   *count,
           GPtrArray     *terms,
           SotongKeyword *issue)
{
  g_autofree guint8 *seen = g_new0 (guint8, count->tones->len + 1);
  g_autoptr(GString) words = g_string_new (NULL);
  gint64 tones[SOTONG_N_SENTIMENTS] = { 0 };

  for (guint i = 0; i < terms->len; i++)
    {
      const Term *term = g_ptr_array_index (terms, i);

      g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", term->word);
      issue->n_before = MAX (issue->n_before, term->n_before);
      issue->score = MAX (issue->score, term->score);
      for (guint k = 0; k < term->texts->len; k++)
        {
          guint text = g_array_index (term->texts, guint, k);

          issue->n += !seen[text];
          tones[g_array_index (count->tones, guint8, text)] += !seen[text];
          seen[text] = 1;
        }
    }
  issue->words = g_strdup (words->str);
  issue->negative = tones[SOTONG_SENTIMENT_NEGATIVE];
  issue->neutral = tones[SOTONG_SENTIMENT_NEUTRAL];
  issue->positive = tones[SOTONG_SENTIMENT_POSITIVE];
}

/**
 * sotong_issues_job:
 * @db: a connection
 * @query: (type SotongKeywordQuery*): what is asked for; the topic may be 0
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * What is new in a period: the words that stand out against the period before, those together that stand in the
 * same mentions. The one that grew most comes first.
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
  g_auto(Count) count = { .with_texts = TRUE };
  g_autoptr(GPtrArray) ranked = NULL;
  GPtrArray *list;
  guint n;

  if (!count_all (db, asked, &count, error))
    return NULL;
  ranked = rank (&count);
  n = MIN (ranked->len, MOST_ISSUES);
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_keyword_free);
  for (guint i = 0; i < n && list->len < (guint) asked->limit; i++)
    {
      g_autoptr(GPtrArray) terms = g_ptr_array_new ();
      Term *first = g_ptr_array_index (ranked, i);
      SotongKeyword *issue;

      if (first == NULL)
        continue;
      g_ptr_array_add (terms, first);
      for (guint k = i + 1; k < n; k++)
        {
          Term *other = g_ptr_array_index (ranked, k);

          if (other == NULL || n_together (first, other) < TOGETHER * (double) MIN (first->n, other->n))
            continue;
          if (terms->len < MOST_WORDS)
            g_ptr_array_add (terms, other);
          g_ptr_array_index (ranked, k) = NULL; /* it belongs to this one */
        }
      issue = g_new0 (SotongKeyword, 1);
      sum_issue (&count, terms, issue);
      g_ptr_array_add (list, issue);
    }
  return list;
}
