/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-office-lists.h"
#include "app/panes/sotong-words-data.h"

/* What the office knows better about words: those that are left out of the associated words, and those that say something. */

/* The stop words, then the overrides. */
static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GPtrArray) stops = sotong_office_word_list (db, TRUE, error);
  GPtrArray *overrides = stops != NULL ? sotong_office_word_list (db, FALSE, error) : NULL;

  if (overrides == NULL)
    return NULL;
  g_ptr_array_extend_and_steal (stops, overrides);
  return g_steal_pointer (&stops);
}

static const char *
describe (SotongSentiment sentiment)
{
  switch (sentiment)
    {
    case SOTONG_SENTIMENT_NEGATIVE:
      return _("Counts as negative");
    case SOTONG_SENTIMENT_NEUTRAL:
      return _("Counts as neutral");
    case SOTONG_SENTIMENT_POSITIVE:
      return _("Counts as positive");
    case SOTONG_SENTIMENT_NONE:
    case SOTONG_SENTIMENT_UNCERTAIN:
    case SOTONG_N_SENTIMENTS:
    default:
      return _("Left out of the associated words");
    }
}

/* ---- adding and changing ---- */

/* The choices of the form are in the order of the sentiments, none of which is the stop word. */
static void
accepted_cb (SotongForm       *form,
             SotongListDialog *dialog)
{
  const char *text = g_object_get_data (G_OBJECT (form), "text");
  GtkWidget *choice = g_object_get_data (G_OBJECT (form), "choice"), *entry = g_object_get_data (G_OBJECT (form), "word");
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (choice)) + (text != NULL ? 1 : 0);
  SotongWordAct *act = sotong_word_act_new (selected == 0 ? SOTONG_WORD_ACT_STOP : SOTONG_WORD_ACT_SAY,
                                            text != NULL ? text : sotong_form_get_text (entry), (SotongSentiment) selected);

  sotong_form_write (form, sotong_context_get_store (sotong_list_dialog_get_context (dialog)), sotong_word_act_job, act,
                     (GDestroyNotify) sotong_word_act_free, NULL);
}

static void
add (SotongListDialog *dialog)
{
  SotongForm *form = sotong_form_new (GTK_WINDOW (dialog), _("Add Word"), _("_Add"));
  const char *choices[] = { describe (SOTONG_SENTIMENT_NONE), describe (SOTONG_SENTIMENT_NEGATIVE), describe (SOTONG_SENTIMENT_NEUTRAL),
                            describe (SOTONG_SENTIMENT_POSITIVE), NULL };

  g_object_set_data (G_OBJECT (form), "word", sotong_form_add_entry (form, _("Word"), ""));
  g_object_set_data (G_OBJECT (form), "choice", sotong_form_add_choice (form, _("What it is"), choices, 0));
  g_signal_connect_object (form, "accepted", G_CALLBACK (accepted_cb), dialog, 0);
  gtk_window_present (GTK_WINDOW (form));
}

static void
edit_cb (GtkWidget        *button,
         SotongListDialog *dialog)
{
  const char *text = g_object_get_data (G_OBJECT (button), "text");
  SotongForm *form = sotong_form_new (GTK_WINDOW (dialog), text, _("_Save"));
  const char *choices[] = { describe (SOTONG_SENTIMENT_NEGATIVE), describe (SOTONG_SENTIMENT_NEUTRAL), describe (SOTONG_SENTIMENT_POSITIVE), NULL };

  g_object_set_data_full (G_OBJECT (form), "text", g_strdup (text), g_free);
  g_object_set_data (G_OBJECT (form), "choice",
                     sotong_form_add_choice (form, _("What it is"), choices, (guint) sotong_list_dialog_get_id (button) - 1));
  g_signal_connect_object (form, "accepted", G_CALLBACK (accepted_cb), dialog, 0);
  gtk_window_present (GTK_WINDOW (form));
}

/* ---- rows ---- */

static void
remove_cb (GtkWidget        *button,
           SotongListDialog *dialog)
{
  gboolean stop = sotong_list_dialog_get_id (button) == SOTONG_SENTIMENT_NONE;

  sotong_list_dialog_write (dialog, sotong_word_act_job,
                            sotong_word_act_new (stop ? SOTONG_WORD_ACT_UNSTOP : SOTONG_WORD_ACT_UNSAY,
                                                 g_object_get_data (G_OBJECT (button), "text"), SOTONG_SENTIMENT_NONE),
                            (GDestroyNotify) sotong_word_act_free);
}

static void
add_button (SotongListDialog       *dialog,
            GtkWidget              *row,
            const SotongOfficeWord *word,
            const char             *icon,
            const char             *label,
            GCallback               callback)
{
  GtkWidget *button = sotong_list_dialog_new_button (dialog, icon, label, (gint64) word->sentiment, callback);

  g_object_set_data_full (G_OBJECT (button), "text", g_strdup (word->text), g_free);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
make_row (SotongListDialog *dialog,
          gconstpointer     data)
{
  const SotongOfficeWord *word = data;
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *edit = g_strdup_printf (_("Edit %s"), word->text), *remove = g_strdup_printf (_("Remove %s"), word->text);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), word->text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), describe (word->sentiment));
  if (word->sentiment != SOTONG_SENTIMENT_NONE)
    add_button (dialog, row, word, "sotong-edit-symbolic", edit, G_CALLBACK (edit_cb));
  add_button (dialog, row, word, "sotong-remove-symbolic", remove, G_CALLBACK (remove_cb));
  return row;
}

static const SotongListDialogInfo info = {
  N_("Words of the Office"),
  N_("Words that are left out of the associated words, and words that say more than the program knows. What is said of a word counts for "
     "mentions that are judged from now on."),
  N_("There is none."),
  SOTONG_AREA_MENTIONS,
  list_job,
  make_row,
  add,
};

/**
 * sotong_words_dialog_new:
 * @window: a window with a workspace
 *
 * Returns: (transfer full): a dialog with the stop words and the overrides
 */
SotongListDialog *
sotong_words_dialog_new (SotongWindow *window)
{
  return sotong_list_dialog_new (window, &info);
}
