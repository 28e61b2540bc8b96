/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "util/sotong-json.h"

#define MAX_DEPTH 100  /* 100,000 crash the parser, no service nests deeper than 20 */

G_DEFINE_QUARK (sotong-json-error-quark, sotong_json_error)

/* A number with a leading 0 would be read as octal. */
static gboolean
begins_octal (const char *data,
              gsize       length,
              gsize       i)
{
  char before = i > 0 ? data[i - 1] : ' ';

  if (data[i] != '0' || i + 1 >= length || !g_ascii_isdigit (data[i + 1]))
    return FALSE;
  if (before == '-' || before == '+')
    before = i > 1 ? data[i - 2] : ' ';
  return !g_ascii_isdigit (before) && strchr (".eE", before) == NULL;
}

/* Looks at the raw bytes before the parser does: it overflows its stack on deep nesting, and
 * reads comments, single quotes and script as if they were JSON, which could hide the depth. */
static gboolean
scan (const char  *data,
      gsize        length,
      GError     **error)
{
  gboolean in_string = FALSE;
  gboolean ended = FALSE;  /* of two documents the parser would take the first */
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      char c = data[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
          continue;
        }
      if (ended && !g_ascii_isspace (c))
        c = '\0';
      if (c == '"')
        in_string = TRUE;
      else if (c == '[' || c == '{')
        depth++;
      else if ((c == ']' || c == '}') && depth > 0)
        ended = --depth == 0;
      else if (c == '\0' || strchr (" \t\r\n:,+-.0123456789truefalsnE", c) == NULL || begins_octal (data, length, i))
        {
          g_set_error_literal (error, SOTONG_JSON_ERROR, SOTONG_JSON_ERROR_INVALID, _("This is not JSON."));
          return FALSE;
        }
      if (depth > MAX_DEPTH)
        {
          g_set_error_literal (error, SOTONG_JSON_ERROR, SOTONG_JSON_ERROR_TOO_DEEP,
                               _("This JSON is nested too deeply."));
          return FALSE;
        }
    }
  return TRUE;
}

/* Reads the four digits of the "\\uXXXX" at @i, or -1 if there is none. */
static int
read_escape (const char *data,
             gsize       length,
             gsize       i)
{
  int value = 0;

  if (length < 6 || i > length - 6 || data[i] != '\\' || data[i + 1] != 'u')
    return -1;
  for (gsize k = i + 2; k < i + 6; k++)
    if (g_ascii_isxdigit (data[k]))
      value = value * 16 + g_ascii_xdigit_value (data[k]);
    else
      return -1;
  return value;
}

/* Half of a surrogate pair makes the parser swallow what follows, even the end of the string, and
 * an escaped NUL makes it cut the string: both become U+FFFD. */
static char *
mend_escapes (const char *data,
              gsize       length)
{
  char *copy = g_memdup2 (data, length);

  for (gsize i = 0; i + 1 < length; i++)
    {
      int first = read_escape (copy, length, i);

      if (copy[i] != '\\')
        continue;
      if (first >= 0xd800 && first < 0xdc00 && read_escape (copy, length, i + 6) >= 0xdc00 && read_escape (copy, length, i + 6) < 0xe000)
        i += 11;
      else if ((first >= 0xd800 && first < 0xe000) || first == 0)
        {
          memcpy (copy + i + 2, "fffd", 4);
          i += 5;
        }
      else
        i++;
    }
  return copy;
}

static gboolean
is_blank (const char *data,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (data[i]))
      return FALSE;
  return TRUE;
}

/**
 * sotong_json_parse:
 * @data: bytes from outside
 * @length: their number
 * @error: return location; a `SOTONG_JSON_ERROR`
 *
 * Reads strict JSON. A byte order mark before it is skipped; empty input, comments, single quotes,
 * octal numbers, a second document and nesting above 100 are errors. Escapes that stand for no
 * letter become U+FFFD.
 *
 * Returns: (transfer full) (nullable): the root
 */
JsonNode *
sotong_json_parse (const char  *data,
                   gsize        length,
                   GError     **error)
{
  g_autoptr(JsonParser) parser = NULL;
  g_autofree char *mended = NULL;

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  if (length == 0 || is_blank (data, length))
    {
      g_set_error_literal (error, SOTONG_JSON_ERROR, SOTONG_JSON_ERROR_EMPTY, _("There is nothing in it."));
      return NULL;
    }
  if (!scan (data, length, error))
    return NULL;
  mended = mend_escapes (data, length);
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, mended, (gssize) length, NULL) || json_parser_get_root (parser) == NULL)
    {
      g_set_error_literal (error, SOTONG_JSON_ERROR, SOTONG_JSON_ERROR_INVALID, _("This is not JSON."));
      return NULL;
    }
  return json_parser_steal_root (parser);
}

static gboolean
check_type (JsonNode      *root,
            JsonNodeType   type,
            GError       **error)
{
  if (root == NULL)
    return FALSE;
  if (json_node_get_node_type (root) == type)
    return TRUE;
  g_set_error_literal (error, SOTONG_JSON_ERROR, SOTONG_JSON_ERROR_TYPE,
                       _("This is JSON, but not in the form that was asked for."));
  return FALSE;
}

/**
 * sotong_json_parse_object:
 * @bytes: bytes from outside
 * @error: return location; a `SOTONG_JSON_ERROR`
 *
 * Returns: (transfer full) (nullable): the object that @bytes hold
 */
JsonObject *
sotong_json_parse_object (GBytes  *bytes,
                          GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr(JsonNode) root = sotong_json_parse (data, length, error);

  return check_type (root, JSON_NODE_OBJECT, error) ? json_node_dup_object (root) : NULL;
}

/**
 * sotong_json_parse_array:
 * @bytes: bytes from outside
 * @error: return location; a `SOTONG_JSON_ERROR`
 *
 * Returns: (transfer full) (nullable): the array that @bytes hold
 */
JsonArray *
sotong_json_parse_array (GBytes  *bytes,
                         GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr(JsonNode) root = sotong_json_parse (data, length, error);

  return check_type (root, JSON_NODE_ARRAY, error) ? json_node_dup_array (root) : NULL;
}

static JsonNode *
find (JsonObject   *object,
      const char   *member,
      JsonNodeType  type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && json_node_get_node_type (node) == type ? node : NULL;
}

static JsonNode *
find_value (JsonObject *object,
            const char *member,
            GType       type)
{
  JsonNode *node = find (object, member, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) == type ? node : NULL;
}

static char *
dup_valid (JsonNode *node)
{
  const char *text = json_node_get_string (node);

  return g_utf8_make_valid (text != NULL ? text : "", -1);
}

/**
 * sotong_json_dup_string:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer full) (nullable): the member if it is a string, made valid UTF-8
 */
char *
sotong_json_dup_string (JsonObject *object,
                        const char *member)
{
  JsonNode *node = find_value (object, member, G_TYPE_STRING);

  return node != NULL ? dup_valid (node) : NULL;
}

/**
 * sotong_json_dup_id:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Ids come as text or as bare numbers. Numbers beyond 63 bits arrive here as negative ones or as the largest, and
 * are no ids.
 *
 * Returns: (transfer full) (nullable): the member as text, if it is a string with letters or a positive integer
 */
char *
sotong_json_dup_id (JsonObject *object,
                    const char *member)
{
  g_autofree char *text = sotong_json_dup_string (object, member);
  gint64 number = 0;

  if (text != NULL && text[0] != '\0')
    return g_steal_pointer (&text);
  if (sotong_json_get_int64 (object, member, &number) && number > 0 && number < G_MAXINT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, number);
  return NULL;
}

/**
 * sotong_json_get_int64:
 * @object: (nullable): an object
 * @member: a member's name
 * @out_value: (out): its value; untouched on %FALSE
 *
 * Returns: whether the member is an integer; "12" and 12.0 are none
 */
gboolean
sotong_json_get_int64 (JsonObject *object,
                       const char *member,
                       gint64     *out_value)
{
  JsonNode *node = find_value (object, member, G_TYPE_INT64);

  if (node == NULL)
    return FALSE;
  *out_value = json_node_get_int (node);
  return TRUE;
}

/**
 * sotong_json_get_double:
 * @object: (nullable): an object
 * @member: a member's name
 * @out_value: (out): its value; untouched on %FALSE
 *
 * Returns: whether the member is a number
 */
gboolean
sotong_json_get_double (JsonObject *object,
                        const char *member,
                        double     *out_value)
{
  JsonNode *node = find_value (object, member, G_TYPE_DOUBLE);

  if (node == NULL)
    node = find_value (object, member, G_TYPE_INT64);
  if (node == NULL)
    return FALSE;
  *out_value = json_node_get_double (node);
  return TRUE;
}

/**
 * sotong_json_get_boolean:
 * @object: (nullable): an object
 * @member: a member's name
 * @fallback: what to take if the member is no boolean
 *
 * Returns: the member's value
 */
gboolean
sotong_json_get_boolean (JsonObject *object,
                         const char *member,
                         gboolean    fallback)
{
  JsonNode *node = find_value (object, member, G_TYPE_BOOLEAN);

  return node != NULL ? json_node_get_boolean (node) : fallback;
}

/**
 * sotong_json_get_object:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the member if it is an object
 */
JsonObject *
sotong_json_get_object (JsonObject *object,
                        const char *member)
{
  JsonNode *node = find (object, member, JSON_NODE_OBJECT);

  return node != NULL ? json_node_get_object (node) : NULL;
}

/**
 * sotong_json_get_array:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the member if it is an array
 */
JsonArray *
sotong_json_get_array (JsonObject *object,
                       const char *member)
{
  JsonNode *node = find (object, member, JSON_NODE_ARRAY);

  return node != NULL ? json_node_get_array (node) : NULL;
}

/**
 * sotong_json_array_get_object:
 * @array: an array
 * @index: a position in it
 *
 * Returns: (transfer none) (nullable): what stands there if it is an object
 */
JsonObject *
sotong_json_array_get_object (JsonArray *array,
                              guint      index)
{
  JsonNode *node = index < json_array_get_length (array) ? json_array_get_element (array, index) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * sotong_json_array_dup_string:
 * @array: an array
 * @index: a position in it
 *
 * Returns: (transfer full) (nullable): what stands there if it is a string, made valid UTF-8
 */
char *
sotong_json_array_dup_string (JsonArray *array,
                              guint      index)
{
  JsonNode *node = index < json_array_get_length (array) ? json_array_get_element (array, index) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return dup_valid (node);
}

/**
 * sotong_json_add_string:
 * @builder: a builder inside an object
 * @member: a member's name
 * @value: (nullable): its value; %NULL becomes null
 */
void
sotong_json_add_string (JsonBuilder *builder,
                        const char  *member,
                        const char  *value)
{
  json_builder_set_member_name (builder, member);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

/**
 * sotong_json_add_int:
 * @builder: a builder inside an object
 * @member: a member's name
 * @value: its value
 */
void
sotong_json_add_int (JsonBuilder *builder,
                     const char  *member,
                     gint64       value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, value);
}

/**
 * sotong_json_add_boolean:
 * @builder: a builder inside an object
 * @member: a member's name
 * @value: its value
 */
void
sotong_json_add_boolean (JsonBuilder *builder,
                         const char  *member,
                         gboolean     value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_boolean_value (builder, value);
}

/**
 * sotong_json_end:
 * @builder: a finished builder
 *
 * Returns: (transfer full): its JSON on one line
 */
GBytes *
sotong_json_end (JsonBuilder *builder)
{
  g_autoptr(JsonNode) root = json_builder_get_root (builder);
  char *text = json_to_string (root, FALSE);

  return g_bytes_new_take (text, strlen (text));
}
