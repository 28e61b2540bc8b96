/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-approval.h"
#include "store/sotong-change-private.h"

/* What failed leaves nothing behind, and the others stay. */
static gboolean
act_apart (SotongDb                 *db,
           const SotongApprovalAct  *act,
           GError                  **error)
{
  if (!sotong_db_script (db, "SAVEPOINT approval_act", error))
    return FALSE;
  if (sotong_approval_act (db, act, error) && (!sotong_change_is_open (db) || sotong_change_end (db, error)))
    return sotong_db_script (db, "RELEASE approval_act", error);
  sotong_change_drop (db);
  sotong_db_script (db, "ROLLBACK TO approval_act; RELEASE approval_act", NULL);
  return FALSE;
}

/**
 * sotong_approval_act_several:
 * @db: the connection of a write job that has begun no change yet
 * @acts: (element-type SotongApprovalAct): what is done, to a content each
 *
 * Does what a person decides about several contents at once. Each has its own record in the history; all are one
 * step of undo. One that cannot be done keeps none of the others.
 *
 * Returns: (transfer full) (element-type GError) (nullable elements): for each, %NULL when it was done, or why it was not
 */
GPtrArray *
sotong_approval_act_several (SotongDb  *db,
                             GArray    *acts)
{
  GPtrArray *problems = g_ptr_array_new_full (acts->len, NULL);

  g_ptr_array_set_free_func (problems, (GDestroyNotify) sotong_approval_problem_free);
  if (acts->len > 1)
    sotong_change_begin_together (db);
  for (guint i = 0; i < acts->len; i++)
    {
      GError *error = NULL;

      g_ptr_array_add (problems, act_apart (db, &g_array_index (acts, SotongApprovalAct, i), &error) ? NULL : error);
    }
  sotong_change_end_together (db);
  return problems;
}

/* For a list in which some are %NULL. */
void
sotong_approval_problem_free (GError *problem)
{
  g_clear_error (&problem);
}
