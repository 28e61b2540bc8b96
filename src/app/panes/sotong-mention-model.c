/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gdk/gdk.h>
#include <string.h>

#include "app/panes/sotong-mention-model.h"
#include "app/panes/sotong-mention-place.h"

#define PAGE_ROWS 128
#define TURN_US 5000 /* for which rows are filled before a frame may be drawn */
#define NEAR_PAGES 6 /* a list view holds some two hundred rows */
#define MAX_PAGES 48 /* kept; a page is 128 mentions, some 60 kB */
#define GROW_ROWS 52 /* told at a time, until a list view has all the rows that it makes */
#define GROWN_ROWS 260
#define GROW_PRIORITY (GDK_PRIORITY_REDRAW - 10)

/**
 * SotongMentionModel:
 *
 * The mentions that a query finds, newest first, as a list model of any length. It knows the
 * first id of each page and reads a page when one of its rows is asked for: the row is there
 * at once and is filled when the store has answered. The newest query wins.
 */
struct _SotongMentionModel
{
  GObject             parent_instance;
  SotongStore        *store;       /* (owned) (nullable) */
  SotongMentionQuery *query;       /* (owned) (not nullable) */
  SotongMentionPages *pages;       /* (owned) (nullable) */
  GHashTable         *cache;       /* (owned): page number -> Page */
  GQueue              recent;      /* Page, the most recently used first */
  GCancellable       *cancellable; /* (owned) (nullable): of the query that is under way */
  GCancellable       *loads;       /* (owned): of the pages that are under way */
  guint               n;           /* items, as they were told */
  guint               grow_id;
  SotongMentionRow   *anchor;      /* (owned) (nullable): the row that stays when the list changes */
  guint               anchor_at;   /* where it stands */
  gboolean            anchor_alone; /* it is the only item, in the middle of a change */
};

/* One page's rows. */
typedef struct {
  guint      number;
  GPtrArray *rows;     /* (owned) (element-type SotongMentionRow) */
  GList      link;     /* in recent */
} Page;

static void sotong_mention_model_list_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SotongMentionModel, sotong_mention_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, sotong_mention_model_list_iface_init))

enum {
  SIGNAL_ANSWERED,
  SIGNAL_FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
page_free (Page *page)
{
  g_ptr_array_unref (page->rows);
  g_free (page);
}

static void
forget_pages (SotongMentionModel *self)
{
  g_cancellable_cancel (self->loads);
  g_clear_object (&self->loads);
  self->loads = g_cancellable_new ();
  g_queue_init (&self->recent);
  g_hash_table_remove_all (self->cache);
}

/* ---- pages ---- */

typedef struct {
  SotongMentionModel *model;  /* (owned) */
  guint               number;
  GPtrArray          *rows;   /* (owned) */
  GPtrArray          *list;   /* (owned) (nullable): what goes into the rows */
  guint               next;
  GCancellable       *loads;  /* (owned): cancelled once other pages have been asked for */
} PageLoad;

static void
page_load_free (PageLoad *load)
{
  g_object_unref (load->model);
  g_ptr_array_unref (load->rows);
  g_clear_pointer (&load->list, g_ptr_array_unref);
  g_object_unref (load->loads);
  g_free (load);
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_mention_list (db, data, error);
}

/* A row that is on the screen takes a while to be filled; a page of them is not filled at once. */
static gboolean
fill_rows_cb (gpointer user_data)
{
  PageLoad *load = user_data;
  guint n = MIN (load->list->len, load->rows->len);
  gint64 until = g_get_monotonic_time () + TURN_US;

  if (g_cancellable_is_cancelled (load->loads))
    return G_SOURCE_REMOVE;
  while (load->next < n && g_get_monotonic_time () < until)
    {
      guint i = load->next++;

      sotong_mention_row_take (g_ptr_array_index (load->rows, i), g_steal_pointer (&g_ptr_array_index (load->list, i)));
    }
  return load->next < n ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
page_loaded_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  PageLoad *load = user_data;
  g_autoptr(GError) error = NULL;

  load->list = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  if (load->list != NULL && fill_rows_cb (load))
    {
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, fill_rows_cb, load, (GDestroyNotify) page_load_free);
      return;
    }
  if (load->list == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (load->model, signals[SIGNAL_FAILED], 0, error);
  page_load_free (load);
}

static void
load_page (SotongMentionModel *self,
           Page               *page)
{
  SotongMentionQuery *query;
  PageLoad *load;

  if (self->store == NULL) /* a list that goes away may still ask for its rows */
    return;
  query = sotong_mention_query_copy (self->query);
  load = g_new0 (PageLoad, 1);
  load->model = g_object_ref (self);
  load->number = page->number;
  load->rows = g_ptr_array_ref (page->rows);
  load->loads = g_object_ref (self->loads);
  query->at_id = g_array_index (self->pages->first_ids, gint64, page->number);
  query->limit = PAGE_ROWS;
  sotong_store_read_async (self->store, list_job, query, (GDestroyNotify) sotong_mention_query_free,
                           (GDestroyNotify) g_ptr_array_unref, self->loads, page_loaded_cb, load);
}

static void
forget_last_page (SotongMentionModel *self)
{
  Page *last = g_queue_peek_tail (&self->recent);

  g_queue_unlink (&self->recent, &last->link);
  g_hash_table_remove (self->cache, GUINT_TO_POINTER (last->number));
}

static Page *
get_page (SotongMentionModel *self,
          guint               number)
{
  Page *page = g_hash_table_lookup (self->cache, GUINT_TO_POINTER (number));
  guint n;

  if (page != NULL)
    {
      g_queue_unlink (&self->recent, &page->link);
      g_queue_push_head_link (&self->recent, &page->link);
      return page;
    }
  n = (guint) MIN ((gint64) PAGE_ROWS, self->pages->n - (gint64) number * PAGE_ROWS);
  page = g_new0 (Page, 1);
  page->number = number;
  page->link.data = page;
  page->rows = g_ptr_array_new_full (n, g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (page->rows, sotong_mention_row_new ());
  g_hash_table_insert (self->cache, GUINT_TO_POINTER (number), page);
  g_queue_push_head_link (&self->recent, &page->link);
  if (g_hash_table_size (self->cache) > MAX_PAGES)
    forget_last_page (self);
  load_page (self, page);
  return page;
}

/* ---- the list model ---- */

static GType
get_item_type (GListModel *model)
{
  return SOTONG_TYPE_MENTION_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return SOTONG_MENTION_MODEL (model)->n;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  SotongMentionModel *self = SOTONG_MENTION_MODEL (model);
  Page *page;

  if (position >= self->n)
    return NULL;
  if (self->anchor_alone)
    return g_object_ref (self->anchor);
  page = get_page (self, position / PAGE_ROWS);
  return g_object_ref (g_ptr_array_index (page->rows, position % PAGE_ROWS));
}

static void
sotong_mention_model_list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
sotong_mention_model_dispose (GObject *object)
{
  SotongMentionModel *self = SOTONG_MENTION_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->loads);
  g_clear_handle_id (&self->grow_id, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->anchor);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (sotong_mention_model_parent_class)->dispose (object);
}

static void
sotong_mention_model_finalize (GObject *object)
{
  SotongMentionModel *self = SOTONG_MENTION_MODEL (object);

  g_hash_table_unref (self->cache);
  g_clear_object (&self->loads);
  g_clear_pointer (&self->pages, sotong_mention_pages_free);
  g_clear_pointer (&self->query, sotong_mention_query_free);
  G_OBJECT_CLASS (sotong_mention_model_parent_class)->finalize (object);
}

static void
sotong_mention_model_class_init (SotongMentionModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sotong_mention_model_dispose;
  object_class->finalize = sotong_mention_model_finalize;

  /**
   * SotongMentionModel::answered:
   *
   * The query was answered: the model's length is known.
   */
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * SotongMentionModel::failed:
   * @error: why
   *
   * The query, or a page of it, could not be read.
   */
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
sotong_mention_model_init (SotongMentionModel *self)
{
  self->query = sotong_mention_query_new ();
  self->cache = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) page_free);
  self->loads = g_cancellable_new ();
  g_queue_init (&self->recent);
}

SotongMentionModel *
sotong_mention_model_new (void)
{
  return g_object_new (SOTONG_TYPE_MENTION_MODEL, NULL);
}

/* ---- asking ---- */

static gboolean
same_pages (const SotongMentionPages *a,
            const SotongMentionPages *b)
{
  return a != NULL && a->n == b->n && a->first_ids->len == b->first_ids->len
         && (a->first_ids->len == 0
             || memcmp (a->first_ids->data, b->first_ids->data, a->first_ids->len * sizeof (gint64)) == 0);
}

/* The same mentions in the same places: only what is said of them may have changed. What is far
 * from the screen is read again when it is asked for. */
static void
reload_cached (SotongMentionModel *self)
{
  while (g_hash_table_size (self->cache) > NEAR_PAGES)
    forget_last_page (self);
  for (GList *l = self->recent.head; l != NULL; l = l->next)
    load_page (self, l->data);
}

static void
tell (SotongMentionModel *self,
      guint               position,
      guint               removed,
      guint               added)
{
  self->n = self->n - removed + added;
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
take_pages (SotongMentionModel *self,
            SotongMentionPages *pages)
{
  forget_pages (self);
  g_clear_pointer (&self->pages, sotong_mention_pages_free);
  self->pages = pages;
}

/* The row that stays takes its place in the page that holds it now. */
static void
keep_anchor (SotongMentionModel *self,
             guint               position)
{
  Page *page = get_page (self, position / PAGE_ROWS);
  gpointer *place = &g_ptr_array_index (page->rows, position % PAGE_ROWS);

  g_object_unref (*place);
  *place = g_object_ref (self->anchor);
}

/* Never takes away and adds in one breath: GTK's selection and list would look through all that
 * was added, a million rows, for what was taken away. */
static void
change_around_anchor (SotongMentionModel *self,
                      SotongMentionPages *pages,
                      guint               n,
                      guint               anchor_at)
{
  tell (self, self->anchor_at + 1, self->n - self->anchor_at - 1, 0);
  self->anchor_alone = TRUE;
  tell (self, 0, self->anchor_at, 0);
  take_pages (self, pages);
  self->anchor_alone = FALSE;
  keep_anchor (self, anchor_at);
  tell (self, 0, 0, anchor_at);
  tell (self, anchor_at + 1, 0, n - anchor_at - 1);
}

static gboolean
grow_cb (gpointer user_data)
{
  SotongMentionModel *self = user_data;
  guint n = (guint) MIN (self->pages->n, (gint64) G_MAXINT);

  tell (self, self->n, 0, self->n < GROWN_ROWS ? MIN (n - self->n, GROW_ROWS) : n - self->n);
  if (self->n < n)
    return G_SOURCE_CONTINUE;
  self->grow_id = 0;
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0);
  return G_SOURCE_REMOVE;
}

/* The first rows are told a few at a time, all before the next frame is drawn: a list view makes
 * two hundred of them, which in one go would hold up the window. */
static void
change_all (SotongMentionModel *self,
            SotongMentionPages *pages)
{
  tell (self, 0, self->n, 0);
  take_pages (self, pages);
  self->grow_id = g_idle_add_full (GROW_PRIORITY, grow_cb, self, NULL);
}

static void
pages_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SotongMentionModel) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongMentionAnswer) answer = sotong_mention_place_ask_finish (SOTONG_STORE (object), result, &error);
  guint n;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* a newer question is on its way */
  if (answer == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  n = (guint) MIN (answer->pages->n, (gint64) G_MAXINT);
  if (same_pages (self->pages, answer->pages))
    {
      reload_cached (self);
      g_clear_object (&self->anchor);
      if (self->grow_id == 0)
        g_signal_emit (self, signals[SIGNAL_ANSWERED], 0);
      return;
    }
  g_clear_handle_id (&self->grow_id, g_source_remove);
  if (self->anchor != NULL && answer->anchor_at >= 0 && self->anchor_at < self->n)
    {
      change_around_anchor (self, g_steal_pointer (&answer->pages), n, (guint) answer->anchor_at);
      g_signal_emit (self, signals[SIGNAL_ANSWERED], 0);
    }
  else
    change_all (self, g_steal_pointer (&answer->pages));
  g_clear_object (&self->anchor);
}

static void
ask (SotongMentionModel *self)
{
  const SotongMention *anchor = self->anchor != NULL ? sotong_mention_row_get_mention (self->anchor) : NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->store == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  sotong_mention_place_ask_async (self->store, self->query, PAGE_ROWS, anchor != NULL ? anchor->id : 0, self->cancellable, pages_cb,
                                  g_object_ref (self));
}

static void
set_anchor (SotongMentionModel *self,
            guint               position)
{
  g_clear_object (&self->anchor);
  self->anchor = get_item (G_LIST_MODEL (self), position);
  self->anchor_at = position;
}

/**
 * sotong_mention_model_refresh:
 * @self: a model
 * @anchor: the row that is to stay where it is seen, if its mention is still in the list;
 *   `G_MAXUINT` for none
 *
 * Asks again: rows whose mentions changed are filled anew, and the list changes only where
 * mentions came or went.
 */
void
sotong_mention_model_refresh (SotongMentionModel *self,
                              guint               anchor)
{
  g_return_if_fail (SOTONG_IS_MENTION_MODEL (self));

  set_anchor (self, anchor);
  ask (self);
}

static void
clear (SotongMentionModel *self)
{
  g_clear_handle_id (&self->grow_id, g_source_remove);
  g_clear_object (&self->anchor);
  tell (self, 0, self->n, 0);
  take_pages (self, NULL);
}

/**
 * sotong_mention_model_set_store:
 * @self: a model
 * @store: (nullable): the workspace
 *
 * Empties the model; sotong_mention_model_set_query() fills it.
 */
void
sotong_mention_model_set_store (SotongMentionModel *self,
                                SotongStore        *store)
{
  g_return_if_fail (SOTONG_IS_MENTION_MODEL (self));

  g_cancellable_cancel (self->cancellable);
  clear (self);
  g_set_object (&self->store, store);
}

/**
 * sotong_mention_model_set_query:
 * @self: a model
 * @query: which mentions
 * @anchor: as in sotong_mention_model_refresh(): who opens the copies of a mention goes on from it
 *
 * What stood in the list stays until the answer has come.
 */
void
sotong_mention_model_set_query (SotongMentionModel       *self,
                                const SotongMentionQuery *query,
                                guint                     anchor)
{
  SotongMentionQuery *copy;

  g_return_if_fail (SOTONG_IS_MENTION_MODEL (self));

  copy = sotong_mention_query_copy (query);
  sotong_mention_query_free (self->query);
  self->query = copy;
  /* Pages of another query are no answer to this one, even where their ids are the same. */
  g_cancellable_cancel (self->loads);
  g_clear_object (&self->loads);
  self->loads = g_cancellable_new ();
  set_anchor (self, anchor);
  ask (self);
}

const SotongMentionQuery *
sotong_mention_model_get_query (SotongMentionModel *self)
{
  g_return_val_if_fail (SOTONG_IS_MENTION_MODEL (self), NULL);
  return self->query;
}

/* ---- one of the list ---- */

/**
 * sotong_mention_model_find_async:
 * @self: a model with a store
 * @id: a mention
 * @callback: called with the store; see sotong_mention_place_find_finish()
 * @user_data: for @callback
 *
 * Looks where in the list a mention stands, read or not. Otherwise as sotong_mention_model_find_open_async().
 */
void
sotong_mention_model_find_async (SotongMentionModel  *self,
                                 gint64               id,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (SOTONG_IS_MENTION_MODEL (self));

  if (self->store != NULL && self->pages != NULL)
    sotong_mention_place_find_async (self->store, self->query, self->pages->first_ids, PAGE_ROWS, id, self->loads, callback, user_data);
}

/**
 * sotong_mention_model_find_open_async:
 * @self: a model with a store
 * @after: a row
 * @callback: called with the store; see sotong_mention_place_find_finish()
 * @user_data: for @callback
 *
 * Looks for the next mention behind a row that nobody judged and of which the machine is not sure. Another query of the
 * model cancels it. Before the model was answered there is nothing to look in, and @callback is not called.
 */
void
sotong_mention_model_find_open_async (SotongMentionModel  *self,
                                      guint                after,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_autoptr(SotongMentionRow) row = get_item (G_LIST_MODEL (self), after);
  const SotongMention *mention = row != NULL ? sotong_mention_row_get_mention (row) : NULL;

  if (self->store != NULL && self->pages != NULL)
    sotong_mention_place_find_open_async (self->store, self->query, self->pages->first_ids, PAGE_ROWS, mention != NULL ? mention->id : 0,
                                          self->loads, callback, user_data);
}
