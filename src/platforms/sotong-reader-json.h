/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-reader.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_READER_JSON (sotong_reader_json_get_type ())
G_DECLARE_FINAL_TYPE (SotongReaderJson, sotong_reader_json, SOTONG, READER_JSON, SotongReader)
G_END_DECLS
