/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which series of a chart are drawn: chosen by a number key, or in the menu, where their state can be read. */
#include "config.h"

#include <glib/gi18n.h>

#include "app/sotong-chart-view-private.h"

#define MOST_KEYS 9

static gboolean
is_hidden (SotongChartView *self,
           SotongSeries    *series)
{
  return (self->hidden & 1u << sotong_series_get_role (series)) != 0;
}

/* The roles that are not drawn, a bit for each: of those that a person has hidden, what the legend does not name now could not be shown again. */
guint32
sotong_chart_view_get_hidden (SotongChartView *self)
{
  g_autoptr(GPtrArray) keys = NULL;
  guint32 roles = 0;

  if (self->base == NULL || self->hidden == 0)
    return 0;
  keys = sotong_chart_list_keys (self->base);
  for (guint i = 0; i < keys->len; i++)
    roles |= 1u << sotong_series_get_role (g_ptr_array_index (keys, i));
  return self->hidden & roles;
}

/* Hides the @nth of the series that the legend names, from 0, or shows it again. Returns whether there is one. */
gboolean
sotong_chart_view_toggle_series (SotongChartView *self,
                                 guint            nth)
{
  g_autoptr(GPtrArray) keys = self->base != NULL ? sotong_chart_list_keys (self->base) : NULL;

  if (keys == NULL || nth >= keys->len)
    return FALSE;
  sotong_chart_view_set_hidden (self, self->hidden ^ 1u << sotong_series_get_role (g_ptr_array_index (keys, nth)));
  return TRUE;
}

/* (transfer full) (nullable): “Hidden: Negative, Neutral” */
char *
sotong_chart_view_name_hidden (SotongChartView *self)
{
  g_autoptr(GPtrArray) keys = NULL;
  g_autoptr(GString) names = g_string_new (NULL);

  if (self->base == NULL || self->hidden == 0)
    return NULL;
  keys = sotong_chart_list_keys (self->base);
  for (guint i = 0; i < keys->len; i++)
    if (is_hidden (self, g_ptr_array_index (keys, i)))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", sotong_series_get_name (g_ptr_array_index (keys, i)));
  /* Translators: names of series that a person has hidden in a chart */
  return names->len > 0 ? g_strdup_printf (_("Hidden: %s"), names->str) : NULL;
}

static void
toggled (GSimpleAction *action,
         GVariant      *state,
         gpointer       user_data)
{
  g_simple_action_set_state (action, state);
  sotong_chart_view_toggle_series (user_data, (guint) g_ascii_strtoull (g_action_get_name (G_ACTION (action)), NULL, 10));
}

static void
add_item (GMenu        *menu,
          SotongSeries *series,
          const char   *name)
{
  g_auto(GStrv) parts = g_strsplit (sotong_series_get_name (series), "_", -1);
  g_autofree char *label = g_strjoinv ("__", parts), *action = g_strconcat ("series.", name, NULL); /* a name has no mnemonic */
  g_autofree char *key = g_strdup_printf ("%d", (int) g_ascii_strtoll (name, NULL, 10) + 1);
  g_autoptr(GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "accel", "s", key);
  g_menu_append_item (menu, item);
}

/* An item for each series that the legend names, with a check mark where it is shown. */
void
sotong_chart_view_fill_series (SotongChartView *self,
                               GMenu           *menu)
{
  g_autoptr(GPtrArray) keys = sotong_chart_list_keys (self->base);
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  g_menu_remove_all (menu);
  for (guint i = 0; i < MIN (MOST_KEYS, keys->len); i++)
    {
      SotongSeries *series = g_ptr_array_index (keys, i);
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autoptr(GSimpleAction) action = g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (!is_hidden (self, series)));

      g_signal_connect_object (action, "change-state", G_CALLBACK (toggled), self, 0);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
      add_item (menu, series, name);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "series", G_ACTION_GROUP (group));
}
