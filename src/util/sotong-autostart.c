/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "util/sotong-autostart.h"
#include "util/sotong-portal.h"

/* Whether the program is started with the session, without a window, to publish what is due: a file in the
 * person's autostart folder, as the desktop's own settings know it, and the permission of the portal. */

#define GROUP     G_KEY_FILE_DESKTOP_GROUP
#define WORKSPACE "X-Sotong-Workspace"
#define ENABLED   "X-GNOME-Autostart-enabled"

static char *
make_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "autostart", SOTONG_APP_ID ".desktop", NULL);
}

/**
 * sotong_autostart_dup_workspace:
 *
 * Reads a small file.
 *
 * Returns: (transfer full) (nullable): the workspace that is published from the start of the session on;
 *   %NULL when none is, or the desktop's settings have switched it off
 */
char *
sotong_autostart_dup_workspace (void)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *path = make_path ();
  g_autoptr(GError) error = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL)
      || g_key_file_get_boolean (file, GROUP, G_KEY_FILE_DESKTOP_KEY_HIDDEN, NULL)
      || (!g_key_file_get_boolean (file, GROUP, ENABLED, &error) && error == NULL))
    return NULL;
  return g_key_file_get_string (file, GROUP, WORKSPACE, NULL);
}

/* As the specification of desktop entries wants an argument: in quotes, with what is special in them and "%" escaped. */
static char *
quote (const char *argument)
{
  GString *out = g_string_new ("\"");

  for (const char *c = argument; *c != '\0'; c++)
    {
      if (strchr ("\"`$\\", *c) != NULL)
        g_string_append_c (out, '\\');
      else if (*c == '%')
        g_string_append_c (out, '%');
      g_string_append_c (out, *c);
    }
  g_string_append_c (out, '"');
  return g_string_free (out, FALSE);
}

/* The program with windows: beside the one that runs, where both are installed, else where the shell finds it. */
static char *
find_program (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *dir = self != NULL ? g_path_get_dirname (self) : g_strdup ("/");
  g_autofree char *beside = g_build_filename (dir, "sotong", NULL);
  char *found;

  if (g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE) && !g_file_test (beside, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&beside);
  found = g_find_program_in_path ("sotong");
  if (found == NULL)
    found = g_strdup ("sotong");
  return found;
}

static gboolean
write_file (const char   *path,
            const char   *program,
            const char   *workspace,
            GError      **error)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *dir = g_path_get_dirname (path);
  g_autofree char *first = quote (program);
  g_autofree char *second = quote (workspace);
  g_autofree char *exec = g_strdup_printf ("%s --background %s", first, second);
  g_autoptr(GError) local = NULL;

  g_key_file_set_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_TYPE, G_KEY_FILE_DESKTOP_TYPE_APPLICATION);
  g_key_file_set_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_NAME, "Sotong");
  g_key_file_set_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_COMMENT, _("Publishes what is due, without a window"));
  g_key_file_set_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_EXEC, exec);
  g_key_file_set_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_ICON, SOTONG_APP_ID);
  g_key_file_set_boolean (file, GROUP, G_KEY_FILE_DESKTOP_KEY_TERMINAL, FALSE);
  g_key_file_set_boolean (file, GROUP, ENABLED, TRUE);
  g_key_file_set_string (file, GROUP, WORKSPACE, workspace);
  g_mkdir_with_parents (dir, 0700);
  if (g_key_file_save_to_file (file, path, &local))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("“%s” could not be written: %s. Sotong is not started with the session."), path, local->message);
  return FALSE;
}

/**
 * sotong_autostart_set:
 * @workspace: (nullable): the workspace to publish from the start of the session on; %NULL for none
 * @cancellable: (nullable): a cancellable
 * @error: return location; `G_IO_ERROR_PERMISSION_DENIED` when the desktop's portal does not let the program run
 *   without a window, `G_IO_ERROR_FAILED` when the file cannot be written
 *
 * Asks the portal, where there is one, and writes or removes the person's autostart file. Blocks, perhaps while
 * a person reads the portal's question: for sotongctl and workers.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_autostart_set (const char    *workspace,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autofree char *path = make_path ();
  g_autofree char *program = find_program ();
  g_autofree char *absolute = workspace != NULL ? g_canonicalize_filename (workspace, NULL) : NULL;
  const char * const command[] = { program, "--background", absolute, NULL };

  if (workspace != NULL || sotong_portal_is_sandboxed ())
    {
      if (!sotong_portal_request_background (_("What is due is published at its time, also without a window."), command, workspace != NULL,
                                             cancellable, error))
        return FALSE;
    }
  if (workspace != NULL)
    return write_file (path, program, absolute, error);
  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("“%s” could not be removed: %s. Sotong is still started with the session."), path, g_strerror (errno));
  return FALSE;
}

static void
set_thread (GTask        *task,
            gpointer      source,
            gpointer      task_data,
            GCancellable *cancellable)
{
  GError *error = NULL;

  if (sotong_autostart_set (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * sotong_autostart_set_async:
 * @workspace: (nullable): as for sotong_autostart_set()
 * @cancellable: (nullable): a cancellable
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * As sotong_autostart_set(), in a thread. Ask sotong_autostart_dup_workspace() how it stands, also after a failure.
 */
void
sotong_autostart_set_async (const char          *workspace,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, sotong_autostart_set_async);
  g_task_set_task_data (task, g_strdup (workspace), g_free);
  g_task_run_in_thread (task, set_thread);
}

gboolean
sotong_autostart_set_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
