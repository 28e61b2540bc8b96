/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "util/sotong-html.h"

#define MAX_ENTITY_NAME 32
#define MAX_TAG_QUOTES  64    /* quoted attribute values looked over before a tag is taken for damaged */
#define MAX_TAG_BYTES   4096  /* of a tag, quoted values apart */

typedef enum {
  BREAK_NONE,
  BREAK_BLANK,      /* a table cell */
  BREAK_LINE,       /* a block: one line end before and after */
  BREAK_ALWAYS,     /* <br> */
  BREAK_DROP,       /* an element whose content is not text */
} Break;

typedef struct {
  const char *p;
  const char *end;
  GString    *out;
  gboolean    keep_lines;     /* no mark-up in it: line ends mean something */
  guint       preformatted;   /* how many <pre> are open */
  gboolean    blank;          /* white space is due before the next letter */
  gboolean    no_more[256];   /* of '>', '"' and '\'': none from here on, so that nothing is searched twice */
} Reader;

static const struct {
  const char *name;
  Break       kind;
} elements[] = {
  { "address", BREAK_LINE }, { "article", BREAK_LINE }, { "blockquote", BREAK_LINE }, { "br", BREAK_ALWAYS },
  { "canvas", BREAK_DROP }, { "caption", BREAK_LINE }, { "dd", BREAK_LINE }, { "div", BREAK_LINE },
  { "dl", BREAK_LINE }, { "dt", BREAK_LINE }, { "fieldset", BREAK_LINE }, { "figcaption", BREAK_LINE },
  { "figure", BREAK_LINE }, { "footer", BREAK_LINE }, { "form", BREAK_LINE }, { "h1", BREAK_LINE },
  { "h2", BREAK_LINE }, { "h3", BREAK_LINE }, { "h4", BREAK_LINE }, { "h5", BREAK_LINE }, { "h6", BREAK_LINE },
  { "head", BREAK_DROP }, { "header", BREAK_LINE }, { "hr", BREAK_LINE }, { "iframe", BREAK_DROP },
  { "li", BREAK_LINE }, { "main", BREAK_LINE }, { "nav", BREAK_LINE }, { "noscript", BREAK_DROP },
  { "object", BREAK_DROP }, { "ol", BREAK_LINE }, { "p", BREAK_LINE }, { "pre", BREAK_LINE },
  { "script", BREAK_DROP }, { "section", BREAK_LINE }, { "style", BREAK_DROP }, { "svg", BREAK_DROP },
  { "table", BREAK_LINE }, { "td", BREAK_BLANK }, { "template", BREAK_DROP }, { "textarea", BREAK_DROP },
  { "th", BREAK_BLANK }, { "title", BREAK_DROP }, { "tr", BREAK_LINE }, { "ul", BREAK_LINE },
};

static Break
find_break (const char *name,
            gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    {
      if (strlen (elements[i].name) == length && g_ascii_strncasecmp (elements[i].name, name, length) == 0)
        return elements[i].kind;
    }
  return BREAK_NONE;
}

static gsize
read_numeric_entity (const char *text,
                     gsize       length,
                     gunichar   *out_character)
{
  /* What "&#128;" to "&#159;" mean in every browser: the letters of Windows-1252. */
  static const gunichar windows[32] = {
    0x20ac, 0xfffd, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0xfffd,
    0x17d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a,
    0x153, 0xfffd, 0x17e, 0x178,
  };
  gboolean hex = length > 2 && (text[2] == 'x' || text[2] == 'X');
  gsize i = hex ? 3 : 2, first = i;
  gunichar c = 0;

  for (; i < length; i++)
    {
      int digit = hex ? g_ascii_xdigit_value (text[i]) : g_ascii_digit_value (text[i]);

      if (digit < 0)
        break;
      if (c <= 0x10ffff)
        c = c * (hex ? 16 : 10) + (gunichar) digit;
    }
  if (i == first)
    return 0;
  if (i < length && text[i] == ';')
    i++;
  if (c >= 0x80 && c <= 0x9f)
    c = windows[c - 0x80];
  else if (c == 0 || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
    c = 0xfffd;
  *out_character = c;
  return i;
}

/**
 * sotong_html_read_entity:
 * @text: UTF-8 that begins with "&"
 * @length: its length in bytes
 * @out_character: (out): what the entity stands for; U+FFFD for a number that
 *   is no character
 *
 * Reads a numeric entity or a name of HTML 4 and "apos". A named one must end
 * with ";", because "&copy=1" in an address is none.
 *
 * Returns: the length of the entity in bytes, or 0 if @text begins with a bare "&"
 */
gsize
sotong_html_read_entity (const char *text,
                         gsize       length,
                         gunichar   *out_character)
{
  char name[MAX_ENTITY_NAME];
  const htmlEntityDesc *found;
  gsize n = 0;

  if (length < 3)
    return 0;
  if (text[1] == '#')
    return read_numeric_entity (text, length, out_character);
  while (n + 1 < sizeof name && n + 1 < length && g_ascii_isalnum (text[n + 1]))
    {
      name[n] = text[n + 1];
      n++;
    }
  if (n == 0 || n + 1 >= length || text[n + 1] != ';')
    return 0;
  name[n] = '\0';
  found = htmlEntityLookup ((const xmlChar *) name);
  if (found == NULL)
    return 0;
  *out_character = found->value;
  return n + 2;
}

static gboolean
at_line_start (Reader *reader)
{
  return reader->out->len == 0 || reader->out->str[reader->out->len - 1] == '\n';
}

static void
end_line (Reader   *reader,
          gboolean  always)
{
  gsize length = reader->out->len;

  reader->blank = FALSE;
  if (length == 0 || (!always && at_line_start (reader)))
    return;
  if (length >= 2 && reader->out->str[length - 1] == '\n' && reader->out->str[length - 2] == '\n')
    return;
  g_string_append_c (reader->out, '\n');
}

static void
add_character (Reader   *reader,
               gunichar  c)
{
  if (c == '\n' && (reader->keep_lines || reader->preformatted > 0))
    {
      end_line (reader, TRUE);
      return;
    }
  if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0xa0)
    {
      reader->blank = TRUE;
      return;
    }
  if (reader->blank && !at_line_start (reader))
    g_string_append_c (reader->out, ' ');
  reader->blank = FALSE;
  g_string_append_unichar (reader->out, c);
}

static const char *
find_byte (Reader     *reader,
           const char *from,
           char        byte)
{
  const char *found;

  if (reader->no_more[(guchar) byte])
    return NULL;
  found = memchr (from, byte, (gsize) (reader->end - from));
  if (found == NULL)
    reader->no_more[(guchar) byte] = TRUE;
  return found;
}

/* The ">" that ends the tag at @from, quoted values skipped; a damaged tag ends at the next ">" of any kind. */
static const char *
find_tag_end (Reader     *reader,
              const char *from)
{
  guint quotes = 0, bytes = 0;

  if (find_byte (reader, from, '>') == NULL)
    return NULL;
  for (const char *p = from; p < reader->end && bytes < MAX_TAG_BYTES && quotes < MAX_TAG_QUOTES; p++, bytes++)
    {
      const char *close;

      if (*p == '>')
        return p;
      if (*p != '"' && *p != '\'')
        continue;
      close = find_byte (reader, p + 1, *p);
      if (close != NULL)
        {
          p = close;
          quotes++;
        }
    }
  return find_byte (reader, from, '>');
}

/* Moves behind the end tag of an element that holds no text, or to the end. */
static void
skip_element (Reader     *reader,
              const char *name,
              gsize       length)
{
  while (reader->p < reader->end)
    {
      const char *open = memchr (reader->p, '<', (gsize) (reader->end - reader->p));

      if (open == NULL || (gsize) (reader->end - open) < length + 2)
        break;
      reader->p = open + 1;
      if (open[1] == '/' && g_ascii_strncasecmp (open + 2, name, length) == 0 && !g_ascii_isalnum (open[2 + length]))
        {
          const char *close = find_byte (reader, open, '>');

          reader->p = close != NULL ? close + 1 : reader->end;
          return;
        }
    }
  reader->p = reader->end;
}

static const char *
find_attribute (const char *tag,
                gsize       length,
                const char *name,
                gsize      *out_length)
{
  gsize n = strlen (name);

  for (const char *p = tag; (gsize) (p - tag) + n + 3 < length; p++)
    {
      char quote = p[n + 1];
      const char *value = p + n + 2, *close;

      if (!g_ascii_isspace (p[-1]) || g_ascii_strncasecmp (p, name, n) != 0 || p[n] != '=' || (quote != '"' && quote != '\''))
        continue;
      close = memchr (value, quote, length - (gsize) (value - tag));
      if (close == NULL)
        return NULL;
      *out_length = (gsize) (close - value);
      return value;
    }
  return NULL;
}

/* Blogs send their emoji as pictures: <img class="emoji" alt="😀">. */
static void
add_emoji (Reader     *reader,
           const char *tag,
           gsize       length)
{
  gsize class_length, alt_length;
  const char *class_name = find_attribute (tag, length, "class", &class_length);
  const char *alt = find_attribute (tag, length, "alt", &alt_length);

  if (class_name == NULL || alt == NULL || alt_length > 64 || g_strstr_len (class_name, (gssize) class_length, "emoji") == NULL)
    return;
  for (const char *p = alt; p < alt + alt_length; p = g_utf8_next_char (p))
    add_character (reader, g_utf8_get_char (p));
}

static void
read_element (Reader *reader)
{
  const char *tag = reader->p + 1;
  gboolean closing = *tag == '/';
  const char *name = closing ? tag + 1 : tag;
  const char *close = find_tag_end (reader, name);
  gsize length = 0;

  if (close == NULL) /* "a <b" at the end of a cut text */
    {
      add_character (reader, '<');
      reader->p++;
      return;
    }
  while (name + length < close && g_ascii_isalnum (name[length]))
    length++;
  if (name[length] == ':') /* XHTML with a prefix */
    {
      name += length + 1;
      for (length = 0; name + length < close && g_ascii_isalnum (name[length]);)
        length++;
    }
  reader->p = close + 1;
  switch (find_break (name, length))
    {
    case BREAK_BLANK:
      reader->blank = TRUE;
      break;
    case BREAK_LINE:
      end_line (reader, FALSE);
      if (length == 3 && g_ascii_strncasecmp (name, "pre", 3) == 0)
        reader->preformatted = closing ? 0 : 1;
      break;
    case BREAK_ALWAYS:
      end_line (reader, TRUE);
      break;
    case BREAK_DROP:
      if (!closing && close[-1] != '/')
        skip_element (reader, name, length);
      break;
    case BREAK_NONE:
    default:
      if (!closing && length == 3 && g_ascii_strncasecmp (name, "img", 3) == 0)
        add_emoji (reader, tag, (gsize) (close - tag));
      break;
    }
}

static void
skip_past (Reader     *reader,
           const char *mark)
{
  const char *found = g_strstr_len (reader->p, reader->end - reader->p, mark);

  reader->p = found != NULL ? found + strlen (mark) : reader->end;
}

static gboolean
is_markup (const char *p,
           const char *end)
{
  if (end - p < 2)
    return FALSE;
  return g_ascii_isalpha (p[1]) || p[1] == '!' || p[1] == '?' || (p[1] == '/' && end - p > 2 && g_ascii_isalpha (p[2]));
}

static void
read_markup (Reader *reader)
{
  const char *p = reader->p;

  if (strncmp (p, "<!--", 4) == 0)
    skip_past (reader, "-->");
  else if (strncmp (p, "<![CDATA[", 9) == 0)
    reader->p += 9;
  else if (p[1] == '!' || p[1] == '?')
    skip_past (reader, ">");
  else
    read_element (reader);
}

static gboolean
has_markup (const char *html,
            const char *end)
{
  for (const char *p = html; (p = memchr (p, '<', (gsize) (end - p))) != NULL; p++)
    {
      if (is_markup (p, end))
        return TRUE;
    }
  return FALSE;
}

/**
 * sotong_html_to_text:
 * @html: a fragment of HTML, or plain text that may hold entities
 * @length: its length in bytes, or -1 if zero-terminated
 *
 * Makes text to show: tags and what is no text (scripts, styles, frames) left
 * out, blocks and `<br>` as line ends, white space made one blank, entities
 * decoded once, so that a tag somebody wrote about stays. Where there is no
 * mark-up at all, line ends are kept. The time it takes grows with the length,
 * whatever is in it.
 *
 * Returns: (transfer full): plain text in UTF-8
 */
char *
sotong_html_to_text (const char *html,
                     gssize      length)
{
  g_autofree char *valid = g_utf8_make_valid (html, length);
  Reader reader = { .p = valid, .end = valid + strlen (valid) };

  reader.out = g_string_sized_new ((gsize) (reader.end - reader.p) + 1);
  reader.keep_lines = !has_markup (reader.p, reader.end);
  while (reader.p < reader.end)
    {
      gunichar c;
      gsize entity;

      if (*reader.p == '<' && is_markup (reader.p, reader.end))
        {
          read_markup (&reader);
          continue;
        }
      if (*reader.p == '&' && (entity = sotong_html_read_entity (reader.p, (gsize) (reader.end - reader.p), &c)) > 0)
        {
          reader.p += entity;
          add_character (&reader, c);
          continue;
        }
      add_character (&reader, g_utf8_get_char (reader.p));
      reader.p = g_utf8_next_char (reader.p);
    }
  return g_strchomp (g_string_free (reader.out, FALSE));
}

/**
 * sotong_html_escape:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): @text as it is written between tags or in a quoted
 *   attribute of HTML or XML; control characters that neither allows are left out
 */
char *
sotong_html_escape (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 16);

  for (const char *p = text; *p != '\0'; p++)
    {
      switch (*p)
        {
        case '&':
          g_string_append (out, "&amp;");
          break;
        case '<':
          g_string_append (out, "&lt;");
          break;
        case '>':
          g_string_append (out, "&gt;");
          break;
        case '"':
          g_string_append (out, "&quot;");
          break;
        case '\'':
          g_string_append (out, "&#39;");
          break;
        default:
          if ((guchar) *p >= 0x20 || *p == '\n' || *p == '\t')
            g_string_append_c (out, *p);
        }
    }
  return g_string_free (out, FALSE);
}

/**
 * sotong_html_from_text:
 * @text: valid UTF-8, lines ended by "\n"
 *
 * Returns: (transfer full): HTML that shows the same: a `<p>` for each stretch
 *   between empty lines, `<br>` for a line end within it
 */
char *
sotong_html_from_text (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  GString *out = g_string_sized_new (strlen (text) + 64);
  gboolean open = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *escaped = sotong_html_escape (g_strchomp (lines[i]));

      if (*escaped == '\0')
        {
          if (open)
            g_string_append (out, "</p>\n");
          open = FALSE;
          continue;
        }
      g_string_append (out, open ? "<br>\n" : "<p>");
      g_string_append (out, escaped);
      open = TRUE;
    }
  if (open)
    g_string_append (out, "</p>");
  else if (out->len > 0)
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}
