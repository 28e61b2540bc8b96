/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-trend-column.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sotong-row-name.h"
#include "app/sotong-sparkline.h"
#include "app/sotong-tooltip.h"

/* A column of pictures as large as a word. They come after the rows, and change while the rows stay. */
typedef struct {
  SotongTrendColumnFind  find;
  gpointer               user_data;
  GPtrArray             *bound;     /* (owned) (element-type GtkListItem): the rows that have widgets now */
} Column;

static void
column_free (gpointer data)
{
  Column *self = data;

  g_ptr_array_unref (self->bound);
  g_free (self);
}

/* What is shown already stays as it is. */
static void
show_trend (Column      *self,
            GtkListItem *item)
{
  GtkWidget *bin = gtk_list_item_get_child (item);
  gpointer row = gtk_list_item_get_item (item);
  SotongRowTrend *trend = row != NULL ? self->find (row, self->user_data) : NULL;

  if (trend == NULL || !sotong_row_trend_same (g_object_get_data (G_OBJECT (bin), "trend"), trend))
    adw_bin_set_child (ADW_BIN (bin), trend != NULL ? sotong_sparkline_new (trend->chart, trend->sentence) : NULL);
  g_object_set_data_full (G_OBJECT (bin), "trend", trend != NULL ? sotong_row_trend_ref (trend) : NULL, (GDestroyNotify) sotong_row_trend_unref);
  sotong_tooltip_set (bin, trend != NULL ? trend->sentence : NULL);
  sotong_row_name_describe (item, trend != NULL ? trend->sentence : "");
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  gtk_list_item_set_child (item, adw_bin_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         Column                   *self)
{
  g_ptr_array_add (self->bound, item);
  show_trend (self, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           Column                   *self)
{
  g_ptr_array_remove_fast (self->bound, item);
}

/**
 * sotong_trend_column_add:
 * @view: a table with its other columns
 * @position: where the new one stands among them
 * @find: the four weeks of a row
 * @user_data: for @find; lives as long as @view
 *
 * Gives a table a column of pictures. Each says what it shows, to whoever points at it and as what a screen reader tells of the row. Main thread.
 *
 * Returns: (transfer none): the column, for [func@Sotong.trend_column_update]
 */
GtkColumnViewColumn *
sotong_trend_column_add (GtkColumnView         *view,
                         guint                  position,
                         SotongTrendColumnFind  find,
                         gpointer               user_data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkColumnViewColumn) column = NULL;
  Column *self = g_new0 (Column, 1);

  *self = (Column) { find, user_data, g_ptr_array_new () };
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  g_object_set_data_full (G_OBJECT (factory), "trends", self, column_free);
  /* Translators: the title of a column with small pictures of how often something was said lately */
  column = gtk_column_view_column_new (_("4-week trend"), factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_insert_column (view, position, column);
  return column;
}

/**
 * sotong_trend_column_update:
 * @column: a column of pictures
 *
 * Asks again what the rows show that are in view. They stay, with what is chosen and the focus. Main thread.
 */
void
sotong_trend_column_update (GtkColumnViewColumn *column)
{
  Column *self = g_object_get_data (G_OBJECT (gtk_column_view_column_get_factory (column)), "trends");

  for (guint i = 0; i < self->bound->len; i++)
    show_trend (self, g_ptr_array_index (self->bound, i));
}
