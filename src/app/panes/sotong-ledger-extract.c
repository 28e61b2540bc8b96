/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-ledger-extract.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/dialogs/sotong-table-window.h"
#include "app/panes/sotong-ledger-extract-private.h"
#include "exchange/sotong-sheet.h"

/* What extracts of e호조 are for: held against the ledger, or taken over (sotong-ledger-import-form.c). */

static GtkWindow *
window_of (SotongPane *pane)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (pane));

  return root != NULL ? GTK_WINDOW (root) : NULL;
}

/* ---- what the store's thread gets and gives ---- */

/**
 * sotong_ledger_extract_new:
 * @year: the ledger's fiscal year
 * @path: a file
 * @mapping: (nullable): what a person says of its columns
 *
 * Returns: (transfer full): a question for sotong_ledger_extract_job(), which compares
 */
SotongLedgerExtract *
sotong_ledger_extract_new (int         year,
                           const char *path,
                           const char *mapping)
{
  SotongLedgerExtract *extract = g_new0 (SotongLedgerExtract, 1);

  extract->import.path = extract->path = g_strdup (path);
  extract->import.mapping = extract->mapping = g_strdup (mapping);
  extract->import.year = year;
  return extract;
}

void
sotong_ledger_extract_free (SotongLedgerExtract *extract)
{
  sotong_ledger_import_clear (&extract->import);
  g_free (extract->path);
  g_free (extract->mapping);
  g_free (extract->unknown);
  g_free (extract);
}

/* Imports, shows what an import would bring, or compares. A file whose columns are not understood is an answer too: a person may know them. */
gpointer
sotong_ledger_extract_job (SotongDb      *db,
                           gpointer       data,
                           GCancellable  *cancellable,
                           GError       **error)
{
  const SotongLedgerExtract *wanted = data;
  g_autoptr(SotongLedgerExtract) extract = sotong_ledger_extract_new (wanted->import.year, wanted->path, wanted->mapping);
  GError *local = NULL;

  extract->importing = wanted->importing;
  extract->import.preview = wanted->import.preview;
  extract->import.tries = wanted->import.tries;
  extract->import.budget = wanted->import.budget;
  if ((wanted->importing ? sotong_ledger_import_job : sotong_ledger_reconcile_job) (db, &extract->import, cancellable, &local) != NULL)
    return g_steal_pointer (&extract);
  if (g_error_matches (local, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_MAPPING) && extract->import.headings != NULL)
    {
      extract->unknown = g_strdup (local->message);
      g_error_free (local);
      return g_steal_pointer (&extract);
    }
  g_propagate_error (error, local);
  return NULL;
}

/* ---- reconciling ---- */

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
  if (difference->what == NULL)
    sotong_table_add_text (table, difference->day);
  sotong_table_add_text (table, difference->what != NULL ? sotong_ledger_figure_get_label (difference->what) : difference->document);
  sotong_table_add_won (table, difference->in_file);
  sotong_table_add_won (table, difference->in_ledger);
}

static void
add_sum (SotongTable           *table,
         const SotongLedgerSum *sum)
{
  g_autofree char *number = sum->line_number != 0 ? g_strdup_printf ("%d", (int) sum->line_number) : g_strdup ("");

  sotong_table_begin_row (table, sum->what == NULL ? SOTONG_ROW_TOTAL : 0);
  sotong_table_add_text (table, sum->what == NULL ? _("Sum of the line") : _("The same"));
  sotong_table_add_text (table, number);
  sotong_table_add_text (table, sum->line);
  if (sum->what == NULL)
    sotong_table_add_text (table, "");
  sotong_table_add_text (table, sum->what != NULL ? sotong_ledger_figure_get_label (sum->what) : "");
  sotong_table_add_won (table, sum->in_file);
  sotong_table_add_won (table, sum->in_ledger);
}

static SotongTable *
make_table (const SotongLedgerImport *import)
{
  SotongTable *table = sotong_table_new ("reconcile", _("Ledger against the extract"));
  const char * const heads[] = { _("Difference"), _("Line in the file"), _("Budget line"), import->sums_only ? NULL : _("Date"),
                                 import->sums_only ? _("Figure") : _("Document"), _("File (won)"), _("Ledger (won)") };
  static const double widths[] = { 28, 18, 50, 24, 30, 30, 30 };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (heads[i] != NULL)
      sotong_table_add_column (table, heads[i], NULL, widths[i], i >= 5 ? SOTONG_ALIGN_RIGHT : SOTONG_ALIGN_LEFT);
  sotong_table_begin_row (table, SOTONG_ROW_HEAD);
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (heads[i] != NULL)
      sotong_table_add_text (table, heads[i]);
  for (guint i = 0; i < import->differences->len; i++)
    add_difference (table, g_ptr_array_index (import->differences, i));
  for (guint i = 0; i < import->sums->len; i++)
    {
      const SotongLedgerSum *sum = g_ptr_array_index (import->sums, i);

      if (sum->what == NULL || sum->in_file == sum->in_ledger) /* what differs stands above */
        add_sum (table, sum);
    }
  return table;
}

#define N_TOLD 5

/* The first of what is wrong with the file's lines, a line each, and how many more there are. Of lines that were compared all the same
 * describe_reconciled() tells. */
void
sotong_ledger_extract_append_problems (GString                  *text,
                                       const SotongLedgerImport *import)
{
  guint n_left = import->problems->len - import->doubts->len, n = 0, d = 0;

  for (guint i = 0; i < import->problems->len && n < N_TOLD; i++)
    {
      const char *problem = g_ptr_array_index (import->problems, i);

      if (d < import->doubts->len && g_ptr_array_index (import->doubts, d) == problem) /* in the same order */
        {
          d++;
          continue;
        }
      g_string_append_printf (text, "\n%s", problem);
      n++;
    }
  if (n_left > n)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("and %u more line that could not be read", "and %u more lines that could not be read", n_left - n), n_left - n);
    }
}

/* Lines of which it is not clear what they mean, with the first of them. */
static void
append_doubts (GString                  *text,
               const SotongLedgerImport *import)
{
  guint n = import->doubts->len;

  if (n == 0)
    return;
  g_string_append_c (text, '\n');
  g_string_append_printf (text, ngettext ("%u line was compared by the name that it has, because it does not say clearly which budget line it means:",
                                          "%u lines were compared by the names that they have, because they do not say clearly which budget lines they mean:", n), n);
  for (guint i = 0; i < MIN (n, N_TOLD); i++)
    g_string_append_printf (text, "\n%s", (const char *) g_ptr_array_index (import->doubts, i));
  if (n > N_TOLD)
    g_string_append_printf (text, ngettext ("\nand %u more line that was compared by its name", "\nand %u more lines that were compared by their names", n - N_TOLD),
                            n - N_TOLD);
}

static void
append_outcome (GString                  *text,
                const SotongLedgerImport *import)
{
  g_string_append_c (text, '\n');
  if (import->differences->len > 0)
    g_string_append_printf (text, ngettext ("%u difference between the file and the ledger.", "%u differences between the file and the ledger.",
                                            import->differences->len), import->differences->len);
  else if (import->problems->len > import->doubts->len)
    g_string_append (text, _("What could be read of the file agrees with the ledger. Not read:"));
  else
    g_string_append (text, _("The file and the ledger agree."));
}

/* Which days were compared, what came of it, and what could not be read. */
static char *
describe_reconciled (const SotongLedgerImport *import)
{
  g_autofree char *days = sotong_ledger_import_describe_days (import);
  g_autoptr(GString) text = g_string_new (days);

  for (guint i = 0; i < import->notes->len; i++)
    g_string_append_printf (text, "\n%s", (const char *) g_ptr_array_index (import->notes, i));
  if (import->first_day != NULL || import->sums->len > 0)
    append_outcome (text, import);
  sotong_ledger_extract_append_problems (text, import);
  append_doubts (text, import);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Presents what differs. */
void
sotong_ledger_extract_show (SotongPane                *pane,
                            const SotongLedgerExtract *extract)
{
  g_autoptr(SotongTable) table = make_table (&extract->import);
  g_autofree char *note = describe_reconciled (&extract->import);

  gtk_window_present (GTK_WINDOW (sotong_table_window_new (window_of (pane), table, note)));
}

static void
reconciled_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(SotongPane) pane = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongLedgerExtract) extract = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (extract == NULL)
    sotong_pane_show_error (pane, _("The ledger was not compared"), error);
  else if (extract->unknown != NULL)
    sotong_ledger_import_form_present (pane, extract);
  else
    sotong_ledger_extract_show (pane, extract);
}

/**
 * sotong_ledger_reconcile:
 * @pane: the ledger
 * @year: its fiscal year
 * @path: an extract of e호조, a sheet with payments and commitments
 *
 * Holds the ledger against the file and lists what differs; asks for the columns where they are not understood. Nothing is changed.
 */
void
sotong_ledger_reconcile (SotongPane *pane,
                         int         year,
                         const char *path)
{
  SotongContext *context = sotong_pane_get_context (pane);

  if (context != NULL)
    sotong_store_read_async (sotong_context_get_store (context), sotong_ledger_extract_job, sotong_ledger_extract_new (year, path, NULL),
                             (GDestroyNotify) sotong_ledger_extract_free, (GDestroyNotify) sotong_ledger_extract_free, NULL, reconciled_cb,
                             g_object_ref (pane));
}

/* ---- choosing a file ---- */

typedef void (*UseFunc) (SotongPane *pane,
                         int         year,
                         const char *path);

typedef struct {
  SotongPane *pane;  /* (owned) */
  int         year;
  UseFunc     use;
} Choice;

static void
choice_free (gpointer  data,
             GClosure *closure)
{
  Choice *choice = data;

  g_object_unref (choice->pane);
  g_free (choice);
}

static void
chosen_cb (GtkNativeDialog *dialog,
           int              response,
           Choice          *choice)
{
  g_autoptr(GtkNativeDialog) chooser = dialog;
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    choice->use (choice->pane, choice->year, path);
}

static void
ask_file (SotongPane *pane,
          int         year,
          const char *title,
          UseFunc     use)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, window_of (pane), GTK_FILE_CHOOSER_ACTION_OPEN, _("C_hoose"), _("_Cancel"));
  Choice *choice = g_new0 (Choice, 1);

  choice->pane = g_object_ref (pane);
  choice->year = year;
  choice->use = use;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (chosen_cb), choice, choice_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
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
  ask_file (pane, year, _("Compare with an Extract of e호조"), sotong_ledger_reconcile);
}

/**
 * sotong_ledger_ask_import:
 * @pane: the ledger
 * @year: its fiscal year
 *
 * Asks for the file that is imported.
 */
void
sotong_ledger_ask_import (SotongPane *pane,
                          int         year)
{
  ask_file (pane, year, _("Import an Extract of e호조"), sotong_ledger_import);
}
