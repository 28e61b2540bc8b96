/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libxml/tree.h>
#include <string.h>

#include "platforms/sotong-feed-date.h"
#include "platforms/sotong-feed-private.h"
#include "util/sotong-html.h"
#include "util/sotong-text.h"
#include "util/sotong-url.h"

static const struct {
  const char      *uri;
  const char      *prefix;  /* what a feed means that forgot to declare it */
  SotongFeedSpace  space;
} spaces[] = {
  { "http://www.w3.org/2005/Atom", "atom", SOTONG_FEED_SPACE_ATOM },
  { "http://purl.org/atom/ns#", NULL, SOTONG_FEED_SPACE_ATOM },
  { "http://purl.org/rss/1.0/", NULL, SOTONG_FEED_SPACE_CORE },
  { "http://my.netscape.com/rdf/simple/0.9/", NULL, SOTONG_FEED_SPACE_CORE },
  { "http://channel.netscape.com/rdf/simple/0.9/", NULL, SOTONG_FEED_SPACE_CORE },
  { "http://backend.userland.com/rss2", NULL, SOTONG_FEED_SPACE_CORE },
  { "http://backend.userland.com/RSS2", NULL, SOTONG_FEED_SPACE_CORE },
  { "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf", SOTONG_FEED_SPACE_RDF },
  { "http://purl.org/rss/1.0/modules/content/", "content", SOTONG_FEED_SPACE_CONTENT },
  { "http://purl.org/dc/elements/1.1/", "dc", SOTONG_FEED_SPACE_DC },
  { "http://purl.org/dc/terms/", "dcterms", SOTONG_FEED_SPACE_DC },
  { "http://purl.org/syndication/thread/1.0", "thr", SOTONG_FEED_SPACE_THREAD },
};

static SotongFeedSpace
find_space_of_prefix (const char *name,
                      gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
    {
      if (spaces[i].prefix != NULL && strlen (spaces[i].prefix) == length && strncmp (spaces[i].prefix, name, length) == 0)
        return spaces[i].space;
    }
  return SOTONG_FEED_SPACE_OTHER;
}

SotongFeedSpace
sotong_feed_node_space (const xmlNode *node)
{
  const char *colon;

  if (node->ns != NULL && node->ns->href != NULL)
    {
      for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
        {
          if (g_str_equal ((const char *) node->ns->href, spaces[i].uri))
            return spaces[i].space;
        }
      return SOTONG_FEED_SPACE_OTHER;
    }
  /* An undeclared prefix stays in the name. */
  colon = strchr ((const char *) node->name, ':');
  if (colon == NULL)
    return SOTONG_FEED_SPACE_CORE;
  return find_space_of_prefix ((const char *) node->name, (gsize) (colon - (const char *) node->name));
}

gboolean
sotong_feed_node_is (const xmlNode   *node,
                     SotongFeedSpace  space,
                     const char      *name)
{
  const char *local, *colon;

  if (node->type != XML_ELEMENT_NODE)
    return FALSE;
  local = (const char *) node->name;
  colon = strchr (local, ':');
  if (colon != NULL)
    local = colon + 1;
  return g_str_equal (local, name) && sotong_feed_node_space (node) == space;
}

const xmlNode *
sotong_feed_node_find (const xmlNode   *parent,
                       SotongFeedSpace  space,
                       const char      *name)
{
  for (const xmlNode *child = parent->children; child != NULL; child = child->next)
    {
      if (sotong_feed_node_is (child, space, name))
        return child;
    }
  return NULL;
}

static gboolean
has_elements (const xmlNode *node)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (child->type == XML_ELEMENT_NODE)
        return TRUE;
    }
  return FALSE;
}

static void
append_text (GString       *out,
             const xmlNode *node)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if ((child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) && child->content != NULL)
        g_string_append (out, (const char *) child->content);
    }
}

/* The children as they were written, for text that holds its mark-up bare. */
static void
append_markup (GString       *out,
               const xmlNode *node)
{
  xmlBuffer *buffer = xmlBufferCreate ();

  for (xmlNode *child = node->children; child != NULL; child = child->next)
    xmlNodeDump (buffer, node->doc, child, 0, 0);
  g_string_append_len (out, (const char *) xmlBufferContent (buffer), xmlBufferLength (buffer));
  xmlBufferFree (buffer);
}

/* The text of an element as it came, mark-up in it included. */
char *
sotong_feed_node_dup_raw (const xmlNode *node)
{
  GString *out = g_string_new (NULL);

  if (has_elements (node))
    append_markup (out, node);
  else
    append_text (out, node);
  return g_string_free (out, FALSE);
}

/* The text of an element that holds HTML, to be shown. */
char *
sotong_feed_node_dup_plain (const xmlNode *node)
{
  g_autofree char *raw = sotong_feed_node_dup_raw (node);

  return sotong_html_to_text (raw, -1);
}

static char *
dup_trimmed (const xmlNode *node)
{
  GString *out = g_string_new (NULL);

  append_text (out, node);
  return g_strstrip (g_string_free (out, FALSE));
}

static char *
dup_attribute (const xmlNode *node,
               const char    *name,
               const char    *uri)
{
  for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      const char *space = attribute->ns != NULL ? (const char *) attribute->ns->href : NULL;
      GString *out;

      if (!g_str_equal ((const char *) attribute->name, name) || g_strcmp0 (space, uri) != 0)
        continue;
      out = g_string_new (NULL);
      append_text (out, (const xmlNode *) attribute);
      return g_strstrip (g_string_free (out, FALSE));
    }
  return NULL;
}

static char *
find_base (const xmlNode           *node,
           const SotongFeedContext *context)
{
  g_autofree char *outer = NULL;
  g_autofree char *own = NULL;

  if (node == NULL || node->type != XML_ELEMENT_NODE)
    return g_strdup (context->url);
  outer = find_base (node->parent, context);
  own = dup_attribute (node, "base", (const char *) XML_XML_NAMESPACE);
  if (own != NULL)
    {
      char *resolved = sotong_url_resolve (outer, own);

      if (resolved != NULL)
        return resolved;
    }
  return g_steal_pointer (&outer);
}

static char *
resolve (const xmlNode           *node,
         const char              *reference,
         const SotongFeedContext *context)
{
  g_autofree char *base = NULL;

  if (reference == NULL || *reference == '\0')
    return NULL;
  base = find_base (node, context);
  return sotong_url_resolve (base, reference);
}

static void
take_text (char **field,
           char  *text)
{
  if (sotong_text_is_blank (text))
    {
      g_free (text);
      return;
    }
  g_free (*field);
  *field = text;
}

/* RSS writes "mail@example.kr (Name)": the name is what is shown, else what stands before the "@". */
static char *
name_of_author (char *author)
{
  char *open = strchr (author, '('), *close = strrchr (author, ')'), *at = strchr (author, '@');

  if (at == NULL)
    return author;
  if (open != NULL && close != NULL && close > open + 1)
    {
      char *name = g_strndup (open + 1, (gsize) (close - open - 1));

      g_free (author);
      return name;
    }
  *at = '\0';
  return author;
}

static void
read_rss_links (SotongItem              *item,
                const xmlNode           *node,
                const SotongFeedContext *context)
{
  const xmlNode *child = sotong_feed_node_find (node, SOTONG_FEED_SPACE_CORE, "guid");
  g_autofree char *permalink = NULL;
  g_autofree char *about = dup_attribute (node, "about", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");

  if (child != NULL)
    {
      g_autofree char *is_permalink = dup_attribute (child, "isPermaLink", NULL);

      take_text (&item->external_id, dup_trimmed (child));
      if (item->external_id != NULL && (is_permalink == NULL || g_ascii_strcasecmp (is_permalink, "false") != 0)
          && sotong_url_is_web (item->external_id))
        permalink = g_strdup (item->external_id);
    }
  else if (about != NULL && *about != '\0')
    item->external_id = g_strdup (about);
  child = sotong_feed_node_find (node, SOTONG_FEED_SPACE_CORE, "link");
  if (child != NULL)
    {
      g_autofree char *reference = dup_trimmed (child);

      item->url = resolve (child, reference, context);
    }
  if (item->url == NULL && (child = sotong_feed_node_find (node, SOTONG_FEED_SPACE_ATOM, "link")) != NULL)
    {
      g_autofree char *reference = dup_attribute (child, "href", NULL);

      item->url = resolve (child, reference, context);
    }
  if (item->url == NULL)
    item->url = g_steal_pointer (&permalink);
}

static char *
find_rss_date (const xmlNode *node)
{
  static const struct {
    SotongFeedSpace  space;
    const char      *name;
  } dates[] = {
    { SOTONG_FEED_SPACE_CORE, "pubDate" }, { SOTONG_FEED_SPACE_DC, "date" }, { SOTONG_FEED_SPACE_ATOM, "published" },
    { SOTONG_FEED_SPACE_DC, "created" }, { SOTONG_FEED_SPACE_DC, "issued" }, { SOTONG_FEED_SPACE_ATOM, "updated" },
    { SOTONG_FEED_SPACE_CORE, "pubdate" }, { SOTONG_FEED_SPACE_CORE, "date" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      const xmlNode *child = sotong_feed_node_find (node, dates[i].space, dates[i].name);
      g_autofree char *text = child != NULL ? dup_trimmed (child) : NULL;

      if (text != NULL && *text != '\0')
        return g_steal_pointer (&text);
    }
  return NULL;
}

static void
settle_date (SotongItem              *item,
             const char              *date,
             const SotongFeedContext *context)
{
  item->precision = sotong_feed_date_settle (date, context->zone, context->now, &item->published_at);
  item->odd_date = sotong_feed_date_is_odd (date, context->zone, context->now);
}

/* One <item> of RSS or RDF, not complete yet; NULL if it says nothing. */
SotongItem *
sotong_feed_read_rss_item (const xmlNode           *node,
                           const SotongFeedContext *context)
{
  g_autoptr(SotongItem) item = sotong_item_new ();
  g_autofree char *date = find_rss_date (node);
  const xmlNode *child;

  if ((child = sotong_feed_node_find (node, SOTONG_FEED_SPACE_CORE, "title")) != NULL)
    take_text (&item->title, sotong_feed_node_dup_plain (child));
  if ((child = sotong_feed_node_find (node, SOTONG_FEED_SPACE_CORE, "description")) != NULL)
    take_text (&item->text, sotong_feed_node_dup_plain (child));
  if ((child = sotong_feed_node_find (node, SOTONG_FEED_SPACE_CONTENT, "encoded")) != NULL)
    take_text (&item->text, sotong_feed_node_dup_plain (child));
  if (item->title == NULL && item->text == NULL)
    return NULL;
  if ((child = sotong_feed_node_find (node, SOTONG_FEED_SPACE_CORE, "author")) != NULL)
    take_text (&item->author, name_of_author (sotong_feed_node_dup_plain (child)));
  if ((child = sotong_feed_node_find (node, SOTONG_FEED_SPACE_DC, "creator")) != NULL)
    take_text (&item->author, sotong_feed_node_dup_plain (child));
  if ((child = sotong_feed_node_find (node, SOTONG_FEED_SPACE_THREAD, "in-reply-to")) != NULL)
    item->reply_to = dup_attribute (child, "ref", NULL);
  read_rss_links (item, node, context);
  settle_date (item, date, context);
  return g_steal_pointer (&item);
}

/* Atom says of each text what it is: plain, HTML or bare XHTML. */
static char *
dup_atom_text (const xmlNode *node)
{
  g_autofree char *type = dup_attribute (node, "type", NULL);
  g_autofree char *raw = NULL;

  if (type != NULL && strchr (type, '/') != NULL && !g_str_has_prefix (type, "text/") && strstr (type, "xhtml") == NULL)
    return NULL;
  raw = sotong_feed_node_dup_raw (node);
  if (has_elements (node)
      || (type != NULL && !g_str_equal (type, "text") && !g_str_equal (type, "text/plain")))
    return sotong_html_to_text (raw, -1);
  return g_steal_pointer (&raw);
}

static void
read_atom_text (char          **field,
                const xmlNode  *node,
                const char     *name)
{
  const xmlNode *child = sotong_feed_node_find (node, sotong_feed_node_space (node), name);

  if (child != NULL)
    take_text (field, dup_atom_text (child));
}

static char *
find_atom_link (const xmlNode           *node,
                const SotongFeedContext *context)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      g_autofree char *rel = NULL, *href = NULL;
      char *url;

      if (!sotong_feed_node_is (child, sotong_feed_node_space (node), "link"))
        continue;
      rel = dup_attribute (child, "rel", NULL);
      if (rel != NULL && *rel != '\0' && !g_str_equal (rel, "alternate"))
        continue;
      href = dup_attribute (child, "href", NULL);
      url = resolve (child, href, context);
      if (url != NULL)
        return url;
    }
  return NULL;
}

static char *
find_atom_date (const xmlNode *node)
{
  static const char * const names[] = { "published", "issued", "updated", "modified", "created" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const xmlNode *child = sotong_feed_node_find (node, sotong_feed_node_space (node), names[i]);
      g_autofree char *text = child != NULL ? dup_trimmed (child) : NULL;

      if (text != NULL && *text != '\0')
        return g_steal_pointer (&text);
    }
  return NULL;
}

/* One <entry> of Atom, not complete yet; NULL if it says nothing. */
SotongItem *
sotong_feed_read_atom_item (const xmlNode           *node,
                            const SotongFeedContext *context)
{
  g_autoptr(SotongItem) item = sotong_item_new ();
  g_autofree char *date = find_atom_date (node);
  SotongFeedSpace space = sotong_feed_node_space (node);
  const xmlNode *child;

  read_atom_text (&item->title, node, "title");
  read_atom_text (&item->text, node, "summary");
  read_atom_text (&item->text, node, "content");
  if (item->title == NULL && item->text == NULL)
    return NULL;
  if ((child = sotong_feed_node_find (node, space, "id")) != NULL)
    take_text (&item->external_id, dup_trimmed (child));
  child = sotong_feed_node_find (node, space, "author");
  if (child == NULL && node->parent != NULL)
    child = sotong_feed_node_find (node->parent, space, "author");
  if (child != NULL && (child = sotong_feed_node_find (child, space, "name")) != NULL)
    take_text (&item->author, dup_trimmed (child));
  if ((child = sotong_feed_node_find (node, SOTONG_FEED_SPACE_THREAD, "in-reply-to")) != NULL)
    item->reply_to = dup_attribute (child, "ref", NULL);
  item->url = find_atom_link (node, context);
  if (item->url == NULL && sotong_url_is_web (item->external_id))
    item->url = g_strdup (item->external_id);
  settle_date (item, date, context);
  return g_steal_pointer (&item);
}
