/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-privacy-dialog.h"
#include "app/dialogs/sotong-sample-dialog.h"
#include "panes-data.h"
#include "store/sotong-db-private.h"
#include "util/sotong-i18n.h"

static GtkWidget *
show_dialog (PanesFixture *f)
{
  GtkWidget *dialog;

  panes_add_mentions (f->store, 1000, 3600);
  sotong_window_set_context (f->window.window, f->context, "2016");
  dialog = sotong_sample_dialog_new (f->window.window);
  gtk_window_present (GTK_WINDOW (dialog));
  panes_wait_until (panes_find_text (dialog, "0 of 50 judged") != NULL);
  return dialog;
}

/* Fifty of last week, one after the other by a key; each is a step of undo, and the rate follows. */
static void
test_judge (PanesFixture  *f,
            gconstpointer  data)
{
  GtkWidget *dialog = show_dialog (f);

  g_assert_cmpuint (count_unnamed (dialog), ==, 0);
  g_assert_nonnull (panes_find_text (dialog, "1 / 50"));
  g_assert_nonnull (panes_find_text (dialog, "Not judged yet"));
  g_assert_true (panes_press (dialog, GDK_KEY_2)); /* fast: nothing is waited for, and no key is lost */
  g_assert_nonnull (panes_find_text (dialog, "2 / 50"));
  g_assert_true (panes_press (dialog, GDK_KEY_1));
  g_assert_nonnull (panes_find_text (dialog, "3 / 50"));
  g_assert_nonnull (panes_find_text (dialog, "2 of 50 judged"));
  panes_wait_until (panes_find_text (dialog, "2 of 50 judged, ") != NULL); /* by all sources: it is written */
  g_assert_nonnull (panes_find_text (dialog, "All sources"));
  g_assert_true (panes_press (dialog, GDK_KEY_p));
  g_assert_nonnull (panes_find_text (dialog, "Judged: Negative"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  panes_wait_until (panes_find_text (dialog, "1 of 50 judged") != NULL);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gpointer
refuse_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_db_exec (db, error, "CREATE TRIGGER refused BEFORE INSERT ON mention_sentiment BEGIN SELECT raise (ABORT, 'not today'); END", "") ? db : NULL;
}

/* A judgement that cannot be written is seen no longer, and why stays there until the next one. */
static void
test_failed (PanesFixture  *f,
             gconstpointer  data)
{
  GtkWidget *dialog = show_dialog (f);
  g_autoptr(GError) error = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, refuse_job, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (panes_press (dialog, GDK_KEY_2));
  g_assert_nonnull (panes_find_text (dialog, "1 of 50 judged"));
  panes_wait_until (panes_find_text (dialog, "1 of 50 judged") == NULL); /* it was read again */
  g_assert_nonnull (panes_find_text (dialog, "This cannot be saved because it breaks a rule of the workspace (not today)"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_empty (PanesFixture  *f,
            gconstpointer  data)
{
  GtkWidget *dialog;

  sotong_window_set_context (f->window.window, f->context, "2016");
  dialog = sotong_sample_dialog_new (f->window.window);
  gtk_window_present (GTK_WINDOW (dialog));
  panes_wait_until (panes_find_text (dialog, "0 of 0 judged") != NULL);
  g_assert_nonnull (panes_find_text (dialog, "In this week there is no mention"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static GtkWidget *
find_window (const char *title)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_widget_get_visible (l->data) && g_strcmp0 (gtk_window_get_title (l->data), title) == 0)
      return l->data;
  return NULL;
}

static AdwMessageDialog *
find_question (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data) && gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gpointer
count_job (SotongDb      *db,
           gpointer       author,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  gint64 n = -1;

  query->author = g_strdup (author);
  sotong_mention_count (db, query, &n, error);
  return GINT_TO_POINTER ((int) n);
}

static int
count_author (PanesFixture *f,
              const char   *author)
{
  return GPOINTER_TO_INT (sotong_store_read (f->store, count_job, (gpointer) author, NULL, NULL));
}

/* What an author wrote goes for good, after it was said how much and that it does not come back. */
static void
test_author (PanesFixture  *f,
             gconstpointer  data)
{
  AdwMessageDialog *question;
  GtkWidget *dialog;

  panes_add_mentions (f->store, 1000, 3600);
  sotong_window_set_context (f->window.window, f->context, "2016");
  g_assert_cmpint (count_author (f, "시민5"), ==, 2);
  sotong_privacy_dialog_present (f->window.window, "시민5");
  dialog = find_window ("Personal Data");
  g_assert_nonnull (dialog);
  panes_wait_until (panes_find_text (dialog, "시민 게시판") != NULL);
  g_assert_cmpuint (count_unnamed (dialog), ==, 0);
  panes_click (find_button (dialog, "_Delete…"));
  panes_wait_until (find_question () != NULL);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (find_question ()), "2 mentions go for good"));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (find_question ()), "cannot be undone"));
  gtk_window_close (GTK_WINDOW (find_question ()));
  panes_spin (50);
  g_assert_cmpint (count_author (f, "시민5"), ==, 2);
  panes_wait_until (find_question () == NULL);
  panes_click (find_button (dialog, "_Delete…"));
  panes_wait_until (find_question () != NULL);
  question = find_question ();
  adw_message_dialog_response (question, "purge");
  gtk_window_destroy (GTK_WINDOW (question));
  panes_wait_until (count_author (f, "시민5") == 0);
  panes_spin (300);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

#define ADD(path, function) \
  g_test_add (path, PanesFixture, NULL, panes_set_up, function, panes_tear_down)

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
  ADD ("/app/sample/judge", test_judge);
  ADD ("/app/sample/failed", test_failed);
  ADD ("/app/sample/empty", test_empty);
  ADD ("/app/privacy/author", test_author);
  return g_test_run ();
}
