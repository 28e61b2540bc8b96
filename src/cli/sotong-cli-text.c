/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/sotong-cli-text.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "util/sotong-charset.h"
#include "util/sotong-text.h"

#define MAX_TEXT_BYTES (1 << 20)

/**
 * sotong_cli_load_text:
 * @path: a file of text, UTF-8 or CP949
 * @cancellable: (nullable): a cancellable
 * @error: return location, with the file's name
 *
 * Reads no more than a text may be long: a device never ends.
 *
 * Returns: (transfer full) (nullable): the text, clean
 */
char *
sotong_cli_load_text (const char    *path,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *bytes = g_malloc (MAX_TEXT_BYTES + 1);
  g_autofree char *decoded = NULL;
  g_autoptr(GInputStream) stream = NULL;
  gsize length = 0;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("“%s” cannot be read: %s. Nothing was changed. Check the file and try again."),
                   name, g_strerror (errno));
      return NULL;
    }
  stream = g_unix_input_stream_new (fd, TRUE);
  if (!g_input_stream_read_all (stream, bytes, MAX_TEXT_BYTES + 1, &length, cancellable, error))
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  if (length > MAX_TEXT_BYTES)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, _("“%s” is longer than 1 MB, more than any channel takes."), name);
      return NULL;
    }
  decoded = sotong_charset_decode_any (bytes, length, NULL, NULL);
  return sotong_text_clean (decoded, -1, MAX_TEXT_BYTES);
}
