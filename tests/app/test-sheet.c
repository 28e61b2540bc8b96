/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-layers-dialog.h"
#include "app/dialogs/sotong-sheet-dialog.h"
#include "app/panes/sotong-calendar-pane.h"
#include "app/sotong-task-commands.h"
#include "exchange/sotong-export.h"
#include "plan-fixture.h"
#include "util/sotong-i18n.h"

static SotongSheetDialog *dialog;

static gboolean
dialog_is_ready (PlanFixture *f)
{
  return !sotong_sheet_dialog_is_busy (dialog);
}

static char *
write_sheet (PlanFixture *f,
             const char  *text)
{
  char *path = g_build_filename (f->directory, "sheet.csv", NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
open_sheet (PlanFixture *f,
            const char  *text)
{
  g_autofree char *path = write_sheet (f, text);

  dialog = sotong_sheet_dialog_new (f->window.window, path);
  gtk_window_present (GTK_WINDOW (dialog));
  plan_fixture_wait (f, dialog_is_ready);
}

/* The nth widget of a type that is seen, in the order of the tree. */
static GtkWidget *
nth (GtkWidget  *widget,
     const char *type_name,
     guint      *n)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type_name) && (*n)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = nth (child, type_name, n);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
import_button (void)
{
  return gtk_window_get_default_widget (GTK_WINDOW (dialog));
}

static guint
n_rows (void)
{
  GObject *view = gtk_widget_get_template_child (GTK_WIDGET (dialog), SOTONG_TYPE_SHEET_DIALOG, "rows_view");

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view))));
}

static guint
n_problems (void)
{
  GObject *view = gtk_widget_get_template_child (GTK_WIDGET (dialog), SOTONG_TYPE_SHEET_DIALOG, "problems_view");

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view))));
}

static GtkWidget *
combo (const char *title)
{
  for (guint i = 0;; i++)
    {
      guint n = i;
      GtkWidget *row = nth (GTK_WIDGET (dialog), "AdwComboRow", &n);

      g_assert_nonnull (row);
      if (g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title))
        return row;
    }
}

static gboolean
is_imported (PlanFixture *f)
{
  g_autoptr(GPtrArray) entries = plan_fixture_entries (f, "들여온");

  return entries->len == 2;
}

static gboolean
offers_undo (PlanFixture *f)
{
  return find_label_with (GTK_WIDGET (f->window.window), "Undo") != NULL;
}

static void
test_import (PlanFixture   *f,
             gconstpointer  data)
{
  guint before = plan_fixture_n_changes (f);

  open_sheet (f, "제목,매체,게시일\n들여온 글,서울시 페이스북,2016-10-20\n들여온 둘,서울시 트위터,2016. 10. 21.\n");
  g_assert_cmpuint (n_rows (), ==, 2);
  g_assert_true (gtk_widget_get_sensitive (import_button ()));
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (dialog)), ==, 0);
  gtk_widget_activate (import_button ());
  plan_fixture_wait (f, is_imported);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, before + 1);
  plan_fixture_wait (f, offers_undo);
}

static GtkWidget *
unused_label (void)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (dialog), SOTONG_TYPE_SHEET_DIALOG, "unused_label"));
}

/* A column that nothing is taken from is named before the sheet is imported, and no more when it is chosen. */
static void
test_unused (PlanFixture   *f,
             gconstpointer  data)
{
  open_sheet (f, "제목,매체,게시일,비고\n들여온 글,서울시 페이스북,2016-10-20,<b>나중\n");
  g_assert_true (gtk_widget_get_visible (unused_label ()));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (unused_label ())), "“비고” (D)"));
  g_assert_true (gtk_widget_get_sensitive (import_button ()));
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo ("Text")), 4);
  plan_fixture_wait (f, dialog_is_ready);
  g_assert_false (gtk_widget_get_visible (unused_label ()));
  gtk_window_close (GTK_WINDOW (dialog));
}

/* A row without a channel is said, and can be imported all the same. */
static void
test_no_channel (PlanFixture   *f,
                 gconstpointer  data)
{
  open_sheet (f, "제목,매체,게시일\n들여온 글,서울시 페이스북,2016-10-20\n들여온 둘,,2016-10-21\n");
  g_assert_cmpuint (n_rows (), ==, 2);
  g_assert_cmpuint (n_problems (), ==, 1);
  g_assert_nonnull (find_label_with (GTK_WIDGET (dialog), "Line 3, column “매체” (B): No channel stands here"));
  g_assert_true (gtk_widget_get_sensitive (import_button ()));
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (dialog)), ==, 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo ("Channel of rows without one")), 1);
  plan_fixture_wait (f, dialog_is_ready);
  g_assert_cmpuint (n_problems (), ==, 0);
  gtk_window_close (GTK_WINDOW (dialog));
}

/* Nothing can be imported while something is wrong; the columns can be chosen. */
static void
test_problems (PlanFixture   *f,
               gconstpointer  data)
{
  g_autoptr(GPtrArray) entries = NULL;

  open_sheet (f, "가,매체,게시일\n들여온 글,서울시 페이스북,2016-10-20\n들여온 둘,라디오,2016-13-21\n");
  g_assert_false (gtk_widget_get_sensitive (import_button ()));
  g_assert_cmpuint (n_problems (), ==, 1);
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo ("Title")), 1);
  plan_fixture_wait (f, dialog_is_ready);
  g_assert_cmpuint (n_problems (), ==, 2);
  g_assert_false (gtk_widget_get_sensitive (import_button ()));
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo ("Date")), 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo ("Channel")), 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo ("Channel of rows without one")), 1);
  plan_fixture_wait (f, dialog_is_ready);
  g_assert_true (gtk_widget_get_sensitive (import_button ()));
  gtk_window_close (GTK_WINDOW (dialog));
  entries = plan_fixture_entries (f, "들여온");
  g_assert_cmpuint (entries->len, ==, 0);
}

static void
test_no_sheet (PlanFixture   *f,
               gconstpointer  data)
{
  open_sheet (f, "제목,매체\n\"가\n");
  g_assert_false (gtk_widget_get_sensitive (import_button ()));
  gtk_window_close (GTK_WINDOW (dialog));
}

/* A dialog that is closed while it reads is never called back. */
static void
test_closed_early (PlanFixture   *f,
                   gconstpointer  data)
{
  g_autofree char *path = write_sheet (f, "제목,매체\n가,서울시 페이스북\n");
  SotongSheetDialog *early = sotong_sheet_dialog_new (f->window.window, path);

  gtk_window_present (GTK_WINDOW (early));
  gtk_window_close (GTK_WINDOW (early));
  open_sheet (f, "제목,매체\n가,서울시 페이스북\n");
  gtk_window_close (GTK_WINDOW (dialog));
}

static char *exported;

static gboolean
is_exported (PlanFixture *f)
{
  return g_file_test (exported, G_FILE_TEST_EXISTS);
}

/* What the calendar shows is what is written. */
static void
test_export (PlanFixture   *f,
             gconstpointer  data)
{
  SotongPane *pane = plan_fixture_pane (f, "calendar");
  SotongEntryQuery shown;
  g_autofree char *text = NULL;

  sotong_context_set_channel (f->context, f->channels[2]);
  sotong_calendar_pane_get_shown (SOTONG_CALENDAR_PANE (pane), &shown);
  g_assert_cmpint (shown.channel_id, ==, f->channels[2]);
  g_assert_cmpint (shown.range.start, <=, plan_time (10, 1, 0));
  g_assert_cmpint (shown.range.end, >=, plan_time (11, 1, 0));
  exported = g_build_filename (f->directory, "out.csv", NULL);
  sotong_task_export_contents_to (f->window.window, &shown, exported);
  plan_fixture_wait (f, is_exported);
  g_file_get_contents (exported, &text, NULL, NULL);
  g_assert_nonnull (strstr (text, "서울시 페이스북"));
  g_assert_null (strstr (text, "서울시 트위터"));
  g_clear_pointer (&exported, g_free);
}

static SotongLayersDialog *layers;

static gboolean
has_one_layer (PlanFixture *f)
{
  return sotong_layers_dialog_get_n (layers) == 1;
}

static gboolean
has_no_layer (PlanFixture *f)
{
  return sotong_layers_dialog_get_n (layers) == 0;
}

/* A layer is added and removed; one that cannot be read is not added. */
static void
test_layers (PlanFixture   *f,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->directory, "events.ics", NULL);
  guint before = plan_fixture_n_changes (f);
  GtkWidget *button;

  g_file_set_contents (path, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20161026\r\nSUMMARY:행사 <b>\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", -1, NULL);
  layers = sotong_layers_dialog_new (f->window.window);
  gtk_window_present (GTK_WINDOW (layers));
  sotong_layers_dialog_add (layers, "시 <행사>", path, 0);
  plan_fixture_wait (f, has_one_layer);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, before + 1);
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (layers)), ==, 0);
  for (guint n = 0;; n++)
    {
      guint i = n;

      button = nth (GTK_WIDGET (layers), "GtkButton", &i);
      g_assert_nonnull (button);
      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), "Remove") == 0)
        break;
    }
  gtk_widget_activate (button);
  plan_fixture_wait (f, has_no_layer);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, before + 2);
  gtk_window_close (GTK_WINDOW (layers));
}

/* ---- the form of a layer ---- */

static gboolean
form_is_there (PlanFixture *f)
{
  return find_shown_window (SOTONG_TYPE_FORM) != NULL;
}

static gboolean
form_is_gone (PlanFixture *f)
{
  return !form_is_there (f);
}

static gboolean
form_is_idle (PlanFixture *f)
{
  return !sotong_form_get_busy (SOTONG_FORM (find_shown_window (SOTONG_TYPE_FORM)));
}

static void
accept_address (const char *address)
{
  GtkWidget *form = find_shown_window (SOTONG_TYPE_FORM);

  gtk_editable_set_text (GTK_EDITABLE (find_titled_row (form, "Address or file (.ics)")), address);
  g_signal_emit_by_name (form, "accepted");
}

static guint
n_forms_left (PlanFixture *f)
{
  g_autofree char *folder = sotong_form_journal_folder (f->store);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* The form stays until the calendar was taken, with what was typed: so long it is in the journal, too. */
static void
test_layer_form (PlanFixture   *f,
                 gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->directory, "events.ics", NULL), *none = g_build_filename (f->directory, "none.ics", NULL);
  g_autoptr(GSocketListener) silent = g_socket_listener_new ();
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/events.ics", g_socket_listener_add_any_inet_port (silent, NULL, NULL));
  GtkWidget *form;

  g_file_set_contents (path, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20161026\r\nSUMMARY:행사\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", -1, NULL);
  layers = sotong_layers_dialog_new (f->window.window);
  gtk_window_present (GTK_WINDOW (layers));
  gtk_widget_activate (find_labelled_button (GTK_WIDGET (layers), "_Add…"));
  plan_fixture_wait (f, form_is_there);
  form = find_shown_window (SOTONG_TYPE_FORM);

  accept_address (none);
  plan_fixture_wait (f, form_is_idle);
  g_assert_nonnull (find_label_with (form, "none.ics"));
  g_assert_cmpuint (n_forms_left (f), ==, 1);

  /* A server that says nothing: who cancels stops the reading, and what was typed stays. */
  accept_address (url);
  g_assert_false (form_is_idle (f));
  g_assert_nonnull (find_label_with (form, "Reading “http://127.0.0.1"));
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  gtk_window_close (GTK_WINDOW (form));
  plan_fixture_wait (f, form_is_idle);
  g_assert_true (form_is_there (f));
  g_assert_nonnull (find_label_with (form, "Stopped."));
  g_assert_cmpstr (sotong_form_get_text (find_titled_row (form, "Address or file (.ics)")), ==, url);
  g_assert_cmpuint (n_forms_left (f), ==, 1);

  accept_address (path);
  plan_fixture_wait (f, form_is_gone);
  plan_fixture_wait (f, has_one_layer);
  g_assert_cmpuint (n_forms_left (f), ==, 0);
  gtk_window_close (GTK_WINDOW (layers));
  g_socket_listener_close (silent);
}

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sheet/import", PlanFixture, NULL, plan_fixture_set_up, test_import, plan_fixture_tear_down);
  g_test_add ("/sheet/unused", PlanFixture, NULL, plan_fixture_set_up, test_unused, plan_fixture_tear_down);
  g_test_add ("/sheet/no-channel", PlanFixture, NULL, plan_fixture_set_up, test_no_channel, plan_fixture_tear_down);
  g_test_add ("/sheet/problems", PlanFixture, NULL, plan_fixture_set_up, test_problems, plan_fixture_tear_down);
  g_test_add ("/sheet/no-sheet", PlanFixture, NULL, plan_fixture_set_up, test_no_sheet, plan_fixture_tear_down);
  g_test_add ("/sheet/closed-early", PlanFixture, NULL, plan_fixture_set_up, test_closed_early, plan_fixture_tear_down);
  g_test_add ("/sheet/layer-form", PlanFixture, NULL, plan_fixture_set_up, test_layer_form, plan_fixture_tear_down);
  g_test_add ("/sheet/layers", PlanFixture, NULL, plan_fixture_set_up, test_layers, plan_fixture_tear_down);
  g_test_add ("/sheet/export", PlanFixture, NULL, plan_fixture_set_up, test_export, plan_fixture_tear_down);
  return g_test_run ();
}
