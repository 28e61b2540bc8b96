/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-source-dialog.h"
#include "locked-keyring.h"
#include "plan-fixture.h"
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

static void
choose (const char *kind)
{
  AdwComboRow *row = ADW_COMBO_ROW (find_row (find_form (), "Kind"));
  GListModel *model = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (item), kind))
        {
          adw_combo_row_set_selected (row, i);
          return;
        }
    }
  g_error ("%s is not offered", kind);
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
no_form (PlanFixture *f)
{
  return find_form () == NULL;
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_source_list (db, error);
}

/* It asks for what the kind needs, and for nothing else. */
static void
test_rows (PlanFixture   *f,
           gconstpointer  data)
{
  static const struct {
    const char *kind;
    gboolean    words;
    gboolean    budget;
    gboolean    key;
  } kinds[] = {
    { "Feed (RSS, Atom)", FALSE, FALSE, TRUE }, { "Naver news", TRUE, FALSE, TRUE }, { "X posts", TRUE, TRUE, TRUE },
    { "Mastodon", TRUE, FALSE, TRUE }, { "Comments on WordPress", FALSE, FALSE, TRUE },
  };

  sotong_source_dialog_present (GTK_WINDOW (f->window.window), f->context);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      choose (kinds[i].kind);
      g_assert_cmpint (gtk_widget_get_visible (find_row (find_form (), "Search for")), ==, kinds[i].words);
      g_assert_cmpint (gtk_widget_get_visible (find_row (find_form (), "US dollars")), ==, kinds[i].budget);
      g_assert_cmpint (gtk_widget_get_visible (find_row (find_form (), "Key or token")), ==, kinds[i].key);
    }
  g_assert_cmpuint (count_unnamed (find_form ()), ==, 0);
  gtk_window_destroy (GTK_WINDOW (find_form ()));
}

/* A hashtag needs no key: it is added with its words, in one step of undo. */
static void
test_add (PlanFixture   *f,
          gconstpointer  data)
{
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GError) error = NULL;
  const SotongSource *source;

  sotong_source_dialog_present (GTK_WINDOW (f->window.window), f->context);
  choose ("Mastodon");
  type ("Name", "마스토돈");
  accept_form (); /* without an address it stays open */
  g_assert_nonnull (find_form ());
  g_assert_true (gtk_widget_has_css_class (find_row (find_form (), "Address"), "error"));
  type ("Address", "https://social.example");
  type ("Search for", "#서울, 따릉이");
  accept_form ();
  plan_fixture_wait (f, no_form);
  g_assert_nonnull (find_label_with (GTK_WIDGET (f->window.window), "Source “마스토돈” was added"));
  list = sotong_store_read (f->store, list_job, NULL, NULL, &error);
  g_assert_no_error (error);
  source = g_ptr_array_index (list, list->len - 1);
  g_assert_cmpstr (source->kind, ==, "mastodon");
  g_assert_cmpstr (source->url, ==, "https://social.example");
  g_assert_cmpstr (source->settings, ==, "{\"query\":[\"#서울\",\"따릉이\"]}");
}

/* What costs money is not added without a budget, and what needs a key not without one; the row that is wrong is marked. */
static void
test_missing (PlanFixture   *f,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) list = NULL;

  sotong_source_dialog_present (GTK_WINDOW (f->window.window), f->context);
  choose ("X posts");
  accept_form ();
  g_assert_true (gtk_widget_has_css_class (find_row (find_form (), "Name"), "error"));
  type ("Name", "X");
  accept_form ();
  g_assert_true (gtk_widget_has_css_class (find_row (find_form (), "Key or token"), "error"));
  type ("Key or token", "bearer");
  accept_form ();
  g_assert_true (gtk_widget_has_css_class (find_row (find_form (), "US dollars"), "error"));
  type ("US dollars", "a lot");
  accept_form ();
  g_assert_nonnull (find_form ());
  list = sotong_store_read (f->store, list_job, NULL, NULL, NULL);
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpstr (((SotongSource *) g_ptr_array_index (list, i))->kind, !=, "x");
  gtk_window_destroy (GTK_WINDOW (find_form ()));
}

/* With its key, which the keyring takes at once, it is added and the form goes. */
static void
test_key (PlanFixture   *f,
          gconstpointer  data)
{
  sotong_source_dialog_present (GTK_WINDOW (f->window.window), f->context);
  type ("Name", "보도자료");
  type ("Address", "https://feed.example/rss");
  type ("Key or token", "secret");
  accept_form ();
  plan_fixture_wait (f, no_form);
}

/* ---- a keyring that nobody opens ---- */

static gboolean
waits_for_keyring (PlanFixture *f)
{
  return find_label_with (find_form (), "Waiting for the keyring…") != NULL;
}

static gboolean
is_idle (PlanFixture *f)
{
  return !sotong_form_get_busy (SOTONG_FORM (find_form ()));
}

/* The keyring is not waited for: the source stands there without its key, which is said; it is not added a second time, and the form closes. */
static void
test_locked (PlanFixture   *f,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) list = NULL;

  lock_keyring (f->context);
  sotong_source_dialog_present (GTK_WINDOW (f->window.window), f->context);
  type ("Name", "보도자료");
  type ("Address", "https://feed.example/rss");
  type ("Key or token", "secret");
  accept_form ();
  plan_fixture_wait (f, waits_for_keyring);
  gtk_window_close (GTK_WINDOW (find_form ()));
  plan_fixture_wait (f, is_idle);
  g_assert_nonnull (find_label_with (find_form (), "The source was written without its key"));
  g_assert_false (gtk_widget_is_sensitive (gtk_window_get_default_widget (GTK_WINDOW (find_form ()))));
  g_assert_null (find_label_with (find_form (), "Cancel")); /* what is stored is not cancelled any more */
  gtk_window_close (GTK_WINDOW (find_form ()));
  g_assert_null (find_form ());
  list = sotong_store_read (f->store, list_job, NULL, NULL, NULL);
  g_assert_cmpstr (((SotongSource *) g_ptr_array_index (list, list->len - 1))->name, ==, "보도자료");
}

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/add-source/rows", PlanFixture, NULL, plan_fixture_set_up, test_rows, plan_fixture_tear_down);
  g_test_add ("/add-source/add", PlanFixture, NULL, plan_fixture_set_up, test_add, plan_fixture_tear_down);
  g_test_add ("/add-source/key", PlanFixture, NULL, plan_fixture_set_up, test_key, plan_fixture_tear_down);
  g_test_add ("/add-source/missing", PlanFixture, NULL, plan_fixture_set_up, test_missing, plan_fixture_tear_down);
  g_test_add ("/add-source/locked", PlanFixture, NULL, plan_fixture_set_up, test_locked, plan_fixture_tear_down);
  return g_test_run ();
}
