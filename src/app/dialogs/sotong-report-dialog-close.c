/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-report-dialog-private.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "report/sotong-report-kind.h"

/* Closing a report: made again it has the figures of that day, and what has changed since as corrections at its end. */

typedef struct {
  SotongReportWhich which;
  gboolean          open;   /* it is closed: open it again */
} Closing;

static gpointer
close_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Closing *closing = data;

  if (closing->open)
    return sotong_report_freeze_remove (db, &closing->which, sotong_report_kind_name (closing->which.kind), error) ? data : NULL;
  return sotong_report_kind_freeze (db, &closing->which, error) ? data : NULL;
}

static void
closed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SotongReportDialog) self = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;
  gboolean done = sotong_store_write_finish (SOTONG_STORE (object), result, &error) != NULL;

  if (self == NULL || self->context == NULL)
    return;
  self->closing = FALSE;
  if (done)
    sotong_report_dialog_read_again (self);
  else
    {
      sotong_report_dialog_update (self);
      sotong_report_dialog_say (self, error->message, TRUE);
    }
}

/* Closes the report that is shown, or opens it again; a step of undo either way. */
void
sotong_report_dialog_close_figures (SotongReportDialog *self)
{
  Closing closing = { { sotong_task_report_id (sotong_report_dialog_get_kind (self)), { 0, 0 }, sotong_report_dialog_get_topic (self), NULL }, self->closed_at > 0 };

  if (self->closing || !sotong_time_parse_period (sotong_report_dialog_get_period (self), sotong_context_get_zone (self->context), &closing.which.period, NULL))
    return;
  self->closing = TRUE;
  sotong_report_dialog_update (self);
  sotong_store_write_async (sotong_context_get_store (self->context), SOTONG_WRITE_DEFAULT, close_job, g_memdup2 (&closing, sizeof closing), g_free, NULL, NULL,
                            closed_cb, sotong_dialog_to_weak (self));
}

/* The button says what it would do; the line beside the choices, of which day the figures are. */
void
sotong_report_dialog_show_closed (SotongReportDialog *self)
{
  g_autofree char *day = self->closed_at > 0 ? sotong_time_format_date (self->closed_at, sotong_context_get_zone (self->context)) : NULL;
  g_autofree char *text = day != NULL ? g_strdup_printf (_("Closed: the figures are those of %s. What has changed since stands at the end as corrections."), day) : NULL;

  gtk_button_set_label (GTK_BUTTON (self->close), day != NULL ? _("Open the _Figures Again") : _("Close the _Figures"));
  sotong_report_dialog_say (self, text, FALSE);
}
