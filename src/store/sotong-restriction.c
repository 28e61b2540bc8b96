/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-restriction.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/sotong-db-private.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

/*
 * The program flags, it does not judge: whether a rule forbids a post is a legal question, and the
 * person's written ground is its answer.
 *
 * A period of the scope "all" concerns every content. One of the scope "publicity" concerns contents that
 * a person marked as publicity of the city's plans, results or activities, and advertisements and
 * white papers, which are nothing else. The rule of one a quarter concerns marked ones only: the
 * advertisements of a year are by contract many.
 */

/* A content that is marked as publicity, and when it first goes out. */
typedef struct {
  gint64 content_id;
  gint64 time;
} Publicity;

struct _SotongRestrictionRules
{
  GPtrArray *periods;    /* (owned) (element-type SotongRestrictedPeriod) */
  GArray    *publicity;  /* (owned) (element-type Publicity): by time */
  GTimeZone *zone;       /* (owned): the office's, whose days count */
};

void
sotong_restriction_free (SotongRestriction *restriction)
{
  if (restriction == NULL)
    return;
  g_free (restriction->kind);
  g_free (restriction->key);
  g_free (restriction->name);
  g_free (restriction->starts_on);
  g_free (restriction->ends_on);
  g_free (restriction->legal_ground);
  g_free (restriction);
}

void
sotong_restriction_rules_free (SotongRestrictionRules *rules)
{
  if (rules == NULL)
    return;
  g_clear_pointer (&rules->periods, g_ptr_array_unref);
  g_clear_pointer (&rules->publicity, g_array_unref);
  g_clear_pointer (&rules->zone, g_time_zone_unref);
  g_free (rules);
}

static gboolean
read_publicity (SotongDb                *db,
                SotongRestrictionRules  *rules,
                GError                 **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT c.id, coalesce ((SELECT min (coalesce (y.published_at, y.publish_at)) FROM copy AS y"
                          " WHERE y.content_id = c.id AND y.removed_at IS NULL), c.planned_at) AS at"
                          " FROM content AS c WHERE c.publicity = 1 AND c.removed_at IS NULL AND at IS NOT NULL ORDER BY at, c.id", "");
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      Publicity publicity = { sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1) };

      g_array_append_val (rules->publicity, publicity);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_restriction_rules_load:
 * @db: a connection
 * @error: return location
 *
 * Reads the periods and the publicity of the workspace. Days are those of the office's zone as it is now.
 *
 * Returns: (transfer full) (nullable): what sotong_restriction_find() needs, in any thread
 */
SotongRestrictionRules *
sotong_restriction_rules_load (SotongDb  *db,
                               GError   **error)
{
  g_autoptr(SotongRestrictionRules) rules = g_new0 (SotongRestrictionRules, 1);

  rules->zone = g_time_zone_ref (sotong_db_get_zone (db));
  rules->publicity = g_array_new (FALSE, FALSE, sizeof (Publicity));
  rules->periods = sotong_restricted_list (db, error);
  if (rules->periods == NULL || !read_publicity (db, rules, error))
    return NULL;
  return g_steal_pointer (&rules);
}

/**
 * sotong_restriction_rules_get_periods:
 * @rules: what was read
 *
 * Returns: (transfer none) (element-type SotongRestrictedPeriod): the periods
 */
GPtrArray *
sotong_restriction_rules_get_periods (const SotongRestrictionRules *rules)
{
  return rules->periods;
}

/**
 * sotong_restriction_name_day:
 * @rules: what was read
 * @day: YYYY-MM-DD
 * @out_n: (out) (optional): how many they are
 *
 * Returns: (transfer full) (nullable): the names of the periods that have the day, whatever they concern; %NULL when
 *   none does
 */
char *
sotong_restriction_name_day (const SotongRestrictionRules *rules,
                             const char                   *day,
                             guint                        *out_n)
{
  GString *names = NULL;
  guint n = 0;

  for (guint i = 0; i < rules->periods->len; i++)
    {
      const SotongRestrictedPeriod *period = g_ptr_array_index (rules->periods, i);

      if (strcmp (day, period->starts_on) < 0 || strcmp (day, period->ends_on) > 0)
        continue;
      n++;
      if (names == NULL)
        names = g_string_new (period->name);
      else
        g_string_append_printf (names, ", %s", period->name);
    }
  if (out_n != NULL)
    *out_n = n;
  return names != NULL ? g_string_free (names, FALSE) : NULL;
}

static gboolean
concerns (const SotongRestrictedPeriod *period,
          const char                   *type,
          gboolean                      publicity)
{
  return period->all || publicity || g_strcmp0 (type, "advertisement") == 0 || g_strcmp0 (type, "white-paper") == 0;
}

static void
add_period (GPtrArray                    *list,
            const SotongRestrictedPeriod *period)
{
  SotongRestriction *restriction = g_new0 (SotongRestriction, 1);

  restriction->kind = g_strdup (sotong_restricted_kind_get_name (period->kind));
  restriction->key = g_strdup (period->key);
  restriction->name = g_strdup (period->name);
  restriction->starts_on = g_strdup (period->starts_on);
  restriction->ends_on = g_strdup (period->ends_on);
  restriction->legal_ground = g_strdup (period->legal_ground);
  g_ptr_array_add (list, restriction);
}

/* Another piece of publicity that comes before in the same quarter makes this one the second. */
static void
add_quarter (GPtrArray                    *list,
             const SotongRestrictionRules *rules,
             gint64                        content_id,
             gint64                        time)
{
  int year, month, day, hour, minute, second, first;
  gint64 start, end;
  SotongRestriction *restriction;

  sotong_time_to_civil (time, rules->zone, &year, &month, &day, &hour, &minute, &second);
  first = (month - 1) / 3 * 3 + 1;
  start = sotong_time_from_civil (year, first, 1, 0, 0, 0, rules->zone);
  end = sotong_time_from_civil (first == 10 ? year + 1 : year, first == 10 ? 1 : first + 3, 1, 0, 0, 0, rules->zone);
  for (guint i = 0; i < rules->publicity->len; i++)
    {
      const Publicity *other = &g_array_index (rules->publicity, Publicity, i);

      if (other->content_id == content_id || other->time < start || other->time >= end
          || other->time > time || (other->time == time && content_id != 0 && other->content_id > content_id))
        continue;
      restriction = g_new0 (SotongRestriction, 1);
      restriction->kind = g_strdup ("quarter");
      restriction->name = g_strdup (_("Second publicity of the city in the quarter"));
      restriction->starts_on = sotong_time_format_date (start, rules->zone);
      restriction->ends_on = sotong_time_format_date (end - 1, rules->zone);
      restriction->legal_ground = g_strdup (_("Public Official Election Act, article 86 (5): a local government may issue, distribute or broadcast "
                                              "publicity of its plans, results or activities no more than one kind once a quarter, but for the "
                                              "exceptions named there."));
      g_ptr_array_add (list, restriction);
      return;
    }
}

/**
 * sotong_restriction_find:
 * @rules: what was read
 * @content_id: the content, or 0 of one not saved yet
 * @type: its type
 * @publicity: whether it is marked as publicity of the city
 * @time: when it would go out, seconds since 1970 UTC
 *
 * Returns: (transfer full) (element-type SotongRestriction): why it needs a written ground then; empty when it needs none
 */
GPtrArray *
sotong_restriction_find (const SotongRestrictionRules *rules,
                         gint64                        content_id,
                         const char                   *type,
                         gboolean                      publicity,
                         gint64                        time)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_restriction_free);
  g_autofree char *day = sotong_time_format_date (time, rules->zone);
  gboolean election = FALSE;

  for (guint i = 0; i < rules->periods->len; i++)
    {
      const SotongRestrictedPeriod *period = g_ptr_array_index (rules->periods, i);

      if (strcmp (day, period->starts_on) < 0 || strcmp (day, period->ends_on) > 0 || !concerns (period, type, publicity))
        continue;
      add_period (list, period);
      election = election || period->kind == SOTONG_RESTRICTED_ELECTION;
    }
  /* Before an election the rule is stricter, and of the same article. */
  if (publicity && !election)
    add_quarter (list, rules, content_id, time);
  return list;
}

static gboolean
has_same (GPtrArray               *list,
          const SotongRestriction *restriction)
{
  for (guint i = 0; i < list->len; i++)
    {
      const SotongRestriction *other = g_ptr_array_index (list, i);

      if (g_str_equal (other->kind, restriction->kind) && g_strcmp0 (other->key, restriction->key) == 0
          && g_str_equal (other->starts_on, restriction->starts_on))
        return TRUE;
    }
  return FALSE;
}

static void
add_at (GPtrArray                    *list,
        const SotongRestrictionRules *rules,
        const SotongContent          *content,
        gint64                        time)
{
  g_autoptr(GPtrArray) found = sotong_restriction_find (rules, content->id, content->type, content->publicity, time);

  while (found->len > 0)
    {
      SotongRestriction *restriction = g_ptr_array_steal_index (found, 0);

      if (has_same (list, restriction))
        sotong_restriction_free (restriction);
      else
        g_ptr_array_add (list, restriction);
    }
}

/**
 * sotong_restriction_find_content:
 * @rules: what was read
 * @content: a content
 *
 * Looks at the times of all its copies, those that are out included, or else at its planned day.
 *
 * Returns: (transfer full) (element-type SotongRestriction): each restriction once
 */
GPtrArray *
sotong_restriction_find_content (const SotongRestrictionRules *rules,
                                 const SotongContent          *content)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_restriction_free);
  gboolean timed = FALSE;

  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);
      gint64 time = copy->published_at != SOTONG_NONE ? copy->published_at : copy->publish_at;

      if (time == SOTONG_NONE)
        continue;
      add_at (list, rules, content, time);
      timed = TRUE;
    }
  if (!timed && content->planned_at != SOTONG_NONE)
    add_at (list, rules, content, content->planned_at);
  return list;
}

/**
 * sotong_restriction_describe:
 * @restrictions: (element-type SotongRestriction): at least one
 *
 * Returns: (transfer full): the names, with their days
 */
char *
sotong_restriction_describe (GPtrArray *restrictions)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < restrictions->len; i++)
    {
      const SotongRestriction *restriction = g_ptr_array_index (restrictions, i);

      if (i > 0)
        g_string_append (text, "; ");
      /* Translators: a restricted period, its first and its last day. */
      g_string_append_printf (text, _("%1$s (%2$s to %3$s)"), restriction->name, restriction->starts_on, restriction->ends_on);
    }
  return g_string_free (text, FALSE);
}

static gboolean
may_still_go_out (const SotongContent *content)
{
  gboolean may = content->copies->len == 0;

  for (guint i = 0; i < content->copies->len && !may; i++)
    may = sotong_state_can_move (((const SotongCopy *) g_ptr_array_index (content->copies, i))->state);
  return may;
}

/**
 * sotong_restriction_flag:
 * @rules: what was read
 * @content: a content
 *
 * Returns: (transfer full) (nullable): a sentence that a written ground is still to come, for a content that is to go out, falls
 *   under a restriction and has none; else %NULL
 */
char *
sotong_restriction_flag (const SotongRestrictionRules *rules,
                         const SotongContent          *content)
{
  g_autoptr(GPtrArray) found = NULL;
  g_autofree char *names = NULL;

  if (!may_still_go_out (content) || (content->restriction_ground != NULL && !sotong_text_is_blank (content->restriction_ground)))
    return NULL;
  found = sotong_restriction_find_content (rules, content);
  if (found->len == 0)
    return NULL;
  names = sotong_restriction_describe (found);
  /* Translators: 1 a title, 2 the names of restricted periods with their days. */
  return g_strdup_printf (_("“%1$s” falls under a restriction: %2$s. Write down the ground on which it may go out before it is scheduled, or choose another day."),
                          content->title, names);
}

/* Most contents are concerned by few periods, which are quickly asked for: an import adds thousands. */
static gboolean
may_concern (SotongDb    *db,
             const char  *type,
             gboolean     publicity,
             gint64       time)
{
  g_autofree char *day = NULL;
  gint64 id;

  if (publicity || g_strcmp0 (type, "advertisement") == 0 || g_strcmp0 (type, "white-paper") == 0)
    return TRUE;
  day = sotong_time_format_date (time, sotong_db_get_zone (db));
  return sotong_db_get_int (db, &id, NULL, "SELECT id FROM restricted_period WHERE scope = 'all' AND starts_on <= $1 AND ends_on >= $1"
                            " AND hidden = 0 AND removed_at IS NULL LIMIT 1", "t", day);
}

/**
 * sotong_restriction_check:
 * @db: a connection
 * @content_id: the content, or 0 of one not saved yet
 * @type: its type
 * @publicity: whether it is marked as publicity of the city
 * @ground: (nullable): why it may go out, as a person wrote
 * @time: when it is to go out
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`
 *
 * Whether a content may be scheduled for a time or go out then.
 *
 * Returns: %TRUE when no restriction holds, or a ground is written
 */
gboolean
sotong_restriction_check (SotongDb    *db,
                          gint64       content_id,
                          const char  *type,
                          gboolean     publicity,
                          const char  *ground,
                          gint64       time,
                          GError     **error)
{
  g_autoptr(SotongRestrictionRules) rules = NULL;
  g_autoptr(GPtrArray) found = NULL;
  g_autofree char *names = NULL;

  if (time == SOTONG_NONE || (ground != NULL && !sotong_text_is_blank (ground)) || !may_concern (db, type, publicity, time))
    return TRUE;
  rules = sotong_restriction_rules_load (db, error);
  if (rules == NULL)
    return FALSE;
  found = sotong_restriction_find (rules, content_id, type, publicity, time);
  if (found->len == 0)
    return TRUE;
  names = sotong_restriction_describe (found);
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("Its day falls under a restriction: %s. Sotong does not judge whether the post is allowed: write down the ground on which it "
                 "may go out, then schedule or publish it, or choose another day."), names);
  return FALSE;
}

/**
 * sotong_restriction_check_id:
 * @db: a connection
 * @content_id: a content
 * @time: when it is to go out
 * @error: return location
 *
 * As sotong_restriction_check(), of the content as it is saved.
 *
 * Returns: %TRUE when no restriction holds, or a ground is written
 */
gboolean
sotong_restriction_check_id (SotongDb  *db,
                             gint64     content_id,
                             gint64     time,
                             GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT type_id, publicity, restriction_ground FROM content WHERE id = $1", "i", content_id);
  g_autofree char *type = NULL, *ground = NULL;
  gboolean publicity;
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return local == NULL; /* what it belongs to says that it is gone */
    }
  type = sotong_stmt_dup (stmt, 0);
  publicity = sotong_stmt_int (stmt, 1) == 1;
  ground = sotong_stmt_dup (stmt, 2);
  return sotong_restriction_check (db, content_id, type, publicity, ground, time, error);
}

static gboolean
has_key (GPtrArray  *restrictions,
         const char *key)
{
  for (guint i = 0; i < restrictions->len; i++)
    if (g_strcmp0 (((const SotongRestriction *) g_ptr_array_index (restrictions, i))->key, key) == 0)
      return TRUE;
  return FALSE;
}

static char *
describe_bare (const char *title,
               gint64      time,
               GTimeZone  *zone,
               GPtrArray  *restrictions)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autofree char *at = local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
  g_autofree char *names = sotong_restriction_describe (restrictions);

  /* Translators: 1 a title, 2 a date and a time, 3 the names of restricted periods with their days. */
  return g_strdup_printf (_("“%1$s” waits for %2$s, which falls under a restriction: %3$s. It will be refused then: write down the ground on which it may "
                            "go out, or choose another day."), title, at, names);
}

/**
 * sotong_restriction_list_bare:
 * @db: a connection
 * @content_id: a content, or 0 for all
 * @key: (nullable): a period that was just changed: only what falls under it
 * @error: return location
 *
 * What is on the schedule, falls under a restriction and has no written ground: a period came after it, or its ground was
 * taken away. It stays there, and is refused at its time (sotong_restriction_check()).
 *
 * Returns: (transfer full) (nullable) (element-type utf8): a sentence for each content, by time; empty when there is none
 */
GPtrArray *
sotong_restriction_list_bare (SotongDb    *db,
                              gint64       content_id,
                              const char  *key,
                              GError     **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(SotongRestrictionRules) rules = sotong_restriction_rules_load (db, error);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;
  gint64 last = 0;

  if (rules == NULL)
    return NULL;
  stmt = sotong_db_query (db, error, "SELECT c.id, c.title, c.type_id, c.publicity, y.publish_at FROM content AS c JOIN copy AS y ON y.content_id = c.id"
                          " WHERE y.state IN ('scheduled', 'held') AND y.publish_at >= $1 AND y.removed_at IS NULL AND c.removed_at IS NULL"
                          " AND trim (coalesce (c.restriction_ground, '')) = '' AND ($2 = 0 OR c.id = $2) ORDER BY y.publish_at, c.id",
                          "ii", sotong_db_now (db), content_id);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      g_autoptr(GPtrArray) found = sotong_restriction_find (rules, sotong_stmt_int (stmt, 0), sotong_stmt_text (stmt, 2), sotong_stmt_int (stmt, 3) != 0,
                                                            sotong_stmt_int (stmt, 4));

      if (found->len == 0 || (key != NULL && !has_key (found, key)) || sotong_stmt_int (stmt, 0) == last)
        continue;
      last = sotong_stmt_int (stmt, 0);
      g_ptr_array_add (list, describe_bare (sotong_stmt_text (stmt, 1), sotong_stmt_int (stmt, 4), rules->zone, found));
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}
