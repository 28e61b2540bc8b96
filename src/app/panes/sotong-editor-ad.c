/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-ad.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-editor-field.h"
#include "app/panes/sotong-editor-page-private.h"
#include "util/sotong-ids.h"
#include "util/sotong-won.h"

/**
 * SotongEditorAd:
 *
 * Where and when an advertisement ran, which content it showed, what it cost and what it brought.
 * Written when a field is left; until then it is in the journal.
 */
struct _SotongEditorAd
{
  GtkWidget   parent_instance;
  GtkWidget  *grid;        /* (unowned): child */
  GtkWidget  *platform;    /* (unowned) */
  GtkWidget  *from;        /* (unowned) */
  GtkWidget  *to;          /* (unowned) */
  GtkWidget  *numbers[3];  /* (unowned): spend, reach, clicks */
  GtkDropDown *boosted;    /* (unowned) */
  GArray     *ids;         /* (owned) (element-type gint64): of the contents in @boosted, but for its first */
  gint64      content_id;
  gboolean    updating;
};

G_DEFINE_FINAL_TYPE (SotongEditorAd, sotong_editor_ad, GTK_TYPE_WIDGET)

static gpointer
set_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return GINT_TO_POINTER (sotong_advertisement_set (db, data, error));
}

static gboolean
read_numbers (SotongEditorAd      *self,
              SotongAdvertisement *ad)
{
  gint64 *values[] = { &ad->spend, &ad->reach, &ad->clicks };

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *text = sotong_editor_field_dup_line (self->numbers[i]);

      if (*text != '\0' && !sotong_won_parse (text, values[i]))
        return FALSE;
    }
  return TRUE;
}

static void
committed_cb (SotongEditorAd *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), SOTONG_TYPE_EDITOR_PAGE);
  guint position = gtk_drop_down_get_selected (self->boosted);
  SotongAdvertisement *ad;

  if (page == NULL || self->content_id == 0 || self->updating)
    return;
  ad = sotong_advertisement_new (self->content_id);
  ad->platform = sotong_editor_field_dup_line (self->platform);
  ad->starts_on = sotong_editor_field_dup_day (self->from);
  ad->ends_on = sotong_editor_field_dup_day (self->to);
  if (position != GTK_INVALID_LIST_POSITION && position > 0 && position <= self->ids->len)
    ad->boosted_id = g_array_index (self->ids, gint64, position - 1);
  if (!read_numbers (self, ad))
    {
      sotong_advertisement_free (ad);
      sotong_editor_field_keep_in (GTK_WIDGET (self));
      sotong_editor_page_show_bar (SOTONG_EDITOR_PAGE (page), SOTONG_EDITOR_BAR_ERROR,
                                   _("The advertisement’s figures were not saved: cost, reach and clicks are whole numbers, as 300,000."));
      SOTONG_EDITOR_PAGE (page)->bar_of_field = TRUE;
      return;
    }
  sotong_editor_page_write (SOTONG_EDITOR_PAGE (page), set_job, ad, (GDestroyNotify) sotong_advertisement_free);
}

static void
first_day_cb (SotongEditorAd *self)
{
  sotong_editor_field_follow (self->from, self->to);
  committed_cb (self);
}

static void
sotong_editor_ad_dispose (GObject *object)
{
  g_clear_pointer (&SOTONG_EDITOR_AD (object)->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (sotong_editor_ad_parent_class)->dispose (object);
}

static void
sotong_editor_ad_finalize (GObject *object)
{
  g_array_unref (SOTONG_EDITOR_AD (object)->ids);
  G_OBJECT_CLASS (sotong_editor_ad_parent_class)->finalize (object);
}

static void
sotong_editor_ad_class_init (SotongEditorAdClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_editor_ad_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_editor_ad_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sotong_editor_ad_init (SotongEditorAd *self)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  GCallback committed = G_CALLBACK (committed_cb);

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->grid = GTK_WIDGET (grid);
  gtk_grid_set_column_spacing (grid, 8);
  gtk_grid_set_row_spacing (grid, 6);
  self->boosted = GTK_DROP_DOWN (gtk_drop_down_new (NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string")));
  gtk_drop_down_set_enable_search (self->boosted, TRUE);
  sotong_editor_field_add (grid, 0, 0, _("Shows"), GTK_WIDGET (self->boosted));
  self->platform = sotong_editor_field_entry (grid, 2, 0, _("Platform"), NULL, committed, self);
  self->from = sotong_editor_field_entry (grid, 0, 1, _("First day"), _("YYYY-MM-DD"), G_CALLBACK (first_day_cb), self);
  self->to = sotong_editor_field_entry (grid, 2, 1, _("Last day"), _("YYYY-MM-DD"), committed, self);
  self->numbers[0] = sotong_editor_field_entry (grid, 0, 2, _("Spend"), _("Won"), committed, self);
  self->numbers[1] = sotong_editor_field_entry (grid, 2, 2, _("Reach"), C_("what is counted", "People"), committed, self);
  self->numbers[2] = sotong_editor_field_entry (grid, 0, 3, _("Clicks"), NULL, committed, self);
  sotong_editor_field_watch (self->platform, "ad.platform");
  sotong_editor_field_watch (self->from, "ad.from");
  sotong_editor_field_watch (self->to, "ad.to");
  sotong_editor_field_watch (self->numbers[0], "ad.spend");
  sotong_editor_field_watch (self->numbers[1], "ad.reach");
  sotong_editor_field_watch (self->numbers[2], "ad.clicks");
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  g_signal_connect_swapped (self->boosted, "notify::selected", committed, self);
}

GtkWidget *
sotong_editor_ad_new (void)
{
  return g_object_new (SOTONG_TYPE_EDITOR_AD, NULL);
}

static void
append_content (SotongEditorAd *self,
                GtkStringList  *names,
                gint64          id,
                const char     *title)
{
  if (id == self->content_id || sotong_ids_contain (self->ids, id))
    return;
  g_array_append_val (self->ids, id);
  gtk_string_list_append (names, title);
}

static void
fill_boosted (SotongEditorAd            *self,
              const SotongAdvertisement *ad,
              GPtrArray                 *entries)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  g_array_set_size (self->ids, 0);
  gtk_string_list_append (names, _("No content"));
  if (ad->boosted_id != SOTONG_NONE)
    append_content (self, names, ad->boosted_id, ad->boosted != NULL ? ad->boosted : "");
  for (guint i = entries->len; i > 0; i--)   /* the newest first */
    append_content (self, names, ((const SotongEntry *) g_ptr_array_index (entries, i - 1))->content_id,
                    ((const SotongEntry *) g_ptr_array_index (entries, i - 1))->title);
  gtk_drop_down_set_model (self->boosted, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->boosted, ad->boosted_id != SOTONG_NONE ? 1 : 0);
}

/**
 * sotong_editor_ad_show:
 * @self: the section
 * @ad: (nullable): what is stored; %NULL when there is nothing to store it with
 * @entries: (element-type SotongEntry): contents that it may show
 */
void
sotong_editor_ad_show (SotongEditorAd            *self,
                       const SotongAdvertisement *ad,
                       GPtrArray                 *entries)
{
  g_return_if_fail (SOTONG_IS_EDITOR_AD (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self), ad != NULL);
  self->content_id = ad != NULL ? ad->content_id : 0;
  if (ad == NULL)
    return;
  self->updating = TRUE;
  sotong_editor_field_set_text (self->platform, ad->platform);
  sotong_editor_field_set_text (self->from, ad->starts_on);
  sotong_editor_field_set_text (self->to, ad->ends_on);
  for (int i = 0; i < 3; i++)
    {
      gint64 value = i == 0 ? ad->spend : i == 1 ? ad->reach : ad->clicks;
      g_autofree char *text = value != SOTONG_NONE ? sotong_number_group (value) : g_strdup ("");

      sotong_editor_field_set_text (self->numbers[i], text);
    }
  fill_boosted (self, ad, entries);
  self->updating = FALSE;
}

/* Types into two fields and leaves them, as a person does. */
void
sotong_editor_ad_type (SotongEditorAd *self,
                       const char     *spend,
                       const char     *clicks)
{
  g_return_if_fail (SOTONG_IS_EDITOR_AD (self));

  gtk_editable_set_text (GTK_EDITABLE (self->numbers[0]), spend);
  gtk_editable_set_text (GTK_EDITABLE (self->numbers[2]), clicks);
  g_signal_emit_by_name (self->numbers[2], "activate");
}
