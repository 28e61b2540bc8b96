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
  if (back->more)
    return back;
  if (!sotong_source_run_drop_source (db, back->run_id, error))
    return NULL;
  run = sotong_source_run_new ();
  run->id = back->run_id;
  run->outcome = g_strdup (back->outcome);
  run->message = g_strdup (back->message);
  return sotong_source_run_end (db, run, NULL, error) ? back : NULL;
}

/**
 * sotong_store_take_back_run:
 * @self: a store
 * @run_id: an import that is under way, was interrupted, or was reopened to be undone
 * @outcome: how the run ended: "cancelled" or "failed"
 * @message: why, for a person
 * @error: return location
 *
 * Takes back what an import brought, in steps that others can write between, and ends it. Not
 * to be cancelled: what is left when the program dies is taken back by the next start. Blocks.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_store_take_back_run (SotongStore  *self,
                            gint64        run_id,
                            const char   *outcome,
                            const char   *message,
                            GError      **error)
{
  TakeBack back = { run_id, outcome, message, FALSE };

  g_return_val_if_fail (SOTONG_IS_STORE (self), FALSE);

  do
    {
      if (sotong_store_write (self, SOTONG_WRITE_BULK, step_job, &back, NULL, error) == NULL)
        return FALSE;
    }
  while (back.more);
  return TRUE;
}
