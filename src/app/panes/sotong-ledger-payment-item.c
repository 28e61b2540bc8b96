/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-ledger-payment-item.h"

/**
 * SotongLedgerPaymentItem:
 *
 * A payment as a row of a list.
 */
struct _SotongLedgerPaymentItem
{
  GObject        parent_instance;
  SotongPayment *payment; /* (owned) (not nullable) */
};

G_DEFINE_FINAL_TYPE (SotongLedgerPaymentItem, sotong_ledger_payment_item, G_TYPE_OBJECT)

static void
sotong_ledger_payment_item_finalize (GObject *object)
{
  SotongLedgerPaymentItem *self = SOTONG_LEDGER_PAYMENT_ITEM (object);

  sotong_payment_free (self->payment);
  G_OBJECT_CLASS (sotong_ledger_payment_item_parent_class)->finalize (object);
}

static void
sotong_ledger_payment_item_class_init (SotongLedgerPaymentItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_ledger_payment_item_finalize;
}

static void
sotong_ledger_payment_item_init (SotongLedgerPaymentItem *self)
{
}

SotongLedgerPaymentItem *
sotong_ledger_payment_item_new_take (SotongPayment *payment)
{
  SotongLedgerPaymentItem *self = g_object_new (SOTONG_TYPE_LEDGER_PAYMENT_ITEM, NULL);

  self->payment = payment;
  return self;
}

const SotongPayment *
sotong_ledger_payment_item_get (SotongLedgerPaymentItem *self)
{
  g_return_val_if_fail (SOTONG_IS_LEDGER_PAYMENT_ITEM (self), NULL);
  return self->payment;
}

/**
 * sotong_ledger_payment_item_same:
 * @a: (type SotongLedgerPaymentItem): a row
 * @b: (type SotongLedgerPaymentItem): another
 *
 * Returns: %TRUE if both show the same payment in the same words
 */
gboolean
sotong_ledger_payment_item_same (gconstpointer a,
                                 gconstpointer b)
{
  const SotongPayment *one = ((const SotongLedgerPaymentItem *) a)->payment;
  const SotongPayment *two = ((const SotongLedgerPaymentItem *) b)->payment;

  return one->id == two->id && one->amount == two->amount && g_str_equal (one->paid_on, two->paid_on)
         && g_str_equal (one->payee, two->payee) && g_str_equal (one->description, two->description)
         && g_str_equal (one->document_number, two->document_number) && g_str_equal (one->content, two->content)
         && g_strcmp0 (one->payee_kind, two->payee_kind) == 0;
}
