/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-platform.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PLATFORM_THREADS (sotong_platform_threads_get_type ())
G_DECLARE_FINAL_TYPE (SotongPlatformThreads, sotong_platform_threads, SOTONG, PLATFORM_THREADS, SotongPlatform)
G_END_DECLS
