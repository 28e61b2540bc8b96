/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-mention-writer.h"
#include "store/sotong-source-private.h"
#include "store/sotong-take-back.h"

#define STEP_ROWS 5000

typedef struct {
  gint64       run_id;
  const char  *outcome;
  const char  *message;
  gboolean     more;
  gint64       done;   /* rows */
  gint64       total;  /* of them; 0 before they were counted */
} TakeBack;

static gpointer
step_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  TakeBack *back = data;
  g_autoptr(SotongSourceRun) run = NULL;

  if (!sotong_mention_remove_run (db, back->run_id, STEP_ROWS, &back->more, error))
    return NULL;
  back->done += STEP_ROWS;
  if (back->more)
    return back->total != 0 || sotong_mention_count_run (db, back->run_id, &back->total, error) ? back : NULL;
  if (!sotong_source_run_drop_source (db, back->run_id, error))
    return NULL;
  run = sotong_source_run_new ();
  run->id = back->run_id;
  run->outcome = g_strdup (back->outcome);
  run->message = g_strdup (back->message);
  return sotong_source_run_end (db, run, NULL, error) ? back : NULL;
}

/* What it counted first was what was left after the first step. */
static void
tell (const TakeBack         *back,
      SotongTakeBackProgress  progress,
      gpointer                progress_data)
{
  if (progress != NULL)
    progress (back->done, MAX (back->done, back->total + STEP_ROWS), progress_data);
}

/**
 * sotong_store_take_back_run:
 * @self: a store
 * @run_id: an import that is under way, was interrupted, or was reopened to be undone
 * @outcome: how the run ended: "cancelled" or "failed"
 * @message: why, for a person
 * @progress: (nullable): called when there is more than one step to do, after each but the last
 * @progress_data: for @progress
 * @cancellable: (nullable): stops between two steps
 * @error: return location; `G_IO_ERROR_CANCELLED` when a part of it is left
 *
 * Takes back what an import brought, in steps that others can write between, and ends it.
 * What is left when it was stopped or the program dies is taken back by the next start. Blocks.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_store_take_back_run (SotongStore             *self,
                            gint64                   run_id,
                            const char              *outcome,
                            const char              *message,
                            SotongTakeBackProgress   progress,
                            gpointer                 progress_data,
                            GCancellable            *cancellable,
                            GError                 **error)
{
  TakeBack back = { run_id, outcome, message, FALSE, 0, 0 };

  g_return_val_if_fail (SOTONG_IS_STORE (self), FALSE);

  while (TRUE)
    {
      if (sotong_store_write (self, SOTONG_WRITE_BULK, step_job, &back, NULL, error) == NULL)
        return FALSE;
      if (!back.more)
        return TRUE;
      tell (&back, progress, progress_data);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
}
