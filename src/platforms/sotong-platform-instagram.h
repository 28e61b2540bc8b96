/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-platform.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PLATFORM_INSTAGRAM (sotong_platform_instagram_get_type ())
G_DECLARE_FINAL_TYPE (SotongPlatformInstagram, sotong_platform_instagram, SOTONG, PLATFORM_INSTAGRAM, SotongPlatform)
G_END_DECLS
