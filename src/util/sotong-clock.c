/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-clock.h"

/**
 * SotongClock:
 *
 * What the program takes for "now". A system clock follows the machine; a set
 * clock stands still at one second, for the demo workspace and for `--now`.
 * Immutable, so it may be used from any thread.
 */
struct _SotongClock
{
  GObject  parent_instance;
  gint64   now;     /* seconds since 1970 UTC, when @is_set */
  gboolean is_set;
};

G_DEFINE_FINAL_TYPE (SotongClock, sotong_clock, G_TYPE_OBJECT)

static void
sotong_clock_class_init (SotongClockClass *klass)
{
}

static void
sotong_clock_init (SotongClock *self)
{
}

/**
 * sotong_clock_new_system:
 *
 * Returns: (transfer full): a clock that follows the machine's
 */
SotongClock *
sotong_clock_new_system (void)
{
  return g_object_new (SOTONG_TYPE_CLOCK, NULL);
}

/**
 * sotong_clock_new_set:
 * @now: seconds since 1970 UTC
 *
 * Returns: (transfer full): a clock that always tells @now
 */
SotongClock *
sotong_clock_new_set (gint64 now)
{
  SotongClock *self = g_object_new (SOTONG_TYPE_CLOCK, NULL);

  self->now = now;
  self->is_set = TRUE;
  return self;
}

/**
 * sotong_clock_now:
 * @self: a clock
 *
 * Returns: seconds since 1970 UTC
 */
gint64
sotong_clock_now (SotongClock *self)
{
  g_return_val_if_fail (SOTONG_IS_CLOCK (self), 0);
  return self->is_set ? self->now : g_get_real_time () / G_USEC_PER_SEC;
}

/**
 * sotong_clock_is_set:
 * @self: a clock
 *
 * Under a set clock nothing is scheduled on a real platform.
 *
 * Returns: %TRUE if the clock stands still
 */
gboolean
sotong_clock_is_set (SotongClock *self)
{
  g_return_val_if_fail (SOTONG_IS_CLOCK (self), FALSE);
  return self->is_set;
}
