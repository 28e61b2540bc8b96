/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-similar-index.h"
#include "plan/sotong-slot.h"
#include "plan/sotong-warning-span.h"
#include "plan/sotong-warning.h"
#include "store/sotong-content-span.h"

#define FORTNIGHT (14 * 86400) /* seconds */
#define MAX_LIKE 8             /* so many texts like one are enough to choose the most alike from */

void
sotong_span_warnings_free (SotongSpanWarnings *warnings)
{
  if (warnings == NULL)
    return;
  g_hash_table_unref (warnings->clashes);
  g_hash_table_unref (warnings->joint);
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

static gboolean
find_joint (SotongDb            *db,
            SotongRange          range,
            SotongSpanWarnings  *warnings,
            GError             **error)
{
  g_autoptr(GPtrArray) list = sotong_content_span_joint (db, range, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const SotongSpanJoint *joint = g_ptr_array_index (list, i);
      g_autoptr(SotongWarning) warning = sotong_warning_of_joint (joint->pen_name, joint->consent, joint->rights);

      if (warning != NULL)
        put (warnings->joint, joint->content_id, warning, sotong_db_get_zone (db));
    }
  return list != NULL;
}

static SotongShape *
shape_of (const SotongSpanText *text)
{
  g_autofree char *whole = g_strconcat (text->title, "\n", text->body, NULL);

  return sotong_shape_new (whole);
}

/* What is most like a text, as far as has been seen. */
typedef struct {
  guint  other;     /* its place */
  double likeness;  /* 0: none yet */
} Best;

static gboolean
may_warn (const SotongSpanText *a,
          const SotongSpanText *b)
{
  return (a->open || b->open) && (a->series_id == SOTONG_NONE || a->series_id != b->series_id);
}

static void
take (Best   *best,
      guint   other,
      double  likeness)
{
  if (likeness > best->likeness)
    *best = (Best) { other, likeness };
}

/* Compares a text with those of a fortnight before and after it; they come in the order of time. */
static void
find_for (const SotongSimilarIndex *index,
          GPtrArray                *texts,
          GPtrArray                *shapes,
          guint                     i,
          guint                     first,
          guint                     end,
          GArray                   *found,
          Best                     *best)
{
  guint n_like = 0;

  sotong_similar_index_find (index, i, first, end, found);
  for (guint k = 0; k < found->len && n_like < MAX_LIKE; k++)
    {
      guint j = g_array_index (found, guint, k);
      double likeness = 0;

      if (!may_warn (g_ptr_array_index (texts, i), g_ptr_array_index (texts, j))
          || !sotong_shape_is_similar (g_ptr_array_index (shapes, i), g_ptr_array_index (shapes, j), &likeness))
        continue;
      take (&best[i], j, likeness);
      take (&best[j], i, likeness);
      n_like++;
    }
}

static void
put_similar (GPtrArray           *texts,
             const Best          *best,
             SotongRange          range,
             GTimeZone           *zone,
             SotongSpanWarnings  *warnings)
{
  for (guint i = 0; i < texts->len; i++)
    {
      const SotongSpanText *mine = g_ptr_array_index (texts, i), *other = g_ptr_array_index (texts, best[i].other);
      SotongWarning warning = { .kind = SOTONG_WARNING_SIMILAR, .likeness = best[i].likeness };

      if (best[i].likeness <= 0 || !mine->open || mine->at < range.start || mine->at >= range.end)
        continue;
      warning.title = other->title;
      warning.at = other->at;
      put (warnings->similar, mine->content_id, &warning, zone);
    }
}

static gboolean
find_similar (SotongDb            *db,
              SotongRange          range,
              SotongSpanWarnings  *warnings,
              GCancellable        *cancellable,
              GError             **error)
{
  const SotongRange wide = { range.start - FORTNIGHT, range.end + FORTNIGHT };
  g_autoptr(GPtrArray) texts = sotong_content_span_texts (db, wide, -1, error);
  g_autoptr(GPtrArray) shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_shape_free);
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(SotongSimilarIndex) index = NULL;
  g_autofree Best *best = NULL;

  if (texts == NULL)
    return FALSE;
  for (guint i = 0; i < texts->len; i++)
    g_ptr_array_add (shapes, shape_of (g_ptr_array_index (texts, i)));
  index = sotong_similar_index_new (shapes);
  best = g_new0 (Best, MAX (texts->len, 1));
  for (guint i = 0, first = 0, end = 0; i < texts->len; i++)
    {
      gint64 at = ((const SotongSpanText *) g_ptr_array_index (texts, i))->at;

      while (((const SotongSpanText *) g_ptr_array_index (texts, first))->at < at - FORTNIGHT)
        first++;
      while (end < texts->len && ((const SotongSpanText *) g_ptr_array_index (texts, end))->at <= at + FORTNIGHT)
        end++;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      find_for (index, texts, shapes, i, first, end, found, best);
    }
  put_similar (texts, best, range, sotong_db_get_zone (db), warnings);
  return TRUE;
}

/**
 * sotong_span_warnings_new:
 * @db: a connection
 * @range: a stretch of time
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * As sotong_warning_list() for each post of a stretch of time that is still to go out: of the texts
 * like one, the most alike.
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
  warnings->joint = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  warnings->similar = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  if (!find_clashes (db, range, warnings, error) || !find_joint (db, range, warnings, error)
      || !find_similar (db, range, warnings, cancellable, error))
    return NULL;
  return g_steal_pointer (&warnings);
}
