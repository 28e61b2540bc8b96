/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
char     *sotong_report_note_get (SotongDb     *db,
                                  const char   *kind,
                                  SotongRange   period,
                                  gint64        topic_id,
                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sotong_report_note_set (SotongDb     *db,
                                  const char   *kind,
                                  SotongRange   period,
                                  gint64        topic_id,
                                  const char   *body,
                                  GError      **error);
void      sotong_report_note_split (const char *body,
                                    char      **out_said,
                                    char      **out_tasks);
char     *sotong_report_note_join  (const char *said,
                                    const char *tasks) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
