/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form.h"
#include "app/panes/sotong-ledger-extract-private.h"
#include "util/sotong-won.h"

/* What would come of an extract, and which of its columns is what: as they were understood, or as a person says. */

#define N_SHOWN 5 /* rows that would come */

typedef struct {
  SotongForm   *form;      /* (unowned): owns this */
  SotongPane   *pane;      /* (owned) */
  char         *path;      /* (owned) */
  int           year;
  gboolean      importing;
  gboolean      budget;    /* the lines of one, not what was paid */
  gboolean      updating;  /* the choices are being set by the program */
  gboolean      by_hand;   /* a person chose a column */
  GtkLabel     *summary;
  GtkWidget    *roles[SOTONG_LEDGER_N_ROLES];  /* (nullable): those that such a file has */
  GCancellable *asking;    /* (owned): the newest question */
} ImportForm;

static void
import_form_free (gpointer  data,
                  GClosure *closure)
{
  ImportForm *self = data;

  g_cancellable_cancel (self->asking);
  g_object_unref (self->asking);
  g_object_unref (self->pane);
  g_free (self->path);
  g_free (self);
}

/* ---- what would come ---- */

/* What can be compared, and what cannot be read. */
static char *
describe_compared (const SotongLedgerImport *import)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *n = sotong_number_group (import->rows->len);

  g_string_append_printf (text, ngettext ("%s entry of the file can be compared.", "%s entries of the file can be compared.", import->rows->len), n);
  sotong_ledger_extract_append_problems (text, import);
  return g_strdup (text->str);
}

static void
append_row (GString                     *text,
            const SotongLedgerImportRow *row)
{
  g_autofree char *won = sotong_won_format (row->amount);

  g_string_append_c (text, '\n');
  if (row->account != NULL)
    /* Translators: a line of a budget: its account, its name, won */
    g_string_append_printf (text, _("%s, %s: %s won"), row->account, row->line, won);
  else
    /* Translators: an entry of a ledger: day, commitment or payment, budget line, won */
    g_string_append_printf (text, _("%s %s, %s: %s won"), row->day, row->commitment ? _("Commitment") : _("Payment"), row->line, won);
}

/* What is taken as it is, though somebody ought to look at it. */
static void
append_notes (GString                  *text,
              const SotongLedgerImport *import)
{
  for (guint i = 0; i < MIN (import->notes->len, N_SHOWN); i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "\n\n" : "\n", (const char *) g_ptr_array_index (import->notes, i));
  if (import->notes->len > N_SHOWN)
    g_string_append_printf (text, ngettext ("\nand %u more line to look at", "\nand %u more lines to look at", import->notes->len - N_SHOWN),
                            import->notes->len - N_SHOWN);
}

/* The rows that would come, the first of them; or what cannot be taken. */
static char *
describe_preview (const SotongLedgerImport *import)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *n_added = sotong_number_group (import->n_added), *n_known = sotong_number_group (import->n_known);
  guint shown = 0;

  if (import->problems->len > 0)
    g_string_append (text, _("Nothing is imported until these lines are right:"));
  else
    g_string_append_printf (text, _("%s new, %s that the ledger has already."), n_added, n_known);
  sotong_ledger_extract_append_problems (text, import);
  for (guint i = 0; import->problems->len == 0 && i < import->rows->len && shown < N_SHOWN; i++)
    {
      const SotongLedgerImportRow *row = g_ptr_array_index (import->rows, i);

      if (row->known)
        continue;
      append_row (text, row);
      shown++;
    }
  if (shown == N_SHOWN && import->n_added > N_SHOWN)
    g_string_append (text, "\n…");
  if (import->problems->len == 0)
    append_notes (text, import);
  return g_strdup (text->str);
}

/* Whether the file can be taken as it is. */
static void
set_ready (ImportForm *self,
           gboolean    ready)
{
  gtk_widget_set_sensitive (gtk_window_get_default_widget (GTK_WINDOW (self->form)), ready);
}

static void
say (ImportForm *self,
     const char *text,
     gboolean    ready)
{
  gtk_label_set_text (self->summary, text);
  if (ready)
    gtk_widget_remove_css_class (GTK_WIDGET (self->summary), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->summary), "error");
  set_ready (self, ready);
}

static void
take_answer (ImportForm                *self,
             const SotongLedgerExtract *extract)
{
  const SotongLedgerImport *import = &extract->import;
  gboolean ready = extract->unknown == NULL && (self->importing ? import->problems->len == 0 && import->n_added > 0 : import->rows->len > 0);
  g_autofree char *text = extract->unknown != NULL ? g_strdup (extract->unknown) : self->importing ? describe_preview (import) : describe_compared (import);

  self->updating = TRUE;
  for (guint i = 0; !self->by_hand && i < SOTONG_LEDGER_N_ROLES; i++)
    if (self->roles[i] != NULL)
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->roles[i]), (guint) (import->taken[i] + 1));
  self->updating = FALSE;
  say (self, text, ready);
}

/* As "line=2,date=1,kind=": a column by its number, and nothing where there is none. */
static char *
dup_mapping (ImportForm *self)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < SOTONG_LEDGER_N_ROLES; i++)
    {
      guint column = self->roles[i] != NULL ? adw_combo_row_get_selected (ADW_COMBO_ROW (self->roles[i])) : 0;

      g_string_append_printf (words, "%s%s=", i > 0 ? "," : "", sotong_ledger_role_get_name ((SotongLedgerRole) i));
      if (column != GTK_INVALID_LIST_POSITION && column > 0)
        g_string_append_printf (words, "%u", column);
    }
  return g_string_free (words, FALSE);
}

static SotongLedgerExtract *
make_question (ImportForm *self,
               gboolean    importing)
{
  g_autofree char *mapping = self->by_hand ? dup_mapping (self) : NULL;
  SotongLedgerExtract *wanted = sotong_ledger_extract_new (self->year, self->path, mapping);

  wanted->importing = importing;
  wanted->import.budget = self->budget;
  return wanted;
}

/* What an import would do is tried in the writer's connection and taken back; what is only compared is read. Takes @wanted. */
static void
ask_store (SotongStore         *store,
           SotongLedgerExtract *wanted,
           gboolean             importing,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  wanted->importing = TRUE;
  wanted->import.preview = TRUE;
  wanted->import.tries = importing;
  if (importing)
    sotong_store_write_async (store, SOTONG_WRITE_DEFAULT, sotong_ledger_extract_job, wanted, (GDestroyNotify) sotong_ledger_extract_free,
                              (GDestroyNotify) sotong_ledger_extract_free, cancellable, callback, user_data);
  else
    sotong_store_read_async (store, sotong_ledger_extract_job, wanted, (GDestroyNotify) sotong_ledger_extract_free,
                             (GDestroyNotify) sotong_ledger_extract_free, cancellable, callback, user_data);
}

static SotongLedgerExtract *
finish_preview (SotongStore   *store,
                GAsyncResult  *result,
                GError       **error)
{
  if (g_async_result_is_tagged (result, sotong_store_write_async))
    return sotong_store_write_finish (store, result, error);
  return sotong_store_read_finish (store, result, error);
}

static void
asked_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  ImportForm *self = user_data;
  g_autoptr(SotongLedgerExtract) extract = finish_preview (SOTONG_STORE (object), result, &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return; /* another was asked since, or the form is gone */
  if (extract != NULL)
    take_answer (self, extract);
  else
    say (self, error->message, FALSE);
}

static void
column_cb (ImportForm *self)
{
  SotongContext *context = sotong_pane_get_context (self->pane);
  SotongLedgerExtract *wanted;

  if (self->updating || context == NULL || gtk_widget_in_destruction (GTK_WIDGET (self->form)))
    return;
  self->by_hand = TRUE;
  sotong_form_clear_problem (self->form);
  set_ready (self, FALSE);
  g_cancellable_cancel (self->asking);
  g_object_unref (self->asking);
  self->asking = g_cancellable_new ();
  wanted = make_question (self, TRUE);
  ask_store (sotong_context_get_store (context), wanted, self->importing, self->asking, asked_cb, self);
}

/* ---- taking it ---- */

/* What is done at last needs the form, which may be closed meanwhile. */
typedef struct {
  SotongForm *form;  /* (owned) */
  SotongPane *pane;  /* (owned) */
} Doing;

static Doing *
doing_new (ImportForm *self)
{
  Doing *doing = g_new0 (Doing, 1);

  doing->form = g_object_ref (self->form);
  doing->pane = g_object_ref (self->pane);
  return doing;
}

static void
doing_free (Doing *doing)
{
  g_object_unref (doing->form);
  g_object_unref (doing->pane);
  g_free (doing);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Doing, doing_free)

static void
imported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Doing) doing = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongLedgerExtract) extract = sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  g_autofree char *text = NULL, *n = NULL;

  if (extract == NULL || extract->unknown != NULL)
    {
      sotong_form_fail (doing->form, extract != NULL ? extract->unknown : error->message);
      return;
    }
  if (extract->import.problems->len > 0) /* the workspace or the file has changed since it was looked at */
    {
      text = describe_preview (&extract->import);
      sotong_form_fail (doing->form, text);
      return;
    }
  n = sotong_number_group (extract->import.n_added);
  text = g_strdup_printf (ngettext ("%s entry was imported", "%s entries were imported", (gulong) extract->import.n_added), n);
  sotong_pane_toast (doing->pane, text, extract->import.n_added > 0);
  sotong_form_done (doing->form);
}

static void
compared_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Doing) doing = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongLedgerExtract) extract = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      sotong_form_stopped (doing->form);
      return;
    }
  if (extract == NULL || extract->unknown != NULL)
    {
      sotong_form_fail (doing->form, extract != NULL ? extract->unknown : error->message);
      return;
    }
  sotong_form_done (doing->form);
  sotong_ledger_extract_show (doing->pane, extract);
}

/* Nothing is written, so it can be stopped. */
static void
compare (ImportForm  *self,
         SotongStore *store)
{
  g_autoptr(GCancellable) comparing = g_cancellable_new ();
  g_autofree char *name = g_path_get_basename (self->path), *text = g_strdup_printf (_("Reading “%s”…"), name);

  sotong_form_begin_work (self->form, text, comparing);
  sotong_store_read_async (store, sotong_ledger_extract_job, make_question (self, FALSE), (GDestroyNotify) sotong_ledger_extract_free,
                           (GDestroyNotify) sotong_ledger_extract_free, comparing, compared_cb, doing_new (self));
}

static void
accepted_cb (ImportForm *self)
{
  SotongContext *context = sotong_pane_get_context (self->pane);

  if (context == NULL)
    return;
  if (!self->importing)
    {
      compare (self, sotong_context_get_store (context));
      return;
    }
  sotong_form_set_busy (self->form, TRUE);
  sotong_store_write_async (sotong_context_get_store (context), SOTONG_WRITE_DEFAULT, sotong_ledger_extract_job, make_question (self, TRUE),
                            (GDestroyNotify) sotong_ledger_extract_free, (GDestroyNotify) sotong_ledger_extract_free, NULL, imported_cb,
                            doing_new (self));
}

/* ---- the form ---- */

static void
add_summary (ImportForm *self)
{
  GtkWidget *row = adw_preferences_row_new ();

  self->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_label_set_wrap_mode (self->summary, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->summary, 0);
  gtk_widget_set_margin_start (GTK_WIDGET (self->summary), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->summary), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self->summary), 10);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->summary), 10);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), GTK_WIDGET (self->summary));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  sotong_form_add_row (self->form, row);
}

/* A choice for each role that such a file has, among its headings. */
static void
add_columns (ImportForm *self,
             GStrv       headings)
{
  static const SotongLedgerRole of_budget[] = { SOTONG_LEDGER_LINE, SOTONG_LEDGER_BUDGET, SOTONG_LEDGER_UNIT, SOTONG_LEDGER_ACCOUNT, SOTONG_LEDGER_CODE, SOTONG_LEDGER_FORMULA };
  static const SotongLedgerRole of_extract[] = { SOTONG_LEDGER_LINE, SOTONG_LEDGER_DATE, SOTONG_LEDGER_AMOUNT, SOTONG_LEDGER_UNIT, SOTONG_LEDGER_KIND, SOTONG_LEDGER_PAYEE,
                                                 SOTONG_LEDGER_PAYEE_KIND, SOTONG_LEDGER_DESCRIPTION, SOTONG_LEDGER_DOCUMENT, SOTONG_LEDGER_ACCOUNT };
  const SotongLedgerRole *roles = self->budget ? of_budget : of_extract;
  gsize n_roles = self->budget ? G_N_ELEMENTS (of_budget) : G_N_ELEMENTS (of_extract);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) choices = NULL;

  g_strv_builder_add (builder, _("None"));
  for (guint i = 0; headings[i] != NULL; i++)
    {
      g_autofree char *unnamed = g_strdup_printf (_("Column %u"), i + 1);

      g_strv_builder_add (builder, *headings[i] != '\0' ? headings[i] : unnamed);
    }
  choices = g_strv_builder_end (builder);
  sotong_form_add_group (self->form, _("Columns"), _("What a person chooses here is remembered for the next file with the same headings."));
  for (gsize i = 0; i < n_roles; i++)
    {
      self->roles[roles[i]] = sotong_form_add_choice (self->form, sotong_ledger_role_get_label (roles[i]), (const char * const *) choices, 0);
      g_signal_connect_swapped (self->roles[roles[i]], "notify::selected", G_CALLBACK (column_cb), self);
    }
}

/*
 * sotong_ledger_import_form_present:
 * @pane: the ledger
 * @extract: a file that was looked at
 *
 * Shows what would come of the file and what its columns were taken for, and imports it, or compares the ledger with it, when that is wanted.
 */
void
sotong_ledger_import_form_present (SotongPane                *pane,
                                   const SotongLedgerExtract *extract)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (pane));
  ImportForm *self = g_new0 (ImportForm, 1);
  g_autofree char *name = g_path_get_basename (extract->path);
  g_autofree char *title = g_strdup_printf (extract->importing ? _("Import “%s”") : _("Compare with “%s”"), name);

  self->form = sotong_form_new (root != NULL ? GTK_WINDOW (root) : NULL, title, extract->importing ? _("_Import") : _("Com_pare"));
  self->pane = g_object_ref (pane);
  self->path = g_strdup (extract->path);
  self->year = extract->import.year;
  self->importing = extract->importing;
  self->budget = extract->import.budget;
  self->asking = g_cancellable_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->form), 560, 620);
  add_summary (self);
  self->updating = TRUE;
  add_columns (self, extract->import.headings);
  self->updating = FALSE;
  take_answer (self, extract);
  g_signal_connect_data (self->form, "accepted", G_CALLBACK (accepted_cb), self, import_form_free, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->form));
}

static void
previewed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(SotongPane) pane = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongLedgerExtract) extract = finish_preview (SOTONG_STORE (object), result, &error);

  if (extract != NULL)
    sotong_ledger_import_form_present (pane, extract);
  else
    sotong_pane_show_error (pane, _("The file was not imported"), error);
}

static void
ask_preview (SotongPane *pane,
             int         year,
             const char *path,
             gboolean    budget)
{
  SotongContext *context = sotong_pane_get_context (pane);
  SotongLedgerExtract *wanted;

  if (context == NULL)
    return;
  wanted = sotong_ledger_extract_new (year, path, NULL);
  wanted->import.budget = budget;
  ask_store (sotong_context_get_store (context), wanted, TRUE, NULL, previewed_cb, g_object_ref (pane));
}

/**
 * sotong_ledger_import:
 * @pane: the ledger
 * @year: its fiscal year
 * @path: an extract of e호조, a sheet with payments and commitments; or with the lines of a budget and no days
 *
 * Shows what would come of the file, and takes it over when that is wanted: all or nothing, as one step of undo, and nothing twice.
 */
void
sotong_ledger_import (SotongPane *pane,
                      int         year,
                      const char *path)
{
  ask_preview (pane, year, path, FALSE);
}

/**
 * sotong_ledger_import_budget_of:
 * @pane: the ledger
 * @year: the fiscal year of the budget
 * @path: a sheet with its lines, whatever else it has
 *
 * As sotong_ledger_import(), for a budget.
 */
void
sotong_ledger_import_budget_of (SotongPane *pane,
                                int         year,
                                const char *path)
{
  ask_preview (pane, year, path, TRUE);
}
