/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-attempt-private.h"
#include "store/sotong-change-private.h"
#include "store/sotong-content-private.h"
#include "store/sotong-hold.h"
#include "store/sotong-hold-there.h"

/* While everything is on hold, what waits for its time on its platform is withdrawn there and held here. */

#define LEAST_AHEAD_S 60 /* it must not go out while it is taken back */

/**
 * sotong_hold_there_check:
 * @db: the connection of a write job
 * @copy_id: a copy that waits on its platform
 * @error: return location; `SOTONG_ATTEMPT_ERROR_CHANGED` when it is too late, or nothing is on hold any more
 *
 * Returns: %TRUE if the copy may be taken back now
 */
gboolean
sotong_hold_there_check (SotongDb  *db,
                        gint64     copy_id,
                        GError   **error)
{
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, copy_id, error);
  gboolean on;

  if (row == NULL || !sotong_hold_is_on (db, &on, error))
    return FALSE;
  if (!on)
    return sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_CHANGED, _("The hold has ended, so it was left where it waits."));
  return (g_str_equal (row->state, "scheduled") && row->publish_at != SOTONG_NONE && row->publish_at > sotong_db_now (db) + LEAST_AHEAD_S)
         || sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_CHANGED,
                                   _("Its time on the platform has come: it is out there, or about to be, and was not taken back."));
}

/**
 * sotong_hold_there_note:
 * @db: the connection of a write job, in which the withdrawal was noted
 * @claim: what was claimed for it
 * @error: return location
 *
 * Holds what was withdrawn; should the hold have ended meanwhile, it is scheduled as before. It goes to its platform anew, as another
 * post: the platform may know the old one's key still. What left the house cannot be undone.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_hold_there_note (SotongDb           *db,
                       const SotongClaim  *claim,
                       GError            **error)
{
  g_autofree char *key = sotong_copy_make_client_key (db, claim->publish_at);
  gboolean on;

  /* Undone, the start of the hold would leave this one held for ever: the hold is ended instead. */
  return sotong_hold_is_on (db, &on, error)
         && sotong_db_exec (db, error, "UPDATE change SET undo_state = 'dropped' WHERE undo_state = 'done'"
                            " AND id IN (SELECT change_id FROM change_row WHERE table_name = 'hold')", "")
         && sotong_change_begin_final (db, "content.take-back", "content", claim->content_id, claim->title, error)
         && sotong_db_exec (db, error, "UPDATE copy SET state = $1, client_key = $2, on_platform = 1 WHERE id = $3 AND state = 'draft'", "tti",
                            on ? "held" : "scheduled", key, claim->copy_id);
}
