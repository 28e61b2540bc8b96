/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-event-layer.h"

G_BEGIN_DECLS
#define SOTONG_ICAL_MAX_BYTES  (64 * 1024 * 1024)
#define SOTONG_ICAL_MAX_EVENTS 500000

#define SOTONG_ICAL_ERROR (sotong_ical_error_quark ())
typedef enum {
  SOTONG_ICAL_ERROR_UNREADABLE,  /* the file cannot be opened or read */
  SOTONG_ICAL_ERROR_NO_CALENDAR, /* something else than iCalendar */
  SOTONG_ICAL_ERROR_TOO_LARGE,   /* more than a calendar of days can show */
} SotongIcalError;
GQuark sotong_ical_error_quark (void);

/* A calendar as others made it. */
typedef struct {
  char      *name;       /* what it calls itself, or "" */
  GPtrArray *events;     /* (element-type SotongLayerEvent) */
  GPtrArray *notes;      /* (element-type utf8): what was passed over, a sentence each */
  char      *doubts;     /* those of @notes that say whose times may be wrong, for want of a time zone; or "" */
} SotongIcal;

void        sotong_ical_free       (SotongIcal    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongIcal, sotong_ical_free)
SotongIcal *sotong_ical_read_bytes (GBytes        *bytes,
                                    const char    *shown,
                                    GTimeZone     *zone,
                                    GCancellable  *cancellable,
                                    GError       **error) G_GNUC_WARN_UNUSED_RESULT;
SotongIcal *sotong_ical_read_file  (const char    *path,
                                    GTimeZone     *zone,
                                    GCancellable  *cancellable,
                                    GError       **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
