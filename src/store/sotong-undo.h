/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-change.h"
#include "store/sotong-store.h"
#include "store/sotong-take-back.h"

G_BEGIN_DECLS
SotongChangeInfo *sotong_store_undo               (SotongStore             *self,
                                                   gboolean                 redo,
                                                   GCancellable            *cancellable,
                                                   GError                 **error);
SotongChangeInfo *sotong_store_undo_with_progress (SotongStore             *self,
                                                   gboolean                 redo,
                                                   SotongTakeBackProgress   progress,
                                                   gpointer                 progress_data,
                                                   GCancellable            *cancellable,
                                                   GError                 **error);
void              sotong_store_undo_async         (SotongStore             *self,
                                                   gboolean                 redo,
                                                   SotongTakeBackProgress   progress,
                                                   gpointer                 progress_data,
                                                   GCancellable            *cancellable,
                                                   GAsyncReadyCallback      callback,
                                                   gpointer                 user_data);
SotongChangeInfo *sotong_store_undo_finish        (SotongStore             *self,
                                                   GAsyncResult            *result,
                                                   GError                 **error);
G_END_DECLS
