/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-text-columns.h"

#include <glib/gi18n.h>

#include "app/sotong-row-name.h"

#define CELL_PADDING 12
#define CHAR_WIDTH 9   /* of the type that the widths are for */
#define LEAST_CHARS 16 /* of a column that takes what the others leave: beside many it would not show a word */

typedef struct {
  SotongTextColumnShow show;
  int                  column;
  gboolean             number;
  int                  width;
  gboolean             last;
} Cell;

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          const Cell               *cell)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), cell->number ? 1 : 0);
  if (cell->number)
    gtk_widget_add_css_class (label, "numeric");
  else
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (cell->width > CELL_PADDING) /* at least: a figure in large type is never cut */
    gtk_widget_set_size_request (label, cell->width - CELL_PADDING, -1);
  if (cell->width == SOTONG_TEXT_COLUMN_REST && !cell->number)
    gtk_label_set_width_chars (GTK_LABEL (label), LEAST_CHARS);
  if (cell->width > CELL_PADDING && !cell->number) /* in characters: in large type the column is as much wider */
    {
      gtk_label_set_width_chars (GTK_LABEL (label), (cell->width - CELL_PADDING) / CHAR_WIDTH);
      gtk_label_set_max_width_chars (GTK_LABEL (label), (cell->width - CELL_PADDING) / CHAR_WIDTH);
    }
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         const Cell               *cell)
{
  cell->show (GTK_LABEL (gtk_list_item_get_child (item)), gtk_list_item_get_item (item), cell->column);
  if (cell->last) /* the others stand already */
    sotong_row_name_update (item);
}

static void
cell_free (gpointer  data,
           GClosure *closure)
{
  g_free (data);
}

static void
add_column (GtkColumnView          *view,
            const SotongTextColumn *column,
            const Cell             *cell)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Cell *own = g_memdup2 (cell, sizeof *cell);
  g_autoptr(GtkColumnViewColumn) added = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), own);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), own, cell_free, 0);
  added = gtk_column_view_column_new (_(column->title), factory);
  gtk_column_view_column_set_expand (added, column->width == SOTONG_TEXT_COLUMN_REST);
  gtk_column_view_column_set_resizable (added, TRUE);
  gtk_column_view_append_column (view, added);
}

/* GtkColumnView has no property for it: the titles of numbers stand above them, on the right. */
static void
align_title (GtkWidget *title,
             gboolean   number)
{
  GtkWidget *box = gtk_widget_get_first_child (title);
  GtkWidget *label = box != NULL ? gtk_widget_get_first_child (box) : NULL;

  if (!number || !GTK_IS_LABEL (label))
    return;
  gtk_widget_set_halign (box, GTK_ALIGN_FILL);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
}

/**
 * sotong_text_columns_add:
 * @view: a table without columns
 * @columns: (array length=n_columns): its columns
 * @n_columns: how many
 * @show: writes a cell; called with each row that comes into view
 *
 * Gives a table its columns. Main thread.
 */
void
sotong_text_columns_add (GtkColumnView          *view,
                         const SotongTextColumn *columns,
                         int                     n_columns,
                         SotongTextColumnShow    show)
{
  GtkWidget *title;

  for (int i = 0; i < n_columns; i++)
    {
      Cell cell = { show, i, columns[i].number, columns[i].width, i == n_columns - 1 };

      add_column (view, &columns[i], &cell);
    }
  title = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (view)));
  for (int i = 0; title != NULL && i < n_columns; i++, title = gtk_widget_get_next_sibling (title))
    align_title (title, columns[i].number);
}
