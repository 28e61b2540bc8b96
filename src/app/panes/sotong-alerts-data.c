/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-alerts-data.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "plan/sotong-slot.h"
#include "store/sotong-alert-edit.h"
#include "store/sotong-mention.h"
#include "store/sotong-source-run.h"
#include "store/sotong-topic.h"
#include "util/sotong-won.h"

#define HOUR_S 3600
#define DAY_S (24 * HOUR_S)

/* ---- words ---- */

const char *
sotong_alerts_describe_kind (SotongAlertKind kind)
{
  switch (kind)
    {
    case SOTONG_ALERT_VOLUME:
      return _("More than usual");
    case SOTONG_ALERT_NEGATIVE:
      return _("Share of negative");
    case SOTONG_ALERT_WORD:
      return _("A word is seen");
    case SOTONG_ALERT_REACH:
      return _("Many readers");
    case SOTONG_N_ALERT_KINDS:
    default:
      return "";
    }
}

/* (transfer full): what raises the alarm, in a few words. */
char *
sotong_alerts_describe_rule (const SotongAlertRule *rule)
{
  g_autofree char *number = sotong_number_group (rule->reach);
  g_auto(GStrv) words = NULL;

  switch (rule->kind)
    {
    case SOTONG_ALERT_VOLUME:
      return g_strdup_printf (_("Mean + %.1f deviations, at least %d an hour"), rule->sigma, (int) rule->least);
    case SOTONG_ALERT_NEGATIVE:
      return g_strdup_printf (_("%.0f percent of at least %d in 24 hours"), 100 * rule->share, (int) rule->least);
    case SOTONG_ALERT_WORD:
      words = g_strsplit (rule->words, "\n", -1);
      return g_strjoinv (", ", words);
    case SOTONG_ALERT_REACH:
      return g_strdup_printf (_("%s readers of one mention"), number);
    case SOTONG_N_ALERT_KINDS:
    default:
      return g_strdup ("");
    }
}

/* (transfer full): "22:00-07:00"; "" where there is none. */
char *
sotong_alerts_describe_quiet (const SotongAlertRule *rule)
{
  g_autofree char *from = sotong_slot_format_minute (rule->quiet_from), *to = sotong_slot_format_minute (rule->quiet_to);

  return rule->quiet_from == rule->quiet_to ? g_strdup ("") : g_strdup_printf ("%s-%s", from, to);
}

static char *
describe_told (const char *told)
{
  if (g_str_equal (told, "snoozed"))
    return g_strdup (_("Nobody: snoozed"));
  return g_str_equal (told, "quiet") ? g_strdup (_("Nobody: quiet hours")) : g_strdup (told);
}

/* Whether it tells anybody now. */
static char *
describe_state (const SotongAlertRule *rule,
                SotongDb              *db)
{
  g_autofree char *until = NULL;

  if (rule->snoozed_until == SOTONG_NONE || rule->snoozed_until <= sotong_db_now (db))
    return g_strdup (_("On"));
  if (rule->snoozed_until >= SOTONG_SOURCE_NEVER)
    return g_strdup (_("Off"));
  until = sotong_time_format_minute (rule->snoozed_until, sotong_db_get_zone (db));
  return g_strdup_printf (_("Snoozed until %s"), until);
}

/* ---- what was found ---- */

static SotongTone
tone_of (SotongAlertStage stage)
{
  if (stage >= SOTONG_STAGE_ALERT)
    return SOTONG_TONE_ERROR;
  return stage == SOTONG_STAGE_CAUTION ? SOTONG_TONE_WARNING : SOTONG_TONE_PLAIN;
}

/* Whether an alert is about the 24 hours that end with its hour. */
static gboolean
is_of_day (const GPtrArray        *rules,
           const SotongAlertEvent *event)
{
  for (guint i = 0; i < rules->len; i++)
    {
      const SotongAlertRule *rule = g_ptr_array_index (rules, i);

      if (rule->id == event->rule_id)
        return rule->kind == SOTONG_ALERT_NEGATIVE;
    }
  return event->rule_id == SOTONG_ALERT_BY_HAND;
}

/**
 * sotong_alerts_find_range:
 * @db: a connection
 * @rules: (element-type SotongAlertRule): all there are
 * @event: an alert
 *
 * What came in late is found after the hour in which it was published, where it is shown; a purged one has its time still. A share is one of
 * the 24 hours that end with it, and a person looks at a day.
 *
 * Returns: where the mentions behind it are
 */
SotongRange
sotong_alerts_find_range (SotongDb               *db,
                          const GPtrArray        *rules,
                          const SotongAlertEvent *event)
{
  g_autoptr(SotongMention) mention = event->mention_id > 0 ? sotong_mention_get (db, event->mention_id, NULL) : NULL;
  gint64 at = mention != NULL ? mention->published_at : event->hour_start;
  SotongRange range;

  at -= at % HOUR_S;
  range = (SotongRange) { at, at + HOUR_S };
  if (is_of_day (rules, event))
    range.start = range.end - DAY_S;
  return range;
}

/**
 * sotong_alerts_show:
 * @context: the context of who shows it
 * @event: an alert
 * @range: where the mentions behind it are
 *
 * Shows them, and chooses the one that raised it.
 */
void
sotong_alerts_show (SotongContext          *context,
                    const SotongAlertEvent *event,
                    const SotongRange      *range)
{
  sotong_context_set_topic (context, event->topic_id);
  sotong_context_show_mentions (context, range);
  if (event->mention_id != SOTONG_NONE && event->mention_id != 0)
    sotong_context_set_mention (context, event->mention_id);
}

static void
add_event (GPtrArray        *rows,
           SotongDb         *db,
           GPtrArray        *rules,
           SotongAlertEvent *event)
{
  const char *stage = event->stage != SOTONG_STAGE_NONE ? sotong_alert_stage_get_label (event->stage) : _("Over");
  SotongTextRow *row = sotong_text_row_new (event->id, tone_of (event->stage));
  SotongRange range = sotong_alerts_find_range (db, rules, event);

  sotong_text_row_take (row, sotong_time_format_minute (event->hour_start, sotong_db_get_zone (db)));
  sotong_text_row_take (row, g_strdup (stage));
  sotong_text_row_take (row, g_strdup (event->topic[0] != '\0' ? event->topic : _("All mentions")));
  sotong_text_row_take (row, g_strdup (event->reason));
  sotong_text_row_take (row, event->told != NULL ? describe_told (event->told) : g_strdup (""));
  sotong_text_row_take (row, g_strdup (event->rule_id == SOTONG_ALERT_BY_HAND ? _("Set by hand") : event->rule));
  g_object_set_data_full (G_OBJECT (row), "range", g_memdup2 (&range, sizeof range), g_free);
  sotong_text_row_set_data (row, event, (GDestroyNotify) sotong_alert_event_free);
  g_ptr_array_add (rows, row);
}

static GPtrArray *
read_log (SotongDb  *db,
          guint      least,
          GError   **error)
{
  g_autoptr(GPtrArray) rules = sotong_alert_rule_list (db, error);
  g_autoptr(GPtrArray) events = rules != NULL ? sotong_alert_list (db, (SotongRange) { 0, 0 }, error) : NULL;
  GPtrArray *rows;

  if (events == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < events->len; i++)
    {
      const SotongAlertEvent *event = g_ptr_array_index (events, i);

      if (event->stage >= least)
        add_event (rows, db, rules, g_steal_pointer (&g_ptr_array_index (events, i)));
    }
  return rows;
}

static int
compare_late_first (gconstpointer a,
                    gconstpointer b)
{
  const SotongAlertEvent *x = *(SotongAlertEvent * const *) a, *y = *(SotongAlertEvent * const *) b;

  return x->hour_start != y->hour_start ? (x->hour_start < y->hour_start ? 1 : -1) : (int) y->stage - (int) x->stage;
}

/* What the rules would have raised, whatever was raised. */
static GPtrArray *
read_test (SotongDb  *db,
           GError   **error)
{
  g_autoptr(GPtrArray) rules = sotong_alert_rule_list (db, error);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_alert_event_free);
  gint64 now = sotong_db_now (db);
  GPtrArray *rows;

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      GPtrArray *found = sotong_alert_look (db, g_ptr_array_index (rules, i), (SotongRange) { now - SOTONG_ALERTS_TEST_DAYS * DAY_S, now + 1 }, error);

      if (found == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (all, found);
    }
  if (rules == NULL)
    return NULL;
  g_ptr_array_sort (all, compare_late_first);
  rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < all->len; i++)
    add_event (rows, db, rules, g_steal_pointer (&g_ptr_array_index (all, i)));
  return rows;
}

/* ---- rules ---- */

static const char *
name_topic (GPtrArray *topics,
            gint64     id)
{
  if (id == SOTONG_NONE)
    return _("Every topic, and all mentions");
  if (id == 0)
    return _("All mentions");
  for (guint i = 0; i < topics->len; i++)
    {
      const SotongTopic *topic = g_ptr_array_index (topics, i);

      if (topic->id == id)
        return topic->name;
    }
  return _("A topic that was removed: nothing is looked at");
}

static void
add_rule (GPtrArray       *rows,
          SotongDb        *db,
          GPtrArray       *topics,
          SotongAlertRule *rule)
{
  gboolean off = rule->snoozed_until != SOTONG_NONE && rule->snoozed_until > sotong_db_now (db);
  SotongTextRow *row = sotong_text_row_new (rule->id, off ? SOTONG_TONE_DONE : SOTONG_TONE_PLAIN);

  sotong_text_row_take (row, g_strdup (rule->name));
  sotong_text_row_take (row, describe_state (rule, db));
  sotong_text_row_take (row, g_strdup (sotong_alerts_describe_kind (rule->kind)));
  sotong_text_row_take (row, g_strdup (name_topic (topics, rule->topic_id)));
  sotong_text_row_take (row, sotong_alerts_describe_rule (rule));
  sotong_text_row_take (row, sotong_alerts_describe_quiet (rule));
  sotong_text_row_take (row, g_strdup_printf ("%d", rule->cadence_hours));
  sotong_text_row_set_data (row, rule, (GDestroyNotify) sotong_alert_rule_free);
  g_ptr_array_add (rows, row);
}

static GPtrArray *
read_rules (SotongDb  *db,
            GError   **error)
{
  g_autoptr(GPtrArray) topics = sotong_topic_list (db, error);
  g_autoptr(GPtrArray) rules = topics != NULL ? sotong_alert_rule_list (db, error) : NULL;
  GPtrArray *rows;

  if (rules == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < rules->len; i++)
    add_rule (rows, db, topics, g_steal_pointer (&g_ptr_array_index (rules, i)));
  return rows;
}

/* A job of the store: the log, the rules, or what they would have raised of late. */
gpointer
sotong_alerts_read_job (SotongDb      *db,
                        gpointer       question,
                        GCancellable  *cancellable,
                        GError       **error)
{
  const SotongTableQuestion *asked = question;

  if (asked->view == SOTONG_ALERTS_VIEW_RULES)
    return read_rules (db, error);
  return asked->view == SOTONG_ALERTS_VIEW_TEST ? read_test (db, error) : read_log (db, asked->filter, error);
}
