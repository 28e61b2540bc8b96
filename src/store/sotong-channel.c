/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "store/sotong-attempt-private.h"
#include "store/sotong-change-private.h"
#include "store/sotong-channel.h"
#include "store/sotong-channel-learn.h"
#include "store/sotong-named.h"
#include "util/sotong-i18n.h"
#include "util/sotong-text.h"

#define NAME_MAX_CHARS 100

#define SELECT_CHANNEL \
  "SELECT channel.id, name, platform, url, user_name, handle, agency_id, colour, made, removed_at," \
  " checked_at, coalesce (health, ''), coalesce (message, ''), wait_until, good_at, expires_at, quota_left, media_channel_id, media_url," \
  " text_limit, coalesce (figures_message, '')" \
  " FROM channel LEFT JOIN channel_state ON channel_id = channel.id "

/* What a channel may be named and where it may point is judged above the store, where
 * platforms are known: here it only has to have a name of its own. */

SotongChannel *
sotong_channel_new (void)
{
  SotongChannel *channel = g_new0 (SotongChannel, 1);

  channel->agency_id = SOTONG_NONE;
  channel->checked_at = SOTONG_NONE;
  channel->wait_until = SOTONG_NONE;
  channel->good_at = SOTONG_NONE;
  channel->expires_at = SOTONG_NONE;
  channel->quota_left = SOTONG_NONE;
  channel->text_limit = SOTONG_NONE;
  channel->media_channel_id = SOTONG_NONE;
  return channel;
}

SotongChannel *
sotong_channel_copy (const SotongChannel *channel)
{
  SotongChannel *copy = g_memdup2 (channel, sizeof *channel);

  copy->name = g_strdup (channel->name);
  copy->platform = g_strdup (channel->platform);
  copy->url = g_strdup (channel->url);
  copy->user = g_strdup (channel->user);
  copy->handle = g_strdup (channel->handle);
  copy->health = g_strdup (channel->health);
  copy->message = g_strdup (channel->message);
  copy->figures_message = g_strdup (channel->figures_message);
  copy->media_url = g_strdup (channel->media_url);
  return copy;
}

/**
 * sotong_channel_shares_account:
 * @a: a channel
 * @b: a channel
 *
 * Whether both are one account of a platform that counts what an account does, and so wait for each
 * other. A site of the office's own counts nothing.
 *
 * Returns: %TRUE if so, and of one and the same channel
 */
gboolean
sotong_channel_shares_account (const SotongChannel *a,
                               const SotongChannel *b)
{
  static const char * const own[] = { "practice", "wordpress", "ghost", NULL };

  if (a->id == b->id)
    return TRUE;
  return !g_strv_contains (own, a->platform) && g_str_equal (a->platform, b->platform) && g_strcmp0 (a->url, b->url) == 0
         && a->user != NULL && a->user[0] != '\0' && g_strcmp0 (a->user, b->user) == 0;
}

void
sotong_channel_free (SotongChannel *channel)
{
  if (channel == NULL)
    return;
  g_free (channel->name);
  g_free (channel->platform);
  g_free (channel->url);
  g_free (channel->user);
  g_free (channel->handle);
  g_free (channel->health);
  g_free (channel->message);
  g_free (channel->figures_message);
  g_free (channel->media_url);
  g_free (channel);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gint64
none_if_zero (gint64 id)
{
  return id > 0 ? id : SOTONG_NONE;
}

static gboolean
check_name (SotongDb    *db,
            const char  *name,
            gint64       id,
            GError     **error)
{
  GError *local = NULL;
  gint64 other;

  if (name == NULL || sotong_text_is_blank (name))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                           _("A channel needs a name. Give it one, such as “City blog”."));
      return FALSE;
    }
  if (g_utf8_strlen (name, -1) > NAME_MAX_CHARS)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("The channel’s name is longer than %d letters. Shorten it."), NAME_MAX_CHARS);
      return FALSE;
    }
  if (sotong_db_get_int (db, &other, &local, "SELECT id FROM channel WHERE name = $1 AND id <> $2 AND removed_at IS NULL",
                         "ti", name, id))
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS,
                   _("There is a channel “%s” already. Choose another name."), name);
      return FALSE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_channel_add:
 * @db: the connection of a write job
 * @channel: a new channel; its id and health are not looked at
 * @error: return location; `SOTONG_STORE_ERROR_EXISTS` when the name is taken,
 *   `SOTONG_STORE_ERROR_INVALID` when it has none
 *
 * One step of undo.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_channel_add (SotongDb             *db,
                    const SotongChannel  *channel,
                    GError              **error)
{
  g_autofree char *name = sotong_text_name (channel->name);
  gint64 id;

  if (!check_name (db, name, 0, error)
      || !sotong_change_begin (db, "channel.add", "channel", 0, name, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO channel (name, platform, url, user_name, handle, agency_id, position, colour, made, media_channel_id, media_url)"
                         " VALUES ($1, $2, $3, $4, $5, $6, (SELECT coalesce (max (position), 0) + 1 FROM channel), $7, $8, $9, $10)",
                         "tttttiiiit", name, or_empty (channel->platform), or_empty (channel->url), or_empty (channel->user),
                         or_empty (channel->handle), channel->agency_id, (gint64) channel->colour, (gint64) channel->made,
                         none_if_zero (channel->media_channel_id), or_empty (channel->media_url));
  if (id == 0 || !sotong_change_added (db, "channel", id, error))
    return 0;
  sotong_change_set_subject (db, id, NULL);
  return id;
}

/**
 * sotong_channel_edit:
 * @db: the connection of a write job
 * @channel: the channel as it shall be
 * @error: return location; as for sotong_channel_add(), and `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * One step of undo. What was learned of the old account's health is forgotten; a time until
 * which the platform asked for peace is kept.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_channel_edit (SotongDb             *db,
                     const SotongChannel  *channel,
                     GError              **error)
{
  g_autofree char *name = sotong_text_name (channel->name);
  g_autoptr(SotongChannel) now = sotong_channel_get (db, channel->id, error);

  return now != NULL
         && check_name (db, name, channel->id, error)
         && sotong_change_begin (db, "channel.edit", "channel", channel->id, name, error)
         && sotong_change_touch (db, "channel", channel->id, error)
         && sotong_db_exec (db, error, "UPDATE channel SET name = $1, platform = $2, url = $3, user_name = $4, handle = $5,"
                            " agency_id = $6, colour = $7, media_channel_id = $8, media_url = $9 WHERE id = $10", "tttttiiiti", name, or_empty (channel->platform),
                            or_empty (channel->url), or_empty (channel->user), or_empty (channel->handle),
                            channel->agency_id, (gint64) channel->colour, none_if_zero (channel->media_channel_id), or_empty (channel->media_url), channel->id)
         && sotong_channel_forget (db, channel->id, error);
}

/**
 * sotong_channel_remove:
 * @db: the connection of a write job
 * @id: a channel
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` while posts wait for it
 *
 * One step of undo. Its past posts stay where they are, here and on the platform.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_channel_remove (SotongDb  *db,
                       gint64     id,
                       GError   **error)
{
  g_autoptr(SotongChannel) channel = sotong_channel_get (db, id, error);
  gint64 waiting = 0;

  if (channel == NULL
      || !sotong_db_get_int (db, &waiting, error, "SELECT count(*) FROM copy WHERE channel_id = $1 AND removed_at IS NULL"
                             " AND state IN ('scheduled', 'publishing', 'unknown', 'held')", "i", id))
    return FALSE;
  if (waiting > 0)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   g_dngettext (GETTEXT_PACKAGE,
                                "“%s” cannot be removed: %" PRId64 " post is scheduled there or of unknown outcome. Take it off the schedule or settle it first.",
                                "“%s” cannot be removed: %" PRId64 " posts are scheduled there or of unknown outcome. Take them off the schedule or settle them first.",
                                (gulong) waiting), channel->name, waiting);
      return FALSE;
    }
  /* Its secret goes with it and does not come back with an undo: what was known of its health is of no use then. */
  return sotong_channel_forget (db, id, error)
         && sotong_change_begin (db, "channel.remove", "channel", id, channel->name, error)
         && sotong_change_touch (db, "channel", id, error)
         && sotong_db_exec (db, error, "UPDATE channel SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id);
}

static SotongChannel *
channel_from (SotongStmt *stmt)
{
  SotongChannel *channel = sotong_channel_new ();

  channel->id = sotong_stmt_int (stmt, 0);
  channel->name = sotong_stmt_dup (stmt, 1);
  channel->platform = sotong_stmt_dup (stmt, 2);
  channel->url = sotong_stmt_dup (stmt, 3);
  channel->user = sotong_stmt_dup (stmt, 4);
  channel->handle = sotong_stmt_dup (stmt, 5);
  channel->agency_id = sotong_stmt_int (stmt, 6);
  channel->colour = (int) sotong_stmt_int (stmt, 7);
  channel->made = sotong_stmt_int (stmt, 8) != 0;
  channel->removed = sotong_stmt_int (stmt, 9) != SOTONG_NONE;
  channel->checked_at = sotong_stmt_int (stmt, 10);
  channel->health = sotong_stmt_dup (stmt, 11);
  channel->message = sotong_attempt_tell (sotong_stmt_text (stmt, 12));
  channel->wait_until = sotong_stmt_int (stmt, 13);
  channel->good_at = sotong_stmt_int (stmt, 14);
  channel->expires_at = sotong_stmt_int (stmt, 15);
  channel->quota_left = sotong_stmt_int (stmt, 16);
  channel->media_channel_id = sotong_stmt_int (stmt, 17);
  channel->media_url = sotong_stmt_dup (stmt, 18);
  channel->text_limit = sotong_stmt_int (stmt, 19);
  channel->figures_message = sotong_attempt_tell (sotong_stmt_text (stmt, 20));
  return channel;
}

/**
 * sotong_channel_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongChannel): all that are not removed
 */
GPtrArray *
sotong_channel_list (SotongDb  *db,
                     GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_channel_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, SELECT_CHANNEL "WHERE removed_at IS NULL ORDER BY position, channel.id", "");
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, channel_from (stmt));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

static SotongChannel *
one_channel (SotongStmt  *found,
             GError     **error)
{
  g_autoptr(SotongStmt) stmt = found;
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    return channel_from (stmt);
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no such channel any more."));
  return NULL;
}

/**
 * sotong_channel_get:
 * @db: a connection
 * @id: a channel, also a removed one
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): the channel
 */
SotongChannel *
sotong_channel_get (SotongDb  *db,
                    gint64     id,
                    GError   **error)
{
  return one_channel (sotong_db_query (db, error, SELECT_CHANNEL "WHERE channel.id = $1", "i", id), error);
}

/**
 * sotong_channel_find:
 * @db: a connection
 * @name: a channel's name or number
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`, `SOTONG_STORE_ERROR_INVALID` when it may be either of two
 *
 * Returns: (transfer full) (nullable): the channel of that name or number
 */
SotongChannel *
sotong_channel_find (SotongDb    *db,
                     const char  *name,
                     GError     **error)
{
  gint64 id = sotong_named_find (db, "SELECT id, name FROM channel WHERE (name = $1 OR CAST(id AS TEXT) = $1) AND removed_at IS NULL",
                                 name, error, SOTONG_SAY (_("There is no channel “%s”. “sotongctl channel list” names those there are."),
                                                          _("There is no channel “%s”. Choose one of those on the left.")), name);

  return id != 0 ? sotong_channel_get (db, id, error) : NULL;
}

/**
 * sotong_channel_set_expiry:
 * @db: the connection of a write job
 * @id: a channel
 * @expires_at: when a person must have signed in again, seconds since 1970 UTC; or %SOTONG_NONE
 * @error: return location
 *
 * No person's act, so not a step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_channel_set_expiry (SotongDb  *db,
                           gint64     id,
                           gint64     expires_at,
                           GError   **error)
{
  return sotong_db_exec (db, error, "INSERT INTO channel_state (channel_id, expires_at) VALUES ($1, $2)"
                         " ON CONFLICT (channel_id) DO UPDATE SET expires_at = excluded.expires_at", "ii", id, expires_at);
}

/**
 * sotong_channel_set_quota:
 * @db: the connection of a write job
 * @id: a channel
 * @quota_left: posts that the platform takes yet in its own period, or %SOTONG_NONE
 * @error: return location
 *
 * No person's act, so not a step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_channel_set_quota (SotongDb  *db,
                          gint64     id,
                          gint64     quota_left,
                          GError   **error)
{
  return sotong_db_exec (db, error, "INSERT INTO channel_state (channel_id, quota_left) VALUES ($1, $2)"
                         " ON CONFLICT (channel_id) DO UPDATE SET quota_left = excluded.quota_left", "ii", id, quota_left);
}

/**
 * sotong_channel_set_text_limit:
 * @db: the connection of a write job
 * @id: a channel
 * @text_limit: how long a post may be by its server's own word, in the platform's units
 * @error: return location
 *
 * No person's act, so not a step of undo. It is forgotten with the channel's health when another account is set.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_channel_set_text_limit (SotongDb  *db,
                               gint64     id,
                               gint64     text_limit,
                               GError   **error)
{
  return sotong_db_exec (db, error, "INSERT INTO channel_state (channel_id, text_limit) VALUES ($1, $2)"
                         " ON CONFLICT (channel_id) DO UPDATE SET text_limit = excluded.text_limit", "ii", id, text_limit);
}
