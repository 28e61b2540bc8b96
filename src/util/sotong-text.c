/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "util/sotong-text.h"

#define MAX_NAME_BYTES 4000

/* What turns the letters behind it around, or sets them apart, so that a text or an address is read as another, and what stands behind the text
 * with it: no writing needs it in plain text. */
static gboolean
is_turn (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* Marks that nobody sees. Between letters that run from the right they say where a full stop stands; anywhere else they only hide a word from
 * those who look for it. */
static gboolean
is_direction_mark (gunichar c)
{
  return c == 0x200e || c == 0x200f || c == 0x061c;
}

/* Hebrew, Arabic and their relatives, also as they are presented. */
static gboolean
has_letters_from_right (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0x061c && ((c >= 0x0590 && c <= 0x08ff) || (c >= 0xfb1d && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfefe) || (c >= 0x10800 && c <= 0x10fff)
                          || (c >= 0x1e800 && c <= 0x1efff)))
        return TRUE;
    }
  return FALSE;
}

/* Characters of three bytes that never change when composed, whatever stands around them:
 * Hangul syllables, letters of CJK and kana, common signs. Marks that join the letter
 * before them are not among these, so that a text without them is composed. */
static gboolean
is_stable_3 (gunichar c)
{
  if (c >= 0xac00)
    return c <= 0xd7a3 || (c >= 0xff01 && c <= 0xffee);
  if (c >= 0x3000)
    return (c >= 0x4e00 && c <= 0x9fff) || (c <= 0x30ff && (c < 0x302a || c > 0x302f) && c != 0x3099 && c != 0x309a)
           || (c >= 0x3131 && c <= 0x33ff) || (c >= 0x3105 && c <= 0x312f);
  return (c >= 0x2002 && c <= 0x205e && !is_turn (c) && !is_direction_mark (c)) || (c >= 0x2070 && c <= 0x20c0) || (c >= 0x2190 && c <= 0x2328)
         || (c >= 0x232b && c <= 0x2ad0);
}

/**
 * sotong_text_is_clean:
 * @text: bytes from outside
 * @length: their number
 *
 * A quick look, made for Korean: most text of our time is clean as it comes.
 *
 * Returns: %TRUE if sotong_text_clean() would certainly leave @text as it is; %FALSE
 *   if it might change it
 */
gboolean
sotong_text_is_clean (const char *text,
                      gsize       length)
{
  const guchar *p = (const guchar *) text;
  const guchar *end = p + length;

  while (p < end)
    {
      guchar c = *p;

      if (c < 0x80)
        {
          if (c == 0x7f || (c < 0x20 && c != '\n' && c != '\t'))
            return FALSE;
          p++;
        }
      else if (c >= 0xe2 && c <= 0xef && end - p >= 3 && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80)
        {
          if (!is_stable_3 ((gunichar) (c & 0x0f) << 12 | (gunichar) (p[1] & 0x3f) << 6 | (p[2] & 0x3f)))
            return FALSE;
          p += 3;
        }
      else if (c == 0xf0 && end - p >= 4 && p[1] == 0x9f && (p[2] & 0xc0) == 0x80 && (p[3] & 0xc0) == 0x80)
        p += 4; /* U+1F000 to U+1FFFF: pictures */
      else
        return FALSE;
    }
  return TRUE;
}

static void
append_allowed (GString    *out,
                const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r')
        {
          if (p[1] != '\n')
            g_string_append_c (out, '\n');
          continue;
        }
      if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0xfeff || is_turn (c))
        continue;
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
    }
}

static void
cut_at_character (GString *out,
                  gsize    max_bytes)
{
  gsize end = max_bytes;

  if (out->len <= max_bytes)
    return;
  while (end > 0 && ((guchar) out->str[end] & 0xc0) == 0x80)
    end--;
  g_string_truncate (out, end);
}

static void
remove_direction_marks (GString *out)
{
  gsize length = 0;

  for (const char *p = out->str, *next; *p != '\0'; p = next)
    {
      next = g_utf8_next_char (p);
      if (is_direction_mark (g_utf8_get_char (p)))
        continue;
      memmove (out->str + length, p, (gsize) (next - p));
      length += (gsize) (next - p);
    }
  g_string_truncate (out, length);
}

/**
 * sotong_text_clean:
 * @text: (nullable): bytes from outside, of any encoding
 * @length: their number, or -1 if zero-terminated
 * @max_bytes: what to cut at, between characters
 *
 * Makes text that may be stored and shown: valid UTF-8 (wrong bytes become
 * U+FFFD), composed (NFC), without control characters, byte order marks and signs that
 * turn the direction of letters around, lines ended by "\n". Marks of direction that nobody
 * sees stay only where letters run from the right; what joins letters or pictures stays.
 *
 * Returns: (transfer full): the clean text, never %NULL
 */
char *
sotong_text_clean (const char *text,
                   gssize      length,
                   gsize       max_bytes)
{
  g_autofree char *valid = NULL;
  g_autofree char *composed = NULL;
  GString *out;
  gsize n;

  if (text == NULL)
    return g_strdup ("");
  n = length < 0 ? strlen (text) : (gsize) length;
  if (n <= max_bytes && sotong_text_is_clean (text, n))
    return g_strndup (text, n);
  /* Composing costs a multiple of the input; what lies far past the cut is not worth it. */
  if (n / 4 > max_bytes)
    n = max_bytes * 4;
  valid = g_utf8_make_valid (text, (gssize) n);
  out = g_string_sized_new (n);
  composed = g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  append_allowed (out, composed != NULL ? composed : valid);
  cut_at_character (out, max_bytes);
  if (!has_letters_from_right (out->str))
    remove_direction_marks (out);
  return g_string_free (out, FALSE);
}

/**
 * sotong_text_single_line:
 * @text: valid UTF-8
 * @max_chars: what to cut at; a cut text ends with "…"
 *
 * Returns: (transfer full): the text with each run of white space made one blank
 */
char *
sotong_text_single_line (const char *text,
                         gsize       max_chars)
{
  GString *out = g_string_new (NULL);
  gsize n = 0;
  gboolean gap = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          gap = out->len > 0;
          continue;
        }
      if (n + gap >= max_chars)
        {
          g_string_append (out, "…");
          break;
        }
      if (gap)
        g_string_append_c (out, ' ');
      g_string_append_unichar (out, c);
      n += 1 + gap;
      gap = FALSE;
    }
  return g_string_free (out, FALSE);
}

/**
 * sotong_text_name:
 * @text: (nullable): a name as a person or a file gives it
 *
 * What is stored and looked up for it: composed, because a Mac types and names its files in single letters that look
 * the same, in one line, without blanks around it and without control characters.
 *
 * Returns: (transfer full): the name, never %NULL
 */
char *
sotong_text_name (const char *text)
{
  g_autofree char *clean = sotong_text_clean (text, -1, MAX_NAME_BYTES);

  return sotong_text_single_line (clean, MAX_NAME_BYTES);
}

/**
 * sotong_text_fold:
 * @text: valid UTF-8
 *
 * What two texts have in common when they differ only in letter case or in the
 * way they are composed; for comparing and searching, not for showing. Each letter has
 * one small letter here, whatever language and place: so that folding a part of a text
 * gives a part of the folded text.
 *
 * Returns: (transfer full): the folded text
 */
char *
sotong_text_fold (const char *text)
{
  g_autoptr(GString) lower = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if ((guchar) *p < 0x80)
        g_string_append_c (lower, g_ascii_tolower (*p));
      else
        g_string_append_unichar (lower, g_unichar_tolower (g_utf8_get_char (p)));
    }
  if (sotong_text_is_clean (lower->str, lower->len))
    return g_string_free (g_steal_pointer (&lower), FALSE);
  return g_utf8_normalize (lower->str, -1, G_NORMALIZE_DEFAULT_COMPOSE);
}

/**
 * sotong_text_close_up:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): @text without its white space, for names that are written with it or without
 */
char *
sotong_text_close_up (const char *text)
{
  GString *kept = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (kept, g_utf8_get_char (p));
  return g_string_free (kept, FALSE);
}

/**
 * sotong_text_is_blank:
 * @text: (nullable): valid UTF-8
 *
 * Returns: %TRUE if there is nothing but white space
 */
gboolean
sotong_text_is_blank (const char *text)
{
  if (text == NULL)
    return TRUE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isspace (g_utf8_get_char (p)))
        return FALSE;
    }
  return TRUE;
}

/**
 * sotong_text_short_name:
 * @name: a channel's name
 *
 * Returns: (transfer full): two or three letters that stand for it where there is no room: of
 *   the last word, for the first is mostly the office's name
 */
char *
sotong_text_short_name (const char *name)
{
  const char *word = strrchr (name, ' ');
  glong letters;

  word = word != NULL && word[1] != '\0' ? word + 1 : name;
  letters = g_unichar_iswide (g_utf8_get_char (word)) ? 2 : 3;
  return g_utf8_substring (word, 0, MIN (letters, g_utf8_strlen (word, -1)));
}
