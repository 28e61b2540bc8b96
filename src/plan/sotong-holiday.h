/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "plan/sotong-holiday-rules.h"
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* A holiday in this workspace. */
typedef struct {
  gint64             day;    /* counted from 1970-01-01 */
  char              *name;   /* in the user's language; the workspace's own as typed */
  SotongHolidayKind  kind;
  gboolean           lunar;  /* its date is one of the lunar calendar */
  gboolean           own;    /* added in this workspace */
} SotongHoliday;

void        sotong_holiday_free           (SotongHoliday      *holiday);
GPtrArray  *sotong_holiday_list           (SotongDb           *db,
                                           gint64              first,
                                           gint64              last,
                                           GError            **error);
char       *sotong_holiday_name_day       (GPtrArray          *holidays,
                                           gint64              day);
gint64      sotong_holiday_add            (SotongDb           *db,
                                           gint64              day,
                                           const char         *name,
                                           SotongHolidayKind   kind,
                                           GError            **error);
gboolean    sotong_holiday_remove         (SotongDb           *db,
                                           gint64              day,
                                           GError            **error);

const char *sotong_holiday_kind_get_name  (SotongHolidayKind   kind);
const char *sotong_holiday_kind_get_label (SotongHolidayKind   kind);
gboolean    sotong_holiday_kind_from_name (const char         *name,
                                           SotongHolidayKind  *out_kind);
G_END_DECLS
