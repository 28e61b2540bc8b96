/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/dialogs/sotong-form.h"
#include "app/sotong-presentation.h"

G_BEGIN_DECLS
SotongForm *sotong_presentation_dialog_present (SotongWindow *window);
G_END_DECLS
