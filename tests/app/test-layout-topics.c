/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layouts keep the topics that the window and its panes show. */
#include "config.h"

#include <string.h>

#include "app/sotong-layouts.h"
#include "app/sotong-workbench.h"
#include "panes-data.h"
#include "store/sotong-topic.h"
#include "util/sotong-i18n.h"

static SotongWorkbench *
bench (PanesFixture *f)
{
  return sotong_window_get_workbench (f->window.window);
}

static void
settle (PanesFixture *f)
{
  wait_for_frames (GTK_WIDGET (f->window.window), 3);
  while (sotong_workbench_is_building (bench (f)))
    g_main_context_iteration (NULL, TRUE);
  wait_for_frames (GTK_WIDGET (f->window.window), 3);
}

static void
choose (PanesFixture *f,
        const char   *id)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "layout", g_variant_new_string (id));
  settle (f);
}

static GVariant *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  GVariant *variant = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);

  g_assert_no_error (error);
  return variant;
}

static gpointer
rename_topic_job (SotongDb      *db,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr(SotongTopic) topic = sotong_topic_get (db, *(gint64 *) data, error);

  if (topic == NULL)
    return NULL;
  g_free (topic->name);
  topic->name = g_strdup ("새 이름");
  return sotong_topic_edit (db, topic, error) ? data : NULL;
}

static gpointer
remove_topic_job (SotongDb      *db,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  return sotong_topic_remove (db, *(gint64 *) data, error) ? data : NULL;
}

static void
write_topic (SotongStore    *store,
             SotongStoreJob  job,
             gint64          topic)
{
  g_autoptr(GError) error = NULL;

  sotong_store_write (store, SOTONG_WRITE_DEFAULT, job, &topic, NULL, &error);
  g_assert_no_error (error);
}

/* What is called so in the layout that would be saved. */
static gboolean
keeps (PanesFixture *f,
       const char   *name)
{
  g_autoptr(GVariant) layout = sotong_workbench_save_layout (bench (f));
  g_autofree char *text = g_variant_print (layout, FALSE);

  return strstr (text, name) != NULL;
}

static const char *
title_of (PanesFixture *f,
          const char   *id)
{
  return panel_widget_get_title (PANEL_WIDGET (sotong_workbench_get_pane (bench (f), id)));
}

/* The window shows @all, a copy of the trend @own for itself. */
static void
show_topics (PanesFixture *f,
             gint64        all,
             gint64        own)
{
  SotongPane *copy;

  panes_show (f, "trend");
  settle (f);
  copy = sotong_workbench_copy_pane (bench (f), "trend");
  sotong_workbench_move_pane (bench (f), "trend#2", SOTONG_PLACE_COLUMN_AFTER);
  panes_wait_until (sotong_pane_get_attached (copy));
  sotong_context_set_topic (f->context, own);
  gtk_widget_activate_action (GTK_WIDGET (copy), "own.topic", NULL);
  sotong_context_set_topic (f->context, all);
}

static char *
save_as (PanesFixture *f,
         const char   *name)
{
  g_autoptr(SotongLayouts) layouts = sotong_layouts_new (f->window.settings);
  g_autoptr(GVariant) layout = sotong_workbench_save_layout (bench (f));
  g_autoptr(GError) error = NULL;
  char *id = sotong_layouts_save (layouts, name, layout, &error);

  g_assert_no_error (error);
  return id;
}

/* Topics of the window and of a pane come back with a layout, and “Back” brings back those before it. */
static void
test_topic (PanesFixture  *f,
            gconstpointer  data)
{
  gint64 dust = panes_add_topic (f->store, "미세먼지"), festival = panes_add_topic (f->store, "축제");
  g_autofree char *id = NULL;

  panes_add_mentions (f->store, 60, 3600);
  show_topics (f, festival, dust);
  panes_wait_until (keeps (f, "축제") && keeps (f, "미세먼지"));
  id = save_as (f, "축제와 먼지");

  sotong_context_set_topic (f->context, dust);
  sotong_workbench_hide_pane (bench (f), "trend#2");
  choose (f, id);
  g_assert_cmpint (sotong_context_get_topic (f->context), ==, festival);
  panes_wait_until (strstr (title_of (f, "trend#2"), "미세먼지") != NULL);
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "layout-undo", NULL);
  settle (f);
  g_assert_cmpint (sotong_context_get_topic (f->context), ==, dust);
  g_assert_false (sotong_workbench_get_pane_shown (bench (f), "trend#2"));

  /* All topics are something to come back to as well. */
  sotong_context_set_topic (f->context, 0);
  choose (f, id);
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "layout-undo", NULL);
  settle (f);
  g_assert_cmpint (sotong_context_get_topic (f->context), ==, 0);

  /* One that has another name now is still the same one. */
  write_topic (f->store, rename_topic_job, festival);
  choose (f, id);
  g_assert_cmpint (sotong_context_get_topic (f->context), ==, festival);
  panes_wait_until (keeps (f, "새 이름"));

  /* One that is gone is said to be. */
  sotong_context_set_topic (f->context, dust);
  write_topic (f->store, remove_topic_job, festival);
  choose (f, id);
  panes_wait_until (sotong_context_get_topic (f->context) == 0);
  g_assert_nonnull (find_label_with (GTK_WIDGET (f->window.window), "There is no topic “축제”"));
  g_assert_nonnull (find_labelled_button (GTK_WIDGET (f->window.window), "_Back"));
  panes_wait_until (strstr (title_of (f, "trend#2"), "미세먼지") != NULL);
}

/* What one pane alone was turned to stays when the others come back. */
static void
test_topic_alone (PanesFixture  *f,
                  gconstpointer  data)
{
  gint64 dust = panes_add_topic (f->store, "미세먼지"), festival = panes_add_topic (f->store, "축제");

  panes_add_mentions (f->store, 60, 3600);
  show_topics (f, festival, dust);
  sotong_workbench_maximize (bench (f), "trend#2");
  gtk_widget_activate_action (GTK_WIDGET (sotong_workbench_get_pane (bench (f), "trend#2")), "own.topic", NULL);
  sotong_context_set_topic (f->context, dust);
  panes_wait_until (keeps (f, "미세먼지") && !keeps (f, "축제"));
  g_assert_true (sotong_workbench_unmaximize (bench (f)));
  settle (f);
  g_assert_cmpint (sotong_context_get_topic (f->context), ==, dust);
  g_assert_null (strchr (title_of (f, "trend#2"), ':'));
}

/* Who goes to a copy while another pane is alone gets the one that is shown then. */
static void
test_copy (PanesFixture  *f,
           gconstpointer  data)
{
  SotongPane *copy;

  panes_show (f, "trend");
  settle (f);
  sotong_workbench_copy_pane (bench (f), "trend");
  sotong_workbench_maximize (bench (f), "trend");
  copy = sotong_workbench_show_pane (bench (f), "trend#2");
  g_assert_true (copy == sotong_workbench_get_pane (bench (f), "trend#2"));
  g_assert_true (sotong_workbench_get_pane_shown (bench (f), "trend#2"));
}

/* The next start shows what the last one did. */
static void
test_topic_restart (PanesFixture  *f,
                    gconstpointer  data)
{
  gint64 dust = panes_add_topic (f->store, "미세먼지"), festival = panes_add_topic (f->store, "축제");
  g_autofree char *path = g_strdup (f->window.path);
  g_autofree char *file = g_strdup (sotong_store_get_path (f->store));
  g_autoptr(SotongClock) clock = sotong_clock_new_set (PANES_NOW);
  g_autoptr(GError) error = NULL;

  panes_add_mentions (f->store, 60, 3600);
  show_topics (f, festival, dust);
  panes_wait_until (keeps (f, "축제") && keeps (f, "미세먼지"));
  gtk_window_close (GTK_WINDOW (f->window.window));
  g_assert_true (sotong_settings_save (f->window.settings, &error));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (f->window.settings);
  g_clear_object (&f->context);
  panes_wait_until (G_OBJECT (f->store)->ref_count == 1);
  g_object_unref (f->store);

  f->store = sotong_store_open (file, clock, NULL, &error);
  g_assert_no_error (error);
  f->context = sotong_context_new (f->store, sotong_store_get_clock (f->store), sotong_store_get_zone (f->store));
  f->window.settings = sotong_settings_new (path);
  f->window.window = sotong_window_new (GTK_APPLICATION (f->window.application), f->window.settings);
  gtk_window_present (GTK_WINDOW (f->window.window));
  panes_show (f, "trend");
  settle (f);
  g_assert_cmpint (sotong_context_get_topic (f->context), ==, festival);
  panes_wait_until (strstr (title_of (f, "trend#2"), "미세먼지") != NULL);
}

#define ELSEWHERE(topic) "{'version': <uint32 1>, 'width': <1270>, 'height': <660>, " \
  "'panes': <[('trend', 'center', uint32 0, uint32 0, uint32 0, true, -1), ('trend#2', 'center', 1, 0, 0, true, -1)]>, " \
  "'columns': <[600, 600]>, 'sizes': <@a{si} {}>, 'reveal': <@a{sb} {}>, 'known': <['trend']>, " \
  "'states': <{'trend#2': {" topic "}}>, " topic "}"

/* A layout goes with every workspace: in another one its topic is the one of the same name, whatever its number. */
static void
test_topic_elsewhere (PanesFixture  *f,
                      gconstpointer  data)
{
  gint64 dust = panes_add_topic (f->store, "미세먼지"), festival = panes_add_topic (f->store, "축제");
  g_autoptr(SotongLayouts) layouts = NULL;
  g_autofree char *other = NULL, *none = NULL, *old = NULL;
  g_autoptr(GVariant) named = NULL, missing = NULL, number = NULL;

  g_assert_cmpint (dust, ==, 1);
  g_assert_cmpint (festival, ==, 2);
  panes_add_mentions (f->store, 60, 3600);
  panes_show (f, "trend");
  settle (f);
  layouts = sotong_layouts_new (f->window.settings);
  named = parse (ELSEWHERE ("'topic': <int64 1>, 'topic-name': <'축제'>, 'topic-workspace': <'of last year'>"));
  missing = parse (ELSEWHERE ("'topic': <int64 1>, 'topic-name': <'한강'>, 'topic-workspace': <'of last year'>"));
  number = parse (ELSEWHERE ("'topic': <int64 1>"));
  other = sotong_layouts_save (layouts, "작년", named, NULL);
  none = sotong_layouts_save (layouts, "한강", missing, NULL);
  old = sotong_layouts_save (layouts, "옛것", number, NULL);

  choose (f, other);
  panes_wait_until (sotong_context_get_topic (f->context) == festival);
  panes_wait_until (strstr (title_of (f, "trend#2"), "축제") != NULL);

  choose (f, none);
  panes_wait_until (find_label_with (GTK_WIDGET (f->window.window), "There is no topic “한강”") != NULL);
  g_assert_cmpint (sotong_context_get_topic (f->context), ==, 0);
  panes_wait_until (strstr (title_of (f, "trend#2"), "All mentions") != NULL);

  /* As layouts were before they had names. */
  choose (f, old);
  g_assert_cmpint (sotong_context_get_topic (f->context), ==, dust);
  panes_wait_until (strstr (title_of (f, "trend#2"), "미세먼지") != NULL);
}

#define ADD(path, function) g_test_add (path, PanesFixture, NULL, panes_set_up, function, panes_tear_down)

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
  g_mkdir_with_parents (g_get_user_config_dir (), 0700);
  ADD ("/app/layout-topics/named", test_topic);
  ADD ("/app/layout-topics/alone", test_topic_alone);
  ADD ("/app/layout-topics/copy", test_copy);
  ADD ("/app/layout-topics/restart", test_topic_restart);
  ADD ("/app/layout-topics/elsewhere", test_topic_elsewhere);
  return g_test_run ();
}
