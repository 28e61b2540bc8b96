/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "publish/sotong-publish-rounds.h"
#include "store/sotong-late.h"
#include "store/sotong-outbox.h"
#include "store/sotong-unsent.h"

#define PAUSE_S 60

/**
 * SotongPublishRounds:
 *
 * Publishing by the clock, for a program that stays: a round every few seconds costs one look at
 * the workspace while nothing is due. What did not work is tried again after a pause, and said
 * again only when there is something new to say. One thread at a time.
 */
struct _SotongPublishRounds
{
  GObject          parent_instance;
  SotongStore     *store;      /* (owned) (not nullable) */
  SotongPublisher *publisher;  /* (owned) (not nullable) */
  GHashTable      *said;       /* (owned): copy id -> what was said of it last */
  GHashTable      *undecided;  /* (owned) (element-type gint64 SotongPublishResult): copy id -> of what it is not known yet how it is to be told */
  char            *waiting;    /* (owned) (nullable): what was due and did not go out in the last run */
  gint64           last_run;   /* monotonic, microseconds; 0 for none */
  guint            pause_s;
};

G_DEFINE_FINAL_TYPE (SotongPublishRounds, sotong_publish_rounds, G_TYPE_OBJECT)

static void
sotong_publish_rounds_finalize (GObject *object)
{
  SotongPublishRounds *self = SOTONG_PUBLISH_ROUNDS (object);

  g_clear_object (&self->store);
  g_clear_object (&self->publisher);
  g_hash_table_unref (self->said);
  g_hash_table_unref (self->undecided);
  g_free (self->waiting);
  G_OBJECT_CLASS (sotong_publish_rounds_parent_class)->finalize (object);
}

static void
sotong_publish_rounds_class_init (SotongPublishRoundsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_publish_rounds_finalize;
}

static void
sotong_publish_rounds_init (SotongPublishRounds *self)
{
  self->said = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->undecided = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) sotong_publish_result_free);
  self->pause_s = PAUSE_S;
}

/**
 * sotong_publish_rounds_new:
 * @store: an open workspace
 * @publisher: its publisher
 *
 * Returns: (transfer full): rounds that nobody has made yet
 */
SotongPublishRounds *
sotong_publish_rounds_new (SotongStore     *store,
                           SotongPublisher *publisher)
{
  SotongPublishRounds *self;

  g_return_val_if_fail (SOTONG_IS_STORE (store), NULL);
  g_return_val_if_fail (SOTONG_IS_PUBLISHER (publisher), NULL);

  self = g_object_new (SOTONG_TYPE_PUBLISH_ROUNDS, NULL);
  self->store = g_object_ref (store);
  self->publisher = g_object_ref (publisher);
  return self;
}

/**
 * sotong_publish_rounds_set_pause:
 * @self: the rounds
 * @seconds: how long what did not work is left alone
 */
void
sotong_publish_rounds_set_pause (SotongPublishRounds *self,
                                 guint                seconds)
{
  g_return_if_fail (SOTONG_IS_PUBLISH_ROUNDS (self));
  self->pause_s = seconds;
}

/* What there is to do, as a text that changes with it; empty when nothing is due. */
static gpointer
look_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GArray) late = sotong_late_list (db, error);
  g_autoptr(GPtrArray) due = late != NULL ? sotong_outbox_list_round (db, error) : NULL;
  g_autoptr(GPtrArray) again = due != NULL ? sotong_unsent_list_again (db, error) : NULL;
  GString *text;

  if (again == NULL)
    return NULL;
  text = g_string_new (late->len > 0 ? "late " : "");
  for (guint i = 0; i < due->len; i++)
    {
      const SotongDue *one = g_ptr_array_index (due, i);

      g_string_append_printf (text, "%" G_GINT64_FORMAT "@%" G_GINT64_FORMAT "%s ", one->copy_id, one->publish_at, one->state);
    }
  for (guint i = 0; i < again->len; i++)
    {
      const SotongUnsent *one = g_ptr_array_index (again, i);

      g_string_append_printf (text, "%" G_GINT64_FORMAT "@%" G_GINT64_FORMAT "again ", one->copy_id, one->at);
    }
  return g_string_free (text, FALSE);
}

typedef struct {
  gint64   copy_id;
  gboolean given_up;
} GivenUp;

static gpointer
given_up_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  GivenUp *job = data;

  return sotong_outbox_is_given_up (db, job->copy_id, &job->given_up, error) ? data : NULL;
}

/* It was looked for often enough: from here on it is a person's to say, and they are told once. %FALSE if that could not be read. */
static gboolean
ask_person (SotongPublishRounds *self,
            SotongPublishResult *result)
{
  GivenUp job = { result->copy_id, FALSE };

  if (sotong_store_read (self->store, given_up_job, &job, NULL, NULL) == NULL)
    return FALSE;
  if (!job.given_up)
    return TRUE;
  g_free (result->message);
  result->message = g_strdup_printf (_("Whether the post is on “%s” could not be found out in many looks, and it is not looked for by itself any more. "
                                       "Look there yourself, then say here whether it is published."), result->channel);
  return TRUE;
}

#define SAID_WAITS "waits: "

/* What is said of it once. An account that is not let in is one cause in whatever words; so is that a platform is to be waited for, however often it is asked, though each answer names another
 * time; what waits behind it, or for that time, was not sent at all. */
static char *
dup_cause (const SotongPublishResult *result)
{
  if (result->shut_out || result->state == SOTONG_PUBLISH_SIGN_IN)
    return g_strdup_printf ("%d", result->state);
  if (result->state != SOTONG_PUBLISH_WAITING)
    return g_strdup_printf ("%d %s", result->state, result->message);
  if (result->http_status >= 400)
    return g_strdup_printf (SAID_WAITS "%u", result->http_status);
  return g_strconcat (SAID_WAITS, result->attempt_id != 0 ? result->message : "", NULL);
}

static gboolean
is_news (SotongPublishRounds       *self,
         const SotongPublishResult *result)
{
  g_autofree char *text = dup_cause (result);
  const char *said = g_hash_table_lookup (self->said, &result->copy_id);

  if (result->state == SOTONG_PUBLISH_ELSEWHERE || result->state == SOTONG_PUBLISH_CANCELLED || g_strcmp0 (text, said) == 0)
    return FALSE;
  if (g_str_equal (text, SAID_WAITS) && said != NULL && g_str_has_prefix (said, SAID_WAITS))
    return FALSE;
  g_hash_table_replace (self->said, g_memdup2 (&result->copy_id, sizeof result->copy_id), g_steal_pointer (&text));
  return TRUE;
}

typedef struct {
  gint64 copy_id;
  gint64 looks;
} WaitsLong;

static gpointer
waits_long_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  WaitsLong *job = data;

  return sotong_outbox_waits_long (db, job->copy_id, &job->looks, error) ? data : NULL;
}

/* What a platform was to bring out by itself at its time, and has not: told once, also by the windows and daemons after this one. */
static gboolean
tell_waiting (SotongPublishRounds *self,
              SotongPublishResult *result)
{
  WaitsLong job = { result->copy_id, -1 };

  if (sotong_store_read (self->store, waits_long_job, &job, NULL, NULL) == NULL)
    return FALSE;
  if (job.looks < 0)
    return TRUE;
  g_free (result->message);
  result->message = g_strdup_printf (_("The time of the post is past, and “%s” has it waiting still: the site does not bring it out by itself. Publish it there, "
                                       "or delete it here and publish it anew. It is looked for once a day from now on."), result->channel);
  result->overdue = TRUE;
  if (job.looks > 0 && !g_hash_table_contains (self->undecided, &result->copy_id))
    is_news (self, result); /* it was, in another program perhaps */
  return TRUE;
}

static gboolean
decide (SotongPublishRounds *self,
        SotongPublishResult *result)
{
  if (result->state == SOTONG_PUBLISH_UNKNOWN)
    return ask_person (self, result);
  return result->state != SOTONG_PUBLISH_HANDED_OVER || tell_waiting (self, result);
}

/* What is told once must not be passed over because the workspace could not be read just then: the next round reads again, whatever is due. */
static void
decide_all (SotongPublishRounds *self,
            GPtrArray           *results)
{
  for (guint i = 0; i < results->len; i++)
    {
      SotongPublishResult *result = g_ptr_array_index (results, i);

      if (decide (self, result))
        g_hash_table_remove (self->undecided, &result->copy_id);
      else
        g_hash_table_replace (self->undecided, g_memdup2 (&result->copy_id, sizeof result->copy_id), sotong_publish_result_copy (result));
    }
}

static void
add_decided (SotongPublishRounds *self,
             GPtrArray           *news)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->undecided);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SotongPublishResult *result = value;

      if (!decide (self, result))
        continue;
      if (is_news (self, result))
        g_ptr_array_add (news, sotong_publish_result_copy (result));
      g_hash_table_iter_remove (&iter);
    }
}

static void
keep_news (SotongPublishRounds *self,
           GPtrArray           *results,
           GPtrArray           *news)
{
  gboolean run_is_well = TRUE;
  const gint64 none = 0;

  for (guint i = 0; i < results->len; i++)
    run_is_well = run_is_well && !sotong_publish_result_is_of_run (g_ptr_array_index (results, i));
  if (run_is_well) /* should the run have the same trouble once more, it is told once more */
    g_hash_table_remove (self->said, &none);
  for (guint i = 0; i < results->len; i++)
    {
      const SotongPublishResult *result = g_ptr_array_index (results, i);

      if (is_news (self, result))
        g_ptr_array_add (news, sotong_publish_result_copy (result));
    }
}

/**
 * sotong_publish_rounds_run:
 * @self: the rounds
 * @flags: what a person agreed to
 * @cancellable: (nullable): stops before the next post is sent
 * @error: return location; as for sotong_publisher_publish_due()
 *
 * Publishes what is due, if anything is and was not tried a moment ago. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type SotongPublishResult): what became of posts,
 *   without what was said before
 */
GPtrArray *
sotong_publish_rounds_run (SotongPublishRounds  *self,
                           SotongPublishFlags    flags,
                           GCancellable         *cancellable,
                           GError              **error)
{
  gint64 now = g_get_monotonic_time ();
  g_autofree char *look = NULL;
  g_autoptr(GPtrArray) results = NULL, news = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_publish_result_free);

  g_return_val_if_fail (SOTONG_IS_PUBLISH_ROUNDS (self), NULL);
  look = sotong_store_read (self->store, look_job, NULL, cancellable, error);
  if (look == NULL)
    return NULL;
  if (look[0] == '\0' || (g_strcmp0 (look, self->waiting) == 0 && now - self->last_run < (gint64) self->pause_s * G_USEC_PER_SEC))
    {
      add_decided (self, news);
      return g_steal_pointer (&news);
    }
  self->last_run = now;
  results = sotong_publisher_publish_due (self->publisher, flags | SOTONG_PUBLISH_ROUND, NULL, NULL, cancellable, error);
  g_clear_pointer (&self->waiting, g_free);
  self->waiting = sotong_store_read (self->store, look_job, NULL, NULL, NULL);
  if (results == NULL)
    return NULL;
  decide_all (self, results);
  keep_news (self, results, news);
  add_decided (self, news);
  return g_steal_pointer (&news);
}

static void
run_thread_cb (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *news = sotong_publish_rounds_run (source, (SotongPublishFlags) GPOINTER_TO_UINT (task_data), cancellable, &error);

  if (news != NULL)
    g_task_return_pointer (task, news, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * sotong_publish_rounds_run_async:
 * @self: the rounds; the last call has ended
 * @flags: what a person agreed to
 * @cancellable: (nullable): stops before the next post is sent
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * As sotong_publish_rounds_run(), in a thread.
 */
void
sotong_publish_rounds_run_async (SotongPublishRounds *self,
                                 SotongPublishFlags   flags,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (SOTONG_IS_PUBLISH_ROUNDS (self));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sotong_publish_rounds_run_async);
  g_task_set_check_cancellable (task, FALSE); /* what has gone out is told */
  g_task_set_task_data (task, GUINT_TO_POINTER (flags), NULL);
  g_task_run_in_thread (task, run_thread_cb);
}

GPtrArray *
sotong_publish_rounds_run_finish (SotongPublishRounds  *self,
                                  GAsyncResult         *result,
                                  GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sotong_publish_rounds_run_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
