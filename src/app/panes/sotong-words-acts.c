/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person does with a word of the table, by a key or the menu. */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-office-lists.h"
#include "app/panes/sotong-words-data.h"
#include "app/panes/sotong-words-pane-private.h"

/* (transfer none) (nullable): the row that is chosen. */
SotongWordItem *
sotong_words_pane_get_selected (SotongWordsPane *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

/* The mentions of the period that were counted for the word, or for any word of the issue. */
void
sotong_words_pane_show_mentions (SotongWordsPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  SotongWordItem *item = sotong_words_pane_get_selected (self);

  if (item == NULL || context == NULL)
    return;
  sotong_context_set_topic (context, sotong_pane_own_get_topic (self->own));
  sotong_context_show_words (context, sotong_word_item_get_keyword (item)->words, sotong_words_pane_is_once (self), &self->range);
}

/* What is said when it is written. */
typedef struct {
  SotongWordsPane *pane;  /* (owned) */
  char            *text;  /* (owned) */
} Said;

static void
said_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Said *said = user_data;
  g_autoptr(GError) error = NULL;

  if (sotong_store_write_finish (SOTONG_STORE (object), result, &error) != NULL)
    sotong_pane_toast (SOTONG_PANE (said->pane), said->text, TRUE);
  else
    sotong_pane_show_error (SOTONG_PANE (said->pane), _("The word could not be changed"), error);
  g_object_unref (said->pane);
  g_free (said->text);
  g_free (said);
}

static char *
describe_act (SotongWordActKind  kind,
              SotongSentiment    sentiment,
              const char        *word)
{
  if (kind == SOTONG_WORD_ACT_STOP)
    return g_strdup_printf (_("“%s” is left out"), word);
  if (kind == SOTONG_WORD_ACT_UNSAY)
    return g_strdup_printf (_("The program judges “%s” by itself again"), word);
  if (sentiment == SOTONG_SENTIMENT_NEGATIVE)
    return g_strdup_printf (_("“%s” counts as negative from now on"), word);
  return sentiment == SOTONG_SENTIMENT_POSITIVE ? g_strdup_printf (_("“%s” counts as positive from now on"), word)
         : g_strdup_printf (_("“%s” counts as neutral from now on"), word);
}

static void
say (SotongWordsPane   *self,
     SotongWordActKind  kind,
     SotongSentiment    sentiment)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  SotongWordItem *item = sotong_words_pane_get_selected (self);
  const char *word;
  Said *said;

  if (item == NULL || self->issues || context == NULL)
    return;
  word = sotong_word_item_get_keyword (item)->words;
  said = g_new0 (Said, 1);
  *said = (Said) { g_object_ref (self), describe_act (kind, sentiment, word) };
  sotong_store_write_async (sotong_context_get_store (context), SOTONG_WRITE_DEFAULT, sotong_word_act_job,
                            sotong_word_act_new (kind, word, sentiment), (GDestroyNotify) sotong_word_act_free, NULL, NULL, said_cb, said);
}

static void
stop_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  say (user_data, SOTONG_WORD_ACT_STOP, SOTONG_SENTIMENT_NONE);
}

static void
negative_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  say (user_data, SOTONG_WORD_ACT_SAY, SOTONG_SENTIMENT_NEGATIVE);
}

static void
neutral_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  say (user_data, SOTONG_WORD_ACT_SAY, SOTONG_SENTIMENT_NEUTRAL);
}

static void
positive_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  say (user_data, SOTONG_WORD_ACT_SAY, SOTONG_SENTIMENT_POSITIVE);
}

static void
plain_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  say (user_data, SOTONG_WORD_ACT_UNSAY, SOTONG_SENTIMENT_NONE);
}

static void
show_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  sotong_words_pane_show_mentions (user_data);
}

static void
list_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GtkRoot *root = gtk_widget_get_root (user_data);

  if (SOTONG_IS_WINDOW (root) && sotong_pane_get_context (user_data) != NULL)
    gtk_window_present (GTK_WINDOW (sotong_words_dialog_new (SOTONG_WINDOW (root))));
}

static void
once_change_state (GSimpleAction *action,
                   GVariant      *state,
                   gpointer       user_data)
{
  g_simple_action_set_state (action, state);
  sotong_words_pane_ask (user_data);
}

gboolean
sotong_words_pane_press (SotongWordsPane *self,
                         guint            keyval,
                         guint            keycode,
                         GdkModifierType  modifiers)
{
  static const struct {
    guint       keyval;
    const char *action;
  } keys[] = {
    { GDK_KEY_Delete, "stop" }, { GDK_KEY_s, "stop" }, { GDK_KEY_S, "stop" }, { GDK_KEY_0, "plain" }, { GDK_KEY_KP_0, "plain" },
    { GDK_KEY_1, "negative" }, { GDK_KEY_KP_1, "negative" }, { GDK_KEY_2, "neutral" }, { GDK_KEY_KP_2, "neutral" },
    { GDK_KEY_3, "positive" }, { GDK_KEY_KP_3, "positive" },
  };

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
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

void
sotong_words_pane_add_actions (SotongWordsPane *self)
{
  static const GActionEntry entries[] = {
    { .name = "show", .activate = show_action }, { .name = "stop", .activate = stop_action },
    { .name = "negative", .activate = negative_action }, { .name = "neutral", .activate = neutral_action },
    { .name = "positive", .activate = positive_action }, { .name = "plain", .activate = plain_action },
    { .name = "list", .activate = list_action }, { .name = "once", .state = "false", .change_state = once_change_state },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  sotong_pane_add_actions (SOTONG_PANE (self), "words", G_ACTION_GROUP (self->actions));
}
