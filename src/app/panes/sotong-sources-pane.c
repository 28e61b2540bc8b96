/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-sources-pane.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-source-dialog.h"
#include "app/panes/sotong-sources-data.h"
#include "app/panes/sotong-trend-column.h"
#include "app/panes/sotong-trend-reader.h"
#include "app/sotong-task-commands.h"

/**
 * SotongSourcesPane:
 *
 * A line for each source: when it was read, what came, what went wrong, when it is read again, and its last four weeks, which the
 * lines do not wait for.
 */
struct _SotongSourcesPane
{
  SotongTablePane      parent_instance;
  SotongTrendReader   *trends;  /* (owned) */
  GtkColumnViewColumn *column;  /* (owned) (nullable): of the four weeks, where the sources are listed */
};

G_DEFINE_FINAL_TYPE (SotongSourcesPane, sotong_sources_pane, SOTONG_TYPE_TABLE_PANE)

static gint64
get_source (gpointer pane)
{
  SotongTextRow *row = sotong_table_pane_get_selected (pane);

  return row != NULL && sotong_pane_get_context (pane) != NULL ? sotong_text_row_get_id (row) : 0;
}

static void
edit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  gint64 id = get_source (user_data);

  if (id != 0)
    sotong_source_dialog_edit (GTK_WINDOW (gtk_widget_get_root (user_data)), sotong_pane_get_context (user_data), id);
}

static void
add_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  if (sotong_pane_get_context (user_data) != NULL)
    sotong_source_dialog_present (GTK_WINDOW (gtk_widget_get_root (user_data)), sotong_pane_get_context (user_data));
}

static void
test_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  gint64 id = get_source (user_data);
  GtkRoot *root = gtk_widget_get_root (user_data);

  if (id != 0 && SOTONG_IS_WINDOW (root))
    sotong_task_test_source (SOTONG_WINDOW (root), id);
}

static void
fetch_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  gint64 id = get_source (user_data);
  GtkRoot *root = gtk_widget_get_root (user_data);

  if (id != 0 && SOTONG_IS_WINDOW (root))
    sotong_task_fetch_source (SOTONG_WINDOW (root), id);
}

static void
sotong_sources_pane_activate (SotongTablePane *pane,
                              SotongTextRow   *row)
{
  edit_action (NULL, NULL, pane);
}

static void
sotong_sources_pane_update (SotongTablePane *pane,
                            SotongTextRow   *row)
{
  sotong_table_pane_enable (pane, "edit", row != NULL);
  sotong_table_pane_enable (pane, "test", row != NULL);
  sotong_table_pane_enable (pane, "fetch", row != NULL);
}

static SotongRowTrend *
find_trend (gpointer row,
            gpointer pane)
{
  SotongRowTrends *trends = sotong_trend_reader_get_trends (SOTONG_SOURCES_PANE (pane)->trends);

  return trends != NULL ? sotong_row_trends_source (trends, sotong_text_row_get_id (row)) : NULL;
}

static void
trends_changed_cb (SotongSourcesPane *self)
{
  if (self->column != NULL)
    sotong_trend_column_update (self->column);
}

static void
trends_failed_cb (SotongSourcesPane *self,
                  const GError      *error)
{
  sotong_pane_show_error (SOTONG_PANE (self), _("The last four weeks could not be read"), error);
}

static const SotongTextColumn columns[] = {
  { N_("Source"), 150 }, { N_("Last read"), 130 }, { N_("New mentions"), 72, TRUE }, { N_("How it went"), SOTONG_TEXT_COLUMN_REST }, { N_("Next"), 130 },
  { N_("Mentions"), 72, TRUE },
};

static const SotongTextColumn relative_columns[] = {
  { N_("Source"), 150 }, { N_("Word"), SOTONG_TEXT_COLUMN_REST }, { N_("Day"), 100 }, { N_("Relative (largest = 100)"), 150, TRUE }, { N_("Read"), 130 },
};

static const SotongTableView views[SOTONG_SOURCES_N_VIEWS] = {
  { N_("Sources"), columns, G_N_ELEMENTS (columns), N_("No sources"), N_("Add one here or in the navigator; what citizens say is then collected.") },
  { N_("Search Trend"), relative_columns, G_N_ELEMENTS (relative_columns), N_("No search trend"),
    N_("A source of the kind “Naver search trend” brings how often words are searched for: relative values, never counts.") },
};

static const GActionEntry entries[] = {
  { .name = "edit", .activate = edit_action }, { .name = "add", .activate = add_action }, { .name = "test", .activate = test_action },
  { .name = "fetch", .activate = fetch_action },
};

static const SotongTableKey keys[] = { { GDK_KEY_t, "test" }, { GDK_KEY_f, "fetch" }, { GDK_KEY_Insert, "add" } };

static void
sotong_sources_pane_shown (SotongTablePane *pane,
                           GtkColumnView   *table,
                           guint            view)
{
  SotongSourcesPane *self = SOTONG_SOURCES_PANE (pane);
  GtkColumnViewColumn *column = NULL;

  if (view == SOTONG_SOURCES_VIEW_LIST)
    column = sotong_trend_column_add (table, G_N_ELEMENTS (columns) - 1, find_trend, self);
  g_set_object (&self->column, column);
}

static void
sotong_sources_pane_attach (SotongPane    *pane,
                            SotongContext *context)
{
  SOTONG_PANE_CLASS (sotong_sources_pane_parent_class)->attach (pane, context);
  sotong_trend_reader_set_context (SOTONG_SOURCES_PANE (pane)->trends, context);
}

static void
sotong_sources_pane_detach (SotongPane *pane)
{
  SotongSourcesPane *self = SOTONG_SOURCES_PANE (pane);

  if (self->trends != NULL)
    sotong_trend_reader_set_context (self->trends, NULL);
  SOTONG_PANE_CLASS (sotong_sources_pane_parent_class)->detach (pane);
}

static void
sotong_sources_pane_refresh (SotongPane *pane)
{
  SOTONG_PANE_CLASS (sotong_sources_pane_parent_class)->refresh (pane);
  sotong_trend_reader_read (SOTONG_SOURCES_PANE (pane)->trends);
}

static void
sotong_sources_pane_dispose (GObject *object)
{
  SotongSourcesPane *self = SOTONG_SOURCES_PANE (object);

  if (self->trends != NULL)
    sotong_trend_reader_set_context (self->trends, NULL);
  G_OBJECT_CLASS (sotong_sources_pane_parent_class)->dispose (object);
  g_clear_object (&self->column);
  g_clear_object (&self->trends);
}

static void
sotong_sources_pane_class_init (SotongSourcesPaneClass *klass)
{
  SotongTablePaneClass *table_class = SOTONG_TABLE_PANE_CLASS (klass);
  SotongPaneClass *pane_class = SOTONG_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_sources_pane_dispose;
  pane_class->attach = sotong_sources_pane_attach;
  pane_class->detach = sotong_sources_pane_detach;
  pane_class->refresh = sotong_sources_pane_refresh;
  table_class->prefix = "sources";
  table_class->menu = "/org/sotong/Sotong/sotong-sources-menu.ui";
  table_class->views = views;
  table_class->n_views = G_N_ELEMENTS (views);
  table_class->description = N_("Keys: Enter edits the source, T tests it, F reads it now, Insert adds another");
  table_class->entries = entries;
  table_class->n_entries = G_N_ELEMENTS (entries);
  table_class->keys = keys;
  table_class->n_keys = G_N_ELEMENTS (keys);
  table_class->areas = SOTONG_AREA_SOURCES;
  table_class->read = sotong_sources_read_job;
  table_class->activate = sotong_sources_pane_activate;
  table_class->update = sotong_sources_pane_update;
  table_class->shown = sotong_sources_pane_shown;
}

static void
sotong_sources_pane_init (SotongSourcesPane *self)
{
  self->trends = sotong_trend_reader_new ();
  g_signal_connect_object (self->trends, "changed", G_CALLBACK (trends_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->trends, "failed", G_CALLBACK (trends_failed_cb), self, G_CONNECT_SWAPPED);
}
