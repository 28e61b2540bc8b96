/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-campaign.h"
#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "util/sotong-text.h"

SotongCampaign *
sotong_campaign_new (void)
{
  return g_new0 (SotongCampaign, 1);
}

void
sotong_campaign_free (SotongCampaign *campaign)
{
  if (campaign == NULL)
    return;
  g_free (campaign->name);
  g_free (campaign->goal);
  g_free (campaign->starts_on);
  g_free (campaign->ends_on);
  g_free (campaign->key_messages);
  g_free (campaign->hashtags);
  g_free (campaign);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* A campaign's first and last day as the store writes them. */
typedef struct {
  char *from;
  char *to;
} Days;

static void
days_clear (Days *days)
{
  g_free (days->from);
  g_free (days->to);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Days, days_clear)

static gboolean
check_campaign (SotongDb              *db,
                const SotongCampaign  *campaign,
                Days                  *days,
                GError               **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  gint64 other = 0;
  SotongRange range;

  if (sotong_text_is_blank (campaign->name))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A campaign needs a name."));
      return FALSE;
    }
  if (campaign->starts_on == NULL || campaign->ends_on == NULL)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A campaign needs a first and a last day."));
      return FALSE;
    }
  if (!sotong_time_parse_range (campaign->starts_on, campaign->ends_on, zone, &range, error))
    return FALSE;
  days->from = sotong_time_format_date (range.start, zone);
  days->to = sotong_time_format_date (range.end - 1, zone);
  other = sotong_campaign_find (db, campaign->name, NULL);
  if (other == 0 || other == campaign->id)
    return TRUE;
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS, _("There is a campaign “%s” already. Choose another name."), campaign->name);
  return FALSE;
}

/**
 * sotong_campaign_insert:
 * @db: the connection of a write job
 * @campaign: a campaign
 * @error: return location; `SOTONG_STORE_ERROR_EXISTS`, `SOTONG_STORE_ERROR_INVALID`
 *
 * Adds a campaign to the change that is open, or to none.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_campaign_insert (SotongDb              *db,
                        const SotongCampaign  *campaign,
                        GError               **error)
{
  g_auto(Days) days = { NULL };
  gint64 id;

  if (!check_campaign (db, campaign, &days, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO campaign (programme_id, name, goal, starts_on, ends_on, colour, key_messages, hashtags, made)"
                         " VALUES ((SELECT id FROM programme WHERE removed_at IS NULL"
                         " ORDER BY (starts_on <= $3 AND ends_on >= $3) DESC, year DESC, id LIMIT 1), $1, $2, $3, $4, $5, $6, $7, $8)", "ttttitti",
                         campaign->name, or_empty (campaign->goal), days.from, days.to, (gint64) campaign->colour,
                         or_empty (campaign->key_messages), or_empty (campaign->hashtags), (gint64) campaign->made);
  return id != 0 && sotong_change_added (db, "campaign", id, error) ? id : 0;
}

/**
 * sotong_campaign_add:
 * @db: the connection of a write job
 * @campaign: a campaign
 * @error: return location; as for sotong_campaign_insert()
 *
 * As sotong_campaign_insert(), as one step of undo.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_campaign_add (SotongDb              *db,
                     const SotongCampaign  *campaign,
                     GError               **error)
{
  gint64 id;

  if (!sotong_change_begin (db, "campaign.add", "campaign", 0, campaign->name, error))
    return 0;
  id = sotong_campaign_insert (db, campaign, error);
  if (id != 0)
    sotong_change_set_subject (db, id, NULL);
  return id;
}

/* After an update that must have met its row. */
static gboolean
check_found (SotongDb  *db,
             GError   **error)
{
  if (sotong_db_n_changes (db) > 0)
    return TRUE;
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no such campaign any more."));
  return FALSE;
}

/**
 * sotong_campaign_edit:
 * @db: the connection of a write job
 * @campaign: the campaign as it shall be
 * @error: return location
 *
 * One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_campaign_edit (SotongDb              *db,
                      const SotongCampaign  *campaign,
                      GError               **error)
{
  g_auto(Days) days = { NULL };

  return check_campaign (db, campaign, &days, error)
         && sotong_change_begin (db, "campaign.edit", "campaign", campaign->id, campaign->name, error)
         && sotong_change_touch (db, "campaign", campaign->id, error)
         && sotong_db_exec (db, error, "UPDATE campaign SET name = $1, goal = $2, starts_on = $3, ends_on = $4, colour = $5, key_messages = $6,"
                            " hashtags = $7 WHERE id = $8 AND removed_at IS NULL", "ttttitti", campaign->name, or_empty (campaign->goal), days.from,
                            days.to, (gint64) campaign->colour, or_empty (campaign->key_messages), or_empty (campaign->hashtags),
                            campaign->id)
         && check_found (db, error);
}

/**
 * sotong_campaign_remove:
 * @db: the connection of a write job
 * @id: a campaign
 * @error: return location
 *
 * Removes a campaign; its contents stay. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_campaign_remove (SotongDb  *db,
                        gint64     id,
                        GError   **error)
{
  return sotong_change_begin (db, "campaign.remove", "campaign", id, NULL, error)
         && sotong_change_touch (db, "campaign", id, error)
         && sotong_db_exec (db, error, "UPDATE campaign SET removed_at = $1 WHERE id = $2 AND removed_at IS NULL", "ii", sotong_db_now (db), id)
         && check_found (db, error);
}

/**
 * sotong_campaign_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongCampaign): in the order of their first days
 */
GPtrArray *
sotong_campaign_list (SotongDb  *db,
                      GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_campaign_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT id, name, goal, starts_on, ends_on, colour, key_messages, hashtags, made,"
                          " (SELECT count(*) FROM content WHERE content.campaign_id = campaign.id AND content.removed_at IS NULL)"
                          " FROM campaign WHERE removed_at IS NULL ORDER BY starts_on, id", "");
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongCampaign *campaign = sotong_campaign_new ();

      campaign->id = sotong_stmt_int (stmt, 0);
      campaign->name = sotong_stmt_dup (stmt, 1);
      campaign->goal = sotong_stmt_dup (stmt, 2);
      campaign->starts_on = sotong_stmt_dup (stmt, 3);
      campaign->ends_on = sotong_stmt_dup (stmt, 4);
      campaign->colour = (int) sotong_stmt_int (stmt, 5);
      campaign->key_messages = sotong_stmt_dup (stmt, 6);
      campaign->hashtags = sotong_stmt_dup (stmt, 7);
      campaign->made = sotong_stmt_int (stmt, 8) == 1;
      campaign->n_contents = sotong_stmt_int (stmt, 9);
      g_ptr_array_add (list, campaign);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_campaign_find:
 * @db: a connection
 * @name: a campaign's name
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_campaign_find (SotongDb    *db,
                      const char  *name,
                      GError     **error)
{
  gint64 id = 0;
  GError *local = NULL;

  if (sotong_db_get_int (db, &id, &local, "SELECT id FROM campaign WHERE name = $1 AND removed_at IS NULL", "t", name))
    return id;
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no campaign “%s”."), name);
  return 0;
}
