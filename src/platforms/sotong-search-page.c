/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-feed-date.h"
#include "platforms/sotong-search-private.h"
#include "util/sotong-html.h"
#include "util/sotong-json-path.h"
#include "util/sotong-json.h"
#include "util/sotong-time.h"
#include "util/sotong-url.h"

#define OVERLAP_S  86400  /* by which a search may show things late */
#define MAX_PRICED 100
#define REST       "\trest\t" /* before the words of a search: the member of the cursor that says where it goes on */

/* ---- one item ---- */

/* Takes away the <b> around what was found (@bold), and only then reads the entities, once: a "<b>" that
 * the writer typed comes as "&lt;b&gt;" and stays. */
static char *
read_marks (const char *text,
            gboolean    bold)
{
  GString *out = g_string_sized_new (strlen (text));
  const char *end = text + strlen (text);

  for (const char *p = text; p < end;)
    {
      gunichar c = 0;
      gsize n = 0;

      if (bold && (g_ascii_strncasecmp (p, "<b>", 3) == 0 || g_ascii_strncasecmp (p, "</b>", 4) == 0))
        {
          p = strchr (p, '>') + 1;
          continue;
        }
      n = *p == '&' ? sotong_html_read_entity (p, (gsize) (end - p), &c) : 0;
      if (n > 0)
        g_string_append_unichar (out, c);
      else
        g_string_append_c (out, *p);
      p += MAX (n, 1);
    }
  return g_string_free (out, FALSE);
}

static char *
dup_words (const SotongSearchKind *kind,
           JsonNode               *node,
           const char             *path)
{
  g_autofree char *raw = path != NULL ? sotong_json_dup_path (node, path) : NULL;

  if (raw == NULL)
    return NULL;
  switch (kind->marks)
    {
    case SOTONG_SEARCH_ESCAPED:
    case SOTONG_SEARCH_BOLD:
      return read_marks (raw, kind->marks == SOTONG_SEARCH_BOLD);
    case SOTONG_SEARCH_HTML:
      return sotong_html_to_text (raw, -1);
    case SOTONG_SEARCH_PLAIN:
    default:
      return g_steal_pointer (&raw);
    }
}

/* Seconds or milliseconds since 1970, as lists for programs have them. */
static gboolean
is_epoch (const char *date,
          gint64     *out_time)
{
  gsize n = strlen (date);

  if ((n != 10 && n != 13) || strspn (date, "0123456789") != n)
    return FALSE;
  *out_time = g_ascii_strtoll (date, NULL, 10) / (n == 13 ? 1000 : 1);
  return TRUE;
}

static void
read_date (SotongSearch           *self,
           const SotongSearchKind *kind,
           JsonNode               *node,
           SotongItem             *item)
{
  g_autofree char *date = kind->date != NULL ? sotong_json_dup_path (node, kind->date) : NULL;

  gint64 time;

  if (date != NULL && kind->epoch && is_epoch (date, &time))
    {
      g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();

      g_free (date);
      date = sotong_time_format_iso (time, utc);
    }
  if (date != NULL && kind->midnight_is_day && strstr (date, "T00:00:00.000") != NULL)
    strchr (date, 'T')[0] = '\0';
  if (date != NULL && kind->utc && !g_str_has_suffix (date, "Z"))
    {
      char *zoned = g_strconcat (date, "Z", NULL);

      g_free (date);
      date = zoned;
    }
  item->precision = sotong_feed_date_settle (date, self->request->zone, self->request->now, &item->published_at);
  item->odd_date = sotong_feed_date_is_odd (date, self->request->zone, self->request->now);
}

/* What is no number says nothing. */
static gint64
read_reach (const SotongSearchKind *kind,
            JsonNode               *node)
{
  g_autofree char *text = kind->reach != NULL ? sotong_json_dup_path (node, kind->reach) : NULL;
  gint64 reach = 0;

  return text != NULL && g_ascii_string_to_signed (text, 10, 0, SOTONG_ITEM_MAX_REACH, &reach, NULL) ? reach : 0;
}

/* Neither words nor anything by which it could be known again. */
static gboolean
is_nothing (const SotongItem *item)
{
  const char *const parts[] = { item->external_id, item->url, item->title, item->text };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && parts[i][0] != '\0')
      return FALSE;
  return TRUE;
}

/* (nullable): none where nothing is called what it is called on this site. */
static SotongItem *
read_item (SotongSearch           *self,
           const SotongSearchKind *kind,
           JsonNode               *page,
           JsonNode               *node)
{
  SotongItem *item = sotong_item_new ();

  item->url = sotong_json_dup_path (node, kind->url);
  if (kind->other_url != NULL && (item->url == NULL || item->url[0] == '\0'))
    {
      g_free (item->url);
      item->url = sotong_json_dup_path (node, kind->other_url);
    }
  if (item->url != NULL && item->url[0] != '\0' && !sotong_url_is_web (item->url))
    {
      char *whole = sotong_url_resolve (self->request->url, item->url);

      g_free (item->url);
      item->url = whole;
    }
  item->external_id = sotong_json_dup_path (node, kind->id);
  item->title = dup_words (kind, node, kind->title);
  item->text = dup_words (kind, node, kind->text);
  item->author = dup_words (kind, node, kind->author);
  item->reply_to = sotong_json_dup_path (node, kind->reply_to);
  item->reach = read_reach (kind, node);
  read_date (self, kind, node, item);
  if (kind->finish != NULL)
    kind->finish (page, node, item);
  if (is_nothing (item))
    {
      sotong_item_free (item);
      return NULL;
    }
  sotong_item_complete (item, kind->id_space != NULL ? kind->id_space : kind->kind);
  if (item->external_id == NULL)
    item->external_id = g_strdup (item->url);
  return item;
}

/*< private >
 * sotong_search_add_items:
 * @self: a fetch
 * @kind: what the search brings
 * @page: the whole answer
 * @items: its items
 * @seen: (element-type utf8 utf8): keys of what came in this search
 *
 * Adds those that have words and have not come yet.
 *
 * Returns: how many had not come yet, with or without words
 */
guint
sotong_search_add_items (SotongSearch           *self,
                         const SotongSearchKind *kind,
                         JsonNode               *page,
                         JsonArray              *items,
                         GHashTable             *seen)
{
  guint n_new = 0;

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonNode *node = json_array_get_element (items, i);
      g_autoptr(SotongItem) item = JSON_NODE_HOLDS_OBJECT (node) ? read_item (self, kind, page, node) : NULL;
      JsonArray *answers = kind->answers != NULL ? sotong_json_get_path_array (node, kind->answers) : NULL;

      if (answers != NULL)
        n_new += sotong_search_add_items (self, kind->answer_kind, page, answers, seen);
      if (item == NULL || item->canonical_key == NULL || !g_hash_table_add (seen, g_strdup (item->canonical_key)))
        continue;
      n_new++;
      if (item->title == NULL && item->text == NULL)
        continue;
      if (self->reply->items->len < self->request->max_items)
        g_ptr_array_add (self->reply->items, g_steal_pointer (&item));
      else
        self->cut = TRUE;
    }
  return n_new;
}

/* ---- page after page ---- */

/* Where one search is. */
typedef struct {
  const SotongSearchKind *kind;
  const char             *words;
  GHashTable             *seen;    /* (owned) */
  JsonArray              *none;    /* (owned): an empty list */
  const char             *mark;    /* (nullable): the id of the newest item before this fetch */
  char                   *newest;  /* (owned) (nullable): and after it */
  char                   *token;   /* (owned) (nullable): of the next page, or its address */
  guint                   n_pages;
  guint                   n_shown; /* items on all pages */
  guint                   n_last;  /* items on the last one */
  gint64                  oldest;  /* of what came */
  gboolean                reached; /* what was known before, or the end */
} Walk;

static void
walk_clear (Walk *walk)
{
  g_clear_pointer (&walk->seen, g_hash_table_unref);
  g_clear_pointer (&walk->none, json_array_unref);
  g_clear_pointer (&walk->newest, g_free);
  g_clear_pointer (&walk->token, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static guint
priced_items (const SotongSearch *self)
{
  return (guint) CLAMP ((self->request->left[0] - self->reply->used[0]) / self->site->price, SOTONG_SEARCH_MIN_PRICED, MAX_PRICED);
}

static void
append_page (SotongSearch *self,
             const Walk   *walk,
             GString      *query)
{
  const SotongSearchSite *site = self->site;
  g_autofree char *number = NULL;

  switch (site->paging)
    {
    case SOTONG_SEARCH_BY_START:
      number = g_strdup_printf ("%u", walk->n_pages * site->page_items + 1);
      break;
    case SOTONG_SEARCH_BY_OFFSET:
      number = walk->n_pages > 0 ? g_strdup_printf ("%u", walk->n_shown) : NULL;
      break;
    case SOTONG_SEARCH_BY_PAGE:
      number = g_strdup_printf ("%u", walk->n_pages + 1);
      break;
    case SOTONG_SEARCH_BY_TOKEN:
      number = g_strdup (walk->token);
      break;
    case SOTONG_SEARCH_BY_LINK:
    default:
      break;
    }
  if (number != NULL)
    sotong_search_append (query, site->page, number);
}

static char *
make_page_url (SotongSearch *self,
               const Walk   *walk)
{
  const SotongSearchSite *site = self->site;
  g_autoptr(GString) query = g_string_new (site->fixed);
  g_autofree char *escaped = g_uri_escape_string (walk->words != NULL ? walk->words : "", NULL, FALSE);
  g_auto(GStrv) parts = g_strsplit (walk->kind->path, "%s", 2);
  g_autofree char *path = parts[1] != NULL ? g_strconcat (parts[0], escaped, parts[1], NULL) : g_strdup (walk->kind->path);

  if (site->paging == SOTONG_SEARCH_BY_LINK && walk->token != NULL)
    return g_strdup (walk->token);
  if (site->query != NULL && walk->words != NULL)
    sotong_search_append (query, site->query, walk->words);
  if (site->price > 0)
    {
      g_autofree char *number = g_strdup_printf ("%u", priced_items (self));

      sotong_search_append (query, "max_results", number);
    }
  if (site->mark != NULL && walk->mark != NULL)
    sotong_search_append (query, site->mark, walk->mark);
  if (site->since != NULL && self->request->since > 0)
    {
      g_autoptr(GDateTime) since = g_date_time_new_from_unix_utc (self->request->since - OVERLAP_S);
      g_autofree char *time = since != NULL ? g_date_time_format (since, "%Y-%m-%dT%H:%M:%SZ") : NULL;

      if (time != NULL)
        sotong_search_append (query, site->since, time);
    }
  append_page (self, walk, query);
  if (site->key == SOTONG_SEARCH_KEY_QUERY && self->key[0] != '\0')
    sotong_search_append (query, site->key_names[0], self->key);
  return sotong_search_make_url (self, path, query->str);
}

/* The address in '<ADDRESS>; rel="next"', if it is on the same server: the key goes with it. */
static char *
dup_next_link (SotongSearch       *self,
               SotongHttpResponse *response)
{
  const char *links = sotong_http_response_get_header (response, "Link");
  g_auto(GStrv) parts = g_strsplit (links != NULL ? links : "", ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *start = strchr (parts[i], '<');
      const char *end = start != NULL ? strchr (start, '>') : NULL;
      g_autofree char *url = end != NULL ? g_strndup (start + 1, (gsize) (end - start - 1)) : NULL;

      if (url != NULL && strstr (end, "rel=\"next\"") != NULL && sotong_search_may_follow (self, url))
        return g_steal_pointer (&url);
    }
  return NULL;
}

/* Looks where the page ends: at what was known, at what is older than the last fetch, or nowhere. */
static void
look_back (SotongSearch *self,
           Walk         *walk,
           guint         first)
{
  for (guint i = first; i < self->reply->items->len; i++)
    {
      const SotongItem *item = g_ptr_array_index (self->reply->items, i);

      if (walk->newest == NULL)
        walk->newest = g_strdup (item->external_id);
      if (g_strcmp0 (item->external_id, walk->mark) == 0)
        walk->reached = TRUE;
      if (item->precision == SOTONG_ITEM_FIRST_SEEN)
        continue;
      walk->oldest = MIN (walk->oldest, item->published_at);
      if (self->request->since > 0 && item->published_at < self->request->since - OVERLAP_S)
        walk->reached = TRUE;
    }
}

/* A number that stands in an answer's header or body; -1 if there is none. */
static gint64
read_number (const char *text)
{
  gint64 number = -1;

  return text != NULL && g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, &number, NULL) ? number : -1;
}

/* Whether nothing comes after a page of a search that is not told where the next one is. A page may hold less than was asked for although there
 * are more: a site leaves out what is not for everybody, or was taken down, after it has counted. */
static gboolean
is_last (const SotongSearch *self,
         const Walk         *walk,
         SotongSearchAnswer *answer,
         guint               n_new)
{
  const SotongSearchSite *site = self->site;
  g_autofree char *total = site->total != NULL ? sotong_json_dup_path (answer->root, site->total) : NULL;
  gint64 pages = site->n_pages != NULL ? read_number (sotong_http_response_get_header (answer->response, site->n_pages)) : -1;

  if (pages >= 0)
    return walk->n_pages >= pages;
  if (n_new == 0)
    return TRUE;
  if (site->paging == SOTONG_SEARCH_BY_OFFSET) /* nothing tells how many there are; without a key only the first page is shown */
    return self->key[0] == '\0';
  if (site->end != NULL || walk->n_last >= site->page_items)
    return FALSE;
  return (gint64) walk->n_pages * site->page_items >= read_number (total);
}

/* Whether another page is to be asked for. */
static gboolean
find_next (SotongSearch       *self,
           Walk               *walk,
           SotongSearchAnswer *answer,
           guint               n_new)
{
  const SotongSearchSite *site = self->site;
  g_autofree char *before = g_steal_pointer (&walk->token);
  JsonNode *end = site->end != NULL ? sotong_json_find_path (answer->root, site->end) : NULL;

  if (site->paging == SOTONG_SEARCH_BY_TOKEN)
    walk->token = sotong_json_dup_path (answer->root, site->next);
  else if (site->paging == SOTONG_SEARCH_BY_LINK)
    walk->token = dup_next_link (self, answer->response);
  if (end != NULL && JSON_NODE_HOLDS_VALUE (end) && json_node_get_value_type (end) == G_TYPE_BOOLEAN && json_node_get_boolean (end))
    walk->reached = TRUE;
  else if (site->paging == SOTONG_SEARCH_BY_TOKEN || site->paging == SOTONG_SEARCH_BY_LINK)
    walk->reached = walk->reached || walk->token == NULL || walk->token[0] == '\0' || g_strcmp0 (walk->token, before) == 0;
  else
    walk->reached = walk->reached || is_last (self, walk, answer, n_new);
  return !walk->reached && walk->n_pages < site->max_pages && self->reply->items->len < self->request->max_items && !self->request->probe;
}

/*< private >
 * sotong_search_dup_missing:
 * @kind: what the search brings
 * @items: its items
 *
 * Returns: (transfer full): which of the kind's fields not one of the items has, as the site called them; "" if each was seen, or there are no items
 */
char *
sotong_search_dup_missing (const SotongSearchKind *kind,
                           JsonArray              *items)
{
  const char *const fields[] = { kind->title, kind->text, kind->date, kind->id, kind->url };
  g_autoptr(GPtrArray) missing = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gboolean found = json_array_get_length (items) == 0 || fields[i] == NULL || fields[i][0] == '\0' 
                       || g_ptr_array_find_with_equal_func (missing, fields[i], g_str_equal, NULL);

      for (guint k = 0; !found && k < json_array_get_length (items); k++)
        found = sotong_json_find_path (json_array_get_element (items, k), fields[i]) != NULL;
      if (!found)
        g_ptr_array_add (missing, (gpointer) fields[i]);
    }
  g_ptr_array_add (missing, NULL);
  return g_strjoinv (", ", (char **) missing->pdata);
}

static JsonArray *
find_items (const Walk         *walk,
            SotongSearchAnswer *answer)
{
  JsonArray *items = sotong_json_get_path_array (answer->root, walk->kind->items);

  /* Where nothing was found some leave the list out, and say so in numbers. */
  if (items == NULL && sotong_json_find_path (answer->root, "meta.result_count") != NULL)
    return walk->none;
  return items;
}

/* What went wrong with one page was none of the fetch: what was said of the pages before it stays said. */
static void
forgive (SotongSearch  *self,
         char         **noted)
{
  self->reply->outcome = SOTONG_FETCH_OK;
  self->reply->retry_at = 0;
  self->reply->http_status = 200; /* as the pages before it were answered */
  g_free (self->reply->message);
  self->reply->message = g_steal_pointer (noted);
}

/* A site that shows the last days alone takes no id from before them. Without it all comes that it still has, which is newer. */
static gboolean
is_mark_too_old (const SotongSearch *self,
                 const Walk         *walk,
                 SotongSearchAnswer *answer)
{
  gsize length = 0;
  const char *body = answer->response != NULL ? g_bytes_get_data (answer->response->body, &length) : NULL;

  return self->site->mark != NULL && walk->mark != NULL && body != NULL && answer->response->status == 400
         && g_strstr_len (body, (gssize) length, self->site->mark) != NULL;
}

/* Asks for one page; %FALSE if it did not come, which the reply says. */
static gboolean
read_page (SotongSearch *self,
           Walk         *walk,
           const gint64 *costs,
           gboolean     *out_more)
{
  g_autofree char *url = make_page_url (self, walk);
  g_autoptr(SotongHttpRequest) request = sotong_search_new_request (self, "GET", url);
  g_auto(SotongSearchAnswer) answer = { 0 };
  g_autofree char *missing = NULL, *noted = g_strdup (self->reply->message);
  guint first = self->reply->items->len, n_new;
  JsonArray *items;

  if (!sotong_search_ask (self, request, costs, &answer))
    {
      if (walk->kind->answers != NULL && sotong_search_is_absent (&answer)) /* deleted, or nobody may say anything there */
        {
          forgive (self, &noted);
          walk->reached = TRUE;
          *out_more = FALSE;
          return TRUE;
        }
      if (is_mark_too_old (self, walk, &answer))
        {
          forgive (self, &noted);
          walk->mark = NULL;
          return TRUE; /* the same page is asked for once more */
        }
      if (walk->n_pages > 0 && answer.response != NULL && answer.response->status == 400 && self->site->paging == SOTONG_SEARCH_BY_PAGE)
        {
          g_autofree char *code = sotong_search_dup_code (answer.root);

          walk->reached = g_strcmp0 (code, "rest_post_invalid_page_number") == 0 || g_strcmp0 (code, "rest_comment_invalid_page_number") == 0;
          if (walk->reached)
            forgive (self, &noted);
          *out_more = FALSE;
        }
      return walk->reached;
    }
  items = find_items (walk, &answer);
  if (items == NULL)
    {
      sotong_search_fail_missing (self, &answer, JSON_NODE_HOLDS_OBJECT (answer.root) ? walk->kind->items : "");
      return FALSE;
    }
  walk->n_pages++;
  walk->n_last = json_array_get_length (items);
  walk->n_shown += walk->n_last;
  self->reply->used[0] += (gint64) self->site->price * walk->n_last;
  n_new = sotong_search_add_items (self, walk->kind, answer.root, items, walk->seen);
  missing = sotong_search_dup_missing (walk->kind, items);
  if ((n_new > 0 && self->reply->items->len == first && !self->cut && walk->n_last > 1 && walk->kind->title != NULL)
      || (walk->n_last > 0 && g_hash_table_size (walk->seen) == 0))
    {
      /* Many items, none of which has words, or none of which anything is known: the site calls them something else now. */
      sotong_search_fail_missing (self, &answer, missing);
      return FALSE;
    }
  if (walk->n_last > 1)
    sotong_search_note_missing (self, missing);
  look_back (self, walk, first);
  *out_more = find_next (self, walk, &answer, n_new);
  return TRUE;
}

/* Page after page; %FALSE if one did not come. */
static gboolean
read_pages (SotongSearch *self,
            Walk         *walk,
            const gint64 *costs)
{
  gboolean more = TRUE;

  while (more)
    if (!read_page (self, walk, costs, &more))
      return FALSE;
  if (!walk->reached && !self->request->probe)
    {
      self->from = MAX (self->from, walk->oldest < G_MAXINT64 ? walk->oldest : self->request->now);
      self->cut = TRUE;
    }
  return TRUE;
}

/* Where one search stopped in the middle: the newest item that it has brought, and the page that comes next. */
static void
keep_rest (SotongSearch *self,
           const char   *member,
           const char   *newest,
           const char   *token)
{
  g_autofree char *rest = g_strconcat (newest, "\n", token, NULL);

  json_object_set_string_member (self->newest, member, rest);
}

/* A search that costs money and stopped in the middle goes on there: what it had brought is not paid for twice, nor is what comes behind that left
 * out. Then it goes on from the newest item. %FALSE if a page did not come. */
static gboolean
read_rest (SotongSearch           *self,
           const SotongSearchKind *kind,
           const char             *words,
           const gint64           *costs,
           const char             *member)
{
  g_autofree char *mark = sotong_json_dup_string (self->known, words);
  g_autofree char *rest = sotong_json_dup_string (self->known, member);
  g_autofree char *noted = g_strdup (self->reply->message);
  g_auto(GStrv) parts = g_strsplit (rest != NULL ? rest : "", "\n", 2);
  g_auto(Walk) walk = { kind, words, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), json_array_new () };

  if (parts[0] == NULL || parts[1] == NULL)
    return TRUE;
  json_object_remove_member (self->known, member);
  walk.oldest = G_MAXINT64;
  walk.mark = mark != NULL && mark[0] != '\0' ? mark : NULL;
  walk.token = g_strdup (parts[1]);
  if (!read_pages (self, &walk, costs))
    {
      if (walk.n_pages > 0 || self->reply->http_status != SOUP_STATUS_BAD_REQUEST)
        {
          keep_rest (self, member, parts[0], walk.token);
          return FALSE;
        }
      forgive (self, &noted); /* the site does not know the page any more: what is older stays unread */
      self->from = self->request->now;
      self->cut = TRUE;
    }
  json_object_set_string_member (self->known, words, parts[0]);
  return TRUE;
}

/*< private >
 * sotong_search_run:
 * @self: a fetch
 * @kind: what is searched
 * @words: (nullable): for what
 * @costs: (array fixed-size=2): what one call takes of each quota
 *
 * Reads page after page, newest first, until what was known before comes, or something older than the last fetch, or the
 * end. One that did not come to its end is read once more the next time, or from there on where it costs money. Blocks.
 *
 * Returns: %FALSE if a page did not come, which the reply says
 */
gboolean
sotong_search_run (SotongSearch           *self,
                   const SotongSearchKind *kind,
                   const char             *words,
                   const gint64           *costs)
{
  const char *name = words != NULL ? words : "";
  g_autofree char *member = g_strconcat (REST, name, NULL);
  g_autofree char *mark = NULL;
  g_auto(Walk) walk = { kind, words, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), json_array_new () };

  if (self->site->mark != NULL && !self->request->probe && !read_rest (self, kind, name, costs, member))
    return FALSE;
  mark = sotong_json_dup_string (self->known, name);
  walk.oldest = G_MAXINT64;
  walk.mark = mark != NULL && mark[0] != '\0' ? mark : NULL;
  if (!read_pages (self, &walk, costs))
    {
      if (self->site->mark != NULL && walk.newest != NULL && walk.token != NULL)
        keep_rest (self, member, walk.newest, walk.token);
      return FALSE;
    }
  if (walk.newest != NULL || mark != NULL) /* "": the one that was known is too old to be of use */
    json_object_set_string_member (self->newest, name, walk.newest != NULL ? walk.newest : walk.mark != NULL ? walk.mark : "");
  return TRUE;
}

/*< private >
 * sotong_search_run_thread:
 * @self: a fetch
 * @kind: what comes
 * @thread: the id of what something was said about
 * @url: its address
 * @mark: what joins a comment's id to @url, "&lc="
 * @costs: (array fixed-size=2): what one call takes of each quota
 *
 * As sotong_search_run(), for what was said about one thing. That it is not there, or that nobody may say anything about
 * it, is no failure. Blocks.
 *
 * Returns: %FALSE if a page did not come, which the reply says
 */
gboolean
sotong_search_run_thread (SotongSearch           *self,
                          const SotongSearchKind *kind,
                          const char             *thread,
                          const char             *url,
                          const char             *mark,
                          const gint64           *costs)
{
  guint first = self->reply->items->len;
  gboolean done = sotong_search_run (self, kind, thread, costs);

  for (guint i = first; i < self->reply->items->len; i++)
    {
      SotongItem *item = g_ptr_array_index (self->reply->items, i);

      g_free (item->reply_to);
      item->reply_to = g_strdup (thread);
      g_free (item->url);
      item->url = url != NULL ? g_strconcat (url, mark, item->external_id, NULL) : NULL;
      sotong_item_complete (item, kind->id_space != NULL ? kind->id_space : kind->kind);
    }
  return done;
}
