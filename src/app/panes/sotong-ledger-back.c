/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-ledger-amount.h"
#include "app/panes/sotong-ledger-back.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "plan/sotong-month.h"
#include "store/sotong-budget-act.h"
#include "util/sotong-text.h"
#include "util/sotong-time-office.h"
#include "util/sotong-won.h"

/* What is taken back: a commitment as far as it is not paid, and money that came back of a payment, which both stay in the ledger; and
 * a carry-over that the next year has not got. */

typedef enum {
  COMMITMENT,
  PAYMENT,
  CARRY_OVER,
} Kind;

/* An entry that something can be taken back of. */
typedef struct {
  gint64 id;
  Kind   kind;
  char  *text;  /* (owned) as it is offered */
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->text);
  g_free (entry);
}

typedef struct {
  SotongPane *pane;     /* (owned) */
  gint64      line_id;
  char       *name;     /* (owned) the line's */
  GPtrArray  *entries;  /* (owned) (nullable) (element-type Entry) */
  gint64      payment;  /* that is offered first, or 0 */
  SotongForm *form;     /* (unowned): owns this */
  GtkWidget  *what;
  GtkWidget  *amount;
  GtkWidget  *day;
  GtkWidget  *reason;
} Dialog;

static void
dialog_free (Dialog *dialog)
{
  g_object_unref (dialog->pane);
  g_clear_pointer (&dialog->entries, g_ptr_array_unref);
  g_free (dialog->name);
  g_free (dialog);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Dialog, dialog_free)

static void
dialog_closed (gpointer  data,
               GClosure *closure)
{
  dialog_free (data);
}

/* ---- what there is ---- */

typedef struct {
  gint64 line_id;
  int    year;
} Asked;

static void
offer (GPtrArray  *entries,
       gint64      id,
       Kind        kind,
       gint64      left,
       const char *day,
       const char *who,
       const char *what)
{
  Entry *entry = g_new0 (Entry, 1);
  g_autofree char *won = sotong_won_format (left);

  entry->id = id;
  entry->kind = kind;
  /* Translators: 1 a day, 2 won, 3 with whom or to whom, 4 what for */
  if (kind == COMMITMENT)
    entry->text = g_strdup_printf (_("Commitment of %1$s: %2$s won unpaid. %3$s %4$s"), day, won, who, what);
  else if (kind == PAYMENT)
    entry->text = g_strdup_printf (_("Payment of %1$s: %2$s won. %3$s %4$s"), day, won, who, what);
  else
    entry->text = g_strdup_printf (_("Carry-over: %s won. %s"), won, what);
  g_strstrip (entry->text);
  g_ptr_array_add (entries, entry);
}

/* What is left of a payment when that is taken off which came back. */
static gint64
left_of (GPtrArray           *payments,
         const SotongPayment *payment)
{
  gint64 left = payment->amount;

  for (guint i = 0; i < payments->len; i++)
    {
      const SotongPayment *other = g_ptr_array_index (payments, i);

      if (other->cancels_id == payment->id)
        left += other->amount;
    }
  return left;
}

static gpointer
entries_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const Asked *asked = data;
  SotongRange any = { 0, 0 };
  g_autoptr(SotongProgramme) programme = sotong_programme_get (db, asked->year, error);
  g_autoptr(GPtrArray) commitments = programme != NULL ? sotong_commitment_list (db, programme->id, error) : NULL;
  g_autoptr(GPtrArray) carried = commitments != NULL ? sotong_carry_over_list (db, programme->id, error) : NULL;
  g_autoptr(GPtrArray) payments = carried != NULL ? sotong_payment_list (db, asked->line_id, any, 0, error) : NULL;
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);

  if (payments == NULL)
    return NULL;
  for (guint i = 0; i < commitments->len; i++)
    {
      const SotongLedgerEntry *c = g_ptr_array_index (commitments, i);

      if (c->line_id == asked->line_id && c->cancels_id == SOTONG_NONE && c->before > 0)
        offer (entries, c->id, COMMITMENT, c->before, c->day, c->who, c->text);
    }
  for (guint i = 0; i < carried->len; i++)
    {
      const SotongLedgerEntry *c = g_ptr_array_index (carried, i);

      if (c->line_id == asked->line_id && c->cancels_id == SOTONG_NONE)
        offer (entries, c->id, CARRY_OVER, c->amount, "", "", c->text);
    }
  for (guint i = 0; i < payments->len; i++)
    {
      const SotongPayment *p = g_ptr_array_index (payments, i);
      gint64 left = p->cancels_id == SOTONG_NONE && p->amount > 0 ? left_of (payments, p) : 0;

      if (left > 0)
        offer (entries, p->id, PAYMENT, left, p->paid_on, p->payee, p->description);
    }
  return g_steal_pointer (&entries);
}

/* ---- taking back ---- */

typedef struct {
  gint64 id;
  Kind   kind;
  gint64 amount;
  char  *day;
  char  *reason;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->day);
  g_free (wanted->reason);
  g_free (wanted);
}

static gpointer
take_back_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  const Wanted *w = data;
  gboolean done;

  if (w->kind == CARRY_OVER)
    done = sotong_budget_carry_remove (db, w->id, w->reason, error);
  else if (w->kind == COMMITMENT)
    done = sotong_budget_commit_cancel (db, w->id, w->amount, w->day, w->reason, error) != 0;
  else
    done = sotong_budget_pay_back (db, w->id, w->amount, w->day, w->reason, error) != 0;
  return done ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
accepted_cb (Dialog *dialog)
{
  SotongContext *context = sotong_pane_get_context (dialog->pane);
  guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->what));
  g_autofree char *typed = sotong_form_dup_line (dialog->day, 40);
  g_autofree char *day = sotong_time_office_to_iso (typed);
  g_autofree char *won = sotong_form_dup_line (dialog->amount, 40);
  const char *problem;
  const Entry *entry;
  Wanted *wanted;
  gint64 number, amount = 0;

  if (context == NULL)
    return;
  if (chosen >= dialog->entries->len)
    {
      sotong_form_fail (dialog->form, _("Choose what is taken back. What you meant cannot be taken back any more."));
      return;
    }
  entry = g_ptr_array_index (dialog->entries, chosen);
  problem = *won != '\0' ? sotong_ledger_read_amount (won, FALSE, &amount) : NULL;
  if (problem != NULL)
    sotong_form_fail_at (dialog->form, dialog->amount, problem);
  else if (day == NULL || !sotong_month_parse_day (day, &number))
    sotong_form_fail_at (dialog->form, dialog->day, _("There is no such day. Write it as 2016-10-14 or 2016. 10. 14."));
  else if (entry->kind == CARRY_OVER && amount != 0)
    sotong_form_fail_at (dialog->form, dialog->amount, _("A carry-over is taken back whole: leave the amount empty, and carry over again what is to be."));
  else if (sotong_text_is_blank (sotong_form_get_text (dialog->reason)))
    sotong_form_fail_at (dialog->form, dialog->reason, _("Say why it is taken back: enter the reason."));
  else
    {
      wanted = g_new0 (Wanted, 1);
      wanted->id = entry->id;
      wanted->kind = entry->kind;
      wanted->amount = amount;
      wanted->day = g_steal_pointer (&day);
      wanted->reason = sotong_form_dup_line (dialog->reason, 2000);
      sotong_form_write (dialog->form, sotong_context_get_store (context), take_back_job, wanted, wanted_free, NULL);
    }
}

/* What is typed outlives a killed program, for the payment that was meant and for no other. */
static void
watch (const Dialog  *dialog,
       SotongContext *context)
{
  static const char *const keys[] = { "=what", "amount", "=day", "reason", NULL };
  GtkWidget *const rows[] = { dialog->what, dialog->amount, dialog->day, dialog->reason };
  g_autofree char *which = g_strdup_printf ("take-back:%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, dialog->line_id, dialog->payment);

  sotong_form_journal_watch (dialog->form, sotong_context_get_store (context), which, rows, keys, NULL);
}

/* The number of the entry that is offered first: the payment that is meant. None where it cannot be taken back: another is not meant. */
static guint
find_first (const Dialog *dialog)
{
  for (guint i = 0; i < dialog->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (dialog->entries, i);

      if (entry->kind == PAYMENT && entry->id == dialog->payment)
        return i;
    }
  return dialog->payment != 0 ? GTK_INVALID_LIST_POSITION : 0;
}

static void
present (Dialog *dialog)
{
  SotongContext *context = sotong_pane_get_context (dialog->pane);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (dialog->pane));
  g_autofree char *today = sotong_time_format_date (sotong_context_now (context), sotong_context_get_zone (context));
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < dialog->entries->len; i++)
    g_ptr_array_add (names, ((Entry *) g_ptr_array_index (dialog->entries, i))->text);
  g_ptr_array_add (names, NULL);
  dialog->form = sotong_form_new (root != NULL ? GTK_WINDOW (root) : NULL, _("Take Back"), _("_Save"));
  sotong_form_add_group (dialog->form, dialog->name, _("A commitment is taken back as far as it is not paid, and money that came back is noted. The entry stays in the ledger, "
                                                       "and what was taken back beside it."));
  dialog->what = sotong_form_add_choice (dialog->form, _("What is taken back"), (const char * const *) names->pdata, find_first (dialog));
  sotong_form_show_whole (dialog->what);
  dialog->amount = sotong_form_add_entry (dialog->form, _("Amount (won); nothing for all of it"), "");
  dialog->day = sotong_form_add_entry (dialog->form, _("Day (required)"), today);
  dialog->reason = sotong_form_add_entry (dialog->form, _("Reason (required)"), "");
  g_signal_connect_data (dialog->form, "accepted", G_CALLBACK (accepted_cb), dialog, dialog_closed, G_CONNECT_SWAPPED);
  watch (dialog, context);
  gtk_window_present (GTK_WINDOW (dialog->form));
}

static void
entries_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Dialog) dialog = user_data;
  g_autoptr(GError) error = NULL;

  dialog->entries = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  if (sotong_pane_get_context (dialog->pane) == NULL)
    return; /* the pane was closed meanwhile */
  if (dialog->entries == NULL)
    sotong_pane_show_error (dialog->pane, _("The ledger could not be read"), error);
  else if (dialog->entries->len == 0)
    sotong_pane_toast (dialog->pane, _("The line has no payment, no commitment that is not paid and no carry-over"), FALSE);
  else
    present (g_steal_pointer (&dialog));
}

/**
 * sotong_ledger_present_take_back:
 * @pane: the ledger
 * @line: a line; not a heading or a sum
 * @year: its fiscal year
 * @payment_id: the payment that is offered first, or 0
 *
 * Asks which commitment or payment of the line is taken back, in whole or in part, and why. One step of undo.
 */
void
sotong_ledger_present_take_back (SotongPane       *pane,
                                 SotongLedgerItem *line,
                                 int               year,
                                 gint64            payment_id)
{
  SotongContext *context = sotong_pane_get_context (pane);
  Asked asked = { sotong_ledger_item_get_id (line), year };
  Dialog *dialog;

  if (context == NULL)
    return;
  dialog = g_new0 (Dialog, 1);
  dialog->pane = g_object_ref (pane);
  dialog->line_id = asked.line_id;
  dialog->name = g_strdup (sotong_ledger_item_get_name (line));
  dialog->payment = payment_id;
  sotong_store_read_async (sotong_context_get_store (context), entries_job, g_memdup2 (&asked, sizeof asked), g_free, (GDestroyNotify) g_ptr_array_unref,
                           NULL, entries_cb, dialog);
}
