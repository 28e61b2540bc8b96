/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/sotong-save-format.h"
#include "panes-data.h"
#include "util/sotong-i18n.h"

static const SotongSaveFormat formats[] = { { N_("Table (CSV)"), ".csv" }, { N_("Workbook (XLSX)"), ".xlsx" }, { N_("PDF document"), ".pdf" } };

static void
assert_name (GtkFileChooser *chooser,
             const char     *wanted)
{
  g_autofree char *name = gtk_file_chooser_get_current_name (chooser);

  g_assert_cmpstr (name, ==, wanted);
}

/* What the toolkit shows of it. */
static GtkFileChooser *
find_shown (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER_DIALOG (window))
        return GTK_FILE_CHOOSER (window);
    }
  g_assert_not_reached ();
}

static void
choose (GtkFileChooser *chooser,
        guint           format)
{
  g_autoptr(GListModel) filters = gtk_file_chooser_get_filters (chooser);
  g_autoptr(GtkFileFilter) filter = g_list_model_get_item (filters, format);

  gtk_file_chooser_set_filter (find_shown (), filter); /* as a person does */
}

/* The suggested name follows the list of formats; an ending that a person typed does not. */
static void
test_follows (PanesFixture  *f,
              gconstpointer  data)
{
  g_autoptr(GtkFileChooserNative) dialog = gtk_file_chooser_native_new ("Save", GTK_WINDOW (f->window.window), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);

  sotong_save_format_offer (formats, G_N_ELEMENTS (formats), chooser, "언급 2016.10.14");
  assert_name (chooser, "언급 2016.10.14.csv");
  choose (chooser, 1);
  assert_name (chooser, "언급 2016.10.14.xlsx");
  choose (chooser, 2);
  assert_name (chooser, "언급 2016.10.14.pdf");
  choose (chooser, 0);
  assert_name (chooser, "언급 2016.10.14.csv");
  gtk_file_chooser_set_current_name (chooser, "부서.PDF");
  choose (chooser, 1);
  assert_name (chooser, "부서.PDF");
  gtk_file_chooser_set_current_name (chooser, "부서");
  choose (chooser, 2);
  assert_name (chooser, "부서");
}

/* What is saved, however the name was left. */
static void
test_names (void)
{
  static const struct {
    const char *name;
    int         suggested;
    int         chosen;
    const char *wanted;
  } cases[] = {
    { "/a/목록.csv", 0, -1, "/a/목록.csv" }, { "/a/목록.csv", 0, 1, "/a/목록.xlsx" }, { "/a/목록.XLSX", 0, 0, "/a/목록.XLSX" }, { "/a/목록", 0, 2, "/a/목록.pdf" },
    { "/a/목록", 1, -1, "/a/목록.xlsx" }, { "/a/목록.txt", 0, 0, "/a/목록.txt.csv" }, { "/a/10.14", 1, 1, "/a/10.14.xlsx" }, { "/a/목록.xlsx", 1, 1, "/a/목록.xlsx" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = sotong_save_format_name (formats, G_N_ELEMENTS (formats), cases[i].name, cases[i].suggested, cases[i].chosen);

      g_assert_cmpstr (name, ==, cases[i].wanted);
    }
}

int
main (int   argc,
      char *argv[])
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
  g_test_add_func ("/app/save-format/names", test_names);
  g_test_add ("/app/save-format/follows", PanesFixture, NULL, panes_set_up, test_follows, panes_tear_down);
  return g_test_run ();
}
