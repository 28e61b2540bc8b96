/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/sotong-db-private.h"
#include "store/sotong-exported-mention-private.h"
#include "store/sotong-exported-mention.h"
#include "store/sotong-same-words-private.h"
#include "store/sotong-shared-address-private.h"
#include "util/sotong-text.h"

/*
 * What citizens say below an article comes with the article's address, and the article itself comes from several sources, a part of it
 * from some of them. One source's ids tell its own things apart. Between sources the words do: those of an article that is brought again
 * stand in it for the most part, or have its title. Where they leave it open, the article is not taken for two.
 */
#define EXACT       0       /* a mention's precision: see SotongMention */
#define FIRST_SEEN  3
#define LEAST_TITLE 8       /* letters: a shorter first line may be that of two citizens */
#define APART_S     60      /* between the times that two sources give one thing */
#define AGAIN_S     600     /* the same, of an article */
#define MOST_BESIDE 64      /* mentions at one address that are looked through for a source */
#define MOST_KEPT   1000000 /* bytes of texts that are kept ready to be compared */

/* A mention that has an address. */
typedef struct {
  gint64       id;
  gint64       source_id;
  char        *author;       /* (owned) */
  gint64       published_at;
  int          precision;
  SotongWords *words;        /* (owned) */
} Holder;

struct _SotongSharedAddresses
{
  GHashTable *holders;  /* (owned) (element-type utf8 Holder): by their address */
  gsize       n_bytes;  /* of their texts */
};

static void
holder_free (gpointer data)
{
  Holder *holder = data;

  g_free (holder->author);
  sotong_words_free (holder->words);
  g_free (holder);
}

SotongSharedAddresses *
sotong_shared_addresses_new (void)
{
  SotongSharedAddresses *self = g_new0 (SotongSharedAddresses, 1);

  self->holders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, holder_free);
  return self;
}

void
sotong_shared_addresses_free (SotongSharedAddresses *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->holders);
  g_free (self);
}

static Holder *
keep (SotongSharedAddresses *self,
      const char            *key,
      SotongStmt            *stmt)
{
  Holder *holder = g_new0 (Holder, 1);

  holder->id = sotong_stmt_int (stmt, 0);
  holder->source_id = sotong_stmt_int (stmt, 1);
  holder->author = sotong_stmt_dup (stmt, 2);
  holder->published_at = sotong_stmt_int (stmt, 3);
  holder->precision = (int) sotong_stmt_int (stmt, 4);
  holder->words = sotong_words_new (sotong_stmt_text (stmt, 5));
  if (self->n_bytes > MOST_KEPT)
    {
      g_hash_table_remove_all (self->holders);
      self->n_bytes = 0;
    }
  self->n_bytes += strlen (sotong_words_get_text (holder->words)) + 200;
  g_hash_table_insert (self->holders, g_strdup (key), holder);
  return holder;
}

/* @out_holder: (nullable): who has the address @key; lent until another is found */
static gboolean
find_holder (SotongSharedAddresses  *self,
             SotongDb               *db,
             const char             *key,
             Holder                **out_holder,
             GError                **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  *out_holder = g_hash_table_lookup (self->holders, key);
  if (*out_holder != NULL)
    return TRUE;
  stmt = sotong_db_query (db, error, "SELECT id, source_id, author, published_at, published_precision, text FROM mention WHERE canonical_key = $1", "t", key);
  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    *out_holder = keep (self, key, stmt);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* A place in a page is that of a comment. */
static gboolean
has_place (const SotongMentionInput *input)
{
  return strchr (input->external_id, '#') != NULL || (input->url != NULL && strchr (input->url, '#') != NULL);
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

/* Of the mentions that are alone: known by nothing but ids such as comments have; seen at a place in the page. */
#define BELOW " NOT EXISTS (SELECT 1 FROM sighting AS s JOIN source AS o ON o.id = s.source_id WHERE s.mention_id = m.id" \
              " AND (o.kind NOT IN ('feed', 'import') OR (s.external_id LIKE 'http%://%' AND instr (s.external_id, '#') = 0)))"
#define PLACE " (instr (m.url, '#') > 0 OR EXISTS (SELECT 1 FROM sighting AS s WHERE s.mention_id = m.id AND instr (s.external_id, '#') > 0))"

/*
 * Whether a mention that has an address is surely a comment there, and not the article: it has nothing but an id, and no title, or a place in the page, or
 * its source has brought more from there.
 */
static gboolean
is_comment (SotongDb   *db,
            gint64      id,
            gboolean   *out_is,
            GError    **error)
{
  gint64 is = 0;

  if (!sotong_db_get_int (db, &is, error, "SELECT " BELOW " AND (instr (m.text, char (10)) = 0 OR " PLACE
                          " OR EXISTS (SELECT 1 FROM (SELECT n.source_id FROM mention AS n WHERE n.canonical_key > m.canonical_key || '#'"
                          " AND n.canonical_key < m.canonical_key || '$' LIMIT $2) AS b WHERE b.source_id = m.source_id))"
                          " FROM mention AS m WHERE m.id = $1", "ii", id, (gint64) MOST_BESIDE))
    return FALSE;
  *out_is = is != 0;
  return TRUE;
}

static gboolean
is_same_author (const char *a,
                const char *b)
{
  g_autofree char *x = NULL, *y = NULL;

  if (g_str_equal (a, b))
    return TRUE;
  x = sotong_text_fold (a + (*a == '@'));
  y = sotong_text_fold (b + (*b == '@'));
  return g_str_equal (x, y);
}

/* Whether somebody else wrote it, or at another time, as far as is known. */
static gboolean
is_from_another (const Holder             *holder,
                 const SotongMentionInput *input)
{
  const char *author = input->author != NULL ? input->author : "";

  if (holder->author[0] != '\0' && author[0] != '\0' && !is_same_author (holder->author, author))
    return TRUE;
  return holder->precision == EXACT && input->precision == EXACT && ABS (holder->published_at - input->published_at) > APART_S;
}

/*
 * Something with an id of its own, from another source. Sources name another author of an article, and another time: where they differ it is only
 * the same where one of both has a title, and none is surely a comment.
 */
static gboolean
look_shared (SotongDb                  *db,
             const Holder              *holder,
             const SotongMentionInput  *input,
             SotongAddressUse          *out_use,
             GError                   **error)
{
  g_autoptr(SotongWords) words = sotong_words_new (input->text);
  gboolean differs = is_from_another (holder, input), is_below = FALSE;
  gboolean alike = sotong_words_are_alike (holder->words, words);
  gboolean titled = !has_place (input) && sotong_words_share_title (holder->words, words, differs ? LEAST_TITLE : 1);
  gboolean first = sotong_words_have_title (holder->words), second = sotong_words_have_title (words);

  if (!differs || (!alike && !titled))
    {
      *out_use = alike || titled ? SOTONG_ADDRESS_SAME : SOTONG_ADDRESS_ANOTHER;
      return TRUE;
    }
  *out_use = SOTONG_ADDRESS_ANOTHER;
  if (has_place (input) || !(titled ? first || second : first && second))
    return TRUE;
  if (!is_comment (db, holder->id, &is_below, error))
    return FALSE;
  *out_use = is_below ? SOTONG_ADDRESS_ANOTHER : SOTONG_ADDRESS_SAME;
  return TRUE;
}

/* Something that is known by its address: whoever has that is only moved where it is surely a comment. */
static gboolean
look_alone (SotongDb                  *db,
            const Holder              *holder,
            const SotongMentionInput  *input,
            SotongAddressUse          *out_use,
            GError                   **error)
{
  g_autoptr(SotongWords) words = NULL;
  gboolean is = FALSE;

  if (!is_comment (db, holder->id, &is, error))
    return FALSE;
  if (!is)
    return TRUE;
  words = sotong_words_new (input->text);
  if (!sotong_words_share_title (holder->words, words, 1) && !sotong_words_are_alike (holder->words, words))
    *out_use = SOTONG_ADDRESS_OWNER;
  return TRUE;
}

/*
 * sotong_shared_address_look:
 * @self: the addresses of lately
 * @db: the connection of a write job
 * @source_id: who brings it
 * @input: what is brought, whose key a mention has already
 * @out_use: (out): what it is to that mention
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_shared_address_look (SotongSharedAddresses     *self,
                            SotongDb                  *db,
                            gint64                     source_id,
                            const SotongMentionInput  *input,
                            SotongAddressUse          *out_use,
                            GError                   **error)
{
  Holder *holder;
  gint64 known = 0;
  gboolean ours, same, is_another = FALSE;

  *out_use = SOTONG_ADDRESS_SAME;
  if (!find_holder (self, db, input->canonical_key, &holder, error))
    return FALSE;
  if (holder == NULL)
    return TRUE;
  /* 2: under this id; 1: this source has shown it */
  if (!sotong_db_get_int (db, &known, error, "SELECT CASE WHEN EXISTS (SELECT 1 FROM sighting WHERE source_id = $1 AND external_id = $2) THEN 2"
                          " ELSE EXISTS (SELECT 1 FROM sighting WHERE mention_id = $3 AND source_id = $1) END", "iti",
                          source_id, input->external_id, holder->id)
      || (known != 2 && !sotong_exported_mention_is_another (db, holder->id, input->external_id, &is_another, error)))
    return FALSE;
  if (is_another)
    {
      *out_use = SOTONG_ADDRESS_ANOTHER;
      return TRUE;
    }
  ours = known == 1;
  same = g_str_equal (sotong_words_get_text (holder->words), input->text);
  if (known == 2 || (!input->shares_address && (ours || same)) || (same && !is_from_another (holder, input)))
    return TRUE;
  if (!input->shares_address)
    return look_alone (db, holder, input, out_use, error);
  if (!ours)
    return look_shared (db, holder, input, out_use, error);
  *out_use = SOTONG_ADDRESS_ANOTHER;
  return TRUE;
}

/*
 * sotong_shared_address_make_key:
 * @input: what is brought
 *
 * Where a table hides its author, its identifier there tells it from what another said with the same words.
 *
 * Returns: (transfer full): the key of what is not alone at its address
 */
char *
sotong_shared_address_make_key (const SotongMentionInput *input)
{
  const char *author = input->hidden_author != NULL && sotong_exported_mention_is (input->external_id) ? input->external_id : input->author;

  return make_key (input->canonical_key, author, input->text, input->published_at, input->precision);
}

/* (nullable) (transfer full): the key that a mention would have if it were not alone at its address @key */
static gboolean
read_own (SotongDb    *db,
          const char  *key,
          char       **out_own,
          GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT author, text, published_at, published_precision FROM mention"
                                                " WHERE canonical_key = $1", "t", key);
  GError *local = NULL;

  *out_own = NULL;
  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    *out_own = make_key (key, sotong_stmt_text (stmt, 0), sotong_stmt_text (stmt, 1), sotong_stmt_int (stmt, 2), (int) sotong_stmt_int (stmt, 3));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/*
 * sotong_shared_address_give_way:
 * @self: the addresses of lately
 * @db: the connection of a write job
 * @key: the address of an article
 * @out_gave: (out): whether the comment that had it has a key of its own now; it has not where that is taken
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_shared_address_give_way (SotongSharedAddresses  *self,
                                SotongDb               *db,
                                const char             *key,
                                gboolean               *out_gave,
                                GError                **error)
{
  g_autofree char *own = NULL;

  *out_gave = FALSE;
  if (!read_own (db, key, &own, error))
    return FALSE;
  if (own == NULL)
    return TRUE;
  g_hash_table_remove (self->holders, key);
  if (!sotong_db_exec (db, error, "UPDATE OR IGNORE mention SET canonical_key = $1 WHERE canonical_key = $2", "tt", own, key))
    return FALSE;
  *out_gave = sotong_db_n_changes (db) > 0;
  return TRUE;
}

/*
 * sotong_shared_address_get_own:
 * @db: the connection of a write job
 * @mention_id: a mention
 * @key: its key
 * @out_own: (out) (nullable) (transfer full): the key of what it is itself; %NULL where that is @key: it is not surely a comment at an address that others have too
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_shared_address_get_own (SotongDb    *db,
                               gint64       mention_id,
                               const char  *key,
                               char       **out_own,
                               GError     **error)
{
  gboolean is = FALSE;

  *out_own = NULL;
  if (!g_str_has_prefix (key, "url:") || strchr (key, '#') != NULL)
    return TRUE;
  return is_comment (db, mention_id, &is, error) && (!is || read_own (db, key, out_own, error));
}

/*
 * sotong_shared_address_may_be:
 * @input: what is brought
 * @published_at: when that was published of which nothing but the same address is left
 *
 * Returns: %TRUE unless @input looks like something that was said below it
 */
gboolean
sotong_shared_address_may_be (const SotongMentionInput *input,
                              gint64                    published_at)
{
  if (!input->shares_address)
    return TRUE;
  return !has_place (input) && strchr (input->text, '\n') != NULL
         && (input->precision != EXACT || ABS (input->published_at - published_at) <= AGAIN_S);
}
