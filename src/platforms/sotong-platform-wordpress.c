/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-platform-wordpress.h"
#include "platforms/sotong-call-private.h"
#include "platforms/sotong-post-html.h"
#include "platforms/sotong-reply-private.h"
#include "platforms/sotong-wordpress-private.h"
#include "platforms/sotong-wordpress-root.h"
#include "util/sotong-html.h"
#include "util/sotong-json.h"

#define COMMENTS_PAGE 100  /* the most that a page has */
#define ALL_STATES   "publish,future,draft,pending,private,trash"
#define BIN_SUFFIX   "__trashed" /* of the slug of what was put into the bin */
#define NEAR_S       90  /* WordPress publishes at once what is due in less than about 60 s */

/**
 * SotongPlatformWordpress:
 *
 * A WordPress site, by its REST API and an application password. The post's key becomes its slug,
 * so that a lost answer can be looked up. WordPress takes the same slug twice, and what a slow
 * server was sent may arrive long after it was looked for: a post is therefore made as a draft,
 * which no citizen sees, and then published by its number, which can be said twice. A stock site
 * treats a wrong password as no password at all: what then comes is a 401, or a 400 that hides one.
 */
struct _SotongPlatformWordpress
{
  SotongPlatform  parent_instance;
  GHashTable     *roots;  /* (owned) (element-type utf8 utf8): the API's root by the channel's address */
};

G_DEFINE_FINAL_TYPE (SotongPlatformWordpress, sotong_platform_wordpress, SOTONG_TYPE_PLATFORM)

static void
sotong_platform_wordpress_finalize (GObject *object)
{
  SotongPlatformWordpress *self = SOTONG_PLATFORM_WORDPRESS (object);

  g_hash_table_unref (self->roots);
  G_OBJECT_CLASS (sotong_platform_wordpress_parent_class)->finalize (object);
}

/* The API's root, asked for once in the life of the connector. */
static const char *
get_root (SotongPlatform       *platform,
          const SotongAccount  *account,
          GCancellable         *cancellable,
          SotongReply         **out_reply)
{
  SotongPlatformWordpress *self = SOTONG_PLATFORM_WORDPRESS (platform);
  const char *known = g_hash_table_lookup (self->roots, account->url);
  char *root;

  *out_reply = NULL;
  if (account->secret[0] == '\0' || account->user[0] == '\0')
    {
      *out_reply = sotong_reply_new_no_secret (account);
      return NULL;
    }
  if (known != NULL)
    return known;
  root = sotong_wordpress_find_root (platform, account, cancellable, out_reply);
  if (root != NULL)
    g_hash_table_insert (self->roots, g_strdup (account->url), root);
  return root;
}

/* A call to a route of the API, signed. */
void
sotong_wordpress_begin (SotongCall          *call,
                        SotongPlatform      *platform,
                        const SotongAccount *account,
                        const char          *root,
                        const char          *method,
                        const char          *route,
                        const char          *query)
{
  g_autofree char *url = sotong_wordpress_make_url (root, route, query);

  sotong_call_begin (call, platform, account, method, url);
  sotong_http_request_set_basic (call->request, account->user, account->secret);
}

/* Whether a 400 only hides that the password was not accepted. */
static gboolean
hides_sign_in (SotongCall *call)
{
  JsonObject *data = sotong_json_get_object (call->body, "data");
  JsonObject *details = sotong_json_get_object (data, "details");
  JsonObject *state = sotong_json_get_object (details, "status");
  gint64 status = 0;

  return sotong_json_get_int64 (sotong_json_get_object (state, "data"), "status", &status) && status == 401;
}

/* What WordPress's own codes say beyond the status. */
SotongReply *
sotong_wordpress_fail (SotongCall *call,
                       gboolean    changes)
{
  g_autofree char *code = sotong_json_dup_string (call->body, "code");
  guint status = call->response != NULL ? call->response->status : 0;
  SotongReply *reply;

  if (call->response != NULL)
    call->response->came_as = status;
  if (status == 400 && hides_sign_in (call))
    call->response->status = 401;
  else if (status == 403 && (g_strcmp0 (code, "incorrect_password") == 0 || g_strcmp0 (code, "invalid_username") == 0))
    call->response->status = 401;
  else if (status == 500 && g_strcmp0 (code, "rest_upload_sideload_error") == 0)
    call->response->status = 400;
  else if (status == 500 && g_strcmp0 (code, "db_insert_error") == 0)
    call->response->status = 503;
  else if (status == 404 && g_strcmp0 (code, "rest_no_route") == 0)
    g_hash_table_remove_all (SOTONG_PLATFORM_WORDPRESS (call->platform)->roots);
  reply = sotong_call_fail (call, changes);
  reply->http_status = status;
  if (changes && (g_strcmp0 (code, "rest_cannot_create") == 0 || g_strcmp0 (code, "rest_cannot_publish") == 0)) /* not of a file alone */
    sotong_reply_shut_out (reply);
  return reply;
}

/* WordPress takes a user's name and their mail address alike. */
static char **
list_names (JsonObject *object)
{
  static const char * const members[] = { "username", "slug", "email" };
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *name = sotong_json_dup_string (object, members[i]);

      if (name != NULL && name[0] != '\0')
        g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

static SotongReply *
sotong_platform_wordpress_check (SotongPlatform      *platform,
                                 const SotongAccount *account,
                                 GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *message = NULL;
  SotongReply *reply;
  const char *root = get_root (platform, account, cancellable, &reply);

  if (root == NULL)
    return reply;
  sotong_wordpress_begin (&call, platform, account, root, "GET", "wp/v2/users/me", "context=edit");
  sotong_call_run_paced (&call, SOTONG_WORDPRESS_PACE_MS, cancellable);
  id = sotong_json_dup_id (call.body, "id");
  if (!sotong_call_has_status (&call, 200) || id == NULL)
    return sotong_wordpress_fail (&call, FALSE);
  if (!sotong_json_get_boolean (sotong_json_get_object (call.body, "capabilities"), "publish_posts", FALSE))
    message = g_strdup_printf (_("The user “%s” of “%s” may not publish posts. Ask the site’s administrator for the role of an author or editor."),
                               account->user, account->name);
  reply = sotong_reply_new (message != NULL ? SOTONG_OUTCOME_REFUSED : SOTONG_OUTCOME_OK, message);
  reply->sent = TRUE;
  reply->http_status = 200;
  reply->remote_id = g_steal_pointer (&id);
  reply->account_name = sotong_json_dup_string (call.body, "name");
  reply->names = list_names (call.body);
  return reply;
}

/* What a post is sent for. */
typedef enum {
  SEND_DRAFT,    /* it is made */
  SEND_PUBLISH,  /* the draft goes out, now or at its time */
  SEND_UPDATE,   /* what is out is corrected; its state stays */
} Sending;

static GBytes *
build_post (const SotongPost *post,
            const char       *content,
            gint64            now,
            Sending           sending)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GDateTime) time = NULL;
  g_autofree char *date = NULL;
  g_autofree char *title = sotong_html_escape (post->title); /* WordPress takes markup in a title for markup */

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "title", title);
  sotong_json_add_string (builder, "content", content);
  if (sending == SEND_DRAFT)
    {
      sotong_json_add_string (builder, "status", "draft");
      sotong_json_add_string (builder, "slug", post->client_key);
    }
  else if (post->schedule_on_platform && post->publish_at > now)
    {
      time = g_date_time_new_from_unix_utc (post->publish_at);
      date = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
      sotong_json_add_string (builder, "status", "future");
      sotong_json_add_string (builder, "date_gmt", date);
    }
  else if (sending == SEND_PUBLISH)
    sotong_json_add_string (builder, "status", "publish");
  json_builder_end_object (builder);
  return sotong_json_end (builder);
}

static char *
describe_state (const SotongAccount *account,
                const SotongPost    *post,
                const char          *slug,
                const char          *state)
{
  if (post != NULL && g_strcmp0 (state, "trash") == 0)
    return g_strdup_printf (_("The post is in the bin of “%s”: somebody removed it there, so it is not sent again. If it is to be out, restore it there or delete it "
                              "there for good, then publish it here once more."), account->name);
  if (post != NULL && g_strcmp0 (slug, post->client_key) != 0 && g_str_has_prefix (slug != NULL ? slug : "", post->client_key))
    return g_strdup_printf (_("“%s” has this post under the address “%s”, so another one with the same key may be there. "
                              "Look at the site and remove one of them."), account->name, slug);
  if (g_strcmp0 (state, "pending") == 0 || g_strcmp0 (state, "draft") == 0)
    return g_strdup_printf (_("“%s” has kept the post as a draft, and citizens do not see it yet. An editor of the site must publish it."),
                            account->name);
  return g_strdup ("");
}

/* OK if @object is a post, else NULL. */
static SotongReply *
read_post (SotongCall       *call,
           JsonObject       *object,
           const SotongPost *post)
{
  g_autofree char *id = sotong_json_dup_id (object, "id");
  g_autofree char *slug = sotong_json_dup_string (object, "slug");
  g_autofree char *state = sotong_json_dup_string (object, "status");
  SotongReply *reply;

  if (id == NULL || state == NULL)
    return NULL;
  reply = sotong_reply_new (SOTONG_OUTCOME_OK, NULL);
  g_free (reply->message);
  reply->message = describe_state (call->account, post, slug, state);
  reply->sent = TRUE;
  reply->http_status = call->response->status;
  reply->remote_id = g_steal_pointer (&id);
  reply->remote_url = sotong_json_dup_string (object, "link");
  reply->remote_state = g_steal_pointer (&state);
  return reply;
}

/* A time that WordPress would not keep: the program must do it itself. */
static SotongReply *
refuse_near_time (SotongPlatform      *platform,
                  const SotongAccount *account,
                  const SotongPost    *post)
{
  gint64 now = sotong_call_get_now (platform);
  g_autofree char *message = NULL;
  SotongReply *reply;

  if (!post->schedule_on_platform || post->publish_at <= now || post->publish_at - now >= NEAR_S)
    return NULL;
  message = g_strdup_printf (_("“%s” cannot keep a time that is so near; it would publish at once. The post will be sent when it is due."),
                             account->name);
  reply = sotong_reply_new (SOTONG_OUTCOME_WAIT, message);
  reply->retry_at = post->publish_at;
  return reply;
}

static char *
make_post_route (const char *remote_id)
{
  g_autofree char *escaped = g_uri_escape_string (remote_id, NULL, FALSE);

  return g_strconcat ("wp/v2/posts/", escaped, NULL);
}

/* What was put into the bin has another slug there. */
static char *
make_look_up_query (const SotongPost *post)
{
  return g_strconcat ("slug=", post->client_key, ",", post->client_key, BIN_SUFFIX "&status=" ALL_STATES "&context=edit", NULL);
}

/* Our draft of the post, left by an attempt that came no further; %NULL if there is none. */
static char *
find_draft (SotongPlatform      *platform,
            const SotongAccount *account,
            const char          *root,
            const SotongPost    *post,
            GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *query = make_look_up_query (post);
  JsonArray *list;

  sotong_wordpress_begin (&call, platform, account, root, "GET", "wp/v2/posts", query);
  sotong_call_run_paced (&call, SOTONG_WORDPRESS_PACE_MS, cancellable);
  if (!sotong_call_has_status (&call, 200) || call.root == NULL || !JSON_NODE_HOLDS_ARRAY (call.root))
    return NULL;
  list = json_node_get_array (call.root);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = sotong_json_array_get_object (list, i);
      g_autofree char *slug = sotong_json_dup_string (object, "slug");
      g_autofree char *state = sotong_json_dup_string (object, "status");

      if (g_strcmp0 (slug, post->client_key) == 0 && g_strcmp0 (state, "draft") == 0)
        return sotong_json_dup_id (object, "id");
    }
  return NULL;
}

/* Makes the draft, or finds the one whose answer was lost. Returns %NULL with its number set. */
static SotongReply *
make_draft (SotongPlatform       *platform,
            const SotongAccount  *account,
            const char           *root,
            const SotongPost     *post,
            const char           *content,
            GCancellable         *cancellable,
            char                **out_id)
{
  g_auto(SotongCall) call = { 0 };
  g_autoptr(GBytes) body = build_post (post, content, sotong_call_get_now (platform), SEND_DRAFT);
  g_autoptr(SotongReply) reply = NULL;

  sotong_wordpress_begin (&call, platform, account, root, "POST", "wp/v2/posts", NULL);
  sotong_call_set_json (&call, body);
  sotong_call_run_paced (&call, SOTONG_WORDPRESS_PACE_MS, cancellable);
  *out_id = sotong_call_has_status (&call, 201) ? sotong_json_dup_id (call.body, "id") : NULL;
  if (*out_id != NULL)
    return NULL;
  reply = sotong_wordpress_fail (&call, TRUE);
  if (reply->outcome == SOTONG_OUTCOME_UNKNOWN)
    *out_id = find_draft (platform, account, root, post, cancellable);
  return *out_id != NULL ? NULL : g_steal_pointer (&reply);
}

/* What was refused leaves no draft behind, as far as that can be helped, nor one in the bin: there it would pass for a post that somebody removed. */
static void
drop_draft (SotongPlatform      *platform,
            const SotongAccount *account,
            const char          *id)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *route = make_post_route (id);
  g_autoptr(SotongReply) reply = NULL;
  const char *root = get_root (platform, account, NULL, &reply); /* the answer may have been that it is elsewhere now */

  if (root == NULL)
    return;
  sotong_wordpress_begin (&call, platform, account, root, "DELETE", route, "force=true");
  sotong_call_run_paced (&call, SOTONG_WORDPRESS_PACE_MS, NULL);
}

/* With the text once more: the draft may be that of an earlier attempt. */
static SotongReply *
publish_draft (SotongPlatform      *platform,
               const SotongAccount *account,
               const char          *root,
               const SotongPost    *post,
               const char          *content,
               const char          *id,
               GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *route = make_post_route (id);
  g_autoptr(GBytes) body = build_post (post, content, sotong_call_get_now (platform), SEND_PUBLISH);
  SotongReply *reply = NULL;

  sotong_wordpress_begin (&call, platform, account, root, "POST", route, NULL);
  sotong_call_set_json (&call, body);
  sotong_call_run_paced (&call, SOTONG_WORDPRESS_PACE_MS, cancellable);
  if (sotong_call_has_status (&call, 200) || sotong_call_has_status (&call, 201))
    reply = read_post (&call, call.body, post);
  return reply != NULL ? reply : sotong_wordpress_fail (&call, TRUE);
}

static SotongReply *
sotong_platform_wordpress_publish (SotongPlatform         *platform,
                                   const SotongAccount    *account,
                                   const SotongPost       *post,
                                   SotongPlatformStepFunc  step,
                                   gpointer                step_data,
                                   GCancellable           *cancellable)
{
  g_autoptr(GString) content = NULL;
  g_autofree char *html = NULL;
  g_autofree char *id = NULL;
  SotongReply *reply = NULL;
  const char *root;

  if (post->repeated && sotong_reply_settle_look_up (sotong_platform_look_up (platform, account, post, cancellable, &reply), &reply))
    return reply;
  reply = refuse_near_time (platform, account, post);
  if (reply != NULL)
    return reply;
  root = get_root (platform, account, cancellable, &reply);
  if (root == NULL)
    return reply;
  html = sotong_post_html_from_text (post->text);
  content = g_string_new (html);
  reply = sotong_wordpress_put_media (platform, account, root, post, step, step_data, cancellable, content);
  if (reply != NULL)
    return reply;

  if (post->repeated)
    id = find_draft (platform, account, root, post, cancellable);
  if (id == NULL)
    reply = make_draft (platform, account, root, post, content->str, cancellable, &id);
  if (reply != NULL)
    return reply;
  reply = publish_draft (platform, account, root, post, content->str, id, cancellable);
  if (reply->outcome == SOTONG_OUTCOME_REFUSED)
    drop_draft (platform, account, id);
  return reply;
}

/* The post with the key among the @list of an answer, or NULL. A draft has not gone out: it is
 * taken up by publishing. What is in the bin counts if nothing else is out. */
static SotongReply *
find_in_list (SotongCall       *call,
              JsonArray        *list,
              const SotongPost *post,
              guint            *out_n_others)
{
  g_autofree char *bin_slug = g_strconcat (post->client_key, BIN_SUFFIX, NULL);
  JsonObject *binned = NULL;

  *out_n_others = 0;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = sotong_json_array_get_object (list, i);
      g_autofree char *slug = sotong_json_dup_string (object, "slug");
      g_autofree char *state = sotong_json_dup_string (object, "status");
      gboolean ours = g_strcmp0 (slug, post->client_key) == 0;

      if ((ours || g_strcmp0 (slug, bin_slug) == 0) && g_strcmp0 (state, "trash") == 0)
        binned = object;
      else if (!ours)
        (*out_n_others)++;
      else if (g_strcmp0 (state, "draft") != 0)
        return read_post (call, object, post);
    }
  return binned != NULL ? read_post (call, binned, post) : NULL;
}

static SotongLookUp
sotong_platform_wordpress_look_up (SotongPlatform       *platform,
                                   const SotongAccount  *account,
                                   const SotongPost     *post,
                                   GCancellable         *cancellable,
                                   SotongReply         **out_reply)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *query = make_look_up_query (post);
  const char *root = get_root (platform, account, cancellable, out_reply);
  guint n_others;

  if (root == NULL)
    return SOTONG_LOOK_UP_CANNOT_TELL;
  sotong_wordpress_begin (&call, platform, account, root, "GET", "wp/v2/posts", query);
  sotong_call_run_paced (&call, SOTONG_WORDPRESS_PACE_MS, cancellable);
  if (!sotong_call_has_status (&call, 200) || call.root == NULL || !JSON_NODE_HOLDS_ARRAY (call.root))
    {
      *out_reply = sotong_wordpress_fail (&call, FALSE);
      return SOTONG_LOOK_UP_CANNOT_TELL;
    }
  *out_reply = find_in_list (&call, json_node_get_array (call.root), post, &n_others);
  if (*out_reply != NULL)
    return SOTONG_LOOK_UP_FOUND;
  if (n_others > 0)  /* a filter that was not understood proves nothing */
    {
      *out_reply = sotong_reply_new_for_body (account, call.response, FALSE);
      return SOTONG_LOOK_UP_CANNOT_TELL;
    }
  *out_reply = sotong_reply_new_absent (account, 200);
  return SOTONG_LOOK_UP_ABSENT;
}

static SotongReply *
sotong_platform_wordpress_update (SotongPlatform      *platform,
                                  const SotongAccount *account,
                                  const char          *remote_id,
                                  const SotongPost    *post,
                                  GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *route = make_post_route (remote_id);
  g_autofree char *html = sotong_post_html_from_text (post->text);
  g_autoptr(GString) content = g_string_new (html);
  g_autoptr(GBytes) body = NULL;
  SotongReply *reply;
  const char *root = get_root (platform, account, cancellable, &reply);

  if (root == NULL)
    return reply;
  reply = refuse_near_time (platform, account, post);
  if (reply == NULL)
    reply = sotong_wordpress_put_media (platform, account, root, post, NULL, NULL, cancellable, content);
  if (reply != NULL)
    return reply;
  body = build_post (post, content->str, sotong_call_get_now (platform), SEND_UPDATE);
  sotong_wordpress_begin (&call, platform, account, root, "POST", route, NULL);
  sotong_call_set_json (&call, body);
  sotong_call_run_paced (&call, SOTONG_WORDPRESS_PACE_MS, cancellable);
  if (sotong_call_has_status (&call, 200))
    reply = read_post (&call, call.body, NULL);
  return reply != NULL ? reply : sotong_wordpress_fail (&call, TRUE);
}

static SotongReply *
sotong_platform_wordpress_remove (SotongPlatform      *platform,
                                  const SotongAccount *account,
                                  const char          *remote_id,
                                  GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *route = make_post_route (remote_id);
  g_autofree char *code = NULL;
  SotongReply *reply;
  const char *root = get_root (platform, account, cancellable, &reply);

  if (root == NULL)
    return reply;
  sotong_wordpress_begin (&call, platform, account, root, "DELETE", route, NULL);
  sotong_call_run_paced (&call, SOTONG_WORDPRESS_PACE_MS, cancellable);
  code = sotong_json_dup_string (call.body, "code");
  if (sotong_call_has_status (&call, 200))
    reply = read_post (&call, call.body, NULL);
  else if ((sotong_call_has_status (&call, 404) && g_strcmp0 (code, "rest_post_invalid_id") == 0) ||
           (sotong_call_has_status (&call, 410) && g_strcmp0 (code, "rest_already_trashed") == 0))
    reply = sotong_reply_new_gone (remote_id, call.response->status);
  return reply != NULL ? reply : sotong_wordpress_fail (&call, TRUE);
}

/* How many comments a post has: the header says it, and where something on the way has dropped it, a page that is not full.
 * developer.wordpress.org/rest-api/reference/comments */
static gboolean
read_comments (SotongCall *call,
               gint64     *out_n)
{
  const char *total = sotong_http_response_get_header (call->response, "X-WP-Total");
  guint n = json_array_get_length (json_node_get_array (call->root));

  if (total != NULL && g_ascii_string_to_signed (total, 10, 0, G_MAXINT32, out_n, NULL))
    return TRUE;
  *out_n = n;
  return n < COMMENTS_PAGE;
}

/* WordPress itself counts no visits: the comments are all that it tells. */
static SotongReply *
sotong_platform_wordpress_metrics (SotongPlatform      *platform,
                                   const SotongAccount *account,
                                   const char * const  *remote_ids,
                                   GPtrArray           *metrics,
                                   GCancellable        *cancellable)
{
  SotongReply *reply;
  const char *root = get_root (platform, account, cancellable, &reply);

  if (root == NULL)
    return reply;
  for (guint i = 0; remote_ids != NULL && remote_ids[i] != NULL; i++)
    {
      g_auto(SotongCall) call = { 0 };
      g_autofree char *id = g_uri_escape_string (remote_ids[i], NULL, FALSE);
      g_autofree char *query = g_strdup_printf ("post=%s&per_page=%d&_fields=id", id, COMMENTS_PAGE);
      g_autofree char *code = NULL;
      gint64 n;

      sotong_wordpress_begin (&call, platform, account, root, "GET", "wp/v2/comments", query);
      sotong_call_run_paced (&call, SOTONG_WORDPRESS_PACE_MS, cancellable);
      code = sotong_json_dup_string (call.body, "code");
      if (g_strcmp0 (code, "rest_cannot_read_post") == 0 || g_strcmp0 (code, "rest_post_invalid_id") == 0)
        continue; /* it is not there any more */
      if (!sotong_call_has_status (&call, 200) || call.root == NULL || !JSON_NODE_HOLDS_ARRAY (call.root))
        return sotong_wordpress_fail (&call, FALSE);
      if (read_comments (&call, &n))
        sotong_metric_add (metrics, remote_ids[i], SOTONG_METRIC_COMMENTS, n);
    }
  reply = sotong_reply_new (SOTONG_OUTCOME_OK, NULL);
  reply->sent = TRUE;
  reply->http_status = 200;
  return reply;
}

static SotongReply *
sotong_platform_wordpress_store_media (SotongPlatform      *platform,
                                       const SotongAccount *account,
                                       const SotongMedia   *media,
                                       GCancellable        *cancellable)
{
  g_autofree char *slug = sotong_post_make_key (sotong_call_get_now (platform));
  g_autofree char *id = NULL;
  g_autofree char *url = NULL;
  SotongReply *reply = NULL;
  const char *root = get_root (platform, account, cancellable, &reply);

  if (root != NULL)
    reply = sotong_wordpress_upload (platform, account, root, media, slug, cancellable, &id, &url);
  if (reply == NULL)
    reply = sotong_wordpress_describe_medium (platform, account, root, media, id, cancellable);
  if (reply != NULL)
    return reply;
  reply = sotong_reply_new (SOTONG_OUTCOME_OK, NULL);
  reply->sent = TRUE;
  reply->http_status = 201;
  reply->remote_id = g_steal_pointer (&id);
  reply->remote_url = g_steal_pointer (&url);
  return reply;
}

static void
sotong_platform_wordpress_class_init (SotongPlatformWordpressClass *klass)
{
  SotongPlatformClass *platform_class = SOTONG_PLATFORM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sotong_platform_wordpress_finalize;
  platform_class->check = sotong_platform_wordpress_check;
  platform_class->publish = sotong_platform_wordpress_publish;
  platform_class->look_up = sotong_platform_wordpress_look_up;
  platform_class->update = sotong_platform_wordpress_update;
  platform_class->remove = sotong_platform_wordpress_remove;
  platform_class->metrics = sotong_platform_wordpress_metrics;
  platform_class->store_media = sotong_platform_wordpress_store_media;
}

static void
sotong_platform_wordpress_init (SotongPlatformWordpress *self)
{
  self->roots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}
