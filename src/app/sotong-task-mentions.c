/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mentions leave the workspace: into a file, or for good. */
#include "config.h"

#include "app/sotong-task-mentions.h"

#include <glib/gi18n.h>

#include "app/sotong-save-format.h"
#include "app/sotong-task-commands.h"
#include "exchange/sotong-mention-export.h"
#include "store/sotong-author.h"
#include "util/sotong-won.h"

/* ---- into a file ---- */

/* The first is what is suggested. */
static const SotongSaveFormat formats[] = {
  { N_("Table (CSV)"), ".csv" }, { N_("Workbook (XLSX)"), ".xlsx" }, { N_("Lines of JSON, for programs (JSONL)"), ".jsonl" },
};

typedef struct {
  SotongTaskCall     *call;          /* (owned) (nullable) */
  SotongMentionQuery *query;         /* (owned) */
  gboolean            with_authors;
  char               *path;          /* (owned) */
  gboolean            replace;       /* a file that is there already: a person said so */
  gint64              n;
} Export;

static void
export_free (Export *self)
{
  g_clear_pointer (&self->query, sotong_mention_query_free);
  g_free (self->path);
  g_free (self);
}

static void
export_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Export *self = task_data;
  GError *error = NULL;

  if (!self->replace && g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *name = g_filename_display_basename (self->path);

      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_EXISTS,
                               _("There is a file “%s” already. To replace it, choose that name itself; else take another one."), name);
    }
  else if (sotong_mention_export (SOTONG_STORE (source), self->query, self->path, self->with_authors, &self->n, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Export *self = g_task_get_task_data (G_TASK (result));
  g_autofree char *number = NULL, *name = g_filename_display_basename (self->path), *text = NULL;
  g_autoptr(GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  number = sotong_number_group (self->n);
  /* Translators: a number, a file */
  text = g_strdup_printf (ngettext ("%1$s mention written to “%2$s”.", "%1$s mentions written to “%2$s”.", (gulong) self->n), number, name);
  sotong_task_call_end (user_data, text, error);
}

static void
export_to (SotongWindow             *window,
           const SotongMentionQuery *query,
           gboolean                  with_authors,
           const char               *path,
           gboolean                  replace)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *title = g_strdup_printf (_("Writing “%s”"), name);
  SotongTaskCall *call = sotong_task_call_new (window, title);
  Export *self = g_new0 (Export, 1);
  g_autoptr(GTask) task = NULL;

  self->query = sotong_mention_query_copy (query);
  self->with_authors = with_authors;
  self->path = g_strdup (path);
  self->replace = replace;
  task = g_task_new (sotong_context_get_store (call->context), sotong_task_get_cancellable (call->task), exported_cb, call);
  g_task_set_task_data (task, self, (GDestroyNotify) export_free);
  g_task_run_in_thread (task, export_thread);
}

/**
 * sotong_task_export_mentions_to:
 * @window: a window with a workspace
 * @query: which mentions
 * @with_authors: whether the names of those who wrote are whole; else only their first letters are
 * @path: a file whose name ends in .csv, .jsonl or .xlsx
 *
 * Writes mentions, in a thread of its own. A file that is there is replaced.
 */
void
sotong_task_export_mentions_to (SotongWindow             *window,
                                const SotongMentionQuery *query,
                                gboolean                  with_authors,
                                const char               *path)
{
  export_to (window, query, with_authors, path, TRUE);
}

static void
file_chosen_cb (GtkNativeDialog *dialog,
                int              response,
                SotongWindow    *window)
{
  const Export *asked = g_object_get_data (G_OBJECT (dialog), "export");
  gboolean replace = FALSE;
  g_autofree char *path = response == GTK_RESPONSE_ACCEPT ? sotong_save_format_finish (GTK_FILE_CHOOSER (dialog), &replace) : NULL;

  if (path != NULL && sotong_window_get_context (window) != NULL)
    export_to (window, asked->query, asked->with_authors, path, replace);
  g_object_unref (dialog);
}

/**
 * sotong_task_export_mentions:
 * @window: a window with a workspace
 * @query: which mentions
 * @with_authors: as in sotong_task_export_mentions_to()
 *
 * Asks for a file and writes mentions. What the file chooser has in its list of formats is the name's ending, unless another is typed.
 */
void
sotong_task_export_mentions (SotongWindow             *window,
                             const SotongMentionQuery *query,
                             gboolean                  with_authors)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Export Mentions"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_SAVE,
                                                              _("_Save"), _("_Cancel"));
  SotongContext *context = sotong_window_get_context (window);
  g_autofree char *day = sotong_time_format_date (sotong_context_now (context), sotong_context_get_zone (context));
  g_autofree char *name = g_strdup_printf ("%s %s", _("Mentions"), day);
  Export *asked = g_new0 (Export, 1);

  asked->query = sotong_mention_query_copy (query);
  asked->with_authors = with_authors;
  sotong_save_format_offer (formats, G_N_ELEMENTS (formats), GTK_FILE_CHOOSER (dialog), name);
  g_object_set_data_full (G_OBJECT (dialog), "export", asked, (GDestroyNotify) export_free);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen_cb), window, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ---- for good ---- */

typedef struct {
  SotongWindow *window;  /* (weak) (nullable) */
  GtkWindow    *parent;  /* (weak) (nullable) */
  SotongPurge   purge;
  char         *author;  /* (owned) (nullable): of @purge */
  gint64        n;
} Purge;

static void
purge_free (Purge *self)
{
  g_clear_weak_pointer (&self->window);
  g_clear_weak_pointer (&self->parent);
  g_free (self->author);
  g_free (self);
}

static Purge *
purge_new (SotongWindow      *window,
           GtkWindow         *parent,
           const SotongPurge *purge)
{
  Purge *self = g_new0 (Purge, 1);

  self->purge = *purge;
  self->author = g_strdup (purge->author);
  self->purge.author = self->author;
  g_set_weak_pointer (&self->window, window);
  g_set_weak_pointer (&self->parent, parent);
  return self;
}

static void
purge_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Purge *self = task_data;
  GError *error = NULL;

  self->n = sotong_purge_run (SOTONG_STORE (source), &self->purge, cancellable, &error);
  if (self->n >= 0)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
purged_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Purge *self = g_task_get_task_data (G_TASK (result));
  g_autofree char *number = sotong_number_group (MAX (self->n, 0)), *text = NULL;
  g_autoptr(GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  text = g_strdup_printf (ngettext ("%s mention purged.", "%s mentions purged.", (gulong) MAX (self->n, 0)), number);
  sotong_task_call_end (user_data, text, error);
}

static void
purge_now (Purge *self)
{
  SotongTaskCall *call = sotong_task_call_new (self->window, _("Purging mentions"));
  g_autoptr(GTask) task = g_task_new (sotong_context_get_store (call->context), sotong_task_get_cancellable (call->task), purged_cb, call);

  g_task_set_task_data (task, purge_new (NULL, NULL, &self->purge), (GDestroyNotify) purge_free);
  g_task_run_in_thread (task, purge_thread);
}

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             Purge            *self)
{
  if (g_str_equal (response, "purge") && self->window != NULL && sotong_window_get_context (self->window) != NULL)
    purge_now (self);
}

static void
purge_closure_free (gpointer  data,
                    GClosure *closure)
{
  purge_free (data);
}

/* What a purge comes to. */
typedef struct {
  gint64 n;
  GStrv  alike; /* (owned) (nullable): whole names of authors, where none is called as was typed */
} Counted;

static void
counted_free (gpointer data)
{
  Counted *counted = data;

  if (counted == NULL)
    return;
  g_strfreev (counted->alike);
  g_free (counted);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Counted, counted_free)

static gpointer
count_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Purge *self = data;
  g_autoptr(Counted) counted = g_new0 (Counted, 1);

  if (!sotong_purge_count (db, &self->purge, &counted->n, error))
    return NULL;
  if (counted->n == 0 && self->author != NULL)
    {
      counted->alike = sotong_author_find (db, self->author, error);
      if (counted->alike == NULL)
        return NULL;
    }
  return g_steal_pointer (&counted);
}

static gboolean
hides_authors (const Purge *self)
{
  return self->window == NULL || sotong_settings_get_hide_authors (sotong_window_get_settings (self->window));
}

/* (transfer full): why nothing is purged; no names on a screen that hides them */
static char *
tell_nothing (const Purge   *self,
              const Counted *counted)
{
  g_autofree char *names = counted->alike != NULL && !hides_authors (self) ? g_strjoinv ("\n", counted->alike) : NULL;

  if (names == NULL || *names == '\0')
    return g_strdup (_("No mention is to be purged: there is none that was kept too long, or that this author wrote."));
  return g_strdup_printf (_("No author is called just so. Enter one of these names whole:\n%s"), names);
}

static void
ask_whether (Purge         *self,
             const Counted *counted)
{
  gint64 n = counted->n;
  g_autofree char *number = sotong_number_group (n);
  g_autofree char *text = NULL;
  GtkWidget *dialog;

  if (n == 0)
    text = tell_nothing (self, counted);
  else
    text = g_strdup_printf (ngettext ("Text, author and address of %s mention go for good, also from the search, the history, undo and closed reports; the counts "
                                      "and the figures of closed reports stay. This cannot be undone.",
                                      "Text, author and address of %s mentions go for good, also from the search, the history, undo and closed reports; the counts "
                                      "and the figures of closed reports stay. This cannot be undone.", (gulong) n), number);
  if (n > 0 && self->purge.author != NULL)
    {
      g_autofree char *first = g_steal_pointer (&text);

      text = g_strdup_printf ("%s %s", first, _("The name also goes from kept searches and from the authors whom topics leave out."));
    }
  if (n > 0)
    {
      g_autofree char *first = g_steal_pointer (&text);

      text = g_strdup_printf ("%s %s", first, _("Files that were exported before are not touched: delete those yourself."));
    }
  dialog = adw_message_dialog_new (self->parent, n > 0 ? _("Purge mentions?") : _("Nothing to purge"), text);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", n > 0 ? _("_Cancel") : _("_Close"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  if (n > 0)
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "purge", _("_Purge"));
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "purge", ADW_RESPONSE_DESTRUCTIVE);
    }
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), self, purge_closure_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Purge *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Counted) counted = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (counted != NULL && self->parent != NULL)
    {
      ask_whether (self, counted);
      return;
    }
  if (counted == NULL && self->window != NULL)
    sotong_window_toast (self->window, error->message, FALSE);
  purge_free (self);
}

/**
 * sotong_task_purge:
 * @window: a window with a workspace
 * @parent: the window in front, over which the question stands
 * @purge: which mentions
 *
 * Counts them, says what goes and that it does not come back, and purges them when a person wants it.
 */
void
sotong_task_purge (SotongWindow      *window,
                   GtkWindow         *parent,
                   const SotongPurge *purge)
{
  Purge *self = purge_new (window, parent, purge);

  sotong_store_read_async (sotong_context_get_store (sotong_window_get_context (window)), count_job, self, NULL, counted_free, NULL, counted_cb, self);
}
