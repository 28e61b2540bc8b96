/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-tooltip.h"

static GQuark
text_quark (void)
{
  return g_quark_from_static_string ("sotong-tooltip");
}

/* Whether a menu or another popover that @widget is not part of has the keyboard: a tooltip would cover it. */
static gboolean
is_behind_popover (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *popover = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  return popover != NULL && gtk_widget_get_mapped (popover) && !gtk_widget_is_ancestor (widget, popover);
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
