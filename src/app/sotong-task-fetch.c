/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/sotong-task-commands.h"
#include "monitor/sotong-fetch.h"
#include "platforms/sotong-reader.h"
#include "store/sotong-source.h"
#include "util/sotong-won.h"

static gboolean
is_read (const SotongSource *source)
{
  return source->enabled && g_strv_contains (sotong_reader_list_kinds (), source->kind);
}

/* All that can be read, due or not: a person asked. */
static gpointer
sources_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(GPtrArray) sources = sotong_source_list (db, error);
  GArray *ids;

  if (sources == NULL)
    return NULL;
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < sources->len; i++)
    {
      const SotongSource *source = g_ptr_array_index (sources, i);

      if (is_read (source))
        g_array_append_val (ids, source->id);
    }
  return ids;
}

static void
progress_cb (const SotongFetchProgress *progress,
             gpointer                   user_data)
{
  SotongTaskCall *call = user_data;

  if (progress->result == NULL)
    sotong_task_set_detail (call->task, progress->source);
  if (progress->n_all > 0)
    sotong_task_set_fraction (call->task, (double) progress->n_done / progress->n_all);
}

typedef enum {
  ENDED_WELL,
  ENDED_ILL,      /* a source did not answer */
  ENDED_STOPPED,  /* a person stopped it; of what was not asked any more nothing is said */
} Ending;

static void
append_sentence (GString    *text,
                 const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

static void
append_ill (GString                 *text,
            const SotongFetchResult *first,
            guint                    n_more)
{
  g_autofree char *why = g_strdup_printf (_("“%s” did not answer: %s"), first->source, first->message != NULL ? first->message : first->outcome);
  g_autofree char *more = g_strdup_printf (ngettext ("Nor did %u more source; the sources’ pane says why.",
                                                     "Nor did %u more sources; the sources’ pane says why.", n_more), n_more);

  append_sentence (text, why);
  if (n_more > 0)
    append_sentence (text, more);
}

/* (transfer full): how much came from those that answered; then who did not, and why. Where nobody answered nothing is said of what came. */
static char *
describe_results (GPtrArray *results,
                  Ending    *out_ending)
{
  guint n_ill = 0, n_stopped = 0;
  gint64 n_new = 0;
  const SotongFetchResult *first_ill = NULL;
  g_autofree char *number = NULL;
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < results->len; i++)
    {
      const SotongFetchResult *result = g_ptr_array_index (results, i);

      n_new += result->n_new;
      if (g_str_equal (result->outcome, "cancelled"))
        n_stopped++;
      else if (!result->good && n_ill++ == 0)
        first_ill = result;
    }
  *out_ending = n_stopped > 0 ? ENDED_STOPPED : n_ill > 0 ? ENDED_ILL : ENDED_WELL;
  number = sotong_number_group (n_new);
  if (n_ill + n_stopped < results->len || n_ill + n_stopped == 0)
    g_string_append_printf (text, ngettext ("%s new mention from %u sources.", "%s new mentions from %u sources.", (gulong) n_new), number,
                            results->len - n_ill - n_stopped);
  if (first_ill != NULL)
    append_ill (text, first_ill, n_ill - 1);
  if (n_stopped > 0)
    append_sentence (text, _("The fetch was stopped. It can be started again at any time."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
end_fetching (SotongTaskCall *call,
              GPtrArray      *results)
{
  Ending ending;
  g_autofree char *text = describe_results (results, &ending);

  if (ending == ENDED_WELL)
    {
      sotong_task_call_end (call, text, NULL);
      return;
    }
  if (ending == ENDED_STOPPED)
    sotong_task_stop (call->task, text);
  else
    sotong_task_fail (call->task, text);
  if (call->window != NULL && sotong_window_get_context (call->window) == call->context)
    sotong_window_toast (call->window, text, FALSE);
  sotong_task_call_free (call);
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) results = sotong_fetch_all_finish (SOTONG_STORE (object), result, &error);

  if (results != NULL)
    end_fetching (user_data, results);
  else
    sotong_task_call_end (user_data, NULL, error);
}

static void
sources_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SotongWindow) window = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  SotongTaskCall *call;

  if (sotong_window_get_context (window) == NULL)
    return;
  if (ids == NULL)
    {
      sotong_window_show_error (window, _("The sources could not be read"), error);
      return;
    }
  if (ids->len == 0)
    {
      sotong_window_toast (window, _("There is no source to fetch from. Add one in the navigator."), FALSE);
      return;
    }
  call = sotong_task_call_new (window, _("Fetching mentions"));
  sotong_fetch_all_async (SOTONG_STORE (object), ids, sotong_context_get_secrets (call->context), progress_cb, call,
                          sotong_task_get_cancellable (call->task), fetched_cb, call);
}

/**
 * sotong_task_fetch:
 * @window: a window with a workspace
 *
 * Reads every source now, due or not.
 */
void
sotong_task_fetch (SotongWindow *window)
{
  SotongContext *context = sotong_window_get_context (window);

  g_return_if_fail (context != NULL);
  sotong_store_read_async (sotong_context_get_store (context), sources_job, NULL, NULL, (GDestroyNotify) g_array_unref, NULL, sources_cb,
                           g_object_ref (window));
}

/* ---- one source ---- */

/* Told by another thread, before it costs money. */
typedef struct {
  SotongTask *task;   /* (owned) */
  char       *notice; /* (owned) */
} Notice;

static gboolean
notice_cb (gpointer user_data)
{
  Notice *notice = user_data;

  sotong_task_set_detail (notice->task, notice->notice);
  g_object_unref (notice->task);
  g_free (notice->notice);
  g_free (notice);
  return G_SOURCE_REMOVE;
}

static void
probe_progress_cb (const SotongFetchProgress *progress,
                   gpointer                   user_data)
{
  SotongTaskCall *call = user_data;
  Notice *notice;

  if (progress->notice == NULL)
    return;
  notice = g_new0 (Notice, 1);
  *notice = (Notice) { g_object_ref (call->task), g_strdup (progress->notice) };
  g_idle_add (notice_cb, notice);
}

typedef struct {
  gint64          id;
  SotongSecrets  *secrets;  /* (owned) */
  SotongTaskCall *call;     /* (unowned): ends after the thread */
} Probe;

static void
probe_free (Probe *probe)
{
  g_object_unref (probe->secrets);
  g_free (probe);
}

static void
probe_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  const Probe *probe = task_data;
  GError *error = NULL;
  SotongFetchResult *result = sotong_fetch_probe (SOTONG_STORE (source), probe->id, probe->secrets, probe_progress_cb, probe->call, cancellable, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) sotong_fetch_result_free);
  else
    g_task_return_error (task, error);
}

static void
probed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  SotongTaskCall *call = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongFetchResult) probed = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *number = NULL, *text = NULL;

  if (probed == NULL)
    {
      sotong_task_call_end (call, NULL, error);
      return;
    }
  number = sotong_number_group (probed->n_items);
  if (probed->good)
    text = g_strdup_printf (ngettext ("“%s” answers: %s item.", "“%s” answers: %s items.", (gulong) probed->n_items), probed->source, number);
  else
    text = g_strdup_printf (_("“%s” did not answer: %s"), probed->source, probed->message != NULL ? probed->message : probed->outcome);
  if (probed->good)
    {
      sotong_task_call_end (call, text, NULL);
      return;
    }
  sotong_task_fail (call->task, text);
  if (call->window != NULL)
    sotong_window_toast (call->window, text, FALSE);
  sotong_task_call_free (call);
}

/**
 * sotong_task_test_source:
 * @window: a window with a workspace
 * @id: a source
 *
 * Asks a source once, keeps nothing of it, and says how it went.
 */
void
sotong_task_test_source (SotongWindow *window,
                         gint64        id)
{
  SotongTaskCall *call = sotong_task_call_new (window, _("Testing the source"));
  g_autoptr(GTask) task = g_task_new (sotong_context_get_store (call->context), sotong_task_get_cancellable (call->task), probed_cb, call);
  Probe *probe = g_new0 (Probe, 1);

  *probe = (Probe) { id, g_object_ref (sotong_context_get_secrets (call->context)), call };
  g_task_set_task_data (task, probe, (GDestroyNotify) probe_free);
  g_task_run_in_thread (task, probe_thread);
}

/**
 * sotong_task_fetch_source:
 * @window: a window with a workspace
 * @id: a source
 *
 * Reads one source now, due or not.
 */
void
sotong_task_fetch_source (SotongWindow *window,
                          gint64        id)
{
  SotongTaskCall *call = sotong_task_call_new (window, _("Fetching mentions"));
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, id);
  sotong_fetch_all_async (sotong_context_get_store (call->context), ids, sotong_context_get_secrets (call->context), progress_cb, call,
                          sotong_task_get_cancellable (call->task), fetched_cb, call);
}
