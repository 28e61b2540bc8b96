/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-platform.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PLATFORM_MASTODON (sotong_platform_mastodon_get_type ())
G_DECLARE_FINAL_TYPE (SotongPlatformMastodon, sotong_platform_mastodon, SOTONG, PLATFORM_MASTODON, SotongPlatform)
G_END_DECLS
