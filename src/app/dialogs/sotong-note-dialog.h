/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/dialogs/sotong-form.h"
#include "app/sotong-pane.h"

G_BEGIN_DECLS
SotongForm *sotong_note_dialog_present (SotongPane *pane,
                                        gint64      at);
G_END_DECLS
