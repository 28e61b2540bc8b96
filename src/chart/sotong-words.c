/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Korean lines that break between words: left to itself, Pango breaks them between any two syllables. */
#include "chart/sotong-words.h"

static gboolean
is_hangul (gunichar c)
{
  return c >= 0xac00 && c <= 0xd7a3;
}

/*
 * sotong_words_keep:
 * @attributes: what is added to
 * @text: UTF-8, of which the attributes' indices are
 * @longest: the most characters of a word that is kept; a longer one breaks where Pango lets it
 *
 * Keeps Korean words of two characters and more whole at line ends.
 *
 * Returns: whether there is any
 */
gboolean
sotong_words_keep (PangoAttrList *attributes,
                   const char    *text,
                   int            longest)
{
  gboolean any = FALSE;

  for (const char *p = text; *p != '\0';)
    {
      const char *start = p;
      gboolean hangul = FALSE;
      int n = 0;

      for (; *p != '\0' && !g_unichar_isspace (g_utf8_get_char (p)); p = g_utf8_next_char (p), n++)
        hangul = hangul || is_hangul (g_utf8_get_char (p));
      if (hangul && n > 1 && n <= longest)
        {
          PangoAttribute *attribute = pango_attr_allow_breaks_new (FALSE);

          attribute->start_index = (guint) (start - text);
          attribute->end_index = (guint) (p - text);
          pango_attr_list_insert (attributes, attribute);
          any = TRUE;
        }
      if (*p != '\0')
        p = g_utf8_next_char (p);
    }
  return any;
}
