/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-payee.h"
#include "util/sotong-i18n.h"

/* Who is paid: a citizen, whom what everybody may read does not name, or a firm or an office, which it does. */

static const struct {
  const char *word;
  const char *kind;
} words[] = {
  { "", "" }, { "unset", "" }, { "미지정", "" }, { "person", "person" }, { "개인", "person" }, { "시민", "person" }, { "firm", "firm" }, { "업체", "firm" },
  { "법인", "firm" }, { "기업", "firm" }, { "사업자", "firm" }, { "public", "public" }, { "공공", "public" }, { "공공기관", "public" }, { "기관", "public" },
};

/**
 * sotong_payee_kind_read:
 * @text: (nullable): a word of a person or of a file
 * @out_kind: (out): "person", "firm", "public", or "" where it is not to be said
 *
 * Returns: %FALSE if it is none of the words
 */
gboolean
sotong_payee_kind_read (const char  *text,
                        const char **out_kind)
{
  g_autofree char *clean = g_strstrip (g_ascii_strdown (text != NULL ? text : "", -1));

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, clean))
      {
        *out_kind = words[i].kind;
        return TRUE;
      }
  return FALSE;
}

/**
 * sotong_payee_kind_check:
 * @kind: (nullable): as it is stored
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`
 *
 * Returns: whether it is one that is stored
 */
gboolean
sotong_payee_kind_check (const char  *kind,
                         GError     **error)
{
  static const char * const kinds[] = { "", "person", "firm", "public", NULL };

  if (kind == NULL || g_strv_contains (kinds, kind))
    return TRUE;
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A payee is not “%s”. It is a person, a firm or public."), kind);
  return FALSE;
}

static gboolean
mark_table (SotongDb    *db,
            const char  *table,
            const char  *column,
            const char  *payee,
            const char  *kind,
            gint64      *n,
            GError     **error)
{
  g_autofree char *select = g_strdup_printf ("SELECT id FROM %s WHERE %s = $1 AND payee_kind <> $2 AND removed_at IS NULL ORDER BY id", table, column);
  g_autofree char *update = g_strdup_printf ("UPDATE %s SET payee_kind = $1 WHERE id = $2", table);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, select, "tt", payee, kind);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 id = sotong_stmt_int (stmt, 0);

      g_array_append_val (ids, id);
    }
  g_clear_pointer (&stmt, sotong_stmt_reset);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (!sotong_change_touch (db, table, id, error) || !sotong_db_exec (db, error, update, "ti", kind, id))
        return FALSE;
    }
  *n += ids->len;
  return TRUE;
}

/**
 * sotong_payee_mark:
 * @db: the connection of a write job
 * @payee: a name, as the ledger has it
 * @kind: "person", "firm", "public" or ""
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND` when the ledger has no such payee, `SOTONG_STORE_ERROR_INVALID`
 *
 * Says it of all payments and commitments of that name; no amount changes, so closed years take it too. One step of undo.
 *
 * Returns: how many were marked anew, or -1 on failure
 */
gint64
sotong_payee_mark (SotongDb    *db,
                   const char  *payee,
                   const char  *kind,
                   GError     **error)
{
  gint64 known = 0, n = 0;

  if (!sotong_payee_kind_check (kind, error)
      || !sotong_db_get_int (db, &known, error, "SELECT (SELECT count(*) FROM payment WHERE payee = $1 AND removed_at IS NULL)"
                             " + (SELECT count(*) FROM commitment WHERE counterparty = $1 AND removed_at IS NULL)", "t", payee))
    return -1;
  if (known == 0)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                   SOTONG_SAY (_("The ledger has no payee “%s”. “sotongctl budget show --payments” lists the payments."),
                               _("The ledger has no payee “%s”. Its payments show those there are.")), payee);
      return -1;
    }
  return sotong_change_begin (db, "budget.payee", "payment", 0, payee, error) && mark_table (db, "payment", "payee", payee, kind, &n, error)
         && mark_table (db, "commitment", "counterparty", payee, kind, &n, error) ? n : -1;
}
