/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-platform.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PLATFORM_GHOST (sotong_platform_ghost_get_type ())
G_DECLARE_FINAL_TYPE (SotongPlatformGhost, sotong_platform_ghost, SOTONG, PLATFORM_GHOST, SotongPlatform)
G_END_DECLS
