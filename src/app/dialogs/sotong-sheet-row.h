/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "exchange/sotong-sheet-import.h"

G_BEGIN_DECLS
/* A post of a sheet that may be imported, as a list shows it. */
typedef enum {
  SOTONG_SHEET_ROW_LINE,
  SOTONG_SHEET_ROW_ACTION,
  SOTONG_SHEET_ROW_TIME,
  SOTONG_SHEET_ROW_CHANNEL,
  SOTONG_SHEET_ROW_TITLE,
  SOTONG_SHEET_ROW_N_COLUMNS,
} SotongSheetRowColumn;

#define SOTONG_TYPE_SHEET_ROW (sotong_sheet_row_get_type ())
G_DECLARE_FINAL_TYPE (SotongSheetRow, sotong_sheet_row, SOTONG, SHEET_ROW, GObject)

SotongSheetRow *sotong_sheet_row_new      (const SotongSheetItem *item,
                                           const SotongSheetPost *post,
                                           GTimeZone             *zone) G_GNUC_WARN_UNUSED_RESULT;
const char     *sotong_sheet_row_get_text (SotongSheetRow        *self,
                                           SotongSheetRowColumn   column);
G_END_DECLS
