/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "exchange/sotong-caldav.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
/* How publishing a calendar went. */
typedef struct {
  gint64     n_sent;       /* entries that are new or changed */
  gint64     n_same;
  gint64     n_removed;
  gint64     n_failed;
  GPtrArray *problems;     /* (element-type utf8): a sentence for each that failed */
  GPtrArray *notes;        /* (element-type utf8): what others had done to entries of ours */
} SotongCalendarSync;

void                sotong_calendar_sync_free (SotongCalendarSync  *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongCalendarSync, sotong_calendar_sync_free)

SotongCalendarSync *sotong_calendar_sync_run  (SotongStore         *store,
                                               SotongCaldav        *caldav,
                                               GCancellable        *cancellable,
                                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
