/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-table-window.h"

#include <glib/gi18n.h>

#include "app/sotong-table-copy.h"
#include "app/sotong-text-columns.h"

#define MM_PER_PIXEL 4  /* a column's width on paper, and in the window */

/**
 * SotongTableWindow:
 *
 * A table to read and to take along: it can be copied whole.
 */
struct _SotongTableWindow
{
  AdwWindow    parent_instance;
  SotongTable *table;  /* (owned) */
  GtkLabel    *note;
};

G_DEFINE_FINAL_TYPE (SotongTableWindow, sotong_table_window, ADW_TYPE_WINDOW)

/* ---- a row ---- */

#define SOTONG_TYPE_TABLE_ROW (sotong_table_row_get_type ())
G_DECLARE_FINAL_TYPE (SotongTableRow, sotong_table_row, SOTONG, TABLE_ROW, GObject)

struct _SotongTableRow
{
  GObject          parent_instance;
  SotongTable     *table;  /* (owned) */
  const SotongRow *row;    /* of @table */
};

G_DEFINE_FINAL_TYPE (SotongTableRow, sotong_table_row, G_TYPE_OBJECT)

static void
sotong_table_row_finalize (GObject *object)
{
  g_object_unref (SOTONG_TABLE_ROW (object)->table);
  G_OBJECT_CLASS (sotong_table_row_parent_class)->finalize (object);
}

static void
sotong_table_row_class_init (SotongTableRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_table_row_finalize;
}

static void
sotong_table_row_init (SotongTableRow *self)
{
}

static void
show_cell (GtkLabel *label,
           gpointer  item,
           int       column)
{
  const SotongRow *row = SOTONG_TABLE_ROW (item)->row;
  const SotongCell *cell = (guint) column < row->cells->len ? g_ptr_array_index (row->cells, column) : NULL;

  gtk_label_set_text (label, cell != NULL ? cell->text : "");
  if ((row->flags & SOTONG_ROW_TOTAL) != 0)
    gtk_widget_add_css_class (GTK_WIDGET (label), "heading");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "heading");
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), cell != NULL && *cell->text != '\0' ? cell->text : NULL);
}

/* ---- the window ---- */

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  SotongTableWindow *self = SOTONG_TABLE_WINDOW (widget);

  sotong_table_copy (self->table, widget);
  gtk_label_set_text (self->note, _("The table was copied. Paste it in Hangul or in a spreadsheet."));
}

static void
sotong_table_window_dispose (GObject *object)
{
  g_clear_object (&SOTONG_TABLE_WINDOW (object)->table);
  G_OBJECT_CLASS (sotong_table_window_parent_class)->dispose (object);
}

static void
sotong_table_window_class_init (SotongTableWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_table_window_dispose;
  gtk_widget_class_install_action (widget_class, "table.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "table.copy", NULL);
}

static void
sotong_table_window_init (SotongTableWindow *self)
{
}

static GListModel *
make_rows (SotongTable *table)
{
  GListStore *rows = g_list_store_new (SOTONG_TYPE_TABLE_ROW);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < sotong_table_get_n_rows (table); i++)
    {
      SotongTableRow *row;

      if ((sotong_table_get_row (table, i)->flags & SOTONG_ROW_HEAD) != 0)
        continue;
      row = g_object_new (SOTONG_TYPE_TABLE_ROW, NULL);
      row->table = g_object_ref (table);
      row->row = sotong_table_get_row (table, i);
      g_ptr_array_add (all, row);
    }
  g_list_store_splice (rows, 0, 0, all->pdata, all->len);
  return G_LIST_MODEL (rows);
}

/* The widest column takes what the others leave. */
static GtkWidget *
make_view (SotongTable *table)
{
  guint n = sotong_table_get_n_columns (table), widest = 0;
  g_autofree SotongTextColumn *columns = g_new0 (SotongTextColumn, n);
  GtkWidget *view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (make_rows (table))));

  for (guint i = 0; i < n; i++)
    {
      const SotongColumn *column = sotong_table_get_column (table, i);

      columns[i] = (SotongTextColumn) { column->title, (int) (column->width * MM_PER_PIXEL), column->align == SOTONG_ALIGN_RIGHT };
      if (column->width > sotong_table_get_column (table, widest)->width)
        widest = i;
    }
  columns[widest].width = SOTONG_TEXT_COLUMN_REST;
  sotong_text_columns_add (GTK_COLUMN_VIEW (view), columns, (int) n, show_cell);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, sotong_table_get_caption (table), -1);
  return view;
}

/**
 * sotong_table_window_new:
 * @parent: the window that it stands over
 * @table: what is shown; its caption is the title
 * @note: what it says, in a sentence
 *
 * Returns: (transfer full): a window with the table
 */
GtkWidget *
sotong_table_window_new (GtkWindow   *parent,
                         SotongTable *table,
                         const char  *note)
{
  SotongTableWindow *self = g_object_new (SOTONG_TYPE_TABLE_WINDOW, "transient-for", parent, "modal", TRUE, "title", sotong_table_get_caption (table),
                                          "default-width", 860, "default-height", 520, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new (), *scrolled = gtk_scrolled_window_new ();
  GtkWidget *copy = gtk_button_new_with_mnemonic (_("_Copy Table")), *view = make_view (table);

  self->table = g_object_ref (table);
  self->note = GTK_LABEL (gtk_label_new (note));
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_xalign (self->note, 0);
  gtk_widget_set_margin_start (GTK_WIDGET (self->note), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->note), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self->note), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->note), 6);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (copy), "table.copy");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), copy);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_focus (GTK_WINDOW (self), view);
  return GTK_WIDGET (self);
}

SotongTable *
sotong_table_window_get_table (SotongTableWindow *self)
{
  g_return_val_if_fail (SOTONG_IS_TABLE_WINDOW (self), NULL);
  return self->table;
}
