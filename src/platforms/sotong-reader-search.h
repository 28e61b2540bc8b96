/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-reader.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_READER_SEARCH (sotong_reader_search_get_type ())
G_DECLARE_FINAL_TYPE (SotongReaderSearch, sotong_reader_search, SOTONG, READER_SEARCH, SotongReader)
G_END_DECLS
