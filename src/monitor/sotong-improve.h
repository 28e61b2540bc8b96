/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-store.h"
#include "store/sotong-taught.h"

G_BEGIN_DECLS
SotongTaughtLesson *sotong_improve_run (SotongStore   *store,
                                        gboolean      *out_used,
                                        GCancellable  *cancellable,
                                        GError       **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
