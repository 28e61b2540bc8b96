/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-restricted.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "util/sotong-election.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

#define ELECTION_DAYS 180  /* before the election of a local government's head, 공직선거법 article 86 (5) */
#define MAX_NAME 200       /* letters */
#define MAX_GROUND 2000

static const struct {
  const char *name;
  const char *label;
} kinds[SOTONG_N_RESTRICTED_KINDS] = {
  { "election", N_("Election") },
  { "mourning", N_("Mourning") },
  { "disaster", N_("Disaster") },
  { "other", N_("Other rule") },
};

/**
 * sotong_restricted_kind_get_name:
 * @kind: a kind
 *
 * Returns: its name in the workspace, in files and on the command line
 */
const char *
sotong_restricted_kind_get_name (SotongRestrictedKind kind)
{
  g_return_val_if_fail (kind < SOTONG_N_RESTRICTED_KINDS, "other");
  return kinds[kind].name;
}

/**
 * sotong_restricted_kind_get_label:
 * @kind: a kind
 *
 * Returns: what a person calls it, in the user's language
 */
const char *
sotong_restricted_kind_get_label (SotongRestrictedKind kind)
{
  g_return_val_if_fail (kind < SOTONG_N_RESTRICTED_KINDS, "");
  return _(kinds[kind].label);
}

/**
 * sotong_restricted_kind_from_name:
 * @name: (nullable): a name
 * @out_kind: (out): the kind
 *
 * Returns: %TRUE if there is such a kind
 */
gboolean
sotong_restricted_kind_from_name (const char           *name,
                                  SotongRestrictedKind *out_kind)
{
  for (int i = 0; name != NULL && i < SOTONG_N_RESTRICTED_KINDS; i++)
    {
      if (g_str_equal (kinds[i].name, name))
        {
          *out_kind = (SotongRestrictedKind) i;
          return TRUE;
        }
    }
  return FALSE;
}

void
sotong_restricted_period_free (SotongRestrictedPeriod *period)
{
  if (period == NULL)
    return;
  g_free (period->key);
  g_free (period->name);
  g_free (period->starts_on);
  g_free (period->ends_on);
  g_free (period->legal_ground);
  g_free (period);
}

static char *
format_day (gint64 day)
{
  int year, month, day_of_month;

  sotong_time_civil_from_days (day, &year, &month, &day_of_month);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day_of_month);
}

static SotongRestrictedPeriod *
period_of_election (const SotongElection *election)
{
  SotongRestrictedPeriod *period = g_new0 (SotongRestrictedPeriod, 1);

  period->starts_on = format_day (election->day - ELECTION_DAYS);
  period->ends_on = format_day (election->day);
  period->key = g_strconcat ("local-", period->ends_on, NULL);
  period->kind = SOTONG_RESTRICTED_ELECTION;
  /* Translators: %.4s is a year. */
  period->name = g_strdup_printf (_("180 days before the local elections of %.4s"), period->ends_on);
  period->legal_ground = g_strdup (_("Public Official Election Act, article 86 (5): from 180 days before the election of its head until the "
                                     "election day a local government may issue, distribute or broadcast no publicity of its plans, results "
                                     "or activities, but for the exceptions named there."));
  period->built_in = TRUE;
  return period;
}

/* The periods in the workspace; those that it hides of an election are in @out_removed, if that is given, and
 * the keys of all that stand for an election's in @replaced. */
static GPtrArray *
read_rows (SotongDb    *db,
           GHashTable  *replaced,
           GPtrArray   *out_removed,
           GError     **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_restricted_period_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT id, kind, name, starts_on, ends_on, legal_ground, scope, replaces, hidden FROM restricted_period"
                          " WHERE removed_at IS NULL ORDER BY starts_on, id", "");
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongRestrictedPeriod *period;
      char *replaces = sotong_stmt_dup (stmt, 7);

      if (replaces != NULL)
        g_hash_table_add (replaced, g_strdup (replaces));
      if (sotong_stmt_int (stmt, 8) == 1 && out_removed == NULL)
        {
          g_free (replaces);
          continue;
        }
      period = g_new0 (SotongRestrictedPeriod, 1);
      period->id = sotong_stmt_int (stmt, 0);
      period->built_in = replaces != NULL;
      period->key = replaces != NULL ? replaces : g_strdup_printf ("%" G_GINT64_FORMAT, period->id);
      period->kind = SOTONG_RESTRICTED_OTHER;
      sotong_restricted_kind_from_name (sotong_stmt_text (stmt, 1), &period->kind);
      period->name = sotong_stmt_dup (stmt, 2);
      period->starts_on = sotong_stmt_dup (stmt, 3);
      period->ends_on = sotong_stmt_dup (stmt, 4);
      period->legal_ground = sotong_stmt_dup (stmt, 5);
      period->all = g_str_equal (sotong_stmt_text (stmt, 6), "all");
      g_ptr_array_add (sotong_stmt_int (stmt, 8) == 1 ? out_removed : list, period);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const SotongRestrictedPeriod *x = *(SotongRestrictedPeriod * const *) a, *y = *(SotongRestrictedPeriod * const *) b;
  int order = g_strcmp0 (x->starts_on, y->starts_on);

  return order != 0 ? order : g_strcmp0 (x->key, y->key);
}

/**
 * sotong_restricted_list:
 * @db: a connection
 * @error: return location
 *
 * The periods before the local elections of 2010 to 2050, as this workspace edited them, and its own.
 *
 * Returns: (transfer full) (nullable) (element-type SotongRestrictedPeriod): in the order of their first days
 */
GPtrArray *
sotong_restricted_list (SotongDb  *db,
                        GError   **error)
{
  g_autoptr(GHashTable) replaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GArray) elections = sotong_election_list (SOTONG_ELECTION_FIRST_YEAR, SOTONG_ELECTION_LAST_YEAR);
  GPtrArray *list = read_rows (db, replaced, NULL, error);

  for (guint i = 0; list != NULL && i < elections->len; i++)
    {
      const SotongElection *election = &g_array_index (elections, SotongElection, i);
      SotongRestrictedPeriod *period;

      if (election->kind != SOTONG_ELECTION_LOCAL)
        continue;
      period = period_of_election (election);
      if (g_hash_table_contains (replaced, period->key))
        sotong_restricted_period_free (period);
      else
        g_ptr_array_add (list, period);
    }
  if (list != NULL)
    g_ptr_array_sort (list, compare);
  return list;
}

/**
 * sotong_restricted_list_removed:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongRestrictedPeriod): the elections' periods that do not hold here
 */
GPtrArray *
sotong_restricted_list_removed (SotongDb  *db,
                                GError   **error)
{
  g_autoptr(GHashTable) replaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) removed = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_restricted_period_free);
  g_autoptr(GPtrArray) list = read_rows (db, replaced, removed, error);

  return list != NULL ? g_steal_pointer (&removed) : NULL;
}

/**
 * sotong_restricted_find:
 * @db: a connection
 * @key: a period's key
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): the period
 */
SotongRestrictedPeriod *
sotong_restricted_find (SotongDb    *db,
                        const char  *key,
                        GError     **error)
{
  g_autoptr(GPtrArray) list = sotong_restricted_list (db, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (g_str_equal (((SotongRestrictedPeriod *) g_ptr_array_index (list, i))->key, key))
      return g_ptr_array_steal_index (list, i);
  if (list != NULL)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no restricted period “%s”."), key);
  return NULL;
}

static gboolean
invalid (GError     **error,
         const char  *message)
{
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, message);
  return FALSE;
}

/* The period with its texts and days as the store writes them, or NULL. */
static SotongRestrictedPeriod *
clean_period (SotongDb                      *db,
              const SotongRestrictedPeriod  *period,
              GError                       **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  g_autoptr(SotongRestrictedPeriod) clean = g_new0 (SotongRestrictedPeriod, 1);
  g_autofree char *name = sotong_text_clean (period->name != NULL ? period->name : "", -1, 4 * MAX_NAME);
  SotongRange range;

  clean->name = sotong_text_single_line (name, MAX_NAME);
  clean->legal_ground = sotong_text_clean (period->legal_ground != NULL ? period->legal_ground : "", -1, 4 * MAX_GROUND);
  if (sotong_text_is_blank (clean->name))
    return invalid (error, _("A restricted period needs a name.")), NULL;
  if (sotong_text_is_blank (clean->legal_ground))
    return invalid (error, _("A restricted period needs the legal ground it rests on. Quote it, as the number of the article or of the notice.")), NULL;
  if (period->starts_on == NULL || period->ends_on == NULL)
    return invalid (error, _("A restricted period needs a first and a last day.")), NULL;
  if (!sotong_time_parse_range (period->starts_on, period->ends_on, zone, &range, error))
    return NULL;
  clean->starts_on = sotong_time_format_date (range.start, zone);
  clean->ends_on = sotong_time_format_date (range.end - 1, zone);
  clean->kind = period->kind;
  clean->all = period->all;
  return g_steal_pointer (&clean);
}

static gint64
insert (SotongDb                      *db,
        const SotongRestrictedPeriod  *period,
        const char                    *replaces,
        gboolean                       hidden,
        GError                       **error)
{
  gint64 id = sotong_db_insert (db, error, "INSERT INTO restricted_period (kind, name, starts_on, ends_on, legal_ground, scope, replaces, hidden)"
                                " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", "ttttttti", sotong_restricted_kind_get_name (period->kind),
                                period->name, period->starts_on, period->ends_on, period->legal_ground, period->all ? "all" : "publicity",
                                replaces, (gint64) hidden);

  if (id == 0 || !sotong_change_added (db, "restricted_period", id, error))
    return 0;
  sotong_change_set_subject (db, id, NULL);
  return id;
}

/**
 * sotong_restricted_save:
 * @db: the connection of a write job
 * @period: the period as it shall be; its key is %NULL of a new one
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` without a name, days or a legal ground,
 *   `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Adds or edits a period, an election's too. One step of undo.
 *
 * Returns: the id of its row, or 0 with @error set
 */
gint64
sotong_restricted_save (SotongDb                      *db,
                        const SotongRestrictedPeriod  *period,
                        GError                       **error)
{
  g_autoptr(SotongRestrictedPeriod) clean = clean_period (db, period, error);
  g_autoptr(SotongRestrictedPeriod) before = NULL;

  if (clean == NULL || (period->key != NULL && (before = sotong_restricted_find (db, period->key, error)) == NULL)
      || !sotong_change_begin (db, before != NULL ? "restricted.edit" : "restricted.add", "restricted", before != NULL ? before->id : 0,
                               clean->name, error))
    return 0;
  if (before == NULL || before->id == 0)
    return insert (db, clean, before != NULL ? before->key : NULL, FALSE, error);
  return sotong_change_touch (db, "restricted_period", before->id, error)
         && sotong_db_exec (db, error, "UPDATE restricted_period SET kind = $1, name = $2, starts_on = $3, ends_on = $4, legal_ground = $5,"
                            " scope = $6 WHERE id = $7", "tttttti", sotong_restricted_kind_get_name (clean->kind), clean->name,
                            clean->starts_on, clean->ends_on, clean->legal_ground, clean->all ? "all" : "publicity", before->id)
         ? before->id : 0;
}

/**
 * sotong_restricted_remove:
 * @db: the connection of a write job
 * @key: a period's key
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Removes a period; an election's no longer holds here. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_restricted_remove (SotongDb    *db,
                          const char  *key,
                          GError     **error)
{
  g_autoptr(SotongRestrictedPeriod) period = sotong_restricted_find (db, key, error);

  if (period == NULL || !sotong_change_begin (db, "restricted.remove", "restricted", period->id, period->name, error))
    return FALSE;
  if (period->id == 0)
    return insert (db, period, period->key, TRUE, error) != 0;
  if (!sotong_change_touch (db, "restricted_period", period->id, error))
    return FALSE;
  if (period->built_in)
    return sotong_db_exec (db, error, "UPDATE restricted_period SET hidden = 1 WHERE id = $1", "i", period->id);
  return sotong_db_exec (db, error, "UPDATE restricted_period SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), period->id);
}

/**
 * sotong_restricted_restore:
 * @db: the connection of a write job
 * @key: the key of an election's period that was removed
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Brings the period back, as the workspace had it. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_restricted_restore (SotongDb    *db,
                           const char  *key,
                           GError     **error)
{
  g_autoptr(GPtrArray) removed = sotong_restricted_list_removed (db, error);

  for (guint i = 0; removed != NULL && i < removed->len; i++)
    {
      const SotongRestrictedPeriod *period = g_ptr_array_index (removed, i);

      if (g_str_equal (period->key, key))
        return sotong_change_begin (db, "restricted.restore", "restricted", period->id, period->name, error)
               && sotong_change_touch (db, "restricted_period", period->id, error)
               && sotong_db_exec (db, error, "UPDATE restricted_period SET hidden = 0 WHERE id = $1", "i", period->id);
    }
  if (removed != NULL)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no restricted period “%s” that was removed."), key);
  return FALSE;
}
