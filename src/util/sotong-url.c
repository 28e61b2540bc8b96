/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "util/sotong-url.h"

#define FEW_PARAMETERS 32

/* A parameter within the text being made. */
typedef struct {
  guint start;
  guint length;
} Span;

static inline gboolean
is_unreserved (guchar c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/* What may stand as it is in a path or a parameter: RFC 3986 pchar and "/". */
static inline gboolean
is_plain (guchar c)
{
  return is_unreserved (c) || (c != '\0' && strchr ("!$&'()*+,;=:@/", c) != NULL);
}

static inline int
hex_pair (const char *p,
          const char *end)
{
  int high, low;

  if (end - p < 3)
    return -1;
  high = g_ascii_xdigit_value (p[1]);
  low = g_ascii_xdigit_value (p[2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static void
append_encoded (GString *out,
                guchar   c)
{
  static const char digits[] = "0123456789ABCDEF";
  char encoded[3] = { '%', digits[c >> 4], digits[c & 15] };

  g_string_append_len (out, encoded, sizeof encoded);
}

/* Letters that can be part of a decomposed sequence; all others are composed already. */
static gboolean
may_be_decomposed (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x300 && !(c >= 0xac00 && c <= 0xd7a3) && !(c >= 0x3400 && c <= 0x9fff))
        return TRUE;
    }
  return FALSE;
}

/* Bytes above ASCII stay letters when they are UTF-8, and are encoded when they are anything else. */
static void
settle_high_bytes (GString *out,
                   gsize    start)
{
  g_autofree char *raw = NULL;

  if (g_utf8_validate (out->str + start, (gssize) (out->len - start), NULL))
    {
      g_autofree char *composed = NULL;

      if (!may_be_decomposed (out->str + start))
        return;
      composed = g_utf8_normalize (out->str + start, -1, G_NORMALIZE_DEFAULT_COMPOSE);
      g_string_truncate (out, start);
      g_string_append (out, composed);
      return;
    }
  raw = g_strndup (out->str + start, out->len - start);
  g_string_truncate (out, start);
  for (const char *p = raw; *p != '\0'; p++)
    {
      if ((guchar) *p >= 0x80)
        append_encoded (out, (guchar) *p);
      else
        g_string_append_c (out, *p);
    }
}

/* One path or one parameter; a blank in a parameter is "+", elsewhere "%20". */
static void
append_component (GString    *out,
                  const char *p,
                  const char *end,
                  gboolean    is_parameter)
{
  gsize start = out->len;
  gboolean high = FALSE;

  while (p < end)
    {
      const char *run = p;
      int decoded;
      guchar c;

      while (p < end && is_plain ((guchar) *p))
        p++;
      if (p > run)
        g_string_append_len (out, run, p - run);
      if (p >= end)
        break;
      c = (guchar) *p;
      decoded = c == '%' ? hex_pair (p, end) : c;
      if (c == '%' && decoded >= 0)
        p += 3;
      else
        p++;
      if (c == '%' && decoded < 0)
        g_string_append (out, "%25");
      else if (decoded >= 0x80)
        {
          g_string_append_c (out, (char) decoded);
          high = TRUE;
        }
      else if (is_unreserved ((guchar) decoded))
        g_string_append_c (out, (char) decoded);
      else if (decoded == ' ' && is_parameter)
        g_string_append_c (out, '+');
      else if (c != '%' && (decoded == '\t' || decoded == '\n' || decoded == '\r'))
        continue;
      else
        append_encoded (out, (guchar) decoded);
    }
  if (high)
    settle_high_bytes (out, start);
}

/* "/a/./b/../c" is "/a/c"; in place, the text from @start being an absolute path. */
static void
remove_dot_segments (GString *out,
                     gsize    start)
{
  g_auto(GStrv) segments = NULL;
  g_autoptr(GPtrArray) kept = NULL;

  if (strstr (out->str + start, "/.") == NULL)
    return;
  segments = g_strsplit (out->str + start + 1, "/", -1);
  kept = g_ptr_array_new ();
  for (guint i = 0; segments[i] != NULL; i++)
    {
      if (g_str_equal (segments[i], "."))
        continue;
      if (!g_str_equal (segments[i], ".."))
        g_ptr_array_add (kept, segments[i]);
      else if (kept->len > 0)
        g_ptr_array_set_size (kept, (int) kept->len - 1);
    }
  g_string_truncate (out, start);
  for (guint i = 0; i < kept->len; i++)
    {
      g_string_append_c (out, '/');
      g_string_append (out, kept->pdata[i]);
    }
}

static void
append_path (GString    *out,
             const char *p,
             const char *end)
{
  gsize start = out->len;

  append_component (out, p, end, FALSE);
  if (out->len > start)
    remove_dot_segments (out, start);
  while (out->len > start && out->str[out->len - 1] == '/')
    g_string_truncate (out, out->len - 1);
}

/* Parameters that say how a reader came, not what is read. */
static gboolean
is_tracking (const char *text,
             gsize       length)
{
  static const char * const names[] = {
    "NaPm", "_ga", "_gl", "dclid", "fb_action_ids", "fb_action_types", "fb_ref", "fb_source", "fbclid", "fromRss",
    "gbraid", "gclid", "gclsrc", "igsh", "igshid", "mc_cid", "mc_eid", "msclkid", "n_ad", "n_ad_group",
    "n_campaign_type", "n_keyword", "n_keyword_id", "n_media", "n_query", "n_rank", "trackingCode", "wbraid",
    "yclid",
  };
  const char *equals = memchr (text, '=', length);
  gsize n = equals != NULL ? (gsize) (equals - text) : length;

  if (n >= 4 && g_ascii_strncasecmp (text, "utm_", 4) == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (names[i][0] == text[0] && strlen (names[i]) == n && memcmp (names[i], text, n) == 0)
        return TRUE;
    }
  return FALSE;
}

static int
compare_spans (gconstpointer a,
               gconstpointer b,
               gpointer      text)
{
  const Span *x = a, *y = b;
  int order = memcmp ((const char *) text + x->start, (const char *) text + y->start, MIN (x->length, y->length));

  return order != 0 ? order : (x->length > y->length) - (x->length < y->length);
}

static void
sort_parameters (GString *out,
                 gsize    start,
                 Span    *spans,
                 guint    n_spans)
{
  g_autofree char *before = NULL;
  gboolean sorted = TRUE;

  for (guint i = 1; i < n_spans && sorted; i++)
    sorted = compare_spans (&spans[i - 1], &spans[i], out->str) <= 0;
  if (sorted)
    return;
  before = g_strdup (out->str);
  g_qsort_with_data (spans, (int) n_spans, sizeof *spans, compare_spans, before);
  g_string_truncate (out, start);
  for (guint i = 0; i < n_spans; i++)
    {
      if (i > 0)
        g_string_append_c (out, '&');
      g_string_append_len (out, before + spans[i].start, spans[i].length);
    }
}

static void
append_query (GString    *out,
              const char *p,
              const char *end)
{
  Span few[FEW_PARAMETERS];
  g_autofree Span *many = NULL;
  Span *spans = few;
  guint n_spans = 0, n_separators = 0;
  gsize start;

  for (const char *q = p; q < end; q++)
    n_separators += *q == '&';
  if (n_separators >= FEW_PARAMETERS)
    spans = many = g_new (Span, n_separators + 1);
  g_string_append_c (out, '?');
  start = out->len;
  while (p < end)
    {
      const char *separator = memchr (p, '&', (gsize) (end - p));
      const char *stop = separator != NULL ? separator : end;
      gsize before = out->len;

      if (n_spans > 0)
        g_string_append_c (out, '&');
      spans[n_spans].start = (guint) out->len;
      append_component (out, p, stop, TRUE);
      spans[n_spans].length = (guint) out->len - spans[n_spans].start;
      if (spans[n_spans].length == 0 || is_tracking (out->str + spans[n_spans].start, spans[n_spans].length))
        g_string_truncate (out, before);
      else
        n_spans++;
      p = stop + 1;
    }
  if (n_spans == 0)
    g_string_truncate (out, start - 1);
  else
    sort_parameters (out, start, spans, n_spans);
}

static gboolean
append_foreign_host (GString    *out,
                     const char *host,
                     gsize       length)
{
  g_autofree char *copy = g_uri_unescape_segment (host, host + length, NULL);
  g_autofree char *composed = NULL;
  g_autofree char *ascii = NULL;

  if (copy == NULL || !g_utf8_validate (copy, -1, NULL))
    return FALSE;
  composed = g_utf8_normalize (copy, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  ascii = g_hostname_to_ascii (composed);
  if (ascii == NULL || *ascii == '\0')
    return FALSE;
  for (const char *p = ascii; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '-' && *p != '.' && *p != '_')
        return FALSE;
    }
  g_string_append (out, ascii);
  return TRUE;
}

static gboolean
append_host (GString    *out,
             const char *host,
             gsize       length)
{
  gsize start = out->len;
  gboolean bracketed = length > 2 && host[0] == '[' && host[length - 1] == ']';

  if (length > 0 && host[length - 1] == '.')
    length--;
  if (length == 0)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      char c = host[i];

      if (!is_unreserved ((guchar) c) && !(bracketed && (c == ':' || c == '[' || c == ']')))
        {
          g_string_truncate (out, start);
          return append_foreign_host (out, host, length);
        }
      g_string_append_c (out, g_ascii_tolower (c));
    }
  return TRUE;
}

/* User names and the scheme's own port are dropped. */
static gboolean
append_authority (GString    *out,
                  const char *p,
                  const char *end,
                  guint       default_port)
{
  const char *at = g_strrstr_len (p, end - p, "@");
  const char *colon;
  guint port = 0;

  if (at != NULL)
    p = at + 1;
  colon = g_strrstr_len (p, end - p, ":");
  if (colon != NULL && memchr (colon, ']', (gsize) (end - colon)) != NULL)
    colon = NULL;
  if (!append_host (out, p, (gsize) ((colon != NULL ? colon : end) - p)))
    return FALSE;
  for (const char *digit = colon != NULL ? colon + 1 : end; digit < end; digit++)
    {
      if (!g_ascii_isdigit (*digit) || (port = port * 10 + (guint) (*digit - '0')) > 65535)
        return FALSE;
    }
  if (port != 0 && port != default_port)
    g_string_append_printf (out, ":%u", port);
  return TRUE;
}

/* "blog.naver.com/abc" without a scheme: a name with a dot whose last part is letters. */
static gboolean
looks_like_host (const char *p,
                 const char *end)
{
  const char *dot;

  while (end > p && (g_ascii_isdigit (end[-1])))
    end--;
  if (end > p && end[-1] == ':')
    end--;
  dot = g_strrstr_len (p, end - p, ".");
  if (dot == NULL || dot == p || end - dot < 3)
    return FALSE;
  for (const char *c = p; c < end; c++)
    {
      if (c > dot ? !g_ascii_isalpha (*c) : !is_unreserved ((guchar) *c))
        return FALSE;
    }
  return TRUE;
}

static const char *
find_parameter (const char *query,
                const char *name,
                gsize      *length)
{
  gsize n = strlen (name);

  for (const char *p = query; p != NULL && *p != '\0';)
    {
      const char *next = strchr (p, '&');

      if (strncmp (p, name, n) == 0 && p[n] == '=')
        {
          p += n + 1;
          *length = next != NULL ? (gsize) (next - p) : strlen (p);
          return *length > 0 ? p : NULL;
        }
      p = next != NULL ? next + 1 : NULL;
    }
  return NULL;
}

static void
replace_with_post (GString    *out,
                   gsize       start,
                   const char *blog,
                   gsize       blog_length,
                   const char *number,
                   gsize       number_length)
{
  g_autofree char *id = g_ascii_strdown (blog, (gssize) blog_length);
  g_autofree char *no = g_strndup (number, number_length);

  g_string_truncate (out, start);
  g_string_append_printf (out, "blog.naver.com/%s/%s", id, no);
}

/*
 * One Naver post has many addresses: blog.naver.com/ID/NO with or without
 * parameters, m.blog.naver.com, PostView.nhn?blogId=ID&logNo=NO, and
 * ID.blog.me/NO of the years up to 2019.
 */
static void
unify_naver_blog (GString *out,
                  gsize    start)
{
  const char *text = out->str + start;
  const char *path = strchr (text, '/');
  const char *query = strchr (text, '?');
  const char *number, *blog, *second;
  gsize number_length, blog_length;
  gsize host_length;

  if (path == NULL || (query != NULL && query < path))
    return;
  host_length = (gsize) (path - text);
  path++;
  if (host_length > strlen (".blog.me") && memcmp (path - 1 - strlen (".blog.me"), ".blog.me", 8) == 0)
    {
      number_length = strspn (path, "0123456789");
      if (number_length > 0 && (path[number_length] == '\0' || path[number_length] == '?'))
        replace_with_post (out, start, text, host_length - strlen (".blog.me"), path, number_length);
      return;
    }
  if (!(host_length == 14 && memcmp (text, "blog.naver.com", 14) == 0)
      && !(host_length == 16 && memcmp (text, "m.blog.naver.com", 16) == 0))
    return;
  if (query != NULL)
    query++;
  number = find_parameter (query, "logNo", &number_length);
  if (g_ascii_strncasecmp (path, "PostView.", 9) == 0)
    {
      blog = find_parameter (query, "blogId", &blog_length);
      if (blog != NULL && number != NULL)
        replace_with_post (out, start, blog, blog_length, number, number_length);
      return;
    }
  blog_length = strcspn (path, "/?");
  second = path + blog_length;
  if (*second == '/')
    {
      second++;
      number_length = strspn (second, "0123456789");
      if (number_length > 0 && (second[number_length] == '\0' || second[number_length] == '?'))
        replace_with_post (out, start, path, blog_length, second, number_length);
    }
  else if (number != NULL)
    replace_with_post (out, start, path, blog_length, number, number_length);
}

/**
 * sotong_url_append_normalized:
 * @out: what to append to
 * @url: an address as it came, zero-terminated, of any bytes
 *
 * Appends what two addresses of one page have in common, for comparing and as
 * a key, not for opening: no scheme (http equals https), no user name, default
 * port, fragment, trailing slash or parameters that only track the reader;
 * host in lower case and ASCII; percent-encoding undone where it is not
 * needed, Hangul composed; parameters sorted; the forms of a Naver blog post
 * made one. Appends nothing if @url is no web address. Any thread.
 *
 * Returns: %TRUE if something was appended
 */
gboolean
sotong_url_append_normalized (GString    *out,
                              const char *url)
{
  gsize start = out->len;
  const char *p = url, *end, *authority_end, *path_end;
  guint default_port = 0;

  while (*p != '\0' && (guchar) *p <= ' ')
    p++;
  end = p + strcspn (p, "#");
  while (end > p && (guchar) end[-1] <= ' ')
    end--;
  if (g_ascii_strncasecmp (p, "http://", 7) == 0)
    {
      p += 7;
      default_port = 80;
    }
  else if (g_ascii_strncasecmp (p, "https://", 8) == 0)
    {
      p += 8;
      default_port = 443;
    }
  else if (strncmp (p, "//", 2) == 0)
    p += 2;
  else if (!looks_like_host (p, MIN (end, p + strcspn (p, "/?#"))))
    return FALSE;
  if (p >= end)
    return FALSE;
  authority_end = MIN (end, p + strcspn (p, "/?#\\"));
  if (!append_authority (out, p, authority_end, default_port))
    {
      g_string_truncate (out, start);
      return FALSE;
    }
  path_end = memchr (authority_end, '?', (gsize) (end - authority_end));
  if (path_end == NULL)
    path_end = end;
  append_path (out, authority_end, path_end);
  if (path_end < end)
    append_query (out, path_end + 1, end);
  unify_naver_blog (out, start);
  return TRUE;
}

/**
 * sotong_url_normalize:
 * @url: an address as it came
 *
 * See sotong_url_append_normalized().
 *
 * Returns: (transfer full) (nullable): as in "blog.naver.com/abc/2231", or
 *   %NULL if @url is no web address
 */
char *
sotong_url_normalize (const char *url)
{
  GString *out = g_string_sized_new (128);

  return g_string_free (out, !sotong_url_append_normalized (out, url));
}

/**
 * sotong_url_is_root:
 * @normalized: what sotong_url_normalize() made
 *
 * Returns: %TRUE if it names a site and no page of it
 */
gboolean
sotong_url_is_root (const char *normalized)
{
  return strpbrk (normalized, "/?") == NULL;
}

/**
 * sotong_url_is_web:
 * @url: (nullable): text from outside
 *
 * Returns: %TRUE if it is an absolute http or https address with a host, so
 *   that it may be fetched, or given to a browser
 */
gboolean
sotong_url_is_web (const char *url)
{
  g_autoptr(GString) out = NULL;

  if (url == NULL
      || (g_ascii_strncasecmp (url, "http://", 7) != 0 && g_ascii_strncasecmp (url, "https://", 8) != 0))
    return FALSE;
  for (const char *p = url; *p != '\0'; p++)
    {
      if ((guchar) *p < 0x20 || *p == 0x7f)
        return FALSE;
    }
  out = g_string_sized_new (128);
  return sotong_url_append_normalized (out, url);
}

/**
 * sotong_url_resolve:
 * @base: (nullable): the absolute address of the document
 * @reference: an address in it, absolute or relative
 *
 * Returns: (transfer full) (nullable): the absolute address, or %NULL if it is
 *   not on the web
 */
char *
sotong_url_resolve (const char *base,
                    const char *reference)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (reference));
  g_autofree char *resolved = NULL;

  if (sotong_url_is_web (trimmed))
    return g_steal_pointer (&trimmed);
  if (base == NULL || *trimmed == '\0' || !g_utf8_validate (trimmed, -1, NULL))
    return NULL;
  resolved = g_uri_resolve_relative (base, trimmed, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
  return sotong_url_is_web (resolved) ? g_steal_pointer (&resolved) : NULL;
}
