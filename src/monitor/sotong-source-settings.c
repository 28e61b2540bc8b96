/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "monitor/sotong-source-settings.h"
#include "util/sotong-json.h"

static void
add_maps (JsonBuilder         *builder,
          const char * const  *maps)
{
  json_builder_set_member_name (builder, "map");
  json_builder_begin_object (builder);
  for (guint i = 0; maps[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (maps[i], "=", 2);

      if (parts[0] != NULL && parts[1] != NULL)
        sotong_json_add_string (builder, parts[0], parts[1]);
    }
  json_builder_end_object (builder);
}

/**
 * sotong_source_settings_to_json:
 * @self: settings
 *
 * Returns: (transfer full): as the workspace keeps them, "" if nothing is said
 */
char *
sotong_source_settings_to_json (const SotongSourceSettings *self)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GBytes) bytes = NULL;

  if (self->queries == NULL && self->maps == NULL && self->user == NULL && self->budget <= 0 && !self->secret)
    return g_strdup ("");
  json_builder_begin_object (builder);
  if (self->queries != NULL)
    {
      json_builder_set_member_name (builder, "query");
      json_builder_begin_array (builder);
      for (guint i = 0; self->queries[i] != NULL; i++)
        json_builder_add_string_value (builder, self->queries[i]);
      json_builder_end_array (builder);
    }
  if (self->user != NULL)
    sotong_json_add_string (builder, "user", self->user);
  if (self->budget > 0)
    {
      json_builder_set_member_name (builder, "budget");
      json_builder_add_double_value (builder, self->budget);
    }
  if (self->maps != NULL)
    add_maps (builder, self->maps);
  if (self->secret)
    sotong_json_add_boolean (builder, "secret", TRUE);
  json_builder_end_object (builder);
  bytes = sotong_json_end (builder);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}
