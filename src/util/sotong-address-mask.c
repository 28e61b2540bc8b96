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
  { "facebook.com", " groups watch photo photo.php photos permalink.php story.php profile.php pages events share reel hashtag video.php " },
  { "blog.naver.com", " postview.naver postview.nhn postlist.naver postlist.nhn prologue " },
  { "in.naver.com", " " },
  { "blog.daum.net", " " },
  { "story.kakao.com", " ch " },
  { "tiktok.com", " video tag t " },
};

/* Sites that give each writer a name before their own. */
static const char * const before_host[] = {
  "tistory.com", "blog.me", "egloos.com", "wordpress.com", "blogspot.com", "blogspot.kr", "medium.com", "tumblr.com", "postype.com", "substack.com", NULL
};

/* What stands before who writes, in the path of any site; and which values of a query are one. */
static const char before_segment[] = " profile profiles users user channel author authors stories people member members ";
static const char values[] = " blogid memberno userid user_id user author screen_name username handle channel channelid mid ";

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

  return sotong_text_fold (plain != NULL && g_utf8_validate (plain, -1, NULL) ? plain : part);
}

/* Whether a part of an address holds the name, folded as it is; without one nothing does. */
static gboolean
holds (const char *part,
       const char *name)
{
  g_autofree char *plain = decode (part);

  if (*name == '\0')
    return FALSE;
  return g_utf8_strlen (name, -1) < SHORT ? g_str_equal (plain, name) : strstr (plain, name) != NULL;
}

/* What is before a host's site: of www.someone.tistory.com all before the site. */
static void
add_host (GString    *out,
          const char *host,
          const char *name)
{
  const char *dot = strchr (host, '.');
  g_autofree char *first = g_strndup (host, dot != NULL ? (gsize) (dot - host) : strlen (host));

  for (guint i = 0; before_host[i] != NULL; i++)
    if (is_at (host, before_host[i]) && strlen (host) > strlen (before_host[i]) && !g_str_equal (first, "www"))
      {
        g_string_append_printf (out, MASK ".%s", before_host[i]);
        return;
      }
  if (dot != NULL && strchr (dot + 1, '.') != NULL && holds (first, name) && !has_word (" www m blog cafe news ", first))
    g_string_append_printf (out, MASK "%s", dot);
  else
    g_string_append (out, host);
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

static void
add_path (GString    *out,
          const char *host,
          const char *path,
          const char *name)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1); /* the first is empty: a path begins with a slash */
  gboolean is_tube = is_at (host, "youtube.com");

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = parts[i], *before = i > 0 ? parts[i - 1] : "";
      gboolean names = *part != '\0' && (*part == '@' || g_ascii_strncasecmp (part, "%40", 3) == 0 || has_word (before_segment, before)
                                         || (is_tube && g_str_equal (before, "c")) || (i == 1 && is_first (host, part)) || holds (part, name));

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

  return g_strndup (name, strcspn (name, "@"));
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
  GString *out;
  const char *at, *rest, *place;

  if (url == NULL || !sotong_url_is_web (url))
    return g_strdup ("");
  at = strstr (url, "://") + 3;
  rest = at + strcspn (at, "/?#");
  place = rest + strcspn (rest, "#");
  host = g_strndup (at, (gsize) (rest - at));
  path = g_strndup (rest, strcspn (rest, "?#"));
  query = rest[strlen (path)] == '?' ? g_strndup (rest + strlen (path) + 1, strcspn (rest + strlen (path) + 1, "#")) : NULL;
  out = g_string_new_len (url, at - url);
  add_host (out, strrchr (host, '@') != NULL ? strrchr (host, '@') + 1 : host, name);
  add_path (out, host, path, name);
  if (query != NULL)
    {
      g_string_append_c (out, '?');
      add_query (out, host, query, name);
    }
  if (*place != '\0' && strchr (place, '@') == NULL && !holds (place, name) && !holds (place + 1, name))
    g_string_append (out, place);
  return g_string_free (out, FALSE);
}

/**
 * sotong_address_is_masked:
 * @url: valid UTF-8
 *
 * What sotong_address_mask() made may be that of many things, and is nobody's address.
 *
 * Returns: %TRUE if a part of an address is hidden
 */
gboolean
sotong_address_is_masked (const char *url)
{
  return strstr (url, MASK) != NULL;
}
