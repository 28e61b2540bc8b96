/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-sources-pane.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-source-dialog.h"
#include "app/panes/sotong-sources-data.h"
#include "app/sotong-task-commands.h"

/**
 * SotongSourcesPane:
 *
 * A line for each source: when it was read, what came, what went wrong, when it is read again.
 */
struct _SotongSourcesPane
{
  SotongTablePane parent_instance;
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
sotong_sources_pane_class_init (SotongSourcesPaneClass *klass)
{
  SotongTablePaneClass *table_class = SOTONG_TABLE_PANE_CLASS (klass);

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
}

static void
sotong_sources_pane_init (SotongSourcesPane *self)
{
}
