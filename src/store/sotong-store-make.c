/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "store/sotong-presence-private.h"
#include "store/sotong-store-error.h"
#include "store/sotong-store-make.h"
#include "store/sotong-store-private.h"

static const char *const endings[] = { "-journal", "-wal", "-shm", "" };

/*
 * sotong_store_remove_part:
 * @path: what was not made whole
 *
 * Takes it away, with what SQLite keeps beside it.
 */
void
sotong_store_remove_part (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      g_unlink (name);
    }
}

/* Takes away what a program that was ended left half made; not what another is making now. */
static gboolean
clear_way (const char  *part,
           const char  *path,
           GError     **error)
{
  g_autofree char *name = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return sotong_store_refuse_making (path, EEXIST, error);
  if (!sotong_presence_leave (sotong_presence_enter (part)))
    {
      sotong_store_remove_part (part);
      return TRUE;
    }
  name = g_filename_display_name (path);
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_BUSY,
               _("“%s” is being made by another program at this moment. Wait until it is done, and open it then."), name);
  return FALSE;
}

/*
 * sotong_store_put_in_place:
 * @part: a workspace that is whole, and closed
 * @path: its place
 * @error: return location; `SOTONG_STORE_ERROR_EXISTS` when there is a file
 *
 * A link does not replace what somebody put there meanwhile; a disk that knows no links is asked before.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_store_put_in_place (const char  *part,
                           const char  *path,
                           GError     **error)
{
  if (link (part, path) == 0)
    {
      g_unlink (part);
      return TRUE;
    }
  if (errno == EEXIST || g_file_test (path, G_FILE_TEST_EXISTS))
    return sotong_store_refuse_making (path, EEXIST, error);
  return g_rename (part, path) == 0 || sotong_store_refuse_making (path, errno, error);
}

/* A person knows nothing of the part beside the workspace's place. */
static gboolean
tell (const char  *path,
      GError      *cause,
      GError     **error)
{
  if (!g_error_matches (cause, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_FULL))
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  g_error_free (cause);
  return sotong_store_refuse_making (path, ENOSPC, error);
}

/**
 * sotong_store_make:
 * @path: where there is no file yet
 * @clock: (nullable): as for sotong_store_open()
 * @fill: (nullable): puts something into the new workspace
 * @user_data: for @fill
 * @cancellable: (nullable): a cancellable, also handed to @fill
 * @error: return location; as of sotong_store_create(), or what @fill says
 *
 * Makes a workspace that only its owner may read, and closes it. It stands at @path when it is whole, never before: until then it is
 * kept beside it, and what a program that was ended in the middle left there is taken away by the next. Blocks.
 *
 * Returns: %TRUE on success; on failure nothing is left behind
 */
gboolean
sotong_store_make (const char       *path,
                   SotongClock      *clock,
                   SotongStoreFill   fill,
                   gpointer          user_data,
                   GCancellable     *cancellable,
                   GError          **error)
{
  g_autofree char *part = NULL;
  g_autoptr(SotongStore) store = NULL;
  GError *local = NULL;
  gboolean done;

  g_return_val_if_fail (path != NULL, FALSE);

  part = g_strconcat (path, ".part", NULL);
  if (!clear_way (part, path, error))
    return FALSE;
  store = sotong_store_create_part (part, path, clock, cancellable, &local);
  if (store == NULL)
    {
      if (!g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS)) /* else it is another program's, which began at the same moment */
        sotong_store_remove_part (part);
      return tell (path, local, error);
    }
  done = fill == NULL || fill (store, user_data, cancellable, &local);
  sotong_store_close (store);
  done = done && sotong_store_put_in_place (part, path, &local);
  if (done)
    return TRUE;
  sotong_store_remove_part (part);
  return tell (path, local, error);
}

/**
 * sotong_store_create:
 * @path: where there is no file yet
 * @clock: (nullable): as for sotong_store_open()
 * @cancellable: (nullable): a cancellable
 * @error: return location; `SOTONG_STORE_ERROR_EXISTS` when there is a file
 *
 * Makes an empty workspace that only its owner may read, as sotong_store_make() does, and opens it. Blocks.
 *
 * Returns: (transfer full) (nullable): the store
 */
SotongStore *
sotong_store_create (const char    *path,
                     SotongClock   *clock,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return sotong_store_make (path, clock, NULL, NULL, cancellable, error) ? sotong_store_open (path, clock, NULL, error) : NULL;
}
