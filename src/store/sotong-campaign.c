/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-campaign-private.h"
#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-named.h"
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
  g_free (campaign->owner);
  g_free (campaign->agency);
  g_free (campaign->key_messages);
  g_free (campaign->hashtags);
  g_clear_pointer (&campaign->lines, g_ptr_array_unref);
  g_clear_pointer (&campaign->stages, g_ptr_array_unref);
  g_clear_pointer (&campaign->targets, g_ptr_array_unref);
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
  GError *local = NULL;
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
  if (!sotong_time_parse_range (campaign->starts_on, campaign->ends_on, zone, &range, error)
      || !sotong_time_check_plan (range.start, zone, error) || !sotong_time_check_plan (range.end - 1, zone, error))
    return FALSE;
  days->from = sotong_time_format_date (range.start, zone);
  days->to = sotong_time_format_date (range.end - 1, zone);
  if (!sotong_db_get_int (db, &other, &local, "SELECT id FROM campaign WHERE name = $1 AND removed_at IS NULL AND id != $2", "ti",
                          campaign->name, campaign->id))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return local == NULL;
    }
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS, _("There is a campaign “%s” already. Choose another name."), campaign->name);
  return FALSE;
}

static gint64
owner_of (const SotongCampaign *campaign)
{
  return campaign->owner_id > 0 ? campaign->owner_id : SOTONG_NONE;
}

/**
 * sotong_campaign_free_colour:
 * @db: a connection of a job
 * @from: a first day, YYYY-MM-DD
 * @to: a last day, YYYY-MM-DD
 * @error: return location
 *
 * Bands that stand in one month are to be told apart: campaigns up to a month away count first, then all there are.
 *
 * Returns: the index of the colour that the fewest campaigns have, below `SOTONG_CAMPAIGN_N_COLOURS`; -1 with @error set
 */
int
sotong_campaign_free_colour (SotongDb    *db,
                             const char  *from,
                             const char  *to,
                             GError     **error)
{
  gint64 colour = 0;

  return sotong_db_get_int (db, &colour, error,
                            "WITH RECURSIVE palette (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM palette WHERE i + 1 < $3)"
                            " SELECT i FROM palette ORDER BY"
                            " (SELECT count(*) FROM campaign WHERE removed_at IS NULL AND colour % $3 = i"
                            "  AND starts_on <= date($2, '+31 days') AND ends_on >= date($1, '-31 days')),"
                            " (SELECT count(*) FROM campaign WHERE removed_at IS NULL AND colour % $3 = i), i LIMIT 1",
                            "tti", from, to, (gint64) SOTONG_CAMPAIGN_N_COLOURS) ? (int) colour : -1;
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
  g_autofree char *name = sotong_text_name (campaign->name);
  SotongCampaign named = *campaign;
  g_auto(Days) days = { NULL };
  gint64 id, agency_id;

  named.name = name;
  campaign = &named;
  if (!check_campaign (db, campaign, &days, error) || (agency_id = sotong_campaign_put_agency (db, campaign->agency, error)) == 0)
    return 0;
  if (named.colour < 0 && (named.colour = sotong_campaign_free_colour (db, days.from, days.to, error)) < 0)
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO campaign (programme_id, name, goal, starts_on, ends_on, colour, key_messages, hashtags, made,"
                         " owner_id, agency_id) VALUES ((SELECT id FROM programme WHERE removed_at IS NULL"
                         " ORDER BY (starts_on <= $3 AND ends_on >= $3) DESC, year DESC, id LIMIT 1), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                         "ttttittiii", campaign->name, or_empty (campaign->goal), days.from, days.to, (gint64) campaign->colour,
                         or_empty (campaign->key_messages), or_empty (campaign->hashtags), (gint64) campaign->made, owner_of (campaign), agency_id);
  return id != 0 && sotong_change_added (db, "campaign", id, error)
         && sotong_campaign_put_parts (db, id, campaign, days.from, error) ? id : 0;
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
  g_autofree char *name = sotong_text_name (campaign->name);
  SotongCampaign named = *campaign;
  gint64 id;

  named.name = name;
  campaign = &named;
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
  g_autofree char *name = sotong_text_name (campaign->name);
  SotongCampaign named = *campaign;
  g_auto(Days) days = { NULL };
  gint64 agency_id;

  named.name = name;
  campaign = &named;
  if (!check_campaign (db, campaign, &days, error)
      || !sotong_change_begin (db, "campaign.edit", "campaign", campaign->id, campaign->name, error)
      || (agency_id = sotong_campaign_put_agency (db, campaign->agency, error)) == 0
      || !sotong_change_touch (db, "campaign", campaign->id, error)
      || !sotong_db_exec (db, error, "UPDATE campaign SET name = $1, goal = $2, starts_on = $3, ends_on = $4, colour = $5, key_messages = $6,"
                          " hashtags = $7, owner_id = $9, agency_id = $10 WHERE id = $8 AND removed_at IS NULL", "ttttittiii",
                          campaign->name, or_empty (campaign->goal), days.from, days.to, (gint64) campaign->colour,
                          or_empty (campaign->key_messages), or_empty (campaign->hashtags), campaign->id, owner_of (campaign), agency_id))
    return FALSE;
  return check_found (db, error) && sotong_campaign_put_parts (db, campaign->id, campaign, days.from, error);
}

/**
 * sotong_campaign_remove:
 * @db: the connection of a write job
 * @id: a campaign
 * @keep_contents: whether a person knows that contents belong to it
 * @error: return location; `SOTONG_STORE_ERROR_IN_USE` when contents do and @keep_contents is %FALSE
 *
 * Removes a campaign and what was promised for it; its contents stay, and still tell of it. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_campaign_remove (SotongDb  *db,
                        gint64     id,
                        gboolean   keep_contents,
                        GError   **error)
{
  g_autoptr(SotongCampaign) campaign = sotong_campaign_get (db, id, error);

  if (campaign == NULL)
    return FALSE;
  if (campaign->n_contents > 0 && !keep_contents)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_IN_USE,
                   ngettext ("%1$d content belongs to “%2$s”. Nothing was deleted. Give it another campaign first, or say that it shall stay without.",
                             "%1$d contents belong to “%2$s”. Nothing was deleted. Give them another campaign first, or say that they shall stay without.",
                             (gulong) campaign->n_contents), (int) campaign->n_contents, campaign->name);
      return FALSE;
    }
  /* Its promises go with it: they are not counted while it is removed, and come back with an undo. */
  return sotong_change_begin (db, "campaign.remove", "campaign", id, campaign->name, error)
         && sotong_change_touch (db, "campaign", id, error)
         && sotong_db_exec (db, error, "UPDATE campaign SET removed_at = $1 WHERE id = $2 AND removed_at IS NULL", "ii", sotong_db_now (db), id)
         && check_found (db, error);
}

#define SELECT_CAMPAIGNS \
  "SELECT c.id, c.name, c.goal, c.starts_on, c.ends_on, c.colour, c.key_messages, c.hashtags, c.made," \
  " (SELECT count(*) FROM content WHERE content.campaign_id = c.id AND content.removed_at IS NULL)," \
  " c.owner_id, coalesce(p.name, ''), coalesce(a.name, '')" \
  " FROM campaign AS c LEFT JOIN person AS p ON p.id = c.owner_id LEFT JOIN agency AS a ON a.id = c.agency_id" \
  " WHERE c.removed_at IS NULL "

static SotongCampaign *
campaign_from (SotongStmt *stmt)
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
  campaign->owner_id = sotong_stmt_int (stmt, 10);
  campaign->owner = sotong_stmt_dup (stmt, 11);
  campaign->agency = sotong_stmt_dup (stmt, 12);
  return campaign;
}

/**
 * sotong_campaign_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongCampaign): without their parts, in the order of their first days
 */
GPtrArray *
sotong_campaign_list (SotongDb  *db,
                      GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_campaign_free);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, SELECT_CAMPAIGNS "ORDER BY c.starts_on, c.id", "");
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, campaign_from (stmt));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_campaign_get:
 * @db: a connection
 * @id: a campaign
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): the campaign with all of its parts
 */
SotongCampaign *
sotong_campaign_get (SotongDb  *db,
                     gint64     id,
                     GError   **error)
{
  g_autoptr(SotongCampaign) campaign = NULL;
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, SELECT_CAMPAIGNS "AND c.id = $1", "i", id);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    campaign = campaign_from (stmt);
  if (local != NULL)
    g_propagate_error (error, local);
  else if (campaign == NULL)
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no such campaign any more."));
  return campaign != NULL && sotong_campaign_read_parts (db, campaign, error) ? g_steal_pointer (&campaign) : NULL;
}

/**
 * sotong_campaign_find:
 * @db: a connection
 * @name: a campaign's name, or its number
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_campaign_find (SotongDb    *db,
                      const char  *name,
                      GError     **error)
{
  return sotong_named_find (db, "SELECT id, name FROM campaign WHERE (name = $1 OR CAST(id AS TEXT) = $1) AND removed_at IS NULL",
                            name, error, _("There is no campaign “%s”. Choose one of those there are, or add it first."), name);
}
