/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-print.h"

/**
 * sotong_print_new:
 * @name: what the printer's list calls it, and a file to which it is printed
 * @n_pages: how many there are
 * @landscape: whether they lie
 *
 * Returns: (transfer full): what prints pages of A4 without a margin of its own, in points
 */
GtkPrintOperation *
sotong_print_new (const char *name,
                  guint       n_pages,
                  gboolean    landscape)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr(GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr(GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  g_autoptr(GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autofree char *file = g_strdelimit (g_strdup (name), "/", '-');

  gtk_page_setup_set_paper_size (setup, paper);
  gtk_page_setup_set_orientation (setup, landscape ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_n_pages (operation, (int) n_pages);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, file);
  gtk_print_operation_set_print_settings (operation, settings);
  return operation;
}
