/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-calendar-said.h"
#include "store/sotong-db-private.h"
#include "store/sotong-workspace.h"

#define POST_SECONDS 1800               /* how long a post lasts in a calendar */
#define KEEP_CANCELLED_S (90 * 86400) /* how long a removed post is still told of: each calendar must hear of it once */

static const char * const status_names[] = { "tentative", "confirmed", "cancelled" };

/* What was told of an event before. */
typedef struct {
  gint64               start;
  gint64               end;
  SotongCalendarStatus status;
  int                  sequence;
  char                *summary;
} Said;

static void
said_free (Said *said)
{
  g_free (said->summary);
  g_free (said);
}

void
sotong_calendar_event_free (SotongCalendarEvent *event)
{
  if (event == NULL)
    return;
  g_free (event->uid);
  g_free (event->summary);
  g_free (event);
}

static SotongCalendarStatus
status_of (SotongState state)
{
  switch (state)
    {
    case SOTONG_STATE_APPROVED:
    case SOTONG_STATE_SCHEDULED:
    case SOTONG_STATE_PUBLISHING:
    case SOTONG_STATE_PUBLISHED:
    case SOTONG_STATE_PUBLISHED_BY_HAND:
      return SOTONG_CALENDAR_CONFIRMED;
    case SOTONG_STATE_DRAFT:
    case SOTONG_STATE_IN_REVIEW:
    case SOTONG_STATE_RETURNED:
    case SOTONG_STATE_FAILED:
    case SOTONG_STATE_UNKNOWN:
    case SOTONG_STATE_MISSED:
    case SOTONG_STATE_HELD:
    case SOTONG_STATE_WITHDRAWN:
    case SOTONG_N_STATES:
    default:
      return SOTONG_CALENDAR_TENTATIVE;
    }
}

static SotongCalendarStatus
status_from_name (const char *name)
{
  for (int i = 0; i < (int) G_N_ELEMENTS (status_names); i++)
    {
      if (g_str_equal (status_names[i], name))
        return (SotongCalendarStatus) i;
    }
  return SOTONG_CALENDAR_TENTATIVE;
}

static GHashTable *
load_said (SotongDb  *db,
           GError   **error)
{
  g_autoptr(GHashTable) all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) said_free);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT uid, starts_at, ends_at, status, sequence, summary FROM calendar_said", "");
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      Said *said = g_new0 (Said, 1);

      said->start = sotong_stmt_int (stmt, 1);
      said->end = sotong_stmt_int (stmt, 2);
      said->status = status_from_name (sotong_stmt_text (stmt, 3));
      said->sequence = (int) sotong_stmt_int (stmt, 4);
      said->summary = sotong_stmt_dup (stmt, 5);
      g_hash_table_insert (all, sotong_stmt_dup (stmt, 0), said);
    }
  if (local == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, local);
  return NULL;
}

static gboolean
note (SotongDb                   *db,
      const SotongCalendarEvent  *event,
      GError                    **error)
{
  const SotongContentRow *row = event->row;
  gint64 content = row != NULL ? row->content_id : SOTONG_NONE;
  gint64 copy = row != NULL && row->copy_id != 0 ? row->copy_id : SOTONG_NONE;
  gint64 campaign = event->campaign != NULL ? event->campaign->id : SOTONG_NONE;

  return sotong_db_exec (db, error, "INSERT INTO calendar_said (uid, content_id, copy_id, campaign_id, starts_at, ends_at, status, sequence,"
                         " summary, said_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (uid) DO UPDATE SET"
                         " starts_at = excluded.starts_at, ends_at = excluded.ends_at, status = excluded.status,"
                         " sequence = excluded.sequence, summary = excluded.summary, said_at = excluded.said_at",
                         "tiiiiititi", event->uid, content, copy, campaign, event->start, event->end, status_names[event->status],
                         (gint64) event->sequence, event->summary, sotong_db_now (db));
}

/* Gives the event its sequence number and remembers it, if there is anything new. */
static gboolean
tell_one (SotongDb             *db,
          SotongCalendarEvent  *event,
          GHashTable           *before,
          GError              **error)
{
  const Said *said = g_hash_table_lookup (before, event->uid);
  gboolean changed = said != NULL && (said->start != event->start || said->end != event->end || said->status != event->status);

  event->sequence = said != NULL ? said->sequence + changed : 0;
  return (said != NULL && !changed && g_strcmp0 (said->summary, event->summary) == 0) || note (db, event, error);
}

static char *
uid_of (const SotongContentRow *row,
        const char             *workspace)
{
  if (row->copy_id == 0)
    return g_strdup_printf ("post-%s@%s", row->uuid, workspace);
  return g_strdup_printf ("post-%s-%" G_GINT64_FORMAT "@%s", row->uuid, row->copy_id, workspace);
}

static SotongCalendarEvent *
event_of_row (const SotongContentRow *row,
              const char             *workspace)
{
  SotongCalendarEvent *event = g_new0 (SotongCalendarEvent, 1);

  event->uid = uid_of (row, workspace);
  event->row = row;
  event->status = status_of (row->state);
  event->start = row->at;
  event->end = row->at + POST_SECONDS;
  event->summary = row->channel[0] != '\0' ? g_strdup_printf ("[%s] %s", row->channel, row->title) : g_strdup (row->title);
  return event;
}

static SotongCalendarEvent *
event_of_campaign (SotongDb              *db,
                   const SotongCampaign  *campaign,
                   const char            *workspace,
                   GError               **error)
{
  g_autoptr(SotongCalendarEvent) event = g_new0 (SotongCalendarEvent, 1);
  SotongRange days;

  if (!sotong_time_parse_range (campaign->starts_on, campaign->ends_on, sotong_db_get_zone (db), &days, error))
    return NULL;
  event->uid = g_strdup_printf ("campaign-%" G_GINT64_FORMAT "@%s", campaign->id, workspace);
  event->campaign = campaign;
  event->all_day = TRUE;
  event->status = SOTONG_CALENDAR_CONFIRMED;
  event->start = days.start;
  event->end = days.end;
  event->summary = g_strdup (campaign->name);
  return g_steal_pointer (&event);
}

/* What was told and is deleted, or stands on no day any more. */
#define GONE_SQL \
  "SELECT s.uid, s.starts_at, s.ends_at, s.campaign_id, s.status, s.sequence, s.summary FROM calendar_said AS s" \
  " LEFT JOIN content AS t ON t.id = s.content_id LEFT JOIN copy AS y ON y.id = s.copy_id LEFT JOIN campaign AS c ON c.id = s.campaign_id" \
  " WHERE (t.removed_at IS NOT NULL OR y.removed_at IS NOT NULL OR c.removed_at IS NOT NULL" \
  "   OR (t.id IS NOT NULL AND coalesce(y.published_at, y.publish_at, t.planned_at) IS NULL)" \
  "   OR (t.id IS NOT NULL AND s.copy_id IS NULL" \
  "       AND EXISTS (SELECT 1 FROM copy WHERE copy.content_id = t.id AND copy.removed_at IS NULL)))" \
  " AND (s.status <> 'cancelled' OR s.said_at > $1) ORDER BY s.starts_at, s.uid"

static SotongCalendarEvent *
gone_from (SotongStmt *stmt)
{
  SotongCalendarEvent *event = g_new0 (SotongCalendarEvent, 1);
  gboolean known = status_from_name (sotong_stmt_text (stmt, 4)) == SOTONG_CALENDAR_CANCELLED;

  event->uid = sotong_stmt_dup (stmt, 0);
  event->start = sotong_stmt_int (stmt, 1);
  event->end = sotong_stmt_int (stmt, 2);
  event->all_day = sotong_stmt_int (stmt, 3) != SOTONG_NONE;
  event->status = SOTONG_CALENDAR_CANCELLED;
  event->sequence = (int) sotong_stmt_int (stmt, 5) + !known;
  event->summary = sotong_stmt_dup (stmt, 6);
  return event;
}

static gboolean
tell_gone (SotongDb   *db,
           GPtrArray  *events,
           GError    **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, GONE_SQL, "i", sotong_db_now (db) - KEEP_CANCELLED_S);
  guint first = events->len;
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (events, gone_from (stmt));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  for (guint i = first; i < events->len; i++)
    {
      const SotongCalendarEvent *event = g_ptr_array_index (events, i);

      if (!sotong_db_exec (db, error, "UPDATE calendar_said SET status = 'cancelled', sequence = $1, said_at = $2"
                           " WHERE uid = $3 AND status <> 'cancelled'", "iit", (gint64) event->sequence, sotong_db_now (db), event->uid))
        return FALSE;
    }
  return TRUE;
}

/**
 * sotong_calendar_tell:
 * @db: the connection of a write job
 * @rows: (element-type SotongContentRow): the posts that a calendar is about to be told of;
 *   they must outlive the result, as the campaigns must
 * @campaigns: (element-type SotongCampaign): the campaigns likewise
 * @error: return location
 *
 * Makes the campaigns, and the posts that have a time, events of a calendar and remembers what
 * is told, so that a later change of time or status has the next sequence number. What was told
 * before and has been deleted or taken off its day since comes as cancelled, for 90 days.
 *
 * Returns: (transfer full) (nullable) (element-type SotongCalendarEvent): the events
 */
GPtrArray *
sotong_calendar_tell (SotongDb   *db,
                      GPtrArray  *rows,
                      GPtrArray  *campaigns,
                      GError    **error)
{
  g_autofree char *workspace = sotong_workspace_get (db, "uuid", error);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_calendar_event_free);
  g_autoptr(GHashTable) before = workspace != NULL ? load_said (db, error) : NULL;

  if (before == NULL)
    return NULL;
  for (guint i = 0; i < campaigns->len; i++)
    {
      SotongCalendarEvent *event = event_of_campaign (db, g_ptr_array_index (campaigns, i), workspace, error);

      if (event == NULL)
        return NULL;
      g_ptr_array_add (events, event);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const SotongContentRow *row = g_ptr_array_index (rows, i);

      if (row->at != SOTONG_NONE)
        g_ptr_array_add (events, event_of_row (row, workspace));
    }
  for (guint i = 0; i < events->len; i++)
    {
      if (!tell_one (db, g_ptr_array_index (events, i), before, error))
        return NULL;
    }
  return tell_gone (db, events, error) ? g_steal_pointer (&events) : NULL;
}
