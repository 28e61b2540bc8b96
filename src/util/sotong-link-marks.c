/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "util/sotong-link-marks.h"

void
sotong_link_marks_clear (SotongLinkMarks *marks)
{
  g_clear_pointer (&marks->domains, g_free);
  g_clear_pointer (&marks->source, g_free);
  g_clear_pointer (&marks->medium, g_free);
  g_clear_pointer (&marks->campaign, g_free);
}

void
sotong_marked_text_free (SotongMarkedText *marked)
{
  if (marked == NULL)
    return;
  g_free (marked->text);
  g_array_unref (marked->places);
  g_free (marked);
}

static gboolean
is_link_char (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("-._~:/?#[]@!$&'()*+,;=%", c) != NULL);
}

/* "https://seoul.go.kr/a." ends before the full stop, "(https://seoul.go.kr)" before the bracket. */
static const char *
trim_end (const char *start,
          const char *end)
{
  while (end > start && strchr (".,;:!?'*", end[-1]) != NULL)
    end--;
  if (end > start && (end[-1] == ')' || end[-1] == ']'))
    {
      char open = end[-1] == ')' ? '(' : '[';

      if (memchr (start, open, (gsize) (end - start)) == NULL)
        return trim_end (start, end - 1);
    }
  return end;
}

/**
 * sotong_link_scan:
 * @text: a text
 * @out_end: (out): where the link ends, exclusive
 *
 * Finds the first link that is written with http:// or https://. Letters other than ASCII end it.
 *
 * Returns: (transfer none) (nullable): where it begins
 */
const char *
sotong_link_scan (const char  *text,
                  const char **out_end)
{
  for (const char *p = text; (p = strstr (p, "http")) != NULL; p += 4)
    {
      gsize scheme = g_str_has_prefix (p, "https://") ? 8 : g_str_has_prefix (p, "http://") ? 7 : 0;
      const char *end = p + scheme;

      if (scheme == 0 || (p > text && g_ascii_isalnum (p[-1])) || !g_ascii_isalnum (*end))
        continue;
      while (is_link_char (*end))
        end++;
      *out_end = trim_end (p + scheme, end);
      return p;
    }
  return NULL;
}

static gboolean
is_domain (const char *host,
           gsize       n_host,
           const char *domain,
           gsize       n_domain)
{
  if (n_domain == 0 || n_host < n_domain)
    return FALSE;
  return g_ascii_strncasecmp (host + n_host - n_domain, domain, n_domain) == 0
         && (n_host == n_domain || host[n_host - n_domain - 1] == '.');
}

/* Whether the host of a link is one of the chosen domains, or below one. */
static gboolean
is_chosen (const SotongLinkMarks *marks,
           const char            *link,
           const char            *end)
{
  const char *host = strstr (link, "://") + 3;
  const char *p = marks->domains != NULL ? marks->domains : "";
  gsize n_host = 0;

  while (host + n_host < end && (g_ascii_isalnum (host[n_host]) || host[n_host] == '-' || host[n_host] == '.'))
    n_host++;
  if (host + n_host < end && host[n_host] == '@')  /* somebody's name, not a host */
    return FALSE;
  while (*p != '\0')
    {
      gsize n = strcspn (p, " ,;\n\t");

      if (is_domain (host, n_host, p, n))
        return TRUE;
      p += n;
      p += strspn (p, " ,;\n\t");
    }
  return FALSE;
}

static void
append_mark (GString    *out,
             char       *separator,
             const char *name,
             const char *value)
{
  g_autofree char *escaped = NULL;

  if (value == NULL || *value == '\0')
    return;
  escaped = g_uri_escape_string (value, NULL, FALSE);
  g_string_append_printf (out, "%c%s=%s", *separator, name, escaped);
  *separator = '&';
}

static void
append_marked (SotongMarkedText      *marked,
               GString               *out,
               const SotongLinkMarks *marks,
               const char            *link,
               const char            *end)
{
  const char *fragment = memchr (link, '#', (gsize) (end - link));
  const char *stop = fragment != NULL ? fragment : end;
  const char *query = memchr (link, '?', (gsize) (stop - link));
  SotongLinkPlace place;
  char separator = query != NULL ? '&' : '?';

  g_string_append_len (out, link, stop - link);
  place.at = out->len;
  append_mark (out, &separator, "utm_source", marks->source);
  append_mark (out, &separator, "utm_medium", marks->medium);
  append_mark (out, &separator, "utm_campaign", marks->campaign);
  place.length = out->len - place.at;
  g_string_append_len (out, stop, end - stop);
  if (place.length == 0)
    return;
  g_array_append_val (marked->places, place);
  marked->n_marked++;
}

/* Its writer marked it already: never twice. */
static gboolean
has_marks (const char *link,
           const char *end)
{
  g_autofree char *copy = g_strndup (link, (gsize) (end - link));

  return strstr (copy, "?utm_") != NULL || strstr (copy, "&utm_") != NULL;
}

/**
 * sotong_link_marks_apply:
 * @marks: what is added, and to which links
 * @text: a text with clean links
 *
 * Marks the links of the chosen domains. A link that has marks stays as it is, and so does one
 * that letters follow without a blank: whether they belong to it each network decides for itself.
 *
 * Returns: (transfer full): the text as it is sent
 */
SotongMarkedText *
sotong_link_marks_apply (const SotongLinkMarks *marks,
                         const char            *text)
{
  SotongMarkedText *marked = g_new0 (SotongMarkedText, 1);
  GString *out = g_string_new (NULL);
  const char *p = text, *link, *end;

  marked->places = g_array_new (FALSE, FALSE, sizeof (SotongLinkPlace));
  while (marks->domains != NULL && *marks->domains != '\0' && (link = sotong_link_scan (p, &end)) != NULL)
    {
      gboolean chosen = is_chosen (marks, link, end) && !has_marks (link, end);
      gboolean glued = chosen && (guchar) *end >= 0x80 && g_unichar_isalnum (g_utf8_get_char (end));

      g_string_append_len (out, p, link - p);
      if (chosen && !glued)
        append_marked (marked, out, marks, link, end);
      else
        g_string_append_len (out, link, end - link);
      marked->n_glued += glued;
      p = end;
    }
  g_string_append (out, p);
  marked->text = g_string_free (out, FALSE);
  return marked;
}

/**
 * sotong_marked_text_unmap:
 * @marked: a text with marks
 * @offset: a byte of it, or -1
 *
 * Returns: the byte of the text without marks that stands there, or -1
 */
gssize
sotong_marked_text_unmap (const SotongMarkedText *marked,
                          gssize                  offset)
{
  gssize clean = offset;

  for (guint i = 0; offset >= 0 && i < marked->places->len; i++)
    {
      const SotongLinkPlace *place = &g_array_index (marked->places, SotongLinkPlace, i);

      if ((gsize) offset > place->at)
        clean -= (gssize) MIN (place->length, (gsize) offset - place->at);
    }
  return clean;
}
