/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "util/sotong-diff.h"

/*
 * Two texts compared word by word: E. W. Myers, "An O(ND) Difference Algorithm and Its
 * Variations" (Algorithmica 1, 1986), over numbered words. What both begin and end with is
 * put aside first, so that a small change in a long text costs next to nothing.
 */

/* A text cut into words: where each begins, and its number. */
typedef struct {
  const char *text;
  GArray     *starts;  /* (element-type guint): bytes; one more than there are words */
  GArray     *ids;     /* (element-type guint): equal words have equal numbers */
} Words;

/* A change between two equal stretches: the words [a0, a1) became [b0, b1). */
typedef struct {
  guint a0;
  guint a1;
  guint b0;
  guint b1;
} Hunk;

void
sotong_diff_run_free (SotongDiffRun *run)
{
  if (run == NULL)
    return;
  g_free (run->text);
  g_free (run);
}

/* ---- words ---- */

static gboolean
is_ideograph (gunichar c)
{
  GUnicodeScript script = c < 0x2e80 ? G_UNICODE_SCRIPT_COMMON : g_unichar_get_script (c);

  return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA;
}

/* Belongs to the letter or picture before it: marks, joiners, selectors, skin tones. */
static gboolean
extends (gunichar c)
{
  return g_unichar_ismark (c) || c == 0x200d || (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0x1f3fb && c <= 0x1f3ff);
}

static gboolean
is_word (gunichar c)
{
  return (g_unichar_isalnum (c) || c == '_') && !is_ideograph (c);
}

/* A sign that stays inside a word: 1,000 and 3.5 and can't and www.seoul.go.kr, but no full stop
 * after a Hangul word whose sentence goes on without a blank. */
static gboolean
joins (gunichar    before,
       const char *sign)
{
  gunichar c = g_utf8_get_char (sign);
  gunichar next = *sign != '\0' ? g_utf8_get_char (g_utf8_next_char (sign)) : 0;

  if (c == ',')
    return g_unichar_isdigit (before) && g_unichar_isdigit (next);
  if (c == '.')
    return before < 0x250 && next < 0x250 && g_unichar_isalnum (before) && g_unichar_isalnum (next);
  return (c == '\'' || c == 0x2019) && is_word (before) && is_word (next);
}

static const char *
end_of_word (const char *p)
{
  gunichar before = g_utf8_get_char (p);

  for (p = g_utf8_next_char (p); *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_word (c) && !extends (c) && !joins (before, p))
        break;
      before = c;
    }
  return p;
}

/* A sign or picture with what belongs to it; after a joiner comes one more picture. */
static const char *
end_of_sign (const char *p)
{
  gunichar before = g_utf8_get_char (p);

  for (p = g_utf8_next_char (p); *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!extends (c) && before != 0x200d)
        break;
      before = c;
    }
  return p;
}

static const char *
end_of_blank (const char *p)
{
  while (*p != '\0' && *p != '\n' && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* Words as Unicode has them, a Hangul word being what stands between blanks (eojeol); a run of
 * blanks, a line's end, an ideograph and a sign are words of their own. */
static const char *
end_of_token (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  if (c == '\n')
    return p + 1;
  if (g_unichar_isspace (c))
    return end_of_blank (p);
  return is_word (c) ? end_of_word (p) : end_of_sign (p);
}

static void
words_init (Words      *words,
            const char *text,
            GHashTable *known)
{
  const char *p = text;
  guint start = 0;

  words->text = text;
  words->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  words->ids = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (words->starts, start);
  while (*p != '\0')
    {
      const char *end = end_of_token (p);
      char *word = g_strndup (p, (gsize) (end - p));
      guint id = GPOINTER_TO_UINT (g_hash_table_lookup (known, word));

      if (id == 0)
        {
          id = g_hash_table_size (known) + 1;
          g_hash_table_insert (known, word, GUINT_TO_POINTER (id));
        }
      else
        g_free (word);
      start = (guint) (end - text);
      g_array_append_val (words->ids, id);
      g_array_append_val (words->starts, start);
      p = end;
    }
}

static void
words_clear (Words *words)
{
  g_array_unref (words->starts);
  g_array_unref (words->ids);
}

static guint
word_id (const Words *words,
         guint        i)
{
  return g_array_index (words->ids, guint, i);
}

static char *
dup_words (const Words *words,
           guint        from,
           guint        to)
{
  guint start = g_array_index (words->starts, guint, from);

  return g_strndup (words->text + start, g_array_index (words->starts, guint, to) - start);
}

/* ---- the shortest way from one to the other ---- */

/* The furthest point on diagonal @k with one step more, from the points with one less. */
static int
step_to (const int *v,
         int        d,
         int        k)
{
  if (k == -d || (k != d && v[k - 1] < v[k + 1]))
    return v[k + 1];      /* down: a word of the second */
  return v[k - 1] + 1;    /* right: a word of the first */
}

/* Goes back from the end, row by row, and marks what differs. */
static void
walk_back (GPtrArray *rows,
           int        n,
           int        m,
           gboolean  *removed,
           gboolean  *added)
{
  int x = n;
  int y = m;

  for (int d = (int) rows->len; d > 0; d--)
    {
      const int *v = (int *) g_ptr_array_index (rows, d - 1) + d; /* of -d ... d */
      int k = x - y;
      gboolean down = k == -d || (k != d && v[k - 1] < v[k + 1]);
      int from_x = down ? v[k + 1] : v[k - 1];
      int from_y = from_x - (down ? k + 1 : k - 1);

      if (down)
        added[from_y] = TRUE;
      else
        removed[from_x] = TRUE;
      x = from_x;
      y = from_y;
    }
}

/* Myers' greedy search in the words between @skip and the lengths @n and @m. %FALSE when more
 * differ than anybody would read. */
static gboolean
search (const Words *a,
        const Words *b,
        guint        skip,
        int          n,
        int          m,
        gboolean    *removed,
        gboolean    *added)
{
  int most = MIN (n + m, SOTONG_DIFF_MAX_CHANGES);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  g_autofree int *furthest = g_new0 (int, 2 * (gsize) most + 3);
  int *v = furthest + most + 1;

  for (int d = 0; d <= most; d++)
    {
      for (int k = -d; k <= d; k += 2)
        {
          int x = step_to (v, d, k);
          int y = x - k;

          while (x < n && y >= 0 && y < m && word_id (a, skip + (guint) x) == word_id (b, skip + (guint) y))
            {
              x++;
              y++;
            }
          v[k] = x;
          if (x >= n && y >= m)
            {
              walk_back (rows, n, m, removed, added);
              return TRUE;
            }
        }
      /* As it is before step d + 1, which looks at the diagonals -(d + 1) to d + 1. */
      g_ptr_array_add (rows, g_memdup2 (v - (d + 1), (2 * (gsize) d + 3) * sizeof (int)));
    }
  return FALSE;
}

/* ---- what a person reads ---- */

static gboolean
is_blank_word (const Words *words,
               guint        i)
{
  const char *p = words->text + g_array_index (words->starts, guint, i);

  return *p != '\n' && g_unichar_isspace (g_utf8_get_char (p));
}

/* Two replacements with one blank between them read better as one. */
static gboolean
is_one_with (const Hunk  *before,
             const Hunk  *next,
             const Words *a)
{
  return next->a0 == before->a1 + 1 && is_blank_word (a, before->a1)
         && before->a1 > before->a0 && before->b1 > before->b0 && next->a1 > next->a0 && next->b1 > next->b0;
}

static GArray *
list_hunks (const Words    *a,
            const gboolean *removed,
            const gboolean *added,
            guint           skip,
            guint           n,
            guint           m)
{
  GArray *hunks = g_array_new (FALSE, FALSE, sizeof (Hunk));
  guint x = 0;
  guint y = 0;

  while (x < n || y < m)
    {
      Hunk hunk = { skip + x, skip + x, skip + y, skip + y };
      Hunk *last = hunks->len > 0 ? &g_array_index (hunks, Hunk, hunks->len - 1) : NULL;

      while (x < n && removed[x])
        x++;
      while (y < m && added[y])
        y++;
      hunk.a1 = skip + x;
      hunk.b1 = skip + y;
      if (hunk.a1 == hunk.a0 && hunk.b1 == hunk.b0)
        {
          x++;
          y++;
        }
      else if (last != NULL && is_one_with (last, &hunk, a))
        {
          last->a1 = hunk.a1;
          last->b1 = hunk.b1;
        }
      else
        g_array_append_val (hunks, hunk);
    }
  return hunks;
}

static void
add_run (GPtrArray      *runs,
         SotongDiffKind  kind,
         const Words    *words,
         guint           from,
         guint           to)
{
  SotongDiffRun *run;

  if (from >= to)
    return;
  run = g_new0 (SotongDiffRun, 1);
  run->kind = kind;
  run->text = dup_words (words, from, to);
  g_ptr_array_add (runs, run);
}

static GPtrArray *
make_runs (const Words *a,
           const Words *b,
           GArray      *hunks)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_diff_run_free);
  guint x = 0;

  for (guint i = 0; i < hunks->len; i++)
    {
      const Hunk *hunk = &g_array_index (hunks, Hunk, i);

      add_run (runs, SOTONG_DIFF_EQUAL, a, x, hunk->a0);
      add_run (runs, SOTONG_DIFF_REMOVED, a, hunk->a0, hunk->a1);
      add_run (runs, SOTONG_DIFF_ADDED, b, hunk->b0, hunk->b1);
      x = hunk->a1;
    }
  add_run (runs, SOTONG_DIFF_EQUAL, a, x, a->ids->len);
  return runs;
}

static GPtrArray *
compare (const Words *a,
         const Words *b)
{
  guint n = a->ids->len;
  guint m = b->ids->len;
  guint skip = 0;
  g_autofree gboolean *removed = NULL;
  g_autofree gboolean *added = NULL;
  g_autoptr(GArray) hunks = NULL;

  while (skip < n && skip < m && word_id (a, skip) == word_id (b, skip))
    skip++;
  while (n > skip && m > skip && word_id (a, n - 1) == word_id (b, m - 1))
    {
      n--;
      m--;
    }
  n -= skip;
  m -= skip;
  removed = g_new0 (gboolean, (gsize) n + 1);
  added = g_new0 (gboolean, (gsize) m + 1);
  if (!search (a, b, skip, (int) n, (int) m, removed, added))
    {
      for (guint i = 0; i < n; i++)
        removed[i] = TRUE;
      for (guint i = 0; i < m; i++)
        added[i] = TRUE;
    }
  hunks = list_hunks (a, removed, added, skip, n, m);
  return make_runs (a, b, hunks);
}

/**
 * sotong_diff_words:
 * @before: (nullable): valid UTF-8; %NULL is an empty text
 * @after: (nullable): valid UTF-8; %NULL is an empty text
 *
 * Compares two texts word by word. The runs that are equal or removed make up @before, those
 * that are equal or added make up @after; of a change the removed words come first. When more
 * than `SOTONG_DIFF_MAX_CHANGES` words differ, all between the common beginning and end
 * is one replacement. Takes at most the number of words times that of the changes, and 4 MB.
 *
 * Returns: (transfer full) (element-type SotongDiffRun): the runs; none when both are empty
 */
GPtrArray *
sotong_diff_words (const char *before,
                   const char *after)
{
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *runs;
  Words a;
  Words b;

  words_init (&a, before != NULL ? before : "", known);
  words_init (&b, after != NULL ? after : "", known);
  runs = compare (&a, &b);
  words_clear (&a);
  words_clear (&b);
  return runs;
}

/**
 * sotong_diff_to_text:
 * @runs: (element-type SotongDiffRun): what sotong_diff_words() found
 *
 * For a terminal and for screen readers: [-removed-]{+added+}, as other programs write it.
 *
 * Returns: (transfer full): the text with its changes marked
 */
char *
sotong_diff_to_text (GPtrArray *runs)
{
  static const char * const marks[][2] = { { "", "" }, { "[-", "-]" }, { "{+", "+}" } };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const SotongDiffRun *run = g_ptr_array_index (runs, i);

      g_string_append (out, marks[run->kind][0]);
      g_string_append (out, run->text);
      g_string_append (out, marks[run->kind][1]);
    }
  return g_string_free (out, FALSE);
}
