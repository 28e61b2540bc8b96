/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-context.h"

G_BEGIN_DECLS
void sotong_source_dialog_present (GtkWindow     *parent,
                                   SotongContext *context);
void sotong_source_dialog_edit    (GtkWindow     *parent,
                                   SotongContext *context,
                                   gint64         id);
G_END_DECLS
