/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/panes/sotong-mention-cell.h"
#include "demo/sotong-demo-programme.h"
#include "panes-data.h"
#include "store/sotong-budget.h"
#include "store/sotong-mention-writer.h"
#include "store/sotong-source-run.h"
#include "store/sotong-source.h"
#include "store/sotong-topic.h"

/* A new workspace in a directory of its own, with the demo's clock. */
SotongStore *
panes_store_new (char **out_directory)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_set (PANES_NOW);
  g_autoptr(GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("sotong-panes-XXXXXX", &error);
  g_autofree char *path = NULL;
  SotongStore *store;

  g_assert_no_error (error);
  path = g_build_filename (directory, "panes.sotong", NULL);
  store = sotong_store_create (path, clock, NULL, &error);
  g_assert_no_error (error);
  *out_directory = g_steal_pointer (&directory);
  return store;
}

void
panes_store_free (SotongStore *store,
                  char        *directory)
{
  sotong_store_close (store);
  g_object_unref (store);
  remove_folder (directory);
  g_free (directory);
}

static gpointer
topic_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(SotongTopic) topic = sotong_topic_new ();
  gint64 id;

  topic->name = g_strdup (data);
  topic->any_words = g_strdup (data);
  id = sotong_topic_add (db, topic, error);
  return id > 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

gint64
panes_add_topic (SotongStore *store,
                 const char  *word)
{
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *id = sotong_store_write (store, SOTONG_WRITE_DEFAULT, topic_job, (gpointer) word, NULL, &error);

  g_assert_no_error (error);
  return *id;
}

typedef struct {
  guint  n_mentions;
  gint64 step_s;
} Mentions;

static gboolean
add_mention (SotongMentionWriter  *writer,
             guint                 nth,
             gint64                at,
             GError              **error)
{
  g_autofree char *id = g_strdup_printf ("m%u", nth);
  g_autofree char *author = g_strdup_printf ("시민%u", nth % 977);
  g_autofree char *url = g_strdup_printf ("https://example.invalid/%u", nth);
  g_autofree char *text = g_strdup_printf (nth % 3 == 0 ? "미세먼지가 심한 날 %u번째 글입니다. 마스크는 어디서 받나요?" : "축제에 다녀왔습니다, %u번째 글.", nth);
  SotongMentionInput input = { .external_id = id, .canonical_key = url, .author = author, .published_at = at, .first_seen = at, .url = url,
                               .text = text, .sentiment = nth % 4, .sentiment_source = nth % 4 != 0 ? "demo" : NULL, .copy_id = SOTONG_NONE };

  gboolean is_new;

  return sotong_mention_writer_add (writer, &input, &is_new, NULL, error);
}

static gint64
add_source (SotongDb  *db,
            GError   **error)
{
  g_autoptr(SotongSource) source = sotong_source_new ();

  source->name = g_strdup ("시민 게시판");
  source->kind = g_strdup ("import");
  source->url = g_strdup ("");
  return sotong_source_add (db, source, error);
}

/* Newest first, from an hour before now backwards. */
static gpointer
mentions_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  const Mentions *mentions = data;
  gint64 source = add_source (db, error);
  gint64 run = source > 0 ? sotong_source_run_begin (db, source, "import", error) : 0;
  g_autoptr(SotongMentionWriter) writer = run > 0 ? sotong_mention_writer_new (db, source, run, error) : NULL;
  g_autoptr(SotongSourceRun) end = sotong_source_run_new ();

  if (writer == NULL)
    return NULL;
  for (guint i = mentions->n_mentions; i-- > 0;)
    if (!add_mention (writer, i, PANES_NOW - 3600 - (gint64) i * mentions->step_s, error))
      return NULL;
  if (!sotong_mention_writer_finish (writer, error))
    return NULL;
  end->id = run;
  end->covered_from = PANES_NOW - 3600 - (gint64) mentions->n_mentions * mentions->step_s;
  end->covered_to = PANES_NOW;
  g_free (end->outcome);
  end->outcome = g_strdup ("ok");
  end->n_items = end->n_new = mentions->n_mentions;
  if (!sotong_source_run_end (db, end, NULL, error))
    return NULL;
  sotong_source_run_release (run);
  return GINT_TO_POINTER (TRUE);
}

/* @n_mentions, one every @step_s seconds: a third about fine dust, the others about a festival. */
void
panes_add_mentions (SotongStore *store,
                    guint        n_mentions,
                    gint64       step_s)
{
  Mentions mentions = { n_mentions, step_s };
  g_autoptr(GError) error = NULL;

  sotong_store_write (store, SOTONG_WRITE_BULK, mentions_job, &mentions, NULL, &error);
  g_assert_no_error (error);
}

/* ---- the budget of the programme ---- */

static gint64
account_of (GHashTable *accounts,
            const char *code)
{
  gint64 *id = g_hash_table_lookup (accounts, code);

  return id != NULL ? *id : SOTONG_NONE;
}

static gboolean
add_totals (SotongDb                   *db,
            const SotongDemoProgramme  *from,
            gint64                      programme,
            GHashTable                 *accounts,
            GError                    **error)
{
  for (gsize i = 0; i < from->n_totals; i++)
    {
      const SotongDemoTotal *printed = &from->totals[i];

      if (*printed->code != '\0')
        {
          gint64 id = sotong_budget_account_insert (db, programme, printed->code, printed->name, error);

          if (id == 0)
            return FALSE;
          g_hash_table_insert (accounts, (gpointer) printed->code, g_memdup2 (&id, sizeof id));
        }
      for (int year = 0; year < 3; year++)
        {
          SotongBudgetTotal total = { account_of (accounts, printed->code), from->year - 2 + year, printed->printed[year], SOTONG_NONE };

          if (!sotong_budget_total_insert (db, programme, &total, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
add_line (SotongDb              *db,
          const SotongDemoLine  *from,
          gint64                 programme,
          GHashTable            *accounts,
          GHashTable            *ids,
          GError               **error)
{
  g_autoptr(SotongBudgetLine) line = sotong_budget_line_new ();
  gint64 *parent = from->parent != NULL ? g_hash_table_lookup (ids, from->parent) : NULL;
  gint64 id;

  line->programme_id = programme;
  line->account_id = account_of (accounts, from->account);
  line->parent_id = parent != NULL ? *parent : SOTONG_NONE;
  line->depth = parent != NULL ? 1 : 0;
  line->is_heading = from->unit_price == 0 && from->quantity == 0;
  line->name = g_strdup (from->name);
  line->amount = from->amount;
  line->formula = g_strdup (from->expression);
  line->unit_price = from->unit_price > 0 ? from->unit_price : SOTONG_NONE;
  line->quantity = from->quantity > 0 ? from->quantity : SOTONG_NONE;
  line->unit = g_strdup (from->unit);
  line->times = 1;
  id = sotong_budget_line_insert (db, line, error);
  g_hash_table_insert (ids, (gpointer) from->id, g_memdup2 (&id, sizeof id));
  return id > 0;
}

static gpointer
budget_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const SotongDemoProgramme *from = sotong_demo_programme_get ();
  g_autoptr(SotongProgramme) programme = sotong_programme_new ();
  g_autoptr(GHashTable) accounts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  gint64 id;

  programme->year = from->year;
  programme->name = g_strdup (from->name);
  programme->starts_on = g_strdup (from->starts);
  programme->ends_on = g_strdup (from->ends);
  id = sotong_programme_insert (db, programme, error);
  if (id == 0 || !add_totals (db, from, id, accounts, error))
    return NULL;
  for (gsize i = 0; i < from->n_lines; i++)
    if (!add_line (db, &from->lines[i], id, accounts, ids, error))
      return NULL;
  return GINT_TO_POINTER (TRUE);
}

/* The programme's own figures. */
void
panes_add_budget (SotongStore *store)
{
  g_autoptr(GError) error = NULL;

  sotong_store_write (store, SOTONG_WRITE_DEFAULT, budget_job, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* ---- the window ---- */

/* The workspace is there and empty: fill it, then call panes_show(). */
void
panes_set_up (PanesFixture  *f,
              gconstpointer  data)
{
  f->store = panes_store_new (&f->directory);
  f->context = sotong_context_new (f->store, sotong_store_get_clock (f->store), sotong_store_get_zone (f->store));
  sotong_store_watch (f->store);
  window_fixture_set_up (&f->window, data);
}

void
panes_tear_down (PanesFixture  *f,
                 gconstpointer  data)
{
  SotongStore *store = g_object_ref (f->store);

  sotong_window_set_context (f->window.window, NULL, NULL);
  g_clear_object (&f->context);
  g_clear_object (&f->store);
  window_fixture_tear_down (&f->window, data);
  /* The window closes the store in a thread of its own. */
  panes_wait_until (G_OBJECT (store)->ref_count == 1);
  panes_store_free (store, f->directory);
}

/* Shows the workspace and a pane of it, filled. */
GtkWidget *
panes_show (PanesFixture *f,
            const char   *id)
{
  SotongPane *pane;

  if (sotong_window_get_context (f->window.window) == NULL)
    sotong_window_set_context (f->window.window, f->context, "2016");
  wait_for_frames (GTK_WIDGET (f->window.window), 2);
  pane = sotong_workbench_show_pane (sotong_window_get_workbench (f->window.window), id);
  g_assert_nonnull (pane);
  panes_wait_until (sotong_pane_get_attached (pane));
  return GTK_WIDGET (pane);
}

/* Lets everything that was asked be answered. */
void
panes_spin (guint ms)
{
  gint64 until = g_get_monotonic_time () + (gint64) ms * 1000;

  while (g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

/* As a person would: the button must be there and be sensitive. */
void
panes_click (GtkWidget *widget)
{
  g_assert_true (gtk_widget_is_sensitive (widget));
  g_signal_emit_by_name (widget, "clicked"); /* activating a button takes a quarter of a second */
}

/* A key on @widget: GTK 4 has no way to make one up, so its controllers are told directly. */
gboolean
panes_press (GtkWidget *widget,
             guint      keyval)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
      if (handled)
        return TRUE;
    }
  return FALSE;
}

static gboolean
shows_text (GtkWidget  *widget,
            const char *text)
{
  g_autofree char *drawn = SOTONG_IS_MENTION_CELL (widget) ? sotong_mention_cell_dup_text (SOTONG_MENTION_CELL (widget)) : NULL;

  if (GTK_IS_LABEL (widget))
    return strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
  return drawn != NULL && strstr (drawn, text) != NULL;
}

/* The first label below @widget in whose text @text stands. */
GtkWidget *
panes_find_text (GtkWidget  *widget,
                 const char *text)
{
  if (gtk_widget_get_mapped (widget) && shows_text (widget, text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = panes_find_text (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* (transfer none) (nullable): a row of the pane's table. */
SotongTextRow *
panes_text_row (GtkWidget *pane,
                guint      position)
{
  GtkColumnView *table = GTK_COLUMN_VIEW (find_widget (pane, "GtkColumnView"));
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (table));
  g_autoptr(SotongTextRow) row = model != NULL ? g_list_model_get_item (model, position) : NULL;

  return row; /* the list keeps it */
}

gboolean
panes_row_says (GtkWidget  *pane,
                guint       position,
                int         column,
                const char *text)
{
  SotongTextRow *row = panes_text_row (pane, position);

  return row != NULL && g_str_equal (sotong_text_row_get_cell (row, column), text);
}
