/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms that ask the keyring, which waits as long as a person lets it. */
#include "config.h"

#include "app/dialogs/sotong-form-keyring.h"

#include <glib/gi18n.h>

/**
 * sotong_form_keyring_wait:
 * @self: a form that was accepted
 * @waiting: stops it
 *
 * Says that the keyring is waited for, as sotong_form_begin_work().
 */
void
sotong_form_keyring_wait (SotongForm   *self,
                          GCancellable *waiting)
{
  sotong_form_begin_work (self, _("Waiting for the keyring…"), waiting);
}

/**
 * sotong_form_keyring_fail:
 * @self: a form that asked the keyring before anything was saved
 * @waiting: what could stop that
 * @message: why the keyring did not do it, should it not have been stopped
 *
 * As sotong_form_fail(). Who did not wait for the keyring is told that nothing is saved.
 */
void
sotong_form_keyring_fail (SotongForm   *self,
                          GCancellable *waiting,
                          const char   *message)
{
  sotong_form_fail (self, g_cancellable_is_cancelled (waiting) ? _("Nothing was saved, because the keyring was not waited for. Open it, then try again.")
                                                               : message);
}
