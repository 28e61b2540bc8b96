/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
void sotong_channel_dialog_present (SotongPane *pane,
                                    gint64      channel_id);
G_END_DECLS
