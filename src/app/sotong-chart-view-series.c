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
  return g_hash_table_contains (self->hidden, sotong_series_get_name (series));
}

/* The roles that are not drawn, a bit for each: of the series that a person has hidden those that the legend names now, whatever their
 * places; others could not be shown again. */
guint32
sotong_chart_view_get_hidden (SotongChartView *self)
{
  g_autoptr(GPtrArray) keys = NULL;
  guint32 roles = 0;

  if (self->base == NULL || g_hash_table_size (self->hidden) == 0)
    return 0;
  keys = sotong_chart_list_keys (self->base);
  for (guint i = 0; i < keys->len; i++)
    if (is_hidden (self, g_ptr_array_index (keys, i)))
      roles |= 1u << sotong_series_get_role (g_ptr_array_index (keys, i));
  return roles;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * sotong_chart_view_dup_hidden:
 * @self: a view
 *
 * Returns: (transfer full): names of the series that a person has hidden, in their order, whether or not the chart has them now
 */
char **
sotong_chart_view_dup_hidden (SotongChartView *self)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_return_val_if_fail (SOTONG_IS_CHART_VIEW (self), NULL);

  g_hash_table_iter_init (&iter, self->hidden);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strdupv ((char **) names->pdata);
}

/**
 * sotong_chart_view_set_hidden:
 * @self: a view
 * @names: (nullable): names of series that are to be hidden; %NULL: none
 *
 * All others are shown.
 */
void
sotong_chart_view_set_hidden (SotongChartView    *self,
                              const char * const *names)
{
  g_return_if_fail (SOTONG_IS_CHART_VIEW (self));

  g_hash_table_remove_all (self->hidden);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    g_hash_table_add (self->hidden, g_strdup (names[i]));
  sotong_chart_view_show_hidden (self);
}

static void
toggle (SotongChartView *self,
        SotongSeries    *series)
{
  if (!g_hash_table_remove (self->hidden, sotong_series_get_name (series)))
    g_hash_table_add (self->hidden, g_strdup (sotong_series_get_name (series)));
  sotong_chart_view_show_hidden (self);
}

/* Hides the @nth of the series that the legend names, from 0, or shows it again. Returns whether there is one. */
gboolean
sotong_chart_view_toggle_series (SotongChartView *self,
                                 guint            nth)
{
  g_autoptr(GPtrArray) keys = self->base != NULL ? sotong_chart_list_keys (self->base) : NULL;

  if (keys == NULL || nth >= keys->len)
    return FALSE;
  toggle (self, g_ptr_array_index (keys, nth));
  return TRUE;
}

/* Hides the series that the legend names for @role, or shows it again. */
void
sotong_chart_view_toggle_role (SotongChartView *self,
                               SotongRole       role)
{
  g_autoptr(GPtrArray) keys = sotong_chart_list_keys (self->base);

  for (guint i = 0; i < keys->len; i++)
    if (sotong_series_get_role (g_ptr_array_index (keys, i)) == role)
      {
        toggle (self, g_ptr_array_index (keys, i));
        return;
      }
}

/* (transfer full) (nullable): “Hidden: Negative, Neutral” */
char *
sotong_chart_view_name_hidden (SotongChartView *self)
{
  g_autoptr(GPtrArray) keys = NULL;
  g_autoptr(GString) names = g_string_new (NULL);

  if (self->base == NULL || g_hash_table_size (self->hidden) == 0)
    return NULL;
  keys = sotong_chart_list_keys (self->base);
  for (guint i = 0; i < keys->len; i++)
    if (is_hidden (self, g_ptr_array_index (keys, i)))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", sotong_series_get_name (g_ptr_array_index (keys, i)));
  /* Translators: names of series that a person has hidden in a chart */
  return names->len > 0 ? g_strdup_printf (_("Hidden: %s"), names->str) : NULL;
}

/* What a series is called among the actions, whatever its place: a menu that is open while the chart changes does what it says.
 * (transfer full) */
static char *
name_action (SotongSeries *series)
{
  return g_strdup_printf ("%08x", g_str_hash (sotong_series_get_name (series)));
}

/* Where the chart does not have the series any more nothing is done. */
static void
toggled (GSimpleAction *action,
         GVariant      *state,
         gpointer       user_data)
{
  SotongChartView *self = user_data;
  g_autoptr(GPtrArray) keys = self->base != NULL ? sotong_chart_list_keys (self->base) : g_ptr_array_new ();

  for (guint i = 0; i < keys->len; i++)
    {
      SotongSeries *series = g_ptr_array_index (keys, i);
      g_autofree char *name = name_action (series);

      if (!g_str_equal (name, g_action_get_name (G_ACTION (action))))
        continue;
      toggle (self, series);
      g_simple_action_set_state (action, g_variant_new_boolean (!is_hidden (self, series)));
      return;
    }
}

static void
add_item (GMenu        *menu,
          SotongSeries *series,
          const char   *name,
          guint         nth)
{
  g_auto(GStrv) parts = g_strsplit (sotong_series_get_name (series), "_", -1);
  g_autofree char *label = g_strjoinv ("__", parts), *action = g_strconcat ("series.", name, NULL); /* a name has no mnemonic */
  g_autofree char *key = g_strdup_printf ("%u", nth + 1);
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
      g_autofree char *name = name_action (series);
      g_autoptr(GSimpleAction) action = g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (!is_hidden (self, series)));

      g_signal_connect_object (action, "change-state", G_CALLBACK (toggled), self, 0);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
      add_item (menu, series, name, i);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "series", G_ACTION_GROUP (group));
}
