/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-days-dialog-private.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "app/sotong-toast.h"
#include "plan/sotong-holiday.h"
#include "plan/sotong-month.h"
#include "store/sotong-restriction.h"
#include "util/sotong-text.h"

/* The forms of a holiday and of a restricted period. */

#define MAX_ROWS 6

typedef struct {
  SotongDaysDialog *dialog;          /* (owned) */
  SotongForm       *form;            /* (unowned): the rows go with it */
  char             *key;             /* (owned) (nullable): of the period that is edited */
  GtkWidget        *rows[MAX_ROWS];  /* (unowned) */
} Fields;

static void
fields_free (gpointer  data,
             GClosure *closure)
{
  Fields *fields = data;

  g_object_unref (fields->dialog);
  g_free (fields->key);
  g_free (fields);
}

static Fields *
fields_new (SotongDaysDialog *dialog,
            const char       *title,
            const char       *accept)
{
  Fields *fields = g_new0 (Fields, 1);

  fields->dialog = g_object_ref (dialog);
  fields->form = sotong_form_new (GTK_WINDOW (dialog), title, accept);
  return fields;
}

/* What is typed outlives a killed program. */
static void
present (Fields             *fields,
         const char         *which,
         const char * const *keys,
         GCallback           accepted)
{
  g_signal_connect_data (fields->form, "accepted", accepted, fields, fields_free, G_CONNECT_SWAPPED);
  sotong_form_journal_watch (fields->form, sotong_context_get_store (fields->dialog->context), which, fields->rows, keys, NULL);
  gtk_window_present (GTK_WINDOW (fields->form));
}

static char *
text_of (GtkWidget *row)
{
  char *text = sotong_text_clean (sotong_form_get_text (row), -1, 4000);

  return g_strstrip (text);
}

/* ---- a holiday ---- */

/* The kinds that a person adds; the others follow from rules. */
static const SotongHolidayKind holiday_kinds[] = { SOTONG_HOLIDAY_OWN, SOTONG_HOLIDAY_TEMPORARY, SOTONG_HOLIDAY_ELECTION };

static gpointer
holiday_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const SotongHoliday *holiday = data;

  return sotong_holiday_add (db, holiday->day, holiday->name, holiday->kind, error) != 0 ? data : NULL;
}

static void
holiday_accepted_cb (Fields *fields)
{
  g_autofree char *date = sotong_form_dup_day (fields->rows[0]);
  guint kind = adw_combo_row_get_selected (ADW_COMBO_ROW (fields->rows[2]));
  SotongHoliday *holiday;
  gint64 day;

  if (!sotong_month_parse_day (date, &day))
    {
      sotong_form_fail (fields->form, _("The date is written as 2016-10-28."));
      return;
    }
  holiday = g_new0 (SotongHoliday, 1);
  holiday->day = day;
  holiday->name = text_of (fields->rows[1]);
  holiday->kind = holiday_kinds[MIN (kind, G_N_ELEMENTS (holiday_kinds) - 1)];
  sotong_form_write (fields->form, sotong_context_get_store (fields->dialog->context), holiday_job, holiday,
                     (GDestroyNotify) sotong_holiday_free, NULL);
}

/* A form for a holiday of the year that is shown. */
void
sotong_days_dialog_add_holiday (SotongDaysDialog *self)
{
  static const char *const keys[] = { "date", "name", "kind", NULL };
  Fields *fields = fields_new (self, _("Add Holiday"), _("_Add"));
  g_autofree char *date = g_strdup_printf ("%04d-", gtk_spin_button_get_value_as_int (self->year));
  const char *kinds[G_N_ELEMENTS (holiday_kinds) + 1] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (holiday_kinds); i++)
    kinds[i] = sotong_holiday_kind_get_label (holiday_kinds[i]);
  fields->rows[0] = sotong_form_add_entry (fields->form, _("Date, as 2016-10-28"), date);
  fields->rows[1] = sotong_form_add_entry (fields->form, _("Name"), NULL);
  fields->rows[2] = sotong_form_add_choice (fields->form, _("Kind"), kinds, 0);
  present (fields, "holiday", keys, G_CALLBACK (holiday_accepted_cb));
}

/* ---- a restricted period ---- */

static gpointer
period_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const SotongRestrictedPeriod *period = data;
  gint64 id = sotong_restricted_save (db, period, error);
  g_autofree char *key = period->key != NULL ? g_strdup (period->key) : g_strdup_printf ("%" G_GINT64_FORMAT, id);

  return id != 0 ? sotong_restriction_list_bare (db, 0, key, error) : NULL;
}

/* What is on the schedule and is refused at its time from now on: how many, and the first. */
static void
tell_bare (SotongDaysDialog *dialog,
           GPtrArray        *bare)
{
  g_autofree char *more = NULL, *text = NULL;

  if (bare->len == 0)
    return;
  more = bare->len > 1 ? g_strdup_printf (ngettext (" And %u more.", " And %u more.", bare->len - 1), bare->len - 1) : g_strdup ("");
  text = g_strconcat (g_ptr_array_index (bare, 0), more, NULL);
  sotong_toast_show_in (ADW_PREFERENCES_WINDOW (dialog), text);
}

typedef struct {
  SotongDaysDialog *dialog;  /* (owned) */
  SotongForm       *form;    /* (owned) */
} Saving;

static void
period_saved_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autofree Saving *saving = user_data;
  g_autoptr(SotongDaysDialog) dialog = saving->dialog;
  g_autoptr(SotongForm) form = saving->form;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) bare = sotong_store_write_finish (SOTONG_STORE (object), result, &error);

  if (bare == NULL)
    {
      sotong_form_fail (form, error->message);
      return;
    }
  sotong_form_done (form);
  tell_bare (dialog, bare);
}

static void
period_accepted_cb (Fields *fields)
{
  SotongRestrictedPeriod *period = g_new0 (SotongRestrictedPeriod, 1);
  Saving *saving = g_new0 (Saving, 1);

  period->key = g_strdup (fields->key);
  period->kind = (SotongRestrictedKind) MIN (adw_combo_row_get_selected (ADW_COMBO_ROW (fields->rows[0])), SOTONG_N_RESTRICTED_KINDS - 1u);
  period->name = text_of (fields->rows[1]);
  period->starts_on = sotong_form_dup_day (fields->rows[2]);
  period->ends_on = sotong_form_dup_day (fields->rows[3]);
  period->legal_ground = text_of (fields->rows[4]);
  period->all = adw_combo_row_get_selected (ADW_COMBO_ROW (fields->rows[5])) == 1;
  saving->dialog = g_object_ref (fields->dialog);
  saving->form = g_object_ref (fields->form);
  sotong_form_set_busy (fields->form, TRUE);
  sotong_store_write_async (sotong_context_get_store (fields->dialog->context), SOTONG_WRITE_DEFAULT, period_job, period,
                            (GDestroyNotify) sotong_restricted_period_free, (GDestroyNotify) g_ptr_array_unref, NULL, period_saved_cb, saving);
}

/* A form for @period, or for a new one for %NULL. */
void
sotong_days_dialog_edit_period (SotongDaysDialog             *self,
                                const SotongRestrictedPeriod *period)
{
  Fields *fields = fields_new (self, period != NULL ? _("Edit Restricted Period") : _("Add Restricted Period"), period != NULL ? _("_Save") : _("_Add"));
  static const char *const keys[] = { "kind", "name", "from", "to", "ground", "scope", NULL };
  const char * const scopes[] = { _("Publicity of the city"), _("Every content"), NULL };
  g_autofree char *which = g_strconcat ("period:", period != NULL ? period->key : "", NULL);
  const char *kinds[SOTONG_N_RESTRICTED_KINDS + 1] = { NULL };

  fields->key = period != NULL ? g_strdup (period->key) : NULL;
  for (int i = 0; i < SOTONG_N_RESTRICTED_KINDS; i++)
    kinds[i] = sotong_restricted_kind_get_label ((SotongRestrictedKind) i);
  fields->rows[0] = sotong_form_add_choice (fields->form, _("Kind"), kinds, period != NULL ? period->kind : SOTONG_RESTRICTED_MOURNING);
  fields->rows[1] = sotong_form_add_entry (fields->form, _("Name"), period != NULL ? period->name : NULL);
  fields->rows[2] = sotong_form_add_entry (fields->form, _("First day, as 2016-10-28"), period != NULL ? period->starts_on : NULL);
  fields->rows[3] = sotong_form_add_entry (fields->form, _("Last day"), period != NULL ? period->ends_on : NULL);
  fields->rows[4] = sotong_form_add_entry (fields->form, _("Legal ground, quoted"), period != NULL ? period->legal_ground : NULL);
  fields->rows[5] = sotong_form_add_choice (fields->form, _("Concerns"), scopes, period == NULL || period->all ? 1 : 0);
  present (fields, which, keys, G_CALLBACK (period_accepted_cb));
}
