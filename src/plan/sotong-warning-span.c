/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-similar.h"
#include "plan/sotong-slot.h"
#include "plan/sotong-warning-span.h"
#include "plan/sotong-warning.h"
#include "store/sotong-content-span.h"

#define FORTNIGHT (14 * 86400) /* seconds */
#define MAX_TEXTS 1500         /* beyond that every pair would be compared for longer than a person waits for a page */

void
sotong_span_warnings_free (SotongSpanWarnings *warnings)
{
  if (warnings == NULL)
    return;
  g_hash_table_unref (warnings->clashes);
  g_hash_table_unref (warnings->similar);
  g_free (warnings);
}

static void
put (GHashTable          *table,
     gint64               id,
     const SotongWarning *warning,
     GTimeZone           *zone)
{
  if (!g_hash_table_contains (table, &id))
    g_hash_table_insert (table, g_memdup2 (&id, sizeof id), sotong_warning_describe (warning, zone));
}

static gboolean
find_clashes (SotongDb            *db,
              SotongRange          range,
              SotongSpanWarnings  *warnings,
              GError             **error)
{
  g_autoptr(GPtrArray) list = sotong_content_span_clashes (db, range, SOTONG_CLASH_SECONDS, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const SotongClash *clash = g_ptr_array_index (list, i);
      SotongWarning warning = { .kind = SOTONG_WARNING_CLASH, .channel = clash->channel, .title = clash->title, .at = clash->at };

      put (warnings->clashes, clash->copy_id, &warning, sotong_db_get_zone (db));
    }
  return list != NULL;
}

static SotongShape *
shape_of (const SotongSpanText *text)
{
  g_autofree char *whole = g_strconcat (text->title, "\n", text->body, NULL);

  return sotong_shape_new (whole);
}

static void
compare (const SotongSpanText *a,
         const SotongShape    *shape_a,
         const SotongSpanText *b,
         const SotongShape    *shape_b,
         SotongRange           range,
         GTimeZone            *zone,
         SotongSpanWarnings   *warnings)
{
  SotongWarning warning = { .kind = SOTONG_WARNING_SIMILAR };

  if ((!a->open && !b->open) || (a->series_id != SOTONG_NONE && a->series_id == b->series_id)
      || !sotong_shape_is_similar (shape_a, shape_b, &warning.likeness))
    return;
  for (int side = 0; side < 2; side++)
    {
      const SotongSpanText *mine = side == 0 ? a : b, *other = side == 0 ? b : a;

      if (!mine->open || mine->at < range.start || mine->at >= range.end)
        continue;
      warning.title = other->title;
      warning.at = other->at;
      put (warnings->similar, mine->content_id, &warning, zone);
    }
}

/* Each text with those of the fortnight after it; they come in the order of time. */
static gboolean
find_similar (SotongDb            *db,
              SotongRange          range,
              SotongSpanWarnings  *warnings,
              GCancellable        *cancellable,
              GError             **error)
{
  const SotongRange wide = { range.start - FORTNIGHT, range.end + FORTNIGHT };
  g_autoptr(GPtrArray) texts = sotong_content_span_texts (db, wide, MAX_TEXTS + 1, error);
  g_autoptr(GPtrArray) shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_shape_free);

  if (texts == NULL || texts->len > MAX_TEXTS)
    return texts != NULL;
  for (guint i = 0; i < texts->len; i++)
    g_ptr_array_add (shapes, shape_of (g_ptr_array_index (texts, i)));
  for (guint i = 0; i < texts->len; i++)
    {
      const SotongSpanText *text = g_ptr_array_index (texts, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint j = i + 1; j < texts->len; j++)
        {
          const SotongSpanText *later = g_ptr_array_index (texts, j);

          if (later->at - text->at > FORTNIGHT)
            break;
          compare (text, g_ptr_array_index (shapes, i), later, g_ptr_array_index (shapes, j), range, sotong_db_get_zone (db), warnings);
        }
    }
  return TRUE;
}

/**
 * sotong_span_warnings_new:
 * @db: a connection
 * @range: a stretch of time
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * As sotong_warning_list() for each post of a stretch of time that is still to go out. Texts are
 * compared while there are not more than 1,500 of them near it; the editor compares them always.
 *
 * Returns: (transfer full) (nullable): what is to be looked at
 */
SotongSpanWarnings *
sotong_span_warnings_new (SotongDb      *db,
                          SotongRange    range,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_autoptr(SotongSpanWarnings) warnings = g_new0 (SotongSpanWarnings, 1);

  warnings->clashes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  warnings->similar = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  if (!find_clashes (db, range, warnings, error) || !find_similar (db, range, warnings, cancellable, error))
    return NULL;
  return g_steal_pointer (&warnings);
}
