/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-post.h"
#include "util/sotong-time.h"

#define KEY_RANDOM_LETTERS 10  /* of 32: 50 bits, besides the date */
#define KEY_MAX            64

G_DEFINE_BOXED_TYPE (SotongPost, sotong_post, sotong_post_copy, sotong_post_free)

/**
 * sotong_media_new:
 * @file_name: the name the office knows it by
 * @media_type: for instance "image/png"
 * @bytes: the file
 * @alt_text: (nullable): what it shows, for those who cannot see it
 *
 * Returns: (transfer full): a picture or film for a post
 */
SotongMedia *
sotong_media_new (const char *file_name,
                  const char *media_type,
                  GBytes     *bytes,
                  const char *alt_text)
{
  SotongMedia *self;

  g_return_val_if_fail (file_name != NULL, NULL);
  g_return_val_if_fail (media_type != NULL, NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  self = g_new0 (SotongMedia, 1);
  self->file_name = g_strdup (file_name);
  self->media_type = g_strdup (media_type);
  self->bytes = g_bytes_ref (bytes);
  self->alt_text = g_strdup (alt_text != NULL ? alt_text : "");
  return self;
}

/**
 * sotong_media_free:
 * @self: (transfer full) (nullable): a medium
 */
void
sotong_media_free (SotongMedia *self)
{
  if (self == NULL)
    return;
  g_free (self->file_name);
  g_free (self->media_type);
  g_bytes_unref (self->bytes);
  g_free (self->alt_text);
  g_free (self->remote_id);
  g_free (self->remote_url);
  g_free (self->public_url);
  g_free (self);
}

/**
 * sotong_post_new:
 * @client_key: see [func@Sotong.Post.make_key]
 * @title: (nullable): the title
 * @text: the text
 *
 * Returns: (transfer full): a post that is to go out at once, without media
 */
SotongPost *
sotong_post_new (const char *client_key,
                 const char *title,
                 const char *text)
{
  SotongPost *self;

  g_return_val_if_fail (client_key != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (SotongPost, 1);
  self->client_key = g_strdup (client_key);
  self->title = g_strdup (title != NULL ? title : "");
  self->text = g_strdup (text);
  self->media = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_media_free);
  return self;
}

/**
 * sotong_post_copy:
 * @self: a post
 *
 * Returns: (transfer full): a copy; the bytes of its media are shared
 */
SotongPost *
sotong_post_copy (const SotongPost *self)
{
  SotongPost *copy = sotong_post_new (self->client_key, self->title, self->text);

  copy->publish_at = self->publish_at;
  copy->schedule_on_platform = self->schedule_on_platform;
  copy->repeated = self->repeated;
  copy->first_sent_at = self->first_sent_at;
  copy->step_id = g_strdup (self->step_id);
  copy->known_ids = g_strdupv (self->known_ids);
  copy->is_other = self->is_other;
  copy->other_data = self->other_data;
  copy->earlier_texts = g_strdupv (self->earlier_texts);
  copy->files_changed = self->files_changed;
  copy->found_text = self->found_text;
  copy->cannot_tell = self->cannot_tell;
  copy->reply_to = g_strdup (self->reply_to);
  for (guint i = 0; i < self->media->len; i++)
    {
      const SotongMedia *from = g_ptr_array_index (self->media, i);
      SotongMedia *to = sotong_media_new (from->file_name, from->media_type, from->bytes, from->alt_text);

      to->remote_id = g_strdup (from->remote_id);
      to->remote_url = g_strdup (from->remote_url);
      to->public_url = g_strdup (from->public_url);
      sotong_post_take_media (copy, to);
    }
  return copy;
}

/**
 * sotong_post_free:
 * @self: (transfer full) (nullable): a post
 */
void
sotong_post_free (SotongPost *self)
{
  if (self == NULL)
    return;
  g_free (self->client_key);
  g_free (self->title);
  g_free (self->text);
  g_free (self->step_id);
  g_strfreev (self->known_ids);
  g_strfreev (self->earlier_texts);
  g_free (self->reply_to);
  g_ptr_array_unref (self->media);
  g_free (self);
}

/**
 * sotong_post_take_media:
 * @self: a post
 * @media: (transfer full): what to add at the end of its media
 */
void
sotong_post_take_media (SotongPost  *self,
                        SotongMedia *media)
{
  g_ptr_array_add (self->media, media);
}

/**
 * sotong_post_is_other:
 * @self: a post
 * @id: what the platform calls a post that looks like it
 *
 * May block.
 *
 * Returns: whether that is known to be another post of ours
 */
gboolean
sotong_post_is_other (const SotongPost *self,
                      const char       *id)
{
  if (self->known_ids != NULL && g_strv_contains ((const char * const *) self->known_ids, id))
    return TRUE;
  return self->is_other != NULL && self->is_other (id, self->other_data);
}

/**
 * sotong_post_find_words:
 * @self: a post
 * @is_same: how the platform's texts are compared
 * @theirs: a text that is there
 *
 * Returns: (transfer none) (nullable): which of its texts that is: the present one, or one that an earlier attempt may
 *   have left there
 */
const char *
sotong_post_find_words (const SotongPost   *self,
                        SotongPostSameFunc  is_same,
                        const char         *theirs)
{
  if (is_same (self->text, theirs))
    return self->text;
  for (guint i = 0; self->earlier_texts != NULL && self->earlier_texts[i] != NULL; i++)
    if (is_same (self->earlier_texts[i], theirs))
      return self->earlier_texts[i];
  return NULL;
}

/**
 * sotong_post_note_words:
 * @self: a post that was found
 * @words: which of its texts stands there, as sotong_post_find_words() gave it
 */
void
sotong_post_note_words (const SotongPost *self,
                        const char       *words)
{
  if (self->found_text == NULL)
    return;
  g_free (*self->found_text);
  *self->found_text = words != self->text || self->files_changed ? g_strdup (words) : NULL;
}

/**
 * sotong_post_make_key:
 * @now: seconds since 1970 UTC
 *
 * Makes the key that a post is found again by after a lost answer. It may stand
 * in a public address, so it is short and says no more than the day (UTC).
 *
 * Returns: (transfer full): for instance "20161014-k7q2mzt4ce"
 */
char *
sotong_post_make_key (gint64 now)
{
  static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789";
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *date = sotong_time_format_date (now, utc);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uuid, -1);
  GString *key = g_string_new (NULL);

  for (const char *p = date; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (key, *p);
  g_string_append_c (key, '-');
  for (guint i = 0; i < KEY_RANDOM_LETTERS; i++)
    {
      guint value = (guint) (g_ascii_xdigit_value (hash[2 * i]) * 16 + g_ascii_xdigit_value (hash[2 * i + 1]));

      g_string_append_c (key, letters[value % 32]);
    }
  return g_string_free (key, FALSE);
}

/**
 * sotong_post_key_is_valid:
 * @key: (nullable): a key
 *
 * Returns: whether @key has 1 to 64 of a-z, 0-9 and "-", and so survives every platform unchanged
 */
gboolean
sotong_post_key_is_valid (const char *key)
{
  gsize n = key != NULL ? strlen (key) : 0;

  if (n == 0 || n > KEY_MAX || key[0] == '-' || key[n - 1] == '-')
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_islower (key[i]) && !g_ascii_isdigit (key[i]) && key[i] != '-')
      return FALSE;
  return strstr (key, "--") == NULL;
}
