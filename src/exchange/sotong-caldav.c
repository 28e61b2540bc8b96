/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#include "exchange/sotong-caldav.h"

#define MAX_LIST_BYTES ((gsize) 64 * 1024 * 1024)
#define LIST_DEADLINE_MS 180000
#define DAV  "DAV:"
#define CAL  "urn:ietf:params:xml:ns:caldav"

G_DEFINE_QUARK (sotong-caldav-error-quark, sotong_caldav_error)

struct _SotongCaldav
{
  SotongHttp *http;      /* (owned) */
  char       *url;       /* (owned): ends with a slash */
  char       *host;      /* (owned): for sentences */
  char       *user;      /* (owned) */
  char       *password;  /* (owned) */
};

/**
 * sotong_caldav_new:
 * @http: a way to the network
 * @url: the collection's address
 * @user: the account
 * @password: its password; kept in memory alone, and never sent over plain http but to this
 *   machine
 *
 * Returns: (transfer full): the collection
 */
SotongCaldav *
sotong_caldav_new (SotongHttp *http,
                   const char *url,
                   const char *user,
                   const char *password)
{
  SotongCaldav *self = g_new0 (SotongCaldav, 1);
  g_autoptr(GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);

  self->http = g_object_ref (http);
  self->url = g_str_has_suffix (url, "/") ? g_strdup (url) : g_strconcat (url, "/", NULL);
  self->host = g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : url);
  self->user = g_strdup (user);
  self->password = g_strdup (password);
  return self;
}

void
sotong_caldav_free (SotongCaldav *self)
{
  if (self == NULL)
    return;
  memset (self->password, 0, strlen (self->password));
  g_free (self->password);
  g_free (self->user);
  g_free (self->host);
  g_free (self->url);
  g_object_unref (self->http);
  g_free (self);
}

/* The collection's address, ended by a slash. */
const char *
sotong_caldav_get_url (SotongCaldav *self)
{
  return self->url;
}

static SotongHttpRequest *
make_request (SotongCaldav *self,
              const char   *method,
              const char   *name)
{
  g_autofree char *escaped = name != NULL ? g_uri_escape_string (name, NULL, FALSE) : NULL;
  g_autofree char *url = g_strconcat (self->url, escaped, NULL);
  SotongHttpRequest *request = sotong_http_request_new (method, url);

  sotong_http_request_set_basic (request, self->user, self->password);
  return request;
}

/* What a status that is no success means. */
static void
set_status_error (SotongCaldav       *self,
                  SotongHttpResponse *response,
                  GError            **error)
{
  guint status = response->status;

  if (status == 401)
    g_set_error (error, SOTONG_CALDAV_ERROR, SOTONG_CALDAV_ERROR_SIGN_IN,
                 _("%s does not accept the user “%s” with this password. Check both and try again."), self->host, self->user);
  else if (status == 412)
    g_set_error (error, SOTONG_CALDAV_ERROR, SOTONG_CALDAV_ERROR_CHANGED,
                 _("%s has another version of this entry than was expected."), self->host);
  else if (status == 404 || status == 405 || (status >= 300 && status < 400))
    g_set_error (error, SOTONG_CALDAV_ERROR, SOTONG_CALDAV_ERROR_NOT_CALENDAR,
                 _("At this address %s has no calendar (it answers %u). Check the address of the collection."), self->host, status);
  else if (status == 429 || status == 502 || status == 503 || status == 504)
    g_set_error (error, SOTONG_CALDAV_ERROR, SOTONG_CALDAV_ERROR_BUSY,
                 _("%s cannot take entries now (it answers %u). Try again later."), self->host, status);
  else if (status >= 400 && status < 600)
    g_set_error (error, SOTONG_CALDAV_ERROR, SOTONG_CALDAV_ERROR_REFUSED,
                 _("%s refuses (it answers %u). Check that “%s” may write into this calendar."), self->host, status, self->user);
  else
    g_set_error (error, SOTONG_CALDAV_ERROR, SOTONG_CALDAV_ERROR_BAD_REPLY,
                 _("%s answers something that makes no sense here (%u). Check that the address is a CalDAV calendar."), self->host, status);
}

static gboolean
is_success (const SotongHttpResponse *response)
{
  return response->status >= 200 && response->status < 300;
}

/* ---- the list ---- */

static gboolean
is_element (const xmlNode *node,
            const char    *space,
            const char    *name)
{
  return node->type == XML_ELEMENT_NODE && node->ns != NULL && strcmp ((const char *) node->ns->href, space) == 0
         && strcmp ((const char *) node->name, name) == 0;
}

/* The first element of the name below @node, at any depth. */
static xmlNode *
find_below (xmlNode    *node,
            const char *space,
            const char *name)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      xmlNode *found = is_element (child, space, name) ? child : find_below (child, space, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static char *
text_below (xmlNode    *node,
            const char *space,
            const char *name)
{
  xmlNode *found = find_below (node, space, name);
  xmlChar *content = found != NULL ? xmlNodeGetContent (found) : NULL;
  char *text = content != NULL ? g_strstrip (g_strdup ((const char *) content)) : NULL;

  xmlFree (content);
  return text;
}

/* The last part of an address; "" of a collection. */
static char *
name_of (const char *href)
{
  const char *slash = strrchr (href, '/');
  g_autofree char *name = g_uri_unescape_string (slash != NULL ? slash + 1 : href, NULL);

  return g_strdup (name != NULL ? name : "");
}

/* Whether an address in an answer is the collection's own, with or without a slash at its end. */
static gboolean
is_itself (SotongCaldav *self,
           const char   *href)
{
  g_autofree char *whole = g_uri_resolve_relative (self->url, href, SOUP_HTTP_URI_FLAGS, NULL);
  g_autofree char *theirs = whole != NULL ? g_uri_unescape_string (whole, NULL) : NULL;
  g_autofree char *ours = g_uri_unescape_string (self->url, NULL);
  gsize length = ours != NULL ? strlen (ours) - 1 : 0;

  return theirs != NULL && ours != NULL && strncmp (theirs, ours, length) == 0
         && (theirs[length] == '\0' || g_str_equal (theirs + length, "/"));
}

static void
set_not_calendar (SotongCaldav  *self,
                  GPtrArray     *calendars,
                  GError       **error)
{
  g_autofree char *list = NULL;

  if (calendars->len == 0)
    {
      g_set_error (error, SOTONG_CALDAV_ERROR, SOTONG_CALDAV_ERROR_NOT_CALENDAR,
                   _("The address on %s is no calendar. Give the address of one calendar, which ends with its name."), self->host);
      return;
    }
  g_ptr_array_add (calendars, NULL);
  list = g_strjoinv (", ", (char **) calendars->pdata);
  g_set_error (error, SOTONG_CALDAV_ERROR, SOTONG_CALDAV_ERROR_NOT_CALENDAR,
               _("The address on %s is no calendar itself. It holds these: %s. Give the address of one of them."), self->host, list);
}

static void
read_entry (SotongCaldav *self,
            xmlNode      *node,
            GHashTable   *entries,
            GPtrArray    *calendars,
            gboolean     *is_calendar)
{
  g_autofree char *href = text_below (node, DAV, "href");
  gboolean calendar = find_below (node, CAL, "calendar") != NULL;
  g_autofree char *etag = NULL;
  g_autofree char *name = NULL;

  if (href == NULL)
    return;
  if (is_itself (self, href))
    *is_calendar = calendar;
  else if (calendar)
    g_ptr_array_add (calendars, g_strndup (href, 200));
  else if (find_below (node, DAV, "collection") == NULL && (name = name_of (href))[0] != '\0')
    {
      etag = text_below (node, DAV, "getetag");
      g_hash_table_replace (entries, g_steal_pointer (&name), g_strdup (etag != NULL ? etag : ""));
    }
}

static gboolean
read_list (SotongCaldav  *self,
           xmlDoc        *document,
           GHashTable    *entries,
           GError       **error)
{
  g_autoptr(GPtrArray) calendars = g_ptr_array_new_with_free_func (g_free);
  xmlNode *root = xmlDocGetRootElement (document);
  gboolean is_calendar = FALSE;

  for (xmlNode *node = root != NULL ? root->children : NULL; node != NULL; node = node->next)
    {
      if (is_element (node, DAV, "response"))
        read_entry (self, node, entries, calendars, &is_calendar);
    }
  if (!is_calendar)
    set_not_calendar (self, calendars, error);
  return is_calendar;
}

/**
 * sotong_caldav_list:
 * @self: a collection
 * @cancellable: (nullable): stops the call
 * @error: return location; a `SOTONG_CALDAV_ERROR` or `SOTONG_HTTP_ERROR`
 *
 * Returns: (transfer full) (nullable): the entries' names and their ETags, "" if the server
 *   does not say
 */
GHashTable *
sotong_caldav_list (SotongCaldav  *self,
                    GCancellable  *cancellable,
                    GError       **error)
{
  static const char question[] = "<?xml version=\"1.0\" encoding=\"utf-8\"?><propfind xmlns=\"DAV:\"><prop><resourcetype/><getetag/></prop></propfind>";
  g_autoptr(SotongHttpRequest) request = make_request (self, "PROPFIND", NULL);
  g_autoptr(GBytes) body = g_bytes_new_static (question, sizeof question - 1);
  g_autoptr(SotongHttpResponse) response = NULL;
  g_autoptr(GHashTable) entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gconstpointer data;
  gsize length;
  xmlDoc *document;
  gboolean done;
  GError *local = NULL;

  sotong_http_request_set_header (request, "Depth", "1");
  sotong_http_request_set_body (request, "application/xml; charset=utf-8", body);
  sotong_http_request_set_max_bytes (request, MAX_LIST_BYTES);
  sotong_http_request_set_deadline (request, LIST_DEADLINE_MS);
  response = sotong_http_send (self->http, request, cancellable, &local);
  if (response == NULL)
    {
      sotong_http_error_add_next (local, _("Nothing was changed there. Check the address, or try again later."));
      g_propagate_error (error, local);
      return NULL;
    }
  if (response->status != 207)
    {
      set_status_error (self, response, error);
      return NULL;
    }
  data = g_bytes_get_data (response->body, &length);
  document = xmlReadMemory (data, (int) MIN (length, G_MAXINT), NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (document == NULL)
    {
      g_set_error (error, SOTONG_CALDAV_ERROR, SOTONG_CALDAV_ERROR_BAD_REPLY,
                   _("%s answers something that makes no sense here (%u). Check that the address is a CalDAV calendar."), self->host, response->status);
      return NULL;
    }
  done = read_list (self, document, entries, error);
  xmlFreeDoc (document);
  return done ? g_steal_pointer (&entries) : NULL;
}

/* ---- single entries ---- */

static char *
etag_of (SotongHttpResponse *response)
{
  const char *etag = sotong_http_response_get_header (response, "ETag");

  return g_strdup (etag != NULL ? etag : "");
}

/**
 * sotong_caldav_get:
 * @self: a collection
 * @name: an entry
 * @out_etag: (out): its ETag, or ""
 * @cancellable: (nullable): stops the call
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its text; %NULL without @error set if there is no such
 *   entry
 */
char *
sotong_caldav_get (SotongCaldav  *self,
                   const char    *name,
                   char         **out_etag,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr(SotongHttpRequest) request = make_request (self, "GET", name);
  g_autoptr(SotongHttpResponse) response = sotong_http_send (self->http, request, cancellable, error);
  gconstpointer data;
  gsize length;

  if (response == NULL || response->status == 404 || response->status == 410)
    return NULL;
  if (!is_success (response))
    {
      set_status_error (self, response, error);
      return NULL;
    }
  *out_etag = etag_of (response);
  data = g_bytes_get_data (response->body, &length);
  return g_strndup (data != NULL ? data : "", length);
}

/* Sends; an answer that got lost is an error of its own. */
static SotongHttpResponse *
send_change (SotongCaldav       *self,
             SotongHttpRequest  *request,
             GCancellable       *cancellable,
             GError            **error)
{
  GError *local = NULL;
  SotongHttpResponse *response = sotong_http_send (self->http, request, cancellable, &local);

  if (response != NULL)
    return response;
  if (sotong_http_request_was_sent (request) && !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_set_error_literal (error, SOTONG_CALDAV_ERROR, SOTONG_CALDAV_ERROR_LOST, local->message);
      g_error_free (local);
    }
  else
    g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_caldav_put:
 * @self: a collection
 * @name: an entry
 * @etag: (nullable): the version that it replaces; %NULL if there must be none yet
 * @text: what it is to hold
 * @out_etag: (out): its new ETag, or "" if the server does not say
 * @cancellable: (nullable): stops the call
 * @error: return location; `SOTONG_CALDAV_ERROR_CHANGED` if the server has another version,
 *   `SOTONG_CALDAV_ERROR_LOST` if it is not known whether it was done
 *
 * Returns: %TRUE if the server has it now
 */
gboolean
sotong_caldav_put (SotongCaldav  *self,
                   const char    *name,
                   const char    *etag,
                   const char    *text,
                   char         **out_etag,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr(SotongHttpRequest) request = make_request (self, "PUT", name);
  g_autoptr(GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr(SotongHttpResponse) response = NULL;

  sotong_http_request_set_body (request, "text/calendar; charset=utf-8", body);
  if (etag == NULL)
    sotong_http_request_set_header (request, "If-None-Match", "*");
  else if (*etag != '\0')
    sotong_http_request_set_header (request, "If-Match", etag);
  response = send_change (self, request, cancellable, error);
  if (response == NULL)
    return FALSE;
  if (!is_success (response))
    {
      set_status_error (self, response, error);
      return FALSE;
    }
  *out_etag = etag_of (response);
  return TRUE;
}

/**
 * sotong_caldav_delete:
 * @self: a collection
 * @name: an entry
 * @etag: the version that is deleted; "" for any
 * @cancellable: (nullable): stops the call
 * @error: return location; as for sotong_caldav_put()
 *
 * Returns: %TRUE if the entry is not there any more
 */
gboolean
sotong_caldav_delete (SotongCaldav  *self,
                      const char    *name,
                      const char    *etag,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr(SotongHttpRequest) request = make_request (self, "DELETE", name);
  g_autoptr(SotongHttpResponse) response = NULL;

  if (*etag != '\0')
    sotong_http_request_set_header (request, "If-Match", etag);
  response = send_change (self, request, cancellable, error);
  if (response == NULL)
    return FALSE;
  if (is_success (response) || response->status == 404 || response->status == 410)
    return TRUE;
  set_status_error (self, response, error);
  return FALSE;
}
