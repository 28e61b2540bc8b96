/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-document.h"

static void
test_cells_find_their_places (void)
{
  g_autoptr(SotongTable) table = sotong_table_new ("t", NULL);

  for (guint i = 0; i < 3; i++)
    sotong_table_add_column (table, "head", NULL, 20, SOTONG_ALIGN_LEFT);
  sotong_table_begin_row (table, 0);
  sotong_table_add_text (table, "tall");
  sotong_table_span (table, 1, 2);
  sotong_table_add_text (table, "wide");
  sotong_table_span (table, 2, 1);
  sotong_table_begin_row (table, SOTONG_ROW_TOTAL);
  sotong_table_add_text (table, "b");
  sotong_table_add_number (table, -17925, NULL);

  g_assert_cmpuint (sotong_table_get_n_heads (table), ==, 1);
  g_assert_cmpuint (sotong_table_get_n_rows (table), ==, 3);
  g_assert_true (sotong_table_get_cell (table, 1, 0) == sotong_table_get_cell (table, 2, 0));
  g_assert_true (sotong_table_get_cell (table, 1, 1) == sotong_table_get_cell (table, 1, 2));
  g_assert_cmpstr (sotong_table_get_cell (table, 2, 1)->text, ==, "b");
  g_assert_cmpstr (sotong_table_get_cell (table, 2, 2)->text, ==, "△17,925");
  g_assert_cmpint (sotong_table_get_cell (table, 2, 2)->value, ==, -17925);
  g_assert_true (sotong_table_get_cell (table, 2, 2)->bold);
}

static void
test_row_that_is_not_full (void)
{
  g_autoptr(SotongTable) table = sotong_table_new (NULL, NULL);

  sotong_table_add_column (table, "", NULL, 20, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, "", NULL, 20, SOTONG_ALIGN_LEFT);
  sotong_table_begin_row (table, 0);
  g_assert_cmpuint (sotong_table_get_n_heads (table), ==, 0);
  g_assert_null (sotong_table_get_cell (table, 0, 1));
}

static void
test_text_is_cleaned (void)
{
  g_autoptr(SotongDocument) document = sotong_document_new ("first\nsecond\x01");
  const SotongBlock *block;

  g_assert_cmpstr (sotong_document_get_title (document), ==, "first second");
  sotong_document_add_paragraph (document, SOTONG_MARK_DASH, "a\x07" "b\xff" "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab");
  block = sotong_document_get_block (document, 0);
  g_assert_cmpstr (block->text, ==, "ab\xef\xbf\xbd" "한");
}

static void
test_headings_are_numbered (void)
{
  g_autoptr(SotongDocument) document = sotong_document_new ("t");

  sotong_document_add_heading (document, 1, "one");
  sotong_document_add_heading (document, 2, "part");
  sotong_document_add_heading (document, 1, "two");
  g_assert_cmpstr (sotong_document_get_block (document, 0)->number, ==, "1");
  g_assert_cmpstr (sotong_document_get_block (document, 1)->number, ==, "□");
  g_assert_cmpstr (sotong_document_get_block (document, 2)->number, ==, "2");
}

static void
test_data_tables_go_first (void)
{
  g_autoptr(SotongDocument) document = sotong_document_new ("t");
  g_autoptr(SotongTable) shown = sotong_table_new ("daily", NULL);
  g_autoptr(SotongTable) data = sotong_table_new ("daily", NULL);
  g_autoptr(SotongTable) only = sotong_table_new ("other", NULL);
  g_auto(GStrv) ids = NULL;

  sotong_document_add_table (document, shown);
  sotong_document_add_data_table (document, data);
  sotong_document_add_data_table (document, only);
  g_assert_true (sotong_document_find_table (document, "daily") == data);
  g_assert_null (sotong_document_find_table (document, "none"));
  ids = sotong_document_list_tables (document);
  g_assert_cmpuint (g_strv_length (ids), ==, 2);
}

static void
destroy_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
test_picture_frees_its_data (void)
{
  SotongDocument *document = sotong_document_new ("t");
  gboolean freed = FALSE;

  sotong_document_add_picture (document, 10, 10, NULL, "a picture", NULL, &freed, destroy_cb);
  g_assert_finalize_object (document);
  g_assert_true (freed);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/report/document/spans", test_cells_find_their_places);
  g_test_add_func ("/report/document/short-row", test_row_that_is_not_full);
  g_test_add_func ("/report/document/clean", test_text_is_cleaned);
  g_test_add_func ("/report/document/numbers", test_headings_are_numbered);
  g_test_add_func ("/report/document/data-tables", test_data_tables_go_first);
  g_test_add_func ("/report/document/picture", test_picture_frees_its_data);
  return g_test_run ();
}
