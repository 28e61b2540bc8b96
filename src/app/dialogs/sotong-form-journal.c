/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-form-journal.h"

#include <glib/gi18n.h>

#include "app/sotong-entry-fill.h"
#include "plan/sotong-journal-record.h"
#include "plan/sotong-journal.h"

/* Among them, too: it was being saved when the program ended. */
#define SAVING "saving"

/* The key of what only means something with the rest, as the day that was offered, begins with it: it is kept though nobody typed
 * in it, and of choices none is made when the one that was made is not offered any more. */
#define ALWAYS '='

/* What stands in a box that is ticked. */
#define CHECKED "x"

typedef struct {
  GtkWindow     *form;     /* (unowned): this goes with it */
  SotongFormJournalSay say;
  SotongJournal *journal;  /* (owned) */
  char          *which;    /* (owned) */
  GPtrArray     *rows;     /* (element-type GtkWidget): entries, texts, choices and checks */
  GStrv          keys;     /* (owned): of the rows */
  GPtrArray     *before;   /* (owned) (element-type utf8): what stood in them when the form was opened */
  gboolean       typed;    /* something is, that is not saved */
  gboolean       saving;   /* it is being saved, or was when a program ended: perhaps it is saved */
  gboolean       waits;    /* for what saves it now */
  gboolean       ended;    /* it was saved, or given up */
} Kept;

/**
 * sotong_form_journal_folder:
 * @store: a workspace
 *
 * Returns: (transfer full): where this machine keeps what is typed in its forms, for sotong_journal_find()
 */
char *
sotong_form_journal_folder (SotongStore *store)
{
  g_autofree char *folder = sotong_journal_folder (sotong_store_get_uuid (store));

  return g_build_filename (folder, "forms", NULL);
}

/* (transfer none) (nullable): the form that it was typed in, as sotong_form_journal_watch() was told */
const char *
sotong_form_journal_which (const SotongJournalEntry *entry)
{
  const char *which = NULL;

  return entry->fields != NULL && g_variant_lookup (entry->fields, SOTONG_FORM_JOURNAL_WHICH, "&s", &which) ? which : NULL;
}

/* A choice by its text; where several have one, as two persons of one name, all but the first have a number behind it. (transfer full) */
static char *
name_choice (GListModel *model,
             guint       at)
{
  g_autoptr(GtkStringObject) choice = g_list_model_get_item (model, at);
  const char *text = gtk_string_object_get_string (choice);
  guint nth = 1;

  for (guint i = 0; i < at; i++)
    {
      g_autoptr(GtkStringObject) other = g_list_model_get_item (model, i);

      nth += g_str_equal (gtk_string_object_get_string (other), text);
    }
  return nth == 1 ? g_strdup (text) : g_strdup_printf ("%s\n%u", text, nth);
}

/* A widget of several values puts them into words itself. */
static gboolean
has_words (GtkWidget *row)
{
  return g_object_class_find_property (G_OBJECT_GET_CLASS (row), SOTONG_FORM_JOURNAL_TYPED) != NULL;
}

/* What stands in a row, in words. (transfer full) */
static char *
dup_value (GtkWidget *row)
{
  guint chosen;
  char *words = NULL;

  if (has_words (row))
    {
      g_object_get (row, SOTONG_FORM_JOURNAL_TYPED, &words, NULL);
      return words;
    }
  if (GTK_IS_TEXT_VIEW (row))
    return sotong_form_dup_lines (row);
  if (GTK_IS_CHECK_BUTTON (row))
    return g_strdup (gtk_check_button_get_active (GTK_CHECK_BUTTON (row)) ? CHECKED : "");
  if (!ADW_IS_COMBO_ROW (row))
    return g_strdup (sotong_form_get_text (row));
  chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (row));
  return chosen != GTK_INVALID_LIST_POSITION ? name_choice (adw_combo_row_get_model (ADW_COMBO_ROW (row)), chosen) : g_strdup ("");
}

/* A choice that is not offered any more is not made, and where all hangs on it no other stands there in its place. */
static void
choose (AdwComboRow *row,
        const char  *text,
        gboolean     needed)
{
  GListModel *model = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autofree char *name = name_choice (model, i);

      if (g_str_equal (name, text))
        {
          adw_combo_row_set_selected (row, i);
          return;
        }
    }
  if (needed)
    adw_combo_row_set_selected (row, GTK_INVALID_LIST_POSITION);
}

static void
put_value (GtkWidget  *row,
           const char *text,
           gboolean    needed)
{
  if (has_words (row))
    g_object_set (row, SOTONG_FORM_JOURNAL_TYPED, text, NULL);
  else if (GTK_IS_TEXT_VIEW (row))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (row)), text, -1);
  else if (GTK_IS_CHECK_BUTTON (row))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (row), g_str_equal (text, CHECKED));
  else if (ADW_IS_COMBO_ROW (row))
    choose (ADW_COMBO_ROW (row), text, needed);
  else
    sotong_entry_fill (GTK_EDITABLE (row), text);
}

/* "https://name:password@server", also while it is typed: forms refuse it, and a secret is the keyring's alone. What stands before a port
 * of digits is a server. */
static gboolean
is_address_with_password (const char *text)
{
  const char *address = text + strspn (text, " \n"), *server = strstr (address, "://"), *colon;
  gsize n;

  if (server == NULL || strcspn (address, " \n") < (gsize) (server - address) || server[3] == '[')
    return FALSE;
  server += 3;
  n = strcspn (server, "/?# \n");
  colon = memchr (server, ':', n);
  return colon != NULL && strspn (colon + 1, "0123456789") < n - (gsize) (colon + 1 - server);
}

/* Returns: (transfer floating) (nullable): what differs from what stood there; %NULL when nothing does */
static GVariant *
build_fields (const Kept *kept)
{
  g_auto(GVariantBuilder) fields = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (SOTONG_JOURNAL_FIELDS));
  guint n = 0;

  g_variant_builder_add (&fields, "{ss}", SOTONG_FORM_JOURNAL_WHICH, kept->which);
  for (guint i = 0; i < kept->rows->len; i++)
    {
      g_autofree char *now = dup_value (g_ptr_array_index (kept->rows, i));

      if (is_address_with_password (now))
        continue;
      if (!g_str_equal (now, g_ptr_array_index (kept->before, i)))
        n++;
      else if (kept->keys[i][0] != ALWAYS)
        continue;
      g_variant_builder_add (&fields, "{ss}", kept->keys[i], now);
    }
  if (kept->saving)
    g_variant_builder_add (&fields, "{ss}", SAVING, "");
  return n > 0 ? g_variant_builder_end (&fields) : NULL;
}

static void
write_down (Kept *kept)
{
  GVariant *fields = kept->ended ? NULL : build_fields (kept);
  const char *problem;
  g_autofree char *said = NULL;

  if (kept->ended)
    return;
  kept->typed = fields != NULL;
  if (fields == NULL)
    {
      sotong_journal_drop (kept->journal);
      return;
    }
  sotong_journal_set_fields (kept->journal, fields);
  sotong_journal_put (kept->journal, sotong_content_new ());
  problem = sotong_journal_get_problem (kept->journal);
  if (problem == NULL)
    return;
  said = g_strdup_printf (_("Not saved, and lost if the program is killed (%s). Save it soon."), problem);
  kept->say (kept->form, said, TRUE);
}

/* While the form goes, its choices lose what they show. */
static void
typed_cb (Kept *kept)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (kept->form)))
    write_down (kept);
}

/* Nobody knows yet whether what was typed is saved: till then it is not given up. */
static gboolean
close_cb (GtkWindow *form,
          Kept      *kept)
{
  if (kept->waits && !kept->ended)
    {
      kept->say (form, _("It is being saved just now. The form closes by itself then; should it not be saved, it says why."), FALSE);
      return GDK_EVENT_STOP;
    }
  sotong_journal_drop (kept->journal);
  kept->ended = TRUE;
  return GDK_EVENT_PROPAGATE;
}

/* The form goes away by itself, as with its window: what is typed in it is there for the next time. */
static void
destroy_cb (GtkWindow *form,
            Kept      *kept)
{
  if (kept->typed && !kept->ended)
    sotong_journal_leave (kept->journal, sotong_content_new ());
  kept->ended = TRUE;
}

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_object_unref (kept->journal);
  g_free (kept->which);
  g_ptr_array_unref (kept->rows);
  g_strfreev (kept->keys);
  g_ptr_array_unref (kept->before);
  g_free (kept);
}

static void
restore (Kept                     *kept,
         const SotongJournalEntry *left)
{
  const char *text;

  kept->saving = left->fields != NULL && g_variant_lookup (left->fields, SAVING, "&s", &text);
  for (guint i = 0; i < kept->rows->len; i++)
    if (left->fields != NULL && g_variant_lookup (left->fields, kept->keys[i], "&s", &text))
      put_value (g_ptr_array_index (kept->rows, i), text, kept->keys[i][0] == ALWAYS);
  sotong_journal_adopt (kept->journal, left->path);
  write_down (kept);
}

/* ---- what was typed in the same form when a program ended ---- */

static void
find_thread (GTask        *task,
             gpointer      source,
             gpointer      which,
             GCancellable *cancellable)
{
  const char *folder = g_object_get_data (G_OBJECT (task), "folder");
  g_autoptr(GPtrArray) entries = sotong_journal_find (folder);

  for (guint i = entries->len; i > 0; i--)
    if (g_strcmp0 (sotong_form_journal_which (g_ptr_array_index (entries, i - 1)), which) == 0)
      {
        g_task_return_pointer (task, g_ptr_array_steal_index (entries, i - 1), (GDestroyNotify) sotong_journal_entry_free);
        return;
      }
  g_task_return_pointer (task, NULL, NULL);
}

/**
 * sotong_form_journal_find_async:
 * @store: the workspace
 * @which: what tells the form from others
 * @callback: told in the caller's main context, for sotong_form_journal_find_finish()
 * @user_data: for @callback
 *
 * Looks in another thread for what was typed last in a form, by a program that ended.
 */
void
sotong_form_journal_find_async (SotongStore         *store,
                                const char          *which,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (SOTONG_IS_STORE (store));

  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, sotong_form_journal_find_async);
  g_object_set_data_full (G_OBJECT (task), "folder", sotong_form_journal_folder (store), g_free);
  g_task_set_task_data (task, g_strdup (which), g_free);
  g_task_run_in_thread (task, find_thread);
}

/* (transfer full) (nullable): %NULL when nothing was left */
SotongJournalEntry *
sotong_form_journal_find_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, sotong_form_journal_find_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/* What somebody types in the meantime comes before it; then it waits for the next time. */
static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GtkWindow) form = g_weak_ref_get (user_data);
  g_autoptr(SotongJournalEntry) left = sotong_form_journal_find_finish (result);
  Kept *kept = form != NULL ? g_object_get_data (G_OBJECT (form), "sotong-journal") : NULL;

  g_weak_ref_clear (user_data);
  g_free (user_data);
  if (left == NULL || kept == NULL || kept->typed || kept->ended)
    return;
  restore (kept, left);
  if (!kept->typed || sotong_journal_get_problem (kept->journal) != NULL)
    return;
  kept->say (form, kept->saving ? _("What you wrote here before the program ended is back. It was being saved then: see first whether it was.")
                                : _("What you wrote here before the program ended is back, and not saved yet."), FALSE);
}

static void
find (Kept        *kept,
      SotongStore *store)
{
  GWeakRef *form = g_new0 (GWeakRef, 1);

  g_weak_ref_init (form, kept->form);
  sotong_form_journal_find_async (store, kept->which, found_cb, form);
}

static void
listen (Kept      *kept,
        GtkWidget *row)
{
  GObject *source = GTK_IS_TEXT_VIEW (row) ? G_OBJECT (gtk_text_view_get_buffer (GTK_TEXT_VIEW (row))) : G_OBJECT (row);
  const char *signal = has_words (row) ? "notify::" SOTONG_FORM_JOURNAL_TYPED : GTK_IS_CHECK_BUTTON (row) ? "toggled"
                       : ADW_IS_COMBO_ROW (row) ? "notify::selected" : "changed";

  g_signal_connect_swapped (source, signal, G_CALLBACK (typed_cb), kept);
}

/* What hides what is typed in it is a secret: the keyring's, and nobody else's. */
static gboolean
is_secret (GtkWidget *row)
{
  return ADW_IS_PASSWORD_ENTRY_ROW (row) || GTK_IS_PASSWORD_ENTRY (row);
}

static Kept *
kept_new (GtkWindow            *form,
          const char           *folder,
          const char           *which,
          SotongFormJournalSay  say)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->form = form;
  kept->say = say;
  kept->journal = sotong_journal_new (folder);
  kept->which = g_strdup (which);
  kept->rows = g_ptr_array_new ();
  kept->before = g_ptr_array_new_with_free_func (g_free);
  g_object_set_data_full (G_OBJECT (form), "sotong-journal", kept, kept_free);
  return kept;
}

static void
watch (GtkWindow                *form,
       SotongStore              *store,
       const char               *which,
       GtkWidget * const        *rows,
       const char * const       *keys,
       const char * const       *before,
       SotongFormJournalSay      say,
       const SotongJournalEntry *left)
{
  g_autofree char *folder = sotong_form_journal_folder (store);
  g_autoptr(GStrvBuilder) watched = g_strv_builder_new ();
  Kept *kept = kept_new (form, folder, which, say);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      if (is_secret (rows[i]))
        {
          g_critical ("a form's secret is not for its journal: %s", keys[i]);
          continue;
        }
      g_ptr_array_add (kept->rows, rows[i]);
      g_strv_builder_add (watched, keys[i]);
      g_ptr_array_add (kept->before, before != NULL && before[i] != NULL ? g_strdup (before[i]) : dup_value (rows[i]));
      listen (kept, rows[i]);
    }
  kept->keys = g_strv_builder_end (watched);
  if (left != NULL)
    restore (kept, left);
  else
    {
      write_down (kept);
      find (kept, store);
    }
  g_signal_connect (form, "close-request", G_CALLBACK (close_cb), kept);
  g_signal_connect (form, "destroy", G_CALLBACK (destroy_cb), kept);
}

static void
say_in_form (GtkWindow  *form,
             const char *message,
             gboolean    problem)
{
  if (problem)
    sotong_form_fail (SOTONG_FORM (form), message);
  else
    sotong_form_tell (SOTONG_FORM (form), message);
}

static void
busy_cb (SotongForm *form)
{
  sotong_form_journal_set_saving (GTK_WINDOW (form), sotong_form_get_busy (form));
}

/**
 * sotong_form_journal_watch:
 * @form: a form whose rows show what is stored
 * @store: the workspace
 * @which: what tells this form from others
 * @rows: its entries, texts, choices of texts and checks, or what has a property `SOTONG_FORM_JOURNAL_TYPED`; no secrets
 * @keys: (array zero-terminated=1): what the journal knows each of them by. With “=” before it what stands in a row is kept
 *   with the rest though nobody changed it, as a day that was offered; of a choice that is not there any more no other is made
 * @left: (nullable): what was typed in it when a program ended; it is put back. Without it what was left of @which is
 *   looked for, and put back with a word above the rows
 *
 * What a person types in @form is in a journal before the next key, until they save it or cancel; but no address with a password in it.
 */
void
sotong_form_journal_watch (SotongForm               *form,
                           SotongStore              *store,
                           const char               *which,
                           GtkWidget * const        *rows,
                           const char * const       *keys,
                           const SotongJournalEntry *left)
{
  g_return_if_fail (SOTONG_IS_FORM (form));
  g_return_if_fail (SOTONG_IS_STORE (store));

  watch (GTK_WINDOW (form), store, which, rows, keys, NULL, say_in_form, left);
  g_signal_connect (form, "notify::busy", G_CALLBACK (busy_cb), NULL);
}

/**
 * sotong_form_journal_watch_window:
 * @window: a window that is a form, and no `SotongForm`
 * @store: the workspace
 * @which: what tells this form from others
 * @rows: as of sotong_form_journal_watch()
 * @keys: (array zero-terminated=1): likewise
 * @before: (array): what stood in each row when the window was opened, where a person may have typed since; %NULL where not
 * @say: says what is back, or why nothing can be kept
 *
 * As sotong_form_journal_watch(). Who saves says so with sotong_form_journal_set_saving().
 */
void
sotong_form_journal_watch_window (GtkWindow            *window,
                                  SotongStore          *store,
                                  const char           *which,
                                  GtkWidget * const    *rows,
                                  const char * const   *keys,
                                  const char * const   *before,
                                  SotongFormJournalSay  say)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (SOTONG_IS_STORE (store));

  watch (window, store, which, rows, keys, before, say, NULL);
}

/**
 * sotong_form_journal_set_saving:
 * @window: a form
 * @saving: whether what is typed in it is being saved
 *
 * Should the program end now it may be saved, or not: whoever finds it in the form again is told, so that nothing is
 * entered twice. Meanwhile @window cannot be closed by a person.
 */
void
sotong_form_journal_set_saving (GtkWindow *window,
                                gboolean   saving)
{
  Kept *kept = g_object_get_data (G_OBJECT (window), "sotong-journal");

  g_return_if_fail (GTK_IS_WINDOW (window));

  if (kept != NULL)
    kept->waits = saving;
  if (kept == NULL || kept->ended || kept->saving == saving)
    return;
  kept->saving = saving;
  if (kept->typed)
    write_down (kept);
}

/**
 * sotong_form_journal_saved:
 * @window: a form, watched or not
 *
 * What was typed in it is stored: nothing of it is kept any more, and @window can be closed.
 */
void
sotong_form_journal_saved (GtkWindow *window)
{
  Kept *kept = g_object_get_data (G_OBJECT (window), "sotong-journal");

  g_return_if_fail (GTK_IS_WINDOW (window));

  if (kept == NULL)
    return;
  kept->waits = FALSE;
  kept->ended = TRUE;
  sotong_journal_drop (kept->journal);
}

/**
 * sotong_form_journal_set_which:
 * @window: a form that is watched
 * @which: what it is called from now on
 *
 * What it is about has another name, as a content that was stored meanwhile.
 */
void
sotong_form_journal_set_which (GtkWindow  *window,
                               const char *which)
{
  Kept *kept = g_object_get_data (G_OBJECT (window), "sotong-journal");

  g_return_if_fail (kept != NULL);

  g_free (kept->which);
  kept->which = g_strdup (which);
  if (kept->typed)
    write_down (kept);
}
