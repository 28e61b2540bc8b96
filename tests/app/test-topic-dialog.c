/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"


#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-topic-dialog.h"
#include "plan-fixture.h"
#include "store/sotong-mention-writer.h"
#include "store/sotong-source.h"
#include "store/sotong-topic.h"
#include "util/sotong-i18n.h"

static GtkWidget *
find_form (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (SOTONG_IS_FORM (l->data) && gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget) && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
no_form (PlanFixture *f)
{
  return find_form () == NULL;
}

/* Three mentions, and a topic that two of them belong to. */
static gpointer
fill_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  static const char * const texts[] = { "따릉이가 좋아요", "따릉이 광고 할인", "버스가 늦어요" };
  g_autoptr(SotongSource) source = sotong_source_new ();
  g_autoptr(SotongMentionWriter) writer = NULL;
  g_autoptr(SotongTopic) topic = sotong_topic_new ();

  source->name = g_strdup ("광장");
  source->kind = g_strdup ("feed");
  writer = sotong_mention_writer_new (db, sotong_source_add (db, source, error), SOTONG_NONE, error);
  for (guint i = 0; writer != NULL && i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *id = g_strdup_printf ("id:t:%u", i);
      SotongMentionInput input = { .external_id = id, .canonical_key = id, .published_at = 1476400000, .first_seen = 1476400000,
                                   .text = texts[i], .copy_id = SOTONG_NONE };
      gboolean is_new;

      if (!sotong_mention_writer_add (writer, &input, &is_new, NULL, error))
        return NULL;
    }
  if (writer == NULL || !sotong_mention_writer_finish (writer, error))
    return NULL;
  topic->name = g_strdup ("자전거");
  topic->any_words = sotong_topic_words_from_text ("따릉이, \"공공 자전거\"");
  *(gint64 *) data = sotong_topic_add (db, topic, error);
  return data;
}

static gpointer
get_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_topic_get (db, *(const gint64 *) data, error);
}

static void
type (const char *row,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (find_form (), row)), text);
}

static void
accept_form (void)
{
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (find_form ())), "clicked");
}

static gboolean
is_loaded (PlanFixture *f)
{
  return g_strcmp0 (sotong_form_get_text (find_row (find_form (), "Name")), "자전거") == 0 && find_row (find_form (), "It has 2 mentions") != NULL;
}

static gboolean
is_previewed (PlanFixture *f)
{
  return find_row (find_form (), "It has 2 mentions and would have 1: 1 would go, 0 would come.") != NULL;
}

/* What a new exclude word would remove is said before it is saved, and which. */
static void
test_preview (PlanFixture   *f,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongTopic) topic = NULL;
  gint64 id = 0;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, fill_job, &id, NULL, &error));
  sotong_topic_dialog_present (GTK_WINDOW (f->window.window), f->context, id);
  plan_fixture_wait (f, is_loaded);
  g_assert_cmpstr (sotong_form_get_text (find_row (find_form (), "One of")), ==, "따릉이, \"공공 자전거\"");
  g_assert_cmpuint (count_unnamed (find_form ()), ==, 0);
  type ("None of", "광고");
  plan_fixture_wait (f, is_previewed);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (find_row (find_form (), "It has 2"))), ==, "These would go, for example:\n따릉이 광고 할인");
  type ("One of", "");
  accept_form (); /* a topic without words finds nothing */
  g_assert_nonnull (find_form ());
  type ("One of", "따릉이");
  accept_form ();
  plan_fixture_wait (f, no_form);
  topic = sotong_store_read (f->store, get_job, &id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (topic->not_words, ==, "광고");
  g_assert_cmpstr (topic->any_words, ==, "따릉이");
}

/* Who does not want to wait until it is read closes it: nothing is being saved. */
static void
test_closed_early (PlanFixture   *f,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gint64 id = 0;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, fill_job, &id, NULL, &error));
  sotong_topic_dialog_present (GTK_WINDOW (f->window.window), f->context, id);
  g_assert_true (sotong_form_get_busy (SOTONG_FORM (find_form ())));
  gtk_widget_activate_action (find_form (), "window.close", NULL);
  plan_fixture_wait (f, no_form);
}

static GtkWidget *
find_check (GtkWidget *widget)
{
  if (GTK_IS_CHECK_BUTTON (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_check (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_emptied (PlanFixture *f)
{
  return find_row (find_form (), "It has 2 mentions and would have 0: 2 would go, 0 would come.") != NULL;
}

static gpointer
off_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autoptr(GArray) off = sotong_topic_list_off (db, *(const gint64 *) data, error);

  return off != NULL ? GUINT_TO_POINTER (off->len + 1) : NULL;
}

static guint
count_off (PlanFixture *f,
           gint64       topic)
{
  return GPOINTER_TO_UINT (sotong_store_read (f->store, off_job, &topic, NULL, NULL)) - 1;
}

static gint64 topic_id;

static gboolean
is_on_again (PlanFixture *f)
{
  return count_off (f, topic_id) == 0;
}

/* A source is switched off for the topic, with what that would take away, and on again by undo. */
static void
test_sources (PlanFixture   *f,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, fill_job, &topic_id, NULL, &error));
  sotong_topic_dialog_present (GTK_WINDOW (f->window.window), f->context, topic_id);
  plan_fixture_wait (f, is_loaded);
  g_assert_cmpuint (count_unnamed (find_form ()), ==, 0);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (find_check (find_row (find_form (), "광장")))));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_check (find_row (find_form (), "광장"))), FALSE);
  plan_fixture_wait (f, is_emptied);
  g_assert_cmpuint (count_off (f, topic_id), ==, 0);
  accept_form ();
  plan_fixture_wait (f, no_form);
  g_assert_cmpuint (count_off (f, topic_id), ==, 1);
  sotong_topic_dialog_present (GTK_WINDOW (f->window.window), f->context, topic_id);
  while (find_row (find_form (), "광장") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (find_check (find_row (find_form (), "광장")))));
  gtk_window_destroy (GTK_WINDOW (find_form ()));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  plan_fixture_wait (f, is_on_again);
}

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/topic-dialog/preview", PlanFixture, NULL, plan_fixture_set_up, test_preview, plan_fixture_tear_down);
  g_test_add ("/topic-dialog/closed-early", PlanFixture, NULL, plan_fixture_set_up, test_closed_early, plan_fixture_tear_down);
  g_test_add ("/topic-dialog/sources", PlanFixture, NULL, plan_fixture_set_up, test_sources, plan_fixture_tear_down);
  return g_test_run ();
}
