/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-report-dialog-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "report/sotong-report-kind.h"

/* Closing a report: made again it has the figures of that day, and what has changed since as corrections at its end. */

typedef struct {
  SotongReportWhich which;
  gboolean          open;      /* it is closed: open it again */
  char             *campaign;  /* (owned) (nullable): which.campaign */
} Closing;

static void
closing_free (gpointer data)
{
  Closing *closing = data;

  g_free (closing->campaign);
  g_free (closing);
}

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
  Closing closing = { { sotong_task_report_id (sotong_report_dialog_get_kind (self)), { 0, 0 }, sotong_report_dialog_get_topic (self), NULL }, self->closed_at > 0, NULL };

  if (self->closing || !sotong_time_parse_period (sotong_report_dialog_get_period (self), sotong_context_get_zone (self->context), &closing.which.period, NULL))
    return;
  closing.which.campaign = closing.campaign = g_strdup (sotong_report_dialog_get_campaign (self));
  self->closing = TRUE;
  sotong_report_dialog_update (self);
  sotong_store_write_async (sotong_context_get_store (self->context), SOTONG_WRITE_DEFAULT, close_job, g_memdup2 (&closing, sizeof closing), closing_free, NULL, NULL,
                            closed_cb, sotong_dialog_to_weak (self));
}

/* ---- all of a period ---- */

typedef struct {
  SotongRange period;
  char       *name;  /* (owned) of the period, for the history */
  guint       n;     /* how many were closed */
} ClosingAll;

static void
closing_all_free (gpointer data)
{
  ClosingAll *all = data;

  g_free (all->name);
  g_free (all);
}

static gpointer
close_all_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  ClosingAll *all = data;

  return sotong_report_kind_freeze_all (db, all->period, all->name, &all->n, error) ? GUINT_TO_POINTER (all->n + 1) : NULL;
}

static void
all_closed_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(SotongReportDialog) self = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;
  guint n = GPOINTER_TO_UINT (sotong_store_write_finish (SOTONG_STORE (object), result, &error));
  g_autofree char *text = NULL;

  if (self == NULL || self->context == NULL)
    return;
  self->closing = FALSE;
  if (n == 0)
    {
      sotong_report_dialog_update (self);
      sotong_report_dialog_say (self, error->message, TRUE);
      return;
    }
  text = n > 1 ? g_strdup_printf (ngettext ("%u report of the period was closed.", "%u reports of the period were closed.", n - 1), n - 1)
               : g_strdup (_("All reports of the period were closed already."));
  if (self->window != NULL)
    sotong_window_toast (self->window, text, n > 1);
  sotong_report_dialog_read_again (self);
}

static void
close_all_answered_cb (SotongReportDialog *self,
                       const char         *response)
{
  const char *period = sotong_report_dialog_get_period (self);
  ClosingAll *all;

  if (!g_str_equal (response, "close") || self->context == NULL || self->closing)
    return;
  all = g_new0 (ClosingAll, 1);
  all->name = sotong_report_period_label (period, sotong_context_get_zone (self->context));
  sotong_time_parse_period (period, sotong_context_get_zone (self->context), &all->period, NULL);
  self->closing = TRUE;
  sotong_report_dialog_update (self);
  sotong_store_write_async (sotong_context_get_store (self->context), SOTONG_WRITE_DEFAULT, close_all_job, all, closing_all_free, NULL, NULL, all_closed_cb,
                            sotong_dialog_to_weak (self));
}

/* FALSE, with the reason shown, while the period runs: nobody is asked what cannot be done. */
static gboolean
check_over (SotongReportDialog *self,
            const char         *period)
{
  GTimeZone *zone = sotong_context_get_zone (self->context);
  g_autoptr(GError) error = NULL;
  SotongRange range;

  if (sotong_time_parse_period (period, zone, &range, &error) && sotong_report_period_check_over (range, sotong_context_now (self->context), zone, &error))
    return TRUE;
  sotong_report_dialog_say (self, error->message, TRUE);
  return FALSE;
}

static void
ask_close_all (SotongReportDialog *self,
               const char         *period)
{
  g_autofree char *name = sotong_report_period_label (period, sotong_context_get_zone (self->context));
  g_autofree char *heading = g_strdup_printf (_("Close All Reports of %s?"), name);
  const char *body = strchr (period, '-') != NULL
    ? _("Budget summary, performance summary, opinion analysis, campaign results and disclosure lists are closed, without a topic: made again they have today’s "
        "figures, and what changes later stands at their end as corrections. What is closed already stays as it is. Undo takes it back as one step; files "
        "that were saved or sent stay as they are.")
    : _("Budget summary, performance summary, opinion analysis, campaign results, disclosure lists, settlement, budget statement and white paper are closed, without "
        "a topic: made again they have today’s figures, and what changes later stands at their end as corrections. What is closed already stays as it is. Undo "
        "takes it back as one step; files that were saved or sent stay as they are.");
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "close", _("Close _Them"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "close", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_all_answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Asks whether the reports of every kind of the period that is chosen are to be closed, if it is over: one step of undo. */
void
sotong_report_dialog_close_all (SotongReportDialog *self)
{
  const char *period = sotong_report_dialog_get_period (self);

  if (check_over (self, period))
    ask_close_all (self, period);
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
