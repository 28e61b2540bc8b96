/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-report-form.h"

void
sotong_report_form_free (SotongReportForm *form)
{
  if (form == NULL)
    return;
  g_free (form->kind);
  g_free (form->body);
  g_free (form->logo);
  g_free (form);
}

/**
 * sotong_report_form_get:
 * @db: a connection
 * @kind: a kind of report, or "" for the form of all kinds
 * @own: only one of the kind itself, not that of all kinds
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the form, an empty one if the office has none; %NULL with @error set on failure
 */
SotongReportForm *
sotong_report_form_get (SotongDb    *db,
                        const char  *kind,
                        gboolean     own,
                        GError     **error)
{
  g_autoptr(SotongReportForm) form = g_new0 (SotongReportForm, 1);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT kind, body, logo FROM report_form WHERE kind IN ($1, $2) AND removed_at IS NULL"
                                                " ORDER BY kind = '', id DESC LIMIT 1", "tt", kind, own ? kind : "");
  GError *local = NULL;
  gboolean found;

  if (stmt == NULL)
    return NULL;
  found = sotong_stmt_next (stmt, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  form->kind = found ? sotong_stmt_dup (stmt, 0) : g_strdup (kind);
  form->body = found ? sotong_stmt_dup (stmt, 1) : g_strdup ("");
  form->logo = found ? sotong_stmt_dup (stmt, 2) : g_strdup ("");
  return g_steal_pointer (&form);
}

/* The row of the kind's own form: *@out is 0 if there is none. */
static gboolean
find (SotongDb    *db,
      const char  *kind,
      gint64      *out,
      GError     **error)
{
  GError *local = NULL;

  *out = 0;
  if (sotong_db_get_int (db, out, &local, "SELECT id FROM report_form WHERE kind = $1 AND removed_at IS NULL ORDER BY id DESC LIMIT 1", "t", kind) || local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_report_form_set:
 * @db: the connection of a write job
 * @kind: a kind of report, or "" for all kinds that have none of their own
 * @body: the template; whoever calls has checked it
 * @logo: a PNG in base64, "" for none
 * @error: return location
 *
 * One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_report_form_set (SotongDb    *db,
                        const char  *kind,
                        const char  *body,
                        const char  *logo,
                        GError     **error)
{
  gint64 id;

  if (!sotong_change_begin (db, "report.form", "report_form", 0, kind, error) || !find (db, kind, &id, error))
    return FALSE;
  if (id != 0)
    return sotong_change_touch (db, "report_form", id, error)
           && sotong_db_exec (db, error, "UPDATE report_form SET body = $1, logo = $2 WHERE id = $3", "tti", body, logo, id);
  id = sotong_db_insert (db, error, "INSERT INTO report_form (kind, body, logo) VALUES ($1, $2, $3)", "ttt", kind, body, logo);
  return id != 0 && sotong_change_added (db, "report_form", id, error);
}

/**
 * sotong_report_form_remove:
 * @db: the connection of a write job
 * @kind: whose own form goes
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * The kind has the program's form again. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_report_form_remove (SotongDb    *db,
                           const char  *kind,
                           GError     **error)
{
  gint64 id;

  if (!find (db, kind, &id, error))
    return FALSE;
  if (id == 0)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("This report has no template of its own: there is nothing to take away."));
      return FALSE;
    }
  return sotong_change_begin (db, "report.form-remove", "report_form", id, kind, error) && sotong_change_touch (db, "report_form", id, error)
         && sotong_db_exec (db, error, "UPDATE report_form SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id);
}
