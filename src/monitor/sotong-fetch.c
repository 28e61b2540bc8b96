/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "monitor/sotong-fetch-private.h"
#include "monitor/sotong-opinion.h"
#include "monitor/sotong-word-finder.h"
#include "platforms/sotong-item.h"
#include "store/sotong-mention-writer.h"
#include "store/sotong-relative.h"
#include "store/sotong-source-run.h"
#include "store/sotong-source-topics.h"
#include "store/sotong-source.h"
#include "util/sotong-url.h"

#define BACK_OFF_S 600
#define MAX_BACK_OFF_S 86400
#define MAX_UNASKED_S 3600 /* a secret may be entered meanwhile, and to look for it costs nothing */

/* What one fetch knows of itself. */
typedef struct {
  gint64            source_id;
  SotongSource     *source;      /* (owned): as it was when the fetch began */
  SotongSourceRun  *before;      /* (owned) (nullable): the fetch that covered the latest time */
  SotongFetchPlan   plan;
  gint64            last_change; /* of the source by a person, when the fetch began */
  gboolean          probe;       /* only to see whether it works: nothing is kept */
  gboolean          unasked;     /* what it needs to be asked is not there */
  gint64            run_id;      /* 0: none, of a probe */
  gint64            now;
  SotongFetchReply *reply;       /* (owned) (nullable) */
  gboolean          cancelled;
  gint64            n_new;
  gint64            n_known;
  gint64            next_due;
} Fetch;

static void
fetch_clear (Fetch *fetch)
{
  g_clear_pointer (&fetch->source, sotong_source_free);
  g_clear_pointer (&fetch->before, sotong_source_run_free);
  g_clear_pointer (&fetch->reply, sotong_fetch_reply_free);
  sotong_fetch_plan_clear (&fetch->plan);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fetch, fetch_clear)

void
sotong_fetch_result_free (SotongFetchResult *result)
{
  if (result == NULL)
    return;
  g_free (result->source);
  g_free (result->outcome);
  g_free (result->message);
  g_free (result);
}

SotongFetchResult *
sotong_fetch_result_copy (const SotongFetchResult *result)
{
  SotongFetchResult *copy = g_memdup2 (result, sizeof *result);

  copy->source = g_strdup (result->source);
  copy->outcome = g_strdup (result->outcome);
  copy->message = g_strdup (result->message);
  return copy;
}

/* ---- before ---- */

static gpointer
begin_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Fetch *fetch = data;
  GError *local = NULL;

  fetch->source = sotong_source_get (db, fetch->source_id, error);
  if (fetch->source == NULL)
    return NULL;
  fetch->before = sotong_source_run_last_covered (db, fetch->source_id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  fetch->now = sotong_db_now (db);
  fetch->last_change = sotong_source_last_change (db, fetch->source_id, error);
  if (fetch->last_change < 0)
    return NULL;
  if (!sotong_fetch_plan_make (&fetch->plan, db, fetch->source, error))
    return NULL;
  if (fetch->probe)
    return fetch;
  fetch->run_id = sotong_source_run_begin (db, fetch->source_id, "fetch", error);
  return fetch->run_id != 0 ? fetch : NULL;
}

static const char *
or_null (const char *text)
{
  return text != NULL && text[0] != '\0' ? text : NULL;
}

static SotongFetchReply *
ask (SotongStore   *store,
     Fetch         *fetch,
     SotongReader  *reader,
     const char    *secret,
     GCancellable  *cancellable)
{
  SotongFetchRequest request = {
    .url = fetch->source->url,
    .secret = or_null (secret),
    .etag = or_null (fetch->source->etag),
    .last_modified = or_null (fetch->source->last_modified),
    .cursor = or_null (fetch->source->cursor),
    .since = fetch->before != NULL ? fetch->before->covered_to : 0,
    .now = fetch->now,
    .zone = sotong_store_get_zone (store),
    .queries = (const char * const *) fetch->plan.queries,
    .settings = fetch->plan.settings,
    .left = { fetch->plan.left[0], fetch->plan.left[1] },
    .is_share = { fetch->plan.is_share[0], fetch->plan.is_share[1] },
    .probe = fetch->probe,
  };
  gboolean free_of_charge = (sotong_reader_get_needs (fetch->source->kind) & SOTONG_READER_IS_PRICED) == 0;
  const char *wrong = free_of_charge ? NULL : sotong_reader_check_budget (fetch->source->kind, (double) fetch->plan.limits[0] / 1000.0);
  SotongFetchReply *reply;

  if (reader != NULL && wrong == NULL)
    return sotong_reader_fetch (reader, &request, cancellable);
  reply = sotong_fetch_reply_new (SOTONG_FETCH_REFUSED);
  if (reader != NULL)
    {
      reply->message = g_strdup (fetch->plan.limits[0] > 0 ? wrong : _("Every post that is read costs money there, and this source has no budget. Set how much it may spend a month; it is not asked before."));
      return reply;
    }
  reply->message = g_strdup_printf (_("“%s” is of the kind “%s”, which this version cannot read."), fetch->source->name, fetch->source->kind);
  return reply;
}

/* ---- after ---- */

static gboolean
write_points (SotongDb   *db,
              Fetch      *fetch,
              GError    **error)
{
  const GPtrArray *points = fetch->reply->points;

  if (points == NULL || fetch->cancelled)
    return TRUE;
  if (!sotong_relative_clear (db, fetch->source_id, error))
    return FALSE;
  for (guint i = 0; i < points->len; i++)
    {
      const SotongRelativePoint *point = g_ptr_array_index (points, i);

      if (!sotong_relative_add (db, fetch->source_id, point->name, point->day, point->ratio, error))
        return FALSE;
    }
  return TRUE;
}

/* A feed of comments may give all of them the address of the article. An id that is an address itself says nothing more than the address. */
static gboolean
may_share_address (const Fetch      *fetch,
                   const SotongItem *item)
{
  return g_str_equal (fetch->source->kind, "feed") && or_null (item->external_id) != NULL
         && (!sotong_url_is_web (item->external_id) || strchr (item->external_id, '#') != NULL);
}

static gboolean
write_item (SotongDb             *db,
            SotongMentionWriter  *writer,
            const SotongItem     *item,
            Fetch                *fetch,
            SotongOpinion        *opinion,
            SotongWordFinder     *finder,
            GError              **error)
{
  const char *title = or_null (item->title);
  const char *body = or_null (item->text);
  g_autofree char *text = g_strconcat (title != NULL ? title : "", title != NULL && body != NULL ? "\n" : "", body != NULL ? body : "", NULL);
  SotongMentionInput input = {
    .external_id = or_null (item->external_id) != NULL ? item->external_id : item->url,
    .canonical_key = item->canonical_key,
    .shares_address = may_share_address (fetch, item),
    .author = item->author,
    .published_at = item->published_at,
    .precision = (int) item->precision,
    .first_seen = fetch->now,
    .url = item->url,
    .text = text,
    .reach = item->reach,
    .copy_id = SOTONG_NONE,
  };
  SotongGuess guess;
  gboolean is_new;

  if (text[0] == '\0' || input.external_id == NULL || input.canonical_key == NULL)
    return TRUE; /* nothing to read in it, or nothing to know it by */
  if (item->reply_to != NULL && !sotong_source_find_copy (db, fetch->source->kind, item->reply_to, &input.copy_id, error))
    return FALSE;
  if (opinion != NULL)
    {
      sotong_opinion_judge (opinion, text, &guess);
      input.guess = &guess;
    }
  if (finder != NULL)
    input.words = sotong_word_finder_find (text, finder);
  if (!sotong_mention_writer_add (writer, &input, &is_new, NULL, error))
    return FALSE;
  fetch->n_new += is_new;
  fetch->n_known += !is_new;
  return TRUE;
}

static gboolean
write_items (SotongDb  *db,
             Fetch     *fetch,
             GError   **error)
{
  g_autoptr(SotongMentionWriter) writer = NULL;
  g_autoptr(SotongOpinion) opinion = NULL;
  g_autoptr(SotongWordFinder) finder = NULL;

  if (fetch->reply->items->len == 0 || fetch->cancelled)
    return TRUE;
  opinion = sotong_opinion_new (NULL); /* without its model the mentions are kept all the same, unlabelled */
  if (opinion != NULL && !sotong_opinion_load (opinion, db, error))
    return FALSE;
  finder = sotong_word_finder_new (NULL);
  if (finder != NULL && !sotong_word_finder_load (finder, db, error))
    return FALSE;
  writer = sotong_mention_writer_new (db, fetch->source_id, fetch->run_id, error);
  for (guint i = 0; writer != NULL && i < fetch->reply->items->len; i++)
    {
      if (!write_item (db, writer, g_ptr_array_index (fetch->reply->items, i), fetch, opinion, finder, error))
        return FALSE;
    }
  return writer != NULL && sotong_mention_writer_finish (writer, error);
}

static gint64
count_items (const Fetch *fetch)
{
  return fetch->reply->points != NULL ? fetch->reply->points->len : fetch->reply->items->len;
}

static gboolean
is_good (const Fetch *fetch)
{
  return !fetch->cancelled && (fetch->reply->outcome == SOTONG_FETCH_OK || fetch->reply->outcome == SOTONG_FETCH_UNCHANGED);
}

/* What the reader says it covered. If the answer still holds something that was known, it
 * goes on where the fetch before ended, and nothing between them was missed. */
static void
set_covered (const Fetch     *fetch,
             SotongSourceRun *run)
{
  const SotongFetchReply *reply = fetch->reply;

  if (!is_good (fetch) || reply->covered_to == 0)
    return;
  run->covered_from = reply->covered_from;
  run->covered_to = reply->covered_to;
  if (fetch->before != NULL && fetch->n_known > 0)
    run->covered_from = MIN (run->covered_from, fetch->before->covered_to);
}

static gint64
back_off (const Fetch *fetch)
{
  gint64 wait = BACK_OFF_S << MIN (fetch->source->failures, 8);

  return fetch->now + MIN (wait, MAX_BACK_OFF_S);
}

static void
set_state (Fetch             *fetch,
           SotongSourceState *state)
{
  const SotongFetchReply *reply = fetch->reply;

  if (is_good (fetch))
    {
      *state = (SotongSourceState) { reply->cursor, reply->etag, reply->last_modified, reply->moved_to };
      state->next_due = MAX (reply->retry_at, fetch->now + MAX (reply->next_after, fetch->source->interval_s));
    }
  else
    {
      *state = (SotongSourceState) { reply->cursor != NULL ? reply->cursor : fetch->source->cursor, fetch->source->etag, fetch->source->last_modified };
      state->failed = TRUE;
      state->next_due = fetch->unasked ? MIN (back_off (fetch), fetch->now + MAX_UNASKED_S)
                        : reply->outcome == SOTONG_FETCH_REFUSED ? SOTONG_SOURCE_NEVER
                        : reply->retry_at > fetch->now ? MAX (reply->retry_at, fetch->now + BACK_OFF_S) : back_off (fetch);
    }
  fetch->next_due = state->next_due;
}

static const char *
outcome_of (const Fetch *fetch)
{
  return fetch->cancelled ? "cancelled" : sotong_fetch_outcome_to_name (fetch->reply->outcome);
}

/* Whether a person changed the source meanwhile, or gave it another key: what was learned of it as it was says nothing of it as
 * it is, neither where it moved to nor that it is not to be asked again. */
static gboolean
was_overtaken (Fetch     *fetch,
               SotongDb  *db,
               gboolean  *out_overtaken,
               GError   **error)
{
  gint64 last = sotong_source_last_change (db, fetch->source_id, error);

  if (last < 0 || !sotong_source_was_woken (db, fetch->run_id, out_overtaken, error))
    return FALSE;
  *out_overtaken = *out_overtaken || last != fetch->last_change;
  return TRUE;
}

/* The mentions, the state of the source and the outcome: all of it, or nothing. */
static gpointer
end_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Fetch *fetch = data;
  g_autoptr(SotongSourceRun) run = sotong_source_run_new ();
  SotongSourceState state = { NULL };
  gboolean overtaken;

  fetch->n_new = fetch->n_known = 0;
  if (!sotong_fetch_plan_settle (&fetch->plan, db, fetch->reply, error))
    return NULL;
  if (fetch->probe)
    return fetch;
  if (!was_overtaken (fetch, db, &overtaken, error) || !write_items (db, fetch, error) || !write_points (db, fetch, error))
    return NULL;
  run->id = fetch->run_id;
  run->source_id = fetch->source_id;
  run->outcome = g_strdup (outcome_of (fetch));
  run->http_status = (int) fetch->reply->http_status;
  run->n_items = count_items (fetch);
  run->n_new = fetch->n_new;
  run->message = g_strdup (fetch->reply->message);
  set_covered (fetch, run);
  set_state (fetch, &state);
  if (fetch->cancelled)
    fetch->next_due = fetch->source->next_due;
  else if (overtaken)
    fetch->next_due = SOTONG_NONE;
  return sotong_source_run_end (db, run, fetch->cancelled || overtaken ? NULL : &state, error) ? fetch : NULL;
}

/* The answer could not be kept: note at least that. */
static gpointer
fail_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Fetch *fetch = data;
  g_autoptr(SotongSourceRun) run = sotong_source_run_new ();

  run->id = fetch->run_id;
  run->source_id = fetch->source_id;
  run->outcome = g_strdup ("failed");
  run->message = g_strdup (_("What the source brought could not be written. It is read again."));
  return sotong_source_run_end (db, run, NULL, error) ? fetch : NULL;
}

static SotongFetchResult *
result_of (const Fetch *fetch)
{
  SotongFetchResult *result = g_new0 (SotongFetchResult, 1);

  result->source_id = fetch->source_id;
  result->source = g_strdup (fetch->source->name);
  result->good = is_good (fetch);
  result->outcome = g_strdup (outcome_of (fetch));
  result->http_status = fetch->reply->http_status;
  result->n_items = count_items (fetch);
  result->n_new = fetch->n_new;
  result->next_due = fetch->probe ? fetch->source->next_due : fetch->next_due;
  result->message = g_strdup (fetch->reply->message);
  return result;
}

/* Notes how it ended; @fetch has its reply. */
static SotongFetchResult *
finish (SotongStore  *store,
        Fetch        *fetch,
        GError      **error)
{
  SotongFetchResult *result = NULL;

  if (sotong_store_write (store, SOTONG_WRITE_BULK, end_job, fetch, NULL, error) != NULL)
    result = result_of (fetch);
  else if (!fetch->probe)
    sotong_store_write (store, SOTONG_WRITE_BULK, fail_job, fetch, NULL, NULL);
  sotong_source_run_release (fetch->run_id);
  return result;
}

/**
 * sotong_fetch_run:
 * @store: a workspace
 * @source_id: a source
 * @reader: (nullable): a reader of its kind; %NULL if there is none
 * @secret: (nullable): the source's secret
 * @cancellable: (nullable): a cancellable; nothing is kept then
 * @error: return location; `SOTONG_STORE_ERROR_CONFLICT` when a program reads the source
 *   already, and whatever keeps the workspace from being written
 *
 * Reads a source once. What goes wrong at the source is in the result; only what goes
 * wrong with the workspace is an error. The run's coverage: a good one covers what its
 * reader says, from where the last one ended if the two overlap; any other covers
 * nothing, which is a gap until a later one covers it. Blocks.
 *
 * Returns: (transfer full) (nullable): how it ended
 */
SotongFetchResult *
sotong_fetch_run (SotongStore   *store,
                  gint64         source_id,
                  SotongReader  *reader,
                  const char    *secret,
                  GCancellable  *cancellable,
                  GError       **error)
{
  return sotong_fetch_run_told (store, source_id, reader, secret, FALSE, NULL, NULL, cancellable, error);
}

/**
 * sotong_fetch_run_told:
 * @store: a workspace
 * @source_id: a source
 * @reader: (nullable): a reader of its kind; %NULL if there is none
 * @secret: (nullable): the source's secret
 * @probe: only see whether it can be read, as cheaply as it can be; nothing of it is kept but what it used of a quota
 * @notice: (nullable): called before a fetch that costs money, with what it may cost
 * @notice_data: for @notice
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * As sotong_fetch_run(). Blocks.
 *
 * Returns: (transfer full) (nullable): how it ended
 */
SotongFetchResult *
sotong_fetch_run_told (SotongStore            *store,
                       gint64                  source_id,
                       SotongReader           *reader,
                       const char             *secret,
                       gboolean                probe,
                       SotongFetchNoticeFunc   notice,
                       gpointer                notice_data,
                       GCancellable           *cancellable,
                       GError                **error)
{
  g_auto(Fetch) fetch = { source_id };
  g_autofree char *warning = NULL;

  g_return_val_if_fail (SOTONG_IS_STORE (store), NULL);

  fetch.probe = probe;
  if (sotong_store_write (store, SOTONG_WRITE_BULK, begin_job, &fetch, cancellable, error) == NULL)
    return NULL;
  warning = sotong_fetch_plan_warn (&fetch.plan, fetch.source, probe);
  if (warning != NULL && notice != NULL)
    notice (warning, notice_data);
  fetch.reply = ask (store, &fetch, reader, secret, cancellable);
  fetch.cancelled = g_cancellable_is_cancelled (cancellable);
  return finish (store, &fetch, error);
}

/**
 * sotong_fetch_run_unasked:
 * @store: a workspace
 * @source_id: a source
 * @why: what it cannot be asked without, and what to do about it
 * @probe: nothing of it is kept
 * @cancellable: (nullable): a cancellable
 * @error: return location; as of sotong_fetch_run()
 *
 * Notes that a source could not be asked at all, such as for want of its secret: the list of sources says so until it can.
 * It is tried again by itself, within the hour at the latest. Blocks.
 *
 * Returns: (transfer full) (nullable): how it ended
 */
SotongFetchResult *
sotong_fetch_run_unasked (SotongStore   *store,
                          gint64         source_id,
                          const char    *why,
                          gboolean       probe,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_auto(Fetch) fetch = { source_id };

  g_return_val_if_fail (SOTONG_IS_STORE (store), NULL);

  fetch.probe = probe;
  fetch.unasked = TRUE;
  if (sotong_store_write (store, SOTONG_WRITE_BULK, begin_job, &fetch, cancellable, error) == NULL)
    return NULL;
  fetch.reply = sotong_fetch_reply_new (SOTONG_FETCH_REFUSED);
  fetch.reply->message = g_strdup (why);
  return finish (store, &fetch, error);
}
