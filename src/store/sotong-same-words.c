/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "store/sotong-same-words-private.h"

/*
 * Whether two texts are one thing, of which one may be a part, or begin with one title. What is compared is made once a text: an article is
 * compared with each of the thousands of comments below it.
 */
#define PIECE 4     /* letters that are compared together */
#define LEAST 14    /* letters: shorter texts say the same by chance */
#define MOST  20000 /* letters of a text that are looked at */
#define BEGIN 8     /* letters of a title that may be the beginning of another */

struct _SotongWords
{
  char    *text;     /* (owned) */
  GArray  *letters;  /* (owned) (element-type gunichar): small letters and figures alone */
  guint    n_title;  /* of the letters, those of the first line */
  guint32 *pieces;   /* (owned) (nullable): as they stand, or rising */
  gboolean is_sorted;
};

SotongWords *
sotong_words_new (const char *text)
{
  SotongWords *self = g_new0 (SotongWords, 1);
  gboolean in_title = TRUE;

  self->text = g_strdup (text);
  self->letters = g_array_new (FALSE, FALSE, sizeof (gunichar));
  for (const char *p = text; *p != '\0' && self->letters->len < MOST; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      in_title = in_title && c != '\n';
      if (!g_unichar_isalnum (c))
        continue;
      c = g_unichar_tolower (c);
      g_array_append_val (self->letters, c);
      self->n_title += in_title;
    }
  return self;
}

void
sotong_words_free (SotongWords *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_array_unref (self->letters);
  g_free (self->pieces);
  g_free (self);
}

const char *
sotong_words_get_text (SotongWords *self)
{
  return self->text;
}

/* Whether there is something below a first line. */
gboolean
sotong_words_have_title (SotongWords *self)
{
  return strchr (self->text, '\n') != NULL;
}

static gboolean
begin_alike (SotongWords *a,
             SotongWords *b,
             guint        n)
{
  return n == 0 || memcmp (a->letters->data, b->letters->data, n * sizeof (gunichar)) == 0;
}

/*
 * sotong_words_share_title:
 * @self: a text
 * @other: another
 * @least: letters that the title must have
 *
 * Titles are edited at their end and cut there, and each site has quotation marks of its own.
 *
 * Returns: %TRUE if both have the same first line, or one begins with that of the other
 */
gboolean
sotong_words_share_title (SotongWords *self,
                          SotongWords *other,
                          guint        least)
{
  guint n = MIN (self->n_title, other->n_title);

  return n >= MAX (least, 1) && (self->n_title == other->n_title || n >= BEGIN) && begin_alike (self, other, n);
}

static guint
count_pieces (SotongWords *self)
{
  return self->letters->len - PIECE + 1;
}

static guint32 *
get_pieces (SotongWords *self)
{
  const gunichar *letters = (const gunichar *) (gpointer) self->letters->data;

  if (self->pieces != NULL)
    return self->pieces;
  self->pieces = g_new (guint32, count_pieces (self));
  for (guint i = 0; i < count_pieces (self); i++)
    {
      guint64 piece = G_GUINT64_CONSTANT (0xcbf29ce484222325);

      for (guint k = 0; k < PIECE; k++)
        piece = (piece ^ letters[i + k]) * G_GUINT64_CONSTANT (0x100000001b3);
      self->pieces[i] = (guint32) (piece ^ piece >> 32);
    }
  return self->pieces;
}

static int
compare_pieces (gconstpointer a,
                gconstpointer b)
{
  const guint32 *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

static guint32 *
get_sorted (SotongWords *self)
{
  guint32 *pieces = get_pieces (self);

  if (!self->is_sorted)
    qsort (pieces, count_pieces (self), sizeof *pieces, compare_pieces);
  self->is_sorted = TRUE;
  return pieces;
}

/* Whether two thirds of the shorter one's pieces stand in the longer one. */
static gboolean
is_part (SotongWords *shorter,
         SotongWords *longer)
{
  const guint32 *pieces = get_pieces (shorter), *all = get_sorted (longer);
  guint n = count_pieces (shorter), found = 0;

  for (guint i = 0; i < n; i++)
    found += bsearch (&pieces[i], all, count_pieces (longer), sizeof *all, compare_pieces) != NULL;
  return found * 3 >= n * 2;
}

/*
 * sotong_words_are_alike:
 * @self: a text
 * @other: another
 *
 * Returns: %TRUE if both are the same, whole or in part; short ones, and those without a letter, only whole
 */
gboolean
sotong_words_are_alike (SotongWords *self,
                        SotongWords *other)
{
  guint n = self->letters->len, m = other->letters->len;

  if (MIN (n, m) == 0)
    return g_str_equal (self->text, other->text);
  if (MIN (n, m) < LEAST)
    return n == m && begin_alike (self, other, n);
  return n > m ? is_part (other, self) : is_part (self, other);
}
