/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-window.h"

G_BEGIN_DECLS
GPtrArray *sotong_palette_commands (SotongWindow *window,
                                    GMenuModel   *menu) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
