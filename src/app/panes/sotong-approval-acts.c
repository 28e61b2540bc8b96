/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-approval-acts.h"

#include <string.h>

#include <glib/gi18n.h>

#include "store/sotong-person.h"

#define MOST_PROBLEMS 5 /* that are told in sentences; as a rule they all say the same */

/* All are one write, and one step of undo; one that fails takes none of the others with it. */
typedef struct {
  GArray             *contents;  /* (owned) (element-type gint64): that it is done to */
  GStrv               titles;    /* (owned): theirs, empty where it is not known */
  SotongApprovalDone  done;
  gpointer            user_data;
  GDestroyNotify      destroy;
} Run;

static void
run_free (Run *run)
{
  if (run->destroy != NULL)
    run->destroy (run->user_data);
  g_array_unref (run->contents);
  g_strfreev (run->titles);
  g_free (run);
}

/* What the store's thread gets: its own copy. */
typedef struct {
  GArray *acts;    /* (owned) */
  char   *reason;  /* (owned) (nullable): the acts lend it */
} Job;

static void
job_free (Job *job)
{
  g_array_unref (job->acts);
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

  return sotong_approval_act_several (db, job->acts);
}

static void
tell_problem (GString    *text,
              const char *title,
              const char *problem)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (*title != '\0' && strstr (problem, title) == NULL)
    g_string_append_printf (text, "“%s”: ", title);
  g_string_append (text, problem);
}

/* A sentence for each that did not go well, of the first ones, and which they are: all where none was tried. */
static char *
tell_problems (const Run *run,
               GPtrArray *problems,
               GArray    *failed)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const GError *problem = g_ptr_array_index (problems, i);

      if (problem == NULL)
        continue;
      g_array_append_val (failed, g_array_index (run->contents, gint64, i));
      if (failed->len <= MOST_PROBLEMS)
        tell_problem (text, run->titles[i], problem->message);
    }
  if (failed->len > MOST_PROBLEMS)
    {
      guint more = failed->len - MOST_PROBLEMS;

      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("and %u more content", "and %u more contents", more), more);
    }
  return failed->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
acted_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Run *run = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) problems = sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  g_autoptr(GArray) failed = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *text = problems != NULL ? tell_problems (run, problems, failed) : g_strdup (error->message);

  if (problems == NULL)
    g_array_append_vals (failed, run->contents->data, run->contents->len);
  run->done (run->contents->len - failed->len, failed, text, run->user_data);
  run_free (run);
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
 * Does the same to several contents: one step of undo, with a record of each.
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
  Job *job = g_new0 (Job, 1);

  run->done = done;
  run->user_data = user_data;
  run->destroy = destroy;
  job->acts = g_array_new (FALSE, TRUE, sizeof (SotongApprovalAct));
  job->reason = g_strdup (reason);
  run->contents = g_array_new (FALSE, FALSE, sizeof (gint64));
  run->titles = g_new0 (char *, items->len + 1);
  for (guint i = 0; i < items->len; i++)
    {
      const SotongApprovalItem *item = g_ptr_array_index (items, i);
      SotongApprovalAct act = { kind, item->content_id, person_id, item->step_id, other_id, job->reason };

      g_array_append_val (job->acts, act);
      g_array_append_val (run->contents, item->content_id);
      run->titles[i] = g_strdup (item->title != NULL ? item->title : "");
    }
  sotong_store_write_async (store, SOTONG_WRITE_DEFAULT, act_job, job, (GDestroyNotify) job_free, (GDestroyNotify) g_ptr_array_unref, NULL,
                            acted_cb, run);
}

/**
 * sotong_approval_acts_add_person:
 * @form: a form in which something is submitted
 * @actors: (element-type SotongPerson): for whom the account may act
 * @likely_id: who is proposed, as a rule whose content it is; the first of @actors if that is none of them
 *
 * Asks who submits, where the account is in nobody's name.
 *
 * Returns: (transfer none): the choice, in the order of @actors
 */
GtkWidget *
sotong_approval_acts_add_person (SotongForm *form,
                                 GPtrArray  *actors,
                                 gint64      likely_id)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;
  guint likely = 0;

  for (guint i = 0; i < actors->len; i++)
    {
      const SotongPerson *person = g_ptr_array_index (actors, i);
      g_autofree char *name = sotong_person_describe (person);

      g_strv_builder_add (names, name);
      likely = person->id == likely_id ? i : likely;
    }
  list = g_strv_builder_end (names);
  sotong_form_add_group (form, NULL, _("Your account is in nobody’s name in the list of people. Who submits it?"));
  return sotong_form_add_choice (form, _("Person"), (const char * const *) list, likely);
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
