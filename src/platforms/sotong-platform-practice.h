/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-platform.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PLATFORM_PRACTICE (sotong_platform_practice_get_type ())
G_DECLARE_FINAL_TYPE (SotongPlatformPractice, sotong_platform_practice, SOTONG, PLATFORM_PRACTICE, SotongPlatform)
G_END_DECLS
