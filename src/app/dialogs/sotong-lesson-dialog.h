/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-window.h"

G_BEGIN_DECLS
void sotong_lesson_dialog_present (SotongWindow *window);
G_END_DECLS
