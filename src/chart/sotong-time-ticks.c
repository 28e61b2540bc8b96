/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart/sotong-time-ticks.h"

typedef enum {
  UNIT_HOUR,
  UNIT_DAY,
  UNIT_WEEK,
  UNIT_MONTH,
  UNIT_YEAR,
} Unit;

typedef struct {
  Unit   unit;
  int    every;
  double seconds;  /* about */
} Step;

static const Step steps[] = {
  { UNIT_HOUR, 1, 3600 }, { UNIT_HOUR, 3, 10800 }, { UNIT_HOUR, 6, 21600 }, { UNIT_HOUR, 12, 43200 },
  { UNIT_DAY, 1, 86400 }, { UNIT_WEEK, 1, 604800 }, { UNIT_WEEK, 2, 1209600 },
  { UNIT_MONTH, 1, 2629746 }, { UNIT_MONTH, 3, 7889238 }, { UNIT_MONTH, 6, 15778476 },
  { UNIT_YEAR, 1, 31556952 }, { UNIT_YEAR, 2, 63113904 }, { UNIT_YEAR, 5, 157784760 },
  { UNIT_YEAR, 10, 315569520 }, { UNIT_YEAR, 20, 631139040 }, { UNIT_YEAR, 50, 1577847600 },
  { UNIT_YEAR, 100, 3155695200 }, { UNIT_YEAR, 500, 15778476000 }, { UNIT_YEAR, 1000, 31556952000 },
};

typedef struct {
  int year;
  int month;
  int day;
  int hour;
} Civil;

static Civil
civil_of (gint64     time,
          GTimeZone *zone)
{
  Civil civil;
  int minute, second;

  sotong_time_to_civil (time, zone, &civil.year, &civil.month, &civil.day, &civil.hour, &minute, &second);
  return civil;
}

static gint64
year_start (int        year,
            GTimeZone *zone)
{
  return sotong_time_from_civil (CLAMP (year, 1, 9999), 1, 1, 0, 0, 0, zone);
}

/* The first moment of the unit in which @time lies. */
static gint64
unit_start (gint64      time,
            const Step *step,
            GTimeZone  *zone)
{
  Civil civil = civil_of (time, zone);
  int year = civil.year;

  switch (step->unit)
    {
    case UNIT_HOUR:
      return sotong_time_bucket_start (time, SOTONG_BUCKET_HOUR, zone);
    case UNIT_DAY:
      return sotong_time_bucket_start (time, SOTONG_BUCKET_DAY, zone);
    case UNIT_WEEK:
      return sotong_time_bucket_start (time, SOTONG_BUCKET_WEEK, zone);
    case UNIT_MONTH:
      return sotong_time_bucket_start (time, SOTONG_BUCKET_MONTH, zone);
    case UNIT_YEAR:
      return year_start (year - year % step->every, zone);
    default:
      g_assert_not_reached ();
    }
}

static gint64
unit_next (gint64      start,
           const Step *step,
           GTimeZone  *zone)
{
  int year;

  switch (step->unit)
    {
    case UNIT_HOUR:
      return sotong_time_bucket_next (start, SOTONG_BUCKET_HOUR, zone);
    case UNIT_DAY:
      return sotong_time_bucket_next (start, SOTONG_BUCKET_DAY, zone);
    case UNIT_WEEK:
      return sotong_time_bucket_next (start, SOTONG_BUCKET_WEEK, zone);
    case UNIT_MONTH:
      return sotong_time_bucket_next (start, SOTONG_BUCKET_MONTH, zone);
    case UNIT_YEAR:
      year = civil_of (start, zone).year;
      year += step->every - year % step->every;
      return year > 9999 ? G_MAXINT64 : year_start (year, zone);
    default:
      g_assert_not_reached ();
    }
}

/* Whether a tick stands at this unit when only every so-manieth has one. */
static gboolean
unit_counts (gint64      start,
             const Step *step,
             GTimeZone  *zone)
{
  Civil civil = civil_of (start, zone);
  gint64 days = sotong_time_days_from_civil (civil.year, civil.month, civil.day);

  switch (step->unit)
    {
    case UNIT_HOUR:
      return civil.hour % step->every == 0;
    case UNIT_WEEK:
      return (days + 3) / 7 % step->every == 0;
    case UNIT_MONTH:
      return (civil.month - 1) % step->every == 0;
    case UNIT_DAY:
    case UNIT_YEAR:
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

static char *
unit_label (const SotongTimeAxis *axis,
            Unit                  unit,
            gint64                start)
{
  Civil civil = civil_of (start, axis->zone);

  switch (unit)
    {
    case UNIT_HOUR:
      return sotong_axis_text_hour (civil.hour, axis->language);
    case UNIT_DAY:
    case UNIT_WEEK:
      return sotong_axis_text_day (start, axis->zone, axis->language);
    case UNIT_MONTH:
      if (axis->bucket == SOTONG_BUCKET_QUARTER)
        return sotong_axis_text_quarter ((civil.month - 1) / 3 + 1, axis->language);
      return sotong_axis_text_month (civil.month, axis->language);
    case UNIT_YEAR:
      return sotong_axis_text_year (civil.year, axis->language);
    default:
      g_assert_not_reached ();
    }
}

/* With what a second line would say: “2016.10.3”, “2016년 1월”, above hours the day, whose year is said once. */
static char *
dated_label (const SotongTimeAxis *axis,
             Unit                  unit,
             gint64                start,
             gboolean              with_year)
{
  Civil civil = civil_of (start, axis->zone);
  gboolean korean = sotong_language_resolve (axis->language) == SOTONG_LANGUAGE_KOREAN;
  g_autofree char *label = unit_label (axis, unit, start), *more = NULL;

  switch (unit)
    {
    case UNIT_HOUR:
      more = with_year ? dated_label (axis, UNIT_DAY, start, TRUE) : sotong_axis_text_day (start, axis->zone, axis->language);
      return g_strdup_printf ("%s %s", more, label);
    case UNIT_DAY:
    case UNIT_WEEK:
      return g_strdup_printf (korean ? "%1$d.%2$s" : "%2$s %1$d", civil.year, label);
    case UNIT_MONTH:
      return g_strdup_printf (korean ? "%1$d년 %2$s" : "%2$s %1$d", civil.year, label);
    case UNIT_YEAR:
      return g_steal_pointer (&label);
    default:
      g_assert_not_reached ();
    }
}

/* A label names a stretch of time: the date of a Monday the Monday, but the whole week where weeks are counted. */
static gint64
label_until (const SotongTimeAxis *axis,
             const Step           *step,
             gint64                start)
{
  Step one = { step->unit == UNIT_WEEK && axis->bucket < SOTONG_BUCKET_WEEK ? UNIT_DAY : step->unit, 1, 0 };

  if (step->unit == UNIT_MONTH && axis->bucket == SOTONG_BUCKET_QUARTER)
    return MIN (sotong_time_bucket_next (start, SOTONG_BUCKET_QUARTER, axis->zone), axis->end);

  return MIN (unit_next (start, &one, axis->zone), axis->end);
}

static void
tick_clear (gpointer data)
{
  g_free (((SotongTimeTick *) data)->label);
}

static GArray *
tick_array_new (void)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (SotongTimeTick));

  g_array_set_clear_func (array, tick_clear);
  return array;
}

static double
axis_x (const SotongTimeAxis *axis,
        gint64                time)
{
  return (double) (time - axis->start) / (double) (axis->end - axis->start) * axis->width;
}

/* Whether nothing before it says the year, above hours the day, of a tick. */
static gboolean
begins_stretch (const SotongTimeAxis *axis,
                Unit                  unit,
                gint64                start,
                GArray               *ticks)
{
  Civil civil = civil_of (start, axis->zone);

  for (guint i = ticks->len; i-- > 0;)
    {
      const SotongTimeTick *tick = &g_array_index (ticks, SotongTimeTick, i);
      Civil before = civil_of (tick->time, axis->zone);

      if (tick->label != NULL)
        return before.year != civil.year || (unit == UNIT_HOUR && (before.month != civil.month || before.day != civil.day));
    }
  return TRUE;
}

/* (transfer full): what stands at a tick behind @ticks; where there is no second line it says what that would. */
static char *
tick_label (const SotongTimeAxis *axis,
            Unit                  unit,
            gint64                start,
            GArray               *ticks,
            gboolean             *out_dated)
{
  *out_dated = axis->dated && unit < UNIT_YEAR && begins_stretch (axis, unit, start, ticks);
  return *out_dated ? dated_label (axis, unit, start, begins_stretch (axis, UNIT_DAY, start, ticks)) : unit_label (axis, unit, start);
}

/* A label is left out where the edge of the axis cuts the stretch that it names so short that it would stick out. */
static void
add_tick (const SotongTimeAxis *axis,
          const Step           *step,
          gint64                unit,
          GArray               *ticks)
{
  gint64 time = MAX (unit, axis->start);
  SotongTimeTick tick = { time, label_until (axis, step, unit), NULL, FALSE };
  double room = axis_x (axis, tick.until) - axis_x (axis, time);
  double middle = (axis_x (axis, tick.until) + axis_x (axis, time)) / 2;
  gboolean cut = unit < axis->start || tick.until == axis->end;
  double half;

  tick.label = tick_label (axis, step->unit, unit, ticks, &tick.dated);
  half = axis->measure (tick.label, axis->user_data) / 2;
  if ((cut && step->unit >= UNIT_MONTH && room < 2 * half)
      || middle - half < -4 * axis->gap || middle + half > axis->width + axis->gap)
    g_clear_pointer (&tick.label, g_free);
  g_array_append_val (ticks, tick);
}

static gboolean
labels_touch (const SotongTimeAxis *axis,
              const SotongTimeTick *left,
              const SotongTimeTick *right)
{
  double left_middle = (axis_x (axis, left->time) + axis_x (axis, left->until)) / 2;
  double right_middle = (axis_x (axis, right->time) + axis_x (axis, right->until)) / 2;

  return right_middle - axis->measure (right->label, axis->user_data) / 2
         < left_middle + axis->measure (left->label, axis->user_data) / 2 + axis->gap;
}

/* The one label that says the year is longer than the others, which need not all be thinned out for it: those beside it
 * are enough. */
static void
make_room (const SotongTimeAxis *axis,
           GArray               *ticks)
{
  for (guint i = 0; i + 1 < ticks->len; i++)
    {
      SotongTimeTick *left = &g_array_index (ticks, SotongTimeTick, i), *right = left + 1;

      if (left->label == NULL || right->label == NULL || left->dated == right->dated || !labels_touch (axis, left, right))
        continue;
      g_clear_pointer (left->dated ? &right->label : &left->label, g_free);
    }
}

static GArray *
make_ticks (const SotongTimeAxis *axis,
            const Step           *step)
{
  GArray *ticks = tick_array_new ();
  gint64 unit = unit_start (axis->start, step, axis->zone);

  if (unit < axis->start && step->unit < UNIT_MONTH)
    unit = unit_next (unit, step, axis->zone);
  for (; unit < axis->end; unit = unit_next (unit, step, axis->zone))
    if (unit_counts (unit, step, axis->zone) && label_until (axis, step, unit) > axis->start)
      add_tick (axis, step, unit, ticks);
  make_room (axis, ticks);
  return ticks;
}

static gboolean
ticks_collide (const SotongTimeAxis *axis,
               GArray               *ticks)
{
  double taken = -INFINITY;

  for (guint i = 0; i < ticks->len; i++)
    {
      const SotongTimeTick *tick = &g_array_index (ticks, SotongTimeTick, i);
      double middle, half;

      if (tick->label == NULL)
        continue;
      middle = (axis_x (axis, tick->time) + axis_x (axis, tick->until)) / 2;
      half = axis->measure (tick->label, axis->user_data) / 2;
      if (middle - half < taken + axis->gap)
        return TRUE;
      taken = middle + half;
    }
  return FALSE;
}

static gboolean
has_label (GArray *ticks)
{
  for (guint i = 0; i < ticks->len; i++)
    if (g_array_index (ticks, SotongTimeTick, i).label != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
step_suits_bucket (const Step   *step,
                   SotongBucket  bucket)
{
  switch (bucket)
    {
    case SOTONG_BUCKET_HOUR:
      return TRUE;
    case SOTONG_BUCKET_DAY:
      return step->unit >= UNIT_DAY;
    case SOTONG_BUCKET_WEEK:
      return step->unit >= UNIT_WEEK;
    case SOTONG_BUCKET_MONTH:
      return step->unit >= UNIT_MONTH;
    case SOTONG_BUCKET_QUARTER:
      return step->unit > UNIT_MONTH || (step->unit == UNIT_MONTH && step->every % 3 == 0);
    case SOTONG_BUCKET_YEAR:
      return step->unit > UNIT_MONTH;
    default:
      g_assert_not_reached ();
    }
}

/* Names the day above hours, the first with its year, the year above days and months: once at the left, and again wherever
 * it changes. */
static GArray *
make_context (const SotongTimeAxis *axis,
              Unit                  unit)
{
  const Step step = { unit == UNIT_HOUR ? UNIT_DAY : UNIT_YEAR, 1, 0 };
  GArray *context = tick_array_new ();
  gint64 begin, next;
  double taken = -INFINITY;

  if (unit == UNIT_YEAR)
    return context;
  begin = unit_start (axis->start, &step, axis->zone);
  for (; begin < axis->end; begin = next)
    {
      SotongTimeTick tick = { MAX (begin, axis->start), 0, NULL, FALSE };
      double x = axis_x (axis, tick.time);
      double width;

      next = unit_next (begin, &step, axis->zone);
      tick.until = MIN (next, axis->end);
      tick.label = step.unit == UNIT_DAY && begins_stretch (axis, UNIT_DAY, begin, context) ? dated_label (axis, UNIT_DAY, begin, TRUE)
                   : unit_label (axis, step.unit, begin);
      width = axis->measure (tick.label, axis->user_data);
      if (x < taken || (begin < axis->start && axis_x (axis, tick.until) < width + axis->gap && next < axis->end)
          || x + width > axis->width + 2 * axis->gap)
        tick_clear (&tick);
      else
        {
          g_array_append_val (context, tick);
          taken = x + width + axis->gap;
        }
    }
  return context;
}

static SotongTimeTicks *
choose_ticks (const SotongTimeAxis *axis)
{
  SotongTimeTicks *self = g_new0 (SotongTimeTicks, 1);
  double length = (double) (axis->end - axis->start), most = length > 0 ? axis->width / (axis->measure ("0", axis->user_data) * 2 + axis->gap) + 2 : 0;

  for (guint i = 0; i < G_N_ELEMENTS (steps) && length > 0; i++)
    {
      g_autoptr(GArray) ticks = NULL;

      if (!step_suits_bucket (&steps[i], axis->bucket) || length / steps[i].seconds > most)
        continue;
      ticks = make_ticks (axis, &steps[i]);
      if (ticks_collide (axis, ticks))
        continue;
      if (!has_label (ticks) && i + 1 < G_N_ELEMENTS (steps) && ticks->len > 0)
        continue;
      self->ticks = g_steal_pointer (&ticks);
      self->context = axis->dated ? tick_array_new () : make_context (axis, steps[i].unit);
      return self;
    }
  self->ticks = tick_array_new ();
  self->context = tick_array_new ();
  return self;
}

/**
 * sotong_time_ticks_new:
 * @axis: what the ticks are for
 *
 * Chooses the closest ticks whose labels do not touch each other. A tick whose label has no room keeps a %NULL label. On an axis
 * of one line the first label, and the first of each year, say the year, above hours the day, and there is no context.
 *
 * Returns: (transfer full): ticks, perhaps none
 */
SotongTimeTicks *
sotong_time_ticks_new (const SotongTimeAxis *axis)
{
  g_return_val_if_fail (axis != NULL, NULL);

  return choose_ticks (axis);
}

void
sotong_time_ticks_free (SotongTimeTicks *self)
{
  g_array_unref (self->ticks);
  g_array_unref (self->context);
  g_free (self);
}
