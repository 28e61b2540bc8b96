/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "store/sotong-db-private.h"
#include "store/sotong-workspace.h"
#include "util/sotong-machine.h"

/**
 * sotong_workspace_get:
 * @db: a connection
 * @name: a setting of the workspace: uuid, zone, demo, now, publisher, ...
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its value; %NULL with @error unset when it has none
 */
char *
sotong_workspace_get (SotongDb    *db,
                      const char  *name,
                      GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT value FROM workspace WHERE name = $1", "t", name);

  if (stmt == NULL || !sotong_stmt_next (stmt, error))
    return NULL;
  return sotong_stmt_dup (stmt, 0);
}

/**
 * sotong_workspace_set:
 * @db: the connection of a write job
 * @name: a setting
 * @value: (nullable): its value, or %NULL to forget it
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_workspace_set (SotongDb    *db,
                      const char  *name,
                      const char  *value,
                      GError     **error)
{
  if (value == NULL)
    return sotong_db_exec (db, error, "DELETE FROM workspace WHERE name = $1", "t", name);
  return sotong_db_exec (db, error, "INSERT INTO workspace (name, value) VALUES ($1, $2)"
                         " ON CONFLICT (name) DO UPDATE SET value = excluded.value", "tt", name, value);
}

/*
 * The file that publishes stands in the setting "publisher-file" as DEVICE:INODE URI, from its first
 * publishing on: a copy of it on the same machine holds the same due posts, and takes the setting along.
 */

typedef struct {
  guint64  device;
  guint64  inode;
  char    *uri;     /* (owned) */
} Place;

static void
place_clear (Place *self)
{
  g_free (self->uri);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

/* %FALSE when there is no file, as of a workspace that was deleted meanwhile. */
static gboolean
find_place (const char *path,
            Place      *place)
{
  g_autofree char *whole = path != NULL ? realpath (path, NULL) : NULL;
  struct stat info;

  if (whole == NULL || stat (whole, &info) != 0)
    return FALSE;
  place->device = info.st_dev;
  place->inode = info.st_ino;
  place->uri = g_filename_to_uri (whole, NULL, NULL);
  return place->uri != NULL;
}

static gboolean
parse_place (const char *value,
             Place      *place)
{
  g_auto(GStrv) words = value != NULL ? g_strsplit_set (value, ": ", 3) : NULL;

  if (words == NULL || g_strv_length (words) != 3 || !g_ascii_string_to_unsigned (words[0], 10, 0, G_MAXUINT64, &place->device, NULL)
      || !g_ascii_string_to_unsigned (words[1], 10, 0, G_MAXUINT64, &place->inode, NULL))
    return FALSE;
  place->uri = g_strdup (words[2]);
  return TRUE;
}

static gboolean
is_same_file (const Place *a,
              const Place *b)
{
  return a->device == b->device && a->inode == b->inode;
}

/**
 * sotong_workspace_is_original:
 * @db: a connection
 * @out_other: (out) (optional) (nullable): the path of the file that may publish, when it is another
 * @error: return location
 *
 * A workspace that was copied on its machine holds the same due posts: the copy must not publish
 * them without asking. A file that was renamed or moved is no copy: nothing lies where it was.
 *
 * Returns: %TRUE if this file may publish; %FALSE with @error unset if it is a copy
 */
gboolean
sotong_workspace_is_original (SotongDb  *db,
                              char     **out_other,
                              GError   **error)
{
  GError *local = NULL;
  g_autofree char *value = sotong_workspace_get (db, "publisher-file", &local);
  g_autofree char *path = NULL;
  g_auto(Place) was = { 0 };
  g_auto(Place) here = { 0 };
  g_auto(Place) there = { 0 };

  if (out_other != NULL)
    *out_other = NULL;
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!parse_place (value, &was) || !find_place (sqlite3_db_filename (db->handle, "main"), &here)
      || g_str_equal (was.uri, here.uri) || is_same_file (&was, &here))
    return TRUE;
  path = g_filename_from_uri (was.uri, NULL, NULL);
  if (!find_place (path, &there) || is_same_file (&there, &here)) /* it was moved, or this is another way to it */
    return TRUE;
  if (out_other != NULL)
    *out_other = g_filename_display_name (path != NULL ? path : was.uri);
  return FALSE;
}

/**
 * sotong_workspace_note_publisher:
 * @db: the connection of a write job
 * @error: return location
 *
 * Notes where the file lies that is about to publish, as the one that may.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_workspace_note_publisher (SotongDb  *db,
                                 GError   **error)
{
  g_auto(Place) here = { 0 };
  g_autofree char *was = NULL, *now = NULL;
  GError *local = NULL;

  if (!find_place (sqlite3_db_filename (db->handle, "main"), &here))
    return TRUE;
  was = sotong_workspace_get (db, "publisher-file", &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  now = g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT " %s", here.device, here.inode, here.uri);
  return g_strcmp0 (was, now) == 0 || sotong_workspace_set (db, "publisher-file", now, error);
}

static gboolean
claim_machine (SotongDb  *db,
               GError   **error)
{
  const char *id = sotong_machine_get_id ();

  return sotong_db_exec (db, error, "INSERT INTO machine (id, name, last_seen) VALUES ($1, $2, $3)"
                         " ON CONFLICT (id) DO UPDATE SET name = excluded.name, last_seen = excluded.last_seen",
                         "tti", id, sotong_machine_get_name (), sotong_db_now (db))
         && sotong_workspace_set (db, "publisher", id, error);
}

/**
 * sotong_workspace_claim_publisher:
 * @db: the connection of a write job
 * @error: return location
 *
 * From now on this file on this machine, and no other, publishes.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_workspace_claim_publisher (SotongDb  *db,
                                  GError   **error)
{
  return claim_machine (db, error) && sotong_workspace_note_publisher (db, error);
}

/**
 * sotong_workspace_is_publisher:
 * @db: a connection
 * @out_other: (out) (optional) (nullable): the name of the machine that may publish, when it is another
 * @error: return location
 *
 * A workspace copied to a second machine holds the same due posts: the second must
 * not publish them without asking.
 *
 * Returns: %TRUE if this machine may publish; %FALSE with @error unset if another may
 */
gboolean
sotong_workspace_is_publisher (SotongDb  *db,
                               char     **out_other,
                               GError   **error)
{
  GError *local = NULL;
  g_autofree char *id = sotong_workspace_get (db, "publisher", &local);
  g_autoptr(SotongStmt) stmt = NULL;

  if (out_other != NULL)
    *out_other = NULL;
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (g_strcmp0 (id, sotong_machine_get_id ()) == 0)
    return TRUE;
  stmt = sotong_db_query (db, error, "SELECT name FROM machine WHERE id = $1", "t", id);
  if (stmt != NULL && sotong_stmt_next (stmt, error) && out_other != NULL)
    *out_other = sotong_stmt_dup (stmt, 0);
  return FALSE;
}

/* Writes what every workspace has from its first moment. */
gboolean
sotong_workspace_found (SotongDb  *db,
                        GError   **error)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *created = g_strdup_printf ("%" G_GINT64_FORMAT, sotong_db_now (db));

  return sotong_workspace_set (db, "uuid", uuid, error)
         && sotong_workspace_set (db, "created", created, error)
         && sotong_workspace_set (db, "zone", "Asia/Seoul", error)
         && sotong_workspace_set (db, "approval", "off", error)
         && claim_machine (db, error);
}
