/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PROMISE_PANE (sotong_promise_pane_get_type ())
G_DECLARE_FINAL_TYPE (SotongPromisePane, sotong_promise_pane, SOTONG, PROMISE_PANE, SotongPane)
G_END_DECLS
