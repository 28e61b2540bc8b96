/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-reader.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_READER_PRACTICE (sotong_reader_practice_get_type ())
G_DECLARE_FINAL_TYPE (SotongReaderPractice, sotong_reader_practice, SOTONG, READER_PRACTICE, SotongReader)
G_END_DECLS
