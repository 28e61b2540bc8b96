/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* What a workspace says of a day's holidays: one of its own, or that the known ones do not hold. */
typedef struct {
  gint64    id;
  char     *day;     /* YYYY-MM-DD */
  char     *name;
  char     *kind;    /* own, temporary, ...; "" of a hidden one */
  gboolean  hidden;  /* the holidays that the program knows of that day do not hold here */
} SotongHolidayEdit;

void       sotong_holiday_edit_free   (SotongHolidayEdit *edit);
GPtrArray *sotong_holiday_edit_list   (SotongDb          *db,
                                       const char        *first,
                                       const char        *last,
                                       GError           **error);
gint64     sotong_holiday_edit_add    (SotongDb          *db,
                                       const char        *day,
                                       const char        *name,
                                       const char        *kind,
                                       GError           **error);
gboolean   sotong_holiday_edit_hide   (SotongDb          *db,
                                       const char        *day,
                                       const char        *name,
                                       GError           **error);
gboolean   sotong_holiday_edit_remove (SotongDb          *db,
                                       const char        *day,
                                       const char        *name,
                                       gboolean           hidden,
                                       GError           **error);
G_END_DECLS
