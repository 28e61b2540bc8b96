/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-approval-private.h"
#include "store/sotong-approval.h"
#include "store/sotong-change-private.h"
#include "store/sotong-person.h"
#include "store/sotong-restriction.h"
#include "store/sotong-workspace.h"
#include "util/sotong-text.h"

/* What a person does, with the content and the round as they stand in the job's transaction. */
typedef struct {
  SotongDb                 *db;
  const SotongApprovalAct  *act;
  SotongPerson             *actor;    /* (owned) */
  char                     *title;    /* (owned) */
  char                     *type;     /* (owned) */
  gint64                    owner_id; /* or SOTONG_NONE */
  SotongApprovalRound      *round;    /* (owned) (nullable): the open one */
  const SotongApprovalStep *step;     /* (nullable): whose turn it is */
  gint64                    deputy_id; /* the actor, when in place of another */
  gboolean                  on;       /* else only what is still in review is recalled */
} Act;

static void
act_clear (Act *act)
{
  sotong_person_free (act->actor);
  sotong_approval_round_free (act->round);
  g_free (act->title);
  g_free (act->type);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Act, act_clear)

static gboolean
refuse (GError           **error,
        SotongStoreError   code,
        const char        *message)
{
  g_set_error_literal (error, SOTONG_STORE_ERROR, (int) code, message);
  return FALSE;
}

/* ---- on and off ---- */

/**
 * sotong_approval_is_on:
 * @db: a connection
 * @out_on: (out): whether contents need approval before they go out
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_approval_is_on (SotongDb  *db,
                       gboolean  *out_on,
                       GError   **error)
{
  GError *local = NULL;
  g_autofree char *approval = sotong_workspace_get (db, "approval", &local);

  *out_on = approval != NULL && !g_str_equal (approval, "off");
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_approval_set_on:
 * @db: the connection of a write job
 * @on: whether contents need approval before they go out
 * @error: return location
 *
 * Stands in the history. It is not a step of undo: nobody shall switch approval off by
 * taking back an edit too many.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_approval_set_on (SotongDb  *db,
                        gboolean   on,
                        GError   **error)
{
  gboolean was;

  if (!sotong_approval_is_on (db, &was, error))
    return FALSE;
  return was == on
         || (sotong_change_begin_final (db, on ? "approval.on" : "approval.off", "workspace", 0, "", error)
             && sotong_workspace_set (db, "approval", on ? "on" : "off", error));
}

/**
 * sotong_approval_count_unsealed:
 * @db: a connection
 * @error: return location
 *
 * Returns: how many posts stand on the schedule and would not go out where approval is on; -1 with
 *   @error set
 */
gint64
sotong_approval_count_unsealed (SotongDb  *db,
                                GError   **error)
{
  g_autoptr(GArray) ids = sotong_approval_list_ids (sotong_db_query (db, error, "SELECT copy.id FROM copy JOIN content ON content.id = content_id"
                                                                     " WHERE state = 'scheduled' AND remote_id IS NULL AND copy.removed_at IS NULL"
                                                                     " AND content.removed_at IS NULL", ""), error);
  gint64 n = 0;

  if (ids == NULL)
    return -1;
  for (guint i = 0; i < ids->len; i++)
    {
      SotongSeal seal;

      if (!sotong_seal_check (db, g_array_index (ids, gint64, i), &seal, error))
        return -1;
      n += seal != SOTONG_SEAL_WHOLE ? 1 : 0;
    }
  return n;
}

/* ---- who may do what ---- */

static gboolean
read_content (Act     *act,
              GError **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (act->db, act->act->content_id, error);

  act->owner_id = SOTONG_NONE;
  if (content == NULL)
    return FALSE;
  act->title = g_strdup (content->title);
  act->type = g_strdup (content->type);
  return sotong_db_get_int (act->db, &act->owner_id, error, "SELECT owner_id FROM content WHERE id = $1", "i", content->id);
}

static gboolean
read_round (Act     *act,
            GError **error)
{
  g_autoptr(GPtrArray) rounds = sotong_approval_rounds (act->db, act->act->content_id, error);

  if (rounds == NULL)
    return FALSE;
  if (rounds->len > 0 && ((SotongApprovalRound *) g_ptr_array_index (rounds, 0))->outcome == NULL)
    {
      act->round = g_ptr_array_steal_index (rounds, 0);
      act->step = sotong_approval_round_get_next (act->round);
    }
  return TRUE;
}

static gboolean
prepare (Act                      *act,
         SotongDb                 *db,
         const SotongApprovalAct  *wanted,
         GError                  **error)
{
  act->db = db;
  act->act = wanted;
  act->deputy_id = SOTONG_NONE;
  if (!sotong_approval_is_on (db, &act->on, error))
    return FALSE;
  if (!act->on && wanted->kind != SOTONG_ACT_RECALL)
    return refuse (error, SOTONG_STORE_ERROR_INVALID,
                   _("Approval is off in this workspace: contents go out without it. Turn it on if they shall be approved."));
  act->actor = sotong_person_act_as (db, wanted->person_id, error);
  return act->actor != NULL && read_content (act, error) && read_round (act, error);
}

static gboolean
is_own (const Act *act,
        gint64     person_id)
{
  return person_id == act->owner_id || (act->round != NULL && person_id == act->round->drafter_id);
}

/* Whose turn it is, or who may act for that person. */
static gboolean
check_turn (Act     *act,
            GError **error)
{
  g_autoptr(SotongPerson) person = NULL;

  if (act->round == NULL || act->step == NULL)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("“%s” is not in review, so there is nothing to decide. It was decided, recalled or changed meanwhile, or never submitted."), act->title);
      return FALSE;
    }
  if (act->act->step_id != 0 && act->act->step_id != act->step->id)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT,
                   _("“%s” has gone on since you opened it. Nothing was decided. Look at it again."), act->title);
      return FALSE;
    }
  if (is_own (act, act->actor->id))
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("“%s” is %s’s own: nobody decides about their own. Somebody else in the line has to."), act->title, act->actor->name);
      return FALSE;
    }
  if (act->step->person_id == act->actor->id)
    return TRUE;
  person = sotong_person_get (act->db, act->step->person_id, error);
  if (person == NULL)
    return FALSE;
  if (person->away && person->deputy_id == act->actor->id)
    {
      act->deputy_id = act->actor->id;
      return TRUE;
    }
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("“%s” waits for %s (%s), not for %s. Nothing was decided."),
               act->title, act->step->person, sotong_step_kind_get_label (act->step->kind), act->actor->name);
  return FALSE;
}

/* ---- submitting ---- */

static gboolean
begin (Act         *act,
       const char  *action,
       const char  *reason,
       GError     **error)
{
  if (!sotong_change_begin (act->db, action, "content", act->act->content_id, act->title, error)
      || !sotong_change_touch (act->db, "content", act->act->content_id, error)
      /* An editor that has it open shall not write the state that it read before. */
      || !sotong_db_exec (act->db, error, "UPDATE content SET revision = revision + 1 WHERE id = $1", "i", act->act->content_id))
    return FALSE;
  sotong_change_set_reason (act->db, reason);
  return TRUE;
}

static gboolean
insert_step (Act             *act,
             int              round,
             int              position,
             SotongStepKind   kind,
             gint64           person_id,
             const char      *decision,
             gint64           asked_by,
             GError         **error)
{
  gboolean drafted = kind == SOTONG_STEP_DRAFT;
  gint64 id = sotong_db_insert (act->db, error, "INSERT INTO approval_step (content_id, round, position, kind, person_id, decision, at, account, asked_by)"
                                " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", "iiitititi", act->act->content_id, (gint64) round, (gint64) position,
                                sotong_step_kind_get_name (kind), person_id, decision, decision != NULL ? sotong_db_now (act->db) : SOTONG_NONE,
                                drafted ? act->db->actor : "", asked_by);

  return id != 0 && sotong_change_added (act->db, "approval_step", id, error);
}

/* Those in the line who drafted it themselves are passed over, as long as somebody else decides. */
static gboolean
insert_steps (Act                       *act,
              int                        round,
              const SotongApprovalLine  *line,
              GError                   **error)
{
  gboolean decides = FALSE;

  if (!insert_step (act, round, 0, SOTONG_STEP_DRAFT, act->actor->id, "approved", SOTONG_NONE, error))
    return FALSE;
  for (guint i = 0; i < line->steps->len; i++)
    {
      const SotongLineStep *step = g_ptr_array_index (line->steps, i);
      gboolean own = step->person_id == act->actor->id || step->person_id == act->owner_id;

      decides |= !own && step->kind >= SOTONG_STEP_DELEGATED;
      if (!insert_step (act, round, (int) i + 1, step->kind, step->person_id, own ? "skipped" : NULL, SOTONG_NONE, error))
        return FALSE;
    }
  if (decides)
    return TRUE;
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("The line ends with who drafted “%s”, and nobody approves their own. Nothing was submitted. Set a line in which somebody else decides."), act->title);
  return FALSE;
}

static gboolean
submit_copy (Act         *act,
             int          round,
             gint64       copy_id,
             GError     **error)
{
  g_autofree char *seal = sotong_seal_compute (act->db, copy_id, error);
  g_autofree char *media = sotong_seal_list_media (act->db, act->act->content_id, error);
  gint64 id;

  if (seal == NULL || media == NULL)
    return FALSE;
  id = sotong_db_insert (act->db, error, "INSERT INTO approval_copy (content_id, round, copy_id, title, body, publish_at, media, seal)"
                         " SELECT content.id, $1, copy.id, coalesce (copy.title, content.title), coalesce (copy.body, content.body), publish_at, $2, $3"
                         " FROM copy JOIN content ON content.id = content_id WHERE copy.id = $4", "itti", (gint64) round, media, seal, copy_id);
  return id != 0
         && sotong_change_added (act->db, "approval_copy", id, error)
         && sotong_change_touch (act->db, "copy", copy_id, error)
         && sotong_db_exec (act->db, error, "UPDATE copy SET state = 'in_review', seal = NULL WHERE id = $1", "i", copy_id);
}

static gboolean
submit_copies (Act     *act,
               int      round,
               GError **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (act->db, act->act->content_id, error);
  guint n = 0;

  for (guint i = 0; content != NULL && i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);
      SotongSeal seal;

      if (!sotong_state_can_move (copy->state) || copy->state == SOTONG_STATE_IN_REVIEW || copy->state == SOTONG_STATE_HELD || copy->remote_id != NULL)
        continue;
      if (!sotong_seal_check (act->db, copy->id, &seal, error))
        return FALSE;
      if (seal == SOTONG_SEAL_WHOLE)
        continue;
      if (!submit_copy (act, round, copy->id, error))
        return FALSE;
      n++;
    }
  if (content == NULL || n > 0)
    return content != NULL;
  if (content->copies->len == 0)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                 _("“%s” has no channel yet, so there is nothing to approve. Choose where it goes out, then submit it."), act->title);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                 _("“%s” needs no approval as it stands: its posts are approved, on hold or out."), act->title);
  return FALSE;
}

static gboolean
submit (Act     *act,
        GError **error)
{
  g_autoptr(SotongApprovalLine) line = NULL;
  gint64 round = 0, id;

  if (act->round != NULL)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("“%s” is in review already. Recall it first, to submit it anew."), act->title);
      return FALSE;
    }
  line = sotong_approval_line_find (act->db, act->type, error);
  if (line == NULL
      || !sotong_db_get_int (act->db, &round, error, "SELECT coalesce (max (round), 0) + 1 FROM approval_round WHERE content_id = $1", "i", act->act->content_id)
      || !begin (act, "approval.submit", act->actor->name, error))
    return FALSE;
  id = sotong_db_insert (act->db, error, "INSERT INTO approval_round (content_id, round, drafter_id, submitted_at) VALUES ($1, $2, $3, $4)", "iiii",
                         act->act->content_id, round, act->actor->id, sotong_db_now (act->db));
  return id != 0
         && sotong_change_added (act->db, "approval_round", id, error)
         && submit_copies (act, (int) round, error)
         && insert_steps (act, (int) round, line, error);
}

/* ---- deciding ---- */

/* Who did it, as an approval box has it: 代 before who acted in place of another. */
static char *
sign (const Act *act)
{
  /* Translators: a deputy's name, and for whom the deputy acted; 代 stands in Korean approval boxes */
  return act->deputy_id != SOTONG_NONE ? g_strdup_printf (_("代 %s (for %s)"), act->actor->name, act->step->person) : g_strdup (act->actor->name);
}

static gboolean
decide (Act         *act,
        const char  *decision,
        GError     **error)
{
  return sotong_change_touch (act->db, "approval_step", act->step->id, error)
         && sotong_db_exec (act->db, error, "UPDATE approval_step SET decision = $1, deputy_id = $2, reason = $3, at = $4, account = $5 WHERE id = $6",
                            "tititi", decision, act->deputy_id, act->act->reason != NULL ? act->act->reason : "", sotong_db_now (act->db), act->db->actor,
                            act->step->id);
}

/* A delegated decision stands for those after it. */
static gboolean
skip_rest (Act     *act,
           GError **error)
{
  for (guint i = 0; i < act->round->steps->len; i++)
    {
      const SotongApprovalStep *step = g_ptr_array_index (act->round->steps, i);

      if (step->decision == NULL && step->id != act->step->id
          && (!sotong_change_touch (act->db, "approval_step", step->id, error)
              || !sotong_db_exec (act->db, error, "UPDATE approval_step SET decision = 'skipped', at = $1 WHERE id = $2", "ii",
                                  sotong_db_now (act->db), step->id)))
        return FALSE;
    }
  return TRUE;
}

/* What has a time still to come goes onto the schedule with its seal: nobody has to remember to
 * put it there once it is approved. */
static gboolean
seal_copy (Act     *act,
           gint64   id,
           GError **error)
{
  g_autoptr(SotongCopy) copy = sotong_copy_get (act->db, id, error);
  g_autofree char *seal = copy != NULL ? sotong_seal_compute (act->db, id, error) : NULL;
  gboolean goes;

  if (seal == NULL)
    return FALSE;
  goes = copy->publish_at != SOTONG_NONE && copy->publish_at >= sotong_db_now (act->db);
  return (!goes || sotong_restriction_check_id (act->db, copy->content_id, copy->publish_at, error))
         && sotong_change_touch (act->db, "copy", id, error)
         && sotong_db_exec (act->db, error, "UPDATE copy SET seal = $1, state = $2 WHERE id = $3", "tti", seal,
                            sotong_state_get_name (goes ? SOTONG_STATE_SCHEDULED : SOTONG_STATE_APPROVED), id);
}

static gboolean
seal_copies (Act     *act,
             GError **error)
{
  g_autoptr(GArray) ids = sotong_approval_list_ids (sotong_db_query (act->db, error, "SELECT copy.id FROM approval_copy JOIN copy ON copy.id = copy_id"
                                                                     " WHERE approval_copy.content_id = $1 AND round = $2 AND state = 'in_review'"
                                                                     " AND removed_at IS NULL", "ii", act->act->content_id, (gint64) act->round->round), error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      if (!seal_copy (act, g_array_index (ids, gint64, i), error))
        return FALSE;
    }
  return ids != NULL && sotong_approval_set_copies (act->db, act->act->content_id, "draft", error);
}

static gboolean
approve (Act     *act,
         GError **error)
{
  g_autofree char *who = NULL;
  gboolean same;

  if (!check_turn (act, error) || !sotong_approval_is_as_submitted (act->db, act->act->content_id, act->round->round, &same, error))
    return FALSE;
  if (!same)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT,
                   _("“%s” is not what was submitted any more. Nothing was approved. Return it, so that it is submitted again."), act->title);
      return FALSE;
    }
  who = sign (act);
  if (!begin (act, "approval.approve", who, error) || !decide (act, "approved", error))
    return FALSE;
  if (act->step->kind != SOTONG_STEP_DECISION && act->step->kind != SOTONG_STEP_DELEGATED)
    return TRUE;
  return skip_rest (act, error)
         && sotong_approval_close_round (act->db, act->round->id, "approved", error)
         && seal_copies (act, error);
}

static gboolean
send_back (Act     *act,
           GError **error)
{
  g_autofree char *who = NULL;
  g_autofree char *why = NULL;

  if (sotong_text_is_blank (act->act->reason))
    return refuse (error, SOTONG_STORE_ERROR_INVALID, _("To return a content, write why: the drafter has to know what to change."));
  if (!check_turn (act, error))
    return FALSE;
  who = sign (act);
  why = g_strdup_printf ("%s: %s", who, act->act->reason);
  return begin (act, "approval.return", why, error)
         && decide (act, "returned", error)
         && sotong_approval_close_round (act->db, act->round->id, "returned", error)
         && sotong_approval_set_copies (act->db, act->act->content_id, "returned", error);
}

static gboolean
check_other (Act           *act,
             SotongPerson **out_person,
             GError       **error)
{
  g_autoptr(SotongPerson) person = sotong_person_get (act->db, act->act->other_id, error);

  if (person == NULL)
    return FALSE;
  if (is_own (act, person->id))
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("%s drafted it. Ask somebody else for cooperation."), person->name);
      return FALSE;
    }
  for (guint i = 0; i < act->round->steps->len; i++)
    {
      const SotongApprovalStep *step = g_ptr_array_index (act->round->steps, i);

      if (step->person_id == person->id && step->decision == NULL)
        {
          g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("%s stands in the line already and will see it."), person->name);
          return FALSE;
        }
    }
  *out_person = g_steal_pointer (&person);
  return TRUE;
}

static gboolean
cooperate (Act     *act,
           GError **error)
{
  g_autoptr(SotongPerson) person = NULL;
  g_autofree char *who = NULL;
  g_autofree char *why = NULL;
  gint64 position = 0;

  if (!check_turn (act, error) || !check_other (act, &person, error)
      || !sotong_db_get_int (act->db, &position, error, "SELECT position FROM approval_step WHERE id = $1", "i", act->step->id))
    return FALSE;
  who = sign (act);
  why = g_strdup_printf ("%s → %s", who, person->name);
  if (!begin (act, "approval.cooperate", why, error))
    return FALSE;
  for (guint i = 0; i < act->round->steps->len; i++)
    {
      const SotongApprovalStep *step = g_ptr_array_index (act->round->steps, i);

      if (step->decision == NULL
          && (!sotong_change_touch (act->db, "approval_step", step->id, error)
              || !sotong_db_exec (act->db, error, "UPDATE approval_step SET position = position + 1 WHERE id = $1", "i", step->id)))
        return FALSE;
    }
  return insert_step (act, act->round->round, (int) position, SOTONG_STEP_COOPERATION, person->id, NULL, act->actor->id, error);
}

static gboolean
recall (Act     *act,
        GError **error)
{
  if (act->round == NULL)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("“%s” is not in review, so there is nothing to recall."), act->title);
      return FALSE;
    }
  if (act->on && act->round->drafter_id != act->actor->id)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("%s submitted “%s”, and only who submitted it can recall it. Whose turn it is may return it."), act->round->drafter, act->title);
      return FALSE;
    }
  return begin (act, "approval.recall", act->actor->name, error)
         && sotong_approval_close_round (act->db, act->round->id, "recalled", error)
         && sotong_approval_set_copies (act->db, act->act->content_id, "draft", error);
}

/**
 * sotong_approval_act:
 * @db: the connection of a write job
 * @act: what is done, to which content, and by whom
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when the person may not, or there is
 *   nothing to be done; `SOTONG_STORE_ERROR_CONFLICT` when it went on since it was seen;
 *   `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Moves a content along its line. Nobody decides about their own: neither who submitted it nor
 * whose content it is. With the last approval each copy is sealed, and those with a time still
 * to come go onto the schedule. One step of undo, of the account that acted.
 * Where approval was switched off, anybody may recall what is still in review: nobody decides about it any more.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_approval_act (SotongDb                 *db,
                     const SotongApprovalAct  *act,
                     GError                  **error)
{
  static gboolean (* const acts[SOTONG_N_ACTS]) (Act *, GError **) = { submit, approve, send_back, cooperate, recall };
  g_auto(Act) full = { 0 };

  g_return_val_if_fail (act->kind < SOTONG_N_ACTS, FALSE);
  return prepare (&full, db, act, error) && acts[act->kind] (&full, error);
}
