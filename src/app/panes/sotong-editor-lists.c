/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-page-private.h"

#include <glib/gi18n.h>

#include "util/sotong-content-type.h"
#include "util/sotong-won.h"

/* A list that is read anew is nearly always what it was. */
static gboolean
holds (GtkDropDown *list,
       const char  *none,
       GPtrArray   *names)
{
  GListModel *model = gtk_drop_down_get_model (list);
  guint first = none != NULL ? 1 : 0;

  if (model == NULL || g_list_model_get_n_items (model) != names->len + first
      || (none != NULL && !g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), 0), none)))
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    if (!g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i + first), g_ptr_array_index (names, i)))
      return FALSE;
  return TRUE;
}

static void
fill (GtkDropDown *list,
      const char  *none,
      GPtrArray   *names)
{
  g_autoptr(GtkStringList) strings = NULL;

  if (holds (list, none, names))
    return;
  strings = gtk_string_list_new (NULL);
  if (none != NULL)
    gtk_string_list_append (strings, none);
  for (guint i = 0; i < names->len; i++)
    gtk_string_list_append (strings, g_ptr_array_index (names, i));
  gtk_drop_down_set_model (list, G_LIST_MODEL (strings));
}

/* Until the content was read: a list with nothing in it would say that nothing is chosen, or that there is nothing to choose. */
void
sotong_editor_page_blank_lists (SotongEditorPage *self)
{
  g_autoptr(GPtrArray) blank = g_ptr_array_new ();

  g_ptr_array_add (blank, (gpointer) _("Being read…"));
  fill (self->type_list, NULL, blank);
  fill (self->campaign_list, NULL, blank);
  fill (self->line_list, NULL, blank);
}

/* The built-in types, and with what was read the office's own. */
void
sotong_editor_page_fill_types (SotongEditorPage *self,
                               GPtrArray        *types)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  g_clear_pointer (&self->type_ids, g_ptr_array_unref);
  self->type_ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; types != NULL && i < types->len; i++)
    g_ptr_array_add (self->type_ids, g_strdup (((const SotongType *) g_ptr_array_index (types, i))->id));
  for (guint i = 0; types == NULL && sotong_content_type_list ()[i] != NULL; i++)
    g_ptr_array_add (self->type_ids, g_strdup (sotong_content_type_list ()[i]));
  for (guint i = 0; i < self->type_ids->len; i++)
    g_ptr_array_add (names, (gpointer) sotong_content_type_get_label (g_ptr_array_index (self->type_ids, i)));
  fill (self->type_list, NULL, names);
}

/* The type that is chosen, or %NULL for one that is no longer offered. */
const char *
sotong_editor_page_chosen_type (SotongEditorPage *self)
{
  guint type = gtk_drop_down_get_selected (self->type_list);

  return type < self->type_ids->len ? g_ptr_array_index (self->type_ids, type) : NULL;
}

void
sotong_editor_page_choose_type (SotongEditorPage *self,
                                const char       *type)
{
  guint chosen = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < self->type_ids->len; i++)
    if (g_strcmp0 (type, g_ptr_array_index (self->type_ids, i)) == 0)
      chosen = i;
  gtk_drop_down_set_selected (self->type_list, chosen);
}

/* A list that was read anew leaves the choice as it was. */
void
sotong_editor_page_show_types (SotongEditorPage *self,
                               GPtrArray        *types)
{
  g_autofree char *chosen = g_strdup (sotong_editor_page_chosen_type (self));

  sotong_editor_page_fill_types (self, types);
  sotong_editor_page_choose_type (self, chosen);
}

void
sotong_editor_page_fill_campaigns (SotongEditorPage *self,
                                   gint64            chosen)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  guint position = 0;

  for (guint i = 0; i < self->data->campaigns->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (self->data->campaigns, i);

      g_ptr_array_add (names, campaign->name);
      if (campaign->id == chosen)
        position = i + 1;
    }
  fill (self->campaign_list, _("No campaign"), names);
  gtk_drop_down_set_selected (self->campaign_list, position);
}

void
sotong_editor_page_fill_lines (SotongEditorPage *self,
                               gint64            chosen)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint position = 0;

  for (guint i = 0; i < self->data->lines->len; i++)
    {
      const SotongBudgetLine *line = g_ptr_array_index (self->data->lines, i);
      g_autofree char *left = sotong_won_format (sotong_editor_line_left (line));

      /* Translators: a budget line: 1 its name, 2 the won that are neither committed nor paid. */
      g_ptr_array_add (names, g_strdup_printf (_("%1$s (%2$s won uncommitted)"), line->name, left));
      if (line->id == chosen)
        position = i + 1;
    }
  fill (self->line_list, _("No budget line"), names);
  gtk_drop_down_set_selected (self->line_list, position);
}

gint64
sotong_editor_page_chosen_campaign (SotongEditorPage *self)
{
  guint position = gtk_drop_down_get_selected (self->campaign_list);

  if (self->data == NULL || position == GTK_INVALID_LIST_POSITION || position == 0 || position > self->data->campaigns->len)
    return SOTONG_NONE;
  return ((const SotongCampaign *) g_ptr_array_index (self->data->campaigns, position - 1))->id;
}

gint64
sotong_editor_page_chosen_line (SotongEditorPage *self)
{
  guint position = gtk_drop_down_get_selected (self->line_list);

  if (self->data == NULL || position == GTK_INVALID_LIST_POSITION || position == 0 || position > self->data->lines->len)
    return SOTONG_NONE;
  return ((const SotongBudgetLine *) g_ptr_array_index (self->data->lines, position - 1))->id;
}

const char *
sotong_editor_page_campaign_name (SotongEditorPage *self,
                                  gint64            id)
{
  for (guint i = 0; i < self->data->campaigns->len; i++)
    if (((const SotongCampaign *) g_ptr_array_index (self->data->campaigns, i))->id == id)
      return ((const SotongCampaign *) g_ptr_array_index (self->data->campaigns, i))->name;
  return NULL;
}

const SotongChannel *
sotong_editor_page_find_channel (SotongEditorPage *self,
                                 gint64            id)
{
  for (guint i = 0; i < self->data->channels->len; i++)
    if (((const SotongChannel *) g_ptr_array_index (self->data->channels, i))->id == id)
      return g_ptr_array_index (self->data->channels, i);
  return NULL;
}

const char *
sotong_editor_page_platform_name (SotongEditorPage *self,
                                  gint64            id)
{
  const SotongChannel *channel = sotong_editor_page_find_channel (self, id);

  return channel != NULL ? channel->platform : "";
}
