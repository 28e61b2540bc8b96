/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-ledger-amount.h"
#include "util/sotong-won.h"

/**
 * sotong_ledger_read_amount:
 * @text: what was typed as an amount
 * @may_be_less: whether it may be less than nothing, as a cut of a budget is
 * @out_won: (out): the amount in won
 *
 * Returns: (nullable): what is wrong with it, a sentence in the user's language; %NULL if it is an amount, which is never 0
 */
const char *
sotong_ledger_read_amount (const char *text,
                           gboolean    may_be_less,
                           gint64     *out_won)
{
  if (!sotong_won_parse (text, out_won))
    return sotong_won_is_too_large (text) ? _("The amount is too large. Check how many digits it has.")
                                          : _("The amount is not one. Write it in won, as 1,500,000.");
  if (*out_won == 0)
    return _("The amount must not be 0. Write it in won, as 1,500,000.");
  if (*out_won < 0 && !may_be_less)
    return _("The amount must be more than 0. What is to be taken back has a form of its own, “Take Back”.");
  return NULL;
}
