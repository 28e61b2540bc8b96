/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-url-bare.h"

#include <string.h>

#include "util/sotong-url.h"

/* What an address signs in with is not told on: a feed that asks for a token often puts it into the addresses of its items. */

#define RANDOM_CHARS 16 /* from this length on what may be a word is taken for one that nobody guesses */
#define NUMBER_CHARS 6  /* a section or a board, as sid=102 of a newspaper */
#define DEEPEST 2       /* an address in an address */

/* Names end so, in small letters and without what stands between their words. The last three are of public offices. */
static const char * const sure[] = {
  "token", "password", "passwd", "passcode", "pwd", "secret", "apikey", "accesskey", "authkey", "privatekey", "sessionid", "sessid", "signature",
  "credential", "credentials", "authorization", "jwt", "servicekey", "confmkey", "crtfckey",
};

/* Names that boards and newspapers give to other things, too: what stands there decides. */
static const char * const doubtful[] = { "sid", "ssid", "session", "sess", "auth", "key", "code", "sig", "ticket", "sso", "otp" };

static void append_bare (GString    *out,
                         const char *url,
                         guint       depth);

/* (transfer full): of any bytes; a sign of per cent that escapes nothing stays */
static char *
unescape (const char *text,
          gsize       length)
{
  GString *plain = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      gboolean escaped = text[i] == '%' && length - i > 2 && g_ascii_isxdigit (text[i + 1]) && g_ascii_isxdigit (text[i + 2]);
      char c = escaped ? (char) (16 * g_ascii_xdigit_value (text[i + 1]) + g_ascii_xdigit_value (text[i + 2])) : text[i];

      if (c != '\0')
        g_string_append_c (plain, c);
      i += escaped ? 2 : 0;
    }
  return g_string_free (plain, FALSE);
}

/* (transfer full): "Access-Token", or as it is escaped, is "accesstoken" */
static char *
fold_name (const char *name,
           gsize       length)
{
  char *folded = unescape (name, length), *end = folded;

  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      *end++ = g_ascii_tolower (*p);
  *end = '\0';
  return folded;
}

/* A token that says itself what it is, whatever it is called. */
static gboolean
is_signed (const char *value,
           gsize       length)
{
  const char *dot = length > 3 && strncmp (value, "eyJ", 3) == 0 ? memchr (value, '.', length) : NULL;

  return dot != NULL && memchr (dot + 1, '.', length - (gsize) (dot + 1 - value)) != NULL;
}

/* Words and numbers with strokes between them are read by people; what nobody guesses mixes letters and digits, or large and small ones. */
static gboolean
is_mixed (const char *value)
{
  enum { DIGIT = 1, SMALL = 2, LARGE = 4 };
  guint kinds = 0;

  for (const char *p = value; *p != '\0'; p++)
    {
      kinds = !g_ascii_isalnum (*p) ? 0 : kinds | (g_ascii_isdigit (*p) ? DIGIT : g_ascii_islower (*p) ? SMALL : LARGE);
      if (kinds != 0 && kinds != DIGIT && kinds != SMALL && kinds != LARGE)
        return TRUE;
    }
  return FALSE;
}

/* Whether it is known to those alone who were given it: no word in Hangul is, nor is the number of an article. */
static gboolean
is_random (const char *name,
           const char *value)
{
  gboolean session = strstr (name, "sid") != NULL || g_str_has_prefix (name, "sess");
  gboolean number = strspn (value, "0123456789") == strlen (value);

  if (!g_str_is_ascii (value))
    return FALSE;
  if (session)
    return !(strlen (value) <= NUMBER_CHARS && number);
  return strlen (value) >= RANDOM_CHARS && (is_mixed (value) || (number && !g_str_equal (name, "code") && !g_str_equal (name, "key")));
}

static gboolean
signs_in (const char *member,
          gsize       length)
{
  const char *equals = memchr (member, '=', length);
  const char *value = equals != NULL ? equals + 1 : member + length;
  gsize n = length - (gsize) (value - member);
  g_autofree char *name = fold_name (member, equals != NULL ? (gsize) (equals - member) : length);

  if (n == 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (sure); i++)
    if (g_str_has_suffix (name, sure[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (doubtful); i++)
    if (g_str_equal (name, doubtful[i]))
      {
        g_autofree char *plain = unescape (value, n);

        return is_random (name, plain);
      }
  return is_signed (value, n);
}

/* A value may be an address, as where a sign-in leads to. It stays as it is written unless something is taken out of it. */
static void
append_value (GString    *out,
              const char *value,
              gsize       length,
              guint       depth)
{
  g_autofree char *plain = unescape (value, length);
  g_autoptr(GString) bare = NULL;

  if (sotong_url_is_web (plain))
    {
      bare = g_string_new (NULL);
      append_bare (bare, plain, depth + 1);
    }
  if (bare == NULL || g_str_equal (bare->str, plain))
    g_string_append_len (out, value, (gssize) length);
  else
    g_string_append_uri_escaped (out, bare->str, NULL, FALSE);
}

static void
append_member (GString    *out,
               const char *member,
               gsize       length,
               guint       depth)
{
  const char *equals = memchr (member, '=', length);

  if (equals == NULL || depth >= DEEPEST)
    {
      g_string_append_len (out, member, (gssize) length);
      return;
    }
  g_string_append_len (out, member, equals + 1 - member);
  append_value (out, equals + 1, length - (gsize) (equals + 1 - member), depth);
}

/* Those behind @mark, which is not written when none of them stays. Some sites write a second “?” for “&”; what leads within a page has
 * one behind its path. */
static void
append_members (GString    *out,
                char        mark,
                const char *p,
                const char *end,
                guint       depth)
{
  char before = mark;
  gboolean first = TRUE;

  for (;;)
    {
      gsize length = strcspn (p, "&;?");

      length = MIN (length, (gsize) (end - p));
      if (!signs_in (p, length))
        {
          g_string_append_c (out, first ? mark : before);
          append_member (out, p, length, depth);
          first = FALSE;
        }
      p += length;
      if (p == end)
        break;
      before = *p++;
    }
}

static gboolean
ends_with_scheme (const char *part,
                  gsize       length)
{
  return (length >= 5 && g_ascii_strncasecmp (part + length - 5, "http:", 5) == 0) || (length >= 6 && g_ascii_strncasecmp (part + length - 6, "https:", 6) == 0);
}

/* A part of a path with the sign before it. @is_host: what stands before it makes it the host of another address, as an archive has those of what it
 * keeps; that may also be one part, escaped. */
static void
append_part (GString    *out,
             const char *part,
             gsize       length,
             gboolean    is_host,
             guint       depth)
{
  const char *at = is_host ? g_strrstr_len (part, (gssize) length, "@") : NULL;

  if (at == NULL && length > 1 && depth < DEEPEST)
    {
      g_string_append_c (out, *part);
      append_value (out, part + 1, length - 1, depth);
      return;
    }
  if (at != NULL)
    {
      g_string_append_c (out, *part);
      length -= (gsize) (at + 1 - part);
      part = at + 1;
    }
  g_string_append_len (out, part, (gssize) length);
}

/* "/a;jsessionid=1/b": what stands behind a semicolon may sign in too. */
static void
append_path (GString    *out,
             const char *p,
             const char *end,
             guint       depth)
{
  gboolean is_host = FALSE;

  while (p < end)
    {
      gsize length = strcspn (p + 1, ";/") + 1;

      length = MIN (length, (gsize) (end - p));
      if (*p != ';' || !signs_in (p + 1, length - 1))
        append_part (out, p, length, is_host, depth);
      is_host = ends_with_scheme (p, length) || (is_host && length == 1); /* some write one stroke for two */
      p += length;
    }
}

static void
append_bare (GString    *out,
             const char *url,
             guint       depth)
{
  const char *host = strstr (url, "://") + 3, *end = host + strcspn (host, "/?#\\");
  const char *query = end + strcspn (end, "?#"), *fragment = query + strcspn (query, "#");

  g_string_append_len (out, url, host - url);
  for (const char *p = host; p < end; p++)
    host = *p == '@' ? p + 1 : host;
  g_string_append_len (out, host, end - host);
  append_path (out, end, query, depth);
  if (*query == '?')
    append_members (out, '?', query + 1, fragment, depth);
  if (*fragment == '#') /* a place in the page, or what was put there lest a server sees it */
    append_members (out, '#', fragment + 1, fragment + strlen (fragment), depth);
}

/**
 * sotong_url_bare:
 * @url: (nullable): an address of the web
 *
 * Takes out of it what signs in: a name and password before the host, also of an address that stands in the path, and members of the query, of the path and behind “#” that are called as
 * tokens, keys, passwords, sessions and signatures are; what stays is as it was written. Where a name is used for other things as well, words,
 * numbers and what is short stay: `code=notice` of a board, `sid=102` of a newspaper. Any bytes, any thread.
 *
 * Returns: (transfer full) (nullable): where it leads without them; %NULL of what is no address of the web
 */
char *
sotong_url_bare (const char *url)
{
  GString *out;

  if (url == NULL || !sotong_url_is_web (url))
    return NULL;
  out = g_string_sized_new (strlen (url));
  append_bare (out, url, 0);
  return g_string_free (out, FALSE);
}
