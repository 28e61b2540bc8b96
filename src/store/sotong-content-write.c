/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-approval.h"
#include "store/sotong-change-private.h"
#include "store/sotong-channel.h"
#include "store/sotong-content-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-person.h"
#include "store/sotong-restriction.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

#define MAX_COST G_GINT64_CONSTANT (1000000000000000) /* of nine thousand contents the costs still make a sum */

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* Unique and fit for an address: the day and eight letters and digits. */
char *
sotong_copy_make_client_key (SotongDb *db,
                             gint64    publish_at)
{
  static const char letters[] = "23456789abcdefghijkmnpqrstuvwxyz"; /* 32, without those that look alike */
  g_autofree char *date = sotong_time_format_date (publish_at != SOTONG_NONE ? publish_at : sotong_db_now (db), sotong_db_get_zone (db));
  GString *key = g_string_new (NULL);

  for (const char *p = date; *p != '\0'; p++)
    {
      if (*p != '-')
        g_string_append_c (key, *p);
    }
  g_string_append_c (key, '-');
  for (int i = 0; i < 8; i++)
    g_string_append_c (key, letters[g_random_int_range (0, 32)]);
  return g_string_free (key, FALSE);
}

static gint64
insert_copy (SotongDb          *db,
             gint64             content_id,
             const SotongCopy  *copy,
             GError           **error)
{
  g_autofree char *key = copy->client_key != NULL ? g_strdup (copy->client_key) : sotong_copy_make_client_key (db, copy->publish_at);
  gint64 id;

  id = sotong_db_insert (db, error, "INSERT INTO copy (content_id, channel_id, title, body, state, publish_at, zone, on_platform,"
                         " client_key, remote_id, remote_url, published_at, made, scheduled_at, thread)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)", "iitttititttiiii",
                         content_id, copy->channel_id, copy->title, copy->body, sotong_state_get_name (copy->state), copy->publish_at,
                         g_time_zone_get_identifier (sotong_db_get_zone (db)), (gint64) copy->on_platform, key, copy->remote_id,
                         copy->remote_url, copy->published_at, (gint64) copy->made,
                         copy->state == SOTONG_STATE_SCHEDULED ? sotong_db_now (db) : SOTONG_NONE, (gint64) copy->thread);
  return id != 0 && sotong_change_added (db, "copy", id, error) ? id : 0;
}

/* Whether what gets a time gets one that calendars know; what had it before keeps it. */
static gboolean
check_time (SotongDb  *db,
            gint64     before,
            gint64     time,
            GError   **error)
{
  return time == SOTONG_NONE || time == before || sotong_time_check_plan (time, sotong_db_get_zone (db), error);
}

/* A copy that waits for a time in a restricted period needs the content's written ground. */
static gboolean
check_restriction (SotongDb             *db,
                   gint64                content_id,
                   const SotongContent  *content,
                   const SotongCopy     *copy,
                   GError              **error)
{
  return copy->state != SOTONG_STATE_SCHEDULED
         || sotong_restriction_check (db, content_id, content->type, content->publicity, content->restriction_ground, copy->publish_at, error);
}

/* Who puts a copy onto the schedule must be one who publishes on the channel, as who publishes at once. */
static gboolean
check_scheduler (SotongDb          *db,
                 gboolean           was_scheduled,
                 SotongState        state,
                 gint64             channel_id,
                 GError           **error)
{
  g_autoptr(SotongPerson) person = NULL;
  gboolean approved;

  if (state != SOTONG_STATE_SCHEDULED || was_scheduled)
    return TRUE;
  /* Where approval is on, who approves it lets it onto the schedule. */
  if (!sotong_approval_is_on (db, &approved, error))
    return FALSE;
  if (approved)
    return TRUE;
  person = sotong_person_get_actor (db, NULL);
  return sotong_channel_may_publish (db, channel_id, person != NULL ? person->id : 0, error);
}

/* Whether what a content says of itself can be stored: SOTONG_STORE_ERROR_INVALID */
gboolean
sotong_content_check_form (const SotongContent  *content,
                           GError              **error)
{
  if (sotong_text_is_blank (content->title))
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A content needs a title."));
  else if (content->cost_planned > MAX_COST || content->cost_final > MAX_COST)
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                         _("The cost of a content goes to 1,000,000,000,000,000 won, and this is more. Check the cost. Nothing was changed."));
  else
    return TRUE;
  return FALSE;
}

/**
 * sotong_content_insert:
 * @db: the connection of a write job
 * @content: a content with its copies
 * @error: return location
 *
 * Adds a content to the change that is open, or to none.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_content_insert (SotongDb             *db,
                       const SotongContent  *content,
                       GError              **error)
{
  g_autofree char *uuid = g_uuid_string_random ();
  gint64 now = sotong_db_now (db);
  gint64 id;

  if (!sotong_content_check_form (content, error))
    return 0;
  if (!check_time (db, SOTONG_NONE, content->planned_at, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO content (uuid, title, type_id, body, notes, campaign_id, line_id, cost_planned, cost_final,"
                         " planned_at, created_at, updated_at, made, tags, contributor_id, proof_url, publicity, restriction_ground)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
                         "tttttiiiiiiiititit", uuid, content->title, content->type, or_empty (content->body), or_empty (content->notes),
                         content->campaign_id, content->line_id, content->cost_planned, content->cost_final, content->planned_at,
                         content->created_at != 0 ? content->created_at : now, content->updated_at != 0 ? content->updated_at : now,
                         (gint64) content->made, or_empty (content->tags), content->contributor_id, or_empty (content->proof_url),
                         (gint64) content->publicity, or_empty (content->restriction_ground));
  if (id == 0 || !sotong_change_added (db, "content", id, error))
    return 0;
  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (!check_time (db, SOTONG_NONE, copy->publish_at, error) || !check_restriction (db, id, content, copy, error)
          || !check_scheduler (db, FALSE, copy->state, copy->channel_id, error) || insert_copy (db, id, copy, error) == 0)
        return 0;
    }
  return id;
}

/**
 * sotong_content_add:
 * @db: the connection of a write job
 * @content: a content with its copies
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` without a title, or with a cost that nothing has
 *
 * As sotong_content_insert(), as one step of undo.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_content_add (SotongDb             *db,
                    const SotongContent  *content,
                    GError              **error)
{
  gint64 id;

  if (!sotong_change_begin (db, "content.add", "content", 0, content->title, error))
    return 0;
  id = sotong_content_insert (db, content, error);
  if (id != 0)
    sotong_change_set_subject (db, id, NULL);
  return id;
}

/* Somebody else may have saved since the editor read it. */
static gboolean
check_revision (SotongDb             *db,
                const SotongContent  *content,
                GError              **error)
{
  gint64 revision = 0;

  if (!sotong_db_get_int (db, &revision, error, "SELECT revision FROM content WHERE id = $1 AND removed_at IS NULL", "i", content->id))
    return sotong_content_not_found (content->id, error);
  if (revision == content->revision)
    return TRUE;
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT,
               _("“%s” was changed elsewhere since you opened it. Your text is still here: copy what you need, open the content again and put it in."),
               content->title);
  return FALSE;
}

gboolean
sotong_copy_check_can_change (const SotongCopy  *copy,
                              GError           **error)
{
  if (sotong_copy_waits_there (copy))
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_LEFT_HOUSE,
                   _("The post waits for its time on “%s” itself, where a change here would not reach it. To move it, withdraw it in the editor and plan it anew; its words can be corrected from there."),
                   copy->channel != NULL ? copy->channel : "");
      return FALSE;
    }
  if (sotong_state_can_move (copy->state))
    return TRUE;
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_LEFT_HOUSE,
               _("The post on “%s” has gone out, or may have: its time and text can no longer be changed here."),
               copy->channel != NULL ? copy->channel : "");
  return FALSE;
}

static gboolean
update_copy (SotongDb          *db,
             const SotongCopy  *copy,
             GError           **error)
{
  return sotong_change_touch (db, "copy", copy->id, error)
         && sotong_db_exec (db, error, "UPDATE copy SET title = $1, body = $2, state = $3, publish_at = $4, on_platform = $5, thread = $8,"
                            " scheduled_at = CASE WHEN $3 = 'scheduled' AND (state <> 'scheduled' OR publish_at <> $4) THEN $7 ELSE scheduled_at END WHERE id = $6"
                            " AND state NOT IN ('published', 'published_by_hand', 'publishing', 'unknown')", "tttiiiii", copy->title, copy->body,
                            sotong_state_get_name (copy->state), copy->publish_at, (gint64) copy->on_platform, copy->id, sotong_db_now (db),
                            (gint64) copy->thread);
}

/* What stands on the channel, or waits there, may say something else here: until a correction is sent. */
static gboolean
update_text (SotongDb          *db,
             const SotongCopy  *copy,
             GError           **error)
{
  return sotong_change_touch (db, "copy", copy->id, error)
         && sotong_db_exec (db, error, "UPDATE copy SET title = $1, body = $2 WHERE id = $3", "tti", copy->title, copy->body, copy->id);
}

static gboolean
is_correction (const SotongCopy *old,
               const SotongCopy *copy)
{
  return old->remote_id != NULL && (old->state == SOTONG_STATE_PUBLISHED || old->state == SOTONG_STATE_SCHEDULED)
         && old->state == copy->state && old->publish_at == copy->publish_at && old->on_platform == copy->on_platform
         && old->thread == copy->thread;
}

static gboolean
copy_differs (const SotongCopy *a,
              const SotongCopy *b)
{
  return g_strcmp0 (a->title, b->title) != 0 || g_strcmp0 (a->body, b->body) != 0 || a->state != b->state
         || a->publish_at != b->publish_at || a->on_platform != b->on_platform || a->thread != b->thread;
}

static const SotongCopy *
find_copy (GPtrArray *copies,
           gint64     id)
{
  for (guint i = 0; i < copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (copies, i);

      if (copy->id == id)
        return copy;
    }
  return NULL;
}

/* The beginning of a thread that stands on the platform would be forgotten with its copy. */
static gboolean
check_not_begun (SotongDb          *db,
                 const SotongCopy  *copy,
                 GError           **error)
{
  gint64 n = 0;

  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM copy_part WHERE copy_id = $1 AND remote_id IS NOT NULL", "i", copy->id))
    return FALSE;
  if (n == 0)
    return TRUE;
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_LEFT_HOUSE,
               g_dngettext (GETTEXT_PACKAGE, "%d post of its thread is out on “%s”. Withdraw it there first, or publish the rest.",
                            "%d posts of its thread are out on “%s”. Withdraw them there first, or publish the rest.", (gulong) n),
               (int) n, copy->channel != NULL ? copy->channel : "");
  return FALSE;
}

gboolean
sotong_copy_remove (SotongDb          *db,
                    const SotongCopy  *copy,
                    GError           **error)
{
  return sotong_copy_check_can_change (copy, error) && check_not_begun (db, copy, error)
         && sotong_change_touch (db, "copy", copy->id, error)
         && sotong_db_exec (db, error, "UPDATE copy SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), copy->id);
}

static gboolean
save_copies (SotongDb             *db,
             const SotongContent  *content,
             const SotongContent  *before,
             GError              **error)
{
  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);
      const SotongCopy *old = find_copy (before->copies, copy->id);

      if (!check_time (db, old != NULL ? old->publish_at : SOTONG_NONE, copy->publish_at, error))
        return FALSE;
      if ((old == NULL || copy_differs (old, copy))
          && !check_scheduler (db, old != NULL && old->state == SOTONG_STATE_SCHEDULED, copy->state, copy->channel_id, error))
        return FALSE;
      if (old == NULL && (!check_restriction (db, content->id, content, copy, error) || insert_copy (db, content->id, copy, error) == 0))
        return FALSE;
      if (old != NULL && copy_differs (old, copy) && is_correction (old, copy))
        {
          if (!update_text (db, copy, error))
            return FALSE;
        }
      else if (old != NULL && copy_differs (old, copy)
          && (!sotong_copy_check_can_change (old, error) || !check_restriction (db, content->id, content, copy, error)
              || !update_copy (db, copy, error)))
        return FALSE;
    }
  for (guint i = 0; i < before->copies->len; i++)
    {
      const SotongCopy *old = g_ptr_array_index (before->copies, i);

      if (find_copy (content->copies, old->id) == NULL && !sotong_copy_remove (db, old, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * sotong_content_save:
 * @db: the connection of a write job
 * @content: the content as the editor has it, with the revision it read; copies with
 *   id 0 are new, copies that are missing are removed
 * @error: return location; `SOTONG_STORE_ERROR_CONFLICT` when it was saved elsewhere,
 *   `SOTONG_STORE_ERROR_LEFT_HOUSE` when a copy that is out would change,
 *   `SOTONG_STORE_ERROR_INVALID` when its line or its cost would no longer be what was paid for it
 *
 * Saves text, plan and copies: one step of undo, or part of the open change when several are
 * saved together.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_content_save (SotongDb             *db,
                     const SotongContent  *content,
                     GError              **error)
{
  g_autoptr(SotongContent) before = NULL;

  if (!sotong_content_check_form (content, error) || !check_revision (db, content, error))
    return FALSE;
  before = sotong_content_get (db, content->id, error);
  return before != NULL && check_time (db, before->planned_at, content->planned_at, error) && sotong_content_check_money (db, before, content, error)
         && (db->change != NULL || sotong_change_begin (db, "content.edit", "content", content->id, content->title, error))
         && sotong_change_touch (db, "content", content->id, error)
         && sotong_db_exec (db, error, "UPDATE content SET title = $1, type_id = $2, body = $3, notes = $4, campaign_id = $5, line_id = $6,"
                            " cost_planned = $7, cost_final = $8, planned_at = $9, updated_at = $10, revision = revision + 1, tags = $11,"
                            " contributor_id = $12, proof_url = $13, publicity = $14, restriction_ground = $15 WHERE id = $16",
                            "ttttiiiiiitititi", content->title, content->type, content->body, content->notes, content->campaign_id, content->line_id,
                            content->cost_planned, content->cost_final, content->planned_at, sotong_db_now (db), or_empty (content->tags),
                            content->contributor_id, or_empty (content->proof_url), (gint64) content->publicity,
                            or_empty (content->restriction_ground), content->id)
         && save_copies (db, content, before, error);
}

/**
 * sotong_content_remove:
 * @db: the connection of a write job
 * @id: a content
 * @error: return location; `SOTONG_STORE_ERROR_LEFT_HOUSE` when a copy is out: the record
 *   of what was published stays
 *
 * Deletes a content and its copies, as one step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_content_remove (SotongDb  *db,
                       gint64     id,
                       GError   **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, id, error);

  if (content == NULL || !sotong_change_begin (db, "content.remove", "content", id, content->title, error))
    return FALSE;
  for (guint i = 0; i < content->copies->len; i++)
    {
      if (!sotong_copy_remove (db, g_ptr_array_index (content->copies, i), error))
        return FALSE;
    }
  return sotong_change_touch (db, "content", id, error)
         && sotong_db_exec (db, error, "UPDATE content SET removed_at = $1, revision = revision + 1 WHERE id = $2", "ii", sotong_db_now (db), id);
}

gboolean
sotong_copy_move_to (SotongDb          *db,
                     const SotongCopy  *copy,
                     gint64             time,
                     GError           **error)
{
  /* What was missed or failed and gets a new time waits for it again. */
  gboolean again = copy->state == SOTONG_STATE_MISSED || copy->state == SOTONG_STATE_FAILED;

  if (sotong_copy_waits_there (copy) && copy->publish_at == time) /* it was moved there already */
    return TRUE;
  return sotong_copy_check_can_change (copy, error) && check_time (db, copy->publish_at, time, error)
         && ((!again && copy->state != SOTONG_STATE_SCHEDULED) || sotong_restriction_check_id (db, copy->content_id, time, error))
         && (!again || check_scheduler (db, FALSE, SOTONG_STATE_SCHEDULED, copy->channel_id, error))
         && sotong_change_touch (db, "copy", copy->id, error)
         && sotong_db_exec (db, error, "UPDATE copy SET publish_at = $1, state = $2, scheduled_at = $4 WHERE id = $3", "itii", time,
                            sotong_state_get_name (again ? SOTONG_STATE_SCHEDULED : copy->state), copy->id, sotong_db_now (db));
}

/**
 * sotong_content_move:
 * @db: the connection of a write job
 * @id: a content
 * @copy_id: one of its copies, or 0 for all that can still move
 * @time: seconds since 1970 UTC
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when @time is past,
 *   `SOTONG_STORE_ERROR_LEFT_HOUSE` when the copy is out
 *
 * Gives a content another time. One step of undo, or part of the open change when several
 * move together.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_content_move (SotongDb  *db,
                     gint64     id,
                     gint64     copy_id,
                     gint64     time,
                     GError   **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, id, error);

  if (content == NULL)
    return FALSE;
  if (time < sotong_db_now (db))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                           _("That time is past. Choose one that is still to come, or publish now."));
      return FALSE;
    }
  if (!check_time (db, SOTONG_NONE, time, error))
    return FALSE;
  if (db->change == NULL && !sotong_change_begin (db, "content.move", "content", id, content->title, error))
    return FALSE;
  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (copy_id != 0 ? copy->id != copy_id : !sotong_state_can_move (copy->state))
        continue;
      if (!sotong_copy_move_to (db, copy, time, error))
        return FALSE;
    }
  return copy_id != 0
         || (sotong_change_touch (db, "content", id, error)
             && sotong_db_exec (db, error, "UPDATE content SET planned_at = $1 WHERE id = $2", "ii", time, id));
}

/**
 * sotong_copy_set_state:
 * @db: the connection of a write job
 * @copy_id: a copy
 * @state: draft, scheduled or held
 * @publish_at: its time, or `SOTONG_NONE`; a scheduled copy needs one
 * @error: return location; as for sotong_content_move()
 *
 * Schedules a copy or takes it off the schedule. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_copy_set_state (SotongDb     *db,
                       gint64        copy_id,
                       SotongState   state,
                       gint64        publish_at,
                       GError      **error)
{
  g_autoptr(SotongCopy) copy = sotong_copy_get (db, copy_id, error);
  g_autoptr(SotongContent) content = NULL;

  if (copy == NULL || !sotong_copy_check_can_change (copy, error) || !check_time (db, copy->publish_at, publish_at, error))
    return FALSE;
  if (state == SOTONG_STATE_SCHEDULED && publish_at == SOTONG_NONE)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("To schedule a post, choose its time."));
      return FALSE;
    }
  if (!check_scheduler (db, copy->state == SOTONG_STATE_SCHEDULED, state, copy->channel_id, error)
      || (state == SOTONG_STATE_SCHEDULED && !sotong_restriction_check_id (db, copy->content_id, publish_at, error)))
    return FALSE;
  content = sotong_content_get (db, copy->content_id, error);
  if (content == NULL
      || (db->change == NULL
          && !sotong_change_begin (db, state == SOTONG_STATE_SCHEDULED ? "content.schedule" : "content.unschedule", "content",
                                   copy->content_id, content->title, error)))
    return FALSE;
  return sotong_change_touch (db, "copy", copy_id, error)
         && sotong_db_exec (db, error, "UPDATE copy SET state = $1, publish_at = $2, scheduled_at = $4 WHERE id = $3", "tiii",
                            sotong_state_get_name (state), publish_at, copy_id, sotong_db_now (db));
}
