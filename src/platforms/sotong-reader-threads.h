/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-reader.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_READER_THREADS (sotong_reader_threads_get_type ())
G_DECLARE_FINAL_TYPE (SotongReaderThreads, sotong_reader_threads, SOTONG, READER_THREADS, SotongReader)
G_END_DECLS
