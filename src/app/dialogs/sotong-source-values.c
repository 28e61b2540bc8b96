/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-source-values.h"

#include "monitor/sotong-source-settings.h"
#include "util/sotong-json.h"

static JsonObject *
parse (const char *settings)
{
  g_autoptr(GBytes) bytes = settings != NULL && *settings != '\0' ? g_bytes_new (settings, strlen (settings)) : NULL;

  return bytes != NULL ? sotong_json_parse_object (bytes, NULL) : NULL;
}

static GStrv
dup_array (JsonArray *array)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *text = sotong_json_array_dup_string (array, i);

      if (text != NULL)
        g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}

/* @settings, (nullable), are as the workspace keeps them. */
SotongSourceValues *
sotong_source_values_new (const char *settings)
{
  SotongSourceValues *self = g_new0 (SotongSourceValues, 1);
  g_autoptr(JsonObject) object = parse (settings);

  self->rest = g_strdup (settings != NULL ? settings : "");
  if (object == NULL)
    return self;
  self->queries = dup_array (sotong_json_get_array (object, "query"));
  sotong_json_get_double (object, "budget", &self->budget);
  self->secret = sotong_json_get_boolean (object, "secret", FALSE);
  return self;
}

void
sotong_source_values_free (SotongSourceValues *self)
{
  if (self == NULL)
    return;
  g_free (self->rest);
  g_strfreev (self->queries);
  g_free (self);
}

static GStrv
dup_maps (JsonObject *object)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  JsonObject *map = object != NULL ? sotong_json_get_object (object, "map") : NULL;
  JsonObjectIter iter;
  const char *field;

  if (map == NULL)
    return NULL;
  json_object_iter_init (&iter, map);
  while (json_object_iter_next (&iter, &field, NULL))
    {
      g_autofree char *path = sotong_json_dup_string (map, field);
      g_autofree char *line = g_strdup_printf ("%s=%s", field, path != NULL ? path : "");

      g_strv_builder_add (builder, line);
    }
  return g_strv_builder_end (builder);
}

/* Returns: (transfer full): as the workspace keeps them. */
char *
sotong_source_values_to_json (const SotongSourceValues *self)
{
  g_autoptr(JsonObject) object = parse (self->rest);
  g_auto(GStrv) maps = dup_maps (object);
  g_autofree char *user = object != NULL ? sotong_json_dup_string (object, "user") : NULL;
  SotongSourceSettings settings = { NULL };

  settings.queries = self->queries != NULL && self->queries[0] != NULL ? (const char * const *) self->queries : NULL;
  settings.maps = maps != NULL && maps[0] != NULL ? (const char * const *) maps : NULL;
  settings.user = user;
  settings.budget = self->budget;
  settings.secret = self->secret;
  return sotong_source_settings_to_json (&settings);
}
