/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-reader.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_READER_FEED (sotong_reader_feed_get_type ())
G_DECLARE_FINAL_TYPE (SotongReaderFeed, sotong_reader_feed, SOTONG, READER_FEED, SotongReader)
G_END_DECLS
