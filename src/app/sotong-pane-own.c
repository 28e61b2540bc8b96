/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-pane-own.h"

#include <glib/gi18n.h>

#include "app/sotong-kept-topic.h"
#include "app/sotong-pane-registry.h"
#include "app/sotong-range-bar.h"
#include "store/sotong-topic.h"

/**
 * SotongPaneOwn:
 *
 * What a pane has of its own where the other panes of its window have it together: the topic, the range of time. A pane
 * follows the others until a person says otherwise, in its menu, with the actions `own.topic` and `own.range`.
 */
struct _SotongPaneOwn
{
  GObject             parent_instance;
  SotongPane         *pane;      /* (unowned): owns this */
  SotongContext      *context;   /* (owned) (nullable) */
  GSignalGroup       *watched;   /* (owned): the context */
  GSignalGroup       *dates;     /* (owned): the period that is heeded */
  GSimpleActionGroup *actions;   /* (owned) */
  SotongKeptTopic    *topic;     /* (owned): of its own; none: the window's */
  SotongPeriod       *period;    /* (owned) (nullable): of its own; %NULL: the window's */
  GVariant           *waiting;   /* (owned) (nullable): a period of a layout, until there is a workspace */
  GtkWidget          *bar;       /* (owned): with @slot and @unknown */
  GtkWidget          *slot;      /* (unowned): where the bar of a range of its own stands */
  GtkWidget          *unknown;   /* (unowned): that there is nothing to compare with */
  gboolean            counted;   /* among those that are seen and show time */
};

G_DEFINE_FINAL_TYPE (SotongPaneOwn, sotong_pane_own, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  SIGNAL_PERIOD_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
changed_cb (SotongPaneOwn *self)
{
  if (self->context != NULL)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
topic_changed_cb (SotongPaneOwn *self)
{
  if (!sotong_pane_own_has_topic (self))
    changed_cb (self);
}

static void
set_state (SotongPaneOwn *self,
           const char    *name,
           gboolean       state)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)), g_variant_new_boolean (state));
}

/* The window shows its range while a pane is seen that heeds it. */
static void
count_cb (SotongPaneOwn *self)
{
  gboolean seen = self->context != NULL && self->period == NULL && gtk_widget_get_mapped (GTK_WIDGET (self->pane));

  if (self->counted == seen)
    return;
  self->counted = seen;
  if (self->context != NULL)
    sotong_context_use_period (self->context, seen ? 1 : -1);
}

/* Another period is heeded: the pane's own or the window's. */
static void
heed_period (SotongPaneOwn *self)
{
  GtkWidget *child = gtk_widget_get_first_child (self->slot);

  g_signal_group_set_target (self->dates, self->context != NULL ? sotong_pane_own_get_period (self) : NULL);
  set_state (self, "range", self->period != NULL);
  if (child != NULL)
    gtk_box_remove (GTK_BOX (self->slot), child);
  if (self->period != NULL && self->context != NULL)
    gtk_box_append (GTK_BOX (self->slot), sotong_range_bar_new (self->context, self->period, TRUE));
  gtk_widget_set_visible (self->slot, self->period != NULL && self->context != NULL);
  count_cb (self);
  if (self->context != NULL)
    g_signal_emit (self, signals[SIGNAL_PERIOD_CHANGED], 0);
}

static void
topic_toggled (GSimpleAction *action,
               GVariant      *state,
               gpointer       user_data)
{
  SotongPaneOwn *self = user_data;

  if (self->context == NULL)
    return;
  sotong_kept_topic_set (self->topic, g_variant_get_boolean (state) ? sotong_context_get_topic (self->context) : -1);
  g_simple_action_set_state (action, state);
  changed_cb (self);
}

static void
range_toggled (GSimpleAction *action,
               GVariant      *state,
               gpointer       user_data)
{
  SotongPaneOwn *self = user_data;

  if (self->context == NULL)
    return;
  g_clear_object (&self->period);
  if (g_variant_get_boolean (state))
    {
      g_autoptr(GVariant) now = g_variant_ref_sink (sotong_period_save (sotong_context_get_period (self->context)));

      self->period = sotong_period_new ();
      sotong_period_restore (self->period, now, sotong_context_now (self->context), sotong_context_get_zone (self->context));
    }
  heed_period (self);
  changed_cb (self);
}

static void
sotong_pane_own_dispose (GObject *object)
{
  SotongPaneOwn *self = SOTONG_PANE_OWN (object);

  sotong_pane_own_set_context (self, NULL);
  g_clear_object (&self->watched);
  g_clear_object (&self->topic);
  g_clear_object (&self->dates);
  g_clear_object (&self->actions);
  g_clear_object (&self->period);
  g_clear_object (&self->bar);
  g_clear_pointer (&self->waiting, g_variant_unref);
  G_OBJECT_CLASS (sotong_pane_own_parent_class)->dispose (object);
}

static void
sotong_pane_own_class_init (SotongPaneOwnClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_pane_own_dispose;

  /**
   * SotongPaneOwn::changed:
   *
   * The topic is another, or the range, or what it is compared with: what is shown is to be asked for anew.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * SotongPaneOwn::period-changed:
   *
   * Another period is heeded: the charts' cursor is that of other panes.
   */
  signals[SIGNAL_PERIOD_CHANGED] = g_signal_new ("period-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                 G_TYPE_NONE, 0);
}

static void
add_to_bar (SotongPaneOwn *self,
            GtkWidget     *child)
{
  gtk_widget_set_visible (child, FALSE);
  gtk_widget_set_margin_start (child, 8);
  gtk_widget_set_margin_end (child, 8);
  gtk_widget_set_margin_bottom (child, 6);
  gtk_box_append (GTK_BOX (self->bar), child);
}

static void
sotong_pane_own_init (SotongPaneOwn *self)
{
  const GActionEntry entries[] = {
    { .name = "topic", .state = "false", .change_state = topic_toggled },
    { .name = "range", .state = "false", .change_state = range_toggled },
  };

  self->topic = sotong_kept_topic_new ();
  g_signal_connect_object (self->topic, "found", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  self->bar = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->slot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->unknown = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "wrap", TRUE, "xalign", 0.0, NULL);
  gtk_widget_add_css_class (self->unknown, "caption");
  add_to_bar (self, self->slot);
  add_to_bar (self, self->unknown);
  self->watched = g_signal_group_new (SOTONG_TYPE_CONTEXT);
  g_signal_group_connect_swapped (self->watched, "notify::topic", G_CALLBACK (topic_changed_cb), self);
  self->dates = g_signal_group_new (SOTONG_TYPE_PERIOD);
  g_signal_group_connect_swapped (self->dates, "notify::range", G_CALLBACK (changed_cb), self);
  g_signal_group_connect_swapped (self->dates, "notify::compare", G_CALLBACK (changed_cb), self);
}

/**
 * sotong_pane_own_new:
 * @pane: the pane, which keeps it and lets it go in `dispose`
 *
 * Returns: (transfer full): something that follows the window
 */
SotongPaneOwn *
sotong_pane_own_new (SotongPane *pane)
{
  SotongPaneOwn *self = g_object_new (SOTONG_TYPE_PANE_OWN, NULL);

  self->pane = pane;
  sotong_pane_add_actions (SOTONG_PANE (pane), "own", G_ACTION_GROUP (self->actions));
  g_signal_connect_object (pane, "map", G_CALLBACK (count_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (pane, "unmap", G_CALLBACK (count_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return self;
}

/**
 * sotong_pane_own_set_context:
 * @self: what a pane has of its own
 * @context: (nullable): the workspace it is attached to
 *
 * The pane asks for what it shows after this itself.
 */
void
sotong_pane_own_set_context (SotongPaneOwn *self,
                             SotongContext *context)
{
  g_return_if_fail (SOTONG_IS_PANE_OWN (self));

  if (self->context == context)
    return;
  if (self->counted)
    sotong_context_use_period (self->context, -1);
  self->counted = FALSE;
  g_set_object (&self->context, context);
  g_signal_group_set_target (self->watched, context);
  sotong_kept_topic_set_context (self->topic, context);
  if (context != NULL && self->waiting != NULL)
    {
      g_clear_object (&self->period);
      self->period = sotong_period_new ();
      sotong_period_restore (self->period, self->waiting, sotong_context_now (context), sotong_context_get_zone (context));
      g_clear_pointer (&self->waiting, g_variant_unref);
    }
  heed_period (self);
}

/* The topic it shows, or 0 for all. */
gint64
sotong_pane_own_get_topic (SotongPaneOwn *self)
{
  g_return_val_if_fail (SOTONG_IS_PANE_OWN (self), 0);

  if (sotong_pane_own_has_topic (self))
    return sotong_kept_topic_get (self->topic);
  return self->context != NULL ? sotong_context_get_topic (self->context) : 0;
}

/**
 * sotong_pane_own_choose:
 * @self: what a pane has of its own
 * @topic: a topic, or 0 for all
 *
 * Chooses a topic in the pane: for it alone when it has one of its own, else for all panes.
 */
void
sotong_pane_own_choose (SotongPaneOwn *self,
                        gint64         topic)
{
  g_return_if_fail (SOTONG_IS_PANE_OWN (self));

  if (!sotong_pane_own_has_topic (self) && self->context != NULL)
    sotong_context_set_topic (self->context, topic);
  else if (sotong_kept_topic_get (self->topic) != topic)
    {
      sotong_kept_topic_set (self->topic, topic);
      changed_cb (self);
    }
}

gboolean
sotong_pane_own_has_topic (SotongPaneOwn *self)
{
  g_return_val_if_fail (SOTONG_IS_PANE_OWN (self), FALSE);
  return sotong_kept_topic_get (self->topic) >= 0;
}

/* (transfer none) (nullable): the period it heeds; %NULL without a workspace. */
SotongPeriod *
sotong_pane_own_get_period (SotongPaneOwn *self)
{
  g_return_val_if_fail (SOTONG_IS_PANE_OWN (self), NULL);

  if (self->period != NULL)
    return self->period;
  return self->context != NULL ? sotong_context_get_period (self->context) : NULL;
}

gboolean
sotong_pane_own_has_period (SotongPaneOwn *self)
{
  g_return_val_if_fail (SOTONG_IS_PANE_OWN (self), FALSE);
  return self->period != NULL;
}

/* (transfer none) (nullable): @topic_id of @topics */
static const char *
topic_name (GPtrArray *topics,
            gint64     topic_id)
{
  for (guint i = 0; i < topics->len; i++)
    {
      const SotongTopic *topic = g_ptr_array_index (topics, i);

      if (topic->id == topic_id)
        return topic->name;
    }
  return NULL;
}

/**
 * sotong_pane_own_show_title:
 * @self: what a pane has of its own
 * @topics: (element-type SotongTopic): all there are
 * @more: (nullable): something else that it has of its own, a campaign
 *
 * A copy with a topic of its own is known by it: its tab says so. Of a topic that is gone nothing is left: then it is all
 * of them.
 */
void
sotong_pane_own_show_title (SotongPaneOwn *self,
                            GPtrArray     *topics,
                            const char    *more)
{
  PanelWidget *pane = PANEL_WIDGET (self->pane);
  g_autofree char *name = sotong_pane_registry_title (panel_widget_get_id (pane)), *both = NULL, *title = NULL;
  gint64 id = sotong_kept_topic_get (self->topic);
  const char *topic = NULL;

  if (id > 0 && topic_name (topics, id) == NULL)
    {
      sotong_kept_topic_set (self->topic, id = 0);
      changed_cb (self);
    }
  if (id >= 0)
    topic = id > 0 ? topic_name (topics, id) : _("All mentions");
  if (topic != NULL && more != NULL)
    both = g_strdup_printf ("%s · %s", more, topic);
  if (topic != NULL || more != NULL)
    /* Translators: on the tab of a pane: what it shows, and its topic */
    title = g_strdup_printf (_("%s: %s"), name, both != NULL ? both : topic != NULL ? topic : more);
  if (g_strcmp0 (panel_widget_get_title (pane), title != NULL ? title : name) != 0)
    panel_widget_set_title (pane, title != NULL ? title : name);
}

/**
 * sotong_pane_own_show:
 * @self: what a pane has of its own
 * @range: a stretch of time that was clicked
 *
 * Brings the mentions of @range to the front, of the topic that the pane shows.
 */
void
sotong_pane_own_show (SotongPaneOwn     *self,
                      const SotongRange *range)
{
  g_return_if_fail (SOTONG_IS_PANE_OWN (self));

  if (self->context == NULL)
    return;
  if (sotong_pane_own_has_topic (self))
    sotong_context_set_topic (self->context, sotong_kept_topic_get (self->topic));
  sotong_context_show_mentions (self->context, range);
}

/**
 * sotong_pane_own_say_unknown:
 * @self: what a pane has of its own
 * @other: (nullable): the time that the pane's is compared with, in which nothing was collected; %NULL where something was, or
 *   nothing is compared
 *
 * Says in the pane that there is nothing to compare with, and when that was.
 */
void
sotong_pane_own_say_unknown (SotongPaneOwn     *self,
                             const SotongRange *other)
{
  g_autofree char *from = NULL, *to = NULL, *text = NULL;

  g_return_if_fail (SOTONG_IS_PANE_OWN (self));

  if (other != NULL && self->context != NULL)
    {
      from = sotong_time_format_date (other->start, sotong_context_get_zone (self->context));
      to = sotong_time_format_date (other->end - 1, sotong_context_get_zone (self->context));
      if (sotong_period_get_compare (sotong_pane_own_get_period (self)) == SOTONG_COMPARE_LAST_YEAR)
        /* Translators: first day, last day */
        text = g_strdup_printf (_("There is no last year to compare with: nothing was collected from %s to %s."), from, to);
      else
        /* Translators: first day, last day */
        text = g_strdup_printf (_("There is no time before to compare with: nothing was collected from %s to %s."), from, to);
    }
  gtk_label_set_text (GTK_LABEL (self->unknown), text != NULL ? text : "");
  gtk_widget_set_visible (self->unknown, text != NULL);
}

/* (transfer none): what stands in the pane, below what is chosen in it. */
GtkWidget *
sotong_pane_own_get_bar (SotongPaneOwn *self)
{
  g_return_val_if_fail (SOTONG_IS_PANE_OWN (self), NULL);
  return self->bar;
}

/* For [vfunc@Sotong.Pane.save]. */
void
sotong_pane_own_save (SotongPaneOwn *self,
                      GVariantDict  *state)
{
  g_return_if_fail (SOTONG_IS_PANE_OWN (self));

  sotong_kept_topic_save (self->topic, state);
  if (self->period != NULL)
    g_variant_dict_insert_value (state, "period", sotong_period_save (self->period));
  else if (self->waiting != NULL)
    g_variant_dict_insert_value (state, "period", self->waiting);
}

/* For [vfunc@Sotong.Pane.load]. */
void
sotong_pane_own_load (SotongPaneOwn *self,
                      GVariantDict  *state)
{
  g_return_if_fail (SOTONG_IS_PANE_OWN (self));

  g_clear_pointer (&self->waiting, g_variant_unref);
  sotong_kept_topic_load (self->topic, state);
  set_state (self, "topic", sotong_pane_own_has_topic (self));
  self->waiting = g_variant_dict_lookup_value (state, "period", G_VARIANT_TYPE ("(ssxx)"));
  g_clear_object (&self->period);
  if (self->context != NULL && self->waiting != NULL)
    {
      self->period = sotong_period_new ();
      sotong_period_restore (self->period, self->waiting, sotong_context_now (self->context), sotong_context_get_zone (self->context));
      g_clear_pointer (&self->waiting, g_variant_unref);
    }
  heed_period (self);
  changed_cb (self);
}
