/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-office-lists.h"
#include "store/sotong-learnt-noun.h"
#include "store/sotong-own-noun.h"

/* The office's dictionary: names of its policies and places, which are found in texts as words of their own; below it what
 * the mentions taught. */

#define MOST_LEARNT 300 /* that are shown: the surest */

typedef struct {
  char     *text;    /* (owned) */
  gboolean  learnt;
} Word;

static void
word_free (gpointer data)
{
  g_free (((Word *) data)->text);
  g_free (data);
}

static void
add_words (GPtrArray *list,
           GPtrArray *words,
           GPtrArray *own,
           gboolean   learnt)
{
  for (guint i = 0; i < words->len && (!learnt || i < MOST_LEARNT); i++)
    {
      const char *text = g_ptr_array_index (words, i);
      Word *word;

      if (learnt && g_ptr_array_find_with_equal_func (own, text, g_str_equal, NULL))
        continue;
      word = g_new0 (Word, 1);
      *word = (Word) { g_strdup (text), learnt };
      g_ptr_array_add (list, word);
    }
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GPtrArray) own = sotong_own_noun_list (db, error);
  g_autoptr(GPtrArray) learnt = own != NULL ? sotong_learnt_noun_list (db, error) : NULL;
  GPtrArray *list;

  if (learnt == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func (word_free);
  add_words (list, own, own, FALSE);
  add_words (list, learnt, own, TRUE);
  return list;
}

static gpointer
drop_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_learnt_noun_drop (db, data, error) ? data : NULL;
}

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_own_noun_add (db, data, error) > 0 ? data : NULL;
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_own_noun_remove (db, data, error) ? data : NULL;
}

static void
accepted_cb (SotongForm       *form,
             SotongListDialog *dialog)
{
  const char *text = sotong_form_get_text (g_object_get_data (G_OBJECT (form), "word"));

  sotong_form_write (form, sotong_context_get_store (sotong_list_dialog_get_context (dialog)), add_job, g_strdup (text), g_free, NULL);
}

static void
add (SotongListDialog *dialog)
{
  SotongForm *form = sotong_form_new (GTK_WINDOW (dialog), _("Add Word"), _("_Add"));

  g_object_set_data (G_OBJECT (form), "word", sotong_form_add_entry (form, _("Word"), ""));
  g_signal_connect_object (form, "accepted", G_CALLBACK (accepted_cb), dialog, 0);
  gtk_window_present (GTK_WINDOW (form));
}

static void
act_on (SotongListDialog *dialog,
        GtkWidget        *button,
        SotongStoreJob    job)
{
  sotong_list_dialog_write (dialog, job, g_strdup (g_object_get_data (G_OBJECT (button), "text")), g_free);
}

static void
remove_cb (GtkWidget        *button,
           SotongListDialog *dialog)
{
  act_on (dialog, button, remove_job);
}

static void
drop_cb (GtkWidget        *button,
         SotongListDialog *dialog)
{
  act_on (dialog, button, drop_job);
}

static void
keep_cb (GtkWidget        *button,
         SotongListDialog *dialog)
{
  act_on (dialog, button, add_job);
}

static GtkWidget *
add_button (SotongListDialog *dialog,
            GtkWidget        *row,
            const char       *text,
            const char       *icon,
            const char       *label,
            GCallback         callback)
{
  GtkWidget *button = sotong_list_dialog_new_button (dialog, icon, label, 0, callback);

  g_object_set_data_full (G_OBJECT (button), "text", g_strdup (text), g_free);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

static gboolean
pressed_cb (GtkEventControllerKey *keys,
            guint                  keyval,
            guint                  code,
            GdkModifierType        state,
            GtkWidget             *button)
{
  if (keyval != GDK_KEY_Delete && keyval != GDK_KEY_KP_Delete)
    return FALSE;
  g_signal_emit_by_name (button, "clicked");
  return TRUE;
}

static GtkWidget *
make_row (SotongListDialog *dialog,
          gconstpointer     data)
{
  const Word *word = data;
  GtkWidget *row = adw_action_row_new (), *button;
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autofree char *label = g_strdup_printf (word->learnt ? _("Drop %s") : _("Remove %s"), word->text);
  g_autofree char *keep = g_strdup_printf (_("Add %s to the dictionary"), word->text);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), word->text);
  if (word->learnt)
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Learnt from mentions"));
      add_button (dialog, row, word->text, "sotong-add-symbolic", keep, G_CALLBACK (keep_cb));
    }
  button = add_button (dialog, row, word->text, "sotong-remove-symbolic", label, word->learnt ? G_CALLBACK (drop_cb) : G_CALLBACK (remove_cb));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (pressed_cb), button, 0);
  gtk_widget_add_controller (row, keys);
  return row;
}

static const SotongListDialogInfo info = {
  N_("Dictionary"),
  N_("Names of policies and places that the program does not know. They are found as words of their own; mentions from before are looked "
     "through again within a minute. Below stands what the program learns from the mentions each day: the Delete key drops what is no word, "
     "and it is not learnt again."),
  N_("There is none."),
  SOTONG_AREA_MENTIONS | SOTONG_AREA_SETTINGS,
  list_job,
  make_row,
  add,
};

/**
 * sotong_nouns_dialog_new:
 * @window: a window with a workspace
 *
 * Returns: (transfer full): a dialog with the words of the office's dictionary
 */
SotongListDialog *
sotong_nouns_dialog_new (SotongWindow *window)
{
  return sotong_list_dialog_new (window, &info);
}
