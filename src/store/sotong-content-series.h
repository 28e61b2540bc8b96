/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* The series that a content belongs to. */
typedef struct {
  gint64  id;           /* 0: none */
  char   *rule;         /* (nullable): see sotong_recurrence_parse() */
  gint64  at;           /* the date the content was planned for */
  int     n_following;  /* later ones that are still there */
} SotongSeries;

void          sotong_series_free              (SotongSeries  *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongSeries, sotong_series_free)

GArray       *sotong_content_series_make      (SotongDb      *db,
                                               gint64         content_id,
                                               const char    *rule,
                                               GArray        *times,
                                               const char    *until_day,
                                               GError       **error);
SotongSeries *sotong_content_series_get       (SotongDb      *db,
                                               gint64         content_id,
                                               GError       **error);
GArray       *sotong_content_series_following (SotongDb      *db,
                                               gint64         content_id,
                                               GError       **error);
G_END_DECLS
