/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-table-pane.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_SOURCES_PANE (sotong_sources_pane_get_type ())
G_DECLARE_FINAL_TYPE (SotongSourcesPane, sotong_sources_pane, SOTONG, SOURCES_PANE, SotongTablePane)
G_END_DECLS
