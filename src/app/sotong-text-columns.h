/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
#define SOTONG_TEXT_COLUMN_REST -1

/* A column of a table whose cells are texts. */
typedef struct {
  const char *title;   /* not translated */
  int         width;   /* pixels, or SOTONG_TEXT_COLUMN_REST for what the others leave */
  gboolean    number;  /* stands on the right, under its title */
} SotongTextColumn;

/* Writes what a column shows of a row. */
typedef void (*SotongTextColumnShow) (GtkLabel *label,
                                      gpointer  item,
                                      int       column);

void sotong_text_columns_add (GtkColumnView          *view,
                              const SotongTextColumn *columns,
                              int                     n_columns,
                              SotongTextColumnShow    show);
G_END_DECLS
