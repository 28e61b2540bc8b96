/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-reader.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_READER_INSTAGRAM (sotong_reader_instagram_get_type ())
G_DECLARE_FINAL_TYPE (SotongReaderInstagram, sotong_reader_instagram, SOTONG, READER_INSTAGRAM, SotongReader)
G_END_DECLS
