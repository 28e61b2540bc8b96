/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "store/sotong-campaign.h"

G_BEGIN_DECLS
/* A campaign's stretch in a row of days. */
typedef struct {
  guint8                lane;
  guint8                first;      /* column */
  guint8                last;       /* column, inclusive */
  gboolean              begins;     /* the campaign's first day is @first, not the row's */
  gboolean              ends;
  const SotongCampaign *campaign;   /* (unowned): of the data */
  PangoLayout          *layout;     /* (owned) (nullable) */
  int                   room;       /* for which sotong_calendar_band_draw_words() broke the name, or 0 */
} SotongCalendarBand;

/* A campaign whose days somebody is changing: shown as it would be. */
typedef struct {
  gint64 campaign_id;  /* 0: none */
  gint64 first;        /* counted from 1970-01-01 */
  gint64 last;
} SotongBandHold;

GArray  *sotong_calendar_band_array_new (void) G_GNUC_WARN_UNUSED_RESULT;
void     sotong_calendar_band_lay_out   (GArray               *bands,
                                         GPtrArray            *campaigns,
                                         const SotongBandHold *hold,
                                         gint64                first,
                                         int                   n_days,
                                         int                   max_lanes);
guint    sotong_calendar_band_n_lanes   (GArray               *bands);
char    *sotong_calendar_band_names     (GPtrArray            *campaigns,
                                         gint64                day) G_GNUC_WARN_UNUSED_RESULT;
void     sotong_calendar_band_draw_words (GtkWidget             *widget,
                                          GtkSnapshot           *snapshot,
                                          SotongCalendarBand    *band,
                                          const graphene_rect_t *box,
                                          const float           *starts,
                                          int                    n_starts,
                                          int                    room);
void     sotong_calendar_band_draw      (GtkWidget            *widget,
                                         GtkSnapshot          *snapshot,
                                         SotongCalendarBand   *band,
                                         const graphene_rect_t *box,
                                         float                 alpha,
                                         int                   indent,
                                         int                   text_width);
G_END_DECLS
