/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-ledger-budget.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "app/panes/sotong-ledger-extract.h"
#include "store/sotong-budget.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

/* Where a ledger begins: the lines of a year's budget come from a sheet. And what the budget is called. */

#define MAX_PATH 4096

typedef struct {
  SotongPane *pane;  /* (owned) */
  SotongForm *form;  /* (unowned): owns this */
  GtkWidget  *year;
  GtkWidget  *file;
} Budget;

static void
budget_free (gpointer  data,
             GClosure *closure)
{
  Budget *self = data;

  g_object_unref (self->pane);
  g_free (self);
}

static void
accepted_cb (Budget *self)
{
  g_autofree char *year = sotong_form_dup_line (self->year, 20), *path = sotong_form_dup_line (self->file, MAX_PATH);
  guint64 number;

  if (!g_ascii_string_to_unsigned (year, 10, 1900, 9998, &number, NULL))
    {
      sotong_form_fail (self->form, _("The fiscal year is a number, as 2016."));
      return;
    }
  if (*path == '\0')
    {
      sotong_form_fail (self->form, _("Choose the sheet with the lines of the budget."));
      return;
    }
  sotong_ledger_import_budget_of (self->pane, (int) number, path);
  gtk_window_close (GTK_WINDOW (self->form));
}

static int
this_year (SotongContext *context)
{
  int year, month, day, hour, minute, second;

  sotong_time_to_civil (sotong_context_now (context), sotong_context_get_zone (context), &year, &month, &day, &hour, &minute, &second);
  return year;
}

/**
 * sotong_ledger_present_budget:
 * @pane: the ledger
 * @newest: the newest year with a budget, or 0
 *
 * Asks for a year, at first the one after @newest or else this one, and for the sheet with its budget. What would come of
 * the sheet is shown before anything is written.
 */
void
sotong_ledger_present_budget (SotongPane *pane,
                              int         newest)
{
  static const char * const patterns[] = { "*.csv", "*.xlsx", "*.tsv", "*.txt", NULL };
  SotongContext *context = sotong_pane_get_context (pane);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (pane));
  g_autofree char *year = NULL;
  Budget *self;

  if (context == NULL)
    return;
  year = g_strdup_printf ("%d", newest != 0 ? newest + 1 : this_year (context));
  self = g_new0 (Budget, 1);
  self->pane = g_object_ref (pane);
  self->form = sotong_form_new (root != NULL ? GTK_WINDOW (root) : NULL, _("Import a Budget"), _("C_ontinue"));
  gtk_window_set_default_size (GTK_WINDOW (self->form), 480, 340);
  sotong_form_add_group (self->form, NULL, _("A sheet (CSV or XLSX) with a line of the budget in each row. Its first row names the columns: account, budget line, "
                                             "budget, and the basis of calculation if there is one. What would come of it is shown first."));
  self->year = sotong_form_add_entry (self->form, _("Fiscal year"), year);
  self->file = sotong_form_add_file (self->form, _("Sheet (.csv, .xlsx)"), _("Choose a Sheet"), _("Sheets (CSV, XLSX)"), patterns);
  g_signal_connect_data (self->form, "accepted", G_CALLBACK (accepted_cb), self, budget_free, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->form));
}

/* ---- its name ---- */

typedef struct {
  SotongPane *pane;   /* (owned) */
  SotongForm *form;   /* (unowned): owns this */
  int         year;
  GtkWidget  *name;
  GtkWidget  *reason;
} Rename;

typedef struct {
  int   year;
  char *name;
  char *reason;
} Wanted;

static void
rename_free (gpointer  data,
             GClosure *closure)
{
  Rename *self = data;

  g_object_unref (self->pane);
  g_free (self);
}

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->name);
  g_free (wanted->reason);
  g_free (wanted);
}

static gpointer
rename_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Wanted *wanted = data;

  return sotong_programme_rename (db, wanted->year, wanted->name, wanted->reason, error) != 0 ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
rename_accepted_cb (Rename *self)
{
  SotongContext *context = sotong_pane_get_context (self->pane);
  Wanted *wanted;

  if (context == NULL)
    return;
  if (sotong_text_is_blank (sotong_form_get_text (self->name)))
    {
      sotong_form_fail_at (self->form, self->name, _("The budget needs a name: enter one."));
      return;
    }
  wanted = g_new0 (Wanted, 1);
  wanted->year = self->year;
  wanted->name = sotong_form_dup_line (self->name, 200);
  wanted->reason = sotong_form_dup_line (self->reason, 2000);
  sotong_form_write (self->form, sotong_context_get_store (context), rename_job, wanted, wanted_free, NULL);
}

/**
 * sotong_ledger_present_rename:
 * @pane: the ledger
 * @year: a fiscal year with a budget
 * @name: what it is called
 *
 * Asks for another name of the year's budget. One step of undo; what is typed outlives a killed program.
 */
void
sotong_ledger_present_rename (SotongPane *pane,
                              int         year,
                              const char *name)
{
  static const char *const keys[] = { "=name", "reason", NULL };
  SotongContext *context = sotong_pane_get_context (pane);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (pane));
  g_autofree char *title = NULL, *which = NULL;
  Rename *self;

  if (context == NULL || name == NULL)
    return;
  /* Translators: a fiscal year */
  title = g_strdup_printf (_("Year %d"), year);
  which = g_strdup_printf ("rename-budget:%d", year);
  self = g_new0 (Rename, 1);
  self->pane = g_object_ref (pane);
  self->year = year;
  self->form = sotong_form_new (root != NULL ? GTK_WINDOW (root) : NULL, _("Rename the Budget"), _("_Save"));
  gtk_window_set_default_size (GTK_WINDOW (self->form), 480, 340);
  sotong_form_add_group (self->form, title, _("Reports and the statement are headed with this name. Reports that were closed keep what they said."));
  self->name = sotong_form_add_entry (self->form, _("Name (required)"), name);
  self->reason = sotong_form_add_entry (self->form, _("Reason"), "");
  g_signal_connect_data (self->form, "accepted", G_CALLBACK (rename_accepted_cb), self, rename_free, G_CONNECT_SWAPPED);
  sotong_form_journal_watch (self->form, sotong_context_get_store (context), which, (GtkWidget * const []) { self->name, self->reason }, keys, NULL);
  gtk_window_present (GTK_WINDOW (self->form));
}
