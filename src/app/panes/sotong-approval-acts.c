/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-approval-acts.h"

#include <glib/gi18n.h>

/* One write after the other: each content is an act of its own, with its own place in the
 * history, and one that fails takes none of the others with it. */
typedef struct {
  SotongStore           *store;      /* (owned) */
  GArray                *acts;       /* (owned) (element-type SotongApprovalAct) */
  char                  *reason;     /* (owned) (nullable) */
  guint                  next;
  guint                  n_done;
  GString               *problems;   /* (owned) */
  SotongApprovalDone     done;
  gpointer               user_data;
  GDestroyNotify         destroy;
} Run;

/* What the store's thread gets: its own copy. */
typedef struct {
  SotongApprovalAct  act;
  char              *reason;  /* (owned) (nullable) */
} Job;

static void
job_free (Job *job)
{
  g_free (job->reason);
  g_free (job);
}

static gpointer
act_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Job *job = data;

  job->act.reason = job->reason;
  return sotong_approval_act (db, &job->act, error) ? job : NULL;
}

static void
run_next (Run *run);

static void
acted_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Run *run = user_data;
  g_autoptr(GError) error = NULL;

  if (sotong_store_write_finish (SOTONG_STORE (object), result, &error) != NULL)
    run->n_done++;
  else
    g_string_append_printf (run->problems, "%s%s", run->problems->len > 0 ? "\n" : "", error->message);
  run_next (run);
}

static void
run_next (Run *run)
{
  Job *job;

  if (run->next == run->acts->len)
    {
      run->done (run->n_done, run->problems->len > 0 ? run->problems->str : NULL, run->user_data);
      if (run->destroy != NULL)
        run->destroy (run->user_data);
      g_object_unref (run->store);
      g_array_unref (run->acts);
      g_free (run->reason);
      g_string_free (run->problems, TRUE);
      g_free (run);
      return;
    }
  job = g_new0 (Job, 1);
  job->act = g_array_index (run->acts, SotongApprovalAct, run->next++);
  job->reason = g_strdup (run->reason);
  sotong_store_write_async (run->store, SOTONG_WRITE_DEFAULT, act_job, job, (GDestroyNotify) job_free, NULL, NULL, acted_cb, run);
}

/**
 * sotong_approval_acts_run:
 * @store: an open workspace
 * @kind: what is done
 * @person_id: who acts; 0: for whom the desktop account acts
 * @items: (element-type SotongApprovalItem): the contents, with the step that the person saw
 * @reason: (nullable): why, as for sotong_approval_act()
 * @other_id: of whom cooperation is asked, or 0
 * @done: told when all of them were tried, in the caller's main context
 * @user_data: for @done
 * @destroy: (nullable): frees @user_data after @done
 *
 * Does the same to several contents, each an act of its own.
 */
void
sotong_approval_acts_run (SotongStore           *store,
                          SotongApprovalActKind  kind,
                          gint64                 person_id,
                          GPtrArray             *items,
                          const char            *reason,
                          gint64                 other_id,
                          SotongApprovalDone     done,
                          gpointer               user_data,
                          GDestroyNotify         destroy)
{
  Run *run = g_new0 (Run, 1);

  run->store = g_object_ref (store);
  run->acts = g_array_new (FALSE, TRUE, sizeof (SotongApprovalAct));
  run->reason = g_strdup (reason);
  run->problems = g_string_new (NULL);
  run->done = done;
  run->user_data = user_data;
  run->destroy = destroy;
  for (guint i = 0; i < items->len; i++)
    {
      const SotongApprovalItem *item = g_ptr_array_index (items, i);
      SotongApprovalAct act = { kind, item->content_id, person_id, item->step_id, other_id };

      g_array_append_val (run->acts, act);
    }
  run_next (run);
}

/**
 * sotong_approval_acts_describe:
 * @kind: what was done
 * @n_done: to how many
 *
 * Returns: (transfer full): a sentence for a toast
 */
char *
sotong_approval_acts_describe (SotongApprovalActKind kind,
                               guint                 n_done)
{
  switch (kind)
    {
    case SOTONG_ACT_SUBMIT:
      return g_strdup_printf (ngettext ("%u content submitted for approval.", "%u contents submitted for approval.", n_done), n_done);
    case SOTONG_ACT_APPROVE:
      return g_strdup_printf (ngettext ("%u content approved.", "%u contents approved.", n_done), n_done);
    case SOTONG_ACT_RETURN:
      return g_strdup_printf (ngettext ("%u content returned.", "%u contents returned.", n_done), n_done);
    case SOTONG_ACT_COOPERATE:
      return g_strdup_printf (ngettext ("Cooperation asked for with %u content.", "Cooperation asked for with %u contents.", n_done), n_done);
    case SOTONG_ACT_RECALL:
      return g_strdup_printf (ngettext ("%u content recalled.", "%u contents recalled.", n_done), n_done);
    case SOTONG_N_ACTS:
    default:
      g_assert_not_reached ();
    }
}
