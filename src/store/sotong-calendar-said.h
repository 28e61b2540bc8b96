/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-campaign.h"
#include "store/sotong-content-row.h"

G_BEGIN_DECLS
/* How sure the day of a post is, in the words of iCalendar. */
typedef enum {
  SOTONG_CALENDAR_TENTATIVE,
  SOTONG_CALENDAR_CONFIRMED,
  SOTONG_CALENDAR_CANCELLED,
} SotongCalendarStatus;

/* An event that calendars outside are told of: a post, a campaign, or one that they were told
 * of and that is gone. */
typedef struct {
  char                   *uid;       /* made once, from the workspace's own numbers */
  const SotongContentRow *row;       /* (unowned) (nullable): the post */
  const SotongCampaign   *campaign;  /* (unowned) (nullable): or the campaign */
  gboolean                all_day;
  SotongCalendarStatus    status;
  gint64                  start;     /* seconds since 1970 UTC */
  gint64                  end;       /* exclusive */
  int                     sequence;  /* how often time or status have changed since it was first told */
  char                   *summary;
} SotongCalendarEvent;

void       sotong_calendar_event_free (SotongCalendarEvent  *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongCalendarEvent, sotong_calendar_event_free)

GPtrArray *sotong_calendar_tell       (SotongDb                *db,
                                       GPtrArray               *rows,
                                       GPtrArray               *campaigns,
                                       GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
