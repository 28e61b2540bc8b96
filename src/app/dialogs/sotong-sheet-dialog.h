/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-window.h"
#include "exchange/sotong-sheet-import.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_SHEET_DIALOG (sotong_sheet_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SotongSheetDialog, sotong_sheet_dialog, SOTONG, SHEET_DIALOG, AdwWindow)

SotongSheetDialog *sotong_sheet_dialog_new     (SotongWindow      *window,
                                                const char        *path) G_GNUC_WARN_UNUSED_RESULT;
gboolean           sotong_sheet_dialog_is_busy (SotongSheetDialog *self);
G_END_DECLS
