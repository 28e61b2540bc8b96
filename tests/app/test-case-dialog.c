/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-case-dialog.h"
#include "app/dialogs/sotong-form.h"
#include "app/sotong-window-private.h"
#include "plan-fixture.h"
#include "store/sotong-case.h"
#include "store/sotong-mention-writer.h"
#include "store/sotong-source.h"
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

/* A mention with marks in it, which are shown as text. */
static gpointer
add_mention_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(SotongSource) source = sotong_source_new ();
  g_autoptr(SotongMentionWriter) writer = NULL;
  SotongMentionInput input = { .external_id = "1", .canonical_key = "id:t:1", .published_at = 1476400000, .first_seen = 1476400000,
                               .text = "<b>가로등</b>이 꺼졌어요 & 어두워요", .copy_id = SOTONG_NONE };
  gboolean is_new;
  gint64 id;

  source->name = g_strdup ("광장");
  source->kind = g_strdup ("feed");
  writer = sotong_mention_writer_new (db, sotong_source_add (db, source, error), SOTONG_NONE, error);
  if (!sotong_mention_writer_add (writer, &input, &is_new, &id, error) || !sotong_mention_writer_finish (writer, error))
    return NULL;
  return sotong_mention_get (db, id, error);
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_case_list (db, NULL, NULL, error);
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

/* A case needs a department and a time that can be read; then it is one. */
static void
test_case (PlanFixture   *f,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongMention) mention = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, add_mention_job, NULL, NULL, &error);
  g_autoptr(GPtrArray) list = NULL;
  GtkWidget *group;
  const SotongCase *one;

  g_assert_no_error (error);
  sotong_case_dialog_present (GTK_WINDOW (f->window.window), f->context, mention);
  group = gtk_widget_get_ancestor (find_row (find_form (), "Kind"), ADW_TYPE_PREFERENCES_GROUP);
  g_assert_cmpstr (adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (group)), ==, "<b>가로등</b>이 꺼졌어요 & 어두워요");
  g_assert_cmpuint (count_unnamed (find_form ()), ==, 0);
  accept_form ();
  g_assert_true (gtk_widget_has_css_class (find_row (find_form (), "Department"), "error"));
  type ("Department", "교통과");
  type ("Due", "soon");
  accept_form ();
  g_assert_nonnull (find_form ());
  g_assert_true (gtk_widget_has_css_class (find_row (find_form (), "Due"), "error"));
  type ("Due", "2016-10-20 18:00");
  accept_form ();
  plan_fixture_wait (f, no_form);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (adw_toast_get_custom_title (SOTONG_WINDOW (f->window.window)->toast))), ==, "Case 1: 교통과, due 2016-10-20 18:00");
  g_assert_nonnull (adw_toast_get_button_label (SOTONG_WINDOW (f->window.window)->toast)); /* it can be taken back there */
  list = sotong_store_read (f->store, list_job, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  one = g_ptr_array_index (list, 0);
  g_assert_cmpstr (one->department, ==, "교통과");
  g_assert_cmpstr (one->kind, ==, "answer");
  g_assert_cmpint (one->mention_id, ==, mention->id);
  g_assert_cmpint (one->due_at, ==, 1476954000);
}

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/case-dialog/case", PlanFixture, NULL, plan_fixture_set_up, test_case, plan_fixture_tear_down);
  return g_test_run ();
}
