/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change-private.h"
#include "store/sotong-channel.h"
#include "util/sotong-i18n.h"
#include "util/sotong-text.h"

/* Channels that are used together: what their contents begin with, and who publishes there. */

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

SotongChannelGroup *
sotong_channel_group_new (void)
{
  SotongChannelGroup *group = g_new0 (SotongChannelGroup, 1);

  group->channel_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  group->person_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  return group;
}

void
sotong_channel_group_free (SotongChannelGroup *group)
{
  if (group == NULL)
    return;
  g_free (group->name);
  g_free (group->type);
  g_free (group->tags);
  g_clear_pointer (&group->channel_ids, g_array_unref);
  g_clear_pointer (&group->person_ids, g_array_unref);
  g_free (group);
}

/* A group has channels and people; a row of either table is a pair. */
typedef struct {
  const char *table;
  const char *add;
  const char *read;
  const char *clear;
} Members;

static const Members channels = {
  "channel_group_member", "INSERT INTO channel_group_member (group_id, channel_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
  "SELECT channel_id FROM channel_group_member WHERE group_id = $1 ORDER BY channel_id",
  "DELETE FROM channel_group_member WHERE group_id = $1",
};
static const Members people = {
  "channel_group_person", "INSERT INTO channel_group_person (group_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
  "SELECT person_id FROM channel_group_person WHERE group_id = $1 ORDER BY person_id",
  "DELETE FROM channel_group_person WHERE group_id = $1",
};

static gboolean
add_members (SotongDb       *db,
             const Members  *members,
             gint64          id,
             GArray         *ids,
             GError        **error)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 member = g_array_index (ids, gint64, i);

      if (!sotong_change_touch_pair (db, members->table, id, member, error)
          || !sotong_db_exec (db, error, members->add, "ii", id, member))
        return FALSE;
    }
  return TRUE;
}

static GArray *
read_members (SotongDb       *db,
              const Members  *members,
              gint64          id,
              GError        **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, members->read, "i", id);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 member = sotong_stmt_int (stmt, 0);

      g_array_append_val (ids, member);
    }
  if (local == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, local);
  return NULL;
}

static gboolean
remove_members (SotongDb       *db,
                const Members  *members,
                gint64          id,
                GError        **error)
{
  g_autoptr(GArray) ids = read_members (db, members, id, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      if (!sotong_change_touch_pair (db, members->table, id, g_array_index (ids, gint64, i), error))
        return FALSE;
    }
  return sotong_db_exec (db, error, members->clear, "i", id);
}

/* Two groups of one name could not be told apart where a content is planned. */
static gboolean
check_group_name (SotongDb    *db,
                  const char  *name,
                  gint64       id,
                  GError     **error)
{
  gint64 other;

  if (name != NULL && sotong_db_get_int (db, &other, NULL, "SELECT id FROM channel_group WHERE name = $1 AND id <> $2 AND removed_at IS NULL",
                                         "ti", name, id))
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS, _("There is a group of channels “%s” already. Choose another name."), name);
      return FALSE;
    }
  if (name != NULL && !sotong_text_is_blank (name))
    return TRUE;
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A group of channels needs a name. Give it one."));
  return FALSE;
}

/**
 * sotong_channel_group_add:
 * @db: the connection of a write job
 * @group: a name and its channels
 * @error: return location
 *
 * One step of undo.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_channel_group_add (SotongDb                  *db,
                          const SotongChannelGroup  *group,
                          GError                   **error)
{
  g_autofree char *name = sotong_text_name (group->name);
  SotongChannelGroup named = *group;
  gint64 id;

  named.name = name;
  group = &named;
  if (!check_group_name (db, group->name, 0, error)
      || !sotong_change_begin (db, "channel-group.add", "channel-group", 0, group->name, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO channel_group (name, type_id, tags) VALUES ($1, $2, $3)", "ttt", group->name,
                         or_empty (group->type), or_empty (group->tags));
  if (id == 0 || !sotong_change_added (db, "channel_group", id, error) || !add_members (db, &channels, id, group->channel_ids, error)
      || !add_members (db, &people, id, group->person_ids, error))
    return 0;
  sotong_change_set_subject (db, id, NULL);
  return id;
}

/**
 * sotong_channel_group_edit:
 * @db: the connection of a write job
 * @group: the group as it shall be
 * @error: return location
 *
 * One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_channel_group_edit (SotongDb                  *db,
                           const SotongChannelGroup  *group,
                           GError                   **error)
{
  g_autofree char *name = sotong_text_name (group->name);
  SotongChannelGroup named = *group;

  named.name = name;
  group = &named;
  return check_group_name (db, group->name, group->id, error)
         && sotong_change_begin (db, "channel-group.edit", "channel-group", group->id, group->name, error)
         && sotong_change_touch (db, "channel_group", group->id, error)
         && sotong_db_exec (db, error, "UPDATE channel_group SET name = $1, type_id = $2, tags = $3 WHERE id = $4", "ttti", group->name,
                            or_empty (group->type), or_empty (group->tags), group->id)
         && remove_members (db, &channels, group->id, error)
         && add_members (db, &channels, group->id, group->channel_ids, error)
         && remove_members (db, &people, group->id, error)
         && add_members (db, &people, group->id, group->person_ids, error);
}

/**
 * sotong_channel_group_remove:
 * @db: the connection of a write job
 * @id: a group
 * @error: return location
 *
 * One step of undo. The channels stay.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_channel_group_remove (SotongDb  *db,
                             gint64     id,
                             GError   **error)
{
  return sotong_change_begin (db, "channel-group.remove", "channel-group", id, "", error)
         && sotong_change_touch (db, "channel_group", id, error)
         && sotong_db_exec (db, error, "UPDATE channel_group SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id);
}

/**
 * sotong_channel_group_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongChannelGroup): all groups
 */
GPtrArray *
sotong_channel_group_list (SotongDb  *db,
                           GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_channel_group_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT id, name, type_id, tags FROM channel_group WHERE removed_at IS NULL ORDER BY name, id", "");
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 id = sotong_stmt_int (stmt, 0);
      g_autoptr(SotongChannelGroup) group = g_new0 (SotongChannelGroup, 1);

      group->id = id;
      group->name = sotong_stmt_dup (stmt, 1);
      group->type = sotong_stmt_dup (stmt, 2);
      group->tags = sotong_stmt_dup (stmt, 3);
      group->channel_ids = read_members (db, &channels, id, error);
      group->person_ids = group->channel_ids != NULL ? read_members (db, &people, id, error) : NULL;
      if (group->person_ids == NULL)
        return NULL;
      g_ptr_array_add (list, g_steal_pointer (&group));
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_channel_group_find:
 * @db: a connection
 * @name: a group's name
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): the group of that name
 */
SotongChannelGroup *
sotong_channel_group_find (SotongDb    *db,
                           const char  *name,
                           GError     **error)
{
  g_autofree char *clean = sotong_text_name (name);
  g_autoptr(GPtrArray) list = sotong_channel_group_list (db, error);

  if (list == NULL)
    return NULL;
  for (guint i = 0; i < list->len; i++)
    {
      if (g_str_equal (((SotongChannelGroup *) g_ptr_array_index (list, i))->name, clean))
        return g_ptr_array_steal_index (list, i);
    }
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
               SOTONG_SAY (_("There is no group of channels “%s”. “sotongctl channel group list” names those there are."),
                           _("There is no group of channels “%s”. “Groups of Channels” lists those there are.")), clean);
  return NULL;
}

/**
 * sotong_channel_may_publish:
 * @db: a connection
 * @channel_id: a channel
 * @person_id: a person, or 0 for somebody who is not in the list of people
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when others may
 *
 * A group may name who publishes on its channels. A channel in several such groups takes the people of each.
 *
 * Returns: %TRUE if the person may publish there
 */
gboolean
sotong_channel_may_publish (SotongDb  *db,
                            gint64     channel_id,
                            gint64     person_id,
                            GError   **error)
{
  gint64 named = 0, allowed = 0;

  if (!sotong_db_get_int (db, &named, error, "SELECT count(*) FROM channel_group_member JOIN channel_group ON channel_group.id = channel_group_member.group_id"
                          " JOIN channel_group_person ON channel_group_person.group_id = channel_group.id WHERE channel_id = $1 AND removed_at IS NULL",
                          "i", channel_id)
      || !sotong_db_get_int (db, &allowed, error, "SELECT count(*) FROM channel_group_member JOIN channel_group ON channel_group.id = channel_group_member.group_id"
                             " JOIN channel_group_person ON channel_group_person.group_id = channel_group.id WHERE channel_id = $1 AND removed_at IS NULL"
                             " AND person_id = $2", "ii", channel_id, person_id))
    return FALSE;
  if (named == 0 || allowed > 0)
    return TRUE;
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                       _("The channel’s group names who publishes there, and you are not among them. Ask one of them, or have the group changed."));
  return FALSE;
}
