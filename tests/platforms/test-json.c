/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "util/sotong-json.h"

static JsonObject *
parse (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  JsonObject *object = sotong_json_parse_object (bytes, &error);

  g_assert_no_error (error);
  return object;
}

static void
assert_refused (const char *data,
                gsize       length,
                int         code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = sotong_json_parse (data, length, &error);

  g_assert_null (root);
  g_assert_error (error, SOTONG_JSON_ERROR, code);
}

static void
test_refused (void)
{
  static const char * const wrong[] = {
    "{", "[1,]", "{\"a\":}", "nul", "NaN", "{'a':1}", "/* x */ {}", "// x\n{}", "var x = {};", "{\"a\":0x10}", "{\"a\":010}",
    "{\"a\":-012}", "{} {}", "{} trailing", "\xff\xfe", "{\"a\":\"\xc3(\"}", "{\"a\":1", "[\"abc",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("%u", i);
      assert_refused (wrong[i], strlen (wrong[i]), SOTONG_JSON_ERROR_INVALID);
    }
  assert_refused ("", 0, SOTONG_JSON_ERROR_EMPTY);
  assert_refused (" \r\n\t", 4, SOTONG_JSON_ERROR_EMPTY);
  assert_refused ("\xef\xbb\xbf", 3, SOTONG_JSON_ERROR_EMPTY);
  assert_refused ("{\"a\":1}\0", 8, SOTONG_JSON_ERROR_INVALID);
}

static char *
nest (guint       depth,
      const char *before)
{
  GString *text = g_string_new (before);

  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *fits = nest (100, "");
  g_autofree char *deep = nest (101, "");
  g_autofree char *deadly = nest (200000, "");
  g_autofree char *hidden = nest (200000, "/*\"*/");
  g_autofree char *swallowed = nest (200000, "[\"\\ud83d\",\"");
  g_autofree char *in_text = g_strdup_printf ("[\"%s\"]", "[[[[\\\"[[[[");
  g_autoptr(JsonNode) root = sotong_json_parse (fits, strlen (fits), NULL);
  g_autoptr(JsonNode) text = sotong_json_parse (in_text, strlen (in_text), NULL);

  g_assert_nonnull (root);
  g_assert_nonnull (text);
  assert_refused (deep, strlen (deep), SOTONG_JSON_ERROR_TOO_DEEP);
  assert_refused (deadly, strlen (deadly), SOTONG_JSON_ERROR_TOO_DEEP);
  assert_refused (swallowed, strlen (swallowed), SOTONG_JSON_ERROR_INVALID);
  assert_refused (hidden, strlen (hidden), SOTONG_JSON_ERROR_INVALID);
}

static void
test_root_type (void)
{
  g_autoptr(GBytes) array = g_bytes_new_static ("[1]", 3);
  g_autoptr(GBytes) object = g_bytes_new_static ("\xef\xbb\xbf {}", 6);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) good = sotong_json_parse_object (object, NULL);
  g_autoptr(JsonArray) list = sotong_json_parse_array (array, NULL);

  g_assert_nonnull (good);
  g_assert_cmpuint (json_array_get_length (list), ==, 1);
  g_assert_null (sotong_json_parse_object (array, &error));
  g_assert_error (error, SOTONG_JSON_ERROR, SOTONG_JSON_ERROR_TYPE);
  g_assert_null (sotong_json_parse_array (object, NULL));
}

static void
test_no_coercion (void)
{
  g_autoptr(JsonObject) object = parse ("{\"text\":\"1234\",\"int\":1234,\"double\":12.5,\"one\":1.0,\"exp\":1e3,\"null\":null,"
                                        "\"true\":true,\"list\":[],\"object\":{}}");
  static const char * const not_ints[] = { "text", "double", "one", "exp", "null", "true", "list", "object", "missing" };
  static const char * const not_texts[] = { "int", "double", "null", "true", "list", "object", "missing" };
  gint64 number = -7;
  double real = -7;

  for (guint i = 0; i < G_N_ELEMENTS (not_ints); i++)
    g_assert_false (sotong_json_get_int64 (object, not_ints[i], &number));
  g_assert_cmpint (number, ==, -7);
  for (guint i = 0; i < G_N_ELEMENTS (not_texts); i++)
    {
      g_autofree char *text = sotong_json_dup_string (object, not_texts[i]);

      g_assert_null (text);
    }
  g_assert_true (sotong_json_get_int64 (object, "int", &number));
  g_assert_cmpint (number, ==, 1234);
  g_assert_true (sotong_json_get_double (object, "double", &real));
  g_assert_cmpfloat (real, ==, 12.5);
  g_assert_true (sotong_json_get_double (object, "int", &real));
  g_assert_cmpfloat (real, ==, 1234);
  g_assert_false (sotong_json_get_double (object, "text", &real));
  g_assert_true (sotong_json_get_boolean (object, "true", FALSE));
  g_assert_true (sotong_json_get_boolean (object, "int", TRUE));
  g_assert_false (sotong_json_get_boolean (object, "missing", FALSE));
  g_assert_null (sotong_json_get_object (object, "list"));
  g_assert_nonnull (sotong_json_get_object (object, "object"));
  g_assert_null (sotong_json_get_array (object, "object"));
  g_assert_nonnull (sotong_json_get_array (object, "list"));
  g_assert_false (sotong_json_get_int64 (NULL, "int", &number));
  g_assert_null (sotong_json_get_object (NULL, "object"));
}

static void
assert_id (JsonObject *object,
           const char *member,
           const char *expected)
{
  g_autofree char *id = sotong_json_dup_id (object, member);

  g_assert_cmpstr (id, ==, expected);
}

static void
test_ids (void)
{
  g_autoptr(JsonObject) object = parse ("{\"text\":\"00123\",\"small\":7,\"large\":9223372036854775806,\"fifty\":9007199254740993,"
                                        "\"over\":9223372036854775808,\"huge\":99999999999999999999,\"zero\":0,\"minus\":-5,"
                                        "\"empty\":\"\",\"real\":1.0,\"null\":null}");

  assert_id (object, "text", "00123");
  assert_id (object, "small", "7");
  assert_id (object, "large", "9223372036854775806");
  assert_id (object, "fifty", "9007199254740993");
  assert_id (object, "over", NULL);
  assert_id (object, "huge", NULL);
  assert_id (object, "zero", NULL);
  assert_id (object, "minus", NULL);
  assert_id (object, "empty", NULL);
  assert_id (object, "real", NULL);
  assert_id (object, "null", NULL);
  assert_id (object, "missing", NULL);
}

static void
test_strings (void)
{
  g_autoptr(JsonObject) object = parse ("{\"half\":\"a\\ud83d\",\"pair\":\"\\ud83d\\ude00\",\"nul\":\"a\\u0000b\",\"twice\":\"1\",\"twice\":\"2\"}");
  g_autofree char *half = sotong_json_dup_string (object, "half");
  g_autofree char *pair = sotong_json_dup_string (object, "pair");
  g_autofree char *nul = sotong_json_dup_string (object, "nul");
  g_autofree char *twice = sotong_json_dup_string (object, "twice");

  g_assert_true (g_utf8_validate (half, -1, NULL));
  g_assert_cmpstr (half, ==, "a\uFFFD");
  g_assert_cmpstr (pair, ==, "\U0001F600");
  g_assert_cmpstr (nul, ==, "a\uFFFDb");
  g_assert_cmpstr (twice, ==, "2");
}

static void
test_arrays (void)
{
  g_autoptr(JsonObject) object = parse ("{\"list\":[\"a\",{},3]}");
  JsonArray *list = sotong_json_get_array (object, "list");
  g_autofree char *first = sotong_json_array_dup_string (list, 0);
  g_autofree char *third = sotong_json_array_dup_string (list, 2);

  g_assert_cmpstr (first, ==, "a");
  g_assert_null (third);
  g_assert_null (sotong_json_array_get_object (list, 0));
  g_assert_nonnull (sotong_json_array_get_object (list, 1));
  g_assert_null (sotong_json_array_get_object (list, 3));
}

static void
test_build (void)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GBytes) bytes = NULL;

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "text", "\"가\"\n");
  sotong_json_add_string (builder, "none", NULL);
  sotong_json_add_int (builder, "int", G_MAXINT64);
  sotong_json_add_boolean (builder, "yes", TRUE);
  json_builder_end_object (builder);
  bytes = sotong_json_end (builder);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                   "{\"text\":\"\\\"가\\\"\\n\",\"none\":null,\"int\":9223372036854775807,\"yes\":true}",
                   strlen ("{\"text\":\"\\\"가\\\"\\n\",\"none\":null,\"int\":9223372036854775807,\"yes\":true}"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/util/json/refused", test_refused);
  g_test_add_func ("/util/json/depth", test_depth);
  g_test_add_func ("/util/json/root-type", test_root_type);
  g_test_add_func ("/util/json/no-coercion", test_no_coercion);
  g_test_add_func ("/util/json/ids", test_ids);
  g_test_add_func ("/util/json/strings", test_strings);
  g_test_add_func ("/util/json/arrays", test_arrays);
  g_test_add_func ("/util/json/build", test_build);
  return g_test_run ();
}
