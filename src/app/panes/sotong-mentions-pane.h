/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_MENTIONS_PANE (sotong_mentions_pane_get_type ())
G_DECLARE_FINAL_TYPE (SotongMentionsPane, sotong_mentions_pane, SOTONG, MENTIONS_PANE, SotongPane)
G_END_DECLS
