/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-series-edit.h"

#include "plan/sotong-month.h"
#include "store/sotong-content-series.h"
#include "store/sotong-hold.h"

/* “All following”: what a person changed in one occurrence is changed in the later ones, and what
 * was not touched keeps what each of them has. */

static void
take_text (char       **field,
           const char  *base,
           const char  *mine)
{
  if (g_strcmp0 (base, mine) == 0)
    return;
  g_free (*field);
  *field = g_strdup (mine);
}

static void
take_int (gint64 *field,
          gint64  base,
          gint64  mine)
{
  if (base != mine)
    *field = mine;
}

static SotongCopy *
copy_on (const SotongContent *content,
         gint64               channel_id)
{
  for (guint i = 0; i < content->copies->len; i++)
    {
      SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (copy->channel_id == channel_id)
        return copy;
    }
  return NULL;
}

/* As many days further by the calendar, and as much later on the day. */
static gint64
moved (gint64     time,
       gint64     base,
       gint64     mine,
       GTimeZone *zone)
{
  gint64 day = sotong_month_day_of_time (time, zone) + sotong_month_day_of_time (mine, zone) - sotong_month_day_of_time (base, zone);
  gint64 later = sotong_month_second_of_day (mine, zone) - sotong_month_second_of_day (base, zone);

  return sotong_month_time_on_day (sotong_month_time_on_day (time, day, zone) + later, day, zone);
}

static void
take_time (gint64     *field,
           gint64      base,
           gint64      mine,
           GTimeZone  *zone)
{
  if (base == mine)
    return;
  if (mine == SOTONG_NONE)
    *field = SOTONG_NONE;
  else if (base != SOTONG_NONE && *field != SOTONG_NONE)
    *field = moved (*field, base, mine, zone);
}

/* A channel that was added goes out with the first one that is there. */
static void
add_copy (SotongContent    *other,
          const SotongCopy *mine)
{
  SotongCopy *copy = sotong_copy_new (mine->channel_id);

  copy->body = g_strdup (mine->body);
  copy->thread = mine->thread;
  copy->publish_at = other->planned_at;
  for (guint i = 0; i < other->copies->len && mine->publish_at != SOTONG_NONE; i++)
    copy->publish_at = ((SotongCopy *) g_ptr_array_index (other->copies, i))->publish_at;
  if (mine->publish_at == SOTONG_NONE)
    copy->publish_at = SOTONG_NONE;
  copy->state = copy->publish_at != SOTONG_NONE && sotong_state_is_planned (mine->state) ? SOTONG_STATE_SCHEDULED : SOTONG_STATE_DRAFT;
  g_ptr_array_add (other->copies, copy);
}

static void
take_copies (SotongContent       *other,
             const SotongContent *base,
             const SotongContent *mine,
             GTimeZone           *zone)
{
  for (guint i = 0; i < mine->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (mine->copies, i);
      const SotongCopy *old = copy_on (base, copy->channel_id);
      SotongCopy *theirs = copy_on (other, copy->channel_id);

      if (old == NULL && theirs == NULL)
        add_copy (other, copy);
      if (old == NULL || theirs == NULL)
        continue;
      take_text (&theirs->body, old->body, copy->body);
      take_time (&theirs->publish_at, old->publish_at, copy->publish_at, zone);
      if (old->state != copy->state && (copy->state == SOTONG_STATE_DRAFT || copy->state == SOTONG_STATE_SCHEDULED)
          && (copy->state == SOTONG_STATE_DRAFT || theirs->publish_at != SOTONG_NONE))
        theirs->state = copy->state;
    }
  for (guint i = 0; i < base->copies->len; i++)
    {
      const SotongCopy *old = g_ptr_array_index (base->copies, i);
      SotongCopy *theirs = copy_on (other, old->channel_id);

      if (copy_on (mine, old->channel_id) == NULL && theirs != NULL)
        g_ptr_array_remove (other->copies, theirs);
    }
}

static gboolean
is_out (const SotongContent *content)
{
  for (guint i = 0; i < content->copies->len; i++)
    {
      if (!sotong_state_can_move (((SotongCopy *) g_ptr_array_index (content->copies, i))->state))
        return TRUE;
    }
  return FALSE;
}

static void
take (SotongContent       *other,
      const SotongContent *base,
      const SotongContent *mine,
      GTimeZone           *zone)
{
  take_text (&other->title, base->title, mine->title);
  take_text (&other->type, base->type, mine->type);
  take_text (&other->body, base->body, mine->body);
  take_text (&other->notes, base->notes, mine->notes);
  take_text (&other->tags, base->tags, mine->tags);
  take_int (&other->campaign_id, base->campaign_id, mine->campaign_id);
  take_int (&other->line_id, base->line_id, mine->line_id);
  take_int (&other->cost_planned, base->cost_planned, mine->cost_planned);
  if (base->publicity != mine->publicity)
    other->publicity = mine->publicity;
  take_time (&other->planned_at, base->planned_at, mine->planned_at, zone);
  take_copies (other, base, mine, zone);
}

/**
 * sotong_series_apply:
 * @db: the connection of a write job, in which @mine was saved: its change is open
 * @base: an occurrence as the person had read it
 * @mine: as the person saved it
 * @error: return location; as for sotong_content_save()
 *
 * Does to all later ones of its series what was done to it. One that is out, or on its way, stays
 * as it is.
 *
 * Returns: how many were changed, or -1 with @error set
 */
int
sotong_series_apply (SotongDb             *db,
                     const SotongContent  *base,
                     const SotongContent  *mine,
                     GError              **error)
{
  g_autoptr(GArray) ids = sotong_content_series_following (db, mine->id, error);
  int n = 0;

  if (ids == NULL)
    return -1;
  for (guint i = 1; i < ids->len; i++)
    {
      g_autoptr(SotongContent) other = sotong_content_get (db, g_array_index (ids, gint64, i), error);

      if (other == NULL)
        return -1;
      if (is_out (other))
        continue;
      take (other, base, mine, sotong_db_get_zone (db));
      if (!sotong_content_save (db, other, error))
        return -1;
      n++;
    }
  return n;
}
