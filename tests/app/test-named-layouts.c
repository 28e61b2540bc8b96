/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/dialogs/sotong-layouts-dialog.h"
#include "app/sotong-layouts.h"
#include "app/sotong-workbench-private.h"
#include "util/sotong-i18n.h"
#include "window-fixture.h"

static SotongWorkbench *
bench (WindowFixture *f)
{
  return sotong_window_get_workbench (f->window);
}

static void
settle (WindowFixture *f)
{
  wait_for_frames (GTK_WIDGET (f->window), 3);
  while (sotong_workbench_is_building (bench (f)))
    g_main_context_iteration (NULL, TRUE);
  wait_for_frames (GTK_WIDGET (f->window), 3);
}

static void
choose (WindowFixture *f,
        const char    *id)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "layout", g_variant_new_string (id));
  settle (f);
}

static char *
saved (WindowFixture *f)
{
  g_autoptr(GVariant) layout = NULL;

  settle (f);
  layout = sotong_workbench_save_layout (bench (f));
  return g_variant_print (layout, TRUE);
}

/* Where the panes stand, without the sizes, of which a divider takes a pixel. */
static char *
places (WindowFixture *f)
{
  g_autoptr(GVariant) where = NULL;

  settle (f);
  where = sotong_workbench_save_places (bench (f));
  return g_variant_print (where, TRUE);
}

static int
width_of (WindowFixture *f,
          const char    *id)
{
  return gtk_widget_get_width (GTK_WIDGET (sotong_workbench_get_pane (bench (f), id)));
}

static gboolean
shown (WindowFixture *f,
       const char    *id)
{
  return sotong_workbench_get_pane_shown (bench (f), id);
}

static gboolean
seen (WindowFixture *f,
      const char    *id)
{
  SotongPane *pane = sotong_workbench_get_pane (bench (f), id);

  return pane != NULL && gtk_widget_get_mapped (GTK_WIDGET (pane));
}

static const char *
chosen (WindowFixture *f)
{
  g_autoptr(GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (f->window), "layout");

  return g_intern_string (g_variant_get_string (state, NULL));
}

static GVariant *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  GVariant *variant = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);

  g_assert_no_error (error);
  return variant;
}

static guint
n_layouts (SotongLayouts *layouts)
{
  g_autoptr(GPtrArray) list = sotong_layouts_list (layouts);

  return list->len;
}

static const SotongLayout *
nth (GPtrArray *list,
     guint      n)
{
  g_assert_cmpuint (n, <, list->len);
  return g_ptr_array_index (list, n);
}

/* ---- the list ---- */

#define NOWHERE "{'version': <uint32 1>, 'panes': <@a(ssuuubi) []>, 'columns': <@ai []>, 'sizes': <@a{si} {}>, " \
  "'reveal': <@a{sb} {}>, 'known': <['calendar']>}"

static void
test_list (void)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "list.ini", NULL);
  g_autoptr(SotongSettings) settings = sotong_settings_new (path);
  g_autoptr(SotongLayouts) layouts = sotong_layouts_new (settings);
  g_autoptr(GVariant) layout = parse (NOWHERE);
  g_autoptr(GPtrArray) list = NULL, again = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *first = NULL, *second = NULL, *same = NULL, *wrong = NULL;

  g_assert_cmpuint (n_layouts (layouts), ==, 3);
  first = sotong_layouts_save (layouts, "  선거 \n 개표 ", layout, &error);
  g_assert_no_error (error);
  second = sotong_layouts_save (layouts, "월간_보고", layout, &error);
  g_assert_no_error (error);
  same = sotong_layouts_save (layouts, "선거 개표", layout, &error);
  g_assert_cmpstr (same, ==, first);
  list = sotong_layouts_list (layouts);
  g_assert_cmpuint (list->len, ==, 5);
  g_assert_cmpstr (nth (list, 0)->id, ==, "weekly-meeting");
  g_assert_false (nth (list, 0)->own);
  g_assert_cmpstr (nth (list, 3)->name, ==, "선거 개표");
  g_assert_true (nth (list, 3)->own);

  /* A name is needed, and is one layout's. */
  wrong = sotong_layouts_save (layouts, " \t ", layout, &error);
  g_assert_null (wrong);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  wrong = sotong_layouts_save (layouts, "가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바사", layout, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (sotong_layouts_rename (layouts, first, "월간_보고", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (sotong_layouts_rename (layouts, "own-77", "다른 이름", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (sotong_layouts_rename (layouts, first, "개표 상황", &error));

  /* What is deleted comes back in its place, once. */
  g_assert_true (sotong_layouts_remove (layouts, first));
  g_assert_false (sotong_layouts_remove (layouts, first));
  g_assert_cmpuint (n_layouts (layouts), ==, 4);
  g_assert_true (sotong_layouts_undo (layouts));
  g_assert_false (sotong_layouts_undo (layouts));
  again = sotong_layouts_list (layouts);
  g_assert_cmpstr (nth (again, 3)->name, ==, "개표 상황");
  g_assert_cmpstr (nth (again, 3)->id, ==, first);
}

/* One's own stands in the place of one that came with the program. */
static void
test_instead (void)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "instead.ini", NULL);
  g_autoptr(SotongSettings) settings = sotong_settings_new (path);
  g_autoptr(SotongLayouts) layouts = sotong_layouts_new (settings);
  g_autoptr(GVariant) layout = parse (NOWHERE);
  g_autoptr(GPtrArray) list = NULL, back = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *id = sotong_layouts_save (layouts, "Situation Room", layout, &error);

  g_assert_no_error (error);
  list = sotong_layouts_list (layouts);
  g_assert_cmpuint (list->len, ==, 3);
  g_assert_cmpstr (nth (list, 1)->id, ==, id);
  g_assert_true (nth (list, 1)->own);
  sotong_layouts_remove (layouts, id);
  back = sotong_layouts_list (layouts);
  g_assert_cmpstr (nth (back, 1)->id, ==, "situation-room");
  g_assert_false (nth (back, 1)->own);
}

/* All of it is in the file, and what another version wrote there stays. */
static void
test_file (void)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "file.ini", NULL);
  g_autoptr(SotongSettings) settings = NULL, again = NULL;
  g_autoptr(SotongLayouts) layouts = NULL, later = NULL;
  g_autoptr(GVariant) layout = parse (NOWHERE), read = NULL, broken = NULL;
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *id = NULL, *text = NULL, *third = NULL;

  g_assert_true (g_file_set_contents (path, "[Layout own-4]\nname=옛것\nlayout=고장\ncolour=blue\n[Layout from-2031]\nname=새것\n", -1, &error));
  settings = sotong_settings_new (path);
  layouts = sotong_layouts_new (settings);
  g_assert_cmpuint (n_layouts (layouts), ==, 4);
  broken = sotong_layouts_dup (layouts, "own-4", &error);
  g_assert_null (broken);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);
  id = sotong_layouts_save (layouts, "옛것", layout, &error);
  g_assert_cmpstr (id, ==, "own-4");
  g_assert_true (sotong_settings_save (settings, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_nonnull (strstr (text, "colour=blue"));
  g_assert_nonnull (strstr (text, "from-2031"));

  again = sotong_settings_new (path);
  later = sotong_layouts_new (again);
  list = sotong_layouts_list (later);
  g_assert_cmpstr (nth (list, 3)->name, ==, "옛것");
  read = sotong_layouts_dup (later, "own-4", &error);
  g_assert_no_error (error);
  g_assert_nonnull (read);
  /* The id of one that was deleted is not given to another. */
  sotong_layouts_remove (later, "own-4");
  third = sotong_layouts_save (later, "셋째", layout, &error);
  g_assert_cmpstr (third, ==, "own-5");
}

/* ---- in the window ---- */

static int
height_of (WindowFixture *f,
           const char    *id)
{
  return gtk_widget_get_height (GTK_WIDGET (sotong_workbench_get_pane (bench (f), id)));
}

static void
test_shipped (WindowFixture *f,
              gconstpointer  data)
{
  window_fixture_open (f);
  settle (f);
  for (int width = 1280; width <= 1880; width += 600)
    {
      gtk_window_set_default_size (GTK_WINDOW (f->window), width, width == 1280 ? 720 : 1000);
      settle (f);
      choose (f, "weekly-meeting");
      g_assert_cmpstr (chosen (f), ==, "weekly-meeting");
      g_assert_true (seen (f, "trend") && seen (f, "sentiment") && seen (f, "words") && seen (f, "mentions"));
      g_assert_false (shown (f, "budget"));
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (f->window)), <=, width);
      /* What is read there has as much room as the words, a small screen's banner or not. */
      g_assert_cmpint (height_of (f, "mentions"), >=, (width == 1280 ? 220 : 340));
      choose (f, "situation-room");
      g_assert_true (seen (f, "activity") && seen (f, "mentions") && seen (f, "trend") && seen (f, "calendar"));
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (f->window)), <=, width);
      choose (f, "budget-and-results");
      g_assert_true (seen (f, "budget") && seen (f, "posts"));
      g_assert_true (shown (f, "promise"));
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (f->window)), <=, width);
    }
}

/* A layout that was saved is shown as it was, and what was before comes back with one button. */
static void
test_choose (WindowFixture *f,
             gconstpointer  data)
{
  g_autoptr(SotongLayouts) layouts = NULL;
  g_autofree char *before = NULL, *other = NULL, *back = NULL, *after = NULL, *id = NULL;
  g_autoptr(GVariant) layout = NULL;
  int width;
  g_autoptr(GError) error = NULL;

  gtk_window_set_default_size (GTK_WINDOW (f->window), 1880, 900); /* no column at its narrowest */
  window_fixture_open (f);
  sotong_workbench_move_pane (bench (f), "trend", SOTONG_PLACE_COLUMN_AFTER);
  sotong_workbench_hide_pane (bench (f), "activity");
  before = places (f);
  width = width_of (f, "calendar");
  layout = sotong_workbench_save_layout (bench (f));
  layouts = sotong_layouts_new (f->settings);
  id = sotong_layouts_save (layouts, "내 배치", layout, &error);
  g_assert_no_error (error);

  choose (f, "situation-room");
  other = places (f);
  g_assert_cmpstr (other, !=, before);
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "layout-undo", NULL);
  back = places (f);
  g_assert_cmpstr (back, ==, before);
  g_assert_cmpint (ABS (width_of (f, "calendar") - width), <=, 1);

  choose (f, "situation-room");
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "layout-number", g_variant_new_int32 (4));
  settle (f);
  g_assert_cmpstr (chosen (f), ==, id);
  g_assert_false (shown (f, "activity"));
  g_assert_true (seen (f, "trend"));
  /* Panes that were not there in it stay away. */
  g_assert_true (shown (f, "calendar"));

  /* One that is gone says so. */
  choose (f, "own-99");
  g_assert_nonnull (find_label_with (GTK_WIDGET (f->window), "not there any more"));
  after = saved (f);
  g_assert_nonnull (strstr (after, id));
}

#define NEWER "{'version': <uint32 1>, 'width': <1280>, 'height': <660>, 'weather': <'sunny'>, " \
  "'panes': <[('calendar', 'center', uint32 0, uint32 0, uint32 0, true, -1), ('from-2031', 'center', 1, 0, 0, true, -1), " \
  "('trend', 'center', 2, 0, 0, true, -1)]>, " \
  "'columns': <[400, 300, 580]>, 'sizes': <{'start': 200, 'end': 300, 'top': -1, 'bottom': 140}>, " \
  "'reveal': <{'start': false, 'end': false, 'top': false, 'bottom': false}>, 'known': <['from-2031', 'from-2032', 'calendar']>, " \
  "'states': <{'from-2031': {'depth': <7>}}>}"

/* Panes nobody knows are passed over, and are still there when it is saved again. */
static void
test_unknown (WindowFixture *f,
              gconstpointer  data)
{
  g_autoptr(SotongLayouts) layouts = NULL;
  g_autoptr(GVariant) newer = parse (NEWER), read = NULL;
  g_autofree char *id = NULL, *text = NULL, *reset = NULL;
  g_autoptr(GError) error = NULL;

  window_fixture_open (f);
  layouts = sotong_layouts_new (f->settings);
  id = sotong_layouts_save (layouts, "2031", newer, &error);
  choose (f, id);
  g_assert_true (seen (f, "calendar") && seen (f, "trend"));
  g_assert_false (shown (f, "from-2031"));
  g_assert_false (shown (f, "activity"));
  g_assert_cmpint (width_of (f, "trend"), >, width_of (f, "calendar"));
  text = saved (f);
  g_assert_nonnull (strstr (text, "('from-2031', 'center', 1, 0, 0, true, -1)"));
  g_assert_nonnull (strstr (text, "'from-2032'"));
  g_assert_nonnull (strstr (text, "'sunny'"));
  g_assert_nonnull (strstr (text, "'depth': <7>"));

  /* Until the panes stand where they did at first. */
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "reset-layout", NULL);
  reset = saved (f);
  g_assert_null (strstr (reset, "from-2031"));
  g_assert_cmpstr (chosen (f), ==, "");
}

/* Another version's layout changes nothing and says why. */
static void
test_version (WindowFixture *f,
              gconstpointer  data)
{
  g_autoptr(SotongLayouts) layouts = NULL;
  g_autoptr(GVariant) newer = parse ("{'version': <uint32 9>, 'anything': <'else'>}");
  g_autofree char *id = NULL, *before = NULL, *after = NULL;
  g_autoptr(GError) error = NULL;

  window_fixture_open (f);
  before = places (f);
  layouts = sotong_layouts_new (f->settings);
  id = sotong_layouts_save (layouts, "다음 판", newer, &error);
  choose (f, id);
  after = places (f);
  g_assert_cmpstr (after, ==, before);
  g_assert_nonnull (find_label_with (GTK_WIDGET (f->window), "Another version of Sotong"));
}

#define BIG "{'version': <uint32 1>, 'width': <3800>, 'height': <2000>, " \
  "'panes': <[('navigator', 'start', uint32 0, uint32 0, uint32 0, true, -1), ('inspector', 'end', 0, 0, 0, true, -1), " \
  "('calendar', 'center', 0, 0, 0, true, -1), ('mentions', 'center', 1, 0, 0, true, -1), ('budget', 'center', 2, 0, 0, true, -1), " \
  "('trend', 'center', 3, 0, 0, true, -1), ('trend#2', 'center', 3, 1, 0, true, -1), ('words', 'center', 3, 2, 0, true, -1), " \
  "('approval', 'center', 4, 0, 0, true, -1), ('activity', 'bottom', 0, 0, 0, true, -1)]>, " \
  "'columns': <[700, 600, 700, 500, 500]>, 'sizes': <{'start': 400, 'end': 500, 'top': -1, 'bottom': 400}>, " \
  "'reveal': <{'start': true, 'end': true, 'top': false, 'bottom': true}>, 'known': <@as []>, 'states': <@a{sa{sv}} {}>}"

/* Five columns of a wall of screens on a small one: nothing is lost, nothing stands outside, and the layout is kept. */
static void
test_fit (WindowFixture *f,
          gconstpointer  data)
{
  static const char *const ids[] = { "navigator", "inspector", "calendar", "mentions", "budget", "trend", "trend#2", "words", "approval", "activity" };
  g_autoptr(SotongLayouts) layouts = NULL;
  g_autoptr(GVariant) big = parse (BIG);
  g_autofree char *id = NULL, *text = NULL, *moved = NULL;
  g_autoptr(GError) error = NULL;

  window_fixture_open (f);
  settle (f);
  layouts = sotong_layouts_new (f->settings);
  id = sotong_layouts_save (layouts, "벽면", big, &error);
  choose (f, id);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (f->window)), <=, 1280);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (f->window)), <=, 720);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_true (shown (f, ids[i]));
  g_assert_true (seen (f, "calendar"));
  text = saved (f);
  g_assert_nonnull (strstr (text, "('approval', 'center', 4, 0, 0, true, -1)"));
  g_assert_nonnull (strstr (text, "[700, 600, 700, 500, 500]"));

  /* What a person does then is the layout. */
  sotong_workbench_move_pane (bench (f), "approval", SOTONG_PLACE_BOTTOM);
  moved = saved (f);
  g_assert_null (strstr (moved, "[700, 600, 700, 500, 500]"));
}

/* ---- dialogs ---- */

static void
type_name (GtkWidget  *form,
           const char *name)
{
  GtkWidget *row = find_titled_row (form, "Name");

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), name);
}

static void
test_dialogs (WindowFixture *f,
              gconstpointer  data)
{
  SotongLayoutsDialog *dialog;
  GtkWidget *form, *button;
  g_autofree char *chosen_id = NULL;

  window_fixture_open (f);
  settle (f);
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "save-layout", NULL);
  form = find_shown_window (SOTONG_TYPE_FORM);
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  g_signal_emit_by_name (form, "accepted");
  g_assert_nonnull (find_label_with (form, "needs a name"));
  type_name (form, "아침 & 저녁");
  g_signal_emit_by_name (form, "accepted");
  g_assert_null (find_shown_window (SOTONG_TYPE_FORM));
  g_assert_nonnull (find_label_with (GTK_WIDGET (f->window), "아침 & 저녁"));
  chosen_id = sotong_workbench_dup_chosen (bench (f));
  g_assert_cmpstr (chosen_id, ==, "own-1");

  g_action_group_activate_action (G_ACTION_GROUP (f->window), "layouts", NULL);
  dialog = SOTONG_LAYOUTS_DIALOG (find_shown_window (SOTONG_TYPE_LAYOUTS_DIALOG));
  wait_for_frames (GTK_WIDGET (dialog), 2);
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (dialog)), ==, 0);
  g_assert_nonnull (sotong_layouts_dialog_get_row (dialog, 3));
  button = find_widget (sotong_layouts_dialog_get_row (dialog, 3), "GtkButton");
  g_signal_emit_by_name (button, "clicked");
  form = find_shown_window (SOTONG_TYPE_FORM);
  type_name (form, "아침 회의");
  g_signal_emit_by_name (form, "accepted");
  g_assert_null (find_shown_window (SOTONG_TYPE_FORM));
  g_assert_nonnull (find_label_with (sotong_layouts_dialog_get_row (dialog, 3), "아침 회의"));

  button = gtk_widget_get_next_sibling (find_widget (sotong_layouts_dialog_get_row (dialog, 3), "GtkButton"));
  g_signal_emit_by_name (button, "clicked");
  g_assert_null (sotong_layouts_dialog_get_row (dialog, 3));
  button = find_labelled_button (GTK_WIDGET (dialog), "_Undo");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_nonnull (sotong_layouts_dialog_get_row (dialog, 3));

  g_signal_emit_by_name (sotong_layouts_dialog_get_row (dialog, 1), "activated");
  settle (f);
  g_assert_null (find_shown_window (SOTONG_TYPE_LAYOUTS_DIALOG));
  g_assert_cmpstr (chosen (f), ==, "situation-room");
}

#define ADD(path, function) \
  g_test_add (path, WindowFixture, NULL, window_fixture_set_up, function, window_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
  g_mkdir_with_parents (g_get_user_config_dir (), 0700);
  g_test_add_func ("/app/layouts/list", test_list);
  g_test_add_func ("/app/layouts/instead", test_instead);
  g_test_add_func ("/app/layouts/file", test_file);
  ADD ("/app/layouts/shipped", test_shipped);
  ADD ("/app/layouts/choose", test_choose);
  ADD ("/app/layouts/unknown", test_unknown);
  ADD ("/app/layouts/version", test_version);
  ADD ("/app/layouts/fit", test_fit);
  ADD ("/app/layouts/dialogs", test_dialogs);
  return g_test_run ();
}
