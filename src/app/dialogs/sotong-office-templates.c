/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-office-lists.h"
#include "app/sotong-task-commands.h"
#include "report/sotong-report-kind.h"
#include "report/sotong-report-template.h"
#include "store/sotong-report-form.h"

/* The office's own form of each kind of report, as lines that a person edits. */

/* ---- reading ---- */

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GPtrArray) forms = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_report_form_free);

  for (int i = -1; i < SOTONG_TASK_N_REPORTS; i++)
    {
      SotongReportForm *form = sotong_report_form_get (db, i < 0 ? "" : sotong_task_report_id ((SotongTaskReport) i), TRUE, error);

      if (form == NULL)
        return NULL;
      g_ptr_array_add (forms, form);
    }
  return g_steal_pointer (&forms);
}

static const char *
name_of (const char *kind)
{
  for (int i = 0; i < SOTONG_TASK_N_REPORTS; i++)
    if (g_str_equal (kind, sotong_task_report_id ((SotongTaskReport) i)))
      return sotong_task_report_name ((SotongTaskReport) i);
  return _("All reports that have none of their own");
}

/* ---- the form ---- */

typedef struct {
  SotongForm    *form;     /* (unowned): the fields go with it */
  SotongContext *context;  /* (owned) */
  char          *kind;     /* (owned) */
  GtkWidget     *text;
  GtkWidget     *logo;     /* the path of a picture, "" for the one that is kept */
  GtkWidget     *without;  /* (nullable): whether the kept one goes */
  char          *kept;     /* (owned): the logo that is kept, in base64 */
} Fields;

static void
fields_free (gpointer  data,
             GClosure *closure)
{
  Fields *fields = data;

  g_object_unref (fields->context);
  g_free (fields->kind);
  g_free (fields->kept);
  g_free (fields);
}

typedef struct {
  SotongReportForm *form;  /* (owned) */
  char             *path;  /* (owned) (nullable): of a new logo */
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  sotong_report_form_free (wanted->form);
  g_free (wanted->path);
  g_free (wanted);
}

/* Puts the picture into the form: what is kept is the picture, not where it was. */
static gboolean
read_logo (Wanted  *wanted,
           GError **error)
{
  g_autofree char *data = NULL;
  g_autoptr(GBytes) png = NULL;
  gsize length;

  if (!g_file_get_contents (wanted->path, &data, &length, error))
    return FALSE;
  png = g_bytes_new (data, length);
  if (!sotong_report_template_check_logo (png, error))
    return FALSE;
  g_free (wanted->form->logo);
  wanted->form->logo = g_base64_encode ((const guchar *) data, length);
  return TRUE;
}

static char *
tell_first (GPtrArray *problems)
{
  const SotongTemplateProblem *problem = problems->len > 0 ? g_ptr_array_index (problems, 0) : NULL;

  return problem != NULL ? g_strdup_printf (_("Line %u: %s"), problem->line, problem->message) : NULL;
}

/* Parts that reports of the kind do not have: among theirs may be campaigns, which the workspace knows. */
static gboolean
check_parts (const SotongReportForm  *form,
             SotongDb                *db,
             GError                 **error)
{
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(SotongReportTemplate) template = sotong_report_template_parse (form->body, &problems);
  g_autofree char *problem = NULL;

  if (!sotong_report_kind_check_template (form->kind, db, template, problems, error))
    return FALSE;
  problem = tell_first (problems);
  if (problem != NULL)
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, problem);
  return problem == NULL;
}

/* The logo is read here, away from the window: its file may be slow to come. */
static gpointer
save_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Wanted *wanted = data;
  SotongReportForm *form = wanted->form;

  if (!check_parts (form, db, error) || (wanted->path != NULL && !read_logo (wanted, error)))
    return NULL;
  if (*form->body == '\0' && *form->logo == '\0')
    return sotong_report_form_remove (db, form->kind, error) ? data : NULL;
  return sotong_report_form_set (db, form->kind, form->body, form->logo, error) ? data : NULL;
}

/* The first line that is wrong, (transfer full), or NULL. */
static char *
find_problem (const char *text)
{
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(SotongReportTemplate) template = sotong_report_template_parse (text, &problems);
  char *problem = tell_first (problems);

  if (problem != NULL)
    return problem;
  if (sotong_report_template_get_logo (template) != NULL)
    return g_strdup (_("The logo is chosen below, and the picture is kept. Take the line out."));
  return NULL;
}

static void
accepted_cb (Fields *fields)
{
  g_autofree char *text = sotong_form_dup_lines (fields->text);
  g_autofree char *problem = find_problem (text);
  const char *path = sotong_form_get_text (fields->logo);
  Wanted *wanted;

  if (problem != NULL)
    {
      sotong_form_fail (fields->form, problem);
      return;
    }
  wanted = g_new0 (Wanted, 1);
  wanted->path = *path != '\0' ? g_strdup (path) : NULL;
  wanted->form = g_new0 (SotongReportForm, 1);
  wanted->form->kind = g_strdup (fields->kind);
  wanted->form->body = g_steal_pointer (&text);
  wanted->form->logo = g_strdup (fields->without != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (fields->without)) ? "" : fields->kept);
  sotong_form_write (fields->form, sotong_context_get_store (fields->context), save_job, wanted, wanted_free, NULL);
}

/* A logo stays when the words are edited; the line that names its file is the command's. */
static char *
without_logo (const char *body)
{
  g_auto(GStrv) lines = g_strsplit (body, "\n", -1);
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (!g_str_has_prefix (g_strchug (lines[i]), "logo") && (lines[i + 1] != NULL || *lines[i] != '\0'))
      g_string_append_printf (out, "%s\n", lines[i]);
  return g_strdup (out->str);
}

/* A picture that stands over the title; the one that is kept stays until another is chosen or it is taken away. */
static void
add_logo (Fields *fields)
{
  gboolean has = *fields->kept != '\0';

  fields->logo = sotong_form_add_file (fields->form, has ? _("Another logo (a PNG picture)") : _("Logo (a PNG picture)"), _("Choose a Logo"),
                                       _("PNG pictures"), (const char *[]) { "*.png", "*.PNG", NULL });
  if (has)
    fields->without = sotong_form_add_check (fields->form, _("Without a logo"), _("The one that is kept is taken away"), FALSE);
}

/* What is typed outlives a killed program. */
static void
watch (const Fields *fields)
{
  static const char *const keys[] = { "text", "logo", "without", NULL }; /* the last where a logo is kept */
  static const char *const without_kept[] = { "text", "logo", NULL };
  GtkWidget *const rows[] = { fields->text, fields->logo, fields->without };
  g_autofree char *which = g_strconcat ("template:", fields->kind, NULL);

  sotong_form_journal_watch (fields->form, sotong_context_get_store (fields->context), which, rows,
                             fields->without != NULL ? keys : without_kept, NULL);
}

static void
edit_cb (GtkWidget        *button,
         SotongListDialog *dialog)
{
  const SotongReportForm *form = g_object_get_data (G_OBJECT (button), "sotong-form");
  g_autofree char *text = without_logo (form->body);
  Fields *fields = g_new0 (Fields, 1);
  GtkTextIter start;

  fields->form = sotong_form_new (GTK_WINDOW (dialog), name_of (form->kind), _("_Save"));
  fields->context = g_object_ref (sotong_list_dialog_get_context (dialog));
  fields->kind = g_strdup (form->kind);
  fields->kept = g_strdup (form->logo);
  fields->text = sotong_form_add_text (fields->form, _("Template, a line “key = value” each"), *text != '\0' ? text : sotong_report_template_example ());
  add_logo (fields);
  g_signal_connect_data (fields->form, "accepted", G_CALLBACK (accepted_cb), fields, fields_free, G_CONNECT_SWAPPED);
  watch (fields);
  gtk_window_set_default_size (GTK_WINDOW (fields->form), 620, 560);
  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (GTK_TEXT_VIEW (fields->text)), &start);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (fields->text)), &start);
  gtk_window_set_focus (GTK_WINDOW (fields->form), fields->text); /* the words, not the logo below them */
  gtk_window_present (GTK_WINDOW (fields->form));
}

/* ---- rows ---- */

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_report_form_remove (db, data, error) ? data : NULL;
}

static void
remove_cb (GtkWidget        *button,
           SotongListDialog *dialog)
{
  const SotongReportForm *form = g_object_get_data (G_OBJECT (button), "sotong-form");

  sotong_list_dialog_write (dialog, remove_job, g_strdup (form->kind), g_free);
}

static SotongReportForm *
copy_form (const SotongReportForm *form)
{
  SotongReportForm *copy = g_new0 (SotongReportForm, 1);

  copy->kind = g_strdup (form->kind);
  copy->body = g_strdup (form->body);
  copy->logo = g_strdup (form->logo);
  return copy;
}

static void
add_button (SotongListDialog       *dialog,
            GtkWidget              *row,
            const SotongReportForm *form,
            const char             *icon,
            const char             *label,
            GCallback               callback)
{
  GtkWidget *button = sotong_list_dialog_new_button (dialog, icon, label, 0, callback);

  g_object_set_data_full (G_OBJECT (button), "sotong-form", copy_form (form), (GDestroyNotify) sotong_report_form_free);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
make_row (SotongListDialog *dialog,
          gconstpointer     data)
{
  const SotongReportForm *form = data;
  gboolean own = *form->body != '\0' || *form->logo != '\0';
  g_autofree char *edit = g_strdup_printf (_("Edit %s"), name_of (form->kind)), *remove = g_strdup_printf (_("Remove %s"), name_of (form->kind));
  GtkWidget *row = sotong_dialog_new_row (name_of (form->kind), own ? _("The office's own form") : _("The program's form"));

  add_button (dialog, row, form, "sotong-edit-symbolic", edit, G_CALLBACK (edit_cb));
  if (own)
    add_button (dialog, row, form, "sotong-remove-symbolic", remove, G_CALLBACK (remove_cb));
  return row;
}

static const SotongListDialogInfo info = {
  N_("Templates of Reports"),
  N_("Title, names, approval box, wording and the order of the parts, as the office wants them; a report's figures are never a template's matter."),
  N_("There is none."),
  SOTONG_AREA_HISTORY,
  list_job,
  make_row,
  NULL,
};

/**
 * sotong_templates_dialog_new:
 * @window: a window with a workspace
 *
 * Returns: (transfer full): a dialog with the office's forms of reports
 */
SotongListDialog *
sotong_templates_dialog_new (SotongWindow *window)
{
  return sotong_list_dialog_new (window, &info);
}
