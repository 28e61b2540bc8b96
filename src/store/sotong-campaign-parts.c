/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-campaign-private.h"
#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "util/sotong-text.h"

SotongCampaignStage *
sotong_campaign_stage_new (const char *name,
                           const char *planned_on,
                           const char *done_on)
{
  SotongCampaignStage *stage = g_new0 (SotongCampaignStage, 1);

  stage->name = g_strdup (name);
  stage->planned_on = g_strdup (planned_on);
  stage->done_on = g_strdup (done_on);
  return stage;
}

void
sotong_campaign_stage_free (SotongCampaignStage *stage)
{
  if (stage == NULL)
    return;
  g_free (stage->name);
  g_free (stage->planned_on);
  g_free (stage->done_on);
  g_free (stage);
}

SotongCampaignLine *
sotong_campaign_line_new (gint64 id)
{
  SotongCampaignLine *line = g_new0 (SotongCampaignLine, 1);

  line->id = id;
  return line;
}

void
sotong_campaign_line_free (SotongCampaignLine *line)
{
  if (line == NULL)
    return;
  g_free (line->name);
  g_free (line);
}

/* The office's procedure, by the names a campaign may have got for it: in English and in Korean. */
static const char * const procedure[][2] = {
  { N_("Master plan"), "기본계획 수립" },
  { N_("Budget allocation"), "예산배정" },
  { N_("Carrying out and spending"), "시행 및 집행" },
  { N_("Report of results"), "결과보고" },
};

/**
 * sotong_campaign_new_stages:
 *
 * Returns: (transfer full) (element-type SotongCampaignStage): the stages of the office's procedure, without days:
 *   what a new campaign begins with
 */
GPtrArray *
sotong_campaign_new_stages (void)
{
  GPtrArray *stages = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_campaign_stage_free);

  for (gsize i = 0; i < G_N_ELEMENTS (procedure); i++)
    g_ptr_array_add (stages, sotong_campaign_stage_new (_(procedure[i][0]), NULL, NULL));
  return stages;
}

/* The step of the office's procedure that a stage's name stands for, or -1. */
static int
find_step (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (procedure); i++)
    if (g_str_equal (procedure[i][0], name) || g_str_equal (procedure[i][1], name))
      return (int) i;
  return -1;
}

/**
 * sotong_campaign_find_stage:
 * @stages: (element-type SotongCampaignStage): the stages of a campaign
 * @name: the name of a stage, clean
 *
 * The stages of the procedure keep the language of the desktop that made the campaign, and are found by their names in the
 * other one too; the very name comes first.
 *
 * Returns: (transfer none) (nullable): the stage
 */
SotongCampaignStage *
sotong_campaign_find_stage (GPtrArray  *stages,
                            const char *name)
{
  int step = find_step (name);

  for (guint i = 0; i < stages->len; i++)
    if (g_str_equal (((SotongCampaignStage *) g_ptr_array_index (stages, i))->name, name))
      return g_ptr_array_index (stages, i);
  for (guint i = 0; i < stages->len && step >= 0; i++)
    if (find_step (((SotongCampaignStage *) g_ptr_array_index (stages, i))->name) == step)
      return g_ptr_array_index (stages, i);
  return NULL;
}

/* The agency of a name, or `SOTONG_NONE` for an empty one; 0 with @error set. */
gint64
sotong_campaign_put_agency (SotongDb    *db,
                            const char  *agency,
                            GError     **error)
{
  g_autofree char *name = sotong_text_name (agency);
  gint64 id = 0;
  GError *local = NULL;

  if (*name == '\0')
    return SOTONG_NONE;
  if (sotong_db_get_int (db, &id, &local, "SELECT id FROM agency WHERE name = $1", "t", name))
    return sotong_change_touch (db, "agency", id, error)
           && sotong_db_exec (db, error, "UPDATE agency SET removed_at = NULL WHERE id = $1 AND removed_at IS NOT NULL", "i", id) ? id : 0;
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return 0;
    }
  id = sotong_db_insert (db, error, "INSERT INTO agency (name) VALUES ($1)", "t", name);
  return id != 0 && sotong_change_added (db, "agency", id, error) ? id : 0;
}

/* ---- writing ---- */

/* The ids that a query lists. */
static GArray *
list_ids (SotongDb    *db,
          const char  *sql,
          gint64       campaign_id,
          GError     **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, sql, "i", campaign_id);
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

static gboolean
has_line (GPtrArray *lines,
          gint64     id)
{
  for (guint i = 0; i < lines->len; i++)
    if (((const SotongCampaignLine *) g_ptr_array_index (lines, i))->id == id)
      return TRUE;
  return FALSE;
}

static gboolean
put_lines (SotongDb   *db,
           gint64      id,
           GPtrArray  *lines,
           GError    **error)
{
  g_autoptr(GArray) before = list_ids (db, "SELECT line_id FROM campaign_line WHERE campaign_id = $1", id, error);

  if (before == NULL)
    return FALSE;
  for (guint i = 0; i < before->len; i++)
    {
      gint64 line = g_array_index (before, gint64, i);

      if (!has_line (lines, line)
          && (!sotong_change_touch_pair (db, "campaign_line", id, line, error)
              || !sotong_db_exec (db, error, "DELETE FROM campaign_line WHERE campaign_id = $1 AND line_id = $2", "ii", id, line)))
        return FALSE;
    }
  for (guint i = 0; i < lines->len; i++)
    {
      gint64 line = ((const SotongCampaignLine *) g_ptr_array_index (lines, i))->id;

      if (!sotong_change_touch_pair (db, "campaign_line", id, line, error)
          || !sotong_db_exec (db, error, "INSERT INTO campaign_line (campaign_id, line_id) VALUES ($1, $2) ON CONFLICT DO NOTHING", "ii", id, line))
        return FALSE;
    }
  return TRUE;
}

/* A day as the store writes it; %NULL for an empty one. */
static gboolean
read_day (SotongDb    *db,
          const char  *text,
          char       **out_day,
          GError     **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  SotongRange range;

  *out_day = NULL;
  if (text == NULL || sotong_text_is_blank (text))
    return TRUE;
  if (!sotong_time_parse_range (text, text, zone, &range, error))
    return FALSE;
  *out_day = sotong_time_format_date (range.start, zone);
  return TRUE;
}

static gboolean
put_stage (SotongDb                   *db,
           gint64                      campaign_id,
           const SotongCampaignStage  *stage,
           gint64                      position,
           GError                    **error)
{
  g_autofree char *planned_on = NULL, *done_on = NULL;
  gint64 id;

  if (stage->name == NULL || sotong_text_is_blank (stage->name))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A stage of a campaign needs a name."));
      return FALSE;
    }
  if (!read_day (db, stage->planned_on, &planned_on, error) || !read_day (db, stage->done_on, &done_on, error))
    return FALSE;
  if (stage->id != 0)
    return sotong_change_touch (db, "campaign_stage", stage->id, error)
           && sotong_db_exec (db, error, "UPDATE campaign_stage SET position = $1, name = $2, planned_on = $3, done_on = $4"
                              " WHERE id = $5 AND campaign_id = $6", "itttii", position, stage->name, planned_on, done_on, stage->id, campaign_id);
  id = sotong_db_insert (db, error, "INSERT INTO campaign_stage (campaign_id, position, name, planned_on, done_on) VALUES ($1, $2, $3, $4, $5)",
                         "iittt", campaign_id, position, stage->name, planned_on, done_on);
  return id != 0 && sotong_change_added (db, "campaign_stage", id, error);
}

static gboolean
has_stage (GPtrArray *stages,
           gint64     id)
{
  for (guint i = 0; i < stages->len; i++)
    if (((const SotongCampaignStage *) g_ptr_array_index (stages, i))->id == id)
      return TRUE;
  return FALSE;
}

static gboolean
put_stages (SotongDb   *db,
            gint64      id,
            GPtrArray  *stages,
            GError    **error)
{
  g_autoptr(GArray) before = list_ids (db, "SELECT id FROM campaign_stage WHERE campaign_id = $1", id, error);

  if (before == NULL)
    return FALSE;
  for (guint i = 0; i < before->len; i++)
    {
      gint64 stage = g_array_index (before, gint64, i);

      if (!has_stage (stages, stage)
          && (!sotong_change_touch (db, "campaign_stage", stage, error)
              || !sotong_db_exec (db, error, "DELETE FROM campaign_stage WHERE id = $1", "i", stage)))
        return FALSE;
    }
  for (guint i = 0; i < stages->len; i++)
    if (!put_stage (db, id, g_ptr_array_index (stages, i), i, error))
      return FALSE;
  return TRUE;
}

static gboolean
has_target (GPtrArray  *targets,
            const char *type)
{
  for (guint i = 0; i < targets->len; i++)
    if (g_str_equal (((const SotongDeliverable *) g_ptr_array_index (targets, i))->type, type))
      return TRUE;
  return FALSE;
}

/* The fiscal year that a campaign's promises belong to: that of its first day. */
static int
year_of (SotongDb    *db,
         const char  *first_day,
         GError     **error)
{
  gint64 year = 0;
  GError *local = NULL;

  if (sotong_db_get_int (db, &year, &local, "SELECT year FROM programme WHERE removed_at IS NULL AND starts_on <= $1 AND ends_on >= $1"
                         " ORDER BY id LIMIT 1", "t", first_day))
    return (int) year;
  if (local == NULL)
    return atoi (first_day);
  g_propagate_error (error, local);
  return 0;
}

static GPtrArray *
read_targets (SotongDb  *db,
              gint64     campaign_id,
              GError   **error)
{
  g_autoptr(GPtrArray) targets = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_deliverable_free);
  g_autoptr(GArray) ids = list_ids (db, "SELECT id FROM deliverable_target WHERE campaign_id = $1 AND removed_at IS NULL ORDER BY position, id",
                                    campaign_id, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      SotongDeliverable *target = sotong_deliverable_get (db, g_array_index (ids, gint64, i), error);

      if (target == NULL)
        return NULL;
      g_ptr_array_add (targets, target);
    }
  return ids != NULL ? g_steal_pointer (&targets) : NULL;
}

static gboolean
put_targets (SotongDb    *db,
             gint64       id,
             GPtrArray   *targets,
             const char  *first_day,
             GError     **error)
{
  g_autoptr(GPtrArray) before = read_targets (db, id, error);
  int year = before != NULL ? year_of (db, first_day, error) : 0;

  if (year == 0)
    return FALSE;
  for (guint i = 0; i < before->len; i++)
    {
      const SotongDeliverable *target = g_ptr_array_index (before, i);

      /* Of another year too, when the campaign was moved there. */
      if ((!has_target (targets, target->type) || target->year != year) && !sotong_deliverable_drop (db, target->id, error))
        return FALSE;
    }
  for (guint i = 0; i < targets->len; i++)
    {
      SotongDeliverable target = *(const SotongDeliverable *) g_ptr_array_index (targets, i);

      target.campaign_id = id;
      if (sotong_deliverable_put (db, year, &target, error) == 0)
        return FALSE;
    }
  return TRUE;
}

/*
 * sotong_campaign_put_parts:
 * @db: the connection of a write job
 * @id: a campaign
 * @campaign: with the parts to be written; those of %NULL stay
 * @first_day: the campaign's
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`, `SOTONG_STORE_ERROR_NOT_FOUND`, or of SOTONG_TIME_ERROR
 *
 * Belongs to the change that is open.
 */
gboolean
sotong_campaign_put_parts (SotongDb              *db,
                           gint64                 id,
                           const SotongCampaign  *campaign,
                           const char            *first_day,
                           GError               **error)
{
  return (campaign->lines == NULL || put_lines (db, id, campaign->lines, error))
         && (campaign->stages == NULL || put_stages (db, id, campaign->stages, error))
         && (campaign->targets == NULL || put_targets (db, id, campaign->targets, first_day, error));
}

/* ---- reading ---- */

static gboolean
read_lines (SotongDb        *db,
            SotongCampaign  *campaign,
            GError         **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT l.id, l.name, l.amount FROM campaign_line AS c JOIN budget_line AS l"
                                                " ON l.id = c.line_id WHERE c.campaign_id = $1 AND l.removed_at IS NULL ORDER BY l.position, l.id",
                                                "i", campaign->id);
  GError *local = NULL;

  campaign->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_campaign_line_free);
  while (stmt != NULL && sotong_stmt_next (stmt, &local))
    {
      SotongCampaignLine *line = sotong_campaign_line_new (sotong_stmt_int (stmt, 0));

      line->name = sotong_stmt_dup (stmt, 1);
      line->amount = sotong_stmt_int (stmt, 2);
      g_ptr_array_add (campaign->lines, line);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return stmt != NULL && local == NULL;
}

static gboolean
read_stages (SotongDb        *db,
             SotongCampaign  *campaign,
             GError         **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT name, planned_on, done_on, id FROM campaign_stage WHERE campaign_id = $1"
                                                " ORDER BY position, id", "i", campaign->id);
  GError *local = NULL;

  campaign->stages = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_campaign_stage_free);
  while (stmt != NULL && sotong_stmt_next (stmt, &local))
    {
      SotongCampaignStage *stage = sotong_campaign_stage_new (sotong_stmt_text (stmt, 0), sotong_stmt_text (stmt, 1), sotong_stmt_text (stmt, 2));

      stage->id = sotong_stmt_int (stmt, 3);
      g_ptr_array_add (campaign->stages, stage);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return stmt != NULL && local == NULL;
}

gboolean
sotong_campaign_read_parts (SotongDb        *db,
                            SotongCampaign  *campaign,
                            GError         **error)
{
  return read_lines (db, campaign, error)
         && read_stages (db, campaign, error)
         && (campaign->targets = read_targets (db, campaign->id, error)) != NULL;
}

/**
 * sotong_campaign_get_money:
 * @db: a connection
 * @id: a campaign
 * @out_money: (out caller-allocates): its money, 0 where there is none
 * @error: return location
 *
 * A payment that names both the campaign and a content of it is counted once, and one that names a content of another campaign is
 * that one's: what campaigns were paid adds up.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_campaign_get_money (SotongDb             *db,
                           gint64                id,
                           SotongCampaignMoney  *out_money,
                           GError              **error)
{
  return sotong_db_get_int (db, &out_money->planned, error, "SELECT coalesce(sum(cost_planned), 0) FROM content"
                            " WHERE campaign_id = $1 AND removed_at IS NULL", "i", id)
         && sotong_db_get_int (db, &out_money->final, error, "SELECT coalesce(sum(cost_final), 0) FROM content"
                               " WHERE campaign_id = $1 AND removed_at IS NULL", "i", id)
         && sotong_db_get_int (db, &out_money->paid_contents, error, "SELECT coalesce(sum(amount), 0) FROM payment WHERE removed_at IS NULL"
                               " AND content_id IN (SELECT id FROM content WHERE campaign_id = $1 AND removed_at IS NULL)", "i", id)
         && sotong_db_get_int (db, &out_money->paid, error, "SELECT coalesce(sum(amount), 0) FROM payment WHERE removed_at IS NULL"
                               " AND (content_id IN (SELECT id FROM content WHERE campaign_id = $1 AND removed_at IS NULL) OR (campaign_id = $1"
                               " AND NOT EXISTS (SELECT 1 FROM content AS c JOIN campaign AS g ON g.id = c.campaign_id WHERE c.id = payment.content_id"
                               " AND c.campaign_id != $1 AND c.removed_at IS NULL AND g.removed_at IS NULL)))",
                               "i", id);
}
