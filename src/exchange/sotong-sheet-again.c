/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/sotong-sheet-private.h"
#include "plan/sotong-similar.h"
#include "store/sotong-content-sheet.h"
#include "util/sotong-time.h"

/* A contractor sends the month again with other titles and days. What the sheet names is found by key, or by title, channel and
 * day; what is left of the sheet is then looked for among what is left of the sheets before: drafts that an import brought,
 * within the days of this sheet, which this sheet does not name. When its first or last row has moved, these days are fewer than
 * they were: of a sheet that plainly comes again, since this one names half of what it brought, what stood beyond them counts as
 * well. A sheet of another month, and what a person wrote, are not touched by that. */

#define ALIKE 0.6       /* of two titles */
#define REACH_DAYS 31   /* beyond the days of this sheet */

/* What earlier sheets brought, by where it can be found. */
typedef struct {
  SotongSheetReader *reader;
  GPtrArray         *brought;   /* (owned) (element-type SotongSheetBrought) */
  GHashTable        *by_title;  /* (owned): channel and title -> GPtrArray of them */
  GHashTable        *by_day;    /* (owned): channel and day -> GPtrArray of them */
  GHashTable        *shapes;    /* (owned): of the titles that were compared, by what was brought */
} Earlier;

static SotongRange
span_of (SotongSheetReader *self)
{
  SotongRange span = { 0, 0 };

  for (guint i = 0; i < self->plan->items->len; i++)
    {
      const SotongSheetItem *item = g_ptr_array_index (self->plan->items, i);

      for (guint k = 0; k < item->posts->len; k++)
        {
          gint64 at = ((const SotongSheetPost *) g_ptr_array_index (item->posts, k))->at;

          if (at == SOTONG_NONE)
            continue;
          span.start = span.end == 0 ? at : MIN (span.start, at);
          span.end = MAX (span.end, at);
        }
    }
  if (span.end == 0)
    return span;
  span.start = sotong_time_bucket_start (span.start, SOTONG_BUCKET_DAY, self->zone);
  span.end = sotong_time_bucket_start (span.end, SOTONG_BUCKET_DAY, self->zone);
  span.end = sotong_time_bucket_next (span.end, SOTONG_BUCKET_DAY, self->zone);
  return span;
}

static gint64
day_of (SotongSheetReader *self,
        gint64             at)
{
  return sotong_time_bucket_start (at, SOTONG_BUCKET_DAY, self->zone);
}

static char *
title_place (gint64      channel_id,
             const char *title)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "\n%s", channel_id, title);
}

static char *
day_place (gint64 channel_id,
           gint64 day)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT, channel_id, day);
}

static void
add_place (GHashTable         *places,
           char               *place,
           SotongSheetBrought *brought)
{
  GPtrArray *there = g_hash_table_lookup (places, place);

  if (there == NULL)
    g_hash_table_insert (places, g_strdup (place), there = g_ptr_array_new ());
  g_ptr_array_add (there, brought);
  g_free (place);
}

static void
earlier_clear (Earlier *earlier)
{
  g_clear_pointer (&earlier->brought, g_ptr_array_unref);
  g_clear_pointer (&earlier->by_title, g_hash_table_unref);
  g_clear_pointer (&earlier->by_day, g_hash_table_unref);
  g_clear_pointer (&earlier->shapes, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Earlier, earlier_clear)

/* How much one earlier sheet brought, and how much of that this one names. */
typedef struct {
  guint n;
  guint n_named;
} Import;

/* Returns: (transfer full) (element-type gint64 Import) */
static GHashTable *
count_imports (SotongSheetReader *self,
               GPtrArray         *brought)
{
  GHashTable *imports = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);

  for (guint i = 0; i < brought->len; i++)
    {
      SotongSheetBrought *one = g_ptr_array_index (brought, i);
      Import *import = g_hash_table_lookup (imports, &one->import_id);

      if (import == NULL)
        g_hash_table_insert (imports, &one->import_id, import = g_new0 (Import, 1));
      import->n++;
      import->n_named += g_hash_table_contains (self->taken, &one->content_id) ? 1 : 0;
    }
  return imports;
}

static gboolean
comes_again (GHashTable               *imports,
             const SotongSheetBrought *one)
{
  const Import *import = g_hash_table_lookup (imports, &one->import_id);

  return import->n_named * 2 >= import->n;
}

/* What earlier sheets brought for the days of this one, or the one that comes again for days near them, and this one has not named. */
static gboolean
earlier_init (Earlier            *earlier,
              SotongSheetReader  *self,
              GError            **error)
{
  SotongRange span = span_of (self);
  SotongRange reach = { span.start - REACH_DAYS * 86400, span.end + REACH_DAYS * 86400 };
  g_autoptr(GHashTable) imports = NULL;

  earlier->reader = self;
  earlier->brought = sotong_content_list_brought (self->db, span.end != 0 ? reach : span, error);
  imports = earlier->brought != NULL ? count_imports (self, earlier->brought) : NULL;
  earlier->by_title = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  earlier->by_day = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  earlier->shapes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) sotong_shape_free);
  for (guint i = 0; earlier->brought != NULL && i < earlier->brought->len; i++)
    {
      SotongSheetBrought *one = g_ptr_array_index (earlier->brought, i);

      if (g_hash_table_contains (self->taken, &one->content_id)
          || ((one->at < span.start || one->at >= span.end) && !comes_again (imports, one)))
        continue;
      add_place (earlier->by_title, title_place (one->channel_id, one->title), one);
      add_place (earlier->by_day, day_place (one->channel_id, day_of (self, one->at)), one);
    }
  return earlier->brought != NULL;
}

static const SotongShape *
shape_of (Earlier                  *earlier,
          const SotongSheetBrought *brought)
{
  SotongShape *shape = g_hash_table_lookup (earlier->shapes, brought);

  if (shape == NULL)
    g_hash_table_insert (earlier->shapes, (gpointer) brought, shape = sotong_shape_new (brought->title));
  return shape;
}

/* Other words on the same day, or at the same time where that is told, that are plainly meant for the same. */
static gboolean
is_renamed (Earlier                   *earlier,
            const SotongSheetBrought  *brought,
            const SotongSheetPost     *post,
            SotongShape              **shape)
{
  if (!post->day_only && brought->at != post->at)
    return FALSE;
  if (post->body != NULL && *post->body != '\0' && g_strcmp0 (brought->body, post->body) == 0)
    return TRUE;
  if (*shape == NULL)
    *shape = sotong_shape_new (post->title);
  return sotong_shape_likeness (shape_of (earlier, brought), *shape) >= ALIKE;
}

/* Returns: the only content that @post can be, with the same title on another day or else with another one on the same, or 0 */
static gint64
find_brought (Earlier               *earlier,
              const SotongSheetPost *post,
              gboolean               moved)
{
  g_autofree char *place = moved ? title_place (post->channel_id, post->title)
                           : day_place (post->channel_id, day_of (earlier->reader, post->at));
  GPtrArray *there = g_hash_table_lookup (moved ? earlier->by_title : earlier->by_day, place);
  g_autoptr(SotongShape) shape = NULL;
  gint64 found = 0;

  for (guint i = 0; there != NULL && i < there->len; i++)
    {
      const SotongSheetBrought *one = g_ptr_array_index (there, i);

      if (one->content_id == found || g_hash_table_contains (earlier->reader->taken, &one->content_id)
          || (!moved && !is_renamed (earlier, one, post, &shape)))
        continue;
      if (found != 0)
        return 0;
      found = one->content_id;
    }
  return found;
}

static gboolean
is_left (const SotongSheetItem *item)
{
  return item->content_id == 0 && item->key[0] == '\0';
}

/**
 * sotong_sheet_find_again:
 * @self: a reader whose rows are read, and whose items have found what they name
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_sheet_find_again (SotongSheetReader  *self,
                         GError            **error)
{
  GPtrArray *items = self->plan->items;
  g_auto(Earlier) earlier = { NULL };
  guint n_left = 0;

  for (guint i = 0; i < items->len; i++)
    n_left += is_left (g_ptr_array_index (items, i)) ? 1 : 0;
  if (n_left == 0)
    return TRUE;
  if (!earlier_init (&earlier, self, error))
    return FALSE;
  for (int moved = 1; moved >= 0 && g_hash_table_size (earlier.by_day) > 0; moved--)
    for (guint i = 0; i < items->len; i++)
      {
        SotongSheetItem *item = g_ptr_array_index (items, i);

        for (guint k = 0; is_left (item) && k < item->posts->len; k++)
          {
            const SotongSheetPost *post = g_ptr_array_index (item->posts, k);
            gint64 id = post->channel_id != 0 && post->at != SOTONG_NONE ? find_brought (&earlier, post, moved) : 0;

            if (id != 0)
              sotong_sheet_take_id (self, item, id);
          }
      }
  return TRUE;
}
