/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-db-private.h"
#include "store/sotong-hidden-mention-private.h"
#include "store/sotong-mention.h"
#include "util/sotong-name-mask.h"

/*
 * A table that hides authors has neither the ids nor, of many sites, the addresses of its mentions. Whoever imports it where they are already is
 * told by the second, the words and the first letter of the name. A second is read once, however many mentions it has.
 */
#define CROWDED 0x3fff /* mentions of a second; of more, some may have ids behind it */
#define ANY     "*"    /* no name is hidden so */

struct _SotongHiddenSecond
{
  gint64      time;  /* of the second at hand */
  gboolean    has;   /* whether there is one */
  GHashTable *ids;   /* (owned) (element-type utf8 gint64): words and what is left of the name -> the first mention */
};

SotongHiddenSecond *
sotong_hidden_second_new (void)
{
  SotongHiddenSecond *self = g_new0 (SotongHiddenSecond, 1);

  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
sotong_hidden_second_free (SotongHiddenSecond *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->ids);
  g_free (self);
}

static char *
make_key (const char *digest,
          const char *hidden)
{
  return g_strconcat (digest, hidden, NULL);
}

static void
add_key (SotongHiddenSecond *self,
         char               *key,
         gint64              id)
{
  if (g_hash_table_contains (self->ids, key))
    g_free (key);
  else
    g_hash_table_insert (self->ids, key, g_memdup2 (&id, sizeof id));
}

static void
add (SotongHiddenSecond *self,
     gint64              id,
     const char         *author,
     const char         *text)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *hidden = sotong_name_mask (author);

  add_key (self, make_key (digest, hidden), id);
  add_key (self, make_key (digest, ANY), id);
}

/* @out_n: how many there are with an id of second @from, whenever they were published. */
static gboolean
read_ids (SotongHiddenSecond  *self,
          SotongDb            *db,
          gint64               from,
          guint               *out_n,
          GError             **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT id, published_at, author, text FROM mention WHERE id >= $1 AND id < $2 AND purged_at IS NULL"
                                                " ORDER BY id", "ii", sotong_mention_id_first (from), sotong_mention_id_first (from + 1));
  GError *local = NULL;

  *out_n = 0;
  if (stmt == NULL)
    return FALSE;
  for (; sotong_stmt_next (stmt, &local); (*out_n)++)
    {
      if (sotong_stmt_int (stmt, 1) == self->time)
        add (self, sotong_stmt_int (stmt, 0), sotong_stmt_text (stmt, 2), sotong_stmt_text (stmt, 3));
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
turn_to (SotongHiddenSecond  *self,
         SotongDb            *db,
         gint64               time,
         GError             **error)
{
  guint n = 0;

  if (self->has && self->time == time)
    return TRUE;
  g_hash_table_remove_all (self->ids);
  self->time = time;
  self->has = FALSE;
  do
    if (!read_ids (self, db, time++, &n, error))
      return FALSE;
  while (n > CROWDED);
  self->has = TRUE;
  return TRUE;
}

/*
 * sotong_hidden_second_add:
 * @self: a second
 * @input: what was just written
 * @id: the mention's id
 *
 * Keeps up with what is written, where it is of the second at hand.
 */
void
sotong_hidden_second_add (SotongHiddenSecond        *self,
                          const SotongMentionInput  *input,
                          gint64                     id)
{
  if (self->has && self->time == input->published_at)
    add (self, id, input->author, input->text);
}

/*
 * sotong_hidden_second_find:
 * @self: a second; it turns to that of @input
 * @db: the connection of a write job
 * @input: what is brought, with the name that is left of its author
 * @out_id: (out): the mention of the same second with the same words, whose author's name, where both are known, has the same first letter; 0 if there is none
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_hidden_second_find (SotongHiddenSecond        *self,
                           SotongDb                  *db,
                           const SotongMentionInput  *input,
                           gint64                    *out_id,
                           GError                   **error)
{
  g_autofree char *digest = NULL;
  const char *hidden[] = { *input->hidden_author != '\0' ? input->hidden_author : ANY, "" };

  *out_id = 0;
  if (!turn_to (self, db, input->published_at, error))
    return FALSE;
  if (g_hash_table_size (self->ids) == 0)
    return TRUE;
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, input->text, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (hidden) && *out_id == 0; i++)
    {
      g_autofree char *key = make_key (digest, hidden[i]);
      const gint64 *id = g_hash_table_lookup (self->ids, key);

      *out_id = id != NULL ? *id : 0;
    }
  return TRUE;
}
