/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <cairo.h>

#include "store/sotong-content.h"

G_BEGIN_DECLS
void sotong_sheet_mark_draw (cairo_t     *cr,
                             SotongState  state,
                             double       x,
                             double       y,
                             double       size);
G_END_DECLS
