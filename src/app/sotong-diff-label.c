/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-diff-label.h"

#include <glib/gi18n.h>

#include "util/sotong-diff.h"

/* Half-transparent, so that they are right on light and on dark ground; the lines through and
 * under the words say the same without colour. */
static void
mark (PangoAttrList  *attributes,
      SotongDiffKind  kind,
      guint           start,
      guint           end)
{
  gboolean added = kind == SOTONG_DIFF_ADDED;
  PangoAttribute *list[] = {
    added ? pango_attr_background_new (0x2e2e, 0xc2c2, 0x7e7e) : pango_attr_background_new (0xe0e0, 0x1b1b, 0x2424),
    pango_attr_background_alpha_new (0x4000),
    added ? pango_attr_underline_new (PANGO_UNDERLINE_SINGLE) : pango_attr_strikethrough_new (TRUE),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (list); i++)
    {
      list[i]->start_index = start;
      list[i]->end_index = end;
      pango_attr_list_insert (attributes, list[i]);
    }
}

/**
 * sotong_diff_label_new:
 * @before: (nullable): what the text was; %NULL to show it without comparing
 * @after: what it is
 *
 * Returns: (transfer floating): a label with both, the words that were removed struck through,
 *   those that were added underlined; readers of screens get them in brackets
 */
GtkWidget *
sotong_diff_label_new (const char *before,
                       const char *after)
{
  GtkWidget *label = gtk_label_new (NULL);
  g_autoptr(GPtrArray) runs = sotong_diff_words (before != NULL ? before : after, after);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  g_autoptr(GString) text = g_string_new (NULL);
  gboolean changed = FALSE;

  for (guint i = 0; i < runs->len; i++)
    {
      const SotongDiffRun *run = g_ptr_array_index (runs, i);
      guint start = (guint) text->len;

      g_string_append (text, run->text);
      if (run->kind == SOTONG_DIFF_EQUAL)
        continue;
      changed = TRUE;
      mark (attributes, run->kind, start, (guint) text->len);
    }
  gtk_label_set_text (GTK_LABEL (label), text->str);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (changed)
    {
      g_autofree char *plain = sotong_diff_to_text (runs);

      gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, plain, -1);
    }
  return label;
}
