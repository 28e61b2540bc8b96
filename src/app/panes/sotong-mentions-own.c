/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "app/panes/sotong-mentions-pane-private.h"
#include "app/sotong-topic-drop.h"
#include "store/sotong-topic.h"

/* What a list of mentions has for itself: its topic and its range, and what is kept of it in a layout. */

/* A click in a chart and a kept search lead to the first list, whatever that has for itself, and to copies that follow the window;
 * a copy with a topic or a range of its own stays with it. */
static gboolean
is_led (SotongMentionsPane *self)
{
  const char *id = panel_widget_get_id (PANEL_WIDGET (self));

  return (id != NULL && strchr (id, '#') == NULL) || !(sotong_pane_own_has_topic (self->own) || sotong_pane_own_has_period (self->own));
}

/* The kept search that narrows this list, if one does. */
gboolean
sotong_mentions_pane_get_search (SotongMentionsPane        *self,
                                 const SotongMentionQuery **out_query)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  return context != NULL && is_led (self) && sotong_context_get_search (context, out_query) != NULL;
}

/* The stretch of time that was clicked in a chart, if its mentions are listed here. */
gboolean
sotong_mentions_pane_get_shown (SotongMentionsPane *self,
                                SotongRange        *out_range)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  return context != NULL && is_led (self) && sotong_context_get_shown (context, out_range);
}

/* The topic of what is listed, or 0: where a click or a kept search has led, it is the one they were made for. */
gint64
sotong_mentions_pane_get_topic (SotongMentionsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (context != NULL && (sotong_mentions_pane_get_shown (self, NULL) || sotong_mentions_pane_get_search (self, NULL)))
    return sotong_context_get_topic (context);
  return sotong_pane_own_get_topic (self->own);
}

/* ---- the topics ---- */

static gpointer
topics_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_topic_list (db, error);
}

static void
topics_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SotongMentionsPane) self = user_data;
  g_autoptr(GPtrArray) topics = sotong_store_read_finish (SOTONG_STORE (object), result, NULL);

  if (topics == NULL || self->naming == NULL || g_task_get_cancellable (G_TASK (result)) != self->naming)
    return;
  g_clear_object (&self->naming);
  self->updating = TRUE;
  sotong_topic_drop_fill (self->topic_drop, self->topic_ids, topics, sotong_pane_own_get_topic (self->own));
  sotong_topic_drop_choose (self->topic_drop, self->topic_ids, sotong_pane_own_get_topic (self->own));
  self->updating = FALSE;
  sotong_pane_own_show_title (self->own, topics, NULL);
}

static void
stop_naming (SotongMentionsPane *self)
{
  g_cancellable_cancel (self->naming);
  g_clear_object (&self->naming);
}

/* The list of topics is there for a list that has one of its own; the others follow the navigator. */
void
sotong_mentions_pane_read_topics (SotongMentionsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  gboolean own = sotong_pane_own_has_topic (self->own);

  stop_naming (self);
  gtk_widget_set_visible (GTK_WIDGET (self->topic_drop), own);
  if (context == NULL || sotong_context_get_store (context) == NULL || !sotong_pane_get_attached (SOTONG_PANE (self)))
    return;
  self->naming = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (context), topics_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, self->naming, topics_cb,
                           g_object_ref (self));
}

static void
topic_chosen_cb (SotongMentionsPane *self)
{
  guint selected = gtk_drop_down_get_selected (self->topic_drop);

  if (!self->updating && selected < self->topic_ids->len)
    sotong_pane_own_choose (self->own, g_array_index (self->topic_ids, gint64, selected));
}

/* Who chooses a topic or days wants to see them: copies that are open are left. */
static void
own_changed_cb (SotongMentionsPane *self)
{
  self->group_id = 0;
  sotong_search_chip_set_context (self->search_chip, is_led (self) ? sotong_pane_get_context (SOTONG_PANE (self)) : NULL);
  if (sotong_pane_own_has_topic (self->own) || gtk_widget_get_visible (GTK_WIDGET (self->topic_drop)))
    sotong_mentions_pane_read_topics (self);
  sotong_mentions_pane_ask (self);
}

/* ---- a workspace, a layout ---- */

void
sotong_mentions_pane_set_own_context (SotongMentionsPane *self,
                                      SotongContext      *context)
{
  stop_naming (self);
  sotong_pane_own_set_context (self->own, context);
  sotong_search_chip_set_context (self->search_chip, context != NULL && is_led (self) ? context : NULL);
  if (context != NULL)
    sotong_mentions_pane_read_topics (self);
}

void
sotong_mentions_pane_set_up_own (SotongMentionsPane *self)
{
  self->topic_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->own = sotong_pane_own_new (SOTONG_PANE (self));
  gtk_box_insert_child_after (self->box, sotong_pane_own_get_bar (self->own), gtk_widget_get_first_child (GTK_WIDGET (self->box)));
  g_signal_connect_object (self->own, "changed", G_CALLBACK (own_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->topic_drop, "notify::selected", G_CALLBACK (topic_chosen_cb), self, G_CONNECT_SWAPPED);
}

void
sotong_mentions_pane_forget_own (SotongMentionsPane *self)
{
  stop_naming (self);
  g_clear_object (&self->own);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "own", NULL);
}

void
sotong_mentions_pane_save (SotongPane   *pane,
                           GVariantDict *state)
{
  SotongMentionsPane *self = SOTONG_MENTIONS_PANE (pane);
  g_autoptr(GVariant) once = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), "once");

  sotong_pane_own_save (self->own, state);
  g_variant_dict_insert (state, "words", "s",
                         sotong_mentions_pane_is_any_word (self) ? "" : gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  g_variant_dict_insert (state, "sentiment", "u", gtk_drop_down_get_selected (self->sentiment_drop));
  g_variant_dict_insert (state, "once", "b", g_variant_get_boolean (once));
}

void
sotong_mentions_pane_load (SotongPane   *pane,
                           GVariantDict *state)
{
  SotongMentionsPane *self = SOTONG_MENTIONS_PANE (pane);
  const char *words;
  guint32 sentiment;
  gboolean once;

  if (g_variant_dict_lookup (state, "words", "&s", &words))
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), words);
  if (g_variant_dict_lookup (state, "sentiment", "u", &sentiment)
      && sentiment < g_list_model_get_n_items (gtk_drop_down_get_model (self->sentiment_drop)))
    gtk_drop_down_set_selected (self->sentiment_drop, sentiment);
  if (g_variant_dict_lookup (state, "once", "b", &once))
    g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "once", g_variant_new_boolean (once));
  sotong_pane_own_load (self->own, state);
}
