/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-ledger-dialog.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form-mark.h"
#include "app/dialogs/sotong-form.h"
#include "app/panes/sotong-ledger-amount.h"
#include "app/panes/sotong-ledger-parts.h"
#include "app/sotong-entry-fill.h"
#include "plan/sotong-month.h"
#include "store/sotong-budget-act.h"
#include "store/sotong-budget-close.h"
#include "store/sotong-campaign.h"
#include "util/sotong-text.h"
#include "util/sotong-time-office.h"
#include "util/sotong-won.h"

/**
 * SotongLedgerDialog:
 *
 * Asks for a payment of a budget line and records it, with the contents or the campaign that it is for. What the line
 * cannot pay is refused with what is missing, and stays in the dialog. Of a closed year it is a correction, with its reason.
 */
struct _SotongLedgerDialog
{
  AdwWindow       parent_instance;
  SotongPane     *pane;         /* (owned) (nullable) */
  gint64          line_id;
  gint64          remaining;    /* won the line has left */
  GtkLabel       *line_label;
  GtkLabel       *left_label;
  GtkWidget      *over_row;
  GtkLabel       *over_label;
  GtkInfoBar     *bar;            /* what is wrong, above the rows: the form is longer than a small screen */
  GtkLabel       *error_label;
  GtkWidget      *wrong;          /* (unowned) (nullable): the row that it is about */
  GtkLabel       *back_label;     /* what is back from the journal */
  AdwEntryRow    *amount_row;
  AdwEntryRow    *date_row;
  AdwEntryRow    *payee_row;
  AdwComboRow    *payee_kind_row;
  AdwEntryRow    *description_row;
  AdwEntryRow    *document_row;
  SotongLedgerParts *parts;
  AdwComboRow    *campaign_row;
  GtkStringList  *campaign_names;
  AdwEntryRow    *reason_row;     /* shown of a closed year */
  GtkButton      *record_button;
  char           *today;          /* (owned): what stands in @date_row first */
  GArray         *campaign_ids;   /* (owned) (element-type gint64): as the names, but the first */
};

G_DEFINE_FINAL_TYPE (SotongLedgerDialog, sotong_ledger_dialog, ADW_TYPE_WINDOW)

static const char *
text_of (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
show_problem (SotongLedgerDialog *self,
              const char         *text)
{
  sotong_form_unmark (&self->wrong);
  gtk_label_set_text (self->error_label, text != NULL ? text : "");
  gtk_info_bar_set_revealed (self->bar, text != NULL);
}

/* The row that is wrong is marked, and the cursor goes there. */
static void
refuse (SotongLedgerDialog *self,
        gpointer            row,
        const char         *text)
{
  show_problem (self, text);
  sotong_form_mark (&self->wrong, row);
}

/* Says while it is typed by how much the amount is more than the line has left: recording it would be refused. */
static void
show_over (SotongLedgerDialog *self)
{
  g_autofree char *won = NULL, *text = NULL;
  gint64 amount, over;
  gboolean is_over = sotong_won_parse (text_of (self->amount_row), &amount) && amount > self->remaining
                     && sotong_won_subtract (amount, self->remaining, &over);

  if (is_over)
    {
      won = sotong_won_format (over);
      text = g_strdup_printf (_("%s won more than the line has left"), won);
      gtk_label_set_text (self->over_label, text);
      gtk_widget_add_css_class (GTK_WIDGET (self->amount_row), "error");
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->amount_row), "error");
  gtk_widget_set_visible (self->over_row, is_over);
}

static void
changed_cb (SotongLedgerDialog *self)
{
  gint64 amount;

  show_problem (self, NULL);
  show_over (self);
  sotong_ledger_parts_divide (self->parts, sotong_won_parse (text_of (self->amount_row), &amount) ? amount : 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->record_button), *text_of (self->amount_row) != '\0' && *text_of (self->date_row) != '\0');
}

/* ---- what it can be for ---- */

/* At most so many contents are offered: more are no list to choose from. */
#define MAX_CONTENTS 200

typedef struct {
  gint64     line_id;
  int        year;
  GPtrArray *contents;   /* (owned) (element-type SotongPayable) */
  GPtrArray *campaigns;  /* (owned) (element-type SotongCampaign) */
  gboolean   closed;
} Offer;

static void
offer_free (Offer *offer)
{
  g_clear_pointer (&offer->contents, g_ptr_array_unref);
  g_clear_pointer (&offer->campaigns, g_ptr_array_unref);
  g_free (offer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Offer, offer_free)

static gpointer
offer_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Offer *asked = data;
  g_autoptr(Offer) offer = g_new0 (Offer, 1);
  gint64 closed = sotong_budget_closed_at (db, asked->year, error);

  if (closed < 0 || (offer->contents = sotong_payable_list (db, asked->line_id, MAX_CONTENTS, error)) == NULL
      || (offer->campaigns = sotong_campaign_list (db, error)) == NULL)
    return NULL;
  offer->closed = closed > 0;
  return g_steal_pointer (&offer);
}

/* What is wrong stands in the strip, what is back below it. */
static void
say (GtkWindow  *window,
     const char *message,
     gboolean    problem)
{
  SotongLedgerDialog *self = SOTONG_LEDGER_DIALOG (window);

  if (problem)
    {
      show_problem (self, message);
      return;
    }
  gtk_label_set_text (self->back_label, message);
  gtk_widget_set_visible (GTK_WIDGET (self->back_label), TRUE);
}

/* What is typed outlives a killed program. The contents come behind the amount that is divided among them. */
static void
watch (SotongLedgerDialog *self)
{
  static const char *const keys[] = { "amount", "=day", "payee", "what", "document", "reason", "who-is", "campaign", "contents", NULL };
  SotongContext *context = sotong_pane_get_context (self->pane);
  GtkWidget *const rows[] = {
    GTK_WIDGET (self->amount_row), GTK_WIDGET (self->date_row), GTK_WIDGET (self->payee_row), GTK_WIDGET (self->description_row),
    GTK_WIDGET (self->document_row), GTK_WIDGET (self->reason_row), GTK_WIDGET (self->payee_kind_row), GTK_WIDGET (self->campaign_row),
    GTK_WIDGET (self->parts),
  };
  const char *const before[] = { "", self->today, "", "", "", "", NULL, NULL, NULL };
  g_autofree char *which = g_strdup_printf ("payment:%" G_GINT64_FORMAT, self->line_id);

  if (context != NULL)
    sotong_form_journal_watch_window (GTK_WINDOW (self), sotong_context_get_store (context), which, rows, keys, before, say);
}

static void
offered_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SotongLedgerDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Offer) offer = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (self->pane == NULL)
    return; /* closed meanwhile */
  if (offer == NULL)
    {
      show_problem (self, error->message);
      watch (self);
      return;
    }
  sotong_ledger_parts_offer (self->parts, offer->contents);
  for (guint i = 0; i < offer->campaigns->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (offer->campaigns, offer->campaigns->len - 1 - i); /* the newest first */

      gtk_string_list_append (self->campaign_names, campaign->name);
      g_array_append_val (self->campaign_ids, campaign->id);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->reason_row), offer->closed);
  watch (self);
}

static void
ask_offer (SotongLedgerDialog *self,
           SotongContext      *context,
           int                 year)
{
  Offer *asked = g_new0 (Offer, 1);

  self->campaign_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_string_list_append (self->campaign_names, _("None"));
  asked->line_id = self->line_id;
  asked->year = year;
  sotong_store_read_async (sotong_context_get_store (context), offer_job, asked, (GDestroyNotify) offer_free, (GDestroyNotify) offer_free, NULL,
                           offered_cb, g_object_ref (self));
}

static gint64
chosen_campaign (SotongLedgerDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->campaign_row);

  return selected > 0 && selected <= self->campaign_ids->len ? g_array_index (self->campaign_ids, gint64, selected - 1) : SOTONG_NONE;
}

/* ---- recording ---- */

/* What is to be written, for the store's thread. */
typedef struct {
  SotongPayment *payment;  /* (owned) */
  GArray        *ids;      /* (owned) (element-type gint64): the contents */
  GArray        *amounts;  /* (owned) (element-type gint64): of several, won of each */
  char          *reason;   /* (owned) (nullable) of a correction */
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  sotong_payment_free (wanted->payment);
  g_clear_pointer (&wanted->ids, g_array_unref);
  g_clear_pointer (&wanted->amounts, g_array_unref);
  g_free (wanted->reason);
  g_free (wanted);
}

static gpointer
pay_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  const Wanted *wanted = data;
  const SotongPayment *p = wanted->payment;
  SotongExecution execution = {
    .line_id = p->line_id, .content_ids = (const gint64 *) (gpointer) wanted->ids->data, .n_contents = wanted->ids->len,
    .amounts = wanted->amounts->len > 0 ? (const gint64 *) (gpointer) wanted->amounts->data : NULL, .campaign_id = p->campaign_id, .amount = p->amount,
    .paid_on = p->paid_on, .payee = p->payee, .payee_kind = p->payee_kind, .description = p->description, .document_number = p->document_number, .reason = wanted->reason,
    .correction = wanted->reason != NULL,
  };
  g_autoptr(GArray) ids = sotong_budget_execute (db, &execution, error);

  return ids != NULL ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
paid_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongLedgerDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  if (sotong_store_write_finish (SOTONG_STORE (object), result, &error) == NULL)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->record_button), TRUE);
      sotong_form_journal_set_saving (GTK_WINDOW (self), FALSE);
      if (g_error_matches (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID))
        refuse (self, self->amount_row, error->message);
      else
        show_problem (self, error->message);
      return;
    }
  if (self->pane != NULL)
    sotong_pane_toast (self->pane, _("The payment was recorded"), TRUE);
  sotong_form_journal_saved (GTK_WINDOW (self));
  gtk_window_close (GTK_WINDOW (self));
}

/* The contents as they were chosen; FALSE, with the reason shown, if their amounts do not come to the payment's. */
static gboolean
take_contents (SotongLedgerDialog *self,
               Wanted             *wanted)
{
  GtkWidget *wrong = NULL;
  g_autofree char *problem = sotong_ledger_parts_take (self->parts, wanted->payment->amount, &wanted->ids, &wanted->amounts, &wrong);

  if (problem != NULL)
    refuse (self, wrong, problem);
  return problem == NULL;
}

/* The day as it is kept, from the forms people write, ours and those of office papers; NULL if it is none. */
static char *
dup_day (SotongLedgerDialog *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (text_of (self->date_row)));
  g_autofree char *day = sotong_time_office_to_iso (typed);

  gint64 number;

  return day != NULL && sotong_month_parse_day (day, &number) ? g_steal_pointer (&day) : NULL;
}

/* The day as it is kept; NULL, with the reason shown, if it is none or has not come: that is a slip of who types. */
static char *
take_day (SotongLedgerDialog *self,
          SotongContext      *context)
{
  g_autofree char *day = dup_day (self);
  g_autoptr(GError) error = NULL;

  if (day == NULL)
    refuse (self, self->date_row, _("There is no such day. Write it as 2016-10-14 or 2016. 10. 14."));
  else if (sotong_budget_check_come (day, sotong_context_now (context), sotong_context_get_zone (context), &error))
    return g_steal_pointer (&day);
  else
    refuse (self, self->date_row, error->message);
  return NULL;
}

/* As the choices stand in the template. */
static const char * const payee_kinds[] = { "", "person", "firm", "public" };

static void
record_cb (SotongLedgerDialog *self)
{
  SotongContext *context = self->pane != NULL ? sotong_pane_get_context (self->pane) : NULL;
  SotongPayment *payment;
  Wanted *wanted;
  g_autofree char *day = NULL;
  const char *problem;
  gint64 amount;

  if (context == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (self->record_button)))
    return;
  problem = sotong_ledger_read_amount (text_of (self->amount_row), FALSE, &amount);
  if (problem != NULL)
    {
      refuse (self, self->amount_row, problem);
      return;
    }
  day = take_day (self, context);
  if (day == NULL)
    return;
  if (sotong_text_is_blank (text_of (self->description_row)))
    {
      refuse (self, self->description_row, _("Say what was paid for: an auditor will ask."));
      return;
    }
  if (gtk_widget_get_visible (GTK_WIDGET (self->reason_row)) && sotong_text_is_blank (text_of (self->reason_row)))
    {
      refuse (self, self->reason_row, _("The year is closed: what is entered now is a correction. Say why."));
      return;
    }
  wanted = g_new0 (Wanted, 1);
  wanted->reason = gtk_widget_get_visible (GTK_WIDGET (self->reason_row)) ? g_strdup (text_of (self->reason_row)) : NULL;
  wanted->payment = payment = g_new0 (SotongPayment, 1);
  payment->line_id = self->line_id;
  payment->campaign_id = chosen_campaign (self);
  payment->amount = amount;
  payment->paid_on = g_steal_pointer (&day);
  payment->payee = g_strdup (text_of (self->payee_row));
  payment->payee_kind = g_strdup (payee_kinds[MIN (adw_combo_row_get_selected (self->payee_kind_row), G_N_ELEMENTS (payee_kinds) - 1)]);
  payment->description = g_strdup (text_of (self->description_row));
  payment->document_number = g_strdup (text_of (self->document_row));
  payment->content = g_strdup ("");
  if (!take_contents (self, wanted))
    {
      wanted_free (wanted);
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->record_button), FALSE);
  sotong_form_journal_set_saving (GTK_WINDOW (self), TRUE);
  sotong_store_write_async (sotong_context_get_store (context), SOTONG_WRITE_DEFAULT, pay_job, wanted, (GDestroyNotify) wanted_free,
                            NULL, NULL, paid_cb, g_object_ref (self));
}

static void
sotong_ledger_dialog_dispose (GObject *object)
{
  SotongLedgerDialog *self = SOTONG_LEDGER_DIALOG (object);

  sotong_form_unmark (&self->wrong);
  g_clear_object (&self->pane);
  g_clear_pointer (&self->campaign_ids, g_array_unref);
  g_clear_pointer (&self->today, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), SOTONG_TYPE_LEDGER_DIALOG);
  G_OBJECT_CLASS (sotong_ledger_dialog_parent_class)->dispose (object);
}

static void
sotong_ledger_dialog_class_init (SotongLedgerDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_ledger_dialog_dispose;
  g_type_ensure (SOTONG_TYPE_LEDGER_PARTS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sotong/Sotong/sotong-ledger-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, line_label);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, left_label);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, over_row);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, over_label);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, back_label);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, amount_row);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, date_row);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, payee_row);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, payee_kind_row);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, description_row);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, document_row);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, parts);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, campaign_row);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, campaign_names);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, reason_row);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, record_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sotong_ledger_dialog_init (SotongLedgerDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sotong_form_show_whole (GTK_WIDGET (self->campaign_row));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->record_button));
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->amount_row))));
}

/**
 * sotong_ledger_dialog_new:
 * @pane: the ledger
 * @line: the line that pays; not a heading or a sum
 * @year: the fiscal year to which it belongs
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
SotongLedgerDialog *
sotong_ledger_dialog_new (SotongPane       *pane,
                          SotongLedgerItem *line,
                          int               year)
{
  SotongContext *context;
  GtkRoot *root;
  SotongLedgerDialog *self;
  g_autofree char *won = NULL, *left = NULL;

  g_return_val_if_fail (SOTONG_IS_PANE (pane), NULL);
  g_return_val_if_fail (sotong_ledger_item_get_kind (line) == SOTONG_LEDGER_ITEM_LINE, NULL);

  context = sotong_pane_get_context (pane);
  root = gtk_widget_get_root (GTK_WIDGET (pane));
  self = g_object_new (SOTONG_TYPE_LEDGER_DIALOG, "transient-for", GTK_IS_WINDOW (root) ? root : NULL, NULL);
  self->pane = g_object_ref (pane);
  self->line_id = sotong_ledger_item_get_id (line);
  gtk_label_set_text (self->line_label, sotong_ledger_item_get_name (line));
  self->remaining = sotong_ledger_item_get_money (line)->remaining;
  won = sotong_won_format (self->remaining);
  left = g_strdup_printf (_("%s won remain"), won);
  gtk_label_set_text (self->left_label, left);
  self->today = sotong_time_format_date (sotong_context_now (context), sotong_context_get_zone (context));
  sotong_entry_fill (GTK_EDITABLE (self->date_row), self->today);
  ask_offer (self, context, year);
  return self;
}
