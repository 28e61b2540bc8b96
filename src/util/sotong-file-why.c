/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-file-why.h"

#include <glib/gi18n-lib.h>

/**
 * sotong_file_why:
 * @cause: an error of GIO, met when a file was opened or read
 *
 * The library's own words name the path once more, and mostly in English. May be called from any thread.
 *
 * Returns: (transfer full): why it could not be, in the user's language, to stand inside a sentence that names the file
 */
char *
sotong_file_why (const GError *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_strdup (_("there is no such file"));
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return g_strdup (_("this account may not open it"));
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    return g_strdup (_("it is not a file"));
  return g_strdup (cause->message);
}
