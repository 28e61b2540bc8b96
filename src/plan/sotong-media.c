/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "plan/sotong-media.h"
#include "util/sotong-file-why.h"
#include "util/sotong-picture.h"
#include "util/sotong-text.h"

#define MAX_PIXELS 20000 /* on a side */

G_DEFINE_QUARK (sotong-media-error-quark, sotong_media_error)

/**
 * sotong_media_inspect:
 * @file_name: what to call the file; only its last part is kept
 * @data: its bytes
 * @error: return location; `SOTONG_MEDIA_ERROR`
 *
 * Finds out what a file is by what it holds, and how many pixels it has.
 *
 * Returns: (transfer full) (nullable): an attachment without id and text
 */
SotongAttachment *
sotong_media_inspect (const char  *file_name,
                      GBytes      *data,
                      GError     **error)
{
  g_autofree char *base = g_path_get_basename (file_name);
  g_autofree char *name = sotong_text_clean (base, -1, 200);
  SotongAttachment *attachment;
  guint32 width = 0, height = 0;
  gsize n = 0;
  const guint8 *p = g_bytes_get_data (data, &n);
  const char *type = sotong_picture_sniff (p, n, &width, &height);

  if (n == 0)
    g_set_error (error, SOTONG_MEDIA_ERROR, SOTONG_MEDIA_ERROR_EMPTY, _("“%s” is empty."), name);
  else if (n > SOTONG_MEDIA_MAX_BYTES)
    g_set_error (error, SOTONG_MEDIA_ERROR, SOTONG_MEDIA_ERROR_TOO_LARGE,
                 _("“%s” has more than %d MB. Make it smaller and attach it again."), name, (int) (SOTONG_MEDIA_MAX_BYTES >> 20));
  else if (type == NULL)
    g_set_error (error, SOTONG_MEDIA_ERROR, SOTONG_MEDIA_ERROR_UNKNOWN_TYPE,
                 _("“%s” holds neither a picture (JPEG, PNG, GIF, WebP) nor a video (MP4), whatever its name says."), name);
  else if (width > MAX_PIXELS || height > MAX_PIXELS)
    g_set_error (error, SOTONG_MEDIA_ERROR, SOTONG_MEDIA_ERROR_TOO_LARGE,
                 _("“%s” has %u × %u pixels; more than %d on a side cannot be used. Make it smaller and attach it again."), name, width, height,
                 MAX_PIXELS);
  else if (!sotong_picture_is_whole (type, p, n))
    g_set_error (error, SOTONG_MEDIA_ERROR, SOTONG_MEDIA_ERROR_CUT_SHORT,
                 _("“%s” is cut short: its end is missing, as after a copy or a download that was broken off. Get the whole file and attach it again."),
                 name);
  else
    {
      attachment = g_new0 (SotongAttachment, 1);
      attachment->file_name = g_steal_pointer (&name);
      attachment->media_type = g_strdup (type);
      attachment->width = (int) width;
      attachment->height = (int) height;
      attachment->alt_text = g_strdup ("");
      attachment->size = (gint64) n;
      return attachment;
    }
  return NULL;
}

static gboolean
unreadable (const char    *name,
            const GError  *cause,
            GError       **error)
{
  g_autofree char *why = sotong_file_why (cause);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("“%s” is not there: it has another name, or was moved or deleted. Choose it again where it is now."), name);
  else
    g_set_error (error, cause->domain, cause->code, _("“%s” cannot be read: %s. Nothing was attached. Check the file and try again."), name, why);
  return FALSE;
}

/* A pipe would be waited for, and a device never ends. */
static gboolean
check_file (GFile         *file,
            const char    *name,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                                 G_FILE_QUERY_INFO_NONE, cancellable, &local);

  if (info == NULL)
    return unreadable (name, local, error);
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, SOTONG_MEDIA_ERROR, SOTONG_MEDIA_ERROR_UNKNOWN_TYPE, _("“%s” is not a file. Choose a picture or a video."), name);
      return FALSE;
    }
  if (g_file_info_get_size (info) <= (goffset) SOTONG_MEDIA_MAX_BYTES)
    return TRUE;
  g_set_error (error, SOTONG_MEDIA_ERROR, SOTONG_MEDIA_ERROR_TOO_LARGE,
               _("“%s” has more than %d MB. Make it smaller and attach it again."), name, (int) (SOTONG_MEDIA_MAX_BYTES >> 20));
  return FALSE;
}

/**
 * sotong_media_load:
 * @path: a file
 * @out_data: (out) (transfer full): its bytes
 * @cancellable: (nullable): a cancellable
 * @error: return location; `SOTONG_MEDIA_ERROR`, or `G_IO_ERROR` with a sentence of our own
 *
 * Reads a file and looks what it is. A picture is never decoded: its head says how large it is. Blocks.
 *
 * Returns: (transfer full) (nullable): an attachment without id and text
 */
SotongAttachment *
sotong_media_load (const char    *path,
                   GBytes       **out_data,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr(GBytes) data = NULL;
  g_autoptr(GError) local = NULL;
  SotongAttachment *attachment;

  if (!check_file (file, name, cancellable, error))
    return NULL;
  data = g_file_load_bytes (file, cancellable, NULL, &local);
  if (data == NULL)
    {
      unreadable (name, local, error);
      return NULL;
    }
  attachment = sotong_media_inspect (path, data, error);
  if (attachment != NULL)
    *out_data = g_steal_pointer (&data);
  return attachment;
}
