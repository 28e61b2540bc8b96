/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/panes/sotong-mention-model.h"
#include "app/panes/sotong-mention-selection.h"
#include "panes-data.h"
#include "store/sotong-db-private.h"
#include "store/sotong-mention-writer.h"
#include "store/sotong-source.h"
#include "util/sotong-i18n.h"

#define MANY 50000

/* Not that of the drop-down above it. */
static GtkWidget *
find_list (GtkWidget *widget)
{
  if (GTK_IS_LIST_VIEW (widget) && gtk_widget_has_css_class (widget, "mentions"))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_list (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkListView *
list_of (GtkWidget *pane)
{
  return GTK_LIST_VIEW (find_list (pane));
}

static SotongMentionSelection *
selection_of (GtkWidget *pane)
{
  return SOTONG_MENTION_SELECTION (gtk_list_view_get_model (list_of (pane)));
}

static guint
n_items (GtkWidget *pane)
{
  GtkSelectionModel *model = gtk_list_view_get_model (list_of (pane));

  return model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
}

static const SotongMention *
read_at (GListModel *model,
         guint       position)
{
  g_autoptr(SotongMentionRow) row = g_list_model_get_item (model, position);

  return row != NULL ? sotong_mention_row_get_mention (row) : NULL; /* the model's page keeps it */
}

/* The row is asked for again and again: an answer that comes meanwhile puts another in its place. */
static const SotongMention *
mention_at (GListModel *model,
            guint       position)
{
  panes_wait_until (read_at (model, position) != NULL);
  return read_at (model, position);
}

static const SotongMention *
selected (GtkWidget *pane)
{
  return mention_at (G_LIST_MODEL (selection_of (pane)), sotong_mention_selection_get_cursor (selection_of (pane)));
}

/* ---- the model ---- */

static void
answered_cb (gboolean *answered)
{
  *answered = TRUE;
}

static void
test_model (PanesFixture  *f,
            gconstpointer  data)
{
  g_autoptr(SotongMentionModel) model = sotong_mention_model_new ();
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  gboolean answered = FALSE;
  gint64 before = G_MAXINT64;

  panes_add_mentions (f->store, MANY, 60);
  g_signal_connect_swapped (model, "answered", G_CALLBACK (answered_cb), &answered);
  sotong_mention_model_set_store (model, f->store);
  sotong_mention_model_set_query (model, query, G_MAXUINT);
  panes_wait_until (answered);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, MANY);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (model), MANY));

  /* Whatever page is asked for, in whatever order, it is the right one. */
  for (guint i = 0; i < MANY; i += 4999)
    {
      const SotongMention *mention = mention_at (G_LIST_MODEL (model), i);

      g_assert_cmpint (mention->published_at, ==, PANES_NOW - 3600 - (gint64) i * 60);
      g_assert_cmpint (mention->published_at, <, before);
      before = mention->published_at;
    }
  g_assert_cmpint (mention_at (G_LIST_MODEL (model), MANY - 1)->published_at, ==, PANES_NOW - 3600 - (gint64) (MANY - 1) * 60);
  g_assert_cmpint (mention_at (G_LIST_MODEL (model), 0)->published_at, ==, PANES_NOW - 3600);

  answered = FALSE;
  query->words = g_strdup ("미세먼지");
  sotong_mention_model_set_query (model, query, G_MAXUINT);
  panes_wait_until (answered);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, (MANY + 2) / 3);
  g_assert_nonnull (strstr (mention_at (G_LIST_MODEL (model), 5000)->text, "미세먼지"));

  answered = FALSE;
  g_clear_pointer (&query->words, g_free);
  query->words = g_strdup ("아무도 쓰지 않은 말");
  sotong_mention_model_set_query (model, query, G_MAXUINT);
  panes_wait_until (answered);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
  sotong_mention_model_set_store (model, NULL);
  panes_spin (20);
}

static void
test_newest_wins (PanesFixture  *f,
                  gconstpointer  data)
{
  g_autoptr(SotongMentionModel) model = sotong_mention_model_new ();
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  gboolean answered = FALSE;

  panes_add_mentions (f->store, 3000, 60);
  g_signal_connect_swapped (model, "answered", G_CALLBACK (answered_cb), &answered);
  sotong_mention_model_set_store (model, f->store);
  for (guint i = 0; i < 20; i++)
    {
      g_free (query->words);
      query->words = g_strdup (i % 2 == 0 ? "미세먼지" : "축제");
      sotong_mention_model_set_query (model, query, G_MAXUINT);
    }
  panes_wait_until (answered);
  panes_spin (50);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 2000);
  sotong_mention_model_set_store (model, NULL);
  panes_spin (20);
}

/* ---- the pane ---- */

static void
test_empty (PanesFixture  *f,
            gconstpointer  data)
{
  GtkWidget *pane = panes_show (f, "mentions");

  panes_wait_until (panes_find_text (pane, "No mentions yet") != NULL);
  panes_wait_until (count_unnamed (pane) == 0);

  /* Nothing found is something else than nothing there. */
  gtk_editable_set_text (GTK_EDITABLE (find_widget (pane, "GtkSearchEntry")), "없는 말");
  panes_wait_until (panes_find_text (pane, "Nothing found") != NULL);
}

static void
test_list (PanesFixture  *f,
           gconstpointer  data)
{
  GtkWidget *pane;
  int width;

  panes_add_mentions (f->store, MANY, 60);
  pane = panes_show (f, "mentions");
  panes_wait_until (n_items (pane) == MANY);
  panes_wait_until (panes_find_text (pane, "50,000") != NULL);
  panes_wait_until (panes_find_text (pane, "번째 글") != NULL);
  panes_wait_until (count_unnamed (pane) == 0); /* rows are named when there is time for it */
  gtk_widget_measure (pane, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 300);

  /* To the end and back, once the list has its size. */
  wait_for_frames (pane, 3);
  gtk_widget_activate_action (GTK_WIDGET (list_of (pane)), "list.scroll-to-item", "u", MANY - 1);
  panes_wait_until (panes_find_text (pane, "49999번째") != NULL);
  gtk_widget_activate_action (GTK_WIDGET (list_of (pane)), "list.scroll-to-item", "u", 0);
  panes_wait_until (panes_find_text (pane, " 0번째") != NULL);

  gtk_editable_set_text (GTK_EDITABLE (find_widget (pane, "GtkSearchEntry")), "축제");
  panes_wait_until (n_items (pane) == MANY - (MANY + 2) / 3);
}

static void
test_label (PanesFixture  *f,
            gconstpointer  data)
{
  GtkWidget *pane;
  gint64 first;

  panes_add_mentions (f->store, 1000, 60);
  pane = panes_show (f, "mentions");
  panes_wait_until (n_items (pane) == 1000);
  first = selected (pane)->id;
  g_assert_true (panes_press (GTK_WIDGET (list_of (pane)), GDK_KEY_3));
  g_assert_cmpuint (sotong_mention_selection_get_cursor (selection_of (pane)), ==, 1);
  panes_wait_until (mention_at (G_LIST_MODEL (selection_of (pane)), 0)->sentiment == SOTONG_SENTIMENT_POSITIVE);
  g_assert_cmpint (mention_at (G_LIST_MODEL (selection_of (pane)), 0)->id, ==, first);
  g_assert_cmpstr (mention_at (G_LIST_MODEL (selection_of (pane)), 0)->sentiment_source, ==, "person");
  g_assert_true (panes_press (GTK_WIDGET (list_of (pane)), GDK_KEY_2));
  panes_wait_until (mention_at (G_LIST_MODEL (selection_of (pane)), 1)->sentiment == SOTONG_SENTIMENT_NEUTRAL);
  g_assert_cmpuint (sotong_mention_selection_get_cursor (selection_of (pane)), ==, 2);
  panes_spin (700); /* the answer to the store's own signal changes neither place nor rows */
  g_assert_cmpuint (sotong_mention_selection_get_cursor (selection_of (pane)), ==, 2);
  g_assert_cmpint (sotong_context_get_mention (f->context), ==, selected (pane)->id);

  panes_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  panes_wait_until (mention_at (G_LIST_MODEL (selection_of (pane)), 1)->sentiment == SOTONG_SENTIMENT_NEGATIVE);
  g_assert_cmpuint (sotong_mention_selection_get_cursor (selection_of (pane)), ==, 2);
}

/* The last of the menus in @widget, and how many there are. */
static GtkWidget *
find_menu (GtkWidget *widget,
           guint     *n)
{
  GtkWidget *last = NULL;

  if (GTK_IS_POPOVER_MENU (widget))
    {
      (*n)++;
      return widget;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_menu (child, n);

      last = found != NULL ? found : last;
    }
  return last;
}

/* The commands come up where the mentions are, by the key for it, and go away with the pane. */
static void
test_menu (PanesFixture  *f,
           gconstpointer  data)
{
  GtkWidget *pane, *menu;
  guint before = 0, after = 0;

  panes_add_mentions (f->store, 10, 60);
  pane = panes_show (f, "mentions");
  panes_wait_until (n_items (pane) == 10);
  panes_wait_until (panes_find_text (pane, "번째 글") != NULL);
  find_menu (pane, &before);
  g_assert_true (panes_press (GTK_WIDGET (list_of (pane)), GDK_KEY_Menu));
  g_assert_true (panes_press (GTK_WIDGET (list_of (pane)), GDK_KEY_Menu));
  menu = find_menu (pane, &after);
  g_assert_cmpuint (after, ==, before + 1);
  g_assert_true (gtk_widget_activate_action (menu, "mentions.positive", NULL));
  panes_wait_until (mention_at (G_LIST_MODEL (selection_of (pane)), 0)->sentiment == SOTONG_SENTIMENT_POSITIVE);
  gtk_popover_popdown (GTK_POPOVER (menu));
  panes_wait_until (gtk_widget_get_focus_child (GTK_WIDGET (list_of (pane))) != NULL); /* where the keyboard goes on */
  g_assert_true (gtk_root_get_focus (gtk_widget_get_root (pane)) != NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (gtk_widget_get_root (pane)), GTK_WIDGET (list_of (pane))));
}

/* With a filter that the label no longer fits, the row goes and the next takes its place. */
static void
test_label_filtered (PanesFixture  *f,
                     gconstpointer  data)
{
  GtkWidget *pane;
  gint64 second;
  guint n;

  panes_add_mentions (f->store, 1000, 60);
  pane = panes_show (f, "mentions");
  panes_wait_until (n_items (pane) == 1000);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_widget (pane, "GtkDropDown")), 1); /* unlabelled */
  panes_wait_until (n_items (pane) == 250);
  n = n_items (pane);
  second = mention_at (G_LIST_MODEL (selection_of (pane)), 1)->id;
  g_assert_true (panes_press (GTK_WIDGET (list_of (pane)), GDK_KEY_2));
  panes_wait_until (n_items (pane) == n - 1);
  panes_wait_until (selected (pane)->id == second);
  g_assert_cmpint (sotong_context_get_mention (f->context), ==, second);
}

static void
undo (PanesFixture *f)
{
  panes_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
}

static guint
n_judged (GtkWidget *pane,
          guint      from,
          guint      n)
{
  guint judged = 0;

  for (guint i = from; i < from + n; i++)
    judged += g_str_equal (mention_at (G_LIST_MODEL (selection_of (pane)), i)->sentiment_source, "person");
  return judged;
}

/* Several at a time are one step of undo; they stay chosen, so that another key corrects the correction. */
static void
test_label_several (PanesFixture  *f,
                    gconstpointer  data)
{
  GtkWidget *pane;

  panes_add_mentions (f->store, 1000, 60);
  pane = panes_show (f, "mentions");
  panes_wait_until (n_items (pane) == 1000);
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (selection_of (pane)), 0, 200, TRUE);
  g_assert_cmpuint (sotong_mention_selection_get_n (selection_of (pane)), ==, 200);
  g_assert_cmpuint (sotong_mention_selection_get_cursor (selection_of (pane)), ==, 199);
  g_assert_cmpuint (n_judged (pane, 0, 200), ==, 0);
  g_assert_true (panes_press (GTK_WIDGET (list_of (pane)), GDK_KEY_2));
  panes_wait_until (n_judged (pane, 0, 200) == 200);
  g_assert_cmpuint (n_judged (pane, 200, 10), ==, 0);
  g_assert_cmpuint (sotong_mention_selection_get_n (selection_of (pane)), ==, 200);
  undo (f);
  panes_wait_until (n_judged (pane, 0, 200) == 0);
  panes_spin (100);
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "redo", NULL);
  panes_wait_until (n_judged (pane, 0, 200) == 200);
}

/* However long the list is, a thousand are chosen at most, and their pages alone are read. */
static void
test_select_all (PanesFixture  *f,
                 gconstpointer  data)
{
  GtkWidget *pane;
  GtkSelectionModel *model;

  panes_add_mentions (f->store, 5000, 60);
  pane = panes_show (f, "mentions");
  panes_wait_until (n_items (pane) == 5000);
  model = GTK_SELECTION_MODEL (selection_of (pane));
  g_assert_false (gtk_selection_model_select_all (model));
  g_assert_cmpuint (sotong_mention_selection_get_n (selection_of (pane)), ==, 1);
  g_assert_true (gtk_selection_model_select_range (model, 10, 1000, TRUE));
  g_assert_false (gtk_selection_model_select_item (model, 9, FALSE));
  g_assert_true (gtk_selection_model_select_item (model, 7, TRUE));
  g_assert_cmpuint (sotong_mention_selection_get_cursor (selection_of (pane)), ==, 7);
  g_assert_false (gtk_selection_model_unselect_item (model, 7)); /* one is always chosen */
}

static void
test_next_open (PanesFixture  *f,
                gconstpointer  data)
{
  GtkWidget *pane;
  guint at;

  panes_add_mentions (f->store, 1000, 60);
  pane = panes_show (f, "mentions");
  panes_wait_until (n_items (pane) == 1000);
  wait_for_frames (pane, 3);
  for (int i = 0; i < 3; i++)
    {
      at = sotong_mention_selection_get_cursor (selection_of (pane));
      g_assert_true (panes_press (GTK_WIDGET (list_of (pane)), GDK_KEY_u));
      panes_wait_until (sotong_mention_selection_get_cursor (selection_of (pane)) != at);
      g_assert_cmpuint (sotong_mention_selection_get_cursor (selection_of (pane)), >, at);
      g_assert_cmpint (selected (pane)->sentiment, ==, SOTONG_SENTIMENT_NONE);
    }
}

/* ---- copies ---- */

#define ARTICLE "서울시는 13일 가을 축제 기간에 여의도 한강공원 주변 도로의 차량 통행을 오후 두 시부터 밤 열 시까지 통제한다고 밝혔다. " \
                "시민들은 지하철과 시내버스를 이용해 달라고 시 관계자는 당부했으며 막차 시간도 한 시간 늦춘다."

static gpointer
copies_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(SotongSource) source = sotong_source_new ();
  g_autoptr(SotongMentionWriter) writer = NULL;
  gint64 id;

  source->name = g_strdup ("신문");
  source->kind = g_strdup ("feed");
  source->url = g_strdup ("https://press.example.org/rss");
  id = sotong_source_add (db, source, error);
  writer = id != 0 ? sotong_mention_writer_new (db, id, SOTONG_NONE, error) : NULL;
  for (int i = 0; writer != NULL && i < 5; i++)
    {
      g_autofree char *text = i < 4 ? g_strdup_printf ("[신문 %d] " ARTICLE, i) : g_strdup ("어린이집 예산이 늘어 국공립 시설을 더 짓는다고 한다. 반가운 소식이다.");
      g_autofree char *key = g_strdup_printf ("id:copies:%d", i);
      SotongMentionInput input = { .external_id = key, .canonical_key = key, .author = "김기자", .published_at = PANES_NOW - 3600 * (5 - i),
                                   .first_seen = PANES_NOW, .text = text, .copy_id = SOTONG_NONE };
      gboolean is_new;
      gint64 number;

      if (!sotong_mention_writer_add (writer, &input, &is_new, &number, error))
        return NULL;
    }
  return writer != NULL && sotong_mention_writer_finish (writer, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

/* A row says how many copies there are and opens them; with the switch they come once. */
static void
test_copies (PanesFixture  *f,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GtkWidget *pane;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, copies_job, NULL, NULL, &error);
  g_assert_no_error (error);
  pane = panes_show (f, "mentions");
  panes_wait_until (n_items (pane) == 5);
  panes_wait_until (panes_find_text (pane, "3 more copies") != NULL);
  gtk_widget_activate_action (pane, "mentions.once", NULL);
  panes_wait_until (n_items (pane) == 2);
  panes_wait_until (panes_find_text (pane, "2 once each") != NULL);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection_of (pane)), 1, TRUE);
  g_assert_cmpint (selected (pane)->n_copies, ==, 3);
  g_assert_true (panes_press (GTK_WIDGET (list_of (pane)), GDK_KEY_d));
  panes_wait_until (n_items (pane) == 4);
  g_assert_true (panes_press (GTK_WIDGET (list_of (pane)), GDK_KEY_d));
  panes_wait_until (n_items (pane) == 2);
}

static gboolean
has_keyboard (GtkWidget *pane)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (pane));

  return focus != NULL && gtk_widget_is_ancestor (focus, find_list (pane));
}

/* Copies are those of all topics; going back leads to the topic and to the mention that they were opened from, and the keyboard
 * stays in the list, so that no key chooses another topic. */
static void
test_copies_of_topic (PanesFixture  *f,
                      gconstpointer  data)
{
  gint64 topic = panes_add_topic (f->store, "신문 2");
  g_autoptr(GError) error = NULL;
  GtkWidget *pane;
  gint64 opened;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, copies_job, NULL, NULL, &error);
  g_assert_no_error (error);
  pane = panes_show (f, "mentions");
  sotong_context_set_topic (f->context, topic);
  panes_wait_until (n_items (pane) == 1);
  opened = selected (pane)->id;
  gtk_widget_grab_focus (GTK_WIDGET (list_of (pane)));
  panes_wait_until (has_keyboard (pane));
  g_assert_true (panes_press (GTK_WIDGET (list_of (pane)), GDK_KEY_d));
  panes_wait_until (n_items (pane) == 4);
  g_assert_cmpint (selected (pane)->id, ==, opened);
  g_assert_true (has_keyboard (pane));
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection_of (pane)), 3, TRUE);
  g_assert_true (panes_press (GTK_WIDGET (list_of (pane)), GDK_KEY_d));
  panes_wait_until (n_items (pane) == 1);
  g_assert_cmpint (sotong_context_get_topic (f->context), ==, topic);
  g_assert_cmpint (selected (pane)->id, ==, opened);
  g_assert_true (has_keyboard (pane));

  /* Another topic ends them. */
  g_assert_true (panes_press (GTK_WIDGET (list_of (pane)), GDK_KEY_d));
  panes_wait_until (n_items (pane) == 4);
  sotong_context_set_topic (f->context, 0);
  panes_wait_until (n_items (pane) == 5);
  g_assert_true (has_keyboard (pane));
}

/* Nothing of what was listed is left: the keyboard goes on in the list all the same. */
static void
test_keyboard_stays (PanesFixture  *f,
                     gconstpointer  data)
{
  gint64 topic = panes_add_topic (f->store, "미세먼지");
  gint64 nothing = panes_add_topic (f->store, "아무도 쓰지 않은 말");
  GtkWidget *pane;

  panes_add_mentions (f->store, 300, 60);
  pane = panes_show (f, "mentions");
  panes_wait_until (n_items (pane) == 300);
  gtk_widget_grab_focus (GTK_WIDGET (list_of (pane)));
  panes_wait_until (has_keyboard (pane));
  sotong_context_set_topic (f->context, topic);
  panes_wait_until (n_items (pane) == 100);
  panes_wait_until (has_keyboard (pane));
  sotong_context_set_topic (f->context, nothing);
  panes_wait_until (panes_find_text (pane, "Nothing found") != NULL);
  panes_wait_until (gtk_root_get_focus (gtk_widget_get_root (pane)) != NULL
                    && gtk_widget_is_ancestor (gtk_root_get_focus (gtk_widget_get_root (pane)), pane));
}

static GtkWidget *
search_entry_of (GtkWidget *pane)
{
  return find_widget (pane, "GtkSearchEntry");
}

/* Whose details are shown, once those of the chosen one are. */
static gint64
told (PanesFixture *f,
      GtkWidget    *pane)
{
  panes_wait_until (sotong_context_get_mention (f->context) == selected (pane)->id);
  return sotong_context_get_mention (f->context);
}

/* The first is chosen from the beginning; who goes to the list sees it, and further down each as soon as it was read. */
static void
test_details (PanesFixture  *f,
              gconstpointer  data)
{
  GtkWidget *pane;
  gint64 first, last;

  panes_add_mentions (f->store, MANY, 60);
  pane = panes_show (f, "mentions");
  panes_wait_until (n_items (pane) == MANY);
  gtk_widget_grab_focus (search_entry_of (pane));
  sotong_context_set_mention (f->context, 0);
  panes_wait_until (read_at (G_LIST_MODEL (selection_of (pane)), 0) != NULL);
  gtk_widget_grab_focus (GTK_WIDGET (list_of (pane)));
  first = told (f, pane);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection_of (pane)), MANY - 1, TRUE);
  g_assert_null (read_at (G_LIST_MODEL (selection_of (pane)), MANY - 1));
  g_assert_cmpint (sotong_context_get_mention (f->context), ==, first);
  last = told (f, pane);
  g_assert_cmpint (last, !=, first);
  g_assert_cmpint (mention_at (G_LIST_MODEL (selection_of (pane)), MANY - 1)->id, ==, last);
}

/* As a click on the row under the cursor, which changes no selection. */
static void
click_list (GtkWidget *list)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (list);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_GESTURE_CLICK (controller) || gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_CAPTURE)
        continue;
      g_signal_emit_by_name (controller, "released", 1, 10.0, 10.0);
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

static void
count_cb (guint *n)
{
  ++*n;
}

/* With the keyboard in the list a click on the row that is chosen already brings its details back, and to the front where they are its own still. */
static void
test_details_by_click (PanesFixture  *f,
                       gconstpointer  data)
{
  GtkWidget *pane;
  gint64 chosen, other;
  guint n = 0;

  panes_add_mentions (f->store, 20, 60);
  pane = panes_show (f, "mentions");
  panes_wait_until (n_items (pane) == 20);
  gtk_widget_grab_focus (GTK_WIDGET (list_of (pane)));
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection_of (pane)), 1, TRUE);
  chosen = told (f, pane);
  other = mention_at (G_LIST_MODEL (selection_of (pane)), 7)->id;
  g_assert_cmpint (other, !=, chosen);
  sotong_context_set_mention (f->context, other);
  g_assert_true (has_keyboard (pane));
  click_list (GTK_WIDGET (list_of (pane)));
  g_assert_cmpint (sotong_context_get_mention (f->context), ==, chosen);
  g_signal_connect_swapped (f->context, "notify::mention", G_CALLBACK (count_cb), &n);
  click_list (GTK_WIDGET (list_of (pane)));
  g_assert_cmpint (sotong_context_get_mention (f->context), ==, chosen);
  g_assert_cmpuint (n, ==, 1);
  g_signal_handlers_disconnect_by_func (f->context, count_cb, &n);
}

static gpointer
purge_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_db_exec (db, error, "UPDATE mention SET text = '', author = '', url = '', purged_at = 1", "") ? db : NULL;
}

/* A row whose text was purged says so, and no machine says what it thinks of it. */
static void
test_purged (PanesFixture  *f,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GtkWidget *pane;
  gint64 id;

  panes_add_mentions (f->store, 3, 60);
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, purge_job, NULL, NULL, &error);
  g_assert_no_error (error);
  pane = panes_show (f, "mentions");
  panes_wait_until (panes_find_text (pane, "The text was purged.") != NULL);
  id = mention_at (G_LIST_MODEL (selection_of (pane)), 0)->id;
  pane = panes_show (f, "inspector");
  sotong_context_set_mention (f->context, id);
  panes_wait_until (panes_find_text (pane, "The text was purged.") != NULL);
  g_assert_nonnull (panes_find_text (pane, "Sentiment"));
  g_assert_null (panes_find_text (pane, "Classifier"));
}

/* A search puts other mentions under the cursor: what a key then judges is what the details show. */
static void
test_details_of_search (PanesFixture  *f,
                        gconstpointer  data)
{
  GtkWidget *pane;
  gint64 before, after;

  panes_add_mentions (f->store, 300, 60);
  pane = panes_show (f, "mentions");
  panes_wait_until (n_items (pane) == 300);
  gtk_widget_grab_focus (GTK_WIDGET (list_of (pane)));
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection_of (pane)), 1, TRUE);
  before = told (f, pane);
  gtk_widget_grab_focus (search_entry_of (pane));
  gtk_editable_set_text (GTK_EDITABLE (search_entry_of (pane)), "미세먼지");
  panes_wait_until (n_items (pane) == 100);
  panes_wait_until (sotong_context_get_mention (f->context) == 0); /* it is not in the list any more */
  gtk_widget_grab_focus (GTK_WIDGET (list_of (pane)));
  after = told (f, pane);
  g_assert_cmpint (after, !=, before);
  g_assert_true (panes_press (GTK_WIDGET (list_of (pane)), GDK_KEY_1));
  panes_wait_until (g_str_equal (mention_at (G_LIST_MODEL (selection_of (pane)), 0)->sentiment_source, "person"));
  g_assert_cmpint (mention_at (G_LIST_MODEL (selection_of (pane)), 0)->id, ==, after);
}

/* With the keyboard in the list the details go with its rows; where there are none, there are no details. */
static void
test_details_of_topic (PanesFixture  *f,
                       gconstpointer  data)
{
  gint64 topic = panes_add_topic (f->store, "미세먼지");
  gint64 nothing = panes_add_topic (f->store, "아무도 쓰지 않은 말");
  GtkWidget *pane;
  gint64 before;

  panes_add_mentions (f->store, 300, 60);
  pane = panes_show (f, "mentions");
  panes_wait_until (n_items (pane) == 300);
  gtk_widget_grab_focus (GTK_WIDGET (list_of (pane)));
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection_of (pane)), 1, TRUE);
  before = told (f, pane);
  sotong_context_set_topic (f->context, topic);
  panes_wait_until (n_items (pane) == 100);
  g_assert_cmpint (told (f, pane), !=, before);
  sotong_context_set_topic (f->context, nothing);
  panes_wait_until (panes_find_text (pane, "Nothing found") != NULL);
  g_assert_cmpint (sotong_context_get_mention (f->context), ==, 0);
}

/* What another pane shows is not taken away by rows that come and go here. */
static void
test_details_of_others (PanesFixture  *f,
                        gconstpointer  data)
{
  GtkWidget *pane;
  gint64 other;

  panes_add_mentions (f->store, 300, 60);
  pane = panes_show (f, "mentions");
  panes_wait_until (n_items (pane) == 300);
  gtk_widget_grab_focus (GTK_WIDGET (list_of (pane)));
  told (f, pane);
  other = mention_at (G_LIST_MODEL (selection_of (pane)), 7)->id;
  gtk_widget_grab_focus (search_entry_of (pane));
  sotong_context_set_mention (f->context, other);
  gtk_editable_set_text (GTK_EDITABLE (search_entry_of (pane)), "미세먼지");
  panes_wait_until (n_items (pane) == 100);
  selected (pane);
  panes_spin (50);
  g_assert_cmpint (sotong_context_get_mention (f->context), ==, other);
  gtk_widget_grab_focus (GTK_WIDGET (list_of (pane)));
  told (f, pane);
}

/* The one switch: the row that is drawn and what is spoken of it. */
static void
test_hide_authors (PanesFixture  *f,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GtkWidget *pane;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, copies_job, NULL, NULL, &error);
  g_assert_no_error (error);
  pane = panes_show (f, "mentions");
  panes_wait_until (panes_find_text (pane, "김기자") != NULL);
  gtk_widget_activate_action (pane, "win.hide-authors", NULL);
  panes_wait_until (panes_find_text (pane, "김○○") != NULL);
  g_assert_null (panes_find_text (pane, "김기자"));
  gtk_widget_activate_action (pane, "win.hide-authors", NULL);
  panes_wait_until (panes_find_text (pane, "김기자") != NULL);
}

static void
test_take_out (PanesFixture  *f,
               gconstpointer  data)
{
  gint64 topic = panes_add_topic (f->store, "미세먼지");
  GtkWidget *pane;
  gint64 second;

  panes_add_mentions (f->store, 300, 60);
  pane = panes_show (f, "mentions");
  panes_wait_until (n_items (pane) == 300);
  g_assert_true (panes_press (GTK_WIDGET (list_of (pane)), GDK_KEY_Delete)); /* no topic: it only says so */
  panes_spin (50);
  g_assert_cmpuint (n_items (pane), ==, 300);

  sotong_context_set_topic (f->context, topic);
  panes_wait_until (n_items (pane) == 100);
  second = mention_at (G_LIST_MODEL (selection_of (pane)), 1)->id;
  g_assert_true (panes_press (GTK_WIDGET (list_of (pane)), GDK_KEY_Delete));
  panes_wait_until (n_items (pane) == 99);
  panes_wait_until (selected (pane)->id == second);
  panes_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  panes_wait_until (n_items (pane) == 100);
}

/* Whether the row that has the keyboard is the one that is chosen. */
static gboolean
is_focus_chosen (GtkWidget *pane)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (list_of (pane)));

  return row != NULL && (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0;
}

/* An alert led here, whose mention the details show: it is the chosen one, so that a key judges what is read. */
static void
test_sought (PanesFixture  *f,
             gconstpointer  data)
{
  SotongRange range = { PANES_NOW - 86400, PANES_NOW + 1 };
  GtkWidget *pane;
  gint64 id;

  panes_add_mentions (f->store, 20, 3600);
  pane = panes_show (f, "mentions");
  panes_wait_until (n_items (pane) == 20);
  id = mention_at (G_LIST_MODEL (selection_of (pane)), 7)->id;
  g_assert_cmpint (selected (pane)->id, !=, id);
  sotong_context_show_mentions (f->context, &range);
  sotong_context_set_mention (f->context, id);
  panes_wait_until (selected (pane)->id == id);
  g_assert_cmpint (sotong_context_get_mention (f->context), ==, id);
  gtk_widget_grab_focus (GTK_WIDGET (list_of (pane)));
  panes_wait_until (is_focus_chosen (pane));
  g_assert_cmpint (selected (pane)->id, ==, id);
  g_assert_true (panes_press (GTK_WIDGET (list_of (pane)), GDK_KEY_3));
  panes_wait_until (g_str_equal (mention_at (G_LIST_MODEL (selection_of (pane)), 7)->sentiment_source, "person"));
}

/* The mention of the alert is one that the list showed last, and far down: the new rows do not take it from the details. */
static void
test_sought_again (PanesFixture  *f,
                   gconstpointer  data)
{
  SotongRange range = { PANES_NOW - 86400, PANES_NOW + 1 };
  GtkWidget *pane;
  gint64 id;

  panes_add_mentions (f->store, 300, 300);
  pane = panes_show (f, "mentions");
  panes_wait_until (n_items (pane) == 300);
  gtk_widget_grab_focus (GTK_WIDGET (list_of (pane)));
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection_of (pane)), 270, TRUE);
  id = told (f, pane);
  gtk_widget_grab_focus (search_entry_of (pane));
  sotong_context_show_mentions (f->context, &range);
  sotong_context_set_mention (f->context, id);
  panes_wait_until (n_items (pane) > 270 && n_items (pane) < 300);
  panes_wait_until (selected (pane)->id == id);
  g_assert_cmpint (sotong_context_get_mention (f->context), ==, id);

  /* One that is not in the list is not chosen, and what the list showed goes. */
  range.start = PANES_NOW - 7200;
  sotong_context_show_mentions (f->context, &range);
  panes_wait_until (n_items (pane) < 120);
  panes_wait_until (sotong_context_get_mention (f->context) == 0);
}

static void
test_day (PanesFixture  *f,
          gconstpointer  data)
{
  GtkWidget *pane;
  SotongRange day = { PANES_NOW - 10 * 3600, PANES_NOW };

  panes_add_mentions (f->store, 300, 3600);
  sotong_window_set_context (f->window.window, f->context, "2016");
  /* Asked for before the pane was ever on screen. */
  sotong_context_show_mentions (f->context, &day);
  pane = panes_show (f, "mentions");
  panes_wait_until (n_items (pane) == 10);
  sotong_context_show_mentions (f->context, NULL);
  panes_wait_until (n_items (pane) == 300);

  /* Hours of a day say which they are. */
  day.start = PANES_NOW - PANES_NOW % 3600 - 2 * 3600;
  day.end = day.start + 3600;
  sotong_context_show_mentions (f->context, &day);
  panes_wait_until (panes_find_text (pane, "2016-10-14 08:00") != NULL);
  day.end += 3600;
  sotong_context_show_mentions (f->context, &day);
  panes_wait_until (panes_find_text (pane, "2016-10-14 08:00 – 09:00") != NULL);
  day = (SotongRange) { PANES_NOW - PANES_NOW % 3600 - 10 * 3600, PANES_NOW - PANES_NOW % 3600 + 14 * 3600 };
  sotong_context_show_mentions (f->context, &day);
  panes_wait_until (panes_find_text (pane, "2016-10-14") != NULL);
}

/* A copy keeps its topic, its search and its filter beside the first list, and a layout brings them back. Clicks in charts lead to
 * the first list; to a copy only while it follows the window. */
static void
test_pane_copy (PanesFixture  *f,
                gconstpointer  data)
{
  gint64 topic = panes_add_topic (f->store, "미세먼지");
  SotongWorkbench *bench = sotong_window_get_workbench (f->window.window);
  SotongRange hours = { PANES_NOW - 10 * 3600, PANES_NOW };
  g_autoptr(GVariant) layout = NULL;
  GtkWidget *pane, *copy;

  panes_add_mentions (f->store, 300, 3600);
  pane = panes_show (f, "mentions");
  panes_wait_until (n_items (pane) == 300);
  copy = GTK_WIDGET (sotong_workbench_copy_pane (bench, "mentions"));
  g_assert_cmpstr (panel_widget_get_title (PANEL_WIDGET (copy)), ==, "Mentions 2");
  panes_wait_until (n_items (copy) == 300);
  panes_wait_until (count_unnamed (copy) == 0);
  sotong_context_set_topic (f->context, topic);
  panes_wait_until (n_items (copy) == 100);
  gtk_widget_activate_action (copy, "own.topic", NULL);
  panes_wait_until (g_str_equal (panel_widget_get_title (PANEL_WIDGET (copy)), "Mentions 2: 미세먼지"));
  sotong_context_set_topic (f->context, 0);
  sotong_context_show_mentions (f->context, &hours);
  panes_wait_until (n_items (pane) == 10);
  panes_spin (50);
  g_assert_cmpuint (n_items (copy), ==, 100);

  layout = sotong_workbench_save_layout (bench);
  sotong_workbench_reset_layout (bench);
  g_assert_null (sotong_workbench_get_pane (bench, "mentions#2"));
  g_assert_true (sotong_workbench_restore_layout (bench, layout, 0, 0));
  sotong_workbench_show_pane (bench, "mentions#2");
  copy = GTK_WIDGET (sotong_workbench_get_pane (bench, "mentions#2"));
  panes_wait_until (n_items (copy) == 100);
  panes_wait_until (g_str_equal (panel_widget_get_title (PANEL_WIDGET (copy)), "Mentions 2: 미세먼지"));
}

/* A layout from another workspace names a topic that is not there. */
static void
test_pane_copy_elsewhere (PanesFixture  *f,
                          gconstpointer  data)
{
  SotongWorkbench *bench = sotong_window_get_workbench (f->window.window);
  GVariantDict state;
  g_autoptr(GVariant) made = NULL;
  GtkWidget *copy;

  panes_add_mentions (f->store, 30, 3600);
  panes_show (f, "mentions");
  copy = GTK_WIDGET (sotong_workbench_copy_pane (bench, "mentions"));
  panes_wait_until (n_items (copy) == 30);
  g_variant_dict_init (&state, NULL);
  g_variant_dict_insert (&state, "topic", "x", G_GINT64_CONSTANT (4711));
  g_variant_dict_insert (&state, "sentiment", "u", 99);
  made = g_variant_ref_sink (g_variant_dict_end (&state));
  sotong_pane_load_state (SOTONG_PANE (copy), made);
  panes_wait_until (g_str_equal (panel_widget_get_title (PANEL_WIDGET (copy)), "Mentions 2: All mentions"));
  panes_wait_until (n_items (copy) == 30);
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
  ADD ("/app/mentions/model", test_model);
  ADD ("/app/mentions/newest-wins", test_newest_wins);
  ADD ("/app/mentions/empty", test_empty);
  ADD ("/app/mentions/list", test_list);
  ADD ("/app/mentions/label", test_label);
  ADD ("/app/mentions/menu", test_menu);
  ADD ("/app/mentions/label-filtered", test_label_filtered);
  ADD ("/app/mentions/label-several", test_label_several);
  ADD ("/app/mentions/select-all", test_select_all);
  ADD ("/app/mentions/next-open", test_next_open);
  ADD ("/app/mentions/copies", test_copies);
  ADD ("/app/mentions/copies-of-topic", test_copies_of_topic);
  ADD ("/app/mentions/keyboard-stays", test_keyboard_stays);
  ADD ("/app/mentions/details", test_details);
  ADD ("/app/mentions/details-by-click", test_details_by_click);
  ADD ("/app/mentions/purged", test_purged);
  ADD ("/app/mentions/details-of-search", test_details_of_search);
  ADD ("/app/mentions/details-of-topic", test_details_of_topic);
  ADD ("/app/mentions/details-of-others", test_details_of_others);
  ADD ("/app/mentions/hide-authors", test_hide_authors);
  ADD ("/app/mentions/take-out", test_take_out);
  ADD ("/app/mentions/sought", test_sought);
  ADD ("/app/mentions/sought-again", test_sought_again);
  ADD ("/app/mentions/day", test_day);
  ADD ("/app/mentions/pane-copy", test_pane_copy);
  ADD ("/app/mentions/pane-copy-elsewhere", test_pane_copy_elsewhere);
  return g_test_run ();
}
