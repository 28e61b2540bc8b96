/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <arpa/inet.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "platforms/sotong-http-address-private.h"
#include "platforms/sotong-http.h"

/* Addresses: which are of the web, which are this machine's, and where an answer may lead. */

static gboolean
host_is_local (const char *host)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0;
}

/* Private nets, this machine, what a link gives by itself, and what a carrier keeps to itself (RFC 6598). */
static gboolean
is_private_number (guint32 n)
{
  return n >> 24 == 0 || n >> 24 == 10 || n >> 24 == 127 || n >> 20 == 0xac1 || n >> 16 == 0xa9fe || n >> 16 == 0xc0a8 || n >> 22 == 0x191;
}

/* "127.1" and "0x7f000001" are addresses of this kind too, to those that open connections. */
static gboolean
is_private_v4 (const char *host)
{
  struct in_addr address;

  return inet_aton (host, &address) != 0 && is_private_number (ntohl (address.s_addr));
}

static guint32
read_v4 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/* An address of the older kind in the clothes of the newer: where the network translates or tunnels, it leads there. */
static gboolean
holds_private_v4 (const guint8 *bytes)
{
  static const guint8 nothing[12] = { 0 };
  static const guint8 mapped[12] = { [10] = 0xff, [11] = 0xff };                            /* RFC 4291 */
  static const guint8 translated[12] = { [8] = 0xff, [9] = 0xff };                          /* RFC 2765 */
  static const guint8 nat64[12] = { 0x00, 0x64, 0xff, 0x9b };                               /* RFC 6052 */
  static const guint8 local_nat64[6] = { 0x00, 0x64, 0xff, 0x9b, 0x00, 0x01 };              /* RFC 8215: of the network's own */
  static const guint8 teredo[4] = { 0x20, 0x01 };                                           /* RFC 4380 */
  static const guint8 isatap[3] = { 0x00, 0x5e, 0xfe };                                     /* RFC 5214 */

  if (memcmp (bytes, nothing, 12) == 0 || memcmp (bytes, mapped, 12) == 0 || memcmp (bytes, translated, 12) == 0 || memcmp (bytes, nat64, 12) == 0)
    return is_private_number (read_v4 (bytes + 12));
  if (memcmp (bytes, local_nat64, sizeof local_nat64) == 0)
    return TRUE;
  if (bytes[0] == 0x20 && bytes[1] == 0x02) /* 6to4, RFC 3056 */
    return is_private_number (read_v4 (bytes + 2));
  if (memcmp (bytes, teredo, sizeof teredo) == 0)
    return is_private_number (read_v4 (bytes + 4)) || is_private_number (~read_v4 (bytes + 12));
  return (bytes[8] & 0xfd) == 0 && memcmp (bytes + 9, isatap, sizeof isatap) == 0 && is_private_number (read_v4 (bytes + 12));
}

/*< private >
 * sotong_http_address_is_private:
 * @address: where a connection goes
 *
 * Returns: whether it is this machine, or in a network of the office's own, however it is written: nobody outside reads what is there
 */
gboolean
sotong_http_address_is_private (GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);

  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4)
    return is_private_number (read_v4 (bytes));
  return g_inet_address_get_is_loopback (address) || g_inet_address_get_is_any (address) || g_inet_address_get_is_link_local (address)
         || g_inet_address_get_is_site_local (address) || (bytes[0] & 0xfe) == 0xfc /* fc00::/7, which GIO does not call the site's own */
         || holds_private_v4 (bytes);
}

/* Names that no server outside has: RFC 6762 and RFC 8375 keep two of them, the others are what offices use. */
static gboolean
name_is_private (const char *name)
{
  static const char * const ends[] = { ".local", ".home.arpa", ".internal", ".intranet", ".lan", ".corp", ".localhost" };
  g_autofree char *small = g_ascii_strdown (name, -1);

  if (strpbrk (small, ".:") == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      if (g_str_has_suffix (small, ends[i]))
        return TRUE;
    }
  return FALSE;
}

/* Whether nobody outside reads what is there: this machine, or a network of the office's own. */
static gboolean
host_is_private (const char *host)
{
  gsize length = strchr (host, ':') != NULL ? strcspn (host, "%") : strlen (host) - (g_str_has_suffix (host, ".") ? 1 : 0); /* without the link's name */
  g_autofree char *bare = g_strndup (host, length);
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (bare);

  if (address != NULL && g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6)
    return sotong_http_address_is_private (address);
  return is_private_v4 (bare) || host_is_local (bare) || (address == NULL && name_is_private (bare));
}

/* Letters of other scripts and blanks may stand in an address as people write it. */
GUri *
sotong_http_parse_url (const char  *url,
           GError     **error)
{
  GString *ascii = g_string_new (NULL);
  g_autofree char *stripped = g_strstrip (g_strdup (url));
  g_autofree char *text = NULL;
  g_autoptr(GUri) uri = NULL;

  for (const guchar *p = (const guchar *) stripped; *p != '\0'; p++)
    if (*p > 0x20 && *p < 0x7f)
      g_string_append_c (ascii, (char) *p);
    else
      g_string_append_printf (ascii, "%%%02X", *p);
  text = g_string_free (ascii, FALSE);
  uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri != NULL && g_uri_get_host (uri) != NULL && g_uri_get_host (uri)[0] != '\0' &&
      (g_str_equal (g_uri_get_scheme (uri), "http") || g_str_equal (g_uri_get_scheme (uri), "https")))
    return g_steal_pointer (&uri);
  g_set_error_literal (error, SOTONG_HTTP_ERROR, SOTONG_HTTP_ERROR_INVALID_URL,
                       _("The address is not a web address. It must begin with https:// and name a server."));
  return NULL;
}

gboolean
sotong_http_uri_is_private (GUri *uri)
{
  return host_is_private (g_uri_get_host (uri));
}

/* For a server @from outside that sends on to where nobody outside can be. */
void
sotong_http_refuse_target (GUri    *from,
                           GError **error)
{
  g_set_error (error, SOTONG_HTTP_ERROR, SOTONG_HTTP_ERROR_REDIRECT, _("%s sends on to an address where no public page can be."), g_uri_get_host (from));
}

gboolean
sotong_http_uri_is_local (GUri *uri)
{
  return host_is_local (g_uri_get_host (uri));
}

/**
 * sotong_http_url_is_local:
 * @url: (nullable): an address
 *
 * Returns: whether it is on this machine
 */
gboolean
sotong_http_url_is_local (const char *url)
{
  g_autoptr(GUri) uri = url != NULL ? sotong_http_parse_url (url, NULL) : NULL;

  return uri != NULL && host_is_local (g_uri_get_host (uri));
}

gboolean
sotong_http_uri_may_carry_secret (GUri *uri)
{
  return g_str_equal (g_uri_get_scheme (uri), "https") || host_is_local (g_uri_get_host (uri));
}

/**
 * sotong_http_url_may_carry_secret:
 * @url: (nullable): an address
 *
 * Returns: whether it is https, or http to this machine
 */
gboolean
sotong_http_url_may_carry_secret (const char *url)
{
  g_autoptr(GUri) uri = url != NULL ? sotong_http_parse_url (url, NULL) : NULL;

  return uri != NULL && sotong_http_uri_may_carry_secret (uri);
}

gboolean
sotong_http_same_origin (GUri *a,
             GUri *b)
{
  return g_str_equal (g_uri_get_scheme (a), g_uri_get_scheme (b)) &&
         g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0 &&
         g_uri_get_port (a) == g_uri_get_port (b);
}

gboolean
sotong_http_is_redirect (const SotongHttpResponse *response)
{
  return response->status == 301 || response->status == 302 || response->status == 303 ||
         response->status == 307 || response->status == 308;
}

/* %NULL without an error: the answer leads nowhere and is the answer. */
GUri *
sotong_http_find_target (SotongHttpResponse  *response,
             GUri                *from,
             GError             **error)
{
  const char *location = soup_message_headers_get_one (response->headers, "Location");
  g_autofree char *text = NULL;
  g_autoptr(GUri) to = NULL;

  if (location == NULL)
    return NULL;
  text = g_uri_resolve_relative (response->url, location, SOUP_HTTP_URI_FLAGS, NULL);
  to = text != NULL ? sotong_http_parse_url (text, NULL) : NULL;
  if (to == NULL || (host_is_private (g_uri_get_host (to)) && !host_is_private (g_uri_get_host (from))))
    {
      sotong_http_refuse_target (from, error);
      return NULL;
    }
  return g_steal_pointer (&to);
}

/* A name and password inside the address become a header, and so are treated as the secret they are. */
GUri *
sotong_http_take_userinfo (SotongHttpRequest *request,
               GUri              *uri)
{
  g_autofree char *bare = NULL;
  g_auto(GStrv) parts = NULL;
  g_autofree char *user = NULL;
  g_autofree char *password = NULL;

  if (g_uri_get_userinfo (uri) == NULL)
    return g_uri_ref (uri);
  parts = g_strsplit (g_uri_get_userinfo (uri), ":", 2);
  user = g_uri_unescape_string (parts[0] != NULL ? parts[0] : "", NULL);
  password = g_uri_unescape_string (parts[0] != NULL && parts[1] != NULL ? parts[1] : "", NULL);
  if (!sotong_http_request_has_secret (request))
    sotong_http_request_set_basic (request, user != NULL ? user : "", password != NULL ? password : "");
  bare = g_uri_to_string_partial (uri, G_URI_HIDE_USERINFO);
  return g_uri_parse (bare, SOUP_HTTP_URI_FLAGS, NULL);
}
