/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-sheet-dialog.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-sheet-row.h"
#include "app/sotong-row-name.h"
#include "app/sotong-task-commands.h"
#include "store/sotong-channel.h"
#include "util/sotong-won.h"

/**
 * SotongSheetDialog:
 *
 * Shows what a sheet of contents would bring before anything is written: what each column is,
 * the posts, and what is wrong. The sheet can be imported when nothing is.
 */
struct _SotongSheetDialog
{
  AdwWindow            parent_instance;
  SotongWindow        *window;       /* (weak) (nullable) */
  SotongContext       *context;      /* (owned) */
  char                *path;         /* (owned) */
  SotongSheet         *sheet;        /* (owned) (nullable) */
  SotongSheetMapping   mapping;      /* what the columns are, once they are known */
  gboolean             has_mapping;
  gboolean             updating;     /* the choices are being set by the program */
  GCancellable        *reading;      /* (owned) (nullable): the newest question */
  GListStore          *rows;         /* (owned) (element-type SotongSheetRow) */
  GtkStringList       *problems;     /* (owned) */
  GStrv                channels;     /* (owned) (nullable): names, as in the list */
  GtkWidget           *role_rows[SOTONG_SHEET_N_ROLES]; /* (unowned) (nullable) */

  /* (unowned): template children */
  AdwWindowTitle      *window_title;
  GtkButton           *import_button;
  GtkSpinner          *spinner;
  AdwComboRow         *charset_row;
  AdwComboRow         *separator_row;
  AdwComboRow         *channel_row;
  AdwPreferencesGroup *columns_group;
  GtkLabel            *summary_label;
  GtkLabel            *unused_label;
  GtkWidget           *problems_window;
  GtkListView         *problems_view;
  GtkWidget           *rows_window;
  GtkColumnView       *rows_view;
};

G_DEFINE_FINAL_TYPE (SotongSheetDialog, sotong_sheet_dialog, ADW_TYPE_WINDOW)

static const char * const charsets[] = { NULL, "UTF-8", "CP949" };
static const char separators[] = { '\0', ',', ';', '\t', '|' };

/* ---- the job: checking, or importing ---- */

typedef struct {
  SotongSheet        *sheet;        /* (owned) */
  SotongSheetMapping  mapping;
  gboolean            has_mapping;
  char               *channel;      /* (owned) (nullable) */
} Request;

typedef struct {
  SotongSheetPlan    *plan;         /* (owned) */
  SotongSheetMapping  mapping;
  GStrv               channels;     /* (owned) (nullable) */
} Answer;

static void
request_free (Request *request)
{
  sotong_sheet_free (request->sheet);
  g_free (request->channel);
  g_free (request);
}

static void
answer_free (Answer *answer)
{
  if (answer == NULL)
    return;
  sotong_sheet_plan_free (answer->plan);
  g_strfreev (answer->channels);
  g_free (answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static const char *
chosen_channel (SotongSheetDialog *self)
{
  guint chosen = adw_combo_row_get_selected (self->channel_row);

  return self->channels != NULL && chosen > 0 && chosen <= g_strv_length (self->channels) ? self->channels[chosen - 1] : NULL;
}

static Request *
request_new (SotongSheetDialog *self)
{
  Request *request = g_new0 (Request, 1);

  request->sheet = sotong_sheet_ref (self->sheet);
  request->mapping = self->mapping;
  request->has_mapping = self->has_mapping;
  request->channel = g_strdup (chosen_channel (self));
  return request;
}

static gboolean
list_channels (SotongDb  *db,
               Answer    *answer,
               GError   **error)
{
  g_autoptr(GPtrArray) list = sotong_channel_list (db, error);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; list != NULL && i < list->len; i++)
    g_strv_builder_add (names, ((const SotongChannel *) g_ptr_array_index (list, i))->name);
  answer->channels = g_strv_builder_end (names);
  return list != NULL;
}

static gpointer
check_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Request *request = data;
  SotongSheetChoice choice = { .mapping = request->has_mapping ? &request->mapping : NULL };
  g_autoptr(Answer) answer = g_new0 (Answer, 1);

  if (!list_channels (db, answer, error) || !sotong_sheet_choose_mapping (db, request->sheet, &choice, &answer->mapping, error))
    return NULL;
  answer->plan = sotong_sheet_check (db, request->sheet, &answer->mapping, request->channel, cancellable, error);
  return answer->plan != NULL ? g_steal_pointer (&answer) : NULL;
}

static gpointer
import_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Request *request = data;
  g_autoptr(Answer) answer = g_new0 (Answer, 1);

  answer->plan = sotong_sheet_import (db, request->sheet, &request->mapping, request->channel, cancellable, error);
  return answer->plan != NULL ? g_steal_pointer (&answer) : NULL;
}

/* ---- what came of it ---- */

static void
set_busy (SotongSheetDialog *self,
          gboolean           busy)
{
  gtk_spinner_set_spinning (self->spinner, busy);
  if (busy)
    gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), FALSE);
}

/* A failure that leaves nothing to show. */
static void
show_failure (SotongSheetDialog *self,
              const char        *message)
{
  gtk_label_set_text (self->summary_label, message);
  gtk_widget_add_css_class (GTK_WIDGET (self->summary_label), "error");
  g_list_store_remove_all (self->rows);
  gtk_widget_set_visible (self->problems_window, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->unused_label), FALSE);
}

/* What is wrong, or, where nothing is, what is worth a look. */
static void
show_problems (SotongSheetDialog     *self,
               const SotongSheetPlan *plan)
{
  GPtrArray *problems = plan->n_problems > 0 ? plan->problems : plan->notes;
  g_autoptr(GStrvBuilder) texts = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *text = sotong_sheet_problem_to_text (g_ptr_array_index (problems, i), self->sheet);

      g_strv_builder_add (texts, text);
    }
  list = g_strv_builder_end (texts);
  gtk_string_list_splice (self->problems, 0, g_list_model_get_n_items (G_LIST_MODEL (self->problems)), (const char * const *) list);
  gtk_widget_set_visible (self->problems_window, problems->len > 0);
  gtk_widget_set_vexpand (self->problems_window, plan->n_problems > 0);
}

static void
show_rows (SotongSheetDialog     *self,
           const SotongSheetPlan *plan)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < plan->items->len; i++)
    {
      const SotongSheetItem *item = g_ptr_array_index (plan->items, i);

      for (guint k = 0; k < item->posts->len; k++)
        g_ptr_array_add (rows, sotong_sheet_row_new (item, g_ptr_array_index (item->posts, k), sotong_context_get_zone (self->context)));
    }
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), rows->pdata, rows->len);
}

/* As “New: 12 · Changed: 3”, without what there is none of. */
static char *
count_posts (const SotongSheetPlan *plan)
{
  GString *out = g_string_new (NULL);

  for (int i = 0; i < (int) G_N_ELEMENTS (plan->counts); i++)
    {
      g_autofree char *number = sotong_number_group (plan->counts[i]);

      if (plan->counts[i] == 0)
        continue;
      g_string_append_printf (out, "%s%s %s", out->len > 0 ? " · " : "", sotong_sheet_action_get_label ((SotongSheetAction) i), number);
    }
  return g_string_free (out, FALSE);
}

static void
show_summary (SotongSheetDialog     *self,
              const SotongSheetPlan *plan)
{
  g_autofree char *counts = count_posts (plan);
  g_autofree char *number = sotong_number_group (plan->n_problems);
  g_autofree char *unapproved = sotong_number_group (plan->n_unapproved);
  g_autofree char *text = NULL;

  if (plan->n_unapproved > 0)
    /* Translators: what is new and changed; then how many contents lose their approval */
    text = g_strdup_printf (ngettext ("%s · %s content will not be approved any more and has to be submitted again.",
                                      "%s · %s contents will not be approved any more and have to be submitted again.", (gulong) plan->n_unapproved),
                            counts, unapproved);
  if (plan->n_problems > 0)
    text = g_strdup_printf (ngettext ("%s thing is wrong. Nothing is imported until it is corrected in the file, or the columns are chosen differently.",
                                      "%s things are wrong. Nothing is imported until they are corrected in the file, or the columns are chosen differently.",
                                      (gulong) plan->n_problems), number);
  gtk_label_set_text (self->summary_label, text != NULL ? text : counts);
  if (plan->n_problems > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->summary_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->summary_label), "error");
}

/* What would be left aside is seen before anything is imported: a column may only have another name here. */
static void
show_unused (SotongSheetDialog *self)
{
  g_autofree char *text = sotong_sheet_mapping_describe_unused (&self->mapping, self->sheet);

  gtk_label_set_text (self->unused_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->unused_label), text != NULL);
}

static void
fill_channels (SotongSheetDialog *self,
               Answer            *answer)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  if (self->channels != NULL)
    return;
  self->channels = g_steal_pointer (&answer->channels);
  gtk_string_list_append (names, _("None"));
  for (guint i = 0; self->channels[i] != NULL; i++)
    gtk_string_list_append (names, self->channels[i]);
  adw_combo_row_set_model (self->channel_row, G_LIST_MODEL (names));
}

/* The choice of each role is a column, or none. */
static void
show_mapping (SotongSheetDialog *self)
{
  for (int i = 0; i < SOTONG_SHEET_N_ROLES; i++)
    {
      if (self->role_rows[i] != NULL)
        adw_combo_row_set_selected (ADW_COMBO_ROW (self->role_rows[i]), (guint) (self->mapping.columns[i] + 1));
    }
}

static void
take_answer (SotongSheetDialog *self,
             Answer            *answer)
{
  const SotongSheetPlan *plan = answer->plan;
  gboolean brings = plan->counts[SOTONG_SHEET_ADD] + plan->counts[SOTONG_SHEET_UPDATE] > 0;

  self->updating = TRUE;
  self->mapping = answer->mapping;
  self->has_mapping = TRUE;
  fill_channels (self, answer);
  show_mapping (self);
  self->updating = FALSE;
  show_problems (self, plan);
  show_rows (self, plan);
  show_summary (self, plan);
  show_unused (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), plan->n_problems == 0 && brings);
}

/* Whether an answer is that of the newest question; one that was already on its way when a newer
 * one was asked is not. */
static gboolean
is_newest (SotongSheetDialog *self,
           GAsyncResult      *result)
{
  return self->reading != NULL && g_task_get_cancellable (G_TASK (result)) == self->reading && !g_cancellable_is_cancelled (self->reading);
}

static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SotongSheetDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Answer) answer = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (!is_newest (self, result))
    return;
  set_busy (self, FALSE);
  if (answer != NULL)
    take_answer (self, answer);
  else
    show_failure (self, error->message);
}

static void
begin (SotongSheetDialog *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  set_busy (self, TRUE);
}

static void
check_sheet (SotongSheetDialog *self)
{
  begin (self);
  sotong_store_read_async (sotong_context_get_store (self->context), check_job, request_new (self), (GDestroyNotify) request_free,
                           (GDestroyNotify) answer_free, self->reading, checked_cb, g_object_ref (self));
}

/* ---- the file ---- */

static void
role_cb (SotongSheetDialog *self)
{
  if (self->updating || self->sheet == NULL)
    return;
  for (int i = 0; i < SOTONG_SHEET_N_ROLES; i++)
    {
      if (self->role_rows[i] != NULL)
        self->mapping.columns[i] = (int) adw_combo_row_get_selected (ADW_COMBO_ROW (self->role_rows[i])) - 1;
    }
  check_sheet (self);
}

static void
choice_cb (SotongSheetDialog *self)
{
  if (!self->updating && self->sheet != NULL)
    check_sheet (self);
}

/* A choice for each role, among the headings of this sheet. */
static void
fill_columns (SotongSheetDialog *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("None"));
  for (guint c = 0; c < self->sheet->headings->len; c++)
    {
      g_autofree char *name = sotong_sheet_describe_column (self->sheet, (int) c);

      gtk_string_list_append (names, name);
    }
  for (int i = 0; i < SOTONG_SHEET_N_ROLES; i++)
    {
      if (i == SOTONG_SHEET_ADDRESS)
        continue;
      if (self->role_rows[i] == NULL)
        {
          self->role_rows[i] = adw_combo_row_new ();
          adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->role_rows[i]), sotong_sheet_role_get_label ((SotongSheetRole) i));
          g_signal_connect_object (self->role_rows[i], "notify::selected", G_CALLBACK (role_cb), self, G_CONNECT_SWAPPED);
          adw_preferences_group_add (self->columns_group, self->role_rows[i]);
        }
      adw_combo_row_set_model (ADW_COMBO_ROW (self->role_rows[i]), G_LIST_MODEL (names));
    }
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongSheetDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongSheet) sheet = sotong_sheet_read_finish (result, &error);

  if (!is_newest (self, result))
    return;
  g_clear_pointer (&self->sheet, sotong_sheet_free);
  self->sheet = g_steal_pointer (&sheet);
  self->has_mapping = FALSE;
  set_busy (self, FALSE);
  if (self->sheet == NULL)
    {
      show_failure (self, error->message);
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->charset_row), !self->sheet->workbook); /* a workbook says both itself */
  gtk_widget_set_sensitive (GTK_WIDGET (self->separator_row), !self->sheet->workbook);
  self->updating = TRUE;
  fill_columns (self);
  self->updating = FALSE;
  check_sheet (self);
}

static void
read_file (SotongSheetDialog *self)
{
  guint charset = adw_combo_row_get_selected (self->charset_row);
  guint separator = adw_combo_row_get_selected (self->separator_row);

  begin (self);
  sotong_sheet_read_async (self->path, charset < G_N_ELEMENTS (charsets) ? charsets[charset] : NULL,
                           separator < G_N_ELEMENTS (separators) ? separators[separator] : '\0', self->reading, read_cb, g_object_ref (self));
}

static void
file_choice_cb (SotongSheetDialog *self)
{
  if (!self->updating && self->path != NULL)
    read_file (self);
}

/* ---- importing ---- */

static void
imported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  SotongTaskCall *call = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Answer) answer = sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  g_autofree char *counts = NULL;

  if (answer != NULL && answer->plan->n_problems > 0)
    g_set_error_literal (&error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_FORMAT,
                         _("Nothing was imported: the workspace has changed since the sheet was looked at. Open the file again."));
  if (answer != NULL)
    {
      counts = count_posts (answer->plan);
      call->undoable = answer->plan->counts[SOTONG_SHEET_ADD] + answer->plan->counts[SOTONG_SHEET_UPDATE] > 0;
    }
  sotong_task_call_end (call, counts, error);
}

static void
import_cb (SotongSheetDialog *self)
{
  g_autofree char *title = NULL;
  SotongTaskCall *call;

  if (self->sheet == NULL || self->window == NULL || sotong_window_get_context (self->window) != self->context)
    return;
  title = g_strdup_printf (_("Importing “%s”"), self->sheet->name);
  call = sotong_task_call_new (self->window, title);
  sotong_store_write_async (sotong_context_get_store (self->context), SOTONG_WRITE_DEFAULT, import_job, request_new (self),
                            (GDestroyNotify) request_free, (GDestroyNotify) answer_free, sotong_task_get_cancellable (call->task), imported_cb, call);
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- lists ---- */

static void
setup_label_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             gpointer                  column)
{
  const char *text = sotong_sheet_row_get_text (gtk_list_item_get_item (item), GPOINTER_TO_INT (column));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
  if (GPOINTER_TO_INT (column) == SOTONG_SHEET_ROW_N_COLUMNS - 1) /* the others stand already */
    sotong_row_name_update (item);
}

static void
setup_problem_cb (GtkSignalListItemFactory *factory,
                  GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_margin_start (label, 6);
  gtk_widget_set_margin_end (label, 6);
  gtk_list_item_set_child (item, label);
}

static void
bind_problem_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (gtk_list_item_get_item (item)));
  sotong_row_name_update (item);
}

static void
add_row_columns (SotongSheetDialog *self)
{
  const char *titles[SOTONG_SHEET_ROW_N_COLUMNS] = { _("Line"), _("What happens"), _("Time"), _("Channel"), _("Title") };
  static const int widths[SOTONG_SHEET_ROW_N_COLUMNS] = { 52, 90, 140, 150, -1 };

  for (int i = 0; i < SOTONG_SHEET_ROW_N_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr(GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (setup_label_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), GINT_TO_POINTER (i));
      column = gtk_column_view_column_new (titles[i], factory);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, i == SOTONG_SHEET_ROW_TITLE);
      gtk_column_view_column_set_fixed_width (column, widths[i]);
      gtk_column_view_append_column (self->rows_view, column);
    }
}

static void
set_up_lists (SotongSheetDialog *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkNoSelection) problems = NULL;
  g_autoptr(GtkSingleSelection) rows = NULL;

  self->rows = g_list_store_new (SOTONG_TYPE_SHEET_ROW);
  self->problems = gtk_string_list_new (NULL);
  rows = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_single_selection_set_autoselect (rows, FALSE);
  gtk_column_view_set_model (self->rows_view, GTK_SELECTION_MODEL (rows));
  add_row_columns (self);
  problems = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->problems)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_problem_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_problem_cb), NULL);
  gtk_list_view_set_factory (self->problems_view, factory);
  gtk_list_view_set_model (self->problems_view, GTK_SELECTION_MODEL (problems));
}

static void
set_up_choices (SotongSheetDialog *self)
{
  const char *encodings[] = { _("Found out"), "UTF-8", "CP949 (EUC-KR)", NULL };
  const char *signs[] = { _("Found out"), _("Comma"), _("Semicolon"), _("Tab"), _("Vertical bar"), NULL };
  g_autoptr(GtkStringList) encoding_list = gtk_string_list_new (encodings);
  g_autoptr(GtkStringList) sign_list = gtk_string_list_new (signs);

  self->updating = TRUE;
  adw_combo_row_set_model (self->charset_row, G_LIST_MODEL (encoding_list));
  adw_combo_row_set_model (self->separator_row, G_LIST_MODEL (sign_list));
  self->updating = FALSE;
}

/* ---- the class ---- */

static void
sotong_sheet_dialog_dispose (GObject *object)
{
  SotongSheetDialog *self = SOTONG_SHEET_DIALOG (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->context);
  g_clear_object (&self->rows);
  g_clear_object (&self->problems);
  G_OBJECT_CLASS (sotong_sheet_dialog_parent_class)->dispose (object);
}

static void
sotong_sheet_dialog_finalize (GObject *object)
{
  SotongSheetDialog *self = SOTONG_SHEET_DIALOG (object);

  g_clear_pointer (&self->sheet, sotong_sheet_free);
  g_strfreev (self->channels);
  g_free (self->path);
  G_OBJECT_CLASS (sotong_sheet_dialog_parent_class)->finalize (object);
}

static gboolean
close_request_cb (SotongSheetDialog *self)
{
  g_cancellable_cancel (self->reading);
  return FALSE;
}

static void
sotong_sheet_dialog_class_init (SotongSheetDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_sheet_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_sheet_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sotong/Sotong/sotong-sheet-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SotongSheetDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, SotongSheetDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, SotongSheetDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, SotongSheetDialog, charset_row);
  gtk_widget_class_bind_template_child (widget_class, SotongSheetDialog, separator_row);
  gtk_widget_class_bind_template_child (widget_class, SotongSheetDialog, channel_row);
  gtk_widget_class_bind_template_child (widget_class, SotongSheetDialog, columns_group);
  gtk_widget_class_bind_template_child (widget_class, SotongSheetDialog, summary_label);
  gtk_widget_class_bind_template_child (widget_class, SotongSheetDialog, unused_label);
  gtk_widget_class_bind_template_child (widget_class, SotongSheetDialog, problems_window);
  gtk_widget_class_bind_template_child (widget_class, SotongSheetDialog, problems_view);
  gtk_widget_class_bind_template_child (widget_class, SotongSheetDialog, rows_window);
  gtk_widget_class_bind_template_child (widget_class, SotongSheetDialog, rows_view);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, file_choice_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sotong_sheet_dialog_init (SotongSheetDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_lists (self);
  set_up_choices (self);
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
}

/**
 * sotong_sheet_dialog_new:
 * @window: a window with a workspace
 * @path: a sheet of contents
 *
 * Returns: (transfer full): a dialog that reads the sheet and shows what it would bring
 */
SotongSheetDialog *
sotong_sheet_dialog_new (SotongWindow *window,
                         const char   *path)
{
  SotongSheetDialog *self = g_object_new (SOTONG_TYPE_SHEET_DIALOG, "transient-for", window, NULL);
  g_autofree char *name = g_filename_display_basename (path);

  g_set_weak_pointer (&self->window, window);
  self->context = g_object_ref (sotong_window_get_context (window));
  self->path = g_strdup (path);
  adw_window_title_set_subtitle (self->window_title, name);
  read_file (self);
  return self;
}

/* Whether it waits for the file or the workspace. */
gboolean
sotong_sheet_dialog_is_busy (SotongSheetDialog *self)
{
  g_return_val_if_fail (SOTONG_IS_SHEET_DIALOG (self), FALSE);
  return gtk_spinner_get_spinning (self->spinner);
}
