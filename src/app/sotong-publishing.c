/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-publishing.h"

#include <glib/gi18n.h>

#include "app/sotong-notice.h"
#include "app/sotong-service.h"
#include "monitor/sotong-fetch.h"
#include "publish/sotong-publish-rounds.h"

#define EVERY_SECONDS 5
#define SOURCES_EVERY_S G_GINT64_CONSTANT (60)
#define DAILY_DELAY_S G_GINT64_CONSTANT (120)
#define DAILY_EVERY_S G_GINT64_CONSTANT (3700)

/**
 * SotongPublishing:
 *
 * Publishes an open workspace and reads its sources by the clock, for as long as the program runs, with a
 * window or without one. Under a set clock it does nothing: there nothing goes out that nobody asked for.
 * What needs a person becomes a notification, one for each cause.
 */
struct _SotongPublishing
{
  GObject              parent_instance;
  SotongContext       *context;      /* (owned) (nullable): %NULL once it has stopped */
  GApplication        *application;  /* (owned) (nullable) */
  SotongPublishRounds *rounds;       /* (owned) (nullable): from the first round on */
  SotongService       *service;      /* (owned) (nullable): from the first round on, and until it has stopped */
  GCancellable        *cancellable;  /* (owned) */
  guint                timer_id;
  gboolean             running;      /* a round is under way */
  char                *told;         /* (owned) (nullable): the last trouble with the workspace itself */
  gboolean             fetching;     /* sources are being read */
  gint64               sources_at;   /* monotonic: when to look again which sources are due; 0: not begun */
  gint64               daily_at;     /* monotonic: when to look again what is left to do of a day; 0: not begun */
};

G_DEFINE_FINAL_TYPE (SotongPublishing, sotong_publishing, G_TYPE_OBJECT)

static void
cause_free (SotongPublishingCause *cause)
{
  g_free (cause->id);
  g_free (cause->title);
  g_free (cause->body);
  g_free (cause);
}

static const char *
title_of (const SotongPublishResult *result)
{
  if (result->twice)
    return _("A post is perhaps out twice");
  if (result->edited && result->state == SOTONG_PUBLISH_PUBLISHED)
    return _("A post is out as it was before it was edited");
  if (result->overdue)
    return _("A post waits on its platform although its time is past");
  if (result->shut_out && result->state == SOTONG_PUBLISH_REFUSED)
    return _("A channel may not publish");
  switch (result->state)
    {
    case SOTONG_PUBLISH_MISSED:
      return _("Posts were missed");
    case SOTONG_PUBLISH_UNKNOWN:
      return _("It is not known whether a post is out");
    case SOTONG_PUBLISH_SIGN_IN:
      return _("A channel needs a new sign-in");
    case SOTONG_PUBLISH_REFUSED:
      return _("A post was refused");
    case SOTONG_PUBLISH_SKIPPED:
      return _("A post could not be sent");
    case SOTONG_PUBLISH_BY_HAND:
      return _("A post waits to be posted by hand");
    case SOTONG_PUBLISH_PUBLISHED:
    case SOTONG_PUBLISH_HANDED_OVER:
    case SOTONG_PUBLISH_WAITING:
    case SOTONG_PUBLISH_CANCELLED:
    case SOTONG_PUBLISH_ELSEWHERE:
    case SOTONG_PUBLISH_PLANNED:
    case SOTONG_PUBLISH_CORRECTED:
    case SOTONG_PUBLISH_WITHDRAWN:
    default:
      return NULL; /* well, or tried again by itself */
    }
}

/* What was missed is one cause whatever the channel; the rest is one for each channel. */
static char *
id_of (const SotongPublishResult *result)
{
  if (result->state == SOTONG_PUBLISH_MISSED)
    return g_strdup ("missed");
  if (result->shut_out && result->state == SOTONG_PUBLISH_REFUSED)
    return g_strconcat (SOTONG_PUBLISHING_SIGN_IN, result->channel, NULL); /* likewise to be seen to in the channel's settings */
  if (result->twice)
    return g_strconcat ("twice ", result->channel, NULL);
  return g_strdup_printf ("%s %s", sotong_publish_state_get_name (result->state), result->channel);
}

static SotongPublishingCause *
find_cause (GPtrArray  *causes,
            const char *id)
{
  for (guint i = 0; i < causes->len; i++)
    {
      SotongPublishingCause *cause = g_ptr_array_index (causes, i);

      if (g_str_equal (cause->id, id))
        return cause;
    }
  return NULL;
}

static void
describe (SotongPublishingCause     *cause,
          const SotongPublishResult *result)
{
  g_free (cause->body);
  if (cause->n == 1)
    cause->body = g_strdup_printf (_("“%s” on %s. %s"), result->title, result->channel, result->message);
  else
    /* Translators: a post's title, how many more, why */
    cause->body = g_strdup_printf (ngettext ("“%s” and %u more. %s", "“%s” and %u more. %s", cause->n - 1), result->title, cause->n - 1, result->message);
}

/**
 * sotong_publishing_causes_of:
 * @news: (element-type SotongPublishResult): what became of posts
 *
 * Returns: (transfer full) (element-type SotongPublishingCause): each cause that a person must see to
 */
GPtrArray *
sotong_publishing_causes_of (GPtrArray *news)
{
  GPtrArray *causes = g_ptr_array_new_with_free_func ((GDestroyNotify) cause_free);

  for (guint i = 0; i < news->len; i++)
    {
      const SotongPublishResult *result = g_ptr_array_index (news, i);
      g_autofree char *id = title_of (result) != NULL ? id_of (result) : NULL;
      SotongPublishingCause *cause = id != NULL ? find_cause (causes, id) : NULL;

      if (id == NULL)
        continue;
      if (cause == NULL)
        {
          cause = g_new0 (SotongPublishingCause, 1);
          cause->id = g_steal_pointer (&id);
          cause->title = g_strdup (title_of (result));
          cause->content_id = result->content_id;
          g_ptr_array_add (causes, cause);
        }
      cause->n++;
      describe (cause, result);
    }
  return causes;
}

/**
 * sotong_publishing_target_of:
 * @cause: what must be seen to
 *
 * Returns: what is shown of it when its notification is clicked: the missed posts, the settings of the channel that
 *   needs a sign-in, the one post that it is about, or the list of what was done
 */
const char *
sotong_publishing_target_of (const SotongPublishingCause *cause)
{
  if (g_str_equal (cause->id, "missed") || g_str_has_prefix (cause->id, SOTONG_PUBLISHING_SIGN_IN))
    return cause->id;
  return cause->n == 1 && cause->content_id != 0 ? SOTONG_NOTICE_CONTENT : SOTONG_NOTICE_PANE "activity";
}

static void
notify (SotongPublishing *self,
        GPtrArray        *news)
{
  g_autoptr(GPtrArray) causes = sotong_publishing_causes_of (news);

  for (guint i = 0; self->application != NULL && i < causes->len; i++)
    {
      const SotongPublishingCause *cause = g_ptr_array_index (causes, i);

      sotong_notice_send (self->application, sotong_context_get_store (self->context),
                          &(SotongNotice) { cause->id, cause->title, cause->body, G_NOTIFICATION_PRIORITY_HIGH, sotong_publishing_target_of (cause),
                                            cause->content_id });
    }
}

/* Posts of one channel of which the same is to be said. */
typedef struct {
  const SotongPublishResult *first; /* (unowned) */
  guint                      n;
} Line;

/* Nothing more is to be said of it than what became of it. */
static gboolean
is_plain (const SotongPublishResult *result)
{
  return sotong_publish_result_is_well (result) && !result->edited && !result->twice && !result->overdue;
}

static gboolean
fits_line (const Line                *line,
           const SotongPublishResult *result)
{
  gboolean plain = is_plain (result);

  return is_plain (line->first) == plain && g_strcmp0 (line->first->channel, result->channel) == 0
         && (plain ? line->first->state == result->state : g_strcmp0 (line->first->message, result->message) == 0);
}

static GArray *
make_lines (GPtrArray *news)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));

  for (guint i = 0; i < news->len; i++)
    {
      Line line = { g_ptr_array_index (news, i), 1 };
      guint at = 0;

      if (line.first->state == SOTONG_PUBLISH_MISSED)
        continue; /* they have a line of their own above the panes */
      while (at < lines->len && !fits_line (&g_array_index (lines, Line, at), line.first))
        at++;
      if (at < lines->len)
        g_array_index (lines, Line, at).n++;
      else
        g_array_append_val (lines, line);
    }
  return lines;
}

static char *
name_line (const Line *line)
{
  if (sotong_publish_result_is_of_run (line->first))
    return g_strdup (line->first->title);
  if (line->n == 1)
    return g_strdup_printf (_("“%s” on %s"), line->first->title, line->first->channel);
  /* Translators: 1 a post's title, 2 how many more, 3 the channel's name */
  return g_strdup_printf (ngettext ("“%1$s” and %2$u more on %3$s", "“%1$s” and %2$u more on %3$s", line->n - 1), line->first->title, line->n - 1,
                          line->first->channel);
}

/**
 * sotong_publishing_end_task:
 * @task: what was done
 * @result: what became of the post, or of the first that is not out
 * @sentence: how that is told, translated
 *
 * Ends a task whose post is not out, or of which that is not known. Main thread.
 */
void
sotong_publishing_end_task (SotongTask                *task,
                            const SotongPublishResult *result,
                            const char                *sentence)
{
  if (result->state == SOTONG_PUBLISH_UNKNOWN)
    sotong_task_leave (task, SOTONG_TASK_UNSURE, sentence); /* it may be out: that is no failure */
  else if (result->state == SOTONG_PUBLISH_WAITING)
    sotong_task_leave (task, SOTONG_TASK_WAITING, sentence);
  else
    sotong_task_fail (task, sentence);
}

/**
 * sotong_publishing_tell:
 * @context: whose list of what is under way it is
 * @news: (element-type SotongPublishResult): what became of posts
 *
 * Adds what a round did to the list: a line for the posts of a channel of which the same is to be said, not one for
 * each. Two hundred lines at once would hold up the window, and each post stands in the log anyway. Main thread.
 */
void
sotong_publishing_tell (SotongContext *context,
                        GPtrArray     *news)
{
  g_autoptr(GArray) lines = make_lines (news);

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      g_autofree char *title = name_line (line);
      g_autoptr(SotongTask) task = sotong_task_new (title);

      if (line->first->overdue)
        sotong_task_leave (task, SOTONG_TASK_WAITING, line->first->message);
      else if (!is_plain (line->first) && sotong_publish_result_is_well (line->first))
        sotong_task_done (task, line->first->message);
      else if (line->first->state == SOTONG_PUBLISH_HANDED_OVER)
        sotong_task_done (task, _("Handed over: the platform brings it out at its time."));
      else if (is_plain (line->first))
        sotong_task_done (task, _("Published."));
      else
        sotong_publishing_end_task (task, line->first, line->first->message);
      sotong_context_add_task (context, task);
    }
}

/* ---- once a day ---- */

static void
daily_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  g_task_return_pointer (task, sotong_publisher_do_daily (source, cancellable), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * sotong_publishing_tell_figures:
 * @context: whose list of what is under way it is
 * @application: (nullable): which sends notifications
 * @news: (element-type SotongMetricsResult): channels of which figures cannot be read for a cause that nobody was told yet
 *
 * A line in the list and a notification for each; a click on it shows the settings of the channel. Main thread.
 */
void
sotong_publishing_tell_figures (SotongContext *context,
                                GApplication  *application,
                                GPtrArray     *news)
{
  for (guint i = 0; i < news->len; i++)
    {
      const SotongMetricsResult *result = g_ptr_array_index (news, i);
      g_autofree char *title = g_strdup_printf (_("Figures of %s"), result->channel);
      g_autofree char *id = g_strconcat ("figures ", result->channel, NULL);
      g_autofree char *target = g_strconcat (SOTONG_PUBLISHING_SIGN_IN, result->channel, NULL);
      g_autoptr(SotongTask) task = sotong_task_new (title);

      sotong_task_fail (task, result->message);
      sotong_context_add_task (context, task);
      if (application != NULL)
        sotong_notice_send (application, sotong_context_get_store (context),
                            &(SotongNotice) { id, _("Figures of a channel cannot be read"), result->message, G_NOTIFICATION_PRIORITY_NORMAL, target, 0 });
    }
}

static void
daily_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SotongPublishing) self = user_data;
  g_autoptr(GPtrArray) news = g_task_propagate_pointer (G_TASK (result), NULL);

  if (news != NULL && self->context != NULL)
    sotong_publishing_tell_figures (self->context, self->application, news);
}

/* How the accounts are, and how often the posts were seen: looked at once an hour, and not while the window fills. */
static void
look_daily (SotongPublishing *self)
{
  g_autoptr(GTask) task = NULL;
  gint64 now = g_get_monotonic_time ();

  if (self->daily_at == 0)
    self->daily_at = now + DAILY_DELAY_S * G_USEC_PER_SEC;
  if (now < self->daily_at)
    return;
  self->daily_at = now + DAILY_EVERY_S * G_USEC_PER_SEC;
  task = g_task_new (sotong_context_get_publisher (self->context), self->cancellable, daily_cb, g_object_ref (self));
  g_task_set_check_cancellable (task, FALSE); /* what is known now is told once */
  g_task_run_in_thread (task, daily_thread);
}

/* ---- sources ---- */

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SotongPublishing) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) results = sotong_fetch_all_finish (SOTONG_STORE (object), result, &error);

  self->fetching = FALSE;
  if (results == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_info ("Sources: %s", error->message);
}

/**
 * sotong_publishing_fetch_due:
 * @self: the publishing
 *
 * Reads the sources whose time has come, unless that is under way. How it went stands with each source; without a
 * network nothing is said, and each is tried again by its own rule.
 */
void
sotong_publishing_fetch_due (SotongPublishing *self)
{
  g_return_if_fail (SOTONG_IS_PUBLISHING (self));

  if (self->fetching || self->context == NULL)
    return;
  self->fetching = TRUE;
  sotong_fetch_all_async (sotong_context_get_store (self->context), NULL, sotong_context_get_secrets (self->context), NULL, NULL, self->cancellable,
                          fetched_cb, g_object_ref (self));
}

/* Once a minute, and not while the window fills. */
static void
look_sources (SotongPublishing *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->sources_at != 0 && now >= self->sources_at)
    sotong_publishing_fetch_due (self);
  if (self->sources_at == 0 || now >= self->sources_at)
    self->sources_at = now + SOURCES_EVERY_S * G_USEC_PER_SEC;
}

static void
round_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SotongPublishing) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) news = sotong_publish_rounds_run_finish (SOTONG_PUBLISH_ROUNDS (object), result, &error);

  self->running = FALSE;
  if (self->context == NULL)
    return;
  if (news != NULL)
    {
      g_clear_pointer (&self->told, g_free);
      sotong_publishing_tell (self->context, news);
      notify (self, news);
      look_daily (self);
      look_sources (self);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || g_strcmp0 (error->message, self->told) == 0)
    return;
  g_free (self->told);
  self->told = g_strdup (error->message);
  {
    g_autoptr(SotongTask) task = sotong_task_new (_("Publishing what is due"));

    sotong_context_add_task (self->context, task);
    sotong_task_fail (task, error->message);
  }
}

/**
 * sotong_publishing_run:
 * @self: the publishing
 *
 * Makes a round now, unless one is under way.
 */
void
sotong_publishing_run (SotongPublishing *self)
{
  g_return_if_fail (SOTONG_IS_PUBLISHING (self));

  if (self->running || self->context == NULL)
    return;
  if (self->rounds == NULL) /* only now, so that a start does not wait for the keyring */
    self->rounds = sotong_publish_rounds_new (sotong_context_get_store (self->context), sotong_context_get_publisher (self->context));
  self->running = TRUE;
  sotong_publish_rounds_run_async (self->rounds, SOTONG_PUBLISH_DEFAULT, self->cancellable, round_cb, g_object_ref (self));
}

static gboolean
timer_cb (gpointer user_data)
{
  SotongPublishing *self = user_data;

  if (self->service == NULL && self->context != NULL)
    self->service = sotong_service_new (sotong_context_get_publisher (self->context), sotong_context_get_store (self->context), self->application);
  sotong_publishing_run (self);
  return G_SOURCE_CONTINUE;
}

/**
 * sotong_publishing_stop:
 * @self: the publishing
 *
 * Ends it: what is on its way is waited for, nothing new is begun.
 */
void
sotong_publishing_stop (SotongPublishing *self)
{
  g_return_if_fail (SOTONG_IS_PUBLISHING (self));
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  if (self->service != NULL)
    sotong_service_stop (self->service);
  g_clear_object (&self->service);
  g_clear_object (&self->context);
}

static void
sotong_publishing_dispose (GObject *object)
{
  SotongPublishing *self = SOTONG_PUBLISHING (object);

  sotong_publishing_stop (self);
  g_clear_object (&self->application);
  g_clear_object (&self->rounds);
  G_OBJECT_CLASS (sotong_publishing_parent_class)->dispose (object);
}

static void
sotong_publishing_finalize (GObject *object)
{
  SotongPublishing *self = SOTONG_PUBLISHING (object);

  g_object_unref (self->cancellable);
  g_free (self->told);
  G_OBJECT_CLASS (sotong_publishing_parent_class)->finalize (object);
}

static void
sotong_publishing_class_init (SotongPublishingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_publishing_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_publishing_finalize;
}

static void
sotong_publishing_init (SotongPublishing *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * sotong_publishing_new:
 * @context: an open workspace
 * @application: (nullable): who shows notifications
 *
 * Returns: (transfer full): the publishing, which goes by the clock unless that is set
 */
SotongPublishing *
sotong_publishing_new (SotongContext *context,
                       GApplication  *application)
{
  SotongPublishing *self;

  g_return_val_if_fail (SOTONG_IS_CONTEXT (context), NULL);

  self = g_object_new (SOTONG_TYPE_PUBLISHING, NULL);
  self->context = g_object_ref (context);
  self->application = application != NULL ? g_object_ref (application) : NULL;
  if (!sotong_clock_is_set (sotong_context_get_clock (context)))
    self->timer_id = g_timeout_add_seconds (EVERY_SECONDS, timer_cb, self);
  return self;
}
