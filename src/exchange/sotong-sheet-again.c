/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/sotong-sheet-private.h"
#include "plan/sotong-similar.h"
#include "store/sotong-content-sheet.h"
#include "util/sotong-time.h"

/* A contractor sends the month again with other titles and days. What the sheet names is found by key, or by title, channel and
 * day; what is left of the sheet is then looked for among what is left of the sheets before: drafts that an import brought,
 * within the days of this sheet, which this sheet does not name. A sheet of another month, and what a person wrote, are not
 * touched by that. */

#define ALIKE 0.5 /* of two titles */

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
  span.end = sotong_time_bucket_next (sotong_time_bucket_start (span.end, SOTONG_BUCKET_DAY, self->zone), SOTONG_BUCKET_DAY, self->zone);
  return span;
}

/* The same words at another time, or other words at the same time that are plainly meant for them. */
static gboolean
is_moved (const SotongSheetBrought *brought,
          const SotongSheetPost    *post)
{
  return g_str_equal (brought->title, post->title);
}

static gboolean
is_renamed (SotongSheetReader        *self,
            const SotongSheetBrought *brought,
            const SotongSheetPost    *post)
{
  g_autoptr(SotongShape) before = NULL;
  g_autoptr(SotongShape) after = NULL;

  if (post->day_only ? sotong_time_bucket_start (brought->at, SOTONG_BUCKET_DAY, self->zone)
      != sotong_time_bucket_start (post->at, SOTONG_BUCKET_DAY, self->zone) : brought->at != post->at)
    return FALSE;
  if (post->body != NULL && *post->body != '\0' && g_strcmp0 (brought->body, post->body) == 0)
    return TRUE;
  before = sotong_shape_new (brought->title);
  after = sotong_shape_new (post->title);
  return sotong_shape_likeness (before, after) >= ALIKE;
}

/* Returns: the only content that @post can be, or 0 */
static gint64
find_brought (SotongSheetReader     *self,
              GPtrArray             *brought,
              const SotongSheetPost *post,
              gboolean               moved)
{
  gint64 found = 0;

  for (guint i = 0; i < brought->len; i++)
    {
      const SotongSheetBrought *one = g_ptr_array_index (brought, i);

      if (one->channel_id != post->channel_id || g_hash_table_contains (self->taken, &one->content_id) || one->content_id == found
          || !(moved ? is_moved (one, post) : is_renamed (self, one, post)))
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
  g_autoptr(GPtrArray) brought = NULL;
  guint n_left = 0;

  for (guint i = 0; i < items->len; i++)
    n_left += is_left (g_ptr_array_index (items, i)) ? 1 : 0;
  if (n_left == 0)
    return TRUE;
  brought = sotong_content_list_brought (self->db, span_of (self), error);
  if (brought == NULL)
    return FALSE;
  for (guint i = brought->len; i > 0; i--)
    if (g_hash_table_contains (self->taken, &((SotongSheetBrought *) g_ptr_array_index (brought, i - 1))->content_id))
      g_ptr_array_remove_index (brought, i - 1);
  for (int moved = 1; moved >= 0 && brought->len > 0; moved--)
    for (guint i = 0; i < items->len; i++)
      {
        SotongSheetItem *item = g_ptr_array_index (items, i);

        for (guint k = 0; is_left (item) && k < item->posts->len; k++)
          {
            const SotongSheetPost *post = g_ptr_array_index (item->posts, k);
            gint64 id = post->channel_id != 0 && post->at != SOTONG_NONE ? find_brought (self, brought, post, moved) : 0;

            if (id != 0)
              sotong_sheet_take_id (self, item, id);
          }
      }
  return TRUE;
}
