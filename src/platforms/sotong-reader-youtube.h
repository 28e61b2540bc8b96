/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-reader.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_READER_YOUTUBE (sotong_reader_youtube_get_type ())
G_DECLARE_FINAL_TYPE (SotongReaderYoutube, sotong_reader_youtube, SOTONG, READER_YOUTUBE, SotongReader)
G_END_DECLS
