/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
void sotong_promise_form_present (SotongPane *pane,
                                  int         year,
                                  gint64      promise);
G_END_DECLS
