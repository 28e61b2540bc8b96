/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-emergency.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-approval-private.h"
#include "store/sotong-approval.h"
#include "store/sotong-change-private.h"
#include "store/sotong-hold.h"
#include "store/sotong-person.h"

/*
 * An emergency begins when somebody starts it: all that is scheduled is held with it. Its content
 * may go out past the line of approval, which then ratifies it.
 */

void
sotong_emergency_free (SotongEmergency *emergency)
{
  if (emergency == NULL)
    return;
  g_free (emergency->kind);
  g_free (emergency->account);
  g_free (emergency->person);
  g_free (emergency->publisher);
  g_free (emergency->ratifier);
  g_free (emergency->ratify_reason);
  g_free (emergency);
}

static gboolean
refuse (GError           **error,
        SotongStoreError   code,
        const char        *message)
{
  g_set_error_literal (error, SOTONG_STORE_ERROR, (int) code, message);
  return FALSE;
}

/* ---- reading ---- */

static gboolean
read_copies (SotongDb         *db,
             SotongEmergency  *self,
             GError          **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT count(*), coalesce (sum (state IN ('published', 'published_by_hand')), 0),"
                                                " min (published_at), max (published_at) FROM copy WHERE content_id = $1 AND removed_at IS NULL",
                                                "i", self->content_id);
  GError *local = NULL;

  self->first_out_at = self->all_out_at = SOTONG_NONE;
  if (stmt == NULL)
    return FALSE;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return local == NULL;
    }
  self->n_copies = (int) sotong_stmt_int (stmt, 0);
  self->n_out = (int) sotong_stmt_int (stmt, 1);
  if (self->n_out > 0)
    self->first_out_at = sotong_stmt_int (stmt, 2);
  if (self->n_out > 0 && self->n_out == self->n_copies)
    self->all_out_at = sotong_stmt_int (stmt, 3);
  return TRUE;
}

/* The first row, with its copies; %NULL without an error when there is none. */
static SotongEmergency *
read_one (SotongDb    *db,
          SotongStmt  *found,
          GError     **error)
{
  g_autoptr(SotongStmt) stmt = found;
  g_autoptr(SotongEmergency) self = g_new0 (SotongEmergency, 1);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return NULL;
    }
  self->id = sotong_stmt_int (stmt, 0);
  self->kind = sotong_stmt_dup (stmt, 1);
  self->detected_at = sotong_stmt_int (stmt, 2);
  self->started_at = sotong_stmt_int (stmt, 3);
  self->account = sotong_stmt_dup (stmt, 4);
  self->person_id = sotong_stmt_int (stmt, 5);
  self->person = sotong_stmt_dup (stmt, 6);
  self->content_id = sotong_stmt_int (stmt, 7);
  self->composed_at = sotong_stmt_int (stmt, 8);
  self->published_at = sotong_stmt_int (stmt, 9);
  self->publisher_id = sotong_stmt_int (stmt, 10);
  self->publisher = sotong_stmt_dup (stmt, 11);
  self->to_ratify = sotong_stmt_int (stmt, 12) != 0;
  self->ratified_at = sotong_stmt_int (stmt, 13);
  self->ratifier = sotong_stmt_dup (stmt, 14);
  self->ratify_reason = sotong_stmt_dup (stmt, 15);
  self->ended_at = sotong_stmt_int (stmt, 16);
  return read_copies (db, self, error) ? g_steal_pointer (&self) : NULL;
}

#define SELECT \
  "SELECT e.id, kind, detected_at, started_at, account, e.person_id, starter.name, content_id, composed_at, published_at, publisher_id," \
  " publisher.name, to_ratify, ratified_at, ratifier.name, ratify_reason, ended_at FROM emergency AS e" \
  " LEFT JOIN person AS starter ON starter.id = e.person_id LEFT JOIN person AS publisher ON publisher.id = publisher_id" \
  " LEFT JOIN person AS ratifier ON ratifier.id = ratifier_id WHERE e.removed_at IS NULL"

/**
 * sotong_emergency_get_open:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the emergency that is open; %NULL without @error when none is
 */
SotongEmergency *
sotong_emergency_get_open (SotongDb  *db,
                           GError   **error)
{
  return read_one (db, sotong_db_query (db, error, SELECT " AND ended_at IS NULL ORDER BY e.id DESC LIMIT 1", ""), error);
}

/**
 * sotong_emergency_is_open:
 * @db: a connection
 * @out_open: (out): whether an emergency is open
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_emergency_is_open (SotongDb  *db,
                          gboolean  *out_open,
                          GError   **error)
{
  GError *local = NULL;
  g_autoptr(SotongEmergency) open = sotong_emergency_get_open (db, &local);

  *out_open = open != NULL;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_emergency_get:
 * @db: a connection
 * @id: which, or 0 for the open one, else the last
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): the emergency
 */
SotongEmergency *
sotong_emergency_get (SotongDb  *db,
                      gint64     id,
                      GError   **error)
{
  GError *local = NULL;
  SotongEmergency *self = read_one (db, sotong_db_query (db, &local, SELECT " AND ($1 = 0 OR e.id = $1) ORDER BY ended_at IS NOT NULL, e.id DESC LIMIT 1",
                                                         "i", id), &local);

  if (self != NULL)
    return self;
  if (local == NULL)
    refuse (error, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no such emergency. “emergency start” begins one."));
  else
    g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_emergency_list:
 * @db: a connection
 * @from: seconds since 1970 UTC
 * @until: exclusive
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongEmergency): those that were detected then, in their order
 */
GPtrArray *
sotong_emergency_list (SotongDb  *db,
                       gint64     from,
                       gint64     until,
                       GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_emergency_free);
  g_autoptr(GArray) ids = sotong_approval_list_ids (sotong_db_query (db, error, "SELECT id FROM emergency WHERE detected_at >= $1 AND detected_at < $2"
                                                                     " AND removed_at IS NULL ORDER BY detected_at, id", "ii", from, until), error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      SotongEmergency *one = sotong_emergency_get (db, g_array_index (ids, gint64, i), error);

      if (one == NULL)
        return NULL;
      g_ptr_array_add (list, one);
    }
  return ids != NULL ? g_steal_pointer (&list) : NULL;
}

static SotongEmergency *
need_open (SotongDb  *db,
           GError   **error)
{
  GError *local = NULL;
  SotongEmergency *self = sotong_emergency_get_open (db, &local);

  if (self == NULL && local == NULL)
    refuse (error, SOTONG_STORE_ERROR_INVALID, _("No emergency is open, so nothing was done. Start one first."));
  else if (self == NULL)
    g_propagate_error (error, local);
  return self;
}

/* What a person called it when it was started: the history goes on to call it so. */
static char *
dup_label (SotongDb               *db,
           const SotongEmergency  *emergency,
           GError                **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT subject FROM change WHERE subject_kind = 'emergency' AND subject_id = $1"
                                                " AND action = 'emergency.start' ORDER BY id LIMIT 1", "i", emergency->id);
  GError *local = NULL;
  char *label = NULL;

  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    label = sotong_stmt_dup (stmt, 0);
  if (local == NULL)
    return label != NULL ? label : g_strdup (emergency->kind);
  g_propagate_error (error, local);
  g_free (label);
  return NULL;
}

/* ---- who acts ---- */

/* Where nobody has to approve, an account may act without standing in the list of people. */
static gboolean
find_actor (SotongDb  *db,
            gint64     person_id,
            gboolean   must,
            gint64    *out_id,
            GError   **error)
{
  g_autoptr(SotongPerson) person = NULL;
  GError *local = NULL;

  *out_id = SOTONG_NONE;
  person = must || person_id != 0 ? sotong_person_act_as (db, person_id, &local) : sotong_person_get_actor (db, &local);
  if (person != NULL)
    *out_id = person->id;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* ---- acts ---- */

/**
 * sotong_emergency_start:
 * @db: the connection of a write job
 * @kind: its name: heavy-rain, ...
 * @label: what a person calls it: the reason of the hold
 * @detected_at: when it was detected, in seconds since 1970 UTC, or SOTONG_NONE for now
 * @person_id: who starts it, or 0 for whom the desktop account acts
 * @error: return location; `SOTONG_STORE_ERROR_EXISTS` when one is open, `SOTONG_STORE_ERROR_INVALID`
 *
 * Starts an emergency and holds all that is scheduled, in one step of undo.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_emergency_start (SotongDb    *db,
                        const char  *kind,
                        const char  *label,
                        gint64       detected_at,
                        gint64       person_id,
                        GError     **error)
{
  gint64 id, actor, now = sotong_db_now (db);
  gboolean held, open;

  if (!sotong_emergency_is_open (db, &open, error))
    return 0;
  if (open)
    return refuse (error, SOTONG_STORE_ERROR_EXISTS, _("An emergency is open already. Nothing was changed; end that one first."));
  if (detected_at != SOTONG_NONE && detected_at > now)
    return refuse (error, SOTONG_STORE_ERROR_INVALID, _("The time of detection is still to come. Nothing was changed; give a time that is past."));
  if (!find_actor (db, person_id, FALSE, &actor, error) || !sotong_hold_is_on (db, &held, error)
      || !sotong_change_begin (db, "emergency.start", "emergency", 0, label, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO emergency (kind, detected_at, started_at, account, person_id) VALUES ($1, $2, $3, $4, $5)", "tiiti",
                         kind, detected_at != SOTONG_NONE ? detected_at : now, now, db->actor, actor);
  if (id == 0 || !sotong_change_added (db, "emergency", id, error) || (!held && sotong_hold_start (db, label, error) < 0))
    return 0;
  sotong_change_set_subject (db, id, NULL);
  return id;
}

/* What was composed before gives way to the new wording, as long as none of it is out. */
static gboolean
remove_content (SotongDb  *db,
                gint64     content_id,
                GError   **error)
{
  g_autoptr(GArray) ids = sotong_approval_list_ids (sotong_db_query (db, error, "SELECT id FROM copy WHERE content_id = $1 AND removed_at IS NULL",
                                                                     "i", content_id), error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (!sotong_change_touch (db, "copy", id, error)
          || !sotong_db_exec (db, error, "UPDATE copy SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id))
        return FALSE;
    }
  return ids != NULL && sotong_change_touch (db, "content", content_id, error)
         && sotong_db_exec (db, error, "UPDATE content SET removed_at = $1, revision = revision + 1 WHERE id = $2 AND removed_at IS NULL", "ii",
                            sotong_db_now (db), content_id);
}

/**
 * sotong_emergency_begin_content:
 * @db: the connection of a write job
 * @subject: the content's title
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when none is open,
 *   `SOTONG_STORE_ERROR_LEFT_HOUSE` when what was composed is out or may be
 *
 * Begins the change in which the content of the open emergency is composed, and takes away what was
 * composed before. The content is then inserted and given to sotong_emergency_set_content().
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_emergency_begin_content (SotongDb    *db,
                                const char  *subject,
                                GError     **error)
{
  g_autoptr(SotongEmergency) open = need_open (db, error);
  gint64 n = 0;

  if (open == NULL)
    return FALSE;
  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM copy WHERE content_id = $1 AND removed_at IS NULL"
                          " AND state IN ('published', 'published_by_hand', 'publishing', 'unknown')", "i", open->content_id))
    return FALSE;
  if (n > 0)
    return refuse (error, SOTONG_STORE_ERROR_LEFT_HOUSE,
                   _("The message of this emergency is out, or may be. Nothing was changed. Correct it with “content edit”, or end this emergency and start another."));
  return sotong_change_begin (db, "emergency.compose", "emergency", open->id, subject, error)
         && (open->content_id == SOTONG_NONE || remove_content (db, open->content_id, error));
}

/**
 * sotong_emergency_set_content:
 * @db: the connection of a write job with the change of sotong_emergency_begin_content()
 * @content_id: what was inserted
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_emergency_set_content (SotongDb  *db,
                              gint64     content_id,
                              GError   **error)
{
  g_autoptr(SotongEmergency) open = need_open (db, error);

  return open != NULL && sotong_change_touch (db, "emergency", open->id, error)
         && sotong_db_exec (db, error, "UPDATE emergency SET content_id = $1, composed_at = $2 WHERE id = $3", "iii", content_id, sotong_db_now (db), open->id);
}

/* How many copies are still to go out without a whole seal; each is sealed as it stands. */
static int
seal_copies (SotongDb  *db,
             gint64     content_id,
             GError   **error)
{
  g_autoptr(GArray) ids = sotong_approval_list_ids (sotong_db_query (db, error, "SELECT id FROM copy WHERE content_id = $1 AND removed_at IS NULL"
                                                                     " AND remote_id IS NULL AND state IN ('draft', 'in_review', 'returned', 'approved',"
                                                                     " 'scheduled', 'missed', 'failed', 'held')", "i", content_id), error);
  int n = 0;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autofree char *text = NULL;
      SotongSeal seal;

      if (!sotong_seal_check (db, id, &seal, error))
        return -1;
      if (seal == SOTONG_SEAL_WHOLE)
        continue;
      text = sotong_seal_compute (db, id, error);
      if (text == NULL || !sotong_change_touch (db, "copy", id, error)
          || !sotong_db_exec (db, error, "UPDATE copy SET seal = $1, state = 'approved' WHERE id = $2", "ti", text, id))
        return -1;
      n++;
    }
  return ids != NULL ? n : -1;
}

/**
 * sotong_emergency_clear:
 * @db: the connection of a write job
 * @person_id: who has it published, or 0 for whom the desktop account acts
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when none is open, none is composed, or the
 *   person may not
 *
 * Clears the content of the open emergency for publishing. Where approval is on each copy is
 * sealed as it stands, which the line ratifies later. That stands in the history and is no step of
 * undo, since what it allows goes out at once.
 *
 * Returns: the content to publish, or 0 with @error set
 */
gint64
sotong_emergency_clear (SotongDb  *db,
                        gint64     person_id,
                        GError   **error)
{
  g_autoptr(SotongEmergency) open = need_open (db, error);
  g_autofree char *label = open != NULL ? dup_label (db, open, error) : NULL;
  gint64 actor;
  gboolean on;
  int n = 0;

  if (label == NULL || !sotong_approval_is_on (db, &on, error))
    return 0;
  if (open->content_id == SOTONG_NONE || open->n_copies == 0)
    return refuse (error, SOTONG_STORE_ERROR_INVALID, _("The message of this emergency is not composed yet, so nothing was published. Compose it first."));
  if (!find_actor (db, person_id, on, &actor, error)
      || !sotong_change_begin_final (db, on ? "emergency.approve" : "emergency.publish", "emergency", open->id, label, error))
    return 0;
  if (on)
    n = seal_copies (db, open->content_id, error);
  if (n < 0 || !sotong_change_touch (db, "emergency", open->id, error)
      || !sotong_db_exec (db, error, "UPDATE emergency SET published_at = $1, publisher_id = $2, publisher_account = $3 WHERE id = $4", "iiti",
                          sotong_db_now (db), actor, db->actor, open->id))
    return 0;
  /* Words that were ratified are not these any more. */
  if (n > 0 && !sotong_db_exec (db, error, "UPDATE emergency SET to_ratify = 1, ratified_at = NULL, ratifier_id = NULL, ratify_reason = '' WHERE id = $1",
                                "i", open->id))
    return 0;
  return open->content_id;
}

/* Whether the person decides in the line of the content, in person or for somebody away. */
static gboolean
may_decide (SotongDb            *db,
            gint64               content_id,
            const SotongPerson  *actor,
            GError             **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, content_id, error);
  g_autoptr(SotongApprovalLine) line = content != NULL ? sotong_approval_line_find (db, content->type, error) : NULL;

  if (line == NULL)
    return FALSE;
  for (guint i = 0; i < line->steps->len; i++)
    {
      const SotongLineStep *step = g_ptr_array_index (line->steps, i);
      g_autoptr(SotongPerson) person = NULL;

      if (step->kind < SOTONG_STEP_DELEGATED)
        continue;
      person = sotong_person_get (db, step->person_id, error);
      if (person == NULL)
        return FALSE;
      if (person->id == actor->id || (person->away && person->deputy_id == actor->id))
        return TRUE;
    }
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("%s does not decide in the approval line, so nothing was ratified. Who decides there ratifies."), actor->name);
  return FALSE;
}

/**
 * sotong_emergency_get_unratified:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the latest whose shortened approval waits to be ratified, whether
 *   it is open or ended; %NULL without @error when none does
 */
SotongEmergency *
sotong_emergency_get_unratified (SotongDb  *db,
                                 GError   **error)
{
  return read_one (db, sotong_db_query (db, error, SELECT " AND to_ratify = 1 AND ratified_at IS NULL ORDER BY e.id DESC LIMIT 1", ""), error);
}

static SotongEmergency *
need_unratified (SotongDb  *db,
                 GError   **error)
{
  GError *local = NULL;
  SotongEmergency *self = sotong_emergency_get_unratified (db, &local);

  if (self == NULL && local == NULL)
    refuse (error, SOTONG_STORE_ERROR_INVALID, _("No emergency waits to be ratified, so nothing was changed."));
  else if (self == NULL)
    g_propagate_error (error, local);
  return self;
}

/**
 * sotong_emergency_check_ratifier:
 * @db: a connection
 * @self: an emergency whose approval waits to be ratified
 * @actor: who would ratify it
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when the person may not, with why
 *
 * Who ratifies decides in the approval line, in person or for somebody away, and did not start or publish it.
 *
 * Returns: %TRUE if the person may
 */
gboolean
sotong_emergency_check_ratifier (SotongDb               *db,
                                 const SotongEmergency  *self,
                                 const SotongPerson     *actor,
                                 GError                **error)
{
  if (actor->id != self->person_id && actor->id != self->publisher_id)
    return may_decide (db, self->content_id, actor, error);
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("%s started or published this emergency, and nobody ratifies their own act. Nothing was ratified; somebody else who decides has to."), actor->name);
  return FALSE;
}

/**
 * sotong_emergency_ratify:
 * @db: the connection of a write job
 * @person_id: who ratifies, or 0 for whom the desktop account acts
 * @reason: (nullable): why
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when nothing waits, or the person may not
 *
 * Ratifies the shortened approval of the latest emergency that waits for it. One step of undo.
 *
 * Returns: the emergency's id, or 0 with @error set
 */
gint64
sotong_emergency_ratify (SotongDb    *db,
                         gint64       person_id,
                         const char  *reason,
                         GError     **error)
{
  g_autoptr(SotongEmergency) self = need_unratified (db, error);
  g_autoptr(SotongPerson) actor = self != NULL ? sotong_person_act_as (db, person_id, error) : NULL;

  if (actor == NULL)
    return 0;
  if (!sotong_emergency_check_ratifier (db, self, actor, error)
      || !sotong_change_begin (db, "emergency.ratify", "emergency", self->id, actor->name, error)
      || !sotong_change_touch (db, "emergency", self->id, error)
      || !sotong_db_exec (db, error, "UPDATE emergency SET ratified_at = $1, ratifier_id = $2, ratify_reason = $3 WHERE id = $4", "iiti",
                          sotong_db_now (db), actor->id, reason != NULL ? reason : "", self->id))
    return 0;
  if (reason != NULL)
    sotong_change_set_reason (db, reason);
  return self->id;
}

/**
 * sotong_emergency_begin_end:
 * @db: the connection of a write job
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when none is open
 *
 * Ends the open emergency and leaves the change open, in which what was held is dealt with.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_emergency_begin_end (SotongDb  *db,
                            GError   **error)
{
  g_autoptr(SotongEmergency) open = need_open (db, error);
  g_autofree char *label = open != NULL ? dup_label (db, open, error) : NULL;

  if (label == NULL || !sotong_change_begin (db, "emergency.end", "emergency", open->id, label, error)
      || !sotong_change_touch (db, "emergency", open->id, error)
      || !sotong_db_exec (db, error, "UPDATE emergency SET ended_at = $1 WHERE id = $2", "ii", sotong_db_now (db), open->id))
    return 0;
  return open->id;
}
