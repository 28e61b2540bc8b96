/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/dialogs/sotong-case-dialog.h"
#include "app/panes/sotong-mention-cell.h"
#include "app/panes/sotong-mention-model.h"
#include "app/panes/sotong-mentions-pane.h"
#include "app/panes/sotong-search-chip.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

#define NAME_SLICE_US 4000

/**
 * SotongMentionsPane:
 *
 * What citizens wrote, newest first, of the window's topic and range; searched, filtered and
 * labelled by keys.
 */
struct _SotongMentionsPane
{
  SotongPane          parent_instance;
  GtkSearchEntry     *search_entry;
  GtkDropDown        *sentiment_drop;
  SotongSearchChip   *search_chip;
  GtkButton          *range_button;
  GtkLabel           *range_label;
  GtkLabel           *count_label;
  GtkStack           *stack;
  GtkListView        *list_view;
  AdwStatusPage      *empty_page;
  GtkButton          *clear_button;
  SotongMentionModel *model;       /* (owned) */
  GtkSingleSelection *selection;   /* (owned) */
  GSignalGroup       *context;     /* (owned): of the SotongContext */
  GSignalGroup       *store;       /* (owned): of the SotongStore */
  GHashTable         *unnamed;     /* (owned): GtkListItem, bound ones whose accessible names are to be set */
  guint               name_id;
  guint               refresh_id;
};

G_DEFINE_FINAL_TYPE (SotongMentionsPane, sotong_mentions_pane, SOTONG_TYPE_PANE)

/* ---- rows ---- */

/* The row in the middle of what is visible; all rows are as high. */
static double
middle_row (SotongMentionsPane *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list_view));
  double upper = adjustment != NULL ? gtk_adjustment_get_upper (adjustment) : 0;
  double middle = upper > 0 ? gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) / 2 : 0;

  return upper > 0 ? middle / upper * g_list_model_get_n_items (G_LIST_MODEL (self->selection)) : 0;
}

/* A row draws itself. What a screen reader speaks of it is set in slices that are short enough
 * for the window to answer between them: a jump binds two hundred rows at once. */
static void
name_row (GtkListItem *item)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  GtkWidget *row = gtk_widget_get_parent (cell);
  g_autofree char *text = sotong_mention_cell_dup_text (SOTONG_MENTION_CELL (cell));

  if (text == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static gboolean
name_cb (gpointer user_data)
{
  SotongMentionsPane *self = user_data;
  gint64 until = g_get_monotonic_time () + NAME_SLICE_US;
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->unnamed);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    {
      if (g_get_monotonic_time () >= until)
        return G_SOURCE_CONTINUE;
      g_hash_table_iter_remove (&iter);
      name_row (item);
    }
  self->name_id = 0;
  return G_SOURCE_REMOVE;
}

static void
queue_name (SotongMentionsPane *self,
            GtkListItem        *item)
{
  g_hash_table_add (self->unnamed, item);
  if (self->name_id == 0)
    self->name_id = g_idle_add (name_cb, self);
}

static void
loaded_cb (SotongMentionRow *row,
           GParamSpec       *pspec,
           GtkListItem      *item)
{
  queue_name (g_object_get_data (G_OBJECT (item), "pane"), item);
}

static void
setup_row_cb (SotongMentionsPane *self,
              GtkListItem        *item)
{
  g_object_set_data (G_OBJECT (item), "pane", self);
  gtk_list_item_set_child (item, sotong_mention_cell_new ());
}

static void
bind_row_cb (SotongMentionsPane *self,
             GtkListItem        *item)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  SotongMentionRow *row = gtk_list_item_get_item (item);
  gulong id = g_signal_connect (row, "notify::loaded", G_CALLBACK (loaded_cb), item);

  g_object_set_data (G_OBJECT (item), "loaded-id", GSIZE_TO_POINTER (id));
  if (context == NULL) /* a list that goes away may still bind its rows */
    return;
  sotong_mention_cell_set_row (SOTONG_MENTION_CELL (gtk_list_item_get_child (item)), row, sotong_context_get_zone (context));
  if (sotong_mention_row_get_mention (row) != NULL)
    queue_name (self, item);
}

static void
unbind_row_cb (SotongMentionsPane *self,
               GtkListItem        *item)
{
  g_signal_handler_disconnect (gtk_list_item_get_item (item), GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (item), "loaded-id")));
  sotong_mention_cell_set_row (SOTONG_MENTION_CELL (gtk_list_item_get_child (item)), NULL, NULL);
  if (self->unnamed != NULL)
    g_hash_table_remove (self->unnamed, item);
}

/* ---- the query ---- */

static gboolean
is_narrowed (SotongMentionsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  const SotongMentionQuery *query = sotong_mention_model_get_query (self->model);

  return query->words != NULL || query->sentiment >= 0 || query->range.end != 0 || query->author != NULL || query->source_id != 0
         || (context != NULL && sotong_context_get_topic (context) != 0);
}

static void
show_answer (SotongMentionsPane *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autofree char *number = sotong_number_group (n);
  g_autofree char *text = NULL;

  /* Translators: how many mentions the list has */
  text = g_strdup_printf (ngettext ("%s mention", "%s mentions", n), number);
  gtk_label_set_text (self->count_label, text);
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
get_range (SotongContext *context,
           SotongRange   *out_range)
{
  return sotong_context_get_shown (context, out_range) || sotong_context_get_range (context, out_range);
}

static void
show_range (SotongMentionsPane *self,
            SotongContext      *context)
{
  SotongRange range;
  g_autofree char *from = NULL, *to = NULL, *text = NULL;

  if (!get_range (context, &range))
    {
      gtk_widget_set_visible (GTK_WIDGET (self->range_button), FALSE);
      return;
    }
  from = sotong_time_format_date (range.start, sotong_context_get_zone (context));
  to = sotong_time_format_date (range.end - 1, sotong_context_get_zone (context));
  text = g_str_equal (from, to) ? g_strdup (from) : g_strdup_printf ("%s – %s", from, to);
  gtk_label_set_text (self->range_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->range_button), TRUE);
}

/* What the entry and the lists above have no place for. */
static void
narrow_by_search (SotongContext      *context,
                  SotongMentionQuery *query)
{
  const SotongMentionQuery *kept = NULL;

  if (sotong_context_get_search (context, &kept) == NULL)
    return;
  query->author = g_strdup (kept->author);
  query->source_id = kept->source_id;
  if (kept->range.end != 0)
    query->range = kept->range;
}

static void
ask (SotongMentionsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  guint selected = gtk_drop_down_get_selected (self->sentiment_drop);

  if (context == NULL || !sotong_pane_get_attached (SOTONG_PANE (self)))
    return;
  if (!sotong_text_is_blank (words))
    query->words = g_strdup (words);
  query->sentiment = selected == 0 ? -1 : (int) selected - 1;
  query->topic_id = sotong_context_get_topic (context);
  get_range (context, &query->range);
  narrow_by_search (context, query);
  show_range (self, context);
  sotong_mention_model_set_query (self->model, query);
}

static void
search_changed_cb (SotongMentionsPane *self)
{
  ask (self);
}

static void
query_changed_cb (SotongMentionsPane *self)
{
  ask (self);
}

static void
stop_search_cb (SotongMentionsPane *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
clear_range_cb (SotongMentionsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (sotong_context_get_shown (context, NULL))
    sotong_context_show_mentions (context, NULL);
  else
    sotong_context_set_range (context, NULL);
}

/* A day that was clicked in the chart is shown whole: the list must count what the chart counts. */
static void
shown_cb (SotongMentionsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (context != NULL && sotong_context_get_shown (context, NULL))
    {
      const char *words = sotong_context_get_shown_words (context);

      gtk_editable_set_text (GTK_EDITABLE (self->search_entry), words != NULL ? words : "");
      gtk_drop_down_set_selected (self->sentiment_drop, 0);
    }
  ask (self);
}

/* A kept search is shown as if it had been typed. */
static void
search_cb (SotongMentionsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  const SotongMentionQuery *kept = NULL;

  if (context != NULL && sotong_context_get_search (context, &kept) != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search_entry), kept->words != NULL ? kept->words : "");
      gtk_drop_down_set_selected (self->sentiment_drop, (guint) (kept->sentiment + 1));
    }
  ask (self);
}

static void
clear_all_cb (SotongMentionsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_drop_down_set_selected (self->sentiment_drop, 0);
  if (context == NULL)
    return;
  sotong_context_show_search (context, NULL, NULL);
  sotong_context_show_mentions (context, NULL);
  sotong_context_set_range (context, NULL);
  sotong_context_set_topic (context, 0);
}

static void
answered_cb (SotongMentionsPane *self)
{
  show_answer (self);
}

static void
failed_cb (SotongMentionsPane *self,
           const GError       *error)
{
  sotong_pane_show_error (SOTONG_PANE (self), _("The mentions could not be read"), error);
}

/* What the person looks at stays where it is: the selected row if it is in view. */
static void
refresh (SotongMentionsPane *self)
{
  guint at = gtk_single_selection_get_selected (self->selection);
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
  refresh (self);
  return G_SOURCE_REMOVE;
}

/* Fetching writes often: the list is asked again twice a second at most. */
static void
changed_cb (SotongMentionsPane *self,
            guint               areas)
{
  if ((areas & (SOTONG_AREA_MENTIONS | SOTONG_AREA_TOPICS)) != 0 && self->refresh_id == 0)
    self->refresh_id = g_timeout_add (500, refresh_cb, self);
}

/* ---- acts ---- */

static const SotongMention *
selected_mention (SotongMentionsPane *self)
{
  SotongMentionRow *row = gtk_single_selection_get_selected_item (self->selection);

  return row != NULL ? sotong_mention_row_get_mention (row) : NULL;
}

/* The arrow keys go on from the row that has the focus: let it be the one that is selected. */
static void
focus_selected (SotongMentionsPane *self)
{
  GtkWidget *list = GTK_WIDGET (self->list_view);

  if (gtk_widget_get_focus_child (list) == NULL)
    return;
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED)
      gtk_widget_grab_focus (row);
}

static void
go_to (SotongMentionsPane *self,
       guint               position)
{
  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    return;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
  focus_selected (self);
}

typedef struct {
  gint64          id;
  gint64          topic;
  SotongSentiment sentiment;
} Act;

static gpointer
label_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Act *act = data;

  return sotong_mention_label (db, act->id, act->sentiment, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

static gpointer
take_out_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  const Act *act = data;

  return sotong_mention_take_out (db, act->id, act->topic, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
act_done_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(SotongMentionsPane) self = user_data;
  g_autoptr(GError) error = NULL;

  if (sotong_store_write_finish (SOTONG_STORE (object), result, &error) == NULL)
    {
      sotong_pane_show_error (SOTONG_PANE (self), _("The mention could not be changed"), error);
      return;
    }
  refresh (self);
}

static void
act_taken_out_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  SotongMentionsPane *self = user_data;

  sotong_pane_toast (SOTONG_PANE (self), _("Taken out of the topic"), TRUE);
  act_done_cb (object, result, user_data);
}

static void
do_act (SotongMentionsPane  *self,
        SotongStoreJob       job,
        const Act           *act,
        GAsyncReadyCallback  callback)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  sotong_store_write_async (sotong_context_get_store (context), SOTONG_WRITE_DEFAULT, job, g_memdup2 (act, sizeof *act), g_free, NULL, NULL,
                            callback, g_object_ref (self));
}

static void
label_selected (SotongMentionsPane *self,
                SotongSentiment     sentiment)
{
  const SotongMention *mention = selected_mention (self);
  Act act = { 0 };

  if (mention == NULL)
    return;
  act.id = mention->id;
  act.sentiment = sentiment;
  do_act (self, label_job, &act, act_done_cb);
  go_to (self, gtk_single_selection_get_selected (self->selection) + 1);
}

static void
take_out_selected (SotongMentionsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  const SotongMention *mention = selected_mention (self);
  Act act = { 0 };

  act.topic = sotong_context_get_topic (context);
  if (mention == NULL)
    return;
  if (act.topic == 0)
    {
      sotong_pane_toast (SOTONG_PANE (self), _("Choose a topic first: a mention is taken out of one topic, never deleted."), FALSE);
      return;
    }
  act.id = mention->id;
  do_act (self, take_out_job, &act, act_taken_out_cb);
  go_to (self, gtk_single_selection_get_selected (self->selection) + 1);
}

/* A citizen's message that a department has to answer. */
static void
make_case (SotongMentionsPane *self)
{
  const SotongMention *mention = selected_mention (self);
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (mention != NULL && context != NULL)
    sotong_case_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), context, mention);
}

static gboolean
key_pressed_cb (SotongMentionsPane *self,
                guint               keyval,
                guint               keycode,
                GdkModifierType     modifiers)
{
  guint at = gtk_single_selection_get_selected (self->selection);

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      label_selected (self, SOTONG_SENTIMENT_NONE);
      return GDK_EVENT_STOP;
    case GDK_KEY_1:
    case GDK_KEY_KP_1:
      label_selected (self, SOTONG_SENTIMENT_NEGATIVE);
      return GDK_EVENT_STOP;
    case GDK_KEY_2:
    case GDK_KEY_KP_2:
      label_selected (self, SOTONG_SENTIMENT_NEUTRAL);
      return GDK_EVENT_STOP;
    case GDK_KEY_3:
    case GDK_KEY_KP_3:
      label_selected (self, SOTONG_SENTIMENT_POSITIVE);
      return GDK_EVENT_STOP;
    case GDK_KEY_n:
    case GDK_KEY_N:
      go_to (self, at + 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_c:
    case GDK_KEY_C:
      make_case (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete:
      take_out_selected (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
activate_cb (SotongMentionsPane *self,
             guint               position)
{
  const SotongMention *mention = selected_mention (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* Only web pages: an address from outside must not start anything else. */
  if (mention != NULL && (g_str_has_prefix (mention->url, "https://") || g_str_has_prefix (mention->url, "http://")))
    gtk_show_uri (GTK_WINDOW (root), mention->url, GDK_CURRENT_TIME);
  else
    sotong_pane_toast (SOTONG_PANE (self), _("This mention has no web address."), FALSE);
}

static void
selected_cb (SotongMentionsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  const SotongMention *mention = selected_mention (self);

  if (context != NULL && mention != NULL)
    sotong_context_set_mention (context, mention->id);
}

/* ---- the pane ---- */

static void
sotong_mentions_pane_attach (SotongPane    *pane,
                             SotongContext *context)
{
  SotongMentionsPane *self = SOTONG_MENTIONS_PANE (pane);

  g_signal_group_set_target (self->context, context);
  g_signal_group_set_target (self->store, sotong_context_get_store (context));
  sotong_mention_model_set_store (self->model, sotong_context_get_store (context));
  if (gtk_list_view_get_model (self->list_view) == NULL)
    gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  sotong_search_chip_set_context (self->search_chip, context);
  /* What was asked for before the pane was there. */
  if (sotong_context_get_search (context, NULL) != NULL)
    search_cb (self);
  else
    shown_cb (self);
}

static void
sotong_mentions_pane_detach (SotongPane *pane)
{
  SotongMentionsPane *self = SOTONG_MENTIONS_PANE (pane);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_signal_group_set_target (self->context, NULL);
  g_signal_group_set_target (self->store, NULL);
  sotong_search_chip_set_context (self->search_chip, NULL);
  sotong_mention_model_set_store (self->model, NULL);
}

static void
sotong_mentions_pane_refresh (SotongPane *pane)
{
  refresh (SOTONG_MENTIONS_PANE (pane));
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
  g_clear_object (&self->context);
  g_clear_object (&self->store);
  if (self->model != NULL)
    sotong_mention_model_set_store (self->model, NULL);
  panel_widget_set_child (PANEL_WIDGET (self), NULL); /* else it is unparented twice */
  gtk_widget_dispose_template (GTK_WIDGET (self), SOTONG_TYPE_MENTIONS_PANE);
  g_clear_handle_id (&self->name_id, g_source_remove);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_pointer (&self->unnamed, g_hash_table_unref);
  G_OBJECT_CLASS (sotong_mentions_pane_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, sentiment_drop);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, search_chip);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, range_button);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, range_label);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, count_label);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, list_view);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, empty_page);
  gtk_widget_class_bind_template_child (widget_class, SotongMentionsPane, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_range_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
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
  g_type_ensure (SOTONG_TYPE_SEARCH_CHIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sotong/Sotong/sotong-mentions-pane.ui");
  bind_children (widget_class);
}

static void
sotong_mentions_pane_init (SotongMentionsPane *self)
{
  self->unnamed = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->model = sotong_mention_model_new ();
  g_signal_connect_object (self->model, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  self->context = g_signal_group_new (SOTONG_TYPE_CONTEXT);
  g_signal_group_connect_swapped (self->context, "notify::topic", G_CALLBACK (query_changed_cb), self);
  g_signal_group_connect_swapped (self->context, "notify::range", G_CALLBACK (query_changed_cb), self);
  g_signal_group_connect_swapped (self->context, "notify::shown", G_CALLBACK (shown_cb), self);
  g_signal_group_connect_swapped (self->context, "notify::search", G_CALLBACK (search_cb), self);
  self->store = g_signal_group_new (SOTONG_TYPE_STORE);
  g_signal_group_connect_swapped (self->store, "changed", G_CALLBACK (changed_cb), self);
}
