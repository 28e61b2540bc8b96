/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with any chart: keep a point, note something, copy, save. */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/sotong-chart-export.h"
#include "app/sotong-chart-view-private.h"
#include "app/sotong-context-menu.h"
#include "app/sotong-table-copy.h"

static SotongPane *
pane_of (SotongChartView *self)
{
  GtkWidget *pane = gtk_widget_get_ancestor (GTK_WIDGET (self), SOTONG_TYPE_PANE);

  return pane != NULL ? SOTONG_PANE (pane) : NULL;
}

void
sotong_chart_view_say (SotongChartView *self,
                       const char      *text)
{
  SotongPane *pane = pane_of (self);

  if (pane != NULL)
    sotong_pane_toast (pane, text, FALSE);
}

/* Where the menu goes the pointer stands on another point, or on none: its commands are for the one that it was opened on. */
static SotongChartView *
at_menu_point (GtkWidget *widget)
{
  SotongChartView *self = SOTONG_CHART_VIEW (widget);

  if (self->menu_at >= 0 && self->menu_at < sotong_chart_view_n_slots (self))
    sotong_chart_view_lead (self, self->menu_at);
  return self;
}

static gboolean
forget_point_cb (gpointer user_data)
{
  SotongChartView *self = user_data;

  if (self->menu == NULL || !gtk_widget_get_visible (self->menu))
    self->menu_at = -1;
  return G_SOURCE_REMOVE;
}

/* The command comes after the menu has gone, in the same turn. */
static void
closed_cb (SotongChartView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  g_idle_add_full (G_PRIORITY_LOW, forget_point_cb, g_object_ref (self), g_object_unref);
}

static void
show_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  sotong_chart_view_activate (at_menu_point (widget));
}

static void
pin_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  sotong_chart_view_pin (at_menu_point (widget));
}

static void
note_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  sotong_chart_view_note (at_menu_point (widget));
}

static void
zoom_back_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  sotong_chart_view_set_zoom (SOTONG_CHART_VIEW (widget), NAN, NAN);
}

/* “…, in view: 1 August 2016 to 31 August 2016”: the line says of what the picture is. */
static void
tell_view (SotongChartView *self,
           SotongChart     *chart)
{
  SotongSlots *slots = sotong_chart_get_slots (self->base);
  const char *subtitle = sotong_chart_get_subtitle (chart);
  g_autofree char *from = NULL, *to = NULL, *text = NULL;
  gsize first, last;

  if (isnan (self->start) || !sotong_slots_is_time (slots)
      || !sotong_slots_find (slots, self->start, &first) || !sotong_slots_find (slots, self->end - 1, &last))
    return;
  from = sotong_chart_name_slot (self->base, first);
  to = sotong_chart_name_slot (self->base, last);
  if (subtitle != NULL)
    /* Translators: below a picture's title: of what it is, then the first and the last day that are in view */
    text = g_strdup_printf (_("%s · in view: %s to %s"), subtitle, from, to);
  else
    text = g_strdup_printf (_("In view: %s to %s"), from, to);
  sotong_chart_set_subtitle (chart, text);
}

/**
 * sotong_chart_view_dup_export:
 * @self: a view
 *
 * Returns: (transfer full) (nullable): the chart as it leaves the program: what is in view, with what must be said beside it
 */
SotongChart *
sotong_chart_view_dup_export (SotongChartView *self)
{
  SotongChart *chart;

  g_return_val_if_fail (SOTONG_IS_CHART_VIEW (self), NULL);

  if (self->base == NULL)
    return NULL;
  chart = sotong_chart_dup (self->export != NULL ? self->export : self->base);
  sotong_chart_set_visible_range (chart, self->start, self->end);
  sotong_chart_set_hidden (chart, sotong_chart_view_get_hidden (self));
  tell_view (self, chart);
  return chart;
}

static void
copy_picture_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  SotongChartView *self = SOTONG_CHART_VIEW (widget);
  g_autoptr(SotongChart) chart = sotong_chart_view_dup_export (self);
  SotongPane *pane = pane_of (self);

  if (chart != NULL && pane != NULL)
    sotong_chart_export_copy (pane, chart);
}

static void
copy_table_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  SotongChartView *self = SOTONG_CHART_VIEW (widget);
  g_autoptr(SotongChart) chart = sotong_chart_view_dup_export (self);
  g_autofree char *table = chart != NULL ? sotong_chart_to_table (chart) : NULL;

  if (table == NULL)
    return;
  sotong_table_copy_lines (table, widget);
  sotong_chart_view_say (self, _("The table was copied"));
}

static void
save_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  SotongChartView *self = SOTONG_CHART_VIEW (widget);
  g_autoptr(SotongChart) chart = sotong_chart_view_dup_export (self);
  SotongPane *pane = pane_of (self);

  if (chart != NULL && pane != NULL)
    sotong_chart_export_ask (pane, chart);
}

void
sotong_chart_view_add_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "chart.show", NULL, show_action);
  gtk_widget_class_install_action (widget_class, "chart.pin", NULL, pin_action);
  gtk_widget_class_install_action (widget_class, "chart.note", NULL, note_action);
  gtk_widget_class_install_action (widget_class, "chart.zoom-back", NULL, zoom_back_action);
  gtk_widget_class_install_action (widget_class, "chart.copy-picture", NULL, copy_picture_action);
  gtk_widget_class_install_action (widget_class, "chart.copy-table", NULL, copy_table_action);
  gtk_widget_class_install_action (widget_class, "chart.save", NULL, save_action);
}

/* @series: what can be hidden; nothing is seen of it while it is empty */
static GMenuModel *
make_menu (GMenu *series)
{
  g_autoptr(GMenu) point = g_menu_new (), picture = g_menu_new ();
  GMenu *menu = g_menu_new ();

  g_menu_append (point, _("_Show What Is Behind It"), "chart.show");
  g_menu_append (point, _("_Keep for Comparing"), "chart.pin");
  g_menu_append (point, _("Add N_ote…"), "chart.note");
  g_menu_append (point, _("Show A_ll of the Time"), "chart.zoom-back");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (point));
  g_menu_append_section (menu, C_("chart", "Shown"), G_MENU_MODEL (series));
  g_menu_append (picture, _("Copy as _Picture"), "chart.copy-picture");
  g_menu_append (picture, _("Copy as _Table"), "chart.copy-table");
  g_menu_append (picture, _("Sa_ve Chart…"), "chart.save");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (picture));
  return G_MENU_MODEL (menu);
}

/* At a place of the view; of a point only what can be done with one there is. */
void
sotong_chart_view_show_menu (SotongChartView *self,
                             double           x,
                             double           y)
{
  GdkRectangle at = { (int) x, (int) y, 1, 1 };
  gboolean time = self->base != NULL && sotong_slots_is_time (sotong_chart_get_slots (self->base));

  if (self->base == NULL)
    return;
  if (self->menu == NULL)
    {
      g_autoptr(GMenuModel) model = NULL;

      self->series = g_menu_new ();
      model = make_menu (self->series);
      self->menu = sotong_context_menu_new (model, GTK_WIDGET (self));
      g_signal_connect_object (self->menu, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
    }
  self->menu_at = self->cursor;
  sotong_chart_view_fill_series (self, self->series);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.show", self->cursor >= 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.pin", self->cursor >= 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.note", time);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.zoom-back", !isnan (self->start));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}
