/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-frame-header.h"
#include "app/sotong-pane-registry.h"
#include "window-fixture.h"

static SotongWorkbench *
bench (WindowFixture *f)
{
  return sotong_window_get_workbench (f->window);
}

static PanelPosition *
position (WindowFixture *f,
          const char    *id)
{
  return panel_widget_get_position (PANEL_WIDGET (sotong_workbench_get_pane (bench (f), id)));
}

static void
assert_area (WindowFixture *f,
             const char    *id,
             PanelArea      area)
{
  g_autoptr(PanelPosition) it = position (f, id);

  g_assert_nonnull (it);
  g_assert_cmpint (panel_position_get_area (it), ==, area);
}

static char *
saved (WindowFixture *f)
{
  g_autoptr(GVariant) layout = NULL;

  wait_for_frames (GTK_WIDGET (f->window), 3);
  while (!sotong_workbench_is_attached (bench (f))) /* the range's bar comes with the first pane that heeds it */
    g_main_context_iteration (NULL, TRUE);
  wait_for_frames (GTK_WIDGET (f->window), 3);
  layout = sotong_workbench_save_layout (bench (f));
  return g_variant_print (layout, TRUE);
}

static PanelGrid *
grid (WindowFixture *f)
{
  return PANEL_GRID (find_widget (GTK_WIDGET (bench (f)), "PanelGrid"));
}

static int
column_width (WindowFixture *f,
              guint          column)
{
  return gtk_widget_get_width (gtk_widget_get_parent (GTK_WIDGET (panel_grid_get_column (grid (f), column))));
}

/* As the mouse does it: the divider of @column, by @offset pixels. */
static void
drag_column (WindowFixture *f,
             guint          column,
             double         offset)
{
  GtkWidget *resizer = gtk_widget_get_parent (GTK_WIDGET (panel_grid_get_column (grid (f), column)));
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (resizer);
  gboolean dragged = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_GESTURE_DRAG (controller))
        continue;
      g_signal_emit_by_name (controller, "drag-begin", gtk_widget_get_width (resizer) - 1.0, 1.0);
      g_signal_emit_by_name (controller, "drag-update", offset, 0.0);
      g_signal_emit_by_name (controller, "drag-end", offset, 0.0);
      dragged = TRUE;
    }
  g_assert_true (dragged);
  wait_for_frames (GTK_WIDGET (f->window), 3);
}

/* With a screen that has room for @width and @height; 0: for the window as it was. */
static void
start_again_in (WindowFixture *f,
                int            width,
                int            height)
{
  g_autofree char *path = g_strdup (f->path);
  g_autoptr(GError) error = NULL;

  gtk_window_close (GTK_WINDOW (f->window));
  if (width > 0)
    sotong_settings_set_window (f->settings, width, height, FALSE);
  g_assert_true (sotong_settings_save (f->settings, &error));
  g_assert_no_error (error);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (f->settings);
  f->settings = sotong_settings_new (path);
  f->window = sotong_window_new (GTK_APPLICATION (f->application), f->settings);
  gtk_window_present (GTK_WINDOW (f->window));
  while (!gtk_widget_get_mapped (GTK_WIDGET (f->window)))
    g_main_context_iteration (NULL, TRUE);
}

static void
start_again (WindowFixture *f)
{
  start_again_in (f, 0, 0);
}

static void
reopen (WindowFixture *f)
{
  start_again (f);
  window_fixture_open (f);
}

static void
test_first (WindowFixture *f,
            gconstpointer  data)
{
  guint n_panes;
  const SotongPaneInfo *panes = sotong_pane_registry_get (&n_panes);

  g_assert_cmpint (n_panes, >=, 7);
  window_fixture_open (f);
  for (guint i = 0; i < n_panes; i++)
    {
      g_assert_cmpint (sotong_workbench_get_pane_shown (bench (f), panes[i].id), ==, !(panes[i].flags & SOTONG_PANE_EXTRA));
      if (!(panes[i].flags & SOTONG_PANE_EXTRA))
        assert_area (f, panes[i].id, panes[i].area);
    }
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (sotong_workbench_get_pane (bench (f), "calendar"))));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (sotong_workbench_get_pane (bench (f), "budget"))));
  g_assert_true (sotong_pane_get_attached (sotong_workbench_get_pane (bench (f), "calendar")));
  g_assert_false (sotong_pane_get_attached (sotong_workbench_get_pane (bench (f), "budget")));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (sotong_workbench_get_pane (bench (f), "calendar"))), >, 500);
}

static void
test_move (WindowFixture *f,
           gconstpointer  data)
{
  window_fixture_open (f);
  g_assert_true (sotong_workbench_move_pane (bench (f), "trend", SOTONG_PLACE_END));
  assert_area (f, "trend", PANEL_AREA_END);
  g_assert_true (sotong_workbench_move_pane (bench (f), "trend", SOTONG_PLACE_BOTTOM));
  assert_area (f, "trend", PANEL_AREA_BOTTOM);
  g_assert_false (sotong_workbench_move_pane (bench (f), "trend", SOTONG_PLACE_BOTTOM));

  /* An area that has lost its last pane closes, and opens for the next. */
  g_assert_true (sotong_workbench_move_pane (bench (f), "navigator", SOTONG_PLACE_CENTER));
  g_assert_false (sotong_workbench_area_has_panes (bench (f), PANEL_AREA_START));
  g_assert_false (panel_dock_get_reveal_start (sotong_workbench_get_dock (bench (f))));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "reveal-left"));
  g_assert_true (sotong_workbench_move_pane (bench (f), "calendar", SOTONG_PLACE_START));
  g_assert_true (panel_dock_get_reveal_start (sotong_workbench_get_dock (bench (f))));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "reveal-left"));
}

static void
test_split (WindowFixture *f,
            gconstpointer  data)
{
  window_fixture_open (f);
  g_assert_true (sotong_workbench_move_pane (bench (f), "trend", SOTONG_PLACE_COLUMN_AFTER));
  g_assert_cmpuint (panel_grid_get_n_columns (grid (f)), ==, 2);
  g_assert_true (sotong_workbench_move_pane (bench (f), "mentions", SOTONG_PLACE_ROW_BELOW));
  g_assert_cmpuint (panel_grid_column_get_n_rows (panel_grid_get_column (grid (f), 0)), ==, 2);
  /* Alone in its column it can go past another column, and nowhere else. */
  g_assert_false (sotong_workbench_move_pane (bench (f), "trend", SOTONG_PLACE_ROW_BELOW));
  g_assert_false (sotong_workbench_move_pane (bench (f), "trend", SOTONG_PLACE_COLUMN_AFTER));
  wait_for_frames (GTK_WIDGET (f->window), 2);

  /* Empty columns and rows go. */
  sotong_workbench_hide_pane (bench (f), "trend");
  g_assert_cmpuint (panel_grid_get_n_columns (grid (f)), ==, 1);
  sotong_workbench_hide_pane (bench (f), "mentions");
  g_assert_cmpuint (panel_grid_column_get_n_rows (panel_grid_get_column (grid (f), 0)), ==, 1);
}

/* @pane is in the column and in the row, both from 0. */
static void
assert_cell (WindowFixture *f,
             const char    *pane,
             guint          column,
             guint          row)
{
  PanelFrame *frame = panel_grid_column_get_row (panel_grid_get_column (grid (f), column), row);

  g_assert_true (gtk_widget_is_ancestor (GTK_WIDGET (sotong_workbench_get_pane (bench (f), pane)), GTK_WIDGET (frame)));
}

/* Panes that stand alone change places with their neighbours by the keyboard, and leave a column for one of their own. */
static void
test_past_neighbours (WindowFixture *f,
                      gconstpointer  data)
{
  window_fixture_open (f);
  sotong_workbench_move_pane (bench (f), "trend", SOTONG_PLACE_COLUMN_AFTER);
  sotong_workbench_move_pane (bench (f), "mentions", SOTONG_PLACE_ROW_BELOW);
  assert_cell (f, "mentions", 0, 1);
  assert_cell (f, "trend", 1, 0);

  g_assert_true (sotong_workbench_move_pane (bench (f), "trend", SOTONG_PLACE_COLUMN_BEFORE));
  g_assert_cmpuint (panel_grid_get_n_columns (grid (f)), ==, 2);
  assert_cell (f, "trend", 0, 0);
  assert_cell (f, "mentions", 1, 1);
  g_assert_true (sotong_workbench_move_pane (bench (f), "mentions", SOTONG_PLACE_ROW_ABOVE));
  g_assert_cmpuint (panel_grid_column_get_n_rows (panel_grid_get_column (grid (f), 1)), ==, 2);
  assert_cell (f, "mentions", 1, 0);
  g_assert_false (sotong_workbench_move_pane (bench (f), "mentions", SOTONG_PLACE_ROW_ABOVE));
  g_assert_true (sotong_workbench_move_pane (bench (f), "mentions", SOTONG_PLACE_COLUMN_AFTER));
  g_assert_cmpuint (panel_grid_get_n_columns (grid (f)), ==, 3);
  assert_cell (f, "mentions", 2, 0);
  g_assert_cmpuint (panel_grid_column_get_n_rows (panel_grid_get_column (grid (f), 1)), ==, 1);
  g_assert_true (sotong_workbench_move_pane (bench (f), "trend", SOTONG_PLACE_COLUMN_AFTER));
  assert_cell (f, "trend", 1, 0);
  wait_for_frames (GTK_WIDGET (f->window), 2);
}

static void
test_hide_show (WindowFixture *f,
                gconstpointer  data)
{
  SotongPane *pane;

  window_fixture_open (f);
  sotong_workbench_hide_pane (bench (f), "alerts");
  sotong_workbench_hide_pane (bench (f), "cases");
  pane = g_object_ref (sotong_workbench_get_pane (bench (f), "activity"));
  g_action_group_change_action_state (G_ACTION_GROUP (f->window), "pane-activity",
                                      g_variant_new_boolean (FALSE));
  g_assert_false (sotong_workbench_get_pane_shown (bench (f), "activity"));
  g_assert_false (panel_dock_get_reveal_bottom (sotong_workbench_get_dock (bench (f))));

  g_action_group_change_action_state (G_ACTION_GROUP (f->window), "pane-activity",
                                      g_variant_new_boolean (TRUE));
  g_assert_true (sotong_workbench_get_pane_shown (bench (f), "activity"));
  g_assert_true (panel_dock_get_reveal_bottom (sotong_workbench_get_dock (bench (f))));
  /* The same pane, with what was in it. */
  g_assert_true (pane == sotong_workbench_get_pane (bench (f), "activity"));
  g_object_unref (pane);

  /* All of them: the dock can be emptied and filled again. */
  for (int round = 0; round < 2; round++)
    {
      guint n_panes;
      const SotongPaneInfo *panes = sotong_pane_registry_get (&n_panes);

      for (guint i = 0; i < n_panes; i++)
        {
          if (round == 0)
            sotong_workbench_hide_pane (bench (f), panes[i].id);
          else
            g_assert_nonnull (sotong_workbench_show_pane (bench (f), panes[i].id));
          g_assert_cmpint (sotong_workbench_get_pane_shown (bench (f), panes[i].id), ==, round);
        }
      wait_for_frames (GTK_WIDGET (f->window), 2);
    }
  g_assert_null (sotong_workbench_show_pane (bench (f), "nobody"));
}

static void
arrange (WindowFixture *f)
{
  /* Room for three columns beside each other, none of them at its narrowest. */
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1880, 900);
  window_fixture_open (f);
  sotong_workbench_move_pane (bench (f), "trend", SOTONG_PLACE_COLUMN_AFTER);
  sotong_workbench_move_pane (bench (f), "budget", SOTONG_PLACE_COLUMN_BEFORE);
  sotong_workbench_move_pane (bench (f), "mentions", SOTONG_PLACE_ROW_BELOW);
  sotong_workbench_move_pane (bench (f), "content", SOTONG_PLACE_START);
  sotong_workbench_hide_pane (bench (f), "activity");
  panel_dock_set_start_width (sotong_workbench_get_dock (bench (f)), 263);
  wait_for_frames (GTK_WIDGET (f->window), 3);
}

static void
test_round_trip (WindowFixture *f,
                 gconstpointer  data)
{
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr(GVariant) layout = NULL;

  arrange (f);
  drag_column (f, 0, -37);
  drag_column (f, 1, 21);
  before = saved (f);
  layout = sotong_workbench_save_layout (bench (f));

  sotong_workbench_reset_layout (bench (f));
  wait_for_frames (GTK_WIDGET (f->window), 3);
  g_assert_cmpuint (panel_grid_get_n_columns (grid (f)), ==, 1);
  g_assert_true (sotong_workbench_restore_layout (bench (f), layout,
                                                  gtk_widget_get_width (GTK_WIDGET (bench (f))),
                                                  gtk_widget_get_height (GTK_WIDGET (bench (f)))));
  after = saved (f);
  g_assert_cmpstr (after, ==, before);
}

static void
resize (WindowFixture *f,
        int            width)
{
  gtk_window_set_default_size (GTK_WINDOW (f->window), width, 900);
  /* Its border is part of the size that is asked for. */
  for (int i = 0; i < 100 && ABS (gtk_widget_get_width (GTK_WIDGET (f->window)) - width) > 24; i++)
    wait_for_frames (GTK_WIDGET (f->window), 1);
  g_assert_cmpint (ABS (gtk_widget_get_width (GTK_WIDGET (f->window)) - width), <=, 24);
  wait_for_frames (GTK_WIDGET (f->window), 3);
}

static void
note_columns (WindowFixture *f,
              int           *widths)
{
  for (guint i = 0; i < 3; i++)
    widths[i] = column_width (f, i);
}

/* As wide as they were in proportion to the whole. */
static void
assert_shares (WindowFixture *f,
               const int     *widths)
{
  int whole = gtk_widget_get_width (GTK_WIDGET (grid (f))), before = widths[0] + widths[1] + widths[2];

  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (ABS (column_width (f, i) - widths[i] * whole / before), <=, 2);
}

static void
reveal (WindowFixture *f,
        const char    *action,
        gboolean       shown)
{
  g_action_group_change_action_state (G_ACTION_GROUP (f->window), action, g_variant_new_boolean (shown));
  wait_for_frames (GTK_WIDGET (f->window), 30);
}

/* What a window gains or loses goes to all columns, and each gets back what it had. */
static void
test_shares (WindowFixture *f,
             gconstpointer  data)
{
  int first[3], again[3];

  arrange (f);
  reveal (f, "reveal-left", FALSE);
  reveal (f, "reveal-right", FALSE);
  drag_column (f, 0, -37);
  drag_column (f, 1, 21);
  note_columns (f, first);
  resize (f, 1700);
  assert_shares (f, first);
  resize (f, 1880);
  note_columns (f, again);
  g_assert_cmpmem (again, sizeof again, first, sizeof first);

  /* So narrow that they are at their least. */
  resize (f, 1300);
  resize (f, 1800);
  assert_shares (f, first);

  /* An area that opens takes from all of them as well. */
  resize (f, 1880);
  reveal (f, "reveal-left", TRUE);
  assert_shares (f, first);
  reveal (f, "reveal-left", FALSE);
  note_columns (f, again);
  g_assert_cmpmem (again, sizeof again, first, sizeof first);

  /* From where they are dragged to they go on. */
  drag_column (f, 1, -60);
  note_columns (f, again);
  g_assert_cmpint (again[1], <, first[1] - 50);
  resize (f, 1700);
  assert_shares (f, again);
}

static void
test_next_start (WindowFixture *f,
                 gconstpointer  data)
{
  g_autofree char *before = NULL, *after = NULL;
  int widths[3];

  arrange (f);
  drag_column (f, 0, -37);
  drag_column (f, 1, 21);
  before = saved (f);
  for (guint i = 0; i < 3; i++)
    widths[i] = column_width (f, i);
  g_assert_cmpint (widths[0], !=, widths[1]);

  reopen (f);
  after = saved (f);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (column_width (f, i), ==, widths[i]);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (sotong_workbench_get_pane_shown (bench (f), "activity"));

  /* And they can be dragged on from there. */
  drag_column (f, 0, 15);
  g_assert_cmpint (ABS (column_width (f, 0) - widths[0] - 15), <=, 1);   /* the divider's own pixel */
}

static void
settle (WindowFixture *f)
{
  window_fixture_open (f);
  while (sotong_workbench_is_building (bench (f)))
    g_main_context_iteration (NULL, TRUE);
  wait_for_frames (GTK_WIDGET (f->window), 5);
}

/* Columns that the screen lets be only so narrow, and rows, come back as they were on the larger one; what a person moves on the
 * smaller one stays. */
static void
test_larger_again (WindowFixture *f,
                   gconstpointer  data)
{
  g_autofree char *before = NULL, *after = NULL, *moved = NULL, *kept = NULL;
  int widths[3];

  arrange (f);
  drag_column (f, 0, 300);
  drag_column (f, 1, 200);
  note_columns (f, widths);
  before = saved (f);
  start_again_in (f, 1400, 720);
  settle (f);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (f->window)), <, 1500);
  g_assert_cmpint (column_width (f, 0), <, widths[0]);
  after = saved (f);
  g_assert_cmpstr (after, ==, before);

  drag_column (f, 0, 40);
  moved = saved (f);
  g_assert_cmpstr (moved, !=, before);
  start_again (f);
  settle (f);
  kept = saved (f);
  g_assert_cmpstr (kept, ==, moved);
}

static GVariant *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  GVariant *variant = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);

  g_assert_no_error (error);
  return variant;
}

#define PANES(list) "{'version': <uint32 1>, 'width': <1270>, 'height': <660>, 'panes': <@a(ssuuubi) [" list "]>, " \
  "'columns': <@ai [0]>, 'sizes': <{'start': 200, 'end': 300, 'top': -1, 'bottom': 140}>, " \
  "'reveal': <{'start': true, 'end': true, 'top': false, 'bottom': false}>, " \
  "'known': <['navigator', 'calendar', 'mentions', 'trend', 'budget', 'content', 'activity']>}"

static void
test_unknown (WindowFixture *f,
              gconstpointer  data)
{
  g_autoptr(GVariant) layout = NULL, newer = NULL, huge = NULL, older = NULL, empty = NULL;
  g_autofree char *before = NULL, *after = NULL;

  window_fixture_open (f);
  layout = parse (PANES ("('calendar', 'center', 0, 0, 0, true, -1), ('from-2031', 'center', 0, 0, 1, false, -1), "
                         "('trend', 'orbit', 0, 0, 0, true, -1), ('calendar', 'end', 0, 0, 0, true, -1)"));
  g_assert_true (sotong_workbench_restore_layout (bench (f), layout, 1270, 660));
  assert_area (f, "calendar", PANEL_AREA_CENTER);
  g_assert_false (sotong_workbench_get_pane_shown (bench (f), "trend"));
  g_assert_false (panel_dock_get_reveal_start (sotong_workbench_get_dock (bench (f))));

  /* A layout from before a pane was thought of. */
  older = parse ("{'version': <uint32 1>, 'panes': <@a(ssuuubi) []>, 'columns': <@ai []>, 'sizes': <@a{si} {}>, "
                 "'reveal': <@a{sb} {}>, 'known': <['calendar']>}");
  g_assert_true (sotong_workbench_restore_layout (bench (f), older, 0, 0));
  g_assert_false (sotong_workbench_get_pane_shown (bench (f), "calendar"));
  assert_area (f, "trend", PANEL_AREA_CENTER);

  huge = parse (PANES ("('calendar', 'center', 4000000000, 4000000000, 7, true, 2000000000)"));
  g_assert_true (sotong_workbench_restore_layout (bench (f), huge, 1270, 660));
  g_assert_true (sotong_workbench_get_pane_shown (bench (f), "calendar"));
  wait_for_frames (GTK_WIDGET (f->window), 2);

  /* What is not a layout of ours changes nothing. */
  sotong_workbench_reset_layout (bench (f));
  before = saved (f);
  newer = parse ("{'version': <uint32 2>, 'anything': <'else'>}");
  empty = parse ("{'version': <uint32 1>, 'panes': <'no'>}");
  g_assert_false (sotong_workbench_restore_layout (bench (f), newer, 1270, 660));
  g_assert_false (sotong_workbench_restore_layout (bench (f), empty, 1270, 660));
  after = saved (f);
  g_assert_cmpstr (after, ==, before);
}

static void
test_smaller_screen (WindowFixture *f,
                     gconstpointer  data)
{
  g_autoptr(GVariant) layout = NULL;
  int start, end;

  window_fixture_open (f);
  layout = parse ("{'version': <uint32 1>, 'width': <2500>, 'height': <1300>, "
                  "'panes': <[('navigator', 'start', uint32 0, uint32 0, uint32 0, true, -1), "
                  "('content', 'end', 0, 0, 0, true, -1), ('calendar', 'center', 0, 0, 0, true, -1)]>, "
                  "'columns': <[1100]>, 'sizes': <{'start': 600, 'end': 800, 'top': -1, 'bottom': 300}>, "
                  "'reveal': <{'start': true, 'end': true, 'top': false, 'bottom': false}>, 'known': <['trend']>}");
  g_assert_true (sotong_workbench_restore_layout (bench (f), layout,
                                                  gtk_widget_get_width (GTK_WIDGET (bench (f))),
                                                  gtk_widget_get_height (GTK_WIDGET (bench (f)))));
  wait_for_frames (GTK_WIDGET (f->window), 3);
  g_object_get (sotong_workbench_get_dock (bench (f)), "start-width", &start, "end-width", &end, NULL);
  g_assert_cmpint (start + end, <=, gtk_widget_get_width (GTK_WIDGET (bench (f))) - 400);
  g_assert_cmpint (end, >, start);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (f->window)), <=, 1300);
}

static void
test_focus (WindowFixture *f,
            gconstpointer  data)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  SotongPane *last;

  window_fixture_open (f);
  for (int i = 0; i < 4; i++)
    {
      g_assert_true (sotong_workbench_focus_next (bench (f), FALSE));
      g_hash_table_add (seen, sotong_workbench_get_focused (bench (f)));
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 4);   /* left, centre, bottom, right */
  last = sotong_workbench_get_focused (bench (f));
  g_assert_true (sotong_workbench_focus_next (bench (f), FALSE));
  g_assert_true (sotong_workbench_focus_next (bench (f), TRUE));
  g_assert_true (last == sotong_workbench_get_focused (bench (f)));
}

static void
test_headers (WindowFixture *f,
              gconstpointer  data)
{
  PanelWidget *pane;
  GtkWidget *header;

  window_fixture_open (f);
  pane = PANEL_WIDGET (sotong_workbench_get_pane (bench (f), "navigator"));
  header = find_widget (gtk_widget_get_ancestor (GTK_WIDGET (pane), PANEL_TYPE_FRAME), "SotongFrameHeader");
  g_assert_nonnull (header);
  g_assert_true (panel_frame_header_can_drop (PANEL_FRAME_HEADER (header), pane));
  g_assert_nonnull (find_widget (header, "GtkLabel"));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (find_widget (header, "GtkLabel"))), ==,
                   panel_widget_get_title (pane));
  g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (find_widget (header, "GtkImage"))), ==,
                   "sotong-navigator-symbolic");

  /* The title stays when the switcher makes its tabs anew. */
  panel_widget_set_title (pane, "다른 이름");
  wait_for_frames (GTK_WIDGET (f->window), 2);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (find_widget (header, "GtkLabel"))), ==, "다른 이름");
  g_assert_nonnull (find_widget (header, "GtkImage"));

  gtk_widget_activate_action (header, "pane.move", "s", "bottom");
  assert_area (f, "navigator", PANEL_AREA_BOTTOM);
}

/* Panes are made after the dock was drawn: until then they count as shown, and their places are kept. */
static GtkWidget *
find_switch (GtkWidget *widget)
{
  if (GTK_IS_ACTIONABLE (widget) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "calendar.view") == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_switch (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* What stands in a pane and activates its commands does so in every place. */
static void
test_commands_move (WindowFixture *f,
                    gconstpointer  data)
{
  GtkWidget *pane, *tool;

  window_fixture_open (f);
  pane = GTK_WIDGET (sotong_workbench_get_pane (bench (f), "calendar"));
  tool = find_switch (pane);
  g_assert_true (gtk_widget_is_sensitive (tool));
  sotong_workbench_move_pane (bench (f), "calendar", SOTONG_PLACE_BOTTOM);
  wait_for_frames (GTK_WIDGET (f->window), 3);
  assert_area (f, "calendar", PANEL_AREA_BOTTOM);
  g_assert_true (gtk_widget_is_sensitive (tool));
}

/* @tab is inside what its scroller shows. */
static gboolean
is_seen (GtkWidget *tab)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (tab, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (tab, scroller, &bounds));
  return bounds.origin.x >= -1 && bounds.origin.x + bounds.size.width <= gtk_widget_get_width (scroller) + 1;
}

/* More tabs than fit keep their titles, and the one in front is seen. */
static void
test_many_tabs (WindowFixture *f,
                gconstpointer  data)
{
  GtkWidget *header, *switcher, *tab;
  PanelFrame *frame;

  window_fixture_open (f);
  for (int i = 0; i < 8; i++)
    sotong_workbench_copy_pane (bench (f), "trend");
  sotong_workbench_show_pane (bench (f), "calendar");
  wait_for_frames (GTK_WIDGET (f->window), 5);
  frame = PANEL_FRAME (gtk_widget_get_ancestor (GTK_WIDGET (sotong_workbench_get_pane (bench (f), "calendar")), PANEL_TYPE_FRAME));
  header = find_widget (GTK_WIDGET (frame), "SotongFrameHeader");
  switcher = find_widget (header, "PanelFrameSwitcher");
  tab = gtk_widget_get_first_child (switcher);
  g_assert_true (is_seen (tab));
  tab = gtk_widget_get_last_child (switcher);
  g_assert_false (is_seen (tab));

  panel_frame_set_visible_child (frame, panel_frame_get_page (frame, panel_frame_get_n_pages (frame) - 1));
  wait_for_frames (GTK_WIDGET (f->window), 5);
  tab = gtk_widget_get_last_child (switcher);
  g_assert_true (is_seen (tab));

  /* The keyboard walks over the tabs; once it has left them the one in front is seen again. */
  gtk_widget_grab_focus (gtk_widget_get_first_child (switcher));
  wait_for_frames (GTK_WIDGET (f->window), 5);
  g_assert_true (is_seen (gtk_widget_get_first_child (switcher)));
  g_assert_false (is_seen (tab));
  gtk_widget_grab_focus (find_widget (header, "GtkMenuButton"));
  wait_for_frames (GTK_WIDGET (f->window), 5);
  g_assert_true (is_seen (tab));
  for (tab = gtk_widget_get_first_child (switcher); tab != NULL; tab = gtk_widget_get_next_sibling (tab))
    {
      PangoLayout *layout;
      GtkWidget *label = find_widget (tab, "GtkLabel");

      g_assert_nonnull (label);
      layout = gtk_label_get_layout (GTK_LABEL (label));
      g_assert_false (pango_layout_is_ellipsized (layout));
    }
}

static void
test_late (WindowFixture *f,
           gconstpointer  data)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_set (1476406800);
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(SotongContext) context = sotong_context_new (NULL, clock, zone);
  g_autofree char *first = NULL, *second = NULL;

  window_fixture_open (f);
  sotong_workbench_hide_pane (bench (f), "calendar");
  sotong_workbench_move_pane (bench (f), "trend", SOTONG_PLACE_COLUMN_AFTER);
  first = saved (f);
  start_again (f);
  sotong_window_set_context (f->window, context, "2016");
  g_assert_true (sotong_workbench_is_building (bench (f)));
  g_assert_true (sotong_workbench_get_pane_shown (bench (f), "navigator"));
  g_assert_true (sotong_workbench_get_pane_shown (bench (f), "trend"));
  g_assert_false (sotong_workbench_get_pane_shown (bench (f), "calendar"));
  g_assert_true (sotong_workbench_area_has_panes (bench (f), PANEL_AREA_END));
  g_assert_false (sotong_workbench_is_attached (bench (f)));
  /* One that is asked for out of its turn stands in its place. */
  assert_area (f, "budget", PANEL_AREA_CENTER);
  while (sotong_workbench_is_building (bench (f)))
    g_main_context_iteration (NULL, TRUE);
  second = saved (f);
  g_assert_cmpstr (second, ==, first);
}

/* One pane alone; what is saved meanwhile is the whole, and all come back, at the latest when another is wanted. */
static void
test_maximize (WindowFixture *f,
               gconstpointer  data)
{
  g_autofree char *before = NULL, *meanwhile = NULL, *after = NULL;

  arrange (f);
  before = saved (f);
  sotong_workbench_maximize (bench (f), "trend");
  g_assert_true (sotong_workbench_is_maximized (bench (f)));
  g_assert_false (sotong_workbench_get_pane_shown (bench (f), "mentions"));
  wait_for_frames (GTK_WIDGET (f->window), 3);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (sotong_workbench_get_pane (bench (f), "trend"))), >, 1800);
  meanwhile = saved (f);
  g_assert_cmpstr (meanwhile, ==, before);
  g_assert_true (sotong_workbench_unmaximize (bench (f)));
  g_assert_false (sotong_workbench_unmaximize (bench (f)));
  after = saved (f);
  g_assert_cmpstr (after, ==, before);

  sotong_workbench_maximize (bench (f), "trend");
  sotong_workbench_show_pane (bench (f), "mentions");
  g_assert_false (sotong_workbench_is_maximized (bench (f)));
  g_assert_true (sotong_workbench_get_pane_shown (bench (f), "navigator"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "maximize-pane", NULL);
  g_assert_true (sotong_workbench_is_maximized (bench (f)));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "maximize-pane", NULL);
  g_assert_false (sotong_workbench_is_maximized (bench (f)));
}

#define ADD(path, function) \
  g_test_add (path, WindowFixture, NULL, window_fixture_set_up, function, window_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
  ADD ("/app/layout/first", test_first);
  ADD ("/app/layout/move", test_move);
  ADD ("/app/layout/split", test_split);
  ADD ("/app/layout/past-neighbours", test_past_neighbours);
  ADD ("/app/layout/hide-show", test_hide_show);
  ADD ("/app/layout/round-trip", test_round_trip);
  ADD ("/app/layout/shares", test_shares);
  ADD ("/app/layout/next-start", test_next_start);
  ADD ("/app/layout/larger-again", test_larger_again);
  ADD ("/app/layout/unknown", test_unknown);
  ADD ("/app/layout/smaller-screen", test_smaller_screen);
  ADD ("/app/layout/focus", test_focus);
  ADD ("/app/layout/headers", test_headers);
  ADD ("/app/layout/commands-move", test_commands_move);
  ADD ("/app/layout/many-tabs", test_many_tabs);
  ADD ("/app/layout/late", test_late);
  ADD ("/app/layout/maximize", test_maximize);
  return g_test_run ();
}
