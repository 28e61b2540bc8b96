/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/panes/sotong-mentions-pane-private.h"
#include "app/sotong-search-typed.h"
#include "app/sotong-window.h"
#include "chart/sotong-axis-text.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

/**
 * SotongMentionsPane:
 *
 * What citizens wrote, newest first, of the window's topic and range or its own; searched, filtered and
 * labelled by keys.
 */
G_DEFINE_FINAL_TYPE (SotongMentionsPane, sotong_mentions_pane, SOTONG_TYPE_PANE)

#define MOST_LOOKED_AT 1000 /* copies among which the one is looked for that they were opened from */

/* ---- the query ---- */

static void
stop_counting (SotongMentionsPane *self)
{
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->n_other = -1;
}

static gboolean
is_narrowed (SotongMentionsPane *self)
{
  const SotongMentionQuery *query = sotong_mention_model_get_query (self->model);

  return query->words != NULL || query->nouns != NULL || query->sentiment >= 0 || query->range.end != 0 || query->author != NULL || query->source_id != 0
         || query->group_id != 0 || query->week_hour != 0 || query->topic_id != 0;
}

/* Copies of one article are counted both ways. */
void
sotong_mentions_pane_show_count (SotongMentionsPane *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  gboolean once = sotong_mention_model_get_query (self->model)->once;
  g_autofree char *number = sotong_number_group (n), *other = sotong_number_group (self->n_other);
  g_autofree char *text = NULL, *hint = NULL;

  if (once)
    text = g_strdup_printf (ngettext ("%s once each", "%s once each", n), number);
  else
    /* Translators: how many mentions the list has */
    text = g_strdup_printf (ngettext ("%s mention", "%s mentions", n), number);
  if (self->n_other >= 0 && once)
    hint = g_strdup_printf (ngettext ("With all copies of the same article: %s mention", "With all copies of the same article: %s mentions",
                                      (gulong) self->n_other), other);
  else if (self->n_other >= 0)
    hint = g_strdup_printf (_("Copies of the same article counted once: %s"), other);
  gtk_label_set_text (self->count_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->count_label), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->count_label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint != NULL ? hint : "", -1);
}

static gpointer
count_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  SotongMentionQuery query = *(const SotongMentionQuery *) data;
  gboolean once = query.once;
  gint64 n = 0;

  query.once = FALSE;
  if (once ? sotong_mention_count (db, &query, &n, error) : sotong_mention_count_groups (db, &query, &n, error))
    return g_memdup2 (&n, sizeof n);
  return NULL;
}

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SotongMentionsPane) self = user_data;
  g_autofree gint64 *n = sotong_store_read_finish (SOTONG_STORE (object), result, NULL);

  if (n == NULL || self->counting == NULL || g_task_get_cancellable (G_TASK (result)) != self->counting)
    return;
  self->n_other = *n;
  sotong_mentions_pane_show_count (self);
}

/* The other way to count comes after the list: nobody waits for it. */
static void
count_other (SotongMentionsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  stop_counting (self);
  if (context == NULL || !sotong_pane_get_attached (SOTONG_PANE (self)))
    return;
  self->counting = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (context), count_job, sotong_mention_query_copy (sotong_mention_model_get_query (self->model)),
                           (GDestroyNotify) sotong_mention_query_free, g_free, self->counting, counted_cb, g_object_ref (self));
}

static void
show_answer (SotongMentionsPane *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  sotong_mentions_pane_show_count (self);
  sotong_mentions_pane_update_actions (self);
  count_other (self);
  if (n == 0)
    {
      gboolean narrowed = is_narrowed (self);

      adw_status_page_set_title (self->empty_page, narrowed ? _("Nothing found") : _("No mentions yet"));
      adw_status_page_set_description (self->empty_page,
                                       narrowed ? _("No mention fits the search, the topic and the days that are chosen.")
                                       : _("Add a source in the navigator, or import a file. What citizens say about the city then appears here."));
      gtk_widget_set_visible (GTK_WIDGET (self->clear_button), narrowed);
    }
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
}

/* A day that was clicked in the chart is narrower than what the chart shows. */
static gboolean
get_range (SotongMentionsPane *self,
           SotongRange        *out_range)
{
  return sotong_mentions_pane_get_shown (self, out_range) || sotong_period_get_range (sotong_pane_own_get_period (self->own), out_range);
}

/* Of a day, or of hours of one, which are clicked in a chart of hours: “2016-10-14 9시”, “2016-10-14 9시 – 11시”. */
static char *
name_day (const char        *day,
          const SotongRange *range,
          GTimeZone         *zone)
{
  g_autofree char *first = NULL, *last = NULL;
  int from, to;

  if (range->start == sotong_time_bucket_start (range->start, SOTONG_BUCKET_DAY, zone)
      && range->end == sotong_time_bucket_next (range->start, SOTONG_BUCKET_DAY, zone))
    return g_strdup (day);
  sotong_time_to_civil (range->start, zone, NULL, NULL, NULL, &from, NULL, NULL);
  sotong_time_to_civil (range->end - 1, zone, NULL, NULL, NULL, &to, NULL, NULL);
  first = sotong_axis_text_hour (from, SOTONG_LANGUAGE_AUTO);
  last = sotong_axis_text_hour (to, SOTONG_LANGUAGE_AUTO);
  return from == to ? g_strdup_printf ("%s %s", day, first) : g_strdup_printf ("%s %s – %s", day, first, last);
}

static void
show_range (SotongMentionsPane *self,
            SotongContext      *context)
{
  SotongRange range;
  g_autofree char *from = NULL, *to = NULL, *text = NULL, *whole = NULL, *tip = NULL;

  if (self->group_id != 0 || !get_range (self, &range))
    {
      gtk_widget_set_visible (GTK_WIDGET (self->range_button), FALSE);
      return;
    }
  from = sotong_time_format_date (range.start, sotong_context_get_zone (context));
  to = sotong_time_format_date (range.end - 1, sotong_context_get_zone (context));
  /* The year once, unless the days are of two. */
  text = g_str_equal (from, to) ? name_day (from, &range, sotong_context_get_zone (context)) : g_strdup_printf ("%s – %s", from, strncmp (from, to, 5) == 0 ? to + 5 : to);
  whole = g_str_equal (from, to) ? g_strdup (text) : g_strdup_printf ("%s – %s", from, to);
  tip = g_strdup_printf ("%s\n%s", whole, _("Show all days again"));
  gtk_label_set_text (self->range_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->range_button), tip);
  gtk_widget_set_visible (GTK_WIDGET (self->range_button), TRUE);
}

/* What the entry and the lists above have no place for. */
static void
narrow_by_search (SotongMentionsPane *self,
                  SotongMentionQuery *query)
{
  const SotongMentionQuery *kept = NULL;

  if (!sotong_mentions_pane_get_search (self, &kept))
    return;
  query->author = g_strdup (kept->author);
  query->source_id = kept->source_id;
  query->week_hour = kept->week_hour;
  if (kept->range.end != 0)
    query->range = kept->range;
}

static gboolean
is_once (SotongMentionsPane *self)
{
  g_autoptr(GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), "once");

  return g_variant_get_boolean (state);
}

/* What came from the words is searched for as it was counted there, until something else is typed. */
static gboolean
are_counted (SotongMentionsPane *self,
             SotongContext      *context,
             const char         *words)
{
  return sotong_mentions_pane_get_shown (self, NULL) && g_strcmp0 (sotong_context_get_shown_words (context, NULL), words) == 0;
}

static void
show_search_hint (SotongMentionsPane *self,
                  gboolean            counted)
{
  const char *hint = counted ? _("Mentions that were counted for any of these words") : _("Words are joined by “and”; a phrase stands in double quotes");

  gtk_widget_set_tooltip_text (GTK_WIDGET (self->search_entry), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search_entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint, -1);
}

/* @anchor: the row that is to stay where it is seen; G_MAXUINT for none. */
static void
ask_around (SotongMentionsPane *self,
            guint               anchor)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  g_autofree char *words = sotong_search_typed_dup (self->search_entry);
  guint selected = gtk_drop_down_get_selected (self->sentiment_drop);
  gboolean counted;

  if (context == NULL || !sotong_pane_get_attached (SOTONG_PANE (self)))
    return;
  counted = are_counted (self, context, words);
  show_search_hint (self, counted);
  if (!counted && !sotong_text_is_blank (words))
    query->words = g_strdup (words);
  query->sentiment = selected == 0 ? -1 : (int) selected - 1;
  query->group_id = self->group_id;
  if (self->group_id == 0) /* copies are those of all topics and days, as many as the row said */
    {
      query->topic_id = sotong_mentions_pane_get_topic (self);
      get_range (self, &query->range);
      narrow_by_search (self, query);
      if (counted)
        query->nouns = g_strdup (words);
      query->once = is_once (self);
    }
  show_range (self, context);
  gtk_widget_set_visible (GTK_WIDGET (self->group_button), self->group_id != 0);
  sotong_mention_model_set_query (self->model, query, anchor);
}

void
sotong_mentions_pane_ask (SotongMentionsPane *self)
{
  ask_around (self, G_MAXUINT);
}

static void
search_changed_cb (SotongMentionsPane *self)
{
  sotong_mentions_pane_ask (self);
}

static void
query_changed_cb (SotongMentionsPane *self)
{
  sotong_mentions_pane_ask (self);
}

static void
stop_search_cb (SotongMentionsPane *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

/* Where the mention stands that the copies were opened from; else the chosen one. */
static guint
find_opened (SotongMentionsPane *self)
{
  for (guint i = 0; i < MIN (g_list_model_get_n_items (G_LIST_MODEL (self->model)), MOST_LOOKED_AT); i++)
    {
      g_autoptr(SotongMentionRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), i);
      const SotongMention *mention = sotong_mention_row_get_mention (row);

      if (mention != NULL && mention->id == self->opened_id)
        return i;
    }
  return sotong_mention_selection_get_cursor (self->selection);
}

/* All copies of one article, whatever topic and days are chosen; 0 goes back to them. The mention that they were opened from
 * stays where it is seen, and the keyboard with it. */
void
sotong_mentions_pane_show_group (SotongMentionsPane *self,
                                 gint64              group_id)
{
  const SotongMention *mention = sotong_mentions_pane_get_selected (self);

  if (group_id != 0)
    self->opened_id = mention != NULL ? mention->id : 0;
  self->group_id = group_id;
  ask_around (self, group_id != 0 ? sotong_mention_selection_get_cursor (self->selection) : find_opened (self));
}

/* Whether the search holds several words of which each mention was counted for one: searched for, they would be looked for all together. */
gboolean
sotong_mentions_pane_is_any_word (SotongMentionsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  return context != NULL && strchr (words, ',') != NULL && are_counted (self, context, words);
}

static void
clear_group_cb (SotongMentionsPane *self)
{
  sotong_mentions_pane_show_group (self, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
clear_range_cb (SotongMentionsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (sotong_mentions_pane_is_any_word (self))
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  if (sotong_mentions_pane_get_shown (self, NULL))
    sotong_context_show_mentions (context, NULL);
  else
    sotong_period_set_range (sotong_pane_own_get_period (self->own), NULL);
}

/* A day that was clicked in the chart is shown whole: the list must count what the chart counts. */
static void
shown_cb (SotongMentionsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  self->group_id = 0;
  self->seeking = sotong_mentions_pane_get_shown (self, NULL);
  if (self->seeking)
    {
      gboolean once;
      const char *words = sotong_context_get_shown_words (context, &once);

      gtk_editable_set_text (GTK_EDITABLE (self->search_entry), words != NULL ? words : "");
      if (words != NULL)
        g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "once")), g_variant_new_boolean (once));
      gtk_drop_down_set_selected (self->sentiment_drop, 0);
    }
  sotong_mentions_pane_ask (self);
}

/* A kept search is shown as if it had been typed. */
static void
search_cb (SotongMentionsPane *self)
{
  const SotongMentionQuery *kept = NULL;

  self->group_id = 0;
  if (sotong_mentions_pane_get_search (self, &kept))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search_entry), kept->words != NULL ? kept->words : "");
      gtk_drop_down_set_selected (self->sentiment_drop, (guint) (kept->sentiment + 1));
    }
  sotong_mentions_pane_ask (self);
}

static void
clear_all_cb (SotongMentionsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_drop_down_set_selected (self->sentiment_drop, 0);
  self->group_id = 0;
  if (context == NULL)
    return;
  if (sotong_mentions_pane_get_search (self, NULL))
    sotong_context_show_search (context, NULL, NULL);
  if (sotong_mentions_pane_get_shown (self, NULL))
    sotong_context_show_mentions (context, NULL);
  sotong_period_set_range (sotong_pane_own_get_period (self->own), NULL);
  sotong_pane_own_choose (self->own, 0);
}

/* ---- the details ---- */

static gboolean
has_keyboard (SotongMentionsPane *self)
{
  return self->keeps_focus || gtk_widget_get_focus_child (GTK_WIDGET (self->list_view)) != NULL;
}

/* Takes the details of a mention away that is no longer the chosen one; what another pane shows stays. */
static void
leave_details (SotongMentionsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (context != NULL && self->told_id != 0 && sotong_context_get_mention (context) == self->told_id)
    sotong_context_set_mention (context, 0);
  self->told_id = 0;
}

/* The details are of the mention at the cursor, or of none of this list; what is still being read is waited for. */
void
sotong_mentions_pane_tell_details (SotongMentionsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  g_autoptr(SotongMentionRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), sotong_mention_selection_get_cursor (self->selection));
  const SotongMention *mention = row != NULL ? sotong_mention_row_get_mention (row) : NULL;

  g_signal_group_set_target (self->cursor_row, row);
  if (context == NULL || mention == NULL)
    return;
  if (self->following)
    {
      self->told_id = mention->id;
      self->following = FALSE;
      sotong_context_set_mention (context, mention->id);
    }
  else if (mention->id != self->told_id)
    leave_details (self);
}

/* Rows that come and go do not take the details from who is at work elsewhere. */
static void
selected_cb (SotongMentionsPane *self)
{
  self->following = !self->replacing || has_keyboard (self);
  sotong_mentions_pane_tell_details (self);
}

/* The mention at the cursor was read, or another stands in its place. */
static void
loaded_cb (SotongMentionsPane *self)
{
  self->following = self->following || has_keyboard (self);
  if (!self->seeking || self->following) /* else once it was looked for */
    sotong_mentions_pane_tell_details (self);
}

/* Who comes back to the list finds its mention in the details, although the cursor has not moved. */
static void
entered_cb (SotongMentionsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  gint64 before = context != NULL ? sotong_context_get_mention (context) : 0;

  self->following = TRUE;
  sotong_mentions_pane_tell_details (self);
  sotong_mentions_pane_focus_sought (self);
  if (before != 0 && before == self->told_id && !self->following && sotong_context_get_mention (context) == before)
    g_object_notify (G_OBJECT (context), "mention");
}

/* ---- the answer ---- */

/* Before the list takes its rows away: the keyboard would go on in whatever comes next in the window. */
static void
rows_go_cb (SotongMentionsPane *self,
            guint               position,
            guint               removed)
{
  self->replacing = TRUE;
  if (removed > 0 && gtk_widget_get_focus_child (GTK_WIDGET (self->list_view)) != NULL)
    self->keeps_focus = TRUE;
}

/* The selection has its rows. Whoever came to the list before them, by its tab, finds the first in the details. */
static void
rows_are_there_cb (SotongMentionsPane *self)
{
  self->replacing = FALSE;
  if (self->following)
    sotong_mentions_pane_tell_details (self);
}

static void
answered_cb (SotongMentionsPane *self)
{
  gboolean some = g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0;

  show_answer (self);
  if (!some)
    leave_details (self);
  self->seeking = self->seeking && some && !has_keyboard (self);
  if (self->seeking)
    sotong_mentions_pane_seek (self);
  if (self->keeps_focus && gtk_widget_get_focus_child (GTK_WIDGET (self->list_view)) == NULL)
    gtk_widget_grab_focus (some ? GTK_WIDGET (self->list_view) : GTK_WIDGET (self->clear_button));
  self->keeps_focus = FALSE;
}

static void
failed_cb (SotongMentionsPane *self,
           const GError       *error)
{
  sotong_pane_show_error (SOTONG_PANE (self), _("The mentions could not be read"), error);
}

/* The row in the middle of what is visible; all rows are as high. */
static double
middle_row (SotongMentionsPane *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list_view));
  double upper = adjustment != NULL ? gtk_adjustment_get_upper (adjustment) : 0;
  double middle = upper > 0 ? gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) / 2 : 0;

  return upper > 0 ? middle / upper * g_list_model_get_n_items (G_LIST_MODEL (self->selection)) : 0;
}

/* What the person looks at stays where it is: the selected row if it is in view. */
void
sotong_mentions_pane_refresh_list (SotongMentionsPane *self)
{
  guint at = sotong_mention_selection_get_cursor (self->selection);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list_view));
  double upper = gtk_adjustment_get_upper (adjustment);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  double rows = upper > 0 ? gtk_adjustment_get_page_size (adjustment) / upper * n : 0;

  if (at >= n || (rows > 0 && ABS (at - middle_row (self)) > rows))
    at = (guint) middle_row (self);
  sotong_mention_model_refresh (self->model, at);
}

static gboolean
refresh_cb (gpointer user_data)
{
  SotongMentionsPane *self = user_data;

  self->refresh_id = 0;
  sotong_mentions_pane_refresh_list (self);
  return G_SOURCE_REMOVE;
}

/* Fetching writes often: the list is asked again twice a second at most. */
static void
changed_cb (SotongMentionsPane *self,
            guint               areas)
{
  if ((areas & SOTONG_AREA_TOPICS) != 0)
    sotong_mentions_pane_read_topics (self);
  if ((areas & (SOTONG_AREA_MENTIONS | SOTONG_AREA_TOPICS)) != 0 && self->refresh_id == 0)
    self->refresh_id = g_timeout_add (500, refresh_cb, self);
}

/* ---- the pane ---- */

/* Screens are shared: one switch of the window hides who wrote. */
gboolean
sotong_mentions_pane_hides_authors (SotongMentionsPane *self)
{
  g_autoptr(SotongSettings) settings = g_signal_group_dup_target (self->settings);

  return settings != NULL && sotong_settings_get_hide_authors (settings);
}

static void
hide_authors_cb (SotongMentionsPane *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); row != NULL; row = gtk_widget_get_next_sibling (row))
    sotong_mentions_pane_mask_row (self, row);
}

static void
sotong_mentions_pane_attach (SotongPane    *pane,
                             SotongContext *context)
{
  SotongMentionsPane *self = SOTONG_MENTIONS_PANE (pane);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (pane));

  g_signal_group_set_target (self->context, context);
  g_signal_group_set_target (self->store, sotong_context_get_store (context));
  if (SOTONG_IS_WINDOW (root))
    g_signal_group_set_target (self->settings, sotong_window_get_settings (SOTONG_WINDOW (root)));
  sotong_mention_model_set_store (self->model, sotong_context_get_store (context));
  if (gtk_list_view_get_model (self->list_view) == NULL)
    gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  sotong_mentions_pane_set_own_context (self, context);
  /* What was asked for before the pane was there. */
  if (sotong_mentions_pane_get_search (self, NULL))
    search_cb (self);
  else
    shown_cb (self);
}

static void
sotong_mentions_pane_detach (SotongPane *pane)
{
  SotongMentionsPane *self = SOTONG_MENTIONS_PANE (pane);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->focus_id, g_source_remove);
  stop_counting (self);
  if (self->own == NULL)
    return;
  self->group_id = 0;
  self->told_id = 0;
  g_signal_group_set_target (self->cursor_row, NULL);
  g_signal_group_set_target (self->context, NULL);
  g_signal_group_set_target (self->store, NULL);
  sotong_mentions_pane_set_own_context (self, NULL);
  sotong_mention_model_set_store (self->model, NULL);
}

static void
sotong_mentions_pane_refresh (SotongPane *pane)
{
  sotong_mentions_pane_refresh_list (SOTONG_MENTIONS_PANE (pane));
}

static gboolean
sotong_mentions_pane_search (SotongPane *pane)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SOTONG_MENTIONS_PANE (pane)->search_entry));
}

static void
sotong_mentions_pane_dispose (GObject *object)
{
  SotongMentionsPane *self = SOTONG_MENTIONS_PANE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->focus_id, g_source_remove);
  stop_counting (self);
  g_clear_object (&self->context);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  sotong_mentions_pane_forget_own (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "mentions", NULL);
  if (self->model != NULL)
    sotong_mention_model_set_store (self->model, NULL);
  g_clear_object (&self->cursor_row);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  panel_widget_set_child (PANEL_WIDGET (self), NULL); /* else it is unparented twice */
  gtk_widget_dispose_template (GTK_WIDGET (self), SOTONG_TYPE_MENTIONS_PANE);
  g_clear_handle_id (&self->name_id, g_source_remove);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->unnamed, g_hash_table_unref);
  g_clear_pointer (&self->topic_ids, g_array_unref);
  G_OBJECT_CLASS (sotong_mentions_pane_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, box);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, topic_drop);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, sentiment_drop);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, search_chip);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, range_button);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, range_label);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, group_button);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, count_label);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, list_view);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, empty_page);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_range_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_group_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, sotong_mentions_pane_setup_row);
  gtk_widget_class_bind_template_callback (widget_class, sotong_mentions_pane_bind_row);
  gtk_widget_class_bind_template_callback (widget_class, sotong_mentions_pane_unbind_row);
  gtk_widget_class_bind_template_callback (widget_class, sotong_mentions_pane_activate);
  gtk_widget_class_bind_template_callback (widget_class, sotong_mentions_pane_press);
  gtk_widget_class_bind_template_callback (widget_class, sotong_mentions_pane_second_click);
}

static void
sotong_mentions_pane_class_init (SotongMentionsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SotongPaneClass *pane_class = SOTONG_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_mentions_pane_dispose;
  pane_class->attach = sotong_mentions_pane_attach;
  pane_class->detach = sotong_mentions_pane_detach;
  pane_class->refresh = sotong_mentions_pane_refresh;
  pane_class->search = sotong_mentions_pane_search;
  pane_class->save = sotong_mentions_pane_save;
  pane_class->load = sotong_mentions_pane_load;
  g_type_ensure (SOTONG_TYPE_SEARCH_CHIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sotong/Sotong/sotong-mentions-pane.ui");
  bind_children (widget_class);
}

static void
sotong_mentions_pane_init (SotongMentionsPane *self)
{
  GtkEventController *click = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());

  self->unnamed = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  sotong_search_typed_watch (self->search_entry);
  sotong_pane_add_work (SOTONG_PANE (self), GTK_WIDGET (self->list_view));
  self->model = sotong_mention_model_new ();
  g_signal_connect_object (self->model, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (rows_go_cb), self, G_CONNECT_SWAPPED); /* before the selection */
  self->selection = sotong_mention_selection_new (G_LIST_MODEL (self->model));
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (rows_are_there_cb), self, G_CONNECT_SWAPPED); /* behind it */
  self->cursor_row = g_signal_group_new (SOTONG_TYPE_MENTION_ROW);
  g_signal_group_connect_swapped (self->cursor_row, "notify::loaded", G_CALLBACK (loaded_cb), self);
  g_signal_connect_object (self->selection, "notify::cursor", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED); /* also on the row that is chosen already */
  gtk_event_controller_set_propagation_phase (click, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), click);
  sotong_mentions_pane_add_actions (self);
  sotong_mentions_pane_set_up_own (self);
  self->settings = g_signal_group_new (SOTONG_TYPE_SETTINGS);
  g_signal_group_connect_swapped (self->settings, "notify::hide-authors", G_CALLBACK (hide_authors_cb), self);
  self->context = g_signal_group_new (SOTONG_TYPE_CONTEXT);
  g_signal_group_connect_swapped (self->context, "notify::shown", G_CALLBACK (shown_cb), self);
  g_signal_group_connect_swapped (self->context, "notify::search", G_CALLBACK (search_cb), self);
  self->store = g_signal_group_new (SOTONG_TYPE_STORE);
  g_signal_group_connect_swapped (self->store, "changed", G_CALLBACK (changed_cb), self);
}
