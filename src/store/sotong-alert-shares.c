/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-alert-look-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-mention.h"
#include "util/sotong-won.h"

/* The share of negative among what was judged within 24 hours. */

#define JUDGED_HOURS 48 /* so many are read at a time, and the day before them */

static char *
describe_negative (const SotongAlertWatch *watch,
                   const SotongAlertHour  *all,
                   const SotongAlertHour  *voices)
{
  double share = 100 * (double) voices->negative / (double) voices->labelled;
  g_autofree char *judged = sotong_number_group (voices->labelled), *with_repeats = sotong_number_group (all->labelled);

  if (voices->labelled < all->labelled)
    /* Translators: a topic; percent; judged mentions without repeats; all judged mentions; percent of them; the threshold in percent */
    return g_strdup_printf (_("“%s”: %.0f percent of %s mentions within 24 hours are negative, if copies of an article and what one author wrote count once; of all %s "
                              "it is %.0f percent. The threshold is %.0f percent."), sotong_alert_name_topic (watch), share, judged, with_repeats,
                            100 * (double) all->negative / (double) all->labelled, 100 * watch->rule->share);
  /* Translators: a topic; percent; mentions; the threshold in percent */
  return g_strdup_printf (_("“%s”: %.0f percent of %s mentions within 24 hours are negative; the threshold is %.0f percent."),
                          sotong_alert_name_topic (watch), share, judged, 100 * watch->rule->share);
}

/* Each author has a number; 0 has none. */
static guint
number_author (GHashTable *authors,
               SotongStmt *stmt)
{
  const char *name = sotong_stmt_text (stmt, 3);
  g_autofree char *author = NULL;
  guint number;

  if (*name == '\0')
    return 0;
  author = g_strdup_printf ("%" G_GINT64_FORMAT "\t%s", sotong_stmt_int (stmt, 4), name);
  number = GPOINTER_TO_UINT (g_hash_table_lookup (authors, author));
  if (number == 0)
    {
      number = g_hash_table_size (authors) + 1;
      g_hash_table_insert (authors, g_steal_pointer (&author), GUINT_TO_POINTER (number));
    }
  return number;
}

/* Reads the judged mentions that the 24 hours to @hour need, and those of the hours to come with them. */
static gboolean
read_judged (SotongDb           *db,
             gint64              topic_id,
             SotongAlertSeries  *series,
             gint64              hour,
             GError            **error)
{
  SotongRange range = sotong_alert_range_of (hour - DAY_HOURS + 1, DAY_HOURS + JUDGED_HOURS);
  g_autoptr(GHashTable) authors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  if (hour - DAY_HOURS + 1 >= series->judged_first && hour < series->judged_end)
    return TRUE;
  series->judged_first = sotong_alert_hour_of (range.start);
  series->judged_end = sotong_alert_hour_of (range.end);
  g_array_set_size (series->judged, 0);
  stmt = sotong_db_query (db, error, "SELECT m.published_at, m.sentiment," VOICES " AND m.sentiment IN ($6, $7, $8) ORDER BY m.id", "iiiiiiii",
                          sotong_mention_id_first (range.start), sotong_mention_id_first (range.end + SLACK), range.start, range.end, topic_id,
                          (gint64) SOTONG_SENTIMENT_NEGATIVE, (gint64) SOTONG_SENTIMENT_NEUTRAL, (gint64) SOTONG_SENTIMENT_POSITIVE);
  while (stmt != NULL && sotong_stmt_next (stmt, &local))
    {
      SotongAlertJudged one = { sotong_alert_hour_of (sotong_stmt_int (stmt, 0)), sotong_stmt_int (stmt, 2), number_author (authors, stmt),
                     sotong_stmt_int (stmt, 1) == SOTONG_SENTIMENT_NEGATIVE };

      g_array_append_val (series->judged, one);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return stmt != NULL && local == NULL;
}

/* How many judged mentions of the 24 hours to @hour say again what was said in them; the first judged one is the voice. */
static void
count_judged_repeats (const SotongAlertSeries *series,
                      gint64                   hour,
                      SotongAlertHour         *out)
{
  g_autoptr(GHashTable) articles = g_hash_table_new (g_int64_hash, g_int64_equal), authors = g_hash_table_new (NULL, NULL);

  *out = (SotongAlertHour) { 0 };
  for (guint i = 0; i < series->judged->len; i++)
    {
      SotongAlertJudged *one = &g_array_index (series->judged, SotongAlertJudged, i);
      gpointer author = GUINT_TO_POINTER (one->author);

      if (one->hour <= hour - DAY_HOURS || one->hour > hour)
        continue;
      if (g_hash_table_contains (articles, &one->article) || (one->author != 0 && g_hash_table_contains (authors, author)))
        {
          out->labelled++;
          out->negative += one->negative ? 1 : 0;
          continue;
        }
      g_hash_table_add (articles, &one->article);
      if (one->author != 0)
        g_hash_table_add (authors, author);
    }
}

/* One who complains a hundred times is no hundred people, nor does one who praises a hundred times drown them. */
gboolean
sotong_alert_look_negative (SotongDb           *db,
                            SotongAlertWatch   *watch,
                            SotongAlertSeries  *series,
                            gint64              hour,
                            GError            **error)
{
  SotongAlertHour all = { 0 }, voices, repeats;
  double share;

  for (gint64 i = hour - DAY_HOURS + 1; i <= hour; i++)
    {
      const SotongAlertHour *one = &g_array_index (series->hours, SotongAlertHour, i - series->first);

      all.labelled += one->labelled;
      all.negative += one->negative;
    }
  /* Fewer voices can only be as negative as they have to be if so many mentions are. */
  if (all.labelled < MAX (watch->rule->least, 1) || (double) all.negative < watch->rule->share * (double) watch->rule->least
      || g_array_index (series->hours, SotongAlertHour, hour - series->first).all == 0)
    return TRUE;
  if (!read_judged (db, watch->topic_id, series, hour, error))
    return FALSE;
  count_judged_repeats (series, hour, &repeats);
  voices = (SotongAlertHour) { .labelled = all.labelled - MIN (repeats.labelled, all.labelled),
                               .negative = all.negative - MIN (repeats.negative, all.negative) };
  share = voices.labelled > 0 ? MIN ((double) voices.negative / (double) voices.labelled, 1) : 0;
  if (voices.labelled < MAX (watch->rule->least, 1) || share < watch->rule->share)
    return TRUE;
  sotong_alert_report (watch, hour, share >= (1 + watch->rule->share) / 2 ? SOTONG_STAGE_CAUTION : SOTONG_STAGE_ATTENTION,
                       100 * share, 100 * watch->rule->share, SOTONG_NONE, NULL, describe_negative (watch, &all, &voices));
  return TRUE;
}
