/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-charge.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-editor-field.h"
#include "app/panes/sotong-editor-page-private.h"
#include "store/sotong-content-owner.h"
#include "store/sotong-person.h"
#include "util/sotong-won.h"

/**
 * SotongEditorCharge:
 *
 * Who is in charge of a content, and what it cost in the end. Written at once, or when the field is left; until then it is
 * in the journal.
 */
struct _SotongEditorCharge
{
  GtkWidget    parent_instance;
  GtkWidget   *grid;        /* (unowned): child */
  GtkDropDown *person;      /* (unowned) */
  GtkWidget   *cost;        /* (unowned) */
  GArray      *ids;         /* (owned) (element-type gint64): of the people in the list */
  gint64       content_id;  /* 0 while it is not stored */
  gboolean     updating;
};

G_DEFINE_FINAL_TYPE (SotongEditorCharge, sotong_editor_charge, GTK_TYPE_WIDGET)

typedef struct {
  gint64 content_id;
  gint64 value;       /* a person, or won; SOTONG_NONE for none */
} Setting;

static Setting *
setting_new (SotongEditorCharge *self,
             gint64              value)
{
  Setting *setting = g_new0 (Setting, 1);

  setting->content_id = self->content_id;
  setting->value = value;
  return setting;
}

static gpointer
set_owner_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  const Setting *setting = data;

  return GINT_TO_POINTER (sotong_content_set_owner (db, setting->content_id, setting->value, error));
}

static gpointer
set_cost_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  const Setting *setting = data;

  return GINT_TO_POINTER (sotong_content_set_final_cost (db, setting->content_id, setting->value, error));
}

static void
person_cb (SotongEditorCharge *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), SOTONG_TYPE_EDITOR_PAGE);
  guint chosen = gtk_drop_down_get_selected (self->person);

  if (self->updating || page == NULL || self->content_id == 0 || chosen >= self->ids->len)
    return;
  sotong_editor_page_write (SOTONG_EDITOR_PAGE (page), set_owner_job, setting_new (self, g_array_index (self->ids, gint64, chosen)), g_free);
}

static void
cost_cb (SotongEditorCharge *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), SOTONG_TYPE_EDITOR_PAGE);
  g_autofree char *typed = sotong_editor_field_dup_line (self->cost);
  gint64 won = SOTONG_NONE;

  if (page == NULL || self->content_id == 0)
    return;
  if (*typed != '\0' && (!sotong_won_parse (typed, &won) || won < 0))
    {
      sotong_editor_field_keep_in (GTK_WIDGET (self));
      sotong_editor_page_show_bar (SOTONG_EDITOR_PAGE (page), SOTONG_EDITOR_BAR_ERROR,
                                   _("The final cost was not saved: it is an amount in won, 0 or more, as 150,000."));
      SOTONG_EDITOR_PAGE (page)->bar_of_field = TRUE;
      return;
    }
  sotong_editor_page_write (SOTONG_EDITOR_PAGE (page), set_cost_job, setting_new (self, won), g_free);
}

static void
sotong_editor_charge_dispose (GObject *object)
{
  g_clear_pointer (&SOTONG_EDITOR_CHARGE (object)->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (sotong_editor_charge_parent_class)->dispose (object);
}

static void
sotong_editor_charge_finalize (GObject *object)
{
  g_array_unref (SOTONG_EDITOR_CHARGE (object)->ids);
  G_OBJECT_CLASS (sotong_editor_charge_parent_class)->finalize (object);
}

static void
sotong_editor_charge_class_init (SotongEditorChargeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_editor_charge_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_editor_charge_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sotong_editor_charge_init (SotongEditorCharge *self)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());

  self->grid = GTK_WIDGET (grid);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_grid_set_column_spacing (grid, 8);
  self->person = GTK_DROP_DOWN (sotong_editor_field_add (grid, 0, 0, _("Person in charge"), gtk_drop_down_new (NULL, NULL)));
  self->cost = sotong_editor_field_entry (grid, 2, 0, _("Final cost"), _("Won, once it is settled"), G_CALLBACK (cost_cb), self);
  sotong_editor_field_watch (self->cost, "charge.cost");
  g_signal_connect_swapped (self->person, "notify::selected", G_CALLBACK (person_cb), self);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

GtkWidget *
sotong_editor_charge_new (void)
{
  return g_object_new (SOTONG_TYPE_EDITOR_CHARGE, NULL);
}

static void
add_person (SotongEditorCharge *self,
            GtkStringList      *names,
            gint64              id,
            const char         *name)
{
  gtk_string_list_append (names, name);
  g_array_append_val (self->ids, id);
}

/* Who is no longer on the list stays in charge until somebody else is chosen. */
static void
show_people (SotongEditorCharge     *self,
             const SotongEditorData *data)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  g_array_set_size (self->ids, 0);
  add_person (self, names, SOTONG_NONE, _("Nobody"));
  for (guint i = 0; i < data->people->len; i++)
    {
      const SotongPerson *person = g_ptr_array_index (data->people, i);

      if (person->id == data->owner_id)
        chosen = self->ids->len;
      add_person (self, names, person->id, person->name);
    }
  if (chosen == 0 && data->owner_id != SOTONG_NONE)
    {
      chosen = self->ids->len;
      add_person (self, names, data->owner_id, data->owner);
    }
  self->updating = TRUE;
  gtk_drop_down_set_model (self->person, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->person, chosen);
  self->updating = FALSE;
}

/* Whether the list holds just what was read: it may be open at that moment. */
static gboolean
holds (SotongEditorCharge     *self,
       const SotongEditorData *data)
{
  guint chosen = gtk_drop_down_get_selected (self->person);

  if (self->ids->len != data->people->len + 1 || chosen >= self->ids->len || g_array_index (self->ids, gint64, chosen) != data->owner_id)
    return FALSE;
  for (guint i = 0; i < data->people->len; i++)
    {
      const SotongPerson *person = g_ptr_array_index (data->people, i);
      GtkStringList *names = GTK_STRING_LIST (gtk_drop_down_get_model (self->person));

      if (g_array_index (self->ids, gint64, i + 1) != person->id || !g_str_equal (gtk_string_list_get_string (names, i + 1), person->name))
        return FALSE;
    }
  return TRUE;
}

/**
 * sotong_editor_charge_show:
 * @self: the section
 * @data: what was read
 *
 * Shows what is stored, unless the person is writing there.
 */
void
sotong_editor_charge_show (SotongEditorCharge     *self,
                           const SotongEditorData *data)
{
  g_autofree char *won = NULL;

  g_return_if_fail (SOTONG_IS_EDITOR_CHARGE (self));

  self->content_id = data->content != NULL ? data->content->id : 0;
  if (!holds (self, data))
    show_people (self, data);
  if (data->content != NULL && data->content->cost_final != SOTONG_NONE)
    won = sotong_number_group (data->content->cost_final);
  sotong_editor_field_set_text (self->cost, won);
  gtk_widget_set_sensitive (GTK_WIDGET (self), self->content_id != 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), self->content_id != 0 ? NULL : _("Save it first"));
}

/**
 * sotong_editor_charge_summarize:
 * @data: what was read
 *
 * Returns: (transfer full): who is in charge and what it cost, "" if neither is known
 */
char *
sotong_editor_charge_summarize (const SotongEditorData *data)
{
  g_autofree char *won = NULL;

  if (data->content == NULL || data->content->cost_final == SOTONG_NONE)
    return g_strdup (data->owner != NULL ? data->owner : "");
  won = sotong_number_group (data->content->cost_final);
  return g_strdup_printf ("%s%s%s %s", data->owner != NULL ? data->owner : "", data->owner != NULL ? " · " : "", _("Final cost"), won);
}
