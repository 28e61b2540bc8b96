/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-reader.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_READER_GHOST (sotong_reader_ghost_get_type ())
G_DECLARE_FINAL_TYPE (SotongReaderGhost, sotong_reader_ghost, SOTONG, READER_GHOST, SotongReader)
G_END_DECLS
