/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-store.h"

G_BEGIN_DECLS
/* Called between two steps, in the thread that takes back. */
typedef void (*SotongTakeBackProgress) (gint64   done,
                                        gint64   total,
                                        gpointer user_data);

gboolean sotong_store_take_back_run (SotongStore             *self,
                                     gint64                   run_id,
                                     const char              *outcome,
                                     const char              *message,
                                     SotongTakeBackProgress   progress,
                                     gpointer                 progress_data,
                                     GCancellable            *cancellable,
                                     GError                 **error);
G_END_DECLS
