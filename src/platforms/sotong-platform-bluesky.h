/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-platform.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PLATFORM_BLUESKY (sotong_platform_bluesky_get_type ())
G_DECLARE_FINAL_TYPE (SotongPlatformBluesky, sotong_platform_bluesky, SOTONG, PLATFORM_BLUESKY, SotongPlatform)
G_END_DECLS
