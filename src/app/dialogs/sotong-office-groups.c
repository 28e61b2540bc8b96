/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-office-lists.h"
#include "store/sotong-channel.h"
#include "store/sotong-person.h"
#include "store/sotong-type.h"
#include "util/sotong-content-type.h"
#include "util/sotong-ids.h"
#include "util/sotong-text.h"

/* The groups of channels, as those of one agency: who publishes there, and what their contents begin with. */

#define MAX_NAME 200
#define MAX_TAGS 1000

/* ---- reading ---- */

typedef struct {
  SotongChannelGroup *group;     /* (owned) */
  char               *channels;  /* (owned): their names */
  char               *people;    /* (owned): theirs; "" for anybody */
} Item;

static void
item_free (Item *item)
{
  sotong_channel_group_free (item->group);
  g_free (item->channels);
  g_free (item->people);
  g_free (item);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Item, item_free)

static void
add_name (GString    *names,
          const char *name)
{
  g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
}

static gboolean
name_members (SotongDb  *db,
              Item      *item,
              GError   **error)
{
  g_autoptr(GString) channels = g_string_new (NULL), people = g_string_new (NULL);

  for (guint i = 0; i < item->group->channel_ids->len; i++)
    {
      g_autoptr(SotongChannel) channel = sotong_channel_get (db, g_array_index (item->group->channel_ids, gint64, i), error);

      if (channel == NULL)
        return FALSE;
      if (!channel->removed)
        add_name (channels, channel->name);
    }
  for (guint i = 0; i < item->group->person_ids->len; i++)
    {
      g_autoptr(SotongPerson) person = sotong_person_get (db, g_array_index (item->group->person_ids, gint64, i), error);

      if (person == NULL)
        return FALSE;
      add_name (people, person->name);
    }
  item->channels = g_strdup (channels->str);
  item->people = g_strdup (people->str);
  return TRUE;
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GPtrArray) groups = sotong_channel_group_list (db, error);
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);

  while (groups != NULL && groups->len > 0)
    {
      g_autoptr(Item) item = g_new0 (Item, 1);

      item->group = g_ptr_array_steal_index (groups, 0);
      if (!name_members (db, item, error))
        return NULL;
      g_ptr_array_add (items, g_steal_pointer (&item));
    }
  return groups != NULL ? g_steal_pointer (&items) : NULL;
}

/* ---- the form ---- */

/* What the form needs to know. */
typedef struct {
  gint64              id;        /* 0: a new one */
  SotongChannelGroup *group;     /* (owned) */
  GPtrArray          *channels;  /* (owned) (element-type SotongChannel) */
  GPtrArray          *people;    /* (owned) (element-type SotongPerson) */
  GPtrArray          *types;     /* (owned) (element-type SotongType) */
} Offer;

static void
offer_free (Offer *offer)
{
  sotong_channel_group_free (offer->group);
  g_clear_pointer (&offer->channels, g_ptr_array_unref);
  g_clear_pointer (&offer->people, g_ptr_array_unref);
  g_clear_pointer (&offer->types, g_ptr_array_unref);
  g_free (offer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Offer, offer_free)

static gboolean
read_group (SotongDb  *db,
            Offer     *offer,
            GError   **error)
{
  g_autoptr(GPtrArray) groups = sotong_channel_group_list (db, error);

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    if (((SotongChannelGroup *) g_ptr_array_index (groups, i))->id == offer->id)
      {
        offer->group = g_ptr_array_steal_index (groups, i);
        return TRUE;
      }
  if (groups == NULL)
    return FALSE;
  if (offer->id == 0)
    offer->group = sotong_channel_group_new ();
  else
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("Somebody removed the group meanwhile."));
  return offer->group != NULL;
}

static gpointer
offer_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(Offer) offer = g_new0 (Offer, 1);

  offer->id = *(const gint64 *) data;
  if (!read_group (db, offer, error))
    return NULL;
  offer->channels = sotong_channel_list (db, error);
  offer->people = offer->channels != NULL ? sotong_person_list (db, error) : NULL;
  offer->types = offer->people != NULL ? sotong_type_list (db, FALSE, error) : NULL;
  return offer->types != NULL ? g_steal_pointer (&offer) : NULL;
}

typedef struct {
  SotongForm    *form;      /* (unowned): the fields go with it */
  SotongContext *context;   /* (owned) */
  Offer         *offer;     /* (owned) */
  GtkWidget     *name;
  GtkWidget     *type;
  GtkWidget     *tags;
  GPtrArray     *channels;  /* (owned): check buttons, in the order of the offer */
  GPtrArray     *people;    /* (owned): likewise */
} Fields;

static void
fields_free (gpointer  data,
             GClosure *closure)
{
  Fields *fields = data;

  g_object_unref (fields->context);
  offer_free (fields->offer);
  g_ptr_array_unref (fields->channels);
  g_ptr_array_unref (fields->people);
  g_free (fields);
}

static gpointer
save_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const SotongChannelGroup *group = data;

  return (group->id != 0 ? sotong_channel_group_edit (db, group, error) : sotong_channel_group_add (db, group, error) != 0) ? data : NULL;
}

static char *
text_of (GtkWidget *row,
         gsize      limit)
{
  g_autofree char *clean = sotong_text_clean (sotong_form_get_text (row), -1, limit);

  return sotong_text_single_line (clean, limit);
}

static void
accepted_cb (Fields *fields)
{
  SotongChannelGroup *group = sotong_channel_group_new ();
  guint type = adw_combo_row_get_selected (ADW_COMBO_ROW (fields->type));

  g_free (group->name);
  g_free (group->type);
  g_free (group->tags);
  group->id = fields->offer->id;
  group->name = text_of (fields->name, MAX_NAME);
  group->tags = text_of (fields->tags, MAX_TAGS);
  group->type = g_strdup (type > 0 && type <= fields->offer->types->len ? ((const SotongType *) g_ptr_array_index (fields->offer->types, type - 1))->id : "");
  for (guint i = 0; i < fields->channels->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (fields->channels, i)))
      g_array_append_val (group->channel_ids, ((const SotongChannel *) g_ptr_array_index (fields->offer->channels, i))->id);
  for (guint i = 0; i < fields->people->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (fields->people, i)))
      g_array_append_val (group->person_ids, ((const SotongPerson *) g_ptr_array_index (fields->offer->people, i))->id);
  sotong_form_write (fields->form, sotong_context_get_store (fields->context), save_job, group, (GDestroyNotify) sotong_channel_group_free, NULL);
}

static void
add_defaults (Fields *fields)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  guint chosen = 0;

  g_ptr_array_add (names, (gpointer) _("None"));
  for (guint i = 0; i < fields->offer->types->len; i++)
    {
      const char *id = ((const SotongType *) g_ptr_array_index (fields->offer->types, i))->id;

      g_ptr_array_add (names, (gpointer) sotong_content_type_get_label (id));
      if (g_strcmp0 (id, fields->offer->group->type) == 0)
        chosen = i + 1;
    }
  g_ptr_array_add (names, NULL);
  fields->name = sotong_form_add_entry (fields->form, _("Name"), fields->offer->group->name);
  sotong_form_add_group (fields->form, _("Defaults"), _("What a content begins with when the group is chosen for it."));
  fields->type = sotong_form_add_choice (fields->form, _("Type"), (const char * const *) names->pdata, chosen);
  fields->tags = sotong_form_add_entry (fields->form, _("Tags, separated by commas"), fields->offer->group->tags);
}

static void
add_members (Fields *fields)
{
  const SotongChannelGroup *group = fields->offer->group;

  sotong_form_add_group (fields->form, _("Channels"), NULL);
  for (guint i = 0; i < fields->offer->channels->len; i++)
    {
      const SotongChannel *channel = g_ptr_array_index (fields->offer->channels, i);

      g_ptr_array_add (fields->channels, sotong_form_add_check (fields->form, channel->name, NULL, sotong_ids_contain (group->channel_ids, channel->id)));
    }
  sotong_form_add_group (fields->form, _("Who publishes there"), fields->offer->people->len > 0
                         ? _("Only those who are ticked publish and schedule on these channels; if nobody is, anybody does.")
                         : _("Nobody is in the list of people yet, so anybody publishes there."));
  for (guint i = 0; i < fields->offer->people->len; i++)
    {
      const SotongPerson *person = g_ptr_array_index (fields->offer->people, i);
      g_autofree char *name = sotong_person_describe (person);

      g_ptr_array_add (fields->people, sotong_form_add_check (fields->form, name, NULL, sotong_ids_contain (group->person_ids, person->id)));
    }
}

static void
present_form (SotongListDialog *dialog,
              gpointer          data)
{
  Offer *offer = data;
  Fields *fields = g_new0 (Fields, 1);

  fields->form = sotong_form_new (GTK_WINDOW (dialog), offer->id != 0 ? _("Edit Group of Channels") : _("Add Group of Channels"),
                                  offer->id != 0 ? _("_Save") : _("_Add"));
  fields->context = g_object_ref (sotong_list_dialog_get_context (dialog));
  fields->offer = offer;
  fields->channels = g_ptr_array_new ();
  fields->people = g_ptr_array_new ();
  add_defaults (fields);
  add_members (fields);
  g_signal_connect_data (fields->form, "accepted", G_CALLBACK (accepted_cb), fields, fields_free, G_CONNECT_SWAPPED);
  gtk_window_set_default_size (GTK_WINDOW (fields->form), 480, 620);
  gtk_window_present (GTK_WINDOW (fields->form));
}

static void
ask (SotongListDialog *dialog,
     gint64            id)
{
  sotong_list_dialog_read (dialog, offer_job, g_memdup2 (&id, sizeof id), g_free, (GDestroyNotify) offer_free, present_form);
}

static void
add (SotongListDialog *dialog)
{
  ask (dialog, 0);
}

static void
edit_cb (GtkWidget        *button,
         SotongListDialog *dialog)
{
  ask (dialog, sotong_list_dialog_get_id (button));
}

/* ---- rows ---- */

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_channel_group_remove (db, *(const gint64 *) data, error) ? data : NULL;
}

static void
remove_cb (GtkWidget        *button,
           SotongListDialog *dialog)
{
  gint64 id = sotong_list_dialog_get_id (button);

  sotong_list_dialog_write (dialog, remove_job, g_memdup2 (&id, sizeof id), g_free);
}

static char *
describe (const Item *item)
{
  GString *text = g_string_new (item->channels[0] != '\0' ? item->channels : _("no channel"));

  if (item->people[0] != '\0')
    /* Translators: %s is a list of people */
    g_string_append_printf (text, _("\nOnly %s"), item->people);
  else
    g_string_append_printf (text, "\n%s", _("Anybody publishes there"));
  if (item->group->type[0] != '\0')
    g_string_append_printf (text, " · %s", sotong_content_type_get_label (item->group->type));
  if (item->group->tags[0] != '\0')
    g_string_append_printf (text, " · %s", item->group->tags);
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_row (SotongListDialog *dialog,
          gconstpointer     data)
{
  const Item *item = data;
  g_autofree char *subtitle = describe (item), *edit = g_strdup_printf (_("Edit %s"), item->group->name);
  g_autofree char *remove = g_strdup_printf (_("Remove %s"), item->group->name);
  GtkWidget *row = sotong_dialog_new_row (item->group->name, subtitle);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), sotong_list_dialog_new_button (dialog, "sotong-edit-symbolic", edit, item->group->id, G_CALLBACK (edit_cb)));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), sotong_list_dialog_new_button (dialog, "sotong-remove-symbolic", remove, item->group->id,
                                                                                  G_CALLBACK (remove_cb)));
  return row;
}

static const SotongListDialogInfo info = {
  N_("Groups of Channels"),
  N_("Channels under one name, as those of one agency: one content goes to all of them at once, and a group may say who publishes there."),
  N_("There is none."),
  SOTONG_AREA_CHANNELS,
  list_job,
  make_row,
  add,
};

/**
 * sotong_groups_dialog_new:
 * @window: a window with a workspace
 *
 * Returns: (transfer full): a dialog with the groups of channels
 */
SotongListDialog *
sotong_groups_dialog_new (SotongWindow *window)
{
  return sotong_list_dialog_new (window, &info);
}
