/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart/sotong-slots.h"

struct _SotongSlots
{
  GObject          parent_instance;
  gint64          *starts;    /* (owned) (nullable): seconds; none for plain numbers */
  double          *places;    /* (owned) (nullable): of numbers that do not count 0, 1, 2, … */
  char           **names;     /* (owned) (nullable) */
  SotongSlotFlags *flags;     /* (owned) (nullable) */
  gsize            n_slots;
  gint64           end;       /* of the last slot */
  SotongBucket     bucket;
  GTimeZone       *zone;      /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SotongSlots, sotong_slots, G_TYPE_OBJECT)

static void
sotong_slots_finalize (GObject *object)
{
  SotongSlots *self = SOTONG_SLOTS (object);

  g_free (self->starts);
  g_free (self->places);
  g_strfreev (self->names);
  g_free (self->flags);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  G_OBJECT_CLASS (sotong_slots_parent_class)->finalize (object);
}

static void
sotong_slots_class_init (SotongSlotsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_slots_finalize;
}

static void
sotong_slots_init (SotongSlots *self)
{
}

/**
 * sotong_slots_new_time:
 * @starts: (array length=n_slots) (nullable): first second of each bucket, ascending
 * @flags: (array length=n_slots) (nullable): what is to be known of each
 * @n_slots: how many
 * @bucket: their length
 * @zone: the office's zone
 *
 * Returns: (transfer full): the buckets of a time axis
 */
SotongSlots *
sotong_slots_new_time (const gint64          *starts,
                       const SotongSlotFlags *flags,
                       gsize                  n_slots,
                       SotongBucket           bucket,
                       GTimeZone             *zone)
{
  SotongSlots *self;

  g_return_val_if_fail (starts != NULL || n_slots == 0, NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  self = g_object_new (SOTONG_TYPE_SLOTS, NULL);
  self->starts = g_memdup2 (starts, n_slots * sizeof *starts);
  self->flags = g_memdup2 (flags, flags != NULL ? n_slots * sizeof *flags : 0);
  self->n_slots = n_slots;
  self->bucket = bucket;
  self->zone = g_time_zone_ref (zone);
  if (n_slots > 0)
    self->end = sotong_time_bucket_next (starts[n_slots - 1], bucket, zone);
  return self;
}

/**
 * sotong_slots_new_numbers:
 * @n_slots: how many
 *
 * Returns: (transfer full): an axis that counts 0, 1, 2, …
 */
SotongSlots *
sotong_slots_new_numbers (gsize n_slots)
{
  SotongSlots *self = g_object_new (SOTONG_TYPE_SLOTS, NULL);

  self->n_slots = n_slots;
  return self;
}

/**
 * sotong_slots_new_places:
 * @places: (transfer full) (array length=n_slots) (nullable): numbers from g_new(), none less than the one before
 * @n_slots: how many
 *
 * Returns: (transfer full): an axis of numbers
 */
SotongSlots *
sotong_slots_new_places (double *places,
                         gsize   n_slots)
{
  SotongSlots *self;

  g_return_val_if_fail (places != NULL || n_slots == 0, NULL);

  self = g_object_new (SOTONG_TYPE_SLOTS, NULL);
  self->places = places;
  self->n_slots = n_slots;
  return self;
}

/**
 * sotong_slots_new_names:
 * @names: (array length=n_slots) (nullable): what they are called
 * @flags: (array length=n_slots) (nullable): what is to be known of each
 * @n_slots: how many
 *
 * Returns: (transfer full): things beside each other, in this order
 */
SotongSlots *
sotong_slots_new_names (const char * const    *names,
                        const SotongSlotFlags *flags,
                        gsize                  n_slots)
{
  SotongSlots *self;

  g_return_val_if_fail (names != NULL || n_slots == 0, NULL);

  self = g_object_new (SOTONG_TYPE_SLOTS, NULL);
  self->names = g_new0 (char *, n_slots + 1);
  for (gsize i = 0; i < n_slots; i++)
    self->names[i] = g_strdup (names[i]);
  self->flags = g_memdup2 (flags, flags != NULL ? n_slots * sizeof *flags : 0);
  self->n_slots = n_slots;
  return self;
}

/**
 * sotong_slots_get_length:
 * @self: slots
 *
 * Returns: how many there are
 */
gsize
sotong_slots_get_length (SotongSlots *self)
{
  g_return_val_if_fail (SOTONG_IS_SLOTS (self), 0);

  return self->n_slots;
}

/**
 * sotong_slots_is_time:
 * @self: slots
 *
 * Returns: whether they are times, not plain numbers
 */
gboolean
sotong_slots_is_time (SotongSlots *self)
{
  g_return_val_if_fail (SOTONG_IS_SLOTS (self), FALSE);

  return self->zone != NULL;
}

/**
 * sotong_slots_get_bucket:
 * @self: slots of time
 *
 * Returns: their length
 */
SotongBucket
sotong_slots_get_bucket (SotongSlots *self)
{
  g_return_val_if_fail (SOTONG_IS_SLOTS (self), SOTONG_BUCKET_DAY);

  return self->bucket;
}

/**
 * sotong_slots_get_zone:
 * @self: slots
 *
 * Returns: (transfer none) (nullable): the zone of time slots
 */
GTimeZone *
sotong_slots_get_zone (SotongSlots *self)
{
  g_return_val_if_fail (SOTONG_IS_SLOTS (self), NULL);

  return self->zone;
}

/**
 * sotong_slots_has_names:
 * @self: slots
 *
 * Returns: whether they are things that have names
 */
gboolean
sotong_slots_has_names (SotongSlots *self)
{
  g_return_val_if_fail (SOTONG_IS_SLOTS (self), FALSE);

  return self->names != NULL;
}

/**
 * sotong_slots_get_name:
 * @self: slots
 * @index: one of them
 *
 * Returns: (transfer none) (nullable): its name; %NULL for times and numbers
 */
const char *
sotong_slots_get_name (SotongSlots *self,
                       gsize        index)
{
  g_return_val_if_fail (SOTONG_IS_SLOTS (self), NULL);
  g_return_val_if_fail (index < self->n_slots, NULL);

  return self->names != NULL ? self->names[index] : NULL;
}

/* The edge before slot @index of those with places: halfway between the two; at the ends as far as on the other side. */
static double
between (SotongSlots *self,
         gsize        index)
{
  const double *places = self->places;
  gsize n = self->n_slots;

  if (n == 1)
    return places[0] + (index == 0 ? -0.5 : 0.5);
  if (index == 0)
    return places[0] - (places[1] - places[0]) / 2;
  if (index >= n)
    return places[n - 1] + (places[n - 1] - places[n - 2]) / 2;
  return (places[index - 1] + places[index]) / 2;
}

/**
 * sotong_slots_get_middle:
 * @self: slots
 * @index: one of them
 *
 * Returns: where its point is: halfway between its ends, or the number itself where it has one
 */
double
sotong_slots_get_middle (SotongSlots *self,
                         gsize        index)
{
  g_return_val_if_fail (SOTONG_IS_SLOTS (self), 0);
  g_return_val_if_fail (index < self->n_slots, 0);

  if (self->places != NULL)
    return self->places[index];
  return (sotong_slots_get_start (self, index) + sotong_slots_get_end (self, index)) / 2;
}

/**
 * sotong_slots_get_start:
 * @self: slots
 * @index: one of them
 *
 * Returns: where it begins: seconds since 1970 UTC, or a number
 */
double
sotong_slots_get_start (SotongSlots *self,
                        gsize        index)
{
  g_return_val_if_fail (SOTONG_IS_SLOTS (self), 0);
  g_return_val_if_fail (index < self->n_slots, 0);

  if (self->places != NULL)
    return between (self, index);
  return self->starts != NULL ? (double) self->starts[index] : (double) index;
}

/**
 * sotong_slots_get_end:
 * @self: slots
 * @index: one of them
 *
 * Returns: where it ends, which is where the next begins
 */
double
sotong_slots_get_end (SotongSlots *self,
                      gsize        index)
{
  g_return_val_if_fail (SOTONG_IS_SLOTS (self), 0);
  g_return_val_if_fail (index < self->n_slots, 0);

  if (self->places != NULL)
    return between (self, index + 1);
  if (self->starts == NULL)
    return (double) index + 1;
  return (double) (index + 1 < self->n_slots ? self->starts[index + 1] : self->end);
}

/**
 * sotong_slots_get_flags:
 * @self: slots
 * @index: one of them
 *
 * Returns: what is to be known of it
 */
SotongSlotFlags
sotong_slots_get_flags (SotongSlots *self,
                        gsize        index)
{
  g_return_val_if_fail (SOTONG_IS_SLOTS (self), 0);
  g_return_val_if_fail (index < self->n_slots, 0);

  return self->flags != NULL ? self->flags[index] : 0;
}

/**
 * sotong_slots_count:
 * @self: slots
 * @flag: a flag
 *
 * Returns: how many of them have it
 */
gsize
sotong_slots_count (SotongSlots     *self,
                    SotongSlotFlags  flag)
{
  gsize count = 0;

  g_return_val_if_fail (SOTONG_IS_SLOTS (self), 0);

  for (gsize i = 0; self->flags != NULL && i < self->n_slots; i++)
    count += (self->flags[i] & flag) != 0;
  return count;
}

/**
 * sotong_slots_next_run:
 * @self: slots
 * @flag: a flag
 * @last: slot after the last to look at
 * @from: (inout): where to begin; then the first slot with @flag
 * @to: (out): the slot after the run of slots with @flag, where to begin next
 *
 * Returns: %FALSE when there are no more
 */
gboolean
sotong_slots_next_run (SotongSlots     *self,
                       SotongSlotFlags  flag,
                       gsize            last,
                       gsize           *from,
                       gsize           *to)
{
  g_return_val_if_fail (SOTONG_IS_SLOTS (self), FALSE);

  last = MIN (last, self->n_slots);
  if (self->flags == NULL)
    return FALSE;
  while (*from < last && !(self->flags[*from] & flag))
    (*from)++;
  for (*to = *from; *to < last && self->flags[*to] & flag; (*to)++)
    ;
  return *from < last;
}

/**
 * sotong_slots_find:
 * @self: slots
 * @x: seconds since 1970 UTC, or a number
 * @out_index: (out): the slot in which it lies
 *
 * Returns: %FALSE when it lies before the first or after the last
 */
gboolean
sotong_slots_find (SotongSlots *self,
                   double       x,
                   gsize       *out_index)
{
  gsize low = 0, high;

  g_return_val_if_fail (SOTONG_IS_SLOTS (self), FALSE);

  high = self->n_slots;
  if (high == 0 || !(x >= sotong_slots_get_start (self, 0)) || x >= sotong_slots_get_end (self, high - 1))
    return FALSE;
  if (self->starts == NULL && self->places == NULL)
    {
      *out_index = (gsize) x;
      return TRUE;
    }
  while (high - low > 1)
    {
      gsize middle = low + (high - low) / 2;

      if ((self->places != NULL ? between (self, middle) : (double) self->starts[middle]) <= x)
        low = middle;
      else
        high = middle;
    }
  *out_index = low;
  return TRUE;
}
