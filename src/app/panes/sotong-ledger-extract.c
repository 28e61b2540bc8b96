/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-ledger-extract.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/dialogs/sotong-table-window.h"
#include "exchange/sotong-ledger-import.h"
#include "util/sotong-won.h"

/* What extracts of e호조 are for: taken over, or held against the ledger. */

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
  char               *path;       /* (owned) */
  gboolean            importing;  /* else it is compared */
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
extract_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const Extract *wanted = data;
  g_autoptr(Extract) extract = g_new0 (Extract, 1);

  extract->path = g_strdup (wanted->path);
  extract->import.path = extract->path;
  extract->import.year = wanted->import.year;
  extract->import.preview = wanted->import.preview;
  return (wanted->importing ? sotong_ledger_import_job : sotong_ledger_reconcile_job) (db, &extract->import, cancellable, error) != NULL
         ? g_steal_pointer (&extract) : NULL;
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

/* The first of them, and how many more there are. */
static void
append_problems (GString                  *text,
                 const SotongLedgerImport *import)
{
  for (guint i = 0; i < MIN (import->problems->len, 5); i++)
    g_string_append_printf (text, "\n%s", (const char *) g_ptr_array_index (import->problems, i));
  if (import->problems->len > 5)
    {
      guint n = import->problems->len - 5;

      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("and %u more line that could not be read", "and %u more lines that could not be read", n), n);
    }
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
  append_problems (text, import);
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

static Extract *
extract_new (int         year,
             const char *path,
             gboolean    importing)
{
  Extract *wanted = g_new0 (Extract, 1);

  wanted->path = g_strdup (path);
  wanted->import.year = year;
  wanted->importing = importing;
  return wanted;
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

  if (context != NULL)
    sotong_store_read_async (sotong_context_get_store (context), extract_job, extract_new (year, path, FALSE), (GDestroyNotify) extract_free,
                             (GDestroyNotify) extract_free, NULL, reconciled_cb, g_object_ref (pane));
}

/* ---- importing ---- */

static void
imported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(SotongPane) pane = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Extract) extract = sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  g_autofree char *text = NULL;

  if (extract == NULL)
    {
      sotong_pane_show_error (pane, _("The extract was not imported"), error);
      return;
    }
  text = g_strdup_printf (ngettext ("%d entry was imported", "%d entries were imported", (gulong) extract->import.n_added), (int) extract->import.n_added);
  sotong_pane_toast (pane, text, extract->import.n_added > 0);
}

typedef struct {
  SotongPane *pane;    /* (owned) */
  Extract    *wanted;  /* (owned) (nullable): until it is asked for */
} Preview;

static void
preview_free (gpointer  data,
              GClosure *closure)
{
  Preview *preview = data;

  g_object_unref (preview->pane);
  g_clear_pointer (&preview->wanted, extract_free);
  g_free (preview);
}

static void
import_response_cb (AdwMessageDialog *dialog,
                    const char       *response,
                    Preview          *preview)
{
  SotongContext *context = sotong_pane_get_context (preview->pane);

  if (context != NULL && preview->wanted != NULL && g_str_equal (response, "import"))
    sotong_store_write_async (sotong_context_get_store (context), SOTONG_WRITE_DEFAULT, extract_job, g_steal_pointer (&preview->wanted),
                              (GDestroyNotify) extract_free, (GDestroyNotify) extract_free, NULL, imported_cb, g_object_ref (preview->pane));
}

/* Which column of the file was taken for what, a line each. */
static void
append_columns (GString    *text,
                const char *columns)
{
  static const struct { const char *role, *name; } roles[] = {
    { "line", N_("Budget line") }, { "date", N_("Date") }, { "amount", N_("Amount") }, { "kind", N_("Kind") }, { "payee", N_("Payee") },
    { "description", N_("What for") }, { "document", N_("Document number") }, { "account", N_("Account") }, { "code", N_("Account code") },
    { "formula", N_("Basis of calculation") }, { "budget", N_("Budget") },
  };
  g_auto(GStrv) parts = g_strsplit (columns != NULL ? columns : "", ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      for (gsize k = 0; k < G_N_ELEMENTS (roles); k++)
        if (g_str_equal (roles[k].role, parts[i]))
          g_string_append_printf (text, "%s%s: %s", i == 0 ? "\n\n" : " · ", _(roles[k].name), equals + 1);
    }
}

/* The rows that would come, the first of them; what each column was taken for; and what cannot be taken. */
static char *
describe_preview (const SotongLedgerImport *import)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint shown = 0;

  if (import->problems->len > 0)
    g_string_append (text, _("Nothing is imported until these lines are right:"));
  else
    g_string_append_printf (text, _("%d new, %d that the ledger has already."), (int) import->n_added, (int) import->n_known);
  append_problems (text, import);
  for (guint i = 0; import->problems->len == 0 && i < import->rows->len && shown < 5; i++)
    {
      const SotongLedgerImportRow *row = g_ptr_array_index (import->rows, i);
      g_autofree char *won = sotong_won_format (row->amount);

      if (row->known)
        continue;
      g_string_append_c (text, '\n');
      /* Translators: an entry of a ledger: day, commitment or payment, budget line, won */
      g_string_append_printf (text, _("%s %s, %s: %s won"), row->day, row->commitment ? _("Commitment") : _("Payment"), row->line, won);
      shown++;
    }
  if (shown == 5 && import->n_added > 5)
    g_string_append (text, "\n…");
  append_columns (text, import->columns);
  return g_strdup (text->str);
}

static void
previewed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(SotongPane) pane = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Extract) extract = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  g_autofree char *text = NULL, *name = NULL;
  gboolean ready;
  GtkWidget *dialog;
  Preview *preview;

  if (extract == NULL)
    {
      sotong_pane_show_error (pane, _("The extract was not imported"), error);
      return;
    }
  ready = extract->import.problems->len == 0 && extract->import.n_added > 0;
  text = describe_preview (&extract->import);
  name = g_path_get_basename (extract->path);
  dialog = adw_message_dialog_new (window_of (pane), NULL, text);
  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), ready ? _("Import “%s”?") : _("“%s” has nothing to import"), name);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", ready ? _("_Cancel") : _("_Close"));
  if (ready)
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "import", _("_Import"));
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "import", ADW_RESPONSE_SUGGESTED);
      adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "import");
    }
  preview = g_new0 (Preview, 1);
  preview->pane = g_object_ref (pane);
  preview->wanted = extract_new (extract->import.year, extract->path, TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (import_response_cb), preview, preview_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * sotong_ledger_import:
 * @pane: the ledger
 * @year: its fiscal year
 * @path: an extract of e호조, a sheet with payments and commitments, or with the lines of a budget
 *
 * Shows what would come of the file, and takes it over when that is wanted: all or nothing, as one step of undo, and nothing twice.
 */
void
sotong_ledger_import (SotongPane *pane,
                      int         year,
                      const char *path)
{
  SotongContext *context = sotong_pane_get_context (pane);
  Extract *wanted;

  if (context == NULL)
    return;
  wanted = extract_new (year, path, TRUE);
  wanted->import.preview = TRUE;
  sotong_store_read_async (sotong_context_get_store (context), extract_job, wanted, (GDestroyNotify) extract_free, (GDestroyNotify) extract_free, NULL,
                           previewed_cb, g_object_ref (pane));
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
