/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "monitor/sotong-word-finder.h"
#include "store/sotong-learnt-noun.h"
#include "store/sotong-own-noun.h"
#include "store/sotong-word.h"
#include "words/sotong-noun-learner.h"
#include "words/sotong-nouns.h"

#define FILL_PART 4000    /* mentions a transaction: others may write between two */
#define COUNT_PART 20000
#define SYLLABLE_BYTES 3
#define MOST_LEARNT 1000

struct _SotongWordFinder
{
  const SotongNouns *nouns;  /* (unowned): the program's, or @own */
  SotongNouns       *own;    /* (owned) (nullable): with the office's dictionary */
  GString           *words;  /* (owned): of the text at hand */
};

/**
 * sotong_word_finder_new:
 * @error: (nullable): return location; of `SOTONG_WORDS_ERROR`
 *
 * Returns: (transfer full) (nullable): %NULL if the list of nouns cannot be used
 */
SotongWordFinder *
sotong_word_finder_new (GError **error)
{
  const SotongNouns *nouns = sotong_nouns_get_default (error);
  SotongWordFinder *self;

  if (nouns == NULL)
    return NULL;
  self = g_new0 (SotongWordFinder, 1);
  self->nouns = nouns;
  self->words = g_string_new (NULL);
  return self;
}

void
sotong_word_finder_free (SotongWordFinder *self)
{
  if (self == NULL)
    return;
  g_string_free (self->words, TRUE);
  sotong_nouns_free (self->own);
  g_free (self);
}

/**
 * sotong_word_finder_load:
 * @self: a finder
 * @db: a connection
 * @error: return location
 *
 * Takes over the words of the office's dictionary and those that its mentions taught.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_word_finder_load (SotongWordFinder  *self,
                         SotongDb          *db,
                         GError           **error)
{
  g_autoptr(GPtrArray) words = sotong_own_noun_list (db, error);
  g_autoptr(GPtrArray) learnt = words != NULL ? sotong_learnt_noun_list (db, error) : NULL;

  if (learnt == NULL)
    return FALSE;
  g_clear_pointer (&self->own, sotong_nouns_free);
  self->nouns = sotong_nouns_get_default (NULL);
  if (words->len > 0 || learnt->len > 0)
    self->nouns = self->own = sotong_nouns_new_with (self->nouns, words, learnt);
  return TRUE;
}

/* One syllable alone says little. */
static void
append_noun (const char *noun,
             gsize       length,
             gpointer    user_data)
{
  GString *words = user_data;

  if (length <= SYLLABLE_BYTES)
    return;
  if (words->len > 0)
    g_string_append_c (words, '\n');
  g_string_append_len (words, noun, (gssize) length);
}

/**
 * sotong_word_finder_find:
 * @text: a mention's text
 * @self: a finder; last, so that it can be the data of a `SotongWordFunc`
 *
 * Returns: (transfer none): its nouns of two syllables and more, each on a line of its own; until the next call
 */
const char *
sotong_word_finder_find (const char *text,
                         gpointer    self)
{
  SotongWordFinder *finder = self;

  g_string_truncate (finder->words, 0);
  sotong_nouns_extract (finder->nouns, text, strlen (text), append_noun, finder->words);
  return finder->words->str;
}

/* ---- all that lags behind ---- */

typedef struct {
  SotongWordFinder *finder;
  gint64            below;
  gint64            stale;
  gboolean          other;   /* the dictionary is another */
  gboolean          more;
} Settle;

static gpointer
behind_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Settle *settle = data;

  return sotong_own_noun_is_behind (db, &settle->other, error) && sotong_word_is_behind (db, &settle->below, &settle->stale, error) ? settle : NULL;
}

static gpointer
dictionary_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  return sotong_own_noun_settle (db, error) && behind_job (db, data, cancellable, error) != NULL ? data : NULL;
}

static gpointer
load_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Settle *settle = data;

  return sotong_word_finder_load (settle->finder, db, error) ? settle : NULL;
}

static gpointer
fill_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Settle *settle = data;

  return sotong_word_fill_some (db, FILL_PART, sotong_word_finder_find, settle->finder, &settle->more, error) ? settle : NULL;
}

static gpointer
count_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Settle *settle = data;

  return sotong_word_count_some (db, COUNT_PART, &settle->more, error) ? settle : NULL;
}

static gboolean
repeat (SotongStore         *store,
        SotongStoreJob       job,
        Settle              *settle,
        SotongWordProgress   progress,
        gpointer             user_data,
        GCancellable        *cancellable,
        GError             **error)
{
  for (settle->more = TRUE; settle->more;)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || sotong_store_write (store, SOTONG_WRITE_BULK, job, settle, NULL, error) == NULL)
        return FALSE;
      if (progress != NULL)
        {
          if (sotong_store_read (store, behind_job, settle, cancellable, error) == NULL)
            return FALSE;
          progress (settle->stale, user_data);
        }
    }
  return TRUE;
}

/**
 * sotong_words_settle:
 * @store: a workspace
 * @progress: (nullable): told after each part how many days wait to be counted
 * @user_data: for @progress
 * @cancellable: (nullable): stops between two parts; what was done stays done
 * @error: return location
 *
 * Finds the words of mentions that came without, and counts the days whose mentions changed. Blocks, in parts between which others may write.
 *
 * Returns: %TRUE if nothing is left to do
 */
gboolean
sotong_words_settle (SotongStore         *store,
                     SotongWordProgress   progress,
                     gpointer             user_data,
                     GCancellable        *cancellable,
                     GError             **error)
{
  Settle settle = { NULL };
  gboolean done = TRUE;

  if (sotong_store_read (store, behind_job, &settle, cancellable, error) == NULL)
    return FALSE;
  if (settle.other && sotong_store_write (store, SOTONG_WRITE_BULK, dictionary_job, &settle, cancellable, error) == NULL)
    return FALSE;
  if (settle.below > 0)
    {
      settle.finder = sotong_word_finder_new (error);
      done = settle.finder != NULL && sotong_store_read (store, load_job, &settle, cancellable, error) != NULL
             && repeat (store, fill_job, &settle, progress, user_data, cancellable, error);
      g_clear_pointer (&settle.finder, sotong_word_finder_free);
    }
  if (done && (settle.stale > 0 || settle.below > 0))
    done = repeat (store, count_job, &settle, progress, user_data, cancellable, error);
  return done;
}

/* ---- what mentions teach ---- */

typedef struct {
  GCancellable      *cancellable;  /* (unowned) (nullable) */
  SotongNounLearner *learner;      /* (owned) */
  GPtrArray         *words;        /* (owned) (nullable): learnt */
  gboolean           due;
} Learning;

static void
learning_clear (Learning *learning)
{
  g_clear_pointer (&learning->learner, sotong_noun_learner_free);
  g_clear_pointer (&learning->words, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Learning, learning_clear)

static gpointer
due_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_learnt_noun_is_due (db, &((Learning *) data)->due, error) ? data : NULL;
}

static gboolean
learn_text (const char *text,
            gpointer    user_data)
{
  Learning *learning = user_data;

  sotong_noun_learner_add (learning->learner, text, strlen (text));
  return !g_cancellable_is_cancelled (learning->cancellable);
}

static gpointer
texts_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_learnt_noun_read_texts (db, learn_text, data, error) ? data : NULL;
}

static gpointer
learnt_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Learning *learning = data;

  if (!sotong_learnt_noun_set (db, learning->words, error))
    return NULL;
  g_ptr_array_unref (learning->words);
  learning->words = sotong_learnt_noun_list (db, error); /* without what was dropped */
  return learning->words != NULL ? learning : NULL;
}

/**
 * sotong_words_learn:
 * @store: a workspace
 * @only_due: only if nothing was learnt today, and there are mentions enough
 * @out_words: (out) (optional) (nullable) (element-type utf8): what was learnt; %NULL if it was not due
 * @cancellable: (nullable): stops it; nothing is kept then
 * @error: return location
 *
 * Learns from the newest mentions which words are nouns that neither the program nor the office's dictionary knows, such as
 * the name of a new policy. sotong_words_settle() then finds them in the mentions there are. Blocks for a second or so.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_words_learn (SotongStore   *store,
                    gboolean       only_due,
                    GPtrArray    **out_words,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_auto(Learning) learning = { .cancellable = cancellable, .due = TRUE };
  const SotongNouns *nouns = sotong_nouns_get_default (error);

  if (out_words != NULL)
    *out_words = NULL;
  if (nouns == NULL || (only_due && sotong_store_read (store, due_job, &learning, cancellable, error) == NULL))
    return FALSE;
  if (!learning.due)
    return TRUE;
  learning.learner = sotong_noun_learner_new (nouns);
  if (sotong_store_read (store, texts_job, &learning, cancellable, error) == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  learning.words = sotong_noun_learner_list (learning.learner, MOST_LEARNT);
  if (sotong_store_write (store, SOTONG_WRITE_BULK, learnt_job, &learning, cancellable, error) == NULL)
    return FALSE;
  if (out_words != NULL)
    *out_words = g_steal_pointer (&learning.words);
  return TRUE;
}
