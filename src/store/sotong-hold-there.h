/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-attempt.h"

G_BEGIN_DECLS
gboolean sotong_hold_there_check (SotongDb           *db,
                                 gint64              copy_id,
                                 GError            **error);
gboolean sotong_hold_there_note  (SotongDb           *db,
                                 const SotongClaim  *claim,
                                 GError            **error);
G_END_DECLS
