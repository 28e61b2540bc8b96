/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-toast.h"

/**
 * sotong_toast_new:
 * @text: what it says, as text: what came from outside may stand in it
 *
 * As adw_toast_new(), which takes its title for markup and would show nothing of a text with a "&" or a "<" in it.
 *
 * Returns: (transfer full): a toast
 */
AdwToast *
sotong_toast_new (const char *text)
{
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  escaped = g_markup_escape_text (text, -1);
  return adw_toast_new (escaped);
}
