/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-by-hand.h"
#include "util/sotong-url.h"

#define ID_LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"
#define ALNUM      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
#define DIGITS     "0123456789"
#define SHORT_HOST "naver.me"
#define SHORT_MIN  4  /* letters of a short address */
#define SHORT_MAX  16

G_DEFINE_QUARK (sotong-by-hand-error-quark, sotong_by_hand_error)

/*
 * Platforms that let no program in: what a person posted there is known by the address that they paste back. One
 * post has several addresses (of the phone's page, of a share); one form of each is kept.
 */

static gboolean
consists_of (const char *text,
             const char *letters)
{
  return text != NULL && text[0] != '\0' && strspn (text, letters) == strlen (text);
}

static char *
normalize_naver (char      **path,
                 const char *query,
                 char      **out_owner)
{
  g_autoptr(GHashTable) fields = g_uri_parse_params (query != NULL ? query : "", -1, "&", G_URI_PARAMS_NONE, NULL);
  guint n = g_strv_length (path);
  const char *id = n > 0 ? path[0] : NULL;
  const char *number = n > 1 ? path[1] : NULL;

  if (fields != NULL && id != NULL && (g_str_equal (id, "PostView.naver") || g_str_equal (id, "PostView.nhn")))
    id = g_hash_table_lookup (fields, "blogId");
  if (fields != NULL && number == NULL)
    number = g_hash_table_lookup (fields, "logNo");
  if (n > 2 || !consists_of (id, ID_LETTERS) || !consists_of (number, DIGITS))
    return NULL;
  *out_owner = g_strdup (id);
  return g_strdup_printf ("https://blog.naver.com/%s/%s", id, number);
}

/* Naver's own short address, as its button for sharing copies it. Which blog it leads to only Naver knows: it is kept as it is. Its letters
 * are told apart by case. */
static char *
normalize_naver_short (char **path)
{
  gsize length = g_strv_length (path) == 1 ? strlen (path[0]) : 0;

  return length >= SHORT_MIN && length <= SHORT_MAX && consists_of (path[0], ALNUM) ? g_strdup_printf ("https://" SHORT_HOST "/%s", path[0]) : NULL;
}

static char *
normalize_story (char **path)
{
  guint n = g_strv_length (path);
  g_autofree char *joined = g_strjoinv ("/", path);

  if (n < 2 || n > 3 || (n == 3 && !g_str_equal (path[0], "ch")))
    return NULL;
  for (guint i = 0; i < n; i++)
    if (!consists_of (path[i], ID_LETTERS "."))
      return NULL;
  return g_strconcat ("https://story.kakao.com/", joined, NULL);
}

static char *
normalize_channel (char **path)
{
  if (g_strv_length (path) != 2 || path[0][0] != '_' || !consists_of (path[0], ID_LETTERS) || !consists_of (path[1], DIGITS))
    return NULL;
  return g_strdup_printf ("https://pf.kakao.com/%s/%s", path[0], path[1]);
}

static const struct {
  const char *platform;
  const char *host;
  const char *mobile;   /* (nullable) */
  const char *example;
  const char *page;     /* where posts are written */
} forms[] = {
  { "naver-blog", "blog.naver.com", "m.blog.naver.com", "https://blog.naver.com/seoul/223100000000", "https://blog.naver.com/" },
  { "kakaostory", "story.kakao.com", NULL, "https://story.kakao.com/ch/seoul/AbCdEfGhIjK", "https://story.kakao.com/" },
  { "kakao-channel", "pf.kakao.com", NULL, "https://pf.kakao.com/_AbCdE/100000000", "https://center-pf.kakao.com/" },
};

static int
find_form (const char *platform)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_strcmp0 (platform, forms[i].platform) == 0)
      return (int) i;
  return -1;
}

/* The parts of a path, without empty ones. */
static char **
split_path (const char *path)
{
  g_autoptr(GStrvBuilder) parts = g_strv_builder_new ();
  g_auto(GStrv) all = g_strsplit (path, "/", -1);

  for (char **p = all; *p != NULL; p++)
    if (**p != '\0')
      g_strv_builder_add (parts, *p);
  return g_strv_builder_end (parts);
}

static char *
normalize (int          form,
           GUri        *uri,
           char       **out_owner)
{
  const char *host = g_uri_get_host (uri);
  g_auto(GStrv) path = split_path (g_uri_get_path (uri));

  if (form == 0 && g_ascii_strcasecmp (host, SHORT_HOST) == 0)
    return normalize_naver_short (path);
  if (g_ascii_strcasecmp (host, forms[form].host) != 0 && (forms[form].mobile == NULL || g_ascii_strcasecmp (host, forms[form].mobile) != 0))
    return NULL;
  switch (form)
    {
    case 0:
      return normalize_naver (path, g_uri_get_query (uri), out_owner);
    case 1:
      return normalize_story (path);
    default:
      return normalize_channel (path);
    }
}

/* Somebody pointed the channel at a server of their own on this machine: its pages are taken as they are. */
static gboolean
is_below_local (const char *base,
                const char *url)
{
  return base != NULL && base[0] != '\0' && sotong_http_url_is_local (base) && g_str_has_prefix (url, base) && strlen (url) > strlen (base) + 1;
}

/**
 * sotong_by_hand_normalize:
 * @platform: a platform's name
 * @base: (nullable): the channel's address
 * @user: (nullable): the account there
 * @url: what a person pasted
 * @error: return location; %SOTONG_BY_HAND_ERROR_FORM
 *
 * Checks that @url has the form of a post's address on @platform, and that it is of the channel's own account
 * where the address tells. On platforms that are not posted on by hand any web address will do here: see sotong_post_address_fits().
 *
 * Returns: (transfer full) (nullable): the one form of it that is kept
 */
char *
sotong_by_hand_normalize (const char  *platform,
                          const char  *base,
                          const char  *user,
                          const char  *url,
                          GError     **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (url != NULL ? url : ""));
  g_autofree char *whole = sotong_url_is_web (stripped) || strstr (stripped, "://") != NULL ? g_strdup (stripped) : g_strconcat ("https://", stripped, NULL);
  g_autofree char *owner = NULL;
  g_autofree char *result = NULL;
  g_autoptr(GUri) uri = NULL;
  int form = find_form (platform);

  if (form < 0 || is_below_local (base, stripped))
    return g_steal_pointer (&stripped);
  uri = sotong_url_is_web (whole) ? g_uri_parse (whole, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;
  result = uri != NULL ? normalize (form, uri, &owner) : NULL;
  if (result == NULL)
    {
      g_set_error (error, SOTONG_BY_HAND_ERROR, SOTONG_BY_HAND_ERROR_FORM,
                   _("“%s” is no address of a post there. Open the post itself and copy its address; it looks like %s."),
                   stripped, forms[form].example);
      return NULL;
    }
  if (owner == NULL || user == NULL || !consists_of (user, ID_LETTERS) || g_ascii_strcasecmp (owner, user) == 0)
    return g_steal_pointer (&result);
  g_set_error (error, SOTONG_BY_HAND_ERROR, SOTONG_BY_HAND_ERROR_FORM,
               _("This is a post of the blog “%s”, and the channel is “%s”. Copy the address of the post on the channel’s own blog."), owner, user);
  return NULL;
}

/**
 * sotong_by_hand_dup_page:
 * @platform: a platform's name
 * @base: (nullable): the channel's address
 * @user: (nullable): the account there
 *
 * Returns: (transfer full) (nullable): the page on which a person writes a post there
 */
char *
sotong_by_hand_dup_page (const char *platform,
                         const char *base,
                         const char *user)
{
  int form = find_form (platform);

  if (base != NULL && sotong_url_is_web (base))
    return g_strdup (base);
  if (form == 0 && consists_of (user, ID_LETTERS))
    return g_strdup_printf ("https://blog.naver.com/%s?Redirect=Write", user);
  return form >= 0 ? g_strdup (forms[form].page) : NULL;
}

/**
 * sotong_by_hand_ask:
 * @http: a way to the network
 * @url: a post's address
 * @cancellable: (nullable): to stop it
 * @error: return location; %SOTONG_BY_HAND_ERROR_NO_PAGE
 *
 * Asks whether a page answers at @url. That it does is no proof that it is the right one. Blocks.
 *
 * Returns: %TRUE if so
 */
gboolean
sotong_by_hand_ask (SotongHttp    *http,
                    const char    *url,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr(SotongHttpRequest) request = sotong_http_request_new ("GET", url);
  g_autoptr(SotongHttpResponse) response = NULL;
  g_autoptr(GError) local = NULL;

  sotong_http_request_follow_redirects (request);
  response = sotong_http_send (http, request, cancellable, &local);
  if (response != NULL && response->status >= 200 && response->status < 300)
    return TRUE;
  if (g_error_matches (local, SOTONG_HTTP_ERROR, SOTONG_HTTP_ERROR_TOO_LARGE))
    return TRUE;
  if (response != NULL)
    g_set_error (error, SOTONG_BY_HAND_ERROR, SOTONG_BY_HAND_ERROR_NO_PAGE,
                 _("There is no page at %s that everybody can see (status %u). Make the post public, or copy its address again."), url, response->status);
  else
    g_set_error (error, SOTONG_BY_HAND_ERROR, SOTONG_BY_HAND_ERROR_NO_PAGE,
                 _("Whether %s answers could not be found out: %s"), url, local->message);
  return FALSE;
}
