/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a chart is called and says for those who hear it. */
#include "config.h"

#include <glib/gi18n.h>

#include "app/sotong-chart-view-private.h"
#include "app/sotong-pane.h"

void
sotong_chart_view_update_description (SotongChartView *self)
{
  g_autofree char *text = NULL, *hidden = NULL;

  if (self->chart == NULL)
    return;
  text = self->cursor >= 0 && self->cursor < sotong_chart_view_n_slots (self)
         ? sotong_chart_describe_point (self->chart, (gsize) self->cursor)
         : sotong_chart_describe (self->chart);
  if (self->pins[0] >= 0)
    {
      g_autofree char *point = g_steal_pointer (&text), *comparison = sotong_chart_view_compare (self);
      g_autofree char *kept = comparison == NULL ? sotong_chart_name_slot (self->base, (gsize) self->pins[0]) : NULL;

      /* Translators: what is under the cursor, then the day that is kept for a comparison */
      text = comparison != NULL ? g_strdup_printf ("%s. %s", comparison, point) : g_strdup_printf (_("%s. Compared with: %s"), point, kept);
    }
  hidden = sotong_chart_view_name_hidden (self);
  if (hidden != NULL)
    {
      g_autofree char *shown = g_steal_pointer (&text);

      text = g_strdup_printf ("%s %s.", shown, hidden);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* A chart without a title of its own is called as its pane. */
void
sotong_chart_view_update_name (SotongChartView *self)
{
  GtkWidget *pane = gtk_widget_get_ancestor (GTK_WIDGET (self), SOTONG_TYPE_PANE);
  const char *title = self->chart != NULL ? sotong_chart_get_title (self->chart) : NULL;

  if (title == NULL && pane != NULL)
    title = panel_widget_get_title (PANEL_WIDGET (pane));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title != NULL ? title : _("Chart"), -1);
}
