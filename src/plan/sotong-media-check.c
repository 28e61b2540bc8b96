/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "plan/sotong-media-check.h"
#include "platforms/sotong-capabilities.h"
#include "util/sotong-i18n.h"
#include "util/sotong-text.h"

void
sotong_problem_free (SotongProblem *problem)
{
  if (problem == NULL)
    return;
  g_free (problem->channel);
  g_free (problem->file_name);
  g_free (problem->message);
  g_free (problem);
}

/* Returns: (transfer full) (element-type SotongProblem): no problems yet */
GPtrArray *
sotong_problems_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_problem_free);
}

/**
 * sotong_problems_take:
 * @problems: (element-type SotongProblem): where to add
 * @copy: (nullable): the copy whose channel it concerns; %NULL for all
 * @file: (nullable): the file
 * @kind: a word for programs; static
 * @is_warning: whether it may go out all the same
 * @message: (transfer full): a sentence
 */
void
sotong_problems_take (GPtrArray              *problems,
                      const SotongCopy       *copy,
                      const SotongAttachment *file,
                      const char             *kind,
                      gboolean                is_warning,
                      char                   *message)
{
  SotongProblem *problem = g_new0 (SotongProblem, 1);

  problem->channel_id = copy != NULL ? copy->channel_id : 0;
  problem->channel = g_strdup (copy != NULL && copy->channel != NULL ? copy->channel : "");
  problem->attachment_id = file != NULL ? file->id : 0;
  problem->file_name = g_strdup (file != NULL ? file->file_name : "");
  problem->kind = kind;
  problem->is_warning = is_warning;
  problem->message = message;
  g_ptr_array_add (problems, problem);
}

/* Those with which it cannot go out. */
guint
sotong_problems_n_errors (GPtrArray *problems)
{
  guint n = 0;

  for (guint i = 0; i < problems->len; i++)
    n += !((const SotongProblem *) g_ptr_array_index (problems, i))->is_warning;
  return n;
}

static gboolean
is_video (const SotongAttachment *file)
{
  return g_str_has_prefix (file->media_type, "video/");
}

static gboolean
is_moving (const SotongAttachment *file)
{
  return g_str_equal (file->media_type, "image/gif");
}

/* "JPEG, PNG" */
static char *
list_types (const SotongCapabilities *can)
{
  static const struct { const char *type, *name; } names[] = {
    { "image/jpeg", "JPEG" }, { "image/png", "PNG" }, { "image/gif", "GIF" }, { "image/webp", "WebP" }, { "video/mp4", "MP4" },
  };
  GString *list = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (sotong_capabilities_takes_type (can, names[i].type))
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", names[i].name);
  return g_string_free (list, FALSE);
}

static const char *
type_name (const SotongAttachment *file)
{
  static const struct { const char *type, *name; } names[] = {
    { "image/jpeg", "JPEG" }, { "image/png", "PNG" }, { "image/gif", "GIF" }, { "image/webp", "WebP" },
    { "video/mp4", "MP4" }, { "video/quicktime", "QuickTime" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].type, file->media_type))
      return names[i].name;
  return file->media_type;
}

static void
check_type (const SotongCapabilities *can,
            const SotongCopy         *copy,
            const SotongAttachment   *file,
            GPtrArray                *problems)
{
  g_autofree char *types = list_types (can);

  if (sotong_capabilities_takes_type (can, file->media_type))
    return;
  sotong_problems_take (problems, copy, file, "media-type", FALSE, *types == '\0'
    ? g_strdup_printf (_("“%s” takes no pictures or videos, so “%s” cannot go there. Take the channel off, or the file."), copy->channel, file->file_name)
    : g_strdup_printf (_("“%1$s” cannot go to “%2$s”: it is %3$s, and %4$s takes %5$s only. Save it as one of these and attach it again."),
                       file->file_name, copy->channel, type_name (file), sotong_capabilities_get_title (can), types));
}

static void
check_bytes (const SotongCapabilities *can,
             const SotongCopy         *copy,
             const SotongAttachment   *file,
             GPtrArray                *problems)
{
  gsize limit = is_video (file) ? can->max_video_bytes : is_moving (file) && can->max_gif_bytes > 0 ? can->max_gif_bytes : can->max_image_bytes;
  g_autofree char *size = g_format_size ((guint64) MAX (file->size, 0));
  g_autofree char *most = g_format_size (limit);

  if (limit == 0 || file->size == SOTONG_NONE || (gsize) file->size <= limit)
    return;
  sotong_problems_take (problems, copy, file, "media-size", FALSE,
                        g_strdup_printf (_("“%1$s” is too large for “%2$s”: it has %3$s, and %4$s takes %5$s at most. Make it smaller and attach it again."),
                                         file->file_name, copy->channel, size, sotong_capabilities_get_title (can), most));
}

static void
check_shape (const SotongCapabilities *can,
             const SotongCopy         *copy,
             const SotongAttachment   *file,
             GPtrArray                *problems)
{
  double ratio = file->height > 0 ? (double) file->width / file->height : 0;

  if (is_video (file) || file->width <= 0 || file->height <= 0)
    return;
  if (can->max_ratio > 0 && (ratio < can->min_ratio || ratio > can->max_ratio))
    sotong_problems_take (problems, copy, file, "media-ratio", FALSE,
                          g_strdup_printf (ratio < can->min_ratio
                                           ? _("“%1$s” is too tall for “%2$s”: it has %3$d × %4$d pixels, and %5$s wants a width of at least %6$.2f times the height. Cut it at top or bottom.")
                                           : _("“%1$s” is too wide for “%2$s”: it has %3$d × %4$d pixels, and %5$s wants a width of at most %6$.2f times the height. Cut it at the sides."),
                                           file->file_name, copy->channel, file->width, file->height, sotong_capabilities_get_title (can),
                                           ratio < can->min_ratio ? can->min_ratio : can->max_ratio));
  if (can->max_side_sum > 0 && (guint) file->width + (guint) file->height > can->max_side_sum)
    sotong_problems_take (problems, copy, file, "media-dimensions", FALSE,
                          g_strdup_printf (_("“%1$s” has too many pixels for “%2$s”: %3$d × %4$d; together width and height may be %5$u. Make it smaller and attach it again."),
                                           file->file_name, copy->channel, file->width, file->height, can->max_side_sum));
}

static void
check_alt (const SotongCapabilities *can,
           const SotongCopy         *copy,
           const SotongAttachment   *file,
           GPtrArray                *problems)
{
  glong length = file->alt_text != NULL ? g_utf8_strlen (file->alt_text, -1) : 0;

  if (can->alt_limit == 0 || (gsize) length <= can->alt_limit)
    return;
  sotong_problems_take (problems, copy, file, "alt-long", FALSE,
                        g_strdup_printf (_("The description of “%1$s” is too long for “%2$s”: %3$ld letters of %4$d. Shorten it."),
                                         file->file_name, copy->channel, length, (int) can->alt_limit));
}

typedef struct {
  guint n_still;
  guint n_moving;
  guint n_videos;
} Kinds;

static Kinds
count_kinds (GPtrArray *files)
{
  Kinds kinds = { 0 };

  for (guint i = 0; i < files->len; i++)
    {
      const SotongAttachment *file = g_ptr_array_index (files, i);

      kinds.n_videos += is_video (file);
      kinds.n_moving += is_moving (file);
      kinds.n_still += !is_video (file) && !is_moving (file);
    }
  return kinds;
}

static void
check_numbers (const SotongCapabilities *can,
               const SotongCopy         *copy,
               GPtrArray                *files,
               GPtrArray                *problems)
{
  Kinds kinds = count_kinds (files);
  const char *platform = sotong_capabilities_get_title (can);
  gboolean moving_alone = can->max_gif_bytes > 0;  /* where they are a kind of their own */
  guint n_single = kinds.n_videos + (moving_alone ? kinds.n_moving : 0);
  guint n_pictures = kinds.n_still + (moving_alone ? 0 : kinds.n_moving);

  if (can->needs_media && files->len == 0)
    sotong_problems_take (problems, copy, NULL, "media-missing", FALSE,
                          g_strdup_printf (g_str_equal (can->media_types, "video/mp4")
                                           ? _("“%1$s” needs a video: %2$s has no posts of text alone. Attach one, or take the channel off.")
                                           : _("“%1$s” needs a picture or a video: %2$s has no posts of text alone. Attach one, or take the channel off."),
                                           copy->channel, platform));
  else if (can->max_media > 0 && files->len > can->max_media)
    sotong_problems_take (problems, copy, NULL, "media-count", FALSE,
                          g_strdup_printf (_("“%1$s” takes %2$u files at most, and there are %3$u. Remove %4$u of them, or make a second content of the rest."),
                                           copy->channel, can->max_media, files->len, files->len - can->max_media));
  else if (can->one_kind && (n_single > 1 || (n_single == 1 && n_pictures > 0)))
    sotong_problems_take (problems, copy, NULL, "media-mix", FALSE,
                          g_strdup_printf (moving_alone
                                           ? _("“%1$s” takes pictures, or one GIF, or one video in a post of %2$s, not several kinds together. Remove what does not belong.")
                                           : _("“%1$s” takes pictures or one video in a post of %2$s, not both. Remove what does not belong."),
                                           copy->channel, platform));
}

static gboolean
has_suffix (const char         *name,
            const char * const *suffixes)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);

  for (int i = 0; suffixes[i] != NULL; i++)
    if (g_str_has_suffix (folded, suffixes[i]))
      return TRUE;
  return FALSE;
}

/* A site may believe the name and refuse the file, or show nothing. */
static void
check_name (const SotongAttachment *file,
            GPtrArray              *problems)
{
  static const char * const jpeg[] = { ".jpg", ".jpeg", ".jpe", ".jfif", NULL }, * const png[] = { ".png", NULL };
  static const char * const gif[] = { ".gif", NULL }, * const webp[] = { ".webp", NULL };
  static const char * const mp4[] = { ".mp4", ".m4v", NULL }, * const mov[] = { ".mov", ".qt", NULL };
  static const struct { const char *type; const char * const *suffixes; } names[] = {
    { "image/jpeg", jpeg }, { "image/png", png }, { "image/gif", gif }, { "image/webp", webp }, { "video/mp4", mp4 }, { "video/quicktime", mov },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].type, file->media_type) && !has_suffix (file->file_name, names[i].suffixes))
      sotong_problems_take (problems, NULL, file, "file-name", TRUE,
                            g_strdup_printf (_("“%1$s” is a %2$s file, whatever its name says; a site may refuse it. Give it a name that ends in “%3$s” and attach it again."),
                                             file->file_name, type_name (file), names[i].suffixes[0]));
}

/* Where the platform fetches pictures itself they need a public address, which somebody has to have chosen. */
static void
check_public (const SotongCapabilities *can,
              const SotongCopy         *copy,
              GPtrArray                *files,
              GPtrArray                *problems)
{
  if (can->media_public_url && !copy->media_hosted && files->len > 0)
    sotong_problems_take (problems, copy, NULL, "media-public", FALSE,
                          g_strdup_printf (SOTONG_SAY (_("“%s” takes pictures only from a public address, and none is set for it. Choose a WordPress or Ghost "
                                                         "channel whose library takes them, or an address (sotongctl: channel edit --media-through)."),
                                                       _("“%s” takes pictures only from a public address, and none is set for it. Choose in the channel’s "
                                                         "settings a WordPress or Ghost channel whose library takes them, or an address.")),
                                           copy->channel));
}

static void
check_file (const SotongAttachment *file,
            GPtrArray              *problems)
{
  check_name (file, problems);
  if (file->size == SOTONG_NONE)
    sotong_problems_take (problems, NULL, file, "file-missing", FALSE,
                          g_strdup_printf (_("“%s” is missing from the workspace, and nothing is sent without it. Attach it again, or go back to a copy of the "
                                             "workspace."), file->file_name));
  if (file->alt_text == NULL || sotong_text_is_blank (file->alt_text))
    sotong_problems_take (problems, NULL, file, "alt-missing", TRUE,
                          g_strdup_printf (_("“%s” has no description for people who do not see it. Write what it shows."), file->file_name));
}

/**
 * sotong_media_check:
 * @files: (element-type SotongAttachment): a content's files
 * @copies: (element-type SotongCopy): where it goes, with channel and platform
 * @problems: (element-type SotongProblem): where to add
 *
 * Holds every file against what the platform of every copy that is still to go out takes: type,
 * size, pixels, ratio and number. Looks at nothing but what was read when the file was attached.
 */
void
sotong_media_check (GPtrArray *files,
                    GPtrArray *copies,
                    GPtrArray *problems)
{
  for (guint i = 0; i < copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (copies, i);
      const SotongCapabilities *can = sotong_capabilities_get (copy->platform);

      if (can == NULL || !sotong_state_can_move (copy->state))
        continue;
      check_numbers (can, copy, files, problems);
      check_public (can, copy, files, problems);
      for (guint j = 0; j < files->len; j++)
        {
          const SotongAttachment *file = g_ptr_array_index (files, j);

          check_type (can, copy, file, problems);
          check_bytes (can, copy, file, problems);
          check_shape (can, copy, file, problems);
          check_alt (can, copy, file, problems);
        }
    }
  for (guint j = 0; j < files->len; j++)
    check_file (g_ptr_array_index (files, j), problems);
}
