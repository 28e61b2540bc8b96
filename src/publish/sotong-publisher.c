/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "publish/sotong-publish-place.h"
#include "publish/sotong-publish-remember.h"
#include "publish/sotong-publish-turn.h"
#include "store/sotong-publish-run.h"

#define MAX_LANES 16
#define SETTLE_S  10
#define MANY      100
#define SOFT_FROM 20 /* posts of a run: fewer are soon on the disk, one by one */

/**
 * SotongPublisher:
 *
 * Sends what is due, each post once. Channels are worked on beside each other, the posts of a
 * channel one after another. Several publishers, in one program or in many, may work on one
 * workspace: claims in the store keep them apart.
 */
G_DEFINE_FINAL_TYPE (SotongPublisher, sotong_publisher, G_TYPE_OBJECT)

static void
sotong_publisher_finalize (GObject *object)
{
  SotongPublisher *self = SOTONG_PUBLISHER (object);

  g_clear_object (&self->store);
  g_clear_object (&self->secrets);
  G_OBJECT_CLASS (sotong_publisher_parent_class)->finalize (object);
}

static void
sotong_publisher_class_init (SotongPublisherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_publisher_finalize;
}

static void
sotong_publisher_init (SotongPublisher *self)
{
  self->idle_s = SOTONG_HTTP_IDLE_S;
  self->settle_s = SETTLE_S;
}

/**
 * sotong_publisher_new:
 * @store: an open workspace
 * @secrets: where the channels' secrets are
 *
 * Returns: (transfer full): a publisher
 */
SotongPublisher *
sotong_publisher_new (SotongStore   *store,
                      SotongSecrets *secrets)
{
  SotongPublisher *self;

  g_return_val_if_fail (SOTONG_IS_STORE (store), NULL);
  g_return_val_if_fail (SOTONG_IS_SECRETS (secrets), NULL);

  self = g_object_new (SOTONG_TYPE_PUBLISHER, NULL);
  self->store = g_object_ref (store);
  self->secrets = g_object_ref (secrets);
  return self;
}

/**
 * sotong_publisher_set_patience:
 * @self: a publisher
 * @idle_s: how long a platform may keep silent in the middle of a call, seconds
 * @settle_s: how long after a lost call a post may still appear there, seconds
 */
void
sotong_publisher_set_patience (SotongPublisher *self,
                               guint            idle_s,
                               guint            settle_s)
{
  g_return_if_fail (SOTONG_IS_PUBLISHER (self));
  self->idle_s = idle_s;
  self->settle_s = settle_s;
}

static gpointer
recover_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  int n = sotong_attempt_recover (db, sotong_publish_active_has, data, error);
  int cut_off = n >= 0 ? sotong_publish_run_recover (db, error) : -1;

  return cut_off >= 0 ? GINT_TO_POINTER (n + cut_off + 1) : NULL;
}

static gpointer
count_open_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  int n = sotong_attempt_count_open (db, error);
  gint64 runs = 0;

  return n >= 0 && sotong_publish_run_count (db, &runs, error) ? GINT_TO_POINTER (n + (int) runs + 1) : NULL;
}

/**
 * sotong_publish_recover:
 * @store: a workspace
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Finds claims whose owner is dead: their posts are of unknown outcome. To be called when a
 * workspace is opened; publishing does it by itself. Writes only if there is a claim. Blocks.
 *
 * Returns: how many were found, or -1 with @error set
 */
int
sotong_publish_recover (SotongStore   *store,
                        GCancellable  *cancellable,
                        GError       **error)
{
  gpointer n;

  g_return_val_if_fail (SOTONG_IS_STORE (store), -1);
  n = sotong_store_read (store, count_open_job, NULL, cancellable, error);
  if (n == NULL || GPOINTER_TO_INT (n) == 1)
    return n != NULL ? 0 : -1;
  n = sotong_store_write (store, SOTONG_WRITE_DEFAULT, recover_job, (gpointer) sotong_store_get_uuid (store), cancellable, error);
  return n != NULL ? GPOINTER_TO_INT (n) - 1 : -1;
}

typedef struct {
  gint64     content_id; /* 0: all that is due */
  gint64     copy_id;    /* 0: all of the content */
  GPtrArray *due;
  GPtrArray *channels;
  gboolean   round;
} Plan;

static void
plan_free (Plan *plan)
{
  g_clear_pointer (&plan->due, g_ptr_array_unref);
  g_clear_pointer (&plan->channels, g_ptr_array_unref);
  g_free (plan);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Plan, plan_free)

static gpointer
plan_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Plan *plan = data;

  plan->channels = sotong_channel_list (db, error);
  if (plan->channels == NULL)
    return NULL;
  if (plan->content_id != 0)
    plan->due = sotong_outbox_list_content (db, plan->content_id, error);
  else
    plan->due = plan->round ? sotong_outbox_list_round (db, error) : sotong_outbox_list_due (db, error);
  return plan->due != NULL ? plan : NULL;
}

static void
lane_free (SotongPublishLane *lane)
{
  sotong_channel_free (lane->channel);
  g_ptr_array_unref (lane->due);
  g_ptr_array_unref (lane->results);
  sotong_publish_session_free (lane->session);
  g_clear_pointer (&lane->claimed, sotong_claim_free);
  g_free (lane->stopped);
  g_free (lane);
}

/* In a dry run what is missed was not noted, and is listed as due. */
static gboolean
is_among (GPtrArray *results,
          gint64     copy_id)
{
  for (guint i = 0; results != NULL && i < results->len; i++)
    {
      if (((SotongPublishResult *) g_ptr_array_index (results, i))->copy_id == copy_id)
        return TRUE;
    }
  return FALSE;
}

static SotongPublishLane *
lane_new (SotongPublishRun    *run,
          const SotongChannel *channel,
          const Plan          *plan,
          GPtrArray           *missed)
{
  SotongPublishLane *lane = g_new0 (SotongPublishLane, 1);

  lane->run = run;
  lane->channel = sotong_channel_copy (channel);
  lane->due = g_ptr_array_new ();
  lane->results = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_publish_result_free);
  for (guint i = 0; i < plan->due->len; i++)
    {
      SotongDue *due = g_ptr_array_index (plan->due, i);

      if (due->channel_id == channel->id && (plan->copy_id == 0 || due->copy_id == plan->copy_id) && !is_among (missed, due->copy_id))
        g_ptr_array_add (lane->due, due);
    }
  return lane;
}

/* Lanes of one account run one after the other, those of different accounts beside each other. */
static void
lanes_cb (gpointer data,
          gpointer user_data)
{
  GPtrArray *lanes = data;

  for (guint i = 0; i < lanes->len; i++)
    sotong_publish_lane_run (g_ptr_array_index (lanes, i));
}

static GPtrArray *
find_group (GPtrArray               *groups,
            const SotongPublishLane *lane)
{
  for (guint i = 0; i < groups->len; i++)
    {
      GPtrArray *group = g_ptr_array_index (groups, i);

      if (sotong_channel_shares_account (((SotongPublishLane *) g_ptr_array_index (group, 0))->channel, lane->channel))
        return group;
    }
  return NULL;
}

static void
start_lanes (GPtrArray *lanes)
{
  g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GThreadPool *pool = g_thread_pool_new (lanes_cb, NULL, MAX_LANES, FALSE, NULL);

  for (guint i = 0; i < lanes->len; i++)
    {
      SotongPublishLane *lane = g_ptr_array_index (lanes, i);
      GPtrArray *group = find_group (groups, lane);

      if (lane->due->len == 0)
        continue;
      if (group == NULL)
        g_ptr_array_add (groups, group = g_ptr_array_new ());
      g_ptr_array_add (group, lane);
    }
  for (guint i = 0; i < groups->len; i++)
    g_thread_pool_push (pool, g_ptr_array_index (groups, i), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
}

static gpointer
begin_run_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  gint64 id = sotong_publish_run_begin (db, data, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static gpointer
end_run_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_publish_run_end (db, *(gint64 *) data, error) ? data : NULL;
}

/* Where what was perhaps sent can be looked up, and a post is one. */
static gboolean
may_be_soft (const SotongPublishLane *lane)
{
  const SotongCapabilities *can = sotong_capabilities_get (lane->channel->platform);

  if (can == NULL || can->idempotency == SOTONG_IDEMPOTENCY_NONE)
    return FALSE;
  for (guint i = 0; i < lane->due->len; i++)
    {
      const SotongDue *due = g_ptr_array_index (lane->due, i);

      if (due->thread || due->on_platform)
        return FALSE;
    }
  return lane->due->len > 0;
}

/* A run with many posts does not wait for the disk with each. Where that cannot be noted it does. */
static void
begin_run (SotongPublishRun *run,
           GPtrArray        *lanes)
{
  g_autoptr(GString) channels = g_string_new (NULL);
  g_autofree gint64 *id = NULL;

  if (run->asked || (run->flags & SOTONG_PUBLISH_DRY) != 0 || run->n_all < SOFT_FROM)
    return;
  for (guint i = 0; i < lanes->len; i++)
    {
      SotongPublishLane *lane = g_ptr_array_index (lanes, i);

      lane->soft = may_be_soft (lane);
      if (lane->soft)
        g_string_append_printf (channels, "%s%" G_GINT64_FORMAT, channels->len > 0 ? "," : "", lane->channel->id);
    }
  if (channels->len > 0)
    id = sotong_store_write (run->store, SOTONG_WRITE_DEFAULT, begin_run_job, channels->str, NULL, NULL);
  run->soft_id = id != NULL ? *id : 0;
}

static GPtrArray *
run_lanes (SotongPublishRun *run,
           const Plan       *plan,
           GPtrArray        *missed)
{
  g_autoptr(GPtrArray) lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) lane_free);
  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_publish_result_free);

  for (guint i = 0; i < plan->channels->len; i++)
    {
      SotongPublishLane *lane = lane_new (run, g_ptr_array_index (plan->channels, i), plan, missed);

      g_ptr_array_add (lanes, lane);
      run->n_all += lane->due->len;
    }
  begin_run (run, lanes);
  start_lanes (lanes);
  if (run->soft_id != 0) /* with it all that was written is on the disk */
    sotong_store_write (run->store, SOTONG_WRITE_DEFAULT, end_run_job, &run->soft_id, NULL, NULL);
  for (guint i = 0; i < lanes->len; i++)
    g_ptr_array_extend_and_steal (results, g_steal_pointer (&((SotongPublishLane *) g_ptr_array_index (lanes, i))->results));
  for (guint i = 0; i < lanes->len; i++)
    ((SotongPublishLane *) g_ptr_array_index (lanes, i))->results = g_ptr_array_new ();
  return results;
}

/* What got late in the middle of the run, as when the machine slept, was not sent. */
static void
note_late (SotongStore *store,
           GPtrArray   *results)
{
  for (guint i = 0; i < results->len; i++)
    {
      if (((SotongPublishResult *) g_ptr_array_index (results, i))->state == SOTONG_PUBLISH_MISSED)
        {
          g_autoptr(GPtrArray) noted = sotong_publish_miss (store, FALSE, NULL, NULL);

          break;
        }
    }
}

static GPtrArray *
publish (SotongPublisher            *self,
         gint64                      content_id,
         gint64                      copy_id,
         SotongPublishFlags          flags,
         SotongPublishProgressFunc   progress,
         gpointer                    progress_data,
         GCancellable               *cancellable,
         GError                    **error)
{
  g_autoptr(Plan) plan = g_new0 (Plan, 1);
  SotongPublishRun run = { self->store, self->secrets, self->idle_s, self->settle_s, flags };
  g_autoptr(GPtrArray) missed = NULL;
  gboolean dry = (flags & SOTONG_PUBLISH_DRY) != 0;
  SotongPublishPlace place = { flags, SOTONG_NONE, SOTONG_NONE, 0 };
  g_autoptr(SotongPublishTurn) turn = NULL;
  g_autoptr(SotongPublishMemory) memory = NULL;
  GPtrArray *results;

  plan->content_id = content_id;
  plan->copy_id = copy_id;
  plan->round = (flags & SOTONG_PUBLISH_ROUND) != 0;
  if ((!dry && (turn = sotong_publish_turn_take (self->store, cancellable, error)) == NULL)
      || (!dry && sotong_store_write (self->store, SOTONG_WRITE_DEFAULT, sotong_publish_place_job, &place, cancellable, error) == NULL)
      || (!dry && sotong_publish_recover (self->store, cancellable, error) < 0)
      || (content_id == 0 && (missed = sotong_publish_miss (self->store, dry, cancellable, error)) == NULL)
      || sotong_store_read (self->store, plan_job, plan, cancellable, error) == NULL)
    return NULL;
  if (content_id != 0 && plan->due->len == 0)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                   _("Content %" PRId64 " has no channel to be published on, or there is no such content."), content_id);
      return NULL;
    }
  run.asked = content_id != 0;
  run.taken_over_at = place.taken_over_at;
  run.taken_over_real = place.taken_over_real;
  run.memory = memory = dry ? NULL : sotong_publish_memory_new (self->store, place.seen);
  run.progress = progress;
  run.progress_data = progress_data;
  run.cancellable = cancellable;
  g_mutex_init (&run.mutex);
  results = run_lanes (&run, plan, missed);
  g_mutex_clear (&run.mutex);
  if (content_id == 0 && !dry)
    sotong_publish_correct_again (self, flags, cancellable, results);
  if (missed != NULL)
    g_ptr_array_extend_and_steal (results, g_steal_pointer (&missed));
  if (!dry)
    note_late (self->store, results);
  if (results->len >= MANY)
    sotong_store_trim (self->store);
  return results;
}

/**
 * sotong_publisher_publish_due:
 * @self: a publisher
 * @flags: what a person agreed to
 * @progress: (nullable) (scope call): told of each stage, in the threads of the channels
 * @progress_data: its data
 * @cancellable: (nullable): stops before the next post is sent; what is on its way is waited for
 * @error: return location; `SOTONG_PUBLISH_ERROR_OTHER_MACHINE`, `SOTONG_PUBLISH_ERROR_OTHER_FILE`, or the store's errors
 *
 * Makes one attempt at each copy that is due, and looks up each of unknown outcome: what is
 * surely not there is sent again. Blocks: for sotongctl and worker threads.
 *
 * Returns: (transfer full) (nullable) (element-type SotongPublishResult): what became of each
 */
GPtrArray *
sotong_publisher_publish_due (SotongPublisher            *self,
                              SotongPublishFlags          flags,
                              SotongPublishProgressFunc   progress,
                              gpointer                    progress_data,
                              GCancellable               *cancellable,
                              GError                    **error)
{
  g_return_val_if_fail (SOTONG_IS_PUBLISHER (self), NULL);
  return publish (self, 0, 0, flags, progress, progress_data, cancellable, error);
}

/**
 * sotong_publisher_publish_content:
 * @self: a publisher
 * @content_id: a content
 * @copy_id: one of its copies, or 0 for all
 * @flags: what a person agreed to
 * @progress: (nullable) (scope call): as for sotong_publisher_publish_due()
 * @progress_data: its data
 * @cancellable: (nullable): as for sotong_publisher_publish_due()
 * @error: return location; as for sotong_publisher_publish_due(), and `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Publishes a content now, whatever its time, because a person asked. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type SotongPublishResult): what became of each copy
 */
GPtrArray *
sotong_publisher_publish_content (SotongPublisher            *self,
                                  gint64                      content_id,
                                  gint64                      copy_id,
                                  SotongPublishFlags          flags,
                                  SotongPublishProgressFunc   progress,
                                  gpointer                    progress_data,
                                  GCancellable               *cancellable,
                                  GError                    **error)
{
  g_return_val_if_fail (SOTONG_IS_PUBLISHER (self), NULL);
  g_return_val_if_fail (content_id > 0, NULL);
  return publish (self, content_id, copy_id, flags, progress, progress_data, cancellable, error);
}
