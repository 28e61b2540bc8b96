/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a layout keeps of panes besides their places: topics and ranges of their own, views, and the range of all. */
#include "config.h"

#include "app/sotong-workbench-private.h"

/* What panes that are shown keep besides their places. */
GVariant *
sotong_workbench_save_states (SotongWorkbench *self)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sa{sv}}"));
  g_autoptr(GList) ids = g_list_sort (g_hash_table_get_keys (self->panes), (GCompareFunc) strcmp);

  for (GList *l = ids; l != NULL; l = l->next)
    {
      SotongPane *pane = g_hash_table_lookup (self->panes, l->data);
      g_autoptr(GVariant) state = sotong_workbench_pane_frame (pane) != NULL ? sotong_pane_save_state (pane) : NULL;

      if (state != NULL)
        g_variant_builder_add (&builder, "{s@a{sv}}", (const char *) l->data, state);
    }
  sotong_workbench_save_rest_states (self, &builder);
  return g_variant_builder_end (&builder);
}

/* A pane is as the layout has it; as a new one where that says nothing of it. */
void
sotong_workbench_load_state (SotongWorkbench *self,
                             SotongPane      *pane)
{
  g_autoptr(GVariant) state = NULL;

  if (self->states != NULL)
    state = g_variant_lookup_value (self->states, panel_widget_get_id (PANEL_WIDGET (pane)), G_VARIANT_TYPE_VARDICT);
  if (state != NULL)
    sotong_pane_load_state (pane, state);
}

/* The range that panes show together. */
void
sotong_workbench_save_period (SotongWorkbench *self,
                              GVariantDict    *layout)
{
  if (self->context != NULL)
    g_variant_dict_insert_value (layout, "period", sotong_period_save (sotong_context_get_period (self->context)));
  else if (self->period != NULL)
    g_variant_dict_insert_value (layout, "period", self->period);
}

/* The range that panes show together, once there is a workspace whose time says what “four weeks” are. */
void
sotong_workbench_load_period (SotongWorkbench *self)
{
  if (self->context == NULL || self->period == NULL)
    return;
  sotong_period_restore (sotong_context_get_period (self->context), self->period, sotong_context_now (self->context),
                         sotong_context_get_zone (self->context));
  g_clear_pointer (&self->period, g_variant_unref);
}

/* All panes are as @layout has them. */
void
sotong_workbench_load_states (SotongWorkbench *self,
                              GVariant        *layout)
{
  GHashTableIter iter;
  gpointer pane;

  g_clear_pointer (&self->states, g_variant_unref);
  g_clear_pointer (&self->period, g_variant_unref);
  self->states = g_variant_lookup_value (layout, "states", G_VARIANT_TYPE ("a{sa{sv}}"));
  self->period = g_variant_lookup_value (layout, "period", G_VARIANT_TYPE ("(ssxx)"));
  sotong_workbench_load_period (self);
  g_hash_table_iter_init (&iter, self->panes);
  while (g_hash_table_iter_next (&iter, NULL, &pane))
    sotong_workbench_load_state (self, pane);
}

static gboolean
drop_copy_cb (gpointer id,
              gpointer pane,
              gpointer user_data)
{
  if (strchr (id, '#') == NULL)
    return FALSE;
  sotong_pane_set_context (pane, NULL);
  return TRUE;
}

/* Copies belong to a layout. */
void
sotong_workbench_drop_copies (SotongWorkbench *self)
{
  g_hash_table_foreach_remove (self->panes, drop_copy_cb, NULL);
}
