/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a click in a chart pane leads: the mentions, the content, the ledger behind a point. */
#include "config.h"

#include "app/panes/sotong-chart-pane-private.h"

static gint64
id_of (SotongChartPane *self,
       const char      *name)
{
  const gint64 *id = self->answer->ids != NULL ? g_hash_table_lookup (self->answer->ids, name) : NULL;

  return id != NULL ? *id : 0;
}

/* Mentions as a kept search would have them; @query gets the topic and the days of the pane. */
static void
show_search (SotongChartPane    *self,
             SotongContext      *context,
             const char         *name,
             const char         *source,
             SotongMentionQuery *query)
{
  SotongSavedSearch *search = g_new0 (SotongSavedSearch, 1);

  search->name = g_strdup (name);
  search->source = g_strdup (source);
  search->words = g_strdup ("");
  search->topic = g_strdup ("");
  search->sentiment = g_strdup ("");
  search->author = g_strdup ("");
  search->from = g_strdup ("");
  search->to = g_strdup ("");
  query->topic_id = sotong_pane_own_get_topic (self->own);
  query->range = self->answer->range;
  sotong_context_show_search (context, search, query);
}

static void
show_source (SotongChartPane *self,
             SotongContext   *context,
             const char      *name)
{
  SotongMentionQuery *query = sotong_mention_query_new ();

  query->source_id = id_of (self, name);
  show_search (self, context, name, name, query);
}

/* What was said in one hour of every week. */
static void
show_hour (SotongChartPane *self,
           SotongContext   *context,
           const char      *name,
           gsize            cell)
{
  SotongMentionQuery *query = sotong_mention_query_new ();

  query->week_hour = (int) cell + 1;
  show_search (self, context, name, "", query);
}

static void
show_time (SotongChartPane *self,
           SotongSlots     *slots,
           gsize            index)
{
  SotongRange range;

  if (!sotong_slots_is_time (slots))
    return;
  range.start = (gint64) sotong_slots_get_start (slots, index);
  range.end = (gint64) sotong_slots_get_end (slots, index);
  sotong_pane_own_show (self->own, &range);
}

/* A point, a row or a cell was clicked, or Enter pressed on it. */
void
sotong_chart_pane_follow (SotongChartPane *self,
                          int              index)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  SotongSlots *slots;

  if (context == NULL || self->answer == NULL || self->answer->chart == NULL)
    return;
  slots = sotong_chart_get_slots (self->answer->chart);
  if (index < 0 || (gsize) index >= sotong_slots_get_length (slots))
    return;
  switch (self->answer->target)
    {
    case SOTONG_TARGET_HOURS:
      show_hour (self, context, sotong_slots_get_name (slots, (gsize) index), (gsize) index);
      break;
    case SOTONG_TARGET_SOURCE:
      show_source (self, context, sotong_slots_get_name (slots, (gsize) index));
      break;
    case SOTONG_TARGET_TOPIC:
      sotong_context_set_topic (context, id_of (self, sotong_slots_get_name (slots, (gsize) index)));
      sotong_context_show_mentions (context, &self->answer->range);
      break;
    case SOTONG_TARGET_CONTENT:
      sotong_context_open_content (context, id_of (self, sotong_slots_get_name (slots, (gsize) index)));
      break;
    case SOTONG_TARGET_BUDGET:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.go-to-pane", "s", "budget");
      break;
    case SOTONG_TARGET_PROMISE:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.go-to-pane", "s", "promise");
      break;
    case SOTONG_TARGET_TIME:
    default:
      show_time (self, slots, (gsize) index);
    }
}
