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
