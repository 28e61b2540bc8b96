/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person does with the mentions that are chosen, by a key or the menu. */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-case-dialog.h"
#include "app/dialogs/sotong-privacy-dialog.h"
#include "app/panes/sotong-mention-place.h"
#include "app/panes/sotong-mentions-pane-private.h"
#include "app/sotong-browser.h"
#include "app/sotong-row-name.h"
#include "app/sotong-task-mentions.h"

#define FRAMES 3 /* after which a list stands that was not seen before */

/* ---- what is chosen ---- */

/* (transfer none) (nullable): the one that the person went to last; %NULL also while it is being read. */
const SotongMention *
sotong_mentions_pane_get_selected (SotongMentionsPane *self)
{
  g_autoptr(SotongMentionRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), sotong_mention_selection_get_cursor (self->selection));

  return row != NULL ? sotong_mention_row_get_mention (row) : NULL; /* the model's page keeps it */
}

/* (transfer full) (nullable): their ids; %NULL while one of them is still being read. */
static GArray *
selected_ids (SotongMentionsPane *self)
{
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean all = TRUE;
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more; more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr(SotongMentionRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);
      const SotongMention *mention = row != NULL ? sotong_mention_row_get_mention (row) : NULL;

      all = all && mention != NULL;
      if (mention != NULL)
        g_array_append_val (ids, mention->id);
    }
  return all && ids->len > 0 ? g_steal_pointer (&ids) : NULL;
}

/* By the list's own act, so that Shift and an arrow go on from there. */
static void
go_to (SotongMentionsPane *self,
       guint               position)
{
  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    return;
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.select-item", "(ubb)", position, FALSE, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->list_view)) != NULL)
    sotong_row_focus (GTK_WIDGET (self->list_view));
}

/* A list that was not drawn yet does not scroll. */
static gboolean
scroll_cb (GtkWidget     *list,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  SotongMentionsPane *self = user_data;
  guint at = sotong_mention_selection_get_cursor (self->selection);

  if (self->scroll_after > 1)
    {
      self->scroll_after--;
      return G_SOURCE_CONTINUE;
    }
  if (self->sought && at != GTK_INVALID_LIST_POSITION) /* nobody went elsewhere in it */
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", at);
  return G_SOURCE_REMOVE;
}

/* Meanwhile a person may have gone to the list, whose mention the details show then. */
static void
sought_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SotongMentionsPane) self = user_data;
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  g_autoptr(GError) error = NULL;
  gint64 at = sotong_mention_place_find_finish (SOTONG_STORE (object), result, &error);

  if (self->selection == NULL || context == NULL)
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* another answer is on its way */
  self->seeking = FALSE;
  if (at >= 0 && sotong_context_get_mention (context) == self->sought_id)
    {
      go_to (self, (guint) at);
      self->sought = sotong_mention_selection_get_cursor (self->selection) == at;
      self->following = self->following || self->sought;
      self->scroll_after = FRAMES;
      gtk_widget_add_tick_callback (GTK_WIDGET (self->list_view), scroll_cb, self, NULL);
    }
  sotong_mentions_pane_tell_details (self);
}

/* The list is whole. The mention that the details show, an alert's, is the chosen one if it is in it, however far down. Else a key would
 * judge another than the one that is read. */
void
sotong_mentions_pane_seek (SotongMentionsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  self->sought_id = context != NULL ? sotong_context_get_mention (context) : 0;
  self->seeking = self->sought_id != 0;
  if (self->seeking)
    sotong_mention_model_find_async (self->model, self->sought_id, sought_cb, g_object_ref (self));
}

static gboolean
focus_cb (gpointer user_data)
{
  SotongMentionsPane *self = user_data;
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self)));
  GdkDevice *pointer = seat != NULL ? gdk_seat_get_pointer (seat) : NULL;

  self->focus_id = 0;
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->list_view)) != NULL
      && (pointer == NULL || (gdk_device_get_modifier_state (pointer) & GDK_BUTTON1_MASK) == 0)) /* who clicks chooses */
    sotong_row_focus (GTK_WIDGET (self->list_view));
  return G_SOURCE_REMOVE;
}

/* The keyboard came to the list, which gives it to its first row: it goes on from the one that was sought. */
void
sotong_mentions_pane_focus_sought (SotongMentionsPane *self)
{
  if (self->sought && self->focus_id == 0)
    self->focus_id = g_idle_add (focus_cb, self);
  self->sought = FALSE;
}

/* A thousand at most: what nobody can have looked at is not judged either. */
static void
select_all (SotongMentionsPane *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  gtk_selection_model_select_range (GTK_SELECTION_MODEL (self->selection), 0, MIN (n, SOTONG_MENTION_SELECTION_MOST), TRUE);
  for (guint i = 0; i < MIN (n, SOTONG_MENTION_SELECTION_MOST); i += 64) /* their pages are read meanwhile */
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (self->model), i));
  if (n > SOTONG_MENTION_SELECTION_MOST)
    sotong_pane_toast (SOTONG_PANE (self), _("The newest 1,000 mentions are chosen: there cannot be more at a time."), FALSE);
}

/* ---- acts ---- */

typedef struct {
  SotongMentionsPane *pane;       /* (owned) */
  GArray             *ids;        /* (owned) */
  gint64              topic;
  SotongSentiment     sentiment;
} Act;

static void
act_free (Act *act)
{
  g_object_unref (act->pane);
  g_array_unref (act->ids);
  g_free (act);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, act_free)

static gpointer
label_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Act *act = data;

  return sotong_mention_label_all (db, act->ids, act->sentiment, error) ? data : NULL;
}

static gpointer
take_out_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  const Act *act = data;

  return sotong_mention_take_out_all (db, act->ids, act->topic, error) ? data : NULL;
}

static gboolean
act_done (Act          *act,
          GObject      *store,
          GAsyncResult *result)
{
  g_autoptr(GError) error = NULL;

  if (sotong_store_write_finish (SOTONG_STORE (store), result, &error) == NULL)
    {
      sotong_pane_show_error (SOTONG_PANE (act->pane), _("The mention could not be changed"), error);
      return FALSE;
    }
  sotong_mentions_pane_refresh_list (act->pane);
  return TRUE;
}

static void
labelled_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Act) act = user_data;
  g_autofree char *text = NULL;

  if (!act_done (act, object, result) || act->ids->len == 1)
    return;
  text = g_strdup_printf (ngettext ("%u mention labelled", "%u mentions labelled", act->ids->len), act->ids->len);
  sotong_pane_toast (SOTONG_PANE (act->pane), text, TRUE);
}

static void
taken_out_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Act) act = user_data;

  if (act_done (act, object, result))
    sotong_pane_toast (SOTONG_PANE (act->pane), _("Taken out of the topic"), TRUE);
}

/* The act belongs to @callback; the job only looks at it. */
static void
do_act (SotongMentionsPane  *self,
        Act                 *act,
        SotongStoreJob       job,
        GAsyncReadyCallback  callback)
{
  guint n = act->ids->len;

  sotong_store_write_async (sotong_context_get_store (sotong_pane_get_context (SOTONG_PANE (self))), SOTONG_WRITE_DEFAULT, job, act, NULL, NULL,
                            NULL, callback, act);
  if (n == 1)
    go_to (self, sotong_mention_selection_get_cursor (self->selection) + 1);
}

/* (nullable): what the next act is about; nothing is chosen, or a part of it is not there yet. */
static Act *
act_new (SotongMentionsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  GArray *ids = context != NULL ? selected_ids (self) : NULL;
  Act *act;

  if (ids == NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return NULL;
    }
  act = g_new0 (Act, 1);
  *act = (Act) { g_object_ref (self), ids, sotong_mentions_pane_get_topic (self), SOTONG_SENTIMENT_NONE };
  return act;
}

static void
label_selected (SotongMentionsPane *self,
                SotongSentiment     sentiment)
{
  Act *act = act_new (self);

  if (act == NULL)
    return;
  act->sentiment = sentiment;
  do_act (self, act, label_job, labelled_cb);
}

static void
take_out_selected (SotongMentionsPane *self)
{
  g_autoptr(Act) act = act_new (self);

  if (act == NULL)
    return;
  if (act->topic == 0)
    {
      sotong_pane_toast (SOTONG_PANE (self), _("Choose a topic first: a mention is taken out of one topic, never deleted."), FALSE);
      return;
    }
  do_act (self, g_steal_pointer (&act), take_out_job, taken_out_cb);
}

static void
open_found_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(SotongMentionsPane) self = user_data;
  g_autoptr(GError) error = NULL;
  gint64 at = sotong_mention_place_find_finish (SOTONG_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->selection == NULL)
    return;
  if (error != NULL)
    sotong_pane_show_error (SOTONG_PANE (self), _("The mentions could not be read"), error);
  else if (at < 0)
    sotong_pane_toast (SOTONG_PANE (self), _("No mention further down is without a label or uncertain."), FALSE);
  else
    go_to (self, (guint) at);
}

/* ---- actions ---- */

static void
negative_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  label_selected (user_data, SOTONG_SENTIMENT_NEGATIVE);
}

static void
neutral_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  label_selected (user_data, SOTONG_SENTIMENT_NEUTRAL);
}

static void
positive_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  label_selected (user_data, SOTONG_SENTIMENT_POSITIVE);
}

static void
unlabel_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  label_selected (user_data, SOTONG_SENTIMENT_NONE);
}

static void
next_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  SotongMentionsPane *self = user_data;

  go_to (self, sotong_mention_selection_get_cursor (self->selection) + 1);
}

static void
next_open_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SotongMentionsPane *self = user_data;

  if (sotong_pane_get_attached (SOTONG_PANE (self)))
    sotong_mention_model_find_open_async (self->model, sotong_mention_selection_get_cursor (self->selection), open_found_cb, g_object_ref (self));
}

static void
take_out_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  take_out_selected (user_data);
}

/* A citizen's message that a department has to answer. */
static void
case_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  const SotongMention *mention = sotong_mentions_pane_get_selected (user_data);
  SotongContext *context = sotong_pane_get_context (user_data);

  if (mention != NULL && context != NULL)
    sotong_case_dialog_present (GTK_WINDOW (gtk_widget_get_root (user_data)), context, mention);
}

/* The copies of the article that is chosen, and back. */
static void
copies_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  SotongMentionsPane *self = user_data;
  const SotongMention *mention = sotong_mentions_pane_get_selected (self);

  if (self->group_id != 0)
    sotong_mentions_pane_show_group (self, 0);
  else if (mention != NULL && mention->n_copies > 0)
    sotong_mentions_pane_show_group (self, mention->duplicate_of != SOTONG_NONE ? mention->duplicate_of : mention->id);
  else
    sotong_pane_toast (SOTONG_PANE (self), _("Nobody else wrote nearly the same."), FALSE);
}

static void
once_change_state (GSimpleAction *action,
                   GVariant      *state,
                   gpointer       user_data)
{
  g_simple_action_set_state (action, state);
  sotong_mentions_pane_ask (user_data);
}

/* The list as it is, for a department: of who wrote only the first letters. */
static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  SotongMentionsPane *self = user_data;
  GtkRoot *root = gtk_widget_get_root (user_data);

  if (SOTONG_IS_WINDOW (root) && sotong_window_get_context (SOTONG_WINDOW (root)) != NULL)
    sotong_task_export_mentions (SOTONG_WINDOW (root), sotong_mention_model_get_query (self->model), FALSE);
}

static void
author_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  const SotongMention *mention = sotong_mentions_pane_get_selected (user_data);
  GtkRoot *root = gtk_widget_get_root (user_data);

  if (mention != NULL && SOTONG_IS_WINDOW (root))
    sotong_privacy_dialog_present (SOTONG_WINDOW (root), mention->author);
}

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  SotongMentionsPane *self = user_data;

  sotong_mentions_pane_activate (self, sotong_mention_selection_get_cursor (self->selection));
}

void
sotong_mentions_pane_activate (SotongMentionsPane *self,
                               guint               position)
{
  g_autoptr(SotongMentionRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  const SotongMention *mention = row != NULL ? sotong_mention_row_get_mention (row) : NULL;

  /* Only web pages: an address from outside must not start anything else. */
  if (mention != NULL && (g_str_has_prefix (mention->url, "https://") || g_str_has_prefix (mention->url, "http://")))
    sotong_browser_open (GTK_WIDGET (self), mention->url);
  else
    sotong_pane_toast (SOTONG_PANE (self), _("This mention has no web address."), FALSE);
}

gboolean
sotong_mentions_pane_press (SotongMentionsPane *self,
                            guint               keyval,
                            guint               keycode,
                            GdkModifierType     modifiers)
{
  static const struct {
    guint       keyval;
    const char *action;
  } keys[] = {
    { GDK_KEY_0, "unlabel" }, { GDK_KEY_KP_0, "unlabel" }, { GDK_KEY_1, "negative" }, { GDK_KEY_KP_1, "negative" },
    { GDK_KEY_2, "neutral" }, { GDK_KEY_KP_2, "neutral" }, { GDK_KEY_3, "positive" }, { GDK_KEY_KP_3, "positive" },
    { GDK_KEY_n, "next" }, { GDK_KEY_N, "next" }, { GDK_KEY_u, "next-open" }, { GDK_KEY_U, "next-open" },
    { GDK_KEY_c, "case" }, { GDK_KEY_C, "case" }, { GDK_KEY_d, "copies" }, { GDK_KEY_D, "copies" },
    { GDK_KEY_Delete, "take-out" },
  };
  GdkModifierType held = modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK);

  if (held == GDK_CONTROL_MASK && (keyval == GDK_KEY_a || keyval == GDK_KEY_A))
    {
      select_all (self);
      return GDK_EVENT_STOP;
    }
  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && (modifiers & GDK_SHIFT_MASK) != 0))
    {
      sotong_mentions_pane_open_menu (self);
      return GDK_EVENT_STOP;
    }
  if (held != 0)
    return GDK_EVENT_PROPAGATE;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (keys[i].keyval != keyval)
        continue;
      g_action_group_activate_action (G_ACTION_GROUP (self->actions), keys[i].action, NULL);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* Commands that need a mention are there when there is one. */
void
sotong_mentions_pane_update_actions (SotongMentionsPane *self)
{
  static const char * const need_one[] = { "negative", "neutral", "positive", "unlabel", "next", "next-open", "take-out", "case", "copies", "open",
                                          "export", "author" };
  gboolean some = g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0;

  for (gsize i = 0; i < G_N_ELEMENTS (need_one); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), need_one[i])), some);
}

void
sotong_mentions_pane_add_actions (SotongMentionsPane *self)
{
  static const GActionEntry entries[] = {
    { .name = "negative", .activate = negative_action }, { .name = "neutral", .activate = neutral_action },
    { .name = "positive", .activate = positive_action }, { .name = "unlabel", .activate = unlabel_action },
    { .name = "next", .activate = next_action }, { .name = "next-open", .activate = next_open_action },
    { .name = "take-out", .activate = take_out_action }, { .name = "case", .activate = case_action },
    { .name = "copies", .activate = copies_action }, { .name = "open", .activate = open_action },
    { .name = "export", .activate = export_action }, { .name = "author", .activate = author_action },
    { .name = "once", .state = "false", .change_state = once_change_state },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  sotong_pane_add_actions (SOTONG_PANE (self), "mentions", G_ACTION_GROUP (self->actions));
}
