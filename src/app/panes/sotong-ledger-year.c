/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-ledger-year.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-table-window.h"
#include "exchange/sotong-ledger-import.h"
#include "store/sotong-budget-close.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"
#include "util/sotong-won.h"

/* What the end of a fiscal year asks for: holding the ledger against an extract of e호조, and closing the year. */

static GtkWindow *
window_of (SotongPane *pane)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (pane));

  return root != NULL ? GTK_WINDOW (root) : NULL;
}

/* ---- reconciling ---- */

/* What the store's thread gets and gives: the path must last as long. */
typedef struct {
  SotongLedgerImport  import;
  char               *path;  /* (owned) */
} Extract;

static void
extract_free (Extract *extract)
{
  sotong_ledger_import_clear (&extract->import);
  g_free (extract->path);
  g_free (extract);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Extract, extract_free)

static gpointer
reconcile_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  const Extract *wanted = data;
  g_autoptr(Extract) extract = g_new0 (Extract, 1);

  extract->path = g_strdup (wanted->path);
  extract->import.path = extract->path;
  extract->import.year = wanted->import.year;
  return sotong_ledger_reconcile_job (db, &extract->import, cancellable, error) != NULL ? g_steal_pointer (&extract) : NULL;
}

static void
add_difference (SotongTable                  *table,
                const SotongLedgerDifference *difference)
{
  static const struct { const char *kind, *text; } kinds[] = {
    { "file", N_("Only in the file") }, { "ledger", N_("Only in the ledger") }, { "amount", N_("Another amount") },
  };
  const char *kind = difference->kind;
  g_autofree char *number = difference->line_number != 0 ? g_strdup_printf ("%d", (int) difference->line_number) : g_strdup ("-");

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      kind = _(kinds[i].text);
  sotong_table_begin_row (table, 0);
  sotong_table_add_text (table, kind);
  sotong_table_add_text (table, number);
  sotong_table_add_text (table, difference->line);
  sotong_table_add_text (table, difference->day);
  sotong_table_add_text (table, difference->document);
  sotong_table_add_won (table, difference->in_file);
  sotong_table_add_won (table, difference->in_ledger);
}

static void
add_sum (SotongTable           *table,
         const SotongLedgerSum *sum)
{
  sotong_table_begin_row (table, SOTONG_ROW_TOTAL);
  sotong_table_add_text (table, _("Sum of the line"));
  sotong_table_add_text (table, "");
  sotong_table_add_text (table, sum->line);
  sotong_table_add_text (table, "");
  sotong_table_add_text (table, "");
  sotong_table_add_won (table, sum->in_file);
  sotong_table_add_won (table, sum->in_ledger);
}

static SotongTable *
make_table (const SotongLedgerImport *import)
{
  SotongTable *table = sotong_table_new ("reconcile", _("Ledger against the extract"));
  const char * const heads[] = { _("Difference"), _("Line in the file"), _("Budget line"), _("Date"), _("Document"), _("File (won)"), _("Ledger (won)") };
  static const double widths[] = { 28, 18, 50, 24, 30, 30, 30 };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    sotong_table_add_column (table, heads[i], NULL, widths[i], i >= 5 ? SOTONG_ALIGN_RIGHT : SOTONG_ALIGN_LEFT);
  sotong_table_begin_row (table, SOTONG_ROW_HEAD);
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    sotong_table_add_text (table, heads[i]);
  for (guint i = 0; i < import->differences->len; i++)
    add_difference (table, g_ptr_array_index (import->differences, i));
  for (guint i = 0; i < import->sums->len; i++)
    add_sum (table, g_ptr_array_index (import->sums, i));
  return table;
}

static char *
describe_reconciled (const SotongLedgerImport *import)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (import->differences->len == 0)
    g_string_append (text, _("The file and the ledger agree."));
  else
    g_string_append_printf (text, ngettext ("%u difference between the file and the ledger.", "%u differences between the file and the ledger.",
                                            import->differences->len), import->differences->len);
  for (guint i = 0; i < MIN (import->problems->len, 5); i++)
    g_string_append_printf (text, "\n%s", (const char *) g_ptr_array_index (import->problems, i));
  if (import->problems->len > 5)
    {
      guint n = import->problems->len - 5;

      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("and %u more line that could not be read", "and %u more lines that could not be read", n), n);
    }
  return g_strdup (text->str);
}

static void
reconciled_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(SotongPane) pane = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Extract) extract = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  g_autoptr(SotongTable) table = NULL;
  g_autofree char *note = NULL;

  if (extract == NULL)
    {
      sotong_pane_show_error (pane, _("The ledger was not compared"), error);
      return;
    }
  table = make_table (&extract->import);
  note = describe_reconciled (&extract->import);
  gtk_window_present (GTK_WINDOW (sotong_table_window_new (window_of (pane), table, note)));
}

/**
 * sotong_ledger_reconcile:
 * @pane: the ledger
 * @year: its fiscal year
 * @path: an extract of e호조, a sheet with payments and commitments
 *
 * Holds the ledger against the file and lists what differs. Nothing is changed.
 */
void
sotong_ledger_reconcile (SotongPane *pane,
                         int         year,
                         const char *path)
{
  SotongContext *context = sotong_pane_get_context (pane);
  Extract *wanted;

  if (context == NULL)
    return;
  wanted = g_new0 (Extract, 1);
  wanted->path = g_strdup (path);
  wanted->import.year = year;
  sotong_store_read_async (sotong_context_get_store (context), reconcile_job, wanted, (GDestroyNotify) extract_free, (GDestroyNotify) extract_free, NULL,
                           reconciled_cb, g_object_ref (pane));
}

static void
chosen_cb (GtkNativeDialog *dialog,
           int              response,
           SotongPane      *pane)
{
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  int year = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (dialog), "year"));

  g_object_unref (dialog);
  if (path != NULL)
    sotong_ledger_reconcile (pane, year, path);
}

/**
 * sotong_ledger_ask_reconcile:
 * @pane: the ledger
 * @year: its fiscal year
 *
 * Asks for the file that the ledger is held against.
 */
void
sotong_ledger_ask_reconcile (SotongPane *pane,
                             int         year)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Compare with an Extract of e호조"), window_of (pane), GTK_FILE_CHOOSER_ACTION_OPEN,
                                                              _("C_hoose"), _("_Cancel"));

  g_object_set_data (G_OBJECT (dialog), "year", GINT_TO_POINTER (year));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), pane, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ---- closing a year ---- */

typedef struct {
  SotongPane *pane;    /* (owned) */
  SotongForm *form;    /* (unowned): owns this */
  GtkWidget  *reason;
  int         year;
} Closing;

static void
closing_free (gpointer  data,
              GClosure *closure)
{
  Closing *self = data;

  g_object_unref (self->pane);
  g_free (self);
}

/* What the store's threads get and give. */
typedef struct {
  int            year;
  char          *backup;  /* (owned) */
  char          *reason;  /* (owned) */
  SotongClosing  closing;
} Close;

static void
close_free (Close *close)
{
  g_free (close->backup);
  g_free (close->reason);
  g_free (close);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Close, close_free)

static Close *
close_copy (const Close *close)
{
  Close *copy = g_memdup2 (close, sizeof *close);

  copy->backup = g_strdup (close->backup);
  copy->reason = g_strdup (close->reason);
  return copy;
}

static gpointer
backup_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Close *close = data;

  return sotong_budget_backup (db, close->backup, error) ? close_copy (close) : NULL;
}

static gpointer
close_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(Close) close = close_copy (data);

  return sotong_budget_close (db, close->year, close->reason, &close->closing, error) ? g_steal_pointer (&close) : NULL;
}

/* The form may be gone by then, not what it was about. */
typedef struct {
  SotongForm *form;  /* (owned) */
  SotongPane *pane;  /* (owned) */
} Waiting;

static void
waiting_free (Waiting *waiting)
{
  g_object_unref (waiting->form);
  g_object_unref (waiting->pane);
  g_free (waiting);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Waiting, waiting_free)

static void
closed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Waiting) waiting = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Close) close = sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  g_autofree char *name = NULL, *won = NULL, *text = NULL;

  if (close == NULL)
    {
      sotong_form_fail (waiting->form, error->message);
      return;
    }
  name = g_path_get_basename (close->backup);
  won = sotong_won_format (close->closing.carried);
  /* Translators: 1 a year, 2 won, 3 the next year, 4 a file's name */
  text = g_strdup_printf (_("Closed %1$d: %2$s won carried to %3$d. The verified backup is “%4$s”."), close->closing.year, won, close->closing.next_year, name);
  gtk_window_close (GTK_WINDOW (waiting->form));
  sotong_pane_toast (waiting->pane, text, TRUE);
}

static void
backed_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Waiting) waiting = user_data;
  g_autoptr(GError) error = NULL;
  Close *close = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (close == NULL)
    {
      sotong_form_fail (waiting->form, error->message);
      return;
    }
  sotong_store_write_async (SOTONG_STORE (object), SOTONG_WRITE_DEFAULT, close_job, close, (GDestroyNotify) close_free, (GDestroyNotify) close_free, NULL,
                            closed_cb, g_steal_pointer (&waiting));
}

static void
close_accepted_cb (Closing *self)
{
  SotongContext *context = sotong_pane_get_context (self->pane);
  g_autofree char *today = NULL;
  Waiting *waiting;
  Close *close;

  if (context == NULL)
    return;
  today = sotong_time_format_date (sotong_context_now (context), sotong_context_get_zone (context));
  close = g_new0 (Close, 1);
  close->year = self->year;
  close->reason = sotong_text_clean (sotong_form_get_text (self->reason), -1, 2000);
  close->backup = sotong_budget_backup_path (sotong_store_get_path (sotong_context_get_store (context)), self->year, today);
  waiting = g_new0 (Waiting, 1);
  waiting->form = g_object_ref (self->form);
  waiting->pane = g_object_ref (self->pane);
  sotong_form_set_busy (self->form, TRUE);
  sotong_store_read_async (sotong_context_get_store (context), backup_job, close, (GDestroyNotify) close_free, (GDestroyNotify) close_free, NULL,
                           backed_up_cb, waiting);
}

/**
 * sotong_ledger_present_close:
 * @pane: the ledger
 * @year: the fiscal year that ends
 *
 * Asks, makes a verified backup beside the workspace, and closes the year: its figures are frozen, what is carried over
 * goes to the next year once. One step of undo.
 */
void
sotong_ledger_present_close (SotongPane *pane,
                             int         year)
{
  g_autofree char *title = g_strdup_printf (_("Close the Year %d"), year);
  g_autofree char *text = g_strdup_printf (_("First a backup is written beside the workspace and verified. Then the figures of %d are frozen, what was carried "
                                             "over goes to %d once, and later payments of %d are entered as corrections. Undo opens the year again."),
                                           year, year + 1, year);
  Closing *self = g_new0 (Closing, 1);

  self->pane = g_object_ref (pane);
  self->year = year;
  self->form = sotong_form_new (window_of (pane), title, _("Close _Year"));
  sotong_form_add_group (self->form, NULL, text);
  self->reason = sotong_form_add_entry (self->form, _("Reason or document (optional)"), "");
  g_signal_connect_data (self->form, "accepted", G_CALLBACK (close_accepted_cb), self, closing_free, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->form));
}
