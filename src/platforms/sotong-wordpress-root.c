/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-call-private.h"
#include "platforms/sotong-reply-private.h"
#include "platforms/sotong-wordpress-root.h"
#include "platforms/sotong-wordpress-private.h"
#include "util/sotong-html.h"
#include "util/sotong-json.h"

#define RELATION "https://api.w.org/"

/* The address in "<ADDRESS>; rel="https://api.w.org/"" among the links of a header. */
static char *
find_in_header (const char *links)
{
  const char *p = links;

  while (p != NULL && (p = strchr (p, '<')) != NULL)
    {
      const char *end = strchr (p, '>');
      const char *next = end != NULL ? strchr (end, '<') : NULL;
      const char *relation = end != NULL ? strstr (end, RELATION) : NULL;

      if (relation != NULL && (next == NULL || relation < next))
        return g_strndup (p + 1, (gsize) (end - p - 1));
      p = next;
    }
  return NULL;
}

static char *
unescape (const char *text,
          gsize       length)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < length;)
    {
      gunichar c = 0;
      gsize n = text[i] == '&' ? sotong_html_read_entity (text + i, length - i, &c) : 0;

      if (n > 0)
        g_string_append_unichar (out, c);
      else
        g_string_append_c (out, text[i]);
      i += MAX (n, 1);
    }
  return g_string_free (out, FALSE);
}

/* The value of @name inside the tag from @tag to @end. */
static char *
read_attribute (const char *tag,
                const char *end,
                const char *name)
{
  gsize n = strlen (name);

  for (const char *p = tag; p + n + 2 < end; p++)
    {
      const char *close;

      if (g_ascii_strncasecmp (p, name, n) != 0 || p[n] != '=' || !g_ascii_isspace (p[-1]))
        continue;
      if (p[n + 1] != '"' && p[n + 1] != '\'')
        return NULL;
      close = memchr (p + n + 2, p[n + 1], (gsize) (end - p - n - 2));
      return close != NULL ? unescape (p + n + 2, (gsize) (close - p - n - 2)) : NULL;
    }
  return NULL;
}

/* The address in "<link rel="https://api.w.org/" href="ADDRESS">". */
static char *
find_in_html (GBytes *body)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autofree char *html = g_strndup (data != NULL ? data : "", length);

  for (const char *p = html; (p = strstr (p, "<link")) != NULL; p++)
    {
      const char *end = strchr (p, '>');
      g_autofree char *relation = end != NULL ? read_attribute (p + 5, end, "rel") : NULL;

      if (g_strcmp0 (relation, RELATION) == 0)
        return read_attribute (p + 5, end, "href");
    }
  return NULL;
}

static gboolean
is_root (SotongCall *call)
{
  JsonArray *names = sotong_json_get_array (call->body, "namespaces");

  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    {
      g_autofree char *name = sotong_json_array_dup_string (names, i);

      if (g_strcmp0 (name, "wp/v2") == 0)
        return TRUE;
    }
  return FALSE;
}

static const char *
skip_www (const char *host)
{
  return g_ascii_strncasecmp (host, "www.", 4) == 0 ? host + 4 : host;
}

/* A root that the site names is taken only on the host whose address the officer entered: the
 * password goes there. A site that calls itself http although it is reached by https is put right. */
static char *
accept_root (const SotongAccount  *account,
             const char           *base,
             const char           *page_url,
             const char           *found,
             SotongReply         **out_reply)
{
  g_autofree char *text = g_uri_resolve_relative (page_url, found, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr(GUri) root = text != NULL ? g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  g_autoptr(GUri) home = g_uri_parse (base, SOUP_HTTP_URI_FLAGS, NULL);
  g_autofree char *message = NULL;
  const char *scheme;

  if (root != NULL && home != NULL && g_uri_get_host (root) != NULL &&
      g_ascii_strcasecmp (skip_www (g_uri_get_host (root)), skip_www (g_uri_get_host (home))) == 0)
    {
      scheme = g_uri_get_scheme (home);
      if (g_str_equal (g_uri_get_scheme (root), scheme))
        return g_steal_pointer (&text);
      if (g_str_equal (scheme, "https") && g_uri_get_port (root) == 80)
        return g_strconcat ("https", text + strlen ("http"), NULL);
      if (g_str_equal (g_uri_get_scheme (root), "https"))
        return g_steal_pointer (&text);
    }
  message = g_strdup_printf (_("“%s” says that its WordPress is on another server (%s). The password was not sent there. "
                               "If that is right, enter that address in the channel’s settings."), account->name,
                             root != NULL && g_uri_get_host (root) != NULL ? g_uri_get_host (root) : found);
  *out_reply = sotong_reply_new (SOTONG_OUTCOME_REFUSED, message);
  return NULL;
}

static void
ask (SotongCall          *call,
     SotongPlatform      *platform,
     const SotongAccount *account,
     const char          *url,
     GCancellable        *cancellable)
{
  sotong_call_begin (call, platform, account, "GET", url);
  sotong_http_request_set_header (call->request, "Accept", "text/html, application/json;q=0.9");
  sotong_http_request_follow_redirects (call->request);
  sotong_call_run_paced (call, SOTONG_WORDPRESS_PACE_MS, cancellable);
}

static SotongReply *
reply_no_wordpress (const SotongAccount *account)
{
  g_autofree char *message = NULL;

  message = g_strdup_printf (_("There is no WordPress at the address of “%s”, or its programming interface is switched off. "
                               "Check the channel’s address, or ask the site’s administrator."), account->name);
  return sotong_reply_new (SOTONG_OUTCOME_REFUSED, message);
}

/* The usual places, for sites that do not say where it is. A sign-in page of the network answers
 * all of them; that one is not found shows that a site is there and has no WordPress. */
static char *
try_usual (SotongPlatform       *platform,
           const SotongAccount  *account,
           const char           *base,
           GCancellable         *cancellable,
           SotongReply         **out_reply)
{
  static const char * const places[] = { "/wp-json/", "/?rest_route=/" };
  gboolean missing = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *url = g_strconcat (base, places[i], NULL);
      g_auto(SotongCall) call = { 0 };

      g_clear_pointer (out_reply, sotong_reply_free);
      ask (&call, platform, account, url, cancellable);
      if (is_root (&call))
        return accept_root (account, base, call.response->url, call.response->url, out_reply);
      *out_reply = sotong_call_fail (&call, FALSE);
      if ((*out_reply)->cancelled)
        return NULL;
      missing = missing || sotong_call_has_status (&call, 404);
    }
  if (missing)
    {
      g_clear_pointer (out_reply, sotong_reply_free);
      *out_reply = reply_no_wordpress (account);
    }
  return NULL;
}

/*< private >
 * sotong_wordpress_find_root:
 * @platform: who asks
 * @account: the account
 * @cancellable: (nullable): to stop
 * @out_reply: (out) (transfer full) (nullable): why there is none
 *
 * Asks the site where its API is: by its Link header, by the link in its page, or at the usual
 * places. No secret is sent. Blocks.
 *
 * Returns: (transfer full) (nullable): the API's root, "https://site/wp-json/" or "https://site/?rest_route=/"
 */
char *
sotong_wordpress_find_root (SotongPlatform       *platform,
                            const SotongAccount  *account,
                            GCancellable         *cancellable,
                            SotongReply         **out_reply)
{
  g_autofree char *base = sotong_account_dup_base (account);
  g_autofree char *front = g_strconcat (base, "/", NULL);
  g_autofree char *found = NULL;
  g_autofree char *message = NULL;
  g_auto(SotongCall) call = { 0 };

  *out_reply = NULL;
  if (!sotong_http_url_may_carry_secret (base))
    {
      message = g_strdup_printf (_("Nothing was sent to “%s”: its address must begin with https://, or the password could be read on its way. "
                                   "Correct the channel’s address."), account->name);
      *out_reply = sotong_reply_new (SOTONG_OUTCOME_REFUSED, message);
      return NULL;
    }
  ask (&call, platform, account, front, cancellable);
  if (call.response == NULL)
    {
      *out_reply = sotong_call_fail (&call, FALSE);
      return NULL;
    }
  if (is_root (&call))
    return accept_root (account, base, call.response->url, call.response->url, out_reply);
  found = find_in_header (sotong_http_response_get_header (call.response, "Link"));
  if (found == NULL)
    found = find_in_html (call.response->body);
  if (found != NULL)
    return accept_root (account, base, call.response->url, found, out_reply);
  if (call.response->status == 429 || call.response->status >= 500)
    {
      *out_reply = sotong_call_fail (&call, FALSE);
      return NULL;
    }
  return try_usual (platform, account, base, cancellable, out_reply);
}

/*< private >
 * sotong_wordpress_make_url:
 * @root: the API's root
 * @route: for instance "wp/v2/posts"
 * @query: (nullable): parameters, escaped
 *
 * Returns: (transfer full): the address of @route, in the form that the site uses
 */
char *
sotong_wordpress_make_url (const char *root,
                           const char *route,
                           const char *query)
{
  const char *slash = g_str_has_suffix (root, "/") ? "" : "/";
  const char *mark = query == NULL ? "" : strchr (root, '?') != NULL ? "&" : "?";

  return g_strconcat (root, slash, route, mark, query, NULL);
}
