/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "util/sotong-text.h"

/* Bytes that may stand in clean text as they are, so that most text is copied once. */
static gboolean
is_plain_ascii (const char *text,
                gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) text[i];

      if (c >= 0x7f || (c < 0x20 && c != '\n' && c != '\t'))
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
      if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0xfeff)
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

/**
 * sotong_text_clean:
 * @text: (nullable): bytes from outside, of any encoding
 * @length: their number, or -1 if zero-terminated
 * @max_bytes: what to cut at, between characters
 *
 * Makes text that may be stored and shown: valid UTF-8 (wrong bytes become
 * U+FFFD), composed (NFC), without control characters and byte order marks,
 * lines ended by "\n".
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
  if (n <= max_bytes && is_plain_ascii (text, n))
    return g_strndup (text, n);
  /* Composing costs a multiple of the input; what lies far past the cut is not worth it. */
  if (n / 4 > max_bytes)
    n = max_bytes * 4;
  valid = g_utf8_make_valid (text, (gssize) n);
  out = g_string_sized_new (n);
  composed = g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  append_allowed (out, composed != NULL ? composed : valid);
  cut_at_character (out, max_bytes);
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
 * sotong_text_fold:
 * @text: valid UTF-8
 *
 * What two texts have in common when they differ only in letter case or in the
 * way they are composed; for comparing and searching, not for showing.
 *
 * Returns: (transfer full): the folded text
 */
char *
sotong_text_fold (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  return g_utf8_normalize (lower, -1, G_NORMALIZE_DEFAULT_COMPOSE);
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
