/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "words/sotong-model.h"
#include "words/sotong-nouns-private.h"

#define LIST_NAME "nouns.txt"
#define N_BITS 17
#define N_PLACES (1u << N_BITS)
#define LONGEST_WORD 40 /* syllables; what is longer is no word */
#define KIND_MASK 7u
#define LONGEST_LOCAL 64 /* bytes of an e-mail address before its sign */

/* An open table of the words' hashes, the kind in the lowest bits. With 64 bits no two of a hundred thousand words meet. */
struct _SotongNouns
{
  guint64 *places;  /* (owned) */
  guint    n;
  GHashTable *own;  /* (owned) (nullable) (element-type guint64): hashes of the office's own words, which win */
};

static inline guint64
hash_of (const guint32 *chars,
         guint          n)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (guint i = 0; i < n; i++)
    hash = (hash ^ chars[i]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  hash ^= hash >> 32;
  return (hash & ~(guint64) KIND_MASK) | (KIND_MASK + 1);
}

static guint
find_place (const SotongNouns *nouns,
            guint64            hash)
{
  guint i = (guint) (hash >> (64 - N_BITS));

  while (nouns->places[i] != 0 && (nouns->places[i] & ~(guint64) KIND_MASK) != hash)
    i = (i + 1) & (N_PLACES - 1);
  return i;
}

SotongWordKind
sotong_nouns_look_up (const SotongNouns *nouns,
                      const guint32     *chars,
                      guint              n)
{
  return (SotongWordKind) (nouns->places[find_place (nouns, hash_of (chars, n))] & KIND_MASK);
}

/* Of a word that stands in several lines. */
static SotongWordKind
join_kinds (SotongWordKind before,
            SotongWordKind kind)
{
  gboolean both = (sotong_word_is_noun (before) && sotong_word_is_root (kind)) || (sotong_word_is_root (before) && sotong_word_is_noun (kind));

  return both ? SOTONG_WORD_BOTH : kind;
}

static gboolean
add_line (SotongNouns *nouns,
          const char  *line)
{
  static const char letters[] = "nax";
  const char *letter = strchr (letters, line[0]);
  guint32 chars[LONGEST_WORD];
  guint n = 0, place;
  guint64 hash;
  SotongWordKind before;

  if (line[0] == '#' || line[0] == '\0')
    return TRUE;
  if (letter == NULL || line[1] != ' ' || nouns->n * 4 >= N_PLACES * 3)
    return FALSE;
  for (const char *p = line + 2; *p != '\0' && n < LONGEST_WORD; p = g_utf8_next_char (p))
    chars[n++] = g_utf8_get_char (p);
  hash = hash_of (chars, n);
  place = find_place (nouns, hash);
  before = (SotongWordKind) (nouns->places[place] & KIND_MASK);
  nouns->places[place] = hash | join_kinds (before, (SotongWordKind) (letter - letters + 1));
  nouns->n += before == SOTONG_WORD_UNKNOWN;
  return TRUE;
}

/**
 * sotong_nouns_open:
 * @path: a file: a line a word, n (noun), a (root of an adjective) or x (no noun) before it
 * @error: return location; `SOTONG_WORDS_ERROR_NO_MODEL`, `SOTONG_WORDS_ERROR_BAD_MODEL`
 *
 * Returns: (transfer full) (nullable): the words
 */
SotongNouns *
sotong_nouns_open (const char  *path,
                   GError     **error)
{
  g_autoptr(SotongNouns) nouns = g_new0 (SotongNouns, 1);
  g_autofree char *contents = NULL;
  g_autoptr(GError) local = NULL;
  char *line, *rest;

  if (!g_file_get_contents (path, &contents, NULL, &local) || !g_utf8_validate (contents, -1, NULL))
    {
      g_set_error (error, SOTONG_WORDS_ERROR, SOTONG_WORDS_ERROR_NO_MODEL, _("The list of nouns “%s” cannot be read. Install Sotong anew."), path);
      return NULL;
    }
  nouns->places = g_new0 (guint64, N_PLACES);
  for (rest = contents; rest != NULL;)
    {
      line = rest;
      rest = strchr (line, '\n');
      if (rest != NULL)
        *rest++ = '\0';
      if (!add_line (nouns, line))
        {
          g_set_error (error, SOTONG_WORDS_ERROR, SOTONG_WORDS_ERROR_BAD_MODEL,
                       _("The list of nouns “%s” has a line that is no word: “%s”. Install Sotong anew."), path, line);
          return NULL;
        }
    }
  return g_steal_pointer (&nouns);
}

/**
 * sotong_nouns_get_default:
 * @error: return location
 *
 * Opens the list that comes with the program, once.
 *
 * Returns: (transfer none) (nullable): the words
 */
SotongNouns *
sotong_nouns_get_default (GError **error)
{
  static GMutex mutex;
  static SotongNouns *nouns;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (nouns == NULL)
    {
      g_autofree char *path = sotong_words_find_data (LIST_NAME);

      nouns = sotong_nouns_open (path != NULL ? path : SOTONG_DATADIR G_DIR_SEPARATOR_S LIST_NAME, error);
    }
  return nouns;
}

void
sotong_nouns_free (SotongNouns *nouns)
{
  if (nouns == NULL)
    return;
  g_free (nouns->places);
  g_clear_pointer (&nouns->own, g_hash_table_unref);
  g_free (nouns);
}

/**
 * sotong_nouns_new_with:
 * @base: the words that come with the program
 * @own: (element-type utf8): words of the office's own
 * @learnt: (nullable) (element-type utf8): words that the office's mentions taught, see #SotongNounLearner
 *
 * Returns: (transfer full): all of them; an own word wins over what its beginning means otherwise
 */
SotongNouns *
sotong_nouns_new_with (const SotongNouns *base,
                       const GPtrArray   *own,
                       const GPtrArray   *learnt)
{
  SotongNouns *nouns = g_new0 (SotongNouns, 1);

  nouns->places = g_memdup2 (base->places, N_PLACES * sizeof (guint64));
  nouns->n = base->n;
  for (guint i = 0; learnt != NULL && i < learnt->len; i++)
    {
      g_autofree char *line = g_strconcat ("n ", (const char *) g_ptr_array_index (learnt, i), NULL);

      add_line (nouns, line);
    }
  nouns->own = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < own->len; i++)
    {
      g_autofree char *line = g_strconcat ("n ", (const char *) g_ptr_array_index (own, i), NULL);
      guint32 chars[LONGEST_WORD];
      guint n = 0;
      guint64 hash;

      for (const char *p = line + 2; *p != '\0' && n < LONGEST_WORD; p = g_utf8_next_char (p))
        chars[n++] = g_utf8_get_char (p);
      hash = hash_of (chars, n);
      g_hash_table_add (nouns->own, g_memdup2 (&hash, sizeof hash));
      add_line (nouns, line);
    }
  return nouns;
}

/* ---- texts ---- */

/* A run of syllables, or of Latin letters with syllables behind it. */
typedef struct {
  guint32     chars[LONGEST_WORD];
  const char *starts[LONGEST_WORD + 1];  /* where each stands in the text */
  guint       n;
  guint       n_latin;                   /* of them, letters at the front */
} Run;

/* How many of the run's characters are the longest own word that it begins with; 0 if there is none. */
static guint
own_length (const SotongNouns *nouns,
            const Run         *run)
{
  for (guint n = nouns->own != NULL ? run->n : 0; n >= 2; n--)
    {
      guint64 hash = hash_of (run->chars, n);

      if (g_hash_table_contains (nouns->own, &hash))
        return n;
    }
  return 0;
}

/* An own word wins over what the program guesses, but not over the longer compound that it makes with a noun behind it. */
static guint
settle_length (const SotongNouns *nouns,
               const Run         *run,
               guint              length)
{
  guint own = own_length (nouns, run);

  if (own == 0 || (length >= own + 2 && sotong_word_is_noun (sotong_nouns_look_up (nouns, run->chars + own, length - own))))
    return length;
  return own;
}

/* @end: where it ends, or %NULL when it is too long to be a word */
static void
end_run (const SotongNouns *nouns,
         Run               *run,
         const char        *end,
         SotongNounFunc     func,
         gpointer           user_data)
{
  guint length = 0;

  if (end == NULL)
    {
      run->n = run->n_latin = 0;
      return;
    }
  run->starts[run->n] = end;
  if (run->n_latin == run->n)
    length = run->n >= 2 ? run->n : 0;
  else
    {
      length = sotong_stem_word (nouns, run->chars + run->n_latin, run->n - run->n_latin);
      if (run->n_latin >= 2 || length > 0)
        length += run->n_latin;
    }
  length = settle_length (nouns, run, length);
  if (length > 0)
    func (run->starts[0], (gsize) (run->starts[length] - run->starts[0]), user_data);
  run->n = run->n_latin = 0;
}

static gboolean
begins (const char *p,
        const char *end,
        const char *with)
{
  gsize n = strlen (with);

  return (gsize) (end - p) >= n && g_ascii_strncasecmp (p, with, n) == 0;
}

/* kim.lee@city.example */
static gboolean
begins_mail (const char *p,
             const char *end)
{
  const char *after = p;

  while (after < end && after - p < LONGEST_LOCAL && (g_ascii_isalnum (*after) || strchr ("._-+", *after) != NULL))
    after++;
  return after < end && *after == '@';
}

/* Where what begins at @p ends if it is an address or somebody’s handle, which are no words of the text; @p if it is none. */
static const char *
skip_address (const char *p,
              const char *end)
{
  gboolean handle = *p == '@';
  const char *after = p;

  if (!handle && !begins (p, end, "http://") && !begins (p, end, "https://") && !begins (p, end, "www.") && !begins_mail (p, end))
    return p;
  for (after++; after < end && g_ascii_isgraph (*after) && strchr ("<>\"'", *after) == NULL; after++)
    if (handle && !g_ascii_isalnum (*after) && strchr ("_.-@", *after) == NULL)
      break;
  return after;
}

/**
 * sotong_nouns_extract:
 * @nouns: which words are nouns
 * @text: composed UTF-8; what is none separates words
 * @length: of @text in bytes
 * @func: told each noun
 * @user_data: for @func
 *
 * Takes each word's ending off and tells what is a noun then: one of the list, several of them in a row, or a word
 * that nobody knows but whose ending only nouns have. Addresses of the web, e-mail addresses and handles are passed over.
 */
void
sotong_nouns_extract (const SotongNouns *nouns,
                      const char        *text,
                      gsize              length,
                      SotongNounFunc     func,
                      gpointer           user_data)
{
  const char *p = text, *end = text + length;
  Run run = { .n = 0 };
  gboolean skip = FALSE; /* a number and what is counted, or a run too long to be a word */

  while (p < end)
    {
      gunichar c = g_utf8_get_char_validated (p, end - p);
      const char *next = c == (gunichar) -1 || c == (gunichar) -2 ? p + 1 : p + g_utf8_skip[*(const guchar *) p];
      gboolean latin = c < 0x80 && g_ascii_isalpha ((char) c), syllable = c >= 0xac00 && c < 0xd7a4;
      const char *behind = c == '@' || (latin && run.n == 0) ? skip_address (p, end) : p;

      if (behind > p)
        {
          if (run.n > 0)
            end_run (nouns, &run, skip ? NULL : p, func, user_data);
          skip = FALSE;
          p = behind;
          continue;
        }
      if ((latin && run.n == run.n_latin) || syllable)
        {
          if (!skip && run.n < LONGEST_WORD)
            {
              run.starts[run.n] = p;
              run.chars[run.n++] = c;
              run.n_latin += latin;
            }
          else
            skip = TRUE;
        }
      else
        {
          if (run.n > 0)
            end_run (nouns, &run, skip ? NULL : p, func, user_data);
          skip = c < 0x80 && g_ascii_isdigit ((char) c);
        }
      p = next;
    }
  if (run.n > 0)
    end_run (nouns, &run, skip ? NULL : end, func, user_data);
}
