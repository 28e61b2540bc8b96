/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-approval-private.h"
#include "store/sotong-approval.h"
#include "store/sotong-db-private.h"
#include "store/sotong-person.h"

static void
step_free (SotongApprovalStep *step)
{
  g_free (step->person);
  g_free (step->deputy);
  g_free (step->asked_by);
  g_free (step->decision);
  g_free (step->reason);
  g_free (step->account);
  g_free (step);
}

void
sotong_approval_round_free (SotongApprovalRound *round)
{
  if (round == NULL)
    return;
  g_free (round->drafter);
  g_free (round->outcome);
  g_ptr_array_unref (round->steps);
  g_free (round);
}

static void
copy_free (SotongApprovalCopy *copy)
{
  g_free (copy->channel);
  g_free (copy->platform);
  g_free (copy->title);
  g_free (copy->body);
  g_free (copy->title_before);
  g_free (copy->body_before);
  g_free (copy->media_before);
  g_free (copy);
}

void
sotong_approval_free (SotongApproval *approval)
{
  if (approval == NULL)
    return;
  g_free (approval->title);
  g_free (approval->type);
  g_free (approval->notes);
  g_free (approval->media);
  g_free (approval->returned);
  sotong_approval_round_free (approval->round);
  g_ptr_array_unref (approval->copies);
  g_free (approval);
}

void
sotong_approval_item_free (SotongApprovalItem *item)
{
  if (item == NULL)
    return;
  g_free (item->title);
  g_free (item->type);
  g_free (item->person);
  g_free (item->drafter);
  g_free (item->channels);
  g_free (item);
}

/* Whether little time is left at @now, seconds since 1970 UTC. */
gboolean
sotong_approval_item_is_near (const SotongApprovalItem *item,
                              gint64                    now)
{
  return item->publish_at != SOTONG_NONE && item->publish_at - now <= SOTONG_APPROVAL_NEAR_S;
}

/**
 * sotong_approval_item_why_not:
 * @item: what waits
 * @person_id: who would decide
 * @name: what that person is called
 *
 * What sotong_approval_act() would refuse is told before it is tried.
 *
 * Returns: (transfer full) (nullable): why that person cannot decide about it; %NULL when it is the person's turn
 */
char *
sotong_approval_item_why_not (const SotongApprovalItem *item,
                              gint64                    person_id,
                              const char               *name)
{
  if (person_id == item->drafter_id || person_id == item->owner_id)
    return g_strdup_printf (_("“%s” is %s’s own: nobody decides about their own. Somebody else in the line has to."), item->title, name);
  if (person_id != item->person_id && person_id != item->stand_in_id)
    return g_strdup_printf (_("“%s” waits for %s (%s), not for %s."), item->title, item->person, sotong_step_kind_get_label (item->step), name);
  return NULL;
}

/**
 * sotong_approval_round_get_next:
 * @round: a round
 *
 * Returns: (transfer none) (nullable): the step that waits; %NULL when the round is over
 */
const SotongApprovalStep *
sotong_approval_round_get_next (const SotongApprovalRound *round)
{
  if (round->outcome != NULL)
    return NULL;
  for (guint i = 0; i < round->steps->len; i++)
    {
      const SotongApprovalStep *step = g_ptr_array_index (round->steps, i);

      if (step->decision == NULL)
        return step;
    }
  return NULL;
}

#define NAME(t) "trim (" t ".name || ' ' || " t ".role)"

static gboolean
read_steps (SotongDb             *db,
            gint64                content_id,
            SotongApprovalRound  *round,
            GError              **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT s.id, s.kind, s.person_id, " NAME ("p") ", s.deputy_id, " NAME ("d") ", " NAME ("b") ", s.decision,"
                          " s.reason, s.at, s.account FROM approval_step AS s LEFT JOIN person AS p ON p.id = s.person_id"
                          " LEFT JOIN person AS d ON d.id = s.deputy_id LEFT JOIN person AS b ON b.id = s.asked_by"
                          " WHERE s.content_id = $1 AND s.round = $2 ORDER BY s.position, s.id", "ii", content_id, (gint64) round->round);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongApprovalStep *step = g_new0 (SotongApprovalStep, 1);

      step->id = sotong_stmt_int (stmt, 0);
      sotong_step_kind_from_name (sotong_stmt_text (stmt, 1), &step->kind);
      step->person_id = sotong_stmt_int (stmt, 2);
      step->person = sotong_stmt_dup (stmt, 3);
      step->deputy_id = sotong_stmt_int (stmt, 4);
      step->deputy = sotong_stmt_dup (stmt, 5);
      step->asked_by = sotong_stmt_dup (stmt, 6);
      step->decision = sotong_stmt_dup (stmt, 7);
      step->reason = sotong_stmt_dup (stmt, 8);
      step->at = sotong_stmt_int (stmt, 9);
      step->account = sotong_stmt_dup (stmt, 10);
      g_ptr_array_add (round->steps, step);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_approval_rounds:
 * @db: a connection
 * @content_id: a content
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongApprovalRound): every time it was
 *   submitted, the last first
 */
GPtrArray *
sotong_approval_rounds (SotongDb  *db,
                        gint64     content_id,
                        GError   **error)
{
  g_autoptr(GPtrArray) rounds = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_approval_round_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT r.id, r.round, r.drafter_id, " NAME ("p") ", r.submitted_at, r.outcome, r.closed_at FROM approval_round AS r"
                          " JOIN person AS p ON p.id = r.drafter_id WHERE r.content_id = $1 ORDER BY r.round DESC", "i", content_id);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongApprovalRound *round = g_new0 (SotongApprovalRound, 1);

      round->id = sotong_stmt_int (stmt, 0);
      round->round = (int) sotong_stmt_int (stmt, 1);
      round->drafter_id = sotong_stmt_int (stmt, 2);
      round->drafter = sotong_stmt_dup (stmt, 3);
      round->submitted_at = sotong_stmt_int (stmt, 4);
      round->outcome = sotong_stmt_dup (stmt, 5);
      round->closed_at = sotong_stmt_int (stmt, 6);
      round->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
      g_ptr_array_add (rounds, round);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  for (guint i = 0; i < rounds->len; i++)
    {
      if (!read_steps (db, content_id, g_ptr_array_index (rounds, i), error))
        return NULL;
    }
  return g_steal_pointer (&rounds);
}

/* What the copy was in the last round before the one that is open, or in the last of all. */
static gboolean
read_before (SotongDb            *db,
             SotongApprovalCopy  *copy,
             int                  open_round,
             GError             **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT title, body, publish_at, media FROM approval_copy WHERE copy_id = $1 AND ($2 = 0 OR round < $2)"
                          " ORDER BY round DESC LIMIT 1", "ii", copy->copy_id, (gint64) open_round);
  if (stmt == NULL)
    return FALSE;
  copy->publish_before = SOTONG_NONE;
  if (sotong_stmt_next (stmt, &local))
    {
      copy->had_before = TRUE;
      copy->title_before = sotong_stmt_dup (stmt, 0);
      copy->body_before = sotong_stmt_dup (stmt, 1);
      copy->publish_before = sotong_stmt_int (stmt, 2);
      copy->media_before = sotong_stmt_dup (stmt, 3);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
add_copy (SotongDb             *db,
          SotongApproval       *approval,
          const SotongContent  *content,
          const SotongCopy     *from,
          GError              **error)
{
  SotongApprovalCopy *copy = g_new0 (SotongApprovalCopy, 1);
  int open_round = approval->round != NULL && approval->round->outcome == NULL ? approval->round->round : 0;

  g_ptr_array_add (approval->copies, copy);
  copy->copy_id = from->id;
  copy->channel = g_strdup (from->channel);
  copy->platform = g_strdup (from->platform);
  copy->state = from->state;
  copy->title = g_strdup (from->title != NULL ? from->title : content->title);
  copy->body = g_strdup (from->body != NULL ? from->body : content->body);
  copy->publish_at = from->publish_at;
  return sotong_seal_check (db, from->id, &copy->seal, error) && read_before (db, copy, open_round, error);
}

static char *
find_return (const SotongApprovalRound *round)
{
  for (guint i = 0; i < round->steps->len; i++)
    {
      const SotongApprovalStep *step = g_ptr_array_index (round->steps, i);

      if (g_strcmp0 (step->decision, "returned") == 0)
        return g_strdup_printf ("%s: %s", step->deputy != NULL ? step->deputy : step->person, step->reason);
    }
  return NULL;
}

/**
 * sotong_approval_read:
 * @db: a connection
 * @content_id: a content
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * What stands to be decided, and what it was the last time. Seals are compared anew.
 *
 * Returns: (transfer full) (nullable): the content's approval
 */
SotongApproval *
sotong_approval_read (SotongDb  *db,
                      gint64     content_id,
                      GError   **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, content_id, error);
  g_autoptr(SotongApproval) approval = g_new0 (SotongApproval, 1);
  g_autoptr(GPtrArray) rounds = NULL;

  approval->copies = g_ptr_array_new_with_free_func ((GDestroyNotify) copy_free);
  if (content == NULL || !sotong_approval_is_on (db, &approval->on, error))
    return NULL;
  rounds = sotong_approval_rounds (db, content_id, error);
  approval->media = sotong_seal_list_media (db, content_id, error);
  if (rounds == NULL || approval->media == NULL)
    return NULL;
  if (rounds->len > 1)
    approval->returned = find_return (g_ptr_array_index (rounds, 1));
  if (rounds->len > 0)
    approval->round = g_ptr_array_steal_index (rounds, 0);
  approval->content_id = content_id;
  approval->title = g_strdup (content->title);
  approval->type = g_strdup (content->type);
  approval->notes = g_strdup (content->notes);
  for (guint i = 0; i < content->copies->len; i++)
    {
      if (!add_copy (db, approval, content, g_ptr_array_index (content->copies, i), error))
        return NULL;
    }
  return g_steal_pointer (&approval);
}

static gboolean
is_at_stake (SotongDb   *db,
             gint64      content_id,
             gboolean   *out_at_stake,
             GError    **error)
{
  g_autoptr(SotongApproval) approval = sotong_approval_read (db, content_id, error);

  *out_at_stake = FALSE;
  if (approval == NULL)
    return FALSE;
  *out_at_stake = approval->round != NULL && approval->round->outcome == NULL;
  for (guint i = 0; i < approval->copies->len; i++)
    {
      const SotongApprovalCopy *copy = g_ptr_array_index (approval->copies, i);

      *out_at_stake |= copy->seal == SOTONG_SEAL_WHOLE && sotong_state_can_move (copy->state);
    }
  return TRUE;
}

/**
 * sotong_approval_count_at_stake:
 * @db: a connection
 * @contents: (element-type gint64): contents whose text, pictures, time or channels are about to change
 * @error: return location
 *
 * To ask before somebody's decision is lost.
 *
 * Returns: how many are in review or approved; 0 where approval is off; -1 with @error set
 */
gint64
sotong_approval_count_at_stake (SotongDb  *db,
                                GArray    *contents,
                                GError   **error)
{
  gboolean on, at_stake;
  gint64 n = 0;

  if (!sotong_approval_is_on (db, &on, error))
    return -1;
  for (guint i = 0; on && i < contents->len; i++)
    {
      if (!is_at_stake (db, g_array_index (contents, gint64, i), &at_stake, error))
        return -1;
      n += at_stake ? 1 : 0;
    }
  return n;
}

/**
 * sotong_approval_list_at_stake:
 * @db: a connection
 * @error: return location
 *
 * Before a change that reaches many contents, as a rule for their links does.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the contents that are in review or
 *   were approved and are not out; none where approval is off
 */
GArray *
sotong_approval_list_at_stake (SotongDb  *db,
                               GError   **error)
{
  gboolean on;

  if (!sotong_approval_is_on (db, &on, error))
    return NULL;
  return sotong_approval_list_ids (sotong_db_query (db, error, "SELECT DISTINCT content_id FROM copy WHERE $1 = 1 AND removed_at IS NULL"
                                                    " AND (state = 'in_review' OR (seal IS NOT NULL AND state NOT IN ('published', 'published_by_hand')))",
                                                    "i", (gint64) on), error);
}

static SotongApprovalItem *
item_from (SotongStmt *stmt)
{
  SotongApprovalItem *item = g_new0 (SotongApprovalItem, 1);

  item->content_id = sotong_stmt_int (stmt, 0);
  item->title = sotong_stmt_dup (stmt, 1);
  item->type = sotong_stmt_dup (stmt, 2);
  item->round = (int) sotong_stmt_int (stmt, 3);
  item->step_id = sotong_stmt_int (stmt, 4);
  sotong_step_kind_from_name (sotong_stmt_text (stmt, 5), &item->step);
  item->person_id = sotong_stmt_int (stmt, 6);
  item->person = sotong_stmt_dup (stmt, 7);
  item->deputised = sotong_stmt_int (stmt, 8) == 1;
  item->drafter = sotong_stmt_dup (stmt, 9);
  item->submitted_at = sotong_stmt_int (stmt, 10);
  item->publish_at = sotong_stmt_int (stmt, 11);
  item->channels = sotong_stmt_dup (stmt, 12);
  item->drafter_id = sotong_stmt_int (stmt, 13);
  item->owner_id = sotong_stmt_int (stmt, 14);
  item->stand_in_id = sotong_stmt_int (stmt, 15);
  return item;
}

/**
 * sotong_approval_box:
 * @db: a connection
 * @person_id: whose box, with what the person may do as somebody's deputy; 0 for all that waits
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongApprovalItem): what waits for a
 *   decision, what goes out first at the top, what has no time at the end
 */
GPtrArray *
sotong_approval_box (SotongDb  *db,
                     gint64     person_id,
                     GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_approval_item_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT r.content_id, t.title, t.type_id, r.round, s.id, s.kind, s.person_id, " NAME ("p") ","
                          " p.away = 1 AND p.deputy_id IS NOT NULL, " NAME ("a") ", r.submitted_at, min (y.publish_at), group_concat (h.name, ', '),"
                          " r.drafter_id, t.owner_id, CASE WHEN p.away = 1 THEN p.deputy_id END"
                          " FROM approval_round AS r JOIN content AS t ON t.id = r.content_id AND t.removed_at IS NULL"
                          " JOIN approval_step AS s ON s.id = (SELECT n.id FROM approval_step AS n WHERE n.content_id = r.content_id AND n.round = r.round"
                          " AND n.decision IS NULL ORDER BY n.position, n.id LIMIT 1)"
                          " JOIN person AS p ON p.id = s.person_id JOIN person AS a ON a.id = r.drafter_id"
                          " JOIN copy AS y ON y.content_id = t.id AND y.state = 'in_review' AND y.removed_at IS NULL JOIN channel AS h ON h.id = y.channel_id"
                          " WHERE r.outcome IS NULL AND ($1 = 0 OR s.person_id = $1 OR (p.away = 1 AND p.deputy_id = $1))"
                          " GROUP BY r.id ORDER BY min (y.publish_at) IS NULL, min (y.publish_at), r.id", "i", person_id);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, item_from (stmt));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}
