/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-platform.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PLATFORM_YOUTUBE (sotong_platform_youtube_get_type ())
G_DECLARE_FINAL_TYPE (SotongPlatformYoutube, sotong_platform_youtube, SOTONG, PLATFORM_YOUTUBE, SotongPlatform)
G_END_DECLS
