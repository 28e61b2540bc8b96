/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-platform-x-private.h"
#include "util/sotong-html.h"
#include "util/sotong-json.h"

/*
 * X gives a text back otherwise than it was sent: "&" as "&amp;", each link as one of its own with the real one
 * beside it, the pictures as one more link at the end, and in Unicode's form C.
 */

/* X escapes &, < and > once. */
static char *
decode (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0';)
    {
      gunichar c = 0;
      gsize n = *p == '&' ? sotong_html_read_entity (p, strlen (p), &c) : 0;

      if (n > 0)
        g_string_append_unichar (out, c);
      else
        g_string_append_c (out, *p);
      p += MAX (n, 1);
    }
  return g_string_free (out, FALSE);
}

static char *
replace (const char *text,
         const char *what,
         const char *by)
{
  g_auto(GStrv) parts = what[0] != '\0' ? g_strsplit (text, what, -1) : NULL;

  return parts != NULL ? g_strjoinv (by, parts) : g_strdup (text);
}

/* A picture's own link: nobody wrote it. */
static gboolean
is_media_link (JsonObject *link)
{
  g_autofree char *key = sotong_json_dup_string (link, "media_key");
  g_autofree char *expanded = sotong_json_dup_string (link, "expanded_url");

  return key != NULL || (expanded != NULL && (strstr (expanded, "/photo/") != NULL || strstr (expanded, "/video/") != NULL)
                         && strstr (expanded, "/status/") != NULL);
}

static char *
put_links_back (const char *text,
                JsonObject *entities)
{
  JsonArray *urls = sotong_json_get_array (entities, "urls");
  char *out = g_strdup (text);

  for (guint i = 0; urls != NULL && i < json_array_get_length (urls); i++)
    {
      JsonObject *link = sotong_json_array_get_object (urls, i);
      g_autofree char *shortened = sotong_json_dup_string (link, "url");
      g_autofree char *expanded = sotong_json_dup_string (link, "expanded_url");
      g_autofree char *old = out;

      out = shortened != NULL ? replace (old, shortened, is_media_link (link) || expanded == NULL ? "" : expanded) : g_strdup (old);
    }
  return out;
}

/*< private >
 * sotong_x_fold_text:
 * @text: a text, ours or X's
 * @entities: (nullable): of a text of X's, what it says of the links; %NULL for one of ours
 *
 * Brings a text into a form in which ours and X's are equal if they are the same post's: without the beginnings
 * and last slashes of links, and with one blank for any white space.
 *
 * Returns: (transfer full): the form
 */
char *
sotong_x_fold_text (const char *text,
                    JsonObject *entities)
{
  g_autofree char *plain = entities != NULL ? decode (text) : g_strdup (text);
  g_autofree char *linked = put_links_back (plain, entities);
  g_autofree char *composed = g_utf8_normalize (linked, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autofree char *secure = replace (composed != NULL ? composed : linked, "https://", "");
  g_autofree char *bare = replace (secure, "http://", "");
  GString *out = g_string_sized_new (strlen (bare));

  for (const char *p = bare; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c))
        g_string_append_unichar (out, c);
      else
        {
          if (out->len > 0 && out->str[out->len - 1] == '/')
            g_string_truncate (out, out->len - 1);
          if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
        }
    }
  while (out->len > 0 && (out->str[out->len - 1] == ' ' || out->str[out->len - 1] == '/'))
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}
