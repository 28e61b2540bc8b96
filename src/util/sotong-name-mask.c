/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-name-mask.h"

#define MASK "○○"

/**
 * sotong_name_mask:
 * @name: (nullable): the name of who wrote something
 *
 * Returns: (transfer full): its first letter with two circles behind it, "김○○"; nothing of nothing
 */
char *
sotong_name_mask (const char *name)
{
  g_autofree char *first = NULL;

  if (name == NULL || name[0] == '\0')
    return g_strdup ("");
  first = g_utf8_substring (name, 0, 1);
  return g_strconcat (first, MASK, NULL);
}

/**
 * sotong_name_is_masked:
 * @name: valid UTF-8
 *
 * What sotong_name_mask() made is nobody's name: many people share it.
 *
 * Returns: %TRUE if all but the first letter of a name is hidden
 */
gboolean
sotong_name_is_masked (const char *name)
{
  return name[0] != '\0' && g_str_equal (g_utf8_next_char (name), MASK);
}
