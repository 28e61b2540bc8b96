/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/sotong-db-private.h"
#include "store/sotong-exported-mention-private.h"
#include "store/sotong-hidden-mention-private.h"
#include "store/sotong-mention.h"
#include "store/sotong-purge.h"
#include "util/sotong-name-mask.h"

/*
 * A table that hides authors has neither the ids nor, of many sites, the addresses of its mentions. Whoever imports it where they are already is
 * told by the second, the words and the first letter of the name. A second is read once, however many mentions it has.
 *
 * What was purged has nothing of these any more, but two digests of them that only this workspace can make, in the place of its likeness: with what is left of
 * the name, and with the name, as many share the first letter of it.
 */
#define CROWDED 0x3fff /* mentions of a second; of more, some may have ids behind it */
#define ANY     "*"    /* no name is hidden so */
#define NOWHERE (-1)   /* the two weeks of a likeness that is no way to copies */

struct _SotongHiddenSecond
{
  gint64      time;  /* of the second at hand */
  gboolean    has;   /* whether there is one */
  GHashTable *ids;   /* (owned) (element-type utf8 gint64): words and what is left of the name -> the first mention */
  GHashTable *gone;  /* (owned) (element-type utf8 gint64): the same of those that were purged, or the whole name, as only this workspace knows it */
};

SotongHiddenSecond *
sotong_hidden_second_new (void)
{
  SotongHiddenSecond *self = g_new0 (SotongHiddenSecond, 1);

  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
sotong_hidden_second_free (SotongHiddenSecond *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->gone);
  g_free (self);
}

static char *
make_key (const char *digest,
          const char *hidden)
{
  return g_strconcat (digest, hidden, NULL);
}

/* By what a mention is known when it is purged. (nullable): %NULL with @error set */
static char *
make_gone_key (SotongDb    *db,
               gint64       published_at,
               const char  *name,
               const char  *text,
               GError     **error)
{
  g_autofree char *words = sotong_exported_mention_make_words (text);
  g_autofree char *all = g_strdup_printf ("words %" G_GINT64_FORMAT "\n%s\n%s", published_at, name, words);

  return sotong_purge_make_key (db, all, error);
}

static void
add_key (GHashTable *keys,
         char       *key,
         gint64      id)
{
  if (g_hash_table_contains (keys, key))
    g_free (key);
  else
    g_hash_table_insert (keys, key, g_memdup2 (&id, sizeof id));
}

static void
add (SotongHiddenSecond *self,
     gint64              id,
     const char         *author,
     const char         *text)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *hidden = sotong_name_mask (author);

  add_key (self->ids, make_key (digest, hidden), id);
  add_key (self->ids, make_key (digest, ANY), id);
}

/* Those that are kept of one that was purged; none of one that an older version of the program purged. */
static void
add_gone (SotongHiddenSecond *self,
          gint64              id,
          const char         *keys)
{
  g_auto(GStrv) list = g_strsplit (keys, "\n", -1);

  for (guint i = 0; list[i] != NULL; i++)
    add_key (self->gone, g_strdup (list[i]), id);
}

/* @out_n: how many there are with an id of second @from, whenever they were published. */
static gboolean
read_ids (SotongHiddenSecond  *self,
          SotongDb            *db,
          gint64               from,
          guint               *out_n,
          GError             **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT m.id, m.published_at, m.author, m.text, m.purged_at IS NOT NULL, coalesce (l.sketch, '')"
                                                " FROM mention AS m LEFT JOIN likeness AS l ON m.purged_at IS NOT NULL AND l.mention_id = m.id"
                                                " WHERE m.id >= $1 AND m.id < $2 ORDER BY m.id", "ii",
                                                sotong_mention_id_first (from), sotong_mention_id_first (from + 1));
  GError *local = NULL;

  *out_n = 0;
  if (stmt == NULL)
    return FALSE;
  for (; sotong_stmt_next (stmt, &local); (*out_n)++)
    {
      if (sotong_stmt_int (stmt, 1) != self->time)
        continue;
      if (sotong_stmt_int (stmt, 4) != 0)
        add_gone (self, sotong_stmt_int (stmt, 0), sotong_stmt_text (stmt, 5));
      else
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
  g_hash_table_remove_all (self->gone);
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

static gint64
find_here (SotongHiddenSecond       *self,
           const SotongMentionInput *input)
{
  const char *hidden[] = { *input->hidden_author != '\0' ? input->hidden_author : ANY, "" };
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, input->text, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      g_autofree char *key = make_key (digest, hidden[i]);
      const gint64 *id = g_hash_table_lookup (self->ids, key);

      if (id != NULL)
        return *id;
    }
  return 0;
}

static gboolean
find_gone (SotongHiddenSecond        *self,
           SotongDb                  *db,
           const SotongMentionInput  *input,
           gint64                    *out_id,
           GError                   **error)
{
  const char *name = input->hidden_author != NULL ? input->hidden_author : input->author != NULL ? input->author : "";
  g_autofree char *key = make_gone_key (db, input->published_at, name, input->text, error);
  const gint64 *id;

  if (key == NULL)
    return FALSE;
  id = g_hash_table_lookup (self->gone, key);
  *out_id = id != NULL ? *id : 0;
  return TRUE;
}

/*
 * sotong_hidden_second_find:
 * @self: a second; it turns to that of @input
 * @db: the connection of a write job
 * @input: what is brought; where its author is hidden, with what is left of the name
 * @out_id: (out): the mention of the same second with the same words, whose author's name, where both are known, has the same first letter; 0 if there is none.
 *   One that is there is found only for what hides its author.
 * @out_purged: (out): whether that was purged
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_hidden_second_find (SotongHiddenSecond        *self,
                           SotongDb                  *db,
                           const SotongMentionInput  *input,
                           gint64                    *out_id,
                           gboolean                  *out_purged,
                           GError                   **error)
{
  *out_id = 0;
  *out_purged = FALSE;
  if (!turn_to (self, db, input->published_at, error))
    return FALSE;
  if (input->hidden_author != NULL && g_hash_table_size (self->ids) > 0)
    *out_id = find_here (self, input);
  if (*out_id != 0 || g_hash_table_size (self->gone) == 0)
    return TRUE;
  if (!find_gone (self, db, input, out_id, error))
    return FALSE;
  *out_purged = *out_id != 0;
  return TRUE;
}

/*
 * sotong_hidden_keep_purged:
 * @db: the connection of a write job
 * @mention_id: a mention whose text goes, and is still there; what was made of it is gone
 * @error: return location
 *
 * Keeps by what a table that hides authors, and was exported before, would bring the mention back.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_hidden_keep_purged (SotongDb  *db,
                           gint64     mention_id,
                           GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT published_at, author, text FROM mention WHERE id = $1", "i", mention_id);
  g_autofree char *hidden = NULL, *masked = NULL, *named = NULL, *keys = NULL;

  if (stmt == NULL || !sotong_stmt_next (stmt, error))
    return FALSE;
  hidden = sotong_name_mask (sotong_stmt_text (stmt, 1));
  masked = make_gone_key (db, sotong_stmt_int (stmt, 0), hidden, sotong_stmt_text (stmt, 2), error);
  named = masked != NULL ? make_gone_key (db, sotong_stmt_int (stmt, 0), sotong_stmt_text (stmt, 1), sotong_stmt_text (stmt, 2), error) : NULL;
  if (named == NULL)
    return FALSE;
  keys = g_strconcat (masked, "\n", named, NULL);
  return sotong_db_exec (db, error, "INSERT OR REPLACE INTO likeness (mention_id, bucket, sketch) VALUES ($1, $2, $3)", "iib", mention_id,
                         (gint64) NOWHERE, keys, strlen (keys));
}
