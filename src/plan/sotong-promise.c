/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "plan/sotong-month.h"
#include "plan/sotong-promise.h"
#include "util/sotong-content-type.h"

#define RECENT_DAYS  28 /* four weeks: every day of the week as often as the others */
#define RECENT_DONE  5  /* what a rate is read from at least, however long ago the first of them went out */
#define MIN_DAYS     14 /* less than this, or fewer than these, says nothing about the future */
#define MIN_DONE     3

static gint64
day_at (GArray    *times,
        guint      index,
        GTimeZone *zone)
{
  return sotong_month_day_of_time (g_array_index (times, gint64, index), zone);
}

/* How many of @times are in the days from @from on. They are in order. */
static gint64
count_since (GArray    *times,
             gint64     from,
             GTimeZone *zone)
{
  guint n = times->len;

  while (n > 0 && day_at (times, n - 1, zone) >= from)
    n--;
  return times->len - n;
}

static gint64
count_until (GArray    *times,
             gint64     last,
             GTimeZone *zone)
{
  gint64 n = 0;

  while (n < times->len && day_at (times, (guint) n, zone) <= last)
    n++;
  return n;
}

/* The days up to @today that the recent rate is read from. */
static gint64
recent_days (const SotongPromise     *self,
             const SotongDeliverable *target,
             gint64                   today,
             GTimeZone               *zone)
{
  gint64 elapsed = today - self->first_day + 1;
  guint n = target->done_at->len;
  gint64 days = elapsed;

  if (n >= RECENT_DONE)
    days = MAX (RECENT_DAYS, today - day_at (target->done_at, n - RECENT_DONE, zone) + 1);
  return MIN (days, elapsed);
}

/* When the rate of the recent days brings what is left. */
static void
project (SotongPromise           *self,
         const SotongDeliverable *target,
         gint64                   today,
         GTimeZone               *zone)
{
  gint64 days = recent_days (self, target, today, zone);
  gint64 n = count_since (target->done_at, today - days + 1, zone);
  gint64 left = self->promised - self->done;
  gint64 to_come, planned;

  if (n < MIN_DONE || today - self->first_day + 1 < MIN_DAYS)
    return;
  self->projected_day = MIN (today + (left * days + n - 1) / n, sotong_time_days_from_civil (9999, 12, 31));
  self->verdict = self->projected_day <= self->last_day ? SOTONG_VERDICT_ON_TRACK : SOTONG_VERDICT_LATE;
  to_come = n * (self->last_day - today) / days;
  planned = count_until (target->due_at, self->last_day, zone);
  if (self->verdict == SOTONG_VERDICT_LATE)
    self->missing = left - MAX (to_come, planned);
}

static void
judge (SotongPromise           *self,
       const SotongDeliverable *target,
       gint64                   today,
       GTimeZone               *zone)
{
  gint64 left = self->promised - self->done;

  if (left <= 0)
    {
      self->verdict = SOTONG_VERDICT_MET;
      self->projected_day = day_at (target->done_at, (guint) self->promised - 1, zone);
    }
  else if (today > self->last_day)
    {
      self->verdict = SOTONG_VERDICT_MISSED;
      self->missing = left;
    }
  else if (left <= self->scheduled)
    {
      self->by_plan = TRUE;
      /* One whose time has passed goes out today at the earliest. */
      self->projected_day = MAX (today, day_at (target->due_at, (guint) left - 1, zone));
      self->verdict = self->projected_day <= self->last_day ? SOTONG_VERDICT_ON_TRACK : SOTONG_VERDICT_LATE;
      self->missing = left - MIN (left, count_until (target->due_at, self->last_day, zone));
    }
  else if (today < self->first_day)
    self->verdict = SOTONG_VERDICT_NOT_BEGUN;
  else
    project (self, target, today, zone);
  if (self->verdict == SOTONG_VERDICT_LATE && self->last_day > today)
    self->per_week = (left * 7 + self->last_day - today - 1) / (self->last_day - today);
}

/**
 * sotong_promise_init:
 * @self: (out caller-allocates): the figures
 * @target: a promise with the times of what is done and scheduled, as sotong_deliverable_list() gives it
 * @now: seconds since 1970 UTC; what the target's figures were counted until
 * @zone: the office's zone
 *
 * The even pace is promised × days since the first day, today included ÷ all days, rounded down.
 *
 * The day on which the promise will be met is
 * - the day on which the last one needed went out, when enough are done;
 * - else the day in the calendar on which the last one needed shall go out, when enough are scheduled;
 * - else today + left × days ÷ done in these days, rounded up, where the days are the last 28, or as many as
 *   it takes to find five done, but no more than since the first day.
 *
 * In the last case nothing can be said before the 14th day, or when fewer than three were done.
 * What will be missing is what neither that rate nor the calendar brings by the last day.
 */
void
sotong_promise_init (SotongPromise           *self,
                     const SotongDeliverable *target,
                     gint64                   now,
                     GTimeZone               *zone)
{
  gint64 today = sotong_month_day_of_time (now, zone);
  gint64 days, elapsed;

  g_return_if_fail (self != NULL && target != NULL && target->done_at != NULL && target->due_at != NULL);

  *self = (SotongPromise) { .promised = target->quantity, .done = target->done_at->len, .scheduled = target->due_at->len,
                            .draft = target->draft, .verdict = SOTONG_VERDICT_UNKNOWN, .projected_day = SOTONG_NONE };
  if (!sotong_month_parse_day (target->starts_on, &self->first_day) || !sotong_month_parse_day (target->ends_on, &self->last_day)
      || self->last_day < self->first_day)
    {
      /* A programme that another program wrote: without its days there is no pace. */
      self->first_day = sotong_time_days_from_civil (target->year, 1, 1);
      self->last_day = sotong_time_days_from_civil (target->year, 12, 31);
    }
  days = self->last_day - self->first_day + 1;
  elapsed = CLAMP (today - self->first_day + 1, 0, days);
  self->pace = self->promised * elapsed / days;
  judge (self, target, today, zone);
}

static char *
describe_late (const SotongPromise *self,
               const char          *day,
               const char          *last)
{
  g_autofree char *met = NULL, *missing = NULL, *needed = NULL;

  if (self->by_plan)
    met = g_strdup_printf (_("As scheduled it is met on %s only."), day);
  else
    met = g_strdup_printf (_("At the recent rate it is met on %s only."), day);
  missing = g_strdup_printf (ngettext ("%1$d will be missing on %2$s.", "%1$d will be missing on %2$s.", (gulong) self->missing),
                             (int) self->missing, last);
  if (self->per_week == 0)
    return g_strdup_printf ("%s %s", met, missing);
  needed = g_strdup_printf (ngettext ("To meet it in time takes %d a week.", "To meet it in time takes %d a week.", (gulong) self->per_week),
                            (int) self->per_week);
  return g_strdup_printf ("%s %s %s", met, missing, needed);
}

/**
 * sotong_promise_describe:
 * @self: a promise
 *
 * Returns: (transfer full): whether and when it is met, in sentences
 */
char *
sotong_promise_describe (const SotongPromise *self)
{
  g_autofree char *day = self->projected_day != SOTONG_NONE ? sotong_month_format_day (self->projected_day) : NULL;
  g_autofree char *first = sotong_month_format_day (self->first_day), *last = sotong_month_format_day (self->last_day);
  gint64 over = self->done - self->promised;

  switch (self->verdict)
    {
    case SOTONG_VERDICT_MET:
      if (over > 0)
        return g_strdup_printf (ngettext ("Met on %1$s, and %2$d more than promised.", "Met on %1$s, and %2$d more than promised.", (gulong) over),
                                day, (int) over);
      return g_strdup_printf (_("Met on %s."), day);
    case SOTONG_VERDICT_ON_TRACK:
      return g_strdup_printf (self->by_plan ? _("As scheduled it is met on %s.") : _("At the recent rate it is met on %s."), day);
    case SOTONG_VERDICT_LATE:
      return describe_late (self, day, last);
    case SOTONG_VERDICT_MISSED:
      return g_strdup_printf (ngettext ("Missed: %1$d was missing on %2$s.", "Missed: %1$d were missing on %2$s.", (gulong) self->missing),
                              (int) self->missing, last);
    case SOTONG_VERDICT_NOT_BEGUN:
      return g_strdup_printf (_("Begins on %s."), first);
    case SOTONG_VERDICT_UNKNOWN:
    default:
      return g_strdup (_("Cannot be said yet: too little has gone out."));
    }
}

/**
 * sotong_promise_describe_briefly:
 * @self: a promise
 *
 * Returns: (transfer full): the verdict and its day, for a narrow line
 */
char *
sotong_promise_describe_briefly (const SotongPromise *self)
{
  g_autofree char *day = self->projected_day != SOTONG_NONE ? sotong_month_format_day (self->projected_day) : NULL;
  g_autofree char *first = sotong_month_format_day (self->first_day);

  switch (self->verdict)
    {
    case SOTONG_VERDICT_MET:
      return g_strdup_printf (_("Met on %s"), day);
    case SOTONG_VERDICT_ON_TRACK:
      return g_strdup_printf (self->by_plan ? _("On track: %s as scheduled") : _("On track: %s at the recent rate"), day);
    case SOTONG_VERDICT_LATE:
      return g_strdup_printf (ngettext ("Will be missed: %1$d short (%2$s)", "Will be missed: %1$d short (%2$s)", (gulong) self->missing),
                              (int) self->missing, day);
    case SOTONG_VERDICT_MISSED:
      return g_strdup_printf (ngettext ("Missed: %d short", "Missed: %d short", (gulong) self->missing), (int) self->missing);
    case SOTONG_VERDICT_NOT_BEGUN:
      return g_strdup_printf (_("Begins on %s"), first);
    case SOTONG_VERDICT_UNKNOWN:
    default:
      return g_strdup (_("Cannot be said yet"));
    }
}

/**
 * sotong_promise_describe_pace:
 * @self: a promise
 *
 * Returns: (transfer full): how it stands against the even pace, in a sentence
 */
char *
sotong_promise_describe_pace (const SotongPromise *self)
{
  gint64 ahead = self->done - self->pace;

  if (ahead < 0)
    return g_strdup_printf (ngettext ("%1$d behind the even pace of %2$d.", "%1$d behind the even pace of %2$d.", (gulong) -ahead), (int) -ahead,
                            (int) self->pace);
  if (ahead > 0)
    return g_strdup_printf (ngettext ("%1$d ahead of the even pace of %2$d.", "%1$d ahead of the even pace of %2$d.", (gulong) ahead), (int) ahead,
                            (int) self->pace);
  return g_strdup_printf (_("On the even pace of %d."), (int) self->pace);
}

/**
 * sotong_promise_name:
 * @target: a promise
 *
 * Returns: (transfer full): what a person calls it: the type, of a campaign with its name
 */
char *
sotong_promise_name (const SotongDeliverable *target)
{
  const char *type = sotong_content_type_get_label (target->type);

  if (target->campaign == NULL || target->campaign[0] == '\0')
    return g_strdup (type);
  /* Translators: a campaign, and a type of content that was promised for it */
  return g_strdup_printf (_("%1$s: %2$s"), target->campaign, type);
}

/**
 * sotong_verdict_get_name:
 * @verdict: a verdict
 *
 * Returns: (transfer none): its name for programs, never translated
 */
const char *
sotong_verdict_get_name (SotongVerdict verdict)
{
  static const char * const names[] = { "unknown", "not-begun", "on-track", "late", "met", "missed" };

  return names[verdict];
}

/**
 * sotong_verdict_get_label:
 * @verdict: a verdict
 *
 * Returns: (transfer none): its name for people, in their language
 */
const char *
sotong_verdict_get_label (SotongVerdict verdict)
{
  static const char * const labels[] = {
    N_("Cannot be said"), N_("Not begun"), N_("On track"), N_("Will be missed"), N_("Met"), N_("Missed")
  };

  return _(labels[verdict]);
}
