/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "plan/sotong-month.h"
#include "store/sotong-campaign.h"
#include "store/sotong-type.h"
#include "store/sotong-channel.h"
#include "store/sotong-content.h"
#include "store/sotong-entry-texts.h"
#include "store/sotong-person.h"
#include "store/sotong-restriction.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
/* How many contents without a date are shown; there may be more. */
#define SOTONG_CALENDAR_MAX_UNDATED 200

/* How a calendar shows its days. */
typedef enum {
  SOTONG_CALENDAR_KIND_MONTH,
  SOTONG_CALENDAR_KIND_WEEK,
  SOTONG_CALENDAR_KIND_DAY,
  SOTONG_CALENDAR_KIND_AGENDA,
  SOTONG_CALENDAR_KIND_YEAR,
  SOTONG_CALENDAR_N_KINDS,
} SotongCalendarKind;

/* The days that are shown. */
typedef struct {
  SotongCalendarKind  kind;
  gint64              first;   /* counted from 1970-01-01 */
  int                 n_days;
} SotongCalendarSpan;

/* What a calendar asks the store. */
typedef struct {
  SotongCalendarSpan  span;
  gint64       campaign_id;  /* 0: any */
  gint64       channel_id;   /* 0: any */
  gint64       person_id;    /* in charge; 0: anybody */
  int          state;        /* -1: any */
  char        *type;         /* (owned) (nullable) */
  char        *words;        /* (owned) (nullable) */
  SotongEntryTexts *texts;   /* (owned) (nullable): what was read for the letter before; see @keep_texts */
  SotongEntryTexts *undated; /* (owned) (nullable): likewise */
  gboolean     keep_texts;   /* the answer brings the texts, for the next letter */
} SotongCalendarQuery;

/* What it shows: the days of the span, and no more of the year. */
typedef struct {
  SotongCalendarSpan   span;
  GPtrArray          **days;       /* (owned) (array length=n_days) (element-type SotongCalendarItem): by time */
  guint               *counts;     /* (owned) (array length=n_days): how many items; in a year, whose @days are empty, too */
  GPtrArray           *undated;    /* (owned) (element-type SotongCalendarItem) */
  SotongEntryTexts    *texts;      /* (owned) (nullable): of the days, if they were asked for */
  SotongEntryTexts    *undated_texts; /* (owned) (nullable) */
  GPtrArray           *types;      /* (owned) (element-type SotongType): all */
  GPtrArray           *campaigns;  /* (owned) (element-type SotongCampaign): all */
  GPtrArray           *channels;   /* (owned) (element-type SotongChannel): all */
  GPtrArray           *people;     /* (owned) (element-type SotongPerson): all */
  GPtrArray           *holidays;   /* (owned) (element-type SotongHoliday): of these days */
  SotongRestrictionRules *rules;   /* (owned): by which days and contents are restricted */
  GPtrArray           *events;     /* (owned) (element-type SotongLayerOccurrence): of others, on these days */
  guint                n_items;    /* on all days together */
} SotongCalendarData;

void                sotong_calendar_span_init        (SotongCalendarSpan         *self,
                                                      SotongCalendarKind          kind,
                                                      gint64                      day);
gboolean            sotong_calendar_span_has_day     (const SotongCalendarSpan   *self,
                                                      gint64                      day);
gboolean            sotong_calendar_span_is_same     (const SotongCalendarSpan   *self,
                                                      const SotongCalendarSpan   *other);
gint64              sotong_calendar_span_step        (SotongCalendarKind          kind,
                                                      gint64                      day,
                                                      int                         steps);
GPtrArray          *sotong_calendar_data_get_day     (SotongCalendarData         *data,
                                                      gint64                      day);
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
