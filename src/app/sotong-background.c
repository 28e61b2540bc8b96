/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-background.h"

#include <glib/gi18n.h>

#include "app/sotong-alert-notice.h"
#include "app/sotong-notice.h"
#include "app/sotong-reminder.h"
#include "app/sotong-task-commands.h"
#include "exchange/sotong-calendar-sync.h"
#include "exchange/sotong-calendar-target.h"
#include "exchange/sotong-layer-refresh.h"
#include "monitor/sotong-alert-send.h"
#include "monitor/sotong-word-finder.h"
#include "report/sotong-report-kind.h"
#include "report/sotong-report-scheduled.h"
#include "store/sotong-case.h"
#include "store/sotong-office.h"
#include "store/sotong-retention.h"
#include "util/sotong-won.h"

#define LOOK_EVERY_SECONDS 60
#define DELAY_MS           5000 /* after the last change: what is typed next goes with it */

/**
 * SotongBackground:
 *
 * What an open workspace does by itself: it looks at the subscribed layers of events when their
 * time has come, counts the words of mentions that came or changed, tells of what the alert rules find and which cases are due,
 * purges once a day what sources kept long enough, and sends changes of the plan to the CalDAV calendar if that was chosen. What
 * goes wrong there becomes a line in the list of activities, once until it is well again.
 */
struct _SotongBackground
{
  GObject        parent_instance;
  SotongContext *context;      /* (owned) (nullable): %NULL once it has stopped */
  GCancellable  *cancellable;  /* (owned) */
  gulong         changed_id;
  guint          look_id;
  guint          delay_id;
  guint          delay_ms;
  gboolean       looking;      /* layers are being read */
  gboolean       sending;      /* the calendar is being sent */
  gboolean       again;        /* the plan changed meanwhile */
  SotongReminder *reminder;    /* (owned): of cases */
  char          *told;         /* (owned) (nullable): what went wrong the last time */
};

G_DEFINE_FINAL_TYPE (SotongBackground, sotong_background, G_TYPE_OBJECT)

enum {
  SIGNAL_ZONE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void queue_sending (SotongBackground *self);

/* ---- layers ---- */

/* What the thread needs. */
typedef struct {
  SotongStore   *store;    /* (owned) */
  SotongSecrets *secrets;  /* (owned) */
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_object_unref (look->store);
  g_object_unref (look->secrets);
  g_free (look);
}

/* Why one could not be sent stands in the list of letters, and it is tried again. */
static void
send_letters (Look         *look,
              GCancellable *cancellable)
{
  g_auto(SotongAlertSent) sent = { 0 };
  g_autoptr(GError) error = NULL;

  if (!sotong_alert_send_due (look->store, look->secrets, &sent, cancellable, &error))
    g_info ("Letters about alerts: %s", error->message);
  else if (sent.problem != NULL)
    g_info ("Letters about alerts: %s", sent.problem);
}

typedef struct {
  SotongStore *store;    /* (owned) */
  GPtrArray   *reports;  /* (owned) (element-type SotongScheduledReport) */
} Made;

static void
made_free (gpointer data)
{
  Made *made = data;

  g_object_unref (made->store);
  g_ptr_array_unref (made->reports);
  g_free (made);
}

#define MAX_TOLD 4 /* reports that a notice names: a desktop shows few lines of it */

/* What became of each, those that were not made first, and how many are not named. */
static char *
describe_reports (GPtrArray *reports)
{
  g_autoptr(GString) body = g_string_new (NULL);
  guint n = 0;

  for (int made = 0; made <= 1; made++)
    for (guint i = 0; i < reports->len; i++)
      {
        const SotongScheduledReport *report = g_ptr_array_index (reports, i);

        if ((*report->message == '\0') != (made == 1) || n++ >= MAX_TOLD)
          continue;
        g_string_append_printf (body, "%s%s", body->len > 0 ? "\n" : "", made == 0 ? report->message : report->path);
      }
  if (n > MAX_TOLD)
    {
      g_autofree char *more = g_strdup_printf (_("and %u more"), n - MAX_TOLD);

      g_string_append_printf (body, "\n%s", more);
    }
  return g_string_free (g_steal_pointer (&body), FALSE);
}

/* Reports were made by their schedule, or why they were not: one notice for all that a look has made, as after days without the machine. */
static gboolean
report_made_cb (gpointer user_data)
{
  const Made *made = user_data;
  const SotongScheduledReport *first = g_ptr_array_index (made->reports, 0);
  GApplication *application = g_application_get_default ();
  g_autofree char *id = g_strdup_printf ("report-%" G_GINT64_FORMAT, first->id);
  g_autofree char *count = g_strdup_printf (ngettext ("%u report by its schedule", "%u reports by their schedule", made->reports->len), made->reports->len);
  g_autofree char *body = describe_reports (made->reports);

  if (application != NULL)
    sotong_notice_send (application, made->store,
                        &(SotongNotice) { id, made->reports->len > 1 ? count : sotong_report_kind_name (first->kind), body,
                                          G_NOTIFICATION_PRIORITY_NORMAL, "", 0 });
  return G_SOURCE_REMOVE;
}

/* What a look found. */
typedef struct {
  GPtrArray *raised;  /* (owned) (element-type SotongAlertEvent) */
  GPtrArray *cases;   /* (owned) (element-type SotongCase): the open ones */
  GPtrArray *doubts;  /* (owned) (element-type utf8): layers of events whose times are in doubt, once each */
  gint64     purged;  /* mentions; -1: it went wrong */
  char      *problem; /* (owned) (nullable): of the purge */
} Found;

static void
found_free (Found *found)
{
  g_clear_pointer (&found->raised, g_ptr_array_unref);
  g_clear_pointer (&found->cases, g_ptr_array_unref);
  g_clear_pointer (&found->doubts, g_ptr_array_unref);
  g_free (found->problem);
  g_free (found);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

static gpointer
cases_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_case_list (db, "open", NULL, error);
}

static void
purge (Look         *look,
       Found        *found,
       GCancellable *cancellable)
{
  g_autoptr(GError) error = NULL;

  found->purged = sotong_retention_run (look->store, FALSE, cancellable, &error);
  if (found->purged < 0 && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    found->problem = g_strdup (error->message);
}

static void
look_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Look *look = task_data;
  g_autoptr(GPtrArray) reports = NULL;
  g_autoptr(Found) found = g_new0 (Found, 1);
  GError *error = NULL;

  found->doubts = g_ptr_array_new_with_free_func (g_free);
  sotong_layer_refresh_due (look->store, found->doubts, cancellable, &error);
  if (error == NULL)
    reports = sotong_report_scheduled_run (look->store, 0, cancellable, &error);
  if (reports != NULL && reports->len > 0)
    {
      Made *made = g_new0 (Made, 1);

      made->store = g_object_ref (look->store);
      made->reports = g_ptr_array_ref (reports);
      g_idle_add_full (G_PRIORITY_DEFAULT, report_made_cb, made, made_free);
    }
  if (error == NULL && sotong_words_learn (look->store, TRUE, NULL, cancellable, &error))
    sotong_words_settle (look->store, NULL, NULL, cancellable, &error);
  if (error == NULL)
    found->raised = sotong_alert_run (look->store, g_get_user_name (), cancellable, &error);
  if (error == NULL)
    found->cases = sotong_store_read (look->store, cases_job, NULL, cancellable, &error);
  if (found->raised != NULL)
    send_letters (look, cancellable);
  if (error == NULL)
    purge (look, found, cancellable);
  if (error != NULL && found->doubts->len == 0)
    {
      g_task_return_error (task, error);
      return;
    }
  if (error != NULL) /* what is told once is told all the same */
    g_info ("Layers, words and alerts: %s", error->message);
  g_clear_error (&error);
  g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify) found_free);
}

/* On the desktop, unless the rule is quiet now. */
static void
notify_of (SotongBackground *self,
           const GPtrArray  *raised)
{
  GApplication *application = g_application_get_default ();
  g_autoptr(GPtrArray) notices = sotong_alert_notices (raised, g_get_user_name ());

  for (guint i = 0; application != NULL && self->context != NULL && i < notices->len; i++)
    {
      const SotongAlertNotice *notice = g_ptr_array_index (notices, i);
      g_autofree char *id = g_strdup_printf ("alert-%" G_GINT64_FORMAT, notice->event->id);

      sotong_notice_send (application, sotong_context_get_store (self->context),
                          &(SotongNotice) { id, notice->title, notice->body,
                                            notice->event->stage >= SOTONG_STAGE_ALERT ? G_NOTIFICATION_PRIORITY_URGENT : G_NOTIFICATION_PRIORITY_HIGH,
                                            SOTONG_NOTICE_PANE "alerts", 0 });
    }
}

static void
remind (SotongBackground *self,
        GPtrArray        *cases)
{
  GApplication *application = g_application_get_default ();
  g_autofree char *title = NULL, *body = NULL;

  if (self->context != NULL
      && sotong_reminder_look (self->reminder, cases, sotong_context_now (self->context), sotong_context_get_zone (self->context), &title, &body)
      && application != NULL)
    sotong_notice_send (application, sotong_context_get_store (self->context),
                        &(SotongNotice) { "cases", title, body, G_NOTIFICATION_PRIORITY_HIGH, SOTONG_NOTICE_PANE "cases", 0 });
}

/* What went by itself is told, as what a person purges. */
static void
tell_purged (SotongBackground *self,
             const Found      *found)
{
  g_autofree char *number = NULL, *text = NULL;
  g_autoptr(SotongTask) task = NULL;

  if (self->context == NULL || (found->purged <= 0 && found->problem == NULL))
    return;
  task = sotong_task_new (_("Purging what sources kept long enough"));
  sotong_context_add_task (self->context, task);
  number = sotong_number_group (MAX (found->purged, 0));
  text = g_strdup_printf (ngettext ("%s mention purged.", "%s mentions purged.", (gulong) MAX (found->purged, 0)), number);
  if (found->problem != NULL)
    sotong_task_fail (task, found->problem);
  else
    sotong_task_done (task, text);
}

/* A calendar that is read by itself has times in a zone that nobody knows. */
static void
tell_doubts (SotongBackground *self,
             GPtrArray        *doubts)
{
  for (guint i = 0; self->context != NULL && i < doubts->len; i++)
    {
      g_autoptr(SotongTask) task = sotong_task_new (_("Reading a calendar"));

      sotong_context_add_task (self->context, task);
      sotong_task_done (task, g_ptr_array_index (doubts, i));
    }
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  SotongBackground *self = SOTONG_BACKGROUND (object);
  g_autoptr(GError) error = NULL;
  g_autoptr(Found) found = g_task_propagate_pointer (G_TASK (result), &error);

  self->looking = FALSE;
  if (found != NULL)
    {
      if (found->raised != NULL)
        notify_of (self, found->raised);
      if (found->cases != NULL)
        remind (self, found->cases);
      tell_purged (self, found);
      tell_doubts (self, found->doubts);
    }
  if (found == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_info ("Layers, words and alerts: %s", error->message);
}

static gboolean
look_cb (gpointer user_data)
{
  SotongBackground *self = user_data;
  g_autoptr(GTask) task = NULL;
  Look *look;

  if (self->looking)
    return G_SOURCE_CONTINUE;
  self->looking = TRUE;
  task = g_task_new (self, self->cancellable, looked_cb, NULL);
  look = g_new0 (Look, 1);
  look->store = g_object_ref (sotong_context_get_store (self->context));
  look->secrets = g_object_ref (sotong_context_get_secrets (self->context));
  g_task_set_task_data (task, look, look_free);
  g_task_run_in_thread (task, look_thread);
  return G_SOURCE_CONTINUE;
}

/* ---- the calendar ---- */

/* A calendar that is on its way. */
typedef struct {
  SotongBackground     *self;    /* (owned) */
  SotongCalendarTarget *target;  /* (owned) */
} Sending;

static void
sending_end (Sending    *sending,
             const char *problem)
{
  SotongBackground *self = sending->self;

  self->sending = FALSE;
  if (problem != NULL && self->context != NULL && g_strcmp0 (problem, self->told) != 0)
    {
      g_autoptr(SotongTask) task = sotong_task_new (_("Publishing the calendar"));

      sotong_context_add_task (self->context, task);
      sotong_task_fail (task, problem);
    }
  g_free (self->told);
  self->told = g_strdup (problem);
  if (self->again)
    queue_sending (self);
  self->again = FALSE;
  sotong_calendar_target_free (sending->target);
  g_object_unref (sending->self);
  g_free (sending);
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongCalendarSync) report = sotong_calendar_sync_finish (SOTONG_STORE (object), result, &error);
  g_autofree char *text = report != NULL && report->n_failed > 0 ? sotong_calendar_sync_describe (report) : NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sending_end (user_data, NULL);
  else
    sending_end (user_data, error != NULL ? error->message : text);
}

static void
secret_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Sending *sending = user_data;
  SotongBackground *self = sending->self;
  g_autoptr(GError) error = NULL;
  char *secret = sotong_secrets_lookup_finish (SOTONG_SECRETS (object), result, &error);

  if (secret == NULL || self->context == NULL)
    {
      sending_end (sending, self->context == NULL ? NULL : error != NULL ? error->message
                   : _("No password is kept for the CalDAV calendar. Publish it once by hand and type the password."));
      sotong_secrets_free (secret);
      return;
    }
  sotong_calendar_sync_async (sotong_context_get_store (self->context), sending->target->url, sending->target->user, secret, NULL, NULL,
                              self->cancellable, sent_cb, sending);
  sotong_secrets_free (secret);
}

static gpointer
target_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_calendar_target_load (db, error);
}

static void
target_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Sending *sending = user_data;
  SotongBackground *self = sending->self;

  sending->target = sotong_store_read_finish (SOTONG_STORE (object), result, NULL);
  if (self->context == NULL || sending->target == NULL || !sending->target->follows || sending->target->url[0] == '\0')
    sending_end (sending, NULL);
  else
    sotong_secrets_lookup_async (sotong_context_get_secrets (self->context), sotong_store_get_uuid (SOTONG_STORE (object)),
                                 SOTONG_SECRETS_CALENDAR, SOTONG_CALENDAR_TARGET_ID, sending->target->url, self->cancellable, secret_cb, sending);
}

static gboolean
delay_cb (gpointer user_data)
{
  SotongBackground *self = user_data;
  Sending *sending;

  self->delay_id = 0;
  if (self->sending)
    {
      self->again = TRUE;
      return G_SOURCE_REMOVE;
    }
  self->sending = TRUE;
  sending = g_new0 (Sending, 1);
  sending->self = g_object_ref (self);
  sotong_store_read_async (sotong_context_get_store (self->context), target_job, NULL, NULL, (GDestroyNotify) sotong_calendar_target_free,
                           self->cancellable, target_cb, sending);
  return G_SOURCE_REMOVE;
}

static void
queue_sending (SotongBackground *self)
{
  if (self->context == NULL)
    return;
  g_clear_handle_id (&self->delay_id, g_source_remove);
  self->delay_id = g_timeout_add (self->delay_ms, delay_cb, self);
}

/* ---- the office's time zone ---- */

static gpointer
zone_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_office_get_zone (db, error);
}

static void
zone_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongBackground) self = user_data;
  g_autofree char *zone = sotong_store_read_finish (SOTONG_STORE (object), result, NULL);

  if (zone != NULL && self->context != NULL && g_strcmp0 (zone, g_time_zone_get_identifier (sotong_context_get_zone (self->context))) != 0)
    g_signal_emit (self, signals[SIGNAL_ZONE_CHANGED], 0);
}

static void
changed_cb (SotongStore      *store,
            guint             areas,
            SotongBackground *self)
{
  if (areas & SOTONG_AREA_SETTINGS)
    sotong_store_read_async (store, zone_job, NULL, NULL, g_free, self->cancellable, zone_cb, g_object_ref (self));
  if (areas & (SOTONG_AREA_PLAN | SOTONG_AREA_CHANNELS))
    queue_sending (self);
}

/* ---- the class ---- */

static void
sotong_background_dispose (GObject *object)
{
  sotong_background_stop (SOTONG_BACKGROUND (object));
  G_OBJECT_CLASS (sotong_background_parent_class)->dispose (object);
}

static void
sotong_background_finalize (GObject *object)
{
  SotongBackground *self = SOTONG_BACKGROUND (object);

  g_object_unref (self->cancellable);
  g_free (self->told);
  sotong_reminder_free (self->reminder);
  G_OBJECT_CLASS (sotong_background_parent_class)->finalize (object);
}

static void
sotong_background_class_init (SotongBackgroundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_background_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_background_finalize;
  /**
   * SotongBackground::zone-changed:
   *
   * The office keeps another time zone: all that is shown must be read again.
   */
  signals[SIGNAL_ZONE_CHANGED] = g_signal_new ("zone-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sotong_background_init (SotongBackground *self)
{
  self->cancellable = g_cancellable_new ();
  self->reminder = sotong_reminder_new ();
  self->delay_ms = DELAY_MS;
}

/**
 * sotong_background_new:
 * @context: an open workspace
 *
 * Begins. The first look at the layers is a minute away: the window fills first.
 *
 * Returns: (transfer full): what goes on behind the window
 */
SotongBackground *
sotong_background_new (SotongContext *context)
{
  SotongBackground *self = g_object_new (SOTONG_TYPE_BACKGROUND, NULL);

  self->context = g_object_ref (context);
  self->changed_id = g_signal_connect (sotong_context_get_store (context), "changed", G_CALLBACK (changed_cb), self);
  self->look_id = g_timeout_add_seconds (LOOK_EVERY_SECONDS, look_cb, self);
  return self;
}

/* Nothing is begun after this, and what is under way is stopped. */
void
sotong_background_stop (SotongBackground *self)
{
  g_return_if_fail (SOTONG_IS_BACKGROUND (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_handle_id (&self->delay_id, g_source_remove);
  if (self->context != NULL && self->changed_id != 0)
    g_signal_handler_disconnect (sotong_context_get_store (self->context), self->changed_id);
  self->changed_id = 0;
  g_clear_object (&self->context);
}

/**
 * sotong_background_set_delay:
 * @self: what goes on behind a window
 * @delay_ms: how long after the last change of the plan it is sent, and the layers are looked at
 *
 * For tests, which do not wait for a minute.
 */
void
sotong_background_set_delay (SotongBackground *self,
                             guint             delay_ms)
{
  g_return_if_fail (SOTONG_IS_BACKGROUND (self));

  self->delay_ms = delay_ms;
  g_clear_handle_id (&self->look_id, g_source_remove);
  self->look_id = g_timeout_add (delay_ms, look_cb, self);
}
