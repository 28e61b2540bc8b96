/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <json-glib/json-glib.h>

G_BEGIN_DECLS
#define SOTONG_JSON_ERROR (sotong_json_error_quark ())
typedef enum {
  SOTONG_JSON_ERROR_EMPTY,     /* nothing but blanks */
  SOTONG_JSON_ERROR_TOO_DEEP,  /* nested deeper than any honest answer */
  SOTONG_JSON_ERROR_INVALID,   /* not JSON */
  SOTONG_JSON_ERROR_TYPE,      /* JSON, but not of the kind asked for */
} SotongJsonError;
GQuark sotong_json_error_quark (void);

JsonNode   *sotong_json_parse            (const char   *data,
                                          gsize         length,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *sotong_json_parse_object     (GBytes       *bytes,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;
JsonArray  *sotong_json_parse_array      (GBytes       *bytes,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;
char       *sotong_json_dup_string       (JsonObject   *object,
                                          const char   *member) G_GNUC_WARN_UNUSED_RESULT;
char       *sotong_json_dup_id           (JsonObject   *object,
                                          const char   *member) G_GNUC_WARN_UNUSED_RESULT;
gboolean    sotong_json_get_int64        (JsonObject   *object,
                                          const char   *member,
                                          gint64       *out_value);
gboolean    sotong_json_get_double       (JsonObject   *object,
                                          const char   *member,
                                          double       *out_value);
gboolean    sotong_json_get_boolean      (JsonObject   *object,
                                          const char   *member,
                                          gboolean      fallback);
JsonObject *sotong_json_get_object       (JsonObject   *object,
                                          const char   *member);
JsonArray  *sotong_json_get_array        (JsonObject   *object,
                                          const char   *member);
JsonObject *sotong_json_array_get_object (JsonArray    *array,
                                          guint         index);
char       *sotong_json_array_dup_string (JsonArray    *array,
                                          guint         index) G_GNUC_WARN_UNUSED_RESULT;

void        sotong_json_add_string       (JsonBuilder  *builder,
                                          const char   *member,
                                          const char   *value);
void        sotong_json_add_int          (JsonBuilder  *builder,
                                          const char   *member,
                                          gint64        value);
void        sotong_json_add_boolean      (JsonBuilder  *builder,
                                          const char   *member,
                                          gboolean      value);
GBytes     *sotong_json_end              (JsonBuilder  *builder) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
