/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-approval-private.h"
#include "store/sotong-change-private.h"
#include "store/sotong-approval.h"
#include "store/sotong-seal.h"

/*
 * What becomes of an approval when what it is about is changed. Every change of a person ends
 * here, an undone one too, so no way of writing can go past it; what the program claims for
 * publishing is compared with its seal once more.
 */

struct _SotongApprovalTouched
{
  SotongDb   *db;        /* (unowned) */
  gboolean    asked;     /* whether approval is on was read */
  gboolean    on;
  GHashTable *contents;  /* (owned) (element-type gint64) */
  GHashTable *grown;     /* (owned) (element-type gint64): those of them that got another copy */
};

SotongApprovalTouched *
sotong_approval_touched_new (SotongDb *db)
{
  SotongApprovalTouched *self = g_new0 (SotongApprovalTouched, 1);

  self->db = db;
  self->contents = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->grown = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

void
sotong_approval_touched_free (SotongApprovalTouched *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->contents);
  g_hash_table_unref (self->grown);
  g_free (self);
}

/* The first column of all rows. */
GArray *
sotong_approval_list_ids (SotongStmt  *found,
                          GError     **error)
{
  g_autoptr(SotongStmt) stmt = found;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 id = sotong_stmt_int (stmt, 0);

      g_array_append_val (ids, id);
    }
  if (local == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, local);
  return NULL;
}

/* Adds the contents that a row belongs to, if the row is of a table that a seal covers. */
gboolean
sotong_approval_touched_add (SotongApprovalTouched  *self,
                             const char             *table,
                             gint64                  key,
                             gboolean                added,
                             GError                **error)
{
  static const struct {
    const char *table;
    const char *sql;
  } owners[] = {
    { "content", "SELECT $1" },
    { "copy", "SELECT content_id FROM copy WHERE id = $1" },
    { "attachment", "SELECT content_id FROM attachment WHERE id = $1" },
    { "campaign", "SELECT DISTINCT content_id FROM copy JOIN content ON content.id = content_id WHERE campaign_id = $1"
      " AND state IN ('in_review', 'approved', 'scheduled', 'missed', 'failed', 'held')" },
    { "link_rule", "SELECT DISTINCT content_id FROM copy WHERE $1 > 0 AND state IN ('in_review', 'approved', 'scheduled', 'missed', 'failed', 'held')" },
    { "channel", "SELECT DISTINCT content_id FROM copy WHERE channel_id = $1 AND state IN ('in_review', 'approved', 'scheduled', 'missed', 'failed', 'held')" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      g_autoptr(GArray) ids = NULL;

      if (!g_str_equal (owners[i].table, table))
        continue;
      if (!self->asked && !sotong_approval_is_on (self->db, &self->on, error))
        return FALSE;
      self->asked = TRUE;
      if (!self->on)
        return TRUE;
      ids = sotong_approval_list_ids (sotong_db_query (self->db, error, owners[i].sql, "i", key), error);
      for (guint j = 0; ids != NULL && j < ids->len; j++)
        {
          g_hash_table_add (self->contents, g_memdup2 (&g_array_index (ids, gint64, j), sizeof (gint64)));
          if (added && g_str_equal (table, "copy"))
            g_hash_table_add (self->grown, g_memdup2 (&g_array_index (ids, gint64, j), sizeof (gint64)));
        }
      return ids != NULL;
    }
  return TRUE;
}

/* Ends a round. */
gboolean
sotong_approval_close_round (SotongDb    *db,
                             gint64       round_id,
                             const char  *outcome,
                             GError     **error)
{
  return sotong_change_touch (db, "approval_round", round_id, error)
         && sotong_db_exec (db, error, "UPDATE approval_round SET outcome = $1, closed_at = $2 WHERE id = $3", "tii", outcome,
                            sotong_db_now (db), round_id);
}

/* Gives all copies of a content that are in review another state. */
gboolean
sotong_approval_set_copies (SotongDb    *db,
                            gint64       content_id,
                            const char  *state,
                            GError     **error)
{
  g_autoptr(GArray) ids = sotong_approval_list_ids (sotong_db_query (db, error, "SELECT id FROM copy WHERE content_id = $1 AND state = 'in_review'"
                                                                     " AND removed_at IS NULL", "i", content_id), error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (!sotong_change_touch (db, "copy", id, error)
          || !sotong_db_exec (db, error, "UPDATE copy SET state = $1 WHERE id = $2", "ti", state, id))
        return FALSE;
    }
  return ids != NULL;
}

/* Whether a copy that was submitted still is what was submitted. A copy that was removed asks
 * nobody for anything any more. */
static gboolean
copy_is_as_submitted (SotongDb    *db,
                      gint64       copy_id,
                      const char  *seal,
                      gboolean    *out_same,
                      gboolean    *out_there,
                      GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT state FROM copy WHERE id = $1 AND removed_at IS NULL", "i", copy_id);
  g_autofree char *now = NULL;
  GError *local = NULL;

  *out_same = *out_there = FALSE;
  if (stmt == NULL)
    return FALSE;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return local == NULL;
    }
  *out_there = TRUE;
  if (!g_str_equal (sotong_stmt_text (stmt, 0), "in_review"))
    return TRUE;
  now = sotong_seal_compute (db, copy_id, error);
  *out_same = g_strcmp0 (now, seal) == 0;
  return now != NULL;
}

/**
 * sotong_approval_is_as_submitted:
 * @db: a connection
 * @content_id: a content with an open round
 * @round: the round's number
 * @out_same: (out): whether every copy still is what was submitted
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_approval_is_as_submitted (SotongDb  *db,
                                 gint64     content_id,
                                 int        round,
                                 gboolean  *out_same,
                                 GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT copy_id, seal FROM approval_copy WHERE content_id = $1 AND round = $2", "ii",
                                                content_id, (gint64) round);
  guint n = 0;
  GError *local = NULL;

  *out_same = FALSE;
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      gboolean same, there;

      if (!copy_is_as_submitted (db, sotong_stmt_int (stmt, 0), sotong_stmt_text (stmt, 1), &same, &there, error))
        return FALSE;
      if (there && !same)
        return TRUE;
      n += there ? 1 : 0;
    }
  *out_same = n > 0;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
settle_round (SotongDb  *db,
              gint64     content_id,
              GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT id, round FROM approval_round WHERE content_id = $1 AND outcome IS NULL", "i", content_id);
  gint64 id, round;
  gboolean same;
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return local == NULL;
    }
  id = sotong_stmt_int (stmt, 0);
  round = sotong_stmt_int (stmt, 1);
  if (!sotong_approval_is_as_submitted (db, content_id, (int) round, &same, error))
    return FALSE;
  return same || (sotong_approval_close_round (db, id, "changed", error) && sotong_approval_set_copies (db, content_id, "draft", error));
}

/* What was approved and is another now is a draft again. Its old seal stays with it, broken, for
 * all to see. What waits on the platform itself was handed over as it was approved. */
static gboolean
settle_seals (SotongDb  *db,
              gint64     content_id,
              GError   **error)
{
  g_autoptr(GArray) ids = sotong_approval_list_ids (sotong_db_query (db, error, "SELECT id FROM copy WHERE content_id = $1 AND seal IS NOT NULL"
                                                                     " AND removed_at IS NULL AND state IN ('approved', 'scheduled', 'missed', 'failed', 'held')"
                                                                     " AND NOT (state = 'scheduled' AND remote_id IS NOT NULL)",
                                                                     "i", content_id), error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      SotongSeal seal;

      if (!sotong_seal_check (db, id, &seal, error))
        return FALSE;
      if (seal == SOTONG_SEAL_BROKEN
          && (!sotong_change_touch (db, "copy", id, error)
              || !sotong_db_exec (db, error, "UPDATE copy SET state = 'draft' WHERE id = $1", "i", id)))
        return FALSE;
    }
  return ids != NULL;
}

static gboolean
set_drafts (SotongDb    *db,
            SotongStmt  *found,
            GError     **error)
{
  g_autoptr(GArray) ids = sotong_approval_list_ids (found, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (!sotong_change_touch (db, "copy", id, error)
          || !sotong_db_exec (db, error, "UPDATE copy SET state = 'draft', seal = NULL WHERE id = $1", "i", id))
        return FALSE;
    }
  return ids != NULL;
}

/* Nobody agreed that it goes out on one channel more. The copies that were approved are what they
 * were, so their seals are taken off: all of the content is submitted together again. */
static gboolean
settle_grown (SotongDb  *db,
              gint64     content_id,
              GError   **error)
{
  gint64 n = 0, round = 0;

  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM copy WHERE content_id = $1 AND removed_at IS NULL"
                          " AND (state = 'in_review' OR seal IS NOT NULL)", "i", content_id)
      || !sotong_db_get_int (db, &round, error, "SELECT coalesce (max (id), 0) FROM approval_round WHERE content_id = $1 AND outcome IS NULL", "i", content_id))
    return FALSE;
  if (n == 0)
    return TRUE;
  return (round == 0 || sotong_approval_close_round (db, round, "changed", error))
         && sotong_approval_set_copies (db, content_id, "draft", error)
         && set_drafts (db, sotong_db_query (db, error, "SELECT id FROM copy WHERE content_id = $1 AND removed_at IS NULL AND remote_id IS NULL"
                                             " AND (state = 'scheduled' OR (seal IS NOT NULL AND state IN ('approved', 'missed', 'failed', 'held')))",
                                             "i", content_id), error);
}

/* To be called when a change ends, before its rows' pictures are taken. */
gboolean
sotong_approval_touched_settle (SotongApprovalTouched  *self,
                                GError                **error)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->contents);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gint64 id = *(gint64 *) key;

      if ((g_hash_table_contains (self->grown, &id) && !settle_grown (self->db, id, error)) || !settle_round (self->db, id, error) || !settle_seals (self->db, id, error))
        return FALSE;
    }
  return TRUE;
}
