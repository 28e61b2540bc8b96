/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-context.h"

G_BEGIN_DECLS
void sotong_source_dialog_present (GtkWindow     *parent,
                                   SotongContext *context);
G_END_DECLS
