/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "store/sotong-change-private.h"
#include "store/sotong-person.h"
#include "util/sotong-text.h"

void
sotong_person_free (SotongPerson *person)
{
  if (person == NULL)
    return;
  g_free (person->name);
  g_free (person->role);
  g_free (person->login);
  g_free (person->deputy);
  g_free (person);
}

/**
 * sotong_person_describe:
 * @person: a person
 *
 * Returns: (transfer full): name and role, as an approval box has them
 */
char *
sotong_person_describe (const SotongPerson *person)
{
  return sotong_text_is_blank (person->role) ? g_strdup (person->name) : g_strdup_printf ("%s %s", person->name, person->role);
}

/* ---- reading ---- */

#define SELECT_PERSON "SELECT p.id, p.name, p.role, p.login, p.deputy_id, d.name, p.away, p.made FROM person AS p" \
                      " LEFT JOIN person AS d ON d.id = p.deputy_id AND d.removed_at IS NULL WHERE p.removed_at IS NULL "

static SotongPerson *
person_from (SotongStmt *stmt)
{
  SotongPerson *person = g_new0 (SotongPerson, 1);

  person->id = sotong_stmt_int (stmt, 0);
  person->name = sotong_stmt_dup (stmt, 1);
  person->role = sotong_stmt_dup (stmt, 2);
  person->login = sotong_stmt_dup (stmt, 3);
  person->deputy = sotong_stmt_dup (stmt, 5);
  person->deputy_id = person->deputy != NULL ? sotong_stmt_int (stmt, 4) : SOTONG_NONE;
  person->away = sotong_stmt_int (stmt, 6) == 1;
  person->made = sotong_stmt_int (stmt, 7) == 1;
  return person;
}

static GPtrArray *
read_all (SotongStmt  *found,
          GError     **error)
{
  g_autoptr(SotongStmt) stmt = found;
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_person_free);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, person_from (stmt));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_person_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongPerson): the people, in their order
 */
GPtrArray *
sotong_person_list (SotongDb  *db,
                    GError   **error)
{
  return read_all (sotong_db_query (db, error, SELECT_PERSON "ORDER BY p.position, p.id", ""), error);
}

/**
 * sotong_person_get:
 * @db: a connection
 * @id: a person
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): the person
 */
SotongPerson *
sotong_person_get (SotongDb  *db,
                   gint64     id,
                   GError   **error)
{
  g_autoptr(GPtrArray) list = read_all (sotong_db_query (db, error, SELECT_PERSON "AND p.id = $1", "i", id), error);

  if (list == NULL)
    return NULL;
  if (list->len == 1)
    return g_ptr_array_steal_index (list, 0);
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no person %" PRId64 " in the list of people."), id);
  return NULL;
}

/**
 * sotong_person_find:
 * @db: a connection
 * @name: a name, a role, name and role, or a number
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`, `SOTONG_STORE_ERROR_INVALID` when
 *   several are called so
 *
 * Finds whom a person means: a name before a role, and a role when only one has it.
 *
 * Returns: (transfer full) (nullable): the person
 */
SotongPerson *
sotong_person_find (SotongDb    *db,
                    const char  *name,
                    GError     **error)
{
  g_autofree char *clean = sotong_text_name (name);
  static const char * const by[] = { "AND p.name = $1", "AND p.name || ' ' || p.role = $1", "AND p.role = $1", "AND CAST (p.id AS TEXT) = $1" };

  for (gsize i = 0; i < G_N_ELEMENTS (by); i++)
    {
      g_autofree char *sql = g_strconcat (SELECT_PERSON, by[i], NULL);
      g_autoptr(GPtrArray) list = read_all (sotong_db_query (db, error, sql, "t", clean), error);

      if (list == NULL)
        return NULL;
      if (list->len == 1)
        return g_ptr_array_steal_index (list, 0);
      if (list->len > 1)
        {
          g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                       _("“%s” is more than one in the list of people. Say name and role, or the number."), name);
          return NULL;
        }
    }
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("“%s” is not in the list of people. Add the person first."), name);
  return NULL;
}

/**
 * sotong_person_find_login:
 * @db: a connection
 * @login: a desktop account
 * @error: return location
 *
 * Returns: (transfer full) (nullable): for whom it acts; %NULL with @error unset if for nobody
 */
SotongPerson *
sotong_person_find_login (SotongDb    *db,
                          const char  *login,
                          GError     **error)
{
  g_autoptr(GPtrArray) list = read_all (sotong_db_query (db, error, SELECT_PERSON "AND p.login = $1", "t", login), error);

  return list != NULL && list->len > 0 ? g_ptr_array_steal_index (list, 0) : NULL;
}

/**
 * sotong_person_get_actor:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable): for whom the desktop account of this process acts; %NULL
 *   with @error unset if for nobody
 */
SotongPerson *
sotong_person_get_actor (SotongDb  *db,
                         GError   **error)
{
  return sotong_person_find_login (db, db->actor, error);
}

/**
 * sotong_person_act_as:
 * @db: a connection
 * @id: whom a person says to be, or 0 for whom the desktop account acts
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when the account may not act for the person
 *
 * Who acts. An account acts for the person that has it in the list. For a person whose account
 * is not known anybody at the desk may act, because somebody must, and the history names the
 * account; as soon as the list names an account, only that one may.
 *
 * Returns: (transfer full) (nullable): the person
 */
SotongPerson *
sotong_person_act_as (SotongDb  *db,
                      gint64     id,
                      GError   **error)
{
  GError *local = NULL;
  SotongPerson *person = id != 0 ? sotong_person_get (db, id, &local) : sotong_person_get_actor (db, &local);

  if (local != NULL)
    g_propagate_error (error, local);
  else if (person == NULL)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                 _("The account “%s” acts for nobody in the list of people. Enter it there as somebody’s account, or say for whom you act."), db->actor);
  else if (person->login != NULL && !g_str_equal (person->login, db->actor))
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("Only the account “%s” acts for %s, and this is “%s”. Nothing was done. A deputy may act while the person is away."),
                   person->login, person->name, db->actor);
      g_clear_pointer (&person, sotong_person_free);
    }
  return person;
}

/* ---- writing ---- */

static gboolean
refuse (GError **error,
        char    *message)
{
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, message);
  g_free (message);
  return FALSE;
}

/* An account acts for one person: else nobody could say who decided. */
static gboolean
check (SotongDb             *db,
       const SotongPerson   *person,
       GError              **error)
{
  gint64 other = 0;
  GError *local = NULL;

  if (sotong_text_is_blank (person->name))
    return refuse (error, g_strdup (_("A person needs a name.")));
  if (person->deputy_id != SOTONG_NONE && person->deputy_id == person->id)
    return refuse (error, g_strdup_printf (_("%s cannot be the deputy of the same person. Choose somebody else."), person->name));
  if (person->away && person->deputy_id == SOTONG_NONE)
    return refuse (error, g_strdup_printf (_("Nobody would act while %s is away. Choose a deputy first."), person->name));
  if (person->deputy_id != SOTONG_NONE)
    {
      g_autoptr(SotongPerson) deputy = sotong_person_get (db, person->deputy_id, error);

      if (deputy == NULL)
        return FALSE;
    }
  if (sotong_text_is_blank (person->login))
    return TRUE;
  if (sotong_db_get_int (db, &other, &local, "SELECT id FROM person WHERE login = $1 AND id <> $2 AND removed_at IS NULL", "ti",
                         person->login, person->id))
    return refuse (error, g_strdup_printf (_("The account “%s” acts for somebody else already. An account acts for one person."), person->login));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static const char *
login_of (const SotongPerson *person)
{
  return sotong_text_is_blank (person->login) ? NULL : person->login;
}

/**
 * sotong_person_add:
 * @db: the connection of a write job
 * @person: name, role, account and deputy
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`
 *
 * Adds a person to the workspace's list. One step of undo.
 *
 * Returns: the id, or 0 with @error set
 */
gint64
sotong_person_add (SotongDb             *db,
                   const SotongPerson   *person,
                   GError              **error)
{
  g_autofree char *name = sotong_text_name (person->name);
  SotongPerson named = *person;
  gint64 id;

  named.name = name;
  person = &named;
  if (!check (db, person, error) || !sotong_change_begin (db, "person.add", "person", 0, person->name, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO person (name, role, login, deputy_id, away, position, made)"
                         " VALUES ($1, $2, $3, $4, $5, (SELECT coalesce (max (position), 0) + 1 FROM person), $6)", "tttiii",
                         person->name, person->role != NULL ? person->role : "", login_of (person), person->deputy_id,
                         (gint64) person->away, (gint64) person->made);
  if (id == 0 || !sotong_change_added (db, "person", id, error))
    return 0;
  sotong_change_set_subject (db, id, NULL);
  return id;
}

/**
 * sotong_person_edit:
 * @db: the connection of a write job
 * @person: the person as it shall be
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`, `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Changes a person. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_person_edit (SotongDb             *db,
                    const SotongPerson   *person,
                    GError              **error)
{
  g_autofree char *name = sotong_text_name (person->name);
  SotongPerson named = *person;
  g_autoptr(SotongPerson) before = sotong_person_get (db, person->id, error);

  named.name = name;
  person = &named;
  return before != NULL
         && check (db, person, error)
         && sotong_change_begin (db, "person.edit", "person", person->id, person->name, error)
         && sotong_change_touch (db, "person", person->id, error)
         && sotong_db_exec (db, error, "UPDATE person SET name = $1, role = $2, login = $3, deputy_id = $4, away = $5 WHERE id = $6", "tttiii",
                            person->name, person->role != NULL ? person->role : "", login_of (person), person->deputy_id,
                            (gint64) person->away, person->id);
}

/**
 * sotong_person_remove:
 * @db: the connection of a write job
 * @id: a person
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` while something waits for the person
 *
 * Takes a person off the list; what the person decided stays. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_person_remove (SotongDb  *db,
                      gint64     id,
                      GError   **error)
{
  g_autoptr(SotongPerson) person = sotong_person_get (db, id, error);
  gint64 n = 0;

  if (person == NULL
      || !sotong_db_get_int (db, &n, error, "SELECT (SELECT count(*) FROM approval_line WHERE person_id = $1 AND removed_at IS NULL)"
                             " + (SELECT count(*) FROM approval_step AS s JOIN approval_round AS r ON r.content_id = s.content_id AND r.round = s.round"
                             " WHERE s.person_id = $1 AND s.decision IS NULL AND r.outcome IS NULL)", "i", id))
    return FALSE;
  if (n > 0)
    return refuse (error, g_strdup_printf (_("%s stands in an approval line, or something waits for a decision there. Change the line and settle that first."), person->name));
  return sotong_change_begin (db, "person.remove", "person", id, person->name, error)
         && sotong_change_touch (db, "person", id, error)
         && sotong_db_exec (db, error, "UPDATE person SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id);
}
