/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-entry-texts.h"

#include <string.h>

#include "store/sotong-content-private.h"
#include "util/sotong-finder.h"

#define MAX_BYTES (64 * 1024 * 1024) /* of texts; where there are more, the workspace is asked for each letter */

struct _SotongEntryTexts
{
  gatomicrefcount   ref_count;
  SotongEntryQuery  query;     /* its words are not */
  char             *type;      /* (owned) (nullable): of @query */
  GPtrArray        *entries;   /* (owned) (element-type SotongEntry): in the order of time */
  GHashTable       *texts;     /* (owned): SotongEntry -> array of SOTONG_ENTRY_N_TEXTS GRefString */
  GHashTable       *shared;    /* (owned): content id -> GRefString: the text that its copies share; while reading */
  gsize             n_bytes;
};

static void
free_texts (gpointer data)
{
  char **texts = data;

  for (int i = 0; i < SOTONG_ENTRY_N_TEXTS; i++)
    g_clear_pointer (&texts[i], g_ref_string_release);
  g_free (texts);
}

SotongEntryTexts *
sotong_entry_texts_ref (SotongEntryTexts *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sotong_entry_texts_unref (SotongEntryTexts *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->shared, g_hash_table_unref);
  g_hash_table_unref (self->texts);
  g_ptr_array_unref (self->entries);
  g_free (self->type);
  g_free (self);
}

static gpointer
drop_thread (gpointer data)
{
  sotong_entry_texts_unref (data);
  return NULL;
}

/**
 * sotong_entry_texts_drop:
 * @self: (transfer full): entries with their texts
 *
 * As sotong_entry_texts_unref(), in a thread of its own: to free a year's entries takes longer than a frame.
 */
void
sotong_entry_texts_drop (SotongEntryTexts *self)
{
  g_thread_unref (g_thread_new ("sotong-texts", drop_thread, self));
}

/* The text of a content is read once, however many copies it has. */
static char *
share (SotongEntryTexts *self,
       gint64            content_id,
       const char       *text)
{
  char *known = g_hash_table_lookup (self->shared, &content_id);

  if (known == NULL || !g_str_equal (known, text))
    {
      known = g_ref_string_new (text);
      self->n_bytes += strlen (text);
      g_hash_table_replace (self->shared, g_memdup2 (&content_id, sizeof content_id), g_ref_string_acquire (known));
      return known;
    }
  return g_ref_string_acquire (known);
}

static gboolean
take_entry (SotongEntry         *entry,
            const char *const   *texts,
            gpointer             user_data)
{
  SotongEntryTexts *self = user_data;
  char **kept = g_new0 (char *, SOTONG_ENTRY_N_TEXTS);

  for (int i = 0; i < SOTONG_ENTRY_N_TEXTS; i++)
    {
      if (texts[i] == NULL)
        continue;
      kept[i] = i == SOTONG_ENTRY_BODY ? share (self, entry->content_id, texts[i]) : g_ref_string_new (texts[i]);
      self->n_bytes += i == SOTONG_ENTRY_BODY ? 0 : strlen (texts[i]);
    }
  g_ptr_array_add (self->entries, entry);
  g_hash_table_insert (self->texts, entry, kept);
  return self->n_bytes <= MAX_BYTES;
}

/**
 * sotong_entry_texts_read:
 * @db: a connection
 * @query: which; its words and its limit do not count
 * @error: return location; `G_IO_ERROR_NO_SPACE` when the texts are too long to be kept
 *
 * Returns: (transfer full) (nullable): entries with their texts. It does not change any more, so any thread may look in it
 */
SotongEntryTexts *
sotong_entry_texts_read (SotongDb                *db,
                         const SotongEntryQuery  *query,
                         GError                 **error)
{
  g_autoptr(SotongEntryTexts) self = g_new0 (SotongEntryTexts, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->query = *query;
  self->query.words = NULL;
  self->query.limit = 0;
  self->type = g_strdup (query->type);
  self->query.type = self->type;
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_entry_free);
  self->texts = g_hash_table_new_full (NULL, NULL, NULL, free_texts);
  self->shared = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ref_string_release);
  if (!sotong_content_entries_each (db, &self->query, TRUE, take_entry, self, error))
    return NULL;
  if (self->n_bytes > MAX_BYTES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "too much text");
      return NULL;
    }
  g_clear_pointer (&self->shared, g_hash_table_unref);
  sotong_content_entries_sort (self->entries);
  return g_steal_pointer (&self);
}

/**
 * sotong_entry_texts_fits:
 * @self: entries with their texts
 * @query: another question
 *
 * Returns: whether the entries are those of @query, but for its words and its limit
 */
gboolean
sotong_entry_texts_fits (const SotongEntryTexts *self,
                         const SotongEntryQuery *query)
{
  const SotongEntryQuery *mine = &self->query;

  return mine->undated == query->undated && mine->state == query->state && mine->channel_id == query->channel_id
         && mine->campaign_id == query->campaign_id && mine->person_id == query->person_id && g_strcmp0 (mine->type, query->type) == 0
         && (mine->undated || (mine->range.start == query->range.start && mine->range.end == query->range.end));
}

/**
 * sotong_entry_texts_find:
 * @self: entries with their texts
 * @words: (nullable): what is looked for, as in #SotongEntryQuery; all of them without
 * @limit: how many at most, or 0
 *
 * For any thread.
 *
 * Returns: (transfer container) (element-type SotongEntry): those found, in the order of time. They belong to @self
 */
GPtrArray *
sotong_entry_texts_find (const SotongEntryTexts *self,
                         const char             *words,
                         int                     limit)
{
  g_autoptr(SotongFinder) finder = words != NULL && *words != '\0' ? sotong_finder_new (words) : NULL;
  GPtrArray *found = g_ptr_array_sized_new (self->entries->len);

  for (guint i = 0; i < self->entries->len && (limit <= 0 || found->len < (guint) limit); i++)
    {
      SotongEntry *entry = g_ptr_array_index (self->entries, i);

      if (finder == NULL || sotong_finder_matches (finder, g_hash_table_lookup (self->texts, entry), SOTONG_ENTRY_N_TEXTS))
        g_ptr_array_add (found, entry);
    }
  return found;
}
