/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-content.h"

G_BEGIN_DECLS
typedef enum {
  SOTONG_SHEET_MONTH,
  SOTONG_SHEET_WEEK,
  SOTONG_SHEET_LIST,   /* of a month */
} SotongSheetKind;

/* Copies of one content that have the same time and state. */
typedef struct {
  gint64       content_id;
  gint64       at;         /* seconds since 1970 UTC */
  SotongState  state;
  char        *title;
  GString     *channels;   /* their names, or empty */
  guint        n_channels;
  char        *channel;    /* (nullable): letters that stand for the first of them */
  char        *campaign;   /* or empty */
} SotongSheetItem;

/* What a calendar on paper shows. */
typedef struct {
  SotongSheetKind   kind;
  gint64            first;      /* counted from 1970-01-01 */
  int               n_days;
  GPtrArray       **days;       /* (array length=n_days) (element-type SotongSheetItem): by time */
  GPtrArray        *campaigns;  /* (element-type SotongCampaign) */
  GPtrArray        *holidays;   /* (element-type SotongHoliday) */
  GTimeZone        *zone;
  gint64            now;        /* of the workspace's clock */
  char             *narrowed;   /* (nullable): what it is narrowed to, in words */
  gboolean          made;       /* of a workspace with made data */
} SotongSheetData;

SotongSheetData *sotong_sheet_data_load (SotongDb                *db,
                                         SotongSheetKind          kind,
                                         gint64                   day,
                                         const SotongEntryQuery  *query,
                                         const char              *narrowed,
                                         GError                 **error);
void             sotong_sheet_data_free (SotongSheetData         *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongSheetData, sotong_sheet_data_free)
G_END_DECLS
