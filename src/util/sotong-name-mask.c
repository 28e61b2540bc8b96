/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-name-mask.h"

#include "util/sotong-text.h"

#define MASK "○○"
#define MAX_NAME 300 /* bytes, as SOTONG_ITEM_MAX_AUTHOR */

/**
 * sotong_name_clean:
 * @name: (nullable): a name as somebody typed it
 *
 * Mentions keep the names of those who wrote them in one line, composed (NFC) and without blanks around them; however one is typed, it
 * is looked for so.
 *
 * Returns: (transfer full) (nullable): it as mentions have it; %NULL of %NULL
 */
char *
sotong_name_clean (const char *name)
{
  g_autofree char *clean = name != NULL ? sotong_text_clean (name, -1, MAX_NAME) : NULL;

  return clean != NULL ? g_strstrip (sotong_text_single_line (clean, MAX_NAME)) : NULL;
}

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
