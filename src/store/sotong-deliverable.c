/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-deliverable.h"
#include "store/sotong-type.h"

/*
 * What counts. A content counts once, however many channels carry it, for every promise of its
 * type; for a campaign's promise only if it belongs to the campaign. It is
 *   done       when a copy is published, or published by hand, and was not taken down again: in the
 *              fiscal year in which the first one went out;
 *   scheduled  when none is out and a copy that is approved, scheduled, held, being published or of
 *              unknown outcome has its time in the year;
 *   draft      else, when the first time of its copies, or its planned day, or the day it was
 *              written is in the year: drafts, contents in review, and what failed or was missed.
 * An advertisement is a content like the others. What was removed counts for nothing; nor does a content all of whose copies
 * were taken down.
 */
#define PER_CONTENT(columns, condition) \
  "SELECT c.type_id, c.campaign_id," \
  " min(CASE WHEN y.state IN ('published', 'published_by_hand') THEN y.published_at END)," \
  " min(CASE WHEN y.state IN ('scheduled', 'approved', 'publishing', 'unknown', 'held')" \
  "          AND y.publish_at >= $1 AND y.publish_at < $2 THEN y.publish_at END)," \
  " coalesce(min(y.publish_at), c.planned_at, c.created_at)" columns \
  " FROM content AS c LEFT JOIN copy AS y ON y.content_id = c.id AND y.removed_at IS NULL AND y.withdrawn_at IS NULL" \
  " WHERE c.removed_at IS NULL AND (y.id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM copy AS w WHERE w.content_id = c.id" \
  " AND w.removed_at IS NULL AND w.withdrawn_at IS NOT NULL)) " condition " GROUP BY c.id"

void
sotong_deliverable_free (SotongDeliverable *deliverable)
{
  if (deliverable == NULL)
    return;
  g_free (deliverable->campaign);
  g_free (deliverable->type);
  g_free (deliverable->line);
  g_free (deliverable->unit);
  g_free (deliverable->starts_on);
  g_free (deliverable->ends_on);
  g_clear_pointer (&deliverable->done_at, g_array_unref);
  g_clear_pointer (&deliverable->due_at, g_array_unref);
  g_free (deliverable);
}

void
sotong_delivery_free (SotongDelivery *delivery)
{
  if (delivery == NULL)
    return;
  g_free (delivery->title);
  g_free (delivery->starts_on);
  g_free (delivery->ends_on);
  g_free (delivery);
}

/* ---- counting ---- */

/* Whether the content of a row of PER_CONTENT counts in the year, as what and when. */
static gboolean
classify (SotongStmt          *stmt,
          SotongRange          year,
          gint64               until,
          SotongDeliveryState *out_state,
          gint64              *out_at)
{
  gint64 out = sotong_stmt_int (stmt, 2);
  gint64 due = sotong_stmt_int (stmt, 3);
  gint64 stands = sotong_stmt_int (stmt, 4);

  *out_at = out != SOTONG_NONE ? out : due != SOTONG_NONE ? due : stands;
  if (out != SOTONG_NONE) /* what went out after the time asked for was still to come then */
    *out_state = out < until ? SOTONG_DELIVERY_DONE : SOTONG_DELIVERY_SCHEDULED;
  else
    *out_state = due != SOTONG_NONE ? SOTONG_DELIVERY_SCHEDULED : SOTONG_DELIVERY_DRAFT;
  return *out_at >= year.start && *out_at < year.end;
}

static void
count (GPtrArray           *list,
       const char          *type,
       gint64               campaign_id,
       SotongDeliveryState  state,
       gint64               at)
{
  for (guint i = 0; i < list->len; i++)
    {
      SotongDeliverable *d = g_ptr_array_index (list, i);

      if ((d->campaign_id != SOTONG_NONE && d->campaign_id != campaign_id) || !g_str_equal (d->type, type))
        continue;
      if (state == SOTONG_DELIVERY_DRAFT)
        d->draft++;
      else
        g_array_append_val (state == SOTONG_DELIVERY_DONE ? d->done_at : d->due_at, at);
    }
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const gint64 *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

static gboolean
count_contents (SotongDb     *db,
                GPtrArray    *list,
                SotongRange   year,
                gint64        until,
                GError      **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, PER_CONTENT ("", ""), "ii", year.start, year.end);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongDeliveryState state;
      gint64 at;

      if (classify (stmt, year, until, &state, &at))
        count (list, sotong_stmt_text (stmt, 0), sotong_stmt_int (stmt, 1), state, at);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  for (guint i = 0; i < list->len; i++)
    {
      SotongDeliverable *d = g_ptr_array_index (list, i);

      g_array_sort (d->done_at, compare_times);
      g_array_sort (d->due_at, compare_times);
      d->done = d->done_at->len;
      d->scheduled = d->due_at->len;
    }
  return TRUE;
}

/* ---- reading ---- */

/* A fiscal year's time; a calendar year's where the workspace does not know it. */
static gboolean
range_of_year (SotongDb     *db,
               int           year,
               SotongRange  *out_range,
               GError      **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT starts_on, ends_on FROM fiscal_year WHERE year = $1", "i", (gint64) year);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    return sotong_time_parse_range (sotong_stmt_text (stmt, 0), sotong_stmt_text (stmt, 1), zone, out_range, error);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  out_range->start = sotong_time_from_civil (year, 1, 1, 0, 0, 0, zone);
  out_range->end = sotong_time_from_civil (year + 1, 1, 1, 0, 0, 0, zone);
  return TRUE;
}

/* What was paid is counted until the end of the day $2. */
#define SELECT_TARGETS \
  "SELECT d.id, d.campaign_id, coalesce(g.name, ''), d.type_id, d.line_id, coalesce(l.name, ''), d.quantity," \
  " d.unit, p.year, coalesce(g.starts_on, p.starts_on), coalesce(g.ends_on, p.ends_on), l.amount," \
  " (SELECT sum(amount) FROM payment WHERE payment.line_id = d.line_id AND payment.removed_at IS NULL" \
  " AND payment.paid_on <= $2)" \
  " FROM deliverable_target AS d JOIN programme AS p ON p.id = d.programme_id" \
  " LEFT JOIN budget_line AS l ON l.id = d.line_id LEFT JOIN campaign AS g ON g.id = d.campaign_id" \
  " WHERE d.removed_at IS NULL AND p.removed_at IS NULL AND g.removed_at IS NULL "

static SotongDeliverable *
deliverable_from (SotongStmt *stmt)
{
  SotongDeliverable *d = g_new0 (SotongDeliverable, 1);

  d->id = sotong_stmt_int (stmt, 0);
  d->campaign_id = sotong_stmt_int (stmt, 1);
  d->campaign = sotong_stmt_dup (stmt, 2);
  d->type = sotong_stmt_dup (stmt, 3);
  d->line_id = sotong_stmt_int (stmt, 4);
  d->line = sotong_stmt_dup (stmt, 5);
  d->quantity = sotong_stmt_int (stmt, 6);
  d->unit = sotong_stmt_dup (stmt, 7);
  d->year = (int) sotong_stmt_int (stmt, 8);
  d->starts_on = sotong_stmt_dup (stmt, 9);
  d->ends_on = sotong_stmt_dup (stmt, 10);
  d->budget = sotong_stmt_int (stmt, 11);
  d->executed = sotong_stmt_int (stmt, 12);
  if (d->line_id != SOTONG_NONE && d->executed == SOTONG_NONE)
    d->executed = 0;
  d->done_at = g_array_new (FALSE, FALSE, sizeof (gint64));
  d->due_at = g_array_new (FALSE, FALSE, sizeof (gint64));
  return d;
}

static GPtrArray *
list_counted (SotongDb     *db,
              SotongRange   range,
              gint64        until,
              const char   *sql,
              gint64        key,
              GError      **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_deliverable_free);
  g_autofree char *until_day = sotong_time_format_date (until - 1, sotong_db_get_zone (db));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, sql, "it", key, until_day);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, deliverable_from (stmt));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  if (list->len > 0 && !count_contents (db, list, range, until, error))
    return NULL;
  return g_steal_pointer (&list);
}

/**
 * sotong_deliverable_list:
 * @db: a connection
 * @year: a fiscal year
 * @until: seconds since 1970 UTC, exclusive: what is counted as done
 * @error: return location
 *
 * Looks at every content once, however many promises there are.
 *
 * Returns: (transfer full) (nullable) (element-type SotongDeliverable): the promises of the year's
 *   programme and of its campaigns, with what was done, scheduled and drafted of them in the year
 */
GPtrArray *
sotong_deliverable_list (SotongDb  *db,
                         int        year,
                         gint64     until,
                         GError   **error)
{
  SotongRange range;

  if (!range_of_year (db, year, &range, error))
    return NULL;
  return list_counted (db, range, MIN (until, range.end), SELECT_TARGETS "AND p.year = $1 ORDER BY d.campaign_id IS NOT NULL, d.position, d.id",
                       year, error);
}

/**
 * sotong_deliverable_of_campaign:
 * @db: a connection
 * @campaign_id: a campaign
 * @until: as for sotong_deliverable_list()
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongDeliverable): as sotong_deliverable_list(), the promises of
 *   the campaign alone
 */
GPtrArray *
sotong_deliverable_of_campaign (SotongDb  *db,
                                gint64     campaign_id,
                                gint64     until,
                                GError   **error)
{
  gint64 year = 0;
  GError *local = NULL;
  SotongRange range;

  if (!sotong_db_get_int (db, &year, &local, "SELECT p.year FROM deliverable_target AS d JOIN programme AS p ON p.id = d.programme_id"
                          " WHERE d.campaign_id = $1 AND d.removed_at IS NULL LIMIT 1", "i", campaign_id))
    {
      if (local == NULL)
        return g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_deliverable_free);
      g_propagate_error (error, local);
      return NULL;
    }
  if (!range_of_year (db, (int) year, &range, error))
    return NULL;
  return list_counted (db, range, MIN (until, range.end), SELECT_TARGETS "AND d.campaign_id = $1 ORDER BY d.position, d.id", campaign_id, error);
}

/**
 * sotong_deliverable_get:
 * @db: a connection
 * @id: a promise
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): the promise, with nothing counted
 */
SotongDeliverable *
sotong_deliverable_get (SotongDb  *db,
                        gint64     id,
                        GError   **error)
{
  g_autofree char *today = sotong_time_format_date (sotong_db_now (db), sotong_db_get_zone (db));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, SELECT_TARGETS "AND d.id = $1", "it", id, today);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    return deliverable_from (stmt);
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no such promise any more."));
  return NULL;
}

static int
compare_deliveries (gconstpointer a,
                    gconstpointer b)
{
  const SotongDelivery *x = *(const SotongDelivery * const *) a, *y = *(const SotongDelivery * const *) b;

  if (x->state != y->state)
    return x->state < y->state ? -1 : 1;
  return x->at < y->at ? -1 : x->at > y->at;
}

/* Of a content what it cost, and of an advertisement what it brought. */
#define OF_ADVERTISEMENT(column) ", (SELECT " column " FROM advertisement WHERE content_id = c.id)"
#define COST_AND_REACH \
  ", coalesce((SELECT sum(amount) FROM payment WHERE content_id = c.id AND removed_at IS NULL)," \
  " (SELECT spend FROM advertisement WHERE content_id = c.id), c.cost_final, c.cost_planned)" \
  OF_ADVERTISEMENT ("starts_on") OF_ADVERTISEMENT ("ends_on") OF_ADVERTISEMENT ("reach") OF_ADVERTISEMENT ("clicks")

/**
 * sotong_deliverable_contents:
 * @db: a connection
 * @id: a promise
 * @until: as for sotong_deliverable_list()
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * The contents behind a promise's figures: as many of each state as sotong_deliverable_list() counts.
 *
 * Returns: (transfer full) (nullable) (element-type SotongDelivery): those done, then those scheduled,
 *   then the drafts, each by its time
 */
GPtrArray *
sotong_deliverable_contents (SotongDb  *db,
                             gint64     id,
                             gint64     until,
                             GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_delivery_free);
  g_autoptr(SotongDeliverable) target = sotong_deliverable_get (db, id, error);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;
  SotongRange range;

  if (target == NULL || !range_of_year (db, target->year, &range, error))
    return NULL;
  stmt = sotong_db_query (db, error, PER_CONTENT (", c.id, c.title" COST_AND_REACH, "AND EXISTS (SELECT 1 FROM deliverable_target AS d WHERE d.id = $3"
                          " AND d.type_id = c.type_id AND (d.campaign_id IS NULL OR d.campaign_id = c.campaign_id))"),
                          "iii", range.start, range.end, id);
  while (stmt != NULL && sotong_stmt_next (stmt, &local))
    {
      SotongDelivery *delivery;
      SotongDeliveryState state;
      gint64 at;

      if (!classify (stmt, range, until, &state, &at))
        continue;
      delivery = g_new0 (SotongDelivery, 1);
      delivery->content_id = sotong_stmt_int (stmt, 5);
      delivery->title = sotong_stmt_dup (stmt, 6);
      delivery->state = state;
      delivery->at = at;
      delivery->cost = sotong_stmt_int (stmt, 7);
      delivery->starts_on = sotong_stmt_dup (stmt, 8);
      delivery->ends_on = sotong_stmt_dup (stmt, 9);
      delivery->reach = sotong_stmt_int (stmt, 10);
      delivery->clicks = sotong_stmt_int (stmt, 11);
      g_ptr_array_add (list, delivery);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  if (stmt == NULL || local != NULL)
    return NULL;
  g_ptr_array_sort (list, compare_deliveries);
  return g_steal_pointer (&list);
}

/**
 * sotong_deliverable_year:
 * @db: a connection
 * @error: return location
 *
 * Returns: the fiscal year whose programme runs now, else the newest that has a programme, else the
 *   calendar year; 0 with @error set
 */
int
sotong_deliverable_year (SotongDb  *db,
                         GError   **error)
{
  g_autofree char *today = sotong_time_format_date (sotong_db_now (db), sotong_db_get_zone (db));
  gint64 year = 0;
  GError *local = NULL;

  if (sotong_db_get_int (db, &year, &local, "SELECT year FROM programme WHERE removed_at IS NULL"
                         " ORDER BY (starts_on <= $1 AND ends_on >= $1) DESC, year DESC LIMIT 1", "t", today))
    return (int) year;
  if (local == NULL)
    return atoi (today);
  g_propagate_error (error, local);
  return 0;
}

/* ---- writing ---- */

/* Adds what a programme promises. */
gint64
sotong_deliverable_insert (SotongDb                 *db,
                           gint64                    programme_id,
                           const SotongDeliverable  *deliverable,
                           GError                  **error)
{
  gint64 id = sotong_db_insert (db, error, "INSERT INTO deliverable_target (programme_id, campaign_id, type_id, line_id, quantity, unit, position)"
                                " VALUES ($1, $2, $3, $4, $5, $6, (SELECT count(*) FROM deliverable_target))", "iitiit", programme_id,
                                deliverable->campaign_id, deliverable->type, deliverable->line_id, deliverable->quantity,
                                deliverable->unit != NULL ? deliverable->unit : "");

  return id != 0 && sotong_change_added (db, "deliverable_target", id, error) ? id : 0;
}

static gboolean
exists (SotongDb    *db,
        GError     **error,
        const char  *sql,
        gint64       id)
{
  gint64 found;

  return sotong_db_get_int (db, &found, error, sql, "i", id);
}

static gboolean
check_deliverable (SotongDb                 *db,
                   int                       year,
                   const SotongDeliverable  *d,
                   GError                  **error)
{
  GError *local = NULL;

  if (d->quantity < 1 || d->quantity > SOTONG_DELIVERABLE_MAX)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A promise is a number from 1 to 1,000,000."));
      return FALSE;
    }
  if (year < 1 || year > 9999)
    g_set_error_literal (&local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A fiscal year is a number from 1 to 9999."));
  else if (sotong_type_exists (db, d->type, &local) && d->campaign_id != SOTONG_NONE
           && !exists (db, &local, "SELECT 1 FROM campaign WHERE id = $1 AND removed_at IS NULL", d->campaign_id) && local == NULL)
    g_set_error_literal (&local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no such campaign any more."));
  else if (local == NULL && d->line_id != SOTONG_NONE
           && !exists (db, &local, "SELECT 1 FROM budget_line WHERE id = $1 AND removed_at IS NULL", d->line_id) && local == NULL)
    g_set_error_literal (&local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no such budget line any more."));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* The year's programme; one without a budget where there is none, since a promise is a programme's. */
static gint64
programme_of (SotongDb  *db,
              int        year,
              GError   **error)
{
  gint64 id = 0;
  GError *local = NULL;
  g_autofree char *starts_on = g_strdup_printf ("%04d-01-01", year), *ends_on = g_strdup_printf ("%04d-12-31", year);
  g_autofree char *name = NULL;

  if (sotong_db_get_int (db, &id, &local, "SELECT id FROM programme WHERE year = $1 AND removed_at IS NULL ORDER BY id LIMIT 1", "i", (gint64) year))
    return id;
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return 0;
    }
  /* Translators: the name that a programme of a fiscal year has while nobody gave it another */
  name = g_strdup_printf (_("Programme of %d"), year);
  if (!sotong_db_exec (db, error, "INSERT INTO fiscal_year (year, starts_on, ends_on) VALUES ($1, $2, $3) ON CONFLICT (year) DO NOTHING", "itt",
                       (gint64) year, starts_on, ends_on))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO programme (year, name, starts_on, ends_on)"
                         " SELECT year, $2, starts_on, ends_on FROM fiscal_year WHERE year = $1", "it", (gint64) year, name);
  return id != 0 && sotong_change_added (db, "programme", id, error) ? id : 0;
}

/**
 * sotong_deliverable_put:
 * @db: the connection of a write job
 * @year: a fiscal year; one without a programme gets a programme without a budget
 * @deliverable: what is promised: type, campaign, quantity (1 to %SOTONG_DELIVERABLE_MAX), line and unit.
 *   Where the promise stands already, a line of `SOTONG_NONE` and a unit of %NULL leave its own
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`, `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Promises so many contents of a type, in a campaign or in all. There is one promise per year, type and
 * campaign: a second one replaces its number. Belongs to the change that is open.
 *
 * Returns: the promise's id, or 0 with @error set
 */
gint64
sotong_deliverable_put (SotongDb                 *db,
                        int                       year,
                        const SotongDeliverable  *deliverable,
                        GError                  **error)
{
  gint64 programme_id, id = 0;
  GError *local = NULL;

  if (!check_deliverable (db, year, deliverable, error) || (programme_id = programme_of (db, year, error)) == 0)
    return 0;
  if (!sotong_db_get_int (db, &id, &local, "SELECT d.id FROM deliverable_target AS d JOIN programme AS p ON p.id = d.programme_id WHERE p.year = $1"
                          " AND d.type_id = $2 AND (d.campaign_id = $3 OR (d.campaign_id IS NULL AND $3 IS NULL))"
                          " AND d.removed_at IS NULL AND p.removed_at IS NULL ORDER BY d.id LIMIT 1",
                          "iti", (gint64) year, deliverable->type, deliverable->campaign_id))
    {
      if (local == NULL)
        return sotong_deliverable_insert (db, programme_id, deliverable, error);
      g_propagate_error (error, local);
      return 0;
    }
  return sotong_change_touch (db, "deliverable_target", id, error)
         && sotong_db_exec (db, error, "UPDATE deliverable_target SET quantity = $1, line_id = coalesce($2, line_id), unit = coalesce($3, unit)"
                            " WHERE id = $4", "iiti", deliverable->quantity, deliverable->line_id, deliverable->unit, id) ? id : 0;
}

/**
 * sotong_deliverable_set:
 * @db: the connection of a write job
 * @year: as for sotong_deliverable_put()
 * @deliverable: as for sotong_deliverable_put()
 * @subject: what a person calls it, for the history
 * @error: return location; as for sotong_deliverable_put()
 *
 * As sotong_deliverable_put(), as one step of undo.
 *
 * Returns: the promise's id, or 0 with @error set
 */
gint64
sotong_deliverable_set (SotongDb                 *db,
                        int                       year,
                        const SotongDeliverable  *deliverable,
                        const char               *subject,
                        GError                  **error)
{
  gint64 id;

  if (!sotong_change_begin (db, "promise.set", "promise", 0, subject, error))
    return 0;
  id = sotong_deliverable_put (db, year, deliverable, error);
  if (id != 0)
    sotong_change_set_subject (db, id, NULL);
  return id;
}

/* Takes a promise away in the change that is open. */
gboolean
sotong_deliverable_drop (SotongDb  *db,
                         gint64     id,
                         GError   **error)
{
  if (!sotong_change_touch (db, "deliverable_target", id, error)
      || !sotong_db_exec (db, error, "UPDATE deliverable_target SET removed_at = $1 WHERE id = $2 AND removed_at IS NULL", "ii",
                          sotong_db_now (db), id))
    return FALSE;
  if (sotong_db_n_changes (db) > 0)
    return TRUE;
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no such promise any more."));
  return FALSE;
}

/**
 * sotong_deliverable_remove:
 * @db: the connection of a write job
 * @id: a promise
 * @subject: what a person calls it, for the history
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Takes a promise away; the contents stay. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_deliverable_remove (SotongDb    *db,
                           gint64       id,
                           const char  *subject,
                           GError     **error)
{
  return sotong_change_begin (db, "promise.remove", "promise", id, subject, error)
         && sotong_deliverable_drop (db, id, error);
}
