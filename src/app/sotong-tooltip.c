/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-tooltip.h"

static GQuark
text_quark (void)
{
  return g_quark_from_static_string ("sotong-tooltip");
}

/* Those that were open once and are still there; they are forgotten when they are destroyed. */
static GPtrArray *popovers; /* (element-type GtkPopover): not owned */

/* Whether a menu or another popover that @widget is not part of is open in its window: a tooltip would cover it. */
static gboolean
is_behind_popover (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  for (guint i = 0; popovers != NULL && i < popovers->len; i++)
    {
      GtkWidget *popover = g_ptr_array_index (popovers, i);

      if (gtk_widget_get_mapped (popover) && gtk_popover_get_autohide (GTK_POPOVER (popover)) && gtk_widget_get_root (popover) == root
          && widget != popover && !gtk_widget_is_ancestor (widget, popover))
        return TRUE;
    }
  return FALSE;
}

static gboolean
query_tooltip_cb (GtkWidget  *widget,
                  int         x,
                  int         y,
                  gboolean    keyboard,
                  GtkTooltip *tooltip)
{
  const char *text = g_object_get_qdata (G_OBJECT (widget), text_quark ());

  if (text == NULL || is_behind_popover (widget))
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/**
 * sotong_tooltip_set:
 * @widget: a widget
 * @text: (nullable): its tooltip, as text
 *
 * As gtk_widget_set_tooltip_text(), which asks the display server four questions each time, even
 * for the same text: for the rows of lists, and for what is made before the first frame.
 */
void
sotong_tooltip_set (GtkWidget  *widget,
                    const char *text)
{
  const char *old;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (text != NULL && text[0] == '\0')
    text = NULL;
  old = g_object_get_qdata (G_OBJECT (widget), text_quark ());
  if (g_strcmp0 (old, text) == 0)
    return;
  g_object_set_qdata_full (G_OBJECT (widget), text_quark (), g_strdup (text), g_free);
  gtk_widget_set_has_tooltip (widget, text != NULL);
  if (g_signal_handler_find (widget, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, query_tooltip_cb, NULL) == 0)
    g_signal_connect (widget, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

/* ---- those of all widgets ---- */

/* Before the widget's own answer. */
static gboolean
guard_cb (GtkWidget *widget)
{
  if (is_behind_popover (widget))
    g_signal_stop_emission_by_name (widget, "query-tooltip");
  return FALSE;
}

/* A handler that is connected here is asked from the next time on. The toolkit asks again before it shows a tooltip, so
 * that is soon enough. */
static gboolean
asked_hook (GSignalInvocationHint *hint,
            guint                  n_values,
            const GValue          *values,
            gpointer               data)
{
  GObject *widget = g_value_get_object (&values[0]);

  if (g_signal_handler_find (widget, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, guard_cb, NULL) == 0)
    g_signal_connect (widget, "query-tooltip", G_CALLBACK (guard_cb), NULL);
  return TRUE;
}

/* As if the pointer had moved: what is shown now is asked for again, and goes. */
static gboolean
ask_again_cb (gpointer user_data)
{
  GtkWidget *popover = user_data;
  GtkRoot *root = gtk_widget_get_root (popover);

  if (root == NULL || !gtk_widget_get_mapped (popover))
    return G_SOURCE_REMOVE;
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (root));
  gtk_widget_trigger_tooltip_query (popover);
  return G_SOURCE_REMOVE;
}

static void
gone_cb (gpointer  data,
         GObject  *popover)
{
  g_ptr_array_remove_fast (popovers, popover);
}

static gboolean
shown_hook (GSignalInvocationHint *hint,
            guint                  n_values,
            const GValue          *values,
            gpointer               data)
{
  GObject *widget = g_value_get_object (&values[0]);

  if (!GTK_IS_POPOVER (widget))
    return TRUE;
  if (!g_ptr_array_find (popovers, widget, NULL))
    {
      g_ptr_array_add (popovers, widget);
      g_object_weak_ref (widget, gone_cb, NULL);
    }
  g_idle_add_full (G_PRIORITY_DEFAULT, ask_again_cb, g_object_ref (widget), g_object_unref);
  return TRUE;
}

/**
 * sotong_tooltip_watch:
 *
 * From now on no tooltip of any widget is shown over a menu or another popover that is open in its window, and what is
 * shown when one opens goes. May be called any number of times, in the main thread.
 */
void
sotong_tooltip_watch (void)
{
  if (popovers != NULL)
    return;
  popovers = g_ptr_array_new ();
  g_signal_add_emission_hook (g_signal_lookup ("query-tooltip", GTK_TYPE_WIDGET), 0, asked_hook, NULL, NULL);
  g_signal_add_emission_hook (g_signal_lookup ("show", GTK_TYPE_WIDGET), 0, shown_hook, NULL, NULL);
}
