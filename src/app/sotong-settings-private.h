/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-settings.h"

G_BEGIN_DECLS
GKeyFile *sotong_settings_get_file (SotongSettings *self);
void      sotong_settings_touch    (SotongSettings *self);
G_END_DECLS
