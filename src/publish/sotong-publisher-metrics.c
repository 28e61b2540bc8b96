/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "publish/sotong-publisher-private.h"
#include "store/sotong-channel.h"
#include "store/sotong-figure.h"

#define BATCH   50
#define DAILY_S G_GINT64_CONSTANT (3600) /* so often it is looked at whether something of a day is left to do */

/* How often the channels and their posts were seen: asked for once a day, and kept by day. */

void
sotong_metrics_result_free (SotongMetricsResult *self)
{
  if (self == NULL)
    return;
  g_free (self->channel);
  g_free (self->message);
  g_free (self);
}

static gpointer
posts_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_figure_list_posts (db, *(gint64 *) data, error);
}

typedef struct {
  gint64     channel_id;
  GPtrArray *posts;    /* (element-type SotongFigurePost) */
  GPtrArray *metrics;  /* (element-type SotongMetric) */
  gboolean   gap;
  gboolean   day_gap;
  gboolean   whole;
  gint64     slow_until;  /* 0: the platform asks for no pause */
  gint64     retry_at;    /* 0: it names no time at which it can be asked once more */
  const char *message;    /* (nullable): why some could not be read; "": all could; %NULL: what is tried again soon tells nothing */
  gboolean   news;        /* that was not known before */
  guint      n_kept;
} KeepData;

static gint64
find_copy (GPtrArray  *posts,
           const char *remote_id)
{
  for (guint i = 0; i < posts->len; i++)
    {
      const SotongFigurePost *post = g_ptr_array_index (posts, i);

      if (g_str_equal (post->remote_id, remote_id))
        return post->copy_id;
    }
  return 0;
}

/* The day that was over last where the platforms count by days of their own. */
static char *
last_day (gint64 now)
{
  return sotong_metric_day_name (sotong_metric_day_start (now, 1));
}

static gboolean
note_gaps (SotongDb  *db,
           KeepData  *job,
           GError   **error)
{
  g_autofree char *day = last_day (sotong_db_now (db));
  SotongLearnt learnt = { SOTONG_LEARNT_BY_FIGURES, NULL, NULL, job->slow_until };

  return sotong_figure_note_wait (db, job->channel_id, job->retry_at, error)
         && sotong_channel_learn (db, job->channel_id, &learnt, error)
         && (!job->gap || sotong_figure_note_gap (db, job->channel_id, error))
         && (!job->day_gap || sotong_figure_note_day_gap (db, job->channel_id, day, error))
         && (!job->whole || sotong_figure_note_whole (db, job->channel_id, error))
         && (job->message == NULL || sotong_figure_note_message (db, job->channel_id, job->message, &job->news, error));
}

static gboolean
keep_metric (SotongDb           *db,
             KeepData           *job,
             const SotongMetric *metric,
             GError            **error)
{
  gint64 copy_id = metric->remote_id != NULL ? find_copy (job->posts, metric->remote_id) : 0;

  if (metric->remote_id != NULL && copy_id == 0) /* not one that was asked for */
    return TRUE;
  job->n_kept++;
  if (metric->day != NULL)
    return sotong_figure_put_day (db, job->channel_id, metric->day, metric->name, metric->value, error);
  return sotong_figure_put (db, job->channel_id, copy_id, metric->name, metric->value, error);
}

static gpointer
keep_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  KeepData *job = data;

  for (guint i = 0; i < job->metrics->len; i++)
    if (!keep_metric (db, job, g_ptr_array_index (job->metrics, i), error))
      return NULL;
  return note_gaps (db, job, error) ? data : NULL;
}

typedef struct {
  const char * const *ids;
  GPtrArray          *metrics;
} CallData;

static SotongReply *
metrics_call (SotongPlatform      *platform,
              const SotongAccount *account,
              gpointer             data,
              GCancellable        *cancellable)
{
  CallData *call = data;

  return sotong_platform_metrics (platform, account, call->ids, call->metrics, cancellable);
}

/* NULL is no answer of a call: a platform that tells nothing by days is asked nothing. */
static SotongReply *
days_call (SotongPlatform      *platform,
           const SotongAccount *account,
           gpointer             data,
           GCancellable        *cancellable)
{
  SotongReply *reply = sotong_platform_days (platform, account, data, cancellable);

  return reply != NULL ? reply : sotong_reply_new (SOTONG_OUTCOME_OK, NULL);
}

/* Asks for all of @posts, so many at once; ends with the first call that does not go well. */
static SotongReply *
ask (SotongPublishSession *session,
     GPtrArray            *posts,
     GPtrArray            *metrics,
     GCancellable         *cancellable)
{
  SotongReply *reply = NULL;

  for (guint i = 0; i == 0 || i < posts->len; i += BATCH)
    {
      g_autoptr(GPtrArray) ids = g_ptr_array_new ();
      CallData call = { NULL, metrics };

      for (guint j = i; j < MIN (i + BATCH, posts->len); j++)
        g_ptr_array_add (ids, ((SotongFigurePost *) g_ptr_array_index (posts, j))->remote_id);
      g_ptr_array_add (ids, NULL);
      call.ids = (const char * const *) ids->pdata;
      g_clear_pointer (&reply, sotong_reply_free);
      reply = sotong_publish_session_call (session, metrics_call, &call, cancellable);
      if (reply->outcome != SOTONG_OUTCOME_OK)
        break;
    }
  return reply;
}

/* What neither a pause nor another try will mend, as a right that is missing. */
static gboolean
stays (const SotongReply *reply)
{
  return !reply->cancelled && reply->outcome != SOTONG_OUTCOME_WAIT && reply->outcome != SOTONG_OUTCOME_UNKNOWN;
}

/* @days: (nullable): what came of asking for the days, if it was asked */
static void
settle (KeepData          *job,
        GPtrArray         *posts,
        const SotongReply *reply,
        const SotongReply *days)
{
  const SotongReply *last = days != NULL ? days : reply;
  gboolean well = reply->outcome == SOTONG_OUTCOME_OK;

  job->posts = posts;
  job->slow_until = last->slow_until;
  job->retry_at = last->outcome == SOTONG_OUTCOME_WAIT ? last->retry_at : 0;
  job->whole = well && days->outcome == SOTONG_OUTCOME_OK;
  job->gap = !well && !reply->cancelled;
  job->day_gap = job->gap || (well && !days->cancelled && (!job->whole || days->message[0] != '\0'));
  job->message = !stays (well ? days : reply) ? NULL : well && days->message[0] != '\0' ? days->message : reply->message;
}

typedef struct {
  gint64      channel_id;
  const char *message;
  gboolean    news;
} ClosedData;

static gpointer
closed_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  ClosedData *job = data;

  return sotong_figure_note_message (db, job->channel_id, job->message, &job->news, error) ? data : NULL;
}

/* @error: why nobody was asked. That there is no sign-in here stays until a person gives one; a keyring that is closed opens again. */
static void
note_closed (SotongPublisher     *self,
             const SotongChannel *channel,
             SotongMetricsResult *result,
             const GError        *error)
{
  ClosedData job = { channel->id };

  result->message = g_strdup (error->message);
  if (!g_error_matches (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_NO_SECRET))
    return;
  g_free (result->message);
  result->message = g_strdup_printf (_("The figures of “%s” could not be read: no password or token is known here. Enter it in the channel’s settings."),
                                     channel->name);
  job.message = result->message;
  if (sotong_store_write (self->store, SOTONG_WRITE_DEFAULT, closed_job, &job, NULL, NULL) != NULL)
    result->news = job.news;
}

static SotongMetricsResult *
fetch_one (SotongPublisher     *self,
           const SotongChannel *channel,
           SotongPublishFlags   flags,
           GCancellable        *cancellable)
{
  SotongMetricsResult *result = g_new0 (SotongMetricsResult, 1);
  g_autoptr(GPtrArray) metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metric_free);
  g_autoptr(GPtrArray) posts = NULL;
  g_autoptr(SotongPublishSession) session = NULL;
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) days = NULL;
  g_autoptr(SotongReply) checked = NULL;
  g_autofree char *why = NULL;
  g_autoptr(GError) error = NULL;
  KeepData job = { channel->id, NULL, metrics };
  gint64 id = channel->id;

  result->channel_id = channel->id;
  result->channel = g_strdup (channel->name);
  posts = sotong_store_read (self->store, posts_job, &id, cancellable, &error);
  if (posts != NULL && sotong_publish_check_clock (self->store, channel, flags, &error))
    session = sotong_publish_session_open (self->store, self->secrets, channel, self->idle_s, cancellable, &error);
  if (session == NULL)
    {
      note_closed (self, channel, result, error);
      return result;
    }
  reply = ask (session, posts, metrics, cancellable);
  if (reply->outcome == SOTONG_OUTCOME_OK)
    days = sotong_publish_session_call (session, days_call, metrics, cancellable);
  if ((days != NULL ? days : reply)->outcome == SOTONG_OUTCOME_RENEW) /* is it over for posts too? Better known now than when one is due */
    checked = sotong_publisher_ask_health (self, channel, session, SOTONG_LEARNT_BY_CHECK, cancellable, NULL);
  settle (&job, posts, reply, days);
  if (job.message != NULL && reply->outcome != SOTONG_OUTCOME_OK) /* beside the account's health it must say of what it is */
    job.message = why = g_strdup_printf (_("The figures of “%s” could not be read: %s"), channel->name, reply->message);
  if (sotong_store_write (self->store, SOTONG_WRITE_DEFAULT, keep_job, &job, NULL, &error) == NULL)
    {
      result->message = g_strdup (error->message);
      return result;
    }
  result->n_posts = posts->len;
  result->n_figures = job.n_kept;
  result->well = job.whole;
  result->news = job.news;
  result->message = g_strdup (job.message != NULL ? job.message : days != NULL && days->message[0] != '\0' ? days->message : reply->message);
  return result;
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_channel_list (db, error);
}

static gpointer
due_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  gboolean due;

  if (!sotong_figure_is_due (db, *(gint64 *) data, &due, error))
    return NULL;
  return GINT_TO_POINTER (due ? 2 : 1);
}

static gboolean
is_wanted (SotongPublisher     *self,
           const SotongChannel *channel,
           gint64               channel_id,
           gboolean             only_due)
{
  const SotongCapabilities *can = sotong_capabilities_get (channel->platform);
  gint64 id = channel->id;

  if (channel_id != 0)
    return channel->id == channel_id;
  if (can == NULL || !can->has_metrics || !can->can_publish)
    return FALSE;
  if (only_due && channel->wait_until != SOTONG_NONE && channel->wait_until > sotong_clock_now (sotong_store_get_clock (self->store)))
    return FALSE;
  return !only_due || GPOINTER_TO_INT (sotong_store_read (self->store, due_job, &id, NULL, NULL)) == 2;
}

static GPtrArray *
fetch (SotongPublisher     *self,
       gint64               channel_id,
       gboolean             only_due,
       SotongPublishFlags   flags,
       GCancellable        *cancellable,
       GError             **error)
{
  g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metrics_result_free);
  g_autoptr(GPtrArray) channels = sotong_store_read (self->store, list_job, NULL, cancellable, error);

  for (guint i = 0; channels != NULL && i < channels->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const SotongChannel *channel = g_ptr_array_index (channels, i);

      if (is_wanted (self, channel, channel_id, only_due))
        g_ptr_array_add (results, fetch_one (self, channel, flags, cancellable));
    }
  return channels != NULL ? g_steal_pointer (&results) : NULL;
}

/**
 * sotong_publisher_fetch_metrics:
 * @self: a publisher
 * @channel_id: a channel, or 0 for all whose platforms tell figures
 * @flags: what a person agreed to; under a set clock figures of a real channel would come to stand on a wrong day
 * @cancellable: (nullable): stops before the next call
 * @error: return location
 *
 * Asks for the figures of the channels and of their posts and keeps them for the office's day. What could not be read
 * is a gap. Where the sign-in is over it is noted with the account at once. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type SotongMetricsResult): how it went on each channel
 */
GPtrArray *
sotong_publisher_fetch_metrics (SotongPublisher     *self,
                                gint64               channel_id,
                                SotongPublishFlags   flags,
                                GCancellable        *cancellable,
                                GError             **error)
{
  g_return_val_if_fail (SOTONG_IS_PUBLISHER (self), NULL);
  return fetch (self, channel_id, FALSE, flags, cancellable, error);
}

/**
 * sotong_publisher_do_daily:
 * @self: a publisher
 * @cancellable: (nullable): stops before the next call
 *
 * What is done once a day, on channels where it was not done yet: the accounts are asked how they are, and the figures
 * are read. To be called often, by one thread: it looks once an hour what is left to do. What goes wrong is noted where it
 * belongs, and tried again an hour later. Blocks.
 *
 * Returns: (transfer full) (element-type SotongMetricsResult): the channels of which figures cannot be read for a cause that a person
 *   was not told yet, as a right that is missing
 */
GPtrArray *
sotong_publisher_do_daily (SotongPublisher *self,
                           GCancellable    *cancellable)
{
  gint64 now = sotong_clock_now (sotong_store_get_clock (self->store));
  g_autoptr(GPtrArray) channels = NULL;
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GPtrArray) news = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metrics_result_free);

  g_return_val_if_fail (SOTONG_IS_PUBLISHER (self), NULL);
  if (self->daily_at != 0 && g_get_monotonic_time () - self->daily_at < DAILY_S * G_USEC_PER_SEC)
    return g_steal_pointer (&news);
  self->daily_at = g_get_monotonic_time ();
  channels = sotong_store_read (self->store, list_job, NULL, cancellable, NULL);
  for (guint i = 0; channels != NULL && i < channels->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const SotongChannel *channel = g_ptr_array_index (channels, i);
      g_autoptr(SotongReply) reply = NULL;

      if (sotong_publish_health_is_old (channel, now) && sotong_publish_check_channel (channel, NULL)
          && sotong_publish_check_clock (self->store, channel, SOTONG_PUBLISH_DEFAULT, NULL))
        reply = sotong_publisher_check_channel (self, channel->id, cancellable, NULL);
    }
  results = fetch (self, 0, TRUE, SOTONG_PUBLISH_DEFAULT, cancellable, NULL);
  for (guint i = results != NULL ? results->len : 0; i > 0; i--)
    if (((SotongMetricsResult *) g_ptr_array_index (results, i - 1))->news)
      g_ptr_array_insert (news, 0, g_ptr_array_steal_index (results, i - 1));
  return g_steal_pointer (&news);
}
