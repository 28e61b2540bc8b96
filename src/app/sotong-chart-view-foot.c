/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands below a chart, where the chart is too low for it: behind a mark in its corner. */
#include "config.h"

#include <glib/gi18n.h>

#include "app/sotong-chart-view-private.h"

#define CORNER 28 /* pixels, of the mark with its margin */
#define MARGIN 2
#define WIDEST 44 /* characters of a line */

static void
make_mark (SotongChartView *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->foot_text = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->foot_text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->foot_text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (self->foot_text), WIDEST);
  gtk_label_set_xalign (GTK_LABEL (self->foot_text), 0);
  gtk_popover_set_child (GTK_POPOVER (popover), self->foot_text);
  self->foot_mark = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->foot_mark), "sotong-about-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->foot_mark), popover);
  gtk_widget_add_css_class (self->foot_mark, "flat");
  gtk_widget_add_css_class (self->foot_mark, "chart-foot");
  gtk_widget_set_tooltip_text (self->foot_mark, _("Sources and sample"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->foot_mark), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Sources and sample"), -1);
  gtk_widget_set_parent (self->foot_mark, GTK_WIDGET (self));
}

/* A chart with a foot leaves room for the mark, whether or not it turns out to be needed. */
void
sotong_chart_view_leave_corner (SotongChartView *self)
{
  if (sotong_chart_get_foot (self->chart) != NULL)
    sotong_chart_set_corner (self->chart, CORNER);
}

/* Once a picture is there it is known whether its foot had room. */
void
sotong_chart_view_update_foot (SotongChartView *self)
{
  gboolean hidden = self->shown != NULL && sotong_chart_get_foot (self->shown) != NULL
                    && !sotong_chart_shows_foot (self->shown, self->drawn_width, self->drawn_height, &self->theme);

  if (hidden && self->foot_mark == NULL)
    make_mark (self);
  if (hidden)
    {
      gtk_label_set_text (GTK_LABEL (self->foot_text), sotong_chart_get_foot (self->shown));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->foot_mark), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sotong_chart_get_foot (self->shown), -1);
    }
  if (self->foot_mark != NULL)
    gtk_widget_set_visible (self->foot_mark, hidden);
}

void
sotong_chart_view_place_foot (SotongChartView *self,
                              int              width)
{
  GtkRequisition size;
  GtkAllocation place;

  if (self->foot_mark == NULL || !gtk_widget_get_visible (self->foot_mark))
    return;
  gtk_widget_get_preferred_size (self->foot_mark, &size, NULL);
  place = (GtkAllocation) { MAX (0, width - size.width - MARGIN), MARGIN, size.width, size.height };
  gtk_widget_size_allocate (self->foot_mark, &place, -1);
}
