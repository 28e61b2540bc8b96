/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-toast.h"

#define TEXT_S     10 /* as long as a sentence that tells what to do is read */
#define MAX_LETTER 56 /* so many stand in a line */

/**
 * sotong_toast_new:
 * @text: what it says, as text: what came from outside may stand in it
 *
 * As adw_toast_new(), which takes its title for markup and would show nothing of a text with a "&" or a "<" in it, and
 * which cuts a sentence that is longer than its window is wide: this one has as many lines as it needs.
 *
 * Returns: (transfer full): a toast
 */
AdwToast *
sotong_toast_new (const char *text)
{
  g_autofree char *escaped = NULL;
  AdwToast *toast;
  GtkWidget *label;

  g_return_val_if_fail (text != NULL, NULL);

  escaped = g_markup_escape_text (text, -1);
  toast = adw_toast_new (escaped);
  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_LETTER);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (toast, label);
  return toast;
}

/**
 * sotong_toast_show_in:
 * @window: a dialog
 * @text: what happened, as text
 *
 * Shows what happened now. What was shown before goes: a problem must not wait until a message of success was read.
 */
void
sotong_toast_show_in (AdwPreferencesWindow *window,
                      const char           *text)
{
  AdwToast *toast, *before;

  g_return_if_fail (ADW_IS_PREFERENCES_WINDOW (window));

  toast = sotong_toast_new (text);
  before = g_object_get_data (G_OBJECT (window), "sotong-toast");
  if (before != NULL)
    adw_toast_dismiss (before);
  adw_toast_set_timeout (toast, TEXT_S);
  g_object_set_data_full (G_OBJECT (window), "sotong-toast", g_object_ref (toast), g_object_unref);
  adw_preferences_window_add_toast (window, toast);
}
