/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "publish/sotong-publish-vigil.h"
#include "publish/sotong-publisher-private.h"
#include "store/sotong-outbox.h"
#include "util/sotong-sleep-guard.h"

#define SOON_S 3600      /* posts due within this keep the machine from going to sleep by itself */
#define DAY_S  (24 * 3600)

/**
 * SotongPublishVigil:
 *
 * Watches over a machine that may be put to sleep: while posts are due soon it says so to whoever wants the machine to
 * sleep, and before it does, what is due within the moments that are left goes out. What was slept through is for the
 * rule of late posts, as after any other pause.
 */
struct _SotongPublishVigil
{
  GObject                 parent_instance;
  SotongPublisher        *publisher;  /* (owned) (not nullable) */
  SotongPublishFlags      flags;
  SotongPublishVigilFunc  func;
  gpointer                user_data;
  SotongSleepGuard       *guard;      /* (owned) (nullable): %NULL once it has stopped */
};

G_DEFINE_FINAL_TYPE (SotongPublishVigil, sotong_publish_vigil, G_TYPE_OBJECT)

typedef struct {
  gint64 seconds;
  int    n;
  gint64 first;
} Ahead;

static gpointer
ahead_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Ahead *ahead = data;

  return sotong_outbox_look_ahead (db, ahead->seconds, &ahead->n, &ahead->first, error) ? data : NULL;
}

static guint
count_ahead (SotongPublishVigil *self,
             gint64              seconds,
             gint64             *out_first)
{
  Ahead ahead = { seconds, 0, SOTONG_NONE };

  if (sotong_store_read (self->publisher->store, ahead_job, &ahead, NULL, NULL) == NULL)
    return 0;
  if (out_first != NULL)
    *out_first = ahead.first;
  return (guint) ahead.n;
}

/* Sends what is due until nothing is, or the time is over. */
static GPtrArray *
send_before (SotongPublishVigil *self,
             guint               budget_ms)
{
  gint64 end = g_get_monotonic_time () + (gint64) budget_ms * 1000;
  SotongClock *clock = sotong_store_get_clock (self->publisher->store);
  GPtrArray *news = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_publish_result_free);
  gint64 first = SOTONG_NONE;

  while (count_ahead (self, (end - g_get_monotonic_time ()) / G_USEC_PER_SEC, &first) > 0)
    {
      gint64 wait = MAX (first - sotong_clock_now (clock), 0) * G_USEC_PER_SEC;
      g_autoptr(GPtrArray) results = NULL;
      guint before = news->len;

      if (g_get_monotonic_time () + wait >= end)
        break;
      g_usleep ((gulong) wait);
      results = sotong_publisher_publish_due (self->publisher, self->flags, NULL, NULL, NULL, NULL);
      for (guint i = 0; results != NULL && i < results->len; i++)
        if (sotong_publish_result_is_well (g_ptr_array_index (results, i)))
          g_ptr_array_add (news, sotong_publish_result_copy (g_ptr_array_index (results, i)));
      if (news->len == before) /* what does not go now goes when the machine is awake again */
        break;
    }
  return news;
}

static void
sleep_cb (guint    budget_ms,
          gpointer user_data)
{
  SotongPublishVigil *self = user_data;
  g_autoptr(GPtrArray) news = budget_ms > 0 ? send_before (self, budget_ms) : NULL;

  self->func (budget_ms > 0, count_ahead (self, DAY_S, NULL), news, self->user_data);
}

/**
 * sotong_publish_vigil_look:
 * @self: a vigil
 *
 * Looks what is due soon. To be called now and then; reads, so from a worker thread or sotongctl.
 */
void
sotong_publish_vigil_look (SotongPublishVigil *self)
{
  g_autofree char *why = NULL;
  guint n;

  g_return_if_fail (SOTONG_IS_PUBLISH_VIGIL (self));
  if (self->guard == NULL)
    return;
  n = count_ahead (self, SOON_S, NULL);
  if (n > 0)
    why = g_strdup_printf (ngettext ("%u post is due within an hour and goes out only while the computer is awake.",
                                     "%u posts are due within an hour and go out only while the computer is awake.", n), n);
  sotong_sleep_guard_block (self->guard, why);
}

/**
 * sotong_publish_vigil_stop:
 * @self: a vigil
 *
 * Ends it; the function is not called after this. Calling it again does nothing.
 */
void
sotong_publish_vigil_stop (SotongPublishVigil *self)
{
  g_return_if_fail (SOTONG_IS_PUBLISH_VIGIL (self));
  if (self->guard != NULL)
    sotong_sleep_guard_stop (self->guard);
  g_clear_object (&self->guard);
}

static void
sotong_publish_vigil_dispose (GObject *object)
{
  SotongPublishVigil *self = SOTONG_PUBLISH_VIGIL (object);

  sotong_publish_vigil_stop (self);
  g_clear_object (&self->publisher);
  G_OBJECT_CLASS (sotong_publish_vigil_parent_class)->dispose (object);
}

static void
sotong_publish_vigil_class_init (SotongPublishVigilClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_publish_vigil_dispose;
}

static void
sotong_publish_vigil_init (SotongPublishVigil *self)
{
}

/**
 * sotong_publish_vigil_new:
 * @publisher: who publishes
 * @flags: what a person agreed to
 * @func: told of sleeping and waking, in the vigil's own thread
 * @user_data: for @func; must live until sotong_publish_vigil_stop()
 *
 * Returns: (transfer full): a vigil
 */
SotongPublishVigil *
sotong_publish_vigil_new (SotongPublisher         *publisher,
                          SotongPublishFlags       flags,
                          SotongPublishVigilFunc   func,
                          gpointer                 user_data)
{
  SotongPublishVigil *self;

  g_return_val_if_fail (SOTONG_IS_PUBLISHER (publisher), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  self = g_object_new (SOTONG_TYPE_PUBLISH_VIGIL, NULL);
  self->publisher = g_object_ref (publisher);
  self->flags = flags;
  self->func = func;
  self->user_data = user_data;
  self->guard = sotong_sleep_guard_new (sleep_cb, self);
  return self;
}
