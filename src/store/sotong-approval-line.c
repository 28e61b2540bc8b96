/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-approval-line.h"
#include "store/sotong-approval-private.h"
#include "store/sotong-change-private.h"
#include "store/sotong-person.h"
#include "util/sotong-i18n.h"


static const struct {
  const char *name;
  const char *label;
} kinds[SOTONG_N_STEP_KINDS] = {
  /* Translators: the steps of an approval line, as an office's approval box names them */
  { "draft", NC_("approval step", "Draft") },
  { "review", NC_("approval step", "Review") },
  { "cooperation", NC_("approval step", "Cooperation") },
  { "delegated", NC_("approval step", "Delegated decision") },
  { "decision", NC_("approval step", "Decision") },
};

const char *
sotong_step_kind_get_name (SotongStepKind kind)
{
  g_return_val_if_fail (kind < SOTONG_N_STEP_KINDS, "");
  return kinds[kind].name;
}

const char *
sotong_step_kind_get_label (SotongStepKind kind)
{
  g_return_val_if_fail (kind < SOTONG_N_STEP_KINDS, "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "approval step", kinds[kind].label);
}

gboolean
sotong_step_kind_from_name (const char     *name,
                            SotongStepKind *out_kind)
{
  for (int i = 0; name != NULL && i < SOTONG_N_STEP_KINDS; i++)
    {
      if (g_str_equal (kinds[i].name, name))
        {
          *out_kind = (SotongStepKind) i;
          return TRUE;
        }
    }
  return FALSE;
}

/* A person writes a step as programs name it, or as they call it themselves. */
static gboolean
kind_from_person (const char     *name,
                  SotongStepKind *out_kind)
{
  for (int i = 0; i < SOTONG_N_STEP_KINDS; i++)
    {
      if (g_str_equal (sotong_step_kind_get_label ((SotongStepKind) i), name))
        {
          *out_kind = (SotongStepKind) i;
          return TRUE;
        }
    }
  return sotong_step_kind_from_name (name, out_kind);
}

static void
step_free (SotongLineStep *step)
{
  g_free (step->person);
  g_free (step);
}

/**
 * sotong_approval_line_new:
 * @type: a content type, or "" for the types without a line of their own
 *
 * Returns: (transfer full): a line without steps
 */
SotongApprovalLine *
sotong_approval_line_new (const char *type)
{
  SotongApprovalLine *line = g_new0 (SotongApprovalLine, 1);

  line->type = g_strdup (type);
  line->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  return line;
}

void
sotong_approval_line_free (SotongApprovalLine *line)
{
  if (line == NULL)
    return;
  g_free (line->type);
  g_ptr_array_unref (line->steps);
  g_free (line);
}

void
sotong_approval_line_add (SotongApprovalLine *line,
                          SotongStepKind      kind,
                          gint64              person_id,
                          const char         *person)
{
  SotongLineStep *step = g_new0 (SotongLineStep, 1);

  step->kind = kind;
  step->person_id = person_id;
  step->person = g_strdup (person);
  g_ptr_array_add (line->steps, step);
}

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
parse_step (SotongDb            *db,
            SotongApprovalLine  *line,
            const char          *text,
            GError             **error)
{
  g_auto(GStrv) parts = g_strsplit (text, ":", 2);
  g_autoptr(SotongPerson) person = NULL;
  SotongStepKind kind;

  if (parts[0] == NULL || parts[1] == NULL || !kind_from_person (g_strstrip (parts[0]), &kind) || kind == SOTONG_STEP_DRAFT)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("“%s” is not a step. Write review:PERSON, cooperation:PERSON, delegated:PERSON or decision:PERSON."), text);
      return FALSE;
    }
  person = sotong_person_find (db, g_strstrip (parts[1]), error);
  if (person == NULL)
    return FALSE;
  sotong_approval_line_add (line, kind, person->id, person->name);
  return TRUE;
}

/**
 * sotong_approval_line_parse:
 * @db: a connection
 * @line: where to add the steps
 * @text: as "review:팀장,cooperation:예산담당,decision:과장"; the steps may also be written in the language of the user
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`, `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_approval_line_parse (SotongDb            *db,
                            SotongApprovalLine  *line,
                            const char          *text,
                            GError             **error)
{
  g_auto(GStrv) steps = g_strsplit (text, ",", -1);

  for (guint i = 0; steps[i] != NULL; i++)
    {
      if (!parse_step (db, line, g_strstrip (steps[i]), error))
        return FALSE;
    }
  return TRUE;
}

/* A line ends with who decides. A delegated decision stands before the decision that it replaces,
 * or alone at the end. */
static gboolean
check (const SotongApprovalLine  *line,
       GError                   **error)
{
  g_autoptr(GHashTable) people = g_hash_table_new (g_int64_hash, g_int64_equal);
  gboolean delegated = FALSE;
  gboolean decided = FALSE;

  if (line->steps->len > SOTONG_APPROVAL_MAX_STEPS)
    return refuse (error, _("A line has at most twelve steps."));
  for (guint i = 0; i < line->steps->len; i++)
    {
      SotongLineStep *step = g_ptr_array_index (line->steps, i);

      if (!g_hash_table_add (people, &step->person_id))
        return refuse (error, _("The same person stands twice in the line. Each person decides once."));
      if (decided)
        return refuse (error, _("The decision is the last step of a line."));
      if (delegated && step->kind != SOTONG_STEP_DECISION)
        return refuse (error, _("After a delegated decision only the decision may stand that it replaces."));
      delegated |= step->kind == SOTONG_STEP_DELEGATED;
      decided |= step->kind == SOTONG_STEP_DECISION;
    }
  return delegated || decided || line->steps->len == 0
         || refuse (error, SOTONG_SAY (_("The line lacks who decides. End it with decision:PERSON or delegated:PERSON."),
                                       _("The line lacks who decides. Make its last step a decision or a delegated decision.")));
}

static gboolean
check_type (SotongDb    *db,
            const char  *type,
            GError     **error)
{
  gint64 found;
  GError *local = NULL;

  if (type[0] == '\0' || sotong_db_get_int (db, &found, &local, "SELECT 1 FROM content_type WHERE id = $1 AND removed_at IS NULL", "t", type))
    return TRUE;
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no content type “%s”."), type);
  return FALSE;
}

static gboolean
remove_steps (SotongDb    *db,
              const char  *type,
              GError     **error)
{
  g_autoptr(GArray) ids = sotong_approval_list_ids (sotong_db_query (db, error, "SELECT id FROM approval_line WHERE type_id = $1"
                                                                     " AND removed_at IS NULL", "t", type), error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (!sotong_change_touch (db, "approval_line", id, error)
          || !sotong_db_exec (db, error, "UPDATE approval_line SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id))
        return FALSE;
    }
  return ids != NULL;
}

/**
 * sotong_approval_line_insert:
 * @db: the connection of a write job
 * @line: a type and its steps
 * @error: return location
 *
 * Adds the steps of a type that has none to the change that is open, or to none.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_approval_line_insert (SotongDb                  *db,
                             const SotongApprovalLine  *line,
                             GError                   **error)
{
  for (guint i = 0; i < line->steps->len; i++)
    {
      const SotongLineStep *step = g_ptr_array_index (line->steps, i);
      g_autoptr(SotongPerson) person = sotong_person_get (db, step->person_id, error);
      gint64 id;

      if (person == NULL)
        return FALSE;
      id = sotong_db_insert (db, error, "INSERT INTO approval_line (type_id, position, kind, person_id) VALUES ($1, $2, $3, $4)", "titi",
                             line->type, (gint64) i + 1, sotong_step_kind_get_name (step->kind), step->person_id);
      if (id == 0 || !sotong_change_added (db, "approval_line", id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_same (const SotongApprovalLine *a,
         const SotongApprovalLine *b)
{
  gboolean same = a->steps->len == b->steps->len;

  for (guint i = 0; same && i < a->steps->len; i++)
    {
      const SotongLineStep *x = g_ptr_array_index (a->steps, i), *y = g_ptr_array_index (b->steps, i);

      same = x->kind == y->kind && x->person_id == y->person_id;
    }
  return same;
}

/* Whether the type has just these steps already: a form that is saved untouched is no act. */
static gboolean
is_as_it_was (SotongDb                  *db,
              const SotongApprovalLine  *line,
              gboolean                  *out_same,
              GError                   **error)
{
  g_autoptr(GPtrArray) lines = sotong_approval_line_list (db, error);

  *out_same = line->steps->len == 0;
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const SotongApprovalLine *known = g_ptr_array_index (lines, i);

      if (g_str_equal (known->type, line->type))
        *out_same = is_same (known, line);
    }
  return lines != NULL;
}

/**
 * sotong_approval_line_set:
 * @db: the connection of a write job
 * @line: a type and its steps; without steps the type has no line of its own any more
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`, `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Sets the line of a type. What was submitted before goes on along its old line. One step of undo; none
 * when the line is as it was.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_approval_line_set (SotongDb                  *db,
                          const SotongApprovalLine  *line,
                          GError                   **error)
{
  gboolean same = FALSE;

  if (!check (line, error) || !check_type (db, line->type, error) || !is_as_it_was (db, line, &same, error))
    return FALSE;
  return same
         || (sotong_change_begin (db, "approval.line", "approval-line", 0, line->type, error)
             && remove_steps (db, line->type, error)
             && sotong_approval_line_insert (db, line, error));
}

#define SELECT_LINE "SELECT l.type_id, l.kind, l.person_id, trim (p.name || ' ' || p.role) FROM approval_line AS l" \
                    " JOIN person AS p ON p.id = l.person_id WHERE l.removed_at IS NULL "

static GPtrArray *
read_lines (SotongStmt  *found,
            GError     **error)
{
  g_autoptr(SotongStmt) stmt = found;
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_approval_line_free);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongApprovalLine *line = lines->len > 0 ? g_ptr_array_index (lines, lines->len - 1) : NULL;
      SotongStepKind kind = SOTONG_STEP_REVIEW;

      if (line == NULL || !g_str_equal (line->type, sotong_stmt_text (stmt, 0)))
        {
          line = sotong_approval_line_new (sotong_stmt_text (stmt, 0));
          g_ptr_array_add (lines, line);
        }
      sotong_step_kind_from_name (sotong_stmt_text (stmt, 1), &kind);
      sotong_approval_line_add (line, kind, sotong_stmt_int (stmt, 2), sotong_stmt_text (stmt, 3));
    }
  if (local == NULL)
    return g_steal_pointer (&lines);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_approval_line_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongApprovalLine): the lines, first that
 *   of the types without one of their own
 */
GPtrArray *
sotong_approval_line_list (SotongDb  *db,
                           GError   **error)
{
  return read_lines (sotong_db_query (db, error, SELECT_LINE "ORDER BY l.type_id, l.position", ""), error);
}

/**
 * sotong_approval_line_find:
 * @db: a connection
 * @type: a content type
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND` when there is no line for it
 *
 * Returns: (transfer full) (nullable): the line that contents of the type take
 */
SotongApprovalLine *
sotong_approval_line_find (SotongDb    *db,
                           const char  *type,
                           GError     **error)
{
  g_autoptr(GPtrArray) lines = read_lines (sotong_db_query (db, error, SELECT_LINE "AND l.type_id IN ($1, '') ORDER BY l.type_id, l.position",
                                                            "t", type), error);

  if (lines == NULL)
    return NULL;
  if (lines->len > 0)
    return g_ptr_array_steal_index (lines, lines->len - 1);
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
               _("There is no approval line for contents of the type “%s”. Set one, with the people who review and decide, then submit again."), type);
  return NULL;
}
