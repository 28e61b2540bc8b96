/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-content-private.h"
#include "store/sotong-db-private.h"
#include "util/sotong-finder.h"

void
sotong_entry_free (SotongEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->title);
  g_clear_pointer (&entry->type, g_ref_string_release);
  g_clear_pointer (&entry->channel, g_ref_string_release);
  g_clear_pointer (&entry->campaign, g_ref_string_release);
  g_free (entry->remote_url);
  g_free (entry);
}

/* What the entries of one answer share. Thousands of them have a handful of types, channels and campaigns:
 * their names are read once, and belong to all. */
typedef struct {
  SotongFinder *finder;     /* (owned) (nullable) */
  GHashTable   *types;      /* (owned): id -> GRefString */
  GHashTable   *channels;   /* (owned): id -> GRefString */
  GHashTable   *campaigns;  /* (owned): id -> GRefString */
} Shared;

static void
shared_clear (Shared *self)
{
  g_clear_pointer (&self->finder, sotong_finder_free);
  g_clear_pointer (&self->types, g_hash_table_unref);
  g_clear_pointer (&self->channels, g_hash_table_unref);
  g_clear_pointer (&self->campaigns, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shared, shared_clear)

static GHashTable *
read_names (SotongDb    *db,
            const char  *sql,
            GError     **error)
{
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ref_string_release);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, sql, "");
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 id = sotong_stmt_int (stmt, 0);

      g_hash_table_insert (names, g_memdup2 (&id, sizeof id), g_ref_string_new (sotong_stmt_text (stmt, 1)));
    }
  if (local == NULL)
    return g_steal_pointer (&names);
  g_propagate_error (error, local);
  return NULL;
}

static gboolean
shared_init (Shared      *self,
             SotongDb    *db,
             const char  *words,
             GError     **error)
{
  if (words != NULL && *words != '\0')
    self->finder = sotong_finder_new (words);
  self->types = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ref_string_release);
  self->channels = read_names (db, "SELECT id, name FROM channel", error);
  self->campaigns = self->channels != NULL ? read_names (db, "SELECT id, name FROM campaign", error) : NULL;
  return self->campaigns != NULL;
}

static char *
name_of (GHashTable *names,
         gint64      id)
{
  char *name = g_hash_table_lookup (names, &id);

  return name != NULL ? g_ref_string_acquire (name) : g_ref_string_new ("");
}

static char *
type_of (GHashTable *types,
         const char *id)
{
  char *type = g_hash_table_lookup (types, id);

  if (type == NULL)
    {
      type = g_ref_string_new (id);
      g_hash_table_insert (types, type, type);
    }
  return g_ref_string_acquire (type);
}

static SotongEntry *
entry_from (SotongStmt   *stmt,
            const Shared *shared)
{
  SotongEntry *entry = g_new0 (SotongEntry, 1);

  entry->content_id = sotong_stmt_int (stmt, 0);
  entry->copy_id = sotong_stmt_int (stmt, 1) == SOTONG_NONE ? 0 : sotong_stmt_int (stmt, 1);
  entry->channel_id = sotong_stmt_int (stmt, 2) == SOTONG_NONE ? 0 : sotong_stmt_int (stmt, 2);
  entry->campaign_id = sotong_stmt_int (stmt, 3);
  entry->at = sotong_stmt_int (stmt, 4);
  sotong_state_from_name (sotong_stmt_text (stmt, 5), &entry->state);
  entry->title = sotong_stmt_dup (stmt, 6);
  entry->type = type_of (shared->types, sotong_stmt_text (stmt, 7));
  entry->channel = name_of (shared->channels, entry->channel_id);
  entry->campaign = name_of (shared->campaigns, entry->campaign_id);
  entry->remote_url = sotong_stmt_dup (stmt, 8);
  entry->publicity = sotong_stmt_int (stmt, 9) == 1;
  entry->has_ground = sotong_stmt_int (stmt, 10) == 1;
  return entry;
}

/* One row a copy, and one a content without copies. The texts are only read when words are looked for. */
#define COLUMNS \
  "SELECT t.id, y.id, y.channel_id, t.campaign_id, coalesce(y.published_at, y.publish_at, t.planned_at)," \
  SOTONG_SQL_SHOWN_STATE "," \
  " coalesce(y.title, t.title), t.type_id, y.remote_url, t.publicity, t.restriction_ground <> ''," \
  " iif($7, t.title, NULL), iif($7, y.body, NULL), iif($7, t.body, NULL)"

#define CONDITIONS \
  " AND t.removed_at IS NULL AND ($3 = '' OR " SOTONG_SQL_SHOWN_STATE " = $3) AND ($4 = 0 OR y.channel_id = $4)" \
  " AND ($5 = 0 OR t.campaign_id = $5) AND ($6 = '' OR t.type_id = $6) AND ($8 = 0 OR t.owner_id = $8)"

/* CROSS JOIN keeps the order: the copies of the time first. */
#define FROM_COPY " FROM copy AS y CROSS JOIN content AS t ON t.id = y.content_id WHERE y.removed_at IS NULL"
#define FROM_CONTENT \
  " FROM content AS t LEFT JOIN copy AS y ON y.content_id = t.id AND y.removed_at IS NULL WHERE"
#define WITHOUT_TIME " (y.id IS NULL OR (y.publish_at IS NULL AND y.published_at IS NULL))"

/* Each of the three times has its index: a month is found without looking at the year. The plus
 * sign keeps SQLite from looking for what is missing, which half of all copies share. */
#define RANGED_SQL \
  COLUMNS FROM_COPY " AND y.published_at >= $1 AND y.published_at < $2" CONDITIONS \
  " UNION ALL " COLUMNS FROM_COPY " AND +y.published_at IS NULL AND y.publish_at >= $1 AND y.publish_at < $2" CONDITIONS \
  " UNION ALL " COLUMNS FROM_CONTENT " t.planned_at >= $1 AND t.planned_at < $2 AND" WITHOUT_TIME CONDITIONS
#define UNDATED_SQL COLUMNS FROM_CONTENT " $1 = $2 AND t.planned_at IS NULL AND" WITHOUT_TIME CONDITIONS
#define ANY_SQL COLUMNS FROM_CONTENT " $1 = $2" CONDITIONS

static int
compare_ints (gint64 a,
              gint64 b)
{
  return a < b ? -1 : a > b;
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const SotongEntry *x = *(SotongEntry * const *) a, *y = *(SotongEntry * const *) b;
  int order = compare_ints (x->at, y->at);

  if (order == 0)
    order = compare_ints (x->content_id, y->content_id);
  return order != 0 ? order : compare_ints (x->copy_id, y->copy_id);
}

/* In the order of time; those without one come first. */
void
sotong_content_entries_sort (GPtrArray *entries)
{
  g_ptr_array_sort (entries, compare_entries);
}

/* Gives @func each entry, in no order, until it returns FALSE; the entry is its own, the texts are only lent. With
 * @with_texts, or where words are looked for, it gets them. */
gboolean
sotong_content_entries_each (SotongDb                *db,
                             const SotongEntryQuery  *query,
                             gboolean                 with_texts,
                             SotongEntryFunc          func,
                             gpointer                 user_data,
                             GError                 **error)
{
  g_auto(Shared) shared = { NULL };
  gboolean ranged = !query->undated && (query->range.start != 0 || query->range.end != 0);
  SotongRange range = ranged ? query->range : (SotongRange) { 0, 0 };
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;
  gboolean go_on = TRUE;

  if (!shared_init (&shared, db, query->words, error))
    return FALSE;
  stmt = sotong_db_query (db, error, query->undated ? UNDATED_SQL : ranged ? RANGED_SQL : ANY_SQL, "iitiitii", range.start, range.end,
                          query->state >= 0 ? sotong_state_get_name ((SotongState) query->state) : "", query->channel_id,
                          query->campaign_id, query->type != NULL ? query->type : "", (gint64) (with_texts || shared.finder != NULL),
                          query->person_id);
  if (stmt == NULL)
    return FALSE;
  while (go_on && sotong_stmt_next (stmt, &local))
    {
      const char *texts[SOTONG_ENTRY_N_TEXTS] = { sotong_stmt_text (stmt, 6), sotong_stmt_text (stmt, 11), sotong_stmt_text (stmt, 12),
                                                  sotong_stmt_text (stmt, 13) };

      if (shared.finder == NULL || sotong_finder_matches (shared.finder, texts, SOTONG_ENTRY_N_TEXTS))
        go_on = func (entry_from (stmt, &shared), texts, user_data);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
take_entry (SotongEntry        *entry,
            const char *const  *texts,
            gpointer            list)
{
  g_ptr_array_add (list, entry);
  return TRUE;
}

/**
 * sotong_content_entries:
 * @db: a connection
 * @query: which
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongEntry): in the order of time;
 *   those without a time come first
 */
GPtrArray *
sotong_content_entries (SotongDb                *db,
                        const SotongEntryQuery  *query,
                        GError                 **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_entry_free);

  if (!sotong_content_entries_each (db, query, FALSE, take_entry, list, error))
    return NULL;
  /* Sorted here: the rows of SQLite's sorter would be copied three times. */
  sotong_content_entries_sort (list);
  if (query->limit > 0 && list->len > (guint) query->limit)
    g_ptr_array_set_size (list, query->limit);
  return g_steal_pointer (&list);
}
