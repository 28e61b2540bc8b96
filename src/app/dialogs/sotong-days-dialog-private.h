/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/dialogs/sotong-days-dialog.h"
#include "store/sotong-restricted.h"

G_BEGIN_DECLS
/* What the dialog shows, as it was read. */
typedef struct {
  int        year;
  GPtrArray *holidays;  /* (element-type SotongHoliday): of the year */
  GPtrArray *hidden;    /* (element-type SotongHolidayEdit): those of the year that do not hold here */
  GPtrArray *periods;   /* (element-type SotongRestrictedPeriod) */
  GPtrArray *removed;   /* (element-type SotongRestrictedPeriod): elections' that do not hold here */
} SotongDays;

struct _SotongDaysDialog
{
  AdwPreferencesWindow  parent_instance;
  SotongContext        *context;        /* (owned) (nullable) */
  SotongDays           *days;           /* (owned) (nullable) */
  GSignalGroup         *store;          /* (owned) */
  GCancellable         *cancellable;    /* (owned) (nullable) */
  AdwPreferencesGroup  *holiday_group;
  AdwPreferencesGroup  *period_group;
  GtkSpinButton        *year;
  GPtrArray            *holiday_rows;   /* (owned) (element-type GtkWidget): to take them away again */
  GPtrArray            *period_rows;    /* (owned) (element-type GtkWidget) */
};

void sotong_days_dialog_add_holiday (SotongDaysDialog             *self);
void sotong_days_dialog_edit_period (SotongDaysDialog             *self,
                                     const SotongRestrictedPeriod *period);
G_END_DECLS
