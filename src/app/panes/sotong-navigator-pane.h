/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_NAVIGATOR_PANE (sotong_navigator_pane_get_type ())
G_DECLARE_FINAL_TYPE (SotongNavigatorPane, sotong_navigator_pane, SOTONG, NAVIGATOR_PANE, SotongPane)
G_END_DECLS
