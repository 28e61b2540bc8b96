/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-address-mask.h"

#include <string.h>

#include "util/sotong-text.h"
#include "util/sotong-url.h"

/*
 * Many addresses name who wrote what stands there: the first part of the path, the one behind "profile" or "channel", the site's own
 * name, a value of the query, or whatever begins with an "@". These parts are hidden by the form that each site gives its addresses; what
 * is left says where it was, and often which post.
 */
#define MASK "○○"
#define SHORT 3 /* characters; a shorter name must be a whole part to be one */
#define LONG  6 /* likewise of Latin letters, which many other words hold: a shorter one must be a whole word */

/* Sites whose path begins with who writes, and what else it may begin with there. */
static const struct {
  const char *host;
  const char *others;  /* each between blanks */
} firsts[] = {
  { "x.com", " i search hashtag intent share home explore " },
  { "twitter.com", " i search hashtag intent share home explore " },
  { "instagram.com", " p reel reels tv explore stories " },
  { "threads.net", " t search " },
  { "threads.com", " t search " },
  { "facebook.com", " groups watch photo photo.php photos permalink.php story.php profile.php pages events share reel hashtag video.php people " },
  { "blog.naver.com", " postview.naver postview.nhn postlist.naver postlist.nhn prologue " },
  { "in.naver.com", " " },
  { "blog.daum.net", " " },
  { "story.kakao.com", " ch " },
  { "tiktok.com", " video tag t " },
};

/* Sites that give each writer a name before their own. */
static const char * const before_host[] = {
  "tistory.com", "blog.me", "egloos.com", "wordpress.com", "blogspot.com", "blogspot.kr", "medium.com", "tumblr.com", "postype.com", "substack.com", "github.io", NULL
};

/* What stands before who writes, in the path of any site and of some; and which values of a query are one. */
static const char before_segment[] = " profile profiles users user author authors member members ";
static const struct {
  const char *host;
  const char *before;  /* each between blanks */
} segments[] = {
  { "youtube.com", " channel c " }, { "instagram.com", " stories " }, { "facebook.com", " people " }, { "reddit.com", " u " }, { "linkedin.com", " in " },
};
static const char values[] = " blogid memberno userid user_id user author writer screen_name username handle channel channelid ab_channel mid ";

static gboolean
has_word (const char *words,
          const char *word)
{
  g_autofree char *lower = g_ascii_strdown (word, -1), *spaced = g_strconcat (" ", lower, " ", NULL);

  return *word != '\0' && strchr (word, ' ') == NULL && strstr (words, spaced) != NULL;
}

/* Whether @host is @site or stands before it. */
static gboolean
is_at (const char *host,
       const char *site)
{
  gsize n = strlen (host), m = strlen (site);

  return n >= m && g_ascii_strcasecmp (host + n - m, site) == 0 && (n == m || host[n - m - 1] == '.');
}

static char *
decode (const char *part)
{
  g_autofree char *plain = g_uri_unescape_string (part, NULL);
  g_autofree char *folded = sotong_text_fold (plain != NULL && g_utf8_validate (plain, -1, NULL) ? plain : part);

  return sotong_text_close_up (g_strdelimit (folded, "+", ' ')); /* a blank in a query */
}

static gboolean
is_letter (const char *text,
           const char *p)
{
  return p >= text && (g_ascii_isalnum (*p) || (*p & 0x80) != 0);
}

/* Whether @name stands in @text and no letter or digit is beside it. */
static gboolean
has_as_word (const char *text,
             const char *name)
{
  for (const char *p = strstr (text, name); p != NULL; p = strstr (p + 1, name))
    {
      if (!is_letter (text, p - 1) && !is_letter (text, p + strlen (name)))
        return TRUE;
    }
  return FALSE;
}

/* Whether a part of an address holds the name, folded and closed up as it is; without one nothing does. */
static gboolean
holds (const char *part,
       const char *name)
{
  g_autofree char *plain = decode (part);
  glong length = g_utf8_strlen (name, -1);

  if (*name == '\0')
    return FALSE;
  if (length < SHORT)
    return g_str_equal (plain, name);
  return length < LONG && g_str_is_ascii (name) ? has_as_word (plain, name) : strstr (plain, name) != NULL;
}

/* What is before a host's site: of www.someone.tistory.com all before the site. Of any other what is the name itself. */
static void
add_host (GString    *out,
          const char *host,
          const char *name)
{
  g_auto(GStrv) labels = g_strsplit (host, ".", -1);
  guint n = g_strv_length (labels);

  for (guint i = 0; before_host[i] != NULL; i++)
    if (is_at (host, before_host[i]) && strlen (host) > strlen (before_host[i]) && g_strcmp0 (labels[0], "www") != 0)
      {
        g_string_append_printf (out, MASK ".%s", before_host[i]);
        return;
      }
  for (guint i = 0; i < n; i++)
    {
      gboolean names = i + 1 < n && holds (labels[i], name) && !has_word (" www m blog cafe news ", labels[i]);

      g_string_append_printf (out, "%s%s", i > 0 ? "." : "", names ? MASK : labels[i]);
    }
}

static gboolean
is_first (const char *host,
          const char *segment)
{
  for (gsize i = 0; i < G_N_ELEMENTS (firsts); i++)
    if (is_at (host, firsts[i].host))
      return !has_word (firsts[i].others, segment);
  return FALSE;
}

/* Whether who writes stands behind @before at this site. */
static gboolean
is_behind (const char *host,
           const char *before)
{
  for (gsize i = 0; i < G_N_ELEMENTS (segments); i++)
    {
      if (is_at (host, segments[i].host) && has_word (segments[i].before, before))
        return TRUE;
    }
  return has_word (before_segment, before);
}

static void
add_path (GString    *out,
          const char *host,
          const char *path,
          const char *name)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1); /* the first is empty: a path begins with a slash */
  gboolean has_number = is_at (host, "facebook.com"); /* of a person, behind the name: /people/Kim/1000 */

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = parts[i], *before = i > 0 ? parts[i - 1] : "";
      gboolean names = *part != '\0' && (*part == '@' || g_ascii_strncasecmp (part, "%40", 3) == 0 || is_behind (host, before)
                                         || (has_number && i > 2 && g_str_equal (parts[i - 2], "people"))
                                         || (i == 1 && is_first (host, part)) || holds (part, name));

      if (i > 0)
        g_string_append_c (out, '/');
      g_string_append (out, names ? MASK : part);
    }
}

static void
add_query (GString    *out,
           const char *host,
           const char *query,
           const char *name)
{
  g_auto(GStrv) pairs = g_strsplit (query, "&", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *value = strchr (pairs[i], '=');
      g_autofree char *key = g_strndup (pairs[i], value != NULL ? (gsize) (value - pairs[i]) : strlen (pairs[i]));
      gboolean names = value != NULL && value[1] != '\0'
                       && (has_word (values, key) || (g_str_equal (key, "id") && is_at (host, "facebook.com")) || strchr (value, '@') != NULL
                           || strstr (value, "%40") != NULL || holds (value + 1, name));

      if (i > 0)
        g_string_append_c (out, '&');
      if (names)
        g_string_append_printf (out, "%s=" MASK, key);
      else
        g_string_append (out, holds (pairs[i], name) ? MASK : pairs[i]);
    }
}

/* Of an author as "@someone@mastodon.example" what an address has of it. */
static char *
name_in_addresses (const char *author)
{
  g_autofree char *folded = sotong_text_fold (author != NULL ? author : "");
  const char *name = folded + (*folded == '@');
  g_autofree char *first = g_strndup (name, strcspn (name, "@"));

  return sotong_text_close_up (g_strdelimit (first, "+", ' '));
}

/**
 * sotong_address_mask:
 * @url: (nullable): the address of something that somebody wrote
 * @author: (nullable): who
 *
 * Hides in an address what tells who wrote it, by the form of the site's addresses and by the author's name. What may be opened with it
 * is not said: it is to be read, beside the number that the mention has here. From any thread.
 *
 * Returns: (transfer full): as in "https://x.com/○○/status/1"; @url itself if nothing in it names anybody; nothing where it is no web address
 */
char *
sotong_address_mask (const char *url,
                     const char *author)
{
  g_autofree char *name = name_in_addresses (author), *host = NULL, *path = NULL, *query = NULL;
  const char *at, *rest, *place, *port;
  GString *out;

  if (url == NULL || !sotong_url_is_web (url))
    return g_strdup ("");
  at = strstr (url, "://") + 3;
  out = g_string_new_len (url, at - url);
  rest = at + strcspn (at, "/?#");
  for (const char *p = at; p < rest; p++)
    at = *p == '@' ? p + 1 : at; /* without a name to sign in with */
  place = rest + strcspn (rest, "#");
  port = *at == '[' ? rest : at + strcspn (at, ":/?#");
  host = g_strndup (at, (gsize) (port - at));
  path = g_strndup (rest, strcspn (rest, "?#"));
  query = rest[strlen (path)] == '?' ? g_strndup (rest + strlen (path) + 1, strcspn (rest + strlen (path) + 1, "#")) : NULL;
  add_host (out, host, name);
  g_string_append_len (out, port, rest - port);
  add_path (out, host, path, name);
  if (query != NULL)
    {
      g_string_append_c (out, '?');
      add_query (out, host, query, name);
    }
  if (*place != '\0' && place[1] != '!' && strchr (place, '@') == NULL && !holds (place, name) && !holds (place + 1, name))
    g_string_append (out, place);
  return g_string_free (out, FALSE);
}

/**
 * sotong_address_is_masked:
 * @url: valid UTF-8
 *
 * What sotong_address_mask() made may be that of many things, and is nobody's address. A word of a title with such circles in it is none.
 *
 * Returns: %TRUE if a part of an address is hidden
 */
gboolean
sotong_address_is_masked (const char *url)
{
  static const char ends[] = "/.=:&?#@";

  for (const char *p = strstr (url, MASK); p != NULL; p = strstr (p + 1, MASK))
    {
      const char *after = p + strlen (MASK);

      if (p > url && strchr (ends, p[-1]) != NULL && (*after == '\0' || strchr (ends, *after) != NULL))
        return TRUE;
    }
  return FALSE;
}
