/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-feed-xml.h"
#include "util/sotong-charset.h"
#include "util/sotong-html.h"

#define HEAD_BYTES 1024  /* within which an XML declaration is looked for */

/* What the XML declaration says, whether it is at the very beginning or not. */
static char *
find_declared_charset (const char *data,
                       gsize       length)
{
  const char *head = g_strstr_len (data, (gssize) MIN (length, HEAD_BYTES), "<?xml");
  const char *end, *p;
  gsize n;

  if (head == NULL)
    return NULL;
  end = g_strstr_len (head, (gssize) MIN ((gsize) (data + length - head), HEAD_BYTES), "?>");
  p = end != NULL ? g_strstr_len (head, end - head, "encoding") : NULL;
  if (p == NULL)
    return NULL;
  p += strlen ("encoding");
  while (p < end && (g_ascii_isspace (*p) || *p == '='))
    p++;
  if (p >= end || (*p != '"' && *p != '\''))
    return NULL;
  p++;
  for (n = 0; p + n < end && (g_ascii_isalnum (p[n]) || strchr ("-_.:", p[n]) != NULL); n++)
    ;
  return n > 0 ? g_strndup (p, n) : NULL;
}

/* Web servers say these without looking at the file. */
static gboolean
is_server_default (const char *charset)
{
  return g_ascii_strcasecmp (charset, "iso-8859-1") == 0 || g_ascii_strcasecmp (charset, "latin1") == 0
         || g_ascii_strcasecmp (charset, "us-ascii") == 0;
}

/**
 * sotong_feed_xml_decode:
 * @data: an XML file as it came
 * @length: its length
 * @charset: (nullable): what the HTTP answer says
 *
 * Returns: (transfer full): the file in UTF-8; its declaration may still name
 *   another encoding
 */
char *
sotong_feed_xml_decode (const char *data,
                        gsize       length,
                        const char *charset)
{
  g_autofree char *declared = find_declared_charset (data, length);

  if (declared == NULL && charset != NULL && !is_server_default (charset))
    declared = g_strdup (charset);
  return sotong_charset_decode_any (data, length, declared, NULL);
}

static const char *
skip_to_markup (const char *text)
{
  const char *p = strchr (text, '<');

  return p != NULL ? p : text + strlen (text);
}

/**
 * sotong_feed_xml_is_html:
 * @text: a file in UTF-8
 *
 * Returns: %TRUE if it is a web page and no XML of another kind
 */
gboolean
sotong_feed_xml_is_html (const char *text)
{
  const char *p = skip_to_markup (text);

  while (g_str_has_prefix (p, "<?xml") || g_str_has_prefix (p, "<!--"))
    {
      const char *mark = p[1] == '?' ? "?>" : "-->";
      const char *end = strstr (p, mark);

      if (end == NULL)
        return FALSE;
      p = skip_to_markup (end + strlen (mark));
    }
  return g_ascii_strncasecmp (p, "<!doctype html", 14) == 0 || g_ascii_strncasecmp (p, "<html", 5) == 0
         || g_ascii_strncasecmp (p, "<head", 5) == 0 || g_ascii_strncasecmp (p, "<body", 5) == 0
         || g_ascii_strncasecmp (p, "<script", 7) == 0;
}

/* So that a message names the line of the file, not of what was made of it. */
static void
append_line_ends (GString    *out,
                  const char *from,
                  const char *to)
{
  for (const char *p = from; p < to; p++)
    {
      if (*p == '\n')
        g_string_append_c (out, '\n');
    }
}

static const char *
find_past (const char *from,
           const char *mark)
{
  const char *found = strstr (from, mark);

  return found != NULL ? found + strlen (mark) : from + strlen (from);
}

/*
 * A document type declares entities, and these can name files and multiply to
 * gigabytes; a feed needs none. Everything of it is passed over.
 */
static const char *
find_doctype_end (const char *p)
{
  gboolean subset = FALSE;

  while (*p != '\0')
    {
      if (g_str_has_prefix (p, "<!--"))
        {
          p = find_past (p, "-->");
          continue;
        }
      if (*p == '"' || *p == '\'')
        {
          const char *close = strchr (p + 1, *p);

          if (close == NULL)
            return p + strlen (p);
          p = close;
        }
      else if (*p == '[')
        subset = TRUE;
      else if (*p == ']')
        subset = FALSE;
      else if (*p == '>' && !subset)
        return p + 1;
      p++;
    }
  return p;
}

static inline gboolean
is_dropped (const char *p)
{
  guchar c = (guchar) *p;

  if (c < 0x20)
    return c != '\t' && c != '\n' && c != '\r';
  return c == 0xef && (guchar) p[1] == 0xbf && (guchar) p[2] >= 0xbe; /* U+FFFE, U+FFFF */
}

static void
append_allowed (GString    *out,
                const char *from,
                const char *to)
{
  const char *p = from;

  while (p < to)
    {
      const char *run = p;

      while (p < to && !is_dropped (p))
        p++;
      g_string_append_len (out, run, p - run);
      if (p < to)
        p += (guchar) *p < 0x20 ? 1 : 3;
    }
}

/* Appends a character as it may stand in XML; what may not at all is left out. */
static void
append_character (GString  *out,
                  gunichar  c)
{
  switch (c)
    {
    case '<':
      g_string_append (out, "&lt;");
      break;
    case '>':
      g_string_append (out, "&gt;");
      break;
    case '&':
      g_string_append (out, "&amp;");
      break;
    case '"':
      g_string_append (out, "&quot;");
      break;
    case '\'':
      g_string_append (out, "&#39;");
      break;
    default:
      if (c >= 0x20 ? c != 0xfffe && c != 0xffff : c == '\n' || c == '\t')
        g_string_append_unichar (out, c);
    }
}

static const char *
repair_entity (GString    *out,
               const char *p,
               const char *end)
{
  gunichar c;
  gsize length = sotong_html_read_entity (p, (gsize) (end - p), &c);

  if (length == 0)
    {
      g_string_append (out, "&amp;");
      return p + 1;
    }
  append_character (out, c);
  return p + length;
}

static const char *
repair_markup (GString    *out,
               const char *p)
{
  const char *next = p + 1;

  if (g_str_has_prefix (p, "<![CDATA["))
    {
      next = find_past (p, "]]>");
      append_allowed (out, p, next);
    }
  else if (*next == '!' || *next == '?')
    {
      if (g_str_has_prefix (p, "<!--"))
        next = find_past (p, "-->");
      else if (*next == '?')
        next = find_past (p, "?>");
      else
        next = find_doctype_end (p + 2);
      append_line_ends (out, p, next);
    }
  else if (g_ascii_isalpha (*next) || *next == '_' || *next == '/' || (guchar) *next >= 0x80)
    g_string_append_c (out, '<');
  else
    g_string_append (out, "&lt;");
  return next;
}

/**
 * sotong_feed_xml_repair:
 * @text: XML in UTF-8 as careless programs write it
 *
 * Makes of it what a strict parser takes: nothing before the first tag but line
 * ends, no declaration, document type, comment or control character; entities
 * of HTML are put in place, other "&" and lone "<" escaped. Lines keep their
 * numbers.
 *
 * Returns: (transfer full): the same document, which may still be damaged
 */
char *
sotong_feed_xml_repair (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 64);
  const char *end = text + strlen (text);
  const char *p = skip_to_markup (text);

  append_line_ends (out, text, p);
  while (p < end)
    {
      const char *stop = p + strcspn (p, "<&");

      append_allowed (out, p, stop);
      p = stop;
      if (*p == '<')
        p = repair_markup (out, p);
      else if (*p == '&')
        p = repair_entity (out, p, end);
    }
  return g_string_free (out, FALSE);
}

/* The elements that hold what people wrote. */
static const char *const text_elements[] = { "title", "description", "summary", "content", "content:encoded" };

/* Which of them begins at @p, or -1. */
static int
text_element (const char *p)
{
  for (guint i = 0; i < G_N_ELEMENTS (text_elements); i++)
    {
      gsize length = strlen (text_elements[i]);

      if (strncmp (p + 1, text_elements[i], length) == 0 && (p[length + 1] == '>' || g_ascii_isspace (p[length + 1])))
        return (int) i;
    }
  return -1;
}

static void
append_escaped (GString    *out,
                const char *from,
                const char *to)
{
  for (const char *p = from; p < to; p++)
    {
      if (*p == '<')
        g_string_append (out, "&lt;");
      else
        g_string_append_c (out, *p);
    }
}

/* Copies what @p, the beginning of a text element, holds. Returns where it ends. Once nothing closes such an
 * element any more, @unclosed says so: it is not looked for through the whole file again. */
static const char *
copy_text (GString    *out,
           const char *p,
           const char *name,
           gboolean   *unclosed)
{
  g_autofree char *close = g_strconcat ("</", name, NULL);
  const char *open_end = strchr (p, '>'), *end = open_end != NULL ? strstr (open_end, close) : NULL;
  const char *text = open_end != NULL ? open_end + 1 : NULL;

  *unclosed = end == NULL;
  if (end == NULL || open_end[-1] == '/')
    {
      g_string_append_c (out, '<');
      return p + 1;
    }
  g_string_append_len (out, p, text - p);
  if (g_str_has_prefix (text + strspn (text, " \t\r\n"), "<![CDATA[") || g_strstr_len (p, text - p, "xhtml") != NULL)
    g_string_append_len (out, text, end - text);
  else
    append_escaped (out, text, end);
  return end;
}

/**
 * sotong_feed_xml_escape_texts:
 * @xml: a repaired feed whose tags do not fit each other
 *
 * Many programs put HTML into titles and texts as it is, where a lone "<br>" makes everything behind it a part of one item.
 * Escapes the tags in what people wrote; lines keep their numbers.
 *
 * Returns: (transfer full): the feed, whose other tags may still not fit
 */
char *
sotong_feed_xml_escape_texts (const char *xml)
{
  GString *out = g_string_sized_new (strlen (xml) + 256);
  gboolean unclosed[G_N_ELEMENTS (text_elements)] = { FALSE };
  const char *p = xml;

  while (*p != '\0')
    {
      const char *stop = p + strcspn (p, "<");
      int element;

      g_string_append_len (out, p, stop - p);
      p = stop;
      if (*p == '\0')
        break;
      element = text_element (p);
      if (element >= 0 && !unclosed[element])
        p = copy_text (out, p, text_elements[element], &unclosed[element]);
      else if (g_str_has_prefix (p, "<![CDATA["))
        {
          const char *past = find_past (p, "]]>");

          g_string_append_len (out, p, past - p);
          p = past;
        }
      else
        g_string_append_c (out, *p++);
    }
  return g_string_free (out, FALSE);
}
