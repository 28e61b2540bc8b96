/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-window.h"

G_BEGIN_DECLS
void sotong_privacy_dialog_present (SotongWindow *window,
                                    const char   *author);
G_END_DECLS
