/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "store/sotong-change-private.h"
#include "store/sotong-content-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-restriction.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

static const struct {
  const char *name;
  const char *label;
} states[SOTONG_N_STATES] = {
  { "draft", N_("Draft") },
  { "in_review", N_("In review") },
  { "returned", N_("Returned") },
  { "approved", N_("Approved") },
  { "scheduled", N_("Scheduled") },
  { "publishing", N_("Publishing") },
  { "published", N_("Published") },
  { "published_by_hand", N_("Published by hand") },
  { "failed", N_("Failed") },
  { "unknown", N_("Outcome unknown") },
  { "missed", N_("Missed") },
  { "held", N_("Held") },
};

/**
 * sotong_state_get_name:
 * @state: a state
 *
 * Returns: the name in the workspace, in files and on the command line
 */
const char *
sotong_state_get_name (SotongState state)
{
  g_return_val_if_fail (state < SOTONG_N_STATES, "draft");
  return states[state].name;
}

/**
 * sotong_state_get_label:
 * @state: a state
 *
 * Returns: what a person calls it, in the user's language
 */
const char *
sotong_state_get_label (SotongState state)
{
  g_return_val_if_fail (state < SOTONG_N_STATES, "");
  return _(states[state].label);
}

/**
 * sotong_state_from_name:
 * @name: (nullable): a name
 * @out_state: (out): the state
 *
 * Returns: %TRUE if there is such a state
 */
gboolean
sotong_state_from_name (const char  *name,
                        SotongState *out_state)
{
  for (int i = 0; name != NULL && i < SOTONG_N_STATES; i++)
    {
      if (g_str_equal (states[i].name, name))
        {
          *out_state = (SotongState) i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * sotong_state_is_out:
 * @state: a state
 *
 * Returns: %TRUE if the post stands on the channel
 */
gboolean
sotong_state_is_out (SotongState state)
{
  return state == SOTONG_STATE_PUBLISHED || state == SOTONG_STATE_PUBLISHED_BY_HAND;
}

/**
 * sotong_state_can_move:
 * @state: a state
 *
 * Returns: %TRUE if its time and text may be changed: it is not out, and not on its way
 */
gboolean
sotong_state_can_move (SotongState state)
{
  return !sotong_state_is_out (state) && state != SOTONG_STATE_PUBLISHING && state != SOTONG_STATE_UNKNOWN;
}

SotongContent *
sotong_content_new (void)
{
  SotongContent *content = g_new0 (SotongContent, 1);

  content->campaign_id = content->line_id = content->contributor_id = SOTONG_NONE;
  content->cost_planned = content->cost_final = content->planned_at = SOTONG_NONE;
  content->copies = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_copy_free);
  content->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_attachment_free);
  return content;
}

void
sotong_content_free (SotongContent *content)
{
  if (content == NULL)
    return;
  g_free (content->title);
  g_free (content->type);
  g_free (content->body);
  g_free (content->notes);
  g_free (content->tags);
  g_free (content->contributor);
  g_free (content->proof_url);
  g_free (content->restriction_ground);
  g_free (content->campaign);
  g_ptr_array_unref (content->copies);
  g_ptr_array_unref (content->attachments);
  g_free (content);
}

/**
 * sotong_copy_new:
 * @channel_id: a channel
 *
 * Returns: (transfer full): a draft without a time, with the content's own text
 */
SotongCopy *
sotong_copy_new (gint64 channel_id)
{
  SotongCopy *copy = g_new0 (SotongCopy, 1);

  copy->channel_id = channel_id;
  copy->publish_at = copy->published_at = SOTONG_NONE;
  return copy;
}

void
sotong_copy_free (SotongCopy *copy)
{
  if (copy == NULL)
    return;
  g_free (copy->channel);
  g_free (copy->platform);
  g_free (copy->title);
  g_free (copy->body);
  g_free (copy->client_key);
  g_free (copy->remote_id);
  g_free (copy->remote_url);
  g_free (copy);
}

void
sotong_attachment_free (SotongAttachment *attachment)
{
  if (attachment == NULL)
    return;
  g_free (attachment->file_name);
  g_free (attachment->media_type);
  g_free (attachment->alt_text);
  g_free (attachment->sha256);
  g_free (attachment);
}

void
sotong_entry_free (SotongEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->title);
  g_free (entry->type);
  g_free (entry->channel);
  g_free (entry->campaign);
  g_free (entry->remote_url);
  g_free (entry);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
not_found (gint64    id,
           GError  **error)
{
  if (error == NULL || *error == NULL)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                 _("There is no content %" PRId64 "."), id);
  return FALSE;
}

/* ---- writing ---- */

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
                         " client_key, remote_id, remote_url, published_at, made)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)", "iitttititttii",
                         content_id, copy->channel_id, copy->title, copy->body, sotong_state_get_name (copy->state), copy->publish_at,
                         g_time_zone_get_identifier (sotong_db_get_zone (db)), (gint64) copy->on_platform, key, copy->remote_id,
                         copy->remote_url, copy->published_at, (gint64) copy->made);
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

  if (sotong_text_is_blank (content->title))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A content needs a title."));
      return 0;
    }
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
          || insert_copy (db, id, copy, error) == 0)
        return 0;
    }
  return id;
}

/**
 * sotong_content_add:
 * @db: the connection of a write job
 * @content: a content with its copies
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` without a title
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
    return not_found (content->id, error);
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
  if (copy->state == SOTONG_STATE_SCHEDULED && copy->remote_id != NULL)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_LEFT_HOUSE,
                   _("The post waits for its time on “%s” itself, where a change here would not reach it. Change or delete it there."),
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
         && sotong_db_exec (db, error, "UPDATE copy SET title = $1, body = $2, state = $3, publish_at = $4, on_platform = $5 WHERE id = $6"
                            " AND state NOT IN ('published', 'published_by_hand', 'publishing', 'unknown')", "tttiii", copy->title, copy->body,
                            sotong_state_get_name (copy->state), copy->publish_at, (gint64) copy->on_platform, copy->id);
}

static gboolean
copy_differs (const SotongCopy *a,
              const SotongCopy *b)
{
  return g_strcmp0 (a->title, b->title) != 0 || g_strcmp0 (a->body, b->body) != 0 || a->state != b->state
         || a->publish_at != b->publish_at || a->on_platform != b->on_platform;
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

gboolean
sotong_copy_remove (SotongDb          *db,
                    const SotongCopy  *copy,
                    GError           **error)
{
  return sotong_copy_check_can_change (copy, error)
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
      if (old == NULL && (!check_restriction (db, content->id, content, copy, error) || insert_copy (db, content->id, copy, error) == 0))
        return FALSE;
      if (old != NULL && copy_differs (old, copy)
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
 *   `SOTONG_STORE_ERROR_LEFT_HOUSE` when a copy that is out would change
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

  if (sotong_text_is_blank (content->title))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A content needs a title."));
      return FALSE;
    }
  if (!check_revision (db, content, error))
    return FALSE;
  before = sotong_content_get (db, content->id, error);
  return before != NULL && check_time (db, before->planned_at, content->planned_at, error)
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

  return sotong_copy_check_can_change (copy, error) && check_time (db, copy->publish_at, time, error)
         && ((!again && copy->state != SOTONG_STATE_SCHEDULED) || sotong_restriction_check_id (db, copy->content_id, time, error))
         && sotong_change_touch (db, "copy", copy->id, error)
         && sotong_db_exec (db, error, "UPDATE copy SET publish_at = $1, state = $2 WHERE id = $3", "iti", time,
                            sotong_state_get_name (again ? SOTONG_STATE_SCHEDULED : copy->state), copy->id);
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
  if (state == SOTONG_STATE_SCHEDULED && !sotong_restriction_check_id (db, copy->content_id, publish_at, error))
    return FALSE;
  content = sotong_content_get (db, copy->content_id, error);
  if (content == NULL
      || (db->change == NULL
          && !sotong_change_begin (db, state == SOTONG_STATE_SCHEDULED ? "content.schedule" : "content.unschedule", "content",
                                   copy->content_id, content->title, error)))
    return FALSE;
  return sotong_change_touch (db, "copy", copy_id, error)
         && sotong_db_exec (db, error, "UPDATE copy SET state = $1, publish_at = $2 WHERE id = $3", "tii",
                            sotong_state_get_name (state), publish_at, copy_id);
}

/* ---- reading ---- */

#define COPY_COLUMNS "c.id, c.content_id, c.channel_id, channel.name, channel.platform, c.title, c.body, c.state, c.publish_at," \
                     " c.on_platform, c.client_key, c.remote_id, c.remote_url, c.published_at, c.made"
#define COPY_FROM " FROM copy AS c JOIN channel ON channel.id = c.channel_id "

static SotongCopy *
copy_from (SotongStmt *stmt)
{
  SotongCopy *copy = sotong_copy_new (sotong_stmt_int (stmt, 2));

  copy->id = sotong_stmt_int (stmt, 0);
  copy->content_id = sotong_stmt_int (stmt, 1);
  copy->channel = sotong_stmt_dup (stmt, 3);
  copy->platform = sotong_stmt_dup (stmt, 4);
  copy->title = sotong_stmt_dup (stmt, 5);
  copy->body = sotong_stmt_dup (stmt, 6);
  sotong_state_from_name (sotong_stmt_text (stmt, 7), &copy->state);
  copy->publish_at = sotong_stmt_int (stmt, 8);
  copy->on_platform = sotong_stmt_int (stmt, 9) == 1;
  copy->client_key = sotong_stmt_dup (stmt, 10);
  copy->remote_id = sotong_stmt_dup (stmt, 11);
  copy->remote_url = sotong_stmt_dup (stmt, 12);
  copy->published_at = sotong_stmt_int (stmt, 13);
  copy->made = sotong_stmt_int (stmt, 14) == 1;
  return copy;
}

/**
 * sotong_copy_get:
 * @db: a connection
 * @copy_id: a copy
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): the copy
 */
SotongCopy *
sotong_copy_get (SotongDb  *db,
                 gint64     copy_id,
                 GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT " COPY_COLUMNS COPY_FROM "WHERE c.id = $1 AND c.removed_at IS NULL", "i", copy_id);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    return copy_from (stmt);
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("The post is no longer there."));
  return NULL;
}

static gboolean
read_copies (SotongDb       *db,
             SotongContent  *content,
             GError        **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT " COPY_COLUMNS COPY_FROM
                                                "WHERE c.content_id = $1 AND c.removed_at IS NULL ORDER BY channel.position, c.id", "i", content->id);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (content->copies, copy_from (stmt));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
read_attachments (SotongDb       *db,
                  SotongContent  *content,
                  GError        **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT a.id, a.file_name, a.media_type, a.width, a.height, a.alt_text, a.sha256, b.size"
                          " FROM attachment AS a JOIN blob AS b ON b.sha256 = a.sha256"
                          " WHERE a.content_id = $1 AND a.removed_at IS NULL ORDER BY a.position, a.id", "i", content->id);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongAttachment *attachment = g_new0 (SotongAttachment, 1);

      attachment->id = sotong_stmt_int (stmt, 0);
      attachment->file_name = sotong_stmt_dup (stmt, 1);
      attachment->media_type = sotong_stmt_dup (stmt, 2);
      attachment->width = (int) sotong_stmt_int (stmt, 3);
      attachment->height = (int) sotong_stmt_int (stmt, 4);
      attachment->alt_text = sotong_stmt_dup (stmt, 5);
      attachment->sha256 = sotong_stmt_dup (stmt, 6);
      attachment->size = sotong_stmt_int (stmt, 7);
      g_ptr_array_add (content->attachments, attachment);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_content_get:
 * @db: a connection
 * @id: a content
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): the content with its copies and attachments
 */
SotongContent *
sotong_content_get (SotongDb  *db,
                    gint64     id,
                    GError   **error)
{
  g_autoptr(SotongContent) content = sotong_content_new ();
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT c.id, c.title, c.type_id, c.body, c.notes, c.campaign_id, campaign.name, c.line_id,"
                          " c.cost_planned, c.cost_final, c.planned_at, c.created_at, c.updated_at, c.revision, c.made,"
                          " c.tags, c.contributor_id, contributor.pen_name, c.proof_url, c.publicity, c.restriction_ground"
                          " FROM content AS c LEFT JOIN campaign ON campaign.id = c.campaign_id"
                          " LEFT JOIN contributor ON contributor.id = c.contributor_id WHERE c.id = $1 AND c.removed_at IS NULL", "i", id);
  if (stmt == NULL)
    return NULL;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      else
        not_found (id, error);
      return NULL;
    }
  content->id = sotong_stmt_int (stmt, 0);
  content->title = sotong_stmt_dup (stmt, 1);
  content->type = sotong_stmt_dup (stmt, 2);
  content->body = sotong_stmt_dup (stmt, 3);
  content->notes = sotong_stmt_dup (stmt, 4);
  content->campaign_id = sotong_stmt_int (stmt, 5);
  content->campaign = sotong_stmt_dup (stmt, 6);
  content->line_id = sotong_stmt_int (stmt, 7);
  content->cost_planned = sotong_stmt_int (stmt, 8);
  content->cost_final = sotong_stmt_int (stmt, 9);
  content->planned_at = sotong_stmt_int (stmt, 10);
  content->created_at = sotong_stmt_int (stmt, 11);
  content->updated_at = sotong_stmt_int (stmt, 12);
  content->revision = sotong_stmt_int (stmt, 13);
  content->made = sotong_stmt_int (stmt, 14) == 1;
  content->tags = sotong_stmt_dup (stmt, 15);
  content->contributor_id = sotong_stmt_int (stmt, 16);
  content->contributor = sotong_stmt_dup (stmt, 17);
  content->proof_url = sotong_stmt_dup (stmt, 18);
  content->publicity = sotong_stmt_int (stmt, 19) == 1;
  content->restriction_ground = sotong_stmt_dup (stmt, 20);
  if (!read_copies (db, content, error) || !read_attachments (db, content, error))
    return NULL;
  return g_steal_pointer (&content);
}

/**
 * sotong_content_find_same:
 * @db: a connection
 * @title: (nullable): a title
 * @body: (nullable): a text
 * @error: return location
 *
 * Returns: the newest content with just that title and text; 0 if there is none
 */
gint64
sotong_content_find_same (SotongDb    *db,
                          const char  *title,
                          const char  *body,
                          GError     **error)
{
  gint64 id = 0;

  return sotong_db_get_int (db, &id, error, "SELECT id FROM content WHERE title = $1 AND body = $2 AND removed_at IS NULL ORDER BY id DESC LIMIT 1",
                            "tt", title != NULL ? title : "", body != NULL ? body : "") ? id : 0;
}

static SotongEntry *
entry_from (SotongStmt *stmt)
{
  SotongEntry *entry = g_new0 (SotongEntry, 1);

  entry->content_id = sotong_stmt_int (stmt, 0);
  entry->copy_id = sotong_stmt_int (stmt, 1) == SOTONG_NONE ? 0 : sotong_stmt_int (stmt, 1);
  entry->channel_id = sotong_stmt_int (stmt, 2) == SOTONG_NONE ? 0 : sotong_stmt_int (stmt, 2);
  entry->campaign_id = sotong_stmt_int (stmt, 3);
  entry->at = sotong_stmt_int (stmt, 4);
  sotong_state_from_name (sotong_stmt_text (stmt, 5), &entry->state);
  entry->title = sotong_stmt_dup (stmt, 6);
  entry->type = sotong_stmt_dup (stmt, 7);
  entry->channel = sotong_stmt_dup (stmt, 8);
  entry->campaign = sotong_stmt_dup (stmt, 9);
  entry->remote_url = sotong_stmt_dup (stmt, 10);
  entry->publicity = sotong_stmt_int (stmt, 11) == 1;
  entry->has_ground = sotong_stmt_int (stmt, 12) == 1;
  return entry;
}

/* One row a copy, and one a content without copies. The time is given in both parts, so that each
 * can use its own index. CROSS JOIN: the copies of the time first, for words are looked for in the
 * texts of those contents, not of all. */
#define ENTRY_SQL \
  "SELECT t.id, y.id, y.channel_id, t.campaign_id, coalesce(y.published_at, y.publish_at, t.planned_at) AS at, y.state," \
  " coalesce(y.title, t.title), t.type_id, channel.name, coalesce(campaign.name, ''), y.remote_url," \
  " t.publicity, t.restriction_ground <> ''" \
  " FROM copy AS y CROSS JOIN content AS t ON t.id = y.content_id JOIN channel ON channel.id = y.channel_id" \
  " LEFT JOIN campaign ON campaign.id = t.campaign_id" \
  " WHERE y.removed_at IS NULL AND t.removed_at IS NULL%s" \
  " AND ($3 = '' OR y.state = $3) AND ($4 = 0 OR y.channel_id = $4) AND ($5 = 0 OR t.campaign_id = $5) AND ($6 = '' OR t.type_id = $6)" \
  " AND ($9 = 0 OR t.owner_id = $9)" \
  " AND ($7 = '' OR instr(t.title, $7) > 0 OR instr(t.body, $7) > 0)" \
  " UNION ALL SELECT t.id, NULL, NULL, t.campaign_id, t.planned_at, 'draft', t.title, t.type_id, '', coalesce(campaign.name, ''), NULL," \
  " t.publicity, t.restriction_ground <> ''" \
  " FROM content AS t LEFT JOIN campaign ON campaign.id = t.campaign_id" \
  " WHERE t.removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM copy WHERE copy.content_id = t.id AND copy.removed_at IS NULL)%s" \
  " AND ($3 = '' OR $3 = 'draft') AND $4 = 0 AND ($5 = 0 OR t.campaign_id = $5) AND ($6 = '' OR t.type_id = $6)" \
  " AND ($9 = 0 OR t.owner_id = $9)" \
  " AND ($7 = '' OR instr(t.title, $7) > 0 OR instr(t.body, $7) > 0)" \
  " ORDER BY 5, 1, 2 LIMIT $8"

/* Each of the three times has its index: a month is found without looking at the year. The plus
 * signs keep SQLite from looking for what is missing, which half of all copies share. */
#define COPY_IN_RANGE \
  " AND y.id IN (SELECT id FROM copy WHERE published_at >= $1 AND published_at < $2" \
  " UNION SELECT id FROM copy WHERE +published_at IS NULL AND publish_at >= $1 AND publish_at < $2" \
  " UNION SELECT p.id FROM copy AS p CROSS JOIN content AS q ON q.id = p.content_id" \
  " WHERE p.publish_at IS NULL AND +p.published_at IS NULL AND q.planned_at >= $1 AND q.planned_at < $2)"
#define COPY_UNDATED \
  " AND $1 = $2 AND t.planned_at IS NULL AND y.publish_at IS NULL AND +y.published_at IS NULL"

/**
 * sotong_content_entries:
 * @db: a connection
 * @query: which
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongEntry): in the order of time;
 *   those without a time come first
 */
GPtrArray *
sotong_content_entries (SotongDb                *db,
                        const SotongEntryQuery  *query,
                        GError                 **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_entry_free);
  gboolean ranged = !query->undated && (query->range.start != 0 || query->range.end != 0);
  /* Texts of our own only: what comes from outside is bound. */
  g_autofree char *sql = g_strdup_printf (ENTRY_SQL,
                                          query->undated ? COPY_UNDATED : ranged ? COPY_IN_RANGE : " AND $1 = $2",
                                          query->undated ? " AND t.planned_at IS NULL"
                                          : ranged ? " AND t.planned_at >= $1 AND t.planned_at < $2" : "");
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, sql, "iitiittii", query->range.start, query->range.end,
                          query->state >= 0 ? sotong_state_get_name ((SotongState) query->state) : "", query->channel_id,
                          query->campaign_id, query->type != NULL ? query->type : "", query->words != NULL ? query->words : "",
                          (gint64) (query->limit > 0 ? query->limit : -1), query->person_id);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, entry_from (stmt));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}
