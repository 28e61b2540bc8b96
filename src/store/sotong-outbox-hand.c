/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>
#include <glib/gi18n-lib.h>

#include "store/sotong-attempt-private.h"
#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-outbox-hand.h"

/* What is to be posted by hand. */

#define SELECT_HAND \
  "SELECT copy.id, content_id, channel.name, platform, channel.url, user_name, state, publish_at" \
  " FROM copy JOIN content ON content.id = content_id JOIN channel ON channel.id = channel_id" \
  " WHERE copy.removed_at IS NULL AND content.removed_at IS NULL AND channel.removed_at IS NULL AND "

void
sotong_hand_post_free (SotongHandPost *post)
{
  if (post == NULL)
    return;
  g_free (post->channel);
  g_free (post->platform);
  g_free (post->url);
  g_free (post->user);
  g_free (post->state);
  g_free (post->title);
  g_free (post->body);
  g_strfreev (post->files);
  g_free (post->why_not);
  g_free (post);
}

static char **
read_files (SotongDb  *db,
            gint64     content_id,
            GError   **error)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT file_name FROM attachment WHERE content_id = $1 AND removed_at IS NULL ORDER BY position, id",
                                                "i", content_id);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_strv_builder_add (names, sotong_stmt_text (stmt, 0));
  if (local == NULL)
    return g_strv_builder_end (names);
  g_propagate_error (error, local);
  return NULL;
}

/* What no program would be let send, nobody is asked to post either: at its time, or now if that is over. */
static gboolean
read_why_not (SotongDb        *db,
              SotongHandPost  *post,
              GError         **error)
{
  gint64 now = sotong_db_now (db);
  g_autoptr(GError) local = NULL;

  if (sotong_attempt_may_post (db, post->copy_id, post->publish_at != SOTONG_NONE ? MAX (post->publish_at, now) : now, &local))
    return TRUE;
  if (g_error_matches (local, SOTONG_ATTEMPT_ERROR, SOTONG_ATTEMPT_ERROR_NOT_ALLOWED))
    {
      post->why_not = g_strdup (local->message);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
fill (SotongDb        *db,
      SotongHandPost  *post,
      GError         **error)
{
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, post->copy_id, error);

  if (row == NULL)
    return FALSE;
  post->title = g_strdup (row->title);
  post->body = g_strdup (row->body);
  post->files = read_files (db, post->content_id, error);
  return post->files != NULL && read_why_not (db, post, error);
}

static GPtrArray *
read_hand (SotongDb    *db,
           SotongStmt  *found,
           GError     **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_hand_post_free);
  g_autoptr(SotongStmt) stmt = found;
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongHandPost *post = g_new0 (SotongHandPost, 1);

      post->copy_id = sotong_stmt_int (stmt, 0);
      post->content_id = sotong_stmt_int (stmt, 1);
      post->channel = sotong_stmt_dup (stmt, 2);
      post->platform = sotong_stmt_dup (stmt, 3);
      post->url = sotong_stmt_dup (stmt, 4);
      post->user = sotong_stmt_dup (stmt, 5);
      post->state = sotong_stmt_dup (stmt, 6);
      post->publish_at = sotong_stmt_int (stmt, 7);
      g_ptr_array_add (list, post);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  for (guint i = 0; i < list->len; i++)
    if (!fill (db, g_ptr_array_index (list, i), error))
      return NULL;
  return g_steal_pointer (&list);
}

static char *
list_to_json (const char * const *names)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; names[i] != NULL; i++)
    json_builder_add_string_value (builder, names[i]);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/**
 * sotong_outbox_list_hand:
 * @db: a connection
 * @platforms: (array zero-terminated=1): the platforms that are posted on by hand
 * @until: what is planned for later is left out; seconds since 1970 UTC
 * @error: return location
 *
 * What a person has to post themselves: scheduled until then, missed, or failed, and the message of an emergency that was
 * sent off and is open; the oldest first. What is not approved where approval is on, or falls under a restriction without a ground,
 * says so itself.
 *
 * Returns: (transfer full) (nullable) (element-type SotongHandPost): the list
 */
GPtrArray *
sotong_outbox_list_hand (SotongDb            *db,
                         const char * const  *platforms,
                         gint64               until,
                         GError             **error)
{
  g_autofree char *json = list_to_json (platforms);

  return read_hand (db, sotong_db_query (db, error, SELECT_HAND "platform IN (SELECT value FROM json_each ($1))"
                                         " AND ((state = 'scheduled' AND publish_at <= $2) OR state IN ('missed', 'failed')"
                                         " OR (state IN ('draft', 'approved', 'scheduled') AND content_id IN (SELECT content_id FROM emergency"
                                         " WHERE published_at IS NOT NULL AND ended_at IS NULL AND removed_at IS NULL)))"
                                         " ORDER BY publish_at, copy.id", "ti", json, until), error);
}

/**
 * sotong_outbox_get_hand:
 * @db: a connection
 * @copy_id: a copy
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): the copy, as it is to be posted, whatever its state
 */
SotongHandPost *
sotong_outbox_get_hand (SotongDb  *db,
                        gint64     copy_id,
                        GError   **error)
{
  g_autoptr(GPtrArray) list = read_hand (db, sotong_db_query (db, error, SELECT_HAND "copy.id = $1", "i", copy_id), error);

  if (list == NULL)
    return NULL;
  if (list->len > 0)
    return g_ptr_array_steal_index (list, 0);
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no such post any more."));
  return NULL;
}

/**
 * sotong_outbox_find_url:
 * @db: a connection
 * @copy_id: a copy
 * @url: an address
 * @out_title: (out) (transfer full) (nullable): the title of another copy that has it
 * @error: return location
 *
 * Whether another post is noted at @url already: an address that stayed in the clipboard is easily pasted twice.
 *
 * Returns: %TRUE on success, with @out_title if there is one
 */
gboolean
sotong_outbox_find_url (SotongDb    *db,
                        gint64       copy_id,
                        const char  *url,
                        char       **out_title,
                        GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT coalesce (copy.title, content.title) FROM copy JOIN content ON content.id = content_id"
                                                " WHERE remote_url = $1 AND copy.id <> $2 AND copy.removed_at IS NULL AND content.removed_at IS NULL LIMIT 1",
                                                "ti", url, copy_id);
  GError *local = NULL;

  *out_title = NULL;
  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    *out_title = sotong_stmt_dup (stmt, 0);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_outbox_knows_site:
 * @db: a connection
 * @copy_id: a copy
 * @url: a web address
 * @out_known: (out): whether other posts of its channel lie on the same site
 * @error: return location
 *
 * Of the newest thousand of the channel.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_outbox_knows_site (SotongDb    *db,
                          gint64       copy_id,
                          const char  *url,
                          gboolean    *out_known,
                          GError     **error)
{
  const char *host = strstr (url, "://");
  g_autofree char *site = host != NULL ? g_strndup (host, 3 + strcspn (host + 3, "/?#")) : g_strdup (url);
  gint64 n = 0;

  *out_known = FALSE;
  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM (SELECT remote_url FROM copy WHERE channel_id = (SELECT channel_id FROM copy WHERE id = $1)"
                          " AND id <> $1 AND remote_url <> '' ORDER BY publish_at DESC LIMIT 1000) WHERE instr (lower (remote_url) || '/', lower ($2) || '/') > 0",
                          "it", copy_id, site))
    return FALSE;
  *out_known = n > 0;
  return TRUE;
}

/**
 * sotong_outbox_learn_id:
 * @db: the connection of a write job
 * @copy_id: a copy that a person has settled as published
 * @remote_id: the platform's own id of the post at its address
 * @error: return location; `SOTONG_STORE_ERROR_EXISTS` when another post has it
 *
 * Notes the id, as long as none is known. It is what the platform says, and belongs to the step of undo of the person who said where the post is.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_outbox_learn_id (SotongDb    *db,
                         gint64       copy_id,
                         const char  *remote_id,
                         GError     **error)
{
  g_autoptr(SotongCopyRow) row = NULL;
  gint64 n = 0;

  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM copy JOIN copy AS other ON other.channel_id = copy.channel_id AND other.id <> copy.id"
                          " WHERE copy.id = $1 AND other.remote_id = $2", "it", copy_id, remote_id))
    return FALSE;
  if (n > 0)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS,
                           _("The post at this address is another one’s in this workspace already. Copy the address of this post."));
      return FALSE;
    }
  row = sotong_copy_row_read (db, copy_id, error);
  if (row == NULL || row->remote_id != NULL || !g_str_equal (row->state, "published"))
    return row != NULL;
  return sotong_change_begin (db, "content.resolve", "content", row->content_id, row->title, error)
         && sotong_attempt_join_word (db, copy_id, error)
         && sotong_change_touch (db, "copy", copy_id, error)
         && sotong_db_exec (db, error, "UPDATE copy SET remote_id = $1 WHERE id = $2", "ti", remote_id, copy_id);
}
