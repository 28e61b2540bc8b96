/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "monitor/sotong-import-private.h"

#define MAX_DEPTH 32

/*
 * A strict reader of one JSON object a line. It keeps the members that a mention has and
 * checks the others without keeping them. Strings are unescaped in place: that is never
 * longer. The line ends with a zero byte, which no JSON text holds outside a string and
 * which stops every loop.
 */
typedef struct {
  char       *start;
  char       *p;
  char       *end;
  const char *fault;  /* (nullable): what was expected where it stopped */
  SotongSpan  member; /* the member whose value is JSON, but no text; no data if none is */
} Scan;

static gboolean
expect (Scan       *scan,
        const char *fault)
{
  if (scan->fault == NULL)
    scan->fault = fault;
  return FALSE;
}

static void
skip_blanks (Scan *scan)
{
  while (*scan->p == ' ' || *scan->p == '\t' || *scan->p == '\r')
    scan->p++;
}

static int
hex_digits (const char *p)
{
  int value = 0;

  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (p[i]);

      if (digit < 0)
        return -1;
      value = value << 4 | digit;
    }
  return value;
}

/* Behind "\u": writes the character; a half of a pair alone, and zero, become U+FFFD. */
static gboolean
scan_unicode (Scan  *scan,
              char **out)
{
  int value = hex_digits (scan->p);
  gunichar c;

  if (value < 0)
    return expect (scan, N_("four hexadecimal digits after “\\u”"));
  scan->p += 4;
  c = (gunichar) value;
  if (c >= 0xd800 && c < 0xdc00 && scan->p[0] == '\\' && scan->p[1] == 'u')
    {
      int low = hex_digits (scan->p + 2);

      if (low >= 0xdc00 && low < 0xe000)
        {
          c = 0x10000 + ((c - 0xd800) << 10) + ((gunichar) low - 0xdc00);
          scan->p += 6;
        }
    }
  if (c == 0 || (c >= 0xd800 && c < 0xe000))
    c = 0xfffd;
  *out += g_unichar_to_utf8 (c, *out);
  return TRUE;
}

static gboolean
scan_escape (Scan  *scan,
             char **out)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  char c = *scan->p;
  const char *found = c != '\0' ? strchr (from, c) : NULL;

  if (c == 'u')
    {
      scan->p++;
      return scan_unicode (scan, out);
    }
  if (found == NULL)
    return expect (scan, N_("a known escape after “\\”"));
  scan->p++;
  *(*out)++ = to[found - from];
  return TRUE;
}

/* At the opening quote. */
static gboolean
scan_string (Scan       *scan,
             SotongSpan *span)
{
  char *out;

  scan->p++;
  span->data = out = scan->p;
  for (;;)
    {
      char *run = scan->p;

      while ((guchar) *scan->p >= 0x20 && *scan->p != '"' && *scan->p != '\\')
        scan->p++;
      if (out != run)
        memmove (out, run, (gsize) (scan->p - run));
      out += scan->p - run;
      if (*scan->p == '"')
        break;
      if (*scan->p != '\\')
        return expect (scan, N_("the end of a string"));
      scan->p++;
      if (!scan_escape (scan, &out))
        return FALSE;
    }
  scan->p++;
  span->length = (gsize) (out - span->data);
  return TRUE;
}

static gboolean
scan_digits (Scan *scan)
{
  if (!g_ascii_isdigit (*scan->p))
    return expect (scan, N_("a digit"));
  while (g_ascii_isdigit (*scan->p))
    scan->p++;
  return TRUE;
}

static gboolean
scan_number (Scan       *scan,
             SotongSpan *span)
{
  span->data = scan->p;
  if (*scan->p == '-')
    scan->p++;
  if (*scan->p == '0')
    scan->p++;
  else if (!scan_digits (scan))
    return FALSE;
  if (*scan->p == '.')
    {
      scan->p++;
      if (!scan_digits (scan))
        return FALSE;
    }
  if (*scan->p == 'e' || *scan->p == 'E')
    {
      scan->p++;
      if (*scan->p == '+' || *scan->p == '-')
        scan->p++;
      if (!scan_digits (scan))
        return FALSE;
    }
  span->length = (gsize) (scan->p - span->data);
  return TRUE;
}

static gboolean
scan_word (Scan       *scan,
           const char *word)
{
  gsize length = strlen (word);

  if (strncmp (scan->p, word, length) != 0)
    return expect (scan, N_("a value"));
  scan->p += length;
  return TRUE;
}

static gboolean skip_value (Scan *scan,
                            int   depth);

/* At the opening bracket of an array or object that is not kept. */
static gboolean
skip_nested (Scan *scan,
             int   depth)
{
  gboolean object = *scan->p == '{';
  char close = object ? '}' : ']';
  SotongSpan name;

  if (depth > MAX_DEPTH)
    return expect (scan, N_("fewer brackets inside one another"));
  scan->p++;
  skip_blanks (scan);
  if (*scan->p == close)
    {
      scan->p++;
      return TRUE;
    }
  for (;;)
    {
      skip_blanks (scan);
      if (object)
        {
          if (*scan->p != '"')
            return expect (scan, N_("a member's name in quotes"));
          if (!scan_string (scan, &name))
            return FALSE;
          skip_blanks (scan);
          if (*scan->p != ':')
            return expect (scan, N_("“:”"));
          scan->p++;
        }
      if (!skip_value (scan, depth))
        return FALSE;
      skip_blanks (scan);
      if (*scan->p == close)
        {
          scan->p++;
          return TRUE;
        }
      if (*scan->p != ',')
        return expect (scan, N_("“,” or a closing bracket"));
      scan->p++;
    }
}

static gboolean
skip_value (Scan *scan,
            int   depth)
{
  SotongSpan span;

  skip_blanks (scan);
  switch (*scan->p)
    {
    case '"':
      return scan_string (scan, &span);
    case '{':
    case '[':
      return skip_nested (scan, depth + 1);
    case 't':
      return scan_word (scan, "true");
    case 'f':
      return scan_word (scan, "false");
    case 'n':
      return scan_word (scan, "null");
    default:
      return (*scan->p == '-' || g_ascii_isdigit (*scan->p)) ? scan_number (scan, &span) : expect (scan, N_("a value"));
    }
}

static SotongSpan *
member_of (SotongImportRecord *record,
           const SotongSpan   *name)
{
  static const struct {
    const char *name;
    gsize       length;
    gsize       offset;
  } members[] = {
    { "external_id", 11, G_STRUCT_OFFSET (SotongImportRecord, external_id) },
    { "author", 6, G_STRUCT_OFFSET (SotongImportRecord, author) },
    { "published_at", 12, G_STRUCT_OFFSET (SotongImportRecord, published_at) },
    { "url", 3, G_STRUCT_OFFSET (SotongImportRecord, url) },
    { "title", 5, G_STRUCT_OFFSET (SotongImportRecord, title) },
    { "text", 4, G_STRUCT_OFFSET (SotongImportRecord, text) },
    { "reach", 5, G_STRUCT_OFFSET (SotongImportRecord, reach) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (name->length == members[i].length && memcmp (name->data, members[i].name, name->length) == 0)
        return &G_STRUCT_MEMBER (SotongSpan, record, members[i].offset);
    }
  return NULL;
}

/* The value of a member that a mention has: a string, a number where one may stand, or null. */
static gboolean
scan_member (Scan             *scan,
             const SotongSpan *name,
             SotongSpan       *span,
             gboolean          is_number)
{
  skip_blanks (scan);
  if (*scan->p == '"')
    return scan_string (scan, span);
  if (*scan->p == 'n')
    {
      *span = (SotongSpan) { NULL, 0 };
      return scan_word (scan, "null");
    }
  if (is_number && (*scan->p == '-' || g_ascii_isdigit (*scan->p)))
    return scan_number (scan, span);
  if (*scan->p != '\0' && strchr ("tf[{-0123456789", *scan->p) != NULL)
    scan->member = *name;
  return expect (scan, N_("a text in quotes"));
}

static gboolean
scan_object (Scan               *scan,
             SotongImportRecord *record)
{
  skip_blanks (scan);
  if (*scan->p != '{')
    return expect (scan, N_("“{”"));
  scan->p++;
  skip_blanks (scan);
  if (*scan->p == '}')
    {
      scan->p++;
      return TRUE;
    }
  for (;;)
    {
      SotongSpan name;
      SotongSpan *member;

      skip_blanks (scan);
      if (*scan->p != '"')
        return expect (scan, N_("a member's name in quotes"));
      if (!scan_string (scan, &name))
        return FALSE;
      skip_blanks (scan);
      if (*scan->p != ':')
        return expect (scan, N_("“:”"));
      scan->p++;
      skip_blanks (scan);
      member = name.length == 2 && memcmp (name.data, "id", 2) == 0 && g_ascii_isdigit (*scan->p) ? &record->number : member_of (record, &name);
      if (member != NULL ? !scan_member (scan, &name, member, member == &record->external_id || member == &record->number || member == &record->reach
                                                                || member == &record->published_at)
                         : !skip_value (scan, 1))
        return FALSE;
      skip_blanks (scan);
      if (*scan->p == '}')
        {
          scan->p++;
          return TRUE;
        }
      if (*scan->p != ',')
        return expect (scan, N_("“,” or “}”"));
      scan->p++;
    }
}

gboolean
sotong_import_scan_json (char                *line,
                         gsize                length,
                         SotongImportRecord  *record,
                         char               **out_problem)
{
  Scan scan = { line, line, line + length, NULL, { NULL, 0 } };

  memset (record, 0, sizeof *record);
  if (scan_object (&scan, record))
    {
      skip_blanks (&scan);
      if (scan.p == scan.end)
        return TRUE;
      expect (&scan, N_("the end of the line"));
    }
  if (scan.member.data != NULL)
    {
      *out_problem = g_strdup_printf (_("“%.*s” is not a text in quotes. Correct the line, or export the file again."),
                                      (int) scan.member.length, scan.member.data);
      return FALSE;
    }
  /* Translators: a number, and what was expected there, as in: byte 12 should be a digit */
  *out_problem = g_strdup_printf (_("This is not JSON: byte %ld should be %s. Correct the line, or export the file again."),
                                  (long) (scan.p - scan.start) + 1, _(scan.fault));
  return FALSE;
}
