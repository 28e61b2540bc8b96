/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "store/sotong-content-private.h"
#include "store/sotong-db-private.h"

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
  copy->publish_at = copy->published_at = copy->withdrawn_at = SOTONG_NONE;
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

gboolean
sotong_content_not_found (gint64    id,
                          GError  **error)
{
  if (error == NULL || *error == NULL)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                 _("There is no content %" PRId64 ". Check the number in the list of contents."), id);
  return FALSE;
}

#define COPY_COLUMNS "c.id, c.content_id, c.channel_id, channel.name, channel.platform, c.title, c.body, c.state, c.publish_at," \
                     " c.on_platform, c.client_key, c.remote_id, c.remote_url, c.published_at, c.made, c.withdrawn_at," \
                     " channel.media_channel_id IS NOT NULL OR channel.media_url <> ''," \
                     " (SELECT text_limit FROM channel_state WHERE channel_state.channel_id = channel.id), c.thread," \
                     " c.thread = 1 AND EXISTS (SELECT 1 FROM copy_part WHERE copy_part.copy_id = c.id AND copy_part.remote_id IS NOT NULL)"
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
  copy->withdrawn_at = sotong_stmt_int (stmt, 15);
  copy->media_hosted = sotong_stmt_int (stmt, 16) == 1;
  copy->text_limit = sotong_stmt_int (stmt, 17);
  copy->thread = sotong_stmt_int (stmt, 18) == 1;
  copy->begun = sotong_stmt_int (stmt, 19) == 1 && !sotong_state_is_out (copy->state);
  return copy;
}

/**
 * sotong_copy_get_shown:
 * @copy: a copy
 *
 * Returns: the state that a person is shown: of what was out and was taken off again, that it was
 */
SotongState
sotong_copy_get_shown (const SotongCopy *copy)
{
  return copy->withdrawn_at != SOTONG_NONE && sotong_state_is_out (copy->state) ? SOTONG_STATE_WITHDRAWN : copy->state;
}

/* Whether the platform itself keeps it for its time. */
gboolean
sotong_copy_waits_there (const SotongCopy *copy)
{
  return copy->state == SOTONG_STATE_SCHEDULED && copy->remote_id != NULL;
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
                          " FROM attachment AS a LEFT JOIN blob AS b ON b.sha256 = a.sha256"
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
        sotong_content_not_found (id, error);
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
