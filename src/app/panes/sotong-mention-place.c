/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-mention-place.h"

/* Where in a list of mentions one stands, found by the first ids of the list's pages. */

/* The page that would hold a mention: ids fall from page to page. */
static guint
page_of_id (GArray *first_ids,
            gint64  id)
{
  guint low = 0, high = first_ids->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (first_ids, gint64, middle) >= id)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/**
 * sotong_mention_place_find:
 * @db: a connection
 * @query: what is listed
 * @first_ids: (element-type gint64): of each page of the list
 * @page_rows: how many mentions a page has
 * @id: a mention, or 0
 * @out_at: (out): its place, counted from 0; -1 if it is not in the list
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_mention_place_find (SotongDb                  *db,
                           const SotongMentionQuery  *query,
                           GArray                    *first_ids,
                           int                        page_rows,
                           gint64                     id,
                           gint64                    *out_at,
                           GError                   **error)
{
  SotongMentionQuery page = *query;
  g_autoptr(GPtrArray) list = NULL;
  guint number;

  *out_at = -1;
  if (id == 0 || first_ids->len == 0)
    return TRUE;
  number = page_of_id (first_ids, id);
  page.at_id = g_array_index (first_ids, gint64, number);
  page.limit = page_rows;
  list = sotong_mention_list (db, &page, error);
  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      if (((const SotongMention *) g_ptr_array_index (list, i))->id == id)
        *out_at = (gint64) number * page_rows + i;
    }
  return TRUE;
}

/* A question, and the mention whose place in the answer is wanted. */
typedef struct {
  SotongMentionQuery *query;      /* (owned) */
  int                 page_rows;
  gint64              anchor_id;  /* or 0 */
} Question;

static void
question_free (Question *question)
{
  sotong_mention_query_free (question->query);
  g_free (question);
}

void
sotong_mention_answer_free (SotongMentionAnswer *answer)
{
  g_clear_pointer (&answer->pages, sotong_mention_pages_free);
  g_free (answer);
}

static gpointer
pages_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Question *question = data;
  g_autoptr(SotongMentionAnswer) answer = g_new0 (SotongMentionAnswer, 1);

  answer->pages = sotong_mention_find_pages (db, question->query, question->page_rows, error);
  if (answer->pages == NULL
      || !sotong_mention_place_find (db, question->query, answer->pages->first_ids, question->page_rows, question->anchor_id, &answer->anchor_at, error))
    return NULL;
  return g_steal_pointer (&answer);
}

/**
 * sotong_mention_place_ask_async:
 * @store: the workspace
 * @query: what is listed
 * @page_rows: how many mentions a page has
 * @anchor_id: a mention whose place in the list is wanted, or 0
 * @cancellable: (nullable): stops it
 * @callback: called in the main context of the caller, with @store
 * @user_data: for @callback
 *
 * Asks for the pages of a list.
 */
void
sotong_mention_place_ask_async (SotongStore               *store,
                                const SotongMentionQuery  *query,
                                int                        page_rows,
                                gint64                     anchor_id,
                                GCancellable              *cancellable,
                                GAsyncReadyCallback        callback,
                                gpointer                   user_data)
{
  Question *question = g_new0 (Question, 1);

  *question = (Question) { sotong_mention_query_copy (query), page_rows, anchor_id };
  sotong_store_read_async (store, pages_job, question, (GDestroyNotify) question_free, (GDestroyNotify) sotong_mention_answer_free,
                           cancellable, callback, user_data);
}

/* Returns: (transfer full) (nullable): the pages; %NULL with @error set. */
SotongMentionAnswer *
sotong_mention_place_ask_finish (SotongStore   *store,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return sotong_store_read_finish (store, result, error);
}

/* ---- one of the list ---- */

typedef struct {
  SotongMentionQuery *query;      /* (owned) */
  GArray             *first_ids;  /* (owned): nobody changes it */
  int                 page_rows;
  gint64              id;         /* which; or after which, 0: from the first on */
} PlaceQuestion;

static void
place_question_free (PlaceQuestion *question)
{
  sotong_mention_query_free (question->query);
  g_array_unref (question->first_ids);
  g_free (question);
}

static gpointer
find_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const PlaceQuestion *question = data;
  gint64 at;

  return sotong_mention_place_find (db, question->query, question->first_ids, question->page_rows, question->id, &at, error)
         ? g_memdup2 (&at, sizeof at) : NULL;
}

/**
 * sotong_mention_place_find_async:
 * @store: the workspace
 * @query: what is listed
 * @first_ids: (element-type gint64): of each page of the list; not changed any more
 * @page_rows: how many mentions a page has
 * @id: a mention
 * @cancellable: (nullable): stops it
 * @callback: called in the main context of the caller, with @store; see sotong_mention_place_find_finish()
 * @user_data: for @callback
 *
 * As sotong_mention_place_find().
 */
void
sotong_mention_place_find_async (SotongStore               *store,
                                 const SotongMentionQuery  *query,
                                 GArray                    *first_ids,
                                 int                        page_rows,
                                 gint64                     id,
                                 GCancellable              *cancellable,
                                 GAsyncReadyCallback        callback,
                                 gpointer                   user_data)
{
  PlaceQuestion *question = g_new0 (PlaceQuestion, 1);

  *question = (PlaceQuestion) { sotong_mention_query_copy (query), g_array_ref (first_ids), page_rows, id };
  sotong_store_read_async (store, find_job, question, (GDestroyNotify) place_question_free, g_free, cancellable, callback, user_data);
}

/* ---- the next one to judge ---- */

static gpointer
open_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const PlaceQuestion *question = data;
  SotongMentionQuery open = *question->query;
  g_autoptr(GPtrArray) list = NULL;
  gint64 id, at;

  open.open = TRUE;
  open.before_id = question->id;
  open.limit = 1;
  list = sotong_mention_list (db, &open, error);
  if (list == NULL)
    return NULL;
  id = list->len > 0 ? ((const SotongMention *) g_ptr_array_index (list, 0))->id : 0;
  return sotong_mention_place_find (db, question->query, question->first_ids, question->page_rows, id, &at, error) ? g_memdup2 (&at, sizeof at) : NULL;
}

/**
 * sotong_mention_place_find_open_async:
 * @store: the workspace
 * @query: what is listed
 * @first_ids: (element-type gint64): of each page of the list; not changed any more
 * @page_rows: how many mentions a page has
 * @after_id: a mention; 0: from the first on
 * @cancellable: (nullable): stops it
 * @callback: called in the main context of the caller, with @store
 * @user_data: for @callback
 *
 * Looks for the next mention of the list that nobody judged and of which the machine is not sure.
 */
void
sotong_mention_place_find_open_async (SotongStore               *store,
                                      const SotongMentionQuery  *query,
                                      GArray                    *first_ids,
                                      int                        page_rows,
                                      gint64                     after_id,
                                      GCancellable              *cancellable,
                                      GAsyncReadyCallback        callback,
                                      gpointer                   user_data)
{
  PlaceQuestion *question = g_new0 (PlaceQuestion, 1);

  *question = (PlaceQuestion) { sotong_mention_query_copy (query), g_array_ref (first_ids), page_rows, after_id };
  sotong_store_read_async (store, open_job, question, (GDestroyNotify) place_question_free, g_free, cancellable, callback, user_data);
}

/* Returns: its place, counted from 0; -1 if there is none, or with @error set. */
gint64
sotong_mention_place_find_finish (SotongStore   *store,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_autofree gint64 *at = sotong_store_read_finish (store, result, error);

  return at != NULL ? *at : -1;
}
