/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "app/sotong-pane.h"
#include "report/sotong-table.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PROMISE_CONTENTS (sotong_promise_contents_get_type ())
G_DECLARE_FINAL_TYPE (SotongPromiseContents, sotong_promise_contents, SOTONG, PROMISE_CONTENTS, AdwWindow)

GtkWidget  *sotong_promise_contents_new       (SotongPane            *pane,
                                               gint64                 promise,
                                               const char            *name) G_GNUC_WARN_UNUSED_RESULT;
GListModel *sotong_promise_contents_get_model (SotongPromiseContents *self);
SotongTable *sotong_promise_contents_make_table (SotongPromiseContents *self) G_GNUC_WARN_UNUSED_RESULT;
void        sotong_promise_contents_open      (SotongPromiseContents *self,
                                               guint                  position);
G_END_DECLS
