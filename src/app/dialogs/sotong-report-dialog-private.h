/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/dialogs/sotong-report-choices.h"
#include "app/dialogs/sotong-report-dialog.h"
#include "report/sotong-report-preview.h"

G_BEGIN_DECLS
/**
 * SotongReportDialog:
 *
 * Which report, of what period, is shown page by page as it will be printed; then saved, printed, or one of its
 * tables copied. What is saved is made from the workspace once more, with what has come in meanwhile.
 */
struct _SotongReportDialog
{
  AdwWindow            parent_instance;
  SotongWindow        *window;     /* (weak) (nullable) */
  SotongContext       *context;    /* (owned) (nullable) */
  GCancellable        *reading;    /* (owned) (nullable): of the newest question */
  SotongDocument      *document;   /* (owned) (nullable): what is shown */
  SotongReportPreview *preview;    /* (owned) (nullable) */
  SotongTask          *task;       /* (owned) (nullable): the file that is being written */
  GStrv                periods;    /* (owned) (nullable): as in the list */
  GStrv                tables;     /* (owned) (nullable): as in the list */
  GArray              *topics;     /* (owned) (element-type gint64): as in the list, after "all" */
  GPtrArray           *campaigns;  /* (owned) (element-type utf8): their numbers as in the list, after "all" */
  guint                page;       /* that is shown, from 0 */
  guint                n_pages;    /* 0 until they are known */
  guint                n_drawing;
  char                *letter;     /* (owned) (nullable): the file that is being written for a letter */
  gint64               closed_at;  /* of what is shown, seconds since 1970 UTC; 0: it is open */
  gboolean             closing;    /* it is being closed or opened */
  gboolean             updating;   /* the choices are being set by the program */

  /* (unowned) */
  GtkWidget           *kind_row, *period_row, *topic_row, *campaign_row, *format_row, *table_row;
  GtkWidget           *save, *print, *copy, *mail, *note, *close, *close_all;
  GtkWidget           *first, *back, *next, *last;
  GtkLabel            *place;
  GtkSpinner          *spinner;
  GtkPicture          *picture;
  GtkLabel            *message;
  GtkWidget           *progress_box;
  GtkProgressBar      *progress;
};

void sotong_report_dialog_say (SotongReportDialog *self,
                               const char         *text,
                               gboolean            wrong);
void sotong_report_dialog_update (SotongReportDialog *self);
SotongTaskReport sotong_report_dialog_get_kind (SotongReportDialog *self);
const char *sotong_report_dialog_get_period (SotongReportDialog *self);
gint64 sotong_report_dialog_get_topic (SotongReportDialog *self);
const char *sotong_report_dialog_get_campaign (SotongReportDialog *self);
const char *sotong_report_dialog_get_table (SotongReportDialog *self);
char *sotong_report_dialog_name_file (SotongReportDialog *self) G_GNUC_WARN_UNUSED_RESULT;
guint sotong_report_dialog_get_chosen (GtkWidget *row);
void sotong_report_dialog_show_page (SotongReportDialog *self,
                                     guint               page);
void sotong_report_dialog_forget_pages (SotongReportDialog *self);
void sotong_report_dialog_first (SotongReportDialog *self);
void sotong_report_dialog_back (SotongReportDialog *self);
void sotong_report_dialog_next (SotongReportDialog *self);
void sotong_report_dialog_last (SotongReportDialog *self);
void sotong_report_dialog_page_action (GtkWidget  *widget,
                                       const char *name,
                                       GVariant   *parameter);
void sotong_report_dialog_save (SotongReportDialog *self);
void sotong_report_dialog_stop (SotongReportDialog *self);
void sotong_report_dialog_print (SotongReportDialog *self);
void sotong_report_dialog_copy (SotongReportDialog *self);
void sotong_report_dialog_mail (SotongReportDialog *self);
void sotong_report_dialog_mail_written (SotongReportDialog *self);
void sotong_report_dialog_note (SotongReportDialog *self);
void sotong_report_dialog_close_figures (SotongReportDialog *self);
void sotong_report_dialog_close_all (SotongReportDialog *self);
void sotong_report_dialog_show_closed (SotongReportDialog *self);
void sotong_report_dialog_read_again (SotongReportDialog *self);
G_END_DECLS
