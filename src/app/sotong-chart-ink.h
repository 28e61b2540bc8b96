/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gdk/gdk.h>

#include "chart/sotong-chart.h"

G_BEGIN_DECLS
guint sotong_chart_ink_count (GdkTexture        *picture,
                              const SotongColor *background,
                              double             scale,
                              const SotongRect  *area);
G_END_DECLS
