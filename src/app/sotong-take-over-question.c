/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sotong-take-over-question.h"
#include "publish/sotong-publish-rules.h"

/**
 * sotong_take_over_question_new:
 * @parent: a window
 * @error: why nothing was sent: see [func@Sotong.publish_is_elsewhere]
 *
 * Asks whether posts go out from here from now on: from this computer, or from this file when the other copy lies on the same computer.
 *
 * Returns: (transfer none): a dialog, not yet shown, whose response “take-over” means yes
 */
GtkWidget *
sotong_take_over_question_new (GtkWindow    *parent,
                               const GError *error)
{
  gboolean copied = g_error_matches (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_OTHER_FILE);
  GtkWidget *dialog;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (error != NULL, NULL);
  dialog = adw_message_dialog_new (parent, copied ? _("Publish from This File from Now On?") : _("Publish from This Computer from Now On?"),
                                   error->message);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "take-over", _("_Publish from Here"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "take-over", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  return dialog;
}
