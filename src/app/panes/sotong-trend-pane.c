/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "app/dialogs/sotong-note-dialog.h"
#include "app/panes/sotong-trend-data.h"
#include "app/panes/sotong-trend-pane.h"
#include "app/sotong-chart-export.h"
#include "app/sotong-chart-table.h"
#include "app/sotong-chart-view.h"
#include "app/sotong-pane-own.h"
#include "app/sotong-topic-drop.h"
#include "store/sotong-topic.h"

#define REFRESH_MS 150

/**
 * SotongTrendPane:
 *
 * How much was said, and how, over time. Topic and range are the window's, or the pane's own; a click on a day
 * shows its mentions.
 */
struct _SotongTrendPane
{
  SotongPane         parent_instance;
  GtkDropDown       *topic_drop;
  GtkStringList     *topic_names;
  GtkBox            *box;
  GtkStack          *stack;
  AdwStatusPage     *empty_page;
  SotongChartView   *trend_view;
  SotongChartView   *sentiment_view;
  SotongChartTable  *table;
  GArray            *topic_ids;     /* (owned) (element-type gint64): of the drop-down's rows */
  SotongTrendAnswer *answer;        /* (owned) (nullable): what is shown */
  SotongPaneOwn     *own;           /* (owned) */
  GSignalGroup      *context;       /* (owned) */
  GSignalGroup      *store;         /* (owned) */
  GCancellable      *cancellable;   /* (owned) (nullable) */
  GSimpleActionGroup *actions;      /* (owned) */
  GSimpleAction     *show_action;   /* (owned) */
  GSimpleAction     *campaigns_action; /* (owned) */
  GSimpleAction     *bucket_action; /* (owned) */
  GSimpleAction     *events_action; /* (owned) */
  GSimpleAction     *posts_action;  /* (owned) */
  GSimpleAction     *alerts_action; /* (owned) */
  GSimpleAction     *table_action;  /* (owned) */
  guint              refresh_id;
  gboolean           updating;      /* the drop-downs are being set, not chosen from */
};

G_DEFINE_FINAL_TYPE (SotongTrendPane, sotong_trend_pane, SOTONG_TYPE_PANE)

/* Whose states a layout keeps. */
static const char *const kept_actions[] = { "show", "bucket", "campaigns", "events", "posts", "alerts", "table" };

static GTimeZone *
zone_of (SotongTrendPane *self)
{
  return sotong_context_get_zone (sotong_pane_get_context (SOTONG_PANE (self)));
}

/* ---- what is shown ---- */

static void
show_views (SotongTrendPane *self)
{
  g_autoptr(GVariant) state = g_action_get_state (G_ACTION (self->show_action));
  const char *show = g_variant_get_string (state, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->trend_view), !g_str_equal (show, "sentiment"));
  gtk_widget_set_visible (GTK_WIDGET (self->sentiment_view), !g_str_equal (show, "mentions"));
}

static SotongTrendMarks
shown_marks (SotongTrendPane *self)
{
  g_autoptr(GVariant) events = g_action_get_state (G_ACTION (self->events_action)), posts = g_action_get_state (G_ACTION (self->posts_action));
  g_autoptr(GVariant) alerts = g_action_get_state (G_ACTION (self->alerts_action));

  return (g_variant_get_boolean (events) ? SOTONG_TREND_EVENTS : 0) | (g_variant_get_boolean (posts) ? SOTONG_TREND_POSTS : 0)
         | (g_variant_get_boolean (alerts) ? SOTONG_TREND_ALERTS : 0);
}

static SotongChart *
make_chart (SotongTrendPane  *self,
            gboolean          sentiment,
            SotongTrendMarks  marks,
            SotongTrendBands  bands)
{
  SotongChart *chart = sotong_trend_answer_draw (self->answer, sentiment, zone_of (self));

  sotong_trend_answer_mark (self->answer, marks, bands, sotong_context_get_campaign (sotong_pane_get_context (SOTONG_PANE (self))), zone_of (self), chart);
  return chart;
}

static SotongTrendBands
shown_bands (SotongTrendPane *self)
{
  g_autoptr(GVariant) state = g_action_get_state (G_ACTION (self->campaigns_action));

  return g_variant_get_boolean (state) ? SOTONG_TREND_ALL_BANDS : SOTONG_TREND_ONE_BAND;
}

/* As it leaves the program: with what the window says around it. */
static SotongChart *
make_export (SotongTrendPane *self,
             gboolean         sentiment)
{
  SotongChart *chart = make_chart (self, sentiment, shown_marks (self), shown_bands (self));
  g_autofree char *foot = sotong_trend_answer_foot (self->answer, sentiment, chart);

  sotong_chart_export_label (chart, gtk_string_list_get_string (self->topic_names, gtk_drop_down_get_selected (self->topic_drop)), &self->answer->range,
                             foot, sotong_pane_get_context (SOTONG_PANE (self)));
  return chart;
}

/* One below the other they have the same days: the marks stand in the upper one, the foot below the lower one. */
static void
draw_chart (SotongTrendPane *self,
            SotongChartView *view,
            gboolean         marked)
{
  gboolean sentiment = view == self->sentiment_view;
  g_autoptr(SotongChart) chart = NULL, leaving = NULL;
  g_autofree char *foot = NULL;

  if (!gtk_widget_get_visible (GTK_WIDGET (view)))
    return;
  chart = make_chart (self, sentiment, marked ? shown_marks (self) : 0, marked ? shown_bands (self) : SOTONG_TREND_NO_BANDS);
  foot = sotong_trend_answer_foot (self->answer, sentiment, chart);
  if (sentiment && (self->answer->misses_other || self->answer->change != NULL)) /* said of the chart above, which has no foot then */
    {
      g_autofree char *own = g_steal_pointer (&foot);

      foot = g_strdup_printf ("%s · %s", own, self->answer->change != NULL ? self->answer->change : _("nothing was collected in the time it is compared with"));
    }
  if (sentiment || !gtk_widget_get_visible (GTK_WIDGET (self->sentiment_view)))
    sotong_chart_set_foot (chart, foot);
  leaving = make_export (self, sentiment);
  sotong_chart_view_set_chart (view, chart);
  sotong_chart_view_set_export (view, leaving);
}

/* The figures of both charts, which are the same. */
static void
show_table (SotongTrendPane *self)
{
  g_autoptr(GVariant) state = g_action_get_state (G_ACTION (self->table_action));
  gboolean shown = g_variant_get_boolean (state);
  g_autoptr(SotongChart) chart = shown ? sotong_trend_answer_draw (self->answer, FALSE, zone_of (self)) : NULL;

  sotong_chart_table_set_chart (self->table, chart);
  gtk_widget_set_visible (GTK_WIDGET (self->table), shown);
}

static void
draw_charts (SotongTrendPane *self)
{
  if (self->answer == NULL || self->answer->points->len == 0)
    return;
  draw_chart (self, self->trend_view, TRUE);
  draw_chart (self, self->sentiment_view, !gtk_widget_get_visible (GTK_WIDGET (self->trend_view)));
  show_table (self);
}

/* The chart that has the focus, else the first that is shown. */
static SotongChartView *
front_view (SotongTrendPane *self)
{
  gboolean sentiment = gtk_widget_has_focus (GTK_WIDGET (self->sentiment_view)) || !gtk_widget_get_visible (GTK_WIDGET (self->trend_view));

  return sentiment ? self->sentiment_view : self->trend_view;
}

static void
show_answer (SotongTrendPane *self)
{
  gint64 topic = sotong_pane_own_get_topic (self->own);
  gboolean narrowed = topic != 0 || sotong_period_get_range (sotong_pane_own_get_period (self->own), NULL);

  self->updating = TRUE;
  sotong_topic_drop_fill (self->topic_drop, self->topic_ids, self->answer->topics, topic);
  self->updating = FALSE;
  sotong_pane_own_show_title (self->own, self->answer->topics, NULL);
  sotong_pane_own_say_unknown (self->own, self->answer->misses_other ? &self->answer->other : NULL);
  if (self->answer->points->len == 0)
    {
      adw_status_page_set_title (self->empty_page, narrowed ? _("Nothing was said") : _("No trend yet"));
      adw_status_page_set_description (self->empty_page,
                                       narrowed ? _("There is no mention of this topic. Choose another one above.")
                                       : _("Once mentions have been fetched or imported, a curve of each day stands here."));
    }
  draw_charts (self);
  gtk_stack_set_visible_child_name (self->stack, self->answer->points->len > 0 ? "charts" : "empty");
}

/* ---- asking ---- */

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SotongTrendPane) self = user_data;
  g_autoptr(GError) error = NULL;
  SotongTrendAnswer *answer = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (answer == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sotong_pane_show_error (SOTONG_PANE (self), _("The trend could not be read"), error);
      return;
    }
  if (!sotong_pane_get_attached (SOTONG_PANE (self)))
    {
      sotong_trend_answer_free (answer);
      return;
    }
  g_clear_pointer (&self->answer, sotong_trend_answer_free);
  self->answer = answer;
  show_answer (self);
}

static void
ask (SotongTrendPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  g_autoptr(GVariant) state = g_action_get_state (G_ACTION (self->bucket_action));
  SotongTrendQuestion *question;
  SotongBucket bucket;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (context == NULL || !sotong_pane_get_attached (SOTONG_PANE (self)) || sotong_context_get_store (context) == NULL)
    return;
  question = g_new0 (SotongTrendQuestion, 1);
  question->topic_id = sotong_pane_own_get_topic (self->own);
  question->has_range = sotong_period_get_range (sotong_pane_own_get_period (self->own), &question->range);
  question->compare = sotong_period_get_compare (sotong_pane_own_get_period (self->own));
  question->bucket = sotong_bucket_from_name (g_variant_get_string (state, NULL), &bucket) ? (int) bucket : -1;
  self->cancellable = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (context), sotong_trend_answer_job, question, g_free,
                           (GDestroyNotify) sotong_trend_answer_free, self->cancellable, answer_cb, g_object_ref (self));
}

static void
own_changed_cb (SotongTrendPane *self)
{
  self->updating = TRUE;
  sotong_topic_drop_choose (self->topic_drop, self->topic_ids, sotong_pane_own_get_topic (self->own));
  self->updating = FALSE;
  ask (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  SotongTrendPane *self = user_data;

  self->refresh_id = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

/* Many writes in a row are one new picture. */
static void
store_changed_cb (SotongTrendPane *self,
                  guint            areas)
{
  const guint ours = SOTONG_AREA_MENTIONS | SOTONG_AREA_TOPICS | SOTONG_AREA_SOURCES | SOTONG_AREA_PLAN;

  if ((areas & ours) != 0 && self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_MS, refresh_cb, self);
}

/* ---- choosing ---- */

static void
topic_chosen_cb (SotongTrendPane *self)
{
  guint selected = gtk_drop_down_get_selected (self->topic_drop);

  if (!self->updating && selected < self->topic_ids->len)
    sotong_pane_own_choose (self->own, g_array_index (self->topic_ids, gint64, selected));
}

/* Both charts have one cursor and one range in view, with the charts of other panes. */
static void
period_changed_cb (SotongTrendPane *self)
{
  sotong_chart_view_set_period (self->trend_view, sotong_pane_own_get_period (self->own));
  sotong_chart_view_set_period (self->sentiment_view, sotong_pane_own_get_period (self->own));
}

static void
activated_cb (SotongTrendPane *self,
              int              index)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  SotongRange range;

  if (context == NULL || self->answer == NULL || index >= (int) self->answer->points->len)
    return;
  range.start = g_array_index (self->answer->points, SotongTrendPoint, index).start;
  range.end = sotong_time_bucket_next (range.start, self->answer->bucket, zone_of (self));
  sotong_pane_own_show (self->own, &range);
}

/* ---- commands ---- */

static void
show_action_changed_cb (SotongTrendPane *self)
{
  show_views (self);
  draw_charts (self);
}

static void
save_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  SotongTrendPane *self = user_data;
  gboolean sentiment = g_str_equal (g_variant_get_string (parameter, NULL), "sentiment");
  SotongChartView *view = sentiment ? self->sentiment_view : self->trend_view;
  g_autoptr(SotongChart) chart = NULL;

  if (self->answer == NULL || self->answer->points->len == 0)
    return;
  chart = gtk_widget_get_visible (GTK_WIDGET (view)) ? sotong_chart_view_dup_export (view) : make_export (self, sentiment);
  sotong_chart_export_ask (SOTONG_PANE (self), chart);
}

/* The same commands as in the chart's own menu. */
static void
copy_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_autofree char *name = g_strconcat ("chart.", g_action_get_name (G_ACTION (action)), NULL);

  gtk_widget_activate_action (GTK_WIDGET (front_view (user_data)), name, NULL);
}

static void
zoom_back_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  sotong_chart_view_set_zoom (SOTONG_TREND_PANE (user_data)->trend_view, NAN, NAN);
  sotong_chart_view_set_zoom (SOTONG_TREND_PANE (user_data)->sentiment_view, NAN, NAN);
}

/* On the day under the cursor, else today. */
static void
note_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  SotongTrendPane *self = user_data;
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  int cursor = sotong_chart_view_get_cursor (front_view (self));
  gint64 at;

  if (context == NULL || sotong_context_get_store (context) == NULL)
    return;
  at = sotong_context_now (context);
  if (self->answer != NULL && cursor >= 0 && cursor < (int) self->answer->points->len)
    at = g_array_index (self->answer->points, SotongTrendPoint, cursor).start;
  sotong_note_dialog_present (SOTONG_PANE (self), at);
}

static void
noted_cb (SotongTrendPane *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "trend.note", NULL);
}

static void
add_actions (SotongTrendPane *self)
{
  static const GActionEntry entries[] = {
    { .name = "save", .activate = save_action, .parameter_type = "s" },
    { .name = "copy-table", .activate = copy_action },
    { .name = "copy-picture", .activate = copy_action },
    { .name = "zoom-back", .activate = zoom_back_action },
    { .name = "note", .activate = note_action },
  };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  self->show_action = g_simple_action_new_stateful ("show", G_VARIANT_TYPE_STRING, g_variant_new_string ("both"));
  self->campaigns_action = g_simple_action_new_stateful ("campaigns", NULL, g_variant_new_boolean (FALSE));
  g_signal_connect_object (self->show_action, "notify::state", G_CALLBACK (show_action_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->campaigns_action, "notify::state", G_CALLBACK (draw_charts), self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->show_action));
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->campaigns_action));
  self->events_action = g_simple_action_new_stateful ("events", NULL, g_variant_new_boolean (FALSE));
  self->posts_action = g_simple_action_new_stateful ("posts", NULL, g_variant_new_boolean (FALSE));
  g_signal_connect_object (self->events_action, "notify::state", G_CALLBACK (draw_charts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->posts_action, "notify::state", G_CALLBACK (draw_charts), self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->events_action));
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->posts_action));
  self->alerts_action = g_simple_action_new_stateful ("alerts", NULL, g_variant_new_boolean (TRUE));
  g_signal_connect_object (self->alerts_action, "notify::state", G_CALLBACK (draw_charts), self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->alerts_action));
  self->table_action = g_simple_action_new_stateful ("table", NULL, g_variant_new_boolean (FALSE));
  g_signal_connect_object (self->table_action, "notify::state", G_CALLBACK (draw_charts), self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->table_action));
  self->bucket_action = g_simple_action_new_stateful ("bucket", G_VARIANT_TYPE_STRING, g_variant_new_string ("auto"));
  g_signal_connect_object (self->bucket_action, "notify::state", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->bucket_action));
  sotong_pane_add_actions (SOTONG_PANE (self), "trend", G_ACTION_GROUP (group));
  self->actions = g_steal_pointer (&group);
}

/* ---- the pane ---- */

static void
sotong_trend_pane_attach (SotongPane    *pane,
                          SotongContext *context)
{
  SotongTrendPane *self = SOTONG_TREND_PANE (pane);

  g_signal_group_set_target (self->context, context);
  g_signal_group_set_target (self->store, sotong_context_get_store (context));
  sotong_pane_own_set_context (self->own, context);
  own_changed_cb (self);
}

static void
forget (SotongTrendPane *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->answer, sotong_trend_answer_free);
}

static void
sotong_trend_pane_detach (SotongPane *pane)
{
  SotongTrendPane *self = SOTONG_TREND_PANE (pane);

  forget (self);
  if (self->own != NULL)
    sotong_pane_own_set_context (self->own, NULL);
  if (self->context != NULL)
    {
      g_signal_group_set_target (self->context, NULL);
      g_signal_group_set_target (self->store, NULL);
    }
}

static void
sotong_trend_pane_refresh (SotongPane *pane)
{
  ask (SOTONG_TREND_PANE (pane));
}

static void
save_hidden (SotongChartView *view,
             GVariantDict    *state,
             const char      *key)
{
  g_auto(GStrv) names = sotong_chart_view_dup_hidden (view);

  if (names[0] != NULL)
    g_variant_dict_insert_value (state, key, g_variant_new_strv ((const char * const *) names, -1));
}

static void
load_hidden (SotongChartView *view,
             GVariantDict    *state,
             const char      *key)
{
  g_autoptr(GVariant) value = g_variant_dict_lookup_value (state, key, G_VARIANT_TYPE_STRING_ARRAY);
  g_autofree const char **names = value != NULL ? g_variant_get_strv (value, NULL) : NULL;

  sotong_chart_view_set_hidden (view, names);
}

static void
sotong_trend_pane_save (SotongPane   *pane,
                        GVariantDict *state)
{
  SotongTrendPane *self = SOTONG_TREND_PANE (pane);

  sotong_pane_own_save (self->own, state);
  save_hidden (self->trend_view, state, "hidden-trend");
  save_hidden (self->sentiment_view, state, "hidden-sentiment");
  for (guint i = 0; i < G_N_ELEMENTS (kept_actions); i++)
    {
      g_autoptr(GVariant) value = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), kept_actions[i]);

      g_variant_dict_insert_value (state, kept_actions[i], value);
    }
}

static void
sotong_trend_pane_load (SotongPane   *pane,
                        GVariantDict *state)
{
  SotongTrendPane *self = SOTONG_TREND_PANE (pane);

  for (guint i = 0; i < G_N_ELEMENTS (kept_actions); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), kept_actions[i]);
      g_autoptr(GVariant) value = g_variant_dict_lookup_value (state, kept_actions[i], g_action_get_state_type (action));

      if (value != NULL)
        g_action_change_state (action, value);
    }
  load_hidden (self->trend_view, state, "hidden-trend");
  load_hidden (self->sentiment_view, state, "hidden-sentiment");
  sotong_pane_own_load (self->own, state);
}

static void
sotong_trend_pane_dispose (GObject *object)
{
  SotongTrendPane *self = SOTONG_TREND_PANE (object);

  forget (self);
  g_clear_object (&self->own);
  g_clear_object (&self->actions);
  g_clear_object (&self->context);
  g_clear_object (&self->store);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "own", NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "trend", NULL);
  panel_widget_set_child (PANEL_WIDGET (self), NULL); /* else it is unparented twice */
  gtk_widget_dispose_template (GTK_WIDGET (self), SOTONG_TYPE_TREND_PANE);
  g_clear_object (&self->show_action);
  g_clear_object (&self->campaigns_action);
  g_clear_object (&self->bucket_action);
  g_clear_object (&self->events_action);
  g_clear_object (&self->posts_action);
  g_clear_object (&self->alerts_action);
  g_clear_object (&self->table_action);
  g_clear_pointer (&self->topic_ids, g_array_unref);
  G_OBJECT_CLASS (sotong_trend_pane_parent_class)->dispose (object);
}

static void
sotong_trend_pane_class_init (SotongTrendPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SotongPaneClass *pane_class = SOTONG_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_trend_pane_dispose;
  pane_class->attach = sotong_trend_pane_attach;
  pane_class->detach = sotong_trend_pane_detach;
  pane_class->refresh = sotong_trend_pane_refresh;
  pane_class->save = sotong_trend_pane_save;
  pane_class->load = sotong_trend_pane_load;
  g_type_ensure (SOTONG_TYPE_CHART_VIEW);
  g_type_ensure (SOTONG_TYPE_CHART_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sotong/Sotong/sotong-trend-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SotongTrendPane, topic_drop);
  gtk_widget_class_bind_template_child (widget_class, SotongTrendPane, box);
  gtk_widget_class_bind_template_child (widget_class, SotongTrendPane, topic_names);
  gtk_widget_class_bind_template_child (widget_class, SotongTrendPane, stack);
  gtk_widget_class_bind_template_child (widget_class, SotongTrendPane, empty_page);
  gtk_widget_class_bind_template_child (widget_class, SotongTrendPane, trend_view);
  gtk_widget_class_bind_template_child (widget_class, SotongTrendPane, sentiment_view);
  gtk_widget_class_bind_template_child (widget_class, SotongTrendPane, table);
  gtk_widget_class_bind_template_callback (widget_class, topic_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, noted_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
sotong_trend_pane_init (SotongTrendPane *self)
{
  self->topic_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->updating = FALSE;
  add_actions (self);
  sotong_pane_add_work (SOTONG_PANE (self), GTK_WIDGET (self->trend_view));
  sotong_pane_add_work (SOTONG_PANE (self), GTK_WIDGET (self->sentiment_view));
  self->own = sotong_pane_own_new (SOTONG_PANE (self));
  gtk_box_insert_child_after (self->box, sotong_pane_own_get_bar (self->own), gtk_widget_get_first_child (GTK_WIDGET (self->box)));
  g_signal_connect_object (self->own, "changed", G_CALLBACK (own_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->own, "period-changed", G_CALLBACK (period_changed_cb), self, G_CONNECT_SWAPPED);
  self->context = g_signal_group_new (SOTONG_TYPE_CONTEXT);
  g_signal_group_connect_swapped (self->context, "notify::campaign", G_CALLBACK (draw_charts), self);
  self->store = g_signal_group_new (SOTONG_TYPE_STORE);
  g_signal_group_connect_swapped (self->store, "changed", G_CALLBACK (store_changed_cb), self);
}
