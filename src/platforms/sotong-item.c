/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-item.h"
#include "util/sotong-text.h"
#include "util/sotong-url.h"

#define CUT_MARK " […]"

G_DEFINE_BOXED_TYPE (SotongItem, sotong_item, sotong_item_copy, sotong_item_free)

static const char * const precision_names[] = { "exact", "day", "zone-guessed", "first-seen" };

/**
 * sotong_item_new:
 *
 * Returns: (transfer full): an empty item, first seen at 0
 */
SotongItem *
sotong_item_new (void)
{
  SotongItem *self = g_new0 (SotongItem, 1);

  self->precision = SOTONG_ITEM_FIRST_SEEN;
  return self;
}

/**
 * sotong_item_copy:
 * @self: an item
 *
 * Returns: (transfer full): an item with the same values
 */
SotongItem *
sotong_item_copy (const SotongItem *self)
{
  SotongItem *copy = g_new0 (SotongItem, 1);

  copy->external_id = g_strdup (self->external_id);
  copy->url = g_strdup (self->url);
  copy->canonical_key = g_strdup (self->canonical_key);
  copy->author = g_strdup (self->author);
  copy->title = g_strdup (self->title);
  copy->text = g_strdup (self->text);
  copy->reply_to = g_strdup (self->reply_to);
  copy->published_at = self->published_at;
  copy->precision = self->precision;
  copy->reach = self->reach;
  copy->odd_date = self->odd_date;
  return copy;
}

/**
 * sotong_item_free:
 * @self: (nullable) (transfer full): an item
 */
void
sotong_item_free (SotongItem *self)
{
  if (self == NULL)
    return;
  g_free (self->external_id);
  g_free (self->url);
  g_free (self->canonical_key);
  g_free (self->author);
  g_free (self->title);
  g_free (self->text);
  g_free (self->reply_to);
  g_free (self);
}

static void
take (char **field,
      char  *value)
{
  g_free (*field);
  *field = value;
  if (value != NULL && *value == '\0')
    g_clear_pointer (field, g_free);
}

/* An id that is too long to be kept is replaced by its digest: cut ones could meet. */
static char *
clean_id (const char *id)
{
  g_autofree char *clean = NULL;

  if (id == NULL)
    return NULL;
  if (strlen (id) > SOTONG_ITEM_MAX_ID)
    return g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);
  clean = sotong_text_clean (id, -1, SOTONG_ITEM_MAX_ID);
  return g_strdup (g_strstrip (clean));
}

static char *
clean_line (const char *text,
            gsize       max_bytes)
{
  g_autofree char *clean = NULL;

  if (text == NULL)
    return NULL;
  clean = sotong_text_clean (text, -1, max_bytes);
  return sotong_text_single_line (clean, max_bytes);
}

static char *
clean_text (const char *text)
{
  g_autofree char *clean = NULL;

  if (text == NULL)
    return NULL;
  if (strlen (text) <= SOTONG_ITEM_MAX_TEXT)
    return g_strstrip (sotong_text_clean (text, -1, SOTONG_ITEM_MAX_TEXT));
  clean = sotong_text_clean (text, -1, SOTONG_ITEM_MAX_TEXT - strlen (CUT_MARK));
  return g_strconcat (g_strstrip (clean), CUT_MARK, NULL);
}

static char *
clean_url (const char *url)
{
  g_autofree char *clean = NULL;

  if (url == NULL || strlen (url) > SOTONG_ITEM_MAX_URL)
    return NULL;
  clean = sotong_text_clean (url, -1, SOTONG_ITEM_MAX_URL);
  g_strstrip (clean);
  return sotong_url_is_web (clean) ? g_steal_pointer (&clean) : NULL;
}

/* For an item with neither id nor address: the same words at the same time are the same item. */
static char *
digest_of (const SotongItem *self)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *time = NULL;
  const char *parts[4] = { NULL };

  if (self->precision != SOTONG_ITEM_FIRST_SEEN)
    time = g_strdup_printf ("%" G_GINT64_FORMAT, self->published_at);
  parts[0] = time;
  parts[1] = self->author;
  parts[2] = self->title;
  parts[3] = self->text;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] != NULL)
        g_checksum_update (sum, (const guchar *) parts[i], (gssize) strlen (parts[i]));
      g_checksum_update (sum, (const guchar *) "", 1);
    }
  return g_strndup (g_checksum_get_string (sum), 40);
}

/**
 * sotong_item_make_key:
 * @url: (nullable): the item's address, as it came
 * @id_space: within what @external_id is unique: the source kind, and for kinds
 *   whose ids each source chooses for itself (feeds) also the source's address
 * @external_id: (nullable): the source's id
 *
 * The address decides, because it is the only thing that two sources have in
 * common; an address that is only a site's root names no item.
 *
 * Returns: (transfer full) (nullable): "url:" and the normalised address, or
 *   "id:", @id_space and the id, or %NULL if there is neither
 */
char *
sotong_item_make_key (const char *url,
                      const char *id_space,
                      const char *external_id)
{
  GString *key = g_string_sized_new (96);

  g_string_append (key, "url:");
  if (url != NULL && sotong_url_append_normalized (key, url) && !sotong_url_is_root (key->str + strlen ("url:")))
    return g_string_free (key, FALSE);
  g_string_free (key, TRUE);
  if (external_id == NULL || *external_id == '\0')
    return NULL;
  return g_strconcat ("id:", id_space, ":", external_id, NULL);
}

/**
 * sotong_item_complete:
 * @self: an item filled with what came from outside
 * @id_space: see sotong_item_make_key()
 *
 * Makes every text clean and short enough to be kept, empty ones %NULL, drops
 * what is no web address, and sets the canonical key; an item with neither id
 * nor address gets an id made of its contents. Calling it twice does no harm.
 */
void
sotong_item_complete (SotongItem *self,
                      const char *id_space)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (id_space != NULL);

  take (&self->external_id, clean_id (self->external_id));
  take (&self->url, clean_url (self->url));
  take (&self->author, clean_line (self->author, SOTONG_ITEM_MAX_AUTHOR));
  take (&self->title, clean_line (self->title, SOTONG_ITEM_MAX_TITLE));
  take (&self->text, clean_text (self->text));
  take (&self->reply_to, clean_id (self->reply_to));
  if (self->external_id == NULL && self->url == NULL)
    self->external_id = digest_of (self);
  take (&self->canonical_key, sotong_item_make_key (self->url, id_space,
                                                    self->external_id != NULL ? self->external_id : self->url));
}

/**
 * sotong_item_precision_to_name:
 * @precision: a precision
 *
 * Returns: its name in files and in the workspace: "exact", "day",
 *   "zone-guessed" or "first-seen"
 */
const char *
sotong_item_precision_to_name (SotongItemPrecision precision)
{
  g_return_val_if_fail ((guint) precision < G_N_ELEMENTS (precision_names), precision_names[SOTONG_ITEM_FIRST_SEEN]);
  return precision_names[precision];
}

/**
 * sotong_item_precision_from_name:
 * @name: (nullable): a name
 * @out_precision: (out): the precision
 *
 * Returns: %TRUE if @name is one
 */
gboolean
sotong_item_precision_from_name (const char          *name,
                                 SotongItemPrecision *out_precision)
{
  for (guint i = 0; i < G_N_ELEMENTS (precision_names); i++)
    {
      if (g_strcmp0 (name, precision_names[i]) == 0)
        {
          *out_precision = (SotongItemPrecision) i;
          return TRUE;
        }
    }
  return FALSE;
}
