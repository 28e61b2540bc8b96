/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-chart-pane-private.h"
#include "app/sotong-pane-registry.h"
#include "app/sotong-topic-drop.h"
#include "store/sotong-campaign.h"

#define REFRESH_MS 150

/**
 * SotongChartPane:
 *
 * One picture of the workspace: sentiment, sources, hours, posts, the pace of the money, or what a campaign did. Which
 * one its id says. Topic and range are the window's or its own; a click leads to what is behind a point.
 */
G_DEFINE_FINAL_TYPE (SotongChartPane, sotong_chart_pane, SOTONG_TYPE_PANE)

/* ---- what is shown ---- */

/* An effect is that of one campaign; posts may be those of all. */
static gboolean
offers_all (SotongChartPane *self)
{
  return self->subject == SOTONG_SUBJECT_POSTS;
}

static gboolean
same_campaigns (SotongChartPane *self)
{
  GtkStringList *names = GTK_STRING_LIST (gtk_drop_down_get_model (self->campaign_drop));
  guint first = offers_all (self);

  if (self->campaign_ids->len != first + self->answer->campaigns->len)
    return FALSE;
  for (guint i = 0; i < self->answer->campaigns->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (self->answer->campaigns, i);

      if (campaign->id != g_array_index (self->campaign_ids, gint64, first + i)
          || g_strcmp0 (campaign->name, gtk_string_list_get_string (names, first + i)) != 0)
        return FALSE;
    }
  return TRUE;
}

/* A list that holds them already is left alone, for it may be open. */
static void
show_campaigns (SotongChartPane *self)
{
  g_autoptr(GtkStringList) names = NULL;
  guint selected = 0;
  gboolean same;

  if (self->campaign_drop == NULL)
    return;
  same = same_campaigns (self);
  names = gtk_string_list_new (NULL);
  g_array_set_size (self->campaign_ids, 0);
  if (offers_all (self))
    {
      gtk_string_list_append (names, _("All campaigns"));
      g_array_append_vals (self->campaign_ids, &(gint64) { 0 }, 1);
    }
  for (guint i = 0; i < self->answer->campaigns->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (self->answer->campaigns, i);

      gtk_string_list_append (names, campaign->name);
      g_array_append_val (self->campaign_ids, campaign->id);
      if (campaign->id == self->answer->campaign_id)
        selected = self->campaign_ids->len - 1;
    }
  self->updating = TRUE;
  if (!same)
    gtk_drop_down_set_model (self->campaign_drop, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->campaign_drop, selected);
  self->updating = FALSE;
}

/* (transfer none) (nullable): of the campaign that it keeps, whatever the window shows */
static const char *
own_campaign_name (SotongChartPane *self)
{
  if (self->campaign_drop == NULL || !sotong_chart_pane_is_on (self, "own-campaign"))
    return NULL;
  for (guint i = 0; i < self->answer->campaigns->len; i++)
    if (((const SotongCampaign *) g_ptr_array_index (self->answer->campaigns, i))->id == self->answer->campaign_id)
      return ((const SotongCampaign *) g_ptr_array_index (self->answer->campaigns, i))->name;
  return offers_all (self) ? _("All campaigns") : NULL;
}

static void
show_empty (SotongChartPane *self)
{
  static const struct {
    const char *title;
    const char *text;
  } texts[SOTONG_N_SUBJECTS] = {
    [SOTONG_SUBJECT_SENTIMENT] = { N_("Nothing was said"), N_("There is no mention of this topic in this time. Choose others above.") },
    [SOTONG_SUBJECT_SOURCES] = { N_("Nothing was said"), N_("There is no mention of this topic in this time. Choose others above.") },
    [SOTONG_SUBJECT_HEAT] = { N_("Nothing was said"), N_("There is no mention of this topic in this time. Choose others above.") },
    [SOTONG_SUBJECT_POSTS] = { N_("No figures of posts yet"),
                               N_("Platforms give them once a day to whoever publishes there. Those they do not give are typed in under “Figures of Channels”.") },
    [SOTONG_SUBJECT_PACE] = { N_("No budget of this year"), N_("Once the ledger has lines, their pace stands here.") },
    [SOTONG_SUBJECT_SEARCHES] = { N_("No search trend"),
                                  N_("A source of the kind “Naver search trend” brings how often words are searched for: relative values, never counts.") },
    [SOTONG_SUBJECT_EFFECT] = { N_("No campaign has begun"), N_("Choose a campaign above: the days before, during and after it stand beside each other.") },
  };

  adw_status_page_set_title (self->empty_page, _(texts[self->subject].title));
  adw_status_page_set_description (self->empty_page, _(texts[self->subject].text));
}

static void
show_answer (SotongChartPane *self)
{
  if (self->topic_drop != NULL)
    {
      self->updating = TRUE;
      sotong_topic_drop_fill (self->topic_drop, self->topic_ids, self->answer->topics, sotong_pane_own_get_topic (self->own));
      sotong_topic_drop_choose (self->topic_drop, self->topic_ids, sotong_pane_own_get_topic (self->own));
      self->updating = FALSE;
    }
  show_campaigns (self);
  sotong_pane_own_show_title (self->own, self->answer->topics, own_campaign_name (self));
  sotong_pane_own_say_unknown (self->own, self->answer->misses_other ? &self->answer->other : NULL);
  if (self->answer->chart == NULL)
    show_empty (self);
  gtk_label_set_text (self->text, self->answer->text != NULL ? self->answer->text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->text), self->answer->text != NULL);
  sotong_chart_view_set_chart (self->view, self->answer->chart);
  sotong_chart_table_set_chart (self->table, sotong_chart_pane_is_on (self, "table") ? self->answer->chart : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->table), sotong_chart_pane_is_on (self, "table"));
  gtk_stack_set_visible_child_name (self->stack, self->answer->chart != NULL ? "chart" : "empty");
}

/* ---- asking ---- */

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SotongChartPane) self = user_data;
  g_autoptr(GError) error = NULL;
  SotongSubjectAnswer *answer = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (answer == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sotong_pane_show_error (SOTONG_PANE (self), _("The chart could not be read"), error);
      return;
    }
  if (!sotong_pane_get_attached (SOTONG_PANE (self)))
    {
      sotong_subject_answer_free (answer);
      return;
    }
  g_clear_pointer (&self->answer, sotong_subject_answer_free);
  self->answer = answer;
  show_answer (self);
}

static SotongChartMarks
shown_marks (SotongChartPane *self)
{
  return (sotong_chart_pane_is_on (self, "campaigns") ? SOTONG_CHART_CAMPAIGNS : 0) | (sotong_chart_pane_is_on (self, "events") ? SOTONG_CHART_EVENTS : 0)
         | (sotong_chart_pane_is_on (self, "posts") ? SOTONG_CHART_POSTS : 0) | (sotong_chart_pane_is_on (self, "alerts") ? SOTONG_CHART_ALERTS : 0);
}

/* Of what has no marks over time each view has the length that suits it. */
static int
chosen_bucket (SotongChartPane *self)
{
  g_autoptr(GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), "bucket");
  SotongBucket bucket;

  if (self->subject == SOTONG_SUBJECT_SENTIMENT && sotong_bucket_from_name (g_variant_get_string (state, NULL), &bucket))
    return (int) bucket;
  return -1;
}

/* The newest question wins. */
void
sotong_chart_pane_ask (SotongChartPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  SotongSubjectFlags flags = sotong_subject_get_flags (self->subject);
  SotongSubjectQuestion *question;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (context == NULL || !self->built || !sotong_pane_get_attached (SOTONG_PANE (self)) || sotong_context_get_store (context) == NULL)
    return;
  question = g_new0 (SotongSubjectQuestion, 1);
  question->subject = self->subject;
  question->view = self->view_number;
  question->topic_id = flags & SOTONG_SUBJECT_HAS_TOPIC ? sotong_pane_own_get_topic (self->own) : 0;
  if (flags & SOTONG_SUBJECT_HAS_CAMPAIGN)
    question->campaign_id = self->campaign >= 0 ? self->campaign : sotong_context_get_campaign (context);
  question->has_range = sotong_period_get_range (sotong_pane_own_get_period (self->own), &question->range);
  question->compare = sotong_period_get_compare (sotong_pane_own_get_period (self->own));
  question->bucket = chosen_bucket (self);
  question->marks = shown_marks (self);
  question->demo = sotong_store_is_demo (sotong_context_get_store (context));
  self->cancellable = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (context), sotong_subject_answer_job, question, g_free,
                           (GDestroyNotify) sotong_subject_answer_free, self->cancellable, answer_cb, g_object_ref (self));
}

static gboolean
refresh_cb (gpointer user_data)
{
  SotongChartPane *self = user_data;

  self->refresh_id = 0;
  sotong_chart_pane_ask (self);
  return G_SOURCE_REMOVE;
}

/* Many writes in a row are one new picture. */
static void
store_changed_cb (SotongChartPane *self,
                  guint            areas)
{
  guint ours = SOTONG_AREA_MENTIONS | SOTONG_AREA_TOPICS | SOTONG_AREA_SOURCES | SOTONG_AREA_PLAN;

  if (self->subject == SOTONG_SUBJECT_POSTS)
    ours = SOTONG_AREA_PLAN | SOTONG_AREA_CHANNELS | SOTONG_AREA_OUTBOX;
  else if (self->subject == SOTONG_SUBJECT_PACE)
    ours = SOTONG_AREA_BUDGET;
  if ((areas & ours) != 0 && self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_MS, refresh_cb, self);
}

static void
period_changed_cb (SotongChartPane *self)
{
  if (self->built)
    sotong_chart_view_set_period (self->view, sotong_pane_own_get_period (self->own));
}

static void
campaign_changed_cb (SotongChartPane *self)
{
  if (sotong_chart_pane_is_on (self, "own-campaign"))
    return;
  self->campaign = -1;
  sotong_chart_pane_ask (self);
}

/* ---- the pane ---- */

static void
sotong_chart_pane_attach (SotongPane    *pane,
                          SotongContext *context)
{
  SotongChartPane *self = SOTONG_CHART_PANE (pane);

  sotong_chart_pane_build (self);
  g_signal_group_set_target (self->context, context);
  g_signal_group_set_target (self->store, sotong_context_get_store (context));
  sotong_pane_own_set_context (self->own, context);
  sotong_chart_pane_ask (self);
}

static void
forget (SotongChartPane *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->answer, sotong_subject_answer_free);
}

static void
sotong_chart_pane_detach (SotongPane *pane)
{
  SotongChartPane *self = SOTONG_CHART_PANE (pane);

  forget (self);
  if (self->own == NULL)
    return;
  sotong_pane_own_set_context (self->own, NULL);
  g_signal_group_set_target (self->context, NULL);
  g_signal_group_set_target (self->store, NULL);
}

static void
sotong_chart_pane_refresh (SotongPane *pane)
{
  sotong_chart_pane_ask (SOTONG_CHART_PANE (pane));
}

static gboolean
sotong_chart_pane_choose_view_number (SotongPane *pane,
                                      int         number)
{
  SotongChartPane *self = SOTONG_CHART_PANE (pane);

  if (number < 1 || (guint) number > sotong_subject_n_views (self->subject))
    return FALSE;
  sotong_chart_pane_choose_view (self, (guint) number - 1);
  return TRUE;
}

static const char *const kept_actions[] = { "table", "campaigns", "events", "posts", "alerts", "own-campaign" };

/* A series that was hidden in the legend is hidden tomorrow, too. */
static void
save_hidden (SotongChartPane *self,
             GVariantDict    *state)
{
  g_auto(GStrv) names = self->built ? sotong_chart_view_dup_hidden (self->view) : g_strdupv (self->hidden);

  if (names != NULL && names[0] != NULL)
    g_variant_dict_insert_value (state, "hidden", g_variant_new_strv ((const char * const *) names, -1));
}

static void
load_hidden (SotongChartPane *self,
             GVariantDict    *state)
{
  g_autoptr(GVariant) names = g_variant_dict_lookup_value (state, "hidden", G_VARIANT_TYPE_STRING_ARRAY);

  g_clear_pointer (&self->hidden, g_strfreev);
  self->hidden = names != NULL ? g_variant_dup_strv (names, NULL) : NULL;
  if (self->built)
    sotong_chart_view_set_hidden (self->view, (const char * const *) self->hidden);
}

static void
sotong_chart_pane_save (SotongPane   *pane,
                        GVariantDict *state)
{
  SotongChartPane *self = SOTONG_CHART_PANE (pane);
  g_autoptr(GVariant) bucket = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), "bucket");

  sotong_pane_own_save (self->own, state);
  save_hidden (self, state);
  g_variant_dict_insert (state, "view", "u", self->view_number);
  if (self->campaign >= 0)
    g_variant_dict_insert (state, "campaign", "x", self->campaign);
  g_variant_dict_insert_value (state, "bucket", bucket);
  for (guint i = 0; i < G_N_ELEMENTS (kept_actions); i++)
    g_variant_dict_insert (state, kept_actions[i], "b", sotong_chart_pane_is_on (self, kept_actions[i]));
}

static void
sotong_chart_pane_load (SotongPane   *pane,
                        GVariantDict *state)
{
  SotongChartPane *self = SOTONG_CHART_PANE (pane);
  g_autoptr(GVariant) bucket = g_variant_dict_lookup_value (state, "bucket", G_VARIANT_TYPE_STRING);
  guint32 number = 0;
  gboolean on;

  if (bucket != NULL)
    g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "bucket", bucket);

  for (guint i = 0; i < G_N_ELEMENTS (kept_actions); i++)
    if (g_variant_dict_lookup (state, kept_actions[i], "b", &on))
      g_action_group_change_action_state (G_ACTION_GROUP (self->actions), kept_actions[i], g_variant_new_boolean (on));
  if (!g_variant_dict_lookup (state, "campaign", "x", &self->campaign) || self->campaign < 0)
    self->campaign = -1;
  if (g_variant_dict_lookup (state, "view", "u", &number))
    sotong_chart_pane_choose_view (self, number);
  load_hidden (self, state);
  sotong_pane_own_load (self->own, state);
}

/* What it is about is known once it has its id. */
static void
id_cb (SotongChartPane *self)
{
  const char *id = panel_widget_get_id (PANEL_WIDGET (self));

  if (id == NULL || !sotong_subject_from_id (id, &self->subject))
    return;
  sotong_chart_pane_update_marks (self);
  if (sotong_subject_get_flags (self->subject) & SOTONG_SUBJECT_HAS_TABLE)
    g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "table", g_variant_new_boolean (TRUE));
}

static void
sotong_chart_pane_dispose (GObject *object)
{
  SotongChartPane *self = SOTONG_CHART_PANE (object);

  forget (self);
  g_clear_object (&self->own);
  g_clear_object (&self->actions);
  g_clear_object (&self->context);
  g_clear_object (&self->store);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "own", NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "picture", NULL);
  panel_widget_set_child (PANEL_WIDGET (self), NULL);
  g_clear_pointer (&self->topic_ids, g_array_unref);
  g_clear_pointer (&self->campaign_ids, g_array_unref);
  g_clear_pointer (&self->hidden, g_strfreev);
  G_OBJECT_CLASS (sotong_chart_pane_parent_class)->dispose (object);
}

static void
sotong_chart_pane_class_init (SotongChartPaneClass *klass)
{
  SotongPaneClass *pane_class = SOTONG_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_chart_pane_dispose;
  pane_class->attach = sotong_chart_pane_attach;
  pane_class->detach = sotong_chart_pane_detach;
  pane_class->refresh = sotong_chart_pane_refresh;
  pane_class->choose_view = sotong_chart_pane_choose_view_number;
  pane_class->save = sotong_chart_pane_save;
  pane_class->load = sotong_chart_pane_load;
}

static void
sotong_chart_pane_init (SotongChartPane *self)
{
  self->campaign = -1;
  self->topic_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->campaign_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  sotong_chart_pane_add_actions (self);
  self->own = sotong_pane_own_new (SOTONG_PANE (self));
  g_signal_connect_object (self->own, "changed", G_CALLBACK (sotong_chart_pane_ask), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->own, "period-changed", G_CALLBACK (period_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::id", G_CALLBACK (id_cb), NULL);
  self->context = g_signal_group_new (SOTONG_TYPE_CONTEXT);
  g_signal_group_connect_swapped (self->context, "notify::campaign", G_CALLBACK (campaign_changed_cb), self);
  self->store = g_signal_group_new (SOTONG_TYPE_STORE);
  g_signal_group_connect_swapped (self->store, "changed", G_CALLBACK (store_changed_cb), self);
}
