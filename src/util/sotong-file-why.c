/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-file-why.h"

#include <errno.h>
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

/**
 * sotong_file_why_errno:
 * @number: what the system said when a file was opened or read: an errno
 *
 * As sotong_file_why(): the system's own words are in the language of the locale, which need not be the user's. May be called from any thread.
 *
 * Returns: (transfer full): why it could not be, to stand inside a sentence that names the file
 */
char *
sotong_file_why_errno (int number)
{
  g_autoptr(GError) cause = g_error_new_literal (G_IO_ERROR, (int) g_io_error_from_errno (number), g_strerror (number));

  return sotong_file_why (cause);
}

/**
 * sotong_file_why_not_written:
 * @number: what the system said when a file was made or written: an errno
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): why it could not be, in the user's language, to stand inside a sentence that names the file
 */
char *
sotong_file_why_not_written (int number)
{
  switch (number)
    {
    case ELOOP:
      return g_strdup (_("it is a link that leads back to itself"));
    case ENOENT:
    case ENOTDIR:
      return g_strdup (_("there is no such folder"));
    case EACCES:
    case EPERM:
      return g_strdup (_("this account may not write there"));
    case EROFS:
      return g_strdup (_("nothing can be written to that disk"));
    case EISDIR:
      return g_strdup (_("it is a folder"));
    case ENOSPC:
    case EDQUOT:
      return g_strdup (_("there is no room left"));
    case EFBIG:
      return g_strdup (_("it would be larger than that disk takes"));
    case ENAMETOOLONG:
      return g_strdup (_("the name is too long"));
    default:
      return g_strdup (g_strerror (number));
    }
}
