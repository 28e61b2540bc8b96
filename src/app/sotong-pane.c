/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-pane.h"

#include "app/sotong-priority.h"
#include "app/sotong-window-error.h"

/**
 * SotongPane:
 *
 * A page of the window that may stand in any dock: the calendar, the ledger, ... A pane is a
 * template with its child in the `child` property, a stable `id` for the saved layout, a
 * `title` and a `symbol` (its icon; libpanel's own `icon` stays unset, for with one set its
 * tabs show no title).
 *
 * The window hands every pane a [class@Sotong.Context] when a workspace is open. A pane
 * gets `attach` only when it is visible and a frame has been drawn, so a window full of panes
 * opens as fast as an empty one, and a pane behind another tab costs nothing.
 */
typedef struct
{
  SotongContext *context;      /* (owned) (nullable) */
  char          *symbol;       /* (owned) (nullable) */
  GHashTable    *actions;      /* (owned): prefix -> GActionGroup */
  GdkFrameClock *frame_clock;  /* (owned) (nullable): while waiting for a frame */
  gulong         painted_id;
  guint          attach_id;
  gboolean       attached;
  gboolean       rooted;       /* has stood in a window before */
  GPtrArray     *work;         /* (owned) (element-type GtkWidget): see sotong_pane_add_work() */
  gboolean       wants_focus;  /* somebody went to it before there was anything in it */
  GtkWidget     *focus_then;   /* (weak) (nullable): what had the focus at that time */
} SotongPanePrivate;

G_DEFINE_TYPE_WITH_PRIVATE (SotongPane, sotong_pane, PANEL_TYPE_WIDGET)

typedef enum {
  PROP_CONTEXT = 1,
  PROP_SYMBOL,
} SotongPaneProperty;

static GParamSpec *properties[PROP_SYMBOL + 1];

static void
stop_waiting (SotongPane *self)
{
  SotongPanePrivate *priv = sotong_pane_get_instance_private (self);

  g_clear_handle_id (&priv->attach_id, g_source_remove);
  if (priv->frame_clock != NULL)
    g_clear_signal_handler (&priv->painted_id, priv->frame_clock);
  g_clear_object (&priv->frame_clock);
}

/* Who has gone elsewhere meanwhile stays there. */
static void
take_late_focus (SotongPane *self)
{
  SotongPanePrivate *priv = sotong_pane_get_instance_private (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean wanted = priv->wants_focus && (focus == NULL || focus == priv->focus_then);

  priv->wants_focus = FALSE;
  g_clear_weak_pointer (&priv->focus_then);
  if (wanted)
    sotong_pane_take_focus (self);
}

static gboolean
attach_cb (gpointer user_data)
{
  SotongPane *self = SOTONG_PANE (user_data);
  SotongPanePrivate *priv = sotong_pane_get_instance_private (self);

  priv->attach_id = 0;
  if (priv->context != NULL && !priv->attached && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      priv->attached = TRUE;
      if (SOTONG_PANE_GET_CLASS (self)->attach != NULL)
        SOTONG_PANE_GET_CLASS (self)->attach (self, priv->context);
      take_late_focus (self);
    }
  return G_SOURCE_REMOVE;
}

static void
after_paint_cb (GdkFrameClock *frame_clock,
                SotongPane    *self)
{
  SotongPanePrivate *priv = sotong_pane_get_instance_private (self);

  stop_waiting (self);
  priv->attach_id = g_idle_add_full (SOTONG_PRIORITY_BEFORE_FRAME, attach_cb, self, NULL);
}

static void
wait_for_frame (SotongPane *self)
{
  SotongPanePrivate *priv = sotong_pane_get_instance_private (self);
  GdkFrameClock *frame_clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (priv->attached || priv->context == NULL || frame_clock == NULL
      || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  stop_waiting (self);
  priv->frame_clock = g_object_ref (frame_clock);
  priv->painted_id = g_signal_connect (frame_clock, "after-paint", G_CALLBACK (after_paint_cb), self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
detach (SotongPane *self)
{
  SotongPanePrivate *priv = sotong_pane_get_instance_private (self);

  stop_waiting (self);
  if (!priv->attached)
    return;
  priv->attached = FALSE;
  if (SOTONG_PANE_GET_CLASS (self)->detach != NULL)
    SOTONG_PANE_GET_CLASS (self)->detach (self);
}

static void
sotong_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sotong_pane_parent_class)->map (widget);
  wait_for_frame (SOTONG_PANE (widget));
}

static void
sotong_pane_unmap (GtkWidget *widget)
{
  stop_waiting (SOTONG_PANE (widget));
  GTK_WIDGET_CLASS (sotong_pane_parent_class)->unmap (widget);
}

static void
sotong_pane_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  SotongPane *self = SOTONG_PANE (object);

  switch ((SotongPaneProperty) prop_id)
    {
    case PROP_CONTEXT:
      g_value_set_object (value, sotong_pane_get_context (self));
      break;
    case PROP_SYMBOL:
      g_value_set_string (value, sotong_pane_get_symbol (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sotong_pane_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  SotongPane *self = SOTONG_PANE (object);

  switch ((SotongPaneProperty) prop_id)
    {
    case PROP_CONTEXT:
      sotong_pane_set_context (self, g_value_get_object (value));
      break;
    case PROP_SYMBOL:
      sotong_pane_set_symbol (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sotong_pane_dispose (GObject *object)
{
  SotongPane *self = SOTONG_PANE (object);
  SotongPanePrivate *priv = sotong_pane_get_instance_private (self);

  detach (self);
  g_clear_object (&priv->context);
  g_hash_table_remove_all (priv->actions);
  g_ptr_array_set_size (priv->work, 0);
  g_clear_weak_pointer (&priv->focus_then);
  G_OBJECT_CLASS (sotong_pane_parent_class)->dispose (object);
  /* libpanel 1.0.2 does not free the id with its widget. */
  panel_widget_set_id (PANEL_WIDGET (self), NULL);
}

static void
sotong_pane_finalize (GObject *object)
{
  SotongPanePrivate *priv = sotong_pane_get_instance_private (SOTONG_PANE (object));

  g_free (priv->symbol);
  g_ptr_array_unref (priv->work);
  g_hash_table_unref (priv->actions);
  G_OBJECT_CLASS (sotong_pane_parent_class)->finalize (object);
}

/* GTK 4.8 turns off what stands in a pane and activates its commands when the pane leaves its place, and does not turn
 * it on again in the next: there the commands are told of anew. */
static void
sotong_pane_root (GtkWidget *widget)
{
  SotongPanePrivate *priv = sotong_pane_get_instance_private (SOTONG_PANE (widget));
  GHashTableIter iter;
  gpointer prefix, group;

  GTK_WIDGET_CLASS (sotong_pane_parent_class)->root (widget);
  g_hash_table_iter_init (&iter, priv->actions);
  while (priv->rooted && g_hash_table_iter_next (&iter, &prefix, &group))
    {
      gtk_widget_insert_action_group (widget, prefix, NULL);
      gtk_widget_insert_action_group (widget, prefix, G_ACTION_GROUP (group));
    }
  priv->rooted = TRUE;
}

static void
sotong_pane_class_init (SotongPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sotong_pane_get_property;
  object_class->set_property = sotong_pane_set_property;
  object_class->dispose = sotong_pane_dispose;
  object_class->finalize = sotong_pane_finalize;
  widget_class->root = sotong_pane_root;
  widget_class->map = sotong_pane_map;
  widget_class->unmap = sotong_pane_unmap;

  properties[PROP_CONTEXT] =
    g_param_spec_object ("context", NULL, NULL, SOTONG_TYPE_CONTEXT,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SYMBOL] =
    g_param_spec_string ("symbol", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sotong_pane_init (SotongPane *self)
{
  SotongPanePrivate *priv = sotong_pane_get_instance_private (self);

  priv->work = g_ptr_array_new ();
  priv->actions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  panel_widget_set_kind (PANEL_WIDGET (self), PANEL_WIDGET_KIND_UTILITY);
  panel_widget_set_reorderable (PANEL_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "sotong-pane");
}

/**
 * sotong_pane_add_actions:
 * @self: a pane
 * @prefix: before the names of its commands
 * @actions: them
 *
 * Gives the pane commands of its own, of which sotong_pane_is_enabled() knows.
 */
void
sotong_pane_add_actions (SotongPane   *self,
                         const char   *prefix,
                         GActionGroup *actions)
{
  SotongPanePrivate *priv = sotong_pane_get_instance_private (self);

  g_return_if_fail (SOTONG_IS_PANE (self));
  g_return_if_fail (prefix != NULL && G_IS_ACTION_GROUP (actions));

  g_hash_table_replace (priv->actions, g_strdup (prefix), g_object_ref (actions));
  gtk_widget_insert_action_group (GTK_WIDGET (self), prefix, actions);
}

/**
 * sotong_pane_is_enabled:
 * @self: a pane
 * @action: a command with its prefix
 *
 * GTK does not say this of the commands of a widget.
 *
 * Returns: %FALSE if the command is known not to be there or not to work now
 */
gboolean
sotong_pane_is_enabled (SotongPane *self,
                        const char *action)
{
  SotongPanePrivate *priv = sotong_pane_get_instance_private (self);
  const char *dot = strchr (action, '.');
  g_autofree char *prefix = dot != NULL ? g_strndup (action, (gsize) (dot - action)) : NULL;
  GActionGroup *actions;

  g_return_val_if_fail (SOTONG_IS_PANE (self), FALSE);

  actions = prefix != NULL ? g_hash_table_lookup (priv->actions, prefix) : NULL;
  return actions == NULL || (g_action_group_has_action (actions, dot + 1) && g_action_group_get_action_enabled (actions, dot + 1));
}

/**
 * sotong_pane_get_context:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): the open workspace's context
 */
SotongContext *
sotong_pane_get_context (SotongPane *self)
{
  SotongPanePrivate *priv = sotong_pane_get_instance_private (self);

  g_return_val_if_fail (SOTONG_IS_PANE (self), NULL);
  return priv->context;
}

/**
 * sotong_pane_set_context:
 * @self: a pane
 * @context: (nullable): the context of the workspace that was opened; %NULL when it is closed
 *
 * Detaches from the workspace before and attaches to the new one once the pane is visible.
 */
void
sotong_pane_set_context (SotongPane    *self,
                         SotongContext *context)
{
  SotongPanePrivate *priv = sotong_pane_get_instance_private (self);

  g_return_if_fail (SOTONG_IS_PANE (self));
  g_return_if_fail (context == NULL || SOTONG_IS_CONTEXT (context));

  if (priv->context == context)
    return;
  detach (self);
  g_set_object (&priv->context, context);
  wait_for_frame (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTEXT]);
}

/**
 * sotong_pane_get_attached:
 * @self: a pane
 *
 * Returns: whether the pane has been told of the open workspace
 */
gboolean
sotong_pane_get_attached (SotongPane *self)
{
  SotongPanePrivate *priv = sotong_pane_get_instance_private (self);

  g_return_val_if_fail (SOTONG_IS_PANE (self), FALSE);
  return priv->attached;
}

/**
 * sotong_pane_get_symbol:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): the name of the icon beside its title
 */
const char *
sotong_pane_get_symbol (SotongPane *self)
{
  SotongPanePrivate *priv = sotong_pane_get_instance_private (self);

  g_return_val_if_fail (SOTONG_IS_PANE (self), NULL);
  return priv->symbol;
}

/**
 * sotong_pane_set_symbol:
 * @self: a pane
 * @icon_name: (nullable): the name of the icon beside its title
 */
void
sotong_pane_set_symbol (SotongPane *self,
                        const char *icon_name)
{
  SotongPanePrivate *priv = sotong_pane_get_instance_private (self);

  g_return_if_fail (SOTONG_IS_PANE (self));

  if (g_strcmp0 (priv->symbol, icon_name) == 0)
    return;
  g_free (priv->symbol);
  priv->symbol = g_strdup (icon_name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SYMBOL]);
}

/**
 * sotong_pane_refresh:
 * @self: a pane
 *
 * Has the pane fetch anew what it shows. Does nothing while no workspace is attached.
 */
void
sotong_pane_refresh (SotongPane *self)
{
  g_return_if_fail (SOTONG_IS_PANE (self));

  if (sotong_pane_get_attached (self) && SOTONG_PANE_GET_CLASS (self)->refresh != NULL)
    SOTONG_PANE_GET_CLASS (self)->refresh (self);
}

/**
 * sotong_pane_search:
 * @self: a pane
 *
 * Puts the cursor into the pane's search entry.
 *
 * Returns: %FALSE when the pane has none
 */
gboolean
sotong_pane_search (SotongPane *self)
{
  g_return_val_if_fail (SOTONG_IS_PANE (self), FALSE);

  return SOTONG_PANE_GET_CLASS (self)->search != NULL
    && SOTONG_PANE_GET_CLASS (self)->search (self);
}

/**
 * sotong_pane_add_work:
 * @self: a pane
 * @widget: (transfer none): a list, a table or a chart in it
 *
 * Says where the pane's work is done: who goes to the pane has the focus there, or once it is filled. Of several the first that is seen has it.
 */
void
sotong_pane_add_work (SotongPane *self,
                      GtkWidget  *widget)
{
  SotongPanePrivate *priv = sotong_pane_get_instance_private (self);

  g_return_if_fail (SOTONG_IS_PANE (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  g_ptr_array_add (priv->work, widget);
  g_signal_connect_object (widget, "map", G_CALLBACK (take_late_focus), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static gboolean
focus_work (SotongPane *self)
{
  SotongPanePrivate *priv = sotong_pane_get_instance_private (self);

  for (guint i = 0; i < priv->work->len; i++)
    {
      GtkWidget *widget = g_ptr_array_index (priv->work, i);
      /* The titles of a table's columns come before its rows. */
      GtkWidget *part = GTK_IS_COLUMN_VIEW (widget) ? gtk_widget_get_last_child (widget) : widget;

      if (gtk_widget_get_mapped (widget) && (gtk_widget_grab_focus (part) || gtk_widget_child_focus (part, GTK_DIR_TAB_FORWARD)))
        return TRUE;
    }
  return FALSE;
}

/**
 * sotong_pane_take_focus:
 * @self: a pane that is in front
 *
 * Puts the focus where the pane's work is done, as Alt+1 does; into a pane that is still empty once it is filled.
 */
void
sotong_pane_take_focus (SotongPane *self)
{
  SotongPanePrivate *priv = sotong_pane_get_instance_private (self);
  SotongPaneClass *klass;
  GtkWidget *frame;
  GtkRoot *root;

  g_return_if_fail (SOTONG_IS_PANE (self));

  klass = SOTONG_PANE_GET_CLASS (self);
  priv->wants_focus = FALSE;
  if ((klass->take_focus != NULL && klass->take_focus (self)) || focus_work (self))
    return;
  /* What is beside it has it until then, or its tab; with what was in front before it would be lost. */
  frame = gtk_widget_get_ancestor (GTK_WIDGET (self), PANEL_TYPE_FRAME);
  if (!gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD) && frame != NULL)
    gtk_widget_child_focus (GTK_WIDGET (panel_frame_get_header (PANEL_FRAME (frame))), GTK_DIR_TAB_FORWARD);
  root = gtk_widget_get_root (GTK_WIDGET (self));
  priv->wants_focus = root != NULL && (!priv->attached || priv->work->len > 0);
  g_set_weak_pointer (&priv->focus_then, priv->wants_focus ? gtk_root_get_focus (root) : NULL);
}

/**
 * sotong_pane_choose_view:
 * @self: a pane
 * @number: from 1
 *
 * Returns: %FALSE when the pane has no such view of its own
 */
gboolean
sotong_pane_choose_view (SotongPane *self,
                         int         number)
{
  SotongPaneClass *klass;

  g_return_val_if_fail (SOTONG_IS_PANE (self), FALSE);

  klass = SOTONG_PANE_GET_CLASS (self);
  return klass->choose_view != NULL && klass->choose_view (self, number);
}

/**
 * sotong_pane_print:
 * @self: a pane
 *
 * Returns: %FALSE when what it shows cannot be printed
 */
gboolean
sotong_pane_print (SotongPane *self)
{
  SotongPaneClass *klass;

  g_return_val_if_fail (SOTONG_IS_PANE (self), FALSE);

  klass = SOTONG_PANE_GET_CLASS (self);
  return klass->print != NULL && klass->print (self);
}

/**
 * sotong_pane_save_state:
 * @self: a pane
 *
 * Returns: (transfer full) (nullable): an `a{sv}` of what a layout keeps of it; %NULL when that is nothing
 */
GVariant *
sotong_pane_save_state (SotongPane *self)
{
  SotongPaneClass *klass;
  GVariantDict state;
  g_autoptr(GVariant) saved = NULL;

  g_return_val_if_fail (SOTONG_IS_PANE (self), NULL);

  klass = SOTONG_PANE_GET_CLASS (self);
  if (klass->save == NULL)
    return NULL;
  g_variant_dict_init (&state, NULL);
  klass->save (self, &state);
  saved = g_variant_ref_sink (g_variant_dict_end (&state));
  return g_variant_n_children (saved) > 0 ? g_steal_pointer (&saved) : NULL;
}

/**
 * sotong_pane_load_state:
 * @self: a pane
 * @state: an `a{sv}` of sotong_pane_save_state(), perhaps of another version; what is not there is as in a new pane
 */
void
sotong_pane_load_state (SotongPane *self,
                        GVariant   *state)
{
  SotongPaneClass *klass;
  GVariantDict dict;

  g_return_if_fail (SOTONG_IS_PANE (self));
  g_return_if_fail (g_variant_is_of_type (state, G_VARIANT_TYPE_VARDICT));

  klass = SOTONG_PANE_GET_CLASS (self);
  if (klass->load == NULL)
    return;
  g_variant_dict_init (&dict, state);
  klass->load (self, &dict);
  g_variant_dict_clear (&dict);
}

static void
show_error_in (SotongWindow *window,
               SotongPane   *self,
               const char   *heading,
               const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  sotong_window_show_error (window, heading, error);
  sotong_window_blame (window, GTK_WIDGET (self));
}

/**
 * sotong_pane_show_error:
 * @self: a pane
 * @heading: what did not work, translated: “The post was not saved”
 * @error: why; a cancelled request is not shown
 *
 * Shows an error in the pane's window, until it is closed or something else is done in the pane that can be undone.
 */
void
sotong_pane_show_error (SotongPane   *self,
                        const char   *heading,
                        const GError *error)
{
  GtkRoot *root;

  g_return_if_fail (SOTONG_IS_PANE (self));
  g_return_if_fail (error != NULL);

  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (SOTONG_IS_WINDOW (root))
    show_error_in (SOTONG_WINDOW (root), self, heading, error);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("%s: %s", heading, error->message);
}

/**
 * sotong_pane_toast:
 * @self: a pane
 * @text: what happened, translated
 * @offer_undo: whether the toast has an “Undo” button, for `win.undo`
 *
 * Says what happened in the pane's window, without stopping the person.
 */
void
sotong_pane_toast (SotongPane *self,
                   const char *text,
                   gboolean    offer_undo)
{
  GtkRoot *root;

  g_return_if_fail (SOTONG_IS_PANE (self));
  g_return_if_fail (text != NULL);

  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (!SOTONG_IS_WINDOW (root))
    return;
  sotong_window_toast (SOTONG_WINDOW (root), text, offer_undo);
  if (offer_undo) /* it was done */
    sotong_window_absolve (SOTONG_WINDOW (root), GTK_WIDGET (self));
}
