/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart/sotong-slots-missing.h"

#define FIRST_YEAR 1900 /* of numbers that are years: whole ones up to the last, each once */
#define LAST_YEAR 2100

/* Who was not read, and where. */
typedef struct {
  char  *name;   /* (owned) */
  gsize  first;
  gsize  last;
} Missing;

struct _SotongSlots
{
  GObject          parent_instance;
  gint64          *starts;    /* (owned) (nullable): seconds; none for plain numbers */
  double          *places;    /* (owned) (nullable): of numbers that do not count 0, 1, 2, …, and of times that are apart */
  char           **names;     /* (owned) (nullable) */
  SotongSlotFlags *flags;     /* (owned) (nullable) */
  gsize            n_slots;
  gint64           end;       /* of the last slot */
  SotongBucket     bucket;
  GTimeZone       *zone;      /* (owned) (nullable) */
  GArray          *missing;   /* (owned) (nullable) (element-type Missing) */
};

G_DEFINE_FINAL_TYPE (SotongSlots, sotong_slots, G_TYPE_OBJECT)

static void
missing_clear (gpointer data)
{
  g_free (((Missing *) data)->name);
}

static void
sotong_slots_finalize (GObject *object)
{
  SotongSlots *self = SOTONG_SLOTS (object);

  g_free (self->starts);
  g_free (self->places);
  g_strfreev (self->names);
  g_free (self->flags);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->missing, g_array_unref);
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
 * sotong_slots_set_apart:
 * @self: slots of times that nobody else has yet
 * @offset: seconds from the beginning of a slot to where its point is
 *
 * What was read now and then stands where it was read, and not halfway to the next reading.
 */
void
sotong_slots_set_apart (SotongSlots *self,
                        gint64       offset)
{
  g_return_if_fail (SOTONG_IS_SLOTS (self));
  g_return_if_fail (self->starts != NULL && self->places == NULL);

  self->places = g_new (double, self->n_slots + 1);
  for (gsize i = 0; i < self->n_slots; i++)
    self->places[i] = (double) (self->starts[i] + offset);
}

/**
 * sotong_slots_are_apart:
 * @self: slots
 *
 * Returns: whether they are readings that were taken now and then, with times between them that are in none
 */
gboolean
sotong_slots_are_apart (SotongSlots *self)
{
  g_return_val_if_fail (SOTONG_IS_SLOTS (self), FALSE);

  return self->starts != NULL && self->places != NULL;
}

/**
 * sotong_slots_add_flag:
 * @self: slots that nobody else has yet
 * @index: which, below their number
 * @flag: what is to be known of it beside what is known already
 */
void
sotong_slots_add_flag (SotongSlots     *self,
                       gsize            index,
                       SotongSlotFlags  flag)
{
  g_return_if_fail (SOTONG_IS_SLOTS (self));
  g_return_if_fail (index < self->n_slots);

  if (self->flags == NULL)
    self->flags = g_new0 (SotongSlotFlags, self->n_slots);
  self->flags[index] |= flag;
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
 * sotong_slots_are_years:
 * @self: slots
 *
 * Returns: whether they are numbers that look like years, which nobody writes as 2,016
 */
gboolean
sotong_slots_are_years (SotongSlots *self)
{
  g_return_val_if_fail (SOTONG_IS_SLOTS (self), FALSE);

  if (self->places == NULL || self->starts != NULL || self->n_slots < 2 || self->n_slots > LAST_YEAR - FIRST_YEAR + 1)
    return FALSE;
  for (gsize i = 0; i < self->n_slots; i++)
    if (!(self->places[i] >= FIRST_YEAR && self->places[i] <= LAST_YEAR) || self->places[i] != floor (self->places[i])
        || (i > 0 && self->places[i] == self->places[i - 1]))
      return FALSE;
  return TRUE;
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

  if (self->starts != NULL)
    return (double) self->starts[index];
  return self->places != NULL ? between (self, index) : (double) index;
}

/**
 * sotong_slots_get_left:
 * @self: slots
 * @index: one of them
 *
 * Returns: where its place on the axis begins, which is where it begins itself unless the slots are apart
 */
double
sotong_slots_get_left (SotongSlots *self,
                       gsize        index)
{
  g_return_val_if_fail (SOTONG_IS_SLOTS (self), 0);
  g_return_val_if_fail (index < self->n_slots, 0);

  return self->places != NULL ? between (self, index) : sotong_slots_get_start (self, index);
}

/**
 * sotong_slots_get_right:
 * @self: slots
 * @index: one of them
 *
 * Returns: where its place on the axis ends
 */
double
sotong_slots_get_right (SotongSlots *self,
                        gsize        index)
{
  g_return_val_if_fail (SOTONG_IS_SLOTS (self), 0);
  g_return_val_if_fail (index < self->n_slots, 0);

  return self->places != NULL ? between (self, index + 1) : sotong_slots_get_end (self, index);
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

  if (self->starts == NULL)
    return self->places != NULL ? between (self, index + 1) : (double) index + 1;
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
  if (high == 0 || !(x >= sotong_slots_get_left (self, 0)) || x >= sotong_slots_get_right (self, high - 1))
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

/* Whether a figure is a part of what it would be; a slot of which nothing is known is named as such, whoever was not read. */
static gboolean
is_part (SotongSlots *self,
         gsize        index)
{
  return (sotong_slots_get_flags (self, index) & (SOTONG_SLOT_GAP | SOTONG_SLOT_PARTIAL)) == SOTONG_SLOT_PARTIAL;
}

static void
add_missing (SotongSlots *self,
             const char  *name,
             gsize        index)
{
  Missing *before = self->missing->len > 0 ? &g_array_index (self->missing, Missing, self->missing->len - 1) : NULL;
  Missing missing = { NULL, index, index };

  if (before != NULL && index <= before->last + 1 && g_str_equal (before->name, name))
    {
      before->last = MAX (before->last, index);
      return;
    }
  missing.name = g_strdup (name);
  g_array_append_val (self->missing, missing);
}

/**
 * sotong_slots_add_missing:
 * @self: slots of time that nobody else has yet
 * @name: what was not read
 * @start: from when, seconds since 1970 UTC
 * @end: until when
 *
 * Of these slots the figures are a part: something was not read. Only slots that are marked so are named.
 */
void
sotong_slots_add_missing (SotongSlots *self,
                          const char  *name,
                          gint64       start,
                          gint64       end)
{
  gsize at = 0;

  g_return_if_fail (SOTONG_IS_SLOTS (self));
  g_return_if_fail (name != NULL);

  if (self->starts == NULL || self->n_slots == 0)
    return;
  if (self->missing == NULL)
    {
      self->missing = g_array_new (FALSE, FALSE, sizeof (Missing));
      g_array_set_clear_func (self->missing, missing_clear);
    }
  while (at + 1 < self->n_slots && self->starts[at + 1] <= start)
    at++;
  for (; at < self->n_slots && self->starts[at] < end; at++)
    if (is_part (self, at))
      add_missing (self, name, at);
}

/**
 * sotong_slots_get_n_missing:
 * @self: slots
 *
 * Returns: how many stretches of sources that were not read there are
 */
guint
sotong_slots_get_n_missing (SotongSlots *self)
{
  g_return_val_if_fail (SOTONG_IS_SLOTS (self), 0);

  return self->missing != NULL ? self->missing->len : 0;
}

/**
 * sotong_slots_get_missing:
 * @self: slots
 * @nth: which stretch
 * @out_first: (out): its first slot
 * @out_last: (out): its last
 *
 * Returns: what was not read
 */
const char *
sotong_slots_get_missing (SotongSlots *self,
                          guint        nth,
                          gsize       *out_first,
                          gsize       *out_last)
{
  const Missing *missing;

  g_return_val_if_fail (SOTONG_IS_SLOTS (self), NULL);
  g_return_val_if_fail (nth < sotong_slots_get_n_missing (self), NULL);

  missing = &g_array_index (self->missing, Missing, nth);
  *out_first = missing->first;
  *out_last = missing->last;
  return missing->name;
}

/**
 * sotong_slots_name_missing:
 * @self: slots
 * @index: a slot
 *
 * Returns: (transfer full) (nullable): what was not read there, several with commas; %NULL: nothing that is known of
 */
char *
sotong_slots_name_missing (SotongSlots *self,
                           gsize        index)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < sotong_slots_get_n_missing (self); i++)
    {
      const Missing *missing = &g_array_index (self->missing, Missing, i);

      if (missing->first <= index && index <= missing->last)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", missing->name);
    }
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}
