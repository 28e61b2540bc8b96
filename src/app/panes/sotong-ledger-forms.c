/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "app/panes/sotong-ledger-amount.h"
#include "app/panes/sotong-ledger-forms.h"
#include "app/panes/sotong-ledger-payee.h"
#include "plan/sotong-month.h"
#include "store/sotong-budget-act.h"
#include "util/sotong-text.h"
#include "util/sotong-time-office.h"
#include "util/sotong-won.h"

/* What the ledger asks for beside payments: commitments, changes of the budget; and how the pace is shown. */

typedef struct {
  SotongForm *form;      /* (unowned): owns this */
  SotongPane *pane;      /* (owned) */
  gint64      line_id;
  GArray     *others;    /* (owned) (nullable) (element-type gint64): lines that a transfer may go to */
  GtkWidget  *amount;
  GtkWidget  *day;       /* (nullable): none of a carry-over */
  GtkWidget  *who;       /* of a commitment */
  GtkWidget  *who_is;    /* of a commitment */
  GtkWidget  *what;      /* of a commitment what it is for, of a change why */
  GtkWidget  *document;
  GtkWidget  *kind;      /* of a change */
} Dialog;

static void
dialog_free (gpointer  data,
             GClosure *closure)
{
  Dialog *dialog = data;

  g_object_unref (dialog->pane);
  g_clear_pointer (&dialog->others, g_array_unref);
  g_free (dialog);
}

/* What is to be written, for the store's thread. */
typedef struct {
  gint64 line_id;
  gint64 to_id;     /* of a transfer, or 0 */
  gint64 amount;
  char  *day;
  char  *who;
  char  *what;
  char  *document;
  const char *who_is; /* (nullable) */
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_free (wanted->day);
  g_free (wanted->who);
  g_free (wanted->what);
  g_free (wanted->document);
  g_free (wanted);
}

static gpointer
commit_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Wanted *w = data;
  SotongCommitment commitment = { w->line_id, w->amount, w->day, w->who, w->what, w->document };

  commitment.payee_kind = w->who_is;

  return sotong_budget_commit (db, &commitment, NULL, error) != 0 ? GINT_TO_POINTER (TRUE) : NULL;
}

static gpointer
change_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Wanted *w = data;
  SotongBudgetChange change = { w->line_id, w->to_id != 0 ? "transfer" : "supplementary", w->to_id != 0 ? -w->amount : w->amount, w->day, w->document, w->what };

  return sotong_budget_change_add (db, &change, w->to_id, error) != 0 ? GINT_TO_POINTER (TRUE) : NULL;
}

/* The amount and the day that were typed; says what is wrong with them in the form. */
static Wanted *
read_wanted (Dialog *dialog)
{
  g_autofree char *typed = g_strstrip (g_strdup (dialog->day != NULL ? sotong_form_get_text (dialog->day) : ""));
  g_autofree char *day = dialog->day != NULL ? sotong_time_office_to_iso (typed) : NULL;
  gboolean is_change = dialog->others != NULL; /* a cut is less than nothing */
  Wanted *wanted;
  gint64 amount, number;
  const char *problem = sotong_ledger_read_amount (sotong_form_get_text (dialog->amount), is_change, &amount);

  if (problem != NULL)
    {
      sotong_form_fail_at (dialog->form, dialog->amount, problem);
      return NULL;
    }
  if (dialog->day != NULL && (day == NULL || !sotong_month_parse_day (day, &number)))
    {
      sotong_form_fail_at (dialog->form, dialog->day, _("There is no such day. Write it as 2016-10-14 or 2016. 10. 14."));
      return NULL;
    }
  wanted = g_new0 (Wanted, 1);
  wanted->line_id = dialog->line_id;
  wanted->amount = amount;
  wanted->day = g_steal_pointer (&day);
  wanted->who = dialog->who != NULL ? sotong_text_clean (sotong_form_get_text (dialog->who), -1, 500) : NULL;
  wanted->what = sotong_text_clean (sotong_form_get_text (dialog->what), -1, 2000);
  wanted->document = sotong_text_clean (sotong_form_get_text (dialog->document), -1, 500);
  return wanted;
}

static void
write_wanted (Dialog         *dialog,
              Wanted         *wanted,
              SotongStoreJob  job)
{
  SotongContext *context = sotong_pane_get_context (dialog->pane);

  if (context != NULL)
    sotong_form_write (dialog->form, sotong_context_get_store (context), job, wanted, (GDestroyNotify) wanted_free, NULL);
  else
    wanted_free (wanted);
}

static void
commit_accepted_cb (Dialog *dialog)
{
  Wanted *wanted = read_wanted (dialog);

  if (wanted == NULL)
    return;
  wanted->who_is = sotong_ledger_payee_get_choice (dialog->who_is);
  write_wanted (dialog, wanted, commit_job);
}

/* Names what a change lacks, and brings the cursor there; %FALSE if something is missing. */
static gboolean
check_grounds (Dialog       *dialog,
               const Wanted *wanted)
{
  gboolean no_document = sotong_text_is_blank (wanted->document), no_reason = sotong_text_is_blank (wanted->what);

  if (no_document)
    sotong_form_fail_at (dialog->form, dialog->document,
                         no_reason ? _("A change of the budget needs its reason and the number of the document that decided it.")
                                   : _("The number of the document that decided the change is missing. Enter it."));
  else if (no_reason)
    sotong_form_fail_at (dialog->form, dialog->what, _("The reason of the change is missing. Say why the budget changes."));
  return !no_document && !no_reason;
}

static void
change_accepted_cb (Dialog *dialog)
{
  guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->kind));
  Wanted *wanted = read_wanted (dialog);

  if (wanted == NULL)
    return;
  if (chosen == GTK_INVALID_LIST_POSITION)
    {
      sotong_form_fail (dialog->form, _("Choose what kind of change it is. The line that you meant is not there any more under its name."));
      wanted_free (wanted);
      return;
    }
  if (!check_grounds (dialog, wanted))
    {
      wanted_free (wanted);
      return;
    }
  if (chosen > 0 && chosen <= dialog->others->len)
    wanted->to_id = g_array_index (dialog->others, gint64, chosen - 1);
  if (wanted->to_id != 0 && wanted->amount < 0)
    {
      sotong_form_fail_at (dialog->form, dialog->amount, _("A transfer takes an amount above nothing from this line."));
      wanted_free (wanted);
      return;
    }
  write_wanted (dialog, wanted, change_job);
}

static Dialog *
dialog_new (SotongPane       *pane,
            SotongLedgerItem *line,
            const char       *title,
            const char       *about)
{
  Dialog *dialog = g_new0 (Dialog, 1);
  g_autofree char *left = sotong_won_format (sotong_ledger_item_get_money (line)->remaining);
  g_autofree char *text = g_strdup_printf (_("%s: %s won remain. %s"), sotong_ledger_item_get_name (line), left, about);

  dialog->form = sotong_form_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (pane))), title, _("_Save"));
  dialog->pane = g_object_ref (pane);
  dialog->line_id = sotong_ledger_item_get_id (line);
  sotong_form_add_group (dialog->form, NULL, text);
  dialog->amount = sotong_form_add_entry (dialog->form, _("Amount (won, required)"), "");
  return dialog;
}

static void
add_day (Dialog *dialog)
{
  SotongContext *context = sotong_pane_get_context (dialog->pane);
  g_autofree char *today = sotong_time_format_date (sotong_context_now (context), sotong_context_get_zone (context));

  dialog->day = sotong_form_add_entry (dialog->form, _("Day (required)"), today);
}

/* What is typed outlives a killed program. */
static void
present (Dialog      *dialog,
         const char  *which,
         GCallback    accepted)
{
  static const char *const names[] = { "amount", "=day", "who", "who-is", "what", "document", "=kind" };
  GtkWidget *const all[] = { dialog->amount, dialog->day, dialog->who, dialog->who_is, dialog->what, dialog->document, dialog->kind };
  GtkWidget *rows[G_N_ELEMENTS (all)];
  const char *keys[G_N_ELEMENTS (all) + 1] = { NULL };
  SotongContext *context = sotong_pane_get_context (dialog->pane);
  g_autofree char *name = g_strdup_printf ("%s:%" G_GINT64_FORMAT, which, dialog->line_id);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i] != NULL)
      {
        rows[n] = all[i];
        keys[n++] = names[i];
      }
  g_signal_connect_data (dialog->form, "accepted", accepted, dialog, dialog_free, G_CONNECT_SWAPPED);
  sotong_form_journal_watch (dialog->form, sotong_context_get_store (context), name, rows, keys, NULL);
  gtk_window_present (GTK_WINDOW (dialog->form));
}

/**
 * sotong_ledger_present_commit:
 * @pane: the ledger
 * @line: the line that is bound; not a heading or a sum
 *
 * Asks for a commitment (원인행위) and records it as one step of undo.
 */
void
sotong_ledger_present_commit (SotongPane       *pane,
                              SotongLedgerItem *line)
{
  Dialog *dialog = dialog_new (pane, line, _("Record Commitment"), _("What a contract binds is kept apart from what is paid."));

  add_day (dialog);
  dialog->who = sotong_form_add_entry (dialog->form, _("Counterparty"), "");
  dialog->who_is = sotong_ledger_payee_add_choice (dialog->form, NULL);
  dialog->what = sotong_form_add_entry (dialog->form, _("What for"), "");
  dialog->document = sotong_form_add_entry (dialog->form, _("Document number"), "");
  present (dialog, "commitment", G_CALLBACK (commit_accepted_cb));
}

/**
 * sotong_ledger_present_change:
 * @pane: the ledger
 * @line: the line whose budget changes
 * @lines: (element-type SotongLedgerItem): the ledger's rows, of which a transfer may go to the lines
 *
 * Asks for a supplementary budget or a transfer and records it as one step of undo.
 */
void
sotong_ledger_present_change (SotongPane       *pane,
                              SotongLedgerItem *line,
                              GListModel       *lines)
{
  Dialog *dialog = dialog_new (pane, line, _("Change Budget"), _("Less is written as -1,000,000 or △1,000,000. What the line had before is kept."));
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  add_day (dialog);
  dialog->others = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_ptr_array_add (names, g_strdup (_("Supplementary budget")));
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr(SotongLedgerItem) item = g_list_model_get_item (lines, i);
      gint64 id = sotong_ledger_item_get_id (item);

      if (sotong_ledger_item_get_kind (item) != SOTONG_LEDGER_ITEM_LINE || id == dialog->line_id)
        continue;
      g_ptr_array_add (names, g_strdup_printf (_("Transfer to “%s”"), sotong_ledger_item_get_name (item)));
      g_array_append_val (dialog->others, id);
    }
  g_ptr_array_add (names, NULL);
  dialog->kind = sotong_form_add_choice (dialog->form, _("Kind"), (const char * const *) names->pdata, 0);
  dialog->document = sotong_form_add_entry (dialog->form, _("Document number (required)"), "");
  dialog->what = sotong_form_add_entry (dialog->form, _("Reason (required)"), "");
  present (dialog, "budget-change", G_CALLBACK (change_accepted_cb));
}

/* ---- carrying over ---- */

static const char * const carry_kinds[] = { "approved", "accident" };

static gpointer
carry_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Wanted *w = data;

  return sotong_budget_carry (db, w->line_id, w->who, w->amount, w->document, w->what, error) != 0 ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
carry_accepted_cb (Dialog *dialog)
{
  guint chosen = MIN (adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->kind)), G_N_ELEMENTS (carry_kinds) - 1);
  Wanted *wanted = read_wanted (dialog);

  if (wanted == NULL)
    return;
  g_free (wanted->who);
  wanted->who = g_strdup (carry_kinds[chosen]);
  if (sotong_text_is_blank (wanted->what))
    {
      sotong_form_fail_at (dialog->form, dialog->what, _("Say why the money is carried over: enter the reason."));
      wanted_free (wanted);
      return;
    }
  write_wanted (dialog, wanted, carry_job);
}

/**
 * sotong_ledger_present_carry:
 * @pane: the ledger
 * @line: the line of which something is carried to the next year
 *
 * Asks for a carry-over (명시이월 or 사고이월) and its reason and records it as one step of undo.
 */
void
sotong_ledger_present_carry (SotongPane       *pane,
                             SotongLedgerItem *line)
{
  Dialog *dialog = dialog_new (pane, line, _("Carry Over"), _("What is carried to the next year goes there when this year is closed."));
  const char * const kinds[] = { _("Approved carry-over"), _("Carry-over by accident"), NULL };

  dialog->kind = sotong_form_add_choice (dialog->form, _("Kind"), kinds, 0);
  dialog->what = sotong_form_add_entry (dialog->form, _("Reason (required)"), "");
  dialog->document = sotong_form_add_entry (dialog->form, _("Document number"), "");
  present (dialog, "carry-over", G_CALLBACK (carry_accepted_cb));
}

/* ---- pace ---- */

#define PACE_CHARS 44 /* of a line of its words */

static void
add_line (GtkGrid    *grid,
          int         row,
          const char *name,
          gint64      won)
{
  g_autofree char *text = won != SOTONG_NONE ? sotong_won_format_thousand (won) : g_strdup ("-");
  GtkWidget *label = gtk_label_new (name), *value = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_xalign (GTK_LABEL (value), 1);
  gtk_widget_add_css_class (value, "numeric");
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, value, 1, row, 1, 1);
}

/* Words of several lines below the figures. A popover asks how high its child is without saying how wide it will be, which
 * cuts what wraps: so they say their height themselves. */
static GtkWidget *
new_words (const char *text)
{
  GtkWidget *words = gtk_label_new (text);
  int width, height;

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (words), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (words), PACE_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (words), PACE_CHARS);
  gtk_widget_measure (words, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (words, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  gtk_widget_set_size_request (words, width, height);
  return words;
}

/**
 * sotong_ledger_show_pace:
 * @button: the button that tells it
 * @pace: (nullable): how the year's budget is executed in time
 *
 * The button says the share that is executed and how it stands; its popover what the target, even days and the
 * forecast come to, and what is needed.
 */
void
sotong_ledger_show_pace (GtkMenuButton    *button,
                         const SotongPace *pace)
{
  g_autofree char *text = NULL, *label = NULL, *range = NULL, *low = NULL, *high = NULL;
  GtkWidget *popover, *box, *grid, *words;
  gint64 percent = 0;

  gtk_widget_set_visible (GTK_WIDGET (button), pace != NULL);
  if (pace == NULL)
    return;
  sotong_won_percent (pace->executed, pace->available, &percent);
  text = sotong_pace_describe (pace);
  /* Translators: the share of the budget that is executed, on a button */
  label = g_strdup_printf (_("Pace: %d%%"), (int) percent);
  popover = gtk_popover_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 24);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  add_line (GTK_GRID (grid), 0, _("Executed"), pace->executed);
  add_line (GTK_GRID (grid), 1, _("By the target’s line"), pace->target_today);
  add_line (GTK_GRID (grid), 2, _("If all days were even"), pace->even_today);
  add_line (GTK_GRID (grid), 3, _("Expected at the year’s end"), pace->forecast);
  low = pace->forecast_low != SOTONG_NONE ? sotong_won_format_thousand (pace->forecast_low) : g_strdup ("-");
  high = pace->forecast_high != SOTONG_NONE ? sotong_won_format_thousand (pace->forecast_high) : g_strdup ("-");
  range = g_strdup_printf (_("%s\nThe forecast lies between %s and %s thousand won."), text, low, high);
  words = new_words (range);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), words);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
  gtk_label_set_text (GTK_LABEL (gtk_menu_button_get_child (button)), label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}
