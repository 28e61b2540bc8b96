/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "report/sotong-chart-load.h"
#include "store/sotong-mention.h"
#include "util/sotong-won.h"

/* In charts of the sentiment, what people changed. */

/**
 * sotong_chart_load_corrected:
 * @db: a workspace, in a job of the store
 * @topic_id: of which mentions, or 0 for all
 * @range: when, seconds since 1970 UTC
 * @foot: (inout) (nullable): what stands below the chart; says how many mentions people corrected, if they did any
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type gint64): as sotong_mention_list_corrected()
 */
GArray *
sotong_chart_load_corrected (SotongDb     *db,
                             gint64        topic_id,
                             SotongRange   range,
                             char        **foot,
                             GError      **error)
{
  GArray *times = sotong_mention_list_corrected (db, topic_id, range, error);
  g_autofree char *number = NULL, *corrected = NULL, *before = NULL;

  if (times == NULL || times->len == 0)
    return times;
  number = sotong_number_group (times->len);
  /* Translators: below a chart of the sentiment: of how many mentions people changed it */
  corrected = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s mention corrected by people", "%s mentions corrected by people", times->len), number);
  before = g_steal_pointer (foot);
  *foot = sotong_chart_load_join (before, corrected);
  return times;
}

/**
 * sotong_chart_load_correct:
 * @slots: of counts over time; nobody else has them yet
 * @times: (element-type gint64): by sotong_chart_load_corrected()
 *
 * Marks the slots with what people corrected.
 */
void
sotong_chart_load_correct (SotongSlots *slots,
                           GArray      *times)
{
  gsize slot = 0, n = sotong_slots_get_length (slots);

  for (guint i = 0; i < times->len; i++)
    {
      double time = (double) g_array_index (times, gint64, i);

      while (slot < n && sotong_slots_get_end (slots, slot) <= time)
        slot++;
      if (slot < n && sotong_slots_get_start (slots, slot) <= time)
        sotong_slots_add_flag (slots, slot, SOTONG_SLOT_CORRECTED);
    }
}
