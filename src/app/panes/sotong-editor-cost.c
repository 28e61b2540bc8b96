/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-page-private.h"

#include <glib/gi18n.h>

#include "app/sotong-entry-fill.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

/* What a content is planned to cost. What is typed there and is no amount stays as it was typed, is never stored as “nothing”,
 * and nothing is called saved until it is one. */

/* Returns: whether @out_won, which is `SOTONG_NONE` for an empty field, is what is typed */
static gboolean
read_cost (SotongEditorPage *self,
           gint64           *out_won)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->cost_entry));

  *out_won = SOTONG_NONE;
  return sotong_text_is_blank (text) || (sotong_won_parse (text, out_won) && *out_won >= 0);
}

/* Whether what is typed cannot be stored. */
gboolean
sotong_editor_page_cost_is_wrong (SotongEditorPage *self)
{
  gint64 won;

  return !read_cost (self, &won);
}

/* Into @content, which has what is stored: that stays where no amount is typed. */
void
sotong_editor_page_build_cost (SotongEditorPage *self,
                               SotongContent    *content)
{
  gint64 won;

  if (read_cost (self, &won))
    content->cost_planned = won;
}

/* Says beside the field whether it can be stored. */
void
sotong_editor_page_update_cost (SotongEditorPage *self)
{
  gboolean wrong = sotong_editor_page_cost_is_wrong (self);
  GtkWidget *entry = GTK_WIDGET (self->cost_entry);

  if (wrong)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_widget_set_visible (self->cost_note, wrong);
  if (!wrong && self->bar_of_cost)
    sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_NONE, NULL);
}

/* Says why nothing was saved, and goes to the field. */
void
sotong_editor_page_refuse_cost (SotongEditorPage *self)
{
  sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_ERROR,
                               _("It was not saved: the planned cost is an amount in won, 0 or more, as 150,000. What you wrote is still here."));
  self->bar_of_cost = TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (self->cost_entry));
}

/* ---- the journal ---- */

/* Among the fields of a journal. */
#define KEY "cost"

/* Adds to @fields, of `SOTONG_JOURNAL_FIELDS`, what is typed and no amount. Returns: how many fields that is */
guint
sotong_editor_page_collect_cost (SotongEditorPage *self,
                                 GVariantBuilder  *fields)
{
  if (!sotong_editor_page_cost_is_wrong (self))
    return 0;
  g_variant_builder_add (fields, "{ss}", KEY, gtk_editable_get_text (GTK_EDITABLE (self->cost_entry)));
  return 1;
}

/* Puts what was typed when a program ended back. */
void
sotong_editor_page_restore_cost (SotongEditorPage *self,
                                 GVariant         *fields)
{
  const char *text;

  if (fields != NULL && g_variant_lookup (fields, KEY, "&s", &text))
    sotong_entry_fill (GTK_EDITABLE (self->cost_entry), text);
}

/* Gives up what is typed and no amount: what is stored stands there again. */
void
sotong_editor_page_forget_cost (SotongEditorPage *self)
{
  g_autofree char *cost = NULL;

  if (!sotong_editor_page_cost_is_wrong (self))
    return;
  if (self->base != NULL && self->base->cost_planned != SOTONG_NONE)
    cost = sotong_number_group (self->base->cost_planned);
  sotong_entry_fill (GTK_EDITABLE (self->cost_entry), cost != NULL ? cost : "");
}
