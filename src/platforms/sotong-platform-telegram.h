/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-platform.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PLATFORM_TELEGRAM (sotong_platform_telegram_get_type ())
G_DECLARE_FINAL_TYPE (SotongPlatformTelegram, sotong_platform_telegram, SOTONG, PLATFORM_TELEGRAM, SotongPlatform)
G_END_DECLS
