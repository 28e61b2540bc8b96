/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_ACTIVITY_PANE (sotong_activity_pane_get_type ())
G_DECLARE_FINAL_TYPE (SotongActivityPane, sotong_activity_pane, SOTONG, ACTIVITY_PANE, SotongPane)
G_END_DECLS
