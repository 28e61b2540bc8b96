/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-content.h"

G_BEGIN_DECLS
int sotong_series_apply (SotongDb             *db,
                         const SotongContent  *base,
                         const SotongContent  *mine,
                         GError              **error);
G_END_DECLS
