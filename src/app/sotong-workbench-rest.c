/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What another version of the program wrote into a layout: it is passed over, and saved again with it. */
#include "config.h"

#include "app/sotong-workbench-private.h"

#include "app/sotong-pane-registry.h"

#define PANES_TYPE "a(ssuuubi)"

/* What this version writes. */
static const char *const own_keys[] = {
  "version", "width", "height", "panes", "columns", "sizes", "reveal", "known", "states", "period",
  "topic", "topic-name", "topic-workspace", NULL,
};

static GVariant *
dup_rest (SotongWorkbench *self,
          const char      *key,
          const char      *type)
{
  return self->rest != NULL ? g_variant_lookup_value (self->rest, key, G_VARIANT_TYPE (type)) : NULL;
}

void
sotong_workbench_keep_rest (SotongWorkbench *self,
                            GVariant        *layout)
{
  sotong_workbench_forget_layout (self);
  self->rest = g_variant_ref_sink (layout);
}

/* The layout that was restored is of no account any more. */
void
sotong_workbench_forget_layout (SotongWorkbench *self)
{
  g_clear_pointer (&self->rest, g_variant_unref);
  g_clear_pointer (&self->unfolded, g_variant_unref);
  g_clear_pointer (&self->folded, g_free);
  self->shrunk = FALSE;
  self->room_width = self->room_height = 0;
}

void
sotong_workbench_save_rest (SotongWorkbench *self,
                            GVariantDict    *layout)
{
  GVariantIter iter;
  const char *key;
  GVariant *value;

  if (self->rest == NULL)
    return;
  g_variant_iter_init (&iter, self->rest);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    if (!g_strv_contains (own_keys, key))
      g_variant_dict_insert_value (layout, key, value);
}

void
sotong_workbench_save_rest_panes (SotongWorkbench *self,
                                  GVariantBuilder *panes)
{
  g_autoptr(GVariant) places = dup_rest (self, "panes", PANES_TYPE);

  for (gsize i = 0; places != NULL && i < g_variant_n_children (places); i++)
    {
      g_autoptr(GVariant) place = g_variant_get_child_value (places, i);
      const char *id;

      g_variant_get_child (place, 0, "&s", &id);
      if (sotong_pane_registry_lookup (id) == NULL)
        g_variant_builder_add_value (panes, place);
    }
}

void
sotong_workbench_save_rest_known (SotongWorkbench *self,
                                  GVariantBuilder *known)
{
  g_autoptr(GVariant) ids = dup_rest (self, "known", "as");
  GVariantIter iter;
  const char *id;

  if (ids == NULL)
    return;
  g_variant_iter_init (&iter, ids);
  while (g_variant_iter_next (&iter, "&s", &id))
    if (sotong_pane_registry_lookup (id) == NULL)
      g_variant_builder_add (known, "s", id);
}

void
sotong_workbench_save_rest_states (SotongWorkbench *self,
                                   GVariantBuilder *states)
{
  g_autoptr(GVariant) all = dup_rest (self, "states", "a{sa{sv}}");

  for (gsize i = 0; all != NULL && i < g_variant_n_children (all); i++)
    {
      g_autoptr(GVariant) state = g_variant_get_child_value (all, i);
      const char *id;

      g_variant_get_child (state, 0, "&s", &id);
      if (sotong_pane_registry_lookup (id) == NULL)
        g_variant_builder_add_value (states, state);
    }
}

/**
 * sotong_workbench_dup_chosen:
 * @self: the workbench
 *
 * Returns: (transfer full) (nullable): the id of the layout that was chosen last; it is saved with where the panes stand
 */
char *
sotong_workbench_dup_chosen (SotongWorkbench *self)
{
  char *id = NULL;

  g_return_val_if_fail (SOTONG_IS_WORKBENCH (self), NULL);

  if (self->rest != NULL)
    g_variant_lookup (self->rest, "chosen", "s", &id);
  return id;
}

/**
 * sotong_workbench_set_chosen:
 * @self: the workbench
 * @id: of the layout whose places the panes have now
 */
void
sotong_workbench_set_chosen (SotongWorkbench *self,
                             const char      *id)
{
  GVariantDict dict;
  GVariant *rest;

  g_return_if_fail (SOTONG_IS_WORKBENCH (self));
  g_return_if_fail (id != NULL);

  g_variant_dict_init (&dict, self->rest);
  g_variant_dict_insert (&dict, "chosen", "s", id);
  rest = g_variant_ref_sink (g_variant_dict_end (&dict));
  g_clear_pointer (&self->rest, g_variant_unref);
  self->rest = rest;
  sotong_workbench_changed (self);
}
