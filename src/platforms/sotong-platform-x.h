/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-platform.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PLATFORM_X (sotong_platform_x_get_type ())
G_DECLARE_FINAL_TYPE (SotongPlatformX, sotong_platform_x, SOTONG, PLATFORM_X, SotongPlatform)
G_END_DECLS
