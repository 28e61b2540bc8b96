/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-ledger-payee.h"

#include <glib/gi18n.h>

#include "store/sotong-payee.h"

/* What a payee is: a citizen is hidden in what is disclosed, a firm or an office is not. */

static const struct {
  const char *kind;   /* as it is stored */
  const char *label;
} kinds[] = {
  { "", N_("Not said") }, { "person", N_("A person") }, { "firm", N_("A firm") }, { "public", N_("A public body") },
};

typedef struct {
  SotongPane *pane;   /* (owned) */
  char       *payee;  /* (owned) */
  SotongForm *form;   /* (unowned): owns this */
  GtkWidget  *kind;
} Dialog;

static void
dialog_free (gpointer  data,
             GClosure *closure)
{
  Dialog *dialog = data;

  g_object_unref (dialog->pane);
  g_free (dialog->payee);
  g_free (dialog);
}

typedef struct {
  char       *payee;  /* (owned) */
  const char *kind;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->payee);
  g_free (wanted);
}

static gpointer
mark_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Wanted *wanted = data;

  return sotong_payee_mark (db, wanted->payee, wanted->kind, error) >= 0 ? data : NULL;
}

static guint
find_kind (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, kind) == 0)
      return i;
  return 0;
}

/* Asks in @form what whoever is paid is; @kind as the ledger has it, %NULL if nobody said it. */
GtkWidget *
sotong_ledger_payee_add_choice (SotongForm *form,
                                const char *kind)
{
  const char *labels[G_N_ELEMENTS (kinds) + 1] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    labels[i] = _(kinds[i].label);
  return sotong_form_add_choice (form, _("The payee is"), labels, find_kind (kind));
}

/* What was chosen, as the ledger has it. */
const char *
sotong_ledger_payee_get_choice (GtkWidget *choice)
{
  return kinds[MIN (adw_combo_row_get_selected (ADW_COMBO_ROW (choice)), G_N_ELEMENTS (kinds) - 1)].kind;
}

static void
accepted_cb (Dialog *dialog)
{
  SotongContext *context = sotong_pane_get_context (dialog->pane);
  Wanted *wanted;

  if (context == NULL)
    return;
  wanted = g_new0 (Wanted, 1);
  wanted->payee = g_strdup (dialog->payee);
  wanted->kind = sotong_ledger_payee_get_choice (dialog->kind);
  sotong_form_write (dialog->form, sotong_context_get_store (context), mark_job, wanted, wanted_free, NULL);
}

/**
 * sotong_ledger_payee_describe:
 * @payment: a payment
 *
 * Returns: (transfer full) (nullable): who was paid, and what the ledger says they are; %NULL of nobody
 */
char *
sotong_ledger_payee_describe (const SotongPayment *payment)
{
  guint kind = find_kind (payment->payee_kind);

  if (*payment->payee == '\0')
    return NULL;
  /* Translators: who was paid, and what they are: a person, a firm, a public body */
  return kind > 0 ? g_strdup_printf (_("Payee: %s (%s)"), payment->payee, _(kinds[kind].label)) : g_strdup_printf (_("Payee: %s"), payment->payee);
}

/**
 * sotong_ledger_present_payee:
 * @pane: the ledger
 * @payment: a payment that names whom was paid
 *
 * Asks what the payee is and says it of all payments and commitments of that name, as one step of undo.
 */
void
sotong_ledger_present_payee (SotongPane          *pane,
                             const SotongPayment *payment)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (pane));
  Dialog *dialog = g_new0 (Dialog, 1);

  dialog->pane = g_object_ref (pane);
  dialog->payee = g_strdup (payment->payee);
  dialog->form = sotong_form_new (root != NULL ? GTK_WINDOW (root) : NULL, _("What the Payee Is"), _("_Save"));
  sotong_form_add_group (dialog->form, payment->payee, _("It is said of all payments and commitments of this name, those of closed years as well; no amount changes. A disclosed list names firms "
                                                         "and public bodies, and hides persons: a list that was handed out before stays as it is. Undo takes it back."));
  dialog->kind = sotong_ledger_payee_add_choice (dialog->form, payment->payee_kind);
  g_signal_connect_data (dialog->form, "accepted", G_CALLBACK (accepted_cb), dialog, dialog_free, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog->form));
}
