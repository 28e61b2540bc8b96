/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-post-html.h"
#include "platforms/sotong-reply-private.h"
#include "platforms/sotong-wordpress-private.h"
#include "util/sotong-html.h"
#include "util/sotong-json.h"

#define UPLOAD_MS (10 * 60 * 1000)

/* Pictures and films go into the site's library first, and then stand in the text. */

static void
append_figure (GString           *out,
               const SotongMedia *media,
               const char        *id,
               const char        *url)
{
  g_autofree char *alt = sotong_html_escape (media->alt_text);
  g_autofree char *src = sotong_html_escape (url);

  if (g_str_has_prefix (media->media_type, "video/"))
    g_string_append_printf (out, "\n<figure class=\"wp-block-video\"><video controls src=\"%s\"></video></figure>", src);
  else
    g_string_append_printf (out, "\n<figure class=\"wp-block-image\"><img src=\"%s\" alt=\"%s\" class=\"wp-image-%s\"></figure>",
                            src, alt, id);
}

/* Reads a picture's id and address; %FALSE if one is missing. */
static gboolean
read_medium (JsonObject  *object,
             char       **out_id,
             char       **out_url)
{
  g_autofree char *id = sotong_json_dup_id (object, "id");
  g_autofree char *url = sotong_json_dup_string (object, "source_url");

  if (id == NULL || url == NULL)
    return FALSE;
  *out_id = g_steal_pointer (&id);
  *out_url = g_steal_pointer (&url);
  return TRUE;
}

/* Looks for a picture whose upload was answered by nothing. Not finding it is no failure. */
static void
find_medium (SotongPlatform       *platform,
             const SotongAccount  *account,
             const char           *root,
             const char           *slug,
             GCancellable         *cancellable,
             char                **out_id,
             char                **out_url)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *query = g_strconcat ("slug=", slug, "&context=edit", NULL);
  JsonArray *list;

  sotong_wordpress_begin (&call, platform, account, root, "GET", "wp/v2/media", query);
  sotong_call_run_paced (&call, SOTONG_WORDPRESS_PACE_MS, cancellable);
  if (!sotong_call_has_status (&call, 200) || call.root == NULL || !JSON_NODE_HOLDS_ARRAY (call.root))
    return;
  list = json_node_get_array (call.root);
  if (json_array_get_length (list) > 0)
    read_medium (sotong_json_array_get_object (list, 0), out_id, out_url);
}

static SotongReply *
get_medium_url (SotongPlatform       *platform,
                const SotongAccount  *account,
                const char           *root,
                const char           *id,
                GCancellable         *cancellable,
                char                **out_url)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *route = g_strconcat ("wp/v2/media/", escaped, NULL);

  sotong_wordpress_begin (&call, platform, account, root, "GET", route, "context=edit");
  sotong_call_run_paced (&call, SOTONG_WORDPRESS_PACE_MS, cancellable);
  if (sotong_call_has_status (&call, 200))
    *out_url = sotong_json_dup_string (call.body, "source_url");
  return *out_url != NULL ? NULL : sotong_wordpress_fail (&call, FALSE);
}

SotongReply *
sotong_wordpress_upload (SotongPlatform       *platform,
                         const SotongAccount  *account,
                         const char           *root,
                         const SotongMedia    *media,
                         const char           *slug,
                         GCancellable         *cancellable,
                         char                **out_id,
                         char                **out_url)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *disposition = g_strdup_printf ("attachment; filename=\"%s.%s\"", slug, sotong_post_html_get_extension (media->media_type));

  sotong_wordpress_begin (&call, platform, account, root, "POST", "wp/v2/media", NULL);
  sotong_http_request_set_body (call.request, media->media_type, media->bytes);
  sotong_http_request_set_header (call.request, "Content-Disposition", disposition);
  sotong_http_request_set_deadline (call.request, UPLOAD_MS);
  sotong_call_run_paced (&call, SOTONG_WORDPRESS_PACE_MS, cancellable);
  if (sotong_call_has_status (&call, 201) && read_medium (call.body, out_id, out_url))
    return NULL;
  return sotong_wordpress_fail (&call, FALSE);  /* a picture alone is no post */
}

SotongReply *
sotong_wordpress_describe_medium (SotongPlatform      *platform,
                                  const SotongAccount *account,
                                  const char          *root,
                                  const SotongMedia   *media,
                                  const char          *id,
                                  GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GBytes) body = NULL;
  g_autofree char *route = g_strconcat ("wp/v2/media/", id, NULL);
  g_autofree char *same = NULL;

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "title", media->file_name);
  sotong_json_add_string (builder, "alt_text", media->alt_text);
  json_builder_end_object (builder);
  body = sotong_json_end (builder);
  sotong_wordpress_begin (&call, platform, account, root, "POST", route, NULL);
  sotong_call_set_json (&call, body);
  sotong_call_run_paced (&call, SOTONG_WORDPRESS_PACE_MS, cancellable);
  same = sotong_json_dup_id (call.body, "id");
  return sotong_call_has_status (&call, 200) && g_strcmp0 (same, id) == 0 ? NULL : sotong_wordpress_fail (&call, FALSE);
}

static SotongReply *
put_medium (SotongPlatform       *platform,
            const SotongAccount  *account,
            const char           *root,
            const SotongPost     *post,
            guint                 index,
            GCancellable         *cancellable,
            char                **out_id,
            char                **out_url)
{
  const SotongMedia *media = g_ptr_array_index (post->media, index);
  g_autofree char *slug = g_strdup_printf ("%s-%u", post->client_key, index + 1);
  SotongReply *reply = NULL;

  if (post->repeated)
    find_medium (platform, account, root, slug, cancellable, out_id, out_url);
  if (*out_id == NULL)
    reply = sotong_wordpress_upload (platform, account, root, media, slug, cancellable, out_id, out_url);
  if (reply == NULL)
    reply = sotong_wordpress_describe_medium (platform, account, root, media, *out_id, cancellable);
  return reply;
}

/* Stores what is not yet there and adds all of it to the content. */
SotongReply *
sotong_wordpress_put_media (SotongPlatform         *platform,
                            const SotongAccount    *account,
                            const char             *root,
                            const SotongPost       *post,
                            SotongPlatformStepFunc  step,
                            gpointer                step_data,
                            GCancellable           *cancellable,
                            GString                *content)
{
  for (guint i = 0; i < post->media->len; i++)
    {
      const SotongMedia *media = g_ptr_array_index (post->media, i);
      g_autofree char *id = g_strdup (media->remote_id);
      g_autofree char *url = g_strdup (media->remote_url);
      SotongReply *reply = NULL;

      if (id == NULL)
        {
          reply = put_medium (platform, account, root, post, i, cancellable, &id, &url);
          if (reply == NULL && step != NULL && !step (i, id, url, step_data))
            reply = sotong_reply_new_not_stored (account);
        }
      else if (url == NULL)
        reply = get_medium_url (platform, account, root, id, cancellable, &url);
      if (reply != NULL)
        return reply;
      append_figure (content, media, id, url);
    }
  return NULL;
}
