/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-trend-reader.h"

#define PAUSE_MS 2000  /* after a change: while sources are read one change follows the other */
#define DAY_CHECK_S 60

/**
 * SotongTrendReader:
 *
 * The four weeks of topics and sources beside the lists that show them, which wait for nothing here. What is read is never broken off for
 * something newer, or it would never come while sources are read; it is read again afterwards. Today is not in it, so that
 * nothing but mentions, sources, topics and the next day changes it. Main thread.
 */
struct _SotongTrendReader
{
  GObject          parent_instance;
  SotongContext   *context;     /* (owned) (nullable) */
  GSignalGroup    *store;       /* (owned) */
  GCancellable    *cancellable; /* (owned) (nullable): of what is being read */
  SotongRowTrends *trends;      /* (owned) (nullable) */
  gint64           day;         /* when the day began that was today as they were asked for */
  gboolean         again;       /* something changed while they were read */
  guint            wait_id;
  guint            day_id;
};

G_DEFINE_FINAL_TYPE (SotongTrendReader, sotong_trend_reader, G_TYPE_OBJECT)

enum {
  CHANGED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gint64
day_of (SotongTrendReader *self,
        gint64             now)
{
  return sotong_time_bucket_start (now, SOTONG_BUCKET_DAY, sotong_context_get_zone (self->context));
}

static gboolean
waited_cb (gpointer user_data)
{
  SotongTrendReader *self = user_data;

  self->wait_id = 0;
  sotong_trend_reader_read (self);
  return G_SOURCE_REMOVE;
}

static void
read_later (SotongTrendReader *self)
{
  if (self->cancellable != NULL)
    self->again = TRUE;
  else if (self->wait_id == 0)
    self->wait_id = g_timeout_add (PAUSE_MS, waited_cb, self);
}

static void
changed_cb (SotongTrendReader *self,
            guint              areas)
{
  if ((areas & (SOTONG_AREA_MENTIONS | SOTONG_AREA_SOURCES | SOTONG_AREA_TOPICS)) != 0)
    read_later (self);
}

static gpointer
read_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_row_trends_read (db, error);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongTrendReader) self = user_data;
  g_autoptr(GError) error = NULL;
  SotongRowTrends *trends = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* by forget(): there may be another one under way */
  g_clear_object (&self->cancellable);
  if (self->again)
    read_later (self);
  self->again = FALSE;
  if (trends == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  g_clear_pointer (&self->trends, sotong_row_trends_free);
  self->trends = trends;
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
day_cb (gpointer user_data)
{
  SotongTrendReader *self = user_data;

  sotong_trend_reader_look (self, sotong_context_now (self->context));
  return G_SOURCE_CONTINUE;
}

static void
forget (SotongTrendReader *self)
{
  g_clear_handle_id (&self->wait_id, g_source_remove);
  g_clear_handle_id (&self->day_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->trends, sotong_row_trends_free);
  g_clear_object (&self->context);
  self->again = FALSE;
}

static void
sotong_trend_reader_dispose (GObject *object)
{
  SotongTrendReader *self = SOTONG_TREND_READER (object);

  forget (self);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (sotong_trend_reader_parent_class)->dispose (object);
}

static void
sotong_trend_reader_class_init (SotongTrendReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_trend_reader_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
sotong_trend_reader_init (SotongTrendReader *self)
{
  self->store = g_signal_group_new (SOTONG_TYPE_STORE);
  g_signal_group_connect_swapped (self->store, "changed", G_CALLBACK (changed_cb), self);
}

SotongTrendReader *
sotong_trend_reader_new (void)
{
  return g_object_new (SOTONG_TYPE_TREND_READER, NULL);
}

/**
 * sotong_trend_reader_set_context:
 * @self: a reader
 * @context: (nullable): whose workspace is read, at once and after each change; %NULL for none
 *
 * Emits `changed` when there are trends, and `failed` with a #GError when they could not be read.
 */
void
sotong_trend_reader_set_context (SotongTrendReader *self,
                                 SotongContext     *context)
{
  g_return_if_fail (SOTONG_IS_TREND_READER (self));
  g_return_if_fail (context == NULL || SOTONG_IS_CONTEXT (context));

  forget (self);
  g_signal_group_set_target (self->store, context != NULL ? sotong_context_get_store (context) : NULL);
  if (context == NULL || sotong_context_get_store (context) == NULL)
    return;
  self->context = g_object_ref (context);
  self->day_id = g_timeout_add_seconds (DAY_CHECK_S, day_cb, self);
  sotong_trend_reader_read (self);
}

/* Now, or again as soon as what is being read was read. */
void
sotong_trend_reader_read (SotongTrendReader *self)
{
  g_return_if_fail (SOTONG_IS_TREND_READER (self));

  if (self->context == NULL)
    return;
  self->day = day_of (self, sotong_context_now (self->context));
  if (self->cancellable != NULL)
    {
      self->again = TRUE;
      return;
    }
  g_clear_handle_id (&self->wait_id, g_source_remove);
  self->cancellable = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (self->context), read_job, NULL, NULL, (GDestroyNotify) sotong_row_trends_free, self->cancellable,
                           read_cb, g_object_ref (self));
}

/**
 * sotong_trend_reader_look:
 * @self: a reader
 * @now: the time
 *
 * Reads again if @now is of another of the office's days than when it read last. The reader looks each minute itself.
 */
void
sotong_trend_reader_look (SotongTrendReader *self,
                          gint64             now)
{
  g_return_if_fail (SOTONG_IS_TREND_READER (self));

  if (self->context != NULL && day_of (self, now) != self->day)
    sotong_trend_reader_read (self);
}

/* (transfer none) (nullable): those that were read last, until the next `changed`. */
SotongRowTrends *
sotong_trend_reader_get_trends (SotongTrendReader *self)
{
  g_return_val_if_fail (SOTONG_IS_TREND_READER (self), NULL);
  return self->trends;
}
