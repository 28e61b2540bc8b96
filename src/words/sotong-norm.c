/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "words/sotong-norm.h"

#define SPARE 8 /* characters beyond one a byte: the two blanks, and what is written ahead */

/* Hangul by the Unicode standard, chapter 3.12. */
#define S_BASE 0xac00
#define L_BASE 0x1100
#define V_BASE 0x1161
#define T_BASE 0x11a7
#define N_L 19
#define N_V 21
#define N_T 28

void
sotong_norm_init (SotongNorm *norm)
{
  memset (norm, 0, sizeof *norm);
}

void
sotong_norm_clear (SotongNorm *norm)
{
  g_clear_pointer (&norm->chars, g_free);
  g_clear_pointer (&norm->at, g_free);
  norm->n = norm->room = 0;
}

static void
make_room (SotongNorm *norm,
           gsize       length)
{
  if (norm->room >= length + SPARE)
    return;
  norm->room = (guint) (length + length / 2 + 256);
  g_free (norm->chars);
  g_free (norm->at);
  norm->chars = g_new (guint32, norm->room);
  norm->at = g_new (guint32, norm->room);
}

static inline gboolean
is_tail (guchar c)
{
  return (c & 0xc0) == 0x80;
}

/* The character at *p, which moves on; bytes that are no UTF-8 count as a blank each. */
static inline guint32
next_char (const guchar **p,
           const guchar  *end)
{
  const guchar *s = *p;
  guint32 c = *s;

  if (c < 0x80)
    {
      *p = s + 1;
      return c;
    }
  if (c >= 0xe0 && c < 0xf0 && end - s >= 3 && is_tail (s[1]) && is_tail (s[2]))
    {
      *p = s + 3;
      c = (c & 0x0f) << 12 | (guint32) (s[1] & 0x3f) << 6 | (s[2] & 0x3f);
      return c >= 0x800 && (c < 0xd800 || c > 0xdfff) ? c : ' ';
    }
  if (c >= 0xc2 && c < 0xe0 && end - s >= 2 && is_tail (s[1]))
    {
      *p = s + 2;
      return (c & 0x1f) << 6 | (s[1] & 0x3f);
    }
  if (c >= 0xf0 && c < 0xf5 && end - s >= 4 && is_tail (s[1]) && is_tail (s[2]) && is_tail (s[3]))
    {
      *p = s + 4;
      c = (c & 0x07) << 18 | (guint32) (s[1] & 0x3f) << 12 | (guint32) (s[2] & 0x3f) << 6 | (s[3] & 0x3f);
      return c >= 0x10000 && c <= 0x10ffff ? c : ' ';
    }
  *p = s + 1;
  return ' ';
}

/* What says nothing of its own: accents that stand behind, joiners, variants of a picture, skin colours. */
static gboolean
is_silent (guint32 c)
{
  return (c >= 0x300 && c <= 0x36f) || (c >= 0x200b && c <= 0x200f) || (c >= 0x2060 && c <= 0x2064) || c == 0xfeff
         || (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0x1f3fb && c <= 0x1f3ff) || c == 0xad;
}

/* Folds a character that is neither a Hangul syllable nor a plain small letter; 0 to leave it out. */
static guint32
fold_char (guint32 c)
{
  if (c <= ' ' || c == 0x7f)
    return ' ';
  if (c < 0x80)
    return c >= 'A' && c <= 'Z' ? c + 32 : (c >= '0' && c <= '9' ? '0' : c);
  if (is_silent (c))
    return 0;
  if (c >= 0xff01 && c <= 0xff5e) /* full width */
    return fold_char (c - 0xfee0);
  if (c == 0x315c) /* ㅜ: ㅠㅠ and ㅜㅜ weep alike */
    return 0x3160;
  if (c == 0xa0 || c == 0x3000 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f
      || (c >= 0x80 && c < 0xa0) || c == 0xfffd)
    return ' ';
  if (c >= 0x2018 && c <= 0x201b)
    return '\'';
  if (c >= 0x201c && c <= 0x201f)
    return '"';
  if (c == 0x2026)
    return '.';
  return c < 0x3000 ? g_unichar_tolower (c) : c;
}

/* Puts a conjoining vowel or final to what stands before it. */
static gboolean
compose (guint32 *last,
         guint32  c)
{
  if (c >= V_BASE && c < V_BASE + N_V && *last >= L_BASE && *last < L_BASE + N_L)
    {
      *last = S_BASE + ((*last - L_BASE) * N_V + (c - V_BASE)) * N_T;
      return TRUE;
    }
  if (c > T_BASE && c < T_BASE + N_T && *last >= S_BASE && *last < S_BASE + N_L * N_V * N_T && (*last - S_BASE) % N_T == 0)
    {
      *last += c - T_BASE;
      return TRUE;
    }
  return FALSE;
}

/* How many bytes of an address start here; 0 if none does. */
static gsize
url_length (const guchar *p,
            const guchar *end)
{
  const guchar *s = p;

  if (end - p < 8 || (memcmp (p, "http://", 7) != 0 && memcmp (p, "https://", 8) != 0 && memcmp (p, "www.", 4) != 0))
    return 0;
  while (s < end && *s > ' ' && *s < 0x80)
    s++;
  return (gsize) (s - p);
}

static gsize
user_length (const guchar *p,
             const guchar *end)
{
  const guchar *s = p + 1;

  while (s < end && (g_ascii_isalnum (*s) || *s == '_' || *s == '.'))
    s++;
  return s - p >= 3 ? (gsize) (s - p) : 0;
}

/* An address or a person's name at @p, the start of a word: its length and what stands for it. */
static gsize
placeholder (const guchar *p,
             const guchar *end,
             guint32      *out)
{
  if (*p == '@')
    {
      *out = SOTONG_NORM_USER;
      return user_length (p, end);
    }
  *out = SOTONG_NORM_URL;
  return *p == 'h' || *p == 'w' ? url_length (p, end) : 0;
}

/**
 * sotong_norm_set:
 * @norm: where to; what it held is gone
 * @text: UTF-8; other bytes count as blanks
 * @length: of @text in bytes; less than 4 GiB
 *
 * Small letters, one blank for many, digits as one 0, conjoined Hangul as syllables, signs that repeat
 * twice at most, one sign for addresses and one for names of accounts. The indexes of classifier and trainer are
 * made of this, so that it must come out the same for ever, or `SOTONG_NORM_VERSION` is raised.
 */
void
sotong_norm_set (SotongNorm *norm,
                 const char *text,
                 gsize       length)
{
  const guchar *start = (const guchar *) text, *end = start + length, *p = start;
  guint32 *chars, *at;
  guint n = 1;

  make_room (norm, length);
  chars = norm->chars;
  at = norm->at;
  chars[0] = ' ';
  at[0] = 0;
  while (p < end)
    {
      guint32 from = (guint32) (p - start), c;

      if (*p < 0x80 && chars[n - 1] == ' ' && (*p == '@' || *p == 'h' || *p == 'w'))
        {
          gsize skip = placeholder (p, end, &c);

          if (skip > 0)
            {
              chars[n] = c;
              at[n++] = from;
              p += skip;
              continue;
            }
        }
      c = next_char (&p, end);
      if (c < S_BASE || c >= S_BASE + N_L * N_V * N_T)
        {
          if (c >= V_BASE && c < T_BASE + N_T && compose (&chars[n - 1], c))
            continue;
          if (c < 'a' || c > 'z')
            c = fold_char (c);
          if (c == 0 || (c == ' ' && chars[n - 1] == ' ') || (c == '0' && chars[n - 1] == '0'))
            continue;
        }
      if (n >= 2 && c == chars[n - 1] && c == chars[n - 2])
        continue;
      chars[n] = c;
      at[n++] = from;
    }
  if (n == 1 || chars[n - 1] != ' ')
    {
      chars[n] = ' ';
      at[n++] = (guint32) length;
    }
  norm->n = n;
}
