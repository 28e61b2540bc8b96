/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-budget.h"

G_BEGIN_DECLS
/* The figures of a line as they were when its year was closed. */
typedef struct {
  gint64 line_id;
  gint64 original;
  gint64 carried_in;
  gint64 changed;
  gint64 available;
  gint64 committed;
  gint64 executed;
  gint64 carried_out;
  gint64 remaining;
} SotongClosedLine;

/* What closing a year did. */
typedef struct {
  int    year;
  int    next_year;
  gint64 n_carried;     /* lines of the next year that got something */
  gint64 carried;       /* won */
} SotongClosing;

char     *sotong_budget_backup_path  (const char     *workspace,
                                      int             year,
                                      const char     *day) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sotong_budget_backup       (SotongDb       *db,
                                      const char     *path,
                                      GError        **error);
int       sotong_budget_oldest_open  (SotongDb       *db,
                                      GError        **error);
gboolean  sotong_budget_check_close  (SotongDb       *db,
                                      int             year,
                                      gboolean        early,
                                      const char     *reason,
                                      GError        **error);
gboolean  sotong_budget_close        (SotongDb       *db,
                                      int             year,
                                      gboolean        early,
                                      const char     *reason,
                                      SotongClosing  *out_closing,
                                      GError        **error);
gint64    sotong_budget_closed_at    (SotongDb       *db,
                                      int             year,
                                      GError        **error);
GArray   *sotong_closed_lines        (SotongDb       *db,
                                      gint64          programme_id,
                                      GError        **error);
G_END_DECLS
