/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-reminder.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "util/sotong-time.h"

/**
 * SotongReminder:
 *
 * Which cases of citizens a person was reminded of since the program began: once on the day on which one is due, and once when its
 * time is over. What was due before that is told of with the first look.
 */
struct _SotongReminder
{
  GHashTable *told;  /* (owned): a case's id -> the Told */
};

typedef enum {
  TOLD_NOTHING,
  TOLD_TODAY,
  TOLD_LATE,
} Told;

SotongReminder *
sotong_reminder_new (void)
{
  SotongReminder *self = g_new0 (SotongReminder, 1);

  self->told = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

void
sotong_reminder_free (SotongReminder *self)
{
  g_hash_table_unref (self->told);
  g_free (self);
}

static Told
told_of (const SotongCase *one,
         gint64            now,
         gint64            day_end)
{
  if (one->due_at == SOTONG_NONE || one->due_at >= day_end)
    return TOLD_NOTHING;
  return one->due_at < now ? TOLD_LATE : TOLD_TODAY;
}

/* No text of a citizen: who stands by the screen reads it too. */
static char *
describe_case (const SotongCase *one,
               GTimeZone        *zone)
{
  g_autofree char *due = sotong_time_format_minute (one->due_at, zone);

  /* Translators: a number, a department, a time */
  return g_strdup_printf (_("Case %" PRId64 ", %s, due %s"), one->id, one->department, due);
}

/**
 * sotong_reminder_look:
 * @self: what was told
 * @cases: (element-type SotongCase): the open ones, by when they are due
 * @now: the time
 * @zone: the office's
 * @out_title: (out) (transfer full) (nullable): what the notification says
 * @out_body: (out) (transfer full) (nullable): what it says below its title
 *
 * Returns: whether a person is to be told something now
 */
gboolean
sotong_reminder_look (SotongReminder  *self,
                      GPtrArray       *cases,
                      gint64           now,
                      GTimeZone       *zone,
                      char           **out_title,
                      char           **out_body)
{
  gint64 day_end = sotong_time_bucket_next (sotong_time_bucket_start (now, SOTONG_BUCKET_DAY, zone), SOTONG_BUCKET_DAY, zone);
  const SotongCase *first = NULL;
  guint n = 0, n_late = 0;

  *out_title = *out_body = NULL;
  for (guint i = 0; i < cases->len; i++)
    {
      const SotongCase *one = g_ptr_array_index (cases, i);
      Told told = told_of (one, now, day_end);

      if (told <= (Told) GPOINTER_TO_INT (g_hash_table_lookup (self->told, &one->id)))
        continue;
      g_hash_table_insert (self->told, g_memdup2 (&one->id, sizeof one->id), GINT_TO_POINTER (told));
      first = first == NULL ? one : first;
      n++;
      n_late += told == TOLD_LATE;
    }
  if (first == NULL)
    return FALSE;
  *out_title = n_late > 0 ? g_strdup_printf (ngettext ("%u case of a citizen is overdue", "%u cases of citizens are overdue", n_late), n_late)
                          : g_strdup_printf (ngettext ("%u case of a citizen is due today", "%u cases of citizens are due today", n), n);
  *out_body = describe_case (first, zone);
  return TRUE;
}
