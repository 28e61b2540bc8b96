/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-approval.h"
#include "store/sotong-attempt-private.h"
#include "store/sotong-channel.h"
#include "store/sotong-channel-learn.h"
#include "store/sotong-hold.h"
#include "store/sotong-late.h"
#include "store/sotong-person.h"
#include "store/sotong-restriction.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

/* Whether a copy may be claimed, as it stands in the transaction of the claim. */

/* Where approval is on, nothing goes out but what was approved, word for word. */
gboolean
sotong_attempt_check_seal (SotongDb  *db,
                           gint64     copy_id,
                           GError   **error)
{
  SotongSeal seal;
  gboolean on;

  if (!sotong_approval_is_on (db, &on, error))
    return FALSE;
  if (!on)
    return TRUE;
  if (!sotong_seal_check (db, copy_id, &seal, error))
    return FALSE;
  if (seal == SOTONG_SEAL_BROKEN)
    return sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_NOT_ALLOWED,
                   _("It was changed after it was approved, so its seal is broken. Submit it again, or undo the change."));
  return seal == SOTONG_SEAL_WHOLE
         || sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_NOT_ALLOWED, _("It has not been approved. Have it approved first, then publish it."));
}

/* What was out and was taken off again is not sent anew in its place: its record would be lost. */
static gboolean
check_withdrawn (SotongDb  *db,
                 gint64     copy_id,
                 GError   **error)
{
  g_autofree char *when = NULL;
  gint64 at = SOTONG_NONE;

  if (!sotong_db_get_int (db, &at, error, "SELECT withdrawn_at FROM copy WHERE id = $1", "i", copy_id))
    return FALSE;
  if (at == SOTONG_NONE)
    return TRUE;
  when = sotong_time_format_minute (at, db->zone);
  g_set_error (error, SOTONG_ATTEMPT_ERROR, SOTONG_ATTEMPT_ERROR_CHANGED,
               _("It was out, and was taken down on %s. Its record stays; to publish it again, copy the content and publish the copy."), when);
  return FALSE;
}

static gboolean
check_asked (const SotongCopyRow  *row,
             GError              **error)
{
  /* A draft too: whether it had to be approved is asked for apart. */
  static const char * const open[] = { "scheduled", "approved", "failed", "missed", "draft", NULL };

  if (g_strv_contains (open, row->state))
    return TRUE;
  if (g_str_equal (row->state, "held"))
    return sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_NOT_ALLOWED, _("It is on hold. Release it first, then publish it."));
  if (g_str_equal (row->state, "unknown"))
    return sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_NOT_ALLOWED,
                   _("It may be out already: the last attempt had no answer. It is looked up before it is sent again."));
  if (g_str_equal (row->state, "published") || g_str_equal (row->state, "published_by_hand"))
    return sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_CHANGED, _("It is published already."));
  return sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_NOT_ALLOWED, _("It has not been approved. Have it approved first, then publish it."));
}

/* Whoever asks for it now must be one who publishes there. */
static gboolean
check_person (SotongDb             *db,
              const SotongCopyRow  *row,
              GError              **error)
{
  g_autoptr(SotongPerson) person = sotong_person_get_actor (db, NULL);
  g_autoptr(GError) local = NULL;

  if (sotong_channel_may_publish (db, row->channel_id, person != NULL ? person->id : 0, &local))
    return TRUE;
  if (g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID))
    return sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_NOT_ALLOWED, local->message);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* (nullable): the account that made it what stands on the schedule: the last whose act was about it. */
static char *
find_scheduler (SotongDb              *db,
                const SotongCopyRow   *row,
                GError               **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT actor FROM change WHERE subject_kind = 'content' AND subject_id = $1"
                                                " AND undo_state IN ('done', 'dropped') AND action <> 'content.publish' ORDER BY id DESC LIMIT 1",
                                                "i", row->content_id);

  return stmt != NULL && sotong_stmt_next (stmt, error) ? sotong_stmt_dup (stmt, 0) : NULL;
}

/* What goes out by itself was put on the schedule by somebody, who must be one who publishes there, unless whoever
 * approved it has: a right that the clock could get round would be none. */
static gboolean
check_scheduler (SotongDb             *db,
                 const SotongCopyRow  *row,
                 GError              **error)
{
  g_autoptr(SotongPerson) person = NULL;
  g_autofree char *account = NULL;
  GError *local = NULL;
  gboolean on;

  if (sotong_channel_may_publish (db, row->channel_id, 0, NULL)) /* nobody is named: the common case */
    return TRUE;
  if (!sotong_approval_is_on (db, &on, error))
    return FALSE;
  if (on)
    return TRUE;
  account = find_scheduler (db, row, &local);
  if (account != NULL)
    person = sotong_person_find_login (db, account, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (account == NULL || sotong_channel_may_publish (db, row->channel_id, person != NULL ? person->id : 0, NULL))
    return TRUE;
  g_set_error (error, SOTONG_ATTEMPT_ERROR, SOTONG_ATTEMPT_ERROR_NOT_ALLOWED,
               _("The group of “%s” names who publishes there, and “%s”, who put the post on the schedule, is not among them. One of them must publish it."),
               row->channel, person != NULL ? person->name : account);
  return FALSE;
}

static gboolean
check_kind (SotongDb             *db,
            const SotongCopyRow  *row,
            SotongClaimKind       kind,
            GError              **error)
{
  gboolean scheduled = g_str_equal (row->state, "scheduled") && row->publish_at != SOTONG_NONE;
  gboolean due = scheduled && row->publish_at <= sotong_db_now (db);

  switch (kind)
    {
    case SOTONG_CLAIM_ASKED:
      return check_asked (row, error) && check_person (db, row, error);
    case SOTONG_CLAIM_DUE:
      return due ? check_scheduler (db, row, error)
                 : sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_CHANGED, _("It was moved or taken off the schedule meanwhile."));
    case SOTONG_CLAIM_HAND_OVER:
      return scheduled && !due && row->on_platform
             ? check_scheduler (db, row, error)
             : sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_CHANGED, _("It was moved or taken off the schedule meanwhile."));
    case SOTONG_CLAIM_AGAIN:
      return g_str_equal (row->state, "unknown")
             || sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_CHANGED, _("Its outcome was settled meanwhile."));
    default:
      g_assert_not_reached ();
    }
}

/* The day of a restricted period may have come, or the period been added, after it was scheduled. */
static gboolean
check_restricted (SotongDb             *db,
                  const SotongCopyRow  *row,
                  gint64                time,
                  GError              **error)
{
  g_autoptr(GError) local = NULL;

  if (sotong_restriction_check_id (db, row->content_id, time, &local))
    return TRUE;
  if (g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID))
    return sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_NOT_ALLOWED, local->message);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* While all is on hold a person may still ask for one post; nothing goes out by itself. */
static gboolean
check_hold (SotongDb             *db,
            const SotongCopyRow  *row,
            SotongClaimKind       kind,
            GError              **error)
{
  gboolean on;

  if (kind == SOTONG_CLAIM_ASKED)
    return TRUE;
  if (!sotong_hold_is_on (db, &on, error))
    return FALSE;
  return !on || sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_NOT_ALLOWED,
                                       _("Everything is on hold. End the hold first, and say what becomes of what is held; or publish this one by itself."));
}

/* Between its listing and its claim the machine may have slept. */
static gboolean
check_late (SotongDb         *db,
            gint64            copy_id,
            SotongClaimKind   kind,
            const SotongCopyRow *row,
            GError          **error)
{
  g_autofree char *message = NULL;
  gboolean late = FALSE;

  if (kind != SOTONG_CLAIM_DUE)
    return TRUE;
  if (!sotong_late_is_late (db, copy_id, &late, error))
    return FALSE;
  if (!late)
    return TRUE;
  message = sotong_late_describe (db, copy_id, row->publish_at, error);
  return message != NULL && sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_LATE, message);
}

/* A pause that is kept only not to come near a limit, the channel being well, keeps nothing back that a person publishes now: a warning is not put off. */
static gboolean
check_wait (SotongDb             *db,
            const SotongCopyRow  *row,
            SotongClaimKind       kind,
            GError              **error)
{
  g_autofree char *text = NULL;
  gint64 until = SOTONG_NONE;
  gboolean scheduled = g_str_equal (row->state, "scheduled");

  /* What a clock noted that was set back since ends at no time that is known. A rest is kept by what publishes by the clock alone. */
  if (!sotong_db_get_int (db, &until, error, "SELECT max (wait_until) FROM channel_state JOIN channel AS other ON other.id = channel_id"
                          " WHERE coalesce (checked_at, 0) <= $2 AND NOT (" SOTONG_IS_REST ("$2") ") AND ($3 = 0 OR health IS NOT 'ok') AND " SOTONG_SAME_ACCOUNT, "iii", row->channel_id,
                          sotong_db_now (db), (gint64) (kind == SOTONG_CLAIM_ASKED)))
    return FALSE;
  if (until == SOTONG_NONE || until <= sotong_db_now (db))
    return TRUE;
  text = sotong_time_format_minute (until + 59, db->zone); /* the minute in which it is over */
  if (until > sotong_db_now (db) + SOTONG_CHANNEL_LONG_WAIT_S)
    {
      g_set_error (error, SOTONG_ATTEMPT_ERROR, SOTONG_ATTEMPT_ERROR_WAITING,
                   scheduled ? _("“%s” wants to be waited for until %s, which is long. The post stays scheduled. Test the channel: if it answers, it is not waited for any more.")
                             : _("“%s” wants to be waited for until %s, which is long. The post was not sent and stays as it is. Test the channel: if it answers, it is not waited for any more."),
                   row->channel, text);
      return FALSE;
    }
  g_set_error (error, SOTONG_ATTEMPT_ERROR, SOTONG_ATTEMPT_ERROR_WAITING,
               scheduled ? _("“%s” is not asked again before %s: it wants to be waited for, or did not answer as it should. "
                             "The post stays scheduled; publish again after that.")
                         : _("“%s” is not asked again before %s: it wants to be waited for, or did not answer as it should. "
                             "The post was not sent and stays as it is; publish again after that."), row->channel, text);
  return FALSE;
}

static gboolean
check_busy (SotongDb             *db,
            const SotongCopyRow  *row,
            GError              **error)
{
  gint64 other;
  GError *local = NULL;

  if (sotong_db_get_int (db, &other, &local, "SELECT copy.id FROM copy JOIN channel AS other ON other.id = channel_id"
                         " WHERE state = 'publishing' AND " SOTONG_SAME_ACCOUNT " LIMIT 1", "i", row->channel_id))
    return sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_CHANNEL_BUSY, _("Another post is being published on the same channel right now."));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Whether @row may be claimed for @kind; the error says why not. */
gboolean
sotong_attempt_check_row (SotongDb             *db,
                          gint64                copy_id,
                          const SotongCopyRow  *row,
                          SotongClaimKind       kind,
                          GError              **error)
{

  if (row->removed)
    return sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_CHANGED, _("It was deleted meanwhile."));
  if (g_str_equal (row->state, "publishing"))
    return sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_TAKEN, _("It is being published right now by another window or program."));
  if (row->remote_id != NULL && row->remote_id[0] != '\0' && kind != SOTONG_CLAIM_ASKED)
    return sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_CHANGED, _("It is on the platform already."));
  if (!check_withdrawn (db, copy_id, error) || !check_kind (db, row, kind, error) || !sotong_attempt_check_seal (db, copy_id, error))
    return FALSE;
  if (sotong_text_is_blank (row->title) && sotong_text_is_blank (row->body))
    return sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_NOT_ALLOWED, _("It has no text. Write one, then publish it."));
  return check_hold (db, row, kind, error)
         && check_late (db, copy_id, kind, row, error)
         && check_restricted (db, row, kind == SOTONG_CLAIM_HAND_OVER ? row->publish_at : sotong_db_now (db), error)
         && check_wait (db, row, kind, error)
         && check_busy (db, row, error);
}

/**
 * sotong_attempt_may_claim:
 * @db: a connection
 * @copy_id: a copy
 * @kind: why it would be sent
 * @error: return location; why not, as for sotong_attempt_claim()
 *
 * Whether sotong_attempt_claim() would take the copy now. Writes nothing.
 *
 * Returns: %TRUE if so
 */
gboolean
sotong_attempt_may_claim (SotongDb         *db,
                          gint64            copy_id,
                          SotongClaimKind   kind,
                          GError          **error)
{
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, copy_id, error);

  return row != NULL && sotong_attempt_check_row (db, copy_id, row, kind, error);
}

/**
 * sotong_attempt_may_post:
 * @db: a connection
 * @copy_id: a copy
 * @time: when that would be; seconds since 1970 UTC
 * @error: return location; `SOTONG_ATTEMPT_ERROR_NOT_ALLOWED` with a sentence for the person
 *
 * Whether a person may be asked to post the copy by hand: only what is approved where approval is on, and has its ground where
 * a restriction holds. Writes nothing.
 *
 * Returns: %TRUE if so
 */
gboolean
sotong_attempt_may_post (SotongDb  *db,
                         gint64     copy_id,
                         gint64     time,
                         GError   **error)
{
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, copy_id, error);

  return row != NULL && sotong_attempt_check_seal (db, copy_id, error) && check_restricted (db, row, time, error);
}
