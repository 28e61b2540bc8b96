/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/sotong-cli-text.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "util/sotong-charset.h"
#include "util/sotong-file-why.h"
#include "util/sotong-text.h"

#define MAX_TEXT_BYTES (1 << 20)

/* Puts the library's few words into a sentence. */
static char *
cannot_read (const char  *name,
             GError      *local,
             GError     **error)
{
  g_autofree char *why = sotong_file_why (local);

  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, local);
      return NULL;
    }
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    g_set_error (error, local->domain, local->code, _("“%s” is a folder, not a text. Nothing was changed. Name a file in it."), name);
  else
    g_set_error (error, local->domain, local->code, _("“%s” cannot be read: %s. Nothing was changed. Check the file and try again."),
                 name, why);
  g_error_free (local);
  return NULL;
}

/**
 * sotong_cli_decode_text:
 * @name: where they come from, for the sentence
 * @bytes: what was read
 * @length: their number
 * @error: return location, when they are no text: the first wrong byte and its line
 *
 * Returns: (transfer full) (nullable): the text in UTF-8
 */
char *
sotong_cli_decode_text (const char  *name,
                        const char  *bytes,
                        gsize        length,
                        GError     **error)
{
  gsize wrong_at;
  guint line = 1;
  char *text = sotong_charset_decode_text (bytes, length, &wrong_at);

  if (text != NULL)
    return text;
  for (gsize i = 0; i < MIN (wrong_at, length); i++)
    line += bytes[i] == '\n';
  /* Translators: a file, a number of a byte, a number of a line */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               _("“%1$s” is not a text: byte %2$u (line %3$u) cannot stand in one, in UTF-8 or in CP949. Nothing was changed. "
                 "Save it as plain text in UTF-8 and try again."), name, (guint) wrong_at + 1, line);
  return NULL;
}

/**
 * sotong_cli_load_text:
 * @path: a file of text, UTF-8, CP949 or UTF-16
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
  GError *local = NULL;
  gsize length = 0;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    {
      int number = errno;
      g_autofree char *why = sotong_file_why_errno (number);

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), _("“%s” cannot be read: %s. Nothing was changed. Check the file and try again."),
                   name, why);
      return NULL;
    }
  stream = g_unix_input_stream_new (fd, TRUE);
  if (!g_input_stream_read_all (stream, bytes, MAX_TEXT_BYTES + 1, &length, cancellable, &local))
    return cannot_read (name, local, error);
  if (length > MAX_TEXT_BYTES)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                   _("“%s” is longer than 1 MB, more than any channel takes. Nothing was changed. Shorten it and try again."), name);
      return NULL;
    }
  decoded = sotong_cli_decode_text (name, bytes, length, error);
  return decoded != NULL ? sotong_text_clean (decoded, -1, MAX_TEXT_BYTES) : NULL;
}
