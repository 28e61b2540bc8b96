/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-post-html.h"
#include "util/sotong-html.h"

/* Whether an escaped text has at @at the end of an address. */
static gboolean
ends_link (const char *at)
{
  return (guchar) *at <= 0x20 || (guchar) *at >= 0x7f || *at == '<' || g_str_has_prefix (at, "&quot;") ||
         g_str_has_prefix (at, "&#39;") || g_str_has_prefix (at, "&lt;") || g_str_has_prefix (at, "&gt;");
}

/* What ends the sentence, not the address. */
static const char *
trim_link (const char *start,
           const char *end)
{
  for (;;)
    if (end - start >= 5 && strncmp (end - 5, "&amp;", 5) == 0)
      end -= 5;
    else if (end > start && strchr (".,;:!?)]*", end[-1]) != NULL)
      end--;
    else
      return end;
}

/* Makes links of the addresses in HTML that has none. An address ends where Hangul begins. */
static char *
add_links (const char *html)
{
  GString *out = g_string_sized_new (strlen (html) + 64);

  for (const char *p = html; *p != '\0';)
    {
      const char *end = p;

      if (!g_str_has_prefix (p, "http://") && !g_str_has_prefix (p, "https://"))
        {
          g_string_append_c (out, *p++);
          continue;
        }
      while (!ends_link (end))
        end++;
      end = trim_link (p, end);
      if (end - p <= 8)
        g_string_append_len (out, p, end - p);
      else
        g_string_append_printf (out, "<a href=\"%.*s\">%.*s</a>", (int) (end - p), p, (int) (end - p), p);
      p = end;
    }
  return g_string_free (out, FALSE);
}

/**
 * sotong_post_html_from_text:
 * @text: valid UTF-8, lines ended by "\n"
 *
 * Returns: (transfer full): HTML that shows the same, its addresses made links
 */
char *
sotong_post_html_from_text (const char *text)
{
  g_autofree char *html = sotong_html_from_text (text);

  return add_links (html);
}

/**
 * sotong_post_html_get_extension:
 * @media_type: for instance "image/png"
 *
 * Returns: how the name of such a file ends, "bin" if the type is not known
 */
const char *
sotong_post_html_get_extension (const char *media_type)
{
  static const char * const table[][2] = {
    { "image/jpeg", "jpg" }, { "image/png", "png" }, { "image/gif", "gif" }, { "image/webp", "webp" }, { "video/mp4", "mp4" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (media_type, table[i][0]))
      return table[i][1];
  return "bin";
}

/* "@user@server": a server may leave its own name out. */
static const char *
skip_server (const char *at)
{
  const char *p = at + 1;

  while (g_ascii_isalnum (*p) || *p == '-' || *p == '.')
    p++;
  return p > at + 1 ? p : at;
}

/* The letters alone: servers change blanks and line ends, and compose what is not composed. */
static char *
fold (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  GString *out = g_string_new (NULL);
  const char *user = NULL;

  for (const char *p = composed != NULL ? composed : ""; *p != '\0';)
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '@' && user != NULL && p > user && skip_server (p) > p)
        {
          p = skip_server (p);
          user = NULL;
          continue;
        }
      if (c == '@')
        user = p + 1;
      else if (!(c < 0x80 && (g_ascii_isalnum ((char) c) || c == '_' || c == '.' || c == '-')))
        user = NULL;
      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c))
        g_string_append_unichar (out, c);
      p = g_utf8_next_char (p);
    }
  return g_string_free (out, FALSE);
}

/**
 * sotong_post_text_is_same:
 * @a: a text, valid UTF-8
 * @b: another
 *
 * Returns: whether they differ in nothing but blanks, line ends, the composition of letters and the servers of mentions
 */
gboolean
sotong_post_text_is_same (const char *a,
                          const char *b)
{
  g_autofree char *folded_a = fold (a);
  g_autofree char *folded_b = fold (b);

  return g_str_equal (folded_a, folded_b);
}

/**
 * sotong_post_html_says:
 * @html: a post as a server gives it back
 * @text: the plain text that it may have been made from
 *
 * Returns: whether @html says the same as @text
 */
gboolean
sotong_post_html_says (const char *html,
                       const char *text)
{
  g_autofree char *plain = sotong_html_to_text (html, -1);

  return sotong_post_text_is_same (plain, text);
}
