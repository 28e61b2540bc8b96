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

/**
 * SotongCalendarSyncFunc:
 * @n_done: entries that were looked at
 * @n_all: entries that the calendar should hold
 * @user_data: what was given with it
 *
 * Told how far the publishing of a calendar is.
 */
typedef void (*SotongCalendarSyncFunc) (guint    n_done,
                                        guint    n_all,
                                        gpointer user_data);

SotongCalendarSync *sotong_calendar_sync_run    (SotongStore             *store,
                                                 SotongCaldav            *caldav,
                                                 SotongCalendarSyncFunc   progress,
                                                 gpointer                 progress_data,
                                                 GCancellable            *cancellable,
                                                 GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_calendar_sync_async  (SotongStore             *store,
                                                 const char              *url,
                                                 const char              *user,
                                                 const char              *password,
                                                 SotongCalendarSyncFunc   progress,
                                                 gpointer                 progress_data,
                                                 GCancellable            *cancellable,
                                                 GAsyncReadyCallback      callback,
                                                 gpointer                 user_data);
SotongCalendarSync *sotong_calendar_sync_finish (SotongStore             *store,
                                                 GAsyncResult            *result,
                                                 GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
