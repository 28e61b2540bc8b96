/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/sotong-db-private.h"
#include "store/sotong-shared-address-private.h"
#include "util/sotong-text.h"

/*
 * What citizens say below an article comes with the article's address, and the article itself comes from several sources, a part of it
 * from some of them. One source's ids tell its own things apart. Between sources the words do: those of an article that is brought again
 * stand in it for the most part, or have its title.
 */
#define FIRST_SEEN 3     /* a mention's precision: see SotongMention */
#define PIECE      4     /* letters that are compared together */
#define LEAST      14    /* letters: shorter texts say the same by chance */
#define MOST       20000 /* letters of a text that are looked at */

/* Small letters and figures alone. */
static GArray *
letters_of (const char *text)
{
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (gunichar));

  for (const char *p = text; *p != '\0' && letters->len < MOST; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c))
        continue;
      c = g_unichar_tolower (c);
      g_array_append_val (letters, c);
    }
  return letters;
}

static guint64
piece_at (GArray *letters,
          guint   i)
{
  guint64 piece = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (guint k = 0; k < PIECE; k++)
    piece = (piece ^ g_array_index (letters, gunichar, i + k)) * G_GUINT64_CONSTANT (0x100000001b3);
  return piece;
}

/* Whether two thirds of the shorter one's pieces stand in the longer one. */
static gboolean
is_part (GArray *shorter,
         GArray *longer)
{
  g_autoptr(GHashTable) pieces = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint n = shorter->len - PIECE + 1, found = 0;

  for (guint i = 0; i + PIECE <= longer->len; i++)
    {
      guint64 piece = piece_at (longer, i);

      g_hash_table_add (pieces, g_memdup2 (&piece, sizeof piece));
    }
  for (guint i = 0; i < n; i++)
    {
      guint64 piece = piece_at (shorter, i);

      found += g_hash_table_contains (pieces, &piece);
    }
  return found * 3 >= n * 2;
}

static gboolean
has_same_title (const char *a,
                const char *b)
{
  g_autofree char *first = g_strndup (a, strcspn (a, "\n")), *second = g_strndup (b, strcspn (b, "\n"));
  g_autofree char *x = sotong_text_fold (first), *y = sotong_text_fold (second);

  return g_str_equal (g_strstrip (x), g_strstrip (y));
}

/*
 * sotong_shared_address_is_alike:
 * @a: what one source brought by an address
 * @b: what another one did
 * @by_title: whether the same first line will do
 *
 * From any thread.
 *
 * Returns: %TRUE if both are the same thing, whole or in part
 */
gboolean
sotong_shared_address_is_alike (const char *a,
                                const char *b,
                                gboolean    by_title)
{
  g_autoptr(GArray) first = letters_of (a), second = letters_of (b);
  gboolean is_longer = first->len > second->len;

  if (by_title && has_same_title (a, b))
    return TRUE;
  if (MIN (first->len, second->len) < LEAST)
    return first->len == second->len && (first->len == 0 || memcmp (first->data, second->data, first->len * sizeof (gunichar)) == 0);
  return is_part (is_longer ? second : first, is_longer ? first : second);
}

/* A place in a page is that of a comment. */
static gboolean
has_place (const SotongMentionInput *input)
{
  return strchr (input->external_id, '#') != NULL || (input->url != NULL && strchr (input->url, '#') != NULL);
}

/* What is told of the mention that has the address: its words; whether this source showed it; whether it is known by nothing but ids such
 * as comments have. */
#define READ "SELECT m.text, EXISTS (SELECT 1 FROM sighting AS s WHERE s.mention_id = m.id AND s.source_id = $2)," \
             " NOT EXISTS (SELECT 1 FROM sighting AS s JOIN source AS o ON o.id = s.source_id WHERE s.mention_id = m.id" \
             " AND (o.kind NOT IN ('feed', 'import') OR (s.external_id LIKE 'http%://%' AND instr (s.external_id, '#') = 0)))," \
             " EXISTS (SELECT 1 FROM sighting WHERE source_id = $2 AND external_id = $3)" \
             " FROM mention AS m WHERE m.canonical_key = $1"

/*
 * sotong_shared_address_look:
 * @db: the connection of a write job
 * @source_id: who brings it
 * @input: what is brought, whose key a mention has already
 * @out_use: (out): what it is to that mention
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_shared_address_look (SotongDb                  *db,
                            gint64                     source_id,
                            const SotongMentionInput  *input,
                            SotongAddressUse          *out_use,
                            GError                   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, READ, "tit", input->canonical_key, source_id, input->external_id);
  GError *local = NULL;
  const char *text;
  gboolean ours, below, known;

  *out_use = SOTONG_ADDRESS_SAME;
  if (stmt == NULL)
    return FALSE;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return local == NULL;
    }
  text = sotong_stmt_text (stmt, 0);
  ours = sotong_stmt_int (stmt, 1) != 0;
  below = sotong_stmt_int (stmt, 2) != 0;
  known = sotong_stmt_int (stmt, 3) != 0;
  if (known || g_str_equal (text, input->text) || (ours && !input->shares_address))
    return TRUE;
  if (input->shares_address)
    *out_use = ours || !sotong_shared_address_is_alike (text, input->text, !has_place (input)) ? SOTONG_ADDRESS_ANOTHER : SOTONG_ADDRESS_SAME;
  else if (below && !sotong_shared_address_is_alike (text, input->text, TRUE))
    *out_use = SOTONG_ADDRESS_OWNER;
  return TRUE;
}

/* The address and what was said there, when and by whom: another source that brings it too comes upon it. */
static char *
make_key (const char *address,
          const char *author,
          const char *text,
          gint64      published_at,
          int         precision)
{
  g_autofree char *time = precision != FIRST_SEEN ? g_strdup_printf ("%" G_GINT64_FORMAT, published_at) : g_strdup ("");
  g_autofree char *all = g_strjoin ("\n", time, author != NULL ? author : "", text, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);

  return g_strdup_printf ("%s#%.40s", address, digest);
}

/*
 * sotong_shared_address_make_key:
 * @input: what is brought
 *
 * Returns: (transfer full): the key of what is not alone at its address
 */
char *
sotong_shared_address_make_key (const SotongMentionInput *input)
{
  return make_key (input->canonical_key, input->author, input->text, input->published_at, input->precision);
}

/*
 * sotong_shared_address_give_way:
 * @db: the connection of a write job
 * @key: the address of an article
 * @out_gave: (out): whether the comment that had it has a key of its own now; it has not where that is taken
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_shared_address_give_way (SotongDb    *db,
                                const char  *key,
                                gboolean    *out_gave,
                                GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT author, text, published_at, published_precision FROM mention"
                                                " WHERE canonical_key = $1", "t", key);
  g_autofree char *own = NULL;
  GError *local = NULL;

  *out_gave = FALSE;
  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    own = make_key (key, sotong_stmt_text (stmt, 0), sotong_stmt_text (stmt, 1), sotong_stmt_int (stmt, 2), (int) sotong_stmt_int (stmt, 3));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_clear_pointer (&stmt, sotong_stmt_reset);
  if (own == NULL)
    return TRUE;
  if (!sotong_db_exec (db, error, "UPDATE OR IGNORE mention SET canonical_key = $1 WHERE canonical_key = $2", "tt", own, key))
    return FALSE;
  *out_gave = sotong_db_n_changes (db) > 0;
  return TRUE;
}
