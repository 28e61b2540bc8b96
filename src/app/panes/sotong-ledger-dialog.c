/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-ledger-dialog.h"

#include <glib/gi18n.h>

#include "plan/sotong-month.h"
#include "util/sotong-text.h"
#include "util/sotong-time-office.h"
#include "util/sotong-won.h"

/**
 * SotongLedgerDialog:
 *
 * Asks for a payment of a budget line and records it. What the line cannot pay is refused
 * with what is missing, and stays in the dialog.
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
  GtkLabel       *error_label;
  AdwEntryRow    *amount_row;
  AdwEntryRow    *date_row;
  AdwEntryRow    *payee_row;
  AdwEntryRow    *description_row;
  AdwEntryRow    *document_row;
  GtkButton      *record_button;
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
  gtk_label_set_text (self->error_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), text != NULL);
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
  show_problem (self, NULL);
  show_over (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->record_button), *text_of (self->amount_row) != '\0' && *text_of (self->date_row) != '\0');
}

static gpointer
pay_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_payment_add (db, data, error) != 0 ? GINT_TO_POINTER (TRUE) : NULL;
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
      show_problem (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->amount_row));
      return;
    }
  if (self->pane != NULL)
    sotong_pane_toast (self->pane, _("The payment was recorded"), TRUE);
  gtk_window_close (GTK_WINDOW (self));
}

static void
refuse (SotongLedgerDialog *self,
        AdwEntryRow        *row,
        const char         *text)
{
  show_problem (self, text);
  gtk_widget_grab_focus (GTK_WIDGET (row));
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

static void
record_cb (SotongLedgerDialog *self)
{
  SotongContext *context = self->pane != NULL ? sotong_pane_get_context (self->pane) : NULL;
  SotongPayment *payment;
  g_autofree char *day = NULL;
  gint64 amount;

  if (context == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (self->record_button)))
    return;
  if (!sotong_won_parse (text_of (self->amount_row), &amount))
    {
      refuse (self, self->amount_row, _("The amount is not one. Write it in won, as 1,500,000."));
      return;
    }
  day = dup_day (self);
  if (day == NULL)
    {
      refuse (self, self->date_row, _("There is no such day. Write it as 2016-10-14 or 2016. 10. 14."));
      return;
    }
  if (sotong_text_is_blank (text_of (self->description_row)))
    {
      refuse (self, self->description_row, _("Say what was paid for: an auditor will ask."));
      return;
    }
  payment = g_new0 (SotongPayment, 1);
  payment->line_id = self->line_id;
  payment->content_id = payment->campaign_id = SOTONG_NONE;
  payment->amount = amount;
  payment->paid_on = g_steal_pointer (&day);
  payment->payee = g_strdup (text_of (self->payee_row));
  payment->description = g_strdup (text_of (self->description_row));
  payment->document_number = g_strdup (text_of (self->document_row));
  payment->content = g_strdup ("");
  gtk_widget_set_sensitive (GTK_WIDGET (self->record_button), FALSE);
  sotong_store_write_async (sotong_context_get_store (context), SOTONG_WRITE_DEFAULT, pay_job, payment, (GDestroyNotify) sotong_payment_free,
                            NULL, NULL, paid_cb, g_object_ref (self));
}

static void
sotong_ledger_dialog_dispose (GObject *object)
{
  SotongLedgerDialog *self = SOTONG_LEDGER_DIALOG (object);

  g_clear_object (&self->pane);
  gtk_widget_dispose_template (GTK_WIDGET (self), SOTONG_TYPE_LEDGER_DIALOG);
  G_OBJECT_CLASS (sotong_ledger_dialog_parent_class)->dispose (object);
}

static void
sotong_ledger_dialog_class_init (SotongLedgerDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_ledger_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sotong/Sotong/sotong-ledger-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, line_label);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, left_label);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, over_row);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, over_label);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, amount_row);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, date_row);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, payee_row);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, description_row);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, document_row);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerDialog, record_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sotong_ledger_dialog_init (SotongLedgerDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->record_button));
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->amount_row))));
}

/**
 * sotong_ledger_dialog_new:
 * @pane: the ledger
 * @line: the line that pays; not a heading or a sum
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
SotongLedgerDialog *
sotong_ledger_dialog_new (SotongPane       *pane,
                          SotongLedgerItem *line)
{
  SotongContext *context;
  GtkRoot *root;
  SotongLedgerDialog *self;
  g_autofree char *today = NULL, *won = NULL, *left = NULL;

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
  today = sotong_time_format_date (sotong_context_now (context), sotong_context_get_zone (context));
  gtk_editable_set_text (GTK_EDITABLE (self->date_row), today);
  return self;
}
