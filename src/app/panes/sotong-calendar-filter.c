/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-pane-private.h"

#include <string.h>
#include <glib/gi18n.h>

#include "app/sotong-search-typed.h"
#include "util/sotong-content-type.h"

/* What narrows the calendar. Campaign and channel are those of the whole window, unless the calendar has its own: chosen in
 * the navigator, they are chosen here, and the other way round. */

static void
fill (GtkDropDown *filter,
      const char  *all,
      GStrv        names)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, all);
  for (guint i = 0; names[i] != NULL; i++)
    gtk_string_list_append (list, names[i]);
  gtk_drop_down_set_model (filter, G_LIST_MODEL (list));
}

static GStrv
state_names (void)
{
  GStrvBuilder *names = g_strv_builder_new ();
  GStrv strv;

  for (int i = 0; i < SOTONG_N_STATES; i++)
    g_strv_builder_add (names, sotong_state_get_label ((SotongState) i));
  strv = g_strv_builder_end (names);
  g_strv_builder_unref (names);
  return strv;
}

/* The built-in types, and the office's own of @types, whose names are their ids. */
static GStrv
type_names (GPtrArray *types)
{
  const char *const *built_in = sotong_content_type_list ();
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  for (int i = 0; built_in[i] != NULL; i++)
    g_strv_builder_add (names, sotong_content_type_get_label (built_in[i]));
  for (guint i = 0; types != NULL && i < types->len; i++)
    {
      const SotongType *type = g_ptr_array_index (types, i);

      if (!type->built_in)
        g_strv_builder_add (names, type->id);
    }
  return g_strv_builder_end (names);
}

/* The type that is chosen, or %NULL for all. */
static const char *
chosen_type (SotongCalendarPane *self)
{
  guint chosen = gtk_drop_down_get_selected (self->type_filter);
  guint n_built_in = g_strv_length ((GStrv) sotong_content_type_list ());

  if (self->kept_type != NULL)
    return self->kept_type;
  if (chosen == GTK_INVALID_LIST_POSITION || chosen == 0)
    return NULL;
  if (chosen <= n_built_in)
    return sotong_content_type_list ()[chosen - 1];
  return gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (self->type_filter)), chosen);
}

/* Fills the lists that are always the same. */
void
sotong_calendar_pane_set_up_filters (SotongCalendarPane *self)
{
  g_auto(GStrv) states = state_names (), types = type_names (NULL);
  char *none[] = { NULL };

  self->updating = TRUE;
  fill (self->campaign_filter, _("All campaigns"), none);
  fill (self->channel_filter, _("All channels"), none);
  fill (self->state_filter, _("All states"), states);
  fill (self->type_filter, _("All types"), types);
  fill (self->person_filter, _("Anybody in charge"), none);
  self->updating = FALSE;
}

/* Who is in charge of what is shown, or 0. */
gint64
sotong_calendar_pane_get_person (SotongCalendarPane *self)
{
  guint position = gtk_drop_down_get_selected (self->person_filter);

  if (self->kept_person != 0)
    return self->kept_person;
  return position > 0 && position <= self->person_ids->len ? g_array_index (self->person_ids, gint64, position - 1) : 0;
}

static void
choose_id (GtkDropDown *filter,
           GArray      *ids,
           gint64       id)
{
  guint position = 0;

  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      position = i + 1;
  gtk_drop_down_set_selected (filter, position);
}

static void
update_list (GtkDropDown *filter,
             const char  *all,
             GArray      *ids,
             GArray      *new_ids,
             GStrv        names)
{
  gboolean same = ids->len == new_ids->len
    && (ids->len == 0 || memcmp (ids->data, new_ids->data, ids->len * sizeof (gint64)) == 0);
  GListModel *model = gtk_drop_down_get_model (filter);

  for (guint i = 0; same && i < ids->len; i++)
    same = g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (model), i + 1), names[i]) == 0;
  if (same)
    return;
  g_array_set_size (ids, 0);
  if (new_ids->len > 0)
    g_array_append_vals (ids, new_ids->data, new_ids->len);
  fill (filter, all, names);
}

/* A person who is chosen stays so, wherever in the list. */
static void
update_people (SotongCalendarPane *self,
               SotongCalendarData *data)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  gint64 chosen = sotong_calendar_pane_get_person (self);

  for (guint i = 0; i < data->people->len; i++)
    {
      const SotongPerson *person = g_ptr_array_index (data->people, i);

      g_array_append_val (ids, person->id);
      g_ptr_array_add (names, person->name);
    }
  g_ptr_array_add (names, NULL);
  update_list (self->person_filter, _("Anybody in charge"), self->person_ids, ids, (GStrv) names->pdata);
  choose_id (self->person_filter, self->person_ids, chosen);
  self->kept_person = 0;
}

static guint
find_type (SotongCalendarPane *self,
           const char         *type)
{
  const char *const *built_in = sotong_content_type_list ();
  GListModel *model = gtk_drop_down_get_model (self->type_filter);

  for (guint i = 0; built_in[i] != NULL; i++)
    if (g_str_equal (built_in[i], type))
      return i + 1;
  for (guint i = g_strv_length ((GStrv) built_in) + 1; i < g_list_model_get_n_items (model); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), type))
      return i;
  return 0;
}

/* A choice stays while its type does. */
static void
update_types (SotongCalendarPane *self,
              GPtrArray          *types)
{
  g_auto(GStrv) names = type_names (types);
  GListModel *model = gtk_drop_down_get_model (self->type_filter);
  guint n = g_strv_length (names), chosen = gtk_drop_down_get_selected (self->type_filter);
  gboolean same = g_list_model_get_n_items (model) == n + 1;

  for (guint i = 0; same && i < n; i++)
    same = g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i + 1), names[i]);
  if (!same)
    {
      fill (self->type_filter, _("All types"), names);
      gtk_drop_down_set_selected (self->type_filter, chosen <= n ? chosen : 0);
    }
  if (self->kept_type != NULL)
    gtk_drop_down_set_selected (self->type_filter, find_type (self, self->kept_type));
  g_clear_pointer (&self->kept_type, g_free);
}

/* Brings the lists of campaigns, channels, people and types in line with what was read.
 * Returns: whether what was asked for is there; else it is to be asked anew, without it. */
gboolean
sotong_calendar_pane_update_filters (SotongCalendarPane *self,
                                     SotongCalendarData *data)
{
  g_autoptr(GArray) campaigns = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) channels = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) campaign_names = g_ptr_array_new (), channel_names = g_ptr_array_new ();
  g_autofree char *type = g_strdup (chosen_type (self));
  gint64 person = sotong_calendar_pane_get_person (self);

  for (guint i = 0; i < data->campaigns->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (data->campaigns, i);

      g_array_append_val (campaigns, campaign->id);
      g_ptr_array_add (campaign_names, campaign->name);
    }
  for (guint i = 0; i < data->channels->len; i++)
    {
      const SotongChannel *channel = g_ptr_array_index (data->channels, i);

      g_array_append_val (channels, channel->id);
      g_ptr_array_add (channel_names, channel->name);
    }
  g_ptr_array_add (campaign_names, NULL);
  g_ptr_array_add (channel_names, NULL);
  self->updating = TRUE;
  update_list (self->campaign_filter, _("All campaigns"), self->campaign_ids, campaigns, (GStrv) campaign_names->pdata);
  update_list (self->channel_filter, _("All channels"), self->channel_ids, channels, (GStrv) channel_names->pdata);
  update_people (self, data);
  update_types (self, data->types);
  self->updating = FALSE;
  if (!sotong_calendar_pane_check_own (self, data))
    return FALSE;
  sotong_calendar_pane_take_selection (self);
  return person == sotong_calendar_pane_get_person (self) && g_strcmp0 (type, chosen_type (self)) == 0;
}

/* Chooses what is chosen in the window, or what the calendar has for itself. */
void
sotong_calendar_pane_take_selection (SotongCalendarPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (context == NULL)
    return;
  self->updating = TRUE;
  choose_id (self->campaign_filter, self->campaign_ids, sotong_calendar_pane_get_campaign (self));
  choose_id (self->channel_filter, self->channel_ids, sotong_calendar_pane_get_channel (self));
  self->updating = FALSE;
}

gboolean
sotong_calendar_pane_is_filtered (SotongCalendarPane *self)
{
  g_autofree char *words = sotong_search_typed_dup (self->search_entry);

  return gtk_drop_down_get_selected (self->campaign_filter) > 0
    || gtk_drop_down_get_selected (self->channel_filter) > 0
    || gtk_drop_down_get_selected (self->state_filter) > 0
    || gtk_drop_down_get_selected (self->type_filter) > 0
    || gtk_drop_down_get_selected (self->person_filter) > 0
    || *words != '\0';
}

/* (nullable): what the calendar is narrowed to, in words. */
char *
sotong_calendar_pane_name_filters (SotongCalendarPane *self)
{
  GtkDropDown *filters[] = { self->campaign_filter, self->channel_filter, self->state_filter, self->type_filter, self->person_filter };
  g_autofree char *words = sotong_search_typed_dup (self->search_entry);
  GString *names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    if (gtk_drop_down_get_selected (filters[i]) > 0 && gtk_drop_down_get_selected_item (filters[i]) != NULL)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              gtk_string_object_get_string (gtk_drop_down_get_selected_item (filters[i])));
  if (*words != '\0')
    g_string_append_printf (names, "%s“%s”", names->len > 0 ? ", " : "", words);
  return g_string_free (names, names->len == 0);
}

/* The question for the store. Its strings belong to the caller. */
void
sotong_calendar_pane_get_query (SotongCalendarPane  *self,
                                SotongCalendarQuery *query)
{
  guint state = gtk_drop_down_get_selected (self->state_filter);
  g_autofree char *words = sotong_search_typed_dup (self->search_entry);

  *query = (SotongCalendarQuery) { .span = self->model->span };
  query->campaign_id = sotong_calendar_pane_get_campaign (self);
  query->channel_id = sotong_calendar_pane_get_channel (self);
  query->person_id = sotong_calendar_pane_get_person (self);
  query->state = state != GTK_INVALID_LIST_POSITION ? (int) state - 1 : -1;
  query->type = g_strdup (chosen_type (self));
  query->words = *words != '\0' ? g_steal_pointer (&words) : NULL;
}

/**
 * sotong_calendar_pane_get_shown:
 * @self: a calendar
 * @out_query: (out): what it shows: its days and its filters; free its texts with g_free()
 *
 * For whoever does something with just these contents.
 */
void
sotong_calendar_pane_get_shown (SotongCalendarPane *self,
                                SotongEntryQuery   *out_query)
{
  SotongCalendarQuery query = { { 0 } };
  GTimeZone *zone = sotong_context_get_zone (sotong_pane_get_context (SOTONG_PANE (self)));

  sotong_calendar_pane_get_query (self, &query);
  memset (out_query, 0, sizeof *out_query);
  out_query->range.start = sotong_month_day_start (query.span.first, zone);
  out_query->range.end = sotong_month_day_start (query.span.first + query.span.n_days, zone);
  out_query->campaign_id = query.campaign_id;
  out_query->channel_id = query.channel_id;
  out_query->person_id = query.person_id;
  out_query->state = query.state;
  out_query->type = query.type;
  out_query->words = query.words;
}

/* Shows all again. */
void
sotong_calendar_pane_clear_filters (SotongCalendarPane *self)
{
  self->updating = TRUE;
  self->kept_person = 0;
  g_clear_pointer (&self->kept_type, g_free);
  gtk_drop_down_set_selected (self->state_filter, 0);
  gtk_drop_down_set_selected (self->type_filter, 0);
  gtk_drop_down_set_selected (self->person_filter, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  self->updating = FALSE;
  sotong_calendar_pane_choose (self, 0, 0);
  sotong_calendar_pane_take_selection (self);
  sotong_calendar_pane_read (self);
}

/* For a layout. */
void
sotong_calendar_pane_save_filters (SotongCalendarPane *self,
                                   GVariantDict       *state)
{
  const char *type = chosen_type (self);

  if (self->own)
    g_variant_dict_insert (state, "own", "(xx)", self->own_campaign, self->own_channel);
  g_variant_dict_insert (state, "state", "u", gtk_drop_down_get_selected (self->state_filter));
  g_variant_dict_insert (state, "person", "x", sotong_calendar_pane_get_person (self));
  g_variant_dict_insert (state, "type", "s", type != NULL ? type : "");
  g_variant_dict_insert (state, "words", "s", gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

/* The same back: what is not kept is as in a new calendar. */
void
sotong_calendar_pane_load_filters (SotongCalendarPane *self,
                                   GVariantDict       *state)
{
  const char *type = "", *words = "";
  guint32 chosen = 0;

  self->updating = TRUE;
  self->own_campaign = self->own_channel = self->kept_person = 0;
  self->own = g_variant_dict_lookup (state, "own", "(xx)", &self->own_campaign, &self->own_channel);
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "own")), g_variant_new_boolean (self->own));
  g_variant_dict_lookup (state, "state", "u", &chosen);
  gtk_drop_down_set_selected (self->state_filter, chosen <= SOTONG_N_STATES ? chosen : 0);
  g_variant_dict_lookup (state, "person", "x", &self->kept_person);
  gtk_drop_down_set_selected (self->person_filter, 0);
  g_variant_dict_lookup (state, "type", "&s", &type);
  g_clear_pointer (&self->kept_type, g_free);
  self->kept_type = *type != '\0' ? g_strdup (type) : NULL;
  gtk_drop_down_set_selected (self->type_filter, 0);
  g_variant_dict_lookup (state, "words", "&s", &words);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), words);
  self->updating = FALSE;
}
