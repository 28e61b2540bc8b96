/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-count.h"

#include <glib/gi18n.h>

#include "util/sotong-won.h"

/* The length of one post against its limit. */
static char *
describe_post (const SotongCapabilities *can,
               const SotongCount        *count)
{
  g_autofree char *used = sotong_number_group ((gint64) count->used);
  g_autofree char *limit = sotong_number_group ((gint64) count->limit);
  g_autofree char *more = NULL;

  if (count->limit == 0)
    /* Translators: the length of a text on a channel without a limit. */
    return g_strdup_printf (_("%s letters"), used);
  if (count->overflow_at < 0)
    return g_strdup_printf ("%s / %s", used, limit);
  if (count->used <= count->limit)
    return g_strdup_printf (_("%1$s / %2$s · too many bytes"), used, limit);
  more = sotong_number_group ((gint64) count->used - (gint64) count->limit);
  if (can->counter == SOTONG_COUNT_X) /* these are no letters */
    /* Translators: 1 and 2 the length of a text and the channel's limit, 3 by how much it is too long; each letter of Korean counts 2. */
    return g_strdup_printf (_("%1$s / %2$s · %3$s over (a Korean letter counts 2)"), used, limit, more);
  if (can->counter == SOTONG_COUNT_BYTES)
    /* Translators: likewise, in bytes, of which a letter of Korean has 3. */
    return g_strdup_printf (_("%1$s / %2$s bytes · %3$s bytes over (a Korean letter has 3)"), used, limit, more);
  /* Translators: 1 and 2 the length of a text and the channel's limit, 3 how many letters are too many. */
  return g_strdup_printf (_("%1$s / %2$s · %3$s too many"), used, limit, more);
}

/* The length of the whole, and how many posts it takes. */
static char *
describe_thread (const SotongCount *count,
                 guint              n_posts)
{
  g_autofree char *used = sotong_number_group ((gint64) count->used);
  g_autofree char *limit = sotong_number_group ((gint64) count->limit);

  /* Translators: the length of a text, the limit of one post, and how many posts of a thread it takes. */
  return g_strdup_printf (_("%1$s / %2$s · thread of %3$u"), used, limit, n_posts);
}

/**
 * sotong_editor_count_describe:
 * @can: a platform's capabilities
 * @count: the length of a text there
 * @n_posts: how many posts of a thread it takes; 0: one
 * @out_over: (out): whether it is too much
 *
 * Returns: (transfer full): the length for people
 */
char *
sotong_editor_count_describe (const SotongCapabilities *can,
                              const SotongCount        *count,
                              guint                     n_posts,
                              gboolean                 *out_over)
{
  g_autofree char *text = n_posts > 0 ? describe_thread (count, n_posts) : describe_post (can, count);

  *out_over = n_posts > 0 ? n_posts > SOTONG_THREAD_MAX : count->overflow_at >= 0;
  if (can->hashtag_limit == 0 || count->n_hashtags == 0)
    return g_steal_pointer (&text);
  *out_over = *out_over || count->n_hashtags > can->hashtag_limit;
  /* Translators: a text's length, and how many hashtags of how many there are. */
  return g_strdup_printf (_("%1$s · # %2$d / %3$u"), text, (int) count->n_hashtags, can->hashtag_limit);
}
