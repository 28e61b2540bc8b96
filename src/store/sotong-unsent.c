/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-attempt-private.h"
#include "store/sotong-correction.h"
#include "store/sotong-unsent.h"

void
sotong_unsent_free (SotongUnsent *unsent)
{
  if (unsent == NULL)
    return;
  g_free (unsent->title);
  g_free (unsent->channel);
  g_free (unsent->message);
  g_free (unsent);
}

/* The last thing that was tried with what is out, and did not get through. What a platform refused is done by hand, on its page;
 * what waits on its platform still after it was to be taken back stands on the schedule, as everybody sees. */
#define UNSENT_SQL \
  "SELECT t.id, channel.id, y.id, a.started_at, coalesce (y.title, t.title), channel.name, coalesce (o.message, ''), a.kind = 'delete'" \
  " FROM attempt AS a LEFT JOIN attempt_outcome AS o ON o.attempt_id = a.id JOIN copy AS y ON y.id = a.copy_id" \
  " JOIN content AS t ON t.id = y.content_id JOIN channel ON channel.id = y.channel_id" \
  " WHERE a.kind IN ('update', 'delete') AND coalesce (o.outcome, 'unknown') NOT IN ('ok', 'refused')" \
  " AND y.claim_id IS NULL AND y.withdrawn_at IS NULL AND coalesce (y.remote_id, '') <> '' AND (y.state = 'published' OR (y.state = 'scheduled' AND a.kind = 'update'))" \
  " AND y.removed_at IS NULL AND t.removed_at IS NULL AND channel.removed_at IS NULL" \
  " AND NOT EXISTS (SELECT 1 FROM attempt AS later WHERE later.copy_id = a.copy_id AND later.id > a.id" \
  " AND later.kind IN ('publish', 'update', 'delete', 'by-hand')) ORDER BY a.started_at, a.id"

static SotongUnsent *
unsent_from (SotongStmt *stmt)
{
  SotongUnsent *unsent = g_new0 (SotongUnsent, 1);

  unsent->content_id = sotong_stmt_int (stmt, 0);
  unsent->channel_id = sotong_stmt_int (stmt, 1);
  unsent->copy_id = sotong_stmt_int (stmt, 2);
  unsent->at = sotong_stmt_int (stmt, 3);
  unsent->title = sotong_stmt_dup (stmt, 4);
  unsent->channel = sotong_stmt_dup (stmt, 5);
  unsent->message = sotong_attempt_tell (sotong_stmt_text (stmt, 6));
  unsent->removal = sotong_stmt_int (stmt, 7) == 1;
  return unsent;
}

/* Whether it still says something else there than here: a change that was taken back here needs no correction any more. */
static gboolean
still_differs (SotongDb            *db,
               const SotongUnsent  *unsent,
               gboolean            *out_differs,
               GError             **error)
{
  g_autoptr(GPtrArray) outs = sotong_correction_list (db, unsent->content_id, error);

  *out_differs = FALSE;
  for (guint i = 0; outs != NULL && i < outs->len; i++)
    {
      const SotongOut *out = g_ptr_array_index (outs, i);

      *out_differs = *out_differs || (out->copy_id == unsent->copy_id && out->differs);
    }
  return outs != NULL;
}

/**
 * sotong_unsent_list:
 * @db: a connection
 * @error: return location
 *
 * Nothing sends these again by itself: a person does, or takes the change back here.
 *
 * Returns: (transfer full) (nullable) (element-type SotongUnsent): the corrections and withdrawals that did not arrive, the oldest first
 */
GPtrArray *
sotong_unsent_list (SotongDb  *db,
                    GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_unsent_free);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, UNSENT_SQL, "");
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, unsent_from (stmt));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  for (guint i = list->len; i > 0; i--)
    {
      const SotongUnsent *unsent = g_ptr_array_index (list, i - 1);
      gboolean differs = TRUE;

      if (!unsent->removal && !still_differs (db, unsent, &differs, error))
        return NULL;
      if (!differs)
        g_ptr_array_remove_index (list, i - 1);
    }
  return g_steal_pointer (&list);
}
