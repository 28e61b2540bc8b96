/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* What an officer noted on the line of time: it stands in every chart. */
typedef struct {
  gint64  id;
  gint64  at;        /* seconds since 1970 UTC */
  gint64  ends_at;   /* exclusive, or SOTONG_NONE for a moment */
  gint64  topic_id;  /* it is shown with this topic alone, or 0 for all */
  char   *title;
} SotongChartNote;

void       sotong_chart_note_free   (SotongChartNote        *note);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongChartNote, sotong_chart_note_free)

gint64     sotong_chart_note_add    (SotongDb               *db,
                                     const SotongChartNote  *note,
                                     GError                **error);
gboolean   sotong_chart_note_remove (SotongDb               *db,
                                     gint64                  id,
                                     GError                **error);
GPtrArray *sotong_chart_note_list   (SotongDb               *db,
                                     const SotongRange      *range,
                                     gint64                  topic_id,
                                     GError                **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
