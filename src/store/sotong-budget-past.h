/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-budget.h"

G_BEGIN_DECLS
gboolean sotong_programme_complete (SotongDb         *db,
                                    SotongProgramme  *programme,
                                    GError          **error);
G_END_DECLS
