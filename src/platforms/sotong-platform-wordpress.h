/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-platform.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PLATFORM_WORDPRESS (sotong_platform_wordpress_get_type ())
G_DECLARE_FINAL_TYPE (SotongPlatformWordpress, sotong_platform_wordpress, SOTONG, PLATFORM_WORDPRESS, SotongPlatform)
G_END_DECLS
