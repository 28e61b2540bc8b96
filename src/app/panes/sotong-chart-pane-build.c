/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widgets of a chart pane, made when it is first shown, and its commands. */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-note-dialog.h"
#include "app/panes/sotong-chart-pane-private.h"

gboolean
sotong_chart_pane_is_on (SotongChartPane *self,
                         const char      *action)
{
  g_autoptr(GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), action);

  return g_variant_get_boolean (state);
}

/* ---- choosing ---- */

static void
topic_chosen_cb (SotongChartPane *self)
{
  guint selected = gtk_drop_down_get_selected (self->topic_drop);

  if (!self->updating && selected < self->topic_ids->len)
    sotong_pane_own_choose (self->own, g_array_index (self->topic_ids, gint64, selected));
}

static void
campaign_chosen_cb (SotongChartPane *self)
{
  guint selected = gtk_drop_down_get_selected (self->campaign_drop);

  if (self->updating || selected >= self->campaign_ids->len)
    return;
  self->campaign = g_array_index (self->campaign_ids, gint64, selected);
  sotong_chart_pane_ask (self);
}

static void
view_chosen_cb (SotongChartPane *self)
{
  if (!self->updating)
    sotong_chart_pane_choose_view (self, gtk_drop_down_get_selected (self->view_drop));
}

/* Commands for marks are there where marks are. */
void
sotong_chart_pane_update_marks (SotongChartPane *self)
{
  static const char *const names[] = { "campaigns", "events", "posts", "alerts", "note" };
  gboolean has_marks = sotong_subject_view_has_marks (self->subject, self->view_number);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), names[i])), has_marks);
}

/* Another way to show the same; what there is not is passed over. */
void
sotong_chart_pane_choose_view (SotongChartPane *self,
                               guint            number)
{
  if (number == self->view_number || number >= sotong_subject_n_views (self->subject))
    return;
  self->view_number = number;
  sotong_chart_pane_update_marks (self);
  if (self->view_drop != NULL)
    {
      self->updating = TRUE;
      gtk_drop_down_set_selected (self->view_drop, number);
      self->updating = FALSE;
    }
  sotong_chart_pane_ask (self);
}

/* ---- commands ---- */

static void
toggled (GSimpleAction *action,
         GVariant      *state,
         gpointer       user_data)
{
  g_simple_action_set_state (action, state);
  sotong_chart_pane_ask (user_data);
}

/* It keeps the campaign it shows, or goes with the window again. */
static void
own_campaign_toggled (GSimpleAction *action,
                      GVariant      *state,
                      gpointer       user_data)
{
  SotongChartPane *self = user_data;
  gboolean own = g_variant_get_boolean (state);

  g_simple_action_set_state (action, state);
  if (!own)
    self->campaign = -1;
  else if (self->campaign < 0 && self->answer != NULL)
    self->campaign = self->answer->campaign_id;
  sotong_chart_pane_ask (self);
}

/* The same commands as in the chart's own menu. */
static void
view_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  SotongChartPane *self = user_data;
  g_autofree char *name = g_strconcat ("chart.", g_action_get_name (G_ACTION (action)), NULL);

  if (self->built)
    gtk_widget_activate_action (GTK_WIDGET (self->view), name, NULL);
}

void
sotong_chart_pane_add_actions (SotongChartPane *self)
{
  static const GActionEntry entries[] = {
    { .name = "own-campaign", .state = "false", .change_state = own_campaign_toggled },
    { .name = "table", .state = "false", .change_state = toggled },
    { .name = "campaigns", .state = "false", .change_state = toggled },
    { .name = "events", .state = "false", .change_state = toggled },
    { .name = "posts", .state = "false", .change_state = toggled },
    { .name = "alerts", .state = "true", .change_state = toggled },
    { .name = "bucket", .parameter_type = "s", .state = "'auto'", .change_state = toggled },
    { .name = "copy-picture", .activate = view_action },
    { .name = "copy-table", .activate = view_action },
    { .name = "save", .activate = view_action },
    { .name = "note", .activate = view_action },
    { .name = "zoom-back", .activate = view_action },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  sotong_pane_add_actions (SOTONG_PANE (self), "picture", G_ACTION_GROUP (self->actions));
}

static void
add_buckets (GMenu *menu)
{
  static const struct {
    const char *title;
    const char *action;
  } buckets[] = {
    { N_("Automatic"), "picture.bucket::auto" }, { N_("By Day"), "picture.bucket::day" }, { N_("By Week"), "picture.bucket::week" },
    { N_("By Month"), "picture.bucket::month" }, { N_("By Quarter"), "picture.bucket::quarter" }, { N_("By Fiscal Year"), "picture.bucket::year" },
  };
  g_autoptr(GMenu) length = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (buckets); i++)
    g_menu_append (length, _(buckets[i].title), buckets[i].action);
  g_menu_append_submenu (menu, _("_Length of a Bar"), G_MENU_MODEL (length));
}

static void
add_marks (SotongChartPane *self,
           GMenu           *menu)
{
  g_autoptr(GMenu) marks = g_menu_new ();

  if (!(sotong_subject_get_flags (self->subject) & SOTONG_SUBJECT_HAS_CAMPAIGN))
    g_menu_append (marks, _("All _Campaigns"), "picture.campaigns");
  g_menu_append (marks, _("_Events of the Calendar"), "picture.events");
  g_menu_append (marks, _("Posts That Went O_ut"), "picture.posts");
  g_menu_append (marks, _("_Alarms"), "picture.alerts");
  g_menu_append_submenu (menu, _("What Is Mar_ked"), G_MENU_MODEL (marks));
  g_menu_append (menu, _("Add N_ote…"), "picture.note");
}

/* As in the trend pane's menu: what is shown, bars and marks, whose topic and range, what leaves. */
static GMenuModel *
make_menu (SotongChartPane *self)
{
  g_autoptr(GMenu) shown = g_menu_new (), time = g_menu_new (), own = g_menu_new (), file = g_menu_new ();
  SotongSubjectFlags flags = sotong_subject_get_flags (self->subject);
  GMenu *menu = g_menu_new ();

  g_menu_append (shown, _("_Table Below"), "picture.table");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (shown));
  if (self->subject == SOTONG_SUBJECT_SENTIMENT)
    add_buckets (time);
  if (flags & SOTONG_SUBJECT_HAS_MARKS)
    add_marks (self, time);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (time));
  if (flags & SOTONG_SUBJECT_HAS_TOPIC)
    g_menu_append (own, _("Topic of _Its Own"), "own.topic");
  if (flags & SOTONG_SUBJECT_HAS_CAMPAIGN)
    g_menu_append (own, _("Ca_mpaign of Its Own"), "picture.own-campaign");
  g_menu_append (own, _("_Range of Its Own"), "own.range");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (own));
  g_menu_append (file, _("Copy as _Picture"), "picture.copy-picture");
  g_menu_append (file, _("Copy as Ta_ble"), "picture.copy-table");
  g_menu_append (file, _("Sa_ve Chart…"), "picture.save");
  if (flags & SOTONG_SUBJECT_HAS_MARKS || self->subject == SOTONG_SUBJECT_PACE)
    g_menu_append (file, _("S_how All of the Time"), "picture.zoom-back");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (file));
  return G_MENU_MODEL (menu);
}

/* ---- widgets ---- */

static GtkDropDown *
add_drop (SotongChartPane *self,
          GtkBox          *head,
          const char      *name,
          GCallback        chosen)
{
  GtkWidget *drop = gtk_drop_down_new (G_LIST_MODEL (gtk_string_list_new (NULL)), NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (drop, "notify::selected", chosen, self, G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (drop, TRUE);
  gtk_box_append (head, drop);
  return GTK_DROP_DOWN (drop);
}

static void
add_views (SotongChartPane *self,
           GtkBox          *head)
{
  guint n = sotong_subject_n_views (self->subject);
  GtkStringList *titles;

  if (n < 2)
    return;
  self->view_drop = add_drop (self, head, _("How it is shown"), G_CALLBACK (view_chosen_cb));
  titles = GTK_STRING_LIST (gtk_drop_down_get_model (self->view_drop));
  self->updating = TRUE;
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (titles, sotong_subject_view_title (self->subject, i));
  gtk_drop_down_set_selected (self->view_drop, self->view_number);
  self->updating = FALSE;
}

static GtkWidget *
make_head (SotongChartPane *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *menu = gtk_menu_button_new ();
  g_autoptr(GMenuModel) model = make_menu (self);
  SotongSubjectFlags flags = sotong_subject_get_flags (self->subject);

  gtk_widget_set_margin_top (head, 6);
  gtk_widget_set_margin_bottom (head, 6);
  gtk_widget_set_margin_start (head, 8);
  gtk_widget_set_margin_end (head, 8);
  if (flags & SOTONG_SUBJECT_HAS_CAMPAIGN)
    self->campaign_drop = add_drop (self, GTK_BOX (head), _("Campaign"), G_CALLBACK (campaign_chosen_cb));
  if (flags & SOTONG_SUBJECT_HAS_TOPIC)
    {
      self->topic_drop = add_drop (self, GTK_BOX (head), _("Topic"), G_CALLBACK (topic_chosen_cb));
      gtk_string_list_append (GTK_STRING_LIST (gtk_drop_down_get_model (self->topic_drop)), _("All mentions")); /* until the topics are known */
    }
  add_views (self, GTK_BOX (head));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "sotong-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (menu), model);
  gtk_widget_add_css_class (menu, "flat");
  gtk_widget_set_halign (menu, GTK_ALIGN_END);
  gtk_widget_set_hexpand (menu, self->topic_drop == NULL && self->view_drop == NULL);
  gtk_widget_set_tooltip_text (menu, _("What is marked, saving and copying"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (menu), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What is marked, saving and copying"), -1);
  gtk_box_append (GTK_BOX (head), menu);
  return head;
}

/* On the day under the cursor, else today. */
static void
noted_cb (SotongChartPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  int cursor = sotong_chart_view_get_cursor (self->view);
  SotongSlots *slots;

  if (context == NULL || sotong_context_get_store (context) == NULL || self->answer == NULL || self->answer->chart == NULL)
    return;
  slots = sotong_chart_get_slots (self->answer->chart);
  sotong_note_dialog_present (SOTONG_PANE (self), sotong_slots_is_time (slots) && cursor >= 0 && cursor < (int) sotong_slots_get_length (slots)
                              ? (gint64) sotong_slots_get_start (slots, (gsize) cursor) : sotong_context_now (context));
}

static GtkWidget *
make_chart_page (SotongChartPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->text = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->text, 0);
  gtk_label_set_wrap (self->text, TRUE);
  gtk_label_set_selectable (self->text, TRUE);
  gtk_widget_set_margin_start (GTK_WIDGET (self->text), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->text), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->text), 6);
  gtk_widget_set_visible (GTK_WIDGET (self->text), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  self->view = SOTONG_CHART_VIEW (sotong_chart_view_new ());
  sotong_chart_view_set_hidden (self->view, (const char * const *) self->hidden);
  g_signal_connect_object (self->view, "activated", G_CALLBACK (sotong_chart_pane_follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "noted", G_CALLBACK (noted_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->view));
  self->table = SOTONG_CHART_TABLE (sotong_chart_table_new ());
  g_signal_connect_object (self->table, "activated", G_CALLBACK (sotong_chart_pane_follow), self, G_CONNECT_SWAPPED);
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->table), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table));
  return box;
}

void
sotong_chart_pane_build (SotongChartPane *self)
{
  GtkWidget *box;

  if (self->built)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), sotong_pane_own_get_bar (self->own));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, adw_bin_new (), "nothing"); /* until there is an answer */
  gtk_stack_add_named (self->stack, make_chart_page (self), "chart");
  self->empty_page = ADW_STATUS_PAGE (adw_status_page_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->empty_page), "compact");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->empty_page), "empty");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  panel_widget_set_child (PANEL_WIDGET (self), box);
  sotong_pane_add_work (SOTONG_PANE (self), GTK_WIDGET (self->view));
  self->built = TRUE;
}
