/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-daemon.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "store/sotong-db-private.h"
#include "util/sotong-machine.h"

/**
 * sotong_daemon_take:
 * @db: the connection of a write job
 * @error: return location; `SOTONG_STORE_ERROR_EXISTS` when a program that lives has the place
 *
 * Takes the place of the one program that publishes from the workspace by the clock. Of one that
 * died on this machine it is taken over.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_daemon_take (SotongDb  *db,
                    GError   **error)
{
  const SotongOwner *self = sotong_owner_get_self ();
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT machine, boot, process, process_start FROM daemon WHERE id = 1", "");
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local)
      && g_str_equal (sotong_stmt_text (stmt, 0), self->machine)
      && !sotong_owner_is_dead (sotong_stmt_text (stmt, 0), sotong_stmt_text (stmt, 1), sotong_stmt_int (stmt, 2), sotong_stmt_int (stmt, 3)))
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS,
                   _("Another program (process %" PRId64 ") publishes from this workspace by the clock already, so this one was not started. Stop that one first."),
                   sotong_stmt_int (stmt, 2));
      return FALSE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_clear_pointer (&stmt, sotong_stmt_reset);
  return sotong_db_exec (db, error, "DELETE FROM daemon", "")
         && sotong_db_exec (db, error, "INSERT INTO daemon (id, machine, boot, process, process_start, started_at) VALUES (1, $1, $2, $3, $4, $5)",
                            "ttiii", self->machine, self->boot, self->process, self->process_start, sotong_db_now (db));
}

/**
 * sotong_daemon_leave:
 * @db: the connection of a write job
 * @error: return location
 *
 * Gives the place up, if it is ours.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_daemon_leave (SotongDb  *db,
                     GError   **error)
{
  const SotongOwner *self = sotong_owner_get_self ();

  return sotong_db_exec (db, error, "DELETE FROM daemon WHERE machine = $1 AND boot = $2 AND process = $3 AND process_start = $4", "ttii",
                         self->machine, self->boot, self->process, self->process_start);
}
