/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app/sotong-period.h"

/**
 * SotongPeriod:
 *
 * What panes that belong together have in common: the stretch of time they show, what it is compared with, the moment
 * under the cursor, and which part of the time is in view. A window has one; a pane that was freed has its own.
 */
struct _SotongPeriod
{
  GObject       parent_instance;
  SotongSpan    span;
  gboolean      has_range;
  SotongRange   range;     /* valid when @has_range */
  SotongCompare compare;
  double        cursor;    /* seconds since 1970 UTC; NAN: none */
  double        start;     /* of what is in view; NAN: all */
  double        end;
};

G_DEFINE_FINAL_TYPE (SotongPeriod, sotong_period, G_TYPE_OBJECT)

typedef enum {
  PROP_COMPARE = 1,
  PROP_CURSOR,
  PROP_RANGE,
  PROP_ZOOM,
} SotongPeriodProperty;

static GParamSpec *properties[PROP_ZOOM + 1];

static void
sotong_period_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  SotongPeriod *self = SOTONG_PERIOD (object);

  switch ((SotongPeriodProperty) prop_id)
    {
    case PROP_COMPARE:
      g_value_set_int (value, (int) self->compare);
      break;
    case PROP_CURSOR:
      g_value_set_double (value, self->cursor);
      break;
    case PROP_RANGE:
      g_value_set_boolean (value, self->has_range);
      break;
    case PROP_ZOOM:
      g_value_set_boolean (value, !isnan (self->start));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sotong_period_class_init (SotongPeriodClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->get_property = sotong_period_get_property;
  /* What each holds is asked for by the functions below. */
  properties[PROP_COMPARE] = g_param_spec_int ("compare", NULL, NULL, 0, SOTONG_N_COMPARES, 0, flags);
  properties[PROP_CURSOR] = g_param_spec_double ("cursor", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  properties[PROP_RANGE] = g_param_spec_boolean ("range", NULL, NULL, FALSE, flags);
  properties[PROP_ZOOM] = g_param_spec_boolean ("zoom", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), G_N_ELEMENTS (properties), properties);
}

static void
sotong_period_init (SotongPeriod *self)
{
  self->cursor = self->start = self->end = NAN;
}

/* Returns: (transfer full): all the time there is, compared with nothing */
SotongPeriod *
sotong_period_new (void)
{
  return g_object_new (SOTONG_TYPE_PERIOD, NULL);
}

/**
 * sotong_period_get_range:
 * @self: a period
 * @out_range: (out) (optional): what it shows
 *
 * Returns: %FALSE when it shows all the time there is
 */
gboolean
sotong_period_get_range (SotongPeriod *self,
                         SotongRange  *out_range)
{
  g_return_val_if_fail (SOTONG_IS_PERIOD (self), FALSE);

  if (out_range != NULL)
    *out_range = self->range;
  return self->has_range;
}

/* A new stretch of time is in view as a whole. */
static void
take_range (SotongPeriod      *self,
            SotongSpan         span,
            const SotongRange *range)
{
  SotongRange empty = { 0, 0 };
  gboolean same = range == NULL ? !self->has_range
                                : self->has_range && range->start == self->range.start && range->end == self->range.end;

  if (same && span == self->span)
    return;
  self->span = span;
  self->has_range = range != NULL;
  self->range = range != NULL ? *range : empty;
  self->start = self->end = NAN;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RANGE]);
}

/**
 * sotong_period_set_range:
 * @self: a period
 * @range: (nullable): what it shows; %NULL: all there is
 */
void
sotong_period_set_range (SotongPeriod      *self,
                         const SotongRange *range)
{
  g_return_if_fail (SOTONG_IS_PERIOD (self));

  if (range != NULL && self->has_range && range->start == self->range.start && range->end == self->range.end)
    return;
  take_range (self, range != NULL ? SOTONG_SPAN_OWN : SOTONG_SPAN_ALL, range);
}

/* Which of the spans a person chooses from it is. */
SotongSpan
sotong_period_get_span (SotongPeriod *self)
{
  g_return_val_if_fail (SOTONG_IS_PERIOD (self), SOTONG_SPAN_ALL);
  return self->span;
}

/**
 * sotong_period_set_span:
 * @self: a period
 * @span: what a person chose; `SOTONG_SPAN_OWN` leaves the days as they are
 * @now: the workspace's time
 * @zone: the office's zone
 */
void
sotong_period_set_span (SotongPeriod *self,
                        SotongSpan    span,
                        gint64        now,
                        GTimeZone    *zone)
{
  SotongRange range;

  g_return_if_fail (SOTONG_IS_PERIOD (self));

  if (span == SOTONG_SPAN_OWN)
    return;
  take_range (self, span, sotong_span_get_range (span, now, zone, &range) ? &range : NULL);
}

/**
 * sotong_period_step:
 * @self: a period
 * @steps: how many lengths of it further; negative: back
 * @now: the workspace's time
 * @zone: the office's zone
 *
 * Goes to the month, the week, … before or after. Never to what is still to come, nor from all there is.
 */
void
sotong_period_step (SotongPeriod *self,
                    int           steps,
                    gint64        now,
                    GTimeZone    *zone)
{
  SotongRange range;

  g_return_if_fail (SOTONG_IS_PERIOD (self));

  if (self->has_range && sotong_span_shift (self->span, &self->range, steps, now, zone, &range))
    take_range (self, self->span, &range);
}

SotongCompare
sotong_period_get_compare (SotongPeriod *self)
{
  g_return_val_if_fail (SOTONG_IS_PERIOD (self), SOTONG_COMPARE_NONE);
  return self->compare;
}

/* Chooses with what the stretch of time is compared. */
void
sotong_period_set_compare (SotongPeriod  *self,
                           SotongCompare  compare)
{
  g_return_if_fail (SOTONG_IS_PERIOD (self));
  g_return_if_fail (compare < SOTONG_N_COMPARES);

  if (self->compare == compare)
    return;
  self->compare = compare;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPARE]);
}

/* Seconds since 1970 UTC that are under the cursor, or NAN. */
double
sotong_period_get_cursor (SotongPeriod *self)
{
  g_return_val_if_fail (SOTONG_IS_PERIOD (self), NAN);
  return self->cursor;
}

/* Moves the cursor of all; NAN takes it away. */
void
sotong_period_set_cursor (SotongPeriod *self,
                          double        cursor)
{
  g_return_if_fail (SOTONG_IS_PERIOD (self));

  if (self->cursor == cursor || (isnan (self->cursor) && isnan (cursor)))
    return;
  self->cursor = cursor;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURSOR]);
}

/* Seconds since 1970 UTC between which all show their figures; NAN: all of the time. */
void
sotong_period_get_zoom (SotongPeriod *self,
                        double       *out_start,
                        double       *out_end)
{
  g_return_if_fail (SOTONG_IS_PERIOD (self));

  *out_start = self->start;
  *out_end = self->end;
}

/* Chooses what of the time is in view, for all. */
void
sotong_period_set_zoom (SotongPeriod *self,
                        double        start,
                        double        end)
{
  g_return_if_fail (SOTONG_IS_PERIOD (self));

  if ((self->start == start && self->end == end) || (isnan (self->start) && isnan (start)))
    return;
  self->start = start;
  self->end = end;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

/* Returns: (transfer floating): what a layout keeps of it */
GVariant *
sotong_period_save (SotongPeriod *self)
{
  g_return_val_if_fail (SOTONG_IS_PERIOD (self), NULL);

  return g_variant_new ("(ssxx)", sotong_span_get_name (self->span), sotong_compare_get_name (self->compare), self->range.start, self->range.end);
}

/**
 * sotong_period_restore:
 * @self: a period
 * @state: of sotong_period_save(), perhaps of another version: what is not understood changes nothing
 * @now: the workspace's time: “4 weeks” are those until now
 * @zone: the office's zone
 */
void
sotong_period_restore (SotongPeriod *self,
                       GVariant     *state,
                       gint64        now,
                       GTimeZone    *zone)
{
  const char *span_name, *compare_name;
  SotongCompare compare;
  SotongRange range;
  SotongSpan span;

  g_return_if_fail (SOTONG_IS_PERIOD (self));

  if (!g_variant_is_of_type (state, G_VARIANT_TYPE ("(ssxx)")))
    return;
  g_variant_get (state, "(&s&sxx)", &span_name, &compare_name, &range.start, &range.end);
  if (sotong_compare_from_name (compare_name, &compare))
    sotong_period_set_compare (self, compare);
  if (!sotong_span_from_name (span_name, &span))
    return;
  if (span != SOTONG_SPAN_OWN)
    sotong_period_set_span (self, span, now, zone);
  else if (range.start < range.end)
    take_range (self, span, &range);
}
