/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-trend-column.h"
#include "app/panes/sotong-trend-data.h"
#include "app/panes/sotong-word-item.h"
#include "app/panes/sotong-words-data.h"
#include "app/panes/sotong-words-pane-private.h"
#include "app/sotong-row-menu.h"
#include "app/sotong-row-name.h"
#include "app/sotong-text-columns.h"
#include "app/sotong-tooltip.h"
#include "app/sotong-topic-drop.h"

#define REFRESH_MS 200
#define TRENDS_AT 3 /* behind how much a word was said more or less */

/**
 * SotongWordsPane:
 *
 * The words that go with a topic, as a cloud and as a table; as “issues” what is new in a period. Topic and days are the
 * window's or its own. A word leads to the mentions that hold it; a key leaves it out, or says what it means.
 */
/* In the order of the drop-down; the first follows the days of the other panes. */
static const SotongSpan spans[] = {
  SOTONG_SPAN_ALL, SOTONG_SPAN_YEAR_BACK, SOTONG_SPAN_YEAR, SOTONG_SPAN_QUARTER, SOTONG_SPAN_FOUR_WEEKS, SOTONG_SPAN_WEEK,
};

G_DEFINE_FINAL_TYPE (SotongWordsPane, sotong_words_pane, SOTONG_TYPE_PANE)

/* ---- what is shown ---- */

static void
show_cell (GtkLabel *label,
           gpointer  item,
           int       column)
{
  g_autofree char *text = sotong_word_item_dup_text (item, column);
  const SotongKeyword *keyword = sotong_word_item_get_keyword (item);
  gboolean compared = sotong_word_item_is_compared (item);
  gboolean grew = column == SOTONG_WORD_CHANGE && compared && keyword->n_before * 2 <= keyword->n;

  gtk_label_set_text (label, text);
  sotong_tooltip_set (GTK_WIDGET (label), column == SOTONG_WORD_TEXT ? text
                                          : column == SOTONG_WORD_CHANGE && !compared ? _("Nothing was collected in the time it is compared with") : NULL);
  if (grew)
    gtk_widget_add_css_class (GTK_WIDGET (label), "strong");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "strong");
}

static void
show_actions (SotongWordsPane *self)
{
  static const char *const names[] = { "stop", "negative", "neutral", "positive", "plain" };
  SotongWordItem *item = sotong_words_pane_get_selected (self);
  gboolean word = item != NULL && !self->issues;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), names[i]);
      gboolean said = word && sotong_word_item_get_said (item) != SOTONG_SENTIMENT_NONE;

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), g_str_equal (names[i], "plain") ? said : word);
    }
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "show")), item != NULL);
}

static void
selected_cb (SotongWordsPane *self)
{
  guint at = gtk_single_selection_get_selected (self->selection);

  sotong_chart_view_set_marked (self->cloud_view, at == GTK_INVALID_LIST_POSITION ? -1 : (int) at);
  if (!self->updating)
    show_actions (self);
}

static void
select_row (SotongWordsPane *self,
            guint            position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  if (n == 0)
    return;
  position = MIN (position, n - 1);
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->table)), "list.scroll-to-item", "u", position);
}

static guint
find_word (SotongWordsPane *self,
           const char      *words)
{
  for (guint i = 0; words != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr(SotongWordItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (g_str_equal (sotong_word_item_get_keyword (item)->words, words))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static gboolean
holds (SotongWordsPane *self,
       GPtrArray       *items)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) != items->len)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr(SotongWordItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (!sotong_word_item_same (item, g_ptr_array_index (items, i)))
        return FALSE;
    }
  return TRUE;
}

/* What was chosen stays so; when it is gone, what stands in its place is chosen. */
static void
fill_rows (SotongWordsPane *self,
           GPtrArray       *items)
{
  SotongWordItem *before = sotong_words_pane_get_selected (self);
  g_autofree char *words = before != NULL ? g_strdup (sotong_word_item_get_keyword (before)->words) : NULL;
  guint place = gtk_single_selection_get_selected (self->selection), at;
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->table)) != NULL;

  if (holds (self, items))
    return;
  self->updating = TRUE;
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), items->pdata, items->len);
  at = find_word (self, words);
  select_row (self, at != GTK_INVALID_LIST_POSITION ? at : place != GTK_INVALID_LIST_POSITION ? place : 0);
  self->updating = FALSE;
  if (focused)
    sotong_row_focus (gtk_widget_get_last_child (GTK_WIDGET (self->table)));
}

/* ---- four weeks of the words ---- */

static SotongRowTrend *
find_trend (gpointer item,
            gpointer pane)
{
  return sotong_word_item_get_trend (item);
}

/* The rows are those that were asked for: with others it is asked again. */
static void
trends_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SotongWordsPane) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) trends = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (trends == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sotong_pane_show_error (SOTONG_PANE (self), _("The last four weeks could not be read"), error);
      return;
    }
  if (self->rows == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->rows)) != trends->len)
    return;
  for (guint i = 0; i < trends->len; i++)
    {
      g_autoptr(SotongWordItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      sotong_word_item_set_trend (item, g_ptr_array_index (trends, i));
    }
  sotong_trend_column_update (self->trends_column);
}

/* After the words, which do not wait for it. */
static void
ask_trends (SotongWordsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  SotongWordTrends *question;

  g_cancellable_cancel (self->trends_cancellable);
  g_clear_object (&self->trends_cancellable);
  if (n == 0 || context == NULL)
    return;
  question = g_new0 (SotongWordTrends, 1);
  question->topic_id = sotong_pane_own_get_topic (self->own);
  question->end = self->range.end;
  question->once = sotong_words_pane_is_once (self);
  question->words = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(SotongWordItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      question->words[i] = sotong_word_item_dup_first (item);
    }
  self->trends_cancellable = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (context), sotong_word_trends_job, question, (GDestroyNotify) sotong_word_trends_free,
                           (GDestroyNotify) g_ptr_array_unref, self->trends_cancellable, trends_cb, g_object_ref (self));
}

static void
show_nothing (SotongWordsPane         *self,
              const SotongWordsAnswer *answer)
{
  if (answer->silent)
    {
      adw_status_page_set_title (self->empty_page, _("No mentions yet"));
      adw_status_page_set_description (self->empty_page, _("Collect mentions or import them: the words that stand out in them appear here."));
      return;
    }
  adw_status_page_set_title (self->empty_page, self->issues ? _("Nothing new") : _("No words"));
  adw_status_page_set_description (self->empty_page,
                                   self->issues ? _("No word stands out against the period before. Choose a longer period above.")
                                   : _("In this period no word goes with the topic more than with others. Choose a longer period above."));
}

static void
show_answer (SotongWordsPane   *self,
             SotongWordsAnswer *answer)
{
  self->range = answer->range;
  self->updating = TRUE;
  sotong_topic_drop_fill (self->topic_drop, self->topic_ids, answer->topics, sotong_pane_own_get_topic (self->own));
  self->updating = FALSE;
  sotong_pane_own_show_title (self->own, answer->topics, NULL);
  sotong_pane_own_say_unknown (self->own, answer->misses_other ? &answer->other : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->cloud_view), answer->cloud != NULL);
  sotong_chart_view_set_chart (self->cloud_view, answer->cloud);
  fill_rows (self, answer->items);
  ask_trends (self);
  selected_cb (self);
  if (answer->items->len == 0)
    show_nothing (self, answer);
  gtk_stack_set_visible_child_name (self->stack, answer->items->len > 0 ? "words" : "empty");
}

/* ---- asking ---- */

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SotongWordsPane) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongWordsAnswer) answer = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (answer == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sotong_pane_show_error (SOTONG_PANE (self), _("The words could not be read"), error);
    }
  else if (sotong_pane_get_attached (SOTONG_PANE (self)) && self->rows != NULL)
    show_answer (self, answer);
}

/* Whether copies of one text count once. */
gboolean
sotong_words_pane_is_once (SotongWordsPane *self)
{
  g_autoptr(GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), "once");

  return g_variant_get_boolean (state);
}

/* Asks anew for what is shown. */
void
sotong_words_pane_ask (SotongWordsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  SotongSpan span = spans[MIN (gtk_drop_down_get_selected (self->span_drop), G_N_ELEMENTS (spans) - 1)];
  SotongWordsQuestion *question;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (context == NULL || !sotong_pane_get_attached (SOTONG_PANE (self)) || sotong_context_get_store (context) == NULL)
    return;
  question = g_new0 (SotongWordsQuestion, 1);
  question->topic_id = sotong_pane_own_get_topic (self->own);
  question->issues = self->issues;
  question->once = sotong_words_pane_is_once (self);
  question->compare = sotong_period_get_compare (sotong_pane_own_get_period (self->own));
  question->has_range = span == SOTONG_SPAN_ALL ? sotong_period_get_range (sotong_pane_own_get_period (self->own), &question->range)
                        : sotong_span_get_range (span, sotong_context_now (context), sotong_context_get_zone (context), &question->range);
  self->cancellable = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (context), sotong_words_answer_job, question, g_free,
                           (GDestroyNotify) sotong_words_answer_free, self->cancellable, answer_cb, g_object_ref (self));
}

/* Another topic or other days: days that are chosen elsewhere are followed. */
static void
own_changed_cb (SotongWordsPane *self)
{
  SotongPeriod *period = sotong_pane_own_get_period (self->own);
  SotongRange range, old = self->followed;
  gboolean has_range = period != NULL && sotong_period_get_range (period, &range);

  if (period == NULL)
    return;
  self->followed = has_range ? range : (SotongRange) { 0, 0 };
  self->updating = TRUE;
  sotong_topic_drop_choose (self->topic_drop, self->topic_ids, sotong_pane_own_get_topic (self->own));
  if (has_range && (range.start != old.start || range.end != old.end))
    gtk_drop_down_set_selected (self->span_drop, 0);
  self->updating = FALSE;
  sotong_words_pane_ask (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  SotongWordsPane *self = user_data;

  self->refresh_id = 0;
  sotong_words_pane_ask (self);
  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (SotongWordsPane *self,
                  guint            areas)
{
  if ((areas & (SOTONG_AREA_MENTIONS | SOTONG_AREA_TOPICS)) != 0 && self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_MS, refresh_cb, self);
}

/* ---- choosing ---- */

static void
topic_chosen_cb (SotongWordsPane *self)
{
  guint selected = gtk_drop_down_get_selected (self->topic_drop);

  if (!self->updating && selected < self->topic_ids->len)
    sotong_pane_own_choose (self->own, g_array_index (self->topic_ids, gint64, selected));
}

static void
chosen_cb (SotongWordsPane *self)
{
  if (!self->updating)
    sotong_words_pane_ask (self);
}

static void
activate_cb (SotongWordsPane *self,
             guint            position)
{
  select_row (self, position);
  sotong_words_pane_show_mentions (self);
}

static void
cloud_activated_cb (SotongWordsPane *self,
                    int              index)
{
  activate_cb (self, (guint) index);
}

/* ---- the pane ---- */

static void
sotong_words_pane_attach (SotongPane    *pane,
                          SotongContext *context)
{
  SotongWordsPane *self = SOTONG_WORDS_PANE (pane);

  g_signal_group_set_target (self->store, sotong_context_get_store (context));
  if (gtk_column_view_get_model (self->table) == NULL)
    gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (self->selection));
  sotong_pane_own_set_context (self->own, context);
  own_changed_cb (self);
}

static void
forget (SotongWordsPane *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->trends_cancellable);
  g_clear_object (&self->trends_cancellable);
}

static void
sotong_words_pane_detach (SotongPane *pane)
{
  SotongWordsPane *self = SOTONG_WORDS_PANE (pane);

  forget (self);
  if (self->own == NULL)
    return;
  sotong_pane_own_set_context (self->own, NULL);
  g_signal_group_set_target (self->store, NULL);
  self->updating = TRUE;
  g_list_store_remove_all (self->rows);
  self->updating = FALSE;
}

static void
sotong_words_pane_refresh (SotongPane *pane)
{
  sotong_words_pane_ask (SOTONG_WORDS_PANE (pane));
}

static void
sotong_words_pane_save (SotongPane   *pane,
                        GVariantDict *state)
{
  SotongWordsPane *self = SOTONG_WORDS_PANE (pane);

  sotong_pane_own_save (self->own, state);
  g_variant_dict_insert (state, "span", "u", gtk_drop_down_get_selected (self->span_drop));
  g_variant_dict_insert (state, "once", "b", sotong_words_pane_is_once (self));
}

static void
sotong_words_pane_load (SotongPane   *pane,
                        GVariantDict *state)
{
  SotongWordsPane *self = SOTONG_WORDS_PANE (pane);
  gboolean once;
  guint32 span;

  if (g_variant_dict_lookup (state, "once", "b", &once))
    g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "once")), g_variant_new_boolean (once));
  if (g_variant_dict_lookup (state, "span", "u", &span) && span < G_N_ELEMENTS (spans))
    gtk_drop_down_set_selected (self->span_drop, span);
  sotong_pane_own_load (self->own, state);
}

/* Whether it lists words or what is new, its id says. */
static void
id_cb (SotongWordsPane *self)
{
  const char *id = panel_widget_get_id (PANEL_WIDGET (self));

  self->issues = id != NULL && g_str_has_prefix (id, "issues");
  gtk_widget_set_visible (GTK_WIDGET (self->cloud_view), !self->issues);
}

static void
sotong_words_pane_dispose (GObject *object)
{
  SotongWordsPane *self = SOTONG_WORDS_PANE (object);

  forget (self);
  g_clear_object (&self->own);
  g_clear_object (&self->store);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "own", NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "words", NULL);
  panel_widget_set_child (PANEL_WIDGET (self), NULL); /* else it is unparented twice */
  gtk_widget_dispose_template (GTK_WIDGET (self), SOTONG_TYPE_WORDS_PANE);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->topic_ids, g_array_unref);
  G_OBJECT_CLASS (sotong_words_pane_parent_class)->dispose (object);
}

static void
sotong_words_pane_class_init (SotongWordsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SotongPaneClass *pane_class = SOTONG_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_words_pane_dispose;
  pane_class->attach = sotong_words_pane_attach;
  pane_class->detach = sotong_words_pane_detach;
  pane_class->refresh = sotong_words_pane_refresh;
  pane_class->save = sotong_words_pane_save;
  pane_class->load = sotong_words_pane_load;
  g_type_ensure (SOTONG_TYPE_CHART_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sotong/Sotong/sotong-words-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SotongWordsPane, topic_drop);
  gtk_widget_class_bind_template_child (widget_class, SotongWordsPane, box);
  gtk_widget_class_bind_template_child (widget_class, SotongWordsPane, span_drop);
  gtk_widget_class_bind_template_child (widget_class, SotongWordsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, SotongWordsPane, empty_page);
  gtk_widget_class_bind_template_child (widget_class, SotongWordsPane, cloud_view);
  gtk_widget_class_bind_template_child (widget_class, SotongWordsPane, table);
  gtk_widget_class_bind_template_child (widget_class, SotongWordsPane, words_menu);
  gtk_widget_class_bind_template_callback (widget_class, topic_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, cloud_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, sotong_words_pane_press);
}

static void
sotong_words_pane_init (SotongWordsPane *self)
{
  static const SotongTextColumn columns[SOTONG_WORD_N_COLUMNS] = {
    [SOTONG_WORD_TEXT] = { N_("Word"), SOTONG_TEXT_COLUMN_REST },
    [SOTONG_WORD_MENTIONS] = { N_("Mentions"), 64, TRUE },
    [SOTONG_WORD_CHANGE] = { N_("Change"), 60, TRUE },
    [SOTONG_WORD_WEIGHT] = { N_("Weight"), 60, TRUE },
    [SOTONG_WORD_NEGATIVE] = { N_("Negative"), 56, TRUE },
    [SOTONG_WORD_NEUTRAL] = { N_("Neutral"), 56, TRUE },
    [SOTONG_WORD_POSITIVE] = { N_("Positive"), 56, TRUE },
  };

  self->topic_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = g_list_store_new (SOTONG_TYPE_WORD_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_selected (self->span_drop, G_N_ELEMENTS (spans) - 1);
  self->updating = FALSE;
  sotong_pane_add_work (SOTONG_PANE (self), GTK_WIDGET (self->table));
  sotong_text_columns_add (self->table, columns, SOTONG_WORD_N_COLUMNS, show_cell);
  self->trends_column = sotong_trend_column_add (self->table, TRENDS_AT, find_trend, self);
  sotong_words_pane_add_actions (self);
  sotong_row_menu_add (self->table, GTK_WIDGET (self->box), self->words_menu);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  self->own = sotong_pane_own_new (SOTONG_PANE (self));
  gtk_box_insert_child_after (self->box, sotong_pane_own_get_bar (self->own), gtk_widget_get_first_child (GTK_WIDGET (self->box)));
  g_signal_connect_object (self->own, "changed", G_CALLBACK (own_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::id", G_CALLBACK (id_cb), NULL);
  self->store = g_signal_group_new (SOTONG_TYPE_STORE);
  g_signal_group_connect_swapped (self->store, "changed", G_CALLBACK (store_changed_cb), self);
}
