/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-calendar-said.h"

G_BEGIN_DECLS
void sotong_ical_add_event (GString                   *out,
                            const SotongCalendarEvent *event,
                            GTimeZone                 *zone,
                            gint64                     now);
G_END_DECLS
