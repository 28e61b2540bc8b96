/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <json-glib/json-glib.h>

G_BEGIN_DECLS
JsonNode  *sotong_json_find_path      (JsonNode   *root,
                                       const char *path);
char      *sotong_json_dup_path       (JsonNode   *root,
                                       const char *path) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *sotong_json_get_path_array (JsonNode   *root,
                                       const char *path);
G_END_DECLS
