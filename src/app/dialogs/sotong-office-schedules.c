/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-office-lists.h"
#include "app/dialogs/sotong-report-choices.h"
#include "app/sotong-task-commands.h"
#include "report/sotong-report-kind.h"
#include "report/sotong-report-scheduled.h"
#include "util/sotong-time.h"

/* The reports that are made by themselves: which, how often, about what, and what became of the last. */

static const struct {
  const char *id;
  const char *label;
} rules[] = {
  { "weekly:mon", N_("Every Monday") }, { "weekly:tue", N_("Every Tuesday") }, { "weekly:wed", N_("Every Wednesday") }, { "weekly:thu", N_("Every Thursday") },
  { "weekly:fri", N_("Every Friday") }, { "daily", N_("Every day") }, { "monthly:1", N_("On the first of the month") },
  { "monthly:31", N_("On the last day of the month") },
}, spans[] = {
  { "last-week", N_("The week before") }, { "last-month", N_("The month before") }, { "this-month", N_("The month so far") }, { "last-year", N_("The year before") },
  { "this-year", N_("The year so far") },
};

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_report_schedule_list (db, error);
}

/* ---- the form ---- */

typedef struct {
  SotongForm    *form;     /* (unowned): the fields go with it */
  SotongContext *context;  /* (owned) */
  GtkWidget     *kind, *rule, *time, *span, *format, *folder;
  GPtrArray     *spans;    /* (owned) (element-type utf8): those that are offered, which fit the kind */
} Fields;

static void
fields_free (gpointer  data,
             GClosure *closure)
{
  Fields *fields = data;

  g_object_unref (fields->context);
  g_ptr_array_unref (fields->spans);
  g_free (fields);
}

static gpointer
save_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const SotongReportSchedule *schedule = data;

  return sotong_report_schedule_add (db, schedule, sotong_report_kind_name (schedule->kind), error) != 0 ? data : NULL;
}

static guint
selected (GtkWidget *row,
          guint      n)
{
  return MIN (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), n - 1);
}

static const char *
get_kind (Fields *fields)
{
  return sotong_task_report_id ((SotongTaskReport) selected (fields->kind, SOTONG_TASK_N_REPORTS));
}

/* What a report of the chosen kind can be about; what was chosen stays where it still can be. */
static void
offer_spans (Fields *fields)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  const char *old = fields->spans->len > 0 ? g_ptr_array_index (fields->spans, selected (fields->span, fields->spans->len)) : "";
  guint chosen = 0;

  g_ptr_array_set_size (fields->spans, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      if (!sotong_report_scheduled_fits (get_kind (fields), spans[i].id))
        continue;
      if (g_str_equal (spans[i].id, old))
        chosen = fields->spans->len;
      g_ptr_array_add (fields->spans, (char *) spans[i].id);
      gtk_string_list_append (labels, _(spans[i].label));
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (fields->span), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (fields->span), chosen);
}

static void
accepted_cb (Fields *fields)
{
  const char *folder = sotong_form_get_text (fields->folder);
  int minute = sotong_report_schedule_parse_time (sotong_form_get_text (fields->time));
  SotongReportSchedule *schedule;

  if (minute < 0)
    {
      sotong_form_fail (fields->form, _("There is no such time of day. Write it as 08:00."));
      return;
    }
  if (!g_path_is_absolute (folder))
    {
      sotong_form_fail (fields->form, _("Write the whole path of the folder, from the first “/”."));
      return;
    }
  schedule = g_new0 (SotongReportSchedule, 1);
  schedule->kind = g_strdup (get_kind (fields));
  schedule->rule = g_strdup (rules[selected (fields->rule, G_N_ELEMENTS (rules))].id);
  schedule->span = g_strdup (g_ptr_array_index (fields->spans, selected (fields->span, fields->spans->len)));
  schedule->format = g_strdup (sotong_report_format_extension (selected (fields->format, SOTONG_REPORT_N_FORMATS)));
  schedule->minute = minute;
  schedule->folder = g_strdup (folder);
  sotong_form_write (fields->form, sotong_context_get_store (fields->context), save_job, schedule, (GDestroyNotify) sotong_report_schedule_free, NULL);
}

static void
add (SotongListDialog *dialog)
{
  const char *kinds[SOTONG_TASK_N_REPORTS + 1] = { NULL }, *often[G_N_ELEMENTS (rules) + 1] = { NULL }, *none[] = { NULL };
  const char *formats[SOTONG_REPORT_N_FORMATS + 1] = { NULL };
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autofree char *folder = g_build_filename (documents != NULL ? documents : g_get_home_dir (), "Sotong", NULL);
  Fields *fields = g_new0 (Fields, 1);

  for (int i = 0; i < SOTONG_TASK_N_REPORTS; i++)
    kinds[i] = sotong_task_report_name ((SotongTaskReport) i);
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    often[i] = _(rules[i].label);
  for (guint i = 0; i < SOTONG_REPORT_N_FORMATS; i++)
    formats[i] = sotong_report_format_label (i);
  fields->form = sotong_form_new (GTK_WINDOW (dialog), _("Have a Report Made"), _("_Add"));
  fields->context = g_object_ref (sotong_list_dialog_get_context (dialog));
  fields->kind = sotong_form_add_choice (fields->form, _("Report"), kinds, SOTONG_TASK_REPORT_OPINION);
  fields->rule = sotong_form_add_choice (fields->form, _("How often"), often, 0);
  fields->time = sotong_form_add_entry (fields->form, _("Time of day"), "08:00");
  fields->span = sotong_form_add_choice (fields->form, _("About"), none, 0);
  fields->format = sotong_form_add_choice (fields->form, _("Write as"), formats, 0);
  fields->folder = sotong_form_add_entry (fields->form, _("Folder"), folder);
  fields->spans = g_ptr_array_new ();
  offer_spans (fields);
  g_signal_connect_swapped (fields->kind, "notify::selected", G_CALLBACK (offer_spans), fields);
  g_signal_connect_data (fields->form, "accepted", G_CALLBACK (accepted_cb), fields, fields_free, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (fields->form));
}

/* ---- rows ---- */

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_report_schedule_remove (db, *(const gint64 *) data, error) ? data : NULL;
}

static void
remove_cb (GtkWidget        *button,
           SotongListDialog *dialog)
{
  gint64 id = sotong_list_dialog_get_id (button);

  sotong_list_dialog_write (dialog, remove_job, g_memdup2 (&id, sizeof id), g_free);
}

static const char *
rule_label (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].id, id))
      return _(rules[i].label);
  return id;
}

static const char *
span_label (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    if (g_str_equal (spans[i].id, id))
      return _(spans[i].label);
  return id;
}

static GtkWidget *
make_row (SotongListDialog *dialog,
          gconstpointer     data)
{
  const SotongReportSchedule *s = data;
  SotongStore *store = sotong_context_get_store (sotong_list_dialog_get_context (dialog));
  GTimeZone *zone = sotong_store_get_zone (store);
  g_autofree char *next = sotong_time_format_minute (sotong_report_schedule_next (s, sotong_clock_now (sotong_store_get_clock (store)), zone), zone);
  g_autofree char *last = *s->message != '\0' ? g_strdup (s->message) : *s->path != '\0' ? g_strdup (s->path) : g_strdup (_("none yet"));
  /* Translators: how often, at what time, about what, in which form, where to; the next time; the last file, or why there is none */
  g_autofree char *subtitle = g_strdup_printf (_("%s at %02d:%02d · %s · %s · %s\nNext: %s\nLast: %s"), rule_label (s->rule), s->minute / 60, s->minute % 60,
                                               span_label (s->span), s->format, s->folder, next, last);
  g_autofree char *remove = g_strdup_printf (_("Remove %s"), sotong_report_kind_name (s->kind));
  GtkWidget *row = sotong_dialog_new_row (sotong_report_kind_name (s->kind), subtitle);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), sotong_list_dialog_new_button (dialog, "sotong-remove-symbolic", remove, s->id, G_CALLBACK (remove_cb)));
  return row;
}

static const SotongListDialogInfo info = {
  N_("Reports Made by Themselves"),
  N_("Made when they are due, while a window is open, Sotong runs in the background, or the daemon does; those that were missed are made late, each for its own period, once."),
  N_("There is none."),
  SOTONG_AREA_HISTORY,
  list_job,
  make_row,
  add,
};

/**
 * sotong_schedules_dialog_new:
 * @window: a window with a workspace
 *
 * Returns: (transfer full): a dialog with the reports that are made by themselves
 */
SotongListDialog *
sotong_schedules_dialog_new (SotongWindow *window)
{
  return sotong_list_dialog_new (window, &info);
}
