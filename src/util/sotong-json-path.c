/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-json-path.h"
#include "util/sotong-json.h"

#define MAX_STEPS 16

static JsonNode *
step (JsonNode   *node,
      const char *name)
{
  guint64 index = 0;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_member (json_node_get_object (node), name);
  if (!JSON_NODE_HOLDS_ARRAY (node) || !g_ascii_string_to_unsigned (name, 10, 0, G_MAXUINT, &index, NULL)
      || index >= json_array_get_length (json_node_get_array (node)))
    return NULL;
  return json_array_get_element (json_node_get_array (node), (guint) index);
}

/**
 * sotong_json_find_path:
 * @root: (nullable): where the path begins
 * @path: (nullable): members and numbers of elements, joined by dots: "authors.0.name"; "" is @root itself
 *
 * A member whose own name has dots in it is found where it stands at the end of a path.
 *
 * Returns: (transfer none) (nullable): what is there
 */
JsonNode *
sotong_json_find_path (JsonNode   *root,
                       const char *path)
{
  JsonNode *node = root;
  g_auto(GStrv) steps = NULL;

  if (root == NULL || path == NULL || path[0] == '\0')
    return path != NULL ? root : NULL;
  steps = g_strsplit (path, ".", MAX_STEPS);
  for (guint i = 0; node != NULL && steps[i] != NULL; i++)
    {
      JsonNode *next = step (node, steps[i]);

      if (next == NULL && steps[i + 1] != NULL)
        {
          g_autofree char *rest = g_strjoinv (".", steps + i);

          return step (node, rest);
        }
      node = next;
    }
  return node;
}

/**
 * sotong_json_dup_path:
 * @root: (nullable): where the path begins
 * @path: (nullable): see sotong_json_find_path()
 *
 * Returns: (transfer full) (nullable): the text there, or a number as text; %NULL if there is neither
 */
char *
sotong_json_dup_path (JsonNode   *root,
                      const char *path)
{
  JsonNode *node = sotong_json_find_path (root, path);
  g_autoptr(JsonObject) wrap = NULL;
  char *text;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  wrap = json_object_new ();
  json_object_set_member (wrap, "v", json_node_copy (node));
  text = sotong_json_dup_string (wrap, "v");
  return text != NULL ? text : sotong_json_dup_id (wrap, "v");
}

/**
 * sotong_json_get_path_array:
 * @root: (nullable): where the path begins
 * @path: (nullable): see sotong_json_find_path()
 *
 * Returns: (transfer none) (nullable): the array there
 */
JsonArray *
sotong_json_get_path_array (JsonNode   *root,
                            const char *path)
{
  JsonNode *node = sotong_json_find_path (root, path);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}
