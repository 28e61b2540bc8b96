/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-http-date.h"
#include "platforms/sotong-http-message-private.h"

#define MAX_RETRY_AFTER_S (366 * 24 * 60 * 60)  /* what a server may ask for before we stop believing it */

static void
header_free (SotongHttpHeader *header)
{
  if (header->secret)
    explicit_bzero (header->value, strlen (header->value));
  g_free (header->value);
  g_free (header->name);
  g_free (header);
}

/**
 * sotong_http_request_new:
 * @method: "GET", "POST", …
 * @url: an http or https address
 *
 * Returns: (transfer full): a request; sending it says whether @url is one
 */
SotongHttpRequest *
sotong_http_request_new (const char *method,
                         const char *url)
{
  SotongHttpRequest *self;

  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (url != NULL, NULL);

  self = g_new0 (SotongHttpRequest, 1);
  self->method = g_strdup (method);
  self->url = g_strdup (url);
  self->headers = g_ptr_array_new_with_free_func ((GDestroyNotify) header_free);
  self->max_bytes = SOTONG_HTTP_MAX_BYTES;
  self->deadline_ms = SOTONG_HTTP_DEADLINE_MS;
  return self;
}

/**
 * sotong_http_request_free:
 * @self: (transfer full) (nullable): a request
 */
void
sotong_http_request_free (SotongHttpRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->method);
  g_free (self->url);
  g_free (self->media_type);
  g_ptr_array_unref (self->headers);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

static void
take_header (SotongHttpRequest *self,
             const char        *name,
             char              *value,
             gboolean           secret)
{
  SotongHttpHeader *header = g_new0 (SotongHttpHeader, 1);

  for (guint i = 0; i < self->headers->len; i++)
    {
      const SotongHttpHeader *old = g_ptr_array_index (self->headers, i);

      if (g_ascii_strcasecmp (old->name, name) == 0)
        {
          g_ptr_array_remove_index (self->headers, i);
          break;
        }
    }
  header->name = g_strdup (name);
  header->value = value;
  header->secret = secret;
  g_ptr_array_add (self->headers, header);
}

/* A line end inside a value would begin a header of somebody else's making. */
static char *
dup_value (const char *value)
{
  return g_strdelimit (g_strdup (value), "\r\n", ' ');
}

/**
 * sotong_http_request_set_header:
 * @self: a request
 * @name: the header's name
 * @value: its value
 */
void
sotong_http_request_set_header (SotongHttpRequest *self,
                                const char        *name,
                                const char        *value)
{
  take_header (self, name, dup_value (value), FALSE);
}

/**
 * sotong_http_request_set_secret_header:
 * @self: a request
 * @name: the header's name
 * @value: a secret
 *
 * Adds a header that is sent over https or to this machine only, never to another origin that a
 * redirect leads to, and that makes the call use a connection of its own.
 */
void
sotong_http_request_set_secret_header (SotongHttpRequest *self,
                                       const char        *name,
                                       const char        *value)
{
  take_header (self, name, dup_value (value), TRUE);
}

/**
 * sotong_http_request_set_bearer:
 * @self: a request
 * @token: a secret
 */
void
sotong_http_request_set_bearer (SotongHttpRequest *self,
                                const char        *token)
{
  char *value = g_strdelimit (g_strconcat ("Bearer ", token, NULL), "\r\n", ' ');

  take_header (self, "Authorization", value, TRUE);
}

/**
 * sotong_http_request_set_basic:
 * @self: a request
 * @user: a user name
 * @password: a secret
 */
void
sotong_http_request_set_basic (SotongHttpRequest *self,
                               const char        *user,
                               const char        *password)
{
  char *pair = g_strconcat (user, ":", password, NULL);
  char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));

  take_header (self, "Authorization", g_strconcat ("Basic ", encoded, NULL), TRUE);
  explicit_bzero (pair, strlen (pair));
  explicit_bzero (encoded, strlen (encoded));
  g_free (pair);
  g_free (encoded);
}

/**
 * sotong_http_request_set_body:
 * @self: a request
 * @media_type: what @body is
 * @body: what to send
 */
void
sotong_http_request_set_body (SotongHttpRequest *self,
                              const char        *media_type,
                              GBytes            *body)
{
  g_return_if_fail (media_type != NULL && body != NULL);

  g_bytes_ref (body);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = body;
  g_free (self->media_type);
  self->media_type = g_strdup (media_type);
}

/**
 * sotong_http_request_set_max_bytes:
 * @self: a request
 * @max_bytes: the largest answer to take, unpacked
 */
void
sotong_http_request_set_max_bytes (SotongHttpRequest *self,
                                   gsize              max_bytes)
{
  self->max_bytes = max_bytes;
}

/**
 * sotong_http_request_set_deadline:
 * @self: a request
 * @deadline_ms: how long the whole call may take, redirects included
 */
void
sotong_http_request_set_deadline (SotongHttpRequest *self,
                                  guint              deadline_ms)
{
  self->deadline_ms = deadline_ms;
}

/**
 * sotong_http_request_follow_redirects:
 * @self: a GET or HEAD request without a body
 *
 * Lets the call follow up to 5 redirects. Without it a redirect is an answer like any other.
 */
void
sotong_http_request_follow_redirects (SotongHttpRequest *self)
{
  g_return_if_fail (g_str_equal (self->method, "GET") || g_str_equal (self->method, "HEAD"));

  self->follow = TRUE;
}

/**
 * sotong_http_request_was_sent:
 * @self: a request that a call was made with
 *
 * Returns: %FALSE if surely no server has received any of it; %TRUE if one may have
 */
gboolean
sotong_http_request_was_sent (SotongHttpRequest *self)
{
  return self->sent;
}

/*< private >
 * sotong_http_request_has_secret:
 * @self: a request
 *
 * Returns: whether a secret goes with it
 */
gboolean
sotong_http_request_has_secret (const SotongHttpRequest *self)
{
  for (guint i = 0; i < self->headers->len; i++)
    if (((const SotongHttpHeader *) g_ptr_array_index (self->headers, i))->secret)
      return TRUE;
  return FALSE;
}

/**
 * sotong_http_response_free:
 * @self: (transfer full) (nullable): an answer
 */
void
sotong_http_response_free (SotongHttpResponse *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->url);
  g_free (self->permanent_url);
  g_free (self);
}

/**
 * sotong_http_response_get_header:
 * @self: an answer
 * @name: a header's name
 *
 * Returns: (transfer none) (nullable): its value; several lines of one name are joined by ", "
 */
const char *
sotong_http_response_get_header (SotongHttpResponse *self,
                                 const char         *name)
{
  return soup_message_headers_get_list (self->headers, name);
}

/**
 * sotong_http_response_get_media_type:
 * @self: an answer
 * @out_charset: (out) (optional) (nullable) (transfer full): the charset named beside it
 *
 * Returns: (transfer full): the media type in lower case, "" if none is given
 */
char *
sotong_http_response_get_media_type (SotongHttpResponse  *self,
                                     char               **out_charset)
{
  g_autoptr(GHashTable) params = NULL;
  const char *type = soup_message_headers_get_content_type (self->headers, &params);

  if (out_charset != NULL)
    *out_charset = params != NULL ? g_strdup (g_hash_table_lookup (params, "charset")) : NULL;
  return g_ascii_strdown (type != NULL ? type : "", -1);
}

static gboolean
parse_seconds (const char *text,
               gint64     *out_seconds)
{
  char *end = NULL;

  if (!g_ascii_isdigit (text[0]))
    return FALSE;
  *out_seconds = g_ascii_strtoll (text, &end, 10);
  return *g_strchug (end) == '\0';
}

/**
 * sotong_http_response_get_retry_after:
 * @self: an answer
 * @now: seconds since 1970 UTC
 *
 * Reads Retry-After as seconds or as a date. A date is measured against the server's own, so that
 * a wrong clock here does not matter.
 *
 * Returns: not before when to try again, at least @now; 0 if the answer does not say
 */
gint64
sotong_http_response_get_retry_after (SotongHttpResponse *self,
                                      gint64              now)
{
  const char *value = soup_message_headers_get_one (self->headers, "Retry-After");
  g_autofree char *text = g_strstrip (g_strdup (value != NULL ? value : ""));
  gint64 seconds = 0, then, server_now = now;

  if (!parse_seconds (text, &seconds))
    {
      if (!sotong_http_date_parse (text, &then))
        return 0;
      sotong_http_date_parse (soup_message_headers_get_one (self->headers, "Date"), &server_now);
      seconds = then - server_now;
    }
  return now + CLAMP (seconds, 0, MAX_RETRY_AFTER_S);
}
