/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-approval-line.h"
#include "store/sotong-approval-private.h"
#include "store/sotong-made.h"
#include "store/sotong-seal.h"

/* Submissions of a made workspace: what they hold is what its copies hold. */

static gboolean
insert_step (SotongDb               *db,
             const SotongMadeRound  *round,
             int                     position,
             SotongStepKind          kind,
             gint64                  person_id,
             gint64                  at,
             const char             *decision,
             const char             *reason,
             GError                **error)
{
  return sotong_db_insert (db, error, "INSERT INTO approval_step (content_id, round, position, kind, person_id, decision, reason, at)"
                           " VALUES ($1, 1, $2, $3, $4, $5, $6, $7)", "iititti", round->content_id, (gint64) position, sotong_step_kind_get_name (kind),
                           person_id, decision, reason, at) != 0;
}

static gboolean
insert_copy (SotongDb  *db,
             gint64     content_id,
             gint64     copy_id,
             GError   **error)
{
  g_autofree char *seal = sotong_seal_compute (db, copy_id, error);
  g_autofree char *media = seal != NULL ? sotong_seal_list_media (db, content_id, error) : NULL;

  return media != NULL
         && sotong_db_insert (db, error, "INSERT INTO approval_copy (content_id, round, copy_id, title, body, publish_at, media, seal)"
                              " SELECT content.id, 1, copy.id, coalesce (copy.title, content.title), coalesce (copy.body, content.body), publish_at, $1, $2"
                              " FROM copy JOIN content ON content.id = content_id WHERE copy.id = $3", "tti", media, seal, copy_id) != 0;
}

/* What was approved has the seal of what was submitted. */
static gboolean
insert_copies (SotongDb               *db,
               const SotongMadeRound  *round,
               GError                **error)
{
  gboolean approved = round->decided_at != SOTONG_NONE;
  g_autoptr(GArray) ids = sotong_approval_list_ids (sotong_db_query (db, error, "SELECT id FROM copy WHERE content_id = $1 AND removed_at IS NULL"
                                                                     " AND CASE WHEN $2 = 1 THEN state IN ('approved', 'scheduled', 'missed', 'failed')"
                                                                     " ELSE state IN ('in_review', 'returned') END ORDER BY id", "ii",
                                                                     round->content_id, (gint64) approved), error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (!insert_copy (db, round->content_id, id, error)
          || (approved && !sotong_db_exec (db, error, "UPDATE copy SET seal = (SELECT seal FROM approval_copy WHERE copy_id = $1) WHERE id = $1", "i", id)))
        return FALSE;
    }
  return ids != NULL;
}

/**
 * sotong_made_round:
 * @db: the connection of a write job
 * @round: the first submission of a content: of its copies that are in review or returned, or, where it was
 *   decided, of those that are approved and not out yet
 * @error: return location
 *
 * Comes after all that a seal covers: texts, times, channels, rules for links.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_made_round (SotongDb               *db,
                   const SotongMadeRound  *round,
                   GError                **error)
{
  const char *decision = round->returned != NULL ? "returned" : round->reviewed_at != SOTONG_NONE ? "approved" : NULL;
  gboolean approved = round->decided_at != SOTONG_NONE;

  return sotong_db_insert (db, error, "INSERT INTO approval_round (content_id, round, drafter_id, submitted_at, outcome, closed_at) VALUES ($1, 1, $2, $3, $4, $5)",
                           "iiiti", round->content_id, round->drafter_id, round->submitted_at,
                           round->returned != NULL ? "returned" : approved ? "approved" : NULL,
                           round->returned != NULL ? round->reviewed_at : round->decided_at) != 0
         && insert_step (db, round, 0, SOTONG_STEP_DRAFT, round->drafter_id, round->submitted_at, "approved", "", error)
         && insert_step (db, round, 1, SOTONG_STEP_REVIEW, round->reviewer_id, round->reviewed_at, decision,
                         round->returned != NULL ? round->returned : "", error)
         && insert_step (db, round, 2, SOTONG_STEP_DECISION, round->decider_id, round->decided_at, approved ? "approved" : NULL, "", error)
         && insert_copies (db, round, error);
}
