/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-platform.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PLATFORM_FACEBOOK (sotong_platform_facebook_get_type ())
G_DECLARE_FINAL_TYPE (SotongPlatformFacebook, sotong_platform_facebook, SOTONG, PLATFORM_FACEBOOK, SotongPlatform)
G_END_DECLS
