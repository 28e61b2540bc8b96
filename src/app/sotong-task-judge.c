/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What takes a while with the classifier: learning from corrections, and judging mentions from before anew. */
#include "config.h"

#include <glib/gi18n.h>

#include "app/sotong-task-commands.h"
#include "monitor/sotong-improve.h"
#include "monitor/sotong-opinion.h"
#include "util/sotong-won.h"

/* ---- learning ---- */

/* What was found out, for whoever is told. */
typedef struct {
  SotongTaughtLesson *lesson;  /* (owned) (nullable) */
  gboolean            used;
} Learnt;

static void
learnt_free (Learnt *learnt)
{
  sotong_taught_lesson_free (learnt->lesson);
  g_free (learnt);
}

static void
learn_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Learnt *learnt = task_data;
  GError *error = NULL;

  learnt->lesson = sotong_improve_run (SOTONG_STORE (source), &learnt->used, cancellable, &error);
  if (learnt->lesson != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
learnt_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  const Learnt *learnt = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      double n = (double) MAX (learnt->lesson->n_held, 1);

      /* Translators: two shares of mentions, in percent */
      text = g_strdup_printf (learnt->used ? _("As persons judge: %.1f %% before, %.1f %% with what was learnt. It is used from now on.")
                                           : _("As persons judge: %.1f %% before, %.1f %% with what was learnt. It is no better, and is not used."),
                              100.0 * (double) learnt->lesson->n_before / n, 100.0 * (double) learnt->lesson->n_after / n);
    }
  sotong_task_call_end (user_data, text, error);
}

/**
 * sotong_task_learn:
 * @window: a window with a workspace
 *
 * Learns from what persons said of mentions, in a thread of its own, and says how much better it is on those that were held back.
 */
void
sotong_task_learn (SotongWindow *window)
{
  SotongTaskCall *call = sotong_task_call_new (window, _("Learning from corrections"));
  g_autoptr(GTask) task = g_task_new (sotong_context_get_store (call->context), sotong_task_get_cancellable (call->task), learnt_cb, call);

  g_task_set_task_data (task, g_new0 (Learnt, 1), (GDestroyNotify) learnt_free);
  g_task_run_in_thread (task, learn_thread);
}

/* ---- judging anew ---- */

typedef struct {
  SotongTask     *shown;     /* (owned) */
  SotongGuessRun  run;
  gint            fraction;  /* (atomic): in thousandths */
  gint            queued;    /* (atomic): the main thread is about to be told */
} Judging;

static void
judging_unref (gpointer judging)
{
  g_object_unref (((Judging *) judging)->shown);
}

static gboolean
show_cb (gpointer user_data)
{
  Judging *judging = user_data;

  g_atomic_int_set (&judging->queued, 0);
  if (!sotong_task_is_over (judging->shown))
    sotong_task_set_fraction (judging->shown, g_atomic_int_get (&judging->fraction) / 1000.0);
  return G_SOURCE_REMOVE;
}

static void
release_cb (gpointer judging)
{
  g_atomic_rc_box_release_full (judging, judging_unref);
}

static void
progress_cb (gint64   done,
             gint64   all,
             gpointer user_data)
{
  Judging *judging = user_data;

  g_atomic_int_set (&judging->fraction, all > 0 ? (gint) (1000 * done / all) : 1000);
  if (g_atomic_int_compare_and_exchange (&judging->queued, 0, 1))
    g_idle_add_full (G_PRIORITY_DEFAULT, show_cb, g_atomic_rc_box_acquire (judging), release_cb);
}

static void
judge_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Judging *judging = task_data;
  GError *error = NULL;

  if (sotong_opinion_apply (SOTONG_STORE (source), &judging->run, progress_cb, judging, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
judged_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  const Judging *judging = g_task_get_task_data (G_TASK (result));
  g_autofree char *judged = sotong_number_group (judging->run.n_judged), *changed = sotong_number_group (judging->run.n_changed), *text = NULL;
  g_autoptr(GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  text = g_strdup_printf (ngettext ("%s mention judged, %s of them otherwise than before.", "%s mentions judged, %s of them otherwise than before.",
                                    (gulong) judging->run.n_judged), judged, changed);
  sotong_task_call_end (user_data, text, error);
}

/**
 * sotong_task_judge:
 * @window: a window with a workspace
 *
 * Judges the mentions that nobody judged, or only an older model, in a thread of its own. It can be stopped: what was judged stays judged.
 */
void
sotong_task_judge (SotongWindow *window)
{
  SotongTaskCall *call = sotong_task_call_new (window, _("Judging mentions anew"));
  g_autoptr(GTask) task = g_task_new (sotong_context_get_store (call->context), sotong_task_get_cancellable (call->task), judged_cb, call);
  Judging *judging = g_atomic_rc_box_new0 (Judging);

  judging->shown = g_object_ref (call->task);
  g_task_set_task_data (task, judging, release_cb);
  g_task_run_in_thread (task, judge_thread);
}
