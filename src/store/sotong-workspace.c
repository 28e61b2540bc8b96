/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* statx */
#include "config.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include "store/sotong-db-private.h"
#include "store/sotong-workspace.h"
#include "util/sotong-hardware.h"
#include "util/sotong-machine.h"

#define PUBLISHER          "publisher"           /* the machine's id */
#define PUBLISHER_HARDWARE "publisher-hardware"  /* what tells it from a copy of it, where that can be read */
#define PUBLISHER_FILE     "publisher-file"
#define PUBLISHER_BORN     "publisher-born"
#define NS_PER_S           G_GINT64_CONSTANT (1000000000)
#define SMB_MAGIC          0xff534d42u
#define SMB2_MAGIC         0xfe534d42u

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
 * sotong_workspace_read:
 * @db: a connection
 * @name: a setting
 * @out_value: (out) (nullable) (transfer full): its value; %NULL when it is not set
 * @error: return location
 *
 * As sotong_workspace_get(), where it matters whether a setting is missing or could not be read.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_workspace_read (SotongDb    *db,
                       const char  *name,
                       char       **out_value,
                       GError     **error)
{
  GError *local = NULL;

  *out_value = sotong_workspace_get (db, name, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
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
 * Who publishes: the one file that did so last, on the one computer. Both are known again without asking anybody, and what cannot be told is
 * taken for the same as long as nothing speaks against it; a person is asked only where two of them could send the same.
 *
 * The computer is known by its machine-id and by its network hardware (util/sotong-hardware.c): computers that were set up from one picture of a
 * disk share the first, not the second. The name of the computer, its addresses in the network and the number of its start change in ordinary use
 * and say nothing.
 *
 * The file stands in "publisher-file" as DEVICE:INODE URI, from its first publishing on, and when it came into being in "publisher-born": a copy
 * holds the same due posts, and takes both along.
 *  - Renamed, or moved on its disk: device and inode are the same.
 *  - Moved to another disk: nothing lies where it was, and this is surely the same computer. Where that cannot be told it is asked for once.
 *  - A copy beside it: another file lies where it was. It asks.
 *  - Another file where it was: put back from a backup, or brought from another computer with the same folders. When it came into being is another
 *    time, and it asks once: what was sent since the backup was made is not in it. Device and inode alone would say so of
 *    every USB stick at every plugging in, of which many systems make up the numbers anew; the time is kept by all that know it (ext4, XFS,
 *    Btrfs, FAT, exFAT, NTFS, SMB), by some only to the second or two. Where it is not known (NFS, older systems), or made up (some servers of
 *    SMB tell another time of the file instead), the place decides.
 *  - A file that was overwritten from within by its backup, or a copy made before the first publishing: told by what this computer remembers to
 *    have sent (store/sotong-remembered.c).
 *  - A whole disk or virtual computer that was set back cannot be told.
 */

typedef struct {
  guint64  device;
  guint64  inode;
  char    *uri;     /* (owned) */
  char    *born;    /* (owned) (nullable): when the file came into being, as SECONDS.NANOSECONDS */
} Place;

static void
place_clear (Place *self)
{
  g_free (self->uri);
  g_free (self->born);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static gboolean
is_same_time (const struct statx_timestamp *a,
              const struct statx_timestamp *b)
{
  return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

/* A server that does not know when a file came into being tells its earliest other time, which is another one after the next writing. */
static gboolean
is_made_up (const char         *path,
            const struct statx *info)
{
  struct statfs system;
  guint32 kind = statfs (path, &system) == 0 ? (guint32) system.f_type : 0;

  return (kind == SMB_MAGIC || kind == SMB2_MAGIC) && (is_same_time (&info->stx_btime, &info->stx_mtime) || is_same_time (&info->stx_btime, &info->stx_ctime)
                                                       || is_same_time (&info->stx_btime, &info->stx_atime));
}

/* (nullable): when the file came into being, where its file system knows. */
static char *
read_birth (const char *path)
{
  struct statx info;

  if (statx (AT_FDCWD, path, 0, STATX_BASIC_STATS | STATX_BTIME, &info) != 0 || (info.stx_mask & STATX_BTIME) == 0 || info.stx_btime.tv_sec <= 0
      || is_made_up (path, &info))
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%09u", (gint64) info.stx_btime.tv_sec, (guint) info.stx_btime.tv_nsec);
}

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
  place->born = read_birth (whole);
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

static gint64
read_ns (const char *born)
{
  char *end;
  gint64 seconds = g_ascii_strtoll (born, &end, 10);

  return seconds * NS_PER_S + (*end == '.' ? g_ascii_strtoll (end + 1, NULL, 10) : 0);
}

/* Some file systems (exFAT, NTFS) tell a time to the nanosecond until the disk is put in anew, and from then on as coarsely as it is kept. */
static gboolean
is_rounded (gint64 a,
            gint64 b)
{
  static const gint64 steps[] = { 100, NS_PER_S / 100, NS_PER_S, 2 * NS_PER_S };
  gboolean rounded = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    rounded = rounded || ((a % steps[i] == 0 || b % steps[i] == 0) && ABS (a - b) < steps[i]);
  return rounded;
}

/* Whether both times are known and differ. */
static gboolean
is_born_apart (const Place *a,
               const Place *b)
{
  return a->born != NULL && b->born != NULL && !g_str_equal (a->born, b->born) && !is_rounded (read_ns (a->born), read_ns (b->born));
}

static char *
dup_hardware (SotongDb *db)
{
  g_autofree char *uuid = sotong_workspace_get (db, "uuid", NULL);

  return sotong_hardware_dup_ids (uuid != NULL ? uuid : "");
}

/* Nothing lies where the file was. A copy of this computer has nothing there either. */
static gboolean
is_moved (SotongDb     *db,
          const Place  *was,
          const Place  *here)
{
  g_autofree char *hardware = sotong_workspace_get (db, PUBLISHER_HARDWARE, NULL);
  g_autofree char *now = dup_hardware (db);

  return sotong_hardware_is_same (hardware, now) || !is_born_apart (was, here);
}

/**
 * sotong_workspace_is_original:
 * @db: a connection of the machine that publishes, see sotong_workspace_is_publisher()
 * @out_other: (out) (optional) (nullable): the path of the file that may publish, when it lies elsewhere; %NULL when this one lies where it was
 * @error: return location
 *
 * A workspace that was copied on its machine, or put back there from a backup, holds posts that may have gone out since: it must not publish
 * them without asking. A file that was renamed or moved is no copy: nothing lies where it was.
 *
 * Returns: %TRUE if this file may publish; %FALSE with @error unset if it is another
 */
gboolean
sotong_workspace_is_original (SotongDb  *db,
                              char     **out_other,
                              GError   **error)
{
  g_autofree char *value = NULL;
  g_autofree char *path = NULL;
  g_auto(Place) was = { 0 };
  g_auto(Place) here = { 0 };
  g_auto(Place) there = { 0 };

  if (out_other != NULL)
    *out_other = NULL;
  if (!sotong_workspace_read (db, PUBLISHER_FILE, &value, error))
    return FALSE;
  if (!parse_place (value, &was) || !find_place (sqlite3_db_filename (db->handle, "main"), &here))
    return TRUE;
  if (!sotong_workspace_read (db, PUBLISHER_BORN, &was.born, error))
    return FALSE;
  if (g_str_equal (was.uri, here.uri))
    return !is_born_apart (&was, &here);
  if (is_same_file (&was, &here))
    return TRUE;
  path = g_filename_from_uri (was.uri, NULL, NULL);
  if (!find_place (path, &there))
    return is_moved (db, &was, &here);
  if (is_same_file (&there, &here)) /* this is another way to it */
    return TRUE;
  if (out_other != NULL)
    *out_other = g_filename_display_name (path != NULL ? path : was.uri);
  return FALSE;
}

/* Writes what is not there yet. */
static gboolean
put_setting (SotongDb    *db,
             const char  *name,
             const char  *value,
             GError     **error)
{
  g_autofree char *was = NULL;

  return sotong_workspace_read (db, name, &was, error) && (g_strcmp0 (was, value) == 0 || sotong_workspace_set (db, name, value, error));
}

/**
 * sotong_workspace_note_publisher:
 * @db: the connection of a write job
 * @error: return location
 *
 * Notes where the file lies that is about to publish, as the one that may, and on what hardware. What cannot be read just now stays as it was.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_workspace_note_publisher (SotongDb  *db,
                                 GError   **error)
{
  g_autofree char *hardware = dup_hardware (db);
  g_auto(Place) here = { 0 };
  g_autofree char *file = NULL;

  if (hardware[0] != '\0' && !put_setting (db, PUBLISHER_HARDWARE, hardware, error))
    return FALSE;
  if (!find_place (sqlite3_db_filename (db->handle, "main"), &here))
    return TRUE;
  file = g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT " %s", here.device, here.inode, here.uri);
  return put_setting (db, PUBLISHER_FILE, file, error) && put_setting (db, PUBLISHER_BORN, here.born, error);
}

static gboolean
claim_machine (SotongDb  *db,
               GError   **error)
{
  const char *id = sotong_machine_get_id ();
  g_autofree char *hardware = dup_hardware (db);

  return sotong_db_exec (db, error, "INSERT INTO machine (id, name, last_seen) VALUES ($1, $2, $3)"
                         " ON CONFLICT (id) DO UPDATE SET name = excluded.name, last_seen = excluded.last_seen",
                         "tti", id, sotong_machine_get_name (), sotong_db_now (db))
         && sotong_workspace_set (db, PUBLISHER, id, error)
         && sotong_workspace_set (db, PUBLISHER_HARDWARE, hardware[0] != '\0' ? hardware : NULL, error);
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
 * @out_other: (out) (optional) (nullable): the name of the machine that may publish, when it is another; %NULL when that one cannot be told
 *   from this but by its hardware
 * @error: return location
 *
 * A workspace copied to a second machine holds the same due posts: the second must
 * not publish them without asking, even if it was set up as a copy of the first.
 *
 * Returns: %TRUE if this machine may publish; %FALSE with @error unset if another may
 */
gboolean
sotong_workspace_is_publisher (SotongDb  *db,
                               char     **out_other,
                               GError   **error)
{
  g_autofree char *id = NULL, *hardware = NULL, *now = NULL;
  g_autoptr(SotongStmt) stmt = NULL;

  if (out_other != NULL)
    *out_other = NULL;
  if (!sotong_workspace_read (db, PUBLISHER, &id, error) || !sotong_workspace_read (db, PUBLISHER_HARDWARE, &hardware, error))
    return FALSE;
  if (g_strcmp0 (id, sotong_machine_get_id ()) == 0)
    {
      now = dup_hardware (db);
      return !sotong_hardware_differs (hardware, now);
    }
  stmt = sotong_db_query (db, error, "SELECT name FROM machine WHERE id = $1", "t", id);
  if (stmt == NULL || out_other == NULL)
    return FALSE;
  *out_other = sotong_stmt_next (stmt, error) ? sotong_stmt_dup (stmt, 0) : g_strdup ("?");
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
