/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
/* What a column of a sheet of contents can be. */
typedef enum {
  SOTONG_SHEET_KEY,           /* by which the sheet knows a content; rows that share it are one content */
  SOTONG_SHEET_TITLE,
  SOTONG_SHEET_TYPE,
  SOTONG_SHEET_CHANNEL,
  SOTONG_SHEET_DATE,          /* a day, or a day and a time */
  SOTONG_SHEET_TIME,          /* the time of the day, if it has a column of its own */
  SOTONG_SHEET_STATE,
  SOTONG_SHEET_CAMPAIGN,
  SOTONG_SHEET_TEXT,
  SOTONG_SHEET_TAGS,
  SOTONG_SHEET_OFFICER,
  SOTONG_SHEET_COST_PLANNED,
  SOTONG_SHEET_COST_FINAL,
  SOTONG_SHEET_ADDRESS,       /* written, never read */
  SOTONG_SHEET_N_ROLES,
} SotongSheetRole;

const char *sotong_sheet_role_get_name    (SotongSheetRole  role);
const char *sotong_sheet_role_get_label   (SotongSheetRole  role);
const char *sotong_sheet_role_get_heading (SotongSheetRole  role);
gboolean    sotong_sheet_role_from_name   (const char       *name,
                                           SotongSheetRole  *out_role);
gboolean    sotong_sheet_role_from_heading (const char      *heading,
                                            SotongSheetRole *out_role);
gboolean    sotong_sheet_heading_is_written_only (const char *heading);
G_END_DECLS
