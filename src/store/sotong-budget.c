/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-budget.h"
#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "util/sotong-i18n.h"
#include "util/sotong-won.h"

static void
text_free (SotongProgrammeText *text)
{
  g_free (text->part);
  g_free (text->label);
  g_free (text->body);
  g_free (text);
}

static void
step_free (SotongProgrammeStep *step)
{
  g_free (step->name);
  g_free (step->starts_on);
  g_free (step->ends_on);
  g_free (step->detail);
  g_free (step);
}

static void
result_free (SotongProgrammeResult *result)
{
  g_free (result->body);
  g_free (result);
}

static void
account_free (SotongBudgetAccount *account)
{
  g_free (account->code);
  g_free (account->name);
  g_free (account);
}

SotongProgramme *
sotong_programme_new (void)
{
  SotongProgramme *programme = g_new0 (SotongProgramme, 1);

  programme->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) text_free);
  programme->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  programme->results = g_ptr_array_new_with_free_func ((GDestroyNotify) result_free);
  programme->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) account_free);
  programme->totals = g_array_new (FALSE, FALSE, sizeof (SotongBudgetTotal));
  programme->settlements = g_array_new (FALSE, FALSE, sizeof (SotongSettlement));
  return programme;
}

void
sotong_programme_free (SotongProgramme *programme)
{
  if (programme == NULL)
    return;
  g_free (programme->name);
  g_free (programme->body);
  g_free (programme->bureau);
  g_free (programme->department);
  g_free (programme->kind);
  g_free (programme->starts_on);
  g_free (programme->ends_on);
  g_ptr_array_unref (programme->texts);
  g_ptr_array_unref (programme->steps);
  g_ptr_array_unref (programme->results);
  g_ptr_array_unref (programme->accounts);
  g_array_unref (programme->totals);
  g_array_unref (programme->settlements);
  g_free (programme);
}

void
sotong_programme_add_text (SotongProgramme *programme,
                           const char      *part,
                           const char      *label,
                           const char      *body)
{
  SotongProgrammeText *text = g_new0 (SotongProgrammeText, 1);

  text->part = g_strdup (part);
  text->label = g_strdup (label != NULL ? label : "");
  text->body = g_strdup (body);
  g_ptr_array_add (programme->texts, text);
}

void
sotong_programme_add_step (SotongProgramme *programme,
                           const char      *name,
                           const char      *starts_on,
                           const char      *ends_on,
                           gint64           amount,
                           const char      *detail)
{
  SotongProgrammeStep *step = g_new0 (SotongProgrammeStep, 1);

  step->name = g_strdup (name);
  step->starts_on = g_strdup (starts_on);
  step->ends_on = g_strdup (ends_on);
  step->amount = amount;
  step->detail = g_strdup (detail != NULL ? detail : "");
  g_ptr_array_add (programme->steps, step);
}

void
sotong_programme_add_result (SotongProgramme *programme,
                             int              year,
                             const char      *body)
{
  SotongProgrammeResult *result = g_new0 (SotongProgrammeResult, 1);

  result->year = year;
  result->body = g_strdup (body);
  g_ptr_array_add (programme->results, result);
}

/* Returns @id. */
gint64
sotong_programme_add_account (SotongProgramme *programme,
                              gint64           id,
                              const char      *code,
                              const char      *name)
{
  SotongBudgetAccount *account = g_new0 (SotongBudgetAccount, 1);

  account->id = id;
  account->code = g_strdup (code);
  account->name = g_strdup (name);
  g_ptr_array_add (programme->accounts, account);
  return id;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* ---- writing ---- */

static gboolean
insert_parts (SotongDb               *db,
              gint64                  id,
              const SotongProgramme  *programme,
              GError                **error)
{
  for (guint i = 0; i < programme->texts->len; i++)
    {
      const SotongProgrammeText *text = g_ptr_array_index (programme->texts, i);

      if (!sotong_db_exec (db, error, "INSERT INTO programme_text (programme_id, part, position, label, body) VALUES ($1, $2, $3, $4, $5)",
                           "ititt", id, text->part, (gint64) i, text->label, text->body))
        return FALSE;
    }
  for (guint i = 0; i < programme->steps->len; i++)
    {
      const SotongProgrammeStep *step = g_ptr_array_index (programme->steps, i);

      if (!sotong_db_exec (db, error, "INSERT INTO programme_step (programme_id, position, name, starts_on, ends_on, amount, detail)"
                           " VALUES ($1, $2, $3, $4, $5, $6, $7)", "iitttit", id, (gint64) i, step->name, step->starts_on, step->ends_on,
                           step->amount, step->detail))
        return FALSE;
    }
  for (guint i = 0; i < programme->results->len; i++)
    {
      const SotongProgrammeResult *result = g_ptr_array_index (programme->results, i);

      if (!sotong_db_exec (db, error, "INSERT INTO programme_result (programme_id, year, body) VALUES ($1, $2, $3)", "iit", id,
                           (gint64) result->year, result->body))
        return FALSE;
    }
  return TRUE;
}

/**
 * sotong_programme_insert:
 * @db: the connection of a write job
 * @programme: a programme with its texts, steps and results; accounts, totals and
 *   settlements are added one by one
 * @error: return location
 *
 * The fiscal year (회계연도) of a Korean local government is the calendar's, 1 January to 31 December: Local Accounting Act
 * (지방회계법), Article 6 (1). Its days stand in the workspace all the same, and what is paid is held against them.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_programme_insert (SotongDb               *db,
                         const SotongProgramme  *programme,
                         GError                **error)
{
  gint64 id;

  if (!sotong_db_exec (db, error, "INSERT INTO fiscal_year (year, starts_on, ends_on) VALUES ($1, $2, $3) ON CONFLICT (year) DO NOTHING", "itt",
                       (gint64) programme->year, programme->starts_on, programme->ends_on))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO programme (year, name, body, bureau, department, kind, starts_on, ends_on, made)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", "ittttttti", (gint64) programme->year,
                         programme->name, or_empty (programme->body), or_empty (programme->bureau), or_empty (programme->department),
                         or_empty (programme->kind), programme->starts_on, programme->ends_on, (gint64) programme->made);
  if (id == 0 || !sotong_change_added (db, "programme", id, error) || !insert_parts (db, id, programme, error))
    return 0;
  return id;
}

gint64
sotong_budget_account_insert (SotongDb    *db,
                              gint64       programme_id,
                              const char  *code,
                              const char  *name,
                              GError     **error)
{
  gint64 id = sotong_db_insert (db, error, "INSERT INTO budget_account (programme_id, code, name, position)"
                                " VALUES ($1, $2, $3, (SELECT count(*) FROM budget_account WHERE programme_id = $1))", "itt", programme_id,
                                or_empty (code), name);

  return id != 0 && sotong_change_added (db, "budget_account", id, error) ? id : 0;
}

gboolean
sotong_budget_total_insert (SotongDb                 *db,
                            gint64                    programme_id,
                            const SotongBudgetTotal  *total,
                            GError                  **error)
{
  return sotong_db_exec (db, error, "INSERT INTO budget_total (programme_id, account_id, year, amount) VALUES ($1, $2, $3, $4)", "iiii",
                         programme_id, total->account_id, (gint64) total->year, total->amount);
}

/**
 * sotong_settlement_insert:
 * @db: the connection of a write job
 * @programme_id: a programme
 * @settlement: a year's figures
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when they break an identity
 *
 * 예산현액 = 당초예산 + 전년이월 + 예산변경, and 집행잔액 = 예산현액 - 집행액 - 차년이월.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_settlement_insert (SotongDb                *db,
                          gint64                   programme_id,
                          const SotongSettlement  *s,
                          GError                 **error)
{
  gint64 available, remaining;

  if (!sotong_won_add (s->original, s->carried_in, &available) || !sotong_won_add (available, s->changed, &available)
      || !sotong_won_subtract (s->available, s->executed, &remaining) || !sotong_won_subtract (remaining, s->carried_out, &remaining)
      || available != s->available || remaining != s->remaining)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("The settlement of %d does not balance: what is available must be original + carried in + changes, and what remains must be available − executed − carried out."),
                   s->year);
      return FALSE;
    }
  return sotong_db_exec (db, error, "INSERT INTO settlement (programme_id, year, original, carried_in, changed, available, executed, carried_out, remaining)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", "iiiiiiiii", programme_id, (gint64) s->year, s->original, s->carried_in,
                         s->changed, s->available, s->executed, s->carried_out, s->remaining);
}

/* ---- reading ---- */

/* Calls @add for each row; the end of every reader below. */
static gboolean
for_each (SotongStmt       *stmt,
          void            (*add) (SotongProgramme *programme, SotongStmt *stmt),
          SotongProgramme  *programme,
          GError          **error)
{
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    add (programme, stmt);
  sotong_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static void
add_text (SotongProgramme *programme,
          SotongStmt      *stmt)
{
  sotong_programme_add_text (programme, sotong_stmt_text (stmt, 0), sotong_stmt_text (stmt, 1), sotong_stmt_text (stmt, 2));
}

static void
add_step (SotongProgramme *programme,
          SotongStmt      *stmt)
{
  sotong_programme_add_step (programme, sotong_stmt_text (stmt, 0), sotong_stmt_text (stmt, 1), sotong_stmt_text (stmt, 2),
                             sotong_stmt_int (stmt, 3), sotong_stmt_text (stmt, 4));
}

static void
add_result (SotongProgramme *programme,
            SotongStmt      *stmt)
{
  sotong_programme_add_result (programme, (int) sotong_stmt_int (stmt, 0), sotong_stmt_text (stmt, 1));
}

static void
add_account (SotongProgramme *programme,
             SotongStmt      *stmt)
{
  sotong_programme_add_account (programme, sotong_stmt_int (stmt, 0), sotong_stmt_text (stmt, 1), sotong_stmt_text (stmt, 2));
}

static void
add_total (SotongProgramme *programme,
           SotongStmt      *stmt)
{
  SotongBudgetTotal total = { sotong_stmt_int (stmt, 0), (int) sotong_stmt_int (stmt, 1), sotong_stmt_int (stmt, 2), SOTONG_NONE };

  g_array_append_val (programme->totals, total);
}

static void
add_settlement (SotongProgramme *programme,
                SotongStmt      *stmt)
{
  SotongSettlement s = {
    (int) sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1), sotong_stmt_int (stmt, 2), sotong_stmt_int (stmt, 3),
    sotong_stmt_int (stmt, 4), sotong_stmt_int (stmt, 5), sotong_stmt_int (stmt, 6), sotong_stmt_int (stmt, 7)
  };

  g_array_append_val (programme->settlements, s);
}

static gboolean
read_parts (SotongDb         *db,
            SotongProgramme  *p,
            GError          **error)
{
  return for_each (sotong_db_query (db, error, "SELECT part, label, body FROM programme_text WHERE programme_id = $1 ORDER BY position", "i", p->id),
                   add_text, p, error)
         && for_each (sotong_db_query (db, error, "SELECT name, starts_on, ends_on, amount, detail FROM programme_step"
                                       " WHERE programme_id = $1 ORDER BY position", "i", p->id), add_step, p, error)
         && for_each (sotong_db_query (db, error, "SELECT year, body FROM programme_result WHERE programme_id = $1 ORDER BY year", "i", p->id),
                      add_result, p, error)
         && for_each (sotong_db_query (db, error, "SELECT id, code, name FROM budget_account WHERE programme_id = $1 AND removed_at IS NULL"
                                       " ORDER BY position", "i", p->id), add_account, p, error)
         && for_each (sotong_db_query (db, error, "SELECT account_id, year, amount FROM budget_total WHERE programme_id = $1 ORDER BY year, id", "i", p->id),
                      add_total, p, error)
         && for_each (sotong_db_query (db, error, "SELECT year, original, carried_in, changed, available, executed, carried_out, remaining"
                                       " FROM settlement WHERE programme_id = $1 ORDER BY year", "i", p->id), add_settlement, p, error);
}

/* "2016, 2017", or "". */
static char *
name_years (SotongDb *db)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, NULL, "SELECT DISTINCT year FROM programme WHERE removed_at IS NULL ORDER BY year", "");
  g_autoptr(GString) years = g_string_new (NULL);

  while (stmt != NULL && sotong_stmt_next (stmt, NULL))
    g_string_append_printf (years, "%s%d", years->len > 0 ? ", " : "", (int) sotong_stmt_int (stmt, 0));
  return g_string_free (g_steal_pointer (&years), FALSE);
}

static void
refuse_all (GError **error)
{
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                       SOTONG_SAY (_("The workspace has no budget yet. Bring one in with “sotongctl budget import FILE --year YEAR”."),
                                   _("The workspace has no budget yet. Import one in the ledger.")));
}

/**
 * sotong_programme_refuse:
 * @db: a connection
 * @year: a fiscal year that has no budget
 * @error: return location; set to `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Says which years have a budget, and whether a later statement prints figures of this one. Runs SQL, so call it from a store job.
 */
void
sotong_programme_refuse (SotongDb  *db,
                         int        year,
                         GError   **error)
{
  g_autofree char *years = name_years (db);
  gint64 known = 0;

  sotong_db_get_int (db, &known, NULL, "SELECT EXISTS (SELECT 1 FROM budget_total AS t JOIN programme AS p ON p.id = t.programme_id"
                         " WHERE t.year = $1 AND p.removed_at IS NULL) OR EXISTS (SELECT 1 FROM settlement AS s JOIN programme AS p ON p.id = s.programme_id"
                         " WHERE s.year = $1 AND p.removed_at IS NULL)", "i", (gint64) year);
  if (*years == '\0')
    refuse_all (error);
  else if (known == 0)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                 /* Translators: a year, then years with commas between them */
                 _("The workspace has no budget for the year %d. Years with a budget: %s."), year, years);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                 SOTONG_SAY (_("The workspace has no budget for the year %d. Years with a budget: %s. What a later statement prints of it is shown by "
                               "“sotongctl budget show --year” and the settlement of that year."),
                             _("The workspace has no budget for the year %d. Years with a budget: %s. What a later statement prints of it is in the "
                               "settlement of that year.")), year, years);
}

/**
 * sotong_programme_get:
 * @db: a connection
 * @year: a fiscal year, or 0 for the newest
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): the year's programme
 */
SotongProgramme *
sotong_programme_get (SotongDb  *db,
                      int        year,
                      GError   **error)
{
  g_autoptr(SotongProgramme) p = sotong_programme_new ();
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT id, year, name, body, bureau, department, kind, starts_on, ends_on, made FROM programme"
                          " WHERE removed_at IS NULL AND ($1 = 0 OR year = $1) ORDER BY year DESC, id LIMIT 1", "i", (gint64) year);
  if (stmt == NULL)
    return NULL;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      else if (year != 0)
        sotong_programme_refuse (db, year, error);
      else
        refuse_all (error);
      return NULL;
    }
  p->id = sotong_stmt_int (stmt, 0);
  p->year = (int) sotong_stmt_int (stmt, 1);
  p->name = sotong_stmt_dup (stmt, 2);
  p->body = sotong_stmt_dup (stmt, 3);
  p->bureau = sotong_stmt_dup (stmt, 4);
  p->department = sotong_stmt_dup (stmt, 5);
  p->kind = sotong_stmt_dup (stmt, 6);
  p->starts_on = sotong_stmt_dup (stmt, 7);
  p->ends_on = sotong_stmt_dup (stmt, 8);
  p->made = sotong_stmt_int (stmt, 9) == 1;
  return read_parts (db, p, error) ? g_steal_pointer (&p) : NULL;
}

static GArray *
list_years (SotongDb    *db,
            const char  *sql,
            GError     **error)
{
  g_autoptr(GArray) years = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, sql, "");
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      int year = (int) sotong_stmt_int (stmt, 0);

      g_array_append_val (years, year);
    }
  if (local == NULL)
    return g_steal_pointer (&years);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_programme_years:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type int): the years that have a programme, newest first
 */
GArray *
sotong_programme_years (SotongDb  *db,
                        GError   **error)
{
  return list_years (db, "SELECT DISTINCT year FROM programme WHERE removed_at IS NULL ORDER BY year DESC", error);
}

/**
 * sotong_budget_years:
 * @db: a connection
 * @error: return location
 *
 * As sotong_programme_years(), without those in which only quantities were promised.
 *
 * Returns: (transfer full) (nullable) (element-type int): the years that have a line of the budget, newest first
 */
GArray *
sotong_budget_years (SotongDb  *db,
                     GError   **error)
{
  return list_years (db, "SELECT DISTINCT year FROM programme WHERE removed_at IS NULL"
                     " AND EXISTS (SELECT 1 FROM budget_line AS l WHERE l.programme_id = programme.id AND l.removed_at IS NULL) ORDER BY year DESC", error);
}

/* Whether @year is one of @years, as sotong_programme_years() gives them. */
gboolean
sotong_budget_has_year (GArray *years,
                        int     year)
{
  for (guint i = 0; i < years->len; i++)
    if (g_array_index (years, int, i) == year)
      return TRUE;
  return FALSE;
}
