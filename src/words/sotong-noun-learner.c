/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/sotong-noun-learner.h"

#include <string.h>

#include "words/sotong-names-private.h"
#include "words/sotong-nouns-private.h"

#define LONGEST_RUN 14     /* syllables of a word with its ending */
#define LONGEST_LEARNT 6   /* syllables: what is longer is mostly several words that were not kept apart */
#define LEAST_MARKED 4     /* how often it has to be seen before an ending that only nouns have */
#define LEAST_ENDINGS 2    /* how many such endings */
#define LEAST_TEXTS 3      /* that show it so: one writer may have a way of his own */
#define LEAST_SHARE 0.3    /* of all longer words that begin with it */
#define FAMILY_SHARE 0.05  /* of the times it is seen, called by a title: a person, if it begins with a family name */
#define CALLED_SHARE 0.3   /* and if it does not */
#define PLACE_SHARE 0.2    /* of its endings, such as only places have */
#define THING_SHARE 0.2    /* as often as that, 에 or 로 stands behind it: no person, though it is made as a name */
#define LONGEST_NAME 4     /* syllables of a person's name */
#define N_COUNTS (1u << 20)

/* An unknown word that was seen before an ending of nouns. */
typedef struct {
  guint64 endings;    /* a bit for each */
  guint   n_marked;
  guint   n_texts;
  guint   last_text;  /* counted from 1 */
  guint   n_living;   /* of @n_marked, behind what lives */
  guint   n_places;   /* and behind a place */
  guint   n;
  guint32 chars[LONGEST_LEARNT];
} Candidate;

struct _SotongNounLearner
{
  const SotongNouns *nouns;       /* (unowned) */
  GHashTable        *candidates;  /* (owned): hash -> Candidate */
  GHashTable        *called;      /* (owned): hash -> how often a title stands behind it */
  GHashTable        *things;      /* (owned): hash -> how often 에 or 로 does, which comes behind what does not live */
  guint              n_texts;
  guint32           *counts;      /* (owned): how many longer unknown words begin so; two that share a place make it stricter */
};

/* Behind these it is no word, or more than one: (하는)것, (주민)들, (김)씨, (사실)만, (학교)측. */
static const gunichar never_last[] = { 0xac83 /* 것 */, 0xb4e4 /* 들 */, 0xc528 /* 씨 */, 0xb54c /* 때 */, 0xc904 /* 줄 */, 0xc74c /* 음 */,
                                       0xb9cc /* 만 */, 0xce21 /* 측 */, 0xba85 /* 명 */ };

/**
 * sotong_noun_learner_new:
 * @nouns: the words that are known; must live as long
 *
 * Returns: (transfer full): a learner
 */
SotongNounLearner *
sotong_noun_learner_new (const SotongNouns *nouns)
{
  SotongNounLearner *self = g_new0 (SotongNounLearner, 1);

  self->nouns = nouns;
  self->candidates = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->called = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->things = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->counts = g_new0 (guint32, N_COUNTS);
  return self;
}

void
sotong_noun_learner_free (SotongNounLearner *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->candidates);
  g_hash_table_unref (self->called);
  g_hash_table_unref (self->things);
  g_free (self->counts);
  g_free (self);
}

static guint64
next_hash (guint64 hash,
           guint32 c)
{
  return (hash ^ c) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
}

static guint32 *
count_of (SotongNounLearner *self,
          guint64            hash)
{
  return &self->counts[hash >> 44];
}

static gint64
hash_of (const guint32 *chars,
         guint          n)
{
  guint64 hash = 0;

  for (guint i = 0; i < n; i++)
    hash = next_hash (hash, chars[i]);
  return (gint64) hash;
}

static gboolean
may_end_with (guint32 c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (never_last); i++)
    if (never_last[i] == c)
      return FALSE;
  return TRUE;
}

static void
mark (SotongNounLearner   *self,
      const guint32       *chars,
      const SotongUnknown *word)
{
  gint64 hash = hash_of (chars, word->n);
  Candidate *one = g_hash_table_lookup (self->candidates, &hash);

  if (one == NULL)
    {
      one = g_new0 (Candidate, 1);
      one->n = word->n;
      memcpy (one->chars, chars, word->n * sizeof (guint32));
      g_hash_table_insert (self->candidates, g_memdup2 (&hash, sizeof hash), one);
    }
  one->n_marked++;
  one->n_texts += one->last_text != self->n_texts;
  one->last_text = self->n_texts;
  one->n_living += word->living;
  one->n_places += word->place;
  one->endings |= G_GUINT64_CONSTANT (1) << (word->ending % 64);
}

static void
learn_word (SotongNounLearner *self,
            const guint32     *chars,
            guint              n)
{
  SotongUnknown word;
  SotongStemmed what = sotong_stem_unknown (self->nouns, chars, n, &word);
  guint64 hash = 0;

  if (what == SOTONG_STEMMED_KNOWN)
    return;
  for (guint i = 0; i < MIN (n, LONGEST_LEARNT); i++)
    {
      hash = next_hash (hash, chars[i]);
      if (i > 0 && i + 1 < n) /* where it stands alone it may be anything */
        (*count_of (self, hash))++;
    }
  if (what == SOTONG_STEMMED_MARKED && word.n <= LONGEST_LEARNT && may_end_with (chars[word.n - 1])
      && sotong_nouns_look_up (self->nouns, chars, word.n) == SOTONG_WORD_UNKNOWN)
    mark (self, chars, &word);
}

static void
count_one (GHashTable    *table,
           const guint32 *chars,
           guint          n)
{
  gint64 hash = hash_of (chars, n);
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (table, &hash));

  g_hash_table_insert (table, g_memdup2 (&hash, sizeof hash), GUINT_TO_POINTER (before + 1));
}

static guint
count_in (GHashTable    *table,
          const guint32 *chars,
          guint          n)
{
  gint64 hash = hash_of (chars, n);

  return GPOINTER_TO_UINT (g_hash_table_lookup (table, &hash));
}

/* A run of syllables, and the one before it. */
typedef struct {
  guint32  chars[LONGEST_RUN];
  guint    n;
  gboolean skip;                  /* letters and digits before it, or too long */
  guint32  before[LONGEST_NAME];
  guint    n_before;              /* 0 if no name could stand right before it */
} Run;

static void
end_run (SotongNounLearner *self,
         Run               *run,
         gunichar           end)
{
  if (run->n > 1 && !run->skip)
    learn_word (self, run->chars, run->n);
  if (run->n_before > 1 && run->n > 0 && sotong_names_is_title (run->chars, run->n, 0))
    count_one (self->called, run->before, run->n_before);
  for (guint k = 2; k <= LONGEST_NAME && k < run->n; k++)
    if (sotong_names_is_title (run->chars, run->n, k))
      count_one (self->called, run->chars, k);
  if (sotong_names_is_name (run->chars, MIN (run->n, 3)) && sotong_names_is_of_thing (run->chars, run->n, 3))
    count_one (self->things, run->chars, 3);
  run->n_before = end == ' ' && !run->skip && run->n <= LONGEST_NAME ? run->n : 0;
  memcpy (run->before, run->chars, run->n_before * sizeof (guint32));
  run->n = 0;
  run->skip = FALSE;
}

/**
 * sotong_noun_learner_add:
 * @self: a learner
 * @text: composed UTF-8; what is none separates words
 * @length: of @text in bytes
 *
 * Looks at the text's words of syllables.
 */
void
sotong_noun_learner_add (SotongNounLearner *self,
                         const char        *text,
                         gsize              length)
{
  const char *p = text, *end = text + length;
  Run run = { .n = 0 };

  self->n_texts++;
  while (p <= end)
    {
      gunichar c = p < end ? g_utf8_get_char_validated (p, end - p) : ' ';
      gboolean syllable = c >= 0xac00 && c < 0xd7a4;

      if (syllable && run.n < LONGEST_RUN)
        run.chars[run.n++] = c;
      else if (syllable || (c < 0x80 && g_ascii_isalnum ((char) c)))
        run.skip = TRUE;
      else
        end_run (self, &run, c);
      p = c == (gunichar) -1 || c == (gunichar) -2 ? p + 1 : p + g_utf8_skip[*(const guchar *) p];
    }
}

static guint
n_bits (guint64 bits)
{
  guint n = 0;

  for (; bits != 0; bits &= bits - 1)
    n++;
  return n;
}

/* Names of persons have the same endings as names of policies, but are called by a title, and hardly ever are a place. */
static gboolean
is_person (SotongNounLearner *self,
           const Candidate   *one)
{
  guint n_called = count_in (self->called, one->chars, one->n);
  gboolean family = sotong_names_has_family (one->chars, one->n);

  for (guint k = 2; k <= LONGEST_NAME && k < one->n; k++)
    if (sotong_names_has_family (one->chars, k) && sotong_names_is_title (one->chars, one->n, k) && k + 2 == one->n)
      return TRUE; /* 표창원의원 */
  if (family)
    n_called += one->n_living;
  if (one->n_places >= PLACE_SHARE * one->n_marked)
    return FALSE;
  if (n_called > 0 && n_called >= (family ? FAMILY_SHARE : CALLED_SHARE) * (one->n_marked + n_called))
    return TRUE;
  return sotong_names_is_name (one->chars, one->n) && count_in (self->things, one->chars, one->n) < THING_SHARE * one->n_marked;
}

static gboolean
is_noun (SotongNounLearner *self,
         const Candidate   *one)
{
  guint32 all = *count_of (self, (guint64) hash_of (one->chars, one->n));

  return one->n_marked >= LEAST_MARKED && one->n_texts >= LEAST_TEXTS && n_bits (one->endings) >= LEAST_ENDINGS
         && one->n_marked >= LEAST_SHARE * all && !sotong_stem_is_phrase (self->nouns, one->chars, one->n)
         && !is_person (self, one);
}

/* What was marked most first; then by their code points, so that the same texts teach the same. */
static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *x = *(Candidate * const *) a, *y = *(Candidate * const *) b;

  if (x->n_marked != y->n_marked)
    return x->n_marked > y->n_marked ? -1 : 1;
  for (guint i = 0; i < MIN (x->n, y->n); i++)
    if (x->chars[i] != y->chars[i])
      return x->chars[i] < y->chars[i] ? -1 : 1;
  return (int) x->n - (int) y->n;
}

/**
 * sotong_noun_learner_list:
 * @self: a learner that has seen the texts
 * @most: how many at most
 *
 * A word is a noun if two different endings that only nouns have stand behind it, and in no less than three in ten of the
 * longer words that begin with it: new names of policies show so, and are found without an ending as well from then on.
 *
 * Returns: (transfer full) (element-type utf8): the words, the surest first
 */
GPtrArray *
sotong_noun_learner_list (SotongNounLearner *self,
                          guint              most)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->candidates);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      if (is_noun (self, value))
        g_ptr_array_add (found, value);
    }
  g_ptr_array_sort (found, compare_candidates);
  for (guint i = 0; i < MIN (found->len, most); i++)
    {
      const Candidate *one = g_ptr_array_index (found, i);

      g_ptr_array_add (list, g_ucs4_to_utf8 (one->chars, one->n, NULL, NULL, NULL));
    }
  return list;
}
