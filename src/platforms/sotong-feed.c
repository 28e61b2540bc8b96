/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

#include "platforms/sotong-feed-date.h"
#include "platforms/sotong-feed-private.h"
#include "platforms/sotong-feed-xml.h"
#include "util/sotong-html.h"
#include "util/sotong-text.h"
#include "util/sotong-url.h"

#define MAX_TTL          (7 * 24 * 3600)
#define MAX_PAGE_BYTES   (512 * 1024)   /* of a web page, within which its feeds are named */

G_DEFINE_QUARK (sotong-feed-error-quark, sotong_feed_error)

/* The first thing that is wrong with a file. */
typedef struct {
  guint line;  /* from 1; 0 when nothing is */
} Damage;

/* The item that stands last in a file. */
typedef struct {
  const xmlNode *node;     /* (nullable) */
  gboolean       is_kept;  /* it said something */
  guint          n;        /* how many there are with it */
} Last;

static SotongFeed *
sotong_feed_new (void)
{
  SotongFeed *self = g_new0 (SotongFeed, 1);

  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_item_free);
  return self;
}

/**
 * sotong_feed_free:
 * @self: (nullable) (transfer full): a feed
 */
void
sotong_feed_free (SotongFeed *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->items);
  g_free (self->title);
  g_free (self->note);
  g_free (self->missing);
  g_free (self);
}

static void
#if LIBXML_VERSION >= 21200
note_damage_cb (void           *data,
                const xmlError *problem)
#else
note_damage_cb (void           *data,
                xmlError       *problem)
#endif
{
  Damage *damage = ((xmlParserCtxt *) data)->_private;

  if (problem->level < XML_ERR_ERROR || problem->domain == XML_FROM_NAMESPACE)
    return;
  if (damage->line == 0)
    damage->line = (guint) MAX (problem->line, 1);
}

static xmlDoc *
read_document (const char *xml,
               Damage     *damage)
{
  static gsize once = 0;
  xmlParserCtxt *parser;
  xmlDoc *document;

  if (g_once_init_enter (&once))
    {
      xmlInitParser ();
      g_once_init_leave (&once, 1);
    }
  parser = xmlNewParserCtxt ();
  parser->_private = damage;
  parser->sax->serror = note_damage_cb;
  document = xmlCtxtReadMemory (parser, xml, (int) strlen (xml), NULL, "UTF-8",
                                XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
                                | XML_PARSE_IGNORE_ENC | XML_PARSE_COMPACT);
  xmlFreeParserCtxt (parser);
  return document;
}

/* Of a feed whose tags do not fit, the texts are taken as texts; that is kept where it helps. */
static xmlDoc *
read_with_escaped_texts (char   **xml,
                         xmlDoc  *document,
                         Damage  *damage)
{
  g_autofree char *escaped = sotong_feed_xml_escape_texts (*xml);
  Damage left = { 0 };
  xmlDoc *other;

  if (strlen (escaped) == strlen (*xml))
    return document;
  other = read_document (escaped, &left);
  if (other == NULL || (left.line > 0 && left.line <= damage->line))
    {
      if (other != NULL)
        xmlFreeDoc (other);
      return document;
    }
  if (document != NULL)
    xmlFreeDoc (document);
  g_free (*xml);
  *xml = g_steal_pointer (&escaped);
  *damage = left;
  return other;
}

/* A file is cut when nothing closes its root. */
static gboolean
is_cut (const char    *xml,
        const xmlNode *root)
{
  const char *prefix = root->ns != NULL ? (const char *) root->ns->prefix : NULL;
  g_autofree char *end_tag = prefix != NULL ? g_strconcat ("</", prefix, ":", (const char *) root->name, NULL)
                                            : g_strconcat ("</", (const char *) root->name, NULL);

  return g_strrstr (xml, end_tag) == NULL;
}

/* Whether the last item of a cut file is the one in which it was cut. */
static gboolean
is_last_open (const char    *xml,
              const xmlNode *item)
{
  const char *prefix = item->ns != NULL ? (const char *) item->ns->prefix : NULL;
  g_autofree char *name = prefix != NULL ? g_strconcat (prefix, ":", (const char *) item->name, NULL)
                                         : g_strdup ((const char *) item->name);
  g_autofree char *start_tag = g_strconcat ("<", name, NULL);
  g_autofree char *end_tag = g_strconcat ("</", name, NULL);
  const char *start = g_strrstr (xml, start_tag);
  const char *end = g_strrstr (xml, end_tag);

  return start != NULL && (end == NULL || end < start);
}

static guint
count_lines (const char *text)
{
  guint n = 1;

  for (const char *p = text; (p = strchr (p, '\n')) != NULL; p++)
    n++;
  return n;
}

static gboolean
is_item (const xmlNode *node)
{
  return sotong_feed_node_is (node, SOTONG_FEED_SPACE_CORE, "item")
         || sotong_feed_node_is (node, SOTONG_FEED_SPACE_ATOM, "entry")
         || sotong_feed_node_is (node, SOTONG_FEED_SPACE_CORE, "entry");
}

static void
read_items (SotongFeed              *self,
            const xmlNode           *parent,
            const SotongFeedContext *context,
            Last                    *last)
{
  for (const xmlNode *node = parent->children; node != NULL && !self->more; node = node->next)
    {
      SotongItem *item;

      if (!is_item (node))
        continue;
      if (self->items->len >= context->max_items)
        {
          self->more = TRUE;
          break;
        }
      if (g_str_has_suffix ((const char *) node->name, "item"))
        item = sotong_feed_read_rss_item (node, context);
      else
        item = sotong_feed_read_atom_item (node, context);
      last->node = node;
      last->n++;
      last->is_kept = item != NULL;
      if (item != NULL)
        g_ptr_array_add (self->items, item);
    }
}

static void
read_channel (SotongFeed    *self,
              const xmlNode *channel)
{
  const xmlNode *child = sotong_feed_node_find (channel, SOTONG_FEED_SPACE_CORE, "title");

  if (child == NULL)
    child = sotong_feed_node_find (channel, SOTONG_FEED_SPACE_ATOM, "title");
  if (child != NULL && self->title == NULL)
    {
      g_autofree char *plain = sotong_feed_node_dup_plain (child);
      g_autofree char *clean = sotong_text_clean (plain, -1, SOTONG_ITEM_MAX_TITLE);

      self->title = sotong_text_single_line (clean, SOTONG_ITEM_MAX_TITLE);
    }
  child = sotong_feed_node_find (channel, SOTONG_FEED_SPACE_CORE, "ttl");
  if (child != NULL)
    {
      g_autofree char *raw = sotong_feed_node_dup_raw (child);
      gint64 minutes = g_ascii_strtoll (raw, NULL, 10);

      self->ttl = CLAMP (minutes, 0, MAX_TTL / 60) * 60;
    }
}

static gboolean
is_feed_root (const xmlNode *root)
{
  return sotong_feed_node_is (root, SOTONG_FEED_SPACE_CORE, "rss")
         || sotong_feed_node_is (root, SOTONG_FEED_SPACE_CORE, "channel")
         || sotong_feed_node_is (root, SOTONG_FEED_SPACE_RDF, "RDF")
         || sotong_feed_node_is (root, SOTONG_FEED_SPACE_ATOM, "feed")
         || sotong_feed_node_is (root, SOTONG_FEED_SPACE_CORE, "feed");
}

/*
 * Some boards give every item the address of the board. An address that several
 * items of one feed share names none of them.
 */
static void
separate_shared_addresses (SotongFeed *self,
                           const char *id_space)
{
  g_autoptr(GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) shared = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < self->items->len; i++)
    {
      SotongItem *item = self->items->pdata[i];
      SotongItem *other = g_hash_table_lookup (first, item->canonical_key);

      if (other == NULL)
        g_hash_table_insert (first, item->canonical_key, item);
      else if (g_strcmp0 (other->external_id, item->external_id) != 0
               || (item->external_id == NULL
                   && (g_strcmp0 (other->title, item->title) != 0 || other->published_at != item->published_at)))
        {
          g_hash_table_add (shared, other);
          g_hash_table_add (shared, item);
        }
    }
  g_hash_table_remove_all (first);
  for (guint i = 0; i < self->items->len; i++)
    {
      SotongItem *item = self->items->pdata[i];
      g_autofree char *url = NULL;

      if (!g_hash_table_contains (shared, item))
        continue;
      url = g_steal_pointer (&item->url);
      sotong_item_complete (item, id_space);
      item->url = g_steal_pointer (&url);
    }
}

static void
complete_items (SotongFeed              *self,
                const SotongFeedContext *context)
{
  g_autofree char *address = context->url != NULL ? sotong_url_normalize (context->url) : NULL;
  g_autofree char *id_space = g_strconcat ("feed:", address != NULL ? address : "", NULL);

  for (guint i = 0; i < self->items->len; i++)
    sotong_item_complete (self->items->pdata[i], id_space);
  separate_shared_addresses (self, id_space);
  for (guint i = 0; i < self->items->len; i++)
    {
      SotongItem *item = self->items->pdata[i];

      if (item->external_id == NULL)
        item->external_id = g_strdup (item->url);
    }
}

static void
write_note (SotongFeed *self)
{
  guint n = self->items->len;

  if (self->cut)
    self->note = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                               "%u item was read; the feed is cut at line %u and the rest is missing. The next fetch reads it again.",
                                               "%u items were read; the feed is cut at line %u and the rest is missing. The next fetch reads it again.",
                                               n), n, self->broken_line);
  else if (self->broken_line > 0)
    self->note = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                               "%u item was read, but the feed’s XML is damaged at line %u and something may be missing. Tell the operator of the site.",
                                               "%u items were read, but the feed’s XML is damaged at line %u and something may be missing. Tell the operator of the site.",
                                               n), n, self->broken_line);
  else if (self->more)
    self->note = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                               "The feed holds more than %u item; the others were left out.",
                                               "The feed holds more than %u items; the others were left out.",
                                               n), n);
}

/* ---- what is called something else ---- */

/* The fields that a feed is read by, as its kind calls them. */
static const char * const rss_fields[] = { "description", "pubDate", "link", "title" }, * const atom_fields[] = { "content", "updated", "link", "title" };

static const char * const *
fields_of (const Last *last)
{
  return g_str_has_suffix ((const char *) last->node->name, "item") ? rss_fields : atom_fields;
}

/* (transfer full) (nullable): what none of several items has: one may lack it, all of them only where it is not sent, or under another name. A title
 * many leave out. Before the items are completed. */
static char *
dup_missing (const SotongFeed *self,
             const Last       *last)
{
  gboolean has[3] = { FALSE, FALSE, FALSE };
  g_autoptr(GPtrArray) missing = g_ptr_array_new ();

  if (self->items->len < 2)
    return NULL;
  for (guint i = 0; i < self->items->len; i++)
    {
      const SotongItem *item = g_ptr_array_index (self->items, i);

      has[0] |= item->text != NULL;
      has[1] |= item->precision != SOTONG_ITEM_FIRST_SEEN || item->odd_date;
      has[2] |= item->url != NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (has); i++)
    {
      if (!has[i])
        g_ptr_array_add (missing, (gpointer) fields_of (last)[i]);
    }
  g_ptr_array_add (missing, NULL);
  return missing->len > 1 ? g_strjoinv (", ", (char **) missing->pdata) : NULL;
}

/* Several items of which none says anything are no silence. */
static gboolean
check_silent (const SotongFeed  *self,
              const Last        *last,
              GError           **error)
{
  g_autofree char *fields = NULL;

  if (self->items->len > 0 || last->n < 2)
    return TRUE;
  fields = g_strdup_printf ("%s, %s", fields_of (last)[3], fields_of (last)[0]);
  g_set_error (error, SOTONG_FEED_ERROR, SOTONG_FEED_ERROR_NOT_A_FEED,
               _("The answer has no “%s”: the site may have changed what it sends. It is tried again later; check the address of the source, "
                 "or look for a newer version of Sotong."), fields);
  return FALSE;
}

/* What was read whole, but not as it stood there. */
static void
write_remark (SotongFeed *self,
              const char *text)
{
  if (self->note != NULL)
    return;
  self->note = sotong_feed_date_tell_odd (self->items);
  if (self->note == NULL && strstr (text, "<!ENTITY") != NULL)
    self->note = g_strdup (_("The feed brings abbreviations of its own (entities), which are not followed for safety: they stand in its texts as they are. "
                             "Tell the operator of the site."));
}

static SotongFeed *
read_feed (const char               *xml,
           xmlDoc                   *document,
           const Damage             *damage,
           const SotongFeedContext  *context,
           GError                  **error)
{
  g_autoptr(SotongFeed) self = sotong_feed_new ();
  const xmlNode *root = document != NULL ? xmlDocGetRootElement (document) : NULL;
  Last last = { NULL, FALSE, 0 };

  if (root == NULL)
    {
      g_set_error (error, SOTONG_FEED_ERROR, SOTONG_FEED_ERROR_BROKEN,
                   _("The answer is so damaged at line %u that nothing can be read. Open the address in a browser to see what is there."),
                   MAX (damage->line, 1));
      return NULL;
    }
  if (!is_feed_root (root))
    {
      g_autofree char *name = sotong_text_clean ((const char *) root->name, -1, 60);

      g_set_error (error, SOTONG_FEED_ERROR, SOTONG_FEED_ERROR_NOT_A_FEED,
                   _("The address answers with XML of another kind (“%s”), not with RSS or Atom. Check the address."), name);
      return NULL;
    }
  read_channel (self, root);
  for (const xmlNode *node = root->children; node != NULL; node = node->next)
    {
      if (!sotong_feed_node_is (node, SOTONG_FEED_SPACE_CORE, "channel"))
        continue;
      read_channel (self, node);
      read_items (self, node, context, &last);
    }
  read_items (self, root, context, &last);
  self->broken_line = damage->line;
  self->cut = damage->line > 0 && is_cut (xml, root);
  if (self->cut)
    self->broken_line = count_lines (xml);
  if (self->cut && last.is_kept && !self->more && is_last_open (xml, last.node))
    g_ptr_array_set_size (self->items, (int) self->items->len - 1);
  if (self->items->len == 0 && self->broken_line > 0)
    {
      g_set_error (error, SOTONG_FEED_ERROR, SOTONG_FEED_ERROR_BROKEN,
                   _("The feed is damaged at line %u and no item of it can be read. Tell the operator of the site."),
                   self->broken_line);
      return NULL;
    }
  if (!check_silent (self, &last, error))
    return NULL;
  self->missing = dup_missing (self, &last);
  complete_items (self, context);
  write_note (self);
  return g_steal_pointer (&self);
}

static void
set_html_error (GError     **error,
                const char  *text,
                const char  *url)
{
  g_autofree char *alternate = sotong_feed_find_alternate (text, url);

  if (alternate != NULL)
    g_set_error (error, SOTONG_FEED_ERROR, SOTONG_FEED_ERROR_HTML,
                 _("The address answers with a web page, not with a feed. The page names this feed: %s. Use that address."),
                 alternate);
  else
    g_set_error_literal (error, SOTONG_FEED_ERROR, SOTONG_FEED_ERROR_HTML,
                         _("The address answers with a web page, not with a feed. Look on the site for the address of its RSS or Atom feed."));
}

/**
 * sotong_feed_parse:
 * @data: (nullable): RSS 2.0, Atom or RDF (RSS 1.0), as it came; %NULL only if empty
 * @length: its length in bytes
 * @context: where and when it came
 * @error: return location; any of `SOTONG_FEED_ERROR`
 *
 * Reads what can be read: wrong encodings, HTML entities, control characters
 * and blank lines are put right first, and of damaged or cut XML the whole
 * items are kept, with a note. No entity is ever expanded and nothing is
 * fetched. Any thread.
 *
 * Returns: (transfer full) (nullable): the feed
 */
SotongFeed *
sotong_feed_parse (const char               *data,
                   gsize                     length,
                   const SotongFeedContext  *context,
                   GError                  **error)
{
  g_autofree char *text = NULL;
  g_autofree char *xml = NULL;
  Damage damage = { 0 };
  xmlDoc *document;
  SotongFeed *self;

  g_return_val_if_fail (context != NULL && context->zone != NULL, NULL);

  text = sotong_feed_xml_decode (length > 0 ? data : "", length, context->charset);
  if (sotong_text_is_blank (text))
    {
      g_set_error_literal (error, SOTONG_FEED_ERROR, SOTONG_FEED_ERROR_EMPTY,
                           _("The address answers, but with nothing at all. Try again later; if it stays so, tell the operator of the site."));
      return NULL;
    }
  if (sotong_feed_xml_is_html (text))
    {
      set_html_error (error, text, context->url);
      return NULL;
    }
  if (strchr (text, '<') == NULL || text[strspn (text, " \t\r\n")] == '{')
    {
      g_set_error_literal (error, SOTONG_FEED_ERROR, SOTONG_FEED_ERROR_NOT_A_FEED,
                           _("The address answers with something that is neither RSS nor Atom. Check the address."));
      return NULL;
    }
  xml = sotong_feed_xml_repair (text);
  document = read_document (xml, &damage);
  if (damage.line > 0)
    document = read_with_escaped_texts (&xml, document, &damage);
  self = read_feed (xml, document, &damage, context, error);
  if (self != NULL)
    write_remark (self, text);
  if (document != NULL)
    xmlFreeDoc (document);
  return self;
}

static char *
dup_tag_attribute (const char *tag,
                   gsize       length,
                   const char *name)
{
  gsize n = strlen (name);

  for (gsize i = 1; i + n + 1 < length; i++)
    {
      const char *p = tag + i + n;
      gsize stop;
      g_autofree char *raw = NULL;

      if (!g_ascii_isspace (tag[i - 1]) || g_ascii_strncasecmp (tag + i, name, n) != 0 || *p != '=')
        continue;
      p++;
      if (*p == '"' || *p == '\'')
        {
          const char *close = memchr (p + 1, *p, (gsize) (tag + length - p - 1));

          if (close == NULL)
            return NULL;
          raw = g_strndup (p + 1, (gsize) (close - p - 1));
        }
      else
        {
          for (stop = 0; p + stop < tag + length && !g_ascii_isspace (p[stop]) && p[stop] != '>'; stop++)
            ;
          raw = g_strndup (p, stop);
        }
      return sotong_html_to_text (raw, -1);
    }
  return NULL;
}

/**
 * sotong_feed_find_alternate:
 * @html: a web page in UTF-8
 * @url: (nullable): its address
 *
 * Returns: (transfer full) (nullable): the address of the first feed that the
 *   page names with `<link rel="alternate">`
 */
char *
sotong_feed_find_alternate (const char *html,
                            const char *url)
{
  const char *limit = html + MIN (strlen (html), MAX_PAGE_BYTES);

  for (const char *p = html; p < limit && (p = memchr (p, '<', (gsize) (limit - p))) != NULL; p++)
    {
      const char *end;
      g_autofree char *rel = NULL, *type = NULL, *href = NULL;

      if (g_ascii_strncasecmp (p, "<link", 5) != 0 || !g_ascii_isspace (p[5]))
        continue;
      end = memchr (p, '>', (gsize) (limit - p));
      if (end == NULL)
        break;
      rel = dup_tag_attribute (p, (gsize) (end - p), "rel");
      type = dup_tag_attribute (p, (gsize) (end - p), "type");
      if (rel == NULL || g_ascii_strcasecmp (rel, "alternate") != 0 || type == NULL
          || (g_ascii_strcasecmp (type, "application/rss+xml") != 0 && g_ascii_strcasecmp (type, "application/atom+xml") != 0
              && g_ascii_strcasecmp (type, "application/rdf+xml") != 0))
        continue;
      href = dup_tag_attribute (p, (gsize) (end - p), "href");
      if (href != NULL)
        {
          char *resolved = sotong_url_resolve (url, href);

          if (resolved != NULL)
            return resolved;
        }
    }
  return NULL;
}
