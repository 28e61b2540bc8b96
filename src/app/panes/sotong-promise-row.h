/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "plan/sotong-promise.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PROMISE_ROW (sotong_promise_row_get_type ())
G_DECLARE_FINAL_TYPE (SotongPromiseRow, sotong_promise_row, SOTONG, PROMISE_ROW, GtkListBoxRow)

GtkWidget  *sotong_promise_row_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void        sotong_promise_row_show       (SotongPromiseRow        *self,
                                           const SotongDeliverable *target,
                                           const SotongPromise     *promise);
gint64      sotong_promise_row_get_id     (SotongPromiseRow        *self);
const char *sotong_promise_row_get_name   (SotongPromiseRow        *self);
void        sotong_promise_row_open_menu  (SotongPromiseRow        *self);
G_END_DECLS
