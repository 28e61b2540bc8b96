/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <pango/pangocairo.h>

#include "report/sotong-calendar-sheet.h"
#include "store/sotong-campaign.h"

G_BEGIN_DECLS
/* Points. */
#define SOTONG_SHEET_MARGIN 34.0
#define SOTONG_SHEET_HEAD 30.0   /* title and what stands beside it */
#define SOTONG_SHEET_FOOT 20.0   /* what the marks mean, and the page's number */

typedef enum {
  SOTONG_SHEET_TEXT_BOLD     = 1 << 0,
  SOTONG_SHEET_TEXT_ONE_LINE = 1 << 1,  /* cut with “…” */
  SOTONG_SHEET_TEXT_CENTRE   = 1 << 2,
  SOTONG_SHEET_TEXT_RIGHT    = 1 << 3,
  SOTONG_SHEET_TEXT_DIM      = 1 << 4,
} SotongSheetTextFlags;

/* Which campaigns: in a month, those that fill it stand once above it. */
typedef enum {
  SOTONG_SHEET_BANDS_ALL,
  SOTONG_SHEET_BANDS_WHOLE,
  SOTONG_SHEET_BANDS_PARTS,
} SotongSheetBands;

struct _SotongCalendarSheet
{
  const SotongSheetData *data;     /* (unowned): while it is laid out */
  SotongSheetKind        kind;
  double                 width;    /* points, of the page */
  double                 height;
  char                  *title;    /* (owned) */
  PangoContext          *context;  /* (owned) */
  GPtrArray             *pages;    /* (owned) (element-type GPtrArray): each of what is drawn */
};

/* Where something may stand: within the margins, below the head, above the foot. */
double sotong_sheet_left      (const SotongCalendarSheet *self);
double sotong_sheet_right     (const SotongCalendarSheet *self);
double sotong_sheet_top       (const SotongCalendarSheet *self);
double sotong_sheet_bottom    (const SotongCalendarSheet *self);
void   sotong_sheet_need_page (SotongCalendarSheet       *self,
                               guint                      page);
double sotong_sheet_measure   (SotongCalendarSheet       *self,
                               const char                *text,
                               double                     size,
                               double                     width,
                               SotongSheetTextFlags       flags);
double sotong_sheet_add_text  (SotongCalendarSheet       *self,
                               guint                      page,
                               const char                *text,
                               double                     size,
                               double                     x,
                               double                     y,
                               double                     width,
                               SotongSheetTextFlags       flags);
void   sotong_sheet_add_line  (SotongCalendarSheet       *self,
                               guint                      page,
                               double                     x,
                               double                     y,
                               double                     to_x,
                               double                     to_y,
                               double                     width);
void   sotong_sheet_add_box   (SotongCalendarSheet       *self,
                               guint                      page,
                               double                     x,
                               double                     y,
                               double                     width,
                               double                     height,
                               double                     grey);
void   sotong_sheet_add_mark  (SotongCalendarSheet       *self,
                               guint                      page,
                               SotongState                state,
                               double                     x,
                               double                     y,
                               double                     size);
void   sotong_sheet_add_band  (SotongCalendarSheet       *self,
                               guint                      page,
                               const SotongCampaign      *campaign,
                               double                     x,
                               double                     y,
                               double                     width,
                               double                     height);

const char *sotong_sheet_weekday  (gint64                     day);
char       *sotong_sheet_date     (const SotongCalendarSheet *self,
                                   gint64                     day) G_GNUC_WARN_UNUSED_RESULT;
char       *sotong_sheet_clock    (const SotongCalendarSheet *self,
                                   gint64                     time) G_GNUC_WARN_UNUSED_RESULT;
char       *sotong_sheet_title    (const SotongCalendarSheet *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean    sotong_sheet_is_rest  (const SotongCalendarSheet *self,
                                   gint64                     day);
double      sotong_sheet_add_bands (SotongCalendarSheet      *self,
                                    guint                     page,
                                    SotongSheetBands          which,
                                    gint64                    first,
                                    int                       n_days,
                                    double                    x,
                                    double                    y,
                                    double                    day_width,
                                    gboolean                  measure_only);

void sotong_sheet_lay_out_month (SotongCalendarSheet *self);
void sotong_sheet_lay_out_week  (SotongCalendarSheet *self);
void sotong_sheet_lay_out_list  (SotongCalendarSheet *self);
void sotong_sheet_lay_out_rest  (SotongCalendarSheet *self,
                                 const guint         *n_shown);
G_END_DECLS
