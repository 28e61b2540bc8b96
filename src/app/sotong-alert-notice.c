/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-alert-notice.h"

#include <glib/gi18n.h>

#include "util/sotong-won.h"

static void
notice_free (gpointer data)
{
  SotongAlertNotice *notice = data;

  g_free (notice->title);
  g_free (notice->body);
  g_free (notice);
}

/* The notice of the rule and topic of an event, which is new if there is none. */
static SotongAlertNotice *
find_notice (GPtrArray              *notices,
             const SotongAlertEvent *event)
{
  SotongAlertNotice *notice;

  for (guint i = 0; i < notices->len; i++)
    {
      notice = g_ptr_array_index (notices, i);
      if (notice->event->rule_id == event->rule_id && notice->event->topic_id == event->topic_id)
        return notice;
    }
  notice = g_new0 (SotongAlertNotice, 1);
  notice->event = event;
  g_ptr_array_add (notices, notice);
  return notice;
}

static void
describe (SotongAlertNotice *notice)
{
  guint others = notice->n - 1;
  g_autofree char *number = sotong_number_group (others);
  g_autofree char *more = NULL;

  /* Translators: the stage of an alarm, and the rule that raised it */
  notice->title = g_strdup_printf (_("%s: %s"), sotong_alert_stage_get_label (notice->event->stage), notice->event->rule);
  if (others > 0)
    /* Translators: of alarms that the same rule raised */
    more = g_strdup_printf (ngettext ("The same rule raised %s more alert.", "The same rule raised %s more alerts.", others), number);
  notice->body = more != NULL ? g_strjoin ("\n", notice->event->reason, more, NULL) : g_strdup (notice->event->reason);
}

/**
 * sotong_alert_notices:
 * @raised: (element-type SotongAlertEvent): what a look brought, in the order in which it was found
 * @whom: (nullable): who is told on this desktop; %NULL: whoever was
 *
 * What was found in quiet hours comes all at once: a person is told once of what one rule found of one topic, with how many it were. The notices
 * hold events of @raised.
 *
 * Returns: (transfer full) (element-type SotongAlertNotice): one for each cause
 */
GPtrArray *
sotong_alert_notices (const GPtrArray *raised,
                      const char      *whom)
{
  GPtrArray *notices = g_ptr_array_new_with_free_func (notice_free);

  for (guint i = 0; i < raised->len; i++)
    {
      const SotongAlertEvent *event = g_ptr_array_index (raised, i);
      SotongAlertNotice *notice;

      if (whom != NULL && g_strcmp0 (event->told, whom) != 0)
        continue;
      notice = find_notice (notices, event);
      notice->n++;
      if (event->stage >= notice->event->stage)
        notice->event = event;
    }
  g_ptr_array_foreach (notices, (GFunc) (gpointer) describe, NULL);
  return notices;
}
