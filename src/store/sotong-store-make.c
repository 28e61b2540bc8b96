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

static const char *const endings[] = { "-wal", "-shm", "" };

static void
remove_all (const char *path)
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
      remove_all (part);
      return TRUE;
    }
  name = g_filename_display_name (path);
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_BUSY,
               _("“%s” is being made by another program at this moment. Wait until it is done, and open it then."), name);
  return FALSE;
}

/* A link does not replace what somebody put there meanwhile; a disk that knows no links is asked before. */
static gboolean
put_in_place (const char  *part,
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

/**
 * sotong_store_make:
 * @path: where there is no file yet
 * @clock: (nullable): as for sotong_store_open()
 * @fill: puts something into the new workspace
 * @user_data: for @fill
 * @cancellable: (nullable): a cancellable, also handed to @fill
 * @error: return location; as of sotong_store_create(), or what @fill says
 *
 * Makes a workspace that has something in it, and closes it. It stands at @path when it is whole, never before: until then it is
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
  gboolean done;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (fill != NULL, FALSE);

  part = g_strconcat (path, ".part", NULL);
  if (!clear_way (part, path, error))
    return FALSE;
  store = sotong_store_create (part, clock, cancellable, error);
  if (store == NULL)
    return FALSE;
  done = fill (store, user_data, cancellable, error);
  sotong_store_close (store);
  done = done && put_in_place (part, path, error);
  if (!done)
    remove_all (part);
  return done;
}
