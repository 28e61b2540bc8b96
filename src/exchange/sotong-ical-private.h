/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <libical/ical.h>

#include "exchange/sotong-ical-reader.h"

G_BEGIN_DECLS
/* What an event needs to know of its calendar. */
typedef struct {
  GTimeZone  *office;   /* (unowned) */
  GHashTable *zones;    /* TZID -> identifier that GTimeZone knows */
  GHashTable *unknown;  /* TZID -> how many events begin in it, of those that nothing is known of */
} SotongIcalZones;

char             *sotong_ical_zone_told  (const char             *text,
                                          char                  **out_tzid,
                                          gboolean               *out_partly) G_GNUC_WARN_UNUSED_RESULT;
SotongLayerEvent *sotong_ical_event_from (icalcomponent          *component,
                                          const SotongIcalZones  *zones,
                                          char                  **out_problem);
char             *sotong_ical_local_text (struct icaltimetype     time);
GTimeZone        *sotong_ical_zone_of    (const SotongLayerEvent *event,
                                          GTimeZone              *office);
gint64            sotong_ical_to_utc     (struct icaltimetype     time,
                                          GTimeZone              *zone);
struct icaltimetype sotong_ical_from_utc (gint64                  time,
                                          gboolean                all_day,
                                          GTimeZone              *zone);
G_END_DECLS
