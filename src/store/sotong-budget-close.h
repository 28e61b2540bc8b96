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

/* A line of the next year that could get what a line carries over. */
typedef struct {
  gint64 from;          /* the line that is closed */
  gint64 to;
  char  *name;          /* (owned) (nullable): what @from is called, to be shown */
  char  *place;         /* (owned) (nullable): likewise what stands above @to */
} SotongCarryTarget;

SotongCarryTarget *sotong_carry_target_new (gint64      from,
                                            gint64      to,
                                            const char *name,
                                            const char *place) G_GNUC_WARN_UNUSED_RESULT;
void      sotong_carry_target_free   (SotongCarryTarget *self);
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
                                      GPtrArray      *chosen,
                                      GPtrArray      *out_fitting,
                                      SotongClosing  *out_closing,
                                      GError        **error);
gint64    sotong_budget_closed_at    (SotongDb       *db,
                                      int             year,
                                      GError        **error);
GArray   *sotong_closed_lines        (SotongDb       *db,
                                      gint64          programme_id,
                                      GError        **error);
G_END_DECLS
