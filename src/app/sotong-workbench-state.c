/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a layout keeps of panes besides their places: topics and ranges of their own, views, and the topic and range of all. */
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

/* The range and the topic that panes show together. */
void
sotong_workbench_save_shared (SotongWorkbench *self,
                              GVariantDict    *layout)
{
  if (self->context != NULL)
    g_variant_dict_insert_value (layout, "period", sotong_period_save (sotong_context_get_period (self->context)));
  else if (self->period != NULL)
    g_variant_dict_insert_value (layout, "period", self->period);
  sotong_kept_topic_save (self->topic, layout);
}

/* The range that panes show together, once there is a workspace whose time says what “four weeks” are, and the topic, once
 * there is one that has it. */
void
sotong_workbench_load_shared (SotongWorkbench *self)
{
  if (self->context == NULL)
    return;
  if (self->period != NULL)
    sotong_period_restore (sotong_context_get_period (self->context), self->period, sotong_context_now (self->context),
                           sotong_context_get_zone (self->context));
  g_clear_pointer (&self->period, g_variant_unref);
  if (self->topic_waits)
    sotong_context_set_topic (self->context, MAX (sotong_kept_topic_get (self->topic), 0));
  self->topic_waits = FALSE;
}

static void
topic_chosen_cb (SotongWorkbench *self)
{
  sotong_kept_topic_set (self->topic, sotong_context_get_topic (self->context));
}

static void
topic_found_cb (SotongWorkbench *self)
{
  if (self->context != NULL)
    sotong_context_set_topic (self->context, MAX (sotong_kept_topic_get (self->topic), 0));
}

static void
topic_gone_cb (SotongWorkbench *self,
               const char      *name)
{
  g_signal_emit_by_name (self, "topic-gone", name);
}

void
sotong_workbench_init_topic (SotongWorkbench *self)
{
  self->topic = sotong_kept_topic_new ();
  g_signal_connect_object (self->topic, "found", G_CALLBACK (topic_found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->topic, "gone", G_CALLBACK (topic_gone_cb), self, G_CONNECT_SWAPPED);
}

/* The context is another one: in it all topics are shown, unless a layout says which. */
void
sotong_workbench_watch_topic (SotongWorkbench *self)
{
  if (self->context != NULL)
    {
      if (!self->topic_waits)
        sotong_kept_topic_set (self->topic, sotong_context_get_topic (self->context));
      g_signal_connect_object (self->context, "notify::topic", G_CALLBACK (topic_chosen_cb), self, G_CONNECT_SWAPPED);
    }
  sotong_kept_topic_set_context (self->topic, self->context);
}

/* The layout while one pane is shown alone: all stand as they did, but what is shown is what was chosen meanwhile. */
GVariant *
sotong_workbench_update_whole (SotongWorkbench *self)
{
  GVariantBuilder states = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sa{sv}}"));
  g_autoptr(GVariant) before = g_variant_lookup_value (self->whole, "states", G_VARIANT_TYPE ("a{sa{sv}}"));
  GVariantDict dict;

  for (gsize i = 0; before != NULL && i < g_variant_n_children (before); i++)
    {
      g_autoptr(GVariant) state = NULL, now = NULL;
      SotongPane *pane;
      const char *id;

      g_variant_get_child (before, i, "{&s@a{sv}}", &id, &state);
      pane = g_hash_table_lookup (self->panes, id);
      if (pane != NULL && sotong_workbench_pane_frame (pane) != NULL)
        now = sotong_pane_save_state (pane);
      g_variant_builder_add (&states, "{s@a{sv}}", id, now != NULL ? now : state);
    }
  g_variant_dict_init (&dict, self->whole);
  g_variant_dict_insert_value (&dict, "states", g_variant_builder_end (&states));
  sotong_workbench_save_shared (self, &dict);
  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

/* All panes are as @layout has them. */
void
sotong_workbench_load_states (SotongWorkbench *self,
                              GVariant        *layout)
{
  GHashTableIter iter;
  GVariantDict dict;
  gpointer pane;

  g_clear_pointer (&self->states, g_variant_unref);
  g_clear_pointer (&self->period, g_variant_unref);
  self->states = g_variant_lookup_value (layout, "states", G_VARIANT_TYPE ("a{sa{sv}}"));
  self->period = g_variant_lookup_value (layout, "period", G_VARIANT_TYPE ("(ssxx)"));
  g_variant_dict_init (&dict, layout);
  if (g_variant_dict_contains (&dict, "topic"))
    {
      sotong_kept_topic_load (self->topic, &dict);
      self->topic_waits = TRUE;
    }
  g_variant_dict_clear (&dict);
  sotong_workbench_load_shared (self);
  g_hash_table_iter_init (&iter, self->panes);
  while (g_hash_table_iter_next (&iter, NULL, &pane))
    if (pane != self->staying)
      sotong_workbench_load_state (self, pane);
}

static gboolean
drop_copy_cb (gpointer id,
              gpointer pane,
              gpointer user_data)
{
  const SotongWorkbench *self = user_data;

  if (strchr (id, '#') == NULL || pane == self->staying)
    return FALSE;
  sotong_pane_set_context (pane, NULL);
  return TRUE;
}

/* Copies belong to a layout. */
void
sotong_workbench_drop_copies (SotongWorkbench *self)
{
  g_hash_table_foreach_remove (self->panes, drop_copy_cb, self);
}
