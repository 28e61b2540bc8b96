/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "plan/sotong-month.h"
#include "store/sotong-campaign.h"
#include "store/sotong-channel.h"
#include "store/sotong-content.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
/* How many contents without a date are shown; there may be more. */
#define SOTONG_CALENDAR_MAX_UNDATED 200

/* What a calendar asks the store. */
typedef struct {
  SotongMonth  month;
  gint64       campaign_id;  /* 0: any */
  gint64       channel_id;   /* 0: any */
  int          state;        /* -1: any */
  char        *type;         /* (owned) (nullable) */
  char        *words;        /* (owned) (nullable) */
} SotongCalendarQuery;

/* What it shows: six weeks, and no more of the year. */
typedef struct {
  SotongMonth  month;
  GPtrArray   *days[SOTONG_MONTH_CELLS]; /* (owned) (element-type SotongCalendarItem): by time */
  GPtrArray   *undated;                  /* (owned) (element-type SotongCalendarItem) */
  GPtrArray   *campaigns;                /* (owned) (element-type SotongCampaign): all */
  GPtrArray   *channels;                 /* (owned) (element-type SotongChannel): all */
  GPtrArray   *holidays;                 /* (owned) (element-type SotongHoliday): of the six weeks */
  guint        n_items;                  /* on all days together */
} SotongCalendarData;

void                sotong_calendar_data_free        (SotongCalendarData         *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongCalendarData, sotong_calendar_data_free)

void                sotong_calendar_data_read_async  (SotongStore                *store,
                                                      const SotongCalendarQuery  *query,
                                                      GCancellable               *cancellable,
                                                      GAsyncReadyCallback         callback,
                                                      gpointer                    user_data);
SotongCalendarData *sotong_calendar_data_read_finish (SotongStore                *store,
                                                      GAsyncResult               *result,
                                                      GError                    **error);
G_END_DECLS
