/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-db-private.h"
#include "store/sotong-post-figure.h"

static const char *const names[SOTONG_POST_N_METRICS] = { "views", "reach", "reactions", "comments", "shares", "clicks" };

void
sotong_post_figure_free (SotongPostFigure *self)
{
  g_free (self->title);
  g_free (self->channel);
  g_free (self);
}

/* As figures are stored: “views”. */
const char *
sotong_post_metric_get_name (SotongPostMetric metric)
{
  g_return_val_if_fail (metric < SOTONG_POST_N_METRICS, NULL);
  return names[metric];
}

static SotongPostFigure *
figure_from (SotongStmt *stmt)
{
  SotongPostFigure *self = g_new0 (SotongPostFigure, 1);

  self->copy_id = sotong_stmt_int (stmt, 0);
  self->content_id = sotong_stmt_int (stmt, 1);
  self->title = sotong_stmt_dup (stmt, 2);
  self->channel = sotong_stmt_dup (stmt, 3);
  self->published_at = sotong_stmt_int (stmt, 4);
  for (guint i = 0; i < SOTONG_POST_N_METRICS; i++)
    self->values[i] = SOTONG_NONE;
  return self;
}

static void
take_value (SotongPostFigure *self,
            SotongStmt       *stmt)
{
  g_autofree char *metric = sotong_stmt_dup (stmt, 5);

  for (guint i = 0; metric != NULL && i < SOTONG_POST_N_METRICS; i++)
    if (g_str_equal (names[i], metric))
      self->values[i] = sotong_stmt_int (stmt, 6);
}

/* Days after days: the last one that is read of a metric is the newest; what was typed in comes after what was read that day. */
#define LIST_SQL \
  "SELECT copy.id, content.id, coalesce (nullif (copy.title, ''), content.title), channel.name, copy.published_at, f.metric, f.value" \
  " FROM copy JOIN content ON content.id = copy.content_id JOIN channel ON channel.id = copy.channel_id" \
  " LEFT JOIN (SELECT copy_id, day, metric, value, 0 AS typed FROM copy_metric WHERE value IS NOT NULL" \
  " UNION ALL SELECT copy_id, day, metric, value, 1 FROM metric_entry WHERE copy_id IS NOT NULL AND value IS NOT NULL AND removed_at IS NULL) AS f" \
  " ON f.copy_id = copy.id" \
  " WHERE copy.published_at >= $1 AND copy.published_at < $2 AND copy.state IN ('published', 'published_by_hand')" \
  " AND copy.withdrawn_at IS NULL AND copy.removed_at IS NULL AND content.removed_at IS NULL AND ($3 = 0 OR copy.channel_id = $3) AND ($4 = 0 OR content.campaign_id = $4)" \
  " ORDER BY copy.published_at DESC, copy.id DESC, f.day, f.typed"

/**
 * sotong_post_figure_list:
 * @db: a connection, in a job of the store
 * @range: when they went out
 * @channel_id: on which channel, or 0
 * @campaign_id: of which campaign, or 0
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongPostFigure): the posts, the newest first, those without figures too;
 *   what was taken down is none
 */
GPtrArray *
sotong_post_figure_list (SotongDb     *db,
                         SotongRange   range,
                         gint64        channel_id,
                         gint64        campaign_id,
                         GError      **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_post_figure_free);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, LIST_SQL, "iiii", range.start, range.end, channel_id, campaign_id);
  SotongPostFigure *last = NULL;
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      if (last == NULL || last->copy_id != sotong_stmt_int (stmt, 0))
        {
          last = figure_from (stmt);
          g_ptr_array_add (list, last);
        }
      take_value (last, stmt);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}
