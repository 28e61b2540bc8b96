/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-feed-date.h"
#include "platforms/sotong-graph-private.h"
#include "platforms/sotong-reader-graph-private.h"
#include "platforms/sotong-reader-private.h"
#include "platforms/sotong-search-private.h"
#include "util/sotong-json.h"

#define N_POSTS       "25"       /* the newest ones: what is said about older ones is seldom and late */
#define PAGE_COMMENTS "100"
#define MAX_PAGES     10         /* of one post */
#define INTERVAL_S    (30 * 60)  /* each fetch is up to 26 calls */
#define RETRY_S       (60 * 60)
#define MANY_COMMENTS 5          /* none of them without words or a number: a picture alone has no words */

/* One fetch. */
typedef struct {
  const SotongGraphComments *comments;
  const SotongFetchRequest  *request;
  SotongGraph                graph;
  SotongFetchReply          *reply;
  const char                *edge;    /* of @comments: where comments are */
  gboolean                   is_else; /* they were found where they are else */
  gboolean                   is_told; /* a person said whose posts; else they are of whoever has the token */
  gboolean                   cut;     /* some comments were left for the next time */
  guint                      n_comments;
  guint                      n_ids;   /* of @n_comments those that have the field */
  guint                      n_texts;
} Fetch;

#define MYSELF "me" /* whose the token is */

/* Nothing stands behind the server's name, or the version of the API. */
static gboolean
is_whole_base (const char *base)
{
  g_autoptr(GUri) uri = g_uri_parse (base, G_URI_FLAGS_NONE, NULL);
  const char *path = uri != NULL ? g_uri_get_path (uri) : "";

  if (path[0] == '\0')
    return TRUE;
  return path[0] == '/' && path[1] == 'v' && g_ascii_isdigit (path[2]) && strspn (path + 2, "0123456789.") == strlen (path + 2);
}

/* The source's address is that of the API with the account's id at its end, or the settings name the account; else it is the token's own, unless
 * something else stands in the account's place, which is %NULL. */
static SotongAccount *
split_url (const SotongGraphComments *comments,
           const SotongFetchRequest  *request)
{
  g_autofree char *host = sotong_reader_dup_host (request->url);
  g_autofree char *base = g_strdup (request->url);
  g_autofree char *user = sotong_json_dup_string (request->settings, "user");
  gsize n = strlen (base);
  char *slash;

  while (n > 0 && base[n - 1] == '/')
    base[--n] = '\0';
  slash = strrchr (base, '/');
  if (slash == NULL || slash == base || slash[1] == '\0' || slash[-1] == '/'
      || strspn (slash + 1, "0123456789") != strlen (slash + 1))
    {
      gboolean named = user != NULL && user[0] != '\0' && strchr (user, '/') == NULL;

      return named || is_whole_base (base) ? sotong_account_new (host, comments->kind, base, named ? user : MYSELF, NULL, request->secret) : NULL;
    }
  *slash = '\0';
  return sotong_account_new (host, comments->kind, base, slash + 1, NULL, request->secret);
}

static void
refuse_nameless (SotongFetchReply *reply)
{
  reply->outcome = SOTONG_FETCH_REFUSED;
  g_free (reply->message);
  reply->message = g_strdup (_("Neither does the source’s address end in the number of an account, nor is one given as its user. Correct it, for "
                               "instance https://graph.facebook.com/v25.0/NUMBER; it is not asked before."));
}

/* What came before the failure is kept. */
static void
fail (Fetch      *fetch,
      SotongCall *call)
{
  g_autoptr(SotongReply) said = sotong_graph_fail (&fetch->graph, call, FALSE);
  SotongFetchReply *reply = fetch->reply;

  reply->http_status = said->http_status;
  reply->outcome = SOTONG_FETCH_REFUSED;
  if (said->outcome == SOTONG_OUTCOME_WAIT)
    {
      gboolean answered = sotong_call_has_status (call, 200);

      reply->outcome = answered ? SOTONG_FETCH_FAILED : SOTONG_FETCH_WAIT;
      if (!said->cancelled)
        reply->retry_at = said->retry_at > 0 ? said->retry_at
                          : fetch->request->now + (answered ? RETRY_S : SOTONG_READER_MIN_INTERVAL);
    }
  g_free (reply->message);
  reply->message = g_steal_pointer (&said->message);
}

static char *
dup_author (const SotongGraphComments *comments,
            JsonObject                *comment)
{
  if (g_str_equal (comments->author, "from"))
    return sotong_json_dup_string (sotong_json_get_object (comment, "from"), "name");
  return sotong_json_dup_string (comment, comments->author);
}

static char *
make_url (const SotongGraphComments *comments,
          JsonObject                *comment,
          const char                *post_url,
          const char                *id)
{
  g_autofree char *trimmed = g_strdup (post_url);
  const char *own_id = strrchr (id, '_') != NULL ? strrchr (id, '_') + 1 : id;
  g_auto(GStrv) parts = NULL;

  if (comments->url != NULL)
    return sotong_json_dup_string (comment, comments->url);
  if (trimmed == NULL)
    return NULL;
  while (g_str_has_suffix (trimmed, "/"))
    trimmed[strlen (trimmed) - 1] = '\0';
  parts = g_strsplit (comments->url_format, "*", 2);
  return g_strconcat (trimmed, strchr (trimmed, '?') != NULL && parts[0][0] == '?' ? "&" : "",
                      strchr (trimmed, '?') != NULL && parts[0][0] == '?' ? parts[0] + 1 : parts[0], own_id, parts[1], NULL);
}

/* What the office itself answered is no mention. */
static gboolean
is_own (Fetch      *fetch,
        JsonObject *comment)
{
  g_autofree char *author = sotong_json_dup_id (sotong_json_get_object (comment, "from"), "id");

  if (fetch->comments->own != NULL && sotong_json_get_boolean (comment, fetch->comments->own, FALSE))
    return TRUE;
  return g_strcmp0 (author, fetch->graph.account->user) == 0;
}

static void
add_comment (Fetch      *fetch,
             JsonObject *comment,
             const char *post_id,
             const char *post_url)
{
  const SotongGraphComments *comments = fetch->comments;
  g_autoptr(SotongItem) item = sotong_item_new ();
  g_autofree char *date = sotong_json_dup_string (comment, comments->time);

  item->external_id = sotong_json_dup_id (comment, "id");
  item->text = sotong_json_dup_string (comment, comments->text);
  fetch->n_comments++;
  fetch->n_ids += item->external_id != NULL ? 1 : 0;
  fetch->n_texts += item->text != NULL ? 1 : 0;
  if (item->external_id == NULL || item->text == NULL || item->text[0] == '\0') /* a picture alone says nothing */
    return;
  if (is_own (fetch, comment))
    return;
  item->url = make_url (comments, comment, post_url, item->external_id);
  item->author = dup_author (comments, comment);
  item->reply_to = g_strdup (post_id);
  item->precision = sotong_feed_date_settle (date, fetch->request->zone, fetch->request->now, &item->published_at);
  sotong_item_complete (item, comments->kind);
  g_ptr_array_add (fetch->reply->items, g_steal_pointer (&item));
}

static char *
dup_next (const SotongCall *call)
{
  JsonObject *paging = sotong_json_get_object (call->body, "paging");

  if (paging == NULL || !json_object_has_member (paging, "next"))
    return NULL;
  return sotong_json_dup_string (sotong_json_get_object (paging, "cursors"), "after");
}

/* Whose the token is, where nothing else says it: by that number the account's own words are known. %FALSE if it cannot be told, which has been said. */
static gboolean
find_myself (Fetch         *fetch,
             SotongAccount *account,
             GCancellable  *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *id = NULL;

  fetch->is_told = !g_str_equal (account->user, MYSELF);
  if (fetch->is_told)
    return TRUE;
  sotong_graph_get_fields (&fetch->graph, &call, MYSELF, "id", cancellable);
  id = sotong_graph_dup_id (&call);
  if (id == NULL)
    {
      fail (fetch, &call);
      if (sotong_call_has_status (&call, 404) || sotong_graph_is_absent (&call))
        refuse_nameless (fetch->reply);
      return FALSE;
    }
  g_free (account->user);
  account->user = g_steal_pointer (&id);
  return TRUE;
}

/* The API says that it knows no such thing of an object: not every version and every right has all of them. */
static gboolean
has_no_edge (SotongCall *call)
{
  SotongGraphError error;

  if (call->response == NULL || sotong_graph_is_well (call))
    return FALSE;
  sotong_graph_read_error (call, &error);
  return call->response->status == SOUP_STATUS_NOT_FOUND || error.code == 100 || error.code == 12 || error.code == 2500 || error.code == 803;
}

/* The comments on one post; %FALSE when nothing more can be read. */
static gboolean
read_comments (Fetch        *fetch,
               const char   *post_id,
               const char   *post_url,
               GCancellable *cancellable)
{
  g_autofree char *path = sotong_graph_make_path (post_id, fetch->edge);
  g_autofree char *after = NULL;

  for (guint n = 0; n < MAX_PAGES; n++)
    {
      g_auto(SotongCall) call = { 0 };
      g_autoptr(GPtrArray) query = sotong_graph_fields_new ();
      g_autofree char *next = NULL;
      JsonArray *data;

      sotong_graph_fields_add (query, "filter", fetch->comments->filter);
      sotong_graph_fields_add (query, "fields", fetch->comments->fields);
      sotong_graph_fields_add (query, "limit", PAGE_COMMENTS);
      sotong_graph_fields_add (query, "after", after);
      sotong_graph_get (&fetch->graph, &call, path, query, cancellable);
      if (n == 0 && fetch->comments->edge_else != NULL && fetch->edge != fetch->comments->edge_else && has_no_edge (&call))
        {
          gboolean done;

          fetch->edge = fetch->comments->edge_else;
          done = read_comments (fetch, post_id, post_url, cancellable);
          if (!fetch->is_else) /* it was the post that is not there */
            fetch->edge = fetch->comments->edge;
          return done;
        }
      if (sotong_graph_is_absent (&call)) /* deleted just now */
        return TRUE;
      data = sotong_graph_is_well (&call) ? sotong_json_get_array (call.body, "data") : NULL;
      if (data == NULL)
        {
          fail (fetch, &call);
          return FALSE;
        }
      fetch->is_else = fetch->edge == fetch->comments->edge_else;
      for (guint i = 0; i < json_array_get_length (data); i++)
        if (fetch->reply->items->len < fetch->request->max_items)
          add_comment (fetch, sotong_json_array_get_object (data, i), post_id, post_url);
        else
          fetch->cut = TRUE;
      next = dup_next (&call);
      if (next == NULL || g_strcmp0 (next, after) == 0 || json_array_get_length (data) == 0)
        return TRUE;
      g_free (after);
      after = g_steal_pointer (&next);
    }
  fetch->cut = TRUE;
  return TRUE;
}

static gboolean
has_none (const SotongGraphComments *comments,
          JsonObject                *post)
{
  gint64 n = 1;

  if (comments->count == NULL)
    return FALSE;
  if (!sotong_json_get_int64 (post, comments->count, &n))
    sotong_json_get_int64 (sotong_json_get_object (sotong_json_get_object (post, comments->count), "summary"), "total_count", &n);
  return n == 0;
}

static void
get_posts (Fetch        *fetch,
           SotongCall   *call,
           const char   *edge,
           GCancellable *cancellable)
{
  g_autoptr(GPtrArray) query = sotong_graph_fields_new ();
  g_autofree char *path = sotong_graph_make_path (fetch->graph.account->user, edge);

  sotong_graph_fields_add (query, "fields", fetch->comments->posts_fields);
  sotong_graph_fields_add (query, "limit", N_POSTS);
  sotong_graph_get (&fetch->graph, call, path, query, cancellable);
}

static void
read_posts (Fetch        *fetch,
            GCancellable *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  JsonArray *data;

  get_posts (fetch, &call, fetch->comments->posts_edge, cancellable);
  if (fetch->is_told && fetch->comments->posts_else != NULL && has_no_edge (&call)) /* a person's token has a feed, too, that is nobody's business */
    {
      g_auto(SotongCall) other = { 0 };

      get_posts (fetch, &other, fetch->comments->posts_else, cancellable);
      if (sotong_graph_is_well (&other)) /* else what the first said is said */
        {
          SotongCall swap = call;

          call = other;
          other = swap;
        }
    }
  data = sotong_graph_is_well (&call) ? sotong_json_get_array (call.body, "data") : NULL;
  if (data == NULL)
    {
      fail (fetch, &call);
      return;
    }
  fetch->reply->http_status = call.response->status;
  for (guint i = 0; i < json_array_get_length (data); i++)
    {
      JsonObject *post = sotong_json_array_get_object (data, i);
      g_autofree char *id = sotong_json_dup_id (post, "id");
      g_autofree char *url = sotong_json_dup_string (post, fetch->comments->post_url);

      if (id != NULL && !has_none (fetch->comments, post) && !read_comments (fetch, id, url, cancellable))
        return;
    }
  if (fetch->reply->items->len == 0)
    fetch->reply->outcome = SOTONG_FETCH_UNCHANGED;
}

/* Where many comments have a field by no name that is known, the site calls it something else now: that is no silence. */
static void
look_for_missing (Fetch *fetch)
{
  const char *missing = fetch->n_ids == 0 ? "id" : fetch->n_texts == 0 ? fetch->comments->text : NULL;
  SotongFetchReply *reply = fetch->reply;

  if (missing == NULL || fetch->n_comments < MANY_COMMENTS || reply->outcome != SOTONG_FETCH_UNCHANGED)
    return;
  reply->outcome = SOTONG_FETCH_FAILED;
  reply->retry_at = fetch->request->now + RETRY_S;
  g_free (reply->message);
  reply->message = sotong_search_describe_missing (fetch->request->url, missing);
}

static void
set_covered (Fetch *fetch)
{
  const SotongFetchRequest *request = fetch->request;
  SotongFetchReply *reply = fetch->reply;

  reply->next_after = INTERVAL_S;
  if (reply->outcome != SOTONG_FETCH_OK && reply->outcome != SOTONG_FETCH_UNCHANGED)
    return;
  if (fetch->cut)
    {
      reply->message = g_strdup_printf (_("%s has more comments than are read at once; some of them were left out."),
                                        fetch->graph.account->name);
      return;
    }
  reply->covered_to = request->now;
  reply->covered_from = request->since > 0 ? MIN (request->since, request->now) : request->now;
}

/*< private >
 * sotong_reader_graph_fetch:
 * @reader: a reader
 * @comments: what its site calls things
 * @request: the request; its address is the API's, with the account's id at the end
 * @cancellable: (nullable): to stop it
 *
 * Reads the comments on the newest 25 posts of the account. What was read before comes again and is known by its key:
 * the API cannot be asked for what is new.
 *
 * Returns: (transfer full): what came of it
 */
SotongFetchReply *
sotong_reader_graph_fetch (SotongReader              *reader,
                           const SotongGraphComments *comments,
                           const SotongFetchRequest  *request,
                           GCancellable              *cancellable)
{
  g_autoptr(SotongPlatform) platform = sotong_platform_new (comments->kind, sotong_reader_get_http (reader));
  g_autoptr(SotongAccount) account = split_url (comments, request);
  Fetch fetch = { comments, request };
  SotongReply *closed;

  fetch.edge = comments->edge;
  fetch.reply = sotong_fetch_reply_new (SOTONG_FETCH_OK);
  if (account == NULL)
    {
      refuse_nameless (fetch.reply);
      return fetch.reply;
    }
  closed = sotong_graph_open (&fetch.graph, platform, account, sotong_graph_own_base (comments->kind, account->url), !g_str_equal (comments->kind, "threads"));
  if (closed == NULL)
    {
      if (find_myself (&fetch, account, cancellable))
        {
          read_posts (&fetch, cancellable);
          look_for_missing (&fetch);
        }
      set_covered (&fetch);
    }
  else
    {
      fetch.reply->outcome = SOTONG_FETCH_REFUSED;
      fetch.reply->message = g_steal_pointer (&closed->message);
      sotong_reply_free (closed);
    }
  sotong_graph_clear (&fetch.graph);
  return fetch.reply;
}
