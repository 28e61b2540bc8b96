/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/sotong-chart-table.h"
#include "app/sotong-text-columns.h"
#include "chart/sotong-axis-text.h"

#define NAME_WIDTH 180
#define MOST_COLUMNS 12

/* A figure, or of when it is where that is another time than the row's. */
typedef struct {
  SotongSeries *series;  /* (unowned): of the chart */
  char         *title;   /* (owned) */
  gboolean      other;
} Cell;

static void
cell_clear (gpointer data)
{
  g_free (((Cell *) data)->title);
}

/**
 * SotongChartTable:
 *
 * The figures of a chart as a table on the screen: a row for each slot, a column for each figure. Enter on a row or a
 * double click activates it.
 */
struct _SotongChartTable
{
  GtkWidget      parent_instance;
  GtkColumnView *view;     /* (unowned) */
  GtkStringList *rows;     /* (owned): the slot's number */
  SotongChart   *chart;    /* (owned) (nullable) */
  GArray        *cells;    /* (owned) (element-type Cell): what the columns behind the first one hold */
};

G_DEFINE_FINAL_TYPE (SotongChartTable, sotong_chart_table, GTK_TYPE_WIDGET)

enum {
  SIGNAL_ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static char *
figure_text (SotongSeries *series,
             gsize         row)
{
  gboolean known = row < sotong_series_get_length (series) && isfinite (sotong_series_get_values (series)[row]);

  return known ? sotong_axis_text_number (sotong_series_get_values (series)[row]) : g_strdup ("–");
}

/* (transfer full): 29 February is no day of the year before */
static char *
other_text (SotongChartTable *self,
            SotongSeries     *series,
            gsize             row)
{
  char *text = sotong_chart_name_other (self->chart, series, row);

  return text != NULL ? text : g_strdup ("–");
}

static void
show_cell (GtkLabel *label,
           gpointer  item,
           int       column)
{
  SotongChartTable *self = SOTONG_CHART_TABLE (gtk_widget_get_ancestor (GTK_WIDGET (label), SOTONG_TYPE_CHART_TABLE));
  gsize row = (gsize) g_ascii_strtoull (gtk_string_object_get_string (item), NULL, 10);
  g_autofree char *text = NULL;

  if (self == NULL || self->chart == NULL || row >= sotong_slots_get_length (sotong_chart_get_slots (self->chart)))
    return;
  if (column == 0)
    text = sotong_chart_name_slot (self->chart, row);
  else
    {
      const Cell *cell = &g_array_index (self->cells, Cell, column - 1);

      text = cell->other ? other_text (self, cell->series, row) : figure_text (cell->series, row);
    }
  gtk_label_set_text (label, text);
  if (column == 0)
    gtk_widget_set_tooltip_text (GTK_WIDGET (label), text);
}

static void
activate_cb (SotongChartTable *self,
             guint             position)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, (int) position);
}

static void
sotong_chart_table_dispose (GObject *object)
{
  SotongChartTable *self = SOTONG_CHART_TABLE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (child != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->rows);
  g_clear_object (&self->chart);
  g_clear_pointer (&self->cells, g_array_unref);
  G_OBJECT_CLASS (sotong_chart_table_parent_class)->dispose (object);
}

static void
sotong_chart_table_class_init (SotongChartTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_chart_table_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "charttable");

  /**
   * SotongChartTable::activated:
   * @index: the slot
   *
   * A row was activated.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
sotong_chart_table_init (SotongChartTable *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->rows = gtk_string_list_new (NULL);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "ledger");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Figures of the chart"), -1);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 100);
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}

GtkWidget *
sotong_chart_table_new (void)
{
  return g_object_new (SOTONG_TYPE_CHART_TABLE, NULL);
}

/* The columns are made anew only when they are others. */
static gboolean
has_columns (SotongChartTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  if (g_list_model_get_n_items (columns) != MIN (self->cells->len + 1, MOST_COLUMNS))
    return FALSE;
  for (guint i = 1; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), g_array_index (self->cells, Cell, i - 1).title) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
make_columns (SotongChartTable *self,
              gboolean          names)
{
  SotongTextColumn columns[MOST_COLUMNS] = { { names ? N_("Name") : N_("Start"), NAME_WIDTH, FALSE } };
  GListModel *old = gtk_column_view_get_columns (self->view);
  guint n = MIN (self->cells->len + 1, MOST_COLUMNS);

  while (g_list_model_get_n_items (old) > 0)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (old, 0);

      gtk_column_view_remove_column (self->view, column);
    }
  if (names)
    columns[0].width = SOTONG_TEXT_COLUMN_REST;
  for (guint i = 1; i < n; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i - 1);

      columns[i] = cell->other ? (SotongTextColumn) { cell->title, NAME_WIDTH, FALSE } : (SotongTextColumn) { cell->title, 72, TRUE };
    }
  sotong_text_columns_add (self->view, columns, (int) n, show_cell);
}

/* The days of another time stand beside those of this one: behind the figures a narrow pane would not show them. */
static void
list_cells (SotongChartTable *self)
{
  g_autoptr(GPtrArray) figures = self->chart != NULL ? sotong_chart_list_figures (self->chart) : g_ptr_array_new ();

  g_clear_pointer (&self->cells, g_array_unref);
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (self->cells, cell_clear);
  for (guint i = 0; i < figures->len; i++)
    {
      SotongSeries *series = g_ptr_array_index (figures, i);
      Cell other = { series, sotong_chart_name_others (self->chart, series), TRUE };

      if (other.title != NULL)
        g_array_append_val (self->cells, other);
    }
  for (guint i = 0; i < figures->len; i++)
    {
      Cell figure = { g_ptr_array_index (figures, i), g_strdup (sotong_series_get_name (g_ptr_array_index (figures, i))), FALSE };

      g_array_append_val (self->cells, figure);
    }
}

/**
 * sotong_chart_table_set_chart:
 * @self: a table
 * @chart: (nullable): what it shows; it does not change any more
 */
void
sotong_chart_table_set_chart (SotongChartTable *self,
                              SotongChart      *chart)
{
  g_autoptr(GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  gsize n = chart != NULL ? sotong_slots_get_length (sotong_chart_get_slots (chart)) : 0;

  g_return_if_fail (SOTONG_IS_CHART_TABLE (self));

  gtk_column_view_set_model (self->view, NULL);
  g_set_object (&self->chart, chart);
  list_cells (self);
  if (chart != NULL && !has_columns (self))
    make_columns (self, sotong_slots_has_names (sotong_chart_get_slots (chart)));
  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (numbers, g_strdup_printf ("%" G_GSIZE_FORMAT, i));
  g_ptr_array_add (numbers, NULL);
  gtk_string_list_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), (const char * const *) numbers->pdata);
  if (n > 0)
    {
      g_autoptr(GtkSelectionModel) model = GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows))));

      gtk_column_view_set_model (self->view, model);
    }
}
