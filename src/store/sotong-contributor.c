/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change-private.h"
#include "store/sotong-contributor.h"
#include "store/sotong-db-private.h"
#include "store/sotong-named.h"
#include "util/sotong-text.h"
#include "util/sotong-url.h"

void
sotong_contributor_free (SotongContributor *contributor)
{
  if (contributor == NULL)
    return;
  g_free (contributor->pen_name);
  g_free (contributor->channel_url);
  g_free (contributor->consent);
  g_free (contributor->rights);
  g_free (contributor);
}

void
sotong_contribution_free (SotongContribution *contribution)
{
  if (contribution == NULL)
    return;
  g_free (contribution->title);
  g_free (contribution->proof_url);
  g_free (contribution);
}

/**
 * sotong_contribution_is_proof:
 * @proof_url: (nullable): where a joint content is said to stand
 *
 * A citizen's fee is owed for what can be looked at. Any thread.
 *
 * Returns: whether there is a web address in it, be it written without “https://” as offices do, or with a word beside it
 */
gboolean
sotong_contribution_is_proof (const char *proof_url)
{
  g_auto(GStrv) words = g_strsplit_set (proof_url != NULL ? proof_url : "", " \t\n", -1);
  gboolean proves = FALSE;

  for (guint i = 0; words[i] != NULL && !proves; i++)
    {
      g_autofree char *normal = sotong_url_normalize (words[i]);

      proves = normal != NULL;
    }
  return proves;
}

static void
is_proof_cb (sqlite3_context  *context,
             int               n_values,
             sqlite3_value   **values)
{
  sqlite3_result_int (context, sotong_contribution_is_proof ((const char *) sqlite3_value_text (values[0])));
}

gboolean
sotong_contributor_register (sqlite3 *handle)
{
  return sqlite3_create_function_v2 (handle, "sotong_is_proof", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, is_proof_cb, NULL, NULL, NULL) == SQLITE_OK;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

#define SELECT_CONTRIBUTOR \
  "SELECT k.id, k.pen_name, k.channel_url, k.consent, k.rights, k.fee," \
  " (SELECT count(*) FROM content AS c WHERE c.contributor_id = k.id AND c.removed_at IS NULL)," \
  " (SELECT count(*) FROM content AS c WHERE c.contributor_id = k.id AND c.removed_at IS NULL AND sotong_is_proof (c.proof_url))" \
  " FROM contributor AS k WHERE "

static SotongContributor *
contributor_from (SotongStmt *stmt)
{
  SotongContributor *contributor = g_new0 (SotongContributor, 1);

  contributor->id = sotong_stmt_int (stmt, 0);
  contributor->pen_name = sotong_stmt_dup (stmt, 1);
  contributor->channel_url = sotong_stmt_dup (stmt, 2);
  contributor->consent = sotong_stmt_dup (stmt, 3);
  contributor->rights = sotong_stmt_dup (stmt, 4);
  contributor->fee = sotong_stmt_int (stmt, 5);
  contributor->n_contents = sotong_stmt_int (stmt, 6);
  contributor->n_proven = sotong_stmt_int (stmt, 7);
  return contributor;
}

/**
 * sotong_contributor_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongContributor): by pen name
 */
GPtrArray *
sotong_contributor_list (SotongDb  *db,
                         GError   **error)
{
  return sotong_contributor_list_with (db, 0, error);
}

/**
 * sotong_contributor_list_with:
 * @db: a connection
 * @id: a contributor, or 0
 * @error: return location
 *
 * As sotong_contributor_list(), for a content of @id, who may have been taken off the list since.
 *
 * Returns: (transfer full) (nullable) (element-type SotongContributor): by pen name
 */
GPtrArray *
sotong_contributor_list_with (SotongDb  *db,
                              gint64     id,
                              GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_contributor_free);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, SELECT_CONTRIBUTOR "(k.removed_at IS NULL OR k.id = $1) ORDER BY k.pen_name, k.id", "i", id);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, contributor_from (stmt));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_contributor_get:
 * @db: a connection
 * @id: a contributor
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): the contributor
 */
SotongContributor *
sotong_contributor_get (SotongDb  *db,
                        gint64     id,
                        GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, SELECT_CONTRIBUTOR "k.removed_at IS NULL AND k.id = $1", "i", id);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    return contributor_from (stmt);
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no such contributor any more."));
  return NULL;
}

/**
 * sotong_contributor_find:
 * @db: a connection
 * @pen_name: how the citizen signs, or the number
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`, `SOTONG_STORE_ERROR_INVALID` when it may be either of two
 *
 * Returns: the contributor's id, or 0 with @error set
 */
gint64
sotong_contributor_find (SotongDb    *db,
                         const char  *pen_name,
                         GError     **error)
{
  return sotong_named_find (db, "SELECT id, pen_name FROM contributor WHERE (pen_name = $1 OR CAST(id AS TEXT) = $1) AND removed_at IS NULL",
                            pen_name, error, _("There is no contributor “%s”. Add the citizen first, or look at the list of contributors."), pen_name);
}

static gboolean
check (SotongDb                 *db,
       const SotongContributor  *contributor,
       gint64                    own_id,
       GError                  **error)
{
  g_autofree char *name = sotong_text_name (contributor->pen_name);
  GError *local = NULL;
  gint64 other;

  if (sotong_text_is_blank (or_empty (contributor->pen_name)))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A contributor needs a pen name."));
      return FALSE;
    }
  if (*or_empty (contributor->channel_url) != '\0' && !sotong_url_is_web (contributor->channel_url))
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("“%s” is not a web address. The contributor’s channel must begin with https:// and name a server."), contributor->channel_url);
      return FALSE;
    }
  if (contributor->fee != SOTONG_NONE && contributor->fee < 0)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A fee cannot be less than 0 won."));
      return FALSE;
    }
  if (!sotong_db_get_int (db, &other, &local, "SELECT id FROM contributor WHERE pen_name = $1 AND removed_at IS NULL AND id <> $2 LIMIT 1", "ti", name,
                          own_id))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return local == NULL;
    }
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS,
               _("There is a contributor “%s” already. Add something that tells the two apart."), contributor->pen_name);
  return FALSE;
}

/**
 * sotong_contributor_add:
 * @db: the connection of a write job
 * @contributor: a citizen
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`, `SOTONG_STORE_ERROR_EXISTS`
 *
 * One step of undo.
 *
 * Returns: the contributor's id, or 0 with @error set
 */
gint64
sotong_contributor_add (SotongDb                 *db,
                        const SotongContributor  *contributor,
                        GError                  **error)
{
  g_autofree char *name = sotong_text_name (contributor->pen_name);
  SotongContributor named = *contributor;
  gint64 id;

  named.pen_name = name;
  contributor = &named;
  if (!check (db, contributor, 0, error)
      || !sotong_change_begin (db, "contributor.add", "contributor", 0, contributor->pen_name, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO contributor (pen_name, channel_url, consent, rights, fee) VALUES ($1, $2, $3, $4, $5)", "tttti",
                         contributor->pen_name, or_empty (contributor->channel_url), or_empty (contributor->consent),
                         or_empty (contributor->rights), contributor->fee);
  if (id == 0 || !sotong_change_added (db, "contributor", id, error))
    return 0;
  sotong_change_set_subject (db, id, NULL);
  return id;
}

static gboolean
check_found (SotongDb  *db,
             GError   **error)
{
  if (sotong_db_n_changes (db) > 0)
    return TRUE;
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no such contributor any more."));
  return FALSE;
}

/**
 * sotong_contributor_edit:
 * @db: the connection of a write job
 * @contributor: the citizen as it shall be
 * @error: return location; as for sotong_contributor_add(), and `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_contributor_edit (SotongDb                 *db,
                         const SotongContributor  *contributor,
                         GError                  **error)
{
  g_autofree char *name = sotong_text_name (contributor->pen_name);
  SotongContributor named = *contributor;

  named.pen_name = name;
  contributor = &named;
  return check (db, contributor, contributor->id, error)
         && sotong_change_begin (db, "contributor.edit", "contributor", contributor->id, contributor->pen_name, error)
         && sotong_change_touch (db, "contributor", contributor->id, error)
         && sotong_db_exec (db, error, "UPDATE contributor SET pen_name = $1, channel_url = $2, consent = $3, rights = $4, fee = $5"
                            " WHERE id = $6 AND removed_at IS NULL", "ttttii", contributor->pen_name, or_empty (contributor->channel_url),
                            or_empty (contributor->consent), or_empty (contributor->rights), contributor->fee, contributor->id)
         && check_found (db, error);
}

/**
 * sotong_contributor_remove:
 * @db: the connection of a write job
 * @id: a contributor
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Offers the citizen no longer; contents of this citizen keep the name. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_contributor_remove (SotongDb  *db,
                           gint64     id,
                           GError   **error)
{
  g_autoptr(SotongContributor) contributor = sotong_contributor_get (db, id, error);

  return contributor != NULL
         && sotong_change_begin (db, "contributor.remove", "contributor", id, contributor->pen_name, error)
         && sotong_change_touch (db, "contributor", id, error)
         && sotong_db_exec (db, error, "UPDATE contributor SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id);
}

/**
 * sotong_contributor_list_contributions:
 * @db: a connection
 * @id: a contributor, or 0 for all of them
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongContribution): the joint contents by contributor and time
 */
GPtrArray *
sotong_contributor_list_contributions (SotongDb  *db,
                                       gint64     id,
                                       GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_contribution_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT c.id, c.contributor_id, c.title, coalesce((SELECT min(coalesce(published_at, publish_at)) FROM copy"
                          " WHERE content_id = c.id AND removed_at IS NULL), c.planned_at) AS at, c.proof_url FROM content AS c"
                          " WHERE c.removed_at IS NULL AND c.contributor_id IS NOT NULL AND ($1 = 0 OR c.contributor_id = $1)"
                          " ORDER BY c.contributor_id, at, c.id", "i", id);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongContribution *contribution = g_new0 (SotongContribution, 1);

      contribution->id = sotong_stmt_int (stmt, 0);
      contribution->contributor_id = sotong_stmt_int (stmt, 1);
      contribution->title = sotong_stmt_dup (stmt, 2);
      contribution->at = sotong_stmt_int (stmt, 3);
      contribution->proof_url = sotong_stmt_dup (stmt, 4);
      g_ptr_array_add (list, contribution);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}
