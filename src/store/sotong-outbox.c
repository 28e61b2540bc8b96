/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-attempt-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-figure.h"
#include "store/sotong-late.h"
#include "store/sotong-outbox.h"

#define SELECT_DUE \
  "SELECT copy.id, content_id, channel_id, coalesce (copy.title, content.title), state, publish_at, on_platform, remote_id, thread" \
  " FROM copy JOIN content ON content.id = content_id JOIN channel ON channel.id = channel_id" \
  " WHERE copy.removed_at IS NULL AND content.removed_at IS NULL AND channel.removed_at IS NULL AND "

#define LOOK_FIRST_S   60          /* so long a round leaves alone what it has looked for once in vain */
#define LOOK_LONGEST_S (60 * 60)
#define LOOK_TROUBLE_S (4 * 60)    /* and at the longest where the platform only answers that it cannot */
#define LOOK_GIVEN_UP_S (24 * 3600) /* between looks for what still waits on its platform after so many */
#define LOOKS_MAX      10

#define COUNT_IF(condition) "count (CASE WHEN " condition " THEN 1 END)"

void
sotong_due_free (SotongDue *due)
{
  if (due == NULL)
    return;
  g_free (due->title);
  g_free (due->state);
  g_free (due->remote_id);
  g_free (due);
}

void
sotong_outbox_count_free (SotongOutboxCount *count)
{
  if (count == NULL)
    return;
  sotong_channel_free (count->channel);
  g_free (count);
}

static GPtrArray *
read_due (SotongStmt  *found,
          GError     **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_due_free);
  g_autoptr(SotongStmt) stmt = found;
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongDue *due = g_new0 (SotongDue, 1);

      due->copy_id = sotong_stmt_int (stmt, 0);
      due->content_id = sotong_stmt_int (stmt, 1);
      due->channel_id = sotong_stmt_int (stmt, 2);
      due->title = sotong_stmt_dup (stmt, 3);
      due->state = sotong_stmt_dup (stmt, 4);
      due->publish_at = sotong_stmt_int (stmt, 5);
      due->on_platform = sotong_stmt_int (stmt, 6) != 0;
      due->remote_id = sotong_stmt_dup (stmt, 7);
      due->thread = sotong_stmt_int (stmt, 8) == 1;
      g_ptr_array_add (list, due);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_outbox_list_due:
 * @db: a connection
 * @error: return location
 *
 * What is due, what is of unknown outcome, and what may be handed to a platform that
 * keeps the time itself; oldest first.
 *
 * Returns: (transfer full) (nullable) (element-type SotongDue): the list
 */
GPtrArray *
sotong_outbox_list_due (SotongDb  *db,
                        GError   **error)
{
  return read_due (sotong_db_query (db, error, SELECT_DUE
                                    "(state = 'unknown' OR (state = 'scheduled' AND publish_at <= $1)"
                                    " OR (state = 'scheduled' AND publish_at > $1 AND on_platform = 1 AND remote_id IS NULL))"
                                    " ORDER BY publish_at, copy.id", "i", sotong_db_now (db)), error);
}

/* How often a post of unknown outcome was looked for in vain, since it is of unknown outcome or was last doubted; or one that waits on its
 * platform, since its time has come. A network that is gone says nothing of it, and a sign-in that is over is a person's to renew. */
typedef struct {
  gint64 n_answered;  /* the platform had an answer, if only an error */
  gint64 n_absent;    /* and of those, it looked and did not find it out there, or could not tell */
  gint64 last_at;     /* when the last attempt of any kind began, by the machine's clock */
} Looks;

#define IN_VAIN "kind IN ('publish', 'look-up') AND coalesce (outcome, 'unknown') IN ('unknown', 'not-sent')"

static gboolean
read_looks (SotongStmt  *stmt,
            Looks       *out,
            GError     **error)
{
  if (stmt == NULL || !sotong_stmt_next (stmt, error))
    return FALSE;
  out->n_answered = sotong_stmt_int (stmt, 0);
  out->n_absent = sotong_stmt_int (stmt, 1);
  out->last_at = sotong_stmt_int (stmt, 2) - SOTONG_ATTEMPT_LEASE_S;
  return TRUE;
}

#define SELECT_LOOKS "SELECT count (CASE WHEN kind = 'look-up' AND http_status NOT IN (0, 401) THEN 1 END)," \
                     " count (CASE WHEN kind = 'look-up' AND http_status BETWEEN 200 AND 299 THEN 1 END), coalesce (max (lease_until), 0)" \
                     " FROM attempt LEFT JOIN attempt_outcome ON attempt_id = attempt.id WHERE copy_id = $1 AND "

static gboolean
count_looks (SotongDb  *db,
             gint64     copy_id,
             Looks     *out,
             GError   **error)
{
  g_autoptr(SotongStmt) stmt = NULL;

  stmt = sotong_db_query (db, error, SELECT_LOOKS "attempt.id > coalesce ((SELECT max (attempt.id) FROM attempt LEFT JOIN attempt_outcome ON attempt_id = attempt.id"
                          " WHERE copy_id = $1 AND (NOT (" IN_VAIN ") OR " SOTONG_IS_DOUBT ")), 0)", "i", copy_id);
  return read_looks (stmt, out, error);
}

/* Whatever was looked for since its time has come and waits there still, was looked for in vain. */
static gboolean
count_looks_there (SotongDb         *db,
                   const SotongDue  *due,
                   Looks            *out,
                   GError          **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, SELECT_LOOKS "started_at >= $2 AND attempt.id > coalesce ((SELECT max (id) FROM attempt"
                                                " WHERE copy_id = $1 AND kind <> 'look-up'), 0)", "ii", due->copy_id, due->publish_at);

  return read_looks (stmt, out, error);
}

/* What doubles with each look, from the second on. */
static gint64
find_wait (gint64 n_looks,
           gint64 longest)
{
  return n_looks > 0 ? MIN ((gint64) LOOK_FIRST_S << MIN (n_looks - 1, 10), longest) : 0;
}

/* A server in trouble comes back, and the post may still go out in time: it is asked again soon. A clock that was set back makes nobody
 * wait for what is to come. */
static gboolean
is_at_rest (const Looks *looks)
{
  gint64 since = g_get_real_time () / G_USEC_PER_SEC - looks->last_at;
  gint64 wait = MAX (find_wait (looks->n_absent, LOOK_LONGEST_S), find_wait (looks->n_answered - looks->n_absent, LOOK_TROUBLE_S));

  if (looks->n_absent >= LOOKS_MAX)
    wait = LOOK_GIVEN_UP_S;
  return since >= 0 && since < wait;
}

static gboolean
waits_there (const SotongDue *due)
{
  return g_str_equal (due->state, "scheduled") && due->remote_id != NULL && due->remote_id[0] != '\0';
}

typedef enum {
  TURN_NOW,
  TURN_LATER,  /* it was looked for a moment ago, or its platform wants not to be asked */
  TURN_FIRST,  /* likewise, and its platform could only not be asked: what is due behind it on its channel waits for that */
} Turn;

/* So long after its time what is behind one of unknown outcome waits for a platform that does not want to be asked; a pause of its
 * figures may last a day, and the posts of that day do not wait for it. */
#define BEHIND_S (30 * 60)

static gboolean
is_young (SotongDb        *db,
          const SotongDue *due)
{
  gint64 now = sotong_db_now (db);

  return due->publish_at != SOTONG_NONE && due->publish_at <= now && now - due->publish_at < BEHIND_S;
}

/* What a round does with @due. Of an unknown outcome a person says in the end; what waits on its platform comes out some day. */
static gboolean
find_turn (SotongDb         *db,
           const SotongDue  *due,
           Turn             *out_turn,
           GError          **error)
{
  Looks looks;
  gboolean waits = FALSE;

  *out_turn = TURN_NOW;
  if (g_str_equal (due->state, "unknown"))
    {
      if (!count_looks (db, due->copy_id, &looks, error) || !sotong_figure_waits (db, due->channel_id, &waits, error))
        return FALSE;
      if (looks.n_absent >= LOOKS_MAX || is_at_rest (&looks) || waits)
        *out_turn = looks.n_absent == 0 && looks.n_answered < LOOKS_MAX && (is_at_rest (&looks) || is_young (db, due)) ? TURN_FIRST : TURN_LATER;
    }
  else if (waits_there (due))
    {
      if (!count_looks_there (db, due, &looks, error) || !sotong_figure_waits (db, due->channel_id, &waits, error))
        return FALSE;
      *out_turn = is_at_rest (&looks) || waits ? TURN_LATER : TURN_NOW;
    }
  return TRUE;
}

/* Takes out what is due behind @first on its channel. */
static void
drop_behind (GPtrArray       *list,
             guint            from,
             const SotongDue *first)
{
  for (guint i = list->len; i > from; i--)
    {
      const SotongDue *due = g_ptr_array_index (list, i - 1);

      if (due->channel_id == first->channel_id && g_str_equal (due->state, "scheduled") && !waits_there (due))
        g_ptr_array_remove_index (list, i - 1);
    }
}

/**
 * sotong_outbox_list_round:
 * @db: a connection
 * @error: return location
 *
 * What a round by the clock sees to: as sotong_outbox_list_due(), without what was looked for in vain a moment ago or is not to be asked for yet, and, where the platform
 * could only not be asked, without what is due behind that on its channel. The wait grows with
 * each look, by the machine's own clock. After the last one only a person has it looked for; what waits on its platform although its time is
 * past, is looked for once a day then.
 *
 * Returns: (transfer full) (nullable) (element-type SotongDue): the list
 */
GPtrArray *
sotong_outbox_list_round (SotongDb  *db,
                          GError   **error)
{
  g_autoptr(GPtrArray) list = sotong_outbox_list_due (db, error);

  for (guint i = list != NULL ? list->len : 0; i > 0; i--)
    {
      Turn turn;

      if (!find_turn (db, g_ptr_array_index (list, i - 1), &turn, error))
        return NULL;
      if (turn == TURN_FIRST)
        drop_behind (list, i, g_ptr_array_index (list, i - 1));
      if (turn != TURN_NOW)
        g_ptr_array_remove_index (list, i - 1);
    }
  return g_steal_pointer (&list);
}

/**
 * sotong_outbox_is_given_up:
 * @db: a connection
 * @copy_id: a copy of unknown outcome
 * @out_given_up: (out): whether it was looked for so often that no round looks for it any more
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_outbox_is_given_up (SotongDb  *db,
                           gint64     copy_id,
                           gboolean  *out_given_up,
                           GError   **error)
{
  Looks looks;

  if (!count_looks (db, copy_id, &looks, error))
    return FALSE;
  *out_given_up = looks.n_absent >= LOOKS_MAX;
  return TRUE;
}

/**
 * sotong_outbox_waits_long:
 * @db: a connection
 * @copy_id: a copy
 * @out_looks: (out): how many looks more than many have found that it still waits on its platform although its time is past: 0 with the
 *   look after which a person is told, negative before
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_outbox_waits_long (SotongDb  *db,
                          gint64     copy_id,
                          gint64    *out_looks,
                          GError   **error)
{
  g_autoptr(GPtrArray) list = read_due (sotong_db_query (db, error, SELECT_DUE "copy.id = $1 AND publish_at <= $2", "ii", copy_id, sotong_db_now (db)), error);
  Looks looks = { 0 };

  *out_looks = -LOOKS_MAX;
  if (list == NULL)
    return FALSE;
  if (list->len == 0 || !waits_there (g_ptr_array_index (list, 0)))
    return TRUE;
  if (!count_looks_there (db, g_ptr_array_index (list, 0), &looks, error))
    return FALSE;
  *out_looks = looks.n_absent - LOOKS_MAX;
  return TRUE;
}

/**
 * sotong_outbox_list_content:
 * @db: a connection
 * @content_id: a content
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongDue): its copies, whatever their states
 */
GPtrArray *
sotong_outbox_list_content (SotongDb  *db,
                            gint64     content_id,
                            GError   **error)
{
  return read_due (sotong_db_query (db, error, SELECT_DUE "content_id = $1 ORDER BY copy.id", "i", content_id), error);
}

/**
 * sotong_outbox_look_ahead:
 * @db: a connection
 * @seconds: how far to look
 * @out_n: (out): how many posts go out by themselves from this machine within that time
 * @out_first: (out): when the first is due, or %SOTONG_NONE
 * @error: return location
 *
 * What waits on a platform goes out without this machine and is not counted, nor is what is too late already.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_outbox_look_ahead (SotongDb  *db,
                          gint64     seconds,
                          int       *out_n,
                          gint64    *out_first,
                          GError   **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  gint64 now = sotong_db_now (db), grace = 0;

  *out_n = 0;
  *out_first = SOTONG_NONE;
  if (!sotong_late_get_grace (db, &grace, error))
    return FALSE;
  stmt = sotong_db_query (db, error, "SELECT count(*), min(publish_at) FROM copy JOIN content ON content.id = content_id JOIN channel ON channel.id = channel_id"
                          " WHERE copy.state = 'scheduled' AND publish_at > $1 AND publish_at <= $2 AND coalesce (remote_id, '') = ''"
                          " AND copy.removed_at IS NULL AND content.removed_at IS NULL AND channel.removed_at IS NULL", "ii", now - grace, now + seconds);
  if (stmt == NULL || !sotong_stmt_next (stmt, error))
    return FALSE;
  *out_n = (int) sotong_stmt_int (stmt, 0);
  *out_first = sotong_stmt_int (stmt, 1);
  return TRUE;
}

static void
add_counts (GPtrArray  *list,
            SotongStmt *stmt)
{
  for (guint i = 0; i < list->len; i++)
    {
      SotongOutboxCount *count = g_ptr_array_index (list, i);

      if (count->channel->id != sotong_stmt_int (stmt, 0))
        continue;
      count->n_scheduled = sotong_stmt_int (stmt, 1);
      count->n_due = sotong_stmt_int (stmt, 2);
      count->n_overdue = sotong_stmt_int (stmt, 3);
      count->n_publishing = sotong_stmt_int (stmt, 4);
      count->n_failed = sotong_stmt_int (stmt, 5);
      count->n_unknown = sotong_stmt_int (stmt, 6);
      count->n_published = sotong_stmt_int (stmt, 7);
      count->next_at = sotong_stmt_int (stmt, 8);
      count->oldest_due = sotong_stmt_int (stmt, 9);
      count->n_missed = sotong_stmt_int (stmt, 10);
      count->n_held = sotong_stmt_int (stmt, 11);
      count->n_withdrawn = sotong_stmt_int (stmt, 12);
    }
}

/**
 * sotong_outbox_count:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongOutboxCount): one for each channel
 */
GPtrArray *
sotong_outbox_count (SotongDb  *db,
                     GError   **error)
{
  g_autoptr(GPtrArray) channels = sotong_channel_list (db, error);
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(SotongStmt) stmt = NULL;
  gint64 now = sotong_db_now (db);
  GError *local = NULL;

  if (channels == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_outbox_count_free);
  for (guint i = 0; i < channels->len; i++)
    {
      SotongOutboxCount *count = g_new0 (SotongOutboxCount, 1);

      count->channel = sotong_channel_copy (g_ptr_array_index (channels, i));
      count->next_at = SOTONG_NONE;
      count->oldest_due = SOTONG_NONE;
      g_ptr_array_add (list, count);
    }
  stmt = sotong_db_query (db, error, "SELECT channel_id, " COUNT_IF ("state = 'scheduled'") ", " COUNT_IF ("state = 'scheduled' AND publish_at <= $1")
                          ", " COUNT_IF ("state = 'scheduled' AND publish_at <= $2") ", " COUNT_IF ("state = 'publishing'")
                          ", " COUNT_IF ("state = 'failed'") ", " COUNT_IF ("state = 'unknown'")
                          ", " COUNT_IF ("state IN ('published', 'published_by_hand') AND withdrawn_at IS NULL")
                          ", min (CASE WHEN state = 'scheduled' AND publish_at > $1 THEN publish_at END),"
                          " min (CASE WHEN state = 'scheduled' AND publish_at <= $1 THEN publish_at END),"
                          " " COUNT_IF ("state = 'missed'") ", " COUNT_IF ("state = 'held'") ", " COUNT_IF ("withdrawn_at IS NOT NULL")
                          " FROM copy JOIN content ON content.id = content_id"
                          " WHERE copy.removed_at IS NULL AND content.removed_at IS NULL GROUP BY channel_id",
                          "ii", now, now - SOTONG_OUTBOX_GRACE_S);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    add_counts (list, stmt);
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}
