/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "util/sotong-portal-email.h"

/* org.freedesktop.portal.Email: the desktop opens a letter in the person's own mail program. Nothing is sent by Sotong. */

#define PORTAL  "org.freedesktop.portal.Desktop"
#define PATH    "/org/freedesktop/portal/desktop"
#define EMAIL   "org.freedesktop.portal.Email"
#define WAIT_MS 25000 /* a mail program may be slow to start */

static int
open_file (const char  *path,
           GError     **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (errno), _("“%s” could not be read: %s. Save the report again, then try once more."), path,
                 g_strerror (errno));
  return fd;
}

static GVariant *
make_options (const char *subject,
              const char *body,
              int         handle)
{
  GVariantBuilder options, files;

  g_variant_builder_init (&files, G_VARIANT_TYPE ("ah"));
  g_variant_builder_add (&files, "h", handle);
  g_variant_builder_init (&options, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&options, "{sv}", "subject", g_variant_new_string (subject));
  g_variant_builder_add (&options, "{sv}", "body", g_variant_new_string (body));
  g_variant_builder_add (&options, "{sv}", "attachment_fds", g_variant_builder_end (&files));
  return g_variant_new ("(sa{sv})", "", &options);
}

/**
 * sotong_portal_compose_email:
 * @subject: of the letter
 * @body: its text
 * @path: a file that goes with it
 * @cancellable: (nullable): a cancellable
 * @error: return location; `G_IO_ERROR_NOT_SUPPORTED` where the desktop has no portal for it
 *
 * Has the desktop open a letter with a file, for the person to address and send. Blocks until the desktop took it over.
 *
 * Returns: %TRUE if it did
 */
gboolean
sotong_portal_compose_email (const char    *subject,
                             const char    *body,
                             const char    *path,
                             GCancellable  *cancellable,
                             GError       **error)
{
  g_autoptr(GUnixFDList) files = g_unix_fd_list_new ();
  g_autoptr(GDBusConnection) bus = NULL;
  g_autoptr(GVariant) answer = NULL;
  g_autoptr(GError) local = NULL;
  int fd = open_file (path, error), handle;

  if (fd < 0)
    return FALSE;
  handle = g_unix_fd_list_append (files, fd, error); /* it has a copy */
  close (fd);
  if (handle < 0)
    return FALSE;
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, &local);
  if (bus != NULL)
    answer = g_dbus_connection_call_with_unix_fd_list_sync (bus, PORTAL, PATH, EMAIL, "ComposeEmail", make_options (subject, body, handle),
                                                            G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, WAIT_MS, files, NULL, cancellable, &local);
  if (answer != NULL)
    return TRUE;
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                 _("The desktop did not open a letter. The report is in “%s”: attach it in your mail program yourself."), path);
  return FALSE;
}
