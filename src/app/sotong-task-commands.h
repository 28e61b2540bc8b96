/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-window.h"
#include "exchange/sotong-calendar-sync.h"
#include "report/sotong-report-file.h"
#include "store/sotong-content.h"

G_BEGIN_DECLS
/* What the summaries are about. */
typedef enum {
  SOTONG_TASK_REPORT_BUDGET,
  SOTONG_TASK_REPORT_PERFORMANCE,
  SOTONG_TASK_REPORT_PROMISE,
  SOTONG_TASK_REPORT_STATEMENT,
  SOTONG_TASK_REPORT_SETTLEMENT,
  SOTONG_TASK_REPORT_OPINION,
  SOTONG_TASK_REPORT_CAMPAIGN,
  SOTONG_TASK_REPORT_DISCLOSURE,
  SOTONG_TASK_REPORT_WHITEPAPER,
  SOTONG_TASK_N_REPORTS,
} SotongTaskReport;

/* The commands whose progress the activity pane shows. */
void sotong_task_commands_add           (SotongWindow *window);
void sotong_task_commands_update        (SotongWindow *window,
                                         gboolean      open);
void sotong_task_commands_set_elsewhere (SotongWindow *window,
                                         gboolean      elsewhere,
                                         gboolean      copied);

/* A command under way. It outlives the window, and ends with its task. */
typedef struct {
  SotongTask    *task;     /* (owned) */
  SotongContext *context;  /* (owned) */
  SotongWindow  *window;   /* (weak) (nullable) */
  gboolean       undoable; /* what it did can be taken back: the end says so */
} SotongTaskCall;

SotongTaskCall *sotong_task_call_new  (SotongWindow   *window,
                                       const char     *title) G_GNUC_WARN_UNUSED_RESULT;
void            sotong_task_call_free (SotongTaskCall *call);
void            sotong_task_call_end  (SotongTaskCall *call,
                                       const char     *sentence,
                                       const GError   *error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongTaskCall, sotong_task_call_free)

void            sotong_task_recover     (SotongWindow *window);
void            sotong_task_take_back   (SotongWindow *window);
void            sotong_task_publish_due (SotongWindow *window);
void            sotong_task_take_over   (SotongWindow *window,
                                         gboolean      copied);
void            sotong_task_fetch       (SotongWindow *window);
void            sotong_task_fetch_source (SotongWindow *window,
                                          gint64        id);
void            sotong_task_test_source (SotongWindow *window,
                                         gint64        id);
void            sotong_task_import      (SotongWindow *window);
void            sotong_task_import_file (SotongWindow *window,
                                         const char   *path,
                                         gint64        source_id,
                                         const char   *new_source);
void            sotong_task_import_contents (SotongWindow *window);
void            sotong_task_export_contents (SotongWindow *window);
void            sotong_task_export_contents_to (SotongWindow           *window,
                                                const SotongEntryQuery *query,
                                                const char             *path);
void            sotong_task_learn           (SotongWindow *window);
void            sotong_task_judge           (SotongWindow *window);
void            sotong_task_publish_calendar    (SotongWindow *window);
void            sotong_task_publish_calendar_to (SotongWindow *window,
                                                 const char   *url,
                                                 const char   *user,
                                                 const char   *password);
char           *sotong_calendar_sync_describe   (const SotongCalendarSync *report) G_GNUC_WARN_UNUSED_RESULT;
void            sotong_task_practice    (SotongWindow *window,
                                         gboolean      start);
void            sotong_task_import_ads      (SotongWindow *window);
void            sotong_task_import_ads_from (SotongWindow *window,
                                             const char   *path);
const char     *sotong_task_report_id   (SotongTaskReport  kind);
const char     *sotong_task_report_name (SotongTaskReport  kind);
SotongTask     *sotong_task_report_to   (SotongWindow     *window,
                                         SotongTaskReport  kind,
                                         SotongRange       period,
                                         gint64            topic_id,
                                         const char       *campaign,
                                         SotongReportWriter writer,
                                         const char       *table,
                                         const char       *path);
void            sotong_task_show_channel     (SotongWindow   *window,
                                              const char     *name);
void            sotong_task_show_history     (SotongWindow   *window);
void            sotong_task_hold             (SotongWindow   *window,
                                              gboolean        held);
G_END_DECLS
