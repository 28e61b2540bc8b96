/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-db-private.h"
#include "store/sotong-mention.h"
#include "store/sotong-sample.h"
#include "util/sotong-random.h"

void
sotong_agreement_free (SotongAgreement *agreement)
{
  if (agreement == NULL)
    return;
  g_free (agreement->source);
  g_free (agreement);
}

/* Each mention of the week that the machine judged, or the demo in its place, has the same chance (Vitter's algorithm R, 1985). */
static GArray *
pick (SotongDb  *db,
      gint64     week,
      guint      size,
      GError   **error)
{
  g_autoptr(GArray) picked = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(SotongStmt) stmt = NULL;
  gint64 end = sotong_time_bucket_next (week, SOTONG_BUCKET_WEEK, sotong_db_get_zone (db));
  SotongRandom random;
  GError *local = NULL;
  guint32 n = 0;

  sotong_random_init (&random, (guint64) week);
  stmt = sotong_db_query (db, error, "SELECT m.id FROM mention AS m WHERE EXISTS (SELECT 1 FROM mention_sentiment AS s WHERE s.mention_id = m.id AND s.source <> 'person')"
                          " AND m.id >= $1 AND m.id < $2 AND m.published_at >= $3 AND m.published_at < $4 ORDER BY m.id", "iiii",
                          sotong_mention_id_first (week), sotong_mention_id_first (end + 60), week, end);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 id = sotong_stmt_int (stmt, 0);
      guint32 at = picked->len < size ? picked->len : sotong_random_below (&random, n + 1);

      n++;
      if (picked->len < size)
        g_array_append_val (picked, id);
      else if (at < size)
        g_array_index (picked, gint64, at) = id;
    }
  if (local == NULL)
    return g_steal_pointer (&picked);
  g_propagate_error (error, local);
  return NULL;
}

/* What the machine said is kept beside it: it may learn, and says something else then. */
static gboolean
add_drawn (SotongDb  *db,
           gint64     mention_id,
           gint64     week,
           GError   **error)
{
  return sotong_db_exec (db, error, "INSERT INTO sentiment_sample (mention_id, week, drawn_at, machine_value) VALUES ($1, $2, $3,"
                         " (SELECT value FROM mention_sentiment WHERE mention_id = $1 AND source <> 'person' ORDER BY source DESC LIMIT 1))"
                         " ON CONFLICT (mention_id) DO NOTHING", "iii", mention_id, week, sotong_db_now (db));
}

/* A week that goes on would be drawn without its last days, once for all. */
static gboolean
check_over (SotongDb  *db,
            gint64     week,
            GError   **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  gint64 end = sotong_time_bucket_next (week, SOTONG_BUCKET_WEEK, zone);
  g_autofree char *first = NULL, *last = NULL, *next = NULL;

  if (end <= sotong_db_now (db))
    return TRUE;
  first = sotong_time_format_date (week, zone);
  last = sotong_time_format_date (end - 1, zone);
  next = sotong_time_format_date (end, zone);
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("The week from %s to %s is not over: a week is drawn once, and its last days would never be among what is drawn. Draw it from %s on."),
               first, last, next);
  return FALSE;
}

/**
 * sotong_sample_draw:
 * @db: the connection of a write job
 * @week: the first second of a week in the office's zone
 * @size: how many mentions
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` while the week is not over
 *
 * Draws mentions of the week by lot for a person to judge. A week is drawn once: what was drawn stays, so that
 * nobody draws until the figures please.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_sample_draw (SotongDb  *db,
                    gint64     week,
                    guint      size,
                    GError   **error)
{
  g_autoptr(GArray) picked = NULL;
  gint64 n;

  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM sentiment_sample WHERE week = $1", "i", week))
    return FALSE;
  if (n > 0)
    return TRUE;
  if (!check_over (db, week, error))
    return FALSE;
  picked = pick (db, week, size, error);
  for (guint i = 0; picked != NULL && i < picked->len; i++)
    {
      if (!add_drawn (db, g_array_index (picked, gint64, i), week, error))
        return FALSE;
    }
  return picked != NULL;
}

/**
 * sotong_sample_list:
 * @db: a connection
 * @week: the first second of a week
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongMention): what was drawn for it
 */
GPtrArray *
sotong_sample_list (SotongDb  *db,
                    gint64     week,
                    GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_mention_free);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT mention_id FROM sentiment_sample WHERE week = $1 ORDER BY mention_id", "i", week);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 id = sotong_stmt_int (stmt, 0);

      g_array_append_val (ids, id);
    }
  for (guint i = 0; local == NULL && i < ids->len; i++)
    {
      SotongMention *mention = sotong_mention_get (db, g_array_index (ids, gint64, i), &local);

      if (mention != NULL)
        g_ptr_array_add (list, mention);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_agreement_list:
 * @db: a connection
 * @weeks: weeks that begin in it
 * @error: return location
 *
 * Of what was drawn by lot: how much a person judged, and how often as the machine did when it was drawn. What it learnt
 * since, or says when it judges anew, changes no rate.
 *
 * Returns: (transfer full) (nullable) (element-type SotongAgreement): first all together, then a source each by its name
 */
GPtrArray *
sotong_agreement_list (SotongDb     *db,
                       SotongRange   weeks,
                       GError      **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_agreement_free);
  SotongAgreement *all = g_new0 (SotongAgreement, 1);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  all->source = g_strdup ("");
  g_ptr_array_add (list, all);
  stmt = sotong_db_query (db, error, "SELECT source.name, count(*), count(p.value), coalesce(sum(p.value = s.machine_value), 0) FROM sentiment_sample AS s"
                          " JOIN mention AS m ON m.id = s.mention_id JOIN source ON source.id = m.source_id"
                          " LEFT JOIN mention_sentiment AS p ON p.mention_id = m.id AND p.source = 'person'"
                          " WHERE s.week >= $1 AND s.week < $2 GROUP BY source.id ORDER BY source.name, source.id", "ii", weeks.start, weeks.end);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongAgreement *one = g_new0 (SotongAgreement, 1);

      *one = (SotongAgreement) { g_strdup (sotong_stmt_text (stmt, 0)), sotong_stmt_int (stmt, 1), sotong_stmt_int (stmt, 2), sotong_stmt_int (stmt, 3) };
      all->n_drawn += one->n_drawn;
      all->n_judged += one->n_judged;
      all->n_agreed += one->n_agreed;
      g_ptr_array_add (list, one);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}
