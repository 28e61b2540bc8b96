/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-take-over.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-attempt-private.h"
#include "store/sotong-remembered.h"
#include "store/sotong-workspace.h"

/*
 * A workspace that was copied has the same plans as the one it was copied from, which may have gone on publishing for a while. Whoever takes
 * over does not know of that. So whatever may have gone out from there is doubted at that moment, once and on the disk: it is looked for
 * before anything of it is sent, in whatever run its turn comes, and however often its platform cannot be asked meanwhile. The posts of a
 * thread are looked for one by one as they are sent: for them the time of the taking over is kept.
 */

#define TAKEN_OVER      "taken-over"
#define TAKEN_OVER_REAL "taken-over-real"

typedef struct {
  gint64   copy_id;
  gint64   began;     /* since when it may be out, seconds since 1970 UTC */
  gboolean unknown;   /* the program would go on with it by itself, or has missed it */
} Doubt;

/* What waits for its time, or was to be sent once: not what nobody has ever put onto the schedule. */
#define MAY_BE_OUT \
  "coalesce (remote_id, '') = '' AND claim_id IS NULL AND thread = 0 AND removed_at IS NULL AND" \
  " ((state = 'scheduled' AND (publish_at <= $2 OR on_platform = 1)) OR (state IN ('missed', 'failed', 'held') AND publish_at <= $2))"

static GArray *
list_doubts (SotongDb  *db,
             gint64     channel_id,
             GError   **error)
{
  g_autoptr(GArray) doubts = g_array_new (FALSE, FALSE, sizeof (Doubt));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT id, CASE WHEN publish_at <= $2 AND on_platform = 0 THEN publish_at"
                                                " ELSE coalesce (scheduled_at, publish_at) END, state IN ('scheduled', 'missed')"
                                                " FROM copy WHERE channel_id = $1 AND " MAY_BE_OUT " ORDER BY id", "ii", channel_id, sotong_db_now (db));
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      Doubt doubt = { sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1), sotong_stmt_int (stmt, 2) != 0 };

      g_array_append_val (doubts, doubt);
    }
  if (local == NULL)
    return g_steal_pointer (&doubts);
  g_propagate_error (error, local);
  return NULL;
}

static gboolean
doubt_channel (SotongDb  *db,
               gint64     channel_id,
               GError   **error)
{
  g_autoptr(GArray) doubts = list_doubts (db, channel_id, error);

  for (guint i = 0; doubts != NULL && i < doubts->len; i++)
    {
      const Doubt *doubt = &g_array_index (doubts, Doubt, i);

      if (!sotong_attempt_doubt (db, doubt->copy_id, MIN (doubt->began, g_get_real_time () / G_USEC_PER_SEC), doubt->unknown,
                                 _("Another computer, or another copy of the workspace, published until now and has perhaps sent this post. It is looked "
                                   "for there before anything is sent."), error))
        return FALSE;
    }
  return doubts != NULL;
}

/**
 * sotong_take_over:
 * @db: the connection of a write job
 * @channels: (element-type gint64): the channels on which a post can be looked for
 * @error: return location
 *
 * From now on this file on this machine publishes. What the one that did until now may have sent is of unknown outcome; what waits for a
 * person stays as it is, and is looked for when that person wants it out. Of what this computer remembers to have sent that is so on all channels.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_take_over (SotongDb      *db,
                  const GArray  *channels,
                  GError       **error)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, sotong_db_now (db));
  g_autofree char *real = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC);

  for (guint i = 0; i < channels->len; i++)
    if (!doubt_channel (db, g_array_index (channels, gint64, i), error))
      return FALSE;
  return sotong_remembered_doubt (db, error) && sotong_workspace_claim_publisher (db, error) && sotong_workspace_set (db, TAKEN_OVER, now, error)
         && sotong_workspace_set (db, TAKEN_OVER_REAL, real, error);
}

static gboolean
read_time (SotongDb    *db,
           const char  *name,
           gint64      *out_time,
           GError     **error)
{
  GError *local = NULL;
  g_autofree char *text = sotong_workspace_get (db, name, &local);

  *out_time = text != NULL ? g_ascii_strtoll (text, NULL, 10) : SOTONG_NONE;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_take_over_time:
 * @db: a connection
 * @out_time: (out): when the workspace was last taken over, seconds since 1970 UTC by its own clock; %SOTONG_NONE: never
 * @out_real: (out): the same by the machine's clock
 * @error: return location
 *
 * What was sent just before that by another machine may still be at work on its platform for a moment.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_take_over_time (SotongDb  *db,
                       gint64    *out_time,
                       gint64    *out_real,
                       GError   **error)
{
  return read_time (db, TAKEN_OVER, out_time, error) && read_time (db, TAKEN_OVER_REAL, out_real, error);
}
