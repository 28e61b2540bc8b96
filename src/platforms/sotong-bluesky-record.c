/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-bluesky-private.h"
#include "util/sotong-json.h"
#include "util/sotong-link-marks.h"
#include "util/sotong-picture.h"

#define TAG_MAX      64  /* letters */
#define DAY_US       G_GINT64_CONSTANT (86400000000)
#define KEY_LETTERS  13

/*
 * sotong_bluesky_make_key:
 * @client_key: a post's key
 *
 * Makes the record key that a post has on Bluesky, always the same of one key: so the server itself takes no second
 * one. It is a TID as the collection demands, a time and a clock's number; the time lies on the key's day.
 *
 * Returns: (transfer full): 13 letters
 */
char *
sotong_bluesky_make_key (const char *client_key)
{
  static const char letters[] = "234567abcdefghijklmnopqrstuvwxyz";
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr(GDateTime) day = NULL;
  int year = 2016, month = 1, date = 1;
  guint64 hash = 0, value;
  char key[KEY_LETTERS + 1] = { 0 };

  g_checksum_update (sum, (const guchar *) client_key, -1);
  g_checksum_get_digest (sum, digest, &length);
  for (guint i = 0; i < 8; i++)
    hash = hash << 8 | digest[i];
  if (strlen (client_key) > 9 && client_key[8] == '-' && strspn (client_key, "0123456789") == 8)
    {
      int number = (int) g_ascii_strtoll (client_key, NULL, 10);

      year = number / 10000;
      month = number / 100 % 100;
      date = number % 100;
    }
  day = g_date_time_new_utc (year, month, date, 0, 0, 0);
  value = day != NULL && year >= 1970 && year < 2200 ? (guint64) g_date_time_to_unix (day) * G_USEC_PER_SEC : 0;
  value = (value + hash % DAY_US) << 10 | (digest[8] << 8 | digest[9]) % 1024;
  for (guint i = 0; i < KEY_LETTERS; i++)
    key[i] = letters[value >> (60 - 5 * i) & 31];
  return g_strdup (key);
}

static gboolean
is_tag_char (gunichar c)
{
  return c != 0 && !g_unichar_isspace (c) && !g_unichar_iscntrl (c) && !g_unichar_ispunct (c) && c != 0x200b;
}

/* The end of the hashtag that begins at @at, or NULL: of letters, not of digits alone. */
static const char *
scan_tag (const char *text,
          const char *at)
{
  const char *p = at + 1;
  gboolean letter = FALSE;

  if (*at != '#' || (at > text && !g_ascii_isspace (at[-1]) && at[-1] != '('))
    return NULL;
  while (is_tag_char (g_utf8_get_char (p)) || *p == '_')
    {
      letter = letter || !g_unichar_isdigit (g_utf8_get_char (p));
      p = g_utf8_next_char (p);
    }
  return letter && g_utf8_strlen (at + 1, p - at - 1) <= TAG_MAX ? p : NULL;
}

/* Places are told in bytes of UTF-8, the end exclusive. */
static void
add_facet (JsonBuilder *builder,
           const char  *text,
           const char  *start,
           const char  *end,
           const char  *type,
           const char  *member,
           const char  *value)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "index");
  json_builder_begin_object (builder);
  sotong_json_add_int (builder, "byteStart", start - text);
  sotong_json_add_int (builder, "byteEnd", end - text);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "features");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "$type", type);
  sotong_json_add_string (builder, member, value);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* The end of what was added at @at; NULL if nothing is to be linked there. */
static const char *
add_tag (JsonBuilder *builder,
         const char  *text,
         const char  *at)
{
  const char *end = scan_tag (text, at);
  g_autofree char *tag = end != NULL ? g_strndup (at + 1, (gsize) (end - at - 1)) : NULL;

  if (tag != NULL)
    add_facet (builder, text, at, end, "app.bsky.richtext.facet#tag", "tag", tag);
  return end;
}

/* Likewise; one that leads to nobody is text. */
static const char *
add_mention (JsonBuilder *builder,
             const char  *text,
             const char  *at,
             GHashTable  *mentions)
{
  const char *end = mentions != NULL ? sotong_bluesky_scan_mention (text, at) : NULL;
  g_autofree char *handle = end != NULL ? g_ascii_strdown (at + 1, end - at - 1) : NULL;
  const char *did = handle != NULL ? g_hash_table_lookup (mentions, handle) : NULL;

  if (did == NULL)
    return NULL;
  add_facet (builder, text, at, end, "app.bsky.richtext.facet#mention", "did", did);
  return end;
}

/* The server makes no links of a text by itself. */
static void
add_facets (JsonBuilder *builder,
            const char  *text,
            GHashTable  *mentions)
{
  const char *link_end = NULL;
  const char *link = sotong_link_scan (text, &link_end);

  json_builder_set_member_name (builder, "facets");
  json_builder_begin_array (builder);
  for (const char *p = text; *p != '\0';)
    {
      const char *end;

      if (link != NULL && p == link)
        {
          g_autofree char *uri = g_strndup (link, (gsize) (link_end - link));

          add_facet (builder, text, link, link_end, "app.bsky.richtext.facet#link", "uri", uri);
          p = link_end;
          link = sotong_link_scan (p, &link_end);
        }
      else if ((end = add_tag (builder, text, p)) != NULL || (end = add_mention (builder, text, p, mentions)) != NULL)
        p = end;
      else
        p = g_utf8_next_char (p);
    }
  json_builder_end_array (builder);
}

static void
add_blob (JsonBuilder *builder,
          const char  *member,
          const char  *blob)
{
  g_auto(GStrv) words = g_strsplit (blob, " ", 3);

  json_builder_set_member_name (builder, member);
  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "$type", "blob");
  json_builder_set_member_name (builder, "ref");
  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "$link", words[0]);
  json_builder_end_object (builder);
  sotong_json_add_string (builder, "mimeType", words[1] != NULL ? words[1] : "");
  sotong_json_add_int (builder, "size", words[1] != NULL && words[2] != NULL ? g_ascii_strtoll (words[2], NULL, 10) : 0);
  json_builder_end_object (builder);
}

static void
add_ratio (JsonBuilder       *builder,
           const SotongMedia *media)
{
  gsize n = 0;
  const guint8 *p = g_bytes_get_data (media->bytes, &n);
  guint32 width = 0, height = 0;

  if (sotong_picture_sniff (p, n, &width, &height) == NULL || width == 0 || height == 0)
    return;
  json_builder_set_member_name (builder, "aspectRatio");
  json_builder_begin_object (builder);
  sotong_json_add_int (builder, "width", width);
  sotong_json_add_int (builder, "height", height);
  json_builder_end_object (builder);
}

static void
add_embed (JsonBuilder      *builder,
           const SotongPost *post,
           const GPtrArray  *blobs)
{
  const SotongMedia *first = g_ptr_array_index (post->media, 0);
  gboolean film = g_str_has_prefix (first->media_type, "video/");

  json_builder_set_member_name (builder, "embed");
  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "$type", film ? "app.bsky.embed.video" : "app.bsky.embed.images");
  if (film)
    {
      add_blob (builder, "video", g_ptr_array_index (blobs, 0));
      if (first->alt_text[0] != '\0')
        sotong_json_add_string (builder, "alt", first->alt_text);
      json_builder_end_object (builder);
      return;
    }
  json_builder_set_member_name (builder, "images");
  json_builder_begin_array (builder);
  for (guint i = 0; i < blobs->len; i++)
    {
      const SotongMedia *media = g_ptr_array_index (post->media, i);

      json_builder_begin_object (builder);
      add_blob (builder, "image", g_ptr_array_index (blobs, i));
      sotong_json_add_string (builder, "alt", media->alt_text);
      add_ratio (builder, media);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_reference (JsonBuilder *builder,
               const char  *member,
               const char  *uri,
               const char  *cid)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "uri", uri);
  sotong_json_add_string (builder, "cid", cid);
  json_builder_end_object (builder);
}

/*
 * sotong_bluesky_build_post:
 * @post: a post
 * @parts: what else belongs to it
 * @repo: whose it is
 * @key: its record key
 *
 * Returns: (transfer full): what createRecord takes
 */
GBytes *
sotong_bluesky_build_post (const SotongPost         *post,
                           const SotongBlueskyParts *parts,
                           const char               *repo,
                           const char               *key)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (parts->created_at);
  g_autofree char *created = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S.000Z");

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "repo", repo);
  sotong_json_add_string (builder, "collection", SOTONG_BLUESKY_POST);
  sotong_json_add_string (builder, "rkey", key);
  json_builder_set_member_name (builder, "record");
  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "$type", SOTONG_BLUESKY_POST);
  sotong_json_add_string (builder, "text", post->text);
  sotong_json_add_string (builder, "createdAt", created);
  json_builder_set_member_name (builder, "langs");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, "ko");
  json_builder_end_array (builder);
  add_facets (builder, post->text, parts->mentions);
  if (parts->blobs->len > 0)
    add_embed (builder, post, parts->blobs);
  if (parts->parent_uri != NULL)
    {
      json_builder_set_member_name (builder, "reply");
      json_builder_begin_object (builder);
      add_reference (builder, "root", parts->root_uri, parts->root_cid);
      add_reference (builder, "parent", parts->parent_uri, parts->parent_cid);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return sotong_json_end (builder);
}

/*
 * sotong_bluesky_parts_clear:
 * @parts: parts of a post
 */
void
sotong_bluesky_parts_clear (SotongBlueskyParts *parts)
{
  g_clear_pointer (&parts->blobs, g_ptr_array_unref);
  g_clear_pointer (&parts->root_uri, g_free);
  g_clear_pointer (&parts->root_cid, g_free);
  g_clear_pointer (&parts->parent_uri, g_free);
  g_clear_pointer (&parts->parent_cid, g_free);
  g_clear_pointer (&parts->mentions, g_hash_table_unref);
}
